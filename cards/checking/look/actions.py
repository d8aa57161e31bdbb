"""What a PDF can do other than be printed: scripts, actions, attached files, links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from cards.checking.look.file import Damaged, array, entry, has, name_of, text_of

_MOST_BOOKMARKS = 10_000
"""A file of all languages has one for each language."""


@dataclass(frozen=True, slots=True)
class Annotations:
    """How many annotations a page has, the addresses that its links lead to, and whatever else acts or is attached."""

    count: int = 0
    links: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


def actions_of(root: Any) -> tuple[str, ...]:
    """Everything in a document that acts when it is opened, or is attached to it. Raises Damaged."""
    return tuple(_of_document(root))


def read_annotations(page: Any) -> Annotations:
    """What a page has in addition to its drawing. Raises Damaged."""
    found = entry(page, "/Annots")
    if found is not None and not isinstance(found, pikepdf.Array):
        raise Damaged("the links of a page are not a list")
    links: list[str] = []
    actions = [*["actions that run by themselves"] * has(page, "/AA"), *["embedded files"] * has(page, "/AF")]
    annotations = array(found)
    for annotation in annotations:
        action = entry(annotation, "/A")
        name = name_of(entry(action, "/S"))[1:]
        kind = name_of(entry(annotation, "/Subtype"))[1:] or "?"
        if has(annotation, "/PA"):
            actions.append("a link with a second address")
        if kind == "Link" and name == "URI" and not has(annotation, "/AA") and not has(action, "/Next"):
            links.append(text_of(entry(action, "/URI")))
        else:
            actions.append(f"a {name} action" if name else f"an annotation ({kind})")
    return Annotations(len(annotations), tuple(links), tuple(actions))


def _of_document(root: Any) -> Iterator[str]:
    if isinstance(entry(root, "/OpenAction"), pikepdf.Dictionary):
        yield "an action that runs when the file is opened"
    if has(root, "/AA"):
        yield "actions that run by themselves"
    if entry(root, "/Names", "/JavaScript") is not None:
        yield "JavaScript"
    if entry(root, "/Names", "/EmbeddedFiles") is not None or has(root, "/AF") or has(root, "/Collection"):
        yield "embedded files"
    if has(root, "/AcroForm"):
        yield "a form to fill in"
    if has(root, "/URI"):
        yield "a base address that changes where its links lead"
    yield from _of_bookmarks(entry(root, "/Outlines", "/First"))


def _of_bookmarks(first: Any) -> Iterator[str]:
    """Bookmarks that do more than go to a page. Raises Damaged when there are too many, as in a circle."""
    waiting, seen = [first], 0
    while waiting:
        each = waiting.pop()
        if not isinstance(each, pikepdf.Dictionary):
            continue
        seen += 1
        if seen > _MOST_BOOKMARKS:
            raise Damaged("it has more bookmarks than there are languages")
        action = entry(each, "/A")
        if action is not None and (name_of(entry(action, "/S")) != "/GoTo" or has(action, "/Next")):
            yield f"a {name_of(entry(action, '/S'))[1:] or '?'} action in a bookmark"
        waiting += [entry(each, "/Next"), entry(each, "/First")]
