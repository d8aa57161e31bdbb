"""How far each locale is: strings translated and signed for each script, and what keeps a card from being released."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cards.errors import BadFile
from cards.locations import Shelf
from cards.merge.card_text import ENGLISH
from cards.merge.review import Review, english_state, state_of
from cards.read.back_translations import read_back_translations
from cards.read.catalogs import Wording, read_wording
from cards.read.languages import Language, read_languages
from cards.read.scripts import Labels, Script, Source, find_script, read_labels, script_ids
from cards.read.sign_offs import SignOff, digest

States = tuple[tuple[str, Review], ...]
"""Contexts with their states."""


@dataclass(frozen=True, slots=True)
class ScriptStatus:
    """Of one script in one locale: how many of its strings are in each state. Labels count with every script.

    `blocking` are the strings that nobody has signed, and `officer` those of the officer's side, which is in English
    on every card (in English itself they are among `blocking`). `ended` are the sign-offs whose text has been edited
    since.
    """

    script: str
    total: int
    counts: Mapping[Review, int]
    blocking: States
    officer: States = ()
    ended: tuple[SignOff, ...] = ()

    @property
    def translated(self) -> int:
        """Strings that a card may be printed with."""
        return sum(count for state, count in self.counts.items() if state.printable)

    @property
    def signed(self) -> int:
        """Strings that somebody besides the translator has signed."""
        return sum(count for state, count in self.counts.items() if state.signed)

    @property
    def stale(self) -> int:
        """Strings translated from an older English text."""
        return self.counts.get(Review.STALE, 0)


@dataclass(frozen=True, slots=True)
class LocaleStatus:
    """One locale, all scripts; `read_back` is what readers understood, by context.

    Where a file of the locale is broken, `error` says so, and what it would have told is missing.
    """

    language: Language
    scripts: tuple[ScriptStatus, ...]
    read_back: Mapping[str, str] = field(default_factory=dict)
    error: BadFile | None = None


def read_statuses(shelves: Sequence[Shelf], languages: Sequence[Language], *, read_back: bool) -> list[LocaleStatus]:
    """The state of each language, broken ones among them; of English too when what it needs of it is broken.

    Raises BadFile for a script or the labels, without which there is nothing to count.
    """
    scripts = [find_script(shelves, each) for each in script_ids(shelves)]
    labels = read_labels(shelves)
    english = Wording(ENGLISH, {}, ())
    also: list[Language] = []
    try:
        english = read_wording(shelves, ENGLISH)
    except BadFile:
        also = [each for each in [read_languages(shelves)[ENGLISH]] if each not in languages]
    found: list[LocaleStatus] = []
    for language in (*languages, *also):
        try:
            wording = read_wording(shelves, language.tag)
        except BadFile as error:
            found.append(LocaleStatus(language, (), error=error))
            continue
        status = locale_status(language, wording, scripts, labels, english)
        found.append(_with_read_back(shelves, status, wording) if read_back else status)
    return found


def locale_status(
    language: Language, wording: Wording, scripts: Sequence[Script], labels: Labels, english: Wording
) -> LocaleStatus:
    """The state of a locale. `english` has the sign-offs of the English, which the officer's side needs too."""
    return LocaleStatus(language, tuple(_script_status(language, wording, each, labels, english) for each in scripts))


def _with_read_back(shelves: Sequence[Shelf], status: LocaleStatus, wording: Wording) -> LocaleStatus:
    """The status with what readers understood of the strings that have not been edited since."""
    try:
        read = read_back_translations(shelves, status.language.tag)
    except BadFile as error:
        return LocaleStatus(status.language, status.scripts, error=error)
    current = {
        context: each.english
        for context, each in read.items()
        if (message := wording.messages.get(context)) is not None
        and digest(context, message.source, message.text) == each.sha256
    }
    return LocaleStatus(status.language, status.scripts, current)


def _script_status(
    language: Language, wording: Wording, script: Script, labels: Labels, english: Wording
) -> ScriptStatus:
    is_english = language.tag == ENGLISH
    theirs = script.officer.sources
    sources = (*script.bearer.sources, *labels.sources, *(theirs if is_english else ()))
    states = [(each.context, _state(each, wording)) for each in sources]
    return ScriptStatus(
        script=script.id,
        total=len(states),
        counts=Counter(state for _, state in states),
        blocking=_unsigned(states),
        officer=() if is_english else _unsigned([(each.context, _state(each, english)) for each in theirs]),
        ended=tuple(signed for each in sources for signed in _ended(each, wording)),
    )


def _state(source: Source, wording: Wording) -> Review:
    signed = wording.signed(source.context)
    if wording.tag == ENGLISH:
        return english_state(source, signed)
    return state_of(source, wording.messages.get(source.context), signed)


def _unsigned(states: Sequence[tuple[str, Review]]) -> States:
    return tuple((context, state) for context, state in states if not state.signed)


def _ended(source: Source, wording: Wording) -> list[SignOff]:
    """The sign-offs of a string for other texts than it has now."""
    signed = wording.signed(source.context)
    if not signed:
        return []
    message = wording.messages.get(source.context)
    text = source.text if wording.tag == ENGLISH else message.text if message else ""
    current = digest(source.context, source.text, text)
    return [each for each in signed if each.sha256 != current]
