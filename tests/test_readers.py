"""Readers that are missing, old or half there: one sentence, and the test is skipped or, if required, fails."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

VERSIONED = ("qpdf", "pdftotext", "pdfinfo", "pdffonts", "pdftoppm", "msgfmt", "msgcat", "msgmerge")
PROGRAMS = (*VERSIONED, "java", "git", "unshare")
NONSENSE = "echo 'xpdf version 4.05, qpdf version 12.0.0, (GNU gettext-tools) 0.22, Helvetica'"
OLD = 'case "$1" in *-v*) echo "${0##*/} version 0.9, ${0##*/} (GNU gettext-tools) 0.9";; esac'
Complaint = Callable[[str], str]
posix = pytest.mark.skipif(sys.platform == "win32", reason="a program there is no text file")


def stub(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of PATH, empty."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.usefixtures("programs")
def test_a_program_that_is_missing(name: str, reader_complaint: Complaint) -> None:
    found = reader_complaint(name)
    assert found.startswith(f"{name} is not installed: install " if sys.platform.startswith("linux") else name)
    assert (found.count(". "), found[-1]) == (0, ".")


@posix
@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("exit 127", "does not work"),
        ("kill -9 $$", "does not work"),
        (NONSENSE, ""),
        (OLD, ""),
        ("", ""),
    ],
    ids=["a library is missing", "killed", "another program", "old", "says nothing"],
)  # fmt: skip
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_that_is_half_there(
    name: str, body: str, wanted: str, programs: Path, reader_complaint: Complaint
) -> None:
    stub(programs / name, body)
    if body == OLD and name in VERSIONED:
        wanted = "is version 0.9, and the tests need "
    found = reader_complaint(name)
    assert found.startswith(f"{name} ")
    assert wanted in found
    assert (found.count("\n"), found[-1]) == (0, ".")


@posix
def test_a_program_that_may_not_be_started(programs: Path, reader_complaint: Complaint) -> None:
    stub(programs / "qpdf", "exit 0")
    (programs / "qpdf").write_bytes(b"\x7fELF")
    assert reader_complaint("qpdf").startswith("qpdf cannot be started (")


@posix
def test_java_without_a_compiler(programs: Path, reader_complaint: Complaint) -> None:
    """A runtime alone cannot run a source file, nor veraPDF by way of one."""
    stub(programs / "java", "echo 'error: Could not find or load main class'; exit 1")
    for name in ("java", "verapdf"):
        assert reader_complaint(name).startswith(f"{name} does not work (java ends with exit code 1): install a Java")


@pytest.mark.parametrize(
    ("error", "wanted"),
    [
        (OSError("cannot load library 'libpango'.\nMore lines."), "(OSError: cannot load library 'libpango')"),
        (UserWarning("harfbuzz-subset is not installed"), "(UserWarning: harfbuzz-subset is not installed)"),
        (AttributeError(""), "(AttributeError: )"),
    ],
    ids=["no Pango", "a warning", "another version"],
)  # fmt: skip
def test_weasyprint_without_what_it_stands_on(
    error: Exception, wanted: str, reader_complaint: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> NoReturn:
        raise error

    monkeypatch.setattr("importlib.import_module", broken)
    monkeypatch.setitem(sys.modules, "weasyprint", type("WeasyPrint", (), {"HTML": broken}))
    found = reader_complaint("weasyprint")
    assert found.startswith(f"weasyprint does not work {wanted}: install ")


def test_what_is_unavailable_is_skipped_or_fails(
    reader_unavailable: Callable[[str], NoReturn], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RIGHTS_CARDS_REQUIRE_READERS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="qpdf is missing"):
        reader_unavailable("qpdf is missing.")
    monkeypatch.setenv("RIGHTS_CARDS_REQUIRE_READERS", "1")
    with pytest.raises(pytest.fail.Exception, match="qpdf is missing"):
        reader_unavailable("qpdf is missing.")


def test_where_readers_are_required_every_one_works(reader_complaint: Complaint) -> None:
    """Rights aside, which a machine may withhold."""
    if not os.environ.get("RIGHTS_CARDS_REQUIRE_READERS"):
        pytest.skip("RIGHTS_CARDS_REQUIRE_READERS is not set")
    readers = sys.modules["readers"].READERS
    assert len(readers) > len(PROGRAMS)
    assert [reader_complaint(name) for name in readers if name != "unshare" and reader_complaint(name)] == []
