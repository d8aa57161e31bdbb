"""The words of a poster in one language: heading and points at a size.

On a poster of its own, a language has the bold words of a point on lines of their own, half as large again as the
others: the first are read from across a room, the others by whoever comes closer. Lengths are in units of
the poster's design or in ems of the points.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cards.errors import DoesNotFit
from cards.measures import Size, shown_excess
from cards.merge.card_text import SideText
from cards.read.languages import Language
from cards.typeset.card.face import measured_figures
from cards.typeset.card.heading import CAPITALS, DESCENT, HEADING_LEADING
from cards.typeset.card.parts import Breaks, Part, overhang, pitches, set_parts
from cards.typeset.card.pitch import DISC
from cards.typeset.card.statements import BULLET, NUMERAL, X_CENTRE, numbered
from cards.typeset.designs import READ, SEEN
from cards.typeset.frame import Style
from cards.typeset.marks import Role
from cards.typeset.rows import Lines, Panel, Piece, Row, SetLines, Sign, Stack, Text, disc
from cards.typeset.scale import Scale
from cards.typeset.text.paragraph import Paragraph, breadth, indent, measure
from cards.typeset.text.sense import Stop, end_of_bold, stop_at
from cards.typeset.themes import Theme

RULE = 0.9
RULE_GAP = 1.6
"""The rule below a heading without a band, and the space above it."""

AFTER_DISC, AFTER_PICTOGRAM, AFTER_DISC_ALONE = 0.34, 0.42, 0.46
"""Ems of space after the disc of a numeral and after a pictogram, and after a disc before text."""

WIDER = 1.25
"""How much wider than it could be a heading may be to be broken between two sentences."""

HANGING, SPARE = 0.2, 0.1
"""How far ink may extend before a line, in ems, and the extra indent if it extends further."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How words are set, in ems of the points.

    The largest and smallest heading, what its band has over and under it in ems of its own, the diameter of a disc, the
    side of a pictogram, the least space between points, under the heading, and after the last point. Bold words at an
    end of a point are `lead` ems large, on lines of their own if that is more than one. `both` if numerals are
    beside pictograms, and not only in the place of missing ones.
    """

    heading: tuple[float, float]
    padding: float
    disc: float
    pictogram: float
    gap: float
    under_heading: float
    after: float
    lead: float = 1.0
    both: bool = True

    @property
    def plain(self) -> float:
        """The size of a point without bold words at one of its ends, in ems."""
        return (1 + self.lead) / 2


LEADS = Manner((1.8, 1.4), 0.36, DISC, 2.75, gap=0.42, under_heading=0.6, after=0.7, lead=1.5, both=False)
LEADS_CLOSER = Manner(
    (1.7, 1.3), 0.28, DISC, 2.1, gap=0.3, under_heading=0.42, after=0.46, lead=SEEN / READ, both=False
)
LEADS_CLOSEST = Manner(
    (1.6, 1.3), 0.2, DISC, 1.7, gap=0.16, under_heading=0.26, after=0.3, lead=SEEN / READ, both=False
)
"""One language has the whole poster."""

ONE_SIZE = Manner((2.1, 1.4), 0.36, DISC, 1.5, gap=0.42, under_heading=0.6, after=0.7, both=False)
"""All words of a point are equally large, if larger ones have no room."""

OFFICERS = Manner((2.1, 1.4), 0.36, DISC, 2.1, gap=0.42, under_heading=0.6, after=0.7)
"""The officer's page: all of it is to be read, from close by."""

TOGETHER = Manner((1.35, 1.1), 0.3, DISC, 1.5, gap=0.3, under_heading=0.38, after=0.5)
CLOSER = Manner((1.3, 1.05), 0.24, DISC, 1.3, gap=0.18, under_heading=0.26, after=0.36)
CLOSEST_TOGETHER = Manner((1.25, 1.0), 0.16, 1.08, 1.16, gap=0.07, under_heading=0.14, after=0.12)
"""Several languages share it, and are set closer if they would not fit otherwise."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words, measured in one style. `pictograms` are names, "" for a point without one. `leads` are
    where the bold words begin and end that are at an end of each point, None without such."""

    language: Language
    heading: Paragraph
    points: tuple[Paragraph, ...]
    leads: tuple[tuple[int, int] | None, ...]
    figures: tuple[Paragraph, ...]
    pictograms: tuple[str, ...]
    leading: float


