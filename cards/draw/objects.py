"""A thin hold on ReportLab's PDF objects: references, compressed streams, and a file that depends on its content only.

ReportLab's canvas is not used: it registers an unembedded Helvetica, leaves an empty /Trans on each page, drops
catalog entries that it does not know, and takes three times as long to import as the object layer under it.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFObjectReference, PDFStream, PDFText

_LEVEL = 9


class Document:
    """Collects objects, and puts them together as the bytes of a PDF 1.7 file."""

    def __init__(self) -> None:
        """An empty document, deflated, without date."""
        self._file: Any = PDFDocument(compression=1, invariant=1, pdfVersion=(1, 7))

    def add(self, value: Any) -> PDFObjectReference:
        """Makes an object indirect."""
        reference: PDFObjectReference = self._file.Reference(value)
        return reference

    def stream(self, content: bytes, **entries: Any) -> PDFObjectReference:
        """An indirect stream, deflated, with further dictionary entries."""
        dictionary = PDFDictionary(entries)
        dictionary["Filter"] = PDFName("FlateDecode")
        return self.add(PDFStream(dictionary=dictionary, content=zlib.compress(content, _LEVEL) + b"\n"))

    def finished(self, catalog: PDFDictionary, info: PDFDictionary) -> bytes:
        """The finished file. Its ID is a digest of what is in it (ISO 32000-1, 14.4), not of time or place."""
        self._file.Catalog = catalog
        self._file.info = info
        digest = hashlib.sha256(repr(sorted(info.dict)).encode())
        for name in sorted(self._file.idToObject):
            content = getattr(self._file.idToObject[name], "content", None)
            digest.update(name.encode() + (content if isinstance(content, bytes) else b""))
        identity = digest.hexdigest()[:32].encode()
        self._file._ID = b"[ <" + identity + b"> <" + identity + b"> ]"
        return bytes(self._file.format())


def text_string(text: str) -> PDFText:
    """A text string in UTF-16BE with its byte order mark (ISO 32000-1, 7.9.2.2)."""
    return PDFText("\ufeff" + text, enc="utf-16-be")


def number(value: float) -> str:
    """A number with at most three decimals, a third of a micrometre, and none where it needs none."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
