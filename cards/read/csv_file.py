"""The rows of a table as spreadsheets write it: CSV in UTF-8 or Excel's “Unicode text”, with any separator."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cards.errors import BadFile, BadOrder
from cards.read.tables import read_bytes

MAX_BYTES = 10_000_000

_SEPARATORS = ",;\t"
_SAVE = "Export it from the spreadsheet again, as “CSV UTF-8”."

_TOLD = re.compile(r'\ufeff?"?sep=([,;\t|])"?[,;\t ]*(?=[\r\n]|\Z)', re.IGNORECASE)
"""A first line that tells Excel the separator."""

_MOST_HEADINGS = 1000
"""Cells of a row that are searched for headings: more than a table may have columns."""

ROWS_ABOVE = 20
"""How many of the first rows are searched for headings."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that is not blank, or what is wrong with it; and the line, from 1, on which it begins.

    `is_apart` says that the row above it is blank.
    """

    line: int
    cells: list[str] | BadOrder
    is_apart: bool = False


def read_rows(path: Path, heading: str) -> Iterator[Row]:
    """The rows of a table, one of whose headings is `heading`, in any case. Raises BadFile."""
    text = _read_text(path)
    told = _TOLD.match(text)
    if told is not None:
        return _rows(text[told.end() :], told[1])  # the end of that line stays, to keep the line numbers right
    return _rows(text, _separator(text, heading))


def has_heading(row: Row, heading: str) -> bool:
    """Whether one of the cells is that heading, in any case."""
    if isinstance(row.cells, BadOrder):
        return False
    return any(cell.strip().casefold() == heading for cell in row.cells[:_MOST_HEADINGS])


def _read_text(path: Path) -> str:
    raw = read_bytes(path, "table", MAX_BYTES, "Split it.")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise BadFile("The table is cut off, or is not UTF-16 text.", _SAVE, file=path) from error
    else:
        try:
            text = raw.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise BadFile("The table is not UTF-8 text.", _SAVE, file=path, line=line) from error
    place = text.find("\0")
    if place >= 0:
        line = text.count("\n", 0, place) + 1
        raise BadFile("The table contains a zero byte, which no CSV file has.", _SAVE, file=path, line=line)
    return text


def _separator(text: str, heading: str) -> str:
    """The separator that splits the headings, or else the first row, into the most cells."""

    def cells(separator: str) -> tuple[bool, int]:
        first = 0
        for number, row in enumerate(islice(_rows(text, separator), ROWS_ABOVE)):
            count = 0 if isinstance(row.cells, BadOrder) else len(row.cells)
            if has_heading(row, heading):
                return True, count
            first = count if number == 0 else first
        return False, first

    return max(_SEPARATORS, key=cells)


def _rows(text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    is_apart = False
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # The reader continues with the next line, which is far below if a mark was never closed.
            lost = f", so it seems to continue to line {reader.line_num}" if reader.line_num > line else ""
            cause = f"The row has an unclosed or misplaced quotation mark, or a cell that does not end{lost}."
            remedy = 'Write "" for a quotation mark inside a cell that is in quotation marks.'
            yield Row(line, BadOrder(cause, remedy), is_apart)
            is_apart = False
        else:
            is_blank = not cells or not any(cell and not cell.isspace() for cell in cells)
            if not is_blank:
                yield Row(line, cells, is_apart)
            is_apart = is_blank
