"""Long lists, in memory until they are on disk: the files that manifests and the journal list, and lines of text."""

from __future__ import annotations

import errno
import importlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from cards.pack.manifest import ManifestEntry, entry_text, parse_entry

if TYPE_CHECKING:
    import sqlite3

IN_MEMORY = 20_000
"""Entries that are kept in memory, some 20 MB; all of them in a Python without SQLite, such as a browser's."""

_LINES_IN_MEMORY = 1_000_000
"""Bytes of lines."""

_AT_ONCE = 1_000
_LAST = "\U0010ffff"


class Lines:
    """Lines of text, in memory or in a file of that folder that is gone when it is closed."""

    def __init__(self, folder: Path) -> None:
        self._file = SpooledTemporaryFile(  # noqa: SIM115 (closed by `close`)
            _LINES_IN_MEMORY, mode="w+", encoding="utf-8", newline="\n", dir=str(folder)
        )

    def add(self, lines: Iterable[str]) -> None:
        """Adds lines, none of which has a line break."""
        self._file.writelines(f"{line}\n" for line in lines)

    def all(self) -> Iterator[str]:
        """Each line, in the order in which they were added."""
        self._file.seek(0)
        return (line.removesuffix("\n") for line in self._file)

    def close(self) -> None:
        """Removes them."""
        self._file.close()


@contextmanager
def _told() -> Iterator[None]:
    """Turns an error of SQLite, such as that of a full disk, into one of the system's."""
    try:
        yield
    except Exception as error:
        if type(error).__module__ != "sqlite3":
            raise
        raise OSError(errno.EIO, str(error)) from error


class Listed:
    """Entries by path, each of which the pack may be marked to keep.

    `place` gives the path of a database, which is written once there are more than `most` entries. It is a copy of what
    the manifests and the journal say, so it need not survive a power cut.
    """

    def __init__(self, place: Callable[[], Path], most: int = IN_MEMORY) -> None:
        self._place = place
        self._most = most
        self._entries: dict[str, ManifestEntry] = {}
        self._kept: set[str] = set()
        self._database: sqlite3.Connection | None = None

    def add(self, entries: Iterable[ManifestEntry]) -> None:
        """Adds entries, instead of earlier ones with the same path; none of them is marked."""
        for entry in entries:
            if self._database is not None:
                self._insert(self._database, [entry])
                continue
            self._entries[entry.file] = entry
            self._kept.discard(entry.file)
            if len(self._entries) > self._most:
                self._move()

    def get(self, path: str) -> ManifestEntry | None:
        """The entry of a path, if it is listed."""
        if self._database is None:
            return self._entries.get(path)
        with _told():
            found = self._database.execute("SELECT entry FROM listed WHERE path = ?", (path,)).fetchone()
        return parse_entry(found[0]) if found is not None else None

    def beginning(self, prefix: str) -> Iterator[ManifestEntry]:
        """The entries whose paths begin so, sorted by path."""
        if self._database is None:
            yield from (entry for path, entry in sorted(self._entries.items()) if path.startswith(prefix))
        else:
            yield from self._pages("path >= ? AND path < ?", prefix, prefix + _LAST)

    def keep(self, paths: Iterable[str]) -> None:
        """Marks files as part of the pack."""
        if self._database is None:
            self._kept.update(paths)
        else:
            with _told():
                self._database.executemany("UPDATE listed SET kept = 1 WHERE path = ?", ((path,) for path in paths))

    def spare(self) -> Iterator[ManifestEntry]:
        """The entries that are not marked, sorted by path."""
        if self._database is None:
            yield from (entry for path, entry in sorted(self._entries.items()) if path not in self._kept)
        else:
            yield from self._pages("kept = ? AND kept = ?", 0, 0)

    def close(self) -> None:
        """Lets go of the database, so that its file can be removed."""
        if self._database is not None:
            self._database.close()

    def _move(self) -> None:
        """Moves the entries to a database."""
        with suppress(ImportError):
            sqlite = importlib.import_module("sqlite3")
            place = self._place()
            place.unlink(missing_ok=True)
            with _told():
                database: sqlite3.Connection = sqlite.connect(place, isolation_level=None)
                database.execute("PRAGMA journal_mode = OFF")
                database.execute("PRAGMA synchronous = OFF")
                database.execute("CREATE TABLE listed (path TEXT PRIMARY KEY, entry TEXT, kept INTEGER) WITHOUT ROWID")
            self._insert(database, self._entries.values())
            self._database = database
            self.keep(self._kept)
            self._entries, self._kept = {}, set()
            return
        self._most *= 2

    @staticmethod
    def _insert(database: sqlite3.Connection, entries: Iterable[ManifestEntry]) -> None:
        rows = ((entry.file, entry_text(entry)) for entry in entries)
        with _told():
            database.executemany("INSERT OR REPLACE INTO listed VALUES (?, ?, 0)", rows)

    def _pages(self, condition: str, *values: str | int) -> Iterator[ManifestEntry]:
        """The entries for which a condition holds, read in pages: others may be added or marked in between."""
        assert self._database is not None
        last = ""
        while True:
            with _told():
                rows = self._database.execute(
                    f"SELECT path, entry FROM listed WHERE {condition} AND path > ? ORDER BY path LIMIT {_AT_ONCE}",  # noqa: S608 (constants)
                    (*values, last),
                ).fetchall()
            if not rows:
                return
            yield from (entry for _, text in rows if (entry := parse_entry(text)) is not None)
            last = rows[-1][0]
