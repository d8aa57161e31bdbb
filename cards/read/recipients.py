"""Who gets cards: the rows of the table (CSV) that a workshop's leader exports from a spreadsheet.

Every error names the line, and the column by heading and number. A refused row does not stop the others; wrong headings
do. Values are checked only as texts: whether a hotline, stock or locale exists is checked where it is looked up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from cards.errors import BadFile, BadOrder, CardError, UnknownId, worded
from cards.read.csv_file import ROWS_ABOVE, Row, has_heading, read_rows
from cards.read.names import card_name
from cards.read.numbers import tidied
from cards.read.settings import MOST_COPIES, SETTINGS, Kind, Place, settings_for
from cards.read.table_slips import Sums, how_to_write, is_total, without_blanks
from cards.read.values import inner_file, nearest, plain_text, unlike
from cards.read.wishes import Wishes, changed, check_theme

COLUMNS = ("name", *(each.key for each in settings_for(Place.ROW)))
"""The headings of a table; every other heading is a locale."""

MAX_ROWS = 20_000
MAX_LOCALES = 300
"""Locales in a pack, and columns of a table: there are about 90 languages."""

MAX_HEADING = 60
"""Characters of a heading, or of a locale as typed."""

MAX_CARDS = MOST_COPIES
"""Cards in one locale for one recipient."""

_FORMULA = "=+-@"
_TELEPHONE = re.compile(r"\+[0-9][0-9 ().-]*(?:(?:x|ext\.?) *[0-9]+)?", re.IGNORECASE)
_NUMBER = re.compile(r" *0*([0-9]{1,6}) *")


def key_name(key: str, value: str) -> str:
    """How to name a setting for users of a pack file: 'stock', or stock = "plain-a4"."""
    return f'{key} = "{value}"' if value else f"'{key}'"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets cards, and the wishes for them, with all defaults of the pack filled in.

    `name` is empty if the pack itself is the only recipient; `file` and `line` are its place in the pack file or the
    table. `cards` has locales, as typed, with numbers from 1, in the order given. The logo is a file in the pack file's
    folder or below it.
    """

    name: str
    file: Path
    line: int
    cards: tuple[tuple[str, int], ...]
    wishes: Wishes = field(default_factory=Wishes)


def read_recipients(
    path: Path, defaults: Recipient, tag_of: Callable[[str], str]
) -> tuple[tuple[Recipient, ...], tuple[CardError, ...]]:
    """The recipients in a CSV file, and an error for every row that was refused.

    `defaults` fills in what a row leaves empty; its `file` is the pack file, whose folder has the logos. `tag_of` gives
    the tag of a locale as typed, and raises UnknownId. Raises BadFile if the file or its headings cannot be used.
    """
    rows = read_rows(path, "name")
    header = next(rows, None)
    if header is None:
        raise BadFile("The table is empty.", "Export it again, with headings in its first row.", file=path)
    try:
        table = _Table(path, _columns(header.cells, defaults, tag_of), defaults)
    except BadOrder as error:
        below = next((row.line for row in islice(rows, ROWS_ABOVE) if has_heading(row, "name")), None)
        remedy = error.remedy if below is None else f"The headings are on line {below}: delete the rows above them."
        raise BadFile(error.cause, remedy, file=path, line=header.line) from error
    found: dict[str, Recipient] = {}
    refused: list[CardError] = []
    sums = Sums()
    for count, row in enumerate(rows, start=1):
        if count > MAX_ROWS:
            raise BadFile(f"The table has more than {MAX_ROWS} rows.", "Split it.", file=path, line=row.line)
        try:
            recipient = table.recipient(row)
            sums.refuse(recipient.name, recipient.cards)
            _add(found, recipient)
            sums.add(recipient.cards)
        except BadOrder as error:
            refused.append(BadFile(*_worded(error, table.columns), file=path, line=row.line))
    if not found and not refused:
        raise BadFile(
            "The table has headings but no rows.", "Write a row for each recipient.", file=path, line=header.line
        )
    return tuple(found.values()), tuple(refused)


