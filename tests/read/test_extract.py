"""The Babel extractor: what is extracted by value, and that pybabel finds what our own template holds."""

import io
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from cards.locations import bundled
from cards.read.extract import extract

ROOT = Path(__file__).resolve().parents[2]
POT = bundled().translations / "cards.pot"
FILES = [*sorted(bundled().scripts.glob("*.toml")), bundled().labels]

SCRIPT = rb"""
id = "street"
[bearer.heading]
id = "heading"
text = "Stay calm."
note = "The heading."
authority = ["U.S. Const. amend. V", "8 U.S.C. 1362"]
[[bearer.statement]]
id = "say"
text = "**Say** \"no\" \\ twice."
say = ["no", "twice."]
[officer.heading]
id = "heading"
text = "Officer"
[[officer.statement]]
id = "say"
text = "**I** say no."
"""


SAID = "Said in English: keep “no” and “twice.” letter for letter, and write the meaning beside it, in brackets."


def messages(catalog: str) -> dict[str, str]:
    """The English of each message of a catalog by its context, as Babel reads it."""
    return {str(each.context): str(each.id) for each in read_po(io.StringIO(catalog)) if each.id}


def extracted(content: bytes) -> list[tuple[int, str, tuple[str, str], list[str]]]:
    """What the extractor yields."""
    return list(extract(io.BytesIO(content), None, None, None))


def test_a_script_by_value() -> None:
    assert extracted(SCRIPT) == [
        (
            5,
            "pgettext",
            ("street/bearer/heading", "Stay calm."),
            ["The heading.", "Authority: U.S. Const. amend. V; 8 U.S.C. 1362"],
        ),
        (10, "pgettext", ("street/bearer/say", '**Say** "no" \\ twice.'), [SAID]),
    ]


def test_labels_by_value() -> None:
    content = b'[hotline]\ntext = "Call:"\nnote = "Short."\n\n[link]\ntext = "Read:"\n'
    assert extracted(content) == [
        (2, "pgettext", ("labels/hotline", "Call:"), ["Short."]),
        (6, "pgettext", ("labels/link", "Read:"), []),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_notes_and_authorities_of_several_lines_are_one_line_each(end: str) -> None:
    note = '"""\n  One\ttwo.\n\n  Three.  \n"""'
    authority = '["8\\nU.S.C.", """9\nC.F.R."""]'
    labels = f'[hotline]\ntext = "Call:"\nnote = {note}\n[link]\ntext = "Read:"\nauthority = {authority}\n'
    found = [comments for *_, comments in extracted(labels.replace("\n", end).encode())]
    assert found == [["One two. Three."], ["Authority: 8 U.S.C.; 9 C.F.R."]]


@pytest.mark.parametrize("rest", ["", 'note = ""\n', 'note = " "\nauthority = []\n', 'authority = [" "]\n'])
def test_what_says_nothing_is_no_comment(rest: str) -> None:
    assert [comments for *_, comments in extracted(f'[hotline]\ntext = "Call:"\n{rest}'.encode())] == [[]]


def test_stocks_and_hotlines_have_nothing_to_translate() -> None:
    for folder in (bundled().stocks, bundled().hotlines):
        for path in folder.glob("*.toml"):
            assert extracted(path.read_bytes()) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_line_of_a_text_is_where_it_stands(path: Path) -> None:
    content = path.read_bytes()
    lines = content.decode("utf-8").split("\n")
    found = [line for line, *_ in extracted(content)]
    assert found == sorted(set(found))
    assert all(re.match("text = ", lines[line - 1]) for line in found)


def test_babel_finds_the_extractor_by_its_entry_point() -> None:
    found: dict[str, str] = {}
    for path in FILES:
        for line, message, comments, context in extract_from_file("rights_cards", path):
            assert isinstance(message, str)
            assert line > 0
            assert comments
            found[str(context)] = message
    assert found == messages(POT.read_text("utf-8"))


def test_pybabel_extracts_the_same_messages(tmp_path: Path) -> None:
    target = tmp_path / "cards.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "extract", "-F", "pyproject.toml", "-o", str(target)]
    subprocess.run([*command, "."], cwd=ROOT, check=True, capture_output=True)
    theirs = target.read_text("utf-8")
    assert messages(theirs) == messages(POT.read_text("utf-8"))
    ours = {each.context: each.auto_comments for each in read_po(io.StringIO(POT.read_text("utf-8"))) if each.id}
    for each in read_po(io.StringIO(theirs)):
        assert not each.id or "".join("".join(each.auto_comments).split()) == "".join(
            "".join(ours[each.context]).split()
        )


def test_the_mapping_names_every_file_with_texts() -> None:
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    mapped = {path for each in mappings for path in ROOT.glob(each["pattern"])}
    assert mapped == set(FILES)
