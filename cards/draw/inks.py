"""Inks: the colors of a file, as sRGB for screens and ordinary printers, or as process inks for a press."""

from __future__ import annotations

from enum import Enum
from operator import sub

from cards.draw.objects import number
from cards.read.pictures import Picture
from cards.typeset.marks import Colour
from cards.typeset.themes import Rgb

Cmyk = tuple[float, float, float, float]

_RED: Cmyk = (0.02, 1.0, 0.85, 0.06)
"""The red of the cards in process inks: our reading of the usual conversion of Pantone 186 C, whose sRGB that red is.

1 less the sRGB value would be 22 % black, which dulls it. Total ink is 193 %."""

_INVERTED = bytes(range(255, -1, -1))


class Inks(Enum):
    """A color space, by its name in PDF (ISO 32000-1, 8.6.4), and the operators that set a color in it."""

    RGB = "DeviceRGB"
    CMYK = "DeviceCMYK"

    def fill(self, colour: Colour) -> str:
        """The operator that fills with a color of the cards; black and gray use only black ink."""
        if self is Inks.CMYK and colour is Colour.RED:
            return _operator(_RED, "k")
        return self.fill_mixed(colour.value)

    def fill_mixed(self, rgb: Rgb) -> str:
        """The operator that fills with any color (sRGB, 0 to 1)."""
        return _operator(rgb, "rg") if self is Inks.RGB else _operator(separated(rgb), "k")

    def line_mixed(self, rgb: Rgb) -> str:
        """The operator for lines of any color (sRGB, 0 to 1)."""
        return _operator(rgb, "RG") if self is Inks.RGB else _operator(separated(rgb), "K")

    @property
    def black_lines(self) -> str:
        """The operator for black lines."""
        return "0 G" if self is Inks.RGB else self.line_mixed(Colour.BLACK.value)

    def pixels(self, picture: Picture) -> bytes:
        """The pixels of a picture in this color space, one byte for each component."""
        return picture.rgb if self is Inks.RGB else _separated_pixels(picture.rgb)


def separated(rgb: Rgb) -> Cmyk:
    """A color (sRGB, 0 to 1) in process inks (0 to 1), with its gray part as black.

    This is the conversion of ISO 32000-1, 10.3.5, with full undercolor removal: grays use only black ink, and no color
    uses more than two other inks, so total ink is at most 200 %. A press file needs its own conversion, and one without
    a profile is the same everywhere.
    """
    brightest = max(rgb)
    red, green, blue = rgb
    return brightest - red, brightest - green, brightest - blue, 1 - brightest


def _separated_pixels(rgb: bytes) -> bytes:
    """`separated` for pixels of three bytes."""
    colours = rgb[0::3], rgb[1::3], rgb[2::3]
    brightest = bytes(map(max, *colours))
    inks = bytearray(4 * len(brightest))
    for place, colour in enumerate(colours):
        inks[place::4] = bytes(map(sub, brightest, colour))
    inks[3::4] = brightest.translate(_INVERTED)
    return bytes(inks)


def _operator(parts: tuple[float, ...], name: str) -> str:
    return " ".join(map(number, parts)) + f" {name}"
