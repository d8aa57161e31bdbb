"""A table on pages: how columns share the width, and rows whose cells share a baseline."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from cards.merge.card_text import Block
from cards.typeset.marks import Colour, Role
from cards.typeset.page.flow import MARGIN
from cards.typeset.rows import Row, Stack, Text
from cards.typeset.text.paragraph import Paragraph

COLUMN_GAP = 8.0
ROW_GAP = 3.6
"""The padding above and below the letters in a table row."""


class Columns:
    """The columns of a table as wide as its rows, the first of which has the titles, and that room make them.

    `make` sets a block in lines of a width. The columns in `numbers` are right-aligned.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Block]],
        room: float,
        make: Callable[[Block, float], Text],
        numbers: Sequence[int] = (),
    ) -> None:
        natural = [max(make(block, room).breadth for block in column) for column in zip(*rows, strict=True)]
        widths = shared(natural, room - COLUMN_GAP * (len(natural) - 1))
        self._make = make
        self._columns = [
            (MARGIN + math.fsum(widths[:place]) + COLUMN_GAP * place, width, place in numbers)
            for place, width in enumerate(widths)
        ]

    def row(self, blocks: Sequence[Block], role: Role = Role.CELL) -> Stack:
        """A row of the table: all first lines on one baseline, whatever each needs above and below it."""
        texts = [self._make(block, width) for block, (_, width, _) in zip(blocks, self._columns, strict=True)]
        ascent = max(text.ascent for text in texts)
        cells = [
            Row(
                text,
                start + (width - text.breadth if at_end else 0.0),
                ROW_GAP + ascent - text.ascent,
                role,
                Colour.BLACK,
                column,
            )
            for column, (text, (start, width, at_end)) in enumerate(zip(texts, self._columns, strict=True))
        ]
        return Stack([*cells], ascent + max(text.height - text.ascent for text in texts) + 2 * ROW_GAP)


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
