"""`locale`: a language from nothing to a printed card, and what each of its commands says and refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from cards.cli import commands
from cards.locations import bundled, shelves
from cards.read.card_options import WRITE_INS
from cards.read.catalogs import catalog_path, translated_tags
from cards.read.languages import read_languages
from cards.read.law_reviews import law_code
from cards.read.po_file import parse_po
from cards.read.scripts import find_script, read_labels, read_script
from cards.read.sign_offs import ROLES, digest
from tests.said import accented, beside_phrases

LANGUAGES = read_languages([bundled()])
SCRIPTS = ["business", "car", "detained", "family", "home", "papers", "private", "school", "street", "witness", "work"]
SCRIPT_KEYS = {
    *("script", "strings", "translated", "signed", "stale", "state", "law"),
    *("signers", "needs", "blocking", "write_in", "officer", "variants", "ended", "own", "misplaced"),
}
ONE = ("--copies", "1", "--exact", "-o", "one.pdf")
PO = "translations/es/LC_MESSAGES/cards.po"

SPANISH = {"labels/hotline": "Llámenos:", "labels/link": "Nuestros abogados:", "labels/lawyer": "Mi abogada:"}
SPANISH |= {"labels/contact": "En una emergencia:", "labels/a-number": "Número A:"}
BUNDLED_LABELS = read_labels(shelves(None)).sources

# A catalog for the script `park` of conftest.py and the labels: `status es` counts eight strings.
QUIET = """""
"**Guarde silencio.** "
"Muestre esta tarjeta."
"""
PARK = f"""\
# Ana's own.
msgid ""
msgstr ""
"Last-Translator: Ana Pérez <ana@example.org>\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgctxt "park/bearer/heading"
msgid "Breathe. You have rights."
msgstr "Respire. Tiene derechos."

msgctxt "park/bearer/go"
msgid "**Ask** whether you may go."
msgstr "**Pregunte** si puede irse."

# Ana: a command
msgctxt "park/bearer/quiet"
msgid "**Be quiet.** Show this card."
msgstr {QUIET}""" + "".join(
    f'\n# allow read-back: ours\nmsgctxt "{each.context}"\nmsgid "{each.text}"\nmsgstr "{SPANISH[each.context]}"\n'
    for each in BUNDLED_LABELS
)

Locale = Callable[..., Result]


@pytest.fixture(scope="session")
def locale() -> Locale:
    """`locale` with those arguments; no exception may come out of it."""

    def command(*arguments: str | Path) -> Result:
        runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
        result = runner.invoke(commands, ["locale", *map(str, arguments)], prog_name="cards", catch_exceptions=False)
        assert "Traceback" not in result.output
        return result

    return command


@pytest.fixture(scope="session")
def did(locale: Locale) -> Callable[..., str]:
    """Runs `locale`, which must succeed, and gives what it prints on standard output."""

    def command(*arguments: str | Path) -> str:
        result = locale(*arguments)
        assert result.exit_code == 0, result.output
        return result.stdout

    return command


@pytest.fixture
def refuses(locale: Locale, watched: Callable[[], dict[str, bytes | None]]) -> Callable[..., str]:
    """Runs `locale`, which must refuse with that exit code and leave every file as it was; gives the message."""

    def command(code: int, *arguments: str | Path) -> str:
        before = watched()
        result = locale(*arguments)
        assert (result.exit_code, result.stdout) == (code, ""), result.output
        assert watched() == before
        (message,) = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
        is_of_click = message.startswith("Error: Invalid value for")
        assert is_of_click or re.search(r"\.\s+\S", message), f"no remedy: {message}"
        return message.removeprefix("Error: ")

    return command


@pytest.fixture
def park(content: Callable[..., Path], script_toml: str) -> Path:
    """The content folder `mine` with the script `park` and Spanish; gives the catalog, from the test's folder."""
    content("scripts/park.toml", script_toml)
    content(PO, PARK)
    return Path("mine") / PO


def filled(path: Path, translate: Callable[[str], str] = str) -> None:
    """Translates every empty msgstr, as somebody with a text editor would: the English, or what is made of it."""
    text = path.read_bytes().decode("utf-8")
    head, separator, body = text.partition("\n\n")
    body = re.sub(r'(msgid "(.+)"\nmsgstr )""\n', lambda match: f'{match[1]}"{translate(match[2])}"\n', body)
    path.write_bytes(f"{head}{separator}{body}".encode())


def spelled_otherwise(catalog: str) -> str:
    """A catalog whose translations are no longer those of any other."""
    change = str.maketrans("aoe", "áóé")
    return re.sub(
        r'(?<=msgstr ").+(?=")', lambda text: beside_phrases(lambda each: each.translate(change), text[0]), catalog
    )


def test_a_rare_language_from_nothing_to_a_printed_card(
    did: Callable[..., str], locale: Locale, made: Callable[..., str], words: Callable[..., str]
) -> None:
    """Mam is in the table of languages, and nobody has translated a word."""
    Path("mine").mkdir()
    printed = did("init", "mam", "--content", "mine")
    path = Path("mine/translations/mam/LC_MESSAGES/cards.po")
    see = "cards preview mam -o card.png --watch --content mine"
    assert printed == f"{path}: started. Translate each msgstr, and see the card while you work: {see}\n"
    assert "\nmam " in did("status", "--content", "mine")

    begun = json.loads(did("status", "mam", "--json", "--content", "mine"))
    assert all(script["translated"] == 0 for script in begun[0]["scripts"])
    assert locale("check", "mam", "--content", "mine").exit_code == 0

    filled(path)
    refused = locale("check", "mam", "--json", "--content", "mine")
    assert refused.exit_code == 3
    checked = json.loads(refused.stdout)
    rules = [each["rule"] for each in checked]
    assert rules.count("negation-marks") == 1
    untranslated = sum(map(rules.count, ("untranslated-text", "same-as-source", "phrase-meaning", "length")))
    assert untranslated == len(rules) - 2
    assert {each["string"] for each in checked} - {""} == set(
        re.findall('^msgctxt "(.*)"', path.read_text("utf-8"), re.M)
    )
    errors = [
        each["message"] for each in checked if each["rule"] != "untranslated-text" and each["severity"] == "error"
    ]
    (wrong,) = errors
    assert wrong.endswith("strings of Mam are identical to those of en.")

    path.write_text(spelled_otherwise(path.read_text("utf-8")), "utf-8")
    done = json.loads(did("status", "mam", "--json", "--content", "mine"))
    assert all(script["translated"] == script["strings"] for script in done[0]["scripts"])
    assert all(script["signed"] == 0 for script in done[0]["scripts"])

    assert "DRAFT" in made("mam", "--content", "mine", *ONE)
    assert words("one.pdf").startswith("Stáy cálm. Yóu hávé rights. Kéép thé dóór clóséd.")
    assert " DRAFT " in words("one.pdf")
    assert words("one.pdf", 1).startswith("To the officer Bearer's language: Mam · mam home 2 ")
    for script in SCRIPTS:
        made("mam", "--script", script, "--content", "mine", "-o", "all")


def test_a_language_that_nobody_knows_from_nothing_to_a_printed_card(
    did: Callable[..., str], refuses: Callable[..., str], made: Callable[..., str], words: Callable[..., str]
) -> None:
    """Yucatec Maya is unknown to Babel and to us."""
    Path("mine").mkdir()
    message = refuses(2, "init", "yua", "--content", "mine")
    assert "'yua' is not in languages.toml" in message
    assert "--name" in message
    for option in ("--name", "--autonym"):
        assert "--name ENGLISH-NAME --autonym OWN-NAME" in refuses(
            2, "init", "yua", option, "Yucatec", "--content", "mine"
        )
    printed = did("init", "yua", "--name", "Yucatec Maya", "--autonym", "Maaya T’aan", "--content", "mine")
    assert "languages.toml: added yua" in printed
    path = Path("mine/translations/yua/LC_MESSAGES/cards.po")
    assert path.read_text("utf-8").startswith("# Yucatec Maya (Maaya T’aan) translation")
    filled(path, accented)
    did("check", "yua", "--content", "mine")
    for name in ("yua", "YUA", "Yucatec Maya", "maaya t’aan"):
        made(name, "--content", "mine", *ONE)
        assert words("one.pdf").startswith("Stay calm. You havé rights. Kéép thé door closéd.")
        assert "Yucatec Maya · yua home 2 " in words("one.pdf", 1)


