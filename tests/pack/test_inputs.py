from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cards.jobs import Job
from cards.locations import shelves
from cards.merge.contact import stand_in
from cards.merge.review import Review
from cards.pack import inputs
from cards.pack.inputs import digest_of, digest_of_cards
from cards.read.card_options import CardOptions
from cards.read.layouts import Layout
from cards.read.script_types import LawReview
from cards.read.scripts import find_script
from cards.read.sign_offs import Objection, SignOff, sentence_digest, words_digest
from cards.read.stocks import Flip
from cards.read.typefaces import Typeface
from cards.typeset.designs import LARGE
from cards.typeset.themes import OUTLINE


def test_what_is_alike_has_one_digest(job_of: Callable[..., Job]) -> None:
    job = job_of("es")
    assert digest_of_cards(job) == digest_of_cards(replace(job))
    elsewhere = {
        context: replace(message, file=Path("/elsewhere"), line=message.line + 9)
        for context, message in job.wording.messages.items()
    }
    assert digest_of_cards(replace(job, wording=replace(job.wording, messages=elsewhere))) == digest_of_cards(job)


def test_words_of_other_scripts_do_not_count(job_of: Callable[..., Job]) -> None:
    job = job_of("es")
    ours = {context: each for context, each in job.wording.messages.items() if context.startswith(("home/", "labels/"))}
    assert len(ours) < len(job.wording.messages)
    assert digest_of_cards(replace(job, wording=replace(job.wording, messages=ours))) == digest_of_cards(job)


def test_a_statement_about_the_number_counts_on_cards_with_one(job_of: Callable[..., Job]) -> None:
    """Also where the contact itself is left out, for what files of several contacts have in common."""
    job = replace(job_of("es"), script=find_script(shelves(None), "witness"))
    called = "witness/bearer/call"
    without = replace(job.wording, messages={key: each for key, each in job.wording.messages.items() if key != called})
    for contact, counts in ((job.contact, True), (replace(job.contact, hotlines=()), False)):
        shared = replace(job, contact=stand_in(contact))
        assert (digest_of_cards(shared) != digest_of_cards(replace(shared, wording=without))) == counts
        assert (shared.contact.link is None) == (contact.link is None)


def test_what_other_catalogs_have_in_common_does_not_count(job_of: Callable[..., Job]) -> None:
    job = job_of("fa")
    assert job.wording.elsewhere
    for others in ({}, {"home/bearer/heading": frozenset(("pt",))}):
        assert digest_of_cards(replace(job, wording=replace(job.wording, elsewhere=others))) == digest_of_cards(job)


def test_nor_does_a_review_of_the_law(job_of: Callable[..., Job]) -> None:
    """No card shows it, so nobody has to print cards again."""
    job = job_of("es")
    reviewed = replace(job.script, law_review=LawReview("Ana Ruiz", date(2026, 11, 30), "3f9a-07c2-11be-90d4"))
    assert digest_of_cards(replace(job, script=reviewed)) == digest_of_cards(job)


def signed(context: str) -> dict[str, tuple[SignOff, ...]]:
    return {context: (SignOff(context, "ab" * 32, "legal", "Somebody", date(2026, 10, 1)),)}


@pytest.mark.parametrize(
    "change",
    [
        lambda job: replace(job, copies=job.copies + 1),
        lambda job: replace(job, flip=Flip.SHORT_EDGE),
        lambda job: replace(job, require=Review.REVIEWED),
        lambda job: replace(job, contact=replace(job.contact, org="Others")),
        lambda job: replace(job, contact=replace(job.contact, hotlines=())),
        lambda job: replace(job, script=replace(job.script, version=99)),
        lambda job: replace(job, stock=replace(job.stock, left=job.stock.left + 0.1)),
        lambda job: replace(job, language=replace(job.language, english="Castilian")),
        lambda job: replace(job, styles=job.styles[:1] * 2),
        lambda job: replace(job, layout=Layout.FRONTS),
        lambda job: replace(job, frame=replace(job.frame, theme=OUTLINE)),
        lambda job: replace(job, frame=replace(job.frame, design=LARGE)),
        lambda job: replace(job, frame=replace(job.frame, pictured=False)),
        lambda job: replace(job, paper_colour=(1.0, 0.0, 0.0)),
        lambda job: replace(job, options=CardOptions(write_in="lawyer")),
        lambda job: replace(job, stock=replace(job.stock, bleed=job.stock.bleed + 1)),
        lambda job: replace(job, wording=replace(job.wording, sign_offs=signed(job.script.bearer.heading.context))),
        lambda job: replace(job, wording=replace(job.wording, negations=None)),
        lambda job: replace(job, english_sign_offs=signed(job.script.officer.sources[0].context)),
        lambda job: replace(job, contact=replace(job.contact, recordings=(("", job.contact.link),))),
    ],
)
def test_a_change_changes_the_digest(change: Callable[[Job], Job], job_of: Callable[..., Job]) -> None:
    job = job_of("es")
    assert digest_of_cards(change(job)) != digest_of_cards(job)


