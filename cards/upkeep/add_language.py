"""Adds a language that is not in the table yet."""

from __future__ import annotations

import tomllib
from pathlib import Path

from cards.errors import BadOrder, setting
from cards.read.files import stands
from cards.read.languages import TAG
from cards.read.names import plain_name
from cards.read.tables import read_table, read_text, toml_string
from cards.upkeep.toml_text import TomlText, split_tables

FONTS = {
    "Arab": ("NotoSansArabic", 1.4), "Armn": ("NotoSansArmenian", 1.16), "Beng": ("NotoSansBengali", 1.35),
    "Deva": ("NotoSansDevanagari", 1.35), "Ethi": ("NotoSansEthiopic", 1.25), "Geor": ("NotoSansGeorgian", 1.16),
    "Gujr": ("NotoSansGujarati", 1.35), "Guru": ("NotoSansGurmukhi", 1.35), "Hans": ("NotoSansSC", 1.3),
    "Hant": ("NotoSansTC", 1.3), "Hebr": ("NotoSansHebrew", 1.2), "Jpan": ("NotoSansJP", 1.3),
    "Khmr": ("NotoSansKhmer", 1.6), "Knda": ("NotoSansKannada", 1.35), "Kore": ("NotoSansKR", 1.3),
    "Laoo": ("NotoSansLao", 1.4), "Mlym": ("NotoSansMalayalam", 1.35), "Mymr": ("NotoSansMyanmar", 1.6),
    "Sinh": ("NotoSansSinhala", 1.35), "Taml": ("NotoSansTamil", 1.35), "Telu": ("NotoSansTelugu", 1.35),
    "Thaa": ("NotoSansThaana", 1.4), "Thai": ("NotoSansThai", 1.4), "Tibt": ("NotoSerifTibetan", 1.65),
    "Latn": ("", 1.16), "Cyrl": ("", 1.16), "Grek": ("", 1.16),
}  # fmt: skip
"""The initial family and leading for each script; both can be changed in languages.toml afterward."""


def new_language_table(path: Path, tag: str, english: str, autonym: str, script: str, direction: str) -> str:
    """The text of languages.toml, or of a new file, with a table for the language.

    Raises BadOrder for an invalid tag or script or a script without fonts, and BadFile.
    """
    if not TAG.fullmatch(tag):
        raise BadOrder(f"{tag!r} is not a BCP 47 tag.", "Use a tag such as mam, zh-Hant or fa-AF.")
    if script not in FONTS:
        raise BadOrder(
            f"There are no fonts for the script {script!r}.", f"There are fonts for: {', '.join(sorted(FONTS))}."
        )
    if direction == "ltr" and script in ("Arab", "Hebr", "Thaa"):
        raise BadOrder(f"The script {script} runs from right to left.", f"Give {setting('dir', 'rtl')}.")
    family, leading = FONTS[script]
    fonts = f'fonts = ["{family}"]\n' if family else ""
    return with_language(
        path,
        tag,
        f"[{tag}]\nenglish = {_name(english, setting('name'))}\nautonym = {_name(autonym, setting('autonym'))}\n"
        f'direction = "{direction}"\nscript = "{script}"\n{fonts}leading = {leading}\n',
    )


def with_language(path: Path, tag: str, table: str) -> str:
    """The text of a languages.toml, existing or not, with a table: alphabetically if the others are, or at the end.

    Raises BadFile.
    """
    if not stands(path):
        return table
    read_table(path)
    file = split_tables(read_text(path))
    tags = _tags(file)
    later = [place for place, each in enumerate(tags) if each > tag]
    return file.inserted(later[0] if later and tags == sorted(tags) else len(file.tables), table).text


def _tags(file: TomlText) -> list[str]:
    """The tag of each table, or none at all if a table cannot be read by itself."""
    try:
        return [next(iter(tomllib.loads(table))) for table in file.tables]
    except tomllib.TOMLDecodeError:
        return []


def _name(value: str, option: str) -> str:
    """A name as a TOML string. Raises BadOrder for an empty one, or one that `plain_name` refuses."""
    name = plain_name(value, option)
    if not name:
        raise BadOrder(f"{option} is empty.", "Give the language's name.")
    return toml_string(name)
