"""The lines of the keys in a TOML document, which `tomllib` does not keep.

One pass reads only positions; values are for `tomllib`, which also decides whether a document is valid. In an invalid
one, the pass ends where it gets lost, and knows what was open there. TOML 1.0.0, https://toml.io/en/v1.0.0.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

_BLANK = re.compile(r"[ \t]*+")
_GAP = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_BETWEEN_ENTRIES = re.compile(r"(?:[ \t\r\n,]++|#[^\n]*+)*+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]++")
_BARE_VALUE = re.compile(r"[^,\]}#\n]*+")
_STRINGS = {
    '"""': re.compile(r'"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+"{3,5}'),
    "'''": re.compile(r"'''(?:[^']++|'(?!''))*+'{3,5}"),
    '"': re.compile(r'"(?:[^"\\\n]++|\\.)*+"'),
    "'": re.compile(r"'[^'\n]*+'"),
}
"""By what opens them, longer marks first. Up to two quotation marks before the closing three are part of the text."""


class Place:
    """A key, or an entry of a list of tables: its line, from 1, and what is inside it, with entries by index.

    A table is on the line of its header or, if it has none, on that of the first key that contains its name.
    `entries` counts the headers `[[...]]` of a list of tables.
    """

    __slots__ = ("entries", "inner", "line")

    def __init__(self, line: int) -> None:
        self.line = line
        self.inner: dict[str | int, Place] = {}
        self.entries = 0


class Statement(NamedTuple):
    """A key or a header with its line; `earlier` is the line that defined the name before, None if there is none.

    `name` is the part of the dotted name that was defined before, or all of it.
    """

    line: int
    name: str
    is_header: bool
    earlier: int | None


class Lines(NamedTuple):
    """What a pass through a document found.

    `headers` are the lines of the headers. `opened` is the mark, with its line, that opened the text or list in which
    the pass ended; None if it did not end in one. `stopped` is the statement that ends where the pass had to stop.
    """

    root: Place
    headers: tuple[int, ...]
    opened: tuple[int, str] | None
    stopped: Statement | None

    def line_of(self, path: tuple[str | int, ...]) -> int | None:
        """The line of a key by its path, with the index of each entry of a list; None if it does not exist."""
        place: Place | None = self.root
        for step in path:
            place = place.inner.get(step) if place else None
        return place.line if place and path else None


@lru_cache(maxsize=64)
def lines_in(source: str) -> Lines:
    """The lines of a whole document."""
    return _pass(source, len(source) + 1)


def lines_before(source: str, end: int) -> Lines:
    """The lines of a document up to `end`, an offset at which a parser stopped."""
    return _pass(source, end)


class _Lost(Exception):
    pass


class _Frame:
    """A list or inline table that is being read, and the place and statement of its key."""

    __slots__ = ("index", "opened_on", "opening", "place", "statement")

    def __init__(self, opening: str, opened_on: int, place: Place, statement: Statement | None) -> None:
        self.opening = opening
        self.opened_on = opened_on
        self.place = place
        self.statement = statement
        self.index = 0


def _pass(source: str, end: int) -> Lines:
    scanner = _Scanner(source, end)
    with suppress(_Lost):
        scanner.document()
    opened = scanner.opened
    if opened is None and scanner.frames:
        opened = (scanner.frames[-1].opened_on, scanner.frames[-1].opening)
    return Lines(scanner.root, tuple(scanner.headers), opened, scanner.stopped)


