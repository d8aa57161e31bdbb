"""What a user has set for ReportLab has no say in a card, and is not run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_MAKE = """
import sys
from cards.draw.objects import Document
from reportlab import rl_config
document = Document()
document.add(document.stream(b"q Q"))
print(rl_config.pageCompression, rl_config.invariant, rl_config.ignoreContainerActions, rl_config.shapeChecking)
"""


def _made(home: Path, path: Path, **more: str) -> str:
    """What a process with that home folder and that folder of modules says."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("HOME", "USERPROFILE")}
    surroundings = {**inherited, "HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(path), **more}
    done = subprocess.run(
        [sys.executable, "-c", _MAKE], capture_output=True, text=True, env=surroundings, check=False, cwd=Path.cwd()
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout


@pytest.mark.parametrize(
    "name", [".reportlab_settings", ".reportlab_mods", "reportlab_settings.py", "reportlab_mods.py"]
)
def test_a_planted_file_is_not_run(name: str, tmp_path: Path) -> None:
    mark = tmp_path / "it ran"
    (tmp_path / name).write_text(f"open({str(mark)!r}, 'w').close()\npageCompression = 7\n")
    assert _made(tmp_path, tmp_path) == _made(tmp_path / "none", tmp_path / "none")
    assert not mark.exists()


@pytest.mark.parametrize("name", ["RL_pageCompression", "RL_shapeChecking", "RL_invariant"])
def test_a_variable_is_not_obeyed_and_stays_for_others(name: str, tmp_path: Path) -> None:
    assert _made(tmp_path, tmp_path, **{name: "0"}) == _made(tmp_path, tmp_path)
    again = "from cards.draw import objects; import os, sys; sys.exit(os.environ.get('RL_invariant') != '0')"
    done = subprocess.run([sys.executable, "-c", again], env={**os.environ, "RL_invariant": "0"}, check=False)
    assert done.returncode == 0


def test_the_files_would_run_without_our_doing(tmp_path: Path) -> None:
    """The names above are those that ReportLab looks for."""
    mark = tmp_path / "it ran"
    (tmp_path / ".reportlab_settings").write_text(f"open({str(mark)!r}, 'w').close()\n")
    surroundings = {**os.environ, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    subprocess.run([sys.executable, "-c", "import reportlab.rl_config"], env=surroundings, check=True)
    assert mark.exists()
