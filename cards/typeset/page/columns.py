"""Shares the width of a cover sheet among columns, and breaks words that are too wide for theirs."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from cards.typeset.text.paragraph import Paragraph


def shared(wanted: Sequence[float], room: float) -> list[float]:
    """The widths of columns: what each wants with a share of the rest, or at most as much as fits."""
    left = room
    for place, width in enumerate(sorted(wanted)):
        fair = left / (len(wanted) - place)
        if width > fair:
            return [min(each, fair) for each in wanted]
        left -= width
    return [each + left / len(wanted) for each in wanted]


def breakable(paragraph: Paragraph) -> Paragraph:
    """The paragraph with a possible break before every letter, for a file name without spaces or hyphens."""
    text = paragraph.text
    ends = tuple(
        end
        for end in range(1, len(text) + 1)
        if end == len(text) or not unicodedata.category(text[end]).startswith("M")
    )
    stops = accumulate((paragraph.positions[paragraph.trimmed(0, end)] for end in ends), max)
    return replace(paragraph, ends=ends, stops=tuple(stops))
