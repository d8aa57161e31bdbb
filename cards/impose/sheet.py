"""Imposition: faces and a stock become sheets. Points, origin at the paper's lower left corner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Literal

from cards.measures import POINTS_PER_MM, Rect, Size
from cards.read.stocks import Stock

BLEED = 2.0 * POINTS_PER_MM
"""How far the ground colour reaches past the outer cards, so that a cut that strays leaves no white edge."""

MARK_OFFSET = 1.0 * POINTS_PER_MM
MARK_LENGTH = 4.0 * POINTS_PER_MM
PRINTER_MARGIN = 3.0 * POINTS_PER_MM
"""What home printers leave white along the paper's edge; no mark goes there."""

_NEIGHBOUR = 0.01


class Flip(Enum):
    """Which edge of the paper a duplex printer turns it on. Papers here stand upright."""

    LONG_EDGE = "long-edge"
    SHORT_EDGE = "short-edge"


@dataclass(frozen=True, slots=True)
class Placement:
    """A card's place on the paper; `turned` when it is upside down there."""

    slot: Rect
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight cut mark."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of a sheet: where its face goes, the ground colour's rectangles with bleed, and the cut marks."""

    paper: Size
    side: Literal["bearer", "officer"]
    placements: tuple[Placement, ...]
    grounds: tuple[Rect, ...]
    cut_marks: tuple[Segment, ...]


def sheets_needed(stock: Stock, copies: int) -> int:
    """How many sheets hold that many cards."""
    return -(-copies // len(stock.slots))


@lru_cache(maxsize=64)
def duplex_sheets(stock: Stock, copies: int, flip: Flip) -> tuple[Sheet, ...]:
    """Sheet sides in printing order: bearer's and officer's side of each sheet, the last sheet as full as is left."""
    sides: list[Sheet] = []
    left = copies
    while left > 0:
        used = min(left, len(stock.slots))
        sides += (_front(stock, used), _back(stock, used, flip))
        left -= used
    return tuple(sides)


def mirrored(slot: Rect, paper: Size) -> Rect:
    """Where a slot lies on the other side when the paper is turned like a page, on its long edge."""
    return Rect(paper.width - slot.right, slot.y, slot.width, slot.height)


def turned(slot: Rect, paper: Size) -> Rect:
    """Where a slot lies when the paper is turned by half a turn."""
    return Rect(paper.width - slot.right, paper.height - slot.top, slot.width, slot.height)


def _front(stock: Stock, used: int) -> Sheet:
    slots = stock.slots[:used]
    return _sheet(stock, "bearer", slots, tuple(Placement(slot) for slot in slots), tuple(_cut_marks(stock)))


def _back(stock: Stock, used: int, flip: Flip) -> Sheet:
    """The back that meets the front: mirrored on the page width, and turned as well for a short-edge flip.

    The page width is mirrored, not the order of columns, because some sheets have unequal margins. No cut marks: one
    side has them, so that two sets that differ by a printer's offset never compete.
    """
    slots = tuple(mirrored(slot, stock.paper) for slot in stock.slots[:used])
    is_turned = flip is Flip.SHORT_EDGE
    if is_turned:
        slots = tuple(turned(slot, stock.paper) for slot in slots)
    return _sheet(stock, "officer", slots, tuple(Placement(slot, is_turned) for slot in slots), ())


def _sheet(
    stock: Stock,
    side: Literal["bearer", "officer"],
    slots: tuple[Rect, ...],
    placements: tuple[Placement, ...],
    marks: tuple[Segment, ...],
) -> Sheet:
    every = stock.slots if side == "bearer" else tuple(mirrored(slot, stock.paper) for slot in stock.slots)
    if placements and placements[0].turned:
        every = tuple(turned(slot, stock.paper) for slot in every)
    grounds = tuple(_with_bleed(slot, every, stock) for slot in slots)
    return Sheet(stock.paper, side, placements, grounds, marks)


def _with_bleed(slot: Rect, every: tuple[Rect, ...], stock: Stock) -> Rect:
    """The slot with bleed on its free sides, and at most half the gutter towards a neighbour, used or not."""
    gutter_x = min(BLEED, (stock.pitch.width - stock.card.width) / 2)
    gutter_y = min(BLEED, (stock.pitch.height - stock.card.height) / 2)
    left = gutter_x if any(other.x < slot.x - _NEIGHBOUR for other in every) else BLEED
    right = gutter_x if any(other.x > slot.x + _NEIGHBOUR for other in every) else BLEED
    below = gutter_y if any(other.y < slot.y - _NEIGHBOUR for other in every) else BLEED
    above = gutter_y if any(other.y > slot.y + _NEIGHBOUR for other in every) else BLEED
    x, y = max(0.0, slot.x - left), max(0.0, slot.y - below)
    right_edge, top_edge = min(stock.paper.width, slot.right + right), min(stock.paper.height, slot.top + above)
    return Rect(x, y, right_edge - x, top_edge - y)


def _cut_marks(stock: Stock) -> Iterator[Segment]:
    """Marks in the paper's margins, in line with every edge that is cut, clear of the bleed."""
    if not stock.cut_marks:
        return
    paper, slots = stock.paper, stock.slots
    left, right = min(slot.x for slot in slots), max(slot.right for slot in slots)
    low, high = min(slot.y for slot in slots), max(slot.top for slot in slots)
    away = BLEED + MARK_OFFSET
    above, below = paper.height - PRINTER_MARGIN, PRINTER_MARGIN
    for x in sorted({round(edge, 3) for slot in slots for edge in (slot.x, slot.right)}):
        if high + away < above:
            yield Segment(x, high + away, x, min(high + away + MARK_LENGTH, above))
        if low - away > below:
            yield Segment(x, low - away, x, max(low - away - MARK_LENGTH, below))
    first, last = PRINTER_MARGIN, paper.width - PRINTER_MARGIN
    for y in sorted({round(edge, 3) for slot in slots for edge in (slot.y, slot.top)}):
        if left - away > first:
            yield Segment(left - away, y, max(left - away - MARK_LENGTH, first), y)
        if right + away < last:
            yield Segment(right + away, y, min(right + away + MARK_LENGTH, last), y)
