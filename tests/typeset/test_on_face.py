"""What is said on a face, in reading order, for whoever hears it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from cards.jobs import Order, gather
from cards.measures import Rect, Size
from cards.merge.contact import Contact
from cards.read.links import LEGAL_AID, read_link
from cards.typeset.marks import Face, FaceMark, TextMark
from cards.typeset.on_face import words_on
from tests.laid_out import lay_out
from tests.said import FREE, content


def test_the_words_of_a_card_are_in_reading_order(job_of: Callable[..., Any]) -> None:
    text, bearer, officer = lay_out(job_of("ar"))
    legal_aid = text.footer.legal_aid
    assert legal_aid is not None
    words = list(words_on(bearer))
    plain = [each.text for each in words if each.role in ("heading", "statement")]
    blocks = [text.bearer.heading, *text.bearer.statements]
    assert plain == ["".join(span.text for span in block.spans) for block in blocks]
    assert [each.language for each in words if each.role == "statement"] == ["ar"] * len(text.bearer.statements)
    assert not {"artifact", "numeral"} & {each.role for each in words}
    assert [each.target for each in words if each.role == "figure"] == [legal_aid.link.url]
    assert {each.language for each in words_on(officer)} == {"en"}


def test_the_words_of_faces_on_a_face_are_in_its_order(job_of: Callable[..., Any]) -> None:
    _, bearer, officer = lay_out(job_of("es"))
    both = Face(Size(500, 300), None, "en", (FaceMark(officer, 0, 0), FaceMark(bearer, 250, 40)), 7)
    assert list(words_on(both)) == [*words_on(officer), *words_on(bearer, 250, 40)]
    assert list(words_on(replace(both, marks=()))) == []


def test_a_phrase_that_is_said_in_english_is_heard_as_english(tmp_path: Path) -> None:
    places = content(tmp_path, "ar")
    _, bearer, _ = lay_out(gather(places, Order("ar", "gate", "avery-5371", Contact(read_link(LEGAL_AID)))))
    ask = next(each for each in words_on(bearer) if FREE in each.text)
    assert [(each.language, each.text.strip("\u2066\u2069")) for each in ask.stretches] == [
        ("ar", "اسألوا: «"),
        ("en", FREE),
        ("ar", "» (هل يمكنني الانصراف؟) إذا قالوا نعم، فانصرفوا بهدوء."),
    ]
    assert "".join(each.text for each in ask.stretches) == ask.text
    assert [each.stretches for each in words_on(bearer) if each.role == "heading"] == [()]


def test_each_text_has_its_string_and_the_box_of_its_ink(job_of: Callable[..., Any]) -> None:
    text, bearer, _ = lay_out(job_of("km"))
    words = {each.id: each for each in words_on(bearer) if each.role in ("heading", "statement")}
    assert list(words) == [text.bearer.heading.id, *(block.id for block in text.bearer.statements)]
    boxes = [each.box for each in words.values()]
    face = Rect(0, 0, bearer.size.width, bearer.size.height)
    assert all(box and face.contains(box) for box in boxes)
    assert not any(one.overlaps(other) for one, other in pairwise(boxes) if one and other), "one below the other"
    moved = {each.id: each.box for each in words_on(bearer, 250, 40)}
    first = boxes[0]
    assert first and moved[text.bearer.heading.id] == Rect(first.x + 250, first.y + 40, first.width, first.height)
    assert [each.box for each in words_on(replace(bearer, marks=(blank_mark(bearer),)))] == [None]


def blank_mark(face: Face) -> TextMark:
    """The first text of a face without any glyph."""
    return replace(next(each for each in face.marks if isinstance(each, TextMark)), runs=())
