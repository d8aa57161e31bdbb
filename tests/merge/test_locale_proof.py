"""The proof of a whole language as values: the same list as on the page and in messages, and what its codes cover."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from cards.errors import BadFile
from cards.locations import shelves
from cards.merge.locale_proof import LocaleProof, locale_proof, message_example
from cards.merge.proof_text import proof_text
from cards.merge.sentences import list_code, sentences_of
from cards.read.answers import Verdict, read_answers
from cards.read.catalogs import Wording, read_wording
from cards.read.languages import read_languages
from cards.read.negations import Claim
from cards.read.regions import state_name
from cards.read.script_types import Script
from cards.read.scripts import find_script, read_labels, script_ids
from cards.read.sign_offs import SECOND_TRANSLATOR

PLACES = shelves(None)
LANGUAGES = read_languages(PLACES)
SCRIPTS = [find_script(PLACES, each) for each in script_ids(PLACES)]
LABELS = read_labels(PLACES)


def whole(tag: str, wording: Wording | None = None, scripts: Sequence[Script] = SCRIPTS) -> LocaleProof:
    return locale_proof(scripts, LABELS, wording or read_wording(PLACES, tag), LANGUAGES[tag], LANGUAGES["en"])


@pytest.mark.parametrize("tag", ["es", "ar", "km"])
def test_it_has_the_list_of_the_language_with_its_numbers_and_codes(tag: str) -> None:
    sentences = sentences_of(SCRIPTS, LABELS, read_wording(PLACES, tag))
    proof = whole(tag)
    assert [(each.number, each.code) for each in proof.items] == [(each.number, each.code) for each in sentences]
    assert proof.code == list_code(sentences)
    assert proof.contexts == {context for each in sentences for context in each.contexts}
    for item, sentence in zip(proof.items, sentences, strict=True):
        assert item.english.text == sentence.english.replace("**", "")
        assert (item.note, item.state) == (sentence.note, sentence.state)
        assert item.where.startswith(", ".join(sentence.scripts) or "every card")
        assert {script for script, numbers in proof.cards.items() if item.number in numbers} == set(sentence.scripts)


def test_the_proof_of_a_script_has_the_numbers_and_codes_of_the_whole_list() -> None:
    proof, wording = whole("es"), read_wording(PLACES, "es")
    numbers = {each.code: each.number for each in proof.items}
    for script in SCRIPTS:
        text = proof_text(script, LABELS, wording, LANGUAGES["es"], LANGUAGES["en"], None, SCRIPTS)
        assert text.listed == proof.code
        assert [each.number for each in text.items] == [numbers[each.code] for each in text.items]
        alone = proof_text(script, LABELS, wording, LANGUAGES["es"], LANGUAGES["en"])
        assert alone.code == text.code, "what is signed for one script is the same"


def test_a_variant_names_its_states() -> None:
    regions = {each.context: each.regions for script in SCRIPTS for each in script.bearer.translated}
    found = 0
    for item in whole("es").items:
        states = regions.get(item.context, ())
        assert ("only for" in item.where) == bool(states)
        assert all(state_name(each) in item.where for each in states)
        found += bool(states)
    assert found > 1


def test_the_code_of_the_list_stands_for_claims_and_for_what_a_folder_adds() -> None:
    wording = read_wording(PLACES, "es")
    assert wording.negations is not None
    messages = {context: replace(each, claims=()) for context, each in wording.messages.items()}
    plain = replace(wording, messages=messages)
    door = replace(messages["home/bearer/door"], claims=(Claim("cerrada", True, "closed"),))
    proofs = [
        whole("es", plain),
        whole("es", replace(plain, messages={**messages, door.context: door})),
        whole("es", replace(plain, negations=replace(wording.negations, added=("mark: jamás",)))),
    ]
    assert len({each.code for each in proofs}) == 3
    changed = [
        (before.context, before.code == after.code)
        for before, after in zip(proofs[0].items, proofs[1].items, strict=True)
        if before.claims != after.claims or before.code != after.code
    ]
    assert changed == [("home/bearer/door", False)], "nobody signs a claim that they have not seen"
    assert [each.code for each in proofs[0].items] == [each.code for each in proofs[2].items]
    assert [each.added for each in proofs] == [(), (), ("mark: jamás",)]


def test_claims_and_missing_translations_are_shown() -> None:
    wording = read_wording(PLACES, "es")
    messages = dict(wording.messages)
    messages["home/bearer/door"] = replace(messages["home/bearer/door"], claims=(Claim("cerrada", True, "closed"),))
    del messages["home/bearer/heading"]
    items = {each.context: each for each in whole("es", replace(wording, messages=messages)).items}
    ((question, word),) = items["home/bearer/door"].claims
    assert question == "The translator says that this means “closed”. Is that correct?"
    assert word.text == "cerrada"
    assert items["home/bearer/heading"].text is None
    assert items["home/bearer/heading"].state.value == "not translated"


@pytest.mark.parametrize(
    ("numbers", "answers"),
    [(range(1, 101), "1 ok, 2 change to “…”"), ((12, 61), "12 ok, 61 change to “…”"), ((4,), "4 ok, 4 change to “…”")],
)
def test_an_example_of_a_message(numbers: tuple[int, ...], answers: str) -> None:
    assert message_example("es", tuple(numbers)) == f"es CODE YOUR NAME, ROLE: {answers}"


@pytest.mark.parametrize("around", ["{}", "> {}", "Thanks!\n> {}", "Ana: {}"])
def test_nobody_answers_by_quoting_the_example(around: str) -> None:
    """Only with the code, a name and a role in place of its words it is a message."""
    proof = whole("es")
    example = message_example("es", [each.number for each in proof.items])
    for told in (example, example.replace("CODE", proof.code), example.replace("YOUR NAME, ROLE", "Rosa, community")):
        with pytest.raises(BadFile):
            read_answers(around.format(told), Path("message.txt"))
    own = example.replace("CODE", proof.code).replace("YOUR NAME, ROLE", "Rosa, second-translator")
    (read,) = read_answers(own, Path("message.txt"))
    assert (read.locale, read.by, read.role, read.proof) == ("es", "Rosa", SECOND_TRANSLATOR, proof.code)
    assert [(each.sentence, each.verdict) for each in read.answers] == [("1", Verdict.RIGHT), ("2", Verdict.WRONG)]
