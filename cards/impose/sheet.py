"""Imposition: faces and a stock become sheets. Points, origin at the paper's lower left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, radians, sin
from typing import Literal

from cards.errors import BadOrder
from cards.measures import POINTS_PER_MM, Rect, Size
from cards.read.printers import Profile
from cards.read.stocks import Flip, Stock

MARK_OFFSET = 1.0 * POINTS_PER_MM
MARK_LENGTH = 4.0 * POINTS_PER_MM
PRINTER_MARGIN = 3.0 * POINTS_PER_MM
"""What home printers leave white along the paper's edge; no mark goes there."""

_NEIGHBOUR = 0.01

Matrix = tuple[float, float, float, float, float, float]
"""The numbers a to f of a transformation: x' = ax + cy + e, y' = bx + dy + f (ISO 32000-1, 8.3.3)."""


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
    """One side of a sheet: where its face goes, the ground colour's rectangles with bleed, and the cut marks.

    `correction` is done to all of it together, for a printer that misplaces the back.
    """

    paper: Size
    side: Literal["bearer", "officer"]
    placements: tuple[Placement, ...]
    grounds: tuple[Rect, ...]
    cut_marks: tuple[Segment, ...]
    correction: Matrix | None = None


def sheets_needed(stock: Stock, copies: int, start_at: int = 1) -> int:
    """How many sheets hold that many cards when the first of them begins at slot `start_at`, from 1."""
    return -(-(start_at - 1 + copies) // len(stock.slots))


@lru_cache(maxsize=64)
def duplex_sheets(stock: Stock, copies: int, flip: Flip, start_at: int = 1) -> tuple[Sheet, ...]:
    """Sheet sides in printing order: bearer's and officer's side of each sheet, the last sheet as full as is left.

    The slots before `start_at` (from 1, row by row from the top left of the front) stay empty on the first sheet, whose
    cards somebody has taken off already. Raises BadOrder for a stock that is printed on one side only, or a slot that
    it does not have.
    """
    check_places(stock, start_at)
    sides: list[Sheet] = []
    left, first = copies, start_at - 1
    while left > 0:
        used = slice(first, min(first + left, len(stock.slots)))
        sides += (_front(stock, used), _back(stock, used, flip))
        left -= used.stop - used.start
        first = 0
    return tuple(sides)


def whole_page_sheets(paper: Size) -> tuple[Sheet, Sheet]:
    """The two sides of a sheet whose faces are as large as the paper. The back is upright as the printer turns it."""
    page = Rect(0, 0, paper.width, paper.height)
    front = Sheet(paper, "bearer", (Placement(page),), (page,), ())
    return front, replace(front, side="officer")


def corrected(sheets: Sequence[Sheet], printer: Profile | None) -> tuple[Sheet, ...]:
    """The sheets with their backs moved as the printer needs it; without a printer they are as they were."""
    if printer is None:
        return tuple(sheets)
    return tuple(
        replace(sheet, correction=_correction(printer, sheet.paper)) if sheet.side == "officer" else sheet
        for sheet in sheets
    )


def _correction(printer: Profile, paper: Size) -> Matrix:
    """Scales and turns about the centre of the page, then moves."""
    x, y = paper.width / 2, paper.height / 2
    along = printer.scale * cos(radians(printer.rotate))
    across = printer.scale * sin(radians(printer.rotate))
    moved_x = x - along * x + across * y + printer.back_x
    moved_y = y - across * x - along * y + printer.back_y
    return along, across, -across, along, moved_x, moved_y


def mirrored(slot: Rect, paper: Size) -> Rect:
    """Where a slot lies on the other side when the paper is turned like a page, on its long edge."""
    return Rect(paper.width - slot.right, slot.y, slot.width, slot.height)


def turned(slot: Rect, paper: Size) -> Rect:
    """Where a slot lies when the paper is turned by half a turn."""
    return Rect(paper.width - slot.right, paper.height - slot.top, slot.width, slot.height)


def check_places(stock: Stock, start_at: int) -> None:
    """Raises BadOrder for a stock that is printed on one side only, or a place that it does not have."""
    if not stock.duplex:
        beside = "has both sides of a card next to each other on its front, to be folded"
        why = beside if stock.fold else "can be printed on its front only, and a card has two sides"
        raise BadOrder(
            f"The stock {stock.id} ({stock.name}) {why}.",
            "Take another stock: `stock list` says which are printed on both sides.",
        )
    most = len(stock.slots)
    if not 1 <= start_at <= most:
        raise BadOrder(
            f"Cards cannot start at place {start_at}: a sheet of {stock.id} has {most}.",
            f"Count the places row by row from the top left, and give a number from 1 to {most}.",
        )


def _front(stock: Stock, used: slice) -> Sheet:
    return _sheet(stock, "bearer", stock.slots, used, marks=tuple(_cut_marks(stock)))


def _back(stock: Stock, used: slice, flip: Flip) -> Sheet:
    """The back that meets the front: mirrored on the page width, and turned as well for a short-edge flip.

    The page width is mirrored, not the order of columns, because some sheets have unequal margins. No cut marks: one
    side has them, so that two sets that differ by a printer's offset never compete.
    """
    slots = tuple(mirrored(slot, stock.paper) for slot in stock.slots)
    is_turned = flip is Flip.SHORT_EDGE
    if is_turned:
        slots = tuple(turned(slot, stock.paper) for slot in slots)
    return _sheet(stock, "officer", slots, used, is_turned=is_turned)


def _sheet(
    stock: Stock,
    side: Literal["bearer", "officer"],
    slots: tuple[Rect, ...],
    used: slice,
    *,
    is_turned: bool = False,
    marks: tuple[Segment, ...] = (),
) -> Sheet:
    """A side with cards on the `used` ones of its slots."""
    placements = tuple(Placement(slot, is_turned) for slot in slots[used])
    grounds = tuple(_with_bleed(slot, slots, stock) for slot in slots[used])
    return Sheet(stock.paper, side, placements, grounds, marks)


def _with_bleed(slot: Rect, every: tuple[Rect, ...], stock: Stock) -> Rect:
    """The slot with bleed on its free sides, and at most half the gutter towards a neighbour, used or not.

    Where cards touch there is none between them: the ground of one goes over into that of the next, and an unused
    neighbour stays white.
    """
    bleed = stock.bleed
    gutter_x = min(bleed, (stock.pitch.width - slot.width) / 2)
    gutter_y = min(bleed, (stock.pitch.height - slot.height) / 2)
    left = gutter_x if any(other.x < slot.x - _NEIGHBOUR for other in every) else bleed
    right = gutter_x if any(other.x > slot.x + _NEIGHBOUR for other in every) else bleed
    below = gutter_y if any(other.y < slot.y - _NEIGHBOUR for other in every) else bleed
    above = gutter_y if any(other.y > slot.y + _NEIGHBOUR for other in every) else bleed
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
    away = stock.bleed + MARK_OFFSET
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
