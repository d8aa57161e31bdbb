"""What the cover sheet of a pack says: the page for the volunteer at the copier, in English, every string final."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cards.measures import Size
from cards.merge.card_text import Block
from cards.merge.markup import Span
from cards.merge.review import Review
from cards.read.languages import Language
from cards.read.layouts import Layout
from cards.read.names import listed


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One file to print: its name, what is in it, and the state of its least trusted string.

    `script` is a title, `stock` the id of one of the cover's stocks, unless the `layout` is for a print shop. There are
    no `cards` on posters, and a print shop needs no `sheets`. With `again` both are those of another file, the fronts.
    """

    file: str
    language: Language
    script: str
    cards: int
    sheets: int
    stock: str
    review: Review
    layout: Layout = Layout.DUPLEX
    again: bool = False


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
    """A kind of sheet: its id, its title, the product numbers that fit, and whether it has marks to cut along.

    With `fold` it is the sheet as the layout of that name uses it, which may hold another number of cards.
    """

    id: str
    name: str
    products: tuple[str, ...]
    cut_marks: bool
    fold: bool = False


@dataclass(frozen=True, slots=True)
class CoverText:
    """A cover sheet on `paper`. `edge` is the one on which the printer turns the paper; `link` is as the cards show it.

    Without hotlines the cards have a line to write a number on. `place`, `org` and `date` may be missing: empty, None.
    `red_paper` is for black cards; `press` is the size of a card for a print shop and its bleed, in words. Where the
    cards can be heard, `recordings` are the addresses as the cards show them. `combined` are further files, each with
    all that the others have in a layout.
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
    red_paper: bool = False
    press: str = ""
    recordings: tuple[str, ...] = ()
    combined: tuple[tuple[Layout, str], ...] = ()


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
    """What there is to print, each a number and what it counts. Backs go on the paper that their fronts are on."""
    fresh = [row for row in cover.rows if not row.again]
    return (
        counted(len({row.language.tag for row in cover.rows}), "language"),
        counted(len(cover.rows), "file"),
        counted(sum(row.cards for row in fresh), "card"),
        counted(sum(row.sheets for row in fresh), "sheet of paper", "sheets of paper"),
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
    where = "" if every else f" {listed(languages)}; the table has which."
    return cover_block(
        cover,
        "draft",
        Span(which, bold=True),
        Span(
            f"{where} A draft has words that nobody has signed besides their translator, or, in English, no lawyer. "
            "Its cards say DRAFT in the small print. Tell nobody that they were checked until somebody who reads "
            "the language, and a lawyer, have read and signed them."
        ),
    )


def all_in_one(cover: CoverText) -> Block | None:
    """That the files with all cards are for printing instead of the others, not besides; None when there are none."""
    if not cover.combined:
        return None
    spans = []
    for layout, name in cover.combined:
        files = counted(sum(row.layout is layout for row in cover.rows), "file")
        spans += [
            Span(f"Print EITHER “{name}” OR the {files} {ending(layout)}, not both:", bold=True),
            Span(" they hold the same sheets. "),
        ]
    spans[-1] = Span(spans[-1].text.rstrip())
    return cover_block(cover, "combined", *spans)


def ending(*layouts: Layout) -> str:
    """How the names of single files in those layouts end; the name of a file with all cards has no number."""
    ends = " and ".join(f"“{each.value}”" for each in layouts)
    return "with a number of cards at the end" if layouts == (Layout.DUPLEX,) else f"with {ends} at the end"


def leads_to(cover: CoverText) -> Block:
    """Where the codes lead, and that there is a line to write on when there is no number."""
    none = "" if cover.hotlines else " They have no telephone number, but a line to write one on."
    heard = ""
    if cover.recordings:
        heard = (
            " A second code, on the officer's side and on a page of its own of posters, leads to a recording: "
            f"{listed(cover.recordings)}."
        )
    spans = (Span("The code on the cards leads to "), Span(cover.link, bold=True), Span(f".{heard}{none}"))
    return cover_block(cover, "link", *spans)


def cover_block(cover: CoverText, name: str, *spans: Span) -> Block:
    """Words of the cover sheet."""
    return Block(f"cover-{name}", cover.english, spans)
