"""How close two lines may be: the ink of each, as a skyline seen from above and from below.

Scripts that stack or slope (Nastaliq, Burmese, Khmer) need a wide leading in the worst case, but the lines of a card
are known: where no descender meets an ascender, they can be closer and the letters larger.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import add

from cards.typeset.text import harfbuzz
from cards.typeset.text.paragraph import Paragraph, shaped_line

_STEP = 0.1
"""The width of one step of a skyline, in ems."""

CLEARANCE = 0.07
"""The space between the ink of two lines, in ems."""

Skyline = tuple[tuple[float, ...], tuple[float, ...]]
"""For each step from the starting edge: the lowest ink below the baseline, the highest above it, in ems."""


def needed_pitch(upper: Skyline, lower: Skyline, enlarged: float = 1.0) -> float:
    """The least distance of two baselines, in ems of the lower line, at which the ink of the lines stays `CLEARANCE`
    apart. The upper line is `enlarged` times as large."""
    depths = upper[0] if enlarged == 1.0 else _enlarged(upper[0], enlarged)
    return max(map(add, depths, lower[1]), default=0.0) + CLEARANCE


def _enlarged(depths: Sequence[float], times: float) -> list[float]:
    """The depths of a line that is that many times as large, for each step of the same width."""
    found = [-9.0] * (int(len(depths) * times) + 1)
    for step, depth in enumerate(depths):
        for place in range(int(step * times), min(len(found), int((step + 1) * times) + 1)):
            found[place] = max(found[place], depth * times)
    return found


@lru_cache(maxsize=4096)
def extent(paragraph: Paragraph, start: int, end: int) -> tuple[float, float]:
    """How far the ink of a line reaches below and above its baseline, in ems."""
    depth = height = -9.0
    for _, _, part in shaped_line(paragraph, start, end)[0]:
        run, glyphs = part.run, part.glyphs
        upem = harfbuzz.metrics(run.face).upem
        depth = max(depth, -min(run.bottoms[glyphs]) / upem)
        height = max(height, max(run.tops[glyphs]) / upem)
    return depth, height


@lru_cache(maxsize=4096)
def skyline(paragraph: Paragraph, start: int, end: int) -> Skyline:
    """The skyline of a line of a paragraph, from the edge where its language begins."""
    parts, width = shaped_line(paragraph, start, end)
    count = int(width / _STEP) + 2
    depths, heights = [-9.0] * count, [-9.0] * count
    for _, x, part in parts:
        run, origin = part.run, part.origin
        upem = harfbuzz.metrics(run.face).upem
        for glyph in range(part.glyphs.start, part.glyphs.stop):
            left, right = run.lefts[glyph], run.rights[glyph]
            if right <= left:
                continue
            first, last = x + (left - origin) / upem, x + (right - origin) / upem
            if paragraph.base:
                first, last = width - last, width - first
            depth, height = -run.bottoms[glyph] / upem, run.tops[glyph] / upem
            for step in range(max(0, int(first / _STEP)), min(count, int(last / _STEP) + 1)):
                if depth > depths[step]:
                    depths[step] = depth
                if height > heights[step]:
                    heights[step] = height
    return tuple(depths), tuple(heights)
