"""Several people save at once: everything that somebody was told is saved is there."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cards.cli import writing
from cards.cli.locks import try_lock
from cards.cli.output import write_whole
from cards.cli.writing import changing
from cards.errors import BadFile, CannotWrite
from cards.locations import bundled
from cards.read import typefaces
from cards.read.scripts import read_script

ROOT = Path(__file__).resolve().parents[2]

PATIENCE = 600
"""Seconds until a program that waits for something that does not come is ended, and its test fails."""

ADD = """
import sys
from pathlib import Path
from cards.cli.writing import changing
print("ready", flush=True)
sys.stdin.readline()
for number in range(10):
    with changing(Path("new/deep/list")) as (file,):
        file.write(file.before + f"{sys.argv[1]} {number}\\n")
"""


def at_once(commands: Sequence[Sequence[str]], told: str = "") -> list[tuple[int, str]]:
    """Runs commands beside each other, and lets those that say `told` go on together. Exit code and errors of each."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    running = [
        subprocess.Popen(
            [sys.executable, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, encoding="utf-8", env=surroundings,
        )
        for command in commands
    ]  # fmt: skip
    for each in running if told else ():
        assert each.stdout is not None
        assert each.stdout.readline() == told
    for each in running if told else ():
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    try:
        errors = [each.communicate(timeout=PATIENCE)[1] for each in running]
        return [(each.returncode, error) for each, error in zip(running, errors, strict=True)]
    finally:
        for each in running:
            each.kill()


def test_eight_processes_lose_nothing_of_each_other() -> None:
    done = at_once([["-c", ADD, str(name)] for name in range(8)], "ready\n")
    assert [code for code, _ in done] == [0] * 8, done
    lines = Path("new/deep/list").read_text("utf-8").splitlines()
    assert sorted(lines) == sorted(f"{name} {number}" for name in range(8) for number in range(10))
    assert [path.name for path in Path("new/deep").iterdir()] == ["list"]


@pytest.mark.full_only
def test_signers_of_different_strings_are_all_there() -> None:
    sources = read_script(bundled().scripts / "home.toml").bearer.sources[:4]
    signing = ["locale", "sign", "es", "--role", "community", "--yes", "--content", "mine"]
    Path("mine/translations/es").mkdir(parents=True)
    commands = [
        [str(ROOT / "generate.py"), *signing, "--by", f"Reader {place}", "--string", source.context]
        for place, source in enumerate(sources)
    ]
    done = at_once(commands)
    assert [code for code, _ in done] == [0] * 4, done
    signed = tomllib.loads(Path("mine/translations/es/review.toml").read_text("utf-8"))
    assert {context: [each["by"] for each in tables] for context, tables in signed.items()} == {
        source.context: [f"Reader {place}"] for place, source in enumerate(sources)
    }


def test_printers_saved_at_once_are_all_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGHTS_CARDS_CONFIG", str(tmp_path / "settings"))
    names = ("office", "library", "church", "school")
    saving = [str(ROOT / "generate.py"), "calibration", "--back-x", "1", "--back-y", "0", "--save"]
    done = at_once([[*saving, name] for name in names])
    assert [code for code, _ in done] == [0] * 4, done
    (file,) = (tmp_path / "settings").rglob("*.toml")
    assert set(tomllib.loads(file.read_text("utf-8"))) == set(names)


def test_a_text_that_an_editor_saves_meanwhile_is_kept() -> None:
    Path("list").write_text("old", encoding="utf-8")
    with changing(Path("list")) as (file,):
        Path("list").write_text("from an editor", encoding="utf-8")
        with pytest.raises(CannotWrite, match=r"list was changed by another program in the meantime\."):
            file.write(file.before + " and new")
    assert {path.name: path.read_text("utf-8") for path in Path().iterdir()} == {"list": "from an editor"}


