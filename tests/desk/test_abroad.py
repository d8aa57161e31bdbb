"""Cards of other countries: no hotline, link or law of the United States gets onto them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cards.desk.contact import Choice, choose_contact
from cards.desk.directory import places_of_directory
from cards.desk.fields import wrong_fields
from cards.desk.fonts import fonts_needed
from cards.desk.orders import order_to_show, take
from cards.errors import BadFile, BadOrder
from cards.jobs import gather
from cards.locations import Shelf, shelves
from cards.merge.proof_text import proof_text
from cards.page.ready_made import prepare
from cards.page.site import assemble, plan_site
from cards.read.card_options import CardOptions
from cards.read.languages import read_languages
from cards.read.layouts import Layout
from cards.read.links import LEGAL_AID
from cards.read.regions import Region, find_region
from cards.read.scripts import find_script
from cards.read.wishes import Wishes
from tests.laid_out import lay_out

TODAY = date(2026, 6, 1)
SCRIPT = """\
id = "{id}"
version = 1
title = "{id}"
about = "A test."
country = "{country}"

[bearer.heading]
id = "heading"
text = "A test."

[[bearer.statement]]
id = "one"
text = "**Only a test.**"

[officer.heading]
id = "heading"
text = "A test."

[[officer.statement]]
id = "one"
text = "**Only a test.**"
"""
LINE = """\
id = "{id}"
name = "Line {id}"
number = "{number}"
regions = {regions}
source = "a friend"
verified_on = 2026-05-01
"""
LINES = [
    ("london", "020 7946 0000", ["GB-LND"]),
    ("capital", "020 7946 0001", ["GB-ENG/London"]),
    ("england", "0161 496 0000", ["GB-ENG"]),
    ("britain", "+44 20 7946 0002", ["GB"]),
    ("toronto", "416-967-1111", ["CA-ON/Toronto"]),
    ("canada", "1 416 967 1112", ["Canada"]),
    ("help", "211", ["CA-NL"]),
]
AID = """\
id = "rights"
name = "Rights"
url = "https://www.example.org/help"
regions = ["GB-SCT"]
source = "a friend"
verified_on = 2026-05-01
"""

Choose = Callable[..., Choice]


@pytest.fixture
def places(tmp_path: Path) -> tuple[Shelf, ...]:
    """The program's own shelf, and a folder with a script and lines of each country."""
    for country, script in (("GB", "knock"), ("CA", "visit")):
        path = tmp_path / "scripts" / f"{script}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(SCRIPT.format(id=script, country=country), encoding="utf-8")
    (tmp_path / "hotlines").mkdir()
    for line_id, number, regions in LINES:
        text = LINE.format(id=line_id, number=number, regions=str(regions).replace("'", '"'))
        (tmp_path / "hotlines" / f"{line_id}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "rights.toml").write_text(AID, encoding="utf-8")
    return shelves(tmp_path)


@pytest.fixture
def choose(places: tuple[Shelf, ...]) -> Choose:
    def choice(country: str, **wishes: Any) -> Choice:
        return choose_contact(places, Wishes(**wishes), TODAY, country=country)

    return choice


def numbers(choice: Choice) -> list[str]:
    return [each.number.shown for each in choice.contact.hotlines]


@pytest.mark.parametrize(
    ("country", "region", "shown"),
    [
        ("GB", "GB-LND", ["020 7946 0000", "0161 496 0000", "020 7946 0002"]),
        ("GB", "City of London", ["020 7946 0000", "0161 496 0000", "020 7946 0002"]),
        ("GB", "GB-ENG/London", ["020 7946 0001", "0161 496 0000", "020 7946 0002"]),
        ("GB", "GB-SCT", ["020 7946 0002"]),
        ("GB", "UK", ["020 7946 0002"]),
        ("CA", "CA-ON/Toronto", ["416-967-1111", "416-967-1112"]),
        ("CA", "CA-QC", ["416-967-1112"]),
        ("CA", "Canada", ["416-967-1112"]),
    ],
)
def test_a_region_abroad_has_its_own_lines_alone(choose: Choose, country: str, region: str, shown: list[str]) -> None:
    choice = choose(country, region=region)
    assert numbers(choice) == shown
    assert all(line.number.uri.startswith(("tel:+44", "tel:+1416")) for line in choice.contact.hotlines)


@pytest.mark.parametrize("region", ["", "GB", "GB-LND", "GB-ENG/London", "GB-NIR"])
def test_no_card_abroad_leads_to_legal_aid_in_the_united_states(choose: Choose, region: str) -> None:
    choice = choose("GB", region=region)
    assert choice.contact.link is None
    said = [each for each in choice.warnings if "has no legal aid for" in each]
    assert len(said) == 1
    assert (
        f"no legal aid for {(Region('GB') and region) or 'the United Kingdom'}, so the cards have no QR code" in said[0]
    )


def test_a_card_abroad_has_the_link_that_somebody_chose(choose: Choose) -> None:
    found = choose("GB", region="GB-SCT").contact.link
    assert found is not None and found.shown == "www.example.org/help"
    typed = choose("CA", link="https://www.example.org/aide")
    assert typed.contact.link is not None and typed.contact.link.shown == "www.example.org/aide"
    without = choose("GB", region="GB", link="none")
    assert without.contact.link is None
    for choice in (typed, without):
        assert not any("no legal aid" in each for each in choice.warnings)
    assert choose("US").contact.link is not None


def test_lines_of_the_united_states_do_not_serve_the_world(choose: Choose) -> None:
    for country, region in (("GB", "GB-NIR"), ("CA", "CA-YT")):
        served = [region for line in choose(country, region=region).entries for region in line.record.regions]
        assert {each.country for each in served} == {country}


@pytest.mark.parametrize(
    ("typed", "country", "shown"),
    [
        ("020 7946 0000", "GB", "020 7946 0000"),
        ("london", "GB", "020 7946 0000"),
        ("london", "US", "+44 20 7946 0000"),
        ("+1 617 370 5023", "GB", "+1 617-370-5023"),
        ("617-370-5023", "CA", "617-370-5023"),
        ("617-370-5023", "US", "617-370-5023"),
    ],
)
def test_a_chosen_line_is_shown_as_it_is_dialled_there(choose: Choose, typed: str, country: str, shown: str) -> None:
    assert numbers(choose(country, hotlines=(typed,))) == [shown]


def test_a_typed_number_is_the_line_of_the_directory_in_any_spelling(choose: Choose) -> None:
    for typed in ("020 7946 0000", "+44 20 7946 0000"):
        assert [each.id for each in choose("GB", hotlines=(typed,)).entries] == ["london"]
    assert numbers(choose("GB", hotlines=("london", "+442079460000"))) == ["020 7946 0000"]


def test_a_short_number_of_another_country_is_refused(choose: Choose) -> None:
    assert numbers(choose("CA", hotlines=("help",))) == ["211"]
    with pytest.raises(BadOrder, match=r"^211 of Line help cannot be dialed in the United Kingdom"):
        choose("GB", hotlines=("help",))


@pytest.mark.parametrize(
    ("country", "region", "here", "there"),
    [
        ("US", "GB-LND", "the United Kingdom", "the United States"),
        ("US", "Canada", "Canada", "the United States"),
        ("GB", "US-MA", "the United States", "the United Kingdom"),
        ("CA", "US", "the United States", "Canada"),
        ("CA", "GB", "the United Kingdom", "Canada"),
    ],
)
def test_the_law_of_another_country_is_refused(
    choose: Choose, country: str, region: str, here: str, there: str
) -> None:
    with pytest.raises(BadOrder) as refused:
        choose(country, region=region)
    assert str(refused.value).startswith(f"This card is about the law of {there}, but 'region' {region} is in {here}.")
    assert "country = " in refused.value.remedy


def test_california_on_a_canadian_card_is_refused_with_both_readings(choose: Choose) -> None:
    with pytest.raises(BadOrder, match="is in the United States: it is California") as refused:
        choose("CA", region="CA")
    assert refused.value.remedy == "Write Canada for the country, or a province such as CA-ON."


def test_a_script_says_whose_law_it_is_about(places: tuple[Shelf, ...], tmp_path: Path) -> None:
    assert [find_script(places, each).country for each in ("home", "knock", "visit")] == ["US", "GB", "CA"]
    with pytest.raises(BadOrder, match="about the law of the United States"):
        take(places, Wishes(region="GB-LND"), ["es"], TODAY)
    order = take(places, Wishes(scripts=("knock",), region="GB-LND"), ["en"], TODAY).files[0].orders[0]
    assert order.contact.hotlines[0].number.shown == "020 7946 0000"
    assert find_region("GB-LND").state == "GB-ENG", "variants are by nation"
    shown = order_to_show(places, Wishes(scripts=("knock",), hotlines=("020 7946 0000",)), "en", TODAY)
    assert shown.contact.link is None
    usual = order_to_show(places, Wishes(), "en", TODAY).contact.link
    assert usual is not None and usual.url == LEGAL_AID
    path = tmp_path / "scripts" / "knock.toml"
    path.write_text(SCRIPT.format(id="knock", country="FR"), encoding="utf-8")
    with pytest.raises(BadFile, match="'country' is 'FR'"):
        find_script(places, "knock")


def test_a_preview_refuses_a_region_abroad_as_cards_do(places: tuple[Shelf, ...]) -> None:
    with pytest.raises(BadOrder, match="about the law of the United States"):
        order_to_show(places, Wishes(region="GB-SCT"), "en", TODAY)


def test_a_variant_for_another_country_is_refused(places: tuple[Shelf, ...], tmp_path: Path) -> None:
    path = tmp_path / "scripts" / "knock.toml"
    variant = '\n[[bearer.statement.variant]]\nid = "ma"\nregions = ["{}"]\ntext = "Another."\nauthority = ["A law."]\n'
    text = SCRIPT.format(id="knock", country="GB")
    head, officer, tail = text.partition("\n[officer.heading]")
    path.write_text(f"{head}{variant.format('US-MA')}{officer}{tail}", encoding="utf-8")
    with pytest.raises(BadFile, match="'country' is GB, but a variant is for US-MA"):
        find_script(places, "knock")
    path.write_text(f"{head}{variant.format('GB-SCT')}{officer}{tail}", encoding="utf-8")
    assert find_script(places, "knock").bearer.regions == ("GB-SCT",)


def test_a_field_is_judged_by_the_country_of_the_script(places: tuple[Shelf, ...]) -> None:
    number = ("020 7946 0000",)
    assert not wrong_fields(places, Wishes(scripts=("knock",), hotlines=number))
    assert [key for key, _ in wrong_fields(places, Wishes(hotlines=number))] == ["hotline"]
    assert [key for key, _ in wrong_fields(places, Wishes(scripts=("knock",), hotlines=("999",)))] == ["hotline"]


def test_the_form_lists_other_countries_only_with_content_for_them(places: tuple[Shelf, ...], tmp_path: Path) -> None:
    assert {each.country for each in places_of_directory(shelves(None))} == {"US"}
    listed = places_of_directory(places)
    assert {each.country for each in listed} == {"US", "CA", "GB"}
    assert listed[Region("GB-ENG")] == (Region("GB-ENG", "London"),)
    assert next(iter(listed)) == Region("US")


@pytest.mark.parametrize(
    ("region", "scripts"),
    [("GB-LND", ("knock",)), ("Canada", ("visit",)), ("US-MA", None), ("", None)],
)
def test_a_site_has_situations_of_one_country(
    places: tuple[Shelf, ...], region: str, scripts: tuple[str, ...] | None
) -> None:
    plan = plan_site(places, Wishes(region=region, allow_stale=True), "en", TODAY, with_pdfs=False, content=None)
    assert {find_script(places, each).country for each in plan.scripts} == {
        Region(region[:2] or "US").country
    } or scripts
    if scripts:
        assert plan.scripts == scripts
        assert plan.choice.contact.link is None


def test_a_site_of_a_folder_for_one_country_is_of_that_country(places: tuple[Shelf, ...], tmp_path: Path) -> None:
    (tmp_path / "scripts" / "visit.toml").unlink()
    plan = plan_site(places, Wishes(), "en", TODAY, with_pdfs=False, content=None)
    assert plan.scripts == ("knock",)
    assert plan.choice.contact.link is None


def speak(folder: Path, tag: str) -> None:
    """Gives the British script an officer's side in that language."""
    text = SCRIPT.format(id="knock", country="GB").replace("[bearer", f'officer_language = "{tag}"\n\n[bearer', 1)
    (folder / "scripts" / "knock.toml").write_text(text, encoding="utf-8")


def test_a_phrase_to_say_in_english_is_for_officers_who_read_english(places: tuple[Shelf, ...], tmp_path: Path) -> None:
    path = tmp_path / "scripts" / "knock.toml"
    said = 'text = "Say: “I want a lawyer.”"\nsay = ["I want a lawyer."]'
    for tag in ("en", "fr"):
        speak(tmp_path, tag)
        path.write_text(path.read_text("utf-8").replace('text = "**Only a test.**"', said, 1), "utf-8")
        if tag == "en":
            assert find_script(places, "knock").bearer.statements[0].say
            continue
        with pytest.raises(BadFile, match="knock/bearer/one has a phrase to say in English"):
            find_script(places, "knock")


def test_the_fonts_of_every_officer_are_fetched(places: tuple[Shelf, ...], tmp_path: Path) -> None:
    before = fonts_needed(places, "es")
    assert fonts_needed(shelves(None), "es") == before
    path = tmp_path / "scripts" / "knock.toml"
    path.write_text(
        SCRIPT.format(id="knock", country="GB").replace("[bearer", 'officer_language = "ar"\n\n[bearer', 1), "utf-8"
    )
    assert {each.name for each in before} < {each.name for each in fonts_needed(places, "es")}
    with pytest.raises(BadOrder, match="asks in English, but the officer's side of knock is in Arabic"):
        order = take(places, Wishes(scripts=("knock",), card=CardOptions(interpreter=True)), ["es"], TODAY)
        gather(places, order.files[0].orders[0])


@pytest.mark.parametrize("layout", [Layout.DUPLEX, Layout.BACKS, Layout.POSTER, Layout.LARGE])
@pytest.mark.parametrize("tag", ["fr", "ar", "en"])
def test_the_officers_side_is_in_its_language_in_every_layout(
    places: tuple[Shelf, ...], tmp_path: Path, layout: Layout, tag: str
) -> None:
    speak(tmp_path, tag)
    wishes = Wishes(scripts=("knock",), region="GB", layouts=(layout,), link="none")
    job = gather(places, take(places, wishes, ["en"], TODAY).files[0].orders[0])
    text_of_card, _, face = lay_out(job)
    assert job.officer_language.tag == text_of_card.officer.language.tag == face.language == tag
    assert {each.language.tag for each in (text_of_card.officer.heading, *text_of_card.officer.statements)} == {tag}
    assert {each.language.tag for each in text_of_card.officer.small_prints} == {"en"}
    assert text_of_card.bearer.language.tag == "en"


@pytest.mark.parametrize("tag", ["fr", "es"])
def test_a_static_page_says_in_which_language_the_officers_words_are(
    places: tuple[Shelf, ...], tmp_path: Path, tag: str
) -> None:
    speak(tmp_path, tag)
    plan = plan_site(places, Wishes(region="GB"), "en", TODAY, with_pdfs=False, content=tmp_path)
    files = assemble(plan, [prepare(task) for task in plan.tasks], None)
    page = files["en/index.html"].decode("utf-8")
    language = read_languages(places)[tag]
    assert f'lang="{tag}" dir="{language.direction}"' in page
    assert f"Show or say this to the officer, in {language.english}" in page
    assert "in English" not in page.partition('class="officer"')[2]


def test_a_proof_for_the_lawyer_has_the_officers_words_in_their_language(
    places: tuple[Shelf, ...], tmp_path: Path
) -> None:
    speak(tmp_path, "fr")
    job = gather(places, order_to_show(places, Wishes(scripts=("knock",)), "en", TODAY))
    proof = proof_text(job.whole, job.labels, job.wording, job.language, job.english, job.officer_language)
    assert {
        each.context.split("/")[1]: each.english.language.tag for each in proof.items if "knock" in each.context
    } == {
        "bearer": "en",
        "officer": "fr",
    }
