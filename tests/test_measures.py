"""Lengths by value, and rectangles compared with sets of unit squares."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.measures import POINTS_PER_INCH, POINTS_PER_MM, Rect, millimetres, points, shown_excess

LENGTHS = {
    "3.5in": 252.0,
    "2in": 144.0,
    "2.in": 144.0,
    ".0625in": 4.5,
    "25.4mm": 72.0,
    "54mm": 153.0708661417323,
    "5.4cm": 153.0708661417323,
    "9pt": 9.0,
    "0mm": 0.0,
    " 9 pt ": 9.0,
    "007pt": 7.0,
}

NOT_LENGTHS = [
    "", " ", "9", "3.5", "in", ".in", "-1in", "+1in", "1e3pt", "3,5in", "3.5IN", '3.5"', "3.5inch", "1in2in",
    "1 in 2 in", "1_0pt", "nanpt", "infpt", "0x1pt", "1.2.3mm", "½in", "١mm", "1px", "1m", "9pt;",
]  # fmt: skip


def rectangles() -> st.SearchStrategy[Rect]:
    """Rectangles on a small grid, so that they often touch, overlap and hold each other."""
    places, sides = st.integers(-3, 6), st.integers(1, 5)
    return st.builds(Rect, places, places, sides, sides)


def squares(rect: Rect) -> set[tuple[int, int]]:
    """The unit squares of a rectangle on the grid."""
    return {
        (column, row)
        for column in range(int(rect.x), int(rect.right))
        for row in range(int(rect.y), int(rect.top))
    }  # fmt: skip


@pytest.mark.parametrize(("length", "expected"), LENGTHS.items())
def test_a_length_in_points(length: str, expected: float) -> None:
    assert points(length) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("length", NOT_LENGTHS)
def test_what_is_no_length_is_refused(length: str) -> None:
    with pytest.raises(ValueError, match="is not a length such as") as refused:
        points(length)
    assert repr(length) in str(refused.value)


@given(st.text() | st.text("0123456789. ptinmc"))
def test_any_text_is_a_length_or_refused(text: str) -> None:
    try:
        length = points(text)
    except ValueError:
        return
    assert length >= 0


@given(st.integers(0, 10**7))
def test_the_units_agree(thousandths: int) -> None:
    number = f"{thousandths / 1000:.3f}"
    value = float(number)
    assert points(f"{number}pt") == value
    assert points(f"{number}mm") == pytest.approx(value * 72 / 25.4)
    assert points(f"{number}cm") == pytest.approx(10 * points(f"{number}mm"))
    assert points(f"{number}in") == pytest.approx(25.4 * points(f"{number}mm"))
    assert millimetres(points(f"{number}mm")) == pytest.approx(value)


def test_an_inch_has_72_points_and_25_4_millimetres() -> None:
    assert POINTS_PER_INCH == 72
    assert math.isclose(POINTS_PER_INCH, 25.4 * POINTS_PER_MM)


@given(rectangles(), rectangles())
def test_rectangles_overlap_when_they_share_a_square(one: Rect, other: Rect) -> None:
    shared = bool(squares(one) & squares(other))
    assert one.overlaps(other) == shared
    assert other.overlaps(one) == shared


@given(rectangles(), rectangles())
def test_a_rectangle_contains_another_when_it_has_all_its_squares(one: Rect, other: Rect) -> None:
    assert one.contains(other) == (squares(other) <= squares(one))


@given(rectangles(), st.integers(0, 4))
def test_a_grown_rectangle_has_room_on_every_side(rect: Rect, by: int) -> None:
    grown = rect.grown(by)
    assert grown.contains(rect)
    assert (rect.x - grown.x, rect.y - grown.y) == (by, by)
    assert (grown.right - rect.right, grown.top - rect.top) == (by, by)
    assert grown.grown(-by) == rect


@pytest.mark.parametrize("dx, dy", [(1, 0), (-1, 0), (0, 1), (0, -1)])
def test_rounding_is_neither_an_overlap_nor_a_part_outside(dx: int, dy: int) -> None:
    card = Rect(0.0, 0.0, 252.0, 144.0)
    beside = Rect(dx * (252 - 1e-9), dy * (144 - 1e-9), 252.0, 144.0)
    assert not card.overlaps(beside)
    assert card.contains(Rect(dx * 1e-9, dy * 1e-9, 252.0, 144.0))


@pytest.mark.parametrize("dx, dy", [(1, 0), (-1, 0), (0, 1), (0, -1)])
def test_more_than_rounding_counts_on_each_side(dx: int, dy: int) -> None:
    card = Rect(0.0, 0.0, 252.0, 144.0)
    assert card.overlaps(Rect(dx * (252 - 0.001), dy * (144 - 0.001), 252.0, 144.0))
    assert not card.contains(Rect(dx * 0.001, dy * 0.001, 252.0, 144.0))
    assert card.contains(Rect(dx * 0.001, dy * 0.001, 252.0, 144.0), tolerance=0.01)


def test_the_edges_of_a_rectangle() -> None:
    rect = Rect(54.0, 36.0, 252.0, 144.0)
    assert (rect.right, rect.top) == (306.0, 180.0)
    assert math.isclose(millimetres(rect.width), 88.9)


@pytest.mark.parametrize(
    ("value", "shown"), [(0.001, "0.1 mm"), (0.1 * POINTS_PER_MM, "0.1 mm"), (0.3, "0.2 mm"), (72.0, "25.4 mm")]
)
def test_no_excess_is_shown_as_nothing(value: float, shown: str) -> None:
    """Rounded up: a text that is made that much shorter fits."""
    assert shown_excess(value) == shown
