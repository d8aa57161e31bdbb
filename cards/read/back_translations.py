"""Back-translations: what a reader of the translation alone understood (`translations/<tag>/back-translation.toml`).

They check drafts and are never a sign-off. Each holds the digest of the string that was read, which shows when the text
has been edited since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cards.locations import Shelf
from cards.read import keys
from cards.read.files import stands
from cards.read.keys import Format
from cards.read.tables import read_table

_SHA256 = keys.text("sha256", "The digest of the string when it was read.")
_ENGLISH = keys.text("english", "What was understood.")
BACK_TRANSLATION = Format("What a reader of one translation understood.", (_SHA256, _ENGLISH))
BACK_TRANSLATIONS = Format(
    "What a reader of the translation alone understood, by string, such as home/bearer/door.",
    others=BACK_TRANSLATION.schema,
)


@dataclass(frozen=True, slots=True)
class BackTranslation:
    """What was understood (`english`), and the digest of the string at the time (see `sign_offs.digest`)."""

    sha256: str
    english: str


def read_back_translations(shelves: Sequence[Shelf], tag: str) -> Mapping[str, BackTranslation]:
    """The back-translations of a locale by message context. Raises BadFile."""
    found: dict[str, BackTranslation] = {}
    for shelf in shelves:
        path = shelf.translations / tag / "back-translation.toml"
        if stands(path):
            for context, table in read_table(path).each():
                BACK_TRANSLATION.check(table)
                found[context] = BackTranslation(_SHA256.of(table), _ENGLISH.of(table))
    return found
