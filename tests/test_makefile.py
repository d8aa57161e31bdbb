"""`make cards`: every value reaches the command as it was typed, and a misspelled name stops it at once."""

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cards.cli.cards_command import cards as cards_command
from cards.cli.options import option_name
from cards.read.settings import Kind, Place, settings_for

ROOT = Path(__file__).resolve().parents[1]
MAKEFILE = ROOT / "Makefile"
SPY = f"#!{sys.executable}\nimport sys\nopen('arguments', 'w').write(repr(sys.argv[1:]))\n"
Made = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = [
    pytest.mark.reader("make"),
    pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for Python there is no text file"),
]


@pytest.fixture
def make(tmp_path: Path) -> Made:
    """Runs make in a copy whose Python writes down what it is given."""
    for name in ("Makefile", "setup.cfg", "constraints.txt"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    python = tmp_path / ".venv/bin/python"
    python.write_text(SPY, encoding="utf-8")
    python.chmod(python.stat().st_mode | stat.S_IXUSR)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["make", "-o", ".venv/made", "-o", ".venv/run", *arguments]
        # As from a terminal, also where the tests themselves are run by make.
        own = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
        return subprocess.run(
            command, cwd=tmp_path, env=own, capture_output=True, text=True, check=False, encoding="utf-8"
        )

    return run


def given(tmp_path: Path, command: str = "cards") -> list[str]:
    """What the command was given after its name."""
    found: list[str] = eval((tmp_path / "arguments").read_text("utf-8"), {})
    assert found[:2] == ["generate.py", command]
    return found[2:]


def test_without_values_every_locale_goes_to_out(make: Made, tmp_path: Path) -> None:
    assert make("cards").returncode == 0
    assert given(tmp_path) == ["-o", "out", "--all"]
    assert make().returncode == 0, "cards come first"


@pytest.mark.parametrize(
    "value",
    [
        "Haitian Creole",
        "es, Haitian Creole",
        "--help",
        "it's",
        '"quoted"',
        "back`touch planted`tick",
        "$(touch planted)",
        "$(shell touch planted)",
        "${HOME} $HOME $$ 5 $ and \\",
        "'; touch planted; '",
        "a; touch planted & | > planted",
        "# no comment",
        "<b> * ? [a] ~ !",
        "Tiếng Việt",
        " blanks  within ",
        "%,:=@-+",
    ],
)
@pytest.mark.parametrize("name", ["LOCALES", "ORG", "OUT", "STOCK", "PAPER", "CONTENT"])
def test_a_value_is_one_word_as_it_was_typed(name: str, value: str, make: Made, tmp_path: Path) -> None:
    done = make("cards", f"{name}={value}")
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "planted").exists()
    # Make itself takes away the blanks before a value.
    typed = value.lstrip()
    option = {"LOCALES": "--", "OUT": "-o"}.get(name, f"--{name.lower()}")
    found = given(tmp_path)
    assert found[found.index(option) + 1] == typed
    assert len(found) == {"LOCALES": 4, "OUT": 3}.get(name, 5)


@pytest.mark.parametrize("line", ["touch planted", "\ttouch planted", ""])
def test_a_value_of_several_lines_is_refused(line: str, make: Made, tmp_path: Path) -> None:
    done = make("cards", f"ORG=Lynn\n{line}")
    assert (done.returncode, done.stdout) == (2, "")
    assert "The value of ORG has several lines. Write it on one." in done.stderr
    assert {path.name for path in tmp_path.iterdir()}.isdisjoint({"planted", "arguments"})


