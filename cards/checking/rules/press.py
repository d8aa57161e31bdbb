"""Files for a print shop: what PDF/X-1a:2003 (ISO 15930-4) requires, the inks, and card and bleed on each page.

This is not a validator: it checks what this program writes, and what other programs most often break.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cards.checking.look.boxes import Boxes
from cards.checking.look.document import Document
from cards.checking.look.inks import Inks
from cards.checking.report import Finding, abridged, ok, warning, wrong
from cards.checking.rules.metadata import PRESS_DATE
from cards.measures import POINTS_PER_MM, Rect, millimetres
from cards.read.settings import MOST_BLEED
from cards.read.stocks import Stock

STANDARD = "PDF/X-1a:2003"

USUAL_BLEED = 3.0 * POINTS_PER_MM
"""Points: the bleed that print shops ask for in millimeters; those that work in inches want 0.125 in, which is more."""

MOST_INK = 2.5
"""Of 4, all inks at one place: our own limit, under what print shops set. The cards' red has 1.93."""

_NEAR = 0.1
"""Points: the rounding error of a length, far less than that of a cutter."""

_INK_NEAR = 0.001


def press_claim(document: Document) -> str:
    """The standard that a file for a press claims."""
    return document.information.strings.get("GTS_PDFXVersion", "")[:40] or STANDARD


def check_press(document: Document) -> Iterator[Finding]:
    """Whether the file as a whole meets the standard."""
    lacks = [*_lacks_of_information(document), *_lacks_of_file(document)]
    if lacks:
        yield wrong(STANDARD, f"is for a print shop, but has {abridged(lacks)}: the shop may refuse it. Make it again")
    else:
        yield ok(
            STANDARD,
            "claims it, for a print shop; checked here: version, output intent, Trapped, dates, file ID, no links",
        )


def _lacks_of_information(document: Document) -> Iterator[str]:
    """What is missing from the information dictionary."""
    strings = document.information.strings
    if strings.get("GTS_PDFXVersion") != STANDARD:
        yield f"no claim to be {STANDARD}"
    if document.information.values.get("Trapped") not in ("/True", "/False"):
        yield "no statement on trapping"
    missing = [key for key in ("Title", "Creator", "Producer") if key not in strings]
    if missing:
        yield f"no {abridged(missing)}"
    if any(strings.get(key) != PRESS_DATE for key in ("CreationDate", "ModDate")):
        yield "other dates than rights-cards writes"


def _lacks_of_file(document: Document) -> Iterator[str]:
    """What is wrong with the file as such, its catalog and its pages."""
    catalog = document.catalog
    if document.file.version not in ("1.3", "1.4"):
        yield f"version {document.file.version} of PDF instead of 1.4"
    meant = [each for each in catalog.intents if each.kind == "/GTS_PDFX"]
    if len(meant) != 1 or not meant[0].condition:
        yield "no output intent"
    if not catalog.has_identity:
        yield "no file identifier"
    if document.file.is_encrypted:
        yield "encryption"
    if catalog.has_layers:
        yield "layers"
    annotated = [page.number for page in document.pages if page.annotations.count]
    if annotated:
        yield f"links or notes on page {abridged(annotated)}"


def check_inks(inks: Inks) -> Iterator[Finding]:
    """Whether there are colors outside the process inks, too much ink, or transparency."""
    is_much = inks.most > MOST_INK + _INK_NEAR
    if inks.others:
        yield wrong("inks", f"colors that are not in the four process inks: {abridged(sorted(inks.others))}")
    if is_much:
        yield wrong("inks", f"{inks.most:.0%} ink in one place, but paper holds only {MOST_INK:.0%}")
    if inks.transparent:
        yield wrong("inks", f"transparency, which PDF/X-1a forbids: {abridged(sorted(inks.transparent))}")
    if not (inks.others or inks.transparent or is_much):
        yield ok("inks", f"only process inks (CMYK), at most {inks.most:.0%} in one place, nothing transparent")


@dataclass(frozen=True, slots=True)
class Trim:
    """The card on a page, and how far the color has to extend past it, in points."""

    card: Rect
    bleed: float


