"""From files to a finished PDF and back: other people's programs read what the catalogs say, and scan the codes.

Text is read by poppler and PDFium, the codes by zxing-cpp, and the picture is PDFium's. Left-to-right sides are
compared letter for letter in both. Right-to-left lines poppler puts in logical order, wrapped in embeddings that are
undone here (`logical`), and heading and statements are compared letter for letter. PDFium finds the order of the words,
but mirrors quotation marks, moves a mark behind the full stop after its letter, and turns lines round that begin in one
direction and end in the other. So its right-to-left text is compared word by word without marks and punctuation. So are
in both the foot and statements with a phrase said in English, where readers give the words of a line in either order.
"""

import builtins
import os
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from babel.messages.pofile import read_po
from PIL import Image

from cards.decoding import decode
from cards.errors import BadOrder, Untranslated
from cards.jobs import Job
from cards.locations import shelves
from cards.measures import POINTS_PER_MM, Rect
from cards.merge.review import Review
from cards.pipeline import Cards, make, make_combined
from cards.read.catalogs import catalog_path, translated_tags
from cards.read.languages import read_languages
from cards.read.stocks import Flip
from cards.typeset.marks import Face, Role, TextMark
from tests.said import edition, shipped_phrases

SHELF = shelves(None)[0]
LANGUAGES = read_languages([SHELF])
LOCALES = ["en", *translated_tags([SHELF])]
NUMBER, ADDRESS = "617-370-5023", "www.immigrationlawhelp.org"
LINK = f"https://{ADDRESS}"
RED = (200, 16, 46)
DPI = 150
SAFE = 3.0 * POINTS_PER_MM
EDGE = 1.0 * POINTS_PER_MM

QR_CODE = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

CardsOf = Callable[..., Cards]
RunReader = Callable[..., str]
SlotsOf = Callable[[str], list[Rect]]
FacesOf = Callable[..., tuple[Face, Face]]

every_locale = pytest.mark.parametrize("locale", LOCALES)
on_both_stocks = pytest.mark.parametrize(("stock", "number"), [("avery-5371", NUMBER), ("plain-a4", None)])


def wording(locale: str) -> dict[str, str]:
    """What a card says in a locale by message context, read without the program's own readers."""
    script = tomllib.loads((SHELF.scripts / "home.toml").read_text("utf-8"))
    labels = tomllib.loads(SHELF.labels.read_text("utf-8"))
    texts = {f"labels/{name}": each["text"] for name, each in labels.items() if "text" in each}
    for side in ("bearer", "officer"):
        for each in (script[side]["heading"], *script[side]["statement"]):
            texts[f"home/{side}/{each['id']}"] = each["text"]
    if locale != "en":
        with catalog_path(SHELF, locale).open("rb") as file:
            for message in read_po(file):
                if message.context in texts:
                    texts[message.context] = str(message.string)
    return {context: text.replace("**", "") for context, text in texts.items()}


def body(locale: str, side: str, face: Face) -> list[str]:
    """Heading, small print beside it, then each statement, after its numeral if the face has numerals."""
    texts = [text for context, text in wording(locale).items() if context.startswith(f"home/{side}/")]
    beside = [mark.text for mark in face.marks if isinstance(mark, TextMark) and mark.id == "bearer-language"]
    if not any(isinstance(mark, TextMark) and mark.role is Role.NUMERAL for mark in face.marks):
        return [texts[0], *beside, *texts[1:]]
    numbered = [part for place, text in enumerate(texts[1:], 1) for part in (str(place), text)]
    return [texts[0], *beside, *numbered]


def foot(locale: str, number: str | None, face: Face) -> list[str]:
    """What stands under the bearer's statements, in any order."""
    texts = wording(locale)
    (status,) = (mark.text for mark in face.marks if isinstance(mark, TextMark) and mark.role is Role.STATUS)
    names = (f"{LANGUAGES[locale].english} · {edition()} · ", f"{locale} · {edition()} · ", "")
    assert status in [f"{name}DRAFT" for name in names]
    return [number or texts["labels/hotline"], texts["labels/link"], ADDRESS, status]


