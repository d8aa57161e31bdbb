"""Packs from the page: the command's own ZIP, a file to go on with, and a file from a stranger opened without harm."""

import errno
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.cli import commands
from cards.locations import shelves
from cards.read.packs import example_pack, open_pack, read_pack
from cards.read.tables import MAX_BYTES
from tests.page.conftest import TODAY

Answers = Callable[..., tuple[Any, list[bytes]]]

PACKS: list[dict[str, Any]] = [
    {"wishes": {"hotline": "617-555-0100"}, "languages": ["es"]},
    {
        "wishes": {
            "hotline": ["617-555-0100", "luce"], "org": 'Lynn "Neighbors"', "layout": ["duplex", "Poster"],
            "paper": "tabloid", "theme": "OUTLINE", "pictograms": False, "allow_stale": True, "exact": True,
            "audio_link": {"es": "https://www.example.org/es", "zh-Hans": "https://www.example.org/zh"},
        },
        "languages": ["es", "zh-Hans", "ar"],
        "title": "Saturday: Lynn",
        "place": "Lynn Public Library",
        "date": "2026-12-05",
        "cards": {"es": 30, "ar": "20"},
        "combined": True,
    },
    {"wishes": {"script": ["home", "work"], "layout": "press", "bleed": "3mm"}, "languages": ["ur"]},
]  # fmt: skip


def asking_for_a_zip(text: str) -> str:
    """A pack file of the page, which asks for none, with a line that does."""
    assert "zip" not in text
    return text.replace("\n[cards]", "\nzip = true\n[cards]")


@pytest.mark.parametrize("pack", PACKS)
def test_the_zip_is_that_of_the_command(ask: Answers, tmp_path: Path, pack: dict[str, Any]) -> None:
    file, _ = ask("pack_file", **pack)
    made, (archive,) = ask("pack", **pack)
    path = tmp_path / file["name"]
    path.write_text(asking_for_a_zip(file["text"]), encoding="utf-8", newline="\n")
    command = ["pack", str(path), "-o", str(tmp_path / "out"), "--as-of", str(TODAY), "--jobs", "1"]
    done = CliRunner().invoke(commands, command)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out" / made["name"]).read_bytes() == archive
    assert made["problems"] == made["failed"] == []
    assert made["lines"][1:] == [line for line in done.stdout.splitlines() if line.startswith(("  ", *"0123456789"))]
    names = zipfile.ZipFile(io.BytesIO(archive)).namelist()
    assert {"manifest.json", "cover sheet.pdf"} < set(names)


def test_a_pack_file_opens_as_the_form_that_wrote_it(ask: Answers) -> None:
    several = {key: PACKS[1]["wishes"][key] for key in ("layout", "audio_link")} | {"layout": ["poster", "duplex"]}
    for pack in (
        {**PACKS[0], "cards": {"es": 25}},
        {**PACKS[1], "wishes": PACKS[1]["wishes"] | {"layout": "poster"}, "combined": False},
    ):
        wishes = {key: value for key, value in pack["wishes"].items() if key not in ("audio_link", "exact")}
        file, _ = ask("pack_file", **{**pack, "wishes": wishes})
        opened, _ = ask("open_pack", name=file["name"], text=file["text"])
        assert opened["left"] == []
        assert opened["languages"] == pack["languages"]
        again, _ = ask("pack_file", **{key: value for key, value in opened.items() if key != "left"})
        assert again == file
        assert all(line == "" or line[0] in "#[" or " = " in line for line in file["text"].splitlines())
        file, _ = ask("pack_file", **{**pack, "wishes": wishes | several})
        opened, _ = ask("open_pack", name=file["name"], text=file["text"])
        assert opened["wishes"]["layout"] == ["poster"] and "audio_link" not in opened["wishes"]
        layouts, recordings = opened["left"] if "layout" in opened["left"][0].lower() else opened["left"][::-1]
        assert "duplex" in layouts and "https://www.example.org/zh" in recordings


def test_cards_are_counted_by_language_or_for_all_or_fill_a_sheet(ask: Answers) -> None:
    def numbers(**args: Any) -> dict[str, int]:
        file, _ = ask("pack_file", **{"wishes": {}, "languages": ["es", "ar"], **args})
        return dict(open_pack(file["text"], file["name"], shelves(None)).pack.recipients[0].cards)

    assert numbers() == {"es": 10, "ar": 10}
    assert numbers(wishes={"layout": "large"}) == {"es": 2, "ar": 2}
    assert numbers(wishes={"copies": "75"}, cards={"ar": 30}) == {"es": 75, "ar": 30}


