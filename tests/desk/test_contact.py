"""Whom cards lead to: for a region, for what is typed, and what an organizer is told about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cards.desk.contact import (
    Choice,
    choose_contact,
    interpreter_warnings,
    language_warnings,
    one_sided_warnings,
    statement_warnings,
)
from cards.errors import BadFile, BadOrder, StaleHotline, UnknownId, command, plainly, worded
from cards.locations import shelves
from cards.merge.contact import Contact
from cards.read.hotlines import Hotline
from cards.read.layouts import Layout
from cards.read.line_kinds import LineKind
from cards.read.links import LEGAL_AID, Link, read_link
from cards.read.numbers import dialled
from cards.read.records import Record
from cards.read.scripts import find_script
from cards.read.wishes import Wishes

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
    return [line.number.shown for line in choice.contact.hotlines]


def test_who_asks_for_nothing_gets_the_national_directory_and_a_line_to_write_on(choose: Choose) -> None:
    assert choose() == Choice(Contact(read_link(LEGAL_AID)), (), ())


def linked(choice: Choice) -> Link:
    assert choice.contact.link is not None
    return choice.contact.link


@pytest.mark.parametrize(
    ("region", "found", "link"),
    [
        ("US-MA", ["413-555-0102"], "www.example.org/help"),
        ("Massachusetts/essex county", ["413-555-0101", "413-555-0102"], "www.example.org/help"),
        ("US-MA/Suffolk", ["413-555-0102"], "www.example.org/help"),
        ("US-NJ", [], "www.immigrationlawhelp.org"),
    ],
)
def test_a_region_chooses_lines_and_link(choose: Choose, region: str, found: list[str], link: str) -> None:
    choice = choose(region=region)
    assert numbers(choice) == found
    assert linked(choice).shown == link
    assert choice.entries == choice.contact.hotlines


def test_a_region_without_a_line_of_its_own_is_said_with_those_nearby(choose: Choose) -> None:
    assert choose(region="US-NJ").warnings == (
        "the directory has no line for US-NJ itself, so the cards have a blank line for a number",
    )
    assert choose(region="US").warnings == (
        "the directory has no line for US itself, so the cards have a blank line for a number",
    )
    said = (
        "the directory has no line for US-MA/Franklin itself, so the cards have those of US-MA. "
        "It has lines for US-MA/Essex"
    )
    assert choose(region="US-MA/Franklin").warnings[0] == said
    with pytest.raises(UnknownId, match="Did you mean US-MA/Essex"):
        choose(region="US-MA/Esex")
    assert (
        "a blank line for a number. It has lines for US-CA/Contra Costa, US-CA/Los Angeles, "
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
    assert choice.contact == Contact(read_link("https://www.example.com"), (Hotline(dialled("413-555-0100"), "Ours"),))
    assert choice.warnings == ()
    assert numbers(choose(region="US-MA", link="immi")) == ["413-555-0102"]
    assert linked(choose(region="US-MA", hotlines=("essex",))).shown == "www.example.org/help"


def test_a_link_by_its_id(choose: Choose) -> None:
    choice = choose(link=" immi ")
    assert linked(choice).shown == "www.immi.org"
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
    with pytest.raises(BadOrder, match="'hotline_name' is for a single number"):
        choose(hotlines=("413-555-0100", "413-555-0103"), hotline_name="Ours")
    with pytest.raises(BadOrder, match="needs a number"):
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
    with pytest.raises(BadFile, match=r"luce\.toml: Line luce says .* 2026-05-01, but today is") as refused:
        choose(date(2026, 4, 30), allow_stale=allow_stale, **wishes)
    assert "'as_of'" in str(refused.value)


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
    assert choice.contact.hotlines == (Hotline(dialled("413-555-0102")),)
    assert choice.warnings == ("413-555-0102 of Line luce was last verified 1341 days ago: call it first",)
    assert choose(hotlines=("413-555-0199",)).warnings == ()


def test_shorteners_and_trackers_need_insisting(choose: Choose) -> None:
    for link in ("https://bit.ly/3abc", "https://www.example.org/?fbclid=1"):
        with pytest.raises(BadOrder) as refused:
            choose(link=link)
        assert "'allow_tracking'" in str(refused.value)
        assert linked(choose(link=link, allow_tracking=True)).url == link


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
        assert "'audio_link' cannot be used: " in str(refused.value)
        assert refused.value.remedy.startswith("Give the address that it leads to")
        assert choose(audio_link=address, allow_tracking=True).contact.recordings[0][1].url == address
    for address in ("immi", "http://www.example.org", "https://irnrni.org", "https://www.exarnple.org", ""):
        with pytest.raises(BadOrder) as refused:
            choose(audio_link=address, allow_tracking=True)
        assert "'audio_link' cannot be used: " in str(refused.value)
        assert refused.value.remedy
        assert "allow_tracking" not in refused.value.remedy


def test_a_link_that_looks_like_one_of_the_directory_is_refused(choose: Choose) -> None:
    for host in ("irnrni.org", "www.aclu.org.example.com", "www.exarnple.org"):  # the last like that of the folder
        with pytest.raises(BadOrder, match="but is a different site"):
            choose(link=f"https://{host}", allow_tracking=True)
    assert linked(choose(link="https://help.immi.org")).shown == "help.immi.org"


def test_an_unknown_region_is_answered_with_places_of_the_directory(choose: Choose) -> None:
    with pytest.raises(UnknownId, match="Give GB-ESS for the one in the United Kingdom, or US-MA/Essex,"):
        choose(region="Essex")


def line(name: str, *languages: str, interpreters: str = "") -> Hotline:
    return Hotline(dialled("211"), name, name, interpreters=interpreters, record=Record(languages=languages))


def test_languages_are_warned_of_once_a_run() -> None:
    tags = ["en", "es", "vi", "zh-Hant"]
    assert language_warnings([line("Ours", "en", "es", "vi", "zh")], tags) == []
    assert language_warnings([line("Ours", interpreters="all of them")], tags) == []
    assert language_warnings([line("Ours", "en", "es")], tags) == [
        "Ours is known to answer only in en, es, not in: vi, zh-Hant"
    ]
    assert language_warnings([line("Ours"), line("Theirs"), line("Both", "en")], ["en"]) == [
        "their languages are not known, so ask when you call: Ours, Theirs"
    ]
    assert language_warnings([], tags) == []


@pytest.mark.parametrize("region", ["US-MA/Essex", "US-MA"])
def test_a_stale_line_of_a_region_leaves_itself_out_while_another_stands(
    choose: Choose, tmp_path: Path, region: str
) -> None:
    path = tmp_path / "hotlines" / "luce.toml"
    path.write_text(path.read_text().replace("2026-05-01", "2024-05-01"), encoding="utf-8")
    verify = command("hotline verify luce --by NAME --content FOLDER")
    left_out = (
        "413-555-0102 of Line luce is left out because nobody has confirmed it within a year "
        f"(verified on 2024-05-01): call, then record it with {verify}"
    )
    if region == "US-MA":  # it is the only one
        with pytest.raises(StaleHotline, match="413-555-0102 of Line luce"):
            choose(region=region)
    else:
        choice = choose(region=region)
        assert numbers(choice) == ["413-555-0101"]
        assert choice.entries == choice.contact.hotlines
        assert left_out in choice.warnings
        assert left_out in choice.of_the_day
        assert not choice.contact.says_confirmed
    late = choose(region=region, allow_stale=True)
    assert numbers(late)[-1] == "413-555-0102"
    assert left_out not in late.warnings


def test_lines_that_are_too_old_do_not_take_the_place_of_others(choose: Choose, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        text = LINE.format(id=name, number=f"413-555-011{ord(name) - 97}", region="US-MA/Essex")
        (tmp_path / "hotlines" / f"{name}.toml").write_text(text.replace("2026-05-01", "2020-05-01"), encoding="utf-8")
    choice = choose(region="US-MA/Essex")
    assert numbers(choice) == ["413-555-0101", "413-555-0102"]
    assert sum("is left out" in each for each in choice.warnings) == 3
    with pytest.raises(StaleHotline, match="413-555-0110 of Line a"):
        choose(hotlines=("a", "essex"))  # who names a line is told


def test_one_s_own_line_goes_with_a_region_of_the_directory(tmp_path: Path) -> None:
    """The built-in line of Oregon is too old, so that it is refused by itself."""
    (tmp_path / "hotlines").mkdir()
    text = LINE.format(id="salem", number="617-555-0100", region="US-OR/Marion")
    (tmp_path / "hotlines" / "salem.toml").write_text(text, encoding="utf-8")
    choice = choose_contact(shelves(tmp_path), Wishes(region="US-OR/Marion"), date(2026, 11, 30))
    assert numbers(choice) == ["617-555-0100"]
    assert any(
        each.startswith("888-622-1510 of Portland Immigrant Rights Coalition is left out") for each in choice.warnings
    )


# Lines that take reports of sightings


def test_a_region_s_line_for_sightings_is_named_on_cards_for_help(tmp_path: Path) -> None:
    """They have a blank line instead, or the next line of legal help; the card of witnesses has it."""
    (tmp_path / "hotlines").mkdir()
    (tmp_path / "hotlines" / "watch.toml").write_text(
        LINE.format(id="watch", number="413-555-0103", region="US-MA/Essex") + 'kind = "sighting"\n', "utf-8"
    )
    places = shelves(tmp_path)

    def choose(kind: LineKind, **wishes: Any) -> Choice:
        return choose_contact(places, Wishes(**wishes), TODAY, kind=kind)

    for_help = choose(LineKind.LEGAL_HELP, region="US-MA/Essex")
    assert for_help.contact.hotlines == ()
    first, *others = for_help.warnings
    assert first == (
        "the directory has no line of legal help for US-MA/Essex itself, so the cards have a blank line for a number"
    )
    assert [worded(each, plainly).rpartition(": ")[2] for each in others] == [
        "ask for it with 'hotline' watch",
        "ask for it with 'hotline' luce",
    ]
    assert others[0].startswith("413-555-0103 of Line watch takes reports of sightings and is no line of legal help")
    for_witnesses = choose(LineKind.SIGHTING, region="US-MA/Essex")
    assert numbers(for_witnesses) == ["413-555-0103", "617-370-5023"]
    assert not any("takes reports" in each for each in for_witnesses.warnings)
    (tmp_path / "hotlines" / "help.toml").write_text(
        LINE.format(id="help", number="413-555-0104", region="US-MA"), "utf-8"
    )
    wider = choose(LineKind.LEGAL_HELP, region="US-MA/Essex")
    assert numbers(wider) == ["413-555-0104"]
    assert wider.warnings[0].startswith(
        "the directory has no line of legal help for US-MA/Essex itself, so the cards have those of US-MA"
    )
    assert numbers(choose(LineKind.SIGHTING, region="US-MA/Essex")) == ["413-555-0103", "617-370-5023"]
    assert numbers(choose(LineKind.SIGHTING, region="US-MA/Essex", allow_stale=True)) == [
        "413-555-0103",
        "617-370-5023",
    ]


@pytest.mark.parametrize("typed", ["luce", "617-370-5023", "(617) 370-5023"])
def test_a_line_for_sightings_that_somebody_names_is_warned_of(typed: str) -> None:
    """Also one that is typed as a number; the label for help is not printed over it."""
    choice = choose_contact(shelves(None), Wishes(hotlines=(typed,)), TODAY)
    assert numbers(choice) == ["617-370-5023"]
    assert choice.warnings[0].startswith("617-370-5023 of LUCE Immigrant Justice Network takes reports of sightings: ")
    assert not choice.contact.is_help
    witness = choose_contact(shelves(None), Wishes(hotlines=(typed,)), TODAY, kind=LineKind.SIGHTING)
    assert not any("takes reports of sightings:" in each for each in witness.warnings)
    assert not witness.contact.is_help
    helps = choose_contact(shelves(None), Wishes(hotlines=("new-americans",)), TODAY)
    assert helps.contact.is_help
    assert choose_contact(shelves(None), Wishes(), TODAY).contact.is_help


def test_cards_without_a_number_say_which_statement_they_leave_out() -> None:
    witness, home = (find_script(shelves(None), each) for each in ("witness", "home"))
    nobody = Contact(None)
    (said,) = statement_warnings(nobody, witness)
    assert worded(said, plainly) == (
        "the cards of witness do not say “Call the number on this card.” because they have no number: give one with "
        "'hotline'"
    )
    assert statement_warnings(nobody, home) == []
    assert statement_warnings(Contact(None, (Hotline(dialled("617-555-0100")),)), witness) == []


@pytest.mark.parametrize("contact", [Contact(None), Contact(None, (Hotline(dialled("617-555-0100")),))])
def test_whoever_prints_a_government_address_is_told_that_the_government_sees_who_opens_it(contact: Contact) -> None:
    family = find_script(shelves(None), "family")
    told = [each for each in statement_warnings(contact, family) if "locator.ice.gov" in each]
    assert told == [
        "family prints locator.ice.gov, a government site that records who opens it: tell people that a lawyer can "
        "look for them"
    ]
    named = [each.context for each in family.bearer.statements if each.address]
    assert named, "the plan prints no such address any more"


def test_a_content_folder_leaves_built_in_lines_and_links_out(choose: Choose, tmp_path: Path) -> None:
    (tmp_path / "hotlines" / "luce.toml").write_text('id = "luce"\nomit = true  # it moved\n', encoding="utf-8")
    (tmp_path / "links" / "immi.toml").write_text('id = "immi"\nomit = true\n', encoding="utf-8")
    choice = choose(region="US-MA/Essex")
    assert numbers(choice) == ["413-555-0101"]
    assert not any("luce" in each.casefold() for each in choice.warnings)
    for wishes in ({"hotlines": ("luce",)}, {"link": "immi"}):
        with pytest.raises(BadOrder, match=r"is left out by .*\.toml") as refused:
            choose(**wishes)
        assert refused.value.remedy == "To restore it, delete that file."
    assert choose(hotlines=("617-370-5023",)).warnings == ()
    with pytest.raises(UnknownId) as unknown:
        choose(hotlines=("lucee",))
    assert "luce" not in unknown.value.remedy


def test_without_the_national_directory_a_card_needs_another_address(choose: Choose, tmp_path: Path) -> None:
    path = tmp_path / "links" / "immigrationlawhelp.toml"
    path.write_text('id = "immigrationlawhelp"\nomit = true\n', encoding="utf-8")
    assert linked(choose(region="US-MA")).shown == "www.example.org/help"
    assert linked(choose(link="https://www.example.com")).shown == "www.example.com"
    for wishes in ({}, {"region": "US-TX"}):
        with pytest.raises(BadOrder, match="omits immigrationlawhelp") as refused:
            choose(**wishes)
        assert "Give 'link'" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ('id = "lucy"\nomit = true\n', "The file leaves out an unknown hotline."),
        ('id = "lucy"\nomit = false\n', "'omit' is not true."),
        ('id = "luce"\nomit = true\n', "'id' is 'luce' in a file named lucy.toml."),
        ('id = "lucy"\nomit = true\nnumber = "211"\n', "'number' is not known here."),
        ('id = "lucy"\nomit = "yes"\n', "'omit' is not true or false."),
    ],
)
def test_a_file_that_leaves_out_wrongly_is_refused(choose: Choose, tmp_path: Path, text: str, cause: str) -> None:
    (tmp_path / "hotlines" / "lucy.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as refused:
        choose(region="US-MA")
    assert refused.value.cause == cause
    assert refused.value.file == tmp_path / "hotlines" / "lucy.toml"


def test_what_one_folder_leaves_out_is_its_own(choose: Choose, tmp_path: Path) -> None:
    """An entry of one's own is not left out by a file of the folder that has it: the two have one name."""
    essex = tmp_path / "hotlines" / "essex.toml"
    essex.write_text('id = "essex"\nomit = true\n', encoding="utf-8")
    with pytest.raises(BadFile, match="leaves out an unknown hotline"):
        choose(region="US-MA")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("866-347-2423", "is the tip line of ICE."),
        ("1-866-DHS-2-ICE", "is the tip line of ICE."),
        ("tel:+18028726199", "is the tip line of ICE."),
        ("370-5023", "the area code is missing."),
    ],
)
def test_a_typed_number_is_refused_with_a_remedy(choose: Choose, number: str, said: str) -> None:
    with pytest.raises(BadOrder) as refused:
        choose(hotlines=(number,), allow_stale=True, allow_tracking=True)
    assert said in refused.value.cause
    assert "'hotline'" in str(refused.value)


