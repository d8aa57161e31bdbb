"""The marks of negation: which words, affixes and verb forms forbid or deny in a language, and in English.

They are data, in `translations/<tag>/negations.toml`, so that no language needs code; a content folder can add more.
Beside them are the words for each English key word (refuse, closed, judge …), which no translation may lose.
`guards.negation` finds both in a text. In a comment on a string, a translator may say that one of its words negates,
does not, or stands for a key word; `claims` reads such comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from pathlib import Path

from cards.errors import either
from cards.locations import Shelf
from cards.read import keys
from cards.read.files import stands
from cards.read.folding import fold
from cards.read.keys import Format, Key
from cards.read.scripts import find_script, read_labels, script_ids
from cards.read.tables import Table, read_table

GAP = "…"
MOST_MARKS, MOST_WORDS, LONGEST = 100, 6, 120
"""Limits for a file, for a mark, and for characters in a mark: each text is compared with every mark."""

MOST_KEY_WORDS = 20
"""In a file."""

MOST_COUNT = 9
"""Negations in a sentence."""

LONGEST_CLAIM, MOST_CLAIMED_WORDS = 30, 3
"""A comment names the word that negates. It may not name the sentence, which would turn the check off."""

_KEY_WORD = r"[a-z]{1,30}"
_CLAIM = re.compile(rf"(?:(no )?negation|means ({_KEY_WORD})):\s*(.+)")
_LIKE_CLAIM = re.compile(r"(?:(?:no |not a )?negat\w*|means?(?: [^\s:]+)?)\s*:", re.IGNORECASE)
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
    `keeps` are the language's words for each key word, `english_keeps` those of English; a key word in `bold` stays
    bold where it is bold in English. `added` says in words what a content folder has added: a proof prints it.
    """

    marks: Marks | None
    english: Marks
    instead: Marks
    joined: Marks
    counts: Counts = field(default_factory=dict)
    keeps: Mapping[str, Marks] = field(default_factory=dict)
    english_keeps: Mapping[str, Marks] = field(default_factory=dict)
    bold: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A translator's statement about a word in one string: that it negates, that it does not, or what it means.

    With `key`, the English key word that it means, it says nothing about negation.
    """

    word: str
    negates: bool
    key: str = ""


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
_KEEPS = keys.optional_table(
    "keeps",
    Format(
        "The words for each English key word, written like marks; a translation must have one of them.",
        others={
            "type": "array",
            "items": {"type": "string", "maxLength": LONGEST, "pattern": r"\S"},
            "minItems": 1,
            "maxItems": MOST_MARKS,
        },
        names=_KEY_WORD,
        most=MOST_KEY_WORDS,
    ),
)
_LOOKALIKES = keys.texts(
    "lookalikes", "What holds one of the kept words and means another thing, such as “undisclosed”.", most=MOST_MARKS
)
_BOLD = keys.texts("bold", "The key words that stay in bold where they are bold in English.", most=MOST_KEY_WORDS)
NEGATIONS = Format("What forbids or denies in a language.", (_MARKS, _OTHERS, _COUNTS, _LOOKALIKES, _KEEPS))
ENGLISH_NEGATIONS = Format(
    "What forbids or denies in English, and what may be translated that way.",
    (_MARKS, _OTHERS, _INSTEAD, _JOINED, _COUNTS, _LOOKALIKES, _BOLD, _KEEPS),
)


def negations_path(shelf: Shelf, tag: str) -> Path:
    """Where a shelf keeps the marks of a language."""
    return shelf.translations / tag / "negations.toml"


def read_negations(shelves: Sequence[Shelf], tag: str) -> Negations:
    """The marks of a language and of English from every shelf together.

    Raises BadFile, also for counts of a later shelf for a sentence that the first has, in a language that it knows:
    what is forbidden there is not for a content folder to say.
    """
    first, later = shelves[:1], shelves[1:]
    known, own = _tables(first, tag), _tables(later, tag)
    english = _tables(later, _ENGLISH)
    for table in {*(own if known else ()), *english}:
        for sentence in _counts(table).keys() & _sentences(*first):
            table.table(_COUNTS.name).refuse(
                sentence,
                "is a sentence of the program, which counts its negations itself",
                "Take the line out. If one word is wrong, name it above the string: `# negation: WORD` or "
                "`# no negation: WORD`.",
            )
    return _negations((*known, *own), (*_tables(first, _ENGLISH), *english), tuple(dict.fromkeys((*own, *english))))


@lru_cache(maxsize=4)
def _sentences(shelf: Shelf) -> frozenset[str]:
    """The English of every string of a shelf."""
    labels = read_labels((shelf,)).sources
    scripts = (find_script((shelf,), each) for each in script_ids((shelf,)))
    sides = (side for script in scripts for side in (script.bearer, script.officer))
    return frozenset(source.text for sources in (labels, *(side.translated for side in sides)) for source in sources)


def _told(table: Table) -> Iterator[str]:
    """What a file adds, in words for a proof."""
    whose = "" if table.path.parent.name != _ENGLISH else " (English)"
    for key, meaning in (
        (_MARKS, "forbids or denies"),
        (_OTHERS, "does not forbid or deny"),
        (_INSTEAD, "may be translated with a negation"),
        (_JOINED, "lets one negation cover several"),
        (_LOOKALIKES, "is no key word"),
    ):
        yield from (f"{each}{whose}: {meaning}" for each in table.values.get(key.name, ()))
    keeps = _KEEPS.of(table)
    for word, given in keeps.values.items() if keeps is not None else ():
        yield from (f"{each}{whose}: means “{word}”" for each in given)
    for sentence, (bold, others) in _counts(table).items():
        yield f"“{sentence}”: {bold} negations in bold and {others} others"


def claims(notes: Sequence[str]) -> tuple[Claim, ...]:
    """What a translator's comments say: `negation: …`, `no negation: …`, `means KEY: …`. Others are `misread`."""
    found = (_claim(note) for note in notes)
    return tuple(each for each in found if each is not None)


