"""The outline of a QR symbol: by the even-odd rule it fills the dark modules and nothing else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.draw.outlines import outline_of
from cards.read.links import LEGAL_AID, read_link
from cards.typeset.symbol import link_symbol

Modules = tuple[tuple[bool, ...], ...]
Polygon = tuple[tuple[int, int], ...]


@st.composite
def matrices(draw: st.DrawFn) -> Modules:
    width, height = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    row = st.lists(st.booleans(), min_size=width, max_size=width).map(tuple)
    return tuple(draw(st.lists(row, min_size=height, max_size=height)))


def closed(polygon: Polygon) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return list(pairwise([*polygon, polygon[0]]))


def filled(polygons: tuple[Polygon, ...], x: float, y: float) -> bool:
    """Whether a ray from the point to the left crosses the outline an odd number of times."""
    crossings = 0
    for polygon in polygons:
        for (x1, y1), (x2, y2) in closed(polygon):
            if x1 == x2 and x1 < x and min(y1, y2) < y < max(y1, y2):
                crossings += 1
    return crossings % 2 == 1


def scanned(polygons: tuple[Polygon, ...], width: int, height: int) -> Modules:
    return tuple(tuple(filled(polygons, x + 0.5, y + 0.5) for x in range(width)) for y in range(height))


@given(matrices())
def test_fills_exactly_the_dark_modules(modules: Modules) -> None:
    polygons = outline_of(modules)
    width, height = len(modules[0]), len(modules)
    assert scanned(polygons, width, height) == modules
    for x in range(-1, width + 1):
        assert not filled(polygons, x + 0.5, -0.5)
        assert not filled(polygons, x + 0.5, height + 0.5)
    assert not any(filled(polygons, width + 0.5, y + 0.5) for y in range(height))


@given(matrices())
def test_is_drawn_with_the_fewest_corners(modules: Modules) -> None:
    """Each edge runs along the grid, no corner lies on a straight line, and no piece of border is drawn twice."""
    pieces = []
    for polygon in outline_of(modules):
        edges = closed(polygon)
        for (x1, y1), (x2, y2) in edges:
            assert (x1 == x2) != (y1 == y2)
            steps = max(abs(x2 - x1), abs(y2 - y1))
            points = [(x1 + (x2 - x1) * step // steps, y1 + (y2 - y1) * step // steps) for step in range(steps + 1)]
            pieces += [frozenset(pair) for pair in pairwise(points)]
        for (start, middle), (_, end) in pairwise([*edges, edges[0]]):
            assert not (start[0] == middle[0] == end[0] or start[1] == middle[1] == end[1])
    assert len(pieces) == len(set(pieces))


def test_of_a_real_symbol() -> None:
    modules = link_symbol(read_link(LEGAL_AID)).modules
    assert scanned(outline_of(modules), len(modules), len(modules)) == modules


@pytest.mark.parametrize(
    ("picture", "polygons"),
    [
        ("", 0),
        (".", 0),
        ("#", 1),
        ("##|##", 1),
        ("###|#.#|###", 2),  # an outer border and that of the hole
        ("#.#", 2),
    ],
)
def test_number_of_borders(picture: str, polygons: int) -> None:
    modules = tuple(tuple(module == "#" for module in row) for row in picture.split("|"))
    assert len(outline_of(modules)) == polygons


def test_a_square_is_its_four_corners() -> None:
    assert sorted(outline_of(((True, True), (True, True)))[0]) == [(0, 0), (0, 2), (2, 0), (2, 2)]
