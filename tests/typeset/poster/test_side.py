"""Posters: what they promise whatever their words are, and that a phone two metres away reads their code."""

from __future__ import annotations

import io
import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, pairwise
from math import tan
from pathlib import Path

import pdfua
import pikepdf
import pikepdf.pdfa
import pypdfium2
import pytest
from PIL import Image, ImageFilter

from cards import pipeline
from cards.decoding import decode, find_symbols
from cards.errors import DoesNotFit, Untranslated, setting
from cards.jobs import Job, Order, gather
from cards.locations import shelves
from cards.measures import POINTS_PER_MM, Rect, Size, millimetres
from cards.merge.card_text import Block, CardText, Footer, LegalAidText
from cards.merge.contact import Contact
from cards.merge.markup import Span
from cards.merge.review import Review
from cards.pipeline import Cards, make, make_together
from cards.read.card_options import CardOptions
from cards.read.catalogs import translated_tags
from cards.read.hotlines import Hotline
from cards.read.languages import read_languages
from cards.read.layouts import Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
from cards.read.pictures import Picture
from cards.read.stocks import SHEETS
from cards.typeset.designs import FIELD, POSTER_TYPE, PREVIEW, READ, SEEN
from cards.typeset.marks import (
    Colour,
    Face,
    FaceMark,
    GlyphRun,
    Mark,
    PanelMark,
    PictogramMark,
    PictureMark,
    Role,
    SymbolMark,
    TextMark,
)
from cards.typeset.poster.side import PosterSide, poster_face, poster_frame
from cards.typeset.symbol import QUIET_ZONE
from cards.typeset.themes import LEAST_CONTRAST, THEMES, contrast
from tests.laid_out import lay_out

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
OF_SCRIPTS = (
    "en", "es", "ar", "ur", "he", "hi", "bn", "pa", "gu", "ta", "te", "kn", "ml", "si", "am", "km", "lo", "th", "my",
    "ka", "hy", "ko", "ja", "zh-Hans", "ru",
)  # fmt: skip
"""One locale of each script, some of two."""

MIXED = ("es", "ar", "zh-Hans")
HARD_LINK = "https://www.masslegalhelp.org/immigration"
LONGEST_LINK = "https://www.example.org/" + "a1b2c3d4e5" * 12
INSET = 6.0 * POINTS_PER_MM
LEAST_PRINT = 8.8
HAIR = 1e-6

LOGO = Picture(600, 200, bytes((20, 60, 120)) * 600 * 200)
LUCE = Hotline(dialled("617-370-5023"), "LUCE Immigrant Justice Network")
OTHER = Hotline(dialled("+52 55 5093 0000"), "Consulado de México")

THREE = (LUCE, OTHER, Hotline(dialled("844-864-8341"), "Colorado Rapid Response Network"))

InkBoxes = Callable[[GlyphRun], list[Rect]]
RunReader = Callable[..., str]


@lru_cache(maxsize=64)
def jobs_of(
    *locales: str,
    paper: str = "letter",
    theme: str = "",
    hotlines: tuple[Hotline, ...] = (LUCE,),
    link: str = LEGAL_AID,
    org: str = "",
    logo: Picture | None = None,
    recordings: tuple[str, ...] = (),
    pictured: bool = True,
    write_in: str = "",
    require: Review | None = None,
    script: str = "home",
) -> tuple[Job, ...]:
    heard = tuple((tag, read_link(f"https://example.org/{tag}")) for tag in recordings)
    contact = Contact(read_link(link) if link else None, hotlines, org, logo=logo, recordings=heard)
    return tuple(
        gather(SHELVES, Order(
            locale, script, "avery-5371", contact, require=require, layout=Layout.POSTER, theme=theme, paper=paper,
            options=CardOptions(pictograms=pictured, write_in=write_in),
        ))
        for locale in locales
    )  # fmt: skip


def legal_aid(footer: Footer) -> LegalAidText:
    assert footer.legal_aid is not None
    return footer.legal_aid


def sides_of(jobs: Sequence[Job]) -> list[PosterSide]:
    texts = [pipeline._merged(job) for job in jobs]
    return [PosterSide(text.bearer, text.footer, job.styles) for job, text in zip(jobs, texts, strict=True)]


@lru_cache(maxsize=256)
def bearers(*locales: str, **options: object) -> Face:
    jobs = jobs_of(*locales, **options)
    return poster_face(sides_of(jobs), poster_frame(jobs[0].frame), jobs[0].english)


@lru_cache(maxsize=64)
def made(*locales: str, **options: object) -> Cards:
    return make_together(jobs_of(*locales, **options), decode)


FULL: tuple[tuple[tuple[str, ...], dict[str, object]], ...] = (
    (MIXED, {}),
    (MIXED, {"paper": "a3", "theme": "red"}),
    (("es", "vi", "ar"), {}),
    (("ur",), {"paper": "tabloid"}),
    (("my",), {"paper": "a3", "theme": "red"}),
    (("ar", "en", "ur"), {"paper": "tabloid", "theme": "red-stock"}),
    (("ne", "my", "am", "ko"), {"paper": "a3"}),
    (MIXED, {"paper": "tabloid", "recordings": MIXED, "logo": LOGO, "org": "Łódź & <friends>"}),
    (("es",), {"paper": "a4", "theme": "red", "hotlines": (LUCE, OTHER), "logo": LOGO, "recordings": ("es",)}),
    (("ar",), {"paper": "a4", "theme": "red", "hotlines": (), "write_in": "lawyer"}),
    (("ht",), {"theme": "red-stock", "hotlines": (LUCE, OTHER), "logo": LOGO, "org": "Neighbors"}),
    (("ps",), {"link": HARD_LINK, "hotlines": (), "write_in": "lawyer", "pictured": False}),
)
"""Posters in several languages, and with all that may be on one."""

