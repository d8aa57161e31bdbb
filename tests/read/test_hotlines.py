"""Hotlines: every shipped entry against the figures that were researched, what warns, is refused, is typed."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cards.errors import BadFile, BadOrder, StaleHotline, UnknownId, command
from cards.locations import bundled, shelves
from cards.read.hotlines import (
    MAX_LINES,
    Hotline,
    choose_hotline,
    fresh_lines_for,
    lines_for,
    passed_over,
    read_hotline,
    read_hotlines,
    refuse_stale,
)
from cards.read.line_kinds import LineKind
from cards.read.numbers import dialled
from cards.read.records import FRESH_DAYS, STALE_DAYS, Origin, Record
from cards.read.regions import Region, find_region

SHELVES = (bundled(),)

# What was found: number, where, kind, languages, a word of the source, its date if it has one, whether it is in doubt.
LISTED = "a developer's list in public code"
RESEARCHED: dict[str, tuple[str, str, str, set[str], str, str, bool]] = {
    "ciam": ("520-623-7874", "US", "consulate", {"es"}, "beyondbordersnews.com", "2021", False),
    "contra-costa": ("925-900-5151", "US-CA/Contra Costa", "legal-help", set(), "visaverge.com", "2025", True),
    "corrn": ("844-864-8341", "US-CO", "legal-help", {"en", "es"}, "denver7.com", "2025-01", True),
    "durham": ("919-519-6103", "US-NC/Durham", "legal-help", set(), "chapelboro.com", "2025-11-18", True),
    "ffi": ("209-757-3733", "US", "detention", set(), "seven files", "", True),
    "hilsc": ("833-468-4664", "US-TX/Harris", "legal-help", {"en", "es"}, LISTED, "2026-06", True),
    "icirr": ("855-435-7693", "US-IL", "legal-help", {"en", "es", "ko", "pt"}, "Lake County", "2026-09-17", True),
    "immigration-equality": ("212-714-2904", "US", "legal-help", {"en"}, LISTED, "2026-06", False),
    "larrn": ("888-624-4752", "US-CA/Los Angeles", "legal-help", {"en", "es"}, LISTED, "2026-06", True),
    "luce": ("617-370-5023", "US-MA", "sighting", set(), "bostonme.sh", "2026-04", True),
    "maine": ("207-544-9989", "US-ME", "sighting", set(), "newenglandnewspress.com", "2025-10-23", True),
    "migrawatch": ("844-363-1423", "US", "sighting", {"en", "es"}, LISTED, "2026-06", True),
    "moia": ("800-354-0365", "US-NY/New York City", "legal-help", set(), "reprint", "", True),
    "monarca": ("612-441-2881", "US-MN", "sighting", set(), "lowryhillneighborhood.org", "", True),
    "nakasec": ("844-500-3222", "US", "legal-help", {"en", "ko"}, LISTED, "2026-06", True),
    "new-americans": ("800-566-7636", "US-NY", "legal-help", set(), "World Journal", "2026-03-05", True),
    "nijc": ("312-660-1370", "US-IL", "legal-help", set(), "friendofamom.com", "2025-10-25", True),
    "norcal-resist": ("916-382-0256", "US-CA/Sacramento", "legal-help", {"en", "es"}, LISTED, "2026-06", True),
    "pirc": ("888-622-1510", "US-OR", "legal-help", set(), "opb.org", "2025-10-27", True),
    "puente": ("480-506-7437", "US-AZ", "legal-help", set(), "azbilingual.news", "2025-01", True),
    "raices": ("833-372-4237", "US-TX", "legal-help", {"en", "es"}, LISTED, "2026-06", True),
    "raise": ("888-600-5762", "US-FL", "legal-help", {"en", "es", "ht"}, LISTED, "2026-06", True),
    "san-mateo": ("203-666-4472", "US-CA/San Mateo", "legal-help", set(), "faithinactionba.org", "", True),
    "sf": ("415-200-1548", "US-CA/San Francisco", "legal-help", set(), "sfildc.org", "", True),
    "siembra": ("336-543-0353", "US-NC", "legal-help", set(), "indivisibleburkenc.org", "2025-11-17", True),
    "waisn": ("844-724-3737", "US-WA", "legal-help", set(), LISTED, "2026-06", True),
}
BY_ID_ONLY = {"ciam", "immigration-equality", "migrawatch", "monarca", "nakasec", "raices"}
LEFT_OUT = {
    "508-293-1871", "855-463-6395", "617-350-5480", "888-347-3767", "833-724-2371", "919-615-0505", "480-750-5765",
    "800-898-7180", "800-203-7001", "888-351-4024", "855-448-6903",
}  # fmt: skip
"""Numbers that contradict those of the directory, have no datable source, or are the government's."""

