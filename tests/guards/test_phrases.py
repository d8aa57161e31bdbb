"""Phrases that are said in English: what is found of a lost, translated or changed one, and what other rules make of
English words in a text of another language."""

from __future__ import annotations

import pytest

from cards.guards.rules import RULES, Case
from cards.locations import bundled
from cards.read.languages import read_languages
from cards.read.negations import read_negations
from tests.said import ASK_TEXT, CLAIM_TEXT, FREE, LAWYER, TRANSLATIONS

SHELVES = (bundled(),)
LANGUAGES = read_languages(SHELVES)
NO = "I do not consent."
SAY_NO = f"**Say: “{NO}”** Do not block the door."


def complaints(tag: str, english: str, text: str, *say: str) -> dict[str, list[str]]:
    """What the rules say, by rule."""
    case = Case(LANGUAGES[tag], english, text, read_negations(SHELVES, tag), say=say)
    found = {rule.id: [each.what for each in rule.check(case)] for rule in RULES}
    return {name: said for name, said in found.items() if said}


@pytest.mark.parametrize("tag", TRANSLATIONS)
def test_a_phrase_with_its_meaning_is_as_it_should_be_in_every_script(tag: str) -> None:
    _, ask, claim = TRANSLATIONS[tag]
    assert complaints(tag, ASK_TEXT, ask, FREE) == {}
    assert complaints(tag, CLAIM_TEXT, claim, LAWYER) == {}


CHANGES = {
    "translated": ("Am I free to go?", "…"),
    "one letter": ("free", "fre"),
    "a Cyrillic letter": ("free", "frее"),
    "a full-width letter": ("Am", "Ａm"),
    "a capital": ("Am I", "AM I"),
    "an Arabic question mark": ("go?", "go؟"),
    "no question mark": ("go?", "go"),
    "a space before the mark": ("go?", "go ?"),
    "a no-break space": ("I free", "I\u00a0free"),
    "an invisible letter": ("free", "fr\u200bee"),
    "an isolate inside": ("free to", "\u2066free\u2069 to"),
    "stars inside": ("free", "**free**"),
    "part of a word": ("Am I", "SAm I"),
    "an accent behind it": ("Am", "A\u0301m"),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("tag", ["es", "ar", "zh-Hans", "km"])
def test_a_lost_or_changed_phrase_is_an_error(tag: str, change: str) -> None:
    text = TRANSLATIONS[tag][1].replace(*CHANGES[change])
    (found,) = complaints(tag, ASK_TEXT, text, FREE)["phrase"]
    assert found.startswith(f"It does not have “{FREE}”, which the bearer says in English")


@pytest.mark.parametrize("tag", ["es", "ar", "zh-Hans", "km"])
@pytest.mark.parametrize("added", [(" Yes, I consent.", 1), ("I consent. ", 0), ("І", 0)])
def test_the_bearer_says_nothing_but_the_phrase(tag: str, added: tuple[str, int]) -> None:
    more, behind = added
    text = TRANSLATIONS[tag][1].replace(FREE, FREE + more if behind else more + FREE)
    (found,) = complaints(tag, ASK_TEXT, text, FREE)["phrase"]
    assert "It has other words beside" in found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Diga “no” (nada) a “now and then”.", False),
        ("A “now and then” diga “no” (nada).", False),
        ("Diga “no” (nada), luego “no, sí”.", True),
        ("Diga “no, sí” (nada), luego “no”.", True),
    ],
)
def test_other_words_are_told_beside_the_phrase_wherever_it_is_and_not_beside_a_longer_word(
    text: str, told: bool
) -> None:
    assert ("phrase" in complaints("es", "Say “no”.", text, "no")) is told


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("free", "frее", ", but “Am I frее to go?” with U+0435 (CYRILLIC SMALL LETTER IE)."),
        ("go?", "go؟", ", but “Am I free to go؟” with U+061F (ARABIC QUESTION MARK)."),
        ("go?", "go ?", ", but “Am I free to go ?”."),
        ("free", "**free**", ", but “Am I **free** to go?” with stars inside."),
        ("free to", "free too", ", but “Am I free too go?”."),
        (FREE, "¿Me puedo ir?", "."),
    ],
)
def test_a_changed_phrase_is_shown_with_what_differs(old: str, new: str, shown: str) -> None:
    text = TRANSLATIONS["es"][1].replace(old, new)
    (found,) = complaints("es", ASK_TEXT, text, FREE)["phrase"]
    assert found == f"It does not have “{FREE}”, which the bearer says in English{shown}"


