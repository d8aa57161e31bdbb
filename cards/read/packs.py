"""A pack: one file, `workshop.toml`, that says which cards a workshop needs and who gets them.

The keys are those of `settings`, and a few of its own. The commented example, with which a new pack begins, explains
each; a test compares them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from cards.errors import BadFile, BadOrder, CardError, worded
from cards.locations import PACKAGE, Shelf
from cards.read.languages import find_language, read_languages, tag_of
from cards.read.layouts import CARD_LAYOUTS, Layout
from cards.read.names import card_name, listed
from cards.read.numbers import tidied
from cards.read.recipients import MAX_CARDS, MAX_HEADING, MAX_LOCALES, Recipient, key_name, read_recipients
from cards.read.scripts import find_script, layouts_of
from cards.read.settings import SETTINGS, Kind, Place, Setting, settings_for
from cards.read.tables import Table, read_table, read_text, table_of
from cards.read.values import inner_file, nearest, plain_text, unlike
from cards.read.wishes import Wishes, check_ignored, check_theme, wishes_from

KEYS = (
    "title", "place", "date",
    *(key for each in settings_for(Place.PACK) for key in (each.key, *(("scripts",) if each.key == "script" else ()))),
    "combined", "zip", "recipients", "cards",
)  # fmt: skip
"""Every key of a pack file, in the order of its schema."""

Tags = Callable[[str], str]
"""The tag of a locale as typed, or "" if no language table has it."""

_FILES = ("logo", "recipients")
"""The keys that name files in the folder of the pack."""

_NAMES = ("org", "hotline_name")
"""The settings that are printed on a card as a name."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack file asks for, and for whom.

    `wishes` are those of the pack itself; every recipient has a copy with changes of their own. `combined` asks for one
    PDF with everything in print order, for each layout that can be combined. `bad_rows` are the refused rows of the
    table of recipients; the other rows are still made. `lines` has the line of each key of the pack file, and of each
    locale below [cards] as "cards.es".
    """

    file: Path
    title: str
    place: str = ""
    date: datetime.date | None = None
    combined: bool = False
    zip: bool = False
    wishes: Wishes = field(default_factory=Wishes)
    recipients: tuple[Recipient, ...] = ()
    bad_rows: tuple[CardError, ...] = ()
    lines: Mapping[str, int | None] = field(default_factory=dict, compare=False)


def read_pack(path: Path, shelves: Sequence[Shelf]) -> Pack:
    """The pack of a TOML file, with its table of recipients if it names one. Raises BadFile.

    The shelves determine which names of locales mean the same language.
    """
    return _pack(read_table(path), shelves)


@dataclass(frozen=True, slots=True)
class OpenedPack:
    """A pack that somebody opened away from its folder, with its settings as typed, by key.

    `beside` are the keys that name files in that folder, which nobody reads, with those names.
    """

    pack: Pack
    given: Mapping[str, Any]
    beside: Mapping[str, str]


def open_pack(text: str, name: str, shelves: Sequence[Shelf]) -> OpenedPack:
    """The pack of a text, as if it were in a file of that name; no file that it names is opened. Raises BadFile."""
    table = table_of(text, name)
    beside = {key: found for key in _FILES if (found := _text(table, key))}
    left = replace(table, values={key: value for key, value in table.values.items() if key not in _FILES})
    pack = _pack(left, shelves, has_rows="recipients" in beside)
    names = {"scripts": "script"}
    given = {names.get(key, key): value for key, value in left.values.items() if names.get(key, key) in SETTINGS}
    return OpenedPack(pack, given, beside)


def _pack(table: Table, shelves: Sequence[Shelf], *, has_rows: bool = False) -> Pack:
    """The pack of a table; with `has_rows`, further cards are in a table of recipients that is not there."""
    languages = read_languages(shelves)
    tags = partial(tag_of, languages)
    _check_keys(table)
    title = table.text("title")
    with _at(table, "title"):
        title = plain_text(title, "'title'")
    own = Recipient("", table.path, table.line_of("cards") or 1, _cards(table, tags), _wishes(table, tags))
    recipients, bad_rows = (
        ((own,), ()) if has_rows else _recipients(table, own, lambda given: find_language(languages, given).tag)
    )
    pack = Pack(
        file=table.path,
        title=title,
        place=_text(table, "place"),
        date=table.day("date"),
        combined=table.flag("combined", False),
        zip=table.flag("zip", False),
        wishes=own.wishes,
        recipients=recipients,
        bad_rows=bad_rows,
        lines=_lines(table),
    )
    if not bad_rows and not has_rows:  # a refused row may ask for what the others do not
        _check_layouts(table, pack, shelves)
    return pack


def _lines(table: Table) -> dict[str, int | None]:
    found = {key: table.line_of(key) for key in table.values}
    if "cards" in table.values:
        cards = table.table("cards")
        found |= {f"cards.{plain_text(key, key)}": cards.line_of(key) for key in cards.values}
    return found


def example_pack() -> str:
    """The commented example, itself a valid pack, with which a new pack begins."""
    return read_text(PACKAGE / "definitions" / "pack-example.toml")


def _check_keys(table: Table) -> None:
    """Refuses an unknown key, with the most likely reason."""
    for key, value in table.values.items():
        if key in KEYS:
            continue
        meant = nearest(key, KEYS)
        if meant:
            table.refuse(key, "is not known here", f"Did you mean {meant!r}?")
        if isinstance(value, int):
            table.refuse(key, "is not known here", "Put numbers of cards below a line [cards].")
        table.known(*KEYS)


def _recipients(table: Table, own: Recipient, tags: Tags) -> tuple[tuple[Recipient, ...], tuple[CardError, ...]]:
    """The rows of the pack's table, and those that were refused; without a table, the pack itself."""
    rows = _file(table, "recipients")
    if rows is not None:
        return read_recipients(rows, own, tags)
    if not own.cards:
        raise BadFile(
            "The pack asks for no cards.",
            "Add a line [cards] and, below it, lines such as es = 500; or name a table with 'recipients'.",
            file=table.path,
        )
    with _at(table, "theme"):
        check_theme(own.wishes.layouts, own.wishes.theme)
    return (own,), ()


