"""What a file claims of PDF/A and PDF/UA, and which of the requirements behind the claims this program checked itself.

It is no validator: it looks at what most often breaks when a file passes through other programs. veraPDF checks all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from cards.checking.look.file import entry, text_of, unpacked
from cards.checking.look.tags import elements
from cards.checking.report import Findings, abridged
from cards.checking.rules.metadata import xmp_of

_VALUE = r"\b{name}\s*(?:=\s*[\"']|>)\s*([0-9A-Za-z]+)"
_ICC = slice(36, 40)


def check_conformance(pdf: pikepdf.Pdf, findings: Findings, *, for_press: bool = False) -> list[str]:
    """Looks at the claims in XMP and what they need (ISO 19005-2; ISO 14289-1); returns the claims.

    A file `for_press` needs neither: it keeps another standard, and the same card for reading is another file.
    """
    metadata = xmp_of(pdf)
    archive, level = _value(metadata, "pdfaid:part"), _value(metadata, "pdfaid:conformance")
    access = _value(metadata, "pdfuaid:part")
    claims = [f"PDF/A-{archive}{level.lower()}"] * bool(archive) + [f"PDF/UA-{access}"] * bool(access)
    if not claims and for_press:
        return claims
    if not claims:
        findings.warn("PDF/A, PDF/UA", "claims neither: nothing says that it can be kept for long or read aloud")
        return claims
    for claim, lacks, seen in (
        (
            claims[0] if archive else "",
            list(_lacks_of_archive(pdf)),
            "output intent with ICC profile, file ID, no encryption",
        ),
        (
            claims[-1] if access else "",
            list(_lacks_of_access(pdf)),
            "tags, language, title, a description of each figure",
        ),
    ):
        if claim and lacks:
            findings.wrong(claim, f"claims it, and has {abridged(lacks)}")
        elif claim:
            findings.ok(claim, f"claims it; checked here: {seen} (a validator such as veraPDF checks the rest)")
    return claims


def _value(metadata: str, name: str) -> str:
    found = re.search(_VALUE.format(name=name), metadata)
    return found[1] if found else ""


def _lacks_of_archive(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents: Any = pdf.Root.get("/OutputIntents", [])
    profiles = [entry(each, "/DestOutputProfile") for each in intents]
    profiles = [each for each in profiles if isinstance(each, pikepdf.Stream)]
    if not profiles or unpacked(profiles[0])[_ICC] != b"acsp":
        yield "no output intent with a colour profile (6.2.3)"
    if "/ID" not in pdf.trailer:
        yield "no file identifier (6.1.3)"
    if pdf.is_encrypted:
        yield "encryption (6.1.3)"
    if "/Filter" in (pdf.Root.get("/Metadata") or {}):
        yield "packed metadata (6.6.2)"


def _lacks_of_access(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if entry(root, "/MarkInfo", "/Marked") is not True:
        yield "no mark that it is tagged (7.1)"
    if not text_of(root.get("/Lang")):
        yield "no language (7.2)"
    if "<dc:title" not in xmp_of(pdf) or entry(root, "/ViewerPreferences", "/DisplayDocTitle") is not True:
        yield "no title that is shown (7.1)"
    if entry(root, "/StructTreeRoot", "/K") is None:
        yield "no tags (7.1)"
        return
    figures = [each for each in elements(root.StructTreeRoot.K) if str(each.S) == "/Figure"]
    silent = sum(not (text_of(each.get("/Alt")) or text_of(each.get("/ActualText"))) for each in figures)
    if silent:
        yield f"{silent} figures without a description (7.3)"