ALONE: tuple[tuple[tuple[str, ...], dict[str, object]], ...] = tuple(
    ((locale,), {"paper": "letter" if place % 2 else "a4"}) for place, locale in enumerate(OF_SCRIPTS)
)
every_poster = pytest.mark.parametrize(
    ("locales", "options"),
    [*ALONE, *FULL],
    ids=["-".join((*locales, *options)) for locales, options in (*ALONE, *FULL)],
)
full_poster = pytest.mark.parametrize(("locales", "options"), FULL)


def marks_of(face: Face) -> list[Mark]:
    """All marks in the order in which they are drawn, those of the sections among them."""
    found: list[Mark] = []
    for mark in face.marks:
        if isinstance(mark, FaceMark):
            assert (mark.x, mark.y) == (0, 0)
            assert mark.face.size == face.size
            assert mark.face.ground is None
            found += marks_of(mark.face)
        else:
            found.append(mark)
    return found


def texts(face: Face, *roles: Role) -> list[TextMark]:
    return [mark for mark in marks_of(face) if isinstance(mark, TextMark) and (not roles or mark.role in roles)]


def symbols(face: Face) -> list[SymbolMark]:
    return [mark for mark in marks_of(face) if isinstance(mark, SymbolMark)]


def pictograms(face: Face) -> list[str]:
    return [mark.name for mark in marks_of(face) if isinstance(mark, PictogramMark)]


def module(symbol: SymbolMark) -> float:
    return symbol.rect.width / len(symbol.modules)


def boxes_of(mark: TextMark, ink_boxes: InkBoxes) -> Iterator[Rect]:
    for run in mark.runs:
        yield from ink_boxes(run)


def squeezed(text: str) -> str:
    """A text without what leaves no picture: blanks and bidi controls."""
    return "".join(each for each in text if not each.isspace() and unicodedata.category(each) != "Cf")


@every_poster
def test_nothing_is_nearer_to_the_edge_than_printers_reach(
    locales: tuple[str, ...], options: dict[str, object], ink_boxes: InkBoxes
) -> None:
    face = bearers(*locales, **options)
    page = Rect(0, 0, face.size.width, face.size.height)
    frame = any(isinstance(mark, PanelMark) and mark.rect.width > 0.9 * page.width for mark in marks_of(face))
    words = page.grown(-INSET - (2.4 * POINTS_PER_MM if frame else 0.0))
    for mark in marks_of(face):
        if isinstance(mark, TextMark):
            assert all(words.contains(box, HAIR) for box in boxes_of(mark, ink_boxes)), mark.id
        else:
            assert isinstance(mark, PanelMark | PictogramMark | SymbolMark | PictureMark)
            assert page.grown(-INSET).contains(mark.rect, 1e-3), mark
    assert face.ground is None


@every_poster
def test_no_two_lines_share_ink_and_none_meets_a_picture(
    locales: tuple[str, ...], options: dict[str, object], ink_boxes: InkBoxes
) -> None:
    face = bearers(*locales, **options)
    lines: list[tuple[str, list[Rect]]] = []
    for mark in texts(face):
        found: dict[float, list[Rect]] = {}
        for run in mark.runs:
            found.setdefault(round(run.y, 3), []).extend(ink_boxes(run))
        lines += [(mark.id, boxes) for boxes in found.values()]
    for (one, first), (other, second) in combinations(lines, 2):
        assert not any(box.overlaps(each, 0.01) for box in first for each in second), f"{one} and {other}"
    pictures = [
        (mark.name if isinstance(mark, PictogramMark) else "figure", mark.rect)
        for mark in marks_of(face)
        if isinstance(mark, PictogramMark | PictureMark | SymbolMark)
    ]
    for name, rect in pictures:
        for one, boxes in lines:
            assert not any(rect.overlaps(box, 0.01) for box in boxes), f"{name} and {one}"
    for (name, rect), (other, second_rect) in combinations(pictures, 2):
        assert not rect.overlaps(second_rect, 0.01), f"{name} and {other}"


@every_poster
def test_the_quiet_zone_of_every_code_is_white(
    locales: tuple[str, ...], options: dict[str, object], ink_boxes: InkBoxes
) -> None:
    """Four modules of nothing but white, or red paper, on each side, in the order in which things are drawn."""
    face = bearers(*locales, **options)
    marks = marks_of(face)
    assert symbols(face)
    for symbol in symbols(face):
        zone = symbol.rect.grown(QUIET_ZONE * module(symbol) - 0.01)
        drawn = [mark for mark in marks if isinstance(mark, PanelMark)]
        whole = [place for place, mark in enumerate(drawn) if mark.colour is Colour.WHITE and mark.rect.contains(zone)]
        assert whole
        assert not any(mark.rect.overlaps(zone) for mark in drawn[whole[-1] + 1 :] if mark.colour is not Colour.WHITE)
        for mark in texts(face):
            assert not any(zone.overlaps(box, 0.01) for box in boxes_of(mark, ink_boxes)), mark.id
        others = [m for m in marks if isinstance(m, PictogramMark | PictureMark | SymbolMark) and m is not symbol]
        assert not any(zone.overlaps(mark.rect, 0.01) for mark in others)


@every_poster
def test_words_stand_out_from_what_is_behind_them(
    locales: tuple[str, ...], options: dict[str, object], ink_boxes: InkBoxes
) -> None:
    face = bearers(*locales, **options)
    job = jobs_of(*locales, **options)[0]
    drawn: list[PanelMark] = []
    for mark in marks_of(face):
        if isinstance(mark, PanelMark):
            drawn.append(mark)
        elif isinstance(mark, TextMark | PictogramMark):
            boxes = [mark.rect] if isinstance(mark, PictogramMark) else list(boxes_of(mark, ink_boxes))
            for box in boxes:
                under = [each.colour.value for each in drawn if each.rect.overlaps(box, 0.05)]
                behind = under[-1] if under else job.paper_colour
                assert contrast(mark.colour.value, behind) >= LEAST_CONTRAST, mark


