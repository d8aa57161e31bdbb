"""Fitting: the best of several ways to lay something out, and what is given up, in which order, where room is short."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from cards.errors import DoesNotFit
from cards.merge.card_text import Footer, HotlineText
from cards.typeset.scale import Points
from cards.typeset.symbol import MODULE_LEAST

Way = TypeVar("Way")
Made = TypeVar("Made")


def first_refusal(before: DoesNotFit, after: DoesNotFit) -> DoesNotFit:
    """The earlier of two: the way that should have fitted is the one to fix."""
    return before


def last_refusal(before: DoesNotFit, after: DoesNotFit) -> DoesNotFit:
    """The later of two: what is too much even for the way that needs the least room."""
    return after


def least_excess(before: DoesNotFit, after: DoesNotFit) -> DoesNotFit:
    """The one with the smaller excess; of equals, the earlier."""
    return after if after.over < before.over else before


def last_excess(before: DoesNotFit, after: DoesNotFit) -> DoesNotFit:
    """The later one, unless only the earlier says by how much something is too large."""
    return after if after.over else before


def best_of(
    ways: Iterable[Way],
    make: Callable[[Way], Made],
    *,
    enough: Callable[[Made], bool] = lambda made: True,
    better: Callable[[Made, Made], bool] = lambda new, best: True,
    blame: Callable[[DoesNotFit, DoesNotFit], DoesNotFit] = last_refusal,
    refusals: type[DoesNotFit] = DoesNotFit,
) -> Made:
    """What `make` makes of the first way that fits or, with `enough`, of the first that is good enough.

    Where none is, it is the last that fits; or the best, where `better` says whether a new one is better than the best
    so far. Raises what `blame` chooses of the `refusals` where no way fits; other errors end the search.
    """
    best: Made | None = None
    refusal: DoesNotFit | None = None
    for way in ways:
        try:
            made = make(way)
        except refusals as error:
            refusal = error if refusal is None else blame(refusal, error)
            continue
        if best is None or better(made, best):
            best = made
        if enough(best):
            return best
    if best is None:
        raise refusal or ValueError("there is no way to try")
    return best


@dataclass(frozen=True, slots=True)
class Load:
    """What a side holds beyond its words: the foot of each of its languages, and how wide the modules of its code may
    be, in points, the widest first.

    `left_out` names what has been given up. With `may_be_small` nothing more is given up for the size of the words.
    """

    footers: tuple[Footer, ...]
    modules: tuple[Points, ...]
    left_out: tuple[str, ...] = ()
    may_be_small: bool = True


Concession = Callable[[Load], Iterator[Load]]
"""Lighter and lighter loads: what giving up one kind of thing, part by part, makes of a load."""


def without_further_hotlines(load: Load) -> Iterator[Load]:
    """Fewer and fewer telephone numbers, down to the first: the others are for when nobody answers there."""
    every = load.footers[0].hotlines
    for count in range(len(every) - 1, 0, -1):
        footers = tuple(replace(footer, hotlines=footer.hotlines[:count]) for footer in load.footers)
        yield replace(load, footers=footers, left_out=(*load.left_out, *map(name_of_hotline, every[count:])))


def without_logo(load: Load) -> Iterator[Load]:
    """No logo: it says who gives the card out, which helps nobody at their door."""
    if load.footers[0].logo is not None:
        footers = tuple(replace(footer, logo=None) for footer in load.footers)
        yield replace(load, footers=footers, left_out=("the logo", *load.left_out))


def with_narrowest_modules(load: Load) -> Iterator[Load]:
    """A code of the narrowest modules that telephones read, though it takes many of them several tries."""
    yield replace(load, modules=(load.modules[0], MODULE_LEAST))


@dataclass(frozen=True, slots=True)
class Concessions:
    """What a kind of side gives up, in order: `for_size`, where its words would otherwise be smaller than they should
    be, then `to_fit`, where they would not fit at any size. Before each of these the code is made smaller."""

    for_size: tuple[Concession, ...]
    to_fit: tuple[Concession, ...]


CARD_GIVES_UP = Concessions(for_size=(without_further_hotlines,), to_fit=(without_logo, with_narrowest_modules))
"""Small words cost whoever holds a card more than a second number gives. A logo never costs anybody their card, and
nothing but the whole card is worth a code that many telephones read only after several tries."""

POSTER_GIVES_UP = Concessions(for_size=(), to_fit=(without_logo, without_further_hotlines))
"""The words of a poster are never smaller than they should be, so that nothing is given up for their size. Its numbers
stay longer than its logo, and its code is never narrower than can be read from as far as the words say."""


def lightened(load: Load, concessions: Concessions) -> Iterator[Load]:
    """The load, then the lighter and lighter ones that a side tries where it has no room."""
    *for_size, load = _lighter(load, concessions.for_size)
    for each in for_size:
        yield replace(each, may_be_small=False)
    yield from _lighter(load, concessions.to_fit)


def _lighter(load: Load, concessions: Iterable[Concession]) -> Iterator[Load]:
    """The load, and what each of the concessions makes of the one before."""
    yield load
    for concession in concessions:
        for lighter in concession(load):
            load = lighter
            yield load


def name_of_hotline(hotline: HotlineText) -> str:
    """What a warning calls a line: its number, and who answers."""
    number = printable(hotline.number.text)
    return f"{number} of {hotline.name.text}" if hotline.name else number


def printable(text: str) -> str:
    """The beginning of a text, without what cannot be seen, for a message."""
    return "".join(character for character in text[:40] if character.isprintable())
