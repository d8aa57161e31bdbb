"""The directory kept true: what needs a call, and the note of one, in the file as it was."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.errors import BadFile, BadOrder, UnknownId
from cards.locations import bundled, shelves
from cards.read.hotlines import Hotline, read_hotline, read_hotlines
from cards.read.links import read_links
from cards.read.numbers import dialled
from cards.read.records import Record
from cards.upkeep.directory import doubts, find_entry, verified_text

TODAY = date(2026, 6, 1)
ENTRY = """\
# Our line. Ask for Rosa.
id = "ours"
name = "Ours"
number = "617-370-5023"  # the new one
regions = [
  "US-MA",  # all of it
]
source = "a friend"
"""


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
    return path


def test_a_note_is_added_and_all_else_stays(tmp_path: Path) -> None:
    path = put(tmp_path / "ours.toml", ENTRY)
    text = verified_text(path, " Ana ", date(2026, 5, 30), TODAY)
    assert text == ENTRY + 'verified_on = 2026-05-30\nverified_by = "Ana"\n'
    path.write_text(text, encoding="utf-8")
    record = read_hotline(path).record
    assert (record.verified_on, record.verified_by) == (date(2026, 5, 30), "Ana")


@pytest.mark.parametrize("quoted", ['"Bo"', "'Bo'", r'"B \"o\" \\"'])
def test_an_older_note_is_replaced_where_it_stands(tmp_path: Path, quoted: str) -> None:
    old = ENTRY.replace("source", f"verified_on = 2025-01-01  # by telephone\n  verified_by={quoted} # twice\nsource")
    text = verified_text(put(tmp_path / "ours.toml", old), "Ana", TODAY, TODAY)
    assert text == old.replace("2025-01-01", "2026-06-01").replace(quoted, '"Ana"')


def test_line_ends_and_a_missing_last_one(tmp_path: Path) -> None:
    path = put(tmp_path / "ours.toml", ENTRY.rstrip("\n").replace("\n", "\r\n"))
    text = verified_text(path, "Ana", TODAY, TODAY)
    assert text == (ENTRY + 'verified_on = 2026-06-01\nverified_by = "Ana"\n').replace("\n", "\r\n")


def test_a_note_goes_before_a_table(tmp_path: Path) -> None:
    head = 'id = "ours"\nname = "Ours"\nnumber = "617-555-0100"\nsource = "ours"\n'
    tail = '\n# What we recorded\n[audio] # in March\nes = "https://www.example.org/es"\n'
    path = put(tmp_path / "ours.toml", head + tail)
    text = verified_text(path, "Ana", date(2026, 5, 30), TODAY)
    assert text == head + 'verified_on = 2026-05-30\nverified_by = "Ana"\n' + tail
    assert verified_text(put(path, text), "Bo", TODAY, TODAY).endswith(tail)


@pytest.mark.parametrize("listed", ['[\n  ["es"],\n]', '"""\n[audio]\n"""'])
def test_a_bracket_in_a_value_is_no_table(listed: str, tmp_path: Path) -> None:
    head = f"{ENTRY}more = {listed}\n"
    tail = '\n[audio]\nes = "https://www.example.org/es"\n'
    text = verified_text(put(tmp_path / "ours.toml", head + tail), "Ana", date(2026, 5, 30), TODAY)
    assert text == head + 'verified_on = 2026-05-30\nverified_by = "Ana"\n' + tail


@pytest.mark.parametrize("folder", ["hotlines", "links"])
def test_every_shipped_entry_can_be_noted(folder: str) -> None:
    paths = sorted((bundled().hotlines.parent / folder).glob("*.toml"))
    assert len(paths) >= 5
    for path in paths:
        before, text = path.read_text("utf-8"), verified_text(path, "Ana", TODAY, TODAY)
        assert tomllib.loads(text) == tomllib.loads(before) | {"verified_on": TODAY, "verified_by": "Ana"}
        assert [line for line in before.splitlines() if "verified" not in line] == [
            line for line in text.splitlines() if "verified" not in line
        ]


@pytest.mark.parametrize(
    "name", ['Ana "la jefa"', "back\\slash", "O'Brien", "日本 Ñandú", "مركز", "# no comment", "a = b"]
)
def test_any_name_is_noted_as_it_is(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / "ours.toml", ENTRY)
    assert tomllib.loads(verified_text(path, name, TODAY, TODAY))["verified_by"] == name


@given(st.text(max_size=30))
def test_any_text_is_noted_or_refused(name: str) -> None:
    path = bundled().hotlines / "luce.toml"
    try:
        text = verified_text(path, name, TODAY, TODAY)
    except BadOrder as error:
        assert error.remedy
        return
    noted = tomllib.loads(text)["verified_by"]
    assert noted
    assert noted == noted.strip()


@pytest.mark.parametrize(
    ("by", "on", "why"),
    [("", TODAY, "'by' is empty"), ("  ", TODAY, "'by' is empty"), ("A\u202eb", TODAY, "invisible character U+202E"),
     ("x" * 61, TODAY, "more than 60"), ("Ana", date(2026, 6, 2), "'on' is 2026-06-02, which is in the future")],
)  # fmt: skip
def test_a_note_that_cannot_be(tmp_path: Path, by: str, on: date, why: str) -> None:
    path = put(tmp_path / "ours.toml", ENTRY)
    with pytest.raises(BadOrder) as refused:
        verified_text(path, by, on, TODAY)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    "line",
    ['"verified_on" = 2025-01-01', "verified_by = '''Bo'''", 'hours = """\\\n  verified_on = 2025-01-01\\\n"""',
     "verified_on = 2025-01-01T10:00:00"],
)  # fmt: skip
def test_a_file_in_which_nothing_can_be_noted(tmp_path: Path, line: str) -> None:
    path = put(tmp_path / "ours.toml", f"{ENTRY}{line}\n")
    read_hotline(path)  # it is no broken entry
    with pytest.raises(BadFile) as refused:
        verified_text(path, "Ana", TODAY, TODAY)
    assert refused.value.file == path
    assert "verified_on = 2026-01-29" in refused.value.remedy


def test_an_entry_is_found_with_its_place_in_the_content_folder(tmp_path: Path) -> None:
    entry, path, target = find_entry(shelves(tmp_path), "luce")
    assert (entry.id, path) == ("luce", bundled().hotlines / "luce.toml")
    assert target == tmp_path / "hotlines" / "luce.toml"
    own = put(tmp_path / "links" / "immi.toml", (bundled().hotlines.parent / "links" / "immi.toml").read_text("utf-8"))
    assert find_entry(shelves(tmp_path), "immi")[1:] == (own, own)
    with pytest.raises(UnknownId, match="There is no hotline or link 'luec'"):
        find_entry(shelves(tmp_path), "luec")
    with pytest.raises(UnknownId):
        find_entry(shelves(tmp_path), "../hotlines/luce")


def test_an_id_of_a_hotline_and_of_a_link_is_none(tmp_path: Path) -> None:
    assert not set(read_hotlines((bundled(),))) & set(read_links((bundled(),)))
    put(tmp_path / "hotlines" / "immi.toml", ENTRY.replace('"ours"', '"immi"'))
    with pytest.raises(BadOrder, match="A hotline and a link both have the id immi"):
        find_entry(shelves(tmp_path), "immi")


def test_what_needs_a_call() -> None:
    fresh = Hotline(dialled("211"), "Fresh", "fresh", record=Record(verified_on=TODAY))
    undated = Hotline(dialled("211"), "Undated", "undated", record=Record(source="a friend", doubt="may move"))
    link = read_links((bundled(),))["immi"]
    found = doubts([fresh, undated, link], TODAY)
    assert [(each.entry.id, each.caveat.kind, each.refused) for each in found] == [
        ("undated", "undated", True),
        ("undated", "doubtful", True),
        ("immi", "undated", False),
    ]
