"""Checks a locale: the lines of its catalog, each translation, and the real card that they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cards.errors import BadFile, CardError, DoesNotFit, MissingValue, Untranslated
from cards.locations import Shelf
from cards.merge.markup import is_visible
from cards.pipeline import Job, Order, gather, lay_out
from cards.read.catalogs import catalog_path
from cards.read.hotlines import Hotline
from cards.read.languages import Language
from cards.read.links import LEGAL_AID, read_link
from cards.read.po_file import Entry, PoFile, parse_po
from cards.read.scripts import Script, Source, find_script, read_labels, script_ids
from cards.read.tables import read_text
from cards.typeset.marks import Face
from cards.upkeep.rules import RULES, Case, Severity

_ALLOW = re.compile(r"allow ([a-z-]+): \S.*")

TRIAL_STOCK = "avery-5371"
TRIAL_HOTLINE = Hotline(number="617-555-0100", name="Massachusetts Immigrant Hotline")
"""The card that every translation must fit: the smallest common stock, with a number and a name of usual length."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: where, how bad, by which rule, in a sentence, with the remedy in another."""

    file: Path
    line: int
    context: str
    severity: Severity
    rule: str
    message: str
    fix: str


def check_locale(shelves: Sequence[Shelf], language: Language) -> list[Finding]:
    """Everything wrong with a locale's catalogs, in the order of their lines, then what does not fit the card."""
    labels = read_labels(shelves)
    scripts = {script_id: find_script(shelves, script_id) for script_id in script_ids(shelves)}
    sources = [source for script in scripts.values() for source in script.bearer.sources]
    english = {source.context: source for source in (*sources, *labels.sources)}
    findings: list[Finding] = []
    entries: dict[str, tuple[Path, Entry]] = {}
    for shelf in shelves:
        path = catalog_path(shelf, language.tag)
        if not path.is_file():
            continue
        try:
            file = parse_po(read_text(path), path)
        except BadFile as error:
            findings.append(Finding(path, error.line or 1, "", "error", "syntax", error.cause, error.remedy))
            continue
        entries |= {entry.context: (path, entry) for entry in file.entries}
        findings += _check_file(file, language, english)
    if not any(finding.rule == "syntax" for finding in findings):
        findings += _check_missing(catalog_path(shelves[-1], language.tag), english, entries)
        findings += _check_cards(shelves, language, list(scripts.values()), entries)
    return findings


def _check_file(file: PoFile, language: Language, english: Mapping[str, Source]) -> Iterator[Finding]:
    for entry in file.entries:
        yield from _check_flags(file, entry)
        source = english.get(entry.context)
        if source is None:
            yield _finding(
                file.path, entry, "warning", "unknown-string", "No card has this string.", "Run locale update."
            )
        elif entry.msgstr:
            if entry.msgid != source.text:
                yield _finding(
                    file.path, entry, "warning", "stale", "The English has changed since.", "Run locale update."
                )
            yield from _check_text(file.path, entry, Case(language, entry.msgid, entry.msgstr))


def _check_missing(
    path: Path, english: Mapping[str, Source], entries: Mapping[str, tuple[Path, Entry]]
) -> Iterator[Finding]:
    """One finding for all strings that are not translated."""
    missing = [context for context in english if context not in entries or not is_visible(entries[context][1].msgstr)]
    if missing:
        first = entries.get(missing[0])
        line = first[1].keyword + 1 if first else 1
        message = f"{len(missing)} strings are not translated, {missing[0]} the first."
        fix = "Translate them; `locale status` names them all."
        yield Finding(first[0] if first else path, line, "", "warning", "untranslated", message, fix)


def _check_flags(file: PoFile, entry: Entry) -> Iterator[Finding]:
    for flag in entry.flags:
        if flag.lower() == "fuzzy" and flag != "fuzzy":
            message = f"The flag {flag} has capitals, and programs do not know it."
            yield _finding(file.path, entry, "error", "fuzzy-flag", message, "Write it as fuzzy, or remove it.")


def _check_text(path: Path, entry: Entry, case: Case) -> Iterator[Finding]:
    allowed = {match[1] for note in entry.notes if (match := _ALLOW.fullmatch(note))}
    for rule in RULES:
        if rule.severity == "warning" and rule.id in allowed:
            continue
        for complaint in rule.check(case):
            yield _finding(path, entry, rule.severity, rule.id, complaint.what, complaint.fix)


def _check_cards(
    shelves: Sequence[Shelf], language: Language, scripts: Sequence[Script], entries: Mapping[str, tuple[Path, Entry]]
) -> Iterator[Finding]:
    """Lays out the bearer's side of every script that is wholly translated, with a number and with a line for one."""
    order = Order(language.tag, scripts[0].id, TRIAL_STOCK, TRIAL_HOTLINE, read_link(LEGAL_AID))
    try:
        job = gather(shelves, order)
    except BadFile as refusal:
        yield _layout_finding(refusal, entries, catalog_path(shelves[0], language.tag))
        return
    for script in scripts:
        for trial in (replace(job, script=script), replace(job, script=script, hotline=None)):
            path = catalog_path(shelves[0], language.tag)
            laid_out = _laid_out(trial)
            if isinstance(laid_out, CardError):
                yield _layout_finding(laid_out, entries, path)
                break
            if laid_out is not None and laid_out.warnings and trial.hotline is not None:
                message = f"{script.id}: {laid_out.warnings[0]}."
                yield Finding(path, 1, "", "warning", "small-type", message.capitalize(), "Shorten a statement.")


def _laid_out(job: Job) -> Face | CardError | None:
    """The bearer's face, what keeps it from being made, or None when strings or values are missing."""
    try:
        return lay_out(job)[1]
    except (Untranslated, MissingValue):
        return None
    except (DoesNotFit, BadFile) as error:
        return error


def _layout_finding(error: CardError, entries: Mapping[str, tuple[Path, Entry]], path: Path) -> Finding:
    context = next((context for context in entries if context in error.cause), "")
    rule = "glyph" if "No font" in error.cause else "overflow" if isinstance(error, DoesNotFit) else "markup"
    if not context:
        return Finding(error.file or path, error.line or 1, "", "error", rule, error.cause, error.remedy)
    file, entry = entries[context]
    return _finding(file, entry, "error", rule, error.cause, error.remedy)


def _finding(path: Path, entry: Entry, severity: Severity, rule: str, message: str, fix: str) -> Finding:
    return Finding(path, entry.keyword + 1, entry.context, severity, rule, message, fix)