def test_a_logo_is_named_by_its_file_alone(ask: Answers, tmp_path: Path) -> None:
    logo = {"name": "C:\\Users\\me\\our logo.png", "width": 2, "height": 1}
    pixels = b"\xc8\x10\x2e\xff" * 2
    args = {"wishes": {}, "languages": ["es"], "logo": logo}
    file, _ = ask("pack_file", pixels, **args)
    assert 'logo = "our logo.png"' in file["text"]
    assert "Users" not in file["text"]
    _, (with_logo,) = ask("pack", pixels, **args)
    _, (without,) = ask("pack", wishes={}, languages=["es"])
    assert with_logo != without
    opened, _ = ask("open_pack", name=file["name"], text=file["text"])
    assert [each for each in opened["left"] if "our logo.png" in each]


@pytest.mark.parametrize(
    ("args", "fields"),
    [
        ({"wishes": {"start_at": "2"}}, ["start_at"]),
        ({"wishes": {"together": True, "layout": "poster"}}, ["together"]),
        ({"wishes": {"bleed": "3mm"}}, ["bleed"]),
        ({"wishes": {"stock": "avery-5371", "layout": "fold"}}, ["stock"]),
        ({"wishes": {"hotline": "61", "org": "a\u202eb"}}, ["hotline", "org"]),
        ({"title": "a\u200bb"}, ["title"]),
        ({"title": "a" * 201}, ["title"]),
        ({"place": "\x7f"}, ["place"]),
        ({"date": "5 December"}, ["date"]),
        ({"cards": {"es": 0}}, ["copies"]),
        ({"cards": {"es": "many"}}, ["copies"]),
    ],
)
def test_what_a_pack_cannot_have_is_told_at_its_field(ask: Answers, args: dict[str, Any], fields: list[str]) -> None:
    for question in ("pack", "pack_file"):
        answer, files = ask(question, **{"wishes": {}, "languages": ["es"], **args})
        assert [problem["field"] for problem in answer["problems"]] == fields
        assert files == []


def test_what_cannot_be_made_is_told_beside_what_can(ask: Answers) -> None:
    answer, (archive,) = ask("pack", wishes={"org": "红卡"}, languages=["es", "zh-Hans"])
    assert answer["problems"] == []
    (problem,) = [each for each in answer["failed"] if "Spanish" in each["cause"]]
    assert problem["place"].startswith("Know-your-rights cards.toml")
    assert problem["field"] == "languages"
    assert "/" not in problem["cause"] + problem["remedy"]
    names = zipfile.ZipFile(io.BytesIO(archive)).namelist()
    assert any("Chinese" in name for name in names) and not any("Spanish" in name for name in names)


def test_the_example_of_the_command_opens(ask: Answers) -> None:
    opened, _ = ask("open_pack", name="pack.toml", text=example_pack())
    assert opened["cards"] == {"es": 500, "ht": 200, "vi": 100}
    assert opened["wishes"] == {"stock": "avery-5371", "copies": "500"}, "the others are the form's own values"
    assert opened["left"] == [], "the form has a number for each language"
    one, _ = ask("open_pack", name="pack.toml", text='title = "x"\n[cards]\nes = 25\nfr = 25\n')
    assert (one["wishes"], one["left"]) == ({"copies": "25"}, [])
    posters, _ = ask("open_pack", name="pack.toml", text='title = "x"\nlayout = "poster"\n[cards]\nes = 25\nfr = 2\n')
    assert (posters["wishes"], posters["left"]) == ({"layout": ["poster"]}, [])


HOSTILE = {
    "no TOML": ("title = ", "x.toml:1"),
    "no pack": ('name = "x"\n', "x.toml:1"),
    "a setting of one run": ('title = "x"\nstart_at = 3\n[cards]\nes = 1\n', "x.toml:2"),
    "an unknown choice": ('title = "x"\nlayout = "round"\n[cards]\nes = 1\n', "x.toml:2"),
    "a wrong number": ('title = "x"\n[cards]\nes = -1\n', "x.toml:3"),
    "deep": ("a = " + "[\n" * 5000, "x.toml"),
    "long": ("#" * (MAX_BYTES + 1), "x.toml"),
    "half a pair": ('title = "\ud800"\n[cards]\nes = true', "x.toml:3"),
    "a list": ("title = []", "x.toml:1"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_that_is_no_pack_is_refused_with_its_line(ask: Answers, case: str) -> None:
    text, place = HOSTILE[case]
    answer, _ = ask("open_pack", name="/home/me/x.toml", text=text)
    (problem,) = answer["problems"]
    assert problem["place"] == place
    assert problem["cause"] and problem["remedy"]


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../../secret.csv", "C:\\secret.png", "logo.png", "\\\\host\\share\\secret.csv"]
)
@pytest.mark.parametrize("key", ["logo", "recipients"])
def test_no_file_that_a_pack_names_is_looked_for(
    ask: Answers, key: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    for name in ("resolve", "stat", "open", "is_file", "exists"):
        usual = getattr(Path, name)

        def noting(self: Path, *given: Any, _usual: Any = usual, **options: Any) -> Any:
            looked.append(str(self))
            return _usual(self, *given, **options)

        monkeypatch.setattr(Path, name, noting)
    text = f'title = "x"\n{key} = {json.dumps(path)}\n[cards]\nes = 5\n'
    opened, _ = ask("open_pack", name="x.toml", text=text)
    assert opened["cards"] == {"es": 5}
    (left,) = opened["left"]
    assert ("The table of groups" if key == "recipients" else path.replace("\\", "/").rpartition("/")[2]) in left
    assert not {"/", "\\"} & set(left)
    assert not [each for each in looked if path in each or each.endswith(("passwd", "secret.csv"))]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300) | st.sampled_from(PACKS).map(lambda pack: "\n".join(map(str, pack.values()))))
