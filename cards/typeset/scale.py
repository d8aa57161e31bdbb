# ruff: noqa: D105 (the operators of Points are those of a float)
"""Lengths on paper and lengths on a face, which a type checker keeps apart.

A large card is laid out as a small one, so a unit of its face is several points on paper. Units are bare numbers, as
coordinates are; a length on paper is `Points`, and a `Scale` converts between the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:

    class Points:
        """A length on paper. The type checker refuses to mix it with a number of units.

        At run time it is a float.
        """

        def __init__(self, value: float) -> None: ...
        def __float__(self) -> float: ...
        def __add__(self, other: Points) -> Points: ...
        def __sub__(self, other: Points) -> Points: ...
        def __mul__(self, factor: float) -> Points: ...
        def __rmul__(self, factor: float) -> Points: ...
        @overload
        def __truediv__(self, other: Points) -> float: ...
        @overload
        def __truediv__(self, other: float) -> Points: ...
        def __truediv__(self, other: Points | float) -> Points | float: ...
        def __lt__(self, other: Points) -> bool: ...
        def __le__(self, other: Points) -> bool: ...
        def __gt__(self, other: Points) -> bool: ...
        def __ge__(self, other: Points) -> bool: ...

else:
    Points = float


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale at which a face is printed: points on paper for each of its units."""

    points_per_unit: float = 1.0

    def points(self, length: float) -> Points:
        """A length on the face converted to points on paper."""
        return Points(length * self.points_per_unit)

    def units(self, length: Points) -> float:
        """A length on paper converted to units of the face."""
        return float(length) / self.points_per_unit


ACTUAL_SIZE = Scale()
"""The scale of a face whose units are points."""
