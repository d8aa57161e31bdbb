"""Reads QR symbols with an independent decoder, each before it is printed.

The decoder is handed in, because a browser has another one than the command line (`decoding`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from cards.errors import DoesNotFit, setting
from cards.typeset.symbol import QUIET_ZONE, Symbol

Decoder = Callable[[bytes, int, int], Sequence[str]]
"""What the QR symbols, dark on light, in a greyscale picture hold: a byte a pixel, row by row; its width and height."""

_PIXELS = 4
"""Pixels to a module in the picture that is read: about what a phone sees of a card held at 20 cm."""


@lru_cache(maxsize=4096)
def read_back(symbol: Symbol, decode: Decoder) -> None:
    """Raises DoesNotFit unless the symbol, drawn dark on light, reads as exactly what it should hold."""
    side = symbol.span * _PIXELS
    if list(decode(_picture(symbol), side, side)) != [symbol.content]:
        raise DoesNotFit(
            f"The QR code for {symbol.content} does not read back as it should.",
            f"Give another address with {setting('link')}, and please report this one.",
        )


def _picture(symbol: Symbol) -> bytes:
    """A greyscale picture, a byte a pixel, row by row."""
    light = b"\xff" * _PIXELS
    quiet = light * QUIET_ZONE
    blank = light * symbol.span
    rows = [blank] * (QUIET_ZONE * _PIXELS)
    for row in symbol.modules:
        line = quiet + b"".join(b"\0" * _PIXELS if module else light for module in row) + quiet
        rows += [line] * _PIXELS
    return b"".join([*rows, *[blank] * (QUIET_ZONE * _PIXELS)])
