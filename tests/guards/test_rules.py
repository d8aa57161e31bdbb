"""What is said of one translation: each seeded defect by its rule and no other, and nothing of good translations.

The good ones are those that checkers made for English trip over: other digits, other full stops, spaces before them,
letters with hooks, joiners, acronyms in Latin letters, a sentence that ends without a mark.
"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.guards.rules import RULES, Case, Complaint
from cards.locations import bundled
from cards.read.languages import read_languages

LANGUAGES = read_languages([bundled()])
ENCODING = {"escape", "lost-letters", "encoding", "script"}
ERRORS = {"placeholders", "stars", "markup", "angle-brackets", "address", "numbers", "marks", "symbol", *ENCODING}
ERRORS |= {"broken-cluster", "negation", "key-word", "untranslated-text", "phrase"}
WARNINGS = {
    "letters",
    "same-as-source",
    "mixed-script",
    "nfc",
    "end-punctuation",
    "length",
    "phrase-meaning",
    "zero-width-space",
    "spaces",
}

CALM = "Stay calm. You have rights."


def complaints(tag: str, english: str, text: str) -> dict[str, list[Complaint]]:
    """What the rules say, by rule; nothing of those that have nothing to say."""
    case = Case(LANGUAGES[tag], english, text)
    found = {rule.id: list(rule.check(case)) for rule in RULES}
    assert all(each.what[-1] in ".)" and each.fix[-1] == "." for said in found.values() for each in said)
    return {name: said for name, said in found.items() if said}


def rules(tag: str, english: str, text: str) -> set[str]:
    return set(complaints(tag, english, text))


def test_what_is_an_error_and_what_a_warning() -> None:
    assert {rule.id for rule in RULES if rule.severity == "error"} == ERRORS
    assert {rule.id for rule in RULES if rule.severity == "warning"} == WARNINGS
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("english", "text", "expected"),
    [
        ("Call {hotline} now.", "Llame al {hotline} ya.", set()),
        ("Call {hotline} now.", "Al {hotline} llame ya.", set()),
        ("Call {hotline} now.", "Llame ya al número.", {"placeholders"}),
        ("Call {hotline} now.", "Llame al {hotline} o {hotline} ya.", {"placeholders"}),
        ("Call {hotline} now.", "Llame al {link} ya.", {"placeholders"}),
        ("Call {hotline} now.", "Llame al {Hotline} ya.", {"placeholders"}),
        ("Call {hotline} now.", "Llame al {línea} ya.", {"placeholders"}),
        ("Call {hotline} now.", "Llame al {hotline ya.", {"placeholders", "markup"}),
        ("Call {hotline} now.", "Llame al {{hotline}} ya.", {"markup"}),
        ("Call {hotline} now.", "Llame al {} ya.", {"placeholders"}),
        ("Call them right now.", "Llámelos {org} ya mismo.", {"placeholders"}),
        ("Call them right now.", "Llámelos } ya mismo.", {"markup"}),
    ],
)
def test_placeholders(english: str, text: str, expected: set[str]) -> None:
    assert rules("es", english, text) == expected


def test_a_wrong_placeholder_is_named_with_the_one_that_is_missing() -> None:
    said = [each.what for each in complaints("es", "Call {hotline}.", "Llame al {hotlnie}.")["placeholders"]]
    assert said == ["It has {hotlnie}, which has no meaning.", "It lacks {hotline}."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Guarde silencio.** Dígalo ya.", set()),
        ("Dígalo ya: **guarde silencio.**", set()),
        ("Guarde silencio. Dígalo ya.", {"stars"}),
        ("**Guarde silencio. Dígalo ya.", {"stars"}),
        ("**Guarde** **silencio.** Dígalo ya.", {"stars"}),
        ("*Guarde silencio.* Dígalo ya.", {"stars"}),
        ("**Guarde silencio.** Dígalo * ya.", {"stars"}),
        ("***Guarde silencio.*** Dígalo ya.", {"stars"}),
        ("**** Guarde silencio. Dígalo ya.", {"markup"}),
        ("** ** Guarde silencio. Dígalo ya.", {"markup"}),
        ("**\u200b** Guarde silencio. Dígalo.", {"markup", "zero-width-space"}),
    ],
)
def test_stars(text: str, expected: set[str]) -> None:
    assert rules("es", "**Stay silent.** Say so now.", text) == expected


@pytest.mark.parametrize("number", ["48", "٤٨", "۴۸", "४८", "၄၈", "៤៨", "౪౮", "৪৮", "４８", "௪௮"])
def test_numbers_are_compared_across_digits(number: str) -> None:
    assert "numbers" not in rules("es", "They have 48 hours.", f"Tienen {number} horas.")
    backward = number[::-1]
    said = complaints("es", "They have 48 hours.", f"Tienen {backward} horas.")["numbers"]
    assert [each.what for each in said] == ["It has the number 84, but the English has the number 48."]


@pytest.mark.parametrize(
    ("english", "text", "good"),
    [
        ("Within 3 days.", "خلال ٣ أيام.", True),
        ("Within 3 days.", "ظرف ۳ روز.", True),
        ("Within 3 days.", "३ दिनों में।", True),
        ("Within 3 days.", "၃ ရက်အတွင်း။", True),
        ("Within 3 days.", "خلال ٢ أيام.", False),
        ("Within 3 days.", "ظرف ۲ روز.", False),
        ("Within 3 days.", "२ दिनों में।", False),
        ("Within 3 days.", "၂ ရက်အတွင်း။", False),
        ("Within 3 days.", "En días.", False),
        ("Within days.", "En 3 días.", False),
        ("Within 3 days.", "En 3 o 4 días.", False),
        ("Within 3 days.", "En 33 días.", False),
        ("Within 3 or 4 days.", "En 4 o 3 días.", True),
        ("Within 3 or 3 days.", "En 3 días.", False),
        ("Form I-205, 10 days.", "10 días, formulario I-205.", True),
        ("Form I-205, 10 days.", "10 días, formulario I-200.", False),
        ("The 4th Amendment.", "La 4.ª Enmienda.", True),
        ("Pay $1,000 now.", "Pague $1.000 ya.", True),
    ],
)
def test_numbers(english: str, text: str, good: bool) -> None:
    assert ("numbers" not in rules("es", english, text)) == good


@given(st.integers(0, 10**6), st.sampled_from("0٠۰०০๐០၀༠"))
def test_every_number_in_any_digits(number: int, zero: str) -> None:
    written = "".join(chr(ord(zero) + int(digit)) for digit in str(number))
    assert unicodedata.decimal(zero) == 0
    assert "numbers" not in rules("es", f"Wait {number} days.", f"Espere {written} días.")
    assert "numbers" in rules("es", f"Wait {number} days.", f"Espere {written}{zero} días.")


@pytest.mark.parametrize(
    "hidden",
    [
        *(chr(code) for code in range(0x202A, 0x202F)),
        *("\u2066", "\u2067", "\u2068", "\u2069", "\u2069\u2066", "\u2066\u2066\u2069", "\u2068\u2069\u2069"),
        *("\x00", "\x07", "\t", "\n", "\r", "\x1b", "\x7f", "\x85", "\u00ad", "\ufeff", "\u2028", "\u2029"),
        *("\ue000", "\uf8ff", "\U000f0000", "\U0010fffd", "\u0378", "\ufffe", "\U000e0041", "\u180e", "\u2064"),
        *("\u2800", "\u3164", "\uffa0", "\u115f"),
    ],
    ids=lambda text: "-".join(f"{ord(letter):04X}" for letter in text),
)
def test_what_is_not_seen_and_changes_what_is_read(hidden: str) -> None:
    found = complaints("es", CALM, f"Mantenga la{hidden} calma. Tiene derechos.")
    assert "markup" in found
    assert set(found) <= {"letters", "markup", "mixed-script", "nfc", "symbol"}
    assert "U+" in found["markup"][0].what


@pytest.mark.parametrize(
    ("text", "where"), [("Mantenga la\u202e calma.", "after “Mantenga la”"), ("\u0007Mantenga.", "at the beginning")]
)
def test_where_a_character_stands_that_is_not_seen(text: str, where: str) -> None:
    (said,) = complaints("es", CALM, text)["markup"]
    assert said.what.endswith(f"; it is {where}.")


def test_an_address_is_shown_whole() -> None:
    (said,) = complaints("es", CALM, "Calma: www.derechos.mx/es y derechos.")["address"]
    assert said.what == "It has what looks like an address or a handle (www.derechos.mx/es)."


@pytest.mark.parametrize(
    "pair", ["\u2066{}\u2069", "\u2067{}\u2069", "\u2068\u2066{}\u2069\u2069", "\u200e{}", "\u061c{}"]
)
def test_isolates_that_are_closed_again_are_good(pair: str) -> None:
    assert rules("ar", CALM, f"حافظوا على {pair.format('هدوئكم')}. لديكم حقوق.") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mantenga la <b>calma</b>. Tiene derechos.", {"angle-brackets"}),
        ("Mantenga la calma > tiene derechos.", {"angle-brackets"}),
        ("Mantenga la calma. Tiene\ufffd derechos.", {"lost-letters"}),
        ("Mantenga la calma: www.derechos.mx.", {"address"}),
        ("Mantenga la calma: https://ejemplo.", {"address"}),
        ("Mantenga la calma: ayuda@ejemplo.", {"address"}),
        ("Mantenga la calma en ejemplo.org.", {"address"}),
        ("Mantenga la calma en EJEMPLO.GOV.", {"address"}),
        ("Mantenga la calma. Tiene 3 derechos.", {"numbers"}),
        (CALM, {"untranslated-text"}),
        ("Mantenga la calma.", set()),
        ("Mantenga.", {"length"}),
        ("Mantenga la calma. Usted tiene derechos, y muchos más.", set()),
        ("Mantenga la calma. Usted tiene derechos, y muchos más, aquí.", {"length"}),
        ("Mantenga la calma. Tiene derechos", {"end-punctuation"}),
        ("Mantenga la calma. Tiene derechos:", {"end-punctuation"}),
        ("Mantenga la calma. Tiene derechos,", {"end-punctuation"}),
        ("Mantenga la calma. **Tiene derechos.**", {"stars"}),
        ("Mantenga  la calma. Tiene derechos.", {"spaces"}),
        (" Mantenga la calma. Tiene derechos.", {"spaces"}),
        ("Mantenga la calma. Tiene derechos. ", {"spaces"}),
        ("Mantenga la calma.\u200b Tiene derechos.", {"zero-width-space"}),
        ("Mante\u0301nga la calma. Tiene derechos.", {"nfc"}),
    ],
)
def test_other_slips(text: str, expected: set[str]) -> None:
    assert rules("es", CALM, text) == expected


@pytest.mark.parametrize(
    ("tag", "text", "said"),
    [
        ("es", "**Guarde silencio.** Dígalo ya.", ""),
        ("es", "**Guarde silencio**. Dígalo ya.", ""),
        ("es", "Dígalo: **guarde silencio.**", ""),
        ("es", "**Guarde silencio.**\u00a0Dígalo ya.", ""),
        ("zh-Hans", "**保持沉默。**说出来。", ""),
        ("th", "**เงียบไว้**บอกเลย", ""),
        ("es", "**Guarde silencio. **Dígalo ya.", "just inside"),
        ("es", "** Guarde silencio.** Dígalo ya.", "just inside"),
        ("zh-Hans", "**保持沉默。 **说出来。", "just inside"),
        ("es", "**Guarde silencio.**Dígalo ya.", "no space after"),
        ("hi", "**चुप रहें।**कहें।", "no space after"),
    ],
)
def test_spaces_about_bold_words(tag: str, text: str, said: str) -> None:
    spaces = complaints(tag, "**Stay silent.** Say so.", text).get("spaces", [])
    assert len(spaces) >= 1 if said else not spaces
    assert said in "".join(each.what for each in spaces)


def test_no_space_is_wanted_after_bold_words_where_the_english_has_none() -> None:
    assert "spaces" not in complaints("es", "Stay **silent**.", "**Call**e ya.")


@pytest.mark.parametrize(
    ("tag", "text", "foreign"),
    [
        ("es", "M_ntenga la calma. Tiene derechos.", "\N{CYRILLIC SMALL LETTER A}"),
        ("es", "Mantenga la calma. Tiene derech_s.", "\N{GREEK SMALL LETTER OMICRON}"),
        ("es", "Mantenga la calma. _iene derechos.", "\N{CYRILLIC CAPITAL LETTER TE}"),
        ("es", "Mantenga la calma. Tiene _.", "права"),
        ("vi", "Hãy giữ bình tĩnh. Quý vị có quy_n.", "\N{CYRILLIC SMALL LETTER IE}\u0302"),
        ("ru", "Сохраняйте _покойствие. У вас есть права.", "\N{LATIN SMALL LETTER C}"),
        ("ru", "Сохраняйте спокойствие. У вас есть _.", "Ελλάς"),
        ("el", "Μείνετε ψύχραιμ_ι. Έχετε δικαιώματα.", "\N{LATIN SMALL LETTER O}"),
        ("km", "សូមរក្ស_ភាពស្ងប់ស្ងាត់។", "\N{THAI CHARACTER SARA AA}"),
        ("th", "ตั้ง_ติ คุณมีสิทธิ", "\N{LAO LETTER SO SUNG}"),
        ("hi", "शांत र_ें। आपके अधिकार हैं।", "\N{BENGALI LETTER HA}"),
        ("he", "הישארו רגועים. יש לכם זכויות _.", "\N{ARABIC LETTER ALEF}"),
        ("ar", "حافظوا على هدوئكم. لديكم حقو_.", "\N{HEBREW LETTER QOF}"),
        ("ja", "落ち着いてください。_があります。", "권리"),
        ("ko", "침착하세요. 귀하에게는 권리_ 있습니다.", "\N{HIRAGANA LETTER GA}"),
        ("zh-Hans", "请保持冷静。您_权利。", "\N{HIRAGANA LETTER NO}"),
        ("am", "ተረጋጉ። መብት _ለዎት።", "\N{CYRILLIC SMALL LETTER A}"),
        ("hy", "Հանգիստ մնա_եք։ Դուք իրավունքներ ունեք։", "\N{LATIN SMALL LETTER G}"),
        ("ka", "შეინარჩუნეთ სიმშ_იდე. თქვენ გაქვთ უფლებები.", "\N{CYRILLIC SMALL LETTER VE}"),
        ("hi", "शांत रहें। आपके अधिका_ हैं।", "\N{LATIN SMALL LETTER R}"),
        ("ko", "침착하세요. 귀하에게는 권리\N{LATIN SMALL LETTER O}_ 있습니다.", "가"),
        ("he", "הישארו רגועים. יש לכם ז_כויות.", "\N{LATIN SMALL LETTER I}"),
        (
            "ru",
            "Сохраняйте спокойствие. У вас есть права от _.",
            "I\N{CYRILLIC CAPITAL LETTER ES}\N{CYRILLIC CAPITAL LETTER IE}",
        ),
        ("ru", "Сохраняйте _СТВИЕ. У вас есть права.", "COO"),
        ("es", "Mantenga la calma, _. Tiene derechos.", "I\N{CYRILLIC CAPITAL LETTER ES}E"),
        ("es", "Mantenga la calma de_hi. Tiene derechos.", "\N{GREEK SMALL LETTER OMICRON}"),
    ],
)
def test_a_letter_from_another_alphabet(tag: str, text: str, foreign: str) -> None:
    assert rules(tag, CALM, text.replace("_", foreign)) == {"mixed-script"}


def test_a_letter_from_another_alphabet_is_named() -> None:
    (said,) = complaints("es", CALM, "Mantenga la c\N{CYRILLIC SMALL LETTER A}lma. Tiene derechos.")["mixed-script"]
    assert "c\N{CYRILLIC SMALL LETTER A}lma" in said.what
    assert "(U+0430, CYRILLIC SMALL LETTER A), which Spanish does not use" in said.what


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("ko", "ICE를 만나면 ICE에게 물어보세요."),
        ("ko", "FBI가 오면 물어보세요."),
        ("ja", "ICEの職員に聞いてください。"),
        ("ja", "ＩＣＥの職員に聞いてください。"),
        ("zh-Hans", "请问ICE人员。"),
        ("zh-Hant", "請問ICE人員，或者用App查詢。"),
        ("am", "የICE ወኪሉን ይጠይቁ።"),
        ("ti", "ንICE ሕተቱ።"),
        ("th", "ถามเจ้าหน้าที่ICEก่อน"),
        ("lo", "ຖາມເຈົ້າໜ້າທີ່ICEກ່ອນ"),
        ("km", "សួរភ្នាក់ងារICEសិន។"),
        ("my", "ICEအရာရှိကို မေးပါ။"),
        ("he", "שאלו את סוכן הICE."),
        ("ar", "اسألوا عميل الICE."),
        ("hi", "ICEवालों से पूछें।"),
        ("ru", "Спросите ICEовца."),
        ("el", "Ρωτήστε τον ICEίτη."),
    ],
)
def test_an_acronym_may_be_joined_to_native_letters(tag: str, text: str) -> None:
    assert rules(tag, "Ask the ICE agent.", text) == set()


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("vi", "Hãy giữ bình tĩnh. Quý vị có quyền."),
        ("ko", "침착하세요. 귀하에게는 권리가 있습니다."),
        ("yo", "Ẹ fara balẹ̀. Ẹ ní ẹ̀tọ́."),
    ],
)
def test_letters_in_pieces(tag: str, text: str) -> None:
    assert rules(tag, CALM, text) == set()
    assert "nfc" in rules(tag, CALM, unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("tag", "good"), [("km", True), ("lo", True), ("th", True), ("my", True), ("ja", False), ("bo", False)]
)
def test_a_zero_width_space_belongs_to_four_languages(tag: str, good: bool) -> None:
    texts = {
        "km": "សូម\u200bរក្សាភាព\u200bស្ងប់ស្ងាត់។",
        "lo": "ຈົ່ງ\u200bສະຫງົບ ທ່ານມີສິດ",
        "th": "ตั้งสติ\u200bคุณมีสิทธิ",
        "my": "စိတ်\u200bအေးအေးထားပါ။",
        "ja": "落ち着いて\u200bください。権利があります。",
        "bo": "ཁྱེད་ལ་\u200bཐོབ་ཐང་ཡོད།",
    }
    assert rules(tag, CALM, texts[tag]) == (set() if good else {"zero-width-space"})


@pytest.mark.parametrize(
    ("tag", "text", "found"),
    [
        ("es", "Mantenga la calma. Tiene derechos", "without a mark"),
        ("es", "Mantenga la calma. Tiene derechos»", "without a mark"),
        ("es", "Mantenga la calma. Tiene derechos;", "with “;”"),
        ("de", "Bleiben Sie „ruhig“", "without a mark"),
        ("he", "הישארו רגועים. יש לכם זכויות\u200f", "without a mark"),
        ("zh-Hans", "请保持冷静。您有权利，", "with “，”"),
        ("hy", "Հանգիստ մնացեք։ Դուք իրավունքներ ունեք՝", "with “՝”"),
        ("hi", "शांत रहें। आपके अधिकार हैं", "without a mark"),
        ("my", "စိတ်အေးအေးထားပါ။ သင့်မှာ အခွင့်အရေး ရှိပါတယ်၊", "with “၊”"),
        ("bo", "ཁྱེད་ལ་ཐོབ་ཐང་ཡོད་", "with “་”"),
    ],
)
def test_an_end_that_is_none(tag: str, text: str, found: str) -> None:
    (said,) = complaints(tag, CALM, text)["end-punctuation"]
    assert said.what == f"It ends {found}, but the English ends with “.”."


@pytest.mark.parametrize(
    ("tag", "english", "text"),
    [
        ("es", "Am I free to go?", "¿Puedo irme?"),
        ("es", "**Ask:** “Am I free to go?” If yes, leave.", "**Pregunte:** “¿Puedo irme?”. Si dicen que sí, váyase."),
        ("es", "I do not consent!", "¡No doy mi consentimiento!"),
        ("es", "“Am I free to go?”", "«¿Puedo irme?»"),
        ("es", "“Am I free to go?”", "¿Puedo irme?"),
        ("es", "Am I free to go?", "“¿Puedo irme?”"),
        ("es", "Be quiet (say so).", "Guarde silencio (dígalo)."),
        ("es", "Be quiet. (Say so.)", "Guarde silencio. (Dígalo.)"),
        ("es", "Be quiet. (Say so.)", "Guarde silencio: dígalo."),
        ("fr", "Am I free to go?", "Suis-je libre de partir\u00a0?"),
        ("fr", "Am I free to go?", "Suis-je libre de partir\u202f?"),
        ("fr", "Call for help:", "Appelez à l’aide\u00a0:"),
        ("fr", "Do not sign.", "Ne signez pas aujourd'hui, ni l’acte."),
        ("hi", CALM, "शांत रहें। आपके अधिकार हैं।"),
        ("hi", "Stay calm.", "थोड़ा बड़ा पढ़ें।"),
        ("ne", "Within 3 days.", "३ दिनभित्र।"),
        ("fa", CALM, "آرام باشید. شما حقوقی دارید و می‌توانید بروید."),
        ("fa", "Am I free to go?", "آیا می‌توانم بروم؟"),
        ("ur", CALM, "پرسکون رہیں۔ آپ کے حقوق ہیں۔"),
        ("ckb", CALM, "هێمن بە. تۆ مافت هەیە."),
        ("hy", CALM, "Հանգիստ մնացեք։ Դուք իրավունքներ ունեք։"),
        ("hy", "Call for help:", "Զանգեք օգնության համար՝"),
        ("hy", "Am I free to go?", "Կարո՞ղ եմ գնալ։"),
        ("am", CALM, "ተረጋጉ። መብት አለዎት።"),
        ("am", "Call for help:", "ለእርዳታ ይደውሉ፦"),
        ("ti", CALM, "ተረጋግኡ። መሰል ኣለኩም።"),
        ("th", CALM, "ตั้งสติ คุณมีสิทธิ"),
        ("th", "Call for help:", "โทรขอความช่วยเหลือ:"),
        ("lo", CALM, "ຈົ່ງສະຫງົບ ທ່ານມີສິດ"),
        ("km", CALM, "សូមរក្សាភាពស្ងប់ស្ងាត់។ អ្នកមានសិទ្ធិ។"),
        ("km", "Call for help:", "ហៅរកជំនួយ៖"),
        ("my", CALM, "စိတ်အေးအေးထားပါ။ သင့်မှာ အခွင့်အရေး ရှိပါတယ်။"),
        ("bo", CALM, "ཁྱེད་ལ་ཐོབ་ཐང་ཡོད།"),
        ("ja", CALM, "落ち着いてください。あなたにはケンリがあります。"),
        ("ja", "Show this card.", "このカードを見せてください。"),
        ("ja", "“Am I free to go?”", "「帰ってもいいですか？」"),
        ("ja", "Am I free to go?", "「帰ってもいいですか？」"),
        ("ko", "Ask the ICE agent.", "ICE 요원에게 물어보세요."),
        ("ko", CALM, "침착하십시오. 權利가 있습니다."),
        (
            "zh-Hans",
            "**Keep the door closed.** Ask for a warrant signed by a judge.",
            "**别开门。**要求看法官签字的令状。",
        ),
        ("zh-Hant", "Call for help:", "求助電話："),
        ("yue", "Am I free to go?", "我可唔可以走？"),
        ("ht", CALM, "Rete kalm. Ou gen dwa. M'ap pale avè w, l’ap tande."),
        ("ha", "Stay calm. You have many rights.", "Kwantar da hankali. ’Yanci, ɗaki, ƙasa, ɓoye."),
        ("yo", CALM, "Ẹ fara balẹ̀. Ẹ ní ẹ̀tọ́."),
        ("ig", CALM, "Nọrọ jụụ. Ị nwere ikike."),
        ("tw", CALM, "Tɔ wo bo. Wowɔ hokwan ahorow."),
        ("ar", "Ask the ICE agent.", "اسألوا عميل ICE."),
        ("ar", "Ask it. Go?", "اسألوا، ثم: هل أذهب؟"),
        ("he", "You live in the U.S. now.", "אתם גרים עכשיו בארה״ב."),
        ("he", "Ask the ICE agent.", "שאלו את סוכן ה-ICE."),
        ("dv", "Stay calm.", "ހަމަޖެހިލައްވާ."),
        ("ru", "Ask the ICE agent.", "Спросите агента ICE или ICE-агента."),
        ("tr", "Ask ICE.", "ICE'ye sorun."),
        ("ka", "Ask ICE.", "ჰკითხეთ ICE-ს."),
        ("mam", "Sign nothing.", "Mi'n tz'ib'an tb'iya."),
        ("kek", CALM, "Maak'ul aach'ool. Wank aak'ulub'."),
        ("to", CALM, "Nonga pē. ʻOku ʻi ai hoʻo totonu."),
        ("de", "Stay calm!", "Bleiben Sie ruhig."),
        ("pt", "Stay calm…", "Mantenha a calma."),
        ("es", "OK", "Sí"),
        ("el", "Am I free to go?", "Μπορώ να φύγω;"),
        ("de", "“Am I free to go?”", "„Darf ich gehen?“"),
        ("de", "Say: “Yes.”", "Sagen Sie: ‚Ja.‘"),
        ("de", "“Am I free to go?”", "»Darf ich gehen?«"),
        ("fr", "“Am I free to go?”", "« Suis-je libre de partir\u202f?\u00a0»"),
        ("fr", "Stay calm!", "Restez calme\u202f!"),
        ("he", "Say “I am silent.”", "אמרו ״אני שותק.״"),
        ("he", "Be quiet.", "שתקו.\u200f"),
        ("ar", "Be quiet.", "اصمتوا.\u200e"),
        ("ar", "Am I free to go?", "هل يمكنني الذهاب؟\u061c"),
        ("hy", CALM, "Հանգիստ մնացեք: Դուք իրավունքներ ունեք:"),
        ("am", CALM, "ተረጋጉ፡፡ መብት አለዎት፡፡"),
        ("am", "Am I free to go?", "መሄድ እችላለሁ፧"),
        ("ti", "Call for help:", "ንሓገዝ ደውሉ፡"),
        ("bo", "Stay calm and quiet.", "ཞི་འཇམ་གྱིས་སྡོད་རོགས།"),
        ("bo", "Stay calm.", "ཞི་འཇམ་དགོས་པ་ཡིན་ནོ་ཞིག"),
        ("ur", "Am I free to go?", "کیا میں جا سکتا ہوں؟"),
        ("mr", CALM, "शांत राहा. तुम्हाला अधिकार आहेत."),
        ("hi", "Call for help:", "मदद के लिए फ़ोन करें:-"),
        ("yue", "Call for help:", "求助電話："),
        ("zh-Hans", "“Am I free to go?”", "“我可以走吗？”"),
        ("ja", "Stay calm!", "落ち着いて！（必ず。）"),
        ("es", "Show {link} and {hotline}: {org}.", "{org}: muestre {hotline} y {link}."),
    ],
)
def test_good_translations_are_left_alone(tag: str, english: str, text: str) -> None:
    assert unicodedata.normalize("NFC", text) == text
    assert complaints(tag, english, text) == {}