def test_every_option_of_the_file_is_one_of_the_command(make: Made, tmp_path: Path) -> None:
    names = options_of_the_file()
    assert make("cards", *(f"{name}=1" for name in names)).returncode == 0
    found = given(tmp_path)
    known = {name for parameter in cards_command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    assert {word for word in found if word.startswith("--")} - {"--"} <= known
    flags = {option_name(each.key) for each in settings_for(Place.RUN) if each.kind is Kind.FLAG} - {"--pictograms"}
    flags |= {"--no-pictograms"}
    assert flags <= set(found)
    assert len([word for word in found if word == "1"]) == len(names) - len(flags), "all but the flags have a value"


def test_the_page_is_made_for_an_organization(make: Made, tmp_path: Path) -> None:
    values = {"LOCALES": "es, Haitian Creole", "REGION": "US-MA", "ORG": "it's $(ours)", "CONTENT": "my coalition"}
    done = make("-o", ".page/parts", "page", *(f"{name}={value}" for name, value in values.items()), "ALLOW_STALE=1")
    assert done.returncode == 0, done.stderr
    assert given(tmp_path, "site") == [
        "--languages", values["LOCALES"], "--region", values["REGION"], "--org", values["ORG"],
        "--content", values["CONTENT"], "--allow-stale", "--parts", ".page", "-o", "site",
    ]  # fmt: skip


PICTURES = {
    "FOR": "square", "SIDE": "officer", "LOCALES": "es, Haitian Creole", "SCRIPT": "street", "REGION": "US-MA",
    "HOTLINE": "617-555-0100", "HOTLINE_NAME": "it's $(ours)", "LINK": "none", "ORG": "Lynn", "LOGO": "logo.svg",
    "REQUIRE": "reviewed", "CONTENT": "my coalition", "OUT": "here", "ALLOW_STALE": "1", "ALLOW_TRACKING": "1",
    "NO_PICTOGRAMS": "1", "INTERPRETER": "1",
}  # fmt: skip


def test_pictures_take_every_setting_of_theirs(make: Made, tmp_path: Path) -> None:
    done = make("picture", *(f"{name}={value}" for name, value in PICTURES.items()))
    assert done.returncode == 0, done.stderr
    found = given(tmp_path, "picture")
    for each in settings_for(Place.PICTURE):
        name = "no_pictograms" if each.key == "pictograms" else each.key
        place = found.index(option_name(name))
        assert each.kind is Kind.FLAG or found[place + 1] == PICTURES[each.key.upper()]
    assert found[-4:] == ["-o", "here", "--", "es, Haitian Creole"]


@pytest.mark.parametrize("name", ["FOR", "SIDE"])
def test_what_only_pictures_have_is_refused_elsewhere(name: str, make: Made) -> None:
    done = make("cards", f"{name}=square")
    assert done.returncode == 2
    assert f"There is no option {name}." in done.stderr


def options_of_the_file() -> list[str]:
    listed = re.search(r"^OPTIONS := (.*?[^\\])\n", MAKEFILE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert listed is not None
    flags = re.search(r"^FLAGS := (.*)$", MAKEFILE.read_text("utf-8"), re.MULTILINE)
    assert flags is not None
    return listed[1].replace("\\\n", " ").replace("$(FLAGS)", flags[1]).split()


@pytest.mark.parametrize("name", ["HOTLINES", "LANGUAGES", "locales", "hotline", "LOCALE", "Hotline", "COPY", "X"])
@pytest.mark.parametrize("target", ["cards", "test", "clean"])
def test_a_misspelled_name_stops_and_the_names_are_listed(name: str, target: str, make: Made, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    done = make(target, "STOCK=plain-a4", f"{name}=es")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"There is no option {name}. Give one of these, in capitals: " in done.stderr
    assert all(re.search(rf"\b{each}\b", done.stderr) for each in options_of_the_file())
    assert sorted(tmp_path.rglob("*")) == before


def test_the_readme_and_the_file_itself_name_every_option() -> None:
    for text in (MAKEFILE.read_text("utf-8").partition("\n\n")[0], (ROOT / "README.md").read_text("utf-8")):
        assert [name for name in options_of_the_file() if not re.search(rf"\b{name}\b", text)] == []
