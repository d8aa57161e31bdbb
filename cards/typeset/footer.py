"""The foot of the bearer's side: the number to dial, who answers, the code, the address, and the small print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cards.errors import DoesNotFit
from cards.measures import millimetres
from cards.merge.card_text import Block, Footer
from cards.merge.markup import Span
from cards.read.typefaces import Family
from cards.typeset.canvas import Canvas
from cards.typeset.marks import Colour, Role
from cards.typeset.paragraph import Paragraph, breadth, by_language, fill, indent, measure
from cards.typeset.pictograms import HANDSET
from cards.typeset.symbol import MODULE_WARN, Symbol, link_symbol, module_width

NUMBER_SIZES = (14.0, 10.0)
"""Largest and smallest size of the number: it is dialled in a hurry, from a card on a table."""

SMALL = 6.2
LEAST = 6.0
"""Small print, and the least that any print may have (reversed type below 6 pt fills in on press)."""

SMALL_LEADING = 1.2
PICTOGRAM = 10.5
PICTOGRAM_GAP = 3.2
COLUMN_GAP = 5.0
NAME_GAP = 6.0
PART_GAP = 3.5
ROW_GAP = 1.2
NAME_LEADING = 2.4
NUMBER_GAP = 3.8
NAME_SHARE = 0.36
"""The part of the column that the name beside the number may always have."""

WRITE_IN_HEIGHT = 17.0
"""6 mm: enough to write a number by hand."""

LARGEST_PANEL = 0.42
"""The part of the card's height that the panel of the code may take."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Texts on the lines of one row: (paragraph, lines, size, start, role), and the row's height."""

    paragraph: Paragraph
    lines: tuple[tuple[int, int], ...]
    size: float
    start: float
    top: float
    role: Role
    colour: Colour = Colour.WHITE

    @property
    def leading(self) -> float:
        return self.size * max(SMALL_LEADING, self.paragraph.ascent + self.paragraph.descent)

    @property
    def baselines(self) -> list[float]:
        """The baseline of each line, from the top."""
        first = self.top + self.paragraph.ascent * self.size
        return [first + number * self.leading for number in range(len(self.lines))]

    @property
    def height(self) -> float:
        """From the top of the ink of the first line to the bottom of the last."""
        paragraph = self.paragraph
        return (paragraph.ascent + paragraph.descent) * self.size + (len(self.lines) - 1) * self.leading


@dataclass(slots=True)
class FooterLayout:
    """A footer measured and placed: `top` of its texts, `panel_top` of the code's panel, room beside the panel."""

    top: float
    panel_top: float
    column_width: float
    symbol: Symbol
    module: float
    panel_start: float
    alternative: str
    rows: list[_Row] = field(default_factory=list)
    write_in: tuple[float, float, float, float] | None = None
    pictogram: tuple[float, float] = (0.0, 0.0)
    warnings: tuple[str, ...] = ()

    def draw(self, canvas: Canvas) -> None:
        """Draws the rows, the line to write on, the pictogram and the code."""
        canvas.outline(HANDSET, *self.pictogram, PICTOGRAM)
        if self.write_in is not None:
            canvas.panel(*self.write_in, 2.0, Colour.WHITE)
        for row in self.rows:
            canvas.text(row.role, row.paragraph, row.lines, row.size, row.start, row.baselines, row.colour)
        if self.write_in is not None:
            self._draw_line(canvas)
        canvas.symbol(self.symbol, self.panel_start, self.panel_top, self.module, self.alternative)

    def _draw_line(self, canvas: Canvas) -> None:
        """The line to write the number on, from the label to the end of the panel."""
        assert self.write_in is not None
        start, top, width, height = self.write_in
        label = self.rows[0]
        taken = max(label.paragraph.width(*line) for line in label.lines) * label.size
        begin = label.start + taken + 4
        canvas.panel(begin, top + height - 4, start + width - 5 - begin, 0.6, 0.0, Colour.RED)


