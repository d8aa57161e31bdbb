"""Back-translations: what a reader of the translation alone understood (`translations/<tag>/back-translation.toml`).

They check drafts and are never a sign-off. Each holds the digest of the string that was read, which shows when the text
has been edited since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cards.locations import Shelf
from cards.read import keys
from cards.read.files import stands
from cards.read.keys import Format
from cards.read.tables import Table, read_table

_SHA256 = keys.text("sha256", "The digest of the string when it was read.")
_ENGLISH = keys.text("english", "What was understood.")
_BY = keys.text("by", "Who read it; without this key it was a machine, or nobody said.", "")
_ON = keys.day("on", "The day on which they read it.")
BACK_TRANSLATION = Format("What a reader of one translation understood.", (_SHA256, _ENGLISH, _BY, _ON))
BACK_TRANSLATIONS = Format(
    "What a reader of the translation alone understood, by string, such as home/bearer/door.",
    others=BACK_TRANSLATION.schema,
)


@dataclass(frozen=True, slots=True)
class BackTranslation:
    """What was understood (`english`), and the digest of the string at the time (see `sign_offs.digest`).

    `by` is the person who read it, "" for a machine or if nobody said, and `on` the day.
    """

    sha256: str
    english: str
    by: str = ""
    on: date | None = None


def read_back_translations(shelves: Sequence[Shelf], tag: str) -> Mapping[str, BackTranslation]:
    """The back-translations of a locale by message context. Raises BadFile."""
    found: dict[str, BackTranslation] = {}
    for shelf in shelves:
        path = back_translation_path(shelf, tag)
        if stands(path):
            found |= back_translations_in(read_table(path))
    return found


def back_translation_path(shelf: Shelf, tag: str) -> Path:
    """Where a shelf keeps the back-translations of a locale."""
    return shelf.translations / tag / "back-translation.toml"


def back_translations_in(top: Table) -> dict[str, BackTranslation]:
    """The back-translations of a file. Raises BadFile."""
    found: dict[str, BackTranslation] = {}
    for context, table in top.each():
        BACK_TRANSLATION.check(table)
        by, on = _BY.of(table), _ON.of(table)
        if bool(by) is not bool(on):
            _BY.refuse(table, "and 'on' belong together", "Give both, or neither.")
        found[context] = BackTranslation(_SHA256.of(table), _ENGLISH.of(table), by, on)
    return found
