"""Imposition: properties of every stock that can be, and the paper folded over to see that fronts and backs meet."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cards.errors import BadOrder, plainly, worded
from cards.impose.sheet import Placement, Segment, Sheet, duplex_sheets, mirrored, sheets_needed, turned
from cards.locations import shelves
from cards.measures import POINTS_PER_MM, Rect, Size
from cards.read.stocks import A4, BLEED, LETTER, Flip, Stock, find_stock, read_stocks

SHELVES = shelves(None)
SHIPPED = read_stocks(SHELVES)
DUPLEX = [stock for stock in SHIPPED if stock.duplex]
FLIPS = st.sampled_from(Flip)
every_flip = pytest.mark.parametrize("flip", Flip)
every_duplex_stock = pytest.mark.parametrize("stock", DUPLEX, ids=[stock.id for stock in DUPLEX])
MARKED_MARGIN = 6.5 * POINTS_PER_MM
"""What a stock with cut marks needs on each side: 3 mm to the mark, a mark, 3 mm that printers leave white."""


def near(one: float, other: float) -> bool:
    return abs(one - other) < 1e-6


def same(one: Rect, other: Rect) -> bool:
    return one.contains(other) and other.contains(one)


def grid_of(card: Size, columns: int, rows: int) -> Stock:
    """Cards of that size on letter paper, which touch, from its top left corner."""
    return Stock(
        id="given", name="given", paper=LETTER, card=card, columns=columns, rows=rows, left=0.0, top=0.0, pitch=card,
        cut_marks=True, products=(), source="given", bleed=BLEED,
    )  # fmt: skip


@st.composite
def grids(draw: st.DrawFn, margin: float = 0.0) -> Stock:
    """A stock whose table `read_stock` would accept, with at least that margin on each side of the grid."""
    paper = draw(st.sampled_from([LETTER, A4]))
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(1, 8))
    card, pitch, first = [], [], []
    for length, count in ((paper.width, columns), (paper.height, rows)):
        room = length - 2 * margin
        side = draw(st.floats(20.0, room / count))
        gap = draw(st.just(0.0) | st.floats(0.0, (room - count * side) / max(1, count - 1)))
        used = count * side + (count - 1) * gap
        first.append(margin + draw(st.floats(0.0, 1.0)) * max(0.0, room - used))
        card.append(side)
        pitch.append(side + gap)
    return Stock(
        id="drawn",
        name="drawn",
        paper=paper,
        card=Size(*card),
        columns=columns,
        rows=rows,
        left=first[0],
        top=first[1],
        pitch=Size(*pitch),
        cut_marks=margin > 0,
        products=(),
        source="Hypothesis",
        bleed=BLEED if margin else draw(st.just(BLEED) | st.floats(0.0, 20.0)),
    )


def slots_of(stock: Stock, sheet: Sheet) -> list[Rect]:
    """Every card place of a side of a sheet, used or not: those of the full sheet."""
    flip = Flip.SHORT_EDGE if sheet.placements[0].turned else Flip.LONG_EDGE
    front, back = duplex_sheets(stock, len(stock.slots), flip)
    return [each.slot for each in (front if sheet.side == "bearer" else back).placements]


@given(grids())
def test_slots_stay_on_the_paper_and_never_overlap(stock: Stock) -> None:
    page = Rect(0, 0, stock.paper.width, stock.paper.height)
    assert len(stock.slots) == stock.columns * stock.rows
    assert all(page.contains(slot) for slot in stock.slots)
    assert not any(one.overlaps(other) for one, other in combinations(stock.slots, 2))


@pytest.mark.parametrize("stock", SHIPPED, ids=[stock.id for stock in SHIPPED])
def test_slots_of_shipped_stocks_begin_at_the_top_left(stock: Stock) -> None:
    slots = stock.slots
    assert slots[0].x == min(slot.x for slot in slots)
    assert slots[0].top == max(slot.top for slot in slots)
    assert near(slots[stock.columns - 1].y, slots[0].y)
    assert not any(one.overlaps(other) for one, other in combinations(slots, 2))


@given(grids(), st.data())
def test_mirroring_twice_and_turning_twice_change_nothing(stock: Stock, data: st.DataObject) -> None:
    slot = data.draw(st.sampled_from(stock.slots))
    paper = stock.paper
    assert same(mirrored(mirrored(slot, paper), paper), slot)
    assert same(turned(turned(slot, paper), paper), slot)
    assert same(mirrored(turned(slot, paper), paper), turned(mirrored(slot, paper), paper))


def corners(placement: Placement) -> list[tuple[float, float]]:
    """Upper left, upper right, lower right and lower left of a face, where they lie on its page."""
    slot = placement.slot
    found = [(slot.x, slot.top), (slot.right, slot.top), (slot.right, slot.y), (slot.x, slot.y)]
    return found[2:] + found[:2] if placement.turned else found


def folded_over(point: tuple[float, float], paper: Size, flip: Flip) -> tuple[float, float]:
    """Where a point of the back lies when one looks through the paper from the front."""
    x, y = point
    return (paper.width - x, y) if flip is Flip.LONG_EDGE else (x, paper.height - y)


def assert_met(front: Sheet, back: Sheet, flip: Flip, within: float) -> None:
    """Turned on a long edge, a card turns like a page; on a short edge, like a leaf of a calendar, so it is turned."""
    for one, other in zip(front.placements, back.placements, strict=True):
        through = [folded_over(point, front.paper, flip) for point in corners(other)]
        upper_left, upper_right, lower_right, lower_left = corners(one)
        assert not one.turned
        # Whichever edge the paper turns on, a reader who then turns one card on its left or right edge, as everybody
        # does, finds the back upright: its upper left corner lies behind the front's upper right one.
        expected = [upper_right, upper_left, lower_left, lower_right]
        for (x, y), (wanted_x, wanted_y) in zip(through, expected, strict=True):
            assert abs(x - wanted_x) < within
            assert abs(y - wanted_y) < within


@given(grids(), FLIPS, st.data())
def test_each_back_lies_behind_its_front_the_same_way_up(stock: Stock, flip: Flip, data: st.DataObject) -> None:
    copies = data.draw(st.integers(1, len(stock.slots)))
    start_at = data.draw(st.integers(1, len(stock.slots)))
    sheets = duplex_sheets(stock, copies, flip, start_at)
    for front, back in zip(sheets[::2], sheets[1::2], strict=True):
        assert_met(front, back, flip, 1e-6)
    assert sum(len(front.placements) for front in sheets[::2]) == copies


@every_flip
@every_duplex_stock
def test_backs_meet_fronts_on_every_stock(stock: Stock, flip: Flip) -> None:
    front, back = duplex_sheets(stock, len(stock.slots), flip)
    assert_met(front, back, flip, 0.1)


@every_flip
@every_duplex_stock
def test_the_ground_of_a_back_lies_behind_that_of_its_front(stock: Stock, flip: Flip) -> None:
    front, back = duplex_sheets(stock, len(stock.slots) - 1, flip, 2)
    for one, other in zip(front.grounds, back.grounds, strict=True):
        opposite = mirrored(other, stock.paper)
        assert same(one, opposite if flip is Flip.LONG_EDGE else turned(opposite, stock.paper))


def test_only_a_short_edge_flip_turns_the_backs() -> None:
    stock = find_stock(SHELVES, "avery-5371")
    for flip in Flip:
        front, back = duplex_sheets(stock, 10, flip)
        assert {each.turned for each in front.placements} == {False}
        assert {each.turned for each in back.placements} == {flip is Flip.SHORT_EDGE}


def test_a_stock_with_unequal_margins_is_mirrored_on_the_paper_not_by_columns() -> None:
    stock = find_stock(SHELVES, "sigel-lp795")
    narrow, wide = 14 * POINTS_PER_MM, 16 * POINTS_PER_MM
    front, back = duplex_sheets(stock, 10, Flip.LONG_EDGE)
    assert near(min(each.slot.x for each in front.placements), narrow)
    assert near(min(each.slot.x for each in back.placements), wide)
    assert near(max(each.slot.right for each in back.placements), stock.paper.width - narrow)
    assert back.placements[0].slot.x > back.placements[1].slot.x


def test_a_stock_with_unequal_margins_is_turned_on_the_short_edge_without_a_shift() -> None:
    """The columns stay where they are, and the margin at the top of the front is at the foot of the back."""
    stock = find_stock(SHELVES, "sigel-lp800")
    front, back = duplex_sheets(stock, 10, Flip.SHORT_EDGE)
    assert [round(each.slot.x, 6) for each in back.placements] == [round(each.slot.x, 6) for each in front.placements]
    assert near(min(each.slot.y for each in back.placements), 10 * POINTS_PER_MM)
    assert near(min(each.slot.y for each in front.placements), 12 * POINTS_PER_MM)


@given(grids(), st.integers(1, 200), FLIPS)
def test_sheets_are_full_except_the_last(stock: Stock, copies: int, flip: Flip) -> None:
    sheets = duplex_sheets(stock, copies, flip)
    slots = len(stock.slots)
    assert [sheet.side for sheet in sheets] == ["bearer", "officer"] * sheets_needed(stock, copies)
    fronts = [len(sheet.placements) for sheet in sheets if sheet.side == "bearer"]
    assert sum(fronts) == copies
    assert set(fronts[:-1]) <= {slots}
    assert 1 <= fronts[-1] <= slots
    assert all(sheet.paper == stock.paper for sheet in sheets)
    assert all(len(sheet.grounds) == len(sheet.placements) for sheet in sheets)


@pytest.mark.parametrize(("copies", "sheets"), [(1, 1), (9, 1), (10, 1), (11, 2), (20, 2), (21, 3), (1000, 100)])
def test_sheets_needed(copies: int, sheets: int) -> None:
    assert sheets_needed(find_stock(SHELVES, "avery-5371"), copies) == sheets


@given(grids(), st.integers(1, 100), FLIPS, st.data())
def test_a_used_sheet_is_filled_from_its_first_free_slot(
    stock: Stock, copies: int, flip: Flip, data: st.DataObject
) -> None:
    slots = stock.slots
    start_at = data.draw(st.integers(1, len(slots)))
    sheets = duplex_sheets(stock, copies, flip, start_at)
    whole = duplex_sheets(stock, len(slots), flip)
    assert len(sheets) == 2 * sheets_needed(stock, copies, start_at)
    for side in (0, 1):
        every = [each.slot for each in whole[side].placements]
        places = [[every.index(each.slot) for each in sheet.placements] for sheet in sheets[side::2]]
        assert places[0][0] == start_at - 1
        assert all(place[0] == 0 for place in places[1:])
        filled = [number + len(slots) * sheet for sheet, place in enumerate(places) for number in place]
        assert filled == list(range(start_at - 1, start_at - 1 + copies))
        # What is left on the sheet is not printed upon, not even by the bleed of its neighbours.
        for taken in every[: start_at - 1]:
            assert not any(ground.overlaps(taken, 1e-3) for ground in sheets[side].grounds)


def test_a_whole_sheet_is_the_default() -> None:
    stock = find_stock(SHELVES, "avery-5371")
    assert duplex_sheets(stock, 13, Flip.LONG_EDGE) == duplex_sheets(stock, 13, Flip.LONG_EDGE, 1)
    assert sheets_needed(stock, 10) == sheets_needed(stock, 10, 1) == 1
    assert sheets_needed(stock, 10, 2) == sheets_needed(stock, 1, 10) + 1 == 2


@pytest.mark.parametrize("start_at", [-1, 0, 11, 1000])
def test_a_slot_that_a_sheet_does_not_have(start_at: int) -> None:
    with pytest.raises(BadOrder) as refused:
        duplex_sheets(find_stock(SHELVES, "avery-5371"), 10, Flip.LONG_EDGE, start_at)
    assert refused.value.cause == f"Cards cannot start in place {start_at}: a sheet of avery-5371 has 10 places."
    remedy = worded(refused.value.remedy, plainly)
    assert remedy == "Count the places row by row from the top left, and give 'start_at' from 1 to 10."


@every_flip
@pytest.mark.parametrize(
    ("stock_id", "why"),
    [
        ("rayfilm-viz3", "has both sides of a card next to each other, to fold."),
        ("herma-5028", "can be printed only on the front, but a card has two sides."),
    ],
)
def test_a_stock_without_a_back_is_refused(stock_id: str, why: str, flip: Flip) -> None:
    with pytest.raises(BadOrder) as refused:
        duplex_sheets(find_stock(SHELVES, stock_id), 5, flip)
    assert refused.value.cause.startswith(f"The stock {stock_id} (")
    assert refused.value.cause.endswith(why)
    assert "stock list" in refused.value.remedy


@given(grids(), FLIPS, st.data())
def test_bleed_covers_its_card_and_no_other_and_stays_on_the_paper(
    stock: Stock, flip: Flip, data: st.DataObject
) -> None:
    page = Rect(0, 0, stock.paper.width, stock.paper.height)
    for sheet in duplex_sheets(stock, data.draw(st.integers(1, len(stock.slots))), flip):
        every = slots_of(stock, sheet)
        for placement, ground in zip(sheet.placements, sheet.grounds, strict=True):
            slot = placement.slot
            assert ground.contains(slot)
            assert page.contains(ground)
            assert slot.grown(stock.bleed).contains(ground)
            assert not any(ground.overlaps(other, 1e-3) for other in every if not same(other, slot))


@given(grids(), FLIPS)
def test_outer_edges_have_the_whole_bleed_where_the_paper_has_room(stock: Stock, flip: Flip) -> None:
    for sheet in duplex_sheets(stock, len(stock.slots), flip):
        left = min(each.slot.x for each in sheet.placements)
        top = max(each.slot.top for each in sheet.placements)
        assert near(min(ground.x for ground in sheet.grounds), max(0.0, left - stock.bleed))
        assert near(max(ground.top for ground in sheet.grounds), min(stock.paper.height, top + stock.bleed))


@every_duplex_stock
def test_where_cards_touch_their_grounds_do_and_where_not_neither(stock: Stock) -> None:
    """On a full sheet: no white hairline between cards that touch, nothing of a card's ground on its neighbour."""
    grounds = duplex_sheets(stock, len(stock.slots), Flip.LONG_EDGE)[0].grounds
    assert not any(one.overlaps(other, 1e-3) for one, other in combinations(grounds, 2))
    if stock.columns > 1:
        gap = max(0.0, stock.pitch.width - stock.card.width - 2 * stock.bleed)
        assert near(grounds[1].x - grounds[0].right, gap)
    gap = max(0.0, stock.pitch.height - stock.card.height - 2 * stock.bleed)
    assert near(grounds[0].y - grounds[stock.columns].top, gap)


