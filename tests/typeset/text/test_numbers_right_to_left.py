"""Telephone numbers among letters that run from right to left: the digits stand in order, in glyphs and in print."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from cards.locations import shelves
from cards.measures import Rect
from cards.merge.card_text import Block
from cards.merge.markup import Span, left_to_right
from cards.pipeline import Cards
from cards.read.languages import read_languages
from cards.read.typefaces import read_families
from cards.typeset.text.harfbuzz import metrics
from cards.typeset.text.paragraph import Line, fill, measure, set_line

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
NUMBER = "617-370-5023"
PRINTED = ("ar", "fa", "he", "ur")
CALLS = {
    "ar": ("اتصل بالرقم", "الآن"),
    "ckb": ("پەیوەندی بکە بە", "ئێستا"),
    "dv": ("ގުޅާ", "މިހާރު"),
    "fa": ("با شمارهٔ", "تماس بگیرید"),
    "he": ("התקשרו למספר", "עכשיו"),
    "prs": ("به شماره", "زنگ بزنید"),
    "ps": ("دې شمېرې ته", "زنګ ووهئ"),
    "ur": ("اس نمبر پر", "کال کریں"),
}
NUMBERS = st.one_of(
    st.from_regex(r"[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4}", fullmatch=True),
    st.from_regex(r"\([2-9][0-9]{2}\) [2-9][0-9]{2}-[0-9]{4}", fullmatch=True),
    st.from_regex(r"\+[1-9][0-9]? [0-9]{3} [0-9]{3} [0-9]{4}", fullmatch=True),
    st.just("211"),
)


def drawn(line: Line) -> str:
    """The characters of a line by where their glyphs stand, from left to right."""
    places: list[tuple[float, str]] = []
    for run in line.runs:
        pen = run.x
        for cluster in run.clusters:
            places.append((pen, cluster.text))
            pen += cluster.advance * run.size / metrics(run.typeface).upem
    return "".join(text for _, text in sorted(places, key=lambda place: place[0]))


def line_with(tag: str, number: str, *, bold: bool = False) -> Line:
    language = LANGUAGES[tag]
    before, after = CALLS[tag]
    parts = (Span(f"{before} "), Span(number, bold), Span(f" {after}"))
    paragraph = measure(Block("call", language, parts), read_families(SHELVES, language.fonts))
    return set_line(paragraph, 0, len(paragraph.text), 9.0)


@pytest.mark.parametrize("tag", CALLS)
@given(number=NUMBERS, bold=st.booleans())
def test_an_isolated_number_is_drawn_from_left_to_right(tag: str, number: str, bold: bool) -> None:
    assert number in drawn(line_with(tag, left_to_right(number), bold=bold))


@pytest.mark.parametrize("tag", CALLS)
def test_the_sentence_round_the_number_still_runs_from_right_to_left(tag: str) -> None:
    before, after = CALLS[tag]
    seen = drawn(line_with(tag, left_to_right(NUMBER)))
    assert seen.index(after[-1]) < seen.index(NUMBER)
    assert seen.rindex(before[0]) > seen.index(NUMBER) + len(NUMBER)


@pytest.mark.parametrize("tag", ["ar", "fa", "ur"])
def test_without_isolates_the_same_number_is_scrambled(tag: str) -> None:
    """So the tests above can fail; Hebrew letters do not turn digits into Arabic numbers (UAX #9, W2)."""
    assert NUMBER not in drawn(line_with(tag, NUMBER))


@pytest.mark.parametrize("tag", CALLS)
@given(width=st.floats(70.0, 200.0))
def test_a_number_is_never_broken_over_two_lines(tag: str, width: float) -> None:
    language = LANGUAGES[tag]
    text = f"{CALLS[tag][0]} {left_to_right(NUMBER)} {CALLS[tag][1]}"
    paragraph = measure(Block("call", language, (Span(text),)), read_families(SHELVES, language.fonts))
    lines = [drawn(set_line(paragraph, *line, 9.0)) for line in fill(paragraph, 9.0, width) or []]
    assert lines
    assert sum(NUMBER in line for line in lines) == 1


class Character(NamedTuple):
    """What PDFium reads at a place of a page."""

    text: str
    box: Rect


def characters(page: pypdfium2.PdfPage, place: Rect) -> Iterator[Character]:
    text = page.get_textpage()
    for index in range(text.count_chars()):
        left, low, right, high = text.get_charbox(index)
        box = Rect(left, low, right - left, high - low)
        if place.contains(box):
            yield Character(text.get_text_range(index, 1), box)


def number_boxes(page: pypdfium2.PdfPage, slot: Rect) -> list[Character]:
    """The large digits of a card and the hyphens at their height, from left to right."""
    found = [each for each in characters(page, slot) if each.text in set(NUMBER)]
    digits = [each for each in found if each.text.isdigit() and each.box.height > 6.0]
    low, high = min(each.box.y for each in digits), max(each.box.top for each in digits)
    hyphens = [each for each in found if each.text == "-" and low < each.box.y < high]
    return sorted([*digits, *hyphens], key=lambda each: each.box.x)


@pytest.mark.parametrize("stock", ["avery-5371", "plain-a4"])
@pytest.mark.parametrize("tag", PRINTED)
def test_digits_of_a_printed_card_ascend_from_left_to_right(
    tag: str, stock: str, cards_of: Callable[..., Cards], slots_of: Callable[[str], list[Rect]]
) -> None:
    page = pypdfium2.PdfDocument(cards_of(tag, stock).pdf)[0]
    for slot in slots_of(stock):
        found = number_boxes(page, slot)
        assert "".join(each.text for each in found) == NUMBER
        assert all(left.box.right <= right.box.x + 0.1 for left, right in pairwise(found))
        assert max(each.box.y for each in found if each.text != "-") - min(each.box.y for each in found) < 0.5


@pytest.mark.parametrize(
    ("number", "rearranged"),
    [
        ("(617) 555-0100", "(601) 555-0170"),
        ("617-370-5023", "502-370-6173"),
        ("+52 55 5093 0000", "+52 55 0000 5093"),
    ],
)
@pytest.mark.parametrize("tag", PRINTED)
def test_the_picture_of_the_number_is_that_of_an_english_card(
    tag: str, number: str, rearranged: str, cards_of: Callable[..., Cards], slots_of: Callable[[str], list[Rect]]
) -> None:
    """Pixels do not lie: the number looks like the English card's, not like one with its digits rearranged."""
    here = strip(cards_of(tag, number=number), slots_of("avery-5371")[0])
    same = difference(here, strip(cards_of("en", number=number), slots_of("avery-5371")[0]))
    other = difference(here, strip(cards_of("en", number=rearranged), slots_of("avery-5371")[0]))
    assert same < other / 3


def strip(cards: Cards, slot: Rect) -> Image.Image:
    """The number on a card from its first to its last digit, cut out of a picture, at a size that can be compared."""
    page = pypdfium2.PdfDocument(cards.pdf)[0]
    digits = [each.box for each in characters(page, slot) if each.text.isdigit() and each.box.height > 6.0]
    left, right = min(box.x for box in digits), max(box.right for box in digits)
    low, high = min(box.y for box in digits), max(box.top for box in digits)
    margins = (left, low, page.get_width() - right, page.get_height() - high)
    picture: Image.Image = page.render(scale=8, crop=margins, grayscale=True).to_pil()
    return picture.convert("L").resize((400, 60))


def difference(one: Image.Image, other: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]
