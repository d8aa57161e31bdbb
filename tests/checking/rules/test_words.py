"""Words compared with those of this installation, on texts as a reader gives them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from cards.checking.installed import Installed
from cards.checking.look.pages import Pages, PageText
from cards.checking.look.words import card_of_title, letters, read_words
from cards.checking.report import Mark
from cards.checking.rules.words import check_address, compare_words
from cards.decoding import decode
from cards.jobs import Job
from cards.locations import shelves
from cards.merge.review import Review
from cards.pipeline import Cards, make
from cards.read.card_options import CardOptions
from cards.read.scripts import find_script
from tests.said import edition

HOME = find_script(shelves(None), "home")

LINK = "www.immigrationlawhelp.org"


@pytest.fixture(scope="module")
def installed() -> Installed:
    return Installed(shelves(None))


@pytest.fixture(scope="module")
def spanish(job_of: Callable[..., Job]) -> str:
    """The bearer's page of ten Spanish cards that say what they are, as their other side does not."""
    job = job_of("es")
    return text_of(make(replace(job, frame=replace(job.frame, paired=False)), decode).pdf).copied


def compared(mark: Mark, text: PageText, installed: Installed, *, together: bool = False) -> list[str]:
    """The sentences with a mark on a page with that text."""
    found = compare_words(read_words(text, installed, together=together), installed)
    return [each.text for each in found if each.mark is mark]


def problems(text: str, installed: Installed, seen: str = "") -> list[str]:
    """What is wrong with a page."""
    return compared(Mark.WRONG, PageText(text, seen, 0), installed)


def text_of(pdf: bytes) -> PageText:
    pages = Pages(pdf)
    try:
        return pages.text(0)
    finally:
        pages.close()


@pytest.mark.parametrize(
    ("old", "new", "times", "problem"),
    [
        ("617-370-5023", "617-370-502", 1, "a number that no card may have: '617-370-502'"),
        ("617-370-5023", "866-347-2423", 1, "a number that no card may have: '866-347-2423' is the tip line of ICE"),
        ("617-370-5023", "", 1, "617-370-5023 is there 9 times, for 10 cards"),
        ("No firme nada", "Firme todo", 1, "home/bearer/honest is on 9 of 10 cards"),
        ("No firme nada", "Firme todo", 10, "home/bearer/honest is on 0 of 10 cards"),
        ("DRAFT", "approved", 10, "says approved, but here nobody has signed it (Spanish: draft)"),
    ],
)
def test_what_is_wrong_with_a_page(
    old: str, new: str, times: int, problem: str, spanish: str, installed: Installed
) -> None:
    assert problems(spanish, installed) == []
    assert problem in " ".join(problems(spanish.replace(old, new, times), installed))


@pytest.mark.parametrize(
    ("old", "new", "doubt"),
    [
        ("Spanish ·", "Elvish ·", "the language 'Elvish' is not in this installation"),
        (f"· {edition()} ·", "· moon 1 ·", "the script 'moon' is not in this installation"),
        (f"· {edition()} ·", "· home 7 ·", "older or other wording: Spanish home 7"),
    ],
)
def test_what_cannot_be_compared(old: str, new: str, doubt: str, spanish: str, installed: Installed) -> None:
    text = spanish.replace(old, new)
    assert problems(text, installed) == []
    assert doubt in compared(Mark.WARNING, PageText(text, "", 0), installed)[0]


def test_the_language_may_follow_a_name(spanish: str, installed: Installed) -> None:
    text = spanish.replace("Spanish ·", "1199 Workers United Spanish ·")
    cards = read_words(PageText(text, "", 0), installed).cards
    assert [card.named for card in dict.fromkeys(cards)] == ["Spanish"]
    assert problems(text, installed) == []


def test_cards_are_named_by_the_small_print_behind_them(cards_of: Callable[..., Cards], installed: Installed) -> None:
    pages = Pages(cards_of("es").pdf)
    front, back = (read_words(PageText(pages.text(page).copied, "", 0), installed) for page in range(2))
    pages.close()
    assert (front.cards, front.states, dict(front.numbers)) == ((), (("", "DRAFT"),) * 10, {})
    assert front.kind == "other"
    assert back.behind is not None
    named = front.with_cards(back.behind)
    (card,) = dict.fromkeys(named.cards)
    assert (card.named, card.script, card.version, card.state) == ("Spanish", "home", HOME.version, "DRAFT")
    assert len(named.cards) == 10
    assert dict(named.numbers) == {"617-370-5023": 10}
    assert list(compare_words(named, installed)) == []
    assert front.with_cards(None) is front
    assert named.with_cards(back.behind) is named


