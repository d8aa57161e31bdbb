"""Reads TOML files into checked values: every error names the file, line and key.

Definition files may come from strangers (a `--content` folder), so their size is limited and everything is checked.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from cards.errors import BadFile, BadOrder
from cards.measures import points
from cards.read.files import open_ordinary
from cards.read.names import called, card_name
from cards.read.table_slips import without_separator
from cards.read.toml_lines import Statement, lines_before, lines_in
from cards.read.toml_slips import find_slip, open_slip, unquoted

MAX_BYTES = 1_000_000
"""Bytes of a definition file or catalog; ours are under 40 kB."""

MAX_LINE = 4_000
"""Characters in a line of TOML: reading a longer dotted key would take seconds."""

MAX_TEXT = 1_000
"""Characters of any text in a definition or catalog: eight times as many as in the longest statement, and more than fit
on a side of a large card (5.5 by 8.5 inches) at 18 pt."""

MAX_ITEMS = 1_000
"""Texts in a list; our longest has about thirty."""

MAX_NUMBER = 10_000
"""The largest number or length (in points) in a definition."""

_MISSING: Any = object()
_TWICE = re.compile(
    r"Cannot (?:declare \(.+\) twice|overwrite a value|redefine namespace|mutate immutable namespace)"
    r"|Duplicate inline table key"
)
_STOPPED = re.compile(r"\(at line (\d+), column (\d+)\)")


def toml_string(text: str) -> str:
    """A text without control characters as a TOML basic string, which has the same escapes as JSON."""
    return json.dumps(text, ensure_ascii=False)


def read_bytes(path: Path, what: str, most: int, remedy: str) -> bytes:
    """The bytes of a file, at most `most`. Raises BadFile, which calls it `what`; `remedy` is for too large a file."""
    try:
        with open_ordinary(path, what) as file:
            raw = file.read(most + 1)
    except OSError as error:
        raise BadFile(f"The {what} cannot be read: {error.strerror}.", "Copy it to another disk.", file=path) from error
    check_length(len(raw), what, most, remedy, path)
    return raw


def check_length(length: int, what: str, most: int, remedy: str, path: Path | None) -> None:
    """Raises BadFile for a file, called `what`, of more than that many bytes; `remedy` is what to do about it."""
    if length > most:
        size = f"{most // 1_000_000} MB" if most > MAX_BYTES else f"{most // 1000} kB"
        raise BadFile(f"The {what} is larger than {size}.", remedy, file=path)


def read_text(path: Path) -> str:
    """The text of a UTF-8 file of at most `MAX_BYTES`. Raises BadFile, with the line of a bad byte."""
    return as_text(read_bytes(path, "file", MAX_BYTES, "Split it, or check that it is the right file."), path)


def as_text(raw: bytes, path: Path) -> str:
    """The text of a file's bytes in UTF-8. Raises BadFile, with the line of a bad byte."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        is_wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
        raise BadFile(
            "The file is not UTF-8 text.",
            f"Save it again with the encoding UTF-8; Windows calls the other one {'Unicode' if is_wide else 'ANSI'}.",
            file=path,
            line=raw.count(b"\n", 0, error.start) + 1,
        ) from error


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One TOML table with what its errors need. Compared by identity: a text is parsed once.

    `steps` lead to it from the top of the file: keys, and the index of each entry of a list of tables. The methods
    `text`, `number`, … take a key. They raise BadFile if the key is missing (unless a default is given) or its value
    has another type.
    """

    path: Path
    source: str
    steps: tuple[str | int, ...]
    values: dict[str, Any]

    @property
    def name(self) -> str:
        """The dotted path from the top of the file, entries counted from 1; empty for the top itself."""
        return ".".join(str(step + 1) if isinstance(step, int) else step for step in self.steps)

    def text(self, key: str, default: str = _MISSING, *, lines: bool = False) -> str:
        """A string without spaces around it, empty only if the default is, and on one line unless `lines`."""
        value = self._get(key, str, "a text in quotes", default)
        if value is not default:
            self._check_length(key, value)
        for character in value.replace("\n", "") if lines else value:
            if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or "\u202a" <= character <= "\u202e":
                self.refuse(key, f"has {called(character)} in it", "Remove it.")
        if value is not default and (not value.strip() or value != value.strip()):
            self.refuse(key, "is empty, or begins or ends with a space", "Write the text without the space.")
        return str(value)

    def name_of(self, key: str) -> str:
        """A name that is printed on a card: see `card_name`."""
        try:
            return card_name(self.text(key), key)
        except BadOrder as error:
            self.refuse(key, "cannot be a name", f"{error.cause} {error.remedy}")

    def number(self, key: str, default: float = _MISSING) -> float:
        """A number, whole or not, no larger than any measurement."""
        value = self._get(key, (int, float), "a number", default)
        if not -MAX_NUMBER <= value <= MAX_NUMBER:
            self.refuse(key, "is too large a number", "Check it.")
        return float(value)

    def whole(self, key: str, default: int = _MISSING, *, least: int = 1, most: int = MAX_NUMBER) -> int:
        """A whole number from `least` to `most`."""
        given = self.values.get(key)
        if isinstance(given, float | str) and (remedy := without_separator(self._as_written(key))):
            self.refuse(key, "is not a whole number", remedy)
        if isinstance(given, float) and given.is_integer() and abs(given) < MAX_NUMBER:
            self.refuse(key, "is not a whole number", f"Write {given:.0f}, without decimals.")
        value = self._get(key, int, "a whole number", default)
        if not least <= value <= most:
            self.refuse(key, "is out of bounds", f"Give a whole number from {least} to {most}.")
        return int(value)

    def flag(self, key: str, default: bool = _MISSING) -> bool:
        """true or false."""
        return bool(self._get(key, bool, "true or false", default))

    def day(self, key: str) -> date | None:
        """A date such as 2026-01-29, or None if the key is absent."""
        value = self._get(key, date, "a date such as 2026-01-29", None)
        return None if value is None else date(value.year, value.month, value.day)

    def texts(self, key: str, default: tuple[str, ...] = _MISSING, *, most: int = MAX_ITEMS) -> tuple[str, ...]:
        """A list of at most so many strings."""
        value = self._get(key, (list, tuple), "a list of texts in quotes", default)
        if len(value) > most:
            self.refuse(key, f"has {len(value):,} entries", f"Give at most {most:,}.")
        for item in value:
            self._check_length(key, item)
        if not all(isinstance(item, str) and item.strip() and item.isprintable() for item in value):
            self.refuse(key, "holds something that is not a text", "Put each item in quotes, on one line.")
        return tuple(value)

    def length(self, key: str, default: float = _MISSING) -> float:
        """A length such as "3.5in" or "54mm", in points."""
        value = self._get(key, str, "a length such as '3.5in' or '54mm'", default)
        if isinstance(value, str):
            try:
                length = points(value)
            except ValueError:
                self.refuse(key, f"is {value[:40]!r}", "Write a length such as '3.5in' or '54mm'.")
            if length > MAX_NUMBER:
                self.refuse(key, "is too long a length", "Write a length such as '3.5in' or '54mm'.")
            return length
        return float(value)

    def table(self, key: str) -> Table:
        """The table `[key]`."""
        return Table(self.path, self.source, (*self.steps, key), self._get(key, dict, "a table", _MISSING))

    def tables(self, key: str) -> Iterator[Table]:
        """Each of the tables `[[key]]`."""
        items = self._get(key, list, "a list of tables", _MISSING)
        for place, item in enumerate(items):
            if not isinstance(item, dict):
                self.refuse(key, "is not a list of tables", f"Write each entry as [[{self._path(key)}]].")
            yield Table(self.path, self.source, (*self.steps, key, place), item)

    def count(self, key: str) -> int:
        """The number of tables `[[key]]`: check it before making them if there may be too many."""
        return len(self._get(key, list, "a list of tables", _MISSING))

    def each(self) -> Iterator[tuple[str, Table]]:
        """Every key of this table with its table."""
        for key in self.values:
            yield key, self.table(key)

    def known(self, *keys: str) -> None:
        """Raises BadFile if the table has a key other than `keys`, most often a typing error."""
        for key in self.values:
            if key not in keys:
                self.refuse(key, "is not known here", f"The keys are: {', '.join(keys)}.")

    def line_of(self, key: str) -> int | None:
        """The line of a key, or of its table if the key is missing; None if it is missing at the top of the file."""
        lines = lines_in(self.source)
        return lines.line_of((*self.steps, key)) or lines.line_of(self.steps)

    def _as_written(self, key: str) -> str:
        """The value of a key that is on the line of the key, without quotation marks; 1.200 is not yet 1.2."""
        line = self.source.split("\n")[(self.line_of(key) or 1) - 1]
        return line.partition("=")[2].partition("#")[0].strip("\"' \t\r")

    def refuse(self, key: str, what: str, remedy: str) -> NoReturn:
        """Raises BadFile about `key`, with its line (`line_of`)."""
        raise BadFile(f"'{_shown(self._path(key))}' {what}.", remedy, file=self.path, line=self.line_of(key))

    def _check_length(self, key: str, value: object) -> None:
        if isinstance(value, str) and len(value) > MAX_TEXT:
            self.refuse(key, f"has {len(value):,} characters", f"Shorten it to {MAX_TEXT:,} or fewer.")

    def _get(self, key: str, kind: type | tuple[type, ...], what: str, default: Any) -> Any:
        value = self.values.get(key, default)
        if value is _MISSING:
            raise BadFile(
                f"'{self._path(key)}' is missing.",
                f"Add it as {what}.",
                file=self.path,
                line=lines_in(self.source).line_of(self.steps),
            )
        wrong = not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)
        if value is not default and wrong:
            bare = unquoted(value) if isinstance(value, str) else ""
            self.refuse(key, f"is not {what}", f"Write it {bare}." if bare else f"Write {what}.")
        return value

    def _path(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key


def table_of(text: str, name: str) -> Table:
    """The top-level table of a text that somebody opened elsewhere, as if it were in a file of that name.

    Raises BadFile as `read_table` does.
    """
    path = Path(name)
    length = len(text) if len(text) > MAX_BYTES else len(text.encode("utf-8"))
    check_length(length, "file", MAX_BYTES, "Check that it is the right file.", path)
    return _parsed(path, text)


def read_table(path: Path) -> Table:
    """The top-level table of a TOML file. Raises BadFile with the line of a syntax error."""
    return _parsed(path, read_text(path))


@lru_cache(maxsize=512)
def _parsed(path: Path, text: str) -> Table:
    """Parses a text once: a run over all languages asks for the same files about 60 times."""
    if text.startswith("\ufeff"):
        raise BadFile("The file begins with a byte order mark.", "Save it as UTF-8 without BOM.", file=path, line=1)
    long = next((number for number, line in enumerate(text.split("\n"), start=1) if len(line) > MAX_LINE), None)
    if long is not None:
        raise BadFile(f"The line has more than {MAX_LINE} characters.", "Break it.", file=path, line=long)
    try:
        return Table(path, text, (), tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise _invalid(path, text.replace("\r\n", "\n"), str(error)) from error
    except (RecursionError, ValueError) as error:
        raise BadFile(
            "The file nests too deeply, or has too long a number.", "Check that it is the right file.", file=path
        ) from error


def _invalid(path: Path, source: str, message: str) -> BadFile:
    """What is wrong with a document that `tomllib` refuses, in plain words, with the line of the mistake.

    The place where it stopped may be far below: after a value of several lines, or at the end for what is not closed.
    """
    stopped = _STOPPED.search(message)
    line = int(stopped[1]) if stopped else source.count("\n") + 1
    end = _offset(source, line, int(stopped[2])) if stopped else len(source)
    found = lines_before(source, end)
    plain = message.split(" (at ")[0]
    cause, remedy = f"{plain[:1].lower()}{plain[1:]}.", "Correct that line; put texts in double quotes."
    if found.stopped is not None and _TWICE.match(message):
        line, cause, remedy = found.stopped.line, _twice(found.stopped), "Keep one of the two."
    elif (
        found.opened is not None
        and (slip := open_slip(source.split("\n"), line if stopped else None, message, found.opened))
    ) or (slip := find_slip(source.split("\n"), line, message)) is not None:
        line, (cause, remedy) = slip
    return BadFile(f"The file is not valid TOML: {cause}", remedy, file=path, line=line)


def _twice(statement: Statement) -> str:
    name = _shown(statement.name)
    what = f"the table [{name}]" if statement.is_header else f"the key '{name}'"
    earlier = f", first on line {statement.earlier}" if statement.earlier else ""
    return f"{what} is defined twice{earlier}."


def _offset(source: str, line: int, column: int) -> int:
    """The offset of a place by its line and column, both from 1."""
    start = 0
    for _ in range(line - 1):
        start = source.index("\n", start) + 1
    return start + column - 1


def _shown(name: str) -> str:
    """A dotted name on one line."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)
