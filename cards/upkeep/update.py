"""Starts a catalog from the template, and updates one after the English has changed.

Messages are matched by context only. Whatever a translator wrote is kept byte for byte: only entries whose English is
new, changed, removed or back are touched.

What happens to a translation when its English

- changes: it becomes fuzzy, and `#| msgid` keeps the English that it was made from. Until somebody clears the mark,
  further changes leave that `#| msgid` alone: the translation still belongs to the first one.
- changes back: `#| msgid`, which would repeat the English, is removed. The mark stays: the translation may have been
  edited in between, or doubted before, which the catalog does not show. Only a person clears a mark.
- changes but keeps its meaning, as the user says: the mark for that change is cleared, or never set. A mark from
  before the change stays, and `OLDER_MARK` distinguishes it from the others.
- is new, and another string has the same: its entry begins with that translation, as a draft (`same_english.py`).
- is removed: its entry becomes obsolete (`#~`), with its flags and comments.
- comes back: the obsolete entry is live again, fuzzy if it was or if the English is now different.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cards.errors import UnknownId
from cards.read.languages import Language
from cards.read.po_file import FUZZY, Entry, PoFile, parse_po
from cards.upkeep.obsolete import Obsolete, obsolete_lines, obsolete_messages
from cards.upkeep.same_english import begun_scripts, is_of, taken, translations_by_english
from cards.upkeep.template import Extracted, quoted

HEADER = """\
# {english} ({autonym}) translation of the know-your-rights cards.
# Sign-offs are kept in review.toml beside this folder, never in this file.
#
msgid ""
msgstr ""
"Project-Id-Version: rights-cards\\n"
"Last-Translator: \\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""

RECORD = "# The English was corrected without a change of meaning; it was: "
OLDER_MARK = "# Its fuzzy mark is older than the change of the English: clear it here when the translation is right."
"""Comments on facts that the file does not show otherwise: earlier English, and a mark that is a translator's doubt."""

FIRST_CONTEXTS = ("labels/", "home/")
"""Which strings come first in a new catalog: those of the card that `preview` draws by default."""

Change = tuple[int, int, list[str]]
"""Lines [start, end) of a catalog, and those that replace them."""


@dataclass(frozen=True, slots=True)
class Updated:
    """A catalog's new text, and the contexts that were added, changed, made obsolete and brought back.

    `cleared` are those that are no longer fuzzy because the meaning of their English stayed the same, and `drafts`
    those that began with the translation of the same English elsewhere.
    """

    text: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    obsolete: tuple[str, ...] = ()
    revived: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()


def new_catalog(language: Language, sources: Sequence[Extracted]) -> str:
    """The text of an empty catalog, the strings of `FIRST_CONTEXTS` before the others."""
    ordered = sorted(sources, key=lambda source: [not source.context.startswith(start) for start in FIRST_CONTEXTS])
    header = HEADER.format(english=language.english, autonym=language.autonym, language=language.tag.replace("-", "_"))
    return "\n".join([header, *("\n".join(source.entry) + "\n" for source in ordered)])


