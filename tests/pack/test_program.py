from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cards.locations import PACKAGE
from cards.pack.inputs import program_record, versions
from cards.pack.program import RECORD, program_digest, recorded, source_digest


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package by itself, elsewhere."""
    return Path(shutil.copytree(PACKAGE, tmp_path / "cards", ignore=shutil.ignore_patterns("__pycache__")))


def test_the_same_program_elsewhere_has_the_same_digest(copy: Path) -> None:
    """With words and fonts inside, as in a wheel, and with what Python and editors leave behind."""
    assert source_digest(copy) == program_digest()
    for name in ("translations/es/review.toml", "fonts/rebuild.py", "__pycache__/x.pyc", "draw/.pdf.py.swp"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes(b"x")
    assert source_digest(copy) == program_digest()


def test_line_ends_of_windows_do_not_count(copy: Path) -> None:
    for path in (copy / "draw/pdf.py", copy / "definitions/government.toml"):
        text = path.read_bytes()
        assert b"\r" not in text
        path.write_bytes(text.replace(b"\n", b"\r\n"))
    assert source_digest(copy) == program_digest()


@pytest.mark.parametrize(
    "name", ["typeset/card/face.py", "pack/__init__.py", "__init__.py", "definitions/government.toml"]
)
def test_any_change_of_a_module_or_its_data_changes_it(name: str, copy: Path) -> None:
    with (copy / name).open("a", encoding="utf-8", newline="\n") as file:
        file.write("#")
    assert source_digest(copy) != program_digest()


def test_so_does_a_module_that_comes_goes_or_moves(copy: Path) -> None:
    found = {program_digest()}
    (copy / "typeset/more.py").touch()
    found.add(source_digest(copy))
    (copy / "typeset/more.py").rename(copy / "draw/more.py")
    found.add(source_digest(copy))
    (copy / "draw/more.py").unlink()
    (copy / "typeset/card/large.py").unlink()
    found.add(source_digest(copy))
    assert len(found) == 4


def test_content_is_not_the_program(copy: Path) -> None:
    """Hotlines and the like have digests of their own, in what each file is made from."""
    for name in ("hotlines/luce.toml", "stocks/avery-5371.toml", "scripts/home.toml"):
        with (copy / "definitions" / name).open("a", encoding="utf-8") as file:
            file.write("#")
    assert source_digest(copy) == program_digest()


def test_a_record_is_believed_only_where_there_are_no_sources(copy: Path) -> None:
    (copy / RECORD).write_text('{"source": "of another program", "versions": {}}', "utf-8")
    assert recorded(copy) is None
    assert source_digest(copy) == program_digest(), "the record is not part of the program"
    recorded.cache_clear()
    (copy / "__init__.py").unlink()
    assert recorded(copy) == {"source": "of another program", "versions": {}}
    recorded.cache_clear()


def test_a_bundle_without_sources_has_the_digests_of_the_program_that_it_was_compiled_from(copy: Path) -> None:
    (copy / RECORD).write_text(program_record(), "utf-8")
    subprocess.run([sys.executable, "-m", "compileall", "-q", "-b", str(copy)], check=True)
    for path in copy.rglob("*.py"):
        path.unlink()
    code = (
        "import json; from cards.pack.inputs import digest_of, versions; from cards.pack.program import program_digest;"
        "print(json.dumps([program_digest(), versions()]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=copy.parent, check=True, capture_output=True)
    assert json.loads(done.stdout) == [program_digest(), versions()]
