"""Files for a print shop: what PDF/X-1a:2003 (ISO 15930-4) wants of them, and the card and its bleed on each page.

It is no validator: it looks at what this program writes, and at what most often breaks in other hands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf

from cards.checking.look.file import entry, rect_of, text_of
from cards.checking.report import Findings, abridged
from cards.checking.rules.metadata import PRESS_DATE
from cards.measures import POINTS_PER_MM, Rect, millimetres
from cards.read.settings import MOST_BLEED
from cards.read.stocks import Stock

if TYPE_CHECKING:
    from cards.checking.look.pages import Raster

STANDARD = "PDF/X-1a:2003"

USUAL_BLEED = 3.0 * POINTS_PER_MM
"""Points: what print shops ask for where they work in millimetres; others want 0.125 in, which is more."""

_NEAR = 0.1
"""Points: what rounding may cost a length, and far less than a knife misses."""

_DARK = 200
"""Of 255: lighter than this is no red of ours, whose grey is 75."""

_EDGE = 2
"""Pixels along the edge of a picture, which may be mixed with what is beside the page."""


def is_for_press(pdf: pikepdf.Pdf) -> bool:
    """Whether a file says that it is for a press, by its version of PDF/X or by what its colours are meant for."""
    intents: Any = pdf.Root.get("/OutputIntents", pikepdf.Array())
    info = pdf.trailer.get("/Info", pikepdf.Dictionary())
    return "/GTS_PDFXVersion" in info or any(entry(each, "/S") == pikepdf.Name("/GTS_PDFX") for each in intents)


def check_press(pdf: pikepdf.Pdf, pages: Sequence[Any], findings: Findings) -> list[str]:
    """Looks at what the standard wants of the file as a whole; returns the claim."""
    lacks = list(_lacks(pdf, pages))
    if lacks:
        findings.wrong(STANDARD, f"is for a print shop, and has {abridged(lacks)}")
    else:
        findings.ok(
            STANDARD,
            "claims it, for a print shop; checked here: version, output intent, Trapped, dates, file ID, no links",
        )
    return [text_of(pdf.trailer.Info.get("/GTS_PDFXVersion"))[:40] or STANDARD]


def _lacks(pdf: pikepdf.Pdf, pages: Sequence[Any]) -> Iterator[str]:
    info = pdf.trailer.get("/Info", pikepdf.Dictionary())
    if text_of(info.get("/GTS_PDFXVersion")) != STANDARD:
        yield f"not the words that it is {STANDARD}"
    if info.get("/Trapped") not in (pikepdf.Name("/True"), pikepdf.Name("/False")):
        yield "no word on trapping"
    missing = [key[1:] for key in ("/Title", "/Creator", "/Producer") if not text_of(info.get(key))]
    if missing:
        yield f"no {abridged(missing)}"
    if any(text_of(info.get(key)) != PRESS_DATE for key in ("/CreationDate", "/ModDate")):
        yield "not the dates that all our files for a press have"
    if pdf.pdf_version not in ("1.3", "1.4"):
        yield f"version {pdf.pdf_version} of PDF instead of 1.4"
    intents: Any = pdf.Root.get("/OutputIntents", pikepdf.Array())
    meant = [each for each in intents if entry(each, "/S") == pikepdf.Name("/GTS_PDFX")]
    if len(meant) != 1 or not text_of(meant[0].get("/OutputConditionIdentifier")):
        yield "no output intent"
    if "/ID" not in pdf.trailer:
        yield "no file identifier"
    if pdf.is_encrypted:
        yield "encryption"
    if "/OCProperties" in pdf.Root:
        yield "layers"
    linked = [number for number, page in enumerate(pages, 1) if len(page.obj.get("/Annots", pikepdf.Array()))]
    if linked:
        yield f"links or notes on page {abridged(linked)}"


@dataclass(frozen=True, slots=True)
class Trim:
    """The card on a page, and how far the colour is to go past it, in points."""

    card: Rect
    bleed: float


def check_trim(pages: Sequence[Any], stocks: Sequence[Stock], findings: Findings) -> list[Trim]:
    """Looks at the card on each page and the bleed around it; returns them, or nothing when any is wrong."""
    wrong: dict[str, list[int]] = {}
    trims: list[Trim] = []
    for number, page in enumerate(pages, 1):
        problem = _problem(page.obj, stocks)
        if problem:
            wrong.setdefault(problem, []).append(number)
        else:
            card = rect_of(page.obj["/TrimBox"])
            trims.append(Trim(card, max(0.0, card.x - rect_of(page.obj["/MediaBox"]).x)))
    for problem, numbers in wrong.items():
        findings.wrong("trim", f"{problem}, on page {abridged(numbers)}")
    if not wrong and len(set(trims)) > 1:
        sizes = abridged(f"{_shown(each.card)} with {_mm(each.bleed)} mm of bleed" for each in trims)
        findings.wrong("trim", f"the sides of the card are not alike: {sizes}")
    elif not wrong and trims:
        _say(trims[0], stocks, findings)
        return trims
    return []


def _problem(page: Any, stocks: Sequence[Stock]) -> str:
    """What is wrong with the boxes of a page."""
    missing = [name[1:] for name in ("/MediaBox", "/BleedBox", "/TrimBox") if name not in page]
    if missing:
        return f"no {abridged(missing)}"
    media, bleed, trim = (rect_of(page[name]) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
    if not _alike(media, bleed):
        return "the bleed (BleedBox) is not the whole page"
    if not _cards(trim, stocks):
        return f"cut to {_shown(trim)} (TrimBox), which is no card of any stock. Was it scaled?"
    margins = (trim.x - media.x, trim.y - media.y, media.right - trim.right, media.top - trim.top)
    if max(margins) - min(margins) > _NEAR:
        return f"the card (TrimBox) is not in the middle of the page: {abridged(map(_mm, margins))} mm around it"
    if not -_NEAR <= margins[0] <= MOST_BLEED + _NEAR:
        return f"a bleed of {_mm(margins[0])} mm"
    return ""


def _say(trim: Trim, stocks: Sequence[Stock], findings: Findings) -> None:
    named, bleed = abridged(_cards(trim.card, stocks)), f"{_mm(trim.bleed)} mm of bleed"
    text = f"100 %, to be cut to {_shown(trim.card)} (TrimBox), the card of {named}, with {bleed}"
    if trim.bleed < USUAL_BLEED - _NEAR:
        findings.warn("trim", f"{text}: most print shops want 3 mm or 0.125 in (--bleed)")
    else:
        findings.ok("trim", text)


def is_inked(picture: Raster, bleed: float) -> bool:
    """Whether the colour goes as far as the edges of a page; without bleed nobody asks for it."""
    if bleed < _NEAR:
        return True
    image, wide = picture.image, _EDGE + 2
    right, low = image.width, image.height
    strips = (
        (_EDGE, _EDGE, wide, low - _EDGE),
        (right - wide, _EDGE, right - _EDGE, low - _EDGE),
        (_EDGE, _EDGE, right - _EDGE, wide),
        (_EDGE, low - wide, right - _EDGE, low - _EDGE),
    )
    extremes = (image.crop(strip).getextrema() for strip in strips)
    return all(isinstance(lightest, int) and lightest < _DARK for _, lightest in extremes)


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
