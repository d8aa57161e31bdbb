"""The fonts: families of a regular and a bold face, as bytes, with their sources.

Fonts are read when a card needs them and kept for the rest of the run: the Chinese ones are several megabytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cards.errors import BadFile, UnknownId
from cards.locations import Shelf
from cards.read import keys
from cards.read.files import open_ordinary, stands
from cards.read.keys import Format, Key
from cards.read.tables import Table, read_table

MAX_FONT_BYTES = 20_000_000

_FILE = re.compile(r"[A-Za-z0-9._-]{1,100}")


def _file(name: str, about: str) -> Key[str]:
    remedy = "Put the font in the folder of fonts.toml and write only its name."
    return keys.matching(name, about, _FILE, "is not a plain file name", remedy)


_REGULAR = _file("regular", "The TrueType file of the regular face.")
_BOLD = _file("bold", "The TrueType file of the bold face.")
_DIGESTS = {
    each.name: keys.text(f"{each.name}_sha256", f"The SHA-256 of the {each.name} face.", "")
    for each in (_REGULAR, _BOLD)
}
_TIGHT_FOR = keys.text("tight_for", "The family that this is a narrower cut of.", "")
_SCRIPTS = keys.texts("scripts", 'The writing systems that it covers, such as "Latn".')
_ABOUT = (
    _SCRIPTS,
    keys.text("licence", "Its license, by SPDX identifier.", ""),
    keys.text("licence_file", "The file with the text of the license.", ""),
    keys.text("source", "The package that it comes from.", ""),
    keys.text("version", "Its version.", ""),
)
FAMILY = Format("A family of fonts.", (_REGULAR, _BOLD, *_DIGESTS.values(), _TIGHT_FOR, *_ABOUT))
FAMILIES = Format("The families of fonts, by name.", others=FAMILY.schema)


@dataclass(frozen=True, slots=True, eq=False)
class Typeface:
    """One TrueType font. Compared by identity, because `data` is long and each file is read once."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """A regular and a bold face with the same letters, and a narrower cut of them (`tight`) if there is one."""

    name: str
    regular: Typeface
    bold: Typeface
    tight: Family | None = None


def read_families(shelves: Sequence[Shelf], wanted: Iterable[str]) -> tuple[Family, ...]:
    """The families of those names, in that order. Raises UnknownId or BadFile."""
    tables = _tables(tuple(shelves))
    families = []
    for name in wanted:
        if name not in tables:
            raise UnknownId("font family", name, list(tables))
        families.append(_family(tables, name, _narrower(tables, name)))
    return tuple(families)


def families_with(shelves: Sequence[Shelf], script: str) -> tuple[str, ...]:
    """The names of the families that cover a writing system, by its ISO 15924 code, without narrower cuts."""
    tables = _tables(tuple(shelves))
    return tuple(
        name for name, table in tables.items() if script in _SCRIPTS.of(table) and not table.values.get(_TIGHT_FOR.name)
    )


def font_files(shelves: Sequence[Shelf], wanted: Iterable[str]) -> tuple[Path, ...]:
    """The files that `read_families` would read, each once. Raises UnknownId or BadFile."""
    tables = _tables(tuple(shelves))
    found: dict[Path, None] = {}
    for name in wanted:
        if name not in tables:
            raise UnknownId("font family", name, list(tables))
        for each in filter(None, (name, _narrower(tables, name))):
            for face in (_REGULAR, _BOLD):
                found[tables[each].path.parent / face.of(tables[each])] = None
    return tuple(found)


def files_of_shelf(shelf: Shelf) -> tuple[Path, ...]:
    """The files that the `fonts.toml` of a shelf names, each once. Raises BadFile."""
    return font_files((shelf,), tuple(_tables((shelf,))))


def _narrower(tables: dict[str, Table], name: str) -> str | None:
    """The family that is a narrower cut of the one of that name."""
    return next((each for each, table in tables.items() if table.values.get(_TIGHT_FOR.name) == name), None)


def _tables(shelves: tuple[Shelf, ...]) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    for shelf in shelves:
        path = shelf.fonts / "fonts.toml"
        if stands(path):
            tables |= _checked(read_table(path))
    return tables


@lru_cache(maxsize=8)
def _checked(top: Table) -> dict[str, Table]:
    found: dict[str, Table] = {}
    for name, table in top.each():
        FAMILY.check(table)
        for key in (_TIGHT_FOR, *_ABOUT):  # nothing else checks these keys
            key.of(table)
        found[name] = table
    return found


_FAMILIES: dict[tuple[object, ...], Family] = {}
"""The families read so far in this run, by their fonts.toml, name and files as they were: a font is the same font
wherever it is used."""


def _family(tables: dict[str, Table], name: str, narrower: str | None) -> Family:
    table = tables[name]
    key = (table.path, name, *(_stamp(table, face) for face in (_REGULAR, _BOLD)))
    if key not in _FAMILIES:
        tight = _family(tables, narrower, None) if narrower else None
        _FAMILIES[key] = Family(name, _typeface(table, _REGULAR), _typeface(table, _BOLD), tight)
    return _FAMILIES[key]


def _stamp(table: Table, face: Key[str]) -> tuple[str, ...]:
    """What tells a font file from one that has taken its place: `preview --watch` reads it again."""
    try:
        state = (table.path.parent / face.of(table)).stat()
    except OSError:
        return ()
    return (face.of(table), str(state.st_mtime_ns), str(state.st_size))


def _is_whole(data: bytes) -> bool:
    """Whether the bytes are a TrueType font with all the tables that its directory lists (OpenType, font file)."""
    if len(data) < 12 or data[:4] != b"\0\1\0\0":
        return False
    count = int.from_bytes(data[4:6], "big")
    records = [data[12 + 16 * place : 28 + 16 * place] for place in range(count)]
    ends = [int.from_bytes(each[8:12], "big") + int.from_bytes(each[12:16], "big") for each in records]
    return {b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"} <= {each[:4] for each in records} and max(
        ends
    ) <= len(data)


def _typeface(table: Table, face: Key[str]) -> Typeface:
    file = face.of(table)
    path = table.path.parent / file
    try:
        with open_ordinary(path, "font") as opened:
            data = opened.read(MAX_FONT_BYTES + 1)
    except (BadFile, OSError) as error:
        reason = error.cause if isinstance(error, BadFile) else f"The disk says: {error.strerror}."
        face.refuse(table, f"names {file}, which cannot be read", f"Restore the file. {reason}")
    digest = _DIGESTS[face.name].of(table)
    if len(data) > MAX_FONT_BYTES or not _is_whole(data) or (digest and hashlib.sha256(data).hexdigest() != digest):
        raise BadFile(
            "The font is not the TrueType font that fonts.toml describes.",
            "Restore it, or run fonts/rebuild.py, which updates its sha256.",
            file=path,
        )
    return Typeface(path.stem, data)
