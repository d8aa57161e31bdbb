"""Finds pages that are alike, so that each kind is inspected once: a job of a thousand pages has four kinds.

Pages are alike when they are made of the same objects and values, as both readers of the file understand it. An unknown
entry makes a page different: inspecting a page once too often does no harm.
"""

from __future__ import annotations

import copy
import hashlib
import io
from collections.abc import Hashable, Sequence
from typing import Any

import pikepdf

from cards.checking.look.file import Damaged, has, pikepdf_reads
from cards.checking.look.pages import Pages

_NUMBER_OF_TAGS = "/StructParents"
"""Where the tags of a page are: neither its picture nor its text depends on these keys."""


def made_of(pages: Sequence[Any]) -> list[Hashable]:
    """What each page is made of, as qpdf reads it: equal for two pages only if they draw the same. Raises Damaged.

    It consists of all entries of the page: an object that the page refers to as its number, any other as its value. A
    page with annotations is like no other. Inherited entries count if they affect drawing, which boxes do not.
    """
    return [at if has(page.obj, "/Annots") else _digest(page.obj) for at, page in enumerate(pages)]


def first_of_each(made: Sequence[Hashable], pages: Pages) -> list[int]:
    """For each page in PDFium, from 0, the first page that it is like, which may be the page itself.

    `made` is what qpdf read. A file can be written so that two readers find different pages in it, and text and
    pictures come from PDFium: it has to agree. Call this before any page is read.
    """
    count = min(len(made), pages.count)
    if len(set(made[:count])) == count:
        return list(range(count))
    first: dict[Hashable, int] = {}
    shown = _made_in_pdfium(pages, count)
    return [first.setdefault(both, at) for at, both in enumerate(zip(made, shown, strict=False))]


def _made_in_pdfium(pages: Pages, count: int) -> list[Hashable]:
    """What the first pages are made of, as PDFium reads them; if it cannot write them all out, each page is unlike the
    others.

    PDFium also writes out pages that it would not show, but has no size for them.
    """
    try:
        sizes = [pages.size(at) for at in range(count)]
        with _opened(pages.written(count)) as pdf:
            made = made_of(list(pdf.pages))
    except Damaged:
        return list(range(count))
    return list(zip(made, sizes, strict=True)) if len(made) == count else list(range(count))


def _opened(data: bytes) -> pikepdf.Pdf:
    with pikepdf_reads():
        return pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True)


def _digest(page: Any) -> bytes:
    with pikepdf_reads():
        entries = copy.copy(page)
        dropped = [_NUMBER_OF_TAGS]
        if isinstance(page.get("/Resources"), pikepdf.Dictionary):
            # No page inherits anything that it draws with; in what PDFium writes, pages inherit nothing at all.
            dropped.append("/Parent")
        for name in dropped:
            if name in entries:
                del entries[name]
        return hashlib.sha256(entries.unparse()).digest()
