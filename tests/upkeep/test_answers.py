"""What answers change in what is recorded: whose word counts, and which reading is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cards.errors import BadFile, BadOrder
from cards.locations import Shelf, shelves
from cards.merge.review import counting_sign_offs
from cards.merge.sentences import Sentence
from cards.read.answers import Answer, Answers, Verdict
from cards.read.back_translations import BackTranslation
from cards.read.languages import read_languages
from cards.read.reviewers import Reviewer, Reviewers
from cards.read.sign_offs import LEGAL, ROLES, digest
from cards.read.suggestions import Suggestion, suggestions_path
from cards.upkeep.answers import judged
from cards.upkeep.ledger import Judged, Ledger, read_ledger
from cards.upkeep.sign import new_sign_offs
from cards.upkeep.suggestions import suggestions_text, taken

TODAY = date(2026, 12, 1)
SILENCE = "park/bearer/silence"


def ledger_of(places: tuple[Shelf, ...]) -> Ledger:
    return read_ledger(places, read_languages(places)["es"], TODAY)


@pytest.fixture
def ledger(park: Callable[..., tuple[Shelf, ...]]) -> Ledger:
    """The record of Spanish with the invented script, of which nobody has read anything."""
    return replace(ledger_of(park()), signed={}, read_back={})


def sentence(ledger: Ledger, context: str = SILENCE) -> Sentence:
    return next(each for each in ledger.sentences if context in each.contexts)


def take(ledger: Ledger, answer: Answer, by: str = "Rosa", on: date | None = TODAY, role: str = "community") -> Judged:
    answers = Answers("es", by, role, on, "", (answer,), Path("answers.txt"), 1)
    return judged(ledger, answers, None, today=TODAY, day=TODAY)


def right(ledger: Ledger, said: str = "") -> Answer:
    return Answer(sentence(ledger).code, Verdict.RIGHT, said=said, line=3)


def wrong(ledger: Ledger, text: str = "") -> Answer:
    return Answer(sentence(ledger).code, Verdict.WRONG, text, line=3)


def test_one_sign_off_is_enough_for_all_strings_of_a_sentence(ledger: Ledger) -> None:
    found = take(ledger, right(ledger))
    (signed,) = found.sign_offs
    assert (signed.by, signed.role, signed.on) == ("Rosa", "community", TODAY)
    for source in sentence(ledger).sources:
        assert signed.covers(source, sentence(ledger).text)
    assert (found.signed, found.before) == (1, 0)
    again = take(ledger.taken(found), right(ledger))
    assert (again.changes, again.before) == (False, 1)
    other_role = take(ledger.taken(found), right(ledger), role="second-translator")
    assert other_role.signed == 1


def test_answers_without_a_day_are_of_the_given_one_and_keep_the_first(ledger: Ledger) -> None:
    answers = Answers("es", "Rosa", "community", None, "", (wrong(ledger),), Path("answers.txt"), 1)
    first = judged(ledger, answers, None, today=TODAY, day=TODAY - timedelta(days=9))
    assert first.suggestions[0].on == TODAY - timedelta(days=9)
    assert not judged(ledger.taken(first), answers, None, today=TODAY, day=TODAY).changes


def test_an_older_answer_does_not_replace_a_newer_one(ledger: Ledger) -> None:
    newer = ledger.taken(take(ledger, wrong(ledger, "**Cállese.**")))
    older = take(newer, wrong(ledger, "**Silencio.**"), on=TODAY - timedelta(days=1))
    assert (older.changes, older.before) == (False, 1)
    later = take(newer, wrong(ledger, "**Silencio.**"))
    assert [each.text for each in newer.taken(later).suggestions] == ["**Silencio.**"]
    early = take(newer, right(ledger), on=TODAY - timedelta(days=1))
    assert not early.changes
    assert "called it wrong later" in early.notes[0]


def test_a_suggestion_in_an_earlier_folder_is_left_when_its_author_changes_their_mind(
    park: Callable[..., tuple[Shelf, ...]], tmp_path: Path
) -> None:
    places = park()
    first = ledger_of(places)
    suggestion = take(first, wrong(first), on=TODAY - timedelta(days=3)).suggestions
    path = suggestions_path(places[-1], "es")
    path.write_text(suggestions_text("", suggestion, (), path), encoding="utf-8")
    (tmp_path / "own").mkdir()
    ledger = ledger_of((*places, *shelves(tmp_path / "own")[1:]))
    assert [each.is_wrong for each in ledger.disputed()] == [True]
    after = ledger.taken(take(ledger, right(ledger)))
    assert after.disputed() == []
    assert [(each.left_by, each.by) for each in after.suggestions] == [("Rosa", "Rosa")]
    assert not take(after, right(after)).changes


def test_whose_reading_is_kept(ledger: Ledger) -> None:
    text = sentence(ledger).text
    sha256 = digest(SILENCE, ledger.wording.messages[SILENCE].source, text)
    machine = replace(ledger, read_back={SILENCE: BackTranslation(sha256, "Be quiet.")})
    rosa = take(machine, right(ledger, "Keep silent."), on=TODAY - timedelta(days=1))
    assert rosa.readings[SILENCE] == BackTranslation(sha256, "Keep silent.", "Rosa", TODAY - timedelta(days=1))
    kept = machine.taken(rosa)
    assert not take(kept, right(ledger, "Keep silent.")).readings, "the same again, later"
    assert not take(kept, right(ledger, "Shut up."), "Bo", TODAY - timedelta(days=1)).readings, "not later than Rosa's"
    later = take(kept, wrong(ledger), "Bo")
    assert not later.readings
    said = take(kept, replace(wrong(ledger), said="Shut up."), "Bo")
    assert said.readings[SILENCE].by == "Bo"
    assert "Rosa had read it as “Keep silent.”" in said.notes[0]
    older = replace(ledger, read_back={SILENCE: BackTranslation("0" * 64, "Another text.", "Ana", TODAY)})
    assert take(older, right(ledger, "Keep silent."), on=TODAY - timedelta(days=1)).readings


def test_a_part_of_a_code_names_one_sentence_or_is_refused(ledger: Ledger) -> None:
    code = sentence(ledger).code
    assert take(ledger, replace(right(ledger), sentence=code[:8])).signed == 1
    doubled = replace(sentence(ledger), code=f"{code[:8]}{'0' * 8}", number=900)
    several = replace(ledger, sentences=(*ledger.sentences, doubled))
    with pytest.raises(BadFile, match="Several sentences"):
        take(several, replace(right(ledger), sentence=code[:8]))
    assert take(several, right(ledger)).signed == 1


def test_a_catalog_without_a_translator_is_noted(ledger: Ledger) -> None:
    named = {context: replace(each, translator="Ana") for context, each in ledger.wording.messages.items()}
    nobody = {context: replace(each, translator="") for context, each in ledger.wording.messages.items()}
    of_ana = replace(ledger, wording=replace(ledger.wording, messages=named))
    assert take(of_ana, right(ledger)).notes == []
    of_nobody = replace(ledger, wording=replace(ledger.wording, messages=nobody))
    assert "If that was Rosa, this is not a second reading" in take(of_nobody, right(ledger)).notes[0]
    with pytest.raises(BadFile, match="last translator") as error:
        take(of_ana, right(ledger), "ana")
    assert (error.value.file, error.value.line) == (Path("answers.txt"), 3)
    assert take(of_ana, wrong(ledger), "ana").suggested == 1


def test_an_unsound_text_is_not_signed(ledger: Ledger) -> None:
    message = replace(ledger.wording.messages[SILENCE], text="**Llame al 911.** Muestre esta tarjeta.")
    wording = replace(ledger.wording, messages={**ledger.wording.messages, SILENCE: message})
    own = replace(sentence(ledger), text=message.text, sources=(sentence(ledger).sources[0],))
    found = take(replace(ledger, wording=wording, sentences=(own,)), right(replace(ledger, sentences=(own,))))
    assert not found.sign_offs
    assert "is not signed: The translation of park/bearer/silence" in found.notes[0]


def test_the_same_words_with_another_note_have_answers_of_their_own(ledger: Ledger) -> None:
    """An objection to one keeps both from counting, and “right” for the other does not withdraw it, however often."""
    here = sentence(ledger)
    source = replace(here.sources[0], context="park/bearer/again", note="Said to a child.")
    elsewhere = replace(here, number=900, digest="a" * 64, code="a" * 16, sources=(source,))
    messages = {**ledger.wording.messages, source.context: ledger.wording.messages[SILENCE]}
    ledger = replace(
        ledger, sentences=(*ledger.sentences, elsewhere), wording=replace(ledger.wording, messages=messages)
    )
    both = (wrong(ledger, "**Calle.** Muestre esta tarjeta."), Answer(elsewhere.code, Verdict.RIGHT, line=4))
    for order in (both, both[::-1]):
        answers = Answers("es", "Rosa", "community", TODAY, "", order, Path("answers.txt"), 1)
        first = judged(ledger, answers, None, today=TODAY, day=TODAY)
        assert (first.suggested, first.signed, first.withdrawn) == (1, 1, [])
        after = ledger.taken(first)
        assert not judged(after, answers, None, today=TODAY, day=TODAY).changes
        assert [(each.sentence.number, each.is_wrong) for each in after.disputed()] == [
            (here.number, True), (900, True),
        ]  # fmt: skip
    twice = Answers("es", "Bo", "community", TODAY, "", (both[0], replace(both[0], sentence=elsewhere.code)), None, 1)
    found = ledger.taken(judged(ledger, twice, None, today=TODAY, day=TODAY)).disputed()[0]
    assert [len(found.suggestions), len(found.different), found.is_disagreement] == [2, 1, False]


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("role", ROLES)
def test_a_lawyer_answers_on_a_translation_by_codes_because_its_list_has_no_law(
    verdict: Verdict, role: str, ledger: Ledger
) -> None:
    """The same rule, and the same words, as for `locale sign` with the code of the whole list."""
    number = Answer(str(sentence(ledger).number), verdict, line=3)
    answers = Answers("es", "Rosa", role, TODAY, ledger.list_code, (number,), Path("answers.txt"), 1)
    if role != LEGAL:
        assert judged(ledger, answers, None, today=TODAY, day=TODAY).changes
    else:
        with pytest.raises(BadFile, match=f"{ledger.list_code} has no authorities, for which a lawyer") as error:
            judged(ledger, answers, None, today=TODAY, day=TODAY)
        assert error.value.line == 3
    coded = replace(answers, answers=(replace(number, sentence=sentence(ledger).code),))
    assert judged(ledger, coded, None, today=TODAY, day=TODAY).changes


def undated(ledger: Ledger, answer: Answer, day: date) -> Judged:
    answers = Answers("es", "Rosa", "community", None, "", (answer,), Path("answers.txt"), 1)
    return judged(ledger, answers, None, today=TODAY, day=day)


@pytest.mark.parametrize("is_recorded", [True, False])
@pytest.mark.parametrize("days", [0, 3])
def test_an_old_message_without_a_day_withdraws_no_later_objection(
    days: int, is_recorded: bool, ledger: Ledger
) -> None:
    """On the same day the objection stands. Without a record of what was taken, the sign-off has the day."""
    begin = TODAY - timedelta(days=5)
    first = ledger.taken(undated(ledger, right(ledger), begin))
    objected = first.taken(take(first, wrong(first), on=begin + timedelta(days=days)))
    if not is_recorded:
        objected = replace(objected, answered={})
    again = undated(objected, right(objected), TODAY)
    assert not again.changes
    assert "Rosa called it wrong" in again.notes[0]
    dated = take(objected, right(objected), on=TODAY)
    assert dated.signed == 1 and dated.withdrawn, "a later answer with a day counts"


def test_an_old_objection_without_a_day_does_not_come_back(ledger: Ledger) -> None:
    begin = TODAY - timedelta(days=5)
    objected = ledger.taken(undated(ledger, wrong(ledger, "**Silencio.**"), begin))
    signed = objected.taken(take(objected, right(objected), on=begin + timedelta(days=2)))
    assert not signed.disputed()
    again = undated(signed, wrong(signed, "**Silencio.**"), TODAY)
    assert not again.changes
    assert "called it right later" in again.notes[0]
    assert undated(signed, wrong(signed, "**Otra.**"), TODAY).suggested == 1, "another answer is a new one"


def test_an_objection_stands_that_was_made_on_the_same_day(ledger: Ledger) -> None:
    for first, second in ((wrong(ledger), right(ledger)), (right(ledger), wrong(ledger))):
        after = ledger.taken(take(ledger, first))
        after = after.taken(take(after, second))
        assert [each.is_wrong for each in after.disputed()] == [True]
    question = ledger.taken(take(ledger, Answer(sentence(ledger).code, Verdict.UNSURE, line=3)))
    assert take(question, right(question)).signed == 1, "a question changes no state"


def test_an_answer_about_a_text_that_has_changed_since_it_was_taken_counts_no_longer(ledger: Ledger) -> None:
    answers = [right(ledger), wrong(ledger, "**Silencio.**")]
    for answer in answers:
        after = ledger.taken(take(ledger, answer))
        others = tuple(each for each in after.sentences if each is not sentence(after))
        found = take(replace(after, sentences=others), answer)
        assert not found.changes
        assert "has changed since this answer was recorded" in found.notes[0]
        with pytest.raises(BadFile, match="read an older text"):
            take(replace(ledger, sentences=others), answer)


@pytest.fixture
def suggested(park: Callable[..., tuple[Shelf, ...]]) -> Callable[[Suggestion], Ledger]:
    """The record of Spanish with the invented script and with a suggestion."""

    def make(suggestion: Suggestion) -> Ledger:
        places = park()
        path = suggestions_path(places[-1], "es")
        path.write_text(suggestions_text("", [suggestion], (), path), encoding="utf-8")
        return replace(ledger_of(places), read_back={})

    return make


@pytest.mark.parametrize("by", ["Rosa", "rosa", "Rosa (community)"])
@pytest.mark.parametrize("took", ["", "Ana"])
@pytest.mark.parametrize("verdict", [Verdict.WRONG, Verdict.UNSURE])
def test_whoever_suggested_the_present_text_does_not_sign_it(
    verdict: Verdict, took: str, by: str, ledger: Ledger, suggested: Callable[[Suggestion], Ledger]
) -> None:
    """Neither by an answer nor by `locale sign`, whoever took it, and a sign-off that is there does not count."""
    text, source = sentence(ledger).text, sentence(ledger).sources[0]
    mine = Suggestion(SILENCE, "0" * 64, "1" * 64, verdict, text, "", "community", "Rosa", TODAY)
    mine = taken(mine, took, TODAY) if took else mine
    now = suggested(mine)
    found = take(now, right(now), by)
    assert not found.sign_offs
    assert f"{by} has suggested this text" in found.notes[0]
    order: dict[str, Any] = {"role": "community", "on": TODAY, "today": TODAY, "reviewers": None}
    with pytest.raises(BadOrder, match="Rosa suggested the present text of park/bearer/silence"):
        new_sign_offs([source], now.wording, now.language, now.families, by=by, **order)
    (signed,) = take(ledger, right(ledger), by).sign_offs
    records = (*now.wording.signed(SILENCE), signed)
    message = now.wording.messages[SILENCE]
    assert counting_sign_offs(source, message, records) == []
    assert take(now, right(now), "Bruno").signed == 1
    assert counting_sign_offs(source, message, (*records, replace(signed, by="Bruno")))[0].by == "Bruno"


def test_a_taken_suggestion_keeps_its_author_when_they_answer_about_the_old_words_again(ledger: Ledger) -> None:
    (first,) = take(ledger, wrong(ledger, "**Silencio.**"), on=TODAY - timedelta(days=2)).suggestions
    back = replace(ledger, suggestions=(taken(first, "Ana", TODAY),))
    for answer in (wrong(ledger, "**Calle.**"), right(ledger)):
        after = back.taken(take(back, answer))
        assert taken(first, "Ana", TODAY) in after.suggestions


REVIEWERS = Reviewers(Path("reviewers.toml"), {"Rosa": Reviewer("Rosa", ("community",), (), "ssh-ed25519 AAAA")})


def told(ledger: Ledger, answer: Answer, *, verified: bool, days: int, reviewers: Reviewers | None) -> Judged:
    on = TODAY - timedelta(days=9 - days)
    answers = Answers("es", "Rosa", "community", on, "", (answer,), Path("answers.txt"), 1)
    return judged(ledger, answers, reviewers, today=TODAY, day=TODAY, verified=verified)


@pytest.mark.parametrize("first", ["right", "wrong"])
@pytest.mark.parametrize("second", ["right", "wrong"])
def test_what_anybody_can_type_replaces_nothing_that_was_verified(first: str, second: str, ledger: Ledger) -> None:
    texts = {"right": right(ledger), "wrong": wrong(ledger, "**Silencio.**")}
    before = ledger.taken(told(ledger, texts[first], verified=True, days=0, reviewers=REVIEWERS))
    other = wrong(ledger, "**Otra.**") if second == "wrong" else texts["right"]
    if (first, second) == ("right", "right"):
        assert not told(before, other, verified=False, days=3, reviewers=REVIEWERS).changes
    else:
        with pytest.raises(BadFile, match="verified with their key, and this was not") as error:
            told(before, other, verified=False, days=3, reviewers=REVIEWERS)
        assert error.value.line == 3
        assert told(before, other, verified=True, days=3, reviewers=REVIEWERS).changes
        assert told(before, other, verified=False, days=3, reviewers=None).changes, "no list has their key"
    unsigned = ledger.taken(told(ledger, texts[first], verified=False, days=0, reviewers=REVIEWERS))
    told(unsigned, other, verified=False, days=3, reviewers=REVIEWERS)


def test_locale_sign_replaces_no_verified_sign_off_either(ledger: Ledger) -> None:
    source = sentence(ledger).sources[0]
    (signed,) = told(ledger, right(ledger), verified=True, days=0, reviewers=REVIEWERS).sign_offs
    wording = replace(ledger.wording, sign_offs={SILENCE: (replace(signed, context=SILENCE),)})
    order: dict[str, Any] = {"role": "community", "by": "Rosa", "on": TODAY, "today": TODAY}
    with pytest.raises(BadOrder, match="verified with their key"):
        new_sign_offs([source], wording, ledger.language, ledger.families, reviewers=REVIEWERS, **order)
    for verified, reviewers in ((True, REVIEWERS), (False, None)):
        assert new_sign_offs(
            [source], wording, ledger.language, ledger.families, reviewers=reviewers, verified=verified, **order
        )


@pytest.mark.parametrize("days", [0, 1])
def test_every_differing_reading_is_told(days: int, ledger: Ledger) -> None:
    after = ledger.taken(take(ledger, right(ledger, "Keep silent.")))
    for by in ("Bo", "Luz"):
        found = take(after, right(ledger, "Shut up."), by, TODAY - timedelta(days=days))
        assert not found.readings
        assert found.notes[:1] == [
            f"line 3: {SILENCE} (sentence {sentence(ledger).number}): Rosa had read it as “Keep silent.”, which is "
            f"kept; {by} read it as “Shut up.”."
        ]
    same = take(after, right(ledger, "Keep silent."), "Bo", TODAY - timedelta(days=days))
    assert not any("read it as" in each for each in same.notes)
