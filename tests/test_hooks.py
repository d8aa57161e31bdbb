"""The hooks that run before a commit find what they are for, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONFIG = ".pre-commit-config.yaml"
PO = 'msgctxt "a"\nmsgid "Stop"\nmsgstr "Alto"\n'
WELL = {"well.py": '"""A module."""\n', "well.toml": 'id = "a"\n', "well.po": PO}
SLIPS = {
    "ruff": ("slip.py", '"""A module."""\n\nimport os\n', "F401"),
    "ruff-format": ("slip.py", '"""A module."""\n\nx = (1)\n', "slip.py"),
    "mypy": ("slip.py", '"""A module."""\n\nx: int = ""\n', "slip.py:3: error"),
    "toml": ("slip.toml", "id = home\n", "slip.toml:1: "),
    "po": ("slip.po", PO.replace('"Alto"', '"Alto'), "slip.po:3: "),
}


@pytest.fixture
def commit(
    tmp_path: Path, need_reader: Callable[[str], None], put: Callable[[Path, str], Path]
) -> Callable[..., tuple[int, str]]:
    """Runs every hook over a repository with the given files; gives the exit code and what was printed."""
    need_reader("git")
    for name in (CONFIG, ".ci/in-venv", "pyproject.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    put(tmp_path / "setup.cfg", "[mypy]\nstrict = true\nfiles = .\n")
    programs = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    own = {"PATH": programs, "PYTHONPATH": str(ROOT), "PRE_COMMIT_HOME": str(tmp_path / ".cache"), "NO_COLOR": "1"}

    def run(*command: str, skip: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=tmp_path,
            env={**kept, **nowhere, **own, "SKIP": skip},
            check=False,
            capture_output=True,
            encoding="utf-8",
        )

    def commit(files: dict[str, str], skip: str = "") -> tuple[int, str]:
        for name, text in files.items():
            put(tmp_path / name, text)
        assert run("git", "init", "-q").returncode == 0
        assert run("git", "add", "--", *files, CONFIG).returncode == 0
        done = run(sys.executable, "-m", "pre_commit", "run", "--all-files", skip=skip)
        return done.returncode, done.stdout + done.stderr

    return commit


def test_what_is_well_passes(commit: Callable[..., tuple[int, str]]) -> None:
    code, told = commit(WELL)
    assert code == 0, told
    assert told.count("Passed") == 4
    assert "Skipped" not in told


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_found_by_its_hook(slip: str, commit: Callable[..., tuple[int, str]]) -> None:
    name, text, said = SLIPS[slip]
    code, told = commit({**WELL, name: text}, "" if slip == "mypy" else "mypy")  # which takes seconds
    assert code == 1, told
    assert said in told
    assert told.count("- hook id: ") == 1
