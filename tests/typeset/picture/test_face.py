"""Pictures to share: what they say, where their ink is, and what they do with what is too large."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TypeGuard

import pypdfium2
import pytest
from PIL import Image, ImageChops

from cards.decoding import decode
from cards.errors import DoesNotFit, setting
from cards.jobs import Job, Order, gather
from cards.locations import shelves
from cards.measures import Size
from cards.merge.card_text import Block
from cards.merge.contact import Contact
from cards.merge.markup import Span
from cards.pipeline import Picture, make_picture, words
from cards.read.hotlines import Hotline
from cards.read.layouts import CardSide
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
from cards.read.pictures import Picture as Logo
from cards.read.screens import Screen
from cards.typeset.marks import Colour, Face, Mark, PictogramMark, PictureMark, Role, TextMark
from cards.typeset.picture.design import DESIGNS, LEAD, WHOLE
from cards.typeset.picture.face import bearer_picture, officer_picture
from cards.typeset.picture.words import lead_end
from cards.typeset.text.paragraph import measure
from cards.typeset.themes import RED

SHELVES = shelves(None)
OF_SCRIPTS = (
    "en", "es", "ar", "ur", "he", "hi", "bn", "pa", "gu", "ta", "te", "kn", "ml", "si", "am", "km", "lo", "th", "my",
    "ka", "hy", "ko", "ja", "zh-Hans", "ru",
)  # fmt: skip
"""One locale of each script, some of two."""

LUCE = Hotline(dialled("617-370-5023"), "LUCE Immigrant Justice Network")
OTHERS = (
    Hotline(dialled("+52 55 5093 0000"), "Consulado de México"),
    Hotline(dialled("617-555-0100"), "Lynn Neighbors"),
)
LOGO = Logo(600, 200, bytes((20, 60, 120)) * 600 * 200)
GROUND, WHITE = (200, 16, 46), (255, 255, 255)


@lru_cache(maxsize=64)
def gathered(locale: str, script: str) -> Job:
    return gather(SHELVES, Order(locale, script, "avery-5371", Contact(read_link(LEGAL_AID))))


def job_for(
    locale: str,
    *,
    script: str = "home",
    hotlines: tuple[Hotline, ...] = (LUCE,),
    link: str | None = LEGAL_AID,
    org: str = "Lynn Neighbors",
    logo: Logo | None = None,
) -> Job:
    contact = Contact(read_link(link) if link else None, hotlines, org, logo=logo)
    return replace(gathered(locale, script), contact=contact)


@lru_cache(maxsize=256)
def made(locale: str, screen: Screen = Screen.LOCK_SCREEN, side: CardSide = "bearer", **given: object) -> Picture:
    return make_picture(job_for(locale, **given), screen, side, decode)  # type: ignore[arg-type] # options of job_for


def drawn(picture: Picture) -> Image.Image:
    document = pypdfium2.PdfDocument(picture.pdf)
    image: Image.Image = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    return image


def copied(picture: Picture) -> str:
    document = pypdfium2.PdfDocument(picture.pdf)
    text: str = document[0].get_textpage().get_text_range()
    document.close()
    return text


def letters(text: str) -> Counter[str]:
    """Everything in a text that has ink, however it is composed.

    PDFium turns some quotation marks and brackets around from right to left, and in Arabic those about English.
    """
    plain = unicodedata.normalize("NFD", text).translate(str.maketrans("“(«", "”)»"))
    return Counter(each for each in plain if unicodedata.category(each)[0] in "LMNPS" and each not in "\u00ad")


def other_than(image: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """The box of all pixels of another color."""
    box = ImageChops.difference(image, Image.new("RGB", image.size, colour)).getbbox()
    assert box is not None
    return box


def panel_top(image: Image.Image, screen: Screen) -> int:
    """The first row from below that is not white at the left edge of the panel's content."""
    traits = screen.traits
    x = 2 if traits.bleeds else int(traits.margin) + 28
    y = int(traits.bottom) - 3
    while image.getpixel((x, y)) == WHITE:
        y -= 1
    return y + 1


