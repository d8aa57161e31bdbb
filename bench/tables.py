"""Tables of what was measured, as CSV files of dataclasses, and the command that measures or compares them."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

T = TypeVar("T")

_READERS: dict[type, Callable[[str], Any]] = {bool: lambda text: text == "True"}
"""How a value is read from its text, if its type does not read it."""


def read_rows(path: Path, kind: type[T]) -> list[T]:
    """The rows of a file that `command` has written, whose headings are the fields of `kind`."""
    types = get_type_hints(kind)
    with path.open(encoding="utf-8", newline="") as file:
        return [
            kind(**{name: _READERS.get(types[name], types[name])(text) for name, text in row.items()})
            for row in csv.DictReader(file)
        ]


def command(
    name: str,
    about: str,
    kind: type[Any],
    measure: Callable[[Sequence[str]], Iterable[Any]],
    table: Callable[[Path, Path], str],
) -> None:
    """The command: measures the locales that it is given, or all, and writes them as CSV; or prints two such files."""
    parser = argparse.ArgumentParser(prog=f"python -m bench.{name}", description=about)
    parser.add_argument("-o", "--output", type=Path, help="write a CSV file of the sizes as they are now")
    parser.add_argument("--table", type=Path, nargs=2, metavar=("BEFORE", "AFTER"), help="show two such files")
    parser.add_argument("--locales", nargs="*", default=[], help="only these")
    arguments = parser.parse_args()
    if arguments.table:
        sys.stdout.write(table(*arguments.table))
        return
    with (arguments.output or Path("/dev/stdout")).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow([field.name for field in fields(kind)])
        rows.writerows(map(astuple, measure(arguments.locales)))
