"""Hotlines: who answers, at which number, in which languages, and how far the entry can be trusted.

Every entry has a source, which is that of its number; hours, languages and kind may have sources of their own.
`verified_on` is the day on which somebody confirmed the number, by calling it or asking those who run it. An entry that
nobody has confirmed, or not recently, gives a warning; an old one is not printed by default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from cards.errors import BadOrder, StaleHotline, UnknownId, command, setting
from cards.locations import Shelf
from cards.read import keys
from cards.read.countries import HOME
from cards.read.keys import Format
from cards.read.line_kinds import LineKind, kind_key
from cards.read.links import AUDIO, Recordings, read_recordings, refuse_unknown_tags
from cards.read.numbers import NotDialled, Telephone, dialled, is_number
from cards.read.records import (
    NAME,
    RECORD_KEYS,
    SOURCE_KEYS,
    Caveat,
    Origin,
    Record,
    described,
    entry_paths,
    find_entry_path,
    for_region,
    once,
    read_origin,
    read_record,
)
from cards.read.regions import Region
from cards.read.scripts import ID
from cards.read.tables import Table, read_table

HOW_TO_LIST = f"`{command('hotline list')}` shows all there are."


class BadNumber(BadOrder):
    """A number that cannot be dialed; `plain` is the remedy for those who cannot give ids of the directory."""

    def __init__(self, cause: str, remedy: str, *, plain: str) -> None:
        super().__init__(cause, remedy)
        self.plain = plain


MAX_LINES = 3
"""The most lines on a card: each takes room from what its bearer has to say."""


@dataclass(frozen=True, slots=True)
class Hotline:
    """One line. `name` is empty for a bare number, `id` for one that is not in the directory.

    `interpreters` says whom the line has interpreters for, such as "more than 200 languages". `recordings` are those of
    the card that the people who run the line have made. `origins` are the sources of those `FIELDS` that do not come
    from that of the number.
    """

    number: Telephone
    name: str = ""
    id: str = ""
    hours: str = ""
    interpreters: str = ""
    record: Record = field(default_factory=Record)
    recordings: Recordings = ()
    kind: LineKind = LineKind.LEGAL_HELP
    origins: tuple[tuple[str, Origin], ...] = ()

    def caveats(self, today: date) -> list[Caveat]:
        """What an organizer should know before printing this line; empty for a recently confirmed one."""
        if not self.id:
            return []
        found = self.record.caveats(today, f"{self.number} of {self.name}", self.name, "call it first")
        return [*found, *self._caveats_of_fields(today)]

    def _caveats_of_fields(self, today: date) -> Iterator[Caveat]:
        """Those about fields whose source is old or undated, unless somebody has called since: callers can tell."""
        called = self.record.verified_on
        for field_name, origin in self.origins:
            if origin.is_old(today) and (called is None or called > today):
                text = f"{self.name}: its {field_name} may have changed (source: {origin})"
                yield Caveat("doubtful", text, of_the_day=origin.day is not None)

    def origin_of(self, field_name: str) -> Origin:
        """The source of one of the `FIELDS`."""
        return dict(self.origins).get(field_name, self.record.origin)

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


_NUMBER = keys.text(
    "number",
    'The number to dial, such as "617-555-0100" or "211"; without + and a country code, of the country that it serves.',
)
_HOURS = keys.text("hours", "When somebody answers.", "")
_INTERPRETERS = keys.text("interpreters", 'Whom it has interpreters for, such as "more than 200 languages".', "")
_KIND = kind_key("kind", "What it is for. Only the card of a script for sightings has lines that take reports of them.")

FIELDS = {"kind": "What it is for.", "hours": "When somebody answers.", "languages": "Languages and interpreters."}
"""What may have a source of its own, by its key."""

_ORIGINS = {name: keys.optional_table(name, Format(about, SOURCE_KEYS)) for name, about in FIELDS.items()}
_SOURCES = keys.optional_table(
    "sources",
    Format("The sources of what the source of the entry, that of its number, does not say.", tuple(_ORIGINS.values())),
)
HOTLINE = Format("A hotline in the directory.", (*RECORD_KEYS, AUDIO, _NUMBER, _KIND, _HOURS, _INTERPRETERS, _SOURCES))


def read_hotline(path: Path) -> Hotline:
    """The hotline of a TOML file: the keys of `HOTLINE`.

    For `[audio]` see `links.read_recordings`. Raises BadFile, also for a number that is not a telephone number.
    """
    return _hotline(read_table(path))


@lru_cache(maxsize=256)
def _hotline(table: Table) -> Hotline:
    HOTLINE.check(table)
    name, record = NAME.of(table), read_record(table)
    lands = {region.country for region in record.regions}
    try:
        number = dialled(_NUMBER.of(table), lands.pop() if len(lands) == 1 else HOME)
    except NotDialled as error:
        _NUMBER.refuse(table, f"cannot be used: {error}", error.remedy)
    return Hotline(
        number=number,
        name=name,
        id=ID.of(table),
        hours=_HOURS.of(table),
        interpreters=_INTERPRETERS.of(table),
        record=record,
        recordings=read_recordings(table),
        kind=_KIND.of(table),
        origins=tuple(_origins(table)),
    )


def _origins(table: Table) -> Iterator[tuple[str, Origin]]:
    sources = _SOURCES.of(table)
    for name, key in _ORIGINS.items():
        given = key.of(sources) if sources is not None else None
        if given is not None:
            yield name, read_origin(given)


@once
def read_hotlines(shelves: Sequence[Shelf]) -> dict[str, Hotline]:
    """The directory by id, without the entries that a content folder omits. Raises BadFile."""
    paths = entry_paths([shelf.hotlines for shelf in shelves], "hotline")
    return {hotline_id: _shelved(path, shelves) for hotline_id, path in paths.items()}


def _shelved(path: Path, shelves: Sequence[Shelf]) -> Hotline:
    hotline = read_hotline(path)
    refuse_unknown_tags(path, hotline.recordings, shelves)
    return hotline


def choose_hotline(shelves: Sequence[Shelf], given: str, name: str, country: str = HOME) -> Hotline:
    """The hotline that a user typed: an id of the directory, or a plain number in a country with an optional `name`.

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
            raise UnknownId("hotline", given, list(known), HOW_TO_LIST, described(known.values())) from error
    try:
        return Hotline(number=dialled(given, country), name=name)
    except NotDialled as error:
        remedy = f"{error.remedy} Or give {setting('hotline')} the id of a line that `{command('hotline list')}` shows."
        raise BadNumber(f"{error}.", remedy, plain=error.remedy) from error


