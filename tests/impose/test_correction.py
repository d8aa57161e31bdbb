"""A printer's correction: what it does to the back of a sheet of cards, and that it undoes what the printer does.

The printer is a matrix before all that is on the back's page, put there with pikepdf; PDFium draws the result.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from math import cos, radians, sin

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from cards.decoding import decode
from cards.impose.sheet import Matrix, corrected, duplex_sheets, whole_page_sheets
from cards.jobs import Job
from cards.locations import shelves
from cards.measures import POINTS_PER_MM, Rect, Size
from cards.pipeline import make, make_combined
from cards.read.printers import Profile
from cards.read.stocks import A4, LETTER, Flip, find_stock

STOCK = find_stock(shelves(None), "plain-letter")
MM = POINTS_PER_MM
DPI = 300

JobOf = Callable[..., Job]


def moved(matrix: Matrix | None, point: tuple[float, float]) -> tuple[float, float]:
    assert matrix is not None
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def correction(paper: Size, printer: Profile) -> Matrix | None:
    return corrected(whole_page_sheets(paper), printer)[1].correction


def printer(x_mm: float = 0, y_mm: float = 0, percent: float = 100, degrees: float = 0) -> Profile:
    return Profile("office", "long-edge", x_mm * MM, y_mm * MM, percent / 100, degrees)


@pytest.mark.parametrize("paper", [LETTER, A4])
def test_positive_is_right_up_larger_and_anticlockwise(paper: Size) -> None:
    x, y = paper.width / 2, paper.height / 2
    assert moved(correction(paper, printer(3, 2)), (x, y)) == pytest.approx((x + 3 * MM, y + 2 * MM))
    assert moved(correction(paper, printer(percent=102)), (x + 100, y + 50)) == pytest.approx((x + 102, y + 51))
    right, up = cos(radians(1.5)), sin(radians(1.5))
    assert moved(correction(paper, printer(degrees=1.5)), (x + 100, y)) == pytest.approx(
        (x + 100 * right, y + 100 * up)
    )
    both = moved(correction(paper, printer(-1, 4, 99, -2)), (x, y))
    assert both == pytest.approx((x - MM, y + 4 * MM))


@pytest.mark.parametrize("flip", Flip)
def test_only_backs_are_corrected(flip: Flip) -> None:
    sheets = duplex_sheets(STOCK, 25, flip)
    assert corrected(sheets, None) == sheets
    done = corrected(sheets, printer(1))
    assert [replace(each, correction=None) for each in done] == list(sheets)
    assert [each.correction is None for each in done] == [each.side == "bearer" for each in done]


def test_the_sides_of_a_page() -> None:
    front, back = whole_page_sheets(A4)
    assert (front.side, back.side) == ("bearer", "officer")
    assert [each.slot for each in (*front.placements, *back.placements)] == [Rect(0, 0, A4.width, A4.height)] * 2
    assert [each.side for each in (*front.placements, *back.placements)] == ["bearer", "officer"]


def test_without_a_printer_nothing_changes_and_with_one_only_the_backs(job_of: JobOf) -> None:
    job = job_of("es", "plain-letter", copies=25, exact=True)
    plain = make(job, decode).pdf
    assert make(replace(job, printer=None), decode).pdf == plain
    done = make(replace(job, printer=printer(2, -1, 100.5, 0.3)), decode).pdf
    assert done != plain
    for page in range(6):
        assert same(plain, done, page) == (page % 2 == 0)
    combined = make_combined([replace(job, printer=printer(2))], decode)
    assert same(combined, make(replace(job, printer=printer(2)), decode).pdf, 1)


def test_the_name_of_the_printer_is_not_in_the_file(job_of: JobOf) -> None:
    job = job_of("es")
    one, other = (replace(printer(2), name=name) for name in ("office", "Ana-s-printer"))
    assert make(replace(job, printer=one), decode).pdf == make(replace(job, printer=other), decode).pdf


def misprinted(data: bytes, shift: tuple[float, float], percent: float = 100, degrees: float = 0) -> bytes:
    """The file as a printer puts it on paper that shifts (in mm), scales and turns each back."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages[1::2]:
            along, across = percent / 100 * cos(radians(degrees)), percent / 100 * sin(radians(degrees))
            x, y = float(page.mediabox[2]) / 2, float(page.mediabox[3]) / 2
            e = x - along * x + across * y + shift[0] * MM
            f = y - across * x - along * y + shift[1] * MM
            matrix = f"q {along:.8f} {across:.8f} {-across:.8f} {along:.8f} {e:.6f} {f:.6f} cm"
            page.contents_add(matrix.encode("ascii"), prepend=True)
            page.contents_add(b"Q")
        written = io.BytesIO()
        pdf.save(written)
    return written.getvalue()


