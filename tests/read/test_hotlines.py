"""Hotlines: every shipped entry against the figures that were researched, what warns, and what a user may type."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cards.errors import BadFile, BadOrder, UnknownId
from cards.locations import bundled, shelves
from cards.read.hotlines import FRESH_DAYS, Hotline, choose_hotline, read_hotline

SHELVES = (bundled(),)

# What was found: number, where, languages, a word of the source, its date if it has one, whether it is in doubt.
RESEARCHED: dict[str, tuple[str, str, set[str], str, str, bool]] = {
    "migrawatch": ("844-363-1423", "US", set(), "Monitor", "2019", True),
    "icirr": ("855-435-7693", "US-IL", {"en", "es", "ko", "pt"}, "Chicago Tribune", "2025-09", True),
    "pirc": ("888-622-1510", "US-OR", set(), "opb.org", "2025-10-27", True),
    "waisn": ("844-724-3737", "US-WA", set(), "southseattleemerald.org", "2026-01-29", False),
    "corrn": ("844-864-8341", "US-CO", {"en", "es"}, "denver7.com", "2025-01", False),
    "maine": ("207-544-9989", "US-ME", set(), "newenglandnewspress.com", "2025-10", True),
    "luce": ("617-370-5023", "US-MA", set(), "ctninfo.com", "", True),
    "new-americans": ("800-566-7636", "US-NY", set(), "state", "", False),
    "moia": ("800-354-0365", "US-NY", set(), "reprint", "", False),
    "san-mateo": ("203-666-4472", "US-CA", set(), "faithinactionba.org", "", True),
    "sf": ("415-200-1548", "US-CA", set(), "sfildc.org", "", False),
    "contra-costa": ("925-900-5151", "US-CA", set(), "visaverge.com", "2025", False),
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


def test_the_directory_is_what_was_researched() -> None:
    assert {path.stem for path in bundled().hotlines.glob("*.toml")} == set(RESEARCHED)


@each_shipped
def test_a_shipped_number_is_the_researched_one(hotline_id: str) -> None:
    hotline = shipped(hotline_id)
    number, region, languages, source, dated, doubted = RESEARCHED[hotline_id]
    assert (hotline.id, hotline.number) == (hotline_id, number)
    assert hotline.regions == (region,)
    assert not languages or set(hotline.languages) == languages
    assert source.casefold() in hotline.source.casefold()
    assert bool(hotline.source_date) == bool(dated)
    assert str(hotline.source_date or "").startswith(dated)
    assert hotline.doubt or not doubted
    assert hotline.number not in LEFT_OUT


@each_shipped
def test_a_shipped_entry_warns_until_somebody_has_verified_it(hotline_id: str) -> None:
    hotline = replace(shipped(hotline_id), verified_on=None)
    for today in (date(2026, 9, 1), date.today(), date(2040, 1, 1)):
        assert f"nobody has verified {hotline.number} of {hotline.name}" in hotline.warnings(today)[0]
        assert hotline.source in hotline.warnings(today)[0]
    assert hotline.warnings(date.today())[1:] == ([f"{hotline.name}: {hotline.doubt}"] if hotline.doubt else [])


@each_shipped
def test_a_shipped_entry_was_verified_in_the_past_or_warns(hotline_id: str) -> None:
    hotline = shipped(hotline_id)
    if hotline.verified_on is None:
        assert hotline.warnings(date.today())
    else:
        assert hotline.verified_on <= date.today()


def test_migrawatch_warns_even_when_verified() -> None:
    hotline = shipped("migrawatch")
    assert hotline.warnings(date(2026, 9, 1))
    assert replace(hotline, verified_on=date(2026, 9, 1)).warnings(date(2026, 9, 1))


def test_an_entry_is_fresh_for_90_days() -> None:
    assert FRESH_DAYS == 90
    verified = date(2026, 1, 29)
    hotline = Hotline("617-370-5023", "Ours", "ours", source="a friend", verified_on=verified)
    assert hotline.warnings(verified) == []
    assert hotline.warnings(date(2026, 4, 29)) == []  # 90 days later
    assert hotline.warnings(date(2026, 4, 30)) == ["617-370-5023 of Ours was last verified 91 days ago: call it first"]
    assert "1000 days" in hotline.warnings(verified + timedelta(days=1000))[0]


def test_a_doubt_is_said_beside_the_age() -> None:
    hotline = Hotline("211", "Ours", "ours", doubt="may move", verified_on=date(2026, 1, 1))
    assert hotline.warnings(date(2026, 1, 2)) == ["Ours: may move"]
    assert len(hotline.warnings(date(2027, 1, 2))) == 2


@pytest.mark.parametrize(("source_date", "said"), [(None, "undated"), (date(2025, 9, 1), "dated 2025-09-01")])
def test_the_warning_says_how_old_the_source_is(source_date: date | None, said: str) -> None:
    hotline = Hotline("211", "Ours", "ours", source="a friend", source_date=source_date)
    assert f"(source: a friend, {said})" in hotline.warnings(date(2026, 1, 1))[0]


def test_a_verification_that_is_yet_to_come_warns() -> None:
    verified = date(2026, 1, 29)
    hotline = Hotline("617-370-5023", "Ours", "ours", source="a friend", verified_on=verified, doubt="may move")
    said = "Ours says that it was verified on 2026-01-29, which is yet to come"
    assert hotline.warnings(verified - timedelta(days=1)) == [said, "Ours: may move"]
    assert replace(hotline, doubt="").warnings(date(2025, 1, 1)) == [said]
    assert hotline.warnings(verified) == ["Ours: may move"]


def test_a_number_that_somebody_typed_does_not_warn() -> None:
    assert Hotline("617-370-5023").warnings(date(2026, 1, 1)) == []
    assert choose_hotline(SHELVES, "617-370-5023", "Ours").warnings(date(2026, 1, 1)) == []


def test_a_hotline_by_value(tmp_path: Path) -> None:
    assert read_hotline(put(tmp_path, HOTLINE)) == Hotline(
        number="617-370-5023",
        name="Our line",
        id="ours",
        regions=("US-MA",),
        languages=("en",),
        hours="always",
        source="a friend",
        source_date=date(2026, 1, 29),
        doubt="may move",
        verified_on=date(2026, 2, 1),
    )


def test_a_hotline_needs_no_more_than_this(tmp_path: Path) -> None:
    needed = ("id", "name", "number", "regions", "source")
    lines = [line for line in HOTLINE.splitlines() if line.split(" =")[0] in needed]
    hotline = read_hotline(put(tmp_path, "\n".join(lines)))
    assert (hotline.languages, hotline.hours, hotline.doubt) == ((), "", "")
    assert (hotline.source_date, hotline.verified_on) == (None, None)
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
    ('source = "a friend"', 'source = ""', "'source' is empty or begins or ends with a space."),
    ('name = "Our line"', f'name = "{"x" * 61}"', "'name' cannot be a name."),
    ('name = "Our line"', r'name = "Our\u00adline"', "'name' cannot be a name."),
    ('name = "Our line"', r'name = "Our\nline"', "'name' has the character U+000A in it."),
]


@pytest.mark.parametrize(("part", "replacement", "cause"), BROKEN, ids=[each[2] for each in BROKEN])
def test_a_broken_entry_is_refused_on_its_line(tmp_path: Path, part: str, replacement: str, cause: str) -> None:
    text = HOTLINE.replace(part, replacement)
    path = put(tmp_path, text)
    with pytest.raises(BadFile) as refused:
        read_hotline(path)
    assert refused.value.cause.startswith(cause)
    assert (refused.value.file, refused.value.line) == (path, text.count("\n", 0, text.index(replacement)) + 1)


def test_nothing_is_no_number() -> None:
    for name in ("", "Ours"):
        with pytest.raises(BadOrder) as refused:
            choose_hotline(SHELVES, "", name)
        assert refused.value.cause == "--hotline is empty."
        assert refused.value.remedy == "Leave it away for a line to write a number on."


def test_an_id_gives_the_entry_of_the_directory() -> None:
    hotline = choose_hotline(SHELVES, "luce", "")
    assert (hotline.id, hotline.number, hotline.name) == ("luce", "617-370-5023", "LUCE Immigrant Justice Network")


@pytest.mark.parametrize("typed", ["(617) 370-5023", "+1 617 370 5023", "617.370.5023"])
def test_a_number_gives_itself_and_the_name_beside_it(typed: str) -> None:
    assert choose_hotline(SHELVES, typed, "") == Hotline("617-370-5023")
    assert choose_hotline(SHELVES, typed, "Ours") == Hotline("617-370-5023", "Ours")


@pytest.mark.parametrize("typed", ["617-370-5023 x12", "(617) 370-5023x12", "617 370 5023 ext. 12"])
def test_a_number_may_have_an_extension(typed: str) -> None:
    assert choose_hotline(SHELVES, typed, "Ours") == Hotline("617-370-5023 x12", "Ours")


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
    assert "--hotline" in refused.value.remedy


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("luec", "Did you mean luce?"),
        ("Luce", "Did you mean luce?"),
        ("migra-watch", "Did you mean migrawatch?"),
        ("maien", "Did you mean maine or waisn?"),
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
    assert "has its name already" in refused.value.cause
    assert "--hotline-name" in refused.value.remedy


def test_a_broken_entry_of_a_content_folder_is_named(tmp_path: Path) -> None:
    path = put(tmp_path, HOTLINE.replace("(617) 370-5023", "911"))
    with pytest.raises(BadFile) as refused:
        choose_hotline(shelves(tmp_path), "ours", "")
    assert (refused.value.file, refused.value.line) == (path, 3)
