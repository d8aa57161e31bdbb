"""The contact on the cards: what the user asks for, or what the directory has for their region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cards.desk.link import has_no_link, no_link_note, typed_link, wished_link
from cards.errors import BadFile, BadOrder, setting
from cards.locations import Shelf
from cards.merge.contact import Contact
from cards.read.countries import HOME, in_text
from cards.read.hotlines import (
    MAX_LINES,
    Hotline,
    choose_hotline,
    fresh_lines_for,
    lines_for,
    passed_over,
    read_hotlines,
    refuse_stale,
    stale_note,
)
from cards.read.languages import ENGLISH, find_language, read_languages
from cards.read.layouts import Layout
from cards.read.line_kinds import LineKind
from cards.read.links import (
    LEGAL_AID,
    LegalAid,
    Link,
    Recordings,
    encoded_note,
    is_link_id,
    read_link,
    read_links,
)
from cards.read.names import card_name
from cards.read.numbers import NotDialled, dialled
from cards.read.pictures import Picture
from cards.read.records import within_region
from cards.read.regions import Region, counties_of, find_region, refuse_unknown_place
from cards.read.script_types import Script
from cards.read.scripts import definitions
from cards.read.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Choice:
    """A contact, the entries of the directory with its numbers, and what to tell the organizer about it.

    `of_the_day` are the warnings that depend on today's date.
    """

    contact: Contact
    entries: tuple[Hotline, ...]
    warnings: tuple[str, ...]
    of_the_day: frozenset[str] = frozenset()

    @property
    def lasting(self) -> tuple[str, ...]:
        """The warnings that may go into a file, which must be the same on every day."""
        return tuple(each for each in self.warnings if each not in self.of_the_day)


def choose_contact(
    shelves: Sequence[Shelf],
    wishes: Wishes,
    today: date,
    logo: Picture | None = None,
    kind: LineKind = LineKind.LEGAL_HELP,
    country: str = HOME,
) -> Choice:
    """The contact of cards, with the picture of their logo; `kind` is that of the lines that their script is for.

    `country` is the country whose law the script is about. A region in another one is refused. Numbers are shown as
    they are dialed there, and outside the United States nobody gets the directory of legal aid in the United States.

    The age of lines is counted from `today`, for warnings and refusals. A region's line that is too old is omitted,
    with a warning, as long as another remains, and so is one that takes reports of sightings unless that is the kind.
    A hotline or link that the user names overrides those of the region.
    Raises BadOrder, UnknownId, BadFile (also for a line whose verification date is in the future), and StaleHotline
    unless the wishes `allow_stale`.
    """
    region = _region(shelves, wishes, country)
    found = _lines(shelves, wishes, region, today, kind, country)
    lines, entries = found.lines, found.entries
    _refuse_days_to_come(shelves, (*lines, *found.stale), today)
    if not wishes.allow_stale:
        refuse_stale(lines, today)
    link, legal_aid = wished_link(shelves, wishes, region, country)
    org = card_name(wishes.org, setting("org"))
    recordings = _recordings(shelves, wishes, [*lines, *([legal_aid] if legal_aid else [])])
    if link is not None and link in dict(recordings).values():
        raise BadOrder(
            f"{setting('audio_link')} is {link.shown}, where the QR code for legal aid already leads.",
            f"Give the address of the recording itself, or remove {setting('audio_link')}.",
        )
    contact = Contact(link, lines, org, says_confirmed=wishes.allow_stale, logo=logo, recordings=recordings)
    notes = [note for given, each in _typed_links(wishes, contact) if (note := encoded_note(given, each))]
    caveats = [caveat for each in entries for caveat in each.caveats(today)]
    if legal_aid is not None and (wishes.link is not None or legal_aid.link.url != LEGAL_AID):
        caveats += legal_aid.caveats(today)
    left_out = [stale_note(each, today) for each in found.stale]
    aged = [stale_note(each, today) for each in found.stale if each.record.age(today) is not None]
    of_the_day = frozenset((*aged, *(each.text for each in caveats if each.of_the_day)))
    reports = [_reports(each) for each in entries if not each.kind.is_help and kind.is_help]
    no_code = [no_link_note(region, country)] if link is None and not has_no_link(wishes) else []
    said = (*found.warnings, *no_code, *reports, *left_out, *notes, *(each.text for each in caveats))
    return Choice(contact, entries, said, of_the_day)


def contact_to_show(
    shelves: Sequence[Shelf],
    wishes: Wishes,
    today: date,
    kind: LineKind = LineKind.LEGAL_HELP,
    country: str = HOME,
) -> Contact:
    """The contact of a card that is only viewed, whose hotlines may have been confirmed at any time.

    `kind` is that of the lines that its script is for, and `country` the country whose law it is about.

    Raises BadOrder, UnknownId or BadFile.
    """
    region = _region(shelves, wishes, country)
    found = _lines(shelves, replace(wishes, allow_stale=True), region, today, kind, country)
    recordings = _recordings(shelves, wishes, found.entries)
    is_usual = wishes.link is None and region is None and country == HOME
    link = read_link(LEGAL_AID) if is_usual else wished_link(shelves, wishes, region, country)[0]
    return Contact(link, found.lines, card_name(wishes.org, setting("org")), recordings=recordings)


def find_directory_region(shelves: Sequence[Shelf], given: str) -> Region:
    """The region that the user typed. Raises UnknownId with the closest names, including the directory's places."""
    entries: list[Hotline | LegalAid] = [*read_hotlines(shelves).values(), *read_links(shelves).values()]
    places = [each for entry in entries for each in entry.record.regions]
    region = find_region(given, places)
    refuse_unknown_place(region, places)
    return region


