"""The worst habits of prose are not taken up again, and those that are left only get fewer."""

from __future__ import annotations

import re

import pytest

from tests.english import (
    ALLOWED,
    HABITS,
    ROOT,
    Habit,
    allow_list,
    allowed,
    found_in_the_project,
    offences,
    shrunk,
    strings,
    without_code,
)  # fmt: skip

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
)


def told(found: list[tuple[Habit, str]]) -> str:
    return "".join(f"\n  …{where}… Better: {habit.better}." for habit, where in found)


def test_no_file_takes_up_a_habit() -> None:
    found = found_in_the_project()
    more = {name: several for name, several in found.items() if len(several) > allowed().get(name, 0)}
    lines = [f"\n{name} may have {allowed().get(name, 0)}:{told(several)}" for name, several in more.items()]
    assert not more, "".join(["After a move: python tests/english.py --shrink", *lines])


def test_the_list_has_no_more_than_there_is() -> None:
    found = found_in_the_project()
    left = {name: count for name, count in allowed().items() if count > len(found.get(name, ()))}
    assert not left, f"Reworded, good: run `python tests/english.py --shrink`. {left}"


def test_a_list_only_shrinks() -> None:
    one, other, elsewhere = "cards/read/a.py", "cards/read/b.py", "cards/draw/c.py"
    assert shrunk({one: 3}, {one: 2}) == {one: 2}
    assert shrunk({one: 3}, {one: 9}) == {one: 3}
    assert shrunk({one: 3}, {}) == {one: 0}
    assert shrunk({one: 3}, {one: 1, other: 1}) == {one: 1, other: 1}, "moved"
    assert shrunk({one: 3}, {one: 2, other: 2}) == {one: 2, other: 1}, "moved, and one more"
    assert shrunk({one: 3}, {one: 1, elsewhere: 2}) == {one: 1, elsewhere: 0}, "another package has its own"


def test_the_list_is_as_it_is_written() -> None:
    assert ALLOWED.read_text("utf-8") == allow_list(allowed())


def test_documents_have_none() -> None:
    assert [name for name in allowed() if not name.startswith("cards/")] == []


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


def test_code_and_the_glossary_are_not_prose() -> None:
    assert without_code("a\n```\nmend\n```\nb") == "a\n\nb"
    assert without_code("a\n## Words\n\n| mend |\n\n## Next\nb") == "a\n## Next\nb"
    assert re.search(r"^## Words$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
