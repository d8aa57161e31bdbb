"""The sentences of a language, each once, however many cards have it: what reviewers read, answer and sign.

Strings belong to one sentence if their English, their note and their translation are the same, as in the `sentence`
digest of a sign-off; in English, which a lawyer signs, their law too. Every way to review, on a page, on paper and in a
message, uses this list and its numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cards.merge.review import Review, state_in, worst
from cards.merge.sources import every_source
from cards.read.catalogs import Wording
from cards.read.languages import ENGLISH
from cards.read.negations import Claim
from cards.read.script_types import Labels, Script, Source
from cards.read.sign_offs import LEGAL, sentence_digest, signing_code

READ_FIRST = ("home", "street", "car", "work", "papers", "detained", "school", "witness")
"""The scripts that reviewers read first: whoever has ten minutes reads what most people carry. Others follow."""

CODE_LENGTH = 16
"""Hexadecimal digits of a sentence's code: 64 bits of a digest, so that no two of a language are alike by chance."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a language. `text` is its translation, "" if there is none; in English it is the English.

    `number` counts from 1 in the order in which the scripts first have the sentences; it holds as long as the code of
    the whole list (`list_code`). `digest` is that of a sign-off. `sources` are the strings that say it, and `scripts`
    the ids of the cards that have it; those of a label are empty, because every card has it. `state` is the least
    trusted of its strings. `code` names it in an answer: every edit of the English, the note, the translation, the law
    or what the translator claims about its words changes it, since a lawyer may be the one who answers. It is a prefix
    of `digest` in English alone. `claims` are as in `Message`.
    """

    number: int
    digest: str
    text: str
    sources: tuple[Source, ...]
    scripts: tuple[str, ...]
    state: Review
    code: str
    claims: tuple[Claim, ...] = ()

    @property
    def english(self) -> str:
        """The English of its strings, which they share."""
        return self.sources[0].text

    @property
    def note(self) -> str:
        """The note to translators of its strings, which they share."""
        return self.sources[0].note

    @property
    def contexts(self) -> tuple[str, ...]:
        """The message contexts of its strings."""
        return tuple(source.context for source in self.sources)


def sentences_of(scripts: Sequence[Script], labels: Labels, wording: Wording) -> tuple[Sentence, ...]:
    """The sentences of a language in those scripts, which come in the order to read them, then those of the labels.

    Words for single states are among them; what a state leaves out is not, because a lawyer signs that in English.
    """
    in_english = wording.tag == ENGLISH
    grouped: dict[str, list[Source]] = {}
    cards: dict[str, dict[str, None]] = {}
    shared: dict[str, Source] = {}
    for script in sorted(scripts, key=_rank):
        for source in every_source(script, labels, in_english=in_english):
            if source.leaves_out:
                continue
            if source.context.startswith("labels/"):
                shared[source.context] = source
                continue
            digest = _digest(source, wording)
            grouped.setdefault(digest, []).append(source)
            cards.setdefault(digest, {})[script.id] = None
    for source in shared.values():
        grouped.setdefault(_digest(source, wording), []).append(source)
    return tuple(
        Sentence(
            number,
            digest,
            _text(sources[0], wording),
            tuple(sources),
            tuple(cards.get(digest, ())),
            worst(state_in(wording, each) for each in sources),
            _code(digest, sources, wording),
            tuple(dict.fromkeys(claim for each in sources for claim in _claims(each, wording))),
        )
        for number, (digest, sources) in enumerate(grouped.items(), start=1)
    )


def list_code(sentences: Sequence[Sentence], added: Sequence[str] = ()) -> str:
    """The code of a list of sentences as they are, by which their numbers hold, such as "3f9a-07c2-11ab-9e01".

    `added` is what a content folder adds to the rules of the language, where the list shows it (`Negations.added`).
    """
    return signing_code((*(each.code for each in sentences), *added))


def _rank(script: Script) -> int:
    return READ_FIRST.index(script.id) if script.id in READ_FIRST else len(READ_FIRST)


def _code(digest: str, sources: Sequence[Source], wording: Wording) -> str:
    """The code of a sentence, which covers what anybody vouches for who signs one of its strings, in whatever role, and
    what the translator claims about its words; the digest of English does, which has no claims."""
    if wording.tag != ENGLISH:
        text = _text(sources[0], wording)
        vouched = (digest, *(sentence_digest(each, text, wording.tag, LEGAL) for each in sources))
        claimed = (
            f"\0{each.word}\0{each.negates}\0{each.key}" for source in sources for each in _claims(source, wording)
        )
        digest = hashlib.sha256("".join((*vouched, *claimed)).encode("utf-8")).hexdigest()
    return digest[:CODE_LENGTH]


def _digest(source: Source, wording: Wording) -> str:
    """The digest that a sign-off of a string has: in English that of a lawyer's."""
    if wording.tag == ENGLISH:
        return sentence_digest(source, source.text, ENGLISH, LEGAL)
    return sentence_digest(source, _text(source, wording), wording.tag)


def _text(source: Source, wording: Wording) -> str:
    if wording.tag == ENGLISH:
        return source.text
    message = wording.messages.get(source.context)
    return message.text if message is not None else ""


def _claims(source: Source, wording: Wording) -> tuple[Claim, ...]:
    message = wording.messages.get(source.context)
    return message.claims if message is not None else ()
