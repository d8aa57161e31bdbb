"""Clusters: the glyphs of a shaped run, grouped by the characters that they stand for when the text is copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby, pairwise
from operator import itemgetter

from cards.typeset.marks import Cluster
from cards.typeset.text import harfbuzz

_CONTROLS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Bidi controls affect only the layout and are not part of the text that a reader copies."""

JOINERS = "\u200c\u200d"
"""ZWNJ and ZWJ, which choose the forms of letters beside them and leave no glyph of their own."""

_cluster: Callable[[tuple[tuple[tuple[int, int, int], ...], int, str]], Cluster] = partial(tuple.__new__, Cluster)
"""Makes a Cluster without a Python call."""


def clusters_of(text: str, glyphs: Sequence[harfbuzz.Glyph], first: int, end: int) -> tuple[Cluster, ...]:
    """The glyphs by the characters of text[first:end] that they stand for, in the order in which they are drawn."""
    places = [place for _, place, _, _, _ in glyphs]
    rtl = places[0] > places[-1]
    starts = sorted(set(places))
    edges = [*_edges(text, starts, first, rtl=rtl), end]
    pieces = [text[start:stop] for start, stop in pairwise(edges)]
    if not _CONTROLS.keys().isdisjoint(map(ord, text[first:end])):
        pieces = [piece.translate(_CONTROLS) for piece in pieces]
    if len(starts) == len(glyphs):
        drawn = reversed(pieces) if rtl else pieces
        single = [
            (((glyph, dx, dy),), advance, said) for (glyph, _, advance, dx, dy), said in zip(glyphs, drawn, strict=True)
        ]
        return tuple(map(_cluster, single))
    texts = dict(zip(starts, pieces, strict=True))
    found = []
    for start, members in groupby(glyphs, itemgetter(1)):
        pen = 0
        parts = []
        for glyph, _, advance, dx, dy in members:
            parts.append((glyph, pen + dx, dy))
            pen += advance
        found.append(Cluster(tuple(parts), pen, texts[start]))
    return tuple(found)


def held_by(text: str, levels: Sequence[int], run: tuple[int, int], line: tuple[int, int]) -> tuple[int, int]:
    """The characters (start, end) of a line that the glyphs of one of its runs stand for.

    As `_edges` has it, a left-to-right run leaves the joiners at its end to the run after it.
    """
    start, end = run
    if levels[start] % 2 == 0:
        if start > line[0] and levels[start - 1] % 2 == 0:
            start = max(line[0], _before_joiners(text, start))
        if end < line[1] and levels[end] % 2 == 0:
            end = _before_joiners(text, end)
    return start, end


def _edges(text: str, starts: Sequence[int], first: int, *, rtl: bool) -> Iterator[int]:
    """Where the text of each cluster begins, the first one at `first`.

    HarfBuzz gives a joiner to either neighbor. Here it goes with the letter before it in a right-to-left run, whose
    codes stand for their letters from the last to the first (`draw/fonts.py`), and with the one after it in any other:
    so no code within a line stands for a text that ends with a joiner, which pdf.js leaves out, letter and all.
    """
    yield first
    if not _has_joiners(text):
        yield from starts[1:]
        return
    for start in starts[1:]:
        yield _past_joiners(text, start) if rtl else _before_joiners(text, start)


def _has_joiners(text: str) -> bool:
    return any(joiner in text for joiner in JOINERS)


def _before_joiners(text: str, place: int) -> int:
    while place and text[place - 1] in JOINERS:
        place -= 1
    return place


def _past_joiners(text: str, place: int) -> int:
    while place < len(text) and text[place] in JOINERS:
        place += 1
    return place
