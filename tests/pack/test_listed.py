"""Long lists: the same in memory and on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.pack.listed import Lines, Listed
from cards.pack.manifest import ManifestEntry

PATHS = ["01 - A/x.pdf", "01 - A/y.pdf", "010 - A/x.pdf", "02 - Ünï/x.pdf", "cover sheet.pdf", "\U0001f600.pdf"]


def entry(path: str, size: int = 1) -> ManifestEntry:
    return ManifestEntry(path, "ab" * 32, size, "inputs", "cover")


def all_of(listed: Listed) -> list[object]:
    return [
        [listed.get(path) for path in PATHS],
        [[*listed.beginning(prefix)] for prefix in ("", "01", "01 - ", "02 - Ü", "\U0001f600", "z")],
        [*listed.spare()],
    ]


STEP = st.tuples(
    st.lists(st.tuples(st.sampled_from(PATHS), st.integers(0, 3)), max_size=4),
    st.lists(st.sampled_from([*PATHS, "unknown"]), max_size=4),
)
"""Entries that are added, then paths that are kept."""


@given(st.lists(STEP, max_size=5), st.integers(0, 4))
def test_a_list_on_disk_is_as_one_in_memory(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[list[tuple[str, int]], list[str]]], most: int
) -> None:
    folder = tmp_path_factory.mktemp("listed")
    memory, disk = Listed(lambda: folder / "never"), Listed(lambda: folder / "list", most)
    for added, kept in steps:
        for each in (memory, disk):
            each.add(entry(path, size) for path, size in added)
            each.keep(kept)
    assert all_of(disk) == all_of(memory)
    assert (folder / "list").exists() == (len({path for added, _ in steps for path, _ in added}) > most)
    assert not (folder / "never").exists()
    disk.close()


@pytest.mark.parametrize("most", [0, 100])
def test_what_is_not_kept_is_spare(most: int, tmp_path: Path) -> None:
    listed = Listed(lambda: tmp_path / "list", most)
    listed.add(map(entry, PATHS))
    listed.keep(PATHS[1:4])
    assert [each.file for each in listed.spare()] == [PATHS[0], *PATHS[4:]]
    listed.keep(PATHS)
    assert [*listed.spare()] == []
    listed.close()


def test_a_list_longer_than_a_page(tmp_path: Path) -> None:
    listed = Listed(lambda: tmp_path / "list", 10)
    paths = [f"{number:05}.pdf" for number in range(2_500)]
    listed.add(map(entry, paths))
    assert [each.file for each in listed.beginning("")] == paths
    for each in listed.spare():
        listed.add([entry(each.file, 2)])  # others are added while it is read
    assert {each.bytes for each in listed.beginning("")} == {2}
    listed.close()


def test_without_sqlite_everything_stays_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sqlite3", None)
    listed = Listed(lambda: tmp_path / "list", 2)
    listed.add(map(entry, PATHS))
    assert {each.file for each in listed.beginning("")} == {*PATHS}
    assert not (tmp_path / "list").exists()


@pytest.mark.parametrize("count", [0, 3, 100_000])
def test_lines_come_back(count: int, tmp_path: Path) -> None:
    lines = Lines(tmp_path)
    lines.add(f"{number} é\u2028" for number in range(count))
    assert sum(1 for _ in lines.all()) == count
    assert all(line == f"{number} é\u2028" for number, line in enumerate(lines.all()))
    lines.close()
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("step", ["add", "get", "beginning", "spare", "keep"])
def test_a_disk_that_fails_is_an_error_of_the_system(step: str, tmp_path: Path) -> None:
    missing = Listed(lambda: tmp_path / "nowhere" / "list", 0)
    with pytest.raises(OSError, match="unable to open database file"):
        missing.add([entry("x")])
    listed = Listed(lambda: tmp_path / "list", 0)
    listed.add([entry("x")])
    listed.close()
    steps: dict[str, Callable[[], object]] = {
        "add": lambda: listed.add([entry("y")]),
        "get": lambda: listed.get("x"),
        "beginning": lambda: [*listed.beginning("")],
        "spare": lambda: [*listed.spare()],
        "keep": lambda: listed.keep(["x"]),
    }
    with pytest.raises(OSError, match="closed database"):
        steps[step]()
