"""The review of a language on the page: the sentences as a browser gets them, and the text made of the answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cards.cli import commands
from cards.decoding import decode
from cards.locations import shelves
from cards.merge.sentences import Sentence, list_code, sentences_of
from cards.page.session import Session
from cards.read.answers import MAX_ANSWER_TEXT, Answer, Verdict, read_answers
from cards.read.catalogs import read_wording
from cards.read.scripts import find_script, read_labels, script_ids
from cards.read.sign_offs import ROLES
from tests.page.conftest import TODAY, Answers
from tests.said import ASK, CLAIM, HEADING, LAWYER, TRANSLATIONS, content

SHELVES = shelves(None)
ROSA = {"language": "es", "by": "Rosa", "role": "community"}


def listed(tag: str) -> tuple[Sentence, ...]:
    """The list that paper and commands use, too."""
    scripts = [find_script(SHELVES, each) for each in script_ids(SHELVES)]
    return sentences_of(scripts, read_labels(SHELVES), read_wording(SHELVES, tag))


ONE, TWO = (each.code for each in listed("es")[:2])


def plain(parts: list[dict[str, Any]]) -> str:
    return "".join(each["text"] for each in parts)


@pytest.mark.parametrize("tag", ["es", "ar", "km", "en"])
def test_a_page_asks_about_each_sentence_once_with_the_number_that_it_has_everywhere(ask: Answers, tag: str) -> None:
    answer, _ = ask("review", language=tag)
    all_of_them = listed(tag)
    asked = [each for each in all_of_them if each.text]
    assert (answer["code"], answer["of"]) == (list_code(all_of_them), len(all_of_them))
    assert [(each["code"], each["number"], each["raw"]) for each in answer["sentences"]] == [
        (each.code, each.number, each.text) for each in asked
    ]
    for shown, sentence in zip(answer["sentences"], asked, strict=True):
        assert plain(shown["text"]) == sentence.text.replace("**", "")
        assert plain(shown["english"]) == sentence.english.replace("**", "")
        assert shown["scripts"] == list(sentence.scripts)
        assert shown["note"].startswith(sentence.note)
        assert (shown["lang"], shown["dir"]) == (tag, "rtl" if tag == "ar" else "ltr")


def test_only_a_lawyer_reads_the_english_and_sees_the_authorities(ask: Answers) -> None:
    english, _ = ask("review", language="en")
    spanish, _ = ask("review", language="es")
    assert [each["value"] for each in english["roles"]] == ["legal"]
    assert [each["value"] for each in spanish["roles"]] == list(ROLES)
    assert [each["value"] for each in spanish["roles"] if each["law"]] == ["legal"]
    assert [each["value"] for each in spanish["roles"] if each["says"]] == ["back-translation"]
    assert (english["is_source"], spanish["is_source"]) == (True, False)
    cited = {line for each in english["sentences"] for said in each["authority"] for line in said["lines"]}
    scripts = [find_script(SHELVES, each) for each in script_ids(SHELVES)]
    sources = [each for script in scripts for side in (script.bearer, script.officer) for each in side.sources]
    assert cited >= {line for source in sources for line in source.authority}


def test_a_phrase_in_english_is_marked_in_a_sentence_of_another_language(tmp_path: Path) -> None:
    session = Session(content(tmp_path, "ar"), decode, TODAY)
    answer = json.loads(session.answer("review", json.dumps({"language": "ar"}))[0])
    said = next(each for each in answer["sentences"] if CLAIM in each["contexts"])
    (phrase,) = [each for each in said["text"] if each["english"]]
    assert phrase == {"text": LAWYER, "bold": True, "english": True}
    assert not {"\u2066", "\u2069"} & set(plain(said["text"])), "the page isolates it itself"
    assert LAWYER in said["note"]


def test_the_fonts_are_those_of_the_cards_and_in_the_build(ask: Answers) -> None:
    form, _ = ask("form")
    in_build = {each["tag"]: set(each["fonts"]) for each in form["languages"]}
    for tag, first in (("ur", "NotoNastaliqUrdu"), ("km", "NotoSansKhmer"), ("es", "NotoSans")):
        answer, _ = ask("review", language=tag)
        assert answer["fonts"][0]["family"] == first
        assert answer["fonts"][-1]["family"] == "NotoSans", "for names, numbers and phrases in English"
        assert {each[face] for each in answer["fonts"] for face in ("regular", "bold")} <= in_build[tag]


def test_a_card_lights_the_very_words_of_a_sentence(ask: Answers) -> None:
    """What PDFium finds in the boxes of a sentence is that sentence."""
    answer, _ = ask("review", language="es")
    sentences = [each for each in answer["sentences"] if each["card"].get("script") in ("home", "witness")]
    assert len(sentences) > 12
    cards: dict[str, tuple[Any, bytes]] = {}
    for each in sentences:
        key = json.dumps(each["card"])
        if key not in cards:
            shown, (pdf,) = ask("review_card", language="es", wishes=each["card"])
            cards[key] = (shown, pdf)
        shown, pdf = cards[key]
        assert squeezed(plain(each["text"])) in {squeezed(found) for found in in_boxes(shown, pdf, each["contexts"])}


def in_boxes(shown: Any, pdf: bytes, contexts: list[str]) -> list[str]:
    """The text in the boxes of some strings, for each side that has any."""
    found = []
    with pypdfium2.PdfDocument(pdf) as file:
        for side in shown["sides"]:
            boxes = [each["box"] for each in side["words"] if each["id"] in contexts]
            if not boxes or side["turn"]:
                continue
            left, bottom, right, top = side["box"]
            for x0, y0, x1, y1 in boxes:
                assert 0 <= x0 < x1 <= right - left and 0 <= y0 < y1 <= top - bottom
            x0, y0, x1, y1 = (edge(each[place] for each in boxes) for place, edge in enumerate((min, min, max, max)))
            text = file[side["page"]].get_textpage()
            found.append(text.get_text_bounded(left + x0 - 0.5, bottom + y0 - 0.5, left + x1 + 0.5, bottom + y1 + 0.5))
    return found


def squeezed(text: str) -> str:
    return "".join(each for each in text if each.isalnum())


def test_what_is_not_translated_is_not_asked_about_and_its_card_has_no_picture(tmp_path: Path) -> None:
    places = content(tmp_path, "es")
    path = tmp_path / "translations" / "es" / "LC_MESSAGES" / "cards.po"
    text = TRANSLATIONS["es"][1]
    before = path.read_text("utf-8")
    assert text in before
    path.write_text(before.replace(text, ""), "utf-8")
    session = Session(places, decode, TODAY)
    answer = json.loads(session.answer("review", json.dumps({"language": "es"}))[0])
    assert answer["of"] == len(answer["sentences"]) + 1
    numbers = {each["number"] for each in answer["sentences"]}
    (left_out,) = set(range(1, answer["of"] + 1)) - numbers
    assert {left_out - 1, left_out + 1} <= numbers, "the others keep theirs"
    by_context = {each["contexts"][0]: each for each in answer["sentences"]}
    assert ASK not in by_context
    assert by_context[HEADING]["card"] == {}
    assert by_context["home/bearer/heading"]["card"] == {"script": "home"}


def answered(ask: Answers, *answers: Mapping[str, str], **others: Any) -> Any:
    """What the core makes of answers, given in the role of the text unless they say another one."""
    whole = {**ROSA, **others}
    return ask("answers", **whole, answers=[{"role": whole["role"], **each} for each in answers])[0]


def test_the_text_of_the_answers_is_read_as_it_was_given(ask: Answers) -> None:
    one, two, three = (each.code for each in listed("es")[:3])
    answer = answered(
        ask,
        {"code": three, "verdict": "unsure", "why": "I do not know\n the word", "should_be": "left out"},
        {"code": one, "verdict": "right", "said": " Officers at your  business? "},
        {"code": two, "verdict": "wrong", "should_be": "**Cierre** la puerta."},
    )
    assert answer["name"] == "answers-es-Rosa.txt" and answer["count"] == 3
    (found,) = read_answers(answer["text"], Path("answers.txt"))
    assert (found.locale, found.by, found.role, found.on) == ("es", "Rosa", "community", TODAY)
    assert found.proof == list_code(listed("es"))
    assert [replace(each, line=0) for each in found.answers] == [
        Answer(one, Verdict.RIGHT, said="Officers at your business?"),
        Answer(two, Verdict.WRONG, should_be="**Cierre** la puerta."),
        Answer(three, Verdict.UNSURE, why="I do not know the word"),
    ], "in the order of the list, whatever the order of the answers"


LIKE_THE_FORMAT = ("", "end: 1 0000\n", "right 0123456789abcdef\n", "said: x\n", "> ", "language: ar\n")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(LIKE_THE_FORMAT))
def test_whatever_somebody_types_is_read_again(ask: Answers, said: str, why: str, before: str) -> None:
    """Lines that look like those of the format, marks of direction and control characters among it."""
    answer = answered(
        ask,
        {"code": ONE, "verdict": "right", "said": before + said},
        {"code": TWO, "verdict": "unsure", "why": before + why},
    )
    (found,) = read_answers(answer["text"], Path("answers.txt"))
    assert [(each.sentence, each.verdict) for each in found.answers] == [(ONE, Verdict.RIGHT), (TWO, Verdict.UNSURE)]


def test_what_would_break_the_text_is_refused_where_it_was_typed(ask: Answers) -> None:
    answer = answered(
        ask,
        {"code": ONE, "verdict": "right", "said": "ok"},
        {"code": TWO, "verdict": "right", "said": "rights-cards answers 1"},
    )
    assert [each["field"] for each in answer["problems"]] == [f"answers/{TWO}"]


@pytest.mark.parametrize(
    ("by", "name"),
    [
        ("Ana Ruiz", "answers-es-Ana-Ruiz.txt"),
        ("../../Ana\\:*?<>|", "answers-es-Ana.txt"),
        ("ليلى", "answers-es-ليلى.txt"),
        ("A" * 50, f"answers-es-{'A' * 40}.txt"),
    ],
)
def test_the_name_of_the_file_is_safe(ask: Answers, by: str, name: str) -> None:
    assert answered(ask, {"code": listed("es")[0].code, "verdict": "right"}, by=by)["name"] == name


@pytest.mark.parametrize(
    ("others", "field", "said"),
    [
        ({"by": " "}, "by", "“Your name, or a pseudonym” is empty."),
        ({"by": "42"}, "by", "'42' names nobody."),
        ({"by": "A" * 3000}, "by", "has 3,000 characters"),
        ({"by": 7, "role": "legal"}, "by", "'7' names nobody."),
        ({"role": ""}, "role", "No role is chosen."),
        ({"role": "king"}, "role", "No role is chosen."),
        ({"language": "en", "role": "community"}, "role", "Only a lawyer signs the English."),
    ],
)
def test_a_name_or_role_that_could_not_sign_is_refused_at_its_field(
    ask: Answers, others: dict[str, Any], field: str, said: str
) -> None:
    (problem,) = answered(ask, **others)["problems"]
    assert problem["field"] == field
    assert said in problem["cause"] + problem["remedy"]
    assert "--" not in problem["cause"] + problem["remedy"]


def test_a_translator_cannot_read_their_own_words(tmp_path: Path) -> None:
    places = content(tmp_path, "es")
    path = tmp_path / "translations" / "es" / "LC_MESSAGES" / "cards.po"
    text = path.read_text("utf-8")
    header = '"Language: es\\n"'
    assert header in text
    path.write_text(text.replace(header, f'"Last-Translator: Rosa Gil <rosa@example.org>\\n"\n{header}'), "utf-8")
    session = Session(places, decode, TODAY)
    said = json.loads(session.answer("answers", json.dumps({**ROSA, "by": "Rosa Gil", "answers": []}))[0])
    (problem,) = said["problems"]
    assert (problem["field"], problem["cause"].startswith("Rosa Gil is the last translator of es")) == ("by", True)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"verdict": "perhaps"}, "has no answer"),
        ({"verdict": "wrong"}, "It is not said what the sentence should be."),
        ({"verdict": "wrong", "should_be": "\u200b"}, "It is not said what the sentence should be."),
        ({"verdict": "wrong", "should_be": "**Abra la puerta."}, "Your text has an unpaired **."),
        ({"verdict": "wrong", "should_be": "Llame a {police}."}, "Your text has the unknown placeholder {police}"),
        ({"verdict": "wrong", "should_be": "Abra\u202e la puerta."}, "Your text has "),
        ({"verdict": "right", "said": "x" * (MAX_ANSWER_TEXT + 1)}, f"This text has {MAX_ANSWER_TEXT + 1:,} char"),
        ({"verdict": "right", "code": "0123456789abcdef"}, "This sentence has changed since it was answered."),
        ({"verdict": "right", "code": ["x"]}, "This sentence has changed since it was answered."),
    ],
)
def test_an_answer_that_nobody_could_use_is_refused_at_its_sentence(
    ask: Answers, answer: dict[str, Any], said: str
) -> None:
    typed = {"code": listed("es")[0].code, **answer}
    (problem,) = answered(ask, typed)["problems"]
    assert problem["field"] == f"answers/{typed['code']}"
    assert said in problem["cause"]


@pytest.mark.parametrize("role", ROLES)
def test_what_was_answered_in_another_role_goes_into_no_text(ask: Answers, role: str) -> None:
    own = {"code": ONE, "verdict": "right", "said": "Officers?"}
    for other in (*(each for each in ROLES if each != role), "", None):
        mixed = answered(ask, own, {**own, "code": TWO, "role": other}, role=role)  # type: ignore[dict-item]  # None, too
        (problem,) = mixed["problems"]
        assert (problem["field"], problem["cause"]) == (f"answers/{TWO}", "Sentence 2 was answered in another role.")
    assert answered(ask, own, role=role)["count"] == 1


@pytest.mark.parametrize("said", ["", " \n", "\u200b"])
def test_whoever_translates_back_has_said_what_each_sentence_says(ask: Answers, said: str) -> None:
    answer = {"code": ONE, "verdict": "right", "said": said}
    (problem,) = answered(ask, answer, role="back-translation")["problems"]
    assert problem["field"] == f"answers/{ONE}"
    assert problem["cause"] == "Sentence 1 has nothing said in English."
    assert answered(ask, answer)["count"] == 1, "others need not"


def test_the_sentence_itself_is_no_correction(ask: Answers) -> None:
    first = listed("es")[0]
    answer = answered(ask, {"code": first.code, "verdict": "wrong", "should_be": f" {first.text} "})
    assert answer["problems"][0]["cause"] == "This is what the sentence says already."


def test_no_answers_make_no_text(ask: Answers) -> None:
    assert answered(ask) == {"name": "answers-es-Rosa.txt", "text": "", "count": 0}
    for odd in ("x", None, 7, [7, None]):
        assert ask("answers", **ROSA, answers=odd)[0].get("text", "") == ""


def test_what_was_signed_is_marked_for_the_roles_that_need_not_read_it_again(tmp_path: Path) -> None:
    places = content(tmp_path, "es")
    signing = [
        "locale",
        "sign",
        "es",
        "--by",
        "Bo",
        "--content",
        str(tmp_path),
        "--string",
        "gate/bearer/heading",
        "--yes",
    ]
    for role, done in (("community", ["second-translator", "back-translation", "community"]), ("legal", list(ROLES))):
        result = CliRunner().invoke(commands, [*signing, "--role", role, "--script", "gate"])
        assert result.exit_code == 0, result.output
        answer = json.loads(Session(places, decode, TODAY).answer("review", json.dumps({"language": "es"}))[0])
        by_context = {each["contexts"][0]: each for each in answer["sentences"]}
        assert by_context["gate/bearer/heading"]["done"] == done
        assert by_context["gate/bearer/ask"]["done"] == []


def test_two_readers_on_the_page_take_the_word_draft_off_a_card(ask: Answers, tmp_path: Path) -> None:
    """From the page's text through `locale answers` to the card, with the English signed for all languages."""
    (tmp_path / "translations").mkdir()
    out: dict[str, str] = {}
    for tag, by, role in (("es", "Rosa Gil", "community"), ("en", "Ana Ruiz", "legal")):
        right = [{"code": each["code"], "verdict": "right"} for each in ask("review", language=tag)[0]["sentences"]]
        sent = answered(ask, *right, language=tag, by=by, role=role)
        (tmp_path / sent["name"]).write_text(sent["text"], "utf-8")
        command = ["locale", "answers", str(tmp_path / sent["name"]), "--content", str(tmp_path)]
        taken = CliRunner().invoke(commands, command)
        assert taken.exit_code == 0 and f"{len(right)} signed" in taken.output, taken.output
        made = CliRunner().invoke(commands, ["cards", "es", "-o", str(tmp_path / tag), "--content", str(tmp_path)])
        out[tag] = made.output
    assert "DRAFT" in out["es"], "the English waits for a lawyer"
    assert "DRAFT" not in out["en"] and "REVIEWED" in out["en"]


def test_the_time_that_a_language_takes_is_told_sentence_by_sentence(ask: Answers) -> None:
    """CONTRIBUTING says it: about half an hour for whoever reads, and as long again for whoever writes in English."""
    answer, _ = ask("review", language="es")
    reading, saying = (sum(each["seconds"][key] for each in answer["sentences"]) / 60 for key in ("read", "say"))
    assert 25 <= reading <= 40
    assert 15 <= saying <= 30
    longest = max(answer["sentences"], key=lambda each: len(each["raw"]) + len(each["note"]))
    assert longest["seconds"]["read"] > answer["sentences"][0]["seconds"]["read"]
