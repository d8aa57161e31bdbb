"""How to help with the translations of a language: three ways, none of which needs git or a program. Static HTML."""

from __future__ import annotations

from cards.page.documents import document
from cards.page.html import Markup, tag
from cards.page.words import Words
from cards.read.languages import Language

CONTRIBUTE = "static/contribute"
"""The key of the title; a language whose page has it has a page of its own on how to help."""

_WAYS = ("answers", "form", "weblate")


def contribute_page(words: Words, language: Language, *, up: str = "") -> str:
    """The HTML of the page in a language; `up` leads to the folder of the site, where the English one is."""
    body = [
        tag(
            "main",
            words.block("h1", CONTRIBUTE),
            words.block("p", f"{CONTRIBUTE}-lead"),
            *(section for way in _WAYS for section in _way(words, way)),
            words.block("p", f"{CONTRIBUTE}-safe", class_="draft"),
        ),
        tag(
            "footer",
            tag("p", tag("a", words.shown("static/languages"), href=f"{up}index.html")),
            tag("p", tag("a", words.shown("static/board"), href=f"{up}board.html")),
        ),
    ]
    return document(language, title=words.plain(CONTRIBUTE), about=words.plain(f"{CONTRIBUTE}-lead"), body=body, up=up)


def _way(words: Words, way: str) -> tuple[Markup, Markup]:
    return words.block("h2", f"{CONTRIBUTE}-{way}"), words.block("p", f"{CONTRIBUTE}-{way}-how")