def test_a_host_of_the_government_is_refused_in_every_option(choose: Choose, tmp_path: Path) -> None:
    for wishes in ({"link": "https://www.ice.gov/tips"}, {"audio_link": "https://ice.gov"}):
        with pytest.raises(BadOrder, match=r"cannot be used: .* leads to ICE") as refused:
            choose(allow_tracking=True, **wishes)
        assert "'allow_tracking'" not in str(refused.value)
    for folder, change in ("links/lawyers", ("https://www.example.org/help", "https://www.ice.gov/tips")), (
        "hotlines/essex", ("413-555-0101", "866-347-2423"),
    ):  # fmt: skip
        path = tmp_path / f"{folder}.toml"
        text = path.read_text()
        path.write_text(text.replace(*change), encoding="utf-8")
        with pytest.raises(BadFile, match="ICE"):
            choose(region="US-MA/Essex", allow_stale=True)
        path.write_text(text, encoding="utf-8")


def test_letters_of_an_address_that_are_encoded_are_told(choose: Choose) -> None:
    said = "some letters of the address are encoded in the QR code and beside it, as browsers send them: "
    choice = choose(link="https://www.example.com/médica", audio_link="https://www.example.com/ñ")
    assert choice.warnings == (f"{said}www.example.com/m%C3%A9dica", f"{said}www.example.com/%C3%B1")
    assert choice.of_the_day == frozenset()
    assert choose(link="https://www.example.com/m%C3%A9dica").warnings == ()
    (spoken,) = choose(audio_links=(("es", "https://www.example.com/ñ"),)).warnings
    assert spoken == f"{said}www.example.com/%C3%B1"


