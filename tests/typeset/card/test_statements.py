"""The numbered points: as large as the column allows, in lines that leave the code's corner free."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.errors import DoesNotFit
from cards.locations import shelves
from cards.measures import Size
from cards.merge.card_text import Block, CardText
from cards.merge.markup import Span
from cards.read.languages import read_languages
from cards.read.typefaces import read_families
from cards.typeset.canvas import Canvas
from cards.typeset.card.pitch import CLOSEST
from cards.typeset.card.statements import (
    COMFORTABLE,
    GAPS,
    GIVEN_UP,
    INDENT,
    OPENED,
    PICTOGRAM,
    PICTURED_GAP,
    PICTURED_INDENT,
    STEP,
    X_CENTRE,
    Column,
    Setting,
    fit_statements,
)
from cards.typeset.marks import PanelMark, Role, TextMark
from cards.typeset.rows import Panel, Sign
from cards.typeset.text import harfbuzz
from cards.typeset.text.paragraph import Paragraph, measure, set_line
from cards.typeset.themes import RED

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
SIZES = (8.8, 6.0)
TALL = ("km", "my", "ur")

columns = st.builds(
    lambda top, height, width, corner, share: Column(
        top=top,
        bottom=top + height,
        start=8.0,
        width=width,
        narrow_from=top + height - corner,
        narrow_width=width * share,
    ),
    st.floats(20.0, 40.0),
    st.floats(30.0, 140.0),
    st.floats(120.0, 240.0),
    st.floats(0.0, 40.0),
    st.floats(0.6, 1.0),
)


def statements(text_of: Callable[..., CardText], locale: str) -> list[Paragraph]:
    families = read_families(SHELVES, LANGUAGES[locale].fonts)
    return [measure(block, families) for block in text_of(locale).bearer.statements]


def descent(paragraph: Paragraph, size: float) -> float:
    return paragraph.descent * size


@pytest.mark.parametrize("locale", ["en", "vi", "ar", "ja", *TALL])
@given(column=columns)
def test_every_line_stands_in_the_column_and_clear_of_the_corner(
    locale: str, column: Column, text_of: Callable[..., CardText]
) -> None:
    paragraphs = statements(text_of, locale)
    try:
        setting = fit_statements(paragraphs, LANGUAGES[locale].leading, column, SIZES)
    except DoesNotFit as error:
        assert " mm " in error.cause
        assert any(paragraph.block.id in error.cause for paragraph in paragraphs)
        return
    assert [each.paragraph for each in setting.placed] == paragraphs
    for each in setting.placed:
        assert "".join(each.paragraph.text[start:end] for start, end in each.lines) == each.paragraph.text
        for (start, end), baseline in zip(each.lines, each.baselines, strict=True):
            width = INDENT * setting.size + each.paragraph.width(start, end) * setting.size
            low = baseline + descent(each.paragraph, setting.size)
            assert baseline - each.paragraph.ascent * setting.size >= column.top - 1e-6
            assert low <= column.bottom + 1e-5
            assert width <= (column.width if low <= column.narrow_from + 1e-5 else column.narrow_width) + 1e-5
    baselines = [baseline for each in setting.placed for baseline in each.baselines]
    assert all(below > above for above, below in pairwise(baselines))


@pytest.mark.parametrize("locale", ["en", "he", "ja", "ta", "ur"])
@given(column=columns)
def test_no_larger_size_would_fit(locale: str, column: Column, text_of: Callable[..., CardText]) -> None:
    paragraphs, leading = statements(text_of, locale), LANGUAGES[locale].leading
    try:
        size = fit_statements(paragraphs, leading, column, SIZES).size
    except DoesNotFit:
        return
    if size < SIZES[0]:
        larger = round(size + STEP, 1)
        with pytest.raises(DoesNotFit):
            fit_statements(paragraphs, leading, column, (larger, larger))


def test_a_column_too_short_by_a_hair_is_refused_in_words(text_of: Callable[..., CardText]) -> None:
    """Japanese has no descenders: the last thing to leave the column is the disc of its last numeral."""
    paragraphs, leading = statements(text_of, "ja"), LANGUAGES["ja"].leading
    refused = 0
    for tenths in range(500, 900, 3):
        bottom = 20.0 + tenths / 10
        try:
            fit_statements(paragraphs, leading, Column(20.0, bottom, 8.0, 160.0, bottom - 8.0, 120.0), SIZES)
        except DoesNotFit as error:
            assert " mm too tall at 6 pt" in error.cause
            refused += 1
    assert refused


@given(spare=st.floats(0.0, 60.0))
def test_spare_room_goes_between_the_points(spare: float, text_of: Callable[..., CardText]) -> None:
    """Points never stand closer together than their lines, and all at the same distance."""
    paragraphs, leading = statements(text_of, "en"), LANGUAGES["en"].leading
    column = Column(30.0, 100.0 + spare, 8.0, 230.0, 1000.0, 230.0)
    setting = fit_statements(paragraphs, leading, column, SIZES)
    within = {round(lower - upper, 6) for each in setting.placed for upper, lower in pairwise(each.baselines)}
    between = {round(lower.baselines[0] - upper.baselines[-1], 6) for upper, lower in pairwise(setting.placed)}
    assert within <= {round(leading * setting.size, 6)}
    (distance,) = between
    (chosen,) = (gap for gap in GAPS if abs(distance - (leading + gap) * setting.size) < 1e-5)
    # A wider gap would push the last line, whose descent is at least that of a disc, out of the column.
    free = column.bottom - setting.placed[-1].baselines[-1] - 0.26 * setting.size
    for wider in (gap for gap in GAPS if gap > chosen):
        assert (wider - chosen) * setting.size * (len(paragraphs) - 1) > free


@pytest.mark.parametrize("locale", TALL)
def test_lines_of_a_tall_script_move_closer_before_they_get_small(
    locale: str, text_of: Callable[..., CardText]
) -> None:
    paragraphs, leading = statements(text_of, locale), LANGUAGES[locale].leading
    closest: dict[float, float] = {}
    for height in range(60, 200, 4):
        try:
            setting = fit_statements(paragraphs, leading, Column(30.0, 30.0 + height, 8.0, 230.0, 1000.0, 230.0), SIZES)
        except DoesNotFit:
            continue
        baselines = [baseline for each in setting.placed for baseline in each.baselines]
        pitch = min(lower - upper for upper, lower in pairwise(baselines)) / setting.size
        closest[setting.size] = round(pitch, 6)
    assert min(closest) < COMFORTABLE < max(closest)
    assert all(pitch >= leading for size, pitch in closest.items() if size > COMFORTABLE)
    assert CLOSEST * leading - 1e-6 <= min(closest.values()) < leading


def drawn(setting: Setting, *, rtl: bool) -> Canvas:
    canvas = Canvas(Size(252.0, 144.0), rtl)
    families = read_families(SHELVES, ("NotoSans",))
    numerals = [
        measure(Block(f"numeral-{number}", LANGUAGES["en"], (Span(str(number), bold=True),)), families)
        for number in range(1, len(setting.placed) + 1)
    ]
    setting.stack(canvas.theme, numerals).draw(canvas, 0.0)
    return canvas


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_each_point_is_a_disc_a_numeral_and_its_text(locale: str, text_of: Callable[..., CardText]) -> None:
    paragraphs = statements(text_of, locale)
    column = Column(30.0, 110.0, 8.0, 236.0, 1000.0, 236.0)
    setting = fit_statements(paragraphs, LANGUAGES[locale].leading, column, SIZES)
    marks = drawn(setting, rtl=locale == "ar").marks
    assert len(marks) == 3 * len(paragraphs)
    for place, paragraph in enumerate(paragraphs):
        disc, numeral, text = marks[3 * place : 3 * place + 3]
        assert isinstance(disc, PanelMark)
        assert isinstance(numeral, TextMark)
        assert isinstance(text, TextMark)
        assert (numeral.role, text.role) == (Role.NUMERAL, Role.STATEMENT)
        assert (numeral.text, text.text) == (str(place + 1), paragraph.text)
        assert disc.rect.width == disc.rect.height == 2 * disc.radius
        edge = disc.rect.x if locale == "en" else 252.0 - disc.rect.right
        assert edge == pytest.approx(column.start)
        assert disc.rect.y < numeral.runs[0].y < disc.rect.top
        # The disc stands at the height of the first line's letters.
        first = max(run.y for run in text.runs)
        assert disc.rect.y < first < disc.rect.top


def boxes(paragraph: Paragraph, line: tuple[int, int], size: float, baseline: float) -> list[tuple[float, ...]]:
    """Left, top, right and bottom of every glyph of a line, y from the top."""
    found: list[tuple[float, ...]] = []
    for run in set_line(paragraph, *line, size).runs:
        pen, ems = run.x, size / harfbuzz.metrics(run.typeface).upem
        for cluster in run.clusters:
            for glyph, x, y in cluster.glyphs:
                left, bottom, right, top = harfbuzz.ink(run.typeface, glyph)
                if right > left:
                    inside = (pen + (x + left) * ems, pen + (x + right) * ems)
                    found.append((inside[0], baseline - (top + y) * ems, inside[1], baseline - (bottom + y) * ems))
            pen += cluster.advance * ems
    return found


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(one[side] < other[side + 2] and other[side] < one[side + 2] for side in (0, 1))


@given(
    st.lists(
        st.lists(
            st.text("aeghjpÄÇg\u0301\u0302\u0308\u0323\u0327\u0330", min_size=2, max_size=12), min_size=3, max_size=9
        ),
        min_size=2,
        max_size=4,
    )
)
def test_no_pile_of_marks_reaches_into_another_line(words: list[list[str]]) -> None:
    """Marks that an editor piles up make room for themselves, or do not fit; they never lie over other words."""
    families = read_families(SHELVES, LANGUAGES["en"].fonts)
    paragraphs = [
        measure(Block(f"point-{number}", LANGUAGES["en"], (Span(" ".join(f"x{word}" for word in each)),)), families)
        for number, each in enumerate(words)
    ]
    try:
        setting = fit_statements(paragraphs, 1.2, Column(20.0, 400.0, 8.0, 200.0, 380.0, 150.0), SIZES)
    except DoesNotFit:
        return
    lines = [
        boxes(each.paragraph, line, setting.size, baseline)
        for each in setting.placed
        for line, baseline in zip(each.lines, each.baselines, strict=True)
    ]
    assert not any(meet(one, other) for upper, lower in combinations(lines, 2) for one in upper for other in lower)


def settings_of(paragraphs: list[Paragraph], column: Column, generous: float) -> tuple[Setting, Setting]:
    """Statements as large as can be, and those that may be smaller for better lines."""
    fast = replace(column, generous=float("inf"))
    return fit_statements(paragraphs, 1.2, fast, SIZES), fit_statements(
        paragraphs, 1.2, replace(column, generous=generous), SIZES
    )


@pytest.mark.parametrize("locale", ["en", "es", "ar", "ru"])
@given(column=columns)
def test_a_little_size_is_given_up_for_a_line_or_for_wide_gaps(
    locale: str, column: Column, text_of: Callable[..., CardText]
) -> None:
    paragraphs = statements(text_of, locale)
    try:
        full, given = settings_of(paragraphs, column, 7.0)
    except DoesNotFit:
        return
    assert full.size - GIVEN_UP * STEP - 1e-6 <= given.size <= full.size
    if given.size < full.size:
        assert given.size >= 7.0
        assert given.lines < full.lines or given.gap >= full.gap + OPENED - 1e-9


def test_a_line_is_saved_where_one_would_be_a_few_words(text_of: Callable[..., CardText]) -> None:
    """The longest statement just does not fit on one line at the largest size, and does a step below."""
    (longest,) = sorted(statements(text_of, "en"), key=lambda each: -each.width(0, len(each.text)))[:1]
    width = (longest.width(0, len(longest.text)) + INDENT + 0.05) * 8.7
    column = Column(top=0, bottom=40, start=0, width=width, narrow_from=40, narrow_width=width)
    full, given = settings_of([longest], column, 7.0)
    assert (full.size, full.lines) == (8.8, 2)
    assert (given.size, given.lines) == (8.7, 1)
    assert settings_of([longest], column, 8.75)[1].size == 8.8


def test_pictograms_are_as_large_as_leaves_them_apart_and_level_with_their_lines(
    text_of: Callable[..., CardText],
) -> None:
    paragraphs = statements(text_of, "en")
    for height in (75, 90, 140):
        column = Column(20, 20 + height, 8, 235, 20 + height, 235, indent=PICTURED_INDENT, tightest=PICTURED_GAP)
        setting = fit_statements(paragraphs, 1.16, column, SIZES)
        names = ("door", "", *["silence"] * (len(paragraphs) - 2))
        stack = setting.stack(RED, [], names)
        signs = [piece for piece in stack.pieces if isinstance(piece, Sign)]
        (bullet,) = (piece for piece in stack.pieces if isinstance(piece, Panel))
        assert len(signs) == len(paragraphs) - 1
        assert {sign.side for sign in signs} == {setting.sign}
        assert setting.sign <= PICTOGRAM * setting.size + 1e-9
        assert all(lower.top >= upper.top + upper.side for upper, lower in pairwise(signs))
        assert signs[0].start == pytest.approx(bullet.start - (setting.sign - bullet.size.width) / 2) == column.start
        middles = [sign.top + sign.side / 2 for sign in signs]
        firsts = [each.baselines[0] - X_CENTRE * setting.size for each in setting.placed]
        assert middles == pytest.approx([firsts[0], *firsts[2:]])
        assert bullet.top + bullet.size.height / 2 == pytest.approx(firsts[1])
        # Beside 7 pt a pictogram is more than 3 mm high.
        assert setting.sign >= 1.25 * setting.size
