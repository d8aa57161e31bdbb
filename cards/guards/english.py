"""Checks the texts that nobody translates, English ones and those of officers' sides in any language: no rule for
translations covers a content folder's own scripts and labels.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from cards.errors import BadFile
from cards.guards.rules.case import Case
from cards.guards.rules.encoding import ENCODING
from cards.read.addresses import address_in
from cards.read.combining import covering_mark, piled_marks
from cards.read.government import named_in
from cards.read.languages import Language
from cards.read.names import number_in
from cards.read.script_types import Source


def refuse_unsound_english(sources: Iterable[Source], language: Language) -> None:
    """Raises BadFile for the first of those texts in a language, mostly English, that has a number, an address, a
    government line, marks over its letters, or letters that an encoding destroyed. A number and an address are printed
    only after they are checked.
    """
    for source in sources:
        found = _trouble(source.text, language)
        if found:
            what, remedy = found
            raise BadFile(
                f"The {language.english} text of {source.context} {what}.",
                remedy,
                file=source.file,
                line=source.line,
                string=source.context,
            )


@lru_cache(maxsize=1024)
def _trouble(text: str, language: Language) -> tuple[str, str] | None:
    """What is wrong with a text, after its name, and what to do; None for a sound one."""
    owner = named_in(text)
    if owner:
        return f"leads to {owner}", "Remove that."
    address = address_in(text)
    if address:
        return f"has what looks like an address ({address})", "Remove it: the program prints addresses itself."
    number = number_in(text)
    if number:
        return f"has what looks like a telephone number ({number})", "Remove it: the program prints numbers itself."
    mark = covering_mark(text) or piled_marks(text)[-1:]
    if mark:
        name = unicodedata.name(mark, "no name")
        return f"has the mark U+{ord(mark):04X} ({name}) over its letters", "Type the text again without it."
    case = Case(language, "", text)
    complaint = next((each for rule in ENCODING for each in rule.check(case)), None)
    return None if complaint is None else (complaint.what.removeprefix("It ").rstrip("."), complaint.fix)
