"""Fonts that lack something, one at a time."""

from dataclasses import replace

import pytest

from cards.checking.look.fonts import Font
from cards.checking.report import Finding, Mark
from cards.checking.rules.fonts import check_fonts

RIGHT = Font("ABCDEF+NotoSans", embedded=True, subset=True, to_unicode=True, codes=40, unmapped=0, empty=0)


def test_whole_fonts_are_right() -> None:
    text = "all 2 fonts are in the file, with a character for every glyph"
    assert list(check_fonts([RIGHT, RIGHT])) == [Finding(Mark.OK, "fonts", text)]


def test_a_file_without_letters_is_wrong() -> None:
    (found,) = check_fonts([])
    assert found.mark is Mark.WRONG
    assert "the file has no text" in found.text


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ({"embedded": False}, "not in the file, so another computer may print other letters. Make the file again: Bad"),
        (
            {"to_unicode": False},
            "without a table of characters, so nobody can search, copy or hear the text. Make the file again: Bad",
        ),
        ({"unmapped": 3}, "3 glyphs have no character, so screen readers skip them: Bad"),
        ({"empty": 1}, "1 glyphs are empty boxes, so do not print the file: Bad"),
    ],
)
def test_a_font_that_lacks_something_is_named(fault: dict[str, int], text: str) -> None:
    bad = replace(RIGHT, name="Bad", **fault)  # type: ignore[arg-type]  # bool and int
    assert list(check_fonts([RIGHT, bad])) == [Finding(Mark.WRONG, "fonts", text)]


def test_glyphs_are_counted_over_all_fonts() -> None:
    found = list(check_fonts([replace(RIGHT, empty=2), replace(RIGHT, name="Other", empty=5, unmapped=1)]))
    assert [each.text.partition(" ")[0] for each in found] == ["1", "7"]


def test_a_whole_font_is_a_warning_beside_what_is_right() -> None:
    found = list(check_fonts([replace(RIGHT, name="NotoSans-Regular", subset=False)]))
    assert [each.mark for each in found] == [Mark.OK, Mark.WARNING]
    assert found[1].text == (
        "the file has fonts with more than the letters in use, which makes it large: NotoSans-Regular"
    )
