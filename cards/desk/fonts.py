"""The font files that the cards of a language need: a page must fetch them before it makes a card."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cards.locations import Shelf
from cards.read.languages import ENGLISH, find_language, read_languages
from cards.read.typefaces import font_files


def fonts_needed(shelves: Sequence[Shelf], locale: str) -> tuple[Path, ...]:
    """The files of its normal, compact and narrower families, and those of English, the officer's language.

    The latter include the fallback for names and numbers. Raises UnknownId or BadFile.
    """
    languages = read_languages(shelves)
    language, english = find_language(languages, locale, shelves), languages[ENGLISH]
    names = dict.fromkeys((*language.fonts, *language.compact_fonts, *english.fonts, *english.compact_fonts))
    return font_files(shelves, tuple(names))
