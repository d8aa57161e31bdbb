"""What goes with which layout and theme: for every one of them."""

from collections.abc import Iterable
from itertools import product

import pytest

from cards.errors import BadOrder
from cards.read.layouts import Layout
from cards.read.orders import THEMES, check_theme, idle, paper_of, read_bleed, read_colour, read_layouts
from cards.read.stocks import SHEETS


def idle_keys(layouts: Iterable[Layout], theme: str = "", paper: str = "a4") -> set[str]:
    found = list(idle(set(layouts), {theme}, paper=paper, bleed=9.0, coloured=True))
    assert all(what for _, what in found)
    return {key for key, _ in found}


@pytest.mark.parametrize("layout", list(Layout))
def test_what_is_idle(layout: Layout) -> None:
    for theme, paper in product(("", *THEMES), SHEETS):
        keys = idle_keys([layout], theme, paper)
        assert ("bleed" in keys) == (layout.value != "press")
        assert ("paper_colour" in keys) == (theme != "red-stock")
        used = layout.value == "poster" or (layout.value == "large" and paper in ("letter", "a4"))
        assert ("paper" in keys) == (not used)
        assert paper_of(layout, paper) == (paper if used else "")
        assert keys == idle_keys([layout, layout], theme, paper)
    assert list(idle({layout}, {""}, paper="", bleed=None, coloured=False)) == []


def test_what_is_of_use_to_one_is_of_use() -> None:
    assert idle_keys(Layout, "red-stock", "tabloid") == set()
    assert idle_keys([Layout.DUPLEX, Layout.LARGE], "red-stock", "tabloid") == {"paper", "bleed"}


def test_no_press_prints_on_red_paper() -> None:
    for layouts, theme in product([(each,) for each in Layout], ("", *THEMES)):
        if layouts == (Layout.PRESS,) and theme == "red-stock":
            with pytest.raises(BadOrder, match="red-stock is for cards that you print yourself"):
                check_theme(layouts, theme)
        else:
            check_theme(layouts, theme)


def test_texts_become_values() -> None:
    assert read_layouts(["fold", "press"], "it") == (Layout.FOLD, Layout.PRESS)
    assert read_colour("#00ff80", "it") == read_colour("00FF80", "it") == (0.0, 1.0, 128 / 255)
    assert read_bleed(" 10 mm", "it") == pytest.approx(28.346, abs=0.001)
    assert read_bleed("0in", "it") == 0.0


@pytest.mark.parametrize("text", ["", "#FFF", "FFF", "##FF0000", "#FF00000", "#GG0000", "#FF0000\n", "red"])
def test_what_is_no_colour(text: str) -> None:
    with pytest.raises(BadOrder, match=r"^it is .*, which is no colour"):
        read_colour(text, "it")


@pytest.mark.parametrize("text", ["", "3", "-3mm", "10.1mm", "1in", "3 feet", "nan mm"])
def test_what_is_no_bleed(text: str) -> None:
    with pytest.raises(BadOrder, match=r"^it is "):
        read_bleed(text, "it")
