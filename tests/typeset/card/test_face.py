"""Every shipped locale on every size of card: what a face promises whatever its words are, and what makes it fail."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, product
from math import hypot
from typing import Literal

import pytest

from cards.errors import DoesNotFit
from cards.jobs import Job
from cards.locations import shelves
from cards.measures import POINTS_PER_MM, Rect
from cards.merge.card_text import Block, CardText, SideText
from cards.merge.markup import Span
from cards.read.catalogs import translated_tags
from cards.read.languages import read_languages
from cards.read.stocks import read_stock
from cards.typeset.card.codes import COLUMN_GAP
from cards.typeset.card.face import bearer_face, officer_face
from cards.typeset.card.foot import CODE_GAP, PANEL_INSET
from cards.typeset.designs import MARGIN, WALLET
from cards.typeset.marks import (
    Colour,
    Face,
    GlyphRun,
    OutlineMark,
    PanelMark,
    PictogramMark,
    Role,
    SymbolMark,
    TextMark,
)
from cards.typeset.symbol import QUIET_ZONE
from tests.said import edition

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
LOCALES = ["en", *translated_tags(SHELVES)]
STOCKS = list({stock.card: stock.id for stock in map(read_stock, sorted(SHELVES[0].stocks.glob("*.toml")))}.values())
"""One for each size of card: a face does not know its paper."""

NUMBERS = ("617-370-5023", None)
SAFE = 3.0 * POINTS_PER_MM
HAIR = 1e-6

InkBoxes = Callable[[GlyphRun], list[Rect]]
FacesOf = Callable[..., tuple[Face, Face]]

every_locale = pytest.mark.parametrize("locale", LOCALES)


def every_face(faces_of: FacesOf, locale: str) -> Iterator[Face]:
    """On each size of card: the bearer's side with a number and with a line to write on, and the officer's side."""
    for stock in STOCKS:
        for number in NUMBERS:
            yield faces_of(locale, stock, number=number)[0]
        yield faces_of(locale, stock)[1]


def texts(face: Face, *roles: Role) -> list[TextMark]:
    return [mark for mark in face.marks if isinstance(mark, TextMark) and (not roles or mark.role in roles)]


def panels(face: Face) -> list[PanelMark]:
    return [mark for mark in face.marks if isinstance(mark, PanelMark)]


def symbols(face: Face) -> list[SymbolMark]:
    return [mark for mark in face.marks if isinstance(mark, SymbolMark)]


def quiet_panel(face: Face) -> PanelMark:
    """The white panel under the symbol."""
    (symbol,) = symbols(face)
    return next(panel for panel in panels(face) if panel.rect.contains(symbol.rect))


def signs(face: Face) -> list[Rect]:
    """What is before the statements in place of numerals: pictograms, and bullets where there is none."""
    pictograms = [mark.rect for mark in face.marks if isinstance(mark, PictogramMark) and mark.colour is Colour.WHITE]
    return pictograms + [panel.rect for panel in panels(face) if panel.rect.width == panel.rect.height < 6]


def lines(mark: TextMark, ink_boxes: InkBoxes) -> list[list[Rect]]:
    """The ink of each line of a text."""
    found: dict[float, list[Rect]] = {}
    for run in mark.runs:
        found.setdefault(round(run.y, 3), []).extend(ink_boxes(run))
    return list(found.values())


def around(boxes: list[Rect]) -> Rect:
    left, low = min(box.x for box in boxes), min(box.y for box in boxes)
    return Rect(left, low, max(box.right for box in boxes) - left, max(box.top for box in boxes) - low)


def bare(text: str) -> str:
    """A text without what leaves no picture: blanks and bidi controls."""
    return "".join(each for each in text if not each.isspace() and unicodedata.category(each) != "Cf")


@pytest.mark.few_scripts
@every_locale
def test_nothing_comes_near_the_edge(locale: str, faces_of: FacesOf, ink_boxes: InkBoxes) -> None:
    for face in every_face(faces_of, locale):
        trim = Rect(0, 0, face.size.width, face.size.height)
        safe = trim.grown(-SAFE)
        for mark in face.marks:
            if isinstance(mark, TextMark):
                for run in mark.runs:
                    for box in ink_boxes(run):
                        assert safe.contains(box, HAIR), f"{mark.id} at {box}"
            elif isinstance(mark, OutlineMark):
                assert all(safe.contains(Rect(x, y, 0, 0)) for polygon in mark.polygons for x, y in polygon)
            elif isinstance(mark, PictogramMark | SymbolMark):
                assert safe.contains(mark.rect)
            else:
                assert isinstance(mark, PanelMark)
                # A white panel is ground, which may end nearer to the trim than ink, but not where a cut may stray.
                is_ground = mark.colour is Colour.WHITE and mark.rect.height > 10
                assert (trim.grown(-float(PANEL_INSET)) if is_ground else safe).contains(mark.rect, HAIR)


@pytest.mark.few_scripts
@every_locale
def test_the_ink_of_every_line_stays_in_its_column(locale: str, faces_of: FacesOf, ink_boxes: InkBoxes) -> None:
    """Between the margins, and beside the code at its distance: letters that hang out or lose their kerning, too."""
    for face in every_face(faces_of, locale):
        inner = Rect(0, 0, face.size.width, face.size.height).grown(-MARGIN)
        tabs = [quiet_panel(face).rect for _ in symbols(face)]
        beside = [Rect(tab.x - COLUMN_GAP, tab.y, tab.width + 2 * COLUMN_GAP, tab.height + 1) for tab in tabs]
        codes = [each.rect.grown(QUIET_ZONE * each.rect.width / len(each.modules) + CODE_GAP) for each in symbols(face)]
        for mark in texts(face):
            for line in lines(mark, ink_boxes):
                assert inner.contains(around(line), HAIR), f"{mark.id} at {around(line)}"
                near = beside if mark.role is Role.STATEMENT else codes
                assert not any(around(line).overlaps(each, HAIR) for each in near), mark.id


@pytest.mark.few_scripts
@every_locale
def test_no_two_lines_share_ink(locale: str, faces_of: FacesOf, ink_boxes: InkBoxes) -> None:
    """Lines of a statement, statements, heading, number, small print and numerals: glyph by glyph."""
    for face in every_face(faces_of, locale):
        every = [(mark.id, line) for mark in texts(face) for line in lines(mark, ink_boxes)]
        for (one, boxes), (other, others) in combinations(every, 2):
            if around(boxes).overlaps(around(others)):
                assert not any(box.overlaps(each, 0.01) for box in boxes for each in others), f"{one} and {other}"


@pytest.mark.few_scripts
@every_locale
def test_text_keeps_clear_of_panels_and_rules(locale: str, faces_of: FacesOf, ink_boxes: InkBoxes) -> None:
    """White text stands on red alone; red text (numerals) and black on white alone."""
    for face in every_face(faces_of, locale):
        white = [panel.rect for panel in panels(face) if panel.colour is Colour.WHITE]
        red = [panel.rect for panel in panels(face) if panel.colour is Colour.RED]
        for mark in texts(face):
            boxes = [box for line in lines(mark, ink_boxes) for box in line]
            assert not any(box.overlaps(rect) for box in boxes for rect in red), mark.id
            if mark.colour is Colour.WHITE:
                assert not any(box.overlaps(rect) for box in boxes for rect in white), mark.id
            else:
                assert any(all(rect.contains(box) for box in boxes) for rect in white), mark.id


@every_locale
def test_panels_and_pictogram_keep_apart(locale: str, faces_of: FacesOf) -> None:
    for face in every_face(faces_of, locale):
        white = [panel.rect for panel in panels(face) if panel.colour is Colour.WHITE]
        discs = [rect for rect in white if rect.width == rect.height < 15]
        pictograms = [mark for mark in face.marks if isinstance(mark, PictogramMark)]
        small = [*discs, *(mark.rect for mark in pictograms if mark.colour is Colour.WHITE)]
        assert not any(one.overlaps(other) for one, other in combinations(small, 2))
        assert not any(one.overlaps(other) for one in small for other in white if other not in discs)
        black = [mark for mark in pictograms if mark.colour is Colour.BLACK]
        assert all(any(rect.contains(mark.rect) for rect in white) for mark in black)


@pytest.mark.few_scripts
@every_locale
def test_the_code_is_black_on_white_with_its_quiet_zone(locale: str, faces_of: FacesOf) -> None:
    for stock, number in product(STOCKS, NUMBERS):
        face, officer = faces_of(locale, stock, number=number)
        (symbol,) = symbols(face)
        module = symbol.rect.width / len(symbol.modules)
        panel = quiet_panel(face)
        assert panel.colour is Colour.WHITE
        assert panel.rect.contains(symbol.rect.grown(QUIET_ZONE * module))
        assert face.marks.index(panel) < face.marks.index(symbol)
        assert symbol.rect.width == pytest.approx(symbol.rect.height)
        assert module >= 0.44 * POINTS_PER_MM - 1e-9
        assert symbol.content == "https://www.immigrationlawhelp.org"
        assert "www.immigrationlawhelp.org" in symbol.alternative
        assert not symbols(officer)


@pytest.mark.few_scripts
@every_locale
def test_numerals_stand_in_their_discs(locale: str, faces_of: FacesOf, ink_boxes: InkBoxes) -> None:
    for face in every_face(faces_of, locale):
        numerals = texts(face, Role.NUMERAL)
        if not numerals:
            assert len(signs(face)) == len(texts(face, Role.STATEMENT))
            continue
        assert [mark.text for mark in numerals] == [str(place) for place in range(1, len(numerals) + 1)]
        discs = [panel for panel in panels(face) if panel.radius >= panel.rect.width / 2 - 1e-6 > 1.0]
        assert len(discs) == len(numerals) == len(texts(face, Role.STATEMENT))
        for disc, numeral in zip(discs, numerals, strict=True):
            x, y = disc.rect.x + disc.radius, disc.rect.y + disc.radius
            for box in lines(numeral, ink_boxes)[0]:
                corners = [(box.x, box.y), (box.right, box.y), (box.x, box.top), (box.right, box.top)]
                assert all(hypot(corner_x - x, corner_y - y) < disc.radius for corner_x, corner_y in corners)
                assert box.x + box.width / 2 == pytest.approx(x, abs=0.5)
                assert box.y + box.height / 2 == pytest.approx(y, abs=0.3)


@every_locale
def test_type_is_large_enough(locale: str, faces_of: FacesOf) -> None:
    for face in every_face(faces_of, locale):
        sizes = {mark.id: {run.size for run in mark.runs} for mark in texts(face)}
        assert all(min(each) >= 6.0 for each in sizes.values())
        (heading,) = texts(face, Role.HEADING)
        assert WALLET.heading[1] <= min(sizes[heading.id]) <= max(sizes[heading.id]) <= WALLET.heading[0]
        assert {size for mark in texts(face, Role.STATEMENT) for size in sizes[mark.id]} == {face.text_size}
        if "hotline" in sizes:
            assert min(sizes["hotline"]) >= 10.0
        small = any("smaller than 7 pt" in warning for warning in face.warnings)
        assert small == (face.text_size < 7.0)


@pytest.mark.few_scripts
@every_locale
def test_statements_stand_between_heading_and_foot(locale: str, faces_of: FacesOf, ink_boxes: InkBoxes) -> None:
    for face in every_face(faces_of, locale):
        boxes = [[box for line in lines(mark, ink_boxes) for box in line] for mark in texts(face, Role.STATEMENT)]
        heading = min(box.y for line in lines(texts(face, Role.HEADING)[0], ink_boxes) for box in line)
        foot = [mark for mark in texts(face, Role.FOOTER, Role.STATUS) if mark.id != "bearer-language"]
        highest = max((box.top for mark in foot for line in lines(mark, ink_boxes) for box in line), default=0.0)
        assert all(highest < box.y and box.top < heading for each in boxes for box in each)
        baselines = [min(run.y for run in mark.runs) for mark in texts(face, Role.STATEMENT)]
        assert baselines == sorted(baselines, reverse=True)


@every_locale
def test_every_string_is_there_whole(locale: str, faces_of: FacesOf, text_of: Callable[..., CardText]) -> None:
    for stock, number in product(STOCKS, NUMBERS):
        bearer, officer = faces_of(locale, stock, number=number)
        text = text_of(locale, stock, number=number)
        for face, side in ((bearer, text.bearer), (officer, text.officer)):
            wanted = [side.heading, *side.statements]
            assert [mark.id for mark in texts(face, Role.HEADING, Role.STATEMENT)] == [each.id for each in wanted]
            assert [mark.text for mark in texts(face, Role.HEADING, Role.STATEMENT)] == [each.text for each in wanted]
            assert {mark.language for mark in texts(face, Role.STATEMENT)} == {side.language.tag} == {face.language}
        for mark in (*texts(bearer), *texts(officer)):
            glyphs = [glyph for run in mark.runs for cluster in run.clusters for glyph, _, _ in cluster.glyphs]
            assert 0 not in glyphs
            drawn = "".join(cluster.text for run in mark.runs for cluster in run.clusters)
            assert sorted(bare(drawn)) == sorted(bare(mark.text)), mark.id


@every_locale
def test_the_state_of_the_card_stands_on_the_bearers_side_only(locale: str, faces_of: FacesOf) -> None:
    for number, org in product(NUMBERS, ("Vecinos Unidos", "")):
        bearer, officer = faces_of(locale, number=number, org=org)
        (status,) = texts(bearer, Role.STATUS)
        assert "DRAFT" in status.text
        (behind,) = texts(officer, Role.STATUS)
        assert behind.id == "bearer-language"
        assert behind.text.endswith(f" · {locale} {edition()}")
        assert not any("DRAFT" in mark.text for mark in texts(officer))


@every_locale
def test_the_officer_reads_the_bearers_language_at_the_end_of_the_headings_line(
    locale: str, faces_of: FacesOf, ink_boxes: InkBoxes
) -> None:
    _, officer = faces_of(locale)
    (heading,), (behind,) = texts(officer, Role.HEADING), texts(officer, Role.STATUS)
    assert {run.y for run in behind.runs} == {run.y for run in heading.runs}
    (line,) = lines(behind, ink_boxes)
    assert around(line).right == pytest.approx(officer.size.width - MARGIN, abs=1.5)
    rule = next(panel for panel in panels(officer) if panel.rect.height < 2)
    assert around(line).y > rule.rect.top


@every_locale
def test_the_officers_side_is_english_without_number_code_or_names(locale: str, faces_of: FacesOf) -> None:
    _, officer = faces_of(locale, hotline_name="LUCE Hotline", org="Vecinos Unidos")
    assert officer.language == "en"
    assert {type(mark) for mark in officer.marks} == {TextMark, PanelMark}
    said = [mark for mark in texts(officer) if mark.role is not Role.STATUS]
    assert {mark.role for mark in said} == {Role.HEADING, Role.NUMERAL, Role.STATEMENT}
    assert {mark.language for mark in texts(officer)} == {"en"}
    words = " ".join(mark.text for mark in texts(officer))
    assert not any(each in words for each in ("617", "LUCE", "Vecinos", "immigrationlawhelp"))


@every_locale
def test_numbers_and_names_are_marked_as_english(locale: str, faces_of: FacesOf) -> None:
    bearer, _ = faces_of(locale, hotline_name="LUCE Hotline", org="Vecinos Unidos")
    languages = {mark.id: mark.language for mark in texts(bearer)}
    assert {languages[each] for each in ("hotline", "hotline-name", "org", "link", "status")} == {"en"}


def mirror_text(text: CardText, direction: Literal["ltr", "rtl"]) -> CardText:
    """A card in plain capitals of one font, with every block in that direction."""

    def turned(block: Block) -> Block:
        language = replace(block.language, direction=direction)
        letters = "".join(each for each in block.text.upper() if each.isalpha() or each == " ")
        return replace(block, language=language, spans=(Span(" ".join(letters.split())),))

    side = SideText(
        replace(text.bearer.language, direction=direction),
        turned(text.bearer.heading),
        tuple(turned(each) for each in text.bearer.statements),
    )
    foot, aid = text.footer, text.footer.legal_aid
    assert aid is not None
    return replace(
        text,
        bearer=side,
        footer=replace(
            foot,
            hotline_label=turned(foot.hotline_label),
            hotlines=tuple(
                replace(each, number=turned(replace(each.number, spans=(Span("CALL US"),)))) for each in foot.hotlines
            ),
            legal_aid=replace(aid, label=turned(aid.label), address=turned(aid.address)),
            statuses=tuple(map(turned, foot.statuses)),
        ),
    )


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("stock", STOCKS)
def test_a_right_to_left_card_is_the_mirror_image(
    stock: str, number: str | None, job_of: Callable[..., Job], text_of: Callable[..., CardText], ink_boxes: InkBoxes
) -> None:
    """The same capitals laid out both ways: every panel, the symbol and each line's ink change sides, nothing else."""
    job, text = job_of("en", stock, number=number), text_of("en", stock, number=number)
    width = job.stock.card.width
    turned = mirror_text(text, "ltr"), mirror_text(text, "rtl")
    left, right = (bearer_face(each.bearer, each.footer, job.frame, job.styles) for each in turned)
    assert left.text_size == right.text_size
    assert len(left.marks) == len(right.marks)
    for one, other in zip(left.marks, right.marks, strict=True):
        assert type(one) is type(other)
        for box, mirrored in zip(mark_boxes(one, ink_boxes), mark_boxes(other, ink_boxes), strict=True):
            assert mirrored.x == pytest.approx(width - box.right, abs=0.02)
            assert (mirrored.y, mirrored.width, mirrored.height) == pytest.approx(
                (box.y, box.width, box.height), abs=0.02
            )