def updated_catalog(text: str, path: Path, sources: Sequence[Extracted], unchanged: Sequence[str] = ()) -> Updated:
    """A catalog updated to the sources; `unchanged` are contexts whose meaning stayed the same.

    A change of the English makes its translation fuzzy, and `#| msgid` keeps the old text. If the meaning stayed the
    same, the English is replaced without that, and a comment records the change, even if an earlier update has already
    made the translation fuzzy.

    Raises BadFile, or UnknownId for a context that does not exist.
    """
    file = parse_po(text, path)
    known = {source.context for source in sources}
    for context in unchanged:
        if context not in known:
            raise UnknownId("string", context, known)
    entries = {entry.context: entry for entry in file.entries}
    obsolete = obsolete_messages(file)
    back = {source.context: _to_revive(obsolete, entries.get(source.context), source) for source in sources}
    changes: list[Change] = []
    added, changed, revived, cleared, drafts = [], [], [], [], []
    same, begun = translations_by_english(file, sources), begun_scripts(file)
    place = _end_of_header(file)
    for source in sources:
        entry, old = entries.get(source.context), back[source.context]
        start, place = (entry.first, entry.end) if entry else (place, place)
        if old is not None:
            lines = _brought_back(file, entry, old, source, unchanged)
            changes.append((start, place, lines if entry else _spaced(place, lines)))
            revived.append(source.context)
        elif (entry is None or _is_unbegun(entry, source, begun)) and (twin := same.get(source.text)) is not None:
            lines = taken(file, source, entry, twin)
            changes.append((start, place, lines if entry else _spaced(place, lines)))
            drafts.append(source.context)
        elif entry is None:
            changes.append((start, place, _spaced(place, source.entry)))
            added.append(source.context)
        elif entry.msgid != source.text:
            changes.append((start, place, _with_new_english(file, entry, source, unchanged)))
            changed.append(source.context)
        elif source.context in unchanged and (was := _marked_for(entry)):
            changes.append((start, entry.keyword, _with_mark_cleared(file, entry, source, was)))
            cleared.append(source.context)
        elif _notes_differ(entry, source):
            changes.append((start, entry.keyword, _with_new_notes(file, entry, source)))
    gone = [entry for entry in file.entries if entry.context not in known]
    changes += [(entry.first, entry.end, obsolete_lines(file, entry)) for entry in gone]
    changes += _removals(file, obsolete, sources, [each for each in back.values() if each])
    return Updated(
        file.changed(_merged(changes)),
        tuple(added),
        tuple(changed),
        tuple(entry.context for entry in gone),
        tuple(revived),
        tuple(cleared),
        tuple(drafts),
    )


def _is_unbegun(entry: Entry, source: Extracted, begun: frozenset[str]) -> bool:
    """Whether an entry is empty because nobody has begun its script."""
    return not entry.msgstr and entry.msgid == source.text and not is_of(source, begun)


def _to_revive(obsolete: Sequence[Obsolete], entry: Entry | None, source: Extracted) -> Obsolete | None:
    """The obsolete message to revive for a source, if there is one.

    Of several, those with a translation come first, and among these those with the same English.
    """
    found = [each for each in obsolete if each.entry.context == source.context]
    if entry is not None:
        found = [each for each in found if each.entry.msgstr]
        if entry.msgstr:
            found = [each for each in found if each.entry.msgid == source.text != entry.msgid]
    return max(found, key=lambda each: (bool(each.entry.msgstr), each.entry.msgid == source.text), default=None)


def _brought_back(
    file: PoFile, entry: Entry | None, old: Obsolete, source: Extracted, unchanged: Sequence[str]
) -> list[str]:
    """The lines of an obsolete message made live; a translation in its place becomes obsolete."""
    replaced = ["", *obsolete_lines(file, entry)] if entry is not None and entry.msgstr else []
    live = old.live
    if old.entry.msgid != source.text:
        return [*_with_new_english(live, old.entry, source, unchanged), *replaced]
    comments = live.lines[old.entry.first : old.entry.keyword]
    theirs = [line for line in comments if not line.strip().startswith(("#.", "#,", "#|", "#:"))]
    flags = [line for line in comments if line.strip().startswith(("#,", "#|"))]
    return [*theirs, *source.notes, *flags, *live.lines[old.entry.keyword : old.entry.end], *replaced]


def _removals(
    file: PoFile, obsolete: Sequence[Obsolete], sources: Sequence[Extracted], revived: Sequence[Obsolete]
) -> list[Change]:
    """The obsolete messages that are live now; gettext refuses a catalog that has a message twice."""
    live = {(source.context, source.text) for source in sources}
    found: list[Change] = []
    for each in obsolete:
        if each in revived or (each.entry.context, each.entry.msgid) in live:
            after_blank = each.first > 0 and not file.lines[each.first - 1].strip()
            found.append((each.first - 1 if after_blank else each.first, each.end, []))
    return found


