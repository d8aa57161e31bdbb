"""Reads the objects of a PDF from anywhere, within bounds of size; any value may be of any type. Streams are unpacked
here.

Whatever pikepdf raises for a damaged file leaves this module as `Damaged`, so any other exception in a check is a
defect of this program. The other modules take values from objects with the functions at the end.
"""

from __future__ import annotations

import hashlib
import io
import math
import re
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf

from cards.errors import BadFile
from cards.measures import Rect

MOST_UNPACKED = 8_000_000
"""Bytes of one stream: our fonts have 60,000, and a deflated file of a megabyte can hold a gigabyte."""

_PACKED_OTHERWISE = 50_000
"""Bytes of a stream with a filter other than Flate, which cannot be unpacked up to a bound."""

_LARGEST = 1e12
"""The largest number: a page of that many points is wider than the Earth, and no computation with it overflows."""

_DEEPEST_TREE = 50
"""Branches above a page: a deeper tree would have more leaves than a file has bytes. The bound ends loops."""

_STREAM = re.compile(r"stream <[^>]*>")
"""How pikepdf names the file: by an address in memory, which changes from run to run."""

_START = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z")
_NEAR = 1024
_RAISED = (
    *(pikepdf.PdfError, pikepdf.ForeignObjectError, pikepdf.DeletedObjectError),
    *(RuntimeError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError),
)
"""What pikepdf raises for an object that is damaged, of the wrong type, or missing."""


class Damaged(Exception):
    """A part of a file that cannot be read, with the reason."""


@contextmanager
def pikepdf_reads() -> Iterator[None]:
    """Raises Damaged if pikepdf fails, or warns that what it read is not whole. Put only its calls inside: our own bugs
    would look like damage."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            yield
    except (*_RAISED, UserWarning) as error:
        reason = " ".join(_STREAM.sub("", str(error)).split())
        raise Damaged(reason or type(error).__name__) from error


@dataclass(frozen=True, slots=True)
class File:
    """A file as a whole: its version of PDF, its number of pages, and whether it had to be repaired or is encrypted."""

    version: str
    pages: int
    is_repaired: bool
    is_encrypted: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Whether every byte is as this program wrote it, and the program that the file names.

    The file's ID is a digest of everything before the last table. It has no secret key: whoever changes a file on
    purpose can write a new one.
    """

    is_untouched: bool
    producer: str


def open_pdf(data: bytes) -> tuple[pikepdf.Pdf, File]:
    """The objects of a PDF. Raises BadFile for a file that is not a PDF, is locked, or is too damaged to read."""
    if b"%PDF-" not in data[:_NEAR]:
        raise BadFile("This is not a PDF: it does not begin with %PDF-.", "Name a file that `cards` or `pack` made.")
    try:
        return _opened(data, is_repaired=False)
    except Damaged:
        pass
    try:
        pdf, file = _opened(data, is_repaired=True)
    except Damaged as error:
        raise BadFile("The PDF is too damaged to be read.", "Get a new copy, or make it again.") from error
    if file.pages == 0:
        raise BadFile("The PDF has no pages.", "It is damaged or cut off: get a new copy.")
    return pdf, file


def _opened(data: bytes, *, is_repaired: bool) -> tuple[pikepdf.Pdf, File]:
    with pikepdf_reads():
        try:
            pdf = pikepdf.open(io.BytesIO(data), attempt_recovery=is_repaired, suppress_warnings=True)
        except pikepdf.PasswordError as error:
            raise BadFile(
                "The PDF is locked with a password.", "Ask for a copy without a password, or make it again."
            ) from error
        return pdf, File(pdf.pdf_version, len(pdf.pages), is_repaired, pdf.is_encrypted)


def origin_of(data: bytes, pdf: pikepdf.Pdf) -> Origin:
    """Whether a file is unchanged since it was written, and by which program. Raises Damaged."""
    start = _START.search(data[-_NEAR:])
    first = next(iter(array(entry(pdf.trailer, "/ID"))), None)
    is_untouched = (
        start is not None
        and isinstance(first, pikepdf.String)
        and bytes(first).hex() == hashlib.sha256(data[: int(start[1])]).hexdigest()[:32]
    )
    return Origin(is_untouched, text_of(entry(pdf.trailer, "/Info", "/Producer")))


