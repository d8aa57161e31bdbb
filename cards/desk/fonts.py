"""The font files that the cards of a language need: a page must fetch them before it makes a card."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cards.locations import Shelf
from cards.read.languages import ENGLISH, find_language, language_of_officer, read_languages
from cards.read.scripts import find_script, script_ids
from cards.read.typefaces import font_files


def fonts_needed(shelves: Sequence[Shelf], locale: str) -> tuple[Path, ...]:
    """The files of its normal, compact and narrower families, those of English, and those of other officers' languages.

    Those of English include the fallback for names and numbers. Raises UnknownId or BadFile.
    """
    languages = read_languages(shelves)
    language, english = find_language(languages, locale, shelves), languages[ENGLISH]
    officers = [language_of_officer(languages, find_script(shelves, each)) for each in script_ids(shelves)]
    of_officers = [name for each in officers for name in each.fonts]
    names = dict.fromkeys(
        (*language.fonts, *language.compact_fonts, *english.fonts, *english.compact_fonts, *of_officers)
    )
    return font_files(shelves, tuple(names))
