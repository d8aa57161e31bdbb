"""Gaps in a translation, and what a preview or proof shows in their place.

Finished cards never have gaps: `merge` refuses them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.errors import Untranslated
from cards.merge.gap_remedies import how_to_begin, how_to_fill
from cards.merge.review import Review, state_of
from cards.merge.sources import every_source
from cards.read.catalogs import Message, Wording
from cards.read.languages import ENGLISH, Language
from cards.read.script_types import Labels, Script, Source

_SHOWN = {Review.MISSING: "(not translated)", Review.FUZZY: "(fuzzy)", Review.STALE: "(out of date)"}
"""In English and in brackets, so that nobody takes it for the card's own words; short, to fit in place of a label."""

_MOST_NAMED = 12
"""Strings that a refusal names; it counts the others."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A string that cannot be printed, and why: missing, fuzzy, or translated from an older English text."""

    source: Source
    state: Review


def find_gaps(sources: Sequence[Source], wording: Wording) -> tuple[Gap, ...]:
    """The gaps among those strings; none in English, the source language."""
    if wording.tag == ENGLISH:
        return ()
    states = [(source, state_of(source, wording.messages.get(source.context))) for source in sources]
    return tuple(Gap(source, state) for source, state in states if not state.printable)


def refuse_nothing(scripts: Sequence[Script], labels: Labels, wording: Wording, language: Language) -> None:
    """Raises Untranslated if no string of the scripts is translated: there is nothing to proofread."""
    sources = [source for script in scripts for source in every_source(script, labels, in_english=False)]
    gaps = find_gaps(sources, wording)
    if gaps and len(gaps) == len(sources) and all(gap.state is Review.MISSING for gap in gaps):
        named = scripts[0].id if len(scripts) == 1 else "the cards"
        raise Untranslated(
            f"No string of {named} is translated into {language.english} ({language.tag}) yet.",
            how_to_fill(wording) if wording.files else how_to_begin(wording),
        )


def refuse_gaps(sources: Sequence[Source], wording: Wording, language: Language) -> None:
    """Raises Untranslated if any of those strings cannot be printed, naming each and the line of the first."""
    gaps = find_gaps(sources, wording) if language.tag != ENGLISH else ()
    if not gaps:
        return
    if not wording.files:
        raise Untranslated(f"{language.english} ({language.tag}) has no translations yet.", how_to_begin(wording))
    named = "; ".join(f"{gap.source.context} ({gap.state.value})" for gap in gaps[:_MOST_NAMED])
    more = f" and {len(gaps) - _MOST_NAMED} more" if len(gaps) > _MOST_NAMED else ""
    first = wording.messages.get(gaps[0].source.context)
    raise Untranslated(
        f"{language.english} ({language.tag}) cannot be printed: {named}{more}.",
        how_to_fill(wording, first.file if first else None),
        file=first.file if first else None,
        line=first.line if first else None,
    )


def with_gaps_shown(wording: Wording, gaps: Sequence[Gap], wrong: Sequence[Source] = ()) -> Wording:
    """The wording with a word in brackets for each gap, and for each string whose translation is `wrong`.

    It is a draft like any other unsigned text, so that the card says DRAFT. A locale without a catalog keeps no words:
    it has not been started.
    """
    if not wording.files:
        return wording
    messages = dict(wording.messages)
    instead = [(source, "(error)") for source in wrong] + [(gap.source, _SHOWN[gap.state]) for gap in gaps]
    for source, shown in instead:
        context, english = source.context, source.text
        old = messages.get(context) or Message(context, english, "", False, wording.files[-1], 1)
        messages[context] = replace(old, source=english, text=shown, fuzzy=False)
    return replace(wording, messages=messages)
