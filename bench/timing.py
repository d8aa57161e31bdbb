"""The clock: our sheets, the floor and other programs by turns, in rounds over every locale.

By turns, because other work on the machine then slows all alike.
"""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import TypeVar

from bench.clock import milliseconds_since, now
from bench.floor import Floor
from bench.peers import Failed, Peer
from bench.samples import Sample, build_sample, forget_texts, gather_jobs
from cards.decoding import decode
from cards.errors import CardError
from cards.jobs import Job
from cards.pipeline import make

_T = TypeVar("_T")


@dataclass(slots=True)
class Ours:
    """Our times for one locale, in milliseconds.

    `cold` is the first sheet of the locale, its fonts just read. `sheets` are those of rounds in which every locale
    is made once and no text is remembered from the round before, as in `cards --all`. `alone` remembers no text at
    all, not even the officer's side; `again` is the same card made again.
    """

    cold: float
    size: int
    points: tuple[float, float]
    sheets: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)

    @property
    def sheet(self) -> float:
        """The figure that others are compared with."""
        return median(self.sheets)


@dataclass(slots=True)
class Theirs:
    """Another program's times by locale in milliseconds, file sizes in bytes, and why locales failed.

    `only` are the locales that it is given, all without it.
    """

    name: str
    peer: Peer
    rounds: int
    only: Sequence[str] = ()
    times: dict[str, list[float]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def time_round(self, samples: Sequence[Sample], turn: int) -> None:
        """One sheet of each locale. Turn 0 warms up and does not count: a slow program makes one sheet then."""
        samples = [sample for sample in samples if not self.only or sample.tag in self.only]
        if turn == 0 and self.rounds == 1:
            samples = samples[:1]
        for sample in samples:
            if sample.tag not in self.failed:
                self._time_sheet(sample, turn)

    def _time_sheet(self, sample: Sample, turn: int) -> None:
        try:
            spent, pdf = _timed(lambda: self.peer.sheet(sample, turn))
        except Failed as error:
            self.failed[sample.tag] = str(error)
            return
        except Exception as error:  # other programs raise what they like
            self.failed[sample.tag] = type(error).__name__
            return
        if not pdf.startswith(b"%PDF"):
            self.failed[sample.tag] = "no-pdf"
        elif turn:
            self.times.setdefault(sample.tag, []).append(spent)
            self.sizes[sample.tag] = len(pdf)


def time_cold(jobs: Mapping[str, Job], refused: dict[str, str]) -> tuple[dict[str, Ours], list[Sample]]:
    """The first sheet of each locale, and the samples; a locale that cannot be printed goes to `refused`."""
    ours: dict[str, Ours] = {}
    samples = []
    for tag, job in jobs.items():
        begin = now()
        try:
            made = make(job, decode)
        except CardError as error:
            refused[tag] = error.cause
            continue
        cold = milliseconds_since(begin)
        ours[tag] = Ours(cold, len(made.pdf), (made.bearer_size, made.officer_size))
        samples.append(build_sample(tag, job))
    return ours, samples


def time_gathering(wanted: Sequence[str], count: int) -> float:
    """Milliseconds a locale to read its files once more, as each next locale of a run does."""
    return _timed(lambda: gather_jobs(wanted))[0] / count


def time_rounds(
    ours: Mapping[str, Ours],
    floors: Sequence[Floor],
    theirs: Sequence[Theirs],
    samples: Sequence[Sample],
    rounds: int,
) -> None:
    """Fills in the warm times of all, after one round that does not count."""
    for turn in range(rounds + 1):
        with _quiet():
            times = _round(samples)
            for floor in floors:
                floor.time_round()
            if turn:
                for tag, spent in times.items():
                    ours[tag].sheets.append(spent)
                _time_single(ours, samples)
        for each in theirs:
            if turn <= each.rounds:
                with _quiet():
                    each.time_round(samples, turn)


def _round(samples: Sequence[Sample]) -> dict[str, float]:
    forget_texts()
    return {sample.tag: _our_sheet(sample) for sample in samples}


def _time_single(ours: Mapping[str, Ours], samples: Sequence[Sample]) -> None:
    for sample in samples:
        forget_texts()
        ours[sample.tag].alone.append(_our_sheet(sample))
        ours[sample.tag].again.append(_our_sheet(sample))


def _our_sheet(sample: Sample) -> float:
    return _timed(lambda: make(sample.job, decode))[0]


def _timed(work: Callable[[], _T]) -> tuple[float, _T]:
    begin = now()
    done = work()
    return milliseconds_since(begin), done


@contextmanager
def _quiet() -> Iterator[None]:
    """No garbage collection and no warnings while the clock runs."""
    gc.collect()
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        gc.enable()
