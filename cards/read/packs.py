"""A pack: one file, `workshop.toml`, that says which cards a workshop needs and who gets them.

The keys are told to people in three places that a test compares: here, in the commented example that a new pack
begins as, and in the JSON Schema by which an editor helps with writing one.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from cards.errors import BadFile, BadOrder, CardError
from cards.locations import PACKAGE
from cards.read.layouts import Layout
from cards.read.names import card_name
from cards.read.numbers import tidied
from cards.read.orders import COMBINED, THEMES, check_theme, idle, read_bleed, read_colour, read_layouts
from cards.read.recipients import MAX_CARDS, MAX_HEADING, MAX_LOCALES, Recipient, read_recipients
from cards.read.stocks import SHEETS, Flip
from cards.read.tables import Table, read_table, read_text
from cards.read.values import inner_file, nearest, plain_text, unlike

_T = TypeVar("_T")

KEYS = (
    "title", "place", "date", "org", "logo", "region", "hotline", "hotline_name", "link", "audio_link", "script",
    "scripts", "stock", "layout", "theme", "paper_colour", "paper", "bleed", "pictograms", "write_in", "flip", "exact",
    "allow_stale", "allow_tracking", "require", "combined", "zip", "recipients", "cards",
)  # fmt: skip

CHOICES = {
    "theme": ("", *THEMES),
    "paper": ("", *SHEETS),
    "flip": tuple(each.value for each in Flip),
    "require": ("", "reviewed", "approved"),
}
"""The keys that have one of a few values, the first unless another is given."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack file asks for. `require` is the least state that every string must have, "" for any.

    `paper_colour` is that of red stock, `paper` (a key of `SHEETS`, "" for that of the stock) is for posters and large
    cards, `bleed` (points) for a print shop. `pictograms` allows pictures beside statements, `write_in` adds a line for
    a lawyer. With `exact` the rest of the last sheet stays empty; `combined` asks for one PDF with everything in print
    order, one for each layout of `orders.COMBINED`. `bad_rows` are the rows of the table of recipients that were
    refused; the others still go ahead.
    """

    file: Path
    title: str
    place: str = ""
    date: datetime.date | None = None
    flip: str = Flip.LONG_EDGE.value
    paper_colour: tuple[float, float, float] | None = None
    paper: str = ""
    bleed: float | None = None
    pictograms: bool = True
    write_in: bool = False
    exact: bool = False
    allow_stale: bool = False
    allow_tracking: bool = False
    require: str = ""
    combined: bool = False
    zip: bool = False
    recipients: tuple[Recipient, ...] = ()
    bad_rows: tuple[CardError, ...] = ()


def read_pack(path: Path) -> Pack:
    """The pack of a TOML file, with its table of recipients if it names one. Raises BadFile."""
    table = read_table(path)
    _check_keys(table)
    title = table.text("title")
    with _at(table, "title"):
        title = plain_text(title, "'title'")
    recipients, bad_rows = _recipients(table)
    pack = Pack(
        file=path,
        title=title,
        place=_text(table, "place"),
        date=table.day("date"),
        flip=_choice(table, "flip"),
        paper_colour=_read(table, "paper_colour", read_colour),
        paper=_choice(table, "paper"),
        bleed=_read(table, "bleed", read_bleed),
        pictograms=table.flag("pictograms", True),
        write_in=table.flag("write_in", False),
        exact=table.flag("exact", False),
        allow_stale=table.flag("allow_stale", False),
        allow_tracking=table.flag("allow_tracking", False),
        require=_choice(table, "require"),
        combined=table.flag("combined", False),
        zip=table.flag("zip", False),
        recipients=recipients,
        bad_rows=bad_rows,
    )
    if not bad_rows:  # which may ask for what the others do not
        _check_layouts(table, pack)
    return pack


def example_pack() -> str:
    """The commented example that a new pack begins as, which is a valid pack."""
    return read_text(PACKAGE / "definitions" / "pack-example.toml")


def pack_schema() -> str:
    """The JSON Schema (2020-12) of a pack file. An editor takes its dates for texts in the format "date"."""
    return read_text(PACKAGE / "definitions" / "pack.schema.json")


def _check_keys(table: Table) -> None:
    """Refuses a key that is not known, with the most likely reason."""
    for key, value in table.values.items():
        if key in KEYS:
            continue
        meant = nearest(key, KEYS)
        if meant:
            table.refuse(key, "is not known here", f"Did you mean {meant!r}?")
        if isinstance(value, int):
            table.refuse(key, "is not known here", "Numbers of cards stand below a line [cards].")
    table.known(*KEYS)


def _recipients(table: Table) -> tuple[tuple[Recipient, ...], tuple[CardError, ...]]:
    """The rows of the pack's table, and those that were refused; without a table the pack itself."""
    own = _defaults(table)
    rows = _file(table, "recipients")
    if rows is not None:
        return read_recipients(rows, own)
    if not own.cards:
        raise BadFile(
            "The pack asks for no cards.",
            "Add a line [cards], and below it lines such as es = 500; or name a table as 'recipients'.",
            file=table.path,
        )
    with _at(table, "theme"):
        check_theme(own.layouts, own.theme)
    return (own,), ()


