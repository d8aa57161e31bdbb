"""The words of static pages in the language of the page, or in English and marked as English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cards.locations import Shelf
from cards.page.html import Markup, join, tag
from cards.page.strings import ENGLISH, english
from cards.read.page_texts import page_texts
from cards.read.script_types import Script


@dataclass(frozen=True, slots=True)
class Words:
    """The strings of the page by key: `own` are the translations, `english` has every string."""

    tag: str
    english: Mapping[str, str]
    own: Mapping[str, str]

    def has(self, key: str) -> bool:
        """Whether a string is in the language of the page."""
        return self.tag == ENGLISH or key in self.own

    def plain(self, key: str) -> str:
        """A string without markup, such as a title, in the language of the page or else in English."""
        return self.own.get(key) or self.english[key]

    def shown(self, key: str) -> str | Markup:
        """A string in the language of the page, or an element of English that says so."""
        return self.plain(key) if self.has(key) else in_english(self.plain(key))

    def block(self, name: str, key: str, **attributes: str | None) -> Markup:
        """An element with nothing but a string: its language is that of the element, so its lines are set for it."""
        if self.has(key):
            return tag(name, self.plain(key), **attributes)
        return tag(name, self.plain(key), **attributes, lang=ENGLISH, dir="ltr")

    def title(self, script: Script) -> tuple[str, bool]:
        """The title of a script, and whether it is in the language of the page; a content folder may have its own."""
        key = f"script/{script.id}"
        if self.english.get(key) == script.title and self.has(key):
            return self.plain(key), True
        return script.title, self.tag == ENGLISH


def read_words(shelves: Sequence[Shelf], locale: str) -> Words:
    """The strings of the page for a locale. Raises BadFile."""
    return Words(locale, english(), page_texts(shelves, locale))


def in_english(*text: str | Markup, name: str = "bdi", class_: str | None = None) -> Markup:
    """An element in English on a page that may be in another language and direction."""
    return tag(name, *text, class_=class_, lang=ENGLISH, dir="ltr")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line, with what is between it and the part before, and whether it is in the language of the page."""

    content: str | Markup
    is_own: bool
    between: str = " "


def in_runs(pieces: Sequence[Piece]) -> Markup:
    """A line of several parts. English ones that follow each other are one element, with their parentheses and dots:
    as elements of their own they would stand in reverse order on a page that runs from right to left."""
    found: list[str | Markup] = []
    for is_own, group in groupby(pieces, key=lambda piece: piece.is_own):
        run = list(group)
        if found:
            found.append(run[0].between)
        parts = [part for piece in run for part in (piece.between, piece.content)][1:]
        found += parts if is_own else [in_english(*parts)]
    return join(found)
