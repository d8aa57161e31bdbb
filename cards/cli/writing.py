"""Files that several people may write at once: one after the other, never over what somebody has just saved.

`changing` locks a file against other runs of this program while it is read, changed and written. Other programs, such
as a translator's editor, ignore that lock, so the file is compared with what was read before it is replaced. The lock
is one of the operating system (flock, or locking on Windows), which ends with its process however that ends.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from cards.cli.locks import is_at, try_lock
from cards.cli.output import cannot_write, echo, real_place, write_whole
from cards.errors import CannotWrite
from cards.read.files import stands
from cards.read.names import listed
from cards.read.tables import MAX_BYTES, as_text, read_bytes

PATIENCE = 60.0
"""Seconds to wait for another run: signing lays out a card, which takes a few."""

_SILENCE = 2.0
"""Seconds of waiting after which the user is told why."""

_PAUSE = 0.05


class Changing:
    """A file that no other run can change meanwhile: `before` is its text, "" if it does not exist."""

    def __init__(self, path: Path) -> None:
        """Reads the file. Raises BadFile for one that cannot be read or is not UTF-8."""
        self.path = path
        self._raw = self._read()
        self.before = "" if self._raw is None else as_text(self._raw, path)

    def write(self, text: str) -> None:
        """Replaces the file. Raises CannotWrite, for example when another program has saved it since it was read."""
        self.compare()
        write_whole(self.path, text.encode("utf-8"))

    def compare(self) -> None:
        """Raises CannotWrite if another program has saved the file since it was read."""
        if self._read() != self._raw:
            raise CannotWrite(
                f"{self.path} was changed by another program in the meantime.",
                "Nothing was written. Run the same command again to start from the newer text.",
            )

    def _read(self) -> bytes | None:
        most = "Split it, or check that it is the right file."
        return read_bytes(self.path, "file", MAX_BYTES, most) if stands(self.path) else None


def write_together(texts: Sequence[tuple[Changing, str | None]]) -> None:
    """Replaces several files in that order; one with the text None was only read.

    All are compared before the first is written. Raises CannotWrite, which says what has been written by then.
    """
    for file, _ in texts:
        file.compare()
    done: list[str] = []
    for file, text in texts:
        if text is None:
            continue
        try:
            file.write(text)
        except CannotWrite as error:
            if not done:
                raise
            raise CannotWrite(
                f"{error.cause.rstrip('.')}, after {listed(done)} had been written.",
                "Correct that, then run the same command again: it writes what is missing.",
            ) from error
        done.append(str(file.path))


@contextmanager
def changing(*paths: Path) -> Iterator[tuple[Changing, ...]]:
    """Files to change, in the order of `paths`, locked against other runs of this program until the end.

    Raises CannotWrite when another run holds one of them for longer than `PATIENCE`, or a lock cannot be made.
    """
    with ExitStack() as stack:
        places = {real_place(path): path for path in paths}
        for place in sorted(places):  # the same order in every run, so that there is no deadlock
            stack.enter_context(_locked(place, places[place]))
        yield tuple(Changing(path) for path in paths)


@contextmanager
def _locked(place: Path, path: Path) -> Iterator[None]:
    """Locks the file at `place`, which need not exist, against other runs; `path` is its name in messages.

    Folders that are made for the lock and stay empty are removed again.
    """
    lock = place.with_name(f".{place.name[:40]}.lock")
    made = [folder for folder in lock.parents if not folder.exists()]
    file = _waited_for(path, lock)
    try:
        yield
    finally:
        with suppress(OSError):
            if os.name == "nt":
                file.close()  # Windows removes no file that is open
            lock.unlink()
        file.close()
        for folder in made:
            with suppress(OSError):
                folder.rmdir()


def _waited_for(path: Path, lock: Path) -> BinaryIO:
    """The lock file, open and locked."""
    end, told = time.monotonic() + PATIENCE, time.monotonic() + _SILENCE
    while True:
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            file = lock.open("ab")
        except FileNotFoundError:
            file = None  # the run that made the folder has removed it again
        except OSError as error:
            raise cannot_write(path, error) from error
        if file is not None:
            if try_lock(file) and is_at(file, lock):
                return file
            file.close()
        if time.monotonic() > end:
            raise CannotWrite(
                f"Another run of this program has held {path} for more than {PATIENCE:g} seconds.",
                "Nothing was written. Wait until that run ends, or stop it, then run the same command again.",
            )
        if time.monotonic() > told:
            echo(f"Waiting for another run to finish with {path} ...", err=True)
            told = end
        time.sleep(_PAUSE)