@every_poster
def test_every_word_is_there_in_its_order_and_large_enough(
    locales: tuple[str, ...], options: dict[str, object]
) -> None:
    face = bearers(*locales, **options)
    jobs = jobs_of(*locales, **options)
    wanted: list[str] = []
    has_numerals = len(locales) > 1 or not options.get("pictured", True)
    for side in sides_of(jobs):
        wanted.append(side.side.heading.text)
        for number, block in enumerate(side.side.statements, start=1):
            wanted += (str(number), block.text) if has_numerals else (block.text,)
    words = texts(face, Role.HEADING, Role.NUMERAL, Role.STATEMENT)
    assert [squeezed(mark.text) for mark in words] == [squeezed(each) for each in wanted]
    for mark in texts(face):
        drawn = "".join(cluster.text for run in mark.runs for cluster in run.clusters)
        assert sorted(squeezed(drawn)) == sorted(squeezed(mark.text)), mark.id
        assert min(run.size for run in mark.runs) >= LEAST_PRINT, mark.id
    larger = face.size.width > 700
    for mark in texts(face, Role.STATEMENT):
        sizes = {round(run.size, 6) for run in mark.runs}
        assert min(sizes) >= round(face.text_size, 6) >= POSTER_TYPE * (1.17 if larger else 1.0)
        assert len(locales) == 1 or len(sizes) == 1
    headings = [max(run.size for run in mark.runs) for mark in texts(face, Role.HEADING)]
    assert min(headings) >= face.text_size * 0.999


@every_poster
def test_the_foot_has_all_that_the_card_has(locales: tuple[str, ...], options: dict[str, object]) -> None:
    face = bearers(*locales, **options)
    footers = [side.footer for side in sides_of(jobs_of(*locales, **options))]
    first = footers[0]
    foot = [mark.text for mark in texts(face, Role.FOOTER)]
    labels = [label for footer in footers for label in (footer.hotline_label, legal_aid(footer).label, footer.written)]
    wanted = [label.text for label in labels if label is not None]
    wanted += [text.text for line in first.hotlines for text in (line.number, line.name) if text]
    wanted += [legal_aid(first).address.text, *([first.org.text] if first.org else [])]
    assert {squeezed(each) for each in wanted} <= {squeezed(each) for each in foot}
    assert [mark.text for mark in texts(face, Role.STATUS)] == [footer.status.text for footer in footers]
    assert face.warnings == ()
    assert [mark.alternative for mark in symbols(face)] == [f"QR code: {legal_aid(first).link.shown}"]
    assert "sound" not in pictograms(face)
    assert pictograms(face).count("phone") == 1
    (address,) = (mark for mark in texts(face) if mark.id == "link")
    is_beside = max(run.y for run in address.runs) < symbols(face)[0].rect.top
    assert pictograms(face).count("scales") == (first.written is not None) + is_beside
    assert sum(isinstance(mark, PictureMark) for mark in marks_of(face)) == (first.logo is not None)
    lines = [
        m
        for m in marks_of(face)
        if isinstance(m, PanelMark) and m.rect.height < 3 and m.rect.width < 0.7 * face.size.width
    ]
    assert len(lines) == (not first.hotlines) + (first.written is not None)


@pytest.mark.parametrize("paper", SHEETS)
def test_type_grows_with_the_paper_and_the_code_is_for_two_metres_or_for_whoever_steps_up(paper: str) -> None:
    face, letter = bearers("es", paper=paper), bearers("es")
    assert (face.size.width, face.size.height) == pytest.approx((SHEETS[paper].width, SHEETS[paper].height))
    (symbol,) = symbols(face)
    large = paper in ("tabloid", "a3")
    assert millimetres(module(symbol)) == pytest.approx(3.318 if large else 1.991, abs=0.001)
    assert (face.text_size > 1.3 * letter.text_size) == large
    (number,) = (mark for mark in texts(face) if mark.id == "hotline")
    capitals = min(run.size for run in number.runs) * 0.714
    # More than a 200th of two and a half meters.
    assert capitals >= 2.5 * 1000 * POINTS_PER_MM / 200


NEARER = {("letter", "car", "my"): 0.94}
"""Words of the second edition with no room for their whole size, and from what share of a distance they are read."""


@pytest.mark.parametrize(("paper", "script"), [("letter", "home"), ("letter", "car"), ("a4", "home")])
def test_the_words_that_a_point_begins_with_are_read_from_afar_and_the_others_from_a_meter(
    paper: str, script: str, some: Callable[..., list[str]]
) -> None:
    """In every language that there is, at a size half as large again or nearly, on lines of their own."""
    for locale in some(["en", *translated_tags(SHELVES)] if paper == "letter" else list(OF_SCRIPTS)):
        face = bearers(locale, paper=paper, script=script)
        share = NEARER.get((paper, script, locale), 1.0)
        assert face.text_size >= share * float(READ) - HAIR, locale
        for mark in texts(face, Role.STATEMENT):
            sizes = {round(run.size, 6) for run in mark.runs}
            lines: dict[float, set[float]] = {}
            for run in mark.runs:
                lines.setdefault(round(run.y, 3), set()).add(round(run.size, 6))
            assert all(len(each) == 1 for each in lines.values()), (locale, mark.id)
            if len(sizes) == 2:
                assert max(sizes) >= share * float(SEEN) - 1e-4, (locale, mark.id)
                assert float(SEEN) / float(READ) - HAIR <= max(sizes) / min(sizes) <= 1.5 + HAIR
                assert {max(sizes)} in (lines[max(lines)], lines[min(lines)])


