"""`pack` as people start it, and what becomes of it when it is stopped at any moment.

The moments of being killed are drawn at random; RIGHTS_CARDS_KILLS says how many there are.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import chdir, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cards.cli import commands

ROOT = Path(__file__).resolve().parents[2]
GENERATE = ROOT / "generate.py"
PATIENCE = 300
"""Seconds to wait for a process, on a machine that may be busy, before it counts as hanging."""
KILLS = int(os.environ.get("RIGHTS_CARDS_KILLS", "6"))

WORKSHOP = """\
title = "Know your rights in Lynn"
place = "Lynn Public Library"
org = "Lynn Neighbors"
hotline = "617-555-0100"
combined = true
zip = true
"""

CARDS = "[cards]\nes = 500\nht = 200\npt = 200\nkm = 100\nar = 100\nvi = 100\n"


@pytest.fixture
def pack() -> Callable[..., Result]:
    """`pack` with those arguments in this process."""

    def command(*arguments: str) -> Result:
        runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
        result = runner.invoke(commands, ["pack", *arguments], prog_name="generate.py", catch_exceptions=False)
        assert "Traceback" not in result.output
        return result

    return command


@pytest.fixture
def workshop() -> None:
    """A pack of one, in six languages."""
    Path("lynn.toml").write_text(WORKSHOP + CARDS, encoding="utf-8")


@pytest.fixture
def groups() -> None:
    """A pack for twelve groups, 72 files of cards."""
    write_groups(Path())


def write_groups(folder: Path) -> None:
    rows = [f"Group {number},617-555-{100 + number:04},10,10,10,10,10,10\n" for number in range(12)]
    (folder / "groups.csv").write_text("name,hotline,es,ht,pt,km,ar,vi\n" + "".join(rows), encoding="utf-8")
    (folder / "lynn.toml").write_text(WORKSHOP + 'recipients = "groups.csv"\n', encoding="utf-8")


def tree(folder: str) -> dict[str, bytes]:
    """Every file under a folder, hidden ones among them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
    }


def count_pdfs(folder: Path) -> int:
    """How many PDFs are under a folder whose own folders come and go meanwhile."""
    return sum(name.endswith(".pdf") for _, _, names in os.walk(folder) for name in names)


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-B", str(GENERATE), "pack", "lynn.toml", *map(str, arguments)]


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """The command as the leader of a group of processes, as a terminal starts it."""
    return subprocess.Popen(
        command(*arguments),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
    )  # fmt: skip


def ran(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command(*arguments), capture_output=True, text=True, encoding="utf-8", check=False, timeout=PATIENCE
    )
    assert "Traceback" not in done.stderr
    return done


def test_a_leader_begins_tries_and_makes_a_pack(pack: Callable[..., Result]) -> None:
    begun = pack("init", "saturday.toml")
    assert (begun.exit_code, begun.stdout) == (
        0,
        "saturday.toml: edit it in a text editor, then run: pack saturday.toml --dry-run\n",
    )
    tried = pack("saturday.toml", "--dry-run")
    assert tried.exit_code == 0
    assert "80 sheets of avery-5371 (Avery 5371 business cards, 10 to a Letter sheet), 10 cards each" in tried.stdout
    assert sorted(path.name for path in Path().iterdir()) == ["saturday.toml"]
    made = pack("saturday.toml", "-o", "saturday")
    assert made.exit_code == 0, made.output
    assert made.stdout.splitlines()[1:] == tried.stdout.splitlines()[1:]
    assert Path("saturday/home - Haitian Creole - 200 cards.pdf").is_file()
    again = pack("init", "saturday.toml")
    assert (again.exit_code, again.stderr) == (
        7,
        "Error: saturday.toml already exists. Give the new file another name.\n",
    )


def test_the_summary_counts_paper_once_and_says_what_a_shop_prints(pack: Callable[..., Result]) -> None:
    head = (
        'title = "x"\nhotline = "617-555-0100"\nstock = "plain-letter"\nlayout = ["backs", "fronts", "fold", "press"]\n'
    )
    Path("x.toml").write_text(f"{head}[cards]\nes = 3\n", encoding="utf-8")
    result = pack("x.toml", "-o", "out")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "out: 5 files",
        "  home - Spanish - 10 cards - fronts.pdf: 1 sheet, 1 page, DRAFT",
        "  home - Spanish - 10 cards - backs.pdf: the same 1 sheet, 1 page, DRAFT",
        "  home - Spanish - 5 cards - fold.pdf: 1 sheet, 1 page, DRAFT",
        "  home - Spanish - press.pdf: for a print shop, 2 pages, DRAFT",
        "1 sheet of plain-letter (Plain Letter, 10 cards of 3.5 x 2 in to cut), 10 cards each: 2 pages, 10 cards",
        "1 sheet of plain-letter (plain Letter paper, 8.5 x 11 in), 5 cards each, to fold: 1 page, 5 cards",
        "1 file for a print shop: 2 pages",
    ]