def trims_of(pages: Sequence[Boxes], stocks: Sequence[Stock]) -> tuple[Trim, ...]:
    """The card on each page and its bleed; nothing if any is wrong or they differ."""
    if any(_problem(each.own, stocks) for each in pages):
        return ()
    trims = tuple(map(_trim, pages))
    return trims if len(set(trims)) == 1 else ()


def _trim(boxes: Boxes) -> Trim:
    card = boxes.own["TrimBox"]
    return Trim(card, max(0.0, card.x - boxes.own["MediaBox"].x))


def check_trim(pages: Sequence[Boxes], stocks: Sequence[Stock]) -> Iterator[Finding]:
    """Whether there is a card in the middle of each page, of a size that a stock has, with bleed around it."""
    faults: dict[str, list[int]] = {}
    for number, each in enumerate(pages, 1):
        problem = _problem(each.own, stocks)
        if problem:
            faults.setdefault(problem, []).append(number)
    for problem, numbers in faults.items():
        yield wrong("trim", f"{problem}, on page {abridged(numbers)}")
    if faults or not pages:
        return
    trims = [_trim(each) for each in pages]
    if len(set(trims)) > 1:
        sizes = abridged(f"{_shown(each.card)} with {_mm(each.bleed)} mm of bleed" for each in trims)
        yield wrong("trim", f"the sides of the card differ in size: {sizes}")
        return
    named, bleed = abridged(_cards(trims[0].card, stocks)), f"{_mm(trims[0].bleed)} mm of bleed"
    text = f"100 %, to be cut to {_shown(trims[0].card)} (TrimBox), the card of {named}, with {bleed}"
    if trims[0].bleed < USUAL_BLEED - _NEAR:
        yield warning("trim", f"{text}: most print shops want 3 mm or 0.125 in (--bleed)")
    else:
        yield ok("trim", text)


def _problem(boxes: Mapping[str, Rect], stocks: Sequence[Stock]) -> str:
    """What is wrong with the boxes of a page; "" if nothing is."""
    missing = [name for name in ("MediaBox", "BleedBox", "TrimBox") if name not in boxes]
    if missing:
        return f"no {abridged(missing)}"
    media, bleed, trim = (boxes[name] for name in ("MediaBox", "BleedBox", "TrimBox"))
    if not _alike(media, bleed):
        return "the bleed (BleedBox) is not the whole page"
    if not _cards(trim, stocks):
        return f"cut to {_shown(trim)} (TrimBox), which is not the size of a card of any stock. Was it scaled?"
    margins = (trim.x - media.x, trim.y - media.y, media.right - trim.right, media.top - trim.top)
    if max(margins) - min(margins) > _NEAR:
        return f"the card (TrimBox) is not in the middle of the page: {abridged(map(_mm, margins))} mm around it"
    if not -_NEAR <= margins[0] <= MOST_BLEED + _NEAR:
        return f"a bleed of {_mm(margins[0])} mm"
    return ""


def check_bleed(document: Document, trims: Sequence[Trim]) -> Iterator[Finding]:
    """Whether the color goes as far as the edges of the pages, if there is bleed."""
    short = [
        page.number
        for (page, reading), trim in zip(document.readings, trims, strict=False)
        if trim.bleed >= _NEAR and not reading.scan.reaches_edges
    ]
    if short:
        yield wrong(
            "trim", f"the color ends before the bleed does, so cutting may leave a white edge: page {abridged(short)}"
        )


def _cards(trim: Rect, stocks: Sequence[Stock]) -> list[str]:
    """The stocks whose cards are as large."""
    return [
        stock.id
        for stock in stocks
        if abs(stock.card.width - trim.width) < _NEAR and abs(stock.card.height - trim.height) < _NEAR
    ]


def _alike(one: Rect, other: Rect) -> bool:
    return one.contains(other, _NEAR) and other.contains(one, _NEAR)


def _shown(box: Rect) -> str:
    return f"{_mm(box.width)} x {_mm(box.height)} mm"


def _mm(length: float) -> str:
    return f"{millimetres(length):.1f}"
