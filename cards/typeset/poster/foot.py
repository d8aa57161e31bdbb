"""The foot of a poster: whom to call, the code, where it leads, who gives the poster out, and the small print.

The code stands in the corner where lines end, as large as a phone two metres away needs it. Beside it, in a column,
stand the words: those for somebody who calls at the top, the others at the bottom. Lengths are in the units of the
poster's design unless they say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cards.errors import DoesNotFit, setting
from cards.measures import POINTS_PER_MM, Size, millimetres, shown_excess
from cards.merge.card_text import Block, Footer, HotlineText
from cards.read.typefaces import Family
from cards.typeset.canvas import Canvas
from cards.typeset.card.codes import Code
from cards.typeset.card.foot_column import NAMES
from cards.typeset.designs import FAR, Design, metres_of
from cards.typeset.fitting import printable
from cards.typeset.logo import Logo
from cards.typeset.marks import Colour, Role
from cards.typeset.rows import LogoPiece, Panel, Piece, Row, Sign, Stack, Text, flowing
from cards.typeset.scale import Points
from cards.typeset.symbol import QUIET_ZONE, Symbol, link_symbol, shorter_address
from cards.typeset.text.paragraph import Paragraph, breadth, by_language, fill, indent, measure

CAPITALS = 0.714
"""The height of Noto Sans's capitals and figures, in ems."""

LEGIBLE = FAR / 200 / CAPITALS
"""Points: a number of this size can be read from as far as the code can.

Its figures are a 200th of the distance high, seen under 17 minutes of arc: more than three times what normal eyes
need (5 minutes: 20/20 on a Snellen chart).
"""

NUMBER_MOST = 2 * LEGIBLE
NUMBER_LEAST = 7.0
OTHERS = 0.62
"""The size of further numbers, as a part of that of the first."""

LABEL, NAME, ADDRESS = 7.0, 6.4, 7.0
LABEL_TOGETHER = 5.2
"""The size of labels where several languages have theirs, or one does not fit its line."""

SMALLER = 0.82
"""The part of these sizes that is left where the column would otherwise be taller than the code."""

ADDRESS_LEAST = 4.4
ORG, CONFIRMATION, STATUS = 5.4, 4.2, 4.0
SIGN = 13.0
"""The side of a pictogram before labels."""

SIGN_GAP = 3.6
PART_GAP = 5.0
ROW_GAP = 2.2
NAME_GAP = 3.4
BLOCK_GAP = 5.2
COLUMN_GAP = 4.0
FREE = 0.3
"""Between the frame and the quiet zone of the code, so that no viewer shows a seam."""

OVER_FOOT = 4.0
"""Between the rule over the foot and its column, and over a panel."""

RULE = 0.6
WRITING = Points(12 * POINTS_PER_MM)
"""Points: the height in which a number is written with a marker."""

LOGO = Points(24 * POINTS_PER_MM)
"""Points: the greatest height of a logo."""

LOGO_PIXEL = Points(72 / 150)
"""The most points that a pixel of it may fill: nobody reads a poster from nearer than half a metre."""


@dataclass(frozen=True, slots=True)
class Foot:
    """A foot placed: `top` is that of the rule over it. The code is read after `upper`, the stacks that say whom to
    call and where it leads, and before `lower`; each stack comes with its top."""

    top: float
    upper: tuple[tuple[Stack, float], ...]
    code: Code
    lower: tuple[Stack, float]
    warnings: tuple[str, ...]

    def draw(self, canvas: Canvas, margin: float) -> None:
        """Draws all of it."""
        canvas.panel(margin, self.top, canvas.size.width - 2 * margin, RULE, 0.0, canvas.theme.rule)
        for stack, top in self.upper:
            stack.draw(canvas, top)
        self.code.draw(canvas)
        stack, top = self.lower
        stack.draw(canvas, top)


def lay_out_foot(
    canvas: Canvas, footers: Sequence[Footer], families: Sequence[tuple[Family, ...]], design: Design, inner: float
) -> Foot:
    """The foot for the languages of those footers, which share all but their labels; `families` are those of each.

    `inner` is where the white, or the paper, begins, and with it what may be the quiet zone of the code.
    Raises DoesNotFit for a text or a code that is too large.
    """
    has_panels, size, margin = canvas.theme.has_panels, canvas.size, design.margin
    symbol = link_symbol(footers[0].link)
    module = design.scale.units(design.module)
    side = symbol.span * module
    _check_code(symbol, size.width, design)
    # White on white needs no margin of its own.
    edge, gap = (margin, COLUMN_GAP) if has_panels else (inner + FREE, 1.0)
    start, top = size.width - edge - side, size.height - edge - side
    code = Code(symbol, module, f"QR code: {footers[0].link.shown}", start, top, top)
    bottom = size.height - margin
    for is_small in (False, True):
        builder = _Builder(footers, families, margin, start - gap - margin, canvas, design, is_small=is_small)
        upper, link, rest = builder.upper(), builder.link(), builder.rest()
        column = OVER_FOOT + upper.height + link.height + rest.height + 2 * BLOCK_GAP
        if column <= bottom - top:
            break
    rule = min(top - (OVER_FOOT if has_panels else RULE), bottom - column) - RULE
    first = rule + RULE + OVER_FOOT
    down, up = _shifts(code, first, bottom - rest.height - BLOCK_GAP, upper, link)
    placed = (upper, first + down), (link, bottom - rest.height - BLOCK_GAP - link.height - up)
    return Foot(rule, placed, code, (rest, bottom - rest.height), tuple(builder.warnings))


