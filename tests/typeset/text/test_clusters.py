"""Clusters say each character of a line once, whatever joiners stand in it and wherever bold begins or ends."""

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from cards.errors import NoGlyph
from cards.locations import shelves
from cards.merge.card_text import Block
from cards.merge.markup import Span
from cards.read.languages import read_languages
from cards.read.typefaces import read_families
from cards.typeset.text.clusters import JOINERS, held_by
from cards.typeset.text.paragraph import measure, set_line

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
ZWNJ, ZWJ = "\u200c", "\u200d"
LETTERS = {"fa": "میکل", "ur": "بےلہ", "he": "אבל", "kn": "ಕರ್ಾ", "si": "වයර්", "hi": "कष्र", "de": "Auf"}


def texts_of_runs(tag: str, *parts: Span) -> list[list[str]]:
    """The texts of the clusters of each run, in the order in which they are read."""
    language = LANGUAGES[tag]
    paragraph = measure(Block("home/bearer/door", language, parts), read_families(SHELVES, language.fonts))
    runs = [[cluster.text for cluster in run.clusters] for run in set_line(paragraph, 0, len(paragraph.text), 9.0).runs]
    return [run[::-1] if language.is_rtl else run for run in runs]


@pytest.mark.parametrize("tag", LETTERS)
@given(data=st.data())
@settings(max_examples=40)
def test_every_character_is_said_once_and_no_joiner_is_lost(tag: str, data: st.DataObject) -> None:
    letters = st.text(st.sampled_from(LETTERS[tag]), min_size=1, max_size=3)
    joined = st.text(st.sampled_from(LETTERS[tag] + JOINERS), max_size=6)
    pieces = [first + rest for first, rest in data.draw(st.lists(st.tuples(letters, joined), min_size=1, max_size=4))]
    bold = data.draw(st.lists(st.booleans(), min_size=len(pieces), max_size=len(pieces)))
    try:
        runs = texts_of_runs(tag, *map(Span, pieces, bold))
    except NoGlyph:
        assert f"{ZWJ}\u0dca" in "".join(pieces), "a sign that joins letters has no ink where none is before it"
        reject()
    assert "".join(text for run in runs for text in run) == "".join(pieces)


@pytest.mark.parametrize(
    ("tag", "text", "clusters"),
    [
        ("fa", f"می{ZWNJ}کن", ["م", f"ی{ZWNJ}", "ک", "ن"]),
        ("fa", f"ه{ZWJ} و", [f"ه{ZWJ}", " ", "و"]),
        ("de", f"f{ZWNJ}l", ["f", f"{ZWNJ}l"]),
        ("kn", f"ಟ್{ZWNJ}ಗೆ", ["ಟ್", f"{ZWNJ}ಗೆ"]),
        ("si", f"ව්{ZWJ}යා", [f"ව්{ZWJ}යා"]),
    ],
)
def test_a_joiner_goes_with_the_letter_on_its_right_in_the_file(tag: str, text: str, clusters: list[str]) -> None:
    """With the letter before it where letters run from right to left, with the one after it elsewhere."""
    assert texts_of_runs(tag, Span(text)) == [clusters]


def test_a_joiner_between_bold_and_regular_goes_with_the_letter_after_it() -> None:
    assert texts_of_runs("kn", Span(f"ಕಾ{ZWNJ}", bold=True), Span("ಗ")) == [["ಕಾ"], [f"{ZWNJ}ಗ"]]
    assert texts_of_runs("fa", Span(f"می{ZWNJ}", bold=True), Span("کن")) == [["م", f"ی{ZWNJ}"], ["ک", "ن"]]


def test_a_joiner_between_directions_is_held_by_one_run() -> None:
    levels = [0, 0, 1, 1, 0]
    text = f"a{ZWNJ}ב{ZWNJ}c"
    assert [held_by(text, levels, run, (0, 5)) for run in ((0, 2), (2, 4), (4, 5))] == [(0, 2), (2, 4), (4, 5)]
