"""The board as a page: well-formed, readable without a script, a color or a wide screen, and the same at any time."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from cards.locations import shelves
from cards.page.board_page import board_page
from cards.read.script_types import LawReview
from cards.upkeep.board import Board, Lacking, Row, Signer, read_board


@cache
def board() -> Board:
    """The board of what ships, as if languages lacked two sentences."""
    lacking = (Lacking("**Sign nothing.**", ("home", "car"), 7), Lacking("Call:", (), 3))
    return replace(read_board(shelves(None), date(2026, 11, 30)), lacking=lacking)


def tables(html: str) -> dict[str, ET.Element]:
    tree = ET.fromstring(html.removeprefix("<!DOCTYPE html>\n"))
    return {"".join(each.find("caption").itertext()): each for each in tree.iter("table")}  # type: ignore[union-attr]


def words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_every_cell_has_its_headers() -> None:
    """A caption for each table, a header for each row and column, and roles, which blocks would lose."""
    found = tables(board_page(board()))
    assert len(found) == 4
    for table in found.values():
        assert table.get("role") == "table"
        heads = [words(each) for each in table.findall("thead/tr/th")]
        assert all(each.get("scope") == "col" for each in table.findall("thead/tr/th"))
        for row in table.findall("tbody/tr"):
            (head,) = row.findall("th")
            assert (row.get("role"), head.get("role"), head.get("scope")) == ("row", "rowheader", "row")
            assert [each.get("data-of") for each in row.findall("td")] == heads[1:]
            assert all(each.get("role") == "cell" and words(each) for each in row.findall("td"))


def test_its_words_are_those_of_the_board() -> None:
    found = tables(board_page(board()))
    rows = found["Sentences of each language"].findall("tbody/tr")
    assert len(rows) == len(board().rows)
    for row, shown in zip(board().rows, rows, strict=True):
        assert words(shown).startswith(row.language.english)
        assert [words(each) for each in shown.findall("td")] == [
            f"{row.translated} of {row.sentences}",
            f"{row.read_back} of {row.sentences}",
            f"{row.signed} of {row.sentences}",
            row.lacks,
        ]
    for row, shown in zip(board().rows, found["State of each card by language"].findall("tbody/tr"), strict=True):
        assert [words(each) for each in shown.findall("td")] == [
            f"{c.state.value} {c.translated} of {c.strings}, {c.read_back} read back, {c.signed} signed"
            for c in row.cards
        ]
    lacking = found["Sentences that most languages lack"].findall("tbody/tr")
    assert [words(each) for each in lacking] == [
        f"Sign nothing.home, car7 of {len(board().rows)}",
        f"Call:every card3 of {len(board().rows)}",
    ]
    text = words(ET.fromstring(board_page(board()).removeprefix("<!DOCTYPE html>\n")))
    assert board().first in text
    assert board().english.lacks in text
    assert "Nobody has signed anything yet." in text
    for language in board().wanted:
        assert f"{language.english} " in text


def test_signers_reviews_and_broken_files_are_told_and_escaped() -> None:
    spanish = next(each for each in board().rows if each.language.tag == "es")
    signed = replace(spanish, signers=(Signer("<b>Rosa</b>", "community", 3, date(2026, 1, 2)),))
    broken = Row(board().rows[1].language, error="The line is <broken>.")
    laws = {**board().laws, "home": LawReview("A. Lawyer", date(2026, 5, 6), "")}
    html = board_page(replace(board(), rows=(signed, broken), laws=laws))
    found = tables(html)
    assert words(found["Sign-offs that count, by person"]).endswith("<b>Rosa</b>community3 of 1002026-01-02")
    assert "A file is broken: The line is <broken>." in words(found["Sentences of each language"])
    assert "reviewed on 2026-05-06 by A. Lawyer" in words(found["What a lawyer has signed and reviewed, by card"])


@pytest.mark.parametrize("up", [None, ""])
def test_it_loads_nothing_and_has_no_script_or_clock(up: str | None) -> None:
    html = board_page(board(), up=up)
    later = replace(read_board(shelves(None), date(2026, 12, 24)), lacking=board().lacking)
    assert html == board_page(later, up=up)
    assert "<script" not in html
    links = re.findall(r'(?:href|src)="([^"]+)"', html)
    assert not [each for each in links if "//" in each]
    assert bool(links) == (up is not None)
    assert "2026-11-30" not in html


def test_a_narrow_screen_and_paper_have_rules_of_their_own() -> None:
    style = re.search("<style>(.*?)</style>", board_page(board()), re.DOTALL)
    assert style
    narrow = style[1].partition("@media screen and (max-width: 60rem) {")[2].partition("\n}\n")[0]
    assert "display: block" in narrow
    assert "content: attr(data-of)" in narrow
