"""Lines as close as their ink allows: two lines of real text drawn by PDFium at that distance never touch."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image, ImageOps

from cards.draw.pdf import draw_pdf
from cards.impose.sheet import Placement, Sheet
from cards.locations import shelves
from cards.measures import Rect, Size
from cards.merge.card_text import Block
from cards.merge.markup import Span, spans
from cards.read.catalogs import read_wording
from cards.read.languages import read_languages
from cards.read.stocks import Flip
from cards.read.typefaces import read_families
from cards.typeset.marks import Colour, Face, Role, TextMark
from cards.typeset.text.paragraph import Paragraph, fill, measure, set_line
from cards.typeset.text.skyline import CLEARANCE, needed_pitch, skyline

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
SIZE, WIDTH, PIXELS = 10.0, 130.0, 4
PAPER = Size(WIDTH + 20.0, 60.0)


def two_lines(tag: str, fonts: Sequence[str]) -> list[tuple[Paragraph, tuple[int, int], tuple[int, int]]]:
    """Each pair of consecutive lines in a locale's wording for the home."""
    families = read_families(SHELVES, fonts)
    found = []
    for message in read_wording(SHELVES, tag).messages.values():
        if not message.context.startswith("home/"):
            continue
        paragraph = measure(Block(message.context, LANGUAGES[tag], spans(message.text, {})), families)
        lines = fill(paragraph, SIZE, WIDTH)
        assert lines is not None
        found += [(paragraph, *pair) for pair in pairwise(lines)]
    return found


def ink(paragraph: Paragraph, line: tuple[int, int], baseline: float) -> Image.Image:
    """A picture of one line, white on black, with its starting edge at its place in the column."""
    made = set_line(paragraph, *line, SIZE)
    x = PAPER.width - 10.0 - made.width if paragraph.base else 10.0
    runs = tuple(replace(run, x=run.x + x, y=baseline) for run in made.runs)
    mark = TextMark(Role.STATEMENT, "line", paragraph.block.language.tag, paragraph.text, Colour.BLACK, runs)
    face = Face(PAPER, Colour.WHITE, "en", (mark,), SIZE)
    slot = Rect(0, 0, PAPER.width, PAPER.height)
    sheet = Sheet(PAPER, "bearer", (Placement(slot),), (slot,), ())
    document = pypdfium2.PdfDocument(draw_pdf([sheet], {"bearer": face}, Flip.LONG_EDGE, "ink"))
    return ImageOps.invert(document[0].render(scale=PIXELS, grayscale=True).to_pil().convert("L")).point(
        lambda value: 255 if value > 100 else 0
    )


def extent(picture: Image.Image, x: int) -> tuple[int, int] | None:
    """The first and the last row of ink near a column, from the top."""
    box = picture.crop((max(0, x - 1), 0, x + 2, picture.height)).getbbox()
    return (box[1], box[3]) if box else None


@pytest.mark.parametrize(
    ("tag", "fonts"),
    [(tag, LANGUAGES[tag].fonts) for tag in ("ur", "my", "km", "lo", "th", "vi", "hi", "ta", "ar")]
    + [("ur", ("NotoSansArabic", "NotoSans"))],
)
def test_lines_at_the_needed_distance_do_not_touch(tag: str, fonts: Sequence[str]) -> None:
    pairs = two_lines(tag, fonts)
    assert pairs
    for paragraph, upper, lower in pairs:
        pitch = needed_pitch(skyline(paragraph, *upper), skyline(paragraph, *lower)) * SIZE
        above, below = ink(paragraph, upper, 40.0), ink(paragraph, lower, 40.0 - pitch)
        for x in range(above.width):
            over, under = extent(above, x), extent(below, x)
            if over and under:
                assert over[1] <= under[0], f"{paragraph.text[slice(*upper)]} / {paragraph.text[slice(*lower)]}"


def pitch_of(upper: str, lower: str, enlarged: float = 1.0) -> float:
    families = read_families(SHELVES, LANGUAGES["en"].fonts)
    over, under = (
        skyline(measure(Block("line", LANGUAGES["en"], spans(text, {})), families), 0, len(text))
        for text in (upper, lower)
    )
    return needed_pitch(over, under, enlarged)


def test_a_descender_over_a_gap_costs_nothing() -> None:
    assert pitch_of("xxxxxg", "dxxxxx") < pitch_of("xxxxxg", "xxxxxd")
    assert pitch_of("xxxxxg", "xx") < pitch_of("xxxxxg", "xxxxxd")


def test_lines_that_never_meet_need_no_more_than_the_clearance() -> None:
    assert pitch_of("", "xg") <= CLEARANCE


def test_ink_right_over_ink_needs_the_sum_and_the_clearance() -> None:
    families = read_families(SHELVES, LANGUAGES["en"].fonts)
    deep, tall = (measure(Block("line", LANGUAGES["en"], (Span(text),)), families) for text in "gd")
    assert pitch_of("g", "d") == pytest.approx(deep.descent + tall.ascent + CLEARANCE)


def test_a_larger_line_reaches_farther_down_and_its_descenders_are_farther_from_the_start() -> None:
    families = read_families(SHELVES, LANGUAGES["en"].fonts)
    deep, tall = (measure(Block("line", LANGUAGES["en"], (Span(text),)), families) for text in "gd")
    needed = 2 * deep.descent + tall.ascent + CLEARANCE
    assert pitch_of("g", "d", 2.0) == pytest.approx(needed)
    assert pitch_of("xg", "xxd", 2.0) == pytest.approx(needed)
    assert pitch_of("xg", "d", 2.0) < needed
    assert pitch_of("xxxg", "xxxd", 2.0) < needed
