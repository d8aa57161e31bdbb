"""Words of a content folder beside words of the program: what somebody should know who prints both on one card."""

from __future__ import annotations

from collections.abc import Sequence

from cards.merge.markup import is_visible
from cards.read.catalogs import Wording
from cards.read.scripts import Source


def own_strings(sources: Sequence[Source], wording: Wording) -> int | None:
    """How many of those strings are translated in the content folder; None without a catalog of the locale there."""
    if wording.content is None or wording.own not in wording.files:
        return None
    messages = (wording.messages.get(source.context) for source in sources)
    return sum(each is not None and each.file == wording.own and is_visible(each.text) for each in messages)


def stand_ins(sources: Sequence[Source], wording: Wording, what: str) -> str:
    """A clause on the built-in words that stand in for some of those strings, which are `what`; "" without any.

    The folder is not named: a path may tell who printed the cards.
    """
    count = own_strings(sources, wording)
    if not count or count == len(sources):
        return ""
    return (
        f"the content folder's translations/{wording.tag} has {count} of the {len(sources)} strings of {what}; "
        "the others are the built-in ones"
    )
