"""What the scales of a calibration sheet say: where each of them is, and the correction that a reading of them gives.

A reading is the number, in millimeters, at which a line of the front crosses a scale of the back.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan, degrees, radians, tan

from cards.errors import BadOrder, setting
from cards.measures import POINTS_PER_MM
from cards.read.printers import MOVE, ROTATE, SCALE, Bounds, Profile, new_profile

SIDE, END = 70 * POINTS_PER_MM, 80 * POINTS_PER_MM
"""Points: the distance from the center of the scales `left` and `right`, and of `top` and `bottom`."""

BESIDE = 10 * POINTS_PER_MM
"""Points: the distance from the center of its two scales, so that they do not cross each other."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What somebody read, in millimeters, or None for a scale that they left out.

    `scale`, in percent, and `rotate`, in degrees counterclockwise, are given instead of the scales that yield them.
    """

    back_x: float | None = None
    back_y: float | None = None
    left: float | None = None
    right: float | None = None
    top: float | None = None
    bottom: float | None = None
    scale: float | None = None
    rotate: float | None = None

    def profile(self, name: str, flip: str) -> Profile:
        """The correction for the printer of that name, measured with that flip.

        Raises BadOrder, which names the setting, for a reading that is missing, out of bounds, or given in two ways.
        """
        for key, value in (("back_x", self.back_x), ("back_y", self.back_y)):
            if value is None:
                raise BadOrder(
                    f"{setting(key)} is missing: {setting('save')} needs your readings from the sheet.",
                    f"Give {setting('back_x')} and {setting('back_y')} in millimeters; give 0 where the line is at 0.",
                )
        percent, turn = self.scale, self.rotate
        vertical = _both(("top", self.top), ("bottom", self.bottom), "scale", percent)
        if vertical is not None:
            percent = _bounded(100 * scale_of(*vertical), "scale", SCALE, ("top", "bottom"))
        sides = _both(("left", self.left), ("right", self.right), "rotate", turn)
        if sides is not None:
            turn = _bounded(turn_of(*sides), "rotate", ROTATE, ("left", "right"))
        x, y = (self.back_x or 0.0) * POINTS_PER_MM, (self.back_y or 0.0) * POINTS_PER_MM
        if sides is not None and turn is not None:
            x, y = shift_of(x, y, turn)
        return new_profile(
            name,
            flip,
            back_x_mm=x / POINTS_PER_MM,
            back_y_mm=y / POINTS_PER_MM,
            scale_percent=100.0 if percent is None else percent,
            rotate_degrees=turn or 0.0,
        )


def turn_of(left: float, right: float) -> float:
    """The degrees by which to rotate the back counterclockwise, from the scales at its sides, in points."""
    return degrees(atan((right - left) / (2 * SIDE)))


def scale_of(top: float, bottom: float) -> float:
    """The factor by which to scale the back (1 for no change), from the scales at its top and bottom, in points."""
    return 1 + (top - bottom) / (2 * END)


def shift_of(back_x: float, back_y: float, turn: float) -> tuple[float, float]:
    """How far to move the center, in points: from its two scales, for a back to be rotated by `turn` degrees.

    Both scales are beside the center, so that they do not cross, and a rotation moves them there.
    """
    slope = tan(radians(turn))
    x = (back_x + slope * (BESIDE - back_y) + slope**2 * BESIDE) / (1 + slope**2)
    return x, back_y - slope * (BESIDE - x)


def _both(
    one: tuple[str, float | None], other: tuple[str, float | None], direct: str, value: float | None
) -> tuple[float, float] | None:
    """The readings of two scales that belong together, in points; None if neither was read.

    `value` is what was given as `direct` instead of them.
    """
    (first, read), (second, read_too) = one, other
    if read is None and read_too is None:
        return None
    if read is None or read_too is None:
        raise BadOrder(
            f"{setting(first if read is None else second)} is missing: {setting(first)} and {setting(second)} belong "
            "together.",
            "Read both scales, or give neither.",
        )
    if value is not None:
        raise BadOrder(
            f"{setting(direct)} is computed from {setting(first)} and {setting(second)}.",
            f"Give {setting(direct)} alone, or the other two without it.",
        )
    for key, each in ((first, read), (second, read_too)):
        if MOVE.problem(each):
            raise BadOrder(f"{setting(key)} {MOVE.problem(each)}.", MOVE.advice)
    return read * POINTS_PER_MM, read_too * POINTS_PER_MM


def _bounded(value: float, key: str, bounds: Bounds, scales: tuple[str, str]) -> float:
    """The value computed from two scales. Raises BadOrder for one out of bounds."""
    problem = bounds.problem(round(value, 3))
    if problem:
        one, other = map(setting, scales)
        raise BadOrder(
            f"{setting(key)}, computed from {one} and {other}, {problem} {bounds.unit}.",
            "Read the two scales again, and check the minus signs.",
        )
    return value
