"""Pages to fill in by hand: texts with boxes to tick and lines to write on, and cards at actual size. In points."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cards.errors import DoesNotFit, either
from cards.measures import Size
from cards.merge.card_text import Block
from cards.merge.locale_proof import message_example
from cards.merge.markup import Span
from cards.read.languages import Language
from cards.read.sign_offs import LEGAL, ROLES
from cards.read.typefaces import Family
from cards.typeset.designs import enlarged
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.page.flow import MARGIN, Flow
from cards.typeset.rows import FacePiece, Panel, Piece, Row, Stack, Text, side_by_side
from cards.typeset.scale import Scale
from cards.typeset.text.paragraph import by_language, fill, measure

LARGE, BODY, SMALL = 15.0, 9.5, 7.5
"""Type sizes: what is to be read closely, what explains it, notes and labels."""

WRITING = 24.0
"""The height of a line for handwriting: 8.5 mm."""

UNDER = 6.0
"""The space below a line for handwriting."""

RISE = 1.8
"""The height of a label above its writing line, which centers its capitals on a box on that line."""

RULE = 0.5
BOX, STROKE = 9.0, 0.7
FOOT = 20.0

RIGHT, WRONG, UNSURE = "Right", "Should be", "Not sure"
"""The boxes of a sentence, in words that a message may have too (`read/answers`)."""

MESSAGE = "You can also send the organizer a message. Put your own in place of the words in capitals:"
ROLE = f"ROLE is {either([each for each in ROLES if each != LEGAL])}."
BY_CODE = "If the organizer has a newer list, give the code beside a sentence in place of its number."

ADDED = "The organization’s own folder tells the checks of negations and key words the following. Is all of it correct?"


class ByHand(Flow):
    """Pages under construction, in `families`, with room for handwriting. `writing` is the height of a line for it."""

    writing = WRITING

    def __init__(self, paper: Size, english: Language, families: tuple[Family, ...]) -> None:
        super().__init__(paper, FOOT)
        self.english = english
        self.families = families

    def _set(self, block: Block, size: float, width: float | None = None) -> Text:
        """A text in lines of a width, by default that of the page."""
        paragraph = measure(block, by_language(block, self.families))
        lines = fill(paragraph, size, self.width if width is None else width)
        if lines is None:
            raise DoesNotFit(
                f"{block.id} has a word wider than the paper of the proof.", "Add a space or hyphen to break it."
            )
        made = Text(paragraph, tuple(lines), size, block.language.leading)
        if made.line_height > self.page_height / 2:
            raise DoesNotFit(f"{block.id} has a line taller than the proof can show.", "Use fewer marks on a letter.")
        return made

    def _english(self, text: str, *, bold: bool = False, of: str = "proof") -> Block:
        return Block(of, self.english, (Span(text, bold),))

    def _led(self, lead: str, text: str) -> Block:
        """English with a bold beginning."""
        return Block("proof", self.english, (Span(lead, bold=True), Span(f" {text}")))

    def _small(self, text: str, *, bold: bool = False, of: str = "proof") -> Text:
        return self._set(self._english(text, bold=bold, of=of), SMALL)

    def _cards(self, cards: Sequence[Face], problem: str) -> None:
        """Cards at actual size, or why there are none."""
        cards = [self._fitting(face) for face in cards]
        if problem:
            self.flow(self._set(self._english(f"No card to show: {problem}"), BODY), 12)
        for row in self._rows_of(cards):
            self.room(row.height)
            self.place(row)
            self.space(8)
        if cards:
            self.space(8)

    def _fitting(self, face: Face) -> Face:
        """A face at actual size, or as large as the page of the proof, if it is larger, as a plan is."""
        part = min(1.0, self.width / face.size.width, self.page_height / face.size.height)
        return face if part == 1.0 else enlarged(face, Scale(part))

    def _rows_of(self, cards: Sequence[Face]) -> list[Stack]:
        """Cards at actual size, beside each other as far as the page is wide."""
        rows: list[Stack] = []
        start = MARGIN
        for face in cards:
            if not rows or start + face.size.width > self.paper.width - MARGIN + 1:
                rows.append(Stack())
                start = MARGIN
            rows[-1].put(FacePiece(face, start, 0.0))
            rows[-1].height = face.size.height
            start += face.size.width + 8
        return rows

    def _lines_by_hand(self, english: Block) -> int:
        """The number of lines for a text in handwriting, which is about as wide as the large type."""
        paragraph = measure(english, by_language(english, self.families))
        return math.ceil(paragraph.width(0, len(paragraph.text)) * LARGE / self.width) or 1

    def _head(self, name: Text, state: Text) -> None:
        """The id at one edge and the state at the other, or one below the other if they are too long."""
        if name.width + 12 + state.width > self.width:
            self.flow(name, 3, role=Role.SECTION)
            self.flow(state, 5, Colour.GREY)
            return
        end = self.paper.width - MARGIN - state.width
        left = Row(name, MARGIN, 0.0, Role.SECTION, Colour.BLACK)
        both = side_by_side([left, Row(state, end, 0.0, Role.PARAGRAPH, Colour.GREY)])
        self.place(Stack(both.pieces, max(name.height, state.height)))
        self.space(5)

    def _label(self, text: str, start: float) -> Row:
        """A label to the left of a writing line, or of a box on it."""
        made = self._small(text)
        return Row(made, start, self.writing - UNDER - RISE - made.ascent, Role.PARAGRAPH, Colour.BLACK)

    def _written(self, label: str, lines: int = 1) -> None:
        """A label and writing lines."""
        row = self._label(label, MARGIN)
        self._lines([row], row.start + row.text.width + 5, lines)

    def _lines(self, before: Sequence[Piece], start: float, count: int) -> None:
        """Writing lines: the first from `start`, after what is before it, further ones as wide as the page."""
        for _ in range(count):
            line = Panel(start, self.writing - UNDER, Size(self.paper.width - MARGIN - start, RULE), Colour.BLACK)
            self.room(self.writing)
            self.place(Stack([*before, line], self.writing))
            before, start = (), MARGIN

    def _change(self, lines: int) -> None:
        """Boxes for the answers, and lines for a change."""
        pieces, end = self._boxes((RIGHT, UNSURE, f"{WRONG}:"), MARGIN)
        self._lines(pieces, end - 5, lines)

    def message(self, tag: str, code: str, numbers: Sequence[int]) -> None:
        """How to answer in a message, with an example."""
        if not numbers:
            return
        self.flow(self._small(MESSAGE), 2)
        self.flow(self._small(message_example(tag, numbers), bold=True), 2)
        self.flow(self._small(f"CODE is the code of this list: {code}. {ROLE} {BY_CODE}"), 2)

    def added(self, lines: Sequence[str]) -> None:
        """What the content folder tells the checks, which trust it: whoever signs must have seen it."""
        if not lines:
            return
        self.room(3 * self.writing)
        self.rule(RULE, Colour.GREY)
        self.space(7)
        self.flow(self._set(self._english(ADDED, bold=True), BODY), 4)
        for line in lines:
            self.flow(self._set(self._english(line), BODY), 2)
        self._change(1)
        self.space(10)

    def _boxes(self, labels: Sequence[str], start: float) -> tuple[list[Piece], float]:
        """Check boxes with their labels, and where the next one would be."""
        pieces: list[Piece] = []
        for label in labels:
            row = self._label(label, start + BOX + 4)
            pieces += [*_box(start, self.writing - UNDER - BOX), row]
            start = row.start + row.text.width + 12
        return pieces, start


def _box(start: float, top: float) -> list[Piece]:
    """An empty square of four strokes."""
    side = BOX - 2 * STROKE
    strokes: list[Piece] = []
    for edge in (0.0, BOX - STROKE):
        strokes.append(Panel(start, top + edge, Size(BOX, STROKE), Colour.BLACK))
        strokes.append(Panel(start + edge, top + STROKE, Size(STROKE, side), Colour.BLACK))
    return strokes
