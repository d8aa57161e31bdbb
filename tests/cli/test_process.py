"""The program as people start it: `python generate.py` in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GENERATE = ROOT / "generate.py"

HOW_TO_PRINT = (
    "Warning: no lawyer has reviewed the law behind home\n"
    "Load Avery 5371 business cards, 10 to a Letter sheet. For ordinary paper, choose --stock plain-letter. "
    "Print at actual size (100 %), on both sides, flip on long edge. Print one sheet first and hold it up to the "
    "light: the two sides of each card must line up.\n"
)
"""All that is on standard error where cards are made and nothing else is wrong."""


def start(*arguments: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs Python with those arguments in the current folder."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("RIGHTS_CARDS", "PYTHON"))}
    return subprocess.run(
        [sys.executable, "-B", *arguments],
        capture_output=True, text=True, encoding="utf-8", errors="replace", check=False, timeout=300,
        env={**clean, "PYTHONUTF8": "1", **(env or {})},
    )  # fmt: skip


def test_alone_it_shows_each_user_a_first_command() -> None:
    done = start(GENERATE)
    assert (done.returncode, done.stderr) == (0, "")
    for user in ("Organizers", "Workshop", "Translators"):
        assert user in done.stdout
    assert done.stdout.count("python generate.py ") >= 4


HELP = """
import sys
from cards.cli import main
sys.argv = ["generate.py", *sys.argv[1:], "--help"]
try:
    main()
finally:
    names = {name.partition(".")[0] for name in sys.modules}
    names |= {".".join(name.split(".")[:2]) for name in sys.modules if name.startswith("cards.")}
    print("LOADED", *sorted(names))
"""


@pytest.mark.parametrize("command", [(), ("cards",), ("preview",), ("pack",), ("hotline", "verify")])
def test_help_is_quick_because_it_loads_no_heavy_library(command: tuple[str, ...]) -> None:
    """The help of the whole program loads the module of every command for its first sentence."""
    done = start("-c", HELP, *command, env={"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.partition("LOADED ")[2].split())
    assert {"click", "cards.cli", "cards.read"} <= loaded
    libraries = {
        "PIL", "babel", "distributed", "icu4py", "phonenumbers", "pikepdf", "pypdfium2", "qrcode", "reportlab",
        "resvg_py", "uharfbuzz", "zxingcpp",
    }  # fmt: skip
    of_python = {"asyncio", "http", "multiprocessing", "socket", "ssl", "subprocess", "xml"}
    later = "checking desk draw guards impose jobs merge pack papers pipeline typeset upkeep"
    own = {f"cards.{name}" for name in later.split()}
    assert loaded & (libraries | of_python | own) == set()


def test_cards() -> None:
    done = start(GENERATE, "cards", "es")
    assert (done.returncode, done.stderr) == (0, HOW_TO_PRINT)
    assert done.stdout.startswith(f"{Path('out/home-es-avery-5371.pdf')}: 2 pages, 10 cards, ")
    assert Path("out/home-es-avery-5371.pdf").read_bytes().startswith(b"%PDF-")


def test_two_processes_make_the_same_bytes() -> None:
    """Each with another order of its hash tables, zone and home."""
    for name, seed, zone in (("a", "1", "Asia/Kathmandu"), ("b", "2", "America/Los_Angeles")):
        env = {"PYTHONHASHSEED": seed, "TZ": zone, "HOME": str(Path(name).absolute()), "LANG": "C", "USER": name}
        done = start(GENERATE, "cards", "zh-Hans", "--org", "Lynn Neighbors", "-o", f"{name}.pdf", env=env)
        assert done.returncode == 0, done.stderr
    assert Path("a.pdf").read_bytes() == Path("b.pdf").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["cards", "es", "--link", "http://example.org"], 2),
        (["cards", "es", "--copies", "0"], 2),
        (["cards", "es", "--content", "broken"], 3),
        (["cards", "Españoll"], 4),
        (["cards", "qaa", "--content", "untranslated"], 5),
        (["cards", "es", "--org", "𓀀"], 6),
        (["cards", "es", "-o", "a-file"], 7),
    ],
)
def test_each_exit_code(arguments: list[str], code: int) -> None:
    language = '[qaa]\nenglish = "Ownish"\nautonym = "Own"\ndirection = "ltr"\nscript = "Latn"\n'
    for name, text in (
        ("broken/translations/es/LC_MESSAGES/cards.po", 'msgid "'),
        ("untranslated/translations/languages.toml", language),
    ):
        Path(name).parent.mkdir(parents=True)
        Path(name).write_text(text, encoding="utf-8")
    Path("a-file").touch()
    before = sorted(Path().rglob("*"))
    done = start(GENERATE, *arguments)
    assert done.returncode == code
    assert done.stdout == ""
    assert [line[:7] for line in done.stderr.splitlines()].count("Error: ") == 1
    assert "Traceback" not in done.stderr
    assert sorted(Path().rglob("*")) == before


@pytest.mark.full_only
def test_a_terminal_of_few_letters_gets_question_marks_and_no_crash() -> None:
    """As a Windows console of Western Europe would."""
    env = {"PYTHONIOENCODING": "cp1252:strict"}
    done = start(GENERATE, "cards", "es", "-o", "卡片.pdf", env=env)
    assert (done.returncode, done.stderr) == (0, HOW_TO_PRINT)
    assert done.stdout.startswith("??.pdf: ")
    assert Path("卡片.pdf").is_file()
    done = start(GENERATE, "cards", "卡片", env=env)
    assert done.returncode == 4
    assert done.stderr.startswith("Error: There is no locale '??'. ")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are text there")
def test_a_file_name_that_is_no_unicode() -> None:
    name = os.fsdecode(b"caf\xe9.pdf")
    done = start(GENERATE, "cards", "es", "-o", name)
    assert (done.returncode, done.stderr) == (0, HOW_TO_PRINT)
    assert Path(name).is_file()


DEFECT = """
import sys
from cards import cli
def fail(**options): raise LookupError("something of ours")
cli.commands.main = fail
sys.argv = ["generate.py"]
cli.main()
"""


def test_a_defect_of_the_program_is_one_line_too() -> None:
    done = start("-c", DEFECT, env={"PYTHONPATH": str(ROOT)})
    assert done.returncode == 70
    assert done.stderr.startswith(
        "Error: this is a defect in rights-cards (LookupError: something of ours). Please report"
    )
    assert done.stderr.count("\n") == 1


def test_a_developer_sees_where_a_defect_is() -> None:
    done = start("-c", DEFECT, env={"PYTHONPATH": str(ROOT), "RIGHTS_CARDS_DEBUG": "1"})
    assert done.returncode == 1
    assert "Traceback" in done.stderr


OFFLINE = """
import os, runpy, socket, sys

