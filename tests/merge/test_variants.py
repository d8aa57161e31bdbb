"""The words of a state: chosen by its code, in the bearer's language or not at all, and named in the small print."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cards.errors import Notice
from cards.locations import shelves
from cards.merge.card_text import CardText, merge
from cards.merge.contact import Contact
from cards.merge.review import Review
from cards.merge.variants import LocalScript, local_script, usual_instead
from cards.read.catalogs import Message, Wording
from cards.read.languages import read_languages
from cards.read.script_types import Labels, Script, ScriptSide, Source
from cards.read.sign_offs import SignOff, sentence_digest, string_digest

LANGUAGES = read_languages(shelves(None))
ENGLISH, SPANISH = LANGUAGES["en"], LANGUAGES["es"]
PO = Path("translations/es/LC_MESSAGES/cards.po")


def source(context: str, text: str, regions: Sequence[str] = ()) -> Source:
    """An English text."""
    return Source(context, text, "", (), regions=tuple(regions))


DUTY = source("park/bearer/name/duty", "**Give it.**", ["US-CO", "US-AZ"])
NONE = source("park/bearer/name/none", "", ["US-MA"])
TEXAS = source("park/officer/silence/texas", "**I choose** silence, not a false name.", ["US-TX"])
SCRIPT = Script(
    id="park",
    version=3,
    title="In the park",
    about="Somebody is stopped.",
    bearer=ScriptSide(
        source("park/bearer/heading", "Stay calm."),
        (
            source("park/bearer/silence", "**Stay silent.**"),
            replace(source("park/bearer/name", "**In some states** give your name."), variants=(DUTY, NONE)),
        ),
    ),
    officer=ScriptSide(
        source("park/officer/heading", "To the officer"),
        (replace(source("park/officer/silence", "**I choose** silence."), variants=(TEXAS,)),),
    ),
)
LABELS = Labels(
    source("labels/hotline", "Call:"),
    source("labels/link", "Read:"),
    {},
    source("labels/officer/interpreter", "**I speak {language}.** Help."),
)
TRANSLATED = (*SCRIPT.bearer.sources, DUTY, *LABELS.sources)


def message(each: Source, *, text: str = "Sí.", source: str = "", fuzzy: bool = False) -> Message:
    """A translation, of an older English text if it is given one."""
    return Message(each.context, source or each.text, text, fuzzy, PO, 10)


def wording(duty: Message | None, tag: str = "es") -> Wording:
    """The Spanish of every text but one, and what there is of that one."""
    found = {each.context: message(each) for each in TRANSLATED if each is not DUTY}
    return Wording(tag, found | ({DUTY.context: duty} if duty is not None else {}), (PO,))


WHOLE = wording(message(DUTY, text="**Dé su nombre.**"))
GAPS = [
    (None, Review.MISSING),
    (message(DUTY, text=""), Review.MISSING),
    (message(DUTY, fuzzy=True), Review.FUZZY),
    (message(DUTY, source="**Give him.**"), Review.STALE),
]


def said(local: LocalScript, words: Wording, english: Sequence[tuple[str, SignOff]] = ()) -> CardText:
    """The card of a script."""
    language = LANGUAGES[words.tag]
    signed = {context: (each,) for context, each in english}
    return merge(local.script, LABELS, words, language, ENGLISH, Contact(None), signed)


def points(text: CardText) -> list[str]:
    """The ids of the bearer's statements."""
    return [each.id.removeprefix("park/bearer/") for each in text.bearer.statements]


@pytest.mark.parametrize(
    ("code", "ids"),
    [
        ("", ["silence", "name"]),
        ("US", ["silence", "name"]),
        ("US-WY", ["silence", "name"]),
        ("US-CO", ["silence", "name/duty"]),
        ("US-AZ", ["silence", "name/duty"]),
        ("US-MA", ["silence"]),
    ],
)
@pytest.mark.parametrize("words", [WHOLE, Wording("en", {}, ())], ids=["es", "en"])
def test_a_card_has_the_variant_of_its_state(code: str, ids: list[str], words: Wording) -> None:
    local = local_script(SCRIPT, code, words)
    text = said(local, words)
    assert points(text) == ids
    assert local.gaps == ()
    if ids[-1] == "name/duty":
        assert text.bearer.statements[-1].text == ("Dé su nombre." if words.tag == "es" else "Give it.")


@pytest.mark.parametrize(("duty", "state"), GAPS)
def test_without_a_usable_translation_the_usual_words_stand_with_a_warning(duty: Message | None, state: Review) -> None:
    words = wording(duty)
    local = local_script(SCRIPT, "US-CO", words)
    text = said(local, words)
    assert points(text) == ["silence", "name"]
    assert {each.language for each in text.bearer.statements} == {SPANISH}  # never the English of the variant
    assert not any("Colorado" in each.text for each in text.footer.statuses)
    (notice,) = usual_instead(local.gaps, "US-CO", SPANISH)
    assert isinstance(notice, Notice)
    assert notice.names == ("es", "US-CO", DUTY.context)
    assert all(part in notice for part in ("Spanish", "Colorado", DUTY.context, state.value))


