"""Phrases that a bearer says in English: `say` in a script. They stay English in every translation, letter for letter.

A phrase is found as whole words: “no” is not in “now”. Its letters are ASCII, so that a look-alike never passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cards.read import keys
from cards.read.tables import Table

PHRASE = re.compile(r"[A-Za-z][A-Za-z ,.;:?!'’-]{0,78}[A-Za-z.?!]")
"""A phrase: at most 80 English letters, spaces and marks, so no stars, braces, digits or double quotation marks."""

MOST_PHRASES = 4
"""Phrases of one statement."""

SAY = keys.texts(
    "say",
    "The words of the text that the bearer says in English, which stay English in every language.",
    most=MOST_PHRASES,
    pattern=f"^{PHRASE.pattern}$",
)
"""The phrases of a statement, in a script."""

_LETTER = "0-9A-Za-z\u00aa\u00ba\u00c0-\u024f\u0300-\u036f"
"""Latin letters, the marks on them, and digits: beside a phrase these would make it part of a longer word."""

STANDS_FOR = "…"
"""What `without` leaves in the place of a phrase: it ends a clause and is no letter."""


def phrases_of(table: Table, text: str) -> tuple[str, ...]:
    """The phrases of a statement. Raises BadFile for one that is not in its text, or that would not stay whole."""
    phrases = SAY.of(table)
    for phrase in phrases:
        if not PHRASE.fullmatch(phrase) or "  " in phrase:
            SAY.refuse(
                table,
                f"has {phrase[:80]!r}",
                "Write English letters, single spaces and marks, at most 80, without stars or double quotation marks.",
            )
        if sum(bool(in_text(other, (phrase,))) for other in phrases) > 1:
            SAY.refuse(table, f"has {phrase!r} twice or inside another phrase", "Leave out the shorter one.")
    found = in_text(text, phrases)
    for phrase in phrases:
        if phrase not in found:
            SAY.refuse(table, f"has {phrase!r}, which is not in the text", "Write it exactly as in the text.")
    for _, phrase, after in said_between(text, phrases):
        if after[:1] in ("?", "!"):
            SAY.refuse(
                table, f"has {phrase!r} without its “{after[0]}”", f"Add the {after[0]}: it belongs to the phrase."
            )
    return phrases


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `is_said` if it is one of the phrases."""

    text: str
    is_said: bool


def pieces(text: str, phrases: Sequence[str]) -> Iterator[Piece]:
    """A text in stretches, none of them empty, so that every phrase in it is one of its own."""
    if not phrases:
        if text:
            yield Piece(text, False)
        return
    for place, part in enumerate(_pattern(tuple(phrases)).split(text)):
        if part:
            yield Piece(part, place % 2 == 1)


def said_between(text: str, phrases: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Each phrase in a text, as often as it is there, between the stretches before and after it, which may be empty."""
    found = _pattern(tuple(phrases)).split(text) if phrases else []
    for place in range(1, len(found), 2):
        yield found[place - 1], found[place], found[place + 1]


def without(text: str, phrases: Sequence[str]) -> str:
    """A text with `STANDS_FOR` in the place of each phrase."""
    return _pattern(tuple(phrases)).sub(STANDS_FOR, text) if phrases else text


def in_text(text: str, phrases: Sequence[str]) -> tuple[str, ...]:
    """Those of the phrases that are in a text."""
    found = {piece.text for piece in pieces(text, phrases) if piece.is_said}
    return tuple(each for each in phrases if each in found)


def stays_english(say: Sequence[str]) -> str:
    """What translators and reviewers need to know about the phrases that the bearer says in English; "" without any."""
    if not say:
        return ""
    phrases = " and ".join(f"“{each}”" for each in say)
    return f"Said in English: keep {phrases} letter for letter, and write the meaning beside it, in brackets."


@lru_cache(maxsize=256)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(f"(?<![{_LETTER}])({'|'.join(map(re.escape, longest_first))})(?![{_LETTER}])")
