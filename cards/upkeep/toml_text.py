"""TOML files as text, so that a table can be added to one without losing other people's comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.read.toml_lines import lines_in


@dataclass(frozen=True, slots=True)
class TomlText:
    """A file in pieces: the text before its first table, and each table with the comments directly above it."""

    head: str
    tables: tuple[str, ...]
    newline: str

    @property
    def text(self) -> str:
        """The file."""
        return "".join((self.head, *self.tables)).replace("\n", self.newline)

    def changed(self, place: int, table: str) -> TomlText:
        """The file with a new text for the table at `place`."""
        return replace(self, tables=(*self.tables[:place], table, *self.tables[place + 1 :]))

    def without(self, place: int) -> TomlText:
        """The file without the table at `place` and the comments directly above it."""
        return replace(self, tables=(*self.tables[:place], *self.tables[place + 1 :]))

    def inserted(self, place: int, table: str) -> TomlText:
        """The file with a new table before the one at `place`, or at its end, separated by blank lines."""
        before, after = self.tables[:place], self.tables[place:]
        if after:
            return replace(self, tables=(*before, f"{table}\n", *after))
        above = "".join((self.head, *before)).rstrip("\n")
        return replace(_split(f"{above}\n\n{table}" if above else table), newline=self.newline)


def split_tables(text: str) -> TomlText:
    """The pieces of a file. Comments at its start belong to its head, not to the first table."""
    if text.count("\r\n") == text.count("\n") > 0:
        return replace(_split(text.replace("\r\n", "\n")), newline="\r\n")
    return _split(text)


def _split(text: str) -> TomlText:
    lines = re.split(r"(?<=\n)", text)
    starts = [_with_comments(lines, number - 1) for number in lines_in(text).headers]
    ends = [*starts[1:], len(lines)]
    tables = tuple("".join(lines[start:end]) for start, end in zip(starts, ends, strict=False))
    return TomlText("".join(lines[: starts[0]] if starts else lines), tables, "\n")


def _with_comments(lines: Sequence[str], opening: int) -> int:
    """The first of the comment lines directly above the line that opens a table."""
    start = opening
    while start > 0 and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start if start else opening
