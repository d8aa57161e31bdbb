"""What a PDF can do or tell besides being printed: scripts, actions, files inside it, names, places and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from cards.checking.document import entry, text_of, unpacked
from cards.checking.findings import Findings, listed

_PERSONAL = ("/Author", "/Creator", "/Keywords", "/Subject", "/Company", "/Manager")
_XMP_PERSON = re.compile(r"<dc:creator>.*?<rdf:li[^>]*>([^<]+)<", re.DOTALL)
_HOME_CODE = "1"
_DATES = ("/CreationDate", "/ModDate")
_XMP_DATE = re.compile(r"xmp:(?:CreateDate|ModifyDate|MetadataDate)")
_PATH = re.compile(r"(?:[A-Za-z]:\\|/home/|/Users/|/mnt/|/tmp/|\\\\)[^\s<>\"]*")


def check_actions(pdf: pikepdf.Pdf, pages: Sequence[Any], findings: Findings) -> list[list[str]]:
    """Looks for anything that acts on whoever opens the file, or is attached to it; returns each page's links."""
    links: list[list[str]] = [[] for _ in pages]
    found = [*_of_document(pdf.Root)]
    for page, of_page in zip(pages, links, strict=True):
        found += _of_page(page.obj, of_page)
    if found:
        findings.wrong("actions", f"the file has {listed(found)}: do not hand it on")
    else:
        findings.ok("actions", "no script, no form, no file inside, no action but links")
    return links


def stray_links(links: Sequence[str], printed: Sequence[str]) -> list[str]:
    """The links that do not lead to an address or a telephone number printed on their page, in any of its orders."""
    texts = ["".join(text.split()) for text in printed]
    digits = ["".join(each for each in text if each.isdecimal()) for text in texts]
    stray = []
    for link in dict.fromkeys(links):
        scheme, _, rest = link.partition(":")
        if scheme == "tel":
            called = "".join(each for each in rest if each.isdecimal()).removeprefix(_HOME_CODE)
            is_printed = any(called in each for each in digits)
        else:
            is_printed = scheme == "https" and any(rest.removeprefix("//") in each for each in texts)
        if not is_printed:
            stray.append(link[:80])
    return stray


def _of_document(root: Any) -> Iterator[str]:
    if isinstance(root.get("/OpenAction"), pikepdf.Dictionary):
        yield "an action on opening"
    if "/AA" in root:
        yield "actions on events"
    if entry(root, "/Names", "/JavaScript") is not None:
        yield "JavaScript"
    if entry(root, "/Names", "/EmbeddedFiles") is not None or "/AF" in root or "/Collection" in root:
        yield "embedded files"
    if "/AcroForm" in root:
        yield "a form to fill in"


def _of_page(page: Any, links: list[str]) -> Iterator[str]:
    """What is on a page but links, which go into the list."""
    if "/AA" in page:
        yield "actions on events"
    if "/AF" in page:
        yield "embedded files"
    for annotation in page.get("/Annots", []):
        kind = str(entry(annotation, "/Subtype") or "/?")[1:]
        action = str(entry(annotation, "/A", "/S") or "")[1:]
        if kind == "Link" and action == "URI" and "/AA" not in annotation and "/Next" not in annotation.A:
            links.append(text_of(annotation.A.get("/URI")))
        else:
            yield f"a {action} action" if action else f"an annotation ({kind})"


def check_metadata(pdf: pikepdf.Pdf, findings: Findings) -> dict[str, str]:
    """Looks for what tells who made the file, where and when; returns title, language and producer."""
    info = pdf.trailer.get("/Info", pikepdf.Dictionary())
    metadata = xmp_of(pdf)
    texts = {str(key): text_of(value) for key, value in info.items()}
    people = [f"{key[1:]} {texts[key][:60]!r}" for key in _PERSONAL if texts.get(key)]
    people += [f"creator {name[:60]!r}" for name in _XMP_PERSON.findall(metadata)]
    paths = [path[:60] for text in (*texts.values(), metadata) for path in _PATH.findall(text)]
    before = len(findings.found)
    if people:
        findings.wrong("metadata", f"the file says who or what made it: {listed(people)}")
    if paths:
        findings.wrong("metadata", f"the file names places on a computer: {listed(paths)}")
    if any(texts.get(key) for key in _DATES) or _XMP_DATE.search(metadata):
        findings.warn("metadata", "the file says when it was made or saved")
    if len(findings.found) == before:
        findings.ok("metadata", "no name of a person, no path, no date")
    return {
        "title": texts.get("/Title", ""),
        "language": text_of(pdf.Root.get("/Lang")),
        "producer": texts.get("/Producer", ""),
    }


def xmp_of(pdf: pikepdf.Pdf) -> str:
    """The file's XMP packet; nothing when it has none."""
    stream = pdf.Root.get("/Metadata")
    return unpacked(stream).decode("utf-8", "replace") if isinstance(stream, pikepdf.Stream) else ""
