"""Whether cards are at true size and in their places: on sheets, on posters, and in files for a press."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cards.checking.look.document import Document
from cards.checking.look.drawing import Drawn
from cards.checking.report import Finding, abridged, ok, wrong
from cards.checking.rules.boxes import check_printing, check_scale, paper_name, told_flip
from cards.checking.rules.layouts import Kind, is_back
from cards.checking.rules.places import check_pitch, check_placements, side_of, stocks_for
from cards.checking.rules.press import Trim, check_bleed
from cards.measures import Size
from cards.read.layouts import Layout
from cards.read.stocks import Stock

_SLIP = 0.5
"""Points: the rounding error of a position."""


def check_size(document: Document, kind: Kind, stocks: Sequence[Stock]) -> Iterator[Finding]:
    """Whether cards for one's own printer will have their true size, in the places of the stock."""
    layout = kind.layout
    yield from check_printing(document.catalog, turns=layout.traits.turns if layout else None)
    scales = list(check_scale(_drawn(document, layout, backs=False), _drawn(document, layout, backs=True)))
    yield from scales
    if any(each.topic == "card size" for each in scales):
        return
    if layout in (Layout.POSTER, Layout.PLAN):
        yield _check_poster(document, stocks)
        return
    places = []
    if layout is not None or any(each.boxes for each in kind.spots):
        places = list(check_placements(layout or Layout.DUPLEX, kind.spots, stocks, told_flip(document.catalog)))
    yield from places
    if not places and kind.has_cards:
        yield from _check_distances(document, layout, stocks)


def _check_distances(document: Document, layout: Layout | None, stocks: Sequence[Stock]) -> Iterator[Finding]:
    """How far the codes are from each other, on the first page that has several."""
    for page, reading in document.readings:
        codes = reading.scan.fine
        centres = [code.centre for code in codes if code.content == codes[0].content]
        if page.boxes and len(centres) > 1:
            yield from check_pitch(centres, page.boxes.size, stocks_for(layout, stocks))
            return


def _check_poster(document: Document, stocks: Sequence[Stock]) -> Finding:
    """A poster or a plan is as large as its paper, and its words are measured from a corner of that."""
    pages = [(page.number, page.drawing, page.boxes.size) for page in document.pages if page.boxes]
    moved = [
        number
        for number, drawing, size in pages
        if document.information.is_ours and drawing
        if not all(_is_corner(origin, size) for origin in drawing.origins)
    ]
    if moved:
        return wrong("card size", f"page {abridged(moved)} was moved on the paper, so make the file again")
    return ok("card size", f"100 %, as large as the paper: {abridged(paper_name(size, stocks) for *_, size in pages)}")


def check_press_size(document: Document, trims: Sequence[Trim]) -> Iterator[Finding]:
    """Whether a card for a press is at true size where the page will be cut, and its color extends past that."""
    scales = list(check_scale(_drawn(document, Layout.PRESS, backs=False), ()))
    yield from scales
    if scales:
        return
    drawn = [(page.number, page.drawing) for page in document.pages if page.drawing]
    away = []
    for (number, drawing), trim in zip(drawn, trims, strict=False):
        cards = [each.box for each in drawing.placed if side_of(each)]
        if not cards or not all(box.contains(trim.card, _SLIP) and trim.card.contains(box, _SLIP) for box in cards):
            away.append(number)
    if away:
        yield wrong("card size", f"the card is not where the page is cut (TrimBox), on page {abridged(away)}")
    turned = [page.number for page, reading in document.readings if reading.is_turned]
    if turned:
        yield wrong(
            "card size",
            f"the card is upside down on page {abridged(turned)}, and a print shop would print it "
            "that way: make the file again",
        )
    yield from check_bleed(document, trims)


def _drawn(document: Document, layout: Layout | None, *, backs: bool) -> set[Drawn]:
    """How the cards and letters of fronts, or of backs, are drawn; letters only if this program made the file."""
    found: set[Drawn] = set()
    title, is_ours = document.information.title, document.information.is_ours
    for page in document.pages:
        if page.drawing is None:
            continue
        # Backs without fronts cannot be compared with any: they may only be corrected as this program does it.
        may_be = (
            page.drawing.corrected
            if layout is Layout.BACKS
            else layout is None or "printer" not in layout.traits.ignores
        )
        if (is_back(page, title) and may_be) == backs:
            found |= {each.drawn for each in page.drawing.placed if side_of(each)}
            found |= page.drawing.letters if is_ours else set()
    return found


def _is_corner(origin: tuple[float, float], size: Size) -> bool:
    """Whether a place is the lower left corner of a page, or the upper right one, from which it is upside down."""
    x, y = origin
    return max(abs(x), abs(y)) < _SLIP or max(abs(x - size.width), abs(y - size.height)) < _SLIP
