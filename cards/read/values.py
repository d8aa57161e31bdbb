"""Texts, lists and file names that strangers typed into a pack or table, checked before they are used.

In every function `label` names the value, such as `'org' (column 3)`, for the BadOrder that it may raise; the caller
adds the file and line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path, PureWindowsPath

from cards.errors import BadOrder, closest
from cards.read.names import JOINERS, called, first_hidden

MAX_TEXT = 200
"""Characters of any text in a pack, or of a cell in a table."""

MAX_ITEMS = 20
"""Scripts or hotlines of one recipient."""


def plain_text(given: str, label: str) -> str:
    """A text in NFC on one line, with single spaces and none around it. Refuses hidden characters and long texts."""
    if len(given) > MAX_TEXT:
        raise BadOrder(f"{label} has {len(given)} characters, more than {MAX_TEXT}.", "Shorten it.")
    if given.isascii() and given.isprintable():
        return " ".join(given.split())
    text = given.replace("\r\n", "\n")  # a cell of a spreadsheet may have several lines
    hidden = first_hidden(text, f"\n{JOINERS}")
    if hidden is not None:
        raise BadOrder(f"{label} has {called(hidden, 'invisible ')} in it.", "Type the text again by hand.")
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    if plain and not plain.strip(f"{JOINERS} "):
        raise BadOrder(f"{label} has no visible characters.", "Type the text again by hand.")
    return plain


def unlike(items: Iterable[str], label: str) -> tuple[str, ...]:
    """The items, unchanged. Refuses more than `MAX_ITEMS`, and two that are the same."""
    found = tuple(items)
    if len(found) > MAX_ITEMS:
        raise BadOrder(f"{label} has {len(found)} entries, more than {MAX_ITEMS}.", "Remove some.")
    for item in found:
        if found.count(item) > 1:
            raise BadOrder(f"{label} has {item!r} twice.", "Name each once.")
    return found


def inner_file(folder: Path, given: str, label: str) -> Path:
    """The file of that name in a pack's folder or below it. Refuses any other.

    A pack may come from somebody else, and must not put other contents of this disk on a card or into an error.
    """
    windows = PureWindowsPath(given)  # on any system, so that a pack works on all or none
    if windows.anchor or "\\" in given or ":" in given or ".." in windows.parts:
        raise BadOrder(
            f"{label} is {given!r}, which may lie outside the folder of the pack.",
            "Put the file in the folder of the pack and give only its name.",
        )
    try:
        real = (folder / given).resolve(strict=True)
        home = folder.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:  # missing, a link to itself, or not a possible name
        raise BadOrder(
            f"{label} is {given!r}, but there is no such file.", "Put it in the folder of the pack."
        ) from error
    if not real.is_relative_to(home):
        raise BadOrder(f"{label} is {given!r}, a link out of the folder of the pack.", "Put the file itself there.")
    if not real.is_file():
        raise BadOrder(f"{label} is {given!r}, which is not an ordinary file.", "Give the name of a file.")
    return folder / given


def nearest(given: str, known: Iterable[str]) -> str:
    """The known word that somebody most likely meant, or an empty text. Very short words resemble too many."""
    close = closest(given, known) if len(given) > 3 else []
    return close[0] if close else ""