def test_a_new_language_from_right_to_left(did: Callable[..., str], made: Callable[..., str]) -> None:
    Path("mine").mkdir()
    names = ("--name", "Saraiki", "--autonym", "سرائیکی", "--script", "Arab", "--dir", "rtl")
    did("init", "skr", *names, "--content", "mine")
    filled(
        Path("mine/translations/skr/LC_MESSAGES/cards.po"),
        lambda english: beside_phrases(lambda text: re.sub("[a-zA-Z]", "ا", text), english),
    )
    findings = json.loads(did("check", "skr", "--json", "--content", "mine"))
    assert all(each["severity"] == "warning" for each in findings)
    made("skr", "--content", "mine", *ONE)


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("Yua_MX",), "'Yua-MX' is not a BCP 47 tag"),
        (("../yua",), "is not a BCP 47 tag"),
        (("yua", "--script", "Latin"), "There are no fonts for the script 'Latin'"),
        (("yua", "--script", "Maya"), "There are no fonts for the script 'Maya'"),
        (("yua", "--script", "Hebr"), "runs from right to left"),
        (("yua", "--dir", "up"), "Invalid value for '--dir'"),
    ],
)
def test_a_language_that_cannot_be_begun(
    arguments: tuple[str, ...],
    shown: str,
    refuses: Callable[..., str],
    content: Callable[..., Path],
    language_toml: str,
) -> None:
    content("translations/languages.toml", language_toml)
    assert shown in refuses(2, "init", *arguments, "--name", "Yua", "--autonym", "Yua", "--content", "mine")


def test_a_catalog_that_is_there_is_not_written_over(
    did: Callable[..., str], refuses: Callable[..., str], park: Path
) -> None:
    for name in ("es", "Spanish", "spa"):
        assert f"{park} already exists" in refuses(2, "init", name, "--content", "mine")
    did("init", "mam", "--content", "mine")
    assert "already exists" in refuses(2, "init", "mam", "--content", "mine")


def test_the_languages_of_a_content_folder_keep_their_bytes(
    did: Callable[..., str], content: Callable[..., Path], language_toml: str
) -> None:
    before = f"# ours  \n{language_toml}\n# the end\n"
    path = content("translations/languages.toml", before)
    did("init", "yua", "--name", "Yucatec Maya", "--autonym", "Maaya", "--content", "mine")
    assert path.read_text("utf-8").startswith(before)
    did("init", "mam", "--content", "mine")  # which the bundled table knows
    did("init", "ownish", "--content", "mine")  # a name of that folder's own language
    assert Path("mine/translations/qaa/LC_MESSAGES/cards.po").is_file()
    assert path.read_text("utf-8").count("\n[") == 2


def test_a_region_with_names_is_a_language_of_its_own(did: Callable[..., str], refuses: Callable[..., str]) -> None:
    Path("mine").mkdir()
    names = ("--name", "Mexican Spanish", "--autonym", "español de México")
    assert "'es-MX' is only known as es (Spanish)" in refuses(
        2, "init", "es-MX", "--name", "Mexican", "--content", "mine"
    )
    printed = did("init", "es-MX", *names, "--content", "mine")
    path = Path("mine/translations/es-MX/LC_MESSAGES/cards.po")
    assert printed.splitlines()[0] == f"{Path('mine/translations/languages.toml')}: added es-MX"
    assert path.read_text("utf-8").startswith("# Mexican Spanish (español de México) translation")
    assert '"Language: es_MX\\n"' in path.read_text("utf-8")
    assert "already exists" in refuses(2, "init", "es-MX", "--content", "mine")
    did("init", "es-GT", "--content", "mine")  # without names: the Spanish that there is
    assert Path("mine/translations/es/LC_MESSAGES/cards.po").is_file()


@pytest.mark.parametrize("tag", ["es", "ES", "spa"])
@pytest.mark.parametrize(
    "options", [("--name", "Our Spanish", "--autonym", "español"), ("--name", "Ours"), ("--script", "Arab")]
)
def test_options_for_a_new_language_are_not_passed_over(
    tag: str, options: tuple[str, ...], refuses: Callable[..., str]
) -> None:
    Path("mine").mkdir()
    message = refuses(2, "init", tag, *options, "--content", "mine")
    assert f"'{tag}' is already in languages.toml: es, Spanish ({LANGUAGES['es'].autonym})." in message
    assert "locale init es" in message


def test_nothing_is_added_when_the_catalog_is_there(refuses: Callable[..., str], content: Callable[..., Path]) -> None:
    content("translations/yua/LC_MESSAGES/cards.po", PARK)
    message = refuses(2, "init", "yua", "--name", "Yua", "--autonym", "Yua", "--content", "mine")
    assert "already exists" in message


@pytest.mark.parametrize("name", ["", " ", "a\x7fb", "x" * 61])
def test_a_name_that_cannot_be_is_refused_before_anything_is_written(
    name: str, refuses: Callable[..., str], content: Callable[..., Path], language_toml: str
) -> None:
    """The table of languages must not break: nothing works without it."""
    content("translations/languages.toml", language_toml)
    for names in (("--name", name, "--autonym", "Yua"), ("--name", "Yua", "--autonym", name)):
        refuses(2, "init", "yua", *names, "--content", "mine")


def test_own_words_in_place_of_the_bundled_ones_stand_once_in_a_catalog(
    did: Callable[..., str], content: Callable[..., Path], script_toml: str
) -> None:
    """A folder with a script or labels of the same ids: what is translated is what will be printed."""
    content("labels.toml", '[hotline]\ntext = "Ring us:"\n\n[link]\ntext = "Our lawyers:"\n')
    content("scripts/home.toml", script_toml.replace('"park"', '"home"'))
    did("init", "mam", "--content", "mine")
    text = Path("mine/translations/mam/LC_MESSAGES/cards.po").read_text("utf-8")
    for context, english in (
        ("labels/hotline", "Ring us:"),
        ("labels/link", "Our lawyers:"),
        ("home/bearer/go", "**Ask** whether you may go."),
    ):
        assert text.count(f'msgctxt "{context}"\n') == 1
        assert f'msgctxt "{context}"\nmsgid "{english}"\nmsgstr ""\n' in text
    assert "home/bearer/door" not in text
    path = content(PO, 'msgctxt "labels/hotline"\nmsgid "Ring us:"\nmsgstr "Llame:"\n')
    did("update", "es", "--content", "mine")
    once = path.read_bytes()
    assert once.count(b'msgctxt "labels/link"') == 1
    assert b'msgctxt "labels/hotline"\nmsgid "Ring us:"\nmsgstr "Llame:"\n' in once
    assert b"fuzzy" not in once
    did("update", "es", "--content", "mine")
    assert path.read_bytes() == once


def test_status_lists_every_language(did: Callable[..., str]) -> None:
    printed = did("status")
    lines = printed.splitlines()
    for tag, language in LANGUAGES.items():
        assert f"{tag:<8} {language.english} ({language.autonym}), {language.direction}" in lines
    begun = set(translated_tags([bundled()]))
    assert printed.count("not started") == len(LANGUAGES) - len(begun | {"en"})
    assert len(re.findall(r"^ {9}home ", printed, re.MULTILINE)) == len(begun | {"en"})


def test_status_as_json(did: Callable[..., str]) -> None:
    rows = json.loads(did("status", "--json"))
    assert [row["tag"] for row in rows] == list(LANGUAGES)
    for row in rows:
        language = LANGUAGES[row["tag"]]
        assert {key: row[key] for key in ("english", "autonym", "direction")} == {
            "english": language.english,
            "autonym": language.autonym,
            "direction": language.direction,
        }
        assert row["error"] is None
        assert [script["script"] for script in row["scripts"]] == SCRIPTS
        for script in row["scripts"]:
            assert set(script) == SCRIPT_KEYS
            assert script["law"] == {"state": "not reviewed"}
            assert 0 == script["signed"] <= script["translated"] <= script["strings"]
            optional = ["labels/lawyer", "labels/contact", "labels/a-number"]
            optional += ["labels/officer/interpreter"] * (row["tag"] == "en")
            optional = [] if script["script"] == "family" else optional  # a plan has lines of its own, and no officer
            assert len(script["blocking"]) + len(optional) == script["strings"]
            assert [each["string"] for each in script["write_in"]] == optional
            assert all(set(each) == {"string", "state"} for each in (*script["blocking"], *script["write_in"]))
    (english,) = [row for row in rows if row["tag"] == "en"]
    assert all(script["translated"] == script["strings"] for script in english["scripts"])
    assert any("/officer/" in each["string"] for each in english["scripts"][0]["blocking"])


