"""A thin layer over ReportLab's PDF objects, and the file that contains them.

ReportLab's canvas is not used: it registers an unembedded Helvetica, leaves an empty /Trans on each page, drops
catalog entries that it does not know, and takes three times as long to import as the object layer under it. Nor is
its file writer: dictionaries go into a compressed object stream here, which makes a card's file a seventh smaller.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from functools import lru_cache
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFStream,
)
from reportlab.pdfbase.pdfdoc import format as formatted

from cards.measures import Rect

_LEVEL = 6
_HEADER = b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n"
"""The version, and four bytes over 127 that tell transfer programs the file is binary (ISO 32000-1, 7.5.2)."""

_SPECIAL, _ESCAPED = re.compile(r"([()\\])"), r"\\\1"
"""The characters that a literal string escapes with a backslash (ISO 32000-1, 7.3.4.2)."""

_END = b"startxref\n%d\n%%%%EOF\n"

_MOST_PACKED = 10_000
"""Objects in one stream: their places are written with two bytes, and a reader unpacks a whole stream for any of them.

No file of one language has more; those files have one stream."""

_IN_FILE, _IN_STREAM = 1, 2
"""Types of entries of a cross-reference stream (ISO 32000-1, table 18)."""


class Document:
    """Collects objects, and puts them together as the bytes of a PDF 1.7 file, or of a PDF 1.4 file for a press."""

    def __init__(self, *, for_press: bool = False) -> None:
        """An empty document."""
        self._for_press = for_press
        self._registry: Any = PDFDocument(compression=1, invariant=1)
        self._ready: dict[int, bytes] = {}

    def add(self, value: Any) -> PDFObjectReference:
        """Makes an object indirect."""
        reference: PDFObjectReference = self._registry.Reference(value)
        return reference

    def stream(self, content: bytes, **entries: Any) -> PDFObjectReference:
        """An indirect stream, deflated, with further dictionary entries."""
        data = _compressed(content)
        dictionary = PDFDictionary(entries)
        dictionary["Filter"] = pdf_name("FlateDecode")
        dictionary["Length"] = len(data)
        return self.add(PDFStream(dictionary=dictionary, content=data))

    def plain_stream(self, content: bytes, **entries: Any) -> PDFObjectReference:
        """An indirect stream that can be read without a program that knows PDF."""
        return self.add(PDFStream(dictionary=PDFDictionary({**entries, "Length": len(content)}), content=content))

    def reserve(self, count: int) -> int:
        """Reserves that many consecutive object numbers for `put`; returns the first."""
        first = int(self._registry.objectcounter) + 1
        self._registry.objectcounter += count
        return first

    def put(self, place: int, body: str) -> None:
        """Makes the object of a reserved number, given in PDF syntax.

        For objects of which a document has a hundred: ReportLab's own objects take ten times as long.
        """
        self._ready[place] = body.encode("ascii")

    def number_of(self, reference: PDFObjectReference) -> int:
        """The number of an indirect object."""
        return int(self._registry.idToObjectNumberAndVersion[reference.name][0])

    def finished(self, catalog: PDFDictionary, info: PDFDictionary) -> bytes:
        """The file. Its ID is a digest of its content (ISO 32000-1, 14.4), not of time or place."""
        root, about = self.add(catalog), self.add(info)
        file = _PressFile() if self._for_press else _File()
        registry = self._registry
        for number in range(1, registry.objectcounter + 1):
            if number in self._ready:
                file.pack(number, self._ready[number])
                continue
            value = registry.idToObject[registry.numberToId[number]]
            if isinstance(value, PDFStream):
                file.write(number, _stream(self._text(value.dictionary), value.content))
            else:
                file.pack(number, self._text(value))
        return file.closed(self._text(root), self._text(about))

    def _text(self, value: Any) -> bytes:
        """A value as ReportLab writes it, with shortcuts for the frequent kinds."""
        if isinstance(value, str):
            return value.encode("ascii")
        if isinstance(value, PDFObjectReference):
            return b"%d %d R" % self._registry.idToObjectNumberAndVersion[value.name]
        if isinstance(value, PDFDictionary):
            entries = (b"/%s %s" % (key.encode("ascii"), self._text(each)) for key, each in sorted(value.dict.items()))
            return b"<< " + b" ".join(entries) + b" >>"
        if isinstance(value, PDFArray):
            return b"[ " + b" ".join(map(self._text, value.sequence)) + b" ]"
        if isinstance(value, int):
            return b"%d" % value
        return bytes(formatted(value, self._registry))


@lru_cache(maxsize=64)
def _compressed(content: bytes) -> bytes:
    """Deflated content; cached, because every language has the same officer's side and sheets."""
    return zlib.compress(content, _LEVEL)


