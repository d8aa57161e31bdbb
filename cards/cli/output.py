"""Writes results: complete files or none; an earlier file is replaced only when the new one is complete."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import click

from cards.cli.locks import is_at, try_lock
from cards.cli.options import option_name
from cards.errors import BadFile, BadOrder, CannotWrite, CardError, worded
from cards.read.files import open_ordinary, why_not_written

_PART = ".part"
"""The ending of unfinished files: `.<name of the file>.<eight characters>.part`."""

_ENDINGS = frozenset((
    ".ai", ".bmp", ".csv", ".doc", ".docx", ".eps", ".gif", ".htm", ".html", ".jpeg", ".jpg", ".json", ".odt", ".pdf",
    ".png", ".po", ".ppt", ".pptx", ".ps", ".rtf", ".svg", ".tif", ".tiff", ".toml", ".txt", ".webp", ".xls", ".xlsx",
    ".xml", ".zip",
))  # fmt: skip
"""Endings of files, which the name of a folder has by mistake."""

STDOUT = Path("-")
"""The value of `-o` for standard output. Reports then go to standard error."""


def destination(output: Path, names: list[str], ending: str = ".pdf") -> list[Path]:
    """The paths for files of those names: `output` itself if it has that ending and there is one name, or else in a
    folder.

    Raises BadOrder for several files to one path, or for any file to a standard output that is a terminal.
    """
    if output == STDOUT:
        if len(names) > 1:
            raise BadOrder(f"{len(names)} files cannot go to standard output.", "Name a folder with -o.")
        return [checked_file(output, ending)]
    if output.suffix.lower() == ending:
        if len(names) > 1:
            raise BadOrder(
                f"{len(names)} files cannot go into one file, {output}.", f"Name a folder with -o, without {ending}."
            )
        return [output]
    return [checked_folder(output) / name for name in names]


def checked_folder(output: Path) -> Path:
    """`output`, the path for a folder. Raises BadOrder for a new one with the name of a file, such as cards.png."""
    ending = output.suffix.lower()
    if ending in _ENDINGS and not output.is_dir():
        remedy = f"Name a folder with -o, such as {output.with_suffix('')}."
        raise BadOrder(f"{output} has the name of a file, but a folder is made there.", remedy)
    return output


def checked_file(output: Path, ending: str) -> Path:
    """`output`, the path for one file. Raises BadOrder for a name without that ending, and for a terminal."""
    if output == STDOUT:
        if sys.stdout is None or sys.stdout.isatty():
            raise BadOrder(
                f"-o - writes to standard output, which is {'the terminal' if sys.stdout else 'closed'}.",
                f"Redirect it to a program or a file, for example: -o - > file{ending}",
            )
    elif output.suffix.lower() != ending:
        kind = ending[1:].upper()
        raise BadOrder(f"{output} is not the name of a {kind}.", f"Give a name that ends in {ending} with -o.")
    return output


def report(target: Path, text: str) -> None:
    """Reports what was written to `target`, on standard output unless the file itself went there."""
    is_stdout = target == STDOUT
    echo(f"{'standard output' if is_stdout else target}: {text}", err=is_stdout)


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file next to its destination and moves it there when it is complete; `STDOUT` gets it directly.

    A link is followed to its file. An earlier file keeps its permissions.

    Raises CannotWrite, with nothing left behind and an earlier file intact, for a full disk, a write-protected folder,
    or a folder, a pipe or a device in the place of the file. `main` handles an OSError of standard output.
    """
    if path == STDOUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        place = _real(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        mode = _mode(place)
        _remove_left_over(place)
        with _part_of(place) as (file, temporary):
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            temporary.chmod(mode)
            if os.name == "nt":
                file.close()  # Windows moves no file that is open
            temporary.replace(place)
    except (OSError, ValueError) as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: Exception) -> CannotWrite:
    """The error for a file that cannot be written: the system's reason, and what to do in this command."""
    reason, needs_space = why_not_written(path.parent, error)
    space = ", or free some space there" if needs_space else ""
    return CannotWrite(f"{path} cannot be written: {reason}.", f"{_elsewhere()}{space}; any earlier file is unchanged.")


def real_place(path: Path) -> Path:
    """The path of a file, new or not, with all links followed. Raises CannotWrite for links that form a loop."""
    try:
        return _real(path)
    except (OSError, ValueError) as error:
        raise cannot_write(path, error) from error


def _real(path: Path) -> Path:
    try:
        place = path.resolve()
    except RuntimeError as error:  # of Python before 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error
    if place.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return place


def _mode(place: Path) -> int:
    """The permissions of the file, or those that a new one gets. Raises OSError for anything but a file."""
    try:
        mode = place.stat().st_mode
    except FileNotFoundError:
        return 0o666 & ~_umask()
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(0, "a folder has that name")
    if not stat.S_ISREG(mode):
        raise OSError(0, "it is a pipe or a device, not a file")
    return stat.S_IMODE(mode)


@contextmanager
def _part_of(place: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file next to a path, open and locked, with its own path; removed at the end unless it was moved."""
    while True:
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{_short(place.name)}.", suffix=_PART)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            if not (try_lock(file) and is_at(file, temporary)):
                continue  # another run took it for a leftover
            try:
                yield file, temporary
            finally:
                with suppress(OSError):
                    if not file.closed and is_at(file, temporary):
                        temporary.unlink()
            return


def _remove_left_over(place: Path) -> None:
    """Removes the unfinished files of runs that were killed while writing to a path: nobody holds their locks."""
    ours = re.compile(re.escape(f".{_short(place.name)}.") + "[a-z0-9_]{8}" + re.escape(_PART))
    with suppress(OSError), os.scandir(place.parent) as entries:
        for entry in [each for each in entries if ours.fullmatch(each.name)]:
            with suppress(OSError, BadFile), open_ordinary(Path(entry.path), "file") as file:
                if try_lock(file):
                    if os.name == "nt":
                        file.close()
                    Path(entry.path).unlink()


def _short(name: str) -> str:
    """A name shortened to leave room within the 255 bytes that file systems allow."""
    raw = os.fsencode(name)
    return name if len(raw) <= 200 else hashlib.sha256(raw).hexdigest()[:16]


def echo(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Prints a text, with settings named as on the command line. All output of commands goes through this function."""
    click.echo(worded(text, option_name), err=err, nl=nl)


def say(text: str) -> None:
    """Prints a message that is not part of the result, on standard error."""
    if text:
        echo(text, err=True)


def warn(text: str) -> None:
    """Prints a warning: something to know before printing cards."""
    say(f"Warning: {text}")


def complain(error: CardError) -> None:
    """Prints what is wrong and what to do, in the words of the command line."""
    say(f"Error: {error.message(option_name)}")


def typed(command: str) -> str:
    """A command as the user can type it, after the name by which they called the program."""
    context = click.get_current_context(silent=True)
    return f"{(context and context.find_root().info_name) or 'rights-cards'} {command}"


def _elsewhere() -> str:
    """How to write a file to another place: not every command has -o."""
    context = click.get_current_context(silent=True)
    names = {parameter.name for parameter in context.command.params} if context else {"output"}
    if "output" in names:
        return "Choose another place with -o"
    if "content" in names:
        return "Choose a folder that you can write to with --content"
    return "Check that you can write there"


def _umask() -> int:
    """The permissions withheld from new files; mkstemp would make cards in a shared folder private."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
