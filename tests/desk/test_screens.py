"""Orders of pictures: what is taken, how each is called, and what has no effect."""

from datetime import date
from typing import Any

import pytest

from cards.decoding import decode
from cards.desk.screens import fill_pictures, take_pictures
from cards.errors import BadOrder, CardError, MissingValue
from cards.locations import shelves
from cards.read.screens import Screen
from cards.read.wishes import wishes_from

SHELVES = shelves(None)
TODAY = date(2026, 11, 30)
OWN: dict[str, Any] = {"hotline": ("617-555-0100",), "for": "story"}


def test_each_language_has_a_picture_named_after_script_language_and_screen() -> None:
    taken = take_pictures(SHELVES, wishes_from(OWN | {"script": "car"}), ["Spanish", "ar", "es"], TODAY)
    assert (taken.screen, taken.side, taken.whatever_is_there) == (Screen.STORY, "bearer", False)
    assert [each.name for each in taken.pictures] == ["car-es-story", "car-ar-story"]
    officer = take_pictures(SHELVES, wishes_from(OWN | {"side": "officer"}), ["es"], TODAY)
    assert [each.name for each in officer.pictures] == ["home-es-story-officer"]
    assert taken.next_steps != officer.next_steps


@pytest.mark.parametrize(
    ("given", "kind", "told"),
    [
        ({"for": None}, MissingValue, "'for' is missing. Choose lock-screen, square or story"),
        ({"interpreter": True}, BadOrder, "'interpreter' is on the officer's side"),
        ({"region": "US-XX", "hotline": None}, CardError, "US-XX"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_drawn(given: dict[str, Any], kind: type, told: str) -> None:
    with pytest.raises(kind) as error:
        take_pictures(SHELVES, wishes_from(OWN | given), ["es"], TODAY)
    assert told in str(error.value)


def test_a_failure_stops_no_other_picture() -> None:
    wishes = wishes_from(OWN | {"require": "approved"})
    taken = take_pictures(SHELVES, wishes, ["es", "vi"], TODAY)
    done = list(fill_pictures(SHELVES, taken, decode))
    assert [each.picture for each in done] == [None, None]
    assert [each.about() for each in done] == ["", ""]
    assert not any(each.left_out or each.warnings() for each in done)


def test_with_an_interpreter_the_officers_side_asks_for_one() -> None:
    wishes = wishes_from(OWN | {"side": "officer", "interpreter": True})
    (done,) = fill_pictures(SHELVES, take_pictures(SHELVES, wishes, ["es"], TODAY), decode)
    assert done.picture is not None
    assert any("I need an interpreter" in each.text for each in done.picture.words)
