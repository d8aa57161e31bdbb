"""Advice that only the maker of a pack can follow: for the command line, not for a cover sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from cards.desk.contact import HeardRecordings, one_sided_warnings
from cards.pack.plan import Bundle, Plan
from cards.read.layouts import RED_STOCK


@dataclass(slots=True)
class Advice:
    """Pieces of advice, with the names of the recipients that they concern, from one plan of a pack after another."""

    recordings: HeardRecordings = field(default_factory=HeardRecordings)
    concerns: dict[str, list[str]] = field(default_factory=dict)

    def add(self, plan: Plan) -> None:
        """Adds the advice on a plan."""
        for bundle in plan.bundles:
            for piece in bundle.pieces:
                self.recordings.add(piece.order.contact, piece.language.tag)
            for text in _of_bundle(bundle):
                self.concerns.setdefault(text, []).append(bundle.recipient.name)

    def told(self) -> dict[str, list[str]]:
        """Each piece of advice with those names: none if it concerns the whole pack."""
        return {**{text: [] for text in self.recordings.warnings()}, **self.concerns}


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
