"""What to tell the maker of a pack: what was made, what to buy, each warning once, and how to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cards.merge.cover_text import counted
from cards.pack.failures import in_keys
from cards.pack.run import Outcome
from cards.pack.summary import Summary
from cards.read.layouts import Layout

_MOST_NAMED = 5


def made_lines(title: str, outcome: Outcome, output: str | None) -> Iterator[str]:
    """Lines about the files in `output` and the paper that they need; without an output nothing was written."""
    summary = outcome.summary
    kept = f", {outcome.kept} of them already there" if outcome.kept else ""
    files = counted(summary.files, "file")
    yield f"{output}: {files}{kept}" if output is not None else f"{title}: {files}, none written"
    yield from (f"  {line}" for line in summary.described)
    yield from _supplies(summary)


def next_steps(outcome: Outcome) -> str:
    """How to print the files, in one line; for several layouts, the cover sheet has the instructions."""
    lines = outcome.summary.in_a_line
    if len(lines) == 1:
        return in_keys(next(iter(lines)))
    return "Print at actual size (100 %). The cover sheet says how to print the files of each layout."


def _supplies(summary: Summary) -> Iterator[str]:
    """What to buy: the sheets of each paper, and the files for a print shop."""
    for paper, need in summary.needed.items():
        each = f"{counted(len(need.stock.slots), 'card')} each" if need.cards else "for posters"
        fold = ", to fold" if need.layout is Layout.FOLD else ""
        cards = f", {counted(need.cards, 'card')}" if need.cards else ""
        yield (
            f"{counted(need.sheets, 'sheet')} of {need.stock.id} ({need.stock.name}), {each}{fold}: "
            f"{counted(summary.pages[paper], 'page')}{cards}"
        )
    if summary.shop:
        yield f"{counted(summary.shop, 'file')} for a print shop: {counted(summary.shop_pages, 'page')}"


def warning_lines(outcome: Outcome) -> Iterator[str]:
    """Each warning once, after the recipients and the kinds of cards that it concerns."""
    advice, told = outcome.summary.advice.told(), outcome.summary.told
    for warning in dict.fromkeys((*advice, *told)):
        people, kinds = told.get(warning, ({}, {}))
        whom = first_of((*advice.get(warning, ()), *people))
        yield ": ".join(part for part in (whom, first_of(kinds), warning) if part)


def first_of(names: Iterable[str]) -> str:
    """The first few names, and the number of the others."""
    each = [name for name in dict.fromkeys(names) if name]
    more = f" and {len(each) - _MOST_NAMED} more" if len(each) > _MOST_NAMED else ""
    return ", ".join(each[:_MOST_NAMED]) + more
