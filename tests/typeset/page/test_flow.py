"""Pages that fill from the top."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.locations import shelves
from cards.measures import Size
from cards.merge.card_text import Block
from cards.merge.markup import Span
from cards.read.languages import read_languages
from cards.read.typefaces import read_families
from cards.typeset.marks import Face, Role, TextMark
from cards.typeset.page.flow import MARGIN, Flow
from cards.typeset.rows import Row, Stack, Text
from cards.typeset.text.paragraph import fill, measure

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
FOOT = 20.0
PAPER = Size(300.0, 200.0)


def text(words: str, size: float = 10.0, tag: str = "en") -> Text:
    paragraph = measure(Block("t", LANGUAGES[tag], (Span(words),)), read_families(SHELVES, LANGUAGES[tag].fonts))
    lines = fill(paragraph, size, PAPER.width - 2 * MARGIN)
    assert lines is not None
    return Text(paragraph, tuple(lines), size)


def row(words: str) -> Stack:
    return Stack.of(Row(text(words), MARGIN, 0.0, Role.PARAGRAPH))


def finished(flow: Flow) -> tuple[Face, ...]:
    return flow.finished(lambda number, count: Stack(), "en", 10.0)


def texts(face: Face) -> list[TextMark]:
    return [mark for mark in face.marks if isinstance(mark, TextMark)]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=5), st.floats(6, 20))
def test_every_word_is_on_a_page_once_in_order_and_above_the_foot(counts: list[int], size: float) -> None:
    flow = Flow(PAPER, FOOT)
    words = [" ".join(f"w{number}" for number in range(count)) for count in counts]
    for each in words:
        flow.flow(text(each, size), 3.0)
    marks = [mark for face in finished(flow) for mark in texts(face)]
    assert " ".join("".join(mark.text + " " for mark in marks).split()) == " ".join(words)
    for mark in marks:
        assert all(FOOT + MARGIN <= run.y <= PAPER.height - MARGIN for run in mark.runs)


def test_what_goes_on_is_announced_on_each_further_page() -> None:
    flow = Flow(PAPER, FOOT)
    flow.continued = lambda: flow.flow(text("and so on"))
    flow.flow(text("word " * 300))
    first, *others = finished(flow)
    assert len(others) >= 2
    assert texts(first)[0].text != "and so on"
    assert all(texts(face)[0].text == "and so on" for face in others)


@pytest.mark.parametrize("announced", [False, True])
def test_a_line_taller_than_a_page_ends_up_on_one_of_its_own(announced: bool) -> None:
    flow = Flow(PAPER, FOOT)
    if announced:
        flow.continued = lambda: flow.place(row("on"))
    flow.flow(text("W W W", size=180.0))
    pages = finished(flow)
    assert [mark.text.strip() for face in pages for mark in texts(face) if mark.text != "on"] == ["W"] * 3
    assert len(pages) == 4


def test_a_page_turns_only_for_what_has_no_room_left() -> None:
    flow = Flow(PAPER, FOOT)
    assert flow.page_height == PAPER.height - 2 * MARGIN - FOOT
    assert flow.room(flow.page_height)
    flow.space(1.0)
    assert flow.room(flow.page_height - 1.0)
    assert len(finished(flow)) == 1
    assert flow.room(flow.page_height)
    assert len(finished(flow)) == 2
    assert not flow.room(flow.page_height + 1.0)
    assert len(finished(flow)) == 2  # an empty page is not turned


def test_a_text_that_runs_to_the_left_begins_at_the_right_margin() -> None:
    flow = Flow(PAPER, FOOT)
    flow.flow(text("لا تفتح الباب", tag="ar"), role=Role.STATEMENT)
    (mark,) = texts(finished(flow)[0])
    width = text("لا تفتح الباب", tag="ar").width
    assert min(run.x for run in mark.runs) == pytest.approx(PAPER.width - MARGIN - width)


def test_each_page_has_its_foot_by_number() -> None:
    flow = Flow(PAPER, FOOT)
    flow.flow(text("word " * 300))
    count = len(finished(flow))
    pages = flow.finished(lambda number, of: row(f"{number}/{of}"), "en", 10.0)
    assert [texts(face)[-1].text for face in pages] == [f"{number}/{count}" for number in range(1, count + 1)]
