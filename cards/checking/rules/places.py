"""Whether the cards, fronts and backs, are in the places of a stock as the file's layout uses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from cards.checking.look.drawing import PageDrawing, Placed
from cards.checking.report import Finding, abridged, ok, warning, wrong
from cards.checking.rules.boxes import is_alike
from cards.errors import BadOrder
from cards.impose.sheet import Placement, Sheet, check_places, layout_sheets, layout_stock
from cards.measures import POINTS_PER_MM, Rect, Size, millimetres
from cards.read.layouts import Layout
from cards.read.printers import MOVE
from cards.read.stocks import LEAST_CARD, PAPERS, Flip, Stock

_NEAR = 0.5
"""Points: the rounding error of a length."""

_MOVED = 0.05
"""Points: no printer's profile moves a back by less."""


@dataclass(frozen=True, slots=True)
class Spots:
    """Where cards are on a page of that paper: the boxes of forms by their side, and corners of what is in no form.

    With `is_back` they are second sides, which may be moved for a printer; `is_turned` ones, which are also scaled or
    turned for one, are on no place exactly.
    """

    paper: Size
    boxes: tuple[tuple[str, Rect], ...]
    corners: tuple[tuple[float, float], ...]
    is_back: bool
    is_turned: bool


def spots_of(drawing: PageDrawing, paper: Size, *, is_back: bool, ours: bool) -> Spots:
    """The spots of a page; text that is in no form is a card only in a file that is `ours`."""
    boxes = tuple((side_of(each), each.box) for each in drawing.placed if side_of(each))
    corners = tuple(sorted(drawing.origins)) if ours else ()
    odd = any(each.drawn.scale != 1 or each.drawn.tilt for each in drawing.placed if side_of(each))
    odd = odd or any(each.scale != 1 or each.tilt for each in drawing.letters)
    return Spots(paper, boxes, corners, is_back, is_turned=is_back and odd)


def side_of(placed: Placed) -> str:
    """The side of a card that a form is, by the name that this program gives it; "" for any other form."""
    return next((side for side in ("bearer", "officer") if placed.name.startswith(f"/{side.capitalize()}")), "")


def cards_placed(page: Iterable[Placed]) -> int:
    """How many bearer's sides a page of this program places; 0 if the file no longer names them."""
    return sum(side_of(each) == "bearer" for each in page)


def stocks_for(layout: Layout | None, stocks: Sequence[Stock]) -> list[Stock]:
    """The stocks as a layout uses them; a large card is as large on any stock, and so are stocks of its papers."""
    if layout is Layout.LARGE:
        return [replace(layout_stock(layout, stocks[0], paper), id=name) for name, paper in PAPERS.items()]
    wanted = layout or Layout.DUPLEX
    found = []
    for stock in stocks:
        with suppress(BadOrder):
            used = layout_stock(wanted, stock)
            check_places(used, 1, wanted)
            found.append(used)
    return found


def is_on(layout: Layout, stock: Stock, spots: Iterable[Spots], flip: Flip | None) -> bool:
    """Whether all cards are in the places of a stock; without a `flip`, backs may be for either edge."""
    return not any(_misplaced(layout, stock, each, flip) for each in spots)


def check_placements(
    layout: Layout, spots: Sequence[Spots], stocks: Sequence[Stock], flip: Flip | None
) -> Iterator[Finding]:
    """Whether the cards on the sheets are in the places of a stock, backs behind their fronts.

    No finding if no cards can be told apart: another program may have merged their forms into the page.
    """
    every = list(dict.fromkeys(each for each in spots if each.boxes or each.corners))
    if not every:
        return
    used = stocks_for(layout, stocks)
    fronts = [each for each in every if not each.is_back]
    on_front = [stock for stock in used if is_on(layout, stock, fronts, flip)]
    fitting = [stock for stock in on_front if is_on(layout, stock, every, flip)]
    if fitting:
        yield from _fitted(layout, fitting, every, flip)
    elif on_front and fronts:
        named = abridged(stock.id for stock in on_front)
        yield wrong(
            "card size",
            f"the fronts are in the places of {named}, but the backs are not behind them: make the file again",
        )
    else:
        yield warning(
            "card size",
            "100 %, but not in the places of any stock that this installation knows: the cards may not fit your sheets",
        )


def _fitted(layout: Layout, fitting: Sequence[Stock], spots: Sequence[Spots], flip: Flip | None) -> Iterator[Finding]:
    named = abridged(stock.id for stock in fitting)
    if layout is Layout.LARGE:
        named = f"large cards, two on a sheet of {abridged(stock.id.capitalize() for stock in fitting)}"
    folded = ", folded between the sides" if layout is Layout.FOLD else ""
    yield ok("card size", f"100 %, in the places of {named}{folded}")
    moves = (_move(_places(layout, fitting[0], each, flip), each) for each in spots if each.is_back)
    moved = [move for move in moves if move is not None and max(map(abs, move)) > _MOVED]
    if moved:
        shown = abridged(f"{millimetres(x):.1f} mm to the right and {millimetres(y):.1f} mm up" for x, y in moved)
        yield ok("backs", f"moved for one printer (--printer): {shown}; print them only on that one")


