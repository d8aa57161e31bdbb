"""The font files inside a PDF: HarfBuzz subsets, with a composite glyph for each cluster of several glyphs.

A cluster whose glyphs overlap or are shifted (a vowel sign over a letter, a Nastaliq word) becomes one TrueType
composite glyph with its own CID. Then a CID stands for exactly the characters of its cluster, and every reader copies
and searches the text that went in. Composites are written straight into `glyf`, `loca` and `hmtx`; parsing the
subset with a font library would take longer than everything else together.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

from cards.read.typefaces import Typeface
from cards.typeset.text import harfbuzz

Shape = tuple[tuple[int, int, int], ...]
"""The glyphs of a cluster: (glyph id, x, y) in font units."""

_PLACED, _MORE = 0x0001 | 0x0002 | 0x0004, 0x0020
"""Component flags ARG_1_AND_2_ARE_WORDS, ARGS_ARE_XY_VALUES and ROUND_XY_TO_GRID; MORE_COMPONENTS (OpenType, glyf)."""

_BOX, _HEAD, _PART = struct.Struct(">4h"), struct.Struct(">5h"), struct.Struct(">HHhh")
"""A bounding box; the head of a composite glyph, with its box; one component: flags, glyph, x, y."""

_ZEROS = (b"", b"\0", b"\0\0", b"\0\0\0")


@dataclass(frozen=True, slots=True)
class FontFile:
    """A TrueType font for embedding: its bytes, glyph id and advance (font units) of each shape, bounding box."""

    data: bytes
    glyphs: dict[Shape, int]
    advances: dict[Shape, int]
    bounds: tuple[int, int, int, int]


def build_font(typeface: Typeface, shapes: dict[Shape, int]) -> FontFile:
    """The font that holds those shapes; the value of each is the advance that a composite is given, in font units."""
    data, renumbered = harfbuzz.subset(typeface, {glyph for shape in shapes for glyph, _, _ in shape})
    font = _Tables(data)
    glyphs: dict[Shape, int] = {}
    advances: dict[Shape, int] = {}
    for shape, advance in shapes.items():
        if len(shape) == 1 and shape[0][1] == shape[0][2] == 0:
            glyphs[shape] = renumbered[shape[0][0]]
            advances[shape] = font.advances[glyphs[shape]]
        else:
            parts = [(renumbered[glyph], x, y) for glyph, x, y in shape]
            glyphs[shape] = font.add_composite(parts, advance)
            advances[shape] = advance
    return FontFile(font.joined(), glyphs, advances, font.bounds)


class _Tables:
    """The tables of a subset, taken apart to have glyphs added and put together again."""

    def __init__(self, data: bytes) -> None:
        count = struct.unpack_from(">H", data, 4)[0]
        self.tables: dict[bytes, bytes] = {}
        for place in range(count):
            tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * place)
            self.tables[tag] = data[offset : offset + length]
        head = self.tables[b"head"]
        glyph_count = struct.unpack_from(">H", self.tables[b"maxp"], 4)[0]
        self.boxes: list[tuple[int, int, int, int]] = [_BOX.unpack_from(head, 36)]
        self.outlines = self._split_glyf(glyph_count, long=struct.unpack_from(">h", head, 50)[0] == 1)
        self.advances, self.bearings = self._split_hmtx(glyph_count)
        self.most_components = 0

    def _split_glyf(self, count: int, *, long: bool) -> list[bytes]:
        loca = self.tables[b"loca"]
        offsets = struct.unpack_from(f">{count + 1}{'L' if long else 'H'}", loca)
        scale = 1 if long else 2
        glyf = self.tables[b"glyf"]
        return [glyf[start * scale : end * scale] for start, end in pairwise(offsets)]

    def _split_hmtx(self, count: int) -> tuple[list[int], list[int]]:
        hmtx = self.tables[b"hmtx"]
        full = struct.unpack_from(">H", self.tables[b"hhea"], 34)[0]
        pairs = struct.unpack_from(">" + "Hh" * full, hmtx)
        rest = struct.unpack_from(f">{count - full}h", hmtx, 4 * full)
        advances = [*pairs[0::2], *[pairs[-2]] * (count - full)]
        return advances, [*pairs[1::2], *rest]

    def add_composite(self, parts: Sequence[tuple[int, int, int]], advance: int) -> int:
        """Appends a glyph made of others at offsets, with that advance; returns its id."""
        visible = [part for part in parts if self.outlines[part[0]]]
        box = self._box(visible) if visible else (0, 0, 0, 0)
        self.outlines.append(self._composite(visible, box))
        self.advances.append(advance)
        self.bearings.append(box[0])
        self.boxes.append(box)
        self.most_components = max(self.most_components, len(visible))
        return len(self.outlines) - 1

    def _box(self, parts: Sequence[tuple[int, int, int]]) -> tuple[int, int, int, int]:
        lefts, lows, rights, highs = [], [], [], []
        for glyph, x, y in parts:
            left, low, right, high = _BOX.unpack_from(self.outlines[glyph], 2)
            lefts.append(left + x)
            lows.append(low + y)
            rights.append(right + x)
            highs.append(high + y)
        return min(lefts), min(lows), max(rights), max(highs)

    @staticmethod
    def _composite(parts: Sequence[tuple[int, int, int]], box: tuple[int, int, int, int]) -> bytes:
        if not parts:
            return b""
        *others, last = parts
        pieces = [_PART.pack(_PLACED | _MORE, *part) for part in others]
        return b"".join((_HEAD.pack(-1, *box), *pieces, _PART.pack(_PLACED, *last)))

    @property
    def bounds(self) -> tuple[int, int, int, int]:
        """The box around every glyph, including composites."""
        lefts, lows, rights, highs = zip(*self.boxes, strict=True)
        return min(lefts), min(lows), max(rights), max(highs)

    def joined(self) -> bytes:
        """The font put together, with long `loca` offsets and one metric for each glyph."""
        padded = [outline + _ZEROS[-len(outline) % 4] for outline in self.outlines]
        offsets = accumulate(map(len, padded), initial=0)
        count = len(self.outlines)
        self.tables[b"glyf"] = b"".join(padded)
        self.tables[b"loca"] = struct.pack(f">{count + 1}L", *offsets)
        metrics = chain.from_iterable(zip(self.advances, self.bearings, strict=True))
        self.tables[b"hmtx"] = struct.pack(">" + "Hh" * count, *metrics)
        hhea = bytearray(self.tables[b"hhea"])
        struct.pack_into(">H", hhea, 34, count)
        struct.pack_into(">H", hhea, 10, max(self.advances))
        self.tables[b"hhea"] = bytes(hhea)
        self.tables[b"maxp"] = self._maxp(count)
        head = bytearray(self.tables[b"head"])
        struct.pack_into(">L", head, 8, 0)
        struct.pack_into(">4h", head, 36, *self.bounds)
        struct.pack_into(">h", head, 50, 1)
        self.tables[b"head"] = bytes(head)
        return self._wrapped()

    def _maxp(self, count: int) -> bytes:
        """Upper bounds for rasterizers that reserve memory by them (OpenType, maxp version 1.0)."""
        maxp = bytearray(self.tables[b"maxp"])
        points, contours, composite_points, composite_contours = struct.unpack_from(">4H", maxp, 6)
        elements, depth = struct.unpack_from(">2H", maxp, 28)
        most = self.most_components
        if most:
            composite_points = min(0xFFFF, most * max(points, composite_points))
            composite_contours = min(0xFFFF, most * max(contours, composite_contours))
            depth += 1
        struct.pack_into(">3H", maxp, 4, count, points, contours)
        struct.pack_into(">2H", maxp, 10, composite_points, composite_contours)
        struct.pack_into(">2H", maxp, 28, max(elements, most), depth)
        return bytes(maxp)

    def _wrapped(self) -> bytes:
        """The sfnt wrapper: table directory in order of tags, tables padded to four bytes (OpenType, font file)."""
        tags = sorted(self.tables)
        power = len(tags).bit_length() - 1
        search = 16 << power
        header = struct.pack(">LHHHH", 0x00010000, len(tags), search, power, 16 * len(tags) - search)
        offset = 12 + 16 * len(tags)
        directory, bodies = [], []
        for tag in tags:
            body = self.tables[tag]
            padded = body + bytes(-len(body) % 4)
            directory.append(struct.pack(">4sLLL", tag, _checksum(padded), offset, len(body)))
            bodies.append(padded)
            offset += len(padded)
        return b"".join([header, *directory, *bodies])


def _checksum(padded: bytes) -> int:
    """The sum of the big-endian words of a table (OpenType, calculating checksums)."""
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF
