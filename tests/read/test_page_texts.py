"""The words of the web page: English and translations, and what may not be shown."""

import re
from collections import Counter
from pathlib import Path

import pytest

from cards.errors import BadFile
from cards.locations import Shelf, bundled, shelves
from cards.read.languages import read_languages
from cards.read.page_texts import english_texts, page_catalog, page_locales, page_texts
from cards.read.scripts import find_script, script_ids
from cards.read.settings import SETTINGS
from cards.read.terminal_punctuation import ends_alike
from cards.upkeep.template import PAGE_HEADER, content_strings, page_strings, template
from cards.upkeep.unused import unread_files

SHELVES = shelves(None)
ENGLISH = english_texts()
TITLE = ENGLISH["title"].text
LOADING = ENGLISH["loading"].text


def shelf_with(folder: Path, *messages: str) -> Shelf:
    """A shelf whose Spanish catalog of the page has those messages."""
    shelf = Shelf(*(folder / name for name in ("scripts", "stocks", "hotlines", "translations", "fonts")))
    path = page_catalog(shelf, "es")
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(messages), encoding="utf-8")
    return shelf


def message(key: str, english: str, text: str, flags: str = "") -> str:
    return f'{flags}msgctxt "page/{key}"\nmsgid "{english}"\nmsgstr "{text}"\n'


def test_each_setting_and_choice_has_a_name() -> None:
    fields = {key.removeprefix("field/") for key in ENGLISH if key.startswith("field/")}
    choices = {tuple(key.split("/")[1:]) for key in ENGLISH if key.startswith("choice/")}
    assert fields == set(SETTINGS)
    assert choices == {(key, choice) for key, each in SETTINGS.items() for choice in each.choices}


def test_situations_are_called_as_in_their_scripts() -> None:
    named = {key.removeprefix("script/"): each.text for key, each in ENGLISH.items() if key.startswith("script/")}
    assert named == {each: find_script(SHELVES, each).title for each in script_ids(SHELVES)}


def test_the_template_is_current() -> None:
    """`make pot` writes it."""
    assert (bundled().translations / "page.pot").read_text("utf-8") == template(page_strings(), PAGE_HEADER)


def test_spanish_is_complete() -> None:
    assert set(page_texts(SHELVES, "es")) == set(ENGLISH)


@pytest.mark.parametrize("tag", page_locales(SHELVES))
def test_shipped_catalogs_are_sound(tag: str) -> None:
    found = page_texts(SHELVES, tag)
    script = read_languages(SHELVES)[tag].script
    assert found
    for key, text in found.items():
        names = [Counter(re.findall(r"\{\w+\}", each)) for each in (text, ENGLISH[key].text)]
        assert names[0] == names[1]
        assert text == text.strip()
        assert ends_alike(ENGLISH[key].text, text, script), key


def test_a_later_shelf_adds_and_replaces(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, message("title", TITLE, "Otra"))
    assert page_locales([shelf]) == ["es"]
    assert page_texts([shelf], "es") == {"title": "Otra"}
    assert page_texts([*SHELVES, shelf], "es") == page_texts(SHELVES, "es") | {"title": "Otra"}
    assert page_texts([shelf], "fr") == {}


@pytest.mark.parametrize(
    "unusable",
    [
        message("title", TITLE, ""),
        message("title", TITLE, "Otra", "#, fuzzy\n"),
        message("title", "An older title", "Otra"),
        message("titles", TITLE, "Otra"),
    ],
    ids=["empty", "fuzzy", "older English", "another key"],
)
def test_what_is_not_translated_stays_english(unusable: str, tmp_path: Path) -> None:
    assert page_texts([shelf_with(tmp_path, unusable)], "es") == {}


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Cargando {got} de MB", "{of}"),
        ("Cargando {got} de {of} {of} MB", "{of}"),
        ("Cargando {got} de {of} {mb}", "{mb}"),
        ("Cargando\u202e {got} de {of} MB", "U+202E"),
    ],
    ids=["one missing", "one twice", "an unknown one", "a hidden character"],
)
def test_what_must_not_be_shown_is_refused_with_its_line(text: str, cause: str, tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, message("title", TITLE, "Otra"), message("loading", LOADING, text))
    with pytest.raises(BadFile) as caught:
        page_texts([shelf], "es")
    assert cause in str(caught.value)
    assert (caught.value.file, caught.value.line) == (page_catalog(shelf, "es"), 5)


def test_an_unknown_key_of_a_string_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.toml"
    path.write_text('["title"]\ntext = "x"\n["Not a key"]\ntext = "y"\n', encoding="utf-8")
    with pytest.raises(BadFile, match="Not a key") as caught:
        english_texts(path)
    assert caught.value.line == 3


def test_a_catalog_of_the_page_is_no_stray_file_of_the_cards(tmp_path: Path) -> None:
    assert list(unread_files(shelf_with(tmp_path, message("title", TITLE, "Otra")), "es")) == []


def test_strings_of_the_page_are_not_those_of_cards() -> None:
    assert not {each.context for each in content_strings(SHELVES)} & {each.context for each in page_strings()}
