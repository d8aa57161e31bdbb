"""`cards --layout poster`: which files it makes, what it says of them, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from cards.measures import POINTS_PER_MM

NUMBER = ("--hotline", "617-370-5023", "--hotline-name", "LUCE")
POSTER = ("--layout", "poster")


def pages(path: str | Path) -> list[tuple[int, int]]:
    """The size of each page in whole millimetres."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [(round(w / POINTS_PER_MM), round(h / POINTS_PER_MM)) for w, h in map(_size, document)]
    finally:
        document.close()


def _size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    width, height = page.get_size()
    return float(width), float(height)


@pytest.mark.parametrize(
    ("paper", "size"), [("letter", (216, 279)), ("a4", (210, 297)), ("tabloid", (279, 432)), ("a3", (297, 420))]
)
def test_a_poster_has_a_page_for_the_bearer_and_one_for_the_officer(
    paper: str, size: tuple[int, int], made: Callable[..., str], words: Callable[..., str]
) -> None:
    told = made("es", *NUMBER, *POSTER, "--paper", paper)
    path = f"out/home-es-{paper}-poster.pdf"
    assert told.startswith(f"{path}: 2 pages, a poster, text ".replace("/", str(Path("/"))[-1]))
    assert "DRAFT" in told
    assert pages(path) == [size, size]
    first, second = words(path), words(path, 1)
    assert "No firme nada" in first
    assert "617-370-5023" in first
    assert "Spanish · home 2 · DRAFT" in first
    assert "To the officer" in second
    assert "617-370-5023" not in second


def test_without_paper_it_is_as_large_as_that_of_the_stock(made: Callable[..., str]) -> None:
    made("es", *POSTER, "--stock", "plain-a4")
    assert pages("out/home-es-a4-poster.pdf") == [(210, 297)] * 2


def test_each_locale_has_a_poster_unless_they_share_one(made: Callable[..., str], words: Callable[..., str]) -> None:
    made("es", "ar", "zh-Hans", *POSTER, "-o", "apart")
    assert sorted(path.name for path in Path("apart").iterdir()) == [
        "home-ar-letter-poster.pdf", "home-es-letter-poster.pdf", "home-zh-Hans-letter-poster.pdf"
    ]  # fmt: skip
    told = made("es", "ar", "zh-Hans", *NUMBER, *POSTER, "--together", "-o", "shared")
    (path,) = Path("shared").iterdir()
    assert path.name == "home-es-ar-zh-Hans-letter-poster.pdf"
    assert told.count("\n") == 1
    page = words(path)
    for state in ("Spanish", "Arabic", "Chinese (Simplified)"):
        assert f"{state} · home 2 · DRAFT" in page
    assert page.count("617-370-5023") == 1
    assert "保持冷静" in page
    assert "No firme nada" in page


def test_a_file_of_any_name_can_be_asked_for(made: Callable[..., str]) -> None:
    made("es", "vi", *POSTER, "--together", "-o", "door.pdf")
    assert pages("door.pdf") == [(216, 279)] * 2


def test_many_locales_are_counted_in_the_name(made: Callable[..., str]) -> None:
    tags = ("es", "zh-Hans", "zh-Hant", "yue", "ko", "ja", "so")
    assert len("-".join(tags)) < 40
    made("es", "ko", "zh-Hans", *POSTER, "--together", "--paper", "a3", "--theme", "red")
    assert [path.name for path in Path("out").iterdir()] == ["home-es-ko-zh-Hans-a3-poster-red.pdf"]


def test_a_name_too_long_for_its_locales_counts_them() -> None:
    from cards.desk.orders import MOST_OF_NAME, _file_name
    from cards.jobs import Order
    from cards.merge.contact import Contact
    from cards.read.layouts import Layout
    from cards.read.links import LEGAL_AID, read_link

    def order(locale: str) -> Order:
        contact = Contact(read_link(LEGAL_AID))
        return Order(locale, "home", "avery-5371", contact, layout=Layout.POSTER, paper="a3")

    name = _file_name([order(locale) for locale in ["zh-Hans"] * 5])
    assert name == "home-" + "-".join(["zh-Hans"] * 5) + "-a3-poster.pdf"
    assert len("-".join(["zh-Hans"] * 5)) <= MOST_OF_NAME
    assert _file_name([order(locale) for locale in ["zh-Hans"] * 6]) == "home-6-languages-a3-poster.pdf"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("es", "vi", "--together"), 2, "--together changes nothing with --layout duplex: only a poster has room"),
        (("es", *POSTER, "--exact"), 2, "--exact changes nothing with --layout poster"),
        (("es", *POSTER, "--flip", "long-edge"), 2, "--flip changes nothing with --layout poster"),
        (("es", *POSTER, "--copies", "20"), 2, "--copies changes nothing with --layout poster"),
        (("es", *POSTER, "--start-at", "1"), 2, "--start-at changes nothing with --layout poster"),
        (("es", *POSTER, "--write-in"), 2, "--write-in changes nothing with --layout poster: nobody carries a poster."),
        (("es", *POSTER, "--bleed", "3mm"), 2, "--bleed changes nothing with --layout poster"),
        (("es", *POSTER, "--paper", "a2"), 2, "--paper is 'a2'. Choose letter, a4, tabloid or a3."),
        (("es", *POSTER, "--require", "reviewed"), 5, "The home card in Spanish is a draft, not reviewed."),
        (("es", "vi", *POSTER, "--together", "--require", "reviewed"), 5, "is a draft, not reviewed."),
        (("es", "xx-Nowhere", *POSTER, "--together"), 4, "no locale 'xx-Nowhere'"),
        (("es", *POSTER, "--link", "https://www.example.org/" + 110 * "a"), 6, "too long for the foot of the poster"),
        (("es", "vi", "ar", "ru", "fr", *POSTER, "--together"), 6, "mm too tall for the poster at 14 pt"),
    ],
)
def test_refusals(arguments: tuple[str, ...], code: int, said: str, refused: Callable[..., str]) -> None:
    assert said in refused(code, *arguments)


def test_several_posters_cannot_go_into_one_file_unless_together(run: Callable[..., Result]) -> None:
    result = run("es", "vi", *POSTER, "-o", "both.pdf")
    assert result.exit_code == 2
    assert "2 files cannot go into one file," in result.stderr
    assert not Path("both.pdf").exists()


def test_the_recording_of_several_languages_is_a_page_of_its_own(run: Callable[..., Result]) -> None:
    result = run("es", "ar", "zh-Hans", *POSTER, "--together", "--audio-link", "https://example.org/hear", *NUMBER)
    assert result.exit_code == 0, result.output
    assert "3 pages" in result.stdout
    assert "no room" not in result.stderr
    assert "used for 3 languages" in result.stderr


def test_red_paper_is_warned_of(run: Callable[..., Result]) -> None:
    result = run("es", *POSTER, "--theme", "red-stock")
    assert result.exit_code == 0
    assert "a scanner with red light cannot read: try one print with" in result.stderr
    assert Path("out/home-es-letter-poster-red-stock.pdf").is_file()


def test_check_finds_the_poster_right(made: Callable[..., str]) -> None:
    from cards.cli import commands

    made("ar", *NUMBER, *POSTER)
    result = CliRunner().invoke(commands, ["check", "out/home-ar-letter-poster.pdf"], prog_name="check")
    assert result.exit_code == 0, result.output
