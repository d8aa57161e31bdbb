"""Layouts as values: what lies where on the paper, before anything is drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.errors import BadOrder
from cards.impose.sheet import (
    check_places,
    duplex_sheets,
    layout_sheets,
    layout_stock,
    mirrored,
    turned,
)
from cards.locations import shelves
from cards.measures import POINTS_PER_MM, Rect, Size
from cards.read.layouts import Layout
from cards.read.stocks import A4, LETTER, SHEETS, Flip, Stock, find_stock, read_stocks

SHELVES = shelves(None)
STOCKS = {stock.id: stock for stock in read_stocks(SHELVES)}
FOLDED = ("plain-letter", "plain-a4", "plain-letter-id1", "rayfilm-viz3")
TWO_SIDED = [stock for stock in STOCKS.values() if stock.duplex]
FLIPS = st.sampled_from(Flip)


@given(st.sampled_from(TWO_SIDED), FLIPS, st.integers(1, 60), st.data())
def test_fronts_and_backs_are_the_two_sides_of_the_same_sheets(
    stock: Stock, flip: Flip, copies: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(1, len(stock.slots)))
    both = duplex_sheets(stock, copies, flip, start)
    fronts, backs = (layout_sheets(each, stock, copies, flip, start) for each in (Layout.FRONTS, Layout.BACKS))
    assert [sheet for pair in zip(fronts, backs, strict=True) for sheet in pair] == list(both)


@pytest.mark.parametrize("stock_id", FOLDED)
@given(copies=st.integers(1, 23), data=st.data())
def test_a_folded_card_has_both_sides_upright_beside_each_other(
    stock_id: str, copies: int, data: st.DataObject
) -> None:
    stock = layout_stock(Layout.FOLD, STOCKS[stock_id])
    start = data.draw(st.integers(1, len(stock.slots)))
    sheets = layout_sheets(Layout.FOLD, stock, copies, Flip.LONG_EDGE, start)
    paper = Rect(0, 0, stock.paper.width, stock.paper.height)
    total = 0
    for sheet in sheets:
        assert sheet.side == "both"
        half = len(sheet.placements) // 2
        total += half
        for bearer, officer in zip(sheet.placements[:half], sheet.placements[half:], strict=True):
            assert (bearer.side, officer.side) == ("bearer", "officer")
            assert not bearer.turned
            assert not officer.turned
            assert bearer.slot.right == pytest.approx(officer.slot.x)
            assert (bearer.slot.y, bearer.slot.height) == (officer.slot.y, officer.slot.height)
            assert Size(bearer.slot.width, bearer.slot.height) == stock.card
            assert paper.contains(bearer.slot)
            assert paper.contains(officer.slot)
            if stock.cut_marks:
                assert any(mark.x1 == pytest.approx(bearer.slot.right, abs=0.001) for mark in sheet.fold_marks)
        for mark in sheet.fold_marks:
            assert mark.x1 == mark.x2
            assert not any(each.slot.y < mark.y1 < each.slot.top for each in sheet.placements)
            assert min(mark.y1, mark.y2) >= 3.0 * POINTS_PER_MM - 1e-6
    assert total == copies


@pytest.mark.parametrize("stock", TWO_SIDED, ids=lambda stock: stock.id)
def test_only_plain_paper_and_what_is_made_for_it_is_folded(stock: Stock) -> None:
    if stock.id in FOLDED:
        layout_stock(Layout.FOLD, stock)
        return
    with pytest.raises(BadOrder, match="come apart at the fold between the two sides") as refused:
        layout_stock(Layout.FOLD, stock)
    assert "plain-letter" in refused.value.remedy


@pytest.mark.parametrize("layout", [Layout.DUPLEX, Layout.FRONTS, Layout.BACKS])
def test_a_stock_to_fold_is_not_printed_on_both_sides(layout: Layout) -> None:
    with pytest.raises(BadOrder) as refused:
        check_places(STOCKS["rayfilm-viz3"], 1, layout)
    assert str(refused.value).endswith(" Add 'layout' fold, or use another stock: see `stock list`.")


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize(("stock_id", "paper"), [("avery-5371", LETTER), ("sigel-lp795", A4)])
def test_large_cards_are_halves_of_the_paper_and_meet_their_backs(stock_id: str, paper: Size, flip: Flip) -> None:
    stock = layout_stock(Layout.LARGE, STOCKS[stock_id])
    assert (stock.paper, stock.card) == (paper, Size(paper.width, paper.height / 2))
    front, back = layout_sheets(Layout.LARGE, stock, 2, flip)
    place = turned if flip is Flip.SHORT_EDGE else mirrored
    for one, other in zip(front.placements, back.placements, strict=True):
        seen = mirrored(one.slot, paper) if place is mirrored else turned(mirrored(one.slot, paper), paper)
        assert other.slot == seen
        assert other.turned == (flip is Flip.SHORT_EDGE)
    assert len(front.cut_marks) == 2
    assert all(mark.y1 == mark.y2 == pytest.approx(paper.height / 2, abs=0.001) for mark in front.cut_marks)
    assert back.cut_marks == ()


@pytest.mark.parametrize(("name", "paper"), SHEETS.items())
def test_a_poster_is_the_paper(name: str, paper: Size) -> None:
    stock = layout_stock(Layout.POSTER, STOCKS["avery-5371"], paper)
    assert stock.paper_name == name
    front, back = layout_sheets(Layout.POSTER, stock, 1, Flip.SHORT_EDGE)
    assert not back.placements[0].turned
    assert [each.slot for each in (*front.placements, *back.placements)] == [Rect(0, 0, paper.width, paper.height)] * 2
    assert not front.cut_marks


@pytest.mark.parametrize(
    ("stock_id", "bleed", "expected"),
    [
        ("avery-5371", None, 9.0),
        ("plain-a4", None, 3 * POINTS_PER_MM),
        ("plain-a4", 0.0, 0.0),
        ("avery-8373", 14.4, 14.4),
    ],
)
def test_a_press_page_is_a_card_with_its_bleed(stock_id: str, bleed: float | None, expected: float) -> None:
    card = STOCKS[stock_id].card
    stock = layout_stock(Layout.PRESS, STOCKS[stock_id], bleed=bleed)
    sheets = layout_sheets(Layout.PRESS, stock, 500, Flip.LONG_EDGE)
    assert [sheet.side for sheet in sheets] == ["bearer", "officer"]
    for sheet in sheets:
        assert sheet.paper == Size(card.width + 2 * expected, card.height + 2 * expected)
        assert sheet.trim is not None
        assert (sheet.trim.x, sheet.trim.y) == pytest.approx((expected, expected))
        assert (sheet.trim.width, sheet.trim.height) == (card.width, card.height)
        (ground,) = sheet.grounds
        assert (ground.x, ground.y) == pytest.approx((0, 0))
        assert (ground.width, ground.height) == pytest.approx((sheet.paper.width, sheet.paper.height))
        assert not sheet.cut_marks
        assert not sheet.placements[0].turned


def test_a_stock_found_by_its_number_is_what_it_was() -> None:
    stock = find_stock(SHELVES, "8371")
    assert layout_stock(Layout.DUPLEX, stock) is stock
