"""How the files of a pack are printed: steps in English for somebody who has never done it, for each kind of file."""

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
    """A way of printing, with the files that are printed so in its title, and its steps in order."""

    title: str
    steps: tuple[Block, ...]


Step = tuple[str, str]
"""The gist of a step, printed bold, and the rest of it."""


def ways(cover: CoverText) -> tuple[Way, ...]:
    """The ways in which the files of a pack are printed, in the order of the files; fronts and backs are one way."""
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
    """The same in one line, for whoever has made files in a layout on sheets with or without marks to cut along."""
    size, edge = "Print at actual size (100 %)", flip.value.removesuffix("-edge")
    along = " Cut along the marks, all on the front." if cut_marks else ""
    match layout:
        case Layout.DUPLEX:
            return f"{size}, on both sides, flip on {edge} edge. {_TRY_TWO_SIDES}{along}"
        case Layout.LARGE:
            return (
                f"{size}, on both sides, flip on {edge} edge. {_TRY_TWO_SIDES} Cut each sheet in two along the marks."
            )
        case Layout.FRONTS:
            return (
                f"{size}, on one side. The officer's side is in {setting('layout', 'backs')}: let the ink dry, then "
                "print that on the other side of the same sheets. Try it with one sheet first."
            )
        case Layout.BACKS:
            return (
                f"{size}, on one side, on sheets that have their fronts: turn the sheets {_OVER[edge]} and put them "
                f"back into the tray. {_TRY_TWO_SIDES}"
            )
        case Layout.FOLD if cut_marks:
            return (
                f"{size}, on one side. Fold along the dashed marks, glue, press flat, then cut along the outer marks."
            )
        case Layout.FOLD:
            return f"{size}, on one side. Take the pieces apart, fold each in the middle, glue, and press flat."
        case Layout.POSTER:
            return f"{size}, on one side. Hang up each page by itself, the officer's where it is read from outside."
        case Layout.PRESS:
            return (
                "Give the print shop each file as it is: one card on two pages, to be printed at actual size "
                "(100 %) and on both sides. Ask for a proof first."
            )
    raise AssertionError(layout)


_TRY_TWO_SIDES = "Print one sheet first and hold it against the light: the two sides of each card must meet."
_OVER = {"long": "over like the page of a book", "short": "up and over like the page of a wall calendar"}
"""How somebody turns a sheet by hand, by the edge that it is flipped on."""


def _title(cover: CoverText, layout: Layout, rows: Sequence[CoverRow]) -> str:
    files = f"iles {ending(*(each for each in Layout if each in {row.layout for row in rows}))}"
    whole = dict(cover.combined).get(layout)
    return f"{f'“{whole}”, or the f' if whole else 'F'}{files}: {_GIST[layout]}"


_GIST = {
    Layout.DUPLEX: "print on both sides",
    Layout.FRONTS: "print one side, then the other",
    Layout.FOLD: "print, fold and glue",
    Layout.LARGE: "large print, two cards on a sheet",
    Layout.POSTER: "for a door or a wall",
    Layout.PRESS: "for a print shop",
}


def _both_sides(cover: CoverText, rows: Sequence[CoverRow]) -> Iterator[Step]:
    stocks = _stocks(cover, rows)
    yield "Load the card stock.", _loaded(cover, rows, _card_stock(cover))
    yield _size(_paper(cover, rows), "“Fit”, “Shrink” and “Scale”: the cards must keep their size")
    yield from _turned(cover)
    yield _tried(cover, "Try that sheet.")
    cut = " Cut along the marks, all on the front." if any(stock.cut_marks for stock in stocks) else ""
    yield _rest(cover, Layout.DUPLEX, cut)


def _large(cover: CoverText, rows: Sequence[CoverRow]) -> Iterator[Step]:
    yield "Load plain paper.", _loaded(cover, rows, lambda stock: "; heavy paper is easier to hold")
    yield _size(_paper(cover, rows), "“Fit”, “Shrink” and “Scale”: the letters must keep their size")
    yield from _turned(cover)
    yield _tried(cover, "Try that sheet.")
    yield _rest(cover, Layout.LARGE, " Cut each in two along the marks.")


