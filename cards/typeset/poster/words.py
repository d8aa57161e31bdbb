"""The words of a poster in one language: heading and numbered points at a size.

Lengths are in units of the poster's design or in ems of the points.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cards.errors import DoesNotFit
from cards.measures import Size, shown_excess
from cards.merge.card_text import SideText
from cards.read.languages import Language
from cards.typeset.card.face import measured_figures
from cards.typeset.card.heading import CAPITALS, DESCENT, HEADING_LEADING
from cards.typeset.card.statements import CLOSEST, CLOSEST_LINES, DISC, NUMERAL, TALL, X_CENTRE, numbered, overhang
from cards.typeset.frame import Style
from cards.typeset.marks import Role
from cards.typeset.rows import Panel, Row, SetLines, Sign, Stack, Text
from cards.typeset.scale import Scale
from cards.typeset.text.paragraph import Paragraph, breadth, fill, indent, measure
from cards.typeset.text.skyline import needed_pitch, skyline
from cards.typeset.themes import Theme

RULE = 0.9
RULE_GAP = 1.6
"""The rule below a heading without a band, and the space above it."""

AFTER_DISC, AFTER_PICTOGRAM, AFTER_DISC_ALONE = 0.34, 0.42, 0.46
"""Ems of space after the disc of a numeral and after a pictogram, and after a disc before text."""

HANGING, SPARE = 0.2, 0.1
"""How far ink may extend before a line, in ems, and the extra indent if it extends further."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How words are set, in ems of the points.

    The largest and smallest heading, what its band has over and under it in ems of its own, the diameter of a disc, the
    side of a pictogram, the least space between points, under the heading, and after the last point.
    """

    heading: tuple[float, float]
    padding: float
    disc: float
    pictogram: float
    gap: float
    under_heading: float
    after: float


ALONE = Manner((2.1, 1.4), 0.36, DISC, 2.1, gap=0.42, under_heading=0.6, after=0.7)
ALONE_LARGER = Manner((2.1, 1.4), 0.36, DISC, 1.5, gap=0.42, under_heading=0.6, after=0.7)
"""One language has the whole poster: pictograms as tall as two lines, or larger letters with smaller pictograms."""

TOGETHER = Manner((1.35, 1.1), 0.3, DISC, 1.5, gap=0.3, under_heading=0.38, after=0.5)
CLOSER = Manner((1.3, 1.05), 0.24, DISC, 1.3, gap=0.18, under_heading=0.26, after=0.36)
CLOSEST_TOGETHER = Manner((1.25, 1.0), 0.16, 1.08, 1.16, gap=0.07, under_heading=0.14, after=0.12)
"""Several languages share it, and are set closer if they would not fit otherwise."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words, measured in one style. `pictograms` are names, "" for a point without one."""

    language: Language
    heading: Paragraph
    points: tuple[Paragraph, ...]
    figures: tuple[Paragraph, ...]
    pictograms: tuple[str, ...]
    leading: float


def measured_words(side: SideText, style: Style, english: Language, *, pictured: bool) -> Words:
    """The words of a side in a style, the numerals in the figures of English."""
    points = tuple(measure(block, style.families) for block in side.statements)
    figures = tuple(measured_figures(len(points), english, style))
    names = tuple(block.pictogram if pictured else "" for block in side.statements)
    return Words(side.language, measure(side.heading.bold, style.heading), points, figures, names, style.leading)


