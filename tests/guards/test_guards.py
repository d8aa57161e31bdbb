"""Text that is not what it claims to be: each kind of fault is found in every locale, and no shipped text accused."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from cards.guards.rules import RULES, Case, Complaint
from cards.locations import bundled
from cards.read.catalogs import Message, read_wording, translated_tags
from cards.read.languages import Language, read_languages
from cards.read.letters import read_letters
from cards.read.typefaces import Family, read_families

SHELVES = [bundled()]
LANGUAGES = read_languages(SHELVES)
LETTERS = {tag: read_letters(SHELVES, tag) for tag in LANGUAGES}
ERRORS = [rule for rule in RULES if rule.severity == "error"]
CALM = "Stay calm and open no door."


def errors(tag: str, text: str, english: str = CALM, families: tuple[Family, ...] = ()) -> dict[str, list[Complaint]]:
    """The errors of a text, by rule."""
    case = Case(LANGUAGES[tag], english, text, families=families, letters=LETTERS[tag])
    found = {rule.id: list(rule.check(case)) for rule in ERRORS}
    return {name: said for name, said in found.items() if said}


def shipped() -> Iterator[tuple[Language, Message]]:
    for tag in translated_tags(SHELVES):
        yield from ((LANGUAGES[tag], each) for each in read_wording(SHELVES, tag).messages.values() if each.text)


SHIPPED = tuple(shipped())
SOME = [each for place, each in enumerate(SHIPPED) if place % 17 == 0]
"""Some of every locale: each has more than fifty strings."""


@pytest.mark.full_only
def test_no_shipped_text_is_accused() -> None:
    found = {
        (language.tag, message.context): said
        for language, message in SHIPPED
        if (said := errors(language.tag, message.text, message.source, read_families(SHELVES, language.fonts)))
    }
    assert found == {}
    assert {language.tag for language, _ in SOME} == set(translated_tags(SHELVES))


def windows(text: str, encoding: str = "cp1252") -> str:
    """UTF-8 as shown by a program that takes it for an eight-bit encoding; bytes without a letter stay as they are."""
    shown = (bytes([byte]) for byte in text.encode("utf-8"))
    return "".join(each.decode(encoding, "ignore") or chr(each[0]) for each in shown)


def last_letter(text: str) -> int:
    return max(place for place, each in enumerate(text) if each.isalpha())


def first_letter(text: str) -> int:
    return next(place for place, each in enumerate(text) if each.isalpha())


def after_letter(added: str) -> Callable[[str], str]:
    """Puts something behind the last letter of a text."""
    return lambda text: text[: last_letter(text) + 1] + added + text[last_letter(text) + 1 :]


def in_words(added: str) -> Callable[[str], str]:
    return lambda text: f"{text.rstrip('.')} {added}"


PLANTED: list[tuple[str, Callable[[str], str]]] = [
    ("numbers", in_words("⁶¹⁷ ⁵⁵⁵ ⁹⁹⁹⁹")),
    ("numbers", in_words("①")),
    ("numbers", in_words("Ⅷ")),
    ("numbers", in_words("½")),
    ("numbers", in_words("፩፪")),
    ("numbers", in_words("六一七五五五九九九九")),
    ("numbers", in_words("six one seven five five five")),
    ("numbers", in_words("seis-uno-siete-cinco")),
    ("numbers", in_words("𝟔𝟏𝟕")),
    ("address", in_words("bit.ly/abc")),
    ("address", in_words("abogado.us")),
    ("address", in_words("@abogado")),
    ("address", in_words("＠abogado")),
    ("address", in_words("#abogado")),
    ("address", in_words("t.me/abogado")),
    ("address", in_words("t.me")),
    ("address", in_words("example。com")),
    ("address", in_words("ｅｘａｍｐｌｅ．ｃｏｍ")),
    ("address", in_words("пример.рф")),
    ("address", in_words("例子.中国")),
    ("address", in_words("tel:+")),
    ("address", in_words("abogado punto com")),
    ("address", in_words("/abogado/es")),
    ("symbol", in_words("☎")),
    ("symbol", in_words("□□")),
    ("lost-letters", in_words("\ufffd")),
    ("lost-letters", lambda text: "????" + text[last_letter(text) + 1 :]),
    ("lost-letters", lambda text: text[: first_letter(text)] + "?" + text[first_letter(text) :]),
    ("escape", in_words("&nbsp;")),
    ("escape", in_words("&#39;")),
    ("escape", in_words("&amp;quot;")),
    ("escape", in_words("&nbsp")),
    ("escape", in_words("caf\\u00e9")),
    ("escape", in_words("caf\\xe9")),
    ("escape", in_words("caf%C3%A9")),
    ("escape", in_words("caf=C3=A9")),
    ("escape", in_words("caf+AOk-")),
    ("escape", in_words("=?UTF-8?B?Y2Fmw6k=?=")),
    ("marks", after_letter("\u0336")),
    ("marks", after_letter("\u0338")),
    ("marks", after_letter("\u0332")),
    ("marks", after_letter("\u20d2")),
    ("marks", after_letter("\u20dd")),
    ("marks", after_letter("\u0489")),
    ("marks", after_letter("\u0301" * 9)),
    ("marks", after_letter("\u0301\u0302\u0303\u0304\u0306\u0307\u0308")),
    ("marks", in_words("\u0301")),
    ("script", lambda _: "ꔀꔁꔂ ꔃꔄ"),
    ("script", lambda _: "…!"),
]


@pytest.mark.parametrize(("rule", "plant"), PLANTED, ids=lambda each: each if isinstance(each, str) else "")
def test_a_planted_fault_is_found_in_every_locale(rule: str, plant: Callable[[str], str]) -> None:
    missed = [
        (language.tag, plant(message.text))
        for language, message in SOME
        if language.tag != "vai" and rule not in errors(language.tag, plant(message.text), message.source)
    ]
    assert missed == []


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman", "cp1251", "cp437", "cp850"])
def test_utf_8_that_was_read_otherwise_is_found_in_every_locale(encoding: str) -> None:
    missed = []
    for language, message in SOME:
        if not any(each.isalpha() for each in message.text if ord(each) > 127):
            continue
        spoilt = windows(message.text, encoding)
        if not errors(language.tag, spoilt, message.source).keys() & {"encoding", "script", "lost-letters"}:
            missed.append((language.tag, spoilt))
        twice = windows(spoilt, encoding)
        if not errors(language.tag, twice, message.source).keys() & {"encoding", "script", "lost-letters"}:
            missed.append((language.tag, twice))
    assert missed == []


@pytest.mark.parametrize("lost", ["ascii", "latin-1"])
def test_letters_that_an_encoding_had_no_place_for_are_missed_in_every_locale(lost: str) -> None:
    """Not where all that is lost is a mark at the end of a word, which nobody can tell from a question mark."""
    missed = []
    for language, message in SOME:
        spoilt = message.text.encode(lost, "replace").decode(lost)
        inside = any(spoilt[place] == "?" != each for place, each in enumerate(message.text[:-1])
                     if message.text[place + 1].isalpha())  # fmt: skip
        if inside and not errors(language.tag, spoilt, message.source).keys() & {"lost-letters", "script"}:
            missed.append((language.tag, spoilt))
    assert missed == []


@pytest.mark.parametrize(
    ("tag", "text", "rule", "remedy"),
    [
        ("fr", "La porte est fermÃ©e.", "encoding", "Write “fermée”"),
        ("fr", "La porte est fermÃƒÂ©e.", "encoding", "Write “fermée”"),
        ("fr", "La porte est ferm√©e.", "encoding", "Write “fermée”"),
        ("fr", "La porte est ferm├⌐e.", "encoding", "Write “fermée”"),
        ("fr", "La porte est fermГ©e.", "encoding", "Write “fermée”"),
        ("fr", "VoilÃ  la porte.", "encoding", "Write “Voilà”"),
        ("ha", "Fom É—in kofa.", "encoding", "Write “ɗin”"),
        ("es", "Diga: “no firmo”, dijo Ã©l.", "encoding", "Write “él”"),
        ("es", "Itâ€™s la puerta.", "encoding", "Write “It’s”"),
        ("vi", "Ä\x90á»«ng má»Ÿ cá»\xada.", "encoding", "Write “Đừng”"),
        ("ru", "РќРµ РѕС‚РєСЂС‹РІР°Р№С‚Рµ.", "encoding", "Write “Не”"),
        ("ru", "мЕ НРЙПШБЮИРЕ ДБЕПЭ.", "encoding", "Open the original file in its own encoding"),
        ("ru", "Íå îòêðûâàéòå äâåðü.", "script", "Write it in that language"),
        ("hi", "Stay calm.", "script", "Write it in that language"),
        ("zh-Hans", "璇蜂繚鎸佸喎闈欍��", "lost-letters", "copy the text from an intact version"),
        ("ja", "????。", "lost-letters", "copy the text from an intact version"),
        ("vi", "??ng m? c?a.", "lost-letters", "copy the text from an intact version"),
        ("es", "caf&eacute; con leche.", "escape", "Write the character itself: é."),
        ("es", "caf\\u00e9 con leche.", "escape", "Write the character itself: é."),
        ("es", "\\ud83d\\udcde con leche.", "escape", "Write the character itself: 📞."),
        ("es", "caf%C3%A9 con leche.", "escape", "Write the character itself: é."),
        ("es", "caf=C3=A9 con leche.", "escape", "Write the character itself: é."),
        ("es", "Calma&nbsp;y derechos.", "escape", "Write the character itself, or remove it."),
    ],
)
def test_the_remedy_says_what_was_meant(tag: str, text: str, rule: str, remedy: str) -> None:
    assert remedy in errors(tag, text)[rule][0].fix


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("ru", "СССР» и Сёмга, Рік."),
        ("ru", "Сделайте копию списка."),
        ("sr", "Направите копије списка болести."),
        ("uk", "Рік у дверях."),
        ("fr", "VOILÀ» É” Ô…"),
        ("de", "„MENÜ” ist keins."),
        ("es", "EE.UU. no es la puerta, y/o sí."),
        ("de", "z.B. die Tür, d.h. nicht."),
        ("zh-Hans", "什么？一个人，三十六个人。"),
        ("ja", "一人で二人の三つ。ICEです。"),
        ("yo", "Ẹ má ṣe ṣí ìlẹ̀kùn."),
        ("he", "שִׁלֵּךְ הַדֶּלֶת"),
        ("ar", "مُحَمَّدٌ لا يفتحُ البابَ"),
        ("am", "ዓ.ም. በሩን አትክፈቱ።"),
    ],
)
def test_honest_text_is_left_alone(tag: str, text: str) -> None:
    assert errors(tag, text) == {}


BROKEN = {
    "my": "ေတာင္း", "hi": "िक", "mr": "िद", "ne": "क््क", "bn": "েক", "pa": "ਿਕ", "gu": "િક", "ta": "ெக", "te": "ాక",
    "kn": "ಾಕ", "ml": "െക", "si": "ෙක", "km": "េក",
}  # fmt: skip
"""A vowel before its consonant, as it is typed in fonts of another encoding; Zawgyi in Burmese; a doubled virama."""


@pytest.mark.few_scripts
@pytest.mark.parametrize("tag", BROKEN)
def test_a_broken_cluster_is_found_in_every_string(tag: str) -> None:
    families = read_families(SHELVES, LANGUAGES[tag].fonts)
    for message in read_wording(SHELVES, tag).messages.values():
        for spoilt in (f"{BROKEN[tag]} {message.text}", f"{message.text} {BROKEN[tag]}"):
            assert errors(tag, spoilt, message.source, families).keys() & {"broken-cluster", "marks"}
    (said,) = errors(tag, BROKEN[tag], CALM, families)["broken-cluster"]
    assert ("Zawgyi" in said.fix) == (tag == "my")


@pytest.mark.parametrize(
    "piece",
    ["a", "-", ".", "a.", "a-", "/", "a/", "@a", "%a", "&a", "=A", "\\", "+a", "?", "一", "一 ", "one ", "١", "Ã", "é",
     "а", "ё", "\u0301", "a\u0301", "#", "http", "🙂", "«", "ـ"],
)  # fmt: skip
def test_no_text_takes_long(piece: str) -> None:
    """Time that grows with the square of the length would keep this test for a minute."""
    errors("ru", f"a {piece * 20_000} a")