def language_warnings(entries: Sequence[Hotline], tags: Sequence[str]) -> list[str]:
    """Warnings about lines that may not answer in the languages of the cards, once per run."""
    found = []
    for entry in entries:
        strangers = [tag for tag in tags if entry.answers_in(tag) is False]
        if strangers:
            spoken = ", ".join(entry.record.languages)
            found.append(f"{entry.name} is known to answer only in {spoken}, not in: {', '.join(strangers)}")
    unknown = [entry.name for entry in entries if any(entry.answers_in(tag) is None for tag in tags)]
    if unknown:
        found.append(f"their languages are not known, so ask when you call: {', '.join(unknown)}")
    return found


def statement_warnings(contact: Contact, script: Script, code: str = "") -> list[str]:
    """Warnings about statements, one for each that cards leave out because they have no number, and one for a
    government address that they print. `code` is that of the state that their words are for."""
    statements = script.bearer.in_region(code).statements
    left_out = [
        f"the cards of {script.id} do not say “{each.text.replace('**', '')}” because they have no number: "
        f"give one with {setting('hotline')}"
        for each in statements
        if each.needs and not contact.hotlines
    ]
    looked_up = dict.fromkeys(each.address for each in statements if each.address)
    return left_out + [
        f"{script.id} prints {address}, a government site that records who opens it: tell people that a lawyer can "
        "look for them"
        for address in looked_up
    ]


class HeardRecordings:
    """The recordings that cards lead to, with the languages of the cards: contacts, each with the tag of one."""

    def __init__(self, cards: Iterable[tuple[Contact, str]] = ()) -> None:
        self._heard: dict[str, dict[str, None]] = {}
        for contact, tag in cards:
            self.add(contact, tag)

    def add(self, contact: Contact, tag: str) -> None:
        """Adds a card with that contact in the language of that tag."""
        link = contact.recording(tag)
        if link is not None:
            self._heard.setdefault(link.shown, {})[tag] = None

    def warnings(self) -> list[str]:
        """Warnings for cards in several languages that lead to the same recording, once for each address."""
        return [
            f"the recording at {address} is used for {len(tags)} languages ({', '.join(tags)}): give each its own"
            for address, tags in self._heard.items()
            if len(tags) > 1
        ]


def interpreter_warnings(layout: Layout, tags: Sequence[str]) -> list[str]:
    """Warnings for cards in those languages that ask for an interpreter, which they do in English.

    Raises BadOrder if all are in English.
    """
    strangers = [tag for tag in tags if tag != ENGLISH]
    if not strangers:
        raise BadOrder(
            f"{setting('interpreter')} changes nothing on a card in English, which the officer speaks too.",
            f"Remove {setting('interpreter')}, or name another language.",
        )
    found = []
    if len(strangers) < len(tags):
        found.append("the cards in English do not ask for an interpreter, as the officer speaks it too")
    if layout.traits.sides == ("officer",):
        found.append(
            "these backs only fit cards in their own language, which they ask an interpreter for "
            f"({', '.join(strangers)})"
        )
    return found


_HALVES = (Layout.FRONTS, Layout.BACKS)
"""The layouts of one side of a card, whose other side has a file of its own."""