def status_of(did: Callable[..., str], script: str = "park", tag: str = "es") -> dict[str, Any]:
    (row,) = json.loads(did("status", tag, "--json", "--content", "mine"))
    (found,) = [each for each in row["scripts"] if each["script"] == script]
    assert isinstance(found, dict)
    return found


def test_status_tells_what_is_stale_and_what_blocks(did: Callable[..., str], park: Path) -> None:
    assert {key: status_of(did)[key] for key in ("strings", "translated", "signed", "stale")} == {
        "strings": 8,
        "translated": 8,
        "signed": 0,
        "stale": 0,
    }
    did(*signs("es", "community", "Bo", "--string", "park/bearer/heading"))
    text = park.read_text("utf-8")
    text = text.replace("Ask** whether", "Ask** if").replace(QUIET, '""\n')
    park.write_text(text.replace('msgctxt "labels/link"', '#, fuzzy\nmsgctxt "labels/link"'), "utf-8")
    found = status_of(did)
    assert (found["translated"], found["signed"], found["stale"]) == (5, 1, 1)
    assert found["blocking"] == [
        {"string": "park/bearer/go", "state": "translated from an older English text"},
        {"string": "park/bearer/quiet", "state": "not translated"},
        {"string": "labels/hotline", "state": "draft"},
        {"string": "labels/link", "state": "fuzzy"},
    ]
    printed = did("status", "es", "--content", "mine")
    assert re.search(r"^ +park +######\.{4} 5/8 +#\.{9} 1/8, 1 from an older English text$", printed, re.MULTILINE)
    assert "park/bearer/quiet: not translated" in printed
    assert "park/bearer/heading:" not in printed
    assert "the card cannot be printed yet\n" in printed
    also = ", ".join(f"labels/{each} (only needed with --write-in {each})" for each in WRITE_INS)
    assert f"needs a second translator's sign-off on park/bearer/heading, labels/hotline, {also}\n" in printed
    assert (
        "labels/lawyer: draft (only needed with --write-in lawyer), changed since it was back-translated as: My "
        "lawyer:\n" in printed
    )


def test_the_board_is_a_page_of_what_status_tells(
    did: Callable[..., str], refuses: Callable[..., str], park: Path
) -> None:
    did(*signs("es", "second-translator", "Bo", "--script", "park"))
    printed = did("status", "--html", "board.html", "--content", "mine")
    assert printed.startswith("board.html: the board of ")
    page = Path("board.html").read_text("utf-8")
    lacks = did("status", "es", "--content", "mine").splitlines()[1].strip()
    assert lacks.endswith(" statements.")
    assert f"<span>{lacks}</span>" in page
    assert '<span>Bo</span></td><td role="cell" data-of="Role"><span>second-translator</span>' in page
    assert "mine" not in page
    assert "Leave out TAG and --json, or --html." in refuses(2, "status", "es", "--html", "board.html")
    assert "is not the name of" in refuses(2, "status", "--html", "board.pdf")


def test_status_tells_who_has_signed_and_who_is_to_sign(did: Callable[..., str], park: Path) -> None:
    did(*signs("es", "second-translator", "Bo", "--script", "park"))
    did(*signs("en", "legal", "A. Lawyer", "--script", "park"))
    printed = did("status", "es", "--content", "mine")
    assert "the card is reviewed\n" in printed
    assert "signed by Bo (second-translator): 8 of 8\n" in printed
    assert "needs a lawyer's sign-off on all 8 strings\n" in printed
    assert "labels/lawyer: " not in printed
    assert "Bars: strings translated, strings signed" in printed
    found = status_of(did)
    assert found["state"] == "reviewed"
    assert found["signers"] == [{"by": "Bo", "role": "second-translator", "strings": 8, "verified": False}]
    assert list(found["needs"]) == ["legal"]
    assert len(found["needs"]["legal"]) == 8

    park.write_text(PARK.replace("Ana Pérez <ana@example.org>", "Bo <bo@example.org>"), "utf-8")
    printed = did("status", "es", "--content", "mine")
    assert "the card is a draft\n" in printed
    assert "park/bearer/go: does not count: Bo (second-translator) is the Last-Translator now\n" in printed
    assert "signed by Bo" not in printed
    assert [each["by"] for each in status_of(did)["own"]] == ["Bo"] * 8


LAWYER = 'msgctxt "labels/lawyer"\nmsgid "My lawyer:"\nmsgstr "Mi abogada:"\n'
WITHOUT_LAWYER = [
    ("", "not translated"),
    (LAWYER.replace('"Mi abogada:"', '""'), "not translated"),
    (f"#, fuzzy\n{LAWYER}", "fuzzy"),
    (LAWYER.replace("My", "Our"), "translated from an older English text"),
]


@pytest.mark.parametrize(("entry", "state"), WITHOUT_LAWYER)
def test_a_card_is_printed_and_approved_without_the_label_that_it_does_not_have(
    entry: str,
    state: str,
    locale: Locale,
    did: Callable[..., str],
    made: Callable[..., str],
    refused: Callable[..., str],
    content: Callable[..., Path],
    script_toml: str,
    language_toml: str,
) -> None:
    """It is named, counted and left out of what is signed; a card with the line is refused until it is there."""
    content("translations/languages.toml", language_toml)
    content("scripts/park.toml", script_toml)
    assert PARK.count(LAWYER) == 1
    content(PO.replace("/es/", "/qaa/"), PARK.replace(LAWYER, entry))
    card = ("qaa", "--script", "park", "--content", "mine")

    assert "the card is a draft\n" in did("status", "qaa", "--content", "mine")
    made(*card, *ONE)
    did(*signs("en", "legal", "A. Lawyer", "--script", "park"))
    for role, by in (("legal", "A. Lawyer"), ("second-translator", "Bo")):
        result = locale(*signs("qaa", role, by, "--script", "park"))
        assert result.exit_code == 0, result.output
        assert result.stdout.endswith(f": 7 strings signed as {role} by {by}\n")
        assert result.stderr == f"Note: labels/lawyer is not signed: {state} (only needed with --write-in lawyer).\n"
    printed = did("status", "qaa", "--content", "mine")
    assert "the card is approved\n" in printed
    assert f"{' ' * 18}labels/lawyer: {state} (only needed with --write-in lawyer)\n" in printed
    assert "7/8" in printed
    found = status_of(did, tag="qaa")
    assert (found["state"], found["blocking"]) == ("approved", [])
    assert found["write_in"][0] == {"string": "labels/lawyer", "state": state}
    assert {each["state"] for each in found["write_in"][1:]} == {"approved"}
    made(*card, "--require", "approved", *ONE)
    assert f"cannot be printed: labels/lawyer ({state})." in refused(5, *card, "--write-in")


def test_whoever_names_a_label_signs_it_or_is_told_why_not(
    did: Callable[..., str], refuses: Callable[..., str], park: Path
) -> None:
    assert ": 1 string signed" in did(*signs("es", "legal", "Bo", "--string", "labels/lawyer"))
    park.write_text(PARK.replace(LAWYER, f"#, fuzzy\n{LAWYER}"), "utf-8")
    message = refuses(5, *signs("es", "community", "Bo", "--string", "labels/lawyer"))
    assert "labels/lawyer of es cannot be signed: it is fuzzy" in message


def test_a_card_with_the_label_is_no_better_signed_than_it_is(
    did: Callable[..., str], made: Callable[..., str], refused: Callable[..., str], park: Path
) -> None:
    card = ("es", "--script", "park", "--content", "mine")
    did(*signs("en", "legal", "A. Lawyer", "--script", "park"))
    for role, by in (("legal", "A. Lawyer"), ("second-translator", "Bo")):
        did(*signs("es", role, by, "--script", "park"))
    made(*card, "--write-in", "--require", "approved", *ONE)
    park.write_text(PARK.replace("Mi abogada:", "Mi abogado:"), "utf-8")
    made(*card, "--require", "approved", *ONE)
    assert "is a draft, not approved" in refused(5, *card, "--write-in", "--require", "approved")


