"""What can be wrong with one translation, as seen from its text alone.

Each rule is a function from a `Case` to complaints. Errors keep a card from being right; warnings are for a second
look, and a translator may silence one with a comment that gives the reason: `# allow same-as-source: a proper name`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from cards.merge.markup import PLACEHOLDERS, spans
from cards.read.languages import Language
from cards.typeset.harfbuzz import COMMON, script_of

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Case:
    """A string in English and in a language."""

    language: Language
    english: str
    text: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong (a sentence), and what to do about it."""

    what: str
    fix: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by the id that silences it."""

    id: str
    severity: Severity
    check: Callable[[Case], Iterator[Complaint]]


_BRACED = re.compile(r"\{([^{}]*)\}")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|\b[a-z0-9-]+\.(?:org|com|net|gov|edu|info)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[\u200c\u200d\u0300-\u036f'’ʼ]?[^\W\d_]+)*")

_FINAL = set(".!?。！？।॥۔؟։።፧။៕។།༎…⸮")
"""Marks that end a sentence, in all scripts of the cards (Unicode, Sentence_Terminal, and those in use for it)."""

_COLON = set(":：፦՝׃៖")
_CLOSING = "”’»›\"')）」』〉》】\u2069"
_UNPOINTED = {"Thai", "Laoo"}
"""Scripts that end a sentence with a space."""

_ZWSP_SCRIPTS = {"Khmr", "Laoo", "Thai", "Mymr"}
_TOGETHER = {
    "Jpan": {"Hani", "Hira", "Kana"},
    "Kore": {"Hang", "Hani"},
    "Hans": {"Hani"},
    "Hant": {"Hani"},
    "Aran": {"Arab"},
}
"""Scripts by ISO 15924 that are several Unicode scripts."""

_DENSE = {"Hani", "Jpan", "Hans", "Hant", "Kore"}
_LONGEST, _SHORTEST, _SHORTEST_DENSE = 2.0, 0.35, 0.12
_SHORT = 20
"""Letters against English: Hmong, the longest known, takes 1.5, Amharic 0.6 and Chinese 0.28."""


def _placeholders(case: Case) -> Iterator[Complaint]:
    wanted, found = Counter(_BRACED.findall(case.english)), Counter(_BRACED.findall(case.text))
    for name in found - wanted:
        known = name in PLACEHOLDERS
        what = "which the English does not have" if known else "which means nothing"
        yield Complaint(f"It has {{{name}}}, {what}.", "Remove it, or write it exactly as in the English.")
    for name in wanted - found:
        yield Complaint(f"It lacks {{{name}}}.", "Put it where the number or name belongs.")


def _stars(case: Case) -> Iterator[Complaint]:
    wanted, found = case.english.count("**"), case.text.count("**")
    if wanted != found:
        yield Complaint(
            f"It has {found} double stars, the English has {wanted}.",
            "Put one pair of ** round the words that are bold in English.",
        )
    elif "*" in case.text.replace("**", ""):
        yield Complaint("It has a single star.", "Bold is written with two stars on either side.")


def _markup(case: Case) -> Iterator[Complaint]:
    """What the program itself would refuse when it prints: hidden characters, empty pairs, stray braces."""
    values = dict.fromkeys(PLACEHOLDERS, "x")
    try:
        spans(case.text, values)
    except ValueError as error:
        sentence = str(error)
        if "partner" not in sentence or "brace" in sentence:
            yield Complaint(f"It {sentence}.", "Type that part again by hand.")


def _angles(case: Case) -> Iterator[Complaint]:
    for mark in "<>\ufffd":
        if mark in case.text and mark not in case.english:
            yield Complaint(f"It has the character {mark}.", "Remove it; cards know no HTML.")


def _address(case: Case) -> Iterator[Complaint]:
    found = _ADDRESS.search(case.text)
    if found and not _ADDRESS.search(case.english):
        yield Complaint(
            f"It has an address or link ({found[0]}).", "Addresses and numbers never stand in translations."
        )


def _numbers(case: Case) -> Iterator[Complaint]:
    wanted, found = Counter(_numbers_in(case.english)), Counter(_numbers_in(case.text))
    if wanted != found:
        given = ", ".join(sorted(found.elements())) or "none"
        asked = ", ".join(sorted(wanted.elements())) or "none"
        yield Complaint(f"Its numbers are {given}; those of the English are {asked}.", "Make them agree.")


def _numbers_in(text: str) -> list[str]:
    """Numbers in ASCII digits, whatever digits they are written in."""
    digits = "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else " " for character in _BRACED.sub(" ", text)
    )
    return digits.split()


def _same(case: Case) -> Iterator[Complaint]:
    if case.text == case.english and any(character.isalpha() for character in case.text):
        yield Complaint("It is the same as the English.", "Translate it.")


def _mixed(case: Case) -> Iterator[Complaint]:
    own = _TOGETHER.get(case.language.script, {case.language.script})
    for word in _WORD.findall(case.text):
        scripts = {script_of(letter) for letter in word} - set(COMMON)
        if len(scripts) > 1 and not scripts <= own:
            yield Complaint(
                f"The word {word} mixes letters of {' and '.join(sorted(scripts))}.",
                "A letter was taken from another alphabet that looks alike: type the word again.",
            )
        elif scripts and not scripts <= own | {"Latn"}:
            yield Complaint(
                f"The word {word} is written in {' and '.join(sorted(scripts))}, not {case.language.script}.",
                "Write it in the letters of the language.",
            )


def _nfc(case: Case) -> Iterator[Complaint]:
    if unicodedata.normalize("NFC", case.text) != case.text:
        yield Complaint("It is not in Unicode's composed form (NFC).", "Save it from an editor that composes letters.")


def _ending(case: Case) -> Iterator[Complaint]:
    if case.language.script in _UNPOINTED:
        return
    wanted, found = _end_of(case.english), _end_of(case.text)
    if (wanted in _FINAL) != (found in _FINAL) or (wanted in _COLON) != (found in _COLON):
        yield Complaint(
            f"It ends with {found!r}, the English with {wanted!r}.", "End it in your language's way of doing the same."
        )


def _end_of(text: str) -> str:
    bare = text.replace("**", "").rstrip().rstrip(_CLOSING + "*")
    return bare[-1:] or " "


def _length(case: Case) -> Iterator[Complaint]:
    if len(case.english) < _SHORT:
        return
    ratio = len(case.text) / len(case.english)
    least = _SHORTEST_DENSE if case.language.script in _DENSE else _SHORTEST
    if not least <= ratio <= _LONGEST:
        yield Complaint(
            f"It is {ratio:.1f} times as long as the English.", "Look whether something was left out or added."
        )


def _zwsp(case: Case) -> Iterator[Complaint]:
    if "\u200b" in case.text and case.language.script not in _ZWSP_SCRIPTS:
        yield Complaint("It has a zero-width space.", "Remove it; only Khmer, Lao, Thai and Burmese use it.")


def _spaces(case: Case) -> Iterator[Complaint]:
    if case.text != case.text.strip() or "  " in case.text:
        yield Complaint("It has a space too many.", "Remove it at the beginning, at the end, or where it is doubled.")


RULES = (
    Rule("placeholders", "error", _placeholders),
    Rule("stars", "error", _stars),
    Rule("markup", "error", _markup),
    Rule("angle-brackets", "error", _angles),
    Rule("address", "error", _address),
    Rule("numbers", "error", _numbers),
    Rule("same-as-source", "warning", _same),
    Rule("mixed-script", "warning", _mixed),
    Rule("nfc", "warning", _nfc),
    Rule("end-punctuation", "warning", _ending),
    Rule("length", "warning", _length),
    Rule("zero-width-space", "warning", _zwsp),
    Rule("spaces", "warning", _spaces),
)