HOTLINE = """\
id = "ours"
name = "Our line"
number = "(617) 370-5023"
regions = ["US-MA"]
languages = ["en"]
hours = "always"
source = "a friend"
source_date = 2026-01-29
doubt = "may move"
verified_on = 2026-02-01
verified_by = "Ana"
"""

each_shipped = pytest.mark.parametrize("hotline_id", RESEARCHED)


def put(folder: Path, text: str, name: str = "ours") -> Path:
    """Write a hotline."""
    path = folder / "hotlines" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def shipped(hotline_id: str) -> Hotline:
    """An entry of the directory."""
    return choose_hotline(SHELVES, hotline_id, "")


def ours(**record: Any) -> Hotline:
    """A line of a directory with that record."""
    return Hotline(dialled("617-370-5023"), "Ours", "ours", record=Record(**record))


def recorded(hotline: Hotline, **changes: Any) -> Hotline:
    """A line with another record."""
    return replace(hotline, record=replace(hotline.record, **changes))


def test_the_directory_is_what_was_researched() -> None:
    assert {path.stem for path in bundled().hotlines.glob("*.toml")} == set(RESEARCHED)


@each_shipped
def test_a_shipped_number_is_the_researched_one(hotline_id: str) -> None:
    hotline = shipped(hotline_id)
    number, region, kind, languages, source, dated, doubted = RESEARCHED[hotline_id]
    assert (hotline.id, hotline.number.shown) == (hotline_id, number)
    record = hotline.record
    assert (str(record.regions[0]), hotline.kind.value) == (region, kind)
    assert bool(record.by_id_only) == (hotline_id in BY_ID_ONLY)
    assert not languages or set(record.languages) == languages
    assert source.casefold() in record.source.casefold()
    assert bool(record.source_date) == bool(dated)
    assert str(record.source_date or "").startswith(dated)
    assert record.doubt or not doubted
    assert hotline.number.shown not in LEFT_OUT


@each_shipped
def test_a_shipped_entry_warns_until_somebody_has_verified_it(hotline_id: str) -> None:
    hotline = recorded(shipped(hotline_id), verified_on=None)
    for today in (date(2026, 9, 1), date.today(), date(2040, 1, 1)):
        assert f"nobody has verified {hotline.number} of {hotline.name}" in hotline.warnings(today)[0]
        assert hotline.record.source in hotline.warnings(today)[0]
    doubt = hotline.record.doubt
    named = [f"its {field} may have changed" for field, origin in hotline.origins if origin.is_old(date.today())]
    told = hotline.warnings(date.today())[1:]
    assert told[: bool(doubt)] == ([f"{hotline.name}: {doubt}"] if doubt else [])
    assert len(told) == bool(doubt) + len(named)
    assert all(each in text for each, text in zip(named, told[bool(doubt) :], strict=True))


@each_shipped
def test_a_shipped_entry_was_verified_in_the_past_or_warns(hotline_id: str) -> None:
    hotline = shipped(hotline_id)
    if hotline.record.verified_on is None:
        assert hotline.warnings(date.today())
    else:
        assert hotline.record.verified_on <= date.today()


def test_nobody_has_called_a_shipped_line() -> None:
    """An entry that says so needs somebody who did; whoever has called records it with `hotline verify`."""
    for hotline in read_hotlines(SHELVES).values():
        assert (hotline.record.verified_on, hotline.record.verified_by) == (None, "")


def test_migrawatch_warns_even_when_verified() -> None:
    hotline = shipped("migrawatch")
    assert hotline.warnings(date(2026, 9, 1))
    assert recorded(hotline, verified_on=date(2026, 9, 1)).warnings(date(2026, 9, 1))