def test_an_error_in_the_label_stops_the_cards_that_have_it(
    made: Callable[..., str], refused: Callable[..., str], refuses: Callable[..., str], park: Path
) -> None:
    park.write_text(PARK.replace("Mi abogada:", "Mi abogada (617-555-0100):"), "utf-8")
    card = ("es", "--script", "park", "--content", "mine")
    made(*card, *ONE)
    shown = "The translation of labels/lawyer has the numbers 617, 555, 0100"
    assert shown in refused(3, *card, "--write-in")
    assert shown in refuses(3, *signs("es", "legal", "Bo", "--script", "park"))


def test_a_catalog_that_does_not_say_who_translated_it(locale: Locale, park: Path) -> None:
    """The bundled drafts: whoever reads one is a second reader, unless they wrote it."""
    park.write_text(PARK.replace('"Last-Translator: Ana Pérez <ana@example.org>\\n"\n', ""), "utf-8")
    assert "does not say who translated it" in locale("status", "es", "--content", "mine").stdout
    result = locale(*signs("es", "second-translator", "Bo", "--script", "park"))
    assert result.exit_code == 0
    assert "does not say who translated it" in result.stderr
    assert "If it was Bo, this is not a second reading" in result.stderr


def test_status_of_a_language_not_begun(did: Callable[..., str]) -> None:
    assert "not started; start it: locale init wo\n" in did("status", "wo")
    assert json.loads(did("status", "wo", "--json"))[0]["begun"] is False
    assert "`locale init TAG` starts a language" in did("status")


def test_status_and_sign_tell_what_a_reader_understood_and_that_the_string_has_been_edited(
    did: Callable[..., str], locale: Locale, park: Path, content: Callable[..., Path]
) -> None:
    """It is a check on a draft and signs nothing."""
    sha256 = digest("park/bearer/go", "**Ask** whether you may go.", "**Pregunte** si puede irse.")
    content(
        "translations/es/back-translation.toml",
        f'["park/bearer/go"]\nsha256 = "{sha256}"\nenglish = "**Ask** if you can leave."\n',
    )
    assert "park/bearer/go: draft, back-translated as: **Ask** if you can leave." in did(
        "status", "es", "--content", "mine"
    )
    assert status_of(did)["signed"] == 0
    park.write_text(PARK.replace("puede irse", "se puede ir"), "utf-8")
    printed = did("status", "es", "--content", "mine")
    assert "park/bearer/go: draft, changed since it was back-translated as: **Ask** if you can leave.\n" in printed
    signed = locale(*signs("es", "second-translator", "Bo", "--script", "park"))
    assert signed.exit_code == 0
    note = "Note: park/bearer/go has changed since it was translated back into English as: **Ask** if you can leave.\n"
    assert note in signed.stderr
    assert "read back" not in did("check", "es", "--content", "mine")


def test_status_names_what_a_lawyer_has_to_sign_and_what_an_edit_has_ended(did: Callable[..., str], park: Path) -> None:
    did(*signs("es", "community", "Bo", "--script", "park", "--on", "2026-01-29"))
    did(*signs("en", "legal", "A. Lawyer", "--string", "park/officer/heading"))
    park.write_text(PARK.replace("puede irse", "se puede ir"), "utf-8")
    printed = did("status", "es", "--content", "mine")
    ended = "park/bearer/go: lapsed: signed by Bo (community) on 2026-01-29, edited since\n"
    assert printed.count(ended) == 1
    assert "park/bearer/go: draft\n" in printed
    assert "park/officer/quiet: draft (on the officer's side)\n" in printed
    assert "needs a lawyer's sign-off on the officer's side, the same for all languages: locale sign en" in printed
    assert "park/officer/heading" not in printed
    assert "ended" not in did("status", "--content", "mine")
    found = status_of(did)
    assert found["officer"] == [{"string": "park/officer/quiet", "state": "draft"}]
    assert found["ended"] == [{"string": "park/bearer/go", "by": "Bo", "role": "community", "on": "2026-01-29"}]


@pytest.mark.full_only
def test_status_tells_who_reviewed_the_law_of_each_script(
    did: Callable[..., str], refuses: Callable[..., str], park: Path, script_toml: str
) -> None:
    assert re.search(r"^    park     not reviewed$", did("status", "es", "--content", "mine"), re.MULTILINE)
    on, toml = date.today() - timedelta(days=365), Path("mine/scripts/park.toml")
    code = law_code(find_script(shelves(Path("mine")), "park"))
    review = "law_reviewed_on = {}\nlaw_reviewed_by = 'Ana Ruiz, attorney'\nlaw_reviewed_code = '{}'\n"
    for day, given, state in (
        (on, code, "reviewed"),
        (on - timedelta(days=1), code, "reviewed over a year ago"),
        (on, "0000-0000-0000-0000", "changed since its review"),
    ):
        toml.write_text(review.format(day, given) + script_toml, encoding="utf-8")
        printed = did("status", "--content", "mine")
        assert f"    park     {state} (on {day} by Ana Ruiz, attorney)\n" in printed
        assert "    home     not reviewed\n" in printed
        assert status_of(did)["law"] == {"state": state, "on": day.isoformat(), "by": "Ana Ruiz, attorney"}
    toml.write_text(review.format(date.today() + timedelta(days=2), code) + script_toml, encoding="utf-8")
    assert "'law_reviewed_on' is " in refuses(3, "status", "--content", "mine")


@pytest.mark.full_only
@pytest.mark.parametrize("tags", [(), ("es", "vi")])
def test_status_goes_on_after_a_broken_catalog(tags: tuple[str, ...], locale: Locale, park: Path) -> None:
    park.write_text(PARK.replace('irse."', "irse."), "utf-8")
    result = locale("status", *tags, "--content", "mine")
    assert result.exit_code == 3
    lines = result.stdout.splitlines()
    place = lines.index(f"es       Spanish ({LANGUAGES['es'].autonym}), ltr")
    broken = f'{park}:13: A quotation mark is missing. Put " at both ends of the text.'
    assert lines[place + 1] == f"         broken: {broken}"
    assert re.match("[a-z]", lines[place + 2])
    assert any(line.startswith("vi ") for line in lines)
    rows = {row["tag"]: row for row in json.loads(locale("status", *tags, "--json", "--content", "mine").stdout)}
    assert rows["es"]["scripts"] == []
    assert rows["es"]["error"] == {
        "file": park.as_posix(),
        "line": 13,
        "message": "A quotation mark is missing.",
        "fix": 'Put " at both ends of the text.',
    }
    assert rows["vi"]["error"] is None
    assert rows["vi"]["scripts"]
    assert list(rows) == list(tags or LANGUAGES)


def test_status_tells_of_broken_sign_offs_and_back_translations(
    locale: Locale, park: Path, content: Callable[..., Path]
) -> None:
    english = content("translations/en/review.toml", "x = ")
    result = locale("status", "es", "--content", "mine")
    assert result.exit_code == 3
    assert f"broken: {english.relative_to(english.parents[3])}:1: The file is not valid TOML" in result.stdout
    assert "park/bearer/go: draft\n" in result.stdout
    english.unlink()
    assert locale("status", "es", "--content", "mine").exit_code == 0
    content("translations/es/back-translation.toml", "x = ")
    result = locale("status", "es", "--content", "mine")
    assert result.exit_code == 3
    assert "back-translation.toml:1: The file is not valid TOML" in result.stdout
    assert "park/bearer/go: draft\n" in result.stdout


def test_an_unknown_language(refuses: Callable[..., str]) -> None:
    for command in (("status",), ("check",), ("update",), ("sign", "--role", "legal", "--by", "Bo")):
        assert "There is no locale 'vj'" in refuses(4, *command, "vj")


