"""The template of the catalogs: what is extracted, by our own command and by pybabel, and the shipped catalogs."""

import io
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cards.locations import bundled, shelves
from cards.read.catalogs import catalog_path, read_wording, translated_tags
from cards.read.extract import HEADER, definition_files, extract, quoted, template
from cards.read.po_grammar import check_po
from cards.read.scripts import find_script, read_labels, script_ids

ROOT = Path(__file__).resolve().parents[2]
SHELVES = shelves(None)
TAGS = translated_tags(SHELVES)
POT = bundled().translations / "cards.pot"

SOURCES = {
    source.context: source
    for source in (
        *(each for name in script_ids(SHELVES) for each in find_script(SHELVES, name).bearer.sources),
        *read_labels(SHELVES).sources,
    )
}

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
[officer.heading]
id = "heading"
text = "Officer"
[[officer.statement]]
id = "say"
text = "**I** say no."
"""

each_locale = pytest.mark.parametrize("tag", TAGS)


def messages(catalog: str) -> dict[str, str]:
    """The English of each message of a catalog by its context, as Babel reads it."""
    return {str(each.context): str(each.id) for each in read_po(io.StringIO(catalog)) if each.id}


def extracted(content: bytes) -> list[tuple[int, str, tuple[str, str], list[str]]]:
    """What the extractor yields."""
    return list(extract(io.BytesIO(content), None, None, None))


def test_the_shipped_template_is_up_to_date() -> None:
    assert POT.read_bytes().decode("utf-8") == template(definition_files(bundled()))


def test_the_template_holds_every_text_of_the_bearers_side_and_the_labels() -> None:
    assert messages(POT.read_text("utf-8")) == {context: source.text for context, source in SOURCES.items()}


def test_the_template_gives_translators_the_note_and_the_authority() -> None:
    for each in read_po(io.StringIO(POT.read_text("utf-8"))):
        if not each.id:
            continue
        source = SOURCES[str(each.context)]
        expected = [source.note] if source.note else []
        expected += [f"Authority: {'; '.join(source.authority)}"] if source.authority else []
        assert each.auto_comments == expected
        assert each.string == ""
        assert not each.fuzzy
        ((path, line),) = each.locations
        assert line is None
        assert (ROOT / path).is_file()


def test_the_template_has_no_date_and_no_path_of_this_machine() -> None:
    text = POT.read_text("utf-8")
    assert "Date" not in text
    assert str(ROOT) not in text
    check_po(text, POT)


def test_a_script_by_value() -> None:
    assert extracted(SCRIPT) == [
        (
            5,
            "pgettext",
            ("street/bearer/heading", "Stay calm."),
            ["The heading.", "Authority: U.S. Const. amend. V; 8 U.S.C. 1362"],
        ),
        (10, "pgettext", ("street/bearer/say", '**Say** "no" \\ twice.'), []),
    ]


def test_labels_by_value() -> None:
    content = b'[hotline]\ntext = "Call:"\nnote = "Short."\n\n[link]\ntext = "Read:"\n'
    assert extracted(content) == [
        (2, "pgettext", ("labels/hotline", "Call:"), ["Short."]),
        (6, "pgettext", ("labels/link", "Read:"), []),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_notes_and_authorities_of_several_lines_are_one_line_of_the_template(end: str) -> None:
    note = '"""\n  One\ttwo.\n\n  Three.  \n"""'
    authority = '["8\\nU.S.C.", """9\nC.F.R."""]'
    labels = f'[hotline]\ntext = "Call:"\nnote = {note}\n[link]\ntext = "Read:"\nauthority = {authority}\n'
    found = template([("a.toml", labels.replace("\n", end).encode())])
    check_po(found, POT)
    assert messages(found) == {"labels/hotline": "Call:", "labels/link": "Read:"}
    assert "\n#. One two. Three.\n#: a.toml\n" in found
    assert "\n#. Authority: 8 U.S.C.; 9 C.F.R.\n#: a.toml\n" in found


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\x7f")),
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1), max_size=2),
)
@settings(deadline=None)
def test_any_note_leaves_the_template_a_catalog(note: str, authority: list[str]) -> None:
    quoted_note = json.dumps(note, ensure_ascii=False)
    entry = (
        f'[hotline]\ntext = "Call:"\nnote = {quoted_note}\nauthority = {json.dumps(authority, ensure_ascii=False)}\n'
    )
    found = template([("a.toml", entry.encode())])
    check_po(found, POT)
    assert messages(found) == {"labels/hotline": "Call:"}
    entry = found[len(HEADER) :].removeprefix("\n").partition("#: a.toml\n")[0]
    assert entry.count("\n") == bool(note) + bool(authority)
    assert all(line.startswith("#. ") for line in entry.split("\n")[:-1])


def test_stocks_and_hotlines_have_nothing_to_translate() -> None:
    for folder in (bundled().stocks, bundled().hotlines):
        for path in folder.glob("*.toml"):
            assert extracted(path.read_bytes()) == []


@pytest.mark.parametrize(("path", "content"), definition_files(bundled()), ids=lambda value: str(value)[:50])
def test_the_line_of_a_text_is_where_it_stands(path: str, content: bytes) -> None:
    lines = content.decode("utf-8").split("\n")
    found = [line for line, *_ in extracted(content)]
    assert found == sorted(set(found))
    assert all(re.match("text = ", lines[line - 1]) for line in found)
    assert path.startswith("cards/definitions/")


def test_scripts_come_first_in_the_order_of_their_ids() -> None:
    paths = [path for path, _ in definition_files(bundled())]
    assert paths == [f"cards/definitions/scripts/{name}.toml" for name in script_ids(SHELVES)] + [
        "cards/definitions/labels.toml"
    ]


def test_babel_finds_the_extractor_by_its_entry_point() -> None:
    found: dict[str, str] = {}
    for path, _ in definition_files(bundled()):
        for line, message, comments, context in extract_from_file("rights_cards", ROOT / path):
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
    assert mapped == {ROOT / path for path, _ in definition_files(bundled())}


@each_locale
def test_a_shipped_catalog_has_exactly_the_messages_of_the_template(tag: str) -> None:
    catalog = messages(catalog_path(bundled(), tag).read_text("utf-8"))
    assert set(catalog) == set(SOURCES)
    assert set(read_wording(SHELVES, tag).messages) == set(SOURCES)


@each_locale
def test_a_shipped_catalog_names_its_language(tag: str) -> None:
    text = catalog_path(bundled(), tag).read_text("utf-8")
    assert f'"Language: {tag.replace("-", "_")}\\n"' in text or f'"Language: {tag}\\n"' in text
    assert '"Content-Type: text/plain; charset=utf-8\\n"' in text


@each_locale
def test_msgfmt_accepts_a_shipped_catalog(tag: str, run_reader: Callable[..., str]) -> None:
    run_reader("msgfmt", "--check", "-o", os.devnull, catalog_path(bundled(), tag))


def test_msgfmt_accepts_the_template(run_reader: Callable[..., str]) -> None:
    run_reader("msgfmt", "--check-format", "-o", os.devnull, POT)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1))
@example('a "b" \\ c\nd\te \\"')
@settings(deadline=None)
def test_any_text_survives_the_template(text: str) -> None:
    catalog = f'msgctxt "c"\nmsgid {quoted(text)}\nmsgstr ""\n'
    check_po(catalog, POT)
    assert messages(catalog) == {"c": text}
