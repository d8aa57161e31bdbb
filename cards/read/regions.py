"""Regions that hotlines and legal aid serve: a country, a part of it such as a state, or a county or city in a part.

They are written `US`, `US-MA`, `US-CA/San Mateo`, `GB-SCT`, `CA-ON`: a code of ISO 3166 and, after the slash, the name
of a place. `CA` alone is California, as MA is Massachusetts; the country is written `Canada`.
An entry of the directory may serve any place. One that somebody asks for must be in the directory or, in the United
States, a county or a larger city (`cities.py`): a typing error gets nobody a card without the line of their county.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cards.errors import UnknownId, closest, either
from cards.read.cities import counties_by_city, counties_of_state
from cards.read.countries import CODES, HOME, above, countries, country_of, region_names
from cards.read.names import listed

MAX_PLACE = 60
"""Characters in the name of a place."""

EXAMPLE_COUNTY = "US-CA/San Mateo"
EXAMPLE = (
    f"Give a state such as US-MA or Massachusetts, or a county in it such as {EXAMPLE_COUNTY}. "
    "In another country, give that or a part of it, such as GB, GB-SCT, Canada or CA-ON."
)

CANADA = "CA"
_CANADA_IS = (
    "Codes with CA- are those of Canada, such as CA-ON for Ontario. "
    f"California is US-CA, a county in it {EXAMPLE_COUNTY}."
)
_LIKE_CANADA = re.compile(r"ca[-_].+", re.IGNORECASE)
_PLACES_ABROAD = {"CA": "CA-ON/Toronto", "GB": "GB-ENG/London"}
"""A place in each other country that has no code."""

_MAX_GIVEN = 80
"""How many characters of a typed name are compared."""

_MOST_CHOICES = 5
"""How many states to name, with their counties, for a city: more would not help."""

_SHORT_WORDS = {"saint": "st", "fort": "ft", "mount": "mt"}

_KIND_BEFORE = re.compile(
    r"(?:the )?(?:(?:city and county|county|city|parish|borough|municipality) of |municipio de )?(.+)"
)
_KIND_BEHIND = re.compile(r"(.+?)(?: (?:county|parish|borough|census area|municipality|municipio))?")


@dataclass(frozen=True, slots=True)
class Region:
    """A region: a code of `countries.toml`, and a county or city in that part of a country, or nothing."""

    code: str
    place: str = ""

    def __str__(self) -> str:
        """The region as definitions write it: `US-CA/San Mateo`, `Canada`."""
        code = region_names()[CANADA] if self.code == CANADA else self.code
        return f"{code}/{self.place}" if self.place else code

    @property
    def country(self) -> str:
        """The code of its country."""
        return country_of(self.code)

    @property
    def state(self) -> str:
        """The code of what it is in directly below its country, such as a state; that of a country itself."""
        codes = _codes_above(self.code)
        return codes[-2] if len(codes) > 1 else self.code

    @property
    def name(self) -> str:
        """The name of its state, province or country, without its place."""
        return region_names()[self.code]

    @property
    def depth(self) -> int:
        """How narrow it is: 0 for a country, 1 for a state, 2 for a place in one; England is 1, a county there 2."""
        return len(_codes_above(self.code)) - 1 + bool(self.place)

    def covers(self, other: Region) -> bool:
        """Whether this region contains all of the other. The spelling of counties does not matter: see `_place_key`."""
        if self.place:
            return self.code == other.code and _place_key(self.place) == _place_key(other.place)
        return self.code in _codes_above(other.code)


def state_name(code: str, *, short: bool = False) -> str:
    """The name of a state for small print; `short` for its postal abbreviation, which is the end of its code."""
    return code.removeprefix(f"{HOME}-") if short else region_names()[code]


def listed_states(codes: Iterable[str]) -> str:
    """States by their names, as a sentence lists them."""
    return listed([state_name(code) for code in codes])


def state_names() -> dict[str, str]:
    """The code of each state by its name and its abbreviation, as small print has them."""
    codes = [code for code in region_names() if Region(code).depth == 1]
    return {state_name(code, short=short): code for code in codes for short in (False, True)}


def find_region(given: str, places: Iterable[Region] = ()) -> Region:
    """The region that somebody typed: `US-MA`, `ma`, `Massachusetts`, `California/San Mateo County`, `Ontario`.

    Raises UnknownId. Its remedy names the county of a city, and for a misspelled name the closest state or one of
    `places`. It guesses nothing that might be wrong, such as the meaning of an abbreviation, or a name that is both a
    part of another country and a county or larger city of the United States.
    """
    head, slash, rest = given.strip().partition("/")
    code, place = _codes().get(_key(head)), " ".join(rest.split())
    if code is not None and (other := _same_name(head, code)):
        two = UnknownId("region", given, ())
        two.cause = f"{head.strip()!r} can be two regions."
        two.remedy = f"Give {Region(code)} for the one in {countries()[country_of(code)].in_text}, or {either(other)}."
        raise two
    is_whole = code in CODES
    fits = place.isprintable() and len(place) <= MAX_PLACE and bool(_place_key(place)) and not is_whole
    if code is not None and (fits or not slash):
        return Region(code, place)
    unknown = UnknownId("region", given, ())
    if code is not None and not is_whole:
        unknown.remedy = _example(code, place, places)
    elif code is None and _LIKE_CANADA.fullmatch(head.strip()):
        unknown.remedy = _CANADA_IS
    elif is_whole and code not in (None, HOME):
        example = _PLACES_ABROAD[str(code)]
        unknown.remedy = f"Before the slash, write the part of {countries()[str(code)].in_text}, as in {example}."
    else:
        name = place if slash and place else given.strip()
        unknown.remedy = _advice(name[:_MAX_GIVEN], places)
    raise unknown


def refuse_unknown_place(region: Region, places: Iterable[Region]) -> None:
    """Raises UnknownId for a county or city that there is not, as far as anybody here knows: neither one of `places`,
    nor a county of its state, nor one of the larger cities there."""
    if not region.place:
        return
    names = [each.place for each in places if each.place and each.code == region.code]
    names += counties_of_state(region.code)
    key = _place_key(region.place)
    if key in {_place_key(each) for each in names} or counties_of(region):
        return
    names += [city for found in counties_by_city(_city_key).values() for city, code, _ in found if code == region.code]
    is_home = region.country == HOME
    kind = f"county or larger city of {region.name}" if is_home else f"place in the directory for {region.name}"
    unknown = UnknownId(kind, region.place, ())
    typed = {_bare(each): each for each in names}
    nearest = [str(Region(region.code, typed[each])) for each in closest(_bare(region.place), typed)]
    if 0 < len(nearest) <= _MOST_CHOICES:
        unknown.remedy = f"Did you mean {either(nearest)}?"
    elif is_home:
        unknown.remedy = f"Give the county that it is in, such as {EXAMPLE_COUNTY}, or only {region.code}."
        if region.code == "US-CA":
            unknown.remedy += " CA is California; write Canada for the country."
    else:
        unknown.remedy = (
            f"Give only {Region(region.code)}, or add a line that serves {region} to the hotlines/ of a content folder."
        )
    raise unknown


def counties_of(region: Region) -> list[Region]:
    """The counties of a region's place, if that is one of the larger cities."""
    found = counties_by_city(_city_key).get(_city_key(region.place), ()) if region.place else ()
    return [Region(code, county) for _, code, county in found if code == region.code]


