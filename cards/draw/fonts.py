"""The fonts of one document: character codes for clusters, then Type0 font objects.

One Type0 font with a CIDFontType2 descendant and the encoding Identity-H for each face (ISO 32000-1, 9.7). A code
stands for a cluster's outline and its text together, so ToUnicode is exact even where one outline serves two texts.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString

from cards.draw.font_file import Shape, build_font
from cards.draw.objects import Document, number, pdf_name
from cards.read.typefaces import Typeface
from cards.typeset import harfbuzz
from cards.typeset.marks import Cluster

_SYMBOLIC = 4
"""Font flag 3: the font has glyphs outside the standard Latin set (ISO 32000-1, table 123)."""

_CMAP_HEAD = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_CMAP_BLOCK = 100
"""Entries to a block of bfchar (Adobe Technical Note 5014, 1.4.1)."""


class DocumentFont:
    """One face as a document uses it. `resource` is its name in resource dictionaries."""

    def __init__(self, typeface: Typeface, resource: str) -> None:
        self.typeface = typeface
        self.resource = resource
        self._codes: dict[tuple[Shape, str], int] = {}
        self._shapes: dict[Shape, int] = {}
        self._known: dict[Cluster, tuple[str, int]] = {}

    def copy(self) -> DocumentFont:
        """The font with the codes given so far, to which another document may add."""
        other = DocumentFont(self.typeface, self.resource)
        other._codes, other._shapes, other._known = self._codes.copy(), self._shapes.copy(), self._known.copy()
        return other

    def encode(self, cluster: Cluster) -> tuple[str, int]:
        """The code that draws a cluster, in hexadecimal, and the advance that a reader gives it, in font units."""
        known = self._known.get(cluster)
        if known is None:
            known = self._known[cluster] = self._encode(cluster)
        return known

    def _encode(self, cluster: Cluster) -> tuple[str, int]:
        shape = cluster.glyphs
        if len(shape) == 1 and shape[0][1] == 0 and shape[0][2] == 0:
            drawn = self._shapes.setdefault(shape, harfbuzz.nominal_advance(self.typeface, shape[0][0]))
        else:
            drawn = self._shapes.setdefault(shape, max(0, cluster.advance))
        key = (shape, cluster.text)
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = len(self._codes) + 1
        return f"{code:04X}", drawn

    def add_to(self, document: Document) -> PDFDictionary:
        """Writes the subset and its dictionaries; returns the Type0 font."""
        file = build_font(self.typeface, self._shapes)
        metrics = harfbuzz.metrics(self.typeface)
        scale = 1000 / metrics.upem
        name = pdf_name(f"{_tag(file.data)}+{self.typeface.name}")
        ordered = [(code, shape, text) for (shape, text), code in self._codes.items()]  # codes count up
        glyph_ids = struct.pack(f">{len(ordered) + 1}H", 0, *(file.glyphs[shape] for _, shape, _ in ordered))
        widths = " ".join(number(file.advances[shape] * scale) for _, shape, _ in ordered)
        descriptor = PDFDictionary({
            "Type": pdf_name("FontDescriptor"),
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": f"[ {' '.join(str(round(bound * scale)) for bound in file.bounds)} ]",
            "ItalicAngle": 0,
            "Ascent": round(metrics.ascender * scale),
            "Descent": round(metrics.descender * scale),
            "CapHeight": round(metrics.ascender * scale),
            "StemV": 80,
            "FontFile2": document.stream(file.data, Length1=len(file.data)),
        })  # fmt: skip
        descendant = PDFDictionary({
            "Type": pdf_name("Font"),
            "Subtype": pdf_name("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": PDFDictionary(
                {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": document.add(descriptor),
            "DW": 0,
            "W": f"[ 1 [ {widths} ] ]",
            "CIDToGIDMap": document.stream(glyph_ids),
        })  # fmt: skip
        return PDFDictionary({
            "Type": pdf_name("Font"),
            "Subtype": pdf_name("Type0"),
            "BaseFont": name,
            "Encoding": pdf_name("Identity-H"),
            "DescendantFonts": PDFArray([document.add(descendant)]),
            "ToUnicode": document.stream("".join(_to_unicode(ordered)).encode("ascii")),
        })  # fmt: skip


def _to_unicode(ordered: list[tuple[int, Shape, str]]) -> Iterator[str]:
    entries = [f"<{code:04X}> <{_utf16(text)}>" for code, _, text in ordered if text]
    yield _CMAP_HEAD
    for first in range(0, len(entries), _CMAP_BLOCK):
        block = entries[first : first + _CMAP_BLOCK]
        yield f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n"
    yield _CMAP_TAIL


@lru_cache(maxsize=16384)
def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _tag(data: bytes) -> str:
    """The six capitals that name a subset (ISO 32000-1, 9.6.4), from its content so that they are always the same."""
    return "".join(chr(65 + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
