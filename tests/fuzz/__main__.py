"""`make fuzz`: a million cases, half of them made by changing real inputs and half guided by coverage (atheris).

Without atheris, which has no wheels for some systems and versions of Python, all are made by changing inputs. Prints
a line for each target, and keeps the case of each defect as a file in .fuzz/. Ends with exit code 1 if there is any.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.fuzz.run import Outcome, fuzzed
from tests.fuzz.targets import TARGETS

FOLDER = Path(".fuzz")
AT_ONCE = 2_000
"""Cases of one task of a process."""

UNGUIDED = ("check",)
"""Targets whose work is in another process, where coverage is not seen."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", help=f"of: {', '.join(TARGETS)}")
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case, for others than last time")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    names = options.targets or list(TARGETS)
    if unknown := [name for name in names if name not in TARGETS]:
        parser.error(f"no such target: {', '.join(unknown)}")
    weights = sum(TARGETS[name].weight for name in names)
    counts = {name: round(options.cases * TARGETS[name].weight / weights) for name in names}
    has_atheris = importlib.util.find_spec("atheris") is not None
    defects = total = 0
    begin = time.monotonic()
    with ProcessPoolExecutor(options.jobs) as pool:
        for name, count in counts.items():
            start = time.monotonic()
            own = count - count // 2 if has_atheris and name not in UNGUIDED else count
            firsts = range(options.first, options.first + own, AT_ONCE)
            lasts = [min(first + AT_ONCE, options.first + own) for first in firsts]
            outcomes = list(pool.map(fuzzed, [name] * len(firsts), firsts, lasts))
            defects += told(name, own, outcomes, time.monotonic() - start)
            total += own
    for name, count in counts.items() if has_atheris else ():
        if name not in UNGUIDED and count // 2:
            defects += guided(name, count // 2)
            total += count // 2
    minutes = (time.monotonic() - begin) / 60
    print(f"{total:,} cases in {minutes:.0f} minutes, {defects} defects")
    return int(defects > 0)


def told(name: str, count: int, outcomes: list[Outcome], seconds: float) -> int:
    """Prints what came of a target, keeps a case of each defect, and gives the number of these."""
    accepted = sum(each.accepted for each in outcomes)
    found: dict[str, bytes] = {}
    for each in outcomes:
        for frames, data in each.defects.items():
            found.setdefault(frames, data)
    print(f"{name:18}{count:>9,} cases {accepted / max(count, 1):>5.0%} accepted {seconds:>5.0f} s", flush=True)
    for frames, data in found.items():
        FOLDER.mkdir(exist_ok=True)
        path = FOLDER / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
        path.write_bytes(data)
        print(f"  {path}\n    " + frames.replace("\n", "\n    "), flush=True)
    return len(found)


def guided(name: str, count: int) -> int:
    """Runs atheris on a target, in a process of its own because it never returns."""
    FOLDER.mkdir(exist_ok=True)
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as corpus:
        done = subprocess.run(
            [
                sys.executable, "-m", "tests.fuzz.guided", name, f"-runs={count}", "-seed=1", "-timeout=60",
                "-rss_limit_mb=3000", "-max_len=20000", f"-artifact_prefix={FOLDER / name}-", corpus,
            ],
            capture_output=True, text=True, errors="replace", check=False,
        )  # fmt: skip
    print(f"{name:18}{count:>9,} cases, guided {time.monotonic() - start:>15.0f} s", flush=True)
    if done.returncode:
        print("    " + "\n    ".join(done.stderr.splitlines()[-40:]), flush=True)
    return int(done.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
