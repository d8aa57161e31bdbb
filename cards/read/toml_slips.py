"""What people get wrong in a line of TOML, worded for somebody who has never heard of the format.

Each slip is a function from the line where the parser stopped to a cause and a remedy. The first that applies is
reported; if none does, the parser's own words are. A line is at most as long as `tables` allows, and every pattern here
takes time in proportion to its length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

EXAMPLE = "2026-01-29"

Slip = tuple[str, str]
"""A cause, as the end of a sentence, and a remedy, as a complete one."""

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_CURLY = "“”„‟«»‘’‚‛‹›＂＇｀´`″′"
_OPENS = re.compile(rf"(?:^|[\s=\[,{{.])[{_CURLY}]")
_CLOSES = re.compile(rf"[{_CURLY}](?:$|[\s\]=,.}}])")
_DAY = re.compile(r"(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,4})\.?(?![\d./-])")
_MONTH = re.compile(
    r"\d{1,2}(?:\.|st|nd|rd|th)?(?: de| of)? [^\W\d_]{3,12}\.?,?(?: de)? \d{4}"
    r"|[^\W\d_]{3,12}\.? \d{1,2}(?:\.|st|nd|rd|th)?,? \d{4}"
)
_TELEPHONE = re.compile(r"(?=(?:\D*\d){7})\+?[\d(][\d\s().+-]{6,24}$")
_SWITCH = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}
_NOTHING = {"none", "null", "nil", "-", "n/a"}
_LITERAL = re.compile(r"(?<=[=\[,])\s*'[^']*'")
"""A text in which a backslash is a letter like any other (TOML 1.0, literal strings)."""

_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_COMMA = re.compile(r"\d+,\d+")
_ZEROS = re.compile(r"0\d+")
_OPEN_LIST = "a list is not closed, or cannot be read.", "Put ] at its end, and a comma between its entries."
_SIDE_BY_SIDE = re.compile(r'""\s*""')
_REMARK = re.compile(r"\s*(?://|;|--|/\*|%)")
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as written, and as `bare`: without what is in plain quotation marks, and without its comment."""

    text: str
    bare: str

    @property
    def key(self) -> str:
        return self.bare.partition("=")[0].strip()

    @property
    def value(self) -> str:
        return self.bare.partition("=")[2].strip()

    @property
    def is_header(self) -> bool:
        return self.bare.lstrip().startswith("[") and "=" not in self.bare


def find_slip(lines: Sequence[str], stopped: int, message: str) -> tuple[int, Slip] | None:
    """The number of a line, from 1, and what is wrong with it, given where the TOML parser stopped and its message.

    It stops below a list or text that is not closed; then the number is that of the opening line.
    """
    number = min(stopped, len(lines))
    is_list = message.startswith("Unclosed")
    seen = _seen(lines[number - 1])
    if seen.text.strip() and not is_list:
        found = next((each for slip in _SLIPS if (each := slip(seen)) is not None), None)
        return None if found is None else (number, found)
    for above in range(number, 0, -1):
        line = _seen(lines[above - 1])
        if "=" in line.bare and (found := _list(line) if is_list else _open_quote(line)):
            return above, found
    return None


def open_slip(
    lines: Sequence[str], stopped: int | None, message: str, opened: tuple[int, str]
) -> tuple[int, Slip] | None:
    """The same for what `opened` (its line, and its marks) and the parser stopped in; None for the end of the file.

    A list that is not closed continues into the lines below it, so the parser stops at the beginning of one of them.
    """
    first, marks = opened
    if len(marks) == 3:
        has_no_end = (f"the text that begins with {marks} on this line has no end.", f"Put {marks} at its end.")
        return (first, has_no_end) if stopped is None else None
    if marks == "{":
        return (first, ("a table in braces is not closed.", "Put } at its end.")) if stopped is None else None
    if marks != "[" or not (stopped is None or message.startswith(("Unclosed array", "Invalid value"))):
        return None
    if stopped == first:
        found = _list(_seen(lines[first - 1])) if message.startswith("Unclosed") else None
        return (first, found) if found else None
    if stopped is not None:
        line = _seen(lines[stopped - 1])
        if "=" not in line.bare and not line.bare.lstrip().startswith("["):
            comma = ("a comma is missing before this line.", "Put one between the entries of the list.")
            return (stopped, comma) if message.startswith("Unclosed") else None
    return first, _OPEN_LIST


def _seen(line: str) -> _Line:
    return _Line(line, _STRING.sub('""', line).partition("#")[0].rstrip())


def unquoted(value: str) -> str:
    """What to add to a remedy if a text in quotation marks should be a date, a number, or true or false."""
    is_plain = bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}|-?\d+(?:\.\d+)?|true|false", value))
    return f"without quotation marks: {value}" if is_plain else ""


def _curly(line: _Line) -> Slip | None:
    mark = _OPENS.search(line.bare) or _CLOSES.search(line.bare)
    if mark is None:
        return None
    found = next(each for each in mark[0] if each in _CURLY)
    return (
        f"a text or a key is in typographic quotation marks ({found}).",
        'Write the plain mark " on both sides, in a plain text editor: word processors change it.',
    )


def _remark(line: _Line) -> Slip | None:
    return ("the line cannot begin like this.", "Begin a comment with #.") if _REMARK.match(line.text) else None


