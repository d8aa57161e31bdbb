"""The codes of a card: legal aid on the bearer's side, a recording on the officer's, each alone and large enough."""

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pikepdf
import pypdfium2
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cards.decoding import decode
from cards.errors import DoesNotFit, setting
from cards.jobs import Job, Order, gather
from cards.locations import shelves
from cards.measures import POINTS_PER_MM, Rect
from cards.merge.contact import Contact
from cards.papers import make_single
from cards.pipeline import make
from cards.read.catalogs import translated_tags
from cards.read.hotlines import Hotline
from cards.read.languages import read_languages
from cards.read.layouts import Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.names import MAX_NAME
from cards.read.numbers import dialled
from cards.read.pictures import Picture
from cards.typeset.card.face import officer_face
from cards.typeset.card.foot import CODE_GAP
from cards.typeset.marks import Colour, Face, GlyphRun, PanelMark, PictogramMark, PictureMark, SymbolMark, TextMark
from cards.typeset.symbol import QUIET_ZONE
from cards.typeset.themes import THEMES, find_theme
from tests.laid_out import lay_out

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
LOCALES = ["en", *translated_tags(SHELVES)]
AUDIO = "https://www.vecinosunidos.org/audio/es"
LOGO = Picture(300, 120, bytes(300 * 120 * 3))
MM = POINTS_PER_MM
InkBoxes = Callable[[GlyphRun], list[Rect]]
JobOf = Callable[..., Job]

NAMES = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ      ñéö&-'", min_size=1, max_size=MAX_NAME).map(
    lambda name: " ".join(name.split())
)
every_locale = pytest.mark.parametrize("locale", LOCALES)
every_theme = pytest.mark.parametrize("theme", THEMES)


def heard(job: Job, audio: str = AUDIO, theme: str = "red") -> Job:
    """The job with a recording."""
    contact = replace(job.contact, recordings=(("", read_link(audio)),))
    return replace(job, contact=contact, frame=replace(job.frame, theme=find_theme(theme)))


def symbols(face: Face) -> list[SymbolMark]:
    return [mark for mark in face.marks if isinstance(mark, SymbolMark)]


def module(symbol: SymbolMark) -> float:
    return symbol.rect.width / len(symbol.modules)


def quiet(symbol: SymbolMark) -> Rect:
    """A symbol with its quiet zone."""
    return symbol.rect.grown(QUIET_ZONE * module(symbol))


def panels(face: Face, symbol: SymbolMark) -> list[Rect]:
    """The white panels behind a code, without that of the whole foot."""
    white = [mark.rect for mark in face.marks if isinstance(mark, PanelMark) and mark.colour is Colour.WHITE]
    narrow = [rect for rect in white if rect.width < 0.5 * face.size.width]
    middle = symbol.rect.grown(-symbol.rect.width / 2 + 1)
    return [rect for rect in narrow if rect.x <= middle.x and rect.right >= middle.right and rect.height > 10]


def pictograms(face: Face) -> list[str]:
    return [mark.name for mark in face.marks if isinstance(mark, PictogramMark)]


def stays_apart(face: Face, ink_boxes: InkBoxes) -> None:
    """The code with all that is on its panel is clear of every text, and of the edge."""
    (symbol,) = symbols(face)
    safe = Rect(0, 0, face.size.width, face.size.height).grown(-3.0 * MM)
    top = max(rect.top for rect in panels(face, symbol))
    column = Rect(quiet(symbol).x, quiet(symbol).y, quiet(symbol).width, top - quiet(symbol).y)
    clear = column.grown(CODE_GAP - 0.2)
    assert safe.grown(1e-6).contains(symbol.rect)
    assert any(rect.grown(1e-6).contains(quiet(symbol)) for rect in panels(face, symbol))
    for mark in face.marks:
        if isinstance(mark, TextMark):
            assert not any(box.overlaps(clear) for run in mark.runs for box in ink_boxes(run)), mark.id
        elif isinstance(mark, PictogramMark | PictureMark) and column.overlaps(mark.rect):
            assert column.contains(mark.rect), mark
            assert not quiet(symbol).grown(-1e-6).overlaps(mark.rect), mark


@cache
def home(locale: str, script: str = "home", *, has_number: bool) -> tuple[float, float, bool]:
    """The statements of a card (points), the module of its code (mm), and whether it has pictograms."""
    lines = (Hotline(dialled("617-555-0100"), "Lynn Neighbors"),) if has_number else ()
    job = gather(SHELVES, Order(locale, script, "avery-5371", Contact(read_link(LEGAL_AID), lines)))
    _, face, _ = lay_out(job)
    (symbol,) = symbols(face)
    return face.text_size, module(symbol) / MM, len(pictograms(face)) > 1