def mark_boxes(mark: object, ink_boxes: InkBoxes) -> list[Rect]:
    """The advance boxes of a text's lines, or the box of any other mark."""
    if isinstance(mark, PanelMark | SymbolMark | PictogramMark):
        return [mark.rect]
    if isinstance(mark, OutlineMark):
        points = [point for polygon in mark.polygons for point in polygon]
        left, low = min(x for x, _ in points), min(y for _, y in points)
        return [Rect(left, low, max(x for x, _ in points) - left, max(y for _, y in points) - low)]
    assert isinstance(mark, TextMark)
    found = []
    for y in sorted({run.y for run in mark.runs}):
        runs = [run for run in mark.runs if run.y == y]
        start = min(run.x for run in runs)
        end = max(run.x + sum(each.advance for each in run.clusters) * run.size / 1000 for run in runs)
        found.append(Rect(start, y, end - start, 1.0))
    return found


@pytest.mark.few_scripts
@every_locale
def test_the_code_stands_in_the_corner_where_lines_end(locale: str, faces_of: FacesOf) -> None:
    for face in (faces_of(locale, number=number)[0] for number in NUMBERS):
        panel = quiet_panel(face).rect
        is_rtl = LANGUAGES[locale].is_rtl
        assert (panel.x < face.size.width / 2) == is_rtl
        starts = [run.x for mark in texts(face, Role.NUMERAL) for run in mark.runs] + [each.x for each in signs(face)]
        assert len(starts) >= 5
        assert all((x > face.size.width / 2) == is_rtl for x in starts)


