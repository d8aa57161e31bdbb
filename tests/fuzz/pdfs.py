"""PDFs to fuzz `check` with: real files, unpacked so that changes meet their objects and not their compression."""

from __future__ import annotations

import io
import os
import re
import traceback
from collections.abc import Sequence
from functools import cache

import pikepdf

from cards.checking.check import check_pdf
from cards.checking.sandbox import MEMORY
from cards.decoding import decode
from cards.errors import CardError
from cards.jobs import Order, gather
from cards.locations import bundled
from cards.merge.contact import Contact
from cards.pipeline import make
from cards.read.hotlines import Hotline
from cards.read.layouts import Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled

SHELVES = (bundled(),)
SECONDS = 120
"""After which a case counts as endless; the sandbox of `check` gives each step 60."""

WORDS = (
    *(b"/Kids", b"/Parent", b"/Type", b"/Pages", b"/Annots", b"/Contents", b"/Resources", b"/XObject", b"/Font"),
    *(b"/StructTreeRoot", b"/K", b"/S", b"/P", b"/ActualText", b"/Lang", b"/OpenAction", b"/JavaScript", b"/URI"),
    *(b"/MediaBox", b"/TrimBox", b"/UserUnit", b"/Rotate", b"/Length", b"/Filter", b"/FlateDecode", b"/DecodeParms"),
    *(b"/W", b"/ToUnicode", b"/DescendantFonts", b"/ID", b"/Names", b"/EmbeddedFiles", b"/Metadata", b"/Info"),
    *(b" 0 R", b"1 0 R", b"2 0 R", b"9 0 R", b"99999 0 R", b" obj", b"endobj", b"stream\n", b"\nendstream", b"null"),
    *(
        b"<<",
        b">>",
        b"[",
        b"]",
        b"()",
        b"<FEFF>",
        b"q",
        b"Q",
        b" cm",
        b" Do",
        b" Tj",
        b" re f",
        b" BDC",
        b" EMC",
        b" gs",
    ),
    *(b"2147483648", b"-2147483649", b"1e308", b"0.0000001", b"xref", b"trailer", b"startxref", b"%%EOF"),
)


@cache
def seeds() -> Sequence[bytes]:
    """A sheet, a poster and a press file, their streams unpacked but for those of fonts and pictures."""
    contact = Contact(read_link(LEGAL_AID), (Hotline(dialled("617-370-5023")),), "")
    layouts = (("es", Layout.DUPLEX), ("ar", Layout.FOLD), ("es", Layout.POSTER), ("en", Layout.PRESS))
    orders = [Order(tag, "school", "plain-letter", contact, layout=layout, copies=1) for tag, layout in layouts]
    return [_open(make(gather(SHELVES, order), decode).pdf) for order in orders]


def _open(data: bytes) -> bytes:
    opened = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and "/Length1" not in each and each.get("/Subtype") != "/Image":
                each.write(each.read_bytes())
        pdf.save(
            opened,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            static_id=True,
        )
    return opened.getvalue()


def fuzz_check(data: bytes) -> None:
    """Checks a file in a process of its own, as the sandbox does, which answers for crashes of PDFium and full memory.

    An exception of ours is a defect, and so is a case without an end.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        os._exit(_checked(data, write))
    os.close(write)
    told = b""
    while part := os.read(read, 65536):
        told += part
    os.close(read)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == 14:
        raise AssertionError(f"the check does not end in {SECONDS} seconds")
    if told:
        raise AssertionError(told.decode("utf-8", "replace"))


def _checked(data: bytes, write: int) -> int:
    import resource  # not on Windows
    import signal

    signal.alarm(SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        report = check_pdf(data, SHELVES, all_pages=False, progress=lambda *_: None)
        assert report.findings
    except (CardError, MemoryError):
        return 0
    except BaseException:
        os.write(write, re.sub(r"\n\s*\n", "\n", traceback.format_exc()).encode("utf-8", "replace"))
        return 1
    return 0
