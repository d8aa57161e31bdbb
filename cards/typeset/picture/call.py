"""The lower part of a picture: whom to call and where there is more, black on white, with the small print.

From the top: the label with who answers, the number, further numbers, the address, the organization. A logo is at the
end of the first rows. Nothing is to be written by hand, so without a number there is no line for one. Lengths are in
pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cards.errors import Notice
from cards.measures import Size
from cards.merge.card_text import Block, Footer, HotlineText
from cards.read.typefaces import Family
from cards.typeset.logo import Logo
from cards.typeset.marks import Colour, Role
from cards.typeset.picture.design import PictureDesign, too_wide
from cards.typeset.rows import LogoPiece, Row, Sign, Stack, Text, flowing, side_by_side
from cards.typeset.text.paragraph import Paragraph, breadth, by_language, fill, indent, measure

OTHERS = 0.56
"""The size of further numbers, as a part of that of the first."""

SIGN = 0.8
SIGN_GAP = 0.14
"""The side of the telephone before a number, and the space after it, in ems of the number."""

FIGURES = 0.72
"""The height of Noto Sans's figures and capitals, in ems."""

PART_GAP = 32.0
ROW_GAP = 14.0
SMALL_GAP = 6.0
BLOCK_GAP = 20.0

LOGO = Size(0.26, 0.2)
"""The largest width and height of a logo, as parts of the width of all that is in the panel."""

LEAST_LOGO = 90.0
"""A logo that is smaller in both directions is warned of."""


@dataclass(frozen=True, slots=True)
class Call:
    """What is in the panel, from its padding on, and what to warn of."""

    stack: Stack
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """The start and width of rows, and the fonts of the language."""

    start: float
    width: float
    families: tuple[Family, ...]
    rtl: bool

    def measured(self, block: Block) -> Paragraph:
        """A block in its fonts: names and numbers look alike on every picture."""
        return measure(block, by_language(block, self.families))

    def row(self, block: Block, size: float, role: Role = Role.FOOTER, most: int = 2) -> Row:
        """A text in at most that many lines. Raises DoesNotFit."""
        paragraph = self.measured(block)
        lines, inside = fill(paragraph, size, self.width), 0.0
        if lines is not None:
            inside = max(0.0, indent(paragraph, lines, rtl=self.rtl)) * size
            lines = fill(paragraph, size, self.width - inside)
        if lines is None or len(lines) > most:
            taken = breadth(paragraph, 0, len(paragraph.text)) * size
            raise too_wide(paragraph, max(1.0, taken - most * self.width))
        text = Text(paragraph, tuple(lines), size, over=FIGURES)
        return Row(text, self.start + inside, 0.0, role, Colour.BLACK)


def lay_out_call(
    footer: Footer, families: tuple[Family, ...], design: PictureDesign, start: float, width: float, *, rtl: bool
) -> Call:
    """All that the panel has, from `start` in that width. Raises DoesNotFit for a text that is too long."""
    logo = _logo(footer, width)
    whole = _Column(start, width, families, rtl)
    narrow = whole if logo is None else _Column(start, width - logo.size.width - PART_GAP, families, rtl)
    stack = Stack()
    stack.add(_numbers(narrow, footer, design) if footer.hotlines else _lower(narrow, footer, design))
    if logo is not None:
        stack.height = max(stack.height, logo.size.height)
        top = (stack.height - logo.size.height) / 2
        stack.put(LogoPiece(logo, start + width - logo.size.width, top))
    if footer.hotlines:
        stack.space(BLOCK_GAP)
        stack.add(_lower(whole, footer, design))
    return Call(stack, tuple(_warnings(footer, logo)))


