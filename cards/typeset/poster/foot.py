"""The foot of a poster: whom to call, the code, where it leads, who gives the poster out, and the small print.

It is a zone of its own: a band in red, or in white on red ground. The number is as large as the column beside the code
allows. What the code leads to is over it, on the same white panel in the corner where lines end. Lengths are in the
units of the poster's design unless they say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cards.errors import DoesNotFit, Notice, setting
from cards.measures import POINTS_PER_MM, Size, millimetres
from cards.merge.card_text import Block, Footer, HotlineText
from cards.read.links import Link
from cards.read.typefaces import Family
from cards.typeset.canvas import PANEL_RADIUS, Canvas
from cards.typeset.card.codes import USUAL_SPAN
from cards.typeset.card.foot import PANEL_INSET
from cards.typeset.card.foot_column import FootColumn
from cards.typeset.designs import FAR, Design, metres_of
from cards.typeset.logo import Logo
from cards.typeset.marks import Colour, Role
from cards.typeset.rows import SMALL_LEADING, LogoPiece, Panel, Piece, Sign, Stack, SymbolPiece, flowing
from cards.typeset.scale import Points
from cards.typeset.symbol import QUIET_ZONE, link_symbol, shorter_address
from cards.typeset.text.paragraph import breadth, by_language
from cards.typeset.themes import Theme

CAPITALS = 0.714
"""The height of Noto Sans's capitals and figures, in ems."""

LEGIBLE = FAR / 200 / CAPITALS
"""Points: a number of this size can be read from two meters away.

Its figures are a 200th of the distance high, seen under 17 minutes of arc: more than three times what normal eyes
need (5 minutes: 20/20 on a Snellen chart).
"""

NUMBER_MOST = 2 * LEGIBLE
NUMBER_LEAST = 7.0
OTHERS = 0.62
"""The size of further numbers, as a part of that of the first."""

LABEL, NAME = 8.6, 7.2
LINK_LABEL, ADDRESS = 7.2, 6.4
LABEL_TOGETHER = 5.2
"""The size of labels where several languages have theirs, or one does not fit its line."""

SMALLER = 0.82
"""The factor for these sizes if the column would otherwise be taller than the code."""

ADDRESS_LEAST = 4.4
ORG, CONFIRMATION, STATUS = 5.4, 4.2, 4.0
SIGN = 13.0
"""The side of a pictogram before labels."""

SIGN_GAP = 3.6
PART_GAP = 5.0
ROW_GAP = 2.2
NAME_GAP = 3.4
BLOCK_GAP = 5.2
COLUMN_GAP = 3.6
FREE = 0.3
"""Between the frame and the quiet zone of the code, so that no viewer shows a seam."""

OVER_FOOT = 5.0
"""Between the top of the foot and what is in it."""

PADDING = 2.2
"""The white around the words over the code."""

RULE = 0.6
WRITING = Points(12 * POINTS_PER_MM)
"""Points: the height in which a number is written with a marker."""

LOGO = Points(24 * POINTS_PER_MM)
"""Points: the greatest height of a logo."""

LOGO_PIXEL = Points(72 / 150)
"""The largest size of its pixels in points: nobody reads a poster from closer than half a meter."""


@dataclass(frozen=True, slots=True)
class Foot:
    """A foot placed on its poster; `top` is where it begins."""

    top: float
    stack: Stack
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Column(FootColumn):
    """A column of a poster's foot: the largest size of its number, in units, and what part of the other sizes and of
    the pictograms it has room for."""

    number: float = 0.0
    part: float = 1.0

    @property
    def is_reversed(self) -> bool:
        """Whether its words are white, so that a logo and a line to write on need white under them."""
        return self.ink is Colour.WHITE


