"""Maintains the directory of hotlines and legal aid: which entries need a call, and the record of each call."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cards.errors import BadFile, BadOrder, UnknownId, setting
from cards.locations import Shelf
from cards.read.hotlines import HOW_TO_LIST, Hotline, read_hotline
from cards.read.links import LegalAid, read_legal_aid
from cards.read.names import plain_name
from cards.read.records import Caveat, entry_paths, find_entry_path, left_out
from cards.read.tables import read_text, toml_string
from cards.read.toml_lines import lines_in


@dataclass(frozen=True, slots=True)
class Doubt:
    """An entry with a finding about it. `refused` entries are not printed unless the user insists."""

    entry: Hotline | LegalAid
    caveat: Caveat
    refused: bool


def doubts(entries: Iterable[Hotline | LegalAid], today: date) -> list[Doubt]:
    """All findings about the entries on that day, in their order. Only hotlines are refused for their age."""
    return [
        Doubt(entry, caveat, isinstance(entry, Hotline) and entry.record.is_stale(today))
        for entry in entries
        for caveat in entry.caveats(today)
    ]


def find_entry(shelves: Sequence[Shelf], entry_id: str) -> tuple[Hotline | LegalAid, Path, Path]:
    """The entry with that id, its file, and its path on the last shelf.

    Raises UnknownId, BadFile, or BadOrder if a hotline and a link share the id, or the entry is omitted.
    """
    hotlines = entry_paths([shelf.hotlines for shelf in shelves], "hotline")
    links = entry_paths([shelf.links for shelf in shelves], "link")
    if entry_id in hotlines and entry_id in links:
        raise BadOrder(f"A hotline and a link both have the id {entry_id}.", "Give one of them another id.")
    if entry_id in hotlines:
        path = hotlines[entry_id]
        return read_hotline(path), path, shelves[-1].hotlines / path.name
    if entry_id in links:
        path = links[entry_id]
        return read_legal_aid(path), path, shelves[-1].links / path.name
    for kind, folders in (("hotline", [each.hotlines for each in shelves]), ("link", [each.links for each in shelves])):
        if entry_id in left_out(folders, kind):
            find_entry_path(folders, entry_id, kind)
    raise UnknownId("hotline or link", entry_id, [*hotlines, *links], HOW_TO_LIST)


def verified_text(path: Path, by: str, on: date, today: date) -> str:
    """The text of an entry's file with who verified it and when; everything else in it, comments too, stays the same.

    The entry must have been read before. Raises BadOrder for an invalid name or day, and BadFile for a file whose
    layout leaves no place for the record.
    """
    name = plain_name(by, setting("by"))
    if not name:
        raise BadOrder(f"{setting('by')} is empty.", "Give the name or pseudonym of whoever called.")
    if on > today:
        raise BadOrder(f"{setting('on')} is {on}, which is in the future.", "Give the day of the call.")
    before = read_text(path)
    text = _with(before, "verified_on", r"\d{4}-\d{2}-\d{2}", on.isoformat())
    text = _with(text, "verified_by", r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'", toml_string(name))
    try:
        if tomllib.loads(text) == tomllib.loads(before) | {"verified_on": on, "verified_by": name}:
            return text
    except tomllib.TOMLDecodeError:
        pass
    raise BadFile(
        "The file is not laid out like the entries of the directory, so the call cannot be recorded in it.",
        "Write each key on its own line, for example: verified_on = 2026-01-29",
        file=path,
    )


def _with(text: str, key: str, value: str, new: str) -> str:
    """The text of a TOML file with a new value for a key whose value matches `value`, or with a new line for it.

    The line goes before the first table, such as [audio], and its comment: after it, the key would belong to the table.
    """
    changed, count = re.subn(
        rf"^([ \t]*{key}[ \t]*=[ \t]*)(?:{value})", lambda match: match[1] + new, text, count=1, flags=re.MULTILINE
    )
    if count:
        return changed
    newline = "\r\n" if "\r\n" in text else "\n"
    table = _first_table(text)
    head, tail = (text, "") if table is None else (text[:table], newline + text[table:])
    return f"{head.rstrip()}{newline}{key} = {new}{newline}{tail}"


def _first_table(text: str) -> int | None:
    """The start of the first table of a TOML file, including the comments directly above it."""
    headers = lines_in(text).headers
    if not headers:
        return None
    lines = text.split("\n")
    first = headers[0] - 1
    while first and lines[first - 1].lstrip(" \t").startswith("#"):
        first -= 1
    return sum(len(line) + 1 for line in lines[:first])
