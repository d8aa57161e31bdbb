"""Cards on the places of a stock, as values: what may be moved, by how much, and how large a pitch may be."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from cards.checking.report import Finding, Mark
from cards.checking.rules.places import Spots, check_pitch, check_placements
from cards.impose.sheet import layout_sheets, layout_stock
from cards.locations import shelves
from cards.measures import POINTS_PER_MM, Rect, Size
from cards.read.layouts import Layout
from cards.read.stocks import LETTER, Flip, Stock, find_stock

SHELVES = shelves(None)
STOCK = find_stock(SHELVES, "avery-5371")
PLAIN = find_stock(SHELVES, "plain-letter")
LONG = Flip.LONG_EDGE


def spots_on(layout: Layout, stock: Stock, flip: Flip = LONG) -> list[Spots]:
    """Where the cards of a full sheet are, page by page, as forms say it."""
    used = layout_stock(layout, stock)
    return [
        Spots(
            used.paper,
            tuple((each.side, each.slot) for each in sheet.placements),
            (),
            is_back=sheet.side == "officer",
            is_turned=False,
        )
        for sheet in layout_sheets(layout, used, len(used.slots), flip)
    ]


def moved(spots: Spots, x: float, y: float = 0.0) -> Spots:
    boxes = tuple((side, Rect(box.x + x, box.y + y, box.width, box.height)) for side, box in spots.boxes)
    return replace(spots, boxes=boxes, corners=tuple((at + x, up + y) for at, up in spots.corners))


def judged(layout: Layout, spots: Sequence[Spots], stocks: Sequence[Stock] = (STOCK,)) -> list[Finding]:
    return list(check_placements(layout, spots, stocks, LONG))


def marks(layout: Layout, spots: Sequence[Spots], stocks: Sequence[Stock] = (STOCK,)) -> list[Mark]:
    return [each.mark for each in judged(layout, spots, stocks)]


def test_cards_on_their_places_are_right() -> None:
    (found,) = judged(Layout.DUPLEX, spots_on(Layout.DUPLEX, STOCK))
    assert found == Finding(Mark.OK, "card size", "100 %, in the places of avery-5371")


@pytest.mark.parametrize("layout", [Layout.DUPLEX, Layout.FRONTS])
@pytest.mark.parametrize(("x", "y"), [(1.0, 0.0), (0.0, -1.0), (-2.0, 0.0), (14.2, 0.0), (0.0, 28.3), (200.0, 0.0)])
def test_fronts_may_not_be_moved_at_all(layout: Layout, x: float, y: float) -> None:
    """A third of a millimetre is more than rounding, and no printer's profile moves a front."""
    front, *backs = spots_on(layout, STOCK)
    assert marks(layout, [moved(front, x, y), *backs]) == [Mark.WARNING]


@pytest.mark.parametrize(("x", "y"), [(0.3, 0.0), (-0.3, 0.3)])
def test_rounding_moves_nothing(x: float, y: float) -> None:
    front, back = spots_on(Layout.DUPLEX, STOCK)
    assert judged(Layout.DUPLEX, [moved(front, x, y), back])[0].mark is Mark.OK


@pytest.mark.parametrize(("across", "up"), [(0.1, 0.0), (0.0, -0.3), (0.4, 0.4), (2.0, -3.0), (10.0, -10.0)])
def test_backs_may_be_moved_for_a_printer_and_that_is_said(across: float, up: float) -> None:
    front, back = spots_on(Layout.DUPLEX, STOCK)
    x, y = across * POINTS_PER_MM, up * POINTS_PER_MM
    size, backs = judged(Layout.DUPLEX, [front, moved(back, x, y)])
    assert size.mark is backs.mark is Mark.OK
    assert f"{across:.1f} mm to the right and {up:.1f} mm up" in backs.text


