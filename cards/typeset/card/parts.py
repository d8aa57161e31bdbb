"""The lines of one point of a poster or of a picture, whose parts may have different sizes.

Lengths are in ems of the points unless they say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise

from cards.typeset.card.pitch import closest
from cards.typeset.text.paragraph import Paragraph, first_line, fits, reach
from cards.typeset.text.sense import lines_by_sense
from cards.typeset.text.skyline import needed_pitch, skyline

TRIED = 4
"""Ways to break lines by sense that are tried, the best first."""

BELOW_LARGER = 0.2
"""How much of the difference in size a line is farther below a larger one than its leading, so that the two are apart
and still nearer to each other than to the next point."""

Part = tuple[int, int, float]
"""Where a part of a point begins and ends that has lines of its own, and the size of its letters."""

PartLines = list[tuple[tuple[int, int], float]]
"""Where each line begins and ends, and the size of its letters."""


class Breaks(Enum):
    """Where the lines of a part end that are as few as possible: where they are full, alike in width, or where the
    sense ends, which only the last part can have, and one with a phrase that is said in English."""

    FULL = "full"
    EVEN = "even"
    SENSE = "sense"


def set_parts(
    paragraph: Paragraph, parts: Sequence[Part], size: float, width: float, breaks: Breaks
) -> PartLines | None:
    """The lines of a point of that size in that width, both in units; None if a word is wider than its line."""
    found: PartLines = []
    for start, end, ems in parts:
        room = width / (ems * size)
        lines = _full(paragraph, start, end, room)
        if lines is None:
            return None
        if len(lines) > 1 and breaks is not Breaks.FULL:
            lines = _even(paragraph, start, end, lines, room)
            if breaks is Breaks.SENSE and (end == len(paragraph.text) or any(paragraph.english[start:end])):
                lines = _by_sense(paragraph, lines, room)
        found += [(line, ems) for line in lines]
    return found


def pitches(paragraph: Paragraph, lines: PartLines, leading: float) -> Iterator[float]:
    """The distances between the baselines: lines of tall scripts are as close as their ink allows."""
    least = closest(leading)
    for (upper, large), (lower, ems) in pairwise(lines):
        larger = large / ems
        needed = needed_pitch(skyline(paragraph, *upper), skyline(paragraph, *lower), larger)
        yield max(needed, least * (1 + (larger - 1) * BELOW_LARGER)) * ems


def overhang(paragraph: Paragraph, part: Part, width: float) -> float:
    """The excess width of the widest unbreakable stretch of a part; 0 if every stretch fits on a line."""
    start, end, ems = part
    room = width / ems
    stretches = pairwise((start, *(each for each in paragraph.ends if start < each <= end)))
    too_wide = [stretch for stretch in stretches if not fits(paragraph, *stretch, room)]
    return max(((reach(paragraph, *stretch) - room) * ems for stretch in too_wide), default=0.0)


def _full(paragraph: Paragraph, start: int, end: int, room: float) -> list[tuple[int, int]] | None:
    """The lines of a part of a paragraph, each as full as possible; None if a word is wider than its line."""
    lines: list[tuple[int, int]] = []
    while start < end:
        found = first_line(paragraph, start, room) if room > 0 else None
        if found is None:
            return None
        lines.append((start, min(found, end)))
        start = found
    return lines


def _even(
    paragraph: Paragraph, start: int, end: int, lines: list[tuple[int, int]], room: float
) -> list[tuple[int, int]]:
    """As many lines, as similar in width as possible."""
    narrow = room / 2
    for _ in range(5):
        tried = _full(paragraph, start, end, (narrow + room) / 2)
        if tried is not None and len(tried) == len(lines):
            lines, room = tried, (narrow + room) / 2
        else:
            narrow = (narrow + room) / 2
    return lines


def _by_sense(paragraph: Paragraph, lines: list[tuple[int, int]], room: float) -> list[tuple[int, int]]:
    """As many lines, which end where the sense does if they fit then."""
    for tried in lines_by_sense(paragraph, tuple(lines), [room] * len(lines))[:TRIED]:
        if all(fits(paragraph, *line, room) for line in tried):
            return [*tried]
    return lines
