"""Orders and files that once crashed, printed wrongly or named the wrong place, each refused or made right."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cards.cli import commands
from cards.locations import bundled


@pytest.mark.parametrize(
    ("option", "given", "shown"),
    [
        ("--script", "hoem", "There is no script 'hoem'. Did you mean home?"),
        ("--script", "xyz", "There is no script 'xyz'. There are: business, car, "),
        ("--script", "../x", "There is no script '../x'."),
        ("--script", "../scripts/home", "There is no script '../scripts/home'."),
        ("--script", "home.toml", "There is no script 'home.toml'. Did you mean home"),
        ("--script", "home\0", r"There is no script 'home\x00'. Did you mean home?"),
        ("--hotline", "lucy", "There is no hotline 'lucy'. Did you mean luce (LUCE Immigrant Justice Network, US-MA)?"),
        ("--hotline", "luce\0", r"There is no hotline 'luce\x00'. Did you mean luce ("),
        (
            "--hotline",
            "nope",
            "There is no hotline 'nope'. `hotline list` shows all there are.",
        ),
    ],
)
def test_an_unknown_id(option: str, given: str, shown: str, refused: Callable[..., str]) -> None:
    assert shown in refused(4, "es", f"{option}={given}")


def test_a_language_with_an_unknown_font(
    refused: Callable[..., str], content: Callable[..., Path], language_toml: str, home_po: str
) -> None:
    content("translations/languages.toml", language_toml.replace('"NotoSans"', '"NotoSanz"'))
    content("translations/qaa/LC_MESSAGES/cards.po", home_po)
    assert "There is no font family 'NotoSanz'. Did you mean NotoSans" in refused(4, "qaa", "--content", "mine")


@pytest.mark.parametrize("option", ["--script", "--stock"])
@pytest.mark.parametrize("given", ["{", "}", "{0}", "{1}", "{x}", "{0.__class__}"])
def test_braces_in_an_id(option: str, given: str, refused: Callable[..., str]) -> None:
    refused(4, "es", option, given)


@pytest.mark.parametrize("height", [1.70 + step / 400 for step in range(32)])
def test_a_stock_at_the_edge_of_fitting(
    height: float, run: Callable[..., Result], content: Callable[..., Path], stock_toml: str
) -> None:
    content("stocks/eight-up.toml", stock_toml.replace("3.5in", "2.9in").replace("2in", f"{height:.4f}in"))
    assert run("en", "--stock", "eight-up", "--content", "mine").exit_code in (0, 6)


@pytest.mark.parametrize("name", [r"Lynn \u202esrobhgieN", r"Lynn\u0007", r"Lynn\nNeighbors", r"\u001b[31mLynn"])
def test_a_name_in_the_directory_is_held_to_what_a_typed_one_is(
    name: str, refused: Callable[..., str], content: Callable[..., Path], hotline_toml: str
) -> None:
    content("hotlines/lynn.toml", hotline_toml.replace("Lynn Neighbors", name))
    refused(3, "es", "--hotline", "lynn", "--content", "mine", "--as-of", "2026-02-01")


@pytest.mark.parametrize("name", [r"Own\u202eish", r"Own\u0007ish", r"Own\nish"])
def test_the_name_of_a_language_hides_nothing(
    name: str, refused: Callable[..., str], content: Callable[..., Path], language_toml: str, home_po: str
) -> None:
    content("translations/languages.toml", language_toml.replace("Ownish", name))
    content("translations/qaa/LC_MESSAGES/cards.po", home_po)
    refused(3, "qaa", "--content", "mine")


@pytest.mark.parametrize("length", [30_000, 45_000])
def test_a_font_cut_short_without_a_checksum(
    length: int, refused: Callable[..., str], content: Callable[..., Path]
) -> None:
    path = content("fonts/a.ttf", (bundled().fonts / "NotoSans-Regular.ttf").read_bytes()[:length])
    content("fonts/fonts.toml", '[NotoSans]\nregular = "a.ttf"\nbold = "a.ttf"\n')
    refused(3, "en", "--content", path.parents[1])


def test_ctrl_c_while_writing_leaves_nothing(
    watched: Callable[[], dict[str, bytes | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    CliRunner().invoke(commands, ["cards", "es", "-o", "cards.pdf"])
    assert watched() == {}


def test_broken_markup_in_a_script_names_file_and_line(
    refused: Callable[..., str], content: Callable[..., Path], script_toml: str
) -> None:
    path = content("scripts/park.toml", script_toml.replace("**Ask**", "**Ask"))
    message = refused(3, "en", "--script", "park", "--content", "mine")
    assert message.startswith(f"{path.relative_to(Path.cwd())}:13: ")


@pytest.mark.parametrize("name", ["\u200d", "\u200c\u200d"])
def test_a_name_of_nothing_visible(name: str, refused: Callable[..., str]) -> None:
    refused(2, "es", "--org", name)


def test_the_tag_of_a_table_with_a_line_break_is_one_line(
    refused: Callable[..., str], content: Callable[..., Path], language_toml: str
) -> None:
    content("translations/languages.toml", language_toml.replace("[qaa]", '["es\\n"]'))
    refused(3, "es", "--content", "mine", "-o", "out/cards.pdf")


# And in tests/cli/test_any_text.py these two lines of GOOD:
#     "--stock": ("avery-5371", "5371", "Avery 5371"),
#     "--script": ("home",),
