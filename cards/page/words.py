"""The words of static pages in the language of the page, or in English and marked as English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cards.locations import Shelf
from cards.merge.card_text import ENGLISH
from cards.page.html import Markup, tag

_ENGLISH = {
    "static/title": "Know your rights",
    "static/about": "What to say and do when immigration officers come, and cards to print.",
    "static/skip": "Skip to the words",
    "static/situations": "Situations",
    "static/officer": "Say or show this to the officer, in English",
    "static/print": "Cards to print (PDF)",
    "static/letter": "Letter paper",
    "static/a4": "A4 paper",
    "static/write": "Write a telephone number here before you need it.",
    "static/draft": "DRAFT: nobody has checked these words yet except their author.",
    "static/missing": "Not translated yet",
    "static/languages": "Other languages",
    "static/make": "Make cards with your own number",
    "static/read": "Read aloud",
    "static/stop": "Stop reading",
    "static/recording": "Listen to a recording",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The strings of the page by key: `own` are the translations, `english` has every string."""

    tag: str
    english: Mapping[str, str]
    own: Mapping[str, str]

    def has(self, key: str) -> bool:
        """Whether a string is in the language of the page."""
        return self.tag == ENGLISH or key in self.own

    def plain(self, key: str, otherwise: str = "") -> str:
        """A string without markup, such as a title, in the language of the page or else in English."""
        return self.own.get(key) or self.english.get(key) or otherwise

    def shown(self, key: str, otherwise: str = "") -> str | Markup:
        """A string in the language of the page, or a span of English that says so."""
        text = self.plain(key, otherwise)
        return text if self.has(key) else in_english(text)

    def block(self, name: str, key: str, **attributes: str | None) -> Markup:
        """An element with nothing but a string: its language is that of the element, so its lines are set for it."""
        if self.has(key):
            return tag(name, self.plain(key), **attributes)
        return tag(name, self.plain(key), **attributes, lang=ENGLISH, dir="ltr")


def read_words(shelves: Sequence[Shelf], locale: str) -> Words:
    """The strings of the page for a locale. Raises BadFile."""
    return Words(locale, _ENGLISH, {})


def in_english(*text: str | Markup, name: str = "span", class_: str | None = None) -> Markup:
    """An element in English on a page that may be in another language and direction."""
    return tag(name, *text, class_=class_, lang=ENGLISH, dir="ltr")
