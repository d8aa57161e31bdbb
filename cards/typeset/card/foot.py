"""The foot of the bearer's side: whom to call and where the code leads, black on a white panel of its own.

From the top: the number to dial with who answers, lines to write on, and a row that ends at the code that it describes.
The small print is in the corner where the language begins, never beside the number, which it would seem to explain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cards.errors import setting
from cards.measures import POINTS_PER_MM, Size
from cards.merge.card_text import Block, Footer
from cards.read.typefaces import Family
from cards.typeset.canvas import Canvas
from cards.typeset.card.codes import COLUMN_GAP, Code, LogoPanel, corner_of
from cards.typeset.card.foot_column import LEAST, SMALL, FootColumn
from cards.typeset.card.numbers import numbers
from cards.typeset.card.write_in import NUMBER_LINE, WriteIn, line_for, write_in
from cards.typeset.designs import Design
from cards.typeset.marks import Colour, Role
from cards.typeset.rows import Outline, Panel, Piece, Row, Stack, Text, side_by_side
from cards.typeset.scale import Points
from cards.typeset.text.paragraph import breadth, by_language, indent

PANEL_INSET = Points(1.2 * POINTS_PER_MM)
"""From the trim to the panel, in points on paper: a sheet that is cut a millimeter off shows no sliver of white."""

PANEL_RADIUS = 3.0
PANEL_PADDING = 2.8
"""The radius of the panel's corners, and the white above its content."""

RULE = 0.9
"""The thickness of the rule above the foot in themes without panels."""

CODE_GAP = 2.0
"""The space between the text and the quiet zone of the code."""

PART_GAP = 3.5
STATUS_GAP = 6.0
ROW_GAP = 1.2
NUMBER_GAP = 3.8
WRITE_IN_GAP = 3.0
WRITE_INS_GAP = 1.5
"""The distance from a number down to a write-in line, and between such lines: a card seldom has room for two."""

POINTER = Size(4.4, 5.4)
POINTER_GAP = 2.2
"""The triangle after an address, which points at the code, and the space before it."""

NARROW = 0.35
"""Ems: no small print is narrower on average than this for each of its characters."""

CAPITALS = 0.72
"""The least space above the baselines of small print, in ems."""


@dataclass(frozen=True, slots=True)
class FooterLayout:
    """A footer measured and placed. `top` is that of its panel or of the rule above it, and `column_width` the width
    that the code, or the logo, leaves for statements beside it.

    `leave_away` is advice on what the card can do without, or "".
    """

    top: float
    column_width: float
    corner: Code | LogoPanel | None
    ground: tuple[Piece, ...]
    stack: Stack
    stack_top: float
    warnings: tuple[str, ...]
    leave_away: str

    @property
    def tab_top(self) -> float:
        """The top of the white behind the code."""
        return self.top if self.corner is None else min(self.corner.panel_top, self.top)

    def draw(self, canvas: Canvas) -> None:
        """Draws the panel, the texts with their signs and lines, and the code with the logo."""
        Stack([*self.ground]).draw(canvas, 0.0)
        self.stack.draw_in_layers(canvas, self.stack_top)
        if self.corner is not None:
            self.corner.draw(canvas)


def lay_out_footer(
    canvas: Canvas, footer: Footer, families: tuple[Family, ...], design: Design, *, paired: bool = True
) -> FooterLayout:
    """The footer at the lower edge. Raises DoesNotFit for a text or a code too large.

    With `paired`, the other side names the card, so that the small print here may be the review state alone.
    """
    inner = _inner_edge(canvas, design)
    corner = corner_of(canvas, footer, design, inner)
    end = canvas.size.width - design.margin
    width = (end if corner is None else corner.start - CODE_GAP) - design.margin
    # The font of its own language first: names and numbers look alike on every card.
    column = FootColumn(
        design.margin, width, lambda block: by_language(block, families), design, canvas.theme, canvas.rtl,
        ink=Colour.BLACK,
    )  # fmt: skip
    stack, warnings = _stacked(column, footer, paired=paired)
    stack_top = canvas.size.height - design.margin - stack.height
    top = stack_top - PANEL_PADDING
    return FooterLayout(
        top=top,
        column_width=(end if corner is None else corner.start - COLUMN_GAP) - design.margin,
        corner=corner,
        ground=tuple(_ground(canvas, corner, top, inner, design.margin)),
        stack=stack,
        stack_top=stack_top,
        warnings=(*(corner.warnings if corner else ()), *warnings),
        leave_away=_leave_away(footer),
    )


def _inner_edge(canvas: Canvas, design: Design) -> float:
    """The distance from the trim to the white, or to the paper, on which a code may have its quiet zone."""
    theme = canvas.theme
    if theme.ground is None:
        return 0.0
    return canvas.scale.units(design.inset + (theme.edge or PANEL_INSET))


def _ground(
    canvas: Canvas, corner: Code | LogoPanel | None, top: float, inner: float, margin: float
) -> Iterator[Piece]:
    """The white panel with a tab behind the code; in themes without panels, a rule that ends at the code."""
    size, theme = canvas.size, canvas.theme
    if not theme.has_panels:
        end = size.width - margin if corner is None else corner.start
        yield Panel(margin, top, Size(end - margin, RULE), theme.rule)
        return
    if corner is not None and corner.panel_top < top:
        tab = Size(size.width - inner - corner.start, size.height - inner - corner.panel_top)
        yield Panel(corner.start, corner.panel_top, tab, radius=PANEL_RADIUS)
    yield Panel(inner, top, Size(size.width - 2 * inner, size.height - inner - top), radius=PANEL_RADIUS)


