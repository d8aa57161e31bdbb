"""Regions that hotlines and legal aid are for: the nation, a state or territory, a county or city in one.

They are written `US`, `US-MA`, `US-CA/San Mateo`: a code of ISO 3166-2:US and, after the slash, the name of a place.
There is no list of places: a region is somewhere that an entry of the directory is for, or that somebody asks for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from cards.errors import UnknownId

NATION = "US"

MAX_PLACE = 60
"""Characters in the name of a place."""

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
        """As it is written in a definition: `US-CA/San Mateo`."""
        return f"{self.code}/{self.place}" if self.place else self.code

    @property
    def depth(self) -> int:
        """How narrow it is: 0 for the nation, 1 for a state, 2 for a place in one."""
        return 2 if self.place else int(self.code != NATION)

    def covers(self, other: Region) -> bool:
        """Whether all of the other region lies in this one. Counties are the same in any spelling: see `_place_key`."""
        if self.code == NATION:
            return True
        return self.code == other.code and (not self.place or _place_key(self.place) == _place_key(other.place))


def find_region(given: str, places: Iterable[Region] = ()) -> Region:
    """The region for what somebody typed: `US-MA`, `ma`, `Massachusetts`, `California/San Mateo County`.

    Raises UnknownId with the closest regions, among them `places`.
    """
    head, slash, rest = given.strip().partition("/")
    code, place = _CODES.get(_key(head)), " ".join(rest.split())
    fits = place.isprintable() and len(place) <= MAX_PLACE and bool(_place_key(place)) and code != NATION
    if code is None or (slash and not fits):
        known = {name: f"{each} ({name})" for each, name in NAMES.items()}
        known |= {each: f"{each} ({name})" for each, name in NAMES.items()}
        known |= {typed: str(each) for each in places if each.place for typed in (str(each), each.place)}
        example = "Give a state such as US-MA or Massachusetts, or a county in it such as US-CA/San Mateo."
        raise UnknownId("region", given, known, example)
    return Region(code, place)


def _key(text: str) -> str:
    """What is left of a name without case, accents, spaces and punctuation."""
    return _words(text).replace(" ", "")


def _place_key(place: str) -> str:
    """The same for a place, whether its kind is said or not: "San Mateo County", "County of San Mateo", "san mateo".

    The word "city" at the end counts: Baltimore and St. Louis lie outside the counties of their names.
    """
    match = _KIND_OF_PLACE.fullmatch(_words(place))
    return match[1].replace(" ", "") if match else ""


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