def test_bold_words_at_an_end_are_larger_and_nothing_else() -> None:
    """Whatever mark follows them; a point without such words is a little larger, and one that is all bold is large."""
    (job,) = jobs_of("en")
    (side,) = sides_of([job])
    made_of = {
        "lead": (Span("Stay silent", bold=True), Span(" and say so.")),
        "mark": (Span("Stay silent", bold=True), Span(", and say so.")),
        "joined": (Span("Stay", bold=True), Span("ing silent is a right.")),
        "last": (Span("If they ask, "), Span("stay silent", bold=True), Span(".")),
        "within": (Span("You may "), Span("stay silent", bold=True), Span(" and say so.")),
        "twice": (Span("Stay", bold=True), Span(" and be "), Span("silent.", bold=True)),
        "plain": (Span("Stay silent and say so."),),
        "bold": (Span("Stay silent.", bold=True),),
    }
    blocks = tuple(
        Block(f"home/bearer/{name}", job.language, spans, pictogram="silence") for name, spans in made_of.items()
    )
    words = replace(side.side, statements=blocks)
    face = poster_face([replace(side, side=words)], poster_frame(job.frame), job.english)
    found = {}
    for mark in texts(face, Role.STATEMENT):
        found[mark.id.rpartition("/")[2]] = [
            (round(run.size / face.text_size, 3), "".join(each.text for each in run.clusters).strip())
            for run in mark.runs
            if any(each.text.strip() for each in run.clusters)
        ]
    lead = found["bold"][0][0]
    assert found["bold"] == [(lead, "Stay silent.")]
    assert 1.4 < lead <= 1.5
    assert found["lead"] == [(lead, "Stay silent"), (1.0, "and say so.")]
    assert found["mark"] == [(lead, "Stay silent"), (lead, ","), (1.0, "and say so.")]
    assert found["last"] == [(1.0, "If they ask,"), (lead, "stay silent"), (lead, ".")]
    for name in ("joined", "within", "twice", "plain"):
        assert all(size == pytest.approx((1 + lead) / 2, abs=0.001) for size, _ in found[name]), name


def test_a_lead_that_is_too_long_for_its_line_has_two_and_nothing_meets(ink_boxes: InkBoxes) -> None:
    (job,) = jobs_of("my")
    (side,) = sides_of([job])
    long = tuple(
        replace(block, spans=(Span(block.spans[0].text * 3, bold=True), *block.spans[1:]))
        for block in side.side.statements[:3]
    )
    face = poster_face(
        [replace(side, side=replace(side.side, statements=long))], poster_frame(job.frame), job.english
    )  # fmt: skip
    for mark in texts(face, Role.STATEMENT):
        lines: dict[float, list[Rect]] = {}
        for run in mark.runs:
            lines.setdefault(round(run.y, 3), []).extend(ink_boxes(run))
        assert len(lines) >= 3
        for one, other in combinations(lines.values(), 2):
            assert not any(box.overlaps(each, 0.01) for box in one for each in other)


def test_a_point_without_a_pictogram_has_a_bullet_where_the_others_have_one() -> None:
    (job,) = jobs_of("es")
    (side,) = sides_of([job])
    first, *others = side.side.statements
    words = replace(side.side, statements=(replace(first, pictogram=""), *others))
    face = poster_face([replace(side, side=words)], poster_frame(job.frame), job.english)
    discs = [
        mark for mark in marks_of(face)
        if isinstance(mark, PanelMark) and mark.radius == pytest.approx(mark.rect.width / 2)
    ]  # fmt: skip
    signs = [mark for mark in marks_of(face) if isinstance(mark, PictogramMark) and mark.name != "phone"]
    assert len(discs) == 1
    assert discs[0].rect.x + discs[0].rect.width / 2 == pytest.approx(signs[0].rect.x + signs[0].rect.width / 2)
    assert len(signs) == len(others)


def test_a_foot_is_a_zone_of_its_own() -> None:
    """Red under white words where the statements are on white, white under black ones where they are on red; black on
    red paper, under a rule. All of the foot is in it, and nothing of the statements."""
    for theme, ground, ink in (
        ("outline", Colour.RED, Colour.WHITE),
        ("red", Colour.WHITE, Colour.BLACK),
        ("red-stock", None, Colour.BLACK),
    ):
        face = bearers("es", theme=theme)
        number = next(mark for mark in texts(face) if mark.id == "hotline")
        assert number.colour is ink
        wide = [m for m in marks_of(face) if isinstance(m, PanelMark) and m.rect.width > 0.8 * face.size.width]
        band = wide[-1] if ground else next(m for m in reversed(wide) if m.rect.height < 3)
        assert ground is None or band.colour is ground
        assert all(run.y < band.rect.top for mark in texts(face, Role.FOOTER, Role.STATUS) for run in mark.runs)
        assert all(run.y > band.rect.top for mark in texts(face, Role.STATEMENT) for run in mark.runs)
        assert symbols(face)[0].rect.top < band.rect.top


def test_what_the_code_leads_to_is_over_it_and_beside_it_only_where_that_makes_it_fit() -> None:
    for locales, paper, is_over in ((("es",), "letter", True), (("es", "vi", "ar", "ru", "ko"), "a3", False)):
        face = bearers(*locales, paper=paper)
        (symbol,) = symbols(face)
        address = next(mark for mark in texts(face) if mark.id == "link")
        assert (min(run.y for run in address.runs) > symbol.rect.top) == is_over
        assert pictograms(face).count("scales") == (not is_over)


def test_a_label_for_help_is_left_out_where_it_would_be_untrue() -> None:
    (job,) = jobs_of("es")
    (side,) = sides_of([job])
    told = [
        [mark.id for mark in texts(poster_face([each], poster_frame(job.frame), job.english), Role.FOOTER)]
        for each in (side, replace(side, footer=replace(side.footer, is_help=False)))
    ]
    assert told[0] == ["labels/hotline", *told[1]]


