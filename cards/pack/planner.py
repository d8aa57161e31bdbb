"""From a pack to the files that it asks for, in batches of recipients that follow one another.

It is long because one class holds what is counted, what is planned and what fails of a recipient: they must agree.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache, cached_property, lru_cache, partial
from itertools import accumulate
from pathlib import Path

from cards.desk.contact import Choice, choose_contact, language_warnings, statement_warnings
from cards.desk.orders import order_for, sheet_for, stock_of, warnings_of_theme, with_script
from cards.errors import BadFile, BadOrder, CardError, setting
from cards.impose.sheet import check_places, sheets_needed
from cards.locations import Shelf
from cards.merge.contact import Contact
from cards.pack.failures import Failure, failure_of, in_keys, in_order
from cards.pack.file_names import safe_name, unique_name
from cards.pack.plan import Bundle, Piece, Plan, further_files, layout_suffix
from cards.read.languages import Language, find_language, read_languages
from cards.read.law_reviews import law_notices
from cards.read.layouts import Layout
from cards.read.line_kinds import LineKind
from cards.read.packs import Pack
from cards.read.pictures import Picture
from cards.read.recipients import Recipient
from cards.read.records import Found, reading_once
from cards.read.regions import find_region
from cards.read.script_types import Script
from cards.read.scripts import find_script, layouts_of
from cards.read.stocks import SHEET_NAMES, Stock, find_stock
from cards.read.typefaces import read_families
from cards.read.wishes import Wishes

BATCH = 20_000
"""Files of cards in a batch: some 30 MB of plans and lists, and 100 tasks for each of 50 workers to share."""

MOST_ZIPPED = 65_000
"""Files in a ZIP: with more than 65,535 it needs ZIP64, which not every program opens (APPNOTE.TXT, 4.3.15)."""

_KEPT = 1_000
"""Logos, sheets and languages that are kept for the next recipient."""


def make_plan(
    shelves: Sequence[Shelf], pack: Pack, as_of: date, read_logo: Callable[[Path], Picture] | None = None
) -> Plan:
    """The plan of a whole pack in one batch, for a pack of a few files. Raises BadFile as `Planner` does."""
    (plan,) = Planner(shelves, pack, as_of, read_logo).batches(sys.maxsize)
    return plan


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


class Planner:
    """Plans a pack, or share `share[0]` (from 1) of the `share[1]` that as many computers make.

    A recipient's files are counted before they are planned, from what the row asks for, so every computer divides the
    pack alike without planning the shares of the others. Each file is in exactly one share, and a share is a
    consecutive run of the files. A bundle's cover sheet is made with its first file, and what cannot be planned for a
    recipient is reported there too. The directory is read once for all batches.
    """

    def __init__(
        self,
        shelves: Sequence[Shelf],
        pack: Pack,
        as_of: date,
        read_logo: Callable[[Path], Picture] | None = None,
        share: tuple[int, int] | None = None,
    ) -> None:
        """`read_logo` reads the files of logos, unless Pillow does. Raises BadFile for a ZIP of too many files."""
        self._shelves = shelves
        self._pack = pack
        self._as_of = as_of
        self._share = share
        self._directory: Found = {}
        self._failures: list[Failure] = []
        self._bad: set[int | None] = set()
        self._numbers = _numbers(pack)
        self._picture: Callable[[Path], Picture] = lru_cache(_KEPT)(read_logo or _read_logo)
        self._script: Callable[[str], Script] = cache(partial(find_script, shelves))
        self._stock: Callable[[str], Stock] = cache(partial(find_stock, shelves))
        self._sheet: Callable[[Wishes, Layout], Stock] = lru_cache(_KEPT)(self._sheet_of)
        self._language: Callable[[str], Language] = lru_cache(_KEPT)(partial(find_language, read_languages(shelves)))
        counts = [self._count(each) for each in pack.recipients]
        self._firsts = [0, *accumulate(counts)]
        number, of = share or (1, 1)
        total = self._firsts[-1]
        self._mine = range(total * (number - 1) // of, total * number // of) if total else range(number == 1)
        if pack.zip and share is None and self.files > MOST_ZIPPED:
            raise BadFile(
                f"The pack has {self.files} files, too many for one ZIP: some programs open at most {MOST_ZIPPED}.",
                "Leave out zip = true, or split the pack.",
                file=pack.file,
                line=pack.lines.get("zip"),
            )

    @property
    def share(self) -> str:
        """The name of the share, such as "2 of 3", or "" for the whole pack."""
        return f"{self._share[0]} of {self._share[1]}" if self._share else ""

    @property
    def files(self) -> int:
        """How many files the share has, as the rows ask for them: those that fail count too."""
        found = self.cards
        for place, recipient in enumerate(self._pack.recipients):
            if self._begins_here(place) and self._firsts[place] < self._firsts[place + 1]:
                found += 1 + (self._combined(recipient.wishes) if self._pack.combined else 0)
        return found

    @property
    def cards(self) -> int:
        """How many of them are files of cards."""
        return len(self._mine) if self._firsts[-1] else 0

    def batches(self, most: int = BATCH) -> Iterator[Plan]:
        """The plans of the share, each for recipients with at most `most` files of cards; at least one plan.

        If a row cannot have what it asks for, that row fails and the others do not. The first plan has the failures of
        the table itself, in the first share.
        """
        refused = self._pack.bad_rows
        waiting: list[int] = []
        for place in filter(self._is_here, range(len(self._pack.recipients))):
            if waiting and self._firsts[place + 1] - self._firsts[waiting[0]] > most:
                yield self._plan(waiting, refused)
                waiting, refused = [], ()
            waiting.append(place)
        yield self._plan(waiting, refused)

    def read_fonts(self) -> None:
        """Reads the fonts of the pack before this process is copied, so that its copies share them."""
        for locale in dict.fromkeys(locale for each in self._pack.recipients for locale, _ in each.cards):
            with suppress(CardError):  # each file that needs a broken font reports it
                language = self._language(locale)
                read_families(self._shelves, (*language.fonts, *language.compact_fonts))

    def _plan(self, places: Sequence[int], refused: Sequence[CardError]) -> Plan:
        is_first = self._share is None or self._share[0] == 1
        self._failures, self._bad = [*map(failure_of, refused if is_first else ())], {each.line for each in refused}
        bundles, paths = [], set[str]()
        with reading_once(self._directory):
            planned = [(place, bundle) for place in places if (bundle := self._whole_bundle(place)) is not None]
        for place, bundle in planned:
            paths |= {piece.path for piece in bundle.pieces}
            paths |= {bundle.path(name) for name in further_files()}
            ours = self._in_share(bundle, place)
            if ours is not None:
                bundles.append(ours)
        return Plan(
            self._pack,
            tuple(bundles),
            in_order(self._failures),
            frozenset(paths),
            self.share,
            self._refused(),
            self._folders,
        )

    def _whole_bundle(self, place: int) -> Bundle | None:
        """The bundle of a recipient, even if the share has a part of it alone; another share may report failures."""
        before = len(self._failures)
        bundle = self._bundle(self._pack.recipients[place])
        if not self._begins_here(place):
            del self._failures[before:]
        return bundle

    def _in_share(self, bundle: Bundle, place: int) -> Bundle | None:
        """What the share has of a bundle; None for nothing. Its cover sheet needs all of its files."""
        if self._share is None:
            return bundle
        closed = self._begins_here(place)
        first = self._firsts[place]
        pieces = tuple(
            replace(piece, written=number in self._mine)
            for number, piece in enumerate(bundle.pieces, start=first)
            if closed or number in self._mine
        )
        return replace(bundle, pieces=pieces, closed=closed) if pieces else None

    def _begins_here(self, place: int) -> bool:
        """Whether a recipient's first file is in the share; one without files goes with the next, or with the last."""
        return min(self._firsts[place], max(self._firsts[-1] - 1, 0)) in self._mine

    def _is_here(self, place: int) -> bool:
        """Whether the share has any of a recipient's files."""
        first, end = self._firsts[place], self._firsts[place + 1]
        return self._begins_here(place) or (first < self._mine.stop and end > self._mine.start)

    def _count(self, recipient: Recipient) -> int:
        """How many files of cards a row asks for; none if its scripts or layouts do not exist."""
        return sum(map(len, self._layouts(recipient.wishes))) * len(recipient.cards)

    def _combined(self, wishes: Wishes) -> int:
        """In how many layouts a recipient's cards are also in one file."""
        return sum(layout.traits.combined for layout in set().union(*self._layouts(wishes)))

    def _layouts(self, wishes: Wishes) -> list[set[Layout]]:
        """The layouts in which each script of a row is made; nothing if a script or a layout does not exist."""
        try:
            scripts = [self._script(each) for each in wishes.scripts]
            _in_layouts(wishes, scripts)
        except CardError:
            return []
        return [set(layouts_of(script, wishes.layouts)) for script in scripts]

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(map(self._folder, self._pack.recipients))

    def _folder(self, recipient: Recipient) -> str:
        """A recipient's folder in the pack, "" for the pack's own."""
        return safe_name(f"{self._numbers[recipient.line]}{recipient.name}") if recipient.name else ""

    def _bundle(self, recipient: Recipient) -> Bundle | None:
        """The bundle of a recipient, or None if nothing of it can be planned; adds to the failures."""
        wishes, folder = recipient.wishes, self._folder(recipient)
        keys: tuple[str, ...] = ("logo",)
        try:
            logo = self._picture(wishes.logo) if wishes.logo is not None else None
            keys = ("scripts", "script")
            scripts = [self._script(each) for each in wishes.scripts]
            keys = ("layout",)
            asked = wishes.layouts
            recipient = replace(recipient, wishes=(wishes := _in_layouts(wishes, scripts)))
            law = law_notices(scripts, self._as_of)
            aged = law_notices(scripts, self._as_of, of_the_day=True)
            keys = ("hotline", "region", "link")
            choices = {
                served: choose_contact(self._shelves, wishes, self._as_of, logo, *served)
                for served in dict.fromkeys(map(_served, scripts))
            }
            keys = ("stock", "layout")
            sheets = {layout: self._sheet(wishes, layout) for layout in Layout if layout in wishes.layouts}
            stock = self._stock(stock_of(wishes, wishes.layouts[0]))
            keys = ("paper_colour", "theme")
            warnings_of_theme(wishes)  # refuses unreadable red paper once, rather than for every file
        except CardError as error:
            self._fail(error, recipient, recipient.name, (*_typed_in(error, wishes), *keys))
            return None
        contacts = {served: choice.contact for served, choice in choices.items()}
        pieces = tuple(self._pieces(recipient, folder, contacts, sheets, scripts, asked))
        if not pieces:
            return None
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
        lasting += _of_elsewhere(self._pack, recipient, choices.values())
        told = (*map(in_keys, dict.fromkeys(lasting)), *_left_out(self._pack, recipient))
        first = next(iter(contacts.values()))
        return Bundle(recipient, folder, first, stock, pieces, told, tuple(map(in_keys, dict.fromkeys(passing))))

    def _refused(self) -> tuple[str, ...]:
        """The beginnings of the paths of the recipients that were refused, wholly or in part."""
        named = bool(self._pack.bad_rows) or any(recipient.name for recipient in self._pack.recipients)
        return tuple(number if named else "" for line, number in self._numbers.items() if line in self._bad)

    def _sheet_of(self, wishes: Wishes, layout: Layout) -> Stock:
        """A stock as a layout uses it, under the name to buy it by. Raises BadOrder if the layout cannot use it."""
        stock = sheet_for(self._stock, wishes, layout)
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
                    order_for(recipient.wishes, next(iter(contacts.values())), stocks[layout], layout, "", self._as_of),
                    stock=self._stock(stock_of(recipient.wishes, layout)).id,
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
                    name = unique_name(
                        f"{script.id} - {language.english}{number}{layout_suffix(layout)}", ".pdf", taken
                    )
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
                    yield script, self._language(locale), wanted
                except CardError as error:
                    self._fail(error, recipient, f"{script.id} - {locale}", (f"cards.{locale}",))

    def _fail(self, error: CardError, recipient: Recipient, what: str, keys: Iterable[str]) -> None:
        """Records a row's failure; for the pack itself, on the line of the first of those keys that it has."""
        self._bad.add(recipient.line)
        of_pack = self._pack.lines if recipient.file == self._pack.file else {}
        line = next((found for key in keys if (found := of_pack.get(key))), recipient.line)
        self._failures.append(failure_of(error, what, recipient.file, line))


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