def _advice(name: str, places: Iterable[Region]) -> str:
    """What to give instead of an unknown region: a place of the directory, a city's county, or a similar name."""
    known = [each for each in places if each.place]
    city, state = _with_state(name)
    here = [each for each in known if _place_key(each.place) == _place_key(city) and state in ("", each.code)]
    if here:
        return f"Did you mean {_listed(here)}?"
    found = [each for each in counties_by_city(_city_key).get(_city_key(city), ()) if state in ("", each[1])]
    if found:
        return _of_city(found)
    if state and _place_key(city):
        return f"Write the state first: {Region(state, city)}."
    words = len(_words(name).split())
    if abroad := _part_abroad(name):
        return abroad
    typed = {
        each: f"{Region(code)} ({each})" for code, each in region_names().items() if len(_words(each).split()) == words
    }
    typed |= {each: str(region) for region in known for each in (str(region), region.place)}
    nearest = list(dict.fromkeys(typed[each] for each in closest(name, typed)))
    return f"Did you mean {' or '.join(nearest)}?" if 0 < len(nearest) <= _MOST_CHOICES else EXAMPLE


def _of_city(found: Sequence[tuple[str, str, str]]) -> str:
    """What to give for a city in one or several counties, or for several cities of one name."""
    name = found[0][0]
    states = sorted({code for _, code, _ in found})
    given = [str(Region(code, county)) for _, code, county in found]
    if len(states) > _MOST_CHOICES:
        named = ", ".join(region_names()[code] for code in states)
        return f"There is a {name} in {named}: write the state first, as in {Region(states[0], name)}."
    if len(states) > 1:
        return f"There are several: give {either(given)}."
    return f"{name} is in {region_names()[states[0]]}: give {either([*given, f'{states[0]} for the whole state'])}."


