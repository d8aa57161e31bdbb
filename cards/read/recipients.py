"""Who gets cards: the rows of the table (CSV) that a workshop's leader exports from a spreadsheet.

Every complaint names the line, and the column by its heading and number. A row that is refused does not stop the
others; a table whose headings are wrong does. Values are checked as texts only: whether there is such a hotline,
stock or locale is for those who look it up.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cards.errors import BadFile, BadOrder, CardError, worded
from cards.read.names import card_name
from cards.read.numbers import tidied
from cards.read.settings import MOST_COPIES, SETTINGS, Kind, Place, settings_for
from cards.read.tables import read_bytes
from cards.read.values import inner_file, nearest, plain_text, unlike
from cards.read.wishes import Wishes, check_theme, field_of, wishes_from

COLUMNS = ("name", *(each.key for each in settings_for(Place.ROW)))
"""The headings of a table; every other heading is a locale."""

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000
MAX_LOCALES = 300
"""Locales in one pack, and columns of a table: there are some 90 languages."""

MAX_HEADING = 60
"""Characters of a heading, or of a locale as typed."""

MAX_CARDS = MOST_COPIES
"""Cards of one locale for one recipient."""

_SEPARATORS = ",;\t"
_FORMULA = "=+-@"
_TELEPHONE = re.compile(r"\+[0-9][0-9 ().-]*(?:(?:x|ext\.?) *[0-9]+)?", re.IGNORECASE)
_NUMBER = re.compile(r" *0*([0-9]{1,6}) *")


def key_name(key: str, value: str) -> str:
    """What a setting is called in a pack file: 'stock', or stock = "plain-a4"."""
    return f'{key} = "{value}"' if value else f"'{key}'"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets cards, and what is wished for on them, with everything that the pack gives as a default filled in.

    `name` is empty when the pack itself is the only recipient; `file` and `line` are where it stands, in the pack
    file or the table. `cards` has locales, as typed, with numbers from 1, in the order given. The logo is a file in
    the pack file's folder or below.
    """

    name: str
    file: Path
    line: int
    cards: tuple[tuple[str, int], ...]
    wishes: Wishes = field(default_factory=Wishes)


def read_recipients(path: Path, defaults: Recipient) -> tuple[tuple[Recipient, ...], tuple[CardError, ...]]:
    """The recipients of a CSV file, and an error for every row that was refused.

    `defaults` stands in for what a row leaves empty; its `file` is the pack file, in whose folder logos lie. Raises
    BadFile when the file or its headings cannot be used.
    """
    text = _read_text(path)
    rows = _rows(text, _separator(text))
    line, header = next(rows, (1, None))
    if header is None:
        raise BadFile("The table is empty.", "Export it again, with headings in its first row.", file=path)
    try:
        table = _Table(path, _columns(header, defaults), defaults)
    except BadOrder as error:
        raise BadFile(error.cause, error.remedy, file=path, line=line) from error
    found: dict[str, Recipient] = {}
    refused: list[CardError] = []
    for count, (line, row) in enumerate(rows, start=1):
        if count > MAX_ROWS:
            raise BadFile(f"The table has more than {MAX_ROWS} rows.", "Split it.", file=path, line=line)
        try:
            _add(found, table.recipient(line, row))
        except BadOrder as error:
            refused.append(BadFile(*_worded(error, table.columns), file=path, line=line))
    if not found and not refused:
        raise BadFile("The table has headings and no rows.", "Write a row for each recipient.", file=path, line=line)
    return tuple(found.values()), tuple(refused)


def _worded(error: BadOrder, columns: Sequence[_Column]) -> tuple[str, str]:
    """Both sentences of an error, with its settings called as the columns are that hold them."""
    labels = {column.key: column.label for column in columns}

    def naming(key: str, value: str) -> str:
        return f"{labels[key]} {value}".rstrip() if key in labels else key_name(key, value)

    return worded(error.cause, naming), worded(error.remedy, naming)


