"""`--content` and RIGHTS_CARDS_CONTENT: an organisation's own entries, over the bundled ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from cards.cli import commands
from cards.locations import bundled

ONE = ("--copies", "1", "--exact", "-o", "one.pdf")


def test_a_script_of_our_own(
    made: Callable[..., str], words: Callable[..., str], content: Callable[..., Path], script_toml: str
) -> None:
    content("scripts/park.toml", script_toml)
    printed = made("en", "--script", "park", "--content", "mine")
    assert printed.startswith(f"{Path('out/park-en-avery-5371.pdf')}: ")
    made("en", "--script", "park", "--content", "mine", *ONE)
    assert words("one.pdf").startswith(
        "Breathe. You have rights. 1 Ask whether you may go. 2 Be quiet. Show this card."
    )
    assert " DRAFT " in words("one.pdf")
    assert words("one.pdf", 1) == "To the officer in the park English · en park 3 1 I remain silent."
    with pikepdf.open("one.pdf") as pdf:
        assert str(pdf.docinfo.Title) == "In the park: know-your-rights cards in English"


def test_a_script_replaces_the_bundled_one_of_its_id(
    made: Callable[..., str], words: Callable[..., str], content: Callable[..., Path], script_toml: str
) -> None:
    content("scripts/home.toml", script_toml.replace('"park"', '"home"'))
    made("en", "--content", "mine", *ONE)
    assert words("one.pdf").startswith("Breathe. You have rights.")
    made("en", *ONE)
    assert "Breathe" not in words("one.pdf")


def test_other_english_makes_the_bundled_translations_stale(
    refused: Callable[..., str], content: Callable[..., Path]
) -> None:
    """A lawyer's new wording must not be printed beside a translation of the old one."""
    home = (bundled().scripts / "home.toml").read_text("utf-8")
    content("scripts/home.toml", home.replace("You have rights", "You do have rights", 1))
    message = refused(5, "es", "--content", "mine")
    assert "home/bearer/heading (translated from an older English text)" in message


def test_labels_of_our_own(made: Callable[..., str], words: Callable[..., str], content: Callable[..., Path]) -> None:
    content("labels.toml", '[hotline]\ntext = "Ring us:"\n\n[link]\ntext = "Our lawyers:"\n')
    made("en", "--content", "mine", *ONE)
    assert "Ring us:" in words("one.pdf")
    assert "Our lawyers:" in words("one.pdf")


def test_a_translation_replaces_the_bundled_one(
    made: Callable[..., str], words: Callable[..., str], content: Callable[..., Path], home_po: str
) -> None:
    content("translations/es/LC_MESSAGES/cards.po", home_po)
    made("es", "--content", "mine", *ONE)
    assert words("one.pdf").startswith("Stay calm. You havé rights.")
    assert "Find légal hélp:" in words("one.pdf")


def test_a_translation_of_one_sentence_leaves_the_others(
    made: Callable[..., str],
    words: Callable[..., str],
    content: Callable[..., Path],
    home_sources: Sequence[tuple[str, str]],
) -> None:
    context, english = next(each for each in home_sources if each[0] == "labels/link")
    content(
        "translations/es/LC_MESSAGES/cards.po",
        f'msgctxt "{context}"\nmsgid "{english}"\nmsgstr "Nuestros abogados:"\n',
    )
    made("es", *ONE)
    bundled_words = words("one.pdf")
    made("es", "--content", "mine", *ONE)
    assert "Nuestros abogados:" in words("one.pdf")
    assert words("one.pdf")[:100] == bundled_words[:100]


def test_an_empty_message_leaves_the_bundled_translation(
    made: Callable[..., str],
    content: Callable[..., Path],
    home_sources: Sequence[tuple[str, str]],
) -> None:
    """As in a catalog that somebody began from cards.pot."""
    made("es", "-o", "bundled.pdf")
    begun = "".join(f'msgctxt "{context}"\nmsgid "{english}"\nmsgstr ""\n\n' for context, english in home_sources)
    content("translations/es/LC_MESSAGES/cards.po", begun)
    made("es", "--content", "mine", "-o", "begun.pdf")
    assert Path("begun.pdf").read_bytes() == Path("bundled.pdf").read_bytes()


