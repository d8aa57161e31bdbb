"""A proof: pages on which a reviewer corrects a translation by hand and signs it.

Each string is printed in large type, above lines for the back-translation. Its English and check boxes are below these,
where a sheet of paper can cover them during the back-translation. The card is shown at actual size. Lengths are in
points.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.errors import DoesNotFit
from cards.measures import Size
from cards.merge.card_text import Block
from cards.merge.markup import Span
from cards.merge.proof_text import ProofItem, ProofText
from cards.read.sign_offs import LEGAL, ROLES
from cards.read.typefaces import Family
from cards.typeset.canvas import Canvas
from cards.typeset.marks import Colour, Face, FaceMark, Role
from cards.typeset.text.paragraph import Paragraph, by_language, fill, measure

MARGIN = 36.0
LARGE, BODY, SMALL = 15.0, 9.5, 7.5
"""Type sizes: the translation, the English, notes and labels."""

WRITING = 24.0
"""The height of a line for handwriting: 8.5 mm."""

UNDER = 6.0
"""The space below a line for handwriting."""

RISE = 1.8
"""The height of a label above its writing line, which centers its capitals on a box on that line."""

COVERED = 8.0
"""The space above the English, for the edge of a sheet that covers it."""

RULE = 0.5
BOX, STROKE = 9.0, 0.7
FOOT = 20.0

INSTRUCTIONS = (
    "For somebody who reads both languages and did not write the translation. Cover everything below the large words "
    "with a sheet of paper, and write under them, in English, what they say. Then move the sheet down and compare: is "
    "anything missing, added, or weaker or stronger than the English? Watch each “not”, “judge”, “lawyer”, “sign” and "
    "“warrant”. Check OK, or write what it should say. Sign at the end."
)

LAWYER_INSTRUCTIONS = (
    "For a lawyer. These are the English words of both sides, from which every translation is made. Is each sentence "
    "legally correct under the authority that it names, and safe to say and do for the person who shows the card? "
    "Check OK, or write what it should say. Sign at the end."
)
"""The English is not translated back."""

WHO_SIGNS = {
    "second-translator": "reads both languages and has compared every sentence.",
    "back-translation": "has read only the large words and said in English what they say; somebody has compared.",
    "legal": "is a lawyer who reads the language and confirms that it is legally correct.",
    "community": "speaks the language every day and confirms that it is plain and polite.",
}
HOW_TO_SIGN = (
    "The translator must not sign. A sentence that is not OK stays unsigned; the others can be signed. "
    "Return this proof to the organizer, who types the command at its end. You do not need a computer."
)
HOW_TO_SIGN_ENGLISH = (
    "A sentence that is not OK stays unsigned; the others can be signed. "
    "Return this proof to the organizer, who types the command at its end. You do not need a computer."
)


def proof_pages(
    text: ProofText, cards: Sequence[Face], problem: str, paper: Size, families: tuple[Family, ...]
) -> tuple[Face, ...]:
    """The pages. `cards` are the faces to show at actual size; `problem` says why there are none, if so.

    Raises DoesNotFit for a character without a glyph, or a word wider or a line taller than the paper.
    """
    pages = _Pages(text, paper, families)
    pages.opening(cards, problem)
    for number, item in enumerate(text.items, start=1):
        pages.item(number, item)
    pages.signature()
    return pages.finished()


@dataclass(frozen=True, slots=True)
class _Set:
    """A paragraph in lines: its size, and its leading in points."""

    paragraph: Paragraph
    lines: list[tuple[int, int]]
    size: float
    leading: float

    @property
    def ascent(self) -> float:
        return self.paragraph.ascent * self.size

    @property
    def width(self) -> float:
        return max(self.paragraph.width(*line) for line in self.lines) * self.size

    @property
    def height(self) -> float:
        return self.inked + (len(self.lines) - 1) * self.leading

    @property
    def inked(self) -> float:
        """The height of one line."""
        return self.ascent + self.paragraph.descent * self.size

    def fitting(self, room: float) -> int:
        """The number of its lines that fit."""
        return min(len(self.lines), 1 + math.floor((room - self.inked) / self.leading)) if room >= self.inked else 0


class _Pages:
    """Fills pages from the top; a part that does not fit starts a new one, and a part longer than a page continues."""

    def __init__(self, text: ProofText, paper: Size, families: tuple[Family, ...]) -> None:
        self.text = text
        self.paper = paper
        self.families = families
        self.is_english = text.language == text.english
        self.width = paper.width - 2 * MARGIN
        self.bottom = paper.height - MARGIN - FOOT
        self.continued = ""
        self.canvases: list[Canvas] = []
        self._turn()

    def _turn(self) -> None:
        """Starts a page, under the name of a part that continues on it, if any."""
        self.canvas = Canvas(self.paper, rtl=False)
        self.canvases.append(self.canvas)
        self.top = MARGIN
        if self.continued:
            self._flow(self._set(self._english(self.continued, bold=True), SMALL), 7)

    def _room(self, height: float) -> None:
        """Starts a new page unless that height fits, or is more than a page and starts at its top."""
        if self.top + height > self.bottom and self.top > MARGIN:
            self._turn()

    def _set(self, block: Block, size: float) -> _Set:
        paragraph = measure(block, by_language(block, self.families))
        lines = fill(paragraph, size, self.width)
        if lines is None:
            raise DoesNotFit(
                f"{block.id} has a word wider than the paper of the proof.", "Add a space or hyphen to break it."
            )
        leading = max(block.language.leading, paragraph.ascent + paragraph.descent)
        made = _Set(paragraph, lines, size, leading * size)
        if made.inked > (self.bottom - MARGIN) / 2:
            raise DoesNotFit(f"{block.id} has a line taller than the proof can show.", "Use fewer marks on a letter.")
        return made

    def _english(self, text: str, *, bold: bool = False, of: str = "proof") -> Block:
        return Block(of, self.text.english, (Span(text, bold),))

    def _draw(
        self,
        canvas: Canvas,
        made: _Set,
        start: float,
        base: float,
        colour: Colour = Colour.BLACK,
        role: Role = Role.PARAGRAPH,
    ) -> None:
        """Draws lines, the first on the baseline `base`."""
        baselines = [base + number * made.leading for number in range(len(made.lines))]
        canvas.text(role, made.paragraph, made.lines, made.size, start, baselines, colour)

    def _flow(self, made: _Set, gap: float, colour: Colour = Colour.BLACK, role: Role = Role.PARAGRAPH) -> None:
        """Draws at the starting edge of its own language, on as many pages as needed, and moves below it."""
        left = made.lines
        while left:
            count = made.fitting(self.bottom - self.top)
            if count == 0:
                self._turn()
                continue
            part = replace(made, lines=left[:count])
            canvas = Canvas(self.paper, rtl=made.paragraph.block.language.is_rtl)
            canvas.marks = self.canvas.marks
            self._draw(canvas, part, MARGIN, self.top + made.ascent, colour, role)
            self.top += part.height
            left = left[count:]
        self.top += gap

    def opening(self, cards: Sequence[Face], problem: str) -> None:
        """Title, instructions, and the card at actual size."""
        language, script = self.text.language, self.text.script
        title = f"Proof: {language.english} · {script.title} ({script.id} {script.version})"
        self._flow(self._set(self._english(title, bold=True, of=script.id), 16), 10, role=Role.HEADING)
        instructions = LAWYER_INSTRUCTIONS if self.is_english else INSTRUCTIONS
        self._flow(self._set(self._english(instructions), BODY), 8)
        self._box_on_signing()
        if any(face.size.width > self.width or face.size.height > self.bottom - MARGIN for face in cards):
            cards, problem = (), "It is larger than the paper of the proof. Use --paper a4, or a smaller stock."
        if problem:
            self._flow(self._set(self._english(f"No card to show: {problem}"), BODY), 12)
        start = MARGIN
        for face in cards:
            if start > MARGIN and start + face.size.width > self.paper.width - MARGIN + 1:
                start, self.top = MARGIN, self.top + face.size.height + 8
            if start == MARGIN:
                self._room(face.size.height)
            self.canvas.marks.append(FaceMark(face, start, self.paper.height - self.top - face.size.height))
            start += face.size.width + 8
        if cards:
            self.top += cards[-1].size.height + 16

    def _box_on_signing(self) -> None:
        """Who may sign in which role, and what to do with the proof, between two rules."""
        self.canvas.panel(MARGIN, self.top, self.width, RULE, 0, Colour.GREY)
        self.top += 5
        for role, who in ({} if self.is_english else WHO_SIGNS).items():
            self._flow(self._set(Block("proof", self.text.english, (Span(role, bold=True), Span(f" {who}"))), SMALL), 2)
        self._flow(self._set(self._english(HOW_TO_SIGN_ENGLISH if self.is_english else HOW_TO_SIGN), SMALL), 4)
        self.canvas.panel(MARGIN, self.top, self.width, RULE, 0, Colour.GREY)
        self.top += 12

    def item(self, number: int, item: ProofItem) -> None:
        """One string: id, state, translation, lines to translate it back, then English, note, lines for a change."""
        name = self._english(f"{number}  {item.context}", bold=True, of=item.context)
        state = self._set(self._english(f"{item.state.value} · {item.sha256[:12]}"), SMALL)
        head = self._set(name, SMALL)
        note = self._set(self._english(item.note or "–", of=item.context), SMALL)
        shown = self._set(item.text or self._english("(not translated)"), LARGE)
        colour = Colour.BLACK if item.text else Colour.GREY
        english = [] if self.is_english else [self._set(item.english, BODY)]
        claims = [
            made
            for question, word in item.claims
            for made in (self._set(self._english(question, of=item.context), SMALL), self._set(word, BODY))
        ]
        lines = self._lines_by_hand(item.english)
        height = sum(made.height for made in (head, state, shown, *english, note, *claims))
        writing = (lines if self.is_english else 2 * lines) * WRITING
        self._room(height + writing + 42)
        self.canvas.panel(MARGIN, self.top, self.width, RULE, 0, Colour.GREY)
        self.top += 7
        self.continued = f"{name.text}, continued"
        self._head(head, state)
        self._flow(shown, 4, colour)
        if not self.is_english:
            self._written("Back-translation:", lines)
            self.top += COVERED
        for each in english:
            self._flow(each, 4)
        self._flow(note, 2, Colour.GREY)
        for each in claims:
            self._flow(each, 2)
        self._change(lines)
        self.continued = ""
        self.top += 10

    def _lines_by_hand(self, english: Block) -> int:
        """The number of lines for a text in handwriting, which is about as wide as the large type."""
        paragraph = measure(english, by_language(english, self.families))
        return math.ceil(paragraph.width(0, len(paragraph.text)) * LARGE / self.width) or 1

    def _head(self, name: _Set, state: _Set) -> None:
        """The id at one edge and the state at the other, or one below the other if they are too long."""
        if name.width + 12 + state.width > self.width:
            self._flow(name, 3, role=Role.SECTION)
            self._flow(state, 5, Colour.GREY)
            return
        base = self.top + max(name.ascent, state.ascent)
        self._draw(self.canvas, name, MARGIN, base, role=Role.SECTION)
        self._draw(self.canvas, state, self.paper.width - MARGIN - state.width, base, Colour.GREY)
        self.top += max(name.height, state.height) + 5

    def _label(self, text: str, start: float, base: float) -> float:
        """A label to the left of a writing line; returns where it ends."""
        made = self._set(self._english(text), SMALL)
        self._draw(self.canvas, made, start, base - RISE)
        return start + made.width

    def _written(self, label: str, lines: int = 1) -> None:
        """A label and writing lines."""
        self._room(WRITING)
        base = self.top + WRITING - UNDER
        self._lines(self._label(label, MARGIN, base) + 5, lines)

    def _change(self, lines: int) -> None:
        """Boxes for OK and for a change, and lines for the change."""
        self._room(WRITING)
        start = self._boxes(("OK", "Change to:"), MARGIN)
        self._lines(start - 5, lines)

    def _lines(self, start: float, count: int) -> None:
        """Writing lines: the first from `start`, further ones as wide as the page."""
        for _ in range(count):
            self._room(WRITING)
            base = self.top + WRITING - UNDER
            self.canvas.panel(start, base, self.paper.width - MARGIN - start, RULE, 0, Colour.BLACK)
            self.top += WRITING
            start = MARGIN

    def _boxes(self, labels: Sequence[str], start: float) -> float:
        """Check boxes with their labels; returns where the next one would be."""
        base = self.top + WRITING - UNDER
        for label in labels:
            self._box(start, base - BOX)
            start = self._label(label, start + BOX + 4, base) + 12
        return start

    def _box(self, start: float, top: float) -> None:
        """An empty square of four strokes."""
        side = BOX - 2 * STROKE
        for edge in (0, BOX - STROKE):
            self.canvas.panel(start, top + edge, BOX, STROKE, 0, Colour.BLACK)
            self.canvas.panel(start + edge, top + STROKE, STROKE, side, 0, Colour.BLACK)

    def signature(self) -> None:
        """Name, role, date, and the code that identifies what was signed."""
        self._room(3 * WRITING + 60)
        self.canvas.panel(MARGIN, self.top, self.width, RULE, 0, Colour.GREY)
        self.top += 8
        tag, script = self.text.language.tag, self.text.script.id
        roles, role = ((LEGAL,), LEGAL) if self.is_english else (ROLES, "ROLE")
        self._flow(self._set(self._english(f"Signing code {self.text.code}", bold=True), BODY), 5)
        command = f"rights-cards locale sign {tag} --script {script} --role {role} --by NAME --code {self.text.code}"
        if self.text.with_content:
            command += " --content FOLDER"  # not its path, which may reveal who printed the proof
        self._flow(self._set(self._english(command), SMALL), 4, Colour.GREY)
        self._written("Name or pseudonym:")
        self._boxes(roles, self._label("Role:", MARGIN, self.top + WRITING - UNDER) + 8)
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
            made = self._set(self._english(foot), SMALL)
            base = self.paper.height - MARGIN - made.height + made.ascent
            self._draw(canvas, made, MARGIN, base, Colour.GREY, Role.PAGE_FOOT)
            faces.append(Face(self.paper, Colour.WHITE, "en", tuple(canvas.marks), BODY))
        return tuple(faces)