class _File:
    """A file under construction: streams as they come, everything else in object streams (ISO 32000-1, 7.5.7)."""

    version = b"1.7"

    def __init__(self) -> None:
        self.parts = [_HEADER % self.version]
        self.length = len(self.parts[0])
        self.entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        self.packed: list[tuple[int, bytes]] = []

    def write(self, number: int, body: bytes) -> None:
        """Appends a stream object."""
        self.entries[number] = (_IN_FILE, self.length, 0)
        part = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        self.parts.append(part)
        self.length += len(part)

    def pack(self, number: int, body: bytes) -> None:
        """Keeps an object for the object streams."""
        self.packed.append((number, body))

    def closed(self, root: bytes, info: bytes) -> bytes:
        """Appends the object streams and the cross-reference stream; returns the file."""
        holder = len(self.entries) + len(self.packed)
        for start in range(0, len(self.packed), _MOST_PACKED):
            self._object_stream(holder, self.packed[start : start + _MOST_PACKED])
            holder += 1
        self._cross_reference(holder, root, info)
        return b"".join(self.parts)

    def _object_stream(self, holder: int, packed: list[tuple[int, bytes]]) -> None:
        offsets, bodies, offset = [], [], 0
        for index, (number, body) in enumerate(packed):
            self.entries[number] = (_IN_STREAM, holder, index)
            offsets.append(b"%d %d" % (number, offset))
            bodies.append(body)
            offset += len(body) + 1
        head = b" ".join(offsets) + b"\n"
        entries = b"/Type /ObjStm /N %d /First %d" % (len(bodies), len(head))
        self.write(holder, _deflated(entries, head + b"\n".join(bodies)))

    def _cross_reference(self, number: int, root: bytes, info: bytes) -> None:
        start = self.length
        self.entries[number] = (_IN_FILE, start, 0)
        rows = b"".join(
            kind.to_bytes(1, "big") + place.to_bytes(4, "big") + index.to_bytes(2, "big")
            for _, (kind, place, index) in sorted(self.entries.items())
        )
        identity = self._identity()
        entries = b"/Type /XRef /Size %d /W [ 1 4 2 ] /Root %s /Info %s /ID [ <%s> <%s> ]"
        entries %= (number + 1, root, info, identity, identity)
        self.write(number, _deflated(entries, rows))
        self.parts.append(_END % start)

    def _identity(self) -> bytes:
        return hashlib.sha256(b"".join(self.parts)).hexdigest()[:32].encode("ascii")


class _PressFile(_File):
    """A file as before PDF 1.5: each object separate, their places in a table (PDF Reference 1.4, 3.4)."""

    version = b"1.4"

    def pack(self, number: int, body: bytes) -> None:
        """Appends an object."""
        self.write(number, body)

    def closed(self, root: bytes, info: bytes) -> bytes:
        """Appends the cross-reference table, whose entries have twenty bytes each, and the trailer."""
        start, identity = self.length, self._identity()
        places = [place for _, (_, place, _) in sorted(self.entries.items())]
        size = len(places)
        self.parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        self.parts += (b"%010d 00000 n \n" % place for place in places[1:])
        trailer = b"trailer\n<< /Size %d /Root %s /Info %s /ID [ <%s> <%s> ] >>\n"
        self.parts.append(trailer % (size, root, info, identity, identity))
        self.parts.append(_END % start)
        return b"".join(self.parts)


@lru_cache(maxsize=256)
def pdf_name(plain: str) -> str:
    """A PDF name."""
    return str(PDFName(plain))


def _deflated(entries: bytes, content: bytes) -> bytes:
    data = zlib.compress(content, _LEVEL)
    return _stream(b"<< %s /Filter /FlateDecode /Length %d >>" % (entries, len(data)), data)


def _stream(dictionary: bytes, data: bytes) -> bytes:
    """A stream; the end of line before endstream does not count in its length (ISO 32000-1, 7.3.8.1)."""
    return b"%s\nstream\n%s\nendstream" % (dictionary, data)


@lru_cache(maxsize=1024)
def text_string(text: str) -> str:
    """A text string: PDFDocEncoding for plain ASCII, otherwise UTF-16BE with its mark (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return f"({_SPECIAL.sub(_ESCAPED, text)})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def box(rect: Rect) -> str:
    """A rectangle by its lower left and upper right corners (ISO 32000-1, 7.9.5)."""
    return f"[ {number(rect.x)} {number(rect.y)} {number(rect.right)} {number(rect.top)} ]"


@lru_cache(maxsize=16384)
def number(value: float) -> str:
    """A number with as many decimals as it needs, at most three (a third of a micrometer)."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
