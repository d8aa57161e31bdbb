"""The content of the proof of a whole language: each of its sentences once, with the cards that have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cards.merge.card_text import Block
from cards.merge.markup import is_visible
from cards.merge.proof_text import asked_claims, shown_block
from cards.merge.review import Review
from cards.merge.sentences import Sentence, list_code, sentences_of
from cards.read.catalogs import Wording
from cards.read.languages import Language
from cards.read.regions import listed_states
from cards.read.script_types import Labels, Script

ALL_CARDS = "all cards"
"""What the title of a proof names in place of a script."""


@dataclass(frozen=True, slots=True)
class LocaleItem:
    """A sentence: its number and code as in `Sentence`, what a reviewer reads, and where it is from.

    `where` names the cards, and the states if it is not for all; `text` is None without a translation. `claims` are as
    in `ProofItem`.
    """

    number: int
    code: str
    context: str
    where: str
    english: Block
    text: Block | None
    note: str
    state: Review
    claims: tuple[tuple[str, Block], ...]


@dataclass(frozen=True, slots=True)
class LocaleProof:
    """The proof of a language: its sentences and, by the id of each script, their numbers.

    `code` is that of the list, by which answers name numbers and with which readers sign. It stands for all that is on
    the paper: what translators claim and what a content folder adds (`added`) too. The law is not on it, so a lawyer
    signs with the proof of a script. Where `with_content`, a content folder was read, without which nobody can sign
    what is shown.
    """

    language: Language
    english: Language
    items: tuple[LocaleItem, ...]
    cards: Mapping[str, tuple[int, ...]]
    code: str
    contexts: frozenset[str]
    with_content: bool = False
    added: tuple[str, ...] = ()


def locale_proof(
    scripts: Sequence[Script], labels: Labels, wording: Wording, language: Language, english: Language
) -> LocaleProof:
    """The proof of a language other than English in those scripts."""
    sentences = sentences_of(scripts, labels, wording)
    added = wording.negations.added if wording.negations is not None else ()
    items = tuple(_item(each, language, english) for each in sentences)
    return LocaleProof(
        language,
        english,
        items,
        {script.id: tuple(each.number for each in sentences if script.id in each.scripts) for script in scripts},
        list_code(sentences, added),
        frozenset(context for each in sentences for context in each.contexts),
        wording.content is not None,
        added,
    )


def message_example(tag: str, numbers: Sequence[int]) -> str:
    """A message in which a reviewer answers from paper, with numbers of the list.

    It is not a message: it has words in place of the code, the name and the role (`read/answer_remarks`), since a reply
    that quotes it would sign what nobody has read.
    """
    right, wrong = numbers[0], numbers[min(1, len(numbers) - 1)]
    return f"{tag} CODE YOUR NAME, ROLE: {right} ok, {wrong} change to “…”"


def _item(sentence: Sentence, language: Language, english: Language) -> LocaleItem:
    context = sentence.contexts[0]
    say = tuple(dict.fromkeys(phrase for each in sentence.sources for phrase in each.say))
    shown = is_visible(sentence.text)
    return LocaleItem(
        sentence.number,
        sentence.code,
        context,
        _where(sentence),
        shown_block(context, sentence.english, english),
        shown_block(context, sentence.text, language, say) if shown else None,
        sentence.note,
        sentence.state,
        asked_claims(context, sentence.claims, language),
    )


def _where(sentence: Sentence) -> str:
    cards = ", ".join(sentence.scripts) or "every card"
    if not all(each.regions for each in sentence.sources):
        return cards
    states = dict.fromkeys(code for each in sentence.sources for code in each.regions)
    return f"{cards}, only for {listed_states(tuple(states))}"
