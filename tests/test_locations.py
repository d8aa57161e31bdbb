"""Shelves: what ships is found, and an organisation's content folder comes after it and wins."""

from pathlib import Path

import pytest

from cards import locations
from cards.errors import BadOrder
from cards.locations import PACKAGE, Shelf, bundled, shelves
from cards.read.catalogs import translated_tags
from cards.read.hotlines import choose_hotline
from cards.read.languages import read_languages
from cards.read.scripts import find_script, script_ids
from cards.read.stocks import find_stock

HOTLINE = """
id = "{id}"
name = "{name}"
number = "617-370-5023"
regions = ["US-MA"]
source = "a friend"
"""


def put(path: Path, text: str) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_what_ships_is_all_there() -> None:
    shelf = bundled()
    for folder in (shelf.scripts, shelf.stocks, shelf.hotlines):
        assert list(folder.glob("*.toml"))
    assert shelf.labels.is_file()
    assert (shelf.translations / "languages.toml").is_file()
    assert (shelf.fonts / "fonts.toml").is_file()


def test_translations_and_fonts_are_inside_the_package_in_a_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "cards"
    monkeypatch.setattr(locations, "PACKAGE", package)
    assert bundled().translations == tmp_path / "translations"
    assert bundled().fonts == tmp_path / "fonts"
    (package / "translations").mkdir(parents=True)
    assert bundled().translations == package / "translations"
    assert bundled().fonts == package / "fonts"
    assert bundled().scripts == package / "definitions" / "scripts"


def test_without_a_content_folder_there_is_one_shelf() -> None:
    assert shelves(None) == (bundled(),)
    assert bundled().scripts == PACKAGE / "definitions" / "scripts"


def test_a_content_folder_comes_after_what_ships(tmp_path: Path) -> None:
    first, second = shelves(tmp_path)
    assert first == bundled()
    names = ("scripts", "stocks", "hotlines", "translations", "fonts")
    assert second == Shelf(*(tmp_path / name for name in names))
    assert second.labels == tmp_path / "labels.toml"


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "file", "")
    for place in (tmp_path / "file", tmp_path / "nothing"):
        with pytest.raises(BadOrder) as refused:
            shelves(place)
        assert str(place) in refused.value.cause
        assert "--content" in refused.value.remedy


def test_an_empty_content_folder_changes_nothing(tmp_path: Path) -> None:
    alone, both = shelves(None), shelves(tmp_path)
    assert script_ids(both) == script_ids(alone)
    assert find_script(both, "home") == find_script(alone, "home")
    assert find_stock(both, "5371") == find_stock(alone, "5371")
    assert read_languages(both) == read_languages(alone)
    assert translated_tags(both) == translated_tags(alone)


def test_an_entry_of_the_content_folder_replaces_the_one_with_its_id(tmp_path: Path) -> None:
    put(tmp_path / "hotlines" / "luce.toml", HOTLINE.format(id="luce", name="Our own"))
    put(tmp_path / "hotlines" / "ours.toml", HOTLINE.format(id="ours", name="New"))
    both = shelves(tmp_path)
    assert choose_hotline(both, "luce", "").name == "Our own"
    assert choose_hotline(both, "ours", "").name == "New"
    assert choose_hotline(both, "sf", "") == choose_hotline(shelves(None), "sf", "")
    assert choose_hotline(shelves(None), "luce", "").name == "LUCE Immigrant Justice Network"


def test_a_stock_and_a_script_of_the_content_folder_replace_the_bundled(tmp_path: Path) -> None:
    shelf = bundled()
    stock = (shelf.stocks / "plain-a4.toml").read_text("utf-8")
    script = (shelf.scripts / "home.toml").read_text("utf-8")
    put(tmp_path / "stocks" / "plain-a4.toml", stock.replace("rows = 5", "rows = 4"))
    put(tmp_path / "scripts" / "home.toml", script.replace("version = ", "version = 9"))
    both = shelves(tmp_path)
    assert find_stock(both, "plain-a4").rows == 4
    assert find_script(both, "home").version > 90
    assert script_ids(both) == script_ids(shelves(None))
