"""Hotlines: who answers, at which number, in which languages, and how far the entry can be trusted.

Every entry has a source; `verified_on` is the day on which somebody confirmed the number, by calling it or asking
those who run it. An entry that nobody has confirmed, or not recently, gives a warning; an old one is not printed by
default.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from cards.errors import BadOrder, StaleHotline, UnknownId, command, setting
from cards.locations import Shelf
from cards.read import keys
from cards.read.keys import Format
from cards.read.links import AUDIO, Recordings, read_recordings, refuse_unknown_tags
from cards.read.numbers import NotDialled, Telephone, dialled, is_number
from cards.read.records import (
    NAME,
    RECORD_KEYS,
    Caveat,
    Record,
    described,
    entry_paths,
    find_entry_path,
    for_region,
    read_record,
)
from cards.read.regions import Region
from cards.read.scripts import ID
from cards.read.tables import Table, read_table

MAX_LINES = 3
"""The most lines on a card: each takes room from what its bearer has to say."""


@dataclass(frozen=True, slots=True)
class Hotline:
    """One line. `name` is empty for a bare number, `id` for one that is not in the directory.

    `interpreters` says whom the line has interpreters for, such as "more than 200 languages". `recordings` are those of
    the card that the people who run the line have made.
    """

    number: Telephone
    name: str = ""
    id: str = ""
    hours: str = ""
    interpreters: str = ""
    record: Record = field(default_factory=Record)
    recordings: Recordings = ()

    def caveats(self, today: date) -> list[Caveat]:
        """What an organizer should know before printing this line; empty for a recently confirmed one."""
        if not self.id:
            return []
        return self.record.caveats(today, f"{self.number} of {self.name}", self.name, "call it first")

    def warnings(self, today: date) -> list[str]:
        """The findings in words."""
        return [each.text for each in self.caveats(today)]

    def answers_in(self, tag: str) -> bool | None:
        """Whether the line is known to answer in the language of a tag, whatever its script or country.

        None if its languages are not known.
        """
        if self.interpreters:
            return True
        if not self.record.languages:
            return None
        return tag.split("-")[0] in {each.split("-")[0] for each in self.record.languages}

    @property
    def confirmation(self) -> str:
        """When somebody last confirmed a line of the directory, in English as printed on a card; or nothing."""
        return self.record.confirmation if self.id else ""


_NUMBER = keys.text("number", 'The number to dial, such as "617-555-0100" or "211".')
_HOURS = keys.text("hours", "When somebody answers.", "")
_INTERPRETERS = keys.text("interpreters", 'Whom it has interpreters for, such as "more than 200 languages".', "")
HOTLINE = Format("A hotline in the directory.", (*RECORD_KEYS, AUDIO, _NUMBER, _HOURS, _INTERPRETERS))


def read_hotline(path: Path) -> Hotline:
    """The hotline of a TOML file: `number`, `hours`, `interpreters`, `records.RECORD_KEYS`, and `[audio]`.

    For `[audio]` see `links.read_recordings`. Raises BadFile, also for a number that is not a telephone number.
    """
    return _hotline(read_table(path))


@lru_cache(maxsize=256)
def _hotline(table: Table) -> Hotline:
    HOTLINE.check(table)
    try:
        number = dialled(_NUMBER.of(table))
    except NotDialled as error:
        _NUMBER.refuse(table, f"cannot be used: {error}", error.remedy)
    return Hotline(
        number=number,
        name=NAME.of(table),
        id=ID.of(table),
        hours=_HOURS.of(table),
        interpreters=_INTERPRETERS.of(table),
        record=read_record(table),
        recordings=read_recordings(table),
    )


def read_hotlines(shelves: Sequence[Shelf]) -> dict[str, Hotline]:
    """The directory by id, without the entries that a content folder omits. Raises BadFile."""
    paths = entry_paths([shelf.hotlines for shelf in shelves], "hotline")
    return {hotline_id: _shelved(path, shelves) for hotline_id, path in paths.items()}


def _shelved(path: Path, shelves: Sequence[Shelf]) -> Hotline:
    hotline = read_hotline(path)
    refuse_unknown_tags(path, hotline.recordings, shelves)
    return hotline


def choose_hotline(shelves: Sequence[Shelf], given: str, name: str) -> Hotline:
    """The hotline that a user typed: an id of the directory, or a plain number with an optional `name`.

    Raises UnknownId, BadFile, or BadOrder when it is neither.
    """
    if not given:
        raise BadOrder(f"{setting('hotline')} is empty.", "Remove it for a blank line for a number.")
    if not is_number(given):
        if name:
            raise BadOrder(
                f"The hotline {given!r} in the directory already has a name.",
                f"Remove {setting('hotline_name')}.",
            )
        try:
            return _shelved(find_entry_path([shelf.hotlines for shelf in shelves], given, "hotline"), shelves)
        except UnknownId as error:
            known = read_hotlines(shelves)
            # A suggestion says whose line it is, because another region's line is as wrong as none.
            raise UnknownId("hotline", given, list(known), described=described(known.values())) from error
    try:
        return Hotline(number=dialled(given), name=name)
    except NotDialled as error:
        remedy = f"{error.remedy} Or give {setting('hotline')} the id of a line that `{command('hotline list')}` shows."
        raise BadOrder(f"{error}.", remedy) from error


def lines_for(hotlines: Iterable[Hotline], region: Region) -> tuple[Hotline, ...]:
    """The lines that a card for a region has by default: the narrowest first, at most `MAX_LINES`."""
    return tuple(each for each in for_region(hotlines, region) if not each.record.by_id_only)[:MAX_LINES]


def fresh_lines_for(
    hotlines: Iterable[Hotline], region: Region, today: date
) -> tuple[tuple[Hotline, ...], tuple[Hotline, ...]]:
    """The lines for a region that are not too old, as `lines_for` has them, and those that are left out for their age.

    If all are too old, none is left out, so that `refuse_stale` names them.
    """
    found = [each for each in for_region(hotlines, region) if not each.record.by_id_only]
    fresh = [each for each in found if not each.record.is_stale(today)]
    stale = tuple(each for each in found if each not in fresh) if fresh else ()
    return lines_for(fresh or found, region), stale


def stale_note(line: Hotline, today: date) -> str:
    """A note for an organizer about a line of their region that is left out because of its age."""
    return (
        f"{line.number} of {line.name} is left out because nobody has confirmed it within a year "
        f"({_age(line.record, today)}): call, then record it with {_verify(line)}"
    )


def _verify(line: Hotline) -> str:
    return command(f"hotline verify {line.id} --by NAME --content FOLDER")


def refuse_stale(hotlines: Iterable[Hotline], today: date) -> None:
    """Raises StaleHotline, naming each line of the directory that is too old to be printed by default."""
    stale = [each for each in hotlines if each.id and each.record.is_stale(today)]
    if not stale:
        return
    named = "; ".join(f"{each.number} of {each.name} ({_age(each.record, today)})" for each in stale)
    commands = "; ".join(map(_verify, stale))
    raise StaleHotline(
        f"Nobody has confirmed within a year: {named}.",
        f"Call, then record it: {commands}. Or print it anyway with {setting('allow_stale')}.",
    )


def _age(record: Record, today: date) -> str:
    if record.verified_on is None:
        return f"never verified, {record.from_where}"
    return f"verified on {record.verified_on}{', which is in the future' if record.verified_on > today else ''}"
