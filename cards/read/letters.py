"""The letters of each language, from the exemplar sets of CLDR (`translations/letters.toml`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from cards.locations import Shelf
from cards.read import keys
from cards.read.keys import Format
from cards.read.languages import TAG
from cards.read.tables import MAX_TEXT, Table, read_table

_RANGE = re.compile("(.)-(.)|(.)", re.DOTALL)


def read_letters(shelves: Sequence[Shelf], tag: str) -> frozenset[str]:
    """The letters and marks of a language, except ideographs and ASCII; none if CLDR has no set.

    A content folder may have a letters.toml for languages of its own. Raises BadFile.
    """
    found = frozenset[str]()
    for shelf in shelves:
        path = shelf.translations / "letters.toml"
        if path.is_file():
            found = _letters(read_table(path)).get(tag, found)
    return found


_LETTERS = keys.table(
    "letters",
    Format(
        'The letters of each language other than a to z, by its tag; "a-e" is a to e.',
        others={"type": "string", "minLength": 1, "maxLength": MAX_TEXT},
        names=TAG.pattern,
    ),
)
LETTERS = Format("The letters of the languages, from CLDR.", (_LETTERS,))


@lru_cache(maxsize=8)
def _letters(table: Table) -> dict[str, frozenset[str]]:
    LETTERS.check(table)
    inner = _LETTERS.of(table)
    return {tag: frozenset(_spread(inner.text(tag))) for tag in inner.values}


def _spread(text: str) -> Sequence[str]:
    """The characters of a text in which "a-e" means a to e."""
    found: list[str] = []
    for first, last, single in _RANGE.findall(text):
        found += single or map(chr, range(ord(first), ord(last) + 1))
    return found
