"""Sheet stock: the paper, the cards on it, and where they are.

Printed tables of stock hold errors, so a table is checked on reading: cards no larger than their pitch, the whole
grid inside the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cards.errors import UnknownId
from cards.locations import Shelf
from cards.measures import POINTS_PER_MM, Rect, Size, millimetres
from cards.read.scripts import definitions, read_id
from cards.read.tables import Table, read_table

LETTER = Size(612.0, 792.0)
A4 = Size(210 / 25.4 * 72, 297 / 25.4 * 72)
PAPERS = {"letter": LETTER, "a4": A4}
"""US Letter, 8.5 x 11 in (ANSI Y14.1), and A4, 210 x 297 mm (ISO 216)."""

LEAST_CARD = 30 * POINTS_PER_MM
MOST_CARDS = 50

_TOLERANCE = 0.01
"""Points: what rounding an inch table to millimetres may cost."""


@dataclass(frozen=True, slots=True)
class Stock:
    """One kind of sheet. Lengths in points; `left` and `top` are those of the first card from the paper's corner."""

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

    @property
    def slots(self) -> tuple[Rect, ...]:
        """The card places of the front, row by row from the top left, in PDF coordinates."""
        return tuple(
            Rect(
                self.left + column * self.pitch.width,
                self.paper.height - self.top - row * self.pitch.height - self.card.height,
                self.card.width,
                self.card.height,
            )
            for row in range(self.rows)
            for column in range(self.columns)
        )


def read_stock(path: Path) -> Stock:
    """The stock of a TOML file. Raises BadFile when a length is wrong or the grid cannot be."""
    table = read_table(path)
    table.known(
        "id", "name", "paper", "card_width", "card_height", "columns", "rows", "left", "top",
        "pitch_x", "pitch_y", "cut_marks", "products", "source",
    )  # fmt: skip
    paper = _paper(table)
    card = Size(table.length("card_width"), table.length("card_height"))
    pitch = Size(table.length("pitch_x", card.width), table.length("pitch_y", card.height))
    columns, rows = table.whole("columns"), table.whole("rows")
    for key, length in (("card_width", card.width), ("card_height", card.height)):
        if length < LEAST_CARD:
            table.refuse(key, f"is {millimetres(length):.1f} mm", "A card has at least 30 mm each way.")
    for key, count in (("columns", columns), ("rows", rows)):
        if count > MOST_CARDS:
            table.refuse(key, f"is {count}", f"A sheet has at most {MOST_CARDS} of them.")
    used_width = (columns - 1) * pitch.width + card.width
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
    )
    _check(table, stock)
    return stock


def find_stock(shelves: Sequence[Shelf], wanted: str) -> Stock:
    """The stock with that id or product number (`5371`, `C32011-10`). Raises UnknownId or BadFile."""
    files = definitions([shelf.stocks for shelf in shelves])
    if wanted in files:
        return read_stock(files[wanted])
    plain = wanted.casefold().removeprefix("avery").strip(" -")
    every = [read_stock(path) for path in files.values()]
    for stock in every:
        if plain in {product.casefold() for product in stock.products}:
            return stock
    raise UnknownId("stock", wanted, [*files, *(product for stock in every for product in stock.products)])


def _paper(table: Table) -> Size:
    name = table.text("paper")
    if name not in PAPERS:
        table.refuse("paper", f"is {name!r}", f"The papers are: {', '.join(PAPERS)}.")
    return PAPERS[name]


def _check(table: Table, stock: Stock) -> None:
    for key, card, pitch in (
        ("pitch_x", stock.card.width, stock.pitch.width),
        ("pitch_y", stock.card.height, stock.pitch.height),
    ):
        if pitch < card - _TOLERANCE:
            table.refuse(
                key,
                f"is {millimetres(pitch):.2f} mm, less than the card's {millimetres(card):.2f} mm",
                "Measure from one card's edge to the same edge of the next card.",
            )
    page = Rect(0, 0, stock.paper.width, stock.paper.height)
    last = stock.slots[-1]
    if not (page.contains(stock.slots[0], _TOLERANCE) and page.contains(last, _TOLERANCE)):
        over = max(last.right - page.right, -last.y, -stock.left, -stock.top)
        table.refuse(
            "rows",
            f"and columns reach {millimetres(over):.2f} mm beyond the paper",
            "Check the margins, the pitch and the numbers of columns and rows.",
        )
