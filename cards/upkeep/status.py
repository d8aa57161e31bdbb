"""The status of each locale: strings translated and signed for each script, and what blocks a card's release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cards.errors import BadFile
from cards.locations import Shelf
from cards.merge.review import (
    Review,
    counting_sign_offs,
    english_sign_offs,
    roles_lacking,
    state_in,
    worst,
)
from cards.merge.sentences import sentences_of
from cards.merge.sources import bearer_sources, officer_sources, optional_sources
from cards.merge.stand_ins import stand_ins
from cards.read.back_translations import read_back_translations
from cards.read.catalogs import Wording, read_wording
from cards.read.languages import ENGLISH, Language, read_languages
from cards.read.law_reviews import LawState, law_state
from cards.read.names import same_person
from cards.read.reviewers import read_reviewers
from cards.read.script_types import Labels, LawReview, Script, Source
from cards.read.scripts import find_script, read_labels, script_ids
from cards.read.sign_offs import LEGAL, ROLES, SignOff
from cards.read.suggestions import read_suggestions
from cards.read.typefaces import read_families
from cards.upkeep.lacking import lacks
from cards.upkeep.read_back import read_now_and_before
from cards.upkeep.suggestions import Disputed, disputed

States = tuple[tuple[str, Review], ...]
"""Contexts with their states."""

Laws = dict[str, tuple[LawState, LawReview | None]]
"""The state of the law behind each script, by id, with its last review."""


@dataclass(frozen=True, slots=True)
class VariantStatus:
    """The status of a variant, which only the cards for its states have: the codes of these.

    `needs` are the roles in which it still needs a sign-off to be approved. What is `in_english` on every card, the
    officer's side and what a state leaves out, is signed once for all languages.
    """

    context: str
    regions: tuple[str, ...]
    state: Review
    needs: tuple[str, ...] = ()
    in_english: bool = False
    leaves_out: bool = False


@dataclass(frozen=True, slots=True)
class ScriptStatus:
    """The status of one script in one locale: its strings by state. Labels count with every script.

    `state` is that of a card without options; `write_in` are the strings, in any state, that only a card with a line to
    write on or another option has. Of the others, `blocking` are those that nobody has signed, and `officer` those of
    the officer's side, which is in English on every card (for English itself they are among `blocking`).

    `ended` are the sign-offs whose text has been edited since, `own` those of the present translator, and `misplaced`
    those that may be another language's; none of them counts. `signers` are people with their role and the number of
    strings that they vouch for, and `verified` those of them whose signatures were checked. `needs` has, by role, the
    translated strings that still need a sign-off in it to be approved; those of the officer's side need a lawyer.

    `variants` are apart from all the others but `ended`, `own` and `misplaced`: cards for other states do not need
    them.
    """

    script: str
    total: int
    counts: Mapping[Review, int]
    blocking: States
    state: Review
    write_in: States = ()
    officer: States = ()
    ended: tuple[SignOff, ...] = ()
    own: tuple[SignOff, ...] = ()
    misplaced: tuple[SignOff, ...] = ()
    signers: tuple[tuple[str, str, int], ...] = ()
    verified: frozenset[tuple[str, str]] = frozenset()
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    variants: tuple[VariantStatus, ...] = ()

    @property
    def translated(self) -> int:
        """The number of strings with which a card may be printed."""
        return sum(count for state, count in self.counts.items() if state.printable)

    @property
    def signed(self) -> int:
        """The number of strings that somebody other than the translator has signed."""
        return sum(count for state, count in self.counts.items() if state.signed)

    @property
    def stale(self) -> int:
        """The number of strings translated from an older English text."""
        return self.counts.get(Review.STALE, 0)


@dataclass(frozen=True, slots=True)
class LocaleStatus:
    """One locale, all scripts; `read_back` are the back-translations by context, and `read_before` those of strings
    that have changed since.

    If a file of the locale is broken, `error` says so, and the file's content is missing here. `begun` says whether
    there is a catalog, and `names_translator` whether all of its headers name a translator. `beside` is a clause about
    built-in words that replace missing ones of a content folder, or empty. `disputed` are the sentences with open
    suggestions of reviewers, and `with_keys` says whether the list of reviewers has a key to check signatures with.
    `lacks` says what the language needs next, in a sentence.
    """

    language: Language
    scripts: tuple[ScriptStatus, ...]
    read_back: Mapping[str, str] = field(default_factory=dict)
    read_before: Mapping[str, str] = field(default_factory=dict)
    error: BadFile | None = None
    begun: bool = True
    names_translator: bool = True
    beside: str = ""
    disputed: tuple[Disputed, ...] = ()
    with_keys: bool = False
    lacks: str = ""


def read_statuses(
    shelves: Sequence[Shelf], languages: Sequence[Language], *, read_back: bool, as_of: date | None = None
) -> list[LocaleStatus]:
    """The status of each language, including broken ones; English is included if a file of it that they need is broken.

    A file with a sign-off dated after `as_of` is also broken. Raises BadFile for a script or the labels, without which
    there is nothing to count, and for the list of reviewers.
    """
    scripts = [find_script(shelves, each) for each in script_ids(shelves)]
    labels, with_keys = read_labels(shelves), _with_keys(shelves)
    english = Wording(ENGLISH, {}, ())
    also: list[Language] = []
    try:
        english = read_wording(shelves, ENGLISH, as_of)
    except BadFile:
        also = [each for each in [read_languages(shelves)[ENGLISH]] if each not in languages]
    found: list[LocaleStatus] = []
    for language in (*languages, *also):
        try:
            wording = read_wording(shelves, language.tag, as_of)
        except BadFile as error:
            found.append(LocaleStatus(language, (), error=error))
            continue
        status = locale_status(language, wording, scripts, labels, english)
        try:
            found_here = _disputed(shelves, language, wording, scripts, labels)
            status = replace(status, disputed=found_here, with_keys=with_keys)
        except BadFile as error:
            status = replace(status, error=error)
        found.append(_with_read_back(shelves, status, wording) if read_back else status)
    return found


def read_laws(shelves: Sequence[Shelf], today: date) -> Laws:
    """The law behind every script, which is the same in every locale.

    Raises BadFile as `law_state` does.
    """
    scripts = [find_script(shelves, each) for each in script_ids(shelves)]
    return {script.id: (law_state(script, today), script.law_review) for script in scripts}


def locale_status(
    language: Language, wording: Wording, scripts: Sequence[Script], labels: Labels, english: Wording
) -> LocaleStatus:
    """The status of a locale. `english` has the sign-offs of the English, which the officer's side needs."""
    return LocaleStatus(
        language,
        tuple(_script_status(language, wording, each, labels, english) for each in scripts),
        begun=bool(wording.files) or language.tag == ENGLISH,
        names_translator=all(each.translator for each in wording.messages.values() if each.text),
        beside=stand_ins(
            [*(source for each in scripts for source in each.bearer.translated), *labels.sources], wording, "all cards"
        ),
        lacks=lacks(scripts, labels, wording, english),
    )


