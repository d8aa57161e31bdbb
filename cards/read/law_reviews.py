"""Reviews of the law behind a script: whether a lawyer has checked its statements against their authorities, and when.

A script's TOML records the review as `law_reviewed_on`, `law_reviewed_by` and `law_reviewed_code`. The code stands for
all that a lawyer vouches for in the English of both sides (`sign_offs.vouched_for`), so a review of anything else does
not count. A missing review never stops a card: it is told, once for each script, like the doubts about a hotline.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from cards.errors import BadFile, Notice
from cards.read.languages import ENGLISH
from cards.read.records import is_over_a_year
from cards.read.script_types import Script
from cards.read.scripts import LAW_REVIEWED_ON
from cards.read.sign_offs import LEGAL, is_to_come, signing_code, string_digest

KIND = "law-review"
"""The kind of the notices about reviews of the law."""


class LawState(Enum):
    """What is known about the law behind a script. Only `CURRENT` gives no warning."""

    MISSING = "not reviewed"
    CHANGED = "changed since its review"
    OLD = "reviewed over a year ago"
    CURRENT = "reviewed"


def law_code(script: Script) -> str:
    """The code of all that a lawyer reviews in a script: the English of both sides, with its variants for states."""
    sources = (*script.bearer.every, *script.officer.every)
    return signing_code(string_digest(each, each.text, ENGLISH, LEGAL) for each in sources)


def law_state(script: Script, today: date) -> LawState:
    """The state of the review of a script's law.

    Raises BadFile for one dated in the future in every time zone: its script would look current for too long.
    """
    review = script.law_review
    if review is None:
        return LawState.MISSING
    if is_to_come(review.on, today):
        raise BadFile(
            f"'{LAW_REVIEWED_ON}' is {review.on}, which is in the future.",
            "Write the day on which the lawyer finished the review.",
            file=review.file,
            line=review.line,
        )
    if review.code != law_code(script):
        return LawState.CHANGED
    return LawState.OLD if is_over_a_year((today - review.on).days) else LawState.CURRENT


def law_notices(scripts: Iterable[Script], today: date, *, of_the_day: bool = False) -> tuple[Notice, ...]:
    """What to tell whoever prints cards of these scripts about their law: at most one notice for each.

    With `of_the_day` only those that depend on the date, which no file may have. Raises BadFile as `law_state` does.
    """
    told = ((script, law_state(script, today)) for script in dict.fromkeys(scripts))
    return tuple(
        Notice(KIND, _SENTENCES[state].format(script), names=(script.id,))
        for script, state in told
        if state in _SENTENCES and (state is LawState.OLD or not of_the_day)
    )


_SENTENCES = {
    LawState.MISSING: "no lawyer has reviewed the law behind {0.id}",
    LawState.CHANGED: "{0.id} has changed since a lawyer reviewed its law",
    LawState.OLD: "the law behind {0.id} was last reviewed on {0.law_review.on}, over a year ago",
}
