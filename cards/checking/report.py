"""What a check says: findings with a mark, and what was read of a file, in plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class Findings:
    """Findings as they are made."""

    found: list[Finding] = field(default_factory=list)

    def ok(self, topic: str, text: str) -> None:
        """Notes what is right."""
        self.found.append(Finding(Mark.OK, topic, text))

    def warn(self, topic: str, text: str) -> None:
        """Notes what a person should judge."""
        self.found.append(Finding(Mark.WARNING, topic, text))

    def wrong(self, topic: str, text: str) -> None:
        """Notes what should not be printed or handed on."""
        self.found.append(Finding(Mark.WRONG, topic, text))

    def guarded(self, topic: str, look: Callable[[], None]) -> None:
        """Looks at one topic. What cannot be looked at is wrong, and the other topics are looked at all the same.

        Only here may anything be caught: a file from strangers can have any value of any type in any place.
        """
        try:
            look()
        except Exception as error:
            reason = " ".join(str(error).split())[:120]
            self.wrong(
                topic, f"cannot be looked at, because the file is damaged there ({reason or type(error).__name__})"
            )


def abridged(things: Iterable[object]) -> str:
    """A few of some things, each once, and how many more there are."""
    each = list(dict.fromkeys(str(thing) for thing in things))
    more = f" and {len(each) - MOST_NAMED} more" if len(each) > MOST_NAMED else ""
    return ", ".join(each[:MOST_NAMED]) + more
