"""Pseudo-locales: one is longer and accented, the other runs from right to left, and both are printed."""

from __future__ import annotations

import os
import re
import string
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.jobs import Order, gather, in_its_layout
from cards.locations import Shelf, bundled
from cards.measures import Rect
from cards.merge.card_text import CardText
from cards.merge.contact import Contact
from cards.pipeline import lay_out_faces
from cards.read.catalogs import catalog_path
from cards.read.hotlines import Hotline
from cards.read.languages import read_languages
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
from cards.read.po_file import parse_po
from cards.read.scripts import find_script, script_ids
from cards.read.typefaces import read_families
from cards.typeset.marks import Face, GlyphRun, Role, SymbolMark, TextMark
from cards.typeset.text.harfbuzz import coverage
from cards.upkeep.check import check_locale
from cards.upkeep.pseudo import ACCENTED, PSEUDO_TAGS, RIGHT_TO_LEFT, pseudo, pseudo_catalog, pseudo_language
from cards.upkeep.template import content_strings
from tests.laid_out import lay_out

SOURCES = content_strings([bundled()])
SCRIPTS = script_ids([bundled()])
PLACEHOLDERS = ("{hotline}", "{hotline_name}", "{link}", "{org}")
WORDS = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,.;:?!“”'-", min_size=1, max_size=12)
TEXTS = st.lists(st.sampled_from(PLACEHOLDERS) | WORDS | WORDS.map(lambda word: f"**{word}**"), min_size=1).map("".join)

Put = Callable[[Path, str], Path]


def frame(text: str) -> list[str]:
    """What must stay as it is: placeholders, double stars, digits, quotation marks, in their order."""
    return re.findall(r"\{[^{}]*\}|\*\*|\d|[“”]", text)


@given(TEXTS, st.sampled_from(PSEUDO_TAGS))
def test_placeholders_and_stars_stay(text: str, tag: str) -> None:
    assert frame(pseudo(text, tag)) == frame(text)


@given(TEXTS)
def test_accented_text_is_a_quarter_longer(text: str) -> None:
    longer = pseudo(text, ACCENTED)
    shown, shown_longer = text.replace("**", ""), longer.replace("**", "")
    assert 1.25 * len(shown) <= len(shown_longer) <= 1.25 * len(shown) + 7
    kept = re.sub(r"\{[^{}]*\}", "", longer)
    assert not any(letter.isascii() and letter.isalpha() for letter in kept)


@pytest.mark.parametrize("letter", string.ascii_letters)
def test_accented_text_can_still_be_read(letter: str) -> None:
    """Each letter is the same one with an accent, but for thorn and eth, which look like p and d."""
    accented = pseudo(letter, ACCENTED)[0]
    name = unicodedata.name(letter)
    assert unicodedata.name(accented).startswith(f"{name} WITH ") or accented in {
        "p": "þ",
        "P": "Þ",
        "d": "ð",
        "D": "Ð",
    }.get(letter, "")


@given(TEXTS)
def test_turned_text_has_no_letter_from_left_to_right(text: str) -> None:
    turned = re.sub(r"\{[^{}]*\}", "", pseudo(text, RIGHT_TO_LEFT))
    assert {unicodedata.bidirectional(letter) for letter in turned if letter.isalpha()} <= {"AL", "R"}
    assert not {",", ";", "?"} & set(turned)
    assert len(pseudo(text, RIGHT_TO_LEFT)) == len(text)


def test_phrases_stay_english_and_their_meaning_is_beside_them() -> None:
    text, say = "**Ask: “May I go?”** Then {org}.", ("May I go?",)
    assert pseudo(text, RIGHT_TO_LEFT, say) == "**اسك: “May I go? (ماي ي غو؟)”** تهين {org}."
    accented = pseudo(text, ACCENTED, say)
    assert accented.startswith("**Åšķ: “May I go? (Ṁåý Î ĝö?)”** Ţĥéñ {org}.")
    assert pseudo(text, ACCENTED) != accented


@given(TEXTS, st.sampled_from(PSEUDO_TAGS))
def test_the_same_text_is_always_the_same(text: str, tag: str) -> None:
    assert pseudo(text, tag) == pseudo(text, tag)
    assert unicodedata.is_normalized("NFC", pseudo(text, tag))


@pytest.mark.parametrize("tag", ["en", "en-xa", "ar-xb", "ar", ""])
def test_no_other_locale_is_a_pseudo_locale(tag: str) -> None:
    with pytest.raises(ValueError, match="en-XA, ar-XB"):
        pseudo("Text.", tag)


