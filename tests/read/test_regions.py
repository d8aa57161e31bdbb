"""Regions: every code of ISO 3166-2:US, what people type for them, and which lies in which."""

import re
import string
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cards.errors import UnknownId
from cards.read.cities import counties_by_city, counties_of_state
from cards.read.countries import CODES, countries, region_names
from cards.read.regions import MAX_PLACE, Region, counties_of, find_region, refuse_unknown_place

NAMES = {code: name for code, name in region_names().items() if code.startswith("US")}
STATES = [code for code in NAMES if code != "US"]
PLACES = (Region("US-CA", "San Mateo"), Region("US-NY", "New York City"))

TYPED = {
    "US": "US",
    "usa": "US",
    "United States": "US",
    "US-MA": "US-MA",
    "us-ma": "US-MA",
    " MA ": "US-MA",
    "us_ma": "US-MA",
    "Massachusetts": "US-MA",
    "MASSACHUSETTS": "US-MA",
    "New York": "US-NY",
    "new-york": "US-NY",
    "Washington": "US-WA",
    "Washington, D.C.": "US-DC",
    "D.C.": "US-DC",
    "Puerto Rico": "US-PR",
    "U.S. Virgin Islands": "US-VI",
    "Virgin Islands": "US-VI",
    "US-CA/San Mateo": "US-CA/San Mateo",
    "California / San  Mateo County": "US-CA/San Mateo County",
    "ca/Doña Ana": "US-CA/Doña Ana",
}

# Spellings of one place each.
SAME = [
    ["San Mateo", "san mateo", "SAN MATEO", "San Mateo County", "County of San Mateo", "San-Mateo", "SanMateo"],
    ["San Francisco", "City and County of San Francisco", "San Francisco County", "City of San Francisco"],
    ["Doña Ana", "Dona Ana", "Don\u0303a Ana county"],
    ["Prince George's", "Prince Georges County", "PRINCE GEORGE’S"],
    ["Orleans", "Orleans Parish"],
    ["Matanuska-Susitna", "Matanuska Susitna Borough"],
    ["Ponce", "Municipio de Ponce", "Ponce Municipio"],
    ["Bronx", "The Bronx", "Bronx County"],
]


def test_there_are_fifty_states_a_district_and_six_outlying_areas() -> None:
    assert len(STATES) == 50 + 1 + 6
    assert all(re.fullmatch(r"US-[A-Z]{2}", code) for code in STATES)
    assert len(set(NAMES.values())) == len(NAMES)
    assert {"US-DC", "US-AS", "US-GU", "US-MP", "US-PR", "US-UM", "US-VI"} <= set(STATES)


@pytest.mark.parametrize(("typed", "region"), TYPED.items())
def test_a_region_has_many_names(typed: str, region: str) -> None:
    assert str(find_region(typed)) == region


@given(st.sampled_from(sorted(NAMES)), st.sampled_from([str.upper, str.lower, str.title]))
def test_every_region_is_found_by_code_abbreviation_and_name(code: str, case: Callable[[str], str]) -> None:
    for typed in (code, code.removeprefix("US-"), NAMES[code]):
        assert find_region(case(typed)) == Region(code)


@pytest.mark.parametrize("spellings", SAME, ids=[each[0] for each in SAME])
def test_a_county_is_the_same_in_any_spelling(spellings: list[str]) -> None:
    for one in spellings:
        for other in spellings:
            assert find_region(f"US-CA/{one}").covers(find_region(f"US-CA/{other}")), (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US-MD/Baltimore", "US-MD/Baltimore city"),
        ("US-MO/St. Louis County", "US-MO/St. Louis city"),
        ("US-CA/San Mateo", "US-CA/San Benito"),
        ("US-CA/Orange", "US-FL/Orange"),
        ("US-NY/New York", "US-NY/New York City"),
    ],
)
def test_places_that_differ(one: str, other: str) -> None:
    assert not find_region(one).covers(find_region(other))
    assert not find_region(other).covers(find_region(one))


