"""What a rule is given, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from cards.read.languages import Language
from cards.read.negations import Claim, Negations

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Case:
    """A string in English and in a language.

    `negations` are the marks of the language, and `said` what the translator says of the words of this string.
    """

    language: Language
    english: str
    text: str
    negations: Negations | None = None
    said: tuple[Claim, ...] = ()


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
