"""What the cover sheet of a pack says: the page for the volunteer at the copier, in English, every string final."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cards.measures import Size
from cards.merge.card_text import Block
from cards.merge.markup import Span
from cards.merge.review import Review
from cards.read.languages import Language
from cards.read.stocks import PAPERS


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One file to print: its name, what is in it, and the state of its least trusted string.

    `script` is a title, `stock` the id of one of the cover's stocks.
    """

    file: str
    language: Language
    script: str
    cards: int
    sheets: int
    stock: str
    review: Review


@dataclass(frozen=True, slots=True)
class CoverHotline:
    """A line on the cards. `languages` are English names; `confirmed` says when somebody last did, or that nobody did.

    `name`, `languages` and `hours` are empty where they are not known.
    """

    name: str
    number: str
    languages: tuple[str, ...]
    hours: str
    confirmed: str


@dataclass(frozen=True, slots=True)
class CoverStock:
    """A kind of sheet: its id, its title, the product numbers that fit, and whether it has marks to cut along."""

    id: str
    name: str
    products: tuple[str, ...]
    cut_marks: bool


@dataclass(frozen=True, slots=True)
class CoverText:
    """A cover sheet on `paper`. `edge` is the one on which the printer turns the paper; `link` is as the cards show it.

    Without hotlines the cards have a line to write a number on. `place`, `org` and `date` may be missing: empty, None.
    """

    title: str
    place: str
    date: date | None
    org: str
    paper: Size
    edge: Literal["long", "short"]
    english: Language
    stocks: tuple[CoverStock, ...]
    hotlines: tuple[CoverHotline, ...]
    link: str
    rows: tuple[CoverRow, ...]
    warnings: tuple[str, ...] = ()


def written(day: date) -> str:
    """A date as Americans write it out, such as "Saturday, December 5, 2026", whatever locale the computer has."""
    from babel.dates import format_date  # takes a while, and not every cover has a date

    return format_date(day, "full", locale="en_US")


def counted(count: int, one: str, more: str = "") -> str:
    """A number and what it counts: "1 sheet", "1,200 sheets"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def when_and_where(cover: CoverText) -> str:
    """The line under the title; empty when neither date nor place is given."""
    return " · ".join(part for part in (written(cover.date) if cover.date else "", cover.place) if part)


def totals(cover: CoverText) -> tuple[str, ...]:
    """What there is to print, each a number and what it counts."""
    return (
        counted(len({row.language.tag for row in cover.rows}), "language"),
        counted(len(cover.rows), "file"),
        counted(sum(row.cards for row in cover.rows), "card"),
        counted(sum(row.sheets for row in cover.rows), "sheet of paper", "sheets of paper"),
    )


def draft_note(cover: CoverText) -> Block | None:
    """What is still a draft, and what that means; None when everything is signed."""
    drafts = [row for row in cover.rows if not row.review.signed]
    if not drafts:
        return None
    languages = sorted({row.language.english for row in drafts})
    every = len(drafts) == len(cover.rows)
    are = "is a draft" if len(drafts) == 1 else "are drafts"
    which = "Every file here is a draft." if every else f"{len(drafts):,} of {counted(len(cover.rows), 'file')} {are}:"
    where = "" if every else f" {_listed(languages)}; the table has which."
    return _block(
        cover,
        "draft",
        Span(which, bold=True),
        Span(
            f"{where} A draft has words that nobody has signed besides their translator, or, in English, no lawyer. "
            "Its cards say DRAFT in the small print. Before you hand them out as checked, let somebody who reads the "
            "language, and a lawyer, read and sign them."
        ),
    )


def steps(cover: CoverText) -> tuple[Block, ...]:
    """How to print, in order, each with the gist in bold."""
    paper = next((name.capitalize() for name, size in PAPERS.items() if size == cover.paper), "the same")
    cut = any(stock.cut_marks for stock in cover.stocks)
    told = [
        ("Load the card stock.", " ".join(_loaded(cover, stock) for stock in cover.stocks)),
        (
            "Print at actual size, 100 %.",
            f"Paper: {paper}. Turn off “Fit”, “Shrink” and “Scale”: the cards must keep their size.",
        ),
        (
            f"On both sides, flip on {cover.edge} edge.",
            "Fronts and backs take turns in each file; do not reverse or sort the pages.",
        ),
        (
            "Print one sheet first.",
            "Hold it against the light: the two sides of each card must meet. If they do not, check scale and edge.",
        ),
        (
            "Try that sheet.",
            f"Scan its code with a phone{'; call the number on it' if cover.hotlines else ''}.",
        ),
        (
            "Print the rest, each file once.",
            f"A file has all its sheets already.{' Cut along the marks, all on the front.' if cut else ''}",
        ),
    ]
    return tuple(_block(cover, "step", Span(f"{gist} ", bold=True), Span(text)) for gist, text in told)


def leads_to(cover: CoverText) -> Block:
    """Where the code leads, and that there is a line to write on when there is no number."""
    none = "" if cover.hotlines else " They have no telephone number, but a line to write one on."
    return _block(cover, "link", Span("The code on the cards leads to "), Span(cover.link, bold=True), Span(f".{none}"))


def _loaded(cover: CoverText, stock: CoverStock) -> str:
    sheets = Counter[str]()
    for row in cover.rows:
        sheets[row.stock] += row.sheets
    kind = "; heavy white paper, about 80 lb cover (216 g/m²)" if stock.cut_marks else ""
    numbers = f"; these products fit: {', '.join(stock.products)}" if stock.products else ""
    return f"{counted(sheets[stock.id], 'sheet')} of {stock.name}{kind}{numbers}."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _block(cover: CoverText, name: str, *spans: Span) -> Block:
    return Block(f"cover-{name}", cover.english, spans)
