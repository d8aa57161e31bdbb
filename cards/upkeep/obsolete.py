"""The messages that a catalog keeps as `#~` lines because no card uses them anymore.

An obsolete message includes the comments directly above it, its flags, `#~|` lines with older English, and its texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cards.errors import BadFile
from cards.read.po_file import Entry, PoFile, parse_po

_CONTINUES = re.compile(r'#~\s*("|msgstr)')
_LEADING_MARK = re.compile(r"^\s*#~(\|?)[ \t]?")


@dataclass(frozen=True, slots=True)
class Obsolete:
    """An obsolete message: its lines [first, end) in the catalog, and `live`, a catalog of it alone before that."""

    first: int
    end: int
    live: PoFile

    @property
    def entry(self) -> Entry:
        """The message, with its lines in `live`."""
        return self.live.entries[0]


def obsolete_messages(file: PoFile) -> list[Obsolete]:
    """The obsolete messages of a catalog. Lines that cannot be read as one are skipped: they are comments."""
    found = []
    for first, end in _ranges(file):
        text = "\n".join(_revived(line) for line in file.lines[first:end])
        try:
            live = parse_po(text, file.path)
        except BadFile:
            continue
        if len(live.entries) == 1:
            found.append(Obsolete(first, end, live))
    return found


def obsolete_lines(file: PoFile, entry: Entry) -> list[str]:
    """A live message in the form in which gettext keeps unused ones, with its flags: a fuzzy mark must not get lost."""
    comments = [line for line in file.lines[entry.first : entry.keyword] if line.strip()]
    kept = [line for line in comments if not line.strip().startswith(("#.", "#:", "#|"))]
    previous = [f"#~{line.strip()[1:]}" for line in comments if line.strip().startswith("#|")]
    return [*kept, *previous, *(f"#~ {line}" for line in file.lines[entry.keyword : entry.end] if line.strip())]


def _revived(line: str) -> str:
    """A line of an obsolete message in its original form."""
    return _LEADING_MARK.sub(lambda mark: "#| " if mark[1] else "", line)


def _ranges(file: PoFile) -> Iterator[tuple[int, int]]:
    """The lines of each obsolete message, from the first comment directly above it to its last text."""
    live = {number for entry in (file.header, *file.entries) if entry for number in range(entry.first, entry.end)}
    first: int | None = None
    has_msgstr = False
    for number, line in enumerate((*file.lines, "")):
        stripped = line.strip()
        is_comment = stripped.startswith("#") and number not in live
        is_whole = has_msgstr and not _CONTINUES.match(stripped)
        if first is not None and (not is_comment or is_whole):
            yield first, number
            first = None
        if is_comment and first is None:
            first, has_msgstr = number, False
        has_msgstr = has_msgstr or stripped.startswith("#~ msgstr")