def lines_for(hotlines: Iterable[Hotline], region: Region, kind: LineKind = LineKind.LEGAL_HELP) -> tuple[Hotline, ...]:
    """The lines that a card for a region has by default: the narrowest first, at most `MAX_LINES`.

    They are of the kind that the card is for or, if the region has none, of legal help.
    """
    found = list(hotlines)
    return (_usual(found, region, kind) or _usual(found, region, LineKind.LEGAL_HELP))[:MAX_LINES]


def _usual(hotlines: Iterable[Hotline], region: Region, kind: LineKind) -> tuple[Hotline, ...]:
    return tuple(each for each in for_region(hotlines, region) if each.kind is kind and not each.record.by_id_only)


def fresh_lines_for(
    hotlines: Iterable[Hotline], region: Region, today: date, kind: LineKind = LineKind.LEGAL_HELP
) -> tuple[tuple[Hotline, ...], tuple[Hotline, ...]]:
    """The lines for a region that are not too old, as `lines_for` has them, and those that are left out for their age.

    If all are too old, none is left out, so that `refuse_stale` names them.
    """
    found = list(hotlines)
    stale: tuple[Hotline, ...] = ()
    for wanted in dict.fromkeys((kind, LineKind.LEGAL_HELP)):
        usual = _usual(found, region, wanted)
        fresh = tuple(each for each in usual if not each.record.is_stale(today))
        stale += tuple(each for each in usual if each not in fresh)
        if fresh:
            return fresh[:MAX_LINES], stale
    return lines_for(stale, region, kind), ()


def passed_over(hotlines: Iterable[Hotline], region: Region, kind: LineKind) -> tuple[Hotline, ...]:
    """The lines of a region that take reports of sightings, which cards of another kind have only if asked to."""
    return () if kind is LineKind.SIGHTING else _usual(hotlines, region, LineKind.SIGHTING)


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
