"""Every command that the documents show exists, with each of its options, and those that are safe here are run.

What a document shows whole (in a block, or beginning with `rights-cards`) is read as it stands. What it names
in passing, such as `locale sign en`, may lack what the command needs, and nothing else.
"""

from __future__ import annotations

import argparse
import re
import runpy
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from PIL import Image

from cards.cli import commands
from cards.locations import shelves
from cards.pack.planner import make_plan
from cards.read.packs import read_pack
from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted(
    path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")) if path.name != "CHANGELOG.md"
)  # a list of changes names what there was, too
BLOCK = re.compile(r"^ *```(?P<kind>\w*)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^`([\w/-]+\.(?:toml|po))`[^\n]*:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
"""A file that a document shows, with its path."""
PROGRAM = re.compile(r"^(?:\.venv[/\\](?:bin|Scripts)[/\\])?(?:rights-cards|python generate\.py)(?: |$)")
PYTHON = re.compile(r"^(?:\.venv[/\\](?:bin|Scripts)[/\\])?(?:python3?|py) (?!generate\.py)")
OTHERS = frozenset({"make", "npm", "pip", "py", "pytest", "python", "python3", "sha256sum", "ssh-keygen", "weblate"})


@dataclass(frozen=True)
class Shown:
    """A command in a document, whether it is whole, and its line."""

    text: str
    whole: bool
    line: int


def shown(document: Path) -> Iterator[Shown]:
    """What a document has in blocks without a language, line by line, and between single backticks."""
    text = document.read_text("utf-8")
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start("text")) + 1
        for line, each in enumerate(block["text"].splitlines() if not block["kind"] else [], first):
            command = re.split(r" {3,}", each.strip())[0]
            if PROGRAM.match(command) or PYTHON.match(command) or command.split(" ")[0] in OTHERS:
                yield Shown(command, True, line)
    # Paragraph by paragraph, so that a backtick too many spoils one alone.
    prose = BLOCK.sub(lambda found: re.sub(r"[^\n]", "", found[0]), text)
    for paragraph in re.finditer(r"(?:.+\n)+", prose):
        for found in re.finditer(r"(?<!`)`([^`]+)`(?!`)", paragraph[0]):
            line = prose.count("\n", 0, paragraph.start() + found.start()) + 1
            yield Shown(" ".join(found[1].split()), bool(PROGRAM.match(found[1])), line)


ALL = [(document, each) for document in DOCUMENTS for each in shown(document)]


def ours() -> Iterator[tuple[Path, Shown, list[str]]]:
    """The commands of the program, with their arguments."""
    for document, each in ALL:
        if PROGRAM.match(each.text):
            yield document, each, shlex.split(PROGRAM.sub("", each.text).replace("…", "0"))
        elif " " in each.text and each.text.split(" ")[0] in commands.list_commands(click.Context(commands)):
            yield document, each, shlex.split(each.text)


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the files and the folders that the documents name are, as they give them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RIGHTS_CARDS_CONTENT", raising=False)
    for document in DOCUMENTS:
        for name, text in FILE.findall(document.read_text("utf-8")):
            folder = tmp_path / ("" if name.startswith("quebec/") else "my-coalition")
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(re.sub(r"(?<=verified_on = )\S+", str(date.today()), text), encoding="utf-8")
    Image.new("RGB", (300, 300), "white").save("logo.png")
    return tmp_path


class Read(Exception):
    """The arguments were read; nothing is to be done."""


