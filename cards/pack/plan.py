"""The files of a pack as values: what is on each card, its name, and its stock (`planner` finds them)."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from cards.jobs import Order
from cards.merge.contact import Contact
from cards.pack.failures import Failure
from cards.read.hotlines import Hotline
from cards.read.languages import Language
from cards.read.layouts import Layout
from cards.read.packs import Pack
from cards.read.recipients import Recipient
from cards.read.script_types import Script
from cards.read.stocks import Stock

COVER = "cover sheet"
ALL_CARDS = "all cards"


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of cards, its path in the pack with `/`, and what it asks for.

    `stock` is the paper as the layout uses it, and `sheets` is how many the file is printed on; a print shop has its
    own. With `again` they are the sheets of another file: backs go on the sheets of the fronts. A piece that is not
    `written` is in another computer's share, and is here only for the cover sheet.
    """

    path: str
    recipient: Recipient
    order: Order
    language: Language
    script: Script
    stock: Stock
    sheets: int
    again: bool = False
    written: bool = True

    @property
    def layout(self) -> Layout:
        """How the cards get onto the paper."""
        return self.order.layout

    @property
    def cards(self) -> int:
        """The cards that the sheets hold: none for a poster or for a print shop, which is told how many to make."""
        return (self.order.copies or 0) if self.layout.traits.counted else 0

    @property
    def paper(self) -> str:
        """What to put into the printer: the stock, and the layout if that changes how many cards a sheet holds."""
        usual = self.layout in (Layout.DUPLEX, Layout.FRONTS, Layout.BACKS)
        return self.stock.id if usual else f"{self.stock.id}{layout_suffix(self.layout)}"

    @property
    def takes(self) -> tuple[int, int]:
        """The sheets that the file needs, and the cards that they yield: none if it uses another file's sheets."""
        return (0, 0) if self.again else (self.sheets, self.cards)

    @property
    def what(self) -> str:
        """The name that people know it by."""
        return f"{self.script.id} - {self.language.english}{layout_suffix(self.layout)}"


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one recipient gets: a folder (empty for the pack's own) and the files in it, in the order of printing.

    `contact` is that of the first cards; others have the same link and organization, but maybe lines of another kind.
    `stock` is the recipient's, even if some files are for other paper. If a bundle is not `closed`, another computer
    makes its cover sheet. `of_the_day` holds warnings that depend on the date. Only the maker of the pack gets those,
    because files must be the same on every day.
    """

    recipient: Recipient
    folder: str
    contact: Contact
    stock: Stock
    pieces: tuple[Piece, ...]
    warnings: tuple[str, ...] = ()
    of_the_day: tuple[str, ...] = ()
    closed: bool = True

    @property
    def hotlines(self) -> tuple[Hotline, ...]:
        """The lines of all its cards, each once."""
        return tuple(dict.fromkeys(line for piece in self.pieces for line in piece.order.contact.hotlines))

    def path(self, name: str) -> str:
        """The path in the pack of a file of the bundle."""
        return f"{self.folder}/{name}" if self.folder else name


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make for recipients of a pack that follow one another, and what cannot be made.

    A pack is planned in batches, so that one of any size needs no more memory. `paths` are those of all files of these
    bundles, even in a share that makes only some of them; `share` is its name, such as "2 of 3".

    `refused` holds the beginnings of the paths of recipients for whom something could not be planned, and `folders`
    the folders of all recipients of the pack.
    """

    pack: Pack
    bundles: tuple[Bundle, ...]
    failures: tuple[Failure, ...]
    paths: frozenset[str] = field(default_factory=frozenset)
    share: str = ""
    refused: tuple[str, ...] = ()
    folders: frozenset[str] = field(default_factory=frozenset)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Every file of cards, including those that are not written."""
        return tuple(piece for bundle in self.bundles for piece in bundle.pieces)


def further_files() -> list[str]:
    """The names of all files that a bundle may have in addition to its cards."""
    return [f"{COVER}.pdf", *(combined_name(layout) for layout in Layout if layout.traits.combined)]


def combined_name(layout: Layout) -> str:
    """The name of the file that has all cards of a layout."""
    return f"{ALL_CARDS}{layout_suffix(layout)}.pdf"


def combined_layouts(pack: Pack, pieces: Sequence[Piece]) -> list[Layout]:
    """The layouts for which the pack wants all these pieces in one file, in order."""
    found = {piece.layout for piece in pieces} if pack.combined else set()
    return [layout for layout in Layout if layout.traits.combined and layout in found]


@dataclass(frozen=True, slots=True)
class Need:
    """Paper to have ready: the sheets of a stock as a layout uses it, and the cards on them."""

    stock: Stock
    layout: Layout
    sheets: int = 0
    cards: int = 0


def stock_needed(plan: Plan, made: Container[str], before: Mapping[str, Need] | None = None) -> dict[str, Need]:
    """The paper that the files at those paths need, by `Piece.paper`, added to what others need. A print shop has its
    own."""
    needed = dict(before or {})
    for piece in plan.pieces:
        if piece.written and piece.path in made and not piece.layout.traits.shop:
            have = needed.get(piece.paper) or Need(piece.stock, piece.layout)
            sheets, cards = piece.takes
            needed[piece.paper] = Need(have.stock, have.layout, have.sheets + sheets, have.cards + cards)
    return needed


def layout_suffix(layout: Layout) -> str:
    """What a layout adds to a file name: nothing for the usual layout."""
    return "" if layout is Layout.DUPLEX else f" - {layout.value}"