def folded(text: str) -> str:
    """Line ends as \\n, and nothing that has no picture: bidi controls, joiners, breaking opportunities."""
    text = text.replace("\r\n", "\n").replace("\f", "")
    return "".join(each for each in text if unicodedata.category(each) != "Cf")


def logical(text: str) -> str:
    """What poppler's -layout gives for right-to-left lines, in logical order.

    The pieces of a line, each in an embedding U+202B ... U+202C, stand from left to right. In a piece what poppler
    takes for left-to-right is embedded in U+202A ... U+202C, also blanks and punctuation between right-to-left words;
    those it gives as they look from left to right.
    """

    def turned(match: re.Match[str]) -> str:
        inner = match[1]
        return f" {inner} " if any(each.isalnum() for each in inner) else inner[::-1]

    lines = []
    for line in text.splitlines():
        pieces = re.findall("\u202b((?:[^\u202a-\u202c]|\u202a[^\u202c]*\u202c)*)\u202c", line)
        lines.append(" ".join(re.sub("\u202a([^\u202c]*)\u202c", turned, piece) for piece in reversed(pieces)))
    return "\n".join(lines)


def pattern(strings: Iterable[str]) -> str:
    """Those strings one after the other; a line may end anywhere in them, blanks must stand where they stand."""
    spelt = []
    for string in strings:
        letters = [r"\s+" if each.isspace() else re.escape(each) for each in folded(string).strip()]
        spelt.append("\n*".join(letters))
    return r"\s*" + r"\s*".join(spelt)


def words(text: str) -> list[str]:
    """The words of a text without marks and punctuation."""
    letters = "".join(each for each in folded(text) if not unicodedata.category(each).startswith("M"))
    return re.findall(r"[^\W_]+", letters)


def assert_has_the_words(found: list[str], said: list[str], below: list[str]) -> None:
    """The words of a right-to-left side, and no others: each text without English in one piece, one after the other."""
    assert Counter(found) == Counter(word for each in (*said, *below) for word in words(each))
    start = 0
    for each in said:
        if not has_phrase(each):
            wanted = words(each)
            places = range(start, len(found) - len(wanted) + 1)
            start = next((at + len(wanted) for at in places if found[at : at + len(wanted)] == wanted), -1)
            assert start >= 0, f"{each} is not in its place in {found}"


def has_phrase(text: str) -> bool:
    """Whether a text has a phrase that is said in English."""
    return any(phrase in text for phrase in shipped_phrases())


def in_lines(text: str, face: Face) -> str:
    """A text in which PDFium gave a blank for a line's end, as where high Burmese lines touch, with that end."""
    text = folded(text)
    for mark in face.marks:
        for one, other in pairwise(mark.runs) if isinstance(mark, TextMark) else ():
            if one.y > other.y:
                end, start = (folded("".join(each.text for each in run.clusters)) for run in (one, other))
                text = text.replace(f"{end.rstrip()} {start.lstrip()}", f"{end.rstrip()}\n{start.lstrip()}")
    return text


def with_parts_in_order(text: str, said: Iterable[str]) -> str:
    """A text in which PDFium turned the parts of a word round, about its non-joiner, in a line turned by English."""
    text = folded(text)
    for word in (word for each in said if has_phrase(each) for word in re.findall(r"\w+\u200c\w+", each)):
        first, second = word.split("\u200c")
        text = text.replace(second + first, first + second)
    return text


def assert_reads(text: str, locale: str, number: str | None, face: Face) -> None:
    """The text of a bearer's side is what the catalog says, letter for letter."""
    text = folded(text)
    said = body(locale, "bearer", face)
    if LANGUAGES[locale].is_rtl:
        assert_has_the_words(words(text), said, foot(locale, number, face))
        for each in said:
            if not has_phrase(each):
                assert re.search(pattern([each]), text), f"{each} is not in {text}"
        assert ADDRESS in text
        assert not number or number in text
        return
    match = re.match(pattern(said), text)
    assert match, f"{text}\nis not\n{said}"
    rest = text[match.end() :]
    for each in sorted(foot(locale, number, face), key=len, reverse=True):
        rest, count = re.subn(pattern([each]), "\n", rest, count=1)
        assert count, f"{each} is not in {rest}"
    assert not rest.strip()


