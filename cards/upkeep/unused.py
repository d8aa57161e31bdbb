"""Finds what is not used: messages that no card has, files that are not opened, sign-offs that do not count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from cards.errors import BadFile
from cards.locations import Shelf
from cards.read.catalogs import Wording, catalog_path
from cards.read.files import list_folder
from cards.read.page_texts import page_catalog
from cards.read.po_file import PoFile
from cards.read.sign_offs import review_path
from cards.read.tables import read_table
from cards.upkeep.carry import unused_messages
from cards.upkeep.findings import Diagnostic, finding_at

_CATALOGS = (".po", ".pot", ".mo", ".xliff", ".xlf", ".ts")
"""Endings of files that hold translations."""


def unused_in_catalog(file: PoFile, english: Mapping[str, str], update: str) -> Iterator[Diagnostic]:
    """Messages of a catalog that no card uses. `update` is the `locale update` command for it."""
    for each in unused_messages(file, english):
        entry = each.entry
        if entry.context:
            rule, message = "unknown-string", "No card has this string."
            fix = f"Run `{update}`, which marks it as obsolete."
        else:
            rule, message = "no-context", "It has no msgctxt, so no card uses it."
            fix = "Move the translation to the message of its string, which has a msgctxt."
        if each.belongs:
            message += f" Its English is the same as that of {each.belongs}, which is not translated."
            fix = f"If it belongs there, run `{update} --adopt`."
        yield finding_at(file.path, entry, "warning", rule, message, fix)
    empty = (each for each in file.entries if each.context not in english and not each.msgstr)
    for entry in empty:
        fix = f"Run `{update}`."
        yield finding_at(file.path, entry, "warning", "unknown-string", "No card has this string.", fix)


def unread_files(shelf: Shelf, tag: str) -> Iterator[Diagnostic]:
    """Catalogs next to a locale's own, under other names, that the program does not open."""
    wanted, of_page = catalog_path(shelf, tag), page_catalog(shelf, tag)
    places = (wanted.parent, wanted.parent.parent, shelf.translations)
    for folder in places:
        for path in list_folder(folder):
            is_for_all = folder == shelf.translations and path.stem.replace("_", "-") != tag
            if path.suffix.lower() in _CATALOGS and path not in (wanted, of_page) and not is_for_all:
                yield Diagnostic(
                    path, 1, "", "warning", "unread-file", "No card uses this file.",
                    f"The catalog of {tag} is {wanted}: move what you need there.",
                )  # fmt: skip


def unused_sign_offs(shelf: Shelf, wording: Wording, known: Set[str]) -> Iterator[Diagnostic]:
    """Sign-offs on a shelf that do not count: for unknown strings, or from another language's folder."""
    path = review_path(shelf, wording.tag)
    try:
        table = read_table(path)
    except BadFile:
        return
    for context, tables in table.values.items():
        line = table.line_of(context) or 1
        if context not in known and isinstance(tables, list):  # anything but a list is a broken file
            message, fix = "It is a sign-off for a string that no card has.", "Remove it, or correct the name."
            yield Diagnostic(path, line, context, "warning", "sign-off", message, fix)
    for context, signed in wording.sign_offs.items():
        for each in signed:
            if each.misplaced and context in table.values:
                message = f"The sign-off of {each.by} does not count: {each.misplaced}."
                fix = "Ask for a new one, or remove it."
                yield Diagnostic(path, table.line_of(context) or 1, context, "warning", "sign-off", message, fix)


def half_catalog(own: Path, clause: str) -> Iterator[Diagnostic]:
    """A content folder's catalog that leaves some strings to built-in words, as `stand_ins` words it."""
    if clause:
        message = f"{clause[:1].upper()}{clause[1:]}."
        fix = "Translate the others in your folder too, or leave it if you want the built-in words."
        yield Diagnostic(own, 1, "", "warning", "half-catalog", message, fix)
