"""Reads QR symbols in pictures with another program than makes them. The only user of zxing-cpp."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FoundSymbol:
    """A symbol in a picture: its content, the modules along a side, and its four corners in pixels."""

    content: str
    modules: int
    corners: tuple[tuple[int, int], ...]


def decode(pixels: bytes, width: int, height: int) -> tuple[str, ...]:
    """The content of the symbols in a picture, as defined by `readback.Decoder`."""
    return tuple(each.content for each in find_symbols(pixels, width, height))


def find_symbols(pixels: bytes, width: int, height: int) -> list[FoundSymbol]:
    """The QR symbols, dark on light, in a grayscale picture, one byte per pixel, row by row."""
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
