"""Back-translations: what a reader of the translation alone understood (`translations/<tag>/back-translation.toml`).

They are a check on drafts, never a sign-off. Each holds the digest of the string that was read, so that an edit shows
that it no longer belongs to the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cards.locations import Shelf
from cards.read.files import stands
from cards.read.tables import read_table


@dataclass(frozen=True, slots=True)
class BackTranslation:
    """What was understood (`english`), and the digest of the string as it then was (see `sign_offs.digest`)."""

    sha256: str
    english: str


def read_back_translations(shelves: Sequence[Shelf], tag: str) -> Mapping[str, BackTranslation]:
    """The back-translations of a locale by message context. Raises BadFile."""
    found: dict[str, BackTranslation] = {}
    for shelf in shelves:
        path = shelf.translations / tag / "back-translation.toml"
        if stands(path):
            for context, table in read_table(path).each():
                table.known("sha256", "english")
                found[context] = BackTranslation(table.text("sha256"), table.text("english"))
    return found