def test_an_entry_is_fresh_for_90_days() -> None:
    assert FRESH_DAYS == 90
    verified = date(2026, 1, 29)
    hotline = ours(source="a friend", verified_on=verified)
    assert hotline.warnings(verified) == []
    assert hotline.warnings(date(2026, 4, 29)) == []  # 90 days later
    assert hotline.warnings(date(2026, 4, 30)) == ["617-370-5023 of Ours was last verified 91 days ago: call it first"]
    assert "1000 days" in hotline.warnings(verified + timedelta(days=1000))[0]


def test_a_doubt_is_said_beside_the_age() -> None:
    hotline = ours(doubt="may move", verified_on=date(2026, 1, 1))
    assert hotline.warnings(date(2026, 1, 2)) == ["Ours: may move"]
    assert len(hotline.warnings(date(2027, 1, 2))) == 2


@pytest.mark.parametrize(("source_date", "said"), [(None, "undated"), (date(2025, 9, 1), "dated 2025-09-01")])
def test_the_warning_says_how_old_the_source_is(source_date: date | None, said: str) -> None:
    hotline = ours(source="a friend", source_date=source_date)
    assert f"(source: a friend, {said})" in hotline.warnings(date(2026, 1, 1))[0]


def test_a_verification_that_is_yet_to_come_warns() -> None:
    verified = date(2026, 1, 29)
    hotline = ours(source="a friend", verified_on=verified, doubt="may move")
    said = "Ours says that it was verified on 2026-01-29, which is in the future"
    assert hotline.warnings(verified - timedelta(days=1)) == [said, "Ours: may move"]
    assert recorded(hotline, doubt="").warnings(date(2025, 1, 1)) == [said]
    assert hotline.warnings(verified) == ["Ours: may move"]


def test_a_number_that_somebody_typed_does_not_warn() -> None:
    assert Hotline(dialled("617-370-5023")).warnings(date(2026, 1, 1)) == []
    assert choose_hotline(SHELVES, "617-370-5023", "Ours").warnings(date(2026, 1, 1)) == []


def test_a_hotline_by_value(tmp_path: Path) -> None:
    assert read_hotline(put(tmp_path, HOTLINE)) == Hotline(
        number=dialled("617-370-5023"),
        name="Our line",
        id="ours",
        hours="always",
        record=Record(
            regions=(Region("US-MA"),),
            languages=("en",),
            source="a friend",
            source_date=date(2026, 1, 29),
            doubt="may move",
            verified_on=date(2026, 2, 1),
            verified_by="Ana",
        ),
    )


def test_a_hotline_needs_no_more_than_this(tmp_path: Path) -> None:
    needed = ("id", "name", "number", "regions", "source")
    lines = [line for line in HOTLINE.splitlines() if line.split(" =")[0] in needed]
    hotline = read_hotline(put(tmp_path, "\n".join(lines)))
    assert (hotline.hours, hotline.interpreters) == ("", "")
    assert hotline.record == Record(regions=(Region("US-MA"),), source="a friend")
    for left_out in range(len(needed)):
        path = put(tmp_path / str(left_out), "\n".join(lines[:left_out] + lines[left_out + 1 :]))
        with pytest.raises(BadFile, match=f"'{needed[left_out]}' is missing"):
            read_hotline(path)


BROKEN = [
    ("(617) 370-5023", "911", "'number' cannot be used: '911' is an emergency number"),
    ("(617) 370-5023", "+1 911", "'number' cannot be used: '+1 911' is an emergency number"),
    ("(617) 370-5023", "911 x1", "'number' cannot be used: '911 x1' is an emergency number"),
    ("(617) 370-5023", "900-555-1234", "'number' cannot be used: '900-555-1234' is a premium number"),
    ("(617) 370-5023", "1-800-HELP", "'number' cannot be used: '1-800-HELP' is not a telephone number in digits"),
    ("(617) 370-5023", "617-370", "'number' cannot be used: '617-370' has 6 digits."),
    ('"(617) 370-5023"', "6173705023", "'number' is not a text in quotes."),
    ('id = "ours"', 'id = "theirs"', "'id' is 'theirs' in a file named ours.toml."),
    ('regions = ["US-MA"]', 'regions = "US-MA"', "'regions' is not a list of texts in quotes."),
    ("2026-01-29", '"2026-01-29"', "'source_date' is not a date such as 2026-01-29."),
    ("verified_on = 2026-02-01", "verified_on = true", "'verified_on' is not a date such as 2026-01-29."),
    ("verified_on =", "verified =", "'verified' is not known here."),
    ('["US-MA"]', '["US-XX"]', "'regions' has 'US-XX', which is not a region."),
    ('["US-MA"]', '["US-MA", "US/Lynn"]', "'regions' has 'US/Lynn', which is not a region."),
    ('["en"]', '["en", "Spanish"]', "'languages' has 'Spanish', which is not a language tag."),
    ('verified_by = "Ana"', "verified_by = true", "'verified_by' is not a text in quotes."),
    ('hours = "always"', "interpreters = true", "'interpreters' is not a text in quotes."),
    ('source = "a friend"', 'source = ""', "'source' is empty, or begins or ends with a space."),
    ('name = "Our line"', f'name = "{"x" * 61}"', "'name' cannot be a name."),
    ('name = "Our line"', r'name = "Our\u00adline"', "'name' cannot be a name."),
    ('name = "Our line"', r'name = "Our\nline"', "'name' has a line feed (U+000A) in it."),
]


