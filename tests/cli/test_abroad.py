"""Cards for Canada and the United Kingdom, from the example in CONTRIBUTING.md to the finished file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import Result

from cards.read.links import LEGAL_AID

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = re.compile(r"^`(quebec/[^`]+)`[^\n]*:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^rights-cards cards (es --content quebec .*)$", re.MULTILINE)


def example() -> dict[str, str]:
    """The files of the example, by path."""
    return dict(EXAMPLE.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8")))


@pytest.fixture
def quebec(tmp_path: Path) -> Path:
    """The content folder of the example, beside which the test stands."""
    for name, text in example().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "quebec"


def british(folder: Path) -> None:
    """Makes the example one for the United Kingdom, with an officer who reads English."""
    script = folder / "scripts" / "visite.toml"
    text = script.read_text("utf-8").replace('country = "CA"', 'country = "GB"')
    script.write_text(re.sub("^officer_language.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")


def languages(element: pikepdf.Object, above: str = "") -> list[tuple[str, str]]:
    """The language of each structure element with a language of its own, and of those within it, with their types."""
    own = str(element.get("/Lang", above))
    found = [(str(element.get("/S", "")), own)] if "/Lang" in element else []
    children: Any = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found += languages(child, own)
    return found


def links(path: Path) -> set[str]:
    with pikepdf.open(path) as pdf:
        annotations = [each for page in pdf.pages for each in page.get("/Annots", [])]
        return {str(each.A.URI) for each in annotations if "/A" in each}


def test_the_example_makes_cards_with_a_french_officers_side(
    run: Callable[..., Result], quebec: Path, tmp_path: Path, run_reader: Callable[..., str]
) -> None:
    (command,) = COMMAND.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    made = run(*command.split(), "-o", "cards.pdf")
    assert made.exit_code == 0, made.output
    text = run_reader("pdftotext", "-layout", "cards.pdf", "-")
    assert "Ceci n’est qu’un essai." in text
    assert "514-555-0100" in text
    assert links(tmp_path / "cards.pdf") == {"tel:+15145550100", "https://www.example.org/aide"}
    with pikepdf.open(tmp_path / "cards.pdf") as pdf:
        tagged = languages(pdf.Root.StructTreeRoot.K[0])
        metadata = pdf.open_metadata()
        assert set(metadata["dc:language"]) == {"es", "fr", "en"}
    sides = [language for kind, language in tagged if kind == "/Sect"]
    assert sides == ["es", "fr"]
    within = tagged[tagged.index(("/Sect", "fr")) :]
    assert ("/P", "en") in within, "its small print is in English"


def test_check_finds_the_cards_of_the_example_right(
    run: Callable[..., Result], made: Callable[..., str], quebec: Path
) -> None:
    from click.testing import CliRunner

    from cards.cli import commands

    made("es", "--content", quebec, "--script", "visite", "--region", "CA-QC", "-o", "cards.pdf")
    checked = CliRunner().invoke(commands, ["check", "cards.pdf", "--content", str(quebec)])
    assert checked.exit_code == 0, checked.output
    assert "514-555-0100" in checked.output


@pytest.mark.parametrize(
    ("typed", "shown", "uri"),
    [
        ("020 7946 0000", "020 7946 0000", "tel:+442079460000"),
        ("+44 161 496 0000", "0161 496 0000", "tel:+441614960000"),
        ("+1 617 370 5023", "+1 617-370-5023", "tel:+16173705023"),
    ],
)
def test_a_british_card_dials_british_numbers(
    made: Callable[..., str],
    quebec: Path,
    tmp_path: Path,
    run_reader: Callable[..., str],
    typed: str,
    shown: str,
    uri: str,
) -> None:
    from click.testing import CliRunner

    from cards.cli import commands

    british(quebec)
    made("es", "--content", quebec, "--script", "visite", "--region", "GB-LND", "--hotline", typed, "-o", "cards.pdf")
    assert shown in run_reader("pdftotext", "-layout", "cards.pdf", "-")
    assert links(tmp_path / "cards.pdf") == {uri}
    checked = CliRunner().invoke(commands, ["check", "cards.pdf", "--content", str(quebec)])
    assert checked.exit_code == 0, checked.output
    assert shown in checked.output


def test_no_card_of_another_country_leads_to_the_united_states(
    run: Callable[..., Result], quebec: Path, tmp_path: Path
) -> None:
    british(quebec)
    done = run("es", "--content", quebec, "--script", "visite", "--region", "GB-LND", "-o", "cards.pdf")
    assert done.exit_code == 0
    assert "the directory has no legal aid for GB-LND, so the cards have no QR code" in done.stderr
    assert links(tmp_path / "cards.pdf") == set()
    assert LEGAL_AID.encode() not in (tmp_path / "cards.pdf").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--region", "CA-QC"], "This card is about the law of the United States, but --region CA-QC is in Canada."),
        (
            ["--script", "visite", "--region", "GB"],
            "about the law of Canada, but --region GB is in the United Kingdom.",
        ),
        (["--script", "visite", "--region", "CA"], "it is California. Write Canada for the country"),
        (["--script", "visite", "--region", "Ontario"], "Give CA-ON for the one in Canada, or US-"),
        (["--script", "visite", "--hotline", "999"], "'999' is an emergency number"),
        (["--script", "visite", "--hotline", "112"], "'112' is an emergency number"),
        (["--script", "visite", "--hotline", "911"], "'911' is an emergency number"),
        (["--script", "visite", "--hotline", "888-502-9060"], "the tip line of the Canada Border Services Agency"),
        (["--script", "visite", "--interpreter"], "asks in English, but the officer's side of visite is in French."),
    ],
)
def test_what_does_not_fit_the_country_is_refused(
    run: Callable[..., Result], quebec: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = run("es", "--content", quebec, *arguments, "-o", "cards.pdf")
    assert done.exit_code in (2, 4)
    assert said in done.stderr
    assert not (tmp_path / "cards.pdf").exists()


@pytest.mark.parametrize(
    ("language", "said"),
    [("xx", "There is no locale 'xx'"), ("French", "is 'French', which is not a language tag")],
)
def test_an_unknown_language_of_the_officer_is_refused_with_its_file(
    run: Callable[..., Result], quebec: Path, language: str, said: str
) -> None:
    script = quebec / "scripts" / "visite.toml"
    script.write_text(script.read_text("utf-8").replace('"fr"', f'"{language}"'), encoding="utf-8")
    done = run("es", "--content", quebec, "--script", "visite", "-o", "cards.pdf")
    assert done.exit_code in (3, 4)
    assert "visite.toml" in done.stderr
    assert said in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Appelez le 514-555-0100.", "has what looks like a telephone number"),
        ("Voyez www.example.org.", "has what looks like an address"),
        ("Appelez le 866-347-2423.", "leads to the tip line of ICE"),
    ],
)
def test_an_unsound_text_for_the_officer_is_refused_in_its_language(
    run: Callable[..., Result], quebec: Path, words: str, said: str
) -> None:
    script = quebec / "scripts" / "visite.toml"
    script.write_text(script.read_text("utf-8").replace("Écrivez ici vos propres mots.", words), encoding="utf-8")
    done = run("es", "--content", quebec, "--script", "visite", "-o", "cards.pdf")
    assert done.exit_code == 3
    assert "The French text of visite/officer/test" in done.stderr
    assert said in done.stderr


def test_a_french_bearer_shows_a_french_card(
    made: Callable[..., str], quebec: Path, run_reader: Callable[..., str]
) -> None:
    catalog = quebec / "translations" / "es" / "LC_MESSAGES" / "cards.po"
    text = catalog.read_text("utf-8").replace("Language: es", "Language: fr")
    text = text.replace("Esta tarjeta es una prueba.", "Cette carte est un essai.")
    text = re.sub('msgstr "\\*\\*Esto.*', 'msgstr "**Ce n’est qu’un essai.** Écrivez ici vos propres mots."', text)
    target = quebec / "translations" / "fr" / "LC_MESSAGES" / "cards.po"
    target.parent.mkdir(parents=True)
    target.write_text(text, encoding="utf-8")
    made("fr", "--content", quebec, "--script", "visite", "-o", "cards.pdf")
    shown = run_reader("pdftotext", "-layout", "cards.pdf", "-")
    assert "Ce n’est qu’un essai." in shown and "Ceci n’est qu’un essai." in shown


def test_a_pack_has_groups_in_several_countries(quebec: Path, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from cards.cli import commands

    rows = [
        "Montreal,visite,CA-QC,,10",
        "Toronto,visite,CA-ON,416-967-1111,10",
        "Lynn,home,US-MA/Essex,617-555-0100,10",
        "Wrong,home,Canada,,10",
        "California,visite,CA,,10",
        "London,visite,GB-LND,020 7946 0000,10",
    ]
    (tmp_path / "groups.csv").write_text("\n".join(["name,script,region,hotline,es", *rows]), "utf-8")
    (tmp_path / "pack.toml").write_text('title = "Abroad"\nrecipients = "groups.csv"\n', "utf-8")
    arguments = ["pack", "pack.toml", "--content", "quebec", "-o", "made", "--jobs", "1"]
    done = CliRunner().invoke(commands, arguments)
    assert done.exit_code == 2, done.output
    assert "groups.csv:5: Wrong: This card is about the law of the United States" in done.stderr
    assert "groups.csv:6: California: This card is about the law of Canada" in done.stderr
    assert "groups.csv:7: London: This card is about the law of Canada" in done.stderr
    manifest = json.loads((tmp_path / "made" / "manifest.json").read_text("utf-8"))
    found = {
        each["name"]: (each["link"], [line["number"] for line in each["hotlines"]]) for each in manifest["recipients"]
    }
    assert found == {
        "Montreal": ("", ["514-555-0100"]),
        "Toronto": ("", ["416-967-1111"]),
        "Lynn": (LEGAL_AID, ["617-555-0100"]),
    }


def test_the_directory_is_listed_for_a_region_abroad(quebec: Path) -> None:
    from click.testing import CliRunner

    from cards.cli import commands

    def listed(region: str) -> str:
        done = CliRunner().invoke(commands, ["hotline", "list", "--region", region, "--content", "quebec"])
        assert done.exit_code == 0, done.output
        return done.stdout

    assert "montreal" in listed("Canada")
    assert "514-555-0100" in listed("CA-QC")
    assert "montreal" not in listed("CA-ON")
    assert "montreal" not in listed("CA"), "that is California"
    assert "There is no hotline for GB." in listed("GB")


def test_a_pack_may_have_scripts_of_two_countries(quebec: Path, tmp_path: Path) -> None:
    """Without a region, each card has what its own country has."""
    from click.testing import CliRunner

    from cards.cli import commands

    text = 'title = "Both"\nscripts = ["home", "visite"]\nhotline = "+44 20 7946 0000"\n[cards]\nes = 10\n'
    british(quebec)
    (tmp_path / "pack.toml").write_text(text, "utf-8")
    done = CliRunner().invoke(commands, ["pack", "pack.toml", "--content", "quebec", "-o", "made", "--jobs", "1"])
    assert done.exit_code == 0, done.output
    home, visit = sorted(path for path in (tmp_path / "made").rglob("*.pdf") if "Spanish" in path.name)
    assert links(home) == {LEGAL_AID, "tel:+442079460000"}
    assert links(visit) == {"tel:+442079460000"}


def in_hindi(folder: Path) -> None:
    """Gives the example an officer's side with letters that no font of English has."""
    script = folder / "scripts" / "visite.toml"
    text = script.read_text("utf-8").replace('"fr"', '"hi"').replace("Cette carte est un essai.", "यह एक परीक्षण है।")
    text = text.replace("**Ceci n’est qu’un essai.** Écrivez ici vos propres mots.", "**यह केवल एक परीक्षण है।**")
    script.write_text(text, encoding="utf-8")


def test_locale_check_lays_out_each_card_with_its_officers_fonts(quebec: Path) -> None:
    from click.testing import CliRunner

    from cards.cli import commands

    in_hindi(quebec)
    done = CliRunner().invoke(commands, ["locale", "check", "es", "--content", "quebec"])
    assert "0 errors" in done.output, done.output


def test_the_lawyers_proof_has_the_officers_fonts(quebec: Path, tmp_path: Path, run_reader: Callable[..., str]) -> None:
    from click.testing import CliRunner

    from cards.cli import commands

    in_hindi(quebec)
    done = CliRunner().invoke(commands, ["proof", "en", "--script", "visite", "--content", "quebec", "-o", "proof.pdf"])
    assert done.exit_code == 0, done.output
    assert "यह केवल एक परीक्षण है।" in run_reader("pdftotext", "-layout", "proof.pdf", "-")
    with pikepdf.open(tmp_path / "proof.pdf") as pdf:
        assert {"en", "hi"} <= set(pdf.open_metadata()["dc:language"])
