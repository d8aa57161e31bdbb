"""A cover sheet, as it is on paper: all that the volunteer needs is there, on however many pages, nothing on top of it.

The text is read from the PDF by PDFium and poppler; places are those of the letters' ink, from the font files.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from cards.errors import DoesNotFit
from cards.locations import shelves
from cards.measures import Rect
from cards.merge.cover_text import CoverHotline, CoverRow, CoverStock, CoverText, all_in_one, draft_note
from cards.merge.how_to_print import ways
from cards.merge.review import Review
from cards.papers import cover_families, make_cover
from cards.read.catalogs import translated_tags
from cards.read.languages import read_languages
from cards.read.layouts import Layout
from cards.read.scripts import find_script, script_ids
from cards.read.stocks import PAPERS, SHEET_NAMES, find_stock
from cards.typeset.marks import Face, GlyphRun, TextMark
from cards.typeset.page.cover import cover_pages
from cards.typeset.page.flow import MARGIN

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
EVERY = ("en", *translated_tags(SHELVES))
LYNN = ("es", "ht", "pt", "km", "ar", "vi")
HANGS = 1.2
"""Points that a letter such as j may hang over the edge of its advance, at the largest size."""

LINES = (
    CoverHotline("LUCE", "617-370-5023", ("Spanish", "Portuguese"), "daily, 5 a.m. to 9 p.m.", "November 20, 2026"),
    CoverHotline("Línea de ayuda", "508-555-0142", (), "", "nobody has confirmed it"),
)

InkBoxes = Callable[[GlyphRun], list[Rect]]


def row(tag: str, script: str = "home", stock: str = "avery-5371", **changes: Any) -> CoverRow:
    title = find_script(SHELVES, script).title
    made = CoverRow(f"cards-{tag}-{script}.pdf", LANGUAGES[tag], title, 200, 20, stock, Review.DRAFT)
    return replace(made, **changes)


def every_layout() -> CoverText:
    """A cover sheet of files in every layout, in two languages."""
    plain = find_stock(SHELVES, "plain-letter")
    names = {Layout.LARGE: "letter", Layout.POSTER: "tabloid", Layout.PLAN: "letter"}
    stocks = [CoverStock(plain.id, plain.name, (), cut_marks=True, fold=fold) for fold in (False, True)]
    stocks += [CoverStock(name, SHEET_NAMES[name], (), cut_marks=False) for name in dict.fromkeys(names.values())]
    rows = []
    for layout in Layout:
        once = not layout.traits.counted
        for tag in ("es", "ar"):
            made = row(tag, stock=names.get(layout, plain.id), file=f"cards-{tag}-{layout.value}.pdf", layout=layout)
            sheets = {Layout.PRESS: 0, Layout.PLAN: 1}.get(layout, 2 if once else 20)
            again = layout is Layout.BACKS
            rows.append(replace(made, cards=0 if once else 200, sheets=sheets, again=again))
    press = "3.5 × 2 in (88.9 × 50.8 mm), with 0.125 in (3.2 mm) of bleed on each side"
    return replace(cover(stock="plain-letter"), stocks=tuple(stocks), rows=tuple(rows), press=press)


@cache
def cover(
    tags: tuple[str, ...] = LYNN,
    scripts: tuple[str, ...] = ("home",),
    stock: str = "avery-5371",
    warnings: tuple[str, ...] = (),
) -> CoverText:
    found = find_stock(SHELVES, stock)
    return CoverText(
        title="Know Your Rights Workshop",
        place="Lynn, Massachusetts",
        date=date(2026, 12, 5),
        org="Vecinos Unidos",
        paper=found.paper,
        edge="long",
        english=LANGUAGES["en"],
        stocks=(CoverStock(found.id, found.name, found.products, found.cut_marks),),
        hotlines=LINES,
        link="www.immigrationlawhelp.org",
        rows=tuple(row(tag, script, stock) for script in scripts for tag in tags),
        warnings=warnings,
    )


def made(text: CoverText) -> bytes:
    return make_cover(text, cover_families(SHELVES, text))[0]


def pages_of(text: CoverText) -> tuple[Face, ...]:
    return cover_pages(text, cover_families(SHELVES, text))


def read(pdf: bytes) -> list[str]:
    """The text of each page, with single spaces and without what has no picture."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return [" ".join("".join(each for each in text if unicodedata.category(each) != "Cf").split()) for text in pages]


def letters(text: str) -> Counter[str]:
    """The words without marks, whose order PDFium does not keep in every script."""
    plain = "".join(each for each in text if not unicodedata.category(each).startswith("M"))
    return Counter(re.findall(r"[^\W_]+", plain))


