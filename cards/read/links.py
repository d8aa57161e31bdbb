"""Web addresses behind the QR code: https only, with nothing hidden in them, printed without https:// beside the code.

People who scan the code cannot see where it leads until it is too late. So an address that tracks its readers, or that
looks like another one, is refused. Known addresses of legal aid are in a directory, `links/<id>.toml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlsplit

from cards.errors import UnknownId
from cards.locations import Shelf
from cards.read import keys
from cards.read.government import REMEDY, host_of, host_within, refused_hosts
from cards.read.keys import Format
from cards.read.languages import TAG, read_languages
from cards.read.lookalikes import disguise_of
from cards.read.names import JOINERS
from cards.read.records import (
    NAME,
    RECORD_KEYS,
    Caveat,
    Record,
    described,
    entry_paths,
    find_entry_path,
    for_region,
    left_out,
    once,
    read_record,
)
from cards.read.regions import Region
from cards.read.scripts import ID
from cards.read.tables import Table, read_table
from cards.read.trackers import tracker_in

LEGAL_AID = "https://www.immigrationlawhelp.org"
"""The national directory of free and low-cost legal aid, the general address in our facts (2026-09)."""

LEGAL_AID_ID = "immigrationlawhelp"
"""The id of its entry in the directory."""

MAX_LENGTH = 150
"""Characters: a longer address makes a code whose modules are too small for a wallet card."""

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})")
_ALLOWED = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")  # RFC 3986, section 2: the characters of a URI
_ADDRESS_MARKS = re.compile(r"[.:/]")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2}).{0,2}")  # RFC 3986, 2.1
_CONTROL = re.compile(r"%(?:[01][0-9A-Fa-f]|7[Ff])")

_SCHEME = re.compile("https://[^/]", re.IGNORECASE)
_ENCLOSING = "<([{\"'`\u2018\u201c\u201e\u00ab\u2039\u300c"
_PASTED = ".,;:!\"'`>\u2019\u201d\u201c\u00bb\u203a\u300d\u3002\u3001\uff0c\uff0e\u2026\u060c\u061b\u0964"
"""What may end a sentence or quotation around an address; no page's address ends so."""

_PAIRS = {")": "(", "]": "[", "}": "{", "\uff09": "\uff08"}

EXAMPLE = "https://www.example.org/help"


class BadAddress(ValueError):
    """A text that cannot be an address on a card: why, and a `remedy` as a separate sentence."""

    def __init__(self, cause: str, remedy: str = f"Give an address such as {EXAMPLE}.") -> None:
        super().__init__(cause)
        self.remedy = remedy


class TrackedAddress(BadAddress):
    """An address that tells somebody who opened it; users may insist on it."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address as a code holds it (`url`) and as it is printed beside the code (`shown`).

    Scheme and host are in small letters. Capitals would make a smaller code, but Android compares schemes with case,
    and several cameras would show text instead of a link (our facts, 2026-11). The rest is as given.
    """

    url: str
    shown: str


Recordings = tuple[tuple[str, Link], ...]
"""Addresses of recordings of a card's words, by the tag of their language."""


@dataclass(frozen=True, slots=True)
class LegalAid:
    """An entry of the directory of links, and its recordings of the card, if it has any."""

    id: str
    name: str
    link: Link
    record: Record
    recordings: Recordings = ()

    def caveats(self, today: date) -> list[Caveat]:
        """What an organizer should know before printing this address."""
        return self.record.caveats(today, f"{self.link.shown} ({self.name})", self.name, "open it first")

    def warnings(self, today: date) -> list[str]:
        """The findings in words."""
        return [each.text for each in self.caveats(today)]