@pytest.fixture(scope="session")
def file_of(cards_of: CardsOf, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str, str | None], Path]:
    """The file of a locale's cards on a stock, with a number or with a line to write one on."""
    folder = tmp_path_factory.mktemp("cards")

    def path(locale: str, stock: str, number: str | None) -> Path:
        file = folder / f"{locale}-{stock}-{number}.pdf"
        if not file.exists():
            file.write_bytes(cards_of(locale, stock, number=number).pdf)
        return file

    return path


def clip(slot: Rect, height: float) -> list[str]:
    """The options by which poppler reads one card's place only."""
    left, top = round(slot.x), round(height - slot.top)
    return ["-x", str(left), "-y", str(top), "-W", str(round(slot.width)), "-H", str(round(slot.height))]


@pytest.mark.few_scripts
@on_both_stocks
@every_locale
def test_poppler_reads_the_catalog(
    locale: str,
    stock: str,
    number: str | None,
    file_of: Callable[..., Path],
    job_of: Callable[..., Job],
    faces_of: FacesOf,
    run_reader: RunReader,
) -> None:
    """-raw keeps the order in which text was drawn; only without it poppler puts right-to-left lines in order."""
    file = file_of(locale, stock, number)
    job = job_of(locale, stock, number=number)
    mode = "-layout" if job.language.is_rtl else "-raw"
    place = clip(job.stock.slots[-1], job.stock.paper.height)
    text = run_reader("pdftotext", mode, *place, "-f", "1", "-l", "1", file, "-")
    bearer, officer = faces_of(locale, stock, number=number)
    assert_reads(logical(text) if job.language.is_rtl else text, locale, number, bearer)
    back = run_reader("pdftotext", "-raw", "-f", "2", "-l", "2", file, "-")
    assert re.fullmatch(f"(?:{pattern(body('en', 'officer', officer))}){{10}}\\s*", folded(back))


@on_both_stocks
@every_locale
def test_pdfium_reads_the_catalog(
    locale: str, stock: str, number: str | None, cards_of: CardsOf, slots_of: SlotsOf, faces_of: FacesOf
) -> None:
    pdf = pypdfium2.PdfDocument(cards_of(locale, stock, number=number).pdf)
    text = pdf[0].get_textpage()
    face, officer = faces_of(locale, stock, number=number)
    said = body(locale, "bearer", face)
    for slot in slots_of(stock):
        seen = in_lines(text.get_text_bounded(slot.x, slot.y, slot.right, slot.top), face)
        if not LANGUAGES[locale].is_rtl:
            assert_reads(seen, locale, number, face)
            continue
        assert_has_the_words(words(with_parts_in_order(seen, said)), said, foot(locale, number, face))
    back = folded(pdf[1].get_textpage().get_text_range())
    assert re.fullmatch(f"(?:{pattern(body('en', 'officer', officer))}){{10}}\\s*", back)


def picture(page: pypdfium2.PdfPage, dpi: int, mode: str = "L") -> Image.Image:
    image: Image.Image = page.render(scale=dpi / 72, grayscale=mode == "L").to_pil()
    return image.convert(mode)


@pytest.mark.few_scripts
@pytest.mark.parametrize(
    ("locale", "stock", "number", "dpi"),
    [
        *((locale, "avery-5371", NUMBER, 300) for locale in LOCALES),
        *((locale, "plain-a4", None, 150) for locale in LOCALES),
        *((locale, "avery-5371", None, 150) for locale in ("en", "ar", "ja")),
        *((locale, "plain-a4", NUMBER, 300) for locale in ("en", "ar", "ja")),
    ],
)
def test_the_code_of_every_slot_scans(
    locale: str, stock: str, number: str | None, dpi: int, cards_of: CardsOf, slots_of: SlotsOf
) -> None:
    pdf = pypdfium2.PdfDocument(cards_of(locale, stock, number=number).pdf)
    front = picture(pdf[0], dpi)
    found = zxingcpp.read_barcodes(front, formats=QR_CODE, try_invert=False)
    slots = slots_of(stock)
    scale, height = dpi / 72, pdf[0].get_height()
    places = []
    for each in found:
        assert each.text == LINK
        x, y = each.position.top_left.x / scale, height - each.position.top_left.y / scale
        places += [place for place, slot in enumerate(slots) if slot.contains(Rect(x, y, 0, 0))]
    assert sorted(places) == list(range(len(slots)))


