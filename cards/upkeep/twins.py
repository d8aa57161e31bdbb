"""Finds strings with the same English that a locale translates differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from cards.merge.markup import is_visible
from cards.read.po_file import FUZZY, Entry
from cards.upkeep.carry import differs
from cards.upkeep.findings import Diagnostic, allowed_rules, finding_at


def twins(used: Mapping[str, tuple[Path, Entry]], english: Mapping[str, str], update: str) -> Iterator[Diagnostic]:
    """A warning for each translation that differs from the first with the same English, with the lines of both.

    `used` has the entries that cards use, by context; fuzzy and stale ones are skipped. A comment above either of the
    two silences the warning: another card may need other words. `update` is the `locale update` command.
    """
    first: dict[str, tuple[Path, Entry]] = {}
    for context, text in english.items():
        path, entry = used.get(context, (None, None))
        if path is None or entry is None or entry.msgid != text or not is_visible(entry.msgstr):
            continue
        if FUZZY in entry.flags:
            continue
        other_path, other = first.setdefault(text, (path, entry))
        if not differs(entry.msgstr, other.msgstr) or "same-english" in allowed_rules(entry) | allowed_rules(other):
            continue
        where = f"line {other.keyword + 1}" if other_path == path else f"{other_path}:{other.keyword + 1}"
        yield finding_at(
            path, entry, "warning", "same-english",
            f"{other.context} ({where}) has the same English but a different translation: “{other.msgstr}”",
            f"If both should say the same, run `{update.strip('`')} --same {other.context}` to copy that one here, or "
            f"--same {context} to copy this one there.",
        )  # fmt: skip
