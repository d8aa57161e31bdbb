"""The files that answers are kept in: every other line stays, and what is written is read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.errors import BadFile, BadOrder
from cards.read.answers import Verdict
from cards.read.back_translations import BackTranslation, back_translations_in
from cards.read.suggestions import Suggestion, suggestions_in
from cards.read.tables import table_of
from cards.upkeep.read_back import back_translations_text
from cards.upkeep.suggestions import left, suggestions_text, taken

PATH = Path("suggestions.toml")
DAY = date(2026, 1, 29)
ONE = Suggestion("a/b/c", "0" * 64, "1" * 64, Verdict.WRONG, "Abra “\\” no.", "", "community", "Rosa", DAY)
TWO = replace(ONE, by="Luis", verdict=Verdict.UNSURE, text="", why="¿?")
OTHER = replace(ONE, context="a/b/d", sha256="2" * 64, verified=True)


def read(text: str) -> list[Suggestion]:
    return list(suggestions_in(table_of(text, str(PATH))))


def test_suggestions_are_added_changed_and_withdrawn() -> None:
    text = suggestions_text("", [OTHER, ONE], (), PATH)
    assert text.startswith("# What reviewers would change")
    assert read(text) == [ONE, OTHER]
    text = suggestions_text(text, [TWO], (), PATH)
    assert read(text) == [ONE, TWO, OTHER]
    decided = left(ONE, "Ana", "It is  the word.", DAY)
    text = suggestions_text(text, [decided], (), PATH)
    assert read(text) == [decided, TWO, OTHER]
    assert decided.left_because == "It is the word."
    text = suggestions_text(text, [], {TWO.key}, PATH)
    assert read(text) == [decided, OTHER]
    assert suggestions_text(text, [], {TWO.key}, PATH) == text


def test_comments_and_other_tables_stay() -> None:
    text = suggestions_text("", [ONE, OTHER], (), PATH).replace('[["a/b/d"]]', '# Ask Bo.\n[["a/b/d"]] # here')
    after = suggestions_text(text.replace("\n", "\r\n"), [TWO], (), PATH)
    assert "# Ask Bo.\r\n" in after
    assert "# here" in after
    changed = suggestions_text(text, [replace(OTHER, why="x")], (), PATH)
    assert "# Ask Bo.\n[[" in changed


def test_a_file_that_is_laid_out_otherwise_is_refused() -> None:
    with pytest.raises(BadFile, match="not laid out"):
        suggestions_text('"a/b/c" = []\n', [ONE], (), PATH)
    with pytest.raises(BadFile, match="not laid out"):
        back_translations_text('"a" = {sha256 = "0", english = "x"}\n', {"a": BackTranslation("0", "x")}, PATH)


line = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)
suggestion = st.builds(
    Suggestion,
    st.sampled_from(["a", "a/b", "b"]), st.sampled_from(["0" * 64, "f" * 64]), st.just("1" * 64),
    st.sampled_from([Verdict.WRONG, Verdict.UNSURE]), line, line, st.just("legal"), st.sampled_from(["Ana", "Bo"]),
    st.dates(max_value=DAY), st.booleans(),
)  # fmt: skip


@given(st.lists(st.lists(suggestion, max_size=4, unique_by=lambda each: each.key), max_size=4))
def test_the_last_suggestion_of_each_is_kept(rounds: list[list[Suggestion]]) -> None:
    text, kept = "", dict[tuple[str, str, str], Suggestion]()
    for new in rounds:
        text = suggestions_text(text, new, (), PATH) if new else text
        kept |= {each.key: each for each in new}
    assert sorted(read(text), key=lambda each: each.key) == sorted(kept.values(), key=lambda each: each.key)


@given(st.lists(st.dictionaries(st.sampled_from(["a", "b", "c/d"]), line, max_size=3), max_size=4))
def test_the_last_reading_of_each_string_is_kept(rounds: list[dict[str, str]]) -> None:
    text, kept = "", dict[str, BackTranslation]()
    for number, new in enumerate(rounds):
        readings = {
            each: BackTranslation("0" * 64, said, "Ana", DAY.replace(day=number + 1)) for each, said in new.items()
        }
        text = back_translations_text(text, readings, PATH) if new else text
        kept |= readings
    assert back_translations_in(table_of(text, "back-translation.toml")) == kept


def test_a_reading_replaces_that_of_a_machine_and_leaves_the_rest() -> None:
    first = '#:schema x\n# Kept.\n\n["a"]\nsha256 = "0"\nenglish = "old"\n'
    before = f'{first}\n# Bo asks.\n["b"]\nsha256 = "1"\nenglish = "b"\n'
    after = back_translations_text(before, {"a": BackTranslation("0", "new", "Ana", DAY)}, PATH)
    assert after == before.replace('english = "old"\n', 'english = "new"\nby = "Ana"\non = 2026-01-29\n')


@pytest.mark.parametrize(
    ("by", "because", "on", "cause"),
    [("42", "x", DAY, "names nobody"), ("Ana", "  ", DAY, "no reason"), ("Ana", "x", date(2026, 1, 1), "before")],
)
def test_who_leaves_a_text_says_why(by: str, because: str, on: date, cause: str) -> None:
    with pytest.raises(BadOrder, match=cause):
        left(ONE, by, because, on)


@pytest.mark.parametrize("by", ["Rosa", "rosa", "Rosа", "Rosa (translator)", "ROSA 2"])
def test_nobody_takes_their_own_suggestion(by: str) -> None:
    decided = taken(ONE, "Ana", DAY)
    assert read(suggestions_text(suggestions_text("", [ONE], (), PATH), [decided], [ONE.key], PATH)) == [decided]
    with pytest.raises(BadOrder, match="somebody else has to take it"):
        taken(ONE, by, DAY)


@pytest.mark.parametrize("by", [".", "42", "  ", "--"])
def test_somebody_takes_a_suggestion(by: str) -> None:
    with pytest.raises(BadOrder, match="names nobody"):
        taken(ONE, by, DAY)
