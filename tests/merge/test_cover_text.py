"""What a cover sheet says, in words."""

import calendar
import locale
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cards.locations import bundled
from cards.measures import Size
from cards.merge.cover_text import (
    CoverHotline,
    CoverRow,
    CoverStock,
    CoverText,
    all_in_one,
    counted,
    draft_note,
    leads_to,
    totals,
    when_and_where,
    written,
)
from cards.merge.review import Review
from cards.read.languages import read_languages
from cards.read.layouts import Layout
from cards.read.stocks import PAPERS

LANGUAGES = read_languages([bundled()])
AVERY = CoverStock("avery-5371", "Avery 5371 business cards", ("5371", "8371"), cut_marks=False)
LINE = CoverHotline("A line", "617-555-0100", ("Spanish",), "daily", "nobody has confirmed it")


def row(tag: str, review: Review = Review.DRAFT, script: str = "At home", stock: str = "avery-5371") -> CoverRow:
    return CoverRow(f"{tag}.pdf", LANGUAGES[tag], script, 200, 20, stock, review)


def cover(*rows: CoverRow, paper: Size = PAPERS["letter"]) -> CoverText:
    return CoverText(
        title="A workshop",
        place="Lynn, Massachusetts",
        date=date(2026, 12, 5),
        org="",
        paper=paper,
        edge="long",
        english=LANGUAGES["en"],
        stocks=(AVERY,),
        hotlines=(LINE,),
        link="www.example.org",
        rows=rows,
    )


def test_a_date_is_written_out() -> None:
    assert written(date(2026, 12, 5)) == "Saturday, December 5, 2026"
    assert written(date(2027, 1, 31)) == "Sunday, January 31, 2027"


def test_every_day_and_month_is_that_of_the_calendar() -> None:
    assert locale.setlocale(locale.LC_TIME) in ("C", "C.UTF-8", "en_US.UTF-8")
    for days in range(0, 366, 5):
        day = date(2028, 1, 1) + timedelta(days)
        name, month = calendar.day_name[day.weekday()], calendar.month_name[day.month]
        assert written(day) == f"{name}, {month} {day.day}, 2028"


@pytest.mark.parametrize(
    ("count", "wanted"), [(0, "0 sheets"), (1, "1 sheet"), (2, "2 sheets"), (12000, "12,000 sheets")]
)
def test_things_are_counted(count: int, wanted: str) -> None:
    assert counted(count, "sheet") == wanted


def test_when_and_where() -> None:
    text = cover()
    assert when_and_where(text) == "Saturday, December 5, 2026 · Lynn, Massachusetts"
    assert when_and_where(replace(text, date=None)) == "Lynn, Massachusetts"
    assert when_and_where(replace(text, place="")) == "Saturday, December 5, 2026"
    assert when_and_where(replace(text, place="", date=None)) == ""


def test_totals() -> None:
    text = cover(row("es"), row("es", script="At work"), row("ar"))
    assert totals(text) == ("2 languages", "3 files", "600 cards", "60 sheets of paper")
    alone = cover(replace(row("es"), cards=1, sheets=1))
    assert totals(alone) == ("1 language", "1 file", "1 card", "1 sheet of paper")


def test_nothing_is_said_of_drafts_when_there_are_none() -> None:
    assert draft_note(cover(row("es", Review.REVIEWED), row("ar", Review.APPROVED))) is None


def test_some_drafts_are_named_by_language() -> None:
    block = draft_note(cover(row("es"), row("es", script="At work"), row("ar", Review.REVIEWED), row("km"), row("am")))
    assert block is not None
    assert block.text.startswith("4 of 5 files are drafts: Amharic, Khmer and Spanish; see the table.")
    one = draft_note(cover(row("es"), row("ar", Review.APPROVED)))
    assert one is not None
    assert one.text.startswith("1 of 2 files is a draft: Spanish; see the table.")


def test_it_is_said_when_every_file_is_a_draft() -> None:
    block = draft_note(cover(row("es"), row("ar")))
    assert block is not None
    assert block.text.startswith("Every file here is a draft. A draft has words that only their translator has checked")
    assert "DRAFT in the small print" in block.text


def test_paper_for_backs_and_cards_on_it_count_once() -> None:
    fronts = replace(row("es"), layout=Layout.FRONTS)
    text = cover(fronts, replace(fronts, layout=Layout.BACKS, again=True), replace(row("ar"), cards=0, sheets=0))
    assert totals(text) == ("2 languages", "3 files", "200 cards", "20 sheets of paper")


def test_a_file_of_all_cards_is_instead_of_the_others() -> None:
    text = cover(row("es"), row("ar"), replace(row("es"), layout=Layout.FOLD))
    assert all_in_one(text) is None
    block = all_in_one(replace(text, combined=((Layout.DUPLEX, "all.pdf"), (Layout.FOLD, "all - fold.pdf"))))
    assert block is not None
    assert block.text == (
        "Print EITHER “all.pdf” OR the 2 files with a number of cards at the end, not both: both have the same sheets. "
        "Print EITHER “all - fold.pdf” OR the 1 file with “fold” at the end, not both: both have the same sheets."
    )


def test_where_the_codes_lead() -> None:
    text = cover(row("es"))
    assert leads_to(text).text == "The code on the cards leads to www.example.org."
    without = replace(text, hotlines=())
    assert leads_to(without).text.endswith("The cards have no telephone number, but a blank line for one.")
    heard = replace(text, recordings=("a.example.org", "b.example.org"))
    assert leads_to(heard).text.endswith("leads to a recording: a.example.org and b.example.org.")
