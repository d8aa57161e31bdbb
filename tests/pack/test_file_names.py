from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.pack.file_names import MAX_BYTES, safe_name, unique_name


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("home - Spanish - 200 cards", "home - Spanish - 200 cards.pdf"),
        ("Casa / Lynn: “our” group?", "Casa - Lynn- “our” group-.pdf"),
        ("a\tb\nc\u200bd  e", "a b c d e.pdf"),
        ("...", "_.pdf"),
        ("", "_.pdf"),
        (".hidden", "hidden.pdf"),
        ("ends with dots...", "ends with dots.pdf"),
        ("con", "_con.pdf"),
        ("NUL.old", "_NUL.old.pdf"),
        ("com¹", "_com¹.pdf"),
        ("console", "console.pdf"),
        ("e\u0301", "\u00e9.pdf"),
        ("日本語", "日本語.pdf"),
    ],
)
def test_a_name_that_every_system_can_hold(wanted: str, name: str) -> None:
    assert safe_name(wanted, ".pdf") == name


@given(st.text(max_size=300), st.sampled_from(["", ".pdf", ".zip"]))
def test_any_text_makes_a_safe_name(wanted: str, suffix: str) -> None:
    name = safe_name(wanted, suffix)
    assert len(name.encode("utf-8")) <= MAX_BYTES
    assert name == name.strip()
    assert not name.startswith(".")
    assert not name.endswith(".")
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable()
    assert unicodedata.is_normalized("NFC", name)
    assert name.partition(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}


@given(st.lists(st.text(max_size=5), max_size=8))
def test_names_differ_in_more_than_case(wanted: list[str]) -> None:
    taken: set[str] = set()
    names = [unique_name(each, ".pdf", taken) for each in wanted]
    assert len({unicodedata.normalize("NFD", name).casefold() for name in names}) == len(wanted)


def test_long_names_differ_at_their_end() -> None:
    taken: set[str] = set()
    first, second = (unique_name("x" * 400, ".pdf", taken) for _ in range(2))
    assert first == "x" * (MAX_BYTES - 4) + ".pdf"
    assert second.endswith("x (2).pdf")
    assert len(second) == MAX_BYTES