def longer(block: Block, times: int) -> Block:
    return replace(block, spans=(Span(" ".join([block.text] * times)),))


@pytest.mark.parametrize("locale", ["en", "ar", "km", "ja"])
def test_statements_that_are_too_tall_are_refused_by_name_and_millimetres(
    locale: str, job_of: Callable[..., Job], text_of: Callable[..., CardText]
) -> None:
    job, text = job_of(locale), text_of(locale)
    statements = list(text.bearer.statements)
    statements[2] = longer(statements[2], 30)
    side = replace(text.bearer, statements=tuple(statements))
    with pytest.raises(DoesNotFit, match=r"\d+\.\d mm too tall at 6 pt") as error:
        bearer_face(side, text.footer, job.frame, job.styles)
    assert statements[2].id in error.value.cause
    assert job.language.english in error.value.cause


def test_a_word_wider_than_the_card_is_refused_by_name_and_millimetres(
    job_of: Callable[..., Job], text_of: Callable[..., CardText]
) -> None:
    job, text = job_of("en"), text_of("en")
    statements = (replace(text.bearer.statements[0], spans=(Span("W" * 80),)), *text.bearer.statements[1:])
    with pytest.raises(DoesNotFit, match=r"home/bearer/door .*\d+\.\d mm wider than its line"):
        bearer_face(replace(text.bearer, statements=statements), text.footer, job.frame, job.styles)


