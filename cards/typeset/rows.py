"""Rows of the foot: texts measured and placed, numbers with what stands beside them, and lines to write on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cards.typeset.canvas import PANEL_RADIUS, Canvas
from cards.typeset.marks import Colour, Role
from cards.typeset.text.paragraph import Paragraph

SMALL_LEADING = 1.2


@dataclass(frozen=True, slots=True)
class Row:
    """A text on one or more lines: `start` is where they begin, `top` where the ink of the first does, in points.

    Without a colour of its own it is in that of the theme.
    """

    paragraph: Paragraph
    lines: tuple[tuple[int, int], ...]
    size: float
    start: float
    top: float
    role: Role
    colour: Colour | None = None

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return self.size * max(SMALL_LEADING, self.paragraph.ascent + self.paragraph.descent)

    @property
    def baselines(self) -> list[float]:
        """The baseline of each line, from the top."""
        first = self.top + self.paragraph.ascent * self.size
        return [first + number * self.leading for number in range(len(self.lines))]

    @property
    def height(self) -> float:
        """From the top of the ink of the first line to the bottom of the last."""
        paragraph = self.paragraph
        return (paragraph.ascent + paragraph.descent) * self.size + (len(self.lines) - 1) * self.leading

    @property
    def end(self) -> float:
        """Where the last line ends."""
        return self.start + self.paragraph.width(*self.lines[-1]) * self.size

    @property
    def farthest(self) -> float:
        """Where the longest line ends."""
        return self.start + max(self.paragraph.width(*line) for line in self.lines) * self.size


@dataclass(frozen=True, slots=True)
class Entry:
    """Telephone numbers on one baseline, and the texts beside the last of them; every `top` is from 0 down."""

    numbers: tuple[Row, ...]
    texts: tuple[Row, ...]

    @property
    def numbers_height(self) -> float:
        """The height of the numbers."""
        return max(row.top + row.height for row in self.numbers)

    @property
    def texts_height(self) -> float:
        """The height of the texts, which stand one under the other."""
        return max((row.top + row.height for row in self.texts), default=0.0)

    @property
    def height(self) -> float:
        """The height of all of it."""
        return max(self.numbers_height, self.texts_height)

    def joined(self, other: Entry, gap: float, end: float) -> Entry | None:
        """This and a number beside it, when neither has texts and both end before `end`."""
        last, number = self.numbers[-1], other.numbers[0]
        start = last.end + gap
        if self.texts or other.texts or start + number.end - number.start > end:
            return None
        top = last.baselines[0] - number.paragraph.ascent * number.size
        return Entry((*self.numbers, replace(number, start=start, top=top)), ())

    def placed(self, top: float, height: float) -> tuple[Row, ...]:
        """Numbers and texts, each in the middle of that height."""
        return tuple(
            replace(row, top=top + (height - taken) / 2 + row.top)
            for rows, taken in ((self.numbers, self.numbers_height), (self.texts, self.texts_height))
            for row in rows
        )


LINE_GAP = 4.0
LINE_RISE = 4.0
LINE = 0.6
"""From a label to the line beside it, from the line to the bottom of its panel, and its thickness."""

PANEL_PADDING = 5.0
LABEL_PADDING = 1.5
"""What a panel leaves beside and over what is on it, at the least."""


@dataclass(frozen=True, slots=True)
class WriteIn:
    """A label, and beside it a line to write on by hand, on a white panel if it `has_panel`."""

    start: float
    top: float
    width: float
    height: float
    label: Row
    has_panel: bool

    @classmethod
    def around(cls, label: Row, start: float, width: float, least: float, *, has_panel: bool) -> WriteIn:
        """The label and its line from 0 down, at least so high: it is in the middle of a panel, or else on the line."""
        if has_panel:
            height = max(least, label.height + 2 * LABEL_PADDING)
            return cls(start, 0.0, width, height, replace(label, top=(height - label.height) / 2), has_panel)
        height = max(least, label.height)
        return cls(start, 0.0, width, height, replace(label, top=height - label.height), has_panel)

    def at(self, top: float) -> WriteIn:
        """The same so far down."""
        return replace(self, top=top, label=replace(self.label, top=top + self.label.top - self.top))

    @property
    def begin(self) -> float:
        """Where the line begins."""
        return self.label.farthest + LINE_GAP

    @property
    def length(self) -> float:
        """How long the line is."""
        return self.start + self.width - (PANEL_PADDING if self.has_panel else 0.0) - self.begin

    def draw_panel(self, canvas: Canvas) -> None:
        """Draws the panel, if there is one, which comes before the label."""
        if self.has_panel:
            canvas.panel(self.start, self.top, self.width, self.height, PANEL_RADIUS, Colour.WHITE)

    def draw_line(self, canvas: Canvas) -> None:
        """Draws the line."""
        top = self.top + self.height - LINE_RISE if self.has_panel else self.label.baselines[-1]
        canvas.panel(self.begin, top, self.length, LINE, 0.0, canvas.theme.written)
