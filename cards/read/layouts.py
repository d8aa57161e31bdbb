"""Layouts: how cards get onto paper. A layout is a row of `_TRAITS`, and a drawer in `pipeline`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

CardSide = Literal["bearer", "officer"]

BOTH_SIDES: tuple[CardSide, ...] = ("bearer", "officer")

THEMES = ("red", "outline", "red-stock")
"""The ids of `typeset.themes`; a test compares them."""

RED_STOCK = "red-stock"

_SMALL, _LARGE = ("letter", "a4"), ("tabloid", "a3")
"""Keys of `stocks.SHEETS`: paper for home printers, and paper that copy shops have."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is true of a layout, whatever is on its cards.

    `sides` are the sides of a card that its file has. A `counted` layout makes as many cards as somebody asks for; the
    others are made once. A file may hold many kinds of cards if each of its sheets is finished in one pass
    (`combined`). With `on_stock`, cards are in the slots of a sheet of stock; with `turns`, the printer flips the paper
    between the sides. `papers` (keys of `stocks.SHEETS`) can be chosen; without any, the paper is that of the stock.
    `stock` is the usual one, if it is not that of most layouts. `theme` is the usual one, and `themes` are possible.
    There may be room for several languages `together`. What people carry (`carried`) may have a line for its bearer to
    write on. A print `shop` prints some, on its own paper. `said` is how `check` describes such a file after the name
    of the layout, and `gist` how a cover sheet sums up printing it. `noun` is what is on the paper, in the title of the
    file. A layout that `is_plan` is for scripts with a plan to fill in, and the others for those of cards.

    `ignores` has the settings that would have no effect, with the reason as a clause: whoever gives one expects it to
    do something.
    """

    sides: tuple[CardSide, ...] = BOTH_SIDES
    counted: bool = True
    combined: bool = False
    on_stock: bool = True
    turns: bool = False
    papers: tuple[str, ...] = ()
    stock: str = ""
    theme: str = "red"
    themes: tuple[str, ...] = THEMES
    together: bool = False
    carried: bool = True
    shop: bool = False
    said: str = ""
    gist: str = ""
    noun: str = "cards"
    is_plan: bool = False
    ignores: Mapping[str, str] = field(default_factory=dict)


class Layout(Enum):
    """How cards are put on paper, by the name that users give, in the order of printing at a copier."""

    DUPLEX = "duplex"
    FRONTS = "fronts"
    BACKS = "backs"
    FOLD = "fold"
    LARGE = "large"
    POSTER = "poster"
    PLAN = "plan"
    PRESS = "press"

    @property
    def traits(self) -> Traits:
        """What is true of the layout."""
        return _TRAITS[self]


_ON_SHEETS = {
    "together": "only a poster has room for several languages",
    "bleed": "only files for a print shop have bleed that you choose",
    "paper": "the stock decides its paper",
}
"""Settings without effect on sheets of stock."""

_TRAITS = {
    Layout.DUPLEX: Traits(
        combined=True,
        turns=True,
        said=": cards to print on both sides of the sheet",
        gist="print on both sides",
        ignores=_ON_SHEETS,
    ),
    Layout.FRONTS: Traits(
        sides=("bearer",),
        said=" only: print the backs on the same sheets from their own file (--layout backs)",
        gist="print one side, then the other",
        ignores=_ON_SHEETS
        | {
            "flip": "fronts are the same for either edge",
            "printer": "it has no backs to move",
            "interpreter": "it is on the officer's side",
        },
    ),
    Layout.BACKS: Traits(
        sides=("officer",),
        said=" only: print them on the sheets of the fronts, which have their own file (--layout fronts)",
        gist="print one side, then the other",
        ignores=_ON_SHEETS | {"write_in": "it is on the bearer's side"},
    ),
    Layout.FOLD: Traits(
        combined=True,
        stock="plain-letter",  # perforated cards come apart where they should fold
        said=": both sides next to each other, to print on one side, fold and glue",
        gist="print, fold and glue",
        ignores=_ON_SHEETS | {"flip": "it is printed on one side", "printer": "it has no backs to move"},
    ),
    Layout.LARGE: Traits(
        combined=True,
        on_stock=False,
        turns=True,
        papers=_SMALL,
        said=": two cards in large print on a sheet, to print on both sides",
        gist="large print, two cards on a sheet",
        theme="outline",  # whole pages of red would use up a printer's ink
        ignores={key: _ON_SHEETS[key] for key in ("together", "bleed")},
    ),
    Layout.POSTER: Traits(
        counted=False,
        on_stock=False,
        papers=(*_SMALL, *_LARGE),
        theme="outline",
        together=True,
        carried=False,
        said=": one page for the bearer and one for the officer, each printed on one side",
        gist="for a door or a wall",
        noun="poster",
        ignores={
            "bleed": _ON_SHEETS["bleed"],
            **dict.fromkeys(("write_in", "interpreter"), "nobody carries a poster"),
            "copies": "each file is one poster, which you can print as often as you like",
            "printer": "each side is a page of its own",
            **dict.fromkeys(("exact", "start_at", "flip"), "each side is a page of its own"),
        },
    ),
    Layout.PLAN: Traits(
        sides=("bearer",),
        counted=False,
        on_stock=False,
        papers=(*_SMALL, *_LARGE),
        theme="outline",
        themes=("outline",),  # people write on it with any pen
        carried=False,
        said=": one page to fill in, printed on one side and folded",
        gist="to fill in and fold",
        noun="plan",
        is_plan=True,
        ignores={
            **{key: _ON_SHEETS[key] for key in ("together", "bleed")},
            "write_in": "a plan has lines of its own to write on",
            "interpreter": "a plan has no officer's side",
            "copies": "each file is one plan, which you can print as often as you like",
            **dict.fromkeys(("printer", "exact", "start_at", "flip"), "a plan is one page, printed on one side"),
        },
    ),
    Layout.PRESS: Traits(
        counted=False,
        on_stock=False,
        themes=("red", "outline"),
        shop=True,
        said=": one card for a print shop, not for a printer of your own",
        gist="for a print shop",
        ignores={
            "together": _ON_SHEETS["together"],
            "paper": "a print shop chooses the paper",
            "copies": "you tell the print shop how many to make",
            "printer": "a print shop aligns the sides itself",
            **dict.fromkeys(("exact", "start_at", "flip"), "a print shop gets one card and arranges the sheets itself"),
        },
    ),
}

CARD_LAYOUTS = tuple(layout for layout in Layout if not layout.traits.is_plan)
"""The layouts for scripts that say what a card says, the usual one first."""

PLAN_LAYOUTS = tuple(layout for layout in Layout if layout.traits.is_plan)
"""The layouts for scripts with a plan to fill in, the usual one first."""