def _misplaced(layout: Layout, stock: Stock, spots: Spots, flip: Flip | None) -> bool:
    if not is_alike(stock.paper, spots.paper):
        return True
    return not spots.is_turned and _move(_places(layout, stock, spots, flip), spots) is None


def _places(layout: Layout, stock: Stock, spots: Spots, flip: Flip | None) -> list[tuple[Placement, ...]]:
    """The placements that the cards of a page may be on: several if it is unknown how the paper is flipped."""
    flips = [flip] if flip else list(Flip)
    return [
        sheet.placements
        for each in flips
        for sheet in _sheets(layout, stock, each)
        if (sheet.side == "officer") == spots.is_back
    ]


def _sheets(layout: Layout, stock: Stock, flip: Flip) -> tuple[Sheet, ...]:
    return layout_sheets(layout, stock, len(stock.slots), flip)


def _move(places: Sequence[Sequence[Placement]], spots: Spots) -> tuple[float, float] | None:
    """By how much all cards of a page are away from their places, the least such way; None if there is none."""
    moves = [move for each in places for move in _moves(each, spots)]
    return min(moves, key=lambda move: abs(move[0]) + abs(move[1]), default=None)


def _moves(places: Sequence[Placement], spots: Spots) -> Iterator[tuple[float, float]]:
    """The ways in which the cards can have been moved from their places: not at all, unless they are backs."""
    origins = {_corner(place) for place in places}
    found = [*((box.x, box.y) for _, box in spots.boxes[:1]), *spots.corners[:1]][0]
    first = {(place.slot.x, place.slot.y) for place in places} if spots.boxes else origins
    most = MOVE.most * POINTS_PER_MM if spots.is_back else 0.0
    for x, y in first:
        move = found[0] - x, found[1] - y
        if max(map(abs, move)) > most + _NEAR:
            continue
        boxed = all(
            any(place.side == side and _near(box, place.slot, move) for place in places) for side, box in spots.boxes
        )
        if boxed and all(any(_beside(at, origin, move) for origin in origins) for at in spots.corners):
            yield move


def _corner(place: Placement) -> tuple[float, float]:
    """Where the origin of a card is that is placed there."""
    slot = place.slot
    return (slot.right, slot.top) if place.turned else (slot.x, slot.y)


def _near(box: Rect, slot: Rect, move: tuple[float, float]) -> bool:
    moved = Rect(slot.x + move[0], slot.y + move[1], slot.width, slot.height)
    return moved.contains(box, _NEAR) and box.contains(moved, _NEAR)


def _beside(one: tuple[float, float], other: tuple[float, float], move: tuple[float, float]) -> bool:
    return abs(one[0] - other[0] - move[0]) < _NEAR and abs(one[1] - other[1] - move[1]) < _NEAR


def check_pitch(centres: Sequence[tuple[float, float]], paper: Size, stocks: Sequence[Stock]) -> Iterator[Finding]:
    """The size of cards by how far their codes are from each other (points): for files without card forms."""
    across, down = _pitch([x for x, _ in centres]), _pitch([y for _, y in centres])
    if across is None and down is None:
        return
    found = f"{_mm(across)} x {_mm(down)} mm apart"
    on_paper = [stock for stock in stocks if is_alike(stock.paper, paper)]
    ratios = {stock.id: _ratios(stock, across, down) for stock in on_paper}
    at_size = [name for name, each in ratios.items() if all(abs(ratio - 1) < 0.006 for ratio in each)]
    scaled = [
        (name, each[0])
        for name, each in ratios.items()
        if max(each) - min(each) < 0.005 and len(each) == 2 and 0.85 < each[0] < 1.15
    ]
    if at_size:
        yield ok("card size", f"cards are {found}, as on {abridged(at_size)}")
    elif scaled:
        name, ratio = min(scaled, key=lambda each: abs(each[1] - 1))
        yield wrong(
            "card size",
            f"cards are {found}, which is {ratio:.1%} of {name}: the page was scaled, so make the file again",
        )
    else:
        yield warning("card size", f"cards are {found}, unlike any stock that this installation knows")


def _pitch(values: Sequence[float]) -> float | None:
    """The distance between neighboring rows or columns."""
    lines: list[float] = []
    for value in sorted(values):
        if not lines or value - lines[-1] > LEAST_CARD / 2:
            lines.append(value)
    return (lines[-1] - lines[0]) / (len(lines) - 1) if len(lines) > 1 else None


def _ratios(stock: Stock, across: float | None, down: float | None) -> list[float]:
    pairs = ((across, stock.pitch.width), (down, stock.pitch.height))
    return [found / pitch for found, pitch in pairs if found is not None]


def _mm(length: float | None) -> str:
    return "–" if length is None else f"{millimetres(length):.1f}"
