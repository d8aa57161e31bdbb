"""What is said of a whole file: as many cards can be read on a page as it places."""

import re
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from cards.checking.facts import facts_of
from cards.checking.installed import Installed
from cards.checking.look.catalog import Information
from cards.checking.look.codes import Scan
from cards.checking.look.document import Damage, Document, Page, Reading
from cards.checking.look.drawing import Drawn, PageDrawing, Placed
from cards.checking.look.file import File, Origin
from cards.checking.look.pages import PageText
from cards.checking.look.words import PageWords, SmallPrint
from cards.checking.report import Mark, Report
from cards.checking.rules.verdict import check_count, check_file, check_origin, judge
from cards.locations import shelves
from cards.measures import Rect
from cards.pipeline import Cards
from cards.read.stocks import read_stocks

CardsOf = Callable[..., Cards]
ReportOn = Callable[..., Report]
Changed = Callable[..., bytes]
Said = Callable[[Report, Mark], dict[str, str]]

INSTALLED = Installed(shelves(None))
STOCKS = read_stocks(shelves(None))


def under_another_name(count: int) -> Callable[[pikepdf.Pdf], None]:
    """Draws that many forms of a front under a name that is no card's: they can be read all the same."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.contents_coalesce()
        content, times = re.subn(rb"/Bearer Do", b"/Other Do", page.Contents.read_bytes(), count=count)
        assert times == count
        page.obj.Resources.XObject.Other = page.obj.Resources.XObject.Bearer
        page.Contents = pdf.make_stream(content)

    return change


@pytest.mark.parametrize("locale", ["es", "ar"])
@pytest.mark.parametrize("count", [1, 2, 4])
def test_more_cards_are_read_than_are_placed(
    locale: str, count: int, cards_of: CardsOf, changed: Changed, report_on: ReportOn, said: Said
) -> None:
    """One more is right, the one that is drawn once more for who hears it read."""
    wrong = said(report_on(changed(cards_of(locale).pdf, under_another_name(count))), Mark.WRONG)
    assert wrong["text"] == f"page 1: {9 - count} cards are placed, but 10 can be read"


# As values.

FILE = File("1.7", 2, is_repaired=False, is_encrypted=False)


def test_a_whole_file() -> None:
    (found,) = check_file(FILE)
    assert (found.mark, found.text) == (Mark.OK, "opens and is complete: PDF 1.7, 2 pages")
    assert next(check_file(replace(FILE, pages=1))).text.endswith("1 page")


def test_a_repaired_or_encrypted_file_is_wrong() -> None:
    (found,) = check_file(replace(FILE, is_repaired=True))
    assert found.mark is Mark.WRONG
    assert "2 pages" in found.text
    assert [each.mark for each in check_file(replace(FILE, is_encrypted=True))] == [Mark.OK, Mark.WRONG]


@pytest.mark.parametrize(("origin", "mark"), [(Origin(True, ""), Mark.OK), (Origin(False, "x"), Mark.WARNING)])
def test_where_a_file_is_from(origin: Origin, mark: Mark) -> None:
    assert [each.mark for each in check_origin(origin)] == [mark]
    assert "'nobody'" in next(check_origin(Origin(False, ""))).text


CARD = SmallPrint("Spanish", None, "home", 1, "DRAFT")


def page(*, cards: int, placed: int, number: int = 1) -> Page:
    form = Placed("/Bearer", Rect(0, 0, 9, 9), Drawn(1.0, 0.0))
    words = PageWords((CARD,) * cards)
    reading = Reading(PageText("", "", 0), words, Scan((), ()))
    return Page(number, drawing=PageDrawing((form,) * placed), reading=reading)


@pytest.mark.parametrize(
    ("cards", "placed", "right"),
    [(10, 10, True), (10, 9, True), (10, 8, False), (9, 10, False), (10, 11, False), (10, 0, True), (0, 10, True)],
)
def test_as_many_cards_are_read_as_are_placed(cards: int, placed: int, right: bool) -> None:
    """One more is drawn by the page itself; what another program has dissolved cannot be counted."""
    found = list(check_count(Document(FILE, pages=(page(cards=cards, placed=placed, number=7),))))
    assert [each.text for each in found] == (
        [] if right else [f"page 7: {placed} cards are placed, but {cards} can be read"]
    )


DAMAGED = [
    *("origin", "pages", "paper", "fonts", "inks", "tags", "actions", "metadata", "text"),
]


@pytest.mark.parametrize("topic", DAMAGED)
def test_what_could_not_be_read_is_said_once(topic: str) -> None:
    document = Document(
        FILE,
        information=Information({"GTS_PDFXVersion": "x"}, {}),
        fonts=None,
        actions=None,
        damage=(Damage(topic, "a reason " * 30),),
    )
    found = judge(document, INSTALLED, STOCKS).findings
    said = [each for each in found if "cannot be checked, because the file is damaged there (a reason" in each.text]
    assert [(each.mark, each.topic) for each in said] == [(Mark.WRONG, topic)]
    assert len(said[0].text) < 200


def test_a_document_of_which_nothing_could_be_read_is_judged() -> None:
    topics = DAMAGED
    document = Document(
        FILE, fonts=None, inks=None, tags=None, actions=None, pages=(Page(1), Page(2)),
        damage=tuple(Damage(topic, "gone") for topic in topics),
    )  # fmt: skip
    verdict = judge(document, INSTALLED, STOCKS)
    assert verdict.layout is None
    assert facts_of(document, verdict)["page"] == []
