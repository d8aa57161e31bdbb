"""Words for single states, as somebody who prints and a translator meet them."""

from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from cards.cli import commands
from tests.invented import DUTY, PARK, catalog, write

CARDS = ("cards", "es", "--script", "park", "--hotline", "617-555-0100", "--content", "content")


def run(*arguments: str) -> Result:
    """A command; no exception may come out of it."""
    return CliRunner(env={"RIGHTS_CARDS_CONTENT": None}).invoke(commands, arguments, catch_exceptions=False)


def text_of(path: Path) -> str:
    """The text of a file, its white space as single spaces."""
    document = pypdfium2.PdfDocument(path)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


@pytest.mark.parametrize(
    ("region", "there", "gone", "print_"),
    [
        ("US-CO/Denver", "Diga su nombre a la policía", "En algunos estados", "Spanish · park 4 · Colorado · DRAFT"),
        ("Massachusetts", "Guarde silencio", "su nombre", "Spanish · park 4 · Massachusetts · DRAFT"),
        ("US-WY", "En algunos estados", "Diga su nombre", "DRAFT"),
    ],
)
def test_cards_for_a_state(region: str, there: str, gone: str, print_: str, tmp_path: Path) -> None:
    write(tmp_path / "content")
    done = run(*CARDS, "--region", region, "--allow-stale", "-o", "out.pdf")
    assert done.exit_code == 0, done.output
    text = text_of(tmp_path / "out.pdf")
    assert there in text
    assert gone not in text
    assert print_ in text
    assert "usual words" not in done.stderr
    checked = run("check", "out.pdf", "--content", "content")
    assert checked.exit_code == 0, checked.output


def test_cards_in_a_language_without_the_words(tmp_path: Path) -> None:
    write(tmp_path / "content", spanish=catalog(DUTY))
    done = run(*CARDS, "--region", "US-CO", "--allow-stale", "-o", "out.pdf")
    assert done.exit_code == 0, done.output
    assert (
        "Warning: es: the cards in Spanish have the usual words instead of those for Colorado, because "
        f"{DUTY} is not translated: ask a translator for it"
    ) in done.stderr
    text = text_of(tmp_path / "out.pdf")
    assert "En algunos estados" in text
    assert "Colorado" not in text and "Tell the police" not in text


def test_the_status_speaks_of_states(tmp_path: Path) -> None:
    write(tmp_path / "content", spanish=catalog(DUTY))
    shown = run("locale", "status", "es", "--content", "content").stdout
    assert "words for single states 0/1" in shown
    assert (
        f"{DUTY}: not translated (only on cards for Colorado and Arizona, which have the words for other states until "
        "this is translated)"
    ) in shown
    assert "park/bearer/name/none: draft, needs a lawyer's sign-off (leaves a statement out of the cards for " in shown
    assert '"leaves_out": true' in run("locale", "status", "es", "--json", "--content", "content").stdout


def test_a_proof_names_the_states(tmp_path: Path) -> None:
    write(tmp_path / "content")
    for tag, lines in (
        ("es", [f"{DUTY}, only on cards for Colorado and Arizona"]),
        ("en", ["Cards for Massachusetts leave this out:", "Cards for Colorado and Arizona say instead:"]),
    ):
        done = run("proof", tag, "--script", "park", "--content", "content", "-o", "proof.pdf")
        assert done.exit_code == 0, done.output
        text = text_of(tmp_path / "proof.pdf")
        assert all(line in text for line in lines)
        (tmp_path / "proof.pdf").unlink()


def test_a_preview_has_the_words_of_its_state(tmp_path: Path) -> None:
    write(tmp_path / "content")
    drawn = {}
    for region in ("US-WY", "US-CO", "US-AZ", "US-MA"):
        given = ("--region", region, "--script", "park", "--hotline", "617-555-0100", "--content", "content")
        done = run("preview", "es", *given, "-o", "card.png")
        assert done.exit_code == 0, done.output
        drawn[region] = (tmp_path / "card.png").read_bytes()
    assert len(set(drawn.values())) == 4  # Colorado and Arizona have the same words, but each name in the small print
    write(tmp_path / "content", spanish=catalog(DUTY))
    shown = run("preview", "es", *given[:1], "US-CO", *given[2:], "-o", "card.png")
    assert f"because {DUTY} is not translated" in shown.stderr
    refused = run("preview", "es", *given[:1], "US-XY", *given[2:], "-o", "card.png")
    assert refused.exit_code == 4


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('regions = ["US-MA"]', 'regions = ["US-CO"]', "has US-CO, which another variant has too"),
        ('regions = ["US-MA"]', 'regions = ["US-XY"]', "has 'US-XY', which is not a state"),
        ("leave_out = true", "leave_out = false", "is missing"),
        ("leave_out = true", 'leave_out = true\ntext = "**Be.**"', "is true, but there is a text"),
    ],
)
def test_a_planted_fault_is_one_line_and_prints_no_card(old: str, new: str, problem: str, tmp_path: Path) -> None:
    write(tmp_path / "content", script=PARK.replace(old, new, 1))
    done = run(*CARDS, "-o", "out.pdf")
    assert done.exit_code == 3
    assert problem in done.stderr
    assert "park.toml:" in done.stderr
    assert not (tmp_path / "out.pdf").exists()
