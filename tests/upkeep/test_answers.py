"""What answers change in what is recorded: whose word counts, and which reading is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cards.errors import BadFile
from cards.locations import Shelf, shelves
from cards.merge.sentences import Sentence
from cards.read.answers import Answer, Answers, Verdict
from cards.read.back_translations import BackTranslation
from cards.read.languages import read_languages
from cards.read.sign_offs import LEGAL, ROLES, digest
from cards.read.suggestions import suggestions_path
from cards.upkeep.answers import judged
from cards.upkeep.ledger import Judged, Ledger, read_ledger
from cards.upkeep.suggestions import suggestions_text

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
