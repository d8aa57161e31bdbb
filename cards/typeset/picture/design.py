"""The sizes of things on each picture, in pixels, and the errors about what is too large for it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cards.errors import DoesNotFit
from cards.read.screens import Screen
from cards.typeset.card.foot_column import NAMES
from cards.typeset.fitting import printable
from cards.typeset.text.paragraph import Paragraph

LEAD = 1.5
"""The size of the bold words that a point begins with, on lines of their own, in ems of the others."""

WHOLE = 1.25
"""The size of a point that does not begin with bold words, in ems of the words of others."""


@dataclass(frozen=True, slots=True)
class PictureDesign:
    """Pairs are the largest and the smallest size: of the heading, of the words under the bold ones, of the officer's
    statements, of the number. Words under `enough` cost the pictograms some of their size, and under `warn_below` warn.
    `small` is the size of labels, names and addresses, `least` that of the small print.
    """

    heading: tuple[float, float]
    words: tuple[float, float]
    officer: tuple[float, float]
    number: tuple[float, float]
    enough: float
    warn_below: float
    small: float
    least: float
    padding: float
    rule: float = 3.0
    radius: float = 24.0


_TALL = PictureDesign(
    heading=(84.0, 46.0),
    words=(42.0, 24.0),
    officer=(62.0, 34.0),
    number=(108.0, 64.0),
    enough=36.0,
    warn_below=30.0,
    small=36.0,
    least=26.0,
    padding=32.0,
)

DESIGNS = {
    Screen.LOCK_SCREEN: _TALL,
    Screen.SQUARE: PictureDesign(
        heading=(72.0, 38.0),
        words=(34.0, 20.0),
        officer=(50.0, 28.0),
        number=(92.0, 56.0),
        enough=29.0,
        warn_below=24.0,
        small=29.0,
        least=21.0,
        padding=22.0,
    ),
    Screen.STORY: _TALL,
}
"""The design of each picture.

On a screen of 460 pixels per inch, 36 pixels have an x-height of 1.06 mm, which is 0.2 degrees of arc from 30 cm: the
least at which most people read fluently (Legge and Bigelow, Journal of Vision 11(5):8, 2011). A square is somewhat
enlarged by most telephones.
"""


def pixels(over: float) -> str:
    """The amount by which something is too large, never 0."""
    return f"{max(1, math.ceil(over - 1e-6))} pixels"


def too_wide(paragraph: Paragraph, over: float) -> DoesNotFit:
    """The error for a text of the lower part that is too wide by that many pixels."""
    name = NAMES.get(paragraph.block.id, paragraph.block.id)
    return DoesNotFit(
        f"{name} ({printable(paragraph.block.text)}) is {pixels(over)} too long for the picture.",
        "Shorten it.",
        over=over,
        string=paragraph.block.id,
    )
