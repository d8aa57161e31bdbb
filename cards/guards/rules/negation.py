"""The rule that no negation is lost, added or moved: "**Sign nothing**" must not become "**Sign**".

What negates in a language, and how often each sentence does, is data (`read.negations`). A language that has no data is
not checked here; `locale check` says so once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cards.errors import either
from cards.guards.negation import Negation, Wanted, has_word, negations, wanted
from cards.guards.rules.case import Case, Complaint, Rule
from cards.read.negations import LONGEST_CLAIM, MOST_CLAIMED_WORDS, Claim, Negations, misread

_PUT_BACK = (
    "Make the sentence forbid or deny what the English does. Only if it already does, with a word that the program "
    "does not know, name that word in a comment above the string: `# negation: WORD`. Reviewers see it on the proof."
)
_TAKE_OUT = (
    "Remove it. Only if the word forbids or denies nothing here, name it in a comment above the string: "
    "`# no negation: WORD`. Reviewers see it on the proof."
)
_MOVE_BACK = "Put the stars around the words that are bold in English, and negate what the English negates."


def _negation(case: Case) -> Iterator[Complaint]:
    if case.negations is None or case.negations.marks is None or not case.text:
        return
    found = negations(case.negations.marks, case.own, case.language.script, case.said)
    needed = wanted(case.negations, case.english, case.say)
    if len(found) < needed.least:
        missing = needed.least - len(found)
        lost = "the negation was lost" if not found else "one was lost" if missing == 1 else f"{missing} were lost"
        needs = _needs(case.negations, case.english, needed)
        yield Complaint(f"It has {_counted(found)} where the English needs {needs}: {lost}.", _PUT_BACK)
    elif len(found) > needed.most:
        wants = "has none" if needed.most == 0 else f"needs {needed.most}"
        yield Complaint(f"It has {_counted(found)} where the English {wants}: one was added.", _TAKE_OUT)
    elif needed.bold is not None and case.text.count("**") == case.english.count("**"):
        yield from _moved(found, needed, needed.bold)


def _moved(found: Sequence[Negation], needed: Wanted, wanted_bold: int) -> Iterator[Complaint]:
    """The right number in the wrong places: the text forbids something else. The meaning of a phrase that stays English
    need not be bold where the phrase is."""
    bold = sum(each.bold for each in found)
    if not wanted_bold - needed.said <= bold <= wanted_bold:
        yield Complaint(
            f"It has {bold} of its {_counted(found)} in bold, where the English needs {needed.bold} in bold.",
            _MOVE_BACK,
        )


def _needs(known: Negations, english: str, needed: Wanted) -> str:
    """How many negations there should be, with the English words for them where there are as many."""
    words = [f"“{each.shown}”" for each in negations(known.english, english, "Latn")]
    return f"{needed.least} ({', '.join(words)})" if len(words) == needed.least else f"{needed.least}"


def _counted(found: Sequence[Negation]) -> str:
    if not found:
        return "no negation"
    words = ", ".join(f"“{each.shown}”" for each in found)
    return f"{len(found)} negation{'' if len(found) == 1 else 's'} ({words})"


def of_comments(notes: Sequence[str], said: Sequence[Claim], case: Case) -> Iterator[Complaint]:
    """What is wrong with a translator's comments on words: they name a missing word, or cannot be read."""
    for note in misread(notes):
        yield Complaint(
            f"The comment “{note}” is not understood and does not count.",
            "Write `# negation: WORD`, `# no negation: WORD` or `# means refuse: WORD` with a word of the string, or "
            f"at most {MOST_CLAIMED_WORDS} words of at most {LONGEST_CLAIM} characters.",
        )
    known = case.negations.english_keeps if case.negations is not None else {}
    for each in said:
        on = f"“{each.key}”" if each.key else "negation"
        if each.key and each.key not in known:
            yield Complaint(
                f"The comment on “{each.word}” names “{each.key}”, which is not a key word; it does not count.",
                f"Choose {either(tuple(known))}." if known else "Remove the comment.",
            )
        elif not has_word(case.own, each.word, case.language.script):
            yield Complaint(
                f"The comment on {on} names “{each.word}”, which is not a word of the string; it does not count.",
                "Name the word exactly as in the string, or remove the comment.",
            )


def without_marks(known: Negations, language: str, path: Path) -> Complaint | None:
    """What `locale check` says about a language whose negations are unknown."""
    if known.marks is not None:
        return None
    return Complaint(
        f"No marks of negation are listed for {language}, so nothing finds a “not” that was lost or added.",
        f'Write {path} with a line such as: marks = ["no", "never"]. See CONTRIBUTING.md.',
    )


NEGATION = (Rule("negation", "error", _negation),)