def _disputed(
    shelves: Sequence[Shelf], language: Language, wording: Wording, scripts: Sequence[Script], labels: Labels
) -> tuple[Disputed, ...]:
    """The sentences of a locale with open suggestions. Raises BadFile."""
    suggestions = [each for each in read_suggestions(shelves, language.tag) if each.is_open]
    if not suggestions:
        return ()
    families = read_families(shelves, language.fonts)
    return tuple(disputed(sentences_of(scripts, labels, wording), suggestions, wording, language, families))


def _with_keys(shelves: Sequence[Shelf]) -> bool:
    reviewers = read_reviewers(shelves)
    return reviewers is not None and any(each.key for each in reviewers.people.values())


def _with_read_back(shelves: Sequence[Shelf], status: LocaleStatus, wording: Wording) -> LocaleStatus:
    """The status with the back-translations of the strings, and of their texts before they were edited."""
    try:
        read = read_back_translations(shelves, status.language.tag)
    except BadFile as error:
        return replace(status, error=error)
    now, before = read_now_and_before(read, wording)
    return replace(status, read_back=now, read_before=before)


def _script_status(
    language: Language, wording: Wording, script: Script, labels: Labels, english: Wording
) -> ScriptStatus:
    is_english = language.tag == ENGLISH
    theirs = officer_sources(script, labels)
    printed = (*bearer_sources(script, labels), *(theirs if is_english else ()))
    written, interpreter = optional_sources(script, labels)
    sources = (*printed, *written, *(interpreter if is_english else ()))
    states = [(each.context, state_in(wording, each)) for each in sources]
    needed, write_in = states[: len(printed)], states[len(printed) :]
    officer = [(each.context, state_in(english, each)) for each in theirs]
    counting = {each.context: counting_for(each, wording) for each in sources}
    variants = tuple(_variants(script, wording, english))
    signable = (*sources, *(each for each in _variants_of(script) if is_english or _is_translated(each)))
    return ScriptStatus(
        script=script.id,
        total=len(states),
        counts=Counter(state for _, state in states),
        blocking=_unsigned(needed),
        state=worst(state for _, state in (*needed, *officer)),
        write_in=tuple(write_in),
        officer=() if is_english else _unsigned(officer),
        ended=tuple(signed for each in signable for signed in _ended(each, wording)),
        own=tuple(signed for each in signable for signed in _own(each, wording)),
        misplaced=tuple(signed for each in signable for signed in _given_for(each, wording) if signed.misplaced),
        signers=_signers(counting),
        verified=_verified(counting),
        needs=_needs(states, counting, is_english=is_english),
        variants=variants,
    )


