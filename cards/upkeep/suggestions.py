"""Suggestions of reviewers: those that are open, whether their text can be taken, and the files that hold them."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cards.errors import BadFile, BadOrder, setting
from cards.guards.english import refuse_unsound_english
from cards.guards.refusals import refuse_unsound
from cards.merge.markup import is_visible
from cards.merge.sentences import Sentence
from cards.read.answers import Verdict
from cards.read.catalogs import Message, Wording
from cards.read.languages import ENGLISH, Language
from cards.read.names import names_somebody, plain_name, same_person
from cards.read.po_file import parse_po
from cards.read.sign_offs import SignOff, words_digest
from cards.read.suggestions import Suggestion, suggestions_in
from cards.read.tables import table_of, toml_string
from cards.read.typefaces import Family
from cards.upkeep.carry import first_line_of_translation
from cards.upkeep.findings import Diagnostic
from cards.upkeep.template import quoted
from cards.upkeep.toml_text import split_tables

HEADER = """\
# What reviewers would change, written by `rights-cards locale answers`. While somebody calls words wrong, no sign-off
# of them counts. Take or leave each suggestion with `rights-cards locale suggestions`.
"""

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Disputed:
    """A sentence with open suggestions about its present words.

    `suggestions` may be about the same words in another sentence, with another note. `right` are the sign-offs of the
    same words, which do not count meanwhile. `obstacles` has, for each suggested text that cannot be taken as it is,
    the reason.
    """

    sentence: Sentence
    suggestions: tuple[Suggestion, ...]
    right: tuple[SignOff, ...]
    obstacles: Mapping[str, str]

    @property
    def different(self) -> tuple[Suggestion, ...]:
        """The suggestions without those that a reviewer has made in the same words about another sentence too."""
        found = {(each.by, each.verdict, each.text, each.why): each for each in reversed(self.suggestions)}
        return tuple(each for each in self.suggestions if each in found.values())

    @property
    def is_disagreement(self) -> bool:
        """Whether two people differ: about whether it is right, or about what it should be."""
        wrong = [each for each in self.suggestions if each.verdict is Verdict.WRONG]
        return bool(wrong) and (bool(self.right) or len({each.text for each in wrong}) > 1)

    @property
    def is_wrong(self) -> bool:
        """Whether somebody calls it wrong, so that no sign-off counts."""
        return any(each.verdict is Verdict.WRONG for each in self.suggestions)


def disputed(
    sentences: Sequence[Sentence],
    suggestions: Sequence[Suggestion],
    wording: Wording,
    language: Language,
    families: tuple[Family, ...],
) -> Iterator[Disputed]:
    """The sentences with open suggestions, in their order; `families` are the language's fonts."""
    by_words: dict[str, list[Suggestion]] = {}
    for each in suggestions:
        if each.is_open:
            by_words.setdefault(each.sha256, []).append(each)
    for sentence in sentences:
        found = by_words.get(words_digest(sentence.english, sentence.text, wording.tag), [])
        if found and sentence.text:
            texts = dict.fromkeys(each.text for each in found if each.text)
            why = {text: obstacle(text, sentence, wording, language, families) for text in texts}
            yield Disputed(
                sentence,
                tuple(found),
                tuple(_signed(sentence, wording)),
                {text: reason for text, reason in why.items() if reason},
            )


def obstacle(text: str, sentence: Sentence, wording: Wording, language: Language, families: tuple[Family, ...]) -> str:
    """Why a suggested text cannot be taken as it is: the error that it has by the rules of `locale check`; or ""."""
    sources = sentence.sources
    try:
        if wording.tag == ENGLISH:
            refuse_unsound_english([replace(each, text=text, variants=()) for each in sources], language)
            return ""
        if not is_visible(text):
            return "It has no visible letters."
        messages = {each.context: _with_text(wording.messages[each.context], text) for each in sources}
        suggested = replace(wording, messages={**wording.messages, **messages}, elsewhere={})
        refuse_unsound(sources, suggested, language, families)
    except BadFile as error:
        return error.cause
    return ""


def _with_text(message: Message, text: str) -> Message:
    return replace(message, text=text)


def _signed(sentence: Sentence, wording: Wording) -> Iterator[SignOff]:
    """The sign-offs of a sentence that would count without objections, one for each person and role."""
    seen: set[tuple[str, str]] = set()
    for source in sentence.sources:
        for each in wording.signed(source.context):
            who = (each.by, each.role)
            if each.objection is None and who not in seen and each.covers(source, sentence.text):
                seen.add(who)
                yield each


def findings(found: Iterable[Disputed], wording: Wording, command: str) -> Iterator[Diagnostic]:
    """A warning for each open suggestion, at the line of its string; `command` lists them."""
    for each in found:
        source = each.sentence.sources[0]
        message = wording.messages.get(source.context)
        file, line = (message.file, message.line) if message is not None else (source.file, source.line)
        if file is None:
            continue
        for one in each.suggestions:
            verdict = "calls it wrong" if one.verdict is Verdict.WRONG else "is not sure of it"
            text = f"{'' if not one.text else f', and would have “{one.text}”'}{f' ({one.why})' if one.why else ''}"
            yield Diagnostic(
                file,
                line or 1,
                source.context,
                "warning",
                "suggestion",
                f"{one.by} ({one.role}, {one.on}) {verdict}{text}.",
                f"Correct it, or decide with {command}.",
            )


