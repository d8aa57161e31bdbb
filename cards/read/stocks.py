"""Sheet stock: the paper, the cards on it, and where they are.

Printed tables of stock hold errors, so a table is checked on reading: cards no larger than their pitch, the whole
grid inside the page. With both, no two cards can overlap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from cards.errors import BadOrder, UnknownId
from cards.locations import Shelf
from cards.measures import POINTS_PER_MM, Rect, Size, millimetres
from cards.read.scripts import definitions, read_id
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
"""What people call the papers of `SHEETS`."""

LEAST_CARD = 30 * POINTS_PER_MM
MOST_CARDS = 50

BLEED = 2.0 * POINTS_PER_MM
"""How far the ground colour reaches past a card unless its stock says otherwise: a cut may stray by as much."""

_TOLERANCE = 0.01
"""Points: what rounding an inch table to millimetres may cost."""

_PACK_SIZE = re.compile(r"(?<=\d{4})-\d{1,3}$")
"""The sheets in a pack, which shops put after the number of the stock: `C32011-10`."""


class Flip(Enum):
    """Which edge of the paper a duplex printer turns it on. Papers here stand upright."""

    LONG_EDGE = "long-edge"
    SHORT_EDGE = "short-edge"


@dataclass(frozen=True, slots=True)
class Stock:
    """One kind of sheet. Lengths in points; `left` and `top` are those of the first card from the paper's corner.

    A stock to `fold` carries both sides of a card side by side on the front of the sheet, and `card` is half of that. A
    `one_sided` stock is not to be printed on its back. `bleed` is for edges with room: between cards it ends half-way.
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
        """The key of the paper in `SHEETS`; "" when it is none of them, but as large as a card needs."""
        return next((name for name, size in SHEETS.items() if size == self.paper), "")

    @property
    def duplex(self) -> bool:
        """Whether the back of the sheet can carry the other side of each card."""
        return not (self.fold or self.one_sided)

    @property
    def piece(self) -> Size:
        """What is cut or torn off for one card: two cards side by side when it is to be folded."""
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


def read_stock(path: Path) -> Stock:
    """The stock of a TOML file. Raises BadFile when a length is wrong or the grid cannot be."""
    table = read_table(path)
    table.known(
        "id", "name", "brands", "products", "paper", "card_width", "card_height", "corner_radius", "bleed", "fold",
        "one_sided", "columns", "rows", "left", "top", "pitch_x", "pitch_y", "cut_marks", "note", "source",
    )  # fmt: skip
    paper = _paper(table)
    card = Size(table.length("card_width"), table.length("card_height"))
    fold = table.flag("fold", False)
    piece_width = card.width * 2 if fold else card.width
    pitch = Size(table.length("pitch_x", piece_width), table.length("pitch_y", card.height))
    columns, rows = table.whole("columns"), table.whole("rows")
    used_width = (columns - 1) * pitch.width + piece_width
    used_height = (rows - 1) * pitch.height + card.height
    stock = Stock(
        id=read_id(table),
        name=table.text("name"),
        paper=paper,
        card=card,
        columns=columns,
        rows=rows,
        left=table.length("left", (paper.width - used_width) / 2),
        top=table.length("top", (paper.height - used_height) / 2),
        pitch=pitch,
        cut_marks=table.flag("cut_marks", False),
        products=table.texts("products", ()),
        source=table.text("source"),
        brands=table.texts("brands", ()),
        corner_radius=table.length("corner_radius", 0.0),
        bleed=table.length("bleed", BLEED),
        fold=fold,
        one_sided=table.flag("one_sided", False),
        note=table.text("note", ""),
    )
    _check_card(table, stock)
    _check_grid(table, stock)
    return stock


def read_stocks(shelves: Sequence[Shelf]) -> tuple[Stock, ...]:
    """Every stock, by id. Raises BadFile."""
    return tuple(read_stock(path) for _, path in sorted(definitions([shelf.stocks for shelf in shelves]).items()))


