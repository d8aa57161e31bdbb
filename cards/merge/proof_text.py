"""The content of a proof: each string in English and in the language, its state, and the digest for its sign-off."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cards.merge.card_text import Block
from cards.merge.markup import PLACEHOLDERS, Span, is_visible, spans
from cards.merge.review import Review, state_in
from cards.merge.sentences import Sentence, list_code, sentences_of
from cards.merge.sources import every_source
from cards.read.catalogs import Wording
from cards.read.languages import ENGLISH, Language
from cards.read.negations import Claim
from cards.read.phrases import stays_english
from cards.read.regions import listed_states, state_name
from cards.read.script_types import Labels, Script, Source
from cards.read.sign_offs import LEGAL, digest, signing_code, string_digest

_NEGATES = "The translator says that this forbids or denies something. Is that correct?"
_MEANS = "The translator says that this means “{}”. Is that correct?"
_DOES_NOT = "The translator says that this does not forbid or deny anything. Is that correct?"

ONLY_CALLED = "only on cards with a telephone number"
"""Which cards have a statement that `needs` one."""


@dataclass(frozen=True, slots=True)
class ProofItem:
    """One string: its English, its translation (None if there is none), its note, its state and its digest.

    `number` and `code` are those of its sentence (`merge/sentences`), and 0 and "" in English. `where` says which
    cards have it, if not all. `claims` are what the translator says about its words in comments that
    the checks of negations and key words trust, so a reviewer must see them. Each is a sentence in English and the
    words in the language.
    """

    context: str
    english: Block
    text: Block | None
    note: str
    state: Review
    sha256: str
    claims: tuple[tuple[str, Block], ...] = ()
    where: str = ""
    number: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class ProofText:
    """The strings of a script in one language. `code`, the signing code, stands for all that the proof says about them.

    `listed` is the code of the list of sentences by whose numbers a message names them; in English it is "".
    `with_content` says that a content folder was read, without which nobody can sign what is shown. `added` says what
    the folder adds to the marks of negation and the key words by which translations are checked.
    """

    script: Script
    language: Language
    english: Language
    items: tuple[ProofItem, ...]
    code: str
    with_content: bool = False
    added: tuple[str, ...] = ()
    listed: str = ""


def proof_text(
    script: Script,
    labels: Labels,
    wording: Wording,
    language: Language,
    english: Language,
    officer_language: Language | None = None,
    among: Sequence[Script] = (),
) -> ProofText:
    """The strings of a proof; in English also those of the officer's side, which a lawyer reads in its own language.

    Sentences have the numbers that they have in the scripts `among` which it is; without any, in this script alone.
    Its code covers what a lawyer vouches for, in every language: readers of every role sign by the same proof.
    """
    officers = {each.context for each in script.officer.every}
    sources = every_source(script, labels, in_english=language.tag == ENGLISH)
    theirs = officer_language or english
    sentences = sentences_of(among or [script], labels, wording) if language.tag != ENGLISH else ()
    of_context = {context: each for each in sentences for context in each.contexts}
    items = tuple(
        _numbered(
            _item(source, wording, language, theirs if source.context in officers else english),
            of_context.get(source.context),
        )
        for source in sources
    )
    added = wording.negations.added if wording.negations is not None else ()
    return ProofText(
        script,
        language,
        english,
        items,
        signing_code(
            (
                *(item.sha256 for item in items),
                *(each for item in items for each in claimed(item.context, item.claims)),
                *added,
            )
        ),
        wording.content is not None,
        added,
        list_code(sentences, added) if sentences else "",
    )


def _numbered(item: ProofItem, sentence: Sentence | None) -> ProofItem:
    return replace(item, number=sentence.number, code=sentence.code) if sentence is not None else item


def _item(source: Source, wording: Wording, language: Language, english: Language) -> ProofItem:
    shown, where = shown_block(source.context, _english_text(source), english), _where(source)
    state = state_in(wording, source)
    authority = f"Authority: {'; '.join(source.authority)}." if source.authority else ""
    note = " ".join(filter(None, (source.note, stays_english(source.say), authority)))
    if language.tag == ENGLISH:
        sha256 = string_digest(source, source.text, ENGLISH, LEGAL)
        return ProofItem(source.context, shown, shown, note, state, sha256, where=where)
    message = wording.messages.get(source.context)
    text = message.text if message is not None else ""
    sha256 = string_digest(source, text, language.tag, LEGAL)
    block = shown_block(source.context, text, language, source.say) if is_visible(text) else None
    claims = asked_claims(source.context, message.claims if message is not None else (), language)
    return ProofItem(source.context, shown, block, note, state, sha256, claims, where)


def _english_text(source: Source) -> str:
    return "(not on these cards)" if source.leaves_out else source.text


def _where(source: Source) -> str:
    """Which cards have a string, or leave a statement out, if not all of them are alike."""
    if source.leaves_out:
        return f"cards for {listed_states(source.regions)} leave the statement out"
    where = [f"only on cards for {listed_states(source.regions)}"] if source.regions else []
    if source.needs:
        where.append(ONLY_CALLED)
    if source.apart:
        where.append(f"not on cards for {listed_states(sorted(source.apart, key=state_name))}: see below")
    return ", ".join(where)


def asked_claims(context: str, claims: Iterable[Claim], language: Language) -> tuple[tuple[str, Block], ...]:
    """What a reviewer is asked about a translator's claims: a question in English, and the words in the language."""
    return tuple((_question(each), shown_block(context, each.word, language)) for each in claims)


def claimed(context: str, claims: Iterable[tuple[str, Block]]) -> Iterator[str]:
    """The digests of what a translator claims of a string, which a signing code stands for."""
    return (digest(context, question, word.text) for question, word in claims)


def _question(claim: Claim) -> str:
    if claim.key:
        return _MEANS.format(claim.key)
    return _NEGATES if claim.negates else _DOES_NOT


def _is_shown(character: str) -> bool:
    return character.isprintable() or character in "\u200c\u200d" or unicodedata.category(character) == "Zs"


def shown_block(context: str, text: str, language: Language, say: Sequence[str] = ()) -> Block:
    """The text with its bold words, or as it is if its markup is broken: a proof shows what there is."""
    try:
        found = spans(text, {name: f"{{{name}}}" for name in PLACEHOLDERS}, say, rtl=language.is_rtl)
    except ValueError:
        found = (Span("".join(character for character in text if _is_shown(character))),)
    return Block(context, language, found)
