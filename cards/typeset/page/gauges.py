"""A page for measuring: rulers, crosses, rings and scales at exact positions, with short texts.

Coordinates are in points from the center of the page, x to the right and y up.
"""

from __future__ import annotations

from cards.measures import POINTS_PER_INCH, POINTS_PER_MM, Rect, Size
from cards.merge.card_text import Block
from cards.merge.markup import spans
from cards.read.languages import Language
from cards.read.typefaces import Family
from cards.typeset.canvas import Canvas
from cards.typeset.marks import Colour, Face, OutlineMark, PanelMark, Role
from cards.typeset.text.paragraph import breadth, fill, measure

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


class Board:
    """Collects the marks of a page of that size, with text in `english`."""

    def __init__(self, paper: Size, english: Language, families: tuple[Family, ...]) -> None:
        self.paper = paper
        self._english = english
        self._families = families
        self._canvas = Canvas(paper, rtl=False)

    def face(self) -> Face:
        """The page."""
        return Face(self.paper, Colour.WHITE, self._english.tag, tuple(self._canvas.marks), BODY)

    def words(
        self,
        text: str,
        size: float,
        x: float,
        y: float,
        *,
        colour: Colour = Colour.BLACK,
        role: Role = Role.PARAGRAPH,
        centred: bool = False,
    ) -> float:
        """One line with **bold** words that starts, or is centered, at x, on the baseline y; returns its width."""
        paragraph = measure(Block("calibration", self._english, spans(text, {})), self._families)
        line = (0, len(paragraph.text))
        start, top = self.paper.width / 2 + x, self.paper.height / 2 - y
        self._canvas.text(role, paragraph, [line], size, start, [top], colour, centred=centred)
        return breadth(paragraph, *line) * size

    def text(self, text: str, x: float, top: float, width: float, role: Role) -> float:
        """Lines with **bold** words below `top`; returns where they end."""
        paragraph = measure(Block("calibration", self._english, spans(text, {})), self._families)
        lines = fill(paragraph, BODY, width)
        assert lines is not None  # fixed words, none of which is as wide as a column
        baselines = [top - ASCENT * BODY - number * LEADING * BODY for number in range(len(lines))]
        from_top = [self.paper.height / 2 - y for y in baselines]
        start = self.paper.width / 2 + x
        self._canvas.text(role, paragraph, lines, BODY, start, from_top, Colour.BLACK)
        return baselines[-1] - DESCENT * BODY

    def panel(self, x: float, y: float, width: float, height: float, colour: Colour, radius: float = 0) -> None:
        """A filled rectangle by its lower left corner."""
        rect = Rect(self.paper.width / 2 + x, self.paper.height / 2 + y, width, height)
        self._canvas.marks.append(PanelMark(rect, radius, colour))

    def stroke(self, one: Point, other: Point, width: float, colour: Colour = Colour.BLACK) -> None:
        """A horizontal or vertical stroke between two points, with square ends."""
        (x1, y1), (x2, y2) = sorted((one, other))
        across, up = (0.0, width) if y1 == y2 else (width, 0.0)
        self.panel(x1 - across / 2, y1 - up / 2, x2 - x1 + across, y2 - y1 + up, colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A disc around a center."""
        self.panel(x - radius, y - radius, 2 * radius, 2 * radius, colour, radius)

    def ring(self, x: float, y: float, radius: float, width: float, colour: Colour) -> None:
        """A ring with a center and an inner radius."""
        self.disc(x, y, radius + width, colour)
        self.disc(x, y, radius, Colour.WHITE)

    def cross(self, x: float, y: float, arm: float) -> None:
        """A cross with a center and half its length."""
        self.stroke((x - arm, y), (x + arm, y), LINE)
        self.stroke((x, y - arm), (x, y + arm), LINE)

    def target(self, x: float, y: float) -> None:
        """A ring around the center of a cross on the other side, with arms that coincide with those of the cross."""
        self.ring(x, y, RING, TICK, Colour.BLACK)
        for near, far in ((-RING - TICK, -3 * RING), (RING + TICK, 3 * RING)):
            self.stroke((x + near, y), (x + far, y), TICK)
            self.stroke((x, y + near), (x, y + far), TICK)

    def scale(self, x: float, y: float, name: str, *, outward: int, upright: bool) -> None:
        """A scale with 0 at (x, y): ticks every half millimeter, and leaders that spread to legible numbers.

        It is horizontal or vertical; `outward` is the sign of the direction in which its ticks point.
        """

        def place(along: float, across: float) -> Point:
            return (x + outward * across, y + along) if upright else (x + along, y + outward * across)

        spread = SPREAD_UPRIGHT if upright else SPREAD
        self.stroke(place(-MOST * MM, 0), place(MOST * MM, 0), TICK)
        for half in range(-2 * MOST, 2 * MOST + 1):
            along = half * MM / 2
            length = TICKS[2] if half == 0 else TICKS[1 - half % 2]
            self.stroke(place(along, 0), place(along, length), TICK)
            if half % 2 == 0:
                self._leader(place(along, length), place(along * spread, FAN), upright=upright)
                self._centred(f"{half // 2}".replace("-", "−"), LABEL, place(along * spread, NUMBER))
        self._centred(f"**{name}**", BODY, place(0, NAME_BESIDE if upright else NAME), Colour.RED)

    def ruler(self, x: float, y: float, *, upright: bool) -> None:
        """A ruler of 100 mm and of 4 in, from the center of its first tick at (x, y) to the right, or up."""

        def place(along: float, across: float) -> Point:
            return (x - across, y + along) if upright else (x + along, y + across)

        self.stroke(place(0, 0), place(4 * POINTS_PER_INCH, 0), TICK)
        for number in range(101):
            length = (2.0, 3.0, 4.0)[(number % 5 == 0) + (number % 10 == 0)] * MM
            self.stroke(place(number * MM, 0), place(number * MM, length), TICK)
            if number % 10 == 0:
                self._centred(str(number), LABEL, place(number * MM, 6 * MM))
        for eighth in range(33):
            length = (4.0 if eighth % 8 == 0 else 3.0 if eighth % 4 == 0 else 2.0) * MM
            along = eighth * POINTS_PER_INCH / 8
            self.stroke(place(along, 0), place(along, -length), TICK)
            if eighth % 8 == 0:
                self._centred(str(eighth // 8), LABEL, place(along, -6 * MM))
        self._centred("**mm**", LABEL, place(105 * MM, 4 * MM))
        self._centred("**in**", LABEL, place(105 * MM, -4 * MM))

    def _leader(self, start: Point, end: Point, *, upright: bool) -> None:
        """A thin gray stroke at any angle."""
        across, up = (0.0, LEADER / 2) if upright else (LEADER / 2, 0.0)
        sides = ((start, -1), (end, -1), (end, 1), (start, 1))
        middle_x, middle_y = self.paper.width / 2, self.paper.height / 2
        polygon = tuple((middle_x + x + sign * across, middle_y + y + sign * up) for (x, y), sign in sides)
        self._canvas.marks.append(OutlineMark((polygon,), Colour.GREY))

    def _centred(self, text: str, size: float, middle: Point, colour: Colour = Colour.BLACK) -> None:
        """A centered label; it is not read aloud, like all numbers of a scale."""
        x, y = middle
        self.words(text, size, x, y - CAPITALS / 2 * size, colour=colour, role=Role.ARTIFACT, centred=True)