def left(suggestion: Suggestion, by: str, because: str, on: date) -> Suggestion:
    """A suggestion that a translator has left, with the reason. Raises BadOrder."""
    name, reason = _decider(by), " ".join(because.split())
    if not reason:
        raise BadOrder("There is no reason.", f"Say why the text stays as it is, with {setting('because')}.")
    if on < suggestion.on:
        raise BadOrder(f"{on} is before the suggestion, which is of {suggestion.on}.", "Give the day of the decision.")
    return replace(suggestion, left_by=name, left_on=on, left_because=reason)


def taken(suggestion: Suggestion, by: str, on: date) -> Suggestion:
    """A suggestion that somebody has put into the catalog. Raises BadOrder for nobody, and for its author: two people
    have to read a text."""
    name = _decider(by)
    if same_person(name, suggestion.by):
        raise BadOrder(
            f"{suggestion.by} made this suggestion, so somebody else has to take it.",
            "Ask the translator, and give their name. If two people have similar names, let each add something.",
        )
    return replace(suggestion, taken_by=name, taken_on=on)


def _decider(by: str) -> str:
    """The name of whoever decides on a suggestion. Raises BadOrder if it names nobody."""
    name = plain_name(by, setting("by"))
    if not names_somebody(name):
        raise BadOrder(f"{by!r} names nobody.", f"Say who decides, with {setting('by')}.")
    return name


def with_translation(before: str, path: Path, sentence: Sentence, text: str) -> str:
    """The text of a catalog with another translation of a sentence, and every other line as it is.

    Raises BadFile, and BadOrder if the catalog does not have all of its strings.
    """
    file = parse_po(before, path)
    entries = {entry.context: entry for entry in file.entries}
    missing = next((each for each in sentence.contexts if each not in entries), None)
    if missing is not None:
        raise BadOrder(f"{path} has no message {missing}.", "Bring the catalog up to date with `locale update` first.")
    changes = [
        (first_line_of_translation(file, entry), entry.end, [f"msgstr {quoted(text)}"])
        for entry in (entries[context] for context in sentence.contexts)
    ]
    return file.changed(changes)


def suggestions_text(before: str, changed: Sequence[Suggestion], withdrawn: Collection[Key], path: Path) -> str:
    """The text of a suggestions.toml with new and changed suggestions, and without those that were withdrawn.

    Everything else stays the same. `before` is the present text, which has been read, or empty. Raises BadFile if its
    tables cannot be told apart.
    """
    file = split_tables(before or HEADER)
    try:
        listed = [each for table in file.tables for each in suggestions_in(table_of(table, str(path)))]
        for key in withdrawn:
            place = next((place for place, each in enumerate(listed) if each.key == key), None)
            if place is not None:
                file = file.without(place)
                del listed[place]
        for each in changed:
            place = next((place for place, old in enumerate(listed) if old.key == each.key), None)
            if place is not None:
                comments = "".join(line for line in file.tables[place].splitlines(True) if line.startswith("#"))
                gap = "\n" if file.tables[place].endswith("\n\n") else ""
                file = file.changed(place, f"{comments}{_table(each)}{gap}")
                listed[place] = each
            else:
                place = next((place for place, old in enumerate(listed) if old.context > each.context), len(listed))
                file = file.inserted(place, _table(each))
                listed.insert(place, each)
        if list(suggestions_in(table_of(file.text, str(path)))) == _in_order(listed):
            return file.text
    except (BadFile, LookupError, tomllib.TOMLDecodeError):
        pass
    raise BadFile(
        "The file is not laid out as `locale answers` writes it, so nothing can be changed in it.",
        'Start each suggestion with a line [["<string>"]]; below it, write one key on each line.',
        file=path,
    )


def _in_order(listed: Sequence[Suggestion]) -> list[Suggestion]:
    """As TOML reads them: those of one string together, where its first is."""
    return [
        each for context in dict.fromkeys(each.context for each in listed) for each in listed if each.context == context
    ]


def _table(each: Suggestion) -> str:
    lines = [f"[[{toml_string(each.context)}]]", f'verdict = "{each.verdict.value}"']
    lines += [f"text = {toml_string(each.text)}"] if each.text else []
    lines += [f'text_sha256 = "{each.suggests}"'] if each.suggests else []
    lines += [f"why = {toml_string(each.why)}"] if each.why else []
    lines += [f"by = {toml_string(each.by)}", f'role = "{each.role}"', f"on = {each.on.isoformat()}"]
    lines += ["verified = true"] if each.verified else []
    lines += [f'sentence = "{each.sentence}"', f'sha256 = "{each.sha256}"']
    if each.taken_on is not None:
        lines += [f"taken_by = {toml_string(each.taken_by)}", f"taken_on = {each.taken_on.isoformat()}"]
    if each.left_on is not None:
        lines += [f"left_by = {toml_string(each.left_by)}", f"left_on = {each.left_on.isoformat()}"]
        lines += [f"left_because = {toml_string(each.left_because)}"]
    return "\n".join((*lines, ""))
