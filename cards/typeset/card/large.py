"""Large print for low vision: if there is no room for all, the words take precedence over the size of the number, and
over the pictograms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cards.errors import Notice, StatementsTooLong, setting
from cards.merge.card_text import Footer, SideText
from cards.typeset.card.face import bearer_face
from cards.typeset.designs import LOW_VISION
from cards.typeset.fitting import best_of
from cards.typeset.frame import Frame, Style
from cards.typeset.marks import Face

NUMBERS = (13.0, 11.0, 9.0)
"""The sizes of the number that are tried, in units: 39, 33 and 27 points."""


def large_face(side: SideText, footer: Footer, frame: Frame, styles: Sequence[Style]) -> Face:
    """The bearer's side in large print, with the largest number that leaves room for the words, and a warning if it has
    no room for pictograms. Raises DoesNotFit, with the excess that remains without pictograms.
    """
    ways = [(pictured, number) for pictured in dict.fromkeys((frame.pictured, False)) for number in NUMBERS]
    try:
        return best_of(ways, lambda way: _face(*way, side, footer, frame, styles))
    except StatementsTooLong as error:
        larger = f"Use {setting('layout', 'poster')}, which has more room"
        asked = any(setting(name) in error.remedy for name in ("write_in", "link"))
        remedy = f"{larger}. {error.remedy}" if asked else f"{larger}, or shorten a translation."
        raise StatementsTooLong(error.cause, remedy, over=error.over, string=error.string) from error


def _face(pictured: bool, number: float, side: SideText, footer: Footer, frame: Frame, styles: Sequence[Style]) -> Face:
    design = replace(frame.design, number=(number, frame.design.number[1]))
    face = bearer_face(side, footer, replace(frame, design=design, pictured=pictured), styles)
    if pictured == frame.pictured:
        return face
    fact = f"no room for pictograms at {LOW_VISION:.0f} pt"
    left_out = Notice("no-room", fact, f"{setting('layout', 'poster')} has more", ("pictograms",))
    return replace(face, warnings=(*face.warnings, left_out))
