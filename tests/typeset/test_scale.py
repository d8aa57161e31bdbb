"""Lengths on paper and on a face. That mypy keeps them apart is tested by the comments that make it accept a mix: mypy
refuses one of them that it does not need."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.measures import Size, millimetres
from cards.typeset.canvas import Canvas
from cards.typeset.marks import Colour
from cards.typeset.scale import ACTUAL_SIZE, Points, Scale

LENGTHS = st.floats(-1e4, 1e4)


@given(LENGTHS, st.floats(0.01, 100))
def test_a_length_on_paper_is_the_same_again_after_it_was_one_on_the_face(length: float, unit: float) -> None:
    scale = Scale(unit)
    assert float(scale.points(scale.units(Points(length)))) == pytest.approx(length)
    assert scale.units(scale.points(length)) == pytest.approx(length)


def test_a_unit_is_so_many_points() -> None:
    assert Scale(3.0).points(2.0) == Points(6.0)
    assert Scale(3.0).units(Points(6.0)) == 2.0
    assert millimetres(Scale(72.0).points(2.0)) == pytest.approx(50.8)
    assert ACTUAL_SIZE.points(5.0) == Points(5.0)


def test_points_are_floats_that_cost_nothing() -> None:
    assert isinstance(Points(2.0), float)


def test_a_type_checker_refuses_every_mix() -> None:
    scale, canvas = Scale(3.0), Canvas(Size(9, 9), rtl=False)
    paper, face = Points(6.0), 2.0
    scale.units(face)  # type: ignore[arg-type] # a length on the face is none on paper
    scale.points(paper)  # type: ignore[arg-type] # nor the other way round
    scale.points(scale.points(face))  # type: ignore[arg-type] # a length is enlarged once
    canvas.panel(face, paper, face, face, 0.0, Colour.RED)  # type: ignore[arg-type] # coordinates are in units
    paper + face  # type: ignore[operator]
    face + paper  # type: ignore[operator]
    face < paper  # type: ignore[operator] # noqa: B015
