"""The numbers to dial in the foot of a card, and who answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.merge.card_text import Block, HotlineText
from cards.typeset.card.foot_column import LEAST, PICTOGRAM, SMALL, FootColumn
from cards.typeset.marks import Role
from cards.typeset.rows import Row, Sign, Stack, Text
from cards.typeset.text.paragraph import Paragraph, breadth

OTHER_SIZES = (9.0, 8.0)
"""The largest and smallest size of the numbers below the first, which are for when nobody answers there."""

NAME_GAP = 6.0
NUMBERS_GAP = 9.0
NAME_LEADING = 2.4
HOTLINE_GAP = 2.6

NAME_SHARE = 0.36
"""The part of the column that is always free for the name beside the number."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """Telephone numbers on one baseline, and the texts beside the last of them; every `top` is measured down from 0."""

    numbers: tuple[Row, ...]
    texts: tuple[Row, ...]

    @property
    def numbers_height(self) -> float:
        return max(row.bottom for row in self.numbers)

    @property
    def texts_height(self) -> float:
        """The height of the texts, which are below each other."""
        return max((row.bottom for row in self.texts), default=0.0)

    @property
    def height(self) -> float:
        return max(self.numbers_height, self.texts_height)

    def joined(self, other: _Entry, end: float) -> _Entry | None:
        """This with a number beside it, if neither has texts and both end before `end`."""
        last, number = self.numbers[-1], other.numbers[0]
        start = last.start + last.text.end + NUMBERS_GAP
        if self.texts or other.texts or start + number.text.end > end:
            return None
        top = last.top + last.text.ascent - number.text.ascent
        return _Entry((*self.numbers, replace(number, start=start, top=top)), ())

    def placed(self, height: float) -> list[Row]:
        """Numbers and texts, each in the middle of that height."""
        return [
            row.moved(0.0, (height - taken) / 2)
            for rows, taken in ((self.numbers, self.numbers_height), (self.texts, self.texts_height))
            for row in rows
        ]


def numbers(column: FootColumn, hotlines: Sequence[HotlineText]) -> Stack:
    """The pictogram and the first line with who answers; the others below it, smaller.

    Numbers without names are side by side if they fit. Raises DoesNotFit.
    """
    first, *others = hotlines
    entries = [
        _entry(
            column,
            first.number,
            (first.name, first.confirmation),
            column.design.number,
            under=[text for each in others for text in (each.name, each.confirmation)],
            is_alone=not others,
        )
    ]
    names_at = max((row.start for row in entries[0].texts[:1]), default=0.0)
    for each in others:
        entry = _entry(column, each.number, (each.name, each.confirmation), OTHER_SIZES, names_at)
        both = entries[-1].joined(entry, column.end)
        entries[-1:] = [both] if both else [entries[-1], entry]
    high = max(entries[0].height, PICTOGRAM)
    sign = Sign("phone", column.start, (high - PICTOGRAM) / 2, PICTOGRAM, column.ink)
    stack = Stack([sign, *entries[0].placed(high)], high)
    for entry in entries[1:]:
        stack.space(HOTLINE_GAP)
        stack.add(Stack([*entry.placed(entry.height)], entry.height))
    return stack


def _entry(
    column: FootColumn,
    block: Block,
    beside: Sequence[Block | None],
    sizes: tuple[float, float],
    names_at: float = 0.0,
    *,
    under: Sequence[Block | None] = (),
    is_alone: bool = False,
) -> _Entry:
    """A number, and texts beside it that begin at `names_at` if that makes them no taller.

    A single number is as large as possible; one of several is only so large that each text stays on one line, also
    those of the numbers below it, `under`, at the same start.
    """
    start, end = column.inside, column.end
    number = column.measured(block.bold)
    texts = [column.measured(each) for each in beside if each is not None]
    widest = _widest(texts)
    ems = number.width(0, len(number.text))
    largest, smallest = sizes
    room = (1 - NAME_SHARE) * column.width - (start - column.start) - NAME_GAP
    left = end - start - NAME_GAP - max(widest, _widest([column.measured(each) for each in under if each is not None]))
    size = max(smallest, min(largest, (room if is_alone or left < smallest * ems else left) / ems))
    taken = ems * size
    if taken > end - start:
        raise column.too_wide(number, taken - (end - start))
    digits = Row(Text(number, ((0, len(number.text)),), size), start, 0.0, Role.FOOTER, column.ink)
    entry = _Entry((digits,), _stacked(column, texts, start + taken + NAME_GAP))
    if start + taken + NAME_GAP < names_at <= end - widest:
        aligned = _Entry((digits,), _stacked(column, texts, names_at))
        return aligned if aligned.height <= entry.height else entry
    return entry


def _widest(texts: Sequence[Paragraph]) -> float:
    return max((breadth(each, 0, len(each.text)) * _small(each) for each in texts), default=0.0)


def _stacked(column: FootColumn, texts: Sequence[Paragraph], start: float) -> tuple[Row, ...]:
    """Texts below each other from 0 down, in up to three lines each; the date follows the name if it fits."""
    rows: list[Row] = []
    low = 0.0
    for paragraph in texts:
        text = column.filled(paragraph, _small(paragraph), column.end - start, 3)
        row = Row(text, start, low, Role.FOOTER, column.ink)
        # Behind a name of two lines it would seem to be one of its words where the language runs the other way.
        if rows and paragraph.block.id == "confirmation" and len(rows[-1].text.lines) == 1:
            name = rows[-1]
            behind = name.start + name.text.end + NAME_GAP
            if behind + breadth(paragraph, 0, len(paragraph.text)) * text.size <= column.end:
                row = Row(text, behind, name.top + name.text.ascent - text.ascent, Role.FOOTER, column.ink)
        rows.append(row)
        low = row.bottom + NAME_LEADING
    return tuple(rows)


def _small(paragraph: Paragraph) -> float:
    """The size of a text beside a number: small print has the smallest size."""
    return SMALL if paragraph.block.id == "hotline-name" else LEAST