def _add(found: dict[str, Recipient], recipient: Recipient) -> None:
    """Files of two recipients must not get one name, on a disk that knows no capitals either."""
    folded = unicodedata.normalize("NFKC", recipient.name).casefold()
    if folded in found:
        raise BadOrder(
            f"The name {recipient.name!r} stands in line {found[folded].line} already.",
            "Give each recipient a name of its own, or put the two rows together.",
        )
    found[folded] = recipient


def _read_text(path: Path) -> str:
    raw = read_bytes(path, "table", MAX_BYTES, "Split it.")
    save = "Export it from the spreadsheet again, as “CSV UTF-8”."
    place = raw.find(b"\0")
    if place >= 0:
        line = raw.count(b"\n", 0, place) + 1
        raise BadFile("The table has a zero byte in it, which no CSV file has.", save, file=path, line=line)
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadFile("The table is not UTF-8 text.", save, file=path, line=line) from error


def _separator(text: str) -> str:
    """What stands between cells: whatever makes the most headings of the first row."""

    def headings(separator: str) -> int:
        _, first = next(_rows(text, separator), (1, None))
        return len(first) if isinstance(first, list) else 0

    return max(_SEPARATORS, key=headings)


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str] | BadOrder]]:
    """The cells of each row that is not blank, or what is wrong with it, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # The reader goes on with the next line, which is far below when a mark was never closed.
            lost = f", so that it seems to go on to line {reader.line_num}" if reader.line_num > line else ""
            yield (
                line,
                BadOrder(
                    f"The row has a quotation mark that is not closed or within a cell, or a cell without end{lost}.",
                    'Write "" for a quotation mark inside of a cell that stands in quotation marks.',
                ),
            )
        else:
            if any(cell and not cell.isspace() for cell in cells):
                yield line, cells


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its heading, empty if it has none, and the one of `COLUMNS` that it is, empty for a locale."""

    number: int
    heading: str
    key: str

    @property
    def label(self) -> str:
        return f"'{self.heading}' (column {self.number})"


def _columns(header: list[str] | BadOrder, defaults: Recipient) -> tuple[_Column, ...]:
    """The columns of a table. Raises BadOrder for headings that cannot be."""
    if isinstance(header, BadOrder):
        raise header
    if len(header) > MAX_LOCALES:
        raise BadOrder(f"The table has {len(header)} columns, more than {MAX_LOCALES}.", "Leave some away.")
    columns = tuple(_column(number, cell) for number, cell in enumerate(header, start=1))
    first: dict[str, _Column] = {}
    for column in columns:
        same = first.setdefault(column.key or column.heading.casefold(), column)
        if same is not column and column.heading:
            raise BadOrder(f"{column.label} has the same heading as column {same.number}.", "Leave one of them away.")
    if "name" not in first:
        raise BadOrder(
            "The first row has no heading 'name'.",
            "Begin with a row of headings, separated by commas, semicolons or tabs: name, and locales such as es.",
        )
    if not defaults.cards and all(column.key or not column.heading for column in columns):
        raise BadOrder(
            "The table has no column for a locale, and the pack file no [cards].",
            "Add a column with a heading such as es, and numbers of cards below it.",
        )
    return columns


def _column(number: int, cell: str) -> _Column:
    heading = plain_text(cell, f"The heading of column {number}")
    key = heading.casefold().replace(" ", "_").replace("-", "_")
    if key in COLUMNS:
        return _Column(number, heading, key)
    if len(heading) > MAX_HEADING:
        raise BadOrder(f"The heading of column {number} has more than {MAX_HEADING} characters.", "Shorten it.")
    if heading and not heading[0].isalpha():
        raise BadOrder(
            f"The heading of column {number} is {heading!r}, which does not begin with a letter.",
            "Begin the table with a row of headings: name, and locales such as es above numbers of cards.",
        )
    meant = nearest(key, COLUMNS)
    if meant:
        raise BadOrder(f"The heading of column {number} is {heading!r}.", f"Did you mean {meant!r}?")
    return _Column(number, heading, "")