def _numbers(column: _Column, footer: Footer, design: PictureDesign) -> Stack:
    """The label with who answers first, the numbers, and when each was confirmed."""
    stack = Stack()
    first, *others = footer.hotlines
    beside = [each for each in (first.name, first.confirmation) if each is not None]
    rows = [column.row(footer.hotline_label.bold, design.small), *(column.row(each, design.small) for each in beside)]
    stack.add(_apart(rows, column))
    stack.space(ROW_GAP)
    largest, least = design.number
    size = _number(stack, column, first, largest, least)
    for other in others:
        stack.space(BLOCK_GAP)
        _number(stack, column, other, OTHERS * size, OTHERS * least)
        for each in (other.name, other.confirmation):
            if each is not None:
                stack.space(SMALL_GAP)
                stack.add(Stack.of(column.row(each, design.small)))
    return stack


def _number(stack: Stack, column: _Column, hotline: HotlineText, largest: float, least: float) -> float:
    """Adds a number behind its pictogram; returns its size. Raises DoesNotFit."""
    paragraph = column.measured(hotline.number.bold)
    line = (0, len(paragraph.text))
    ems = SIGN + SIGN_GAP + breadth(paragraph, *line)
    size = min(largest, column.width / ems)
    if size < least:
        raise too_wide(paragraph, ems * least - column.width)
    side, height = SIGN * size, FIGURES * size
    row = Row(
        Text(paragraph, (line,), size, over=FIGURES),
        column.start + (SIGN + SIGN_GAP) * size + max(0.0, indent(paragraph, (line,), rtl=column.rtl)) * size,
        0.0,
        Role.FOOTER,
        Colour.BLACK,
    )
    middle = row.text.ascent - height / 2
    stack.add(Stack([Sign("phone", column.start, middle - side / 2, side, Colour.BLACK), row], row.text.ascent))
    return size


def _lower(column: _Column, footer: Footer, design: PictureDesign) -> Stack:
    """The address with its label, the organization and the small print, beside each other where there is room."""
    stack = Stack()
    if footer.legal_aid is not None:
        rows = [column.row(each, design.small) for each in (footer.legal_aid.label, footer.legal_aid.address.bold)]
        stack.add(flowing(rows, column.width, PART_GAP, SMALL_GAP, FIGURES))
    last = [column.row(footer.status, design.least, Role.STATUS)]
    if footer.org is not None:
        last.insert(0, column.row(footer.org, design.small))
    stack.space(ROW_GAP)
    stack.add(_apart(last, column))
    return stack


def _apart(rows: Sequence[Row], column: _Column) -> Stack:
    """The first row, and the others at the end of the lines where there is room for them, each below the other."""
    first, *others = rows
    last = first.text.lines[-1]
    left = column.width - breadth(first.text.paragraph, *last) * first.text.size
    stack = Stack()
    if others and len(first.text.lines) == len(others[0].text.lines) == 1:
        beside = others[0]
        taken = breadth(beside.text.paragraph, *beside.text.lines[0]) * beside.text.size
        if taken + PART_GAP <= left:
            stack.add(side_by_side([first, beside.moved(column.width - taken, 0.0)], FIGURES))
            others = others[1:]
    if not stack.pieces:
        stack.add(Stack.of(first))
    for other in others:
        stack.space(SMALL_GAP)
        stack.add(Stack.of(other))
    return stack


def _logo(footer: Footer, width: float) -> Logo | None:
    """The logo, never larger than its pixels."""
    picture = footer.logo
    if picture is None:
        return None
    scale = min(1.0, LOGO.width * width / picture.width, LOGO.height * width / picture.height)
    size = Size(picture.width * scale, picture.height * scale)
    alternative = f"Logo: {footer.org.text}" if footer.org else "Logo"
    return Logo(picture, size, alternative, ())


def _warnings(footer: Footer, logo: Logo | None) -> Iterator[str]:
    if not footer.hotlines:
        yield Notice("no-number", "the picture has no number to call", "give one, or a region whose lines are known")
    if logo is not None and max(logo.size.width, logo.size.height) < LEAST_LOGO:
        fact = f"the logo is only {logo.size.width:.0f} x {logo.size.height:.0f} pixels large"
        yield Notice("small-logo", fact, "give it about 800 pixels wide")
