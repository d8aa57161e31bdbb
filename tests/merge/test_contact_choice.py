"""Whom cards lead to: for a region, for what is typed, and what an organizer is told about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cards.errors import BadFile, BadOrder, StaleHotline, UnknownId
from cards.locations import shelves
from cards.merge.contact import Contact
from cards.merge.contact_choice import Choice, Wishes, choose_contact, language_warnings
from cards.read.hotlines import Hotline
from cards.read.links import LEGAL_AID, read_link
from cards.read.records import Record

TODAY = date(2026, 6, 1)
LINE = """\
id = "{id}"
name = "Line {id}"
number = "{number}"
regions = ["{region}"]
languages = ["en", "es"]
source = "a friend"
verified_on = 2026-05-01
"""
LINK = """\
id = "lawyers"
name = "Lawyers"
url = "https://www.example.org/help"
regions = ["US-MA"]
source = "a friend"
verified_on = 2026-01-01
"""

Choose = Callable[..., Choice]


@pytest.fixture
def choose(tmp_path: Path) -> Choose:
    """The choice from the directory and a content folder, in which Essex and all of Massachusetts have a fresh line."""
    for line_id, number, region in ("essex", "413-555-0101", "US-MA/Essex"), ("luce", "413-555-0102", "US-MA"):
        path = tmp_path / "hotlines" / f"{line_id}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(LINE.format(id=line_id, number=number, region=region), encoding="utf-8")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "lawyers.toml").write_text(LINK, encoding="utf-8")

    def choice(today: date = TODAY, **wishes: Any) -> Choice:
        return choose_contact(shelves(tmp_path), Wishes(**wishes), today)

    return choice


def numbers(choice: Choice) -> list[str]:
    return [line.number for line in choice.contact.hotlines]


def test_who_asks_for_nothing_gets_the_national_directory_and_a_line_to_write_on(choose: Choose) -> None:
    assert choose() == Choice(Contact(read_link(LEGAL_AID)), (), ())


@pytest.mark.parametrize(
    ("region", "found", "link"),
    [
        ("US-MA", ["413-555-0102"], "www.example.org/help"),
        ("Massachusetts/essex county", ["413-555-0101", "413-555-0102"], "www.example.org/help"),
        ("US-MA/Suffolk", ["413-555-0102"], "www.example.org/help"),
        ("US-TX", [], "www.immigrationlawhelp.org"),
    ],
)
def test_a_region_chooses_lines_and_link(choose: Choose, region: str, found: list[str], link: str) -> None:
    choice = choose(region=region)
    assert numbers(choice) == found
    assert choice.contact.link.shown == link
    assert choice.entries == choice.contact.hotlines


def test_a_region_without_a_line_of_its_own_is_said_with_those_nearby(choose: Choose) -> None:
    assert choose(region="US-TX").warnings == (
        "the directory has no line for US-TX itself: the cards have a line to write a number on",
    )
    assert choose(region="US").warnings == (
        "the directory has no line for US itself: the cards have a line to write a number on",
    )
    said = (
        "the directory has no line for US-MA/Esex itself: the cards have those of US-MA. It has lines for US-MA/Essex"
    )
    assert choose(region="US-MA/Esex").warnings[0] == said
    assert (
        "a line to write a number on. It has lines for US-CA/Contra Costa, US-CA/San "
        in (choose(region="US-CA").warnings[0])
    )


def test_the_warnings_of_the_link_of_a_region_are_said(choose: Choose) -> None:
    said = "www.example.org/help (Lawyers) was last verified 151 days ago: open it first"
    assert choose(region="US-MA").warnings == (said,)
    assert choose(link="lawyers", today=date(2026, 3, 1)).warnings == ()
    assert choose(link="lawyers").warnings == (said,)
    assert choose(region="US-MA", link=LEGAL_AID).warnings == ()


def test_what_is_named_wins_over_the_region(choose: Choose) -> None:
    choice = choose(region="US-MA", hotlines=("413-555-0100",), hotline_name="Ours", link="https://www.example.com")
    assert choice.contact == Contact(read_link("https://www.example.com"), (Hotline("413-555-0100", "Ours"),))
    assert choice.warnings == ()
    assert numbers(choose(region="US-MA", link="immi")) == ["413-555-0102"]
    assert choose(region="US-MA", hotlines=("essex",)).contact.link.shown == "www.example.org/help"


def test_a_link_by_its_id(choose: Choose) -> None:
    choice = choose(link=" immi ")
    assert choice.contact.link.shown == "www.immi.org"
    assert choice.warnings == (
        "nobody has verified www.immi.org (immi) (source: the site itself, undated): open it first",
    )
    with pytest.raises(UnknownId, match="There is no link 'imi'"):
        choose(link="imi")


def test_several_lines_in_the_order_given_each_once(choose: Choose) -> None:
    assert numbers(choose(hotlines=("luce", "413-555-0100", "essex"))) == [
        "413-555-0102",
        "413-555-0100",
        "413-555-0101",
    ]
    assert numbers(choose(hotlines=("luce", "413-555-0102"))) == ["413-555-0102"]
    with pytest.raises(BadOrder, match="4 hotlines are too many"):
        choose(hotlines=("luce",) * 4)
    with pytest.raises(BadOrder, match="--hotline-name is for a single number"):
        choose(hotlines=("413-555-0100", "413-555-0103"), hotline_name="Ours")
    with pytest.raises(BadOrder, match="names no number"):
        choose(region="US-MA", hotline_name="Ours")


@pytest.mark.parametrize("wishes", [{"hotlines": ("luce",)}, {"region": "US-MA"}], ids=["by id", "by region"])
def test_a_stale_line_is_refused_unless_it_is_allowed(choose: Choose, wishes: dict[str, Any]) -> None:
    verified = date(2026, 5, 1)
    for days, warned in (90, False), (91, True), (365, True):
        choice = choose(verified + timedelta(days), **wishes)
        assert any("413-555-0102 of Line luce was last verified" in each for each in choice.warnings) == warned
        assert not choice.contact.says_confirmed
    with pytest.raises(StaleHotline, match="413-555-0102 of Line luce"):
        choose(verified + timedelta(366), **wishes)
    late = choose(verified + timedelta(366), allow_stale=True, **wishes)
    assert "last verified 366 days ago" in late.warnings[0]
    assert late.contact.says_confirmed
    assert late.contact.hotlines[0].confirmation == "confirmed 2026-05-01"


@pytest.mark.parametrize("allow_stale", [False, True])
@pytest.mark.parametrize("wishes", [{"hotlines": ("luce",)}, {"region": "US-MA"}], ids=["by id", "by region"])
def test_a_line_verified_on_a_day_to_come_is_refused(choose: Choose, wishes: dict[str, Any], allow_stale: bool) -> None:
    with pytest.raises(BadFile, match=r"luce\.toml: Line luce says .* 2026-05-01, which is yet to come") as refused:
        choose(date(2026, 4, 30), allow_stale=allow_stale, **wishes)
    assert "--as-of" in refused.value.remedy


def test_what_is_said_of_the_day_is_told_apart(choose: Choose) -> None:
    choice = choose(date(2026, 12, 1), hotlines=("luce",), link="immi")
    assert choice.of_the_day == {"413-555-0102 of Line luce was last verified 214 days ago: call it first"}
    assert choice.lasting == choice.warnings[1:]


@pytest.mark.parametrize("allow_stale", [False, True])
def test_what_is_printed_does_not_depend_on_the_day(choose: Choose, allow_stale: bool) -> None:
    days = [date(2026, 5, 1), TODAY] if not allow_stale else [date(2026, 5, 1), TODAY, date(2999, 1, 1)]
    contacts = [choose(day, region="US-MA/Essex", allow_stale=allow_stale).contact for day in days]
    assert all(contact == contacts[0] for contact in contacts)


def test_a_typed_number_of_the_directory_warns_and_is_never_refused(choose: Choose) -> None:
    choice = choose(date(2030, 1, 1), hotlines=("(413) 555-0102",))
    assert choice.contact.hotlines == (Hotline("413-555-0102"),)
    assert choice.warnings == ("413-555-0102 of Line luce was last verified 1341 days ago: call it first",)
    assert choose(hotlines=("413-555-0199",)).warnings == ()


def test_shorteners_and_trackers_need_insisting(choose: Choose) -> None:
    for link in ("https://bit.ly/3abc", "https://www.example.org/?fbclid=1"):
        with pytest.raises(BadOrder) as refused:
            choose(link=link)
        assert "--allow-tracking" in refused.value.remedy
        assert choose(link=link, allow_tracking=True).contact.link.url == link


AUDIO = '[audio]\nes = "https://www.example.org/{0}/es"\n{1} = "https://www.example.org/{0}/{1}"\n'


@pytest.fixture
def choose_heard(choose: Choose, tmp_path: Path) -> Choose:
    """The choice where Essex, Massachusetts and the lawyers have recordings in Spanish and one more language."""
    for name, tag in ("hotlines/essex", "vi"), ("hotlines/luce", "ht"), ("links/lawyers", "ar"):
        path = tmp_path / f"{name}.toml"
        path.write_text(path.read_text() + AUDIO.format(path.stem, tag), encoding="utf-8")
    return choose


def heard(choice: Choice) -> dict[str, str]:
    """What can be heard in which language, shortened."""
    return {tag: link.url.removeprefix("https://www.example.org/") for tag, link in choice.contact.recordings}


def test_recordings_come_from_the_directory_and_the_first_wins(choose_heard: Choose) -> None:
    essex, luce, lawyers = {"es": "essex/es", "vi": "essex/vi"}, {"es": "luce/es", "ht": "luce/ht"}, "lawyers/"
    aid = {"es": f"{lawyers}es", "ar": f"{lawyers}ar"}
    assert heard(choose_heard(region="US-MA/Essex")) == aid | luce | essex
    assert heard(choose_heard(region="US-MA")) == aid | luce
    assert heard(choose_heard(hotlines=("luce", "essex"))) == essex | luce
    assert heard(choose_heard(link="lawyers")) == aid
    assert heard(choose_heard(hotlines=("413-555-0102",))) == {}  # its number, but nobody named the line
    assert heard(choose_heard(region="US-MA", link="https://www.example.com", hotlines=("413-555-0100",))) == {}
    assert heard(choose_heard()) == heard(choose_heard(region="US-TX")) == {}


def test_a_recording_that_somebody_names_is_for_every_language(choose_heard: Choose) -> None:
    choice = choose_heard(region="US-MA/Essex", audio_link=" https://www.example.org/all ")
    assert heard(choice) == {"": "all"}
    assert choice.contact.recording("es") == choice.contact.recording("my") == read_link("https://www.example.org/all")
    contact = choose_heard(region="US-MA/Essex").contact
    assert contact.recording("vi") == read_link("https://www.example.org/essex/vi")
    assert contact.recording("my") is None


def test_a_recording_is_as_safe_as_a_link(choose: Choose) -> None:
    for address in ("https://bit.ly/3abc", "https://www.example.org/?fbclid=1"):
        with pytest.raises(BadOrder) as refused:
            choose(audio_link=address)
        assert refused.value.remedy.startswith("Give --audio-link the address that it leads to")
        assert choose(audio_link=address, allow_tracking=True).contact.recordings[0][1].url == address
    for address in ("immi", "http://www.example.org", "https://irnrni.org", "https://www.exarnple.org", ""):
        with pytest.raises(BadOrder) as refused:
            choose(audio_link=address, allow_tracking=True)
        assert "Give --audio-link an address" in refused.value.remedy


def test_a_link_that_looks_like_one_of_the_directory_is_refused(choose: Choose) -> None:
    for host in ("irnrni.org", "www.aclu.org.example.com", "www.exarnple.org"):  # the last like that of the folder
        with pytest.raises(BadOrder, match="and is another"):
            choose(link=f"https://{host}", allow_tracking=True)
    assert choose(link="https://help.immi.org").contact.link.shown == "help.immi.org"


def test_an_unknown_region_is_answered_with_places_of_the_directory(choose: Choose) -> None:
    with pytest.raises(UnknownId, match="Did you mean US-MA/Essex"):
        choose(region="Essex")


def line(name: str, *languages: str, interpreters: str = "") -> Hotline:
    return Hotline("211", name, name, interpreters=interpreters, record=Record(languages=languages))


def test_languages_are_warned_of_once_a_run() -> None:
    tags = ["en", "es", "vi", "zh-Hant"]
    assert language_warnings([line("Ours", "en", "es", "vi", "zh")], tags) == []
    assert language_warnings([line("Ours", interpreters="all of them")], tags) == []
    assert language_warnings([line("Ours", "en", "es")], tags) == [
        "Ours is known to answer in en, es only, not in: vi, zh-Hant"
    ]
    assert language_warnings([line("Ours"), line("Theirs"), line("Both", "en")], ["en"]) == [
        "ask when you call in which languages they answer, which is not known: Ours, Theirs"
    ]
    assert language_warnings([], tags) == []
