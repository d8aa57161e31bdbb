"""Files that several people may write at once: one after the other, and never over what somebody has just saved.

`changing` locks a file among runs of this program while it is read, changed and written. Other programs know nothing
of that lock, such as an editor in which a translator saves: so what was read is compared once more before it is
replaced. The lock is one of the system's (flock, or locking on Windows), which ends with its process however that ends.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from cards.cli.locks import is_at, try_lock
from cards.cli.output import cannot_write, echo, real_place, write_whole
from cards.errors import CannotWrite
from cards.read.files import stands
from cards.read.tables import MAX_BYTES, as_text, read_bytes

PATIENCE = 60.0
"""Seconds to wait for another run: signing lays a card out, which takes a few."""

_SILENCE = 2.0
"""Seconds after which whoever waits is told what for."""

_PAUSE = 0.05


class Changing:
    """A file that no other run changes now: `before` is its text, "" where there is none."""

    def __init__(self, path: Path) -> None:
        """Reads the file. Raises BadFile for one that cannot be read, or is not UTF-8."""
        self.path = path
        self._raw = self._read()
        self.before = "" if self._raw is None else as_text(self._raw, path)

    def write(self, text: str) -> None:
        """Replaces the file. Raises CannotWrite, also when another program has saved it since it was read."""
        if self._read() != self._raw:
            raise CannotWrite(
                f"{self.path} was changed by another program in the meantime.",
                "Nothing was written. Run the same command again, which then starts from the newer text.",
            )
        write_whole(self.path, text.encode("utf-8"))

    def _read(self) -> bytes | None:
        most = "Split it or check that it is the right file."
        return read_bytes(self.path, "file", MAX_BYTES, most) if stands(self.path) else None


@contextmanager
def changing(*paths: Path) -> Iterator[tuple[Changing, ...]]:
    """Files to change, in the order of `paths`, kept from other runs of this program until the end.

    Raises CannotWrite when another run keeps one of them for longer than `PATIENCE`, or the lock cannot be made.
    """
    with ExitStack() as stack:
        places = {real_place(path): path for path in paths}
        for place in sorted(places):  # one order for all, so that no two wait in a circle
            stack.enter_context(_locked(place, places[place]))
        yield tuple(Changing(path) for path in paths)


@contextmanager
def _locked(place: Path, path: Path) -> Iterator[None]:
    """Keeps the file at a place, there or not, from other runs; `path` is what it is called.

    Folders that are made for the lock and stay empty go again.
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
    """The lock's file, open and locked."""
    end, told = time.monotonic() + PATIENCE, time.monotonic() + _SILENCE
    while True:
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            file = lock.open("ab")
        except FileNotFoundError:
            file = None  # the folder has gone again, with the run that made it
        except OSError as error:
            raise cannot_write(path, error) from error
        if file is not None:
            if try_lock(file) and is_at(file, lock):
                return file
            file.close()
        if time.monotonic() > end:
            raise CannotWrite(
                f"Another run of this program has kept {path} for more than {PATIENCE:g} seconds.",
                "Nothing was written. Wait until that run has ended, or end it, then run the same command again.",
            )
        if time.monotonic() > told:
            echo(f"Waiting for another run to finish with {path} ...", err=True)
            told = end
        time.sleep(_PAUSE)