def refuse(*arguments, **options):
    raise AssertionError("the network was used")

socket.socket = socket.create_connection = socket.getaddrinfo = refuse

output = os.path.abspath("out")

def watch(event, arguments):
    # Also what does not go through the socket module, and every file that is opened to write.
    if event.startswith("socket.") or event in ("subprocess.Popen", "os.system", "os.exec", "os.fork"):
        os.write(2, f"FORBIDDEN {event} {arguments}\\n".encode())
        os._exit(66)
    if event == "open" and isinstance(arguments[0], str) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        if not os.path.abspath(arguments[0]).startswith(output):
            os.write(2, f"WRITES {arguments[0]}\\n".encode())
            os._exit(67)

sys.addaudithook(watch)
sys.argv = sys.argv[1:]
sys.path.insert(0, os.path.dirname(sys.argv[0]))
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_it_uses_no_network_starts_nothing_and_writes_nowhere_else() -> None:
    done = start("-c", OFFLINE, GENERATE, "cards", "es", "ar", "--region", "US-MA", "--allow-stale")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in Path("out").iterdir()) == [f"home-{tag}-avery-5371.pdf" for tag in ("ar", "es")]
    assert [path.name for path in Path().iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("import socket; socket.socket()", 1),
        ("import _socket; _socket.socket()", 66),
        ("import subprocess, sys; subprocess.run([sys.executable, '-V'])", 66),
        ("open('elsewhere', 'w')", 67),
    ],
)
def test_the_watch_sees_what_it_should(code: str, status: int) -> None:
    Path("naughty.py").write_text(code, encoding="utf-8")
    assert start("-c", OFFLINE, "naughty.py").returncode == status
