"""The table of languages: our own, because Babel lacks many languages that people carry cards in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from cards.errors import BadFile, UnknownId, command
from cards.locations import Shelf
from cards.read import keys
from cards.read.files import stands
from cards.read.keys import Format, Key
from cards.read.script_types import Script
from cards.read.tables import Table, read_table

ENGLISH = "en"
"""The tag of the source language, which the officer reads unless the script says otherwise."""

TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?(-x-[a-z0-9]{1,8})?")

_LEAST_GUESSED = 4
"""The fewest letters of a name for which a similar one is suggested: shorter tags resemble too many others."""

FALLBACK_FONT = "NotoSans"
"""The script fonts have no Latin letters, and often no digits."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its BCP 47 tag. `leading` is the distance between baselines divided by the type size.

    `aliases` are other tags, `names` other names in use, which several languages may share. `spoken` is the English
    name of what is spoken, where `english` also names a writing system, otherwise "". `shaping` is the tag for the
    shaper, `breaks` the locale for ICU's line breaker. `compact_fonts` and `compact_leading` are for statements
    that would be too small in `fonts`: a wallet card has no room for six lines of Nastaliq.
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
    spoken: str = ""

    @property
    def as_spoken(self) -> str:
        """The English name by which an interpreter is called."""
        return self.spoken or self.english

    @property
    def is_rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.direction == "rtl"


def read_languages(shelves: Sequence[Shelf]) -> dict[str, Language]:
    """Every language by tag; a later shelf's entry replaces an earlier one's.

    Raises BadFile, also for an entry that gives a known language another writing system or direction: its words would
    be set backward, and no check of letters would notice.
    """
    found: dict[str, Language] = {}
    for shelf in shelves:
        path = shelf.translations / "languages.toml"
        if stands(path):
            table = read_table(path)
            new = _languages(table)
            for tag in new.keys() & found.keys():
                for key, is_, was in (
                    (_SCRIPT, new[tag].script, found[tag].script),
                    (_DIRECTION, new[tag].direction, found[tag].direction),
                ):
                    if is_ != was:
                        remedy = f"Write {was!r}, or give another writing of the language a tag of its own."
                        key.refuse(table.table(tag), f"is {is_!r}, but {found[tag].english} has {was!r}", remedy)
            found.update(new)
    return found


def is_tag(given: str) -> bool:
    """Whether a language could have that BCP 47 tag, with `-` or `_`."""
    return bool(TAG.fullmatch(given.replace("_", "-")))


def find_language(languages: dict[str, Language], given: str, shelves: Sequence[Shelf] = ()) -> Language:
    """The language with that tag, alias or name, in any case, with `_` or `-`, with or without accents.

    A name may also be CLDR's English one, such as Mexican Spanish. Raises UnknownId: for a name that several languages
    have, such as Chinese, it names all of them, and for a typing error the closest ones. Raises BadFile if a shelf has
    a catalog for that tag but its table is missing.
    """
    named = _tags_of(languages, given)
    if len(named) == 1:
        if given.replace("_", "-") not in languages and given.replace("_", "-") != named[0]:
            # Es-MX is Spanish, unless somebody has words of their own for it.
            _refuse_catalog_without_table(given, shelves)
        return languages[named[0]]
    shown = {tag: f"{tag} ({language.english})" for tag, language in languages.items()}
    if named:
        raise UnknownId("single locale", given, (), f"Give one of {', '.join(shown[tag] for tag in named)}.")
    wanted = _folded(given)
    in_cldr = _cldr_tags().get(wanted)
    _refuse_catalog_without_table(given, shelves)
    # Another language is not a typing error, however similar its name; nor is a tag, in which every letter counts.
    guessed = () if in_cldr or len(wanted) < _LEAST_GUESSED else languages
    typed = {
        name: shown[tag] for tag in guessed for name in (tag, *_names(languages[tag])) if len(name) >= _LEAST_GUESSED
    }
    unknown = UnknownId("locale", given, typed, "The locales are the folders of translations/.")
    if not typed:
        unknown.remedy = "The locales are the folders of translations/."
    if is_tag(given):
        adding = command(f"locale init {given.replace('_', '-')} --name ENGLISH-NAME --autonym OWN-NAME")
        unknown.remedy += f" To add a language: {adding}"
    raise unknown


def tag_of(languages: dict[str, Language], given: str) -> str:
    """The tag of the one language that `find_language` finds; "" if it finds none or several."""
    found = _tags_of(languages, given)
    return found[0] if len(found) == 1 else ""


def _tags_of(languages: dict[str, Language], given: str) -> list[str]:
    """The tag for a tag, alias or name, the tags of several languages with that name, or none."""
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

    Words that together name a language are one name. For words that name none, raises as `find_language` does.
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
    """How many of the first words form a name, or else how many come before the next name."""
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if _tags_of(languages, " ".join(words[start:end])):
                return start or end
    return len(words)


