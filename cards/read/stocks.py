"""Sheet stock: the paper, the cards on it, and where they are.

Printed tables of stock have errors, so a table is checked when it is read: cards must not be larger than their pitch,
and the whole grid must be on the page. Then no two cards can overlap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from cards.errors import BadOrder, UnknownId, command
from cards.locations import Shelf
from cards.measures import POINTS_PER_MM, Rect, Size, millimetres
from cards.read import keys
from cards.read.keys import Format
from cards.read.scripts import ID, definitions
from cards.read.tables import Table, read_table

LETTER = Size(612.0, 792.0)
A4 = Size(210 / 25.4 * 72, 297 / 25.4 * 72)
PAPERS = {"letter": LETTER, "a4": A4}
"""US Letter, 8.5 x 11 in (ANSI Y14.1), and A4, 210 x 297 mm (ISO 216)."""

TABLOID = Size(792.0, 1224.0)
A3 = Size(297 / 25.4 * 72, 420 / 25.4 * 72)
SHEETS = {**PAPERS, "tabloid": TABLOID, "a3": A3}
"""The papers for posters: also Tabloid, 11 x 17 in (ANSI Y14.1), and A3, 297 x 420 mm (ISO 216)."""

SHEET_NAMES = {
    "letter": "plain Letter paper, 8.5 x 11 in",
    "a4": "plain A4 paper",
    "tabloid": "plain Tabloid paper, 11 x 17 in",
    "a3": "plain A3 paper",
}
"""The names of the papers of `SHEETS`, for people."""

LEAST_CARD = 30 * POINTS_PER_MM
MOST_CARDS = 50

BLEED = 2.0 * POINTS_PER_MM
"""How far the background color runs past a card unless its stock says otherwise: a cut may be that far off."""

_TOLERANCE = 0.01
"""In points: the error from rounding a table in inches to millimeters."""

_PACK_SIZE = re.compile(r"(?<=\d{4})-\d{1,3}$")
"""The number of sheets in a pack, which shops put after the product number: `C32011-10`."""


class Flip(Enum):
    """The edge on which a duplex printer flips the paper, which is upright here."""

    LONG_EDGE = "long-edge"
    SHORT_EDGE = "short-edge"


@dataclass(frozen=True, slots=True)
class Stock:
    """One kind of sheet. Lengths in points; `left` and `top` are those of the first card from the paper's corner.

    A stock to `fold` has both sides of a card side by side on the front of the sheet, and `card` is half of that. A
    `one_sided` stock must not be printed on its back. Between cards, `bleed` ends halfway if there is too little room.
    """

    id: str
    name: str
    paper: Size
    card: Size
    columns: int
    rows: int
    left: float
    top: float
    pitch: Size
    cut_marks: bool
    products: tuple[str, ...]
    source: str
    brands: tuple[str, ...] = ()
    corner_radius: float = 0.0
    bleed: float = BLEED
    fold: bool = False
    one_sided: bool = False
    note: str = ""

    @property
    def paper_name(self) -> str:
        """The key of the paper in `SHEETS`; "" for another size, made to fit a card."""
        return next((name for name, size in SHEETS.items() if size == self.paper), "")

    @property
    def duplex(self) -> bool:
        """Whether the back of the sheet can carry the other side of each card."""
        return not (self.fold or self.one_sided)

    @property
    def piece(self) -> Size:
        """What is cut or torn out for one card: two cards side by side if it is to be folded."""
        return Size(self.card.width * 2, self.card.height) if self.fold else self.card

    @property
    def slots(self) -> tuple[Rect, ...]:
        """The places of the pieces on the front, row by row from the top left, in PDF coordinates."""
        piece = self.piece
        return tuple(
            Rect(
                self.left + column * self.pitch.width,
                self.paper.height - self.top - row * self.pitch.height - piece.height,
                piece.width,
                piece.height,
            )
            for row in range(self.rows)
            for column in range(self.columns)
        )


_NAME = keys.text("name", "Its name in lists.")
_BRANDS = keys.texts("brands", "The brands that sell it, which people may type before the number.")
_PRODUCTS = keys.texts("products", "The product numbers on its packets.")
_PAPER = keys.choice("paper", "The sheet, upright.", PAPERS)
_CARD_WIDTH = keys.length("card_width", "The width of a card.")
_CARD_HEIGHT = keys.length("card_height", "The height of a card.")
_CORNER_RADIUS = keys.optional_length("corner_radius", "The radius of round corners.")
_BLEED = keys.optional_length("bleed", "How far the background color runs past a card. Without it, 2mm.")
_FOLD = keys.flag("fold", "Both sides of a card are next to each other, to be folded.")
_ONE_SIDED = keys.flag("one_sided", "The back must not be printed on.")
_COLUMNS = keys.whole("columns", "Cards side by side.", most=MOST_CARDS)
_ROWS = keys.whole("rows", "Cards one above the other.", most=MOST_CARDS)
_LEFT = keys.optional_length("left", "From the left edge of the sheet to the first card. Without it, centered.")
_TOP = keys.optional_length("top", "From the top edge of the sheet to the first card. Without it, centered.")
_PITCH_X = keys.optional_length("pitch_x", "From a card's edge to the same edge of the next. Without it, no gap.")
_PITCH_Y = keys.optional_length("pitch_y", "The same from top to bottom.")
_CUT_MARKS = keys.flag("cut_marks", "Print cut marks.")
_NOTE = keys.text("note", "What buyers should know.", "")
_SOURCE = keys.text("source", "Where the measurements are from, and when they were read.")
STOCK = Format(
    "A kind of sheet: the paper, the cards on it, and where they are.",
    (
        ID, _NAME, _BRANDS, _PRODUCTS, _PAPER, _CARD_WIDTH, _CARD_HEIGHT, _CORNER_RADIUS, _BLEED, _FOLD, _ONE_SIDED,
        _COLUMNS, _ROWS, _LEFT, _TOP, _PITCH_X, _PITCH_Y, _CUT_MARKS, _NOTE, _SOURCE,
    ),
)  # fmt: skip


def read_stock(path: Path) -> Stock:
    """The stock in a TOML file. Raises BadFile if a length is wrong or the grid is impossible."""
    table = read_table(path)
    STOCK.check(table)
    paper = PAPERS[_PAPER.of(table)]
    card = Size(_CARD_WIDTH.of(table), _CARD_HEIGHT.of(table))
    fold = _FOLD.of(table)
    piece_width = card.width * 2 if fold else card.width
    pitch = Size(_or(_PITCH_X.of(table), piece_width), _or(_PITCH_Y.of(table), card.height))
    columns, rows = _COLUMNS.of(table), _ROWS.of(table)
    used_width = (columns - 1) * pitch.width + piece_width
    used_height = (rows - 1) * pitch.height + card.height
    stock = Stock(
        id=ID.of(table),
        name=_NAME.of(table),
        paper=paper,
        card=card,
        columns=columns,
        rows=rows,
        left=_or(_LEFT.of(table), (paper.width - used_width) / 2),
        top=_or(_TOP.of(table), (paper.height - used_height) / 2),
        pitch=pitch,
        cut_marks=_CUT_MARKS.of(table),
        products=_PRODUCTS.of(table),
        source=_SOURCE.of(table),
        brands=_BRANDS.of(table),
        corner_radius=_or(_CORNER_RADIUS.of(table), 0.0),
        bleed=_or(_BLEED.of(table), BLEED),
        fold=fold,
        one_sided=_ONE_SIDED.of(table),
        note=_NOTE.of(table),
    )
    _check_card(table, stock)
    _check_grid(table, stock)
    return stock


def read_stocks(shelves: Sequence[Shelf]) -> tuple[Stock, ...]:
    """Every stock, by id. Raises BadFile."""
    return tuple(read_stock(path) for _, path in sorted(definitions([shelf.stocks for shelf in shelves]).items()))


def find_stock(shelves: Sequence[Shelf], wanted: str) -> Stock:
    """The stock with that id or product number: `avery-5371`, `8371`, `Avery C32011`, `c32011-25`.

    Case, spaces and hyphens do not matter, and the brand is optional. Raises UnknownId, BadFile, or BadOrder if several
    stocks have the number.
    """
    files = definitions([shelf.stocks for shelf in shelves])
    if wanted in files:
        return read_stock(files[wanted])
    every = read_stocks(shelves)
    found = [stock for stock in every if _plain(stock.id) == _plain(wanted)]
    # The full number comes first: the packs of two full numbers may hold different sheets.
    found = found or _by_number(every, wanted, _plain) or _by_number(every, wanted, _without_pack_size)
    if not found:
        products = (product for stock in every for product in stock.products)
        raise UnknownId("stock", wanted, [*files, *products], f"`{command('stock list')}` shows every stock.")
    if len(found) > 1:
        raise BadOrder(
            f"{wanted!r} is on {len(found)} stocks: {', '.join(f'{stock.id} ({stock.name})' for stock in found)}.",
            f"Give the id of the one that you have: {' or '.join(stock.id for stock in found)}.",
        )
    return found[0]


def _by_number(every: Sequence[Stock], wanted: str, form: Callable[[str], str]) -> list[Stock]:
    """The stocks with that product number; any brand matches a stock that names none."""
    brands = tuple({brand for stock in every for brand in stock.brands})
    return [stock for stock in every if form(wanted) in _spellings(stock.products, stock.brands or brands, form)]


def _spellings(products: Sequence[str], brands: Sequence[str], form: Callable[[str], str]) -> set[str]:
    """Each product number alone and after each brand."""
    numbers = {form(product) for product in products} - {""}
    return numbers | {_plain(brand) + number for brand in brands for number in numbers}


def _plain(text: str) -> str:
    """An id or number in the form in which it is compared."""
    return "".join(text.casefold().replace("-", " ").split())


def _without_pack_size(text: str) -> str:
    return _plain(_PACK_SIZE.sub("", text.strip()))


def _or(length: float | None, usual: float) -> float:
    return usual if length is None else length


def _check_card(table: Table, stock: Stock) -> None:
    for key, length in ((_CARD_WIDTH, stock.card.width), (_CARD_HEIGHT, stock.card.height)):
        if length < LEAST_CARD:
            key.refuse(table, f"is {millimetres(length):.1f} mm", "A card has at least 30 mm each way.")
    if stock.corner_radius > min(stock.card.width, stock.card.height) / 2:
        _CORNER_RADIUS.refuse(
            table,
            f"is {millimetres(stock.corner_radius):.2f} mm, more than half of the card",
            "Give the radius of the arc at a corner, or remove it.",
        )


def _check_grid(table: Table, stock: Stock) -> None:
    """Checks that cards do not overlap and are on the paper; an error names the key for the wrong direction."""
    piece, pitch = stock.piece, stock.pitch
    for key, length, step in ((_PITCH_X, piece.width, pitch.width), (_PITCH_Y, piece.height, pitch.height)):
        if step < length - _TOLERANCE:
            unfolded = "unfolded " if stock.fold else ""
            key.refuse(
                table,
                f"is {millimetres(step):.2f} mm, less than the {unfolded}card's {millimetres(length):.2f} mm",
                "Measure from one card's edge to the same edge of the next card.",
            )
    last = stock.slots[-1]
    for count, other, over in (
        (_COLUMNS, _ROWS, max(last.right - stock.paper.width, -stock.left)),
        (_ROWS, _COLUMNS, max(-last.y, -stock.top)),
    ):
        if over > _TOLERANCE:
            count.refuse(
                table,
                f"and {other.name} reach {millimetres(over):.2f} mm beyond the paper",
                "Check the margins, the pitch and the numbers of columns and rows.",
            )
