"""How far a locale is: counted for each script, with the strings that keep a card from being released."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.locations import bundled
from cards.merge.review import Review, state_of, worst
from cards.read.catalogs import Message, Wording
from cards.read.languages import read_languages
from cards.read.script_types import Labels, Script, ScriptSide, Source
from cards.read.sign_offs import LEGAL, SECOND_TRANSLATOR, SignOff, digest
from cards.upkeep.status import LocaleStatus, locale_status

LANGUAGES = read_languages([bundled()])
LABELS = Labels(
    Source("labels/hotline", "Call for help:", ""),
    Source("labels/link", "Find a lawyer:", ""),
    {"lawyer": Source("labels/lawyer", "My lawyer:", "")},
    Source("labels/officer/interpreter", "I speak {language}.", ""),
)
LAWYER = LABELS.written["lawyer"]
EMPTY = Wording("es", {}, ())


def script_of(name: str, *bearer: str, officer: str = "silent") -> Script:
    """A script whose statements have those ids."""
    sides = [
        ScriptSide(
            Source(f"{name}/{side}/heading", f"A heading of {name}.", ""),
            tuple(Source(f"{name}/{side}/{each}", f"The {each} of {name}.", "") for each in statements),
        )
        for side, statements in (("bearer", bearer), ("officer", (officer,)))
    ]
    return Script(name, 1, name.title(), "", sides[0], sides[1])


PARK = script_of("park", "ask", "quiet")
SHOP = script_of("shop", "leave")


def message(source: Source, text: str = "Algo.", *, fuzzy: bool = False, english: str | None = None) -> Message:
    return Message(source.context, source.text if english is None else english, text, fuzzy, Path("cards.po"), 1)


PEOPLE = {"community": "Ana", LEGAL: "Bo", SECOND_TRANSLATOR: "Cy", "back-translation": "Dee"}
"""Who signs in each role. Roles beside one name would be one person."""


def signed(source: Source, text: str, *roles: str) -> tuple[SignOff, ...]:
    sha256 = digest(source.context, source.text, text)
    return tuple(SignOff(source.context, sha256, role, PEOPLE[role], date(2026, 1, 29)) for role in roles)


def wording(*messages: Message, sign_offs: dict[str, tuple[SignOff, ...]] | None = None, tag: str = "es") -> Wording:
    return Wording(tag, {each.context: each for each in messages}, (), sign_offs or {})


def status(of: Wording, *scripts: Script, english: Wording = EMPTY) -> LocaleStatus:
    return locale_status(LANGUAGES[of.tag], of, scripts or (PARK, SHOP), LABELS, english)


def test_nothing_is_translated_at_first() -> None:
    park, shop = status(EMPTY).scripts
    assert (park.script, park.total, park.translated, park.signed, park.stale) == ("park", 6, 0, 0, 0)
    assert (shop.script, shop.total) == ("shop", 5)
    assert park.blocking == tuple(
        (source.context, Review.MISSING) for source in (*PARK.bearer.sources, LABELS.hotline, LABELS.link)
    )
    assert park.write_in == ((LAWYER.context, Review.MISSING),)


def test_each_state_is_counted_and_blocks_until_it_is_signed() -> None:
    heading, ask, quiet = PARK.bearer.sources
    found = wording(
        message(heading, fuzzy=True),
        message(ask, english="The old one."),
        message(quiet),
        message(LABELS.hotline, "Llame:"),
        message(LABELS.link, "Busque:"),
        message(LAWYER, "Mi abogado:"),
        sign_offs={
            LABELS.hotline.context: signed(LABELS.hotline, "Llame:", "community"),
            LABELS.link.context: signed(LABELS.link, "Busque:", SECOND_TRANSLATOR, LEGAL),
            quiet.context: signed(quiet, "Otra cosa.", SECOND_TRANSLATOR),
        },
    )
    park, shop = status(found).scripts
    assert (park.total, park.translated, park.signed, park.stale) == (6, 4, 2, 1)
    assert park.counts == Counter(
        [Review.FUZZY, Review.STALE, Review.DRAFT, Review.REVIEWED, Review.APPROVED, Review.DRAFT]
    )
    assert park.blocking == (
        (heading.context, Review.FUZZY),
        (ask.context, Review.STALE),
        (quiet.context, Review.DRAFT),
    )
    assert park.write_in == ((LAWYER.context, Review.DRAFT),)
    assert (shop.translated, shop.signed) == (3, 2)  # the labels, which count with every card
    assert [context for context, _ in shop.blocking] == ["shop/bearer/heading", "shop/bearer/leave"]


def test_nothing_blocks_what_is_signed() -> None:
    sources = (*PARK.bearer.sources, *LABELS.sources)
    sign_offs = {source.context: signed(source, "Algo.", LEGAL) for source in sources}
    (park,) = status(wording(*(message(source) for source in sources), sign_offs=sign_offs), PARK).scripts
    assert (park.translated, park.signed, park.blocking) == (6, 6, ())
    assert park.write_in == ((LAWYER.context, Review.REVIEWED),)


def test_the_officers_side_waits_for_a_lawyer_in_every_language() -> None:
    heading, silent = PARK.officer.sources
    english = wording(tag="en", sign_offs={heading.context: signed(heading, heading.text, LEGAL)})
    (park,) = status(EMPTY, PARK, english=english).scripts
    assert park.officer == ((silent.context, Review.DRAFT),)
    assert park.total == 6
    (park,) = status(english, PARK, english=english).scripts
    assert (park.officer, (silent.context, Review.DRAFT) in park.blocking) == ((), True)


def test_a_sign_off_that_an_edit_has_ended_is_named() -> None:
    heading, ask, quiet = PARK.bearer.sources
    sign_offs = {
        heading.context: (*signed(heading, "Algo.", LEGAL), *signed(heading, "Otra cosa.", "community")),
        ask.context: signed(ask, "Algo.", LEGAL),
        quiet.context: signed(quiet, "Algo.", LEGAL),
    }
    found = wording(message(heading), message(replace(ask, text="Old.")), sign_offs=sign_offs)
    (park,) = status(found, PARK).scripts
    # an edited translation, and an empty one; the old English of `ask` is stale, but the texts that were signed are
    assert park.ended == (sign_offs[heading.context][1], sign_offs[quiet.context][0])
    changed = replace(PARK, bearer=replace(PARK.bearer, statements=(replace(ask, text="New."), quiet)))
    (park,) = status(found, changed).scripts
    assert park.ended == (sign_offs[heading.context][1], *sign_offs[ask.context], *sign_offs[quiet.context])


def test_a_sign_off_of_the_english_ends_with_the_english() -> None:
    (heading, _) = PARK.officer.sources
    old = signed(heading, "Another text.", LEGAL)
    english = wording(tag="en", sign_offs={heading.context: old})
    (park,) = status(english, PARK, english=english).scripts
    assert park.ended == old


def test_who_has_signed_and_whose_sign_offs_are_missing() -> None:
    heading, ask, quiet = PARK.bearer.sources
    found = wording(
        message(heading),
        message(ask),
        replace(message(quiet), translator="Ana"),
        sign_offs={
            heading.context: signed(heading, "Algo.", SECOND_TRANSLATOR, LEGAL),
            ask.context: signed(ask, "Algo.", SECOND_TRANSLATOR),
            quiet.context: signed(quiet, "Algo.", "community"),
        },
    )
    (park,) = status(found, PARK).scripts
    assert park.signers == (("Cy", SECOND_TRANSLATOR, 2), ("Bo", LEGAL, 1))
    assert park.needs == {SECOND_TRANSLATOR: (quiet.context,), LEGAL: (ask.context, quiet.context)}
    assert park.own == signed(quiet, "Algo.", "community")
    assert park.state is Review.MISSING


def test_a_card_is_as_good_as_its_least_trusted_string_on_either_side() -> None:
    sources = (*PARK.bearer.sources, *LABELS.sources)
    both = {each.context: signed(each, "Algo.", SECOND_TRANSLATOR, LEGAL) for each in sources}
    found = wording(*(message(each) for each in sources), sign_offs=both)
    (park,) = status(found, PARK, english=wording(tag="en")).scripts
    assert (park.state, park.needs) == (Review.DRAFT, {})
    theirs = {each.context: signed(each, each.text, LEGAL) for each in PARK.officer.sources}
    (park,) = status(found, PARK, english=wording(tag="en", sign_offs=theirs)).scripts
    assert park.state is Review.APPROVED


@pytest.mark.parametrize(
    ("lawyer", "state"),
    [
        ([], Review.MISSING),
        ([message(LAWYER, "")], Review.MISSING),
        ([message(LAWYER, fuzzy=True)], Review.FUZZY),
        ([message(LAWYER, english="Counsel:")], Review.STALE),
        ([message(LAWYER)], Review.DRAFT),
    ],
)
def test_a_label_that_only_some_cards_have_keeps_no_other_from_approval(lawyer: list[Message], state: Review) -> None:
    """It counts among the strings to translate, and whoever can sign it is named."""
    others = (*PARK.bearer.sources, LABELS.hotline, LABELS.link)
    both = {each.context: signed(each, "Algo.", SECOND_TRANSLATOR, LEGAL) for each in others}
    theirs = {each.context: signed(each, each.text, LEGAL) for each in PARK.officer.sources}
    found = wording(*(message(each) for each in others), *lawyer, sign_offs=both)
    (park,) = status(found, PARK, english=wording(tag="en", sign_offs=theirs)).scripts
    assert (park.state, park.blocking, park.officer) == (Review.APPROVED, (), ())
    assert park.write_in == ((LAWYER.context, state),)
    assert (park.total, park.translated, park.signed) == (6, 5 + state.printable, 5)
    lawyers = (LAWYER.context,)
    assert park.needs == ({SECOND_TRANSLATOR: lawyers, LEGAL: lawyers} if state is Review.DRAFT else {})


def test_whether_the_catalog_names_its_translator() -> None:
    heading, ask, _ = PARK.bearer.sources
    named = replace(message(heading), translator="Ana")
    assert status(wording(named, message(ask, ""))).names_translator
    assert not status(wording(named, message(ask))).names_translator
    assert not status(EMPTY).begun
    assert status(wording(tag="en")).begun


def test_english_is_translated_by_itself_and_has_the_officers_side_too() -> None:
    (park,) = status(wording(tag="en"), PARK, english=wording(tag="en")).scripts
    assert (park.total, park.translated, park.signed) == (9, 9, 0)
    assert {context for context, _ in park.blocking} >= {"park/officer/heading", "park/officer/silent"}
    assert {state for _, state in park.blocking} == {Review.DRAFT}


def test_english_is_signed_by_a_lawyer_only() -> None:
    sources = (*PARK.bearer.sources, *PARK.officer.sources, *LABELS.sources, LABELS.interpreter)
    for role, count in ((LEGAL, 9), ("community", 0), (SECOND_TRANSLATOR, 0)):
        english = wording(tag="en", sign_offs={each.context: signed(each, each.text, role) for each in sources})
        (park,) = status(english, PARK, english=english).scripts
        assert park.signed == count
        assert len(park.blocking) == (0 if count else 7)
        state = Review.APPROVED if count else Review.DRAFT
        assert park.write_in == ((LAWYER.context, state), (LABELS.interpreter.context, state))


@given(st.lists(st.sampled_from(list(Review)), min_size=6, max_size=6))
def test_counts_of_any_mixture(states: list[Review]) -> None:
    sources = (*PARK.bearer.sources, *LABELS.sources)
    messages, sign_offs = [], {}
    for source, state in zip(sources, states, strict=True):
        made = message(source)
        if state is Review.FUZZY:
            made = replace(made, fuzzy=True)
        elif state is Review.STALE:
            made = replace(made, source="Old.")
        elif state.signed:
            roles = (SECOND_TRANSLATOR, LEGAL) if state is Review.APPROVED else ("community",)
            sign_offs[source.context] = signed(source, made.text, *roles)
        if state is not Review.MISSING:
            messages.append(made)
            assert state_of(source, made, sign_offs.get(source.context, ())) is state
    (park,) = status(wording(*messages, sign_offs=sign_offs), PARK, english=wording(tag="en")).scripts
    assert park.counts == Counter(states)
    assert sum(park.counts.values()) == park.total == 6
    assert park.signed <= park.translated <= park.total
    assert park.translated == sum(state.printable for state in states)
    assert park.stale == states.count(Review.STALE)
    contexts = [source.context for source in sources]
    *needed, lawyer = zip(contexts, states, strict=True)
    assert park.blocking == tuple((context, state) for context, state in needed if not state.signed)
    assert park.write_in == (lawyer,)
    assert park.state is worst((Review.DRAFT, *(state for _, state in needed)))  # the officer's side is a draft


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_a_status(tag: str) -> None:
    found = status(Wording(tag, {}, ()))
    assert found.language.tag == tag
    assert [each.script for each in found.scripts] == ["park", "shop"]