def measured_words(side: SideText, style: Style, english: Language, *, pictured: bool) -> Words:
    """The words of a side in a style, the numerals in the figures of English."""
    points = tuple(measure(block, style.families) for block in side.statements)
    figures = tuple(measured_figures(len(points), english, style))
    names = tuple(block.pictogram if pictured else "" for block in side.statements)
    heading, leads = measure(side.heading.bold, style.heading), tuple(map(_lead, points))
    return Words(side.language, heading, points, leads, figures, names, style.leading)


def _lead(paragraph: Paragraph) -> tuple[int, int] | None:
    """Where the bold words begin and end that a point begins with, or ends with where its language says what to do
    last, if a line may begin and end there (`end_of_bold`); None if there are no such words.
    """
    spans, ends = paragraph.block.spans, (0, *paragraph.ends)
    bold = [place for place, span in enumerate(spans) if span.bold]
    if not bold or bold[-1] - bold[0] != len(bold) - 1:
        return None
    begin, end = (sum(len(span.text) for span in spans[:place]) for place in (bold[0], bold[-1] + 1))
    last = end_of_bold(paragraph, begin, end) if begin in ends else None
    return (begin, last) if last is not None and (begin == 0 or last == len(paragraph.text)) else None


@dataclass(frozen=True, slots=True)
class PageWidth:
    """The page that words stand on: its width, its margin, and where a band begins that goes as far from its end.

    The band of the first heading begins `over` above it. Both are inside the frame, so that no viewer shows a seam.
    """

    width: float
    margin: float
    band: float
    rtl: bool
    over: float = 0.0


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
        whole = Size(page.width - 2 * page.band, self.height + page.over)
        band = Panel(page.band, -page.over, whole, theme.disc)
        return Stack([band, Row(self.text, start, self.padding, Role.HEADING, theme.numeral)], self.height)


@dataclass(frozen=True, slots=True)
class _Point:
    """A point in lines: the size and the baseline of each, the latter from its top, the centers of disc and pictogram,
    and its height.

    Its lines are indented by `inside` because their ink extends before them.
    """

    paragraph: Paragraph
    figure: Paragraph
    pictogram: str
    lines: Lines
    sizes: tuple[float, ...]
    baselines: tuple[float, ...]
    disc: float
    middle: float
    height: float
    inside: float
    broken: int


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

    @property
    def broken(self) -> int:
        """How many lines there are that go on in another one."""
        return sum(point.broken for point in self.points)

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
        stack = Stack([*self._before(point, page, theme)], point.height)
        start = page.margin + _text_start(self.words, self.manner) * self.size + point.inside
        lines = SetLines(
            point.paragraph, point.lines, point.sizes, start, point.baselines, Role.STATEMENT, theme.ink
        )  # fmt: skip
        stack.put(lines)
        return stack

    def _before(self, point: _Point, page: PageWidth, theme: Theme) -> Iterator[Piece]:
        """What is before the words of a point: its numeral, its pictogram, or both."""
        manner, size, start = self.manner, self.size, page.margin
        side = manner.pictogram * size
        if _has_numerals(self.words, manner):
            across = _disc(self.words, manner) * size
            yield from numbered(point.figure, NUMERAL / DISC * across, start, point.disc, across, theme)
            start += across + AFTER_DISC * size
        elif not point.pictogram:
            bullet = BULLET * manner.lead * size
            yield disc(start + (side - bullet) / 2, point.middle - bullet / 2, bullet, theme.ink)
        if point.pictogram:
            yield Sign(point.pictogram, start, point.middle - side / 2, side)


def lay_out_words(
    words: Words, size: float, width: float, manner: Manner, *, has_band: bool, breaks: Breaks = Breaks.FULL
) -> Section | None:
    """The words at a size in that width; None if a word is wider than its line, or the heading than two lines."""
    heading = _heading(words.heading, size, width, manner, has_band=has_band)
    points = [_point(words, place, size, width, manner, breaks) for place in range(len(words.points))]
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
        ways.append(_best_halves(paragraph, halves))
    for lines in ways:
        over = math.fsum(max(0.0, indent(paragraph, lines, rtl=rtl)) for rtl in (False, True))
        widest = max(paragraph.width(*line) for line in lines) + over
        found = min(largest, width / widest)
        if found >= least or (lines is ways[-1] and found >= size):
            return Heading(paragraph, tuple(lines), found, manner.padding * found if has_band else 0.0, has_band)
    return None


