"""A proof: pages on which a reviewer corrects a translation by hand and signs it.

Each string is printed in large type, above lines for the back-translation. Its English and check boxes are below these,
where a sheet of paper can cover them during the back-translation. The card is shown at actual size. Lengths are in
points.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from cards.measures import Size
from cards.merge.proof_text import ProofItem, ProofText
from cards.read.sign_offs import ROLES
from cards.read.typefaces import Family
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.page.by_hand import BODY, LARGE, RULE, SMALL, WRITING, ByHand
from cards.typeset.page.flow import MARGIN
from cards.typeset.rows import Row, Stack

COVERED = 8.0
"""The space above the English, for the edge of a sheet that covers it."""

INSTRUCTIONS = (
    "For somebody who reads both languages and did not write the translation. Cover everything below the large words "
    "with a sheet of paper, and write under them, in English, what they say. Then move the sheet down and compare: is "
    "anything missing, added, or weaker or stronger than the English? Watch each “not”, “judge”, “lawyer”, “sign” and "
    "“warrant”. Check a box, and write what it should say. Sign at the end."
)

WHO_SIGNS = {
    "second-translator": "reads both languages and has compared every sentence.",
    "back-translation": "has read only the large words and said in English what they say; somebody has compared.",
    "legal": "is a lawyer who reads the language and confirms that it is legally correct.",
    "community": "speaks the language every day and confirms that it is plain and polite.",
}
HOW_TO_SIGN = (
    "The translator must not sign. A sentence that is not right stays unsigned; the others can be signed. "
    "Return this proof to the organizer, who types the command at its end. You do not need a computer."
)


def proof_pages(
    text: ProofText, cards: Sequence[Face], problem: str, paper: Size, families: tuple[Family, ...]
) -> tuple[Face, ...]:
    """The pages. `cards` are the faces to show, at actual size if the paper allows; `problem` says why there are none,
    if so.

    Raises DoesNotFit for a character without a glyph, or a word wider or a line taller than the paper.
    """
    pages = _Pages(text, paper, families)
    pages.opening(cards, problem)
    for item in text.items:
        pages.item(item)
    pages.added(text.added)
    pages.signature()
    return pages.faces()


class _Pages(ByHand):
    """The pages of a proof under construction."""

    def __init__(self, text: ProofText, paper: Size, families: tuple[Family, ...]) -> None:
        super().__init__(paper, text.english, families)
        self.text = text

    def opening(self, cards: Sequence[Face], problem: str) -> None:
        """Title, instructions, and the card at actual size."""
        language, script = self.text.language, self.text.script
        title = f"Proof: {language.english} · {script.title} ({script.id} {script.version})"
        self.flow(self._set(self._english(title, bold=True, of=script.id), 16), 10, role=Role.HEADING)
        self.flow(self._set(self._english(INSTRUCTIONS), BODY), 8)
        self._box_on_signing()
        self._cards(cards, problem)

    def _box_on_signing(self) -> None:
        """Who may sign in which role, and what to do with the proof, between two rules."""
        self.rule(RULE, Colour.GREY)
        self.space(5)
        for role, who in WHO_SIGNS.items():
            self.flow(self._set(self._led(role, who), SMALL), 2)
        self.flow(self._small(HOW_TO_SIGN), 4)
        self.rule(RULE, Colour.GREY)
        self.space(12)

    def item(self, item: ProofItem) -> None:
        """One string: number, id, state, translation, lines to say it back; then English, note, lines to change it."""
        called = f"{item.context}, {item.where}" if item.where else item.context
        name = self._english(f"{item.number}  {called}", bold=True, of=item.context)
        state = self._small(f"{item.state.value} · {item.code}")
        head = self._set(name, SMALL)
        note = self._small(item.note or "–", of=item.context)
        shown = self._set(item.text or self._english("(not translated)"), LARGE)
        colour = Colour.BLACK if item.text else Colour.GREY
        english = self._set(item.english, BODY)
        claims = [
            made
            for question, word in item.claims
            for made in (self._small(question, of=item.context), self._set(word, BODY))
        ]
        lines = self._lines_by_hand(item.english)
        height = math.fsum(made.height for made in (head, state, shown, english, note, *claims))
        self.room(height + 2 * lines * WRITING + 42)
        self.rule(RULE, Colour.GREY)
        self.space(7)
        self.continued = lambda: self.flow(self._small(f"{name.text}, continued", bold=True), 7)
        self._head(head, state)
        self.flow(shown, 4, colour)
        self._written("Back-translation:", lines)
        self.space(COVERED)
        self.flow(english, 4)
        self.flow(note, 2, Colour.GREY)
        for each in claims:
            self.flow(each, 2)
        self._change(lines)
        self.continued = lambda: None
        self.space(10)

    def signature(self) -> None:
        """Name, role, date, and the code that identifies what was signed."""
        self.room(3 * WRITING + 100)
        self.rule(RULE, Colour.GREY)
        self.space(8)
        tag, script = self.text.language.tag, self.text.script.id
        self.message(tag, self.text.listed, [item.number for item in self.text.items])
        self.space(5)
        self.flow(self._set(self._english(f"Signing code {self.text.code}", bold=True), BODY), 5)
        command = f"rights-cards locale sign {tag} --script {script} --role ROLE --by NAME --code {self.text.code}"
        if self.text.with_content:
            command += " --content FOLDER"  # not its path, which may reveal who printed the proof
        self.flow(self._small(command), 4, Colour.GREY)
        self._written("Name or pseudonym:")
        label = self._label("Role:", MARGIN)
        boxes, _ = self._boxes(ROLES, label.start + label.text.width + 8)
        self.place(Stack([label, *boxes], WRITING))
        self._written("Date:")

    def faces(self) -> tuple[Face, ...]:
        """The pages as faces, each with its foot."""
        language, script, code = self.text.language, self.text.script, self.text.code

        def foot(number: int, count: int) -> Stack:
            made = self._small(f"{language.english} · {script.id} {script.version} · {code} · page {number} of {count}")
            return Stack.of(Row(made, MARGIN, 0.0, Role.PAGE_FOOT, Colour.GREY))

        return self.finished(foot, "en", BODY)
