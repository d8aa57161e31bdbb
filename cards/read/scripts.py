"""Rights scripts: what a card says, with the legal authority of every statement.

A script is one TOML file, `<id>.toml`. Its bearer's side is the source of the translations; its officer's side is
printed in English. The message context (msgctxt) of a string in the catalogs is `<script>/<side>/<id>`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from cards.errors import UnknownId
from cards.locations import Shelf
from cards.read.files import list_folder, stands
from cards.read.pictograms import PICTOGRAMS
from cards.read.tables import Table, read_table

MAX_STATEMENTS = 9
"""The points of a side are numbered with one digit."""

_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class Source:
    """An English text with its message context, the authority that it rests on, a note to translators, and its file.

    `pictogram` is the name of the one that stands beside a statement, "" for none.
    """

    context: str
    text: str
    note: str
    authority: tuple[str, ...] = ()
    file: Path | None = field(default=None, compare=False)
    line: int | None = field(default=None, compare=False)
    pictogram: str = ""


@dataclass(frozen=True, slots=True)
class ScriptSide:
    """One side of a script: the heading, and the statements in order."""

    heading: Source
    statements: tuple[Source, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every text of the side, in reading order."""
        return (self.heading, *self.statements)


@dataclass(frozen=True, slots=True)
class Script:
    """A rights script. `version` counts up with every change of its English."""

    id: str
    version: int
    title: str
    about: str
    bearer: ScriptSide
    officer: ScriptSide


@dataclass(frozen=True, slots=True)
class Labels:
    """The words that stand on a card whatever its script; `lawyer` on those with a line to write one on."""

    hotline: Source
    link: Source
    lawyer: Source

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every label."""
        return (*self.always, self.lawyer)

    @property
    def always(self) -> tuple[Source, ...]:
        """The labels that no card is printed without."""
        return (self.hotline, self.link)


def read_script(path: Path) -> Script:
    """The script of a TOML file. Raises BadFile."""
    return _script(read_table(path))


@lru_cache(maxsize=64)
def _script(table: Table) -> Script:
    table.known("id", "version", "title", "about", "bearer", "officer")
    script_id = read_id(table)
    return Script(
        id=script_id,
        version=table.whole("version"),
        title=table.text("title"),
        about=table.text("about"),
        bearer=_side(table.table("bearer"), f"{script_id}/bearer"),
        officer=_side(table.table("officer"), f"{script_id}/officer"),
    )


def find_script(shelves: Sequence[Shelf], script_id: str) -> Script:
    """The script with that id, from the last shelf that has it. Raises UnknownId or BadFile."""
    return read_script(find_definition([shelf.scripts for shelf in shelves], script_id, "script"))


def script_ids(shelves: Sequence[Shelf]) -> list[str]:
    """The ids of every script, sorted."""
    return sorted(definitions([shelf.scripts for shelf in shelves]))


def read_labels(shelves: Sequence[Shelf]) -> Labels:
    """The labels of the last shelf that has a labels.toml; its `lawyer` may be left to another. Raises BadFile."""
    tables = [read_table(shelf.labels) for shelf in shelves if stands(shelf.labels)]
    for each in tables:
        each.known("hotline", "link", "lawyer")
    table = tables[-1]
    with_lawyer = next((each for each in reversed(tables) if "lawyer" in each.values), table)
    return Labels(
        hotline=_source(table.table("hotline"), "labels/hotline"),
        link=_source(table.table("link"), "labels/link"),
        lawyer=_source(with_lawyer.table("lawyer"), "labels/lawyer"),
    )


def definitions(folders: Sequence[Path]) -> dict[str, Path]:
    """Each `<id>.toml` of the folders by its id; a later folder replaces an earlier one's. Raises BadFile."""
    return {path.stem: path for folder in folders for path in list_folder(folder, ".toml")}


def find_definition(folders: Sequence[Path], wanted: str, kind: str) -> Path:
    """The path of `<wanted>.toml`. Raises UnknownId with the closest ids."""
    known = definitions(folders)
    if wanted not in known:
        raise UnknownId(kind, wanted, list(known))
    return known[wanted]


def read_id(table: Table) -> str:
    """The `id` of a definition, which must be the name of its file."""
    found = table.text("id")
    if not _ID.fullmatch(found):
        table.refuse("id", f"is {found!r}", "Use small letters, digits and hyphens, 40 at most, a letter first.")
    if found != table.path.stem:
        table.refuse("id", f"is {found!r} in a file named {table.path.name}", "Give both the same name.")
    return found


def _side(table: Table, context: str) -> ScriptSide:
    table.known("heading", "statement")
    heading = _identified(table.table("heading"), context)
    count = table.count("statement")
    if not 1 <= count <= MAX_STATEMENTS:
        table.refuse("statement", f"has {count} entries", f"A side has 1 to {MAX_STATEMENTS} statements.")
    statements = tuple(_statement(each, context) for each in table.tables("statement"))
    contexts = [each.context for each in (heading, *statements)]
    for each in contexts:
        if contexts.count(each) > 1:
            table.refuse("statement", f"has the id {each.rpartition('/')[2]!r} twice", "Give each its own id.")
    return ScriptSide(heading, statements)


def _statement(table: Table, context: str) -> Source:
    """A statement, with the pictogram beside it if it names one."""
    pictogram = table.text("pictogram", "")
    if pictogram and pictogram not in PICTOGRAMS:
        table.refuse("pictogram", f"is {pictogram!r}", f"The pictograms are: {', '.join(sorted(PICTOGRAMS))}.")
    return replace(_identified(table, context), pictogram=pictogram)


def _identified(table: Table, context: str) -> Source:
    found = table.text("id")
    if not _ID.fullmatch(found):
        table.refuse("id", f"is {found!r}", "Use small letters, digits and hyphens, 40 at most, a letter first.")
    return _source(table, f"{context}/{found}")


def _source(table: Table, context: str) -> Source:
    table.known("id", "text", "note", "authority", "pictogram")
    note = table.text("note", "", lines=True)
    return Source(context, table.text("text"), note, table.texts("authority", ()), table.path, table.line_of("text"))
