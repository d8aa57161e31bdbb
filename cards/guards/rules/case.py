"""The input of a rule, and its complaint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from cards.read.languages import Language
from cards.read.negations import Claim, Negations
from cards.read.phrases import without
from cards.read.typefaces import Family

Severity = Literal["error", "warning"]

_TOGETHER = {
    "Jpan": {"Hani", "Hira", "Kana"},
    "Kore": {"Hang", "Hani"},
    "Hans": {"Hani"},
    "Hant": {"Hani"},
    "Aran": {"Arab"},
}
"""Scripts by ISO 15924 that are several Unicode scripts."""

DENSE = frozenset(("Hani", "Hans", "Hant", "Jpan", "Kore"))
"""Scripts by ISO 15924 in which a letter is a word or a syllable, so that few letters say much."""


@dataclass(frozen=True, slots=True)
class Case:
    """A string in English and in a language.

    `negations` are the marks of the language, and `said` the translator's comments on the words of this string.
    `families` are those that it is set in, the preferred one first; without them, nothing is shaped.
    `letters` are those of the language as `read_letters` gives them; none if they are unknown. `say` are the phrases
    that stay English.
    """

    language: Language
    english: str
    text: str
    negations: Negations | None = None
    said: tuple[Claim, ...] = ()
    families: tuple[Family, ...] = ()
    letters: frozenset[str] = frozenset()
    say: tuple[str, ...] = ()

    @property
    def own(self) -> str:
        """What of the text is in its language: all of it but the phrases that stay English."""
        return without(self.text, self.say)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong (a sentence), and what to do about it."""

    what: str
    fix: str


@lru_cache(maxsize=256)
def scripts_of(language: Language) -> frozenset[str]:
    """The Unicode scripts that a language is written in, by their ISO 15924 codes."""
    return frozenset(_TOGETHER.get(language.script, {language.script}))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by the id that silences it."""

    id: str
    severity: Severity
    check: Callable[[Case], Iterator[Complaint]]
