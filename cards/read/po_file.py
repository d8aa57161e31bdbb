"""A PO catalog as text: its messages with their lines, so that a change touches nothing else.

Babel's writer drops headers, re-wraps comments and can turn a live message obsolete. Translators' files are their own:
this module keeps every line as it is, and only replaces or inserts whole entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cards.errors import BadFile
from cards.read.po_grammar import check_po
from cards.read.tables import MAX_TEXT

FUZZY = "fuzzy"
"""The flag of a doubtful translation, in any case."""

MAX_ENTRIES = 5_000
"""Messages in a catalog; ours have about fifty."""

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r"\\(.)")
_COUNTS = re.compile(r"\s*(?:[^\s#]|#[~,|])")
"""The beginning of a line that is neither blank nor a comment for people."""

_KEYWORDS = ("msgctxt", "msgid", "msgstr")


@dataclass(frozen=True, slots=True)
class Entry:
    """One live message: its texts, its flags, and its lines [first, end) in the file; `keyword` is that of msgctxt.

    `comments` are all lines that begin with # above the keywords, unchanged.
    """

    first: int
    keyword: int
    end: int
    context: str
    msgid: str
    msgstr: str
    comments: tuple[str, ...]

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags after `#,`; fuzzy is in small letters, however it is written."""
        found = [flag.strip() for line in self.comments if line.startswith("#,") for flag in line[2:].split(",")]
        return tuple(FUZZY if flag.lower() == FUZZY else flag for flag in found if flag)

    @property
    def notes(self) -> tuple[str, ...]:
        """The translator's own comments."""
        return tuple(line[1:].strip() for line in self.comments if line.startswith(("# ", "#\t")) or line == "#")


@dataclass(frozen=True, slots=True)
class PoFile:
    """A catalog's lines, without line ends, and its live messages.

    The header is the message without a context or text; `strays` are the others without a context, which no card uses.
    """

    path: Path
    lines: tuple[str, ...]
    newline: str
    header: Entry | None
    entries: tuple[Entry, ...]
    strays: tuple[Entry, ...] = ()

    @property
    def text(self) -> str:
        """The whole file, byte for byte as it was read, unless lines have been changed."""
        return self.newline.join(self.lines)

    def header_field(self, name: str) -> str:
        """The value of a header field such as Last-Translator; empty if there is none."""
        if self.header is None:
            return ""
        for line in self.header.msgstr.split("\n"):
            key, colon, value = line.partition(":")
            if colon and key.strip().lower() == name.lower():
                return value.strip()
        return ""

    def changed(self, replacements: Iterable[tuple[int, int, list[str]]]) -> str:
        """The text with the lines [start, end) of each replacement replaced; an empty range inserts before `start`."""
        lines: list[str] = []
        place = 0
        last_first = list(replacements)[::-1]  # of two insertions at one place, the later one comes first
        for start, end, new in sorted(last_first, key=lambda each: each[:2]):
            lines += [*self.lines[place:start], *_unjoined(new, self.lines[end : end + 1])]
            place = end
        return self.newline.join((*lines, *self.lines[place:]))


def _unjoined(lines: Sequence[str], then: Sequence[str]) -> list[str]:
    """Lines to write before `then`, with a blank after a comment that gettext would join with a line that counts.

    It joins a line that ends in a backslash with the next one, in comments too (lex_getc in po-lex.c, gettext 0.21).
    """
    followed = zip(lines, [*lines[1:], *then, ""], strict=False)
    return [
        f"{line} " if line.startswith("#") and line.endswith("\\") and _COUNTS.match(after) else line
        for line, after in followed
    ]


def parse_po(text: str, path: Path) -> PoFile:
    """The catalog in a text. Raises BadFile with the first line that is not PO."""
    check_po(text, path)
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = tuple(text.split(newline))
    found = [_entry(lines, first, end) for first, end in _ranges(lines)]
    header = next((entry for entry in found if not entry.context and not entry.msgid), None)
    entries = tuple(entry for entry in found if entry.context)
    _refuse_too_much(entries, header, path)
    _refuse_duplicates(entries, path)
    strays = tuple(entry for entry in found if not entry.context and entry.msgid)
    return PoFile(path, lines, newline, header, entries, strays)