def one_sided_warnings(layouts: Iterable[Layout]) -> list[str]:
    """Warnings for layouts that print one side of the cards, if none of them prints the other side by itself."""
    alone = [layout for layout in layouts if layout in _HALVES]
    if len({layout.traits.sides for layout in alone}) != 1:
        return []
    (layout,) = alone
    (other,) = (each for each in _HALVES if each is not layout)
    return [f"{layout.value} without {other.value}, but a card has two sides: ask for both layouts"]


def side_warnings(layout: Layout, heard: Sequence[str]) -> list[str]:
    """Warnings for separately printed sides of cards, of which those in the languages `heard` have recordings.

    The code of a recording is on the officer's side (`typeset.card.codes`), which is otherwise the same for all.
    """
    if not heard:
        return []
    if layout.traits.is_plan:
        return ["a plan has no code for the recording, and one code for legal help"]
    if len(layout.traits.sides) > 1:
        return []
    tags, backs = ", ".join(heard), setting("layout", "backs")
    if layout.traits.sides == ("bearer",):
        return [f"the code for the recording is on the officer's side: also make {backs} for each language ({tags})"]
    return [f"these backs only fit cards in their own language, whose recording their codes lead to ({tags})"]


def _refuse_days_to_come(shelves: Sequence[Shelf], lines: Sequence[Hotline], today: date) -> None:
    """Raises BadFile for a line whose verification date is in the future: its card would say that it is confirmed."""
    for line in lines:
        day = line.record.verified_on
        if day is not None and day > today:
            raise BadFile(
                f"{line.name} says that it was verified on {day}, but today is {today}.",
                f"Correct its verified_on or, if today's date is wrong, give the right one with {setting('as_of')}.",
                file=definitions([shelf.hotlines for shelf in shelves]).get(line.id),
            )


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines, the directory entries with their numbers, those that are too old, and a warning about the region."""

    lines: tuple[Hotline, ...] = ()
    entries: tuple[Hotline, ...] = ()
    stale: tuple[Hotline, ...] = ()
    warnings: tuple[str, ...] = ()


def _region(shelves: Sequence[Shelf], wishes: Wishes, country: str) -> Region | None:
    """The region that somebody wishes. Raises BadOrder for one in another country than the one whose law the card is
    about, and UnknownId."""
    region = find_directory_region(shelves, wishes.region) if wishes.region else None
    if region is None or region.country == country:
        return region
    here, there = in_text(region.country), in_text(country)
    cause = f"This card is about the law of {there}, but {setting('region', wishes.region.strip())} is in {here}."
    if str(region) == "US-CA" and country == "CA":
        raise BadOrder(f"{cause[:-1]}: it is California.", "Write Canada for the country, or a province such as CA-ON.")
    raise BadOrder(
        cause,
        f'Use a script of your own in a content folder, with country = "{region.country}", checked by somebody who '
        f"knows the law of {here}. Or choose a region in {there}.",
    )


def _lines(
    shelves: Sequence[Shelf], wishes: Wishes, region: Region | None, today: date, kind: LineKind, country: str
) -> _Lines:
    """The lines for wishes, their numbers as they are dialed in a country."""
    found = _chosen_lines(shelves, wishes, region, today, kind, country)
    return replace(found, lines=tuple(_dialled_in(line, country) for line in found.lines))


def _dialled_in(line: Hotline, country: str) -> Hotline:
    """A line with its number as it is dialed in a country. Raises BadOrder for one that only another can dial."""
    try:
        return replace(line, number=dialled(line.number.uri, country))
    except NotDialled as error:
        raise BadOrder(
            f"{line.number} of {line.name} cannot be dialed in {in_text(country)}.",
            f"Choose another {setting('hotline')}.",
        ) from error


def _chosen_lines(
    shelves: Sequence[Shelf], wishes: Wishes, region: Region | None, today: date, kind: LineKind, country: str
) -> _Lines:
    if wishes.hotlines:
        lines = _typed_lines(shelves, wishes, country)
        return _Lines(lines, tuple(entry for line in lines for entry in _entries_with_number_of(shelves, line)))
    if wishes.hotline_name:
        raise BadOrder(f"{setting('hotline_name')} needs a number.", f"Give it with {setting('hotline')}.")
    if region is None:
        return _Lines()
    directory = read_hotlines(shelves).values()
    lines, stale = (
        (lines_for(directory, region, kind), ())
        if wishes.allow_stale
        else fresh_lines_for(directory, region, today, kind)
    )
    passed = passed_over(directory, region, kind)
    instead = tuple(_passed_over(each) for each in passed)
    if lines and lines[0].record.depth(region) == region.depth:
        return _Lines(lines, lines, stale, instead)
    others = [each for each in within_region(directory, Region(region.code)) if each.kind.is_help or each.kind is kind]
    what = f"line of {LineKind.LEGAL_HELP.words}" if passed else "line"
    return _Lines(lines, lines, stale, (_no_line_of_its_own(region, what, lines, others), *instead))


def _passed_over(line: Hotline) -> str:
    """A note about a region's line that its cards do not have because of its kind."""
    return (
        f"{line.number} of {line.name} takes {line.kind.words} and is no line of {LineKind.LEGAL_HELP.words}, so these "
        f"cards do not have it: ask for it with {setting('hotline', line.id)}"
    )


