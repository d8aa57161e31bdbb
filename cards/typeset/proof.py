"""A proof: pages on which a reviewer corrects a translation by hand and signs it.

Each string stands there with its English, in large type, with a line for the back-translation and boxes to tick; the
card is shown at its true size. Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cards.errors import DoesNotFit
from cards.measures import Size
from cards.merge.card_text import Block
from cards.merge.markup import Span
from cards.merge.proof_text import ProofItem, ProofText
from cards.read.sign_offs import ROLES
from cards.read.typefaces import Family
from cards.typeset.canvas import Canvas
from cards.typeset.marks import Colour, Face, FaceMark, Role
from cards.typeset.paragraph import Paragraph, by_language, fill, measure

MARGIN = 36.0
LARGE, BODY, SMALL = 15.0, 9.5, 7.5
"""Type sizes: the translation, the English, notes and labels."""

WRITING = 24.0
"""The height of a line that is written on by hand: 8.5 mm."""

RULE = 0.5
BOX = 9.0
FOOT = 20.0

INSTRUCTIONS = (
    "For somebody who reads both languages and did not write the translation. Cover the English first: write under "
    "each sentence what it says, in English. Then compare: is anything missing, added, or weaker or stronger than the "
    "English? Watch each “not”, “judge”, “lawyer”, “sign” and “warrant”. Tick OK, or write what it should say. "
    "Sign at the end."
)


def proof_pages(
    text: ProofText, cards: Sequence[Face], problem: str, paper: Size, families: tuple[Family, ...]
) -> tuple[Face, ...]:
    """The pages. `cards` are the faces to show at true size; `problem` says why there are none, if so.

    Raises DoesNotFit for a character without a glyph, or a word wider than the paper.
    """
    pages = _Pages(text, paper, families)
    pages.opening(cards, problem)
    for number, item in enumerate(text.items, start=1):
        pages.item(number, item)
    pages.signature()
    return pages.finished()


@dataclass(frozen=True, slots=True)
class _Set:
    """A paragraph in lines: its size, its leading in points, and its height."""

    paragraph: Paragraph
    lines: list[tuple[int, int]]
    size: float
    leading: float

    @property
    def height(self) -> float:
        inked = (self.paragraph.ascent + self.paragraph.descent) * self.size
        return inked + (len(self.lines) - 1) * self.leading


class _Pages:
    """Fills pages from the top; what does not fit begins a new one."""

    def __init__(self, text: ProofText, paper: Size, families: tuple[Family, ...]) -> None:
        self.text = text
        self.paper = paper
        self.families = families
        self.width = paper.width - 2 * MARGIN
        self.canvases: list[Canvas] = []
        self._turn()

    def _turn(self) -> None:
        self.canvas = Canvas(self.paper, rtl=False)
        self.canvases.append(self.canvas)
        self.top = MARGIN

    def _room(self, height: float) -> None:
        if self.top + height > self.paper.height - MARGIN - FOOT:
            self._turn()

    def _set(self, block: Block, size: float, width: float) -> _Set:
        paragraph = measure(block, by_language(block, self.families))
        lines = fill(paragraph, size, width)
        if lines is None:
            raise DoesNotFit(
                f"{block.id} has a word wider than the paper of the proof.", "Write it so that it can be broken."
            )
        return _Set(paragraph, lines, size, block.language.leading * size)

    def _english(self, text: str, *, bold: bool = False) -> Block:
        return Block("proof", self.text.english, (Span(text, bold),))

    def _draw(self, canvas: Canvas, made: _Set, start: float, top: float, colour: Colour = Colour.BLACK) -> None:
        first = top + made.paragraph.ascent * made.size
        baselines = [first + number * made.leading for number in range(len(made.lines))]
        canvas.text(Role.STATEMENT, made.paragraph, made.lines, made.size, start, baselines, colour)

    def _flow(self, made: _Set, gap: float, colour: Colour = Colour.BLACK) -> None:
        """Draws at the starting edge of its own language, and goes below."""
        rtl = made.paragraph.block.language.is_rtl
        canvas = self.canvas
        if rtl:
            canvas = Canvas(self.paper, rtl=True)
            canvas.marks = self.canvas.marks
        self._draw(canvas, made, MARGIN, self.top, colour)
        self.top += made.height + gap

    def opening(self, cards: Sequence[Face], problem: str) -> None:
        """Title, instructions, and the card at true size."""
        language, script = self.text.language, self.text.script
        title = self._english(f"Proof: {language.english} · {script.title} ({script.id} {script.version})", bold=True)
        self._flow(self._set(title, 16, self.width), 10)
        self._flow(self._set(self._english(INSTRUCTIONS), BODY, self.width), 12)
        if problem:
            self._flow(self._set(self._english(f"No card to show: {problem}"), BODY, self.width), 12)
        start = MARGIN
        for face in cards:
            if start + face.size.width > self.paper.width - MARGIN + 1:
                start, self.top = MARGIN, self.top + face.size.height + 8
            if start == MARGIN:
                self._room(face.size.height)
            self.canvas.marks.append(FaceMark(face, start, self.paper.height - self.top - face.size.height))
            start += face.size.width + 8
        if cards:
            self.top += cards[-1].size.height + 16

    def item(self, number: int, item: ProofItem) -> None:
        """One string: id, note, English, translation, a line for the back-translation, boxes."""
        head = self._set(self._english(f"{number}  {item.context}", bold=True), SMALL, self.width - 150)
        state = self._set(self._english(f"{item.state.value} · {item.sha256[:12]}"), SMALL, 150)
        note = self._set(self._english(item.note or "–"), SMALL, self.width)
        english = self._set(item.english, BODY, self.width)
        shown = item.text or self._english("(not translated)")
        large = self._set(shown, LARGE, self.width)
        parts = (head, note, english, large)
        self._room(sum(part.height for part in parts) + 4 * 6 + 2 * WRITING + 14)
        self.canvas.panel(MARGIN, self.top, self.width, RULE, 0, Colour.GREY)
        self.top += 7
        self._draw(self.canvas, state, self.paper.width - MARGIN - 150, self.top, Colour.GREY)
        self._flow(head, 5)
        self._flow(note, 6, Colour.GREY)
        self._flow(english, 7)
        self._flow(large, 4)
        self._written("Back-translation:")
        self._boxes()
        self.top += 10

    def _written(self, label: str) -> None:
        """A label and a line to write on."""
        made = self._set(self._english(label), SMALL, self.width)
        base = self.top + WRITING - 6
        self._draw(self.canvas, made, MARGIN, base - made.height)
        taken = made.paragraph.width(0, len(made.paragraph.text)) * SMALL + 5
        self.canvas.panel(MARGIN + taken, base, self.width - taken, RULE, 0, Colour.BLACK)
        self.top += WRITING

    def _boxes(self) -> None:
        """Boxes for OK and for a change, and a line for the change."""
        base = self.top + WRITING - 6
        start = MARGIN
        for label in ("OK", "Change to:"):
            self._box(start, base - BOX)
            made = self._set(self._english(label), SMALL, self.width)
            self._draw(self.canvas, made, start + BOX + 4, base - made.height - 1)
            start += BOX + 8 + made.paragraph.width(0, len(label)) * SMALL + 8
        self.canvas.panel(start, base, self.paper.width - MARGIN - start, RULE, 0, Colour.BLACK)
        self.top += WRITING

    def _box(self, start: float, top: float) -> None:
        """An empty square: black, with white inside."""
        self.canvas.panel(start, top, BOX, BOX, 0, Colour.BLACK)
        self.canvas.panel(start + 0.7, top + 0.7, BOX - 1.4, BOX - 1.4, 0, Colour.WHITE)

    def signature(self) -> None:
        """Name, role, date, and the code that tells what was signed."""
        self._room(3 * WRITING + 60)
        self.canvas.panel(MARGIN, self.top, self.width, RULE, 0, Colour.GREY)
        self.top += 8
        tag, script = self.text.language.tag, self.text.script.id
        self._flow(self._set(self._english(f"Signing code {self.text.code}", bold=True), BODY, self.width), 5)
        command = f"rights-cards locale sign {tag} --script {script} --role ROLE --by NAME --code {self.text.code}"
        self._flow(self._set(self._english(command), SMALL, self.width), 4, Colour.GREY)
        self._written("Name or pseudonym:")
        start, base = MARGIN, self.top + WRITING - 6
        for role in ROLES:
            self._box(start, base - BOX)
            made = self._set(self._english(role), SMALL, self.width)
            self._draw(self.canvas, made, start + BOX + 4, base - made.height - 1)
            start += BOX + 16 + made.paragraph.width(0, len(role)) * SMALL
        self.top += WRITING
        self._written("Date:")

    def finished(self) -> tuple[Face, ...]:
        """The pages as faces, each with its foot."""
        count = len(self.canvases)
        language = self.text.language
        faces = []
        for number, canvas in enumerate(self.canvases, start=1):
            script = self.text.script
            foot = f"{language.english} · {script.id} {script.version} · {self.text.code} · page {number} of {count}"
            made = self._set(self._english(foot), SMALL, self.width)
            self._draw(canvas, made, MARGIN, self.paper.height - MARGIN - made.height, Colour.GREY)
            faces.append(Face(self.paper, Colour.WHITE, "en", tuple(canvas.marks), BODY))
        return tuple(faces)
