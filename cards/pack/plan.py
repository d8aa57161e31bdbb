"""From a pack to the files that it asks for: what is on each card, the name of each file, and the stock it needs."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from cards.desk.contact import choose_contact, language_warnings, statement_warnings
from cards.desk.orders import order_for, sheet_for, stock_of, warnings_of_theme, with_script
from cards.errors import BadOrder, CardError, setting
from cards.impose.sheet import check_places, sheets_needed
from cards.jobs import Order
from cards.locations import Shelf
from cards.merge.contact import Contact
from cards.pack.failures import Failure, failure_of, in_keys, in_order
from cards.pack.file_names import safe_name, unique_name
from cards.read.hotlines import Hotline
from cards.read.languages import Language, find_language, read_languages
from cards.read.law_reviews import law_notices
from cards.read.layouts import Layout
from cards.read.line_kinds import LineKind
from cards.read.packs import Pack
from cards.read.pictures import Picture
from cards.read.recipients import Recipient
from cards.read.script_types import Script
from cards.read.scripts import find_script, layouts_of
from cards.read.stocks import SHEET_NAMES, Stock, find_stock
from cards.read.typefaces import read_families
from cards.read.wishes import Wishes

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
        return self.stock.id if usual else f"{self.stock.id}{_named(self.layout)}"

    @property
    def takes(self) -> tuple[int, int]:
        """The sheets that the file needs, and the cards that they yield: none if it uses another file's sheets."""
        return (0, 0) if self.again else (self.sheets, self.cards)

    @property
    def what(self) -> str:
        """The name that people know it by."""
        return f"{self.script.id} - {self.language.english}{_named(self.layout)}"


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
    """Everything to make for a pack, and what cannot be made. `paths` are those of the whole pack, even in a share.

    `refused` holds the beginnings of the paths of recipients for whom something could not be planned.
    """

    pack: Pack
    bundles: tuple[Bundle, ...]
    failures: tuple[Failure, ...]
    paths: frozenset[str] = field(default_factory=frozenset)
    share: str = ""
    refused: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Every file of cards, including those that are not written."""
        return tuple(piece for bundle in self.bundles for piece in bundle.pieces)


def make_plan(
    shelves: Sequence[Shelf], pack: Pack, as_of: date, read_logo: Callable[[Path], Picture] | None = None
) -> Plan:
    """The plan of a pack. If a row cannot have what it asks for, that row fails and the others do not.

    `read_logo` reads the files of logos, unless Pillow does.
    """
    planner = _Planner(shelves, pack, as_of, read_logo or _read_logo)
    bundles = tuple(planner.bundles())
    paths = {piece.path for bundle in bundles for piece in bundle.pieces}
    paths |= {bundle.path(name) for bundle in bundles for name in further_files()}
    failures = in_order((*map(failure_of, pack.bad_rows), *planner.failures))
    return Plan(pack, bundles, failures, frozenset(paths), refused=planner.refused())


def take_share(plan: Plan, number: int, count: int) -> Plan:
    """Share `number` (from 1) of a pack that `count` computers make; each divides it alike.

    Every file is in exactly one share, and a share is a consecutive run of the files. A bundle's
    cover sheet is made with its first file. The first share reports what could not be planned.
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


def further_files() -> list[str]:
    """The names of all files that a bundle may have in addition to its cards."""
    return [f"{COVER}.pdf", *(combined_name(layout) for layout in Layout if layout.traits.combined)]


def combined_name(layout: Layout) -> str:
    """The name of the file that has all cards of a layout."""
    return f"{ALL_CARDS}{_named(layout)}.pdf"


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


