"""From wishes to orders: what each file holds, what it is called, and what it is printed on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cards import jobs
from cards.decoding import decode
from cards.desk.files import Finished, fill
from cards.desk.fonts import fonts_needed
from cards.desk.orders import Taken, take
from cards.errors import BadFile, BadOrder, UnknownId, Untranslated
from cards.jobs import gather
from cards.locations import shelves
from cards.merge.review import Review
from cards.read.card_options import CardOptions
from cards.read.catalogs import translated_tags
from cards.read.layouts import Layout
from cards.read.stocks import Flip
from cards.read.typefaces import Family
from cards.read.wishes import Wishes

SHELVES = shelves(None)
TODAY = date(2026, 11, 30)


def taken(locales: Sequence[str] = ("es",), **wishes: Any) -> Taken:
    return take(SHELVES, Wishes(**wishes), locales, TODAY)


def test_each_locale_is_a_file_once_and_in_order() -> None:
    assert [file.name for file in taken(["vi, es", "Spanish", "ar"]).files] == [
        "home-vi-avery-5371.pdf",
        "home-es-avery-5371.pdf",
        "home-ar-avery-5371.pdf",
    ]


def test_without_locales_all_that_are_translated() -> None:
    every = taken([])
    assert [file.locales for file in every.files] == ["en", *translated_tags(SHELVES)]
    assert every.whatever_is_there
    assert not taken().whatever_is_there


def test_several_languages_on_one_poster() -> None:
    (file,) = taken(["es", "ar"], layouts=(Layout.POSTER,), together=True, paper="a3").files
    assert file.name == "home-es-ar-a3-poster.pdf"
    assert file.locales == "es ar"


def test_an_order_has_what_somebody_wished_for() -> None:
    (file,) = taken(
        stock="plain-letter", flip=Flip.SHORT_EDGE, copies=25, exact=True, start_at=3, require="reviewed",
        theme="outline", card=CardOptions(pictograms=False, write_in="contact", interpreter=True),
    ).files  # fmt: skip
    (order,) = file.orders
    assert (order.stock, order.flip, order.copies, order.exact) == ("plain-letter", Flip.SHORT_EDGE, 25, True)
    assert (order.start_at, order.require, order.theme) == (3, Review.REVIEWED, "outline")
    assert (order.options, order.as_of) == (CardOptions(False, "contact", interpreter=True), TODAY)


def test_folded_cards_are_on_plain_paper_unless_somebody_says_otherwise() -> None:
    assert taken(layouts=(Layout.FOLD,)).files[0].orders[0].stock == "plain-letter"
    with pytest.raises(BadOrder, match="come apart"):
        taken(layouts=(Layout.FOLD,), stock="avery-5371")


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_whole_sheets_are_as_large_as_their_paper(paper: str) -> None:
    (file,) = taken(layouts=(Layout.LARGE,), paper=paper).files
    job = gather(SHELVES, file.orders[0])
    assert job.stock.paper_name == paper


def test_what_can_be_told_before_is_told_before() -> None:
    for wrong, error in (
        ({"stock": "nothing"}, UnknownId),
        ({"scripts": ("nothing",)}, UnknownId),
        ({"start_at": 11}, BadOrder),
        ({"hotlines": ("911",)}, BadOrder),
        ({"stock": "herma-5028"}, BadOrder),
        ({"copies": 1, "layouts": (Layout.PRESS,)}, BadOrder),
    ):
        with pytest.raises(error):
            taken(**wrong)
    with pytest.raises(UnknownId):
        taken(["Klingon"])


def test_files_are_finished_one_by_one() -> None:
    first, second = fill(SHELVES, taken(["es", "ar"], copies=3), decode)
    assert first.cards is not None
    assert second.cards is not None
    assert first.about().startswith("2 pages, 10 cards (3 ordered, last sheet filled up), text 7.")
    assert first.about().endswith("DRAFT")
    assert first.cards.pdf.startswith(b"%PDF-")


def test_a_file_that_fails_stops_no_other() -> None:
    finished = list(fill(SHELVES, taken(["es", "ar"], require="approved"), decode))
    assert [type(each.error) for each in finished] == [Untranslated, Untranslated]
    assert not any(each.left_out for each in finished)
    assert [each.about() for each in finished] == ["", ""]
    assert all(each.left_out for each in fill(SHELVES, taken([], require="approved"), decode))


def test_sides_that_are_not_in_a_file_have_no_size() -> None:
    def about(layout: Layout) -> str:
        (finished,) = fill(SHELVES, taken(layouts=(layout,)), decode)
        assert isinstance(finished, Finished)
        return finished.about()

    assert "officer's side" not in about(Layout.FRONTS)
    assert "text 7" not in about(Layout.BACKS)
    assert "a poster" in about(Layout.POSTER)


def _named(family: Family | None) -> set[str]:
    return {family.regular.name, family.bold.name, *_named(family.tight)} if family else set()


@pytest.mark.parametrize("locale", ["es", "ar", "ur", "km", "zh-Hans", "ja"])
def test_the_fonts_that_are_needed_are_those_that_are_read(locale: str) -> None:
    job = gather(SHELVES, taken([locale]).files[0].orders[0])
    styles = (*job.styles, job.officer_style)
    read = {name for style in styles for each in (*style.families, *style.heading) for name in _named(each)}
    assert {path.stem for path in fonts_needed(SHELVES, locale)} == read
    assert all(path.is_file() for path in fonts_needed(SHELVES, locale))


def test_unsound_words_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever front end asks: the refusal is where files are made."""
    job = gather(SHELVES, taken().files[0].orders[0])
    context = "home/bearer/honest"
    spoiled = replace(job.wording.messages[context], text="**Firme** 911 https://evil.example")
    wording = replace(job.wording, messages={**job.wording.messages, context: spoiled})
    monkeypatch.setattr(jobs, "read_wording", lambda *arguments: wording)
    (finished,) = fill(SHELVES, taken(), decode)
    assert isinstance(finished.error, BadFile)
    assert finished.cards is None


