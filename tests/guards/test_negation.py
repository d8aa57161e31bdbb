"""No negation is lost, added or moved without a word, in any language that ships.

The property takes each part of each negation out of each shipped string, and puts each word that negates into each
string, and wants all found and none of the shipped strings accused. By hand, mistakes as people make them, in nine
languages of nine kinds: words, prefixes, suffixes, circumfixes, scripts without spaces.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.guards.negation import has_word, negations, wanted
from cards.guards.rules.case import Case, Complaint
from cards.guards.rules.negation import NEGATION, of_comments
from cards.read.folding import fold
from cards.read.negations import Claim, Negations, claims, read_negations
from tests.guards.shipped import LANGUAGES, SAY, SHELVES, SOURCES, TAGS, shipped

SIGN = "**Sign nothing** before you speak with a lawyer."
BORN = "**Do not say** where you were born or how you came."
LEAVE = "**Sign nothing,** least of all a paper that says you will leave."
HONEST = "**Do not lie, do not run,** do not show false papers."
SEARCH = "**Say no to a search.** If they search anyway, do not resist."
CALM = "Stay calm. You have rights."
(RULE,) = NEGATION


def case(tag: str, english: str, text: str, *notes: str) -> Case:
    return Case(LANGUAGES[tag], english, text, read_negations(SHELVES, tag), claims(notes), say=SAY.get(english, ()))


def said(tag: str, english: str, text: str, *notes: str) -> list[Complaint]:
    return list(RULE.check(case(tag, english, text, *notes)))


def what(tag: str, english: str, text: str, *notes: str) -> str:
    return " ".join(each.what for each in said(tag, english, text, *notes))


@pytest.mark.parametrize("tag", TAGS)
def test_no_shipped_string_is_accused(tag: str) -> None:
    known = read_negations(SHELVES, tag)
    assert known.marks is not None
    for context, text in shipped(tag).items():
        assert said(tag, SOURCES[context], text) == [], context
        assert wanted(known, SOURCES[context]).bold is not None, f"{context}: add it to counts of English"


@pytest.mark.parametrize("tag", TAGS)
def test_every_negation_that_is_taken_out_is_missed(tag: str) -> None:
    marks = read_negations(SHELVES, tag).marks
    assert marks is not None
    taken = 0
    for context, as_shipped in shipped(tag).items():
        text = fold(as_shipped)
        for negation in negations(marks, as_shipped, LANGUAGES[tag].script):
            assert all(text[start:end] for start, end in negation.spans)
            for start, end in negation.spans:
                assert said(tag, SOURCES[context], text[:start] + text[end:]), (context, text[start:end])
                taken += 1
            whole = text
            for start, end in reversed(negation.spans):
                whole = whole[:start] + whole[end:]
            assert said(tag, SOURCES[context], whole), context
    assert taken >= 30  # the English forbids or denies 38 times


@pytest.mark.few_scripts
@pytest.mark.parametrize("tag", TAGS)
def test_every_negation_that_is_put_in_is_noticed(tag: str) -> None:
    """The words are those that negate in the language's own strings."""
    marks = read_negations(SHELVES, tag).marks
    assert marks is not None
    script = LANGUAGES[tag].script
    words = {
        each.shown.replace(" … ", " ") for text in shipped(tag).values() for each in negations(marks, text, script)
    }
    for context, text in shipped(tag).items():
        for place, word in enumerate(sorted(words)):
            assert said(tag, SOURCES[context], f"{text} {word}" if place % 2 else f"{word} {text}"), (context, word)


@pytest.mark.parametrize("tag", TAGS)
def test_translations_that_have_changed_places_are_found_where_one_forbids(tag: str) -> None:
    texts = {SOURCES[context]: text for context, text in shipped(tag).items()}
    known = read_negations(SHELVES, tag)
    for one in (SOURCES["home/bearer/honest"], SOURCES["detained/bearer/sign"]):
        for other, text in texts.items():
            has_as_many_stars = one.count("**") == other.count("**")  # else the rule on stars finds it
            if has_as_many_stars and wanted(known, one) != wanted(known, other):
                assert said(tag, one, text), other
                assert said(tag, other, texts[one]), other


