"""Two codes in one foot, legal aid and a recording: never taken for each other, each read by itself."""

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cards.decoding import decode
from cards.errors import DoesNotFit, setting
from cards.jobs import Job
from cards.locations import shelves
from cards.measures import POINTS_PER_MM, Rect
from cards.papers import make_single
from cards.pipeline import lay_out, make
from cards.read.catalogs import translated_tags
from cards.read.languages import read_languages
from cards.read.links import LEGAL_AID, read_link
from cards.read.names import MAX_NAME
from cards.read.pictures import Picture
from cards.typeset.footer import COLUMN_GAP
from cards.typeset.marks import (
    Colour,
    Face,
    GlyphRun,
    PanelMark,
    PictogramMark,
    PictureMark,
    SymbolMark,
    TextMark,
)
from cards.typeset.symbol import MODULE_WARN, QUIET_ZONE
from cards.typeset.themes import THEMES, find_theme

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
LOCALES = ["en", *translated_tags(SHELVES)]
AUDIO = "https://www.vecinosunidos.org/audio/es"
LOGO = Picture(300, 120, bytes(300 * 120 * 3))
InkBoxes = Callable[[GlyphRun], list[Rect]]
JobOf = Callable[..., Job]

NAMES = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ      ñéö&-'", min_size=1, max_size=MAX_NAME).map(
    lambda name: " ".join(name.split())
)
every_locale = pytest.mark.parametrize("locale", LOCALES)
every_theme = pytest.mark.parametrize("theme", THEMES)


def heard(job: Job, audio: str = AUDIO, theme: str = "red", *, write_in: bool = False) -> Job:
    """The job with a recording."""
    contact = replace(job.contact, recordings=(("", read_link(audio)),))
    return replace(job, contact=contact, frame=replace(job.frame, theme=find_theme(theme)), write_in=write_in)


def symbols(face: Face) -> list[SymbolMark]:
    return [mark for mark in face.marks if isinstance(mark, SymbolMark)]


def quiet(symbol: SymbolMark) -> Rect:
    """A symbol with its quiet zone."""
    return symbol.rect.grown(QUIET_ZONE * symbol.rect.width / len(symbol.modules))


def panels(face: Face, symbol: SymbolMark) -> list[Rect]:
    """The white panels that begin and end where a code's does."""
    white = [mark.rect for mark in face.marks if isinstance(mark, PanelMark) and mark.colour is Colour.WHITE]
    return [rect for rect in white if abs(rect.x - quiet(symbol).x) + abs(rect.right - quiet(symbol).right) < 1e-6]


def sign(face: Face, name: str) -> PictogramMark:
    (found,) = (mark for mark in face.marks if isinstance(mark, PictogramMark) and mark.name == name)
    return found


def stays_apart(face: Face, ink_boxes: InkBoxes) -> None:
    """The codes with all that is on their panels are clear of each other, of every text, and of the edge."""
    safe = Rect(0, 0, face.size.width, face.size.height).grown(-3.0 * POINTS_PER_MM)
    columns = []
    for symbol in symbols(face):
        found = panels(face, symbol)
        top = max(rect.top for rect in found)
        columns.append(Rect(quiet(symbol).x, quiet(symbol).y, quiet(symbol).width, top - quiet(symbol).y))
    assert all(safe.grown(1e-6).contains(column) for column in columns)
    aid, recording = columns
    assert max(aid.x - recording.right, recording.x - aid.right) >= 2.0
    for mark in face.marks:
        if isinstance(mark, TextMark):
            boxes = [box for run in mark.runs for box in ink_boxes(run)]
            assert not any(box.overlaps(column) for box in boxes for column in columns), mark.id
        elif isinstance(mark, PictogramMark | PictureMark):
            on = [column for column in columns if column.overlaps(mark.rect)]
            assert all(column.contains(mark.rect) for column in on), mark
            assert not any(quiet(symbol).grown(-1e-6).overlaps(mark.rect) for symbol in symbols(face)), mark


