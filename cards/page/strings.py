"""The words of the page, for its form, for sentences of the core that name its fields, and for its HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from cards.locations import Shelf
from cards.read.page_texts import english_texts, page_locales, page_texts

ENGLISH = "en"
"""The language of the page where a string has no translation."""

_OF_STATIC_PAGES = "static/"

_ENOUGH = 0.9
"""The share of the form's strings from which it is offered in a language: a release may add a few in English."""


@cache
def english() -> Mapping[str, str]:
    """The English of each string by its key, such as `field/hotline`. Raises BadFile."""
    return {key: source.text for key, source in english_texts().items()}


def label(key: str) -> str:
    """The name of the field of a setting, or of what only packs or reviews have. Raises BadFile."""
    return next((found for part in ("field", "pack", "review") if (found := english().get(f"{part}/{key}"))), key)


def choice(key: str, value: str) -> str:
    """The name of one of a setting's values, or of an id that sentences of the core name. Raises BadFile."""
    keys = (f"{part}{key}/{value}" for part in ("choice/", "review/", ""))
    return next((found for each in keys if (found := english().get(each))), value)


def form_strings(shelves: Sequence[Shelf]) -> dict[str, Mapping[str, str]]:
    """The strings of the page with the form in each language that it is offered in, English first. Raises BadFile.

    A catalog that has little more than the words of the static pages does not count: the form would be in English.
    """
    found = {ENGLISH: _of_form(english())}
    enough = _ENOUGH * len(found[ENGLISH])
    for tag in page_locales(shelves):
        texts = _of_form(page_texts(shelves, tag))
        if len(texts) >= enough:
            found[tag] = texts
    return found


def _of_form(texts: Mapping[str, str]) -> Mapping[str, str]:
    return {key: text for key, text in texts.items() if not key.startswith(_OF_STATIC_PAGES)}
