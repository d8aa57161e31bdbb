"""Suggestions: how they are read, refused, and what they do to the sign-offs of the same words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cards.errors import BadFile
from cards.locations import shelves
from cards.read.answers import Verdict
from cards.read.script_types import Source
from cards.read.sign_offs import Objection, suggested_digest, words_digest
from cards.read.suggestions import Suggestion, read_signed, read_suggestions, with_objections

DOOR = "home/bearer/door"
SOURCE = Source(DOOR, "**Keep it closed.**", "A note.", ("U.S. Const. amend. IV",))
SHA = words_digest(SOURCE.text, "**No abra.**", "es")
TEXT = f"""\
# What reviewers would change.

[["{DOOR}"]]
verdict = "wrong"
text = "**No abra la puerta.**"
why = "It is short."
by = "Luis"
role = "community"
on = 2026-01-29
verified = true
sentence = "{SHA}"
sha256 = "{SHA}"
left_by = "Ana"
left_on = 2026-01-30
left_because = "No."
"""
WANTED = Suggestion(
    DOOR, SHA, SHA, Verdict.WRONG, "**No abra la puerta.**", "It is short.", "community", "Luis", date(2026, 1, 29),
    True, "Ana", date(2026, 1, 30), "No.",
)  # fmt: skip


def put(folder: Path, text: str) -> Path:
    path = folder / "translations/es/suggestions.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_suggestion_is_read_with_all_that_it_has(tmp_path: Path) -> None:
    put(tmp_path, TEXT)
    assert read_suggestions(shelves(tmp_path), "es") == (WANTED,)
    assert not WANTED.is_open
    assert read_suggestions(shelves(tmp_path), "ar") == ()


def test_a_later_shelf_replaces_the_same_suggestion(tmp_path: Path) -> None:
    put(tmp_path / "a", TEXT.replace("left_", "# left_"))
    put(tmp_path / "b", TEXT)
    places = (*shelves(tmp_path / "a")[1:], *shelves(tmp_path / "b")[1:])
    assert [each.is_open for each in read_suggestions(places, "es")] == [False]
    assert [each.is_open for each in read_suggestions(places[::-1], "es")] == [True]


@pytest.mark.parametrize(
    ("part", "replacement", "line", "cause"),
    [
        ('verdict = "wrong"', 'verdict = "right"', 4, "'right'"),
        (f'sha256 = "{SHA}"', 'sha256 = "12"', 12, "64 hexadecimal digits"),
        ("on = 2026-01-29", "on = 2999-01-29", 9, "in the future"),
        ('by = "Luis"', 'by = "42"', 7, "names nobody"),
        ('left_by = "Ana"\n', "", 3, "who left"),
        ("left_on = 2026-01-30\n", "", 13, "who left"),
        ('role = "community"', 'role = "friend"', 8, "'friend'"),
        ('why = "It is short."', 'whi = "It is short."', 6, "not known"),
    ],
)
def test_a_broken_file_is_refused_on_its_line(
    tmp_path: Path, part: str, replacement: str, line: int, cause: str
) -> None:
    path = put(tmp_path, TEXT.replace(part, replacement, 1))
    with pytest.raises(BadFile) as error:
        read_signed(shelves(tmp_path), "es", date(2026, 2, 1))
    assert cause in str(error.value)
    assert (error.value.file, error.value.line) == (path, line)


def test_objections_come_with_the_sign_offs(tmp_path: Path) -> None:
    put(tmp_path, TEXT)
    ((found, author),) = read_signed(shelves(tmp_path)[1:], "es").values()
    assert (author.objection, author.by, author.sha256) == (Objection.AUTHOR, found.by, suggested_digest(WANTED.text))
    assert (found.objection, found.by, found.context, found.locale) == (Objection.LEFT, "Luis", DOOR, "es")
    opened = replace(WANTED, left_by="", left_on=None, left_because="")
    assert with_objections({}, [opened], "es")[DOOR][0].objection is Objection.OPEN
    question = replace(WANTED, verdict=Verdict.UNSURE, text="")
    assert with_objections({}, [question], "es") == {}, "a question changes no state"


def test_an_objection_is_to_words_wherever_they_are() -> None:
    objection = with_objections({}, [WANTED], "es")[DOOR][0]
    assert objection.covers(SOURCE, "**No abra.**")
    elsewhere = replace(SOURCE, context="street/bearer/door", note="Another note.", authority=("Another",))
    assert objection.covers(elsewhere, "**No abra.**")
    assert not objection.covers(SOURCE, "**No abra**.")
    assert not objection.covers(replace(SOURCE, text="Keep it shut."), "**No abra.**")
    assert not replace(objection, locale="pt").covers(SOURCE, "**No abra.**")
