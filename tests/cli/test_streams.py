"""Standard output: one file with `-o -` and nothing else, a full disk behind it, and a reader who leaves early."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cards.cli import commands
from cards.cli.output import STDOUT, checked_file
from cards.errors import BadOrder

ROOT = Path(__file__).resolve().parents[2]
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full, a disk without room")


def start(*arguments: str, out: int, err: int = subprocess.PIPE, unbuffered: str = "") -> tuple[int, bytes]:
    """The exit code of the program with those streams, and what it said on standard error if that is a pipe."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("RIGHTS_CARDS", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-B", ROOT / "generate.py", *arguments],
        stdout=out, stderr=err, check=False, timeout=300,
        env={**clean, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": unbuffered},
    )  # fmt: skip
    return done.returncode, done.stderr or b""


LAW = b"Warning: no lawyer has reviewed the law behind home\n"
"""What is said of cards before they are made."""


def invoked(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments, prog_name="cards")


FILES = {
    "cards": (("cards", "es"), "one.pdf", b"%PDF-"),
    "poster": (("cards", "es", "vi", "--layout", "poster", "--together"), "one.pdf", b"%PDF-"),
    "proof": (("proof", "es"), "one.pdf", b"%PDF-"),
    "preview": (("preview", "es"), "one.png", b"\x89PNG"),
    "picture": (("picture", "es", "--for", "square"), "one.png", b"\x89PNG"),
    "calibration": (("calibration",), "one.pdf", b"%PDF-"),
}


@pytest.mark.parametrize("which", FILES)
def test_standard_output_has_the_file_and_nothing_else(which: str) -> None:
    arguments, name, magic = FILES[which]
    done = invoked(*arguments, "-o", "-")
    assert done.exit_code == 0, done.output
    assert done.stderr.removeprefix(LAW.decode()).startswith("standard output: ")
    assert not list(Path().iterdir())
    assert done.stdout_bytes.startswith(magic)
    written = invoked(*arguments, "-o", name)
    assert written.stdout.startswith(f"{name}: ")
    assert Path(name).read_bytes() == done.stdout_bytes
    said = written.stdout.replace(name, "standard output") + written.stderr
    assert sorted(done.stderr.splitlines()) == sorted(said.splitlines())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("cards", "es", "vi"), "2 files cannot go to standard output. Name a folder with -o."),
        (("cards", "--all"), "files cannot go to standard output. Name a folder with -o."),
        (
            ("pack", "saturday.toml"),
            "A pack is several files, which cannot go to standard output. Name a folder",
        ),
        (("locale", "pseudo", "ar-XB"), "A content folder cannot go to standard output. Give -o a folder."),
        (("preview", "es", "--watch"), "--watch redraws a file, so it needs one."),
    ],
)
def test_several_files_do_not_go_to_standard_output(arguments: tuple[str, ...], told: str) -> None:
    done = invoked(*arguments, "-o", "-")
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr
    assert not list(Path().iterdir())


@pytest.mark.parametrize("arguments", [("cards", "xx"), ("cards", "es", "--stock", "x"), ("proof", "wo")])
def test_an_error_leaves_standard_output_empty(arguments: tuple[str, ...]) -> None:
    done = invoked(*arguments, "-o", "-")
    assert done.exit_code
    assert (done.stdout_bytes, done.stderr[:7]) == (b"", "Error: ")


@pytest.mark.parametrize(("stream", "what"), [("terminal", "the terminal"), (None, "closed")])
def test_a_terminal_gets_no_pdf(stream: str | None, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Terminal() if stream else None)
    with pytest.raises(BadOrder) as refusal:
        checked_file(STDOUT, ".png")
    assert refusal.value.cause == f"-o - writes to standard output, which is {what}."
    assert refusal.value.remedy.endswith("-o - > file.png")


@needs_full
@pytest.mark.parametrize(
    ("arguments", "unbuffered"),
    [
        (("stock", "list"), ""),
        (("stock", "list"), "1"),
        (("--help",), ""),
        (("cards", "es", "-o", "one.pdf"), ""),
        (("cards", "es", "-o", "-"), ""),
    ],
)
def test_a_full_disk_behind_standard_output_is_no_defect(arguments: tuple[str, ...], unbuffered: str) -> None:
    with FULL.open("wb", buffering=0) as out:
        code, said = start(*arguments, out=out.fileno(), unbuffered=unbuffered)
    assert code == 7
    text = said.decode().splitlines()[-1]
    assert text.startswith("Error: Standard output cannot be written: ")
    assert text.endswith(" Free some space, or redirect the output; every file named so far is complete.")
    assert b"Exception ignored" not in said
    assert b"Traceback" not in said
    assert Path("one.pdf").exists() == ("one.pdf" in arguments)


@needs_full
@pytest.mark.parametrize("arguments", [("cards", "xx"), ("cards", "es", "--layout", "fold", "-o", "one.pdf")])
def test_a_full_disk_behind_standard_error_has_an_exit_code_too(arguments: tuple[str, ...]) -> None:
    with FULL.open("wb", buffering=0) as err:
        assert start(*arguments, out=subprocess.DEVNULL, err=err.fileno())[0] == 7


@pytest.mark.parametrize("arguments", [("stock", "list"), ("cards", "es", "-o", "-")])
def test_whoever_stops_reading_hears_nothing_of_it(arguments: tuple[str, ...], posix: None) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        code, said = start(*arguments, out=writing)
    finally:
        os.close(writing)
    assert (code, said.replace(LAW, b"")) == (1, b"")


def test_a_new_content_folder_can_be_signed_into(content: Callable[..., Path]) -> None:
    """As `locale init` and `hotline verify` make one."""
    done = invoked("locale", "sign", "es", "--role", "community", "--yes", "--by", "Bo", "--content", "ours/cards")
    assert done.exit_code == 0, done.output
    assert "ours/cards/translations/es/review.toml: " in done.stdout.replace(os.sep, "/")
    assert "signed by Bo (community)" in invoked("locale", "status", "es", "--content", "ours/cards").stdout
    Path("file").write_text("x")
    refused = invoked("locale", "sign", "es", "--role", "community", "--yes", "--by", "Bo", "--content", "file")
    assert refused.exit_code == 2
    assert "The content folder file does not exist or is not a folder." in refused.stderr