def _layouts(wishes: Wishes, shelves: Sequence[Shelf]) -> set[Layout]:
    """The layouts that those wishes are made in, as far as their scripts are known: the plan of a pack finds others."""
    found = set[Layout]()
    for script in wishes.scripts:
        with suppress(CardError):
            found |= set(layouts_of(find_script(shelves, script), wishes.layouts))
    return found or set(wishes.layouts or CARD_LAYOUTS[:1])


def _check_layouts(table: Table, pack: Pack, shelves: Sequence[Shelf]) -> None:
    """Refuses keys that change nothing on any card of the pack."""
    used = {layout for each in pack.recipients for layout in _layouts(each.wishes, shelves)}
    layouts = [layout for layout in Layout if layout in used]
    try:
        check_ignored(pack.wishes, layouts, {each.wishes.theme for each in pack.recipients})
    except BadOrder as error:
        with _at(table, error.setting):
            raise
    if pack.combined and not any(layout.traits.combined for layout in layouts):
        possible = listed([layout.value for layout in Layout if layout.traits.combined])
        table.refuse(
            "combined",
            f"is for the layouts {possible}, but this pack has none of them",
            "Remove it: fronts, backs, posters, plans and cards for a print shop are always separate files.",
        )


def _wishes(table: Table, tags: Tags) -> Wishes:
    """What the pack asks for in addition to cards: for its only recipient, or as defaults for the rows of its table."""
    given = {each.key: _value(table, each) for each in settings_for(Place.PACK)}
    if _is_table(table, "audio_link"):
        given |= {"audio_link": None, "audio_links": _audio_links(table, tags)}
    wishes = wishes_from({key: value for key, value in given.items() if value not in ("", ())})
    if wishes.hotline_name and not wishes.hotlines:
        table.refuse("hotline_name", "is the name of no hotline", "Give its number with 'hotline'.")
    return wishes


def _value(table: Table, each: Setting) -> Any:
    """The value of a setting in the pack; None if it is absent."""
    key = each.key
    match each.kind:
        case Kind.FLAG:
            return table.flag(key) if key in table.values else None
        case Kind.FILE:
            return _file(table, key)
        case Kind.SEVERAL:
            return _scripts(table) if key == "script" else _several(table, key)
        case Kind.CHOICES:
            return _choices(table, each)
    if key == "audio_link" and _is_table(table, key):
        return None
    if each.alone and isinstance(table.values.get(key), bool):
        return each.alone if table.flag(key) else None
    text = _text(table, key)
    with _at(table, key):
        if key in _NAMES:
            return card_name(text, f"'{key}'")
        given = each.read_exactly(text) if text or (each.choices and each.default and key in table.values) else None
    return None if each.choices and given == each.default else given  # the default asks for nothing


def _is_table(table: Table, key: str) -> bool:
    """Whether a key has a table; refuses anything but a table or a text."""
    given = table.values.get(key, "")
    if not isinstance(given, (str, dict)):
        table.refuse(key, "is neither a text in quotes nor a table of them by locale", "Put it in quotes.")
    return isinstance(given, dict)


