"""Reads QR symbols with an independent decoder, each before it is printed. The only user of zxing-cpp."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cards.errors import DoesNotFit
from cards.typeset.symbol import QUIET_ZONE, Symbol

_PIXELS = 4
"""Pixels to a module in the picture that is read: about what a phone sees of a card held at 20 cm."""


@dataclass(frozen=True, slots=True)
class FoundSymbol:
    """A symbol in a picture: what it holds, the modules along a side, and its four corners in pixels."""

    content: str
    modules: int
    corners: tuple[tuple[int, int], ...]


def find_symbols(pixels: bytes, width: int, height: int) -> list[FoundSymbol]:
    """The QR symbols, dark on light, in a greyscale picture of a byte a pixel, row by row."""
    import zxingcpp

    found = zxingcpp.read_barcodes(
        memoryview(pixels).cast("B", shape=[height, width]),
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        try_invert=False,
    )
    return [_symbol(each) for each in found if each.valid]


def _symbol(found: Any) -> FoundSymbol:
    """A symbol of version v has 17 + 4 v modules along a side (ISO/IEC 18004, 5.3.1)."""
    place = found.position
    points = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    modules = 17 + 4 * int(found.extra["Version"])
    return FoundSymbol(found.text, modules, tuple((point.x, point.y) for point in points))


@lru_cache(maxsize=4096)
def check_symbol(symbol: Symbol) -> None:
    """Raises DoesNotFit unless the symbol, drawn dark on light, reads as exactly what it should hold."""
    side = symbol.span * _PIXELS
    found = find_symbols(_picture(symbol), side, side)
    if [each.content for each in found] != [symbol.content]:
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