@pytest.mark.few_scripts
@pytest.mark.parametrize("locale", OF_SCRIPTS)
@pytest.mark.parametrize("screen", Screen)
def test_it_says_what_was_merged_and_nothing_else(screen: Screen, locale: str) -> None:
    job = job_for(locale)
    text = words(job)
    footer, aid = text.footer, text.footer.legal_aid
    assert aid is not None and footer.org is not None
    blocks: list[Block | None] = [
        text.bearer.heading, *text.bearer.statements, footer.hotline_label,
        *(block for line in footer.hotlines for block in (line.name, line.number)),
        aid.label, aid.address, footer.org, footer.status,
    ]  # fmt: skip
    picture = made(locale, screen)
    wanted = [block.text for block in blocks if block is not None]
    assert [each.text for each in picture.words] == wanted
    assert letters(copied(picture)) == letters("".join(wanted))
    assert "DRAFT" in copied(picture)


@pytest.mark.parametrize("locale", OF_SCRIPTS)
@pytest.mark.parametrize("screen", Screen)
def test_nothing_is_where_the_screen_covers_it(screen: Screen, locale: str) -> None:
    traits = screen.traits
    image = drawn(made(locale, screen))
    assert image.size == (traits.size.width, traits.size.height)
    left, top, right, bottom = other_than(image, GROUND)
    if traits.bleeds:
        line = panel_top(image, screen)
        left, top, right, _ = other_than(image.crop((0, 0, image.width, line)), GROUND)
        inked = other_than(image.crop((0, line, image.width, image.height)), WHITE)
        assert inked[0] >= traits.margin - 1 and inked[2] <= traits.size.width - traits.margin + 1
        assert inked[3] < image.height - line - 8
    assert top >= traits.top - 1 and bottom <= traits.bottom + 1
    assert left >= traits.margin - 1 and right <= traits.size.width - traits.margin + 1


@pytest.mark.parametrize("locale", ["es", "ar", "my"])
@pytest.mark.parametrize("screen", Screen)
def test_the_words_end_above_the_panel_and_are_white_on_red_or_black_on_white(screen: Screen, locale: str) -> None:
    face = face_of(locale, screen)
    texts = [mark for mark in face.marks if isinstance(mark, TextMark)]
    assert {mark.colour for mark in texts if mark.role in (Role.HEADING, Role.STATEMENT)} == {Colour.WHITE}
    assert {mark.colour for mark in texts if mark.role in (Role.FOOTER, Role.STATUS)} == {Colour.BLACK}
    image = drawn(made(locale, screen))
    line = panel_top(image, screen)
    above = image.crop((0, line - 20, image.width, line - 2))
    assert above.getcolors() == [(above.width * above.height, GROUND)]
    assert made(locale, screen).contrast == pytest.approx(5.88, abs=0.02)


def face_of(locale: str, screen: Screen = Screen.LOCK_SCREEN, *, pictured: bool = True, **given: object) -> Face:
    job = job_for(locale, **given)  # type: ignore[arg-type] # options of job_for
    text = words(job)
    return bearer_picture(text.bearer, text.footer, screen, RED, job.styles, pictured=pictured)


@pytest.mark.parametrize("locale", ["es", "ar", "km", "zh-Hans"])
def test_the_bold_words_of_a_point_are_half_as_large_again_and_have_their_own_lines(locale: str) -> None:
    face = face_of(locale)
    for mark in face.marks:
        if not isinstance(mark, TextMark) or mark.role is not Role.STATEMENT:
            continue
        ems = {round(run.size / face.text_size, 3) for run in mark.runs}
        assert ems <= {LEAD, 1.0} or ems == {WHOLE}
        levels = {run.y: run.size for run in mark.runs}
        sizes = [levels[y] for y in sorted(levels, reverse=True)]
        assert sizes == sorted(sizes, reverse=True), "each line has one size, and the larger ones come first"
        assert len({(run.y, run.size) for run in mark.runs}) == len(levels)


def block_of(*spans: tuple[str, bool]) -> Block:
    job = gathered("es", "home")
    return Block("home/bearer/x", job.language, tuple(Span(text, bold=bold) for text, bold in spans))


@pytest.mark.parametrize(
    ("spans", "lead"),
    [
        ((("Keep it closed.", True), (" Ask to see a warrant.", False)), "Keep it closed. "),
        ((("Keep it closed", True), (". Ask.", False)), "Keep it closed. "),
        ((("All of it.", True),), "All of it."),
        ((("Ask ", False), ("a judge", True), (".", False)), ""),
        ((("Un", True), ("opened letters", False)), ""),
        ((("Only words.", False),), ""),
    ],
)
def test_where_the_bold_beginning_ends(spans: tuple[tuple[str, bool], ...], lead: str) -> None:
    paragraph = measure(block_of(*spans), gathered("es", "home").styles[0].families)
    assert paragraph.text[: lead_end(paragraph)] == lead


