"""The state of a string: missing, fuzzy and stale are not printed, and only people's sign-offs lift a draft."""

import re
import unicodedata
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.merge.review import (
    STATE_WORDS,
    Review,
    card_states,
    english_state,
    open_objections,
    printed_states,
    roles_lacking,
    state_of,
    state_words,
    worst,
)
from cards.read.catalogs import Message
from cards.read.script_types import Source
from cards.read.sign_offs import ROLES, Objection, SignOff, digest, words_digest

SOURCE = Source("home/bearer/sign", "**Sign nothing.**", "", ())
MESSAGE = Message(SOURCE.context, SOURCE.text, "**No firmes nada.**", fuzzy=False, file=Path("cards.po"), line=7)


PEOPLE = dict(zip(ROLES, ("Ana", "Bo", "Cy", "Dee"), strict=True))
"""Who signs in each role. Roles are no names: “the legal” and “the second translator” may be one person."""


def signed(*roles: str, source: Source = SOURCE, text: str = MESSAGE.text) -> list[SignOff]:
    """Sign-offs of a text in those roles."""
    sha256 = digest(source.context, source.text, text)
    return [SignOff(source.context, sha256, role, PEOPLE[role], date(2026, 1, 29)) for role in roles]


@pytest.mark.parametrize(
    ("message", "state"),
    [
        (None, Review.MISSING),
        (replace(MESSAGE, text=""), Review.MISSING),
        (replace(MESSAGE, text=" \n\u00a0\u3000"), Review.MISSING),
        (replace(MESSAGE, text="\u200b"), Review.MISSING),
        (replace(MESSAGE, text="\ufeff \u00ad"), Review.MISSING),
        (replace(MESSAGE, text="\u2066\u200f\u2069"), Review.MISSING),
        (replace(MESSAGE, text="\u3164\u2800\u034f\u115f\u1160\uffa0"), Review.MISSING),
        (replace(MESSAGE, text="\U000e0041"), Review.MISSING),
        (replace(MESSAGE, text="\u3164", fuzzy=True), Review.MISSING),
        (replace(MESSAGE, text="\u3164", source="Old."), Review.MISSING),
        (replace(MESSAGE, text="\u200b."), Review.DRAFT),
        (replace(MESSAGE, text="", fuzzy=True), Review.MISSING),
        (replace(MESSAGE, text="", source="Old."), Review.MISSING),
        (replace(MESSAGE, fuzzy=True), Review.FUZZY),
        (replace(MESSAGE, fuzzy=True, source="Old."), Review.FUZZY),
        (replace(MESSAGE, source="Old."), Review.STALE),
        (replace(MESSAGE, source="**Sign nothing**."), Review.STALE),
        (replace(MESSAGE, source="**Sign nothing.** "), Review.STALE),
        (MESSAGE, Review.DRAFT),
        (replace(MESSAGE, text=SOURCE.text), Review.DRAFT),
    ],
)
def test_the_state_of_a_translation_that_nobody_signed(message: Message | None, state: Review) -> None:
    assert state_of(SOURCE, message) is state


@pytest.mark.parametrize("role", ROLES)
def test_a_sign_off_of_the_translator_does_not_count(role: str) -> None:
    """Whoever signs and then writes words of their own into the catalog."""
    by = PEOPLE[role]
    for translator in (by, by.upper(), f"{by} <a@example.org>"):
        assert state_of(SOURCE, replace(MESSAGE, translator=translator), signed(role)) is Review.DRAFT
    for translator in ("", "Eve"):
        assert state_of(SOURCE, replace(MESSAGE, translator=translator), signed(role)) is Review.REVIEWED


@pytest.mark.parametrize(
    ("people", "lacking"),
    [
        ({}, ("second-translator", "legal")),
        ({"community": "Bo"}, ("second-translator", "legal")),
        ({"second-translator": "Bo"}, ("legal",)),
        ({"legal": "Bo"}, ("second-translator",)),
        ({"legal": "Bo", "second-translator": "bo"}, ("second-translator",)),
        ({"legal": "Bo", "second-translator": "Cy"}, ()),
    ],
)
def test_whose_sign_offs_are_lacking(people: dict[str, str], lacking: tuple[str, ...]) -> None:
    sign_offs = [replace(each, by=people[each.role]) for each in signed(*people)]
    assert roles_lacking(sign_offs) == lacking
    assert (state_of(SOURCE, MESSAGE, sign_offs) is Review.APPROVED) == (not lacking)


