"""Chooses what a script says in a state: each statement's variant there or, without one, the statement itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.errors import Notice
from cards.merge.gaps import Gap, find_gaps
from cards.read.catalogs import Wording
from cards.read.languages import Language
from cards.read.regions import state_name
from cards.read.script_types import Script


@dataclass(frozen=True, slots=True)
class LocalScript:
    """A script as cards for a state have it. `gaps` are the variants there that cannot be printed in the bearer's
    language, so that the statements themselves are printed."""

    script: Script
    gaps: tuple[Gap, ...] = ()


def local_script(script: Script, code: str, wording: Wording) -> LocalScript:
    """The script for the state with that code, or for none (""), in a language.

    Every card is made from such a script. A variant that is not translated, fuzzy or out of date is never printed in
    English instead: the bearer could not read it.
    """
    variants = (each.variant(code) for each in script.bearer.statements)
    gaps = find_gaps([each for each in variants if each is not None and not each.leaves_out], wording)
    bearer = script.bearer.in_region(code, {gap.source.context for gap in gaps})
    return LocalScript(replace(script, bearer=bearer, officer=script.officer.in_region(code)), gaps)


def usual_instead(gaps: Sequence[Gap], code: str, language: Language) -> list[Notice]:
    """A warning for each of those variants of a state: its cards do not say what they should there."""
    return [
        Notice(
            "no-variant",
            f"the cards in {language.english} have the usual words instead of those for {state_name(code)}, because "
            f"{gap.source.context} is {gap.state.value}",
            "ask a translator for it",
            (language.tag, code, gap.source.context),
        )
        for gap in gaps
    ]
