"""The outline of a QR symbol: polygons around its dark areas, so that no viewer shows seams between modules."""

from __future__ import annotations

from functools import lru_cache

Modules = tuple[tuple[bool, ...], ...]
Corner = tuple[int, int]


@lru_cache(maxsize=256)
def outline_of(modules: Modules) -> tuple[tuple[Corner, ...], ...]:
    """Closed polygons, in modules from the upper left corner, that fill the dark areas by the even-odd rule."""
    following = _edges(modules)
    polygons = []
    while following:
        start = min(following)
        polygons.append(_trace(start, following))
    return tuple(polygons)


@lru_cache(maxsize=256)
def symbol_path(modules: Modules) -> str:
    """The polygons as PDF path operators, in modules with y pointing down."""
    return "\n".join(
        f"{polygon[0][0]} {polygon[0][1]} m " + " ".join(f"{x} {y} l" for x, y in polygon[1:]) + " h"
        for polygon in outline_of(modules)
    )


def _edges(modules: Modules) -> dict[Corner, list[Corner]]:
    """Each corner with the corners to which a border of a dark area leads from it, with dark on the right."""
    following: dict[Corner, list[Corner]] = {}

    def is_dark(x: int, y: int) -> bool:
        return 0 <= y < len(modules) and 0 <= x < len(modules[y]) and modules[y][x]

    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if not dark:
                continue
            for other_x, other_y, start, end in (
                (x, y - 1, (x, y), (x + 1, y)),
                (x + 1, y, (x + 1, y), (x + 1, y + 1)),
                (x, y + 1, (x + 1, y + 1), (x, y + 1)),
                (x - 1, y, (x, y + 1), (x, y)),
            ):
                if not is_dark(other_x, other_y):
                    following.setdefault(start, []).append(end)
    return following


def _trace(start: Corner, following: dict[Corner, list[Corner]]) -> tuple[Corner, ...]:
    """Follows one border around and removes its edges; returns the corners at which it turns."""
    corners = [start]
    place = start
    while True:
        ends = following[place]
        end = ends.pop()
        if not ends:
            del following[place]
        if len(corners) > 1 and _is_straight(corners[-2], corners[-1], end):
            corners[-1] = end
        else:
            corners.append(end)
        place = end
        if place == start:
            return tuple(corners[:-1])


def _is_straight(first: Corner, second: Corner, third: Corner) -> bool:
    return (first[0] == second[0] == third[0]) or (first[1] == second[1] == third[1])
