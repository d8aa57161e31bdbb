"""Cards with the words of a state are compared with those words, on whatever layout, and planted faults are found."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from cards.checking.check import check_pdf
from cards.checking.report import Mark, Report
from cards.decoding import decode
from cards.jobs import Job, Order, gather
from cards.locations import Shelf
from cards.merge.contact import Contact
from cards.pipeline import make
from cards.read.hotlines import Hotline
from cards.read.layouts import Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled

Park = Callable[..., tuple[Shelf, ...]]
Said = Callable[[Report, Mark], dict[str, str]]


def job(places: tuple[Shelf, ...], region: str, locale: str = "es", layout: Layout = Layout.DUPLEX) -> Job:
    """The cards of the park for a state."""
    contact = Contact(read_link(LEGAL_AID), (Hotline(dialled("617-370-5023")),))
    stock = "plain-letter" if layout is Layout.FOLD else "avery-5371"
    return gather(places, Order(locale, "park", stock, contact, layout=layout, region=region))


def report(pdf: bytes, places: tuple[Shelf, ...]) -> Report:
    """What `check` says of a file."""
    return check_pdf(pdf, places, all_pages=False, progress=lambda done, looks: None)


@pytest.mark.parametrize(
    ("region", "locale", "layout", "named", "code"),
    [
        ("", "es", Layout.DUPLEX, "Spanish · park 4 · DRAFT", ""),
        ("US-CO", "es", Layout.DUPLEX, "Spanish · park 4 · Colorado · DRAFT", "US-CO"),
        ("US-CO", "en", Layout.LARGE, "English · park 4 · Colorado · DRAFT", "US-CO"),
        ("US-CO", "es", Layout.FRONTS, "Spanish · park 4 · Colorado · DRAFT", "US-CO"),
        ("US-MA", "es", Layout.POSTER, "Spanish · park 4 · Massachusetts · DRAFT", "US-MA"),
        ("US-TX", "es", Layout.DUPLEX, "Spanish · park 4 · DRAFT", ""),
        ("US-TX", "es", Layout.BACKS, "the officer's side of park 4", ""),
        ("US-TX", "en", Layout.POSTER, "English · park 4 · DRAFT", ""),
        ("US-ME", "es", Layout.BACKS, "the officer's side of park 4", ""),
        ("US-ME", "en", Layout.FOLD, "English · park 4 · DRAFT", ""),
    ],
)
def test_cards_for_a_state_are_right(
    region: str, locale: str, layout: Layout, named: str, code: str, park: Park, said: Said
) -> None:
    places = park()
    found = report(make(job(places, region, locale, layout), decode).pdf, places)
    assert not said(found, Mark.WRONG)
    assert f"{named}; the words are those of this installation" in said(found, Mark.OK)["text"]
    cards = [card for page in found.read["page"] for card in page["cards"]]
    assert {card["region"] for card in cards} == ({code} if layout is not Layout.BACKS else set())


def test_what_a_state_leaves_out_is_found_on_its_cards(park: Park, said: Said) -> None:
    places = park()
    right = job(places, "US-MA")
    usual = job(places, "").script.bearer.statements
    bearer = replace(right.script.bearer, statements=usual)
    found = report(make(replace(right, script=replace(right.script, bearer=bearer)), decode).pdf, places)
    assert (
        "park/bearer/name is on the cards, but those for Massachusetts leave it out" in said(found, Mark.WRONG)["text"]
    )


@pytest.mark.parametrize(
    ("claimed", "words", "problem"),
    [
        ("US-CO", "", "park/bearer/name/duty is on 0 of 10 cards"),
        ("US-AZ", "US-MA", "park/bearer/name/duty is on 0 of 10 cards"),
        ("", "US-CO", "park/bearer/name is on 0 of 10 cards"),
        ("US-WY", "", "says that its words are for Wyoming, but here park has no words for it in Spanish"),
    ],
)
def test_cards_that_claim_another_state_are_found(
    claimed: str, words: str, problem: str, park: Park, said: Said
) -> None:
    places = park()
    right = job(places, words)
    bearer = replace(right.script.bearer, state=claimed)
    found = report(make(replace(right, script=replace(right.script, bearer=bearer)), decode).pdf, places)
    assert problem in said(found, Mark.WRONG)["text"]


@pytest.mark.parametrize(("claimed", "missing"), [("", "silence"), ("US-TX", "search/texas"), ("US-ME", "silence")])
def test_a_fault_on_the_officers_side_of_a_state_is_found(claimed: str, missing: str, park: Park, said: Said) -> None:
    places = park()
    right = job(places, claimed, "en")
    wrong = [
        replace(each, text="**I choose nothing** today.") if each.context.endswith(f"officer/{missing}") else each
        for each in right.script.officer.statements
    ]
    officer = replace(right.script.officer, statements=tuple(wrong))
    found = report(make(replace(right, script=replace(right.script, officer=officer)), decode).pdf, places)
    assert f"park/officer/{missing} is on 0 of 10 cards" in said(found, Mark.WRONG)["text"]


@pytest.mark.parametrize(("claimed", "words"), [("US-TX", ""), ("", "US-TX"), ("US-ME", ""), ("US-CO", "")])
def test_an_officers_side_that_claims_another_state_is_found(claimed: str, words: str, park: Park, said: Said) -> None:
    places = park()
    right = job(places, words)
    officer = replace(right.script.officer, state=claimed)
    found = report(make(replace(right, script=replace(right.script, officer=officer)), decode).pdf, places)
    assert "officer" in said(found, Mark.WRONG)["text"]
