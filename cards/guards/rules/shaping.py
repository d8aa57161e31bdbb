"""The rule on what only shaping shows: letters and marks that do not combine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.guards.rules.case import Case, Complaint, Rule
from cards.typeset.text.broken_clusters import broken_cluster

_MARKUP = re.compile(r"\*\*|\{[^{}]*\}")
"""Bold ends no cluster: the layout sets a mark as its letter is set."""


def _clusters(case: Case) -> Iterator[Complaint]:
    if not case.families:
        return
    found = broken_cluster(_MARKUP.sub("", case.text), case.language, case.families)
    if found:
        codes = " ".join(f"U+{ord(each):04X}" for each in found)
        if case.language.script == "Mymr":
            fix = "If it was typed in Zawgyi, convert it to Unicode; otherwise type the word again."
        else:
            fix = "Type the word again, each vowel sign and mark after its consonant."
        yield Complaint(f"It has marks without a letter in “{found}” ({codes}).", fix)


SHAPING = (Rule("broken-cluster", "error", _clusters),)
