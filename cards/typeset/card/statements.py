"""The numbered points of a side, at the largest size at which they all fit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import fsum, hypot, inf

from cards.errors import StatementsTooLong
from cards.measures import shown_excess
from cards.typeset.card.pitch import DISC, TALL, LineOf, Pitch, close, closest, even
from cards.typeset.marks import Role
from cards.typeset.rows import Piece, SetLines, Sign, Stack, disc
from cards.typeset.scale import ACTUAL_SIZE, Scale
from cards.typeset.text.paragraph import Paragraph, first_line, fits, least_lines, reach
from cards.typeset.text.sense import Lines, lines_by_sense
from cards.typeset.themes import Theme

STEP = 0.1
"""Points between a size that is tried and the next."""

INDENT = DISC + 0.42
"""The start of a point's text, in ems, without a pictogram before it."""

PICTOGRAM = 1.56
PICTOGRAMS_APART = 0.13
"""The largest side of a pictogram's square, and the least distance between two of them, in ems."""

BULLET = 0.5
"""The diameter, in ems, of the disc before a point without a pictogram if other points have one."""

PICTURED_INDENT = PICTOGRAM + 0.42
"""The start of the text, in ems, after a pictogram in place of the numeral."""

NUMERAL = 0.86
NUMERAL_LEAST = 6.0
"""The size of a numeral in ems of the statements; never smaller than the smallest print, if its disc has room."""

DISC_FILL = 0.95
"""The largest diagonal of such a numeral, as a part of its disc's diameter."""

X_CENTRE = 0.36
"""The height of a disc's center above the baseline, in ems: half the height of Noto Sans's capitals (0.714)."""

GAPS = (0.7, 0.6, 0.5, 0.4, 0.28, 0.18)
PICTURED_GAP, LEAST_GAP = GAPS[-2:]
"""The spaces between points that are tried, in ems, widest first. The last is used to choose the size, or with
pictograms the one before it, unless only the last leaves room for them."""

GIVEN_UP = 3
"""Steps of size to give up at most for a statement whose last line is a few words, if that saves a line."""

LEFT_OVER = 0.25
"""A last line shorter than this part of the column counts as a few words."""

OPENED = 0.25
"""How much wider the gaps must become, in ems, to be worth one step of size."""

TRIED = 4
"""Ways to break a statement by sense that are tried, best first: lines of other letters may need other distances."""

COMFORTABLE = 7.4
"""Points: a tall script that would be smaller gets its lines closer together than its leading."""


@dataclass(frozen=True, slots=True)
class Column:
    """The area for statements, in points from the top and the start; lines below `narrow_from` are shorter.

    Text begins `indent` ems from the start; the space between points is at least `tightest` ems. Statements may become
    smaller for better line breaks, but not smaller than `generous`. `scale` is that of the face.
    """

    top: float
    bottom: float
    start: float
    width: float
    narrow_from: float
    narrow_width: float
    indent: float = INDENT
    tightest: float = LEAST_GAP
    generous: float = float("inf")
    scale: Scale = ACTUAL_SIZE

    def room(self, paragraph: Paragraph, size: float, baseline: float) -> float:
        """The width for a line on that baseline, in ems."""
        descent = max(paragraph.descent, DISC / 2 - X_CENTRE) * size
        is_full = baseline + descent <= self.narrow_from + 1e-6
        return (self.width if is_full else self.narrow_width) / size - self.indent