def _refuse_too_much(entries: Sequence[Entry], header: Entry | None, path: Path) -> None:
    """Raises BadFile for more messages or longer texts than a card could need."""
    if len(entries) > MAX_ENTRIES:
        raise BadFile(
            f"The catalog has more than {MAX_ENTRIES} messages.",
            "Check that it is the right file.",
            file=path,
            line=entries[MAX_ENTRIES].keyword + 1,
        )
    lines = header.msgstr.split("\n") if header is not None else []
    texts = [("A line of the header", line, header) for line in lines]
    for entry in entries:
        name = entry.context if len(entry.context) <= MAX_TEXT else "a message"
        texts += [(f"The {word} of {name}", each, entry) for word, each in _texts(entry)]
    for what, text, found in texts:
        if len(text) > MAX_TEXT:
            raise BadFile(
                f"{what} has {len(text):,} characters, more than {MAX_TEXT:,}.",
                "Shorten it: a card has room for far less.",
                file=path,
                line=found.keyword + 1 if found else 1,
            )


def _texts(entry: Entry) -> tuple[tuple[str, str], ...]:
    return (("msgctxt", entry.context), ("msgid", entry.msgid), ("msgstr", entry.msgstr))


def _refuse_duplicates(entries: Iterable[Entry], path: Path) -> None:
    seen: dict[str, int] = {}
    for entry in entries:
        line = entry.keyword + 1
        if entry.context in seen:
            raise BadFile(
                f"The message {entry.context} is already on line {seen[entry.context]}.",
                "Keep one of the two.",
                file=path,
                line=line,
            )
        seen[entry.context] = line


def unquoted(line: str) -> str:
    """The text between the quotation marks of a line, with its escapes resolved."""
    inside = line[line.index('"') + 1 : line.rindex('"')]
    return _ESCAPE.sub(lambda match: _ESCAPES[match[1]], inside)


def _ranges(lines: tuple[str, ...]) -> list[tuple[int, int]]:
    """The lines of each live message, from its first comment to its last quoted line.

    To gettext a blank line between a flag and its message means nothing, so comments with a flag go with the next one.
    """
    ranges: list[tuple[int, int]] = []
    first: int | None = None
    in_text = has_msgstr = has_flags = False
    for number, line in enumerate((*lines, "")):
        stripped = line.strip()
        is_comment = stripped.startswith("#") and not stripped.startswith("#~")
        starts = stripped.startswith(("msgctxt", "msgid")) and not stripped.startswith("msgid_plural")
        ends = not stripped or stripped.startswith("#") or starts
        if in_text and ends and has_msgstr and first is not None:
            ranges.append((first, number))
            first, in_text = None, False
        if is_comment or starts:
            if first is None:
                first, has_msgstr, has_flags = number, False, False
            in_text = in_text or starts
        elif not in_text and (stripped.startswith("#~") or not (stripped or has_flags)):
            first = None
        has_msgstr = has_msgstr or stripped.startswith("msgstr")
        has_flags = has_flags or stripped.startswith("#,")
    return ranges


def _entry(lines: tuple[str, ...], first: int, end: int) -> Entry:
    texts: dict[str, list[str]] = {keyword: [] for keyword in _KEYWORDS}
    keyword = first
    while lines[keyword].strip().startswith("#") or not lines[keyword].strip():
        keyword += 1
    current = ""
    for line in lines[keyword:end]:
        stripped = line.strip()
        word = stripped.split('"')[0].strip()
        current = word.split("[")[0] if word else current
        if current in texts and '"' in stripped:
            texts[current].append(unquoted(stripped))
    comments = tuple(line.strip() for line in lines[first:keyword] if line.strip())
    context, msgid, msgstr = ("".join(texts[each]) for each in _KEYWORDS)
    return Entry(first, keyword, end, context, msgid, msgstr, comments)
