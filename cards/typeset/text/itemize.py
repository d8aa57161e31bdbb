"""Itemization: the direction, font, script and language of each character of a text, and the runs in which all four
are the same. Nothing is shaped yet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress, islice, repeat
from operator import ne

from cards.errors import NoGlyph
from cards.merge.card_text import Block
from cards.merge.markup import Span
from cards.read.languages import ENGLISH
from cards.read.typefaces import Family, Typeface
from cards.typeset.text import harfbuzz
from cards.typeset.text.bidi import paragraph_levels
from cards.typeset.text.clusters import JOINERS

_PREPENDED = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
"""Number and verse signs, drawn around the digits after them: format characters, but visible (UAX #44)."""

_SPACE = re.compile("[ \u00a0]")

_KILLERS = "\u0e3a\u0eba\u0f84\u103a"
"""Also of combining class 9 (virama), but these only silence their letter; the next letter does not join it."""


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """A text, and for each character its bidi level, font, script and whether it is said in English.

    Level, font, script or language changes at each of the `cuts`, the beginning and the end among them. `base` is the
    level of the text as a whole.
    """

    block: Block
    text: str
    base: int
    levels: tuple[int, ...]
    faces: tuple[Typeface, ...]
    scripts: tuple[str, ...]
    english: tuple[bool, ...]
    cuts: tuple[int, ...]

    def shaping_at(self, place: int) -> str:
        """The language for the shaper of the characters from a place on."""
        return ENGLISH if self.english[place] else self.block.language.shaping


def itemize(block: Block, families: tuple[Family, ...]) -> Items:
    """A block in runs, in the first of `families` that has each character. Raises NoGlyph if none has it."""
    text, bold, english = _styled(block.spans)
    base, levels = paragraph_levels(text, 1 if block.language.is_rtl else 0)
    faces = _faces(block, text, bold, families)
    scripts = _scripts(text)
    cuts = _cuts(levels, faces, scripts, english)
    return Items(block, text, base, tuple(levels), tuple(faces), tuple(scripts), tuple(english), cuts)


def _styled(spans: Sequence[Span]) -> tuple[str, list[bool], list[bool]]:
    """The text of the spans, and whether each character is bold and English; a cluster takes the weight of its first
    character."""
    text = "".join(span.text for span in spans)
    bold = list(_by_character((span.bold, span.text) for span in spans))
    for place in _changes(bold):
        while place < len(text) and _joins(text, place):
            bold[place] = bold[place - 1]
            place += 1
    return text, bold, list(_by_character((span.english, span.text) for span in spans))


def _by_character(styles: Iterable[tuple[bool, str]]) -> Iterator[bool]:
    """A style of each text, once for each of its characters."""
    return chain.from_iterable(repeat(style, len(text)) for style, text in styles)


def _changes(values: Sequence[object]) -> list[int]:
    """The places of the values that differ from the one before them."""
    return list(compress(range(1, len(values)), map(ne, values, islice(values, 1, None))))


def _joins(text: str, place: int) -> bool:
    """Whether a character forms a cluster with the one before it (UAX #29; conjuncts in every Indic script)."""
    before = text[:place].rstrip("\u200d")[-1:]  # a joiner behind a virama asks for one form of conjunct
    return _clings(text[place]) or (text[place].isalnum() and before != "" and _reaches_on(before))


@lru_cache(maxsize=4096)
def _clings(character: str) -> bool:
    """Whether a character belongs to the one before it: a mark, a joiner, Thai or Lao am, a Hangul vowel or final."""
    return (
        unicodedata.category(character).startswith("M")
        or character in JOINERS + "\u0e33\u0eb3"
        or "\u1160" <= character <= "\u11ff"
        or "\ud7b0" <= character <= "\ud7fb"
    )


def _reaches_on(character: str) -> bool:
    """Whether a letter or digit belongs to this character before it: a virama, an initial of Hangul, a number sign."""
    return (
        (unicodedata.combining(character) == 9 and character not in _KILLERS)
        or "\u1100" <= character <= "\u115f"
        or "\ua960" <= character <= "\ua97c"
        or character in _PREPENDED
    )


@lru_cache(maxsize=4096)
def is_invisible(character: str) -> bool:
    """Whether a character, such as a joiner, is not to be seen by itself."""
    if character in _PREPENDED:
        return False
    return unicodedata.category(character) in ("Cf", "Zl", "Zp", "Cc") or 0xFE00 <= ord(character) <= 0xFE0F


def _faces(block: Block, text: str, bold: Sequence[bool], families: tuple[Family, ...]) -> list[Typeface]:
    """The font of each character: for marks that of the character before, for others the first font that has it."""
    first = families[0]
    if covers(first, text):
        regular, heavy = first.regular, first.bold
        return [heavy if is_bold else regular for is_bold in bold]
    chosen: list[Family] = []
    for character, is_bold in zip(text, bold, strict=True):
        if chosen and (is_invisible(character) or (_clings(character) and _has(chosen[-1], character, is_bold))):
            chosen.append(chosen[-1])
            continue
        family = _first_with(character, is_bold, families)
        if family is None and not is_invisible(character):
            raise without_glyph(block, text, character)
        chosen.append(family or families[0])
    _fit_spaces(text, bold, families, chosen)
    return [_weight(family, is_bold) for family, is_bold in zip(chosen, bold, strict=True)]


def covers(family: Family, text: str) -> bool:
    """Whether a family has every character of a text in both weights."""
    codes = set(map(ord, text))
    return harfbuzz.coverage(family.regular) >= codes <= harfbuzz.coverage(family.bold)


def without_glyph(block: Block, text: str, character: str, exception: str = "") -> NoGlyph:
    """The refusal of a character that no font has, or of which the only glyph is blank."""
    name = unicodedata.name(character, "no name")
    if block.id in ("org", "hotline-name"):
        return NoGlyph(
            f"The name {text} has U+{ord(character):04X} ({name}), which no font of this card has{exception}.",
            "Write the name in Latin letters, or in those of the card's language.",
            string=block.id,
        )
    return NoGlyph(
        f"No font of {block.language.english} has U+{ord(character):04X} ({name}), which is in {block.id}{exception}.",
        "Use another character, or add a font that has this one to languages.toml.",
        string=block.id,
    )


def can_set(character: str, families: Sequence[Family]) -> bool:
    """Whether one of the families has a character in both weights, or it is one that nobody sees."""
    return is_invisible(character) or any(
        _has(each, character, False) and _has(each, character, True) for each in families
    )


def _fit_spaces(text: str, bold: Sequence[bool], families: Sequence[Family], chosen: list[Family]) -> None:
    """Gives each space the preferred one of its neighbors' fonts, so that all spaces of a line are alike."""
    for space in _SPACE.finditer(text):
        place, character = space.start(), space[0]
        before = chosen[place - 1] if place else chosen[place]
        after = chosen[place + 1] if place + 1 < len(text) else before
        if before is after is chosen[place]:
            continue
        for family in sorted((before, after), key=families.index):
            if _has(family, character, bold[place]):
                chosen[place] = family
                break


@lru_cache(maxsize=16384)
def _first_with(character: str, bold: bool, families: tuple[Family, ...]) -> Family | None:
    """The first of the families that has a character in that weight."""
    return next((each for each in families if _has(each, character, bold)), None)


def _has(family: Family, character: str, bold: bool) -> bool:
    return ord(character) in harfbuzz.coverage(_weight(family, bold))


def _weight(family: Family, bold: bool) -> Typeface:
    return family.bold if bold else family.regular


def _scripts(text: str) -> list[str]:
    """The script of each character; common ones take that of the letters before them, or else after (UAX #24, 5.1)."""
    known = {character: harfbuzz.script_of(character) for character in set(text)}
    real = set(known.values()).difference(harfbuzz.COMMON)
    if len(real) < 2:
        return [next(iter(real), "Latn")] * len(text)
    scripts = [known[character] for character in text]
    current = next(script for script in scripts if script in real)
    for place, script in enumerate(scripts):
        if script in real:
            current = script
        else:
            scripts[place] = current
    return scripts


def _cuts(
    levels: Sequence[int], faces: Sequence[Typeface], scripts: Sequence[str], english: Sequence[bool]
) -> tuple[int, ...]:
    """The boundaries between stretches of one level, font, script and language, and both ends of the text."""
    changes = (place for values in (levels, faces, scripts, english) for place in _changes(values))
    return tuple(sorted({0, len(levels), *changes}))