def test_the_sheet_for_lynn_has_everything_on_one_page() -> None:
    text = cover(warnings=("the number was last verified 120 days ago: call it first",))
    (page,) = read(made(text))
    for each in (
        text.title, "Saturday, December 5, 2026 · Lynn, Massachusetts", text.org, "6 languages", "6 files",
        "1,200 cards", "120 sheets of paper", "DRAFT", "100 %", "How to print", "617-370-5023", "LUCE",
        "Spanish, Portuguese", "daily, 5 a.m. to 9 p.m.", "November 20, 2026", "Línea de ayuda", "508-555-0142",
        "nobody has confirmed it", "leads to www.immigrationlawhelp.org.", "6 files 1,200 120", *text.warnings,
        "page 1 of 1",
    ):  # fmt: skip
        assert each in page, each
    note = draft_note(text)
    assert note is not None
    (way,) = ways(text)
    for block in (note, *way.steps):
        assert block.text in page
    for file in text.rows:
        assert f"{file.file} {file.language.english} " in page
    assert page.count("At home 200 20 avery-5371 DRAFT") == len(LYNN)


@pytest.mark.parametrize("stock", ["avery-5371", "plain-a4"])
def test_every_language_stands_there_in_its_own_script(stock: str, tmp_path: Path, run_reader: Any) -> None:
    text = cover(EVERY, stock=stock)
    path = tmp_path / "cover.pdf"
    path.write_bytes(made(text))
    seen = letters(" ".join(read(path.read_bytes())))
    for tag in EVERY:
        assert letters(f"{LANGUAGES[tag].english} {LANGUAGES[tag].autonym}") <= seen, tag
    assert "No syntax or stream encoding errors found" in run_reader("qpdf", "--check", path)
    plain = letters(run_reader("pdftotext", "-raw", path, "-"))
    for tag in EVERY:
        assert letters(f"{LANGUAGES[tag].english} {LANGUAGES[tag].autonym}") <= plain, tag


def test_hundreds_of_rows_flow_over_pages_under_their_titles() -> None:
    warnings = tuple(f"warning {number} of many" for number in range(100))
    text = cover(EVERY, tuple(script_ids(SHELVES)), warnings=warnings)
    pages = read(made(text))
    whole = " ".join(pages)
    squeezed = whole.replace(" ", "")
    assert all(squeezed.count(each.file) == 1 for each in text.rows)
    assert all(f"{each} " in whole for each in warnings)
    for number, page in enumerate(pages, 1):
        assert page.endswith(f"page {number} of {len(pages)}")
        if number > 1:
            assert page.startswith(("Files, continued File Language Own name Script Cards", "Warnings, continued"))
    count = len(EVERY) * len(script_ids(SHELVES))
    assert f"{count} files {200 * count:,} {20 * count:,}" in whole


def test_a_warning_longer_than_a_page_goes_on() -> None:
    names = [f"card {number} of the pack" for number in range(600)]
    pages = read(made(replace(cover(), warnings=("a short one", ", ".join(names), "the last one"))))
    whole = " ".join(re.sub(r" Know Your Rights Workshop · .* page \d+ of \d+$", "", page) for page in pages)
    assert ", ".join(names) in whole.replace("Warnings, continued ", "")
    assert "the last one" in pages[-1]
    assert len(pages) > 2


def test_every_layout_has_its_steps_and_paper_counts_once() -> None:
    text = every_layout()
    whole = " ".join(re.sub(r"Know Your Rights Workshop · \S+ .*?page \d of \d", "", page) for page in read(made(text)))
    for way in ways(text):
        assert way.title in whole
        for number, block in enumerate(way.steps, 1):
            assert block.text in whole, (way.title, number)
    assert "1,600 cards 166 sheets of paper" in whole
    assert "16 files 1,600 166" in whole
    for file in text.rows:
        numbers = "the same the same" if file.again else f"{file.cards or '–'} {file.sheets or '–'}"
        assert re.search(rf"{file.file} {file.language.english} .{{4,9}} At home {numbers} {file.stock} DRAFT", whole)


@pytest.mark.parametrize("lines", range(1, 12))
def test_the_steps_of_a_way_stand_on_one_page(lines: int) -> None:
    """However far down the page it begins."""
    text = replace(every_layout(), title="A workshop of many names and places " * lines)
    pages = read(made(text))
    for way in ways(text):
        (page,) = (each for each in pages if way.title in each)
        assert all(block.text in page for block in way.steps), way.title
    assert not any("the end: " in each and ", continued" in each for each in pages if each.startswith("Files with"))


def test_files_of_all_cards_stand_above_the_table() -> None:
    text = replace(cover(), combined=((Layout.DUPLEX, "all cards.pdf"),))
    (page,) = read(made(text))
    note = all_in_one(text)
    assert note is not None
    assert f"Files {note.text} File Language" in page
    assert "all cards" not in read(made(cover()))[0]


