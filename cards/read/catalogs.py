"""PO catalogs: a locale's translations, matched by message context alone.

Babel parses the catalog after `po_grammar` has checked every line. The message context (msgctxt) decides which
string a translation belongs to; the msgid that stands beside it tells whether the English has changed since.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cards.errors import BadFile
from cards.locations import Shelf
from cards.read.po_grammar import check_po
from cards.read.sign_offs import SignOff, read_sign_offs
from cards.read.tables import read_text


@dataclass(frozen=True, slots=True)
class Message:
    """One translation: its context, the English that it was made from, its text, and where it stands."""

    context: str
    source: str
    text: str
    fuzzy: bool
    file: Path
    line: int


@dataclass(frozen=True, slots=True)
class Wording:
    """Every translation of a locale and its sign-offs, by message context, and the catalogs that were read."""

    tag: str
    messages: Mapping[str, Message]
    files: tuple[Path, ...]
    sign_offs: Mapping[str, tuple[SignOff, ...]] = field(default_factory=dict)

    def signed(self, context: str) -> tuple[SignOff, ...]:
        """The sign-offs of a context, lapsed ones among them."""
        return self.sign_offs.get(context, ())


def catalog_path(shelf: Shelf, tag: str) -> Path:
    """Where a shelf keeps the catalog of a locale."""
    return shelf.translations / tag / "LC_MESSAGES" / "cards.po"


def translated_tags(shelves: Sequence[Shelf]) -> list[str]:
    """The tags of the locales that have a catalog on any shelf, sorted."""
    found = {path.parents[1].name for shelf in shelves for path in shelf.translations.glob("*/LC_MESSAGES/cards.po")}
    return sorted(found)


def read_wording(shelves: Sequence[Shelf], tag: str) -> Wording:
    """The translations of a locale; a later shelf's message replaces an earlier one's. Raises BadFile."""
    messages: dict[str, Message] = {}
    files = tuple(path for shelf in shelves if (path := catalog_path(shelf, tag)).is_file())
    for path in files:
        messages.update(_read(path))
    return Wording(tag, messages, files, read_sign_offs(shelves, tag))


def _read(path: Path) -> dict[str, Message]:
    from babel.messages.pofile import PoFileError, read_po

    text = read_text(path)
    check_po(text, path)
    try:
        catalog = read_po(io.StringIO(text), abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        raise BadFile(
            f"The catalog cannot be read: {str(error).rstrip('.')}.", "Mend it in Poedit or a text editor.", file=path
        ) from error
    messages: dict[str, Message] = {}
    for entry in catalog:
        if not entry.id or not entry.context:
            continue
        if not isinstance(entry.id, str) or not isinstance(entry.string, str | None):
            raise BadFile(
                "A message has plural forms, which cards do not use.",
                "Keep msgid and msgstr only.",
                file=path,
                line=entry.lineno,
            )
        context = str(entry.context)
        messages[context] = Message(context, entry.id, entry.string or "", entry.fuzzy, path, entry.lineno or 1)
    return messages
