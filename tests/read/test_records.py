"""Records: the age of an entry, what is found about it, and which entries a region has."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.errors import BadFile
from cards.locations import shelves
from cards.read.countries import countries
from cards.read.hotlines import read_hotlines
from cards.read.records import (
    FRESH_DAYS,
    STALE_DAYS,
    Caveat,
    Record,
    for_region,
    read_record,
    reading_once,
    within_region,
)
from cards.read.regions import Region
from cards.read.tables import read_table

TODAY = date(2026, 6, 1)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
REGIONS = st.builds(Region, st.sampled_from(["US", *countries()["US"].parts][:4]), st.just("")) | st.builds(
    Region, st.sampled_from([*countries()["US"].parts][:3]), st.sampled_from(["Lake", "Orange"])
)


@dataclass(frozen=True)
class Entry:
    """What the directory is made of, with nothing to print."""

    id: str
    record: Record
    name: str = ""


def days_ago(days: int) -> date:
    return TODAY - timedelta(days)


@pytest.mark.parametrize(
    ("verified", "source", "age"),
    [
        (None, None, None),
        (0, None, 0),
        (None, 7, 7),
        (30, 7, 30),
        (7, 30, 7),
        (-1, None, None),
        (-1, 7, 7),
        (None, -1, None),
    ],
)
def test_the_age_is_that_of_the_last_call_or_else_of_the_source(
    verified: int | None, source: int | None, age: int | None
) -> None:
    record = Record(
        verified_on=None if verified is None else days_ago(verified),
        source_date=None if source is None else days_ago(source),
    )
    assert record.age(TODAY) == age


@pytest.mark.parametrize(
    ("record", "kinds"),
    [
        (Record(verified_on=days_ago(FRESH_DAYS)), []),
        (Record(verified_on=days_ago(FRESH_DAYS + 1)), ["old"]),
        (Record(verified_on=days_ago(STALE_DAYS)), ["old"]),
        (Record(verified_on=days_ago(STALE_DAYS + 1)), ["stale"]),
        (Record(verified_on=days_ago(-1)), ["future"]),
        (Record(verified_on=days_ago(-1), doubt="may move"), ["future", "doubtful"]),
        (Record(source_date=days_ago(1)), ["unverified"]),
        (Record(source_date=days_ago(STALE_DAYS)), ["unverified"]),
        (Record(source_date=days_ago(STALE_DAYS + 1), doubt="may move"), ["stale", "doubtful"]),
        (Record(), ["undated"]),
        (Record(verified_on=TODAY, doubt="may move"), ["doubtful"]),
    ],
)
def test_what_is_found(record: Record, kinds: list[str]) -> None:
    assert [each.kind for each in record.caveats(TODAY, "211 of Ours", "Ours", "call it first")] == kinds


def test_what_is_found_in_words() -> None:
    record = Record(verified_on=days_ago(100), doubt="may move")
    assert record.caveats(TODAY, "211 of Ours", "Ours", "call it first") == [
        Caveat("old", "211 of Ours was last verified 100 days ago: call it first", of_the_day=True),
        Caveat("doubtful", "Ours: may move"),
    ]


@given(DAYS, DAYS)
def test_a_stale_entry_never_goes_unmentioned(verified: date | None, source: date | None) -> None:
    record = Record(verified_on=verified, source_date=source)
    kinds = {each.kind for each in record.caveats(TODAY, "", "", "")}
    assert not record.is_stale(TODAY) or kinds & {"stale", "undated", "future"}
    assert not kinds & {"stale", "undated"} or record.is_stale(TODAY)
    assert bool(kinds) or record.verified_on is not None


@given(st.lists(st.lists(REGIONS, max_size=3)), REGIONS)
def test_each_entry_is_for_a_region_for_a_part_of_it_or_for_neither(several: list[list[Region]], where: Region) -> None:
    entries = [Entry(f"{number:03}", Record(regions=tuple(regions))) for number, regions in enumerate(several)]
    for_it, within = for_region(entries, where), within_region(entries, where)
    assert not {each.id for each in for_it} & {each.id for each in within}
    for entry in entries:
        assert (entry in for_it) == any(each.covers(where) for each in entry.record.regions)
        assert (entry in for_it or entry in within) == any(
            each.covers(where) or where.covers(each) for each in entry.record.regions
        )
    depths = [each.record.depth(where) for each in for_it]
    assert depths == sorted(depths, reverse=True)
    assert for_region(reversed(entries), where) == for_it
    assert within_region(reversed(entries), where) == within


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ('regions = ["Mass"]', "'regions' has 'Mass', which is not a region."),
        ('languages = ["Español"]', "'languages' has 'Español', which is not a language tag."),
        ('languages = ["es_MX"]', "'languages' has 'es_MX', which is not a language tag."),
        ("by_id_only = true", "'by_id_only' is not a text in quotes."),
        ('verified_by = " Ana"', "'verified_by' is empty, or begins"),
        ("verified_on = 12:00:00", "'verified_on' is not a date"),
    ],
)
def test_a_broken_record_is_refused_on_its_line(tmp_path: Path, line: str, cause: str) -> None:
    key = line.split(" =")[0]
    good = {"regions": 'regions = ["US"]', "source": 'source = "a friend"'}
    path = tmp_path / "ours.toml"
    path.write_text("\n".join({**good, key: line}.values()), encoding="utf-8")
    with pytest.raises(BadFile) as refused:
        read_record(read_table(path))
    assert refused.value.cause.startswith(cause)
    assert refused.value.file == path
    assert refused.value.line == list({**good, key: line}).index(key) + 1


def test_within_a_plan_the_directory_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "hotlines").mkdir()
    places = shelves(tmp_path)
    before = read_hotlines(places)
    with reading_once():
        assert read_hotlines(places) == before
        (tmp_path / "hotlines/luce.toml").write_text('id = "luce"\nomit = true\n', encoding="utf-8")
        assert read_hotlines(places) == before
        assert read_hotlines(shelves(None)) == before
    assert read_hotlines(places).keys() == before.keys() - {"luce"}
    with pytest.raises(ZeroDivisionError), reading_once():
        raise ZeroDivisionError
    assert "luce" not in read_hotlines(places)