LOST = [
    ("es", SIGN, "**Firme** antes de hablar con un abogado."),
    ("es", SIGN, "**Firme nada** antes de hablar con un abogado."),
    ("es", HONEST, "**No mienta, corra,** no muestre documentos falsos."),
    ("es", SEARCH, "**Diga que no le registren nada.** Si lo hacen, oponga resistencia."),
    ("fr", SIGN, "**Signez** avant d’avoir parlé à un avocat."),
    ("fr", SIGN, "**Ne signez** avant d’avoir parlé à un avocat."),
    ("fr", HONEST, "**Ne mentez pas, courez,** ne montrez pas de faux papiers."),
    ("tr", SIGN, "Bir avukatla görüşmeden **her şeyi imzalayın.**"),
    ("tr", HONEST, "**Yalan söylemeyin, kaçın,** sahte belge göstermeyin."),
    ("sw", SIGN, "**Saini chochote** kabla ya kuzungumza na wakili."),
    ("sw", HONEST, "**Usidanganye, kimbia,** usionyeshe hati bandia."),
    ("am", SIGN, "**ነገር ይፈርሙ።** መጀመሪያ ከጠበቃ ጋር ይነጋገሩ።"),
    ("am", HONEST, "**አይዋሹ፣ ይሩጡ፣** ሐሰተኛ ሰነድ አያሳዩ።"),
    ("ja", SIGN, "**署名する。**先に弁護士と話す。"),
    ("ja", HONEST, "**うそをつかない。逃げる。**偽の書類を見せない。"),
    ("zh-Hans", SIGN, "**什么都要签。**先和律师谈。"),
    ("zh-Hans", HONEST, "**不要说谎，要逃跑，**不要出示假证件或假文件。"),
    ("km", SIGN, "**ចុះហត្ថលេខាលើអ្វីទាំងអស់** មុនពេលនិយាយជាមួយមេធាវី។"),
    ("ar", SIGN, "**وقّعوا على أي شيء** قبل التحدث مع محامٍ."),
    ("ar", HONEST, "**لا تكذبوا، واهربوا،** ولا تُظهروا أوراقًا مزوّرة."),
    ("he", HONEST, "**אל תשקרו, תברחו,** אל תציגו מסמכים מזויפים."),
    ("hi", SEARCH, "**तलाशी देने से इनकार करें,** पर शारीरिक विरोध करें।"),
]


@pytest.mark.parametrize(("tag", "english", "text"), LOST)
def test_a_lost_negation(tag: str, english: str, text: str) -> None:
    assert "lost" in what(tag, english, text)


@pytest.mark.parametrize(
    ("tag", "english", "text"),
    [
        ("es", CALM, "Mantenga la calma. No tiene derechos."),
        ("es", CALM, "Mantenga la calma. Usted nunca tiene derechos."),
        ("fr", CALM, "Restez calme. Vous n’avez pas de droits."),
        ("tr", CALM, "Sakin olun. Haklarınız yok."),
        ("sw", CALM, "Tulia. Hapana haki."),
        ("am", CALM, "ተረጋጉ። መብት የለም።"),
        ("ja", CALM, "落ち着く。権利はない。"),
        ("zh-Hans", CALM, "保持冷静。您没有权利。"),
        ("km", CALM, "សូមរក្សាភាពស្ងប់ស្ងាត់។ លោកអ្នកមិនមានសិទ្ធិទេ។"),
        ("ar", CALM, "حافظوا على هدوئكم. ليست لديكم حقوق."),
        ("es", SEARCH, "**No diga que no le registren.** Si lo hacen, no oponga resistencia."),
        ("es", LEAVE, "**No firme nada,** menos aún un papel que no diga que se irá."),
    ],
)
def test_an_added_negation(tag: str, english: str, text: str) -> None:
    assert "added" in what(tag, english, text)


@pytest.mark.parametrize(
    ("tag", "english", "text"),
    [
        ("es", SEARCH, "**No diga que no le registren.** Si lo hacen, oponga resistencia."),
        ("tr", BORN, "**Nerede doğduğunuzu** ya da nasıl geldiğinizi söylemeyin."),
        ("zh-Hans", BORN, "**您在哪里出生，**不要说怎么来到美国。"),
    ],
)
def test_a_moved_negation(tag: str, english: str, text: str) -> None:
    assert "in bold" in what(tag, english, text)


