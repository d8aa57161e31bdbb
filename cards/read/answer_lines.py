"""The lines of a file of answers, without what mail programs and chats put around them on the way.

Who wrote a line matters as much as what it says: a line that is quoted from an earlier mail is no answer of the sender,
and in a chat the stamp before a message names somebody else.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from cards.errors import BadFile

_ORDINARY_MARKS = dict.fromkeys((0xAD, 0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF))
"""Soft hyphens, byte order marks, and the marks that chats put around lines of a right-to-left conversation. No
translation needs them: the program isolates what runs the other way by itself."""

_BLANK = re.compile(r"\s+")
_PREFIX = re.compile(r"^(?:[>|] ?)+")
_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.? ?m\.?)?"
_DAY = rf"\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}},? {_TIME}"
_STAMP = re.compile(
    rf"(?:\[(?:{_DAY}|{_TIME})\]|{_DAY} -) (?P<before>[^:]{{1,60}}): ?|(?P<after>[^:\[\]]{{1,60}}), ?\[{_DAY}\]:?$",
    re.IGNORECASE,
)
"""What chats put before messages that are copied: “[01/12/2026, 18:03] Rosa: ” or “Rosa, [01.12.2026 18:03]”."""
_LOOSE_STAMP = re.compile(rf"(?P<name>[^\d:\[\],;.!?]{{1,40}}),? [\[(]?{_TIME}[\])]?:?$", re.IGNORECASE)
"""A line such as “Maria 6:05 PM”, which may be a stamp or end a text: it tells who goes on, and stays in the text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file as it is read: its number, from 1, and its text without what was put around it on the way.

    `sender` is the name in the stamp of a chat before it, or "". `depth` is how many marks of quotation were before it,
    and `is_quoted` whether that is more than before the sender's own lines.
    """

    number: int
    text: str
    sender: str = ""
    depth: int = 0
    is_quoted: bool = False


def lines_of(text: str) -> list[Line]:
    """The lines of a file.

    Where every line is quoted, as in a mail that was forwarded, those of the least depth are the sender's own.
    """
    lines = [_line(number, each) for number, each in enumerate(re.split(r"\r\n|\r|\n", text), start=1)]
    own = min((each.depth for each in lines if each.text or each.sender), default=0)
    return [replace(each, is_quoted=True) if each.depth > own else each for each in lines]


def plain_line(line: str) -> str:
    """A line without what mail programs and chats put around it: marks of quotation and direction, and blanks."""
    return _line(0, line).text


def refuse(path: Path, line: Line, what: str, remedy: str) -> NoReturn:
    """Raises BadFile about a line, which it quotes."""
    raise BadFile(f"The line “{shown(line.text, 60)}” {what}.", remedy, file=path, line=line.number)


def shown(text: str, length: int) -> str:
    """The start of a text, of that many characters at most, with nothing that a terminal would obey."""
    return "".join(each if each.isprintable() else "?" for each in text[:length])


def _line(number: int, raw: str) -> Line:
    text = _BLANK.sub(" ", unicodedata.normalize("NFC", raw.translate(_ORDINARY_MARKS))).strip()
    text, depth = _unquoted(text)
    stamp = _STAMP.match(text)
    if stamp is None:
        loose = _LOOSE_STAMP.fullmatch(text)
        return Line(number, text, loose["name"].strip() if loose else "", depth)
    text, more = _unquoted(text[stamp.end() :].strip())
    return Line(number, text, (stamp["before"] or stamp["after"]).strip(), depth + more)


def _unquoted(text: str) -> tuple[str, int]:
    """A text without the marks of quotation before it, and how many there were."""
    marks = _PREFIX.match(text)
    if marks is None:
        return text, 0
    return text[marks.end() :].strip(), len(marks[0].replace(" ", ""))
