"""The words of a picture: a heading, and points whose bold beginning is half as large again as the rest.

Lengths are in pixels, or in ems of the words under the bold ones.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from cards.measures import Size
from cards.typeset.canvas import Canvas
from cards.typeset.card.heading import CAPITALS, DESCENT, HEADING_LEADING
from cards.typeset.card.parts import Breaks, set_parts
from cards.typeset.card.pitch import DISC, closest
from cards.typeset.card.statements import NUMERAL, X_CENTRE, numbered
from cards.typeset.marks import Role
from cards.typeset.picture.design import LEAD, WHOLE
from cards.typeset.rows import Lines, Panel, Row, Stack, Text, disc
from cards.typeset.text.paragraph import Paragraph, breadth, indent, overhangs
from cards.typeset.text.sense import end_of_bold
from cards.typeset.text.skyline import CLEARANCE, needed_pitch, skyline
from cards.typeset.themes import Theme

BULLET = 0.5
"""The diameter of the disc of a point without a pictogram, in ems."""

RULE_GAP = 12.0
"""From the heading down to the rule under it."""

HANGING, SPARE = 0.2, 0.1
"""How far ink may extend before a line, in ems, and the extra indent if it extends further."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How points are set, in ems: the side of what is before them, the space after it, the least space between points
    and under the heading. `lead` is the size of bold words that a point begins with, `whole` that of other points.
    """

    sign: float
    after: float
    gap: float
    lead: float = LEAD
    whole: float = WHOLE


PICTURED = Manner(2.6, 0.66, 0.6)
CLOSER = Manner(2.2, 0.56, 0.4)
CLOSEST_MANNER = Manner(1.8, 0.5, 0.2)
NUMBERED = Manner(DISC * WHOLE, 0.5, 0.6)
OFFICERS = Manner(DISC, 0.5, 0.7, lead=1.0, whole=1.0)
"""Points with pictograms, as large as there is room for; with numerals; those of the officer, who reads every word."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The words of a side in one style: `leads` are where the bold words end that a point begins with, 0 without such.
    `signs` are names of pictograms, and `figures` numerals where there are none."""

    heading: Paragraph
    points: tuple[Paragraph, ...]
    leads: tuple[int, ...]
    signs: tuple[str, ...]
    figures: tuple[Paragraph, ...]
    leading: float
    rtl: bool


def lead_end(paragraph: Paragraph) -> int:
    """Where the bold words end that a paragraph begins with, and a line may; 0 if there is no such place."""
    bold = 0
    for span in takewhile(lambda span: span.bold, paragraph.block.spans):
        bold += len(span.text)
    return (end_of_bold(paragraph, 0, bold) or 0) if bold else 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in one line or two, with a rule under it."""

    text: Text
    inside: float
    rule: float

    @property
    def height(self) -> float:
        """From the top of its letters to the lower edge of the rule."""
        return self.text.height + RULE_GAP + self.rule

    def stack(self, margin: float, width: float, theme: Theme) -> Stack:
        """The words and the rule."""
        row = Row(self.text, margin + self.inside, 0.0, Role.HEADING)
        return Stack([row, Panel(margin, self.height - self.rule, Size(width, self.rule), theme.rule)], self.height)


def set_heading(
    paragraph: Paragraph, sizes: tuple[float, float], width: float, rule: float, *, rtl: bool
) -> Heading | None:
    """The heading in one line or in two similar ones, as large as the width allows; None if it is too long."""
    length = len(paragraph.text)
    ways: list[Lines] = [((0, length),)]
    halves: list[Lines] = [((0, end), (end, length)) for end in paragraph.ends if end < length]
    if halves:
        ways.append(min(halves, key=lambda lines: max(breadth(paragraph, *line) for line in lines)))
    largest, least = sizes
    for lines in ways:
        size = min(largest, width / max(breadth(paragraph, *line) for line in lines))
        # Two lines are better than small letters in one.
        if size >= (2 * least + largest) / 3 or (lines is ways[-1] and size >= least):
            text = Text(paragraph, lines, size, HEADING_LEADING, CAPITALS, DESCENT)
            return Heading(text, max(0.0, indent(paragraph, lines, rtl=rtl)) * size, rule)
    return None


@dataclass(frozen=True, slots=True)
class Point:
    """A point in lines, each with its size and its baseline from the top; `inside` is their further indent."""

    paragraph: Paragraph
    lines: Lines
    sizes: tuple[float, ...]
    baselines: tuple[float, ...]
    height: float
    inside: float

    def draw(self, canvas: Canvas, start: float, top: float) -> None:
        """Draws its lines as one statement."""
        baselines = [top + each for each in self.baselines]
        canvas.text(
            Role.STATEMENT, self.paragraph, self.lines, self.sizes, start + self.inside, baselines, canvas.theme.ink
        )


