"""Texts, lists and file names that strangers typed into a pack or a table, checked before anything is made of them.

Every function is told by `label` how to call the value, such as `'org' (column 3)`, and raises BadOrder about it;
who called adds the file and the line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path, PureWindowsPath

from cards.errors import BadOrder, closest
from cards.read.names import JOINERS, called, first_hidden

MAX_TEXT = 200
"""Characters of any text in a pack or of a cell in a table."""

MAX_ITEMS = 20
"""Scripts or hotlines of one recipient."""


def plain_text(given: str, label: str) -> str:
    """A text in NFC on one line, single spaces in it and none around it; refused if it hides anything or is long."""
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
        raise BadOrder(f"{label} has nothing in it that is seen.", "Type the text again by hand.")
    return plain


def unlike(items: Iterable[str], label: str) -> tuple[str, ...]:
    """The items as they are: refused if there are more than `MAX_ITEMS`, or two alike."""
    found = tuple(items)
    if len(found) > MAX_ITEMS:
        raise BadOrder(f"{label} has {len(found)} entries, more than {MAX_ITEMS}.", "Leave some away.")
    for item in found:
        if found.count(item) > 1:
            raise BadOrder(f"{label} has {item!r} twice.", "Name each once.")
    return found


def inner_file(folder: Path, given: str, label: str) -> Path:
    """The file of that name in a pack's folder or below it; any other is refused.

    A pack may come from somebody else, and must not put on a card, or into a complaint, what else is on this disk.
    """
    windows = PureWindowsPath(given)  # on any system, so that a pack works on all or none
    if windows.anchor or "\\" in given or ":" in given or ".." in windows.parts:
        raise BadOrder(
            f"{label} is {given!r}, which may lie outside the folder of the pack.",
            "Put the file beside the pack file and give its plain name.",
        )
    try:
        real = (folder / given).resolve(strict=True)
        home = folder.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:  # not there; a link to itself; no name that a file can have
        raise BadOrder(f"{label} is {given!r}, and there is no such file.", "Put it beside the pack file.") from error
    if not real.is_relative_to(home):
        raise BadOrder(f"{label} is {given!r}, a link out of the folder of the pack.", "Put the file itself there.")
    if not real.is_file():
        raise BadOrder(f"{label} is {given!r}, which is not an ordinary file.", "Give the name of a file.")
    return folder / given


def nearest(given: str, known: Iterable[str]) -> str:
    """The known word that somebody most likely meant, or an empty text. Very short words are like too many."""
    close = closest(given, known) if len(given) > 3 else []
    return close[0] if close else ""
