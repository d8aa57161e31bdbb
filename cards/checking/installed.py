"""The words of this installation, to compare with those of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cards.locations import Shelf
from cards.merge.review import Review, card_states, english_state, state_in
from cards.merge.sources import bearer_sources, left_out, officer_sources
from cards.merge.variants import local_script
from cards.read.card_options import CardOptions
from cards.read.catalogs import Wording, read_wording
from cards.read.languages import ENGLISH, Language, read_languages
from cards.read.script_types import Script, Source
from cards.read.scripts import find_script, read_labels, script_ids
from cards.read.sign_offs import sign_offs_for
from cards.read.suggestions import read_signed


class Installed:
    """The words of this installation, read once."""

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        self.shelves = shelves
        self.languages = read_languages(shelves)
        self.labels = read_labels(shelves)
        self.scripts: Mapping[str, Script] = {each: find_script(shelves, each) for each in script_ids(shelves)}
        self._english_signed = read_signed(shelves, ENGLISH)
        self._wordings: dict[str, Wording] = {}

    def wording(self, tag: str) -> Wording:
        """The translations of a locale. Raises BadFile."""
        if tag not in self._wordings:
            self._wordings[tag] = read_wording(self.shelves, tag)
        return self._wordings[tag]

    def script_for(self, name: str, code: str, language: Language) -> Script:
        """A script as cards in a language have it for the state with that code, or for none ("")."""
        return local_script(self.scripts[name], code, self.wording(language.tag)).script

    def usual(self, script: Script, language: Language) -> dict[str, str]:
        """The text of each statement of a script for a state in a language, as cards for no state have it."""
        return self.texts(self.scripts[script.id].bearer.statements, language)

    def language(self, before: str) -> tuple[str, Language | None]:
        """The language whose English name ends a text, whatever it begins with; otherwise its last word and None."""
        known = sorted(self.languages.values(), key=lambda each: -len(each.english))
        found = next((each for each in known if before.endswith(each.english)), None)
        return (found.english if found else before.rpartition(" ")[2], found)

    def state(
        self, script: Script, language: Language, options: CardOptions, *, linked: bool, called: bool
    ) -> tuple[Review, Review]:
        """The review states of the bearer's words and the officer's of a card with those options; `linked` if it has a
        code for legal aid, `called` if it tells its bearer to call its number."""
        wording = self.wording(language.tag)
        sources = bearer_sources(script, self.labels, options, linked=linked, called=called)
        theirs = (*officer_sources(script, self.labels, options), *left_out(script))
        return card_states(
            (state_in(wording, each) for each in sources),
            (english_state(each, sign_offs_for(self._english_signed, each.context)) for each in theirs),
            in_english=language.tag == ENGLISH,
        )

    def texts(self, sources: Sequence[Source], language: Language) -> dict[str, str]:
        """The text of each source in a language, without those that have none."""
        if language.tag == ENGLISH:
            return {each.context: each.text for each in sources}
        messages = self.wording(language.tag).messages
        found = {each.context: messages.get(each.context) for each in sources}
        return {context: message.text for context, message in found.items() if message is not None and message.text}
