"""How sentences and labels end, in every script on the cards."""

from __future__ import annotations

import unicodedata

_SENTENCE = set(".!?…。｡！？．։؟۔܀।॥။።፧፨᠃᠉។៕།༎᱾᱿߹⁇⁈⁉‼‽⸮")
"""Marks that end a sentence (Unicode, Sentence_Terminal), and others that are used for it."""

_OWN_SENTENCE = {"Armn": {":"}, "Ethi": {"፡"}, "Grek": {";", "\u037e"}, "Tibt": {"ག"}}
"""Marks that end a sentence in one script only, by ISO 15924.

The Greek question mark looks like a semicolon and becomes one in NFC; Armenian and Ethiopic full stops are often typed
with the colon and the word space that look like them; Tibetan leaves the stroke out after a letter that has one.
"""

_COLON = set(":：﹕፥፦՝׃៖")
_OWN_COLON = {"Ethi": {"፡"}}

_UNPOINTED = {"Thai", "Laoo"}
"""Scripts that end a sentence with a space."""

_PASSED_OVER = {"Cf", "Pd", "Pe", "Pf", "Pi", "Zs"}
"""Categories of characters that may follow the mark: direction marks, dashes, brackets, quotation marks, spaces.

They include opening quotation marks, since German closes with the mark that English opens with.
"""

_QUOTES = "\"'״׳*"


def last_mark(text: str) -> str:
    """The mark that ends a text, ignoring closing characters after it; empty if the text ends with a letter."""
    last = _last(text)
    return last if unicodedata.category(last).startswith("P") else ""


def ends_sentence(text: str, script: str) -> bool:
    """Whether a text ends a sentence, or introduces what follows with a colon, in a script (ISO 15924).

    A point after a single letter (“U.S.”) ends none. Where a space ends sentences, every text that ends in one does.
    """
    if script in _UNPOINTED and text.endswith(" "):
        return True
    end = len(text)
    while end and _is_passed_over(text[end - 1]):
        end -= 1
    last = text[end - 1 : end]
    if last == "." and text[end - 2 : end - 1].isalpha() and not text[max(end - 3, 0) : end - 2].isalpha():
        return False
    marks = _SENTENCE | _COLON | _OWN_SENTENCE.get(script, set()) | _OWN_COLON.get(script, set())
    return last in marks


def ends_alike(english: str, text: str, script: str) -> bool:
    """Whether both end a sentence, both introduce something (`Call:`), or neither."""
    if script in _UNPOINTED:
        return True
    wanted, found = _last(english), _last(text)
    if wanted in _SENTENCE:
        return found in _SENTENCE or found in _OWN_SENTENCE.get(script, ())
    if wanted in _COLON:
        return found in _COLON or found in _OWN_COLON.get(script, ())
    return found not in _SENTENCE and found not in _COLON


def _last(text: str) -> str:
    """The last character that is not skipped, or a space."""
    return next((each for each in reversed(text) if not _is_passed_over(each)), " ")


def _is_passed_over(character: str) -> bool:
    return unicodedata.category(character) in _PASSED_OVER or character in _QUOTES
