"""`python -m bench million`: the memory that packs of many files need, with made-up files of a few bytes.

Each pack is planned, listed, written and resumed as always, in a process of its own; only the cards are not made. So
the figures are those of the process that writes, whose memory must not grow with the files; workers have theirs beside
it, which depends on one task alone.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from bench.pack import pack_file
from cards.locations import shelves
from cards.pack.folder import Folder
from cards.pack.manifest import origin_of
from cards.pack.planner import Planner
from cards.pack.run import Run
from cards.pack.work import Done, Made, items_of
from cards.read.catalogs import translated_tags
from cards.read.packs import read_pack

LOCALES = 50

_T = TypeVar("_T")
_R = TypeVar("_R")


class _MadeUp:
    """Workers who return a few bytes for each file, or keep it if it is there."""

    count = 1
    separate = False

    def done(self, work: Callable[[_T], _R], tasks: Iterable[_T]) -> Generator[_R]:
        for task in tasks:
            yield self._made(task)

    @staticmethod
    def _made(task: Any) -> Any:
        made = []
        for item in items_of(task):
            data = f"{item.what} {item.line}".encode()
            kept = item.known is not None
            sha256 = hashlib.sha256(data).hexdigest()
            made.append(Made(item.number, b"" if kept else data, sha256, sha256, 2, "draft", sha256[:19]))
        return Done(tuple(made), {}, is_read=True, worker="")


def main(arguments: Sequence[str]) -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m bench million", description="The memory that large packs need.")
    parser.add_argument("--recipients", type=int, nargs="+", default=[200, 2000, 4000], help=f"{LOCALES} files each")
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    wanted = parser.parse_args(arguments)
    if wanted.folder:
        _run(Path(wanted.folder), wanted.recipients[0])
        return
    print(f"{'files':>9}{'':>9}{'seconds':>9}{'MB':>7}")
    for number in wanted.recipients:
        with tempfile.TemporaryDirectory(prefix="rights-cards-bench-") as folder:
            for _ in range(2):
                command = [sys.executable, "-m", "bench", "million", "--recipients", str(number), "--folder", folder]
                subprocess.run(command, check=True)


def _run(folder: Path, recipients: int) -> None:
    """One run, the first into a folder or one that resumes it; prints its line."""
    places = shelves(None)
    tags = ("en", *translated_tags(places))[:LOCALES]
    begin = time.perf_counter()
    pack = read_pack(pack_file(folder, tags, recipients), places)
    out = folder / "out"
    resumed = out.exists()
    planner = Planner(places, pack, date(2026, 1, 1))
    outcome = Run(planner.batches(), places, _MadeUp(), Folder(out, origin_of(pack), resume=resumed)).make()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
    assert outcome.kept == (outcome.summary.files if resumed else 0)
    what = "resumed" if resumed else "new"
    print(f"{outcome.summary.files:>9}{what:>9}{time.perf_counter() - begin:>9.1f}{memory:>7.0f}")
