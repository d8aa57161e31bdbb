"""The calibration sheet, measured as somebody with a ruler and a lamp does it.

The rulers are those that PDFium sees in the file. The scales are read as on paper: by the numbers at the ends of their
leaders, where a line of the front shines through.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import combinations, pairwise
from math import cos, hypot, radians, sin
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

from cards.impose.sheet import corrected, whole_page_sheets
from cards.locations import shelves
from cards.measures import POINTS_PER_INCH, POINTS_PER_MM, Rect, Size
from cards.papers import make_calibration
from cards.read.languages import read_languages
from cards.read.printers import Profile
from cards.read.stocks import PAPERS, Flip
from cards.read.typefaces import read_families
from cards.typeset.marks import Colour, Face, GlyphRun, OutlineMark, PanelMark, Role, TextMark
from cards.typeset.page.calibration import calibration_faces
from cards.typeset.page.gauges import LINE, TICK
from cards.typeset.page.readings import scale_of, shift_of, turn_of

SHELVES = shelves(None)
ENGLISH = read_languages(SHELVES)["en"]
FAMILIES = read_families(SHELVES, ENGLISH.fonts)
MM = POINTS_PER_MM
SCALES = ("back-x", "back-y", "left", "right", "top", "bottom")
DPI = 200

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
InkBoxes = Callable[[GlyphRun], list[Rect]]

every_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
every_flip = pytest.mark.parametrize("flip", Flip)


def faces(paper: Size, flip: Flip, *, corrected: bool = False) -> tuple[Face, Face]:
    return calibration_faces(paper, ENGLISH, FAMILIES, flip=flip.value, corrected=corrected)


def pdf(paper: Size, flip: Flip, printer: Profile | None = None) -> bytes:
    return make_calibration(paper, flip, printer, ENGLISH, FAMILIES)


def folded(rect: Rect, paper: Size, flip: Flip) -> Rect:
    """Where something on the front is when one looks at the back, upright, through the paper."""
    if flip is Flip.LONG_EDGE:
        return Rect(paper.width - rect.right, rect.y, rect.width, rect.height)
    return Rect(rect.x, paper.height - rect.top, rect.width, rect.height)


def moved(matrix: Matrix, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def misplacing(paper: Size, x_mm: float, y_mm: float, percent: float = 100, degrees: float = 0) -> Matrix:
    """What a printer does to the back: scales and turns it about the centre, and shifts it."""
    along, across = percent / 100 * cos(radians(degrees)), percent / 100 * sin(radians(degrees))
    x, y = paper.width / 2, paper.height / 2
    return (
        along,
        across,
        -across,
        along,
        x - along * x + across * y + x_mm * MM,
        y - across * x - along * y + y_mm * MM,
    )


def scales(back: Face) -> dict[str, dict[int, Point]]:
    """Of each scale the tick of each number: where its leader begins. A scale's name follows its numbers."""
    found: dict[str, dict[int, Point]] = {}
    ticks: dict[int, Point] = {}
    start = end = (0.0, 0.0)
    for mark in back.marks:
        if isinstance(mark, OutlineMark):
            one, two, three, four = mark.polygons[0]
            start = (one[0] + four[0]) / 2, (one[1] + four[1]) / 2
            end = (two[0] + three[0]) / 2, (two[1] + three[1]) / 2
        elif isinstance(mark, TextMark) and mark.role is Role.ARTIFACT:
            if mark.text in SCALES:
                found[mark.text], ticks = ticks, {}
            else:
                assert hypot(mark.runs[0].x - end[0], mark.runs[0].y - end[1]) < 4 * MM
                ticks[int(mark.text.replace("−", "-"))] = start
    return found


def lines(front: Face, *, level: bool) -> list[Rect]:
    rects = [mark.rect for mark in front.marks if isinstance(mark, PanelMark) and mark.colour is Colour.BLACK]
    return [rect for rect in rects if abs((rect.height if level else rect.width) - LINE) < 1e-6]