def test_a_city_is_led_to_its_county_that_has_a_line(choose: Choose) -> None:
    said = choose(region="US-MA/Lynn").warnings[0]
    assert said == (
        "the directory has no line for US-MA/Lynn itself, so the cards have those of US-MA. "
        "Lynn is in US-MA/Essex, which has lines of its own: give that instead"
    )
    with pytest.raises(UnknownId) as refused:
        choose(region="Lynn")
    assert refused.value.remedy.startswith("Lynn is in Massachusetts: give US-MA/Essex or US-MA")


def test_nobody_asks_the_officer_for_an_interpreter_of_english() -> None:
    assert interpreter_warnings(Layout.DUPLEX, ["es", "ar"]) == []
    (english,) = interpreter_warnings(Layout.DUPLEX, ["es", "en"])
    assert "cards in English do not ask" in english
    (backs,) = interpreter_warnings(Layout.BACKS, ["es"])
    assert "only fit cards in their own language" in backs
    with pytest.raises(BadOrder) as refused:
        interpreter_warnings(Layout.DUPLEX, ["en"])
    assert refused.value.setting == "interpreter"


@pytest.mark.parametrize("typed", ["none", " None "])
def test_cards_may_do_without_a_link(choose: Choose, typed: str) -> None:
    assert choose(region="US-MA", link=typed).contact.link is None


@pytest.mark.parametrize(
    ("layouts", "told"),
    [
        ((Layout.FRONTS,), "fronts without backs"),
        ((Layout.BACKS, Layout.POSTER), "backs without fronts"),
        ((Layout.FRONTS, Layout.BACKS), ""),
        ((Layout.DUPLEX,), ""),
    ],
)
def test_one_side_alone_is_told_of(layouts: tuple[Layout, ...], told: str) -> None:
    found = one_sided_warnings(layouts)
    assert [each.partition(",")[0] for each in found] == ([told] if told else [])
