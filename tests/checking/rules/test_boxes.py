"""The paper of a page and what its printer is told: one fault at a time, as values."""

from dataclasses import replace

import pytest

from cards.checking.look.boxes import Boxes
from cards.checking.look.catalog import Catalog
from cards.checking.report import Finding, Mark
from cards.checking.rules.boxes import check_boxes, check_printing, is_alike, paper_name, told_flip
from cards.locations import shelves
from cards.measures import Rect, Size
from cards.read.stocks import Flip, find_stock

STOCK = find_stock(shelves(None), "avery-5371")
PAPER = Rect(0, 0, 612, 792)
RIGHT = Boxes(PAPER, {"MediaBox": PAPER})


def judged(*pages: Boxes, for_press: bool = False) -> list[Finding]:
    return list(check_boxes(pages, [STOCK], for_press=for_press))


def test_pages_on_paper_are_right() -> None:
    assert judged(RIGHT, RIGHT) == [Finding(Mark.OK, "paper", "Letter")]
    card = Rect(5, 5, STOCK.card.width, STOCK.card.height)
    assert judged(Boxes(card, {}))[0].text == "a single card of avery-5371"


@pytest.mark.parametrize("box", ["CropBox", "BleedBox", "TrimBox", "ArtBox"])
@pytest.mark.parametrize(("beyond", "mark"), [(0.4, Mark.OK), (0.6, Mark.WRONG)])
@pytest.mark.parametrize("side", range(4))
def test_a_box_may_not_reach_beyond_the_page(box: str, side: int, beyond: float, mark: Mark) -> None:
    edges = [0.0, 0.0, 612.0, 792.0]
    edges[side] += beyond if side > 1 else -beyond
    left, low, right, top = edges
    found = judged(RIGHT, replace(RIGHT, own={"MediaBox": PAPER, box: Rect(left, low, right - left, top - low)}))
    assert found[0].mark is mark
    assert mark is Mark.OK or found[0].text == (
        f"these boxes extend past the page, which some printers crop or scale: {box} of page 2"
    )


@pytest.mark.parametrize(
    ("fault", "mark", "text"),
    [
        ({"paper": Rect(0, 0, 611, 792)}, Mark.WRONG, "no stock has the size 215.5 x 279.4 mm"),
        ({"own": {"CropBox": Rect(0, 0, 612, 791)}}, Mark.WRONG, "viewers show only a part of page 1"),
        ({"user_unit": 1.01}, Mark.WRONG, "some printers ignore the scale (UserUnit) of page 1"),
        ({"rotation": 90}, Mark.WARNING, "page 1 is turned sideways"),
        ({"rotation": 180}, Mark.WARNING, "page 1 is turned sideways"),
    ],
)
def test_a_page_that_is_printed_otherwise(fault: dict[str, object], mark: Mark, text: str) -> None:
    (found,) = judged(replace(RIGHT, **fault))  # type: ignore[arg-type]  # fields of several types
    assert found.mark is mark
    assert text in found.text


def test_two_faults_are_two_sentences() -> None:
    found = judged(replace(RIGHT, user_unit=2.0, rotation=90))
    assert [each.mark for each in found] == [Mark.WRONG, Mark.WARNING]


def test_a_page_for_a_press_may_have_any_size() -> None:
    assert judged(Boxes(Rect(0, 0, 270, 162), {}), for_press=True)[0].text == "95.2 x 57.1 mm"


@pytest.mark.parametrize(("by", "alike"), [(0.0, True), (0.4, True), (-0.4, True), (0.6, False), (-0.6, False)])
def test_sizes_are_alike_but_for_rounding(by: float, alike: bool) -> None:
    assert is_alike(Size(612, 792), Size(612 + by, 792)) is alike
    assert is_alike(Size(612, 792), Size(612, 792 + by)) is alike
    assert bool(paper_name(Size(612, 792 + by), [])) is alike


LONG, SHORT = "/DuplexFlipLongEdge", "/DuplexFlipShortEdge"


@pytest.mark.parametrize(
    ("scaling", "duplex", "turns", "mark", "text"),
    [
        ("/None", LONG, True, Mark.OK, "the file tells the printer 100 %, both sides, flipped on the long edge"),
        ("/None", SHORT, True, Mark.OK, "the file tells the printer 100 %, both sides, flipped on the short edge"),
        ("/None", "/Simplex", False, Mark.OK, "the file tells the printer 100 %, one side of the paper"),
        ("/None", "", False, Mark.OK, "the file tells the printer 100 %, one side of the paper"),
        ("/None", LONG, None, Mark.OK, "the file tells the printer 100 %"),
        ("/None", "/Simplex", True, Mark.WARNING, "but not to print on both sides"),
        ("/None", "", True, Mark.WARNING, "but not to print on both sides"),
        ("/None", SHORT, False, Mark.WARNING, "both sides of the paper: choose one side when you print"),
        ("", LONG, True, Mark.WRONG, "does not tell the printer to keep the size"),
        ("/AppDefault", LONG, True, Mark.WRONG, "does not tell the printer to keep the size"),
    ],
)
def test_what_a_printer_is_told(scaling: str, duplex: str, turns: bool | None, mark: Mark, text: str) -> None:
    (found,) = check_printing(Catalog(print_scaling=scaling, duplex=duplex), turns=turns)
    assert found.mark is mark
    assert text in found.text
    assert mark is not Mark.OK or found.text == text


def test_the_edge_that_a_printer_is_told() -> None:
    told = [told_flip(Catalog(duplex=each)) for each in (LONG, SHORT, "/Simplex", "")]
    assert told == [Flip.LONG_EDGE, Flip.SHORT_EDGE, None, None]
