"""What is said of a whole file: as many cards can be read on a page as it places."""

import re
from collections.abc import Callable

import pikepdf
import pytest

from cards.checking.report import Mark, Report
from cards.pipeline import Cards

CardsOf = Callable[..., Cards]
ReportOn = Callable[..., Report]
Changed = Callable[..., bytes]
Said = Callable[[Report, Mark], dict[str, str]]


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
    assert wrong["text"] == f"page 1: {9 - count} cards are placed, and 10 can be read"
