"""What a volunteer is told to do, for every layout that a pack may have."""

from dataclasses import replace

import pytest

from cards.locations import bundled
from cards.measures import Size
from cards.merge.cover_text import CoverHotline, CoverRow, CoverStock, CoverText
from cards.merge.how_to_print import Way, in_a_line, ways
from cards.merge.review import Review
from cards.read.languages import read_languages
from cards.read.layouts import Layout
from cards.read.stocks import PAPERS, SHEET_NAMES, Flip

LANGUAGES = read_languages([bundled()])
AVERY = CoverStock("avery-5371", "Avery 5371 business cards", ("5371", "8371"), cut_marks=False)
PLAIN = CoverStock("plain-letter", "Plain Letter", (), cut_marks=True)
FOLDED = CoverStock("plain-letter", "plain Letter paper, 5 cards on each", (), cut_marks=True, fold=True)
PERFORATED = CoverStock("rayfilm-viz3", "Cards to fold", (), cut_marks=False, fold=True)
PAPER = [CoverStock(name, title, (), cut_marks=False) for name, title in SHEET_NAMES.items()]
LINE = CoverHotline("A line", "617-555-0100", ("Spanish",), "daily", "nobody has confirmed it")
PRESS = "3.5 × 2 in (88.9 × 50.8 mm), with 0.125 in (3.2 mm) of bleed on each side"


def row(layout: Layout, stock: str = "avery-5371", sheets: int = 20) -> CoverRow:
    again = layout is Layout.BACKS
    return CoverRow("x.pdf", LANGUAGES["es"], "At home", 200, sheets, stock, Review.DRAFT, layout, again)


def cover(*rows: CoverRow, paper: Size = PAPERS["letter"]) -> CoverText:
    return CoverText(
        title="A workshop",
        place="",
        date=None,
        org="",
        paper=paper,
        edge="long",
        english=LANGUAGES["en"],
        stocks=(AVERY, PLAIN, FOLDED, PERFORATED, *PAPER),
        hotlines=(LINE,),
        link="www.example.org",
        rows=rows,
        press=PRESS,
    )


def only(text: CoverText) -> Way:
    (way,) = ways(text)
    return way


def said(text: CoverText) -> str:
    return " ".join(block.text for way in ways(text) for block in way.steps)


def test_both_sides_at_once() -> None:
    text = cover(row(Layout.DUPLEX), row(Layout.DUPLEX))
    assert only(text).title == "How to print"
    told = said(text)
    assert "40 sheets of Avery 5371 business cards; these products fit: 5371, 8371." in told
    assert "Paper: Letter." in told
    assert "100 %" in told
    assert "flip on long edge" in told
    assert "up to the light" in told
    assert "Cut" not in told
    assert "Paper: A4." in said(cover(row(Layout.DUPLEX), paper=PAPERS["a4"]))
    assert "flip on short edge" in said(replace(text, edge="short"))


def test_the_steps_tell_what_to_cut() -> None:
    told = said(cover(row(Layout.DUPLEX), row(Layout.DUPLEX, "plain-letter")))
    assert "20 sheets of Avery 5371 business cards; these" in told
    assert "20 sheets of Plain Letter; heavy white paper" in told
    assert "Cut along the marks" in told


def test_one_side_and_then_the_other() -> None:
    text = cover(row(Layout.FRONTS), row(Layout.BACKS), row(Layout.FRONTS), row(Layout.BACKS))
    assert only(text).title == "Files with “fronts” and “backs” at the end: print one side, then the other"
    told = said(text)
    assert "40 sheets of Avery" in told  # not 80: the backs go on the same
    assert "on one side" in told
    assert "printing on both sides" in told
    assert "flip on" not in told
    assert "over like the page of a book" in told
    assert "like the page of a wall calendar" in said(replace(text, edge="short"))
    assert told.index("Print all of a “fronts” file") < told.index("then print its “backs”")
    assert "Something is missing" not in told


@pytest.mark.parametrize(
    ("layout", "missing"),
    [(Layout.FRONTS, "this pack has only the bearer's"), (Layout.BACKS, "This pack has no fronts")],
)
def test_it_is_told_when_one_side_is_missing(layout: Layout, missing: str) -> None:
    text = cover(row(layout))
    assert only(text).title.startswith(f"Files with “{layout.value}” at the end: ")
    assert missing in said(text)
    assert "of the same name" not in said(text)


def test_to_fold() -> None:
    told = said(cover(row(Layout.FOLD, "plain-letter")))
    steps = [
        "20 sheets of plain Letter paper, 5 cards on each; ordinary paper",
        "on one side",
        "Fold along",
        "Glue",
        "Cut through both layers",
    ]
    assert [each for each in steps if each in told] == steps
    assert sorted(steps, key=told.index) == steps
    made = said(cover(row(Layout.FOLD, "rayfilm-viz3")))  # a stock that comes apart by itself
    assert "Take the pieces apart" in made
    assert "Cut" not in made


def test_large_print_is_on_plain_paper() -> None:
    told = said(cover(row(Layout.LARGE, "a4", sheets=7)))
    assert "7 sheets of plain A4 paper" in told
    assert "Paper: A4." in told
    assert "flip on long edge" in told
    assert "Cut each sheet in half" in told


def test_a_sheet_that_large_cards_and_posters_share_is_loaded_once() -> None:
    marked = CoverStock("letter", "plain Letter paper", (), cut_marks=True)
    text = cover(row(Layout.LARGE, "letter", sheets=7), row(Layout.POSTER, "letter", sheets=2))
    told = said(replace(text, stocks=(marked, *text.stocks)))
    assert (told.count("7 sheets of"), told.count("2 sheets of")) == (1, 1)


