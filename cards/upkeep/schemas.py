"""The JSON Schemas (2020-12) of the TOML files, by which an editor helps with writing them.

They are made of what the readers read by (`read/keys.py`), and `python -m cards.upkeep.schemas` (make schemas) writes
them to `definitions/schemas/`. The first line of a file names its schema, as in `#:schema ../schemas/stock.json`. An
editor takes the days of TOML for texts in the format "date".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cards.locations import PACKAGE
from cards.read.back_translations import BACK_TRANSLATIONS
from cards.read.cities import CITIES, COUNTIES
from cards.read.countries import COUNTRIES
from cards.read.hotlines import HOTLINE
from cards.read.keys import Format
from cards.read.languages import LANGUAGES
from cards.read.letters import LETTERS
from cards.read.links import LINK
from cards.read.negations import ENGLISH_NEGATIONS, NEGATIONS
from cards.read.pack_schema import pack_schema
from cards.read.page_texts import PAGE
from cards.read.printers import PRINTERS
from cards.read.records import OMITTED
from cards.read.refused import GOVERNMENT
from cards.read.reviewers import REVIEWERS
from cards.read.scripts import LABELS, PLAN_SCRIPT, SCRIPT
from cards.read.sign_offs import REVIEW
from cards.read.stocks import STOCK
from cards.read.suggestions import SUGGESTIONS
from cards.read.taken_answers import TAKEN_ANSWERS
from cards.read.typefaces import FAMILIES

FOLDER = PACKAGE / "definitions" / "schemas"

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_FORMATS: Mapping[str, tuple[Format, ...]] = {
    "back-translation": (BACK_TRANSLATIONS,),
    "cities": (CITIES,),
    "counties": (COUNTIES,),
    "countries": (COUNTRIES,),
    "fonts": (FAMILIES,),
    "government": (GOVERNMENT,),
    "hotline": (HOTLINE, OMITTED),
    "labels": (LABELS,),
    "languages": (LANGUAGES,),
    "letters": (LETTERS,),
    "link": (LINK, OMITTED),
    "negations": (NEGATIONS,),
    "negations-en": (ENGLISH_NEGATIONS,),
    "page": (PAGE,),
    "printers": (PRINTERS,),
    "review": (REVIEW,),
    "reviewers": (REVIEWERS,),
    "script": (SCRIPT, PLAN_SCRIPT),
    "stock": (STOCK,),
    "suggestions": (SUGGESTIONS,),
    "taken-answers": (TAKEN_ANSWERS,),
}
"""What a file of each kind may be."""


def schema_texts() -> dict[str, str]:
    """The text of each schema by the name of its file."""
    found = {f"{name}.json": _text(name, formats) for name, formats in _FORMATS.items()}
    return dict(sorted({**found, "pack.json": pack_schema()}.items()))


def write_schemas(folder: Path = FOLDER) -> None:
    """Writes every schema, and removes those of formats that there are no more."""
    folder.mkdir(exist_ok=True)
    texts = schema_texts()
    for path in folder.glob("*.json"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _text(name: str, formats: tuple[Format, ...]) -> str:
    schemas = [each.schema for each in formats]
    whole: dict[str, Any] = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
    return json.dumps({"$schema": _DIALECT, "title": name, **whole}, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    write_schemas()
