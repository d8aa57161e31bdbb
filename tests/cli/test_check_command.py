"""`check`: what it prints, its JSON and its exit codes."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from cards.cli import commands
from cards.pipeline import Cards
from cards.read.layouts import CARD_LAYOUTS, Layout

GENERATE = Path(__file__).parents[2] / "generate.py"


@pytest.fixture
def check() -> Callable[..., Result]:
    """Runs `check`."""

    def command(*arguments: str | Path) -> Result:
        runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
        return runner.invoke(commands, ["check", *map(str, arguments)], catch_exceptions=False)

    return command


@pytest.fixture
def right(tmp_path: Path, cards_of: Callable[..., Cards]) -> Path:
    path = tmp_path / "right.pdf"
    path.write_bytes(cards_of("es").pdf)
    return path


@pytest.fixture
def wrong(tmp_path: Path, cards_of: Callable[..., Cards]) -> Path:
    path = tmp_path / "wrong.pdf"
    with pikepdf.open(io.BytesIO(cards_of("ar").pdf)) as pdf:
        del pdf.pages[1]
        pdf.save(path)
    return path


def test_a_right_file(right: Path, check: Callable[..., Result]) -> None:
    result = check(right)
    assert (result.exit_code, result.stderr) == (0, "")
    first, *lines = result.stdout.splitlines()
    assert first == f"{right}: right"
    assert all(line.startswith("  OK       ") for line in lines)
    assert "  OK       QR codes: 10 of 10 read at 150 and 300 dpi: https://www.immigrationlawhelp.org" in lines


@pytest.mark.parametrize(
    ("missing", "named"),
    [(["pikepdf"], "pikepdf, which is"), (["pikepdf", "pypdfium2"], "pikepdf and pypdfium2, which are")],
)
def test_a_library_that_is_not_installed_is_named(
    missing: list[str], named: str, right: Path, check: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in missing:
        monkeypatch.setitem(sys.modules, each, None)
    result = check(right, right)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"Error: `check` needs {named} not installed. Install with: python -m pip install {' '.join(missing)}\n"
    )


def test_a_wrong_file(wrong: Path, check: Callable[..., Result]) -> None:
    result = check(wrong)
    assert result.exit_code == 9
    assert result.stdout.startswith(f"{wrong}: WRONG\n")
    assert "  WRONG    text: no officer's side" in result.stdout


@pytest.mark.full_only
@pytest.mark.parametrize("layout", CARD_LAYOUTS, ids=lambda layout: layout.value)
def test_what_cards_makes_in_any_layout_is_right(layout: Layout, tmp_path: Path, check: Callable[..., Result]) -> None:
    path = tmp_path / "cards.pdf"
    arguments = ["cards", "es", "--stock", "plain-letter", "--hotline", "617-555-0100", "--layout", layout.value]
    made = CliRunner(env={"RIGHTS_CARDS_CONTENT": None}).invoke(commands, [*arguments, "-o", str(path)])
    assert made.exit_code == 0
    result = check(path)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, f"{path}: right")
    assert f"  OK       layout: {layout.value}" in result.stdout
    (told,) = json.loads(check("--json", path).stdout)
    assert told["read"]["layout"] == layout.value


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"hello", "This is not a PDF: it does not begin with %PDF-. Name a file"),
        (b"", "This is not a PDF"),
        (b"%PDF-1.7 and no more", "The PDF is too damaged to be read. Get a new copy"),
        (None, "The file cannot be read: No such file or directory. Name a PDF."),
    ],
)
def test_what_cannot_be_read(data: bytes | None, message: str, tmp_path: Path, check: Callable[..., Result]) -> None:
    path = tmp_path / "file.pdf"
    if data is not None:
        path.write_bytes(data)
    result = check(path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"Error: {path}: {message}")
    assert result.stderr.count("\n") == 1


def test_a_zip_archive_says_to_unpack_it_and_a_folder_names_its_pdfs(
    tmp_path: Path, check: Callable[..., Result]
) -> None:
    with zipfile.ZipFile(tmp_path / "saturday.zip", "w") as archive:
        archive.writestr("cards.pdf", b"%PDF-1.7")
    done = check(tmp_path / "saturday.zip")
    assert done.exit_code == 3
    assert "This is a ZIP archive. Unpack it, then check the PDFs that were in it." in done.stderr
    (tmp_path / "saturday").mkdir()
    done = check(tmp_path / "saturday")
    assert done.exit_code == 3
    assert f"This is a folder. Name the PDFs in it: check {tmp_path / 'saturday' / '*.pdf'}" in done.stderr


def test_a_folder_and_a_huge_file(tmp_path: Path, check: Callable[..., Result]) -> None:
    assert check(tmp_path).exit_code == 3
    huge = tmp_path / "huge.pdf"
    huge.touch()
    os.truncate(huge, 200_000_000)
    result = check(huge)
    assert result.exit_code == 3
    assert "more than 100,000,000 bytes" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_pipes_and_devices_are_not_waited_for(tmp_path: Path, check: Callable[..., Result]) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    for file in (pipe, Path("/dev/zero")):
        result = check(file)
        assert result.exit_code == 3
        assert "a pipe or a device, not a file" in result.stderr


def test_nothing_in_a_file_commands_a_terminal(tmp_path: Path, right: Path, check: Callable[..., Result]) -> None:
    path = tmp_path / "es\x1b[2Jcape.pdf"
    with pikepdf.open(right) as pdf:
        pdf.docinfo["/Author"] = "\x1b]0;hi\x07\x9b\u202e"
        for font in pdf.pages[0].obj.Resources.Font.values():
            font.BaseFont = pikepdf.Name("/A\x1b[31m\u009bB")
        pdf.docinfo["/Title"] = "\u009b\u202eTitle: what to print"
        pdf.save(path)
    shown = check(path, tmp_path / "no\x1b.pdf")
    assert all(each.isprintable() for each in (shown.stdout + shown.stderr).replace("\n", ""))
    assert r"A\x1b[31m" in shown.stdout
    told = check("--json", path)
    assert told.stdout.replace("\n", "").isprintable()
    (report,) = json.loads(told.stdout)
    assert report["file"] == str(path)
    assert report["read"]["title"] == "\u009b\u202eTitle: what to print"


@pytest.mark.full_only
def test_every_file_is_looked_at(right: Path, wrong: Path, tmp_path: Path, check: Callable[..., Result]) -> None:
    none = tmp_path / "none.pdf"
    result = check(right, wrong, none)
    assert result.exit_code == 9
    assert f"{right}: right\n" in result.stdout
    assert f"{wrong}: WRONG\n" in result.stdout
    assert f"Error: {none}: " in result.stderr
    assert check(none, wrong).exit_code == 3


def test_as_json(right: Path, wrong: Path, tmp_path: Path, check: Callable[..., Result]) -> None:
    result = check("--json", right, wrong, tmp_path / "none.pdf")
    assert result.exit_code == 9
    first, second, third = json.loads(result.stdout)
    assert (first["file"], first["result"]) == (str(right), "ok")
    assert first["read"]["title"] == "At home: know-your-rights cards in Spanish"
    assert first["read"]["page"][0]["codes"][9] == {
        "content": "https://www.immigrationlawhelp.org", "module_mm": 0.5, "contrast": 1.0, "quiet_zone_modules": 4
    }  # fmt: skip
    assert all(font["embedded"] and font["subset"] and font["to_unicode"] for font in first["read"]["fonts"])
    assert second["result"] == "wrong"
    assert {"mark": "WRONG", "topic": "text"}.items() <= second["findings"][[
        each["mark"] for each in second["findings"]].index("WRONG")].items()  # fmt: skip
    assert (third["result"], third["error"][:23]) == ("unreadable", "The file cannot be read")


def stderr_on_a_terminal(*arguments: str | Path) -> str:
    """What a person sees of standard error."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, GENERATE, "check", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, env={**os.environ, "TERM": "xterm"}):
        os.close(theirs)
        seen = b""
        try:
            while more := os.read(ours, 4096):
                seen += more
        except OSError:
            pass  # so Linux says that nobody writes any more
    os.close(ours)
    return seen.decode()


