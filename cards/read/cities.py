"""The larger cities, with the states and counties that they lie in: see `definitions/cities.toml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from cards.locations import PACKAGE
from cards.read.tables import read_table

FILE = PACKAGE / "definitions" / "cities.toml"


@lru_cache(maxsize=2)
def counties_by_city(key: Callable[[str], str]) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """Each city's name, the code of its state (US-MA) and its county, by the `key` of its name. Raises BadFile."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    table = read_table(FILE)
    for code in table.values:
        if code in ("source", "date"):
            continue
        state = table.table(code)
        for county in state.values:
            for city in state.texts(county):
                found.setdefault(key(city), []).append((city, code, county))
    return {city: tuple(places) for city, places in found.items()}
