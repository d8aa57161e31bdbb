"""Records in a script's TOML that a lawyer has reviewed its law, and leaves every other line as it is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from cards.errors import BadFile
from cards.read.law_reviews import law_code
from cards.read.script_types import LawReview, Script
from cards.read.scripts import script_of
from cards.read.tables import table_of, toml_string
from cards.upkeep.toml_text import split_tables

_OLD = re.compile(r"^[ \t]*law_reviewed_(?:on|by|code)[ \t]*=.*\n", re.MULTILINE)


def law_review_lines(script: Script, by: str, on: date) -> str:
    """The lines of TOML that record a review of a script as it is now."""
    return (
        f"law_reviewed_on = {on.isoformat()}\n"
        f"law_reviewed_by = {toml_string(by)}\n"
        f"law_reviewed_code = {toml_string(law_code(script))}\n"
    )


def with_law_review(before: str, path: Path, by: str, on: date) -> str:
    """The text of a script's file with a review below its last key at the top, instead of an earlier one.

    Raises BadFile for a file that is not a script, or in which the lines have no place; then it gives the lines.
    """
    script = script_of(table_of(before, str(path)))
    added = law_review_lines(script, by, on)
    file = split_tables(before)
    lines = re.split(r"(?<=\n)", _OLD.sub("", file.head))
    last = max((number for number, line in enumerate(lines) if line.strip() and line.lstrip()[0] != "#"), default=-1)
    text = replace(file, head="".join((*lines[: last + 1], added, *lines[last + 1 :]))).text
    wanted = replace(script, law_review=LawReview(by, on, law_code(script)))
    try:
        if script_of(table_of(text, str(path))) == wanted:
            return text
    except BadFile:
        pass
    raise BadFile(
        "The review cannot be added to the file, because its keys are not on lines of their own.",
        f"Write these lines above its first table: {'; '.join(added.splitlines())}.",
        file=path,
    )