@pytest.mark.parametrize("before", [None, "old"])
def test_a_file_that_comes_or_goes_meanwhile_is_noticed(before: str | None) -> None:
    if before is not None:
        Path("list").write_text(before, encoding="utf-8")
    with changing(Path("list")) as (file,):
        if before is None:
            Path("list").write_text("new", encoding="utf-8")
        else:
            Path("list").unlink()
        with pytest.raises(CannotWrite, match="was changed by another program"):
            file.write("ours")
    assert [path.read_text("utf-8") for path in Path().iterdir()] == ([] if before else ["new"])


def test_one_who_waits_too_long_is_told_for_whom(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(writing, "PATIENCE", 0.3)
    monkeypatch.setattr(writing, "_SILENCE", 0.1)
    with changing(Path("list")) as (file,):
        file.write("kept")
        with pytest.raises(CannotWrite) as caught, changing(Path("list")):
            pytest.fail("it did not wait")
    assert caught.value.cause == "Another run of this program has held list for more than 0.3 seconds."
    assert caught.value.exit_code == 7
    assert capsys.readouterr().err == "Waiting for another run to finish with list ...\n"
    with changing(Path("list")) as (file,):
        assert file.before == "kept"


def test_the_lock_of_a_run_that_was_killed_keeps_nobody() -> None:
    code = "import sys, time\nfrom pathlib import Path\nfrom cards.cli.writing import changing\n"
    code += "with changing(Path('list')):\n    print('kept', flush=True)\n    time.sleep(600)\n"
    running = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "kept\n"
    running.kill()
    running.communicate()
    assert [path.name for path in Path().iterdir()] == [".list.lock"]
    with changing(Path("list")) as (file,):
        file.write("new")
    assert [path.name for path in Path().iterdir()] == ["list"]


def test_a_change_that_fails_leaves_no_folder() -> None:
    with pytest.raises(ValueError, match="no"), changing(Path("a/b/list"), Path("a/c/list")):
        raise ValueError("no")
    assert list(Path().iterdir()) == []


@pytest.mark.usefixtures("posix")
def test_two_names_of_one_file_are_one() -> None:
    Path("list").write_text("old", encoding="utf-8")
    Path("also").symlink_to("list")
    with changing(Path("list"), Path("also")) as (file, _):
        file.write("new")
    assert Path("also").is_symlink()
    assert Path("list").read_text("utf-8") == "new"


def test_a_folder_in_its_place_is_refused() -> None:
    Path("list").mkdir()
    with pytest.raises(BadFile, match="is a folder, not an ordinary file"), changing(Path("list")):
        pass
    assert [path.name for path in Path().iterdir()] == ["list"]


# What a killed run leaves


def left_over(name: str) -> Path:
    """An unfinished file as a run leaves it that is killed while it writes."""
    path = Path(f".{name}.abcd_123.part")
    path.write_bytes(b"half")
    return path


def test_an_unfinished_file_goes_with_the_next_run_of_its_name() -> None:
    ours, other, theirs = left_over("x.pdf"), left_over("y.pdf"), Path(".x.pdf.part")
    theirs.write_bytes(b"somebody's own")
    write_whole(Path("x.pdf"), b"new")
    assert not ours.exists()
    assert other.exists()
    assert theirs.exists()


def test_an_unfinished_file_that_another_run_writes_stays() -> None:
    path = left_over("x.pdf")
    with path.open("r+b") as file:
        assert try_lock(file)
        write_whole(Path("x.pdf"), b"new")
        assert path.exists()
    write_whole(Path("x.pdf"), b"newer")
    assert [each.name for each in Path().iterdir()] == ["x.pdf"]


def test_a_run_that_is_really_killed_leaves_a_name_that_the_next_one_knows() -> None:
    code = "import os, signal, time\nfrom pathlib import Path\nfrom cards.cli import output\n"
    code += "output.os.fsync = lambda number: (print('in it', flush=True), time.sleep(600))\n"
    code += "output.write_whole(Path('x.pdf'), b'half')\n"
    running = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "in it\n"
    (part,) = Path().iterdir()
    assert part.name.startswith(".x.pdf.")
    write_whole(Path("x.pdf"), b"by another")
    assert part.exists()
    running.kill()
    running.communicate()
    write_whole(Path("x.pdf"), b"whole")
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == {"x.pdf": b"whole"}


WRITE = """
import sys
from pathlib import Path
from cards.cli.output import write_whole
print("ready", flush=True)
sys.stdin.readline()
for number in range(50):
    write_whole(Path("x.pdf"), sys.argv[1].encode() * 10_000)
"""


def test_runs_that_write_one_file_at_once_leave_one_whole_file() -> None:
    done = at_once([["-c", WRITE, str(name)] for name in range(4)], "ready\n")
    assert done == [(0, "")] * 4
    assert Path("x.pdf").read_bytes() in [str(name).encode() * 10_000 for name in range(4)]
    assert [path.name for path in Path().iterdir()] == ["x.pdf"]


# Links, permissions, what is no file


@pytest.mark.usefixtures("posix")
def test_a_link_stays_and_its_file_is_written() -> None:
    Path("real").mkdir()
    Path("real/x.pdf").write_bytes(b"old")
    Path("x.pdf").symlink_to("real/x.pdf")
    Path("new.pdf").symlink_to("real/new.pdf")
    write_whole(Path("x.pdf"), b"new")
    write_whole(Path("new.pdf"), b"newer")
    assert Path("x.pdf").is_symlink()
    assert Path("real/x.pdf").read_bytes() == b"new"
    assert Path("real/new.pdf").read_bytes() == b"newer"
    assert sorted(path.name for path in Path("real").iterdir()) == ["new.pdf", "x.pdf"]


@pytest.mark.usefixtures("posix")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_a_file_that_was_there_keeps_its_permissions(mode: int) -> None:
    Path("x.pdf").write_bytes(b"old")
    Path("x.pdf").chmod(mode)
    write_whole(Path("x.pdf"), b"new")
    assert Path("x.pdf").stat().st_mode & 0o777 == mode


@pytest.mark.usefixtures("posix")
@pytest.mark.parametrize("kind", ["pipe", "loop", "device"])
def test_what_is_no_file_is_not_replaced(kind: str) -> None:
    path = Path("x.pdf")
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("x.pdf" if kind == "loop" else "/dev/null")
    before = path.lstat()
    with pytest.raises(CannotWrite) as caught:
        write_whole(path, b"new")
    assert caught.value.cause.startswith("x.pdf cannot be written: ")
    after = path.lstat()  # but for the time at which somebody looked where the link leads
    assert (after.st_ino, after.st_mode, after.st_mtime_ns) == (before.st_ino, before.st_mode, before.st_mtime_ns)
    assert [each.name for each in Path().iterdir()] == ["x.pdf"]


def test_a_name_as_long_as_a_disk_takes_can_be_written() -> None:
    name = "é" * 125 + ".pdf"
    write_whole(Path(name), b"new")
    with changing(Path(name)) as (file,):
        file.write("newer")
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == {name: b"newer"}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("somewhere"))


