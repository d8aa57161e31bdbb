"""The marks of negation: which words, affixes and verb forms forbid or deny in a language, and in English.

They are data, in `translations/<tag>/negations.toml`, so that no language needs code; a content folder can add more.
`guards.negation` finds them in a text. In a comment on a string, a translator may say that one of its words negates or
does not; `claims` reads such comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from pathlib import Path

from cards.locations import Shelf
from cards.read import keys
from cards.read.files import stands
from cards.read.keys import Format, Key
from cards.read.tables import Table, read_table

GAP = "…"
MOST_MARKS, MOST_WORDS, LONGEST = 100, 6, 120
"""Limits for a file, for a mark, and for characters in a mark: each text is compared with every mark."""

MOST_COUNT = 9
"""Negations in a sentence."""

LONGEST_CLAIM, MOST_CLAIMED_WORDS = 30, 3
"""A comment names the word that negates. It may not name the sentence, which would turn the check off."""

_CLAIM = re.compile(r"(no )?negation:\s*(.+)")
_LIKE_CLAIM = re.compile(r"(?:no |not a )?negat\w*\s*:", re.IGNORECASE)
_ENGLISH = "en"


class Place(Enum):
    """Where in a word a form is."""

    WHOLE = "word"
    BEGINNING = "prefix"
    END = "suffix"
    INSIDE = "infix"
    AROUND = "circumfix"


@dataclass(frozen=True, slots=True)
class Form:
    """A word, or a part of one. For a circumfix, `text` is the beginning and `end` the end."""

    place: Place
    text: str
    end: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Forms that negate together, one word after another; each may have alternatives.

    `gaps` says for each word whether others may come before it, as in ne … pas.
    """

    words: tuple[tuple[Form, ...], ...]
    gaps: tuple[bool, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """What negates in a language, and what looks like it but does not. Compared by identity, for speed as a key."""

    marks: tuple[Mark, ...]
    others: tuple[Mark, ...] = ()


Counts = Mapping[str, tuple[int, int]]
"""By English sentence, the number of negations among the bold words and among the others."""


@dataclass(frozen=True, slots=True, eq=False)
class Negations:
    """What is known about a language: its marks, or None if nobody has given any, and those of English.

    `counts` are for English sentences whose translations negate more or less often than their words. For the others,
    `instead` are words that a negation may translate, and `joined` words by which one negation covers several.
    """

    marks: Marks | None
    english: Marks
    instead: Marks
    joined: Marks
    counts: Counts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """A translator's statement about a word in one string: that it negates, or that it does not."""

    word: str
    negates: bool


_MARKS = keys.texts(
    "marks", 'What negates: "word", "pre-", "-post", "-in-", "a…b" or "a … b"; | for "or".', most=MOST_MARKS
)
_OTHERS = keys.texts("others", "What looks like one of them but does not negate.", most=MOST_MARKS)
_INSTEAD = keys.texts("instead", "English words that a negation may translate.", most=MOST_MARKS)
_JOINED = keys.texts("joined", "English words by which one negation covers several.", most=MOST_MARKS)
_COUNTS = keys.optional_table(
    "counts",
    Format(
        "How many negations the translations of an English sentence have: [among the bold words, others].",
        others={
            "type": "array",
            "items": {"type": "integer", "minimum": 0, "maximum": MOST_COUNT},
            "minItems": 2,
            "maxItems": 2,
        },
    ),
)
NEGATIONS = Format("What forbids or denies in a language.", (_MARKS, _OTHERS, _COUNTS))
ENGLISH_NEGATIONS = Format(
    "What forbids or denies in English, and what may be translated that way.",
    (_MARKS, _OTHERS, _INSTEAD, _JOINED, _COUNTS),
)


def negations_path(shelf: Shelf, tag: str) -> Path:
    """Where a shelf keeps the marks of a language."""
    return shelf.translations / tag / "negations.toml"


def read_negations(shelves: Sequence[Shelf], tag: str) -> Negations:
    """The marks of a language and of English from every shelf together. Raises BadFile."""
    return _negations(_tables(shelves, tag), _tables(shelves, _ENGLISH))


def claims(notes: Sequence[str]) -> tuple[Claim, ...]:
    """What a translator's comments say: `negation: WORD` and `no negation: WORD`. Others are `misread`."""
    found = (_claim(note) for note in notes)
    return tuple(each for each in found if each is not None)


def misread(notes: Sequence[str]) -> Iterator[str]:
    """The comments that look like `claims` but are not."""
    return (note for note in notes if _LIKE_CLAIM.match(note) and _claim(note) is None)


def _claim(note: str) -> Claim | None:
    match = _CLAIM.fullmatch(note)
    if match is None or len(match[2]) > LONGEST_CLAIM or len(match[2].split()) > MOST_CLAIMED_WORDS:
        return None
    return Claim(match[2].strip(), not match[1]) if any(map(str.isalpha, match[2])) else None


def whole_words(text: str) -> Mark:
    """The mark of those very words, one after another."""
    words = text.split()
    return Mark(tuple((Form(Place.WHOLE, word),) for word in words), (False,) * len(words))


def _tables(shelves: Sequence[Shelf], tag: str) -> tuple[Table, ...]:
    return tuple(read_table(path) for shelf in shelves if stands(path := negations_path(shelf, tag)))


@lru_cache(maxsize=128)
def _negations(own: tuple[Table, ...], english: tuple[Table, ...]) -> Negations:
    for table in own:
        (ENGLISH_NEGATIONS if table in english else NEGATIONS).check(table)
    counts: dict[str, tuple[int, int]] = {}
    for table in (*english, *own):
        counts |= _counts(table)
    marks = Marks(_all(own, _MARKS), _all(own, _OTHERS))
    return Negations(marks if marks.marks else None, *_english(english), counts)


@lru_cache(maxsize=16)
def _english(tables: tuple[Table, ...]) -> tuple[Marks, Marks, Marks]:
    """What negates in English, and what one or several negations may translate: the same for all languages."""
    negates = Marks(_all(tables, _MARKS), _all(tables, _OTHERS))
    return negates, Marks(_all(tables, _INSTEAD)), Marks(_all(tables, _JOINED))


def _all(tables: Sequence[Table], key: Key[tuple[str, ...]]) -> tuple[Mark, ...]:
    return tuple(mark for table in reversed(tables) for mark in _marks(table, key))


def _marks(table: Table, key: Key[tuple[str, ...]]) -> Iterator[Mark]:
    given = key.of(table)
    if len(given) > MOST_MARKS:
        key.refuse(table, f"has {len(given)} marks", f"Give at most {MOST_MARKS}.")
    for each in given:
        mark = _mark(each)
        if mark is None:
            key.refuse(
                table,
                f"has {each[:LONGEST]!r}, which is not a mark",
                'Write "word", "pre-", "-post", "-in-", "a…b" or "a … b".',
            )
        yield mark


def _mark(text: str) -> Mark | None:
    """The mark that a file writes so, or None if it cannot be understood."""
    from cards.read.folding import fold

    words: list[tuple[Form, ...]] = []
    gaps: list[bool] = []
    is_gap = False
    for part in fold(text).split():
        if part == GAP:
            if is_gap or not words:
                return None
            is_gap = True
            continue
        forms = [_form(each) for each in part.split("|")]
        found = tuple(each for each in forms if each is not None)
        if len(found) < len(forms):
            return None
        words.append(found)
        gaps.append(is_gap)
        is_gap = False
    fits = 0 < len(words) <= MOST_WORDS and len(text) <= LONGEST
    return Mark(tuple(words), tuple(gaps)) if fits and not is_gap else None


def _form(text: str) -> Form | None:
    inner = text.strip("-")
    if not any(map(str.isalpha, inner)):
        return None
    begins, ends = text.endswith("-"), text.startswith("-")
    if GAP in inner:
        first, _, last = inner.partition(GAP)
        return Form(Place.AROUND, first, last) if first and last and GAP not in last and not (begins or ends) else None
    place = Place.INSIDE if begins and ends else Place.BEGINNING if begins else Place.END if ends else Place.WHOLE
    return Form(place, inner)


def _counts(table: Table) -> dict[str, tuple[int, int]]:
    inner = _COUNTS.of(table)
    if inner is None:
        return {}
    found: dict[str, tuple[int, int]] = {}
    for english, given in inner.values.items():
        is_pair = isinstance(given, list) and len(given) == 2
        if not (is_pair and all(type(each) is int and 0 <= each <= MOST_COUNT for each in given)):
            inner.refuse(
                english, "is not two counts", "Write [negations among the bold words, others], such as [1, 0]."
            )
        found[english] = (given[0], given[1])
    return found
