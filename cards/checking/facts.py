"""What was read of a document, in plain values for programs: lengths are in millimetres."""

from __future__ import annotations

from cards.checking.look.document import Looked
from cards.measures import millimetres
from cards.read.layouts import Layout


def facts_of(looked: Looked, layout: Layout | None) -> dict[str, object]:
    """What was read, as JSON has it."""
    return {
        **looked.about,
        "layout": layout.value if layout else "",
        "pages": looked.total,
        "pages_looked_at": len(looked.looked_at),
        "claims": looked.claims,
        "fonts": looked.fonts,
        "page": [_page_facts(looked, at) for at in range(len(looked.words))],
    }


def _page_facts(looked: Looked, at: int) -> dict[str, object]:
    words, codes = looked.words[at], looked.codes[at] if at < len(looked.codes) else None
    size = looked.sizes[at] if at < len(looked.sizes) else None
    trim = looked.trims[at] if at < len(looked.trims) else None
    trimmed = {
        "trim_mm": [round(millimetres(trim.card.width), 1), round(millimetres(trim.card.height), 1)],
        "bleed_mm": round(millimetres(trim.bleed), 2),
    } if trim else {}  # fmt: skip
    return {
        "number": words.page,
        "size_mm": [round(millimetres(size.width), 1), round(millimetres(size.height), 1)] if size else None,
        **trimmed,
        "kind": words.kind,
        "cards": [
            {"language": card.language.tag if card.language else card.named, "script": card.script,
             "version": card.version, "state": card.state, "count": words.cards.count(card)}
            for card in dict.fromkeys(words.cards)
        ],
        "officers": words.officers,
        "numbers": words.numbers,
        "codes": [
            {"content": code.content, "module_mm": round(millimetres(code.module), 2),
             "contrast": round(code.contrast, 2), "quiet_zone_modules": code.quiet}
            for code in (codes.fine if codes else ())
        ],
        "recordings": sorted(codes.recordings) if codes else [],
    }  # fmt: skip
