"""The rules on letters of the right script that belong to another language, or are not for writing at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from types import MappingProxyType

from cards.guards.rules.case import Case, Complaint, Rule, scripts_of
from cards.typeset.text.harfbuzz import COMMON, script_of

_PERSIAN = {"ي": "ی", "ك": "ک", "ى": "ی"}
_OTHERS = MappingProxyType(
    {
        "fa": _PERSIAN,
        "prs": _PERSIAN,
        "ur": {**_PERSIAN, "ه": "ہ", "ة": "ۃ"},
        "ckb": _PERSIAN,
        "ps": {"ك": "ک", "ى": "ی"},
        "ar": {"ی": "ي", "ک": "ك", "ہ": "ه"},
        "ro": {"ş": "ș", "ţ": "ț", "Ş": "Ș", "Ţ": "Ț"},
        "tr": {"ș": "ş", "ț": "t", "Ș": "Ş"},
        "th": {"\u0e40\u0e40": "\u0e41", "\u0e4d\u0e32": "\u0e33"},
        "lo": {"\u0ec0\u0ec0": "\u0ec1", "\u0ecd\u0eb2": "\u0eb3"},
    }
)
"""What other keyboards, old fonts or habit put in place of a letter of the language, and that letter.

CLDR counts some of them as letters of foreign words. Arabic yeh and kaf: Unicode Standard, 9.2; commas below S and T in
Romanian: 7.1, Latin Extended-B; Pashto has the Arabic yeh in addition to its own. Urdu has its own heh.
"""

_TURNED_COMMA = re.compile("[OoGg](['‘’`´ʼ])")
"""Uzbek writes oʻ and gʻ with the letter U+02BB, for which people type quotation marks (CLDR, uz)."""

_FORMS = re.compile("[\ufb00-\ufdff\ufe70-\ufeff\uff01-\uffee\U0001d400-\U0001d7ff]")
"""Alphabetic and Arabic presentation forms, half-width and full-width forms, mathematical alphanumerics."""

_WIDE = ("Jpan", "Hans", "Hant", "Kore")
"""Scripts in which Latin letters as wide as an ideograph are a habit."""

_IDEOGRAPHS = ("Hani",)


def _letters(case: Case) -> Iterator[Complaint]:
    yield from _swapped(case)
    if "¬" in case.text and "¬" not in case.english:
        yield Complaint(
            "It has the sign ¬ (U+00AC), which some keyboards and programs use for a ZWNJ.",
            "Write the ZWNJ (U+200C) there, or nothing.",
        )
    compatible = _first(case, _is_compatible)
    if compatible:
        plain = unicodedata.normalize("NFKC", compatible)
        yield Complaint(f"It has “{compatible}” ({_named(compatible)}), a form for old programs.", f"Write {plain}.")
    if case.letters:
        strange = _first(case, _is_strange)
        if strange:
            yield Complaint(
                f"It has “{strange}” ({_named(strange)}), which CLDR does not count among the letters of "
                f"{case.language.english}.",
                "Check whether it is another language's letter. If it is right, add a comment above the string: `# "
                "allow letters: a name`.",
            )


def _swapped(case: Case) -> Iterator[Complaint]:
    for wrong, right in _OTHERS.get(case.language.tag, {}).items():
        if wrong in case.text:
            yield Complaint(
                f"It has “{wrong}” ({_named(wrong)}) where {case.language.english} has “{right}”.",
                f"Write {right} ({_named(right)}) in every word; a keyboard of the language types it.",
            )
    found = _TURNED_COMMA.search(case.own) if case.language.tag == "uz" else None
    if found:
        yield Complaint(
            f"It has “{found[0]}” with the quotation mark {found[1]} (U+{ord(found[1]):04X}).",
            f"Write {found[0][0]}ʻ, with the letter U+02BB.",
        )


def _first(case: Case, is_wrong: Callable[[str, Case], bool]) -> str:
    """The first character that is wrong and that neither the English nor another complaint has."""
    told = {*case.english, *"".join(_OTHERS.get(case.language.tag, ()))}
    return next((each for each in case.text if not each.isascii() and each not in told and is_wrong(each, case)), "")


def _is_compatible(character: str, case: Case) -> bool:
    """Whether a letter or digit is one that NFKC replaces: presentation forms, full-width Latin, ligatures.

    Those of the language's own alphabet (Thai and Lao am) are not, and where that is not known only those of blocks
    made for old programs are; nor is full-width Latin in East Asia.
    """
    is_letter = unicodedata.category(character)[0] in "LM" or character.isdecimal()
    if not is_letter or unicodedata.normalize("NFKC", character) == character or character in case.letters:
        return False
    if case.language.script in _WIDE and "\uff01" <= character <= "\uff5e":
        return False
    return bool(case.letters) or _FORMS.match(character) is not None


def _is_strange(character: str, case: Case) -> bool:
    """Whether a letter or mark of the language's script, or of none, is not in its alphabet."""
    if unicodedata.category(character)[0] not in "LM" or character in case.letters or "\ufe00" <= character <= "\ufe0f":
        return False
    script = script_of(character)
    is_own = script in (*scripts_of(case.language), *COMMON) and script not in _IDEOGRAPHS
    return is_own and not _is_compatible(character, case)


def _named(text: str) -> str:
    return " ".join(f"U+{ord(each):04X} {unicodedata.name(each, 'no name')}" for each in text)


LETTERS = (Rule("letters", "warning", _letters),)
