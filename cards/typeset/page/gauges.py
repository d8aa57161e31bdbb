"""The pieces of a page for measuring: rulers, crosses, rings and scales at exact positions, with short texts.

They take coordinates in points from the center of the page, x to the right and y up, and have their places in a
stack whose top is that center.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cards.measures import POINTS_PER_INCH, POINTS_PER_MM, Size
from cards.merge.card_text import Block
from cards.merge.markup import spans
from cards.read.languages import Language
from cards.read.typefaces import Family
from cards.typeset.marks import Colour, Role
from cards.typeset.rows import Outline, Panel, Piece, Row, SetLines, Text
from cards.typeset.text.paragraph import Paragraph, fill, measure

MM = POINTS_PER_MM

MOST = 5
"""Millimeters: the last number of a scale."""

LINE, TICK, LEADER = 0.8, 0.35, 0.25
"""Stroke widths: of lines that show through the paper, of scales, and of leaders from ticks to numbers."""

RING = 1.0 * MM
"""The inner radius of a target's ring: the tolerance between the two sides of a card."""

TICKS = (1.5 * MM, 2.6 * MM, 3.6 * MM)
"""The lengths of a scale's ticks: between numbers, at numbers, and at 0."""

FAN, NUMBER = 9.5 * MM, 11.5 * MM
"""The distances from a scale of the end of a leader, and of the center of its number."""

NAME, NAME_BESIDE = 15.5 * MM, 20 * MM
"""The position of the center of a scale's name: above the numbers, or beside them."""

SPREAD, SPREAD_UPRIGHT = 4.0, 3.5
"""The ratio of the distance between numbers to that between their ticks."""

BODY, LABEL = 9.0, 7.0
LEADING = 1.38
ASCENT, DESCENT = 0.74, 0.24
"""The space of a line above and below its baseline, in ems."""

