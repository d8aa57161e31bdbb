"""The fonts of one document: character codes for clusters, then Type0 font objects.

One Type0 font with a CIDFontType2 descendant and the encoding Identity-H for each face (ISO 32000-1, 9.7). A code
stands for a cluster's outline and its text together, so ToUnicode is exact even where one outline serves two texts.
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary

from cards.draw.font_file import Shape, build_font
from cards.draw.objects import Document, number, pdf_name
from cards.read.typefaces import Typeface
from cards.typeset.marks import Cluster
from cards.typeset.text import harfbuzz

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

    def encode(self, clusters: Sequence[Cluster]) -> list[tuple[str, int]]:
        """For each cluster the code that draws it, in hexadecimal, and the advance that a reader gives it, in font
        units."""
        known = self._known
        for cluster in clusters:
            if cluster not in known:
                known[cluster] = self._encode(cluster)
        return [known[cluster] for cluster in clusters]

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
        file = _embedded(self.typeface, tuple(self._codes), tuple(self._shapes.items()))
        descriptor = PDFDictionary({
            "Type": pdf_name("FontDescriptor"),
            "FontName": file.name,
            "Flags": _SYMBOLIC,
            "FontBBox": file.box,
            "ItalicAngle": 0,
            "Ascent": file.ascent,
            "Descent": file.descent,
            "CapHeight": file.ascent,
            "StemV": 80,
            "FontFile2": document.stream(file.program, Length1=len(file.program)),
        })  # fmt: skip
        descendant = PDFDictionary({
            "Type": pdf_name("Font"),
            "Subtype": pdf_name("CIDFontType2"),
            "BaseFont": file.name,
            "CIDSystemInfo": "<< /Ordering (Identity) /Registry (Adobe) /Supplement 0 >>",
            "FontDescriptor": document.add(descriptor),
            "DW": 0,
            "W": file.widths,
            "CIDToGIDMap": document.stream(file.glyph_ids),
        })  # fmt: skip
        return PDFDictionary({
            "Type": pdf_name("Font"),
            "Subtype": pdf_name("Type0"),
            "BaseFont": file.name,
            "Encoding": pdf_name("Identity-H"),
            "DescendantFonts": PDFArray([document.add(descendant)]),
            "ToUnicode": document.stream(file.to_unicode),
        })  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Embedded:
    """A subset as a file has it: streams as bytes, dictionary entries in PDF syntax."""

    name: str
    program: bytes
    box: str
    ascent: int
    descent: int
    widths: str
    glyph_ids: bytes
    to_unicode: bytes


@lru_cache(maxsize=256)
def _embedded(
    typeface: Typeface, codes: tuple[tuple[Shape, str], ...], shapes: tuple[tuple[Shape, int], ...]
) -> _Embedded:
    """The subset for codes 1, 2, 3 ...; cached, because cards in other scripts use the same few Latin letters."""
    file = build_font(typeface, dict(shapes))
    metrics = harfbuzz.metrics(typeface)
    scale = 1000 / metrics.upem
    widths = " ".join(number(file.advances[shape] * scale) for shape, _ in codes)
    return _Embedded(
        name=pdf_name(f"{_tag(file.data)}+{typeface.name}"),
        program=file.data,
        box=f"[ {' '.join(str(round(bound * scale)) for bound in file.bounds)} ]",
        ascent=round(metrics.ascender * scale),
        descent=round(metrics.descender * scale),
        widths=f"[ 1 [ {widths} ] ]",
        glyph_ids=struct.pack(f">{len(codes) + 1}H", 0, *(file.glyphs[shape] for shape, _ in codes)),
        to_unicode="".join(_to_unicode([text for _, text in codes])).encode("ascii"),
    )


def _to_unicode(texts: Sequence[str]) -> Iterator[str]:
    entries = [f"<{code:04X}> <{_utf16(_from_left(text))}>" for code, text in enumerate(texts, 1) if text]
    yield _CMAP_HEAD
    for first in range(0, len(entries), _CMAP_BLOCK):
        block = entries[first : first + _CMAP_BLOCK]
        yield f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n"
    yield _CMAP_TAIL


def _from_left(text: str) -> str:
    """The text of a code in the order on the paper, from left to right.

    Poppler, PDFium and pdf.js read a line of right-to-left letters from left to right and reverse it, character by
    character, within the text of a code as well.
    """
    return text[::-1] if len(text) > 1 and any(map(is_right_to_left, text)) else text


@lru_cache(maxsize=4096)
def is_right_to_left(letter: str) -> bool:
    """Whether a letter runs from right to left (UAX #9, 3.2)."""
    return unicodedata.bidirectional(letter) in ("R", "AL")


@lru_cache(maxsize=16384)
def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _tag(data: bytes) -> str:
    """The six capitals that name a subset (ISO 32000-1, 9.6.4), from its content so that they are always the same."""
    return "".join(chr(65 + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