@pytest.mark.parametrize(("part", "replacement", "cause"), BROKEN, ids=[each[2] for each in BROKEN])
def test_a_broken_entry_is_refused_on_its_line(tmp_path: Path, part: str, replacement: str, cause: str) -> None:
    text = HOTLINE.replace(part, replacement)
    path = put(tmp_path, text)
    with pytest.raises(BadFile) as refused:
        read_hotline(path)
    assert refused.value.cause.startswith(cause)
    assert (refused.value.file, refused.value.line) == (path, text.count("\n", 0, text.index(replacement)) + 1)


def test_a_line_may_have_recordings_by_their_language(tmp_path: Path) -> None:
    audio = '[audio]\nvi = "https://www.example.org/vi"\n'
    put(tmp_path, HOTLINE + audio)
    hotline = choose_hotline(shelves(tmp_path), "ours", "")
    assert [(tag, link.url) for tag, link in hotline.recordings] == [("vi", "https://www.example.org/vi")]
    assert read_hotlines(shelves(tmp_path))["ours"] == hotline
    assert not any(each.recordings for each in read_hotlines(SHELVES).values())
    for wrong, said in ("vy", "'audio.vy' is for an unknown language"), ("V", "'audio.V' is not a language tag"):
        path = put(tmp_path, HOTLINE + audio.replace("vi =", f"{wrong} ="))
        for read in (read_hotlines, lambda places: choose_hotline(places, "ours", "")):
            with pytest.raises(BadFile, match=said) as refused:
                read(shelves(tmp_path))
            assert (refused.value.file, refused.value.line) == (path, HOTLINE.count("\n") + 2)


def test_nothing_is_no_number() -> None:
    for name in ("", "Ours"):
        with pytest.raises(BadOrder) as refused:
            choose_hotline(SHELVES, "", name)
        assert str(refused.value).startswith("'hotline' is empty.")
        assert refused.value.remedy == "Remove it for a blank line for a number."


def test_an_id_gives_the_entry_of_the_directory() -> None:
    hotline = choose_hotline(SHELVES, "luce", "")
    assert (hotline.id, hotline.number.shown, hotline.name) == (
        "luce",
        "617-370-5023",
        "LUCE Immigrant Justice Network",
    )


@pytest.mark.parametrize("typed", ["(617) 370-5023", "+1 617 370 5023", "617.370.5023"])
def test_a_number_gives_itself_and_the_name_beside_it(typed: str) -> None:
    assert choose_hotline(SHELVES, typed, "") == Hotline(dialled("617-370-5023"))
    assert choose_hotline(SHELVES, typed, "Ours") == Hotline(dialled("617-370-5023"), "Ours")


@pytest.mark.parametrize("typed", ["617-370-5023 x12", "(617) 370-5023x12", "617 370 5023 ext. 12"])
def test_a_number_may_have_an_extension(typed: str) -> None:
    assert choose_hotline(SHELVES, typed, "Ours") == Hotline(dialled("617-370-5023 x12"), "Ours")


