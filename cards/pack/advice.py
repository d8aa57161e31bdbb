"""Advice that only the maker of a pack can follow: for the command line, not for a cover sheet."""

from __future__ import annotations

from collections.abc import Iterator

from cards.desk.contact import one_sided_warnings, recording_warnings
from cards.pack.plan import Bundle, Plan
from cards.read.layouts import RED_STOCK


def advice(plan: Plan) -> dict[str, list[str]]:
    """Each piece of advice, with the names of the recipients it concerns: none if it concerns the whole pack."""
    found: dict[str, list[str]] = {}
    cards = ((piece.order.contact, piece.language.tag) for bundle in plan.bundles for piece in bundle.pieces)
    for text in recording_warnings(cards):
        found[text] = []
    for bundle in plan.bundles:
        for text in _of_bundle(bundle):
            found.setdefault(text, []).append(bundle.recipient.name)
    return found


def _of_bundle(bundle: Bundle) -> Iterator[str]:
    layouts, stock = bundle.recipient.wishes.layouts, bundle.stock
    yield from one_sided_warnings(layouts)
    on_stock = any(layout.traits.on_stock for layout in layouts)
    if bundle.recipient.wishes.theme == RED_STOCK and on_stock and not stock.cut_marks:
        plain = "plain-letter" if stock.paper_name == "letter" else "plain-a4"
        yield (
            f"{stock.id} is sold in white, but red-stock is for red paper: use the stock {plain}, which has cut marks "
            "for red paper"
        )
