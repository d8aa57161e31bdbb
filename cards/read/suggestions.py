"""Suggestions: what reviewers would change in a language, kept in `translations/<tag>/suggestions.toml`.

Whoever calls a sentence wrong objects to its words, with or without a text that they would have instead. While an
objection is open, no sign-off of these words counts (`merge.review`). It ends when the words change, as when a
translator takes the suggestion, or when one leaves it and says why. What a reviewer is not sure of is kept as a
question, and changes no state.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cards.locations import Shelf
from cards.read import keys
from cards.read.answers import Verdict
from cards.read.files import stands
from cards.read.keys import Format
from cards.read.names import names_somebody
from cards.read.sign_offs import ROLES, Objection, SignOff, is_to_come, read_sign_offs, suggested_digest
from cards.read.tables import Table, read_table

_DIGEST = re.compile("[0-9a-f]{64}")
_WRITES = "Take the answers again with `locale answers`, which writes it."
_SHA256 = keys.matching(
    "sha256", "The digest of the words that it is about.", _DIGEST, "is not 64 hexadecimal digits", _WRITES
)
_SENTENCE = keys.matching(
    "sentence",
    "The digest of the sentence, of the words and the note that the reviewer read.",
    _DIGEST,
    "is not 64 hexadecimal digits",
    _WRITES,
)
_VERDICT = keys.choice("verdict", "What the reviewer calls the sentence.", (Verdict.WRONG.value, Verdict.UNSURE.value))
_TEXT = keys.text("text", "What it should be.", "")
_TEXT_SHA256 = keys.matching(
    "text_sha256",
    "The digest of that text, by which a copy without it knows its author.",
    _DIGEST,
    "is not 64 hexadecimal digits",
    _WRITES,
    optional=True,
)
_WHY = keys.text("why", "The reviewer's reason.", "")
_ROLE = keys.choice("role", "The role of the reviewer.", ROLES)
_BY = keys.text("by", "The reviewer; a pseudonym is fine.")
_ON = keys.needed_day("on", "The day of the answer.")
_VERIFIED = keys.flag("verified", "Whether a signature of the answers file was checked with the reviewer's key.")
_TAKEN_BY = keys.text("taken_by", "Who put the suggested text into the catalog.", "")
_TAKEN_ON = keys.day("taken_on", "The day on which they did.")
_LEFT_BY = keys.text("left_by", "Who left the text as it is.", "")
_LEFT_ON = keys.day("left_on", "The day on which they decided.")
_LEFT_BECAUSE = keys.text("left_because", "Their reason.", "")
SUGGESTION = Format(
    "What one reviewer would change in one sentence.",
    (
        _SHA256, _SENTENCE, _VERDICT, _TEXT, _TEXT_SHA256, _WHY, _ROLE, _BY, _ON, _VERIFIED, _TAKEN_BY, _TAKEN_ON,
        _LEFT_BY, _LEFT_ON, _LEFT_BECAUSE,
    ),
)  # fmt: skip
SUGGESTIONS = Format(
    "What reviewers would change, by a string that has the sentence, such as home/bearer/door.",
    others={"type": "array", "items": SUGGESTION.schema},
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What one reviewer would change in one sentence, which the string `context` has.

    `sha256` is the digest of its words (`words_digest`), and `sentence` that of the sentence (`Sentence.digest`).
    `text` is what it should be, "" if the reviewer did not say. `left_by`, `left_on` and `left_because` say who left
    the text as it is, when and why; before that they are empty. So are `taken_by` and `taken_on` until somebody puts
    the suggested text into the catalog. `text_sha256` is the digest of a text that this copy of the file has not.
    """

    context: str
    sha256: str
    sentence: str
    verdict: Verdict
    text: str
    why: str
    role: str
    by: str
    on: date
    verified: bool = False
    left_by: str = ""
    left_on: date | None = None
    left_because: str = ""
    taken_by: str = ""
    taken_on: date | None = None
    text_sha256: str = ""

    @property
    def suggests(self) -> str:
        """The digest of the suggested text (`suggested_digest`), "" if there is none."""
        return suggested_digest(self.text) if self.text else self.text_sha256

    @property
    def is_open(self) -> bool:
        """Whether no translator has decided on it. It may be about words that have changed since."""
        return not self.left_by

    @property
    def key(self) -> tuple[str, str, str]:
        """Which suggestion it is: a reviewer has one for the same words, the last. One that was taken stays beside it,
        because it names the author of the text that came of it."""
        return self.context, self.sha256, f"{self.by}\n{self.suggests}" if self.taken_by else self.by