@pytest.mark.parametrize(("duty", "state"), GAPS)
def test_cards_elsewhere_need_no_variant(duty: Message | None, state: Review) -> None:
    for code in ("", "US-WY", "US-MA"):
        local = local_script(SCRIPT, code, wording(duty))
        assert not local.gaps
        assert said(local, wording(duty)).review is Review.DRAFT


def test_the_small_print_names_the_state_in_every_form() -> None:
    for code, name, short in (("US-CO", "Colorado", "CO"), ("US-MA", "Massachusetts", "MA")):
        forms = [each.text for each in said(local_script(SCRIPT, code, WHOLE), WHOLE).footer.statuses]
        assert forms == [
            f"Spanish · park 3 · {name} · DRAFT",
            f"es · park 3 · {name} · DRAFT",
            f"es · park 3 · {short} · DRAFT",
            f"{short} · DRAFT",
        ]
    for code in ("", "US-WY", "US-TX"):
        forms = [each.text for each in said(local_script(SCRIPT, code, WHOLE), WHOLE).footer.statuses]
        assert forms == ["Spanish · park 3 · DRAFT", "es · park 3 · DRAFT", "DRAFT"]


def test_the_officers_side_names_a_state_only_for_words_of_its_own() -> None:
    texas = said(local_script(SCRIPT, "US-TX", WHOLE), WHOLE).officer
    assert [each.text for each in texas.statements] == ["I choose silence, not a false name."]
    assert [each.text for each in texas.small_prints] == [
        "Bearer's language: Spanish · es park 3 · Texas",
        "Spanish · es park 3 · Texas",
    ]
    assert [each.text for each in texas.shared_prints] == ["park 3 · Texas"]
    for code in ("", "US-CO", "US-MA"):
        officer = said(local_script(SCRIPT, code, WHOLE), WHOLE).officer
        assert [each.text for each in officer.statements] == ["I choose silence."]
        assert officer.shared_prints == ()
        assert officer.small_prints[0].text == "Bearer's language: Spanish · es park 3"


def legal(each: Source, regions: Sequence[str] | None = None) -> tuple[str, SignOff]:
    """A lawyer's sign-off of an English text."""
    of = each if regions is None else replace(each, regions=tuple(regions))
    sha256, sentence = string_digest(of, of.text, "en", "legal"), sentence_digest(of, of.text, "en", "legal")
    return each.context, SignOff(each.context, sha256, "legal", "A lawyer", date(2026, 11, 1), "en", sentence=sentence)


def test_what_a_card_leaves_out_is_signed_too() -> None:
    words = Wording("en", {}, (), sign_offs=dict_of(TRANSLATED))
    english = [legal(each) for each in SCRIPT.officer.sources]
    local = local_script(SCRIPT, "US-MA", words)
    assert said(local_script(SCRIPT, "", words), words, english).review is Review.APPROVED
    assert said(local, words, english).review is Review.DRAFT
    assert said(local, words, [*english, legal(NONE)]).review is Review.APPROVED
    assert said(local, words, [*english, legal(NONE, ["US-CA"])]).review is Review.DRAFT


def test_a_lawyers_sign_off_of_a_variant_ends_with_its_states() -> None:
    english = [legal(each) for each in SCRIPT.officer.sources]
    for regions, review in ((DUTY.regions, Review.APPROVED), (("US-CO",), Review.DRAFT)):
        signed = dict_of(TRANSLATED) | {DUTY.context: (legal(DUTY, regions)[1],)}
        words = Wording("en", {}, (), sign_offs=signed)
        assert said(local_script(SCRIPT, "US-CO", words), words, english).review is review


def dict_of(sources: Sequence[Source]) -> dict[str, tuple[SignOff, ...]]:
    """A lawyer's sign-offs of those texts."""
    return {context: (each,) for context, each in map(legal, sources)}


def test_leaving_one_statement_out_vouches_for_no_other() -> None:
    """A sign-off counts for the same sentence elsewhere, but what is left out has none."""
    (_, signed), other = legal(NONE), replace(NONE, context="park/bearer/silence/none")
    assert signed.covers(NONE, "")
    assert not signed.covers(other, "")


def test_a_lawyer_reads_a_translation_for_its_states_and_a_translator_for_its_words() -> None:
    wider = replace(DUTY, regions=(*DUTY.regions, "US-NV"))
    for role, still in (("legal", False), ("second-translator", True)):
        sha256, sentence = string_digest(DUTY, "Sí.", "es", role), sentence_digest(DUTY, "Sí.", "es", role)
        signed = SignOff(DUTY.context, sha256, role, "Bo", date(2026, 11, 1), "es", sentence=sentence)
        assert signed.covers(DUTY, "Sí.")
        assert signed.covers(wider, "Sí.") is still
