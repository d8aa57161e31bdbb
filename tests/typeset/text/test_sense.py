"""Line breaks by sense: after sentences, after the bold lead, else in even lines, and with no words left over."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.locations import shelves
from cards.merge.card_text import Block, CardText
from cards.merge.markup import Span
from cards.read.catalogs import translated_tags
from cards.read.languages import read_languages
from cards.read.typefaces import read_families
from cards.typeset.text.paragraph import Paragraph, fill, measure
from cards.typeset.text.sense import LEAST_SHARE, Stop, lines_by_sense, stop_at

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
LOCALES = ["en", *translated_tags(SHELVES)]


def paragraph(text: str, locale: str = "en") -> Paragraph:
    """A statement with its lead between stars."""
    parts = text.split("**")
    spans = tuple(Span(part, bold=place % 2 == 1) for place, part in enumerate(parts) if part)
    return measure(Block("it", LANGUAGES[locale], spans), read_families(SHELVES, LANGUAGES[locale].fonts))


def broken(text: str, room: float, locale: str = "en") -> list[str]:
    """The lines of a statement in a column of `room` ems, by sense."""
    made = paragraph(text, locale)
    filled = fill(made, 1.0, room)
    assert filled is not None
    best = lines_by_sense(made, tuple(filled), [room] * len(filled))[0]
    return [made.text[start:end].rstrip() for start, end in best]


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("**Keep the door closed.** / Ask for a warrant signed by a judge.", 24),
        ("**Outside, ask:** “Am I free to go?” / If yes, leave calmly.", 20),
        ("**Do not lie, do not run,** / do not show false papers.", 20),
        ("one two three four five / six seven eight nine", 20),
        # Neither “Go.” nor “now” has a line to itself.
        ("**Go.** You need not tell anybody / where to, or why you do now", 25),
        ("**I will sign nothing** / before I speak with a lawyer (8 U.S.C. 1362).", 24),
    ],
)
def test_a_statement_breaks_where_its_sense_does(text: str, room: float) -> None:
    assert " / ".join(broken(text.replace("/ ", ""), room)) == text.replace("**", "")


def test_three_lines_break_after_two_sentences() -> None:
    text = "**家の外では、こう聞く。**「もう行ってもいいですか？」いいと言われたら、落ち着いて立ち去る。"
    assert broken(text, 20, "ja") == [
        "家の外では、こう聞く。",
        "「もう行ってもいいですか？」",
        "いいと言われたら、落ち着いて立ち去る。",
    ]


def test_what_ends_at_the_end_of_a_line() -> None:
    made = paragraph("**Ask here,** then wait. Go")
    assert {made.text[:end].rstrip(): stop_at(made, end) for end in made.ends} == {
        "Ask": Stop.WORD,
        "Ask here,": Stop.LEAD,
        "Ask here, then": Stop.WORD,
        "Ask here, then wait.": Stop.SENTENCE,
        "Ask here, then wait. Go": Stop.WORD,
    }


@pytest.mark.parametrize("locale", LOCALES)
@given(room=st.floats(12.0, 40.0))
def test_broken_by_sense_a_text_is_whole_and_in_its_room(
    locale: str, room: float, text_of: Callable[..., CardText]
) -> None:
    families = read_families(SHELVES, LANGUAGES[locale].fonts)
    for block in text_of(locale).bearer.statements:
        made = measure(block, families)
        filled = fill(made, 1.0, room)
        if filled is None or len(filled) == 1:
            continue
        ways = lines_by_sense(made, tuple(filled), [room] * len(filled))
        for lines in ways[:3]:
            assert len(lines) == len(filled)
            assert lines[0][0] == 0
            assert lines[-1][1] == len(made.text)
            assert all(before[1] == after[0] for before, after in pairwise(lines))
            assert {end for _, end in lines} <= set(made.ends)
            assert all(made.width(*line) <= room + 1e-6 for line in lines)
        if len(filled) == 2 and ways:
            widths = [[made.width(*line) for line in lines] for lines in ways]
            whole = [min(each) >= LEAST_SHARE * max(each) for each in widths]
            assert whole == sorted(whole, reverse=True)  # those with words left over come last
