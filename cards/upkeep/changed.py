"""Which strings of a locale have changed since a revision: their English, their translation, or what checks them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cards.errors import BadFile
from cards.locations import Shelf
from cards.read.back_translations import back_translation_path
from cards.read.catalogs import catalog_path
from cards.read.files import stands
from cards.read.languages import ENGLISH
from cards.read.negations import negations_path
from cards.read.po_file import parse_po
from cards.read.revisions import Revision
from cards.read.script_types import Source
from cards.read.scripts import labels_of, script_ids, script_of
from cards.read.sign_offs import review_path
from cards.read.suggestions import suggestions_path
from cards.read.tables import Table, read_table, read_text, table_of
from cards.upkeep.changed_records import record_changes
from cards.upkeep.findings import Diagnostic

_MOST_NAMED = 5
"""Strings that a sentence names."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed: strings by context, and files. `everything` counts where what checks a language has.

    `told` are sentences about what somebody recorded: what was removed, and what calls itself verified.
    """

    contexts: frozenset[str] = frozenset()
    files: frozenset[Path] = frozenset()
    everything: bool = False
    told: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything has."""
        return bool(self.contexts or self.files or self.everything or self.told)

    def concern(self, finding: Diagnostic) -> bool:
        """Whether a finding is about what has changed; one about no string in particular is about its file."""
        if self.everything:
            return True
        return finding.context in self.contexts if finding.context else finding.file in self.files


@dataclass(frozen=True, slots=True)
class Rewording:
    """A string whose words have changed: its English and its translation, before and now.

    The English is that of which the translation is one. A text is "" if there was none; in English, the source
    language, both translations are.
    """

    context: str
    english_before: str
    english: str
    before: str
    now: str


def rewordings(shelves: Sequence[Shelf], tag: str, since: Revision) -> tuple[Rewording, ...]:
    """The strings of a locale whose words have changed: in English those of scripts and labels, otherwise those of
    catalogs. A file that cannot be read has none, and all words of one that could not are new."""
    texts = _english_texts if tag == ENGLISH else _catalog_texts
    found: dict[str, Rewording] = {}
    for then, now in texts(shelves, tag, since):
        for context, (english, translation) in now.items():
            english_then, translation_then = then.get(context, ("", ""))
            if (english_then, translation_then) != (english, translation):
                found[context] = Rewording(context, english_then, english, translation_then, translation)
    return tuple(found.values())


_Texts = dict[str, tuple[str, str]]
"""By context, the English and its translation."""


def _catalog_texts(shelves: Sequence[Shelf], tag: str, since: Revision) -> Iterator[tuple[_Texts, _Texts]]:
    for shelf in shelves:
        path = catalog_path(shelf, tag)
        then, now = (_text_then(since, path), _text_now(path)) if since.has(shelf.translations) else (None, None)
        if then != now:
            yield _words(path, then), _words(path, now)


def _words(path: Path, text: str | None) -> _Texts:
    try:
        return {each.context: (each.msgid, each.msgstr) for each in parse_po(text or "", path).entries}
    except BadFile:
        return {}


def _english_texts(shelves: Sequence[Shelf], tag: str, since: Revision) -> Iterator[tuple[_Texts, _Texts]]:
    for _, before, now in _english_files(shelves, since):
        yield _texts_of(before), _texts_of(now)


def _texts_of(sources: Mapping[str, Source]) -> _Texts:
    return {context: (each.text, "") for context, each in sources.items()}


def english_changes(shelves: Sequence[Shelf], since: Revision) -> Changes:
    """The strings whose English, note or law has changed in a script or the labels, for all locales."""
    contexts: set[str] = set()
    files: set[Path] = set()
    for path, before, now in _english_files(shelves, since):
        files.add(path)
        contexts |= _differing(before, now)
    return Changes(frozenset(contexts), frozenset(files))


_Sources = dict[str, Source]


def _english_files(shelves: Sequence[Shelf], since: Revision) -> Iterator[tuple[Path, _Sources, _Sources]]:
    """Each script and file of labels that has changed, with its sources before and now, by context."""
    under: list[Table] = []
    for shelf in shelves:
        paths = [shelf.labels, *(shelf.scripts / f"{each}.toml" for each in script_ids([shelf]))]
        for path in paths if since.has(shelf.scripts) else ():
            before, now = _text_then(since, path), _text_now(path)
            if before != now:
                labels = under if path == shelf.labels else None
                yield path, _english(path, before, labels), _english(path, now, labels)
        under += [read_table(shelf.labels)] if stands(shelf.labels) else []


