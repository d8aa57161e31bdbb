"""Begins a catalog from the template, and brings one up to date when the English has changed.

Messages are matched by context alone. Whatever a translator wrote stays as it is, byte for byte: only entries whose
English is new, changed or gone are touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cards.errors import UnknownId
from cards.read.extract import Extracted, quoted
from cards.read.languages import Language
from cards.read.po_file import Entry, PoFile, parse_po

HEADER = """\
# {english} ({autonym}) translation of the know-your-rights cards.
# Nobody has signed it yet: sign-offs are kept beside this file, never in it.
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


@dataclass(frozen=True, slots=True)
class Updated:
    """A catalog's new text, and the contexts that were added, changed and made obsolete."""

    text: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    obsolete: tuple[str, ...]


def new_catalog(language: Language, sources: Sequence[Extracted]) -> str:
    """The text of an empty catalog."""
    header = HEADER.format(english=language.english, autonym=language.autonym, language=language.tag.replace("-", "_"))
    return "\n".join([header, *("\n".join(source.entry) + "\n" for source in sources)])


def updated_catalog(text: str, path: Path, sources: Sequence[Extracted], unchanged: Sequence[str] = ()) -> Updated:
    """A catalog brought up to date with the sources; `unchanged` are contexts whose meaning stayed the same.

    A changed English makes its translation fuzzy and is kept as `#| msgid`; where the meaning stayed the same it is
    replaced without that, and a comment records it. Raises BadFile, or UnknownId for a context that does not exist.
    """
    file = parse_po(text, path)
    known = {source.context for source in sources}
    for context in unchanged:
        if context not in known:
            raise UnknownId("string", context, known)
    entries = {entry.context: entry for entry in file.entries}
    changes: list[tuple[int, int, list[str]]] = []
    added, changed = [], []
    place = _end_of_header(file)
    for source in sources:
        entry = entries.get(source.context)
        if entry is None:
            changes.append((place, place, _spaced(file, place, source.entry)))
            added.append(source.context)
            continue
        place = entry.end
        if entry.msgid != source.text:
            changes.append((entry.first, entry.end, _with_new_english(file, entry, source, unchanged)))
            changed.append(source.context)
        elif _notes_differ(entry, source):
            changes.append((entry.first, entry.keyword, _with_new_notes(file, entry, source)))
    gone = [entry for entry in file.entries if entry.context not in known]
    changes += [(entry.first, entry.end, _obsolete(file, entry)) for entry in gone]
    return Updated(file.changed(_merged(changes)), tuple(added), tuple(changed), tuple(entry.context for entry in gone))


def _with_new_english(file: PoFile, entry: Entry, source: Extracted, unchanged: Sequence[str]) -> list[str]:
    """The entry with the new msgid. Its msgstr lines stay as they are."""
    start = next(
        number for number in range(entry.keyword, entry.end) if file.lines[number].strip().startswith("msgstr")
    )
    kept = [line for line in file.lines[entry.first : entry.keyword] if not line.strip().startswith(("#|", "#.", "#:"))]
    notes = [*(f"#. {comment}" for comment in source.comments), f"#: {source.path}"]
    theirs = [line for line in kept if not line.strip().startswith("#,")]
    flags = [line for line in kept if line.strip().startswith("#,")]
    previous: list[str] = []
    if source.context in unchanged:
        theirs.append(f"# The English was corrected without a change of meaning; it was: {quoted(entry.msgid)}")
    elif entry.msgstr:
        previous = [f"#| msgid {quoted(entry.msgid)}"]
        if "fuzzy" not in entry.flags:
            flags = [f"#, {', '.join(('fuzzy', *entry.flags))}"]
    texts = [f"msgctxt {quoted(source.context)}", f"msgid {quoted(source.text)}"]
    return [*theirs, *notes, *flags, *previous, *texts, *file.lines[start : entry.end]]


def _with_new_notes(file: PoFile, entry: Entry, source: Extracted) -> list[str]:
    """The comment lines of an entry with the source's notes in place of the old ones."""
    lines = file.lines[entry.first : entry.keyword]
    theirs = [line for line in lines if not line.strip().startswith(("#.", "#,", "#|", "#:"))]
    others = [line for line in lines if line.strip().startswith(("#,", "#|", "#:"))]
    return [*theirs, *(f"#. {comment}" for comment in source.comments), *others]


def _notes_differ(entry: Entry, source: Extracted) -> bool:
    """Whether the notes say something else; how an editor wrapped them does not count."""
    old = " ".join(line[2:] for line in entry.comments if line.startswith("#."))
    return "".join(old.split()) != "".join(" ".join(source.comments).split())


def _obsolete(file: PoFile, entry: Entry) -> list[str]:
    """The entry as gettext keeps those that are no longer used: the translator's comments, then `#~` lines."""
    comments = file.lines[entry.first : entry.keyword]
    theirs = [line for line in comments if line.strip() and not line.strip().startswith(("#.", "#:", "#,", "#|"))]
    return [*theirs, *(f"#~ {line}" for line in file.lines[entry.keyword : entry.end] if line.strip())]


def _end_of_header(file: PoFile) -> int:
    if file.header is not None:
        return file.header.end
    return file.entries[0].first if file.entries else len(file.lines)


def _spaced(file: PoFile, place: int, lines: list[str]) -> list[str]:
    """An entry to insert after the line before `place`, with a blank line between the two."""
    return ["", *lines] if place else [*lines, ""]


def _merged(changes: list[tuple[int, int, list[str]]]) -> list[tuple[int, int, list[str]]]:
    """Insertions at the same place joined in their order: applied one by one they would come out reversed."""
    merged: list[tuple[int, int, list[str]]] = []
    for start, end, lines in changes:
        if merged and start == end and merged[-1][:2] == (start, end):
            merged[-1][2].extend(lines)
        else:
            merged.append((start, end, list(lines)))
    return merged
