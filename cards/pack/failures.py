"""What could not be made: an error with the row that asked for it, as a value that can be sent between processes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cards.errors import CardError, Notice, worded
from cards.read.recipients import key_name


@dataclass(frozen=True, slots=True)
class Failure:
    """An error, the line (from 1) in the pack file or table that it concerns, and `what` was not made.

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
    """A sentence about a card, with settings named by the keys of a pack file; a notice stays one."""
    return text.worded(key_name) if isinstance(text, Notice) else worded(text, key_name)


def in_order(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    """Failures sorted by file and line; those of one row keep their order."""
    return tuple(sorted(failures, key=lambda each: (str(each.row or ""), each.line or 0)))


def failure_of(error: CardError, what: str = "", row: Path | None = None, line: int | None = None) -> Failure:
    """The failure of a row, or of the place that the error itself names if no row is given."""
    if row is None:
        return Failure(error.file, error.line, what, "", *_in_keys(error), error.exit_code)
    return Failure(row, line, what, error.place, *_in_keys(error), error.exit_code)


def _in_keys(error: CardError) -> tuple[str, str]:
    return in_keys(error.cause), in_keys(error.remedy)
