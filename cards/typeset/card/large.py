"""Large print for low vision: if there is no room for both, the words take precedence over the pictograms."""

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


def large_face(side: SideText, footer: Footer, frame: Frame, styles: Sequence[Style]) -> Face:
    """The bearer's side in large print, with a warning if it has no room for pictograms. Raises DoesNotFit, with the
    excess that remains without pictograms.
    """
    try:
        return best_of(
            dict.fromkeys((frame.pictured, False)), lambda pictured: _face(pictured, side, footer, frame, styles)
        )
    except StatementsTooLong as error:
        larger = f"Use {setting('layout', 'poster')}, which has more room"
        asked = any(setting(name) in error.remedy for name in ("write_in", "link"))
        remedy = f"{larger}. {error.remedy}" if asked else f"{larger}, or shorten a translation."
        raise StatementsTooLong(error.cause, remedy, over=error.over, string=error.string) from error


def _face(pictured: bool, side: SideText, footer: Footer, frame: Frame, styles: Sequence[Style]) -> Face:
    face = bearer_face(side, footer, replace(frame, pictured=pictured), styles)
    if pictured == frame.pictured:
        return face
    fact = f"no room for pictograms at {LOW_VISION:.0f} pt"
    left_out = Notice("no-room", fact, f"{setting('layout', 'poster')} has more", ("pictograms",))
    return replace(face, warnings=(*face.warnings, left_out))
