"""Lines to write on by hand: for a number where there is no hotline, and for the bearer's own lawyer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cards.errors import DoesNotFit, setting
from cards.jobs import Job, Order, gather
from cards.locations import shelves
from cards.measures import POINTS_PER_MM, Rect
from cards.merge.contact import Contact
from cards.read.card_options import CardOptions
from cards.read.catalogs import translated_tags
from cards.read.layouts import Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.names import MAX_NAME
from cards.typeset.card.write_in import NAME_LINE, NUMBER_LINE
from cards.typeset.marks import Colour, Face, GlyphRun, PanelMark, PictogramMark, SymbolMark, TextMark
from cards.typeset.themes import THEMES, find_theme
from tests.laid_out import lay_out

SHELVES = shelves(None)
LOCALES = ["en", *translated_tags(SHELVES)]
HEIGHT = 6.0 * POINTS_PER_MM - 0.1
"""What a hand needs to write a line."""
WITHOUT_ROOM = ("ta",)
"""The languages whose words in the second edition leave no room for a line under those of `school`, the shortest."""

InkBoxes = Callable[[GlyphRun], list[Rect]]
JobOf = Callable[..., Job]

NAMES = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ      ñéö&-'", min_size=1, max_size=MAX_NAME).map(
    lambda name: " ".join(name.split())
)
every_locale = pytest.mark.parametrize("locale", LOCALES)
every_theme = pytest.mark.parametrize("theme", THEMES)


@dataclass(frozen=True)
class Line:
    """A line to write on: itself and its label."""

    rect: Rect
    label: TextMark


def written(job: Job, theme: str = "red") -> Face:
    """The bearer's side with a line for a lawyer."""
    return lay_out(
        replace(job, options=CardOptions(write_in="lawyer"), frame=replace(job.frame, theme=find_theme(theme)))
    )[1]


def lines_of(face: Face) -> dict[str, Line]:
    """The lines to write on by the ids of their labels: the rule nearest to the baseline of each."""
    panels = [mark for mark in face.marks if isinstance(mark, PanelMark)]
    rules = [mark for mark in panels if mark.rect.height < 2.0 and mark.rect.width < 0.85 * face.size.width]
    found = {}
    for mark in face.marks:
        if isinstance(mark, TextMark) and mark.id in ("labels/hotline", "labels/lawyer"):
            rule = min(rules, key=lambda each: abs(each.rect.y - min(run.y for run in mark.runs)))
            assert mark.colour is Colour.BLACK
            found[mark.id] = Line(rule.rect, mark)
    return found


def ink_of(mark: TextMark, ink_boxes: InkBoxes) -> list[Rect]:
    return [box for run in mark.runs for box in ink_boxes(run)]


def keeps_clear(face: Face, ink_boxes: InkBoxes) -> None:
    """No text, pictogram or code is where somebody writes, and all of it is within the margin."""
    safe = Rect(0, 0, face.size.width, face.size.height).grown(-3.0 * POINTS_PER_MM)
    lines = lines_of(face)
    places = []
    for line in lines.values():
        above = Rect(line.rect.x, line.rect.y, line.rect.width, HEIGHT * 0.6)
        places.append(above)
        assert safe.contains(above)
        for mark in face.marks:
            if isinstance(mark, TextMark):
                boxes = ink_of(mark, ink_boxes)
                assert not any(box.overlaps(above) for box in boxes), mark.id
            elif isinstance(mark, PictogramMark | SymbolMark):
                assert not mark.rect.overlaps(above), mark
    assert not any(one.overlaps(other) for one, other in combinations(places, 2))


@every_theme
@every_locale
def test_a_lawyers_line_is_long_enough_for_a_name_and_a_number(
    locale: str, theme: str, job_of: JobOf, ink_boxes: InkBoxes
) -> None:
    job = job_of(locale, script="school", hotline_name="LUCE Hotline")
    if locale in WITHOUT_ROOM:
        with pytest.raises(DoesNotFit, match=" mm too tall") as refusal:
            written(job, theme)
        assert refusal.value.remedy == f"Remove {setting('write_in')}, or use a larger card."
        return
    face = written(job, theme)
    lines = lines_of(face)
    assert list(lines) == ["labels/lawyer"]
    line = lines["labels/lawyer"]
    assert line.rect.width >= 35.0 * POINTS_PER_MM
    assert not any("the line after" in warning for warning in face.warnings)
    assert line.label.language == locale
    (rule,) = (mark for mark in face.marks if isinstance(mark, PanelMark) and mark.rect == line.rect)
    assert rule.colour is find_theme(theme).written
    number = next(mark for mark in face.marks if isinstance(mark, TextMark) and mark.id == "hotline")
    assert min(box.y for box in ink_of(number, ink_boxes)) >= line.rect.y + HEIGHT
    keeps_clear(face, ink_boxes)