def changes(shelves: Sequence[Shelf], tag: str, since: Revision, english: Changes) -> Changes:
    """What has changed for a locale; `english` is of `english_changes`."""
    contexts, files = set(english.contexts), set[Path]()
    everything = False
    told = list(record_changes(shelves, tag, since))
    for shelf in shelves:
        if not since.has(shelf.translations):
            continue
        catalog = catalog_path(shelf, tag)
        before, now = _text_then(since, catalog), _text_now(catalog)
        if before != now:
            files.add(catalog)
            was, there = _entries(catalog, before), _entries(catalog, now)
            contexts |= _differing(was, there)
            told += _without(was, there)
        for path in (review_path(shelf, tag), suggestions_path(shelf, tag), back_translation_path(shelf, tag)):
            before, now = _text_then(since, path), _text_now(path)
            if before != now:
                files.add(path)
                contexts |= _differing(_tables(path, before), _tables(path, now))
        for path in (negations_path(shelf, tag), negations_path(shelf, ENGLISH)):
            everything = everything or _text_then(since, path) != _text_now(path)
        everything = everything or _language(since, shelf, tag)
    return Changes(frozenset(contexts), frozenset(files | english.files), everything, tuple(told))


def _text_now(path: Path) -> str | None:
    return read_text(path) if stands(path) else None


def _text_then(since: Revision, path: Path) -> str | None:
    text = since.text(path)
    return text if text is None else text.replace("\r\n", "\n")


def _differing(before: Mapping[str, object], now: Mapping[str, object]) -> set[str]:
    """The keys whose values differ, those that are gone among them."""
    return {key for key in (*before, *now) if before.get(key) != now.get(key)}


def _without(before: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    """A sentence about messages that a catalog has lost."""
    gone = [key for key in before if key and key not in now]
    if not gone:
        return []
    shown = ", ".join(gone[:_MOST_NAMED]) + (f" and {len(gone) - _MOST_NAMED} more" if len(gone) > _MOST_NAMED else "")
    return [f"The catalog has lost {shown}."]


def _english(path: Path, text: str | None, labels: Sequence[Table] | None) -> dict[str, Source]:
    """The sources of a file by context; none if it was not there or cannot be read, so that all count as new.

    `labels` are the tables that those of a file of labels replace; None for a script.
    """
    if text is None:
        return {}
    try:
        table = table_of(text, str(path))
        return {each.context: replace(each, variants=()) for each in _sources(table, labels)}
    except BadFile:
        return {}


def _sources(table: Table, labels: Sequence[Table] | None) -> Iterator[Source]:
    if labels is not None:
        found = labels_of([*labels, table])
        yield from (*found.sources, found.interpreter)
        return
    script = script_of(table)
    yield from (*script.bearer.every, *script.officer.every)


def _entries(path: Path, text: str | None) -> dict[str, tuple[object, ...]]:
    """What is compared of each message of a catalog: its texts, its comments and its flags."""
    if text is None:
        return {}
    try:
        return {each.context: (each.msgid, each.msgstr, each.comments) for each in parse_po(text, path).entries}
    except BadFile:
        return {}


def _tables(path: Path, text: str | None) -> dict[str, object]:
    if text is None:
        return {}
    try:
        return dict(table_of(text, str(path)).values)
    except BadFile:
        return {}


def _language(since: Revision, shelf: Shelf, tag: str) -> bool:
    """Whether the entry of a language in a table of languages has changed."""
    path = shelf.translations / "languages.toml"
    before, now = _text_then(since, path), _text_now(path)
    return before != now and _tables(path, before).get(tag) != _tables(path, now).get(tag)


def signed_since(shelves: Sequence[Shelf], tag: str, since: Revision) -> dict[tuple[str, str, str], int]:
    """How many strings of a locale have a sign-off that was not there at the revision, by name, role and day.

    They are what the files say: whether a sign-off counts is another question, which `locale status` answers.
    """
    found: dict[tuple[str, str, str], int] = {}
    for shelf in shelves:
        path = review_path(shelf, tag)
        if not since.has(path):
            continue
        before, now = (_tables(path, text) for text in (_text_then(since, path), _text_now(path)))
        for context, tables in now.items():
            there = before.get(context)
            for each in tables if isinstance(tables, list) else ():
                if isinstance(each, dict) and not (isinstance(there, list) and each in there):
                    who = (str(each.get("by", "")), str(each.get("role", "")), str(each.get("on", "")))
                    found[who] = found.get(who, 0) + 1
    return found
