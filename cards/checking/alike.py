"""Pages that are alike, of which one look is enough: a job of a thousand pages is drawn with four kinds of them.

Pages are alike when they are made of the same objects with the same values, as both readers of the file understand
it. What is not known to be harmless makes a page another one: to look once too often does no harm.
"""

from __future__ import annotations

import copy
import hashlib
import io
from collections.abc import Hashable, Sequence
from typing import Any

import pikepdf

from cards.checking.pages import Pages

_HARMLESS = ("/StructParents",)
"""Entries of a page that neither its picture nor its text depends on: this one is its number in the tree of tags."""


def made_of(pages: Sequence[Any]) -> list[Hashable]:
    """What each page is made of, as qpdf reads it: equal for two pages only if nothing about them can differ.

    A page stands in it with all its entries. An object that it refers to goes in by its number, a direct one by its
    value. `/Parent` is among the entries, so that what pages inherit is the same as well. A page with annotations, be
    it links alone, is like no other.
    """
    return [at if "/Annots" in page.obj else _digest(page.obj) for at, page in enumerate(pages)]


def first_alike(made: Sequence[Hashable], pages: Pages) -> list[int]:
    """For each page in PDFium, from 0, the first one that it is like, which may be the page itself.

    `made` is what qpdf says the pages are made of. A file can be written so that two readers find other pages in it,
    and pictures come from PDFium: so it has to say the same.
    """
    count = min(len(made), pages.count)
    if len(set(made[:count])) == count:
        return list(range(count))
    first: dict[Hashable, int] = {}
    shown = _made_in_pdfium(pages, count)
    return [first.setdefault(both, at) for at, both in enumerate(zip(made, shown, strict=False))]


def _made_in_pdfium(pages: Pages, count: int) -> list[Hashable]:
    """What the first pages are made of, as PDFium reads them; each by itself where it cannot write them out."""
    from pypdfium2 import PdfiumError

    try:
        with pikepdf.open(io.BytesIO(pages.written(count)), attempt_recovery=False, suppress_warnings=True) as pdf:
            made = made_of(list(pdf.pages))
    except (PdfiumError, pikepdf.PdfError):
        made = []
    return made if len(made) == count else list(range(count))


def _digest(page: Any) -> bytes:
    entries = copy.copy(page)
    for name in _HARMLESS:
        if name in entries:
            del entries[name]
    return hashlib.sha256(entries.unparse()).digest()
