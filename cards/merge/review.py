"""How far a string can be trusted: from missing to approved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from cards.merge.markup import is_visible
from cards.read.catalogs import Message
from cards.read.names import same_person
from cards.read.scripts import Source
from cards.read.sign_offs import LEGAL, SECOND_TRANSLATOR, SignOff, digest


class Review(Enum):
    """The state of a string, worst first. Only people's sign-offs lift it above a draft.

    A translation is reviewed when anybody but its translator has signed it, and approved when a second translator
    and a lawyer, two people, have. The English is reviewed and approved by a lawyer's sign-off.
    """

    MISSING = "not translated"
    FUZZY = "fuzzy"
    STALE = "translated from an older English text"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"

    @property
    def rank(self) -> int:
        """0 for the worst state, counting up."""
        return _RANKS[self]

    @property
    def printable(self) -> bool:
        """Whether a card may be printed with it; a draft prints under its DRAFT line."""
        return self.rank >= Review.DRAFT.rank

    @property
    def signed(self) -> bool:
        """Whether somebody besides the translator answers for it."""
        return self.rank >= Review.REVIEWED.rank


_RANKS = {state: rank for rank, state in enumerate(Review)}


def state_of(source: Source, message: Message | None, sign_offs: Sequence[SignOff] = ()) -> Review:
    """The state of a translation of `source`, given the sign-offs of its context, lapsed ones among them."""
    if message is None or not is_visible(message.text):
        return Review.MISSING
    if message.fuzzy:
        return Review.FUZZY
    if message.source != source.text:
        return Review.STALE
    current = _current(source, message.text, sign_offs)
    translators = [each.by for each in current if each.role == SECOND_TRANSLATOR]
    lawyers = [each.by for each in current if each.role == LEGAL]
    if any(not same_person(translator, lawyer) for translator in translators for lawyer in lawyers):
        return Review.APPROVED
    return Review.REVIEWED if current else Review.DRAFT


def english_state(source: Source, sign_offs: Sequence[SignOff]) -> Review:
    """The state of an English source: approved once a lawyer has signed the text as it stands."""
    current = _current(source, source.text, sign_offs)
    return Review.APPROVED if any(each.role == LEGAL for each in current) else Review.DRAFT


def worst(states: Iterable[Review]) -> Review:
    """The least trusted of some states."""
    return min(states, key=lambda state: state.rank)


def _current(source: Source, text: str, sign_offs: Sequence[SignOff]) -> list[SignOff]:
    """The sign-offs that have not lapsed."""
    if not sign_offs:
        return []
    wanted = digest(source.context, source.text, text)
    return [each for each in sign_offs if each.sha256 == wanted]