def _reports(line: Hotline) -> str:
    """A warning about such a line on cards that are for help, which somebody named."""
    return (
        f"{line.number} of {line.name} takes {line.kind.words}: whoever calls it for help may find none, so put a line "
        f"of {LineKind.LEGAL_HELP.words} on these cards too"
    )


def _typed_lines(shelves: Sequence[Shelf], wishes: Wishes, country: str) -> tuple[Hotline, ...]:
    name = card_name(wishes.hotline_name, setting("hotline_name"))
    if len(wishes.hotlines) > MAX_LINES:
        raise BadOrder(
            f"{len(wishes.hotlines)} hotlines are too many for a card.",
            f"Give at most {MAX_LINES} with {setting('hotline')}.",
        )
    if name and len(wishes.hotlines) > 1:
        raise BadOrder(
            f"{setting('hotline_name')} is for a single number.", f"Remove it, or give one {setting('hotline')}."
        )
    chosen = (choose_hotline(shelves, each.strip(), name, country) for each in wishes.hotlines)
    lines = {line.number.uri: line for line in chosen}
    # A number that somebody typed is of the kind that the directory says it is.
    return tuple(
        replace(line, kind=next((each.kind for each in _entries_with_number_of(shelves, line)), line.kind))
        for line in lines.values()
    )


def _entries_with_number_of(shelves: Sequence[Shelf], line: Hotline) -> list[Hotline]:
    """The line itself if it is from the directory, otherwise the entries with the number that the user typed."""
    if line.id:
        return [line]
    return [each for each in read_hotlines(shelves).values() if each.number.uri == line.number.uri]


def _no_line_of_its_own(region: Region, what: str, lines: Sequence[Hotline], others: Sequence[Hotline]) -> str:
    """The warning, with the places of the same state that have lines: the name may be misspelled."""
    instead = "a blank line for a number"
    if lines:
        wider = [each for each in lines[0].record.regions if each.covers(region)]
        instead = f"those of {max(wider, key=lambda each: each.depth)}"
    text = f"the directory has no {what} for {region} itself, so the cards have {instead}"
    parts = [part for each in others for part in each.record.regions if part.place]
    counties = [each for each in counties_of(region) if any(part.covers(each) for part in parts)]
    if counties:
        return f"{text}. {region.place} is in {counties[0]}, which has lines of its own: give that instead"
    named = ", ".join(map(str, parts))
    return f"{text}. It has lines for {named}" if named and region.code != region.country else text


def _typed_links(wishes: Wishes, contact: Contact) -> list[tuple[str, Link]]:
    """The addresses that the user typed, each with its link."""
    recordings = dict(contact.recordings)
    found = [(wishes.link, contact.link), (wishes.audio_link, recordings.get(""))]
    found += [(address, recordings.get(tag)) for tag, address in wishes.audio_links]
    return [(given, link) for given, link in found if given and link is not None and not is_link_id(given.strip())]


def _recordings(shelves: Sequence[Shelf], wishes: Wishes, entries: Sequence[Hotline | LegalAid]) -> Recordings:
    """The address that the user typed for every language; otherwise those of the entries, the first of which counts.

    An address that the user typed for one language overrides the entries.
    """
    if wishes.audio_link is not None:
        return (("", typed_link(shelves, wishes.audio_link, "audio_link", tracked=wishes.allow_tracking)),)
    found: dict[str, Link] = {}
    for entry in reversed(entries):
        found.update(entry.recordings)
    languages = read_languages(shelves) if wishes.audio_links else {}
    for name, address in wishes.audio_links:
        found[find_language(languages, name).tag] = typed_link(
            shelves, address, "audio_link", tracked=wishes.allow_tracking
        )
    return tuple(found.items())
