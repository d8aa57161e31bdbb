"""Hotlines: every shipped entry against the figures that were researched, what warns, is refused, is typed."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cards.errors import BadFile, BadOrder, StaleHotline, UnknownId
from cards.locations import bundled, shelves
from cards.read.hotlines import (
    MAX_LINES,
    Hotline,
    choose_hotline,
    lines_for,
    read_hotline,
    read_hotlines,
    refuse_stale,
)
from cards.read.numbers import dialled
from cards.read.records import FRESH_DAYS, STALE_DAYS, Record
from cards.read.regions import Region, find_region

SHELVES = (bundled(),)

# What was found: number, where, languages, a word of the source, its date if it has one, whether it is in doubt.
RESEARCHED: dict[str, tuple[str, str, set[str], str, str, bool]] = {
    "migrawatch": ("844-363-1423", "US", set(), "Monitor", "2019", True),
    "icirr": ("855-435-7693", "US-IL", {"en", "es", "ko", "pt"}, "Chicago Tribune", "2025-09", True),
    "pirc": ("888-622-1510", "US-OR", set(), "opb.org", "2025-10-27", True),
    "waisn": ("844-724-3737", "US-WA", set(), "Seattle Times", "2017", True),
    "corrn": ("844-864-8341", "US-CO", {"en", "es"}, "denver7.com", "2025-01", False),
    "maine": ("207-544-9989", "US-ME", set(), "newenglandnewspress.com", "2025-10", True),
    "luce": ("617-370-5023", "US-MA", set(), "ctninfo.com", "", True),
    "new-americans": ("800-566-7636", "US-NY", set(), "state", "", False),
    "moia": ("800-354-0365", "US-NY/New York City", set(), "reprint", "", False),
    "san-mateo": ("203-666-4472", "US-CA/San Mateo", set(), "faithinactionba.org", "", True),
    "sf": ("415-200-1548", "US-CA/San Francisco", set(), "sfildc.org", "", False),
    "contra-costa": ("925-900-5151", "US-CA/Contra Costa", set(), "visaverge.com", "2025", False),
    "ciam": ("520-623-7874", "US", set(), "beyondbordersnews.com", "2021", True),
}
LEFT_OUT = {"508-293-1871", "855-463-6395"}

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
    number, region, languages, source, dated, doubted = RESEARCHED[hotline_id]
    assert (hotline.id, hotline.number.shown) == (hotline_id, number)
    record = hotline.record
    assert str(record.regions[0]) == region
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
    assert hotline.warnings(date.today())[1:] == ([f"{hotline.name}: {doubt}"] if doubt else [])


@each_shipped
def test_a_shipped_entry_was_verified_in_the_past_or_warns(hotline_id: str) -> None:
    hotline = shipped(hotline_id)
    if hotline.record.verified_on is None:
        assert hotline.warnings(date.today())
    else:
        assert hotline.record.verified_on <= date.today()


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
    ("(617) 370-5023", "617-370", "'number' cannot be used: '617-370' is not a number"),
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
            "There are: ciam, contra-costa, corrn, icirr, luce, maine, migrawatch, moia, new-americans, pirc, "
            "san-mateo, sf, waisn.",
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
    "US-MA": ["luce"],
    "US-MA/Essex": ["luce"],
    "US-TX": [],
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


def test_no_region_has_migrawatch_or_a_line_for_one_nationality_unasked() -> None:
    directory = read_hotlines(SHELVES)
    for hotline_id in ("migrawatch", "ciam"):
        assert directory[hotline_id].record.by_id_only
        assert directory[hotline_id].record.depth(Region("US")) == 0
    for code in ("US", "US-MA", "US-TX", "US-PR"):
        assert not {"migrawatch", "ciam"} & {line.id for line in lines_for(directory.values(), Region(code))}


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
