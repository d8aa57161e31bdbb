"""How large the statements of every card are: each locale and script, with a number and a name, as they are and a
third longer.

`python -m bench.sizes -o docs/sizes/NAME.csv` measures the program as it is. `python -m bench.sizes --table BEFORE.csv
AFTER.csv` prints both beside each other in Markdown, as docs/SIZES.md has them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import mean

from bench.tables import command, read_rows
from cards.errors import CardError, DoesNotFit
from cards.jobs import Job, Order, gather
from cards.locations import bundled, shelves
from cards.merge.card_text import Block, CardText, merge
from cards.merge.contact import Contact
from cards.merge.markup import Span
from cards.read.catalogs import translated_tags
from cards.read.hotlines import Hotline
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
from cards.read.scripts import script_ids
from cards.typeset.card.face import bearer_face
from cards.typeset.marks import Face, PictogramMark, Role, SymbolMark, TextMark
from cards.typeset.text import harfbuzz
from cards.typeset.text.line_breaks import line_breaks

STOCK = "avery-5371"
HOTLINE = Hotline(dialled("617-555-0100"), "Lynn Neighbors")
LONGER = 1.33
SHORT_LINE = 0.25
"""The part of a statement's longest line under which its last line counts as a few words left over."""

FLOOR, TARGET = 7.0, 7.4
"""Points: under the first the program warns, and the second is an x-height of 1.4 mm in Noto Sans."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A card: the size of its statements in points as they are and a third longer (0 where they do not fit), the
    telephone number's, a module's width in millimeters, how many statements end in a short line, and whether it has
    its pictograms."""

    locale: str
    script: str
    size: float
    longer: float
    number: float
    module: float
    short_lines: int
    pictured: bool


def measured(job: Job) -> Measured:
    """The card of a job. Raises CardError when it cannot be printed."""
    text = merge(job.script, job.labels, job.wording, job.language, job.english, job.contact)
    face = _face(job, text)
    symbol = next(mark for mark in face.marks if isinstance(mark, SymbolMark))
    number = next(mark for mark in face.marks if isinstance(mark, TextMark) and mark.id == "hotline")
    wanted = {block.pictogram for block in text.bearer.statements} - {""}
    drawn = {mark.name for mark in face.marks if isinstance(mark, PictogramMark)}
    statements = tuple(map(lengthened, text.bearer.statements))
    try:
        longer = _face(job, replace(text, bearer=replace(text.bearer, statements=statements))).text_size
    except DoesNotFit:
        longer = 0.0
    return Measured(
        locale=job.language.tag,
        script=job.script.id,
        size=round(face.text_size, 1),
        longer=round(longer, 1),
        number=round(max(run.size for run in number.runs), 1),
        module=round(symbol.rect.width / len(symbol.modules) / 72 * 25.4, 2),
        short_lines=sum(map(_ends_short, face.marks)),
        pictured=bool(wanted & drawn),
    )


def lengthened(block: Block, factor: float = LONGER) -> Block:
    """A statement that much longer: its own words follow it once more, in regular type, as far as they are needed."""
    text = block.text
    wanted = (factor - 1) * len(text)
    end = min(line_breaks(text, block.language.breaks), key=lambda place: abs(place - wanted))
    return replace(block, spans=(*block.spans, Span(" " + text[:end].rstrip())))


def _face(job: Job, text: CardText) -> Face:
    return bearer_face(text.bearer, text.footer, job.frame, job.styles)


def _ends_short(mark: object) -> bool:
    """Whether a mark is a statement whose last line is much shorter than its longest."""
    if not isinstance(mark, TextMark) or mark.role is not Role.STATEMENT:
        return False
    widths: dict[float, float] = {}
    for run in mark.runs:
        upem = harfbuzz.metrics(run.typeface).upem
        taken = sum(cluster.advance for cluster in run.clusters) / upem
        widths[run.y] = widths.get(run.y, 0.0) + taken
    return len(widths) > 1 and widths[min(widths)] < SHORT_LINE * max(widths.values())


def every_card(wanted: Sequence[str]) -> Iterator[Measured]:
    """Every card that can be printed, of those locales or of all."""
    places = shelves(None)
    contact = Contact(read_link(LEGAL_AID), (HOTLINE,))
    for tag in wanted or ("en", *translated_tags(places)):
        for script in script_ids((bundled(),)):
            try:
                yield measured(gather(places, Order(tag, script, STOCK, contact)))
            except CardError as error:
                print(f"{tag} {script}: {error}", file=sys.stderr)


def table(before: Path, after: Path) -> str:
    """Both tables beside each other in Markdown: what changed as a whole, then the size of each card."""
    old, new = ({(card.locale, card.script): card for card in read_rows(path, Measured)} for path in (before, after))
    both = [key for key in new if key in old]
    scripts = list(dict.fromkeys(script for _, script in both))
    lines = ["| | before | after |", "|---|---|---|"]
    for name, told in _summary(old, new, both):
        lines.append(f"| {name} | {told[0]} | {told[1]} |")
    lines += ["", f"| | {' | '.join(scripts)} |", "|---" * (len(scripts) + 1) + "|"]
    for locale in dict.fromkeys(locale for locale, _ in both):
        cells = [
            f"{old[key].size:.1f} → {new[key].size:.1f}" if (key := (locale, script)) in new and key in old else ""
            for script in scripts
        ]
        lines.append(f"| {locale} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _summary(
    old: dict[tuple[str, str], Measured], new: dict[tuple[str, str], Measured], both: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, tuple[str, str]]]:
    first, second = [old[key] for key in both], [new[key] for key in both]

    def count(what: str, wanted: str, least: float = 0.0) -> tuple[str, tuple[str, str]]:
        told = [str(sum(asdict(card)[wanted] >= (least or 1) - 1e-9 for card in cards)) for cards in (first, second)]
        return what, (told[0], told[1])

    def average(what: str, wanted: str) -> tuple[str, tuple[str, str]]:
        told = [f"{mean(asdict(card)[wanted] for card in cards):.2f}" for cards in (first, second)]
        return what, (told[0], told[1])

    yield "cards", (str(len(first)), str(len(second)))
    yield average("statements, mean size in points", "size")
    yield count(f"statements of {FLOOR} pt or more", "size", FLOOR)
    yield count(f"statements of {TARGET} pt or more", "size", TARGET)
    yield count(f"a third longer: {FLOOR} pt or more", "longer", FLOOR)
    yield count("cards with a statement that ends in a few words", "short_lines")
    yield count("cards with pictograms", "pictured")
    yield average("telephone number, mean size in points", "number")
    yield count("modules of 0.50 mm", "module", 0.5)


def main() -> None:
    """Measures, or shows what was measured."""
    command("sizes", "How large the statements of every card are.", Measured, every_card, table)


if __name__ == "__main__":
    main()