@every_theme
@every_locale
def test_each_code_has_its_quiet_zone_and_its_sign(locale: str, theme: str, job_of: JobOf, ink_boxes: InkBoxes) -> None:
    _, face, _ = lay_out(heard(job_of(locale), theme=theme))
    aid, recording = symbols(face)
    assert (aid.target, recording.target) == (LEGAL_AID, AUDIO)
    english = LANGUAGES[locale].english
    assert aid.alternative == "QR code: www.immigrationlawhelp.org"
    assert recording.alternative == f"QR code: recording in {english}: www.vecinosunidos.org/audio/es"
    modules = [each.rect.width / len(each.modules) for each in (aid, recording)]
    assert min(modules) >= MODULE_WARN - 1e-9
    gap = max(aid.rect.x - recording.rect.right, recording.rect.x - aid.rect.right)
    assert gap >= QUIET_ZONE * (modules[0] + modules[1]) + 2.0
    for symbol, name in (aid, "scales"), (recording, "sound"):
        assert any(rect.grown(1e-6).contains(quiet(symbol)) for rect in panels(face, symbol))
        mark = sign(face, name)
        assert mark.colour is Colour.BLACK
        assert 7.0 <= mark.rect.height <= 8.0
        assert mark.rect.x + mark.rect.width / 2 == pytest.approx(symbol.rect.x + symbol.rect.width / 2)
        assert quiet(symbol).top - 1e-6 <= mark.rect.y < quiet(symbol).top + 8.0
    assert sign(face, "scales").rect.y == pytest.approx(sign(face, "sound").rect.y)
    stays_apart(face, ink_boxes)
    assert (aid.rect.x < recording.rect.x) == LANGUAGES[locale].is_rtl  # legal aid keeps its corner


def test_without_a_recording_there_is_one_code_and_no_sign(job_of: JobOf) -> None:
    _, face, _ = lay_out(job_of("es"))
    assert len(symbols(face)) == 1
    assert not {"scales", "sound"} & {mark.name for mark in face.marks if isinstance(mark, PictogramMark)}


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_recording_is_for_its_language_or_for_all(locale: str, job_of: JobOf) -> None:
    ours, theirs = read_link("https://example.org/ours"), read_link("https://example.org/all")
    job = job_of(locale)
    for recordings, expected in (
        ((("en", ours), ("", theirs)), ours if locale == "en" else theirs),
        ((("en", ours),), ours if locale == "en" else None),
    ):
        _, face, _ = lay_out(replace(job, contact=replace(job.contact, recordings=recordings)))
        assert [mark.target for mark in symbols(face)[1:]] == ([expected.url] if expected else [])


@pytest.mark.parametrize("locale", ["en", "zh-Hant", "ar", "he"])
def test_the_logo_stands_over_the_sign_of_legal_aid(locale: str, job_of: JobOf, ink_boxes: InkBoxes) -> None:
    _, face, _ = lay_out(heard(job_of(locale, org="Vecinos Unidos", logo=LOGO)))
    (logo,) = (mark for mark in face.marks if isinstance(mark, PictureMark))
    aid, _ = symbols(face)
    assert logo.rect.x + logo.rect.width / 2 == pytest.approx(aid.rect.x + aid.rect.width / 2)
    assert logo.rect.y >= sign(face, "scales").rect.top
    stays_apart(face, ink_boxes)


def test_what_leaves_the_words_no_room_is_left_out_and_named(job_of: JobOf) -> None:
    job = heard(job_of("ceb", org="Vecinos Unidos", logo=LOGO))
    _, face, _ = lay_out(job)
    assert len(symbols(face)) == 2
    assert not any(isinstance(mark, PictureMark) for mark in face.marks)
    assert face.warnings[0].startswith("no room for the logo: ")
    job = heard(job_of("ur", number=None))
    _, face, _ = lay_out(job)
    assert face.warnings[0].startswith("no room for the code of the recording: ")
    assert face.marks == lay_out(job_of("ur", number=None))[1].marks
    assert [symbol.content for symbol in make(job, decode).symbols] == ["HTTPS://WWW.IMMIGRATIONLAWHELP.ORG"]


def test_words_that_a_recording_makes_small_are_warned_of(job_of: JobOf) -> None:
    _, face, _ = lay_out(heard(job_of("tl")))
    assert face.text_size < 7.0 <= lay_out(job_of("tl"))[1].text_size
    assert "leave the recording away" in face.warnings[-1]


