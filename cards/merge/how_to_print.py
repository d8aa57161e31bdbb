"""How to print the files of a pack: steps in English for first-time volunteers, for each kind of file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cards.errors import setting
from cards.merge.card_text import Block
from cards.merge.cover_text import CoverRow, CoverStock, CoverText, counted, cover_block, ending
from cards.merge.markup import Span
from cards.read.layouts import Layout
from cards.read.stocks import PAPERS, SHEETS, Flip


@dataclass(frozen=True, slots=True)
class Way:
    """One way of printing: a title that names its files, and its steps in order."""

    title: str
    steps: tuple[Block, ...]


Step = tuple[str, str]
"""The gist of a step, printed in bold, and the rest of it."""


def ways(cover: CoverText) -> tuple[Way, ...]:
    """The ways of printing that the files of a pack need, in the order of the files; fronts and backs share one."""
    files: dict[Layout, list[CoverRow]] = {}
    for row in cover.rows:
        files.setdefault(Layout.FRONTS if row.layout is Layout.BACKS else row.layout, []).append(row)
    found = []
    for layout, rows in files.items():
        title = "How to print" if list(files) == [Layout.DUPLEX] else _title(cover, layout, rows)
        steps = _STEPS[layout](cover, rows)
        blocks = (cover_block(cover, "step", Span(f"{gist} ", bold=True), Span(text)) for gist, text in steps)
        found.append(Way(title, tuple(blocks)))
    return tuple(found)


def in_a_line(layout: Layout, flip: Flip, *, cut_marks: bool) -> str:
    """The same in one line, for the files of one layout, on sheets with or without cut marks."""
    size, edge = "Print at actual size (100 %)", flip.value.removesuffix("-edge")
    along = " Cut along the marks on the front." if cut_marks else ""
    match layout:
        case Layout.DUPLEX:
            return f"{size}, on both sides, flip on {edge} edge. {_TRY_TWO_SIDES}{along}"
        case Layout.LARGE:
            return (
                f"{size}, on both sides, flip on {edge} edge. {_TRY_TWO_SIDES} Cut each sheet in half along the marks."
            )
        case Layout.FRONTS:
            return (
                f"{size}, on one side. The officer's side comes from {setting('layout', 'backs')}: let the ink dry, "
                "then print it on the other side of the same sheets. Try one sheet first."
            )
        case Layout.BACKS:
            return (
                f"{size}, on one side, on the sheets with printed fronts: turn them {_OVER[edge]} and put them back "
                f"into the tray. {_TRY_TWO_SIDES}"
            )
        case Layout.FOLD if cut_marks:
            return f"{size}, on one side. Fold along the dashed marks, glue, press flat, and cut along the outer marks."
        case Layout.FOLD:
            return f"{size}, on one side. Take the pieces apart, fold each in the middle, glue, and press flat."
        case Layout.POSTER:
            return f"{size}, on one side. Post each page separately, the officer's where it can be read from outside."
        case Layout.PLAN:
            return (
                f"{size}, on one side. Fill it in by hand, fold it twice with the words inside, and keep it at home; "
                "do not carry it."
            )
        case Layout.PRESS:
            return (
                "Send each file to the print shop unchanged: one card on two pages, to print at actual size (100 %) "
                "on both sides. Ask for a proof first."
            )
    raise AssertionError(layout)


_TRY_TWO_SIDES = "Print one sheet first and hold it up to the light: the two sides of each card must line up."
_OVER = {"long": "over like the page of a book", "short": "up and over like the page of a wall calendar"}
"""How to turn a sheet by hand, by the edge that it is flipped on."""


def _title(cover: CoverText, layout: Layout, rows: Sequence[CoverRow]) -> str:
    files = f"iles {ending(*(each for each in Layout if each in {row.layout for row in rows}))}"
    whole = dict(cover.combined).get(layout)
    return f"{f'“{whole}”, or the f' if whole else 'F'}{files}: {layout.traits.gist}"


def _both_sides(cover: CoverText, rows: Sequence[CoverRow]) -> Iterator[Step]:
    stocks = _stocks(cover, rows)
    yield "Load the card stock.", _loaded(cover, rows, _card_stock(cover))
    yield _size(_paper(cover, rows), "“Fit”, “Shrink” and “Scale”: the cards must keep their size")
    yield from _turned(cover)
    yield _tried(cover, "Try that sheet.")
    cut = " Cut along the marks on the front." if any(stock.cut_marks for stock in stocks) else ""
    yield _rest(cover, Layout.DUPLEX, cut)


def _large(cover: CoverText, rows: Sequence[CoverRow]) -> Iterator[Step]:
    yield "Load plain paper.", _loaded(cover, rows, lambda stock: "; heavy paper is easier to hold")
    yield _size(_paper(cover, rows), "“Fit”, “Shrink” and “Scale”: the letters must keep their size")
    yield from _turned(cover)
    yield _tried(cover, "Try that sheet.")
    yield _rest(cover, Layout.LARGE, " Cut each sheet in half along the marks.")


def _rest(cover: CoverText, layout: Layout, more: str) -> Step:
    """What else to print, without printing anything twice."""
    whole = dict(cover.combined).get(layout)
    if whole is None:
        return "Print the rest, each file once.", f"Each file already has all its sheets.{more}"
    return f"Print EITHER “{whole}” OR the single files.", f"Not both: it has all their sheets.{more}"


def _turned(cover: CoverText) -> Iterator[Step]:
    """The settings for a printer that prints both sides by itself."""
    yield (
        f"On both sides, flip on {cover.edge} edge.",
        "Fronts and backs alternate in each file; do not reverse or sort the pages.",
    )
    yield (
        "Print one sheet first.",
        "Hold it up to the light: the two sides of each card must line up. If they do not, check scale and edge.",
    )


def _one_side_then_the_other(cover: CoverText, rows: Sequence[CoverRow]) -> Iterator[Step]:
    sides = {row.layout for row in rows}
    over = _OVER[cover.edge]
    if sides == {Layout.BACKS}:
        yield "Load sheets with fronts.", "This pack has no fronts: use sheets with fronts already printed."
    else:
        yield "Load the card stock.", _loaded(cover, rows, _card_stock(cover))
    yield _size(_paper(cover, rows), "“Fit”, “Shrink” and “Scale”, and printing on both sides", ", on one side")
    if len(sides) > 1:
        yield (
            "Try one sheet.",
            f"Print page 1 of a “fronts” file. Turn the sheet {over}, put it back into the tray, and print page 1 of "
            "the “backs” file of the same name.",
        )
    elif sides == {Layout.FRONTS}:
        yield (
            "Something is missing.",
            "A card has two sides, and this pack has only the bearer's. The officer's is in “backs”.",
        )
    if Layout.BACKS in sides:
        yield (
            "Hold it up to the light.",
            "The two sides of each card must line up. If they do not, turn the paper around or over in the tray and "
            "try again; then remember how it was loaded.",
        )
    if len(sides) > 1:
        yield (
            "Print the rest, one file after the other.",
            "Print all of a “fronts” file and let the ink dry; then print its “backs” on the same sheets in the same "
            "order. Only then start the next file.",
        )
    cut = any(stock.cut_marks for stock in _stocks(cover, rows)) and Layout.FRONTS in sides
    yield _tried(cover, "Try a card.", " Cut along the marks on the front." if cut else "")


def _folded(cover: CoverText, rows: Sequence[CoverRow]) -> Iterator[Step]:
    yield "Load the paper.", _loaded(cover, rows, _thin)
    yield _size(_paper(cover, rows), "“Fit”, “Shrink” and “Scale”, and printing on both sides", ", on one side")
    yield _tried(cover, "Try one sheet first.")
    yield _rest(cover, Layout.FOLD, "")
    if all(stock.cut_marks for stock in _stocks(cover, rows)):
        yield "Fold along the dashed marks.", "Fold the sheet backward, so that both outsides are printed."
        yield "Glue the inside.", "Spread glue on all of it. Press the sheet flat, under books, until it is dry."
        yield "Cut along the marks.", "Cut through both layers. Do not cut the folded edge."
    else:
        yield "Take the pieces apart.", "Each is an open card, with both its sides."
        yield "Fold each in the middle.", "Both outsides must be printed."
        yield "Glue the inside.", "Spread glue on all of it, and press the card flat until it is dry."


def _posters(cover: CoverText, rows: Sequence[CoverRow]) -> Iterator[Step]:
    large = any(stock.id not in PAPERS for stock in _stocks(cover, rows))
    heard = ""
    if cover.recordings:
        heard = "A page with a loudspeaker leads to a recording: post it an arm's length from page 1. "
    shop = " A copy shop prints them if your printer does not take paper of that size." if large else ""
    yield "Load the paper.", f"{_loaded(cover, rows, lambda stock: _sheets_of_posters(rows))}{shop}"
    yield _size(_paper(cover, rows), "“Fit”, “Shrink” and “Scale”", ", on one side")
    yield _tried(cover, "Try it.")
    yield (
        "Post each page separately.",
        "Page 1 is for the people who live or work there. Page 2 is for the officer: post it where it can "
        f"be read from outside. {heard}Print the file again for each additional door.",
    )


def _sheets_of_posters(rows: Sequence[CoverRow]) -> str:
    """The number of sheets per file, if it is the same for all."""
    counts = {row.sheets for row in rows}
    return f", {_COUNTS[counts.pop()]} for each file" if len(counts) == 1 and counts <= set(_COUNTS) else ""


_COUNTS = {2: "two", 3: "three"}


def _plans(cover: CoverText, rows: Sequence[CoverRow]) -> Iterator[Step]:
    yield "Load the paper.", _loaded(cover, rows, lambda stock: "")
    yield _size(_paper(cover, rows), "“Fit”, “Shrink” and “Scale”, and printing on both sides", ", on one side")
    yield _tried(cover, "Try it.")
    yield "Fold each page twice.", "Fold along the dashed marks, with the words inside."
    yield (
        "Hand it out to fill in at home.",
        "Nobody should fill it in where others read along, or carry it: it has the names and numbers of a family.",
    )


def _pressed(cover: CoverText, rows: Sequence[CoverRow]) -> Iterator[Step]:
    yield (
        "Send the shop the files unchanged.",
        f"Each is one card on two pages, front and back. It is {cover.press}. Nothing may be scaled.",
    )
    yield (
        "Say how many of each.",
        "Each file is a separate order. Ask for full color on both sides, and for paper that can be written on.",
    )
    yield (
        "Ask for a proof.",
        "Compare it with the file, letter by letter if you can; nothing at the edges may be cut off.",
    )
    yield _tried(cover, "Try the proof.", " Only then let the shop print.")


_STEPS: dict[Layout, Callable[[CoverText, Sequence[CoverRow]], Iterator[Step]]] = {
    Layout.DUPLEX: _both_sides,
    Layout.FRONTS: _one_side_then_the_other,
    Layout.FOLD: _folded,
    Layout.LARGE: _large,
    Layout.POSTER: _posters,
    Layout.PLAN: _plans,
    Layout.PRESS: _pressed,
}


def _size(paper: str, off: str, sides: str = "") -> Step:
    return f"Print at actual size, 100 %{sides}.", f"Paper: {paper}. Turn off {off}."


def _tried(cover: CoverText, gist: str, more: str = "") -> Step:
    return gist, f"Scan its code with a phone{'; call the number on it' if cover.hotlines else ''}.{more}"


def _stocks(cover: CoverText, rows: Sequence[CoverRow]) -> list[CoverStock]:
    """The stocks of those rows, each once: large cards and posters may share a sheet, with cut marks and without."""
    used = {(row.stock, row.layout is Layout.FOLD) for row in rows}
    found = {(stock.id, stock.fold): stock for stock in reversed(cover.stocks) if (stock.id, stock.fold) in used}
    return [stock for stock in cover.stocks if found.get((stock.id, stock.fold)) is stock]


def _paper(cover: CoverText, rows: Sequence[CoverRow]) -> str:
    """The name of the paper in a print dialog."""
    own = next((stock.id for stock in _stocks(cover, rows) if stock.id in SHEETS), "")
    return (own or next((name for name, size in PAPERS.items() if size == cover.paper), "the same")).capitalize()


def _loaded(cover: CoverText, rows: Sequence[CoverRow], kind: Callable[[CoverStock], str]) -> str:
    """The sheets of each stock, described by `kind`."""
    sheets = Counter[str]()
    for row in rows:
        sheets[row.stock] += 0 if row.again else row.sheets
    told = []
    for stock in _stocks(cover, rows):
        numbers = f"; these products fit: {', '.join(stock.products)}" if stock.products else ""
        what = _red(cover, stock, kind(stock)) if cover.red_paper else f"{stock.name}{kind(stock)}{numbers}"
        told.append(f"{counted(sheets[stock.id], 'sheet')} of {what}.")
    return " ".join(told)


def _red(cover: CoverText, stock: CoverStock, kind: str) -> str:
    """Red paper in place of a stock, whose products are white."""
    if stock.cut_marks or stock.id in SHEETS:
        return f"red paper light enough to read black on, otherwise like this: {stock.name}{kind}"
    name = next((f"{name.capitalize()} paper" for name, size in PAPERS.items() if size == cover.paper), "paper")
    return (
        f"red paper or card stock light enough to read black on, with the size and layout of {stock.name}: such as "
        f"plain red {name} that you cut"
    )


def _card_stock(cover: CoverText) -> Callable[[CoverStock], str]:
    heavy = f"; heavy {'red' if cover.red_paper else 'white'} paper, about 80 lb cover (216 g/m²)"
    return lambda stock: heavy if stock.cut_marks else ""


def _thin(stock: CoverStock) -> str:
    return "; ordinary paper will do, since a card is two layers thick" if stock.cut_marks else ""
