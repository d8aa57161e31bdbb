"""Points, sizes and rectangles.

Everything inside the program is in PostScript points (1/72 inch), with the origin at the lower left corner as in
PDF. Millimeters and inches exist only in definition files, and only `points` reads them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import SupportsFloat

POINTS_PER_INCH = 72.0
POINTS_PER_MM = 72.0 / 25.4

_UNITS = {"pt": 1.0, "in": POINTS_PER_INCH, "mm": POINTS_PER_MM, "cm": 10 * POINTS_PER_MM}
_LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*(pt|in|mm|cm)\s*")


def points(length: str) -> float:
    """The length `"3.5in"`, `"54mm"`, `"5.4cm"` or `"9pt"` in points.

    Raises ValueError for anything else, including negative lengths and bare numbers.
    """
    match = _LENGTH.fullmatch(length)
    if match is None:
        raise ValueError(f"{length!r} is not a length such as '3.5in' or '54mm'")
    return float(match[1]) * _UNITS[match[2]]


def millimetres(value: SupportsFloat) -> float:
    """`value` points in millimeters."""
    return float(value) / POINTS_PER_MM


def shown_excess(value: SupportsFloat) -> str:
    """The amount by which something is too large, such as "0.3 mm", rounded up so that it is never 0.0 mm."""
    return f"{max(math.ceil(millimetres(value) * 10 - 1e-6), 1) / 10:.1f} mm"


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height, in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its lower left corner, width and height, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def top(self) -> float:
        """The y of the top edge."""
        return self.y + self.height

    def overlaps(self, other: Rect, tolerance: float = 1e-6) -> bool:
        """Whether the two share more area than rounding explains."""
        return (
            self.x < other.right - tolerance
            and other.x < self.right - tolerance
            and self.y < other.top - tolerance
            and other.y < self.top - tolerance
        )

    def contains(self, other: Rect, tolerance: float = 1e-6) -> bool:
        """Whether `other` lies inside this rectangle, edges included."""
        return (
            other.x >= self.x - tolerance
            and other.y >= self.y - tolerance
            and other.right <= self.right + tolerance
            and other.top <= self.top + tolerance
        )

    def grown(self, by: float) -> Rect:
        """The rectangle with `by` points more on each of its four sides."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)
