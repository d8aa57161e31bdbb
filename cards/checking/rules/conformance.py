"""Which of PDF/A and PDF/UA a file claims, and whether it has what most often gets lost in other programs.

This is not a validator. It is for organizers who have none; veraPDF checks everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.checking.look.document import Document
from cards.checking.report import Finding, abridged, ok, warning, wrong

_VALUE = r"\b{name}\s*(?:=\s*[\"']|>)\s*([0-9A-Za-z]+)"


def claims_of(xmp: str) -> tuple[str, ...]:
    """What an XMP packet claims, such as PDF/A-2b and PDF/UA-1."""
    archive, level = _value(xmp, "pdfaid:part"), _value(xmp, "pdfaid:conformance")
    access = _value(xmp, "pdfuaid:part")
    return (*[f"PDF/A-{archive}{level.lower()}"] * bool(archive), *[f"PDF/UA-{access}"] * bool(access))


def check_conformance(document: Document) -> Iterator[Finding]:
    """Whether a file has what its claims need (ISO 19005-2; ISO 14289-1).

    One for a press needs neither claim: it follows another standard, and a separate file has the same card for reading.
    """
    if document.xmp is None:
        return  # another finding says that it could not be read
    claims = claims_of(document.xmp)
    if not claims and not document.is_for_press:
        yield warning(
            "PDF/A, PDF/UA",
            "claims neither, so archives and people with screen readers may not be able to use the file: make it again",
        )
    for claim in claims:
        if claim.startswith("PDF/A"):
            lacks, seen = _lacks_of_archive(document), "output intent with ICC profile, file ID, no encryption"
        else:
            lacks, seen = _lacks_of_access(document), "tags, language, title, a description of each figure"
        missing = list(lacks)
        if missing:
            yield wrong(
                claim,
                f"claims it, but has {abridged(missing)}: archives and screen readers may refuse the "
                "file. Make it again",
            )
        else:
            yield ok(claim, f"claims it; checked here: {seen} (a validator such as veraPDF checks the rest)")


def _value(xmp: str, name: str) -> str:
    found = re.search(_VALUE.format(name=name), xmp)
    return found[1] if found else ""


def _lacks_of_archive(document: Document) -> Iterator[str]:
    if not any(each.has_profile for each in document.catalog.intents):
        yield "no output intent with a color profile (6.2.3)"
    if not document.catalog.has_identity:
        yield "no file identifier (6.1.3)"
    if document.file.is_encrypted:
        yield "encryption (6.1.3)"
    if document.catalog.has_packed_metadata:
        yield "compressed metadata (6.6.2)"


def _lacks_of_access(document: Document) -> Iterator[str]:
    catalog = document.catalog
    if not catalog.is_marked:
        yield "no mark that it is tagged (7.1)"
    if not catalog.language:
        yield "no language (7.2)"
    if "<dc:title" not in (document.xmp or "") or not catalog.shows_title:
        yield "no setting to show the title (7.1)"
    if not catalog.has_tags:
        yield "no tags (7.1)"
    elif document.tags and document.tags.silent:
        yield f"{document.tags.silent} figures without a description (7.3)"
