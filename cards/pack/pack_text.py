"""A pack file as text, from settings as somebody typed them: what `read.packs` reads, with a comment on each key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from textwrap import wrap
from typing import Any

from cards.pack.failures import in_keys
from cards.read.settings import SETTINGS, Place, settings_for
from cards.read.tables import toml_string

_WIDTH = 110
_BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class PackText:
    """What a pack file says. `given` has the values of settings by key: texts, lists of them, true or false, and for
    `audio_link` also a mapping from locales to addresses. `cards` has locales with their numbers."""

    title: str
    cards: Mapping[str, int]
    given: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""
    day: date | None = None
    combined: bool = False
    recipients: str = ""

    def __str__(self) -> str:
        """The text, the same for the same values; a setting that a pack cannot have is left out."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield "# What one workshop prints. To make the files, run: rights-cards pack FILE.toml -o FOLDER"
        yield f"title = {_value(self.title)}"
        if self.place:
            yield f"place = {_value(self.place)}"
        if self.day is not None:
            yield f"date = {self.day.isoformat()}"
        for each in settings_for(Place.PACK):
            if each.key in self.given:
                yield ""
                yield from _comment(in_keys(SETTINGS[each.key].about))
                yield f"{each.key} = {_value(self.given[each.key])}"
        yield ""
        if self.combined:
            yield "# Also one PDF with everything in print order, one for each layout."
            yield "combined = true"
        if self.recipients:
            yield ""
            yield "# A table (CSV) in the folder of this file, with a row for each group."
            yield f"recipients = {_value(self.recipients)}"
        yield ""
        yield "# How many cards of each language. Put nothing but languages below this line."
        yield "[cards]"
        yield from (f"{_key(locale)} = {number}" for locale, number in self.cards.items())


def _comment(text: str) -> Sequence[str]:
    return [f"# {line}" for line in wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {_text(each)}' for key, each in value.items())} }}"
    return f"[{', '.join(map(_text, value))}]"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    """A TOML string; JSON, which has the same escapes, leaves DEL as it is, and TOML does not allow it."""
    return toml_string(text).replace("\x7f", "\\u007F")
