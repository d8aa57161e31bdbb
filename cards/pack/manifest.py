"""The manifest of a pack, `manifest.json`: each file with its digest and what people should know about it.

Nothing in it depends on the day, the machine, or who made the pack. While files are being made, a journal has the same
entries, one on each line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_type_hints

from cards import __version__
from cards.errors import Notice
from cards.pack.failures import Failure
from cards.pack.plan import Bundle, Plan, stock_needed
from cards.pack.program import program_digest
from cards.read.packs import Pack
from cards.read.stocks import Flip

MANIFEST = "manifest.json"
PROGRAM = "rights-cards"

_OF_A_SHARE = re.compile(r"manifest \d+ of \d+\.json")


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One file: its path in the pack, its digest and size in bytes, and the digest of what it was made from.

    `kind` is "cards", "cover" or "combined". Only files of cards have the fields after it: pages, the sheets that it is
    printed on and the cards (neither for a print shop), what is on the cards, their layout, the theme if it is not the
    usual one, the review state of the least trusted string, the code of the texts, the state whose words they are if
    the script has other words there, and warnings. In JSON a `Notice` is
    an object with its parts.
    """

    file: str
    sha256: str
    bytes: int
    inputs: str
    kind: str
    pages: int | None = None
    sheets: int | None = None
    cards: int | None = None
    locale: str | None = None
    language: str | None = None
    script: str | None = None
    version: int | None = None
    words: str | None = None
    region: str | None = None
    stock: str | None = None
    layout: str | None = None
    theme: str | None = None
    review: str | None = None
    warnings: tuple[str, ...] = ()


_NOTICE = ("kind", "fact", "advice", "names")
"""The keys of a warning that is a notice."""

_TYPES: dict[str, Any] = get_type_hints(ManifestEntry)


@dataclass(frozen=True, slots=True)
class Origin:
    """Which pack a folder holds: the name of the pack file, its title, and the place and date of the workshop."""

    file: str
    title: str
    place: str = ""
    date: str = ""

    def is_of(self, other: Origin) -> bool:
        """Whether both are the same pack, even if somebody has changed some of its file in between."""
        if self.file != other.file:
            return False
        told = ((self.title, other.title), (self.place, other.place), (self.date, other.date))
        return any(one and one == another for one, another in told)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest's contents: its entries, those of earlier runs last, the name of its ZIP or "", and its pack."""

    entries: tuple[ManifestEntry, ...]
    archive: str
    origin: Origin | None


def origin_of(pack: Pack) -> Origin:
    """Which pack a pack file makes."""
    return Origin(pack.file.name, pack.title, pack.place, pack.date.isoformat() if pack.date else "")


def manifest_name(plan: Plan) -> str:
    """The name of a plan's manifest: each share's is different, so that shares can be put into one folder."""
    return f"manifest {plan.share}.json" if plan.share else MANIFEST


def is_manifest(name: str) -> bool:
    """Whether a file of that name is the manifest of a pack or of a share."""
    return name == MANIFEST or _OF_A_SHARE.fullmatch(name) is not None


def manifest_text(
    plan: Plan,
    entries: Sequence[ManifestEntry],
    failures: Sequence[Failure],
    archive: str,
    earlier: Sequence[ManifestEntry] = (),
) -> str:
    """The manifest of a pack: its entries in the order given, and what could not be made. `archive` may be empty.

    `earlier` holds files of earlier runs that could not be made again and are not part of the current pack.
    """
    pack = plan.pack
    whole = {
        "pack": pack.file.name,
        "title": pack.title,
        "place": pack.place,
        "date": pack.date.isoformat() if pack.date else None,
        "share": plan.share or None,
        "program": f"{PROGRAM} {__version__}",
        "source": program_digest(),
        "flip": (pack.wishes.flip or Flip.LONG_EDGE).value,
        "archive": archive or None,
        "stock": {
            paper: {
                "name": need.stock.name,
                "cards_per_sheet": len(need.stock.slots),
                "sheets": need.sheets,
                "cards": need.cards,
            }
            for paper, need in stock_needed(plan, {entry.file for entry in entries}).items()
        },
        "recipients": [_recipient(bundle) for bundle in plan.bundles],
        "files": entries,
        "failed": [_failure(each) for each in failures],
        "earlier": earlier,
    }
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {_laid_out(value)}" for key, value in whole.items()) + "\n}\n"


