"""Options of a card: what its sides then hold, and which strings they need."""

from dataclasses import replace

import pytest

from cards.errors import MissingValue, Untranslated, plainly, worded
from cards.locations import shelves
from cards.merge.card_text import CardText, merge
from cards.merge.contact import Contact
from cards.merge.sources import bearer_sources, officer_sources, only_with
from cards.read.card_options import PLAIN, WRITE_INS, CardOptions
from cards.read.catalogs import Wording, read_wording
from cards.read.languages import read_languages
from cards.read.links import LEGAL_AID, read_link
from cards.read.scripts import find_script, read_labels

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
SCRIPT, LABELS = find_script(SHELVES, "home"), read_labels(SHELVES)
LINKED, NOT_LINKED = Contact(read_link(LEGAL_AID)), Contact(None)


def card(tag: str, options: CardOptions = PLAIN, contact: Contact = LINKED, wording: Wording | None = None) -> CardText:
    words = wording or read_wording(SHELVES, tag)
    return merge(SCRIPT, LABELS, words, LANGUAGES[tag], LANGUAGES["en"], contact, options=options)


def without(context: str) -> Wording:
    """The Spanish wording without a string."""
    wording = read_wording(SHELVES, "es")
    return replace(wording, messages={key: each for key, each in wording.messages.items() if key != context})


@pytest.mark.parametrize(
    ("name", "english", "spanish"),
    [
        ("lawyer", "My lawyer:", "Mi abogado:"),
        ("contact", "Emergency contact:", "Contacto de emergencia:"),
        ("a-number", "A-number:", "Número A:"),
    ],
)
def test_the_line_to_write_on_has_its_own_label(name: str, english: str, spanish: str) -> None:
    for tag, text in (("en", english), ("es", spanish)):
        label = card(tag, CardOptions(write_in=name)).footer.written
        assert label is not None
        assert (label.id, label.text, label.language.tag) == (f"labels/{name}", text, tag)
    with pytest.raises(Untranslated, match=f"labels/{name}"):
        card("es", CardOptions(write_in=name), wording=without(f"labels/{name}"))
    for other in {"", *WRITE_INS} - {name}:
        written = card("es", CardOptions(write_in=other), wording=without(f"labels/{name}")).footer.written
        assert (written is None) == (other == "")


@pytest.mark.parametrize(
    ("tag", "spoken"),
    [("es", "Spanish"), ("ar", "Arabic"), ("zh-Hans", "Chinese"), ("zh-Hant", "Chinese"), ("ku", "Kurdish (Kurmanji)")],
)
def test_the_officer_reads_which_interpreter_to_call(tag: str, spoken: str) -> None:
    plain, asking = card(tag).officer, card(tag, CardOptions(interpreter=True)).officer
    assert asking.statements[:-1] == plain.statements
    assert asking.statements[-1].text == f"I speak {spoken}. I need an interpreter."
    assert asking.statements[-1].language.tag == "en"
    for side in (plain, asking):
        assert [block.text for block in side.small_prints] == [
            f"Bearer's language: {spoken} · {tag} home 2",
            f"{spoken} · {tag} home 2",
        ]


def test_a_card_without_a_link_needs_neither_its_label_nor_an_address() -> None:
    assert card("es", contact=NOT_LINKED).footer.legal_aid is None
    assert card("es", contact=NOT_LINKED, wording=without("labels/link")).footer.legal_aid is None
    with pytest.raises(Untranslated, match="labels/link"):
        card("es", wording=without("labels/link"))
    door, *others = SCRIPT.bearer.statements
    naming = replace(SCRIPT, bearer=replace(SCRIPT.bearer, statements=(replace(door, text="See {link}."), *others)))
    with pytest.raises(MissingValue, match=r"Give .*link"):
        merge(naming, LABELS, Wording("en", {}, ()), LANGUAGES["en"], LANGUAGES["en"], NOT_LINKED)


def test_the_strings_of_each_side() -> None:
    own, labels = SCRIPT.bearer.sources, LABELS
    assert bearer_sources(SCRIPT, LABELS) == (*own, labels.hotline, labels.link)
    assert bearer_sources(SCRIPT, LABELS, linked=False) == (*own, labels.hotline)
    for name in WRITE_INS:
        options = CardOptions(write_in=name)
        assert bearer_sources(SCRIPT, LABELS, options) == (*own, labels.hotline, labels.link, labels.written[name])
    assert officer_sources(SCRIPT, LABELS) == SCRIPT.officer.sources
    assert officer_sources(SCRIPT, LABELS, CardOptions(interpreter=True))[-1] == labels.interpreter
    assert labels.interpreter.authority


def test_a_string_that_some_cards_need_says_which() -> None:
    assert worded(only_with("labels/contact"), plainly) == " (only needed with 'write_in' contact)"
    assert only_with("labels/link") == only_with("home/bearer/door") == only_with("lawyer") == ""
