"""Gaps in a translation, and what stands in their place on a card that is looked at while somebody translates.

Cards for people never have any: `merge` refuses them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.errors import Untranslated
from cards.merge.card_text import ENGLISH
from cards.merge.gap_remedies import how_to_begin, how_to_fill
from cards.merge.review import Review, state_of
from cards.read.catalogs import Message, Wording
from cards.read.languages import Language
from cards.read.scripts import Labels, Script, Source

_SHOWN = {Review.MISSING: "(not translated)", Review.FUZZY: "(fuzzy)", Review.STALE: "(out of date)"}
"""In English and in brackets, so that nobody takes it for the card's own words; short, to fit where a label stands."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A string that may not be printed, and why: missing, fuzzy, or translated from an older English text."""

    source: Source
    state: Review


def find_gaps(script: Script, labels: Labels, wording: Wording) -> tuple[Gap, ...]:
    """The gaps on the bearer's side of a card; English, which is not translated, has none."""
    if wording.tag == ENGLISH:
        return ()
    sources = (*script.bearer.sources, *labels.sources)
    states = [(source, state_of(source, wording.messages.get(source.context))) for source in sources]
    return tuple(Gap(source, state) for source, state in states if not state.printable)


def refuse_nothing(script: Script, labels: Labels, wording: Wording, language: Language) -> None:
    """Raises Untranslated when not one string of the card is translated: there is nothing to read on paper."""
    gaps = find_gaps(script, labels, wording)
    if len(gaps) == len((*script.bearer.sources, *labels.sources)) and all(gap.state is Review.MISSING for gap in gaps):
        raise Untranslated(
            f"Not one string of {script.id} is translated into {language.english} ({language.tag}) yet.",
            how_to_fill(wording) if wording.files else how_to_begin(wording),
        )


def with_gaps_shown(wording: Wording, gaps: Sequence[Gap]) -> Wording:
    """The wording with a word in brackets for each gap.

    It is a draft like any other unsigned text, so that the card says DRAFT. A locale without a catalog stays without
    words: it has not been begun.
    """
    if not wording.files:
        return wording
    messages = dict(wording.messages)
    for gap in gaps:
        context, english = gap.source.context, gap.source.text
        old = messages.get(context) or Message(context, english, "", False, wording.files[-1], 1)
        messages[context] = replace(old, source=english, text=_SHOWN[gap.state], fuzzy=False)
    return replace(wording, messages=messages)
