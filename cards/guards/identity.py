"""Whether a catalog is in the language of its folder: checks its header, and its texts against all other catalogs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cards.guards.rules.case import DENSE
from cards.read.catalogs import Message, Wording
from cards.read.languages import ENGLISH, Language

_ALIKE = (
    frozenset(("bs", "cnr", "hr", "sh", "sr")),
    frozenset(("fa", "prs", "tg")),
    frozenset(("id", "ms", "zsm")),
    frozenset(("yue", "zh", "hak", "nan", "wuu")),
    frozenset(("ckb", "ku", "kmr", "sdh")),
    frozenset(("nb", "nn", "no", "da")),
    frozenset(("rn", "rw")),
    frozenset(("fil", "tl")),
)
"""Languages that share whole sentences: macrolanguages of ISO 639-3, Danish and Norwegian, Rundi and Kinyarwanda.

Of the shipped catalogs, Bosnian and Croatian share 34 of 51 strings, Persian and Dari 4, Chinese and Cantonese 1; no
two others share one.
"""

_COPIED = 0.9
"""The share of identical strings that two catalogs reach only when one is a copy of the other."""

_LEAST_STRINGS = 10
"""Fewer strings than this may all match a related language's, so each is reported by itself."""

_LEAST_LETTERS, _LEAST_DENSE = 8, 4
"""Letters in a text that two languages do not share by chance; fewer in scripts of syllables and words."""

_SYLLABLES = DENSE | {"Ethi"}
"""Ethiopic too: its letters are syllables, though its texts are as long as others."""


@dataclass(frozen=True, slots=True)
class Mistaken:
    """Words of another language: their catalog and line, their string ("" for the whole catalog), and the remedy."""

    file: Path
    line: int
    context: str
    what: str
    fix: str


def mistaken(wording: Wording, language: Language) -> Iterator[Mistaken]:
    """The parts of a locale's wording in another language; none in English, which has no translations."""
    if wording.tag == ENGLISH:
        return
    for each in wording.strangers:
        yield Mistaken(
            each.file,
            each.line,
            "",
            f"The header says that the catalog is in {each.named!r}, but its folder is for {language.english} "
            f"({language.tag}).",
            "Move the catalog to the folder of its language or, if only the header is wrong, change it to "
            f"“Language: {language.tag.replace('-', '_')}”.",
        )
    messages = [each for each in wording.messages.values() if each.text]
    copied = list(_copied_whole(wording, language, messages))
    yield from copied
    for message in messages if not copied else ():
        strange = sorted(tag for tag in wording.elsewhere.get(message.context, ()) if not _may_share(language.tag, tag))
        if strange and _says_enough(message.text, language):
            yield Mistaken(
                message.file,
                message.line,
                message.context,
                f"The translation of {message.context} is identical to that in {' and '.join(strange)}.",
                f"Translate it into {language.english} or, if the text belongs here, correct the other catalog.",
            )


def _copied_whole(wording: Wording, language: Language, messages: list[Message]) -> Iterator[Mistaken]:
    """A catalog nearly all of whose texts are identical to those of one other language, or to the English."""
    if len(messages) < _LEAST_STRINGS:
        return
    first = messages[0]
    tags = frozenset().union(*wording.elsewhere.values()) if wording.elsewhere else frozenset()
    others = [tag for tag in tags if not _is_same(language.tag, tag)]
    shares = {tag: sum(tag in wording.elsewhere.get(each.context, ()) for each in messages) for tag in others}
    shares[ENGLISH] = sum(each.text == each.source and " " in each.text for each in messages)
    for tag, count in sorted(shares.items()):
        if count >= _COPIED * len(messages):
            yield Mistaken(
                first.file,
                first.line,
                "",
                f"{count} of the {len(messages)} strings of {language.english} are identical to those of {tag}.",
                f"Translate them into {language.english}, or move the catalog to the folder {tag}.",
            )


def _is_same(one: str, other: str) -> bool:
    """Whether two tags name the same language in the same script, as es and es-MX do; zh-Hans and zh-Hant do not."""
    first, second = (re.sub(r"-(?:[A-Z]{2}|[0-9]{3})\b", "", tag) for tag in (one, other))
    return first == second


def _may_share(one: str, other: str) -> bool:
    first, second = one.split("-")[0], other.split("-")[0]
    return first == second or any({first, second} <= group for group in _ALIKE)


def _says_enough(text: str, language: Language) -> bool:
    letters = sum(each.isalpha() for each in text)
    return letters >= (_LEAST_DENSE if language.script in _SYLLABLES else _LEAST_LETTERS)