def test_update_changes_what_has_changed_and_nothing_else(
    did: Callable[..., str], park: Path, content: Callable[..., Path], script_toml: str, locale: Locale
) -> None:
    did("update", "es", "--content", "mine")
    before = park.read_bytes()
    stamp = park.stat().st_mtime_ns
    assert did("update", "es", "--content", "mine") == f"{park}: 0 added, 0 changed, 0 no longer used, 0 back\n"
    assert (park.read_bytes(), park.stat().st_mtime_ns) == (before, stamp)

    script = script_toml.replace("**Be quiet.**", "**Hush.**").replace("Breathe.", "Breathe!")
    content("scripts/park.toml", script.replace('id = "go"', 'id = "leave"'))
    printed = did("update", "es", "--meaning-unchanged", "park/bearer/heading", "--content", "mine")
    assert printed == f"{park}: 1 added, 2 changed, 1 no longer used, 0 back\n"
    text = park.read_text("utf-8")
    assert '#, fuzzy\n#| msgid "**Be quiet.** Show this card."\nmsgctxt "park/bearer/quiet"\n' in text
    assert 'msgid "**Hush.** Show this card."\nmsgstr ""\n"**Guarde silencio.** "\n"Muestre esta tarjeta."\n' in text
    assert text.count("fuzzy") == 1
    assert 'without a change of meaning; it was: "Breathe. You have rights."' in text
    assert '#~ msgctxt "park/bearer/go"\n' in text
    assert 'msgctxt "park/bearer/leave"\nmsgid "**Ask** whether you may go."\nmsgstr ""\n' in text
    after = park.read_bytes()
    did("update", "--content", "mine")
    assert park.read_bytes() == after
    assert locale("check", "es", "--content", "mine").exit_code == 0


def test_update_refuses_a_string_that_does_not_exist(refuses: Callable[..., str], park: Path) -> None:
    message = refuses(4, "update", "es", "--meaning-unchanged", "park/bearer/gone", "--content", "mine")
    assert "Did you mean park/bearer/go" in message


@pytest.mark.parametrize("tag", ["mam", "Mam"])
def test_update_advises_to_begin_what_is_not_there(tag: str, refuses: Callable[..., str], park: Path) -> None:
    message = refuses(2, "update", tag, "--content", "mine")
    assert "does not exist: " in message
    assert message.rstrip().endswith(f"locale init {tag.lower()} --content mine")


def test_english_has_no_catalog(refuses: Callable[..., str]) -> None:
    Path("mine").mkdir()
    for name in ("en", "EN", "English"):
        assert "English is the source language" in refuses(2, "init", name, "--content", "mine")
        assert "English is the source language" in refuses(2, "update", name, "--content", "mine")
    names = ("--name", "English", "--autonym", "English")
    assert "English is the source language" in refuses(2, "init", "en", *names, "--content", "mine")


def test_init_makes_the_folder_and_takes_a_tag_with_an_underscore(
    did: Callable[..., str], refuses: Callable[..., str]
) -> None:
    Path("file").touch()
    assert "is not a folder" in refuses(2, "init", "wo", "--content", "file")
    assert "is not in languages.toml" in refuses(2, "init", "qqq", "--content", "new")
    did("init", "es_MX", "--name", "Mexican Spanish", "--autonym", "español", "--content", "new")
    assert Path("new/translations/es-MX/LC_MESSAGES/cards.po").is_file()
    did("init", "zh_Hans", "--content", "our folder")
    assert Path("our folder/translations/zh-Hans/LC_MESSAGES/cards.po").is_file()


@pytest.mark.parametrize("command", ["init", "update"])
def test_a_folder_begins_with_the_translations_that_are_there(
    command: str, did: Callable[..., str], content: Callable[..., Path]
) -> None:
    home = (bundled().scripts / "home.toml").read_text("utf-8")
    content("scripts/home.toml", home.replace("Keep the door closed.", "Keep your door closed."))
    printed = did(command, "vi", "--content", "mine")
    path = Path("mine/translations/vi/LC_MESSAGES/cards.po")
    ours = catalog_path(bundled(), "vi")
    assert printed.startswith(f"{path}: started from {ours}: 0 added, 1 changed, 0 no longer used, 0 back\n")
    assert ("cards preview vi -o card.png --watch --content mine" in printed) == (command == "init")
    now, before = (
        {each.context: each for each in parse_po(each.read_text("utf-8"), each).entries} for each in (path, ours)
    )
    assert {name: each.msgstr for name, each in now.items()} == {name: each.msgstr for name, each in before.items()}
    assert [name for name, each in now.items() if "fuzzy" in each.flags] == ["home/bearer/door"]


def test_a_mark_goes_when_the_meaning_is_said_to_be_the_same_and_what_did_nothing_is_told(
    locale: Locale, did: Callable[..., str], park: Path, content: Callable[..., Path], script_toml: str
) -> None:
    did("update", "es", "--content", "mine")
    named = ("--meaning-unchanged", "park/bearer/quiet", "--content", "mine")
    result = locale("update", "es", *named)
    assert result.stderr == (
        "Note: nothing to do for park/bearer/quiet: every catalog has its current English, and none marks it fuzzy.\n"
    )
    content("scripts/park.toml", script_toml.replace("**Be quiet.**", "**Be quiet!**"))
    did("update", "es", "--content", "mine")
    assert "#, fuzzy\n" in park.read_text("utf-8")
    result = locale("update", "es", *named)
    assert result.stdout == f"{park}: 0 added, 0 changed, 0 no longer used, 0 back, 1 no longer fuzzy\n"
    assert result.stderr == ""
    text = park.read_text("utf-8")
    assert "fuzzy" not in text
    assert "#|" not in text
    assert 'without a change of meaning; it was: "**Be quiet.** Show this card."' in text
    park.write_text(text.replace('msgctxt "park/bearer/quiet"', '#, fuzzy\nmsgctxt "park/bearer/quiet"'), "utf-8")
    result = locale("update", "es", *named)
    assert result.stderr.startswith(f"Note: park/bearer/quiet stays fuzzy in {park}: ")


def test_a_folder_that_may_not_be_written_has_a_remedy_that_the_command_has(
    locale: Locale, content: Callable[..., Path]
) -> None:
    content("translations/wo", "a file")
    result = locale("init", "wo", "--content", "mine")
    assert result.exit_code == 7
    assert "mine/translations/wo is a file, not a folder. Choose a folder that you can write to with --content;" in (
        result.stderr
    )


def test_update_writes_no_catalog_when_one_is_broken(
    refuses: Callable[..., str], park: Path, content: Callable[..., Path], script_toml: str
) -> None:
    content("translations/vi/LC_MESSAGES/cards.po", PARK.replace('irse."', "irse."))
    content("scripts/park.toml", script_toml.replace("**Be quiet.**", "**Hush.**"))
    assert "vi/LC_MESSAGES/cards.po:13:" in refuses(3, "update", "--content", "mine")


def test_update_brings_a_string_back(did: Callable[..., str], park: Path, content: Callable[..., Path]) -> None:
    did("update", "es", "--content", "mine")
    script = Path("mine/scripts/park.toml").read_text("utf-8")
    content("scripts/park.toml", script.replace('id = "go"', 'id = "leave"'))
    did("update", "es", "--content", "mine")
    content("scripts/park.toml", script)
    printed = did("update", "es", "--content", "mine")
    assert printed == f"{park}: 0 added, 0 changed, 1 no longer used, 1 back\n"
    text = park.read_text("utf-8")
    assert '#~ msgctxt "park/bearer/go"' not in text
    assert 'msgctxt "park/bearer/go"\nmsgid "**Ask** whether you may go."\nmsgstr "**Pregunte** si puede' in text


def test_update_refuses_a_broken_catalog(refuses: Callable[..., str], park: Path) -> None:
    park.write_text(PARK.replace('irse."', "irse."), "utf-8")
    assert f"{park}:13: A quotation mark is missing." in refuses(3, "update", "es", "--content", "mine")


def _of_other_scripts(finding: str) -> bool:
    """Whether a finding in the catalog of a content folder is about what ships: the same English worded otherwise, or
    scripts without translations."""
    return any(f"({rule})" in finding for rule in ("same-english", "untranslated"))


