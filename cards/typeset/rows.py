"""Texts, rows and stacks: the parts of the feet of cards and posters, and of whole pages.

A `Text` is a paragraph in lines at a size. A `Row` is a text at its place in a `Stack`, which grows downward and can be
drawn anywhere. Lengths are in the units of the face.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import floor

from cards.measures import Size
from cards.typeset.canvas import Canvas
from cards.typeset.logo import Logo
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.symbol import Symbol
from cards.typeset.text.paragraph import Paragraph
from cards.typeset.text.paragraph import breadth as breadth_of

SMALL_LEADING = 1.2

Lines = tuple[tuple[int, int], ...]
"""The start and end of each line of a text."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph in lines at a size. Its lines have at least `over` above their baselines, `under` below them and
    `leading` from one to the next, all in ems; ink that extends further gets the room that it needs."""

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
        """The width of the longest line."""
        return max((self.paragraph.width(*line) for line in self.lines), default=0.0) * self.size

    @property
    def breadth(self) -> float:
        """The width with the ink that extends beyond it on either side."""
        return max((breadth_of(self.paragraph, *line) for line in self.lines), default=0.0) * self.size

    @property
    def end(self) -> float:
        """The width of the last line."""
        return self.paragraph.width(*self.lines[-1]) * self.size

    def baselines(self, top: float) -> list[float]:
        """The baseline of each line of the text below `top`."""
        return [top + self.ascent + number * self.pitch for number in range(len(self.lines))]

    def fitting(self, room: float) -> int:
        """How many of its lines fit."""
        if room < self.line_height:
            return 0
        return min(len(self.lines), 1 + floor((room - self.line_height) / self.pitch))

    def split(self, count: int) -> tuple[Text, Text]:
        """Its first lines, that many, and the others."""
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])


@dataclass(frozen=True, slots=True)
class Row:
    """A text at its place, by default in the color of the theme. `column` is that of a cell."""

    text: Text
    start: float
    top: float
    role: Role
    colour: Colour | None = None
    column: int = 0

    @property
    def bottom(self) -> float:
        """The end of its last line."""
        return self.top + self.text.height

    @property
    def layer(self) -> int:
        """See `Piece`."""
        return 2

    def moved(self, start: float, top: float) -> Row:
        """The same, moved by that much from the start and from the top."""
        return replace(self, start=self.start + start, top=self.top + top)

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        text, colour = self.text, self.colour or canvas.theme.ink
        if text.lines:
            baselines = text.baselines(top + self.top)
            canvas.text(
                self.role, text.paragraph, text.lines, text.size, self.start, baselines, colour, column=self.column
            )


@dataclass(frozen=True, slots=True)
class SetLines:
    """Lines of a paragraph, each on its own baseline, of one size or of a size each. `start` is their middle if they
    are `centred`."""

    paragraph: Paragraph
    lines: Lines
    size: float | tuple[float, ...]
    start: float
    baselines: tuple[float, ...]
    role: Role
    colour: Colour
    centred: bool = False

    @classmethod
    def whole(
        cls, paragraph: Paragraph, size: float, start: float, baseline: float, role: Role, colour: Colour
    ) -> SetLines:
        """A whole paragraph on one line around its middle."""
        return cls(paragraph, ((0, len(paragraph.text)),), size, start, (baseline,), role, colour, centred=True)

    @property
    def layer(self) -> int:
        """See `Piece`."""
        return 2

    def moved(self, start: float, top: float) -> SetLines:
        """The same, moved by that much from the start and from the top."""
        return replace(self, start=self.start + start, baselines=tuple(each + top for each in self.baselines))

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        canvas.text(
            self.role,
            self.paragraph,
            self.lines,
            self.size,
            self.start,
            [top + each for each in self.baselines],
            self.colour,
            centred=self.centred,
        )


@dataclass(frozen=True, slots=True)
class Sign:
    """A pictogram, by default in the color of the theme's words."""

    name: str
    start: float
    top: float
    side: float
    colour: Colour | None = None

    @property
    def layer(self) -> int:
        """See `Piece`."""
        return 0

    def moved(self, start: float, top: float) -> Sign:
        """The same, moved by that much from the start and from the top."""
        return replace(self, start=self.start + start, top=self.top + top)

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        canvas.pictogram(self.name, self.start, top + self.top, self.side, self.colour or canvas.theme.ink)


@dataclass(frozen=True, slots=True)
class Panel:
    """A filled rectangle with rounded corners: a white panel, a disc, a rule, or a write-in line."""

    start: float
    top: float
    size: Size
    colour: Colour = Colour.WHITE
    radius: float = 0.0

    @property
    def layer(self) -> int:
        """See `Piece`."""
        return 1 if self.colour is Colour.WHITE else 3

    def moved(self, start: float, top: float) -> Panel:
        """The same, moved by that much from the start and from the top."""
        return replace(self, start=self.start + start, top=self.top + top)

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        canvas.panel(self.start, top + self.top, self.size.width, self.size.height, self.radius, self.colour)