def test_a_plan_is_made_on_its_own_paper_without_being_asked_for() -> None:
    given = taken(["en"], scripts=("family",), stock="plain-a4")
    (file,) = given.files
    assert file.name == "family-en-a4-plan.pdf"
    assert file.orders[0].layout is Layout.PLAN
    assert "keep it at home; do not carry it" in given.next_steps
    (finished,) = fill(SHELVES, given, decode)
    assert finished.about().startswith("1 page, a plan, text 1")
    assert "officer's side" not in finished.about()


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ({"layouts": (Layout.DUPLEX,)}, "family (Family plan) cannot be made with 'layout' duplex"),
        ({"theme": "red"}, "'theme' red is for cards that you print yourself, not for 'layout' plan"),
        ({"copies": 5}, "'copies' changes nothing with 'layout' plan"),
        ({"card": CardOptions(write_in="lawyer")}, "a plan has lines of its own to write on"),
        ({"card": CardOptions(interpreter=True)}, "a plan has no officer's side"),
    ],
)
def test_what_a_plan_cannot_have_is_refused(wishes: dict[str, Any], said: str) -> None:
    with pytest.raises(BadOrder) as refused:
        taken(["en"], scripts=("family",), **wishes)
    assert said in str(refused.value)


def test_no_card_is_made_as_a_plan_even_if_nobody_checks_the_wishes() -> None:
    order = taken(["en"]).files[0].orders[0]
    with pytest.raises(BadOrder, match="cannot be made with 'layout' plan"):
        gather(SHELVES, replace(order, layout=Layout.PLAN))
    with pytest.raises(BadOrder, match="cannot be made with 'layout' duplex"):
        gather(SHELVES, replace(order, script="family"))


def test_a_recording_is_on_no_plan() -> None:
    warnings = taken(["en"], scripts=("family",), audio_link="https://www.example.org/listen").warnings
    assert "a plan has no code for the recording, and one code for legal help" in warnings