def stock_needed(plan: Plan, made: Container[str]) -> dict[str, Need]:
    """The paper that the files at those paths need, by `Piece.paper`. A print shop has its own."""
    found: dict[tuple[str, Layout], list[Piece]] = {}
    for piece in plan.pieces:
        if piece.written and piece.path in made and not piece.layout.traits.shop:
            found.setdefault((piece.stock.id, piece.layout), []).append(piece)
    needed: dict[str, Need] = {}
    for pieces in found.values():
        first = pieces[0]
        have = needed.get(first.paper) or Need(first.stock, first.layout)
        sheets, cards = (sum(counts) for counts in zip(*(piece.takes for piece in pieces), strict=True))
        needed[first.paper] = Need(have.stock, have.layout, have.sheets + sheets, have.cards + cards)
    return needed


def _named(layout: Layout) -> str:
    """What a layout adds to a file name: nothing for the usual layout."""
    return "" if layout is Layout.DUPLEX else f" - {layout.value}"


def read_fonts(shelves: Sequence[Shelf], plan: Plan) -> None:
    """Reads the fonts of a plan before this process is copied, so that its copies share them."""
    for language in dict.fromkeys(piece.language for piece in plan.pieces):
        with suppress(CardError):  # each file that needs a broken font reports it
            read_families(shelves, (*language.fonts, *language.compact_fonts))


def _numbers(pack: Pack) -> dict[int, str]:
    """The prefix of each row's folder, by line. Refused rows count, so correcting one renumbers no other."""
    lines = sorted([*(each.line for each in pack.recipients), *(each.line or 0 for each in pack.bad_rows)])
    digits = max(2, len(str(len(lines))))
    return {line: f"{number:0{digits}} - " for number, line in enumerate(lines, start=1)}


_Served = tuple[LineKind, str]
"""The kind of lines that a script is for, and the country whose law it is about: they decide its contact."""


def _served(script: Script) -> _Served:
    return script.lines, script.country


def _read_logo(path: Path) -> Picture:
    from cards.read.picture_files import read_logo  # here because most packs have no logo

    return read_logo(path)


