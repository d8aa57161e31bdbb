"""The kinds of telephone lines, declared once: for the directory, for scripts, and for what people are told."""

from __future__ import annotations

from enum import Enum
from typing import Any

from cards.read import keys
from cards.read.keys import Key
from cards.read.tables import Table


class LineKind(Enum):
    """What a line is for. A card has lines of the kind that its script is for, else lines of legal help."""

    LEGAL_HELP = "legal-help"
    SIGHTING = "sighting"
    DETENTION = "detention"
    CONSULATE = "consulate"

    @property
    def words(self) -> str:
        """What callers of such a line get, or give, in plain words."""
        return _WORDS[self]

    @property
    def is_help(self) -> bool:
        """Whether "Call for help" is true of such a line: one that takes reports may have nobody who helps callers."""
        return self is not LineKind.SIGHTING


_WORDS = {
    LineKind.LEGAL_HELP: "legal help",
    LineKind.SIGHTING: "reports of sightings",
    LineKind.DETENTION: "help for people in detention",
    LineKind.CONSULATE: "help from a consulate for its nationals",
}


def kind_key(name: str, about: str) -> Key[LineKind]:
    """A key with the name of a kind; legal help if it is missing."""
    choice = keys.choice(name, about, [each.value for each in LineKind])

    def read(table: Table, key: str) -> LineKind:
        return LineKind(choice.read(table, key)) if key in table.values else LineKind.LEGAL_HELP

    schema: dict[str, Any] = choice.schema
    return Key(name, about, schema, read, default=LineKind.LEGAL_HELP.value)
