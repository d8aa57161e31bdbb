"""What is recorded about a language: its sentences, who has signed or suggested what, and how it was read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from cards.errors import BadFile, BadOrder
from cards.locations import Shelf
from cards.merge.sentences import Sentence, list_code, sentences_of
from cards.read.back_translations import BackTranslation, read_back_translations
from cards.read.catalogs import Wording, read_wording, translated_tags
from cards.read.languages import ENGLISH, Language
from cards.read.scripts import find_script, read_labels, script_ids
from cards.read.sign_offs import SignOff, words_digest
from cards.read.suggestions import Suggestion, read_suggestions, with_objections
from cards.read.taken_answers import read_taken_answers
from cards.read.typefaces import Family, read_families
from cards.upkeep.sign import merged
from cards.upkeep.suggestions import Disputed, Key, disputed


@dataclass(frozen=True)
class Ledger:
    """What is recorded about a language: its sentences with their sign-offs, suggestions and back-translations.

    `signed` are the sign-offs, without objections, by context. `own` are the keys of the suggestions in the file that
    is written: others are in an earlier folder, where they cannot be withdrawn, only left. `answered` are the days of
    the answers that were taken, by digest.
    """

    shelves: tuple[Shelf, ...]
    language: Language
    wording: Wording
    sentences: tuple[Sentence, ...]
    families: tuple[Family, ...]
    signed: Mapping[str, tuple[SignOff, ...]]
    suggestions: tuple[Suggestion, ...]
    own: frozenset[Key]
    read_back: Mapping[str, BackTranslation]
    answered: Mapping[str, date] = field(default_factory=dict)

    @cached_property
    def list_code(self) -> str:
        """The code of the proof of all sentences, by which their numbers hold."""
        added = self.wording.negations.added if self.wording.negations is not None else ()
        return list_code(self.sentences, added)

    @cached_property
    def by_code(self) -> dict[str, Sentence]:
        """The sentences by their codes."""
        return {each.code: each for each in self.sentences}

    @cached_property
    def elsewhere(self) -> dict[str, str]:
        """The tags of other languages by the codes of their sentences. It takes seconds, so only refusals ask."""
        scripts = [find_script(self.shelves, each) for each in script_ids(self.shelves)]
        labels, found = read_labels(self.shelves), dict[str, str]()
        for tag in {ENGLISH, *translated_tags(self.shelves)} - {self.language.tag}:
            with suppress(BadFile):
                wording = read_wording(self.shelves, tag)
                found |= {each.code: tag for each in sentences_of(scripts, labels, wording) if each.text}
        return found

    def words(self, sentence: Sentence) -> str:
        """The digest of the present words of a sentence."""
        return words_digest(sentence.english, sentence.text, self.language.tag)

    def disputed(self) -> list[Disputed]:
        """The sentences with open suggestions."""
        signed = with_objections(self.signed, self.suggestions, self.language.tag)
        wording = replace(self.wording, sign_offs=signed)
        return list(disputed(self.sentences, self.suggestions, wording, self.language, self.families))

    def taken(self, judged: Judged) -> Ledger:
        """The same with what an answer has changed."""
        withdrawn = set(judged.withdrawn)
        kept = {each.key: each for each in self.suggestions if each.key not in withdrawn}
        for each in self.suggestions:
            if each.key in withdrawn and each.key not in self.own:
                kept[each.key] = replace(each, left_by=each.by, left_on=each.on, left_because="Answered again.")
        return replace(
            self,
            signed={context: tuple(each) for context, each in merged(self.signed, judged.sign_offs).items()},
            suggestions=tuple({**kept, **{each.key: each for each in judged.suggestions}}.values()),
            own=self.own | {each.key for each in judged.suggestions},
            read_back={**self.read_back, **judged.readings},
            answered={**judged.answered, **self.answered},
        )


@dataclass(slots=True)
class Judged:
    """What the answers of one reviewer change: new sign-offs, new or changed suggestions, the keys of those that the
    reviewer has withdrawn, back-translations by context, and the days of the answers by digest.

    `signed`, `suggested`, `asked` and `read` count sentences, and `before` those of which everything was recorded
    earlier. `notes` are sentences about answers that could not be taken as they are.
    """

    sign_offs: list[SignOff] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    withdrawn: list[Key] = field(default_factory=list)
    readings: dict[str, BackTranslation] = field(default_factory=dict)
    answered: dict[str, date] = field(default_factory=dict)
    signed: int = 0
    suggested: int = 0
    asked: int = 0
    read: int = 0
    before: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.sign_offs or self.suggestions or self.withdrawn or self.readings)


def read_ledger(shelves: Sequence[Shelf], language: Language, as_of: date) -> Ledger:
    """What is recorded about a language. Raises BadFile, and BadOrder for a language without translations."""
    wording = read_wording(shelves, language.tag, as_of)
    if not wording.files and language.tag != ENGLISH:
        raise BadOrder(
            f"{language.english} ({language.tag}) has no translations.", "Check the language of the answers."
        )
    scripts = [find_script(shelves, each) for each in script_ids(shelves)]
    signed = {
        context: kept
        for context, each in wording.sign_offs.items()
        if (kept := tuple(one for one in each if one.objection is None))
    }
    return Ledger(
        tuple(shelves),
        language,
        wording,
        sentences_of(scripts, read_labels(shelves), wording),
        read_families(shelves, language.fonts),
        signed,
        read_suggestions(shelves, language.tag, as_of),
        frozenset(each.key for each in read_suggestions(shelves[-1:], language.tag, as_of)),
        read_back_translations(shelves, language.tag),
        read_taken_answers(shelves, language.tag),
    )
