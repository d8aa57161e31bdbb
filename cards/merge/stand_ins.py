"""Warns of cards that mix words of a content folder with built-in words."""

from __future__ import annotations

from collections.abc import Sequence

from cards.merge.markup import is_visible
from cards.read.catalogs import Wording
from cards.read.script_types import Source


def own_strings(sources: Sequence[Source], wording: Wording) -> int | None:
    """The number of those strings that the content folder translates; None if it has no catalog of the locale."""
    if wording.content is None or wording.own not in wording.files:
        return None
    messages = (wording.messages.get(source.context) for source in sources)
    return sum(each is not None and each.file == wording.own and is_visible(each.text) for each in messages)


def stand_ins(sources: Sequence[Source], wording: Wording, what: str) -> str:
    """A clause about the built-in words that stand in for some of the strings of `what`; "" if there are none.

    The folder is not named: a path may reveal who printed the cards.
    """
    count = own_strings(sources, wording)
    if not count or count == len(sources):
        return ""
    return (
        f"the content folder's translations/{wording.tag} has {count} of the {len(sources)} strings of {what}; "
        "the other strings use the built-in words"
    )
