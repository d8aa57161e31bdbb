"""Lines that run from right to left, read from their places on the paper.

Readers guess the direction of a line that mixes scripts. If most of a line is an English phrase, PDFium copies its
other words in reverse and splits words at marks and joiners. The places of the letters leave nothing to guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

_FILLED = ".{0,120}?"
"""What fills a placeholder."""

_APART = frozenset('«»‹›“”„‟"()[]')
"""Quotation marks and brackets: they part an English phrase from what is beside it."""

_NEAR = 1
"""Letters: a mark is drawn on either side of its letter, and so is found before or after it."""

_BEHIND_NUMBER = re.compile(r"(?<=[A-Za-z,;:.?!'’])\d{1,2}\Z")
"""At the right end of a line, the number of a statement that begins with English words."""


def in_reading_order(seen: str) -> str:
    """Lines of letters from left to right on the paper, each as one reads it in a right-to-left language: from the
    right, but words and numbers of the other direction from the left."""
    return "\n".join(map(_from_the_right, seen.split("\n")))


def _from_the_right(line: str) -> str:
    number = _BEHIND_NUMBER.search(line)
    read = [number[0]] if number else []
    other: list[str] = []
    for each in reversed(line[: number.start()] if number else line):
        if each in _APART or unicodedata.bidirectional(each) in ("R", "AL", "NSM"):
            read += reversed(other)
            other.clear()
            read.append(each)
        else:
            other.append(each)
    return "".join((*read, *reversed(other)))


def times_in_order(pieces: Sequence[str], page: str) -> int:
    """How often letters are on a page in that order; between two pieces there may be anything, as for a placeholder.

    Both have only letters, marks and digits. Each mark has to be there, next to its letter or to one beside that.
    """
    wanted = [_without_marks(piece) for piece in pieces]
    bases, marks = _without_marks(page)
    whole = re.compile(_FILLED.join(f"({re.escape(piece)})" for piece, _ in wanted))
    return sum(
        all(_has_marks(own, marks, *match.span(group)) for group, (_, own) in enumerate(wanted, 1))
        for match in whole.finditer(bases)
    )


@lru_cache(maxsize=256)
def _without_marks(text: str) -> tuple[str, Mapping[int, str]]:
    """The text without its marks, and the marks by the place in it of the letter that they follow."""
    bases: list[str] = []
    marks: dict[int, str] = defaultdict(str)
    for each in text:
        if unicodedata.category(each)[0] == "M":
            marks[len(bases) - 1] += each
        else:
            bases.append(each)
    return "".join(bases), dict(marks)


def _has_marks(wanted: Mapping[int, str], marks: Mapping[int, str], start: int, end: int) -> bool:
    """Whether the letters from `start` to `end` have these marks and no others. A mark at either end may belong to the
    letter beyond."""
    inside = {place - start: marks[place] for place in range(start, end - 1) if place in marks}
    before, after = marks.get(start - 1, ""), marks.get(end - 1, "")
    last = end - start - 1
    for mark in {*"".join(wanted.values()), *"".join(inside.values())}:
        places, found = _places(mark, wanted), _places(mark, inside)
        ends = [
            [*[-1] * first, *found, *[last] * (len(places) - len(found) - first)]
            for first in range(min(before.count(mark), 1) + 1)
            if 0 <= len(places) - len(found) - first <= after.count(mark)
        ]
        if not any(all(abs(a - b) <= _NEAR for a, b in zip(places, each, strict=True)) for each in ends):
            return False
    return True


def _places(mark: str, marks: Mapping[int, str]) -> list[int]:
    return [place for place in sorted(marks) for _ in range(marks[place].count(mark))]
