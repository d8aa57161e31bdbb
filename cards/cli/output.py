"""Writes results: whole files or none, never over a file that was there unless the new one is complete."""

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
from cards.read.files import open_ordinary

_PART = ".part"
"""What the names of unfinished files end with: `.<name of the file>.<eight characters>.part`."""

STDOUT = Path("-")
"""What `-o` is given for standard output. Reports go to standard error then."""


def destination(output: Path, names: list[str]) -> list[Path]:
    """Where files of those names go: `output` itself when it is a PDF and there is one name, or else a folder.

    Raises BadOrder when several files are to go into one, or any to a standard output that is a terminal.
    """
    if output == STDOUT:
        if len(names) > 1:
            raise BadOrder(f"{len(names)} files cannot go to standard output.", "Give -o a folder.")
        return [checked_file(output, ".pdf")]
    if output.suffix.lower() == ".pdf":
        if len(names) > 1:
            raise BadOrder(
                f"{len(names)} files cannot go into the one file {output}.", "Give -o a folder, without .pdf."
            )
        return [output]
    return [output / name for name in names]


def checked_file(output: Path, ending: str) -> Path:
    """`output`, where one file goes. Raises BadOrder for a name without that ending, and for a terminal."""
    if output == STDOUT:
        if sys.stdout is None or sys.stdout.isatty():
            raise BadOrder(
                f"-o - writes to standard output, which is {'the terminal' if sys.stdout else 'closed'}.",
                f"Send it to a program or a file, such as: -o - > file{ending}",
            )
    elif output.suffix.lower() != ending:
        kind = ending[1:].upper()
        raise BadOrder(f"{output} is not the name of a {kind}.", f"Give -o a name that ends in {ending}.")
    return output


def report(target: Path, text: str) -> None:
    """Says what has been written to `target`, on standard output unless that has the file."""
    is_stdout = target == STDOUT
    echo(f"{'standard output' if is_stdout else target}: {text}", err=is_stdout)


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file beside its place and moves it there when it is complete; `STDOUT` gets it at once.

    Behind a link it is the file that the link leads to. A file that was there keeps its permissions.

    Raises CannotWrite, with nothing left behind and an earlier file intact, for a full disk, a folder that may not be
    written, or a folder, a pipe or a device where the file should be. OSError of standard output is for `main`.
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
    """What the system says of a file that was to be written, with what to do about it in this command."""
    reason = getattr(error, "strerror", None) or str(error)
    if _is_file(path.parent):
        reason = f"{path.parent} is a file, not a folder"
    return CannotWrite(
        f"{path} cannot be written: {reason}.",
        f"{_elsewhere()}, or make room there; a file that was there is unchanged.",
    )


def real_place(path: Path) -> Path:
    """Where a file lies or would lie, behind all links. Raises CannotWrite for links that lead in a circle."""
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
    """The permissions that the file has, or that a new one gets. Raises OSError for what is no file."""
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
    """A new file beside a place, open and locked, with its path; removed at the end unless it was moved."""
    while True:
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{_short(place.name)}.", suffix=_PART)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            if not (try_lock(file) and is_at(file, temporary)):
                continue  # another run took it for one that was left over
            try:
                yield file, temporary
            finally:
                with suppress(OSError):
                    if not file.closed and is_at(file, temporary):
                        temporary.unlink()
            return


def _remove_left_over(place: Path) -> None:
    """Removes the unfinished files of runs that were killed while they wrote to a place: nobody holds their locks."""
    ours = re.compile(re.escape(f".{_short(place.name)}.") + "[a-z0-9_]{8}" + re.escape(_PART))
    with suppress(OSError), os.scandir(place.parent) as entries:
        for entry in [each for each in entries if ours.fullmatch(each.name)]:
            with suppress(OSError, BadFile), open_ordinary(Path(entry.path), "file") as file:
                if try_lock(file):
                    if os.name == "nt":
                        file.close()
                    Path(entry.path).unlink()


def _short(name: str) -> str:
    """A name that has room for more before the 255 bytes at which file systems end."""
    raw = os.fsencode(name)
    return name if len(raw) <= 200 else hashlib.sha256(raw).hexdigest()[:16]


def echo(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Prints a text, its settings in the words of the command line. Every command prints with this and nothing else."""
    click.echo(worded(text, option_name), err=err, nl=nl)


def say(text: str) -> None:
    """Tells something beside the result, on standard error."""
    if text:
        echo(text, err=True)


def warn(text: str) -> None:
    """Tells of something to know before printing."""
    say(f"Warning: {text}")


def complain(error: CardError) -> None:
    """Tells what is wrong and what to do, in the words of the command line."""
    say(f"Error: {error.told(option_name)}")


def typed(command: str) -> str:
    """A command as the user can type it: after the name that they called the program by."""
    context = click.get_current_context(silent=True)
    return f"{(context and context.find_root().info_name) or 'rights-cards'} {command}"


def _elsewhere() -> str:
    """What to do to have a file written to another place: not every command has -o."""
    context = click.get_current_context(silent=True)
    names = {parameter.name for parameter in context.command.params} if context else {"output"}
    if "output" in names:
        return "Give -o another place"
    return "Give --content a folder that you may write in" if "content" in names else "See that you may write there"


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _umask() -> int:
    """The permissions that new files do not get; mkstemp would keep a shared folder's cards private."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