def _example(code: str | None, place: str, places: Iterable[Region]) -> str:
    """What to write after a state's slash: a place of the directory with a similar spelling, or any name."""
    known = {each.place: str(each) for each in places if each.place and each.code == code}
    nearest = [known[each] for each in closest(place[:_MAX_GIVEN], known)]
    if nearest:
        return f"Did you mean {' or '.join(nearest[:_MOST_CHOICES])}?"
    return f"After {code}/ write the name of a county or city, at most {MAX_PLACE} letters; or give only {code}."


def _with_state(name: str) -> tuple[str, str]:
    """A city and its state's code, as in the address "Lynn, MA"; without a state, the whole name and an empty code."""
    city, comma, state = name.rpartition(",")
    if not comma:
        city, _, state = name.rpartition(" ")
        state = state if len(state) == len("MA") and state.isupper() else ""
    code = _codes().get(_key(state), "") if city.strip() and state.strip() else ""
    return (" ".join(city.split()), code) if code not in ("", *CODES) else (name, "")


def _listed(regions: Iterable[Region]) -> str:
    return " or ".join(dict.fromkeys(map(str, regions)))


def _city_key(city: str) -> str:
    """The key of a city, with Saint, Fort and Mount or their abbreviations."""
    words = _words(city).removeprefix("city of ").removeprefix("the ").split()
    return "".join(_SHORT_WORDS.get(each, each) for each in words)


def _key(text: str) -> str:
    """A name without case, accents, spaces and punctuation."""
    return _words(text).replace(" ", "")


def _place_key(place: str) -> str:
    """The same for a place, with or without its kind: "San Mateo County", "County of San Mateo", "san mateo".

    The word "city" at the end counts: Baltimore and St. Louis lie outside the counties of the same names.
    """
    return _bare(place).replace(" ", "")


def _bare(place: str) -> str:
    """The words of a place without its kind."""
    behind = _KIND_BEHIND.fullmatch(_words(place))
    before = _KIND_BEFORE.fullmatch(behind[1]) if behind else None
    return before[1] if before else ""


def _words(text: str) -> str:
    plain = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return " ".join("".join(each if each.isalnum() else " " for each in plain).split())


@lru_cache(maxsize=512)
def _codes_above(code: str) -> tuple[str, ...]:
    """A code and those of what it lies in, the country last."""
    return (code, *_codes_above(above(code))) if code not in CODES else (code,)


def _same_name(head: str, code: str) -> list[str]:
    """The counties of the United States, and those of larger cities there, with the name of another country's part."""
    if country_of(code) == HOME or _key(head) != _key(region_names()[code]):
        return []
    here = list(_counties_by_key().get(_place_key(head), ()))
    here += [(state, county) for _, state, county in counties_by_city(_city_key).get(_city_key(head), ())]
    found = list(dict.fromkeys(str(Region(*each)) for each in here))
    return found if len(found) <= _MOST_CHOICES else ["the county with its state, such as " + found[0]]


@lru_cache(maxsize=1)
def _counties_by_key() -> dict[str, list[tuple[str, str]]]:
    """The counties of the United States, each with its state, by their names as `_place_key` has them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for state in countries()[HOME].parts:
        for county in counties_of_state(state):
            found.setdefault(_place_key(county), []).append((state, county))
    return found


def _part_abroad(name: str) -> str:
    """A question about the part of another country whose code or name somebody may mean; empty if there is none."""
    parts = [code for code in region_names() if code not in CODES and country_of(code) != HOME]
    coded = [code for code in parts if _key(code.partition("-")[2]) == _key(name)]
    named = [code for code in parts if _place_key(region_names()[code]) == _place_key(name)] if _place_key(name) else []
    if not coded and not named:
        return ""
    asked = f"Did you mean {either([f'{code} ({region_names()[code]})' for code in (*coded, *named)])}?"
    example = _PLACES_ABROAD[country_of((*coded, *named)[0])]
    return asked if coded else f"{asked} A place without a code of its own follows that of its part, as in {example}."


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    """The code for each name that people type. CA is California, because the United States come first."""
    found: dict[str, str] = {}
    for country in countries().values():
        is_home = country.code == HOME
        names = {code: code for code in country.parts} | {name: code for code, name in country.parts.items()}
        names |= {country.code: country.code, country.name: country.code, **country.also}
        if is_home:
            names |= {code.removeprefix(f"{HOME}-"): code for code in country.parts}
        for typed, code in names.items():
            found.setdefault(_key(typed), code)
    return found
