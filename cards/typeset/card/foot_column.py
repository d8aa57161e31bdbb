"""The column beside the code in the foot of a card or a poster: the shared tools of its parts.

Lengths are in units of the design.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cards.errors import DoesNotFit
from cards.measures import shown_excess
from cards.merge.card_text import Block
from cards.read.typefaces import Family
from cards.typeset.designs import Design
from cards.typeset.fitting import printable
from cards.typeset.marks import Colour, Role
from cards.typeset.rows import Row, Text
from cards.typeset.scale import Points
from cards.typeset.text.paragraph import Paragraph, breadth, fill, indent, measure
from cards.typeset.themes import Theme

SMALL = 6.2
LEAST = 6.0
"""Small print, and the smallest type of all (on a press, reversed type below 6 pt fills in with ink)."""

PICTOGRAM = 10.5
PICTOGRAM_GAP = 3.2

NAMES = {
    "hotline": "The number",
    "hotline-name": "The hotline's name",
    "confirmation": "The date of a hotline's confirmation",
    "link": "The address",
    "org": "The organization's name",
    "status": "The small print",
}
"""Names for users of the blocks that are not strings of a catalog."""


@dataclass(frozen=True, slots=True)
class FootColumn:
    """The start and width of the column, and the fonts, design and theme of its contents.

    `fonts` are those of a block: a name may be in any language. `carrier` is what has the foot, and `remedy` what to do
    about a text that is too long for it. Text is in `ink`, by default in the color of the theme's text.
    """

    start: float
    width: float
    fonts: Callable[[Block], tuple[Family, ...]]
    design: Design
    theme: Theme
    rtl: bool
    carrier: str = "card"
    remedy: str = "Shorten it, or use a stock with larger cards."
    ink: Colour | None = None

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.start + self.width

    @property
    def inside(self) -> float:
        """The start of texts behind a pictogram."""
        return self.start + PICTOGRAM + PICTOGRAM_GAP

    def measured(self, block: Block) -> Paragraph:
        """A block measured in its fonts."""
        # Black on white is as clear in regular type on a press, where only thin reversed letters fill in.
        return measure(block.bold if self.design.bold_small and self.ink is None else block, self.fonts(block))

    def filled(self, paragraph: Paragraph, size: float, width: float, most: int) -> Text:
        """A text in at most that many lines of that width. Raises DoesNotFit."""
        lines = fill(paragraph, size, width)
        if lines is None or len(lines) > most:
            raise self.too_wide(paragraph, max(paragraph.width(0, len(paragraph.text)) * size - most * width, 1.0))
        return Text(paragraph, tuple(lines), size)

    def row(self, paragraph: Paragraph, size: float, role: Role, width: float = 0.0) -> Row:
        """A text in up to three lines of that width, or of the column's. Raises DoesNotFit."""
        text = self.filled(paragraph, size, width or self.width, 3)
        return Row(text, self.start + indent(paragraph, text.lines, rtl=self.rtl) * size, 0.0, role, self.ink)

    def small_print(self, block: Block, size: float, role: Role) -> Row:
        """A text in one or two lines of the whole width. Raises DoesNotFit."""
        paragraph = self.measured(block)
        lines = fill(paragraph, size, self.width)
        if lines and len(lines) > 1:
            # Several lines leave room to indent all of them as far as one needs.
            lines = fill(paragraph, size, self.width - indent(paragraph, lines, rtl=self.rtl) * size)
        if lines is None or len(lines) > 2:
            taken = breadth(paragraph, 0, len(paragraph.text)) * size
            raise self.too_wide(paragraph, taken - (2 if lines else 1) * self.width)
        inside = indent(paragraph, lines, rtl=self.rtl) * size
        return Row(Text(paragraph, tuple(lines), size), self.start + inside, 0.0, role, self.ink)

    def too_wide(self, paragraph: Paragraph, over: float) -> DoesNotFit:
        """The error for a text that is too wide by that many units."""
        excess = self.design.scale.points(over)
        name = NAMES.get(paragraph.block.id, paragraph.block.id)
        amount = f"{shown_excess(excess)} " if excess > Points(0.3) else ""
        return DoesNotFit(
            f"{name} ({printable(paragraph.block.text)}) is {amount}too long for the foot of the {self.carrier}.",
            self.remedy,
            over=float(excess),
            string=paragraph.block.id,
        )
