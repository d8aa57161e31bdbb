"""Which wishes go together: every setting with every layout, theme and paper."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from cards.errors import BadOrder
from cards.read.card_options import CardOptions
from cards.read.layouts import THEMES, Layout
from cards.read.printers import Profile
from cards.read.stocks import SHEETS, Flip
from cards.read.wishes import Wishes, check_ignored, check_theme, check_wishes, wishes_from

PRINTER = Profile("office", "long-edge", 0, 0)

GIVEN: dict[str, dict[str, Any]] = {
    "together": {"together": True},
    "copies": {"copies": 10},
    "printer": {"printer": PRINTER},
    "exact": {"exact": True},
    "start_at": {"start_at": 2},
    "flip": {"flip": Flip.LONG_EDGE},
    "bleed": {"bleed": 9.0},
    "write_in": {"card": CardOptions(write_in="contact")},
    "interpreter": {"card": CardOptions(interpreter=True)},
}

TAKEN = {
    "together": {"poster"},
    "copies": {"duplex", "fronts", "backs", "fold", "large"},
    "printer": {"duplex", "backs", "large"},
    "exact": {"duplex", "fronts", "backs", "fold", "large"},
    "start_at": {"duplex", "fronts", "backs", "fold", "large"},
    "flip": {"duplex", "backs", "large"},
    "bleed": {"press"},
    "write_in": {"duplex", "fronts", "fold", "large", "press"},
    "interpreter": {"duplex", "backs", "fold", "large", "press"},
}
"""The layouts in which a setting does something, written out."""


@pytest.mark.parametrize("key", GIVEN)
@pytest.mark.parametrize("layout", list(Layout), ids=lambda layout: layout.value)
def test_a_setting_that_changes_nothing_is_refused(layout: Layout, key: str) -> None:
    wishes = Wishes(layouts=(layout,), **GIVEN[key])
    if layout.value in TAKEN[key]:
        check_wishes(wishes)
        return
    with pytest.raises(BadOrder) as refused:
        check_wishes(wishes)
    assert refused.value.setting == key
    assert f"changes nothing with 'layout' {layout.value}: " in str(refused.value)


@pytest.mark.parametrize("paper", SHEETS)
@pytest.mark.parametrize("layout", list(Layout), ids=lambda layout: layout.value)
def test_paper_is_for_what_is_as_large_as_it(layout: Layout, paper: str) -> None:
    small, every = {"letter", "a4"}, {"letter", "a4", "tabloid", "a3"}
    takes = {"poster": every, "plan": every, "large": small}.get(layout.value, set())
    if paper in takes:
        check_wishes(Wishes(layouts=(layout,), paper=paper))
    else:
        with pytest.raises(BadOrder) as refused:
            check_wishes(Wishes(layouts=(layout,), paper=paper))
        assert refused.value.setting == "paper"


def test_what_is_of_use_to_one_layout_is_of_use() -> None:
    every = {key: value for given in GIVEN.values() for key, value in given.items()}
    every["card"] = CardOptions(write_in="contact", interpreter=True)
    check_ignored(Wishes(paper="tabloid", paper_colour=(1, 0, 0), **every), Layout, THEMES)
    with pytest.raises(BadOrder, match="bleed"):
        check_ignored(Wishes(bleed=9.0), (Layout.DUPLEX, Layout.LARGE), ("",))


def test_no_press_prints_on_red_paper_and_a_plan_is_always_black_on_white() -> None:
    for layout, theme in product(Layout, ("", *THEMES)):
        if (layout.value, theme) in (("press", "red-stock"), ("plan", "red"), ("plan", "red-stock")):
            with pytest.raises(BadOrder, match=f"{theme} is for cards that you print yourself"):
                check_theme((layout,), theme)
        else:
            check_theme((layout,), theme)


def test_the_colour_of_paper_is_for_red_paper() -> None:
    check_wishes(Wishes(theme="red-stock", paper_colour=(1, 0, 0)))
    for theme in ("", "red", "outline"):
        with pytest.raises(BadOrder, match="is for cards on red paper"):
            check_wishes(Wishes(theme=theme, paper_colour=(1, 0, 0)))


def test_a_printer_holds_for_its_flip() -> None:
    check_wishes(Wishes(printer=PRINTER))
    for wrong in (Wishes(printer=replace(PRINTER, flip="short-edge")), Wishes(printer=PRINTER, flip=Flip.SHORT_EDGE)):
        with pytest.raises(BadOrder, match="was measured with"):
            check_wishes(wrong)


def test_wishes_of_settings() -> None:
    given = {"script": "car", "hotline": ["luce", "maine"], "layout": "poster", "flip": "short-edge", "link": None}
    assert wishes_from(given) == Wishes(
        scripts=("car",), hotlines=("luce", "maine"), layouts=(Layout.POSTER,), flip=Flip.SHORT_EDGE
    )
    assert wishes_from({}) == Wishes()
