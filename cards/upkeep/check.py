"""Checks a locale: the lines of its catalogs, each translation that cards use, and the finished cards."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cards.errors import BadFile
from cards.guards.identity import mistaken
from cards.guards.rules import RULES, Case
from cards.guards.rules.negation import of_comments, without_marks
from cards.jobs import Job, Order, gather
from cards.locations import Shelf
from cards.merge.markup import is_visible
from cards.merge.review import counting_sign_offs
from cards.merge.sentences import sentences_of
from cards.merge.sources import only_with
from cards.merge.stand_ins import stand_ins
from cards.read.back_translations import BackTranslation, read_back_translations
from cards.read.catalogs import Wording, catalog_path
from cards.read.files import stands
from cards.read.languages import ENGLISH, Language
from cards.read.letters import read_letters
from cards.read.negations import claims, negations_path
from cards.read.phrases import in_text
from cards.read.po_file import FUZZY, Entry, PoFile, parse_po
from cards.read.regions import listed_states
from cards.read.script_types import Labels, Script, Source
from cards.read.scripts import find_script, read_labels, script_ids
from cards.read.suggestions import read_suggestions
from cards.read.tables import read_text
from cards.read.typefaces import Family
from cards.typeset.text.harfbuzz import coverage
from cards.upkeep.check_cards import TRIAL_CONTACT, TRIAL_STOCK, check_cards, check_write_in
from cards.upkeep.findings import ALLOW, Diagnostic, Place, allowed_rules, finding_at, refused
from cards.upkeep.pseudo import PSEUDO_TAGS
from cards.upkeep.read_back import changed_since
from cards.upkeep.suggestions import disputed
from cards.upkeep.suggestions import findings as suggestion_findings
from cards.upkeep.twins import twins
from cards.upkeep.unused import half_catalog, unread_files, unused_in_catalog, unused_sign_offs

_LIKE_ALLOW = re.compile(r"allow(?:[\s:]|$)", re.IGNORECASE)
_CAN_BE_ALLOWED = (
    *(rule.id for rule in RULES if rule.severity == "warning"),
    "small-type",
    "read-back",
    "same-english",
)


@dataclass(frozen=True, slots=True)
class _Locale:
    """What a locale's entries are compared with: the English by context, and the fonts if they can be read.

    `own` is the catalog that `locale update` writes, which need not exist, and `content` the option that leads to it.
    `spared` are the strings of optional parts, without which cards can be printed. `wording` has the sign-offs and the
    marks of negation, as far as they can be read, and `read_back` the back-translations.
    """

    language: Language
    english: Mapping[str, Source]
    families: Sequence[Family]
    letters: frozenset[str]
    own: Path
    content: str
    spared: frozenset[str]
    wording: Wording
    read_back: Mapping[str, BackTranslation]

    def command(self, name: str) -> str:
        """A command of `locale` for this language, as a translator types it."""
        return f"`locale {name} {self.language.tag}{self.content}`"


def check_locale(shelves: Sequence[Shelf], language: Language, as_of: date | None = None) -> list[Diagnostic]:
    """Everything wrong with a locale's catalogs, in the order of their lines, then what does not fit the card.

    `as_of` is the last day that a sign-off can have; None allows every day.

    A translation that another shelf replaces is not checked: no card uses it.
    """
    files: list[PoFile] = []
    findings: list[Diagnostic] = []
    for path in (catalog_path(shelf, language.tag) for shelf in shelves):
        try:
            files += [parse_po(read_text(path), path)] if stands(path) else []
        except BadFile as error:
            findings.append(refused(error, path))
    if findings:
        return findings  # it is not known what cards use
    labels = read_labels(shelves)
    scripts = [find_script(shelves, script_id) for script_id in script_ids(shelves)]
    bearers = [source for script in scripts for source in script.bearer.translated]
    first = next((each for each in scripts if not each.is_plan), scripts[0])  # whose stock fits a plan too
    trial = Order(language.tag, first.id, TRIAL_STOCK, TRIAL_CONTACT, layout=first.layouts[0], as_of=as_of)
    job = _gathered(shelves, trial)
    locale = _Locale(
        language=language,
        english={each.context: each for each in (*bearers, *labels.sources)},
        families=job.styles[0].families if isinstance(job, Job) else (),
        letters=read_letters(shelves, language.tag),
        own=catalog_path(shelves[-1], language.tag),
        content=f" --content {shelves[-1].translations.parent}" if len(shelves) > 1 else "",
        spared=frozenset(each.context for each in labels.written.values()),
        wording=job.wording if isinstance(job, Job) else Wording(language.tag, {}, ()),
        read_back=_read_back(shelves, language.tag, findings),
    )
    used = _used(files)
    for file in files:
        findings += _check_entries(file.path, [each for each in file.entries if used[each.context][1] is each], locale)
    for each in mistaken(locale.wording, language):
        findings.append(Diagnostic(each.file, each.line, each.context, "error", "language", each.what, each.fix))
    findings += _check_unused(
        files, locale, shelves[-1], [source for each in scripts for source in _only_in_english(each)]
    )
    findings += _check_suggestions(shelves, language, scripts, labels, locale)
    findings += twins(used, {context: each.text for context, each in locale.english.items()}, locale.command("update"))
    if language.tag != ENGLISH:
        findings += _check_missing(files, locale, used)
        findings += _check_marks(shelves, locale, used)
    if isinstance(job, BadFile):
        return [*findings, refused(job, locale.own)]
    wrong = {finding.context for finding in findings if finding.severity == "error"}
    places = _places(scripts, locale.english, used)
    findings += _check_laid_out(shelves, trial, job, scripts, places, wrong)
    with_lines = [each for each in scripts if each.officer_language == job.officer_language.tag]
    findings += check_write_in(job, with_lines, places, locale.spared - wrong)
    return list(dict.fromkeys(findings))


def _check_suggestions(
    shelves: Sequence[Shelf], language: Language, scripts: Sequence[Script], labels: Labels, locale: _Locale
) -> Iterator[Diagnostic]:
    """The open suggestions of reviewers. A broken file of them is found with the card."""
    try:
        suggestions = read_suggestions(shelves, language.tag)
    except BadFile:
        return
    if suggestions:
        sentences, families = sentences_of(scripts, labels, locale.wording), tuple(locale.families)
        found = disputed(sentences, suggestions, locale.wording, language, families)
        yield from suggestion_findings(found, locale.wording, locale.command("suggestions"))


def _check_laid_out(
    shelves: Sequence[Shelf],
    trial: Order,
    job: Job,
    scripts: Sequence[Script],
    places: Mapping[str, Place],
    wrong: set[str],
) -> Iterator[Diagnostic]:
    """What is wrong with the cards of the scripts, each with the fonts of its officer's language."""
    for tag in dict.fromkeys(each.officer_language for each in scripts):
        alike = [each for each in scripts if each.officer_language == tag]
        own: Job | BadFile = job
        if tag != job.officer_language.tag:
            own = _gathered(shelves, replace(trial, script=alike[0].id, layout=alike[0].layouts[0]))
        if isinstance(own, BadFile):
            yield refused(own, own.file or catalog_path(shelves[-1], trial.locale))
        else:
            yield from check_cards(own, alike, places, wrong)


