"""The foot of the bearer's side: the number to dial, who answers, the code, the address, and the small print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cards.errors import DoesNotFit
from cards.measures import millimetres, shown_excess
from cards.merge.card_text import Block, Footer, HotlineText
from cards.read.typefaces import Family
from cards.typeset.canvas import PANEL_RADIUS, Canvas
from cards.typeset.designs import Design
from cards.typeset.foot_rows import Entry, Row
from cards.typeset.logo import LOGO_GAP, Logo, fit_logo
from cards.typeset.marks import Colour, Role
from cards.typeset.paragraph import Paragraph, breadth, by_language, fill, indent, measure
from cards.typeset.symbol import MODULE_WARN, Symbol, link_symbol, module_width

OTHER_SIZES = (9.0, 8.0)
"""Largest and smallest size of the numbers under the first, which are for when nobody answers there."""

SMALL = 6.2
LEAST = 6.0
"""Small print, and the least that any print may have (reversed type below 6 pt fills in on press)."""

PICTOGRAM = 10.5
PICTOGRAM_GAP = 3.2
COLUMN_GAP = 5.0
NAME_GAP = 6.0
NUMBERS_GAP = 9.0
PART_GAP = 3.5
ROW_GAP = 1.2
NAME_LEADING = 2.4
NUMBER_GAP = 3.8
HOTLINE_GAP = 2.6
NAME_SHARE = 0.36
"""The part of the column that the name beside the number may always have."""

WRITE_IN_HEIGHT = 17.0
"""6 mm: enough to write a number by hand."""


@dataclass(slots=True)
class FooterLayout:
    """A footer measured and placed: `top` of its texts, `panel_top` of the white panel, room beside the panel.

    The panel begins with the logo, if there is one; the code with its quiet zone begins at `code_top`.
    """

    top: float
    panel_top: float
    code_top: float
    column_width: float
    symbol: Symbol
    module: float
    panel_start: float
    alternative: str
    logo: Logo | None
    rows: list[Row] = field(default_factory=list)
    write_in: tuple[float, float, float, float] | None = None
    pictogram: tuple[float, float] = (0.0, 0.0)
    warnings: tuple[str, ...] = ()

    def draw(self, canvas: Canvas) -> None:
        """Draws the rows, the line to write on, the pictogram, the logo and the code."""
        theme = canvas.theme
        canvas.pictogram("phone", *self.pictogram, PICTOGRAM, theme.ink)
        if self.write_in is not None and theme.has_panels:
            canvas.panel(*self.write_in, PANEL_RADIUS, Colour.WHITE)
        for row in self.rows:
            colour = row.colour or theme.ink
            canvas.text(row.role, row.paragraph, row.lines, row.size, row.start, row.baselines, colour)
        if self.write_in is not None:
            self._draw_line(canvas)
        if self.logo is not None:
            self._draw_logo(canvas, self.logo)
        canvas.symbol(self.symbol, self.panel_start, self.code_top, self.module, self.alternative)

    def _draw_logo(self, canvas: Canvas, logo: Logo) -> None:
        """The logo on white, which reaches under the round corners of the code's own panel."""
        width = self.symbol.span * self.module
        height = self.code_top - self.panel_top + 2 * PANEL_RADIUS
        canvas.panel(self.panel_start, self.panel_top, width, height, PANEL_RADIUS, Colour.WHITE)
        start = self.panel_start + (width - logo.size.width) / 2
        canvas.picture(logo.picture, start, self.panel_top + LOGO_GAP, logo.size, logo.alternative)

    def _draw_line(self, canvas: Canvas) -> None:
        """The line to write the number on, from the label to the end of the panel."""
        assert self.write_in is not None
        start, top, width, height = self.write_in
        label = self.rows[0]
        taken = max(label.paragraph.width(*line) for line in label.lines) * label.size
        begin = label.start + taken + 4
        canvas.panel(begin, top + height - 4, start + width - 5 - begin, 0.6, 0.0, canvas.theme.written)