def _check_layouts(table: Table, pack: Pack) -> None:
    """Refuses keys that change nothing on any card of the pack."""
    layouts = {layout for each in pack.recipients for layout in each.layouts}
    themes = {each.theme for each in pack.recipients}
    coloured = pack.paper_colour is not None
    for key, what in idle(layouts, themes, paper=pack.paper, bleed=pack.bleed, coloured=coloured):
        table.refuse(key, f"is for {what}; nothing in this pack uses it", "Leave it away.")
    if pack.combined and layouts.isdisjoint(COMBINED):
        table.refuse(
            "combined",
            "is for the layouts duplex, fold and large, and this pack has none of them",
            "Leave it away: fronts, backs, posters and cards for a print shop stay in files of their own.",
        )


def _defaults(table: Table) -> Recipient:
    """The pack as a recipient: the only one, or what the rows of its table leave out."""
    own = Recipient("", table.path, table.line_of("cards") or 1, _cards(table))
    own = replace(
        own,
        scripts=_scripts(table) or own.scripts,
        stock=_text(table, "stock") or own.stock,
        region=_text(table, "region"),
        hotlines=_several(table, "hotline"),
        hotline_name=_name(table, "hotline_name"),
        layouts=_layouts(table) or own.layouts,
        theme=_choice(table, "theme"),
        link=_text(table, "link"),
        audio_link="" if _is_table(table, "audio_link") else _text(table, "audio_link"),
        audio_links=_audio_links(table) if _is_table(table, "audio_link") else (),
        org=_name(table, "org"),
        logo=_file(table, "logo"),
    )
    if own.hotline_name and not own.hotlines:
        table.refuse("hotline_name", "names no hotline", "Give its number as 'hotline'.")
    return own


def _is_table(table: Table, key: str) -> bool:
    """Whether a key holds a table; refused if it is neither that nor a text."""
    given = table.values.get(key, "")
    if not isinstance(given, (str, dict)):
        table.refuse(key, "is neither a text in quotes nor a table of them by locale", "Put it in quotes.")
    return isinstance(given, dict)


def _audio_links(table: Table) -> tuple[tuple[str, str], ...]:
    """The locales of `audio_link`, each with the address of its own recording."""
    inner = table.table("audio_link")
    if not inner.values or len(inner.values) > MAX_LOCALES:
        wrong = f"has more than {MAX_LOCALES} locales" if inner.values else "has no locale in it"
        table.refuse("audio_link", wrong, 'Write it as { es = "https://www.example.org/es" }.')
    found: dict[str, tuple[str, str]] = {}
    try:
        for key in inner.values:
            locale = _locale(inner, key)
            if locale.casefold() in found:
                inner.refuse(key, "stands there twice", "Leave one of them away.")
            found[locale.casefold()] = (locale, plain_text(inner.text(key), f"'audio_link.{key}'"))
    except (BadFile, BadOrder) as error:  # a locale by itself is more likely to be found below [cards]
        raise BadFile(error.cause, error.remedy, file=table.path, line=table.line_of("audio_link")) from error
    return tuple(found.values())


