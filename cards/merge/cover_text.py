"""The text of a pack's cover sheet, the page for the volunteer at the copier: in English, every string final."""

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
    """One file to print: its name, its content, and the state of its least trusted string.

    `script` is a title, `stock` the id of one of the cover's stocks, unless the `layout` is for a print shop. Posters
    have no `cards`, and print shop files no `sheets`. With `again` both were counted with another file, the fronts.
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
    """A hotline on the cards. `languages` are English names; `confirmed` says when it was last confirmed, if ever.

    `name`, `languages` and `hours` are empty if unknown.
    """

    name: str
    number: str
    languages: tuple[str, ...]
    hours: str
    confirmed: str


@dataclass(frozen=True, slots=True)
class CoverStock:
    """A kind of sheet: its id, its title, the product numbers that fit, and whether it has cut marks.

    With `fold` it is the sheet as the fold layout uses it, which may hold a different number of cards.
    """

    id: str
    name: str
    products: tuple[str, ...]
    cut_marks: bool
    fold: bool = False


@dataclass(frozen=True, slots=True)
class CoverText:
    """A cover sheet on `paper`. `edge` is the edge on which the printer flips it; `link` is as the cards show it, or
    "" if they have no code.

    Without hotlines the cards have a blank line for a number. `place`, `org` and `date` may be missing (empty or None).
    `red_paper` is for black cards; `press` is the size of a card for a print shop with its bleed, in words.
    `recordings` are the addresses of recordings as the cards show them. `combined` are further files, each with
    everything that the single files of a layout have.
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

    @property
    def names(self) -> tuple[str, ...]:
        """The texts of the sheet that people have named or written, which may have letters of any writing system."""
        hotlines = (text for each in self.hotlines for text in (each.name, each.hours, *each.languages))
        files = (text for row in self.rows for text in (row.file, row.script))
        return (
            self.title, self.place, self.org, self.link, *self.recordings, *hotlines, *files,
            *(stock.name for stock in self.stocks), *(name for _, name in self.combined), *self.warnings,
        )  # fmt: skip


def written(day: date) -> str:
    """A date in American English, such as "Saturday, December 5, 2026", whatever the locale of the computer."""
    from babel.dates import format_date  # takes a while, and not every cover has a date

    return format_date(day, "full", locale="en_US")


def counted(count: int, one: str, more: str = "") -> str:
    """A number with its noun: "1 sheet", "1,200 sheets"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def when_and_where(cover: CoverText) -> str:
    """The line under the title; empty if neither date nor place is given."""
    return " · ".join(part for part in (written(cover.date) if cover.date else "", cover.place) if part)


def totals(cover: CoverText) -> tuple[str, ...]:
    """The totals to print, each a number with its noun. Backs go on the same sheets as their fronts."""
    fresh = [row for row in cover.rows if not row.again]
    return (
        counted(len({row.language.tag for row in cover.rows}), "language"),
        counted(len(cover.rows), "file"),
        counted(sum(row.cards for row in fresh), "card"),
        counted(sum(row.sheets for row in fresh), "sheet of paper", "sheets of paper"),
    )


def draft_note(cover: CoverText) -> Block | None:
    """Which files are drafts, and what that means; None if everything is signed."""
    drafts = [row for row in cover.rows if not row.review.signed]
    if not drafts:
        return None
    languages = sorted({row.language.english for row in drafts})
    every = len(drafts) == len(cover.rows)
    are = "is a draft" if len(drafts) == 1 else "are drafts"
    which = "Every file here is a draft." if every else f"{len(drafts):,} of {counted(len(cover.rows), 'file')} {are}:"
    where = "" if every else f" {listed(languages)}; see the table."
    return cover_block(
        cover,
        "draft",
        Span(which, bold=True),
        Span(
            f"{where} A draft has words that only their translator has checked or, in English, that no lawyer has. "
            "Its cards say DRAFT in the small print. Tell nobody that they were checked until somebody who reads "
            "the language and a lawyer have read and signed them."
        ),
    )


def all_in_one(cover: CoverText) -> Block | None:
    """A note that the files with all cards replace the single files; None if there are none."""
    if not cover.combined:
        return None
    spans = []
    for layout, name in cover.combined:
        files = counted(sum(row.layout is layout for row in cover.rows), "file")
        spans += [
            Span(f"Print EITHER “{name}” OR the {files} {ending(layout)}, not both:", bold=True),
            Span(" both have the same sheets. "),
        ]
    spans[-1] = Span(spans[-1].text.rstrip())
    return cover_block(cover, "combined", *spans)


def ending(*layouts: Layout) -> str:
    """How the names of single files in those layouts end; the names of files with all cards have no number."""
    ends = " and ".join(f"“{each.value}”" for each in layouts)
    return "with a number of cards at the end" if layouts == (Layout.DUPLEX,) else f"with {ends} at the end"


def leads_to(cover: CoverText) -> Block:
    """Where the codes lead, and a note about the blank line if the cards have no number."""
    none = "" if cover.hotlines else " The cards have no telephone number, but a blank line for one."
    heard = ""
    if cover.recordings:
        which = "second code" if cover.link else "code"
        heard = (
            f" A {which}, on the officer's side and on a separate page of posters, leads to a recording: "
            f"{listed(cover.recordings)}."
        )
    spans: tuple[Span, ...] = (
        Span("The code on the cards leads to "),
        Span(cover.link, bold=True),
        Span(f".{heard}{none}"),
    )
    if not cover.link:
        spans = (Span(f"The cards have no code for legal aid.{heard}{none}"),)
    return cover_block(cover, "link", *spans)


def cover_block(cover: CoverText, name: str, *spans: Span) -> Block:
    """A block of the cover sheet."""
    return Block(f"cover-{name}", cover.english, spans)