def test_a_locale_of_our_own(
    made: Callable[..., str],
    words: Callable[..., str],
    content: Callable[..., Path],
    home_po: str,
    language_toml: str,
) -> None:
    content("translations/languages.toml", language_toml)
    content("translations/qaa/LC_MESSAGES/cards.po", home_po)
    for given in ("qaa", "QAA", "Ownish", "own"):
        made(given, "--content", "mine", *ONE)
        assert words("one.pdf").startswith("Stay calm. You havé rights.")
        assert "Ownish · qaa home" in words("one.pdf", 1)
    printed = made("qaa", "es", "--content", "mine")
    assert [line.partition(": ")[0] for line in printed.splitlines()] == [
        str(Path("out") / f"home-{tag}-avery-5371.pdf") for tag in ("qaa", "es")
    ]


def test_a_right_to_left_locale_of_our_own(
    made: Callable[..., str],
    words: Callable[..., str],
    content: Callable[..., Path],
    home_po: str,
    language_toml: str,
) -> None:
    """Its direction comes from our table: the card is mirrored, so its first page is drawn otherwise."""
    content("translations/qaa/LC_MESSAGES/cards.po", home_po)
    pages = []
    for direction in ("ltr", "rtl"):
        content("translations/languages.toml", language_toml.replace('"ltr"', f'"{direction}"'))
        made("qaa", "--content", "mine", *ONE)
        pages.append(Path("one.pdf").read_bytes())
        assert "DRAFT" in words("one.pdf")
    assert pages[0] != pages[1]


def test_a_stock_of_our_own(made: Callable[..., str], content: Callable[..., Path], stock_toml: str) -> None:
    content("stocks/eight-up.toml", stock_toml)
    assert "2 pages, 8 cards," in made("es", "--stock", "eight-up", "--content", "mine")
    assert "6 pages, 24 cards (20 ordered, last sheet filled up)" in made(
        "es", "--stock", "eight-up", "--content", "mine", "--copies", "20"
    )
    assert "2 pages, 8 cards," in made("es", "--stock", "e8", "--content", "mine")


def test_a_stock_replaces_the_bundled_one_of_its_id(
    made: Callable[..., str], content: Callable[..., Path], stock_toml: str
) -> None:
    content("stocks/avery-5371.toml", stock_toml.replace('"eight-up"', '"avery-5371"'))
    assert "2 pages, 8 cards," in made("es", "--content", "mine")


ASK = (
    "Warning: their languages are not known, so ask when you call: Lynn Neighbors\n"
    "Warning: no lawyer has reviewed the law behind home\n"
)


def test_a_hotline_of_our_own(
    run: Callable[..., Result], words: Callable[..., str], content: Callable[..., Path], hotline_toml: str
) -> None:
    content("hotlines/lynn.toml", hotline_toml)
    result = run("es", "--hotline", "lynn", "--content", "mine", "--as-of", "2026-02-01", *ONE)
    assert result.exit_code == 0
    assert "617-370-5023 Lynn Neighbors" in words("one.pdf")
    assert result.stderr.startswith(f"Warning: Lynn Neighbors: closed on Sundays\n{ASK}Load Avery 5371")


def test_a_hotline_replaces_the_bundled_one_of_its_id(
    run: Callable[..., Result], words: Callable[..., str], content: Callable[..., Path], hotline_toml: str
) -> None:
    ours = hotline_toml.replace('"lynn"', '"luce"').replace('doubt = "closed on Sundays"\n', "")
    content("hotlines/luce.toml", ours)
    result = run("es", "--hotline", "luce", "--content", "mine", "--as-of", "2026-02-01", *ONE)
    assert result.exit_code == 0
    assert "Lynn Neighbors" in words("one.pdf")
    assert result.stderr.startswith(f"{ASK}Load Avery 5371")