@pytest.mark.parametrize(
    "text", [cover(), cover(EVERY, stock="plain-a4"), replace(cover(), hotlines=()), every_layout()]
)
def test_nothing_lies_on_anything_else_or_in_the_margin(text: CoverText, ink_boxes: InkBoxes) -> None:
    inner = Rect(0, 0, text.paper.width, text.paper.height).grown(HANGS - MARGIN)
    for face in pages_of(text):
        assert face.size == text.paper
        places = []
        for mark in face.marks:
            if not isinstance(mark, TextMark):
                continue
            boxes = [box for run in mark.runs for box in ink_boxes(run)]
            assert all(inner.contains(box) for box in boxes), mark.text
            places.append((mark, boxes))
        for (mark, boxes), (other, others) in combinations(places, 2):
            assert not any(one.overlaps(two) for one in boxes for two in others), (mark.text, other.text)


def test_no_character_is_drawn_as_a_missing_glyph() -> None:
    for face in pages_of(cover(EVERY)):
        for mark in face.marks:
            if isinstance(mark, TextMark):
                clusters = [cluster for run in mark.runs for cluster in run.clusters]
                assert all(glyph for cluster in clusters for glyph, _, _ in cluster.glyphs), mark.text


def test_what_is_signed_is_not_called_a_draft() -> None:
    rows = (row("es", review=Review.APPROVED), row("ar", review=Review.REVIEWED))
    (page,) = read(made(replace(cover(), rows=rows)))
    assert "DRAFT" not in page
    assert "avery-5371 approved" in page
    assert "avery-5371 reviewed" in page


def test_a_pack_without_number_date_place_or_organisation() -> None:
    text = replace(cover(), hotlines=(), date=None, place="", org="")
    (page,) = read(made(text))
    assert "The cards have no telephone number, but a blank line for one." in page
    assert "Who answers" not in page
    assert "2026" not in page


def test_long_names_are_broken_and_not_lost() -> None:
    name = "x" * 150 + ".pdf"
    text = replace(
        cover(),
        title="A workshop" + " of names" * 20,
        org="An organisation" + " of names" * 20,
        rows=(row("es", file=name),),
    )
    (page,) = read(made(text))
    assert name in page.replace(" ", "")
    assert page.startswith(text.title)
    assert text.org in page


def test_names_in_the_scripts_of_the_pack() -> None:
    (page,) = read(made(replace(cover(), org="Tiếng Việt · ភ្នំពេញ", place="Lynn")))
    assert "Tiếng Việt" in page
    assert letters("ភ្នំពេញ") <= letters(page)


def test_a_title_taller_than_the_page_is_refused() -> None:
    with pytest.raises(DoesNotFit, match="taller than its page"):
        made(replace(cover(), title="A workshop " * 1000))


def test_the_same_bytes_again_and_nothing_of_where_or_when() -> None:
    text = cover(EVERY)
    pdf = made(text)
    assert made(replace(text)) == pdf
    for trace in (b"/CreationDate", b"/Author", b"ReportLab", str(Path.home()).encode()):
        assert trace not in pdf
    assert PAPERS["letter"] == text.paper


def texts_of(faces: tuple[Face, ...]) -> list[TextMark]:
    return [mark for face in faces for mark in face.marks if isinstance(mark, TextMark)]


@pytest.mark.parametrize("name", ["የኢትዮጵያ ማህበር", "קהילה", "หมู่บ้าน", "社区中心", "Հայ համայնք"])
def test_a_name_in_another_writing_system_is_set_in_a_font_for_it(name: str) -> None:
    faces = pages_of(replace(cover(("es",)), title=f"Workshop of {name}", org=name))
    assert not [warning for face in faces for warning in face.warnings]
    (mark,) = [mark for mark in texts_of(faces) if mark.id == "org"]
    assert mark.text == name
    usual = {run.typeface.name for each in texts_of(pages_of(cover(("es",)))) for run in each.runs}
    assert not usual & {run.typeface.name for run in mark.runs}


@pytest.mark.parametrize(
    ("name", "shown", "code"),
    [("Casa \U0001f3e0 Uno", "Casa … Uno", "U+1F3E0"), ("\U00012000\U00012001 Uno", "… Uno", "U+12000")],
)
def test_what_no_font_has_is_left_out_of_the_sheet_and_named(name: str, shown: str, code: str) -> None:
    text = replace(cover(("es",)), org=name)
    faces = pages_of(text)
    (warning,) = [warning for face in faces for warning in face.warnings]
    assert "the cover sheet has … where no font has a character of a name" in warning
    assert code in warning
    assert shown in [mark.text for mark in texts_of(faces)]
    assert make_cover(text, cover_families(SHELVES, text))[1] == (warning,)
