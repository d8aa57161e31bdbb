"""The sentences of a language, each once."""

import pytest

from cards.locations import shelves
from cards.merge.sentences import list_code, sentences_of
from cards.merge.sources import every_source
from cards.read.catalogs import read_wording
from cards.read.scripts import find_script, read_labels, script_ids
from cards.read.sign_offs import sentence_digest

PLACES = shelves(None)
SCRIPTS = [find_script(PLACES, each) for each in script_ids(PLACES)]
LABELS = read_labels(PLACES)


@pytest.mark.parametrize("tag", ["en", "es", "ar", "km", "zh-Hans"])
def test_every_string_belongs_to_exactly_one_sentence(tag: str) -> None:
    found = sentences_of(SCRIPTS, LABELS, read_wording(PLACES, tag))
    wanted = {
        source.context
        for script in SCRIPTS
        for source in every_source(script, LABELS, in_english=tag == "en")
        if not source.leaves_out
    }
    contexts = [context for each in found for context in each.contexts]
    assert len(contexts) == len(set(contexts))
    assert set(contexts) == wanted
    assert [each.number for each in found] == list(range(1, len(found) + 1))
    assert len({each.code for each in found}) == len(found) < len(contexts)


def test_a_sentence_of_several_cards_names_them_all() -> None:
    wording = read_wording(PLACES, "es")
    found = sentences_of(SCRIPTS, LABELS, wording)
    several = [each for each in found if len(each.scripts) > 1]
    assert several
    for each in several:
        assert {context.split("/")[0] for context in each.contexts} == set(each.scripts)
        for source in each.sources:
            assert (source.text, source.note) == (each.english, each.note)
            assert wording.messages[source.context].text == each.text
            assert sentence_digest(source, each.text, "es") == each.digest


def test_an_edit_changes_the_code_of_its_sentence_and_of_the_list() -> None:
    from dataclasses import replace

    wording = read_wording(PLACES, "es")
    before = sentences_of(SCRIPTS, LABELS, wording)
    message = wording.messages["home/bearer/door"]
    edited = replace(
        wording, messages={**wording.messages, message.context: replace(message, text=message.text + " Siempre.")}
    )
    after = sentences_of(SCRIPTS, LABELS, edited)
    assert {each.code for each in before} != {each.code for each in after}
    assert list_code(before) != list_code(after)
    assert next(each for each in after if message.context in each.contexts).text.endswith(" Siempre.")


def test_labels_come_last_and_are_on_every_card() -> None:
    found = sentences_of(SCRIPTS, LABELS, read_wording(PLACES, "es"))
    labels = [each for each in found if each.contexts[0].startswith("labels/")]
    assert labels
    assert list(found[-len(labels) :]) == labels
    assert all(not each.scripts for each in labels)


@pytest.mark.parametrize("tag", ["en", "es"])
def test_a_change_of_the_law_changes_the_code(tag: str) -> None:
    """So the answer of a lawyer never signs an authority that they have not seen."""
    from dataclasses import replace

    wording = read_wording(PLACES, tag)
    home = next(each for each in SCRIPTS if each.id == "home")
    heading = replace(home.bearer.heading, authority=("An invented law.",))
    other = replace(home, bearer=replace(home.bearer, heading=heading))
    before, after = (list_code(sentences_of([script], LABELS, wording)) for script in (home, other))
    assert before != after


def test_the_card_for_the_door_is_read_first() -> None:
    for scripts in (SCRIPTS, SCRIPTS[::-1]):
        found = sentences_of(scripts, LABELS, read_wording(PLACES, "es"))
        assert [each.scripts[0] for each in found[:7]].count("home") >= 5
        assert found[0].contexts[0] == "home/bearer/heading"