def test_a_font_of_our_own(
    made: Callable[..., str],
    content: Callable[..., Path],
    home_po: str,
    language_toml: str,
) -> None:
    fonts = bundled().fonts
    for weight in ("Regular", "Bold"):
        content(f"fonts/Ours-{weight}.ttf", (fonts / f"NotoSansSemiCondensed-{weight}.ttf").read_bytes())
    content("fonts/fonts.toml", '[Ours]\nregular = "Ours-Regular.ttf"\nbold = "Ours-Bold.ttf"\n')
    content("translations/languages.toml", language_toml.replace('"NotoSans"', '"Ours"'))
    content("translations/qaa/LC_MESSAGES/cards.po", home_po)
    made("qaa", "--content", Path("mine").absolute(), *ONE)  # fonts are kept by their path for the rest of a run
    with pikepdf.open("one.pdf") as pdf:
        used = {str(each.get("/BaseFont")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary)}
    assert any("Ours-Bold" in name for name in used), used


def test_the_environment_names_a_content_folder(
    made: Callable[..., str], content: Callable[..., Path], stock_toml: str
) -> None:
    content("stocks/eight-up.toml", stock_toml)
    env: dict[str, str | None] = {"RIGHTS_CARDS_CONTENT": "mine"}
    runner = CliRunner(env=env)
    done = runner.invoke(commands, ["cards", "es", "--stock", "eight-up"], catch_exceptions=False)
    assert "8 cards," in done.stdout
    assert done.stderr.count("Using the content of the folder mine, which RIGHTS_CARDS_CONTENT names.") == 1
    done = runner.invoke(commands, ["cards", "es", "--stock", "eight-up", "--content", "mine"], catch_exceptions=False)
    assert "Using the content" not in done.stderr


def test_the_option_wins_over_the_environment(
    made: Callable[..., str], refused: Callable[..., str], content: Callable[..., Path], stock_toml: str
) -> None:
    content("stocks/eight-up.toml", stock_toml)
    Path("empty").mkdir()
    env: dict[str, str | None] = {"RIGHTS_CARDS_CONTENT": "empty"}
    assert "8 cards," in made("es", "--stock", "eight-up", "--content", "mine", env=env)
    refused(4, "es", "--stock", "eight-up", env=env)


def test_an_empty_folder_and_an_empty_variable_change_nothing(made: Callable[..., str]) -> None:
    made("es", "-o", "a.pdf")
    Path("empty").mkdir()
    made("es", "--content", "empty", "-o", "b.pdf")
    made("es", "-o", "c.pdf", env={"RIGHTS_CARDS_CONTENT": ""})
    assert len({Path(f"{name}.pdf").read_bytes() for name in "abc"}) == 1


def test_a_folder_without_content_is_told_of_unless_a_command_begins_it() -> None:
    Path("empty").mkdir()
    runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
    for command in (["cards", "es"], ["stock", "list"], ["locale", "status", "es"], ["hotline", "list"]):
        done = runner.invoke(commands, [*command, "--content", "empty"], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        assert done.stderr.count("Warning: the content folder empty has no scripts/,") == 1
    done = runner.invoke(commands, ["locale", "init", "es", "--content", "empty"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert "Warning: the content folder" not in done.stderr
    done = runner.invoke(commands, ["stock", "list", "--content", "empty"], catch_exceptions=False)
    assert "Warning: the content folder" not in done.stderr


@pytest.mark.parametrize("product", ["a/b", "../../up", "/abs", "..", ".", "/", "x/..", "C:x", "back\\slash", "~"])
def test_a_product_number_never_leads_out_of_the_output_folder(
    product: str,
    made: Callable[..., str],
    content: Callable[..., Path],
    stock_toml: str,
    watched: Callable[[], dict[str, bytes | None]],
) -> None:
    content("stocks/eight-up.toml", stock_toml.replace('"E8"', f"'{product}'"))
    before = watched()
    Path("deep/out").mkdir(parents=True)
    made(f"--stock={product}", "es", "--content", "mine", "-o", "deep/out")
    new = sorted(watched().keys() - before.keys())
    assert new[:2] == ["deep", "deep/out"]
    assert [name.count("/") for name in new[2:]] == [2]
    assert new[2].startswith("deep/out/home-es-")
    assert new[2].endswith(".pdf")
