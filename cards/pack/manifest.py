"""The manifest of a pack, `manifest.json`: each file with its digest and what people should know about it.

Nothing in it depends on the day, the machine, or who made the pack. While files are being made, a journal has the same
entries, one on each line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_type_hints

from cards import __version__
from cards.errors import Notice
from cards.pack.failures import Failure
from cards.pack.plan import Bundle, Need, Plan
from cards.pack.program import program_digest
from cards.read.packs import Pack
from cards.read.stocks import Flip

MANIFEST = "manifest.json"
PROGRAM = "rights-cards"

_LIST = re.compile(r'"([a-z_]+)": \[')
_LISTS = ("files", "earlier")
"""The keys of the lists of entries."""

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

    entries: Iterable[ManifestEntry]
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


def manifest_lines(
    plan: Plan,
    needed: Mapping[str, Need],
    recipients: Iterable[str],
    entries: Iterable[str],
    failures: Sequence[Failure],
    archive: str = "",
    earlier: Iterable[str] = (),
    *,
    untold: int = 0,
) -> Iterator[str]:
    """The text of the manifest of a pack or share, in parts. `plan` is any of its plans.

    `recipients`, `entries` and `earlier` are lines of JSON (`recipient_text`, `entry_text`), in order; `earlier` holds
    files of earlier runs that could not be made again and are not part of the current pack. `needed` is the paper, and
    `untold` the number of failures that are not listed. `archive` may be empty.
    """
    pack = plan.pack
    head = {
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
            for paper, need in needed.items()
        },
    }
    yield "{\n"
    yield from (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n" for key, value in head.items())
    yield from _section("recipients", recipients, ",\n")
    yield from _section("files", entries, ",\n")
    told = (json.dumps(_failure(each), ensure_ascii=False) for each in failures)
    yield from _section("failed", told, ",\n")
    if untold:
        yield f'"failed_also": {untold},\n'
    yield from _section("earlier", earlier, "\n")
    yield "}\n"


def _section(key: str, lines: Iterable[str], end: str) -> Iterator[str]:
    """A list in the manifest, each item on a line of its own."""
    before = f"{json.dumps(key)}: [\n"
    for line in lines:
        yield before + line
        before = ",\n"
    yield f"\n]{end}" if before == ",\n" else f"{json.dumps(key)}: []{end}"


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
    if not isinstance(found, dict) or not _is_ours(found):
        return None
    listed, earlier, archive = found.get("files"), found.get("earlier", []), found.get("archive")
    if not isinstance(listed, list) or not isinstance(earlier, list):
        return None
    entries = tuple(entry for entry in map(_entry, (*listed, *earlier)) if entry is not None)
    return Manifest(entries, archive if isinstance(archive, str) else "", _origin(found))


def read_manifest(lines: Iterator[str]) -> Manifest | None:
    """The contents of a manifest as `manifest_lines` lays it out, whose entries are read while they are asked for.

    None if the lines are not laid out so: an editor may have laid them out otherwise, which `parse_manifest` reads.
    """
    if next(lines, "").rstrip() != "{":
        return None
    head: dict[str, Any] = {}
    section = ""
    for line in lines:
        section = _begun(line) or ("" if line.startswith("]") else section)
        if section in _LISTS:
            if not _is_ours(head):
                return None
            archive = head.get("archive")
            return Manifest(_entries(line, lines), archive if isinstance(archive, str) else "", _origin(head))
        found = _parsed("{" + line.rstrip().removesuffix(",") + "}") if not section else None
        head |= found if isinstance(found, dict) else {}
    return None


def _begun(line: str) -> str:
    """The key of the list that a line begins, or ""."""
    match = _LIST.match(line)
    return match[1] if match else ""


def _entries(line: str, lines: Iterator[str]) -> Iterator[ManifestEntry]:
    """The entries below the line that begins the list of files, and those of earlier runs."""
    section = _begun(line) if line.rstrip().endswith("[") else ""
    for each in lines:
        if each.startswith("]"):
            section = ""
        elif not section:
            section = _begun(each) if each.rstrip().endswith("[") else ""
        elif section in _LISTS:
            entry = parse_entry(each.rstrip().removesuffix(","))
            if entry is not None:
                yield entry


def _is_ours(head: Mapping[str, Any]) -> bool:
    return str(head.get("program", "")).startswith(PROGRAM)


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


def recipient_text(bundle: Bundle) -> str:
    """What a manifest says about a recipient, as a JSON object on one line."""
    contact = bundle.contact
    said = {
        "name": bundle.recipient.name,
        "folder": bundle.folder,
        "org": contact.org,
        "link": contact.link.url if contact.link else "",
        "hotlines": [{"id": each.id, "name": each.name, "number": each.number.shown} for each in bundle.hotlines],
        "warnings": list(bundle.warnings),
    }
    return json.dumps(said, ensure_ascii=False)


def _failure(failure: Failure) -> dict[str, Any]:
    """A failure without its folders, whose names may reveal who made the pack."""
    return {
        "row": failure.row.name if failure.row else None,
        "line": failure.line,
        "what": failure.what,
        "why": failure.cause,
    }