def test_a_state_that_stands_alone_is_compared_like_any_other(
    cards_of: Callable[..., Cards], installed: Installed
) -> None:
    pages = Pages(cards_of("es").pdf)
    front, back = (pages.text(page).copied for page in range(2))
    pages.close()
    behind = read_words(PageText(back, "", 0), installed).behind
    words = read_words(PageText(front.replace("DRAFT", "approved", 3), "", 0), installed).with_cards(behind)
    told = " ".join(each.text for each in compare_words(words, installed))
    assert "says approved, but here nobody has signed it (Spanish: draft)" in told


@pytest.mark.parametrize(
    ("title", "card"),
    [
        ("At home: know-your-rights cards in Spanish", ("Spanish", "home", HOME.version)),
        ("At home: know-your-rights cards in Elvish", None),
        ("In the park: know-your-rights cards in Spanish", None),
        ("Know-your-rights cards in 3 languages", None),
        ("", None),
    ],
)
def test_the_title_of_a_file_names_its_cards(
    title: str, card: tuple[str, str, int] | None, installed: Installed
) -> None:
    found = card_of_title(title, installed)
    assert (found and (found.named, found.script, found.version)) == card


def test_fronts_before_the_backs_of_another_language_are_found(
    cards_of: Callable[..., Cards], installed: Installed
) -> None:
    front, back = (Pages(cards_of(locale).pdf) for locale in ("es", "ar"))
    behind = read_words(PageText(back.text(1).copied, "", 0), installed).behind
    words = read_words(PageText(front.text(0).copied, "", 0), installed).with_cards(behind)
    front.close()
    back.close()
    assert "home/bearer/door is on 0 of 10 cards" in " ".join(each.text for each in compare_words(words, installed))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bearer's language: Spanish · es home 1 I choose", ("Spanish", "home", 1)),
        ("Chinese · zh-Hant home 12", ("Chinese (Traditional)", "home", 12)),
        ("Bearer's language: Elvish · qya home 1", ("qya", "home", 1)),
        ("es · home 1 · DRAFT", None),
        ("Spanish · home 1 · DRAFT", None),
        ("home 1", None),
    ],
)
def test_what_the_small_print_of_an_officers_side_says(
    text: str, found: tuple[str, str, int] | None, installed: Installed
) -> None:
    behind = read_words(PageText(text, "", 0), installed).behind
    assert (behind and (behind.named, behind.script, behind.version)) == found


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("617-370-5023 DRAFT Busque", (("", "DRAFT"),)),
        ("reviewed Busque approved", (("", "reviewed"), ("", "approved"))),
        ("617-370-5023 TX · DRAFT Busque", (("US-TX", "DRAFT"),)),
        ("TX ·reviewed LA· approved", (("US-TX", "reviewed"), ("US-LA", "approved"))),
        ("Spanish · home 1 · DRAFT", ()),
        ("es · home 1 · TX · DRAFT", ()),
        ("Spanish · home 1 · New York · DRAFT", ()),
        ("DRAFTING overdraft DRAFT-2", ()),
    ],
)
def test_a_state_that_stands_alone(text: str, states: tuple[tuple[str, str], ...], installed: Installed) -> None:
    assert read_words(PageText(text, "", 0), installed).states == states


def test_the_shorter_small_print_has_the_tag(installed: Installed) -> None:
    (card,) = read_words(PageText("Lynn zh-Hant · home 1 · DRAFT", "", 0), installed).cards
    assert (card.named, card.language and card.language.tag) == ("Chinese (Traditional)", "zh-Hant")


def test_an_officers_side_that_lacks_a_sentence(cards_of: Callable[..., Cards], installed: Installed) -> None:
    pages = Pages(cards_of("es").pdf)
    text = pages.text(1).copied
    pages.close()
    assert read_words(PageText(text, "", 0), installed).officers == 10
    text = text.replace("lawyer", "friend", 1)
    assert "on the officer's side: home/officer/" in problems(text, installed)[0]


def test_the_address_is_found_in_either_order(cards_of: Callable[..., Cards]) -> None:
    for locale in ("es", "ur", "ar", "he", "fa", "ps"):
        text = text_of(cards_of(locale).pdf)
        assert check_address(LINK, 10, text) == ""
        assert "is printed 10 times beside 11 codes" in check_address(LINK, 11, text)


