"""Write-in lines of a card's foot, for a name or a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cards.errors import Notice
from cards.measures import POINTS_PER_MM, Size, millimetres
from cards.merge.card_text import Block
from cards.typeset.card.foot_column import PICTOGRAM, SMALL, FootColumn
from cards.typeset.marks import Role
from cards.typeset.rows import Panel, Piece, Row, Sign, Stack, Text
from cards.typeset.scale import Points
from cards.typeset.text.paragraph import Paragraph

LINE_GAP = 4.0
LINE = 0.6
"""From a label to the line on its baseline, and the thickness of that."""

WRITE_IN_HEIGHT = 17.0
"""6 mm: enough to write a number by hand."""

FREE_ABOVE = 2.8
"""The white above such a line in any case. A hand needs its height above the line, whatever hangs below the label."""

WRITE_IN_MOST = Points(8.0 * POINTS_PER_MM)
"""Points on paper: large print needs no more, because handwriting stays the same size."""

NUMBER_LINE = Points(25.0 * POINTS_PER_MM)
NAME_LINE = Points(35.0 * POINTS_PER_MM)
"""Points on paper for ten digits in careful handwriting, and for a short name with its number."""


_NUMBERS = ("labels/a-number",)
"""Labels of lines for a number alone."""


def line_for(label: Block) -> Points:
    """How long the line after that label should be at the least, in points on paper."""
    return NUMBER_LINE if label.id in _NUMBERS else NAME_LINE


@dataclass(frozen=True, slots=True)
class WriteIn:
    """A label with a write-in line beside it; `length` is in units, and `warning` says if it is short."""

    stack: Stack
    length: float
    warning: str = ""


def write_in(column: FootColumn, block: Block, sign: str, least: Points, *, may_lack_sign: bool = False) -> WriteIn:
    """A write-in line after its label, with a pictogram before both unless the line would be too short.

    Warns if the line is shorter than `least`, in points on paper. Raises DoesNotFit.
    """
    scale = column.design.scale
    wanted = scale.units(least)
    made = _written(column, block, column.inside, wanted, sign)
    if may_lack_sign and made.length < wanted:
        made = _written(column, block, column.start, wanted, "")
    length = scale.points(made.length)
    if length >= least - Points(1e-6):
        return made
    fact = (
        f"the line after {block.bold.text!r} is only {millimetres(length):.1f} mm long, "
        f"under {millimetres(least):.0f} mm"
    )
    return WriteIn(made.stack, made.length, Notice("short-line", fact, "use a larger card"))


def _written(column: FootColumn, block: Block, start: float, least: float, sign: str) -> WriteIn:
    """A label and a line from `start` to the end of the column; `least` is how long it should be."""
    width = column.end - start
    paragraph = column.measured(block.bold)
    lines = _label_lines(column, paragraph, 0.45 * width, width - LINE_GAP - least)
    label = Text(paragraph, tuple(lines), SMALL)
    hand = min(WRITE_IN_HEIGHT, column.design.scale.units(WRITE_IN_MOST))
    below = label.height - label.baselines(0.0)[-1]
    height = max(hand, label.height, hand - FREE_ABOVE + below)
    row = Row(label, start, height - label.height, Role.FOOTER, column.ink)
    begin = start + label.width + LINE_GAP
    length = start + width - begin
    line_top = label.baselines(row.top)[-1]
    pieces: list[Piece] = [row, Panel(begin, line_top, Size(length, LINE), column.theme.written)]
    if sign:
        side = min(PICTOGRAM, height)
        pieces.insert(0, Sign(sign, column.start + (PICTOGRAM - side) / 2, height - side, side, column.ink))
    return WriteIn(Stack(pieces, height), length)


def _label_lines(column: FootColumn, label: Paragraph, most: float, wanted: float) -> Sequence[tuple[int, int]]:
    """The one or two lines of a label of at most that width; if too wide, two lines as short as possible."""
    lines = column.filled(label, SMALL, most, 2).lines

    def taken(each: Sequence[tuple[int, int]]) -> float:
        return max(label.width(*line) for line in each) * SMALL

    if taken(lines) <= wanted:
        return lines
    length = len(label.text)
    halves = [((0, end), (end, length)) for end in label.ends if end < length]
    return min((lines, *halves), key=taken)
