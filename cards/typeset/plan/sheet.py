"""The page of a plan: its heading, two columns of sections with what to do and lines to write on, and whom to call.

It is printed on one side and folded twice, the words inside. No line of print or of writing is on the fold across the
page, nor does it part the lines for one child; the other fold runs between the columns. Lengths are in units of the
design; the height of a line for handwriting is in points on paper, because hands stay the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cards.errors import DoesNotFit, setting
from cards.measures import POINTS_PER_MM, Size, shown_excess
from cards.merge.card_text import Block, Footer, SideText
from cards.read.script_types import Part, ScriptSide, Source
from cards.typeset.canvas import Canvas
from cards.typeset.card.foot import FooterLayout, lay_out_footer
from cards.typeset.card.heading import heading
from cards.typeset.designs import enlarged, plan_design
from cards.typeset.fitting import best_of, least_excess
from cards.typeset.frame import Frame, Style, with_tight
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.rows import Panel, Piece, Row, Sign, Stack, Text
from cards.typeset.scale import Points
from cards.typeset.text.paragraph import Paragraph, breadth, fill, indent, measure

COLUMNS = 2
COLUMN_GAP = 16.0
FOLD_GAP = 5.0
"""Between the columns, and the white above and below the fold across the page."""

GAP_OVER_FOOT = 5.0

WRITING = tuple(Points(millimeters * POINTS_PER_MM) for millimeters in (9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5))
"""Points: the heights of a line for handwriting that are tried, the last to choose the size of the words."""

RULE, LINE = 0.9, 0.5
"""The rule under the title of a section, and a line to write on."""

TITLE = 1.16
TITLE_RULE = 0.22
TITLE_GAP = 1.1
TITLE_UNDER = 0.45
"""Ems of the statements: the size of a section's title, its distance from its rule, and the gaps before and after."""

STATEMENT_GAP = 0.36
SIGN, BOX, STROKE = 1.3, 0.82, 0.07
INDENT = SIGN + 0.45
"""Ems: between statements; the side of a pictogram and of a box to tick, its stroke, and where the words begin."""

CAPITALS, DESCENT = 0.72, 0.2
"""The least space of a line above and below its baseline, in ems."""

LABEL = 0.94
LABEL_GAP = 0.4
LABEL_RISE = 0.2
LABEL_SHARE = 0.6
"""The size of a label in ems of the statements, its distance from its line, the height of its baseline above the line,
and the part of the column that it may take on that line; a longer one is above it."""

REPEAT_GAP = 0.55
"""Ems between the lines for one child and the next."""

STEP = 0.1
HAIR = 1e-6


def plan_face(sources: ScriptSide, side: SideText, footer: Footer, frame: Frame, styles: Sequence[Style]) -> Face:
    """The page with the largest words at which everything fits, then the tallest lines. Raises DoesNotFit.

    `sources` are those of the `side`, string by string, and say what each is.
    """
    design = plan_design(frame.size)
    framed = replace(frame, design=design)
    page = best_of(
        with_tight(styles),
        lambda style: _fitted(sources, side, footer, framed, style),
        enough=lambda page: page.size >= design.tight_below - HAIR,
        better=lambda new, best: new.size > best.size,
        blame=least_excess,
    )
    return enlarged(page.face(side.language.tag), design.scale)


@dataclass(frozen=True, slots=True)
class _Group:
    """What stays together in a column: its parts, and the gap before it unless it begins a column.

    The parts of one that is `whole` are on the same side of the fold across the page, if a half has room for them.
    """

    parts: tuple[Stack, ...]
    gap: float
    whole: bool = False

    def tops(self, begin: float, fold: float, last: float) -> list[float]:
        """Where each part begins if the group begins there, so that no part is on the fold across the page.

        The column ends at `last`.
        """

        def off_fold(at: float, height: float) -> float:
            is_on_fold = at < fold + FOLD_GAP and at + height > fold - FOLD_GAP
            return fold + FOLD_GAP if is_on_fold else at

        height = math.fsum(part.height for part in self.parts)
        is_kept = self.whole and height <= last - fold - FOLD_GAP
        found, at = [], off_fold(begin, height) if is_kept else begin
        for part in self.parts:
            found.append(off_fold(at, part.height))
            at = found[-1] + part.height
        return found