def test_only_drafts_and_better_are_printed() -> None:
    assert [state for state in Review if state.printable] == [Review.DRAFT, Review.REVIEWED, Review.APPROVED]
    assert [state for state in Review if state.signed] == [Review.REVIEWED, Review.APPROVED]


def test_the_states_stand_worst_first() -> None:
    assert [state.rank for state in Review] == list(range(len(Review)))
    assert next(iter(Review)) is Review.MISSING
    assert list(Review)[-1] is Review.APPROVED


@given(st.lists(st.sampled_from(Review), min_size=1))
def test_a_card_is_trusted_as_far_as_its_worst_string(states: list[Review]) -> None:
    assert worst(states) in states
    assert all(worst(states).rank <= state.rank for state in states)


@pytest.mark.parametrize("roles", [roles for size in range(5) for roles in combinations(ROLES, size)])
def test_sign_offs_lift_a_draft(roles: tuple[str, ...]) -> None:
    expected = Review.REVIEWED if roles else Review.DRAFT
    if {"second-translator", "legal"} <= set(roles):
        expected = Review.APPROVED
    assert state_of(SOURCE, MESSAGE, signed(*roles)) is expected


@pytest.mark.parametrize(
    ("translator", "lawyer", "state"),
    [
        ("Bo", "Ada", Review.APPROVED),
        ("Bo", "bo", Review.REVIEWED),
        ("Bo Li <bo@example.org>", "Bo  Li", Review.REVIEWED),
        ("Zo\u00e9", "Zoe\u0301", Review.REVIEWED),
    ],
)
def test_approval_takes_two_people_however_they_write_their_names(translator: str, lawyer: str, state: Review) -> None:
    second, legal = signed("second-translator", "legal")
    assert state_of(SOURCE, MESSAGE, [replace(second, by=translator), replace(legal, by=lawyer)]) is state


@pytest.mark.parametrize(
    "message",
    [None, replace(MESSAGE, text=""), replace(MESSAGE, fuzzy=True), replace(MESSAGE, source="Old.")],
)
def test_no_sign_off_lifts_what_cannot_be_printed(message: Message | None) -> None:
    assert not state_of(SOURCE, message, signed(*ROLES)).printable


def test_a_sign_off_ends_with_an_edit_of_either_text() -> None:
    signs = signed(*ROLES)
    assert state_of(SOURCE, MESSAGE, signs) is Review.APPROVED
    assert state_of(SOURCE, replace(MESSAGE, text="**No firme nada.**"), signs) is Review.DRAFT
    source = replace(SOURCE, text="**Sign nothing**.")
    assert state_of(source, replace(MESSAGE, source=source.text), signs) is Review.DRAFT
    elsewhere = replace(SOURCE, context="home/bearer/door")
    assert state_of(elsewhere, MESSAGE, signs) is Review.DRAFT
    assert state_of(source, MESSAGE, signs) is Review.STALE


def test_a_sign_off_does_not_end_with_another_encoding_of_the_same_letters() -> None:
    decomposed = replace(MESSAGE, text=unicodedata.normalize("NFD", "**Sé.**"))
    signs = signed("legal", text=unicodedata.normalize("NFC", "**Sé.**"))
    assert state_of(SOURCE, decomposed, signs) is Review.REVIEWED


@pytest.mark.parametrize(
    ("roles", "state"), [((), Review.DRAFT), (("legal",), Review.APPROVED), (ROLES[:2], Review.DRAFT)]
)
def test_the_english_is_signed_by_a_lawyer(roles: tuple[str, ...], state: Review) -> None:
    signs = signed(*roles, text=SOURCE.text)
    assert english_state(SOURCE, signs) is state
    assert english_state(replace(SOURCE, text="**Sign nothing**."), signs) is Review.DRAFT


@given(*[st.text(st.characters(codec="utf-8", exclude_characters="\0"))] * 3)
def test_two_texts_have_one_digest_only_when_they_are_the_same(context: str, english: str, text: str) -> None:
    found = digest(context, english, text)
    assert len(found) == 64
    assert found == digest(unicodedata.normalize("NFD", context), unicodedata.normalize("NFD", english), text)
    assert found != digest(context, english, f"{text}.")
    assert found != digest(context, f"{english}.", text)
    assert (found == digest(context, text, english)) == (
        unicodedata.normalize("NFC", text) == unicodedata.normalize("NFC", english)
    )


PRINTED = [Review.DRAFT, Review.REVIEWED, Review.APPROVED]


