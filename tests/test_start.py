"""Ctrl-C at any moment: exit code 130 and no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cards.cli import commands
from cards.pack.run import Run
from cards.start import STOPPED

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.usefixtures("elsewhere")

PACK = 'title = "Lynn"\n[cards]\nes = 10\n'

INTERRUPTED = """
import importlib.abc, signal, sys
class Interrupting(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == wanted:
            signal.raise_signal(signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)  # a test in the background inherits one that is ignored
wanted = sys.argv.pop(1)
sys.meta_path.insert(0, Interrupting())
from cards.start import main
main()
"""
"""Presses Ctrl-C when a module is first looked for."""


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def interrupted(module: str, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", INTERRUPTED, module, *command], cwd=Path.cwd(), env={"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is raised otherwise there")
@pytest.mark.parametrize(
    "module", ["cards.cli", "click", "cards.errors", "cards.cli.pack_command", "cards.pack.folder", "cards.pack.run"]
)
def test_an_interrupt_while_modules_are_read(module: str) -> None:
    Path("lynn.toml").write_text(PACK, "utf-8")
    done = interrupted(module, "pack", "lynn.toml", "-o", "out")
    assert (done.returncode, done.stdout, done.stderr) == (STOPPED, "", "Stopped.\n")
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["-o", "out"], "Stopped: nothing was written. To make the files, give the same command again."),
        (["--dry-run"], "Stopped: 0 of 2 files are checked. Nothing was written."),
    ],
)
def test_an_interrupt_before_the_first_file(more: list[str], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(run: Run) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Run, "make", interrupt)
    Path("lynn.toml").write_text(PACK, "utf-8")
    done = CliRunner().invoke(commands, ["pack", "lynn.toml", *more])
    assert (done.exit_code, done.stdout, done.stderr) == (STOPPED, "", f"{told}\n")
    assert not Path("out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is raised otherwise there")
def test_an_interrupt_of_other_commands() -> None:
    for command, module in (
        (["cards", "es", "-o", "out.pdf"], "cards.pipeline"),
        (["locale", "check", "es"], "cards.upkeep.check"),
    ):
        done = interrupted(module, *command)
        assert (done.returncode, done.stdout, done.stderr) == (STOPPED, "", "Stopped.\n"), command
    assert not Path("out.pdf").exists()


def test_an_interrupt_at_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*given: object, **more: object) -> str:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt:
            raise click.Abort from None  # as click.prompt does

    monkeypatch.setattr(commands, "get_command", lambda ctx, name: click.Command(name, callback=asked))
    done = CliRunner().invoke(commands, ["cards"])
    assert (done.exit_code, done.stderr) == (STOPPED, "Stopped.\n")