@dataclass(frozen=True, slots=True)
class _Page:
    """A page laid out at a size: what is on it, with the foot, and how much taller it is than its room, if at all."""

    canvas: Canvas
    top: Stack
    placed: tuple[tuple[Stack, float, float], ...]
    foot: FooterLayout
    size: float
    over: float

    def face(self, language: str) -> Face:
        """The finished page."""
        self.top.draw(self.canvas, 0.0)
        for stack, start, top in self.placed:
            moved = Stack()
            moved.lay(stack, start, 0.0)
            moved.draw(self.canvas, top)
        self.foot.draw(self.canvas)
        return Face(self.canvas.size, None, language, tuple(self.canvas.marks), self.size, self.foot.warnings)


def _fitted(sources: ScriptSide, side: SideText, footer: Footer, frame: Frame, style: Style) -> _Page:
    """The page in one style. Raises DoesNotFit with the excess in millimeters."""
    canvas = frame.canvas(side.language, "bearer's")
    top = heading(canvas, side.heading, style.heading, frame.design, width=_column_width(frame))
    foot = lay_out_footer(canvas, footer, style.families, frame.design, paired=False)
    words = _Words(sources, side, style, frame)
    size, least = frame.design.bearer
    smallest = words.page(canvas, top, foot, least, WRITING[-1])
    if smallest.over > HAIR:  # tried first: what is far too long would take long at every size
        raise _too_tall(side, smallest.over, frame, least)
    while size > least + HAIR and words.page(canvas, top, foot, size, WRITING[-1]).over > HAIR:
        size = max(least, round(size - STEP, 1))
    taller = (words.page(canvas, top, foot, size, height) for height in WRITING)
    return next(each for each in taller if each.over <= HAIR)


def _too_tall(side: SideText, over: float, frame: Frame, size: float) -> DoesNotFit:
    scale = frame.design.scale
    points = float(scale.points(over))
    longest = max(side.statements, key=lambda block: len(block.text))
    return DoesNotFit(
        f"The plan in {side.language.english} is {shown_excess(points)} too long for its page at "
        f"{scale.points(size):.0f} pt: {longest.id} is the longest.",
        f"Shorten a translation, or use larger paper, such as {setting('paper', 'tabloid')} or a3.",
        over=points,
        string=longest.id,
    )