@dataclass(frozen=True, slots=True)
class Section:
    """All the words of a side at a size; `height` is the least that they take."""

    measured: Measured
    manner: Manner
    size: float
    heading: Heading
    points: tuple[Point, ...]

    @property
    def height(self) -> float:
        """From the top of the heading to the bottom of the last point."""
        return self.heading.height + math.fsum(map(self._high, self.points)) + len(self.points) * self._gap

    @property
    def _gap(self) -> float:
        return self.manner.gap * self.size

    def _high(self, point: Point) -> float:
        return max(point.height, self.manner.sign * self.size)

    def draw(self, canvas: Canvas, margin: float, top: float, spare: float) -> None:
        """Draws the words from `top`, with `spare` more between points than there has to be."""
        width = canvas.size.width - 2 * margin
        self.heading.stack(margin, width, canvas.theme).draw(canvas, top)
        top += self.heading.height
        for place, point in enumerate(self.points):
            top += self._gap + spare
            high = self._high(point)
            begin = top + (high - point.height) / 2
            # A numeral is level with the first line, a pictogram with them all.
            first = begin + point.baselines[0] - X_CENTRE * point.sizes[0]
            self._sign(canvas, place, margin, first if self.measured.figures else top + high / 2)
            start = margin + (self.manner.sign + self.manner.after) * self.size
            point.draw(canvas, start, begin)
            top += high

    def _sign(self, canvas: Canvas, place: int, margin: float, middle: float) -> None:
        """The pictogram of a point, or its numeral, or a bullet where the others have pictograms."""
        side, theme, figures = self.manner.sign * self.size, canvas.theme, self.measured.figures
        if self.measured.signs[place]:
            canvas.pictogram(self.measured.signs[place], margin, middle - side / 2, side, theme.ink)
        elif figures:
            pieces = numbered(figures[place], NUMERAL / DISC * side, margin, middle, side, theme)
            Stack([*pieces]).draw(canvas, 0.0)
        else:
            across = BULLET * self.size
            disc(margin + (side - across) / 2, middle - across / 2, across, theme.ink).draw(canvas, 0.0)


def lay_out(
    measured: Measured, heading: Heading, size: float, width: float, manner: Manner, *, by_sense: bool = False
) -> Section | None:
    """The words at a size in that width; None if one of them is wider than its line.

    With `by_sense` lines end where the sense does, which takes long to find; otherwise they are similar in width.
    """
    room = width - (manner.sign + manner.after) * size
    points = []
    for paragraph, end in zip(measured.points, measured.leads, strict=True):
        point = _point(paragraph, end, size, room, manner, measured, by_sense=by_sense)
        if point is None:
            return None
        points.append(point)
    return Section(measured, manner, size, heading, tuple(points))


def _point(
    paragraph: Paragraph,
    end: int,
    size: float,
    room: float,
    manner: Manner,
    measured: Measured,
    *,
    by_sense: bool,
) -> Point | None:
    length = len(paragraph.text)
    ends = ((0, end, manner.lead), (end, length, 1.0)) if end else ((0, length, manner.whole),)
    parts = [part for part in ends if part[0] < part[1]]
    breaks = Breaks.SENSE if by_sense else Breaks.EVEN
    set_in, inside = set_parts(paragraph, parts, size, room, breaks), 0.0
    if set_in is None:
        return None
    hanging = max(overhangs(paragraph, *line)[measured.rtl] * ems for line, ems in set_in) - HANGING
    if hanging > 0:
        # Some letters of Nastaliq begin far outside; all lines are then indented.
        inside = (hanging + SPARE) * size
        set_in = set_parts(paragraph, parts, size, room - inside, breaks)
        if set_in is None:
            return None
    lines, sizes = tuple(line for line, _ in set_in), tuple(ems * size for _, ems in set_in)
    seen = [skyline(paragraph, *line) for line in lines]
    baselines = [max(CAPITALS, *seen[0][1]) * sizes[0]]
    least = closest(measured.leading)
    for (upper, lower), (above, below) in zip(pairwise(seen), pairwise(sizes), strict=True):
        if above == below:
            pitch = max(needed_pitch(upper, lower), least) * below
        else:
            pitch = max(_needed(upper[0], above, lower[1], below), least * below)
        baselines.append(baselines[-1] + pitch)
    height = baselines[-1] + max(DESCENT, *seen[-1][0]) * sizes[-1]
    return Point(paragraph, lines, sizes, tuple(baselines), height, inside)


def _needed(depths: Sequence[float], above: float, heights: Sequence[float], below: float) -> float:
    """The least distance of the baselines of two lines of different sizes: their ink, step by step, as `skyline`."""
    most = 0.0
    for place, height in enumerate(heights):
        first, last = int(place * below / above), int((place + 1) * below / above)
        for depth in depths[first : last + 1]:
            most = max(most, depth * above + height * below)
    return most + CLEARANCE * below