def test_check_names_the_place_the_string_and_the_remedy(locale: Locale, park: Path) -> None:
    park.write_text(PARK.replace("puede irse.", "puede irse 3 veces").replace("Guarde", "Guаrde"), "utf-8")
    result = locale("check", "es", "--content", "mine")
    assert result.exit_code == 3
    assert result.stderr.startswith("1 language checked: 1 error, ")
    total = 3 + sum(len(read_script(each).bearer.translated) for each in bundled().scripts.glob("*.toml")) + 5
    own = [each for each in result.stdout.splitlines() if each.startswith(f"{park}:") and not _of_other_scripts(each)]
    assert own == [
        f"{park}:11: park/bearer/go error (numbers): It has the number 3, but the English has no number. "
        "Write the same numbers, in the digits of your language or in 0 to 9. "
        "Remove telephone numbers: cards add them.",
        f"{park}:11: park/bearer/go warning (end-punctuation): It ends without a mark, but the English ends with “.”. "
        "End it in the same way in your language.",
        f"{park}:16: park/bearer/quiet warning (mixed-script): The word Guаrde has the letter “а” "
        "(U+0430, CYRILLIC SMALL LETTER A), which Spanish does not use. "
        "A letter of another alphabet may look the same: type the word again on your own keyboard.",
        f"{park}:1: warning (half-catalog): The content folder's translations/es has 8 of the {total} strings of all "
        "cards; the other strings use the built-in words. "
        "Translate the others in your folder too, or leave it if you want the built-in words.",
    ]


def test_check_as_json(locale: Locale, park: Path) -> None:
    park.write_text(PARK.replace("puede irse.", "puede <irse>."), "utf-8")
    result = locale("check", "es", "--json", "--content", "mine")
    assert result.exit_code == 3
    own = [each for each in json.loads(result.stdout) if each["file"] == park.as_posix()]
    (finding, other, half) = (each for each in own if not _of_other_scripts(f"({each['rule']})"))
    assert finding == {
        "file": park.as_posix(),
        "line": 11,
        "string": "park/bearer/go",
        "severity": "error",
        "rule": "angle-brackets",
        "message": "It has the character <.",
        "fix": "Remove it; cards do not use HTML.",
    }
    assert other["message"] == "It has the character >."
    assert (half["rule"], half["severity"]) == ("half-catalog", "warning")


def test_warnings_alone_are_no_failure(locale: Locale, park: Path) -> None:
    park.write_text(PARK.replace("puede irse.", "puede irse"), "utf-8")
    result = locale("check", "es", "--content", "mine")
    assert result.exit_code == 0
    assert result.stderr.startswith("1 language checked: 0 errors, ")
    own = [each for each in result.stdout.splitlines() if each.startswith(f"{park}:") and not _of_other_scripts(each)]
    assert len(own) == 2


def test_check_goes_on_after_a_broken_catalog(locale: Locale, park: Path, content: Callable[..., Path]) -> None:
    park.write_text(PARK.replace('irse."', "irse."), "utf-8")
    vi = Path("mine/translations/vi/LC_MESSAGES/cards.po")
    spoilt = PARK.replace("Tiene derechos.", "Tiene derechos").replace("Muestre", "Muéstre")
    content(vi.relative_to("mine").as_posix(), spelled_otherwise(spoilt))
    result = locale("check", "es", "vi", "--json", "--content", "mine")
    own = [each for each in json.loads(result.stdout) if each["file"].startswith("mine/")]
    own = [each for each in own if not _of_other_scripts(f"({each['rule']})")]
    assert [(each["file"], each["rule"]) for each in own] == [
        (park.as_posix(), "syntax"),
        (vi.as_posix(), "end-punctuation"),
        (vi.as_posix(), "key-word"),  # it says abogado, which is no word of Vietnamese
        (vi.as_posix(), "half-catalog"),
    ]
    assert result.stderr.startswith("2 languages checked: 2 errors, ")


@pytest.mark.parametrize(("tag", "start"), [("en-XA", "Šţåý çåļṁ. Ýöû ĥåṽé ŕîĝĥţš."), ("ar-XB", "")])
def test_a_pseudo_locale_is_printed(
    tag: str, start: str, did: Callable[..., str], made: Callable[..., str], words: Callable[..., str]
) -> None:
    printed = did("pseudo", tag, "-o", "trial")
    path = Path(f"trial/translations/{tag}/LC_MESSAGES/cards.po")
    assert printed == f"{path}: written. See it: cards cards {tag} --content trial\n"
    did("check", tag, "--content", "trial")
    made(tag, "--content", "trial", *ONE)
    assert words("one.pdf").startswith(start)
    assert f"pseudo-English · {tag} home 2 " in words("one.pdf", 1)
    assert not re.search("[ã-ž]" if tag == "ar-XB" else "[ا-ي]", words("one.pdf"))


def test_pseudo_locales_go_beside_what_a_folder_holds(
    did: Callable[..., str], made: Callable[..., str], content: Callable[..., Path], language_toml: str
) -> None:
    table = content("translations/languages.toml", language_toml)
    for tag in ("en-XA", "ar-XB", "en-XA"):
        did("pseudo", tag, "-o", "mine")
    assert language_toml in table.read_text("utf-8")
    assert sum(table.read_text("utf-8").count(f"[{tag}]") for tag in ("qaa", "en-XA", "ar-XB")) == 3
    made("en-XA", "ar-XB", "--content", "mine")


def test_a_pseudo_locale_has_the_scripts_of_its_folder(did: Callable[..., str], park: Path) -> None:
    did("pseudo", "en-XA", "-o", "mine")
    text = Path("mine/translations/en-XA/LC_MESSAGES/cards.po").read_text("utf-8")
    assert 'msgctxt "park/bearer/go"' in text
    assert 'msgctxt "home/bearer/door"' in text


def test_there_are_two_pseudo_locales(refuses: Callable[..., str]) -> None:
    assert "'en-XA', 'ar-XB'" in refuses(2, "pseudo", "de-XA", "-o", "trial")


def signs(tag: str, role: str, by: str, *more: str) -> tuple[str, ...]:
    consent = () if "--code" in more else ("--yes",)
    return ("sign", tag, "--role", role, "--by", by, "--content", "mine", *consent, *more)


def test_a_card_is_a_draft_then_reviewed_then_approved(
    did: Callable[..., str],
    made: Callable[..., str],
    refused: Callable[..., str],
    words: Callable[..., str],
    park: Path,
) -> None:
    """And never more than its least trusted string; an edit takes it back, undoing the edit gives it again."""
    card = ("es", "--script", "park", "--content", "mine")

    def is_only(state: str) -> None:
        """The card says that it is no more than that, and is refused to whoever requires more."""
        assert made(*card, *ONE).rstrip().endswith(state.upper())
        assert state in words("one.pdf").split()
        for required in {"DRAFT": ("reviewed", "approved"), "reviewed": ("approved",), "approved": ()}[state]:
            message = refused(5, *card, "--require", required)
            assert f"is {'a draft' if state == 'DRAFT' else state}, not {required}" in message
            assert "locale status es" in message
        for required in {"DRAFT": (), "reviewed": ("reviewed",), "approved": ("reviewed", "approved")}[state]:
            made(*card, "--require", required, *ONE)

    is_only("DRAFT")
    did(*signs("es", "community", "Bo", "--script", "park"))
    is_only("DRAFT")  # nobody has signed the officer's side
    did(*signs("en", "legal", "A. Lawyer, Esq.", "--script", "park"))
    is_only("reviewed")
    did(*signs("es", "legal", "A. Lawyer, Esq.", "--script", "park"))
    is_only("reviewed")
    did(*signs("es", "second-translator", "Cy", "--string", "park/bearer/go", "--string", "labels/link"))
    is_only("reviewed")
    did(*signs("es", "second-translator", "Cy", "--script", "park"))
    is_only("approved")
    park.write_text(PARK.replace("Nuestros abogados", "Nuestros Abogados"), "utf-8")
    is_only("DRAFT")
    park.write_text(PARK, "utf-8")
    is_only("approved")
    park.write_text(PARK.replace("# Ana: a command", "# Ana: a command, #2"), "utf-8")
    is_only("approved")