def read_link(given: str, *, known: Iterable[str] = (urlsplit(LEGAL_AID).netloc,), tracked: bool = False) -> Link:
    """The link for an address that a user gave. `known` are hosts that no other may resemble.

    Letters outside ASCII after the host are percent-encoded, as in browsers: see `encoded_note`. Raises BadAddress, a
    ValueError, with what is wrong with the address and what to do; and, unless `tracked`, TrackedAddress if it tells
    somebody who opened it.
    """
    address = _encoded(_bounded(given))
    host, rest = _parts(address)
    owner = host_of(host) or host_within(rest)
    if owner:
        raise BadAddress(f"{address!r} leads to {owner}, which sees who opens it", REMEDY)
    disguise = disguise_of(host, [*known, *refused_hosts()])
    if disguise:
        raise BadAddress(disguise, "Type the site's address by hand, letter by letter.")
    tracker = tracker_in(host, rest)
    if tracker and not tracked:
        raise TrackedAddress(tracker, "Give the address that it leads to, without tracking.")
    return Link(url=f"https://{host}{rest}", shown=f"{host}{rest}")


def encoded_note(given: str, link: Link) -> str:
    """A note for somebody in whose address letters were encoded; empty if it is as they gave it."""
    if given.isascii():
        return ""
    return f"some letters of the address are encoded in the QR code and beside it, as browsers send them: {link.shown}"


def _bounded(given: str) -> str:
    """An address without spaces around it. Raises BadAddress if it is too long, or pasted with something around it."""
    address = given.strip()
    _refuse_long(address)
    if address[:1] in _ENCLOSING and address:
        raise BadAddress("The address is in brackets or quotation marks", "Remove them.")
    last = address[-1:]
    lone = last in _PAIRS and address.count(last) > address.count(_PAIRS[last])
    if _SCHEME.match(address) and (last in _PASTED or lone):
        raise BadAddress(f"The address ends in {last!r}, which looks like the end of a sentence", "Remove that.")
    return address


def _refuse_long(address: str) -> None:
    if len(address) > MAX_LENGTH:
        raise BadAddress(
            f"The address has {len(address)} characters, more than {MAX_LENGTH}",
            "Give a shorter one, such as that of a page that leads to it.",
        )


def _encoded(address: str) -> str:
    """An address in ASCII: other letters, marks and digits after the host are encoded in UTF-8 (RFC 3987, section 3.1).

    Raises BadAddress for any other character, for letters outside ASCII in a host, which may be look-alikes, and for a
    percent sign that does not encode anything.
    """
    start = re.match(r"[^/?#]*(?://[^/?#]*)?", address)
    head = start[0] if start else ""
    rest = "".join(
        quote(each) if not each.isascii() and (unicodedata.category(each)[0] in "LMN" or each in JOINERS) else each
        for each in unicodedata.normalize("NFC", address[len(head) :])
    )
    if not _ALLOWED.fullmatch(head):
        raise BadAddress(
            "The address has a space or a letter outside plain ASCII, which may be a look-alike",
            "Type the site's name by hand, or copy it from the browser.",
        )
    if not _ALLOWED.fullmatch(rest):
        raise BadAddress(
            "The address has a space or a sign outside plain ASCII", "Open the page in a browser and copy its address."
        )
    broken = _BROKEN_ESCAPE.search(rest) or _CONTROL.search(rest)
    if broken:
        raise BadAddress(
            f"The address has {broken[0]!r} in it, which does not encode a letter",
            "Open the page in a browser and copy its address again.",
        )
    _refuse_long(head + rest)
    return head + rest


