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
    for lost in lost_key_words(case.negations, case.english, case.text, case.language.script, case.said):
        if lost.only_bold:
            what = f"It has no word for “{lost.shown}” in bold, where the English has it."
            fix = "Say it in bold."
        else:
            what = f"It has no word for “{lost.shown}”, which the English has."
            fix = "Say it."
        yield Complaint(
            what,
            f"{fix} If a word of it means that and the program does not know it, name that word in a comment over the "
            f"string: `# means {lost.key}: WORD`.",
        )


KEY_WORDS = (Rule("key-word", "error", _key_word),)
