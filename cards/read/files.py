"""Opens the files that people name: ordinary files alone, whose size is known to end.

A pipe would wait for ever, a device may have no end or act on being read, and what is passed over in silence prints a
card with other words. So whatever stands where a file should be is either read or refused.
"""

from __future__ import annotations

import os
import stat
from io import BufferedReader
from pathlib import Path

from cards.errors import BadFile

_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOCTTY", "O_NONBLOCK"))
"""Without O_NONBLOCK, opening a pipe that has just taken the place of a file would wait for a writer (POSIX, open)."""

_CHECK = "Check that it exists and may be read."


def open_ordinary(path: Path, what: str) -> BufferedReader:
    """An ordinary file, or a link to one, opened to be read as bytes.

    Raises BadFile, which calls it `what`, for a folder, a pipe, a device or a socket, for a link that leads nowhere or
    in a circle, and for a file that may not be read; its cause is the system's error, where there is one.
    """
    try:
        _refuse_others(path, what, path.stat().st_mode)
        handle = os.open(path, _FLAGS)
        try:
            _refuse_others(path, what, os.fstat(handle).st_mode)
        except BadFile:
            os.close(handle)
            raise
        return os.fdopen(handle, "rb")
    except FileNotFoundError as error:
        if path.is_symlink():
            raise BadFile(
                f"The {what} is a link that leads nowhere.", "Put the file itself there, or mend the link.", file=path
            ) from error
        raise BadFile(f"The {what} cannot be read: {error.strerror}.", _CHECK, file=path) from error
    except OSError as error:
        raise BadFile(f"The {what} cannot be read: {error.strerror}.", _CHECK, file=path) from error
    except ValueError as error:
        raise BadFile(
            f"The name of the {what} cannot be that of a file.", "Give it a plain name.", file=path
        ) from error


def _refuse_others(path: Path, what: str, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    kind = next((name for is_it, name in kinds if is_it(mode)), "a device")
    raise BadFile(f"The {what} is {kind}, not an ordinary file.", "Put a file there, or take it away.", file=path)


def stands(path: Path) -> bool:
    """Whether anything has that name. What is no file is refused when it is read, not passed over.

    Raises BadFile where that cannot be told: below a link that leads nowhere or in a circle, or a folder that may not
    be read.
    """
    try:
        os.lstat(path)
    except FileNotFoundError as error:
        nearest = next((parent for parent in path.parents if os.path.lexists(parent)), None)
        if nearest is not None and not nearest.exists():
            raise _unreadable(nearest, error) from error
        return False
    except NotADirectoryError:
        return False
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    return True


def list_folder(folder: Path, ending: str = "") -> list[Path]:
    """What is in a folder, by name, of those whose names have that ending; nothing where there is no folder.

    Raises BadFile for what is no folder, and for one that may not be read.
    """
    if not stands(folder):
        return []
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith(ending))
    except OSError as error:
        raise _unreadable(folder, error) from error
    return [folder / name for name in names]


def _unreadable(folder: Path, error: Exception) -> BadFile:
    reason = getattr(error, "strerror", None) or str(error)
    return BadFile(
        f"The folder cannot be read: {reason}.", "Put a folder there that may be read, or take it away.", file=folder
    )
