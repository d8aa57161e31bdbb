"""Themes: what is told before somebody prints, and that nothing unreadable is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cards.errors import BadOrder, UnknownId, plainly, worded
from cards.jobs import Job
from cards.measures import POINTS_PER_MM
from cards.typeset.marks import Colour, PanelMark
from cards.typeset.scale import Points
from cards.typeset.themes import (
    EDGE,
    LEAST_CONTRAST,
    OUTLINE,
    RED,
    RED_PAPER,
    RED_STOCK,
    THEMES,
    contrast,
    find_theme,
    shown_colour,
    theme_warnings,
)
from tests.laid_out import lay_out

WHITE = (1.0, 1.0, 1.0)


def test_contrast_by_hand() -> None:
    """WCAG 2.1: black on white is 21 : 1; #777777 on white is 4.48 : 1, just too little for level AA."""
    assert contrast(WHITE, (0.0, 0.0, 0.0)) == pytest.approx(21.0)
    grey = (0x77 / 255,) * 3
    assert contrast(grey, WHITE) == contrast(WHITE, grey) == pytest.approx(4.478, abs=0.001)
    assert contrast(grey, grey) == 1.0


def test_every_theme_can_be_read_on_its_paper() -> None:
    for theme in THEMES.values():
        assert theme.contrast(RED_PAPER if theme.ground is None else WHITE) >= LEAST_CONTRAST


def test_what_is_printed_all_over_needs_no_word_about_paper() -> None:
    for theme in (RED, OUTLINE):
        assert theme_warnings(theme, (0.0, 0.0, 0.0)) == ()


def test_red_stock_names_the_colour_and_what_it_assumed() -> None:
    (assumed,) = theme_warnings(RED_STOCK, RED_PAPER)
    assert "black on it (#F04E45 unless you give 'paper_colour')" in worded(assumed, plainly)
    (given,) = theme_warnings(RED_STOCK, (1.0, 0.5, 0.5))
    assert "black on it (#FF8080), which" in given
    for warning in (assumed, given):
        assert "the paper itself must be red" in warning
        assert "card" not in warning  # it may be a poster


def test_paper_too_dark_for_black_is_refused() -> None:
    with pytest.raises(BadOrder, match=r"#800000 is only 1\.9 : 1, less than 4\.5 : 1"):
        theme_warnings(RED_STOCK, (0x80 / 255, 0.0, 0.0))


def test_themes_are_found_by_their_ids() -> None:
    assert [find_theme(theme_id).id for theme_id in THEMES] == ["red", "outline", "red-stock"]
    with pytest.raises(UnknownId, match="no theme 'blue'"):
        find_theme("blue")


def test_a_colour_is_shown_as_it_is_given() -> None:
    assert shown_colour(RED_PAPER) == "#F04E45"
    assert shown_colour(Colour.WHITE.value) == "#FFFFFF"


@pytest.mark.parametrize(("corner", "radius"), [(3.18 * POINTS_PER_MM, 3.18 * POINTS_PER_MM - float(EDGE)), (0.0, 2.0)])
def test_an_edge_is_as_wide_at_the_rounded_corners_of_a_card(
    corner: float, radius: float, job_of: Callable[..., Job]
) -> None:
    job = job_of("es")
    for face in lay_out(replace(job, frame=replace(job.frame, theme=OUTLINE, corner=Points(corner))))[1:]:
        field, edge = face.marks[0], float(EDGE)
        assert isinstance(field, PanelMark)
        assert (field.rect.x, field.rect.y) == pytest.approx((edge, edge))
        assert (field.rect.right, field.rect.top) == pytest.approx((face.size.width - edge, face.size.height - edge))
        assert field.radius == pytest.approx(radius)
        assert (face.ground, field.colour) == (Colour.RED, Colour.WHITE)


def test_the_corners_are_those_of_the_stock(job_of: Callable[..., Job]) -> None:
    assert float(job_of("es", "herma-5028").frame.corner) == pytest.approx(2 * POINTS_PER_MM)
    assert float(job_of("es").frame.corner) == 0.0
