"""Turns wishes into orders: the sheet for each layout, and the content and name of each file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cards.desk.contact import (
    HeardRecordings,
    choose_contact,
    contact_to_show,
    interpreter_warnings,
    language_warnings,
    side_warnings,
    statement_warnings,
)
from cards.errors import BadOrder, setting
from cards.impose.sheet import check_places, layout_stock
from cards.jobs import Order
from cards.locations import Shelf
from cards.merge.contact import Contact
from cards.merge.how_to_print import in_a_line
from cards.merge.review import Review
from cards.read.card_options import OF_CARD, PLAIN
from cards.read.catalogs import translated_tags
from cards.read.languages import ENGLISH, find_listed, read_languages
from cards.read.law_reviews import law_notices
from cards.read.layouts import Layout
from cards.read.pictures import Picture
from cards.read.regions import find_region
from cards.read.script_types import Script
from cards.read.scripts import find_script, layouts_of
from cards.read.settings import SETTINGS
from cards.read.stocks import SHEETS, Flip, Stock, find_stock
from cards.read.wishes import Wishes, check_wishes
from cards.typeset.themes import RED_PAPER, RED_STOCK, find_theme, theme_warnings

MOST_OF_NAME = 40
"""Characters for locales in a file name; beyond that, the name gives the number of languages instead."""


@dataclass(frozen=True, slots=True)
class FileOrder:
    """One file to make, from one order or several that differ only in their locale, and its name."""

    orders: tuple[Order, ...]
    name: str

    @property
    def locales(self) -> str:
        """The tags of its languages, for people to read."""
        return " ".join(order.locale for order in self.orders)


@dataclass(frozen=True, slots=True)
class Taken:
    """The result of wishes: the files to make on a sheet, and what to say before they are made.

    With `whatever_is_there` nobody named the languages, and those that are not translated are skipped. With
    `is_usual_stock` nobody named the stock.
    """

    files: tuple[FileOrder, ...]
    sheet: Stock
    warnings: tuple[str, ...]
    whatever_is_there: bool
    is_usual_stock: bool = False

    @property
    def next_steps(self) -> str:
        """What to load if that is a stock with perforated cards, and how to print and finish the files, in one line."""
        order = self.files[0].orders[0]
        how = in_a_line(order.layout, order.flip, cut_marks=self.sheet.cut_marks)
        if not order.layout.traits.on_stock or self.sheet.cut_marks or order.theme == RED_STOCK.id:
            return how
        if order.layout is Layout.BACKS:  # whose sheets are those with the fronts
            return how
        plain = f"plain-{self.sheet.paper_name}"
        ordinary = f" For ordinary paper, choose {setting('stock', plain)}." if self.is_usual_stock else ""
        return f"Load {self.sheet.name}.{ordinary} {how}"


def take(
    shelves: Sequence[Shelf], wishes: Wishes, locales: Sequence[str], today: date, logo: Picture | None = None
) -> Taken:
    """The files for one script and layout in those locales (tags or names), or in all when none is given.

    Raises CardError for whatever is known to be wrong before a card is made.
    """
    (script,) = wishes.scripts
    found = find_script(shelves, script)
    wishes = _in_a_layout(wishes, found)
    (layout,) = wishes.layouts
    sheet = sheet_for(lambda name: find_stock(shelves, name), wishes, layout)
    check_places(sheet, wishes.start_at or 1, layout)
    choice = choose_contact(shelves, wishes, today, logo, found.lines, found.country)
    tags, unknown = _tags(shelves, locales)
    order = with_script(order_for(wishes, choice.contact, sheet, layout, found.id, today), found, wishes)
    orders = [replace(order, locale=tag) for tag in tags]
    warnings = (
        *unknown,
        *choice.warnings,
        *statement_warnings(choice.contact, found, order.region),
        *language_warnings(choice.entries, tags),
        *HeardRecordings((choice.contact, tag) for tag in tags).warnings(),
        *(interpreter_warnings(layout, tags) if order.options.interpreter else ()),
        *side_warnings(layout, [tag for tag in tags if choice.contact.recording(tag)]),
        *warnings_of_theme(wishes),
        *law_notices([found], today),
    )
    groups = [orders] if wishes.together else [[each] for each in orders]
    files = tuple(FileOrder(tuple(group), _file_name(group)) for group in groups)
    return Taken(files, sheet, warnings, whatever_is_there=not locales, is_usual_stock=not wishes.stock)


def _in_a_layout(wishes: Wishes, script: Script) -> Wishes:
    """The wishes with the layout of the script, if they have none. Raises BadOrder for those that cannot be met."""
    found = replace(wishes, layouts=layouts_of(script, wishes.layouts))
    check_wishes(found)
    return found


def stock_of(wishes: Wishes, layout: Layout) -> str:
    """The stock for a layout, as typed, or the default."""
    return wishes.stock or layout.traits.stock or SETTINGS["stock"].default


def sheet_for(find: Callable[[str], Stock], wishes: Wishes, layout: Layout) -> Stock:
    """The stock of those wishes as a layout uses it. Raises BadOrder for one that the layout cannot use."""
    paper = paper_for(wishes, layout)
    bleed = None if "bleed" in layout.traits.ignores else wishes.bleed
    return layout_stock(layout, find(stock_of(wishes, layout)), SHEETS[paper] if paper else None, bleed)


def paper_for(wishes: Wishes, layout: Layout) -> str:
    """The paper chosen for a layout; "" for that of the stock."""
    return wishes.paper if wishes.paper in layout.traits.papers else ""


def order_for(wishes: Wishes, contact: Contact, sheet: Stock, layout: Layout, script: str, today: date) -> Order:
    """The order of a layout, without a locale; `sheet` is what `sheet_for` gives. No sign-off counts after `today`.

    Its words are for no state: `with_script` chooses.
    """
    ignores = layout.traits.ignores
    return Order(
        locale="",
        script=script,
        stock=sheet.id,
        contact=contact,
        flip=wishes.flip if wishes.flip is not None and "flip" not in ignores else Flip.LONG_EDGE,
        copies=wishes.copies,
        exact=wishes.exact,
        start_at=wishes.start_at or 1,
        require=Review(wishes.require) if wishes.require else None,
        printer=wishes.printer,
        layout=layout,
        theme=wishes.theme if wishes.theme in layout.traits.themes else "",
        paper_colour=wishes.paper_colour or RED_PAPER,
        paper=sheet.paper_name if layout.traits.papers else "",
        bleed=None if "bleed" in ignores else wishes.bleed,
        options=replace(wishes.card, **{key: getattr(PLAIN, key) for key in OF_CARD if key in ignores}),
        as_of=today,
    )


def with_script(order: Order, script: Script, wishes: Wishes) -> Order:
    """The order with that script, and with its words for the state of the region, if it has any.

    Raises UnknownId for a region that does not exist, which `choose_contact` has refused before.
    """
    state = script.state_in(find_region(wishes.region)) if wishes.region else ""
    return replace(order, script=script.id, region=state)


def warnings_of_theme(wishes: Wishes) -> tuple[str, ...]:
    """Warnings about the theme, once for all files. Raises BadOrder for paper on which nothing can be read."""
    return theme_warnings(find_theme(wishes.theme), wishes.paper_colour or RED_PAPER) if wishes.theme else ()


def _tags(shelves: Sequence[Shelf], given: Sequence[str]) -> tuple[list[str], list[str]]:
    """The tags to make, each once, in the order given, and a warning for each catalog without a language.

    If none is given: English and all that have a catalog.
    """
    languages = read_languages(shelves)
    if given:
        return list(dict.fromkeys(found.tag for each in given for found in find_listed(languages, each, shelves))), []
    found = translated_tags(shelves)
    unknown = [f"{tag} skipped: languages.toml has no table for it" for tag in found if tag not in languages]
    return [ENGLISH, *(tag for tag in found if tag in languages and tag != ENGLISH)], unknown


def _file_name(orders: Sequence[Order]) -> str:
    """The name of a file in the output folder."""
    order = orders[0]
    locales = "-".join(each.locale for each in orders)
    if len(locales) > MOST_OF_NAME:
        locales = f"{len(orders)}-languages"
    parts = [*filter(None, (order.script, order.region)), locales, order.paper or order.stock]
    if order.layout is not Layout.DUPLEX:
        parts.append(order.layout.value)
    if order.theme:
        parts.append(order.theme)
    return "-".join(parts) + ".pdf"


def order_to_show(shelves: Sequence[Shelf], wishes: Wishes, locale: str, today: date) -> Order:
    """The order of a card that is only viewed, in a preview or on a proof. Raises CardError."""
    (script,) = wishes.scripts
    found = find_script(shelves, script)
    wishes = _in_a_layout(wishes, found)
    (layout,) = wishes.layouts
    sheet = sheet_for(lambda name: find_stock(shelves, name), wishes, layout)
    contact = contact_to_show(shelves, wishes, today, found.lines, found.country)
    order = with_script(order_for(wishes, contact, sheet, layout, found.id, today), found, wishes)
    return replace(order, locale=locale)


def refuse_both_or_neither(locales: Sequence[str], *, every: bool) -> None:
    """Raises BadOrder unless the user either names locales or asks for all."""
    if bool(locales) == every:
        raise BadOrder(f"Give either locales or {setting('all')}.", "For example: es vi")
