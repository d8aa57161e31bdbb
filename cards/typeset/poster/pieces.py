"""The pieces that the foot of a poster is made of, stacked from the top. Lengths are in units of the design."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cards.errors import DoesNotFit, setting
from cards.measures import Size, millimetres
from cards.typeset.canvas import PANEL_RADIUS, Canvas
from cards.typeset.designs import Design, metres_of
from cards.typeset.logo import Logo
from cards.typeset.marks import Colour
from cards.typeset.rows import Row
from cards.typeset.symbol import Symbol, shorter_address


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A text, its `top` counted from that of its block."""

    row: Row

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        row = self.row
        baselines = [top + each for each in row.baselines]
        colour = row.colour or canvas.theme.ink
        canvas.text(row.role, row.paragraph, row.lines, row.size, row.start, baselines, colour)


@dataclass(frozen=True, slots=True)
class SignPiece:
    """A pictogram."""

    name: str
    start: float
    top: float
    side: float
    colour: Colour | None = None

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        canvas.pictogram(self.name, self.start, top + self.top, self.side, self.colour or canvas.theme.ink)


@dataclass(frozen=True, slots=True)
class PanelPiece:
    """A white panel, or a line to write on, from which it may differ in height only."""

    start: float
    top: float
    size: Size
    colour: Colour

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        radius = PANEL_RADIUS if self.colour is Colour.WHITE else 0.0
        canvas.panel(self.start, top + self.top, self.size.width, self.size.height, radius, self.colour)


@dataclass(frozen=True, slots=True)
class CodePiece:
    """A code with its quiet zone."""

    symbol: Symbol
    module: float
    alternative: str
    start: float
    top: float

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        canvas.symbol(self.symbol, self.start, top + self.top, self.module, self.alternative)


@dataclass(frozen=True, slots=True)
class LogoPiece:
    """A logo."""

    logo: Logo
    start: float
    top: float

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        canvas.picture(self.logo.picture, self.start, top + self.top, self.logo.size, self.logo.alternative)


Piece = TextPiece | SignPiece | PanelPiece | CodePiece | LogoPiece


def _moved(piece: Piece, start: float, top: float) -> Piece:
    if isinstance(piece, TextPiece):
        return TextPiece(replace(piece.row, start=piece.row.start + start, top=piece.row.top + top))
    return replace(piece, start=piece.start + start, top=piece.top + top)


@dataclass(slots=True)
class Stack:
    """Pieces in the order in which they are read, and how far down they reach."""

    pieces: list[Piece] = field(default_factory=list)
    height: float = 0.0

    def space(self, gap: float) -> None:
        """Leaves a gap, unless nothing stands over it."""
        self.height += gap if self.height else 0.0

    def add(self, other: Stack, start: float = 0.0) -> None:
        """Another block under this one, further from the start by so much."""
        self.pieces += [_moved(piece, start, self.height) for piece in other.pieces]
        self.height += other.height

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws it in a stack that begins at `top`."""
        for piece in self.pieces:
            piece.draw(canvas, top)


def check_code(symbol: Symbol, width: float, design: Design) -> None:
    """Raises DoesNotFit for a code that takes more than the design's part of a poster of that width, in units."""
    most, side = design.panel_share * width * design.unit, symbol.span * design.module
    if side <= most:
        return
    raise DoesNotFit(
        f"The address, with {len(symbol.content)} characters, makes a QR code that would have to be "
        f"{millimetres(side):.0f} mm wide to be read from {metres_of(design.module):g} m, more than "
        f"{design.panel_share:.0%} of the width of the poster.",
        f"Give {shorter_address(most, design.module)}, or use larger paper with {setting('paper')}.",
    )