def lay_out_foot(
    canvas: Canvas, footers: Sequence[Footer], families: Sequence[tuple[Family, ...]], design: Design, inner: float
) -> Foot:
    """The foot for the languages of those footers, which share all but their labels; `families` are those of each.

    `inner` is where the white, or the bare paper, begins. Raises DoesNotFit for a text or a code that is too large.
    """
    first, (theme, size, margin) = footers[0], (canvas.theme, canvas.size, design.margin)
    band = _band(theme, design, inner)
    # What is white around a code needs no margin of its own: the panel ends where the white of the words does.
    edge, gap = (inner, COLUMN_GAP) if band.colour is Colour.RED else (band.edge + FREE, 1.0)
    code = None if first.legal_aid is None else _cornered(first.legal_aid.link, edge, size, design)

    def column(start: float, end: float, ink: Colour, part: float = 1.0, number: Points = NUMBER_MOST) -> _Column:
        return _Column(
            start=start,
            width=end - start,
            fonts=lambda block: _fonts(block, footers, families),
            design=design,
            theme=theme,
            rtl=canvas.rtl,
            carrier="poster",
            remedy=f"Shorten it, give a shorter address with {setting('link')}, or use larger paper with "
            f"{setting('paper')}.",
            ink=ink,
            number=design.scale.units(number),
            part=part,
        )

    bottom = size.height - margin
    over_code = Stack()
    if code is not None:
        padding = PADDING if band.colour is Colour.RED else QUIET_ZONE * code.module
        end = min(code.start + code.side - padding, size.width - margin)
        over_code = _leads_to(column(code.start + padding, end, Colour.BLACK), footers)
    # Without a code the column is no taller than it would be beside one.
    beside = (
        USUAL_SPAN * design.scale.units(design.module)
        if code is None
        else bottom - code.top + over_code.height + PADDING
    )
    for part, number in ((1.0, NUMBER_MOST), (SMALLER, NUMBER_MOST), (SMALLER, LEGIBLE)):
        whole = column(margin, size.width - margin if code is None else code.start - gap, band.ink, part, number)
        logo = _logo(whole, first)
        upper, rest = _whom_to_call(whole, footers), _rest(whole, footers, logo)
        height = upper.height + BLOCK_GAP + rest.height
        if height <= beside:
            break
    inside = bottom - (height if code is None else max(height, beside))
    top = inside - OVER_FOOT
    stack = Stack(list(band.ground(top, size, margin)))
    stack.lay(upper, 0.0, inside + (bottom - inside - height) / 2)
    if code is not None:
        panel_top = code.top - over_code.height - PADDING
        if band.colour is Colour.RED:
            tall = Size(code.side, code.top + code.side - panel_top)
            stack.put(Panel(code.start, panel_top, tall, radius=PANEL_RADIUS))
        stack.lay(over_code, 0.0, panel_top + PADDING)
        stack.put(code)
    stack.lay(rest, 0.0, bottom - rest.height)
    return Foot(top, stack, logo.warnings if logo else ())


@dataclass(frozen=True, slots=True)
class _Band:
    """What the foot is on: a band of a color, which begins `edge` from the sides and the bottom, or the bare paper
    under a rule, and the color of its words. It overlaps a frame of its color by `under`."""

    colour: Colour | None
    edge: float
    ink: Colour
    under: float = 0.0
    rule: Colour = Colour.BLACK

    def ground(self, top: float, size: Size, margin: float) -> Iterator[Panel]:
        """The band, or the rule."""
        if self.colour is None:
            yield Panel(margin, top, Size(size.width - 2 * margin, RULE), self.rule)
            return
        edge = self.edge - self.under
        radius = PANEL_RADIUS if self.colour is Colour.WHITE else 0.0
        yield Panel(edge, top, Size(size.width - 2 * edge, size.height - edge - top), self.colour, radius)


def _band(theme: Theme, design: Design, inner: float) -> _Band:
    """Red where the words are on white inside a frame, white where they are on red, as on a card."""
    if theme.edge:
        return _Band(Colour.RED, inner, Colour.WHITE, under=design.scale.units(theme.edge) / 2)
    if theme.has_panels:
        return _Band(Colour.WHITE, inner + design.scale.units(PANEL_INSET), Colour.BLACK)
    return _Band(None, inner, theme.ink, rule=theme.rule)


