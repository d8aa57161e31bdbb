"""Where files go and how they are written: whole or not at all, and an old file stays until the new one is complete."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from cards.cli.output import cannot_write, destination, write_whole
from cards.cli.writing import changing, write_together
from cards.errors import BadOrder, CannotWrite

ROOT = Path(__file__).resolve().parents[2]
OLD = b"what was printed last Saturday"


def tree(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes() for path in folder.rglob("*")
    }


# destination


def test_a_name_that_ends_in_pdf_is_a_file() -> None:
    for name in ("x.pdf", "a/x.PDF", "a.b/x.y.pdf"):
        assert destination(Path(name), ["home-es.pdf"]) == [Path(name)]


def test_any_other_name_is_a_folder() -> None:
    for name in ("out", ".", "a/b.pdfs", "saturday.2026"):
        assert destination(Path(name), ["a.pdf", "b.pdf"]) == [Path(name, "a.pdf"), Path(name, "b.pdf")]
        assert destination(Path(name), ["a.pdf"]) == [Path(name, "a.pdf")]


def test_two_files_do_not_go_into_one() -> None:
    with pytest.raises(BadOrder, match=r"2 files cannot go into one file, x\.pdf\."):
        destination(Path("x.pdf"), ["a.pdf", "b.pdf"])


# write_whole


def test_it_makes_folders_and_leaves_only_the_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "x.pdf", b"new")
    assert tree(tmp_path) == {"a": None, "a/b": None, "a/b/x.pdf": b"new"}


def test_it_replaces_an_old_file(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(OLD)
    write_whole(tmp_path / "x.pdf", b"new")
    assert tree(tmp_path) == {"x.pdf": b"new"}


@pytest.mark.usefixtures("posix")
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_may_be_read_by_whom_the_umask_says(mask: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "x.pdf", b"new")
        assert os.umask(mask) == mask  # as it was
    finally:
        os.umask(before)
    assert (tmp_path / "x.pdf").stat().st_mode & 0o777 == 0o666 & ~mask


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("step", ["mkstemp", "fsync", "chmod", "replace"])
def test_an_error_at_any_step_leaves_everything_as_it_was(
    step: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.pdf").write_bytes(OLD)

    def fail(*arguments: Any, **options: Any) -> None:
        raise OSError(code, os.strerror(code))

    owner: Any = {"mkstemp": tempfile, "fsync": os}.get(step, Path)
    monkeypatch.setattr(owner, step, fail)
    with pytest.raises(CannotWrite) as caught:
        write_whole(tmp_path / "x.pdf", b"new")
    monkeypatch.undo()
    assert tree(tmp_path) == {"x.pdf": OLD}
    forbidden = code in (errno.EACCES, errno.EROFS)
    assert ("you have no permission to write in" if forbidden else os.strerror(code)) in caught.value.cause
    assert "x.pdf" in caught.value.cause


# The command


@pytest.mark.parametrize("output", ["a-file", "a-file/below", "a-file/cards.pdf"])
def test_a_file_where_a_folder_should_be(
    output: str, run: Callable[..., Result], watched: Callable[[], dict[str, bytes | None]]
) -> None:
    Path("a-file").write_bytes(OLD)
    result = run("es", "-o", output)
    assert result.exit_code == 7
    assert result.stderr.removeprefix("Warning: no lawyer has reviewed the law behind home\n").startswith(
        f"Error: {Path(output)}"
    )
    assert " cannot be written: " in result.stderr
    assert "Choose another place with -o" in result.stderr
    assert watched() == {"a-file": OLD}


@pytest.mark.parametrize("output", ["cards.pdf", "folder"])
def test_a_folder_where_the_file_should_be(
    output: str, run: Callable[..., Result], watched: Callable[[], dict[str, bytes | None]]
) -> None:
    name = "cards.pdf" if output.endswith(".pdf") else "folder/home-es-avery-5371.pdf"
    Path(name).mkdir(parents=True)
    Path(name, "old").write_bytes(OLD)
    before = watched()
    result = run("es", "-o", output)
    assert result.exit_code == 7
    assert f"Error: {Path(name)} cannot be written: a folder has that name." in result.stderr
    assert watched() == before


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="has no /proc")
def test_a_place_where_nobody_may_write(refused: Callable[..., str]) -> None:
    for output in ("/proc/cards", "/proc/cards.pdf"):
        assert "/proc/cards" in refused(7, "es", "-o", output)


@pytest.mark.usefixtures("posix")
def test_a_folder_that_may_not_be_written(
    run: Callable[..., Result], watched: Callable[[], dict[str, bytes | None]]
) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    Path("locked").mkdir()
    Path("locked/home-es-avery-5371.pdf").write_bytes(OLD)
    Path("locked").chmod(0o555)
    before = watched()
    for output in ("locked", "locked/cards.pdf", "locked/new"):
        result = run("es", "-o", output)
        assert result.exit_code == 7
        assert "cannot be written: " in result.stderr
    assert watched() == before


@pytest.mark.parametrize("output", ["x" * 300, "x" * 300 + ".pdf", "x" * 250 + ".pdf/y.pdf/" + "z" * 300])
def test_a_name_too_long(
    output: str, run: Callable[..., Result], watched: Callable[[], dict[str, bytes | None]]
) -> None:
    result = run("es", "-o", output)
    assert result.exit_code == 7
    assert "Traceback" not in result.output
    assert not [name for name, data in watched().items() if data is not None]


LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
sys.argv = sys.argv[1:]
sys.path.insert(0, {root!r})
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.usefixtures("posix")
@pytest.mark.parametrize("output", ["out", "out/cards.pdf"])
def test_a_file_larger_than_the_system_allows(output: str, watched: Callable[[], dict[str, bytes | None]]) -> None:
    """The write itself fails in the middle, in a process of its own."""
    Path("out").mkdir()
    for name in ("cards.pdf", "home-es-avery-5371.pdf"):
        Path("out", name).write_bytes(OLD)
    before = watched()
    done = subprocess.run(
        [sys.executable, "-B", "-c", LIMITED.format(root=str(ROOT)), ROOT / "generate.py", "cards", "es", "-o", output],
        capture_output=True, text=True, check=False, timeout=300, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 7, done.stderr
    assert "cannot be written: File too large." in done.stderr
    assert "Traceback" not in done.stderr
    assert watched() == before


FULL = """
mount -t tmpfs -o size=16k none disk || exit 99
printf '%s' old > disk/cards.pdf
dd if=/dev/zero of=disk/ballast bs=1k count=9 2>/dev/null
"$@"
status=$?
test "$(cat disk/cards.pdf)" = old || echo "the old file is gone"
ls -A disk
exit $status
"""


@pytest.mark.reader("unshare")
def test_a_full_disk(tmp_path: Path) -> None:
    """A real one: 16 kB in memory, mounted for this process alone; root only."""
    (tmp_path / "disk").mkdir()
    command = [sys.executable, "-B", str(ROOT / "generate.py"), "cards", "es", "-o", "disk/cards.pdf"]
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", FULL, "sh", *command],
        capture_output=True, text=True, check=False, timeout=300, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 7, done.stderr
    assert "disk/cards.pdf cannot be written: No space left on device." in done.stderr
    assert done.stdout.split() == ["ballast", "cards.pdf"]


@pytest.mark.parametrize("name", ["cards.png", "cards.zip", "Cards.TXT", "a.b.docx"])
def test_a_folder_with_the_name_of_a_file_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadOrder, match="has the name of a file, but a folder is made there") as refused:
        destination(tmp_path / name, ["es.pdf"])
    assert str(tmp_path / name.rpartition(".")[0]) in refused.value.remedy
    (tmp_path / name).mkdir()
    assert destination(tmp_path / name, ["es.pdf"]) == [tmp_path / name / "es.pdf"]


@pytest.mark.parametrize("name", ["saturday", "2026.12.05", "v1.0", "St. Louis", "cards.d"])
def test_other_names_with_a_point_are_folders(name: str, tmp_path: Path) -> None:
    assert destination(tmp_path / name, ["es.pdf"]) == [tmp_path / name / "es.pdf"]


@pytest.mark.parametrize(
    ("number", "reason", "advises_space"),
    [
        (errno.EACCES, "you have no permission to write in", False),
        (errno.EROFS, "you have no permission to write in", False),
        (errno.ENOSPC, "No space left on device", True),
        (errno.EINVAL, "Invalid argument", False),
    ],
)
def test_the_advice_is_for_the_reason(number: int, reason: str, advises_space: bool, tmp_path: Path) -> None:
    refusal = cannot_write(tmp_path / "es.pdf", OSError(number, os.strerror(number)))
    assert reason in refusal.cause
    assert ("free some space" in refusal.remedy) == advises_space


@pytest.mark.parametrize("place", ["/dev/null", "/dev/full", "/dev/null/deeper"])
def test_what_lies_in_a_device_or_a_file_says_so(place: str, tmp_path: Path, posix: None) -> None:
    refusal = cannot_write(Path(place, "es.pdf"), OSError(errno.EEXIST, "File exists"))
    assert "is a device or a pipe, not a folder." in refusal.cause
    (tmp_path / "notes").write_text("")
    refusal = cannot_write(tmp_path / "notes" / "out" / "es.pdf", OSError(errno.ENOTDIR, "Not a directory"))
    assert f"{tmp_path / 'notes'} is a file, not a folder." in refusal.cause


@pytest.mark.parametrize("place", [0, 1, 2])
def test_several_files_are_compared_before_the_first_is_written(place: int, tmp_path: Path) -> None:
    """Also one that is only read."""
    paths = [tmp_path / name for name in "abc"]
    with changing(*paths) as files:
        paths[place].write_bytes(OLD)
        before = tree(tmp_path)
        with pytest.raises(CannotWrite, match="changed by another program") as error:
            write_together([(files[0], "a"), (files[1], None), (files[2], "c")])
        assert tree(tmp_path) == before
        assert "Nothing was written" in error.value.remedy


def test_what_was_written_before_an_error_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cards.cli import writing

    def fails_at_c(path: Path, data: bytes) -> None:
        if path.name == "c":
            raise cannot_write(path, OSError(errno.ENOSPC, "full"))
        write_whole(path, data)

    monkeypatch.setattr(writing, "write_whole", fails_at_c)
    with changing(*(tmp_path / name for name in "abc")) as files, pytest.raises(CannotWrite) as error:
        write_together([(each, each.path.name) for each in files])
    assert f"after {tmp_path / 'a'} and {tmp_path / 'b'} had been written" in error.value.cause
    assert "Nothing was written" not in str(error.value)
    assert (tmp_path / "b").read_text() == "b"
