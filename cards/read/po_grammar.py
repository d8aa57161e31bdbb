"""The strict line grammar of PO catalogs.

Babel's reader is lenient: a missing quote silently cuts the last letter of a sentence. So every line is checked here
first, against the format of the GNU gettext manual ("The Format of PO Files"), and a catalog with one bad line is
refused as a whole.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NoReturn

from cards.errors import BadFile

_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+(.*)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\[nrt\\"])*)"')
_SMART = "“”„«»‟"
_AFTER = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgstr", "msgid_plural"),
    "msgid_plural": ("msgstr[0]",),
    "msgstr": ("", "msgctxt", "msgid"),
}


def check_po(text: str, path: Path) -> None:
    """Raises BadFile with the first line that is not PO, or that leaves a message unfinished."""
    if text.startswith("\ufeff"):
        _refuse("The file begins with a byte order mark.", "Save it as UTF-8 without BOM.", path, 1)
    _refuse_mixed_ends(text, path)
    before = ""
    last = 0
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            before = _check_line(stripped, before, path, number)
            last = number
        elif before.startswith("msgstr"):
            before = ""
        elif before and stripped:
            _refuse(f"A comment is inside a message, after its {before}.", "Move it above the message.", path, number)
    if before and not before.startswith("msgstr"):
        _refuse(f"The message ends after {before}.", "Add its msgstr, or remove the message.", path, last)


def _refuse_mixed_ends(text: str, path: Path) -> None:
    """Lines may end in LF or in CR LF, but all alike: readers differ on a file that mixes them."""
    ends = [line.endswith("\r") for line in text.split("\n")[:-1]]
    stray = next((number for number, line in enumerate(text.split("\n"), start=1) if "\r" in line[:-1]), None)
    if stray is None and len(set(ends)) > 1:
        stray = ends.index(not ends[0]) + 1
    if stray is not None:
        _refuse(
            "The line ends differently from the first one.",
            "Save the file again with the same line ending everywhere.",
            path,
            stray,
        )


def _check_line(line: str, before: str, path: Path, number: int) -> str:
    """Checks one line that is neither blank nor a comment; returns the keyword that the next lines belong to."""
    if line.startswith('"'):
        if not before:
            _refuse("This text has no keyword.", "Put msgid or msgstr before it.", path, number)
        _check_quoted(line, path, number)
        return before
    match = _KEYWORD.fullmatch(line)
    if match is None:
        _refuse_line(line, path, number)
    keyword, rest = match[1], match[2]
    stem = "msgstr" if before.startswith("msgstr") else before
    if keyword not in _AFTER[stem] and not (before.startswith("msgstr[") and keyword.startswith("msgstr[")):
        after = before or "the start"
        _refuse(f"{keyword} cannot come after {after}.", "Write each message as msgctxt, msgid, msgstr.", path, number)
    _check_quoted(rest, path, number)
    return keyword


def _check_quoted(quoted: str, path: Path, number: int) -> None:
    if _QUOTED.fullmatch(quoted):
        return
    if quoted[:1] in _SMART or quoted[-1:] in _SMART:
        what = "The text is in typographic quotation marks."
        remedy = 'Use the plain mark " at both ends of the line; typographic marks go inside the text.'
    elif not quoted.startswith('"') or not quoted.endswith('"') or len(quoted) < 2:
        what, remedy = "A quotation mark is missing.", 'Put " at both ends of the text.'
    elif re.search(r'(?<!\\)(?:\\\\)*"', quoted[1:-1]):
        what, remedy = "The text has a quotation mark in it.", "Write it as \\\", or use your own language's marks."
    else:
        what, remedy = "A backslash comes before a letter with no meaning there.", 'Write \\n, \\t, \\" or \\\\.'
    _refuse(what, remedy, path, number)


def _refuse_line(line: str, path: Path, number: int) -> NoReturn:
    word = line.split()[0][:20]
    _refuse(
        f"The line begins with {word!r}, which is not part of a catalog.",
        "Lines begin with msgctxt, msgid, msgstr, a quotation mark or #.",
        path,
        number,
    )


def _refuse(cause: str, remedy: str, path: Path, line: int) -> NoReturn:
    raise BadFile(cause, remedy, file=path, line=line)