def _best_halves(paragraph: Paragraph, halves: Sequence[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """The two lines of a heading that are most similar in width, or end with a sentence and are not much wider."""

    def widest(lines: list[tuple[int, int]]) -> float:
        return max(breadth(paragraph, *line) for line in lines)

    even = min(halves, key=widest)
    by_sense = [each for each in halves if stop_at(paragraph, each[0][1]) is Stop.SENTENCE]
    best = min(by_sense, key=widest, default=even)
    return best if widest(best) <= WIDER * widest(even) else even


def _has_numerals(words: Words, manner: Manner) -> bool:
    """Whether points have numerals: pictograms can be in their place."""
    return manner.both or not any(words.pictograms)


def _disc(words: Words, manner: Manner) -> float:
    """The diameter of a numeral's disc, in ems: it grows with the line that it is before."""
    return manner.disc if any(words.pictograms) else manner.disc * manner.lead


def _text_start(words: Words, manner: Manner) -> float:
    """The start of the text of points, in ems."""
    numeral = _disc(words, manner) if _has_numerals(words, manner) else 0.0
    if any(words.pictograms):
        return numeral + (AFTER_DISC if numeral else 0.0) + manner.pictogram + AFTER_PICTOGRAM
    return numeral + AFTER_DISC_ALONE


def _parts(words: Words, place: int, manner: Manner) -> tuple[Part, ...]:
    """The bold words at an end of a point, and the others; or all of it, at one size."""
    lead, length = words.leads[place], len(words.points[place].text)
    if manner.lead == 1.0 or lead is None:
        return ((0, length, manner.plain),)
    begin, end = lead
    parts = ((0, begin, 1.0), (begin, end, manner.lead), (end, length, 1.0))
    return tuple(part for part in parts if part[0] < part[1])


def _point(words: Words, place: int, size: float, width: float, manner: Manner, breaks: Breaks) -> _Point | None:
    """A point of the words; its disc is level with its first line, or with its pictogram."""
    paragraph, pictogram = words.points[place], words.pictograms[place]
    parts = _parts(words, place, manner)
    room = width - _text_start(words, manner) * size
    set_in, inside = set_parts(paragraph, parts, size, room, breaks), 0.0
    if set_in is None:
        return None
    rtl = words.language.is_rtl
    hanging = max(indent(paragraph, [line], rtl=rtl) * ems for line, ems in set_in) - HANGING
    if hanging > 0:
        # Some letters of Nastaliq begin far outside; the lines then get that much less room, with a margin.
        inside = (hanging + SPARE) * size
        set_in = set_parts(paragraph, parts, size, room - inside, breaks)
        if set_in is None:
            return None
    lines, sizes = tuple(line for line, _ in set_in), tuple(ems * size for _, ems in set_in)
    baselines = [0.0]
    for pitch in pitches(paragraph, set_in, words.leading):
        baselines.append(baselines[-1] + pitch * size)
    first = -X_CENTRE * sizes[0]
    middle = first + baselines[-1] / 2
    level = middle if pictogram else first
    reaches = [(level, _disc(words, manner))] if _has_numerals(words, manner) else []
    reaches += [(middle, manner.pictogram)] if pictogram else []
    top = min([-paragraph.ascent * sizes[0], *(centre - ems * size / 2 for centre, ems in reaches)])
    bottom = max(
        [baselines[-1] + paragraph.descent * sizes[-1], *(centre + ems * size / 2 for centre, ems in reaches)]
    )  # fmt: skip
    return _Point(
        paragraph,
        words.figures[place],
        pictogram,
        lines,
        sizes,
        tuple(each - top for each in baselines),
        level - top,
        middle - top,
        bottom - top,
        inside,
        broken=len(lines) - len(parts),
    )


def refuse_wide_words(words: Words, size: float, width: float, manner: Manner, scale: Scale) -> None:
    """Raises DoesNotFit if a word or the heading is too wide at that size for `lay_out_words`."""
    for place, paragraph in enumerate(words.points):
        wider = _overhang(words, place, width / size, manner)
        if wider:
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


def _overhang(words: Words, place: int, width: float, manner: Manner) -> float:
    """How much wider than its line the widest unbreakable stretch of a point is, in ems of the points; 0 if none is."""
    room = width - _text_start(words, manner)
    return max(overhang(words.points[place], part, room) for part in _parts(words, place, manner))
