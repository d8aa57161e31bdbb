"""The back-translations of strings, some of which have changed since: `translations/<tag>/back-translation.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from cards.errors import BadFile
from cards.guards.rules.case import Complaint
from cards.read.back_translations import BackTranslation, back_translations_in
from cards.read.catalogs import Wording
from cards.read.sign_offs import digest
from cards.read.tables import table_of, toml_string
from cards.upkeep.toml_text import split_tables


def read_now_and_before(read: Mapping[str, BackTranslation], wording: Wording) -> tuple[dict[str, str], dict[str, str]]:
    """The back-translations by context: of strings that are still the same, and of those that have changed since."""
    now: dict[str, str] = {}
    before: dict[str, str] = {}
    for context, each in read.items():
        message = wording.messages.get(context)
        if message is not None and message.text:
            is_same = each.sha256 == digest(context, message.source, message.text)
            (now if is_same else before)[context] = each.english
    return now, before


def changed_since(read: Mapping[str, BackTranslation], context: str, english: str, text: str) -> Complaint | None:
    """The warning for a string that has changed, or whose English has, since its back-translation."""
    then = read.get(context)
    if then is None or then.sha256 == digest(context, english, text):
        return None
    return Complaint(
        f"It was translated back into English as “{then.english}”; it or its English has changed since.",
        "Ask somebody who has not seen the English what it says now, and compare. A sign-off ends this warning; so "
        "does `# allow read-back: REASON` above the string.",
    )


HEADER = """\
# What readers who saw only the translation understood, string by string. A check on the draft, not a sign-off.
"""


def back_translations_text(before: str, new: Mapping[str, BackTranslation], path: Path) -> str:
    """The text of a back-translation.toml with new readings; everything else stays the same.

    Raises BadFile if its tables cannot be told apart.
    """
    file = split_tables(before or HEADER)
    try:
        contexts = [next(iter(tomllib.loads(table))) for table in file.tables]
        for context, each in new.items():
            if context in contexts:
                place = contexts.index(context)
                comments = "".join(line for line in file.tables[place].splitlines(True) if line.startswith("#"))
                gap = "\n" if file.tables[place].endswith("\n\n") else ""
                file = file.changed(place, f"{comments}{_table(context, each)}{gap}")
            else:
                place = next((place for place, other in enumerate(contexts) if other > context), len(contexts))
                file = file.inserted(place, _table(context, each))
                contexts.insert(place, context)
        earlier = back_translations_in(table_of(before, str(path))) if before else {}
        if back_translations_in(table_of(file.text, str(path))) == {**earlier, **new}:
            return file.text
    except (BadFile, LookupError, StopIteration, tomllib.TOMLDecodeError):
        pass
    raise BadFile(
        "The file is not laid out with one table for each string, so nothing can be added to it.",
        'Start each with a line ["<string>"]; below it, write one key on each line.',
        file=path,
    )


def _table(context: str, each: BackTranslation) -> str:
    read = f"by = {toml_string(each.by)}\non = {each.on.isoformat()}\n" if each.on is not None else ""
    return f'[{toml_string(context)}]\nsha256 = "{each.sha256}"\nenglish = {toml_string(each.english)}\n{read}'
