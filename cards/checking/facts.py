"""What was read from a document, as plain values for programs: lengths are in millimeters."""

from __future__ import annotations

from dataclasses import asdict

from cards.checking.look.document import Document, Page
from cards.checking.look.words import PageWords
from cards.checking.rules.codes import PageCodes
from cards.checking.rules.press import Trim
from cards.checking.rules.verdict import Verdict
from cards.measures import millimetres


def facts_of(document: Document, verdict: Verdict) -> dict[str, object]:
    """What was read, as values for JSON."""
    codes = {each.page: each for each in verdict.codes}
    trims = {page.number: trim for page, trim in zip(document.pages, verdict.trims, strict=False)}
    return {
        "title": document.information.title,
        "language": document.catalog.language,
        "producer": document.information.producer,
        "layout": verdict.layout.value if verdict.layout else "",
        "pages": document.file.pages,
        "pages_looked_at": len(document.pages),
        "claims": list(verdict.claims),
        "fonts": [asdict(font) for font in document.fonts or ()],
        "page": [
            _page_facts(page, reading.words, codes[page.number], trims.get(page.number))
            for page, reading in document.readings
        ],
    }


def _page_facts(page: Page, words: PageWords, codes: PageCodes, trim: Trim | None) -> dict[str, object]:
    size = page.boxes.size if page.boxes else None
    trimmed = {
        "trim_mm": [round(millimetres(trim.card.width), 1), round(millimetres(trim.card.height), 1)],
        "bleed_mm": round(millimetres(trim.bleed), 2),
    } if trim else {}  # fmt: skip
    return {
        "number": page.number,
        "size_mm": [round(millimetres(size.width), 1), round(millimetres(size.height), 1)] if size else None,
        **trimmed,
        "kind": words.kind,
        "cards": [
            {"language": card.language.tag if card.language else card.named, "script": card.script,
             "version": card.version, "region": card.region, "state": card.state, "count": words.cards.count(card)}
            for card in dict.fromkeys(words.cards)
        ],
        "officers": words.officers,
        "numbers": dict(words.numbers),
        "codes": [
            {"content": code.content, "module_mm": round(millimetres(code.module), 2),
             "contrast": round(code.contrast, 2), "quiet_zone_modules": code.quiet}
            for code in codes.fine
        ],
        "recordings": sorted(codes.recordings),
    }  # fmt: skip
