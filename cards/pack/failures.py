"""What could not be made: an error with the row that asked for it, as a value that goes from process to process."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cards.errors import CardError

_OPTION = re.compile(
    r"--(allow-stale|allow-tracking|audio-link|hotline-name|hotline|region|link|org|logo|script|stock|layout|theme|"
    r"paper-colour|paper|bleed|pictograms|write-in|flip|exact|require)\b"
)


@dataclass(frozen=True, slots=True)
class Failure:
    """An error, the line (from 1) of the pack file or table that it belongs to, and `what` was not made.

    `at` is where else to look, such as "translations/es/LC_MESSAGES/cards.po:7: ", or empty.
    """

    row: Path | None
    line: int | None
    what: str
    at: str
    cause: str
    remedy: str
    exit_code: int

    def __str__(self) -> str:
        """`row:line: what: cause remedy`, as the command line prints it."""
        place = "" if self.row is None else f"{self.row}: " if self.line is None else f"{self.row}:{self.line}: "
        return f"{place}{self.what and f'{self.what}: '}{self.at}{self.cause} {self.remedy}"


def in_keys(text: str) -> str:
    """What is told of a card in the words of a pack file: 'allow_stale', where a command has --allow-stale."""
    return _OPTION.sub(lambda option: f"'{option[1].replace('-', '_')}'", text)


def in_order(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    """Failures by file and line; those of one row stay as they were."""
    return tuple(sorted(failures, key=lambda each: (str(each.row or ""), each.line or 0)))


def failure_of(error: CardError, what: str = "", row: Path | None = None, line: int | None = None) -> Failure:
    """The failure of a row, or of the place that the error itself names when no row is given."""
    if row is None:
        return Failure(error.file, error.line, what, "", error.cause, error.remedy, error.exit_code)
    at = str(error).removesuffix(f"{error.cause} {error.remedy}")
    return Failure(row, line, what, at, in_keys(error.cause), in_keys(error.remedy), error.exit_code)