def read(front: Face, back: Face, flip: Flip, misplaced: Matrix) -> dict[str, float]:
    """What the scales say in millimetres when the back is printed so."""
    readings = {}
    for name, ticks in scales(back).items():
        places = {number: moved(misplaced, place) for number, place in ticks.items()}
        is_level = name != "back-x"  # a level line crosses an upright scale
        axis = 1 if is_level else 0
        crossing = set()
        for line in (folded(each, front.size, flip) for each in lines(front, level=is_level)):
            at = line.y + line.height / 2 if is_level else line.x + line.width / 2
            first, last = (line.x, line.right) if is_level else (line.y, line.top)
            if not first < places[0][1 - axis] < last:
                continue
            for one, two in pairwise(sorted(places)):
                low, high = places[one][axis], places[two][axis]
                if low <= at <= high:
                    crossing.add(round(one + (at - low) / (high - low), 6))
        assert len(crossing) == 1, name
        (readings[name],) = crossing
    return readings


@every_flip
@every_paper
def test_each_scale_has_its_numbers_a_millimetre_apart(paper: Size, flip: Flip) -> None:
    found = scales(faces(paper, flip)[1])
    assert tuple(found) == SCALES
    for name, ticks in found.items():
        assert sorted(ticks) == list(range(-5, 6))
        axis = 0 if name == "back-x" else 1
        for number, place in ticks.items():
            assert place[axis] - ticks[0][axis] == pytest.approx(number * MM, abs=0.01)
    assert found["back-x"][0][0] == pytest.approx(paper.width / 2)
    assert found["back-y"][0][1] == pytest.approx(paper.height / 2)


@every_flip
@every_paper
def test_a_true_printer_reads_0_everywhere(paper: Size, flip: Flip) -> None:
    front, back = faces(paper, flip)
    still = misplacing(paper, 0, 0)
    assert read(front, back, flip, still) == dict.fromkeys(SCALES, pytest.approx(0, abs=1e-3))


@every_flip
@every_paper
@pytest.mark.parametrize(
    ("wrong", "within"),
    [
        ((3, 0), 0.001),
        ((-3, 0), 0.001),
        ((0, 3), 0.001),
        ((3, -3), 0.001),
        ((1, -2, 100, 0.5), 0.1),
        ((0.5, 0.5, 101, 0), 0.1),
        ((-2, 1.5, 98.8, -0.4), 0.1),
        ((3, 3, 102, 1.5), 0.3),
    ],
)
def test_what_is_read_takes_out_what_the_printer_does(
    wrong: tuple[float, ...], within: float, paper: Size, flip: Flip
) -> None:
    """Every corner of the back then lies where it should."""
    front, back = faces(paper, flip)
    misplaced = misplacing(paper, *wrong)
    said = read(front, back, flip, misplaced)
    turn = turn_of(said["left"] * MM, said["right"] * MM)
    shift = shift_of(said["back-x"] * MM, said["back-y"] * MM, turn)
    printer = Profile("office", flip.value, *shift, scale_of(said["top"] * MM, said["bottom"] * MM), turn)
    first, second = corrected(whole_page_sheets(paper), printer)
    assert first.correction is None
    assert second.correction is not None
    for corner in ((0.0, 0.0), (paper.width, 0.0), (0.0, paper.height), (paper.width, paper.height)):
        x, y = moved(misplaced, moved(second.correction, corner))
        assert hypot(x - corner[0], y - corner[1]) < within * MM


def test_a_back_that_is_3_mm_to_the_right_says_minus_3() -> None:
    """The number is what is to be done to the back."""
    paper, flip = PAPERS["letter"], Flip.LONG_EDGE
    said = read(*faces(paper, flip), flip, misplacing(paper, 3, 1))
    assert said["back-x"] == pytest.approx(-3, abs=1e-3)
    assert said["back-y"] == pytest.approx(-1, abs=1e-3)


