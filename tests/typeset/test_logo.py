"""The logo over the code: as large as panel and pixels allow, on white, and the code as good as without it."""

import io
from collections.abc import Callable

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from cards.jobs import Job
from cards.locations import shelves
from cards.measures import POINTS_PER_MM, Rect
from cards.papers import make_single
from cards.read.catalogs import translated_tags
from cards.read.languages import read_languages
from cards.read.pictures import MAX_SIDE, ON_CARD, Picture
from cards.typeset.card.codes import COLUMN_GAP
from cards.typeset.card.foot import CODE_GAP
from cards.typeset.logo import LOGO_GAP, LOGO_HEIGHT, PIXEL, fit_logo
from cards.typeset.marks import Colour, Face, GlyphRun, PanelMark, PictureMark, Role, SymbolMark, TextMark
from cards.typeset.symbol import QUIET_ZONE

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
LOCALES = ["en", *translated_tags(SHELVES)]
ORG = "Vecinos Unidos"
LONG_ORG = "Greater Boston Immigrant Justice and Legal Aid Accompaniment"
FacesOf = Callable[..., tuple[Face, Face]]
InkBoxes = Callable[[GlyphRun], list[Rect]]

every_locale = pytest.mark.parametrize("locale", LOCALES)


def picture(width: int, height: int) -> Picture:
    """Black all over: the worst that can stand over a code."""
    return Picture(width, height, bytes(3 * width * height))


WIDE, TALL, SQUARE, TINY = picture(500, 60), picture(30, 140), picture(140, 140), picture(20, 10)


def parts(face: Face) -> tuple[PictureMark, list[Rect], SymbolMark]:
    """The logo, the white panels under it and under the code, and the code: its own panel, and the tab behind both."""
    (logo,) = (mark for mark in face.marks if isinstance(mark, PictureMark))
    (symbol,) = (mark for mark in face.marks if isinstance(mark, SymbolMark))
    places = [(place, mark) for place, mark in enumerate(face.marks) if isinstance(mark, PanelMark)]
    white = [(place, mark.rect) for place, mark in places if mark.colour is Colour.WHITE]
    under_logo = min((each for each in white if each[1].contains(logo.rect)), key=lambda each: each[1].width)
    under_code = min((each for each in white if each[1].contains(symbol.rect)), key=lambda each: each[1].width)
    assert under_logo[0] < face.marks.index(logo) < under_code[0] < face.marks.index(symbol)
    return logo, [under_logo[1], under_code[1]], symbol


@given(st.integers(1, MAX_SIDE), st.integers(1, MAX_SIDE), st.floats(30.0, 60.0))
def test_a_logo_is_as_large_as_its_panel_or_its_pixels_allow(width: int, height: int, panel: float) -> None:
    logo = fit_logo(Picture(width, height, b""), ORG, panel)
    room = panel - 2 * float(LOGO_GAP)
    assert logo.size.width / logo.size.height == pytest.approx(width / height)
    assert logo.size.width <= room + 1e-9
    assert logo.size.height <= LOGO_HEIGHT + 1e-9
    assert logo.size.width <= width * float(PIXEL) + 1e-9
    is_full = logo.size.width == pytest.approx(room) or logo.size.height == pytest.approx(LOGO_HEIGHT)
    assert is_full or logo.size.width == pytest.approx(width * float(PIXEL))
    assert bool(logo.warnings) == (not is_full)


def test_a_logo_of_few_pixels_is_told_of_in_pixels_and_millimetres() -> None:
    logo = fit_logo(picture(60, 30), ORG, 41.0)
    assert logo.warnings == (
        "the logo is only 5.1 mm wide, because it has 60 x 30 pixels: give it about 800 pixels wide",
    )


@given(st.integers(1, ON_CARD[0]), st.integers(1, ON_CARD[1]))
def test_a_picture_as_large_as_is_kept_is_sharp(width: int, height: int) -> None:
    """One that was reduced, so that it is as wide or as high as is kept, has 600 pixels to the inch on any panel."""
    for kept in ((ON_CARD[0], height), (width, ON_CARD[1])):
        size = fit_logo(picture(*kept), "", 60.0).size
        assert size.width / kept[0] <= 72 / 590


def test_a_screen_reader_says_whose_logo_it_is() -> None:
    assert fit_logo(SQUARE, ORG, 41.0).alternative == "Logo: Vecinos Unidos"
    assert fit_logo(SQUARE, "", 41.0).alternative == "Logo"