@pytest.mark.parametrize("around", ["**{}**", "\u2066{}\u2069", "«{}»", "「{}」", "{}", "„{}“", "‘{}’", '"{}"'])
def test_what_is_around_a_phrase_is_the_languages_own(around: str) -> None:
    text = f"Pregunte {around.format(FREE)} (¿Puedo irme?) Si dicen que sí, váyase con calma."
    assert "phrase" not in complaints("es", ASK_TEXT.replace("*", ""), text, FREE)


def test_each_lost_phrase_is_told() -> None:
    english = "**Say: “I am a student.”** Then ask: “May I leave?”"
    found = complaints(
        "es", english, "**Diga: “Estudio.”** Y pregunte: “¿Puedo irme?”", "I am a student.", "May I leave?"
    )
    assert [each.split("”")[0] for each in found["phrase"]] == [
        "It does not have “I am a student.",
        "It does not have “May I leave?",
    ]


@pytest.mark.parametrize("tag", TRANSLATIONS)
def test_a_phrase_without_its_meaning_is_told_of(tag: str) -> None:
    _, ask, _ = TRANSLATIONS[tag]
    begin = min(ask.index(mark) for mark in "(（" if mark in ask)
    end = max(ask.rfind(mark) for mark in ")）") + 1
    assert "phrase-meaning" in complaints(tag, ASK_TEXT, ask[:begin] + ask[end:], FREE)
    assert "phrase-meaning" not in complaints(tag, ASK_TEXT, ask, FREE)


def test_english_in_brackets_is_no_meaning_in_a_language_of_other_letters() -> None:
    assert "phrase-meaning" in complaints("ru", CLAIM_TEXT, f"**Скажите: «{LAWYER}»** (I want a lawyer.)", LAWYER)


@pytest.mark.parametrize("tag", ["ru", "ar", "zh-Hans"])
def test_the_phrase_alone_is_no_translation(tag: str) -> None:
    assert "script" in complaints(tag, CLAIM_TEXT, f"**“{LAWYER}”**", LAWYER)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"**Diga: “{NO}”** (No doy mi permiso.) No bloquee la puerta.", ""),
        (f"**Diga: “{NO}” (No doy mi permiso.)** No bloquee la puerta.", ""),
        (f"**Diga: “{NO}”** (Doy mi permiso.) No bloquee la puerta.", "negation"),
        (f"**Diga: “{NO}”** (No doy mi permiso.) Bloquee la puerta.", "negation"),
        (f"**Diga: “{NO}” (No doy mi permiso. No bloquee)** la puerta.", "negation"),
    ],
)
def test_the_meaning_of_a_phrase_negates_in_its_place(text: str, rule: str) -> None:
    assert set(complaints("es", SAY_NO, text, NO)) == ({rule} if rule else set())


def test_english_words_are_no_negations_of_a_language() -> None:
    """“no” negates in Spanish."""
    english = "**Say: “There is no way.”** Do not run."
    text = "**Diga: “There is no way.”** (No hay paso.) No corra."
    assert complaints("es", english, text, "There is no way.") == {}
    assert "negation" in complaints("es", english, text)


@pytest.mark.parametrize(
    ("text", "is_lost"),
    [
        (f"**Diga: “{LAWYER}”** (Quiero guardar silencio. Quiero un abogado.)", False),
        (f"**Diga: “{LAWYER}”** (Quiero guardar silencio. Quiero un notario.)", True),
    ],
)
def test_key_words_are_in_the_meaning(text: str, is_lost: bool) -> None:
    assert ("key-word" in complaints("es", CLAIM_TEXT, text, LAWYER)) == is_lost


def test_letters_beside_a_phrase_are_none_of_it() -> None:
    """Chinese has no spaces, and Uzbek has a letter that looks like a closing quotation mark after o."""
    assert complaints("zh-Hans", ASK_TEXT, f"**问：**{FREE}（我可以走吗？）可以就冷静离开。", FREE) == {}
    english = "**Say: “I want to go”** calmly and without haste."
    text = "**Ayting: ‘I want to go’** (ketmoqchiman) xotirjam va shoshilmay."
    assert "letters" not in complaints("uz", english, text, "I want to go")
