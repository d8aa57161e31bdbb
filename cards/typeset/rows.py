"""Texts, rows and stacks: the kit of which the feet of cards and posters and whole pages are made.

A `Text` is a paragraph in lines at a size. A `Row` is a text at its place in a `Stack`, which grows from the top and is
drawn where there is room for it. Lengths are in the units of the face.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import floor

from cards.measures import Size
from cards.typeset.canvas import PANEL_RADIUS, Canvas
from cards.typeset.logo import Logo
from cards.typeset.marks import Colour, Role
from cards.typeset.text.paragraph import Paragraph
from cards.typeset.text.paragraph import breadth as breadth_of

SMALL_LEADING = 1.2

Lines = tuple[tuple[int, int], ...]
"""Where each line of a text begins and ends."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph in lines at a size. Its lines have at least `over` above their baselines, `under` below them and
    `leading` from one to the next, all in ems; ink that reaches further has the room that it needs."""

    paragraph: Paragraph
    lines: Lines
    size: float
    leading: float = SMALL_LEADING
    over: float = 0.0
    under: float = 0.0

    @property
    def ascent(self) -> float:
        """From the top to the first baseline."""
        return max(self.paragraph.ascent, self.over) * self.size

    @property
    def line_height(self) -> float:
        """The height of one line."""
        return self.ascent + max(self.paragraph.descent, self.under) * self.size

    @property
    def pitch(self) -> float:
        """From one baseline to the next."""
        return max(self.leading, self.paragraph.ascent + self.paragraph.descent) * self.size

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return self.line_height + max(0, len(self.lines) - 1) * self.pitch

    @property
    def width(self) -> float:
        """That of the longest line."""
        return max((self.paragraph.width(*line) for line in self.lines), default=0.0) * self.size

    @property
    def breadth(self) -> float:
        """The same, with the ink that hangs out on either side."""
        return max((breadth_of(self.paragraph, *line) for line in self.lines), default=0.0) * self.size

    @property
    def end(self) -> float:
        """The width of the last line."""
        return self.paragraph.width(*self.lines[-1]) * self.size

    def baselines(self, top: float) -> list[float]:
        """The baseline of each line of the text below `top`."""
        return [top + self.ascent + number * self.pitch for number in range(len(self.lines))]

    def fitting(self, room: float) -> int:
        """How many of its lines have room."""
        if room < self.line_height:
            return 0
        return min(len(self.lines), 1 + floor((room - self.line_height) / self.pitch))

    def split(self, count: int) -> tuple[Text, Text]:
        """Its first lines, so many of them, and the others."""
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])


@dataclass(frozen=True, slots=True)
class Row:
    """A text at its place. Without a colour of its own it is in that of the theme."""

    text: Text
    start: float
    top: float
    role: Role
    colour: Colour | None = None

    @property
    def bottom(self) -> float:
        """Where its last line ends."""
        return self.top + self.text.height

    def moved(self, start: float, top: float) -> Row:
        """The same, so much further from the start and from the top."""
        return Row(self.text, self.start + start, self.top + top, self.role, self.colour)

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        text = self.text
        colour = self.colour or canvas.theme.ink
        canvas.text(
            self.role, text.paragraph, text.lines, text.size, self.start, text.baselines(top + self.top), colour
        )


@dataclass(frozen=True, slots=True)
class Sign:
    """A pictogram in the colour of the theme's words."""

    name: str
    start: float
    top: float
    side: float

    def moved(self, start: float, top: float) -> Sign:
        """The same, so much further from the start and from the top."""
        return replace(self, start=self.start + start, top=self.top + top)

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        canvas.pictogram(self.name, self.start, top + self.top, self.side, canvas.theme.ink)


@dataclass(frozen=True, slots=True)
class Panel:
    """A white panel, or a line to write on, which has a colour."""

    start: float
    top: float
    size: Size
    colour: Colour = Colour.WHITE

    def moved(self, start: float, top: float) -> Panel:
        """The same, so much further from the start and from the top."""
        return replace(self, start=self.start + start, top=self.top + top)

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        radius = PANEL_RADIUS if self.colour is Colour.WHITE else 0.0
        canvas.panel(self.start, top + self.top, self.size.width, self.size.height, radius, self.colour)


@dataclass(frozen=True, slots=True)
class LogoPiece:
    """A logo."""

    logo: Logo
    start: float
    top: float

    def moved(self, start: float, top: float) -> LogoPiece:
        """The same, so much further from the start and from the top."""
        return replace(self, start=self.start + start, top=self.top + top)

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        canvas.picture(self.logo.picture, self.start, top + self.top, self.logo.size, self.logo.alternative)


Piece = Row | Sign | Panel | LogoPiece


def _layer(piece: Piece) -> int:
    """Signs lie lowest, then panels, words, and the lines to write on beside them."""
    match piece:
        case Sign():
            return 0
        case Panel():
            return 1 if piece.colour is Colour.WHITE else 3
        case Row() | LogoPiece():
            return 2


@dataclass(slots=True)
class Stack:
    """Pieces in the order in which they are read, and how far down they reach."""

    pieces: list[Piece] = field(default_factory=list)
    height: float = 0.0

    @classmethod
    def of(cls, row: Row) -> Stack:
        """A row by itself."""
        return cls([row], row.bottom)

    def space(self, gap: float) -> None:
        """Leaves a gap, unless nothing is over it."""
        self.height += gap if self.height else 0.0

    def add(self, other: Stack, start: float = 0.0) -> None:
        """Another stack under this one, further from the start by so much."""
        self.pieces += [piece.moved(start, self.height) for piece in other.pieces]
        self.height += other.height

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it from `top`."""
        for piece in self.pieces:
            piece.draw(canvas, top)

    def draw_in_layers(self, canvas: Canvas, top: float) -> None:
        """Draws it from `top`, all of a kind together: signs, panels, words, lines to write on."""
        for piece in sorted(self.pieces, key=_layer):
            piece.draw(canvas, top)


def side_by_side(rows: Sequence[Row], over: float = 0.0) -> Stack:
    """Rows on one baseline, which has at least `over` ems of each above it; the start of each is kept."""
    base = max(max(row.text.paragraph.ascent, over) * row.text.size for row in rows)
    placed = [row.moved(0.0, base - row.text.ascent) for row in rows]
    return Stack([*placed], max(row.bottom for row in placed))


def flowing(rows: Sequence[Row], width: float, gap: float, row_gap: float, over: float = 0.0) -> Stack:
    """Rows beside each other, `gap` apart, as far as that width allows, and the next ones under them.

    A row of several lines has none beside it. `over` is that of `side_by_side`.
    """
    found: list[list[Row]] = []
    left = 0.0
    for row in rows:
        paragraph = row.text.paragraph
        taken = breadth_of(paragraph, 0, len(paragraph.text)) * row.text.size
        if found and taken + gap <= left:
            found[-1].append(row.moved(width - left + gap, 0.0))
            left -= taken + gap
        else:
            found.append([row])
            left = width - taken if len(row.text.lines) == 1 else 0.0
    stack = Stack()
    for each in found:
        stack.space(row_gap)
        stack.add(side_by_side(each, over))
    return stack
