"""The tables that are printed, and the same figures for other programs to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.floor import Floor
from bench.startup import StartUp
from bench.timing import Ours, Theirs


@dataclass(frozen=True, slots=True)
class Results:
    """All that one run found."""

    rounds: int
    clock: str
    ours: dict[str, Ours]
    refused: dict[str, str]
    gathering: float
    theirs: list[Theirs]
    missing: list[str]
    floors: list[Floor]
    startup: StartUp | None

    @property
    def sheet(self) -> float:
        """Our median over the locales, in milliseconds a sheet."""
        return median(each.sheet for each in self.ours.values())

    @property
    def size(self) -> float:
        """Our median file, in kilobytes of 1000 bytes."""
        return median(each.size for each in self.ours.values()) / 1000


@dataclass(frozen=True, slots=True)
class Comparison:
    """Another program against ours, over the locales that it can set."""

    name: str
    done: int
    sheet: float
    times_ours: float
    size: float
    size_ours: float


def compare(results: Results, peer: Theirs) -> Comparison | None:
    """Medians over the locales, and the medians of the ratios locale by locale; None when it set none."""
    if not peer.times:
        return None
    times = {tag: median(each) for tag, each in peer.times.items()}
    return Comparison(
        peer.name,
        len(times),
        median(times.values()),
        median(spent / results.ours[tag].sheet for tag, spent in times.items()),
        median(peer.sizes.values()) / 1000,
        median(size / results.ours[tag].size for tag, size in peer.sizes.items()),
    )


def as_table(results: Results) -> str:
    """Everything, to be read."""
    sections = (_peers(results), _locales(results), _floor(results), _startup(results))
    return "\n\n".join("\n".join(section) for section in sections)


def _peers(results: Results) -> Iterator[str]:
    count = len(results.ours)
    yield f"A two-page sheet of ten cards, {count} locales: medians of {results.rounds} rounds, {results.clock} time."
    yield _row("", "ms/sheet", "x ours", "kB", "x ours", "locales")
    yield _row("rights-cards", f"{results.sheet:.1f}", "", f"{results.size:.1f}", "", f"{count}/{count}")
    for peer in results.theirs:
        found = compare(results, peer)
        if found is None:
            yield f"{peer.name:<22}failed: {_reasons(peer.failed)}"
            continue
        given = len(results.ours.keys() & set(peer.only)) if peer.only else count
        cells = (f"{found.sheet:.1f}", f"{found.times_ours:.1f}", f"{found.size:.1f}", f"{found.size_ours:.2f}")
        notes = [_rounds(peer.rounds)] if peer.rounds != results.rounds else []
        notes += [f"failed: {_reasons(peer.failed)}"] if peer.failed else []
        yield _row(peer.name, *cells, f"{found.done}/{given}") + ("  " + "; ".join(notes) if notes else "")
    for name in results.missing:
        yield f"{name:<22}not installed"
    for tag, cause in results.refused.items():
        yield f"left out, {tag}: {cause}"


def _locales(results: Results) -> Iterator[str]:
    yield "Ours in ms. sheet: as in cards --all. alone: no text known, nor the officer's side. again: the same card."
    yield _row("", "sheet", "alone", "again", "cold", "kB", "pt")
    for tag, each in results.ours.items():
        spent = (each.sheet, median(each.alone), median(each.again), each.cold)
        yield _row(tag, *(f"{ms:.1f}" for ms in spent), f"{each.size / 1000:.1f}", f"{each.points[0]:.1f}")
    every = list(results.ours.values())
    columns = [[each.sheet for each in every], [median(each.alone) for each in every]]
    columns += [[median(each.again) for each in every], [each.cold for each in every]]
    yield _row("median", *(f"{median(column):.1f}" for column in columns), f"{results.size:.1f}")
    yield f"Reading the files of a locale, fonts known, takes {results.gathering:.1f} ms more."


def _floor(results: Results) -> Iterator[str]:
    columns = zip(*(each.parts for each in results.floors), strict=True)
    parts = zip(("shaping", "subsetting", "deflate"), (median(column) for column in columns), strict=True)
    total = median(each.total for each in results.floors)
    ratios = [results.ours[each.tag].sheet / each.total for each in results.floors]
    yield "The floor: HarfBuzz and zlib alone on the same text."
    yield f"{total:.2f} ms/sheet ({', '.join(f'{name} {ms:.2f}' for name, ms in parts)})"
    yield f"ours takes {median(ratios):.1f} times the floor ({min(ratios):.1f} to {max(ratios):.1f})"


def _startup(results: Results) -> Iterator[str]:
    found = results.startup
    yield "Starting up, wall time of a fresh process."
    if found is None:
        yield "not timed"
        return
    yield f"generate.py cards {found.locale}   {found.program:.0f} ms"
    yield f"import of its libraries {found.libraries:.0f} ms, of Python alone {found.bare:.0f} ms"
    yield f"ours takes {found.ratio:.2f} times the import"
    yield f"generate.py --help takes {found.help - found.bare:.0f} ms more than Python alone"


def as_json(results: Results) -> dict[str, Any]:
    """Everything, for a program; times in milliseconds, sizes in bytes."""
    found = results.startup
    return {
        "rounds": results.rounds,
        "clock": results.clock,
        "ours": {tag: _ours_json(each) for tag, each in results.ours.items()},
        "refused": results.refused,
        "gathering": results.gathering,
        "peers": {peer.name: _peer_json(results, peer) for peer in results.theirs},
        "not_installed": results.missing,
        "floor": {each.tag: {"total": each.total, "parts": each.parts} for each in results.floors},
        "startup": found and {"locale": found.locale, "program": found.program, "libraries": found.libraries,
                              "bare": found.bare, "help": found.help, "ratio": found.ratio},
    }  # fmt: skip


def _ours_json(each: Ours) -> dict[str, Any]:
    return {
        "sheet": each.sheet,
        "alone": median(each.alone),
        "again": median(each.again),
        "cold": each.cold,
        "bytes": each.size,
        "points": each.points,
    }


def _peer_json(results: Results, peer: Theirs) -> dict[str, Any]:
    found = compare(results, peer)
    return {
        "rounds": peer.rounds,
        "times_ours": found and found.times_ours,
        "size_ours": found and found.size_ours,
        "sheet": {tag: median(each) for tag, each in peer.times.items()},
        "bytes": peer.sizes,
        "failed": peer.failed,
    }


def _rounds(count: int) -> str:
    return "1 round" if count == 1 else f"{count} rounds"


def _reasons(failed: Mapping[str, str]) -> str:
    """The reasons, each with its locales: "rlbidi (ar fa)"."""
    found: dict[str, list[str]] = {}
    for tag, reason in failed.items():
        found.setdefault(reason, []).append(tag)
    return ", ".join(f"{reason} ({' '.join(tags)})" for reason, tags in found.items())


def _row(name: str, *cells: str) -> str:
    return f"{name:<22}" + _cells(cells)


def _cells(cells: Sequence[str]) -> str:
    return "".join(f"{cell:>10}" for cell in cells)