def test_letters_alone_are_compared() -> None:
    assert letters("قاض.ٍ") == letters("قاضٍ.")
    assert letters("Tiene  dere\r\nchos.") == "Tienederechos"
    assert letters("não") != letters("nao")


@pytest.fixture(scope="module")
def with_lawyers(job_of: Callable[..., Job]) -> str:
    """The bearer's page of ten Spanish cards with a line for a lawyer, that say what they are."""
    job, school = job_of("es"), find_script(shelves(None), "school")  # which has room for the line
    alone = replace(
        job,
        script=school,
        whole=school,
        frame=replace(job.frame, paired=False),
        options=CardOptions(write_in="lawyer"),
    )
    return text_of(make(alone, decode).pdf).copied


@pytest.mark.parametrize(("times", "problem"), [(0, ""), (1, "labels/lawyer is on 9 of 10 cards"), (10, "")])
def test_a_line_for_a_lawyer_that_some_cards_lack(
    times: int, problem: str, with_lawyers: str, installed: Installed
) -> None:
    """Without the label on any card they have no such line."""
    assert with_lawyers.count("Mi abogado:") == len(read_words(PageText(with_lawyers, "", 0), installed).cards) == 10
    found = problems(with_lawyers.replace("Mi abogado:", "Mi amigo:", times), installed)
    assert problem in " ".join(found)
    assert bool(found) == bool(problem)


def test_a_label_that_is_a_part_of_a_statement(spanish: str, installed: Installed) -> None:
    """As "my lawyer" may be, where there are no capital letters: here it is made a word of the point on signing.

    A card with that label could not have been printed, because it is fuzzy.
    """
    wording = installed.wording("es")
    label = replace(wording.messages["labels/lawyer"], text="firme", fuzzy=True)
    other = Installed(installed.shelves)
    other._wordings["es"] = replace(wording, messages={**wording.messages, "labels/lawyer": label})
    assert spanish.count("firme") == 10
    assert problems(spanish, other) == []


def test_only_cards_with_the_line_need_its_label(spanish: str, installed: Installed) -> None:
    """A catalog without that label makes sound cards, but for those with the line."""
    other = Installed(installed.shelves)
    wording = other.wording("es")
    messages = {context: each for context, each in wording.messages.items() if context != "labels/lawyer"}
    other._wordings["es"] = replace(wording, messages=messages)
    script = other.scripts["home"]
    locale = other.languages["es"]
    plain, written = CardOptions(), CardOptions(write_in="lawyer")
    full = {"linked": True, "called": True}
    assert other.state(script, locale, plain, **full) == installed.state(script, locale, plain, **full)
    assert other.state(script, locale, written, **full) == (Review.MISSING, Review.DRAFT)
    assert problems(spanish, other) == []


@pytest.mark.parametrize(
    ("beside", "problem"),
    [
        ("2 home/bearer/door draft · 606725414911", ""),
        ("3  home/bearer/door draft · 6067254149112233", ""),
        ("1234-5678-9012-3456", ""),
        ("DRAFT · 6067254149112", "'6067254149112' has 13 digits"),
        ("606725414911", "'606725414911' has 12 digits"),
        ("1234-5678-9012", "'1234-5678-9012' has 11 digits after the 1"),
    ],
)
def test_codes_of_a_proof_are_no_telephone_numbers(
    beside: str, problem: str, spanish: str, installed: Installed
) -> None:
    """A digest and a signing code are hexadecimal, and some have no letter among their figures."""
    found = problems(f"{beside}\n{spanish}", installed)
    assert problem in " ".join(found)
    assert bool(found) is bool(problem)


def test_a_label_beside_one_in_the_other_direction_is_read_as_it_stands(installed: Installed, spanish: str) -> None:
    """Readers turn the words of the shorter one round."""
    turned = spanish.replace("Busque ayuda legal:", "legal ayuda Busque")
    assert turned != spanish
    assert "labels/link is on 0 of 10 cards" in " ".join(problems(turned, installed))
    assert problems(turned, installed, seen=spanish) == []


def test_languages_on_one_poster_share_their_foot(installed: Installed) -> None:
    text = f"Spanish · {edition()} · DRAFT Arabic · {edition()} · DRAFT 617-370-5023"
    for together in (False, True):
        page = PageText(text, "", 0)
        assert read_words(page, installed, together=together).feet == (1 if together else 2)
        told = "617-370-5023 is there 1 times, for 2 cards" in compared(Mark.WRONG, page, installed, together=together)
        assert told is not together