def test_one_of_each_is_no_plural(pack: Callable[..., Result]) -> None:
    Path("x.toml").write_text('title = "x"\nrecipients = "x.csv"\nexact = true\n', encoding="utf-8")
    Path("x.csv").write_text("name,hotline,es\nA,617-555-0100,1\nB,617-555-0101,1\n", encoding="utf-8")
    result = pack("x.toml", "--dry-run")
    assert "\n  01 - A: 1 file of cards, 1 sheet, 1 card\n" in result.stdout
    assert not any(f" 1 {plural}" in f" {result.stdout}" for plural in ("files", "sheets", "pages", "cards"))


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ('bleed = "3mm"', "x.toml:2: 'bleed' changes nothing with layout"),
        ('layout = ["duplex", "poter"]', "x.toml:2: 'layout' is 'poter'."),
        ('theme = "red-stock"\nlayout = "press"', 'x.toml:2: theme = "red-stock" is for cards that you print yourself'),
        ('layout = "press"\ncombined = true', "x.toml:3: 'combined' is for the layouts duplex, fold and large"),
        ('stock = "5371"\nlayout = "fold"', "x.toml:2: Cards of avery-5371 (Avery 5371 business cards"),
        (
            'theme = "red-stock"\npaper_colour = "#700000"',
            "x.toml:3: The contrast of black on paper of the color #700000",
        ),
    ],
)
def test_layouts_that_cannot_be_are_refused(head: str, message: str, pack: Callable[..., Result]) -> None:
    Path("x.toml").write_text(f'title = "x"\n{head}\n[cards]\nes = 1\n', encoding="utf-8")
    result = pack("x.toml", "-o", "out")
    assert result.exit_code in (2, 3)
    assert result.stderr.startswith(f"Error: {message}")
    assert result.stderr.count("Error: ") == 1
    assert not Path("out").exists()


def test_warnings_name_the_groups_and_what_has_no_files_is_left_out(pack: Callable[..., Result]) -> None:
    Path("x.toml").write_text('title = "x"\nrecipients = "x.csv"\n', encoding="utf-8")
    rows = "A,617-555-0100,red-stock,fronts,10\nB,617-555-0101,,fronts,10\nC,617-555-0102,,,10\n"
    lost = "D,617-555-0103,,,0,10\n"
    Path("x.csv").write_text(f"name,hotline,theme,layout,es,qaa\n{rows.replace(chr(10), ',0' + chr(10))}{lost}")
    table = Path("mine/translations/languages.toml")
    table.parent.mkdir(parents=True)
    table.write_text('[qaa]\nenglish = "Ownish"\nautonym = "Own"\ndirection = "ltr"\nscript = "Latn"\n')
    arguments = ("x.toml", "--content", "mine")
    tried, made = pack(*arguments, "--dry-run"), pack(*arguments, "-o", "out")
    for result in (tried, made):
        assert "Warning: A, B: fronts without backs, but a card has two sides" in result.stderr
        assert "Warning: A: home - Spanish - fronts: the paper itself must be red" in result.stderr
        assert "Error: x.csv:5: home - Ownish: " in result.stderr
        assert "03 - C: 1 file of cards" in result.stdout
        assert "04 - D" not in result.stdout


def test_without_a_file_init_prints(pack: Callable[..., Result]) -> None:
    assert pack("init").stdout.startswith("#:schema")
    assert not list(Path().iterdir())


def test_schema(pack: Callable[..., Result]) -> None:
    assert json.loads(pack("schema").stdout)["type"] == "object"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["lynn.toml"], 2, "There is no folder to write to."),
        (["lynn.toml", "-o", "out", "--shard", "3/2"], 2, "--shard is '3/2'."),
        (["lynn.toml", "-o", "out", "--shard", "0/2"], 2, "--shard is '0/2'."),
        (["lynn.toml", "-o", "out", "--shard", "half"], 2, "--shard is 'half'."),
        (["lynn.toml", "-o", "out", "--jobs", "0"], 2, "Invalid value for '--jobs'"),
        (["lynn.toml", "-o", "full"], 2, "full already has files in it."),
        (["lynn.toml", "-o", "full"], 2, "Give -o another folder that is empty or new."),
        (["lynn.toml", "-o", "lynn.toml"], 2, "lynn.toml has the name of a file, but a folder is made there."),
        (["lynn.toml", "-o", "saturday.zip"], 2, "Name a folder with -o, such as saturday."),
        (["lynn.toml", "-o", "/dev/null"], 7, "/dev/null is a device or a pipe, not a folder."),
        (["nothing.toml", "-o", "out"], 3, "nothing.toml"),
        (["nothing.toml"], 3, "nothing.toml"),
        (["lynn.toml", "-o", "out", "--scheduler", "tcp://nowhere"], 2, "--scheduler needs|No Dask scheduler"),
    ],
)
@pytest.mark.usefixtures("workshop")
def test_what_is_refused(arguments: list[str], code: int, message: str, pack: Callable[..., Result]) -> None:
    Path("full").mkdir()
    Path("full/old.pdf").write_bytes(b"old")
    before = tree(".")
    result = pack(*arguments)
    assert result.exit_code == code, result.output
    assert any(each in result.stderr for each in message.split("|")), result.stderr
    assert result.stderr.count("Error: ") == 1
    assert tree(".") == before