class _Words:
    """The strings of a plan, measured, and the groups that they make at a size."""

    def __init__(self, sources: ScriptSide, side: SideText, style: Style, frame: Frame) -> None:
        self.frame = frame
        self.style = style
        self.rtl = side.language.is_rtl
        self.margin = frame.design.margin
        self.width = _column_width(frame)
        shown = {block.id: block for block in side.statements}
        measured = [
            (source, measure(_emphatic(shown[source.context], source), style.families))
            for source in sources.statements
            if source.context in shown
        ]
        starts = [place for place, (source, _) in enumerate(measured) if source.part is Part.SECTION]
        ends = [*starts[1:], len(measured)]
        self.sections = [measured[start:end] for start, end in zip(starts, ends, strict=True)]

    def page(self, canvas: Canvas, top: Stack, foot: FooterLayout, size: float, writing: Points) -> _Page:
        """The page with statements of that size and lines of that height."""
        first, last = top.height, foot.tab_top - GAP_OVER_FOOT
        placed: list[tuple[Stack, float, float]] = []
        column, at = 0, first
        over = 0.0
        fold = canvas.size.height / 2
        for group in self._groups(size, self.frame.design.scale.units(writing)):
            tops = group.tops(at + (group.gap if at > first else 0.0), fold, last)
            height = group.parts[-1].height
            if tops[-1] + height > last + HAIR and column < COLUMNS - 1:
                column += 1
                tops = group.tops(first, fold, last)
            at = tops[-1] + height
            over = max(over, at - last)
            start = self.margin + column * (self.width + COLUMN_GAP)
            placed += [(part, start, begin) for part, begin in zip(group.parts, tops, strict=True)]
        return _Page(canvas, top, tuple(placed), foot, size, over)

    def _groups(self, size: float, writing: float) -> Iterator[_Group]:
        """Everything in reading order. A title stays with what follows it; lines below a title, as those for one child,
        stay together."""
        for (source, paragraph), *rest in self.sections:
            title, gap = self._title(paragraph, size), TITLE_GAP * size
            groups = [
                _Group((self._statement(*each, size),), STATEMENT_GAP * size)
                for each in rest
                if each[0].part is Part.STATEMENT
            ]
            lines = [each for each in rest if each[0].part is Part.LINE]
            for _ in range(source.times if lines else 0):
                parts = tuple(self._line(*each, size, writing) for each in lines)
                groups.append(_Group(parts, REPEAT_GAP * size, whole=source.times > 1))
            first, *others = groups
            title.add(first.parts[0])
            yield _Group((title, *first.parts[1:]), gap, first.whole)
            yield from others

    def _text(self, paragraph: Paragraph, size: float, width: float) -> Text:
        """A text in lines of that width. Raises DoesNotFit for a word that is wider."""
        lines = fill(paragraph, size, width)
        if lines is None:
            block = paragraph.block
            raise DoesNotFit(
                f"{block.id} of {block.language.english} has a word that is wider than its column.",
                "Add a space or hyphen where it can be broken.",
                string=block.id,
            )
        return Text(paragraph, tuple(lines), size, self.style.leading, CAPITALS, DESCENT)

    def _title(self, paragraph: Paragraph, size: float) -> Stack:
        """The title of a section above a rule."""
        text = self._text(paragraph, TITLE * size, self.width)
        start = indent(paragraph, text.lines, rtl=self.rtl) * text.size
        bottom = text.height + TITLE_RULE * size
        rule = Panel(0.0, bottom, Size(self.width, RULE), self.frame.theme.rule)
        return Stack([Row(text, start, 0.0, Role.SECTION), rule], bottom + RULE + TITLE_UNDER * size)

    def _statement(self, source: Source, paragraph: Paragraph, size: float) -> Stack:
        """A statement beside its pictogram, or beside a box to tick."""
        text = self._text(paragraph, size, self.width - INDENT * size)
        row = Row(text, INDENT * size, 0.0, Role.STATEMENT)
        middle = text.baselines(0.0)[0] - CAPITALS / 2 * size
        if source.pictogram and self.frame.pictured:
            side = SIGN * size
            sign: list[Piece] = [Sign(source.pictogram, 0.0, middle - side / 2, side)]
        else:
            side = BOX * size
            sign = _box((SIGN * size - side) / 2, middle - side / 2, side, STROKE * size)
        above = max(0.0, SIGN * size / 2 - middle)
        stack = Stack([*sign, row], 0.0)
        moved = Stack()
        moved.lay(stack, 0.0, above)
        moved.height = max(row.bottom + above, middle + above + SIGN * size / 2)
        return moved

    def _line(self, source: Source, paragraph: Paragraph, size: float, writing: float) -> Stack:
        """A label with its line, or above it where it is long; then further lines of the whole column."""
        size = LABEL * size
        taken = breadth(paragraph, 0, len(paragraph.text)) * size
        beside = taken <= LABEL_SHARE * self.width
        text = self._text(paragraph, size, self.width)
        start = indent(paragraph, text.lines, rtl=self.rtl) * size
        below = 0.0
        stack = Stack()
        top, begin, height = LABEL_GAP * size, 0.0, LABEL_GAP * size + text.height + writing
        if beside:
            begin = start + text.width + LABEL_GAP * size
            baseline = text.baselines(0.0)[0]
            height = max(writing, baseline + LABEL_RISE * size)
            top = height - LABEL_RISE * size - baseline
            # What hangs below the label needs the room that a line of writing begins with.
            below = max(0.0, text.height - baseline - LABEL_RISE * size)
        stack.put(Row(text, start, top, Role.PARAGRAPH))
        for number in range(source.blanks):
            first = begin if number == 0 else 0.0
            bottom = height + number * writing - LINE
            stack.put(Panel(first, bottom, Size(self.width - first, LINE), Colour.GREY))
        stack.height = height + max((source.blanks - 1) * writing, below)
        return stack


def _column_width(frame: Frame) -> float:
    return (frame.design.canvas_size(frame.size).width - 2 * frame.design.margin - COLUMN_GAP) / COLUMNS


def _emphatic(block: Block, source: Source) -> Block:
    """Titles of sections are bold; statements and labels have the bold words of their own."""
    return block.bold if source.part is Part.SECTION else block


def _box(start: float, top: float, side: float, stroke: float) -> list[Piece]:
    """An empty square of four strokes, to tick what is done."""
    pieces: list[Piece] = []
    for edge in (0.0, side - stroke):
        pieces.append(Panel(start, top + edge, Size(side, stroke), Colour.BLACK))
        pieces.append(Panel(start + edge, top, Size(stroke, side), Colour.BLACK))
    return pieces
