"""How far each locale is: strings translated and signed for each script, and what keeps a card from being released."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cards.merge.card_text import ENGLISH
from cards.merge.review import Review, english_state, state_of
from cards.read.catalogs import Wording
from cards.read.languages import Language
from cards.read.scripts import Labels, Script, Source


@dataclass(frozen=True, slots=True)
class ScriptStatus:
    """Of one script in one locale: how many of its strings are in each state. Labels count with every script."""

    script: str
    total: int
    counts: Mapping[Review, int]
    blocking: tuple[tuple[str, Review], ...]

    @property
    def translated(self) -> int:
        """Strings that a card may be printed with."""
        return sum(count for state, count in self.counts.items() if state.printable)

    @property
    def signed(self) -> int:
        """Strings that somebody besides the translator has signed."""
        return sum(count for state, count in self.counts.items() if state.signed)

    @property
    def stale(self) -> int:
        """Strings translated from an older English text."""
        return self.counts.get(Review.STALE, 0)


@dataclass(frozen=True, slots=True)
class LocaleStatus:
    """One locale, all scripts."""

    language: Language
    scripts: tuple[ScriptStatus, ...]


def locale_status(
    language: Language, wording: Wording, scripts: Sequence[Script], labels: Labels, english: Wording
) -> LocaleStatus:
    """The state of a locale. `english` has the sign-offs of the English, which the officer's side needs too."""
    return LocaleStatus(language, tuple(_script_status(language, wording, each, labels, english) for each in scripts))


def _script_status(
    language: Language, wording: Wording, script: Script, labels: Labels, english: Wording
) -> ScriptStatus:
    states = [
        (source.context, _state(language, wording, source)) for source in (*script.bearer.sources, *labels.sources)
    ]
    if language.tag == ENGLISH:
        states += [
            (source.context, english_state(source, english.signed(source.context))) for source in script.officer.sources
        ]
    blocking = tuple((context, state) for context, state in states if not state.signed)
    return ScriptStatus(script.id, len(states), Counter(state for _, state in states), blocking)


def _state(language: Language, wording: Wording, source: Source) -> Review:
    signed = wording.signed(source.context)
    if language.tag == ENGLISH:
        return english_state(source, signed)
    return state_of(source, wording.messages.get(source.context), signed)