@pytest.mark.full_only
@pytest.mark.usefixtures("groups")
def test_a_bad_row_is_told_at_the_end(pack: Callable[..., Result]) -> None:
    table = Path("groups.csv")
    table.write_text(table.read_text().replace("Group 3,617-555-0103", "Group 3,nobody"))
    result = pack("lynn.toml", "-o", "out")
    assert result.exit_code == 4
    assert result.stderr.splitlines()[-1].startswith("Error: groups.csv:5: Group 3: There is no hotline 'nobody'.")
    assert len(list(Path("out").glob("*/home*.pdf"))) == 66
    assert pack("lynn.toml", "-o", "strict", "--strict").exit_code == 4
    assert not Path("strict").exists()


@pytest.mark.full_only
@pytest.mark.usefixtures("groups")
def test_shares(pack: Callable[..., Result]) -> None:
    assert pack("lynn.toml", "-o", "whole").exit_code == 0
    for number in (1, 2, 3):
        result = pack("lynn.toml", "-o", "out", "--resume", "--shard", f"{number}/3")
        assert result.exit_code == 0, result.output
    assert pack("lynn.toml", "-o", "out", "--resume").stdout.startswith("out: 96 files, 96 of them already there\n")
    assert tree("out") == tree("whole")


@pytest.fixture(scope="module")
def whole_run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a run that nobody has stopped, in another folder than that of the tests."""
    folder = tmp_path_factory.mktemp("undisturbed")
    write_groups(folder)
    with chdir(folder):
        done = ran("-o", "out", "--jobs", "2")
        assert done.returncode == 0, done.stderr
        return tree("out")


@pytest.fixture
def undisturbed(groups: None, whole_run: dict[str, bytes]) -> dict[str, bytes]:
    """The files that a run in this folder comes to if nobody stops it."""
    return whole_run


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children(process: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def assert_whole(found: dict[str, bytes], expected: dict[str, bytes]) -> None:
    """Every file that is to be seen is as it should be."""
    seen = {name: data for name, data in found.items() if not name.startswith(".unfinished/")}
    assert {name: expected.get(name) for name in seen} == seen


@pytest.mark.full_only
@pytest.mark.usefixtures("posix")
@pytest.mark.parametrize("kill", range(KILLS))
def test_killed_at_any_moment_it_is_resumed_to_the_same_bytes(kill: int, undisturbed: dict[str, bytes]) -> None:
    """Killed when some number of files is there, and some moment later; then again while it is resumed."""
    out = Path(f"out-{kill}")
    wanted, moment = random.randint(0, len(undisturbed)), random.uniform(0, 0.02)
    for options in ([], ["--resume"]):
        process = start("-o", out, "--jobs", "2", *options)
        while process.poll() is None and count_pdfs(out) < wanted:
            time.sleep(0.002)
        time.sleep(moment)
        workers = children(process.pid)
        process.kill()
        process.communicate()
        assert_whole(tree(str(out)), undisturbed)
        wanted = random.randint(wanted, len(undisturbed))
        limit = time.monotonic() + PATIENCE
        while any(map(is_running, workers)):
            assert time.monotonic() < limit, "its processes go on without it"
            time.sleep(0.01)
    done = ran("-o", out, "--jobs", "2", "--resume")
    assert done.returncode == 0, done.stderr
    assert tree(str(out)) == undisturbed, f"killed at {wanted} files and {moment:.4f} s"


@pytest.mark.full_only
@pytest.mark.usefixtures("posix")
@pytest.mark.parametrize("pause", [None, 0.0, 0.02, 0.1])
def test_an_interrupt_stops_it_cleanly(undisturbed: dict[str, bytes], pause: float | None) -> None:
    """Also a second one, after that many seconds."""
    process = start("-o", "out", "--jobs", "2")
    while process.poll() is None and not count_pdfs(Path("out")):
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGINT)
    if pause is not None:
        time.sleep(pause)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, errors
    assert output == ""
    assert "Traceback" not in errors
    assert "every file in the folder is complete" in errors
    assert errors.endswith("To make the rest, give the same command with --resume.\n")
    found = tree("out")
    assert_whole(found, undisturbed)
    assert 0 < len(found) < len(undisturbed)
    done = ran("-o", "out", "--resume")
    assert (done.returncode, tree("out")) == (0, undisturbed), done.stderr


@pytest.mark.full_only
@pytest.mark.usefixtures("posix", "groups")
def test_an_interrupted_dry_run_has_written_nothing() -> None:
    process = start("--dry-run")
    time.sleep(0.8)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode in (0, 130), errors
    assert sorted(path.name for path in Path().iterdir()) == ["groups.csv", "lynn.toml"]


LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000))
sys.argv = sys.argv[1:]
sys.path.insert(0, {root!r})
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.full_only
@pytest.mark.usefixtures("posix")
def test_a_file_larger_than_the_system_allows(undisturbed: dict[str, bytes]) -> None:
    limited = [sys.executable, "-B", "-c", LIMITED.format(root=str(ROOT)), *command("-o", "out", "--jobs", "2")[2:]]
    done = subprocess.run(limited, capture_output=True, text=True, check=False, timeout=PATIENCE, encoding="utf-8")
    assert done.returncode == 7, done.stderr
    assert "cannot be written: File too large. Free some space there" in done.stderr
    assert done.stderr.count("Error: ") == 1
    assert "Traceback" not in done.stderr
    assert_whole(tree("out"), undisturbed)
    done = ran("-o", "out", "--resume")
    assert (done.returncode, tree("out")) == (0, undisturbed), done.stderr


FULL = """
mount -t tmpfs -o size=600k none disk || exit 99
"$@"
status=$?
echo "stopped with $status"
mount -o remount,size=64m disk || exit 99
"$@" --resume
status=$?
cp -r disk/out copy
exit $status
"""


@pytest.mark.full_only
@pytest.mark.reader("unshare")
def test_a_full_disk(undisturbed: dict[str, bytes]) -> None:
    """A real one, in memory, mounted for these processes alone; then it is given more room. Root only."""
    Path("disk").mkdir()
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", FULL, "sh", *command("-o", "disk/out", "--jobs", "2")],
        capture_output=True, text=True, check=False, timeout=PATIENCE, encoding="utf-8",
    )  # fmt: skip
    assert "stopped with 7\n" in done.stdout, done.stderr
    assert "cannot be written: No space left on device. Free some space there" in done.stderr
    assert "Traceback" not in done.stderr
    assert (done.returncode, tree("copy")) == (0, undisturbed), done.stderr


OFFLINE = """
import os, runpy, sys

