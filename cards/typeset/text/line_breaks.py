"""Where a line may end, from ICU with its dictionaries. The only module that imports icu4py."""

from __future__ import annotations

from functools import lru_cache

from icu4py.breakers import LineBreaker


@lru_cache(maxsize=2048)
def line_breaks(text: str, locale: str) -> tuple[int, ...]:
    """The indices in `text` after which a line may end (UAX #14, dictionaries for th lo km my), the last one included.

    `locale` is an ICU locale, such as "ja@lw=phrase" to keep Japanese phrases whole.
    """
    # The breaker counts in UTF-16 units internally; its segments are strings, whose lengths count characters as in
    # Python.
    offsets = []
    place = 0
    for segment in LineBreaker(text, locale):
        place += len(segment)
        offsets.append(place)
    return tuple(offsets)