def _check_unused(
    files: Sequence[PoFile], locale: _Locale, shelf: Shelf, officers: Sequence[Source]
) -> Iterator[Diagnostic]:
    """What the last shelf has that is not used, and which built-in words replace what it lacks."""
    texts = {context: each.text for context, each in locale.english.items()}
    for file in files:
        if file.path == locale.own:
            yield from unused_in_catalog(file, texts, locale.command("update").strip("`"))
    yield from unread_files(shelf, locale.language.tag)
    signed = locale.english.keys() | ({each.context for each in officers} if locale.language.tag == ENGLISH else set())
    yield from unused_sign_offs(shelf, locale.wording, signed)
    yield from half_catalog(locale.own, stand_ins(tuple(locale.english.values()), locale.wording, "all cards"))


def _check_marks(shelves: Sequence[Shelf], locale: _Locale, used: _Used) -> Iterator[Diagnostic]:
    """One finding for a language that has translations but no marks of negation to compare them by."""
    path = negations_path(shelves[-1], locale.language.tag)
    known = None if locale.language.tag in PSEUDO_TAGS else locale.wording.negations
    translated = next((place for place, entry in used.values() if entry.msgstr), None)
    complaint = without_marks(known, locale.language.english, path) if known is not None else None
    if complaint is not None and translated is not None:
        yield Diagnostic(translated, 1, "", "warning", "negation-marks", complaint.what, complaint.fix)


