"""What typesetting makes: marks at exact places on a face. Points, origin at the face's lower left corner."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from cards.measures import Rect, Size
from cards.read.pictures import Picture
from cards.read.typefaces import Typeface


class Colour(Enum):
    """The colors of print: sRGB, 0 to 1. White on this red has a contrast of 5.89 : 1 (WCAG 2.1, 1.4.3)."""

    RED = (200 / 255, 16 / 255, 46 / 255)
    WHITE = (1.0, 1.0, 1.0)
    BLACK = (0.0, 0.0, 0.0)
    GREY = (0.35, 0.35, 0.35)


class Role(Enum):
    """What a mark means to a screen reader."""

    HEADING = "heading"
    SECTION = "section"
    NUMERAL = "numeral"
    STATEMENT = "statement"
    FOOTER = "footer"
    STATUS = "status"
    PARAGRAPH = "paragraph"
    COLUMN = "column"
    CELL = "cell"
    PAGE_FOOT = "page foot"
    FIGURE = "figure"
    ARTIFACT = "artifact"


class Cluster(NamedTuple):
    """The glyphs for one or more characters: as (id, x, y), with the advance (all in font units), and the text."""

    glyphs: tuple[tuple[int, int, int], ...]
    advance: int
    text: str


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Clusters of one font and size, left to right from (x, y) on the baseline."""

    typeface: Typeface
    size: float
    x: float
    y: float
    clusters: tuple[Cluster, ...]


class Stretch(NamedTuple):
    """A stretch of a text in one language: its language tag, the text, and how many of the runs are its own."""

    language: str
    text: str
    runs: int


@dataclass(frozen=True, slots=True)
class TextMark:
    """A paragraph or some lines of it: its runs in logical order, the id of its string, its language tag and its text.

    `target` is the URI that it leads to, if any, `column` the place of a cell or of a column's title in its row.
    `stretches` are those of a text with phrases in another language, none without such; together they are all of it.
    """

    role: Role
    id: str
    language: str
    text: str
    colour: Colour
    runs: tuple[GlyphRun, ...]
    target: str = ""
    column: int = 0
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class PanelMark:
    """A filled rectangle with rounded corners: a panel, a rule, or a disc if the radius is half its side."""

    rect: Rect
    radius: float
    colour: Colour
    role: Role = Role.ARTIFACT


@dataclass(frozen=True, slots=True)
class OutlineMark:
    """A filled outline (even-odd): closed polygons of points on the face."""

    polygons: tuple[tuple[tuple[float, float], ...], ...]
    colour: Colour
    role: Role = Role.ARTIFACT


@dataclass(frozen=True, slots=True)
class PictogramMark:
    """A pictogram by its name, filling a square. It repeats the words beside it, and so is an artifact.

    `drawing` is the one that the language wants, if that has a name of its own; it may be `mirrored`.
    """

    name: str
    rect: Rect
    colour: Colour
    role: Role = Role.ARTIFACT
    drawing: str = ""
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class SymbolMark:
    """A QR symbol without its quiet zone: modules by row from the top, the square they fill, the address that it
    holds and leads to, and its name."""

    modules: tuple[tuple[bool, ...], ...]
    rect: Rect
    content: str
    alternative: str
    role: Role = Role.FIGURE


@dataclass(frozen=True, slots=True)
class PictureMark:
    """A picture, such as a logo: its pixels, the rectangle that they fill, and its alternative text."""

    picture: Picture
    rect: Rect
    alternative: str
    role: Role = Role.FIGURE


@dataclass(frozen=True, slots=True)
class FaceMark:
    """A face on another, such as the picture of a card on a proof, its lower left corner at (x, y)."""

    face: Face
    x: float
    y: float


Mark = TextMark | PanelMark | OutlineMark | PictogramMark | SymbolMark | PictureMark | FaceMark


@dataclass(frozen=True, slots=True)
class Face:
    """One side of a card, ready to be placed: its size, ground color (None: the paper's), marks in reading order.

    `text_size` is the size of the statements in points; `warnings` are sentences for whoever prints.
    """

    size: Size
    ground: Colour | None
    language: str
    marks: tuple[Mark, ...]
    text_size: float
    warnings: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Hashes only a few parts: a face has thousands, and is looked up for every file."""
        return hash((self.size, self.language, self.text_size, len(self.marks)))