@pytest.mark.parametrize("tag", PSEUDO_TAGS)
def test_the_catalog_has_every_string(tag: str, gettext: Callable[..., str]) -> None:
    text = pseudo_catalog(tag, SOURCES)
    gettext("msgfmt", "--check-format", "-o", os.devnull, "-", catalog=text)
    entries = parse_po(text, Path("cards.po")).entries
    assert [(each.context, each.msgid, each.msgstr) for each in entries] == [
        (source.context, source.text, pseudo(source.text, tag, source.say)) for source in SOURCES
    ]


@pytest.fixture
def trial(tmp_path: Path, put: Put) -> Callable[[str], list[Shelf]]:
    """The bundled shelf under one with a pseudo-locale."""

    def shelves(tag: str) -> list[Shelf]:
        mine = Shelf(*(tmp_path / name for name in ("scripts", "stocks", "hotlines", "translations", "fonts")))
        put(mine.translations / "languages.toml", pseudo_language(tag))
        put(catalog_path(mine, tag), pseudo_catalog(tag, SOURCES))
        return [bundled(), mine]

    return shelves


@pytest.mark.full_only
@pytest.mark.parametrize("tag", PSEUDO_TAGS)
def test_nothing_is_wrong_with_it_and_every_letter_is_in_the_fonts(
    tag: str, trial: Callable[[str], list[Shelf]]
) -> None:
    shelves = trial(tag)
    language = read_languages(shelves)[tag]
    findings = check_locale(shelves, language)
    assert [each for each in findings if each.severity == "error"] == []
    assert {each.rule for each in findings} <= {"end-punctuation", "small-type"}
    known = set().union(*(coverage(family.regular) for family in read_families(shelves, language.fonts)))
    letters = {letter for source in SOURCES for letter in pseudo(source.text, tag, source.say)}
    assert {letter for letter in letters if ord(letter) not in known} == set()


def laid_out(shelves: list[Shelf], tag: str, script: str, hotline: Hotline | None) -> tuple[CardText, Face, Face]:
    contact = Contact(read_link(LEGAL_AID), (hotline,) if hotline else ())
    return lay_out(gather(shelves, Order(tag, script, "avery-5371", contact)))


@pytest.mark.parametrize("hotline", [None, Hotline(dialled("617-370-5023"), name="LUCE")], ids=["line", "number"])
@pytest.mark.parametrize("tag", PSEUDO_TAGS)
def test_every_script_is_printed(tag: str, hotline: Hotline | None, trial: Callable[[str], list[Shelf]]) -> None:
    shelves = trial(tag)
    contact = Contact(read_link(LEGAL_AID), (hotline,) if hotline else ())
    job = gather(shelves, Order(tag, "home", "avery-5371", contact))
    for script in SCRIPTS:
        found = find_script(shelves, script)
        text, (bearer, *_) = lay_out_faces(in_its_layout(job, found))
        assert text.bearer.heading.text == pseudo(source_of(found.bearer.heading.context), tag)
        assert bearer.text_size >= (7.5 if found.is_plan else 6)


def source_of(context: str) -> str:
    return next(source.text for source in SOURCES if source.context == context)


def test_the_right_to_left_card_is_a_mirror_image(
    trial: Callable[[str], list[Shelf]], ink_boxes: Callable[[GlyphRun], list[Rect]]
) -> None:
    """The code stands in the other corner, and lines begin at the right margin."""
    shelves = trial(RIGHT_TO_LEFT)
    _, bearer, _ = laid_out(shelves, RIGHT_TO_LEFT, "home", None)
    _, english, _ = laid_out(shelves, "en", "home", None)
    assert (bearer.language, english.language) == ("ar-XB", "en")
    middle = bearer.size.width / 2
    codes = [next(mark.rect.x for mark in face.marks if isinstance(mark, SymbolMark)) for face in (bearer, english)]
    assert codes[0] < middle < codes[1]
    edges = []
    for face in (bearer, english):
        headings = [mark for mark in face.marks if isinstance(mark, TextMark) and mark.role is Role.HEADING]
        boxes = [box for mark in headings for run in mark.runs for box in ink_boxes(run)]
        edges.append((min(box.x for box in boxes), max(box.right for box in boxes)))
    margin = edges[1][0]
    assert abs((bearer.size.width - edges[0][1]) - margin) < 1.5
    assert edges[0][0] > margin + 5