def test_the_nation_covers_its_states_and_they_their_places() -> None:
    nation, state, place = Region("US"), Region("US-CA"), Region("US-CA", "San Mateo")
    chain = [nation, state, place]
    for number, wide in enumerate(chain):
        assert [wide.covers(each) for each in chain] == [other >= number for other in range(3)]
    assert [each.depth for each in chain] == [0, 1, 2]
    assert not Region("US-NY").covers(place)


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("US-MX", "Give a state such as US-MA"),
        ("US-AM", "Give a state such as US-MA"),
        ("MAS", "Give a state such as US-MA"),
        ("Virgina", "Did you mean US-VA (Virginia)?"),
        ("Conneticut", "Did you mean US-CT (Connecticut)?"),
        ("Lynn", "Lynn is in Massachusetts: give US-MA/Essex or US-MA for the whole state."),
        ("lynn, ma", "Lynn is in Massachusetts: give US-MA/Essex or US-MA for the whole state."),
        ("Lynn MA", "Lynn is in Massachusetts: give US-MA/Essex or US-MA for the whole state."),
        ("Mass/Lynn", "Lynn is in Massachusetts: give US-MA/Essex"),
        ("Boston", "Boston is in Massachusetts: give US-MA/Suffolk or US-MA for the whole state."),
        ("Chicago", "Chicago is in Illinois: give US-IL/Cook or US-IL for the whole state."),
        ("los angeles", "Los Angeles is in California: give US-CA/Los Angeles or US-CA for the whole state."),
        ("Saint Louis", "St. Louis is in Missouri: give US-MO/St. Louis city or US-MO for the whole state."),
        ("NYC", "NYC is in New York: give US-NY/New York City or US-NY for the whole state."),
        ("The Bronx", "Bronx is in New York: give US-NY/Bronx or"),
        ("Broken Arrow", "Broken Arrow is in Oklahoma: give US-OK/Tulsa, US-OK/Wagoner or US-OK for the whole state."),
        ("Kansas City", "There are several: give US-KS/Wyandotte or US-MO/Jackson."),
        ("Kansas City, Missouri", "Kansas City is in Missouri: give US-MO/Jackson or US-MO for the whole state."),
        ("Springfield", "There is a Springfield in Illinois, Massachusetts, Missouri, Ohio, Oregon, "),
        ("Essex County, MA", "Write the state first: US-MA/Essex County."),
        ("Guatemala", "Give a state such as US-MA"),
        ("Mexico", "Give a state such as US-MA"),
        ("Colombia", "Give a state such as US-MA"),
        ("Indonesia", "Give a state such as US-MA"),
        ("Jersey", "Give a state such as US-MA"),
        ("Michigan City", "Give a state such as US-MA"),
        ("Bosten", "Give a state such as US-MA"),
        ("Massachussets", "Did you mean US-MA (Massachusetts)?"),
        ("Calfornia", "Did you mean US-CA (California)"),
        ("San Mateo", "Did you mean US-CA/San Mateo"),
        ("New York City", "Did you mean US-NY/New York City"),
        ("US-CF/San Mateo", "Did you mean US-CA/San Mateo"),
        ("Zzyzx", "Give a state such as US-MA"),
        ("", "Give a state such as US-MA"),
        ("/", "Give a state such as US-MA"),
        ("/San Mateo", "Did you mean US-CA/San Mateo"),
        ("US/San Mateo", "Did you mean US-CA/San Mateo"),
        ("US-CA/", "After US-CA/ write the name of a county or city"),
        ("US-CA/ - ", "After US-CA/ write the name of a county or city"),
        ("US-CA/San\x1b[31m", "After US-CA/ write the name of a county or city"),
        ("US-TX/San\u202eMateo", "After US-TX/ write the name of a county or city"),
        ("US-CA/San\u202eMateo", "Did you mean US-CA/San Mateo"),
        ("US-CA/" + "x" * (MAX_PLACE + 1), ""),
    ],
)
def test_what_is_no_region_is_answered_with_the_closest(typed: str, remedy: str) -> None:
    with pytest.raises(UnknownId) as refused:
        find_region(typed, PLACES)
    assert refused.value.cause == f"There is no region {typed!r}."
    assert refused.value.remedy.startswith(remedy)


def test_every_larger_city_leads_to_a_region_that_can_be_asked_for() -> None:
    seen = 0
    for name, places in counties_by_city(str.casefold).items():
        for _, code, county in places:
            region = find_region(f"{code}/{county}")
            assert (region.code, region.place) == (code, county)
            assert region in counties_of(Region(code, name))
            seen += 1
    assert seen > 900


@pytest.mark.parametrize(
    ("region", "counties"),
    [
        ("US-MA/Lynn", ["US-MA/Essex"]), ("US-MA/lynn", ["US-MA/Essex"]), ("US-CA/Lynn", []), ("US-MA", []),
        ("US-TX/Frisco", ["US-TX/Collin", "US-TX/Denton"]), ("US-MA/Essex", []),
    ],
)  # fmt: skip
def test_the_counties_of_a_city(region: str, counties: list[str]) -> None:
    assert list(map(str, counties_of(find_region(region)))) == counties


