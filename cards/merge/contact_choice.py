"""Whom cards lead to: what somebody asks for, or what the directory has for their region.

It reads the directory, so that a run and each recipient of a pack choose alike; nothing else in this package reads
files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cards.errors import BadFile, BadOrder
from cards.locations import Shelf
from cards.merge.contact import Contact
from cards.read.hotlines import MAX_LINES, Hotline, choose_hotline, lines_for, read_hotlines, refuse_stale
from cards.read.links import (
    LEGAL_AID,
    LegalAid,
    Link,
    TrackedAddress,
    find_link,
    is_link_id,
    link_for,
    read_link,
    read_links,
)
from cards.read.names import plain_name
from cards.read.pictures import Picture
from cards.read.records import Finding, within_region
from cards.read.regions import NATION, Region, find_region
from cards.read.scripts import definitions


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody asked for, as they typed it; None or empty where they said nothing."""

    region: str | None = None
    hotlines: tuple[str, ...] = ()
    hotline_name: str = ""
    link: str | None = None
    org: str = ""
    allow_stale: bool = False
    allow_tracking: bool = False
    logo: Picture | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A contact, the entries of the directory with its numbers, and what to tell the organizer about it.

    `of_the_day` are those of the warnings that another day would not have, or not in these words.
    """

    contact: Contact
    entries: tuple[Hotline, ...]
    warnings: tuple[str, ...]
    of_the_day: frozenset[str] = frozenset()

    @property
    def lasting(self) -> tuple[str, ...]:
        """The warnings that may stand in a file, which is to be the same on every day."""
        return tuple(each for each in self.warnings if each not in self.of_the_day)


def choose_contact(shelves: Sequence[Shelf], wishes: Wishes, today: date) -> Choice:
    """The contact of a run. `today` counts for warnings and for refusals only, never for what is printed.

    A hotline or link that somebody names wins over those of their region. Raises BadOrder, UnknownId, BadFile
    (also for a line that says it was verified on a day to come), and StaleHotline unless `allow_stale`.
    """
    region = find_directory_region(shelves, wishes.region) if wishes.region is not None else None
    lines, entries, warnings = _lines(shelves, wishes, region)
    _refuse_days_to_come(shelves, lines, today)
    if not wishes.allow_stale:
        refuse_stale(lines, today)
    link, link_findings = _link(shelves, wishes, region, today)
    org = plain_name(wishes.org, "--org")
    contact = Contact(link, lines, org, says_confirmed=wishes.allow_stale, logo=wishes.logo)
    findings = [*(found for each in entries for found in each.findings(today)), *link_findings]
    of_the_day = frozenset(each.text for each in findings if each.of_the_day)
    return Choice(contact, entries, (*warnings, *(each.text for each in findings)), of_the_day)


def find_directory_region(shelves: Sequence[Shelf], given: str) -> Region:
    """The region that somebody typed. Raises UnknownId with the closest, places of the directory among them."""
    entries: list[Hotline | LegalAid] = [*read_hotlines(shelves).values(), *read_links(shelves).values()]
    return find_region(given, [each for entry in entries for each in entry.record.regions])


def language_warnings(entries: Sequence[Hotline], tags: Sequence[str]) -> list[str]:
    """What to tell an organizer about lines that may not answer in the languages of their cards, once for a run."""
    found = []
    for entry in entries:
        strangers = [tag for tag in tags if entry.answers_in(tag) is False]
        if strangers:
            spoken = ", ".join(entry.record.languages)
            found.append(f"{entry.name} is known to answer in {spoken} only, not in: {', '.join(strangers)}")
    unknown = [entry.name for entry in entries if any(entry.answers_in(tag) is None for tag in tags)]
    if unknown:
        found.append(f"ask when you call in which languages they answer, which is not known: {', '.join(unknown)}")
    return found


def _refuse_days_to_come(shelves: Sequence[Shelf], lines: Sequence[Hotline], today: date) -> None:
    """Raises BadFile for a line whose day of verification is yet to come: a card would say that it is confirmed."""
    for line in lines:
        day = line.record.verified_on
        if day is not None and day > today:
            raise BadFile(
                f"{line.name} says that it was verified on {day}, which is yet to come: it is {today}.",
                "Mend its verified_on; or, if today's date is wrong, give the right one with --as-of.",
                file=definitions([shelf.hotlines for shelf in shelves]).get(line.id),
            )


def _lines(
    shelves: Sequence[Shelf], wishes: Wishes, region: Region | None
) -> tuple[tuple[Hotline, ...], tuple[Hotline, ...], list[str]]:
    """The lines, the entries of the directory with their numbers, and a warning if a region has no line of its own."""
    if wishes.hotlines:
        lines = _typed_lines(shelves, wishes)
        return lines, tuple(entry for line in lines for entry in _entries_with_number_of(shelves, line)), []
    if wishes.hotline_name:
        raise BadOrder("--hotline-name names no number.", "Give the number with --hotline.")
    if region is None:
        return (), (), []
    directory = read_hotlines(shelves).values()
    lines = lines_for(directory, region)
    if lines and lines[0].record.depth(region) == region.depth:
        return lines, lines, []
    return lines, lines, [_no_line_of_its_own(region, lines, within_region(directory, Region(region.code)))]


def _typed_lines(shelves: Sequence[Shelf], wishes: Wishes) -> tuple[Hotline, ...]:
    name = plain_name(wishes.hotline_name, "--hotline-name")
    if len(wishes.hotlines) > MAX_LINES:
        raise BadOrder(f"{len(wishes.hotlines)} hotlines are too many for a card.", f"Give {MAX_LINES} at most.")
    if name and len(wishes.hotlines) > 1:
        raise BadOrder("--hotline-name is for a single number.", "Leave it away, or give one --hotline.")
    lines = {line.number: line for line in (choose_hotline(shelves, each.strip(), name) for each in wishes.hotlines)}
    return tuple(lines.values())


def _entries_with_number_of(shelves: Sequence[Shelf], line: Hotline) -> list[Hotline]:
    """The line itself when it is of the directory, or else the entries that have the number that somebody typed."""
    if line.id:
        return [line]
    return [each for each in read_hotlines(shelves).values() if each.number == line.number]


def _no_line_of_its_own(region: Region, lines: Sequence[Hotline], others: Sequence[Hotline]) -> str:
    """The warning, with the places of the same state that have one: a name may be misspelt."""
    instead = "a line to write a number on"
    if lines:
        instead = f"those of {region.code if lines[0].record.depth(region) else NATION}"
    text = f"the directory has no line for {region} itself: the cards have {instead}"
    named = [str(part) for each in others for part in each.record.regions if part.place]
    return f"{text}. It has lines for {', '.join(named)}" if named and region.code != NATION else text


def _link(
    shelves: Sequence[Shelf], wishes: Wishes, region: Region | None, today: date
) -> tuple[Link, Sequence[Finding]]:
    """The link and what is to be known of it. The national directory, which is on every card by itself, has none."""
    entry: LegalAid | None = None
    if wishes.link is not None and is_link_id(wishes.link.strip()):
        entry = find_link(shelves, wishes.link.strip())
        return entry.link, entry.findings(today)
    if wishes.link is not None:
        return _typed_link(shelves, wishes.link, tracked=wishes.allow_tracking), ()
    if region is not None:
        entry = link_for(read_links(shelves).values(), region)
    if entry is None or entry.link.url == LEGAL_AID:
        return read_link(LEGAL_AID), ()
    return entry.link, entry.findings(today)


def _typed_link(shelves: Sequence[Shelf], given: str, *, tracked: bool) -> Link:
    known = [each.link.shown.split("/")[0] for each in read_links(shelves).values()]
    try:
        return read_link(given, known=known, tracked=tracked)
    except TrackedAddress as error:
        raise BadOrder(
            f"{error}.", "Give --link the address that it leads to, without that; or insist with --allow-tracking."
        ) from error
    except ValueError as error:
        raise BadOrder(f"{error}.", "Give --link an address such as https://www.example.org/help.") from error