def _rest(cover: CoverText, layout: Layout, more: str) -> Step:
    """What else there is to print, and not to print twice."""
    whole = dict(cover.combined).get(layout)
    if whole is None:
        return "Print the rest, each file once.", f"A file has all its sheets already.{more}"
    return f"Print EITHER “{whole}” OR the single files.", f"Not both: it has all the sheets of the others.{more}"


def _turned(cover: CoverText) -> Iterator[Step]:
    """What a printer that prints both sides by itself has to be told."""
    yield (
        f"On both sides, flip on {cover.edge} edge.",
        "Fronts and backs take turns in each file; do not reverse or sort the pages.",
    )
    yield (
        "Print one sheet first.",
        "Hold it against the light: the two sides of each card must meet. If they do not, check scale and edge.",
    )


def _one_side_then_the_other(cover: CoverText, rows: Sequence[CoverRow]) -> Iterator[Step]:
    sides = {row.layout for row in rows}
    over = _OVER[cover.edge]
    if sides == {Layout.BACKS}:
        yield "Load sheets with fronts.", "This pack has no fronts: take sheets on which they are already."
    else:
        yield "Load the card stock.", _loaded(cover, rows, _card_stock(cover))
    yield _size(_paper(cover, rows), "“Fit”, “Shrink” and “Scale”, and printing on both sides", ", on one side")
    if len(sides) > 1:
        yield (
            "Try it with one sheet.",
            f"Print page 1 of a file “fronts”. Turn the sheet {over}, put it back into the tray, and print page 1 of "
            "the “backs” of the same name.",
        )
    elif sides == {Layout.FRONTS}:
        yield (
            "Something is missing.",
            "A card has two sides, and this pack has only the bearer's. The officer's, in English, is in “backs”.",
        )
    if Layout.BACKS in sides:
        yield (
            "Hold it against the light.",
            "The two sides of each card must meet. If they do not, turn the paper round or over in the tray and try "
            "again; then remember how it lay.",
        )
    if len(sides) > 1:
        yield (
            "Print the rest, one file after the other.",
            "All of a file “fronts”; let the ink dry; then, on the same sheets in the same order, its “backs”. Only "
            "then the next file.",
        )
    cut = any(stock.cut_marks for stock in _stocks(cover, rows)) and Layout.FRONTS in sides
    yield _tried(cover, "Try a card.", " Cut along the marks, all on the front." if cut else "")


def _folded(cover: CoverText, rows: Sequence[CoverRow]) -> Iterator[Step]:
    yield "Load the paper.", _loaded(cover, rows, _thin)
    yield _size(_paper(cover, rows), "“Fit”, “Shrink” and “Scale”, and printing on both sides", ", on one side")
    yield _tried(cover, "Try one sheet first.")
    yield _rest(cover, Layout.FOLD, "")
    if all(stock.cut_marks for stock in _stocks(cover, rows)):
        yield "Fold along the dashed marks.", "Fold the sheet backwards, so that there is print on both outsides."
        yield "Glue the inside.", "Spread glue on all of it. Press the sheet flat, under books, until it is dry."
        yield "Cut along the marks.", "Cut through both layers. The side of the fold stays as it is."
    else:
        yield "Take the pieces apart.", "Each is a card that lies open, with both its sides."
        yield "Fold each in the middle.", "There must be print on both outsides."
        yield "Glue the inside.", "Spread glue on all of it, and press the card flat until it is dry."


