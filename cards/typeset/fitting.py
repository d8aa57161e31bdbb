"""Fitting: chooses the best of several layouts, and says what to omit, in which order, if there is too little room."""

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
    """The earlier of two errors: the preferred layout is the one to fix."""
    return before


def last_refusal(before: DoesNotFit, after: DoesNotFit) -> DoesNotFit:
    """The later of two errors: the excess of the layout that needs the least room."""
    return after


def least_excess(before: DoesNotFit, after: DoesNotFit) -> DoesNotFit:
    """The error with the smaller excess; if equal, the earlier one."""
    return after if after.over < before.over else before


def last_excess(before: DoesNotFit, after: DoesNotFit) -> DoesNotFit:
    """The later error, unless only the earlier one gives an excess."""
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
    """The result of `make` for the first of several ways that fits or, with `enough`, the first that is good enough.

    If none is good enough, it is the last that fits, or the best if `better` compares a new one with the best so far.
    If none fits, raises the error that `blame` chooses from the `refusals`; other errors end the search.
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
    """What a side holds in addition to its words: the foot of each of its languages, and the possible module widths of
    its code, in points, widest first.

    `left_out` names what has been omitted. With `may_be_small`, nothing more is omitted to enlarge the words.
    `narrowest` is the width of the modules of `with_narrowest_modules`.
    """

    footers: tuple[Footer, ...]
    modules: tuple[Points, ...]
    left_out: tuple[str, ...] = ()
    may_be_small: bool = True
    narrowest: Points = MODULE_LEAST


Concession = Callable[[Load], Iterator[Load]]
"""Omits one kind of thing from a load, part by part: yields lighter and lighter loads."""


def without_further_hotlines(load: Load) -> Iterator[Load]:
    """Fewer and fewer telephone numbers, down to the first: the others are for when nobody answers there."""
    every = load.footers[0].hotlines
    for count in range(len(every) - 1, 0, -1):
        footers = tuple(replace(footer, hotlines=footer.hotlines[:count]) for footer in load.footers)
        yield replace(load, footers=footers, left_out=(*load.left_out, *map(name_of_hotline, every[count:])))


def without_logo(load: Load) -> Iterator[Load]:
    """No logo: it only says who hands out the card, which helps nobody at their door."""
    if load.footers[0].logo is not None:
        footers = tuple(replace(footer, logo=None) for footer in load.footers)
        yield replace(load, footers=footers, left_out=("the logo", *load.left_out))


def with_narrowest_modules(load: Load) -> Iterator[Load]:
    """A code with the narrowest modules that phones can read, although many need several tries."""
    yield replace(load, modules=(load.modules[0], load.narrowest))


@dataclass(frozen=True, slots=True)
class Concessions:
    """What a kind of side omits, in order: `for_size` if its words would be smaller than they should be, then `to_fit`
    if they would not fit at any size. Before each of these, the code is made smaller.
    """

    for_size: tuple[Concession, ...]
    to_fit: tuple[Concession, ...]


CARD_GIVES_UP = Concessions(for_size=(without_further_hotlines,), to_fit=(without_logo, with_narrowest_modules))
"""Small words harm a bearer more than a second number helps. No card is refused because of its logo, and only the card
itself justifies a code that many phones read only after several tries.
"""

POSTER_GIVES_UP = Concessions(for_size=(), to_fit=(without_logo, without_further_hotlines))
"""The words of a poster are never smaller than they should be, so nothing is omitted for their size. It loses its logo
before its numbers, and its code stays readable from the stated distance.
"""


def lightened(load: Load, concessions: Concessions) -> Iterator[Load]:
    """The load, then lighter and lighter ones, which a side tries if there is no room."""
    *for_size, load = _lighter(load, concessions.for_size)
    for each in for_size:
        yield replace(each, may_be_small=False)
    yield from _lighter(load, concessions.to_fit)


def _lighter(load: Load, concessions: Iterable[Concession]) -> Iterator[Load]:
    """The load, then the results of each concession in turn."""
    yield load
    for concession in concessions:
        for lighter in concession(load):
            load = lighter
            yield load


def name_of_hotline(hotline: HotlineText) -> str:
    """The name of a line in warnings: its number, and who answers."""
    number = printable(hotline.number.text)
    return f"{number} of {hotline.name.text}" if hotline.name else number


def printable(text: str) -> str:
    """The beginning of a text for a message, without invisible characters."""
    return "".join(character for character in text[:40] if character.isprintable())
