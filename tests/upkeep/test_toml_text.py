"""TOML files in pieces: a table is what a header opens, and no line that looks like one."""

import pytest

from cards.upkeep.toml_text import split_tables

HEAD = "# A file.\na = 1\n\n"
FIRST = '# Of b.\n[b]\nc = """\n[d]\n# x\n[[e]]\n"""\nf = [\n  [1],\n]\n\n'
SECOND = '[["g/h"]] # i\nj = 2\n'


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_table_is_one_piece(end: str) -> None:
    text = (HEAD + FIRST + SECOND).replace("\n", end)
    found = split_tables(text)
    assert (found.head, found.tables) == (HEAD, (FIRST, SECOND))
    assert found.text == text
    assert found.inserted(1, "[x]\n").text == (HEAD + FIRST + "[x]\n\n" + SECOND).replace("\n", end)