@every_locale
def test_without_a_hotline_there_are_two_lines_or_a_way_out(locale: str, job_of: JobOf, ink_boxes: InkBoxes) -> None:
    try:
        face = written(job_of(locale, script="school", number=None))
    except DoesNotFit as error:
        assert " mm too tall" in error.cause
        assert error.remedy == f"Remove {setting('write_in')}, or use a larger card."
        assert error.over > 0
        return
    lines = lines_of(face)
    assert set(lines) == {"labels/hotline", "labels/lawyer"}
    number, lawyer = lines["labels/hotline"], lines["labels/lawyer"]
    assert number.rect.y >= lawyer.rect.y + HEIGHT
    assert number.rect.width >= float(NUMBER_LINE)
    assert lawyer.rect.width >= float(NAME_LINE)
    keeps_clear(face, ink_boxes)


def test_most_languages_have_room_for_two_lines(job_of: JobOf) -> None:
    fitting = 0
    for locale in LOCALES:
        try:
            written(job_of(locale, number=None))
        except DoesNotFit:
            continue
        fitting += 1
    assert fitting >= 45


def test_a_card_that_would_not_fit_anyhow_does_not_blame_the_line(job_of: JobOf) -> None:
    for write_in in ("", "lawyer"):
        with pytest.raises(DoesNotFit, match="organization's name") as refused:
            lay_out(replace(job_of("en", org="W" * MAX_NAME), options=CardOptions(write_in=write_in)))
        assert "'write_in'" not in str(refused.value)


def test_words_that_the_line_makes_small_are_warned_of(job_of: JobOf) -> None:
    face = written(job_of("ro"))
    assert face.text_size < 7.0
    assert f"remove {setting('write_in')}" in face.warnings[-1]


def test_without_being_asked_for_there_is_no_line_for_a_lawyer(job_of: JobOf) -> None:
    assert not lines_of(lay_out(job_of("es"))[1])


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_scales_of_a_lawyer_stand_where_the_telephone_does(locale: str, job_of: JobOf) -> None:
    face = written(job_of(locale, script="school"))
    at = {mark.name: mark.rect for mark in face.marks if isinstance(mark, PictogramMark)}
    assert at["scales"].x == pytest.approx(at["phone"].x)
    assert at["scales"].top < at["phone"].y


@pytest.mark.parametrize("locale", ["en", "ar", "so"])
def test_a_line_beside_the_code_is_long_enough_or_warned_of(locale: str, job_of: JobOf, ink_boxes: InkBoxes) -> None:
    face = written(job_of(locale, script="school", hotline_name="LUCE Hotline"))
    line = lines_of(face)["labels/lawyer"]
    told = [warning for warning in face.warnings if "the line after" in warning]
    assert bool(told) == (line.rect.width < float(NAME_LINE) - 1e-6)
    assert all("under 35 mm: use a larger card" in warning for warning in told)
    keeps_clear(face, ink_boxes)


def test_a_large_card_has_a_line_as_high_as_a_hand_needs() -> None:
    order = Order(
        "en",
        "home",
        "avery-5371",
        Contact(read_link(LEGAL_AID)),
        layout=Layout.LARGE,
        options=CardOptions(write_in="lawyer"),
    )
    face = lay_out(gather(SHELVES, order))[1]
    line = lines_of(face)["labels/lawyer"]
    other = lines_of(face)["labels/hotline"]
    assert other.rect.y - line.rect.y >= 6.0 * POINTS_PER_MM
    assert line.rect.width >= float(NAME_LINE)


@pytest.mark.parametrize("locale", ["en", "ar", "ja"])
@given(name=NAMES, org=NAMES | st.just(""), has_number=st.booleans())
@settings(max_examples=25)
def test_names_of_any_length_stay_clear_of_the_line(
    locale: str, name: str, org: str, has_number: bool, job_of: JobOf, ink_boxes: InkBoxes
) -> None:
    assume(name.strip(" -'&") and (not org or org.strip(" -'&")))
    number = "617-370-5023" if has_number else None
    try:
        face = written(job_of(locale, number=number, hotline_name=name, org=org))
    except DoesNotFit as error:
        assert " mm " in error.cause
        return
    assert len(lines_of(face)) == (1 if has_number else 2)
    keeps_clear(face, ink_boxes)
