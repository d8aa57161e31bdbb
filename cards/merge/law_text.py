"""The content of the lawyer's proof: the English of one or more scripts, each sentence once with its authorities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cards.merge.card_text import Block
from cards.merge.proof_text import ONLY_CALLED, proof_text, shown_block
from cards.merge.review import Review, english_state, worst
from cards.merge.sentences import CODE_LENGTH
from cards.read.catalogs import Wording
from cards.read.countries import countries
from cards.read.languages import ENGLISH, Language
from cards.read.law_reviews import law_code
from cards.read.regions import listed_states
from cards.read.script_types import Labels, Script, ScriptSide, Source
from cards.read.sign_offs import LEGAL, sentence_digest

Shared = tuple[tuple[str, tuple[str, ...]], ...]
"""What the places of a sentence say about it, as (whose, lines): "" for whose if all say the same."""


BEARERS, OFFICERS, WORDS, EVERY = "Bearer’s side", "Officer’s side", "Words", "On every card"
"""Where on a card a sentence is; a plan has words, not sides."""

WITH_A_NUMBER = "only with a telephone number"
"""What a statement has in place of a number that cards without a telephone number leave out, as the picture does."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a sentence: its script, its side, and its number on the picture of the card, or what it is there.

    `item` counts the sentences of the proof from 1.
    """

    script: str
    side: str
    label: str
    item: int

    @property
    def name(self) -> str:
        """Its name within the part about its card."""
        return f"{self.side}, {self.label}"


@dataclass(frozen=True, slots=True)
class LawItem:
    """A sentence, and every string that has it, by message context. `place` is the first on any card.

    `where` is a clause about the cards that have it, "" for what every card says. A variant that `leaves_out` a
    statement has that statement as its English. `say` are the phrases that stay English in every language. `codes` are
    those of `Sentence` by which a message names it: several where its strings differ in authority or note, none for
    what is left out.
    """

    place: Place
    contexts: tuple[str, ...]
    english: Block
    where: str
    leaves_out: bool
    say: tuple[str, ...]
    authorities: Shared
    notes: Shared
    state: Review
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LawCard:
    """A script: the places of its sentences on each side, its signing code, and its last review in a sentence."""

    script: Script
    bearer: tuple[Place, ...]
    officer: tuple[Place, ...]
    code: str
    reviewed: str


@dataclass(frozen=True, slots=True)
class LawText:
    """The sentences of scripts, in the order in which the cards first have them; then the `labels`.

    `with_content` and `added` are as in `ProofText`.
    """

    english: Language
    cards: tuple[LawCard, ...]
    items: tuple[LawItem, ...]
    labels: tuple[Place, ...]
    with_content: bool = False
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A string with the statement that it is a variant of, or that statement itself, and where on the card it is."""

    source: Source
    of: Source
    side: str
    label: str

    @property
    def key(self) -> tuple[object, ...]:
        """What strings in one language have in common that say the same on the same cards, of one country's law."""
        of = self.source
        return (of.text or self.of.text, of.regions, of.leaves_out, of.needs, of.country)


def law_text(
    scripts: Sequence[Script],
    labels: Labels,
    wording: Wording,
    english: Language,
    officers: Mapping[str, Language] | None = None,
) -> LawText:
    """The lawyer's proof of those scripts; `wording` is that of English, with its sign-offs.

    `officers` has the languages of officers' sides by script, for those that are not in English.
    """
    languages = {
        each.context: language
        for script in scripts
        if (language := (officers or {}).get(script.id)) is not None
        for each in script.officer.every
    }
    names = [WORDS if script.is_plan else BEARERS for script in scripts]
    sides = [
        (script, [*_entries(script.bearer, name)], [*_entries(script.officer, OFFICERS)])
        for script, name in zip(scripts, names, strict=True)
    ]
    general = [
        _Entry(each, each, EVERY, each.context.partition("/")[2]) for each in (*labels.sources, labels.interpreter)
    ]

    def key(entry: _Entry) -> tuple[object, ...]:
        return (*entry.key, languages.get(entry.source.context, english).tag)

    groups: dict[tuple[object, ...], list[_Entry]] = {}
    for entry in (*(each for _, *both in sides for side in both for each in side), *general):
        groups.setdefault(key(entry), []).append(entry)
    numbers = {each: number for number, each in enumerate(groups, start=1)}

    def places(entries: Iterable[_Entry]) -> tuple[Place, ...]:
        return tuple(
            Place(each.source.context.partition("/")[0], each.side, each.label, numbers[key(each)]) for each in entries
        )

    cards = tuple(
        LawCard(
            script,
            places(bearer),
            places(officer),
            proof_text(script, labels, wording, english, english).code,
            _reviewed(script),
        )
        for script, bearer, officer in sides
    )
    return LawText(
        english,
        cards,
        tuple(
            _item(entries, places(entries[:1])[0], wording, languages.get(entries[0].source.context, english))
            for entries in groups.values()
        ),
        places(general),
        wording.content is not None,
        wording.negations.added if wording.negations is not None else (),
    )


