"""Phrases that are said in English, in lines of every writing system: their direction, line ends and language."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cards.locations import shelves
from cards.merge.card_text import Block
from cards.merge.markup import spans
from cards.read.languages import read_languages
from cards.read.typefaces import read_families
from cards.typeset.text.line_breaks import line_breaks
from cards.typeset.text.paragraph import Paragraph, fill, measure, set_line
from cards.typeset.text.sense import Stop, lines_by_sense, stop_at
from tests.said import FREE, LAWYER, TRANSLATIONS

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
RIGHT_TO_LEFT = [tag for tag in TRANSLATIONS if LANGUAGES[tag].is_rtl]
PHRASES = ((1, FREE), (2, LAWYER))


def paragraph(tag: str, text: str, *say: str) -> Paragraph:
    language = LANGUAGES[tag]
    block = Block("it", language, spans(text, {}, say, rtl=language.is_rtl))
    return measure(block, read_families(SHELVES, language.fonts))


def seen(made: Paragraph, start: int = 0, end: int | None = None) -> str:
    """A line as it is seen, from left to right."""
    line = set_line(made, start, len(made.text) if end is None else end, 10.0)
    runs = sorted(line.runs, key=lambda run: run.x)
    return "".join(cluster.text for run in runs for cluster in run.clusters)


def test_there_are_languages_of_both_directions() -> None:
    assert RIGHT_TO_LEFT == ["ar", "fa", "he", "ur"]


@pytest.mark.parametrize("tag", TRANSLATIONS)
@pytest.mark.parametrize(("place", "phrase"), PHRASES)
def test_a_phrase_is_seen_whole_from_left_to_right(tag: str, place: int, phrase: str) -> None:
    assert phrase in seen(paragraph(tag, TRANSLATIONS[tag][place], phrase))


@pytest.mark.parametrize("tag", RIGHT_TO_LEFT)
@pytest.mark.parametrize(("place", "phrase"), PHRASES)
def test_without_that_its_last_mark_would_be_at_its_left_end(tag: str, place: int, phrase: str) -> None:
    """So the test above can fail."""
    line = seen(paragraph(tag, TRANSLATIONS[tag][place]))
    assert phrase not in line
    assert phrase[-1] + phrase[:-1] in line


@pytest.mark.parametrize(("tag", "letters", "marks"), [("ar", "بأ", "«»"), ("fa", "بگ", "«»"), ("he", "בא", "”“")])
def test_what_is_around_a_phrase_runs_the_other_way(tag: str, letters: str, marks: str) -> None:
    """The opening quotation mark is at its right end, and the closing one at its left end."""
    line = seen(paragraph(tag, f"{letters}: {marks[0]}{FREE}{marks[1]}", FREE))
    assert line == f"{marks[1]}{FREE}{marks[0]} :{letters[::-1]}"


@pytest.mark.parametrize("tag", RIGHT_TO_LEFT)
def test_each_line_of_a_broken_phrase_is_seen_whole(tag: str) -> None:
    made = paragraph(tag, TRANSLATIONS[tag][2], LAWYER)
    first = made.text.index(LAWYER)
    place = first + len("I want to stay ")
    upper, lower = seen(made, 0, place), seen(made, place, len(made.text))
    assert upper.startswith("I want to stay")
    assert lower.endswith("silent. I want a lawyer.")


@pytest.mark.parametrize("tag", TRANSLATIONS)
@pytest.mark.parametrize(("place", "phrase"), PHRASES)
def test_a_line_may_end_between_the_words_of_a_phrase_and_nowhere_else_in_it(tag: str, place: int, phrase: str) -> None:
    made = paragraph(tag, TRANSLATIONS[tag][place], phrase)
    first = made.text.index(phrase)
    inside = [end - first for end in made.ends if first < end < first + len(phrase)]
    assert inside == [at + 1 for at, letter in enumerate(phrase) if letter == " "]
    narrow = fill(made, 1.0, max(made.width(*each) for each in pairwise((0, *made.ends))) + 0.5)
    assert narrow is not None and len(narrow) > 4


def test_lines_may_end_in_a_phrase_in_every_language() -> None:
    letters = {"Thai": "ไป", "Laoo": "ໄປ", "Khmr": "ទៅ", "Mymr": "သွား", "Jpan": "行く", "Hans": "走", "Hant": "走"}
    for tag, language in LANGUAGES.items():
        beside = letters.get(language.script, "а")
        for text in (f"{beside}“{FREE}”{beside}", f"{beside}{FREE}{beside}", f"「{FREE}」{beside}"):
            first = text.index(FREE)
            ends = line_breaks(text, language.breaks)
            assert {first + at + 1 for at, letter in enumerate(FREE) if letter == " "} <= set(ends), tag
            assert first + len(FREE) - 1 not in ends, tag


def test_a_phrase_is_broken_only_if_nothing_else_can_be() -> None:
    text = f"**Diga con calma: “{FREE}”** y espere."
    made = paragraph("es", text, FREE)
    stops = {made.text[:end].rstrip(): stop_at(made, end) for end in made.ends}
    assert stops["Diga con"] is Stop.WORD
    assert stops["Diga con calma:"] is Stop.SENTENCE
    assert stops["Diga con calma: “Am I free"] is Stop.PHRASE
    assert stops[f"Diga con calma: “{FREE}”"] is Stop.SENTENCE
    assert stops[f"Diga con calma: “{FREE}” y"] is Stop.WORD
    filled = fill(made, 1.0, 16.0)
    assert filled is not None
    best = lines_by_sense(made, tuple(filled), [16.0] * len(filled))[0]
    assert not any(stop_at(made, end) is Stop.PHRASE for _, end in best[:-1])


def test_a_sentence_inside_a_phrase_is_a_good_end() -> None:
    """In Thai a space ends a sentence, but not that of an English phrase."""
    for tag in ("es", "th", "lo"):
        made = paragraph(tag, TRANSLATIONS[tag][2], LAWYER)
        first = made.text.index(LAWYER)
        assert stop_at(made, first + len("I want to stay silent. ")) is Stop.SENTENCE
        assert stop_at(made, first + len("I want to ")) is Stop.PHRASE


@pytest.mark.parametrize("tag", ["tr", "vi", "ru", "ar"])
def test_a_phrase_is_shaped_as_english_apart_from_what_is_beside_it(tag: str) -> None:
    made = paragraph(tag, f"“{FREE}”x", FREE)
    first = made.text.index(FREE)
    last = first + len(FREE)
    assert {first, last} <= set(made.cuts)
    assert [place for place, english in enumerate(made.english) if english] == list(range(first, last))
