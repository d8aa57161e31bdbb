"""The countries whose regions the program knows, and their parts: see `definitions/countries.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from cards.locations import PACKAGE
from cards.read import keys
from cards.read.keys import Format
from cards.read.tables import Table, read_table

FILE = PACKAGE / "definitions" / "countries.toml"

HOME = "US"
"""The country of whatever names none: scripts, and numbers without a country code."""

CODES = (HOME, "CA", "GB")
"""The countries by their codes of ISO 3166-1."""

_PART = "[A-Z]{2}-[A-Z0-9]{1,3}"
_SOURCE = keys.text("source", "Where the lists come from.")
_DATE = keys.needed_day("date", "The day on which they were looked up.")
_NAME = keys.text("name", "The name of the country.")
_IN_TEXT = keys.text("in_text", 'The name within a sentence, such as "the United States".')
_TEXTS = {"type": "string", "minLength": 1}
_ALSO = keys.table("also", Format("Other names that people type, each with its code.", others=_TEXTS, names=".+"))
_PARTS = keys.table("parts", Format("Its parts: the code of ISO 3166-2 and the name.", others=_TEXTS, names=_PART))
_WITHIN = keys.optional_table(
    "within",
    Format("The parts that lie within another part.", others={"type": "array", "items": _TEXTS}, names=_PART),
)
_COUNTRY = Format("A country.", (_NAME, _IN_TEXT, _ALSO, _PARTS, _WITHIN))
COUNTRIES = Format(
    "The countries whose regions the program knows.",
    (_SOURCE, _DATE, *(keys.table(code, _COUNTRY) for code in CODES)),
)


@dataclass(frozen=True, slots=True)
class Country:
    """A country. `in_text` is its name within a sentence, `also` the code for each other name that people type.

    `parts` are the names by code, such as US-MA; `within` says in which other part a part lies, if in any.
    """

    code: str
    name: str
    in_text: str
    also: Mapping[str, str]
    parts: Mapping[str, str]
    within: Mapping[str, str]


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Country]:
    """The countries by code, the United States first. Raises BadFile."""
    table = read_table(FILE)
    COUNTRIES.check(table)
    return MappingProxyType({key.name: _country(key.of(table), key.name) for key in COUNTRIES.keys[2:]})


@lru_cache(maxsize=1)
def region_names() -> Mapping[str, str]:
    """The name of each country and part by its code, country by country. Raises BadFile."""
    found: dict[str, str] = {}
    for each in countries().values():
        found |= {each.code: each.name, **each.parts}
    return MappingProxyType(found)


def country_of(code: str) -> str:
    """The code of the country of a region's code: US for US-MA."""
    return code.partition("-")[0]


def in_text(code: str) -> str:
    """The name of a country within a sentence, by its code. Raises BadFile."""
    return countries()[code].in_text


def above(code: str) -> str:
    """The code of what a part lies in directly: GB-ENG for GB-LND, GB for GB-ENG; empty for a country."""
    country = country_of(code)
    return "" if code == country else countries()[country].within.get(code, country)


def _country(table: Table, code: str) -> Country:
    within = _WITHIN.of(table)
    also, parts = _ALSO.of(table), _PARTS.of(table)
    return Country(
        code,
        _NAME.of(table),
        _IN_TEXT.of(table),
        {typed: also.text(typed) for typed in also.values},
        {each: parts.text(each) for each in parts.values},
        {each: wide for wide in within.values for each in within.texts(wide)} if within else {},
    )
