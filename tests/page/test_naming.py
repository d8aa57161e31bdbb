"""Sentences of the core in the words of the page, without a folder of this computer."""

from pathlib import Path

import pytest

from cards.errors import BadFile, BadOrder, command, setting
from cards.locations import bundled
from cards.page.naming import Teller, field_name

TELLER = Teller([bundled()], [Path("/tmp/abc/pack")])


def test_fields_have_their_labels_and_their_choices_names() -> None:
    assert field_name("layout", "poster") == "“Layout: Poster”"
    assert field_name("stock", "plain-a4").endswith(": plain-a4”")
    assert field_name("hotline_name") != "“hotline_name”"
    assert field_name("as_of") == "“As of”", "a setting without a field of the page"


def test_commands_are_what_the_page_has_instead() -> None:
    stock = field_name("stock")
    assert TELLER.said(f"`{command('stock list')}` shows every stock.") == f"{stock} shows every stock."
    tick = f"a tick at {field_name('allow_stale')}"
    verify = command("hotline verify luce --by NAME --content FOLDER")
    assert TELLER.said(f"record it with {verify}") == f"record it with {tick}"
    assert TELLER.said(f"see `{command('locale check es')}`") == "see `rights-cards locale check es`"


def test_a_problem_names_its_field_and_a_file_by_its_place_in_the_content() -> None:
    path = bundled().translations / "es" / "LC_MESSAGES" / "cards.po"
    problem = TELLER.problem(BadFile(f"See {path} and {path.parent}.", "Mend it.", file=path, line=7))
    assert problem["place"] == "translations/es/LC_MESSAGES/cards.po:7"
    assert problem["cause"] == "See translations/es/LC_MESSAGES/cards.po and translations/es/LC_MESSAGES."
    assert TELLER.problem(BadOrder("It is wrong.", f"Change {setting('org')}."))["field"] == "org"
    assert TELLER.problem(BadOrder("It is wrong.", f"Change {setting('org')}."), "logo")["field"] == "logo"
    elsewhere = TELLER.problem(BadFile("Wrong.", "Mend it.", file=Path("/home/me/x.toml")))
    assert elsewhere["place"] == "x.toml"
    assert TELLER.plain("/tmp/abc/pack/x.toml is in /tmp/abc/pack") == "x.toml is in pack"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/program/x.toml is wrong", "x.toml is wrong"),
        ("in '/program/cards/x.toml'", "in 'cards/x.toml'"),
        ("(/program)", "(program)"),
        ("the folder /program.", "the folder program."),
        ("https://example.org/program/help", "https://example.org/program/help"),
        ("https://program/help and example.org/program", "https://program/help and example.org/program"),
        ("/home/program/x and /programs/y", "/home/program/x and /programs/y"),
    ],
)
def test_a_folder_is_cut_only_where_a_path_begins(text: str, shown: str) -> None:
    assert Teller((), [Path("/program")]).plain(text) == shown