def test_without_a_code_the_number_is_larger_still() -> None:
    with_code, without = bearers("es"), bearers("es", link="")
    numbers = [next(mark for mark in texts(face) if mark.id == "hotline") for face in (with_code, without)]
    small, large = (max(run.size for run in number.runs) for number in numbers)
    assert 50 < small < large
    assert symbols(without) == []
    assert without.text_size >= with_code.text_size


def test_the_words_of_one_language_fill_the_poster(ink_boxes: InkBoxes) -> None:
    """Whatever their script: no void over the foot, and little between two points."""
    for locale in OF_SCRIPTS:
        face = bearers(locale)
        statements = [list(boxes_of(mark, ink_boxes)) for mark in texts(face, Role.STATEMENT)]
        low = min(box.y for box in statements[-1])
        foot = max(box.top for mark in texts(face, Role.FOOTER) for box in boxes_of(mark, ink_boxes))
        assert low - foot < 110, locale
        gaps = [min(box.y for box in upper) - max(box.top for box in lower) for upper, lower in pairwise(statements)]
        assert max(gaps) < 2.6 * face.text_size, locale


@pytest.mark.parametrize("paper", SHEETS)
def test_the_officers_page_is_filled(paper: str, ink_boxes: InkBoxes) -> None:
    (job,) = jobs_of("es", paper=paper)
    face = lay_out(job)[2]
    low = min(box.y for mark in texts(face) for box in boxes_of(mark, ink_boxes))
    assert low < 0.14 * face.size.height
    assert face.text_size >= 0.045 * face.size.width
    assert face.language == "en"
    assert {mark.role for mark in texts(face)} == {Role.HEADING, Role.NUMERAL, Role.STATEMENT}


def test_a_poster_is_mirrored_for_languages_from_right_to_left() -> None:
    for locale in ("es", "ar", "ur", "he"):
        face = bearers(locale)
        is_rtl = LANGUAGES[locale].is_rtl
        middle = face.size.width / 2
        assert (symbols(face)[0].rect.x < middle) == is_rtl
        signs = [mark.rect for mark in marks_of(face) if isinstance(mark, PictogramMark)]
        assert signs
        assert all((rect.x > middle) == is_rtl for rect in signs)


def test_each_language_of_several_has_its_own_direction_and_section() -> None:
    face = bearers(*MIXED)
    sections = [mark.face for mark in face.marks if isinstance(mark, FaceMark)]
    assert [face.language, *(section.language for section in sections)] == list(MIXED)
    middle = face.size.width / 2
    for section in sections:
        is_rtl = LANGUAGES[section.language].is_rtl
        assert all((run.x > middle) == is_rtl for mark in texts(section, Role.NUMERAL) for run in mark.runs)


def test_pictograms_are_on_every_poster_unless_they_are_not_wanted() -> None:
    blocks = sides_of(jobs_of("es"))[0].side.statements
    wanted = [block.pictogram for block in blocks]
    assert all(wanted)
    assert pictograms(bearers("es"))[: len(wanted)] == wanted
    three = pictograms(bearers("es", "vi", "ar"))
    assert three[: 3 * len(wanted)] == 3 * wanted
    alone = bearers("es", pictured=False)
    assert pictograms(alone) == ["phone"]
    assert [mark.text for mark in texts(alone, Role.NUMERAL)] == [str(number + 1) for number in range(len(wanted))]


# What a camera sees


def seen(page: Image.Image, per_mm: float, distance: float, angle: float, shift: tuple[float, float]) -> Image.Image:
    """A page as a phone sees it from so many millimetres away: turned, moved by parts of a pixel, blurred, noisy.

    A pixel of its preview is as wide as the field of view at that distance, divided by its pixels.
    """
    scale = 2 * distance * tan(FIELD / 2) / PREVIEW * per_mm
    fine = 6
    turned = page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=200)
    side = int(max(turned.size) / scale) + 8
    half = side / 2
    matrix = (
        scale / fine, 0.0, turned.width / 2 - (half + shift[0]) * scale,
        0.0, scale / fine, turned.height / 2 - (half + shift[1]) * scale,
    )  # fmt: skip
    close = turned.transform(
        (side * fine, side * fine), Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR, fillcolor=200
    )
    picture = close.filter(ImageFilter.GaussianBlur(0.5 * fine)).resize((side, side), Image.Resampling.BOX)
    noise = random.Random(f"{angle}{shift}")
    dim = bytes(max(0, min(255, round(value * 0.7 + 30 + noise.gauss(0, 4)))) for value in picture.tobytes())
    return Image.frombytes("L", picture.size, dim)


