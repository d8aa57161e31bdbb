"""Files for a press as values: the standard, the inks, the card and its bleed."""

from dataclasses import replace

import pytest

from cards.checking.look.actions import Annotations
from cards.checking.look.boxes import Boxes
from cards.checking.look.catalog import Catalog, Information, Intent
from cards.checking.look.codes import Scan
from cards.checking.look.document import Document, Page, Reading
from cards.checking.look.file import File
from cards.checking.look.inks import Inks
from cards.checking.look.pages import PageText
from cards.checking.look.words import PageWords
from cards.checking.report import Finding, Mark
from cards.checking.rules.metadata import PRESS_DATE
from cards.checking.rules.press import (
    STANDARD,
    Trim,
    check_bleed,
    check_inks,
    check_press,
    check_trim,
    press_claim,
    trims_of,
)
from cards.locations import shelves
from cards.measures import POINTS_PER_MM, Rect
from cards.read.stocks import find_stock

MM = POINTS_PER_MM
STOCK = find_stock(shelves(None), "avery-5371")
TEXTS = {
    "GTS_PDFXVersion": STANDARD, "Title": "A", "Creator": "B", "Producer": "C", "CreationDate": PRESS_DATE,
    "ModDate": PRESS_DATE,
}  # fmt: skip
INTENT = Intent("/GTS_PDFX", "CGATS TR 001", has_profile=False)
RIGHT = Document(
    File("1.4", 2, is_repaired=False, is_encrypted=False),
    information=Information({**TEXTS, "Trapped": "/False"}, TEXTS),
    catalog=Catalog(has_identity=True, intents=(INTENT,)),
    pages=(Page(1), Page(2)),
)


def test_a_file_that_keeps_the_standard_is_right() -> None:
    (found,) = check_press(RIGHT)
    assert (found.mark, found.topic) == (Mark.OK, "PDF/X-1a:2003")
    assert RIGHT.is_for_press
    assert press_claim(RIGHT) == "PDF/X-1a:2003"


def without(key: str) -> Document:
    texts = {name: value for name, value in TEXTS.items() if name != key}
    return replace(RIGHT, information=Information({**texts, "Trapped": "/False"}, texts))


def named(key: str) -> Document:
    """With a name where a text string should be."""
    return replace(
        without(key),
        information=Information({**TEXTS, "Trapped": "/True", key: "/x"}, without(key).information.strings),
    )


def catalog(**entries: object) -> Document:
    return replace(RIGHT, catalog=replace(RIGHT.catalog, **entries))  # type: ignore[arg-type]  # of several types


def file(**entries: object) -> Document:
    return replace(RIGHT, file=replace(RIGHT.file, **entries))  # type: ignore[arg-type]  # of several types