def find_stock(shelves: Sequence[Shelf], wanted: str) -> Stock:
    """The stock with that id or product number: `avery-5371`, `8371`, `Avery C32011`, `c32011-25`.

    Case, spaces and hyphens do not matter, and the brand may be there or not. Raises UnknownId, BadFile, or BadOrder
    when several stocks have the number.
    """
    files = definitions([shelf.stocks for shelf in shelves])
    if wanted in files:
        return read_stock(files[wanted])
    every = read_stocks(shelves)
    found = [stock for stock in every if _plain(stock.id) == _plain(wanted)]
    # A whole number comes first: two packs of one number may yet hold different sheets.
    found = found or _by_number(every, wanted, _plain) or _by_number(every, wanted, _without_pack_size)
    if not found:
        products = (product for stock in every for product in stock.products)
        raise UnknownId("stock", wanted, [*files, *products], "`stock list` shows every stock.")
    if len(found) > 1:
        raise BadOrder(
            f"{wanted!r} is on {len(found)} stocks: {', '.join(f'{stock.id} ({stock.name})' for stock in found)}.",
            f"Give the id of the one that you have: {' or '.join(stock.id for stock in found)}.",
        )
    return found[0]


def _by_number(every: Sequence[Stock], wanted: str, form: Callable[[str], str]) -> list[Stock]:
    """The stocks with that product number; one that names no brand may be asked for with any."""
    brands = tuple({brand for stock in every for brand in stock.brands})
    return [stock for stock in every if form(wanted) in _spellings(stock.products, stock.brands or brands, form)]


def _spellings(products: Sequence[str], brands: Sequence[str], form: Callable[[str], str]) -> set[str]:
    """Each product number alone and after each brand."""
    numbers = {form(product) for product in products} - {""}
    return numbers | {_plain(brand) + number for brand in brands for number in numbers}


def _plain(text: str) -> str:
    """An id or number as it is compared."""
    return "".join(text.casefold().replace("-", " ").split())


def _without_pack_size(text: str) -> str:
    return _plain(_PACK_SIZE.sub("", text.strip()))


def _paper(table: Table) -> Size:
    name = table.text("paper")
    if name not in PAPERS:
        table.refuse("paper", f"is {name!r}", f"The papers are: {', '.join(PAPERS)}.")
    return PAPERS[name]


def _check_card(table: Table, stock: Stock) -> None:
    for key, length in (("card_width", stock.card.width), ("card_height", stock.card.height)):
        if length < LEAST_CARD:
            table.refuse(key, f"is {millimetres(length):.1f} mm", "A card has at least 30 mm each way.")
    for key, count in (("columns", stock.columns), ("rows", stock.rows)):
        if count > MOST_CARDS:
            table.refuse(key, f"is {count}", f"A sheet has at most {MOST_CARDS} of them.")
    if stock.corner_radius > min(stock.card.width, stock.card.height) / 2:
        table.refuse(
            "corner_radius",
            f"is {millimetres(stock.corner_radius):.2f} mm, more than half of the card",
            "Give the radius of the arc at a corner, or leave it out.",
        )


def _check_grid(table: Table, stock: Stock) -> None:
    """Cards that do not overlap, on the paper: each complaint names the key of the direction that is wrong."""
    piece, pitch = stock.piece, stock.pitch
    for key, length, step in (("pitch_x", piece.width, pitch.width), ("pitch_y", piece.height, pitch.height)):
        if step < length - _TOLERANCE:
            unfolded = "unfolded " if stock.fold else ""
            table.refuse(
                key,
                f"is {millimetres(step):.2f} mm, less than the {unfolded}card's {millimetres(length):.2f} mm",
                "Measure from one card's edge to the same edge of the next card.",
            )
    last = stock.slots[-1]
    for key, other, over in (
        ("columns", "rows", max(last.right - stock.paper.width, -stock.left)),
        ("rows", "columns", max(-last.y, -stock.top)),
    ):
        if over > _TOLERANCE:
            table.refuse(
                key,
                f"and {other} reach {millimetres(over):.2f} mm beyond the paper",
                "Check the margins, the pitch and the numbers of columns and rows.",
            )