def test_the_same_sentence_signed_elsewhere_changes_the_digest_and_no_other_does(job_of: Callable[..., Job]) -> None:
    job = job_of("es")
    source = job.script.bearer.statements[0]
    text = job.wording.messages[source.context].text
    sentence = sentence_digest(source, text, "es", "legal")

    def elsewhere(sentence: str) -> Job:
        each = SignOff("shop/bearer/x", "ab" * 32, "legal", "Somebody", date(2026, 10, 1), "es", sentence=sentence)
        return replace(job, wording=replace(job.wording, sign_offs={"shop/bearer/x": (each,)}))

    assert digest_of_cards(elsewhere(sentence)) != digest_of_cards(job)
    assert digest_of_cards(elsewhere(sentence[::-1])) == digest_of_cards(job)


@pytest.mark.parametrize("by", ["Somebody", "the translator"])
def test_an_objection_to_its_words_changes_the_digest(by: str, job_of: Callable[..., Job]) -> None:
    job = job_of("es")
    source = job.script.bearer.statements[0]
    message = replace(job.wording.messages[source.context], translator="The Translator")
    job = replace(job, wording=replace(job.wording, messages={**job.wording.messages, source.context: message}))

    def objected(text: str) -> Job:
        sha256 = words_digest(source.text, text, "es")
        each = SignOff(
            "shop/bearer/x", sha256, "legal", by, date(2026, 10, 1), "es", sentence=sha256, objection=Objection.OPEN
        )
        return replace(job, wording=replace(job.wording, sign_offs={"shop/bearer/x": (each,)}))

    assert digest_of_cards(objected(message.text)) != digest_of_cards(job)
    assert digest_of_cards(objected("Otra cosa.")) == digest_of_cards(job)


def test_so_does_a_letter_of_a_translation(job_of: Callable[..., Job]) -> None:
    job = job_of("es")
    messages = dict(job.wording.messages)
    context = job.script.bearer.heading.context
    messages[context] = replace(messages[context], text=messages[context].text + ".")
    assert digest_of_cards(replace(job, wording=replace(job.wording, messages=messages))) != digest_of_cards(job)


def test_and_a_byte_of_a_font() -> None:
    fonts = [Typeface("A", b"one"), Typeface("A", b"one"), Typeface("A", b"two")]
    first, same, other = map(digest_of, fonts)
    assert first == same != other


@pytest.fixture
def fresh_versions() -> Iterator[None]:
    """What is remembered of versions is forgotten before and after."""
    inputs._versions.cache_clear()
    yield
    inputs._versions.cache_clear()


@pytest.mark.usefixtures("fresh_versions")
@pytest.mark.parametrize("library", inputs._LIBRARIES)
def test_and_another_version_of_a_library(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest_of("x")
    version = inputs._version
    monkeypatch.setattr(inputs, "_version", lambda name: "0.0.0" if name == library else version(name))
    inputs._versions.cache_clear()
    assert digest_of("x") != before


@pytest.mark.usefixtures("fresh_versions")
def test_and_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest_of("x")
    monkeypatch.setattr(inputs, "program_digest", lambda: "another")
    inputs._versions.cache_clear()
    assert digest_of("x") != before


def test_every_library_that_has_a_say_is_installed_here() -> None:
    missing = {name for name, number in inputs.versions().items() if not number}
    assert missing < {"phonenumberslite", "phonenumbers"}


def test_no_two_values_run_into_one() -> None:
    values = [("a", "bc"), ("ab", "c"), ("abc",), (("a",), "bc"), ("1",), (1,), (1.0,), (True,), (None,), ({"a": "b"},)]
    assert len({digest_of(*value) for value in values}) == len(values)


def test_a_set_has_a_digest_that_no_order_changes() -> None:
    assert digest_of(frozenset("abc")) == digest_of(frozenset("cba")) != digest_of(frozenset("ab"))
