"""The table of languages: our own, because Babel does not know many that people carry cards in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from cards.errors import BadFile, UnknownId
from cards.locations import Shelf
from cards.read import keys
from cards.read.files import stands
from cards.read.keys import Format, Key
from cards.read.tables import Table, read_table

TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?(-x-[a-z0-9]{1,8})?")

_LEAST_GUESSED = 4
"""Letters of a name for which a similar one is suggested: with fewer, every second tag is similar."""

FALLBACK_FONT = "NotoSans"
"""The script fonts have no Latin letters, and often no digits."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its BCP 47 tag. `leading` is the distance of baselines divided by the type size.

    `aliases` are other tags, `names` other names in use, which several languages may share. `shaping` is the tag that
    the shaper is given, `breaks` the locale of ICU's line breaker. `compact_fonts` and `compact_leading` are for
    statements that would be too small in `fonts`: a wallet card has no room for six lines
    of Nastaliq.
    """

    tag: str
    english: str
    autonym: str
    direction: Literal["ltr", "rtl"]
    script: str
    fonts: tuple[str, ...]
    leading: float
    shaping: str
    breaks: str
    compact_fonts: tuple[str, ...] = ()
    compact_leading: float = 0.0
    aliases: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.direction == "rtl"


def read_languages(shelves: Sequence[Shelf]) -> dict[str, Language]:
    """Every language by its tag; a later shelf's entry replaces an earlier one's. Raises BadFile."""
    found: dict[str, Language] = {}
    for shelf in shelves:
        path = shelf.translations / "languages.toml"
        if stands(path):
            found.update(_languages(read_table(path)))
    return found


def is_tag(given: str) -> bool:
    """Whether a language could have that BCP 47 tag, with `_` for `-` or not."""
    return bool(TAG.fullmatch(given.replace("_", "-")))


def find_language(languages: dict[str, Language], given: str, shelves: Sequence[Shelf] = ()) -> Language:
    """The language with that tag, alias or name, in any case, `_` for `-`, accents or not.

    A name may also be the English one of CLDR, such as Mexican Spanish. Raises UnknownId, for a name that several have,
    such as Chinese, with all of them, and for a slip of the pen with the closest ones; and BadFile where one of the
    shelves has a catalog for that tag, whose table is missing.
    """
    named = _tags_of(languages, given)
    if len(named) == 1:
        return languages[named[0]]
    shown = {tag: f"{tag} ({language.english})" for tag, language in languages.items()}
    if named:
        raise UnknownId("single locale", given, (), f"Give one of {', '.join(shown[tag] for tag in named)}.")
    wanted = _folded(given)
    in_cldr = _cldr_tags().get(wanted)
    _refuse_catalog_without_table(given, shelves)
    # Another language is no slip of the pen, however near its name is; nor is a tag, in which each letter counts.
    guessed = () if in_cldr or len(wanted) < _LEAST_GUESSED else languages
    typed = {
        name: shown[tag] for tag in guessed for name in (tag, *_names(languages[tag])) if len(name) >= _LEAST_GUESSED
    }
    unknown = UnknownId("locale", given, typed, "The locales are the folders of translations/.")
    if not typed:
        unknown.remedy = "The locales are the folders of translations/."
    if is_tag(given):
        adding = f"locale init {given.replace('_', '-')} --name ENGLISH-NAME --autonym OWN-NAME"
        unknown.remedy += f" To add a language: {adding}"
    raise unknown


def tag_of(languages: dict[str, Language], given: str) -> str:
    """The tag of the one language that `find_language` finds; "" where it finds none, or several."""
    found = _tags_of(languages, given)
    return found[0] if len(found) == 1 else ""


def _tags_of(languages: dict[str, Language], given: str) -> list[str]:
    """The tag that a tag, alias or name leads to, or the tags of several languages with that name, or none."""
    wanted = _folded(given)
    exact = {_folded(alias): tag for tag, language in languages.items() for alias in language.aliases}
    exact |= {_folded(tag): tag for tag in languages}
    if (tag := _by_tag(languages, exact, wanted)) is not None:
        return [tag]
    named = [tag for tag, language in languages.items() if wanted in _names(language)]
    in_cldr = _cldr_tags().get(wanted)
    if not named and in_cldr and (tag := _by_tag(languages, exact, _folded(in_cldr))) is not None:
        return [tag]
    return named


def find_listed(languages: dict[str, Language], given: str, shelves: Sequence[Shelf] = ()) -> list[Language]:
    """The languages of a list, with commas or blanks between them: "es vi", "es, Haitian Creole", "Haitian Creole es".

    Words that together name a language are one name. Raises as `find_language` does, for the words that name none.
    """
    found = []
    for part in [part for part in given.split(",") if part.strip()] or [given]:
        words = part.split() or [part]
        while words:
            count = _words_of_name(languages, words)
            found.append(find_language(languages, " ".join(words[:count]), shelves))
            del words[:count]
    return found


def _words_of_name(languages: dict[str, Language], words: Sequence[str]) -> int:
    """How many of the first words are a name, or else how many come before the next name."""
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if _tags_of(languages, " ".join(words[start:end])):
                return start or end
    return len(words)


def _by_tag(languages: dict[str, Language], exact: dict[str, str], wanted: str) -> str | None:
    """The tag in the table for a folded tag or alias, also with a country in which the language is written alike."""
    if wanted in exact:
        return exact[wanted]
    region = re.fullmatch(r"(.+)-([a-z]{2}|[0-9]{3})", wanted)
    if region and region[1] in exact and _written_alike(languages[exact[region[1]]], region[2].upper()):
        return exact[region[1]]
    return None


@lru_cache(maxsize=1)
def _cldr_tags() -> dict[str, str]:
    """The tag of every language that CLDR has an English name for, by that name, folded."""
    from babel.core import Locale

    return {_folded(name): tag.replace("_", "-") for tag, name in Locale("en").languages.items()}


def _refuse_catalog_without_table(given: str, shelves: Sequence[Shelf]) -> None:
    """Raises BadFile where the folder of a locale is there and the table of its language is not."""
    tag = given.replace("_", "-")
    for shelf in reversed(shelves):
        folder = shelf.translations / tag
        if is_tag(tag) and folder.is_dir():
            raise BadFile(
                f"There is no table [{tag}], although {folder} is there.",
                "Add the table of the language, as the others are written.",
                file=shelf.translations / "languages.toml",
            )


def line_of_fonts(shelves: Sequence[Shelf], language: Language) -> tuple[Path, int | None]:
    """The file and the line that name the fonts of a language, for a complaint about them."""
    paths = [shelf.translations / "languages.toml" for shelf in shelves]
    path = [path for path in paths if stands(path) and language.tag in read_table(path).values][-1]
    return path, read_table(path).table(language.tag).line_of(_FONTS.name)


def _written_alike(language: Language, region: str) -> bool:
    """Whether people in a region write a language as our entry for it does: ku-IQ is Arabic script, our ku is Latin.

    By the likely subtags of CLDR (UTS #35, Likely Subtags); a private-use region (X..) is never known.
    """
    from babel.core import get_global

    if region.startswith("X"):
        return False
    likely = get_global("likely_subtags").get(f"{language.tag.replace('-', '_')}_{region}")
    return likely is None or f"_{language.script}_" in f"{likely}_"


@lru_cache(maxsize=512)
def _names(language: Language) -> frozenset[str]:
    """The language's English name and its own, folded, whole and word by word; and its other names, whole."""
    whole = {_folded(language.english), _folded(language.autonym)}
    words = {word for name in whole for word in re.findall(r"[^\W\d_]{4,}", name)}
    return frozenset(whole | words | {_folded(name) for name in language.names})


def _folded(name: str) -> str:
    """A name without case, accents and the difference of - and _."""
    plain = unicodedata.normalize("NFKD", name.replace("_", "-").casefold().strip())
    return "".join(character for character in plain if not unicodedata.combining(character))


@lru_cache(maxsize=8)
def _languages(table: Table) -> dict[str, Language]:
    return {tag: _language(tag, inner) for tag, inner in table.each()}


_LEADING_REMEDY = "Give the distance of lines divided by the size, 1.0 to 3.0."
_ENGLISH = keys.printed_name("english", "The English name, as lists and messages show it.")
_AUTONYM = keys.printed_name("autonym", "The name in the language and script itself.")
_DIRECTION: Key[str] = keys.choice("direction", "Which way lines run: ltr or rtl.", ("ltr", "rtl"))
_SCRIPT = keys.text("script", 'The script by its ISO 15924 code, such as "Latn".')
_FONTS = keys.texts("fonts", "The families that draw it, from fonts/fonts.toml, the best first.")
_LEADING = keys.number(
    "leading", "From one baseline to the next, divided by the size.", 1.0, 3.0, _LEADING_REMEDY, default=1.2
)
_COMPACT_FONTS = keys.texts("compact_fonts", "The families of statements that would be too small in the others.")
_COMPACT_LEADING = keys.number("compact_leading", "Their leading.", 1.0, 3.0, _LEADING_REMEDY, default=1.2)
_SHAPING = keys.text("shaping", "The BCP 47 tag that the shaper is given, where it is not the tag itself.", "")
_BREAKS = keys.text("breaks", "The ICU locale by which lines break, where it is not the tag itself.", "")
_ALIASES = keys.texts("aliases", "Other tags that people type for it.")
_NAMES = keys.texts("names", "Other names in use, in English or Latin letters.")
LANGUAGE = Format(
    "A language.",
    (
        _ENGLISH, _AUTONYM, _DIRECTION, _SCRIPT, _FONTS, _LEADING, _COMPACT_FONTS, _COMPACT_LEADING, _SHAPING, _BREAKS,
        _ALIASES, _NAMES,
    ),
)  # fmt: skip
LANGUAGES = Format("The languages of the cards by their BCP 47 tags.", others=LANGUAGE.schema, names=TAG.pattern)


def _language(tag: str, table: Table) -> Language:
    LANGUAGE.check(table)
    if not TAG.fullmatch(tag):
        _ENGLISH.refuse(table, f"belongs to {tag!r}", "Name the table by a BCP 47 tag such as es or zh-Hant.")
    leading = _LEADING.of(table)
    compact = _COMPACT_FONTS.of(table)
    return Language(
        tag=tag,
        english=_ENGLISH.of(table),
        autonym=_AUTONYM.of(table),
        direction="rtl" if _DIRECTION.of(table) == "rtl" else "ltr",
        script=_SCRIPT.of(table),
        fonts=_with_fallback(_FONTS.of(table)),
        leading=leading,
        compact_fonts=_with_fallback(compact) if compact else (),
        compact_leading=_COMPACT_LEADING.of(table) if _COMPACT_LEADING.name in table.values else leading,
        shaping=_SHAPING.of(table) or tag,
        breaks=_BREAKS.of(table) or tag,
        aliases=_ALIASES.of(table),
        names=_NAMES.of(table),
    )


def _with_fallback(fonts: tuple[str, ...]) -> tuple[str, ...]:
    """The fonts with the fallback at their end, where `by_language` looks for it."""
    return (*(font for font in fonts if font != FALLBACK_FONT), FALLBACK_FONT)
