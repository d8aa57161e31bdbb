"""What the tags of a file say (ISO 32000-1, 14.7): how many sides it has, and where the QR codes on them lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from cards.checking.look.file import entry, rect_of, text_of
from cards.measures import Rect

_MOST_TAGS = 500_000
"""Elements, lists of them and what they hold: a sheet has a few hundred, a large combined file tens of thousands."""

_CODE = re.compile(r"QR code: (?:(recording)(?: in ([^:]+))?: )?(\S+)")
"""How this program describes a code for whoever does not see it."""


@dataclass(frozen=True, slots=True)
class NamedCode:
    """A code as a screen reader names it: its address as cards show it, and where it is (points).

    One that leads to no recording leads to legal aid; `language` is that of a recording, in English, and "" where
    several share it. `page` counts the pages that are looked at from 0, and is None for any other.
    """

    shown: str
    is_recording: bool
    language: str
    page: int | None
    box: Rect | None


@dataclass(frozen=True, slots=True)
class Tags:
    """What tags say of a file: how many sides of cards each of its parts has at most, and the codes.

    `sides` is None for a file without tags.
    """

    sides: int | None = None
    codes: tuple[NamedCode, ...] = ()


def read_tags(pdf: pikepdf.Pdf, pages: Sequence[Any]) -> Tags:
    """What the tags say. Raises ValueError when there are too many of them."""
    top = entry(pdf.Root, "/StructTreeRoot", "/K")
    if top is None:
        return Tags()
    places = {page.obj.objgen: number for number, page in enumerate(pages)}
    codes = [code for each in elements(top) if (code := _code(each, places)) is not None]
    return Tags(_sides(top), tuple(codes))


def elements(kids: Any) -> Iterator[Any]:
    """Each structure element under those. Raises ValueError when there are too many, as in a circle."""
    waiting = [kids]
    seen = 0
    while waiting:
        each = waiting.pop()
        seen += 1
        more = len(each) if isinstance(each, pikepdf.Array) else 0
        if seen + len(waiting) + more > _MOST_TAGS:
            raise ValueError("it has more tags than a sheet ever does")
        if isinstance(each, pikepdf.Array):
            waiting += list(each)
        elif isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
            waiting.append(each.get("/K", pikepdf.Array()))


def _sides(top: Any) -> int:
    """The sections of the document, or of that of its parts which has the most."""
    documents = [each for each in _kids(top) if each.get("/S") == pikepdf.Name.Document]
    kids = [kid for each in documents for kid in _kids(each.get("/K"))]
    groups = [kids, *(_kids(each.get("/K")) for each in kids if each.get("/S") == pikepdf.Name.Part)]
    return max(len([each for each in group if each.get("/S") == pikepdf.Name.Sect]) for group in groups)


def _kids(value: Any) -> list[Any]:
    each = list(value) if isinstance(value, pikepdf.Array) else [value]
    return [kid for kid in each if isinstance(kid, pikepdf.Dictionary)]


def _code(element: Any, places: dict[tuple[int, int], int]) -> NamedCode | None:
    """The code that a figure is, if it is one."""
    if str(element.S) != "/Figure":
        return None
    found = _CODE.fullmatch(text_of(element.get("/Alt")))
    if found is None:
        return None
    page, box = element.get("/Pg"), entry(element, "/A", "/BBox")
    number = places.get(page.objgen) if isinstance(page, pikepdf.Dictionary) else None
    rect = rect_of(box) if isinstance(box, pikepdf.Array) else None
    return NamedCode(found[3], bool(found[1]), found[2] or "", number, rect)
