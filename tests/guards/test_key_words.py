"""No key word, such as “refuse” or “judge”, is lost from a translation, in any language that ships.

The property takes the words for each key word out of each shipped string, from the bold words alone as well, and wants
all found and none of the shipped strings accused. By hand, edits that turn a right into its opposite.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from cards.errors import BadFile
from cards.guards.negation import Negation, lost_key_words, negations
from cards.guards.rules.case import Case
from cards.guards.rules.key_words import KEY_WORDS
from cards.guards.rules.negation import of_comments
from cards.locations import Shelf, shelves
from cards.read.folding import fold
from cards.read.negations import Claim, claims, misread, negations_path, read_negations
from tests.guards.shipped import LANGUAGES, SAY, SHELVES, SOURCES, TAGS, shipped

KEYS = ["refuse", "silent", "closed", "court", "judge", "lawyer", "warrant"]

SEARCH = "**Refuse a search,** but do not resist."
SILENCE = "**Stay silent.** Say so, or show this card."
DOOR = "**Keep the door closed.** Ask for a warrant signed by a judge."
SIGN = "**Sign nothing** before you speak with a lawyer."
(RULE,) = KEY_WORDS


def lost(tag: str, english: str, text: str, *notes: str, places: Sequence[Shelf] = SHELVES) -> list[str]:
    """The key words that are lost, with a star for those that are lost only from the bold words."""
    known, script = read_negations(places, tag), LANGUAGES[tag].script
    found = lost_key_words(known, english, text, script, claims(notes), SAY.get(english, ()))
    return [each.key + "*" * each.only_bold for each in found]


def without(text: str, words: Sequence[Negation]) -> str:
    """The folded text without the places of some words."""
    folded = fold(text)
    for start, end in sorted((span for each in words for span in each.spans), reverse=True):
        folded = folded[:start] + folded[end:]
    return folded


def put(places: Sequence[Shelf], tag: str, text: str) -> Path:
    path = negations_path(places[-1], tag)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_key_words_of_english() -> None:
    known = read_negations(SHELVES, "es")
    assert list(known.english_keeps) == KEYS
    assert set(known.bold) == {"refuse", "silent", "closed"}


@pytest.mark.parametrize("tag", TAGS)
def test_no_shipped_string_has_lost_a_key_word(tag: str) -> None:
    assert set(read_negations(SHELVES, tag).keeps) == set(KEYS)
    for context, text in shipped(tag).items():
        assert lost(tag, SOURCES[context], text) == [], context


IN_SOME = ("family", "business", "private")
"""Scripts that only some languages have."""


@pytest.mark.parametrize("tag", TAGS)
def test_every_key_word_that_is_taken_out_is_missed(tag: str) -> None:
    known, script = read_negations(SHELVES, tag), LANGUAGES[tag].script
    taken = dict.fromkeys(KEYS, 0)
    cards = {context: text for context, text in shipped(tag).items() if context.partition("/")[0] not in IN_SOME}
    for context, text in cards.items():
        english = SOURCES[context]
        for key in KEYS:
            needed = negations(known.english_keeps[key], english, "Latn")
            if not needed:
                continue
            words = negations(known.keeps[key], text, script)
            taken[key] += 1
            assert key in lost(tag, english, without(text, words)), (context, key)
            if key in known.bold and any(each.bold for each in needed):
                bold = [each for each in words if each.bold]
                assert {key, f"{key}*"} & set(lost(tag, english, without(text, bold))), (context, key)
    assert taken == {
        "refuse": 4,  # street, car, work, papers
        "silent": 5,  # these and home
        "closed": 1,  # home
        "court": 2,  # home, school
        "judge": 1,  # detained
        "lawyer": 8,  # those of "silent", detained, witness, and the line to write one on
        "warrant": 2,  # home, school
    }


@pytest.mark.parametrize(
    ("tag", "english", "text", "expected"),
    [
        ("es", SEARCH, "**Acepte un cateo,** pero no oponga resistencia.", ["refuse"]),
        ("es", DOOR, "**Abra la puerta.** Pida ver una orden judicial firmada por un juez.", ["closed"]),
        ("es", DOOR, "**Mantenga la puerta cerrada.** Pida ver una orden judicial firmada por un agente.", ["judge"]),
        ("es", DOOR, "**Mantenga la puerta cerrada.** Pida ver un papel firmado por un juez.", ["warrant"]),
        ("es", SIGN, "**No firme nada** antes de hablar con un notario.", ["lawyer"]),
        ("es", SILENCE, "**Hable.** Diga que lo hará o muestre esta tarjeta.", ["silent"]),
        ("es", SILENCE, "**Hable.** Después guarde silencio o muestre esta tarjeta.", ["silent*"]),
        ("fr", SEARCH, "**Acceptez toute fouille,** mais ne résistez pas physiquement.", ["refuse"]),
        (
            "de",
            DOOR,
            "**Machen Sie die Tür auf.** Fragen Sie nach einem Brief eines Beamten.",
            ["closed", "judge", "warrant"],
        ),
        ("ru", SIGN, "**Ничего не подписывайте** до разговора с нотариусом.", ["lawyer"]),
        ("ar", SEARCH, "**اقبلوا التفتيش،** لكن لا تقاوموا.", ["refuse"]),
        ("he", DOOR, "**השאירו את הדלת פתוחה.** בקשו לראות צו חתום בידי שוטר.", ["closed", "judge"]),
        ("hi", DOOR, "**दरवाज़ा खोलें।** पुलिस के हस्ताक्षर वाला वारंट दिखाने को कहें।", ["closed", "judge"]),
        ("th", DOOR, "**เปิดประตู** ขอดูหมายศาลที่มีลายเซ็นเจ้าหน้าที่", ["closed", "judge"]),
        ("ja", SEARCH, "**捜索は受け入れる。**ただし、抵抗はしない。", ["refuse"]),
        ("zh-Hans", SEARCH, "**接受搜查，**但不要反抗。", ["refuse"]),
        ("zh-Hant", DOOR, "**打開門。**要求出示搜查令或逮捕令，須有警官簽名。", ["closed", "judge"]),
        ("ko", DOOR, "**문을 열어 두세요.** 경찰이 서명한 영장을 보여 달라고 하세요.", ["closed", "judge"]),
        ("am", SIGN, "**ምንም ነገር አይፈርሙ።** መጀመሪያ ከፖሊስ ጋር ይነጋገሩ።", ["lawyer"]),
        ("sw", SEARCH, "**Kubali upekuzi,** lakini usipinge kwa nguvu.", ["refuse"]),
    ],
)
def test_a_lost_key_word(tag: str, english: str, text: str, expected: list[str]) -> None:
    assert lost(tag, english, text) == expected


@pytest.mark.parametrize(
    ("tag", "english", "text"),
    [
        ("es", SEARCH, "**RECHACE UN CATEO,** pero no oponga resistencia."),
        ("es", SEARCH, "**No acepte un cateo,** pero no oponga resistencia."),
        ("es", DOOR, "**Mantenga cerrada la puerta.** Pida una orden judicial de una jueza."),
        ("fr", SIGN, "**Ne signez rien** avant l’avis d’un avocat."),
        ("es", "Closet and judgement are none of the words.", "Otra cosa."),
        ("es", "Our lawyers are here.", "Aquí están nuestras abogadas."),
    ],
)
def test_another_way_to_say_it_is_right(tag: str, english: str, text: str) -> None:
    assert lost(tag, english, text) == []


def test_what_is_said_names_the_word_and_the_way_out() -> None:
    def said(text: str, english: str) -> list[tuple[str, str]]:
        case = Case(LANGUAGES["es"], english, text, read_negations(SHELVES, "es"))
        return [(each.what, each.fix) for each in RULE.check(case)]

    ((what, fix),) = said("**Acepte un cateo,** pero no oponga resistencia.", SEARCH)
    assert what == "It has no word for “refuse”, which the English has."
    assert fix.endswith("in a comment above the string: `# means refuse: WORD`. Reviewers see it on the proof.")
    ((what, _),) = said("**Hable.** O guarde silencio.", SILENCE)
    assert what == "It has no word for “silent” in bold, where the English has it."
    assert RULE.severity == "error"
    assert said("", SEARCH) == []
    assert list(RULE.check(Case(LANGUAGES["es"], SEARCH, "Acepte."))) == []


def test_a_translator_may_name_another_word_for_it() -> None:
    text = "**Eluda un cateo,** pero no oponga resistencia."
    assert lost("es", SEARCH, text) == ["refuse"]
    assert lost("es", SEARCH, text, "means refuse: Eluda") == []
    assert lost("es", SEARCH, text, "means refuse: cateo o eluda") == ["refuse"]
    assert lost("es", SEARCH, text, "means closed: Eluda", "negation: Eluda", "no negation: Eluda") == ["refuse"]
    assert lost("es", SEARCH, text, "means refuse: resistencia") == ["refuse*"]
    assert lost("km", SEARCH, "**សូមជៀសវាងការឆែកឆេរ** ប៉ុន្តែកុំតតាំង។", "means refuse: ជៀសវាង") == []


def test_such_a_comment_says_nothing_on_negation() -> None:
    marks = read_negations(SHELVES, "es").marks
    assert marks is not None
    said = claims(["means refuse: Eluda", "means refuse: no"])
    assert said == (Claim("Eluda", negates=False, key="refuse"), Claim("no", negates=False, key="refuse"))
    assert [each.shown for each in negations(marks, "Eluda, pero no oponga.", "Latn", said)] == ["no"]


@pytest.mark.parametrize(
    ("note", "starts"),
    [
        ("means refuse: Eluda", ""),
        ("means refuse: Rehúya", "The comment on “refuse” names “Rehúya”, which is not a word of the string"),
        ("means refusal: Eluda", "The comment on “Eluda” names “refusal”, which is not a key word"),
        ("means refuse: Eluda un cateo pero", "The comment “means refuse: Eluda un cateo pero” is not understood"),
        ("means Refuse: Eluda", "The comment “means Refuse: Eluda” is not understood"),
        ("means: Eluda", "The comment “means: Eluda” is not understood"),
        ("means refuse: **", "The comment “means refuse: **” is not understood"),
        ("Ana: it means that they refuse", ""),
    ],
)
def test_comments_that_count_for_nothing_are_told(note: str, starts: str) -> None:
    text = "**Eluda un cateo,** pero no oponga resistencia."
    case = Case(LANGUAGES["es"], SEARCH, text, read_negations(SHELVES, "es"), claims([note]))
    found = [each.what for each in of_comments([note], case.said, case)]
    assert [each.startswith(starts) for each in found] == [True] * bool(starts)
    assert len(list(misread([note]))) == ("not understood" in starts)


def test_a_content_folder_adds_words_and_key_words(tmp_path: Path) -> None:
    places = shelves(tmp_path)
    text = "**Eluda un cateo,** pero no oponga resistencia."
    put(places, "es", '[keeps]\nrefuse = ["elud-"]\ndeportation = ["deporta-"]')
    with pytest.raises(BadFile, match=r"'keeps\.deportation' is not a key word in English"):
        read_negations(places, "es")
    put(places, "en", '[keeps]\ndeportation = ["deport-", "deport"]')
    assert lost("es", SEARCH, text, places=places) == []
    assert lost("es", SEARCH, "**Niéguese,** pero no.", places=places) == []
    assert lost("es", "They may deport you.", "Le pueden invitar.", places=places) == ["deportation"]
    assert lost("es", "They may deport you.", "Le pueden deportar.", places=places) == []
    assert lost("fr", "They may deport you.", "On peut vous inviter.", places=places) == []  # no data in French


def test_what_is_not_known_of_a_language_is_not_checked(tmp_path: Path) -> None:
    places = shelves(tmp_path)
    assert lost("wo", SEARCH, "Nangul.", places=places) == []
    put(places, "wo", 'marks = ["bul"]\n[keeps]\njudge = ["àttekat-", "àttekat"]')
    assert lost("wo", SEARCH, "Nangul.", places=places) == []
    assert lost("wo", DOOR, "Ubbil bunt bi.", places=places) == ["judge"]


def test_what_only_looks_like_a_kept_word(tmp_path: Path) -> None:
    places = shelves(tmp_path)
    put(places, "wo", 'lookalikes = ["ubbi-"]\n[keeps]\nclosed = ["ub-"]')
    assert lost("wo", DOOR, "**Ubal bunt bi.**", places=places) == []
    assert lost("wo", DOOR, "**Ubbil bunt bi.**", places=places) == ["closed"]


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ("keeps = 1", 1, "'keeps' is not a table."),
        ('[keeps]\nrefuze = ["no"]', 2, "'keeps.refuze' is not a key word in English."),
        ('[keeps]\nRefuse = ["no"]', 2, "'keeps.Refuse' is not an English key word."),
        ("[keeps]\nrefuse = []", 2, "'keeps.refuse' is empty."),
        ('[keeps]\nrefuse = "no"', 2, "'keeps.refuse' is not a list of texts in quotes."),
        ('[keeps]\nrefuse = ["-"]', 2, "'keeps.refuse' has '-', which is not a mark."),
        ("[keeps]\nrefuse = [" + '"x", ' * 101 + "]", 2, "'keeps.refuse' has 101 marks."),
        ("[keeps]\n" + "\n".join(f'w{"x" * each} = ["no"]' for each in range(21)), 1, "'keeps' has 21 key words."),
        ('bold = ["refuse"]', 1, "'bold' is not known here."),
    ],
)
def test_what_a_file_may_not_hold(tmp_path: Path, text: str, line: int, cause: str) -> None:
    places = shelves(tmp_path)
    path = put(places, "es", text)
    with pytest.raises(BadFile) as refused:
        read_negations(places, "es")
    assert refused.value.cause == cause
    assert (refused.value.file, refused.value.line) == (path, line)