def _locale(inner: Table, key: str) -> str:
    """A key that is a locale. Raises BadFile for what no locale is called."""
    with _at(inner, key):
        locale = plain_text(key, "The name of a locale")
        if not 1 <= len(locale) <= MAX_HEADING:
            raise BadOrder(f"The name of a locale is empty or has more than {MAX_HEADING} characters.", "Mend it.")
    return locale


def _cards(table: Table) -> tuple[tuple[str, int], ...]:
    """The locales of [cards] with their numbers; those with 0 are left out."""
    if "cards" not in table.values:
        return ()
    inner = table.table("cards")
    if len(inner.values) > MAX_LOCALES:
        table.refuse("cards", f"has more than {MAX_LOCALES} locales", "Leave some away.")
    found: dict[str, tuple[str, int]] = {}
    for key, value in inner.values.items():
        if key in KEYS and type(value) is not int:
            inner.refuse(key, "stands below [cards], where only locales stand", "Move it above the line [cards].")
        locale = _locale(inner, key)
        with _at(inner, key):
            if locale.casefold() in found:
                raise BadOrder(f"The locale {locale!r} stands below [cards] twice.", "Leave one of them away.")
        found[locale.casefold()] = (locale, inner.whole(key, least=0, most=MAX_CARDS))
    return tuple((locale, number) for locale, number in found.values() if number)


def _scripts(table: Table) -> tuple[str, ...]:
    if "script" in table.values and "scripts" in table.values:
        table.refuse("scripts", "is given besides 'script'", "Leave one of them away.")
    return _several(table, "scripts" if "scripts" in table.values else "script")


def _layouts(table: Table) -> tuple[Layout, ...]:
    if table.values.get("layout") == []:
        table.refuse("layout", "is an empty list", "Name a layout in it, or leave the line away for duplex.")
    names = _several(table, "layout")
    with _at(table, "layout"):
        return read_layouts(names, "'layout'")


def _several(table: Table, key: str) -> tuple[str, ...]:
    """The texts of a key that holds one or a list of them; none when it is absent."""
    given = table.values.get(key, [])
    if not isinstance(given, (str, list)):
        table.refuse(key, "is neither a text in quotes nor a list of them", "Put it in quotes.")
    texts = (table.text(key, ""),) if isinstance(given, str) else table.texts(key, ())
    if key == "hotline":
        texts = tuple(map(tidied, texts))  # numbers are pasted from websites, with marks that no other text may have
    with _at(table, key):
        return unlike([plain_text(text, f"'{key}'") for text in texts if text], f"'{key}'")


def _text(table: Table, key: str) -> str:
    """A text, empty when it is absent."""
    text = table.text(key, "")
    with _at(table, key):
        return plain_text(text, f"'{key}'")


def _name(table: Table, key: str) -> str:
    """A text that is printed on a card as a name."""
    text = _text(table, key)
    with _at(table, key):
        return card_name(text, f"'{key}'")


def _choice(table: Table, key: str) -> str:
    value = _text(table, key) if key in table.values else CHOICES[key][0]
    if value not in CHOICES[key]:
        choices = " or ".join(repr(choice) for choice in CHOICES[key] if choice)
        table.refuse(key, f"is {value!r}", f"Write {choices}.")
    return value


def _read(table: Table, key: str, read: Callable[[str, str], _T]) -> _T | None:
    """What `read` makes of a text and its label; None when it is absent or empty."""
    text = _text(table, key)
    with _at(table, key):
        return read(text, f"'{key}'") if text else None


def _file(table: Table, key: str) -> Path | None:
    given = _text(table, key)
    if not given:
        return None
    with _at(table, key):
        return inner_file(table.path.parent, given, f"'{key}'")


@contextmanager
def _at(table: Table, key: str) -> Iterator[None]:
    """Adds the file and the line of a key to a complaint about its value."""
    try:
        yield
    except BadOrder as error:
        raise BadFile(error.cause, error.remedy, file=table.path, line=table.line_of(key)) from error
