"""`pack`: everything that a workshop prints, made from one file that lists it."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from cards.cli import options
from cards.cli.output import STDOUT, checked_folder, echo, write_whole
from cards.errors import BadOrder, CannotWrite
from cards.locations import shelves
from cards.read.packs import example_pack, read_pack
from cards.start import STOPPED

if TYPE_CHECKING:
    from cards.pack.planner import Planner
    from cards.pack.run import Outcome
    from cards.pack.workers import Workers

_LEAST_FOR_A_PROCESS = 16
"""Files. Fewer than this are made sooner than another process starts."""

_SHARD = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})")


class _Pack(click.Command):
    """`pack FILE`, with `pack init` and `pack schema` under the same name."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> click.Context:
        other = {"init": init, "schema": schema}.get(args[0]) if args else None
        if other is not None:
            return other.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.command("pack", cls=_Pack, no_args_is_help=True)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.toml")
@options.given("-o", "--output", type=click.Path(path_type=Path), metavar="FOLDER", help="An empty or new folder.")
@options.given("--resume", is_flag=True, help="Continue in FOLDER: make only what is missing, changed or broken there.")
@options.given("--dry-run", is_flag=True, help="Report paper, stock and errors; write nothing.")
@options.given("--strict", is_flag=True, help="Stop at the first file that cannot be made.")
@options.given(
    "--jobs",
    type=click.IntRange(1, 256),
    default=os.cpu_count,
    show_default="one per core",
    metavar="N",
    help="Number of processes to run at once.",
)
@options.given("--shard", default="", metavar="K/N", help="Make only the K-th of N shares, such as one per machine.")
@options.given("--scheduler", default="", metavar="ADDRESS", help="Let the Dask cluster at ADDRESS do the work.")
@options.content
@options.as_of
def pack(
    file: Path,
    output: Path | None,
    resume: bool,
    dry_run: bool,
    strict: bool,
    jobs: int,
    shard: str,
    scheduler: str,
    content: Path | None,
    as_of: datetime,
) -> None:
    """Makes all the cards for a workshop, with a cover sheet for whoever prints them and a list of the files.

    \b
      pack init saturday.toml              starts a pack file, with comments
      pack saturday.toml --dry-run         reports sheets, stock and warnings, writes nothing
      pack saturday.toml -o saturday       makes the files
      pack schema                          prints the JSON Schema of the file, for editors

    A faulty row does not stop the others: errors are listed at the end, and the exit code is that of the first.
    After Ctrl-C (exit code 130) or a full disk, the same command with --resume makes the rest. It also removes files
    that the pack no longer asks for, and leaves files that are not from the pack alone.

    Shares made with --shard have different file names. Put them into one folder, then run --resume there without
    --shard to check them all and write the complete list.
    """
    from cards.pack.folder import Folder
    from cards.pack.manifest import origin_of
    from cards.pack.planner import Planner
    from cards.pack.run import Run, StoppedEarly

    if output == STDOUT:
        raise BadOrder("A pack is several files, which cannot go to standard output.", "Name a folder with -o.")
    places = shelves(content)
    asked = read_pack(file, places)
    if output is None and not dry_run:
        raise BadOrder("There is no folder to write to.", "Name one with -o, or check the pack with --dry-run.")
    planner = Planner(places, asked, as_of.date(), share=_share(shard) if shard else None)
    if output is not None:
        checked_folder(output)
    folder = None
    if output is not None and not dry_run:
        folder = Folder(output, origin_of(asked), resume=resume, share=planner.share)
    total = planner.files
    label = "Checking" if folder is None else "Making files"
    bar = click.progressbar(length=total, label=label, file=sys.stderr, hidden=total < 4)
    ready = 0

    def told() -> None:
        nonlocal ready
        ready += 1
        bar.update(1)

    try:
        with _interrupted_once(), _workers(scheduler, jobs, planner) as workers, bar:
            run = Run(planner.batches(), places, workers, folder, content and content.resolve(), strict, told)
            outcome = run.make()
    except KeyboardInterrupt:
        _tell_stopped(ready, total, output if folder is not None else None)
        click.get_current_context().exit(STOPPED)
    except StoppedEarly as stop:
        _say(f"Error: {stop.failure}")
        click.get_current_context().exit(stop.failure.exit_code)
    _report(asked.title, outcome, output if folder is not None else None)
    gone = [name for name in folder.removed if name != outcome.unzipped] if folder is not None else []
    if gone:
        from cards.pack.report import first_of

        _say(f"Removed, because the pack no longer asks for them: {first_of(gone)}.")
    if outcome.failures:
        click.get_current_context().exit(outcome.failures[0].exit_code)


