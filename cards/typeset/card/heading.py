"""The heading of a side: on the bearer's alone, on the officer's above a rule and beside the small print."""

from __future__ import annotations

from dataclasses import replace

from cards.errors import DoesNotFit
from cards.measures import Size, shown_excess
from cards.merge.card_text import Block, SideText
from cards.read.typefaces import Family
from cards.typeset.canvas import Canvas
from cards.typeset.card.foot_column import SMALL, FootColumn
from cards.typeset.designs import Design
from cards.typeset.frame import Style
from cards.typeset.marks import Role
from cards.typeset.rows import Panel, Row, Stack, Text
from cards.typeset.scale import Scale
from cards.typeset.text.paragraph import Paragraph, breadth, by_language, indent, measure

TALL_HEADING = 1.35
"""A heading whose ink is taller than this, in ems, begins at the smaller size: Nastaliq is tall for its size."""

HEADING_LEADING = 1.08
CAPITALS, DESCENT = 0.72, 0.2
"""The least space of a heading's line above and below its baseline, in ems."""

RULE = 0.9
GAP_OVER_RULE = 2.2
GAP_UNDER_RULE = 3.2
GAP_UNDER_HEADING = 3.8
BESIDE_HEADING = 8.0


def heading(
    canvas: Canvas, block: Block, families: tuple[Family, ...], design: Design, *, width: float | None = None
) -> Stack:
    """The heading, down to where the statements may begin. It is as wide as the side, or has that `width`."""
    margin = design.margin
    paragraph = measure(block.bold, families)
    room = canvas.size.width - 2 * margin if width is None else width
    size, lines = _heading_lines(paragraph, room, design, rtl=canvas.rtl)
    text = Text(paragraph, tuple(lines), size, HEADING_LEADING, CAPITALS, DESCENT)
    row = Row(text, margin + indent(paragraph, lines, rtl=canvas.rtl) * size, margin, Role.HEADING)
    return Stack([row], row.bottom + GAP_UNDER_HEADING)


def ruled_heading(canvas: Canvas, side: SideText, style: Style, design: Design) -> Stack:
    """The heading of the officer's side above a rule, with the small print at the end of its last line, or below it if
    it does not fit there."""
    margin, width = design.margin, canvas.size.width - 2 * design.margin
    stack = heading(canvas, side.heading, style.heading, design)
    (row,) = stack.pieces
    assert isinstance(row, Row)
    bottom = row.bottom
    column = FootColumn(
        margin, width, lambda block: by_language(block, style.families), design, canvas.theme, canvas.rtl
    )
    free = margin + width - row.start - row.text.end - BESIDE_HEADING
    for form in side.small_prints:
        beside = column.small_print(form, SMALL, Role.STATUS)
        if beside.text.breadth <= free and len(beside.text.lines) == 1:
            top = row.text.baselines(row.top)[-1] - beside.text.ascent
            stack.put(replace(beside, start=margin + width - beside.text.breadth, top=top))
            break
    else:
        for form in side.small_prints[-1:]:
            below = column.small_print(form, SMALL, Role.STATUS)
            stack.put(replace(below, top=bottom))
            bottom += below.text.height
    rule = bottom + GAP_OVER_RULE
    stack.put(Panel(margin, rule, Size(width, RULE), canvas.theme.rule))
    stack.height = rule + RULE + GAP_UNDER_RULE
    return stack


def _heading_lines(
    paragraph: Paragraph, width: float, design: Design, *, rtl: bool
) -> tuple[float, list[tuple[int, int]]]:
    """The lines of a heading: one if that fits between its sizes, otherwise two at the smaller size."""
    size, least = design.heading
    if paragraph.ascent + paragraph.descent > TALL_HEADING:
        size = least
    whole = (0, len(paragraph.text))
    while size >= least - 1e-9:
        if breadth(paragraph, *whole) * size <= width:
            return size, [whole]
        size = round(size - 0.1, 1)
    return least, _halves(paragraph, least, width, design.scale, rtl=rtl)


def _halves(paragraph: Paragraph, size: float, width: float, scale: Scale, *, rtl: bool) -> list[tuple[int, int]]:
    """Two lines of a heading, as similar in width as possible: no single word is left below a full line."""
    length = len(paragraph.text)

    def longer(lines: list[tuple[int, int]]) -> float:
        return max(breadth(paragraph, *line) for line in lines)

    lines = min(([(0, end), (end, length)] for end in paragraph.ends), key=longer)
    if (longer(lines) + indent(paragraph, lines, rtl=rtl)) * size > width:
        over = max(float(scale.points(paragraph.width(0, length) * size - 2 * width)), 1.0)
        raise DoesNotFit(
            f"The heading {paragraph.block.id} of {paragraph.block.language.english} is "
            f"{shown_excess(over)} too long for two lines at {scale.points(size):.0f} pt.",
            "Shorten its translation.",
            over=over,
            string=paragraph.block.id,
        )
    return lines
