"""The foot of the bearer's side: the number to dial, who answers, the code, the address, and the small print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.errors import DoesNotFit, setting
from cards.measures import POINTS_PER_MM, millimetres, shown_excess
from cards.merge.card_text import Block, Footer, HotlineText
from cards.read.typefaces import Family
from cards.typeset.canvas import Canvas
from cards.typeset.card.codes import Code, legal_aid_code
from cards.typeset.designs import Design
from cards.typeset.fitting import best_of, printable
from cards.typeset.marks import Role
from cards.typeset.rows import LINE_GAP, PANEL_PADDING, Entry, Row, WriteIn
from cards.typeset.text.paragraph import Paragraph, breadth, by_language, fill, indent, measure

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
WRITE_IN_GAP = 3.0
WRITE_INS_GAP = 1.5
"""From a number down to a line to write on, and from one such line to the next: a card seldom has room for two."""

NAME_SHARE = 0.36
"""The part of the column that the name beside the number may always have."""

WRITE_IN_HEIGHT = 17.0
"""6 mm: enough to write a number by hand."""

WRITE_IN_MOST = 8.0 * POINTS_PER_MM
"""Points on paper: large print needs no more of it, because hands are as large as ever."""

NUMBER_LINE = 25.0 * POINTS_PER_MM
NAME_LINE = 35.0 * POINTS_PER_MM
"""Points on paper that ten digits take in a careful hand, and a short name with its number."""


@dataclass(frozen=True, slots=True)
class FooterLayout:
    """A footer measured and placed: `top` of its texts, and the width that is left of the code.

    `pictograms` are (name, start, top, side); `leave_away` is advice on what the card can do without, or "".
    """

    top: float
    column_width: float
    code: Code
    rows: tuple[Row, ...]
    write_ins: tuple[WriteIn, ...]
    pictograms: tuple[tuple[str, float, float, float], ...]
    warnings: tuple[str, ...]
    leave_away: str

    @property
    def panel_top(self) -> float:
        """Where the white panel of the code begins."""
        return self.code.panel_top

    def draw(self, canvas: Canvas) -> None:
        """Draws the pictograms, the rows, the lines to write on, and the code with the logo."""
        theme = canvas.theme
        for name, start, top, side in self.pictograms:
            canvas.pictogram(name, start, top, side, theme.ink)
        for each in self.write_ins:
            each.draw_panel(canvas)
        for row in self.rows:
            colour = row.colour or theme.ink
            canvas.text(row.role, row.paragraph, row.lines, row.size, row.start, row.baselines, colour)
        for each in self.write_ins:
            each.draw_line(canvas)
        self.code.draw(canvas)


def lay_out_footer(canvas: Canvas, footer: Footer, families: tuple[Family, ...], design: Design) -> FooterLayout:
    """The footer placed from the lower margin upwards. Raises DoesNotFit for a text or a code too large."""
    code = legal_aid_code(canvas, footer, design)
    builder = _lowest(code.start - COLUMN_GAP - design.margin, canvas, footer, families, design)
    return FooterLayout(
        top=builder.bottom,
        column_width=builder.width,
        code=code,
        rows=tuple(reversed(builder.rows)),
        write_ins=tuple(reversed(builder.write_ins)),
        pictograms=tuple(reversed(builder.pictograms)),
        warnings=(*code.warnings, *builder.warnings),
        leave_away=_leave_away(footer),
    )


def _lowest(width: float, canvas: Canvas, footer: Footer, families: tuple[Family, ...], design: Design) -> _Builder:
    """The rows in a column of that width. The card's state stands beside the number unless that makes it taller."""

    def built(beside: bool) -> _Builder:
        builder = _Builder(families, width, canvas, design)
        builder.build(footer, status_beside=beside)
        return builder

    ways = (True, False) if footer.hotlines and footer.org is None else (False,)
    return best_of(ways, built, enough=lambda _: False, better=lambda new, best: new.bottom > best.bottom)


def _leave_away(footer: Footer) -> str:
    """What a warning says of the parts of a footer that a card can do without; "" if there are none."""
    parts = (("the logo", footer.logo), (setting("write_in"), footer.lawyer_label))
    names = [name for name, part in parts if part is not None]
    return f"remove {' or '.join(names)}, " if names else ""


