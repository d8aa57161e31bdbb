"""The rules on phrases that a bearer says in English: “Am I free to go?” stays English, with its meaning beside it.

An officer who does not understand the words gives no answer that a court could weigh, so no letter of them may differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from cards.guards.rules.case import Case, Complaint, Rule, scripts_of
from cards.read.lookalikes import looks_of
from cards.read.phrases import in_text, said_between
from cards.typeset.text.harfbuzz import script_of

_BRACKETS = re.compile(r"[(（\[［【〔]([^()（）\[\]［］【】〔〕]+)[)）\]］】〕]")

_EDGES = " \t\"“”„«»‹›‘’'「」『』（）()[]*:;,،؛\u2066\u2067\u2068\u2069\u200e\u200f"
"""What may be beside a phrase and is none of it."""

_ALIKE = 0.75
"""From how much of a phrase in common a stretch of the translation is taken for it, misspelled."""

_MOST_WORDS, _LONGEST = 100, 120
"""Words of a translation that are searched for a misspelled phrase, of which a statement has about twenty, and the
letters that are compared."""


def _phrases(case: Case) -> Iterator[Complaint]:
    """The phrases that a translation has lost, translated or changed."""
    kept = in_text(case.text, case.say)
    for phrase in case.say:
        if phrase in kept:
            if _has_more(phrase, case.text) and not _has_more(phrase, case.english):
                yield Complaint(
                    f"It has other words beside “{phrase}” and the bearer would say them too.",
                    "Put nothing but the phrase between quotation marks, and its meaning in brackets behind them.",
                )
            continue
        near = _nearest(phrase, case.text)
        changed = f" but “{near}”{_difference(phrase, near)}" if near else ""
        yield Complaint(
            f"It does not have “{phrase}”, which the bearer says in English{',' if changed else ''}{changed}.",
            f"Copy the phrase from the English, letter for letter, and write its meaning in {case.language.english} "
            "beside it, in brackets.",
        )


_BLANKS = " *\u00a0\u2009\u202f\u200b\u2066\u2067\u2068\u2069"
_QUOTES = '"״«»‹›„“”‟‚‘‛「」『』()（）'
_OPENING, _CLOSING = re.compile(f"[{_QUOTES}]"), re.compile(f"[{_QUOTES}’]")
"""Marks around what is said. An apostrophe, which is also one of them, closes and does not open."""


def _has_more(phrase: str, text: str) -> bool:
    """Whether other words are within the same quotation marks as a phrase, anywhere in a text."""
    for before, _, after in said_between(text, (phrase,)):
        opens, closes = [*_OPENING.finditer(before)][-1:], _CLOSING.search(after)
        if opens and closes and (before[opens[0].end() :].strip(_BLANKS) or after[: closes.start()].strip(_BLANKS)):
            return True
    return False


def _nearest(phrase: str, text: str) -> str:
    """The words of a text that are most like a phrase, if they are like it at all; "" otherwise."""
    words = text.split()[:_MOST_WORDS]
    length = len(phrase.split())
    stretches = [
        " ".join(words[start : start + count]).strip(_EDGES)
        for count in {max(1, length - 1), length, length + 1}
        for start in range(max(1, len(words) - count + 1))
    ]
    glance, letter_by_letter = (SequenceMatcher(None, "", each, autojunk=False) for each in (_plain(phrase), phrase))
    best = (_ALIKE, 0.0, "")
    for each in stretches:
        likeness = _likeness(glance, _plain(each), best[0])
        if likeness >= best[0]:
            best = max(best, (likeness, _likeness(letter_by_letter, each[:_LONGEST], 0.0), each))
    return best[2]


def _likeness(matcher: SequenceMatcher[str], text: str, least: float) -> float:
    """How much of a text is like that of a matcher; 0 if that is less than `least`, which is known sooner."""
    matcher.set_seq1(text)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()


def _plain(text: str) -> str:
    """A text as it looks at a glance, without stars, marks and invisible characters."""
    shown = "".join(each for each in text if unicodedata.category(each) not in ("Cf", "Po", "Pi", "Pf"))
    return looks_of(shown.strip()[:_LONGEST])[0]


def _difference(phrase: str, near: str) -> str:
    """The first character of a misspelled phrase that no English one has, by its code, since it may look like one."""
    strange = next((each for each in near if not each.isascii() and each not in phrase), "")
    if strange:
        return f" with U+{ord(strange):04X} ({unicodedata.name(strange, 'no name')})"
    return " with stars inside" if "**" in near else ""


def _meaning(case: Case) -> Iterator[Complaint]:
    """Phrases without their meaning, which belongs in brackets: a bearer must know what they say.

    Whether words in brackets are the meaning nobody but a reader can tell. Where the English has brackets itself, they
    are no sign of it.
    """
    if not in_text(case.text, case.say) or _BRACKETS.search(case.english):
        return
    scripts = scripts_of(case.language)
    if not any(script_of(each) in scripts for found in _BRACKETS.findall(case.own) for each in found):
        yield Complaint(
            f"It has no {case.language.english} in brackets beside the phrase that the bearer says in English.",
            "Write there what the phrase means. If the sentence says it in another way, add a comment above the "
            "string: `# allow phrase-meaning: it is in the sentence`.",
        )


PHRASES = (Rule("phrase", "error", _phrases), Rule("phrase-meaning", "warning", _meaning))
