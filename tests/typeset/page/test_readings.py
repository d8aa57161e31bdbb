"""The correction that readings of a calibration sheet give, from where a misplaced back would show each line."""

from __future__ import annotations

from math import cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.errors import BadOrder
from cards.measures import POINTS_PER_MM
from cards.typeset.page.readings import Readings

PLACES = {
    "back_x": (0.0, 10.0),
    "back_y": (10.0, 0.0),
    "left": (-70.0, 0.0),
    "right": (70.0, 0.0),
    "top": (0.0, 80.0),
    "bottom": (0.0, -80.0),
}
"""Where each scale of the sheet is, in millimeters from the center: its 0."""


def readings(x: float, y: float, percent: float, turn: float) -> Readings:
    """What the scales show of a back that belongs `x` and `y` millimeters from where it is, enlarged and turned.

    The point (u, v) of the paper lies behind the point (along u - across v + x, across u + along v + y) of the back.
    Each scale is read where the line of the front, which is through the place of its 0, crosses it.
    """
    along, across = percent / 100 * cos(radians(turn)), percent / 100 * sin(radians(turn))
    found: dict[str, float] = {}
    for name, (start_x, start_y) in PLACES.items():
        if name == "back_x":
            v = (start_y - y - across * start_x) / along
            found[name] = along * start_x - across * v + x - start_x
        else:
            u = (start_x - x + across * start_y) / along
            found[name] = across * u + along * start_y + y - start_y
    return Readings(**found)


small = st.floats(-3, 3)


@given(small, small, st.floats(98.5, 101.5), st.floats(-1, 1))
def test_the_profile_undoes_what_the_scales_show(x: float, y: float, percent: float, turn: float) -> None:
    profile = readings(x, y, percent, turn).profile("office", "long-edge")
    assert profile.back_x / POINTS_PER_MM == pytest.approx(x, abs=0.15)
    assert profile.back_y / POINTS_PER_MM == pytest.approx(y, abs=0.15)
    assert profile.scale * 100 == pytest.approx(percent, abs=0.06)
    assert profile.rotate == pytest.approx(turn, abs=0.02)


def test_two_readings_alone_only_move_the_back() -> None:
    profile = Readings(back_x=1.5, back_y=-0.5).profile("office", "short-edge")
    assert profile.measures == {"back_x_mm": 1.5, "back_y_mm": -0.5, "scale_percent": 100, "rotate_degrees": 0}
    assert profile.flip == "short-edge"


def test_scale_and_rotation_may_be_given_instead_of_their_scales() -> None:
    profile = Readings(back_x=0, back_y=0, scale=101, rotate=-0.5).profile("office", "long-edge")
    assert profile.measures == {"back_x_mm": 0, "back_y_mm": 0, "scale_percent": 101, "rotate_degrees": -0.5}


@pytest.mark.parametrize(
    ("wrong", "key", "cause"),
    [
        (Readings(back_y=0), "back_x", "'back_x' is missing"),
        (Readings(back_x=0), "back_y", "'back_y' is missing"),
        (Readings(0, 0, right=1), "left", "'left' is missing: 'left' and 'right' belong together."),
        (Readings(0, 0, top=1), "bottom", "'bottom' is missing"),
        (Readings(0, 0, left=1, right=1, rotate=0), "rotate", "'rotate' is computed from"),
        (Readings(0, 0, top=0, bottom=0, scale=100), "scale", "'scale' is computed from"),
        (Readings(0, 0, left=50, right=50), "left", "'left' is 50, not from -10 to 10."),
        (Readings(0, 0, top=float("nan"), bottom=0), "top", "'top' is nan"),
        (Readings(0, 0, left=-5, right=5), "rotate", "'rotate', computed from 'left' and 'right', is 4.086"),
        (Readings(float("inf"), 0), "back_x", "'back_x' is inf"),
    ],
)
def test_a_reading_that_cannot_be_used_is_refused_by_name(wrong: Readings, key: str, cause: str) -> None:
    with pytest.raises(BadOrder) as caught:
        wrong.profile("office", "long-edge")
    assert caught.value.setting == key
    assert cause in str(caught.value)
