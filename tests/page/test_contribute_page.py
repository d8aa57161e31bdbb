"""The page on how to help: three ways, in English and in each language whose catalog has them."""

import re

import pytest

from cards.locations import shelves
from cards.page.contribute_page import contribute_page
from cards.page.index_page import index_page
from cards.page.words import read_words
from cards.read.languages import read_languages

PLACES = shelves(None)


@pytest.mark.parametrize(("tag", "up"), [("en", ""), ("es", "../"), ("ar", "../")])
def test_it_names_three_ways_and_leads_back(tag: str, up: str) -> None:
    language, words = read_languages(PLACES)[tag], read_words(PLACES, tag)
    html = contribute_page(words, language, up=up)
    assert html.count("<h2") == 3
    assert re.findall(r'<a href="([^"]+)"', html) == [f"{up}index.html", f"{up}board.html"]
    assert f'<html lang="{tag}" dir="{language.direction}">' in html
    english = not words.has("static/contribute-answers-how")
    assert ('lang="en"' in html.partition("<main>")[2]) == english
    assert "<script" not in html
    assert "DRAFT" in html


def test_the_one_file_has_no_links_to_pages_of_a_site() -> None:
    form = {"languages": [], "today": ""}
    site = index_page(PLACES, form, {"es": "es/index.html"})
    for page, name in (("board.html", "How far each language is"), ("contribute.html", "Help with the translations")):
        assert re.search(rf'<a href="{page}" data-t="[^"]+">{name}</a>', site)
    alone = index_page(PLACES, form)
    assert "board.html" not in alone
    assert "contribute.html" not in alone