def _of_elsewhere(pack: Pack, recipient: Recipient, choices: Iterable[Choice]) -> list[str]:
    """The warning that a row with a region of its own has the pack's numbers, if none of them is of that region."""
    region = recipient.wishes.region
    if not region or region == pack.wishes.region or recipient.wishes.hotlines != pack.wishes.hotlines:
        return []
    place = find_region(region)
    with suppress(CardError):  # no card has the region of the pack, if every row has its own
        if pack.wishes.region and find_region(pack.wishes.region).covers(place):
            return []
    numbers = dict.fromkeys(
        str(line.number)
        for choice in choices
        for line in choice.contact.hotlines
        if all(each.record.depth(place) < 0 for each in choice.entries if each.number.uri == line.number.uri)
    )
    if not numbers:
        return []
    return [
        f"has the pack's number {', '.join(numbers)}, not a line of {place}: put a number or an id in the row's "
        f"{setting('hotline')}, or give numbers in the table only"
    ]


def _left_out(pack: Pack, recipient: Recipient) -> list[str]:
    """The warning that the pack's file of all cards lacks some of them, if it does."""
    out = [layout.value for layout in Layout if layout in recipient.wishes.layouts and not layout.traits.combined]
    if not (pack.combined and out and any(layout.traits.combined for layout in recipient.wishes.layouts)):
        return []
    return [f"in separate files, and not in a file of all cards: {', '.join(out)}"]