def _cornered(link: Link, edge: float, size: Size, design: Design) -> SymbolPiece:
    """The code in the corner where lines end, that far from the edges. Raises DoesNotFit if it takes more than the
    design's part of the poster's width.
    """
    symbol = link_symbol(link)
    width, most = symbol.span * design.module, design.scale.points(design.panel_share * size.width)
    if width > most:
        raise DoesNotFit(
            f"The address, with {len(symbol.content)} characters, makes a QR code that would have to be "
            f"{millimetres(width):.0f} mm wide to be read from {metres_of(design.module):g} m, more than "
            f"{design.panel_share:.0%} of the width of the poster.",
            f"Give {shorter_address(most, design.module)}, or use larger paper with {setting('paper')}.",
        )
    module = design.scale.units(design.module)
    side = symbol.span * module
    start, top = size.width - edge - side, size.height - edge - side
    return SymbolPiece(symbol, module, f"QR code: {link.shown}", start, top)


def _fonts(block: Block, footers: Sequence[Footer], families: Sequence[tuple[Family, ...]]) -> tuple[Family, ...]:
    """The fonts of the block's own language, then of all others on the poster: a name may be in any of them."""
    for footer, own in zip(footers, families, strict=True):
        if footer.hotline_label.language == block.language:
            return by_language(block, own)
    fallback = families[0][-1]
    others = dict.fromkeys(family for each in families for family in each if family != fallback)
    return by_language(block, (*others, fallback))


def _whom_to_call(column: _Column, footers: Sequence[Footer]) -> Stack:
    """The label, unless it is untrue of the lines, the numbers and who answers; or lines on which to write one."""
    hotlines = footers[0].hotlines
    stack = _signed(column, "phone", [footer.hotline_label for footer in footers if footer.is_help])
    most = column.number
    for place, hotline in enumerate(hotlines):
        stack.space(ROW_GAP if place == 0 else BLOCK_GAP)
        size = _hotline(column, stack, hotline, most)
        if place == 0:
            most = max(size * OTHERS, NUMBER_LEAST)
    if not hotlines:
        stack.space(ROW_GAP)
        stack.add(_writing(column))
    labels = [footer.written for footer in footers if footer.written is not None]
    if labels:
        stack.space(BLOCK_GAP)
        stack.add(_signed(column, labels[0].pictogram, labels))
        stack.space(ROW_GAP)
        stack.add(_writing(column))
    return stack


def _leads_to(column: _Column, footers: Sequence[Footer]) -> Stack:
    """What the code leads to, and its address."""
    found = [footer.legal_aid for footer in footers if footer.legal_aid is not None]
    stack = _labels(column, [each.label for each in found], LINK_LABEL, column.width)
    stack.space(ROW_GAP)
    address = column.measured(found[0].address)
    taken = breadth(address, 0, len(address.text))
    size = max(min(ADDRESS * column.part, column.width / taken), ADDRESS_LEAST)
    stack.add(Stack.of(column.row(address, size, Role.FOOTER)))
    return stack


def _rest(column: _Column, footers: Sequence[Footer], logo: Logo | None) -> Stack:
    """The organization with its logo, and the small print."""
    org = footers[0].org
    stack = Stack()
    if logo is not None:
        stack.add(_on_white(column, logo))
    if org is not None:
        stack.space(ROW_GAP)
        stack.add(Stack.of(column.row(column.measured(org.bold), ORG * column.part, Role.FOOTER)))
    stack.space(BLOCK_GAP)
    stack.add(_flowing(column, [footer.status for footer in footers], STATUS, column.width, Role.STATUS))
    return stack


def _hotline(column: _Column, stack: Stack, hotline: HotlineText, most: float) -> float:
    """Adds a number and, below it, who answers; returns the size of the number."""
    number = column.measured(hotline.number.bold)
    size = min(most, column.width / breadth(number, 0, len(number.text)))
    if size < NUMBER_LEAST:
        raise column.too_wide(number, (NUMBER_LEAST / size - 1) * column.width)
    stack.add(Stack.of(column.row(number, size, Role.FOOTER)))
    for text, text_size in ((hotline.name, NAME * column.part), (hotline.confirmation, CONFIRMATION)):
        if text is not None:
            stack.space(NAME_GAP if text is hotline.name else ROW_GAP)
            stack.add(Stack.of(column.row(column.measured(text), text_size, Role.FOOTER)))
    return size