def _tell_stopped(ready: int, total: int, output: Path | None) -> None:
    """Tells what is there after Ctrl-C, and how to go on. `output` is None for a dry run."""
    if output is None:
        _say(f"Stopped: {ready} of {total} files are checked. Nothing was written.")
    elif not output.exists():
        _say("Stopped: nothing was written. To make the files, give the same command again.")
    else:
        done = f"{ready} of {total} files are done" if ready else f"none of {total} files is done"
        _say(f"Stopped: {done}, and every file in the folder is complete.")
        _say("To make the rest, give the same command with --resume.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False, metavar="[FILE.toml]")
def init(file: Path | None) -> None:
    """Writes a first pack file, with comments on every setting; without FILE, prints it to the terminal."""
    text = example_pack()
    if file is None:
        echo(text, nl=False)
        return
    if file.exists():
        raise CannotWrite(f"{file} already exists.", "Give the new file another name.")
    write_whole(file, text.encode("utf-8"))
    echo(f"{file}: edit it in a text editor, then run: pack {file} --dry-run")


@click.command()
def schema() -> None:
    """Prints the JSON Schema of pack files, with which text editors help to write one."""
    from cards.read.pack_schema import pack_schema

    echo(pack_schema(), nl=False)


def _share(given: str) -> tuple[int, int]:
    """The share K/N. Raises BadOrder."""
    match = _SHARD.fullmatch(given)
    if match is None or int(match[1]) > int(match[2]):
        raise BadOrder(f"--shard is {given!r}.", "Write it as 3/8, for the third of eight shares.")
    return int(match[1]), int(match[2])


@contextmanager
def _interrupted_once() -> Iterator[None]:
    """Ignores Ctrl-C after the first: a clean stop lasts until the process ends, and a second would interrupt it."""
    if current_thread() is not main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        if signal.getsignal(signal.SIGINT) is stop:
            signal.signal(signal.SIGINT, before)


def _workers(scheduler: str, jobs: int, planner: Planner) -> AbstractContextManager[Workers]:
    """The workers of the cluster, or as many processes as have enough to do."""
    from cards.pack.processes import local_workers

    if scheduler:
        from cards.pack.cluster import cluster_workers

        return cluster_workers(scheduler, _say)
    count = max(1, min(jobs, planner.cards // _LEAST_FOR_A_PROCESS))
    if count > 1:
        planner.read_fonts()
    return local_workers(count)


def _report(title: str, outcome: Outcome, output: Path | None) -> None:
    """Prints what was made, then each warning once, then each failure."""
    from cards.pack.report import made_lines, next_steps, warning_lines

    for line in made_lines(title, outcome, str(output) if output else None):
        echo(line)
    for warning in warning_lines(outcome):
        _say(f"Warning: {warning}")
    if outcome.unzipped:
        _say(
            f"Warning: {outcome.unzipped} was not written, because a file that lists the others could not be made. "
            "Fix the errors below, then give the same command with --resume."
        )
    if output and outcome.summary.files:
        _say(next_steps(outcome))
    for failure in outcome.failures:
        _say(f"Error: {failure}")
    if outcome.untold:
        _say(f"Error: {outcome.untold} more files could not be made. Fix these errors first.")


def _say(text: str) -> None:
    echo(text, err=True)