def test_officers_sides_have_no_code(cards_of: CardsOf) -> None:
    back = picture(pypdfium2.PdfDocument(cards_of("en").pdf)[1], 300)
    assert not zxingcpp.read_barcodes(back, formats=QR_CODE)


def cut(image: Image.Image, place: Rect, height: float) -> Image.Image:
    """A piece of a page's picture, without the pixels that its edges cross."""
    scale = DPI / 72
    left, top = int(place.x * scale) + 2, int((height - place.top) * scale) + 2
    return image.crop((left, top, int(place.right * scale) - 1, int((height - place.y) * scale) - 1))


def colours(image: Image.Image) -> set[object]:
    return {colour for _, colour in image.getcolors(image.width * image.height) or []}


def margins(slot: Rect) -> Iterator[Rect]:
    """The four strips of a card in which only its ground may be seen, with the panel's edge inside the lower three."""
    yield Rect(slot.x, slot.y, slot.width, EDGE)
    yield Rect(slot.x, slot.top - SAFE, slot.width, SAFE)
    yield Rect(slot.x, slot.y, EDGE, slot.height)
    yield Rect(slot.right - EDGE, slot.y, EDGE, slot.height)


@pytest.mark.few_scripts
@on_both_stocks
@every_locale
def test_the_picture_has_ink_inside_and_red_margins(
    locale: str, stock: str, number: str | None, cards_of: CardsOf, job_of: Callable[..., Job]
) -> None:
    job = job_of(locale, stock, number=number)
    pdf = pypdfium2.PdfDocument(cards_of(locale, stock, number=number).pdf)
    paper, fronts = job.stock.paper, job.stock.slots
    backs = [Rect(paper.width - slot.right, slot.y, slot.width, slot.height) for slot in fronts]
    for page, slots in ((pdf[0], fronts), (pdf[1], backs)):
        image = picture(page, DPI, "RGB")
        assert image.getpixel((2, 2)) == (255, 255, 255)
        for slot in slots:
            inside = cut(image, slot.grown(-SAFE), paper.height).convert("L").histogram()
            assert 0.04 < sum(inside[180:]) / sum(inside) < 0.4
            assert all(colours(cut(image, margin, paper.height)) == {RED} for margin in margins(slot))


@every_locale
def test_no_character_is_drawn_as_a_missing_glyph(locale: str, faces_of: Callable[..., tuple[Face, Face]]) -> None:
    for number in (NUMBER, None):
        for face in faces_of(locale, number=number, hotline_name="LUCE", org="Vecinos Unidos"):
            for mark in face.marks:
                if isinstance(mark, TextMark):
                    clusters = [cluster for run in mark.runs for cluster in run.clusters]
                    assert all(glyph for cluster in clusters for glyph, _, _ in cluster.glyphs), mark.id


@every_locale
def test_what_is_said_of_the_cards(locale: str, cards_of: CardsOf) -> None:
    cards = cards_of(locale)
    assert (cards.pages, cards.copies) == (2, 10)
    assert cards.review.value == "draft"
    assert cards.symbols[0].content == LINK
    assert 6.0 <= cards.bearer_size <= 9.0
    assert bool(cards.warnings) == (cards.bearer_size < 7.0)