def grey(pdf: bytes, per_mm: float, page: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[page].render(scale=per_mm / POINTS_PER_MM, grayscale=True)
        picture: Image.Image = bitmap.to_pil()
        return picture.convert("L")
    finally:
        document.close()


LOOKS = [(angle, shift) for angle in (0.0, 2.0, -5.0, 9.0) for shift in ((0.0, 0.0), (0.5, 0.5), (0.3, 0.7))]


@pytest.mark.full_only
@pytest.mark.parametrize(
    ("locales", "options"),
    [
        (("es",), {}),
        (("ar",), {"paper": "a4", "theme": "red"}),
        (("es",), {"theme": "red-stock", "link": HARD_LINK}),
        (MIXED, {"paper": "tabloid"}),
    ],
)
def test_the_code_is_read_from_two_metres_and_on_small_paper_by_whoever_steps_up(
    locales: tuple[str, ...], options: dict[str, object]
) -> None:
    cards = made(*locales, **options)
    per_mm = 5.0
    page = grey(cards.pdf, per_mm)
    for angle, shift in LOOKS:
        picture = seen(page, per_mm, 2000 if options.get("paper") in ("tabloid", "a3") else 1200, angle, shift)
        found = find_symbols(picture.tobytes(), *picture.size)
        assert [each.content for each in found] == [cards.symbols[0].content], f"{angle} degrees, {shift}"


@pytest.mark.full_only
def test_the_code_is_not_read_from_twice_as_far() -> None:
    """So the test above can fail."""
    page = grey(made("es").pdf, 5.0)
    pictures = [seen(page, 5.0, 2400.0, angle, shift) for angle, shift in LOOKS]
    assert sum(bool(find_symbols(each.tobytes(), *each.size)) for each in pictures) < len(LOOKS) / 4


@pytest.mark.full_only
def test_the_code_of_a_recording_is_read_from_two_metres_too() -> None:
    cards = made("es", "ar", recordings=("ar",), paper="tabloid")
    page = grey(cards.pdf, 5.0, 2)
    for angle, shift in LOOKS:
        picture = seen(page, 5.0, 2000.0, angle, shift)
        found = find_symbols(picture.tobytes(), *picture.size)
        assert [each.content for each in found] == ["https://example.org/ar"]


# What is refused, and what is left out


@pytest.mark.full_only
def test_too_many_languages_are_refused_with_millimetres_and_a_way_out() -> None:
    every = ("es", "vi", "ar", "ru", "km", "my", "fr", "de")
    with pytest.raises(DoesNotFit, match=r"Spanish, Vietnamese, .* and German are \d+\.\d mm too tall") as error:
        bearers(*every)
    assert "at 14 pt" in error.value.cause
    assert setting("paper", "tabloid") in error.value.remedy
    assert "fewer languages" in error.value.remedy
    with pytest.raises(DoesNotFit) as on_large:
        bearers(*every, paper="a3")
    assert "'paper'" not in str(on_large.value)
    assert on_large.value.over < error.value.over


@pytest.mark.full_only
def test_what_is_refused_is_refused_by_as_much_as_it_is_too_tall() -> None:
    """With that much more paper it fits; with a little less than that it does not."""
    jobs = jobs_of("es", "vi", "ar", "ru")
    frame, sides = poster_frame(jobs[0].frame), sides_of(jobs)
    with pytest.raises(DoesNotFit) as error:
        poster_face(sides, frame, jobs[0].english)
    taller = Size(frame.size.width, frame.size.height + error.value.over + 0.1)
    face = poster_face(sides, replace(frame, size=taller), jobs[0].english)
    assert face.text_size == pytest.approx(POSTER_TYPE)
    too_low = Size(frame.size.width, frame.size.height + error.value.over - 1.0)
    with pytest.raises(DoesNotFit):
        poster_face(sides, replace(frame, size=too_low), jobs[0].english)


def test_an_address_too_long_for_the_paper_is_refused() -> None:
    """Where it is in letters, for want of a place to break it, or as a code."""
    with pytest.raises(DoesNotFit, match=r"The address \(www.example.org/.*\) is \d+\.\d mm too long") as error:
        bearers("es", link=LONGEST_LINK)
    assert "'link'" in str(error.value)
    assert "'paper'" in str(error.value)
    (longer,) = symbols(bearers("es", link=HARD_LINK + "/a-longer-address"))
    assert module(longer) == pytest.approx(module(symbols(bearers("es"))[0]))
    (job,) = jobs_of("es", link="https://www.example.org/" + "help/for/all/" * 9)
    frame = poster_frame(job.frame)
    narrow = replace(frame, size=Size(0.7 * frame.size.width, frame.size.height))
    with pytest.raises(DoesNotFit, match=r"a QR code that would have to be \d+ mm wide to be read from 1.2 m") as error:
        poster_face(sides_of([job]), narrow, job.english)
    assert "'link'" in str(error.value)
    assert "'paper'" in str(error.value)


def with_statement(job: Job, text: str) -> PosterSide:
    (side,) = sides_of([job])
    block = replace(side.side.statements[1], spans=(Span(text),))
    return replace(side, side=replace(side.side, statements=(block, *side.side.statements[2:])))


def test_a_word_wider_than_the_poster_is_refused_by_name() -> None:
    (job,) = jobs_of("en")
    with pytest.raises(DoesNotFit, match=r"home/bearer/warrant of English has a word \d+\.\d mm wider"):
        poster_face([with_statement(job, "W" * 90)], poster_frame(job.frame), job.english)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "You may be stopped and asked for papers. Stay calm. You have rights.",
            "You may be stopped and asked for papers. ",
        ),
        ("Stay. You may be stopped in the street and asked for your papers", "Stay. You may be stopped in the "),
    ],
)
def test_a_heading_of_two_lines_is_broken_between_sentences_unless_one_is_far_longer(text: str, first: str) -> None:
    (job,) = jobs_of("en")
    (side,) = sides_of([job])
    heading = Block("home/bearer/heading", job.language, (Span(text),))
    face = poster_face(
        [replace(side, side=replace(side.side, heading=heading))], poster_frame(job.frame), job.english
    )  # fmt: skip
    (mark,) = texts(face, Role.HEADING)
    top = max(run.y for run in mark.runs)
    drawn = "".join(each.text for run in mark.runs if run.y == top for each in run.clusters)
    assert drawn.strip() == first.strip()


def test_a_heading_of_three_lines_is_refused_by_name() -> None:
    (job,) = jobs_of("en")
    (side,) = sides_of([job])
    heading = Block("home/bearer/heading", job.language, (Span("Stay calm you have rights " * 8),))
    with pytest.raises(DoesNotFit, match=r"home/bearer/heading of English is \d+\.\d mm too long for two lines"):
        poster_face(
            [replace(side, side=replace(side.side, heading=heading))], poster_frame(job.frame), job.english
        )  # fmt: skip


def test_long_words_of_a_footer_are_refused_by_name() -> None:
    with pytest.raises(
        DoesNotFit, match=r"The organization's name \(.*\) is \d+\.\d mm too long for the foot of the poster"
    ):
        bearers("en", org="Neighbors " * 30)


