from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cards.pack.plan import Plan, stock_needed

GROUPS = """\
name,hotline,es,vi,stock
Casa Lynn,617-555-0101,20,10,
"Casa: ""Lynn"" / two",617-555-0102,10,0,plain-letter
Third,617-555-0103,0,30,
"""


def test_a_pack_of_its_own(pack_file: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    plan = planned(pack_file('scripts = ["home", "street"]\n'))
    assert [piece.path for piece in plan.pieces] == [
        "home - Spanish - 20 cards.pdf",
        "home - Vietnamese - 10 cards.pdf",
        "home - English - 10 cards.pdf",
        "street - Spanish - 20 cards.pdf",
        "street - Vietnamese - 10 cards.pdf",
        "street - English - 10 cards.pdf",
    ]
    assert [(piece.sheets, piece.cards) for piece in plan.pieces[:2]] == [(2, 20), (1, 10)]
    assert plan.failures == ()
    (bundle,) = plan.bundles
    assert bundle.folder == ""
    assert bundle.contact.org == "Lynn Neighbors"
    assert [line.number for line in bundle.contact.hotlines] == ["617-555-0100"]


def test_exact_leaves_the_rest_of_the_last_sheet_empty(
    pack_file: Callable[..., Path], planned: Callable[..., Plan]
) -> None:
    (spanish, *_) = planned(pack_file("exact = true\n")).pieces
    assert (spanish.path, spanish.sheets, spanish.cards) == ("home - Spanish - 12 cards.pdf", 2, 12)


def test_each_recipient_has_a_folder(pack_file: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    plan = planned(pack_file(cards="", rows=GROUPS))
    assert [bundle.folder for bundle in plan.bundles] == ["01 - Casa Lynn", "02 - Casa- -Lynn- - two", "03 - Third"]
    assert [piece.path for piece in plan.pieces] == [
        "01 - Casa Lynn/home - Spanish - 20 cards.pdf",
        "01 - Casa Lynn/home - Vietnamese - 10 cards.pdf",
        "02 - Casa- -Lynn- - two/home - Spanish - 10 cards.pdf",
        "03 - Third/home - Vietnamese - 30 cards.pdf",
    ]
    paths = {piece.path for piece in plan.pieces}
    needed = {name: (sheets, cards) for name, (_, sheets, cards) in stock_needed(plan, paths).items()}
    assert needed == {"avery-5371": (6, 60), "plain-letter": (1, 10)}


def test_what_a_row_cannot_have_is_told_with_its_line(
    pack_file: Callable[..., Path], planned: Callable[..., Plan]
) -> None:
    rows = "name,hotline,es,script,stock\nA,617-555-0101,5,,\nB,nobody,5,,\nC,,5,nothing,\nD,,5,,nothing\nE,,5,,\n"
    plan = planned(pack_file(cards="", rows=rows))
    assert [bundle.recipient.name for bundle in plan.bundles] == ["A", "E"]
    assert [(each.line, each.what, each.exit_code) for each in plan.failures] == [(3, "B", 4), (4, "C", 4), (5, "D", 4)]
    assert "groups.csv:3: B: There is no hotline 'nobody'." in str(plan.failures[0])


def test_a_locale_that_is_not_there_stops_no_other(
    pack_file: Callable[..., Path], planned: Callable[..., Plan]
) -> None:
    plan = planned(pack_file(cards="[cards]\nes = 1\nKlingon = 1\nvi = 1\n"))
    assert [piece.language.tag for piece in plan.pieces] == ["es", "vi"]
    (failure,) = plan.failures
    assert (failure.what, failure.exit_code, failure.row) == ("home - Klingon", 4, plan.pack.file)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 100])
def test_shares_are_disjoint_and_make_the_whole(
    count: int, pack_file: Callable[..., Path], planned: Callable[..., Plan]
) -> None:
    path = pack_file(cards="", rows=GROUPS)
    whole = planned(path)
    shares = [planned(path, (number, count)) for number in range(1, count + 1)]
    written = [piece.path for share in shares for piece in share.pieces if piece.written]
    assert written == [piece.path for piece in whole.pieces]
    closed = [bundle.folder for share in shares for bundle in share.bundles if bundle.closed]
    assert closed == [bundle.folder for bundle in whole.bundles]
    for share in shares:
        assert share.paths == whole.paths
        for bundle in share.bundles:
            if bundle.closed:  # a cover sheet tells of all files
                same = next(each for each in whole.bundles if each.folder == bundle.folder)
                assert [piece.path for piece in bundle.pieces] == [piece.path for piece in same.pieces]


def test_to_mend_a_row_renumbers_no_other(pack_file: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    rows = GROUPS.replace("Casa Lynn,617-555-0101,20", "Casa Lynn,617-555-0101,twenty")
    plan = planned(pack_file(cards="", rows=rows))
    assert [bundle.folder for bundle in plan.bundles] == ["02 - Casa- -Lynn- - two", "03 - Third"]
    assert plan.refused == ("01 - ",)


def test_a_stock_of_one_side_is_refused_once_a_row(
    pack_file: Callable[..., Path], planned: Callable[..., Plan]
) -> None:
    rows = "name,hotline,es,vi,stock\nA,617-555-0101,20,10,rayfilm-viz3\nB,617-555-0102,20,10,\n"
    plan = planned(pack_file(cards="", rows=rows))
    assert [(each.line, each.what) for each in plan.failures] == [(2, "A")]
    assert "rayfilm-viz3" in plan.failures[0].cause
    assert [bundle.folder for bundle in plan.bundles] == ["02 - B"]
