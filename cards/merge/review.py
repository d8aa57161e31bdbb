"""How far a translation can be trusted."""

from __future__ import annotations

from enum import Enum

from cards.read.catalogs import Message
from cards.read.scripts import Source


class Review(Enum):
    """The state of one string, worst first. Only a string that somebody signed may be more than a draft."""

    MISSING = "not translated"
    FUZZY = "fuzzy"
    STALE = "translated from an older English text"
    DRAFT = "draft"

    @property
    def printable(self) -> bool:
        """Whether a card may be printed with it, under its DRAFT line."""
        return self is Review.DRAFT


def state_of(source: Source, message: Message | None) -> Review:
    """The state of a translation of `source`."""
    if message is None or not message.text.strip():
        return Review.MISSING
    if message.fuzzy:
        return Review.FUZZY
    return Review.DRAFT if message.source == source.text else Review.STALE