def test_any_text_opens_or_is_refused(ask: Answers, text: str) -> None:
    answer, files = ask("open_pack", name="x", text=text)
    assert files == []
    assert "problems" in answer or "wishes" in answer


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_every_line_of_a_pack_file_may_be_broken(ask: Answers, data: st.DataObject) -> None:
    lines = example_pack().replace("\n#", "\n").splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    lines[place] = data.draw(st.text(max_size=20))
    answer, _ = ask("open_pack", name="x.toml", text="\n".join(lines))
    assert "problems" in answer or "wishes" in answer


def test_the_command_reads_what_the_page_writes(ask: Answers, tmp_path: Path) -> None:
    file, _ = ask("pack_file", **PACKS[1])
    path = tmp_path / file["name"]
    path.write_text(file["text"], encoding="utf-8")
    pack = read_pack(path, shelves(None))
    assert (pack.title, pack.place, str(pack.date), pack.zip) == (
        "Saturday: Lynn", "Lynn Public Library", "2026-12-05", False,
    )  # fmt: skip
    assert pack.wishes.org == 'Lynn "Neighbors"'
    assert dict(pack.wishes.audio_links)["zh-Hans"] == "https://www.example.org/zh"


def test_a_table_has_a_folder_for_each_group(ask: Answers, tmp_path: Path) -> None:
    rows = "name,hotline,es,ar\nSt. Mary,617-555-0100,10,\nLibrary,,20,10\n\nNobody,61,10,\n"
    args = {"wishes": {"org": "Lynn"}, "title": "Saturday", "recipients": {"name": "C:\\x\\groups.csv", "text": rows}}
    file, _ = ask("pack_file", **args)
    made, (archive,) = ask("pack", **args)
    (tmp_path / file["name"]).write_text(asking_for_a_zip(file["text"]), encoding="utf-8", newline="\n")
    (tmp_path / "groups.csv").write_text(rows, encoding="utf-8", newline="")
    command = ["pack", str(tmp_path / file["name"]), "-o", str(tmp_path / "out"), "--as-of", str(TODAY), "--jobs", "1"]
    assert CliRunner().invoke(commands, command).exit_code == 2
    assert (tmp_path / "out" / made["name"]).read_bytes() == archive
    (problem,) = made["failed"]
    assert problem["place"] == "groups.csv:5" and "'61'" in problem["cause"]
    folders = {name.partition("/")[0] for name in zipfile.ZipFile(io.BytesIO(archive)).namelist()}
    assert folders == {"01 - St. Mary", "02 - Library", "manifest.json"}
    opened, _ = ask("open_pack", name="x.toml", text=file["text"])
    assert [each for each in opened["left"] if each.startswith("The table of groups.")]


@pytest.mark.parametrize(
    "rows", ["name\n", "es\n5\n", "name,es\nA,many\n", "\0", '"', "name,xx\nA,5\n", "a" * 3_000_000]
)
def test_a_table_that_cannot_be_read_is_told_with_its_line_and_no_folder(ask: Answers, rows: str) -> None:
    answer, files = ask("pack", wishes={}, recipients={"name": "groups.csv", "text": rows})
    assert files == []
    assert all(problem["place"].startswith("groups.csv") for problem in answer["problems"])
    assert answer["problems"] and gettempdir() not in str(answer)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20))
def test_any_table_and_name_are_answered_without_a_folder(ask: Answers, rows: str, name: str) -> None:
    table = {"name": name, "text": f"name,es\n{rows}"}
    answer, _ = ask("pack", wishes={"stock": "plain-a4"}, title=name, recipients=table)
    assert gettempdir() not in str(answer)


def test_a_full_disk_is_told_without_its_folder(ask: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))

    monkeypatch.setattr(Path, "replace", full)
    answer, files = ask("pack", wishes={}, languages=["es"], title="Saturday")
    assert files == []
    assert "No space left" in answer["problems"][0]["cause"]
    assert gettempdir() not in str(answer)
