"""Imposition: faces and a stock become sheets. Points, origin at the paper's lower left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, radians, sin
from typing import assert_never

from cards.errors import BadOrder, command, setting
from cards.measures import POINTS_PER_INCH, POINTS_PER_MM, Rect, Size
from cards.read.layouts import BOTH_SIDES, Layout
from cards.read.printers import Profile
from cards.read.stocks import Flip, Stock

MARK_OFFSET = 1.0 * POINTS_PER_MM
MARK_LENGTH = 4.0 * POINTS_PER_MM
PRINTER_MARGIN = 3.0 * POINTS_PER_MM
"""The margin that home printers cannot print on; no mark goes there."""

_NEIGHBOUR = 0.01

_PRESS_BLEED = {True: 0.125 * POINTS_PER_INCH, False: 3.0 * POINTS_PER_MM}
"""Bleed for a print shop, by whether it is one that works in inches: 0.125 in, elsewhere 3 mm."""

Matrix = tuple[float, float, float, float, float, float]
"""The numbers a to f of a transformation: x' = ax + cy + e, y' = bx + dy + f (ISO 32000-1, 8.3.3)."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A place on the paper for one side of a card ("bearer" or "officer") or for a separate page of a poster, such as
    "recording-1"; `turned` if it is upside down there.
    """

    slot: Rect
    turned: bool = False
    side: str = "bearer"


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight mark."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of a sheet: which side of the cards is on it (or "both"), where they go, the ground color's rectangles
    with bleed, and the marks to cut and to fold at.

    `correction` moves all of it together, for a printer that misplaces the back. `trim` is the card on a page for
    a print shop.
    """

    paper: Size
    side: str
    placements: tuple[Placement, ...]
    grounds: tuple[Rect, ...]
    cut_marks: tuple[Segment, ...]
    correction: Matrix | None = None
    fold_marks: tuple[Segment, ...] = ()
    trim: Rect | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a side of the first card is in a file: its page, counted from 0, and its place there."""

    page: int
    placement: Placement


def first_seen(sheets: Sequence[Sheet]) -> tuple[Seen, ...]:
    """The first place of each side, in the order of the pages; each page of a poster is a side."""
    found: dict[str, Seen] = {}
    for page, sheet in enumerate(sheets):
        for placement in sheet.placements:
            found.setdefault(placement.side, Seen(page, placement))
    return tuple(found.values())


def layout_stock(layout: Layout, stock: Stock, paper: Size | None = None, bleed: float | None = None) -> Stock:
    """The stock as a layout uses it, which may be a sheet of its own: `paper` is for large cards and posters.

    `bleed`, in points, is for a print shop. Raises BadOrder for a stock that the layout cannot use.
    """
    paper = paper or stock.paper
    match layout:
        case Layout.FOLD:
            return stock if stock.fold else _folded(stock)
        case Layout.LARGE:
            return _whole(stock, paper, Size(paper.width, paper.height / 2), rows=2)
        case Layout.POSTER | Layout.PLAN:
            return _whole(stock, paper, paper, rows=1)
        case Layout.PRESS:
            most = _PRESS_BLEED[stock.paper_name == "letter"] if bleed is None else bleed
            page = Size(stock.card.width + 2 * most, stock.card.height + 2 * most)
            return replace(_whole(stock, page, stock.card, rows=1), left=most, top=most, bleed=most)
        case Layout.DUPLEX | Layout.FRONTS | Layout.BACKS:
            return stock
        case _:
            assert_never(layout)


def _whole(stock: Stock, paper: Size, card: Size, rows: int) -> Stock:
    """Cards of that size in one column that fills the paper; their color ends at their edges."""
    return replace(
        stock, paper=paper, card=card, columns=1, rows=rows, left=0.0, top=0.0, pitch=card, bleed=0.0,
        cut_marks=rows > 1, fold=False, one_sided=False, corner_radius=0.0,
    )  # fmt: skip


def _folded(stock: Stock) -> Stock:
    """Plain paper with both sides of each card next to each other. Raises BadOrder for paper that is perforated."""
    columns = int(stock.paper.width // (2 * stock.card.width))
    if not (stock.cut_marks and columns):
        raise BadOrder(
            f"Cards of {stock.id} ({stock.name}) would come apart at the fold between the two sides.",
            f"Use plain paper, such as {setting('stock', 'plain-letter')} or plain-a4, or a stock made to be folded: "
            f"`{command('stock list')}`.",
        )
    width = 2 * stock.card.width
    left = (stock.paper.width - columns * width) / 2
    return replace(stock, fold=True, columns=columns, left=left, pitch=Size(width, stock.pitch.height))


def layout_sheets(layout: Layout, stock: Stock, copies: int, flip: Flip, start_at: int = 1) -> tuple[Sheet, ...]:
    """The sheet sides of a layout in printing order, on what `layout_stock` gives. Raises as `duplex_sheets` does."""
    match layout:
        case Layout.FOLD:
            return _fold_sheets(stock, copies, start_at)
        case Layout.FRONTS | Layout.BACKS:
            sheets = duplex_sheets(stock, copies, flip, start_at)
            return tuple(sheet for sheet in sheets if sheet.side in layout.traits.sides)
        case Layout.PRESS:
            (slot,) = stock.slots
            return tuple(replace(sheet, trim=slot) for sheet in duplex_sheets(stock, 1, Flip.LONG_EDGE))
        case Layout.POSTER:
            return duplex_sheets(stock, copies, Flip.LONG_EDGE)  # two sheets, either upright: nobody flips them
        case Layout.PLAN:
            front = whole_page_sheets(stock.paper)[0]
            return (replace(front, fold_marks=tuple(_marks_to_fold_twice(stock.paper))),)
        case Layout.LARGE:
            marks = tuple(_marks_on_cards(stock))
            sheets = duplex_sheets(stock, copies, flip, start_at)
            return tuple(replace(sheet, cut_marks=marks) if sheet.side == "bearer" else sheet for sheet in sheets)
        case Layout.DUPLEX:
            return duplex_sheets(stock, copies, flip, start_at)
        case _:
            assert_never(layout)


def sheets_needed(stock: Stock, copies: int, start_at: int = 1) -> int:
    """The number of sheets for that many cards if the first one is in slot `start_at`, from 1."""
    return -(-(start_at - 1 + copies) // len(stock.slots))


@lru_cache(maxsize=64)
def duplex_sheets(stock: Stock, copies: int, flip: Flip, start_at: int = 1) -> tuple[Sheet, ...]:
    """Sheet sides in printing order: bearer's and officer's side of each sheet, the last sheet with the remaining
    cards.

    The slots before `start_at` (from 1, row by row from the top left of the front) stay empty on the first sheet, whose
    cards there have been used. Raises BadOrder for a stock that is printed on one side only, or a slot that it does not
    have.
    """
    check_places(stock, start_at)
    sides: list[Sheet] = []
    for used in _used(stock, copies, start_at):
        sides += (_front(stock, used), _back(stock, used, flip))
    return tuple(sides)


@lru_cache(maxsize=64)
def _fold_sheets(stock: Stock, copies: int, start_at: int) -> tuple[Sheet, ...]:
    """Sheets with both sides of each card next to each other: folded back to back along the line between them, both are
    upright.
    """
    check_places(stock, start_at, Layout.FOLD)
    sheets = []
    for used in _used(stock, copies, start_at):
        front = _front(stock, used)
        width, height = stock.card.width, stock.card.height
        halves = [
            Placement(Rect(each.slot.x + place * width, each.slot.y, width, height), side=side)
            for place, side in enumerate(BOTH_SIDES)
            for each in front.placements
        ]
        marks = tuple(_fold_marks(stock))
        sheets.append(replace(front, side="both", placements=tuple(halves), fold_marks=marks))
    return tuple(sheets)


def _used(stock: Stock, copies: int, start_at: int) -> Iterator[slice]:
    """The used slots of each sheet in turn."""
    left, first = copies, start_at - 1
    while left > 0:
        used = slice(first, min(first + left, len(stock.slots)))
        yield used
        left -= used.stop - used.start
        first = 0


def whole_page_sheets(paper: Size) -> tuple[Sheet, Sheet]:
    """The two sides of a sheet whose faces are as large as the paper. The back is upright as the printer turns it."""
    page = Rect(0, 0, paper.width, paper.height)
    front = Sheet(paper, "bearer", (Placement(page),), (page,), ())
    return front, Sheet(paper, "officer", (Placement(page, side="officer"),), (page,), ())


def recording_sheets(paper: Size, count: int) -> tuple[Sheet, ...]:
    """Further pages of a poster, each for a recording and on its own sheet."""
    page = Rect(0, 0, paper.width, paper.height)
    names = [f"recording-{number}" for number in range(1, count + 1)]
    return tuple(Sheet(paper, name, (Placement(page, side=name),), (page,), ()) for name in names)


def corrected(sheets: Sequence[Sheet], printer: Profile | None) -> tuple[Sheet, ...]:
    """The sheets with their backs moved as the printer needs it; without a printer they are as they were."""
    if printer is None:
        return tuple(sheets)
    return tuple(
        replace(sheet, correction=_correction(printer, sheet.paper)) if sheet.side == "officer" else sheet
        for sheet in sheets
    )


def _correction(printer: Profile, paper: Size) -> Matrix:
    """Scales and rotates around the center of the page, then moves."""
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
    """Where a slot lies when the paper is rotated by 180 degrees."""
    return Rect(paper.width - slot.right, paper.height - slot.top, slot.width, slot.height)


def check_places(stock: Stock, start_at: int, layout: Layout = Layout.DUPLEX) -> None:
    """Raises BadOrder for a stock that a layout cannot be printed on, or a slot that it does not have."""
    if layout is not Layout.FOLD and stock.fold:
        raise BadOrder(
            f"The stock {stock.id} ({stock.name}) has both sides of a card next to each other, to fold.",
            f"Add {setting('layout', 'fold')}, or use another stock: see `{command('stock list')}`.",
        )
    if layout is not Layout.FOLD and stock.one_sided:
        raise BadOrder(
            f"The stock {stock.id} ({stock.name}) can be printed only on the front, but a card has two sides.",
            f"Use another stock: `{command('stock list')}` shows which can be printed on both sides.",
        )
    most = len(stock.slots)
    if not 1 <= start_at <= most:
        raise BadOrder(
            f"Cards cannot start in place {start_at}: a sheet of {stock.id} has {most} places.",
            f"Count the places row by row from the top left, and give {setting('start_at')} from 1 to {most}.",
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
    side: str,
    slots: tuple[Rect, ...],
    used: slice,
    *,
    is_turned: bool = False,
    marks: tuple[Segment, ...] = (),
) -> Sheet:
    """A side with cards in its `used` slots."""
    placements = tuple(Placement(slot, is_turned, side) for slot in slots[used])
    grounds = tuple(_with_bleed(slot, slots, stock) for slot in slots[used])
    return Sheet(stock.paper, side, placements, grounds, marks)


def _with_bleed(slot: Rect, every: tuple[Rect, ...], stock: Stock) -> Rect:
    """The slot with bleed on its free sides, and at most half the gutter toward a neighbor, used or not.

    Cards that touch have none between them: the ground of one continues into the next, and an unused neighbor stays
    white.
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