def lay_out_footer(canvas: Canvas, footer: Footer, families: tuple[Family, ...], design: Design) -> FooterLayout:
    """The footer placed from the lower margin upwards. Raises DoesNotFit for a text or a code too large."""
    symbol = link_symbol(footer.link)
    margin, unit = design.margin, design.unit
    module = module_width(symbol, design.panel_share * canvas.size.height * unit, design.module) / unit
    panel = symbol.span * module
    bottom = canvas.size.height - margin
    panel_start = canvas.size.width - margin - panel
    width = panel_start - COLUMN_GAP - margin
    logo = fit_logo(footer.logo, footer.org.text if footer.org else "", panel) if footer.logo else None
    builder = _Builder(families, margin, width, bottom, canvas, design)
    layout = FooterLayout(
        top=bottom,
        panel_top=bottom - panel - (LOGO_GAP + logo.size.height if logo else 0.0),
        code_top=bottom - panel,
        column_width=width,
        symbol=symbol,
        module=module,
        panel_start=panel_start,
        alternative=f"QR code: {footer.link.shown}",
        logo=logo,
        warnings=(*_code_warnings(module * unit), *(logo.warnings if logo else ())),
    )
    has_room = bool(footer.hotlines) and footer.org is None
    builder.small_print(footer, with_status=not has_room)
    if footer.hotlines:
        builder.hotlines(footer.hotlines, footer.status if has_room else None, layout)
    else:
        builder.write_in(footer, layout)
    layout.rows = [*reversed(builder.rows)]
    layout.top = builder.bottom
    return layout


def _code_warnings(module: float) -> tuple[str, ...]:
    if module >= MODULE_WARN:
        return ()
    return (
        f"the modules of the QR code are {millimetres(module):.2f} mm wide, under "
        f"{millimetres(MODULE_WARN):.2f} mm: give a shorter address with --link",
    )


