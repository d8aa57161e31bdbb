"""What people get wrong in the rows of a table, in words for somebody who knows spreadsheets and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cards.errors import BadOrder

MOST_OF_CELL = 40
"""Characters of a cell in which a number is looked for."""

_BLANKS = re.compile(r"(?<=[0-9])[ '\u00a0\u2009\u2019\u202f](?=[0-9]{3}(?![0-9]))")
"""What stands between thousands, and can be nothing else."""

_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
_DECIMALS = re.compile(r"([0-9]{1,6})[.,]0{1,2}")
_WITH_WORDS = re.compile(r"[^0-9=+-][^0-9]{0,30}([0-9]{1,6})|([0-9]{1,6})[^0-9.,]{1,30}")

_TOTALS = frozenset((
    "total", "totals", "totales", "sum", "sums", "subtotal", "subtotals", "suma", "sumas", "somme", "sommes", "soma",
    "somma", "totale", "summe", "gesamt", "gesamtsumme", "insgesamt", "totaal", "razem", "toplam", "jumlah", "итого",
    "всего", "разом", "сума", "合计", "总计", "小计", "合計", "總計", "小計", "합계", "총계", "المجموع",
))  # fmt: skip
"""What people call a row or a column of sums, in the languages of those who keep such tables."""

_WITH_TOTALS = frozenset(("grand", "general", "overall", "all", "of", "the", "cards", "card", "number", "de"))
"""Words that may stand beside them, and name nobody."""


def is_total(name: str) -> bool:
    """Whether a name or a heading says that it is of sums, and nothing else."""
    words = _words(name)
    return bool(words & _TOTALS) and words <= _TOTALS | _WITH_TOTALS


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.replace("-", "").casefold()))


class Sums:
    """The sums of the rows so far, by locale: of all, and of those since the last row of sums."""

    def __init__(self) -> None:
        self._all = Counter[str]()
        self._part = Counter[str]()

    def add(self, cards: Sequence[tuple[str, int]]) -> None:
        """Counts the cards of a recipient."""
        self._all.update(dict(cards))
        self._part.update(dict(cards))

    def refuse(self, name: str, cards: Sequence[tuple[str, int]]) -> None:
        """Raises BadOrder for a row of sums, which a spreadsheet may end with, where a recipient should be."""
        is_sum = any(all(sums[locale] == number for locale, number in cards) for sums in (self._all, self._part))
        if is_total(name) or (is_sum and _words(name) & _TOTALS):
            self._part.clear()
            raise BadOrder(
                f"The row {name!r} has the sums of other rows, as its name says, and is no recipient.",
                "Delete it; or, if it is a recipient, give it a name without that word.",
            )


def without_blanks(cell: str) -> str:
    """A cell without the blanks or apostrophes between thousands."""
    return _BLANKS.sub("", cell) if len(cell) <= MOST_OF_CELL else cell


def how_to_write(cell: str) -> str:
    """The remedy for what is nearly a number; "" for anything else. Nothing is guessed: 1.000 may be one card."""
    if _THOUSANDS.fullmatch(cell):
        plain = re.sub("[.,]", "", cell)
        return (
            f"If it is {plain}, write that, with no mark between the digits: some take it for a decimal one. In the "
            "spreadsheet, format the column as whole numbers without separators."
        )
    if found := _DECIMALS.fullmatch(cell):
        return f"Write {int(found[1])}, without decimals."
    if found := _WITH_WORDS.fullmatch(cell):
        return f"Write {int(found[1] or found[2])} alone, if that is how many cards."
    return ""