@pytest.mark.few_scripts
@pytest.mark.parametrize("stock", ["avery-5371", "plain-a4"])
@every_locale
def test_a_logo_stands_on_white_clear_of_everything(
    locale: str, stock: str, faces_of: FacesOf, ink_boxes: InkBoxes
) -> None:
    for each, number in ((WIDE, "617-370-5023"), (TALL, None), (SQUARE, "617-370-5023"), (TINY, None)):
        face, _ = faces_of(locale, stock, number=number, org=ORG, logo=each)
        logo, (panel, code), symbol = parts(face)
        assert logo.picture is each
        assert (logo.role, logo.alternative) == (Role.FIGURE, "Logo: Vecinos Unidos")
        trim = Rect(0, 0, face.size.width, face.size.height)
        assert trim.grown(-3.0 * POINTS_PER_MM).contains(logo.rect)
        assert trim.grown(-1.0 * POINTS_PER_MM).contains(panel)
        assert panel.contains(Rect(logo.rect.x - 3, logo.rect.y, logo.rect.width + 6, logo.rect.height + 3))
        assert panel.contains(code)  # no red between the two
        assert panel.right - code.right < 1.0 > code.x - panel.x
        quiet = symbol.rect.grown(QUIET_ZONE * symbol.rect.width / len(symbol.modules))
        assert code.contains(quiet)
        assert not quiet.overlaps(logo.rect)
        assert logo.rect.x + logo.rect.width / 2 == pytest.approx(code.x + code.width / 2)
        for mark in face.marks:
            if isinstance(mark, TextMark):
                gap = COLUMN_GAP if mark.role is Role.STATEMENT else CODE_GAP - 0.2
                clear = Rect(code.x - gap, panel.y, panel.right - code.x + gap, panel.height)
                boxes = [box for run in mark.runs for box in ink_boxes(run)]
                assert not any(box.overlaps(clear) for box in boxes), mark.id


@pytest.mark.few_scripts
@every_locale
def test_the_code_is_where_it_is_without_a_logo(locale: str, faces_of: FacesOf) -> None:
    _, (_, code), symbol = parts(faces_of(locale, logo=SQUARE)[0])
    plain, _ = faces_of(locale)
    (alone,) = (mark for mark in plain.marks if isinstance(mark, SymbolMark))
    # In the same corner, though a logo may leave the words so little room that it is of another size.
    edge = code.x if LANGUAGES[locale].is_rtl else plain.size.width - code.right
    assert edge == pytest.approx(code.y)
    assert (symbol.content, symbol.alternative) == (alone.content, alone.alternative)
    assert (code.x < plain.size.width / 2) == LANGUAGES[locale].is_rtl


def test_the_officers_side_has_no_logo(faces_of: FacesOf) -> None:
    assert not any(isinstance(mark, PictureMark) for mark in faces_of("en", logo=SQUARE)[1].marks)


def test_text_that_a_logo_makes_small_is_warned_of(faces_of: FacesOf) -> None:
    card = {"script": "witness", "number": None, "org": ORG}
    face, _ = faces_of("es", logo=SQUARE, **card)
    assert face.text_size < 7.0 <= faces_of("es", **card)[0].text_size
    assert "remove the logo" in face.warnings[-1]
    plain, _ = faces_of("ur", org=LONG_ORG)
    assert plain.text_size < 7.0
    assert "logo" not in plain.warnings[-1]


def test_a_logo_that_leaves_the_words_no_room_is_left_out(faces_of: FacesOf) -> None:
    card = {"script": "street", "number": None, "org": ORG}
    face, _ = faces_of("ur", logo=SQUARE, **card)
    assert not any(isinstance(mark, PictureMark) for mark in face.marks)
    assert face.warnings[0].startswith("no room for the logo: ")
    assert face.text_size == faces_of("ur", **card)[0].text_size


@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize("logo", [WIDE, TALL, SQUARE, TINY], ids=["wide", "tall", "square", "tiny"])
@pytest.mark.parametrize("locale", ["en", "ar", "my"])
def test_the_code_is_read_under_a_black_logo(
    locale: str, logo: Picture, dpi: int, job_of: Callable[..., Job], faces_of: FacesOf
) -> None:
    pdf = make_single(job_of(locale, org=ORG, logo=logo))
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        image = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        document.close()
    (found,) = zxingcpp.read_barcodes(image)
    assert found.text == "https://www.immigrationlawhelp.org"
    face, _ = faces_of(locale, org=ORG, logo=logo)
    rect = parts(face)[0].rect
    middle = (rect.x + rect.width / 2) * dpi / 72, (face.size.height - rect.y - rect.height / 2) * dpi / 72
    assert image.getpixel((int(middle[0]), int(middle[1]))) == (0, 0, 0)
