"""Numbers in a text that are not plain digits: raised, circled, Roman, Ethiopic, and digits spelled in ideographs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPELLED_LEAST = 4
"""Ideographs or words for one digit each, one after another: that many are a number to dial, not a quantity."""

_BETWEEN = r"[\s\-‐‑–—.·・,，、()（）]*"
_WORDS = (
    ("zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
)
_SPELLED = re.compile(
    rf"(?:[〇零○一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖两兩]{_BETWEEN}){{{_SPELLED_LEAST},}}|"
    + "|".join(rf"(?:\b(?:{'|'.join(words)})\b{_BETWEEN}){{{_SPELLED_LEAST},}}" for words in _WORDS),
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def is_odd_numeral(character: str) -> bool:
    """Whether a character has a numeric value (UAX #44) and is neither a plain digit nor a letter of words.

    Ideographs such as 一 and 什 are words of Chinese and Japanese.
    """
    has_value = unicodedata.numeric(character, None) is not None
    return has_value and not character.isdecimal() and unicodedata.category(character) != "Lo"


def odd_numeral(text: str, allowed: str = "") -> str:
    """The first numeral of a text that is neither a plain digit nor `allowed`; empty if there is none."""
    return next((each for each in filter(is_odd_numeral, text) if each not in allowed), "")


def spelled_digits(text: str) -> str:
    """The first part in which a number is spelled digit by digit, such as 六一七五五五; empty if there is none."""
    found = _SPELLED.search(text)
    return found[0].strip() if found else ""


def plain_digits(text: str) -> str:
    """The text with every digit in ASCII, including raised and circled ones."""
    return "".join(
        str(unicodedata.digit(each)) if each.isdigit() else each for each in unicodedata.normalize("NFKC", text)
    )
