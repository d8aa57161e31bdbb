"""True size as values: sheets, posters, files for a press, and files whose forms another program has dissolved."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from cards.checking.installed import Installed
from cards.checking.look.boxes import Boxes
from cards.checking.look.catalog import Catalog, Information
from cards.checking.look.codes import ReadCode, Scan
from cards.checking.look.document import Document, Page, Reading
from cards.checking.look.drawing import Drawn, PageDrawing, Placed
from cards.checking.look.file import File
from cards.checking.look.pages import PageText
from cards.checking.look.words import OfficersSides, PageWords, SmallPrint
from cards.checking.report import Finding, Mark
from cards.checking.rules.layouts import kind_of
from cards.checking.rules.press import Trim
from cards.checking.rules.proofs import check_other
from cards.checking.rules.sizes import check_press_size, check_size
from cards.impose.sheet import layout_sheets
from cards.locations import shelves
from cards.measures import Rect
from cards.read.layouts import Layout
from cards.read.stocks import LETTER, Flip, find_stock

SHELVES = shelves(None)
STOCK = find_stock(SHELVES, "avery-5371")
TRUE = Drawn(1.0, 0.0)
PAPER = Rect(0, 0, LETTER.width, LETTER.height)
CARD = SmallPrint("Spanish", None, "home", 1, "DRAFT")
FRONT, BACK = PageWords((CARD,) * 10), PageWords((), OfficersSides("home", 1, {"a": 10}))
ADDRESS = "https://www.immigrationlawhelp.org"


def page(
    number: int, words: PageWords, drawing: PageDrawing, codes: Sequence[ReadCode] = (), *, is_turned: bool = False
) -> Page:
    reading = Reading(PageText("", "", 0), words, Scan(tuple(codes), ()), is_turned=is_turned)
    return Page(number, Boxes(PAPER, {"MediaBox": PAPER}), drawing, reading=reading)


def sheets(front: Drawn = TRUE, back: Drawn = TRUE) -> tuple[Page, ...]:
    """Two sides of a sheet, on their places."""
    found = []
    for number, sheet in enumerate(layout_sheets(Layout.DUPLEX, STOCK, 10, Flip.LONG_EDGE), 1):
        drawn = front if sheet.side == "bearer" else back
        placed = tuple(Placed(f"/{sheet.side.capitalize()}", each.slot, drawn) for each in sheet.placements)
        found.append(page(number, FRONT if sheet.side == "bearer" else BACK, PageDrawing(placed)))
    return tuple(found)


def document(*pages: Page, title: str = "Cards", duplex: str = "/DuplexFlipLongEdge") -> Document:
    texts = {"Title": title, "Producer": "rights-cards"}
    return Document(
        File("1.7", len(pages), is_repaired=False, is_encrypted=False),
        information=Information(texts, texts),
        catalog=Catalog(print_scaling="/None", duplex=duplex),
        pages=pages,
    )


def sized(seen: Document) -> list[tuple[Mark, str, str]]:
    found = check_size(seen, kind_of(seen, [STOCK]), [STOCK])
    return [(each.mark, each.topic, each.text) for each in found if each.topic != "true size"]


def test_a_sheet_on_its_places() -> None:
    assert sized(document(*sheets())) == [(Mark.OK, "card size", "100 %, in the places of avery-5371")]


@pytest.mark.parametrize(
    ("front", "back", "mark", "text"),
    [
        (Drawn(0.97, 0.0), TRUE, Mark.WRONG, "drawn at 97.0% of the true size"),
        (TRUE, Drawn(0.8, 0.0), Mark.WRONG, "drawn at 80.0% of the true size"),
        (TRUE, Drawn(1.0, 4.0), Mark.WRONG, "backs are turned by 4.0 degrees"),
        (TRUE, Drawn(1.0, 0.5), Mark.OK, "100 %, in the places of avery-5371"),
    ],
)
def test_a_sheet_at_another_size(front: Drawn, back: Drawn, mark: Mark, text: str) -> None:
    last = sized(document(*sheets(front, back)))[-1] if mark is Mark.OK else sized(document(*sheets(front, back)))[0]
    assert (last[0], last[1]) == (mark, "card size")
    assert text in last[2]


def test_cards_whose_forms_are_dissolved_are_measured_by_their_codes() -> None:
    codes = [ReadCode(ADDRESS, 1.4, (slot.x + 200, slot.y + 50), 1.0, 4) for slot in STOCK.slots]
    seen = document(page(1, FRONT, PageDrawing(), codes), page(2, BACK, PageDrawing()))
    assert sized(seen) == [(Mark.OK, "card size", "cards are 88.9 x 50.8 mm apart, as on avery-5371")]
    assert sized(document(page(1, FRONT, PageDrawing(), codes[:1]), page(2, BACK, PageDrawing()))) == []


TITLE = "Home: know-your-rights poster in Spanish"


@pytest.mark.parametrize(
    ("origin", "mark"),
    [
        ((0.0, 0.0), Mark.OK), ((0.4, -0.4), Mark.OK), ((612.0, 792.0), Mark.OK), ((0.6, 0.0), Mark.WRONG),
        ((0.0, -0.6), Mark.WRONG), ((612.0, 0.0), Mark.WRONG), ((612.0, 792.6), Mark.WRONG),
    ],
)  # fmt: skip
def test_a_poster_is_measured_from_a_corner_of_its_paper(origin: tuple[float, float], mark: Mark) -> None:
    drawing = PageDrawing(letters=frozenset({TRUE}), origins=frozenset({origin}))
    seen = document(page(1, FRONT, drawing), page(2, BACK, PageDrawing()), title=TITLE, duplex="/Simplex")
    assert [each[0] for each in sized(seen)] == [mark]


BOX = Rect(9, 9, 252, 144)


def pressed(box: Rect = BOX, name: str = "/Bearer", drawn: Drawn = TRUE, *, turned: bool = False) -> list[Finding]:
    placed = PageDrawing((Placed(name, box, drawn),))
    return list(check_press_size(document(page(1, FRONT, placed, is_turned=turned)), [Trim(BOX, 0.0)]))


def test_a_card_where_the_page_is_cut() -> None:
    assert pressed() == []
    assert pressed(Rect(9.4, 9, 252, 144)) == []


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (pressed(Rect(9.6, 9, 252, 144)), "the card is not where the page is cut (TrimBox), on page 1"),
        (pressed(Rect(9, 9, 253, 144)), "the card is not where the page is cut (TrimBox), on page 1"),
        (pressed(name="/Other"), "the card is not where the page is cut (TrimBox), on page 1"),
        (
            pressed(drawn=Drawn(0.9, 0.0)),
            "drawn at 90.0% of the true size: the cards will not fit their stock. Make the file again",
        ),
        (
            pressed(turned=True),
            "the card is upside down on page 1, and a print shop would print it that way: make the file again",
        ),
    ],
)
def test_a_card_for_a_press_that_is_elsewhere_or_otherwise(found: list[Finding], text: str) -> None:
    assert [(each.mark, each.topic, each.text) for each in found] == [(Mark.WRONG, "card size", text)]


@pytest.mark.parametrize(
    ("title", "mark", "text"),
    [
        ("Home: what to print", Mark.OK, "a cover sheet: Home"),
        ("Calibration sheet for Letter", Mark.OK, "no cards: Calibration sheet for Letter"),
        ("Proof of moon in Spanish", Mark.WARNING, "a proof of moon in Spanish, which is not installed here"),
        ("Proof of home in Elvish", Mark.WARNING, "a proof of home in Elvish, which is not installed here"),
        ("Proof of home in Spanish", Mark.WARNING, "its strings differ from those of this installation"),
        ("Anything", Mark.WRONG, "it has no card, proof or cover sheet of rights-cards"),
    ],
)
def test_files_that_have_no_cards(title: str, mark: Mark, text: str) -> None:
    found = check_other(document(title=title), Installed(SHELVES))
    assert found.mark is mark
    assert text in found.text


@pytest.mark.parametrize(("title", "backs"), [("Calibration sheet", (False, True)), ("Cards", (False, False))])
def test_second_sides_without_cards(title: str, backs: tuple[bool, ...]) -> None:
    pages = [page(number, PageWords(), PageDrawing()) for number in (1, 2)]
    assert kind_of(document(*pages, title=title), [STOCK]).backs == backs
    unread = [replace(each, reading=None) for each in pages]
    assert kind_of(document(*unread, title=title), [STOCK]).backs == backs
