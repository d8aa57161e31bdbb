"""What a PDF tells of who made it, where and when: only what this program writes of itself is let pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pikepdf

from cards.checking.look.file import text_of, unpacked
from cards.checking.report import Findings, abridged
from cards.draw.metadata import PRODUCER

_INFO = ("/Title", "/Producer")
_DATES = ("/CreationDate", "/ModDate")

_OF_PRESS = ("/GTS_PDFXVersion", "/Trapped")
"""What PDF/X-1a wants besides (ISO 15930-4); `checking.press` looks at it."""

PRESS_DATE = "D:20031215000000+00'00'"
"""The day that every file for a press says it was made on, because the standard wants one: its own."""

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
_TRACES = ("/PieceInfo", "/LastModified")
"""What editors keep in pages and forms for themselves (ISO 32000-1, 14.5): often whole documents with their author."""


def check_metadata(pdf: pikepdf.Pdf, findings: Findings, *, for_press: bool = False) -> dict[str, str]:
    """Looks for what tells who made the file, where and when; returns title, language and producer.

    A file `for_press` has to name a program and a day, which are the same in all of ours.
    """
    info = pdf.trailer.get("/Info", pikepdf.Dictionary())
    metadata = xmp_of(pdf)
    texts = {str(key): text_of(value) or str(value) for key, value in info.items()}
    told = list(_properties(metadata))
    known = (*_INFO, *_DATES, *(_OF_PRESS if for_press else ()))
    if for_press and texts.get("/Creator") == PRODUCER:
        known = (*known, "/Creator")
    people = [f"{key[1:]} {text[:60]!r}" for key, text in texts.items() if key not in known and text]
    people += [f"{name} {text[:60]!r}" for name, text in told if name not in _XMP_DATES]
    paths = [path[:60] for text in (*texts.values(), metadata) for path in _PATH.findall(text)]
    traces = list(_traces(pdf))
    before = len(findings.found)
    if people:
        findings.wrong("metadata", f"the file says who or what made it: {abridged(people)}")
    if paths:
        findings.wrong("metadata", f"the file names places on a computer: {abridged(paths)}")
    if traces:
        findings.wrong("metadata", f"another program has left notes of its own in it: {abridged(traces)}")
    dates = [texts[key] for key in _DATES if texts.get(key)] + [text for name, text in told if name in _XMP_DATES]
    if for_press and any(date != PRESS_DATE for date in dates):
        findings.wrong("metadata", f"the file says when it was made or saved: {abridged(date[:40] for date in dates)}")
    elif dates and not for_press:
        findings.warn("metadata", "the file says when it was made or saved")
    if len(findings.found) == before:
        day = "the one date that all files for a press have" if for_press else "no date"
        findings.ok("metadata", f"no name of a person, no path, {day}")
    return {
        "title": text_of(info.get("/Title")),
        "language": text_of(pdf.Root.get("/Lang")),
        "producer": text_of(info.get("/Producer")),
    }


def xmp_of(pdf: pikepdf.Pdf) -> str:
    """The file's XMP packet; nothing when it has none."""
    stream = pdf.Root.get("/Metadata")
    return unpacked(stream).decode("utf-8", "replace") if isinstance(stream, pikepdf.Stream) else ""


def _properties(metadata: str) -> Iterator[tuple[str, str]]:
    """What an XMP packet holds that none of ours does, with its text."""
    if not metadata.strip():
        return
    if _REMARK.search(metadata):
        yield "XMP", "with a remark or a definition"
        return  # a definition could unfold to more than the memory holds
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


def _traces(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What is kept with pages and pictures; metadata of ours is the document's alone."""
    main = pdf.Root.get("/Metadata")
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield from (f"{key[1:]} of {_kind(each)}" for key in _TRACES if key in each)
            if "/Metadata" in each and (main is None or each.Metadata.objgen != main.objgen):
                yield f"Metadata of {_kind(each)}"


def _kind(value: Any) -> str:
    return str(value.get("/Subtype", value.get("/Type", "an object"))).lstrip("/")[:20]