@given(st.text() | st.builds("{}/{}".format, st.sampled_from([*NAMES, "ma", "x"]), st.text(max_size=70)))
@example("US-CA/County")
@example("US-CA/\u0301")
@example("İ/ß")
def test_any_text_is_a_region_or_refused(text: str) -> None:
    try:
        region = find_region(text)
    except UnknownId as error:
        assert repr(text)[1:60] in error.cause  # the beginning of a long one
        assert error.remedy
        return
    assert find_region(str(region)) == region
    assert region.covers(region)
    assert Region("US").covers(region)
    assert Region(region.code).covers(region)
    assert str(region).isprintable()


@given(st.text(string.ascii_letters + " '-", min_size=1, max_size=20), st.sampled_from(STATES))
@example("THE", "US-AL")
def test_the_word_county_changes_nothing(name: str, code: str) -> None:
    try:
        place = find_region(f"{code}/{name}")
    except UnknownId:
        assert not any(letter.isalpha() for letter in name)
        return
    if name.casefold().split()[-1:] != ["of"]:
        assert place.covers(find_region(f"{code}/{name} County"))
    assert place.covers(find_region(f"{code}/{name.swapcase()}"))


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("US-MA/Esex", "US-MA/Essex"),
        ("US-CA/San Matteo County", "US-CA/San Mateo"),
        ("US-NC/Macklenburg", "US-NC/Mecklenburg"),
        ("US-TX/El Pasoo", "US-TX/El Paso"),
        ("US-PR/Mayaguezz", "US-PR/Mayagüez"),
        ("US-LA/Lafayete Parish", "US-LA/Lafayette"),
        ("US-TX/County of Harriss", "US-TX/Harris"),
        ("US-PR/municipio de Loizza", "US-PR/Loíza"),
        ("US-AK/Juneauu Borough", "US-AK/Juneau"),
        ("US-CA/Oaklnad", "US-CA/Oakland"),
    ],
)
def test_a_misspelled_county_or_city_is_refused_with_the_closest(given: str, meant: str) -> None:
    region = find_region(given)
    with pytest.raises(UnknownId) as refused:
        refuse_unknown_place(region, ())
    assert "There is no county or larger city of" in refused.value.cause
    assert meant in refused.value.remedy
    refuse_unknown_place(find_region(meant), ())


@pytest.mark.parametrize(
    "given",
    ["US-VA/Richmond city", "US-MO/St. Louis", "US-NY/Kings County", "US-NY/Brooklyn", "US-AK/Juneau", "US-DC",
     "US-LA/Orleans Parish", "US-PR/municipio de Loíza", "US-MA/Lynn", "US-CA/City and County of San Francisco"],
)  # fmt: skip
def test_counties_and_larger_cities_are_known(given: str) -> None:
    refuse_unknown_place(find_region(given), ())


def test_a_small_place_is_known_if_the_directory_has_it_and_is_told_to_give_its_county_otherwise() -> None:
    ours = find_region("US-MA/Nahant")
    refuse_unknown_place(ours, [ours])
    with pytest.raises(UnknownId, match="Give the county that it is in, such as US-CA/San Mateo, or only US-MA"):
        refuse_unknown_place(ours, [find_region("US-ME/Nahant")])


def test_each_county_of_a_city_is_on_the_list() -> None:
    for found in counties_by_city(str).values():
        for _, code, county in found:
            if (code, county) == ("US-NY", "New York City"):  # of five counties, and in the directory
                continue
            listed = [Region(code, each) for each in counties_of_state(code)]
            assert any(each.covers(Region(code, county)) for each in listed), f"{code}/{county}"


ABROAD = {
    "GB": "GB",
    "uk": "GB",
    "United Kingdom": "GB",
    "Great Britain": "GB",
    "GB-ENG": "GB-ENG",
    "England": "GB-ENG",
    "gb-lnd": "GB-LND",
    "City of London": "GB-LND",
    "Northern Ireland": "GB-NIR",
    "GB-ENG/London": "GB-ENG/London",
    "Canada": "Canada",
    "CANADA": "Canada",
    "CAN": "Canada",
    "CA-ON": "CA-ON",
    "ca-qc": "CA-QC",
    "Québec": "CA-QC",
    "British Columbia": "CA-BC",
    "CA-ON/Toronto": "CA-ON/Toronto",
    # A bare code of two letters is a state.
    "CA": "US-CA",
    "ca": "US-CA",
    "CA/San Mateo": "US-CA/San Mateo",
    "US-CA": "US-CA",
}


@pytest.mark.parametrize(("typed", "region"), ABROAD.items())
def test_a_region_of_another_country_has_many_names(typed: str, region: str) -> None:
    assert str(find_region(typed)) == region


@pytest.mark.parametrize("code", region_names())
def test_every_region_is_read_back_as_it_is_written(code: str) -> None:
    region = Region(code)
    assert find_region(str(region)) == region
    assert region.country == code[:2]
    assert Region(region.country).covers(region)
    assert [other for other in CODES if Region(other).covers(region)] == [region.country]


