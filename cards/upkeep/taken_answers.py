"""The file that keeps which answers were taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from cards.read.tables import table_of
from cards.read.taken_answers import taken_answers_in

HEADER = """\
# Answers that were taken, by their digests, with the day of each, written by `rights-cards locale answers`: so that
# taking a file again changes nothing, and an old message without a day is no newer than its author's later ones.
"""


def taken_answers_text(before: str, new: Mapping[str, date], path: Path) -> str:
    """The text of an answers.toml with more answers; every other line stays. Raises BadFile for a broken one."""
    known = taken_answers_in(table_of(before, str(path))) if before else {}
    gap = "" if not before or before.endswith("\n") else "\n"
    lines = "".join(f"{name} = {day.isoformat()}\n" for name, day in new.items() if name not in known)
    return f"{before or HEADER}{gap}{lines}"