def _worded(error: BadOrder, columns: Sequence[_Column]) -> tuple[str, str]:
    """Both sentences of an error, with each setting named by its column."""
    labels = {column.key: column.label for column in columns}

    def naming(key: str, value: str) -> str:
        return f"{labels[key]} {value}".rstrip() if key in labels else key_name(key, value)

    return worded(error.cause, naming), worded(error.remedy, naming)


def _add(found: dict[str, Recipient], recipient: Recipient) -> None:
    """Adds a recipient, whose name must differ from all others, even on a disk that ignores case."""
    folded = unicodedata.normalize("NFKC", recipient.name).casefold()
    if folded in found:
        raise BadOrder(
            f"The name {recipient.name!r} is already on line {found[folded].line}.",
            "Give each recipient a different name, or combine the two rows.",
        )
    found[folded] = recipient


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its heading, empty if it has none, and which of `COLUMNS` it is, empty for a locale."""

    number: int
    heading: str
    key: str

    @property
    def label(self) -> str:
        return f"'{self.heading}' (column {self.number})"


def _columns(header: list[str] | BadOrder, defaults: Recipient, tag_of: Callable[[str], str]) -> tuple[_Column, ...]:
    """The columns of a table. Raises BadOrder for headings that cannot be used."""
    if isinstance(header, BadOrder):
        raise header
    if len(header) > MAX_LOCALES:
        raise BadOrder(f"The table has {len(header)} columns, more than {MAX_LOCALES}.", "Delete some.")
    columns = tuple(_column(number, cell) for number, cell in enumerate(header, start=1))
    if all(column.key != "name" for column in columns):  # Or each heading would be taken for a language.
        raise BadOrder(
            "The first row has no heading 'name'.",
            "Begin with a row of headings, separated by commas, semicolons or tabs: name, and locales such as es.",
        )
    first: dict[str, _Column] = {}
    for column in columns:
        tag = _tag(column, tag_of) if column.heading and not column.key else ""
        same = first.setdefault(column.key or tag or column.heading.casefold(), column)
        if same is column or not column.heading:
            continue
        if column.key or column.heading.casefold() == same.heading.casefold():
            raise BadOrder(f"{column.label} has the same heading as column {same.number}.", "Delete one of them.")
        raise BadOrder(
            f"{column.label} is the same language as {same.label}: {tag}.", "Put all the numbers in one of the columns."
        )
    if not defaults.cards and all(column.key or not column.heading for column in columns):
        raise BadOrder(
            "The table has no column for a locale, and the pack file has no [cards].",
            "Add a column with a heading such as es and numbers of cards below it.",
        )
    return columns


def _tag(column: _Column, tag_of: Callable[[str], str]) -> str:
    """The tag of the language that a column is for. Raises BadOrder: one error for the column, not one for each row."""
    try:
        return tag_of(column.heading)
    except UnknownId as error:
        raise BadOrder(
            f"The heading of column {column.number} is {column.heading!r}, which is not one language of the cards.",
            f"{error.remedy} If the column is for something else, delete it.",
        ) from error


def _column(number: int, cell: str) -> _Column:
    heading = plain_text(cell, f"The heading of column {number}")
    key = heading.casefold().replace(" ", "_").replace("-", "_")
    if key in COLUMNS:
        return _Column(number, heading, key)
    if len(heading) > MAX_HEADING:
        raise BadOrder(f"The heading of column {number} has more than {MAX_HEADING} characters.", "Shorten it.")
    if is_total(heading):
        raise BadOrder(
            f"The heading of column {number} is {heading!r}, which means sums, not a language.", "Delete the column."
        )
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
    """What it takes to turn a row into a recipient; `logos` are the files that have been checked."""

    path: Path
    columns: tuple[_Column, ...]
    defaults: Recipient
    logos: dict[str, Path] = field(default_factory=dict)

    def recipient(self, row: Row) -> Recipient:
        """The recipient of a row. Raises BadOrder with the row's first problem."""
        if isinstance(row.cells, BadOrder):
            raise row.cells
        cells = self._all_cells(row.cells)
        fields: dict[str, Any] = {}
        numbers: list[tuple[str, int]] = []
        for column, cell in zip(self.columns, cells, strict=True):
            if not cell or cell.isspace():
                continue
            if not column.heading:
                raise BadOrder(
                    f"Column {column.number} has no heading, but this row has something in it.", "Add a heading."
                )
            if column.key:
                fields[column.key] = self._value(column, cell)
            else:
                numbers.append((column.heading, _number(column, cell)))
        if row.is_apart and fields.keys() == {"name"} and not numbers and len(self.columns) > 1 and row.line > 2:
            raise BadOrder(
                "The row is below a blank one and has only a name, so it looks like a note.",
                "Delete it or, if it is a recipient, move it up to the others.",
            )
        return self._filled(row.line, fields, numbers)

    def _all_cells(self, given: list[str]) -> list[str]:
        """A cell for each column: spreadsheets leave out empty ones at the end of a row, or add some."""
        count = len(self.columns)
        if any(cell and not cell.isspace() for cell in given[count:]):
            raise BadOrder(
                f"The row has {len(given)} cells, but the first row has {count}.",
                "Check the separators; put a cell that has one in it in quotation marks.",
            )
        cells = [*given[:count], *[""] * (count - len(given))]
        said = [(cell.strip(), column) for cell, column in zip(cells, self.columns, strict=True) if cell.strip()]
        if all(cell.casefold() == column.heading.casefold() for cell, column in said):
            raise BadOrder("The row repeats the headings.", "Delete it.")
        return cells

    def _filled(self, line: int, fields: dict[str, Any], numbers: list[tuple[str, int]]) -> Recipient:
        """The recipient with the values of a row, and the defaults for the rest."""
        if "name" not in fields:
            raise BadOrder("The row has no name.", "Name who gets the cards.")
        name = fields.pop("name")
        if "hotline" in fields:
            fields.setdefault("hotline_name", "")  # the pack's name belongs to another line
        wishes = changed(self.defaults.wishes, fields)
        if "audio_link" in fields:
            wishes = replace(wishes, audio_links=())
        cards = tuple((locale, number) for locale, number in numbers if number) if numbers else self.defaults.cards
        if not cards:
            raise BadOrder("The row asks for no cards.", "Write a number in the column of a locale, or delete the row.")
        if wishes.hotline_name and not wishes.hotlines:
            raise BadOrder("The row has a hotline_name but no hotline.", "Give the number in the column hotline.")
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
            raise BadOrder(f"{column.label} has only separators in it.", "Fill in the cell, or empty it.")
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
    """Refuses what a spreadsheet would run if somebody opened this table, or a list made from it."""
    first = unicodedata.normalize("NFKC", text[:1])
    if first and first[0] in _FORMULA and not (column.key == "hotline" and _TELEPHONE.fullmatch(text)):
        raise BadOrder(f"{column.label} begins with {text[0]!r}, like a spreadsheet formula.", "Begin with a letter.")


def _number(column: _Column, cell: str) -> int:
    """The number of cards in the cell of a locale."""
    found = _NUMBER.fullmatch(without_blanks(cell))
    if found is None or int(found[1]) > MAX_CARDS:
        raise BadOrder(
            f"{column.label} is {cell[:40]!r}, which is not a number of cards from 0 to {MAX_CARDS}.",
            how_to_write(cell[:40].strip())
            or "Write it in digits only, or leave the cell empty; "
            f"if {column.heading!r} is not a locale, delete the column.",
        )
    return int(found[1])