class _Planner:
    """Plans one recipient after another, and adds to `failures`."""

    def __init__(self, shelves: Sequence[Shelf], pack: Pack, as_of: date, read_logo: Callable[[Path], Picture]) -> None:
        self.shelves = shelves
        self.pack = pack
        self.as_of = as_of
        self.failures: list[Failure] = []
        self.bad = {error.line for error in pack.bad_rows}
        self.numbers = _numbers(pack)
        self.picture: Callable[[Path], Picture] = cache(read_logo)
        self.script: Callable[[str], Script] = cache(partial(find_script, shelves))
        self.stock: Callable[[str], Stock] = cache(partial(find_stock, shelves))
        self.sheet: Callable[[Wishes, Layout], Stock] = cache(self._sheet)
        self.language: Callable[[str], Language] = cache(partial(find_language, read_languages(shelves)))

    def bundles(self) -> Iterator[Bundle]:
        for recipient in self.pack.recipients:
            number, wishes = self.numbers[recipient.line], recipient.wishes
            folder = safe_name(f"{number}{recipient.name}") if recipient.name else ""
            keys: tuple[str, ...] = ("logo",)
            try:
                logo = self.picture(wishes.logo) if wishes.logo is not None else None
                keys = ("scripts", "script")
                scripts = [self.script(each) for each in wishes.scripts]
                keys = ("layout",)
                asked = wishes.layouts
                recipient = replace(recipient, wishes=(wishes := _in_layouts(wishes, scripts)))
                law = law_notices(scripts, self.as_of)
                aged = law_notices(scripts, self.as_of, of_the_day=True)
                keys = ("hotline", "region", "link")
                choices = {
                    served: choose_contact(self.shelves, wishes, self.as_of, logo, *served)
                    for served in dict.fromkeys(map(_served, scripts))
                }
                keys = ("stock", "layout")
                sheets = {layout: self.sheet(wishes, layout) for layout in Layout if layout in wishes.layouts}
                stock = self.stock(stock_of(wishes, wishes.layouts[0]))
                keys = ("paper_colour", "theme")
                warnings_of_theme(wishes)  # refuses unreadable red paper once, rather than for every file
            except CardError as error:
                self._fail(error, recipient, recipient.name, (*_typed_in(error, wishes), *keys))
                continue
            contacts = {served: choice.contact for served, choice in choices.items()}
            pieces = tuple(self._pieces(recipient, folder, contacts, sheets, scripts, asked))
            if pieces:
                tags = list(dict.fromkeys(piece.language.tag for piece in pieces))
                lasting = [each for choice in choices.values() for each in choice.lasting]
                lasting += language_warnings(
                    list(dict.fromkeys(each for choice in choices.values() for each in choice.entries)), tags
                )
                regions = {piece.script.id: piece.order.region for piece in pieces}
                lasting += [
                    text
                    for each in scripts
                    for text in statement_warnings(contacts[_served(each)], each, regions.get(each.id, ""))
                ]
                passing = [each for choice in choices.values() for each in choice.warnings if each in choice.of_the_day]
                lasting += [each for each in law if each not in aged]
                passing += aged
                told = (*map(in_keys, dict.fromkeys(lasting)), *_left_out(self.pack, recipient))
                first = next(iter(contacts.values()))
                yield Bundle(recipient, folder, first, stock, pieces, told, tuple(map(in_keys, dict.fromkeys(passing))))

    def refused(self) -> tuple[str, ...]:
        """The beginnings of the paths of the recipients that were refused, wholly or in part."""
        named = bool(self.pack.bad_rows) or any(recipient.name for recipient in self.pack.recipients)
        return tuple(number if named else "" for line, number in self.numbers.items() if line in self.bad)

    def _sheet(self, wishes: Wishes, layout: Layout) -> Stock:
        """A stock as a layout uses it, under the name to buy it by. Raises BadOrder if the layout cannot use it."""
        stock = sheet_for(self.stock, wishes, layout)
        check_places(stock, 1, layout)
        if layout.traits.papers:
            return replace(stock, id=stock.paper_name, name=SHEET_NAMES[stock.paper_name], products=())
        if layout is Layout.FOLD and stock.cut_marks:
            return replace(stock, name=SHEET_NAMES[stock.paper_name], products=())  # other cards than when cut
        return stock

    def _pieces(
        self,
        recipient: Recipient,
        folder: str,
        contacts: Mapping[_Served, Contact],
        stocks: Mapping[Layout, Stock],
        scripts: Sequence[Script],
        asked: Sequence[Layout],
    ) -> Iterator[Piece]:
        """The files in the order of printing: by layout, but with backs right after their fronts. Each script is made
        in those of the `asked` layouts that it has, or in its usual one."""
        taken = {"manifest.json", *further_files()}
        kinds = list(self._kinds(recipient, scripts))
        for layouts in _together(stocks):
            orders = {
                layout: replace(
                    order_for(recipient.wishes, next(iter(contacts.values())), stocks[layout], layout, "", self.as_of),
                    stock=self.stock(stock_of(recipient.wishes, layout)).id,
                    exact=True,
                )
                for layout in layouts
            }
            for script, language, wanted in kinds:
                theirs = [(layout, order) for layout, order in orders.items() if layout in layouts_of(script, asked)]
                for layout, order in theirs:
                    stock, contact = stocks[layout], contacts[_served(script)]
                    sheets, copies = _amount(
                        stock,
                        layout,
                        wanted,
                        exact=recipient.wishes.exact,
                        heard=contact.recording(language.tag) is not None,
                    )
                    number = f" - {copies} cards" if layout.traits.counted else ""
                    name = unique_name(f"{script.id} - {language.english}{number}{_named(layout)}", ".pdf", taken)
                    yield Piece(
                        path=f"{folder}/{name}" if folder else name,
                        recipient=recipient,
                        order=replace(
                            with_script(order, script, recipient.wishes),
                            contact=contact,
                            locale=language.tag,
                            copies=copies,
                        ),
                        language=language,
                        script=script,
                        stock=stock,
                        sheets=sheets,
                        again=layout is Layout.BACKS and len(layouts) > 1,
                    )

    def _kinds(self, recipient: Recipient, scripts: Sequence[Script]) -> Iterator[tuple[Script, Language, int]]:
        """A recipient's scripts and languages, and the number of cards for each."""
        for script in scripts:
            for locale, wanted in recipient.cards:
                try:
                    yield script, self.language(locale), wanted
                except CardError as error:
                    self._fail(error, recipient, f"{script.id} - {locale}", (f"cards.{locale}",))

    def _fail(self, error: CardError, recipient: Recipient, what: str, keys: Iterable[str]) -> None:
        """Records a row's failure; for the pack itself, on the line of the first of those keys that it has."""
        self.bad.add(recipient.line)
        of_pack = self.pack.lines if recipient.file == self.pack.file else {}
        line = next((found for key in keys if (found := of_pack.get(key))), recipient.line)
        self.failures.append(failure_of(error, what, recipient.file, line))


