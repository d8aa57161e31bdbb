"""What is copied out of a file is what was set: poppler and PDFium against the source, joiners among the letters."""

import io
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from cards.decoding import decode
from cards.draw.pdf import draw_pages
from cards.jobs import Order, gather
from cards.locations import shelves
from cards.measures import Size
from cards.merge.card_text import Block
from cards.merge.contact import Contact
from cards.merge.markup import Span, spans
from cards.pipeline import Cards, make
from cards.read.catalogs import read_wording, translated_tags
from cards.read.languages import read_languages
from cards.read.links import LEGAL_AID, read_link
from cards.read.typefaces import read_families
from cards.typeset.marks import Colour, Face, GlyphRun, Role, TextMark
from cards.typeset.text.clusters import JOINERS
from cards.typeset.text.paragraph import measure, set_line
from tests.said import FREE, content, shipped_phrases

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
STEERING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
ZWNJ, ZWJ = "\u200c", "\u200d"
ENGLISH = re.compile(f"({'|'.join(map(re.escape, (*shipped_phrases(), 'I-9')))})")
"""What is printed in English amid other words: the phrases, the longest first, and the name of a form."""

JOINED = {
    "fa": [
        f"می{ZWNJ}کنید",
        f"خانه{ZWNJ}ها را می{ZWNJ}خواهم",
        f"ه{ZWJ} و ب{ZWJ}",
        f"**می**{ZWNJ}کنید",
        f"می{ZWNJ}**کنید**",
    ],
    "prs": [f"می{ZWNJ}مانید، نمی{ZWNJ}مانید"],
    "ps": [f"زده{ZWNJ}کوونکو"],
    "ur": [f"بے{ZWNJ}شک یہ{ZWNJ}وہ", "اللہ لا محمدؐ کَتَبَ"],
    "ckb": [f"ده{ZWNJ}ستگیر ده{ZWNJ}کهن"],
    "ar": ["الله لا لإ مُحَمَّدٌ كَتَبَ"],
    "he": ["שָׁלוֹם יִּדיש"],
    "hi": [f"क्{ZWNJ}ष क्{ZWJ}ष र्{ZWJ}य का{ZWNJ}म", f"**क्{ZWJ}**ष"],
    "mr": [f"दऱ्या र्{ZWJ}य वऱ्हाड"],
    "ne": [f"गर्{ZWNJ}नुहोस्"],
    "bn": [f"র{ZWJ}্যাব উদ্{ZWNJ}ঘাটন র{ZWNJ}্য ক{ZWNJ}খ"],
    "te": [f"లాయర్{ZWNJ}తో రా{ZWNJ}మ"],
    "kn": [f"ಇಂಟರ್ನೆಟ್{ZWNJ}ಗೆ ರ{ZWJ}್ಯ ಕಾ{ZWNJ}ಗ", f"**ಕಾ{ZWNJ}**ಗ"],
    "ml": [f"അവന്{ZWJ} തമിഴ്{ZWNJ}നാട് വാ{ZWNJ}ക"],
    "si": [f"ව්{ZWJ}යාජ ක්{ZWJ}රම ශ්{ZWJ}රී"],
    "ta": [f"க்{ZWNJ}ஷ கா{ZWNJ}க"],
    "de": [f"Auf{ZWNJ}lage"],
}
"""Texts of each script that uses joiners, or marks that one letter has several of; bold from within a word, too."""


def shipped() -> dict[str, list[str]]:
    """The translations that have a joiner, by locale."""
    found: dict[str, list[str]] = {}
    for tag in translated_tags(SHELVES):
        texts = [each.text for each in read_wording(SHELVES, tag).messages.values() if set(JOINERS) & set(each.text)]
        if texts:
            found[tag] = texts
    return found


CASES = [(tag, text) for source in (JOINED, shipped()) for tag, texts in source.items() for text in texts]
each_text = pytest.mark.parametrize(("tag", "text"), CASES)


@cache
def page(tag: str, text: str) -> bytes:
    """A file with a text on one line, its marks of emphasis printed as on a card."""
    language = LANGUAGES[tag]
    block = Block("home/bearer/door", language, spans(text, {}))
    measured = measure(block, read_families(SHELVES, language.fonts))
    line = set_line(measured, 0, len(measured.text), 12.0)
    runs = tuple(GlyphRun(run.typeface, run.size, run.x + 20, 40.0, run.clusters) for run in line.runs)
    mark = TextMark(Role.PARAGRAPH, block.id, tag, measured.text, Colour.BLACK, runs)
    return draw_pages([Face(Size(line.width + 40, 80), None, tag, (mark,), 12.0)], "A text")


