"""Pseudo-locales, for trying layouts before there is a translation.

`en-XA` puts accents on every letter and makes each string 25 % longer; `ar-XB` is the English in Arabic letters, from
right to left, so that it goes through bidi, shaping and mirroring like a real right-to-left language. Placeholders and
stars stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import ceil

from cards.read.phrases import pieces
from cards.upkeep.template import Extracted, quoted

ACCENTED = "en-XA"
RIGHT_TO_LEFT = "ar-XB"
PSEUDO_TAGS = (ACCENTED, RIGHT_TO_LEFT)

EXPANSION = 0.25
"""Languages in Latin script need about a quarter more letters than the English of the cards, meanings in brackets
included; the 63 drafts of the second edition have 19 % more on average."""

_KEPT = re.compile(r"(\*\*|\{[^{}]*\})")
_PLAIN = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz"
_ACCENTED = "ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþꝖꝗŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_PADDING = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]

_ARABIC = dict(zip("abcdefghijklmnopqrstuvwxyz", "ابسديفغهيجكلمنوبقرستوفوكيز", strict=True))
_PUNCTUATION = {",": "،", ";": "؛", "?": "؟"}


def pseudo(text: str, tag: str, say: Sequence[str] = ()) -> str:
    """A source text in a pseudo-locale; the phrases of `say` stay English. Raises ValueError for any other tag."""
    if tag not in PSEUDO_TAGS:
        raise ValueError(f"{tag!r} is none of {', '.join(PSEUDO_TAGS)}")
    change = _accented if tag == ACCENTED else _arabic
    parts = list(pieces(text, say))
    changed = "".join(
        f"{part.text} ({change(part.text)})" if part.is_said else _changed(part.text, change) for part in parts
    )
    said = sum(len(part.text) for part in parts if part.is_said)
    return changed + _padding(text, said) if tag == ACCENTED else changed


def _changed(text: str, change: Callable[[str], str]) -> str:
    return "".join(part if _KEPT.fullmatch(part) else change(part) for part in _KEPT.split(text))


def _accented(text: str) -> str:
    return text.translate(_ACCENTS)


def _arabic(text: str) -> str:
    return "".join(_ARABIC.get(letter.lower(), _PUNCTUATION.get(letter, letter)) for letter in text)


def _padding(text: str, said: int) -> str:
    """Words with as many letters as the expansion needs. The meaning of phrases that stay English, which have `said`
    letters, is a part of it."""
    missing = ceil(len(text.replace("**", "")) * EXPANSION) - said
    words: list[str] = []
    while sum(len(word) + 1 for word in words) < missing:
        words.append(_PADDING[len(words) % len(_PADDING)])
    return "".join(f" {word}" for word in words).translate(_ACCENTS)


def pseudo_catalog(tag: str, sources: Sequence[Extracted]) -> str:
    """The text of a pseudo-locale's catalog."""
    parts = [
        '# Made by `locale pseudo`: not a language.\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    ]
    for source in sources:
        *lines, _ = source.entry
        parts.append("\n".join([*lines, f"msgstr {quoted(pseudo(source.text, tag, source.say))}"]) + "\n")
    return "\n".join(parts)


def pseudo_language(tag: str) -> str:
    """The text of a languages.toml with the pseudo-locale."""
    if tag == ACCENTED:
        return (
            f'[{tag}]\nenglish = "Accented pseudo-English"\nautonym = "Åççéñţéð"\ndirection = "ltr"\nscript = "Latn"\n'
        )
    return (
        f'[{tag}]\nenglish = "Right-to-left pseudo-English"\nautonym = "ريغهت"\ndirection = "rtl"\nscript = "Arab"\n'
        'fonts = ["NotoSansArabic"]\nleading = 1.4\n'
    )
