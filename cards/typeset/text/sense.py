"""Line breaks by sense: of all ways to set a paragraph in so many lines, the one that keeps together what belongs
together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import takewhile

from cards.read.terminal_punctuation import ends_sentence
from cards.typeset.text.paragraph import Paragraph

Lines = tuple[tuple[int, int], ...]
"""Where each line begins and ends."""

LEAST_SHARE = 0.3
"""The least width of the shortest line, as a part of the longest: anything shorter looks left over."""

MOST_LINES = 3
"""How many of a paragraph's last lines are broken by sense; the lines above them stay full."""


class Stop(IntEnum):
    """What ends at the end of a line, best first: a sentence, the bold lead of a statement, a word, or a word inside a
    phrase that is said in English."""

    SENTENCE = 0
    LEAD = 1
    WORD = 2
    PHRASE = 3


def stop_at(paragraph: Paragraph, end: int) -> Stop:
    """What ends at a possible line end."""
    text, block = paragraph.text, paragraph.block
    in_phrase = end < len(text) and paragraph.english[end - 1] and paragraph.english[end]
    if ends_sentence(text[:end], "Latn" if in_phrase else block.language.script):
        return Stop.SENTENCE
    lead = len("".join(span.text for span in takewhile(lambda span: span.bold, block.spans)))
    if 0 < lead < len(text) and paragraph.trimmed(0, end) == paragraph.trimmed(0, lead):
        return Stop.LEAD
    return Stop.PHRASE if in_phrase else Stop.WORD


def end_of_bold(paragraph: Paragraph, begin: int, end: int) -> int | None:
    """Where a line of the bold words from `begin` to `end` ends; None if what is not bold would be on it.

    A mark behind them that is not bold itself is one of them.
    """
    end = paragraph.trimmed(begin, end)
    last = next(place for place in (*paragraph.ends, end) if place >= end)
    return None if any(map(str.isalnum, paragraph.text[end:last])) else last


def lines_by_sense(paragraph: Paragraph, filled: Lines, rooms: Sequence[float]) -> list[Lines]:
    """The ways to set a paragraph or part of one in as many lines as `filled`, none wider than its room, in ems, the
    best first.

    Lines that end with a sentence are best, then those that end with the bold lead, then lines of even width. Ways with
    a line that looks left over come last. A set line may be slightly wider than measured here.
    """
    kept = filled[: max(0, len(filled) - MOST_LINES)]
    start = filled[len(kept)][0]
    ways = list(_ways(paragraph, start, filled[-1][1], rooms[len(kept) :]))
    ranked = sorted((_rank(paragraph, way), way) for way in ways)
    return [(*kept, *way) for _, way in ranked]


def _rank(paragraph: Paragraph, lines: Lines) -> tuple[bool, int, float]:
    widths = [paragraph.width(*line) for line in lines]
    stops = sum(stop_at(paragraph, end) for _, end in lines[:-1])
    left_over = min(widths) < LEAST_SHARE * max(widths)
    return left_over, 0 if left_over else stops, max(widths) - min(widths)


def _ways(paragraph: Paragraph, start: int, end: int, rooms: Sequence[float]) -> Iterator[Lines]:
    """All ways to set the text from `start` to `end`, one line for each room."""
    if len(rooms) == 1:
        if paragraph.width(start, end) <= rooms[0]:
            yield ((start, end),)
        return
    for place in paragraph.ends[bisect_right(paragraph.ends, start) : bisect_left(paragraph.ends, end)]:
        if paragraph.width(start, place) > rooms[0]:
            return
        for others in _ways(paragraph, place, end, rooms[1:]):
            yield ((start, place), *others)
