"""Pictograms of our own, for people who do not read: each is beside a statement and says the same.

A pictogram is path data as in SVG 1.1, 8.3, with absolute M, L, C and Z alone, on a grid of 24 by 24 with y pointing
down, filled by the even-odd rule. None needs mirroring for languages that run from right to left. To view or redraw
one, put it in the `d` of a path in an SVG drawing with the viewBox "0 0 24 24".

On a wallet card they are 4 mm high, printed in red or reversed out of it. So nothing in them is thinner than 1.6 units,
gaps are at least 1.5, and numbers have one decimal. What must not happen is struck through, with a gap on either side
of the bar, or has a cross in it.
"""

from __future__ import annotations

import re
from functools import lru_cache

GRID = 24
"""Units from side to side."""

_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def _at(*numbers: float) -> str:
    """Coordinates as path data has them."""
    return " ".join(f"{number:.1f}".removesuffix(".0") for number in numbers)


def _polygon(*corners: tuple[float, float]) -> str:
    """A polygon."""
    return f"M{'L'.join(_at(*corner) for corner in corners)}Z"


def _box(left: float, top: float, right: float, bottom: float) -> str:
    """A rectangle."""
    return _polygon((left, top), (right, top), (right, bottom), (left, bottom))


def _cross(x: float, y: float, reach: float) -> str:
    """A diagonal cross in a square with sides of twice `reach`."""
    arm, near = 1.6, reach - 1.6
    quarter = ((0, -arm), (near, -reach), (reach, -near))
    half = (*quarter, *((-dy, dx) for dx, dy in quarter))
    return _polygon(*((x + dx, y + dy) for dx, dy in half), *((x - dx, y - dy) for dx, dy in half))


def _disc(x: float, y: float, radius: float) -> str:
    """A disc made of two curves, accurate to a fiftieth of its radius."""
    left, right, reach = x - radius, x + radius, 4 / 3 * radius
    over = _at(left, y - reach, right, y - reach, right, y)
    under = _at(right, y + reach, left, y + reach, left, y)
    return f"M{_at(left, y)}C{over}C{under}Z"


def _card(left: float, top: float, right: float, bottom: float, radius: float) -> str:
    """A rectangle with rounded corners."""
    near = 0.45 * radius
    return (
        f"M{_at(left + radius, top)}L{_at(right - radius, top)}"
        f"C{_at(right - near, top, right, top + near, right, top + radius)}L{_at(right, bottom - radius)}"
        f"C{_at(right, bottom - near, right - near, bottom, right - radius, bottom)}L{_at(left + radius, bottom)}"
        f"C{_at(left + near, bottom, left, bottom - near, left, bottom - radius)}L{_at(left, top + radius)}"
        f"C{_at(left, top + near, left + near, top, left + radius, top)}Z"
    )


def _person(x: float, radius: float) -> str:
    """Somebody standing, from the top of the grid to the bottom: a head, and a body as wide with round shoulders."""
    left, right, top = x - radius, x + radius, 2 * radius + 2.5
    bend, near = 0.8 * radius, 0.36 * radius
    return (
        f"{_disc(x, 1 + radius, radius)}M{_at(left + bend, top)}L{_at(right - bend, top)}"
        f"C{_at(right - near, top, right, top + near, right, top + bend)}L{_at(right, 23)}L{_at(left, 23)}"
        f"L{_at(left, top + bend)}C{_at(left, top + near, left + near, top, left + bend, top)}Z"
    )


_BAR = "M1.3 2.7L2.7 1.3L22.7 21.3L21.3 22.7Z"
"""The bar of a pictogram that is struck through, which leaves 2.6 units free on either side of the diagonal."""

_IDENTITY_CARD = _card(1, 4, 23, 20, 1.6) + _disc(7.6, 9.2, 2.4) + "M3.4 17C3.4 11.8 11.8 11.8 11.8 17Z"

