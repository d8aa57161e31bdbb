"""Answers of reviewers: texts of the page and messages are read as they arrive, and never half or by guessing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.errors import BadFile
from cards.read.answer_lines import plain_line
from cards.read.answer_remarks import EXAMPLE
from cards.read.answers import MAX_ANSWER_TEXT, Answer, Answers, Verdict, _seal, answers_text, read_answers

PATH = Path("answers.txt")
CODE = "3f9a-07c2-11ab-9e01"
ONE, TWO, THREE = "1a2b3c4d5e6f7a8b", "9f00aabbccddeeff", "0123456789abcdef"
ANSWERS = Answers(
    "es",
    "Rosa",
    "community",
    date(2026, 12, 1),
    CODE,
    (
        Answer(ONE, Verdict.RIGHT, said="Keep the door closed."),
        Answer(TWO, Verdict.WRONG, "**Mantenga la puerta “cerrada”.** Pida ver…", "Maintain the door.", "It is stiff."),
        Answer(THREE, Verdict.UNSURE, why="I do not know this word"),
    ),
)
TEXT = answers_text(ANSWERS)


def content(answers: tuple[Answers, ...]) -> list[object]:
    """The answers without their places in a file."""
    return [
        (each.locale, each.by, each.role, each.on, each.proof,
         [(a.sentence, a.verdict, a.should_be, a.said, a.why) for a in each.answers])
        for each in answers
    ]  # fmt: skip


def refused(text: str) -> BadFile:
    with pytest.raises(BadFile) as caught:
        read_answers(text, PATH)
    assert caught.value.file == PATH
    assert caught.value.remedy
    return caught.value


def test_the_text_is_as_agreed() -> None:
    assert TEXT.splitlines()[:8] == [
        "rights-cards answers 1", "language: es", "by: Rosa", "role: community", "on: 2026-12-01", f"proof: {CODE}", "",
        f"right {ONE}",
    ]  # fmt: skip
    assert re.fullmatch("end: 3 [0-9a-f]{4}", TEXT.splitlines()[-1])
    assert content(read_answers(TEXT, PATH)) == content((ANSWERS,))


def wrapped(text: str) -> str:
    """The text with its lines broken at 40 characters, as mail programs do."""
    return "\n".join(re.sub(r"(.{30,40}) ", r"\1\n", line) for line in text.splitlines())


WAYS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "lines of Windows": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: f"\ufeff{text}",
    "quoted in a mail": lambda text: "".join(f"> > {line}\n" for line in text.splitlines()),
    "indented": lambda text: "".join(f"\t  {line}  \n" for line in text.splitlines()),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "wrapped": wrapped,
    "doubled line ends": lambda text: text.replace("\n", "\n\n"),
    "marks of a right-to-left chat": lambda text: "".join(f"\u200f\u202b{line}\u202c\n" for line in text.splitlines()),
    "a greeting and a signature": lambda text: f"Hola Ana, here it is:\n\n{text}\n-- \nRosa\nSent from my phone\n",
    "two messages, each with a stamp": lambda text: "\n".join(
        f"[01/12/2026, 18:03] Rosa: {part}" for part in text.split("\n\n")
    ),
    "a chat's stamp": lambda text: f"[01/12/2026, 18:03] Rosa: {text}",
    "all capitals in keys": lambda text: text.replace("right ", "Right ").replace("said:", "Said :"),
}


@pytest.mark.parametrize("way", WAYS)
def test_it_survives_the_way(way: str) -> None:
    arrived = WAYS[way](TEXT)
    assert content(read_answers(arrived, PATH)) == content((ANSWERS,))


def test_quotation_marks_that_a_telephone_curls_do_not_count_as_changes() -> None:
    curled = TEXT.replace("“", '"').replace("”", '"').replace("**", "").replace("…", "...")
    found = read_answers(curled, PATH)[0].answers[1]
    assert found.should_be == 'Mantenga la puerta "cerrada". Pida ver...'


line = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30)
sentence = st.lists(line, max_size=5).map(" ".join)


@given(st.lists(st.tuples(sentence, sentence, sentence), min_size=1, max_size=5))
def test_what_is_written_is_read(texts: list[tuple[str, str, str]]) -> None:
    plain = [[unicodedata.normalize("NFC", each) for each in three] for three in texts]
    answers = tuple(
        Answer(f"{number:016x}", Verdict.WRONG, should_be, said, why)
        for number, (should_be, said, why) in enumerate(plain)
    )
    given_ = Answers("ar", "Ana", "legal", None, "", answers)
    assert content(read_answers(answers_text(given_), PATH)) == content((given_,))


def test_several_reviewers_may_be_in_one_file() -> None:
    other = answers_text(Answers("ar", "Lina", "legal", None, "", (Answer(ONE, Verdict.RIGHT),)))
    first, second = read_answers(f"{TEXT}\nand from Lina:\n{other}", PATH)
    assert (first.by, second.by, second.on, second.line) == ("Rosa", "Lina", None, len(TEXT.splitlines()) + 3)
    assert [each.line for each in first.answers] == [8, 10, 14]


LINES = TEXT.splitlines()

BROKEN = [
    ("\n".join(LINES[:-1]), 1, "cut off"),
    ("\n".join([*LINES[:9], *LINES[13:]]), len(LINES) - 4, "does not fit the 2 answers"),
    (TEXT.replace("Mantenga", "Abra"), len(LINES), "changed on the way"),
    (TEXT.replace(f"right {ONE}", f"right {TWO[::-1]}"), len(LINES), "changed on the way"),
    (TEXT.replace("unsure", "right"), len(LINES), "changed on the way"),
    ("\n".join(LINES[3:]), 3, "first line is missing"),
    ("\n".join(LINES[7:]), 1, "first line is missing"),
    (TEXT.replace("answers 1", "answers 2"), 1, "another edition"),
    (TEXT.replace("by: Rosa\n", ""), 1, "by: …"),
    (TEXT.replace("community", "friend"), 4, "names no role"),
    (TEXT.replace("2026-12-01", "1 December"), 5, "no day"),
    (TEXT.replace(CODE, "3f9a"), 6, "no code"),
    (TEXT.replace("said: Keep", "nonsense\nsaid: Keep"), 9, "is not an answer"),
    (TEXT.replace(f"right {ONE}\nsaid: Keep", f"said: Keep it.\nright {ONE}\nsaid: Keep"), 8, "before any answer"),
    (TEXT.replace("why: I do", "by: Lina\nwhy: I do"), 15, "mixed up"),
    (TEXT.replace("why: I do", "why: x\nwhy: I do"), 16, "second time"),
    (TEXT.replace("said: Keep", "should be: x\nsaid: Keep"), 9, "calls a sentence right"),
    (TEXT.replace("Keep the", "x" * (MAX_ANSWER_TEXT + 1)), 9, "characters"),
    (TEXT.replace("Keep the", "Keep \x07the"), 9, "U+0007"),
    (TEXT.replace("by: Rosa", "by: 42"), 3, "names nobody"),
]


def sealed(text: str) -> str:
    """The text with the last line that fits it: whoever forges a text can count too."""
    lines = text.splitlines()
    answers = sum(bool(re.match("(right|wrong|unsure) ", each)) for each in lines)
    return "\n".join([*lines[:-1], f"end: {answers} {_seal([plain_line(each) for each in lines[:-1]])}"])


@pytest.mark.parametrize(
    ("text", "on_line", "cause"), BROKEN, ids=[f"{each[2]}-{place}" for place, each in enumerate(BROKEN)]
)
def test_a_broken_text_is_refused_on_its_line(text: str, on_line: int, cause: str) -> None:
    error = refused(
        text if "cut off" in cause or "way" in cause or "missing" in cause or "fit" in cause else sealed(text)
    )
    assert cause in str(error)
    assert error.line == on_line


@pytest.mark.parametrize("again", ["right", "wrong"])
def test_a_sentence_that_is_answered_twice_is_refused(again: str) -> None:
    error = refused(sealed(TEXT.replace(f"unsure {THREE}", f"{again} {ONE}")))
    assert (error.line, "on line 8" in error.cause) == (14, True)


def test_a_number_without_a_proof_is_refused() -> None:
    text = sealed(TEXT.replace(f"proof: {CODE}\n", "").replace(f"right {ONE}", "right 3"))
    assert "which proof" in refused(text).cause
    assert read_answers(sealed(TEXT.replace(f"right {ONE}", "right 3")), PATH)[0].answers[0].sentence == "3"


MESSAGES: dict[str, list[tuple[str, str, str, str, str]]] = {
    f'es {CODE} Rosa, community: 3 ok, 7 change to "La **puerta**, 3 ok", 9 not sure': [
        ("3", "right", "", "", ""), ("7", "wrong", "La **puerta**, 3 ok", "", ""), ("9", "unsure", "", "", "")
    ],
    f"es {CODE} Rosa (community):\n1-3 ok\n4 wrong\nshould be: “Diga “no” ya”\n5 ? do not know it": [
        ("1", "right", "", "", ""), ("2", "right", "", "", ""), ("3", "right", "", "", ""),
        ("4", "wrong", "Diga “no” ya", "", ""), ("5", "unsure", "", "", "do not know it"),
    ],
    f"Hola!\n[18:03] Rosa: ES {CODE.upper()}, Rosa, community: ok 1, 2 and 4; ٥ wrong, it is slang\n6: ok?": [
        ("1", "right", "", "", ""), ("2", "right", "", "", ""), ("4", "right", "", "", ""),
        ("5", "wrong", "", "", "it is slang"), ("6", "unsure", "", "", ""),
    ],
    f"es {CODE} Rosa, community: right 3, 4 not right; #5 yes. no. 6 wrong: should be Mantenga, por favor\n\nThanks!": [
        ("3", "right", "", "", ""), ("4", "wrong", "", "", ""), ("5", "right", "", "", ""),
        ("6", "wrong", "Mantenga, por favor", "", ""),
    ],
    f"es Rosa, community: {ONE[:4]}-{ONE[4:8]} ok (said: Keep it closed, 3 ok); {TWO} “Mantenga” not": [],
    f"es Rosa, community: {ONE[:4]}-{ONE[4:8]} ok (said: Keep it closed); {TWO} change to «Mantenga» (shorter)": [
        (ONE[:8], "right", "", "Keep it closed", ""), (TWO, "wrong", "Mantenga", "", "shorter"),
    ],
    f"es {CODE} Rosa, community, 2026-12-01: 3ok\n\n4 ✓\n5) don’t know - is it polite?\n\nSent from my phone\n": [
        ("3", "right", "", "", ""), ("4", "right", "", "", ""), ("5", "unsure", "", "", "is it polite?"),
    ],
    f"[30/11/2026, 18:22:11] Rosa: es {CODE} Rosa, community:\n1 ok\n[30/11/2026, 18:22:40] Rosa: 2 OK ✅\n"
    "30/11/2026, 6:23 p. m. - Rosa: 3 to 4 ok. 7: should be: Mantenga la puerta. 9 ?": [
        ("1", "right", "", "", ""), ("2", "right", "", "", ""), ("3", "right", "", "", ""), ("4", "right", "", "", ""),
        ("7", "wrong", "Mantenga la puerta.", "", ""), ("9", "unsure", "", "", ""),
    ],
    f"es {CODE} Rosa, community: 1-2 ok, 3 change to “…”, 4 not sure": [
        ("1", "right", "", "", ""), ("2", "right", "", "", ""), ("3", "wrong", "", "", ""), ("4", "unsure", "", "", ""),
    ],
    f"Rosa, [30.11.2026 18:22]\nes {CODE} Rosa, community:\n1 ok\n\nRosa, [30.11.2026 18:25]\n2 wrong": [
        ("1", "right", "", "", ""), ("2", "wrong", "", "", ""),
    ],
    f"es {CODE} Rosa، community: ١ ok، ٢ change to «أبق الباب مغلقاً»؛ ៣ not sure": [
        ("1", "right", "", "", ""), ("2", "wrong", "أبق الباب مغلقاً", "", ""), ("3", "unsure", "", "", ""),
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", [text for text, answers in MESSAGES.items() if answers])
def test_a_message_is_read(text: str) -> None:
    (found,) = read_answers(text, PATH)
    assert (found.by, found.role, found.locale.lower()) == ("Rosa", "community", "es")
    assert found.proof == (CODE if "-9e01" in text.lower() else "")
    assert found.on == (date(2026, 12, 1) if "2026-12-01" in text else None)
    shown = [(each.sentence, each.verdict.value, each.should_be, each.said, each.why) for each in found.answers]
    assert shown == MESSAGES[text]


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("3 ok but the second word is odd", "more than that a sentence is right"),
        ("3 yes/no", "more than"),
        ("3 ok 4 ok", "more than"),
        ("3 ok\nthe last one is wrong", "more than"),
        ("all ok", "no answer"),
        ("the first is wrong, 3 ok", "at its start"),
        ("3 okra", "no answer"),
        ('3 change to "x', "not closed"),
        ("3 ok, 3 wrong", "answered before"),
        ("1-3 ok, 2 ok", "answered before"),
        ("3 ok 👎", "more than"),
        ("3 ok\n\nSent from my phone\n6 ok", "belongs to no message"),
        (f"3 ok\n\nSpanish {CODE} Luis, community: 4 ok", "belongs to no message"),
        ("6-3 ok", "ends before it begins"),
        ("3, 4 change to “x”", "several sentences"),
        ("", "not followed by any answer"),
    ],
)
def test_a_message_is_not_guessed_at(said: str, cause: str) -> None:
    assert cause in str(refused(f"es {CODE} Rosa, community: {said}"))


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (f"es {CODE} Rosa: 3 ok", "name and role"),
        (f"es {CODE} 3 ok", "name and role"),
        ("es Rosa, community: 3 ok", "which proof"),
        (f"es {CODE} 42, community: 3 ok", "names nobody"),
        (f"Spanish {CODE} Rosa, community: 3 ok", "belongs to no message"),
        ("Rosa: hi\n3 ok, 4 wrong", "belongs to no message"),
        ("", "no answers"),
        ("The cards look good, thank you!", "no answers"),
    ],
)
def test_a_message_says_who_answers_about_what(text: str, cause: str) -> None:
    assert cause in str(refused(text))


HEAD = f"es {CODE} Rosa, community: "
QUOTED = f"> es {CODE} Ana, community: 1-98 ok, 99 change to “…”, 100 not sure"


@pytest.mark.parametrize(
    "text",
    [
        EXAMPLE,
        "es CODE YOUR NAME, ROLE: 3 ok",
        f"es {CODE} YOUR NAME, community: 3 ok",
        f"es {CODE} <your name>, community: 3 ok",
        f"es {CODE} NAME, community: 3 ok",
        f"es {CODE} Rosa, ROLE: 3 ok",
        "es CODE Rosa, community: 3 ok",
        f"es CODE Rosa, community: {ONE} ok",
        f"es YOUR NAME, community: {ONE} ok",
        f"{HEAD}1 ok\n\n{EXAMPLE}",
        f"{HEAD}1 ok\n{EXAMPLE}",
    ],
)
def test_the_example_of_a_message_is_no_message(text: str) -> None:
    for each in (text, f"> {text}".replace("\n", "\n> "), f"Thank you!\n> {text}".replace("\n", "\n> ")):
        assert refused(each).cause


@pytest.mark.parametrize("quoted", [QUOTED, f"| {QUOTED[2:]}", f"> {QUOTED}", f"> Answer such as\n{QUOTED}\n> Thanks"])
@pytest.mark.parametrize("sender", ["{q}", "> {q}", "[01/12/2026, 18:03] Rosa: {q}"])
def test_what_the_sender_quotes_is_not_an_answer(quoted: str, sender: str) -> None:
    own = f"{HEAD}3 wrong"
    own, quoted = ("\n".join(sender.format(q=line) for line in each.splitlines()) for each in (own, quoted))
    for text in (f"{own}\n\n{quoted}\n", f"{quoted}\n{own}\n"):
        (found,) = read_answers(text, PATH)
        assert (found.by, [each.sentence for each in found.answers]) == ("Rosa", ["3"])
        assert [each.is_quoted for each in found.unread] == [True] * len(quoted.splitlines())
    assert "quoted" in refused(sender.format(q="I will do it tomorrow!") + f"\n{quoted}").cause


def test_a_quoted_text_of_the_page_is_not_an_answer_of_the_sender() -> None:
    quoted = WAYS["quoted in a mail"](TEXT)
    assert "quoted" in refused(f"Thank you, Rosa!\n{quoted}").cause
    (found,) = read_answers(f"{quoted}\n{HEAD}3 wrong", PATH)
    assert [each.sentence for each in found.answers] == ["3"]


@pytest.mark.parametrize("before", ["You wrote > ", "Hi > ", "Ana wrote: "])
def test_a_message_quoted_on_the_line_is_refused(before: str) -> None:
    assert "seems to quote" in refused(f"{before}{HEAD}1-9 ok").cause


OBJECTIONS = [
    "But 4 is wrong, it says police.",
    "Except sentence 4: that one is wrong.",
    "Oh and number 4 wrong sorry",
    "I think that sentence 4 is wrong.",
    "I think that sentence 4 on the second page\nis wrong.",
    "The last one is wrong.",
    "Sentence four is incorrect",
    "Sent from my phone, 4 is wrong",
    "-- 4 is bad",
    "PS: 4 no",
    f"{THREE[:8]} should not say police",
    "Pero la 4 está mal",
    "Sauf la 4",
    "٤ خطأ",
    "第4句不对",
    "4 - police",
    "Sentence 4: policía",
    "sentences 3/4 need work",
    "The fourth should say police",
    "s4 sounds odd",
    "They are all wrong",
    "Wait, wrong!",
    "Ignore all of that",
    "Для 4 перевод неверный",
    "4번은 틀렸어요",
    "４が違います",
    "> 4 wrong",
    "> I do not think 4 is right",
]


@pytest.mark.parametrize("objection", OBJECTIONS)
def test_an_objection_around_the_answers_is_not_lost(objection: str) -> None:
    for text, on_line in (
        (f"{HEAD}1-6 ok\n\n{objection}", (3, 4)),
        (f"{HEAD}1-6 ok\n\n\nThank you!\n{objection}\n", (5, 6)),
        (f"{objection}\n{HEAD}1-6 ok", (1, 2)),
        (f"{TEXT}\n{objection}", (len(LINES) + 2, len(LINES) + 3)),
        (f"{objection}\n{TEXT}", (1, 2)),
    ):
        assert refused(text).line in on_line
    if not objection.startswith(">") and "\n" not in objection:
        assert refused(f"{objection} {HEAD}1-6 ok").line == 1
        assert refused(f"{objection} {TEXT}").line == 1


def test_what_is_no_objection_is_shown() -> None:
    around = [
        "Hola Ana, here it is:", "On Tue, 1 Dec 2026 at 18:03, Ana wrote:", "No worries about 01/12/2026 at 18:03!",
        "-- ", "Rosa, 617-370-5023, not an expert", "Sent from my phone",
    ]  # fmt: skip
    text = "\n".join([*around[:3], f"{HEAD}1-6 ok", "", *around[3:]])
    (found,) = read_answers(text, PATH)
    assert [(each.number, each.text) for each in found.unread] == [
        (number, each.strip()) for number, each in zip((1, 2, 3, 6, 7, 8), around, strict=True)
    ]
    first, second = read_answers(f"Hello!\n{TEXT}\nand:\nAna: {HEAD}1 ok\n\nBye", PATH)
    assert [[each.text for each in one.unread] for one in (first, second)] == [["Hello!", "and:", "Ana:"], ["Bye"]]


@pytest.mark.parametrize(
    "stamp",
    [
        "[01/12/2026, 18:05] Maria: ", "Maria, [01.12.2026 18:05]\n", "01/12/2026, 6:05 p. m. - Maria: ",
        "[18:05] Maria: ", "Maria 6:05 PM\n", "Maria (18:05):\n", "From: Maria\n\n",
        "On Tue, 1 Dec 2026, Maria wrote:\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["[01/12/2026, 18:03] Rosa: ", "Rosa, [01.12.2026 18:03]\n", ""])
@pytest.mark.parametrize("said", ["1-3 ok", "3 wrong", "3 not sure", "3 change to “x”"])
def test_nobody_answers_in_the_name_of_another(stamp: str, before: str, said: str) -> None:
    text = f"{before}{HEAD}{said}\n{stamp}4-6 ok"
    assert refused(text).line == len(text.splitlines())
    assert refused(f"{before}{HEAD}{said}\n\n{stamp}4-6 ok").line


def test_two_people_in_a_chat_answer_under_their_own_names() -> None:
    chat = f"[01/12/2026, 18:03] Rosa: {HEAD}1 ok\n[01/12/2026, 18:04] Ana: es {CODE} Ana, community: 2 ok"
    assert [(each.by, each.answers[0].sentence) for each in read_answers(chat, PATH)] == [("Rosa", "1"), ("Ana", "2")]
    again = read_answers(f"{chat}\n[01/12/2026, 18:05] Ana: 3 ok\n[01/12/2026, 18:06] Rosa: thank you", PATH)
    assert [len(each.answers) for each in again] == [1, 2]


@pytest.mark.parametrize(
    "said",
    [
        "4 wrong, 5 badly put", "2 not sure, 3 doesn’t work", "2 change to a police order. 3 must not change",
        "2 change to a police order 3 must not change", "4 wrong and 5", "4 wrong; also 5", "4 wrong so is 5",
        "4 wrong 5 too", "4 not sure, as well as 5", "4 wrong (5 too)", f"4 wrong, {ONE} strange",
        f"4 wrong. {ONE[:4]}-{ONE[4:8]} strange",
        "4 change to “x”, 5 strange", "4 change to “x” 5", "4 wrong, ٥ strange",
        "4 wrong said: something. 5 is odd", "3 ok (said: something, 5 odd)", "2 wrong\nMaria: 4-6 good",
        "2 wrong because it is odd\n3 too",
        "2 change to Diga esto\n3 se lee mal",
    ],
)  # fmt: skip
def test_a_second_answer_is_not_swallowed_by_a_text(said: str) -> None:
    error = refused(f"{HEAD}{said}")
    assert "second answer" in error.cause
    assert "quotation marks" in error.remedy


@pytest.mark.parametrize("said", ["4 wrong, 5 bad", "4 wrong, 5 isn’t ok", "4 wrong, 5 is bad", "4 wrong. Bad: 5"])
def test_more_words_of_an_objection_are_understood(said: str) -> None:
    (found,) = read_answers(f"{HEAD}{said}", PATH)
    assert [(each.sentence, each.verdict) for each in found.answers] == [("4", Verdict.WRONG), ("5", Verdict.WRONG)]


@pytest.mark.parametrize(
    ("said", "should_be", "why"),
    [
        ("2 change to “Wait 48 hours, 3 must not change”", "Wait 48 hours, 3 must not change", ""),
        ("2 change to Wait for 48 hours there", "Wait for 48 hours there", ""),
        ("2 wrong, it says in 24 hours here", "", "it says in 24 hours here"),
    ],
)
def test_numbers_may_be_in_a_text(said: str, should_be: str, why: str) -> None:
    (found,) = read_answers(f"{HEAD}{said}", PATH)
    assert [(each.should_be, each.why) for each in found.answers] == [(should_be, why)]


def test_size_is_bounded() -> None:
    assert "larger" in str(refused("x" * 1_000_001))
    assert "lines" in str(refused("\n" * 50_001))
    assert "50,000" in str(refused(f"es {CODE} Rosa, community: 3 wrong {'x' * 50_000}"))
    assert "2,000" in str(refused(f"es {CODE} Rosa, community: " + ", ".join(f"{n} ok" for n in range(1, 2100))))


@pytest.mark.parametrize(
    "part", ["1,", "1 ", "“", '"x" ', "ok,", "1 ok, ", "es Rosa, ", "said: )", "1-", "(", ".", " said:", "a,b,"]
)
def test_reading_takes_time_in_proportion_to_the_length(
    part: str, calls_of: Callable[[Callable[[], object]], int]
) -> None:
    def read(times: int) -> None:
        with pytest.raises(BadFile):
            read_answers(f"es {CODE} Rosa, community: zz {part * times}", PATH)

    assert calls_of(lambda: read(2000)) < 3 * calls_of(lambda: read(1000)) + 1000
