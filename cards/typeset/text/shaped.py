"""Shaped runs: the glyphs of a run of text, measured once, of which lines take their parts.

HarfBuzz says at which places a run may be cut so that each side keeps the glyphs that it would have by itself
(HB_GLYPH_FLAG_UNSAFE_TO_BREAK). Nearly all lines begin and end there; the ends of the others are shaped again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from operator import add

from cards.read.typefaces import Typeface
from cards.typeset.marks import Cluster
from cards.typeset.text import harfbuzz
from cards.typeset.text.clusters import JOINERS, clusters_of, held_by
from cards.typeset.text.itemize import Items


@dataclass(frozen=True, slots=True, eq=False)
class ShapedRun:
    """text[start:end] in one font: glyphs from left to right, of which those of `bounds` begin a cluster.

    They stand for the characters `held` of the text.

    `places` are the beginnings of the clusters in the text, in ascending order, and `safe` those of them at which the
    run may be cut. For each glyph, in font units: `pens` has the place where it is drawn, and at last where the run
    ends; `lefts`, `bottoms`, `rights` and `tops` have the sides of its ink, from the beginning of the run.
    The glyphs at the places `blank` have none.
    """

    text: str
    start: int
    end: int
    held: tuple[int, int]
    level: int
    face: Typeface
    glyphs: tuple[harfbuzz.Glyph, ...]
    bounds: Sequence[int]
    places: Sequence[int]
    safe: frozenset[int]
    pens: Sequence[int]
    lefts: Sequence[int]
    bottoms: Sequence[int]
    rights: Sequence[int]
    tops: Sequence[int]
    blank: Sequence[int]

    @property
    def whole(self) -> Part:
        """All of it."""
        return Part(self, 0, len(self.places))

    def part(self, start: int, end: int, level: int) -> Part | None:
        """The part text[start:end] of a run at that level on the line; None if it has to be shaped by itself."""
        if level % 2 != self.level % 2 or not (self._may_cut(start) and self._may_cut(end)):
            return None
        first, last = bisect_left(self.places, start), bisect_left(self.places, end)
        count = len(self.places)
        return Part(self, count - last, count - first) if level % 2 else Part(self, first, last)

    def _may_cut(self, place: int) -> bool:
        """Whether a line may begin or end there: a joiner beside it would change its side (`held_by`)."""
        is_edge = place in (self.start, self.end)
        return (is_edge or place in self.safe) and not any(
            each in JOINERS for each in self.text[max(place - 1, 0) : place + 1]
        )


@dataclass(frozen=True, slots=True)
class Part:
    """Those clusters of a run, in the order in which they are drawn."""

    run: ShapedRun
    first: int
    last: int

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """The clusters."""
        return _clusters(self.run)[self.first : self.last]

    @property
    def glyphs(self) -> slice:
        """The places of its glyphs among those of the run."""
        return slice(self.run.bounds[self.first], self.run.bounds[self.last])

    @property
    def origin(self) -> int:
        """Where it begins, in font units from the beginning of the run."""
        return self.run.pens[self.run.bounds[self.first]]

    @property
    def advance(self) -> int:
        """Its width in font units."""
        return self.run.pens[self.run.bounds[self.last]] - self.origin


@lru_cache(maxsize=2048)
def _clusters(run: ShapedRun) -> tuple[Cluster, ...]:
    """The clusters of a run; many are measured and never drawn."""
    return clusters_of(run.text, run.glyphs, *run.held)


def shape_run(
    items: Items, start: int, end: int, level: int, line: tuple[int, int], cuts: Collection[int] = ()
) -> ShapedRun:
    """The run text[start:end] of a line at a level, with those of the places `cuts` at which it may be cut."""
    text, face = items.text, items.faces[start]
    glyphs, safe = harfbuzz.shape_to_cut(
        face, text, start, end, cuts, rtl=level % 2 == 1, script=items.scripts[start], language=items.shaping_at(start)
    )
    if not glyphs:
        return ShapedRun(text, start, end, (start, end), level, face, (), (0,), (), safe, (0,), (), (), (), (), ())
    ids, places, advances, shifts, rises = zip(*glyphs, strict=True)
    inks = [harfbuzz.ink(face, glyph) for glyph in ids]
    lefts, bottoms, rights, tops = zip(*inks, strict=True)
    pens = tuple(accumulate(advances, initial=0))
    drawn = tuple(map(add, pens, shifts))
    beginnings = sorted(set(places))
    return ShapedRun(
        text=text,
        start=start,
        end=end,
        held=held_by(text, items.levels, (start, end), line),
        level=level,
        face=face,
        glyphs=glyphs,
        bounds=_bounds(places) if len(beginnings) < len(glyphs) else range(len(glyphs) + 1),
        places=beginnings,
        safe=safe,
        pens=pens,
        lefts=tuple(map(add, drawn, lefts)),
        bottoms=tuple(map(add, rises, bottoms)),
        rights=tuple(map(add, drawn, rights)),
        tops=tuple(map(add, rises, tops)),
        blank=tuple(place for place, ink in enumerate(inks) if ink == harfbuzz.BLANK),
    )


def _bounds(places: Sequence[int]) -> list[int]:
    """The first glyph of each cluster, and the end, by the places of the glyphs in the text."""
    counts = (len(list(members)) for _, members in groupby(places))
    return list(accumulate(counts, initial=0))
