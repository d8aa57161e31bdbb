"""The words of the page, for its form, for sentences of the core that name its fields, and for its HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from cards.locations import Shelf
from cards.read.page_texts import english_texts, page_locales, page_texts

ENGLISH = "en"
"""The language of the page where a string has no translation."""


@cache
def english() -> Mapping[str, str]:
    """The English of each string by its key, such as `field/hotline`. Raises BadFile."""
    return {key: source.text for key, source in english_texts().items()}


def label(key: str) -> str:
    """The name of the field of a setting, or of what only packs have. Raises BadFile."""
    return english().get(f"field/{key}") or english().get(f"pack/{key}", key)


def choice(key: str, value: str) -> str:
    """The name of one of a setting's values. Raises BadFile."""
    return english().get(f"choice/{key}/{value}", value)


def all_strings(shelves: Sequence[Shelf]) -> dict[str, Mapping[str, str]]:
    """The strings of each language that the page is in, English first; a translation may lack some. Raises BadFile."""
    translated = {tag: page_texts(shelves, tag) for tag in page_locales(shelves)}
    return {ENGLISH: english()} | {tag: texts for tag, texts in translated.items() if texts}
