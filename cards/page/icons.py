"""The icon of the site, drawn from one list of shapes: as SVG, and as PNG for home screens.

A white card on red, with a heading, two lines and a code: no letters, so no font is needed. Every shape but the ground
is inside a circle of four fifths of the width, to which a system may cut the icon (W3C, “Maskable icons”).
"""

from __future__ import annotations

import math
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache

from cards.page.html import Markup, tag

SIZES = (192, 512)
"""Pixels: what browsers ask for to put a page on the home screen."""

_GRID = 96
_FINE = 4
"""Rows per pixel that are looked at when the edges are smoothed."""

_RED, _WHITE = (200, 16, 46), (255, 255, 255)


@dataclass(frozen=True, slots=True)
class _Box:
    """A rectangle with rounded corners on a grid of `_GRID`, y pointing down."""

    left: float
    top: float
    right: float
    bottom: float
    radius: float
    color: tuple[int, int, int]

    def span(self, y: float) -> tuple[float, float]:
        """From where to where it reaches at that height; an empty span above and below it."""
        if not self.top <= y <= self.bottom:
            return 0, 0
        depth = max(self.top + self.radius - y, y - self.bottom + self.radius, 0)
        inset = self.radius - (self.radius**2 - depth**2) ** 0.5
        return self.left + inset, self.right - inset


_SHAPES = (
    _Box(0, 0, _GRID, _GRID, 0, _RED),
    _Box(15, 28, 81, 68, 5, _WHITE),
    _Box(20, 33, 58, 40, 1.5, _RED),
    _Box(20, 45, 52, 49, 1, _RED),
    _Box(20, 53, 52, 57, 1, _RED),
    _Box(58, 45, 76, 63, 1, _RED),
    _Box(61, 48, 73, 60, 0.5, _WHITE),
    _Box(64, 51, 70, 57, 0.5, _RED),
)


def svg_icon() -> str:
    """The icon as SVG."""
    shapes = (
        tag(
            "rect",
            x=f"{each.left:g}",
            y=f"{each.top:g}",
            width=f"{each.right - each.left:g}",
            height=f"{each.bottom - each.top:g}",
            rx=f"{each.radius:g}",
            fill="#{:02x}{:02x}{:02x}".format(*each.color),
        )
        for each in _SHAPES
    )
    drawing: Markup = tag("svg", *shapes, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {_GRID} {_GRID}")
    return f"{drawing.text}\n"


def png_icon(size: int) -> bytes:
    """The icon as a PNG of that many pixels on each side (ISO/IEC 15948), 8 bits of red, green and blue."""
    rows = b"".join(b"\0" + _row(y, size) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def _row(y: int, size: int) -> bytes:
    """A row of pixels."""
    scale = size / _GRID
    heights = [(y + (fine + 0.5) / _FINE) / scale for fine in range(_FINE)]
    spans = tuple(tuple(tuple(edge * scale for edge in shape.span(each)) for each in heights) for shape in _SHAPES)
    return _filled(spans, size)


@lru_cache(maxsize=64)
def _filled(spans: tuple[tuple[tuple[float, ...], ...], ...], size: int) -> bytes:
    """The pixels of a row, from where each shape begins and ends at the heights in it; most rows are like the last.

    Each shape covers what is below it, in proportion where an edge crosses a pixel.
    """
    pixels: list[tuple[float, ...]] = [(0.0, 0.0, 0.0)] * size
    for shape, edges in zip(_SHAPES, spans, strict=True):
        first, last = int(min(left for left, _ in edges)), min(size, int(max(right for _, right in edges)) + 1)
        for x in range(first, last):
            part = math.fsum(max(0.0, min(right, x + 1) - max(left, x)) for left, right in edges) / _FINE
            pixels[x] = tuple(a + (b - a) * part for a, b in zip(pixels[x], shape.color, strict=True))
    return bytes(round(part) for pixel in pixels for part in pixel)
