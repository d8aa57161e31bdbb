"""A paragraph: text split into runs, measured once, filled into lines of any width, and set as glyphs.

The steps are those of ARCHITECTURE.md: bidi levels, runs by level, font and script, shaping, line breaks, then each
line shaped again on its own and ordered for display.
"""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

from cards.errors import NoGlyph
from cards.merge.card_text import Block
from cards.merge.markup import Span
from cards.read.languages import ENGLISH, FALLBACK_FONT
from cards.read.typefaces import Family, Typeface
from cards.typeset.marks import Cluster, GlyphRun
from cards.typeset.text import harfbuzz
from cards.typeset.text.bidi import paragraph_levels, visual_runs
from cards.typeset.text.clusters import JOINERS, clusters_of, held_by
from cards.typeset.text.line_breaks import line_breaks

_TRIMMED = " \n\u200b\u3000"
"""Characters that disappear at the end of a line."""

_PREPENDED = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
"""Number and verse signs, drawn around the digits after them: format characters, but visible (UAX #44)."""

_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
"""Letters, marks and a symbol that are blank by definition: what Unicode calls Default_Ignorable_Code_Point (UAX #44)
among them, and the Braille pattern without dots."""

_KILLERS = "\u0e3a\u0eba\u0f84\u103a"
"""Also of combining class 9 (virama), but these only silence their letter; the next letter does not join it."""

