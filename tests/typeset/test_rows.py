"""Texts in lines, rows at their places, and stacks of them."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.locations import shelves
from cards.measures import Size
from cards.merge.card_text import Block
from cards.merge.markup import Span
from cards.read.languages import read_languages
from cards.read.links import read_link
from cards.read.typefaces import read_families
from cards.typeset.canvas import Canvas
from cards.typeset.marks import Colour, Face, FaceMark, Mark, OutlineMark, PictogramMark, Role, TextMark
from cards.typeset.rows import (
    FacePiece,
    Outline,
    Panel,
    Piece,
    Row,
    SetLines,
    Sign,
    Stack,
    SymbolPiece,
    Text,
    disc,
    flowing,
    side_by_side,
)
from cards.typeset.symbol import link_symbol
from cards.typeset.text.paragraph import breadth, fill, measure

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
WIDTH, GAP, ROW_GAP = 100.0, 4.0, 2.0
SENTENCE = "You do not have to open the door for anybody who has no warrant signed by a judge."

Words = st.lists(st.sampled_from(["fog", "a", "lawyers gather", "Åj", SENTENCE]), min_size=1, max_size=7)
Sizes = st.floats(5, 12)


def text(words: str, size: float = 8.0, width: float = WIDTH, tag: str = "en", **least: float) -> Text:
    paragraph = measure(Block("t", LANGUAGES[tag], (Span(words),)), read_families(SHELVES, LANGUAGES[tag].fonts))
    lines = fill(paragraph, size, width)
    assert lines is not None
    return Text(paragraph, tuple(lines), size, **least)


def row(words: str, size: float = 8.0, start: float = 0.0) -> Row:
    return Row(text(words, size), start, 0.0, Role.FOOTER)


@pytest.mark.parametrize("tag", ["en", "ur", "my"])
def test_a_text_is_as_tall_as_its_lines(tag: str) -> None:
    words = {"en": SENTENCE, "ur": "دروازہ نہ کھولیں " * 8, "my": "တံခါးမဖွင့်ပါနှင့် " * 8}[tag]
    made = text(words, tag=tag)
    assert len(made.lines) > 2
    baselines = made.baselines(10.0)
    assert baselines[0] - made.ascent == pytest.approx(10.0)
    bottom = baselines[-1] + made.paragraph.descent * made.size
    assert bottom == pytest.approx(10.0 + made.height)
    assert all(low - high == pytest.approx(made.pitch) for high, low in pairwise(baselines))


def test_a_text_has_at_least_the_room_that_it_is_given() -> None:
    low = text("aaa", over=0.9, under=0.5, leading=2.0)
    assert [low.ascent, low.line_height, low.pitch] == pytest.approx([7.2, 11.2, 16.0])
    assert text("aaa").ascent < 7.2
    nothing = Text(low.paragraph, (), 8.0, over=0.9, under=0.5)
    assert [nothing.height, nothing.width, nothing.breadth] == pytest.approx([11.2, 0.0, 0.0])


@given(st.floats(0, 120))
def test_as_many_lines_have_room_as_fit(room: float) -> None:
    made = text(SENTENCE)
    first, rest = made.split(made.fitting(room))
    assert first.lines + rest.lines == made.lines
    if first.lines:
        assert first.height <= room + 1e-9
    if rest.lines:
        one_more, _ = made.split(len(first.lines) + 1)
        assert one_more.height > room - 1e-9


@given(Words, Sizes)
def test_rows_flow_in_order_without_meeting_or_leaving_the_width(words: list[str], size: float) -> None:
    rows = [row(each, size, start=3.0) for each in words]
    stack = flowing(rows, WIDTH, GAP, ROW_GAP)
    placed = [piece for piece in stack.pieces if isinstance(piece, Row)]
    assert [each.text for each in placed] == [each.text for each in rows]
    assert stack.height == pytest.approx(max(each.bottom for each in placed))
    for one, other in combinations(placed, 2):
        same_line = one.top + one.text.ascent == pytest.approx(other.top + other.text.ascent)
        if same_line:
            assert len(one.text.lines) == len(other.text.lines) == 1
            assert other.start >= one.start + one.text.breadth + GAP - 1e-6
        else:
            assert other.top >= one.bottom + ROW_GAP - 1e-6
    for each in placed:
        if len(each.text.lines) == 1:
            paragraph = each.text.paragraph
            assert each.start - 3.0 + breadth(paragraph, 0, len(paragraph.text)) * size <= WIDTH + 1e-6
    for one, other in pairwise(placed):  # what has room beside the last one is there
        if other.start == 3.0 and len(one.text.lines) == len(other.text.lines) == 1:
            assert one.start - 3.0 + one.text.breadth + GAP + other.text.breadth > WIDTH - 1e-6


@given(st.lists(Sizes, min_size=2, max_size=4), st.floats(0, 1.5))
def test_rows_side_by_side_share_a_baseline(sizes: list[float], over: float) -> None:
    stack = side_by_side([row("Åj", size) for size in sizes], over)
    bases = [each.top + each.text.ascent for each in stack.pieces if isinstance(each, Row)]
    assert bases == pytest.approx([bases[0]] * len(bases))
    assert bases[0] >= over * max(sizes) - 1e-9


def test_a_stack_grows_downwards_and_leaves_no_gap_over_its_first_piece() -> None:
    stack = Stack()
    stack.space(5.0)
    stack.add(Stack.of(row("one")))
    height = stack.height
    assert height == row("one").bottom
    stack.space(5.0)
    stack.add(Stack([Sign("phone", 2.0, 1.0, 9.0), row("two")], 11.0), 7.0)
    assert stack.height == height + 16.0
    sign = stack.pieces[1]
    assert isinstance(sign, Sign)
    assert (sign.start, sign.top) == (9.0, height + 6.0)


def test_layers_change_what_is_drawn_first_but_not_what_is_read_first() -> None:
    stack = Stack([row("one"), Sign("phone", 0.0, 0.0, 9.0), row("two")], 20.0)
    ordered, layered = Canvas(Size(100, 100), rtl=False), Canvas(Size(100, 100), rtl=False)
    stack.draw(ordered, 30.0)
    stack.draw_in_layers(layered, 30.0)
    assert [type(mark) for mark in layered.marks] == [PictogramMark, TextMark, TextMark]
    assert [mark for mark in layered.marks if isinstance(mark, TextMark)] == [
        mark for mark in ordered.marks if isinstance(mark, TextMark)
    ]


PIECES: dict[str, Piece] = {
    "row": row("one"),
    "lines": SetLines.whole(text("1").paragraph, 8.0, 9.0, 7.0, Role.NUMERAL, Colour.BLACK),
    "sign": Sign("phone", 1.0, 2.0, 9.0),
    "panel": Panel(1.0, 2.0, Size(9.0, 4.0)),
    "disc": disc(1.0, 2.0, 9.0, Colour.RED),
    "outline": Outline(((0.0, 0.0), (9.0, 1.0), (9.0, 2.0)), Colour.GREY),
    "symbol": SymbolPiece(link_symbol(read_link("https://example.org")), 1.0, "QR code", 3.0, 4.0),
    "face": FacePiece(Face(Size(9.0, 9.0), None, "en", (), 8.0), 1.0, 2.0),
}


@pytest.mark.parametrize("kind", PIECES)
def test_a_piece_that_is_moved_is_drawn_as_a_piece_on_a_page_that_is_moved_the_other_way(kind: str) -> None:
    piece, there, here = PIECES[kind], Canvas(Size(200.0, 150.0), rtl=False), Canvas(Size(200.0, 150.0), rtl=False)
    piece.moved(0.0, 12.0).draw(there, 5.0)
    piece.draw(here, 17.0)
    assert there.marks == here.marks
    Stack([piece]).draw(here, 17.0)
    assert here.marks[len(there.marks) :] == there.marks
    around = Stack()
    around.lay(Stack([piece]), 0.0, 17.0)
    around.draw(here, 0.0)
    assert here.marks[2 * len(there.marks) :] == there.marks
    assert around.height == 0.0


@pytest.mark.parametrize("kind", [each for each in PIECES if each != "face"])
def test_a_piece_further_from_the_start_is_further_left_on_a_page_from_right_to_left(kind: str) -> None:
    def left(mark: Mark) -> float:
        match mark:
            case TextMark():
                return min(run.x for run in mark.runs)
            case OutlineMark():
                return min(x for polygon in mark.polygons for x, _ in polygon)
            case FaceMark():
                return mark.x
        return mark.rect.x

    for rtl, way in ((False, 1.0), (True, -1.0)):
        canvas = Canvas(Size(200.0, 150.0), rtl=rtl)
        PIECES[kind].draw(canvas, 0.0)
        count = len(canvas.marks)
        PIECES[kind].moved(12.0, 0.0).draw(canvas, 0.0)
        pairs = zip(canvas.marks[:count], canvas.marks[count:], strict=True)
        assert [left(moved) - left(mark) for mark, moved in pairs] == pytest.approx([12.0 * way] * count)
