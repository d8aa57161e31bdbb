"""Pages as PDFium shows them: hyphens at the ends of lines, and lines of any size and direction."""

import io
from collections.abc import Callable, Sequence

import pikepdf
import pytest

from cards.checking.look.pages import Pages, PageText, _downward
from cards.checking.look.words import times_printed
from cards.draw.pdf import draw_pages
from cards.locations import shelves
from cards.measures import Size
from cards.merge.card_text import Block
from cards.merge.markup import Span, left_to_right
from cards.read.languages import read_languages
from cards.read.typefaces import read_families
from cards.typeset.marks import Colour, Face, GlyphRun, Mark, Role, TextMark
from cards.typeset.text.paragraph import measure, set_line

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)

Changed = Callable[..., bytes]
Text = tuple[str, str, float, float, float]
"""A line of text: its language, the text, its size, and the place of its beginning, all in points."""


def page(*texts: Text) -> bytes:
    """A page with those lines, in the order in which they are given."""
    marks: list[Mark] = []
    for tag, text, size, x, y in texts:
        language = LANGUAGES[tag]
        block = Block("home/bearer/door", language, (Span(text),))
        measured = measure(block, read_families(SHELVES, (*language.fonts, "NotoSans")))
        line = set_line(measured, 0, len(measured.text), size)
        runs = tuple(GlyphRun(run.typeface, size, run.x + x, y, run.clusters) for run in line.runs)
        marks.append(TextMark(Role.PARAGRAPH, block.id, tag, text, Colour.BLACK, runs))
    return draw_pages([Face(Size(600, 400), None, "en", tuple(marks), 9.0)], "A page")


def read(pdf: bytes, *, turned: bool = False) -> PageText:
    pages = Pages(pdf)
    try:
        return pages.text(0, turned=turned)
    finally:
        pages.close()


@pytest.mark.parametrize(
    ("lines", "copied"),
    [
        (("Inter-", "Faith Coalition"), "Inter-Faith Coalition"),
        (("Neighbor-to-", "Neighbor, Lynn-", "Peabody"), "Neighbor-to-Neighbor, Lynn-Peabody"),
        (("https://www.know-", "your-rights.example"), "https://www.know-your-rights.example"),
        (("𠺘仔 Inter-", "Faith"), "𠺘仔 Inter-Faith"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen(lines: Sequence[str], copied: str) -> None:
    tag = "yue" if "仔" in lines[0] else "en"
    text = read(page(*((tag, line, 12.0, 40.0, 300.0 - 15 * at) for at, line in enumerate(lines))))
    assert text.broken == 0
    assert text.copied.replace("\r\n", "") == copied
    assert text.seen.replace("\n", "").replace("𠺘", "") == copied.replace(" ", "").replace("𠺘", "")


def test_a_letter_without_a_name_is_counted_beside_hyphens(changed: Changed) -> None:
    def unnamed(pdf: pikepdf.Pdf) -> None:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
                cmap = font.ToUnicode.read_bytes().replace(b"<0046>", b"<E000>")
                font.ToUnicode.write(cmap)

    pdf = page(("en", "Inter-", 12.0, 40.0, 300.0), ("en", "Faith", 12.0, 40.0, 285.0))
    assert read(pdf).broken == 0
    text = read(changed(pdf, unnamed))
    assert text.broken == 1
    assert "\ue000aith" in text.copied
    assert text.copied.startswith("Inter-")


ADDRESS = "www.immigrationlawhelp.org/jpgqy"
"""Letters above and below the line: none of them has its middle where another has."""


@pytest.mark.parametrize("size", [6.0, 9.0, 20.0, 60.0])
@pytest.mark.parametrize(
    ("tag", "label"), [("fa", "کمک حقوقی پیدا کنید"), ("he", "עזרה משפטית"), ("en", "Find legal help")]
)
def test_an_address_is_seen_in_letters_of_any_size_and_beside_words_of_any_direction(
    tag: str, label: str, size: float
) -> None:
    text = read(page((tag, f"{label}: {left_to_right(ADDRESS[:12])}", size, 10.0, 200.0)))
    assert times_printed(ADDRESS[:12], text) == 1


@pytest.mark.parametrize("turned", [False, True])
def test_a_broken_address_is_seen_on_cards_side_by_side(turned: bool, changed: Changed) -> None:
    half = len(ADDRESS) // 2
    card = [("کمک:", 112.0), (left_to_right(ADDRESS[:half]), 100.0), (left_to_right(ADDRESS[half:]), 88.0)]
    pdf = page(*(("fa", text, 9.0, x, y) for x in (20.0, 310.0) for text, y in card))
    if turned:

        def upside_down(opened: pikepdf.Pdf) -> None:
            opened.pages[0].contents_add(b"-1 0 0 -1 600 400 cm\n", prepend=True)

        pdf = changed(pdf, upside_down)
    assert times_printed(ADDRESS, read(pdf, turned=turned)) == 2


def test_a_short_line_close_under_another_is_a_line_of_its_own() -> None:
    """PDFium copies the word of the second line before the last word of the first, which is the later run."""
    marks = [
        ("ml", "അമേരിക്കയിലെ ചില സംസ്ഥാനങ്ങളിൽ", 18.0, 40.0, 300.0),
        ("ml", "പേര് പറഞ്ഞേ", 18.0, 420.0, 300.0),
        ("ml", "തീരൂ.", 18.0, 40.0, 279.0),
    ]
    assert read(page(*marks)).seen.split("\n") == [
        "അമേരിക്കയിലെചിലസംസ്ഥാനങ്ങളിൽപേര്പറഞ്ഞേ",
        "തീരൂ.",
    ]


@pytest.mark.parametrize(
    ("order", "seen"),
    [
        ("abc", "abc"),
        ("acb", "abc"),
        ("adbc", "abcd"),
        ("ab" + "xyz", "ab" + "xyz"),
        ("xz" + "ac" + "yb", "xzacyb"),
        ("ca", "ca"),
        ("bca", "bca"),
    ],
)
def test_a_line_between_the_two_before_it_is_read_between_them(order: str, seen: str) -> None:
    """Lines a to d from the top down, and x to z in the column beside them. A line above all others begins a card."""
    height = {each: 100.0 - 20 * place for place, each in enumerate("abcd")}
    height |= {each: 90.0 - 20 * place for place, each in enumerate("xyz")}
    lines = [(height[each], [(50.0 if each in "xyz" else 0.0, place)]) for place, each in enumerate(order)]
    assert "".join(order[line[1][0][1]] for line in _downward(lines)) == seen


def test_letters_on_other_baselines_are_other_lines() -> None:
    text = read(page(("en", "abc", 12.0, 40.0, 300.0), ("en", "def", 12.0, 100.0, 299.0)))
    assert text.seen.split("\n") == ["abc", "def"]


def test_a_page_without_text_says_nothing() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        buffer = io.BytesIO()
        pdf.save(buffer)
    assert read(buffer.getvalue()) == PageText("", "", 0)
