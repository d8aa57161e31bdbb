"""`python -m bench pack`: the rate at which packs are made, how it grows, what two processes bring, and the memory.

Every figure comes from `generate.py pack` in a process of its own, as people start it: its wall time, the processor
time of all its processes, and the most memory that they have together at one moment. Pages that processes share count
once (PSS of /proc; only Linux tells).
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cards.locations import shelves
from cards.pack.planner import make_plan
from cards.pack.processes import local_workers
from cards.pack.run import Run
from cards.read.catalogs import translated_tags
from cards.read.packs import read_pack

GENERATE = Path(__file__).resolve().parents[1] / "generate.py"
LOCALES = 56
CARDS = 10
"""One sheet, two pages."""

_SECONDS_BETWEEN_LOOKS = 0.05
_STAGES = {
    "gather": "reading the words and fonts",
    "digest_of": "digests of what files are made from",
    "merge": "merging the text",
    "bearer_face": "setting the bearer's side",
    "officer_face": "setting the officer's side",
    "draw_pdf": "drawing the PDF",
    "read_back": "reading the QR code back",
    "make_cover": "cover sheets",
    "put": "writing the files",
    "finish": "the manifest",
}
"""Functions whose time, with all that they call, the profile tells."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds by the wall clock and of the processors, and megabytes of all processes together at most."""

    files: int
    jobs: int
    wall: float
    processor: float
    memory: float

    @property
    def rate(self) -> float:
        """Files of cards a second."""
        return self.files / self.wall


def main(arguments: Sequence[str]) -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m bench pack", description="Times packs of many languages.")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each kind, of which the median counts (3)")
    parser.add_argument("--hotlines", type=int, default=10, help="recipients, each with every language (10)")
    parser.add_argument("--jobs", type=int, default=2, help="processes to compare with one (2)")
    wanted = parser.parse_args(arguments)
    tags = ("en", *translated_tags(shelves(None)))[:LOCALES]
    with tempfile.TemporaryDirectory(prefix="rights-cards-bench-") as folder:
        place = Path(folder)
        _print_rates(place, tags, wanted.hotlines, wanted.jobs, wanted.rounds)
        print()
        _print_stages(pack_file(place, tags, wanted.hotlines))


def _print_rates(folder: Path, tags: Sequence[str], hotlines: int, jobs: int, rounds: int) -> None:
    print(f"Packs of {len(tags)} languages, a sheet of {CARDS} cards each: medians of {rounds} rounds.")
    print(f"{'files':>7}{'jobs':>6}{'seconds':>10}{'files/s':>10}{'CPU s':>9}{'CPU ms/file':>13}{'MB':>7}")
    kinds = [(1, jobs), (hotlines, 1), (hotlines, jobs), (hotlines * 10, jobs)]
    found = {}
    for recipients, count in kinds:
        pack = pack_file(folder, tags, recipients)
        runs = [_measured(pack, folder / "out", len(tags) * recipients, count) for _ in range(rounds)]
        each = found[recipients, count] = sorted(runs, key=lambda run: run.wall)[len(runs) // 2]
        memory = max(run.memory for run in runs)
        print(
            f"{each.files:>7}{each.jobs:>6}{each.wall:>10.2f}{each.rate:>10.0f}{each.processor:>9.2f}"
            f"{each.processor / each.files * 1000:>13.2f}{memory:>7.0f}"
        )
    one, several, many = found[hotlines, 1], found[hotlines, jobs], found[hotlines * 10, jobs]
    print(f"{jobs} processes are {one.wall / several.wall:.2f} times as fast as one.")
    print(f"Ten times the files take {many.wall / several.wall:.1f} times as long.")


def pack_file(folder: Path, tags: Sequence[str], recipients: int) -> Path:
    """A pack for that many groups, each with a number of its own (all fictional) and a sheet in every language."""
    rows = [f"name,hotline,hotline_name,{','.join(tags)}"]
    rows += [
        f"Group {number},617-555-{100 + number % 100:04},Group {number},{','.join(str(CARDS) for _ in tags)}"
        for number in range(recipients)
    ]
    (folder / f"groups-{recipients}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    pack = folder / f"pack-{recipients}.toml"
    pack.write_text(f'title = "A workshop"\nrecipients = "groups-{recipients}.csv"\n', encoding="utf-8")
    return pack


def _measured(pack: Path, output: Path, files: int, jobs: int) -> Measured:
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, str(GENERATE), "pack", str(pack), "-o", str(output), "--jobs", str(jobs)]
    before = _processor_time_of_children()
    begin = time.perf_counter()
    memory = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        while process.poll() is None:
            memory = max(memory, sum(_memory(each) for each in _family(process.pid)))
            time.sleep(_SECONDS_BETWEEN_LOOKS)
        wall = time.perf_counter() - begin
        if process.returncode:
            assert process.stderr is not None
            sys.exit(process.stderr.read().decode(errors="replace"))
    return Measured(files, jobs, wall, _processor_time_of_children() - before, memory)


def _processor_time_of_children() -> float:
    """Seconds that processes begun by this one, and those begun by them, have taken until they ended."""
    if sys.platform == "win32":
        return 0.0
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(process: int) -> Iterator[int]:
    """A process and those that it has begun; nothing where there is no /proc."""
    yield process
    with suppress(OSError):
        for child in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split():
            yield from _family(int(child))


def _memory(process: int) -> float:
    """The megabytes of a process, what it shares with others in proportion; 0 when it is gone or nothing tells."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1000
    return 0.0


def _print_stages(pack_file: Path) -> None:
    """Where the processor time goes in one process; the profiler makes all of it slower, small functions most."""
    places = shelves(None)
    plan = make_plan(places, read_pack(pack_file, places), date(2026, 1, 1))
    profile = cProfile.Profile(time.process_time)
    with local_workers(1) as workers, profile:
        outcome = Run([plan], places, workers).make()
    stats = pstats.Stats(profile)
    total = stats.total_tt  # type: ignore[attr-defined]
    print(f"Where the time goes, {outcome.summary.files} files in one process, by a profiler ({total:.1f} s):")
    for (_, _, function), (_, _, _, cumulative, _) in sorted(
        stats.stats.items(),  # type: ignore[attr-defined]
        key=lambda item: -item[1][3],
    ):
        if function in _STAGES:
            print(f"{cumulative / total:>7.0%}  {_STAGES[function]}")
