"""What people get wrong in the rows of a table, worded for somebody who knows only spreadsheets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cards.errors import BadOrder

MOST_OF_CELL = 40
"""How many characters of a cell are searched for a number."""

_BLANKS = re.compile(r"(?<=[0-9])[ '\u00a0\u2009\u2019\u202f](?=[0-9]{3}(?![0-9]))")
"""Separators of thousands that cannot be anything else."""

_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
_DECIMALS = re.compile(r"([0-9]{1,6})[.,]0{1,2}")
_WITH_WORDS = re.compile(r"[^0-9=+-][^0-9]{0,30}([0-9]{1,6})|([0-9]{1,6})[^0-9.,]{1,30}")

_TOTALS = frozenset((
    "total", "totals", "totales", "sum", "sums", "subtotal", "subtotals", "suma", "sumas", "somme", "sommes", "soma",
    "somma", "totale", "summe", "gesamt", "gesamtsumme", "insgesamt", "totaal", "razem", "toplam", "jumlah", "итого",
    "всего", "разом", "сума", "合计", "总计", "小计", "合計", "總計", "小計", "합계", "총계", "المجموع",
))  # fmt: skip
"""Headings for a row or column of sums, in the languages of people who keep such tables."""

_WITH_TOTALS = frozenset(("grand", "general", "overall", "all", "of", "the", "cards", "card", "number", "de"))
"""Words that may come with them and do not name anybody."""


def is_total(name: str) -> bool:
    """Whether a name or heading means sums and nothing else."""
    words = _words(name)
    return bool(words & _TOTALS) and words <= _TOTALS | _WITH_TOTALS


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.replace("-", "").casefold()))


class Sums:
    """The sums of the rows so far, by locale: of all rows, and of those since the last row of sums."""

    def __init__(self) -> None:
        self._all = Counter[str]()
        self._part = Counter[str]()

    def add(self, cards: Sequence[tuple[str, int]]) -> None:
        """Counts the cards of a recipient."""
        self._all.update(dict(cards))
        self._part.update(dict(cards))

    def refuse(self, name: str, cards: Sequence[tuple[str, int]]) -> None:
        """Raises BadOrder for a row of sums, with which a spreadsheet may end, in place of a recipient."""
        is_sum = any(all(sums[locale] == number for locale, number in cards) for sums in (self._all, self._part))
        if is_total(name) or (is_sum and _words(name) & _TOTALS):
            self._part.clear()
            raise BadOrder(
                f"The row {name!r} has the sums of other rows, as its name says, and is not a recipient.",
                "Delete it or, if it is a recipient, give it a name without that word.",
            )


def without_blanks(cell: str) -> str:
    """A cell without the blanks or apostrophes between thousands."""
    return _BLANKS.sub("", cell) if len(cell) <= MOST_OF_CELL else cell


def without_separator(number: str) -> str:
    """The remedy for a number that may have a separator of thousands, or ""; it guesses nothing: 1.000 may be 1."""
    if not _THOUSANDS.fullmatch(number):
        return ""
    plain = re.sub("[.,]", "", number)
    return f"If it is {plain}, write that, without a separator, which some read as a decimal point."


def how_to_write(cell: str) -> str:
    """The remedy for what is almost a number in a cell; "" for anything else."""
    if remedy := without_separator(cell):
        return f"{remedy} In the spreadsheet, format the column as whole numbers without separators."
    if found := _DECIMALS.fullmatch(cell):
        return f"Write {int(found[1])}, without decimals."
    if found := _WITH_WORDS.fullmatch(cell):
        return f"Write only {int(found[1] or found[2])}, if that is how many cards."
    return ""
