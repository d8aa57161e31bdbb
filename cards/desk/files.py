"""Makes the files of orders one after the other, and words the report on each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cards.desk.orders import FileOrder, Taken
from cards.errors import CardError, Untranslated, setting
from cards.jobs import Job, Order, gather
from cards.locations import Shelf
from cards.merge.cover_text import counted
from cards.pipeline import Cards, make_together
from cards.read.layouts import Layout
from cards.readback import Decoder


@dataclass(frozen=True, slots=True)
class Finished:
    """The result for a file: the cards, or the error that prevented them.

    With `left_out` the error stops nothing, because nobody asked for that language by name.
    """

    order: FileOrder
    cards: Cards | None = None
    error: CardError | None = None
    left_out: bool = False

    def about(self) -> str:
        """A line about the file: pages, cards, sizes, contrast, state of review; "" if it could not be made."""
        return ", ".join(filter(None, self.facts()))

    def facts(self) -> tuple[str, str]:
        """The same in two parts: how much to print, and how it looks."""
        if self.cards is None:
            return "", ""
        order, done = self.order.orders[0], self.cards
        filled = f" ({order.copies} ordered, last sheet filled up)" if order.copies not in (None, done.copies) else ""
        what = (
            f"{counted(done.copies, 'card')}{filled}"
            if order.layout.traits.carried
            else f"a {order.layout.traits.noun}"
        )
        looks = f"{_sizes(order.layout, done)}, contrast {done.contrast:.1f}:1, {done.review.value.upper()}"
        return f"{counted(done.pages, 'page')}, {what}", looks

    def warnings(self, told: Sequence[str] = (), *, pictograms: bool = False) -> list[str]:
        """Warnings to read before printing it, except those that were `told` for all files.

        With `pictograms` the user has asked for them, and is told when there is no room for them.
        """
        if self.cards is None:
            return []
        found = [f"{self.order.locales}: {each}" for each in self.cards.warnings if each not in told]
        layout = self.order.orders[0].layout
        is_missed = pictograms and self.cards.lacks_pictograms and "bearer" in layout.traits.sides
        if is_missed and not layout.traits.papers:  # on whole sheets the face itself warns
            found.append(
                f"{self.order.locales}: no room for pictograms; {setting('layout', 'large')} and poster have more"
            )
        return found


Gather = Callable[[Sequence[Shelf], Order], Job]
"""Reads what an order names, as `jobs.gather` does; a front end that makes the same card again may keep it."""


def fill(shelves: Sequence[Shelf], taken: Taken, decode: Decoder, gather: Gather = gather) -> Iterator[Finished]:
    """Makes each file; a failure does not stop the others."""
    for file in taken.files:
        try:
            jobs = [gather(shelves, order) for order in file.orders]
            yield Finished(file, make_together(jobs, decode))
        except Untranslated as error:
            yield Finished(file, error=error, left_out=taken.whatever_is_there)
        except CardError as error:
            yield Finished(file, error=error)


def _sizes(layout: Layout, done: Cards) -> str:
    """The sizes of the sides that are in the file."""
    sides = layout.traits.sides
    sizes = [f"text {done.bearer_size:.1f} pt"] if "bearer" in sides else []
    if "officer" in sides:
        sizes.append(f"officer's side {done.officer_size:.1f} pt")
    return ", ".join(sizes)
