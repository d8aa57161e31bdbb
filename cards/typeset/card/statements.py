"""The numbered points of a side, at the largest size at which they all fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, hypot
from typing import Protocol

from cards.errors import StatementsTooLong
from cards.measures import shown_excess
from cards.typeset.marks import Role
from cards.typeset.rows import Piece, SetLines, Sign, Stack, disc
from cards.typeset.scale import ACTUAL_SIZE, Scale
from cards.typeset.text.paragraph import Paragraph, first_line, reach
from cards.typeset.text.skyline import CLEARANCE, needed_pitch, skyline
from cards.typeset.themes import Theme

STEP = 0.1
"""Points between a size that is tried and the next."""

DISC = 1.22
"""The diameter of the disc behind a numeral, in ems of the statements."""

INDENT = DISC + 0.42
"""The start of a point's text, in ems, without a pictogram before it."""

PICTOGRAM = 1.34
"""The side of a pictogram's square, in ems: the distance of two points of one line, so that none touch."""

PICTURED_INDENT = DISC + 0.3 + PICTOGRAM + 0.36
"""The start of the text after a pictogram, in ems."""

NUMERAL = 0.86
NUMERAL_LEAST = 6.0
"""The size of a numeral in ems of the statements; never smaller than the smallest print, if its disc has room."""

DISC_FILL = 0.95
"""The largest diagonal of such a numeral, as a part of its disc's diameter."""

X_CENTRE = 0.36
"""The height of a disc's center above the baseline, in ems: half the height of Noto Sans's capitals (0.714)."""

GAPS = (0.7, 0.6, 0.5, 0.4, 0.3, 0.18)
"""The spaces between points that are tried, in ems, widest first; the last is used to choose the size."""

TALL = 1.3
"""A leading, in ems, from which a script counts as tall."""

COMFORTABLE = 7.4
"""Points: a tall script that would be smaller gets its lines closer together than its leading."""

CLOSEST = 0.68
"""The least distance of such lines, as a part of the leading."""

CLOSEST_LINES = 1.1
CLOSEST_POINTS = DISC + 0.02
"""Their least distance in ems: between the lines of a point, and between points, whose discs must not touch."""

_LineOf = tuple[Paragraph, int, int]


@dataclass(frozen=True, slots=True)
class Column:
    """The area for statements, in points from the top and the start; lines below `narrow_from` are shorter.

    Text begins `indent` ems from the start. `scale` is that of the face.
    """

    top: float
    bottom: float
    start: float
    width: float
    narrow_from: float
    narrow_width: float
    indent: float = INDENT
    scale: Scale = ACTUAL_SIZE


@dataclass(frozen=True, slots=True)
class _Placed:
    """A statement's lines, and the baseline of each from the top."""

    paragraph: Paragraph
    lines: tuple[tuple[int, int], ...]
    baselines: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """Statements placed at a size, not yet drawn."""

    size: float
    start: float
    placed: tuple[_Placed, ...]
    indent: float = INDENT

    def stack(self, theme: Theme, numerals: Sequence[Paragraph], pictograms: Sequence[str] = ()) -> Stack:
        """Each point: its disc, its numeral, its pictogram (if it has one that fits), its lines."""
        diameter, start = DISC * self.size, self.start + self.indent * self.size
        side, sign_start = PICTOGRAM * self.size, start - (PICTURED_INDENT - DISC - 0.3) * self.size
        names = pictograms or ("",) * len(numerals)
        stack = Stack()
        for each, numeral, pictogram in zip(self.placed, numerals, names, strict=True):
            middle = each.baselines[0] - X_CENTRE * self.size
            stack.put(*numbered(numeral, self._figure_size(numeral), self.start, middle, diameter, theme))
            if pictogram:
                stack.put(Sign(pictogram, sign_start, middle - side / 2, side))
            stack.put(SetLines(each.paragraph, each.lines, self.size, start, each.baselines, Role.STATEMENT, theme.ink))
        return stack

    def _figure_size(self, numeral: Paragraph) -> float:
        diagonal = hypot(numeral.width(0, len(numeral.text)), numeral.ascent + numeral.descent)
        return max(NUMERAL * self.size, min(NUMERAL_LEAST, DISC_FILL * DISC * self.size / diagonal))