def _read_back(shelves: Sequence[Shelf], tag: str, findings: list[Diagnostic]) -> Mapping[str, BackTranslation]:
    """The back-translations; a file of them that cannot be read is one more finding."""
    try:
        return read_back_translations(shelves, tag)
    except BadFile as error:
        findings.append(refused(error, catalog_path(shelves[-1], tag)))
        return {}


_Used = Mapping[str, tuple[Path, Entry]]
"""By context, the entry that cards use and its catalog."""


def _used(files: Sequence[PoFile]) -> _Used:
    """As in `read_wording`: a later catalog's entry replaces an earlier one unless it is empty."""
    used: dict[str, tuple[Path, Entry]] = {}
    for file in files:
        used |= {each.context: (file.path, each) for each in file.entries if each.msgstr or each.context not in used}
    return used


def _gathered(shelves: Sequence[Shelf], order: Order) -> Job | BadFile:
    """The trial card's job, or a finding for the file that cannot be read."""
    try:
        return gather(shelves, order)
    except BadFile as refusal:
        return refusal


def _check_entries(path: Path, entries: Sequence[Entry], locale: _Locale) -> Iterator[Diagnostic]:
    """What is wrong with each entry of a catalog that cards use."""
    for entry in entries:
        source = locale.english.get(entry.context)
        if source is None:
            continue
        is_stale = entry.msgid != source.text
        if not entry.msgstr or (is_stale and path != locale.own):
            continue
        if is_stale:
            fix = f"Run {locale.command('update')}, then translate the new words."
            yield finding_at(path, entry, "warning", "stale", "The English has changed since.", fix)
        if FUZZY in entry.flags:
            message = "It is marked fuzzy: its cards cannot be printed until the mark is cleared."
            yield finding_at(path, entry, "warning", "fuzzy", message, "Correct it if necessary, then clear the mark.")
        case = Case(
            locale.language,
            entry.msgid,
            entry.msgstr,
            locale.wording.negations,
            claims(entry.notes),
            tuple(locale.families),
            locale.letters,
            in_text(entry.msgid, source.say),
        )
        yield from _check_comments(path, entry, case)
        yield from _check_text(path, entry, case)
        yield from _check_read_back(path, entry, locale)
        yield from _check_glyphs(path, entry, locale)


def _check_missing(files: Sequence[PoFile], locale: _Locale, used: _Used) -> Iterator[Diagnostic]:
    """One finding for all strings that are not translated, in the catalog where they belong.

    A translation on another shelf does not count if this shelf has replaced its English.
    """

    def is_missing(source: Source) -> bool:
        path, entry = used.get(source.context, (locale.own, None))
        return entry is None or not is_visible(entry.msgstr) or (path != locale.own and entry.msgid != source.text)

    lacking = [source for source in locale.english.values() if is_missing(source)]
    yield from _for_states([source for source in lacking if source.regions], files, locale)
    missing = [source.context for source in lacking if not source.regions]
    if not missing:
        return
    lines = {entry.context: entry.keyword + 1 for file in files if file.path == locale.own for entry in file.entries}
    one = len(missing) == 1
    message = f"{len(missing)} strings are not translated, the first being {missing[0]}."
    if missing[0] not in lines:
        begin = locale.command("update" if locale.own.is_file() else "init")
        fix = f"Run {begin}, then translate {'it' if one else 'them'}."
    else:
        fix = "Translate it." if one else f"Translate them; {locale.command('status')} lists them all."
    if one:
        message = f"1 string is not translated: {missing[0]}{only_with(missing[0])}."
    yield Diagnostic(locale.own, lines.get(missing[0], 1), "", "warning", "untranslated", message, fix)