def just_large_enough(*jobs: Job) -> Face:
    """A poster that is too small for its words by nothing any more."""
    frame, sides = poster_frame(jobs[0].frame), sides_of(jobs)
    with pytest.raises(DoesNotFit) as error:
        poster_face(sides, frame, jobs[0].english)
    size = Size(frame.size.width, frame.size.height + error.value.over + 0.1)
    return poster_face(sides, replace(frame, size=size), jobs[0].english)


@pytest.mark.full_only
def test_what_has_no_room_is_left_out_with_a_warning() -> None:
    """First the code is made smaller, then the logo and further hotlines go; words and number never."""
    face = just_large_enough(*jobs_of("es", "ro", "ar", "de", "ht", "pt", "fr", paper="tabloid"))
    (symbol,) = symbols(face)
    assert millimetres(module(symbol)) == pytest.approx(1.991, abs=0.001)
    assert face.warnings[0].startswith("the QR code can be read from 1.2 m, not from 2 m, ")
    face = just_large_enough(*jobs_of("es", "fr", "ar", "ru", logo=LOGO, hotlines=THREE, write_in="lawyer"))
    assert any("no room for the logo" in warning for warning in face.warnings)
    assert face.text_size >= POSTER_TYPE - HAIR
    assert any(LUCE.number.shown in mark.text for mark in texts(face))


@pytest.mark.parametrize("paper", SHEETS)
@pytest.mark.parametrize("locale", ["es", "ar", "my"])
def test_three_hotlines_have_room_on_every_paper(paper: str, locale: str) -> None:
    face = bearers(locale, paper=paper, hotlines=THREE)
    assert face.warnings == ()
    numbers = [mark for mark in texts(face) if mark.id == "hotline"]
    assert [squeezed(mark.text) for mark in numbers] == [squeezed(line.number.shown) for line in THREE]
    first, second, third = (min(run.size for run in mark.runs) for mark in numbers)
    assert first > 1.2 * second
    assert third <= second


@pytest.mark.full_only
def test_hotlines_are_left_out_from_the_last_one() -> None:
    """On what has room for two of three, two stay."""
    lines = tuple(replace(line, name=f"{line.name} of All the Counties and Cities") for line in THREE)
    jobs = jobs_of("es", "vi", hotlines=lines)
    frame, sides = poster_frame(jobs[0].frame), sides_of(jobs)
    counts = []
    for height in range(round(frame.size.height), round(frame.size.height) - 200, -10):
        try:
            size = Size(frame.size.width, height)
            face = poster_face(sides, poster_frame(replace(jobs[0].frame, size=size)), jobs[0].english)
        except DoesNotFit:
            break
        shown = [mark.text for mark in texts(face) if mark.id == "hotline"]
        counts.append(len(shown))
        (warning, *_) = face.warnings or ("",)
        assert [line.number.shown in warning for line in THREE] == [place >= len(shown) for place in range(3)]
    assert {3, 2} <= set(counts)
    assert counts == sorted(counts, reverse=True)


def heard_pages(*locales: str, **options: object) -> list[Face]:
    jobs = jobs_of(*locales, **options)
    return list(pipeline._poster_recordings(jobs, [pipeline._merged(job) for job in jobs]))


def test_a_recording_has_a_page_of_its_own_with_the_names_of_its_languages(ink_boxes: InkBoxes) -> None:
    """One for each address, for all the languages that it is in; all is within the frame, and nothing overlaps."""
    assert heard_pages("es", "ar") == []
    shared = heard_pages("es", "ar", recordings=("",))
    assert [mark.alternative for face in shared for mark in symbols(face)] == ["QR code: recording: example.org"]
    each = heard_pages(*MIXED, recordings=("ar", "zh-Hans"), paper="a3")
    assert [mark.alternative for face in each for mark in symbols(face)] == [
        "QR code: recording in Arabic: example.org/ar",
        "QR code: recording in Chinese (Simplified): example.org/zh-Hans",
    ]
    named = [[mark.text for mark in texts(face) if mark.id == "autonym"] for face in (*shared, *each)]
    assert named == [["Español", "العربية"], ["العربية"], ["简体中文"]]
    assert [face.language for face in (*shared, *each)] == ["es", "ar", "zh-Hans"]
    for face in (*shared, *each):
        (symbol,) = symbols(face)
        assert pictograms(face) == ["sound"]
        assert millimetres(module(symbol)) == pytest.approx(3.318, abs=0.001)
        boxes = [box for mark in texts(face) for box in boxes_of(mark, ink_boxes)]
        signs = [mark.rect for mark in face.marks if isinstance(mark, PictogramMark)]
        inner = Rect(0, 0, face.size.width, face.size.height).grown(-30)
        zone = symbol.rect.grown(QUIET_ZONE * module(symbol))
        assert all(inner.contains(box) for box in (*boxes, *signs, zone))
        assert not any(box.overlaps(zone) for box in (*boxes, *signs))
        assert not any(box.overlaps(sign) for box in boxes for sign in signs)


def test_the_page_of_a_long_address_has_smaller_modules_as_wide_as_the_page(ink_boxes: InkBoxes) -> None:
    job = jobs_of("es")[0]
    contact = replace(job.contact, recordings=(("", read_link("https://www.example.org/".ljust(150, "a"))),))
    text = pipeline._merged(replace(job, contact=contact))
    (face,) = pipeline._poster_recordings([job], [text])
    (symbol,) = symbols(face)
    zone = symbol.rect.grown(QUIET_ZONE * module(symbol))
    assert Rect(0, 0, face.size.width, face.size.height).grown(-30).contains(zone)
    assert millimetres(module(symbol)) > 2.5


