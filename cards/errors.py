"""Errors that a user can cause: one sentence on what is wrong, one on what to do next, and an exit code.

Every error that bad input can cause is a `CardError`; the command line shows it and exits with its code. Any other
exception that escapes is a defect in this program. The exit codes are part of the documented interface (README):

| code | class            | meaning                                                  |
|------|------------------|----------------------------------------------------------|
| 2    | BadOrder         | an option or argument cannot be used (click uses 2 too)  |
| 3    | BadFile          | a definition, catalog or font file is broken             |
| 4    | UnknownId        | no such locale, script, stock, hotline, link or region   |
| 5    | Untranslated     | a translation is missing, fuzzy or out of date           |
| 6    | DoesNotFit       | a text, code or character cannot be put on the card      |
| 7    | CannotWrite      | the result cannot be written                             |
| 8    | StaleHotline     | a hotline was not confirmed in the past year, or ever    |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

Naming = Callable[[str, str], str]
"""How a front end names a setting: turns its key and a value, which may be "", into words like "--stock plain-a4"."""

Commands = Callable[[str, str], str]
"""How a front end shows a command: turns its line and the quotation mark around it, a backtick or "", into words."""

_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_BEGIN, _END = "\ue0f2", "\ue0f3"
_SETTING = re.compile(f"{_OPEN}([a-z_]+)=([^{_CLOSE}]*){_CLOSE}")
_COMMAND = re.compile(f"(`?){_BEGIN}([^{_END}]*){_END}\\1")
"""Delimiters from the private use area, which no text from a user may contain (`read.names.first_hidden`)."""


def setting(key: str, value: str = "") -> str:
    """The mark for a setting in the core's sentences; each front end replaces it with its own words (`worded`)."""
    return f"{_OPEN}{key}={value}{_CLOSE}"


def command(line: str) -> str:
    """The mark for a command in the core's sentences, such as `stock list`: some front ends have no commands."""
    return f"{_BEGIN}{line}{_END}"


def _quoted(line: str, quote: str) -> str:
    return f"{quote}{line}{quote}"


def worded(text: str, naming: Naming, commands: Commands = _quoted) -> str:
    """A sentence with its settings, and its commands, in a front end's words."""
    if _BEGIN in text:
        text = _COMMAND.sub(lambda found: commands(found[2], found[1]), text)
    return _SETTING.sub(lambda found: naming(found[1], found[2]), text)


def plainly(key: str, value: str) -> str:
    """The name of a setting without a front end."""
    return f"'{key}' {value}".rstrip()


class Notice(str):
    """A warning about a file that was made all the same: a sentence to print as it is, and what it is about, as data.

    `kind` is what a front end chooses by; no front end looks for words in the sentence. The sentence is the `fact`, and
    after a colon the `advice` on what whoever ordered the cards can change, or "". `names` are the things of which it
    tells, such as the hotlines that had no room.
    """

    __slots__ = ("advice", "fact", "kind", "names")

    kind: str
    fact: str
    advice: str
    names: tuple[str, ...]

    def __new__(cls, kind: str, fact: str, advice: str = "", names: tuple[str, ...] = ()) -> Notice:
        """The notice; its text joins both parts."""
        made = super().__new__(cls, f"{fact}: {advice}" if advice else fact)
        made.kind, made.fact, made.advice, made.names = kind, fact, advice, names
        return made

    @property
    def parts(self) -> tuple[str, str, str, tuple[str, ...]]:
        """All that it is made from, in order."""
        return self.kind, self.fact, self.advice, self.names

    def __reduce__(self) -> tuple[type[Notice], tuple[str, str, str, tuple[str, ...]]]:
        """What another process makes it from."""
        return Notice, self.parts

    def worded(self, naming: Naming) -> Notice:
        """The same with its settings in a front end's words."""
        return Notice(self.kind, worded(self.fact, naming), worded(self.advice, naming), self.names)


_SHORT, _LONG = 3, 8
"""Letters: shorter names than the first are not guessed; names of at least the second may have two typing errors."""

_LONGEST = 80
"""Letters: a longer text is not an id and is not compared."""

_MOST_GUESSES = 3


_LONGEST_ID = 100
"""Characters of a typed id to compare with the known ones; the time grows with the square of its length."""


class CardError(Exception):
    """An error with its `cause`, its `remedy`, and the `file` and `line` (from 1) where it was found.

    `string` is the message context of the text concerned, or "". Both sentences may name settings (`setting`), which
    each front end words in its own way.
    """

    exit_code = 1

    def __init__(
        self, cause: str, remedy: str, *, file: Path | None = None, line: int | None = None, string: str = ""
    ) -> None:
        super().__init__(cause, remedy)
        self.cause = cause
        self.remedy = remedy
        self.file = file
        self.line = line
        self.string = string

    @property
    def setting(self) -> str:
        """The key of the setting concerned, which is the first that it names, or ""."""
        found = _SETTING.search(self.cause) or _SETTING.search(self.remedy)
        return found[1] if found else ""

    @property
    def place(self) -> str:
        """`file:line: `, or the known part of it."""
        if self.file is None:
            return ""
        return f"{self.file}:{self.line}: " if self.line else f"{self.file}: "

    def message(self, naming: Naming = plainly) -> str:
        """`file:line: cause remedy`, with its settings in a front end's words."""
        return worded(f"{self.place}{self.cause} {self.remedy}", naming)

    def __str__(self) -> str:
        """The message without a front end."""
        return self.message()


