"""Layouts: how cards get onto paper."""

from __future__ import annotations

from enum import Enum


class Layout(Enum):
    """How cards are put on paper, by the name that users give."""

    DUPLEX = "duplex"
    FRONTS = "fronts"
    BACKS = "backs"
    FOLD = "fold"
    PRESS = "press"
    LARGE = "large"
    POSTER = "poster"

    @property
    def on_stock(self) -> bool:
        """Whether it puts cards on the places of a sheet of stock."""
        return self in (Layout.DUPLEX, Layout.FRONTS, Layout.BACKS, Layout.FOLD)

    @property
    def turns(self) -> bool:
        """Whether the printer prints both sides of a sheet in one go, and so flips it."""
        return self in (Layout.DUPLEX, Layout.LARGE)
