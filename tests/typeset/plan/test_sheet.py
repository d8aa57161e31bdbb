"""The page of a plan: what is on it, in which order, and that nothing is on the fold, on other ink or off the page."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from cards.errors import DoesNotFit
from cards.jobs import Job, Order, gather
from cards.locations import bundled
from cards.measures import POINTS_PER_MM, Rect
from cards.merge.contact import Contact
from cards.merge.gaps import find_gaps, with_gaps_shown
from cards.pipeline import lay_out_faces
from cards.read.catalogs import Message
from cards.read.hotlines import Hotline
from cards.read.layouts import Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
from cards.read.script_types import Part
from cards.read.scripts import find_script
from cards.typeset.marks import Face, GlyphRun, PanelMark, PictogramMark, Role, SymbolMark, TextMark
from cards.typeset.plan.sheet import WRITING, _Group
from cards.typeset.rows import Stack

SHELVES = (bundled(),)
SCRIPT = find_script(SHELVES, "family")
NUMBER = Contact(read_link(LEGAL_AID), (Hotline(dialled("617-555-0100"), "Lynn Neighbors"),))
BLANK = Contact(read_link(LEGAL_AID))


def job_of(locale: str, paper: str = "letter", contact: Contact = NUMBER) -> Job:
    order = Order(locale, "family", "plain-letter", contact, layout=Layout.PLAN, paper=paper)
    return gather(SHELVES, order)


@cache
def said_on_cards(locale: str) -> tuple[str, float]:
    """The words of a locale's cards, one after the other, and how much longer they are than their English."""
    messages = gather(SHELVES, Order(locale, "home", "plain-letter", BLANK)).wording.messages
    used = [each for each in messages.values() if each.text and "/bearer/" in each.context]
    words, english = (
        " ".join(texts).replace("**", "") for texts in zip(*((m.text, m.source) for m in used), strict=True)
    )
    return words, len(words) / len(english)


def as_long_as(job: Job, part: float) -> Job:
    """The job with words of its language in each string, as many as its own cards have for so many English letters."""
    words, ratio = said_on_cards(job.language.tag)
    ratio *= part
    messages = dict(job.wording.messages)
    for place, source in enumerate(SCRIPT.bearer.sources):
        length = max(4, round(ratio * len(source.text.replace("**", ""))))
        start = words.index(" ", 40 * place % (len(words) - 2 * length - 40)) + 1
        end = words.find(" ", start + length)
        text = words[start:end].strip()
        messages[source.context] = Message(source.context, source.text, text, False, Path("cards.po"), 1)
    return replace(job, wording=replace(job.wording, messages=messages))


def face_of(job: Job) -> Face:
    _, (face,) = lay_out_faces(job)
    return face


PLANS = [("en", "letter"), ("en", "a4"), ("en", "tabloid"), ("es", "letter"), ("ar", "letter"), ("my", "a4"),
         ("ur", "letter"), ("hi", "a4"), ("km", "letter"), ("zh-Hans", "letter")]  # fmt: skip


@cache
def made(locale: str, paper: str) -> Face:
    job = job_of(locale, paper)
    return face_of(job if locale == "en" else as_long_as(job, 1.0))


def texts(face: Face, *roles: Role) -> list[TextMark]:
    return [each for each in face.marks if isinstance(each, TextMark) and (not roles or each.role in roles)]


def boxes(face: Face, ink_boxes: Callable[[GlyphRun], list[Rect]]) -> Iterator[tuple[TextMark, Rect]]:
    for mark in texts(face):
        for run in mark.runs:
            for box in ink_boxes(run):
                yield mark, box


def rules(face: Face) -> list[PanelMark]:
    """The lines to write on: long, thin and gray."""
    return [
        each for each in face.marks if isinstance(each, PanelMark) and each.rect.height < 1 and each.rect.width > 60
        and each.colour.name == "GREY"
    ]  # fmt: skip