def unpacked(stream: Any) -> bytes:
    """The content of a stream. Raises Damaged if it is too long, or packed with an unknown filter."""
    filters = entry(stream, "/Filter")
    if isinstance(filters, pikepdf.Array) and len(filters) == 1:
        filters = array(filters)[0]
    with pikepdf_reads():
        raw: bytes = stream.read_raw_bytes()
    if filters is None:
        data = raw
    elif filters == pikepdf.Name.FlateDecode and not has(stream, "/DecodeParms"):
        data = _inflated(raw)
    elif len(raw) <= _PACKED_OTHERWISE and not isinstance(filters, pikepdf.Array):
        with pikepdf_reads():
            data = stream.read_bytes()
    else:
        raise Damaged("a stream is packed in a way that this program cannot unpack")
    if len(data) > MOST_UNPACKED:
        raise Damaged("a stream is longer than any in a file of cards")
    return data


def _inflated(raw: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(raw, MOST_UNPACKED + 1)
    except zlib.error as error:
        raise Damaged(str(error)) from error


def content_of(page: Any) -> bytes:
    """The content streams of a page, one after the other. Raises Damaged."""
    contents = entry(page, "/Contents")
    streams = array(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(unpacked(each) for each in streams if isinstance(each, pikepdf.Stream))


def resources_of(page: Any) -> Any:
    """The resources of a page, including inherited ones (ISO 32000-1, 7.7.3.4). Raises Damaged."""
    node = page.obj
    for _ in range(_DEEPEST_TREE):
        if has(node, "/Resources"):
            return entry(node, "/Resources")
        node = entry(node, "/Parent")
    return None


def entry(value: Any, *names: str) -> Any:
    """The value at the end of a path of dictionary entries; None if there is none. Raises Damaged."""
    for name in names:
        if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            return None
        with pikepdf_reads():
            value = value.get(name)
    return value


def has(value: Any, name: str) -> bool:
    """Whether something is a dictionary or a stream with that entry."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream) and name in value


def entries(value: Any) -> list[tuple[str, Any]]:
    """The entries of a dictionary or a stream; none of anything else. Raises Damaged."""
    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return []
    with pikepdf_reads():
        return [(key, value.get(key)) for key in value.keys()]  # noqa: SIM118  (a stream cannot be iterated)


def array(value: Any) -> list[Any]:
    """The items of an array; none of anything else. Raises Damaged."""
    if not isinstance(value, pikepdf.Array):
        return []
    with pikepdf_reads():
        return list(value)


def text_of(value: Any) -> str:
    """A text string as text; nothing for anything else. Raises Damaged."""
    return described(value) if isinstance(value, pikepdf.String | str) else ""


def name_of(value: Any) -> str:
    """A name with its slash; nothing for anything else. Raises Damaged."""
    return described(value) if isinstance(value, pikepdf.Name) else ""


def described(value: Any) -> str:
    """Any value as text: names and strings as they are, others as pikepdf shows them. Raises Damaged."""
    with pikepdf_reads():
        return str(value)


def number_of(value: Any) -> float:
    """A number. Raises Damaged for anything else, and for one larger than any length."""
    if isinstance(value, int | float | Decimal):
        found = float(value)
        if math.isfinite(found) and abs(found) < _LARGEST:
            return found
    raise Damaged("a number is missing or too large")


def numbers_of(values: Any, count: int) -> list[float]:
    """That many numbers of an array, or of the operands of an operator. Raises Damaged."""
    found = list(values) if isinstance(values, list | tuple) else array(values)
    if len(found) != count:
        raise Damaged(f"{count} numbers are missing where they belong")
    return [number_of(each) for each in found]


def rect_of(corners: Any) -> Rect:
    """A rectangle by any two opposite corners, as PDF allows (ISO 32000-1, 7.9.5). Raises Damaged."""
    one, two, three, four = numbers_of(corners, 4)
    return Rect(min(one, three), min(two, four), abs(three - one), abs(four - two))