def test_a_back_that_is_turned_and_too_large_says_so() -> None:
    assert turn_of(0, 0) == 0
    assert turn_of(-1 * MM, 1 * MM) == pytest.approx(0.8186, abs=1e-3)  # atan(2 / 140)
    assert scale_of(-0.8 * MM, 0.8 * MM) == pytest.approx(0.99)


@every_flip
@every_paper
def test_the_rulers_are_true(paper: Size, flip: Flip) -> None:
    """100 mm and 4 in, from the first tick to the last, within 0.05 mm, across and up the page."""
    page = pypdfium2.PdfDocument(pdf(paper, flip))[0]
    boxes = [Rect(x, y, right - x, top - y) for x, y, right, top in (each.get_bounds() for each in page.get_objects())]
    for axis in (0, 1):
        ticks: dict[float, list[float]] = defaultdict(list)
        for box in boxes:
            thin, long = (box.width, box.height) if axis == 0 else (box.height, box.width)
            # PDFium rounds bounds to a thousandth of a point or so
            if thin == pytest.approx(TICK, abs=0.01) and long < 5 * MM:
                across = (box.y, box.top) if axis == 0 else (box.x, box.right)
                middle = box.x + box.width / 2 if axis == 0 else box.y + box.height / 2
                for edge in across:
                    ticks[round(edge, 1)].append(middle)
        baseline = max(ticks.values(), key=len)
        assert len(baseline) == 101 + 33
        places = sorted(baseline)
        millimetres = [places[0] + number * MM for number in range(101)]
        inches = [places[0] + number * POINTS_PER_INCH / 8 for number in range(33)]
        for place, true in zip(places, sorted(millimetres + inches), strict=True):
            assert abs(place - true) < 0.05 * MM
        assert abs(places[-1] - places[0] - 4 * POINTS_PER_INCH) < 0.05 * MM


def picture(data: bytes, page: int) -> Image.Image:
    rendered: Image.Image = pypdfium2.PdfDocument(data)[page].render(scale=DPI / 72).to_pil()
    return rendered.convert("L")


def dark(image: Image.Image, at: Point, paper: Size) -> bool:
    x, y = round(at[0] * DPI / 72), round((paper.height - at[1]) * DPI / 72)
    return any(image.getpixel((x + dx, y + dy)) < 160 for dx in (-1, 0, 1) for dy in (-1, 0, 1))  # type: ignore[operator]


@every_flip
@every_paper
def test_held_against_the_light_crosses_are_in_rings_and_the_disc_in_its_ring(paper: Size, flip: Flip) -> None:
    """The finished pages, laid on each other as the printer would: the front is mirrored."""
    data = pdf(paper, flip)
    turn = Image.Transpose.FLIP_LEFT_RIGHT if flip is Flip.LONG_EDGE else Image.Transpose.FLIP_TOP_BOTTOM
    through, back = picture(data, 0).transpose(turn), picture(data, 1)
    rings = [(12 * MM, 12 * MM), (12 * MM, paper.height - 12 * MM), (paper.width / 2, paper.height / 2)]
    rings += [(paper.width - x, y) for x, y in rings[:2]]
    for x, y in rings:
        assert dark(through, (x, y), paper)
        assert not dark(back, (x, y), paper)
        assert all(dark(back, (x + dx, y + dy), paper) for dx, dy in ((MM, 0), (-MM, 0), (0, MM), (0, -MM)))
        assert all(dark(through, (x + dx, y + dy), paper) for dx, dy in ((3 * MM, 0), (-3 * MM, 0), (0, 3 * MM)))
    above, below = (paper.width / 2, paper.height / 2 + 48 * MM), (paper.width / 2, paper.height / 2 - 48 * MM)
    assert dark(through, above, paper)
    assert not dark(through, below, paper)
    other = through.transpose(Image.Transpose.ROTATE_180)
    assert dark(other, below, paper)
    assert not dark(other, above, paper)


def boxes_of(face: Face, ink_boxes: InkBoxes) -> list[Rect]:
    """The ink of all words."""
    return [box for mark in face.marks if isinstance(mark, TextMark) for run in mark.runs for box in ink_boxes(run)]


