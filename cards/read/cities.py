"""The counties of each state, and the larger cities in them: see `counties.toml` and `cities.toml` in `definitions`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from cards.locations import PACKAGE
from cards.read import keys
from cards.read.keys import Format
from cards.read.tables import read_table

FILE = PACKAGE / "definitions" / "cities.toml"


_SOURCE = keys.text("source", "Where the lists come from.", lines=True)
_DATE = keys.needed_day("date", "The day on which they were looked up.")
CITIES = Format(
    "The larger cities, by state code and county.",
    (_SOURCE, _DATE),
    others={"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string", "minLength": 1}}},
    names="US-[A-Z]{2}",
)


COUNTY_FILE = PACKAGE / "definitions" / "counties.toml"
COUNTIES = Format(
    "The counties of each state or territory, by its code.",
    (_SOURCE, _DATE),
    others={"type": "array", "items": {"type": "string", "minLength": 1}},
    names="US-[A-Z]{2}",
)


@lru_cache(maxsize=8)
def counties_of_state(code: str) -> tuple[str, ...]:
    """The names of the counties of a state (US-MA), or of what has their place there. Raises BadFile."""
    return read_table(COUNTY_FILE).texts(code, ())


@lru_cache(maxsize=2)
def counties_by_city(key: Callable[[str], str]) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """Each city's name, state code (US-MA) and county, by the `key` of its name. Raises BadFile."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    table = read_table(FILE)
    for code in table.values:
        if code in {each.name for each in CITIES.keys}:
            continue
        state = table.table(code)
        for county in state.values:
            for city in state.texts(county):
                found.setdefault(key(city), []).append((city, code, county))
    return {city: tuple(places) for city, places in found.items()}