def _fold_marks(stock: Stock) -> Iterator[Segment]:
    """Marks above and below the cards, in line with every fold; paper made to be folded needs none."""
    if not stock.cut_marks:
        return
    slots, away = stock.slots, stock.bleed + MARK_OFFSET
    low, high = min(slot.y for slot in slots) - away, max(slot.top for slot in slots) + away
    above, below = stock.paper.height - PRINTER_MARGIN, PRINTER_MARGIN
    for x in sorted({round(slot.x + stock.card.width, 3) for slot in slots}):
        if high < above:
            yield Segment(x, high, x, min(high + MARK_LENGTH, above))
        if low > below:
            yield Segment(x, low, x, max(low - MARK_LENGTH, below))


def _marks_to_fold_twice(paper: Size) -> Iterator[Segment]:
    """Marks in the middle of each edge of a page that is folded to a quarter of its size."""
    across, up = paper.width / 2, paper.height / 2
    for start, away in ((PRINTER_MARGIN, MARK_LENGTH), (paper.height - PRINTER_MARGIN, -MARK_LENGTH)):
        yield Segment(across, start, across, start + away)
    for start, away in ((PRINTER_MARGIN, MARK_LENGTH), (paper.width - PRINTER_MARGIN, -MARK_LENGTH)):
        yield Segment(start, up, start + away, up)


def _marks_on_cards(stock: Stock) -> Iterator[Segment]:
    """Marks between large cards, which fill the paper: on the white along the edges of such cards."""
    first, last = PRINTER_MARGIN, stock.paper.width - PRINTER_MARGIN
    for y in sorted({round(slot.y, 3) for slot in stock.slots} - {0.0}):
        yield Segment(first, y, first + MARK_LENGTH / 2, y)
        yield Segment(last - MARK_LENGTH / 2, y, last, y)


def _cut_marks(stock: Stock) -> Iterator[Segment]:
    """Marks in the paper's margins, in line with every edge that is cut, clear of the bleed.

    A margin without room for them has none: no mark is ever on a card.
    """
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