class _Builder:
    """Stacks rows upwards from `bottom` in the column beside the code."""

    def __init__(self, families: tuple[Family, ...], width: float, canvas: Canvas, design: Design) -> None:
        self.families = families
        self.start = design.margin
        self.width = width
        self.bottom = canvas.size.height - design.margin
        self.canvas = canvas
        self.rtl = canvas.rtl
        self.design = design
        self.unit = design.unit
        self.rows: list[Row] = []
        self.write_ins: list[WriteIn] = []
        self.pictograms: list[tuple[str, float, float, float]] = []
        self.warnings: list[str] = []

    def build(self, footer: Footer, *, status_beside: bool) -> None:
        """All rows, the lowest first."""
        self.small_print(footer, with_status=not status_beside)
        if footer.lawyer_label is not None:
            self.write_in(footer.lawyer_label, "lawyer", NAME_LINE, may_lack_sign=True)
            self.bottom -= WRITE_IN_GAP if footer.hotlines else WRITE_INS_GAP
        if footer.hotlines:
            self.hotlines(footer.hotlines, footer.status if status_beside else None)
        else:
            self.write_in(footer.hotline_label, "phone", NUMBER_LINE)

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

    def hotlines(self, hotlines: Sequence[HotlineText], status: Block | None) -> None:
        """The pictogram and the first line, with the card's state on request; the others under it, smaller.

        Numbers without names stand side by side as far as they can.
        """
        first, *others = hotlines
        beside = (first.name, first.confirmation, status)
        top = self._entry(first.number, beside, self.design.number, is_alone=not others)
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
        self.pictograms.append(("phone", self.start, self.bottom + (height - PICTOGRAM) / 2, PICTOGRAM))

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
            # Behind a name of two lines it would seem to be one of its words where the language runs the other way.
            follows = bool(rows) and text.block.id == "confirmation" and len(rows[-1].lines) == 1
            behind = rows[-1].end + NAME_GAP if follows else end
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
        return measure(block.bold if self.design.bold_small else block, by_language(block, self.families))

    def _beside(self, paragraph: Paragraph, start: float, width: float) -> Row:
        """A text in up to three lines of that width."""
        size = _small(paragraph)
        role = Role.STATUS if paragraph.block.id == "status" else Role.FOOTER
        lines = fill(paragraph, size, width)
        if lines is None or len(lines) > 3:
            raise self._too_wide(paragraph, max(paragraph.width(0, len(paragraph.text)) * size - 3 * width, 1.0))
        return Row(paragraph, tuple(lines), size, start, 0.0, role)

    def write_in(self, block: Block, sign: str, least: float, *, may_lack_sign: bool = False) -> None:
        """A line to write on behind its label, and before both a pictogram, or none where the line would be too short.

        Warns where it is shorter than `least`, in points on paper.
        """
        beside = self._written(block, self.start + PICTOGRAM + PICTOGRAM_GAP, least / self.unit)
        if may_lack_sign and beside.length < least / self.unit:
            beside, sign = self._written(block, self.start, least / self.unit), ""
        length = beside.length * self.unit
        if length < least - 1e-6:
            self.warnings.append(
                f"the line after {beside.label.paragraph.block.text!r} is only {millimetres(length):.1f} mm long, "
                f"under {millimetres(least):.0f} mm: use a larger card"
            )
        self.bottom -= beside.height
        placed = beside.at(self.bottom)
        self.rows.append(placed.label)
        self.write_ins.append(placed)
        if sign:
            side = min(PICTOGRAM, placed.height)
            above = (placed.height - side) / (2 if placed.has_panel else 1)
            self.pictograms.append((sign, self.start + (PICTOGRAM - side) / 2, self.bottom + above, side))

    def _written(self, block: Block, start: float, least: float) -> WriteIn:
        """A label and a line from `start` to the end of the column, from 0 down; `least` is how long it should be."""
        width = self.start + self.width - start
        has_panel = self.canvas.theme.has_panels
        pad = PANEL_PADDING if has_panel else 0.0
        label = self._measured(block.bold)
        lines = self._label_lines(label, 0.45 * width, width - 2 * pad - LINE_GAP - least)
        row = Row(label, lines, SMALL, start + pad, 0.0, Role.FOOTER, self.canvas.theme.written)
        high = min(WRITE_IN_HEIGHT, WRITE_IN_MOST / self.unit)
        return WriteIn.around(row, start, width, high, has_panel=has_panel)

    def _label_lines(self, label: Paragraph, most: float, wanted: float) -> tuple[tuple[int, int], ...]:
        """The one or two lines of a label at most so wide; two of them as short as can be if it is to be narrower."""
        lines = fill(label, SMALL, most)
        if lines is None or len(lines) > 2:
            raise self._too_wide(label, max(label.width(0, len(label.text)) * SMALL - 2 * most, 1.0))

        def taken(each: Sequence[tuple[int, int]]) -> float:
            return max(label.width(*line) for line in each) * SMALL

        if taken(lines) > wanted:
            length = len(label.text)
            halves = [[(0, end), (end, length)] for end in label.ends if end < length]
            lines = min((lines, *halves), key=taken)
        return tuple(lines)

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
        name = NAMES.get(paragraph.block.id, paragraph.block.id)
        amount = f"{shown_excess(over)} " if over > 0.3 else ""
        return DoesNotFit(
            f"{name} ({printable(paragraph.block.text)}) is {amount}too long for the foot of the card.",
            "Shorten it, or use a stock with larger cards.",
            over=over,
            string=paragraph.block.id,
        )


NAMES = {
    "hotline": "The number",
    "hotline-name": "The hotline's name",
    "confirmation": "The date of a hotline's confirmation",
    "link": "The address",
    "org": "The organization's name",
    "status": "The small print",
}
"""What a user calls the blocks that are not strings of a catalog."""


def _small(paragraph: Paragraph) -> float:
    """The size of a text beside a number: small print is as small as can be."""
    return SMALL if paragraph.block.id == "hotline-name" else LEAST
