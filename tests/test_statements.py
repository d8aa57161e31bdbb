"""docs/STATEMENTS.md: current, whole, and with grades that are those of the formula."""

import re
from dataclasses import replace

import pytest

from cards.locations import bundled
from cards.read.scripts import find_script, script_ids
from docs.list_statements import TARGET, Reading, _side, reading, statements, syllables


def test_the_table_is_current() -> None:
    assert statements() == TARGET.read_text("utf-8"), "run: python docs/list_statements.py"


@pytest.mark.parametrize("script_id", script_ids([bundled()]))
def test_every_string_of_a_script_has_a_row_with_its_authorities(script_id: str) -> None:
    script = find_script([bundled()], script_id)
    rows = [
        re.split(r" ?(?<!\\)\| ?", line)[1:-1]
        for line in TARGET.read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]
    for source in (*script.bearer.every, *script.officer.every):
        (row,) = [each for each in rows if each[0] == f"`{source.context}`"]
        assert (source.text or "(left out)") in row[1]
        assert row[2] == "<br>".join(source.authority)


@pytest.mark.parametrize(
    ("word", "count"),
    [("warrant", 2), ("immigration", 4), ("Silent", 2), ("don’t", 1), ("judge", 1), ("lawyer", 2), ("1304", 1)],
)
def test_syllables_of_a_word(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("texts", "words", "sentences", "counted"),
    [
        (["**Stay silent.**"], 2, 1, 3),
        (["Ask: “Am I free to go?” If yes, leave."], 9, 2, 9),
        (["I will sign nothing. (8 U.S.C. § 1362)"], 4, 1, 5),
        (["The law is 8 U.S.C. 1304(e) today."], 9, 1, 10),
        (["No end mark", "Stay calm. Go."], 6, 3, 6),
    ],
)
def test_the_grade_is_that_of_flesch_and_kincaid(texts: list[str], words: int, sentences: int, counted: int) -> None:
    found = reading(texts)
    assert found is not None
    assert found.grade == pytest.approx(0.39 * words / sentences + 11.8 * counted / words - 15.59)


def test_a_text_of_the_report_has_the_grade_that_its_counts_give() -> None:
    """A hundred words in five sentences with 150 syllables: 0.39 × 20 + 11.8 × 1.5 − 15.59 = 9.91."""
    sentence = " ".join(["Lawyer", *["lawyer"] * 9, *["judge"] * 10]) + "."
    found = reading([" ".join([sentence] * 5)])
    assert found is not None
    assert round(found.grade, 2) == 9.91


def test_long_words_are_listed_once_in_order() -> None:
    found = reading(["Immigration officer, immigration!"])
    assert found is not None
    assert found.long_words == ("immigration", "officer")
    assert reading(["(5th Amendment)"]) is None
    assert reading([""]) is None
    assert isinstance(reading(["Go."]), Reading)


def test_a_variant_has_a_row_with_its_states() -> None:
    side = find_script([bundled()], "street").bearer
    first, *others = side.statements
    variant = replace(first, context=f"{first.context}/ma", text="**Say | it.**", regions=("US-MA", "US-CA"))
    gone = replace(variant, context=f"{first.context}/ny", text="", regions=("US-NY",))
    rows = [*_side(replace(side, statements=(replace(first, variants=(variant, gone)), *others)))]
    assert f"| `{variant.context}` | In US-MA, US-CA: **Say \\| it.** | " in rows[4]
    assert f"| `{gone.context}` | In US-NY: (left out) | " in rows[5]
    assert rows[5].endswith("|  |  |")


def test_a_phrase_that_stays_english_is_named() -> None:
    side = find_script([bundled()], "street").bearer
    first, *others = side.statements
    asks = replace(first, text="**Ask:** “Am I free to go?”", say=("Am I free to go?",))
    rows = [*_side(replace(side, statements=(asks, *others)))]
    assert "| **Ask:** “Am I free to go?”<br>Said in English: “Am I free to go?” | " in rows[3]