def _writing(column: _Column) -> Stack:
    """Room for a line of writing: a white panel in themes that have them, and the line."""
    height = column.design.scale.units(WRITING)
    inset = 3.0 if column.is_reversed else 0.0
    line = Size(column.width - 2 * inset, RULE)
    pieces: list[Piece] = [Panel(column.start + inset, height - inset - RULE, line, column.theme.written)]
    if column.is_reversed:
        pieces.insert(0, Panel(column.start, 0.0, Size(column.width, height), radius=PANEL_RADIUS))
    return Stack(pieces, height)


def _signed(column: _Column, sign: str, labels: Sequence[Block]) -> Stack:
    """Labels, one for each language whose label differs, and a pictogram before them."""
    side = SIGN * column.part
    words = _labels(column, labels, LABEL, column.width - side - SIGN_GAP)
    height = max(side, words.height)
    stack = Stack([Sign(sign, column.start, (height - side) / 2, side, column.ink)], height)
    stack.lay(words, side + SIGN_GAP, (height - words.height) / 2)
    return stack


def _labels(column: _Column, labels: Sequence[Block], largest: float, width: float) -> Stack:
    """Labels in bold: a single one as large as it can be on one line, several as large as two rows allow."""
    least, step = LABEL_TOGETHER * column.part, 0.4
    bold = list({label.text: label.bold for label in labels}.values())
    if len(bold) == 1:
        label = column.measured(bold[0])
        fitting = width / breadth(label, 0, len(label.text)) - 0.05
        return _flowing(column, bold, max(least, min(largest * column.part, fitting)), width, Role.FOOTER)
    size = largest * column.part
    while size > least:
        rows = _flowing(column, bold, size, width, Role.FOOTER)
        if rows.height <= 2 * SMALL_LEADING * size + ROW_GAP:
            return rows
        size -= step
    return _flowing(column, bold, least, width, Role.FOOTER)


def _flowing(column: _Column, blocks: Iterable[Block], size: float, width: float, role: Role) -> Stack:
    """Texts side by side as far as the width allows, then on the next row."""
    rows = [column.row(column.measured(block), size, role, width) for block in blocks]
    return flowing(rows, width, PART_GAP, ROW_GAP)


def _logo(column: _Column, footer: Footer) -> Logo | None:
    """The logo as large as its pixels and the room allow."""
    if footer.logo is None:
        return None
    picture, scale, padding = footer.logo, column.design.scale, _padding(column)
    room = min(
        (column.width - 2 * padding) / picture.width, (scale.units(LOGO) - 2 * padding) / picture.height
    )  # fmt: skip
    pixel = min(room, scale.units(LOGO_PIXEL))
    size = Size(picture.width * pixel, picture.height * pixel)
    warnings: tuple[str, ...] = ()
    if pixel < room / 2:
        fact = (
            f"the logo is only {millimetres(scale.points(size.width)):.0f} mm wide, because it has "
            f"{picture.width} x {picture.height} pixels"
        )
        warnings = (Notice("small-logo", fact, "give it about 800 pixels wide"),)
    return Logo(picture, size, f"Logo: {footer.org.text}" if footer.org else "Logo", warnings)


def _on_white(column: _Column, logo: Logo) -> Stack:
    """The logo, on white if the ground has another color."""
    padding = _padding(column)
    whole = Size(logo.size.width + 2 * padding, logo.size.height + 2 * padding)
    pieces: list[Piece] = [LogoPiece(logo, column.start + padding, padding)]
    if column.is_reversed or column.theme.ground is None:
        pieces.insert(0, Panel(column.start, 0.0, whole, radius=PANEL_RADIUS))
    return Stack(pieces, whole.height)


def _padding(column: _Column) -> float:
    """The white around a logo."""
    return 3.0 if column.is_reversed else 0.0
