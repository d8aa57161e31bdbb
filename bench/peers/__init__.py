"""Other programs that set the same text: each in a module of its own, imported only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol

from bench.samples import Sample

PEERS = {
    "typst": "Typst, kept",
    "typst-anew": "Typst, new each time",
    "reportlab": "ReportLab Paragraph",
    "weasyprint": "WeasyPrint",
    "fpdf2": "fpdf2",
}
"""The id and the name of each, from fast to slow. Typst twice: with a compiler kept for the whole run, and without."""

NOTES = {
    PEERS[
        "typst"
    ]: "one compiler for the whole run, its fonts loaded; text at our sizes, widths and places, so nothing is "
    "fitted; tags and PDF/A-2b as ours, no pictograms, no links, the code as a picture.",
    PEERS[
        "typst-anew"
    ]: "the same by a compiler for each sheet, as a call of `typst.compile` is: it looks for its fonts again.",
    PEERS[
        "reportlab"
    ]: "text at our sizes, widths and places; fonts registered once; no tags, no PDF/A, no pictograms; "
    "right-to-left text needs a library of its own.",
    PEERS["weasyprint"]: "HTML and CSS at our sizes, widths and places; no tags, no PDF/A, no pictograms.",
    PEERS[
        "fpdf2"
    ]: "text at our sizes, widths and places, shaped by HarfBuzz; fonts are read for each file; no tags, no "
    "PDF/A, no pictograms.",
}
"""What each program does more or less than ours, for docs/benchmarks.md."""

_ADAPTERS = {
    "typst": "typst_peer.Kept",
    "typst-anew": "typst_peer.Anew",
    "reportlab": "reportlab_peer.Adapter",
    "weasyprint": "weasyprint_peer.Adapter",
    "fpdf2": "fpdf2_peer.Adapter",
}

SLOW = ("weasyprint", "fpdf2")
"""Those that take half a second or more for a sheet: they get one round, and by default only `SLOW_LOCALES`."""

SLOW_LOCALES = ("en", "es", "vi", "ru", "ar", "ur", "he", "hi", "ta", "my", "th", "ko")
"""Latin with few marks and with many, Cyrillic, three from right to left, and what stacks or has no spaces."""


class Failed(Exception):
    """A locale that a program cannot set; the argument is the reason in one word."""


class Peer(Protocol):
    """A program that makes our two-page sheet as a PDF. It may keep fonts, not texts, from one sheet to the next."""

    def sheet(self, sample: Sample, turn: int) -> bytes:
        """The sheet of a locale. `turn` is different each time. Raises Failed, or what the program itself raises."""


def load_peer(peer: str, fonts: str) -> Peer | None:
    """The program with that id, or None when it is not installed; `fonts` is the folder of the font files."""
    name, _, adapter = _ADAPTERS[peer].partition(".")
    try:
        module = import_module(f"bench.peers.{name}")
    except ImportError:
        return None
    made: Peer = getattr(module, adapter)(fonts)
    return made