@dataclass(frozen=True, slots=True)
class _Placed:
    """A statement's lines, and the baseline of each from the top."""

    paragraph: Paragraph
    lines: tuple[tuple[int, int], ...]
    baselines: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """Statements placed at a size, with `gap` ems between points, not yet drawn."""

    size: float
    column: Column
    gap: float
    placed: tuple[_Placed, ...]

    @property
    def lines(self) -> int:
        """The number of lines."""
        return sum(len(each.lines) for each in self.placed)

    @property
    def sign(self) -> float:
        """The side of each pictogram: as large as possible without touching others or leaving the column."""
        middles = [each.baselines[0] - X_CENTRE * self.size for each in self.placed]
        apart = min((lower - upper for upper, lower in pairwise(middles)), default=PICTOGRAM * self.size)
        over = 2 * (middles[0] - self.column.top) + PICTOGRAMS_APART * self.size
        under = 2 * (self.column.bottom - middles[-1]) + PICTOGRAMS_APART * self.size
        return min(PICTOGRAM * self.size, apart - PICTOGRAMS_APART * self.size, over, under)

    def stack(self, theme: Theme, numerals: Sequence[Paragraph], pictograms: Sequence[str] = ()) -> Stack:
        """Each point: its disc with its numeral, or its pictogram if there are pictograms, then its lines."""
        start = self.column.start + self.column.indent * self.size
        stack = Stack()
        for place, each in enumerate(self.placed):
            middle = each.baselines[0] - X_CENTRE * self.size
            if pictograms:
                stack.put(self._sign(pictograms[place], middle, theme))
            else:
                stack.put(*self._numeral(numerals[place], middle, theme))
            stack.put(SetLines(each.paragraph, each.lines, self.size, start, each.baselines, Role.STATEMENT, theme.ink))
        return stack

    def _sign(self, pictogram: str, middle: float, theme: Theme) -> Piece:
        """A pictogram, or a bullet in the middle of its place."""
        side, start = self.sign, self.column.start
        if pictogram:
            return Sign(pictogram, start, middle - side / 2, side)
        bullet = BULLET * self.size
        return disc(start + (side - bullet) / 2, middle - bullet / 2, bullet, theme.ink)

    def _numeral(self, numeral: Paragraph, middle: float, theme: Theme) -> tuple[Piece, ...]:
        return numbered(numeral, self._figure_size(numeral), self.column.start, middle, DISC * self.size, theme)

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
    setting = _fitted(even(leading), leading, paragraphs, column, sizes)
    if leading > TALL and (setting is None or setting.size < COMFORTABLE):
        closer = _fitted(close(leading), closest(leading), paragraphs, column, (min(COMFORTABLE, sizes[0]), sizes[1]))
        if closer is not None and (setting is None or closer.size > setting.size):
            return closer
    return setting


def _fitted(
    pitch: Pitch, least: float, paragraphs: Sequence[Paragraph], column: Column, sizes: tuple[float, float]
) -> Setting | None:
    """The statements at the largest size that fits, or slightly smaller if the lines break better; `least` is the
    smallest result of `pitch`, in ems."""
    largest, smallest = sizes
    tried = [round(largest - step * STEP, 1) for step in range(round((largest - smallest) / STEP) + 1)]
    first = bisect_left(tried, True, key=lambda size: _may_fit(paragraphs, size, least, column))
    for size in tried[first:]:
        setting = _set(pitch, paragraphs, size, column)
        if setting is not None:
            return _by_sense(pitch, _generous(pitch, paragraphs, setting))
    return None


def _set(pitch: Pitch, paragraphs: Sequence[Paragraph], size: float, column: Column) -> Setting | None:
    """The statements at a size with the widest gaps that fit, in full lines."""
    tight = _placed(pitch, paragraphs, size, column, column.tightest)
    if tight is None:
        return None
    bottom = _bottom(tight[-1], size)
    for gap in GAPS[: GAPS.index(column.tightest)]:
        # Gaps that cannot fit are skipped, because placing the points takes much longer than this estimate.
        if bottom + (len(tight) - 1) * (gap - column.tightest) * size <= column.bottom + 1e-6:
            placed = _placed(pitch, paragraphs, size, column, gap)
            if placed is not None:
                return Setting(size, column, gap, placed)
    return Setting(size, column, column.tightest, tight)


def _bottom(placed: _Placed, size: float) -> float:
    return placed.baselines[-1] + max(placed.paragraph.descent, DISC / 2 - X_CENTRE) * size


def _generous(pitch: Pitch, paragraphs: Sequence[Paragraph], setting: Setting) -> Setting:
    """The setting, or a smaller one with fewer lines if a statement ends in a few words, or with much wider gaps."""
    column = setting.column
    ends_short = any(
        each.paragraph.width(*each.lines[-1]) < LEFT_OVER * (column.width / setting.size - column.indent)
        for each in setting.placed
        if len(each.lines) > 1
    )
    opened: Setting | None = None
    most = GIVEN_UP if ends_short else int(setting.gap + OPENED <= GAPS[0])
    for step in range(1, most + 1):
        size = round(setting.size - step * STEP, 1)
        smaller = _set(pitch, paragraphs, size, column) if size >= column.generous - 1e-9 else None
        if smaller is None:
            break
        if ends_short and smaller.lines < setting.lines:
            return smaller
        if step == 1 and smaller.gap >= setting.gap + OPENED:
            opened = smaller
    return opened or setting


