"""What the tags of a file say (ISO 32000-1, 14.7): how many sides it has, and where the QR codes on them lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from cards.checking.look.file import Damaged, array, entry, has, name_of, rect_of, text_of
from cards.measures import Rect

_MOST_TAGS = 500_000
"""Structure elements, with their lists and content: a sheet has a few hundred, a large combined file tens of thousands.
"""

_CODE = re.compile(r"QR code: (?:(recording)(?: in ([^:]+))?: )?(\S+)")
"""How this program describes a code to screen readers."""


@dataclass(frozen=True, slots=True)
class NamedCode:
    """A code as a screen reader announces it: its address as cards show it, and its place (points).

    It leads to legal aid or to a recording; `language` is that of a recording, in English, and "" if several share it.
    `page` is the number of the inspected page, from 0, and None on any other page.
    """

    shown: str
    is_recording: bool
    language: str
    page: int | None
    box: Rect | None


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tags of a file say: the codes, and the largest number of card sides in any of its parts.

    `sides` is None for a file without tags. `silent` counts figures without a description.
    """

    sides: int | None = None
    codes: tuple[NamedCode, ...] = ()
    silent: int = 0


def read_tags(pdf: pikepdf.Pdf, pages: Sequence[Any]) -> Tags:
    """Reads the tags. Raises Damaged, also if there are too many."""
    top = entry(pdf.Root, "/StructTreeRoot", "/K")
    if top is None:
        return Tags()
    places = {page.obj.objgen: number for number, page in enumerate(pages)}
    figures = [each for each in _elements(top) if name_of(entry(each, "/S")) == "/Figure"]
    codes = [code for each in figures if (code := _code(each, places)) is not None]
    silent = sum(not (text_of(entry(each, "/Alt")) or text_of(entry(each, "/ActualText"))) for each in figures)
    return Tags(_sides(top), tuple(codes), silent)


def _elements(kids: Any) -> Iterator[Any]:
    """Each structure element below those. Raises Damaged if there are too many, as in a loop."""
    waiting = [kids]
    seen = 0
    while waiting:
        each = waiting.pop()
        seen += 1
        more = len(each) if isinstance(each, pikepdf.Array) else 0
        if seen + len(waiting) + more > _MOST_TAGS:
            raise Damaged("it has more tags than any file of cards")
        waiting += array(each)
        if isinstance(each, pikepdf.Dictionary) and has(each, "/S"):
            yield each
            waiting.append(entry(each, "/K"))


def _sides(top: Any) -> int:
    """The sections of the document, or of the part that has the most."""
    documents = [each for each in _kids(top) if name_of(entry(each, "/S")) == "/Document"]
    kids = [kid for each in documents for kid in _kids(entry(each, "/K"))]
    groups = [kids, *(_kids(entry(each, "/K")) for each in kids if name_of(entry(each, "/S")) == "/Part")]
    return max(sum(name_of(entry(each, "/S")) == "/Sect" for each in group) for group in groups)


def _kids(value: Any) -> list[Any]:
    each = array(value) if isinstance(value, pikepdf.Array) else [value]
    return [kid for kid in each if isinstance(kid, pikepdf.Dictionary)]


def _code(figure: Any, places: dict[tuple[int, int], int]) -> NamedCode | None:
    """The code that a figure shows, if it shows one."""
    found = _CODE.fullmatch(text_of(entry(figure, "/Alt")))
    if found is None:
        return None
    page, box = entry(figure, "/Pg"), entry(figure, "/A", "/BBox")
    number = places.get(page.objgen) if isinstance(page, pikepdf.Dictionary) else None
    rect = rect_of(box) if isinstance(box, pikepdf.Array) else None
    return NamedCode(found[3], bool(found[1]), found[2] or "", number, rect)
