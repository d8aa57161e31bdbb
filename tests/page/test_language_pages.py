"""The static page of each language: the words of its cards, in its language and direction, whole and harmless."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cards.desk.contact import choose_contact
from cards.errors import BadOrder
from cards.jobs import Order, gather
from cards.locations import shelves
from cards.merge.card_text import CardText, merge
from cards.page.documents import policy, reader, source_of, style
from cards.page.language_pages import LanguagePage, language_page
from cards.page.ready_made import Prepared, Situation, Task, prepare
from cards.page.site import FIRST, plan_site
from cards.page.words import Words, read_words
from cards.read.catalogs import translated_tags
from cards.read.languages import read_languages
from cards.read.wishes import Wishes
from tests.said import FREE, LAWYER, content

TODAY = date(2026, 11, 30)
PLACES = shelves(None)
LANGUAGES = read_languages(PLACES)
LOCALES = ["en", *(tag for tag in translated_tags(PLACES) if tag != "en")]
NOTHING = Wishes()
MOST_BYTES = 60_000
"""Of a page: what the issue of the page promises to old telephones."""


@cache
def prepared(locale: str, wishes: Wishes) -> Prepared:
    return prepare(Task(locale, FIRST, wishes, TODAY, with_pdfs=False, content=None))


def page_of(
    locale: str,
    wishes: Wishes = NOTHING,
    *,
    change: Callable[[Situation], Situation] | None = None,
    words: Words | None = None,
) -> str:
    situations = prepared(locale, wishes).situations
    shown = tuple(map(change, situations)) if change else situations
    choice = choose_contact(PLACES, wishes, TODAY)
    words = words or read_words(PLACES, locale)
    return language_page(LanguagePage(LANGUAGES[locale], words, shown, choice, [LANGUAGES[tag] for tag in LOCALES]))


def tree(page: str) -> ElementTree.Element:
    """The page as a strict reader of XML sees it: a tag left open or a character left unescaped stops it."""
    assert page.startswith("<!DOCTYPE html>\n")
    return ElementTree.fromstring(page.partition("\n")[2])


def text_of(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


def with_language(
    element: ElementTree.Element, lang: str = "", direction: str = ""
) -> Iterator[tuple[ElementTree.Element, str, str]]:
    """Each element with the language and the direction that it is in."""
    lang, direction = element.get("lang", lang), element.get("dir", direction)
    yield element, lang, direction
    for child in element:
        yield from with_language(child, lang, direction)


def merged(locale: str, script: str) -> CardText:
    """The text of a card, merged without the page."""
    contact = choose_contact(PLACES, Wishes(), TODAY).contact
    job = gather(PLACES, Order(locale, script, "plain-letter", contact))
    return merge(job.script, job.labels, job.wording, job.language, job.english, contact, job.english_sign_offs)


@pytest.mark.few_scripts
@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_says_what_its_cards_say(locale: str) -> None:
    page = page_of(locale)
    root = tree(page)
    assert len(page.encode("utf-8")) < MOST_BYTES
    assert (root.get("lang"), root.get("dir")) == (locale, LANGUAGES[locale].direction)
    sections = {each.get("id"): each for each in root.iter("section") if each.get("id")}
    assert list(sections) == list(FIRST)
    for script, section in sections.items():
        card = merged(locale, script or "")
        bearer, officer = (each for each in section.iter("div") if each.get("data-say"))
        for side, element in ((card.bearer, bearer), (card.officer, officer)):
            shown = [text_of(each) for each in element if each.tag in ("h3", "h4")]
            shown += [text_of(each) for each in element.iter("li")]
            assert shown == [side.heading.text, *(each.text for each in side.statements)]
            strong = [text_of(each) for each in element.iter("strong")]
            blocks = (side.heading, *side.statements)
            assert "".join(strong) == "".join(span.text for block in blocks for span in block.spans if span.bold)
        assert (officer.get("lang"), officer.get("dir")) == ("en", "ltr")
        assert bearer.get("lang") is None
        small = next(each for each in section.iter("bdi") if "DRAFT" in text_of(each))
        assert text_of(small) == card.footer.status.text


@pytest.mark.parametrize("locale", ["es", "ar", "th"])
def test_what_is_said_in_english_is_marked_as_english(locale: str, tmp_path: Path) -> None:
    places = content(tmp_path, locale)
    job = gather(places, Order(locale, "gate", "plain-letter", choose_contact(places, NOTHING, TODAY).contact))
    text = merge(job.script, job.labels, job.wording, job.language, job.english, job.contact)
    root = tree(page_of(locale, change=lambda situation: replace(situation, script=job.script, text=text)))
    section = next(each for each in root.iter("section") if each.get("id") == "gate")
    bearer = next(each for each in section.iter("div") if each.get("data-say"))
    said = [(each.text, each.get("dir")) for each in bearer.iter("bdi") if each.get("lang") == "en"]
    assert said == [(FREE, "ltr"), (LAWYER, "ltr")]
    strong = [text_of(each) for each in bearer.iter("strong")]
    assert len(strong) == 2, "a phrase does not end what is bold"
    assert LAWYER in strong[1]
    assert [text_of(each) for each in bearer.iter("li")] == [each.text for each in text.bearer.statements]


@pytest.mark.few_scripts
@pytest.mark.parametrize("locale", LOCALES)
def test_english_on_a_page_is_marked_as_english(locale: str) -> None:
    """A screen reader would read English words with the voice of another language."""
    if locale == "en":
        pytest.skip("all of it is English")
    words = replace(read_words(PLACES, locale), own={})
    english = set(words.english.values())
    seen = set()
    for element, lang, direction in with_language(tree(page_of(locale, words=words))):
        if element.text and element.text.strip() in english:
            assert (lang, direction) == ("en", "ltr"), element.text
            seen.add(element.text)
    shown = ("static/skip", "static/officer", "static/draft", "static/languages", "script/home", "about-advice")
    assert seen >= {words.english[key] for key in shown}


@pytest.mark.parametrize("locale", ["ar", "km", "ur"])
@pytest.mark.parametrize("lacking", [("review", "needs-script"), ("make", "review", "needs-script"), ("needs-script",)])
def test_english_parts_of_a_line_are_one_element_with_their_parentheses(locale: str, lacking: tuple[str, ...]) -> None:
    """As elements of their own they would stand in reverse order on a page that runs from right to left."""
    read = read_words(PLACES, locale)
    own = dict.fromkeys(("static/make", "static/review", "static/needs-script"), "ژ") | dict(read.own)
    words = replace(read, own={key: text for key, text in own.items() if key.removeprefix("static/") not in lacking})
    top = next(each for each in tree(page_of(locale, words=words)).iter("header"))
    runs = [text_of(each) for each in top.iter("bdi") if each.get("lang") == "en" and each.get("dir") == "ltr"]
    between = {"make": "", "review": " · ", "needs-script": " "}
    told = "".join(between[key] * bool(place) + words.english[f"static/{key}"] for place, key in enumerate(lacking))
    assert runs == [told]


@pytest.mark.parametrize("locale", ["ar", "km"])
def test_what_a_language_lacks_is_one_run_of_english(locale: str) -> None:
    words = replace(read_words(PLACES, locale), own={})
    lacking = {"work", "car"}

    def change(situation: Situation) -> Situation:
        return replace(situation, text=None) if situation.script.id in lacking else situation

    runs = [text_of(each) for each in tree(page_of(locale, words=words, change=change)).iter("bdi")]
    assert "Not in this language yet: In a car, At work" in runs


def test_every_element_in_english_has_its_direction() -> None:
    """English in the direction of the page has its full stop and its parentheses on the wrong side."""
    for own in (read_words(PLACES, "ar").own, {}):
        root = tree(page_of("ar", words=replace(read_words(PLACES, "ar"), own=own)))
        assert [text_of(each) for each in root.iter() if each.get("lang") == "en" and each.get("dir") != "ltr"] == []


def test_a_catalog_may_lack_some_strings() -> None:
    """Each string is in English by itself, and marked so, where the catalog has none for it."""
    words = read_words(PLACES, "ar")
    lacking = {"static/officer", "script/car"}
    partial = replace(words, own={key: text for key, text in words.own.items() if key not in lacking})
    found = {
        element.text: (lang, direction)
        for element, lang, direction in with_language(tree(page_of("ar", words=partial)))
        if element.tag in ("h2", "h3")
    }
    for key in ("static/officer", "script/car", "static/languages", "script/home"):
        assert found[partial.plain(key)] == (("en", "ltr") if key in lacking else ("ar", "rtl")), key


@pytest.mark.parametrize("locale", ["es", "ar", "km"])
def test_a_page_has_landmarks_and_unique_ids(locale: str) -> None:
    root = tree(page_of(locale))
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert [each.tag for each in root[1] if each.tag in ("header", "main", "nav", "footer")] == [
        "header", "main", "nav", "footer",
    ]  # fmt: skip
    first = root[1][0]
    assert (first.tag, first.get("href")) == ("a", "#words")
    assert len(list(root.iter("h1"))) == 1
    levels = [int(each.tag[1]) for each in root.iter() if re.fullmatch("h[1-6]", each.tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for each in root.iter("a"):
        assert text_of(each).strip()
        target = each.get("href") or ""
        assert not target.startswith("#") or target[1:] in ids
    assert all(each.get("aria-labelledby") in ids for each in root.iter("nav"))


def test_every_language_names_itself() -> None:
    root = tree(page_of("ckb"))
    named = [each for each in root.iter("bdi") if each.get("lang")]
    shown = {each.get("lang"): (text_of(each), each.get("dir")) for each in named if each.get("lang") != "en"}
    wanted = {tag: (LANGUAGES[tag].autonym, LANGUAGES[tag].direction) for tag in LOCALES if tag != "en"}
    assert shown == wanted
    (current,) = (each for each in root.iter("a") if each.get("aria-current"))
    assert current.get("hreflang") == "ckb"


def test_a_page_loads_nothing() -> None:
    """Its policy allows exactly the style and the script inside it, and no element refers to another server."""
    root = tree(page_of("es"))
    assert {each.get("http-equiv"): each.get("content") for each in root.iter("meta")}["Content-Security-Policy"] == (
        policy()
    )
    (sheet,) = root.iter("style")
    (script,) = root.iter("script")
    assert source_of(sheet.text or "") in policy()
    assert source_of(script.text or "") in policy()
    assert (sheet.text, script.text) == (style(), reader())
    assert "url(" not in style()
    assert "@import" not in style()
    assert "unsafe" not in policy()
    assert "http" not in policy()
    assert not [each for each in root.iter() for name in each.attrib if name.startswith("on") or name == "style"]
    loading = [each for each in root.iter() if each.tag in ("link", "img", "use", "script", "iframe", "source")]
    for each in loading:
        address = each.get("href") or each.get("src") or ""
        assert not re.match("[a-z]+:|//", address), address
    (outside,) = (each for each in root.iter("a") if "://" in (each.get("href") or ""))
    assert outside.get("href") == "https://www.immigrationlawhelp.org"


@pytest.mark.parametrize(("locale", "mirrored"), [("es", False), ("ar", True), ("he", True)])
def test_each_statement_has_its_pictogram_the_right_way_round(locale: str, mirrored: bool) -> None:
    root = tree(page_of(locale))
    symbols = {each.get("id"): each[0] for each in root.iter("symbol")}
    used = [(each.get("href") or "")[1:] for each in root.iter("use")]
    named = [each.pictogram for script in FIRST for each in merged(locale, script).bearer.statements if each.pictogram]
    assert len(used) == len(named)
    assert set(used) == set(symbols)
    turned = {name for name in used if symbols[name].get("transform")}
    assert bool(turned) == mirrored
    assert ("picture-ask-hebrew" in symbols) == (locale == "he")
    assert not [each for each in root.iter("svg") if each.get("aria-hidden") != "true"]


@pytest.mark.parametrize("locale", ["es", "ar", "ur"])
def test_numbers_are_dialled_as_shown_and_keep_their_order(locale: str) -> None:
    wishes = Wishes(hotlines=("617-555-0100", "(212) 555-0142"), org="Lynn & <Neighbors>")
    root = tree(page_of(locale, wishes))
    shown = [
        (text_of(bdi), bdi[0].get("href"), bdi.get("dir"))
        for bdi in root.iter("bdi")
        if len(bdi) and (bdi[0].get("href") or "").startswith("tel:")
    ]
    two = [("617-555-0100", "tel:+16175550100", "ltr"), ("212-555-0142", "tel:+12125550142", "ltr")]
    assert shown == two * (1 + len(FIRST))
    assert "Lynn & <Neighbors>" in text_of(root)


def test_a_line_of_the_directory_says_how_far_to_trust_it() -> None:
    wishes = Wishes(region="US-IL", allow_stale=True)
    page = page_of("es", wishes)
    line = choose_contact(PLACES, wishes, TODAY).entries[0]
    assert f'href="{line.number.uri}"' in page
    assert line.record.confirmation in page
    assert line.record.from_where in page
    assert line.record.doubt in page


def test_the_situation_of_witnesses_has_a_line_for_sightings_that_is_not_called_help() -> None:
    """It is in no other place of the page, whose label for help would be over it."""
    root = tree(page_of("es", Wishes(region="US-MA")))
    about = {text_of(part): part for part in root.iter("p") if "617-370-5023" in text_of(part)}
    assert list(about) == ["LUCE Immigrant Justice Network 617-370-5023"]
    helped = tree(page_of("es", Wishes(region="US-IL")))
    assert sum("855-435-7693" in text_of(part) for part in helped.iter("p")) == 1 + len(FIRST)
    assert sum(text_of(part) == "Llame para pedir ayuda: 855-435-7693" for part in helped.iter("p")) == len(FIRST)


@pytest.mark.parametrize("typed", ["luce", "617-370-5023"])
def test_a_site_refuses_a_line_for_sightings(typed: str) -> None:
    with pytest.raises(BadOrder, match="617-370-5023 takes reports of sightings, but the pages of a site"):
        plan_site(PLACES, Wishes(hotlines=(typed,)), "es", TODAY, with_pdfs=False, content=None)


def test_without_a_number_there_is_a_line_for_one() -> None:
    page = page_of("es")
    assert "Escriba aquí un número de teléfono" in page
    assert "tel:" not in page


def test_what_a_language_lacks_is_named_and_not_shown() -> None:
    def lacking(situation: Situation) -> Situation:
        return replace(situation, text=None) if situation.script.id in ("home", "car") else situation

    root = tree(page_of("es", change=lacking))
    sections = [each.get("id") for each in root.iter("section") if each.get("id")]
    assert sections == [each for each in FIRST if each not in ("home", "car")]
    nav = next(each for each in root.iter("nav"))
    assert text_of(nav[-1]) == "Todavía no está en este idioma: En casa, En un auto"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a & b &lt; ]]>", "'; </title>"]
)
def test_whatever_a_text_says_it_stays_text(text: str) -> None:
    """Texts come from strangers, who may write what a browser would obey."""
    choice = choose_contact(PLACES, Wishes(), TODAY)
    situation = prepared("es", Wishes()).situations[0]
    assert situation.text is not None
    heading = replace(
        situation.text.bearer.heading, spans=(replace(situation.text.bearer.heading.spans[0], text=text),)
    )
    card = replace(situation.text, bearer=replace(situation.text.bearer, heading=heading))
    script = replace(situation.script, title=text)
    language = replace(LANGUAGES["es"], autonym=text)
    words = Words("es", {**read_words(PLACES, "es").english}, {"static/skip": text, "static/read": text})
    root = tree(
        language_page(
            LanguagePage(
                language, words, (replace(situation, text=card, script=script),),
                replace(choice, contact=replace(choice.contact, org=text)), [language],
            )
        )
    )  # fmt: skip
    assert len(list(root.iter("script"))) == 1
    assert not list(root.iter("img"))
    (section,) = (each for each in root.iter("section") if each.get("id") == "home")
    assert section.get("data-read") == text
    found = [text_of(each) for each in root.iter() if text_of(each) == text]
    assert len(found) >= 5


def test_a_title_of_an_organization_is_not_taken_for_ours() -> None:
    """Somebody may replace a script and give it another title, for which there is no translation."""
    script = prepared("es", NOTHING).situations[0].script
    words = read_words(PLACES, "es")
    assert words.title(script) == ("En casa", True)
    assert words.title(replace(script, title="At your door")) == ("At your door", False)
    assert read_words(PLACES, "en").title(replace(script, title="At your door")) == ("At your door", True)


def test_a_page_is_the_same_each_time() -> None:
    before = page_of("am")
    prepared.cache_clear()
    assert page_of("am") == before


def test_the_script_uses_only_voices_of_the_device() -> None:
    """A voice from elsewhere would send what it reads to whoever runs it."""
    assert "localService" in reader()
    assert not re.search(r"fetch|XMLHttpRequest|import|eval|localStorage|cookie", reader())


def test_no_file_of_a_page_is_forgotten_in_the_wheel() -> None:
    folder = Path(policy.__code__.co_filename).parent / "static"
    assert {path.name for path in folder.iterdir()} == {"language.css", "read-aloud.js"}


def test_without_the_program_no_page_leads_to_it() -> None:
    situations, words = prepared("es", NOTHING).situations, read_words(PLACES, "es")
    page = LanguagePage(LANGUAGES["es"], words, situations, choose_contact(PLACES, NOTHING, TODAY), [LANGUAGES["es"]])
    assert 'href="../index.html"' in language_page(page)
    assert words.plain("static/needs-script") in language_page(page)
    assert 'href="../index.html"' not in language_page(replace(page, has_program=False))


def test_a_page_without_a_hotline_has_a_line_on_paper_alone() -> None:
    page = page_of("es")
    for key in ("static/no-number", "static/write"):
        assert read_words(PLACES, "es").plain(key) in page
    screen, paper = style().split("@media print {")
    assert ".line { display: none;" in screen and ".on-screen" not in screen
    assert ".line { display: block; }" in paper and ".on-screen { display: none; }" in paper


def test_every_language_is_listed_under_both_names() -> None:
    page = page_of("ar")
    assert all(LANGUAGES[tag].english in page for tag in LOCALES)
