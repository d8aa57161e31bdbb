"""Web addresses behind the QR code: https only, nothing hidden in them, shown bare beside the code.

Whoever scans the code cannot see where it leads until it is too late: an address that tells on its readers, or that
looks like another one, is refused. Known addresses of legal aid are in a directory, `links/<id>.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from cards.errors import UnknownId
from cards.locations import Shelf
from cards.read.languages import TAG, read_languages
from cards.read.lookalikes import disguise_of
from cards.read.records import KEYS, Finding, Record, for_region, read_record
from cards.read.regions import Region
from cards.read.scripts import definitions, find_definition, read_id
from cards.read.tables import Table, read_table
from cards.read.trackers import tracker_in

LEGAL_AID = "https://www.immigrationlawhelp.org"
"""The national directory of free and low-cost legal aid, named in our facts as the general address (2026-09)."""

MAX_LENGTH = 150
"""Characters: a longer address makes a code whose modules are too small for a wallet card."""

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})")
_ALLOWED = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")  # RFC 3986, section 2: the characters of a URI
_ADDRESS_MARKS = re.compile(r"[.:/]")


class TrackedAddress(ValueError):
    """An address that tells somebody who opened it; people may insist on it."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address as it is (`url`), with scheme and host in `capitals`, and as it is printed (`shown`).

    Capitals mean the same there (RFC 3986, 6.2.2.1) and take 5.5 bits a letter in a QR code instead of 8.
    """

    url: str
    capitals: str
    shown: str


Recordings = tuple[tuple[str, Link], ...]
"""Addresses at which the words of a card can be heard, by the tag of their language."""


@dataclass(frozen=True, slots=True)
class LegalAid:
    """An entry of the directory of links, and its recordings of the card, if it has any."""

    id: str
    name: str
    link: Link
    record: Record
    recordings: Recordings = ()

    def findings(self, today: date) -> list[Finding]:
        """What an organizer should know before printing this address."""
        return self.record.findings(today, f"{self.link.shown} ({self.name})", self.name, "open it first")

    def warnings(self, today: date) -> list[str]:
        """The findings in words."""
        return [each.text for each in self.findings(today)]


def read_link(given: str, *, known: Iterable[str] = (urlsplit(LEGAL_AID).netloc,), tracked: bool = False) -> Link:
    """The link for an address that a user gave. `known` are hosts that no other may look like.

    Raises ValueError with a sentence on what is wrong with it; TrackedAddress, unless `tracked`, when it tells
    somebody who opened it.
    """
    address = given.strip()
    if len(address) > MAX_LENGTH:
        raise ValueError(f"The address has {len(address)} characters, more than {MAX_LENGTH}")
    if not _ALLOWED.fullmatch(address):
        raise ValueError("The address has a space or a letter outside plain ASCII, which may be a look-alike")
    host, rest = _parts(address)
    disguise = disguise_of(host, known)
    if disguise:
        raise ValueError(disguise)
    tracker = tracker_in(host, rest)
    if tracker and not tracked:
        raise TrackedAddress(tracker)
    return Link(url=f"https://{host}{rest}", capitals=f"HTTPS://{host.upper()}{rest}", shown=f"{host}{rest}")


def _parts(address: str) -> tuple[str, str]:
    """The host of an https address in small letters, and what follows it."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"{address!r} is not a web address") from error
    if parts.scheme.lower() != "https":
        raise ValueError(f"{address!r} does not begin with https://")
    if parts.username is not None or port is not None:
        raise ValueError(f"{address!r} has a user name or a port in it")
    host = (parts.hostname or "").lower()
    if not _HOST.fullmatch(host):
        raise ValueError(f"{address!r} has no valid host name")
    rest = address[len("https://") + len(parts.netloc) :]
    return host, "" if rest == "/" else rest


def read_legal_aid(path: Path) -> LegalAid:
    """The entry of a TOML file: `url`, those of `records.KEYS`, and `[audio]`, for which see `read_recordings`.

    Raises BadFile, also for an address that is refused.
    """
    table = read_table(path)
    table.known(*KEYS, "url")
    try:
        link = read_link(table.text("url"))
    except ValueError as error:
        table.refuse("url", f"cannot be used: {error}", f"Give an address such as '{LEGAL_AID}'.")
    return LegalAid(read_id(table), table.name_of("name"), link, read_record(table), read_recordings(table))


def read_recordings(table: Table) -> Recordings:
    """The recordings of an entry's table `[audio]`: its keys are tags such as es or zh-Hans, its values addresses.

    Each is where the words of the card can be heard in that language, for those who do not read; cards in it have a
    second QR code, which leads there. Raises BadFile for what is no tag, and for an address that `read_link` refuses.
    """
    if "audio" not in table.values:
        return ()
    audio = table.table("audio")
    found = []
    for tag in audio.values:
        if not TAG.fullmatch(tag):
            audio.refuse(tag, "is no language tag", "Write tags such as es or zh-Hans.")
        try:
            found.append((tag, read_link(audio.text(tag))))
        except ValueError as error:
            audio.refuse(tag, f"cannot be used: {error}", "Give an address such as 'https://www.example.org/audio'.")
    return tuple(found)


def refuse_unknown_tags(path: Path, recordings: Recordings, shelves: Sequence[Shelf]) -> None:
    """Raises BadFile for a recording in the file at `path` whose language there is none of, with the closest ones."""
    known = read_languages(shelves) if recordings else {}
    for tag, _ in recordings:
        if tag not in known:
            remedy = UnknownId("locale", tag, list(known)).remedy
            read_table(path).table("audio").refuse(tag, "is for a language that there is not", remedy)


def read_links(shelves: Sequence[Shelf]) -> dict[str, LegalAid]:
    """The directory of links by id. Raises BadFile."""
    return {link_id: _shelved(path, shelves) for link_id, path in sorted(definitions(_folders(shelves)).items())}


def _shelved(path: Path, shelves: Sequence[Shelf]) -> LegalAid:
    entry = read_legal_aid(path)
    refuse_unknown_tags(path, entry.recordings, shelves)
    return entry


def is_link_id(given: str) -> bool:
    """Whether what a user typed is an id of the directory rather than an address."""
    return given[:1].isalpha() and not _ADDRESS_MARKS.search(given)


def find_link(shelves: Sequence[Shelf], link_id: str) -> LegalAid:
    """The entry with that id, from the last shelf that has it. Raises UnknownId or BadFile."""
    return _shelved(find_definition(_folders(shelves), link_id, "link"), shelves)


def link_for(links: Iterable[LegalAid], region: Region) -> LegalAid | None:
    """The entry that a card for a region has unasked: the narrowest."""
    return next((each for each in for_region(links, region) if not each.record.by_id_only), None)


def _folders(shelves: Sequence[Shelf]) -> list[Path]:
    return [shelf.links for shelf in shelves]
