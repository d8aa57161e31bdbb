"""What a browser asks and gets: the bytes of the commands, and every problem at its field."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cards.cli import commands
from cards.decoding import decode
from cards.locations import shelves
from cards.page.session import Session
from cards.read.settings import Place, settings_for

TODAY = date(2026, 11, 30)
OWN: dict[str, Any] = {"hotline": ["617-555-0100"]}


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(shelves(None), decode, TODAY)


def ask(session: Session, question: str, files: Sequence[bytes] = (), **args: Any) -> tuple[Any, list[bytes]]:
    answer, made = session.answer(question, json.dumps(args), files)
    return json.loads(answer), made


def fields_of(answer: Any) -> list[str]:
    return [problem["field"] for problem in answer["problems"]]


def test_the_form_has_every_setting_of_the_command_but_the_printer(session: Session) -> None:
    form, _ = ask(session, "form")
    shown = {each["key"] for each in form["settings"]}
    assert shown == {each.key for each in settings_for(Place.RUN)} - {"printer"}
    assert all(each["group"] in form["groups"] for each in form["settings"])
    spanish = next(each for each in form["languages"] if each["tag"] == "es")
    assert (spanish["own"], spanish["direction"]) == ("Español", "ltr")
    assert "NotoSans-Regular.ttf" in spanish["fonts"]
    assert form["layouts"]["poster"]["ignores"]["copies"].startswith("each file is one poster")
    assert form["today"] == "2026-11-30"


@pytest.mark.parametrize(
    ("language", "wishes", "options"),
    [
        ("es", OWN, []),
        ("ar", OWN | {"org": "Lynn Neighbors", "layout": "fold", "stock": "plain-letter"},
         ["--org", "Lynn Neighbors", "--layout", "fold", "--stock", "plain-letter"]),
        ("zh-Hans", OWN | {"layout": "press", "theme": "outline", "bleed": "3mm"},
         ["--layout", "press", "--theme", "outline", "--bleed", "3mm"]),
        ("ur", OWN | {"script": "work", "copies": "25", "exact": True, "write_in": True},
         ["--script", "work", "--copies", "25", "--exact", "--write-in"]),
        ("es", OWN | {"layout": "poster", "paper": "tabloid", "audio_link": "https://www.example.org/es"},
         ["--layout", "poster", "--paper", "tabloid", "--audio-link", "https://www.example.org/es"]),
    ],
)  # fmt: skip
def test_preview_and_make_give_the_bytes_of_the_command(
    session: Session, tmp_path: Path, language: str, wishes: dict[str, Any], options: list[str]
) -> None:
    shown, (preview,) = ask(session, "preview", wishes=wishes, language=language)
    made, (pdf,) = ask(session, "make", wishes=wishes, languages=[language])
    given = ["cards", language, "--hotline", "617-555-0100", *options, "-o", str(tmp_path), "--as-of", str(TODAY)]
    assert CliRunner().invoke(commands, given).exit_code == 0
    (file,) = tmp_path.iterdir()
    assert preview == pdf == file.read_bytes()
    assert shown["name"] == made["files"][0]["name"] == file.name
    assert shown["lang"] == language


def test_every_field_tells_its_own_error(session: Session) -> None:
    wishes = {
        "hotline": ["61"], "link": "http://example.org", "copies": "many", "stock": "zz", "region": "Lynn",
        "org": "Call 617-555-0100", "bleed": "3", "theme": "blue", "paper_colour": "red", "script": "hoem",
    }  # fmt: skip
    answer, files = ask(session, "make", wishes=wishes, languages=["es"])
    assert sorted(fields_of(answer)) == sorted(wishes)
    assert files == []
    assert all(problem["cause"] and problem["remedy"] for problem in answer["problems"])
