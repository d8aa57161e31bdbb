"""Copies translations to other strings with the same English, and moves those of messages that no card uses.

Both happen only when a person asks, on the text of a catalog: whole lines move, and every other byte stays.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cards.errors import BadOrder, UnknownId
from cards.merge.markup import is_visible
from cards.read.po_file import FUZZY, Entry, PoFile, parse_po
from cards.upkeep.template import quoted

Change = tuple[int, int, list[str]]
"""Lines [start, end) of a catalog, and those that replace them."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A catalog's new text, and each context that got a translation, with its earlier translation."""

    text: str
    before: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Unused:
    """A translated message that no card uses, and the context that it may belong to, or "" if that is unclear."""

    entry: Entry
    belongs: str


def unused_messages(file: PoFile, english: Mapping[str, str]) -> list[Unused]:
    """The translated messages of a catalog that no card uses, in the order of their lines.

    `english` has every string by its context. A message whose context is missing or unknown belongs to the string with
    its English if there is exactly one such string, one such message, and no translation yet.
    """
    left = [each for each in file.entries if each.context not in english]
    found = sorted((each for each in (*file.strays, *left) if is_visible(each.msgstr)), key=lambda each: each.first)
    translated = {each.context for each in file.entries if is_visible(each.msgstr)}
    contexts: dict[str, list[str]] = {}
    for context, text in english.items():
        contexts.setdefault(text, []).append(context)
    count = Counter(each.msgid for each in found)
    return [Unused(each, _home(contexts.get(each.msgid, []), translated, count[each.msgid])) for each in found]


def _home(contexts: Sequence[str], translated: Iterable[str], messages: int) -> str:
    is_clear = len(contexts) == messages == 1 and contexts[0] not in translated
    return contexts[0] if is_clear else ""


def adopted(text: str, path: Path, english: Mapping[str, str]) -> Carried:
    """The catalog with each unused message moved to the string that it belongs to. Raises BadFile."""
    file = parse_po(text, path)
    entries = {entry.context: entry for entry in file.entries}
    changes: list[Change] = []
    found: dict[str, str] = {}
    for each in unused_messages(file, english):
        if each.belongs:
            changes += _adoption(file, each.entry, each.belongs, entries.get(each.belongs))
            found[each.belongs] = ""
    return Carried(file.changed(changes), found)


def _adoption(file: PoFile, entry: Entry, context: str, empty: Entry | None) -> Iterator[Change]:
    """Gives a message its context, and replaces the string's empty message, whose comments it gets."""
    start = next(number for number in range(entry.keyword, entry.end) if file.lines[number].strip().startswith("msgid"))
    notes: list[str] = []
    if empty is not None:
        lines = file.lines[empty.first : empty.keyword]
        notes = [line for line in lines if line.strip() and not line.strip().startswith(("#.", "#:", "#,", "#|"))]
        after_blank = empty.first > 0 and not file.lines[empty.first - 1].strip()
        yield empty.first - 1 if after_blank else empty.first, empty.end, []
    yield entry.keyword, start, [*notes, f"msgctxt {quoted(context)}"]


def carried_to_twins(text: str, path: Path, context: str, english: Mapping[str, str]) -> Carried:
    """The catalog with the translation of a string copied to every other string with the same English.

    A twin that is fuzzy stays fuzzy: only a person clears the mark. Raises BadFile, UnknownId for an unknown context,
    and BadOrder for a string whose own translation is missing, fuzzy, or made from other English.
    """
    file = parse_po(text, path)
    entries = {entry.context: entry for entry in file.entries}
    if context not in english:
        raise UnknownId("string", context, list(english))
    source = entries.get(context)
    if source is None or not is_visible(source.msgstr):
        raise BadOrder(f"{context} has no translation in {path} to copy to others.", "Translate it first.")
    if FUZZY in source.flags or source.msgid != english[context]:
        raise BadOrder(
            f"The translation of {context} in {path} is fuzzy, or made from an older English text.",
            "Correct it and clear its fuzzy mark first.",
        )
    twins = [each for each in file.entries if each.msgid == source.msgid and differs(each.msgstr, source.msgstr)]
    lines = list(file.lines[first_line_of_translation(file, source) : source.end])
    changes = [(first_line_of_translation(file, each), each.end, lines) for each in twins if each.context in english]
    return Carried(file.changed(changes), {each.context: each.msgstr for each in twins if each.context in english})


def differs(one: str, other: str) -> bool:
    """Whether two translations are not identical."""
    return unicodedata.normalize("NFC", one) != unicodedata.normalize("NFC", other)


def first_line_of_translation(file: PoFile, entry: Entry) -> int:
    """The line on which a translation begins."""
    return next(number for number in range(entry.keyword, entry.end) if file.lines[number].strip().startswith("msgstr"))