def _parts(address: str) -> tuple[str, str]:
    """The host of an https address in small letters, and what follows it."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise BadAddress(f"{address!r} is not a web address") from error
    if parts.scheme.lower() != "https":
        raise BadAddress(f"{address!r} does not begin with https://", f"Give the whole address, such as {EXAMPLE}.")
    if parts.username is not None or port is not None:
        raise BadAddress(f"{address!r} has a user name or a port in it", "Remove that from the address.")
    host = (parts.hostname or "").lower()
    if not _HOST.fullmatch(host):
        raise BadAddress(f"{address!r} has no valid host name")
    rest = address[len("https://") + len(parts.netloc) :]
    return host, "" if rest == "/" else rest


AUDIO = keys.optional_table(
    "audio",
    Format(
        "Recordings of the card: addresses by the tag of their language, such as es or zh-Hans.",
        others={"type": "string", "pattern": "^https://", "maxLength": MAX_LENGTH},
        names=TAG.pattern,
    ),
)
_URL = keys.text("url", "The address, beginning with https://.")
LINK = Format("An address of legal aid in the directory.", (*RECORD_KEYS, AUDIO, _URL))


def read_legal_aid(path: Path) -> LegalAid:
    """The entry of a TOML file: `url`, `records.RECORD_KEYS`, and `[audio]`, for which see `read_recordings`.

    Raises BadFile, also for an address that is refused.
    """
    table = read_table(path)
    LINK.check(table)
    try:
        link = read_link(_URL.of(table))
    except BadAddress as error:
        _URL.refuse(table, f"cannot be used: {error}", error.remedy)
    return LegalAid(ID.of(table), NAME.of(table), link, read_record(table), read_recordings(table))


def read_recordings(table: Table) -> Recordings:
    """The recordings in an entry's table `[audio]`: its keys are tags such as es or zh-Hans, its values addresses.

    Each leads to the card's words read aloud in that language, for people who do not read; cards in it have a second QR
    code for it. Raises BadFile for what is not a tag, and for an address that `read_link` refuses.
    """
    audio = AUDIO.of(table)
    if audio is None:
        return ()
    found = []
    for tag in audio.values:
        if not TAG.fullmatch(tag):
            audio.refuse(tag, "is not a language tag", "Write tags such as es or zh-Hans.")
        try:
            found.append((tag, read_link(audio.text(tag))))
        except BadAddress as error:
            audio.refuse(tag, f"cannot be used: {error}", error.remedy)
    return tuple(found)


def refuse_unknown_tags(path: Path, recordings: Recordings, shelves: Sequence[Shelf]) -> None:
    """Raises BadFile for a recording in the file at `path` in an unknown language, with the closest known ones."""
    known = read_languages(shelves) if recordings else {}
    for tag, _ in recordings:
        if tag not in known:
            remedy = UnknownId("locale", tag, list(known)).remedy
            read_table(path).table(AUDIO.name).refuse(tag, "is for an unknown language", remedy)


@once
def read_links(shelves: Sequence[Shelf]) -> dict[str, LegalAid]:
    """The directory of links by id, without the entries that a content folder omits. Raises BadFile."""
    return {link_id: _shelved(path, shelves) for link_id, path in entry_paths(_folders(shelves), "link").items()}


def has_legal_aid(shelves: Sequence[Shelf]) -> bool:
    """Whether cards may lead to `LEGAL_AID` by default: a content folder may omit it. Raises BadFile."""
    return LEGAL_AID_ID not in left_out(_folders(shelves), "link")


def _shelved(path: Path, shelves: Sequence[Shelf]) -> LegalAid:
    entry = read_legal_aid(path)
    refuse_unknown_tags(path, entry.recordings, shelves)
    return entry


def is_link_id(given: str) -> bool:
    """Whether what a user typed is an id of the directory rather than an address."""
    return given[:1].isalpha() and not _ADDRESS_MARKS.search(given)


def find_link(shelves: Sequence[Shelf], link_id: str) -> LegalAid:
    """The entry with that id, from the last shelf that has it. Raises UnknownId or BadFile."""
    try:
        return _shelved(find_entry_path(_folders(shelves), link_id, "link"), shelves)
    except UnknownId as error:
        known = read_links(shelves)
        raise UnknownId("link", link_id, list(known), described=described(known.values())) from error


def link_for(links: Iterable[LegalAid], region: Region) -> LegalAid | None:
    """The entry that a card for a region has by default: the narrowest."""
    return next((each for each in for_region(links, region) if not each.record.by_id_only), None)


def _folders(shelves: Sequence[Shelf]) -> list[Path]:
    return [shelf.links for shelf in shelves]
