from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cards.errors import Notice
from cards.jobs import Order
from cards.locations import shelves
from cards.pack.plan import Plan, combined_layouts, combined_name, stock_needed
from cards.read.law_reviews import law_code
from cards.read.layouts import Layout
from cards.read.scripts import find_script

LAW = "no lawyer has reviewed the law behind home"
"""What every bundle with that script says."""

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
    assert [line.number.shown for line in bundle.contact.hotlines] == ["617-555-0100"]


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
    needed = {name: (need.sheets, need.cards) for name, need in stock_needed(plan, paths).items()}
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
        assert share.paths <= whole.paths
        assert share.folders == whole.folders
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


EVERY = 'stock = "plain-letter"\nlayout = ["press", "poster", "large", "fold", "backs", "fronts", "duplex"]\n'


def test_each_card_is_made_once_in_each_layout(pack_file: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    """Files that are printed alike come together, backs after their fronts, and paper counts once."""
    plan = planned(pack_file(EVERY + 'paper = "tabloid"\n', cards="[cards]\nes = 12\nvi = 10\n"))
    assert plan.failures == ()
    assert [(piece.path, piece.sheets, piece.cards, piece.takes) for piece in plan.pieces] == [
        ("home - Spanish - 20 cards.pdf", 2, 20, (2, 20)),
        ("home - Vietnamese - 10 cards.pdf", 1, 10, (1, 10)),
        ("home - Spanish - 20 cards - fronts.pdf", 2, 20, (2, 20)),
        ("home - Spanish - 20 cards - backs.pdf", 2, 20, (0, 0)),
        ("home - Vietnamese - 10 cards - fronts.pdf", 1, 10, (1, 10)),
        ("home - Vietnamese - 10 cards - backs.pdf", 1, 10, (0, 0)),
        ("home - Spanish - 15 cards - fold.pdf", 3, 15, (3, 15)),
        ("home - Vietnamese - 10 cards - fold.pdf", 2, 10, (2, 10)),
        ("home - Spanish - 12 cards - large.pdf", 6, 12, (6, 12)),
        ("home - Vietnamese - 10 cards - large.pdf", 5, 10, (5, 10)),
        ("home - Spanish - poster.pdf", 2, 0, (2, 0)),
        ("home - Vietnamese - poster.pdf", 2, 0, (2, 0)),
        ("home - Spanish - press.pdf", 0, 0, (0, 0)),
        ("home - Vietnamese - press.pdf", 0, 0, (0, 0)),
    ]
    needed = stock_needed(plan, {piece.path for piece in plan.pieces})
    assert {name: (need.sheets, need.cards, len(need.stock.slots)) for name, need in needed.items()} == {
        "plain-letter": (6, 60, 10),
        "plain-letter - fold": (5, 25, 5),
        "letter - large": (11, 22, 2),
        "tabloid - poster": (4, 0, 1),
    }
    assert needed["tabloid - poster"].stock.name == "plain Tabloid paper, 11 x 17 in"
    assert {piece.path: piece.stock.paper_name for piece in plan.pieces if piece.layout is Layout.LARGE} == {
        "home - Spanish - 12 cards - large.pdf": "letter",
        "home - Vietnamese - 10 cards - large.pdf": "letter",
    }


def test_backs_alone_take_paper_too(pack_file: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    (piece, *_) = planned(pack_file('layout = "backs"\n')).pieces
    assert (piece.path, piece.takes) == ("home - Spanish - 20 cards - backs.pdf", (2, 20))


def test_exact_numbers_in_every_layout(pack_file: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    plan = planned(pack_file(EVERY + "exact = true\n", cards="[cards]\nes = 13\n"))
    assert {piece.layout.value: (piece.sheets, piece.cards) for piece in plan.pieces} == {
        "duplex": (2, 13), "fronts": (2, 13), "backs": (2, 13), "fold": (3, 13), "large": (7, 13), "poster": (2, 0),
        "press": (0, 0),
    }  # fmt: skip


def test_what_is_asked_for_is_in_the_orders(pack_file: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    def orders(head: str) -> dict[str, Order]:
        return {piece.layout.value: piece.order for piece in planned(pack_file(head, "[cards]\nes = 2\n")).pieces}

    every = orders(EVERY + 'paper = "a3"\nbleed = "5mm"\npictograms = false\nwrite_in = true\ntheme = "outline"\n')
    assert all((each.theme, each.options.pictograms) == ("outline", False) for each in every.values())
    assert [name for name, each in every.items() if not each.options.write_in] == ["backs", "poster"]
    assert {name: each.paper for name, each in every.items() if each.paper} == {"large": "letter", "poster": "a3"}
    assert {name: each.bleed for name, each in every.items() if each.bleed} == {"press": pytest.approx(5 / 25.4 * 72)}
    assert {name: each.paper for name, each in orders(EVERY + 'paper = "a4"\n').items() if each.paper} == {
        "large": "a4",
        "poster": "a4",
    }
    red = orders('theme = "red-stock"\npaper_colour = "#FF8080"\n')["duplex"]
    assert (red.theme, red.paper_colour) == ("red-stock", (1.0, 128 / 255, 128 / 255))
    assert orders('audio_link = "https://www.example.org/a"\n')["duplex"].contact.recordings[0][1].shown
    assert not orders("")["duplex"].contact.recordings


ROWS = """\
name,hotline,layout,theme,es,stock
A,617-555-0101,fold,,10,
B,617-555-0102,fold;poster,,10,plain-letter
C,617-555-0103,,red-stock,10,
D,617-555-0104,,,10,rayfilm-viz3
E,617-555-0105,fold,,10,rayfilm-viz3
"""


def test_layouts_and_themes_of_rows(pack_file: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    """A sheet that comes apart cannot be folded, one made for that can do nothing else: told with the row."""
    plan = planned(pack_file('paper = "a3"\nstock = "avery-5371"\n', "", ROWS))
    assert [piece.path for piece in plan.pieces] == [
        "02 - B/home - Spanish - 10 cards - fold.pdf",
        "02 - B/home - Spanish - poster.pdf",
        "03 - C/home - Spanish - 10 cards.pdf",
        "05 - E/home - Spanish - 10 cards - fold.pdf",
    ]
    assert [(each.line, each.what) for each in plan.failures] == [(2, "A"), (5, "D")]
    assert 'stock = "plain-letter"' in plan.failures[0].remedy
    assert 'layout = "fold"' in plan.failures[1].remedy
    assert [piece.order.theme for piece in plan.pieces] == ["", "", "red-stock", ""]


def test_red_paper_on_which_black_cannot_be_read_is_refused_once_a_row(
    pack_file: Callable[..., Path], planned: Callable[..., Plan]
) -> None:
    rows = "name,hotline,theme,es,vi\nA,617-555-0101,red-stock,10,10\nB,617-555-0102,,10,10\n"
    plan = planned(pack_file('paper_colour = "#900000"\n', "", rows))
    assert [(each.line, each.what, each.exit_code) for each in plan.failures] == [(2, "A", 2)]
    assert "of the color #900000" in plan.failures[0].cause
    assert 'theme = "outline"' in plan.failures[0].remedy
    assert [bundle.recipient.name for bundle in plan.bundles] == ["B"]


def test_all_cards_are_in_a_file_for_each_layout_that_is_finished_in_one_go(
    pack_file: Callable[..., Path], planned: Callable[..., Plan]
) -> None:
    plan = planned(pack_file(EVERY + "combined = true\n"))
    (bundle,) = plan.bundles
    layouts = combined_layouts(plan.pack, bundle.pieces)
    names = ["all cards.pdf", "all cards - fold.pdf", "all cards - large.pdf"]
    assert [combined_name(layout) for layout in layouts] == names
    assert plan.paths >= {*names}
    assert bundle.warnings == (LAW, "in separate files, and not in a file of all cards: fronts, backs, poster, press")
    (bundle,) = planned(pack_file(EVERY)).bundles
    assert bundle.warnings == (LAW,)


def test_a_file_of_all_cards_that_there_is_none_of_is_not_spoken_of(
    pack_file: Callable[..., Path], planned: Callable[..., Plan]
) -> None:
    rows = "name,hotline,layout,es\nA,617-555-0101,duplex;poster,10\nB,617-555-0102,poster,10\n"
    first, second = planned(pack_file("combined = true\n", "", rows)).bundles
    assert first.warnings == (LAW, "in separate files, and not in a file of all cards: poster")
    assert second.warnings == (LAW,)


def test_the_law_of_each_script_is_told_once_and_a_day_stays_out_of_files(
    pack_file: Callable[..., Path], planned: Callable[..., Plan], tmp_path: Path
) -> None:
    """What depends on the day is for whoever makes the pack; a review in the future stops its script alone."""
    (bundle,) = planned(pack_file('scripts = ["home", "street"]\n')).bundles
    told = [each for each in bundle.warnings if isinstance(each, Notice) and each.kind == "law-review"]
    assert told == [f"no lawyer has reviewed the law behind {script}" for script in ("home", "street")]

    home = (Path(__file__).resolve().parents[2] / "cards/definitions/scripts/home.toml").read_text("utf-8")
    code = law_code(find_script(shelves(None), "home"))
    mine = tmp_path / "mine/scripts/home.toml"
    mine.parent.mkdir(parents=True)
    for day, lasting, passing in (
        ("2025-10-31", (), ("the law behind home was last reviewed on 2025-10-31, over a year ago",)),
        ("2025-11-01", (), ()),
    ):
        review = f'law_reviewed_on = {day}\nlaw_reviewed_by = "Ana Ruiz, attorney"\nlaw_reviewed_code = "{code}"\n'
        mine.write_text(review + home, encoding="utf-8")
        (bundle,) = planned(pack_file(), content=tmp_path / "mine").bundles
        assert (bundle.warnings, bundle.of_the_day) == (lasting, passing)
    mine.write_text(review.replace("2025", "2030") + home, encoding="utf-8")
    rows = "name,script,es\nA,home,10\nB,street,10\n"
    plan = planned(pack_file(cards="", rows=rows), content=tmp_path / "mine")
    assert [bundle.recipient.name for bundle in plan.bundles] == ["B"]
    (failure,) = plan.failures
    assert "'law_reviewed_on' is 2030-11-01, which is in the future" in failure.cause


AUDIO = 'audio_link = { Spanish = "https://www.example.org/es", vi = "https://www.example.org/vi" }\n'


def test_a_recording_for_each_language(pack_file: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    rows = "name,hotline,audio_link,es,vi\nA,617-555-0101,,10,10\nB,617-555-0102,https://www.example.org/b,10,10\n"
    own, other = (bundle.contact for bundle in planned(pack_file(AUDIO, "", rows)).bundles)
    heard = [getattr(own.recording(tag), "shown", "") for tag in ("es", "vi", "en")]
    assert heard == ["www.example.org/es", "www.example.org/vi", ""]
    assert [getattr(other.recording(tag), "shown", "") for tag in ("es", "vi", "en")] == 3 * ["www.example.org/b"]
    (failure,) = planned(pack_file(AUDIO.replace("vi =", "xyz ="))).failures
    assert (failure.exit_code, "'xyz'" in failure.cause) == (4, True)


ELSEWHERE = "has the pack's number 617-555-0100, not a line of "


@pytest.mark.parametrize(
    ("head", "cells", "told"),
    [
        ("", "US-TX,", ["US-TX"]),
        ("", "Texas/Harris County,", ["US-TX/Harris County"]),
        ("", "US-TX,713-555-0100", []),
        ("", ",", []),
        ('region = "US-MA"\n', ",", []),
        ('region = "US-MA"\n', "US-MA/Essex,", []),
        ('region = "Massachusetts"\n', "ma,", []),
        ('region = "US-MA"\n', "US-TX,", ["US-TX"]),
    ],
)
def test_a_row_with_a_region_of_its_own_and_the_number_of_the_pack(
    head: str, cells: str, told: list[str], pack_file: Callable[..., Path], planned: Callable[..., Plan]
) -> None:
    plan = planned(pack_file(head, "", f"name,region,hotline,es\nOthers,{cells},10\nMine,,617-555-0107,10\n"))
    first, second = plan.bundles
    found = [each.partition(ELSEWHERE) for each in first.warnings if "the pack's number" in each]
    assert [(before, after.partition(":")[0]) for before, _, after in found] == [("", place) for place in told]
    assert all("the row's 'hotline'" in after for _, _, after in found)
    assert not any("the pack's number" in each for each in second.warnings)


def test_a_line_of_the_directory_that_is_for_the_region_of_the_row(
    pack_file: Callable[..., Path], planned: Callable[..., Plan]
) -> None:
    """The pack's line is for Illinois, by its id or its number: a row in Chicago's county is right to have it."""
    for hotline in ("icirr", "855-435-7693"):
        path = pack_file(rows="name,region,es\nCook,US-IL/Cook,10\nTexas,US-TX,10\n", cards="")
        path.write_text(path.read_text("utf-8").replace('"617-555-0100"', f'"{hotline}"'), "utf-8")
        cook, texas = planned(path).bundles
        assert not any("the pack's number" in each for each in cook.warnings)
        assert any(
            each.startswith("has the pack's number 855-435-7693, not a line of US-TX: ") for each in texas.warnings
        )


def test_fold_on_a_perforated_sheet_is_told_what_else_there_is(
    pack_file: Callable[..., Path], planned: Callable[..., Plan]
) -> None:
    (failure,) = planned(pack_file('stock = "avery-5371"\nlayout = ["duplex", "fold"]\n')).failures
    assert 'stock = "plain-letter"' in failure.remedy
    folded = planned(pack_file('layout = ["duplex", "fold"]\n'))
    stocks = {piece.layout.value: piece.order.stock for piece in folded.pieces}
    assert stocks == {"duplex": "avery-5371", "fold": "plain-letter"}


def test_a_recording_of_the_pack_wins_over_that_of_a_line(
    pack_file: Callable[..., Path], planned: Callable[..., Plan], tmp_path: Path
) -> None:
    line = tmp_path / "mine/hotlines/ours.toml"
    line.parent.mkdir(parents=True)
    line.write_text(
        'id = "ours"\nname = "Our line"\nnumber = "617-555-0177"\nregions = ["US-MA"]\nsource = "our own line"\n'
        'verified_on = 2026-10-01\n[audio]\nes = "https://www.example.org/line/es"\nvi = "https://www.example.org/line/vi"\n'
    )
    path = pack_file('audio_link = { es = "https://www.example.org/es" }\n', "", "name,hotline,es,vi\nA,ours,10,10\n")
    (bundle,) = planned(path, content=tmp_path / "mine").bundles
    heard = [getattr(bundle.contact.recording(tag), "shown", "") for tag in ("es", "vi", "en")]
    assert heard == ["www.example.org/es", "www.example.org/line/vi", ""]


def test_each_script_has_lines_of_its_kind(
    pack_file: Callable[..., Path], planned: Callable[..., Plan], tmp_path: Path
) -> None:
    """Those of a region; the witness's card has that for sightings, and without any line it does not say to call it."""
    for line_id, kind in (("helps", "legal-help"), ("watch", "sighting")):
        line = tmp_path / f"mine/hotlines/{line_id}.toml"
        line.parent.mkdir(parents=True, exist_ok=True)
        line.write_text(
            f'id = "{line_id}"\nname = "{line_id}"\nnumber = "617-555-017{len(kind) % 10}"\nregions = ["US-NJ"]\n'
            f'kind = "{kind}"\nsource = "our own line"\nverified_on = 2026-10-01\n'
        )
    rows = "name,region,es\nA,US-NJ,10\nB,,10\n"
    path = pack_file('scripts = ["home", "witness"]\n', rows=rows, cards="")
    path.write_text(re.sub(r"^hotline.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    first, second = planned(path, content=tmp_path / "mine").bundles
    found = {piece.script.id: [line.id for line in piece.order.contact.hotlines] for piece in first.pieces}
    assert found == {"home": ["helps"], "witness": ["watch"]}
    assert [line.id for line in first.hotlines] == ["helps", "watch"]
    assert second.hotlines == ()
    assert not any("do not say" in each for each in first.warnings)
    assert sum("cards of witness do not say" in each for each in second.warnings) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('hotline = "nobody"\nstock = "plain-a4"\n[cards]\nes = 5\n', 3),
        ('org = "Lynn"\nhotline = ["617-555-0100", "866-347-2423"]\n[cards]\nes = 5\n', 4),
        ('region = "Narnia"\n[cards]\nes = 5\n', 3),
        ('org = "Lynn"\nlink = "http://example.org"\n[cards]\nes = 5\n', 4),
        ('org = "Lynn"\nstock = "nothing"\n[cards]\nes = 5\n', 4),
        ('org = "Lynn"\nscript = "nothing"\n[cards]\nes = 5\n', 4),
        ('org = "Lynn"\nscripts = ["home", "nothing"]\n[cards]\nes = 5\n', 4),
        ('org = "Lynn"\nlayout = "fold"\nstock = "5371"\n[cards]\nes = 5\n', 5),
        ('theme = "red-stock"\npaper_colour = "#700000"\n[cards]\nes = 5\n', 4),
        ("[cards]\nes = 5\nKlingon = 5\nvi = 5\n", 5),
        ("cards.es = 5\ncards.Klingon = 5\n", 4),
        ("[cards]\nes = 5\n'Elvish' = 5\n", 5),
        ('audio_link = { es = "https://example.org/es", xyz = "https://example.org/x" }\n[cards]\nes = 5\n', 3),
    ],
)
def test_what_the_pack_itself_cannot_have_is_told_on_the_line_of_its_key(
    text: str, line: int, tmp_path: Path, planned: Callable[..., Plan]
) -> None:
    path = tmp_path / "x.toml"
    path.write_text(f'title = "x"\n# remark\n{text}', encoding="utf-8")
    (failure,) = planned(path).failures
    assert (failure.row, failure.line) == (path, line), str(failure)


def test_a_pack_that_is_refused_on_the_line_of_a_key_keeps_its_earlier_files(
    tmp_path: Path, planned: Callable[..., Plan]
) -> None:
    path = tmp_path / "x.toml"
    path.write_text('title = "x"\nhotline = "nobody"\n[cards]\nes = 5\n', encoding="utf-8")
    assert planned(path).refused == ("",)