def test_the_page_has_everything_in_reading_order() -> None:
    face = made("en", "letter")
    written = {source.context: source for source in SCRIPT.bearer.sources}
    said = [each.id for each in texts(face) if each.id in written]
    assert said[0] == "family/plan/heading"
    once = list(dict.fromkeys(said))
    assert once == [source.context for source in SCRIPT.bearer.sources]
    roles = {Part.SECTION: Role.SECTION, Part.STATEMENT: Role.STATEMENT, Part.LINE: Role.PARAGRAPH}
    for mark in texts(face)[1:]:
        if mark.id in written:
            assert mark.role is roles[written[mark.id].part]
            assert mark.text.startswith(written[mark.id].text.replace("**", ""))


def test_each_child_has_lines_of_its_own_and_each_label_its_lines() -> None:
    face = made("en", "letter")
    said = [each.id for each in texts(face)]
    assert said.count("family/plan/child-name") == said.count("family/plan/child-pickup") == 3
    assert said.count("family/plan/name") == 1
    lines = sum(
        source.blanks * said.count(source.context) for source in SCRIPT.bearer.statements if source.part is Part.LINE
    )
    assert len(rules(face)) == lines == 25


def test_the_look_up_is_printed_in_letters_alone() -> None:
    (found,) = [each for each in texts(made("en", "letter")) if each.id == "family/plan/find"]
    assert found.text.strip("\u2066\u2069").endswith("locator.ice.gov")
    assert found.target == ""
    (code,) = [each for each in made("en", "letter").marks if isinstance(each, SymbolMark)]
    assert "locator" not in code.content


@pytest.mark.parametrize(("locale", "paper"), PLANS)
def test_nothing_is_on_the_fold_or_near_the_edge(
    locale: str, paper: str, ink_boxes: Callable[[GlyphRun], list[Rect]]
) -> None:
    face = made(locale, paper)
    across, up = face.size.width / 2, face.size.height / 2
    in_columns = (Role.SECTION, Role.STATEMENT, Role.PARAGRAPH)
    for mark, box in boxes(face, ink_boxes):
        assert box.x > 5 * POINTS_PER_MM
        assert box.right < face.size.width - 5 * POINTS_PER_MM
        assert box.y > 5 * POINTS_PER_MM
        assert box.top < face.size.height - 5 * POINTS_PER_MM
        if mark.role in in_columns:
            assert box.top <= up or box.y >= up, (mark.id, box)
            assert box.right <= across or box.x >= across, (mark.id, box)
    for line in rules(face):
        assert abs(line.rect.y - up) > 3
        assert line.rect.right < across or line.rect.x > across


@pytest.mark.parametrize(("locale", "paper"), PLANS)
def test_the_lines_for_a_child_are_on_one_side_of_the_fold_and_the_heading_in_its_column(
    locale: str, paper: str, ink_boxes: Callable[[GlyphRun], list[Rect]]
) -> None:
    face = made(locale, paper)
    labels: dict[str, list[float]] = {}
    for mark in texts(face):
        if mark.id.startswith("family/plan/child-") and mark.runs:
            labels.setdefault(mark.id, []).append(mark.runs[0].y)
    children = [*zip(*labels.values(), strict=True)]
    assert len(children) == 3
    for child in children:
        assert len({place > face.size.height / 2 for place in child}) == 1, child
    for mark, box in boxes(face, ink_boxes):
        if mark.role is Role.HEADING:
            assert box.right <= face.size.width / 2 or box.x >= face.size.width / 2


@pytest.mark.parametrize(
    ("heights", "begin", "whole", "tops"),
    [
        ((20.0, 20.0), 10.0, True, [10.0, 30.0]),
        ((20.0, 20.0), 60.0, True, [105.0, 125.0]),
        ((20.0, 20.0), 60.0, False, [60.0, 105.0]),
        ((20.0, 20.0), 98.0, True, [105.0, 125.0]),
        ((20.0, 20.0), 120.0, True, [120.0, 140.0]),
        ((60.0, 60.0), 30.0, True, [30.0, 105.0]),  # no half has room for both
    ],
)
def test_a_group_that_is_whole_begins_below_the_fold_if_it_has_room_there(
    heights: tuple[float, ...], begin: float, whole: bool, tops: list[float]
) -> None:
    parts = tuple(Stack([], height) for height in heights)
    assert _Group(parts, 0.0, whole=whole).tops(begin, 100.0, 200.0) == tops


