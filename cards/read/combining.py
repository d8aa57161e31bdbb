"""Combining marks that make a text unreadable: those that strike out or enclose a letter, and piles of marks."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

MOST_MARKS = {
    "MYANMAR": 6, "TIBETAN": 6, "KHMER": 4, "GURMUKHI": 4, "DEVANAGARI": 3, "BENGALI": 3, "GUJARATI": 3, "ORIYA": 3,
    "TAMIL": 3, "TELUGU": 3, "KANNADA": 3, "MALAYALAM": 3, "SINHALA": 3, "THAI": 3, "LAO": 3, "ARABIC": 3, "HEBREW": 3,
    "SYRIAC": 3, "JAVANESE": 4, "BALINESE": 4, "TAI": 4, "CHAM": 4,
}  # fmt: skip
"""Marks on one letter, by the first word of the letter's name in Unicode.

The catalogs have at most 4 in Burmese, 3 in Punjabi, and 2 in other scripts of India and in Khmer, Thai and Lao. Fully
pointed Hebrew has 3 (dagesh, shin dot, vowel), Arabic 3 (shadda, vowel, small alef), Tibetan stacks of Sanskrit more.
"""

_MOST_ELSEWHERE = 2
"""Marks on a letter of any other script: Yoruba and Vietnamese have a tone and a dot or a hook, in pieces."""

_ONE_VOWEL = frozenset(
    ("DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA")
)

_OVERLAY = 1
"""The combining class of marks that overlay their letter (UAX #44, table 15)."""

_NO_LETTER = frozenset(map(chr, (0x200C, 0x200D, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Joiners and variation selectors, which choose the form of a letter and are invisible themselves."""

_LINES = "\u0332\u0333\u0305\u033f\u0347\u035f\u0360\u0361\u035e\u035c\u035d\u0362"
"""Lines along a letter or over two of them: in a row they make a rule across the text."""


@lru_cache(maxsize=4096)
def is_mark(character: str) -> bool:
    """Whether a character is drawn on the letter before it."""
    return unicodedata.category(character)[0] == "M"


def covering_mark(text: str) -> str:
    """The first mark of a text that covers, crosses or encloses its letter; empty if there is none."""
    return next((each for each in filter(is_mark, text) if _covers(each)), "")


def piled_marks(text: str) -> str:
    """The first letter with more marks than its script uses, one mark twice or two vowels; empty if there is none.

    Marks without a letter or digit below them, such as one after a space, count as a pile.
    """
    composed = unicodedata.normalize("NFC", text)
    if not any(map(is_mark, composed)):
        return ""
    base, marks = "", ""
    for character in composed:
        if character in _NO_LETTER:
            continue
        if is_mark(character):
            marks += character
            is_pile = not base.isalnum() or character in marks[:-1] or len(marks) > _most(base)
            if is_pile or sum(map(_is_lone_vowel, marks)) > 1:
                return base.strip() + marks
        else:
            base, marks = character, ""
    return ""


@lru_cache(maxsize=4096)
def _is_lone_vowel(mark: str) -> bool:
    """Whether a mark is a vowel in a script with one vowel per consonant; NFC has joined vowels of two parts."""
    script, _, name = unicodedata.name(mark, "?").partition(" ")
    return script in _ONE_VOWEL and name.startswith("VOWEL SIGN")


@lru_cache(maxsize=4096)
def _covers(mark: str) -> bool:
    return unicodedata.combining(mark) == _OVERLAY or unicodedata.category(mark) == "Me" or mark in _LINES


@lru_cache(maxsize=4096)
def _most(base: str) -> int:
    return MOST_MARKS.get(unicodedata.name(base, "?").split()[0], _MOST_ELSEWHERE)