@pytest.mark.full_only
@pytest.mark.parametrize("has_number", [True, False])
def test_the_code_is_as_large_as_should_be_and_leaves_the_words_large_enough(has_number: bool) -> None:
    """0.50 mm and words of 7 points in most languages, and nowhere words of under 6.3 points.

    The words of the second edition are longer than those of the first: translators shorten them until a card holds
    them at 6.3 points, not at 7.
    """
    found = {locale: home(locale, has_number=has_number) for locale in LOCALES}
    sizes, widths, _ = zip(*found.values(), strict=True)
    assert min(sizes) >= 6.3 - 1e-9, [locale for locale, (size, _, _) in found.items() if size < 6.3 - 1e-9]
    assert sum(size >= 7.0 - 1e-9 for size in sizes) >= 0.7 * len(found)
    assert min(widths) >= 0.44 - 1e-9
    assert sum(width >= 0.5 - 1e-9 for width in widths) >= 0.7 * len(found)


@pytest.mark.parametrize(("locale", "script"), [("ar", "papers"), ("ckb", "street")])
def test_a_smaller_code_leaves_room_for_pictograms(locale: str, script: str) -> None:
    _, width, is_pictured = home(locale, script, has_number=True)
    assert is_pictured
    assert width == pytest.approx(0.44)


@every_theme
@pytest.mark.parametrize("locale", ["es", "ar"])
def test_each_code_is_on_a_side_of_its_own(locale: str, theme: str, job_of: JobOf, ink_boxes: InkBoxes) -> None:
    _, bearer, officer = lay_out(heard(job_of(locale, script="school"), theme=theme))
    (aid,), (recording,) = symbols(bearer), symbols(officer)
    assert (aid.content, recording.content) == (LEGAL_AID, AUDIO)
    assert aid.alternative == "QR code: www.immigrationlawhelp.org"
    english = LANGUAGES[locale].english
    assert recording.alternative == f"QR code: recording in {english}: www.vecinosunidos.org/audio/es"
    assert "sound" not in pictograms(bearer)
    assert pictograms(officer) == ["sound"]
    (sign,) = (mark for mark in officer.marks if isinstance(mark, PictogramMark))
    assert sign.colour is Colour.BLACK
    assert sign.rect.height >= 3.5 * MM
    assert sign.rect.x + sign.rect.width / 2 == pytest.approx(recording.rect.x + recording.rect.width / 2)
    for face, symbol in (bearer, aid), (officer, recording):
        assert module(symbol) >= 0.44 * MM - 1e-9
        assert any(rect.grown(1e-6).contains(quiet(symbol)) for rect in panels(face, symbol))
        stays_apart(face, ink_boxes)
    assert recording.rect.x > officer.size.width / 2  # English lines end on the right
    assert (aid.rect.x < bearer.size.width / 2) == LANGUAGES[locale].is_rtl
    assert min(bearer.text_size, officer.text_size) >= 7.0


@pytest.mark.parametrize("script", ["car", "home", "papers", "school", "street", "witness", "work"])
@pytest.mark.parametrize("layout", [Layout.DUPLEX, Layout.PRESS, Layout.LARGE])
def test_the_officers_words_stay_large_beside_a_recording(script: str, layout: Layout, job_of: JobOf) -> None:
    job = gather(SHELVES, Order("en", script, "avery-5371", heard(job_of("en")).contact, layout=layout))
    _, _, officer = lay_out(job)
    assert [symbol.content for symbol in symbols(officer)] == [AUDIO]
    assert officer.text_size >= (18.0 if layout is Layout.LARGE else 7.0)
    assert officer.warnings == ()


def test_without_a_recording_there_is_one_code_and_no_sign(job_of: JobOf) -> None:
    _, bearer, officer = lay_out(job_of("es"))
    assert (len(symbols(bearer)), symbols(officer), pictograms(officer)) == (1, [], [])


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_recording_is_for_its_language_or_for_all(locale: str, job_of: JobOf) -> None:
    ours, theirs = read_link("https://example.org/ours"), read_link("https://example.org/all")
    job = job_of(locale)
    for recordings, expected in (
        ((("en", ours), ("", theirs)), ours if locale == "en" else theirs),
        ((("en", ours),), ours if locale == "en" else None),
    ):
        _, _, officer = lay_out(replace(job, contact=replace(job.contact, recordings=recordings)))
        assert [mark.content for mark in symbols(officer)] == ([expected.url] if expected else [])


