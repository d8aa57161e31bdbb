"""The proof of a whole language: each sentence once, in two columns with a line to fold along between them.

On the left are the words of the card and room to write what they say and what they should say; on the right, folded
away until then, the English, the note and the boxes. Lengths are in points.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cards.errors import DoesNotFit
from cards.measures import Size
from cards.merge.cover_text import counted
from cards.merge.locale_proof import LocaleItem, LocaleProof
from cards.read.sign_offs import LEGAL, ROLES
from cards.read.typefaces import Family
from cards.typeset.canvas import Canvas
from cards.typeset.designs import enlarged
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.page.by_hand import BODY, RIGHT, RULE, SMALL, UNSURE, WRONG, ByHand
from cards.typeset.page.flow import MARGIN
from cards.typeset.page.proof import HOW_TO_SIGN, WHO_SIGNS
from cards.typeset.rows import FacePiece, Panel, Piece, Row, Stack, Text
from cards.typeset.scale import Scale

SENTENCE, ENGLISH, NOTE = 11.0, 8.5, 7.0
"""The type sizes of the words of the cards, of their English, and of notes, cards and codes."""

LEFT = 0.51
"""The part of the width for the words of the card: the larger one, since people write there."""

FOLD = 14.0
"""The space between the columns, with the line to fold along in its middle."""

NUMBER = 17.0
"""The width of the numbers, of three digits."""

BRIEF = 48
"""Characters of the English of a heading or a label, for which half a line of handwriting is enough."""

GAP = 3.0
ACROSS = 4
"""Pictures of cards beside each other."""

SAID = "In English:"
"""The label of the line for what the words say."""

READERS = tuple(role for role in ROLES if role != LEGAL)
"""Who signs it: not a lawyer, who vouches for authorities, which are on the proof of each script."""

INSTRUCTIONS = (
    "For somebody who reads both languages and did not write the translation. Fold each page back along its dashed "
    "line. Write under the large words, in English, what they say. Then unfold it and compare: is anything missing, "
    "added, weaker or stronger? Watch each “not”, “judge”, “lawyer”, “sign” and “warrant”. Check a box, and write what "
    "it should say. Each sentence is here once, and your answer counts for every card that has it. What is "
    "to be said to an officer stays in English, letter for letter, with its meaning in brackets."
)


def locale_pages(
    text: LocaleProof, faces: Mapping[str, Face | None], paper: Size, families: tuple[Family, ...]
) -> tuple[Face, ...]:
    """The pages. `faces` has the bearer's side of each script, or None if it cannot be shown.

    Raises DoesNotFit for a character without a glyph, or a word wider than its column or a line taller than the paper.
    """
    pages = _Pages(text, paper, families)
    pages.opening()
    for item in text.items:
        pages.item(item)
    pages.added(text.added)
    pages.signature()
    pages.pictures(faces)
    return pages.faces()


@dataclass(frozen=True, slots=True)
class _Parts:
    """The texts of a sentence: the words, and what is beside them."""

    shown: Text
    beside: tuple[tuple[Text, Colour], ...]


class _Pages(ByHand):
    """The pages of a proof under construction."""

    writing = 16.5

    def __init__(self, text: LocaleProof, paper: Size, families: tuple[Family, ...]) -> None:
        super().__init__(paper, text.english, families)
        self.text = text
        self.left = self.width * LEFT - FOLD / 2
        self.second = MARGIN + self.left + FOLD
        self.right = self.width - self.left - FOLD

    def opening(self) -> None:
        """Title, instructions, who may sign, and how to answer in a message."""
        language = self.text.language
        title = f"Proof: {language.english}, {counted(len(self.text.items), 'sentence')}"
        self.flow(self._set(self._english(title, bold=True), 16), 6, role=Role.HEADING)
        self.flow(self._set(self._english(INSTRUCTIONS), ENGLISH), 5)
        self.message(language.tag, self.text.code, [each.number for each in self.text.items])
        self.space(6)

    def item(self, item: LocaleItem) -> None:
        """One sentence, on one page if it fits on one."""
        brief = len(item.english.text) <= BRIEF
        lines = 1 if brief else 2
        try:
            parts = self._parts(item, self.left - NUMBER, self.right)
        except DoesNotFit:
            self._long(item)  # a word wider than a column
            return
        words = parts.shown.height + 2 + lines * self.writing
        beside = math.fsum(each.height + 1.5 for each, _ in parts.beside) + self.writing - 3
        height = max(words, beside) + GAP
        if height > self.page_height:
            self._long(item)
            return
        self.room(height)
        self._columns(item, parts, brief=brief, height=height)
        self.space(height)

    def _parts(self, item: LocaleItem, left: float, right: float) -> _Parts:
        shown = self._set(item.text or self._english("(not translated)"), SENTENCE, left)
        about = self._led(f"{item.where} · {item.state.value}.", item.note)
        beside = [
            (self._set(item.english, ENGLISH, right), Colour.BLACK),
            (self._set(about, NOTE, right), Colour.GREY),
        ]
        for question, word in item.claims:
            beside += [(self._set(self._english(question, of=item.context), NOTE, right), Colour.BLACK)]
            beside += [(self._set(word, ENGLISH, right), Colour.BLACK)]
        return _Parts(shown, tuple(beside))

    def _columns(self, item: LocaleItem, parts: _Parts, *, brief: bool, height: float) -> None:
        """A sentence from `top`, which stays where it is."""
        top = self.top
        self.rule(RULE, Colour.GREY)
        self._fold(top, height)
        top += 3
        number = self._small(str(item.number), bold=True, of=item.context)
        base = top + parts.shown.ascent
        Row(number, MARGIN, base - number.ascent, Role.SECTION, Colour.BLACK).draw(self.canvas, 0.0)
        colour = Colour.BLACK if item.text else Colour.GREY
        self._draw(parts.shown, MARGIN + NUMBER, MARGIN + self.left, top, colour)
        self._by_hand(top + parts.shown.height + 2, brief=brief)
        for each, ink in parts.beside:
            self._draw(each, self.second, self.second + self.right, top, ink)
            top += each.height + 1.5
        Stack(self._answers(item.code), self.writing).draw(self.canvas, top - 3)

    def _fold(self, top: float, height: float) -> None:
        """The part of the line to fold along that is beside a sentence."""
        middle = MARGIN + self.left + FOLD / 2
        count = max(1, int(height // 8))
        for each in range(count):
            Panel(middle, top + 2 + each * height / count, Size(RULE, 4.0), Colour.GREY).draw(self.canvas, 0.0)

    def _draw(self, text: Text, start: float, end: float, top: float, colour: Colour) -> None:
        """A text in a column, from the edge of it where its own language begins."""
        rtl = text.paragraph.block.language.is_rtl
        canvas = Canvas(self.paper, rtl=rtl)
        canvas.marks = self.canvas.marks
        Row(text, self.paper.width - end if rtl else start, top, Role.PARAGRAPH, colour).draw(canvas, 0.0)

    def _by_hand(self, top: float, *, brief: bool) -> None:
        """Lines for what the words say and for what they should say, side by side for a few words."""
        start, end = MARGIN + NUMBER, MARGIN + self.left
        middle = (start + end) / 2
        places = ((start, middle - 6, 0.0), (middle, end, 0.0)) if brief else ((start, end, 0), (start, end, 1))
        for label, (begin, stop, line) in zip((SAID, f"{WRONG}:"), places, strict=True):
            row = self._label(label, begin)
            after = row.start + row.text.width + 4
            rule = Panel(after, self.writing - 6, Size(stop - after, RULE), Colour.BLACK)
            Stack([row, rule], self.writing).draw(self.canvas, top + line * self.writing)

    def _answers(self, code: str) -> list[Piece]:
        """The boxes of a sentence and its code."""
        pieces, end = self._boxes((RIGHT, WRONG, UNSURE), self.second)
        made = self._set(self._english(f"· {code}"), NOTE)
        top = self._label("", end).text.ascent + self._label("", end).top - made.ascent
        return [*pieces, Row(made, end - 6, top, Role.PARAGRAPH, Colour.GREY)]

    def _long(self, item: LocaleItem) -> None:
        """A sentence too long for a column, over the whole width and as many pages as it needs."""
        parts = self._parts(item, self.width, self.width)
        self.room(6 * self.writing)
        self.rule(RULE, Colour.GREY)
        self.space(3)
        self.continued = lambda: self.flow(self._small(f"{item.number}, continued", bold=True), 4)
        self.flow(self._small(str(item.number), bold=True, of=item.context), 2, role=Role.SECTION)
        self.flow(parts.shown, 2, Colour.BLACK if item.text else Colour.GREY)
        self._written(SAID, 2)
        self.space(GAP)
        for each, colour in parts.beside:
            self.flow(each, 2, colour)
        pieces, end = self._boxes((RIGHT, WRONG, UNSURE), MARGIN)
        label = self._label(f"· {item.code}", end - 4)
        self.room(self.writing)
        self.place(Stack([*pieces, label], self.writing))
        self._written(f"{WRONG}:", 2)
        self.continued = lambda: None
        self.space(GAP)

    def signature(self) -> None:
        """Name, role, date, and the command with the code of what was signed."""
        who = [self._set(self._led(role, WHO_SIGNS[role]), SMALL) for role in READERS]
        self.room(3 * self.writing + 110)
        self.rule(1.5, Colour.BLACK)
        self.space(6)
        for each in who:
            self.flow(each, 1.5)
        self.flow(self._small(HOW_TO_SIGN), 3)
        self._written("Name or pseudonym, and date:")
        label = self._label("Role:", MARGIN)
        boxes, _ = self._boxes(READERS, label.start + label.text.width + 8)
        self.place(Stack([label, *boxes], self.writing))
        command = f"rights-cards locale sign {self.text.language.tag} --role ROLE --by NAME --code {self.text.code}"
        if self.text.with_content:
            command += " --content FOLDER"  # not its path, which may reveal who printed the proof
        self.flow(self._small(command), 10, Colour.GREY)

    def pictures(self, faces: Mapping[str, Face | None]) -> None:
        """The bearer's side of every card, small, with the numbers of its sentences."""
        heading = self._set(self._english("The cards", bold=True), BODY)
        width = (self.width - (ACROSS - 1) * GAP) / ACROSS
        shown = list(faces.items())
        rows = [shown[place : place + ACROSS] for place in range(0, len(shown), ACROSS)]
        for place, row in enumerate(rows):
            stack = self._row_of(row, width)
            self.room(stack.height + (heading.height + 4 if place == 0 else 0))
            if place == 0:
                self.flow(heading, 4, role=Role.SECTION)
            self.place(stack)
            self.space(GAP)

    def _row_of(self, shown: Sequence[tuple[str, Face | None]], width: float) -> Stack:
        pieces: list[Piece] = []
        bottom = 0.0
        for place, (script, face) in enumerate(shown):
            start = MARGIN + place * (width + GAP)
            none = "" if face is not None else " It cannot be printed yet."
            label = self._set(self._led(f"{script}:", f"{_ranges(self.text.cards[script])}{none}"), NOTE, width)
            pieces.append(Row(label, start, 0.0, Role.PARAGRAPH, Colour.BLACK))
            bottom = max(bottom, label.height)
        top, tallest = bottom + 2, 0.0
        for place, (_, face) in enumerate(shown):
            if face is not None:
                part = min(width / face.size.width, width / face.size.height)
                small = enlarged(face, Scale(part))
                pieces.append(FacePiece(small, MARGIN + place * (width + GAP), top))
                tallest = max(tallest, small.size.height)
        return Stack(pieces, top + tallest)

    def faces(self) -> tuple[Face, ...]:
        """The pages as faces, each with its foot."""
        language, code = self.text.language, self.text.code

        def foot(number: int, count: int) -> Stack:
            made = self._small(f"{language.english} · list {code} · page {number} of {count}")
            return Stack.of(Row(made, MARGIN, 0.0, Role.PAGE_FOOT, Colour.GREY))

        return self.finished(foot, "en", ENGLISH)


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in order, such as "3, 7–12"."""
    found: list[list[int]] = []
    for each in numbers:
        if found and each == found[-1][1] + 1:
            found[-1][1] = each
        else:
            found.append([each, each])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found)