def test_codes_and_names_have_one_reading() -> None:
    """Whatever a name or code gives in one country, no other gives it; `CA` alone stands for California by rule."""
    readings: dict[str, set[str]] = {}
    for country in countries().values():
        names = {each.casefold(): code for code, each in country.parts.items()} | {
            country.name.casefold(): country.code
        }
        for typed, code in names.items():
            readings.setdefault(typed, set()).add(code)
    assert {typed: codes for typed, codes in readings.items() if len(codes) > 1} == {}
    states = {code.removeprefix("US-") for code in countries()["US"].parts}
    assert states & set(CODES) == {"CA"}


def test_parts_within_parts_are_narrower() -> None:
    chain = [Region("GB"), Region("GB-ENG"), Region("GB-LND"), Region("GB-LND", "Aldgate")]
    for number, wide in enumerate(chain):
        assert [wide.covers(each) for each in chain] == [other >= number for other in range(4)]
    assert [each.depth for each in chain] == [0, 1, 2, 3]
    assert not Region("GB-SCT").covers(Region("GB-LND"))
    assert not Region("US").covers(Region("CA")), "the United States are not the world"
    assert not Region("CA").covers(Region("US-CA")), "California is not in Canada"
    assert not Region("US-CA").covers(Region("CA"))


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("Ontario", ("CA-ON for the one in Canada", "US-CA/San Bernardino")),
        ("Essex", ("GB-ESS for the one in the United Kingdom", "US-MA/Essex")),
        ("Suffolk", ("GB-SFK", "US-NY/Suffolk")),
        ("Scotland", ("GB-SCT", "US-NC/Scotland")),
        ("Kent", ("GB-KEN", "US-DE/Kent")),
        ("Essex/Colchester", ("GB-ESS", "US-MA/Essex")),
    ],
)
def test_a_name_with_two_readings_is_refused_with_both(typed: str, readings: tuple[str, ...]) -> None:
    with pytest.raises(UnknownId) as refused:
        find_region(typed)
    assert refused.value.cause.endswith("can be two regions.")
    assert all(each in refused.value.remedy for each in readings)


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("CA-LA", "Codes with CA- are those of Canada, such as CA-ON for Ontario. California is US-CA"),
        ("CA-NY/Buffalo", "Codes with CA- are those of Canada"),
        ("ca-San Mateo", "Codes with CA- are those of Canada"),
        ("QC", "Did you mean CA-QC (Quebec)?"),
        ("LND", "Did you mean GB-LND (City of London)?"),
        ("London", "Did you mean GB-LND (City of London)? A place without a code of its own follows that of its part"),
        ("Ontari", "Did you mean CA-ON (Ontario)?"),
        ("GB/London", "Before the slash, write the part of the United Kingdom, as in GB-ENG/London."),
        ("Canada/Toronto", "Before the slash, write the part of Canada, as in CA-ON/Toronto."),
    ],
)
def test_what_is_no_region_abroad_is_answered(typed: str, remedy: str) -> None:
    with pytest.raises(UnknownId) as refused:
        find_region(typed)
    assert refused.value.remedy.startswith(remedy)


def test_a_place_abroad_must_be_in_the_directory() -> None:
    toronto = Region("CA-ON", "Toronto")
    refuse_unknown_place(toronto, [toronto])
    with pytest.raises(UnknownId, match="There is no place in the directory for Ontario 'Toronto'") as refused:
        refuse_unknown_place(toronto, [])
    assert "Give only CA-ON" in refused.value.remedy
    with pytest.raises(UnknownId, match="Did you mean CA-ON/Toronto"):
        refuse_unknown_place(Region("CA-ON", "Toronta"), [toronto])
    with pytest.raises(UnknownId, match="CA is California; write Canada for the country"):
        refuse_unknown_place(Region("US-CA", "Toronto"), [toronto])


@pytest.mark.parametrize(("code", "parts"), [("US", 57), ("CA", 13), ("GB", 221)])
def test_a_country_has_all_its_parts(code: str, parts: int) -> None:
    country = countries()[code]
    assert len(country.parts) == parts
    assert all(re.fullmatch(rf"{code}-[A-Z]{{2,3}}", each) for each in country.parts)
    assert set(country.within) | set(country.within.values()) <= set(country.parts)
    assert set(country.also.values()) <= {code, *country.parts}


def test_all_of_the_united_kingdom_is_in_one_of_its_four_parts() -> None:
    found = countries()["GB"]
    assert set(found.within.values()) == {"GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS"}
    assert set(found.within) == set(found.parts) - set(found.within.values())
