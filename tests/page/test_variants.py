"""The region that somebody chooses on the page chooses the words of the preview and of the files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from cards.cli import commands
from cards.decoding import decode
from cards.desk.contact import choose_contact
from cards.locations import Shelf
from cards.page.language_pages import LanguagePage, language_page
from cards.page.ready_made import Task, prepare
from cards.page.session import Session
from cards.page.words import read_words
from cards.read.languages import read_languages
from cards.read.wishes import Wishes
from tests.invented import DUTY, PARK, catalog, write
from tests.page.conftest import TODAY

Park = Callable[..., tuple[Shelf, ...]]


def asked(session: Session, question: str, region: str) -> Any:
    """The answer about cards for a region."""
    wishes = {"script": "park", "hotline": ["617-555-0100"], "region": region}
    args = {"language": "es", "languages": ["es"], "wishes": wishes}
    answer, _ = session.answer(question, json.dumps(args))
    return json.loads(answer)


@pytest.mark.parametrize(
    ("region", "there", "gone", "name"),
    [
        ("", "En algunos estados", "Diga su nombre", "park-es-avery-5371.pdf"),
        ("US-CO", "Diga su nombre a la policía", "En algunos estados", "park-US-CO-es-avery-5371.pdf"),
        ("US-MA", "Guarde silencio", "nombre", "park-US-MA-es-avery-5371.pdf"),
        ("US-WY", "En algunos estados", "Diga su nombre", "park-es-avery-5371.pdf"),
    ],
)
def test_the_preview_has_the_words_of_the_state(region: str, there: str, gone: str, name: str, park: Park) -> None:
    session = Session(park(), decode, TODAY)
    for _ in range(2):  # the second time from what is kept
        preview = asked(session, "preview", region)
        said = json.dumps(preview["sides"], ensure_ascii=False)
        assert there in said
        assert gone not in said
        assert preview["name"] == name
    assert asked(session, "make", region)["files"][0]["name"] == name


def test_what_is_kept_for_one_state_is_not_shown_for_another(park: Park) -> None:
    session = Session(park(), decode, TODAY)
    said = [json.dumps(asked(session, "preview", each)["sides"]) for each in ("US-CO", "", "US-MA", "US-CO")]
    assert said[0] == said[3]
    assert len(set(said)) == 3


def test_the_page_tells_where_the_words_of_a_state_are_missing(park: Park) -> None:
    session = Session(park(spanish=catalog(DUTY)), decode, TODAY)
    told = [each for each in asked(session, "preview", "US-CO")["warnings"] if DUTY in str(each)]
    assert len(told) == 1
    assert "Colorado" in str(told[0])
    assert "locale status" not in str(told[0])


STATIC = [
    ("US-CO", catalog(DUTY), "Colorado"), ("US-AZ", catalog(DUTY), "Arizona"),
    ("US-CO", catalog(fuzzy=DUTY), "Colorado"), ("US-CO", catalog(), ""),
    ("US-MA", catalog(DUTY), ""), ("US-WY", catalog(DUTY), ""),
]  # fmt: skip
"""A region, a catalog, and the state whose words the page says are missing."""


@pytest.mark.parametrize("with_pdfs", [False, True])
@pytest.mark.parametrize(("region", "spanish", "lacking"), STATIC)
def test_a_static_page_tells_its_visitor_where_the_words_of_a_state_are_missing(
    region: str, spanish: str, lacking: str, with_pdfs: bool, tmp_path: Path
) -> None:
    """And its maker, in the words that are told of cards."""
    places = write(tmp_path, spanish=spanish)
    wishes = Wishes(region=region, hotlines=("617-555-0100",))
    found = prepare(Task("es", ("park",), wishes, TODAY, with_pdfs, tmp_path))
    languages = read_languages(places)
    words, choice = read_words(places, "es"), choose_contact(places, wishes, TODAY)
    page = language_page(LanguagePage(languages["es"], words, found.situations, choice, [languages["es"]]))
    root = ElementTree.fromstring(page.partition("\n")[2])
    (section,) = (each for each in root.iter("section") if each.get("id") == "park")
    notes = ["".join(each.itertext()) for each in section.iter("p") if each.get("class") == "draft"]
    assert notes == ([f"Todavía no está en este idioma: {lacking}"] if lacking else [])
    told = [str(each) for each in found.warnings if "the usual words instead of those for" in each]
    assert len(told) == bool(lacking)
    assert all(each.startswith("park in es: the cards in Spanish") and lacking in each for each in told)


@pytest.mark.full_only
def test_the_maker_of_a_site_is_told_what_is_told_of_cards(tmp_path: Path) -> None:
    """Of small type in the files and of a statement that needs a number; and which situations the pages lack."""
    long = catalog().replace("Guarde silencio.** ", "Guarde silencio.** " + "Mantenga la calma. " * 34)
    write(tmp_path, spanish=long, script=PARK.replace('text = "**Stay', 'needs = "hotline"\ntext = "**Stay'))
    told = {
        each.with_pdfs: prepare(each).warnings
        for each in (
            Task("es", ("park",), Wishes(hotlines=numbers), TODAY, with_pdfs=bool(numbers), content=tmp_path)
            for numbers in ((), ("617-555-0100",))
        )
    }
    assert any("park in es: the statements of the bearer's side are set at" in each for each in told[True])
    assert not any("are set at" in each for each in told[False])
    assert any("because they have no number" in each for each in told[False])

    arguments = ["--no-program", "--no-pdfs", "--languages", "es ar", "--content", str(tmp_path)]
    done = CliRunner().invoke(commands, ["site", "-o", str(tmp_path / "site"), *arguments, "--as-of", "2026-11-30"])
    assert done.exit_code == 0, done.output
    assert "Warning: park is not on the page for ar: not translated, or not signed as you require\n" in done.stderr
    assert done.stderr.count("because they have no number") == 2, "once for each script, not for each language"
