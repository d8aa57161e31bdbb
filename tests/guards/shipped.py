"""What ships, for the tests of guards: the strings of every locale and their English."""

from __future__ import annotations

from functools import lru_cache

from cards.locations import bundled
from cards.read.catalogs import read_wording, translated_tags
from cards.read.languages import read_languages
from cards.read.scripts import find_script, read_labels, script_ids

SHELVES = (bundled(),)
LANGUAGES = read_languages(SHELVES)
TAGS = translated_tags(SHELVES)
SOURCES = {
    source.context: source.text
    for source in (
        *(each for script in script_ids(SHELVES) for each in find_script(SHELVES, script).bearer.translated),
        *read_labels(SHELVES).sources,
    )
}


SAY = {
    source.text: source.say
    for script in script_ids(SHELVES)
    for source in find_script(SHELVES, script).bearer.translated
}
"""The phrases of each English text that stay English in its translations."""


@lru_cache(maxsize=64)
def shipped(tag: str) -> dict[str, str]:
    """The translated strings of a locale by context."""
    return {each.context: each.text for each in read_wording(SHELVES, tag).messages.values() if each.text}
