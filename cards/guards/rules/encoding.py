"""The rules on text that a program has destroyed: read in another encoding, or written in escapes of one."""

from __future__ import annotations

import html
import quopri
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from urllib.parse import unquote

from cards.guards.rules.case import Case, Complaint, Rule, scripts_of
from cards.typeset.text.harfbuzz import COMMON, script_of

_ENCODINGS = {
    "cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp1250": "Windows-1250", "cp1251": "Windows-1251",
    "cp1254": "Windows-1254", "cp1256": "Windows-1256", "cp1258": "Windows-1258", "cp874": "Windows-874",
    "cp437": "DOS 437", "cp850": "DOS 850", "cp866": "DOS 866", "koi8_r": "KOI8-R", "gb18030": "GB 18030",
    "big5": "Big5", "cp932": "Shift JIS", "cp949": "Korean",
}  # fmt: skip
"""The encodings that programs take UTF-8 for, the commonest first."""

_LEADS = (*range(0x80), *range(0xC2, 0xF5))
"""The bytes that may begin a character of UTF-8 (RFC 3629, 4)."""

_ROUNDS = 3
"""A text may have been read wrongly more than once."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LATIN_IN_DISGUISE = re.compile(
    "[Ã-ß][\u0080-¿€‚„…†‡ˆ‰‹‘’“”•–—˜™›]|â[€\u0080][\u0080-¿‚„…†‡ˆ‰‹‘’“”•–—˜™›œ]|Â[\u00a0-¿]|[√¬][^\\x00-\\x7f]"
)
"""A letter or a quotation mark of UTF-8 in Windows-1252, or a letter in Mac Roman, whatever is beside it."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|&(?:nbsp|quot|amp|apos|lt|gt)\b")
_BACKSLASH = re.compile(r"(?:\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\x[0-9a-fA-F]{2})+|\\.?")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}){2,}|%(?:[0-9][0-9A-F]|[A-F][0-9A-F])")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2})+|=\?[\w-]+\?[BbQq]\?\S*")
_UTF_7 = re.compile(r"\+[A-Za-z0-9+/]{3,40}-")
_QUESTION = re.compile(r"\?(?=[^\W\d_])|[?？]{2,}")
_LOST_SPACE = re.compile(r"(?<=[a-z])Ã(?!\w)")
"""An à, whose second byte is a no-break space in Windows-1252, which many programs turn into a space."""

_PHONETIC = re.compile("[\u0250-\u02af]")
_CYRILLIC = re.compile("[А-Яа-яЁё]+")
_WRONG_CASE = re.compile("[а-яё][А-ЯЁ]+")
"""KOI8-R has small letters where Windows-1251 has capitals."""

_PUNCTUATION = ".,;:*()“„!?"

_BESIDE = 12
"""Characters shown on either side of what is wrong."""

_SPELL_AGAIN = "The letters are lost: copy the text from an intact version saved as UTF-8, or type it again."


def _escapes(case: Case) -> Iterator[Complaint]:
    """The names that HTML, programs, addresses and mail have for characters."""
    for pattern, kind, decoded in _ESCAPES:
        found = next((each for each in pattern.finditer(case.text) if each[0] not in case.english), None)
        if found is None:
            continue
        meant = decoded(found[0])
        is_seen = meant != found[0] and bool(meant.strip()) and meant.isprintable() and "\ufffd" not in meant
        fix = f"Write the character itself: {meant}" if is_seen else "Write the character itself, or remove it"
        yield Complaint(f"It has {found[0]}, {kind}.", f"{fix}.")
        return


def _unescaped(text: str) -> str:
    with suppress(UnicodeDecodeError, ValueError):
        return text.encode("ascii").decode("unicode_escape").encode("utf-16", "surrogatepass").decode("utf-16")
    return ""


def _unquoted(text: str) -> str:
    with suppress(UnicodeDecodeError, ValueError):
        return quopri.decodestring(text.encode("ascii")).decode("utf-8") if not text.startswith("=?") else ""
    return ""


def _from_utf_7(text: str) -> str:
    with suppress(UnicodeDecodeError, ValueError):
        return text.encode("ascii").decode("utf-7")
    return ""


_ESCAPES = (
    (_ENTITY, "which is HTML", html.unescape),
    (_BACKSLASH, "which is an escape sequence of a programming language", _unescaped),
    (_PERCENT, "which is an escape of an address", unquote),
    (_QUOTED, "which is an escape of mail", _unquoted),
    (_UTF_7, "which is an escape of mail", _from_utf_7),
)


def _lost_letters(case: Case) -> Iterator[Complaint]:
    """Letters for which an encoding had no place, and which are question marks or boxes now."""
    if "\ufffd" in case.text:
        yield Complaint("It has the sign of a lost letter, U+FFFD.", _SPELL_AGAIN)
        return
    found = _QUESTION.search(case.text)
    if found and not _QUESTION.search(case.english):
        shown = case.text[max(0, found.start() - _BESIDE) : found.end() + _BESIDE].strip()
        yield Complaint(f"It has question marks in place of letters (… {shown} …).", _SPELL_AGAIN)