def _variants_of(script: Script) -> list[Source]:
    return [each for each in (*script.bearer.every, *script.officer.every) if each.regions]


def _is_translated(variant: Source) -> bool:
    return not variant.leaves_out and "/bearer/" in variant.context


def _variants(script: Script, wording: Wording, english: Wording) -> Iterator[VariantStatus]:
    """The status of each variant of a script: in the language, or in English what is not translated."""
    for each in _variants_of(script):
        is_english = wording.tag == ENGLISH or not _is_translated(each)
        signed = english if is_english and wording.tag != ENGLISH else wording
        state = state_in(signed, each)
        lacking = (LEGAL,) if is_english else roles_lacking(counting_for(each, signed))
        yield VariantStatus(
            each.context,
            each.regions,
            state,
            lacking if state.printable and state is not Review.APPROVED else (),
            in_english=is_english,
            leaves_out=each.leaves_out,
        )


def counting_for(source: Source, wording: Wording) -> list[SignOff]:
    """The sign-offs of a string that count toward its state."""
    signed = wording.signed(source.context)
    if wording.tag == ENGLISH:
        return english_sign_offs(source, signed)
    message = wording.messages.get(source.context)
    return counting_sign_offs(source, message, signed) if message is not None else []


def _signers(counting: Mapping[str, Sequence[SignOff]]) -> tuple[tuple[str, str, int], ...]:
    found = Counter((each.by, each.role) for signed in counting.values() for each in signed)
    return tuple((by, role, strings) for (by, role), strings in found.items())


def _verified(counting: Mapping[str, Sequence[SignOff]]) -> frozenset[tuple[str, str]]:
    every = [each for signed in counting.values() for each in signed]
    return frozenset((each.by, each.role) for each in every) - {
        (each.by, each.role) for each in every if not each.verified
    }


def _needs(
    states: Sequence[tuple[str, Review]], counting: Mapping[str, Sequence[SignOff]], *, is_english: bool
) -> dict[str, tuple[str, ...]]:
    """By role, the translated strings that still need a sign-off in it to be approved."""
    lacking = {
        context: (LEGAL,) if is_english else roles_lacking(counting[context])
        for context, state in states
        if state.printable and state is not Review.APPROVED
    }
    by_role = {role: tuple(context for context, roles in lacking.items() if role in roles) for role in ROLES}
    return {role: contexts for role, contexts in by_role.items() if contexts}


def _unsigned(states: Sequence[tuple[str, Review]]) -> States:
    return tuple((context, state) for context, state in states if not state.signed)


def _given_for(source: Source, wording: Wording) -> tuple[SignOff, ...]:
    """The sign-offs given for a string itself, not for the same sentence elsewhere."""
    return wording.sign_offs.get(source.context, ())


def _ended(source: Source, wording: Wording) -> list[SignOff]:
    """The sign-offs of a string for texts that it no longer has."""
    text = _text(source, wording)
    given = [each for each in _given_for(source, wording) if each.objection is None and not each.misplaced]
    return [each for each in given if not each.covers(source, text)]


def _own(source: Source, wording: Wording) -> list[SignOff]:
    """The sign-offs of a string's current text by somebody who has become its translator."""
    message = wording.messages.get(source.context)
    signed = wording.signed(source.context)
    if message is None or not message.translator:
        return []
    theirs = [each for each in signed if each.objection is None and same_person(each.by, message.translator)]
    return [each for each in theirs if each.covers(source, message.text)]


def _text(source: Source, wording: Wording) -> str:
    """The current texts of a string, as signed."""
    message = wording.messages.get(source.context)
    return source.text if wording.tag == ENGLISH else message.text if message else ""