def numbered(
    figure: Paragraph, size: float, start: float, middle: float, side: float, theme: Theme
) -> tuple[Piece, ...]:
    """A numeral of that size on its disc, if the theme has any, in a square of that side around that height."""
    base = middle + (figure.ascent - figure.descent) * size / 2
    numeral = SetLines.whole(figure, size, start + side / 2, base, Role.NUMERAL, theme.numeral)
    return (numeral,) if theme.disc is None else (disc(start, middle - side / 2, side, theme.disc), numeral)


def fit_statements(
    paragraphs: Sequence[Paragraph], leading: float, column: Column, sizes: tuple[float, float]
) -> Setting:
    """The statements at the largest of `sizes` (largest, smallest) at which all fit, then with the widest gaps.

    `leading` is the distance of baselines in ems. Lines of a tall script that would be too small are set closer, as far
    as their ink allows. Raises DoesNotFit, which names the string and its excess.
    """
    setting = find_setting(paragraphs, leading, column, sizes)
    if setting is None:
        raise _overflow(paragraphs, sizes[1], leading, column)
    return setting


def find_setting(
    paragraphs: Sequence[Paragraph], leading: float, column: Column, sizes: tuple[float, float]
) -> Setting | None:
    """The result of `fit_statements`, or None if it raises."""
    setting = _fitted(_even(leading), leading, paragraphs, column, sizes)
    if leading > TALL and (setting is None or setting.size < COMFORTABLE):
        least = max(CLOSEST * leading, CLOSEST_LINES)
        closer = _fitted(_close(leading), least, paragraphs, column, (min(COMFORTABLE, sizes[0]), sizes[1]))
        if closer is not None and (setting is None or closer.size > setting.size):
            return closer
    return setting


class _Pitch(Protocol):
    """The distance of two baselines in ems; lines are (paragraph, start, end), points are `gap` ems farther apart."""

    def __call__(self, upper: _LineOf, lower: _LineOf, gap: float) -> float: ...


def _even(leading: float) -> _Pitch:
    """All lines at the leading of the language, and farther apart only where their ink would touch.

    No built-in text needs that, but marks piled up on a letter must not reach into another statement.
    """

    def pitch(upper: _LineOf, lower: _LineOf, gap: float) -> float:
        apart = upper[0].descent + lower[0].ascent + CLEARANCE
        if apart <= leading + gap:
            return leading + gap
        if lower[0].ascent > leading + gap:
            return apart  # it could reach past the line above, if that is short
        return max(needed_pitch(skyline(*upper), skyline(*lower)), leading + gap)

    return pitch


def _close(leading: float) -> _Pitch:
    """Each line as close to the one above as its ink allows, but no closer than `CLOSEST` of the leading."""

    def pitch(upper: _LineOf, lower: _LineOf, gap: float) -> float:
        least = max(CLOSEST * leading, CLOSEST_POINTS if gap else CLOSEST_LINES) + gap
        return max(needed_pitch(skyline(*upper), skyline(*lower)), least)

    return pitch


def _fitted(
    pitch: _Pitch, least: float, paragraphs: Sequence[Paragraph], column: Column, sizes: tuple[float, float]
) -> Setting | None:
    """The statements at the largest size that fits; `least` is the smallest result of `pitch`, in ems."""
    largest, smallest = sizes
    for step in range(round((largest - smallest) / STEP) + 1):
        size = round(largest - step * STEP, 1)
        if _is_hopeless(paragraphs, size, least, column):
            continue
        if _placed(pitch, paragraphs, size, column, GAPS[-1]) is None:
            continue
        for gap in GAPS:
            placed = _placed(pitch, paragraphs, size, column, gap)
            if placed is not None:
                return Setting(size, column.start, placed, column.indent)
    return None


def _is_hopeless(paragraphs: Sequence[Paragraph], size: float, pitch: float, column: Column) -> bool:
    """Whether even full lines at that pitch are too tall: a much faster test than breaking lines."""
    room = column.width / size - column.indent
    if room <= 0:
        return True
    lines = 0
    for paragraph in paragraphs:
        width, space = paragraph.width(0, len(paragraph.text)), paragraph.space
        lines += max(1, ceil((width + space) / (room + space) - 1e-6))
    # From the top of the first disc to the bottom of the last.
    return column.top + ((lines - 1) * pitch + DISC) * size > column.bottom + 1e-6


