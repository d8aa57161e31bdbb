"""What to tell the maker of a pack: what was made, what to buy, each warning once, and how to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cards.merge.cover_text import counted
from cards.merge.how_to_print import in_a_line
from cards.pack.advice import advice
from cards.pack.failures import in_keys
from cards.pack.manifest import ManifestEntry
from cards.pack.plan import Plan, stock_needed
from cards.pack.run import Outcome
from cards.read.layouts import Layout

_MOST_NAMED = 5


def made_lines(plan: Plan, outcome: Outcome, output: str | None) -> Iterator[str]:
    """Lines about the files in `output` and the paper that they need; without an output nothing was written."""
    made = {entry.file: entry for entry in outcome.entries}
    kept = f", {outcome.kept} of them already there" if outcome.kept else ""
    files = counted(len(made), "file")
    yield f"{output}: {files}{kept}" if output is not None else f"{plan.pack.title}: {files}, none written"
    for bundle in plan.bundles:
        pieces = [piece for piece in bundle.pieces if piece.written and piece.path in made]
        if not pieces:
            continue
        if len(plan.bundles) > 1:
            sheets = counted(sum(piece.takes[0] for piece in pieces), "sheet")
            cards = counted(sum(piece.takes[1] for piece in pieces), "card")
            files = counted(len(pieces), "file of cards", "files of cards")
            yield f"  {bundle.folder}: {files}, {sheets}, {cards}"
            continue
        for piece in pieces:
            entry = made[piece.path]
            same = "the same " if piece.again else ""
            paper = f"{same}{counted(piece.sheets, 'sheet')}" if piece.sheets else "for a print shop"
            yield f"  {piece.path}: {paper}, {counted(entry.pages or 0, 'page')}, {str(entry.review).upper()}"
    yield from _supplies(plan, made)


def next_steps(plan: Plan, outcome: Outcome) -> str:
    """How to print the files, in one line; for several layouts, the cover sheet has the instructions."""
    made = {entry.file for entry in outcome.entries}
    pieces = [piece for piece in plan.pieces if piece.written and piece.path in made]
    lines = {in_a_line(piece.layout, piece.order.flip, cut_marks=piece.stock.cut_marks) for piece in pieces}
    if len(lines) == 1:
        return in_keys(lines.pop())
    return "Print at actual size (100 %). The cover sheet says how to print the files of each layout."


def _supplies(plan: Plan, made: Mapping[str, ManifestEntry]) -> Iterator[str]:
    """What to buy: the sheets of each paper, and the files for a print shop."""
    pages: Counter[str] = Counter()
    shop: list[ManifestEntry] = []
    for piece in plan.pieces:
        if piece.written and piece.path in made:
            pages[piece.paper] += made[piece.path].pages or 0
            if not piece.sheets:
                shop.append(made[piece.path])
    for paper, need in stock_needed(plan, made).items():
        each = f"{counted(len(need.stock.slots), 'card')} each" if need.cards else "for posters"
        fold = ", to fold" if need.layout is Layout.FOLD else ""
        cards = f", {counted(need.cards, 'card')}" if need.cards else ""
        yield (
            f"{counted(need.sheets, 'sheet')} of {need.stock.id} ({need.stock.name}), {each}{fold}: "
            f"{counted(pages[paper], 'page')}{cards}"
        )
    if shop:
        yield f"{counted(len(shop), 'file')} for a print shop: {counted(sum(each.pages or 0 for each in shop), 'page')}"


def warning_lines(plan: Plan, outcome: Outcome) -> Iterator[str]:
    """Each warning once, after the recipients and the kinds of cards that it concerns."""
    whom, kinds = advice(plan), dict[str, list[str]]()
    for bundle in plan.bundles:
        for warning in (*bundle.warnings, *bundle.of_the_day):
            whom.setdefault(warning, []).append(bundle.recipient.name)
    names = {piece.path: bundle.recipient.name for bundle in plan.bundles for piece in bundle.pieces}
    for entry in outcome.entries:
        for warning in entry.warnings:
            if entry.file not in names:  # a cover sheet
                whom.setdefault(warning, []).append(entry.file.rpartition("/")[0])
                continue
            layout = "" if entry.layout == Layout.DUPLEX.value else f" - {entry.layout}"
            whom.setdefault(warning, []).append(names[entry.file])
            kinds.setdefault(warning, []).append(f"{entry.script} - {entry.language}{layout}")
    for warning, groups in whom.items():
        yield ": ".join(part for part in (first_of(groups), first_of(kinds.get(warning, ())), warning) if part)


def first_of(names: Sequence[str]) -> str:
    """The first few names, and the number of the others."""
    each = [name for name in dict.fromkeys(names) if name]
    more = f" and {len(each) - _MOST_NAMED} more" if len(each) > _MOST_NAMED else ""
    return ", ".join(each[:_MOST_NAMED]) + more