@dataclass(frozen=True, slots=True)
class PageWidth:
    """The page that words stand on: its width, its margin, and where a band begins that goes as far from its end."""

    width: float
    margin: float
    band: float
    rtl: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in one or two lines: `height` is that of its band, or of the words with the rule under them."""

    paragraph: Paragraph
    lines: tuple[tuple[int, int], ...]
    size: float
    padding: float
    has_band: bool

    @property
    def text(self) -> Text:
        """Its words; letters without ascender or descender are counted as if they had them."""
        return Text(self.paragraph, self.lines, self.size, HEADING_LEADING, CAPITALS, DESCENT)

    @property
    def height(self) -> float:
        """All of it."""
        return self.text.height + (2 * self.padding if self.has_band else RULE_GAP + RULE)

    def stack(self, page: PageWidth, theme: Theme) -> Stack:
        """Its words, on a band or with a rule under them."""
        start = page.margin + indent(self.paragraph, self.lines, rtl=page.rtl) * self.size
        if not self.has_band:
            rule = Panel(page.margin, self.height - RULE, Size(page.width - 2 * page.margin, RULE), theme.rule)
            return Stack([Row(self.text, start, 0.0, Role.HEADING), rule], self.height)
        assert theme.disc is not None  # a theme with an edge has discs
        band = Panel(page.band, 0.0, Size(page.width - 2 * page.band, self.height), theme.disc)
        return Stack([band, Row(self.text, start, self.padding, Role.HEADING, theme.numeral)], self.height)


@dataclass(frozen=True, slots=True)
class _Point:
    """A point in lines: baselines from its top, the centers of disc and pictogram, and its height.

    Its lines are indented by `inside` because their ink extends before them.
    """

    paragraph: Paragraph
    figure: Paragraph
    pictogram: str
    lines: tuple[tuple[int, int], ...]
    baselines: tuple[float, ...]
    disc: float
    middle: float
    height: float
    inside: float


@dataclass(frozen=True, slots=True)
class Section:
    """One language's words at a size: `height` is the least that they take."""

    words: Words
    manner: Manner
    size: float
    heading: Heading
    points: tuple[_Point, ...]

    @property
    def height(self) -> float:
        """The height from the top of the heading to the bottom of the last point, and the space after it."""
        gaps = self.manner.under_heading + (len(self.points) - 1) * self.manner.gap + self.manner.after
        return self.heading.height + gaps * self.size + math.fsum(point.height for point in self.points)

    def stack(self, page: PageWidth, theme: Theme, spare: float) -> Stack:
        """Heading and points, with `spare` more space than the minimum before each of them and after the last."""
        stack = self.heading.stack(page, theme)
        stack.space(self.manner.under_heading * self.size + spare)
        for place, point in enumerate(self.points):
            if place:
                stack.space(self.manner.gap * self.size + spare)
            stack.add(self._point(point, page, theme))
        stack.space(self.manner.after * self.size + spare)
        return stack

    def _point(self, point: _Point, page: PageWidth, theme: Theme) -> Stack:
        size, margin, disc = self.size, page.margin, self.manner.disc * self.size
        stack = Stack([*numbered(point.figure, NUMERAL / DISC * disc, margin, point.disc, disc, theme)], point.height)
        if point.pictogram:
            side = self.manner.pictogram * size
            stack.put(Sign(point.pictogram, margin + disc + AFTER_DISC * size, point.middle - side / 2, side))
        start = margin + _text_start(self.words, self.manner) * size + point.inside
        stack.put(SetLines(point.paragraph, point.lines, size, start, point.baselines, Role.STATEMENT, theme.ink))
        return stack


def lay_out_words(words: Words, size: float, width: float, manner: Manner, *, has_band: bool) -> Section | None:
    """The words at a size in that width; None if a word is wider than its line, or the heading than two lines."""
    heading = _heading(words.heading, size, width, manner, has_band=has_band)
    points = [_point(words, place, size, width, manner) for place in range(len(words.points))]
    if heading is None or None in points:
        return None
    return Section(words, manner, size, heading, tuple(point for point in points if point is not None))


def _heading(paragraph: Paragraph, size: float, width: float, manner: Manner, *, has_band: bool) -> Heading | None:
    """The heading in one line or in two similar ones, as large as its manner and the width allow."""
    largest, least = (ems * size for ems in manner.heading)
    length = len(paragraph.text)
    ways = [[(0, length)]]
    halves = [[(0, end), (end, length)] for end in paragraph.ends if end < length]
    if halves:
        ways.append(min(halves, key=lambda lines: max(breadth(paragraph, *line) for line in lines)))
    for lines in ways:
        over = math.fsum(max(0.0, indent(paragraph, lines, rtl=rtl)) for rtl in (False, True))
        widest = max(paragraph.width(*line) for line in lines) + over
        found = min(largest, width / widest)
        if found >= least or (lines is ways[-1] and found >= size):
            return Heading(paragraph, tuple(lines), found, manner.padding * found if has_band else 0.0, has_band)
    return None


