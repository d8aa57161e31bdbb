"""The texts of all catalogs, to find a translation that is in another language's catalog too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from cards.errors import BadFile
from cards.locations import Shelf
from cards.read.tables import read_text

_HEADER = re.compile(r'^"Language:\s*([A-Za-z]{2,3})', re.MULTILINE)


def comparable(text: str) -> str:
    """A text without what may differ in a copy: asterisks, case, spaces, and the mark at its end."""
    return " ".join(text.replace("**", "").split()).strip(".…!。！।။").casefold()


def locales_with(text: str, shelves: Sequence[Shelf]) -> frozenset[str]:
    """The tags of the locales that have a text in a catalog on one of those shelves."""
    wanted = comparable(text)
    if not wanted:
        return frozenset()
    found = [_texts_of_shelf(shelves[0]).get(wanted, frozenset())] if shelves else []
    for shelf in shelves[1:]:
        found += [frozenset((tag,)) for tag, texts in _catalogs(shelf) if wanted in texts]
    return frozenset().union(*found)


@lru_cache(maxsize=8)
def _texts_of_shelf(shelf: Shelf) -> Mapping[str, frozenset[str]]:
    """The tags of the locales that have each text. The program's own 63 catalogs are read once per run."""
    found: dict[str, set[str]] = {}
    for tag, texts in _catalogs(shelf):
        for text in texts:
            found.setdefault(text, set()).add(tag)
    return {text: frozenset(tags) for text, tags in found.items()}


def _catalogs(shelf: Shelf) -> Iterator[tuple[str, frozenset[str]]]:
    """The tags and the texts of a shelf's catalogs.

    A catalog whose header names a language other than its folder's is left out: its words may be in that language.
    """
    for path in shelf.translations.glob("*/LC_MESSAGES/cards.po"):
        try:
            state = path.stat()
            tag, (named, texts) = path.parents[1].name, _read(path, state.st_mtime_ns, state.st_size)
        except (OSError, BadFile):
            continue  # reported to whoever prints that language
        if named in ("", tag.split("-")[0]):
            yield tag, texts


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int, _size: int) -> tuple[str, frozenset[str]]:
    """The primary subtag in a catalog's header, and its texts, read fast rather than strictly. Raises BadFile."""
    raw = read_text(path)
    if "\r" in raw:
        raw = raw.replace("\r\n", "\n")
    named = _HEADER.search(raw)
    return named[1] if named else "", frozenset(map(comparable, _translations(raw))) - {""}


def _translations(raw: str) -> Iterator[str]:
    for chunk in raw.split('\nmsgstr "')[1:]:
        line, _, rest = chunk.partition("\n")
        text = line.rstrip()[:-1]
        while rest.startswith('"'):
            line, _, rest = rest.partition("\n")
            text += line[1:].rstrip()[:-1]
        yield text.replace('\\"', '"')