def _posters(cover: CoverText, rows: Sequence[CoverRow]) -> Iterator[Step]:
    large = any(stock.id not in PAPERS for stock in _stocks(cover, rows))
    heard = ""
    if cover.recordings:
        heard = "A page with a loudspeaker leads to a recording: hang it beside page 1, an arm's length away. "
    shop = " A copy shop prints them if your printer does not take paper of that size." if large else ""
    yield "Load the paper.", f"{_loaded(cover, rows, lambda stock: _sheets_of_posters(rows))}{shop}"
    yield _size(_paper(cover, rows), "“Fit”, “Shrink” and “Scale”", ", on one side")
    yield _tried(cover, "Try it.")
    yield (
        "Hang up each page by itself.",
        "Page 1 is for those who live or work there. Page 2 is in English, for the officer: hang it where it is read "
        f"from outside. {heard}Print the file again for each further door.",
    )


def _sheets_of_posters(rows: Sequence[CoverRow]) -> str:
    """How many sheets each file takes, if all take as many."""
    counts = {row.sheets for row in rows}
    return f", {_COUNTS[counts.pop()]} for each file" if len(counts) == 1 and counts <= set(_COUNTS) else ""


_COUNTS = {2: "two", 3: "three"}


def _pressed(cover: CoverText, rows: Sequence[CoverRow]) -> Iterator[Step]:
    yield (
        "Give the shop the files as they are.",
        f"Each is one card, on two pages: front and back. It is {cover.press}. Nothing may be scaled.",
    )
    yield (
        "Say how many of each.",
        "Each file is an order of its own. Ask for full colour on both sides, and for paper that can be written on.",
    )
    yield (
        "Ask for a proof.",
        "Compare it with the file, letter by letter where you can; nothing at the edges may be cut off.",
    )
    yield _tried(cover, "Try the proof.", " Only then let them print.")


_STEPS: dict[Layout, Callable[[CoverText, Sequence[CoverRow]], Iterator[Step]]] = {
    Layout.DUPLEX: _both_sides,
    Layout.FRONTS: _one_side_then_the_other,
    Layout.FOLD: _folded,
    Layout.LARGE: _large,
    Layout.POSTER: _posters,
    Layout.PRESS: _pressed,
}


def _size(paper: str, off: str, sides: str = "") -> Step:
    return f"Print at actual size, 100 %{sides}.", f"Paper: {paper}. Turn off {off}."


def _tried(cover: CoverText, gist: str, more: str = "") -> Step:
    return gist, f"Scan its code with a phone{'; call the number on it' if cover.hotlines else ''}.{more}"


def _stocks(cover: CoverText, rows: Sequence[CoverRow]) -> list[CoverStock]:
    used = {(row.stock, row.layout is Layout.FOLD) for row in rows}
    return [stock for stock in cover.stocks if (stock.id, stock.fold) in used]


def _paper(cover: CoverText, rows: Sequence[CoverRow]) -> str:
    """What a printer's dialogue calls the paper."""
    own = next((stock.id for stock in _stocks(cover, rows) if stock.id in SHEETS), "")
    return (own or next((name for name, size in PAPERS.items() if size == cover.paper), "the same")).capitalize()


def _loaded(cover: CoverText, rows: Sequence[CoverRow], kind: Callable[[CoverStock], str]) -> str:
    """The sheets of each stock, with what `kind` says of it."""
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
    """Red paper instead of a stock, whose products are white."""
    if stock.cut_marks or stock.id in SHEETS:
        return f"red paper on which black can be read, otherwise like this: {stock.name}{kind}"
    name = next((f"{name.capitalize()} paper" for name, size in PAPERS.items() if size == cover.paper), "paper")
    return (
        f"red paper or card stock on which black can be read, of the size and layout of {stock.name}: such as plain "
        f"red {name} that you cut"
    )


def _card_stock(cover: CoverText) -> Callable[[CoverStock], str]:
    heavy = f"; heavy {'red' if cover.red_paper else 'white'} paper, about 80 lb cover (216 g/m²)"
    return lambda stock: heavy if stock.cut_marks else ""


def _thin(stock: CoverStock) -> str:
    return "; ordinary paper will do, since a card is two layers thick" if stock.cut_marks else ""