@pytest.mark.full_only
@pytest.mark.skipif(sys.platform == "win32", reason="it has no such terminals")
def test_progress_on_a_terminal_when_there_is_much_to_look_at(
    right: Path, tmp_path: Path, check: Callable[..., Result]
) -> None:
    many = tmp_path / "many.pdf"
    with pikepdf.new() as pdf:
        for width in range(60, 90):
            pdf.add_blank_page(page_size=(width, 60))
        pdf.save(many)
    seen = stderr_on_a_terminal("--all-pages", many)
    assert "Inspecting pages" in seen
    assert "100%" in seen
    assert stderr_on_a_terminal("--all-pages", "--json", many) == ""
    assert stderr_on_a_terminal(right) == ""
    assert check("--all-pages", many).stderr == ""  # no terminal


@pytest.mark.full_only
def test_words_of_an_own_catalog(
    content: Callable[..., Path], home_po: str, tmp_path: Path, check: Callable[..., Result]
) -> None:
    content("translations/es/LC_MESSAGES/cards.po", home_po)
    made = CliRunner().invoke(commands, ["cards", "es", "--content", "mine", "-o", "own.pdf"])
    assert made.exit_code == 0, made.output
    assert check("own.pdf", "--content", "mine").exit_code == 0
    result = check("own.pdf")
    assert result.exit_code == 9
    assert "older or other wording in Spanish" in result.stdout
