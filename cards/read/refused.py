"""Reads `definitions/government.toml`: the lines and hosts that `government` refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cards.read import keys
from cards.read.keys import Format, Key
from cards.read.tables import Table, read_table

_MOST = 1_000

_NUMBER = keys.text("number", "The number to dial.")
_HOST = keys.text("host", "The host in small letters; its subdomains are refused too.")
_NAME = keys.text("name", 'Whose it is, as in "the tip line of ICE".')
_SOURCE = keys.text("source", "Where it is published.")
_DATE = keys.needed_day("date", "The day on which the source was read.")
_LINES = keys.tables("line", Format("A telephone line.", (_NUMBER, _NAME, _SOURCE, _DATE)), 1, _MOST, "Check it.")
_HOSTS = keys.tables("host", Format("A host.", (_HOST, _NAME, _SOURCE, _DATE)), 1, _MOST, "Check it.")
GOVERNMENT = Format("Lines and hosts of the government that no card may lead to.", (_LINES, _HOSTS))

Row = tuple[str, str, str, date]
"""A number or host, whose it is, the source, and the day on which the source was read."""


def read_lines(path: Path) -> Iterator[Row]:
    """The telephone lines. Raises BadFile."""
    return (_row(each, _NUMBER) for each in _LINES.of(_top(path)))


def read_hosts(path: Path) -> Iterator[Row]:
    """The hosts. Raises BadFile."""
    return (_row(each, _HOST) for each in _HOSTS.of(_top(path)))


def _top(path: Path) -> Table:
    table = read_table(path)
    GOVERNMENT.check(table)
    return table


def _row(table: Table, given: Key[str]) -> Row:
    return given.of(table), _NAME.of(table), _SOURCE.of(table), _DATE.of(table)
