"""Adds a language that the table does not know yet."""

from __future__ import annotations

import json
from pathlib import Path

from cards.errors import BadOrder
from cards.read.languages import TAG
from cards.read.names import plain_name
from cards.read.tables import read_table, read_text

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
"""The family and the leading that a script begins with; both can be changed in languages.toml afterwards."""


def new_language_table(path: Path, tag: str, english: str, autonym: str, script: str, direction: str) -> str:
    """The text of languages.toml with a table for the language at its end, or of a new file.

    Raises BadOrder for a tag or a script that is none, or a script that the fonts do not have.
    """
    if not TAG.fullmatch(tag):
        raise BadOrder(f"{tag!r} is not a BCP 47 tag.", "Give one such as mam, zh-Hant or fa-AF.")
    if script not in FONTS:
        raise BadOrder(
            f"There are no fonts for the script {script!r}.", f"The scripts are: {', '.join(sorted(FONTS))}."
        )
    if direction == "ltr" and script in ("Arab", "Hebr", "Thaa"):
        raise BadOrder(f"The script {script} runs from right to left.", "Give --dir rtl.")
    before = ""
    if path.is_file():
        read_table(path)
        before = read_text(path).rstrip("\n") + "\n\n"
    family, leading = FONTS[script]
    fonts = f'fonts = ["{family}"]\n' if family else ""
    return (
        f"{before}[{tag}]\nenglish = {_name(english, '--name')}\nautonym = {_name(autonym, '--autonym')}\n"
        f'direction = "{direction}"\nscript = "{script}"\n{fonts}leading = {leading}\n'
    )


def _name(value: str, option: str) -> str:
    """A name as TOML writes it. Raises BadOrder for an empty one, or what `plain_name` refuses."""
    name = plain_name(value, option)
    if not name:
        raise BadOrder(f"{option} is empty.", "Give the language's name.")
    return json.dumps(name, ensure_ascii=False)
