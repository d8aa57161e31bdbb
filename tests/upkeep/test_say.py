"""A phrase that a translation has lost is found by `locale check` at its line, and no card is printed with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cards.errors import BadFile
from cards.guards.refusals import refuse_unsound_card
from cards.jobs import Order, gather
from cards.locations import Shelf
from cards.merge.contact import Contact
from cards.read.catalogs import catalog_path
from cards.read.languages import read_languages
from cards.upkeep.check import check_locale
from cards.upkeep.check_cards import TRIAL_CONTACT, TRIAL_STOCK
from cards.upkeep.findings import Diagnostic
from tests.said import ASK, ASK_TEXT, CLAIM, FREE, LAWYER, TRANSLATIONS, catalog, content

LOSSES = {
    "ask, translated": (ASK, FREE, "…"),
    "ask, with a look-alike": (ASK, "Am I free", "Аm I free"),
    "claim, without its end": (CLAIM, "a lawyer.", "a lawyer"),
    "claim, without a sentence": (CLAIM, "I want to stay silent. ", ""),
}


def findings(places: tuple[Shelf, ...], tag: str) -> list[Diagnostic]:
    """The findings about the strings of the script."""
    found = check_locale(places, read_languages(places)[tag])
    return [each for each in found if each.context.startswith("gate/") and each.rule != "small-type"]


def refuse(places: tuple[Shelf, ...], tag: str) -> None:
    refuse_unsound_card(gather(places, Order(tag, "gate", TRIAL_STOCK, Contact(TRIAL_CONTACT.link))))


@pytest.mark.few_scripts
@pytest.mark.parametrize("tag", TRANSLATIONS)
def test_kept_phrases_are_printed(tag: str, tmp_path: Path) -> None:
    places = content(tmp_path, tag)
    assert findings(places, tag) == []
    refuse(places, tag)


@pytest.mark.few_scripts
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("tag", ["es", "ur", "ru", "zh-Hans", "th", "am"])
def test_a_planted_loss_is_found_at_its_line_and_not_printed(tag: str, loss: str, tmp_path: Path) -> None:
    context, old, new = LOSSES[loss]
    places = content(tmp_path, tag, old=old, new=new)
    path = catalog_path(places[1], tag)
    text = catalog(tag, old=old, new=new)
    line = text.count("\n", 0, text.index(f'msgctxt "{context}"')) + 1
    found = [each for each in findings(places, tag) if each.severity == "error"]
    assert [(each.file, each.line, each.context, each.rule) for each in found] == [(path, line, context, "phrase")]
    phrase = FREE if context == ASK else LAWYER
    assert found[0].message.startswith(f"It does not have “{phrase}”, which the bearer says in English")
    assert found[0].fix.startswith("Copy the phrase from the English, letter for letter")
    with pytest.raises(BadFile) as caught:
        refuse(places, tag)
    assert (caught.value.file, caught.value.line, caught.value.string) == (path, line, context)
    assert caught.value.cause.startswith(f"The translation of {context} does not have “{phrase}”")


def test_an_older_english_without_the_phrase_is_only_out_of_date(tmp_path: Path) -> None:
    places = content(tmp_path, "es")
    path = catalog_path(places[1], "es")
    path.write_text(
        path.read_text("utf-8").replace(f'msgid "{ASK_TEXT}"', 'msgid "**Ask** whether you may go."'), "utf-8"
    )
    rules = {each.rule for each in findings(places, "es")}
    assert "stale" in rules
    assert not {"phrase", "phrase-meaning"} & rules


@pytest.mark.parametrize(("comment", "rules"), [("", {"phrase-meaning"}), ("# allow phrase-meaning: it is\n", set())])
def test_a_phrase_without_brackets_is_told_of_unless_there_is_a_reason(
    comment: str, rules: set[str], tmp_path: Path
) -> None:
    places = content(tmp_path, "es", old=" (¿Puedo irme?).", new=", que es ¿puedo irme?")
    path = catalog_path(places[1], "es")
    path.write_text(path.read_text("utf-8").replace(f'msgctxt "{ASK}"', f'{comment}msgctxt "{ASK}"'), "utf-8")
    assert {each.rule for each in findings(places, "es")} == rules
    refuse(places, "es")