def disc(start: float, top: float, side: float, colour: Colour) -> Panel:
    """A disc in the square of that side."""
    return Panel(start, top, Size(side, side), colour, side / 2)


@dataclass(frozen=True, slots=True)
class Outline:
    """A filled polygon; each corner is measured from the start and from the top."""

    corners: tuple[tuple[float, float], ...]
    colour: Colour

    @property
    def layer(self) -> int:
        """See `Piece`."""
        return 3

    def moved(self, start: float, top: float) -> Outline:
        """The same, moved by that much from the start and from the top."""
        return replace(self, corners=tuple((x + start, y + top) for x, y in self.corners))

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        canvas.outline([(x, top + y) for x, y in self.corners], self.colour)


@dataclass(frozen=True, slots=True)
class LogoPiece:
    """A logo."""

    logo: Logo
    start: float
    top: float

    @property
    def layer(self) -> int:
        """See `Piece`."""
        return 2

    def moved(self, start: float, top: float) -> LogoPiece:
        """The same, moved by that much from the start and from the top."""
        return replace(self, start=self.start + start, top=self.top + top)

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        canvas.picture(self.logo.picture, self.start, top + self.top, self.logo.size, self.logo.alternative)


@dataclass(frozen=True, slots=True)
class SymbolPiece:
    """A QR symbol with its quiet zone and a module width."""

    symbol: Symbol
    module: float
    alternative: str
    start: float
    top: float

    @property
    def layer(self) -> int:
        """See `Piece`."""
        return 4

    @property
    def side(self) -> float:
        """The side of the symbol with its quiet zone."""
        return self.symbol.span * self.module

    def moved(self, start: float, top: float) -> SymbolPiece:
        """The same, moved by that much from the start and from the top."""
        return replace(self, start=self.start + start, top=self.top + top)

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        canvas.symbol(self.symbol, self.start, top + self.top, self.module, self.alternative)


@dataclass(frozen=True, slots=True)
class FacePiece:
    """A face at its own size, such as a card on its proof. It is not mirrored on a right-to-left page."""

    face: Face
    start: float
    top: float

    @property
    def layer(self) -> int:
        """See `Piece`."""
        return 2

    def moved(self, start: float, top: float) -> FacePiece:
        """The same, moved by that much from the start and from the top."""
        return replace(self, start=self.start + start, top=self.top + top)

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        canvas.face(self.face, self.start, top + self.top)


Piece = Row | SetLines | Sign | Panel | Outline | LogoPiece | SymbolPiece | FacePiece
"""A part of a stack. Layers are drawn from 0 up: signs, white panels, words and pictures, the write-in lines beside
them, and codes.
"""


@dataclass(slots=True)
class Stack:
    """Pieces in the order in which they are read, and how far down they reach."""

    pieces: list[Piece] = field(default_factory=list)
    height: float = 0.0

    @classmethod
    def of(cls, row: Row) -> Stack:
        """Adds a single row."""
        return cls([row], row.bottom)

    def put(self, *pieces: Piece) -> None:
        """Adds pieces at their own places; the stack grows no taller."""
        self.pieces += pieces

    def space(self, gap: float) -> None:
        """Leaves a gap, unless the stack is empty."""
        self.height += gap if self.height else 0.0

    def add(self, other: Stack, start: float = 0.0) -> None:
        """Adds another stack below this one, indented by that much."""
        self.lay(other, start, self.height)
        self.height += other.height

    def lay(self, other: Stack, start: float, top: float) -> None:
        """Adds another stack on top of this one, moved from its start and top; this one keeps its height."""
        self.pieces += [piece.moved(start, top) for piece in other.pieces]

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it from `top`."""
        for piece in self.pieces:
            piece.draw(canvas, top)

    def draw_in_layers(self, canvas: Canvas, top: float) -> None:
        """Draws it from `top`, kind by kind: pictograms, panels, words, write-in lines."""
        for piece in sorted(self.pieces, key=lambda piece: piece.layer):
            piece.draw(canvas, top)


def side_by_side(rows: Sequence[Row], over: float = 0.0) -> Stack:
    """Rows on one baseline, with at least `over` ems of each above it; each keeps its start."""
    base = max(max(row.text.paragraph.ascent, over) * row.text.size for row in rows)
    placed = [row.moved(0.0, base - row.text.ascent) for row in rows]
    return Stack([*placed], max(row.bottom for row in placed))


def flowing(rows: Sequence[Row], width: float, gap: float, row_gap: float, over: float = 0.0) -> Stack:
    """Rows beside each other, `gap` apart, as far as that width allows, and the others below.

    A row of several lines has no neighbor. `over` is that of `side_by_side`.
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
