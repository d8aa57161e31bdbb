"""Lines and hosts of the government: what the data says, and what of a text leads to one."""

import re
from datetime import date

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.locations import bundled
from cards.read.government import (
    FILE,
    Refused,
    host_of,
    host_within,
    line_of,
    named_in,
    refused_hosts,
    refused_lines,
    spelled_line,
)
from cards.read.hotlines import read_hotlines
from cards.read.links import read_links
from cards.read.tables import read_table

SHELVES = (bundled(),)
ENTRIES = [*refused_lines().values(), *refused_hosts().values()]

NUMBERS = {
    "866-347-2423": "the tip line of ICE",
    "802-872-6199": "the tip line of ICE",
    "877-447-4847": "the tip line of Homeland Security Investigations",
    "855-488-6423": "the VOICE line of ICE",
    "888-351-4024": "the detention line of ICE",
    "800-225-5324": "the tip line of the FBI",
    "877-227-5511": "the information line of CBP",
    "800-898-7180": "the case look-up of the immigration courts",
    "800-203-7001": "the line of the Office of Refugee Resettlement",
}


@pytest.mark.parametrize("entry", ENTRIES, ids=[each.given for each in ENTRIES])
def test_every_entry_has_a_source_with_a_date(entry: Refused) -> None:
    assert entry.name
    assert len(entry.source) > 5
    assert date(2000, 1, 1) < entry.date <= date(2026, 11, 30)


@pytest.mark.parametrize(("number", "owner"), NUMBERS.items())
def test_the_lines_that_people_find_are_there(number: str, owner: str) -> None:
    assert line_of(number.replace("-", "")) == owner


def test_every_number_is_one_that_can_be_dialled_and_stands_once() -> None:
    for entry in refused_lines().values():
        assert re.fullmatch(r"\d{3}-\d{3}-\d{4}|\+44( \d+)+", entry.given)
        assert phonenumbers.is_valid_number(phonenumbers.parse(entry.given, "US"))
    table = read_table(FILE)
    assert len(table.values["line"]) == len(refused_lines())
    assert len(table.values["host"]) == len(refused_hosts())


def test_nothing_of_the_directory_is_of_the_government() -> None:
    for line in read_hotlines(SHELVES).values():
        assert not line_of("".join(filter(str.isdecimal, line.number.shown)))
        assert not named_in(line.name)
    for link in read_links(SHELVES).values():
        assert not host_of(link.link.shown.split("/")[0])


@pytest.mark.parametrize(
    ("host", "owner"),
    [
        ("ice.gov", "ICE"), ("www.ice.gov", "ICE"), ("locator.ice.gov", "ICE"), ("ice.gov.", "ICE"),
        ("www-ice-gov.translate.goog", "ICE"), ("locator-ice-gov.translate.goog", "ICE"),
        ("www-e--verify-gov.translate.goog", "E-Verify, a part of the Department of Homeland Security"),
        ("tips.fbi.gov", "the FBI"), ("i94.cbp.dhs.gov", "the Department of Homeland Security"),
        ("justice.gov", ""), ("notice.gov", ""), ("ice.gov.example.org", ""), ("gov", ""), ("", ""), ("icegov", ""),
    ],
)  # fmt: skip
def test_whose_a_host_is(host: str, owner: str) -> None:
    assert host_of(host) == owner


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Call 866-DHS-2-ICE", "the tip line of ICE"), ("(866) 347-2423", "the tip line of ICE"),
        ("٨٦٦٣٤٧٢٤٢٣", "the tip line of ICE"), ("ＤＨＳ: 8 6 6 3 4 7 2 4 2 3", "the tip line of ICE"),
        ("ice.gov/tips", "ICE"),
        ("Call 0300 123 7000", "the tip line of the UK's Immigration Enforcement"),
        ("WWW.ICE.GOV", "ICE"), ("ｉｃｅ．ｇｏｖ", "ICE"),
        ("Lynn Neighbors", ""), ("Justice for All", ""), ("Notice.gov", ""), ("Icehouse Legal Aid", ""), ("", ""),
    ],
)  # fmt: skip
def test_what_a_name_leads_to(text: str, owner: str) -> None:
    assert named_in(text) == owner


@given(
    st.sampled_from(sorted(refused_lines())),
    st.lists(st.sampled_from(["", " ", "-", ".", "\u200b", "\u2013"]), min_size=12),
)
def test_no_marks_between_the_digits_hide_a_line(digits: str, marks: list[str]) -> None:
    assert spelled_line("".join(map("".join, zip(digits, marks, strict=False)))) == refused_lines()[digits].name


@given(st.text())
def test_any_text_is_decided(text: str) -> None:
    assert isinstance(named_in(text), str)
    assert isinstance(host_within(text), str)
