"""Gaps in a translation, and what a preview or proof shows in their place.

Finished cards never have gaps: `merge` refuses them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.errors import Untranslated, setting
from cards.merge.card_text import ENGLISH
from cards.merge.gap_remedies import how_to_begin, how_to_fill
from cards.merge.review import Review, state_of
from cards.read.catalogs import Message, Wording
from cards.read.languages import Language
from cards.read.scripts import Labels, Script, Source

WRITE_IN_ONLY = f"only needed with {setting('write_in')}"
"""Describes labels that a card has only with a blank line for the bearer's own lawyer."""

_SHOWN = {Review.MISSING: "(not translated)", Review.FUZZY: "(fuzzy)", Review.STALE: "(out of date)"}
"""In English and in brackets, so that nobody takes it for the card's own words; short, to fit in place of a label."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A string that cannot be printed, and why: missing, fuzzy, or translated from an older English text."""

    source: Source
    state: Review


def bearer_sources(script: Script, labels: Labels, *, write_in: bool) -> tuple[Source, ...]:
    """The strings that a card has in the bearer's language; `write_in` as in `merge`."""
    return (*script.bearer.sources, *(labels.sources if write_in else labels.always))


def find_gaps(script: Script, labels: Labels, wording: Wording, *, write_in: bool = False) -> tuple[Gap, ...]:
    """The gaps on the bearer's side of a card; none in English, the source language. `write_in` as in `merge`."""
    return _gaps(bearer_sources(script, labels, write_in=write_in), wording)


def gaps_for_write_in(labels: Labels, wording: Wording) -> tuple[Gap, ...]:
    """The gaps that affect only cards with a blank line for the bearer's own lawyer."""
    return _gaps(only_for_write_in(labels), wording)


def only_for_write_in(labels: Labels) -> tuple[Source, ...]:
    """The labels that are only on cards with a blank line for the bearer's own lawyer."""
    return tuple(label for label in labels.sources if label not in labels.always)


def _gaps(sources: Sequence[Source], wording: Wording) -> tuple[Gap, ...]:
    if wording.tag == ENGLISH:
        return ()
    states = [(source, state_of(source, wording.messages.get(source.context))) for source in sources]
    return tuple(Gap(source, state) for source, state in states if not state.printable)


def refuse_nothing(script: Script, labels: Labels, wording: Wording, language: Language) -> None:
    """Raises Untranslated if no string of the script is translated: there is nothing to proofread."""
    sources = bearer_sources(script, labels, write_in=True)  # a proof shows them all
    gaps = _gaps(sources, wording)
    if len(gaps) == len(sources) and all(gap.state is Review.MISSING for gap in gaps):
        raise Untranslated(
            f"No string of {script.id} is translated into {language.english} ({language.tag}) yet.",
            how_to_fill(wording) if wording.files else how_to_begin(wording),
        )


def with_gaps_shown(wording: Wording, gaps: Sequence[Gap]) -> Wording:
    """The wording with a word in brackets for each gap.

    It is a draft like any other unsigned text, so that the card says DRAFT. A locale without a catalog keeps no words:
    it has not been started.
    """
    if not wording.files:
        return wording
    messages = dict(wording.messages)
    for gap in gaps:
        context, english = gap.source.context, gap.source.text
        old = messages.get(context) or Message(context, english, "", False, wording.files[-1], 1)
        messages[context] = replace(old, source=english, text=_SHOWN[gap.state], fuzzy=False)
    return replace(wording, messages=messages)
