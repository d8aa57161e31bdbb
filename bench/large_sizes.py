"""How large the words of every poster in one language, and of every card in large print, are.

`python -m bench.large_sizes -o docs/sizes/NAME.csv` measures the program as it is. `python -m bench.large_sizes --table
BEFORE.csv AFTER.csv` prints both in Markdown, as docs/SIZES.md has them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from bench.sizes import HOTLINE, STOCK
from bench.tables import command, read_rows
from cards.errors import CardError
from cards.jobs import Job, Order, gather
from cards.locations import bundled, shelves
from cards.merge.contact import Contact
from cards.pipeline import lay_out_faces
from cards.read.catalogs import translated_tags
from cards.read.layouts import Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.scripts import script_ids
from cards.typeset.marks import PictogramMark, Role, SymbolMark, TextMark

LAYOUTS = (Layout.POSTER, Layout.LARGE)
LEAD, REST = 24.0, 17.0
"""Points: how large the bold words of a poster and its other words should be."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The largest and the smallest words of the statements, and the telephone number, in points; a module's width in
    millimeters; whether there are pictograms."""

    layout: str
    locale: str
    script: str
    largest: float
    smallest: float
    number: float
    module: float
    pictured: bool


def measured(job: Job) -> Measured:
    """A poster or a card. Raises CardError when it cannot be printed."""
    marks = lay_out_faces(job)[1][0].marks
    texts = [mark for mark in marks if isinstance(mark, TextMark)]
    words = [run.size for mark in texts if mark.role is Role.STATEMENT for run in mark.runs]
    number = next(mark for mark in texts if mark.id == "hotline")
    symbol = next(mark for mark in marks if isinstance(mark, SymbolMark))
    signs = [mark for mark in marks if isinstance(mark, PictogramMark) and mark.name not in ("phone", "scales")]
    return Measured(
        layout=job.layout.value,
        locale=job.language.tag,
        script=job.script.id,
        largest=round(max(words), 1),
        smallest=round(min(words), 1),
        number=round(max(run.size for run in number.runs), 1),
        module=round(symbol.rect.width / len(symbol.modules) / 72 * 25.4, 2),
        pictured=bool(signs),
    )


def everything(wanted: Sequence[str]) -> Iterator[Measured]:
    """Every poster and card that can be printed on Letter, of those locales or of all."""
    places = shelves(None)
    contact = Contact(read_link(LEGAL_AID), (HOTLINE,))
    for layout in LAYOUTS:
        for tag in wanted or ("en", *translated_tags(places)):
            for script in script_ids((bundled(),)):
                try:
                    yield measured(gather(places, Order(tag, script, STOCK, contact, layout=layout)))
                except CardError as error:
                    print(f"{layout.value} {tag} {script}: {error}", file=sys.stderr)


def table(before: Path, after: Path) -> str:
    """A summary of each layout, then the words of each poster: bold ones / others."""
    sides = (read_rows(path, Measured) for path in (before, after))
    old, new = ({(each.layout, each.locale, each.script): each for each in side} for side in sides)
    lines: list[str] = []
    for layout in LAYOUTS:
        lines += [f"| {layout.value} | before | after |", "|---|---|---|"]
        first, second = ([each for key, each in side.items() if key[0] == layout.value] for side in (old, new))
        lines += [f"| {name} | {one} | {other} |" for name, one, other in _summary(first, second)]
        lines.append("")
    scripts = list(dict.fromkeys(script for layout, _, script in new if layout == LAYOUTS[0].value))
    lines += [f"| | {' | '.join(scripts)} |", "|---" * (len(scripts) + 1) + "|"]
    for locale in dict.fromkeys(locale for _, locale, _ in new):
        cells = []
        for script in scripts:
            key = (LAYOUTS[0].value, locale, script)
            were = f"{old[key].smallest:.1f}" if key in old else "–"
            cells.append(f"{were} → {new[key].largest:.1f} / {new[key].smallest:.1f}" if key in new else "")
        lines.append(f"| {locale} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _summary(first: Sequence[Measured], second: Sequence[Measured]) -> Iterator[tuple[str, str, str]]:
    yield "that fit on Letter", str(len(first)), str(len(second))
    yield "with pictograms", *_counts(first, second, "pictured", 1)
    yield "bold words: least, mean", *_spans(first, second, "largest")
    yield "other words: least, mean", *_spans(first, second, "smallest")
    if first[0].layout == Layout.POSTER.value:
        yield f"bold words of {LEAD:.0f} pt or more", *_counts(first, second, "largest", LEAD)
        yield f"other words of {REST:.0f} pt or more", *_counts(first, second, "smallest", REST)
    yield "telephone number: least, mean", *_spans(first, second, "number")
    yield "modules, mm: least, mean", *_spans(first, second, "module")


def _counts(first: Sequence[Measured], second: Sequence[Measured], name: str, least: float) -> tuple[str, str]:
    """How many of each have that much of something."""
    one, other = (str(sum(getattr(each, name) >= least for each in side)) for side in (first, second))
    return one, other


def _spans(first: Sequence[Measured], second: Sequence[Measured], name: str) -> tuple[str, str]:
    """The least and the mean of something."""
    values = ([float(getattr(each, name)) for each in side] for side in (first, second))
    one, other = (f"{min(each):.1f}, {mean(each):.1f}" for each in values)
    return one, other


def main() -> None:
    """Measures, or shows what was measured."""
    command("large_sizes", "How large the words of every poster and large card are.", Measured, everything, table)


if __name__ == "__main__":
    main()