def lay_out_footer(canvas: Canvas, footer: Footer, families: tuple[Family, ...], margin: float) -> FooterLayout:
    """The footer placed from the lower margin upwards. Raises DoesNotFit for a text or a code too large."""
    symbol = link_symbol(footer.link)
    module = module_width(symbol, LARGEST_PANEL * canvas.size.height)
    panel = symbol.span * module
    bottom = canvas.size.height - margin
    panel_start = canvas.size.width - margin - panel
    width = panel_start - COLUMN_GAP - margin
    builder = _Builder(families, margin, width, bottom, canvas.rtl)
    layout = FooterLayout(
        top=bottom,
        panel_top=bottom - panel,
        column_width=width,
        symbol=symbol,
        module=module,
        panel_start=panel_start,
        alternative=f"QR code: {footer.link.shown}",
    )
    if module < MODULE_WARN:
        layout.warnings = (
            f"the modules of the QR code are {millimetres(module):.2f} mm wide, under "
            f"{millimetres(MODULE_WARN):.2f} mm: give a shorter address with --link",
        )
    has_room = footer.number is not None and footer.org is None
    builder.small_print(footer, with_status=not has_room)
    if footer.number is None:
        builder.write_in(footer, layout)
    else:
        beside = (footer.hotline_name, footer.status if has_room else None)
        builder.number(footer.number, [block for block in beside if block is not None], layout)
    layout.rows = [*reversed(builder.rows)]
    layout.top = builder.bottom
    return layout