def _misread(case: Case) -> Iterator[Complaint]:
    """UTF-8 that was read in another encoding, once or more often, or Cyrillic that was read in another of its own."""
    found = (
        None if case.text.isascii() else _first_misread(case.text, scripts_of(case.language), _phonetic(case.letters))
    )
    if found:
        before, after, encoding = found
        yield Complaint(
            f"It has “{before}”, which was “{after}” before a program opened it as {encoding}.",
            f"Write “{after}”, and check the whole catalog: all of it was opened or pasted that way.",
        )

    swapped = next(filter(_WRONG_CASE.fullmatch, _CYRILLIC.findall(case.text)), "")
    if swapped and "Cyrl" in scripts_of(case.language):
        yield Complaint(
            f"The word {swapped} is Cyrillic of one 8-bit encoding opened as another (KOI8-R and Windows-1251).",
            "Open the original file in its own encoding, and save it as UTF-8.",
        )


def _phonetic(letters: frozenset[str]) -> frozenset[str]:
    """Those letters of a language that stand among the phonetic ones, as ɗ does in Hausa."""
    return frozenset(filter(_PHONETIC.fullmatch, letters))


def _first_misread(text: str, scripts: frozenset[str], phonetic: frozenset[str]) -> tuple[str, str, str] | None:
    """The first word of a text that was read in a wrong encoding, its original, and the encoding."""
    if not any(_possible(each) for each in set(text) if not each.isascii()):
        return None
    for word in text.split(" "):
        for stretch in _stretches(word, scripts):
            found = _decoded(stretch, scripts, phonetic)
            if found:
                bare = word.strip(_PUNCTUATION)
                return (bare, bare.replace(stretch, found[0]), found[1]) if stretch in bare else (stretch, *found)
        if "Latn" in scripts and _LOST_SPACE.search(word):
            return word, _LOST_SPACE.sub("à", word), _ENCODINGS["cp1252"]
    return None


def _stretches(word: str, scripts: frozenset[str]) -> Iterator[str]:
    """What of a word may be UTF-8 in disguise: all that is not ASCII, and in Latin script a part of it."""
    if word.isascii():
        return
    least = 2 if "Latn" in scripts else 4
    yield from (each[0] for each in _NOT_ASCII.finditer(word) if len(each[0]) >= least)
    if "Latn" in scripts:
        yield from (each[0] for each in _LATIN_IN_DISGUISE.finditer(word))


@lru_cache(maxsize=4096)
def _decoded(stretch: str, scripts: frozenset[str], phonetic: frozenset[str]) -> tuple[str, str] | None:
    """What a stretch says when its bytes are read as UTF-8, and the encoding it was read in.

    That must be letters and marks of the language, or punctuation: by chance, honest text may be UTF-8 too
    (Windows-1251 has Сё where UTF-8 has ш, and DOS 866 has списка where UTF-8 has marks of Batak and Tai Tham).
    """
    natural = {*scripts, *COMMON}
    for encoding in _possible(stretch[0]):
        said = stretch
        for _ in range(_ROUNDS):
            again = _read_again(said, encoding)
            if again is None:
                break
            said = again
            if all(_is_usual(each) or each in phonetic for each in said) and natural.issuperset(map(script_of, said)):
                return said, _ENCODINGS[encoding]
    return None


@lru_cache(maxsize=4096)
def _possible(character: str) -> tuple[str, ...]:
    """The encodings in which UTF-8 may begin with a character: in most scripts none or one."""
    return tuple(each for each in _ENCODINGS if _begins_utf_8(character, each))


def _begins_utf_8(character: str, encoding: str) -> bool:
    with suppress(UnicodeError):
        return _byte(character, encoding)[0] in _LEADS
    return False


def _is_usual(character: str) -> bool:
    """Whether a character is a letter, a mark or punctuation that is written on cards; phonetic letters are not."""
    is_phonetic = _PHONETIC.fullmatch(character) is not None
    return not is_phonetic and (character in "\u00a0\u200b\u200c\u200d" or unicodedata.category(character)[0] in "LMP")


def _read_again(text: str, encoding: str) -> str | None:
    """A text encoded in an encoding, and its bytes read as UTF-8; None if they are not UTF-8."""
    try:
        said = b"".join(_byte(each, encoding) for each in text).decode("utf-8")
    except UnicodeError:
        return None
    return said if said != text and not said.isascii() else None


def _byte(character: str, encoding: str) -> bytes:
    """A character in an encoding.

    Browsers leave a byte for which a Windows encoding has no letter as it was: WHATWG, Encoding, index windows-1251.
    """
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        if "\x80" <= character <= "\x9f" and encoding.startswith("cp12"):
            return character.encode("latin-1")
        raise


def _no_letters(case: Case) -> Iterator[Complaint]:
    """A string in which no letter is one of its language, or which has none at all."""
    bare = re.sub(r"\{[^{}]*\}", "", case.own)
    letters = [each for each in bare if each.isalpha()]
    if not letters:
        if any(each.isalpha() for each in re.sub(r"\{[^{}]*\}", "", case.english)):
            yield Complaint("It has no letter at all.", f"Translate it. {_SPELL_AGAIN}")
    elif scripts_of(case.language).isdisjoint(map(script_of, letters)):
        yield Complaint(
            f"It has no letter of {case.language.english}.",
            "Write it in that language; if it looks like nonsense, its file was opened in the wrong encoding.",
        )


ENCODING = (
    Rule("escape", "error", _escapes),
    Rule("lost-letters", "error", _lost_letters),
    Rule("encoding", "error", _misread),
    Rule("script", "error", _no_letters),
)