@pytest.mark.parametrize("screen", Screen)
@pytest.mark.parametrize("locale", ["es", "ar"])
def test_the_officers_side_has_the_statements_and_the_bearers_language_alone(locale: str, screen: Screen) -> None:
    job = job_for(locale, logo=LOGO)
    text = words(job)
    picture = made(locale, screen, "officer", logo=LOGO)
    said = [each.text for each in picture.words]
    wanted = [text.officer.heading.text, *(each.text for each in text.officer.statements)]
    assert said == [*wanted, text.officer.small_prints[0].text]
    assert job.language.as_spoken in said[-1]
    assert not {"617-370-5023", "DRAFT"} & set(copied(picture).split())
    assert letters(copied(picture)) == letters("".join(said) + "".join(map(str, range(1, len(wanted)))))
    left, top, right, bottom = other_than(drawn(picture), GROUND)
    traits = screen.traits
    assert top >= traits.top - 1 and bottom <= traits.bottom - (traits.margin if traits.bleeds else 0) + 1
    assert left >= traits.margin - 1 and right <= traits.size.width - traits.margin + 1
    assert picture.text_size >= 1.25 * DESIGNS[screen].enough


def test_pictograms_are_in_the_place_of_numerals() -> None:
    signs = [mark.name for mark in face_of("es").marks if isinstance(mark, PictogramMark)]
    assert signs == [*(each.pictogram for each in words(job_for("es")).bearer.statements), "phone"]
    plain = face_of("es", pictured=False)
    assert [mark.name for mark in plain.marks if isinstance(mark, PictogramMark)] == ["phone"]
    numerals = [mark.text for mark in plain.marks if isinstance(mark, TextMark) and mark.role is Role.NUMERAL]
    assert numerals == ["1", "2", "3", "4", "5"]


def test_right_to_left_is_the_mirror_image() -> None:
    door = {
        locale: next(mark.rect for mark in face_of(locale).marks if isinstance(mark, PictogramMark))
        for locale in ("es", "ar")
    }
    assert door["es"].x == Screen.LOCK_SCREEN.traits.margin
    assert door["ar"].right == 1179 - 66


def test_the_logo_is_beside_the_number_and_no_larger_than_its_pixels() -> None:
    (mark,) = (mark for mark in face_of("es", logo=LOGO).marks if isinstance(mark, PictureMark))
    assert mark.alternative == "Logo: Lynn Neighbors"
    assert mark.rect.width / mark.rect.height == pytest.approx(3)
    assert mark.rect.right == pytest.approx(1179 - 66 - DESIGNS[Screen.LOCK_SCREEN].padding)
    small = Logo(40, 20, bytes(40 * 20 * 3))
    face = face_of("es", logo=small)
    (mark,) = (mark for mark in face.marks if isinstance(mark, PictureMark))
    assert (mark.rect.width, mark.rect.height) == (40, 20)
    assert face.warnings == ("the logo is only 40 x 20 pixels large: give it about 800 pixels wide",)


def _is_address(mark: Mark) -> TypeGuard[TextMark]:
    return isinstance(mark, TextMark) and mark.id == "link"


def test_without_a_number_there_is_no_line_to_write_on_but_a_warning() -> None:
    picture = made("es", hotlines=())
    assert "the picture has no number to call: give one, or a region whose lines are known" in picture.warnings
    said = [each.text for each in picture.words]
    assert words(job_for("es")).footer.hotline_label.text not in said
    (logo,) = (mark for mark in face_of("es", hotlines=(), logo=LOGO).marks if isinstance(mark, PictureMark))
    address = next(mark.runs[0].y for mark in face_of("es", hotlines=(), logo=LOGO).marks if _is_address(mark))
    assert logo.rect.y < address < logo.rect.top, "the logo is beside the address then"
    bare = made("es", hotlines=(), link=None, org="")
    assert [each.role for each in bare.words][-2:] == ["statement", "status"]


def test_further_numbers_are_below_the_first_and_smaller() -> None:
    face = face_of("es", hotlines=(LUCE, *OTHERS))
    sizes = [
        (mark.runs[0].y, mark.runs[0].size)
        for mark in face.marks
        if isinstance(mark, TextMark) and mark.id == "hotline"
    ]
    assert len(sizes) == 3
    assert all(upper[0] > lower[0] for upper, lower in pairwise(sizes))
    assert sizes[0][1] > 1.5 * sizes[1][1] == 1.5 * sizes[2][1]


