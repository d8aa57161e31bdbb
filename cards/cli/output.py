"""Writes results: whole files or none, never over a file that was there unless the new one is complete."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import click

from cards.errors import BadOrder, CannotWrite

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
    click.echo(f"{'standard output' if is_stdout else target}: {text}", err=is_stdout)


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file beside its place and moves it there when it is complete; `STDOUT` gets it at once.

    Raises CannotWrite, with nothing left behind and an earlier file intact, for a full disk, a folder that may not
    be written, or a folder where the file should be. OSError of standard output is for `main`.
    """
    if path == STDOUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(0, "a folder has that name")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
        temporary = None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        if _is_file(path.parent):
            reason = f"{path.parent} is a file, not a folder"
        raise CannotWrite(
            f"{path} cannot be written: {reason}.",
            f"{_elsewhere()}, or make room there; a file that was there is unchanged.",
        ) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


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
