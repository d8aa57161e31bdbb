"""The Babel extractor: definition files in, translatable strings out, each with its context, note and authority.

setup.cfg registers `extract` under `babel.extractors`, and pyproject.toml maps the definition files to it, so
`pybabel extract -F pyproject.toml -o cards.pot .` works. `upkeep/template.py` (make pot) writes the same messages
without the date that pybabel puts in, so that cards.pot changes only when a text does.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from typing import IO, Any

from cards.read.phrases import stays_english
from cards.read.regions import listed_states
from cards.read.toml_lines import lines_in


def extract(
    fileobj: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Babel's extraction interface: (line, "pgettext", (context, text), comments) for each string of a TOML file.

    Tables without texts (a stock, a hotline) yield nothing, nor does the officer's side, which is printed in English.
    """
    source = fileobj.read().decode("utf-8")
    values = tomllib.loads(source)
    lines = lines_in(source)
    for context, path, entry in _entries(values):
        comments = comments_of(
            entry.get("note", ""), entry.get("authority", []), entry.get("say", []), entry.get("regions", [])
        )
        yield lines.line_of((*path, "text")) or 1, "pgettext", (context, entry["text"]), comments


def _entries(values: dict[str, Any]) -> Iterator[tuple[str, tuple[str | int, ...], dict[str, Any]]]:
    """The context of each string, its path in the file, and its table."""
    if "bearer" in values:
        side = values["bearer"]
        prefix = f"{values['id']}/bearer"
        yield f"{prefix}/{side['heading']['id']}", ("bearer", "heading"), side["heading"]
        for place, each in enumerate(side["statement"]):
            context, path = f"{prefix}/{each['id']}", ("bearer", "statement", place)
            yield context, path, each
            for number, variant in enumerate(each.get("variant", [])):
                if variant.get("text"):
                    yield f"{context}/{variant['id']}", (*path, "variant", number), variant
    elif "plan" in values:
        yield from _of_plan(values["plan"], f"{values['id']}/plan")
    else:
        for key, each in values.items():
            if isinstance(each, dict) and "text" in each:
                yield f"labels/{key}", (key,), each


def _of_plan(plan: dict[str, Any], prefix: str) -> Iterator[tuple[str, tuple[str | int, ...], dict[str, Any]]]:
    """The same for a plan to fill in: its heading, then each section with what to do and the lines in it."""
    yield f"{prefix}/{plan['heading']['id']}", ("plan", "heading"), plan["heading"]
    for place, section in enumerate(plan["section"]):
        path = ("plan", "section", place)
        yield f"{prefix}/{section['id']}", path, section
        for kind in ("statement", "line"):
            for number, each in enumerate(section.get(kind, ())):
                yield f"{prefix}/{each['id']}", (*path, kind, number), each


def comments_of(note: str, authority: Sequence[str], say: Sequence[str] = (), regions: Sequence[str] = ()) -> list[str]:
    """The comments for translators on a string, each on one line: the states whose cards alone have it (`regions`), the
    note, what in it stays English (`say`), and the authority for the English."""
    authorities = "; ".join(" ".join(each.split()) for each in authority if each.strip())
    where = f"Only on cards for {listed_states(regions)}." if regions else ""
    lines = (where, " ".join(note.split()), stays_english(say), f"Authority: {authorities}" if authorities else "")
    return [each for each in lines if each]
