"""Which layout a file has, as far as its pages show, and whether no side of a card is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf

from cards.checking.look.file import entry
from cards.checking.look.tags import Tags
from cards.checking.look.words import PageWords
from cards.checking.report import Findings, abridged
from cards.measures import Size
from cards.read.layouts import Layout
from cards.read.stocks import PAPERS, Flip

POSTER_TITLE = ": know-your-rights poster in "
"""What the title of every poster has, and that of no cards."""

_ALL_SIDES = "sides"

_SAID = {
    Layout.DUPLEX: "duplex: cards to print on both sides of the sheet",
    Layout.FRONTS: "fronts only: print the backs on the same sheets from their own file (--layout backs)",
    Layout.BACKS: "backs only: print them on the sheets of the fronts, which have their own file (--layout fronts)",
    Layout.FOLD: "fold: both sides next to each other, to print on one side, fold and glue",
    Layout.LARGE: "large: two cards in large print on a sheet, to print on both sides",
    Layout.POSTER: "poster: one page for the bearer and one for the officer, each printed on one side",
    Layout.PRESS: "press: one card for a print shop, not for a printer of your own",
}

_FLIPS = {"/DuplexFlipLongEdge": Flip.LONG_EDGE, "/DuplexFlipShortEdge": Flip.SHORT_EDGE}


def told_flip(root: Any) -> Flip | None:
    """The edge on which a printer is told to flip the paper; None when it is told to print one side, or nothing."""
    return _FLIPS.get(str(entry(root, "/ViewerPreferences", "/Duplex")))


def is_one_sided(root: Any, tags: Tags) -> bool:
    """Whether a file says that it has one side of the cards only: to the printer, and by its tags if there are any.

    A file that lost pages still has the tags of both sides, or tells the printer to flip the paper.
    """
    return entry(root, "/ViewerPreferences", "/Duplex") == pikepdf.Name.Simplex and tags.sides in (None, 1)


def layout_of(
    words: Sequence[PageWords],
    sizes: Sequence[Size],
    *,
    title: str,
    for_press: bool,
    one_sided: bool,
    large: bool,
) -> Layout | None:
    """The layout that a file of cards has by what is on its pages; None for one card by itself, and where a side lacks.

    `large` says that its cards are on the places of large ones.
    """
    fronts, backs = any(each.cards for each in words), any(each.officers for each in words)
    if for_press:
        return Layout.PRESS
    if POSTER_TITLE in title:
        return Layout.POSTER
    if any(each.cards and each.officers for each in words):
        return Layout.FOLD
    if fronts != backs:
        return (Layout.FRONTS if fronts else Layout.BACKS) if one_sided else None
    if not any(_is_sheet(size) for size in sizes):
        return None
    return Layout.LARGE if large else Layout.DUPLEX


def check_sides(layout: Layout | None, words: Sequence[PageWords], total: int, findings: Findings) -> None:
    """Looks at whether each side of the cards has the other, and says which layout it is.

    `words` are those of the pages that were looked at, of `total`.
    """
    before = len(findings.found)
    fronts, backs = any(each.cards for each in words), any(each.officers for each in words)
    if layout in (Layout.FRONTS, Layout.BACKS):
        pass
    elif not backs and len(words) == total:
        findings.wrong("text", "no officer's side: the second side of the cards is missing or cannot be read")
    elif not fronts and len(words) == total:
        findings.wrong("text", "only officers' sides: the bearer's side is missing or cannot be read")
    elif layout is Layout.FOLD:
        _check_folded(words, findings)
    else:
        _check_turned(layout, words, total, findings)
    if layout is not None and len(findings.found) == before:
        findings.ok("layout", _SAID[layout])


def _check_folded(words: Sequence[PageWords], findings: Findings) -> None:
    unlike = [each.page for each in words if len(each.cards) != each.officers or not each.cards]
    if unlike:
        findings.wrong(_ALL_SIDES, f"not as many officers' sides as bearers', on page {abridged(unlike)}")


def _check_turned(layout: Layout | None, words: Sequence[PageWords], total: int, findings: Findings) -> None:
    """Every page for the bearer is followed by one for the officer, with as many cards; a poster may have more."""
    expected = ("bearer", "officer")
    if layout is Layout.POSTER:
        heard = sum(each.kind == "recording" for each in words[2:])
        words, total = words[: len(words) - heard], total - heard
    unlike = [each.page for place, each in enumerate(words) if each.kind != expected[place % 2]]
    if unlike or (total % 2 and len(words) == total):
        named = f": page {abridged(unlike)} is not what should be there" if unlike else ""
        findings.wrong(_ALL_SIDES, f"a page is missing, is there twice, or cannot be read{named}")
        return
    if layout is Layout.POSTER:
        return
    pairs = zip(words[::2], words[1::2], strict=False)
    unlike = [front.page for front, back in pairs if len(front.cards) != back.officers]
    if unlike:
        findings.wrong(_ALL_SIDES, f"the back does not have as many cards as the front, page {abridged(unlike)}")


def _is_sheet(size: Size) -> bool:
    return any(abs(size.width - each.width) < 1 and abs(size.height - each.height) < 1 for each in PAPERS.values())