@pytest.mark.parametrize("bearers", PRINTED)
@pytest.mark.parametrize("english", PRINTED)
def test_draft_goes_from_the_small_print_when_both_are_signed(bearers: Review, english: Review) -> None:
    words = state_words(bearers, english)
    assert ("DRAFT" in words) == (Review.DRAFT in (bearers, english))
    assert re.fullmatch(STATE_WORDS, words)
    least = worst((bearers, english))
    assert printed_states(words) == ((least, least) if least.signed else (bearers, english))


def test_what_is_signed_of_a_card_is_named() -> None:
    assert state_words(Review.REVIEWED, Review.DRAFT) == "translation reviewed, English DRAFT"
    assert state_words(Review.DRAFT, Review.APPROVED) == "English approved, translation DRAFT"
    assert state_words(Review.FUZZY, Review.DRAFT) == "DRAFT"
    assert state_words(Review.APPROVED, Review.REVIEWED) == "reviewed"
    assert state_words(Review.APPROVED, Review.APPROVED) == "approved"


def test_a_card_has_the_states_of_its_sides_and_one_in_english() -> None:
    sides = [Review.APPROVED, Review.REVIEWED], [Review.APPROVED, Review.DRAFT]
    assert card_states(*sides, in_english=False) == (Review.REVIEWED, Review.DRAFT)
    assert card_states(*sides, in_english=True) == (Review.DRAFT, Review.DRAFT)
    assert card_states([Review.REVIEWED], [], in_english=False) == (Review.REVIEWED, Review.REVIEWED)


DAY = date(2026, 1, 29)


def objection(state: Objection = Objection.OPEN, by: str = "Eve", on: date = DAY, text: str = MESSAGE.text) -> SignOff:
    """An objection to a text, given for another string that has the same words."""
    sha256 = words_digest(SOURCE.text, text, "es")
    return SignOff("street/bearer/x", sha256, "community", by, on, "es", sentence=sha256, objection=state)


@pytest.mark.parametrize("roles", [("community",), ("second-translator", "legal"), tuple(ROLES)])
def test_no_sign_off_counts_while_somebody_calls_the_words_wrong(roles: tuple[str, ...]) -> None:
    signs = signed(*roles)
    for on in (DAY, date(2025, 1, 1), date(2027, 1, 1)):
        assert state_of(SOURCE, MESSAGE, [*signs, objection(on=on)]) is Review.DRAFT
        assert state_of(SOURCE, MESSAGE, [objection(on=on), *signs]) is Review.DRAFT
    assert open_objections(SOURCE, MESSAGE.text, [*signs, objection()]) == [objection()]
    stays = state_of(SOURCE, MESSAGE, signs)
    assert stays.signed
    for other in (objection(Objection.LEFT), objection(text="Otra."), replace(objection(), locale="pt")):
        assert state_of(SOURCE, MESSAGE, [*signs, other]) is stays
    edited = replace(MESSAGE, text="**No firme nada.**")
    assert state_of(SOURCE, edited, [*signed("community", text=edited.text), objection()]) is Review.REVIEWED


@pytest.mark.parametrize(
    ("by", "on", "state"),
    [
        ("Ana", DAY, Review.DRAFT),
        ("ana (community)", date(2026, 3, 1), Review.DRAFT),
        ("Ana", date(2026, 1, 28), Review.REVIEWED),
        ("Eve", date(2026, 3, 1), Review.REVIEWED),
    ],
)
def test_the_last_word_of_a_person_counts_even_where_the_text_was_left(by: str, on: date, state: Review) -> None:
    sign_off = replace(signed("community")[0], by="Ana")
    assert state_of(SOURCE, MESSAGE, [sign_off, objection(Objection.LEFT, by, on)]) is state


def test_an_objection_to_the_english_makes_it_a_draft() -> None:
    sha256 = words_digest(SOURCE.text, SOURCE.text, "en")
    wrong = SignOff("x", sha256, "community", "Eve", DAY, "en", sentence=sha256, objection=Objection.OPEN)
    signs = [SignOff(SOURCE.context, digest(SOURCE.context, SOURCE.text, SOURCE.text, "en"), "legal", "Bo", DAY, "en")]
    assert english_state(SOURCE, signs) is Review.APPROVED
    assert english_state(SOURCE, [*signs, wrong]) is Review.DRAFT
    assert english_state(SOURCE, [*signs, replace(wrong, objection=Objection.LEFT)]) is Review.APPROVED
