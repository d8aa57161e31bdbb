"""The QR symbol is read back by another program: what reads as it should passes, anything else is refused."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cards.decoding import decode
from cards.errors import DoesNotFit
from cards.read.links import LEGAL_AID, MAX_LENGTH, read_link
from cards.readback import read_back
from cards.typeset.symbol import Modules, Symbol, link_symbol

FINDER = 7
"""The modules along a side of a finder pattern: ISO/IEC 18004, 5.3.3."""

PATHS = st.text(string.ascii_letters + string.digits + "-._~:/?#[]@!$&'()*+,;=%", max_size=100)


def symbol_of(address: str) -> Symbol:
    return link_symbol(read_link(address))


def flipped(modules: Modules, rows: range, columns: range) -> Modules:
    """The modules with a rectangle of them the other way round."""
    return tuple(
        tuple(module != (y in rows and x in columns) for x, module in enumerate(row)) for y, row in enumerate(modules)
    )


@pytest.mark.parametrize(
    "address",
    [
        LEGAL_AID,
        "https://www.example.org/help",
        "https://example.org/Help?a=1&b=%20#c",
        "https://example.org/" + "x" * (MAX_LENGTH - 20),
    ],
)
def test_a_good_symbol_passes(address: str) -> None:
    symbol = symbol_of(address)
    assert symbol.content == address
    read_back(symbol, decode)


@given(PATHS)
@settings(deadline=None, max_examples=60)
def test_every_link_reads_back(path: str) -> None:
    try:
        link = read_link(f"https://www.example.org/{path}")
    except ValueError:
        assume(False)
    read_back(link_symbol(link), decode)


def test_a_damage_that_phones_mend_passes() -> None:
    """Level M mends up to 15 % of the code words: ISO/IEC 18004, 5.5.1."""
    symbol = symbol_of(LEGAL_AID)
    side = len(symbol.modules)
    one = range(side - 3, side - 2)
    read_back(Symbol(flipped(symbol.modules, one, one), symbol.content), decode)


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (range(9, 99), range(9, 99)),  # most of the data
        (range(FINDER), range(FINDER)),  # a finder pattern
        (range(99), range(0, 99, 2)),  # every second column
        (range(99), range(99)),  # light on dark, which many phones do not read
    ],
    ids=["data", "finder", "columns", "inverted"],
)
def test_flipped_modules_are_refused(rows: range, columns: range) -> None:
    symbol = symbol_of(LEGAL_AID)
    with pytest.raises(DoesNotFit) as caught:
        read_back(Symbol(flipped(symbol.modules, rows, columns), symbol.content), decode)
    assert caught.value.exit_code == 6
    assert caught.value.cause == f"The QR code for {symbol.content} does not scan correctly."
    assert "'link'" in str(caught.value)


@pytest.mark.parametrize("content", ["https://www.example.org/other", "https://www.example.org/Help", "", " "])
def test_a_symbol_for_another_address_is_refused(content: str) -> None:
    good = symbol_of("https://www.example.org/help")
    with pytest.raises(DoesNotFit):
        read_back(Symbol(good.modules, content), decode)


@pytest.mark.parametrize("module", [False, True], ids=["blank", "black"])
def test_no_symbol_at_all_is_refused(module: bool) -> None:
    with pytest.raises(DoesNotFit):
        read_back(Symbol(((module,) * 25,) * 25, LEGAL_AID), decode)


def test_a_refusal_is_not_forgotten() -> None:
    """The check keeps what it has read; a bad symbol is refused each time."""
    bad = Symbol(((False,) * 21,) * 21, LEGAL_AID)
    for _ in range(2):
        with pytest.raises(DoesNotFit):
            read_back(bad, decode)