def test_english_is_signed_by_a_lawyer(
    did: Callable[..., str],
    made: Callable[..., str],
    refuses: Callable[..., str],
    words: Callable[..., str],
    park: Path,
    content: Callable[..., Path],
    script_toml: str,
) -> None:
    for role in set(ROLES) - {"legal"}:
        assert "Only a lawyer signs the English" in refuses(2, *signs("en", role, "Bo"))
    assert did(*signs("en", "legal", "A. Lawyer, Esq.", "--script", "park")).endswith(
        ": 11 strings signed as legal by A. Lawyer, Esq.\n"
    )
    made("en", "--script", "park", "--require", "approved", "--content", "mine", *ONE)
    assert " approved " in words("one.pdf")
    content("scripts/park.toml", script_toml.replace("I remain silent.", "I will remain silent."))
    made("en", "--script", "park", "--content", "mine", *ONE)
    assert " DRAFT " in words("one.pdf")


def test_sign_offs_of_others_stay(did: Callable[..., str], park: Path) -> None:
    review = Path("mine/translations/es/review.toml")
    did(*signs("es", "community", "Bo", "--script", "park", "--on", "2026-01-29"))
    assert review.read_text("utf-8").count("[[") == 8
    did(*signs("es", "legal", "Bo", "--string", "park/bearer/go", "--on", "2026-01-30"))
    did(*signs("es", "community", 'Cy "the" \\ Reader', "--string", "park/bearer/go", "--on", "2026-01-31"))
    did(*signs("es", "community", "Bo", "--string", "park/bearer/go", "--on", "2026-02-01"))
    text = review.read_text("utf-8")
    assert text.count("[[") == 10
    assert text.count('[["park/bearer/go"]]') == 3
    assert text.count("2026-01-29") == 7
    assert [day for day in ("2026-01-30", "2026-01-31", "2026-02-01") if text.count(day) != 1] == []
    assert 'by = "Cy \\"the\\" \\\\ Reader"' in text
    places = [text.index(each) for each in ("labels/hotline", "labels/lawyer", "labels/link", "park/bearer/go")]
    assert places == sorted(places)


def test_one_string_is_one_string(did: Callable[..., str], park: Path) -> None:
    printed = did(*signs("es", "community", "Bo", "--string", "park/bearer/go"))
    assert printed.endswith(": 1 string signed as community by Bo\n")


def test_comments_in_the_sign_offs_stay(did: Callable[..., str], refuses: Callable[..., str], park: Path) -> None:
    review = Path("mine/translations/es/review.toml")
    did(*signs("es", "community", "Bo", "--string", "park/bearer/go"))
    text = review.read_text("utf-8")
    review.write_text(text.replace("[[", "# Bo, by telephone\n[["), "utf-8")
    did(*signs("es", "community", "Bo", "--script", "park"))
    assert '\n# Bo, by telephone\n[["park/bearer/go"]]\n' in review.read_text("utf-8")
    review.write_text(text.replace("on =", '"on" ='), "utf-8")
    message = refuses(3, *signs("es", "community", "Bo", "--string", "park/bearer/go", "--on", "2026-02-02"))
    assert message.startswith(f"{review}: The file is not laid out as `locale sign` writes it")


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("Ana Pérez", "the same"),
        ("ana  pérez", "the same"),
        ("Ana Pérez <ana@example.com>", "the same"),
        ("ana@example.org", "the same"),
        ("<Ana Pe\u0301rez>", "the same"),
        ("Ana", "another"),
    ],
)
def test_the_last_translator_of_the_catalog_is_not_the_second(name: str, who: str, locale: Locale, park: Path) -> None:
    result = locale(*signs("es", "second-translator", name, "--script", "park"))
    assert result.exit_code == (2 if who == "the same" else 0)
    assert ("last translator" in result.stderr) == (who == "the same")
    assert Path("mine/translations/es/review.toml").exists() == (who != "the same")


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        (QUIET, '""\n', "not translated"),
        ('msgctxt "park/bearer/quiet"', '#, fuzzy\nmsgctxt "park/bearer/quiet"', "fuzzy"),
        ('msgid "**Be quiet.** Show', 'msgid "**Hush.** Show', "translated from an older English text"),
    ],
)
def test_what_is_not_translated_is_not_signed(
    old: str, new: str, state: str, refuses: Callable[..., str], did: Callable[..., str], park: Path
) -> None:
    park.write_text(PARK.replace(old, new), "utf-8")
    message = refuses(5, *signs("es", "community", "Bo", "--script", "park"))
    assert f"park/bearer/quiet of es cannot be signed: it is {state}" in message
    did(*signs("es", "community", "Bo", "--string", "labels/link"))


@pytest.mark.parametrize(
    ("arguments", "code", "shown"),
    [
        (("--role", "boss", "--by", "Bo"), 2, "'boss' is not a role."),
        (("--role", "legal", "--by", " "), 2, "--by is empty."),
        (("--role", "legal", "--by", "."), 2, "'.' names nobody."),
        (("--role", "legal", "--by", "42"), 2, "'42' names nobody."),
        (("--role", "legal", "--by", "x" * 61), 2, "61 characters"),
        (("--role", "legal", "--by", "Bo", "--script", "prak"), 4, "Did you mean park"),
        (("--role", "legal", "--by", "Bo", "--string", "park/bearer/og"), 4, "Did you mean park/bearer/go"),
        (("--role", "legal", "--by", "Bo", "--string", "xyzzy"), 4, "There is no string 'xyzzy'."),
        (("--role", "legal", "--by", "Bo", "--on", "yesterday"), 2, "--on"),
        (("--role", "legal", "--by", "Bo", "--on", "2999-01-01"), 2, "--on 2999-01-01 is in the future."),
        (("--role", "legal", "--by", "Bo", "--string", "park/officer/quiet"), 2, "locale sign en --role legal"),
        (("--role", "legal", "--by", "Bo", "--code", "0000-0000-0000-0000", "--script", "park"), 2, "have changed"),
        (("--role", "legal", "--by", "Bo", "--code", "0000", "--script", "park"), 2, "'0000' is not a code such as"),
    ],
)
def test_what_cannot_be_signed(
    arguments: Sequence[str], code: int, shown: str, refuses: Callable[..., str], park: Path
) -> None:
    assert shown in refuses(code, "sign", "es", *arguments, "--content", "mine")


def test_without_a_code_nothing_is_signed_until_it_was_listed_and_confirmed(
    did: Callable[..., str], locale: Locale, park: Path
) -> None:
    asked = ("sign", "es", "--role", "legal", "--by", "Bo", "--string", "park/bearer/quiet", "--content", "mine")
    listed = locale(*asked)
    assert listed.exit_code == 2
    assert "Nothing is signed yet: 1 string, listed above, without the code of a proof." in listed.stderr
    assert "add --yes" in listed.stderr
    (english,) = [
        each for each in parse_po(park.read_text("utf-8"), park).entries if each.context == "park/bearer/quiet"
    ]
    assert f"park/bearer/quiet: {english.msgid}" in listed.stdout
    assert english.msgstr in listed.stdout
    assert not (park.parents[1] / "review.toml").exists()
    assert english.msgstr in did(*asked, "--yes")
    assert (park.parents[1] / "review.toml").exists()


def test_a_language_not_begun_is_not_signed(refuses: Callable[..., str], park: Path) -> None:
    message = refuses(2, *signs("wo", "legal", "Bo"))
    assert message.rstrip().endswith("has no translations to sign. Start it: locale init wo --content mine")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("puede irse.", "puede irse: 617-555-0100.", "has the numbers 617, 555, 0100, but the English has no number."),
        (
            "puede irse.",
            "puede irse a www.example.org.",
            "has what looks like an address or a handle (www.example.org).",
        ),
        ("puede irse.", "puede <b>irse</b>.", "has the character <."),
        ("puede irse.", "puede irse ⁶¹⁷.", "has the numeral ⁶ (U+2076, SUPERSCRIPT SIX)."),
        (
            "puede irse.",
            "puede irse, dijo Ã©l.",
            "has “Ã©l”, which was “él” before a program",
        ),
        ("puede irse.", "puede&nbsp;irse.", "has &nbsp;, which is HTML."),
        ("puede irse.", "puede ?rse.", "has question marks in place of letters (…"),
        ("puede irse.", "pue\u0336de irse.", "has a mark that covers or crosses its letter (U+0336, "),
        ("puede irse.", "pue\u0301\u0302\u0303\u0304de irse.", "has too many marks on one letter, or one without"),
        ("**Pregunte** si", "**Pregunte si", "has 1 double star, but the English has 2."),
        ("puede irse.", "puede {org} irse.", "has {org}, which the English does not have."),
    ],
)
def test_what_check_calls_an_error_is_neither_signed_nor_printed(
    old: str,
    new: str,
    shown: str,
    refuses: Callable[..., str],
    refused: Callable[..., str],
    locale: Locale,
    did: Callable[..., str],
    park: Path,
) -> None:
    park.write_text(PARK.replace(old, new), "utf-8")
    assert locale("check", "es", "--content", "mine").exit_code == 3
    card = ("es", "--script", "park", "--content", "mine")
    for message in (refused(3, *card, "--org", "Ours"), refuses(3, *signs("es", "legal", "Bo", "--script", "park"))):
        assert message.startswith(f"{park}:11: The translation of park/bearer/go {shown}")
        assert message.rstrip().endswith("For details, run `locale check es --content mine`.")
    did(*signs("es", "legal", "Bo", "--string", "park/bearer/quiet"))
    runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
    seen = runner.invoke(commands, ["proof", *card, "-o", "proof.pdf"], catch_exceptions=False)
    assert seen.exit_code == 0, seen.output


