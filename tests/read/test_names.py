"""Names that a user gives: kept as they are read, refused when they hold what cannot be seen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.errors import BadOrder
from cards.read.names import MAX_NAME, card_name, names_somebody, plain_name, same_person

KEPT = [
    "LUCE Immigrant Justice Network",
    "Comité «Adelante» – Lynn, MA",
    "A & B; 100% <c> {d} **e**",
    "هیئت مهاجران",
    "می\u200cخواهیم",  # ZWNJ spells Persian,
    "ක්\u200dෂ",  # ZWJ Sinhala
    "移民權利",
    "சங்கம்",
    "ʻOhana",
    "",
]

HIDDEN = ["\n", "\t", "\r", "\x00", "\x7f", "\x85", "\u00ad", "\u200b", "\u200e", "\u202e", "\u2028", "\u2029",
          "\u2060", "\u2066", "\ue000", "\ufeff", "\U000e0041", "\ud800"]  # fmt: skip

# Letters and symbols, says Unicode, that leave white paper.
BLANK = ["\u034f", "\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"]


@pytest.mark.parametrize("name", KEPT)
def test_a_name_stays_as_it_is(name: str) -> None:
    assert plain_name(name, "organisation") == name


@pytest.mark.parametrize("space", [" ", "\n", "\u00a0", " \t\u3000"])
def test_space_round_a_name_goes(space: str) -> None:
    assert plain_name(f"{space}Our line{space}", "name") == "Our line"
    assert plain_name(space, "name") == ""


def test_a_name_is_composed() -> None:
    assert plain_name(unicodedata.normalize("NFD", "Comité Việt"), "name") == "Comité Việt"
    assert plain_name(unicodedata.normalize("NFD", "각"), "name") == "각"


def test_a_name_has_60_characters_at_most() -> None:
    assert MAX_NAME == 60
    assert plain_name(f"  {'a' * 60}  ", "name") == "a" * 60
    assert plain_name("e\u0301" * 60, "name") == "é" * 60
    with pytest.raises(BadOrder, match="The name of the hotline has 61 characters, more than 60") as refused:
        plain_name("a" * 61, "name of the hotline")
    assert refused.value.remedy == "Give a shorter name."


@pytest.mark.parametrize("character", HIDDEN + BLANK, ids=lambda character: f"U+{ord(character):04X}")
def test_what_cannot_be_seen_is_refused_by_its_code(character: str) -> None:
    with pytest.raises(BadOrder) as refused:
        plain_name(f"Our{character}line", "organisation")
    known = {"\n": "a line feed (U+000A)", "\t": "a tab (U+0009)", "\r": "a carriage return (U+000D)"}
    told = known.get(character, f"the invisible character U+{ord(character):04X}")
    assert refused.value.cause == f"The organisation has {told} in it."


@pytest.mark.parametrize("character", BLANK, ids=lambda character: f"U+{ord(character):04X}")
def test_blank_letters_are_no_name(character: str) -> None:
    with pytest.raises(BadOrder, match="has the invisible character"):
        plain_name(f" {character} ", "organisation")


@pytest.mark.parametrize("text", ["\u200d", "\u200c\u200d", "\u200d \u200c", " \u200c\u00a0\u200c "])
def test_joiners_alone_are_no_name(text: str) -> None:
    with pytest.raises(BadOrder) as refused:
        plain_name(text, "organisation")
    assert refused.value.cause == "The organisation has no visible characters."
    assert plain_name(f"{text}a", "organisation") == f"{text.lstrip()}a"


@given(st.text(max_size=70))
def test_any_text_is_a_name_or_refused(text: str) -> None:
    try:
        name = plain_name(text, "name")
    except BadOrder as error:
        assert error.exit_code == 2
        return
    assert plain_name(name, "name") == name
    assert name == name.strip()
    assert len(name) <= MAX_NAME
    assert unicodedata.is_normalized("NFC", name)
    assert {unicodedata.category(each) for each in name}.isdisjoint({"Cc", "Co", "Cs", "Zl", "Zp"})
    assert {each for each in name if unicodedata.category(each) == "Cf"} <= {"\u200c", "\u200d"}
    assert set(BLANK).isdisjoint(name)
    assert name == "" or name.strip("\u200c\u200d \u00a0\u3000")


SAME = [
    ("Ana Perez", "ANA PEREZ"),
    ("Ana Perez", "Ana Pérez"),
    ("Ana Perez", "Ana Pe\u0301rez"),
    ("Ana Perez", "Аnа Реrеz"),  # Cyrillic А, а, Р, е
    ("Ana Perez", "ΑΝΑ ΡΕRΕΖ"),  # Greek capitals
    ("Ana Perez", "Ꭺna Perez"),  # a Cherokee letter
    ("Ana Perez", "ᴀna Pereᴢ"),  # small capitals
    ("Ana Perez", "Ａｎａ\u3000Ｐｅｒｅｚ"),
    ("Ana Perez", "𝐀𝐧𝐚 𝒫erez"),
    ("Ana Perez", "AnaPerez"),
    ("Ana Perez", "ana_perez"),
    ("Ana Perez", "Ana-Perez."),
    ("Ana Perez", "Ana M. Perez"),
    ("Ana Perez", "Dr. Ana Perez"),
    ("Ana Perez", "Ana Perez, Ph.D."),
    ("Ana Perez", "Lic. ANA PÉREZ, Esq."),
    ("Ana Perez", "Perez, Ana"),
    ("Ana Perez", "Pérez, Dra. Ana M."),
    ("Ana Perez <ana@example.org>", "somebody <аna@example.org>"),
    ("МARIА", "Maria"),
    ("Hина", "нина"),  # a Latin H
    ("Đỗ Hùng", "Do Hung"),
    ("İlker", "ILKER"),
    ("Straße", "STRASSE"),
    ("王 伟", "王伟"),
    ("maria1", "marial"),
    ("Dr. Ho", "Ho"),
    ("María López", "López María"),
    ("Lan Nguyễn Thị", "Nguyễn Thị Lan"),
    ("Rosa", "Rosa 2"),
    ("Rosa", "Rosa2"),
    ("Rosa", "Rosa (legal)"),
    ("Rosa", "Rosa [second reading]"),
    ("Rosa", "Rosa - lawyer"),
    ("Rosa (legal)", "Rosa (translator)"),
    ("Rosa", "Legal: Rosa"),
    ("Rosa García", "garcia, rosa II"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_that_look_alike_are_one_person(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Perez", "Ana Ruiz"),
        ("A. Lopez", "B. Lopez"),
        ("Иван Петров", "Мария Петрова"),
        ("कमल", "कामिल"),
        ("王伟", "王芳"),
        ("Nguyễn Thị Lan", "Nguyễn Thị Liên"),
        ("Dr.", "Mr."),
        ("", "Ana"),
        ("", ""),
        ("<>", "()"),
        ("Rosa (legal)", "Ana (legal)"),
        ("Rosa 2", "Ana 2"),
        ("Lan Nguyễn", "Liên Nguyễn"),
    ],
)
def test_names_that_differ_are_two_people(one: str, other: str) -> None:
    assert not same_person(one, other)


@pytest.mark.parametrize("text", [".", "42", "-", "", "(1)", "\u200b", "😀"])
def test_what_has_no_letter_names_nobody(text: str) -> None:
    assert not names_somebody(text)


@pytest.mark.parametrize("text", ["Bo", "王", "७क", "R.", "ana@example.org"])
def test_a_letter_is_enough_for_a_pseudonym(text: str) -> None:
    assert names_somebody(text)


@given(st.text(max_size=30))
def test_everybody_who_has_a_name_is_the_same_person_as_themselves(name: str) -> None:
    has_name = any(unicodedata.category(each)[0] in "LN" for each in unicodedata.normalize("NFKC", name))
    assert same_person(name, name) or not has_name
    assert same_person(name, name.upper()) == same_person(name, name)


ORGANISATIONS = [
    *KEPT,
    "211 Massachusetts",
    "Local 32BJ",
    "1199SEIU",
    "Local 300 NEW ENGLAND WORKERS",
    "Barrio 18 Vecinos",
    "Coalición 5 de Mayo",
    "9/11 Families",
    "ACLU (since 1920)",
    "Proyecto 1994–2024",
    "100% Mujeres",
    "St. Mary's, Inc.",
    "A.C.L.U. of Lynn",
    "U.S. Committee",
    "Mujeres #1",
    "Grupo dos",
    "三一教會",
    "LUCE 24/7",
]

NUMBERS = [
    "Call 911",
    "911",
    "9-1-1",
    "Lynn 911",
    "٩١١",
    "９１１",
    "211",
    "Dial 2-1-1",
    "Llame al 311",
    "拨打110",
    "звоните 112",
    "☎ 617",
    "617-555-0100",
    "(617) 555 0100",
    "Lynn +52 55 5093 0000",
    "٦١٧٥٥٥٠١٠٠",
    "1-866-DHS-2-ICE",
    "Lynn 866 DHS 2 ICE",
    "617-TEACHERS",
    "six one seven five five five",
    "六一七五五五",
]

ADDRESSES = ["Lynn.org", "MoveOn.ORG", "bit.ly/abc", "t.me/lynn", "@lynn", "lynn@example", "abogado。us", "пример.рф",
             "ｌｙｎｎ．ｏｒｇ", "Lynn dot org", "www.lynn", "https://lynn", "#LynnSíSePuede", "St.Mary's"]  # fmt: skip

ODD = ["☎ ⁶¹⁷", "Lynn ⑤", "Route Ⅱ", "፩ Lynn", "½ Lynn"]
MARKED = ["Sal\u0336va", "Salva\u0338", "Lynn\u20dd", "Lynn" + "\u0301" * 5, "\u0301 Lynn", "S\u0332a\u0332l"]


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_an_organisation_keeps_its_name(name: str) -> None:
    assert card_name(name, "--org") == name


@pytest.mark.parametrize(
    ("name", "told"),
    [
        *((each, "what looks like a telephone number") for each in NUMBERS),
        *((each, "what looks like an address") for each in ADDRESSES),
        *((each, "the numeral") for each in ODD),
        *((each, "over its letters") for each in MARKED),
    ],
)
def test_a_name_leads_nowhere(name: str, told: str) -> None:
    with pytest.raises(BadOrder, match=told):
        card_name(name, "--org")
    with pytest.raises(BadOrder):
        card_name(f"Amigos de {name}", "--org") if name != "211" else card_name(name, "--org")


@given(st.from_regex(r"[2-9][0-9]{2}[-. ]?[2-9][0-9]{2}[-. ]?[0-9]{4}", fullmatch=True), st.sampled_from("0٠۰०০๐０"))
def test_no_telephone_number_is_a_name_in_any_digits(number: str, zero: str) -> None:
    written = "".join(chr(ord(zero) + int(each)) if each.isdigit() else each for each in number)
    with pytest.raises(BadOrder, match="telephone number"):
        card_name(f"Amigos {written} de Lynn", "--org")


@pytest.mark.parametrize(
    "name",
    ["866 dhs 2 ice", "Line 866dhs2ice", "1-866-dhs-2-ice", "800callfbi", "８６６ ｄｈｓ ２ ｉｃｅ"],
)
def test_a_name_that_dials_a_line_of_the_government_is_refused(name: str) -> None:
    for written in (name, f"Amigos {name}"):
        with pytest.raises(BadOrder, match=r"^The --org leads to "):
            card_name(written, "--org")
