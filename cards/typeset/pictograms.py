"""Pictograms in our own hand, as polygons in a unit square with y pointing down."""

from __future__ import annotations

from math import cos, pi, sin

Point = tuple[float, float]


def _arc(cx: float, cy: float, radius: float, start: float, end: float, steps: int = 12) -> list[Point]:
    """Points on a circle from one angle to another, in turns clockwise from the right."""
    turns = [start + (end - start) * step / steps for step in range(steps + 1)]
    return [(cx + radius * cos(2 * pi * turn), cy + radius * sin(2 * pi * turn)) for turn in turns]


def _handset() -> tuple[Point, ...]:
    """A telephone receiver, lying diagonally: two rounded ends joined by a curved grip."""
    outer = _arc(1.02, -0.02, 1.0, 0.29, 0.46)
    inner = _arc(1.02, -0.02, 0.74, 0.445, 0.305)
    # Ear and mouth pieces stick out towards the inside of the curve.
    ear = [(0.30, 0.02), (0.42, 0.26), (0.31, 0.36)]
    mouth = [(0.64, 0.69), (0.74, 0.58), (0.98, 0.70)]
    return (*mouth, (0.96, 0.90), *outer[1:-1], (0.10, 0.04), *ear, *inner[1:-1])


HANDSET: tuple[tuple[Point, ...], ...] = (_handset(),)
