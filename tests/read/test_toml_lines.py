"""Where the keys of TOML stand: in documents that are written from a description, which says it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cards.errors import BadFile
from cards.read.tables import read_table
from cards.read.toml_lines import lines_before, lines_in

ROOT = Path(__file__).resolve().parents[2]
OURS = sorted(path for each in ("cards", "translations", "fonts", "docs") for path in (ROOT / each).rglob("*.toml"))

Path_ = tuple[str | int, ...]

NAMES = ("a", "b-1", "2", "key with spaces", "a.b", 'q"', "back\\slash", "é", "#", "[x]", "=", "", "\u200b", "tab\t")
PLAIN = ("a", "b-1", "2", "x_y")
SCALARS = (
    "1", "-1.5", "1e6", "inf", "true", "2026-01-29", "1979-05-27 07:32:00Z", "07:32:00", '""', "''", '"a = 1"', "'[b]'",
    r'"\""', r"'\'", '"#"', '"""x"""', '"""\na = 1\n[b]\n"""', "'''\nb = 2\n'''", '"""a""b"""', '""""quoted""""',
    "''''x'''''",
    '"""\\"""\nc = 3"""', '"""\\\n   d = 4\\\\"""',
)  # fmt: skip
GAPS = ("", "\n", "# a = 1\n", "\n\n   # [x]\n", "\t\n", "# '''\n", '# """\n')


class Writer:
    """Writes a document, and notes the line of each key that it writes."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = ""
        self.lines: dict[Path_, int] = {}

    def put(self, text: str) -> None:
        self.text += text

    def note(self, path: Path_) -> None:
        self.lines[path] = self.text.count("\n") + 1

    def gap(self) -> None:
        self.put(self.draw(st.sampled_from(GAPS)))

    def blank(self) -> str:
        return self.draw(st.sampled_from(("", " ", "\t ")))

    def key(self, name: str) -> None:
        """A name as a bare, a basic or a literal key."""
        bare = [name] if name and all(each.isascii() and (each.isalnum() or each in "-_") for each in name) else []
        literal = [f"'{name}'"] if name.isprintable() and "'" not in name else []
        escaped = [json.dumps(name, ensure_ascii=True)]
        self.put(self.draw(st.sampled_from(bare + literal + escaped)))

    def dotted(self, names: Path_) -> None:
        for place, name in enumerate(names):
            self.put(f"{self.blank()}.{self.blank()}" if place else "")
            self.key(str(name))

    def pairs(self, path: Path_, depth: int) -> None:
        """Lines `key = value` of a table, some with dotted keys."""
        for name in self.draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=3)):
            self.gap()
            self.put(self.blank())
            dotted = self.draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=2)) if depth else []
            names: list[Path_] = [(name, inner) for inner in dotted] or [(name,)]
            for parts in names:
                self.note((*path, *parts))
                self.lines.setdefault((*path, name), self.lines[(*path, *parts)])
                self.dotted(parts)
                self.put(f"{self.blank()}={self.blank()}")
                self.value((*path, *parts), depth - 1)
                self.put(f"{self.blank()}{self.draw(st.sampled_from(('', '# x = 1')))}\n")

    def value(self, path: Path_, depth: int) -> None:
        kind = self.draw(st.sampled_from(("scalar", "array", "table"))) if depth > 0 else "scalar"
        if kind == "scalar":
            self.put(self.draw(st.sampled_from(SCALARS)))
        elif kind == "array":
            self.put("[")
            for place in range(self.draw(st.integers(0, 3))):
                self.gap()
                self.put(self.blank())
                self.value((*path, place), depth - 1)
                self.gap_before_comma()
            self.gap()
            self.put("]")
        else:
            self.put("{")
            names = self.draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=3))
            for place, name in enumerate(names):
                self.put(f",{self.blank()}" if place else self.blank())
                self.note((*path, name))
                self.key(name)
                self.put(f"{self.blank()}={self.blank()}")
                self.value((*path, name), depth - 1)
            self.put(f"{self.blank()}}}")

    def gap_before_comma(self) -> None:
        self.gap()
        self.put(f"{self.blank()},")

    def header(self, path: Path_, *, is_list: bool) -> None:
        self.gap()
        self.note(path)
        self.put(f"{self.blank()}{'[[' if is_list else '['}{self.blank()}")
        self.dotted(tuple(each for each in path if isinstance(each, str)))
        self.put(f"{self.blank()}{']]' if is_list else ']'} # y = 2\n")


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[Path_, int]]:
    """A document, and the line of each of its keys by its path."""
    writer = Writer(draw)
    writer.pairs((), 3)
    taken = {path[0] for path in writer.lines}
    for name in draw(st.lists(st.sampled_from([*NAMES, *PLAIN]), unique=True, max_size=3)):
        if name in taken:
            continue
        is_list = draw(st.booleans())
        for place in range(draw(st.integers(1, 3)) if is_list else 1):
            entry: Path_ = (name, place) if is_list else (name,)
            writer.header(entry, is_list=is_list)
            writer.lines.setdefault((name,), writer.lines[entry])
            writer.pairs(entry, 2)
            used = {path[len(entry)] for path in writer.lines if path[: len(entry)] == entry and path != entry}
            inner = draw(st.sampled_from(PLAIN))
            if inner not in used and draw(st.booleans()):
                writer.header((*entry, inner), is_list=False)
                writer.pairs((*entry, inner), 1)
    ending = draw(st.sampled_from(("\n", "\r\n")))
    return writer.text.replace("\n", ending), writer.lines


def paths(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The path of each key in parsed values, and of each table in a list."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from paths(inner, (*path, place))


@given(documents())
@settings(deadline=None)
def test_the_line_of_each_key_is_the_line_on_which_it_stands(document: tuple[str, dict[Path_, int]]) -> None:
    text, lines = document
    found = lines_in(text)
    keys = list(paths(tomllib.loads(text)))
    assert {path: found.line_of(path) for path in keys} == {path: lines[path] for path in keys}
    assert found.opened is None
    assert found.line_of(("not there",)) is None is found.line_of(())


def test_a_table_is_on_the_line_of_its_header_wherever_its_name_stands_before() -> None:
    lines = lines_in("[a.b]\nx = 1\n[[c.d]]\n[a]\ny = 1\n[c]\n")
    assert {each: lines.line_of(each) for each in (("a",), ("a", "b"), ("c",), ("c", "d"), ("c", "d", 0))} == {
        ("a",): 4, ("a", "b"): 1, ("c",): 6, ("c", "d"): 3, ("c", "d", 0): 3,
    }  # fmt: skip


@pytest.mark.parametrize("path", [*OURS, ROOT / "pyproject.toml"], ids=lambda path: str(path.relative_to(ROOT)))
def test_every_key_of_our_files_has_a_line_on_which_its_name_stands(path: Path) -> None:
    text = path.read_text("utf-8")
    lines, found = text.split("\n"), lines_in(text)
    for each in paths(tomllib.loads(text)):
        line = found.line_of(each)
        assert line is not None
        name = str(each[-1])
        assert name in lines[line - 1] or json.dumps(name)[1:-1] in lines[line - 1]


@given(st.text(st.sampled_from("ab=.,[]{}\"'\\#\n \t1"), max_size=60), st.integers(0, 60))
@example('a = """', 7)
@example("a = [{", 6)
@example("a.'", 3)
def test_no_text_is_too_broken_for_a_pass(text: str, end: int) -> None:
    found = lines_before(text, end)
    assert found.opened is None or 1 <= found.opened[0] <= text.count("\n") + 1
    lines_in(text)