def watch(event, arguments):
    if event.startswith("socket."):
        os.write(2, f"FORBIDDEN {event}\\n".encode())
        os._exit(66)
    if event == "open" and isinstance(arguments[0], str) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        if not os.path.abspath(arguments[0]).startswith(os.path.abspath("out")):
            os.write(2, f"WRITES {arguments[0]}\\n".encode())
            os._exit(67)

sys.addaudithook(watch)
sys.argv = sys.argv[1:]
sys.path.insert(0, os.path.dirname(sys.argv[0]))
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.full_only
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are begun as copies on Linux only")
def test_it_uses_no_network_and_writes_nowhere_else(undisturbed: dict[str, bytes]) -> None:
    watched = [sys.executable, "-B", "-c", OFFLINE, *command("-o", "out", "--jobs", "2")[2:]]
    done = subprocess.run(watched, capture_output=True, text=True, check=False, timeout=PATIENCE, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert tree("out") == undisturbed
    for name in ("manifest.json", "01 - Group 0/cover sheet.pdf"):
        assert str(Path.cwd()).encode() not in undisturbed[name]


def test_help_tells_how_to_go_on(pack: Callable[..., Result]) -> None:
    shown = pack("--help").stdout
    for word in ("pack init", "--dry-run", "--resume", "exit code 130", "--shard", "pack schema"):
        assert word in shown


def test_a_place_in_letters_of_another_writing_system_has_a_cover_sheet(pack: Callable[..., Result]) -> None:
    Path("w.toml").write_text(
        'title = "Workshop"\nplace = "የሊን ማህበር \U0001f3e0"\nhotline = "617-555-0100"\n[cards]\nes = 1\n',
        encoding="utf-8",
    )
    done = pack("w.toml", "-o", "out")
    assert done.exit_code == 0, done.output
    assert Path("out", "cover sheet.pdf").exists()
    assert "the cover sheet has … where no font has a character of a name: U+1F3E0 (HOUSE BUILDING)" in done.stderr
    again = pack("w.toml", "-o", "out", "--resume")
    assert again.exit_code == 0, again.output
    assert "U+1F3E0" in again.stderr
