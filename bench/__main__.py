"""`python -m bench`: times a sheet of each locale beside other programs, and prints the ratios. It asserts nothing.

`python -m bench pack` times whole packs instead, `python -m bench million` measures the memory of large ones, and
`python -m bench page` times a first visit to the page.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.browser import time_keystrokes
from bench.clock import CLOCKS, choose_clock, is_busy
from bench.document import as_document
from bench.floor import Floor
from bench.million import main as measure_memory
from bench.pack import main as time_packs
from bench.peers import PEERS, SLOW, SLOW_LOCALES, load_peer
from bench.report import Results, as_json, as_table
from bench.samples import Sample, fonts_folder, gather_jobs
from bench.startup import StartUp, time_startup
from bench.timing import Theirs, time_cold, time_gathering, time_rounds

_SLOW_ROUNDS = 1
_STARTS = 7


def main() -> None:
    """Runs the benchmark: about two minutes with every program installed, and another one for the page."""
    if sys.argv[1:2] == ["pack"]:
        time_packs(sys.argv[2:])
        return
    if sys.argv[1:2] == ["million"]:
        measure_memory(sys.argv[2:])
        return
    if sys.argv[1:2] == ["page"]:
        from bench.page import main as time_page  # needs what the tests of the page need

        time_page(sys.argv[2:])
        return
    wanted = _arguments()
    choose_clock(wanted.clock)
    if wanted.clock == "wall" and is_busy():
        _say("The machine is busy: for figures that hear less of that, take --clock cpu.")
    jobs, refused = gather_jobs(wanted.locales)
    ours, samples = time_cold(jobs, refused)
    if not samples:
        sys.exit("No locale can be printed: " + "; ".join(refused.values()))
    theirs, missing = _peers(wanted.peers, wanted.rounds, SLOW_LOCALES if not wanted.locales else ())
    floors = [Floor(sample) for sample in samples]
    _say(f"{wanted.rounds} rounds of {len(samples)} locales; the first takes longest ...")
    time_rounds(ours, floors, theirs, samples, wanted.rounds)
    _say("starting up ...")
    gathering = time_gathering(wanted.locales, len(jobs))
    results = Results(wanted.rounds, wanted.clock, ours, refused, gathering, theirs, missing, floors, _startup(samples))
    print(json.dumps(as_json(results), indent=2) if wanted.json else as_table(results))
    if wanted.write:
        _say("typing in a browser ...")
        document = as_document(results, time_keystrokes(_say), date.today())
        Path(wanted.write).write_text(document, encoding="utf-8")
        _say(f"{wanted.write} is written.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Times a sheet of each locale; `python -m bench pack --help` for whole packs, `page` for the page.",
    )
    parser.add_argument("--rounds", type=int, default=5, help="rounds over all locales; slow programs get one (5)")
    parser.add_argument(
        "--locales", nargs="+", default=[], metavar="TAG",
        help=f"these only; without it every one, for slow programs {' '.join(SLOW_LOCALES)}",
    )  # fmt: skip
    parser.add_argument(
        "--peers", nargs="*", default=list(PEERS), choices=list(PEERS), metavar="PROGRAM",
        help=f"the programs to compare with, of {', '.join(PEERS)}; none with nothing after it",
    )  # fmt: skip
    parser.add_argument(
        "--clock", choices=list(CLOCKS), default="wall", help="what to count; start-up is wall time (wall)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--write", metavar="FILE", help="time the page in Chromium too, and write docs/benchmarks.md")
    wanted = parser.parse_args()
    if wanted.rounds < 1:
        parser.error("--rounds is at least 1")
    return wanted


def _peers(wanted: Sequence[str], rounds: int, slow_locales: Sequence[str]) -> tuple[list[Theirs], list[str]]:
    """The programs that are installed, and the names of those that are not."""
    theirs, missing = [], []
    for peer in wanted:
        loaded = load_peer(peer, fonts_folder())
        if loaded is None:
            missing.append(PEERS[peer])
        elif peer in SLOW:
            theirs.append(Theirs(PEERS[peer], loaded, _SLOW_ROUNDS, slow_locales))
        else:
            theirs.append(Theirs(PEERS[peer], loaded, rounds))
    return theirs, missing


def _startup(samples: Sequence[Sample]) -> StartUp | None:
    """Spanish, or the first locale that there is when Spanish cannot be printed."""
    tags = [sample.tag for sample in samples]
    try:
        return time_startup("es" if "es" in tags else tags[0], _STARTS)
    except subprocess.CalledProcessError as error:
        _say(f"generate.py failed: {error.stderr.decode(errors='replace').strip()}")
        return None


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
