"""Fields that cannot be used are all found, each by itself, and the front desk refuses the same."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cards.desk.fields import wrong_fields
from cards.desk.orders import take
from cards.errors import CardError
from cards.locations import shelves
from cards.read.wishes import Wishes

SHELVES = shelves(None)
TODAY = date(2026, 11, 30)

WRONG: dict[str, dict[str, Any]] = {
    "script": {"scripts": ("hoem",)},
    "region": {"region": "Lynn"},
    "hotline": {"hotlines": ("617-555-0100", "61")},
    "hotline_name": {"hotlines": ("617-555-0100",), "hotline_name": "911"},
    "link": {"link": "http://example.org"},
    "audio_link": {"audio_links": (("es", "https://www.example.org"), ("xx", "https://www.example.org"))},
    "org": {"org": "a\u202eb"},
    "stock": {"stock": "avery-9999"},
}


@pytest.mark.parametrize("key", WRONG)
def test_what_a_field_is_refused_for_refuses_the_cards(key: str) -> None:
    wishes = replace(Wishes(), **WRONG[key])
    ((field, error),) = wrong_fields(SHELVES, wishes)
    assert field == key
    with pytest.raises(CardError) as refused:
        take(SHELVES, wishes, ["es"], TODAY)
    assert str(refused.value) == str(error)


def test_all_wrong_fields_are_found_at_once() -> None:
    every = {key: value for change in WRONG.values() for key, value in change.items()} | WRONG["hotline"]
    assert {field for field, _ in wrong_fields(SHELVES, replace(Wishes(), **every))} == set(WRONG)


def test_fields_that_are_right_or_empty() -> None:
    assert wrong_fields(SHELVES, Wishes()) == []
    right = Wishes(scripts=("work",), region="US-MA", hotlines=("luce", "211"), link="immi", stock="8371", org="Lynn")
    assert wrong_fields(SHELVES, right) == []
    tracked = Wishes(link="https://bit.ly/abc")
    assert [field for field, _ in wrong_fields(SHELVES, tracked)] == ["link"]
    assert wrong_fields(SHELVES, replace(tracked, allow_tracking=True)) == []