def test_posters_have_two_pages() -> None:
    told = said(cover(row(Layout.POSTER, "tabloid", 2), row(Layout.POSTER, "tabloid", 2)))
    assert "4 sheets of plain Tabloid paper, 11 x 17 in, two for each file." in told
    assert "A copy shop" in told
    assert "Paper: Tabloid." in told
    assert "for the officer" in told
    assert "copy shop" not in said(cover(row(Layout.POSTER, "letter", 2)))


def test_a_print_shop_is_told_the_size() -> None:
    text = cover(row(Layout.PRESS, "print shop", 0))
    assert f"It is {PRESS}." in said(text)
    assert "Nothing may be scaled" in said(text)
    assert "sheet" not in said(text)
    assert "proof" in said(text)


def test_every_layout_is_told_once_and_by_the_ends_of_its_files() -> None:
    rows = [row(layout, "plain-letter" if layout.traits.on_stock else "letter") for layout in Layout]
    found = ways(cover(*rows, *rows))
    assert len(found) == len(Layout) - 1
    for layout in Layout:
        ends = "a number of cards" if layout is Layout.DUPLEX else f"“{layout.value}”"
        assert sum(ends in way.title for way in found) == 1
    for way in found:
        assert all(block.text.endswith(".") for block in way.steps)


def test_red_paper_is_loaded_for_black_cards() -> None:
    for layout in (Layout.DUPLEX, Layout.FRONTS, Layout.FOLD, Layout.LARGE, Layout.POSTER):
        text = cover(row(layout, "plain-letter" if layout.traits.on_stock else "letter"))
        assert "red paper" not in said(text)
        red = said(replace(text, red_paper=True))
        assert "red paper light enough to read black on" in red
        assert "white paper" not in red


def test_white_products_are_no_red_paper() -> None:
    for layout in (Layout.DUPLEX, Layout.FRONTS):
        red = said(replace(cover(row(layout)), red_paper=True))
        assert (
            "20 sheets of red paper or card stock light enough to read black on, with the size and layout of Avery"
            in red
        )
        assert "such as plain red Letter paper that you cut." in red
        assert "8371" not in red
        a4 = said(replace(cover(row(layout), paper=PAPERS["a4"]), red_paper=True))
        assert "such as plain red A4 paper that you cut." in a4


COMBINED = {Layout.DUPLEX: "all cards.pdf", Layout.FOLD: "all cards - fold.pdf", Layout.LARGE: "all cards - large.pdf"}


@pytest.mark.parametrize(("layout", "name"), COMBINED.items())
def test_all_cards_in_one_file_are_not_printed_twice(layout: Layout, name: str) -> None:
    rows = (row(layout, "plain-letter" if layout.traits.on_stock else "letter"), row(Layout.POSTER, "letter"))
    text = replace(cover(*rows), combined=((layout, name),))
    way, poster = ways(text)
    told = " ".join(block.text for block in way.steps)
    assert f"Print EITHER “{name}” OR the single files. Not both" in told
    assert "each file once" not in told
    assert way.title.startswith(f"“{name}”, or the files with ")
    assert poster.title.startswith("Files with “poster”")
    (alone, _) = ways(replace(text, combined=()))
    assert "each file once" in " ".join(block.text for block in alone.steps)
    assert "EITHER" not in said(replace(text, combined=()))


def test_paper_to_fold_is_told_by_its_own_number() -> None:
    both = ways(cover(row(Layout.DUPLEX, "plain-letter", 7), row(Layout.FOLD, "plain-letter", 9)))
    cut, folded = (way.steps[0].text for way in both)
    assert "7 sheets of Plain Letter;" in cut
    assert "5 cards" not in cut
    assert "9 sheets of plain Letter paper, 5 cards on each;" in folded
    assert "sheets of Plain Letter" not in folded


def test_the_number_is_tried_where_there_is_one() -> None:
    for layout in Layout:
        text = cover(row(layout, "letter"))
        assert "call the number" in said(text)
        assert "call" not in said(replace(text, hotlines=()))


@pytest.mark.parametrize("cut_marks", [False, True])
@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("layout", Layout)
def test_a_line_says_the_size_the_sides_and_the_edge(layout: Layout, flip: Flip, cut_marks: bool) -> None:
    line = in_a_line(layout, flip, cut_marks=cut_marks)
    assert "\n" not in line
    assert "at actual size (100 %)" in line
    assert ("both sides" in line) == (layout in (Layout.DUPLEX, Layout.LARGE, Layout.PRESS))
    on_one = (Layout.FRONTS, Layout.BACKS, Layout.FOLD, Layout.POSTER, Layout.PLAN)
    assert ("on one side" in line) == (layout in on_one)
    turned = layout in (Layout.DUPLEX, Layout.LARGE)
    assert (f"flip on {flip.value.removesuffix('-edge')} edge" in line) == turned
    over = "wall calendar" if flip is Flip.SHORT_EDGE else "page of a book"
    assert (over in line) == (layout is Layout.BACKS)
    assert ("Cut along the marks" in line) == (layout is Layout.DUPLEX and cut_marks)
    assert ("dashed marks" in line) == (layout is Layout.FOLD and cut_marks)


@pytest.mark.parametrize(("recordings", "told"), [((), False), (("www.example.org/es",), True)])
def test_the_page_of_a_recording_is_hung_up_apart(recordings: tuple[str, ...], told: bool) -> None:
    text = replace(cover(row(Layout.POSTER, "letter", 3 if told else 2)), recordings=recordings)
    assert ("A page with a loudspeaker leads to a recording: post it an arm's length from page 1" in said(text)) == told
    assert f"{'three' if told else 'two'} for each file" in said(text)