@every_flip
@every_paper
def test_nothing_else_shines_through_behind_a_scale(paper: Size, flip: Flip, ink_boxes: InkBoxes) -> None:
    front, back = faces(paper, flip)
    ticks = [
        mark.rect
        for mark in front.marks
        if isinstance(mark, PanelMark) and abs(min(mark.rect.width, mark.rect.height) - TICK) < 1e-6
    ]
    for each in Flip:  # the sheet tells even when the printer takes the other edge
        behind = [folded(rect, paper, each) for rect in (*ticks, *boxes_of(front, ink_boxes))]
        for places in scales(back).values():
            xs, ys = zip(*places.values(), strict=True)
            area = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(4 * MM)
            assert not any(area.overlaps(rect) for rect in behind)


@every_flip
@every_paper
@pytest.mark.parametrize(("side", "corrected"), [(0, False), (1, False), (1, True)])
def test_words_are_on_the_paper_and_on_nothing_else(
    paper: Size, flip: Flip, side: int, corrected: bool, ink_boxes: InkBoxes
) -> None:
    face = faces(paper, flip, corrected=corrected)[side]
    page = Rect(0, 0, paper.width, paper.height).grown(-8 * MM)
    texts = [
        [box for run in mark.runs for box in ink_boxes(run) if box.width > 0]
        for mark in face.marks
        if isinstance(mark, TextMark)
    ]
    assert all(page.contains(box) for boxes in texts for box in boxes)
    for some, others in combinations(texts, 2):
        assert not any(one.overlaps(other) for one in some for other in others)
    strokes = [
        mark.rect for mark in face.marks if isinstance(mark, PanelMark) and min(mark.rect.width, mark.rect.height) <= 1
    ]
    assert not any(stroke.overlaps(box) for stroke in strokes for boxes in texts for box in boxes)


def test_the_sheet_says_what_to_type(run_words: Callable[[bytes, int], str]) -> None:
    letter = pdf(PAPERS["letter"], Flip.LONG_EDGE)
    front, back = run_words(letter, 0), run_words(letter, 1)
    assert "flipped on the long edge" in front
    assert "100 %" in front
    for words in (
        "rights-cards calibration --save office --back-x NUMBER --back-y NUMBER",
        "--left NUMBER --right NUMBER --top NUMBER --bottom NUMBER",
        "rights-cards calibration --printer office",
        "rights-cards cards es --printer office",
        "with --flip short-edge",
    ):
        assert words in back
    assert "--paper" not in back
    turned = run_words(pdf(PAPERS["a4"], Flip.SHORT_EDGE), 1)
    assert "--back-y NUMBER --flip short-edge" in turned
    assert "--printer office --paper a4 --flip short-edge" in turned
    assert "rights-cards cards es --printer office --flip short-edge" in turned
    assert "with --flip long-edge" in turned


def test_with_a_profile_only_the_back_changes() -> None:
    paper, flip = PAPERS["letter"], Flip.LONG_EDGE
    printer = Profile("office", flip.value, 2 * MM, 0)
    plain, moved = pdf(paper, flip), pdf(paper, flip, printer)
    assert ImageChops.difference(picture(plain, 0), picture(moved, 0)).getbbox() is None
    assert ImageChops.difference(picture(plain, 1), picture(moved, 1)).getbbox() is not None
    assert b"office" not in moved


@every_flip
def test_the_same_order_makes_the_same_bytes_and_prints_at_true_size(flip: Flip) -> None:
    paper = PAPERS["a4"]
    data = pdf(paper, flip)
    assert data == pdf(paper, flip)
    document: Any = pypdfium2.PdfDocument(data)
    assert len(document) == 2
    assert document[0].get_size() == pytest.approx((paper.width, paper.height), abs=0.01)


@pytest.fixture
def run_words() -> Callable[[bytes, int], str]:
    def words(data: bytes, page: int) -> str:
        return " ".join(pypdfium2.PdfDocument(data)[page].get_textpage().get_text_range().split())

    return words