def _leave_away(footer: Footer) -> str:
    """The advice of a warning on parts of the footer that can be removed; "" if there are none."""
    parts = (("the logo", footer.logo), (setting("write_in"), footer.written))
    names = [name for name, part in parts if part is not None]
    return f"remove {' or '.join(names)}, " if names else ""


def _stacked(column: FootColumn, footer: Footer, *, paired: bool) -> tuple[Stack, list[str]]:
    """All of the column, and warnings. Raises DoesNotFit, which names the lowest of the texts that are too wide."""
    last = _last_rows(column, footer, paired=paired)
    written: list[WriteIn] = []
    label = footer.written
    if label is not None:
        written.append(write_in(column, label, label.pictogram, line_for(label), may_lack_sign=True))
    if footer.hotlines:
        upper = numbers(column, footer.hotlines)
    else:
        written.append(write_in(column, footer.hotline_label, "phone", NUMBER_LINE))
        upper = written[-1].stack
    stack = Stack()
    stack.add(upper)
    if label is not None:
        stack.space(WRITE_IN_GAP if footer.hotlines else WRITE_INS_GAP)
        stack.add(written[0].stack)
    stack.space(NUMBER_GAP)
    stack.add(last)
    return stack, [each.warning for each in written if each.warning]


@dataclass(frozen=True, slots=True)
class _Line:
    """Rows on one baseline, with free space from `start` to `end`; a triangle begins at `pointer`."""

    rows: tuple[Row, ...]
    start: float = 0.0
    end: float = 0.0
    pointer: float | None = None

    def stack(self) -> Stack:
        """The rows and the triangle."""
        stack = side_by_side(self.rows, CAPITALS)
        if self.pointer is not None and isinstance(stack.pieces[0], Row):
            first = stack.pieces[0]
            middle = first.text.baselines(first.top)[-1] - CAPITALS / 2 * SMALL
            start, end = self.pointer, self.pointer + POINTER.width
            corners = ((start, middle - POINTER.height / 2), (end, middle), (start, middle + POINTER.height / 2))
            stack.put(Outline(corners, Colour.BLACK))
        return stack


def _last_rows(column: FootColumn, footer: Footer, *, paired: bool) -> Stack:
    """The label and the address, which end at the code, after the small print; then the organization.

    The longest small print that fits on one of these lines is used; if none does, it gets a line of its own. Unless the
    card is `paired`, the small print always names the card.
    """
    lines = list(_lines_to_code(column, footer))
    if footer.org is not None:
        org = column.small_print(footer.org.bold, SMALL, Role.FOOTER)
        taken = org.start - column.start + org.text.breadth + PART_GAP if len(org.text.lines) == 1 else column.width
        lines.append(_Line((org,), column.start + taken, column.end))
    widest = max((line.end - line.start for line in lines), default=0.0)
    for form in footer.statuses if paired else footer.statuses[:-1]:
        if len(form.text) * NARROW * LEAST > widest:
            continue  # without the work of shaping it
        wide = _breadth(column, form, LEAST)
        place = next((place for place, line in enumerate(lines) if line.end - line.start >= wide), None)
        if place is not None:
            line = lines[place]
            status = column.small_print(form, LEAST, Role.STATUS).moved(line.start - column.start, 0.0)
            lines[place] = replace(line, rows=(*line.rows, status))
            break
    else:
        lines.append(_Line((column.small_print(footer.statuses[0], LEAST, Role.STATUS),)))
    stack = Stack()
    for line in lines:
        stack.space(ROW_GAP)
        stack.add(line.stack())
    return stack


def _lines_to_code(column: FootColumn, footer: Footer) -> Iterator[_Line]:
    """The label of the code and the bare address, on one line or two that end with a triangle if it fits."""
    if footer.legal_aid is None:
        return
    label, address = footer.legal_aid.label.bold, footer.legal_aid.address
    wide, further = _breadth(column, label, SMALL), _breadth(column, address, SMALL)
    pointer = POINTER_GAP + POINTER.width
    if wide + PART_GAP + further <= column.width:
        behind = pointer if wide + PART_GAP + further + pointer <= column.width else 0.0
        begin = column.end - behind - further
        rows = (_ending(column, label, begin - PART_GAP), _ending(column, address, begin + further))
        at = column.end - POINTER.width if behind else None
        yield _Line(rows, column.start, begin - PART_GAP - wide - STATUS_GAP, at)
        return
    if wide > column.width or further > column.width:
        yield _Line((column.small_print(label, SMALL, Role.FOOTER),))
        yield _Line((column.small_print(address, SMALL, Role.FOOTER),))
        return
    yield _Line((_ending(column, label, column.end),), column.start, column.end - wide - STATUS_GAP)
    behind = pointer if further + pointer <= column.width else 0.0
    row, at = _ending(column, address, column.end - behind), column.end - POINTER.width if behind else None
    yield _Line((row,), column.start, column.end - behind - further - STATUS_GAP, at)


def _breadth(column: FootColumn, block: Block, size: float) -> float:
    """The breadth of a text on one line."""
    paragraph = column.measured(block)
    return breadth(paragraph, 0, len(paragraph.text)) * size


def _ending(column: FootColumn, block: Block, end: float) -> Row:
    """A text on one line that ends at `end`."""
    paragraph = column.measured(block)
    lines = ((0, len(paragraph.text)),)
    start = end - breadth(paragraph, *lines[0]) * SMALL + indent(paragraph, lines, rtl=column.rtl) * SMALL
    return Row(Text(paragraph, lines, SMALL), start, 0.0, Role.FOOTER, column.ink)