_SPEECH = (
    "M5 1.5L19 1.5C21.5 1.5 23 3 23 5.5L23 13.5C23 16 21.5 17.5 19 17.5L10.5 17.5L5 23L5 17.5"
    "C2.5 17.5 1 16 1 13.5L1 5.5C1 3 2.5 1.5 5 1.5Z"
)

PICTOGRAMS: dict[str, str] = {
    # A card with writing on it, under a thumb.
    "card": (
        "M2.2 2L19.8 2C20.5 2 21 2.5 21 3.2L21 12.9L17.9 9.9C14.6 6.5 9.5 11.6 12.9 14.9L12.9 15L2.2 15"
        "C1.5 15 1 14.5 1 13.8L1 3.2C1 2.5 1.5 2 2.2 2Z"
        "M13.7 13.7C11.7 11.7 14.7 8.7 16.7 10.7L21.5 15.5C22 16 22.2 16.6 22.1 17.2C22.7 17.7 23 18.3 23 19.1"
        "L23 23L12.8 23L12.8 19.1C12.8 17.7 13.9 16.6 15.3 16.6L16.6 16.6Z"
        + _box(3.8, 4.8, 18.2, 6.6)
        + _box(3.8, 8.6, 11, 10.4)
    ),
    # Two people with an arrow between them that points at both.
    "distance": (
        _person(3.6, 2.6)
        + _person(20.4, 2.6)
        + "M7 16L10.4 12.2L10.4 14.9L13.6 14.9L13.6 12.2L17 16L13.6 19.8L13.6 17.1L10.4 17.1L10.4 19.8Z"
    ),
    # A closed door in its frame.
    "door": ("M3 1L21 1L21 23L18.8 23L18.8 3.2L5.2 3.2L5.2 23L3 23Z" + _box(6.8, 4.8, 17.2, 23) + _disc(14.2, 14, 1.5)),
    # A car over a driver's license.
    "driver": (
        "M1 10L1 6.6L2 5.4L5.4 4.6L8.2 1L15.4 1L18.8 4.6L22 5.4L23 6.6L23 10L20.8 10C20.8 5.5 14 5.5 14 10L10 10"
        "C10 5.5 3.2 5.5 3.2 10Z"
        "M7.8 4.8L9.4 2.8L11.2 2.8L11.2 4.8ZM12.8 4.8L12.8 2.8L14.6 2.8L16.4 4.8Z"
        + _disc(6.6, 10, 1.8)
        + _disc(17.4, 10, 1.8)
        + _card(2, 13.3, 22, 23, 1)
        + "M5.2 16.6C5.2 14.2 8.8 14.2 8.8 16.6C8.8 17.2 8.6 17.6 8.3 17.9C9.4 18.5 10.2 19.7 10.2 21.2L3.8 21.2"
        "C3.8 19.7 4.6 18.5 5.7 17.9C5.4 17.6 5.2 17.2 5.2 16.6Z"
        + _box(12.2, 15.6, 19.6, 17.2)
        + _box(12.2, 19.2, 19.6, 20.8)
    ),
    # Somebody beside the scales of justice.
    "lawyer": (
        _person(4, 3) + "M15.3 2L16.9 2L16.9 4L23 4L23 5.8L21.5 5.8L21.5 11.4L23 11.4C23 15.9 18.4 15.9 18.4 11.4"
        "L19.9 11.4L19.9 5.8L16.9 5.8L16.9 21L20.2 21L20.2 23L12 23L12 21L15.3 21L15.3 5.8L12.3 5.8L12.3 11.4"
        "L13.8 11.4C13.8 15.9 9.2 15.9 9.2 11.4L10.7 11.4L10.7 5.8L9.2 5.8L9.2 4L15.3 4Z"
    ),
    # Somebody walking, and an arrow ahead.
    "leave": (
        "M5 11L4.7 11.2L3.8 14.3C3.4 15.9 0.9 15.3 1.4 13.7L2.5 9.6L5.5 7.6C6.1 5.9 8.4 5.8 9.5 6.9L12 10.4"
        "L14.7 11.7C16.2 12.4 15.2 14.6 13.7 13.9L10.4 12.4L9.7 11.5L9.5 13.3L11.2 16.4L12.7 20.9"
        "C13.3 22.9 10.3 23.8 9.7 21.9L8.4 17.6L7.2 15.5L6.4 17.8L3.9 22.2C2.9 24 0.2 22.4 1.3 20.6L3.6 16.6L4.6 13.5Z"
        "M13.8 4.6L17.6 4.6L17.6 1L23 6L17.6 11L17.6 7.4L13.8 7.4Z" + _disc(8.4, 3.6, 2.6)
    ),
    # Somebody says who they are.
    "name": _SPEECH + _disc(12, 6.4, 2.6) + "M7 15C7 12.5 9.2 10.5 12 10.5C14.8 10.5 17 12.5 17 15Z",
    # A false identity card.
    "no-false-papers": _IDENTITY_CARD + _cross(17.1, 12, 4),
    # A false statement.
    "no-lies": _SPEECH + _cross(12, 9.5, 4.8),
    # Three people in a row.
    "no-line": (
        "M0.7 10.2L1.7 8.2L23.3 19.8L22.3 21.8Z"
        "M1.2 12.2L6.8 15.2L6.8 22L1.2 22ZM9.2 16.4L14.8 19.5L14.8 22L9.2 22Z"
        "M9.2 10.5C9.3 9.4 10.3 8.5 11.4 8.5L12.6 8.5C13.8 8.5 14.8 9.5 14.8 10.7L14.8 13.6Z"
        "M17.2 14.8L17.2 10.7C17.2 9.5 18.2 8.5 19.4 8.5L20.6 8.5C21.8 8.5 22.8 9.5 22.8 10.7L22.8 17.8Z"
        + _disc(4, 4.5, 2.5)
        + _disc(12, 4.5, 2.5)
        + _disc(20, 4.5, 2.5)
    ),
    # A sheet with somebody's picture and what is written about them.
    "no-records": (
        "M4.7 1L21 1L21 17.3ZM3 6.7L19.3 23L3 23Z" + _BAR + "M14.8 4.5C14.8 2 18.6 2 18.6 4.5"
        "C18.6 5.2 18.3 5.8 17.8 6.1C18.8 6.6 19.5 7.7 19.5 9L13.9 9C13.9 7.7 14.6 6.6 15.6 6.1"
        "C15.1 5.8 14.8 5.2 14.8 4.5Z" + _box(5.4, 14.4, 8.4, 16.2) + _box(5.4, 18.2, 12, 20)
    ),
    # Somebody running.
    "no-run": (
        _BAR + "M8.2 11.9L14.5 18.2L12.4 22.2C11.6 23.9 9.1 22.6 10 21L11.7 17.6L10.6 16.4C10 16.7 9.4 16.8 8.9 16.7"
        "L6.5 19.1L1.7 16.6C0.1 15.8 1.4 13.3 3.1 14.2L5.9 15.7L6.9 14.7C6.7 14 6.9 13.1 7.6 12.4Z"
        "M13.8 6.2C16 4.1 19.1 6.9 17.8 9.2L18.8 10.4L21.4 9.1C22.9 8.3 24 10.6 22.6 11.3L18 13.6L16.1 11L15.4 11.7"
        "L11.9 8.2Z" + _disc(18.8, 3.7, 2.6)
    ),
    # A magnifying glass.
    "no-search": (
        _BAR + "M14.5 1C19.2 1 23 4.8 23 9.5C23 12.2 21.8 14.6 19.8 16.1L17.8 14.1C19.3 13.1 20.2 11.4 20.2 9.5"
        "C20.2 6.4 17.6 3.8 14.5 3.8C12.6 3.8 10.9 4.7 9.9 6.2L7.9 4.2C9.4 2.2 11.8 1 14.5 1Z"
        "M6 9.7L14.3 18C12.8 18 11.5 17.6 10.2 16.9L5.2 22C3.1 24 0 20.9 2 18.8L7.1 13.8C6.4 12.5 6 11.2 6 9.7Z"
    ),
    # A pen, and the name that it is about to write.
    "no-sign": (
        _BAR + "M13.8 10.2L9.8 6.2L13.9 2.1C15 1 16.2 1 17.2 2L18 2.8C19 3.8 19 5 17.9 6.1Z"
        "M1.5 18.5L2.7 13.3L6.2 9.8L10.2 13.8L6.7 17.3Z"
        "M1.4 21.4C3.6 18.6 6 19 7.4 20.6C8.6 22 9.4 21.2 10 20.6C11 19.4 13 19.4 14.2 20.8L16 20.8L16 22.8L13.4 22.8"
        "C12.6 21.6 12 21.6 11.4 22.2C9.8 23.6 7.4 23.6 6 22C5 20.9 4 21.4 2.8 22.8Z"
    ),
    # An identity card.
    "papers": _IDENTITY_CARD + _box(14, 7, 20, 8.8) + _box(14, 11.1, 20, 12.9) + _box(14, 15.2, 20, 17),
    # A telephone receiver.
    "phone": (
        "M18.7 21.8C10 20.7 3.3 14 2.2 5.3C1.9 4.6 2.1 3.7 2.8 3.3L6.3 1.2C7 0.8 8 1 8.4 1.7L10.5 5.2"
        "C11 6 10.7 6.9 10 7.4L8 8.5C9.5 11.9 12.1 14.5 15.5 16L16.6 14C17.1 13.3 18 13 18.8 13.5"
        "L22.3 15.6C23 16 23.2 17 22.8 17.7L20.7 21.2C20.3 21.9 19.4 22.1 18.7 21.8Z"
    ),
    # An arrow to somebody at a desk.
    "principal": (
        "M16.4 1C18.5 1 20.2 2.7 20.2 4.8C20.2 6.9 18.5 8.6 16.4 8.6C14.3 8.6 12.6 6.9 12.6 4.8C12.6 2.7 14.3 1 16.4 1Z"
        "M9.8 15.3C9.8 12.4 12.8 10.1 16.4 10.1C20 10.1 23 12.4 23 15.3Z"
        "M1 9.4L3.2 9.4L3.2 5.4L8.4 11L3.2 16.6L3.2 12.6L1 12.6Z" + _box(9.2, 16.8, 23, 23)
    ),
    # A video camera.
    "record": _card(1, 5, 15.8, 19, 2) + _disc(8.4, 12, 3.2) + "M17.3 10.4L23 6L23 18L17.3 13.6Z",
    # The scales of justice.
    "scales": (
        "M10.2 2.8C10.2 0.4 13.8 0.4 13.8 2.8C13.8 3.5 13.5 4 13 4.3L13 4.6L22 4.6L22 6.6L19.9 6.6L23 14.2"
        "C23 16.5 21 18.4 18.6 18.4C16.2 18.4 14.2 16.5 14.2 14.2L17.3 6.6L13 6.6L13 21L17.5 21L17.5 23L6.5 23L6.5 21"
        "L11 21L11 6.6L6.7 6.6L9.8 14.2C9.8 16.5 7.8 18.4 5.4 18.4C3 18.4 1 16.5 1 14.2L4.1 6.6L2 6.6L2 4.6L11 4.6"
        "L11 4.3C10.5 4 10.2 3.5 10.2 2.8ZM7.8 14.2L5.4 8.2L3 14.2ZM21 14.2L18.6 8.2L16.2 14.2Z"
    ),
    # A face with a finger on its lips.
    "silence": (
        "M12 1C17.7 1 22.4 5.7 22.4 11.4C22.4 13.3 21.9 15 21 16.5C20.4 15.9 19.7 15.4 18.8 15.1L18.8 13.6L15.1 13.6"
        "L13.9 11.1C12.2 7.8 7.3 10.3 8.9 13.6L5.2 13.6L5.2 15.4L9.8 15.4L11.1 18C10.6 18.9 10.3 19.9 10.3 21L10.3 21.7"
        "C5.4 20.9 1.6 16.6 1.6 11.4C1.6 5.7 6.3 1 12 1Z"
        "M10.2 13C9.5 11.4 11.8 10.3 12.6 11.8L14.9 16.5C15.5 16.3 16 16.2 16.6 16.2C19.3 16.2 21.4 18.3 21.4 21"
        "C21.4 21.7 21.2 22.4 21 23L12.2 23C12 22.4 11.8 21.7 11.8 21C11.8 19.9 12.2 18.9 12.8 18.1Z"
        + _disc(7.6, 8, 1.5)
        + _disc(16, 8, 1.5)
    ),
    # A loudspeaker.
    "sound": (
        "M1 8L6 8L12 2.6L12 21.4L6 16L1 16Z"
        "M15.6 7C16.9 8.3 17.7 10.1 17.7 12C17.7 13.9 16.9 15.7 15.6 17L14.1 15.4C15 14.5 15.5 13.3 15.5 12"
        "C15.5 10.7 15 9.5 14.1 8.6Z"
        "M18.1 3.3C20.6 5.5 22.1 8.7 22.1 12C22.1 15.3 20.6 18.5 18.1 20.7L16.6 19C18.7 17.2 19.9 14.7 19.9 12"
        "C19.9 9.3 18.7 6.8 16.6 5Z"
    ),
    # The soles of two shoes, and an arrow back.
    "step-back": (
        "M2.2 13C1.2 8.4 0 1 4.6 1C9.2 1 8 8.4 7 13ZM2.2 14.8L7 14.8L7.2 18C7.2 22.3 2 22.3 2 18Z"
        "M17 13C16 8.4 14.8 1 19.4 1C24 1 22.8 8.4 21.8 13ZM17 14.8L21.8 14.8L22 18C22 22.3 16.8 22.3 16.8 18Z"
        "M10.8 1.5L13.2 1.5L13.2 14.6L15.3 14.6L12 23L8.7 14.6L10.8 14.6Z"
    ),
    # A paper with a seal.
    "warrant": (
        "M2.5 1L18.5 1L18.5 9.7L17.2 9.6C13.9 9.6 11.2 12.3 11.2 15.6C11.2 17.1 11.8 18.5 12.7 19.6L12.7 23L2.5 23Z"
        "M17.2 11.1C19.7 11.1 21.7 13.1 21.7 15.6C21.7 16.9 21.1 18.1 20.2 19L20.2 23L17.2 21.4L14.2 23L14.2 19"
        "C13.3 18.1 12.7 16.9 12.7 15.6C12.7 13.1 14.7 11.1 17.2 11.1Z"
        + _disc(17.2, 15.6, 1.7)
        + _box(5.5, 4.6, 15.5, 6.4)
        + _box(5.5, 8.6, 12, 10.4)
        + _box(5.5, 12.6, 9.5, 14.4)
    ),
    # A sheet with writing on it, and a pencil.
    "write-down": (
        "M2 2L17 2L17 8.8L10 15.8L8.2 23L2 23ZM17 20.4L17 23L12.1 23L15.8 21.6Z"
        "M10.2 21.4L11.4 16.6L19.2 8.8L22.8 12.4L15 20.2Z"
        + _box(5, 6, 14, 7.8)
        + _box(5, 10.4, 12, 12.2)
        + _box(5, 14.8, 9, 16.6)
    ),
}
"""The path data of each pictogram by its name, which scripts use."""


@lru_cache(maxsize=64)
def steps(name: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Each operator of a pictogram in PDF (m, l, c, h) with its coordinates. Raises KeyError for an unknown name."""
    return tuple(
        (_OPERATORS[operator], tuple(float(number) for number in numbers.split()))
        for operator, numbers in _STEP.findall(PICTOGRAMS[name])
    )
