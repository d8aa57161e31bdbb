"""A paragraph: text split into runs, measured once, filled into lines of any width, and set as glyphs.

The steps are those of ARCHITECTURE.md: bidi levels, runs by level, font and script, shaping, line breaks, then each
line made of parts of the runs and ordered for display.
"""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import NamedTuple

from cards.merge.card_text import Block
from cards.read.languages import FALLBACK_FONT
from cards.read.typefaces import Family, Typeface
from cards.typeset.marks import Cluster, GlyphRun
from cards.typeset.text import harfbuzz
from cards.typeset.text.bidi import visual_runs
from cards.typeset.text.itemize import Items, covers, is_invisible, itemize, without_glyph
from cards.typeset.text.line_breaks import line_breaks
from cards.typeset.text.shaped import Part, ShapedRun, shape_run

_TRIMMED = " \n\u200b\u3000"
"""Characters that disappear at the end of a line."""

_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
"""Letters, marks and a symbol that are blank by definition: what Unicode calls Default_Ignorable_Code_Point (UAX #44)
among them, and the Braille pattern without dots."""

_SPARE = 0.3
"""Ems: more than the width that a line gains when it loses the kerning to the letter after its end and its last letter
extends beyond it. The most in all catalogs is 0.21, in Nastaliq.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph(Items):
    """Measured text: its shaped `runs` and, in ems from its beginning, the `positions` of its characters.

    `ends` are the possible line ends, and `stops` the positions where the ink before them stops. `ascent` and `descent`
    are how far its ink reaches above and below the baseline, in ems, both positive.
    """

    runs: tuple[ShapedRun, ...]
    positions: tuple[float, ...]
    ends: tuple[int, ...]
    stops: tuple[float, ...]
    ascent: float
    descent: float

    def width(self, start: int, end: int) -> float:
        """The width of text[start:end] in ems, without the spaces at its end."""
        return self.positions[self.trimmed(start, end)] - self.positions[start]

    def trimmed(self, start: int, end: int) -> int:
        """The end of text[start:end] without the spaces there."""
        return _trimmed(self.text, start, end)


@dataclass(frozen=True, slots=True)
class Line:
    """A line set at a size: its runs with x from 0 and y = 0, in logical order, its width in points, and where in the
    text each run starts."""

    runs: tuple[GlyphRun, ...]
    width: float
    starts: tuple[int, ...]


@lru_cache(maxsize=1024)
def measure(block: Block, families: tuple[Family, ...]) -> Paragraph:
    """A block measured in the first of `families` that has each character.

    Raises DoesNotFit, which names the character and the string, if none has it.
    """
    items = itemize(block, families)
    text = items.text
    ends = line_breaks(text, block.language.breaks)
    trimmed = [_trimmed(text, 0, end) for end in ends]
    cuts = {*ends, *trimmed}
    advances = [0.0] * len(text)
    ascent = descent = 0.0
    runs = []
    for start, end in pairwise(items.cuts):
        run = shape_run(items, start, end, items.levels[start], (0, len(text)), cuts)
        upem = harfbuzz.metrics(run.face).upem
        for _, cluster, advance, _, _ in run.glyphs:
            advances[cluster] += advance / upem
        _refuse_blank(block, text, run)
        ascent = max(ascent, max(run.tops, default=0) / upem)
        descent = max(descent, -min(run.bottoms, default=0) / upem)
        runs.append(run)
    positions = (0.0, *accumulate(advances))
    stops = [positions[end] for end in trimmed]
    return Paragraph(
        block=block,
        text=text,
        base=items.base,
        levels=items.levels,
        faces=items.faces,
        scripts=items.scripts,
        english=items.english,
        cuts=items.cuts,
        runs=tuple(runs),
        positions=positions,
        ends=ends,
        stops=tuple(accumulate(stops, max)),
        ascent=ascent,
        descent=descent,
    )


def _refuse_blank(block: Block, text: str, run: ShapedRun) -> None:
    """Raises NoGlyph for a letter, mark, digit or sign that a font has only glyphs without ink for: a blank would
    print.

    Fonts draw some letters as a part of their neighbors, so what no ink stands for is a cluster without any, and a
    blank glyph that is a character's own.
    """
    blank = [glyph for place in run.blank if text[(glyph := run.glyphs[place]).cluster] != " "]
    if not blank:
        return
    inked = {glyph.cluster for place, glyph in enumerate(run.glyphs) if place not in run.blank}
    following = dict(pairwise((*run.places, run.end)))
    for glyph in blank:
        for character in text[glyph.cluster : following[glyph.cluster]]:
            own = glyph.id == harfbuzz.nominal_glyph(run.face, character)
            if _has_ink(character) and (own or glyph.cluster not in inked):
                raise without_glyph(block, text, character, f", except a blank one of {run.face.name}")


def _has_ink(character: str) -> bool:
    """Whether a character is to be seen."""
    return unicodedata.category(character)[0] in "LMNPS" and character not in _BLANK and not is_invisible(character)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return end


def by_language(block: Block, families: tuple[Family, ...]) -> tuple[Family, ...]:
    """The families in the order for a block: the fallback, normally last, comes first for English blocks, and alone if
    it has all of the letters.

    The bearer's side has some of these (a name, a number, the small print), and their font is the fallback.
    """
    if block.language.fonts[0] == FALLBACK_FONT:
        return families[-1:] if covers(families[-1], block.text) else (families[-1], *families[:-1])
    return families


def first_line(paragraph: Paragraph, start: int, room: float) -> int | None:
    """The end of the longest line from `start` that is at most `room` ems wide, with the ink beyond its end.

    Only possible line ends count: None if the first stretch is wider than the room.
    """
    first = bisect_right(paragraph.ends, start)
    begin = paragraph.positions[start]
    last = bisect_right(paragraph.stops, begin + room + 1e-9)
    for place in range(last - 1, first - 1, -1):
        end = paragraph.ends[place]
        if paragraph.stops[place] - begin <= room - _SPARE or fits(paragraph, start, end, room):
            return end
    return None


def least_lines(paragraph: Paragraph, room: float) -> float:
    """The number of lines, at most `room` ems wide without ink beyond their ends, that a text needs; infinite if a word
    is wider.
    """
    stops, ends, positions = paragraph.stops, paragraph.ends, paragraph.positions
    lines = done = 0
    begin = 0.0
    while done < len(ends):
        last = bisect_right(stops, begin + room + 1e-9, done)
        if last == done:
            return math.inf
        lines, done, begin = lines + 1, last, positions[ends[last - 1]]
    return lines


def fits(paragraph: Paragraph, start: int, end: int, room: float) -> bool:
    """Whether the line text[start:end] is at most `room` ems wide, with ink that hangs out of its end."""
    # How wide it is exactly has to be known only where it leaves hardly any room.
    return paragraph.width(start, end) <= room - _SPARE or reach(paragraph, start, end) <= room + 1e-9


def reach(paragraph: Paragraph, start: int, end: int) -> float:
    """The width of the line text[start:end], in ems, with the ink beyond its end."""
    return shaped_line(paragraph, start, end)[1] + overhangs(paragraph, start, end)[1 - paragraph.base]


def breadth(paragraph: Paragraph, start: int, end: int) -> float:
    """The width of the line text[start:end], in ems, with the ink beyond either side."""
    return shaped_line(paragraph, start, end)[1] + math.fsum(overhangs(paragraph, start, end))


@lru_cache(maxsize=1024)
def overhangs(paragraph: Paragraph, start: int, end: int) -> tuple[float, float]:
    """How far the ink of the line text[start:end] extends beyond its width on the left and on the right, in ems."""
    parts, width = shaped_line(paragraph, start, end)
    left, right = 0.0, width
    for _, x, part in parts:
        run, glyphs = part.run, part.glyphs
        upem = harfbuzz.metrics(run.face).upem
        left = min(left, x + (min(run.lefts[glyphs]) - part.origin) / upem)
        right = max(right, x + (max(run.rights[glyphs]) - part.origin) / upem)
    return -left, right - width


def indent(paragraph: Paragraph, lines: Iterable[tuple[int, int]], *, rtl: bool) -> float:
    """The indent, in ems, that keeps the ink of lines inside the edge where they begin; the right edge if `rtl`."""
    return max(overhangs(paragraph, *line)[rtl] for line in lines)


def fill(paragraph: Paragraph, size: float, width: float) -> list[tuple[int, int]] | None:
    """The lines (start, end) of a paragraph in points of width, each as full as possible; None if a word is wider."""
    lines: list[tuple[int, int]] = []
    start = 0
    while start < len(paragraph.text):
        end = first_line(paragraph, start, width / size)
        if end is None:
            return None
        lines.append((start, end))
        start = end
    return lines


def set_line(paragraph: Paragraph, start: int, end: int, size: float) -> Line:
    """The line text[start:end] set at a size, ordered for display (UAX #9, L1 and L2)."""
    parts, width = shaped_line(paragraph, start, end)
    runs = tuple(GlyphRun(part.run.face, size, x * size, 0.0, part.clusters) for _, x, part in parts)
    return Line(runs, width * size, tuple(first for first, _, _ in parts))


def broken_space(paragraph: Paragraph, start: int, end: int) -> tuple[Typeface, Cluster] | None:
    """The space at which the line text[start:end] was broken, if any: the glyph without its advance.

    It is invisible, but without it screen readers and copied text would join two words (ISO 32000-1, 14.8.2.5).
    """
    place = paragraph.trimmed(start, end)
    if end == len(paragraph.text) or paragraph.text[place:end] != " ":
        return None
    return paragraph.faces[place], Cluster(((_space(paragraph.faces[place]), 0, 0),), 0, " ")


@lru_cache(maxsize=256)
def _space(face: Typeface) -> int:
    return harfbuzz.shape(face, " ", 0, 1, rtl=False, script="Zyyy", language="en")[0].id


class PlacedPart(NamedTuple):
    """A part of a run on a line: where it starts in the text, and its x in ems."""

    start: int
    x: float
    part: Part


@lru_cache(maxsize=4096)
def shaped_line(paragraph: Paragraph, start: int, end: int) -> tuple[tuple[PlacedPart, ...], float]:
    """The runs of a line in logical order, and its width in ems."""
    end = paragraph.trimmed(start, end)
    text, cuts = paragraph.text, paragraph.cuts
    pen = 0.0
    placed: list[PlacedPart] = []
    for run_start, run_end, level in visual_runs(text, paragraph.levels, paragraph.base, start, end):
        first, last = bisect_right(cuts, run_start), bisect_left(cuts, run_end)
        edges = (run_start, *cuts[first:last], run_end)
        pieces = list(zip(edges[:-1], edges[1:], paragraph.runs[first - 1 : last], strict=True))
        for part_start, part_end, run in reversed(pieces) if level % 2 else pieces:
            part = run.part(part_start, part_end, level)
            if part is None:
                part = shape_run(paragraph, part_start, part_end, level, (start, end)).whole
            if part.first < part.last:
                placed.append(PlacedPart(part_start, pen, part))
                pen += part.advance / harfbuzz.metrics(part.run.face).upem
    return tuple(sorted(placed, key=itemgetter(0))), pen