class BadOrder(CardError):
    """An option or argument that cannot be used, such as an invalid phone number."""

    exit_code = 2


class BadFile(CardError):
    """A file that cannot be read or does not follow its format."""

    exit_code = 3


class MissingValue(BadFile):
    """A text has a placeholder, such as {hotline}, for which this card has no value."""


class UnknownId(CardError):
    """An unknown id. `known` are the ids, or a mapping from what people may type to the ids.

    The remedy asks "Did you mean" only if one to three ids differ by a typing error (see `closest`); otherwise it lists
    the ids, or says how to. `described` maps suggested ids to an explanation, such as a name. Front ends without ids
    word it from its `kind` and what was `given`; `is_guessed` if the remedy asks.
    """

    exit_code = 4

    def __init__(
        self,
        kind: str,
        given: str,
        known: Iterable[str] | Mapping[str, str],
        how_to_list: str = "",
        described: Mapping[str, str] | None = None,
    ) -> None:
        ids = dict(known) if isinstance(known, Mapping) else {name: name for name in known}
        nearest = list(dict.fromkeys(ids[name] for name in closest(given, ids)))
        every = sorted(set(ids.values()))
        if 0 < len(nearest) <= _MOST_GUESSES:
            told = [f"{each} ({described[each]})" if described and each in described else each for each in nearest]
            remedy = f"Did you mean {either(told)}?"
        elif every and len(every) <= 20:
            remedy = f"There are: {', '.join(every)}."
        else:
            remedy = how_to_list or (
                f"There are {len(every)}, from {every[0]} to {every[-1]}." if every else "There are none."
            )
        shown = given if len(given) <= _LONGEST_ID else f"{given[:_LONGEST_ID]}…"
        super().__init__(f"There is no {kind} {shown!r}.", remedy)
        self.kind = kind
        self.given = shown
        self.is_guessed = remedy.startswith("Did you mean")


def closest(given: str, known: Iterable[str]) -> list[str]:
    """The known names that the user most likely meant: those closest to what they typed, if any are close enough.

    Case, spaces and punctuation do not count. Otherwise one letter may be missing, added, wrong or swapped, or two in a
    name of `_LONG` letters or more. Digits are never guessed: 5372 is a different product from 5371.
    """
    typed = _letters(given)
    if not 0 < len(typed) <= _LONGEST:
        return []
    most = 0 if len(typed) < _SHORT else 1 if len(typed) < _LONG else 2
    digits = "".join(filter(str.isdigit, typed))
    found: dict[int, list[str]] = {}
    for name in sorted(known):
        letters = _letters(name)
        if abs(len(letters) - len(typed)) <= most and "".join(filter(str.isdigit, letters)) == digits:
            found.setdefault(_edits(typed, letters), []).append(name)
    least = min(found, default=most + 1)
    return found[least] if least <= most else []


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold().removesuffix(".toml")))


def _edits(one: str, other: str) -> int:
    """The number of letters to add, remove, change, or swap with the next (optimal string alignment distance)."""
    before, last = list[int](), list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, against in enumerate(other, start=1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and (letter, one[row - 2]) == (other[column - 2], against):
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]


class Untranslated(CardError):
    """Translations that the card needs are missing, fuzzy or out of date."""

    exit_code = 5


class DoesNotFit(CardError):
    """A text too long for its card, a code too dense to scan, or a character that no font has.

    `over` is the excess length of a text in points; 0 if shortening would not help.
    """

    exit_code = 6

    def __init__(
        self,
        cause: str,
        remedy: str,
        *,
        over: float = 0,
        file: Path | None = None,
        line: int | None = None,
        string: str = "",
    ) -> None:
        super().__init__(cause, remedy, file=file, line=line, string=string)
        self.over = over


class NoGlyph(DoesNotFit):
    """A character that no font of the card has."""


class StatementsTooLong(DoesNotFit):
    """The statements of a side need more room than it has: larger paper or shorter text would help."""


class CannotWrite(CardError):
    """The result cannot be written to its destination."""

    exit_code = 7


class StaleHotline(CardError):
    """A hotline of the directory that was confirmed too long ago, or never."""

    exit_code = 8


def need_libraries(what: str, **names: str) -> None:
    """Raises BadOrder unless the modules that `what` needs are installed; `names` is what pip calls each of them."""
    from importlib.util import find_spec

    missing = [name for module, name in names.items() if find_spec(module) is None]
    if missing:
        raise BadOrder(
            f"{what} needs {' and '.join(missing)}, which {'is' if len(missing) == 1 else 'are'} not installed.",
            f"Install with: python -m pip install {' '.join(missing)}",
        )


def either(names: Sequence[str]) -> str:
    """Names to choose from: "a", "a or b", "a, b or c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
