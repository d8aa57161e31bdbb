"""What the directory knows about an entry: whom it is for, who says so, and how long ago somebody confirmed it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, Protocol, TypeVar

from cards.errors import BadFile, BadOrder, UnknownId
from cards.read import keys
from cards.read.keys import Format, Key
from cards.read.regions import Region, find_region
from cards.read.scripts import ID, definitions, find_definition
from cards.read.tables import Table, read_table

FRESH_DAYS = 90
"""An entry confirmed longer ago than this gives a warning: rapid-response lines open and close within months."""

STALE_DAYS = 365
"""A line confirmed longer ago, or never and with an undated source, is not printed by default. A review of the law that
is older gives a warning."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

NAME = keys.printed_name("name", "Who answers, or whose it is, as printed on the card.")
_REGIONS = keys.texts(
    "regions", 'The regions that it serves, such as "US", "US-MA", "US-CA/San Mateo", "GB" or "CA-ON".', needed=True
)
_LANGUAGES = keys.texts(
    "languages",
    'The tags of the languages in which somebody answers, such as "es".',
    pattern=f"^({_LANGUAGE.pattern})$",
)
_SOURCE = keys.text("source", "Who says so.")
_SOURCE_DATE = keys.day("source_date", "The date of the source.")
_DOUBT = keys.text("doubt", "What is uncertain about it.", "")
_VERIFIED_ON = keys.day("verified_on", "The day on which somebody called, or opened the address.")
_VERIFIED_BY = keys.text("verified_by", "Who did so; a pseudonym is fine.", "")
_BY_ID_ONLY = keys.text("by_id_only", "Why it is on cards only when somebody asks for it by id.", "")
RECORD_KEYS: tuple[Key[Any], ...] = (
    ID, NAME, _REGIONS, _LANGUAGES, _SOURCE, _SOURCE_DATE, _DOUBT, _VERIFIED_ON, _VERIFIED_BY, _BY_ID_ONLY,
)  # fmt: skip
"""The keys that every entry may have."""

SOURCE_KEYS: tuple[Key[Any], ...] = (_SOURCE, _SOURCE_DATE)
"""The keys of a source: of an entry, and of single fields that have another one."""

_OMIT = replace(
    keys.flag("omit", "Leave out the entry with that id."), schema={"const": True}, required=True, default=None
)
OMITTED = Format("Leaves out an entry of the built-in directory.", (ID, _OMIT))


def is_over_a_year(days: int) -> bool:
    """Whether something that somebody confirmed that many days ago is too old to rely on (`STALE_DAYS`)."""
    return days > STALE_DAYS


@dataclass(frozen=True, slots=True)
class Caveat:
    """What somebody should know before they print an entry.

    `kind` is undated, stale (over `STALE_DAYS`), old (over `FRESH_DAYS`), unverified, future or doubtful. A caveat that
    is `of_the_day` depends on the date, so it is for the person who runs the program and not for a file.
    """

    kind: str
    text: str
    of_the_day: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Who says something, and the date of that source, if it has one."""

    source: str
    day: date | None = None

    def __str__(self) -> str:
        """In words, as in "opb.org, dated 2025-10-27"."""
        return f"{self.source}, {f'dated {self.day}' if self.day else 'undated'}"

    def is_old(self, today: date) -> bool:
        """Whether it says nothing about the past year, or its date is unknown or in the future."""
        return self.day is None or self.day > today or is_over_a_year((today - self.day).days)


def read_origin(table: Table) -> Origin:
    """The source that a table gives. Raises BadFile."""
    return Origin(_SOURCE.of(table), _SOURCE_DATE.of(table))


@dataclass(frozen=True, slots=True)
class Record:
    """How far to trust an entry. Unknown dates are None; `by_id_only` says why no region has it by default.

    `source` is that of the number or address, which is what a card prints and so what decides the age of the entry.
    """

    regions: tuple[Region, ...] = ()
    languages: tuple[str, ...] = ()
    source: str = ""
    source_date: date | None = None
    doubt: str = ""
    verified_on: date | None = None
    verified_by: str = ""
    by_id_only: str = ""

    def age(self, today: date) -> int | None:
        """Days since somebody verified the entry, or else since its source's date; dates in the future do not count."""
        for day in (self.verified_on, self.source_date):
            if day is not None and day <= today:
                return (today - day).days
        return None

    def is_stale(self, today: date) -> bool:
        """Whether the entry is too old to be printed by default, or its age is unknown."""
        age = self.age(today)
        return age is None or is_over_a_year(age)

    def depth(self, region: Region) -> int:
        """The depth of its narrowest region that covers `region`; -1 if none does."""
        return max((each.depth for each in self.regions if each.covers(region)), default=-1)

    def caveats(self, today: date, what: str, name: str, how: str) -> list[Caveat]:
        """The caveats about the entry, in the words of a hotline or a link: `how` says what to do about its age."""
        found = []
        days = self.age(today)
        if self.verified_on is None:
            kind = "undated" if days is None else "stale" if self.is_stale(today) else "unverified"
            found.append(Caveat(kind, f"nobody has verified {what} ({self.from_where}): {how}"))
        elif self.verified_on > today:
            text = f"{name} says that it was verified on {self.verified_on}, which is in the future"
            found.append(Caveat("future", text, of_the_day=True))
        elif days is not None and days > FRESH_DAYS:
            kind = "stale" if self.is_stale(today) else "old"
            found.append(Caveat(kind, f"{what} was last verified {days} days ago: {how}", of_the_day=True))
        if self.doubt:
            found.append(Caveat("doubtful", f"{name}: {self.doubt}"))
        return found

    @property
    def from_where(self) -> str:
        """The source and its date in words."""
        return f"source: {self.origin}"

    @property
    def origin(self) -> Origin:
        """The source of the number or address."""
        return Origin(self.source, self.source_date)

    @property
    def confirmation(self) -> str:
        """When the entry was last confirmed, worded for a card."""
        return f"confirmed {self.verified_on}" if self.verified_on else "not confirmed"


