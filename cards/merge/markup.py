"""The markup of a string: `**strong**` and allow-listed `{placeholders}`, and nothing else.

Translations come from strangers, so a string is never given to `str.format`: names are looked up in a closed list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from cards.read.names import BLANKS, called, first_hidden
from cards.read.phrases import pieces

PLACEHOLDERS = ("hotline", "hotline_name", "link", "org", "language")
"""What `{...}` may name: the number, who answers it, the bare address, the organization, the bearer's language."""

LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"
"""Isolates of UAX #9, 2.4.2: without them "(617) 555-0100" reads "0100-555 (617)" among Arabic letters."""

_FORMATS = "\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069"
"""The invisible characters that spelling and layout need: direction marks, joiners, word breaks, isolates."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ISOLATE = re.compile("[\u2066-\u2069]")


class NoValue(ValueError):
    """A text has a placeholder for which the card has no value."""

    def __init__(self, name: str) -> None:
        super().__init__(f"needs {{{name}}}, which this card does not have")
        self.name = name


class UnpairedStars(ValueError):
    """A text has an odd number of `**`."""


class Hidden(ValueError):
    """A text has a character that must be removed, with the `remedy`."""

    def __init__(self, character: str) -> None:
        self.character = character
        name = called(character)
        is_break = character in "\n\r\v\f\x85\u2028\u2029"
        why = "and the card breaks its lines itself" if is_break else "which can hide or reorder what it says"
        super().__init__(f"has {name}, {why}")
        self.remedy = "It is a line break: write the text on one line, without \\n." if is_break else f"Remove {name}."


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, bold or regular, in logical order; `english` in a text of another language that is."""

    text: str
    bold: bool = False
    english: bool = False


def left_to_right(text: str) -> str:
    """`text` isolated as left to right, for a number or an address."""
    return f"{LRI}{text}{PDI}"


def isolated(text: str) -> str:
    """`text` isolated in the direction of its own first letter, for a name."""
    return f"{FSI}{text}{PDI}"


def spans(text: str, values: Mapping[str, str], say: Sequence[str] = (), *, rtl: bool = False) -> tuple[Span, ...]:
    """The spans of a marked-up text, placeholders replaced by `values` (already isolated).

    The phrases of `say` are English. In a right-to-left text each is isolated, so that its question mark or full stop
    stays at its right end.

    Raises ValueError, worded for translators, for an odd number of `**`, an empty pair, a stray brace, a placeholder
    that is unknown or has no value, or a character that hides what the text says.
    """
    _refuse_hidden(text)
    parts = text.split("**")
    if len(parts) % 2 == 0:
        raise UnpairedStars("has an unpaired **")
    if any(not is_visible(part) for part in parts[1::2]):
        raise ValueError("has a ** pair with nothing between")
    return tuple(
        Span("".join(text for _, text in stretch), place % 2 == 1, english)
        for place, part in enumerate(parts)
        for english, stretch in groupby(_stretches(part, values, say, rtl=rtl), key=itemgetter(0))
    )


def _stretches(text: str, values: Mapping[str, str], say: Sequence[str], *, rtl: bool) -> Iterator[tuple[bool, str]]:
    """The stretches of a text without stars, and whether each is English; an isolate is outside of its phrase."""
    for piece in pieces(text, say):
        if not piece.is_said:
            filled = _filled(piece.text, values)
            if filled:
                yield False, filled
        else:
            yield from ((False, LRI), (True, piece.text), (False, PDI)) if rtl else ((True, piece.text),)


def is_visible(text: str) -> bool:
    """Whether a text has anything visible."""
    return any(unicodedata.category(character)[0] not in "CMZ" and character not in BLANKS for character in text)


@lru_cache(maxsize=4096)
def _refuse_hidden(text: str) -> None:
    """Refuses invisible characters, except joiners, word breaks, and isolates that are closed again."""
    hidden = first_hidden(text, _FORMATS)
    if hidden is not None:
        raise Hidden(hidden)
    depth = 0
    for isolate in _ISOLATE.findall(text):
        depth += -1 if isolate == PDI else 1
        if depth < 0:
            break
    if depth:
        raise ValueError("has an isolate (U+2066 to U+2069) that is not closed, or not opened")


def _filled(text: str, values: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name not in PLACEHOLDERS:
            raise ValueError(f"has the unknown placeholder {{{name}}}; there are {', '.join(PLACEHOLDERS)}")
        if not values.get(name):
            raise NoValue(name)
        return values[name]

    if "{" not in text and "}" not in text:
        return text
    if "{" in _PLACEHOLDER.sub("", text) or "}" in _PLACEHOLDER.sub("", text):
        raise ValueError("has an unpaired brace { or }")
    return _PLACEHOLDER.sub(value, text)