def _text_start(words: Words, manner: Manner) -> float:
    """The start of the text of points, in ems."""
    if any(words.pictograms):
        return manner.disc + AFTER_DISC + manner.pictogram + AFTER_PICTOGRAM
    return manner.disc + AFTER_DISC_ALONE


def _point(words: Words, place: int, size: float, width: float, manner: Manner) -> _Point | None:
    """A point of the words; its disc is level with its first line, or with its pictogram."""
    paragraph, pictogram = words.points[place], words.pictograms[place]
    room = width - _text_start(words, manner) * size
    lines, inside = _filled(paragraph, size, room), 0.0
    if lines is None:
        return None
    hanging = indent(paragraph, lines, rtl=words.language.is_rtl) - HANGING
    if hanging > 0:
        # Some letters of Nastaliq begin far outside; the lines then get that much less room, with a margin.
        inside = (hanging + SPARE) * size
        lines = _filled(paragraph, size, room - inside)
        if lines is None:
            return None
    pitches = _pitches(paragraph, lines, words.leading)
    baselines = [0.0]
    for pitch in pitches:
        baselines.append(baselines[-1] + pitch * size)
    first = -X_CENTRE * size
    middle = first + baselines[-1] / 2
    disc = middle if pictogram else first
    reaches = [(disc, manner.disc)] + ([(middle, manner.pictogram)] if pictogram else [])
    top = min(-paragraph.ascent * size, *(centre - ems * size / 2 for centre, ems in reaches))
    bottom = max(
        baselines[-1] + paragraph.descent * size, *(centre + ems * size / 2 for centre, ems in reaches)
    )  # fmt: skip
    return _Point(
        paragraph,
        words.figures[place],
        pictogram,
        tuple(lines),
        tuple(each - top for each in baselines),
        disc - top,
        middle - top,
        bottom - top,
        inside,
    )


def _filled(paragraph: Paragraph, size: float, width: float) -> list[tuple[int, int]] | None:
    """The lines of a point, as few as possible, then as similar in width as possible."""
    lines = fill(paragraph, size, width) if width > 0 else None
    if lines is None or len(lines) == 1:
        return lines
    narrow = width / 2
    for _ in range(5):
        tried = fill(paragraph, size, (narrow + width) / 2)
        if tried is not None and len(tried) == len(lines):
            lines, width = tried, (narrow + width) / 2
        else:
            narrow = (narrow + width) / 2
    return lines


def _pitches(paragraph: Paragraph, lines: Sequence[tuple[int, int]], leading: float) -> list[float]:
    """The distances between the baselines in ems: lines of tall scripts are as close as their ink allows."""
    least = leading if leading <= TALL else max(CLOSEST * leading, CLOSEST_LINES)
    seen = [skyline(paragraph, *line) for line in lines]
    return [max(needed_pitch(upper, lower), least) for upper, lower in pairwise(seen)]


def refuse_wide_words(words: Words, size: float, width: float, manner: Manner, scale: Scale) -> None:
    """Raises DoesNotFit if a word or the heading is too wide at that size for `lay_out_words`."""
    room = width / size - _text_start(words, manner)
    for paragraph in words.points:
        wider = overhang(paragraph, room)
        if wider is not None:
            over = float(scale.points(wider * size))
            raise DoesNotFit(
                f"{paragraph.block.id} of {words.language.english} has a word {shown_excess(over)} wider than its "
                f"line at {scale.points(size):.0f} pt.",
                "Add a space or hyphen where it can be broken, or use larger paper.",
                over=over,
                string=paragraph.block.id,
            )
    if _heading(words.heading, size, width, manner, has_band=False) is None:
        taken = breadth(words.heading, 0, len(words.heading.text)) * size
        over = max(float(scale.points(taken - 2 * width)), 1.0)
        raise DoesNotFit(
            f"The heading {words.heading.block.id} of {words.language.english} is {shown_excess(over)} too long for "
            f"two lines at {scale.points(size):.0f} pt.",
            "Shorten its translation, or use larger paper.",
            over=over,
            string=words.heading.block.id,
        )
