"""The clock that everything but the start-up is timed with."""

from __future__ import annotations

import os
from time import perf_counter, process_time

CLOCKS = {"wall": perf_counter, "cpu": process_time}
"""Wall time, or the processor time of all threads, which other work on the machine hardly changes."""

_chosen = [perf_counter]


def choose_clock(name: str) -> None:
    """Takes one of `CLOCKS` from now on."""
    _chosen[0] = CLOCKS[name]


def now() -> float:
    """Seconds on the chosen clock."""
    return _chosen[0]()


def milliseconds_since(begin: float) -> float:
    """Milliseconds since an earlier `now`."""
    return (now() - begin) * 1000


def is_busy() -> bool:
    """Whether more programs than this one want the processors, so that wall times say little."""
    return hasattr(os, "getloadavg") and os.getloadavg()[0] > (os.cpu_count() or 1)
