"""What a check says: findings with a mark, and what was read of a file, in plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

MOST_NAMED = 4
"""How many of several things a sentence names."""


class Mark(Enum):
    """How a finding turned out. A warning is for a person to judge; what is wrong should not be printed."""

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
    """All that was found in one file; `read` is what the program read of it, as JSON has it."""

    findings: tuple[Finding, ...]
    read: Mapping[str, Any]

    @property
    def mark(self) -> Mark:
        """The worst of the findings."""
        return max((each.mark for each in self.findings), key=lambda mark: mark.rank, default=Mark.WRONG)


def ok(topic: str, text: str) -> Finding:
    """What is right."""
    return Finding(Mark.OK, topic, text)


def warning(topic: str, text: str) -> Finding:
    """What a person should judge."""
    return Finding(Mark.WARNING, topic, text)


def wrong(topic: str, text: str) -> Finding:
    """What should not be printed or handed on."""
    return Finding(Mark.WRONG, topic, text)


def abridged(things: Iterable[object]) -> str:
    """A few of some things, each once, and how many more there are."""
    each = list(dict.fromkeys(str(thing) for thing in things))
    more = f" and {len(each) - MOST_NAMED} more" if len(each) > MOST_NAMED else ""
    return ", ".join(each[:MOST_NAMED]) + more
