"""What a PDF reveals about who made it, where and when. Only what this program itself writes passes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from cards.checking.look.catalog import Information
from cards.checking.report import Finding, abridged, ok, warning, wrong
from cards.draw.metadata import PRODUCER

_TOPIC = "metadata"
_INFO = ("Title", "Producer")
_DATES = ("CreationDate", "ModDate")

_OF_PRESS = ("GTS_PDFXVersion", "Trapped")
"""Further keys that PDF/X-1a requires (ISO 15930-4); `press` checks them."""

PRESS_DATE = "D:20031215000000+00'00'"
"""The creation date in every file for a press, because the standard requires one: the date of the standard itself."""

_PATH = re.compile(r"(?:[A-Za-z]:\\|/home/|/Users/|/mnt/|/tmp/|\\\\)[^\s<>\"]*")

_PREFIXES = {
    "adobe:ns:meta/": "x",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    "http://www.aiim.org/pdfa/ns/extension/": "pdfaExtension",
    "http://www.aiim.org/pdfa/ns/schema#": "pdfaSchema",
    "http://www.aiim.org/pdfa/ns/property#": "pdfaProperty",
}
_ALLOWED = frozenset(
    {
        "x:xmpmeta", "rdf:RDF", "rdf:Description", "rdf:Alt", "rdf:Bag", "rdf:Seq", "rdf:li", "rdf:about",
        "rdf:parseType", "xml:lang",
        "dc:title", "dc:language", "pdf:Producer", "pdfaid:part", "pdfaid:conformance", "pdfuaid:part",
        "pdfaExtension:schemas",
        "pdfaSchema:schema", "pdfaSchema:namespaceURI", "pdfaSchema:prefix", "pdfaSchema:property",
        "pdfaProperty:name", "pdfaProperty:valueType", "pdfaProperty:category", "pdfaProperty:description",
    }
)  # fmt: skip
"""Elements and attributes of the XMP that `cards.draw.metadata` writes."""

_XMP_DATES = frozenset({"xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"})
_QUALIFIED = re.compile(r"(?:\{([^}]*)\})?(.*)", re.DOTALL)
_REMARK = re.compile(r"<!|<\?(?!xpacket\b)")
_WRAPPER = re.compile(r"<\?xpacket[^>]*\?>")


def check_metadata(
    information: Information, xmp: str, traces: Sequence[str], *, for_press: bool = False
) -> Iterator[Finding]:
    """Whether anything reveals who made the file, where or when; `traces` are what programs have left in it.

    A file `for_press` has to name a program and a day, which are the same in all such files.
    """
    told = list(_properties(xmp))
    faults = [*_who_and_where(information, xmp, told, traces, for_press=for_press)]
    faults += _when(information, told, for_press=for_press)
    yield from faults
    if not faults:
        day = "only the date that all files for a press share" if for_press else "no date"
        yield ok(_TOPIC, f"no name of a person, no path, {day}")


def _who_and_where(
    information: Information, xmp: str, told: Sequence[tuple[str, str]], traces: Sequence[str], *, for_press: bool
) -> Iterator[Finding]:
    texts = information.values
    known = (*_INFO, *_DATES, *(_OF_PRESS if for_press else ()))
    if for_press and texts.get("Creator") == PRODUCER:
        known = (*known, "Creator")
    people = [f"{key} {text[:60]!r}" for key, text in texts.items() if key not in known and text]
    people += [f"{name} {text[:60]!r}" for name, text in told if name not in _XMP_DATES]
    paths = [path[:60] for text in (*texts.values(), xmp) for path in _PATH.findall(text)]
    if people:
        yield wrong(_TOPIC, f"the file says who or what made it ({abridged(people)}): do not pass it on, make it again")
    if paths:
        yield wrong(
            _TOPIC, f"the file names folders of a computer ({abridged(paths)}): do not pass it on, make it again"
        )
    if traces:
        yield wrong(
            _TOPIC, f"another program has left data in it ({abridged(traces)}): do not pass it on, make it again"
        )


def _when(information: Information, told: Sequence[tuple[str, str]], *, for_press: bool) -> Iterator[Finding]:
    given = [information.values[key] for key in _DATES if information.values.get(key)]
    dates = given + [text for name, text in told if name in _XMP_DATES]
    if for_press and any(date != PRESS_DATE for date in dates):
        yield wrong(
            _TOPIC,
            "the file says when it was made or saved. Make it again to remove this: "
            f"{abridged(date[:40] for date in dates)}",
        )
    elif dates and not for_press:
        yield warning(_TOPIC, "the file says when it was made or saved")


def _properties(metadata: str) -> Iterator[tuple[str, str]]:
    """What an XMP packet has that this program never writes, with its text."""
    if not metadata.strip():
        return
    if _REMARK.search(metadata):
        yield "XMP", "with a comment or an entity definition"
        return  # an entity definition could expand to more than the memory holds
    try:
        root = ElementTree.fromstring(_WRAPPER.sub("", metadata).strip("\ufeff \t\r\n\0"))  # noqa: S314  (no definitions get here)
    except ElementTree.ParseError:
        yield "XMP", "that nobody can read"
        return
    for each in root.iter():
        if _name(each.tag) not in _ALLOWED:
            yield _name(each.tag), " ".join("".join(each.itertext()).split())
        yield from ((_name(key), value) for key, value in each.attrib.items() if _name(key) not in _ALLOWED)
        # Ours has text at the ends of the tree only.
        between = (each.text if len(each) else None, *(child.tail for child in each))
        yield from (("XMP", text.strip()) for text in between if text and text.strip())


def _name(qualified: str) -> str:
    """A name with the prefix that is common for its namespace, whichever the file has."""
    found = _QUALIFIED.fullmatch(qualified)
    space, local = (found[1] or "", found[2]) if found else ("", qualified)
    return f"{_PREFIXES.get(space, '?')}:{local}"