@pytest.mark.parametrize(
    "typed",
    [
        "617-370", "911", " ", "617-370-5023 844-363-1423", "١٢", "+1 911", "911 x1", "+1 112", "900-555-1234",
        "211 x5", "5023x12", "../scripts/home", "/etc/passwd", "./luce",
    ],
)  # fmt: skip
def test_a_number_that_is_none_is_a_bad_order(typed: str) -> None:
    with pytest.raises(BadOrder) as refused:
        choose_hotline(SHELVES, typed, "")
    assert refused.value.exit_code == 2
    assert repr(typed) in refused.value.cause
    assert "'hotline'" in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("luec", "Did you mean luce (LUCE Immigrant Justice Network, US-MA)?"),
        ("Luce", "Did you mean luce (LUCE Immigrant Justice Network, US-MA)?"),
        ("migra-watch", "Did you mean migrawatch (United We Dream MigraWatch, US)?"),
        ("maien", "Did you mean maine (Maine ICE Watch, US-ME)?"),
        (
            "zzzz",
            f"`{command('hotline list')}` shows all there are.",
        ),
    ],
)
def test_a_mistyped_id_is_answered_with_the_closest(typed: str, remedy: str) -> None:
    with pytest.raises(UnknownId) as refused:
        choose_hotline(SHELVES, typed, "")
    assert refused.value.cause == f"There is no hotline {typed!r}."
    assert refused.value.remedy == remedy


@pytest.mark.parametrize("typed", ["scripts/../luce", "hotlines/luce", "luce.toml", "etc/passwd", "x12"])
def test_an_id_is_never_a_path(typed: str) -> None:
    with pytest.raises(UnknownId, match=re.escape(f"There is no hotline {typed!r}.")):
        choose_hotline(SHELVES, typed, "")


def test_an_entry_of_the_directory_keeps_its_name() -> None:
    with pytest.raises(BadOrder) as refused:
        choose_hotline(SHELVES, "luce", "Ours")
    assert "already has a name" in refused.value.cause
    assert "'hotline_name'" in str(refused.value)


def test_a_broken_entry_of_a_content_folder_is_named(tmp_path: Path) -> None:
    path = put(tmp_path, HOTLINE.replace("(617) 370-5023", "911"))
    with pytest.raises(BadFile) as refused:
        choose_hotline(shelves(tmp_path), "ours", "")
    assert (refused.value.file, refused.value.line) == (path, 3)


# Which lines a region has unasked

REGIONS = {
    "US": [],
    "US-MA": [],
    "US-MA/Essex": [],
    "US-MN": [],
    "US-TX": [],
    "US-TX/Harris": ["hilsc"],
    "US-IL": ["icirr", "nijc"],
    "US-CA": [],
    "US-CA/San Mateo County": ["san-mateo"],
    "US-CA/contra costa": ["contra-costa"],
    "US-CA/City and County of San Francisco": ["sf"],
    "US-CA/Fresno": [],
    "US-NY": ["new-americans"],
    "US-NY/Erie": ["new-americans"],
    "US-NY/New York City": ["moia", "new-americans"],
    "US-NY/the Bronx": ["moia", "new-americans"],
    "US-NY/Kings County": ["moia", "new-americans"],
    "US-NY/staten island": ["moia", "new-americans"],
    "US-OR/Portland": ["pirc"],
}


@pytest.mark.parametrize(("given", "ids"), REGIONS.items())
def test_a_region_has_its_lines_the_narrowest_first(given: str, ids: list[str]) -> None:
    lines = lines_for(read_hotlines(SHELVES).values(), find_region(given))
    assert [line.id for line in lines] == ids


@pytest.mark.parametrize("kind", LineKind)
def test_no_region_has_a_line_unasked_that_is_only_printed_by_its_id(kind: LineKind) -> None:
    directory = read_hotlines(SHELVES)
    assert {each.id for each in directory.values() if each.record.by_id_only} == BY_ID_ONLY
    for code in ("US", "US-MA", "US-MN", "US-TX", "US-PR"):
        assert not BY_ID_ONLY & {line.id for line in lines_for(directory.values(), Region(code), kind)}