def drawn(data: bytes, page: int) -> Image.Image:
    image: Image.Image = pypdfium2.PdfDocument(data)[page].render(scale=DPI / 72).to_pil()
    return image.convert("L")


def edges(data: bytes) -> list[float]:
    """Left, right, upper and lower edge of the red on the first back, in millimetres from the left and from above.

    Each is where the ink of a column or row becomes half of the most, so that it is finer than a pixel.
    """
    picture = ImageChops.invert(drawn(data, 1)).convert("F")
    found = []
    for size in ((picture.width, 1), (1, picture.height)):
        ink = memoryview(picture.resize(size, Image.Resampling.BOX).tobytes()).cast("f").tolist()
        half = max(ink) / 2
        first = next(place for place, each in enumerate(ink) if each > half)
        last = next(place for place in reversed(range(len(ink))) if ink[place] > half)
        low = first - (ink[first] - half) / (ink[first] - ink[first - 1])
        high = last + (ink[last] - half) / (ink[last] - ink[last + 1])
        found += [low / DPI * 25.4, high / DPI * 25.4]
    return found


def strays(one: bytes, other: bytes) -> float:
    """How much of the first back is clearly different in two files."""
    histogram = ImageChops.difference(drawn(one, 1), drawn(other, 1)).histogram()
    return sum(histogram[100:]) / sum(histogram)


def same(one: bytes, other: bytes, page: int) -> bool:
    return ImageChops.difference(drawn(one, page), drawn(other, page)).getbbox() is None


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize(("x", "y"), [(3, 0), (-3, 0), (0, 3), (0, -3), (2.1, -1.7)])
def test_a_planted_shift_is_taken_out(x: float, y: float, flip: Flip, job_of: JobOf) -> None:
    """A printer that shifts the back by 3 mm is corrected by -3 mm, to within 0.1 mm."""
    job = job_of("es", "plain-letter", flip=flip)
    true = edges(make(job, decode).pdf)
    without = edges(misprinted(make(job, decode).pdf, (x, y)))
    # Down is positive in a picture.
    for place, (before, after) in enumerate(zip(true, without, strict=True)):
        assert after - before == pytest.approx(x if place < 2 else -y, abs=0.1)
    profile = Profile("office", flip.value, -x * MM, -y * MM)
    mended = edges(misprinted(make(replace(job, printer=profile), decode).pdf, (x, y)))
    assert mended == pytest.approx(true, abs=0.1)


def test_a_planted_turn_and_scale_are_taken_out(job_of: JobOf) -> None:
    job = job_of("es", "plain-letter")
    wrong = misprinted(make(job, decode).pdf, (0, 0), 101, 0.6)
    profile = printer(percent=100 / 1.01, degrees=-0.6)
    mended = misprinted(make(replace(job, printer=profile), decode).pdf, (0, 0), 101, 0.6)
    true = make(job, decode).pdf
    assert strays(wrong, true) > 0.05
    assert strays(mended, true) < 0.001


def test_the_ground_still_covers_its_cards(job_of: JobOf) -> None:
    """Ground, bleed and cards are moved together: on the corrected page they meet as on any other."""
    job = job_of("es", "plain-letter")
    done = misprinted(make(replace(job, printer=printer(-3, 2)), decode).pdf, (3, -2))
    assert strays(done, make(job, decode).pdf) < 0.001
