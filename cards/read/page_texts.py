"""The words of the web page: English from `definitions/page.toml`, translations from `page.po` beside each `cards.po`.

They are in catalogs of their own, so a locale whose cards are complete stays complete when the page gets a new string.
The message context of a string is `page/` and its key. What is not translated, fuzzy, or made from an older English
text is left out, and the page shows the English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from cards.errors import BadFile
from cards.locations import PACKAGE, Shelf
from cards.read.catalogs import Message, read_messages
from cards.read.files import list_folder, stands
from cards.read.keys import Format
from cards.read.names import called, first_hidden
from cards.read.po_file import parse_po
from cards.read.script_types import Source
from cards.read.scripts import LABEL
from cards.read.tables import read_table, read_text

CATALOG = "page.po"
"""The name of the page's catalog of a locale."""

_FILE = PACKAGE / "definitions" / "page.toml"
_CONTEXT = "page/"
_NAMES = "[a-z][a-z0-9_-]*(/[a-z][a-z0-9_-]*)*"
_BRACED = re.compile(r"\{([^{}]*)\}")
_FORMATS = "\u200b\u200c\u200d\u200e\u200f\u2060"
"""The invisible characters that spelling needs."""

PAGE = Format("The words of the web page, by their keys.", others=LABEL.schema, names=_NAMES, most=500)


def english_texts(path: Path = _FILE) -> dict[str, Source]:
    """Each string of the page by its key, with its note for translators. Raises BadFile."""
    top = read_table(path)
    found: dict[str, Source] = {}
    for key, table in top.each():
        LABEL.check(table)
        if not re.fullmatch(_NAMES, key):
            top.refuse(key, "is not a key", "Use small letters, digits, hyphens and slashes.")
        note = table.text("note", "", lines=True)
        found[key] = Source(f"{_CONTEXT}{key}", table.text("text"), note, (), path, table.line_of("text"))
    return found


def page_locales(shelves: Sequence[Shelf]) -> list[str]:
    """The tags of the languages into which somebody has begun to translate the page, sorted."""
    folders = [(shelf, path.name) for shelf in shelves for path in list_folder(shelf.translations)]
    return sorted({tag for shelf, tag in folders if stands(page_catalog(shelf, tag))})


def page_catalog(shelf: Shelf, tag: str) -> Path:
    """Where a shelf keeps the page's catalog of a locale."""
    return shelf.translations / tag / "LC_MESSAGES" / CATALOG


def page_texts(shelves: Sequence[Shelf], tag: str) -> dict[str, str]:
    """The translated strings of the page by their keys; a later shelf's replaces an earlier one's.

    Raises BadFile for a catalog that cannot be read, and for a translation that must not be shown: one that lacks or
    adds words in braces, or has characters that hide.
    """
    english = english_texts()
    found: dict[str, str] = {}
    for shelf in shelves:
        path = page_catalog(shelf, tag)
        if stands(path):
            messages = read_messages(parse_po(read_text(path), path))
            found |= _usable(messages, english)
    return found


def _usable(messages: Mapping[str, Message], english: Mapping[str, Source]) -> dict[str, str]:
    found: dict[str, str] = {}
    for context, message in messages.items():
        source = english.get(context.removeprefix(_CONTEXT))
        if source is None or message.fuzzy or not message.text or message.source != source.text:
            continue
        _check(message)
        found[context.removeprefix(_CONTEXT)] = message.text
    return found


def _check(message: Message) -> None:
    """Raises BadFile for a translation that must not be shown."""
    wanted, has = (Counter(_BRACED.findall(text)) for text in (message.source, message.text))
    wrong = next(iter((wanted - has) + (has - wanted)), None)
    if wrong is not None:
        raise BadFile(
            f"The translation of {message.context} does not have {{{wrong}}} as often as the English.",
            "Write each word in braces exactly as in the English.",
            file=message.file,
            line=message.line,
        )
    hidden = first_hidden(message.text, _FORMATS)
    if hidden is not None:
        raise BadFile(
            f"The translation of {message.context} has {called(hidden)} in it.",
            "Remove it.",
            file=message.file,
            line=message.line,
        )
