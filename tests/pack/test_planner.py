"""Packs planned in batches and in shares: the same files, whoever plans how many of them at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cards.errors import BadFile
from cards.locations import shelves
from cards.pack import planner as module
from cards.pack.plan import Plan
from cards.pack.planner import Planner
from cards.read.packs import read_pack
from tests.pack.conftest import TODAY

ROWS = """\
name,hotline,es,vi,layout,Klingon
Casa Lynn,617-555-0101,20,10,,
Nobody's line,nobody,10,10,,
Second,617-555-0102,10,0,fronts;backs,
Wrong row,617-555-0103,ten,0,,
Third,617-555-0104,0,30,,
Last,no,1,1,,
"""


def planner(path: Path, share: tuple[int, int] | None = None) -> Planner:
    return Planner(shelves(None), read_pack(path, shelves(None)), TODAY, share=share)


@pytest.fixture
def path(pack_file: Callable[..., Path]) -> Path:
    return pack_file("combined = true\n", cards="", rows=ROWS.replace(",Klingon", "").replace(",,\n", ",\n"))


@pytest.mark.parametrize("most", [1, 2, 3, 5, 100])
def test_batches_make_the_whole(most: int, path: Path, planned: Callable[..., Plan]) -> None:
    whole = planned(path)
    plans = [*planner(path).batches(most)]
    assert tuple(bundle for plan in plans for bundle in plan.bundles) == whole.bundles
    assert {path for plan in plans for path in plan.paths} == whole.paths
    told = [failure for plan in plans for failure in plan.failures]
    assert sorted(map(str, told)) == sorted(map(str, whole.failures))
    assert [failure.line for failure in whole.failures] == [3, 5, 7]
    assert {prefix for plan in plans for prefix in plan.refused} == {*whole.refused}
    assert {plan.folders for plan in plans} == {whole.folders}
    for plan in plans:
        assert len(plan.pieces) <= most or len(plan.bundles) == 1


@pytest.mark.parametrize("count", [1, 2, 3, 6, 50])
@pytest.mark.parametrize("most", [1, 100])
def test_shares_in_batches_make_the_whole_and_tell_each_failure_once(
    count: int, most: int, path: Path, planned: Callable[..., Plan]
) -> None:
    whole = planned(path)
    shares = [[*planner(path, (number, count)).batches(most)] for number in range(1, count + 1)]
    written = [piece.path for share in shares for plan in share for piece in plan.pieces if piece.written]
    assert written == [piece.path for piece in whole.pieces]
    told = [str(failure) for share in shares for plan in share for failure in plan.failures]
    assert sorted(told) == sorted(map(str, whole.failures))
    assert {plan.share for plan in shares[-1]} == {f"{count} of {count}"}
    assert all("04 - " in plan.refused for share in shares for plan in share[:1])


@pytest.mark.parametrize("share", [None, (1, 2), (2, 2)])
def test_files_are_counted_before_they_are_planned(
    share: tuple[int, int] | None, pack_file: Callable[..., Path]
) -> None:
    rows = "name,hotline,es,vi\nA,617-555-0101,20,10\nB,617-555-0102,20,0\nC,617-555-0103,0,10\n"
    counted = planner(pack_file("combined = true\nlayout = ['fold', 'large']\n", "", rows), share)
    plans = [*counted.batches()]
    assert counted.cards == sum(piece.written for plan in plans for piece in plan.pieces)
    closed = [bundle for plan in plans for bundle in plan.bundles if bundle.closed]
    assert counted.files == counted.cards + 3 * len(closed)  # a cover sheet, and all cards in two layouts


def test_a_pack_of_unusable_rows_has_a_plan_that_says_so(pack_file: Callable[..., Path]) -> None:
    (plan,) = planner(pack_file(cards="", rows="name,hotline,es\nA,617-555-0101,ten\n")).batches()
    assert (plan.bundles, len(plan.failures), plan.refused) == ((), 1, ("01 - ",))


def test_too_many_files_for_a_zip_are_refused_before_any_is_made(
    pack_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "name,hotline,es\nA,617-555-0101,20\nB,617-555-0102,20\n"
    path = pack_file("zip = true\n", "", rows)
    monkeypatch.setattr(module, "MOST_ZIPPED", 4)
    assert planner(path).files == 4
    monkeypatch.setattr(module, "MOST_ZIPPED", 3)
    with pytest.raises(BadFile, match=r"The pack has 4 files, too many for one ZIP") as refused:
        planner(path)
    assert refused.value.line == path.read_text(encoding="utf-8").splitlines().index("zip = true") + 1
    assert planner(path, (1, 2)).files == 2  # a share has no ZIP


def test_an_edit_of_the_directory_between_two_batches_is_not_seen(
    pack_file: Callable[..., Path], tmp_path: Path
) -> None:
    content = tmp_path / "mine"
    (content / "hotlines").mkdir(parents=True)
    line = content / "hotlines/ours.toml"
    text = 'id = "ours"\nname = "Ours"\nnumber = "617-555-0100"\nregions = ["US-MA"]\nsource = "us"\n'
    line.write_text(text + "source_date = 2026-10-01\n", encoding="utf-8")
    path = pack_file("region = 'US-MA'\n", "", "name,es\nA,10\nB,10\n")
    path.write_text(path.read_text("utf-8").replace('hotline = "617-555-0100"\n', ""), "utf-8")
    places = shelves(content)
    plans = Planner(places, read_pack(path, places), TODAY).batches(1)
    first = next(plans)
    line.write_text(line.read_text("utf-8").replace("0100", "0199"), "utf-8")
    numbers = [[each.number.shown for each in plan.bundles[0].hotlines] for plan in (first, next(plans))]
    assert numbers[0] == numbers[1]
    assert "617-555-0100" in numbers[0]
