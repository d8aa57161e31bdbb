"""Answers that were taken, in `translations/<tag>/answers.toml`: their digests, and the day of each.

Taking an answer a second time changes nothing. One that gives no day keeps the day on which it was first taken, so an
old message that is taken again is no newer than what its author has said since.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from cards.locations import Shelf
from cards.read.answers import SHORTEST_CODE, Answer, Answers
from cards.read.files import stands
from cards.read.keys import Format
from cards.read.tables import Table, read_table

DIGITS = 32
"""Hexadecimal digits of an answer's digest: 128 bits of SHA-256, so that no two are alike."""

_DIGEST = re.compile(f"[0-9a-f]{{{DIGITS}}}")
TAKEN_ANSWERS = Format(
    "The days of answers that were taken, by the digest of each.",
    others={"type": "string", "format": "date"},
    names=_DIGEST.pattern,
)


def answer_digest(answers: Answers, answer: Answer, tag: str, code: str) -> str:
    """The digest of one of a person's answers about the sentence with that code in the language of that tag."""
    day = answers.on.isoformat() if answers.on is not None else ""
    said = (answer.verdict.value, answer.should_be, answer.said, answer.why)
    parts = (tag, answers.by, answers.role, day, code[:SHORTEST_CODE], *said)
    joined = unicodedata.normalize("NFC", "\0".join(parts))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:DIGITS]


def taken_answers_path(shelf: Shelf, tag: str) -> Path:
    """Where a shelf keeps which answers of a locale were taken."""
    return shelf.translations / tag / "answers.toml"


def read_taken_answers(shelves: Sequence[Shelf], tag: str) -> Mapping[str, date]:
    """The days of the answers that were taken, by digest; the first day if several shelves have one. Raises BadFile."""
    found: dict[str, date] = {}
    for shelf in shelves:
        path = taken_answers_path(shelf, tag)
        if stands(path):
            for name, day in taken_answers_in(read_table(path)).items():
                found[name] = min(day, found.get(name, day))
    return found


def taken_answers_in(top: Table) -> dict[str, date]:
    """The answers of a file. Raises BadFile."""
    found: dict[str, date] = {}
    for name in top.values:
        day = top.day(name)
        if day is None or not _DIGEST.fullmatch(name):
            top.refuse(name, "is not the digest of an answer", "Restore the file as `locale answers` has written it.")
        found[name] = day
    return found