def said(text: str) -> str:
    """Letters, marks, digits and joiners: readers place blanks and mirror brackets as they like."""
    kept = (each for each in text if unicodedata.category(each)[0] in "LMN" or each in JOINERS)
    return unicodedata.normalize("NFC", "".join(kept))


def source(text: str) -> str:
    return "".join(span.text for span in spans(text, {}))


def as_poppler_may(tag: str, text: str) -> list[str]:
    """As it is; or, from right to left, the English and what is on either side of it turned about, each as a whole."""
    parts = ENGLISH.split(source(text)) if LANGUAGES[tag].is_rtl else [source(text)]
    return [said("".join(each)) for each in (parts, reversed(parts))]


def as_pdfium_may(tag: str, text: str) -> list[str]:
    """As it is; or, from right to left in a line with English, with that turned about, word by word; or, where it is
    most of the line, with all other words turned about instead, and the parts of each at its non-joiner."""
    parts = ENGLISH.split(source(text)) if LANGUAGES[tag].is_rtl else [source(text)]
    if len(parts) == 1:
        return [said(source(text))]
    words: list[str] = []
    for place, part in enumerate(parts):
        found = re.findall(rf"[^\s{ZWNJ}-]+|{ZWNJ}", part)
        words += reversed(found) if place % 2 else found  # what the expression matched is in every second place
    return [said("".join(each)) for each in (words, reversed(words))]


@each_text
def test_pdfium_copies_the_text(tag: str, text: str) -> None:
    copied = pypdfium2.PdfDocument(page(tag, text))[0].get_textpage().get_text_range()
    assert said(copied) in as_pdfium_may(tag, text)


@each_text
def test_poppler_copies_the_text(tag: str, text: str, tmp_path: Path, run_reader: Callable[..., str]) -> None:
    path = tmp_path / "text.pdf"
    path.write_bytes(page(tag, text))
    assert said(run_reader("pdftotext", path, "-")) in as_poppler_may(tag, text)


@each_text
def test_no_code_ends_with_a_joiner(tag: str, text: str) -> None:
    """Such a code is left out by pdf.js, letter and all, unless it has a mark (`SpecialCharRegExp`, 5.4)."""
    with pikepdf.open(io.BytesIO(page(tag, text))) as pdf:
        maps = [each.ToUnicode.read_bytes().decode("ascii") for each in pdf.objects
                if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each]  # fmt: skip
    codes = [bytes.fromhex(found).decode("utf-16-be") for each in maps
             for found in re.findall(r"^<[0-9A-F]{4}> <([0-9A-F]+)>$", each, re.MULTILINE)]  # fmt: skip
    assert "".join(codes)
    dropped = [code for code in codes if code[-1] in JOINERS and "Mn" not in map(unicodedata.category, code)]
    assert dropped == []


def test_a_name_in_everyday_cantonese_is_drawn(cards_of: Callable[..., Cards]) -> None:
    name = "畀人掂嗮㗎互助社"
    pdf = cards_of("yue", org=name, number=None).pdf
    assert name in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()


@pytest.mark.parametrize("tag", ["ar", "fa", "he", "ur", "km", "zh-Hans"])
def test_a_phrase_that_is_said_in_english_is_copied_whole(
    tag: str, tmp_path: Path, run_reader: Callable[..., str]
) -> None:
    """PDFium turns the order of the words around where most of a line runs from right to left: then it has them all."""
    job = gather(content(tmp_path, tag), Order(tag, "gate", "avery-5371", Contact(read_link(LEGAL_AID))))
    path = tmp_path / "cards.pdf"
    path.write_bytes(make(job, decode).pdf)
    copied = " ".join(run_reader("pdftotext", "-l", "1", path, "-").translate(STEERING).split())
    assert [copied.count(phrase) for phrase in (FREE, "I want to stay silent.", "I want a lawyer.")] == [10, 10, 10]
    page = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    assert page.count(FREE) == 10
    assert [page.count(word) for word in ("stay", "silent.", "lawyer")] == [10, 10, 10]


def test_most_languages_with_joiners_are_tried() -> None:
    assert {"fa", "kn", "prs", "ps", "si", "te"} <= set(shipped())
    assert {LANGUAGES[tag].script for tag in JOINED} >= {"Arab", "Deva", "Beng", "Telu", "Knda", "Mlym", "Sinh", "Taml"}
    assert Span("می", True) in spans(JOINED["fa"][3], {})