def _in_layouts(wishes: Wishes, scripts: Sequence[Script]) -> Wishes:
    """The wishes with the layouts in which those scripts are made. Raises BadOrder for one that none of them has."""
    used = {layout for script in scripts for layout in layouts_of(script, wishes.layouts)}
    for layout in wishes.layouts:
        if layout not in used:
            raise BadOrder(
                f"No script of the pack can be made with {setting('layout', layout.value)}.",
                "Remove it, or add a script that can.",
            )
    return replace(wishes, layouts=tuple(dict.fromkeys((*wishes.layouts, *(each for each in Layout if each in used)))))


def _typed_in(error: CardError, wishes: Wishes) -> Iterator[str]:
    """The keys that an error is about: the setting that its cause names, or those whose values its cause quotes."""
    named = CardError(error.cause, "").setting
    if named:
        yield named
    typed = {
        "hotline": wishes.hotlines,
        "region": (wishes.region,),
        "link": (wishes.link,),
        "audio_link": (wishes.audio_link, *(text for link in wishes.audio_links for text in link)),
        "hotline_name": (wishes.hotline_name,),
        "org": (wishes.org,),
    }
    for key, texts in typed.items():
        if any(text and text in error.cause for text in texts):
            yield key


def _amount(stock: Stock, layout: Layout, wanted: int, *, exact: bool, heard: bool) -> tuple[int, int]:
    """The sheets that a file is printed on, and the copies that it holds: one for a print shop or a wall.

    A poster has a sheet for its language, one for the officer and, if it is `heard`, one for the code of its recording,
    each printed on one side. A plan is one sheet.
    """
    if not layout.traits.counted:
        return (0 if layout.traits.shop else 1 if layout.traits.is_plan else 2 + heard), 1
    sheets = sheets_needed(stock, wanted)
    return sheets, wanted if exact else sheets * len(stock.slots)


def _together(layouts: Iterable[Layout]) -> list[tuple[Layout, ...]]:
    """The layouts as they are printed: matching fronts and backs together, every other layout by itself."""
    groups: dict[Layout, tuple[Layout, ...]] = {}
    for layout in layouts:
        first = Layout.FRONTS if layout is Layout.BACKS else layout
        groups[first] = (*groups.get(first, ()), layout)
    return list(groups.values())


def _left_out(pack: Pack, recipient: Recipient) -> list[str]:
    """The warning that the pack's file of all cards lacks some of them, if it does."""
    out = [layout.value for layout in Layout if layout in recipient.wishes.layouts and not layout.traits.combined]
    if not (pack.combined and out and any(layout.traits.combined for layout in recipient.wishes.layouts)):
        return []
    return [f"in separate files, and not in a file of all cards: {', '.join(out)}"]