@pytest.mark.parametrize("locale", ["en", "zh-Hant", "ar", "he"])
def test_the_logo_stands_over_the_code_of_legal_aid(locale: str, job_of: JobOf, ink_boxes: InkBoxes) -> None:
    _, face, _ = lay_out(heard(job_of(locale, org="Vecinos Unidos", logo=LOGO)))
    (logo,) = (mark for mark in face.marks if isinstance(mark, PictureMark))
    (aid,) = symbols(face)
    assert logo.rect.x + logo.rect.width / 2 == pytest.approx(aid.rect.x + aid.rect.width / 2)
    assert logo.rect.y >= quiet(aid).top
    stays_apart(face, ink_boxes)


def test_a_recording_that_leaves_the_officers_words_no_room_is_left_out_and_named(job_of: JobOf) -> None:
    """On a card of three quarters the size; on the bearer's side it costs nothing."""
    job = heard(job_of("en"))
    size = replace(job.frame.size, width=0.82 * job.frame.size.width, height=0.82 * job.frame.size.height)
    frame = replace(job.frame, size=size)
    text, _, _ = lay_out(job)
    assert text.recording is not None
    face = officer_face(text.officer, frame, job.officer_style, text.recording)
    assert symbols(face) == []
    assert face.warnings[-1].startswith("no room for the code of the recording on the officer's side: ")
    assert face.marks == officer_face(text.officer, frame, job.officer_style).marks


def test_an_address_of_any_length_has_modules_that_phones_read_or_warns(job_of: JobOf, ink_boxes: InkBoxes) -> None:
    for length in (20, 42, 62, 84, 106, 122, 150):
        _, _, officer = lay_out(heard(job_of("en", script="school"), "https://example.org/".ljust(length, "a")))
        (recording,) = symbols(officer)
        assert module(recording) >= 0.37 * MM - 1e-9
        told = [each for each in officer.warnings if "QR code of the recording" in each]
        assert bool(told) == (module(recording) < 0.44 * MM - 1e-6)
        assert all(setting("audio_link") in each for each in told)
        stays_apart(officer, ink_boxes)


@pytest.mark.parametrize("locale", ["es", "km"])
def test_an_address_that_is_too_long_is_refused_with_the_length_that_fits(locale: str, job_of: JobOf) -> None:
    """The length is the longest: that one fits, and one more does not."""
    with pytest.raises(DoesNotFit) as refusal:
        lay_out(job_of(locale, link="https://www.example.org/".ljust(150, "a")))
    words = refusal.value.remedy.split()
    longest = int(words[words.index("characters") - 1])
    assert 40 < longest < 150
    _, face, _ = lay_out(job_of(locale, link="https://www.example.org/".ljust(longest, "a")))
    assert module(symbols(face)[0]) >= 0.37 * MM - 1e-9
    with pytest.raises(DoesNotFit):
        lay_out(job_of(locale, link="https://www.example.org/".ljust(longest + 1, "a")))


@pytest.mark.parametrize("locale", ["en", "ar", "th"])
@given(name=NAMES, org=NAMES | st.just(""), has_number=st.booleans(), has_logo=st.booleans())
@settings(max_examples=15)
def test_names_of_any_length_stay_clear_of_the_code(
    locale: str, name: str, org: str, has_number: bool, has_logo: bool, job_of: JobOf, ink_boxes: InkBoxes
) -> None:
    assume(name.strip(" -'&") and (not org or org.strip(" -'&")))
    number = "617-370-5023" if has_number else None
    job = job_of(locale, number=number, hotline_name=name, org=org, logo=LOGO if has_logo else None)
    try:
        _, face, _ = lay_out(job)
    except DoesNotFit as error:
        assert " mm " in error.cause
        return
    stays_apart(face, ink_boxes)


@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize(("locale", "theme"), [("es", "red"), ("ar", "outline"), ("zh-Hans", "red-stock")])
def test_every_code_is_read_on_every_card_of_a_sheet(locale: str, theme: str, dpi: int, job_of: JobOf) -> None:
    done = make(heard(job_of(locale, script="school"), theme=theme), decode)
    assert [symbol.content for symbol in done.symbols] == [LEGAL_AID, AUDIO]
    document = pypdfium2.PdfDocument(io.BytesIO(done.pdf))
    try:
        pages = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()
    for page, content in zip(pages, (LEGAL_AID, AUDIO), strict=True):
        assert list(decode(page.tobytes(), *page.size)) == [content] * done.copies


def test_a_screen_reader_says_where_each_code_leads(job_of: JobOf) -> None:
    with pikepdf.open(io.BytesIO(make_single(heard(job_of("ar"))))) as pdf:
        figures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
        said = {str(each.Alt) for each in figures}
        links = [{str(each.A.URI) for each in page.get("/Annots", []) if "/A" in each} for page in pdf.pages]
    assert said == {
        "QR code: www.immigrationlawhelp.org",
        "QR code: recording in Arabic: www.vecinosunidos.org/audio/es",
    }
    assert LEGAL_AID in links[0]
    assert links[1] == {AUDIO}
