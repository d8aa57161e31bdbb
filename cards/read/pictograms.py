"""Pictograms in our own hand, for those who do not read: each stands beside a statement and says the same.

A pictogram is path data as in SVG 1.1, 8.3, with absolute M, L, C and Z alone, on a grid of 24 by 24 with y pointing
down, filled by the even-odd rule. There is nothing to mirror: each reads the same from either side.
"""

from __future__ import annotations

PICTOGRAMS: dict[str, str] = {}
"""The path data of each pictogram by its name, which scripts use."""

PICTOGRAMS["phone"] = "M2 2L22 2L22 22L2 22Z"
GRID = 24


def steps(name: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    return (("m", (2.0, 2.0)), ("l", (22.0, 2.0)), ("l", (22.0, 22.0)), ("h", ()))
