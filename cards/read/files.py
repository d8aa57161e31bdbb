"""Opens the files that people name: only ordinary files, which are certain to end.

A pipe would wait forever, a device may never end or may act when it is read, and a file that is silently ignored gives
a card with other words. So whatever is in the place of a file is either read or refused.
"""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

from cards.errors import BadFile

_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOCTTY", "O_NONBLOCK"))
"""Without O_NONBLOCK, opening a pipe that has just replaced a file would wait for a writer (POSIX, open)."""

_CHECK = "Check that it exists and may be read."


def open_ordinary(path: Path, what: str) -> BufferedReader:
    """Opens an ordinary file, or a link to one, to be read as bytes.

    Raises BadFile, which calls it `what`, for a folder, pipe, device or socket, for a link that leads nowhere or in a
    circle, and for a file without read permission; its cause is the system's error, if there is one.
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
                f"The {what} is a link that leads nowhere.", "Put the file itself there, or fix the link.", file=path
            ) from error
        raise BadFile(f"The {what} cannot be read: {error.strerror}.", _CHECK, file=path) from error
    except OSError as error:
        raise BadFile(f"The {what} cannot be read: {error.strerror}.", _CHECK, file=path) from error
    except ValueError as error:
        raise BadFile(
            f"The name of the {what} is not possible for a file.", "Give it a plain name.", file=path
        ) from error


def _refuse_others(path: Path, what: str, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    kind = next((name for is_it, name in kinds if is_it(mode)), "a device")
    raise BadFile(f"The {what} is {kind}, not an ordinary file.", "Replace it with a file, or remove it.", file=path)


def stands(path: Path) -> bool:
    """Whether anything has that name. Anything but a file is refused when it is read, not ignored.

    Raises BadFile if that cannot be determined: below a link that leads nowhere or in a circle, or in a folder without
    read permission.
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
    """What a folder has with names of that ending, sorted by name; nothing if there is no folder.

    Raises BadFile for anything but a folder, and for a folder without read permission.
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
        f"The folder cannot be read: {reason}.", "Replace it with a folder that can be read, or remove it.", file=folder
    )


_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def why_not_written(folder: Path, error: Exception) -> tuple[str, bool]:
    """Why nothing can be written in a folder, to follow "cannot be written:", and whether more space would help."""
    for place in (folder, *folder.parents):
        try:
            if place.exists():
                if not place.is_dir():
                    return f"{place} is {'a file' if place.is_file() else 'a device or a pipe'}, not a folder", False
                break
        except (OSError, ValueError):
            break
    number = getattr(error, "errno", None)
    if number in _FORBIDDEN:
        return f"you have no permission to write in {folder}", False
    return getattr(error, "strerror", None) or str(error), number in _NO_ROOM
