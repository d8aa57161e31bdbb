"""Right-to-left cards whose statements have English phrases: sound ones are right, and every planted fault is found."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import pytest

from cards.checking.installed import Installed
from cards.checking.look.pages import Pages, PageText
from cards.checking.look.right_to_left import in_reading_order
from cards.checking.look.words import SmallPrint, letters, read_words
from cards.checking.report import Mark
from cards.checking.rules.words import compare_words
from cards.decoding import decode
from cards.jobs import Job, Order, gather
from cards.locations import shelves
from cards.pipeline import make
from cards.read.layouts import Layout

Front = Callable[..., PageText]


@pytest.fixture(scope="module")
def installed() -> Installed:
    return Installed(shelves(None))


@pytest.fixture(scope="module")
def front(job_of: Callable[..., Job]) -> Front:
    """The text of the bearer's page of cards, as PDFium gives it. They lack the statement `without`, or have other
    words in the statement `planted`, unguarded like cards of another program."""

    @cache
    def text(
        locale: str,
        script: str,
        copies: int = 10,
        *,
        without: str = "",
        planted: str = "",
        old: str = "",
        new: str = "",
    ) -> PageText:
        job = job_of(locale, script=script, copies=copies, exact=True)
        messages = dict(job.wording.messages)
        if planted:
            words = messages[planted].text
            assert words.count(old) == 1, words
            messages[planted] = replace(messages[planted], text=words.replace(old, new))
        kept = tuple(each for each in job.script.bearer.statements if each.context != without)
        assert (len(kept) < len(job.script.bearer.statements)) is bool(without)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("cards.pipeline.refuse_unsound_card", lambda job: None)
            bearer = replace(job.script.bearer, statements=kept)
            wording = replace(job.wording, messages=messages)
            return text_of(replace(job, script=replace(job.script, bearer=bearer), wording=wording))

    return text


def text_of(job: Job) -> PageText:
    pages = Pages(make(job, decode).pdf)
    try:
        return pages.text(0)
    finally:
        pages.close()


def problems(texts: Sequence[PageText], locale: str, script: str, installed: Installed) -> str:
    """What is wrong with a page of cards that say to be of that locale and script."""
    page = PageText("\n".join(each.copied for each in texts), "\n".join(each.seen for each in texts), 0)
    named = installed.languages[locale]
    behind = SmallPrint(named.english, named, script, installed.scripts[script].version, "")
    found = compare_words(read_words(page, installed).with_cards(behind), installed)
    return " ".join(each.text for each in found if each.mark is Mark.WRONG)


@pytest.mark.parametrize("script", ["home", "street", "detained"])
@pytest.mark.parametrize("locale", ["ar", "ckb", "fa", "he", "prs", "ps", "ur"])
def test_sound_cards_are_right(locale: str, script: str, front: Front, installed: Installed) -> None:
    assert problems([front(locale, script)], locale, script, installed) == ""


@pytest.mark.parametrize(
    ("locale", "script", "layout", "region"),
    [
        ("fa", "home", Layout.POSTER, ""),
        ("ar", "detained", Layout.PRESS, ""),
        ("he", "street", Layout.LARGE, ""),
        ("prs", "street", Layout.FOLD, "US-TX"),
        ("ckb", "street", Layout.POSTER, "US-OH"),  # bold words end a statement, in a line of their own
    ],
)
def test_sound_cards_of_other_layouts_and_states_are_right(
    locale: str, script: str, layout: Layout, region: str, job_of: Callable[..., Job], installed: Installed
) -> None:
    contact = job_of("ar").contact
    order = Order(locale, script, "plain-letter", contact, layout=layout, region=region)
    words = read_words(text_of(gather(shelves(None), order)), installed)
    named = installed.languages[locale]
    behind = SmallPrint(named.english, named, script, installed.scripts[script].version, "", region)
    words = words.with_cards(behind)
    assert {card.region for card in words.cards} == {region}
    assert [each.text for each in compare_words(words, installed) if each.mark is Mark.WRONG] == []


@pytest.mark.parametrize(
    ("locale", "statement", "old", "new"),
    [
        ("fa", "home/bearer/force", "consent.", "consen."),
        ("fa", "home/bearer/force", "رضایت نمی‌دهم", "رضایت می‌دهم"),
        ("fa", "home/bearer/force", "نگیرید", "بگیرید"),
        ("fa", "detained/bearer/lawyer", "قاضی", "پلیس"),
        ("fa", "street/bearer/leave", "گفتند نه", "گفتند"),
        ("ar", "home/bearer/force", " لا ", " "),
        ("ar", "home/bearer/force", "do not", "do now"),
        ("ar", "detained/bearer/lawyer", "محاميًا", "محاميا"),
        ("ar", "detained/bearer/years", "سنتين", "شهرين"),
        ("he", "home/bearer/force", "אל ", ""),
        ("he", "detained/bearer/lawyer", "judge", "fudge"),
        ("ur", "home/bearer/force", "منظور نہیں", "منظور"),
        ("ps", "home/bearer/force", "نه ورکوم", "ورکوم"),
        ("prs", "street/bearer/silence", "want a lawyer", "want a liar"),
        ("ckb", "street/bearer/leave", "گوتیان نا", "گوتیان"),
        ("he", "home/bearer/honest", "שקרו", "ברחו"),  # a statement without a phrase
    ],
)
def test_planted_faults_are_found(
    locale: str, statement: str, old: str, new: str, front: Front, installed: Installed
) -> None:
    """A word changed, a negation lost, or a letter of an English phrase; on one card, and on all."""
    script = statement.partition("/")[0]
    fault = {"planted": statement, "old": old, "new": new}
    one = problems([front(locale, script, 9), front(locale, script, 1, **fault)], locale, script, installed)
    assert one.endswith(f": {statement} is on 9 of 10 cards")
    every = problems([front(locale, script, 10, **fault)], locale, script, installed)
    assert every.endswith(f": {statement} is on 0 of 10 cards")


def test_a_statement_that_one_card_lacks(front: Front, installed: Installed) -> None:
    for locale, script, statement in [("fa", "home", "force"), ("ar", "detained", "lawyer"), ("he", "street", "leave")]:
        context = f"{script}/bearer/{statement}"
        pages = [front(locale, script, 9), front(locale, script, 1, without=context)]
        assert problems(pages, locale, script, installed).endswith(f": {context} is on 9 of 10 cards")


def test_statements_of_another_catalog(front: Front, installed: Installed) -> None:
    told = problems([front("prs", "home")], "fa", "home", installed)
    for statement in ("silence", "force", "honest"):
        assert f"home/bearer/{statement} is on 0 of 10 cards" in told


@pytest.mark.parametrize("layout", [Layout.DUPLEX, Layout.POSTER, Layout.FOLD])
@pytest.mark.parametrize("locale", ["ar", "fa", "he", "ur"])
def test_bold_words_that_have_changed_places_are_found(
    locale: str, layout: Layout, job_of: Callable[..., Job], installed: Installed
) -> None:
    """Each part of both statements is on the page, but under another one."""
    order = Order(locale, "home", "plain-letter", job_of("ar").contact, layout=layout)
    job = gather(shelves(None), order)
    messages = dict(job.wording.messages)
    names = ("home/bearer/door", "home/bearer/honest")
    (before, door, after), (start, honest, end) = (messages[name].text.split("**") for name in names)
    for name, text in zip(names, (f"{before}**{honest}**{after}", f"{start}**{door}**{end}"), strict=True):
        messages[name] = replace(messages[name], text=text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cards.pipeline.refuse_unsound_card", lambda job: None)
        page = text_of(replace(job, wording=replace(job.wording, messages=messages)))
    cards = 1 if layout is Layout.POSTER else 10 if layout is Layout.DUPLEX else None
    told = problems([page], locale, "home", installed)
    for name in names:
        assert f"{name} is on 0 of {cards} cards" in told if cards else f"{name} is on 0 of" in told
    assert problems([text_of(job)], locale, "home", installed) == ""


def test_a_large_line_that_pdfium_gives_first_is_read_in_its_place(job_of: Callable[..., Job]) -> None:
    """A poster has bold words larger; here they end the statement."""
    order = Order("ckb", "street", "plain-letter", job_of("ar").contact, layout=Layout.POSTER, region="US-OH")
    job = gather(shelves(None), order)
    (duty,) = (each for each in job.bearer_sources if each.context == "street/bearer/name/duty")
    whole = letters(job.wording.messages[duty.context].text)
    page = text_of(job)
    assert whole not in letters(page.copied), "PDFium gives the lines in order now"
    assert whole in letters(in_reading_order(page.seen))