def _audio_links(table: Table, tags: Tags) -> tuple[tuple[str, str], ...]:
    """The locales in `audio_link`, each with the address of its recording."""
    inner = table.table("audio_link")
    if not inner.values or len(inner.values) > MAX_LOCALES:
        wrong = f"has more than {MAX_LOCALES} locales" if inner.values else "has no locale in it"
        table.refuse("audio_link", wrong, 'Write it as { es = "https://www.example.org/es" }.')
    found: dict[str, tuple[str, str]] = {}
    for key in inner.values:
        locale = _locale(inner, key)
        _refuse_same(inner, key, locale, found, tags)
        with _at(inner, key):
            found[tags(locale) or locale.casefold()] = (locale, plain_text(inner.text(key), f"'audio_link.{key}'"))
    return tuple(found.values())


def _refuse_same(inner: Table, key: str, locale: str, found: Mapping[str, tuple[str, Any]], tags: Tags) -> None:
    """Refuses a locale that the table already has, perhaps under another name."""
    tag = tags(locale)
    if (tag or locale.casefold()) not in found:
        return
    other = found[tag or locale.casefold()][0]
    if other.casefold() == locale.casefold():
        inner.refuse(key, "is given twice", "Remove one of them.")
    inner.refuse(key, f"is the same language as {other!r} ({tag})", "Combine the two lines.")


def _locale(inner: Table, key: str) -> str:
    """A key that is a locale. Raises BadFile for what cannot be the name of one."""
    with _at(inner, key):
        locale = plain_text(key, "The name of a locale")
        if not 1 <= len(locale) <= MAX_HEADING:
            raise BadOrder(f"The name of a locale is empty or has more than {MAX_HEADING} characters.", "Correct it.")
    return locale


def _cards(table: Table, tags: Tags) -> tuple[tuple[str, int], ...]:
    """The locales in [cards] with their numbers, without those with 0."""
    if "cards" not in table.values:
        return ()
    inner = table.table("cards")
    if len(inner.values) > MAX_LOCALES:
        table.refuse("cards", f"has more than {MAX_LOCALES} locales", "Remove some.")
    found: dict[str, tuple[str, int]] = {}
    for key, value in inner.values.items():
        if key in KEYS and type(value) is not int:
            inner.refuse(key, "is below [cards], which is only for locales", "Move it above the line [cards].")
        locale = _locale(inner, key)
        _refuse_same(inner, key, locale, found, tags)
        found[tags(locale) or locale.casefold()] = (locale, inner.whole(key, least=0, most=MAX_CARDS))
    return tuple((locale, number) for locale, number in found.values() if number)


def _scripts(table: Table) -> tuple[str, ...]:
    if "script" in table.values and "scripts" in table.values:
        table.refuse("scripts", "is given in addition to 'script'", "Remove one of them.")
    return _several(table, "scripts" if "scripts" in table.values else "script")


def _choices(table: Table, each: Setting) -> tuple[str, ...]:
    """One or several of a setting's choices."""
    key = each.key
    if table.values.get(key) == []:
        table.refuse(key, "is an empty list", f"Name one in it, or remove the line to get {each.default}.")
    given = _several(table, key)
    with _at(table, key):
        return tuple(each.read_exactly(text) for text in given)


def _several(table: Table, key: str) -> tuple[str, ...]:
    """The texts of a key that has one text or a list of them; none if it is absent."""
    given = table.values.get(key, [])
    if not isinstance(given, (str, list)):
        table.refuse(key, "is neither a text in quotes nor a list of them", "Put it in quotes.")
    texts = (table.text(key, ""),) if isinstance(given, str) else table.texts(key, ())
    if key == "hotline":
        texts = tuple(map(tidied, texts))  # numbers are pasted from websites, with marks that no other text may have
    with _at(table, key):
        return unlike([plain_text(text, f"'{key}'") for text in texts if text], f"'{key}'")


def _text(table: Table, key: str) -> str:
    """A text; empty if it is absent."""
    text = table.text(key, "")
    with _at(table, key):
        return plain_text(text, f"'{key}'")


def _file(table: Table, key: str) -> Path | None:
    given = _text(table, key)
    if not given:
        return None
    with _at(table, key):
        return inner_file(table.path.parent, given, f"'{key}'")


@contextmanager
def _at(table: Table, key: str) -> Iterator[None]:
    """Adds the file and line of a key to an error about its value."""
    try:
        yield
    except BadOrder as error:
        raise BadFile(
            worded(error.cause, key_name), worded(error.remedy, key_name), file=table.path, line=table.line_of(key)
        ) from error
