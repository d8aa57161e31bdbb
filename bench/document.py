"""The figures of one run as docs/benchmarks.md: ratios first, then what each program does more and less."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from bench.browser import Keystrokes
from bench.clock import is_busy
from bench.peers import NOTES
from bench.report import Results, compare

_BAR = 44
"""Characters of the longest bar of the chart."""


def as_document(results: Results, keystrokes: Keystrokes | None, day: date) -> str:
    """The document, in Markdown."""
    parts = (_head(results, day), _ratios(results), _chart(results), _notes(results), _rest(results, keystrokes))
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def machine() -> str:
    """The processor, system and Python, without a name of the machine or a path on it."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} on {platform.machine()}"
    return f"{_processor()}, {os.cpu_count()} cores, {system}, Python {platform.python_version()}{load} at the end"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8", "replace").splitlines() if info.is_file() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "unknown processor")


def _head(results: Results, day: date) -> Iterator[str]:
    yield "# Benchmarks"
    yield ""
    count = len(results.ours)
    yield "`make bench` measures all of this again, by turns in one run, and writes this page. A sheet is two pages"
    yield f"with ten cards of the script `home`, with a number, a name and a link, in {count} languages: medians of"
    yield f"{results.rounds} rounds of {results.clock} time, without what one round could remember from another."
    yield ""
    yield f"Measured on {day.isoformat()}: {machine()}."
    if is_busy():
        yield "Other programs wanted the processors meanwhile, so only the ratios mean anything."


def _ratios(results: Results) -> Iterator[str]:
    floors = [results.ours[each.tag].sheet / each.total for each in results.floors]
    yield "| program | times as long as ours | file, times ours | ms a sheet | languages |"
    yield "|---|---|---|---|---|"
    yield f"| rights-cards | 1 | 1 | {results.sheet:.1f} | {len(results.ours)} |"
    for peer in results.theirs:
        found = compare(results, peer)
        if found is None:
            yield f"| {peer.name} | failed | | | 0 |"
            continue
        yield f"| {peer.name} | {found.times_ours:.1f} | {found.size_ours:.2f} | {found.sheet:.1f} | {found.done} |"
    share = 1 / median(floors)
    yield f"| HarfBuzz and zlib alone (the floor) | {share:.2f} | | {_floor(results):.1f} | {len(floors)} |"
    yield ""
    yield f"Ours takes {median(floors):.1f} times the floor, from {min(floors):.1f} to {max(floors):.1f} by language."
    if results.missing:
        yield f"Not installed: {', '.join(results.missing)}."


def _floor(results: Results) -> float:
    return median(each.total for each in results.floors)


def _chart(results: Results) -> Iterator[str]:
    """Bars on a logarithmic scale would hide the ratios, so what is off the scale is cut."""
    rows = [("the floor", _floor(results)), ("rights-cards", results.sheet)]
    found = [compare(results, peer) for peer in results.theirs]
    rows += [(each.name, each.sheet) for each in found if each is not None]
    longest = 4 * results.sheet
    yield "Milliseconds a sheet:"
    yield ""
    yield "```"
    for name, spent in rows:
        bar = "█" * max(1, round(min(spent, longest) / longest * _BAR))
        yield f"{name:<22}{bar}{'…' if spent > longest else ''} {spent:.1f}"
    yield "```"


def _notes(results: Results) -> Iterator[str]:
    yield "What each does more or less than ours, which checks its words, chooses the largest size at which they fit,"
    yield "reads every QR code back, and writes a tagged PDF/A-2b with pictograms:"
    yield ""
    for peer in results.theirs:
        yield f"- **{peer.name}**: {NOTES[peer.name]}"


def _rest(results: Results, keystrokes: Keystrokes | None) -> Iterator[str]:
    every = list(results.ours.values())
    yield "| ours | ms |"
    yield "|---|---|"
    yield f"| a sheet, as in `cards --all` | {results.sheet:.1f} |"
    yield f"| alone: with no text known, nor the officer's side | {median(median(each.alone) for each in every):.1f} |"
    yield f"| the same card again | {median(median(each.again) for each in every):.1f} |"
    yield f"| the first sheet of a language, its fonts just read | {median(each.cold for each in every):.1f} |"
    if results.startup is not None:
        start = results.startup
        about = f"{start.ratio:.1f} times the import of its libraries"
        yield f"| `cards {start.locale}` in a new process, {about} | {start.program:.0f} |"
        yield f"| `--help` in a new process, beyond Python's own start | {start.help - start.bare:.0f} |"
    if keystrokes is not None:
        about = f"{keystrokes.version}: median of {keystrokes.count}"
        yield f"| a keystroke on the page, {about} | {keystrokes.usual:.0f} |"
        yield f"| the slowest of them | {keystrokes.longest:.0f} |"
    else:
        yield "| a keystroke on the page | not measured |"
