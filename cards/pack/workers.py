"""Who does the work of a pack: this process alone, or others (`processes`, `cluster`)."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Protocol, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")


class Workers(Protocol):
    """So many workers, which are `separate` unless they are this process."""

    @property
    def count(self) -> int:
        """How many tasks they do at once."""

    @property
    def separate(self) -> bool:
        """Whether they read the files for themselves."""

    def done(self, work: Callable[[_T], _R], tasks: Iterable[_T]) -> Generator[_R]:
        """The result of each task as it ends, in any order. Raises CannotWrite if a worker is lost."""


class Alone:
    """This process, which does one task after the other: where there are no processes, and for a few files."""

    count = 1
    separate = False

    def done(self, work: Callable[[_T], _R], tasks: Iterable[_T]) -> Generator[_R]:
        """The result of each task, in order."""
        for task in tasks:
            yield work(task)