def _by_sense(pitch: Pitch, setting: Setting) -> Setting:
    """The setting with each point's lines broken by sense, if they still fit."""
    size, column = setting.size, setting.column
    paragraphs = [each.paragraph for each in setting.placed]
    placed = setting.placed
    for place, each in enumerate(setting.placed):
        if len(each.lines) == 1:
            continue
        rooms = [column.room(each.paragraph, size, baseline) for baseline in placed[place].baselines]
        for lines in lines_by_sense(each.paragraph, each.lines, rooms)[:TRIED]:
            given = [*(each.lines for each in placed)]
            given[place] = lines
            trial = _placed(pitch, paragraphs, size, column, setting.gap, given)
            if trial is not None:
                placed = trial
                break
    return replace(setting, placed=placed)


def _may_fit(paragraphs: Sequence[Paragraph], size: float, pitch: float, column: Column) -> bool:
    """Whether the statements fit if no line is beside the code and all are at that pitch: a much faster test than
    placing them. What may not fit at a size does not at a larger one.
    """
    room = column.width / size - column.indent
    lines = fsum(least_lines(paragraph, room) for paragraph in paragraphs) if room > 0 else inf
    over, under = max(paragraphs[0].ascent, X_CENTRE + DISC / 2), max(paragraphs[-1].descent, DISC / 2 - X_CENTRE)
    height = over + (lines - 1) * pitch + (len(paragraphs) - 1) * column.tightest + under
    return column.top + height * size <= column.bottom + 1e-6


def _placed(
    pitch: Pitch,
    paragraphs: Sequence[Paragraph],
    size: float,
    column: Column,
    gap: float,
    given: Sequence[Lines] | None = None,
) -> tuple[_Placed, ...] | None:
    """The statements placed below each other, or None if they reach below the column.

    Lines are full, or those that are `given` for each statement: then None if one of them is too wide.
    """
    baseline = column.top + max(paragraphs[0].ascent, X_CENTRE + DISC / 2) * size
    placed: list[_Placed] = []
    before: LineOf | None = None
    for place, paragraph in enumerate(paragraphs):
        descent = max(paragraph.descent, DISC / 2 - X_CENTRE) * size
        lines: list[tuple[int, int]] = []
        baselines: list[float] = []
        start = 0
        while start < len(paragraph.text):
            wanted = given[place][len(lines)][1] if given else None
            found = _next_line(pitch, paragraph, start, size, column, before, baseline, 0.0 if lines else gap, wanted)
            if found is None or found[1] + descent > column.bottom + 1e-6:
                return None
            end, baseline = found
            before = LineOf(paragraph, start, end)
            lines.append((start, end))
            baselines.append(baseline)
            start = end
        placed.append(_Placed(paragraph, tuple(lines), tuple(baselines)))
    return tuple(placed)


def _next_line(
    pitch: Pitch,
    paragraph: Paragraph,
    start: int,
    size: float,
    column: Column,
    before: LineOf | None,
    baseline: float,
    gap: float,
    wanted: int | None,
) -> tuple[int, float] | None:
    """The end and baseline of the line that begins at `start`: a short line beside the code, a full one above it.

    It ends at `wanted`; without that, the line is full.
    """
    for narrow in (False, True):
        room = (column.narrow_width if narrow else column.width) / size - column.indent
        end = first_line(paragraph, start, room) if wanted is None else wanted
        if end is None or (wanted is not None and not fits(paragraph, start, end, room)):
            continue
        below = baseline if before is None else baseline + pitch(before, LineOf(paragraph, start, end), gap) * size
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
    placed = _placed(even(leading), paragraphs, size, endless, LEAST_GAP)
    assert placed is not None  # no word is too wide, and the column has no end
    bottoms = [_bottom(each, size) for each in placed]
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