def suggestions_path(shelf: Shelf, tag: str) -> Path:
    """Where a shelf keeps the suggestions of a locale."""
    return shelf.translations / tag / "suggestions.toml"


def read_suggestions(shelves: Sequence[Shelf], tag: str, as_of: date | None = None) -> tuple[Suggestion, ...]:
    """The suggestions of a locale; one of a later shelf replaces the same of an earlier one.

    Raises BadFile, also for a day later than `as_of`.
    """
    found: dict[tuple[str, str, str], Suggestion] = {}
    for shelf in shelves:
        path = suggestions_path(shelf, tag)
        if stands(path):
            for each in suggestions_in(read_table(path), as_of):
                found[each.key] = each
    return tuple(found.values())


def suggestions_in(top: Table, as_of: date | None = None) -> tuple[Suggestion, ...]:
    """The suggestions of a file. Raises BadFile."""
    return tuple(_suggestion(context, table, as_of) for context in top.values for table in top.tables(context))


def read_signed(shelves: Sequence[Shelf], tag: str, as_of: date | None = None) -> Mapping[str, tuple[SignOff, ...]]:
    """The sign-offs of a locale by message context, and the objections to its words, which end their effect.

    Raises BadFile, also for a day later than `as_of`.
    """
    signed = read_sign_offs(shelves, tag, as_of)
    return with_objections(signed, read_suggestions(shelves, tag, as_of), tag)


def with_objections(
    signed: Mapping[str, tuple[SignOff, ...]], suggestions: Sequence[Suggestion], tag: str
) -> Mapping[str, tuple[SignOff, ...]]:
    """The sign-offs of a locale with the objections of reviewers among them, and with who has suggested which text."""
    found = dict(signed)
    for each in suggestions:
        if each.verdict is Verdict.WRONG:
            state = Objection.OPEN if each.is_open else Objection.LEFT
            record = SignOff(each.context, each.sha256, each.role, each.by, each.on, tag, "", each.sha256, False, state)
            found[each.context] = (*found.get(each.context, ()), record)
        if each.suggests:
            author = SignOff(
                each.context,
                each.suggests,
                each.role,
                each.by,
                each.on,
                tag,
                "",
                each.suggests,
                False,
                Objection.AUTHOR,
            )
            found[each.context] = (*found.get(each.context, ()), author)
    return found


def _suggestion(context: str, table: Table, as_of: date | None) -> Suggestion:
    SUGGESTION.check(table)
    on, by = _ON.of(table), _BY.of(table)
    if as_of is not None and is_to_come(on, as_of):
        _ON.refuse(table, f"is {on}, which is in the future", "Write the day of the answer.")
    if not names_somebody(by):
        _BY.refuse(table, f"is {by[:20]!r}, which names nobody", "Give the name or the pseudonym of the reviewer.")
    left_by, left_on, because = _LEFT_BY.of(table), _LEFT_ON.of(table), _LEFT_BECAUSE.of(table)
    if bool(left_by) is not (left_on is not None) or (left_by and not names_somebody(left_by)):
        _LEFT_BY.refuse(table, "does not say who left the text as it is, and when", "Give left_by and left_on.")
    taken_by, taken_on = _TAKEN_BY.of(table), _TAKEN_ON.of(table)
    if bool(taken_by) is not (taken_on is not None) or (taken_by and not names_somebody(taken_by)):
        _TAKEN_BY.refuse(table, "does not say who took the suggestion, and when", "Give taken_by and taken_on.")
    text = _TEXT.of(table)
    return Suggestion(
        context,
        _SHA256.of(table),
        _SENTENCE.of(table),
        Verdict(_VERDICT.of(table)),
        text,
        _WHY.of(table),
        _ROLE.of(table),
        by,
        on,
        _VERIFIED.of(table),
        left_by,
        left_on,
        because,
        taken_by,
        taken_on,
        "" if text else _TEXT_SHA256.of(table),
    )