class _Builder:
    """Stacks rows upwards from `bottom` in the column beside the code."""

    def __init__(
        self, families: tuple[Family, ...], start: float, width: float, bottom: float, canvas: Canvas, design: Design
    ) -> None:
        self.families = families
        self.start = start
        self.width = width
        self.bottom = bottom
        self.rtl = canvas.rtl
        self.written = canvas.theme.written
        self.number_sizes = design.number
        self.unit = design.unit
        self.rows: list[Row] = []

    def small_print(self, footer: Footer, *, with_status: bool) -> None:
        """What the code leads to and the bare address; then the organisation and, on request, the card's state."""
        parts = [
            (self._measured(footer.link_label.bold), SMALL, Role.FOOTER),
            (self._measured(footer.address), SMALL, Role.FOOTER),
        ]
        below = []
        if footer.org is not None:
            below.append((self._measured(footer.org.bold), SMALL, Role.FOOTER))
        if with_status:
            below.append((self._measured(footer.status), LEAST, Role.STATUS))
        self._flow(below)
        self._flow(parts)
        self.bottom -= NUMBER_GAP - ROW_GAP

    def hotlines(self, hotlines: Sequence[HotlineText], status: Block | None, layout: FooterLayout) -> None:
        """The pictogram and the first line, with the card's state on request; the others under it, smaller.

        Numbers without names stand side by side as far as they can.
        """
        first, *others = hotlines
        beside = (first.name, first.confirmation, status)
        top = self._entry(first.number, beside, self.number_sizes, is_alone=not others)
        names_at = max((row.start for row in top.texts[:1]), default=0.0)
        entries = [top]
        for each in others:
            entry = self._entry(each.number, (each.name, each.confirmation), OTHER_SIZES, names_at)
            both = entries[-1].joined(entry, NUMBERS_GAP, self.start + self.width)
            entries[-1:] = [both] if both else [entries[-1], entry]
        for entry in reversed(entries[1:]):
            self._put(entry, entry.height)
            self.bottom -= HOTLINE_GAP
        height = max(entries[0].height, PICTOGRAM)
        self._put(entries[0], height)
        layout.pictogram = (self.start, self.bottom + (height - PICTOGRAM) / 2)

    def _entry(
        self,
        block: Block,
        beside: Sequence[Block | None],
        sizes: tuple[float, float],
        names_at: float = 0.0,
        *,
        is_alone: bool = False,
    ) -> Entry:
        """A number, and texts beside it that begin at `names_at` if it makes them no taller.

        A number that is alone is as large as it can be; one of several only as large as leaves each text on one line.
        """
        start, end = self.start + PICTOGRAM + PICTOGRAM_GAP, self.start + self.width
        number = self._measured(block.bold)
        texts = [self._measured(each) for each in beside if each is not None]
        widest = max((breadth(each, 0, len(each.text)) * _small(each) for each in texts), default=0.0)
        ems = number.width(0, len(number.text))
        largest, smallest = sizes
        room = (1 - NAME_SHARE) * self.width - (start - self.start) - NAME_GAP
        left = end - start - NAME_GAP - widest
        size = max(smallest, min(largest, (room if is_alone or left < smallest * ems else left) / ems))
        taken = ems * size
        if taken > end - start:
            raise self._too_wide(number, taken - (end - start))
        digits = Row(number, ((0, len(number.text)),), size, start, 0.0, Role.FOOTER)
        entry = Entry((digits,), self._stacked(texts, start + taken + NAME_GAP))
        if start + taken + NAME_GAP < names_at <= end - widest:
            aligned = Entry((digits,), self._stacked(texts, names_at))
            return aligned if aligned.height <= entry.height else entry
        return entry

    def _stacked(self, texts: Sequence[Paragraph], start: float) -> tuple[Row, ...]:
        """Texts one under the other from 0 down, in up to three lines each; the day goes behind the name if it can."""
        end = self.start + self.width
        rows: list[Row] = []
        low = 0.0
        for text in texts:
            row = self._beside(text, start, end - start)
            behind = rows[-1].end + NAME_GAP if rows and text.block.id == "confirmation" else end
            if behind + breadth(text, 0, len(text.text)) * row.size <= end:
                rows.append(replace(row, start=behind, top=rows[-1].baselines[-1] - text.ascent * row.size))
            else:
                rows.append(replace(row, top=low))
            low = rows[-1].top + rows[-1].height + NAME_LEADING
        return tuple(rows)

    def _put(self, entry: Entry, height: float) -> None:
        self.bottom -= height
        self.rows += reversed(entry.placed(self.bottom, height))

    def _measured(self, block: Block) -> Paragraph:
        """A block measured with the font of its own language first: names and numbers look alike on every card."""
        return measure(block, by_language(block, self.families))

    def _beside(self, paragraph: Paragraph, start: float, width: float) -> Row:
        """A text in up to three lines of that width."""
        size = _small(paragraph)
        role = Role.STATUS if paragraph.block.id == "status" else Role.FOOTER
        lines = fill(paragraph, size, width)
        if lines is None or len(lines) > 3:
            raise self._too_wide(paragraph, max(paragraph.width(0, len(paragraph.text)) * size - 3 * width, 1.0))
        return Row(paragraph, tuple(lines), size, start, 0.0, role)

    def write_in(self, footer: Footer, layout: FooterLayout) -> None:
        """The pictogram, and a white panel with the label and a line to write a number on."""
        indent = PICTOGRAM + PICTOGRAM_GAP
        width = self.width - indent
        label = self._measured(footer.hotline_label.bold)
        lines = fill(label, SMALL, 0.45 * width)
        if lines is None or len(lines) > 2:
            raise self._too_wide(label, max(label.width(0, len(label.text)) * SMALL - 0.9 * width, 1.0))
        row = Row(label, tuple(lines), SMALL, self.start + indent + 5, 0.0, Role.FOOTER, self.written)
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
        rows: list[Row] = []
        start = self.start
        ascent = max(max(paragraph.ascent, 0.72) * size for paragraph, size, _ in parts)
        for (paragraph, size, role), lines in zip(parts, filled, strict=True):
            width = breadth(paragraph, 0, len(paragraph.text)) * size
            if lines is None or len(lines) > 2:
                raise self._too_wide(paragraph, width - 2 * self.width if lines else width - self.width)
            begin = start + indent(paragraph, lines, rtl=self.rtl) * size
            rows.append(Row(paragraph, tuple(lines), size, begin, -paragraph.ascent * size, role))
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

    def _too_wide(self, paragraph: Paragraph, over: float) -> DoesNotFit:
        over *= self.unit
        name = _WORDS.get(paragraph.block.id, paragraph.block.id)
        amount = f"{shown_excess(over)} " if over > 0.3 else ""
        return DoesNotFit(
            f"{name} ({_shown(paragraph.block.text)}) is {amount}too long for the foot of the card.",
            "Shorten it, or take a stock with larger cards.",
            over=over,
        )


_WORDS = {
    "hotline": "The number",
    "hotline-name": "The hotline's name",
    "confirmation": "The day on which a hotline was confirmed",
    "link": "The address",
    "org": "The organisation's name",
    "status": "The small print",
}
"""What a user calls the blocks that are not strings of a catalog."""


def _small(paragraph: Paragraph) -> float:
    """The size of a text beside a number: small print is as small as can be."""
    return SMALL if paragraph.block.id == "hotline-name" else LEAST


def name_of_hotline(hotline: HotlineText) -> str:
    """What a warning calls a line: its number, and who answers."""
    number = _shown(hotline.number.text)
    return f"{number} of {hotline.name.text}" if hotline.name else number


def _shown(text: str) -> str:
    return "".join(character for character in text[:40] if character.isprintable())
