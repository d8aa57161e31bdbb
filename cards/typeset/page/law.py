"""The lawyer's proof: pages on which a lawyer checks the English of one or more cards against its authorities.

Each sentence is there once, with the strings that have it, its authorities in full and its note, questions to tick and
room for a remedy, under its number on the card that first has it. Each card is shown at actual size. Lengths are in
points.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cards.measures import Size
from cards.merge.cover_text import counted
from cards.merge.law_text import EVERY, LawCard, LawItem, LawText, Place, Shared
from cards.read.sign_offs import LEGAL
from cards.read.typefaces import Family
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.page.by_hand import BODY, RULE, SMALL, ByHand
from cards.typeset.page.flow import MARGIN
from cards.typeset.rows import Row, Stack, Text

SENTENCE = 13.0
"""The type size of the sentences."""

INSTRUCTIONS = (
    "For a lawyer. These are the English words from which every translation is made. People show the cards to "
    "officers, and act on them under stress. Read each sentence against every authority below it, as the law is today, "
    "and tick what is true of it. Where a box stays empty, write the remedy below: other words, another authority, or "
    "what is missing. The numbers are those on the picture of the card. A sentence that several cards share is here "
    "once, and your answer counts for all of them."
)

QUESTIONS = {
    "Carried": "the authority carries the sentence: it is good law, it is cited correctly, and it says this.",
    "Complete": "nothing is missing that the person must know in order to act on it safely.",
    "True in every state": "it misleads in no state or circuit, nor on this side of the card.",
    "Current": "no later statute, rule, decision or policy that you know of changes it.",
}
"""What to tick for each sentence, and what each tick says."""

HOW_TO_SIGN = (
    "A sentence without OK stays unsigned; the others can be signed. Return this proof to the organizer, who types the "
    "commands at its end. You do not need a computer. Nobody has to accept a remedy before you sign the rest."
)

MESSAGE = (
    "You can also send the organizer a message, in which the code beside a sentence names it: give every code of a "
    "sentence that has several, which rest on different authorities. What cards leave out has none. "
    "Write your own in place of the words in capitals:"
)
"""How a lawyer answers without the paper."""

RECORDS = (
    "Each command signs the English of one card. If every sentence of the card is OK, it also records your review in "
    "the file of the card, with the name and the date from this page (law_reviewed_by, law_reviewed_on). If some are "
    "not OK, add --string with the id of each sentence that is; then the card has no review. A change of whatever "
    "this proof says about the card ends the review, and after a year the program asks for a new one."
)
"""What the organizer does with the proof."""


LAW_MESSAGE = f"en YOUR NAME, {LEGAL}: CODE ok, OTHER CODE change to “…”"
"""A message in which a lawyer answers (`read/answers`), with words in place of what it must have: see
`merge/locale_proof.message_example`."""


def law_pages(
    text: LawText, faces: Mapping[str, tuple[Sequence[Face], str]], paper: Size, families: tuple[Family, ...]
) -> tuple[Face, ...]:
    """The pages. `faces` has for each script its faces to show at actual size, or why there are none.

    Raises DoesNotFit for a character without a glyph, or a word wider or a line taller than the paper.
    """
    pages = _Pages(text, paper, families)
    pages.opening()
    told: set[int] = set()
    for card in text.cards:
        pages.card(card, *faces[card.script.id])
        pages.shared((*card.bearer, *card.officer), told)
        pages.sentences((*card.bearer, *card.officer), told)
    if text.labels:
        pages.section(EVERY)
        pages.sentences(text.labels, told)
    pages.added(text.added)
    pages.signature()
    return pages.faces()


class _Pages(ByHand):
    """The pages of a lawyer's proof under construction."""

    writing = 20.0

    def __init__(self, text: LawText, paper: Size, families: tuple[Family, ...]) -> None:
        super().__init__(paper, text.english, families)
        self.text = text

    def opening(self) -> None:
        """Title, instructions and questions."""
        cards = self.text.cards
        of = cards[0].script.title if len(cards) == 1 else counted(len(cards), "card")
        title = f"English proof for a lawyer: {of}, {counted(len(self.text.items), 'sentence')}"
        self.flow(self._set(self._english(title, bold=True), 16), 10, role=Role.HEADING)
        self.flow(self._set(self._english(INSTRUCTIONS), BODY), 8)
        self.rule(RULE, Colour.GREY)
        self.space(5)
        for label, meaning in QUESTIONS.items():
            self.flow(self._set(self._led(f"{label}:", meaning), SMALL), 2)
        self.flow(self._small(HOW_TO_SIGN), 4)
        self.rule(RULE, Colour.GREY)
        self.space(12)

    def section(self, title: str) -> None:
        """The heading of a part."""
        heading = self._set(self._english(title, bold=True), SENTENCE)
        self.room(heading.height + 4 * self.writing)
        self.rule(1.5, Colour.BLACK)
        self.space(8)
        self.flow(heading, 6, role=Role.SECTION)

    def card(self, card: LawCard, faces: Sequence[Face], problem: str) -> None:
        """A card: its situation, its picture, and which sentences are on it in which order."""
        script = card.script
        self.section(f"{script.title} ({script.id} {script.version})")
        self.flow(self._set(self._english(script.about, of=script.id), BODY), 4)
        self.flow(self._small(f"{card.reviewed} Signing code {card.code}."), 6)
        self._cards(faces, problem)

    def shared(self, places: Iterable[Place], told: set[int]) -> None:
        """Which sentences of a card are above, under an earlier card, and where."""
        above = [(each, self.text.items[each.item - 1].place) for each in places if each.item in told]
        if not above:
            return
        named = "; ".join(f"{each.name} (on {first.script}: {first.name})" for each, first in above)
        self.flow(self._set(self._led("Already above:", f"{named}."), SMALL), 8)

    def sentences(self, places: Iterable[Place], told: set[int]) -> None:
        """Those sentences that were not `told` before."""
        for place in places:
            if place.item not in told:
                told.add(place.item)
                self._sentence(self.text.items[place.item - 1])

    def _sentence(self, item: LawItem) -> None:
        """One sentence: its place, the strings that have it, its state, its words, authorities and note, and what to
        fill in."""
        head = self._small(f"{item.place.name} · {', '.join(item.contexts)}", bold=True, of=item.contexts[0])
        signed = "signed by a lawyer" if item.state.signed else "not signed"
        state = self._small(" · ".join((signed, *item.codes)))
        where = [self._set(self._english(item.where, bold=True), BODY)] if item.where else []
        shown = self._set(item.english, SENTENCE)
        said = [self._small(f"Said in English in every language: “{phrase}”") for phrase in item.say]
        authorities = [*self._lines_of("Authority", item.authorities or (("", ()),), BODY)]
        notes = [*self._lines_of("Note to translators", item.notes, SMALL)]
        count = self._lines_by_hand(item.english) + 1  # a remedy may be longer, and the first line is short
        parts = (head, state, *where, shown, *said, *authorities, *notes)
        self.room(math.fsum(part.height for part in parts) + count * self.writing + 42)
        self.rule(RULE, Colour.GREY)
        self.space(7)
        self.continued = lambda: self.flow(
            self._small(f"{item.place.name} · {item.contexts[0]}, continued", bold=True), 7
        )
        self._head(head, state)
        for each in where:
            self.flow(each, 3)
        self.flow(shown, 4, Colour.GREY if item.leaves_out else Colour.BLACK)
        for each in (*said, *authorities):
            self.flow(each, 2)
        for each in notes:
            self.flow(each, 2, Colour.GREY)
        pieces, end = self._boxes((*QUESTIONS, "OK"), MARGIN)
        remedy = self._label("Remedy:", end)
        self._lines([*pieces, remedy], remedy.start + remedy.text.width + 5, count)
        self.continued = lambda: None
        self.space(10)

    def _lines_of(self, label: str, said: Shared, size: float) -> Iterator[Text]:
        """The lines that strings say, with whose they are where they differ."""
        for whose, lines in said:
            of = f"{label} ({whose}):" if whose else f"{label}:"
            yield self._set(self._led(of, "; ".join(lines) or "none"), size)

    def signature(self) -> None:
        """Name, bar number and date, and the command for each card with the code of what was signed."""
        self.room(4 * self.writing + 60)
        self.section("Signature")
        self._written("Name:")
        self._written("Bar number and state:")
        self._written("Date:")
        self.space(8)
        if any(item.codes for item in self.text.items):
            self.flow(self._small(MESSAGE), 2)
            self.flow(self._small(LAW_MESSAGE, bold=True), 6)
        self.flow(self._small(RECORDS), 6)
        for card in self.text.cards:
            command = (
                f"rights-cards locale sign en --script {card.script.id} --role legal --by NAME --on DATE "
                f"--code {card.code}"
            )
            if self.text.with_content:
                command += " --content FOLDER"  # not its path, which may reveal who printed the proof
            self.flow(self._small(command), 4, Colour.GREY)

    def faces(self) -> tuple[Face, ...]:
        """The pages as faces, each with its foot."""
        cards = self.text.cards
        of = f"{cards[0].script.id} {cards[0].script.version} · {cards[0].code}" if len(cards) == 1 else ""

        def foot(number: int, count: int) -> Stack:
            named = " · ".join(filter(None, ("English", of or counted(len(cards), "card"))))
            made = self._small(f"{named} · page {number} of {count}")
            return Stack.of(Row(made, MARGIN, 0.0, Role.PAGE_FOOT, Colour.GREY))

        return self.finished(foot, "en", BODY)
