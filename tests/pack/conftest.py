"""What the tests of packs share: pack files, and a run over one in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from cards.locations import shelves
from cards.pack.failures import Failure
from cards.pack.folder import Folder
from cards.pack.manifest import MANIFEST, ManifestEntry, origin_of, parse_entry
from cards.pack.plan import Plan
from cards.pack.planner import BATCH, Planner
from cards.pack.processes import local_workers
from cards.pack.run import Outcome, Run
from cards.read.packs import read_pack

TODAY = date(2026, 11, 1)

HEAD = """\
title = "Know your rights in Lynn"
place = "Lynn Public Library"
date = 2026-12-05
hotline = "617-555-0100"
"""

ORG = 'org = "Lynn Neighbors"\n'

CARDS = """
[cards]
es = 12
vi = 10
en = 10
"""


@pytest.fixture
def pack_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a pack: further lines of its head, its cards, and the rows of its table of recipients.

    Without an `org` there is room for large print in every language of these tests.
    """

    def write(head: str = "", cards: str = CARDS, rows: str = "", org: str = ORG) -> Path:
        place = tmp_path / "workshop"
        place.mkdir(exist_ok=True)
        if rows:
            (place / "groups.csv").write_text(rows, encoding="utf-8")
            head += 'recipients = "groups.csv"\n'
        path = place / "saturday.toml"
        path.write_text(HEAD + org + head + cards, encoding="utf-8")
        return path

    return write


@pytest.fixture
def planned() -> Callable[..., Plan]:
    """The plan of a pack file, or a share of it."""

    def plan(path: Path, share: tuple[int, int] | None = None, content: Path | None = None) -> Plan:
        places = shelves(content)
        (plan,) = Planner(places, read_pack(path, places), TODAY, share=share).batches()
        return plan

    return plan


@dataclass(frozen=True, slots=True)
class Packed:
    """What came of a pack: what the manifest lists, and the outcome of the run."""

    entries: tuple[ManifestEntry, ...]
    outcome: Outcome

    @property
    def kept(self) -> int:
        return self.outcome.kept

    @property
    def failures(self) -> tuple[Failure, ...]:
        return self.outcome.failures

    @property
    def unzipped(self) -> str:
        return self.outcome.unzipped


@pytest.fixture
def packed() -> Callable[..., Packed]:
    """Makes a pack file into a folder, in this process unless it is given `jobs`."""

    def run(
        path: Path,
        output: Path,
        *,
        resume: bool = False,
        jobs: int = 1,
        share: tuple[int, int] | None = None,
        content: Path | None = None,
        most: int = BATCH,
        **options: Any,
    ) -> Packed:
        places = shelves(content)
        pack = read_pack(path, places)
        planner = Planner(places, pack, TODAY, share=share)
        folder = Folder(output, origin_of(pack), resume=resume, share=planner.share)
        with local_workers(jobs) as workers:
            outcome = Run(planner.batches(most), places, workers, folder, content, **options).make()
        name = f"manifest {share[0]} of {share[1]}.json" if share else MANIFEST
        return Packed(listed(output / name), outcome)

    return run


def listed(manifest: Path) -> tuple[ManifestEntry, ...]:
    """The files of a run that its manifest lists, without those of earlier runs."""
    if not manifest.exists():
        return ()
    found = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    entries = [parse_entry(json.dumps(each)) for each in found]
    assert None not in entries
    return tuple(each for each in entries if each is not None)


@pytest.fixture(scope="session")
def words() -> Callable[[Path], str]:
    """The text of the first page of a PDF, on one line."""

    def text(path: Path) -> str:
        document = pypdfium2.PdfDocument(path)
        try:
            return " ".join(document[0].get_textpage().get_text_range().split())
        finally:
            document.close()

    return text


@pytest.fixture(scope="session")
def tree() -> Callable[[Path], dict[str, bytes]]:
    """Every file under a folder with its bytes, hidden ones among them."""

    def read(folder: Path) -> dict[str, bytes]:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    return read