def entry_text(entry: ManifestEntry) -> str:
    """An entry as a JSON object on one line, without the fields that it does not have."""
    given = {name: getattr(entry, name) for name in _TYPES}
    given["warnings"] = [
        dict(zip(_NOTICE, each.parts, strict=True)) if isinstance(each, Notice) else each for each in entry.warnings
    ]
    return json.dumps({key: value for key, value in given.items() if value is not None}, ensure_ascii=False)


def parse_manifest(text: str) -> Manifest | None:
    """The contents of a manifest; None if the text is not the manifest of a pack."""
    found = _parsed(text)
    if not isinstance(found, dict) or not str(found.get("program", "")).startswith(PROGRAM):
        return None
    listed, earlier, archive = found.get("files"), found.get("earlier", []), found.get("archive")
    if not isinstance(listed, list) or not isinstance(earlier, list):
        return None
    entries = tuple(entry for entry in map(_entry, (*listed, *earlier)) if entry is not None)
    return Manifest(entries, archive if isinstance(archive, str) else "", _origin(found))


def origin_text(origin: Origin) -> str:
    """The line of a journal that names its pack, as the first lines of a manifest do."""
    return json.dumps(
        {"pack": origin.file, "title": origin.title, "place": origin.place, "date": origin.date}, ensure_ascii=False
    )


def parse_origin(line: str) -> Origin | None:
    """The pack that a line of the journal names; None for a line about a file."""
    found = _parsed(line)
    return _origin(found) if isinstance(found, dict) else None


def _origin(values: dict[str, Any]) -> Origin | None:
    if not isinstance(values.get("pack"), str):
        return None
    return Origin(*(str(values.get(key) or "") for key in ("pack", "title", "place", "date")))


def parse_entry(line: str) -> ManifestEntry | None:
    """The entry on a line of the journal; None for an incomplete line."""
    return _entry(_parsed(line))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _entry(values: Any) -> ManifestEntry | None:
    """The entry in a JSON object, or None if this program did not write it."""
    if not isinstance(values, dict) or not values.keys() <= _TYPES.keys():
        return None
    warnings = values.get("warnings")
    if not isinstance(warnings, list):
        return None
    read = tuple(each if isinstance(each, str) else _notice(each) for each in warnings)
    if None in read:
        return None
    try:
        entry = ManifestEntry(**{**values, "warnings": read})
    except TypeError:
        return None
    plain = (name for name in _TYPES if name != "warnings")
    return entry if all(isinstance(getattr(entry, name), _TYPES[name]) for name in plain) else None


def _notice(values: Any) -> Notice | None:
    """The notice in a JSON object, or None if this program did not write it."""
    if not isinstance(values, dict) or values.keys() != set(_NOTICE):
        return None
    kind, fact, advice, names = (values[key] for key in _NOTICE)
    texts = (kind, fact, advice, *names) if isinstance(names, list) else (None,)
    return Notice(kind, fact, advice, tuple(names)) if all(isinstance(each, str) for each in texts) else None


def _recipient(bundle: Bundle) -> dict[str, Any]:
    contact = bundle.contact
    return {
        "name": bundle.recipient.name,
        "folder": bundle.folder,
        "org": contact.org,
        "link": contact.link.url if contact.link else "",
        "hotlines": [{"id": each.id, "name": each.name, "number": each.number.shown} for each in bundle.hotlines],
        "warnings": list(bundle.warnings),
    }


def _laid_out(value: Any) -> str:
    """A value as JSON, each item of a list on a line of its own."""
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        return json.dumps(value, ensure_ascii=False)
    items = (
        entry_text(each) if isinstance(each, ManifestEntry) else json.dumps(each, ensure_ascii=False) for each in value
    )
    return "[\n" + ",\n".join(items) + "\n]"


def _failure(failure: Failure) -> dict[str, Any]:
    """A failure without its folders, whose names may reveal who made the pack."""
    return {
        "row": failure.row.name if failure.row else None,
        "line": failure.line,
        "what": failure.what,
        "why": failure.cause,
    }
