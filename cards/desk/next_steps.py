"""What to do with a file that no printer finishes by itself."""

from __future__ import annotations

from cards.errors import setting
from cards.read.layouts import Layout
from cards.read.stocks import Flip


def next_steps(layout: Layout, flip: Flip, *, cut_marks: bool) -> str:
    """What is to be done with files of a layout that no printer finishes by itself; "" for the others.

    The words are those of the cover sheet of a pack (`merge.how_to_print`).
    """
    if layout is Layout.FRONTS:
        return (
            f"Print these on one side, at actual size. The officer's side is in {setting('layout', 'backs')}: let the "
            "ink dry, and print that on the other side of the same sheets. Try it with one sheet."
        )
    if layout is Layout.BACKS:
        is_long = flip is Flip.LONG_EDGE
        over = "over like the page of a book" if is_long else "up and over like the page of a wall calendar"
        return (
            f"Print these on sheets that have their fronts: turn the sheets {over} and put them back into the tray. "
            "Try it with one sheet, and hold it against the light: the two sides of each card must meet."
        )
    if layout is Layout.FOLD and cut_marks:
        return "Fold along the dashed marks, glue, press flat, then cut along the outer marks."
    if layout is Layout.FOLD:
        return "Take the pieces apart, fold each in the middle, glue, and press flat."
    return ""