def _placed(
    pitch: _Pitch, paragraphs: Sequence[Paragraph], size: float, column: Column, gap: float
) -> tuple[_Placed, ...] | None:
    """The statements placed below each other, or None if they reach below the column."""
    baseline = column.top + max(paragraphs[0].ascent, X_CENTRE + DISC / 2) * size
    placed: list[_Placed] = []
    before: _LineOf | None = None
    for paragraph in paragraphs:
        descent = max(paragraph.descent, DISC / 2 - X_CENTRE) * size
        lines: list[tuple[int, int]] = []
        baselines: list[float] = []
        start = 0
        while start < len(paragraph.text):
            found = _next_line(pitch, paragraph, start, size, column, before, baseline, 0.0 if lines else gap)
            if found is None or found[1] + descent > column.bottom + 1e-6:
                return None
            end, baseline = found
            before = (paragraph, start, end)
            lines.append((start, end))
            baselines.append(baseline)
            start = end
        placed.append(_Placed(paragraph, tuple(lines), tuple(baselines)))
    return tuple(placed)


def _next_line(
    pitch: _Pitch,
    paragraph: Paragraph,
    start: int,
    size: float,
    column: Column,
    before: _LineOf | None,
    baseline: float,
    gap: float,
) -> tuple[int, float] | None:
    """The end and baseline of the line that begins at `start`: a short line beside the code, a full one above it."""
    for narrow in (False, True):
        room = (column.narrow_width if narrow else column.width) - column.indent * size
        end = first_line(paragraph, start, room / size)
        if end is None:
            continue
        below = baseline if before is None else baseline + pitch(before, (paragraph, start, end), gap) * size
        descent = max(paragraph.descent, DISC / 2 - X_CENTRE) * size
        if narrow or below + descent <= column.narrow_from + 1e-6:
            return end, below
    return None


def overhang(paragraph: Paragraph, room: float) -> float | None:
    """The excess width, in ems, of the widest unbreakable stretch; None if every stretch fits on a line."""
    words = pairwise((0, *paragraph.ends))
    too_wide = [word for word in words if first_line(paragraph, word[0], room) is None]
    return max(reach(paragraph, *word) for word in too_wide) - room if too_wide else None


def _overflow(paragraphs: Sequence[Paragraph], size: float, leading: float, column: Column) -> StatementsTooLong:
    """The error for what does not fit at the smallest size: a word wider than its line, or the excess height."""
    language = paragraphs[0].block.language.english
    endless = replace(column, bottom=float("inf"))
    shown_size = f"{float(column.scale.points(size)):.0f} pt"
    longest = max(paragraphs, key=lambda paragraph: paragraph.width(0, len(paragraph.text)))
    for paragraph in paragraphs:
        narrowest = (min(column.width, column.narrow_width) / size) - column.indent
        wider = overhang(paragraph, narrowest)
        if wider is not None:
            over = float(column.scale.points(wider * size))
            return StatementsTooLong(
                f"{paragraph.block.id} of {language} has a word {shown_excess(over)} wider than its line at "
                f"{shown_size}.",
                "Add a space or hyphen where it can be broken, or use a stock with larger cards.",
                over=over,
                string=paragraph.block.id,
            )
    placed = _placed(_even(leading), paragraphs, size, endless, GAPS[-1])
    assert placed is not None  # no word is too wide, and the column has no bottom
    bottoms = [each.baselines[-1] + max(each.paragraph.descent, DISC / 2 - X_CENTRE) * size for each in placed]
    over = float(column.scale.points(bottoms[-1] - column.bottom))
    first = next((each for each, bottom in zip(placed, bottoms, strict=True) if bottom > column.bottom), placed[-1])
    named = f"{first.paragraph.block.id} is the first that does not fit"
    if longest is not first.paragraph:
        named += f", {longest.block.id} is the longest"
    return StatementsTooLong(
        f"The statements of {language} are {shown_excess(over)} too tall at {shown_size}: {named}.",
        "Shorten a translation, or use a stock with larger cards.",
        over=over,
        string=longest.block.id,
    )