def test_a_heading_of_three_lines_is_refused_by_name_and_millimetres(
    job_of: Callable[..., Job], text_of: Callable[..., CardText]
) -> None:
    job, text = job_of("en", "plain-a4"), text_of("en")
    side = replace(text.bearer, heading=longer(text.bearer.heading, 6))
    with pytest.raises(DoesNotFit, match=r"home/bearer/heading .*\d+\.\d mm too long for two lines"):
        bearer_face(side, text.footer, job.frame, job.styles)


def test_a_heading_takes_a_second_line_at_its_smaller_size(
    job_of: Callable[..., Job], text_of: Callable[..., CardText]
) -> None:
    job, text = job_of("en", "plain-a4"), text_of("en")
    side = replace(text.bearer, heading=longer(text.bearer.heading, 3))
    face = bearer_face(side, text.footer, job.frame, job.styles)
    (heading,) = texts(face, Role.HEADING)
    assert {run.size for run in heading.runs} == {WALLET.heading[1]}
    assert len({run.y for run in heading.runs}) == 2


def test_no_short_word_stands_alone_under_a_heading(
    job_of: Callable[..., Job], text_of: Callable[..., CardText]
) -> None:
    job, text = job_of("en", "plain-a4"), text_of("en")
    words = "Stay calm. You have rights, wherever you were born. So"
    side = replace(text.bearer, heading=replace(text.bearer.heading, spans=(Span(words),)))
    (heading,) = texts(bearer_face(side, text.footer, job.frame, job.styles), Role.HEADING)
    # The space between the lines has no width.
    widths = [width for run in heading.runs if (width := sum(each.advance for each in run.clusters))]
    assert len(widths) == 2
    assert min(widths) > 0.7 * max(widths)