class DirectoryEntry(Protocol):
    """A hotline or an address of legal aid."""

    @property
    def id(self) -> str:
        """The name of its file."""

    @property
    def name(self) -> str:
        """Who answers, or whose it is."""

    @property
    def record(self) -> Record:
        """What is known about it."""


E = TypeVar("E", bound=DirectoryEntry)


def for_region(entries: Iterable[E], region: Region) -> list[E]:
    """The entries that cover a region, the narrowest first, and equally narrow ones by id."""
    found = [each for each in entries if each.record.depth(region) >= 0]
    return sorted(found, key=lambda each: (-each.record.depth(region), each.id))


def within_region(entries: Iterable[E], region: Region) -> list[E]:
    """The entries for only a part of a region, by id."""
    found = (each for each in entries if each.record.depth(region) < 0)
    return sorted(
        (each for each in found if any(region.covers(part) for part in each.record.regions)), key=lambda each: each.id
    )


def described(entries: Iterable[DirectoryEntry]) -> dict[str, str]:
    """Whose each entry is, and for which regions, by id, worded for a suggestion."""
    return {each.id: ", ".join((each.name, *map(str, each.record.regions[:1]))) for each in entries}


Found = dict[tuple[Any, ...], Mapping[str, Any]]
"""Lists of the directory by their reader and its arguments."""

_READ: ContextVar[Found | None] = ContextVar("read", default=None)
_P = ParamSpec("_P")
_M = TypeVar("_M", bound=Mapping[str, Any])


@contextmanager
def reading_once(found: Found | None = None) -> Iterator[None]:
    """Within it each list of the directory is read once, so all that is planned sees the same entries.

    With the same `found` several times: what was read in the first is there in the next.
    """
    token = _READ.set({} if found is None else found)
    try:
        yield
    finally:
        _READ.reset(token)


def once(read: Callable[_P, _M]) -> Callable[_P, _M]:
    """A reader of the directory whose result, which nobody changes, is kept while it is `reading_once`.

    Its arguments are sequences and texts.
    """

    @wraps(read)
    def kept(*args: _P.args, **kwargs: _P.kwargs) -> _M:
        found = _READ.get()
        if found is None:
            return read(*args, **kwargs)
        key = (read, *(each if isinstance(each, str) else tuple(each) for each in (*args, *kwargs.values())))  # type: ignore[arg-type]  # as said
        if key not in found:
            found[key] = read(*args, **kwargs)
        return found[key]  # type: ignore[return-value]  # it was put there by the same reader

    return kept


def entry_paths(folders: Sequence[Path], kind: str) -> dict[str, Path]:
    """Each entry of a directory by id, without those that are `left_out`. Raises BadFile."""
    omitted = left_out(folders, kind)
    return {each: path for each, path in sorted(definitions(folders).items()) if each not in omitted}


def find_entry_path(folders: Sequence[Path], wanted: str, kind: str) -> Path:
    """The path of an entry. Raises UnknownId, BadFile, or BadOrder for one that a later folder leaves out."""
    omitted = left_out(folders, kind)
    if wanted in omitted:
        raise BadOrder(f"The {kind} {wanted!r} is left out by {omitted[wanted]}.", "To restore it, delete that file.")
    return find_definition(folders, wanted, kind)


@once
def left_out(folders: Sequence[Path], kind: str) -> dict[str, Path]:
    """The ids that the last folder to name them leaves out, with the files that say `omit = true`.

    Raises BadFile for a file that says more than that, or whose id no earlier folder has, most often a typing error.
    """
    found: dict[str, Path] = {}
    earlier: set[str] = set()
    for folder in folders:
        here = definitions([folder])
        for each, path in here.items():
            found.pop(each, None)
            if _omits(path):
                if each not in earlier:
                    unknown = UnknownId(kind, each, earlier)
                    raise BadFile(f"The file leaves out an unknown {kind}.", unknown.remedy, file=path)
                found[each] = path
        earlier |= here.keys() - found.keys()
    return found


def _omits(path: Path) -> bool:
    table = read_table(path)
    if _OMIT.name not in table.values:
        return False
    OMITTED.check(table)
    ID.of(table)
    if not _OMIT.of(table):
        _OMIT.refuse(table, "is not true", "Write omit = true, or delete the file.")
    return True


def read_record(table: Table) -> Record:
    """The record in an entry's TOML. Raises BadFile, also for an invalid region or language tag."""
    regions = []
    for given in _REGIONS.of(table):
        try:
            regions.append(find_region(given))
        except UnknownId as error:
            _REGIONS.refuse(table, f"has {given[:40]!r}, which is not a region", error.remedy)
    languages = _LANGUAGES.of(table)
    for tag in languages:
        if not _LANGUAGE.fullmatch(tag):
            _LANGUAGES.refuse(table, f"has {tag[:40]!r}, which is not a language tag", 'Write tags such as "es".')
    return Record(
        regions=tuple(regions),
        languages=languages,
        source=_SOURCE.of(table),
        source_date=_SOURCE_DATE.of(table),
        doubt=_DOUBT.of(table),
        verified_on=_VERIFIED_ON.of(table),
        verified_by=_VERIFIED_BY.of(table),
        by_id_only=_BY_ID_ONLY.of(table),
    )
