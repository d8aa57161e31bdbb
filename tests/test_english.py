"""No text of the project has one of the worst habits of prose."""

from __future__ import annotations

import re

import pytest

from tests.english import HABITS, ROOT, Habit, comments, found_in_the_project, offences, strings, without_code

SHOULD_PASS = (
    "Leave out --together.",
    "The key is there twice.",
    "A file that has not been read, and which nobody has not seen.",
    "It belongs in the red ring.",
    "There are none. There is no such file.",
    "It stands for the digests of all strings.",
    "A logo stands over the code, beside the name.",
    "This is no longer needed.",
    "The words pass through four steps.",
    "Make it so that it fits. It prints so that both sides meet.",
    "Give --paper-colour F04E45; the key is paper_colour, the value `colour`.",
    "Fold it the other way round. A ring around the center, with round corners.",
    "This part of ours is our own. For further details, read on.",
)


@pytest.mark.full_only
def test_no_text_has_a_habit() -> None:
    assert not list(found_in_the_project()), "python tests/english.py lists them"


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.example)
def test_each_habit_is_found(habit: Habit) -> None:
    assert habit in [each for each, _ in offences(f"First, {habit.example}.")]
    assert habit in [each for each, _ in offences(habit.example.replace(" ", "\n    "))], "over the end of a line"
    assert habit in [each for each, _ in offences(habit.example.upper())]
    assert not list(offences(habit.better)), "the better wording is one that is refused"


@pytest.mark.parametrize("text", SHOULD_PASS)
def test_plain_english_passes(text: str) -> None:
    assert [where for _, where in offences(text)] == []


def test_all_strings_of_a_module_are_read() -> None:
    code = "\n".join(("'a module'", 'x = "one " "two"', 'y = f"three {x!r:>{3}} four"', "class A:", "    'of A'"))
    assert sorted(strings(code)) == ["a module", "of A", "one two", "three X four"]
    assert sorted(strings('print("a", f"b", ("c"))')) == ["a", "b", "c"]


def test_all_comments_of_a_module_are_read() -> None:
    code = "# One\n# two.\nx = 1  # three\n\n# four\ny = '# five'\n"
    assert list(comments(code)) == ["One two. three", "four"]


def test_code_and_the_glossary_are_not_prose() -> None:
    assert without_code("a\n```\nmend\n```\nb") == "a\n\nb"
    assert without_code("a\n## Words\n\n| mend |\n\n## Next\nb") == "a\n## Next\nb"
    assert re.search(r"^## Words$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
