"""What is in the foot of a poster: whom to call, where the code leads, who gives the poster out, and the small print.

Lengths are in the units of the poster's design unless they say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cards.errors import Notice
from cards.measures import POINTS_PER_MM, Size, millimetres
from cards.merge.card_text import Block, Footer, HotlineText
from cards.typeset.canvas import PANEL_RADIUS
from cards.typeset.card.foot_column import FootColumn
from cards.typeset.designs import FAR
from cards.typeset.logo import Logo
from cards.typeset.marks import Colour, Role
from cards.typeset.rows import SMALL_LEADING, LogoPiece, Panel, Piece, Sign, Stack, flowing
from cards.typeset.scale import Points
from cards.typeset.text.paragraph import breadth

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
HAIR = 1e-6
RULE = 0.6
WRITING = Points(12 * POINTS_PER_MM)
"""Points: the height in which a number is written with a marker."""

LOGO = Points(24 * POINTS_PER_MM)
"""Points: the greatest height of a logo."""

LOGO_PIXEL = Points(72 / 150)
"""The largest size of its pixels in points: nobody reads a poster from closer than half a meter."""


@dataclass(frozen=True, slots=True)
class Column(FootColumn):
    """A column of a poster's foot: the largest size of its number, in units, and what part of the other sizes and of
    the pictograms it has room for."""

    number: float = 0.0
    part: float = 1.0

    @property
    def is_reversed(self) -> bool:
        """Whether its words are white, so that a logo and a line to write on need white under them."""
        return self.ink is Colour.WHITE


def whom_to_call(column: Column, footers: Sequence[Footer]) -> Stack:
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


def leads_to(column: Column, footers: Sequence[Footer], sign: str = "") -> Stack:
    """What the code leads to, after a sign if there is one, and its address."""
    found = [footer.legal_aid for footer in footers if footer.legal_aid is not None]
    labels = [each.label for each in found]
    stack = _signed(column, sign, labels) if sign else _labels(column, labels, LINK_LABEL, column.width)
    stack.space(ROW_GAP)
    address = column.measured(found[0].address)
    taken = breadth(address, 0, len(address.text))
    size = max(min(ADDRESS * column.part, column.width / taken), ADDRESS_LEAST)
    stack.add(Stack.of(column.row(address, size, Role.FOOTER)))
    return stack


def least_width(column: Column, footers: Sequence[Footer]) -> float:
    """The width in which address and labels have a line each."""
    found = [footer.legal_aid for footer in footers if footer.legal_aid is not None]
    measured = [(column.measured(each.label.bold), LABEL_TOGETHER) for each in found]
    measured.append((column.measured(found[0].address), ADDRESS_LEAST))
    return max(breadth(each, 0, len(each.text)) * size for each, size in measured) + HAIR


def last_rows(column: Column, footers: Sequence[Footer], logo: Logo | None) -> Stack:
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


def _hotline(column: Column, stack: Stack, hotline: HotlineText, most: float) -> float:
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


def _writing(column: Column) -> Stack:
    """Room for a line of writing: a white panel in themes that have them, and the line."""
    height = column.design.scale.units(WRITING)
    inset = 3.0 if column.is_reversed else 0.0
    line = Size(column.width - 2 * inset, RULE)
    pieces: list[Piece] = [Panel(column.start + inset, height - inset - RULE, line, column.theme.written)]
    if column.is_reversed:
        pieces.insert(0, Panel(column.start, 0.0, Size(column.width, height), radius=PANEL_RADIUS))
    return Stack(pieces, height)


def _signed(column: Column, sign: str, labels: Sequence[Block]) -> Stack:
    """Labels, one for each language whose label differs, and a pictogram before them."""
    side = SIGN * column.part
    words = _labels(column, labels, LABEL, column.width - side - SIGN_GAP)
    height = max(side, words.height)
    stack = Stack([Sign(sign, column.start, (height - side) / 2, side, column.ink)], height)
    stack.lay(words, side + SIGN_GAP, (height - words.height) / 2)
    return stack


def _labels(column: Column, labels: Sequence[Block], largest: float, width: float) -> Stack:
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


def _flowing(column: Column, blocks: Iterable[Block], size: float, width: float, role: Role) -> Stack:
    """Texts side by side as far as the width allows, then on the next row."""
    rows = [column.row(column.measured(block), size, role, width) for block in blocks]
    return flowing(rows, width, PART_GAP, ROW_GAP)


def logo_of(column: Column, footer: Footer) -> Logo | None:
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


def _on_white(column: Column, logo: Logo) -> Stack:
    """The logo, on white if the ground has another color."""
    padding = _padding(column)
    whole = Size(logo.size.width + 2 * padding, logo.size.height + 2 * padding)
    pieces: list[Piece] = [LogoPiece(logo, column.start + padding, padding)]
    if column.is_reversed or column.theme.ground is None:
        pieces.insert(0, Panel(column.start, 0.0, whole, radius=PANEL_RADIUS))
    return Stack(pieces, whole.height)


def _padding(column: Column) -> float:
    """The white around a logo."""
    return 3.0 if column.is_reversed else 0.0