class _Builder:
    """Stacks rows upwards from `bottom` in the column beside the code."""

    def __init__(self, families: tuple[Family, ...], start: float, width: float, bottom: float, rtl: bool) -> None:
        self.families = families
        self.start = start
        self.width = width
        self.bottom = bottom
        self.rtl = rtl
        self.rows: list[_Row] = []

    def small_print(self, footer: Footer, *, with_status: bool) -> None:
        """What the code leads to and the bare address; then the organisation and, on request, the card's state."""
        parts = [
            (self._measured(_bold(footer.link_label)), SMALL, Role.FOOTER),
            (self._measured(footer.address), SMALL, Role.FOOTER),
        ]
        below = []
        if footer.org is not None:
            below.append((self._measured(_bold(footer.org)), SMALL, Role.FOOTER))
        if with_status:
            below.append((self._measured(footer.status), LEAST, Role.STATUS))
        self._flow(below)
        self._flow(parts)
        self.bottom -= NUMBER_GAP - ROW_GAP

    def number(self, block: Block, beside: Sequence[Block], layout: FooterLayout) -> None:
        """The pictogram, the number as large as it can be, and texts beside it, one under the other."""
        indent = PICTOGRAM + PICTOGRAM_GAP
        number = self._measured(_bold(block))
        ems = number.width(0, len(number.text))
        largest, smallest = NUMBER_SIZES
        room = (1 - NAME_SHARE) * self.width - indent - NAME_GAP
        size = max(smallest, min(largest, room / ems))
        taken = ems * size
        if taken > self.width - indent:
            raise _too_wide(number, taken - (self.width - indent))
        start = self.start + indent + taken + NAME_GAP
        texts = [self._beside(each, start, self.width - (start - self.start)) for each in beside]
        digits = _Row(number, ((0, len(number.text)),), size, self.start + indent, 0.0, Role.FOOTER)
        stacked = sum(row.height for row in texts) + NAME_LEADING * (len(texts) - 1)
        height = max(digits.height, stacked, PICTOGRAM)
        top = self.bottom - height
        low = top + (height + stacked) / 2
        for row in reversed(texts):
            low -= row.height
            self.rows.append(replace(row, top=low))
            low -= NAME_LEADING
        self.rows.append(replace(digits, top=top + (height - digits.height) / 2))
        layout.pictogram = (self.start, top + (height - PICTOGRAM) / 2)
        self.bottom = top

    def _measured(self, block: Block) -> Paragraph:
        """A block measured with the font of its own language first: names and numbers look alike on every card."""
        return measure(block, by_language(block, self.families))

    def _beside(self, block: Block, start: float, width: float) -> _Row:
        """A text in up to three lines of that width."""
        paragraph = self._measured(block)
        size, role = (LEAST, Role.STATUS) if block.id == "status" else (SMALL, Role.FOOTER)
        lines = fill(paragraph, size, width)
        if lines is None or len(lines) > 3:
            raise _too_wide(paragraph, max(paragraph.width(0, len(paragraph.text)) * size - 3 * width, 1.0))
        return _Row(paragraph, tuple(lines), size, start, 0.0, role)

    def write_in(self, footer: Footer, layout: FooterLayout) -> None:
        """The pictogram, and a white panel with the label and a line to write a number on."""
        indent = PICTOGRAM + PICTOGRAM_GAP
        width = self.width - indent
        label = self._measured(_bold(footer.hotline_label))
        lines = fill(label, SMALL, 0.45 * width)
        if lines is None or len(lines) > 2:
            raise _too_wide(label, max(label.width(0, len(label.text)) * SMALL - 0.9 * width, 1.0))
        row = _Row(label, tuple(lines), SMALL, self.start + indent + 5, 0.0, Role.FOOTER, Colour.RED)
        height = max(WRITE_IN_HEIGHT, row.height + 3)
        top = self.bottom - height
        self.rows.append(replace(row, top=top + (height - row.height) / 2))
        layout.write_in = (self.start + indent, top, width, height)
        layout.pictogram = (self.start, top + (height - PICTOGRAM) / 2)
        self.bottom = top

    def _flow(self, parts: Sequence[tuple[Paragraph, float, Role]]) -> None:
        """Texts side by side as far as the width allows, then on the next row; the last row stands lowest."""
        lines: list[list[tuple[Paragraph, float, Role]]] = []
        left = 0.0
        for part in parts:
            paragraph, size, _ = part
            taken = breadth(paragraph, 0, len(paragraph.text)) * size
            if not lines or taken + PART_GAP > left:
                lines.append([part])
                left = self.width - taken
            else:
                lines[-1].append(part)
                left -= taken + PART_GAP
        for line in reversed(lines):
            self._side_by_side(line)

    def _side_by_side(self, parts: Sequence[tuple[Paragraph, float, Role]]) -> None:
        """One row of texts on one baseline; a text too wide for the row, which is then alone, takes two lines."""
        filled = [self._filled(paragraph, size) for paragraph, size, _ in parts]
        rows: list[_Row] = []
        start = self.start
        ascent = max(max(paragraph.ascent, 0.72) * size for paragraph, size, _ in parts)
        for (paragraph, size, role), lines in zip(parts, filled, strict=True):
            width = breadth(paragraph, 0, len(paragraph.text)) * size
            if lines is None or len(lines) > 2:
                raise _too_wide(paragraph, width - 2 * self.width if lines else width - self.width)
            begin = start + indent(paragraph, lines, rtl=self.rtl) * size
            rows.append(_Row(paragraph, tuple(lines), size, begin, -paragraph.ascent * size, role))
            start += width + PART_GAP
        below = max(row.top + row.height for row in rows)
        baseline = self.bottom - below
        self.rows += [replace(row, top=baseline + row.top) for row in reversed(rows)]
        self.bottom = baseline - ascent - ROW_GAP

    def _filled(self, paragraph: Paragraph, size: float) -> list[tuple[int, int]] | None:
        """The lines of a text in the whole width; several leave room to indent them all as far as one needs it."""
        lines = fill(paragraph, size, self.width)
        if lines and len(lines) > 1:
            return fill(paragraph, size, self.width - indent(paragraph, lines, rtl=self.rtl) * size)
        return lines


_WORDS = {
    "hotline": "The number",
    "hotline-name": "The hotline's name",
    "link": "The address",
    "org": "The organisation's name",
    "status": "The small print",
}
"""What a user calls the blocks that are not strings of a catalog."""


def _shown(text: str) -> str:
    return "".join(character for character in text[:40] if character.isprintable())


def _bold(block: Block) -> Block:
    return Block(block.id, block.language, (Span(block.text, bold=True),))


def _too_wide(paragraph: Paragraph, over: float) -> DoesNotFit:
    name = _WORDS.get(paragraph.block.id, paragraph.block.id)
    amount = f"{millimetres(over):.1f} mm " if over > 0.3 else ""
    return DoesNotFit(
        f"{name} ({_shown(paragraph.block.text)}) is {amount}too long for the foot of the card.",
        "Shorten it, or take a stock with larger cards.",
    )