def misread(notes: Sequence[str]) -> Iterator[str]:
    """The comments that look like `claims` but are not."""
    return (note for note in notes if _LIKE_CLAIM.match(note) and _claim(note) is None)


def _claim(note: str) -> Claim | None:
    match = _CLAIM.fullmatch(note)
    if match is None or len(match[3]) > LONGEST_CLAIM or len(match[3].split()) > MOST_CLAIMED_WORDS:
        return None
    key = match[2] or ""
    return Claim(match[3].strip(), not match[1] and not key, key) if any(map(str.isalpha, match[3])) else None


def whole_words(text: str) -> Mark:
    """The mark of those very words, one after another."""
    words = text.split()
    return Mark(tuple((Form(Place.WHOLE, word),) for word in words), (False,) * len(words))


def _tables(shelves: Sequence[Shelf], tag: str) -> tuple[Table, ...]:
    return tuple(read_table(path) for shelf in shelves if stands(path := negations_path(shelf, tag)))


@lru_cache(maxsize=128)
def _negations(own: tuple[Table, ...], english: tuple[Table, ...], later: tuple[Table, ...]) -> Negations:
    for table in own:
        (ENGLISH_NEGATIONS if table in english else NEGATIONS).check(table)
    counts: dict[str, tuple[int, int]] = {}
    for table in (*english, *own):
        counts |= _counts(table)
    marks = Marks(_all(own, _MARKS), _all(own, _OTHERS))
    negates, instead, joined, english_keeps = _english(english)
    keeps = _keeps(own, english_keeps)
    bold = tuple(word for table in english for word in _BOLD.of(table))
    added = tuple(line for table in later for line in _told(table))
    return Negations(
        marks if marks.marks else None, negates, instead, joined, counts, keeps, english_keeps, bold, added
    )  # fmt: skip


@lru_cache(maxsize=16)
def _english(tables: tuple[Table, ...]) -> tuple[Marks, Marks, Marks, Mapping[str, Marks]]:
    """What negates in English, what one or several negations may translate, and the key words: for all languages."""
    negates = Marks(_all(tables, _MARKS), _all(tables, _OTHERS))
    return negates, Marks(_all(tables, _INSTEAD)), Marks(_all(tables, _JOINED)), _keeps(tables, None)


def _keeps(tables: Sequence[Table], known: Mapping[str, Marks] | None) -> Mapping[str, Marks]:
    """The words for each key word. Raises BadFile for one that is not `known` in English, most often misspelled."""
    found: dict[str, tuple[Mark, ...]] = {}
    for table in tables:
        inner = _KEEPS.of(table)
        if inner is None:
            continue
        if len(inner.values) > MOST_KEY_WORDS:
            _KEEPS.refuse(table, f"has {len(inner.values)} key words", f"Give {MOST_KEY_WORDS} at most.")
        for word in inner.values:
            if not re.fullmatch(_KEY_WORD, word):
                inner.refuse(word, "is not an English key word", "Write one word in small letters, such as refuse.")
            if known and word not in known:
                fix = f"Choose {either(tuple(known))}, or add it to [keeps] in en/negations.toml."
                inner.refuse(word, "is not a key word in English", fix)
            key = keys.texts(word, "", needed=True)
            if not key.of(inner):
                inner.refuse(word, "is empty", "Give at least one word for it, or take the line out.")
            found[word] = (*_marks(inner, key), *found.get(word, ()))
    others = _all(tables, _LOOKALIKES)
    return {word: Marks(marks, others) for word, marks in found.items()}


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