def _shifts(code: Code, top: float, bottom: float, upper: Stack, link: Stack) -> tuple[float, float]:
    """By how much the upper stack, from `top` on, moves down and the other, down to `bottom`, up to be level with the
    ink of the code, as far as there is room."""
    quiet = QUIET_ZONE * code.module
    free = bottom - link.height - BLOCK_GAP - top - upper.height
    down = min(max(code.top + quiet - top, 0.0), free)
    up = min(max(bottom - (code.top + code.side - quiet), 0.0), free - down)
    return down, up


def _check_code(symbol: Symbol, width: float, design: Design) -> None:
    """Raises DoesNotFit for a code that takes more than the design's part of a poster of that width, in units."""
    most, side = design.scale.points(design.panel_share * width), symbol.span * design.module
    if side <= most:
        return
    raise DoesNotFit(
        f"The address, with {len(symbol.content)} characters, makes a QR code that would have to be "
        f"{millimetres(side):.0f} mm wide to be read from {metres_of(design.module):g} m, more than "
        f"{design.panel_share:.0%} of the width of the poster.",
        f"Give {shorter_address(most, design.module)}, or use larger paper with {setting('paper')}.",
    )


class _Builder:
    """Makes the blocks of the column beside the code."""

    def __init__(
        self,
        footers: Sequence[Footer],
        families: Sequence[tuple[Family, ...]],
        start: float,
        width: float,
        canvas: Canvas,
        design: Design,
        *,
        is_small: bool,
    ) -> None:
        self.footers = footers
        self.families = families
        self.start = start
        self.width = width
        self.theme = canvas.theme
        self.rtl = canvas.rtl
        self.scale = design.scale
        self.number = design.scale.units(LEGIBLE if is_small else NUMBER_MOST)
        self.part = SMALLER if is_small else 1.0
        self.warnings: list[str] = []

    def upper(self) -> Stack:
        """Whom to call: the label, the numbers and who answers; or lines on which to write one."""
        first = self.footers[0]
        block = self._signed("phone", [footer.hotline_label for footer in self.footers])
        most = self.number
        for place, hotline in enumerate(first.hotlines):
            block.space(ROW_GAP if place == 0 else BLOCK_GAP)
            size = self._hotline(block, hotline, most)
            if place == 0:
                most = max(size * OTHERS, NUMBER_LEAST)
        if not first.hotlines:
            block.space(ROW_GAP)
            block.add(self._writing())
        labels = [footer.lawyer_label for footer in self.footers if footer.lawyer_label is not None]
        if labels:
            block.space(BLOCK_GAP)
            block.add(self._signed("scales", labels))
            block.space(ROW_GAP)
            block.add(self._writing())
        return block

    def link(self) -> Stack:
        """What the code leads to, and its address."""
        block = self._signed("scales", [footer.link_label for footer in self.footers])
        block.space(ROW_GAP)
        address = self._measured(self.footers[0].address)
        taken = breadth(address, 0, len(address.text))
        size = max(min(ADDRESS * self.part, self.width / taken), ADDRESS_LEAST)
        self._put(block, address, size)
        return block

    def rest(self) -> Stack:
        """The organisation with its logo, and the small print."""
        first = self.footers[0]
        block = Stack()
        if first.logo is not None:
            block.add(self._logo(first, self.width, self.scale.units(LOGO)))
        if first.org is not None:
            block.space(ROW_GAP)
            self._put(block, self._measured(first.org.bold), ORG * self.part)
        block.space(BLOCK_GAP)
        block.add(self._flowing([footer.status for footer in self.footers], STATUS, self.width, Role.STATUS))
        return block

    def _hotline(self, block: Stack, hotline: HotlineText, most: float) -> float:
        """A number with who answers under it; returns its size."""
        number = self._measured(hotline.number.bold)
        size = min(most, self.width / breadth(number, 0, len(number.text)))
        if size < NUMBER_LEAST:
            raise self._too_wide(number, (NUMBER_LEAST / size - 1) * self.width)
        self._put(block, number, size)
        for text, text_size in ((hotline.name, NAME * self.part), (hotline.confirmation, CONFIRMATION)):
            if text is not None:
                block.space(NAME_GAP if text is hotline.name else ROW_GAP)
                self._put(block, self._measured(text), text_size)
        return size

    def _writing(self) -> Stack:
        """Room for a line of writing: a white panel in themes that have them, and the line."""
        height, inset = self.scale.units(WRITING), 3.0 if self.theme.has_panels else 0.0
        line = Size(self.width - 2 * inset, RULE)
        pieces: list[Piece] = [Panel(self.start + inset, height - inset - RULE, line, self.theme.written)]
        if self.theme.has_panels:
            pieces.insert(0, Panel(self.start, 0.0, Size(self.width, height)))
        return Stack(pieces, height)

    def _signed(self, sign: str, labels: Sequence[Block]) -> Stack:
        """Labels, one for each language that says something else, and a pictogram before them."""
        side, size = SIGN * self.part, LABEL_TOGETHER * self.part
        width = self.width - side - SIGN_GAP
        if len(labels) == 1:
            label = self._measured(labels[0].bold)
            size = max(size, min(LABEL * self.part, width / breadth(label, 0, len(label.text)) - 0.05))
        words = self._flowing([label.bold for label in labels], size, width, Role.FOOTER)
        height = max(side, words.height)
        block = Stack([Sign(sign, self.start, (height - side) / 2, side)], (height - words.height) / 2)
        block.add(words, side + SIGN_GAP)
        block.height = height
        return block

    def _flowing(self, blocks: Iterable[Block], size: float, width: float, role: Role) -> Stack:
        """Texts that differ, side by side as far as the width allows, then on the next row."""
        texts = {block.text: block for block in blocks}.values()
        rows = [self._row(self._measured(block), size, width, role) for block in texts]
        return flowing(rows, width, PART_GAP, ROW_GAP)

    def _put(self, block: Stack, paragraph: Paragraph, size: float) -> None:
        """A text under the block."""
        block.add(Stack.of(self._row(paragraph, size, self.width, Role.FOOTER)))

    def _row(self, paragraph: Paragraph, size: float, width: float, role: Role) -> Row:
        """A text in as many lines of that width as it takes, up to three. Raises DoesNotFit."""
        lines = fill(paragraph, size, width)
        if lines is None or len(lines) > 3:
            raise self._too_wide(paragraph, max(paragraph.width(0, len(paragraph.text)) * size - 3 * width, 1.0))
        inside = indent(paragraph, lines, rtl=self.rtl) * size
        return Row(Text(paragraph, tuple(lines), size), self.start + inside, 0.0, role)

    def _logo(self, footer: Footer, width: float, height: float) -> Stack:
        """The logo as large as its pixels and that room allow, on white where the ground is not."""
        assert footer.logo is not None
        picture, padding = footer.logo, 3.0 if self.theme.has_panels else 0.0
        room = min((width - 2 * padding) / picture.width, (height - 2 * padding) / picture.height)
        pixel = min(room, self.scale.units(LOGO_PIXEL))
        size = Size(picture.width * pixel, picture.height * pixel)
        if pixel < room / 2:
            self.warnings.append(
                f"the logo is only {millimetres(self.scale.points(size.width)):.0f} mm wide, because it has "
                f"{picture.width} x {picture.height} pixels: give it about 800 pixels wide",
            )
        logo = Logo(picture, size, f"Logo: {footer.org.text}" if footer.org else "Logo", ())
        pieces: list[Piece] = [LogoPiece(logo, self.start + padding, padding)]
        if self.theme.ink is not Colour.BLACK or self.theme.ground is None:
            whole = Size(size.width + 2 * padding, size.height + 2 * padding)
            pieces.insert(0, Panel(self.start, 0.0, whole))
        return Stack(pieces, size.height + 2 * padding)

    def _measured(self, block: Block) -> Paragraph:
        """A block in the fonts of its own language, or else of any on the poster: a name may be in each of them."""
        for footer, families in zip(self.footers, self.families, strict=True):
            if footer.link_label.language == block.language:
                return measure(block, by_language(block, families))
        fallback = self.families[0][-1]
        others = dict.fromkeys(family for families in self.families for family in families if family != fallback)
        return measure(block, by_language(block, (*others, fallback)))

    def _too_wide(self, paragraph: Paragraph, over: float) -> DoesNotFit:
        excess = self.scale.points(over)
        name = NAMES.get(paragraph.block.id, paragraph.block.id)
        return DoesNotFit(
            f"{name} ({printable(paragraph.block.text)}) is {shown_excess(excess)} too long for the foot of the "
            "poster.",
            f"Shorten it, give a shorter address with {setting('link')}, or use larger paper with {setting('paper')}.",
            over=float(excess),
            string=paragraph.block.id,
        )
