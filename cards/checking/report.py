"""The result of a check: findings with a mark, and what was read from the file, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

MOST_NAMED = 4
"""How many items a sentence names before it counts the rest."""


class Mark(Enum):
    """The verdict of a finding. A warning is for a person to judge; do not print a file with anything wrong."""

    OK = "OK"
    WARNING = "WARNING"
    WRONG = "WRONG"

    @property
    def rank(self) -> int:
        """0 for what is right, counting up."""
        return list(Mark).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one topic, such as `fonts`."""

    mark: Mark
    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found in one file; `read` is what the program read from it, as values for JSON."""

    findings: tuple[Finding, ...]
    read: Mapping[str, Any]

    @property
    def mark(self) -> Mark:
        """The worst of the findings."""
        return max((each.mark for each in self.findings), key=lambda mark: mark.rank, default=Mark.WRONG)


def ok(topic: str, text: str) -> Finding:
    """A finding that something is right."""
    return Finding(Mark.OK, topic, text)


def warning(topic: str, text: str) -> Finding:
    """A finding for a person to judge."""
    return Finding(Mark.WARNING, topic, text)


def wrong(topic: str, text: str) -> Finding:
    """A finding of a fault: do not print the file or pass it on."""
    return Finding(Mark.WRONG, topic, text)


def abridged(things: Iterable[object]) -> str:
    """The first few of several items, each once, and the number of the others."""
    each = list(dict.fromkeys(str(thing) for thing in things))
    more = f" and {len(each) - MOST_NAMED} more" if len(each) > MOST_NAMED else ""
    return ", ".join(each[:MOST_NAMED]) + more