def test_a_warning_of_check_stops_nobody(did: Callable[..., str], made: Callable[..., str], park: Path) -> None:
    park.write_text(PARK.replace("puede irse.", "puede  irse"), "utf-8")
    did(*signs("es", "legal", "Bo", "--script", "park"))
    made("es", "--script", "park", "--content", "mine", *ONE)


def test_a_fuzzy_mark_in_capitals_is_one(refused: Callable[..., str], refuses: Callable[..., str], park: Path) -> None:
    park.write_text(PARK.replace('msgctxt "park/bearer/go"', '#, Fuzzy\nmsgctxt "park/bearer/go"'), "utf-8")
    assert "park/bearer/go (fuzzy)" in refused(5, "es", "--script", "park", "--content", "mine")
    assert "it is fuzzy" in refuses(5, *signs("es", "legal", "Bo", "--script", "park"))


def test_the_commands_for_a_lawyer_work_as_they_are_printed(
    did: Callable[..., str], refuses: Callable[..., str], locale: Locale, park: Path
) -> None:
    """Those of `status`, and of the refusal to sign the officer's side as a translation."""
    one = ("--role", "legal", "--by", "Bo", "--string", "park/officer/quiet", "--content", "mine")
    for printed in (did("status", "es", "--content", "mine"), refuses(2, "sign", "es", *one)):
        found = re.search(
            r"locale (sign en .*--script park .*), with the code of the proof that .* \((proof .*)\)", printed
        )
        assert found is not None, printed
        runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
        proof = runner.invoke(commands, found[2].replace("PROOF.pdf", "proof.pdf").split())
        assert proof.exit_code == 0, proof.output
        with pypdfium2.PdfDocument("proof.pdf") as document:
            last = document[len(document) - 1].get_textpage().get_text_range()
        (code,) = set(re.findall(r"[0-9a-f]{4}(?:-[0-9a-f]{4}){3}", last))
        did(*found[1].replace("NAME", "Bo").replace("CODE", code).split())
    assert "needs a lawyer's sign-off on the officer's side" not in park_lines(did("status", "es", "--content", "mine"))


def park_lines(printed: str) -> str:
    """What `status` says of the script `park`."""
    (found,) = re.findall(r"^ {9}park .*\n(?: {18}.*\n)*", printed, re.MULTILINE)
    assert isinstance(found, str)
    return found


def test_a_role_and_a_name_must_be_given(locale: Locale, park: Path) -> None:
    for arguments in (("--role", "legal"), ("--by", "Bo")):
        result = locale("sign", "es", *arguments, "--content", "mine")
        assert result.exit_code == 2
        assert "Missing option" in result.stderr


# What an update carries over


def test_update_carries_a_correction_to_its_twins_and_says_whose_sign_off_lapses(
    locale: Locale, content: Callable[..., Path]
) -> None:
    path = Path("mine") / PO
    assert locale("init", "es", "--content", "mine").exit_code == 0
    signed = locale(*signs("es", "legal", "Bo", "--string", "street/bearer/silence"))
    assert signed.exit_code == 0, signed.output
    text = path.read_text("utf-8")
    entries = {each.context: each.msgstr for each in parse_po(text, path).entries}
    old = entries["home/bearer/silence"]
    corrected = old.replace(".", "!")
    at = text.index('msgctxt "home/bearer/silence"')
    path.write_text(text[:at] + text[at:].replace(old, corrected, 1), "utf-8")
    twins = [each.context for each in parse_po(text, path).entries if each.context.endswith("/silence")]
    others = [each for each in twins if entries[each] == old and each != "home/bearer/silence"]
    told = locale("check", "es", "--content", "mine").stdout
    assert "(same-english): car/bearer/silence (line " in told
    assert "`locale update es --content mine --same " in told

    done = locale("update", "es", "--same", "home/bearer/silence", "--content", "mine")
    assert done.exit_code == 0, done.output
    assert f"{path}: home/bearer/silence copied to {', '.join(others)}\n" in done.stdout
    assert "Note: street/bearer/silence: the sign-off of Bo (legal) lapses.\n" in done.stderr
    assert done.stderr.count("lapses") == 1
    assert path.read_text("utf-8") == text.replace(old, corrected)
    again = locale("update", "es", "--same", "home/bearer/silence", "--content", "mine")
    assert "copied to none: all strings with the same English already have it" in again.stdout
    assert "(same-english)" not in locale("check", "es", "--content", "mine").stdout


def test_update_offers_to_adopt_what_no_card_uses(locale: Locale, park: Path) -> None:
    start = PARK.index('msgctxt "park/bearer/go"')
    lost = PARK[:start] + PARK[start:].replace('msgctxt "park/bearer/go"\n', "", 1)
    park.write_text(lost, "utf-8")
    line = lost[:start].count("\n") + 1
    offered = locale("update", "es", "--content", "mine")
    told = "no card uses this message, but park/bearer/go has the same English. --adopt moves the translation there."
    assert f"Note: {park}:{line}: {told}" in offered.stderr
    done = locale("update", "es", "--adopt", "--content", "mine")
    assert f"{park}: park/bearer/go now has the translation of a message that no card used\n" in done.stdout
    assert {each.context: each.msgstr for each in parse_po(park.read_text("utf-8"), park).entries}["park/bearer/go"]
    assert locale("update", "es", "--content", "mine").stderr == ""


def test_a_card_of_two_folders_says_so(locale: Locale, content: Callable[..., Path]) -> None:
    """And says nothing of where the folder is."""
    home = bundled().translations / "es" / "LC_MESSAGES" / "cards.po"
    entries = {each.context: each for each in parse_po(home.read_text("utf-8"), home).entries}
    door = entries["home/bearer/door"]
    header = 'msgid ""\nmsgstr "Language: es\\n"\n\n'
    content(PO, f'{header}msgctxt "{door.context}"\nmsgid "{door.msgid}"\nmsgstr "{door.msgstr}"\n')
    runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
    made = runner.invoke(commands, ["cards", "es", "--content", "mine", *ONE])
    assert made.exit_code == 0, made.output
    told = (
        "the content folder's translations/es has 1 of the 8 strings of the home card; "
        "the other strings use the built-in words"
    )
    assert f"Warning: es: {told}\n" in made.stderr
    other = runner.invoke(commands, ["cards", "es", "--script", "car", "--content", "mine", *ONE])
    assert "content folder" not in other.stderr, "none of its words are the folder's"
    assert "built-in" not in runner.invoke(commands, ["cards", "es", *ONE]).stderr
    status = locale("status", "es", "--content", "mine")
    assert "Note: the content folder's translations/es has 1 of the " in status.stdout
    (row,) = json.loads(locale("status", "es", "--json", "--content", "mine").stdout)
    assert row["beside"].endswith("; the other strings use the built-in words")
    Path("pack.toml").write_text('title = "x"\n[cards]\nes = 1\n')
    pack = runner.invoke(commands, ["pack", "pack.toml", "-o", "packed", "--content", str(Path("mine").absolute())])
    assert pack.exit_code == 0, pack.output
    manifest = Path("packed/manifest.json").read_text("utf-8")
    assert told in manifest
    assert str(Path("mine").absolute()) not in manifest