@pytest.mark.parametrize("locales", [("es", "ar"), ("ar", "es"), ("es", "zh-Hans", "ar")])
def test_a_name_may_be_in_any_script_of_the_poster(locales: tuple[str, ...]) -> None:
    face = bearers(*locales, paper="tabloid", org="عون Aid")
    (mark,) = (mark for mark in texts(face) if mark.id == "org")
    assert "عون" in mark.text


def test_a_small_logo_warns() -> None:
    tiny = Picture(40, 40, bytes(3 * 40 * 40))
    (warning,) = bearers("es", logo=tiny, paper="tabloid").warnings
    assert "40 x 40 pixels" in warning


# The file


def headings(pdf: bytes) -> list[tuple[str, str]]:
    """(type, language of its section) of every heading, in reading order."""
    found: list[tuple[str, str]] = []

    def walk(element: pikepdf.Object, language: str) -> None:
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            return
        language = str(element.get("/Lang", language)) if str(element.S) == "/Sect" else language
        if str(element.S).startswith("/H"):
            found.append((str(element.S), language))
        kids = element.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                walk(kid, language)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        walk(document.Root.StructTreeRoot.K[0] if isinstance(document.Root.StructTreeRoot.K, pikepdf.Array)
             else document.Root.StructTreeRoot.K, "")  # fmt: skip
    return found


def test_each_language_is_a_section_with_a_heading_of_its_level() -> None:
    assert headings(made(*MIXED).pdf) == [("/H1", "es"), ("/H2", "ar"), ("/H2", "zh-Hans"), ("/H1", "en")]
    assert headings(made("ar").pdf) == [("/H1", "ar"), ("/H1", "en")]


def test_poppler_reads_the_words_in_order(tmp_path: Path, run_reader: RunReader) -> None:
    path = tmp_path / "poster.pdf"
    path.write_bytes(made("es", "vi").pdf)
    told = run_reader("pdfinfo", "-struct-text", path)
    wanted = [
        "Mantenga la calma",
        "Diga solamente",
        "Hãy bình tĩnh",
        "617-370-5023",
        "Spanish · home",
        "To the officer",
    ]
    places = [told.index(each) for each in wanted]
    assert places == sorted(places)
    facts = run_reader("pdfinfo", path)
    assert "Pages:           2" in facts
    assert "Tagged:          yes" in facts


@full_poster
def test_posters_are_archivable_and_accessible(
    locales: tuple[str, ...], options: dict[str, object], tmp_path: Path, run_reader: RunReader
) -> None:
    path = tmp_path / "poster.pdf"
    path.write_bytes(made(*locales, **options).pdf)
    assert [(each.rule_id, each.message) for each in pdfua.validate(str(path)).findings] == []
    report = pikepdf.pdfa.validate_written(io.BytesIO(path.read_bytes()), "2b")
    assert [each.message for each in report.findings if "6.6.2.3.1-1" not in each.rule] == []
    assert "No syntax or stream encoding errors" in run_reader("qpdf", "--check", path)


def test_a_poster_is_printed_on_one_side_of_its_paper() -> None:
    with pikepdf.open(io.BytesIO(made("es", paper="a3").pdf)) as pdf:
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/Simplex"
        boxes = [[float(each) for each in page.MediaBox] for page in pdf.pages]
    width, height = SHEETS["a3"].width, SHEETS["a3"].height
    assert boxes == [[0, 0, pytest.approx(width, abs=0.01), pytest.approx(height, abs=0.01)]] * 2


def test_the_result_says_what_was_made() -> None:
    cards = made(*MIXED, paper="tabloid", recordings=MIXED)
    face = bearers(*MIXED, paper="tabloid", recordings=MIXED)
    assert (cards.pages, cards.copies) == (5, 1)
    assert cards.bearer_size == face.text_size
    assert len(cards.symbols) == 4
    assert cards.contrast == THEMES["outline"].contrast((1, 1, 1))
    assert cards.review is Review.DRAFT


def test_the_same_order_gives_the_same_bytes() -> None:
    one = made("es", "ar", recordings=("es",), paper="tabloid").pdf
    for cache in (jobs_of, bearers, made):
        cache.cache_clear()
    assert made("es", "ar", recordings=("es",), paper="tabloid").pdf == one
    (job,) = jobs_of("es")
    assert make(job, decode).pdf == make_together([job], decode).pdf


def test_a_poster_is_as_trusted_as_its_least_trusted_language(monkeypatch: pytest.MonkeyPatch) -> None:
    states = {"es": Review.APPROVED, "ar": Review.REVIEWED, "vi": Review.DRAFT}
    merged = pipeline._merged

    def signed(job: Job) -> CardText:
        return replace(merged(job), review=states[job.language.tag])

    monkeypatch.setattr(pipeline, "_merged", signed)
    assert make_together(jobs_of("es", "ar", require=Review.REVIEWED), decode).review is Review.REVIEWED
    assert make_together(jobs_of("es", "vi"), decode).review is Review.DRAFT
    with pytest.raises(Untranslated, match="Vietnamese is a draft, not reviewed"):
        make_together(jobs_of("es", "vi", require=Review.REVIEWED), decode)
    with pytest.raises(Untranslated, match="Arabic is reviewed, not approved"):
        make_together(jobs_of("es", "ar", require=Review.APPROVED), decode)


def test_what_is_far_too_tall_is_refused_without_trying_every_size(
    calls_of: Callable[[Callable[[], object]], int],
) -> None:
    (job,) = jobs_of("es")
    frame, (side,) = poster_frame(job.frame), sides_of([job])
    low = replace(frame, size=Size(frame.size.width, frame.size.height / 2))

    def refused() -> None:
        with pytest.raises(DoesNotFit, match="too tall for the poster"):
            poster_face([side], low, job.english)

    poster_face([side], frame, job.english)  # reads the fonts
    assert calls_of(refused) < 3 * calls_of(lambda: poster_face([side], frame, job.english))
