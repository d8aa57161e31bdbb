"""Pack files as text: any values are read back as they were."""

import tomllib
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cards.locations import shelves
from cards.pack.pack_text import PackText
from cards.read.packs import open_pack
from cards.read.settings import Place, settings_for

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
KEYS = [each.key for each in settings_for(Place.PACK)]


@given(
    words,
    st.dictionaries(st.sampled_from(KEYS), words | st.booleans() | st.lists(words) | st.dictionaries(words, words)),
    st.dictionaries(words, st.integers(0, 10**6), max_size=4),
)
def test_whatever_is_written_is_read_back(title: str, values: dict[str, object], cards: dict[str, int]) -> None:
    found = tomllib.loads(str(PackText(title, cards, values, title, date(2026, 12, 5), True, title)))
    assert found.pop("cards") == cards
    assert found.pop("title") == title
    assert found.pop("date") == date(2026, 12, 5)
    assert found.pop("place", "") == found.pop("recipients", "") == title
    assert found.pop("combined") is True
    assert found == values


def test_a_setting_of_one_run_is_left_out_and_each_other_explained() -> None:
    text = str(PackText("x", {"es": 1}, {"start_at": "3", "stock": "plain-a4"}))
    assert "start_at" not in text
    assert '\n# The card stock, by its id or by any product number on the packet.\nstock = "plain-a4"\n' in text
    assert open_pack(text, "x.toml", shelves(None)).given == {"stock": "plain-a4"}