Refused = Callable[..., str]
EVERYWHERE = {
    "script": "mine/scripts/park.toml",
    "stock": "mine/stocks/eight-up.toml",
    "hotline": "mine/hotlines/lynn.toml",
    "legal aid": "mine/links/lynn.toml",
    "labels": "mine/labels.toml",
    "catalog": "mine/translations/es/LC_MESSAGES/cards.po",
    "languages": "mine/translations/languages.toml",
    "sign-offs": "mine/translations/es/review.toml",
    "fonts": "mine/fonts/fonts.toml",
}
COMMANDS = {
    "script": ("--script", "park"), "stock": ("--stock", "eight-up"), "hotline": ("--hotline", "lynn"),
    "legal aid": ("--region", "US-MA"),
}  # fmt: skip


@pytest.mark.usefixtures("posix")
@pytest.mark.parametrize("kind", ["pipe", "loop", "nowhere", "folder", "socket"])
@pytest.mark.parametrize("what", EVERYWHERE)
def test_what_is_no_file_in_a_content_folder_is_refused(what: str, kind: str, refused: Refused) -> None:
    """Neither waited for nor passed over, as if it were not there."""
    typefaces._checked.cache_clear()  # another test had a folder of that name, in another working folder
    path = Path(EVERYWHERE[what])
    put(path, kind)
    message = refused(3, "es", *COMMANDS.get(what, ()), "--content", "mine")
    assert path.name in message
    assert "not an ordinary file" in message or "link" in message.lower()


