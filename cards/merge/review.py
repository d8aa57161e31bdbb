"""The review state of a string, from missing to approved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from cards.merge.markup import is_visible
from cards.read.catalogs import Message, Wording
from cards.read.languages import ENGLISH
from cards.read.names import same_person
from cards.read.script_types import Source
from cards.read.sign_offs import LEGAL, SECOND_TRANSLATOR, Objection, SignOff


class Review(Enum):
    """The state of a string, worst first. Only sign-offs by people raise it above a draft.

    A translation is reviewed once anybody but its translator has signed it, and approved once two people have, a second
    translator and a lawyer. The English is reviewed and approved by a lawyer's sign-off.
    """

    MISSING = "not translated"
    FUZZY = "fuzzy"
    STALE = "translated from an older English text"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"

    @property
    def rank(self) -> int:
        """The rank of the state, from 0 for the worst."""
        return _RANKS[self]

    @property
    def printable(self) -> bool:
        """Whether a card with it may be printed; a draft prints with the word DRAFT."""
        return self.rank >= Review.DRAFT.rank

    @property
    def signed(self) -> bool:
        """Whether somebody other than the translator vouches for it."""
        return self.rank >= Review.REVIEWED.rank


_RANKS = {state: rank for rank, state in enumerate(Review)}


DRAFT = "DRAFT"
"""The word on cards with words that nobody has signed."""

_TRANSLATION, _ENGLISH = "translation", "English"
_SIGNED = f"{Review.REVIEWED.value}|{Review.APPROVED.value}"

STATE_WORDS = "|".join(
    (
        rf"{_TRANSLATION} (?:{_SIGNED}), {_ENGLISH} {DRAFT}",
        rf"{_ENGLISH} (?:{_SIGNED}), {_TRANSLATION} {DRAFT}",
        DRAFT,
        _SIGNED,
    )
)
"""A regular expression for what `state_words` gives."""


def state_words(bearers: Review, english: Review) -> str:
    """The review state as the small print has it, of the bearer's words and of the English ones.

    DRAFT goes when both are signed. Where one is, the other alone is called DRAFT, so that nobody reads again what has
    been read: the English is signed once for all languages.
    """
    if bearers.signed and english.signed:
        return worst((bearers, english)).value
    if bearers.signed:
        return f"{_TRANSLATION} {bearers.value}, {_ENGLISH} {DRAFT}"
    return f"{_ENGLISH} {english.value}, {_TRANSLATION} {DRAFT}" if english.signed else DRAFT


def printed_states(words: str) -> tuple[Review, Review]:
    """The states that `state_words` were given for the bearer's words and the English ones, or the worst of them."""
    named = {_TRANSLATION: Review.DRAFT, _ENGLISH: Review.DRAFT}
    if words in (Review.REVIEWED.value, Review.APPROVED.value):
        return Review(words), Review(words)
    signed, comma, _ = words.partition(", ")
    if comma:
        name, _, state = signed.partition(" ")
        named[name] = Review(state)
    return named[_TRANSLATION], named[_ENGLISH]


def state_of(source: Source, message: Message | None, sign_offs: Sequence[SignOff] = ()) -> Review:
    """The state of a translation of `source`, given the sign-offs of its context, including lapsed ones."""
    if message is None or not is_visible(message.text):
        return Review.MISSING
    if message.fuzzy:
        return Review.FUZZY
    if message.source != source.text:
        return Review.STALE
    counting = counting_sign_offs(source, message, sign_offs)
    if not roles_lacking(counting):
        return Review.APPROVED
    return Review.REVIEWED if counting else Review.DRAFT


def state_in(wording: Wording, source: Source) -> Review:
    """The state of a string in the language of a wording, which may be English itself."""
    signed = wording.signed(source.context)
    if wording.tag == ENGLISH:
        return english_state(source, signed)
    return state_of(source, wording.messages.get(source.context), signed)


def card_states(bearers: Iterable[Review], officers: Iterable[Review], *, in_english: bool) -> tuple[Review, Review]:
    """The states of a card's two sides, each the least trusted of its strings.

    A card whose bearer reads English (`in_english`) has one state. A plan has nothing for an officer.
    """
    bearer = worst(bearers)
    officer = min(officers, key=lambda state: state.rank, default=bearer)
    least = worst((bearer, officer))
    return (least, least) if in_english else (bearer, officer)


def english_state(source: Source, sign_offs: Sequence[SignOff]) -> Review:
    """The state of an English source: approved once a lawyer has signed the current text."""
    return Review.APPROVED if english_sign_offs(source, sign_offs) else Review.DRAFT


def roles_lacking(counting: Sequence[SignOff]) -> tuple[str, ...]:
    """The roles in which a translation still needs a sign-off to be approved, given the sign-offs that count."""
    translators = [each.by for each in counting if each.role == SECOND_TRANSLATOR]
    lawyers = [each.by for each in counting if each.role == LEGAL]
    if any(not same_person(translator, lawyer) for translator in translators for lawyer in lawyers):
        return ()
    if not lawyers:
        return (LEGAL,) if translators else (SECOND_TRANSLATOR, LEGAL)
    return (SECOND_TRANSLATOR,)  # somebody other than the lawyer


def counting_sign_offs(source: Source, message: Message, sign_offs: Sequence[SignOff]) -> list[SignOff]:
    """The sign-offs of a translation that count: of the current texts, by somebody other than its translator.

    Whoever signs and later becomes the catalog's Last-Translator would vouch for their own words.
    """
    current = _current(source, message.text, sign_offs)
    return [each for each in current if not (message.translator and same_person(each.by, message.translator))]


def english_sign_offs(source: Source, sign_offs: Sequence[SignOff]) -> list[SignOff]:
    """The sign-offs of an English source that count: those of a lawyer for the current text."""
    return [each for each in _current(source, source.text, sign_offs) if each.role == LEGAL]


def worst(states: Iterable[Review]) -> Review:
    """The least trusted of several states."""
    return min(states, key=lambda state: state.rank)


def open_objections(source: Source, text: str, sign_offs: Sequence[SignOff]) -> list[SignOff]:
    """The objections to the current text of a string on which no translator has decided."""
    return [each for each in sign_offs if each.objection is Objection.OPEN and each.covers(source, text)]


def author_among(name: str, source: Source, text: str, sign_offs: Sequence[SignOff]) -> SignOff | None:
    """The record that this person has suggested the current text of a string, if there is one."""
    suggested = (each for each in sign_offs if each.objection is Objection.AUTHOR and each.covers(source, text))
    return next((each for each in suggested if same_person(name, each.by)), None)


def _current(source: Source, text: str, sign_offs: Sequence[SignOff]) -> list[SignOff]:
    """The sign-offs in the language's own folder that have not lapsed.

    None counts while an objection is open, whoever is right. Nor does that of a person who has objected on the same
    day or later, even if the translator has left the text as it is: their last word counts. Whoever suggested the text
    is its author, whoever took it, and no reader of it.
    """
    if open_objections(source, text, sign_offs):
        return []
    covering = [each for each in sign_offs if each.covers(source, text)]
    objecting = [each for each in covering if each.objection in (Objection.OPEN, Objection.LEFT)]
    authors = [each for each in covering if each.objection is Objection.AUTHOR]
    return [
        each
        for each in covering
        if each.objection is None
        and not any(each.on <= other.on and same_person(each.by, other.by) for other in objecting)
        and not any(same_person(each.by, other.by) for other in authors)
    ]
