"""Broken clusters: letters and marks that do not combine, which shapers show with a dotted circle.

A vowel typed before its consonant (Khmer, Tamil, Devanagari), or Burmese in the encoding of Zawgyi, looks right in its
writer's font. HarfBuzz puts U+25CC, the dotted circle, where the order of the characters leaves a mark without its
letter.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from cards.errors import DoesNotFit
from cards.merge.card_text import Block
from cards.merge.markup import Span
from cards.read.combining import is_mark
from cards.read.languages import Language
from cards.read.typefaces import Family
from cards.typeset.text.harfbuzz import COMMON, dotted_circle, script_of
from cards.typeset.text.itemize import itemize

_SIMPLE = frozenset(
    (
        *COMMON,
        "Latn",
        "Grek",
        "Cyrl",
        "Armn",
        "Geor",
        "Ethi",
        "Hebr",
        "Arab",
        "Thaa",
        "Thai",
        "Laoo",
        "Hani",
        "Hira",
        "Kana",
    )
)
"""Scripts without syllables that a shaper could find broken, so HarfBuzz adds a dotted circle to none of them."""

_SHOWN = 6
"""Characters of a text around the broken place."""


@lru_cache(maxsize=8192)
def broken_cluster(text: str, language: Language, families: tuple[Family, ...]) -> str:
    """The part of a text, without markup, that the shaper shows with a dotted circle; empty if there is none.

    The text is shaped in the first of the families that has each character. Another rule reports characters that no
    font has, and a text may contain dotted circles of its own.
    """
    if "\u25cc" in text or not any(map(is_mark, text)) or _SIMPLE.issuperset(map(script_of, set(text))):
        return ""
    try:
        items = itemize(Block("text", language, (Span(text),)), families)
    except DoesNotFit:
        return ""
    for start, end in pairwise(items.cuts):
        place = dotted_circle(
            items.faces[start],
            items.text,
            start,
            end,
            rtl=items.levels[start] % 2 == 1,
            script=items.scripts[start],
            language=items.shaping_at(start),
        )
        if place is not None:
            return text[max(0, place - 1) : place + _SHOWN].split(" ")[0].strip() or text[place : place + 1]
    return ""