class _Scanner:
    """One pass. The offset only grows, and so does the count of lines."""

    def __init__(self, source: str, end: int) -> None:
        self.source = source
        self.end = end
        self.at = 0
        self.root = Place(1)
        self.headers: list[int] = []
        self.frames: list[_Frame] = []
        self.opened: tuple[int, str] | None = None
        self.stopped: Statement | None = None
        self._line = 1
        self._counted = 0

    def document(self) -> None:
        """Reads all statements. Raises _Lost if it cannot continue, or at the given end."""
        here = self.root
        self._skip(_GAP)
        while self.at < len(self.source):
            if self.source.startswith("[", self.at):
                here = self._header()
            else:
                place, statement = self._key_of_pair(here)
                self._value(place, statement)
            self._skip(_GAP)

    def _header(self) -> Place:
        """The table that a header opens."""
        line = self._line_here()
        bracket = "[[" if self.source.startswith("[[", self.at) else "["
        self.at += len(bracket)
        parts = self._key()
        *above, last = parts
        place, earlier, known = self._entered(self.root, above, line)
        child = place.inner.get(last)
        if child is not None:
            earlier, known = child.line, len(parts)
        self._check_end(Statement(line, _named(parts, known), True, earlier))
        if not self.source.startswith("]" * len(bracket), self.at):
            raise _Lost
        self.at += len(bracket)
        self.headers.append(line)
        if child is None:
            child = place.inner[last] = Place(line)
        if bracket == "[":
            child.line = line
            return child
        entry = child.inner[child.entries] = Place(line)
        child.entries += 1
        return entry

    def _key_of_pair(self, here: Place) -> tuple[Place, Statement]:
        """The key before a `=`; moves to its value."""
        line = self._line_here()
        parts = self._key()
        if not self.source.startswith("=", self.at):
            raise _Lost
        self.at += 1
        self._skip(_BLANK)
        place, earlier, known = self._entered(here, parts, line)
        return place, Statement(line, _named(parts, known), False, earlier)

    def _entered(self, place: Place, parts: list[str], line: int) -> tuple[Place, int | None, int]:
        """The place of a dotted name, the line of the part that existed before, and that part's number of keys."""
        earlier, known = None, 0
        for number, part in enumerate(parts, start=1):
            if part in place.inner:
                earlier, known = place.inner[part].line, number
            place = place.inner.setdefault(part, Place(line))
            if place.entries:
                place = place.inner[place.entries - 1]
        return place, earlier, known

    def _value(self, place: Place, statement: Statement | None) -> None:
        """A value with everything in it, without recursion: values may nest as deeply as a file is long."""
        while True:
            opening = self.source[self.at : self.at + 1]
            if opening and opening in "[{":
                self.frames.append(_Frame(opening, self._line_here(), place, statement))
                self.at += 1
            else:
                self._plain_value()
                self._check_end(statement)
            if not self._close():
                return
            frame = self.frames[-1]
            if frame.opening == "[":
                place = Place(self._line_here())
                if self.source[self.at] in "[{":  # nobody asks for any other entry
                    frame.place.inner[frame.index] = place
                frame.index += 1
                statement = None
            else:
                place, statement = self._key_of_pair(frame.place)

    def _close(self) -> bool:
        """Moves to the next entry of what is open, and closes what ends before it; False if nothing is open."""
        while self.frames:
            self._skip(_BETWEEN_ENTRIES)
            if self.at >= min(self.end, len(self.source)):
                raise _Lost
            if self.source[self.at] != {"[": "]", "{": "}"}[self.frames[-1].opening]:
                return True
            self.at += 1
            self._check_end(self.frames.pop().statement)
        return False

    def _plain_value(self) -> None:
        for opening, pattern in _STRINGS.items():
            if self.source.startswith(opening, self.at):
                found = pattern.match(self.source, self.at)
                if found is None:
                    self.opened = (self._line_here(), opening)
                    raise _Lost
                self.at = found.end()
                return
        found = _BARE_VALUE.match(self.source, self.at)
        text = found[0].rstrip() if found else ""
        if not text:
            raise _Lost
        self.at += len(text)

    def _key(self) -> list[str]:
        """The parts of a dotted key; also reads the blanks around it."""
        parts = []
        while True:
            self._skip(_BLANK)
            quoted = self.source.startswith(('"', "'"), self.at)
            pattern = _STRINGS[self.source[self.at]] if quoted else _BARE_KEY
            found = pattern.match(self.source, self.at)
            if found is None:
                raise _Lost
            parts.append(_unquoted(found[0]) if quoted else found[0])
            self.at = found.end()
            self._skip(_BLANK)
            if not self.source.startswith(".", self.at):
                return parts
            self.at += 1

    def _check_end(self, statement: Statement | None) -> None:
        if self.at >= self.end:
            self.stopped = statement
            raise _Lost

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.source, self.at)
        if found:
            self.at = found.end()

    def _line_here(self) -> int:
        self._line += self.source.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line


def _named(parts: list[str], known: int) -> str:
    return ".".join(parts[:known] if known else parts)


def _unquoted(raw: str) -> str:
    """A key without its quotation marks."""
    if "\\" not in raw or raw.startswith("'"):
        return raw[1:-1]
    try:
        return next(iter(tomllib.loads(f"{raw} = 0")))
    except tomllib.TOMLDecodeError as error:
        raise _Lost from error
