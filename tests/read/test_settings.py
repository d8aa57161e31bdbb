"""Settings: declared once, read alike, and known to every front end that can give them."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from cards.errors import BadOrder, setting, worded
from cards.read.layouts import THEMES, Layout
from cards.read.settings import SETTINGS, Kind, Place, read_bleed, read_colour, settings_for
from cards.read.wishes import Wishes, field_of

MAKEFILE = Path(__file__).parents[2] / "Makefile"


def test_each_has_a_field_in_wishes() -> None:
    held = {field.name for field in fields(Wishes)}
    assert {field_of(key) for key in SETTINGS} == held - {"audio_links"}


def test_help_is_sentences_that_name_settings_that_there_are() -> None:
    for each in SETTINGS.values():
        text = worded(each.about, lambda key, value: f"<{key}>")
        assert text[0].isupper() or each.choices, each.key
        assert text.endswith("."), each.key
        assert set(re.findall("<(.*?)>", text)) <= set(SETTINGS), each.key


def test_choices_are_those_of_the_engine() -> None:
    assert SETTINGS["layout"].choices == tuple(layout.value for layout in Layout)
    assert SETTINGS["theme"].choices == THEMES == ("red", "outline", "red-stock")
    for each in SETTINGS.values():
        assert bool(each.choices) == (each.kind in (Kind.CHOICE, Kind.CHOICES)), each.key
        assert not (each.choices and each.default) or each.default in each.choices


def test_make_takes_every_setting_of_a_run() -> None:
    text = MAKEFILE.read_text(encoding="utf-8")
    listed = re.search(r"^FLAGS := .*\nOPTIONS := ((?:.*\\\n)*.*)$", text, re.MULTILINE)
    assert listed is not None
    known = {name.lower() for name in re.findall(r"[A-Z_]+", listed[0])}
    assert {each.key for each in settings_for(Place.RUN)} - {"pictograms"} <= known
    assert "no_pictograms" in known


@pytest.mark.parametrize(
    ("key", "given", "value"),
    [
        ("layout", " Poster ", "poster"),
        ("theme", "RED-STOCK", "red-stock"),
        ("copies", "0100", 100),
        ("start_at", "4", 4),
        ("bleed", "3mm", pytest.approx(3 / 25.4 * 72)),
        ("paper_colour", "#F04E45", (240 / 255, 78 / 255, 69 / 255)),
        ("stock", "8371", "8371"),
        ("org", "", ""),
    ],
)
def test_texts_become_values(key: str, given: str, value: object) -> None:
    assert SETTINGS[key].read(given) == value


@pytest.mark.parametrize(
    ("key", "given", "said"),
    [
        ("layout", "folded", "is 'folded'. Choose duplex, fronts, backs, fold, large, poster, plan or press."),
        ("theme", "", "is empty. Remove it, or give it a value."),
        ("copies", "0", "is '0'. Give a whole number from 1 to 100000."),
        ("copies", "1e3", "is '1e3'. Give a whole number"),
        ("copies", "١٢", "is '١٢'. Give a whole number"),
        ("start_at", "-1", "is '-1'. Give a whole number from 1 to 1000."),
        ("bleed", "3", "is '3'. Write it with a unit, such as 0.125in or 3mm."),
        ("paper_colour", "red", "is 'red', which is not a color."),
        ("stock", " ", "is empty. Remove it"),
        ("link", "", "is empty. Remove it"),
    ],
)
def test_what_cannot_be_is_refused_in_the_settings_name(key: str, given: str, said: str) -> None:
    with pytest.raises(BadOrder) as refused:
        SETTINGS[key].read(given)
    assert refused.value.setting == key
    assert refused.value.message(lambda name, value: f"<{name}>").startswith(f"<{key}> {said}")


def test_a_file_knows_a_choice_in_small_letters_only() -> None:
    assert SETTINGS["layout"].read_exactly("poster") == "poster"
    with pytest.raises(BadOrder):
        SETTINGS["layout"].read_exactly("Poster")


def test_colours_and_bleeds() -> None:
    assert read_colour("#00ff80", "it") == read_colour("00FF80", "it") == (0.0, 1.0, 128 / 255)
    assert read_bleed(" 10 mm", "it") == pytest.approx(28.346, abs=0.001)
    assert read_bleed("0in", "it") == 0.0


@pytest.mark.parametrize("text", ["", "#FFF", "FFF", "##FF0000", "#FF00000", "#GG0000", "#FF0000\n", "red"])
def test_what_is_no_colour(text: str) -> None:
    with pytest.raises(BadOrder, match=r"^it is .*, which is not a color"):
        read_colour(text, "it")


@pytest.mark.parametrize("text", ["", "3", "-3mm", "10.1mm", "1in", "3 feet", "nan mm"])
def test_what_is_no_bleed(text: str) -> None:
    with pytest.raises(BadOrder, match=r"^it is "):
        read_bleed(text, "it")


def test_an_error_is_about_the_first_setting_that_it_names() -> None:
    error = BadOrder(f"It is {setting('stock', 'x')}.", f"Give {setting('link')}.")
    assert error.setting == "stock"
    assert str(error) == "It is 'stock' x. Give 'link'."
    assert BadOrder("It is wrong.", f"Give {setting('link')}.").setting == "link"
    assert BadOrder("It is wrong.", "Mend it.").setting == ""
