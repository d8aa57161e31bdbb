"""Screens: their sizes, and where words may be on them."""

import pytest

from cards.measures import Size
from cards.read.screens import Screen


def test_the_sizes_are_those_of_the_screens() -> None:
    assert {screen.value: screen.traits.size for screen in Screen} == {
        "lock-screen": Size(1179, 2556),
        "square": Size(1080, 1080),
        "story": Size(1080, 1920),
    }


@pytest.mark.parametrize("screen", Screen)
def test_words_are_where_nothing_covers_them(screen: Screen) -> None:
    traits = screen.traits
    assert 0 < traits.top < traits.bottom <= traits.size.height
    assert 0 < traits.margin < traits.size.width / 10
    assert traits.bleeds == (traits.bottom == traits.size.height)


def test_a_story_leaves_free_what_its_program_covers() -> None:
    """Meta Ads Guide: about 14 % at the top and 20 % at the bottom."""
    traits = Screen.STORY.traits
    assert traits.top >= 0.14 * traits.size.height
    assert traits.size.height - traits.bottom >= 0.2 * traits.size.height


def test_a_lock_screen_leaves_free_clock_and_buttons() -> None:
    assert (Screen.LOCK_SCREEN.traits.top, Screen.LOCK_SCREEN.traits.bottom) == (912, 2226)
