"""Colours as light and as process inks: greys are black ink alone, and nothing takes more ink than paper holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.draw.inks import Inks, separated
from cards.read.pictures import Picture
from cards.typeset.marks import Colour

part = st.floats(0, 1)


@pytest.mark.parametrize(
    ("colour", "light", "ink"),
    [
        (Colour.RED, "0.784 0.063 0.18 rg", "0.02 1 0.85 0.06 k"),
        (Colour.WHITE, "1 1 1 rg", "0 0 0 0 k"),
        (Colour.BLACK, "0 0 0 rg", "0 0 0 1 k"),
        (Colour.GREY, "0.35 0.35 0.35 rg", "0 0 0 0.65 k"),
    ],
)
def test_the_colours_of_the_cards(colour: Colour, light: str, ink: str) -> None:
    assert Inks.RGB.fill(colour) == light
    assert Inks.CMYK.fill(colour) == ink


def test_no_colour_of_the_cards_is_left_out_above() -> None:
    assert set(Colour) == {Colour.RED, Colour.WHITE, Colour.BLACK, Colour.GREY}


def test_lines() -> None:
    assert (Inks.RGB.black_lines, Inks.CMYK.black_lines) == ("0 G", "0 0 0 1 K")
    assert Inks.RGB.line_mixed((1.0, 0.5, 0.0)) == "1 0.5 0 RG"
    assert Inks.CMYK.line_mixed((1.0, 0.5, 0.0)) == "0 0.5 1 0 K"


@given(part, part, part)
def test_inks_are_what_the_colour_lacks(red: float, green: float, blue: float) -> None:
    """Put together again as ISO 32000-1, 10.3.5 has it, they are the same colour; two of three at most are used."""
    inks = separated((red, green, blue))
    assert all(0 <= ink <= 1 for ink in inks)
    assert sum(inks) <= 2.0 + 1e-9
    assert min(inks[:3]) == 0
    back = [1 - min(1, ink + inks[3]) for ink in inks[:3]]
    assert back == pytest.approx([red, green, blue], abs=1e-9)


@given(part)
def test_greys_are_black_ink_alone(grey: float) -> None:
    assert separated((grey, grey, grey)) == (0, 0, 0, 1 - grey)


@given(st.lists(st.tuples(*[st.integers(0, 255)] * 3), min_size=1, max_size=50))
def test_pixels_are_separated_one_by_one(pixels: list[tuple[int, int, int]]) -> None:
    picture = Picture(len(pixels), 1, bytes(value for pixel in pixels for value in pixel))
    assert Inks.RGB.pixels(picture) == picture.rgb
    inks = Inks.CMYK.pixels(picture)
    assert len(inks) == 4 * len(pixels)
    for place, (red, green, blue) in enumerate(pixels):
        expected = [round(255 * ink) for ink in separated((red / 255, green / 255, blue / 255))]
        assert list(inks[4 * place : 4 * place + 4]) == expected