TEXT = '"""\nx = 1\n[y]\n"""'


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (f"a = 1\nb = {TEXT}\na = {TEXT}\n", 6, "the key 'a' is defined twice, first on line 1"),
        (f"[s]\na = {TEXT}\n[t]\na = 1\n  a = {TEXT}\n", 8, "the key 'a' is defined twice, first on line 7"),
        ("[[t]]\na = 1\n[[t]]\na = 1\n'a' = 2\n", 5, "the key 'a' is defined twice, first on line 4"),
        ("[t]\na = 1\n\n[s]\n\n[ t ]\n", 6, "the table [t] is defined twice, first on line 1"),
        ('["t"."u.v"]\n[s]\n[t."u.v"]\n', 3, "the table [t.u.v] is defined twice, first on line 1"),
        (f"a = 1\na.b = {TEXT}\n", 2, "the key 'a' is defined twice, first on line 1"),
        ("a = 1\n[a]\n", 2, "the table [a] is defined twice, first on line 1"),
        ("a = 1\n[[a]]\n", 2, "the table [a] is defined twice, first on line 1"),
        ("a = [1]\n\n[[a]]\n", 3, "the table [a] is defined twice, first on line 1"),
        (f"a = {{b = {TEXT}, c = 1, b = {TEXT}}}\n", 4, "the key 'b' is defined twice, first on line 1"),
        ("[a.b]\nx = 1\n[a]\nb.y = 2\n", 4, "the key 'b' is defined twice, first on line 1"),
        (f"a = {{}}\na.b = {TEXT}\n", 2, "the key 'a' is defined twice, first on line 1"),
        ('"\\u001b" = 1\n"\\u001B" = 2\n', 2, "the key '?' is defined twice, first on line 1"),
        (f"a = {TEXT}\n\nb = '''\nc = 1\n", 6, "the text that begins with ''' on this line has no end"),
        (f"a = {TEXT}\n\nb = [\n  {TEXT},\n", 6, "a list is not closed, or cannot be read"),
        (f"a = {TEXT}\nb = nonsense\n", 5, "the text after the = is not in quotation marks"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_is_wrong_is_told_on_its_line(text: str, line: int, what: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(text.replace("\n", ending).encode())
    with pytest.raises(BadFile) as caught:
        read_table(path)
    assert (caught.value.cause, caught.value.line) == (f"The file is not valid TOML: {what}.", line)


HOSTILE = {
    "quotation marks": 'a = """' + '""x' * 300_000 + '"""',
    "backslashes": 'a = """' + "\\\\" * 450_000 + '"""',
    "an open text": 'a = """' + '""\n' * 300_000,
    "lists": "a = " + "[\n" * 100_000,
    "tables in a list": "a = [" + "{},\n" * 50_000 + "]",
    "headers": "[[a]]\n" * 50_000,
    "dots": "".join(f"a{'.b' * 40}.c{number} = 1\n" for number in range(3_000)),
    "carriage returns": "\r" * 900_000,
    "comments": "#\n" * 450_000,
    "brackets": "a = [\n" + "]\n" * 450_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_is_one_pass(name: str) -> None:
    """Work that grew with its square would take hours."""
    text = HOSTILE[name]
    lines_before(text, len(text))
    assert lines_in(text).line_of(("z",)) is None