def _odd_character(line: _Line) -> Slip | None:
    """Odd spaces, joiners, and full-width signs outside quotation marks."""
    for each in line.bare:
        odd_space = unicodedata.category(each) in ("Zs", "Cf", "Cc") and each not in " \t\r"
        if odd_space or each in "＝［］＃":
            name = unicodedata.name(each, "no name").lower()
            remedy = "Delete it and type a space." if odd_space else "Type it with a Latin keyboard."
            return f"the line has the character U+{ord(each):04X} ({name}) outside quotation marks.", remedy
    return None


def _open_quote(line: _Line) -> Slip | None:
    if '"' not in line.bare.replace('""', "") and "'" not in line.bare:
        return None
    before, _, after = line.bare.partition('""')
    if after.strip() and "=" in before and '"' in after:
        return _more_than_a_text(line)
    return "a quotation mark is missing.", 'Put " at both ends of the text; a text with " in it has \\" there.'


def _more_than_a_text(line: _Line) -> Slip | None:
    """What follows the end of a text, most often because a quotation mark in it ended it."""
    _, _, after = line.value.partition('""')
    if not line.value.startswith('""') or not after.strip():
        return None
    if after.strip() == ",":
        return "there is a comma after the value.", "Remove it: each key has a line of its own."
    return "something follows the text.", 'Write a quotation mark inside a text as \\"; begin a comment with #.'


def _backslash(line: _Line) -> Slip | None:
    text = _LITERAL.sub("", line.text).replace("\\\\", "")
    if not re.search(r'\\(?![btnfr"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})', text):
        return None
    return "there is a backslash in the text.", "Write / in file names, and \\\\ for a backslash."


def _no_equals(line: _Line) -> Slip | None:
    if line.is_header or "=" in line.bare or not line.bare.strip():
        return None
    if re.match(r"\s*[\w.\"-]+\s*:", line.bare):
        return "there is a colon instead of =.", 'Write key = "text".'
    return "the line has no =.", 'Write key = "text"; begin a comment with #.'


def _header(line: _Line) -> Slip | None:
    if not line.is_header:
        return None
    opens, closes = line.bare.count("["), line.bare.count("]")
    if opens != closes:
        return "a bracket is missing.", "Write as many ] at the end as there are [ at the beginning."
    return "the name in brackets cannot be read.", 'Put it in quotation marks, such as [["home/bearer/door"]].'


def _key(line: _Line) -> Slip | None:
    if line.is_header or _PLAIN_KEY.fullmatch(line.key.replace('""', "x")):
        return None
    shown = line.key[:40]
    if not shown:
        return "there is no key before the =.", 'Write key = "text".'
    return (
        f"the key {shown} cannot be read.",
        "Write a key in letters without accents, digits, - and _, without spaces.",
    )


def _day(line: _Line) -> Slip | None:
    if _MONTH.fullmatch(line.value):
        return f"{line.value} is not a date as this file writes them.", _write_a_day()
    match = _DAY.fullmatch(line.value)
    if match is None:
        return None
    parts = [int(each) for each in match.group(1, 3, 4)]
    if match[2] == "-" and len(match[1]) == 4 and len(match[3]) == len(match[4]) == 2:
        try:
            date(*parts)
        except ValueError:
            return f"there is no day {line.value}.", _write_a_day()
    return f"{line.value} is not a date as this file writes them.", _write_a_day()


def _write_a_day() -> str:
    return f"Write year, month and day, such as {EXAMPLE}, without quotation marks."


def _switch(line: _Line) -> Slip | None:
    value = line.value.casefold()
    if value in _SWITCH and line.value != _SWITCH[value]:
        return f"{line.value} is not a value.", f"Write {_SWITCH[value]}, in small letters and without quotation marks."
    if value in _NOTHING:
        return f"{line.value} is not a value.", "Remove the line, or put # before it."
    return None


def _nothing(line: _Line) -> Slip | None:
    if line.key and "=" in line.bare and not line.value:
        return "there is nothing after the =.", "Write the value there, or put # before the line."
    return None


def _number(line: _Line) -> Slip | None:
    if _TELEPHONE.match(line.value):
        return "a telephone number is not in quotation marks.", f'Write "{line.value}".'
    if _THOUSANDS.fullmatch(line.value):
        return f"{line.value} is not a number.", f"Write {line.value.replace(',', '')}."
    if _COMMA.fullmatch(line.value):
        return f"{line.value} is not a number.", f"Write {line.value.replace(',', '.')}, or remove the comma."
    if _ZEROS.fullmatch(line.value):
        return f"{line.value} is not a number.", f"Write {line.value.lstrip('0') or '0'}, or put it in quotation marks."
    if line.value and all(each.isdecimal() for each in line.value) and not line.value.isascii():
        return f"{line.value} is not a number here.", "Write it with the digits 0 to 9."
    if line.value.endswith(","):
        return "there is a comma after the value.", "Remove it: each key has a line of its own."
    return None


def _list(line: _Line) -> Slip | None:
    if not line.value.startswith("["):
        return None
    if line.value.count("[") > line.value.count("]"):
        return _OPEN_LIST
    return (
        ("a comma is missing in the list.", "Put one between its entries.")
        if _SIDE_BY_SIDE.search(line.value)
        else None
    )


def _word(line: _Line) -> Slip | None:
    if any(unicodedata.category(each)[0] == "L" for each in line.value):
        return "the text after the = is not in quotation marks.", 'Put " at both ends of it.'
    return None


_SLIPS: tuple[Callable[[_Line], Slip | None], ...] = (
    _curly, _remark, _odd_character, _backslash, _open_quote, _no_equals, _header, _key, _nothing, _day, _switch,
    _number, _list, _more_than_a_text, _word,
)  # fmt: skip
