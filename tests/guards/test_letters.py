"""Letters of the right script that are another language's: warned about, by CLDR's sets; no shipped text is."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from cards.guards.rules import Case, Complaint
from cards.guards.rules.letters import LETTERS
from cards.locations import bundled, shelves
from cards.read.catalogs import read_wording, translated_tags
from cards.read.languages import read_languages
from cards.read.letters import read_letters
from cards.upkeep.check import check_locale

OURS = [bundled()]
LANGUAGES = read_languages(OURS)
TAGS = translated_tags(OURS)
(RULE,) = LETTERS


def said(tag: str, text: str, english: str = "") -> list[Complaint]:
    return list(RULE.check(Case(LANGUAGES[tag], english, text, letters=read_letters(OURS, tag))))


def test_no_shipped_text_is_accused() -> None:
    found = [
        (tag, each.context, complaint.what)
        for tag in TAGS
        for each in read_wording(OURS, tag).messages.values()
        for complaint in said(tag, each.text, each.source)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("tag", "wrong", "remedy"),
    [
        ("fa", "این كتاب", "ک"),
        ("fa", "اين کتاب", "ی"),
        ("prs", "كتاب", "ک"),
        ("ur", "كتاب", "ک"),
        ("ur", "يہ", "ی"),
        ("ur", "ہے ه", "ہ"),
        ("ckb", "كورد", "ک"),
        ("ckb", "كوردی", "ک"),
        ("ps", "كور", "ک"),
        ("ar", "کتاب", "ك"),
        ("ro", "şi ţara", "ș"),
        ("ro", "și ţara", "ț"),
        ("tr", "ıșık", "ş"),
        ("uz", "bo'ling", "U+02BB"),
        ("uz", "g‘isht", "U+02BB"),
        ("th", "เเปล", "แ"),
        ("th", "นํา", "ำ"),
        ("lo", "ນໍາ", "ຳ"),
        ("fa", "می¬کنم", "U+200C"),
        ("ar", "ﻻ تفتح", "لا"),
        ("fa", "ﮐﺘﺎﺏ", "ک"),
        ("he", "\ufb2aלום", "ש"),
        ("es", "Ｌlame", "L"),
        ("es", "oﬃcina", "ffi"),
        ("ja", "ﾄﾞア", "ト"),
        ("vi", "Ðừng", "another language's letter"),
        ("ru", "Прывіт", "another language's letter"),
        ("sr", "Ћй", "another language's letter"),
        ("hr", "ðak", "another language's letter"),
        ("de", "Straẞe þ", "another language's letter"),
        ("sq", "shtëpé", "another language's letter"),
    ],
)
def test_a_wrong_letter_and_the_right_one(tag: str, wrong: str, remedy: str) -> None:
    assert any(remedy in each.fix for each in said(tag, wrong))


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("ps", "دلته کې ي"),  # Pashto has both
        ("fa", "می\u200cکنم أ ؤ ئ"),
        ("tr", "şık çığ"),
        ("uz", "boʻling maʼno"),
        ("th", "ทำ แม่"),
        ("lo", "ນຳ ໝາຍ ໜ້າ"),
        ("es", "4.ª Enmienda, ICE, año"),
        ("hy", "և այլն"),
        ("fr", "L’œil « à » Noël"),
        ("zh-Hans", "保持冷静：ＩＣＥ，１"),
        ("ilo", "ñandu"),
    ],
)
def test_right_letters(tag: str, text: str) -> None:
    assert said(tag, text) == []


def test_what_the_english_has_is_right() -> None:
    assert said("vi", "Ðừng", "Ð") == []


@pytest.mark.parametrize("tag", TAGS)
def test_a_letter_of_the_next_alphabet_is_found_in_every_string(tag: str) -> None:
    """Ligatures and mathematical letters are no letters of any language, whether CLDR knows it or not."""
    for message in read_wording(OURS, tag).messages.values():
        assert said(tag, f"{message.text} ﬁ", message.source)
        assert said(tag, f"{message.text} \U0001d41a", message.source)


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if read_letters(OURS, tag)])
def test_the_sets_are_of_letters_in_the_script_of_the_language(tag: str) -> None:
    found = read_letters(OURS, tag)
    assert {unicodedata.category(each)[0] for each in found} <= {"L", "M"}
    assert not any(each.isascii() for each in found)
    autonym = LANGUAGES[tag].autonym
    strange = {each for each in autonym if unicodedata.category(each)[0] in "LM" and not each.isascii()} - found
    assert all("IDEOGRAPH" in unicodedata.name(each) for each in strange)


def test_a_comment_allows_a_letter(tmp_path: Path, put: Callable[[Path, str], Path]) -> None:
    path = bundled().translations / "ro" / "LC_MESSAGES" / "cards.po"
    spoilt = path.read_text("utf-8").replace("ș", "ş")
    mine = tmp_path / "mine" / "translations" / "ro" / "LC_MESSAGES" / "cards.po"
    put(mine, spoilt)
    found = [each for each in check_locale(shelves(tmp_path / "mine"), LANGUAGES["ro"]) if each.rule == "letters"]
    assert found
    assert {each.severity for each in found} == {"warning"}
    put(mine, spoilt.replace("\nmsgctxt", "\n# allow letters: an old poster\nmsgctxt"))
    assert not [each for each in check_locale(shelves(tmp_path / "mine"), LANGUAGES["ro"]) if each.rule == "letters"]