@pytest.mark.parametrize(("locale", "paper"), PLANS)
def test_no_words_meet_other_words_and_each_line_has_room_for_a_hand(
    locale: str, paper: str, ink_boxes: Callable[[GlyphRun], list[Rect]]
) -> None:
    face = made(locale, paper)
    whole: dict[int, list[Rect]] = {}
    marks = texts(face)
    for mark, box in boxes(face, ink_boxes):
        whole.setdefault(next(place for place, each in enumerate(marks) if each is mark), []).append(box)
    around = [
        Rect(x := min(b.x for b in each), y := min(b.y for b in each), max(b.right for b in each) - x,
             max(b.top for b in each) - y)
        for each in whole.values()
    ]  # fmt: skip
    for one, other in combinations(around, 2):
        apart = one.right <= other.x or other.right <= one.x or one.top <= other.y or other.top <= one.y
        assert apart, (one, other)
    least = float(WRITING[-1])
    for line in rules(face):
        above = [each for each in around if each.y > line.rect.y - 1 and each.x < line.rect.right - 1]
        for each in above:
            if each.right > line.rect.x + 1:
                assert each.y - line.rect.top >= 0.6 * least, (line, each)


@pytest.mark.parametrize(("locale", "paper"), PLANS)
def test_words_are_large_enough_to_read(locale: str, paper: str) -> None:
    face = made(locale, paper)
    assert face.text_size >= 7.5 - 1e-6
    assert face.text_size > (9 if locale == "en" else 7.4)
    if paper == "tabloid":
        assert face.text_size > made(locale, "letter").text_size * 1.2


def test_a_right_to_left_plan_is_a_mirror_image() -> None:
    face = made("ar", "letter")
    (code,) = [each for each in face.marks if isinstance(each, SymbolMark)]
    assert code.rect.right < face.size.width / 2
    signs = [each for each in face.marks if isinstance(each, PictogramMark)]
    assert signs[0].rect.x > face.size.width / 2


def test_without_a_number_there_is_a_line_for_one_and_without_a_link_no_code() -> None:
    blank = face_of(job_of("en", contact=BLANK))
    assert "Call for help:" in [each.text for each in texts(blank)]
    bare = face_of(job_of("en", contact=Contact(None)))
    assert not [each for each in bare.marks if isinstance(each, SymbolMark)]


def test_gaps_show_in_a_preview() -> None:
    job = job_of("es")
    gaps = find_gaps(job.bearer_sources, job.wording)
    face = face_of(replace(job, wording=with_gaps_shown(job.wording, gaps)))
    if gaps:
        assert "(not translated)" in {each.text for each in texts(face)}


def test_what_is_too_long_is_refused_with_its_longest_string() -> None:
    job = as_long_as(job_of("es"), 3.0)
    with pytest.raises(DoesNotFit, match=r"too long for its page at 8 pt: family/plan/\w+ is the longest") as refusal:
        face_of(job)
    assert refusal.value.over > 0
    assert "tabloid" in str(refusal.value)


def test_what_is_far_too_long_is_refused_without_trying_every_size(
    calls_of: Callable[[Callable[[], object]], int],
) -> None:
    long, fits = as_long_as(job_of("es"), 3.0), as_long_as(job_of("es"), 1.0)

    def refused() -> None:
        with pytest.raises(DoesNotFit):
            face_of(long)

    face_of(fits)  # reads the fonts
    assert calls_of(refused) < 2 * calls_of(lambda: face_of(fits))