FAULTS = {
    "claim": (without("GTS_PDFXVersion"), "no claim to be PDF/X-1a:2003"),
    "claim as a name": (named("GTS_PDFXVersion"), "no claim to be PDF/X-1a:2003"),
    "title": (without("Title"), "no Title"),
    "title as a name": (named("Title"), "no Title"),
    "creator": (without("Creator"), "no Creator"),
    "producer": (without("Producer"), "no Producer"),
    "created": (without("CreationDate"), "other dates"),
    "changed": (without("ModDate"), "other dates"),
    "trapping": (replace(RIGHT, information=Information(TEXTS, TEXTS)), "no statement on trapping"),
    "trapping unknown": (
        replace(RIGHT, information=Information({**TEXTS, "Trapped": "/Unknown"}, TEXTS)), "no statement on trapping"),
    "version": (file(version="1.5"), "version 1.5 of PDF instead of 1.4"),
    "encryption": (file(is_encrypted=True), "encryption"),
    "no intent": (catalog(intents=()), "no output intent"),
    "two intents": (catalog(intents=(INTENT, INTENT)), "no output intent"),
    "another intent": (catalog(intents=(replace(INTENT, kind="/GTS_PDFA1"),)), "no output intent"),
    "no condition": (catalog(intents=(replace(INTENT, condition=""),)), "no output intent"),
    "identity": (catalog(has_identity=False), "no file identifier"),
    "layers": (catalog(has_layers=True), "layers"),
    "notes": (replace(RIGHT, pages=(Page(1), Page(2, annotations=Annotations(count=1)))), "links or notes on page 2"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_what_the_standard_forbids_or_wants(fault: str) -> None:
    document, text = FAULTS[fault]
    (found,) = check_press(document)
    assert found.mark is Mark.WRONG
    assert found.text.startswith(f"is for a print shop, but has {text}")


def test_version_1_3_is_right_too() -> None:
    assert [each.mark for each in check_press(file(version="1.3"))] == [Mark.OK]


@pytest.mark.parametrize(
    ("inks", "marks", "text"),
    [
        (Inks(frozenset(), frozenset(), 1.93), [Mark.OK], "only process inks (CMYK), at most 193% in one place"),
        (Inks(frozenset(), frozenset(), 2.5), [Mark.OK], "at most 250%"),
        (Inks(frozenset(), frozenset(), 2.51), [Mark.WRONG], "251% ink in one place, but paper holds only 250%"),
        (Inks(frozenset({"b", "a"}), frozenset(), 1), [Mark.WRONG], "not in the four process inks: a, b"),
        (Inks(frozenset(), frozenset({"a form"}), 1), [Mark.WRONG], "transparency, which PDF/X-1a forbids: a form"),
        (Inks(frozenset({"a"}), frozenset({"b"}), 3), [Mark.WRONG] * 3, "not in the four process inks: a"),
    ],
)
def test_inks(inks: Inks, marks: list[Mark], text: str) -> None:
    found = list(check_inks(inks))
    assert [each.mark for each in found] == marks
    assert text in found[0].text


def boxes(bleed: float = 3 * MM, *, right: float = 0.0, width: float = STOCK.card.width, **others: Rect) -> Boxes:
    """A page with a card in its middle, or `right` of it, with so much bleed around it."""
    media = Rect(0, 0, width + 2 * bleed, STOCK.card.height + 2 * bleed)
    trim = Rect(bleed + right, bleed, width, STOCK.card.height)
    return Boxes(media, {"MediaBox": media, "BleedBox": media, "TrimBox": trim, **others})


def lacking(name: str) -> Boxes:
    return Boxes(boxes().paper, {key: box for key, box in boxes().own.items() if key != name})


def test_a_card_with_its_bleed_is_right() -> None:
    (found,) = check_trim([boxes(), boxes()], [STOCK])
    text = "100 %, to be cut to 88.9 x 50.8 mm (TrimBox), the card of avery-5371, with 3.0 mm of bleed"
    assert found == Finding(Mark.OK, "trim", text)
    (trim, _) = trims_of([boxes(), boxes()], [STOCK])
    assert trim.bleed == pytest.approx(3 * MM)
    assert list(check_trim([], [STOCK])) == []


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (lacking("TrimBox"), "no TrimBox, on page 2"),
        (lacking("BleedBox"), "no BleedBox, on page 2"),
        (lacking("MediaBox"), "no MediaBox, on page 2"),
        (boxes(BleedBox=Rect(1, 1, 260, 150)), "the bleed (BleedBox) is not the whole page, on page 2"),
        (boxes(width=240.0), "cut to 84.7 x 50.8 mm (TrimBox), which is not the size of a card of any stock"),
        (boxes(right=1.0), "the card (TrimBox) is not in the middle of the page"),
        (boxes(bleed=-2.0), "a bleed of -0.7 mm, on page 2"),
        (boxes(bleed=30 * MM), "a bleed of 30.0 mm, on page 2"),
    ],
)
def test_a_page_whose_card_is_not_where_it_should_be(page: Boxes, text: str) -> None:
    (found,) = check_trim([boxes(), page], [STOCK])
    assert (found.mark, found.topic) == (Mark.WRONG, "trim")
    assert text in found.text
    assert trims_of([boxes(), page], [STOCK]) == ()


def test_sides_that_are_not_alike() -> None:
    pages = [boxes(), boxes(bleed=4 * MM)]
    (found,) = check_trim(pages, [STOCK])
    assert found.mark is Mark.WRONG
    assert "88.9 x 50.8 mm with 3.0 mm of bleed, 88.9 x 50.8 mm with 4.0 mm of bleed" in found.text
    assert trims_of(pages, [STOCK]) == ()


@pytest.mark.parametrize(("bleed", "mark"), [(0.0, Mark.WARNING), (2.9, Mark.WARNING), (2.99, Mark.OK), (3.2, Mark.OK)])
def test_less_bleed_than_shops_ask_for(bleed: float, mark: Mark) -> None:
    assert [each.mark for each in check_trim([boxes(bleed * MM)], [STOCK])] == [mark]


@pytest.mark.parametrize(("bleed", "reaches", "pages"), [(3.0, False, 1), (3.0, True, 0), (0.0, False, 0)])
def test_colour_that_ends_before_the_bleed(bleed: float, reaches: bool, pages: int) -> None:
    def page(number: int, *, good: bool) -> Page:
        reading = Reading(PageText("", "", 0), PageWords(), Scan((), (), reaches_edges=good))
        return Page(number, reading=reading)

    document = replace(RIGHT, pages=(page(1, good=True), page(2, good=reaches)))
    found = list(check_bleed(document, [Trim(Rect(0, 0, 9, 9), bleed * MM)] * 2))
    assert len(found) == pages
    assert all(
        each.text == "the color ends before the bleed does, so cutting may leave a white edge: page 2" for each in found
    )