def _by_tag(languages: dict[str, Language], exact: dict[str, str], wanted: str) -> str | None:
    """The table's tag for a folded tag or alias, also with a country where the language is written the same."""
    if wanted in exact:
        return exact[wanted]
    region = re.fullmatch(r"(.+)-([a-z]{2}|[0-9]{3})", wanted)
    if region and region[1] in exact and _written_alike(languages[exact[region[1]]], region[2].upper()):
        return exact[region[1]]
    return None


@lru_cache(maxsize=1)
def _cldr_tags() -> dict[str, str]:
    """The tag of every language that has an English name in CLDR, by that name, folded."""
    from babel.core import Locale

    return {_folded(name): tag.replace("_", "-") for tag, name in Locale("en").languages.items()}


def _refuse_catalog_without_table(given: str, shelves: Sequence[Shelf]) -> None:
    """Raises BadFile if the folder of a locale exists but the table of its language does not."""
    tag = given.replace("_", "-")
    for shelf in reversed(shelves):
        folder = shelf.translations / tag
        if is_tag(tag) and folder.is_dir():
            raise BadFile(
                f"The table [{tag}] is missing, although {folder} exists.",
                "Add a table for the language, like the others.",
                file=shelf.translations / "languages.toml",
            )


def line_of_fonts(shelves: Sequence[Shelf], language: Language) -> tuple[Path, int | None]:
    """The file and line that name the fonts of a language, for an error about them."""
    paths = [shelf.translations / "languages.toml" for shelf in shelves]
    path = [path for path in paths if stands(path) and language.tag in read_table(path).values][-1]
    return path, read_table(path).table(language.tag).line_of(_FONTS.name)


def _written_alike(language: Language, region: str) -> bool:
    """Whether a region uses the script of our entry for a language: ku-IQ is in Arabic script, our ku in Latin.

    Uses CLDR's likely subtags (UTS #35, Likely Subtags); a private-use region (X..) is never known.
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
    """A name without case, accents and the difference between - and _."""
    plain = unicodedata.normalize("NFKD", name.replace("_", "-").casefold().strip())
    return "".join(character for character in plain if not unicodedata.combining(character))


@lru_cache(maxsize=8)
def _languages(table: Table) -> dict[str, Language]:
    return {tag: _language(tag, inner) for tag, inner in table.each()}


_LEADING_REMEDY = "Give the distance between lines divided by the type size, from 1.0 to 3.0."
_ENGLISH = keys.printed_name("english", "The English name for lists and messages.")
_SPOKEN = keys.text("spoken", "The English name of what is spoken, if `english` also names how it is written.", "")
_AUTONYM = keys.printed_name("autonym", "The name in its own language and script.")
_DIRECTION: Key[str] = keys.choice("direction", "The direction of its lines: ltr or rtl.", ("ltr", "rtl"))
_SCRIPT = keys.text("script", 'The writing system by its ISO 15924 code, such as "Latn".')
_FONTS = keys.texts("fonts", "The font families for it, from fonts/fonts.toml, the best first.")
_LEADING = keys.number(
    "leading", "The distance between baselines, divided by the type size.", 1.0, 3.0, _LEADING_REMEDY, default=1.2
)
_COMPACT_FONTS = keys.texts("compact_fonts", "The font families for statements that would be too small in the others.")
_COMPACT_LEADING = keys.number("compact_leading", "Their leading.", 1.0, 3.0, _LEADING_REMEDY, default=1.2)
_SHAPING = keys.text("shaping", "The BCP 47 tag for the shaper, if it is not the tag itself.", "")
_BREAKS = keys.text("breaks", "The ICU locale for line breaks, if it is not the tag itself.", "")
_ALIASES = keys.texts("aliases", "Other tags that people type for it.")
_NAMES = keys.texts("names", "Other names in use, in English or Latin letters.")
LANGUAGE = Format(
    "A language.",
    (
        _ENGLISH, _SPOKEN, _AUTONYM, _DIRECTION, _SCRIPT, _FONTS, _LEADING, _COMPACT_FONTS, _COMPACT_LEADING, _SHAPING,
        _BREAKS, _ALIASES, _NAMES,
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
        spoken=_SPOKEN.of(table),
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
    """The fonts with the fallback at the end, where `by_language` looks for it."""
    return (*(font for font in fonts if font != FALLBACK_FONT), FALLBACK_FONT)


def language_of_officer(languages: Mapping[str, Language], script: Script) -> Language:
    """The language of a script's officer's side. Raises UnknownId, with the script's file, for an unknown tag."""
    if script.officer_language not in languages:
        unknown = UnknownId("locale", script.officer_language, list(languages))
        unknown.file = script.officer.heading.file
        raise unknown
    return languages[script.officer_language]
