"""The rule that no key word is lost: "**Refuse a search**" must not become "**Accept a search**".

The words for each English key word are data (`read.negations`). A language that has none for it is not checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from cards.guards.negation import lost_key_words
from cards.guards.rules.case import Case, Complaint, Rule


def _key_word(case: Case) -> Iterator[Complaint]:
    if case.negations is None or not case.text:
        return
    script = case.language.script
    for lost in lost_key_words(case.negations, case.english, case.text, script, case.said, case.say):
        if lost.only_bold:
            what = f"It has no word for “{lost.shown}” in bold, where the English has it."
            fix = "Put a word for it in bold."
        else:
            what = f"It has no word for “{lost.shown}”, which the English has."
            fix = "The translation must say it too."
        yield Complaint(
            what,
            f"{fix} Only if it already does, with a word that the program does not know, name that word in a comment "
            f"above the string: `# means {lost.key}: WORD`. Reviewers see it on the proof.",
        )


KEY_WORDS = (Rule("key-word", "error", _key_word),)