def test_officers_statements_that_do_not_fit_are_refused(
    job_of: Callable[..., Job], text_of: Callable[..., CardText]
) -> None:
    job, text = job_of("en"), text_of("en")
    side = replace(text.officer, statements=tuple(longer(each, 5) for each in text.officer.statements))
    with pytest.raises(DoesNotFit, match=r"\d+\.\d mm too tall at 6 pt.*home/officer/\w+"):
        officer_face(side, job.frame, job.officer_style)


def test_few_words_are_set_at_the_largest_size(job_of: Callable[..., Job], text_of: Callable[..., CardText]) -> None:
    job, text = job_of("en"), text_of("en")
    short = SideText(text.bearer.language, text.bearer.heading, text.bearer.statements[1:3])
    assert bearer_face(short, text.footer, job.frame, job.styles).text_size == WALLET.bearer[0]
    assert officer_face(short, job.frame, job.officer_style).text_size == WALLET.officer[0]


@every_locale
def test_shipped_cards_are_comfortable_to_read(locale: str, faces_of: FacesOf) -> None:
    """Far from the floor of 6 pt: below 7 pt a warning asks for shorter sentences."""
    bearer, officer = faces_of(locale)
    assert bearer.text_size >= 6.5
    assert officer.text_size >= 8.0
