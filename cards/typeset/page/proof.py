"""A proof: pages on which a reviewer corrects a translation by hand and signs it.

Each string is printed in large type, above lines for the back-translation. Its English and check boxes are below these,
where a sheet of paper can cover them during the back-translation. The card is shown at actual size. Lengths are in
points.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from cards.errors import DoesNotFit
from cards.measures import Size
from cards.merge.card_text import Block
from cards.merge.markup import Span
from cards.merge.proof_text import ProofItem, ProofText
from cards.read.sign_offs import LEGAL, ROLES
from cards.read.typefaces import Family
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.page.flow import MARGIN, Flow
from cards.typeset.rows import FacePiece, Panel, Piece, Row, Stack, Text, side_by_side
from cards.typeset.text.paragraph import by_language, fill, measure

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

ADDED = "The organization’s own folder tells the checks of negations and key words the following. Is all of it correct?"

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
    pages.added()
    pages.signature()
    return pages.faces()


class _Pages(Flow):
    """The pages of a proof under construction."""

    def __init__(self, text: ProofText, paper: Size, families: tuple[Family, ...]) -> None:
        super().__init__(paper, FOOT)
        self.text = text
        self.families = families
        self.is_english = text.language == text.english

    def _set(self, block: Block, size: float) -> Text:
        paragraph = measure(block, by_language(block, self.families))
        lines = fill(paragraph, size, self.width)
        if lines is None:
            raise DoesNotFit(
                f"{block.id} has a word wider than the paper of the proof.", "Add a space or hyphen to break it."
            )
        made = Text(paragraph, tuple(lines), size, block.language.leading)
        if made.line_height > self.page_height / 2:
            raise DoesNotFit(f"{block.id} has a line taller than the proof can show.", "Use fewer marks on a letter.")
        return made

    def _english(self, text: str, *, bold: bool = False, of: str = "proof") -> Block:
        return Block(of, self.text.english, (Span(text, bold),))

    def _small(self, text: str, *, bold: bool = False, of: str = "proof") -> Text:
        return self._set(self._english(text, bold=bold, of=of), SMALL)

    def opening(self, cards: Sequence[Face], problem: str) -> None:
        """Title, instructions, and the card at actual size."""
        language, script = self.text.language, self.text.script
        title = f"Proof: {language.english} · {script.title} ({script.id} {script.version})"
        self.flow(self._set(self._english(title, bold=True, of=script.id), 16), 10, role=Role.HEADING)
        instructions = LAWYER_INSTRUCTIONS if self.is_english else INSTRUCTIONS
        self.flow(self._set(self._english(instructions), BODY), 8)
        self._box_on_signing()
        if any(face.size.width > self.width or face.size.height > self.page_height for face in cards):
            cards, problem = (), "It is larger than the paper of the proof. Use --paper a4, or a smaller stock."
        if problem:
            self.flow(self._set(self._english(f"No card to show: {problem}"), BODY), 12)
        for row in self._rows_of(cards):
            self.room(row.height)
            self.place(row)
            self.space(8)
        if cards:
            self.space(8)

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

    def _box_on_signing(self) -> None:
        """Who may sign in which role, and what to do with the proof, between two rules."""
        self.rule(RULE, Colour.GREY)
        self.space(5)
        for role, who in ({} if self.is_english else WHO_SIGNS).items():
            self.flow(self._set(Block("proof", self.text.english, (Span(role, bold=True), Span(f" {who}"))), SMALL), 2)
        self.flow(self._small(HOW_TO_SIGN_ENGLISH if self.is_english else HOW_TO_SIGN), 4)
        self.rule(RULE, Colour.GREY)
        self.space(12)

    def item(self, number: int, item: ProofItem) -> None:
        """One string: id, state, translation, lines to translate it back, then English, note, lines for a change."""
        called = f"{item.context}, {item.where}" if item.where else item.context
        name = self._english(f"{number}  {called}", bold=True, of=item.context)
        state = self._small(f"{item.state.value} · {item.sha256[:12]}")
        head = self._set(name, SMALL)
        note = self._small(item.note or "–", of=item.context)
        shown = self._set(item.text or self._english("(not translated)"), LARGE)
        colour = Colour.BLACK if item.text else Colour.GREY
        english = [] if self.is_english else [self._set(item.english, BODY)]
        claims = [
            made
            for question, word in item.claims
            for made in (self._small(question, of=item.context), self._set(word, BODY))
        ]
        lines = self._lines_by_hand(item.english)
        height = math.fsum(made.height for made in (head, state, shown, *english, note, *claims))
        writing = (lines if self.is_english else 2 * lines) * WRITING
        self.room(height + writing + 42)
        self.rule(RULE, Colour.GREY)
        self.space(7)
        self.continued = lambda: self.flow(self._small(f"{name.text}, continued", bold=True), 7)
        self._head(head, state)
        self.flow(shown, 4, colour)
        if not self.is_english:
            self._written("Back-translation:", lines)
            self.space(COVERED)
        for each in english:
            self.flow(each, 4)
        self.flow(note, 2, Colour.GREY)
        for each in claims:
            self.flow(each, 2)
        self._change(lines)
        self.continued = lambda: None
        self.space(10)

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
        return Row(made, start, WRITING - UNDER - RISE - made.ascent, Role.PARAGRAPH, Colour.BLACK)

    def _written(self, label: str, lines: int = 1) -> None:
        """A label and writing lines."""
        row = self._label(label, MARGIN)
        self._lines([row], row.start + row.text.width + 5, lines)

    def _change(self, lines: int) -> None:
        """Boxes for OK and for a change, and lines for the change."""
        pieces, end = self._boxes(("OK", "Change to:"), MARGIN)
        self._lines(pieces, end - 5, lines)

    def _lines(self, before: Sequence[Piece], start: float, count: int) -> None:
        """Writing lines: the first from `start`, after what is before it, further ones as wide as the page."""
        for _ in range(count):
            line = Panel(start, WRITING - UNDER, Size(self.paper.width - MARGIN - start, RULE), Colour.BLACK)
            self.room(WRITING)
            self.place(Stack([*before, line], WRITING))
            before, start = (), MARGIN

    def _boxes(self, labels: Sequence[str], start: float) -> tuple[list[Piece], float]:
        """Check boxes with their labels, and where the next one would be."""
        pieces: list[Piece] = []
        for label in labels:
            row = self._label(label, start + BOX + 4)
            pieces += [*_box(start, WRITING - UNDER - BOX), row]
            start = row.start + row.text.width + 12
        return pieces, start

    def added(self) -> None:
        """What the content folder tells the checks, which trust it: whoever signs must have seen it."""
        if not self.text.added:
            return
        self.room(3 * WRITING)
        self.rule(RULE, Colour.GREY)
        self.space(7)
        self.flow(self._set(self._english(ADDED, bold=True), BODY), 4)
        for line in self.text.added:
            self.flow(self._set(self._english(line), BODY), 2)
        self._change(1)
        self.space(10)

    def signature(self) -> None:
        """Name, role, date, and the code that identifies what was signed."""
        self.room(3 * WRITING + 60)
        self.rule(RULE, Colour.GREY)
        self.space(8)
        tag, script = self.text.language.tag, self.text.script.id
        roles, role = ((LEGAL,), LEGAL) if self.is_english else (ROLES, "ROLE")
        self.flow(self._set(self._english(f"Signing code {self.text.code}", bold=True), BODY), 5)
        command = f"rights-cards locale sign {tag} --script {script} --role {role} --by NAME --code {self.text.code}"
        if self.text.with_content:
            command += " --content FOLDER"  # not its path, which may reveal who printed the proof
        self.flow(self._small(command), 4, Colour.GREY)
        self._written("Name or pseudonym:")
        label = self._label("Role:", MARGIN)
        boxes, _ = self._boxes(roles, label.start + label.text.width + 8)
        self.place(Stack([label, *boxes], WRITING))
        self._written("Date:")

    def faces(self) -> tuple[Face, ...]:
        """The pages as faces, each with its foot."""
        language, script, code = self.text.language, self.text.script, self.text.code

        def foot(number: int, count: int) -> Stack:
            made = self._small(f"{language.english} · {script.id} {script.version} · {code} · page {number} of {count}")
            return Stack.of(Row(made, MARGIN, 0.0, Role.PAGE_FOOT, Colour.GREY))

        return self.finished(foot, "en", BODY)


def _box(start: float, top: float) -> list[Piece]:
    """An empty square of four strokes."""
    side = BOX - 2 * STROKE
    strokes: list[Piece] = []
    for edge in (0.0, BOX - STROKE):
        strokes.append(Panel(start, top + edge, Size(BOX, STROKE), Colour.BLACK))
        strokes.append(Panel(start + edge, top + STROKE, Size(STROKE, side), Colour.BLACK))
    return strokes
