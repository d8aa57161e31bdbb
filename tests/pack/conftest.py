"""What the tests of packs share: pack files, and a run over one in this process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from cards.locations import shelves
from cards.pack.folder import Folder
from cards.pack.manifest import origin_of
from cards.pack.plan import Plan, make_plan, take_share
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
        whole = make_plan(shelves(content), read_pack(path, shelves(content)), TODAY)
        return take_share(whole, *share) if share else whole

    return plan


@pytest.fixture
def packed(planned: Callable[..., Plan]) -> Callable[..., Outcome]:
    """Makes a pack file into a folder, in this process unless it is given `jobs`."""

    def run(
        path: Path,
        output: Path,
        *,
        resume: bool = False,
        jobs: int = 1,
        share: tuple[int, int] | None = None,
        content: Path | None = None,
        **options: Any,
    ) -> Outcome:
        plan = planned(path, share, content)
        folder = Folder(output, origin_of(plan.pack), resume=resume)
        with local_workers(jobs) as workers:
            return Run(plan, shelves(content), workers, folder, content, **options).make()

    return run


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
