"""A PDF from anywhere, opened as objects within bounds of size. Streams are unpacked here and nowhere else."""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from typing import Any

import pikepdf

from cards.checking.report import Findings
from cards.errors import BadFile
from cards.measures import Rect

MOST_UNPACKED = 8_000_000
"""Bytes of one stream: a font of ours has 60,000, and a deflated file of a megabyte can hold a gigabyte."""

_PACKED_OTHERWISE = 50_000
"""Bytes of a stream in another filter than Flate, which cannot be unpacked up to a bound."""

_START = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z")
_NEAR = 1024
_BROKEN = (pikepdf.PdfError, ValueError, TypeError, RuntimeError)
"""What comes of opening a broken file."""


def open_document(data: bytes, findings: Findings) -> pikepdf.Pdf:
    """The objects of a PDF, with what there is to say about the file as a whole. Raises BadFile."""
    if b"%PDF-" not in data[:_NEAR]:
        raise BadFile("This is no PDF: it does not begin with %PDF-.", "Give a file that `cards` or `pack` has made.")
    try:
        pdf = pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True)
        findings.ok("file", f"opens and is whole: PDF {pdf.pdf_version}, {_count(len(pdf.pages), 'page')}")
    except pikepdf.PasswordError as error:
        raise BadFile("The PDF is locked with a password.", "Ask for a copy without one, or make it anew.") from error
    except _BROKEN:
        pdf = _repaired(data)
        findings.wrong(
            "file",
            "is damaged or was cut off: its table of objects or its end is missing. What follows is what could be "
            f"saved, {_count(len(pdf.pages), 'page')}; get the file anew",
        )
    if pdf.is_encrypted:
        findings.wrong("file", "is encrypted: some printers and screen readers refuse it. Make it anew")
    findings.guarded("origin", lambda: _say_untouched(data, pdf, findings))
    return pdf


def _repaired(data: bytes) -> pikepdf.Pdf:
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
        if len(pdf.pages) == 0:
            raise BadFile("The PDF has no pages left.", "It is damaged or was cut off: get it anew.")
    except pikepdf.PasswordError as error:
        raise BadFile("The PDF is locked with a password.", "Ask for a copy without one, or make it anew.") from error
    except _BROKEN as error:
        raise BadFile("The PDF is damaged beyond reading.", "Get it anew, or make it anew.") from error
    return pdf


def _say_untouched(data: bytes, pdf: pikepdf.Pdf, findings: Findings) -> None:
    """Whether every byte is as this program wrote it: the file's ID is then a digest of all before the last table.

    There is no key in it, so that who changes a file on purpose can write a new one.
    """
    start = _START.search(data[-_NEAR:])
    identity = pdf.trailer.get("/ID")
    is_same = (
        start is not None
        and isinstance(identity, pikepdf.Array)
        and len(identity) > 0
        and bytes(identity[0]).hex() == hashlib.sha256(data[: int(start[1])]).hexdigest()[:32]
    )
    if is_same:
        findings.ok("origin", "no accident has changed a byte since it was written; this does not prove who wrote it")
    else:
        producer = text_of(pdf.trailer.get("/Info", pikepdf.Dictionary()).get("/Producer")) or "nobody"
        findings.warn(
            "origin",
            f"is not as rights-cards wrote it: it was changed or saved again, or made by another program (it names "
            f"{producer[:60]!r})",
        )


def unpacked(stream: Any) -> bytes:
    """What a stream holds. Raises ValueError when that is too much, or packed so that nobody can tell."""
    raw: bytes = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array) and len(filters) == 1:
        filters = filters[0]
    if filters is None:
        data = raw
    elif filters == pikepdf.Name.FlateDecode and "/DecodeParms" not in stream:
        data = zlib.decompressobj().decompress(raw, MOST_UNPACKED + 1)
    elif len(raw) <= _PACKED_OTHERWISE and not isinstance(filters, pikepdf.Array):
        data = stream.read_bytes()
    else:
        raise ValueError("a stream is packed in a way that this program does not unpack")
    if len(data) > MOST_UNPACKED:
        raise ValueError("a stream holds more than a card ever does")
    return data


def text_of(value: Any) -> str:
    """A text string as text; nothing for anything else."""
    return str(value) if isinstance(value, pikepdf.String | str) else ""


def entry(value: Any, *names: str) -> Any:
    """What stands at the end of a path of dictionary entries; None where there is none."""
    for name in names:
        if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            return None
        value = value.get(name)
    return value


def rect_of(corners: Any) -> Rect:
    """A rectangle by any two opposite corners, as PDF has it (ISO 32000-1, 7.9.5)."""
    one, two, three, four = (float(value) for value in corners)
    return Rect(min(one, three), min(two, four), abs(three - one), abs(four - two))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