def _with_new_english(file: PoFile, entry: Entry, source: Extracted, unchanged: Sequence[str]) -> list[str]:
    """The entry with the new msgid and the same msgstr lines."""
    start = next(
        number for number in range(entry.keyword, entry.end) if file.lines[number].strip().startswith("msgstr")
    )
    comments = file.lines[entry.first : entry.keyword]
    theirs = [line for line in comments if not line.strip().startswith(("#.", "#:", "#,", "#|", OLDER_MARK))]
    flags = [line for line in comments if line.strip().startswith("#,")]
    is_fuzzy = FUZZY in entry.flags
    previous = [line for line in comments if line.strip().startswith("#|")] if entry.msgstr and is_fuzzy else []
    if source.context in unchanged:
        theirs.append(RECORD + quoted(entry.msgid))
    elif entry.msgstr:
        flags = flags if is_fuzzy else [f"#, {', '.join((FUZZY, *entry.flags))}"]
        previous = previous or [f"#| msgid {quoted(entry.msgid)}"]
    if _repeats(previous, source.text):
        previous = []
    if previous and is_fuzzy and (source.context in unchanged or not _marked_for(entry)):
        theirs.append(OLDER_MARK)
    texts = [f"msgctxt {quoted(source.context)}", f"msgid {quoted(source.text)}"]
    return [*theirs, *source.notes, *flags, *previous, *texts, *file.lines[start : entry.end]]


def _repeats(previous: Sequence[str], english: str) -> bool:
    """Whether `#|` lines contain that English."""
    return _previous_english(previous) == quoted(english)


def _previous_english(previous: Sequence[str]) -> str:
    """The English of `#|` lines in quotation marks, however an editor wrapped it."""
    marks = [number for number, line in enumerate(previous) if line.strip().startswith("#| msgid")]
    texts = [line.partition('"')[2].rpartition('"')[0] for line in previous[marks[0] :]] if marks else []
    return f'"{"".join(texts)}"'


def _marked_for(entry: Entry) -> str:
    """The older English, in quotation marks, for which an update made a translation fuzzy; empty for other marks.

    gettext's msgmerge adds the context of another message: that translation was a guess.
    """
    previous = [line for line in entry.comments if line.startswith("#|")]
    if FUZZY not in entry.flags or not entry.msgstr or not previous or OLDER_MARK in entry.comments:
        return ""
    if any(line.startswith("#| msgctxt") for line in previous):
        return ""
    was = _previous_english(previous)
    return "" if was in ('""', quoted(entry.msgid)) else was


def _with_mark_cleared(file: PoFile, entry: Entry, source: Extracted, was: str) -> list[str]:
    """The comment lines of an entry without its fuzzy mark, and with the record of why."""
    lines = file.lines[entry.first : entry.keyword]
    theirs = [line for line in lines if not line.strip().startswith(("#.", "#,", "#|", "#:"))]
    flags = [flag for flag in entry.flags if flag != FUZZY]
    return [*theirs, RECORD + was, *source.notes, *([f"#, {', '.join(flags)}"] if flags else [])]


def still_fuzzy(text: str, path: Path, context: str) -> bool:
    """Whether a string is fuzzy in a catalog."""
    return any(entry.context == context and FUZZY in entry.flags for entry in parse_po(text, path).entries)


def _with_new_notes(file: PoFile, entry: Entry, source: Extracted) -> list[str]:
    """The comment lines of an entry with the source's notes in place of the old ones."""
    lines = file.lines[entry.first : entry.keyword]
    theirs = [line for line in lines if not line.strip().startswith(("#.", "#,", "#|", "#:"))]
    others = [line for line in lines if line.strip().startswith(("#,", "#|", "#:"))]
    return [*theirs, *(f"#. {comment}" for comment in source.comments), *others]


def _notes_differ(entry: Entry, source: Extracted) -> bool:
    """Whether the notes differ, apart from how an editor wrapped them."""
    old = " ".join(line[2:] for line in entry.comments if line.startswith("#."))
    return "".join(old.split()) != "".join(" ".join(source.comments).split())


def _end_of_header(file: PoFile) -> int:
    if file.header is not None:
        return file.header.end
    return file.entries[0].first if file.entries else len(file.lines)


def _spaced(place: int, lines: list[str]) -> list[str]:
    """An entry to insert after the line before `place`, with a blank line between the two."""
    return ["", *lines] if place else [*lines, ""]


def _merged(changes: list[Change]) -> list[Change]:
    """Insertions at the same place joined in their order: applied one by one, they would be reversed."""
    merged: list[Change] = []
    for start, end, lines in changes:
        if merged and start == end and merged[-1][:2] == (start, end):
            merged[-1][2].extend(lines)
        else:
            merged.append((start, end, list(lines)))
    return merged
