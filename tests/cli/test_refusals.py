"""Bad options and arguments: one sentence on what is wrong, one on what to do, nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cards.cli import commands
from cards.typeset.card import codes
from cards.typeset.symbol import Symbol


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Spansh", "Spanish"),
        ("Vietnamse", "Vietnamese"),
        ("zh-Hnat", "zh-Hant"),
        ("xyzzy", "There is no locale 'xyzzy'."),
        ("../../etc/passwd", "There is no locale '../../etc/passwd'."),
        ("/etc/passwd", "There is no locale '/etc/passwd'."),
        ("es/../vi", "There is no locale 'es/../vi'."),
        ("e\0s", r"There is no locale 'e\x00s'."),
        ("", "There is no locale ''."),
        ("es\nAll is lost", "There is no locale 'All is lost'."),
        ("\x1b[2J", r"There is no locale '\x1b[2J'."),
        ("{0}", "There is no locale '{0}'."),
        ("x" * 5000, "There is no locale 'xxx"),
    ],
)
def test_an_unknown_locale(given: str, shown: str, refused: Callable[..., str]) -> None:
    message = refused(4, "--", given)
    assert shown in message
    assert message.startswith("There is no locale ")


def test_an_unknown_locale_among_several_stops_the_order_at_once(refused: Callable[..., str]) -> None:
    """A slip of the pen is told before anything is made."""
    assert "There is no locale 'vj'" in refused(4, "es", "vj", "en", "-o", "saturday")
    assert not Path("saturday").exists()


@pytest.mark.parametrize(
    ("option", "given", "shown"),
    [
        ("--stock", "averry-5371", "Did you mean avery-5371?"),
        ("--stock", "avery-5370", "There is no stock 'avery-5370'. `stock list` shows every stock."),
        ("--stock", "537", "`stock list` shows every stock."),
        ("--stock", "a/b", "There is no stock 'a/b'."),
        ("--stock", "../avery-5371", "There is no stock '../avery-5371'. Did you mean avery-5371"),
        ("--stock", "5371\0", r"There is no stock '5371\x00'."),
        ("--hotline", "nobody at all", "There is no hotline 'nobody at all'."),
    ],
)
def test_an_unknown_id(option: str, given: str, shown: str, refused: Callable[..., str]) -> None:
    assert shown in refused(4, "es", f"{option}={given}")


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("123", "has 3 digits"),
        ("555-0100", "not a number of any telephone network"),
        ("617-370-50231", "has 11 digits"),
        ("617_370_5023", "not a telephone number in digits"),
        ("617-370-5023; rm -rf", "not a telephone number in digits"),
        ("../luce", "not a telephone number in digits"),
        (" ", "--hotline is empty"),
        ("6" * 500, "is not a telephone number: it is too long. Give only one number"),
        ("617-370-5023\0", "not a telephone number in digits"),
        ("\u202e3205-073-716", "has a mark in it that shows its digits backward"),
        ("866-347-2423", "is the tip line of ICE. Give the number or address of a group"),
        ("1-866-DHS-2-ICE", "is the tip line of ICE."),
        ("555-0100", "the area code is missing. Write all ten digits"),
        ("+", "not a telephone number"),
    ],
)
def test_a_bad_number(number: str, why: str, refused: Callable[..., str]) -> None:
    assert why in refused(2, "es", f"--hotline={number}")


@pytest.mark.parametrize(
    "number",
    ["911", "9-1-1", " 911 ", "(911)", "９１１", "٩١١", "112", "+1 911", "+1 (911)", "+1-9-1-1", "+1 112", "+52 911"],
)
def test_an_emergency_number(number: str, refused: Callable[..., str]) -> None:
    message = refused(2, "es", f"--hotline={number}")
    assert "emergency number, which calls the police" in message
    assert "Or give --hotline the id of a line that `hotline list` shows." in message


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://www.example.org", "does not begin with https://"),
        ("www.example.org", "does not begin with https://"),
        ("javascript:alert(1)", "does not begin with https://"),
        ("file:///etc/passwd", "does not begin with https://"),
        ("https://rosa:secret@example.org", "has a user name or a port in it"),
        ("https://rosa@example.org", "has a user name or a port in it"),
        ("https://example.org:8443/", "has a user name or a port in it"),
        ("https://example.org/a b", "has a space or a sign outside plain ASCII"),
        ("https://еxample.org", "has a space or a letter outside plain ASCII"),  # Cyrillic е
        ("https://example.org/\u202egro", "has a space or a sign outside plain ASCII"),
        ("https://example.org/\0", "has a space or a sign outside plain ASCII"),
        ("https://example", "has no valid host name"),
        ("https://", "has no valid host name"),
        ("https://127.0.0.1/", "has no valid host name"),
        ("https://-example.org", "has no valid host name"),
        ("https://[::1", "is not a web address"),
        ("https://example.org:port", "is not a web address"),
        ("https://example.org/" + "x" * 140, "has 160 characters, more than 150"),
        ("https://www.ice.gov/tips", "leads to ICE, which sees who opens it"),
        ("https://example.org/help.", "ends in '.', which looks like the end of a sentence. Remove that."),
        ("https://example.org/%zz", "has '%zz' in it, which does not encode a letter"),
    ],
)
def test_a_bad_link(address: str, why: str, refused: Callable[..., str]) -> None:
    message = refused(2, "es", f"--link={address}")
    assert message.startswith("--link cannot be used: ")
    assert why in message


def test_a_link_too_long_for_the_card(refused: Callable[..., str]) -> None:
    message = refused(6, "es", "--link", "https://example.org/" + "x" * 125)
    assert message.startswith("The address (example.org/xxx")
    assert "mm too long for the foot of the card" in message


@pytest.mark.parametrize("option", ["--org", "--hotline-name"])
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Lynn \u202eNeighbors", "the invisible character U+202E"),
        ("Lynn \u2066Neighbors", "the invisible character U+2066"),
        ("Lynn\u200bNeighbors", "the invisible character U+200B"),
        ("Lynn\nNeighbors", "has a line feed (U+000A) in it"),
        ("Lynn\x1b[31m", "the invisible character U+001B"),
        ("Lynn\0", "the invisible character U+0000"),
        ("Lynn \ue000", "the invisible character U+E000"),
        ("Lynn " * 100 + "!", "501 characters, more than 60"),
    ],
)
def test_a_bad_name(option: str, name: str, why: str, refused: Callable[..., str]) -> None:
    message = refused(2, "es", "--hotline", "617-370-5023", f"{option}={name}")
    assert why in message
    assert message.startswith(f"The {option} has ")


@pytest.mark.parametrize(
    ("option", "name", "what"), [("--org", "𓀀 House", "𓀀 House"), ("--hotline-name", "Line 😀", "Line 😀")]
)
def test_a_name_with_a_character_that_no_font_has(
    option: str, name: str, what: str, refused: Callable[..., str]
) -> None:
    message = refused(6, "es", "--hotline", "617-370-5023", option, name)
    character = next(letter for letter in name if ord(letter) > 0xFFFF)
    assert f"U+{ord(character):04X}" in message
    assert message.startswith(f"The name {what} has U+")


def test_a_name_too_long_for_the_card(refused: Callable[..., str]) -> None:
    message = refused(6, "es", "--org", "W" * 60)
    assert message.startswith("The organization's name (WWWW")
    assert message.endswith(
        " mm too long for the foot of the card. It fits without --org. Shorten it, or use a stock with larger cards."
    )


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["es", "--copies", "0"], "--copies is '0'. Give a whole number from 1 to 100000."),
        (["es", "--copies", "-5"], "--copies is '-5'. Give a whole number from 1 to 100000."),
        (["es", "--copies", "100001"], "--copies is '100001'. Give a whole number from 1 to 100000."),
        (["es", "--copies", "many"], "--copies is 'many'. Give a whole number from 1 to 100000."),
        (["es", "--copies", "1e3"], "--copies is '1e3'. Give a whole number from 1 to 100000."),
        (["es", "--flip", "sideways"], "--flip is 'sideways'. Choose long-edge or short-edge."),
        (["es", "--as-of", "2026-02-30"], "'--as-of'"),
        (["es", "--as-of", "yesterday"], "'--as-of'"),
        (["es", "--cpoies", "5"], "--copies"),
        (["es", "--start-at", "0"], "--start-at is '0'. Give a whole number from 1 to 1000."),
        (["es", "--start-at", "11"], "Cards cannot start in place 11: a sheet of avery-5371 has 10"),
        (["es", "--start-at", "11", "--exact"], "Cards cannot start in place 11: a sheet of avery-5371 has 10"),
        (["es", "--stock", "herma-5028"], "can be printed only on the front, but a card has two sides."),
        (["es", "--script"], "'--script'"),
        (["es", "--stock", ""], "--stock is empty."),
        (["es", "--hotline", " "], "--hotline is empty."),
        (["es", "--link", ""], "--link is empty."),
        (["es", "--region", ""], "--region is empty."),
        (["es", "--all"], "Give either locales or --all."),
        (["--exact"], "Give either locales or --all."),
        (["es", "--hotline-name", "Lynn"], "--hotline-name needs a number. Give it with --hotline."),
        (["es", "--hotline", "luce", "--hotline-name", "Lynn"], "Remove --hotline-name."),
    ],
)
def test_a_bad_combination(arguments: list[str], shown: str, refused: Callable[..., str]) -> None:
    assert shown in refused(2, *arguments)


def test_what_no_card_can_be_printed_on_is_told_once(run: Callable[..., Result]) -> None:
    result = run("es", "vi", "ar", "--stock", "herma-5028")
    assert result.exit_code == 2
    assert result.stderr.count("Error: ") == 1
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("nothing.png", "nothing.png: The logo cannot be read: "),
        ("text.png", "text.png: The logo is neither a PNG, a JPEG nor an SVG picture."),
        ("drawing.svg", "drawing.svg: The SVG drawing is broken: "),
        (".", "The logo is not an ordinary file."),
    ],
)
def test_a_logo_that_is_none(name: str, shown: str, refused: Callable[..., str]) -> None:
    for each in ("text.png", "drawing.svg"):
        Path(each).write_text("no picture", encoding="utf-8")
    assert shown in refused(3, "es", "--logo", name)


@pytest.mark.parametrize("name", ["nowhere", "a-file", "a-file/below"])
def test_a_content_folder_that_is_none(name: str, refused: Callable[..., str]) -> None:
    Path("a-file").write_text("not a folder", encoding="utf-8")
    message = refused(2, "es", "--content", name)
    assert message == refused(2, "es", env={"RIGHTS_CARDS_CONTENT": name})
    assert message.startswith(f"The content folder {Path(name)} does not exist or is not a folder.")
    assert "With --content or RIGHTS_CARDS_CONTENT, name a folder with scripts/" in message


@pytest.mark.parametrize("locales", [["es", "en"], ["--all"]])
def test_several_locales_do_not_go_into_one_file(locales: list[str], refused: Callable[..., str]) -> None:
    message = refused(2, *locales, "-o", "out/cards.pdf")
    assert f"files cannot go into one file, {Path('out/cards.pdf')}." in message
    assert "Name a folder with -o" in message


def test_a_code_that_does_not_read_back_is_not_printed(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "link_symbol", lambda link: Symbol(((False,) * 25,) * 25, link.url))
    message = refused(6, "es", "--link", "https://www.example.org/help")
    assert message.startswith("The QR code for https://www.example.org/help does not scan correctly.")


def test_an_unknown_command_names_itself() -> None:
    result = CliRunner().invoke(commands, ["crads", "es"])
    assert result.exit_code == 2
    assert "No such command 'crads'" in result.stderr


@pytest.mark.parametrize("option", ["--org", "--hotline-name"])
@pytest.mark.parametrize("name", ["Call 911", "1-866-DHS-2-ICE", "lynn.org", "☎ ⁶¹⁷", "N\u0336o firme", "िक संघ"])
def test_a_name_that_leads_somewhere_or_is_crossed_out_is_not_printed(
    refused: Callable[..., str], option: str, name: str
) -> None:
    number = ("--hotline", "617-370-5023") if option == "--hotline-name" else ()
    assert " name " in refused(2, "hi", option, name, *number) or option in refused(2, "hi", option, name, *number)