def test_the_bleed_of_a_stock_is_its_own() -> None:
    stock = find_stock(SHELVES, "avery-8373")
    for slot, ground in zip(stock.slots, duplex_sheets(stock, 8, Flip.LONG_EDGE)[0].grounds, strict=True):
        assert same(ground, slot.grown(4.5))


def along(segment: Segment) -> Rect:
    return Rect(
        min(segment.x1, segment.x2),
        min(segment.y1, segment.y2),
        abs(segment.x1 - segment.x2),
        abs(segment.y1 - segment.y2),
    )


def alike(some: list[float], others: list[float]) -> bool:
    """Whether each has its like among the others, as exactly as a cut can be made."""
    return all(any(abs(one - other) < 0.002 for other in others) for one in some) and all(
        any(abs(one - other) < 0.002 for one in some) for other in others
    )


@given(grids(MARKED_MARGIN), FLIPS, st.data())
def test_cut_marks_are_in_line_with_the_cuts_and_away_from_cards_and_bleed(
    stock: Stock, flip: Flip, data: st.DataObject
) -> None:
    printable = Rect(0, 0, stock.paper.width, stock.paper.height).grown(-3.0 * POINTS_PER_MM)
    for sheet in duplex_sheets(stock, data.draw(st.integers(1, len(stock.slots))), flip):
        if sheet.side == "officer":
            assert sheet.cut_marks == ()
            continue
        upright = [mark for mark in sheet.cut_marks if mark.x1 == mark.x2]
        level = [mark for mark in sheet.cut_marks if mark.y1 == mark.y2]
        assert len(upright) + len(level) == len(sheet.cut_marks)
        assert alike([mark.x1 for mark in upright], [edge for slot in stock.slots for edge in (slot.x, slot.right)])
        assert alike([mark.y1 for mark in level], [edge for slot in stock.slots for edge in (slot.y, slot.top)])
        grounds = duplex_sheets(stock, len(stock.slots), flip)[0].grounds
        for mark in sheet.cut_marks:
            line = along(mark)
            assert line.width + line.height > 0.1 * POINTS_PER_MM
            assert printable.contains(line, 1e-3)
            assert not any(line.grown(0.5).overlaps(ground) for ground in grounds)


@given(grids())
@example(grid_of(Size(LETTER.width, LETTER.height / 2), columns=1, rows=2))
@example(grid_of(Size(LETTER.width, 100.0), columns=1, rows=3))
@example(grid_of(Size(LETTER.width / 2, LETTER.height), columns=2, rows=1))
@example(grid_of(Size(LETTER.width - 0.001, 100.0), columns=1, rows=3))
def test_margins_too_narrow_for_a_mark_have_none(stock: Stock) -> None:
    """Also where a card is as wide as the paper, or as high."""
    page = Rect(0, 0, stock.paper.width, stock.paper.height)
    front, _ = duplex_sheets(replace(stock, cut_marks=True), len(stock.slots), Flip.LONG_EDGE)
    for mark in front.cut_marks:
        line = along(mark)
        assert page.contains(line, 1e-3)
        assert not any(line.overlaps(ground) or ground.contains(line) for ground in front.grounds)


def test_stock_that_is_cut_already_has_no_marks() -> None:
    for sheet in duplex_sheets(find_stock(SHELVES, "avery-5371"), 10, Flip.LONG_EDGE):
        assert sheet.cut_marks == ()