@pytest.mark.usefixtures("posix")
@pytest.mark.parametrize("kind", ["pipe", "loop", "nowhere", "file"])
@pytest.mark.parametrize("folder", ["scripts", "stocks", "hotlines", "links", "translations", "fonts"])
def test_what_is_no_folder_in_a_content_folder_is_refused(folder: str, kind: str, refused: Refused) -> None:
    put(Path("mine", folder), kind)
    message = refused(3, "es", "--content", "mine")
    assert f"mine/{folder}: This is not a folder, nor a link to one. " in message


@pytest.mark.usefixtures("posix")
@pytest.mark.parametrize("kind", ["loop", "nowhere"])
@pytest.mark.parametrize("folder", ["translations/es", "translations/es/LC_MESSAGES"])
def test_a_link_that_leads_to_no_catalog_is_refused(folder: str, kind: str, refused: Refused) -> None:
    put(Path("mine", folder), kind)
    assert f"mine/{folder}" in refused(3, "es", "--content", "mine")


@pytest.mark.usefixtures("posix")
@pytest.mark.parametrize("kind", ["pipe", "loop", "nowhere", "folder", "device"])
@pytest.mark.parametrize("option", ["--logo", "--table", "pack"])
def test_what_is_no_file_is_refused_wherever_it_is_named(option: str, kind: str) -> None:
    """It does not wait for somebody to write into a pipe either."""
    put(Path("given"), kind)
    named = {
        "--logo": ["cards", "es", "--logo", "given", "-o", "x.pdf"],
        "--table": ["pack", "given.toml", "-o", "out"],
        "pack": ["pack", "given", "-o", "out"],
    }[option]
    if option == "--table":
        text = 'title = "Saturday"\nhotline = "617-370-5023"\nrecipients = "given"\n'
        Path("given.toml").write_text(text, encoding="utf-8")
    ((code, errors),) = at_once([[str(ROOT / "generate.py"), *named]])
    assert code in (2, 3), errors
    assert "given" in errors
    assert "Traceback" not in errors


@pytest.mark.usefixtures("posix")
@pytest.mark.parametrize("kind", ["pipe", "loop", "nowhere", "folder", "device"])
@pytest.mark.parametrize("name", ["manifest.json", ".unfinished/journal"])
def test_what_is_no_list_of_a_pack_is_refused(name: str, kind: str) -> None:
    put(Path("out", name), kind)
    text = 'title = "Saturday"\nhotline = "617-370-5023"\nlink = "aclu.org"\n[cards]\nes = 1\n'
    Path("p.toml").write_text(text, encoding="utf-8")
    ((code, errors),) = at_once([[str(ROOT / "generate.py"), "pack", "p.toml", "-o", "out", "--resume"]])
    assert code in (3, 7), errors
    assert Path("out", name).name in errors
    assert "Traceback" not in errors


def put(path: Path, kind: str) -> None:
    """Puts something there that is no file, or no folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        import socket

        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(path))
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    elif kind == "file":
        path.write_bytes(b"")
    else:
        path.symlink_to(path.name if kind == "loop" else "nowhere at all")