def test_what_has_no_room_is_left_out_with_a_warning() -> None:
    picture = made("my", Screen.SQUARE, hotlines=(LUCE, *OTHERS), logo=LOGO, script="street")
    (missing,) = (each for each in picture.warnings if each.startswith("no room for"))
    assert "the logo" in missing
    assert not [each for each in picture.words if each.role == "figure"]
    assert "617-370-5023" in copied(picture)


@pytest.mark.parametrize(
    ("given", "told", "remedy"),
    [
        ({"hotlines": (Hotline(dialled("617-370-5023"), "W" * 120),)}, "The hotline's name (W", "Shorten it"),
        ({"org": "Wohlfahrtsverband " * 9}, "The organization's name (Wohl", "Shorten it"),
        ({"link": "https://www.example.org/" + "a1b2c3d4e5" * 12}, "The address (", "Shorten it"),
    ],
)
def test_what_is_too_long_is_refused_by_its_name(given: dict[str, object], told: str, remedy: str) -> None:
    with pytest.raises(DoesNotFit) as error:
        made("es", Screen.SQUARE, **given)
    assert error.value.cause.startswith(told)
    assert "pixels too long for the picture" in error.value.cause
    assert remedy in error.value.remedy


def test_statements_that_are_too_long_are_refused_with_what_takes_up_the_room() -> None:
    text, job = words(job_for("es")), job_for("es")
    long = replace(text.bearer, statements=text.bearer.statements * 3)
    with pytest.raises(DoesNotFit, match=r"The words of Spanish are \d+ pixels too tall for the picture, even at 20"):
        bearer_picture(long, text.footer, Screen.SQUARE, RED, job.styles, pictured=True)
    endless = replace(text.officer.statements[0], spans=(replace(text.officer.statements[0].spans[0], text="W" * 200),))
    with pytest.raises(DoesNotFit, match="is wider than the picture"):
        officer_picture(replace(text.officer, statements=(endless,)), Screen.SQUARE, RED, job.officer_style)
    assert setting("org") not in str(endless)


@pytest.mark.full_only
def test_endless_statements_are_refused_in_linear_time(calls_of: Callable[[Callable[[], object]], int]) -> None:
    text, job = words(job_for("es")), job_for("es")

    def refused(length: int) -> Callable[[], object]:
        spans = (Span("a b c d e " * (length // 10), bold=False),)
        side = replace(text.bearer, statements=tuple(replace(each, spans=spans) for each in text.bearer.statements))

        def refuse() -> None:
            with pytest.raises(DoesNotFit, match="too tall"):
                bearer_picture(side, text.footer, Screen.SQUARE, RED, job.styles, pictured=True)

        return refuse

    refused(500)()
    assert calls_of(refused(4000)) < 6 * calls_of(refused(1000))


NAMES = (
    "O'Brien & Söhne (Légal) <b>%s{0}**x**",
    "جمعية الجيران",
    "זכויות abc 123",
    "\u2603 Snow",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("locale", ["es", "ar"])
def test_any_name_is_shown_as_it_was_typed(locale: str, name: str) -> None:
    try:
        picture = made(locale, org=name)
    except DoesNotFit as error:
        assert "no font of this card has" in error.cause
        return
    shown = next(each.text for each in picture.words if "Find" not in each.text and name in each.text)
    assert shown.strip("\u2066\u2067\u2068\u2069") == name
    assert letters(name) <= letters(copied(picture))


@pytest.mark.parametrize("side", ["bearer", "officer"])
def test_the_same_job_gives_the_same_bytes(side: CardSide) -> None:
    one = make_picture(job_for("ar"), Screen.STORY, side, decode)
    assert make_picture(job_for("ar"), Screen.STORY, side, decode) == one
    assert one.size == Size(1080, 1920)


def test_the_file_behind_it_is_tagged(tmp_path: Path, run_reader: Callable[..., str]) -> None:
    path = tmp_path / "picture.pdf"
    path.write_bytes(made("es").pdf)
    told = run_reader("pdfinfo", "-struct-text", path)
    places = [told.index(each) for each in ("Mantenga la calma", "Diga solamente", "617-370-5023", "Spanish · home")]
    assert places == sorted(places)
    assert "Page size:       1179 x 2556 pts" in run_reader("pdfinfo", path)
