"""From a pack to the files that it asks for: what is on each card, what each file is called, and the stock it takes."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from cards.errors import CardError
from cards.impose.sheet import check_places, sheets_needed
from cards.locations import Shelf
from cards.merge.contact import Contact
from cards.merge.contact_choice import Choice, Wishes, choose_contact, language_warnings
from cards.merge.review import Review
from cards.pack.failures import Failure, failure_of, in_keys, in_order
from cards.pack.file_names import safe_name, unique_name
from cards.pipeline import Order
from cards.read.languages import Language, find_language, read_languages
from cards.read.packs import Pack
from cards.read.pictures import Picture, read_logo
from cards.read.recipients import Recipient
from cards.read.scripts import Script, find_script
from cards.read.stocks import Flip, Stock, find_stock
from cards.read.typefaces import read_families

COVER = "cover sheet"
COMBINED = "all cards"


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of cards, its path in the pack with `/`, and what it asks for.

    `sheets` are sheets of the stock, two pages each. A piece that is not `written` belongs to another machine's share;
    only what a cover sheet says of it is needed here.
    """

    path: str
    recipient: Recipient
    order: Order
    language: Language
    script: Script
    stock: Stock
    sheets: int
    written: bool = True

    @property
    def cards(self) -> int:
        """The cards that the sheets hold."""
        return self.order.copies or 0

    @property
    def what(self) -> str:
        """What people call it."""
        return f"{self.script.id} - {self.language.english}"


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one recipient gets: a folder (empty for the pack's own) and the files in it, in the order of printing.

    A bundle that is not `closed` has its cover sheet made on another machine. What is `of_the_day` is a warning too,
    but for whoever makes the pack only: files are the same on every day.
    """

    recipient: Recipient
    folder: str
    contact: Contact
    pieces: tuple[Piece, ...]
    warnings: tuple[str, ...] = ()
    of_the_day: tuple[str, ...] = ()
    closed: bool = True

    def path(self, name: str) -> str:
        """The path, in the pack, of a further file of the bundle."""
        return f"{self.folder}/{name}" if self.folder else name


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is to be made of a pack, and what cannot be. `paths` are those of the whole pack, also in a share.

    `refused` is what the paths begin with, in the pack, of recipients for whom something could not be planned.
    """

    pack: Pack
    bundles: tuple[Bundle, ...]
    failures: tuple[Failure, ...]
    paths: frozenset[str] = field(default_factory=frozenset)
    share: str = ""
    refused: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Every file of cards, also those that are not written."""
        return tuple(piece for bundle in self.bundles for piece in bundle.pieces)


def make_plan(shelves: Sequence[Shelf], pack: Pack, as_of: date) -> Plan:
    """The plan of a pack; what a row asks for and cannot have is a failure of that row, and stops no other."""
    planner = _Planner(shelves, pack, as_of)
    bundles = tuple(planner.bundles())
    paths = {piece.path for bundle in bundles for piece in bundle.pieces}
    paths |= {bundle.path(f"{name}.pdf") for bundle in bundles for name in (COVER, COMBINED)}
    failures = in_order((*map(failure_of, pack.bad_rows), *planner.failures))
    return Plan(pack, bundles, failures, frozenset(paths), refused=planner.refused())


def take_share(plan: Plan, number: int, count: int) -> Plan:
    """The share `number` (from 1) of `count` machines: the same on every machine, none in two, all of them the whole.

    A share is a stretch of the files in order. A bundle's cover sheet is made where its first file is. What could not
    be planned is told by the first share.
    """
    total = len(plan.pieces)
    mine = range(total * (number - 1) // count, total * number // count)
    bundles = []
    first = 0
    for bundle in plan.bundles:
        places = range(first, first + len(bundle.pieces))
        closed = first in mine
        pieces = [
            replace(piece, written=place in mine)
            for place, piece in zip(places, bundle.pieces, strict=True)
            if closed or place in mine
        ]
        if pieces:
            bundles.append(replace(bundle, pieces=tuple(pieces), closed=closed))
        first += len(bundle.pieces)
    failures = plan.failures if number == 1 else ()
    return replace(plan, bundles=tuple(bundles), failures=failures, share=f"{number} of {count}")


def stock_needed(plan: Plan, made: Container[str]) -> dict[str, tuple[Stock, int, int]]:
    """Each stock by its id, with the sheets of it that the files of those paths take and the cards on them."""
    needed: dict[str, tuple[Stock, int, int]] = {}
    for piece in plan.pieces:
        if piece.written and piece.path in made:
            _, sheets, cards = needed.get(piece.stock.id, (piece.stock, 0, 0))
            needed[piece.stock.id] = (piece.stock, sheets + piece.sheets, cards + piece.cards)
    return needed


def read_fonts(shelves: Sequence[Shelf], plan: Plan) -> None:
    """Reads the fonts of a plan, so that processes which then begin as copies of this one share them."""
    for language in dict.fromkeys(piece.language for piece in plan.pieces):
        with suppress(CardError):  # each file that needs a broken font will tell
            read_families(shelves, (*language.fonts, *language.compact_fonts))


def contact_of(shelves: Sequence[Shelf], recipient: Recipient, logo: Picture | None, pack: Pack, as_of: date) -> Choice:
    """Whom a recipient's cards lead to, and what to know before printing it. Raises CardError."""
    wishes = Wishes(
        region=recipient.region or None,
        hotlines=recipient.hotlines,
        hotline_name=recipient.hotline_name,
        link=recipient.link or None,
        org=recipient.org,
        allow_stale=pack.allow_stale,
        allow_tracking=pack.allow_tracking,
        logo=logo,
    )
    return choose_contact(shelves, wishes, as_of)


def _numbers(pack: Pack) -> dict[int, str]:
    """What the folder of each row begins with, by its line; refused rows count, so that to mend one moves no other."""
    lines = sorted([*(each.line for each in pack.recipients), *(each.line or 0 for each in pack.bad_rows)])
    digits = max(2, len(str(len(lines))))
    return {line: f"{number:0{digits}} - " for number, line in enumerate(lines, start=1)}


class _Planner:
    """Plans one recipient after the other; `failures` grows on the way."""

    def __init__(self, shelves: Sequence[Shelf], pack: Pack, as_of: date) -> None:
        self.shelves = shelves
        self.pack = pack
        self.as_of = as_of
        self.failures: list[Failure] = []
        self.numbers = _numbers(pack)
        self.picture: Callable[[Path], Picture] = cache(read_logo)
        self.script: Callable[[str], Script] = cache(partial(find_script, shelves))
        self.stock: Callable[[str], Stock] = cache(partial(find_stock, shelves))
        self.language: Callable[[str], Language] = cache(partial(find_language, read_languages(shelves)))

    def bundles(self) -> Iterator[Bundle]:
        for recipient in self.pack.recipients:
            number = self.numbers[recipient.line]
            folder = safe_name(f"{number}{recipient.name}") if recipient.name else ""
            try:
                logo = self.picture(recipient.logo) if recipient.logo is not None else None
                choice = contact_of(self.shelves, recipient, logo, self.pack, self.as_of)
                stock = self.stock(recipient.stock)
                check_places(stock, 1)
                scripts = [self.script(each) for each in recipient.scripts]
            except CardError as error:
                self._fail(error, recipient, recipient.name)
                continue
            pieces = tuple(self._pieces(recipient, folder, choice.contact, stock, scripts))
            if pieces:
                tags = list(dict.fromkeys(piece.language.tag for piece in pieces))
                lasting = map(in_keys, (*choice.lasting, *language_warnings(choice.entries, tags)))
                passing = (in_keys(each) for each in choice.warnings if each in choice.of_the_day)
                yield Bundle(recipient, folder, choice.contact, pieces, tuple(lasting), tuple(passing))

    def refused(self) -> tuple[str, ...]:
        """What the paths of those recipients begin with who were refused, wholly or in part."""
        bad = {error.line for error in self.pack.bad_rows} | {failure.line for failure in self.failures}
        named = bool(self.pack.bad_rows) or any(recipient.name for recipient in self.pack.recipients)
        return tuple(number if named else "" for line, number in self.numbers.items() if line in bad)

    def _pieces(
        self, recipient: Recipient, folder: str, contact: Contact, stock: Stock, scripts: Sequence[Script]
    ) -> Iterator[Piece]:
        slots = len(stock.slots)
        taken = {"manifest.json", f"{COVER}.pdf", f"{COMBINED}.pdf"}
        for script in scripts:
            for locale, wanted in recipient.cards:
                try:
                    language = self.language(locale)
                except CardError as error:
                    self._fail(error, recipient, f"{script.id} - {locale}")
                    continue
                sheets = sheets_needed(stock, wanted)
                cards = wanted if self.pack.exact else sheets * slots
                name = unique_name(f"{script.id} - {language.english} - {cards} cards", ".pdf", taken)
                yield Piece(
                    path=f"{folder}/{name}" if folder else name,
                    recipient=recipient,
                    order=self._order(language, script, stock, contact, cards),
                    language=language,
                    script=script,
                    stock=stock,
                    sheets=sheets,
                )

    def _order(self, language: Language, script: Script, stock: Stock, contact: Contact, cards: int) -> Order:
        return Order(
            locale=language.tag,
            script=script.id,
            stock=stock.id,
            contact=contact,
            flip=Flip(self.pack.flip),
            copies=cards,
            exact=True,
            require=Review(self.pack.require) if self.pack.require else None,
        )

    def _fail(self, error: CardError, recipient: Recipient, what: str) -> None:
        self.failures.append(failure_of(error, what, recipient.file, recipient.line))
