"""A coordinator's board: how far every language is with every card, what blocks, and what is asked for next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cards.errors import BadFile
from cards.locations import Shelf
from cards.merge.review import Review, state_in, worst
from cards.merge.sentences import Sentence, sentences_of
from cards.merge.sources import bearer_sources, officer_sources
from cards.read.back_translations import read_back_translations
from cards.read.catalogs import Wording, read_wording
from cards.read.languages import ENGLISH, Language, read_languages
from cards.read.script_types import Labels, LawReview, Script, Source
from cards.read.scripts import find_script, read_labels, script_ids
from cards.upkeep.lacking import first_step, lacks
from cards.upkeep.read_back import read_now_and_before
from cards.upkeep.status import counting_for

MOST_LACKING = 10
"""How many of the sentences that most languages lack the board names."""


@dataclass(frozen=True, slots=True)
class CardCell:
    """One card in one language: its strings, of those the translated, read-back and signed ones, and its state.

    A card without options is meant, as in `ScriptStatus`; of English it is what officers read. A plan has nothing for
    them: then there are no strings, and its state is `APPROVED`.
    """

    script: str
    strings: int
    translated: int
    read_back: int
    signed: int
    state: Review


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who has signed in a role: how many sentences of a language count, and the last day of it."""

    by: str
    role: str
    sentences: int
    last: date


@dataclass(frozen=True, slots=True)
class Row:
    """A language with its cards in the order of the board's scripts, its sentences by state, and what it `lacks`.

    If a file of it is broken, `error` says so, and the rest is empty.
    """

    language: Language
    cards: tuple[CardCell, ...] = ()
    sentences: int = 0
    translated: int = 0
    read_back: int = 0
    signed: int = 0
    signers: tuple[Signer, ...] = ()
    lacks: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A sentence that languages lack: its English, its cards, and how many of the languages that are begun."""

    english: str
    scripts: tuple[str, ...]
    languages: int


@dataclass(frozen=True, slots=True)
class Board:
    """The board: English first, then the languages that are begun by their names, and those that are `wanted`.

    `laws` has the last review of the law behind each script. `first` is what a speaker of a language that nobody has
    begun is asked for.
    """

    scripts: tuple[Script, ...]
    english: Row
    rows: tuple[Row, ...]
    lacking: tuple[Lacking, ...]
    wanted: tuple[Language, ...]
    laws: Mapping[str, LawReview | None]
    first: str


def read_board(shelves: Sequence[Shelf], as_of: date | None = None) -> Board:
    """The board of everything on those shelves. A language with a broken file, or with a sign-off dated after `as_of`,
    has a row that says so. Raises BadFile for a script, the labels or English, without which there is nothing to count.
    """
    scripts = tuple(find_script(shelves, each) for each in script_ids(shelves))
    labels = read_labels(shelves)
    languages = read_languages(shelves)
    english = read_wording(shelves, ENGLISH, as_of)
    rows: list[Row] = []
    wanted: list[Language] = []
    absent: Counter[tuple[str, str]] = Counter()
    for language in sorted(languages.values(), key=lambda each: each.english):
        if language.tag == ENGLISH:
            continue
        try:
            wording = read_wording(shelves, language.tag, as_of)
            read = read_back_translations(shelves, language.tag)
        except BadFile as error:
            rows.append(Row(language, error=str(error.cause)))
            continue
        if not wording.files:
            wanted.append(language)
            continue
        sentences = sentences_of(scripts, labels, wording)
        absent.update({(each.english, each.note) for each in sentences if not each.state.printable})
        now, _ = read_now_and_before(read, wording)
        cells = tuple(_cell(each, labels, wording, now) for each in scripts)
        rows.append(_row(language, cells, sentences, wording, now, lacks(scripts, labels, wording, english)))
    return Board(
        scripts,
        _english(scripts, labels, english, languages[ENGLISH]),
        tuple(rows),
        _most_lacking(absent, sentences_of(scripts, labels, Wording("", {}, ()))),
        tuple(wanted),
        {each.id: each.law_review for each in scripts},
        first_step(scripts, labels),
    )


def _english(scripts: Sequence[Script], labels: Labels, english: Wording, language: Language) -> Row:
    """English, of which a card's cell counts what officers read."""
    cells = []
    for script in scripts:
        states = [state_in(english, each) for each in officer_sources(script, labels)]
        signed = sum(each.signed for each in states)
        state = worst((*states, Review.APPROVED))
        cells.append(CardCell(script.id, len(states), len(states), 0, signed, state))
    sentences = sentences_of(scripts, labels, english)
    return _row(language, tuple(cells), sentences, english, {}, lacks(scripts, labels, english, english))


def _cell(script: Script, labels: Labels, wording: Wording, read: Mapping[str, str]) -> CardCell:
    sources = bearer_sources(script, labels)
    states = [state_in(wording, each) for each in sources]
    return CardCell(
        script.id,
        len(sources),
        sum(each.printable for each in states),
        sum(each.context in read for each in sources),
        sum(each.signed for each in states),
        worst(states),
    )


def _row(
    language: Language,
    cells: tuple[CardCell, ...],
    sentences: Sequence[Sentence],
    wording: Wording,
    read: Mapping[str, str],
    lacking: str,
) -> Row:
    return Row(
        language,
        cells,
        len(sentences),
        sum(each.state.printable for each in sentences),
        sum(all(context in read for context in each.contexts) for each in sentences),
        sum(each.state.signed for each in sentences),
        _signers(sentences, wording),
        lacking,
    )


def _signers(sentences: Sequence[Sentence], wording: Wording) -> tuple[Signer, ...]:
    """Who has signed, by name: a sentence counts once for a person in a role, wherever it is."""
    days: dict[tuple[str, str], list[date]] = {}
    for sentence in sentences:
        signed = {(by, role): on for by, role, on in _signed(sentence.sources, wording)}
        for who, on in signed.items():
            days.setdefault(who, []).append(on)
    found = (Signer(by, role, len(signed), max(signed)) for (by, role), signed in days.items())
    return tuple(sorted(found, key=lambda each: (each.by.casefold(), each.role)))


def _signed(sources: Sequence[Source], wording: Wording) -> Iterator[tuple[str, str, date]]:
    return ((each.by, each.role, each.on) for source in sources for each in counting_for(source, wording))


def _most_lacking(absent: Counter[tuple[str, str]], sentences: Sequence[Sentence]) -> tuple[Lacking, ...]:
    """The sentences that most languages lack, in the order of the list where as many lack them."""
    cards = {(each.english, each.note): each.scripts for each in sentences}
    found = [Lacking(key[0], cards[key], absent[key]) for key in cards if absent[key]]
    return tuple(sorted(found, key=lambda each: -each.languages)[:MOST_LACKING])
