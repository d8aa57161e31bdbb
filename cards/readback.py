"""Reads a QR symbol back with an independent decoder before it is printed. The only user of zxing-cpp."""

from __future__ import annotations

from functools import lru_cache

from cards.errors import DoesNotFit
from cards.typeset.symbol import QUIET_ZONE, Symbol

_PIXELS = 4
"""Pixels to a module in the picture that is read: about what a phone sees of a card held at 20 cm."""


@lru_cache(maxsize=4096)
def check_symbol(symbol: Symbol) -> None:
    """Raises DoesNotFit unless the symbol, drawn dark on light, reads as exactly what it should hold."""
    import zxingcpp

    side = symbol.span * _PIXELS
    found = zxingcpp.read_barcodes(
        memoryview(_picture(symbol)).cast("B", shape=[side, side]),
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        try_invert=False,
    )
    if [each.text for each in found] != [symbol.content]:
        raise DoesNotFit(
            f"The QR code for {symbol.content} does not read back as it should.",
            "Give another address with --link, and please report this one.",
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