@pytest.fixture
def read_alone(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets commands read their arguments to the end, with files of every name that they have, and do nothing."""
    for name in ("rosa.txt", "FILE.pdf"):
        Path(name).touch()
    for name in ("trial", ".page"):
        Path(name).mkdir()
    monkeypatch.setattr(click.Command, "invoke", lambda self, context: None)
    parse_args = argparse.ArgumentParser.parse_args

    def read(parser: argparse.ArgumentParser, arguments: Sequence[str] | None = None) -> None:
        parse_args(parser, arguments)
        raise Read

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", read)


def complaint(words: Sequence[str], *, whole: bool = True) -> str:
    """What click has against a command; whatever else is missing may be, unless the command is shown whole."""
    try:
        commands.main(list(words), prog_name="rights-cards", standalone_mode=False)
    except (click.MissingParameter, click.BadOptionUsage, click.exceptions.NoArgsIsHelpError) as error:
        return error.format_message() if whole else ""
    except click.ClickException as error:
        return error.format_message()
    return ""


def test_click_reads_every_command_to_its_end(read_alone: None, capsys: pytest.CaptureFixture[str]) -> None:
    names = set(leaves(commands))  # a command without arguments is named, not shown
    found = {
        f"{path.name}:{each.line}: {each.text}": complaint(words, whole=each.whole and " ".join(words) not in names)
        for path, each, words in ours()
    }
    assert {command: fault for command, fault in found.items() if fault} == {}
    assert len(found) > 100


@pytest.mark.parametrize(
    "wrong",
    [
        "cards es --hot-line 1",
        "locale answer rosa.txt",
        "locale sign es --role legal --by A --on today",
        "locale sign",
        "hotlines",
    ],
)
def test_a_command_that_there_is_not_is_found(wrong: str, read_alone: None) -> None:
    assert complaint(wrong.split())


def test_options_that_stand_alone_are_those_of_a_command(read_alone: None, capsys: pytest.CaptureFixture[str]) -> None:
    """In the tables of options, and in prose about a command."""
    names = list(leaves(commands))
    for path, each in ALL:
        if re.match(r"--?[a-z]", each.text):
            words = shlex.split(each.text.replace("…", "0"))
            known = [complaint([*name.split(), *words], whole=False) for name in names]
            assert "" in known or words[0] in ("--printer", "--quick", "--full", "--table"), (
                f"{path.name}:{each.line}: {each.text}"
            )


def test_the_documents_show_every_command() -> None:
    texts = {" ".join(words) for _, _, words in ours()}
    for name in leaves(commands):
        assert any(f"{text} ".startswith(f"{name} ") for text in texts), name
    for part in ("locale status --html", "locale check --diff", "--watch", "locale answers -", "--take", "--leave"):
        assert any(part in text for text in texts), part


def leaves(group: click.Group, before: str = "") -> Iterator[str]:
    """Each command of the program, with those that it is below."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from leaves(found, f"{before}{name} ")
        else:
            yield f"{before}{name}"


@pytest.mark.reader("make")
def test_make_has_every_target_and_variable() -> None:
    named = {each.text for _, each in ALL if re.match(r"make [a-z]+( [A-Z]|$)", each.text)}
    assert {"make cards", "make fuzz", "make bench", "make page"} <= named
    for each in sorted(named):
        done = subprocess.run(
            [*shlex.split(each), "-n"], cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8"
        )
        assert done.returncode == 0, f"{each}: {done.stderr}"


def test_python_reads_its_commands_to_their_end(
    read_alone: None, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    """Modules with argparse read their arguments, scripts and the tests that pytest is given exist."""
    monkeypatch.syspath_prepend(str(ROOT))
    read = set()
    for path, each in ALL:
        words = shlex.split(PYTHON.sub("python ", each.text).replace("\\", "/"))
        where = f"{path.name}:{each.line}: {each.text}"
        if words[:2] == ["python", "-m"] and words[2].split(".")[0] in ("bench", "tests"):
            monkeypatch.setattr(sys, "argv", words[2:])
            with pytest.raises(Read):
                runpy.run_module(words[2], run_name="__main__")
            read.add(words[2])
            assert words[2] != "tests.fuzz" or words[3] in TARGETS, where
        elif words[0] == "python" and words[1] != "-m":
            assert (ROOT / words[1]).is_file(), where
        elif "pytest" in words[:3] and words[0] in ("pytest", "python"):
            for word in words[words.index("pytest") + 1 :]:
                if word.startswith("--"):
                    pytestconfig.getoption(word.removeprefix("--").replace("-", "_"))
                elif word.startswith("tests/"):
                    assert (ROOT / word).exists(), where
    assert read >= {"bench", "bench.sizes", "tests.fuzz"}


NOT_RUN = {
    " locale sign ": "has the code of a paper",
    " locale answers ": "has the code of a paper",
    " locale suggestions ": "has the code of a suggestion",
    " locale changes ": "needs a branch",
    " --diff ": "needs a branch",
    " site ": "takes a minute",
    " cards --all ": "takes a minute",
}
"""What tests/cli/test_review_path.py, test_check_diff.py and tests/page run instead, and why it is not run here."""
TELLS = {"cards es --require reviewed": 5, "hotline check": 8}
"""The exit codes of commands that tell what is not done yet: nobody has reviewed the cards or called a hotline."""


@pytest.mark.full_only
def test_commands_do_what_they_are_shown_for(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of each document, in a folder that has the files that it shows. What is written goes there."""
    monkeypatch.setenv("RIGHTS_CARDS_CONTENT", "my-coalition")
    runner = CliRunner()
    assert runner.invoke(commands, ["cards", "es", "-o", "FILE.pdf"]).exit_code == 0
    known, failed = set(), {}
    for path, each, words in ours():
        text = re.sub(" -o .*(pdf|png)$", "", " ".join(words))
        if each.whole and text not in known and not any(part in f" {text} " for part in NOT_RUN):
            known.add(text)
            done = runner.invoke(commands, [word for word in words if word != "--watch"])
            if done.exit_code != TELLS.get(text, 0):
                failed[f"{path.name}:{each.line}: {text}"] = done.output
    assert failed == {}
    assert len(known) > 25
    assert (beside / "saturday" / "manifest.json").is_file()


@pytest.mark.full_only
def test_each_row_of_the_table_of_options_makes_a_card(beside: Path) -> None:
    """`--printer NAME` needs a printer that somebody measured."""
    rows = re.findall(r"^\| [^|]+ \| `(-[^`]+)`", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert len(rows) > 20
    for row in rows:
        words = shlex.split(row)
        output = [] if "-o" in words else ["-o", "one.pdf"]
        done = CliRunner().invoke(commands, ["cards", "es", *words, *output])
        assert done.exit_code == 0 or "NAME" in words, f"{row}: {done.output}"


def blocks(kind: str) -> Iterator[tuple[Path, str]]:
    """The text of each block of a kind, such as `toml`."""
    for document in DOCUMENTS:
        for found in BLOCK.finditer(document.read_text("utf-8")):
            if found["kind"] == kind:
                yield document, found["text"]


def test_every_example_in_toml_can_be_read() -> None:
    found = [tomllib.loads(text) for _, text in blocks("toml")]
    assert len(found) >= 8


@pytest.mark.full_only
def test_the_pack_and_the_table_of_readme_can_be_planned(beside: Path) -> None:
    """As one pack for a workshop, and as one for the groups of the table."""
    (pack,) = [text for _, text in blocks("toml") if text.startswith("title = ")]
    ((_, table),) = blocks("csv")
    (beside / "one.toml").write_text(pack, encoding="utf-8")
    (beside / "groups.csv").write_text(table, encoding="utf-8")
    of_groups = re.sub(r"^hotline.*\n", "", pack.partition("[cards]")[0], flags=re.MULTILINE)
    (beside / "many.toml").write_text(f'{of_groups}recipients = "groups.csv"\n', encoding="utf-8")
    for name, said in (
        ("one.toml", "55 sheets of avery-5371"),
        ("many.toml", "02 - Portland: 2 files of cards"),
    ):
        planned = CliRunner().invoke(commands, ["pack", name, "--dry-run"])
        assert planned.exit_code == 0, planned.output
        assert said in planned.output
        assert "Know your rights in Lynn: 7 files" in planned.output, "cards and cover sheets"
        warnings = planned.stderr.removeprefix("Checking\n")
        assert warnings.endswith("no lawyer has reviewed the law behind home\n")
        assert warnings.count("\n") == 1, "a first try warns of nothing else"


def test_the_table_of_readme_prints_no_group_on_the_cards_of_another(beside: Path) -> None:
    """As a row of its own, and in a pack that has no organization and no number, as README says."""
    ((_, table),) = blocks("csv")
    (beside / "groups.csv").write_text(table, encoding="utf-8")
    (beside / "many.toml").write_text('title = "x"\nrecipients = "groups.csv"\n', encoding="utf-8")
    places = shelves(None)
    lynn, portland = make_plan(places, read_pack(beside / "many.toml", places), date(2026, 11, 1)).bundles
    printed = [
        (each.contact.org, [(str(line.number), line.name) for line in each.hotlines]) for each in (lynn, portland)
    ]
    assert printed == [
        ("", [("617-555-0100", "Lynn Neighbors")]),
        ("", [("971-555-0100", "Portland Friends")]),
    ]
    assert not any("the pack's number" in each for bundle in (lynn, portland) for each in bundle.warnings)


@pytest.mark.full_only
def test_the_trial_with_invented_people_ends_as_it_is_told(beside: Path, run_reader: Callable[..., str]) -> None:
    """The two messages that CONTRIBUTING has, with the code of the proof; codes and days differ."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    trial = text[text.index("To try all of it with invented people") : text.index("**Who may sign.**")]
    pseudo, proof, answers = re.findall(r"^rights-cards (.*)$", trial, re.MULTILINE)
    for command in (pseudo, proof):
        assert CliRunner().invoke(commands, shlex.split(command)).exit_code == 0, command
    code = re.search(r"list: ((?:[0-9a-f]{4}-){3}[0-9a-f]{4})", run_reader("pdftotext", "-l", "1", "trial.pdf", "-"))
    assert code is not None
    said = ""
    for message in re.findall(r"`(en-XA <code> [^`]+)`", trial):
        done = CliRunner().invoke(commands, shlex.split(answers), input=message.replace("<code>", code[1]))
        assert done.exit_code == 0, done.output
        said = done.output
    (told,) = [found["text"] for found in BLOCK.finditer(trial) if "disagree" in found["text"]]
    differs = re.compile(r"(?<=code )\w+|\d{4}-\d{2}-\d{2}")
    for line in differs.sub("", told).splitlines():
        assert line in differs.sub("", said).splitlines(), said