@pytest.mark.parametrize(("across", "up"), [(10.5, 0.0), (0.0, -11.0), (30.0, 0.0)])
def test_backs_may_not_be_moved_further_than_a_profile_can(across: float, up: float) -> None:
    front, back = spots_on(Layout.DUPLEX, STOCK)
    (found,) = judged(Layout.DUPLEX, [front, moved(back, across * POINTS_PER_MM, up * POINTS_PER_MM)])
    assert found.mark is Mark.WRONG
    assert (
        found.text
        == "the fronts are in the places of avery-5371, but the backs are not behind them: make the file again"
    )


@pytest.mark.parametrize("place", [0, 4, 9])
@pytest.mark.parametrize("by", [1.0, 5 * POINTS_PER_MM])
def test_one_card_away_from_its_place(place: int, by: float) -> None:
    front, back = spots_on(Layout.DUPLEX, STOCK)
    boxes = list(front.boxes)
    side, box = boxes[place]
    boxes[place] = (side, Rect(box.x, box.y + by, box.width, box.height))
    assert marks(Layout.DUPLEX, [replace(front, boxes=tuple(boxes)), back]) == [Mark.WARNING]


def test_one_card_of_another_size() -> None:
    front, back = spots_on(Layout.DUPLEX, STOCK)
    (side, box), *others = front.boxes
    smaller = Rect(box.x, box.y, box.width - 1, box.height)
    assert marks(Layout.DUPLEX, [replace(front, boxes=((side, smaller), *others)), back]) == [Mark.WARNING]


def test_a_fold_sheet_has_both_sides_in_each_pair() -> None:
    (sheet,) = spots_on(Layout.FOLD, PLAIN)
    assert marks(Layout.FOLD, [sheet], [PLAIN]) == [Mark.OK]
    twice = tuple(("bearer", box) for _, box in sheet.boxes)
    assert marks(Layout.FOLD, [replace(sheet, boxes=twice)], [PLAIN]) == [Mark.WARNING]
    swapped = tuple(("officer" if side == "bearer" else "bearer", box) for side, box in sheet.boxes)
    assert marks(Layout.FOLD, [replace(sheet, boxes=swapped)], [PLAIN]) == [Mark.WARNING]


def test_letters_outside_forms_begin_where_a_card_does() -> None:
    front, back = spots_on(Layout.DUPLEX, STOCK)
    corner = (STOCK.slots[0].x, STOCK.slots[0].y)
    assert marks(Layout.DUPLEX, [replace(front, corners=(corner,)), back]) == [Mark.OK]
    assert marks(Layout.DUPLEX, [replace(front, corners=((corner[0] + 1, corner[1]),)), back]) == [Mark.WARNING]


def test_cards_on_another_paper_are_on_no_place() -> None:
    front, back = spots_on(Layout.DUPLEX, STOCK)
    paper = Size(LETTER.width + 2, LETTER.height)
    assert marks(Layout.DUPLEX, [replace(front, paper=paper), replace(back, paper=paper)]) == [Mark.WARNING]


@pytest.mark.parametrize(
    ("scale", "mark", "text"),
    [
        (1.0, Mark.OK, "as on avery-5371"),
        (1.004, Mark.OK, "as on avery-5371"),
        (0.99, Mark.WRONG, "which is 99.0% of avery-5371: the page was scaled, so make the file again"),
        (0.98, Mark.WRONG, "which is 98.0% of avery-5371: the page was scaled, so make the file again"),
        (0.97, Mark.WRONG, "which is 97.0% of avery-5371: the page was scaled, so make the file again"),
        (1.02, Mark.WRONG, "which is 102.0% of avery-5371: the page was scaled, so make the file again"),
        (0.5, Mark.WARNING, "unlike any stock that this installation knows"),
    ],
)
def test_the_distance_of_codes_tells_how_large_cards_are(scale: float, mark: Mark, text: str) -> None:
    centres = [(slot.x * scale + 20, slot.y * scale + 20) for slot in STOCK.slots]
    (found,) = check_pitch(centres, LETTER, [STOCK])
    assert found.mark is mark
    assert text in found.text
