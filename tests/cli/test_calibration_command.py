"""`calibration`: the sheet, the profiles of printers that come of it, and `cards --printer`."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from cards.cli import commands, options

Command = Callable[..., Result]
Watched = Callable[[], dict[str, bytes | None]]


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """The program with those arguments, and with its settings in the folder `settings`."""

    def run(*arguments: str | Path) -> Result:
        runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None, "RIGHTS_CARDS_CONFIG": str(tmp_path / "settings")})
        result = runner.invoke(commands, [*map(str, arguments)], prog_name="cards", catch_exceptions=False)
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def did(command: Command) -> Callable[..., str]:
    """Runs `calibration`, which must succeed, and gives what it prints."""

    def run(*arguments: str | Path) -> str:
        result = command("calibration", *arguments)
        assert result.exit_code == 0, result.output
        assert result.stderr == ""
        return result.stdout

    return run


@pytest.fixture
def refused(command: Command, watched: Watched) -> Callable[..., str]:
    """Runs the program, which must refuse with that exit code, change nothing, and say one error."""

    def run(code: int, *arguments: str | Path) -> str:
        before = watched()
        result = command(*arguments)
        assert result.exit_code == code, result.output
        assert result.stdout == ""
        assert watched() == before
        assert result.stderr.count("Error: ") == 1
        return result.stderr.partition("Error: ")[2].strip()

    return run


def saved(folder: str = "settings") -> dict[str, dict[str, object]]:
    return tomllib.loads(Path(folder, "printers.toml").read_text("utf-8"))


def test_a_sheet(did: Callable[..., str]) -> None:
    said = did("-o", "target.pdf")
    assert said == ("target.pdf: sheet to measure a printer, 2 pages; print it on both sides at actual size (100 %)\n")
    assert len(pypdfium2.PdfDocument("target.pdf")) == 2
    assert not Path("settings").exists()


def test_a_sheet_in_a_folder_for_other_paper_and_edge(did: Callable[..., str]) -> None:
    did()
    did("-o", "saturday", "--paper", "a4", "--flip", "short-edge")
    assert [path.as_posix() for path in sorted(Path().rglob("*.pdf"))] == [
        "out/calibration-letter-long-edge.pdf",
        "saturday/calibration-a4-short-edge.pdf",
    ]


def test_a_profile_is_saved_shown_and_listed(did: Callable[..., str]) -> None:
    told = "back-x -3 mm, back-y 0.5 mm, scale 100 %, rotate 0 degrees, with --flip long-edge"
    assert did("--save", "office", "--back-x", "-3", "--back-y", "0.5") == f"office: {told}\n"
    did("--save", "büro", "--back-x", "0", "--back-y", "0", "--scale", "99.5", "--rotate=-0.3", "--flip", "short-edge")
    assert saved() == {
        "büro": {
            "flip": "short-edge",
            "back_x_mm": 0,
            "back_y_mm": 0,
            "scale_percent": 99.5,
            "rotate_degrees": -0.3,
        },
        "office": {"flip": "long-edge", "back_x_mm": -3, "back_y_mm": 0.5, "scale_percent": 100, "rotate_degrees": 0},
    }
    assert did("--show", "office") == f"office            {told}\n"
    listed = did("--list").splitlines()
    assert [line.split()[0] for line in listed] == ["büro", "office"]
    rows = json.loads(did("--list", "--json"))
    assert [row["name"] for row in rows] == ["büro", "office"]
    assert json.loads(did("--show", "office", "--json")) == [rows[1]]
    assert rows[1] == {"name": "office", **saved()["office"]}


def test_no_printers(did: Callable[..., str]) -> None:
    assert did("--list") == ("No printer is saved. To measure one, make the sheet: `calibration -o target.pdf`.\n")
    assert json.loads(did("--list", "--json")) == []


def test_saving_again_says_what_is_replaced(did: Callable[..., str]) -> None:
    did("--save", "office", "--back-x", "-3", "--back-y", "0")
    did("--save", "home", "--back-x", "1", "--back-y", "1")
    said = did("--save", "office", "--back-x", "2", "--back-y", "0").splitlines()
    assert said[0].startswith("office: back-x 2 mm")
    assert said[1].startswith("It replaces the profile saved under that name: back-x -3 mm")
    assert {name: table["back_x_mm"] for name, table in saved().items()} == {"home": 1, "office": 2}
    assert [path.name for path in Path("settings").iterdir()] == ["printers.toml"]


def test_numbers_as_people_write_them(did: Callable[..., str]) -> None:
    did("--save", "office", "--back-x", "−1,5", "--back-y", "+2")
    assert (saved()["office"]["back_x_mm"], saved()["office"]["back_y_mm"]) == (-1.5, 2)


def test_the_other_scales_tell_turn_and_size(did: Callable[..., str]) -> None:
    """2 mm between scales 140 mm apart; 1.6 mm between scales 160 mm apart."""
    numbers = ("--left", "-1", "--right", "1", "--top", "-0.8", "--bottom", "0.8")
    did("--save", "office", "--back-x", "0", "--back-y", "0", *numbers)
    found = saved()["office"]
    assert found["scale_percent"] == 99
    assert found["rotate_degrees"] == 0.818
    # The scales of the centre are 10 mm beside it: a back that is turned has its centre elsewhere.
    assert found["back_x_mm"] == 0.145
    assert found["back_y_mm"] == -0.141


def test_the_user_is_not_in_what_is_said(did: Callable[..., str], tmp_path: Path) -> None:
    said = did("--save", "office", "--back-x", "2", "--back-y", "0") + did("--list") + did("-o", "a.pdf")
    assert str(tmp_path) not in said
    assert str(tmp_path).encode() not in Path("a.pdf").read_bytes()


def test_the_folder_for_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RIGHTS_CARDS_CONFIG", str(tmp_path / "mine"))
    assert options.printers_file() == tmp_path / "mine" / "printers.toml"
    monkeypatch.setenv("RIGHTS_CARDS_CONFIG", "")
    assert options.printers_file().parent.name.casefold().replace(" ", "-") == "rights-cards"
    assert options.printers_file().is_absolute()


BOTH = ("--back-x", "1", "--back-y", "1")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--save", "office", "--back-x", "1"), "--back-y is missing: --save needs your readings from the sheet."),
        (("--save", "office", "--back-y", "1"), "--back-x is missing: --save needs your readings from the sheet."),
        (("--save", "office"), "--back-x is missing"),
        (("--save", "office", "--back-x", "11", "--back-y", "0"), "--back-x is 11, not from -10 to 10."),
        (("--save", "office", "--back-x", "0", "--back-y", "-10.5"), "--back-y is -10.5, not from -10 to 10."),
        (("--save", "office", "--back-x", "nan", "--back-y", "0"), "--back-x is nan, not from -10 to 10."),
        (("--save", "office", "--back-x", "0", "--back-y", "1e999"), "--back-y is inf, not from -10 to 10."),
        (("--save", "office", *BOTH, "--scale", "1.01"), "--scale is 1.01, not from 97 to 103."),
        (("--save", "office", *BOTH, "--rotate", "90"), "--rotate is 90, not from -2 to 2."),
        (("--save", "office", "--back-x", "1mm", "--back-y", "0"), "'1mm' is not a number such as 1.5 or -0.5."),
        (("--save", "office", "--back-x", "", "--back-y", "0"), "'' is not a number such as 1.5 or -0.5."),
        (("--save", "", *BOTH), "'' cannot be the name of a printer."),
        (("--save", "my office", *BOTH), "'my office' cannot be the name of a printer."),
        (("--save", 'a"]\n[b', *BOTH), r"""'a"]\n[b' cannot be the name of a printer."""),
        (("--save", "x" * 999, *BOTH), "cannot be the name of a printer."),
        (("--save", "office", *BOTH, "--left", "1"), "--right is missing: --left and --right belong together."),
        (("--save", "office", *BOTH, "--bottom", "1"), "--top is missing: --top and --bottom belong together."),
        (
            ("--save", "office", *BOTH, "--left", "1", "--right", "1", "--rotate", "0"),
            "--rotate is computed from --left and --right.",
        ),
        (
            ("--save", "office", *BOTH, "--top", "1", "--bottom", "1", "--scale", "100"),
            "--scale is computed from --top and --bottom.",
        ),
        (("--save", "office", *BOTH, "--left", "50", "--right", "50"), "--left is 50, not from -10 to 10."),
        (
            ("--save", "office", *BOTH, "--left", "-5", "--right", "5"),
            "--rotate, computed from --left and --right, is 4.086, not from -2 to 2 degrees.",
        ),
        (
            ("--save", "office", *BOTH, "--top", "-5", "--bottom", "5"),
            "--scale, computed from --top and --bottom, is 93.75, not from 97 to 103 percent.",
        ),
        (BOTH, "--back-x is a value to save, but --save is missing."),
        (("-o", "a.pdf", "--rotate", "1"), "--rotate is a value to save, but --save is missing."),
        (("--list", "--top", "1"), "--top is a value to save, but --save is missing."),
        (("--list", "--show", "office"), "--list and --show cannot be used together."),
        (("--save", "office", *BOTH, "--list"), "--save and --list cannot be used together."),
        (("--save", "office", *BOTH, "-o", "a.pdf"), "--save and -o cannot be used together."),
        (("--list", "--paper", "a4"), "--list and --paper cannot be used together."),
        (("--json",), "--json works only with --list or --show."),
        (("--save", "office", *BOTH, "--json"), "--json works only with --list or --show."),
        (("--paper", "a3"), "'a3' is not one of 'letter', 'a4'."),
        (("--flip", "left"), "--flip is 'left'. Choose long-edge or short-edge."),
    ],
)
def test_options_that_cannot_be(arguments: tuple[str, ...], message: str, refused: Callable[..., str]) -> None:
    assert message in refused(2, "calibration", *arguments)


@pytest.mark.parametrize(
    "arguments", [("calibration", "--show"), ("calibration", "-o", "a.pdf", "--printer"), ("cards", "es", "--printer")]
)
def test_an_unknown_printer(arguments: tuple[str, ...], did: Callable[..., str], refused: Callable[..., str]) -> None:
    assert refused(4, *arguments, "office") == (
        "There is no printer 'office'. `calibration -o target.pdf` makes a sheet to measure one with."
    )
    did("--save", "office", *BOTH)
    did("--save", "home-hp", *BOTH)
    assert refused(4, *arguments, "ofice") == "There is no printer 'ofice'. Did you mean office?"
    assert refused(4, *arguments, "../office") == "There is no printer '../office'. Did you mean office?"
    assert refused(4, *arguments, "zzz") == "There is no printer 'zzz'. There are: home-hp, office."


@pytest.mark.parametrize(
    "arguments",
    [
        ("calibration", "--list"),
        ("calibration", "--show", "office"),
        ("calibration", "--save", "office", *BOTH),
        ("calibration", "-o", "a.pdf", "--printer", "office"),
        ("cards", "es", "--printer", "office"),
    ],
)
def test_a_broken_profile_is_told_with_file_and_line(
    arguments: tuple[str, ...], did: Callable[..., str], refused: Callable[..., str]
) -> None:
    did("--save", "office", *BOTH)
    file = Path("settings", "printers.toml").resolve()
    text = file.read_text("utf-8")
    file.write_text(text.replace("back_x_mm = 1", "back_x_mm = 100"), encoding="utf-8")
    assert refused(3, *arguments).startswith(f"{file}:6: 'office.back_x_mm' is 100, not from -10 to 10. Give a number")
    file.write_text(text.replace('"long-edge"', "long-edge"), encoding="utf-8")
    assert refused(3, *arguments).startswith(f"{file}:5: The file is not valid TOML")
    file.write_bytes(b"\xff")
    assert refused(3, *arguments).startswith(f"{file}:1: The file is not UTF-8 text.")


def test_settings_that_cannot_be_written(command: Command, watched: Watched) -> None:
    Path("settings").write_text("not a folder", encoding="utf-8")
    before = watched()
    result = command("calibration", "--save", "office", *BOTH)
    assert result.exit_code in (3, 7)
    assert result.stderr.count("Error: ") == 1
    assert watched() == before


def test_a_folder_that_cannot_be_written_names_the_variable(
    command: Command, monkeypatch: pytest.MonkeyPatch, watched: Watched
) -> None:
    Path("settings", "printers.toml").parent.mkdir()
    before = watched()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    result = command("calibration", "--save", "office", *BOTH)
    assert result.exit_code == 7
    assert (
        "No space left on device. Free some space there, or name another folder in RIGHTS_CARDS_CONFIG" in result.stderr
    )
    assert watched() == before


@pytest.mark.parametrize("arguments", [("calibration", "-o", "a.pdf"), ("cards", "es", "-o", "a.pdf")])
def test_a_profile_is_for_the_edge_it_was_measured_with(
    arguments: tuple[str, ...], did: Callable[..., str], refused: Callable[..., str], command: Command
) -> None:
    did("--save", "office", *BOTH, "--flip", "short-edge")
    assert refused(2, *arguments, "--printer", "office") == (
        "The printer 'office' was measured with --flip short-edge, not long-edge. Give --flip short-edge, or measure "
        "the printer again with --flip long-edge and save it under another name."
    )
    assert command(*arguments, "--printer", "office", "--flip", "short-edge").exit_code == 0


def test_cards_for_a_printer(did: Callable[..., str], command: Command) -> None:
    did("--save", "office", *BOTH)
    for target, more in (("plain.pdf", ()), ("moved.pdf", ("--printer", "office")), ("again.pdf", ())):
        assert command("cards", "es", "-o", target, *more).exit_code == 0
    plain, moved, again = (Path(name).read_bytes() for name in ("plain.pdf", "moved.pdf", "again.pdf"))
    assert plain == again != moved
    assert b"office" not in moved


def test_the_check_of_a_printer(did: Callable[..., str]) -> None:
    did("--save", "office", *BOTH)
    assert did("-o", "check.pdf", "--printer", "office").startswith("check.pdf: sheet to check the printer office, ")
    back = " ".join(pypdfium2.PdfDocument("check.pdf")[1].get_textpage().get_text_range().split())
    assert "with a saved profile" in back
    assert "All scales should read 0." in back
    assert "--save" not in back  # what is read here would take the place of the profile that it is read with


def test_help_has_examples(did: Callable[..., str]) -> None:
    said = did("--help")
    assert "calibration --save office --back-x 1.5 --back-y -0.5" in said
    assert "--back-x moves" in said
