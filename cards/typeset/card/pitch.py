"""How far the baselines of a card's lines are apart: by the leading of the language, and by the ink of the lines."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, Protocol

from cards.typeset.text.paragraph import Paragraph
from cards.typeset.text.skyline import CLEARANCE, extent, needed_pitch, skyline

DISC = 1.22
"""The diameter of the disc behind a numeral, in ems of the statements."""

TALL = 1.3
"""A leading, in ems, from which a script counts as tall."""

CLOSEST = 0.68
"""The least distance of such lines, as a part of the leading."""

CLOSEST_LINES = 1.1
CLOSEST_POINTS = DISC + 0.02
"""Their least distance in ems: between the lines of a point, and between points, whose discs must not touch."""


class LineOf(NamedTuple):
    """The line text[start:end] of a paragraph."""

    paragraph: Paragraph
    start: int
    end: int


class Pitch(Protocol):
    """The distance of two baselines in ems; points are `gap` ems farther apart."""

    def __call__(self, upper: LineOf, lower: LineOf, gap: float) -> float:
        """The distance of those lines."""


def closest(leading: float) -> float:
    """The least distance between baselines for that leading, in ems: lines of tall scripts may be closer."""
    return leading if leading <= TALL else max(CLOSEST * leading, CLOSEST_LINES)


def even(leading: float) -> Pitch:
    """All lines at the leading of the language, and farther apart only where their ink would touch.

    No built-in text needs that, but marks piled up on a letter must not reach into another statement.
    """

    def pitch(upper: LineOf, lower: LineOf, gap: float) -> float:
        apart = upper.paragraph.descent + lower.paragraph.ascent + CLEARANCE
        if apart <= leading + gap:
            return leading + gap
        if lower.paragraph.ascent > leading + gap:
            return apart  # it could reach past the line above, if that is short
        return _clear(upper, lower, leading + gap)

    return pitch


def close(leading: float) -> Pitch:
    """Each line as close to the one above as its ink allows, but no closer than `CLOSEST` of the leading."""

    def pitch(upper: LineOf, lower: LineOf, gap: float) -> float:
        return _clear(upper, lower, max(CLOSEST * leading, CLOSEST_POINTS if gap else CLOSEST_LINES) + gap)

    return pitch


def _clear(upper: LineOf, lower: LineOf, least: float) -> float:
    """The distance `least`, or the least one at which the ink of the lines does not touch if that is larger."""
    # Whether they could touch at all is known much faster than where they do.
    if extent(*upper)[0] + extent(*lower)[1] + CLEARANCE <= least:
        return least
    return max(_apart(upper, lower), least)


@lru_cache(maxsize=4096)
def _apart(upper: LineOf, lower: LineOf) -> float:
    return needed_pitch(skyline(*upper), skyline(*lower))