_SPARE = 0.3
"""Ems: more than the width that a line gains when it loses the kerning to the letter after its end and its last letter
extends beyond it. The most in all catalogs is 0.21, in Nastaliq.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """Measured text. Per character: bidi level, font, script, advance in ems; `ends` are the possible line ends, and
    `stops` the positions, in ems from the beginning, where the ink before them stops; `space` is the widest blank
    that disappears when a line ends there. Level, font, script or language changes at each of the `cuts`, the beginning
    and the end among them. `english` are the characters of phrases that are said in English.

    `ascent` and `descent` are how far its ink reaches above and below the baseline, in ems, both positive.
    """

    block: Block
    text: str
    base: int
    levels: tuple[int, ...]
    faces: tuple[Typeface, ...]
    scripts: tuple[str, ...]
    positions: tuple[float, ...]
    ends: tuple[int, ...]
    stops: tuple[float, ...]
    space: float
    cuts: tuple[int, ...]
    ascent: float
    descent: float
    english: tuple[bool, ...]

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
    text, bold, english = _styled(block.spans)
    base, levels = paragraph_levels(text, 1 if block.language.is_rtl else 0)
    faces = _faces(block, text, bold, families)
    scripts = _scripts(text)
    advances = [0.0] * len(text)
    ascent = descent = 0.0
    cuts = _cuts(levels, faces, scripts, english)
    for start, end in pairwise(cuts):
        face = faces[start]
        upem = harfbuzz.metrics(face).upem
        shaping = ENGLISH if english[start] else block.language.shaping
        glyphs = _shape(text, start, end, levels[start], face, scripts[start], shaping)
        for _, cluster, advance, _, _ in glyphs:
            advances[cluster] += advance / upem
        _refuse_blank(block, text, start, end, face, glyphs)
        inks = [(harfbuzz.ink(face, glyph), dy) for glyph, dy in {(glyph, dy) for glyph, _, _, _, dy in glyphs}]
        ascent = max(ascent, max((top + dy for (_, _, _, top), dy in inks), default=0) / upem)
        descent = max(descent, -min((bottom + dy for (_, bottom, _, _), dy in inks), default=0) / upem)
    positions = (0.0, *accumulate(advances))
    ends = line_breaks(text, block.language.breaks)
    stops = [positions[_trimmed(text, 0, end)] for end in ends]
    return Paragraph(
        block=block,
        text=text,
        base=base,
        levels=tuple(levels),
        faces=tuple(faces),
        scripts=tuple(scripts),
        positions=positions,
        ends=ends,
        stops=tuple(accumulate(stops, max)),
        space=max((positions[end] - stop for end, stop in zip(ends, stops, strict=True)), default=0.0),
        cuts=cuts,
        ascent=ascent,
        descent=descent,
        english=tuple(english),
    )


def _refuse_blank(
    block: Block, text: str, start: int, end: int, face: Typeface, glyphs: Sequence[harfbuzz.Glyph]
) -> None:
    """Raises NoGlyph for a letter, mark, digit or sign that a font has only glyphs without ink for: a blank would
    print.

    Fonts draw some letters as a part of their neighbors, so what no ink stands for is a cluster without any, and a
    blank glyph that is a character's own.
    """
    blank = [glyph for glyph in glyphs if not any(harfbuzz.ink(face, glyph.id))]
    if not blank:
        return
    inked = {glyph.cluster for glyph in glyphs if any(harfbuzz.ink(face, glyph.id))}
    begins = sorted({glyph.cluster for glyph in glyphs} | {end})
    for glyph in blank:
        for character in text[glyph.cluster : begins[begins.index(glyph.cluster) + 1]]:
            own = glyph.id == harfbuzz.nominal_glyph(face, character)
            if _has_ink(character) and (own or glyph.cluster not in inked):
                raise _without_glyph(block, text, character, f", except a blank one of {face.name}")


def _has_ink(character: str) -> bool:
    """Whether a character is to be seen."""
    return unicodedata.category(character)[0] in "LMNPS" and character not in _BLANK and not _is_invisible(character)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return end


def by_language(block: Block, families: tuple[Family, ...]) -> tuple[Family, ...]:
    """The families in the order for a block: the fallback, normally last, comes first for English blocks.

    The bearer's side has some of these (a name, a number, the small print), and their font is the fallback.
    """
    if block.language.fonts[0] == FALLBACK_FONT:
        return (families[-1], *families[:-1])
    return families


def first_line(paragraph: Paragraph, start: int, room: float) -> int | None:
    """The end of the longest line from `start` that is at most `room` ems wide, with the ink beyond its end.

    Only possible line ends count: None if the first stretch is wider than the room.
    """
    first = bisect_right(paragraph.ends, start)
    last = bisect_right(paragraph.stops, paragraph.positions[start] + room + 1e-9)
    for end in reversed(paragraph.ends[first:last]):
        if fits(paragraph, start, end, room):
            return end
    return None


def fits(paragraph: Paragraph, start: int, end: int, room: float) -> bool:
    """Whether the line text[start:end] is at most `room` ems wide, with ink that hangs out of its end."""
    # How wide it is exactly has to be known only where it leaves hardly any room.
    return paragraph.width(start, end) <= room - _SPARE or reach(paragraph, start, end) <= room + 1e-9


def reach(paragraph: Paragraph, start: int, end: int) -> float:
    """The width of the line text[start:end], in ems, with the ink beyond its end."""
    return _shaped_line(paragraph, start, end)[1] + overhangs(paragraph, start, end)[1 - paragraph.base]


def breadth(paragraph: Paragraph, start: int, end: int) -> float:
    """The width of the line text[start:end], in ems, with the ink beyond either side."""
    return _shaped_line(paragraph, start, end)[1] + math.fsum(overhangs(paragraph, start, end))


@lru_cache(maxsize=1024)
def overhangs(paragraph: Paragraph, start: int, end: int) -> tuple[float, float]:
    """How far the ink of the line text[start:end] extends beyond its width on the left and on the right, in ems."""
    parts, width = _shaped_line(paragraph, start, end)
    left, right = 0.0, width
    for _, face, x, clusters in parts:
        upem = harfbuzz.metrics(face).upem
        pen = 0
        for cluster in clusters:
            for glyph, dx, _ in cluster.glyphs:
                first, _, last, _ = harfbuzz.ink(face, glyph)
                left = min(left, x + (pen + dx + first) / upem)
                right = max(right, x + (pen + dx + last) / upem)
            pen += cluster.advance
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
    """The line text[start:end] set at a size, shaped again and ordered for display (UAX #9, L1 and L2)."""
    parts, width = _shaped_line(paragraph, start, end)
    runs = tuple(GlyphRun(part.face, size, part.x * size, 0.0, part.clusters) for part in parts)
    return Line(runs, width * size, tuple(part.start for part in parts))


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


class _Part(NamedTuple):
    """A run of a line: where it starts in the text, its font, its x in ems, its clusters."""

    start: int
    face: Typeface
    x: float
    clusters: tuple[Cluster, ...]


@lru_cache(maxsize=4096)
def _shaped_line(paragraph: Paragraph, start: int, end: int) -> tuple[tuple[_Part, ...], float]:
    """The runs of a line in logical order, and its width in ems."""
    end = paragraph.trimmed(start, end)
    pen = 0.0
    placed: list[_Part] = []
    for run_start, run_end, level in visual_runs(paragraph.text, paragraph.levels, paragraph.base, start, end):
        inner = slice(bisect_right(paragraph.cuts, run_start), bisect_left(paragraph.cuts, run_end))
        parts = list(pairwise((run_start, *paragraph.cuts[inner], run_end)))
        for part_start, part_end in reversed(parts) if level % 2 else parts:
            face = paragraph.faces[part_start]
            script = paragraph.scripts[part_start]
            shaping = ENGLISH if paragraph.english[part_start] else paragraph.block.language.shaping
            glyphs = _shape(paragraph.text, part_start, part_end, level, face, script, shaping)
            if glyphs:
                held = held_by(paragraph.text, paragraph.levels, (part_start, part_end), (start, end))
                clusters = clusters_of(paragraph.text, glyphs, *held)
                placed.append(_Part(part_start, face, pen, clusters))
                pen += sum(glyph.advance for glyph in glyphs) / harfbuzz.metrics(face).upem
    return tuple(sorted(placed, key=attrgetter("start"))), pen


def _shape(
    text: str, start: int, end: int, level: int, face: Typeface, script: str, language: str
) -> tuple[harfbuzz.Glyph, ...]:
    return harfbuzz.shape(face, text, start, end, rtl=level % 2 == 1, script=script, language=language)


def _styled(spans: Sequence[Span]) -> tuple[str, list[bool], list[bool]]:
    """The text of the spans, and whether each character is bold and English; a cluster takes the weight of its first
    character."""
    text = "".join(span.text for span in spans)
    bold = [span.bold for span in spans for _ in span.text]
    for place in range(1, len(text)):
        if bold[place] != bold[place - 1] and _joins(text, place):
            bold[place] = bold[place - 1]
    return text, bold, [span.english for span in spans for _ in span.text]


def _joins(text: str, place: int) -> bool:
    """Whether a character forms a cluster with the one before it (UAX #29; conjuncts in every Indic script)."""
    before = text[:place].rstrip("\u200d")[-1:]  # a joiner behind a virama asks for one form of conjunct
    return _clings(text[place]) or (text[place].isalnum() and before != "" and _reaches_on(before))


@lru_cache(maxsize=4096)
def _clings(character: str) -> bool:
    """Whether a character belongs to the one before it: a mark, a joiner, Thai or Lao am, a Hangul vowel or final."""
    return (
        unicodedata.category(character).startswith("M")
        or character in JOINERS + "\u0e33\u0eb3"
        or "\u1160" <= character <= "\u11ff"
        or "\ud7b0" <= character <= "\ud7fb"
    )


def _reaches_on(character: str) -> bool:
    """Whether a letter or digit belongs to this character before it: a virama, an initial of Hangul, a number sign."""
    return (
        (unicodedata.combining(character) == 9 and character not in _KILLERS)
        or "\u1100" <= character <= "\u115f"
        or "\ua960" <= character <= "\ua97c"
        or character in _PREPENDED
    )


@lru_cache(maxsize=4096)
def _is_invisible(character: str) -> bool:
    if character in _PREPENDED:
        return False
    return unicodedata.category(character) in ("Cf", "Zl", "Zp", "Cc") or 0xFE00 <= ord(character) <= 0xFE0F


def _faces(block: Block, text: str, bold: Sequence[bool], families: tuple[Family, ...]) -> list[Typeface]:
    """The font of each character: for marks that of the character before, for others the first font that has it."""
    first = families[0]
    codes = set(map(ord, text))
    if harfbuzz.coverage(first.regular) >= codes <= harfbuzz.coverage(first.bold):
        return [_weight(first, is_bold) for is_bold in bold]
    chosen: list[Family] = []
    for character, is_bold in zip(text, bold, strict=True):
        if chosen and (_is_invisible(character) or (_clings(character) and _has(chosen[-1], character, is_bold))):
            chosen.append(chosen[-1])
            continue
        family = _first_with(character, is_bold, families)
        if family is None and not _is_invisible(character):
            raise _without_glyph(block, text, character)
        chosen.append(family or families[0])
    _fit_spaces(text, bold, families, chosen)
    return [_weight(family, is_bold) for family, is_bold in zip(chosen, bold, strict=True)]


def _without_glyph(block: Block, text: str, character: str, exception: str = "") -> NoGlyph:
    """The refusal of a character that no font has, or of which the only glyph is blank."""
    name = unicodedata.name(character, "no name")
    if block.id in ("org", "hotline-name"):
        return NoGlyph(
            f"The name {text} has U+{ord(character):04X} ({name}), which no font of this card has{exception}.",
            "Write the name in Latin letters, or in those of the card's language.",
            string=block.id,
        )
    return NoGlyph(
        f"No font of {block.language.english} has U+{ord(character):04X} ({name}), which is in {block.id}{exception}.",
        "Use another character, or add a font that has this one to languages.toml.",
        string=block.id,
    )


def can_set(character: str, families: Sequence[Family]) -> bool:
    """Whether one of the families has a character in both weights, or it is one that nobody sees."""
    return _is_invisible(character) or any(
        _has(each, character, False) and _has(each, character, True) for each in families
    )


def _fit_spaces(text: str, bold: Sequence[bool], families: Sequence[Family], chosen: list[Family]) -> None:
    """Gives each space the preferred one of its neighbors' fonts, so that all spaces of a line are alike."""
    for place, character in enumerate(text):
        if character not in " \u00a0":
            continue
        before = chosen[place - 1] if place else chosen[place]
        after = chosen[place + 1] if place + 1 < len(text) else before
        for family in sorted((before, after), key=families.index):
            if _has(family, character, bold[place]):
                chosen[place] = family
                break


@lru_cache(maxsize=16384)
def _first_with(character: str, bold: bool, families: tuple[Family, ...]) -> Family | None:
    """The first of the families that has a character in that weight."""
    return next((each for each in families if _has(each, character, bold)), None)


def _has(family: Family, character: str, bold: bool) -> bool:
    return ord(character) in harfbuzz.coverage(_weight(family, bold))


def _weight(family: Family, bold: bool) -> Typeface:
    return family.bold if bold else family.regular


def _scripts(text: str) -> list[str]:
    """The script of each character; common ones take that of the letters before them, or else after (UAX #24, 5.1)."""
    known = {character: harfbuzz.script_of(character) for character in set(text)}
    real = set(known.values()).difference(harfbuzz.COMMON)
    if len(real) < 2:
        return [next(iter(real), "Latn")] * len(text)
    scripts = [known[character] for character in text]
    current = next(script for script in scripts if script in real)
    for place, script in enumerate(scripts):
        if script in real:
            current = script
        else:
            scripts[place] = current
    return scripts


def _cuts(
    levels: Sequence[int], faces: Sequence[Typeface], scripts: Sequence[str], english: Sequence[bool]
) -> tuple[int, ...]:
    """The boundaries between stretches of one level, font, script and language, and both ends of the text."""
    changes = zip(zip(levels, faces, scripts, english, strict=True), range(len(levels)), strict=True)
    return (*(next(stretch)[1] for _, stretch in groupby(changes, itemgetter(0))), len(levels))
