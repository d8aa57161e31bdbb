"""Scripts with a plan to fill in: what their files may say, and the layouts that a script can be made in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cards.errors import BadFile, BadOrder
from cards.locations import bundled
from cards.read.extract import extract
from cards.read.layouts import CARD_LAYOUTS, PLAN_LAYOUTS, Layout
from cards.read.script_types import Part
from cards.read.scripts import find_script, layouts_of, read_script, script_ids

SHELVES = (bundled(),)
PLAN = """\
id = "ours"
version = 1
title = "Ours"
about = "About."
[plan.heading]
id = "heading"
text = "Our plan"
[[plan.section]]
id = "now"
text = "Now"
[[plan.section.statement]]
id = "find"
text = "Look:"
address = "locator.ice.gov"
[[plan.section]]
id = "child"
text = "Child"
times = 2
[[plan.section.line]]
id = "name"
text = "Name:"
lines = 3
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], object]:
    def read_text(text: str) -> object:
        path = tmp_path / "ours.toml"
        path.write_text(text, "utf-8")
        return read_script(path)

    return read_text


def test_a_plan_is_read_in_order(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(PLAN, "utf-8")
    script = read_script(path)
    assert script.is_plan
    assert script.layouts == PLAN_LAYOUTS == (Layout.PLAN,)
    assert script.officer.sources == script.officer.every == ()
    assert [(each.context, each.part, each.blanks, each.times, each.address) for each in script.bearer.statements] == [
        ("ours/plan/now", Part.SECTION, 0, 1, ""),
        ("ours/plan/find", Part.STATEMENT, 0, 1, "locator.ice.gov"),
        ("ours/plan/child", Part.SECTION, 0, 2, ""),
        ("ours/plan/name", Part.LINE, 3, 1, ""),
    ]
    with path.open("rb") as file:
        found = [(line, context) for line, _, (context, _), _ in extract(file, (), (), {})]
    assert [context for _, context in found] == [each.context for each in script.bearer.sources]
    assert [line for line, _ in found] == [each.line for each in script.bearer.sources]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "find"', 'id = "name"', "has the id 'name' twice"),
        ('address = "locator.ice.gov"', 'address = "www.ice.gov"', "Choose locator.ice.gov"),
        ("times = 2", "times = 7", "Give a whole number from 1 to 6"),
        ("lines = 3", "lines = 0", "Give a whole number from 1 to 4"),
        ('[[plan.section.line]]\nid = "name"\ntext = "Name:"\nlines = 3\n', "", "without a statement or a line"),
        ('about = "About."', 'about = "About."\nlayouts = ["duplex"]', "has 'duplex'. Name plan"),
        ("times = 2", "time = 2", "not known"),
        ("[plan.heading]", "[bearer.heading]\nid = 'a'\ntext = 'b'\n[plan.heading]", "not known"),
    ],
)
def test_what_a_plan_cannot_say(read: Callable[[str], object], old: str, new: str, said: str) -> None:
    assert old in PLAN
    with pytest.raises(BadFile, match=r"ours\.toml") as refused:
        read(PLAN.replace(old, new))
    assert said in str(refused.value)


def test_every_script_has_the_layouts_of_its_kind() -> None:
    for name in script_ids(SHELVES):
        script = find_script(SHELVES, name)
        assert set(script.layouts) <= set(PLAN_LAYOUTS if script.is_plan else CARD_LAYOUTS), name
        assert layouts_of(script, ()) == script.layouts[:1]
    assert find_script(SHELVES, "private").layouts == (Layout.POSTER,)
    assert find_script(SHELVES, "home").layouts == CARD_LAYOUTS


@pytest.mark.parametrize(
    ("script", "asked", "made"),
    [
        ("home", (Layout.PLAN, Layout.FOLD, Layout.DUPLEX), (Layout.FOLD, Layout.DUPLEX)),
        ("family", (Layout.DUPLEX, Layout.PLAN), (Layout.PLAN,)),
    ],
)
def test_a_script_is_made_in_those_of_its_layouts_that_are_asked_for(
    script: str, asked: tuple[Layout, ...], made: tuple[Layout, ...]
) -> None:
    assert layouts_of(find_script(SHELVES, script), asked) == made


@pytest.mark.parametrize(("script", "layout", "instead"), [("family", "duplex", "plan"), ("private", "fold", "poster")])
def test_a_layout_that_a_script_does_not_have_is_refused(script: str, layout: str, instead: str) -> None:
    with pytest.raises(BadOrder) as refused:
        layouts_of(find_script(SHELVES, script), (Layout(layout),))
    assert f"cannot be made with 'layout' {layout}. Remove it, or choose {instead}." in str(refused.value)


def plan_with(
    sections: int, statements: int, lines: int, *, text: str = "Call.", blanks: int = 1, times: int = 1
) -> str:
    """A plan with so many of each in every section."""
    parts = [PLAN[: PLAN.index("[[plan.section]]")]]
    for at in range(sections):
        parts.append(f'[[plan.section]]\nid = "s{at}"\ntext = "Now"\ntimes = {times}\n')
        parts += [f'[[plan.section.statement]]\nid = "s{at}-a{n}"\ntext = "{text}"\n' for n in range(statements)]
        parts += [
            f'[[plan.section.line]]\nid = "s{at}-b{n}"\ntext = "{text}"\nlines = {blanks}\n' for n in range(lines)
        ]
    return "".join(parts)


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"sections": 10, "statements": 10, "lines": 0}, None),
        ({"sections": 5, "statements": 10, "lines": 10}, None),
        ({"sections": 10, "statements": 10, "lines": 1}, "has 110 statements and lines to write on"),
        ({"sections": 5, "statements": 0, "lines": 3, "blanks": 2, "times": 4}, "has 120 statements and lines"),
        ({"sections": 12, "statements": 20, "lines": 20, "blanks": 4, "times": 6}, "has 6000 statements and lines"),
        ({"sections": 6, "statements": 10, "lines": 0, "text": "a" * 99}, None),
        ({"sections": 6, "statements": 10, "lines": 0, "text": "a" * 100}, "has 6,018 characters of text"),
    ],
)
def test_a_plan_with_more_than_a_page_has_room_for_is_refused_when_it_is_read(
    tmp_path: Path, given: dict[str, Any], what: str | None
) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(plan_with(**given), "utf-8")
    if what is None:
        assert read_script(path).is_plan
        return
    with pytest.raises(BadFile, match=what) as refused:
        read_script(path)
    assert refused.value.line is not None
    assert "a page has room for fewer" in refused.value.remedy
