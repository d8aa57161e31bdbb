"""A release: one number in one place, notes for it, and a workflow that publishes no other."""

from __future__ import annotations

import gzip
import io
import re
import tarfile
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.version import Version

from cards import __version__
from tests.release import CHANGELOG, notes, releases, settled, version_of_the_code

ROOT = Path(__file__).resolve().parents[1]
TEXT = "# Changes\n\n## Unreleased\n\n- Soon.\n\n## 0.3.0 (2027-01-02)\n\n- New.\n\n## 0.2.0 (2026-11-30)\n\n- Old.\n"


def test_the_number_of_the_code_is_the_newest_of_the_changelog() -> None:
    found = releases(CHANGELOG.read_text("utf-8"))
    assert next(iter(found)) == __version__ == version_of_the_code()
    assert all(newer > older for newer, older in pairwise(map(Version, found)))
    assert all(newer >= older for (newer, _), (older, _) in pairwise(found.values()))
    assert all(text for _, text in found.values())


def test_every_section_is_a_release_or_unreleased() -> None:
    headings = re.findall(r"^## (.*)$", CHANGELOG.read_text("utf-8"), re.MULTILINE)
    assert [each for each in headings if each != "Unreleased"] == [
        f"{version} ({day})" for version, (day, _) in releases(CHANGELOG.read_text("utf-8")).items()
    ]


def test_the_number_stands_in_no_other_file_of_code_or_setup() -> None:
    for path in [*(ROOT / "cards").rglob("*.py"), ROOT / "setup.cfg", ROOT / "pyproject.toml", ROOT / "Makefile"]:
        text = path.read_text("utf-8")
        count = len(re.findall(rf"(?<![\d.]){re.escape(__version__)}(?![\d.])", text))
        assert count == (path == ROOT / "cards" / "__init__.py"), path


def test_the_notes_are_those_of_the_tag() -> None:
    assert notes("v0.3.0", TEXT, "0.3.0") == "- New."
    assert notes("v0.2.0", TEXT, "0.2.0") == "- Old."


@pytest.mark.parametrize(
    ("tag", "version"), [("v0.2.0", "0.3.0"), ("0.3.0", "0.3.0"), ("v0.4.0", "0.4.0"), ("", "0.3.0"), ("v0.3", "0.3.0")]
)
def test_another_tag_has_none(tag: str, version: str) -> None:
    with pytest.raises(ValueError, match=re.escape(version)):
        notes(tag, TEXT, version)


def archive(names: list[str], moment: int, owner: str) -> bytes:
    """A source archive as somebody builds it at some moment."""
    out = io.BytesIO()
    with (
        gzip.GzipFile(f"{owner}.tar", "wb", fileobj=out, mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime, entry.uname, entry.uid = len(name), moment + 0.5, owner, len(owner)
            entry.mode = 0o775 if name.endswith("run") else 0o664
            tar.addfile(entry, io.BytesIO(name.encode()))
    return out.getvalue()


def test_a_source_archive_has_the_same_bytes_whoever_built_it_and_when() -> None:
    one = settled(archive(["a/run", "a/b.po"], 1_700_000_000, "ana"), 1_795_000_000)
    assert one == settled(archive(["a/b.po", "a/run"], 1_800_000_000, "bruno"), 1_795_000_000)
    assert one != settled(archive(["a/b.po", "a/run"], 1_700_000_000, "ana"), 1_795_000_001)
    with tarfile.open(fileobj=io.BytesIO(one)) as tar:
        found = {each.name: (each.mode, each.mtime, tar.extractfile(each).read()) for each in tar}  # type: ignore[union-attr] # each is a file
    assert found == {
        "a/b.po": (0o644, 1_795_000_000, b"a/b.po"),
        "a/run": (0o755, 1_795_000_000, b"a/run"),
    }