def _for_states(missing: Sequence[Source], files: Sequence[PoFile], locale: _Locale) -> Iterator[Diagnostic]:
    """A finding for each variant that is not translated: other cards do not need it."""
    lines = {entry.context: entry.keyword + 1 for file in files if file.path == locale.own for entry in file.entries}
    for each in missing:
        message = (
            f"{each.context} is not translated, so the cards for {listed_states(each.regions)} have the words of "
            f"{each.context.rpartition('/')[0]} instead."
        )
        begin = "" if each.context in lines else f"Run {locale.command('update')}, then "
        fix = f"{begin}translate it."
        place = lines.get(each.context, 1)
        yield Diagnostic(locale.own, place, each.context, "warning", "untranslated", message, fix[:1].upper() + fix[1:])


def _only_in_english(script: Script) -> list[Source]:
    """What is not translated, and signed in English: the officer's side, and what a state leaves out."""
    return [*script.officer.every, *(each for each in script.bearer.every if each.leaves_out)]


def _check_comments(path: Path, entry: Entry, case: Case) -> Iterator[Diagnostic]:
    """Comments that should silence or guide a rule, but do not."""
    for note in entry.notes:
        match = ALLOW.fullmatch(note)
        if _LIKE_ALLOW.match(note) and not (match and match[1] in _CAN_BE_ALLOWED):
            message = f"The comment “{note}” is not understood and has no effect."
            fix = f"Write it as `# allow same-as-source: reason`, with a rule out of: {', '.join(_CAN_BE_ALLOWED)}."
            yield finding_at(path, entry, "warning", "allow-comment", message, fix)
    for complaint in of_comments(entry.notes, case.said, case):
        yield finding_at(path, entry, "warning", "negation-comment", complaint.what, complaint.fix)


def _check_read_back(path: Path, entry: Entry, locale: _Locale) -> Iterator[Diagnostic]:
    """A string that has changed since its back-translation, unless somebody has signed it since."""
    complaint = changed_since(locale.read_back, entry.context, entry.msgid, entry.msgstr)
    if complaint is None or "read-back" in allowed_rules(entry):
        return
    message = locale.wording.messages.get(entry.context)
    signed = locale.wording.signed(entry.context)
    if message is None or not counting_sign_offs(locale.english[entry.context], message, signed):
        yield finding_at(path, entry, "warning", "read-back", complaint.what, complaint.fix)


def _check_text(path: Path, entry: Entry, case: Case) -> Iterator[Diagnostic]:
    allowed = allowed_rules(entry)
    for rule in RULES:
        if rule.severity == "warning" and rule.id in allowed:
            continue
        for complaint in rule.check(case):
            yield finding_at(path, entry, rule.severity, rule.id, complaint.what, complaint.fix)


def _check_glyphs(path: Path, entry: Entry, locale: _Locale) -> Iterator[Diagnostic]:
    """Characters that none of the fonts has. Another rule reports invisible ones."""
    if not locale.families:
        return
    known = set[int]().union(*(coverage(family.regular) for family in locale.families))
    missing = [
        f"“{each}” (U+{ord(each):04X}, {unicodedata.name(each, 'no name')})"
        for each in dict.fromkeys(entry.msgstr)
        if ord(each) not in known and unicodedata.category(each)[0] != "C" and not "\ufe00" <= each <= "\ufe0f"
    ]
    if missing:
        message = f"No font of {locale.language.english} has {', '.join(missing)}."
        fix = "Use other characters, or add a font that has these to languages.toml."
        yield finding_at(path, entry, "error", "glyph", message, fix)


def _places(scripts: Sequence[Script], english: Mapping[str, Source], used: _Used) -> dict[str, Place]:
    """The place of each context's text, including those of the officer's side."""
    officers = [source for script in scripts for source in _only_in_english(script)]
    sources = [*english.values(), *officers]
    places = {each.context: Place(each.file, each.line or 1) for each in sources if each.file is not None}
    translated = {context: each for context, each in used.items() if context in english}
    places |= {
        context: Place(path, entry.keyword + 1, allowed_rules(entry)) for context, (path, entry) in translated.items()
    }
    return places
