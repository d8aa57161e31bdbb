"""`check`: inspects a PDF that this program made, before somebody prints it or passes it on."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cards.cli import options
from cards.cli.output import echo
from cards.errors import BadFile, CardError, need_libraries
from cards.locations import Shelf, shelves

if TYPE_CHECKING:
    from cards.checking.report import Report

FOUND_WRONG = 9
"""The exit code when a file can be read but something in it is wrong."""

LARGEST = 100_000_000
"""Bytes: all languages in one file take 3,000,000."""

_ZIP = b"PK\x03\x04"
"""How a ZIP archive begins (APPNOTE.TXT of PKWARE, 4.3.7)."""

_LEAST_LOOKS = 16
"""Distinct pages to inspect. Fewer take about a second, so no progress is shown."""

_VERDICTS = {"OK": "right", "WARNING": "right, with warnings", "WRONG": "WRONG"}


@click.command(no_args_is_help=True)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE.pdf...")
@options.given("--all-pages", is_flag=True, help="Inspect every page instead of the first 20.")
@options.given("--json", "as_json", is_flag=True, help="Print JSON, with everything that was read, for other programs.")
@options.content
def check(files: tuple[Path, ...], all_pages: bool, as_json: bool, content: Path | None) -> None:
    """Inspects finished PDFs: text, fonts, paper, metadata, and every QR code.

    It takes cards in every layout, proofs and cover sheets, fresh or after somebody else had them. The words are
    compared with those of this installation and of --content. The exit code is that of the first file with a problem:
    9 when something in it is wrong, 3 when it is not a PDF or cannot be read. Warnings are for you to judge.

    \b
    Examples:
      check out/home-es-avery-5371.pdf
      check saturday/*.pdf --all-pages --json
    """
    need_libraries("`check`", pikepdf="pikepdf", pypdfium2="pypdfium2")
    places = shelves(content)
    codes: list[int] = []
    reports: list[dict[str, object]] = []
    for file in files:
        try:
            with _progress(hidden=as_json or not sys.stderr.isatty()) as progress:
                report = _check(file, places, progress, all_pages=all_pages)
        except CardError as error:
            codes.append(error.exit_code)
            reports.append({"file": str(file), "result": "unreadable", "error": f"{error.cause} {error.remedy}"})
            echo(f"Error: {_printable(str(error))}", err=True)
            continue
        codes.append(FOUND_WRONG if report.mark.value == "WRONG" else 0)
        reports.append(_as_json(file, report))
        if not as_json:
            _show(file, report)
    if as_json:
        echo(_escaped(json.dumps(reports, ensure_ascii=False, indent=2)))
    click.get_current_context().exit(next((code for code in codes if code), 0))


@contextmanager
def _progress(*, hidden: bool) -> Iterator[Callable[[int, int], None]]:
    """Shows the progress through a file with many pages.

    The bar ends on a line of its own before anything else is printed about the file.
    """
    with ExitStack() as stack:
        bar: Any = None

        def show(done: int, looks: int) -> None:
            nonlocal bar
            if bar is None and looks:
                short = looks < _LEAST_LOOKS
                bar = stack.enter_context(
                    click.progressbar(length=looks, label="Inspecting pages", file=sys.stderr, hidden=hidden or short)
                )
            if bar is not None:
                bar.update(done - bar.pos)

        yield show


def _check(file: Path, places: Sequence[Shelf], progress: Callable[[int, int], None], *, all_pages: bool) -> Report:
    """The report on a file. Raises BadFile with the file's name."""
    from cards.checking.sandbox import check_in_sandbox

    try:
        data = _read(file)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadFile(f"The file cannot be read: {reason}.", "Name a PDF.", file=file) from error
    try:
        return check_in_sandbox(data, places, all_pages=all_pages, progress=progress)
    except CardError as error:
        error.file = error.file or file
        raise


def _read(file: Path) -> bytes:
    """The bytes of an ordinary file: a pipe or a device may have no end. Raises BadFile, OSError or ValueError."""
    mode = file.stat().st_mode
    if stat.S_ISDIR(mode):
        raise BadFile("This is a folder.", f"Name the PDFs in it: check {file / '*.pdf'}", file=file)
    if not stat.S_ISREG(mode):
        raise BadFile("This is a pipe or a device, not a file.", "Name a PDF.", file=file)
    with file.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    if data.startswith(_ZIP):
        raise BadFile("This is a ZIP archive.", "Unpack it, then check the PDFs that were in it.", file=file)
    if len(data) > LARGEST:
        raise BadFile(f"The file has more than {LARGEST:,} bytes.", "This program did not make it.", file=file)
    return data


def _show(file: Path, report: Report) -> None:
    echo(_printable(f"{file}: {_VERDICTS[report.mark.value]}"))
    for each in report.findings:
        echo(_printable(f"  {each.mark.value:<8} {each.topic}: {each.text}"))


def _printable(text: str) -> str:
    """A line without control characters: a stranger's file can have any character in any name."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in text)


def _escaped(document: str) -> str:
    """JSON with such characters escaped; they occur only in strings, so its meaning stays the same."""
    return "".join(each if each.isprintable() or each == "\n" else json.dumps(each)[1:-1] for each in document)


def _as_json(file: Path, report: Report) -> dict[str, object]:
    return {
        "file": str(file),
        "result": report.mark.value.lower(),
        "findings": [{"mark": each.mark.value, "topic": each.topic, "text": each.text} for each in report.findings],
        "read": report.read,
    }