def test_what_is_said_names_the_words_and_the_way_out() -> None:
    (lost,) = said("es", HONEST, "**No mienta, corra,** no muestre documentos falsos.")
    assert lost.what == "It has 2 negations (“no”, “no”) where the English needs 3 (“not”, “not”, “not”): one was lost."
    assert "`# negation: WORD`" in lost.fix
    (none,) = said("es", HONEST, "**Mienta, corra,** muestre documentos falsos.")
    assert none.what == "It has no negation where the English needs 3 (“not”, “not”, “not”): the negation was lost."
    (added,) = said("ja", CALM, "落ち着く。権利はない。")
    assert added.what == "It has 1 negation (“権利はない”) where the English has none: one was added."
    assert "`# no negation: WORD`" in added.fix


@pytest.mark.parametrize(
    ("tag", "english", "text"),
    [
        ("es", HONEST, "**No mienta ni corra,** ni muestre documentos falsos."),
        ("es", SIGN, "**NO FIRME NADA** antes de hablar con un abogado."),
        ("es", SIGN, "**No firme nunca nada** antes de hablar con un abogado."),
        ("es", SIGN, "**Nunca firme nada** antes de hablar con un abogado."),
        ("pl", SIGN, "**Nigdy niczego nie podpisuj** przed rozmową z adwokatem."),
        ("ru", SIGN, "**Никогда ничего не подписывайте** до разговора с адвокатом."),
        ("tr", SIGN, "Bir avukatla görüşmeden **asla hiçbir şey imzalamayın.**"),
        ("it", SIGN, "**Non firmi mai nulla** prima di parlare con un avvocato."),
        ("fr", SIGN, "**Ne signez jamais rien** avant d'avoir parlé à un avocat."),
        ("ar", SIGN, "**لَا تُوَقِّعُوا عَلَى أَيِّ شَيْء** قبل التحدث مع محامٍ."),
        ("fa", SIGN, "پیش از صحبت با وکیل **هیچ چیزی را امضا نكنيد.**"),
        ("uz", SIGN, "Advokat bilan gaplashmaguncha **hech narsaga imzo qo'ymang.**"),
        ("th", CALM, "ใจเย็นๆ อย่างสงบ คุณมีสิทธิ"),
        ("zh-Hans", CALM, "保持冷静。不同的人都有权利。"),
        ("fa", CALM, "لطفاً حقوق خود را نگه‌دارید."),
        ("ne", CALM, "शान्त भएर निस्कनुहोस्।"),
        ("vi", CALM, "Bạn có quyền không?"),
    ],
)
def test_another_way_to_write_the_same_is_right(tag: str, english: str, text: str) -> None:
    assert said(tag, english, text) == []


@pytest.mark.parametrize(
    ("tag", "english", "text"),
    [
        ("es", SIGN, "**Rehúse firmar** antes de hablar con un abogado."),
        ("ja", SIGN, "**署名を断る。**先に弁護士と話す。"),
        ("km", SIGN, "**សូមបដិសេធចុះហត្ថលេខា** មុនពេលនិយាយជាមួយមេធាវី។"),
    ],
)
def test_a_translator_may_name_a_word_that_negates(tag: str, english: str, text: str) -> None:
    word = {"es": "Rehúse", "ja": "断る", "km": "បដិសេធ"}[tag]
    assert said(tag, english, text)
    assert said(tag, english, text, f"negation: {word}") == []
    assert said(tag, english, text, "negation: otra", "Ana: negation", "allow negation: it is right")
    assert said(tag, CALM, text, f"negation: {word}")  # that it negates holds for a sentence that does not as well


def test_a_translator_may_name_a_word_that_does_not_negate() -> None:
    text = "Tenga calma, sin duda. Tiene derechos."
    assert said("es", CALM, text)
    assert said("es", CALM, text, "no negation: sin duda") == []
    assert said("es", CALM, f"{text} No hable.", "no negation: sin duda")
    assert said("es", SIGN, "**No firme nada** antes.", "no negation: No")


