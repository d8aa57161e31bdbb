"""Which layout a file has, judged by its pages, and whether a side of a card is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cards.checking.look.document import PLAN_TITLE, POSTER_TITLE, Document, Page
from cards.checking.look.words import PageWords
from cards.checking.report import Finding, abridged, ok, wrong
from cards.checking.rules.boxes import told_flip
from cards.checking.rules.places import Spots, cards_placed, is_on, side_of, spots_of, stocks_for
from cards.measures import Size
from cards.merge.locale_proof import ALL_CARDS
from cards.read.layouts import Layout
from cards.read.stocks import PAPERS, Stock

PROOF = re.compile(rf"Proof of ({ALL_CARDS}|[a-z][a-z0-9-]*(?:, [a-z][a-z0-9-]*)*) in (.+)")
"""The title of a proof: the id of its script, or that it is of all, and the name of its language."""

CALIBRATION = "Calibration sheet"
"""How the title of a calibration sheet begins."""

_ALL_SIDES = "sides"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a document is. `layout` is None if the file has no cards or lacks a side.

    `spots` and `backs` have an item for each page whose drawing and size are known: where its cards are, and whether it
    is a second side, which may be corrected for a printer.
    """

    has_cards: bool
    layout: Layout | None
    spots: tuple[Spots, ...]
    backs: tuple[bool, ...]


def kind_of(document: Document, stocks: Sequence[Stock]) -> Kind:
    """Recognizes a document by its title, its words, and the places of its cards."""
    title, is_ours = document.information.title, document.information.is_ours
    words = [reading.words for _, reading in document.readings]
    is_other = PROOF.fullmatch(title) or title.startswith(CALIBRATION)
    has_cards = not is_other and any(each.cards or each.officers for each in words)
    seen = [(page, page.drawing, page.boxes.size) for page in document.pages if page.drawing and page.boxes]
    backs = tuple(is_back(page, title) for page, _, _ in seen)
    spots = tuple(
        spots_of(drawing, size, is_back=back, ours=is_ours)
        for (_, drawing, size), back in zip(seen, backs, strict=True)
    )
    layout = _layout(document, words, spots, stocks) if has_cards else None
    return Kind(has_cards, layout, spots, backs)


def is_back(page: Page, title: str) -> bool:
    """Whether a page is a second side: by the forms of cards on it, or by its words."""
    cards = [each for each in page.drawing.placed if side_of(each)] if page.drawing else []
    if cards:
        return not cards_placed(cards)
    if title.startswith(CALIBRATION):
        return page.number % 2 == 0
    return page.words is not None and page.words.kind == "officer"


def _layout(
    document: Document, words: Sequence[PageWords], spots: Sequence[Spots], stocks: Sequence[Stock]
) -> Layout | None:
    flip = told_flip(document.catalog)
    fronts = [each for each in spots if not each.is_back and (each.boxes or each.corners)]
    large = bool(fronts) and any(is_on(Layout.LARGE, stock, fronts, flip) for stock in stocks_for(Layout.LARGE, stocks))
    return layout_of(
        words,
        [page.boxes.size for page in document.pages if page.boxes],
        title=document.information.title,
        for_press=document.is_for_press,
        one_sided=_is_one_sided(document),
        large=large,
    )


def _is_one_sided(document: Document) -> bool:
    """Whether a file says that it has only one side of the cards: to the printer, and in its tags if there are any.

    A file that lost pages still has the tags of both sides, or tells the printer to flip the paper.
    """
    sides = document.tags.sides if document.tags else None
    return document.catalog.duplex == "/Simplex" and sides in (None, 1)


def layout_of(
    words: Sequence[PageWords],
    sizes: Sequence[Size],
    *,
    title: str,
    for_press: bool,
    one_sided: bool,
    large: bool,
) -> Layout | None:
    """The layout of a file of cards, by what is on its pages; None for a single card, or if a side is missing.

    `large` if its cards are in the places of large ones.
    """
    fronts, backs = any(each.cards for each in words), any(each.officers for each in words)
    if for_press:
        return Layout.PRESS
    if POSTER_TITLE in title:
        return Layout.POSTER
    if PLAN_TITLE in title:
        return Layout.PLAN if fronts and not backs else None
    if any(each.cards and each.officers for each in words):
        return Layout.FOLD
    if fronts != backs:
        return (Layout.FRONTS if fronts else Layout.BACKS) if one_sided else None
    if not any(_is_sheet(size) for size in sizes):
        return None
    return Layout.LARGE if large else Layout.DUPLEX


Sides = Sequence[tuple[int, PageWords]]
"""The words of pages, with their numbers."""


def check_sides(layout: Layout | None, words: Sides, total: int) -> Iterator[Finding]:
    """Whether each side of the cards has its other side, and which layout that is.

    `words` are those of the inspected pages, of `total`.
    """
    faults = list(_faults(layout, words, total))
    yield from faults
    if layout is not None and not faults:
        yield ok("layout", f"{layout.value}{layout.traits.said}")


def _faults(layout: Layout | None, words: Sides, total: int) -> Iterator[Finding]:
    fronts, backs = any(each.cards for _, each in words), any(each.officers for _, each in words)
    if layout is Layout.PLAN:
        yield from _check_plan(words, total)
    elif layout in (Layout.FRONTS, Layout.BACKS):
        pass
    elif not backs and len(words) == total:
        yield wrong("text", "no officer's side: the second side of the cards is missing or cannot be read")
    elif not fronts and len(words) == total:
        yield wrong("text", "only officers' sides: the bearer's side is missing or cannot be read")
    elif layout is Layout.FOLD:
        yield from _check_folded(words)
    else:
        yield from _check_turned(layout, words, total)


def _check_plan(words: Sides, total: int) -> Iterator[Finding]:
    """Whether each page is a plan: it has no other side."""
    unlike = [number for number, each in words if len(each.cards) != 1]
    if unlike or total != len(words) or total != 1:
        yield wrong(_ALL_SIDES, f"a plan is one page, but this file has {total}, or its page cannot be read")


def _check_folded(words: Sides) -> Iterator[Finding]:
    unlike = [number for number, each in words if len(each.cards) != each.officers or not each.cards]
    if unlike:
        yield wrong(
            _ALL_SIDES, f"the number of officers' sides differs from that of bearers' sides, on page {abridged(unlike)}"
        )


def _check_turned(layout: Layout | None, words: Sides, total: int) -> Iterator[Finding]:
    """Whether each page for the bearer is followed by one for the officer with the same number of cards; a poster may
    have more.
    """
    expected = ("bearer", "officer")
    if layout is Layout.POSTER:
        heard = sum(each.kind == "recording" for _, each in words[2:])
        words, total = words[: len(words) - heard], total - heard
    unlike = [number for place, (number, each) in enumerate(words) if each.kind != expected[place % 2]]
    if unlike or (total % 2 and len(words) == total):
        named = f": page {abridged(unlike)} is not the expected side" if unlike else ""
        yield wrong(_ALL_SIDES, f"a page is missing, repeated, or cannot be read{named}")
        return
    if layout is Layout.POSTER:
        return
    pairs = zip(words[::2], words[1::2], strict=False)
    unlike = [number for (number, front), (_, back) in pairs if len(front.cards) != back.officers]
    if unlike:
        yield wrong(_ALL_SIDES, f"the back has a different number of cards from the front, page {abridged(unlike)}")


def _is_sheet(size: Size) -> bool:
    return any(abs(size.width - each.width) < 1 and abs(size.height - each.height) < 1 for each in PAPERS.values())
