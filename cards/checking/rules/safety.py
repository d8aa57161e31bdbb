"""What a PDF can do or tell besides being printed: scripts, actions, files inside it, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pikepdf

from cards.checking.look.file import entry, text_of
from cards.checking.report import Findings, abridged
from cards.read.links import read_link
from cards.read.numbers import dialled

_MOST_BOOKMARKS = 10_000
"""A file of all languages has one for each."""


def check_actions(pdf: pikepdf.Pdf, pages: Sequence[Any], findings: Findings) -> list[list[str]]:
    """Looks for anything that acts on whoever opens the file, or is attached to it; returns each page's links."""
    links: list[list[str]] = [[] for _ in pages]
    found = [*_of_document(pdf.Root)]
    for page, of_page in zip(pages, links, strict=True):
        found += _of_page(page.obj, of_page)
    if found:
        findings.wrong("actions", f"the file has {abridged(found)}: do not hand it on")
    else:
        findings.ok("actions", "no script, no form, no file inside, no action but links")
    return links


def stray_links(links: Sequence[str], contents: Iterable[str], printed: Sequence[str]) -> list[str]:
    """The links of a page that lead neither where its codes do nor to a telephone number printed on it.

    `contents` are what the codes say; `printed` is the text of the page in several orders.
    """
    if not links:
        return []
    addresses = {url for each in set(contents) if (url := _url(each))}
    return [
        link[:80] for link in dict.fromkeys(links) if _url(link) not in addresses and not _is_printed(link, printed)
    ]


def _url(address: str) -> str:
    """An address in the one way to write it; nothing for one that no card may have."""
    try:
        return read_link(address, tracked=True).url
    except ValueError:
        return ""


def _is_printed(link: str, printed: Sequence[str]) -> bool:
    """Whether a link dials a number that stands on the page as a whole."""
    try:
        number = dialled(link)
    except ValueError:
        return False
    # Readers leave out spaces, or break a line there; digits beside it would make it a part of another number.
    whole = re.compile(r"(?<![\d+-])" + r"\s*".join(map(re.escape, number.shown.split())) + r"(?!-?\d)")
    return number.uri == link and any(whole.search(text) for text in printed)


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
    if "/URI" in root:
        yield "a base that bends its links"
    yield from _of_bookmarks(entry(root, "/Outlines", "/First"))


def _of_bookmarks(first: Any) -> Iterator[str]:
    """Bookmarks that do more than go to a page. Raises ValueError when there are too many, as in a circle."""
    waiting, seen = [first], 0
    while waiting:
        each = waiting.pop()
        if not isinstance(each, pikepdf.Dictionary):
            continue
        seen += 1
        if seen > _MOST_BOOKMARKS:
            raise ValueError("it has more bookmarks than there are languages")
        action = each.get("/A")
        if action is not None and (entry(action, "/S") != pikepdf.Name.GoTo or entry(action, "/Next") is not None):
            yield f"a {str(entry(action, '/S') or '/?')[1:]} action in a bookmark"
        waiting += [each.get("/Next"), each.get("/First")]


def _of_page(page: Any, links: list[str]) -> Iterator[str]:
    """What is on a page but links, which go into the list."""
    if "/AA" in page:
        yield "actions on events"
    if "/AF" in page:
        yield "embedded files"
    for annotation in page.get("/Annots", []):
        kind = str(entry(annotation, "/Subtype") or "/?")[1:]
        action = str(entry(annotation, "/A", "/S") or "")[1:]
        if "/PA" in annotation:
            yield "a link with a second address"
        if kind == "Link" and action == "URI" and "/AA" not in annotation and "/Next" not in annotation.A:
            links.append(text_of(annotation.A.get("/URI")))
        else:
            yield f"a {action} action" if action else f"an annotation ({kind})"
