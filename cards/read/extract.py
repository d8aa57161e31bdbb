"""The Babel extractor: definition files in, translatable strings out, each with its context, note and authority.

setup.cfg registers `extract` under `babel.extractors`, and pyproject.toml maps the definition files to it, so
`pybabel extract -F pyproject.toml -o cards.pot .` works. `upkeep/template.py` (make pot) writes the same messages
without the date that pybabel puts in, so that cards.pot changes only when a text does.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from typing import IO, Any


def extract(
    fileobj: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Babel's extraction interface: (line, "pgettext", (context, text), comments) for each string of a TOML file.

    Tables without texts (a stock, a hotline) yield nothing. The officer's side is printed in English and is left out.
    """
    source = fileobj.read().decode("utf-8")
    values = tomllib.loads(source)
    if "bearer" in values:
        side = values["bearer"]
        prefix = f"{values['id']}/bearer"
        entries = [(f"{prefix}/{each['id']}", each) for each in (side["heading"], *side["statement"])]
    else:
        tables = [(key, each) for key, each in values.items() if isinstance(each, dict) and "text" in each]
        entries = [(f"labels/{key}", each) for key, each in tables]
    for context, entry in entries:
        comments = comments_of(entry.get("note", ""), entry.get("authority", []))
        yield _line_of(source, entry["text"]), "pgettext", (context, entry["text"]), comments


def comments_of(note: str, authority: Sequence[str]) -> list[str]:
    """What translators are told of a string, each comment on one line: the note, and the authority of the English."""
    authorities = "; ".join(" ".join(each.split()) for each in authority if each.strip())
    return [each for each in (" ".join(note.split()), f"Authority: {authorities}" if authorities else "") if each]


def _line_of(source: str, text: str) -> int:
    """The line on which a text seems to begin: tomllib does not keep lines."""
    start = text[:30].replace("\\", "\\\\").replace('"', '\\"').split("\n")[0]
    place = source.find(start)
    return source.count("\n", 0, max(place, 0)) + 1
