"""Reads every QR symbol with an independent decoder before it is printed.

The decoder is passed in, because a browser has a different one from the command line (`decoding`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from cards.errors import DoesNotFit, setting
from cards.typeset.symbol import QUIET_ZONE, Symbol

Decoder = Callable[[bytes, int, int], Sequence[str]]
"""Returns the content of the dark-on-light QR symbols in a grayscale picture (bytes by row), given width and height."""

_PIXELS = 4
"""Pixels per module in the picture to decode: about what a phone sees of a card at 20 cm."""


@lru_cache(maxsize=4096)
def read_back(symbol: Symbol, decode: Decoder) -> None:
    """Raises DoesNotFit unless the symbol, drawn dark on light, reads as exactly what it should hold."""
    side = symbol.span * _PIXELS
    if list(decode(_picture(symbol), side, side)) != [symbol.content]:
        raise DoesNotFit(
            f"The QR code for {symbol.content} does not scan correctly.",
            f"Give another address with {setting('link')}, and please report this one.",
        )


def _picture(symbol: Symbol) -> bytes:
    """A grayscale picture, one byte per pixel, row by row."""
    light = b"\xff" * _PIXELS
    quiet = light * QUIET_ZONE
    blank = light * symbol.span
    rows = [blank] * (QUIET_ZONE * _PIXELS)
    for row in symbol.modules:
        line = quiet + b"".join(b"\0" * _PIXELS if module else light for module in row) + quiet
        rows += [line] * _PIXELS
    return b"".join([*rows, *[blank] * (QUIET_ZONE * _PIXELS)])