@pytest.mark.parametrize(
    ("given", "kind", "ids"),
    [
        ("US-MA", LineKind.SIGHTING, ["luce"]),
        ("US-MA/Essex", LineKind.SIGHTING, ["luce"]),
        ("US-ME", LineKind.SIGHTING, ["maine"]),
        ("US-CA/San Mateo", LineKind.SIGHTING, ["san-mateo"]),  # no line there takes reports only
        ("US-NY", LineKind.DETENTION, ["ffi"]),
        ("US-TX/Harris", LineKind.CONSULATE, ["hilsc"]),
    ],
)
def test_a_card_has_lines_of_the_kind_that_it_is_for(given: str, kind: LineKind, ids: list[str]) -> None:
    assert [line.id for line in lines_for(read_hotlines(SHELVES).values(), find_region(given), kind)] == ids


def test_a_card_falls_back_to_legal_help_that_is_fresh() -> None:
    """And says which lines are left out for their age; if all are too old, the line to call first is its own kind."""
    today, massachusetts = date(2026, 6, 1), Region("US-MA")
    record = Record(regions=(massachusetts,), source_date=today)
    old = replace(record, source_date=date(2020, 1, 1))
    watch = Hotline(dialled("617-555-0101"), "Watch", "watch", record=old, kind=LineKind.SIGHTING)
    helps = Hotline(dialled("617-555-0102"), "Help", "help", record=record)
    assert fresh_lines_for([watch, helps], massachusetts, today, LineKind.SIGHTING) == ((helps,), (watch,))
    assert fresh_lines_for([watch, helps], massachusetts, today) == ((helps,), ())
    aged = replace(helps, record=old)
    assert fresh_lines_for([watch, aged], massachusetts, today, LineKind.SIGHTING) == ((watch,), ())
    assert fresh_lines_for([watch], massachusetts, today) == ((), ())
    assert passed_over([watch, helps], massachusetts, LineKind.LEGAL_HELP) == (watch,)
    assert passed_over([watch, helps], massachusetts, LineKind.SIGHTING) == ()
    assert passed_over([watch], Region("US-ME"), LineKind.LEGAL_HELP) == ()


# Sources of single fields


SOURCES = """
[sources.hours]
source = "their leaflet"
source_date = 2024-05-01

[sources.languages]
source = "a friend"
"""


def test_a_field_may_have_a_source_of_its_own(tmp_path: Path) -> None:
    line = read_hotline(put(tmp_path, HOTLINE + SOURCES))
    assert line.origins == (("hours", Origin("their leaflet", date(2024, 5, 1))), ("languages", Origin("a friend")))
    assert line.origin_of("hours").day == date(2024, 5, 1)
    assert line.origin_of("kind") == line.record.origin == Origin("a friend", date(2026, 1, 29))
    assert line.record.age(date(2026, 2, 3)) == 2, "the age is that of the number, which is printed"


def test_an_old_source_of_a_field_is_told_until_somebody_has_called(tmp_path: Path) -> None:
    line = read_hotline(put(tmp_path, HOTLINE + SOURCES))
    before = recorded(line, verified_on=None, doubt="")
    told = before.caveats(date(2026, 3, 1))[1:]
    assert [each.text for each in told] == [
        "Our line: its hours may have changed (source: their leaflet, dated 2024-05-01)",
        "Our line: its languages may have changed (source: a friend, undated)",
    ]
    assert [each.of_the_day for each in told] == [True, False]
    assert [each.text for each in before.caveats(date(2024, 6, 1))[1:]] == [told[1].text], "the hours were new"
    assert recorded(line, doubt="").caveats(date(2026, 3, 1)) == []
    assert len(recorded(line, verified_on=date(2026, 4, 1), doubt="").caveats(date(2026, 3, 1))) == 3


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("[sources.hours]", "[sources.hour]", "hour"),
        ("source_date = 2024-05-01", "date = 2024-05-01", "date"),
        ('source = "their leaflet"', "", "source"),
        ('id = "ours"', 'id = "ours"\nkind = "legal aid"', "'kind' is 'legal aid'"),
    ],
)
def test_a_broken_source_or_kind_is_refused(tmp_path: Path, old: str, new: str, cause: str) -> None:
    with pytest.raises(BadFile, match=cause):
        read_hotline(put(tmp_path, (HOTLINE + SOURCES).replace(old, new)))


def test_a_card_has_three_lines_at_most() -> None:
    directory = [
        Hotline(dialled("211"), each, each, record=Record(regions=(Region("US-MA", "Essex" if each in "yz" else ""),)))
        for each in "edcbazy"
    ]
    assert [line.id for line in lines_for(directory, Region("US-MA", "Essex"))] == ["y", "z", "a"]
    assert len(lines_for(directory, Region("US-MA"))) == MAX_LINES == 3


