"""What a language still lacks, in one sentence: what the next person is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from cards.merge.review import open_objections, state_in
from cards.merge.sentences import Sentence, sentences_of
from cards.merge.sources import left_out, officer_sources
from cards.read.catalogs import Wording
from cards.read.languages import ENGLISH
from cards.read.script_types import Labels, Script
from cards.read.sign_offs import LEGAL, sentence_digest

FIRST_SCRIPT = "home"
"""The card that a speaker is asked for first, after the labels."""

NOTHING = "Nothing is lacking."
_NAMED = 2
"""Cards that the sentence names; of more it says how many."""


def lacks(scripts: Sequence[Script], labels: Labels, wording: Wording, english: Wording) -> str:
    """What a language lacks in those scripts; `english` has the sign-offs of the English."""
    return _sentence(
        [
            *(_of_language(scripts, labels, wording) if wording.tag != ENGLISH else ()),
            *_of_english(scripts, labels, english, bearers=wording.tag == ENGLISH),
        ]
    )


def first_step(scripts: Sequence[Script], labels: Labels) -> str:
    """What a speaker of a language that nobody has begun is asked for: the labels and the first card."""
    first = [script for script in scripts if script.id == FIRST_SCRIPT] or scripts[:1]
    count = len(sentences_of(first, labels, Wording("", {}, ())))
    named = f"the card {first[0].id}" if first else "a card"
    return f"Translate the labels and {named} first: {_counted(count, 'sentence')}."


def _of_language(scripts: Sequence[Script], labels: Labels, wording: Wording) -> list[str]:
    if not wording.files:
        return [f"nobody has started. {first_step(scripts, labels)}"]
    sentences = sentences_of(scripts, labels, wording)
    missing = [each for each in sentences if not each.state.printable]
    wrong = [each for each in sentences if each.state.printable and _is_called_wrong(each, wording)]
    unsigned = [each for each in sentences if each.state.printable and not each.state.signed and each not in wrong]
    found = []
    if missing:
        found.append(f"{len(missing)} of {_counted(len(sentences), 'sentence')} {_need(len(missing))} a translation")
    if unsigned:
        what = f"{len(unsigned)}" if missing else f"{len(unsigned)} of {_counted(len(sentences), 'sentence')}"
        found.append(f"{what} {_need(len(unsigned))} a second reader")
    if wrong:
        found.append(f"reviewers call {len(wrong)} wrong, and a translator has to decide")
    return found


def _is_called_wrong(sentence: Sentence, wording: Wording) -> bool:
    signed = ((each, wording.signed(each.context)) for each in sentence.sources)
    return any(open_objections(source, sentence.text, of) for source, of in signed)


def _of_english(scripts: Sequence[Script], labels: Labels, english: Wording, *, bearers: bool) -> list[str]:
    """What a lawyer has yet to sign: the officer's side and what a state leaves out; of English itself, all of it."""
    unsigned: dict[str, set[str]] = {}
    for script in scripts:
        sources = (*officer_sources(script, labels), *left_out(script))
        if bearers:
            sources = (*script.bearer.every, *script.officer.every, *labels.sources)
        for source in sources:
            if not state_in(english, source).signed:
                unsigned.setdefault(script.id, set()).add(sentence_digest(source, source.text, ENGLISH, LEGAL))
    if not unsigned:
        return []
    count = len(set().union(*unsigned.values()))
    named = " and ".join(unsigned) if len(unsigned) <= _NAMED else f"{len(unsigned)} cards"
    return [f"the English of {named} needs a lawyer: {_counted(count, 'statement')}"]


def _sentence(clauses: Sequence[str]) -> str:
    if not clauses:
        return NOTHING
    joined = "; ".join(clauses)
    return f"{joined[0].upper()}{joined[1:]}{'' if joined.endswith('.') else '.'}"


def _need(number: int) -> str:
    return "needs" if number == 1 else "need"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
