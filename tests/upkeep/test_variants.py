"""Words for single states: kept apart in the status, checked, extracted, updated and signed like all other strings."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from cards.locations import Shelf
from cards.merge.proof_text import proof_text
from cards.merge.review import Review
from cards.read.catalogs import read_wording
from cards.read.extract import extract
from cards.read.languages import read_languages
from cards.read.scripts import find_script, read_labels
from cards.read.sign_offs import LEGAL, SECOND_TRANSLATOR, review_path
from cards.read.typefaces import read_families
from cards.upkeep.check import check_locale
from cards.upkeep.findings import Diagnostic
from cards.upkeep.sign import new_sign_offs, review_text
from cards.upkeep.status import ScriptStatus, read_statuses
from cards.upkeep.template import content_strings
from cards.upkeep.update import updated_catalog
from tests import invented
from tests.invented import DUTY, PARK, SPANISH, catalog

Park = Callable[..., tuple[Shelf, ...]]

NONE, TEXAS, MAINE = "park/bearer/name/none", "park/officer/search/texas", "park/officer/search/maine"
TODAY = date(2026, 11, 30)


def status(places: Sequence[Shelf], tag: str = "es") -> ScriptStatus:
    """The status of the park in a language."""
    (row,) = read_statuses(places, [read_languages(places)[tag]], read_back=False)
    return next(each for each in row.scripts if each.script == "park")


def findings(places: Sequence[Shelf], tag: str = "es") -> list[Diagnostic]:
    """What is wrong with the strings of the park, but for what other scripts have with the same English."""
    found = check_locale(places, read_languages(places)[tag])
    return [each for each in found if "park" in each.context + each.message and each.rule != "same-english"]


@pytest.mark.parametrize(
    ("spanish", "state"),
    [
        (catalog(), Review.DRAFT),
        (catalog(DUTY), Review.MISSING),
        (catalog(fuzzy=DUTY), Review.FUZZY),
        (catalog().replace("if they ask.", "if asked."), Review.STALE),
    ],
)
def test_words_for_a_state_are_apart_in_the_status(spanish: str, state: Review, park: Park) -> None:
    found = status(park(spanish=spanish))
    assert (found.total, found.translated, found.state) == (8, 8, Review.DRAFT)
    assert DUTY not in dict((*found.blocking, *found.write_in))
    duty = found.variants[0]
    assert (duty.context, duty.state, duty.regions) == (DUTY, state, ("US-CO", "US-AZ"))
    assert duty.needs == ((SECOND_TRANSLATOR, LEGAL) if state is Review.DRAFT else ())
    assert [(each.context, each.in_english, each.leaves_out) for each in found.variants[1:]] == [
        (NONE, True, True),
        (TEXAS, True, False),
        (MAINE, True, True),
    ]


def test_the_english_has_all_of_them(park: Park) -> None:
    found = status(park(), "en")
    assert [each.context for each in found.variants] == [DUTY, NONE, TEXAS, MAINE]
    assert all(each.in_english and each.needs == (LEGAL,) for each in found.variants)
    assert not {each.context for each in found.variants} & {context for context, _ in found.blocking}


def test_a_missing_variant_is_told_by_itself_and_where_it_belongs(park: Park) -> None:
    assert findings(park()) == []
    (found,) = findings(park(spanish=catalog(DUTY)))
    assert (found.rule, found.severity, found.context) == ("untranslated", "warning", DUTY)
    assert "Colorado and Arizona have the words of park/bearer/name instead" in found.message
    (there,) = findings(park(spanish=catalog(DUTY) + f'\nmsgctxt "{DUTY}"\nmsgid "{SPANISH[DUTY][0]}"\nmsgstr ""\n'))
    assert (there.fix, there.line) == ("Translate it.", catalog(DUTY).count("\n") + 2)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("**Diga su nombre a la policía** si", "Diga su nombre a la policía si", "stars"),
        ("si se lo preguntan.", "si llaman al 617-555-0100.", "numbers"),
        ("si se lo preguntan.", "x" * 70 + ".", "small-type"),
    ],
)
def test_a_variant_is_checked_like_any_string(old: str, new: str, rule: str, park: Park) -> None:
    found = findings(park(spanish=catalog().replace(old, new)))
    assert rule in {each.rule for each in found}, found
    assert {each.context for each in found} == {DUTY}


def test_a_card_for_a_state_that_does_not_fit_is_named(park: Park) -> None:
    long = "**Diga su nombre a la policía** " + "si se lo preguntan en este parque " * 25
    found = [
        each for each in findings(park(spanish=catalog().replace(SPANISH[DUTY][1], long))) if each.rule == "overflow"
    ]
    assert found
    assert all("the park card for Arizona" in each.message for each in found)


def test_templates_and_babel_have_what_is_translated_with_its_states(park: Park) -> None:
    ours = [each for each in content_strings(park()) if each.context.startswith("park/")]
    assert [each.context for each in ours] == list(SPANISH)
    assert ours[-1].comments[0] == "Only on cards for Colorado and Arizona."
    theirs = list(extract(io.BytesIO(PARK.encode()), (), (), {}))
    assert [(context, text) for _, _, (context, text), _ in theirs] == [(each.context, each.text) for each in ours]
    assert [tuple(comments) for *_, comments in theirs] == [each.comments for each in ours]
    assert [PARK.splitlines()[line - 1] for line, *_ in theirs] == [f'text = "{each.text}"' for each in ours]


def test_an_update_adds_and_retires_variants(park: Park) -> None:
    strings = [each for each in content_strings(park()) if each.context.startswith("park/")]
    added = updated_catalog(catalog(DUTY), Path("cards.po"), strings)
    assert added.added == (DUTY,)
    assert "#. Only on cards for Colorado and Arizona.\n" in added.text
    gone = updated_catalog(catalog(), Path("cards.po"), [each for each in strings if each.context != DUTY])
    assert gone.obsolete == (DUTY,)
    text = PARK.replace(SPANISH[DUTY][0], "**Give the police your name** if they ask.")
    changed = updated_catalog(
        catalog(), Path("cards.po"), [each for each in content_strings(park(script=text)) if "park/" in each.context]
    )
    assert changed.changed == (DUTY,)


def test_each_is_signed_by_itself(park: Park) -> None:
    places = park()
    for tag, contexts, role in (("es", [DUTY], SECOND_TRANSLATOR), ("en", [DUTY, NONE, TEXAS, MAINE], LEGAL)):
        language = read_languages(places)[tag]
        script = find_script(places, "park")
        sources = [each for each in (*script.bearer.every, *script.officer.every) if each.context in contexts]
        signed = new_sign_offs(
            sources, read_wording(places, tag), language, read_families(places, language.fonts),
            role=role, by="Bo", on=TODAY, today=TODAY, reviewers=None,
        )  # fmt: skip
        path = review_path(places[-1], tag)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(review_text("", signed, path), encoding="utf-8")
        assert findings(places, tag) == []
    assert {each.context: each.state for each in status(places).variants} == {
        DUTY: Review.REVIEWED,
        **dict.fromkeys((NONE, TEXAS, MAINE), Review.APPROVED),
    }
    wider = park(script=PARK.replace('regions = ["US-MA"]', 'regions = ["US-MA", "US-CA"]'))
    found = status(wider, "en")
    assert {each.context for each in found.variants if each.needs} == {NONE}
    assert [each.context for each in found.ended] == [NONE]


def test_a_proof_shows_variants_with_their_states(park: Park) -> None:
    places = park()
    languages, script, labels = read_languages(places), find_script(places, "park"), read_labels(places)
    shown = {
        tag: {
            each.context.removeprefix("park/"): (each.where, each.text.text if each.text else "")
            for each in proof_text(script, labels, read_wording(places, tag), languages[tag], languages["en"]).items
            if each.where
        }
        for tag in ("es", "en")
    }
    assert shown["es"] == {
        "bearer/name": (
            "not on cards for Arizona, Colorado and Massachusetts: see below",
            "En algunos estados usted debe dar su nombre.",
        ),
        "bearer/name/duty": (
            "only on cards for Colorado and Arizona",
            "Diga su nombre a la policía si se lo preguntan.",
        ),
    }
    assert list(shown["en"]) == [
        "bearer/name", "bearer/name/duty", "bearer/name/none",
        "officer/search", "officer/search/texas", "officer/search/maine",
    ]  # fmt: skip
    assert shown["en"]["bearer/name/none"] == (
        "cards for Massachusetts leave the statement out",
        "(not on these cards)",
    )


def test_the_code_of_a_proof_ends_with_a_variant(park: Park) -> None:
    def code(**given: str) -> str:
        places = park(**given)
        languages, script = read_languages(places), find_script(places, "park")
        return proof_text(
            script, read_labels(places), read_wording(places, "en"), languages["en"], languages["en"]
        ).code

    first = code()
    assert code(script=PARK.replace("if they ask", "if asked")) != first
    assert code(script=PARK.replace('["US-MA"]', '["US-MA", "US-CA"]')) != first
    assert code() == first


def test_the_invented_catalog_is_whole() -> None:
    assert all(context in invented.catalog() for context in SPANISH)
