"""English words of a content folder may not have what no card may print unchecked either."""

from dataclasses import replace
from pathlib import Path

import pytest

from cards.errors import BadFile
from cards.guards.english import refuse_unsound_english
from cards.locations import shelves
from cards.read.languages import read_languages
from cards.read.script_types import Source
from cards.read.scripts import find_script, read_labels, script_ids

SHELVES = shelves(None)
ENGLISH = read_languages(SHELVES)["en"]
SOURCE = Source("home/bearer/door", "", "", (), Path("home.toml"), 7)


def test_the_bundled_words_are_sound() -> None:
    for name in script_ids(SHELVES):
        script = find_script(SHELVES, name)
        refuse_unsound_english((*script.bearer.sources, *script.officer.sources), ENGLISH)
    refuse_unsound_english(read_labels(SHELVES).sources, ENGLISH)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("**Keep the door open.** Call 866-347-2423.", "leads to|telephone number"),
        ("See ice.gov/tips.", "leads to ICE"),
        ("Call 911 for help.", "telephone number"),
        ("Call 1-866-DHS-2-ICE.", "leads to|telephone number"),
        ("Ring 617 555 0100 at night.", "telephone number"),
        ("Write to tips@example.org.", "address"),
        ("See bit.ly/abc.", "address"),
        ("Keep the d\u0336o\u0336o\u0336r\u0336 closed.", "U\\+0336"),
        ("The door is fermÃ©e.", "door"),
        ("Dial ⁶¹⁷ ⁵⁵⁵ ⁰¹⁰⁰.", "telephone number"),
    ],
)
def test_each_kind_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(BadFile, match=said) as refused:
        refuse_unsound_english([replace(SOURCE, text=text)], ENGLISH)
    assert (refused.value.file, refused.value.line, refused.value.string) == (Path("home.toml"), 7, SOURCE.context)


@pytest.mark.parametrize(
    "text",
    [
        "You have 48 hours.",
        "**Call {hotline}** now.",
        "Two years, 2024 to 2026.",
        "The 4th and 5th Amendments.",
        "§ 1304(e)",
    ],
)
def test_ordinary_numbers_and_placeholders_are_sound(text: str) -> None:
    refuse_unsound_english([replace(SOURCE, text=text)], ENGLISH)