CAPITALS = 0.714
"""The height of capitals and figures, in ems."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Lettering:
    """The language and the fonts of the words on the page. Words in **asterisks** are bold."""

    english: Language
    families: tuple[Family, ...]

    def measured(self, text: str) -> Paragraph:
        """A text in those fonts."""
        return measure(Block("calibration", self.english, spans(text, {})), self.families)

    def centred(self, text: str, size: float, x: float, y: float, role: Role, colour: Colour) -> SetLines:
        """One line with its middle at x, on the baseline y."""
        return SetLines.whole(self.measured(text), size, x, -y, role, colour)

    def column(self, text: str, x: float, top: float, width: float, role: Role) -> Row:
        """A text in lines of that width, below `top`."""
        paragraph = self.measured(text)
        lines = fill(paragraph, BODY, width)
        assert lines is not None  # fixed words, none of which is as wide as a column
        return Row(Text(paragraph, tuple(lines), BODY, LEADING, ASCENT, DESCENT), x, -top, role, Colour.BLACK)

    def label(self, text: str, size: float, middle: Point, colour: Colour = Colour.BLACK) -> SetLines:
        """A label around that point; it is not read aloud, like all numbers of a scale."""
        x, y = middle
        return self.centred(text, size, x, y - CAPITALS / 2 * size, Role.ARTIFACT, colour)

    def scale(self, x: float, y: float, name: str, *, outward: int, upright: bool) -> Iterator[Piece]:
        """A scale with 0 at (x, y): ticks every half millimeter, and leaders that spread to legible numbers.

        It is horizontal or vertical; `outward` is the sign of the direction in which its ticks point.
        """

        def place(along: float, across: float) -> Point:
            return (x + outward * across, y + along) if upright else (x + along, y + outward * across)

        spread = SPREAD_UPRIGHT if upright else SPREAD
        yield stroke(place(-MOST * MM, 0), place(MOST * MM, 0), TICK)
        for half in range(-2 * MOST, 2 * MOST + 1):
            along = half * MM / 2
            length = TICKS[2] if half == 0 else TICKS[1 - half % 2]
            yield stroke(place(along, 0), place(along, length), TICK)
            if half % 2 == 0:
                yield _leader(place(along, length), place(along * spread, FAN), upright=upright)
                yield self.label(f"{half // 2}".replace("-", "−"), LABEL, place(along * spread, NUMBER))
        yield self.label(f"**{name}**", BODY, place(0, NAME_BESIDE if upright else NAME), Colour.RED)

    def ruler(self, x: float, y: float, *, upright: bool) -> Iterator[Piece]:
        """A ruler of 100 mm and of 4 in, from the center of its first tick at (x, y) to the right, or up."""

        def place(along: float, across: float) -> Point:
            return (x - across, y + along) if upright else (x + along, y + across)

        yield stroke(place(0, 0), place(4 * POINTS_PER_INCH, 0), TICK)
        for number in range(101):
            length = (2.0, 3.0, 4.0)[(number % 5 == 0) + (number % 10 == 0)] * MM
            yield stroke(place(number * MM, 0), place(number * MM, length), TICK)
            if number % 10 == 0:
                yield self.label(str(number), LABEL, place(number * MM, 6 * MM))
        for eighth in range(33):
            length = (4.0 if eighth % 8 == 0 else 3.0 if eighth % 4 == 0 else 2.0) * MM
            along = eighth * POINTS_PER_INCH / 8
            yield stroke(place(along, 0), place(along, -length), TICK)
            if eighth % 8 == 0:
                yield self.label(str(eighth // 8), LABEL, place(along, -6 * MM))
        yield self.label("**mm**", LABEL, place(105 * MM, 4 * MM))
        yield self.label("**in**", LABEL, place(105 * MM, -4 * MM))


def panel(x: float, y: float, width: float, height: float, colour: Colour, radius: float = 0.0) -> Panel:
    """A panel with its lower left corner at (x, y)."""
    return Panel(x, -y - height, Size(width, height), colour, radius)


def stroke(one: Point, other: Point, width: float, colour: Colour = Colour.BLACK) -> Panel:
    """A horizontal or vertical stroke between two points, with square ends."""
    (x1, y1), (x2, y2) = sorted((one, other))
    across, up = (0.0, width) if y1 == y2 else (width, 0.0)
    return panel(x1 - across / 2, y1 - up / 2, x2 - x1 + across, y2 - y1 + up, colour)


def dot(x: float, y: float, radius: float, colour: Colour) -> Panel:
    """A disc around a center."""
    return panel(x - radius, y - radius, 2 * radius, 2 * radius, colour, radius)


def ring(x: float, y: float, radius: float, width: float, colour: Colour) -> tuple[Panel, Panel]:
    """A ring with a center and an inner radius."""
    return dot(x, y, radius + width, colour), dot(x, y, radius, Colour.WHITE)


def cross(x: float, y: float, arm: float) -> tuple[Panel, Panel]:
    """A cross with a center and half its length."""
    return stroke((x - arm, y), (x + arm, y), LINE), stroke((x, y - arm), (x, y + arm), LINE)


def target(x: float, y: float) -> Iterator[Panel]:
    """A ring around the center of a cross on the other side, with arms that coincide with those of the cross."""
    yield from ring(x, y, RING, TICK, Colour.BLACK)
    for near, far in ((-RING - TICK, -3 * RING), (RING + TICK, 3 * RING)):
        yield stroke((x + near, y), (x + far, y), TICK)
        yield stroke((x, y + near), (x, y + far), TICK)


def _leader(start: Point, end: Point, *, upright: bool) -> Outline:
    """A thin gray stroke at any angle."""
    across, up = (0.0, LEADER / 2) if upright else (LEADER / 2, 0.0)
    sides = ((start, -1), (end, -1), (end, 1), (start, 1))
    return Outline(tuple((x + sign * across, -y - sign * up) for (x, y), sign in sides), Colour.GREY)
