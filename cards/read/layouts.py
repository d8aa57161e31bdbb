"""Layouts: how cards get onto paper. A layout is a row of `_TRAITS`, and a drawer in `pipeline`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

CardSide = Literal["bearer", "officer"]

BOTH_SIDES: tuple[CardSide, ...] = ("bearer", "officer")

_SMALL, _LARGE = ("letter", "a4"), ("tabloid", "a3")
"""Keys of `stocks.SHEETS`: paper that a home printer takes, and paper that a copy shop has."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is true of a layout and of no card on it.

    `sides` are those of a card that are in its file. A `counted` layout makes as many cards as somebody asks for; the
    others are made once. One file may hold many kinds of cards if each of its sheets is finished in one go
    (`combined`). `on_stock` puts cards on the places of a sheet of stock, and a printer `turns` the paper itself
    when it prints both sides in one go. `papers` (keys of `stocks.SHEETS`) are those that somebody may choose; without
    any, the paper is that of the stock. `theme` is the usual one, and those in `themes` are possible. `bleeds` past its
    trim as somebody asks; `moves_backs` for a printer that misplaces them; has room `together` for several languages;
    is one that people carry, and so may have a line that its bearer writes on (`carried`).

    `refuses` has the settings that would change nothing, each with what they are for and the reason.
    """

    sides: tuple[CardSide, ...] = BOTH_SIDES
    counted: bool = True
    combined: bool = False
    on_stock: bool = True
    turns: bool = False
    papers: tuple[str, ...] = ()
    theme: str = "red"
    themes: tuple[str, ...] = ("red", "outline", "red-stock")
    bleeds: bool = False
    moves_backs: bool = False
    together: bool = False
    carried: bool = True
    refuses: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class Layout(Enum):
    """How cards are put on paper, by the name that users give, in the order in which somebody at a copier prints."""

    DUPLEX = "duplex"
    FRONTS = "fronts"
    BACKS = "backs"
    FOLD = "fold"
    LARGE = "large"
    POSTER = "poster"
    PRESS = "press"

    @property
    def traits(self) -> Traits:
        """What is true of it."""
        return _TRAITS[self]


def _once(reason: str) -> dict[str, tuple[str, str]]:
    """What is refused by a layout that puts no cards on the places of a sheet."""
    return dict.fromkeys(("exact", "start_at", "flip"), ("sheets of cards", reason))


def _one_side(reason: str) -> dict[str, tuple[str, str]]:
    """What is refused by a layout of which one side is printed at a time."""
    return {"flip": ("sheets with two sides", reason)}


_TRAITS = {
    Layout.DUPLEX: Traits(combined=True, turns=True, moves_backs=True),
    Layout.FRONTS: Traits(sides=("bearer",), refuses=_one_side("the fronts are the same for either edge")),
    Layout.BACKS: Traits(sides=("officer",), moves_backs=True),
    Layout.FOLD: Traits(combined=True, refuses=_one_side("the layout fold is printed on one side")),
    Layout.LARGE: Traits(
        combined=True, on_stock=False, turns=True, papers=_SMALL, theme="outline", moves_backs=True
    ),  # whole pages in red would empty a printer
    Layout.POSTER: Traits(
        counted=False,
        on_stock=False,
        papers=(*_SMALL, *_LARGE),
        theme="outline",
        together=True,
        carried=False,
        refuses=_once("each side of a poster is a page of its own"),
    ),
    Layout.PRESS: Traits(
        counted=False,
        on_stock=False,
        themes=("red", "outline"),
        bleeds=True,
        refuses=_once("a print shop gets one card and arranges the sheets itself"),
    ),
}
