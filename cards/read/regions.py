"""Regions that hotlines and legal aid serve: the nation, a state or territory, or a county or city in one.

They are written `US`, `US-MA`, `US-CA/San Mateo`: a code of ISO 3166-2:US and, after the slash, the name of a place.
An entry of the directory may serve any place. One that somebody asks for must be in the directory, a county or a larger
city (`cities.py`), so that a typing error gets nobody a card without the line of their county.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cards.errors import UnknownId, closest, either
from cards.read.cities import counties_by_city, counties_of_state

NATION = "US"

MAX_PLACE = 60
"""Characters in the name of a place."""

EXAMPLE_COUNTY = "US-CA/San Mateo"
EXAMPLE = f"Give a state such as US-MA or Massachusetts, or a county in it such as {EXAMPLE_COUNTY}."

_MAX_GIVEN = 80
"""How many characters of a typed name are compared."""

_MOST_CHOICES = 5
"""How many states to name, with their counties, for a city: more would not help."""

_SHORT_WORDS = {"saint": "st", "fort": "ft", "mount": "mt"}

# ISO 3166-2:US, https://www.iso.org/obp/ui/#iso:code:3166:US: 50 states, one district, six outlying areas.
NAMES = {
    "US": "United States",
    "US-AL": "Alabama",
    "US-AK": "Alaska",
    "US-AZ": "Arizona",
    "US-AR": "Arkansas",
    "US-CA": "California",
    "US-CO": "Colorado",
    "US-CT": "Connecticut",
    "US-DE": "Delaware",
    "US-FL": "Florida",
    "US-GA": "Georgia",
    "US-HI": "Hawaii",
    "US-ID": "Idaho",
    "US-IL": "Illinois",
    "US-IN": "Indiana",
    "US-IA": "Iowa",
    "US-KS": "Kansas",
    "US-KY": "Kentucky",
    "US-LA": "Louisiana",
    "US-ME": "Maine",
    "US-MD": "Maryland",
    "US-MA": "Massachusetts",
    "US-MI": "Michigan",
    "US-MN": "Minnesota",
    "US-MS": "Mississippi",
    "US-MO": "Missouri",
    "US-MT": "Montana",
    "US-NE": "Nebraska",
    "US-NV": "Nevada",
    "US-NH": "New Hampshire",
    "US-NJ": "New Jersey",
    "US-NM": "New Mexico",
    "US-NY": "New York",
    "US-NC": "North Carolina",
    "US-ND": "North Dakota",
    "US-OH": "Ohio",
    "US-OK": "Oklahoma",
    "US-OR": "Oregon",
    "US-PA": "Pennsylvania",
    "US-RI": "Rhode Island",
    "US-SC": "South Carolina",
    "US-SD": "South Dakota",
    "US-TN": "Tennessee",
    "US-TX": "Texas",
    "US-UT": "Utah",
    "US-VT": "Vermont",
    "US-VA": "Virginia",
    "US-WA": "Washington",
    "US-WV": "West Virginia",
    "US-WI": "Wisconsin",
    "US-WY": "Wyoming",
    "US-DC": "District of Columbia",
    "US-AS": "American Samoa",
    "US-GU": "Guam",
    "US-MP": "Northern Mariana Islands",
    "US-PR": "Puerto Rico",
    "US-UM": "United States Minor Outlying Islands",
    "US-VI": "Virgin Islands, U.S.",
}

_ALSO = {
    "USA": "US",
    "United States of America": "US",
    "Washington DC": "US-DC",
    "U.S. Virgin Islands": "US-VI",
    "Virgin Islands": "US-VI",
}

_KIND_OF_PLACE = re.compile(
    r"(?:the )?(?:(?:city and county|county|city|parish|borough|municipality) of |municipio de )?"
    r"(.+?)(?: (?:county|parish|borough|census area|municipality|municipio))?"
)


@dataclass(frozen=True, slots=True)
class Region:
    """A region: a code of `NAMES`, and a county or city in that state, or nothing."""

    code: str
    place: str = ""

    def __str__(self) -> str:
        """The region as definitions write it: `US-CA/San Mateo`."""
        return f"{self.code}/{self.place}" if self.place else self.code

    @property
    def depth(self) -> int:
        """How narrow it is: 0 for the nation, 1 for a state, 2 for a place in one."""
        return 2 if self.place else int(self.code != NATION)

    def covers(self, other: Region) -> bool:
        """Whether this region contains all of the other. The spelling of counties does not matter: see `_place_key`."""
        if self.code == NATION:
            return True
        return self.code == other.code and (not self.place or _place_key(self.place) == _place_key(other.place))


def state_name(code: str, *, short: bool = False) -> str:
    """The name of a state for small print; `short` for its postal abbreviation, which is the end of its code."""
    return code.removeprefix("US-") if short else NAMES[code]


def state_names() -> dict[str, str]:
    """The code of each state by its name and its abbreviation, as small print has them."""
    codes = [code for code in NAMES if Region(code).depth]
    return {state_name(code, short=short): code for code in codes for short in (False, True)}


def find_region(given: str, places: Iterable[Region] = ()) -> Region:
    """The region that somebody typed: `US-MA`, `ma`, `Massachusetts`, `California/San Mateo County`.

    Raises UnknownId. Its remedy names the county of a city, and for a misspelled name the closest state or one of
    `places`. It guesses nothing that might be wrong, such as the meaning of an abbreviation.
    """
    head, slash, rest = given.strip().partition("/")
    code, place = _CODES.get(_key(head)), " ".join(rest.split())
    fits = place.isprintable() and len(place) <= MAX_PLACE and bool(_place_key(place)) and code != NATION
    if code is not None and (fits or not slash):
        return Region(code, place)
    unknown = UnknownId("region", given, ())
    name = place if slash and code in (None, NATION) and place else given.strip()
    unknown.remedy = _example(code, place, places) if code not in (None, NATION) else _advice(name[:_MAX_GIVEN], places)
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
    unknown = UnknownId(f"county or larger city of {NAMES[region.code]}", region.place, ())
    typed = {_bare(each): each for each in names}
    nearest = [str(Region(region.code, typed[each])) for each in closest(_bare(region.place), typed)]
    if 0 < len(nearest) <= _MOST_CHOICES:
        unknown.remedy = f"Did you mean {either(nearest)}?"
    else:
        unknown.remedy = f"Give the county that it is in, such as {EXAMPLE_COUNTY}, or only {region.code}."
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
    typed = {each: f"{code} ({each})" for code, each in NAMES.items() if len(_words(each).split()) == words}
    typed |= {each: str(region) for region in known for each in (str(region), region.place)}
    nearest = list(dict.fromkeys(typed[each] for each in closest(name, typed)))
    return f"Did you mean {' or '.join(nearest)}?" if 0 < len(nearest) <= _MOST_CHOICES else EXAMPLE


def _of_city(found: Sequence[tuple[str, str, str]]) -> str:
    """What to give for a city in one or several counties, or for several cities of one name."""
    name = found[0][0]
    states = sorted({code for _, code, _ in found})
    given = [str(Region(code, county)) for _, code, county in found]
    if len(states) > _MOST_CHOICES:
        named = ", ".join(NAMES[code] for code in states)
        return f"There is a {name} in {named}: write the state first, as in {Region(states[0], name)}."
    if len(states) > 1:
        return f"There are several: give {either(given)}."
    return f"{name} is in {NAMES[states[0]]}: give {either([*given, f'{states[0]} for the whole state'])}."


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
    code = _CODES.get(_key(state), "") if city.strip() and state.strip() else ""
    return (" ".join(city.split()), code) if code not in ("", NATION) else (name, "")


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
    match = _KIND_OF_PLACE.fullmatch(_words(place))
    return match[1] if match else ""


def _words(text: str) -> str:
    plain = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return " ".join("".join(each if each.isalnum() else " " for each in plain).split())


_CODES = {
    _key(typed): code
    for names in (
        {code: code for code in NAMES},
        {code.removeprefix("US-"): code for code in NAMES},
        {name: code for code, name in NAMES.items()},
        _ALSO,
    )
    for typed, code in names.items()
}