def _entries(side: ScriptSide, name: str) -> Iterator[_Entry]:
    """The strings of a side, each statement with its number on a card without a telephone number and its variants with
    the same."""
    number = 0
    for statement in side.sources:
        if name == WORDS:
            label = statement.context.rpartition("/")[2]
        elif statement is side.heading:
            label = "heading"
        elif statement.needs:
            label = WITH_A_NUMBER
        else:
            number += 1
            label = str(number)
        for each in (statement, *statement.variants):
            yield _Entry(each, statement, name, label)


def _item(entries: Sequence[_Entry], place: Place, wording: Wording, language: Language) -> LawItem:
    first = entries[0]
    return LawItem(
        place=place,
        contexts=tuple(each.source.context for each in entries),
        english=shown_block(first.source.context, first.source.text or first.of.text, language),
        where=_where(first.source),
        leaves_out=first.source.leaves_out,
        say=tuple(dict.fromkeys(phrase for each in entries for phrase in each.source.say)),
        authorities=_by_line((each.source, each.source.authority) for each in entries),
        notes=_shared((each.source, (each.source.note,) if each.source.note else ()) for each in entries),
        state=worst(english_state(each.source, wording.signed(each.source.context)) for each in entries),
        codes=tuple(dict.fromkeys(_code(each.source) for each in entries if not each.source.leaves_out)),
    )


def _code(source: Source) -> str:
    return sentence_digest(source, source.text, ENGLISH, LEGAL)[:CODE_LENGTH]


def _shared(said: Iterable[tuple[Source, tuple[str, ...]]]) -> Shared:
    """What strings say, each set of lines once, with the scripts that say it unless all do."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for source, lines in said:
        found.setdefault(lines, {})[source.context.partition("/")[0]] = None
    if len(found) == 1:
        return tuple(("", lines) for lines in found if lines)
    return tuple((", ".join(scripts), lines) for lines, scripts in found.items())


def _by_line(said: Iterable[tuple[Source, tuple[str, ...]]]) -> Shared:
    """What strings say, each line once: first those of all, then the others with the scripts that say them."""
    scripts: dict[str, None] = {}
    found: dict[str, dict[str, None]] = {}
    for source, lines in said:
        script = source.context.partition("/")[0]
        scripts[script] = None
        for line in lines:
            found.setdefault(line, {})[script] = None
    silent = [each for each in scripts if not any(each in whose for whose in found.values())]
    shared = {"": tuple(line for line, whose in found.items() if len(whose) == len(scripts))}
    for line, whose in found.items():
        if len(whose) < len(scripts):
            shared[", ".join(whose)] = (*shared.get(", ".join(whose), ()), line)
    if silent and found:
        shared[", ".join(silent)] = ()
    return tuple((whose, lines) for whose, lines in shared.items() if whose or lines)


def _where(source: Source) -> str:
    if not source.regions:
        return f"{ONLY_CALLED.capitalize()}:" if source.needs else ""
    names = listed_states(source.regions)
    which = f"Cards for {names} with a telephone number" if source.needs else f"Cards for {names}"
    return f"{which} leave this out:" if source.leaves_out else f"{which} say instead:"


def _reviewed(script: Script) -> str:
    review, law = script.law_review, f"It is about the law of {countries()[script.country].in_text}. "
    if review is None:
        return f"{law}No lawyer has read it yet."
    other = "" if review.code == law_code(script) else ", before it changed"
    return f"{law}Last read by a lawyer on {review.on}: {review.by}{other}."