@pytest.mark.parametrize(
    ("copies", "exact", "pages", "made"),
    [(None, False, 2, 10), (1, False, 2, 10), (11, False, 4, 20), (11, True, 4, 11), (3, True, 2, 3)],
)
def test_sheets_are_filled_unless_exactly_that_many_are_wanted(
    copies: int | None, exact: bool, pages: int, made: int, cards_of: CardsOf
) -> None:
    cards = cards_of("es", copies=copies, exact=exact)
    assert (cards.pages, cards.copies) == (pages, made)
    pdf = pypdfium2.PdfDocument(cards.pdf)
    assert len(pdf) == pages
    codes = [len(zxingcpp.read_barcodes(picture(page, 150), formats=QR_CODE, try_invert=False)) for page in pdf]
    assert codes[::2] == [10] * (made // 10) + ([made % 10] if made % 10 else [])
    assert not any(codes[1::2])


def test_names_and_an_address_of_ones_own_are_read_back(cards_of: CardsOf, slots_of: SlotsOf) -> None:
    link = "https://www.aclu.org/know-your-rights/immigrants-rights"
    cards = cards_of("es", number="855-435-7693", hotline_name="ICIRR Family Support", org="Vecinos Unidos", link=link)
    page = pypdfium2.PdfDocument(cards.pdf)[0]
    slot = slots_of("avery-5371")[0]
    text = " ".join(page.get_textpage().get_text_bounded(slot.x, slot.y, slot.right, slot.top).split())
    for each in ("855-435-7693", "ICIRR Family Support", "Vecinos Unidos", link.removeprefix("https://")):
        assert each in text
    assert "617" not in text
    found = zxingcpp.read_barcodes(picture(page, 300), formats=QR_CODE, try_invert=False)
    assert [each.text for each in found] == [link] * 10


def test_making_cards_touches_no_file(job_of: Callable[..., Job], monkeypatch: pytest.MonkeyPatch) -> None:
    """A web page will run it where there are none."""
    job = job_of("ur", "plain-a4")
    before = make(job, decode).pdf

    def refuse(*arguments: Any, **options: Any) -> Any:
        raise AssertionError(f"opened {arguments[0]}")

    for module, name in ((builtins, "open"), (os, "open"), (os, "stat"), (os, "listdir")):
        monkeypatch.setattr(module, name, refuse)
    after = make(job, decode).pdf
    monkeypatch.undo()
    assert after == before


def test_a_sentence_that_is_not_translated_stops_the_card(job_of: Callable[..., Job]) -> None:
    job = job_of("vi")
    messages = {context: message for context, message in job.wording.messages.items() if "/silence" not in context}
    with pytest.raises(Untranslated, match="home/bearer/silence"):
        make(replace(job, wording=replace(job.wording, messages=messages)), decode)


def test_every_page_of_a_combined_file_is_that_of_the_job_alone(job_of: Callable[..., Job], cards_of: CardsOf) -> None:
    wanted = [
        ("es", "avery-5371"),
        ("km", "avery-5371"),
        ("ar", "plain-a4"),
        ("vi", "plain-letter"),
        ("ht", "plain-a4"),
    ]
    combined = pypdfium2.PdfDocument(make_combined([job_of(*each) for each in wanted], decode))
    alone = [page for each in wanted for page in pypdfium2.PdfDocument(cards_of(*each).pdf)]
    assert len(combined) == len(alone)
    for number, (page, same) in enumerate(zip(combined, alone, strict=True)):
        assert page.get_size() == same.get_size()
        assert page.get_textpage().get_text_range() == same.get_textpage().get_text_range()
        assert picture(page, DPI, "RGB").tobytes() == picture(same, DPI, "RGB").tobytes()
        found = zxingcpp.read_barcodes(picture(page, 150), formats=QR_CODE, try_invert=False)
        assert [each.text for each in found] == ([] if number % 2 else [LINK] * 10)


def test_combined_cards_are_flipped_on_one_edge(job_of: Callable[..., Job]) -> None:
    with pytest.raises(BadOrder, match="same edge"):
        make_combined([job_of("es"), job_of("ht", flip=Flip.SHORT_EDGE)], decode)


def test_combined_cards_are_signed_as_much_as_each_requires(job_of: Callable[..., Job]) -> None:
    with pytest.raises(Untranslated, match="home card in Haitian Creole is a draft, not reviewed"):
        make_combined([job_of("es"), replace(job_of("ht"), require=Review.REVIEWED)], decode)