# Languages


@pytest.mark.parametrize(
    ("languages", "tag", "answers"),
    [
        (("en", "es"), "es", True),
        (("en", "es"), "es-MX", True),
        (("en", "es"), "vi", False),
        (("zh",), "zh-Hant", True),
        (("zh-Hans",), "zh-Hant", True),
        (("en",), "enm", False),
        ((), "es", None),
    ],
)
def test_whether_a_line_answers_in_a_language(languages: tuple[str, ...], tag: str, answers: bool | None) -> None:
    assert ours(languages=languages).answers_in(tag) is answers


def test_a_line_with_interpreters_answers_in_all() -> None:
    assert shipped("new-americans").interpreters == "more than 200 languages"
    assert shipped("new-americans").answers_in("kjb") is True
    assert replace(ours(languages=("en",)), interpreters="all").answers_in("vi") is True


# What is too old


@pytest.mark.parametrize(
    ("record", "refused"),
    [
        ({"verified_on": date(2025, 6, 1)}, False),  # 365 days
        ({"verified_on": date(2025, 5, 31)}, True),  # 366 days
        ({"source_date": date(2025, 6, 1)}, False),
        ({"source_date": date(2025, 5, 31)}, True),
        ({"verified_on": date(2026, 6, 1), "source_date": date(2017, 1, 1)}, False),
        ({"verified_on": date(2017, 1, 1), "source_date": date(2026, 6, 1)}, True),  # the word of a caller counts
        ({"verified_on": date(2026, 6, 2)}, True),  # a day to come is no date
        ({"verified_on": date(2026, 6, 2), "source_date": date(2026, 1, 1)}, False),
        ({}, True),
    ],
)
def test_a_line_is_refused_after_a_year(record: dict[str, date], refused: bool) -> None:
    assert STALE_DAYS == 365
    line, today = ours(source="a friend", **record), date(2026, 6, 1)
    if not refused:
        refuse_stale([line], today)
        return
    with pytest.raises(StaleHotline, match="617-370-5023 of Ours") as error:
        refuse_stale([ours(verified_on=today), line], today)
    assert error.value.exit_code == 8
    assert "hotline verify ours --by NAME --content FOLDER" in error.value.remedy
    assert "'allow_stale'" in str(error.value)


def test_every_line_that_is_too_old_is_named_with_its_age() -> None:
    lines = [
        ours(verified_on=date(2024, 1, 1)),
        Hotline(dialled("211"), "Theirs", "theirs", record=Record(source="a friend")),
    ]
    with pytest.raises(StaleHotline) as error:
        refuse_stale(lines, date(2026, 6, 1))
    assert "617-370-5023 of Ours (verified on 2024-01-01); 211 of Theirs (never verified" in error.value.cause
    assert "source: a friend, undated" in error.value.cause
    assert "hotline verify theirs" in error.value.remedy


def test_a_line_verified_on_a_day_to_come_is_refused_with_that_day() -> None:
    with pytest.raises(StaleHotline, match="verified on 2026-06-02, which is in the future"):
        refuse_stale([ours(verified_on=date(2026, 6, 2))], date(2026, 6, 1))


def test_a_number_that_somebody_typed_is_never_too_old() -> None:
    refuse_stale([Hotline(dialled("617-370-5023"), "Ours")], date(2026, 6, 1))


def test_a_card_says_when_a_line_of_the_directory_was_confirmed() -> None:
    assert ours(verified_on=date(2026, 3, 2)).confirmation == "confirmed 2026-03-02"
    assert ours(source_date=date(2026, 3, 2)).confirmation == "not confirmed"
    assert Hotline(dialled("617-370-5023"), "Ours").confirmation == ""


@pytest.mark.parametrize("name", ["Call 911", "1-866-DHS-2-ICE", "lynn.org", "Lynn ⁶¹⁷"])
def test_a_line_whose_name_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(f'id = "x"\nname = "{name}"\nnumber = "617-370-5023"\n', "utf-8")
    with pytest.raises(BadFile, match=r"what looks like|the numeral") as caught:
        read_hotline(path)
    assert caught.value.line == 2