def test_an_address_of_any_length_has_modules_that_phones_read_or_warns(job_of: JobOf, ink_boxes: InkBoxes) -> None:
    for length in range(25, 151, 25):
        _, face, _ = lay_out(heard(job_of("en"), "https://example.org/".ljust(length, "a")))
        _, recording = symbols(face)
        small = recording.rect.width / len(recording.modules) < MODULE_WARN - 1e-6
        told = [each for each in face.warnings if "QR code of the recording" in each]
        assert bool(told) == small
        assert all(setting("audio_link") in each for each in told)
        stays_apart(face, ink_boxes)


@pytest.mark.parametrize("locale", ["en", "ar", "th"])
@given(name=NAMES, org=NAMES | st.just(""), has_number=st.booleans(), has_logo=st.booleans(), write_in=st.booleans())
@settings(max_examples=25)
def test_names_of_any_length_stay_clear_of_both_codes(
    locale: str,
    name: str,
    org: str,
    has_number: bool,
    has_logo: bool,
    write_in: bool,
    job_of: JobOf,
    ink_boxes: InkBoxes,
) -> None:
    assume(name.strip(" -'&") and (not org or org.strip(" -'&")))
    number = "617-370-5023" if has_number else None
    job = job_of(locale, number=number, hotline_name=name, org=org, logo=LOGO if has_logo else None)
    try:
        _, face, _ = lay_out(heard(job, write_in=write_in))
    except DoesNotFit as error:
        assert " mm " in error.cause
        return
    if len(symbols(face)) == 2:
        stays_apart(face, ink_boxes)
    else:
        assert "the code of the recording" in face.warnings[0]


@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize("stock", ["avery-5371", "plain-a4"])
@pytest.mark.parametrize(("locale", "theme"), [("es", "red"), ("ar", "outline"), ("zh-Hans", "red-stock")])
def test_both_codes_are_read_on_every_card_of_a_sheet(
    locale: str, theme: str, stock: str, dpi: int, job_of: JobOf
) -> None:
    done = make(heard(job_of(locale, stock), theme=theme), decode)
    expected = {"HTTPS://WWW.IMMIGRATIONLAWHELP.ORG", "HTTPS://WWW.VECINOSUNIDOS.ORG/audio/es", AUDIO}
    assert len(done.symbols) == 2
    assert {symbol.content for symbol in done.symbols} <= expected
    document = pypdfium2.PdfDocument(io.BytesIO(done.pdf))
    try:
        image = document[0].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()
    found = [each.text for each in zxingcpp.read_barcodes(image)]
    for symbol in done.symbols:
        assert found.count(symbol.content) == done.copies
    assert len(found) == 2 * done.copies


def test_a_screen_reader_says_where_each_code_leads(job_of: JobOf) -> None:
    with pikepdf.open(io.BytesIO(make_single(heard(job_of("ar"))))) as pdf:
        figures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
        said = {str(each.Alt) for each in figures}
        links = {str(each.A.URI) for page in pdf.pages for each in page.get("/Annots", []) if "/A" in each}
    assert said == {
        "QR code: www.immigrationlawhelp.org",
        "QR code: recording in Arabic: www.vecinosunidos.org/audio/es",
    }
    assert {LEGAL_AID, AUDIO} <= links


@every_locale
def test_text_keeps_its_distance_from_the_codes(locale: str, job_of: JobOf, ink_boxes: InkBoxes) -> None:
    _, face, _ = lay_out(heard(job_of(locale, hotline_name="LUCE Hotline", org="Vecinos Unidos")))
    both = [panel for symbol in symbols(face) for panel in panels(face, symbol)]
    low, high = min(rect.y for rect in both), max(rect.top for rect in both)
    left, right = min(rect.x for rect in both), max(rect.right for rect in both)
    clear = Rect(left - COLUMN_GAP + 0.5, low, right - left + 2 * COLUMN_GAP - 1.0, high - low)
    for mark in face.marks:
        if isinstance(mark, TextMark):
            assert not any(box.overlaps(clear) for run in mark.runs for box in ink_boxes(run)), mark.id