@pytest.mark.parametrize(
    ("note", "starts"),
    [
        ("negation: Firme", ""),
        ("no negation: nada", ""),
        ("negation: firma", "The comment on negation names “firma”, which is not a word of the string"),
        ("negation: irm", "The comment on negation names “irm”"),
        ("negation: No firme nada antes", "The comment “negation: No firme nada antes” is not understood"),
        ("negation:", "The comment “negation:” is not understood"),
        ("negation: **", "The comment “negation: **” is not understood"),
        ("not a negation: nada", "The comment “not a negation: nada” is not understood"),
        ("Negation: nada", "The comment “Negation: nada” is not understood"),
        ("negations: nada", "The comment “negations: nada” is not understood"),
        ("Ana: this negation is strong", ""),
    ],
)
def test_comments_that_count_for_nothing_are_told(note: str, starts: str) -> None:
    one = case("es", SIGN, "**No firme nada** antes de hablar.", note)
    found = [each.what for each in of_comments([note], one.said, one)]
    assert [each.startswith(starts) for each in found] == [True] * bool(starts)


def test_a_comment_cannot_switch_the_check_off() -> None:
    """It may name a few words, and a lost negation is still missed where the word was there before."""
    assert claims(["negation: a b c d", f"negation: {'x' * 31}"]) == ()
    note = "negation: antes"
    assert said("es", LEAVE, "**No firme nada** antes, y menos un papel que diga que se irá.", note)
    lost = "**No mienta, corra,** muestre documentos falsos antes."
    assert "one was lost" in what("es", HONEST, lost, note)


OWN = {
    "No money, no phone, no problem.": (2, 4),
    "**Do not open.** Ask who is there.": (1, 1),
    "You don't have to answer.": (1, 1),
    "You don’t have to answer.": (1, 1),
    "Do not hide, block or push them.": (1, 3),
    "Never sign without a lawyer.": (2, 2),
    "Remain silent.": (0, 1),
    "Show a warrant, badge or card.": (0, 0),
    "Ask for another lawyer.": (0, 0),
    "Knot by knot.": (0, 0),
}


@pytest.mark.parametrize(("english", "bounds"), OWN.items())
def test_an_organisations_own_english_is_counted_by_its_words(english: str, bounds: tuple[int, int]) -> None:
    found = wanted(read_negations(SHELVES, "es"), english)
    assert (found.least, found.most) == bounds


def test_own_english_and_its_translation() -> None:
    english = "**Do not open the door** to anyone."
    assert said("es", english, "**No abra la puerta** a nadie.") == []
    assert "lost" in what("es", english, "**Abra la puerta** a todos.")
    assert "in bold" in what("es", "**Do not open.** Ask.", "**Abra.** No pregunte.")
    assert said("es", "Remain silent.", "Guarde silencio.") == []
    assert said("es", "Remain silent.", "No hable.") == []


def test_a_language_without_marks_is_not_checked() -> None:
    assert read_negations(SHELVES, "wo").marks is None
    assert said("wo", SIGN, "Signez.") == []


def test_what_has_no_data_at_all_is_not_checked() -> None:
    assert list(RULE.check(Case(LANGUAGES["es"], SIGN, "Firme."))) == []


@pytest.mark.parametrize(
    ("text", "word", "script", "expected"),
    [
        ("**No firme** nada.", "firme nada", "Latn", False),  # the stars part them
        ("No firme nada.", "firme nada", "Latn", True),
        ("No firme nada.", "FIRME", "Latn", True),
        ("No firme nada.", "firm", "Latn", False),
        ("先に話す。", "話", "Jpan", True),
        ("लिखो", "ल", "Deva", False),
        ("อย่าเซ็น", "ย", "Thai", False),  # a letter without the mark that stands on it
    ],
)
def test_a_word_of_a_text(text: str, word: str, script: str, *, expected: bool) -> None:
    assert has_word(text, word, script) is expected


@given(
    st.text(alphabet="no sin**¿?’-—\u0301\u200cآن کید不မပါနဲ့", max_size=60),
    st.sampled_from(["es", "fa", "my", "zh-Hans"]),
)
def test_places_are_those_of_the_folded_text_whatever_it_is(text: str, tag: str) -> None:
    known: Negations = read_negations(SHELVES, tag)
    assert known.marks is not None
    folded = fold(text)
    taken: set[int] = set()
    for each in negations(known.marks, text, LANGUAGES[tag].script):
        places = {place for start, end in each.spans for place in range(start, end)}
        assert places
        assert max(places) < len(folded)
        assert not any(folded[place].isspace() for place in places)
        assert not places & taken
        taken |= places
    claim = (Claim("no", negates=False),)
    assert len(negations(known.marks, text, LANGUAGES[tag].script, claim)) <= len(folded)
