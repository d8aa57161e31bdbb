"""The picture of the architecture is that of the code as it is."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from docs.draw_architecture import ROOT, TARGET, Plan, draw, read_plan, reduced, rounded

TOLERANCE = 0.3
"""Lines of code may be off by this share, so that not every change has to draw the picture again."""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan()


def words(picture: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")]


def numbers(picture: str) -> list[int]:
    found = re.findall(r"(?<=/ )\d[\d,]*|(?<=>)\d[\d,]*(?=(?: lines)?</text>)", picture)
    return [int(each.replace(",", "")) for each in found]


def without_numbers(picture: str) -> str:
    return re.sub(r"(?<=/ )\d[\d,]*|(?<=>)\d[\d,]*(?=(?: lines)?</text>)", "n", picture)


def test_the_picture_is_current(plan: Plan) -> None:
    now, shown = draw(plan), TARGET.read_text("utf-8")
    assert without_numbers(now) == without_numbers(shown), "run: python docs/draw_architecture.py"
    for actual, told in zip(numbers(now), numbers(shown), strict=True):
        assert abs(actual - told) <= max(TOLERANCE * actual, 20), "run: python docs/draw_architecture.py"


def test_every_package_and_module_has_a_box_with_its_lines(plan: Plan) -> None:
    names = {
        path.stem for path in (ROOT / "cards").iterdir() if (path / "__init__.py").is_file() or path.suffix == ".py"
    }
    assert {room.name for row in plan.rows for room in row} == names - {"__init__"}
    told = words(draw(plan))
    for room in (room for row in plan.rows for room in row):
        assert {f"{room.name}/", f"{room.name}.py"} & set(told)
        assert {f"{rounded(room.lines):,} lines", f"{rounded(room.lines):,}"} & set(told)
        assert all(any(f"{name}/" in each for each in told) for name, _ in room.inside)


def test_arrows_point_down_and_lead_to_all_that_is_imported(plan: Plan) -> None:
    row_of = {room.name: number for number, row in enumerate(plan.rows) for room in row}
    assert ("page", "pack") in plan.arrows
    assert ("cli", "errors") not in plan.arrows, "it follows from others"
    assert all(row_of[source] < row_of[target] for source, target in plan.arrows)


def test_edges_that_follow_from_others_are_left_out() -> None:
    assert reduced({"a": ["b", "c"], "b": ["c"], "c": []}) == [("a", "b"), ("b", "c")]
    assert reduced({"a": ["b", "d"], "b": ["c"], "c": ["d"], "d": []}) == [("a", "b"), ("b", "c"), ("c", "d")]
    diamond = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}
    assert reduced(diamond) == [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]


@pytest.mark.parametrize(("lines", "told"), [(0, 0), (7, 7), (99, 99), (149, 150), (1234, 1200), (5870, 5900)])
def test_lines_are_told_to_two_digits(lines: int, told: int) -> None:
    assert rounded(lines) == told


def test_the_same_code_makes_the_same_picture(plan: Plan) -> None:
    code = "import sys; from docs.draw_architecture import draw, read_plan; sys.stdout.write(draw(read_plan()))"
    env = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, check=True, capture_output=True)
    assert done.stdout.decode("utf-8").replace("\r\n", "\n") == draw(plan)


def test_words_stay_in_their_boxes(plan: Plan) -> None:
    """By the widths that the picture is laid out with; a browser's own font may differ a little."""
    space = "{http://www.w3.org/2000/svg}"
    picture = ElementTree.fromstring(draw(plan))
    keys = ("x", "y", "width", "height")
    rectangles = [[float(each.get(key, "0")) for key in keys] for each in picture.iter(f"{space}rect")]
    boxes = [(x, y, x + width, y + height) for x, y, width, height in rectangles[1:]]
    for each in picture.iter(f"{space}text"):
        x, y = float(each.get("x", "0")), float(each.get("y", "0"))
        inside = [box for box in boxes if box[0] < x < box[2] and box[1] < y < box[3]]
        assert len(inside) == 1, each.text
        if each.get("text-anchor") is None and each.get("font-weight") is None:
            assert x + 6.3 * len(each.text or "") <= inside[0][2], each.text


TRIALS = {
    "upkeep/check_cards.py": "the number of a trial card, which nobody prints",
    "typeset/card/face.py": "an address cut short, to say which length would fit",
    "merge/contact.py": "an empty contact, for what has none",
}
"""Where a number or an address may come from other than its reader, and why."""


def test_every_number_and_address_comes_from_its_reader() -> None:
    found = {
        path.relative_to(ROOT / "cards").as_posix()
        for path in (ROOT / "cards").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Telephone", "Link")
    }
    assert found == {"read/numbers.py", "read/links.py", *TRIALS}


def test_no_text_of_a_stranger_is_a_pattern_to_fill() -> None:
    """`str.format` reads attributes of what it is given; only texts of our own, in capitals, are filled."""
    called = [
        node.func.value
        for folder in ("guards", "merge", "typeset", "impose", "draw", "checking", "upkeep", "desk", "pack")
        for path in (ROOT / "cards" / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("format", "format_map")
    ]
    assert called
    assert all(isinstance(each, ast.Name) and each.id.isupper() for each in called)


WHOLE_NUMBERS = {
    "cards/draw/font_file.py": {"words"},
    "cards/draw/structure.py": {"(cluster.advance for cluster in run.clusters)"},
    "cards/typeset/card/statements.py": {"(len(each.lines) for each in self.placed)"},
    "cards/typeset/poster/side.py": {
        "(len(section.points) + 1 for section in sections)",
        "(section.broken for section in sections)",
    },
    "cards/typeset/poster/words.py": {
        "(point.broken for point in self.points)",
        "(len(span.text) for span in spans[:place])",
    },
    "cards/typeset/text/sense.py": {"(stop_at(paragraph, end) for _, end in lines[:-1])"},
}
"""Sums of whole numbers where sizes become places."""


def test_places_are_the_same_in_every_version_of_python() -> None:
    """Since 3.12 `sum` rounds fractions otherwise than before; `math.fsum` rounds once, in all versions."""
    found: dict[str, set[str]] = {}
    for path in (path for room in ("draw", "impose", "typeset") for path in (ROOT / "cards" / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "sum":
                found.setdefault(path.relative_to(ROOT).as_posix(), set()).add(ast.unparse(node.args[0]))
    assert found == WHOLE_NUMBERS, "add fractions with math.fsum"