@dataclass(frozen=True, slots=True)
class _Table:
    """What is needed to make a recipient of a row; `logos` are the files that were checked already."""

    path: Path
    columns: tuple[_Column, ...]
    defaults: Recipient
    logos: dict[str, Path] = field(default_factory=dict)

    def recipient(self, line: int, row: list[str] | BadOrder) -> Recipient:
        """The recipient of a row. Raises BadOrder with the row's first problem."""
        if isinstance(row, BadOrder):
            raise row
        if len(row) != len(self.columns):
            raise BadOrder(
                f"The row has {len(row)} cells, and the first row {len(self.columns)}.",
                "Check the separators; a cell that has one in it stands in quotation marks.",
            )
        fields: dict[str, Any] = {}
        numbers: list[tuple[str, int]] = []
        for column, cell in zip(self.columns, row, strict=True):
            if not cell or cell.isspace():
                continue
            if not column.heading:
                raise BadOrder(
                    f"Column {column.number} has no heading, and this row something in it.", "Add a heading."
                )
            if column.key:
                fields[column.key] = self._value(column, cell)
            else:
                numbers.append((column.heading, _number(column, cell)))
        return self._filled(line, fields, numbers)

    def _filled(self, line: int, fields: dict[str, Any], numbers: list[tuple[str, int]]) -> Recipient:
        """The recipient of what a row gives, with the defaults for the rest."""
        if "name" not in fields:
            raise BadOrder("The row has no name.", "Name who gets the cards.")
        name = fields.pop("name")
        if "hotline" in fields:
            fields.setdefault("hotline_name", "")  # the pack's name would name another line
        own = wishes_from(fields)
        wishes = replace(self.defaults.wishes, **{each: getattr(own, each) for each in map(field_of, fields)})
        if "audio_link" in fields:
            wishes = replace(wishes, audio_links=())
        cards = tuple((locale, number) for locale, number in numbers if number) if numbers else self.defaults.cards
        if not cards:
            raise BadOrder("The row asks for no cards.", "Write a number in the column of a locale, or delete the row.")
        if wishes.hotline_name and not wishes.hotlines:
            raise BadOrder("The row has a hotline_name and no hotline.", "Give the number in the column hotline.")
        check_theme(wishes.layouts, wishes.theme)
        return Recipient(name, self.path, line, cards, wishes)

    def _value(self, column: _Column, cell: str) -> Any:
        """The value of a cell below one of `COLUMNS`."""
        # Numbers are pasted from websites, with marks that no other cell may have.
        text = plain_text(tidied(cell) if column.key == "hotline" else cell, column.label)
        each = SETTINGS.get(column.key)
        several = each is not None and each.kind in (Kind.SEVERAL, Kind.CHOICES)
        items = [item.strip() for item in text.split(";") if item.strip()] if several else [text]
        for item in items:
            _refuse_formula(column, item)
        if not items:
            raise BadOrder(f"{column.label} has only separators in it.", "Write something between them, or nothing.")
        if each is not None and each.choices:
            words = unlike([item.casefold().replace(" ", "-") for item in items], column.label)
            found = tuple(map(each.read, words))
            return found if several else found[0]
        if several:
            return unlike(items, column.label)
        if column.key in ("org", "hotline_name"):
            return card_name(text, column.label)
        if column.key == "logo":
            if text not in self.logos:
                self.logos[text] = inner_file(self.defaults.file.parent, text, column.label)
            return self.logos[text]
        return text


def _refuse_formula(column: _Column, text: str) -> None:
    """Refuses what a spreadsheet would run when somebody opens this table, or a list made from it, in one."""
    first = unicodedata.normalize("NFKC", text[:1])
    if first and first[0] in _FORMULA and not (column.key == "hotline" and _TELEPHONE.fullmatch(text)):
        raise BadOrder(
            f"{column.label} begins with {text[0]!r}, as a formula of a spreadsheet does.", "Begin with a letter."
        )


def _number(column: _Column, cell: str) -> int:
    """The number of cards in the cell of a locale."""
    found = _NUMBER.fullmatch(cell)
    if found is None or int(found[1]) > MAX_CARDS:
        raise BadOrder(
            f"{column.label} is {cell[:40]!r}, which is no number of cards from 0 to {MAX_CARDS}.",
            f"Write it in digits only, or leave the cell empty; if {column.heading!r} is no locale, delete the column.",
        )
    return int(found[1])
