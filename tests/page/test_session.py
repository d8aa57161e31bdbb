"""What a browser asks and gets: the bytes of the commands, and every problem at its field."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.cli import commands
from cards.decoding import decode
from cards.errors import BadFile
from cards.locations import PACKAGE, shelves
from cards.page.session import Session
from cards.read.layouts import CARD_LAYOUTS, THEMES, Layout
from cards.read.settings import SETTINGS, Place, settings_for
from tests.page.conftest import TODAY
from tests.said import LAWYER, content

Answers = Callable[..., tuple[Any, list[bytes]]]

ROOT = Path(__file__).resolve().parents[2]
NUMBER = "617-555-0100"
OWN: dict[str, Any] = {"hotline": [NUMBER]}


def fields_of(answer: Any) -> list[str]:
    return [problem["field"] for problem in answer["problems"]]


def by_command(folder: Path, *given: str) -> dict[str, bytes]:
    """The files that the command makes, by name."""
    done = CliRunner().invoke(commands, ["cards", *given, "-o", str(folder), "--as-of", str(TODAY)])
    assert done.exit_code == 0, done.output
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_form_has_every_setting_of_the_command_but_the_printer(ask: Answers) -> None:
    form, _ = ask("form")
    shown = {each["key"] for each in form["settings"]}
    assert shown == {each.key for each in settings_for(Place.RUN)} - {"printer"}
    assert all(each["label"] != each["key"] for each in form["settings"])
    placed = [key for keys in form["groups"].values() for key in keys]
    assert len(placed) == len(set(placed)) and set(placed) <= shown
    spanish = next(each for each in form["languages"] if each["tag"] == "es")
    assert (spanish["own"], spanish["direction"]) == ("Español", "ltr")
    assert "NotoSans-Regular.ttf" in spanish["fonts"]
    assert form["layouts"].keys() == {layout.value for layout in Layout}
    assert form["layouts"]["poster"]["ignores"]["copies"].startswith("each file is one poster")
    assert form["layouts"]["press"]["themes"] == ["red", "outline"]
    assert form["today"] == "2026-11-30"
    massachusetts = next(each for each in form["regions"] if each["id"] == "US-MA")
    assert massachusetts["name"] == "Massachusetts"
    assert "US-CA/San Mateo" in {place["id"] for each in form["regions"] for place in each["counties"]}


def test_the_form_has_what_only_pictures_have_for_their_own_part(ask: Answers) -> None:
    form, _ = ask("form")
    assert [each["key"] for each in form["picture_settings"]] == ["for", "side"]
    assert [each["value"] for each in form["picture_settings"][0]["choices"]] == ["lock-screen", "square", "story"]
    assert all(choice["label"] != choice["value"] for each in form["picture_settings"] for choice in each["choices"])


@pytest.mark.parametrize("side", ["bearer", "officer"])
def test_the_file_behind_a_picture_is_that_of_the_command(
    side: str, ask: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command's PNG is drawn from the very bytes that the page gets."""
    drawn: list[bytes] = []

    def noted(pdf: bytes) -> bytes:
        drawn.append(pdf)
        return b"PNG"

    monkeypatch.setattr("cards.cli.picture.shared_png", noted)
    arguments = ["--for", "story", "--side", side, "--hotline", NUMBER, "--org", "Lynn Neighbors", "-o", str(tmp_path)]
    assert CliRunner().invoke(commands, ["picture", "es", "ar", *arguments, "--as-of", str(TODAY)]).exit_code == 0
    wishes = OWN | {"org": "Lynn Neighbors", "for": "story", "side": side, "layout": ["poster"], "write_in": "lawyer"}
    found, pdfs = ask("picture", wishes=wishes | {"interpreter": side == "bearer"}, languages=["es", "ar"])
    assert pdfs == drawn
    assert found["problems"] == []
    assert {f"{each['name']}.png" for each in found["pictures"]} == {path.name for path in tmp_path.iterdir()}
    spanish, arabic = found["pictures"]
    assert (spanish["lang"], spanish["size"], spanish["problem"]) == ("es", [1080, 1920], None)
    assert arabic["words"][0]["dir"] == ("rtl" if side == "bearer" else "ltr")
    assert NUMBER in {each["text"].strip("\u2066\u2069") for each in spanish["words"]} or side == "officer"


def test_a_picture_that_cannot_be_made_says_why(ask: Answers) -> None:
    answer, files = ask("picture", wishes=OWN, languages=["es"])
    assert (fields_of(answer), files) == (["for"], [])
    answer, files = ask("picture", wishes=OWN | {"for": "wall"}, languages=["es"])
    assert (fields_of(answer), files) == (["for"], [])
    answer, files = ask("picture", wishes={"hotline": ["911"], "for": "square"}, languages=["es"])
    assert (fields_of(answer), files) == (["hotline"], [])
    answer, files = ask("picture", wishes=OWN | {"for": "square", "script": ["home", "car"]}, languages=["es"])
    assert (fields_of(answer), files) == (["script"], [])
    answer, files = ask("picture", wishes=OWN | {"for": "square", "org": "W" * 60}, languages=["es", "vi"])
    assert [each["problem"]["field"] for each in answer["pictures"]] == ["org", "org"]
    assert files == []


def test_the_state_of_each_languages_words(ask: Answers) -> None:
    reviews = ask("reviews", script="home")[0]["reviews"]
    assert reviews["es"] == {"state": "draft", "printable": True}
    assert fields_of(ask("reviews", script="hoem")[0])


def test_the_directory_tells_numbers_and_doubts(ask: Answers) -> None:
    answer, _ = ask("directory", region="Massachusetts", language="es")
    luce = next(line for line in answer["lines"] if line["id"] == "luce")
    assert (luce["number"], luce["tel"], luce["usual"]) == ("617-370-5023", "tel:+16173705023", False)
    assert (luce["kind"], luce["for"]) == ("sighting", "reports of sightings")
    assert luce["sources"] == {"hours": "ctninfo.com and bulletinnewspapers.com, undated"}
    assert any("nobody has verified" in doubt for doubt in luce["doubts"])
    consulate = next(line for line in answer["lines"] if line["id"] == "ciam")
    assert consulate["usable"] is False
    witness, _ = ask("directory", region="Massachusetts", script="witness")
    assert [line["id"] for line in witness["lines"] if line["usual"]] == ["luce"]
    assert {"immigrationlawhelp"} <= {link["id"] for link in answer["links"]}
    everywhere, _ = ask("directory")
    assert {line["id"] for line in everywhere["lines"]} > {line["id"] for line in answer["lines"]}
    wrong, _ = ask("directory", region="Masachusets")
    assert fields_of(wrong) == ["region"]
    assert "Massachusetts" in wrong["problems"][0]["remedy"]


CARDS = [
    ("es", OWN, []),
    ("ar", OWN | {"org": "Lynn Neighbors", "layout": "fold", "stock": "plain-letter", "theme": "outline"},
     ["--org", "Lynn Neighbors", "--layout", "fold", "--stock", "plain-letter", "--theme", "outline"]),
    ("zh-Hans", OWN | {"layout": "press", "theme": "Outline", "bleed": "3mm"},
     ["--layout", "press", "--theme", "outline", "--bleed", "3mm"]),
    ("ur", OWN | {"script": "school", "copies": "25", "exact": True, "write_in": "contact", "flip": "short-edge"},
     ["--script", "school", "--copies", "25", "--exact", "--write-in", "contact", "--flip", "short-edge"]),
    ("vi", OWN | {"interpreter": True, "link": "none"}, ["--interpreter", "--link", "none"]),
    ("ja", OWN | {"layout": ["large"], "paper": "a4", "pictograms": False},
     ["--layout", "large", "--paper", "a4", "--no-pictograms"]),
    ("es", OWN | {"layout": "poster", "paper": "tabloid", "audio_link": "https://www.example.org/es"},
     ["--layout", "poster", "--paper", "tabloid", "--audio-link", "https://www.example.org/es"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "wishes", "options"), CARDS)
def test_preview_and_make_give_the_bytes_of_the_command(
    ask: Answers, tmp_path: Path, language: str, wishes: dict[str, Any], options: list[str]
) -> None:
    shown, (preview,) = ask("preview", wishes=wishes, language=language)
    made, (pdf,) = ask("make", wishes=wishes, languages=[language])
    ((name, content),) = by_command(tmp_path, language, "--hotline", NUMBER, *options).items()
    assert preview == pdf == content
    assert shown["name"] == made["files"][0]["name"] == name
    assert shown["lang"] == language


def test_several_languages_together_are_one_poster(ask: Answers, tmp_path: Path) -> None:
    wishes = OWN | {"layout": "poster", "together": True}
    made, files = ask("make", wishes=wishes, languages=["es", "ar"])
    shown, preview = ask("preview", wishes=wishes, languages=["es", "ar"], language="ar")
    expected = by_command(tmp_path, "es", "ar", "--hotline", NUMBER, "--layout", "poster", "--together")
    assert files == preview == list(expected.values())
    assert made["files"][0]["languages"] == ["es", "ar"]
    assert {words["lang"] for words in shown["sides"][0]["words"]} >= {"es", "ar"}


def test_of_several_languages_a_preview_shows_the_one_that_it_is_asked_for(ask: Answers) -> None:
    both = ask("make", wishes=OWN, languages=["es", "ar"])[1]
    shown, (preview,) = ask("preview", wishes=OWN, languages=["es", "ar"], language="ar")
    assert (shown["lang"], preview) == ("ar", both[1])


def test_a_preview_says_where_the_sides_are_and_what_they_say(ask: Answers) -> None:
    shown, _ = ask("preview", wishes=OWN | {"flip": "short-edge", "start_at": "3"}, language="ar")
    bearer, officer = shown["sides"]
    assert (bearer["side"], bearer["page"], bearer["turn"]) == ("bearer", 0, 0)
    assert (officer["side"], officer["page"], officer["turn"]) == ("officer", 1, 180)
    assert bearer["paper"] == [612, 792]
    assert bearer["box"] == [54, 468, 306, 612], "the first slot of the second row"
    heading, *statements = bearer["words"]
    assert (heading["role"], heading["lang"], heading["dir"]) == ("heading", "ar", "rtl")
    assert [each["role"] for each in statements].count("statement") == 5
    number = next(each for each in bearer["words"] if each["target"].startswith("tel:"))
    assert NUMBER in number["text"]
    assert {"QR code: www.immigrationlawhelp.org"} <= {each["text"] for each in bearer["words"]}
    assert {each["lang"] for each in officer["words"]} == {"en"}
    assert shown["review"] == "draft"
    assert shown["about"].startswith("2 pages, 8 cards") and shown["about"].endswith("DRAFT")
    assert shown["size"].keys() == {"bearer", "officer"}
    assert shown["next_steps"].startswith(
        "Load Avery 5371 business cards, 10 to a Letter sheet. For ordinary paper, choose “Card"
    )


def test_a_phrase_that_is_said_in_english_is_a_part_of_its_own(tmp_path: Path) -> None:
    """A screen reader on the page reads it in English."""
    session = Session(content(tmp_path, "ar"), decode, TODAY)
    args = {"wishes": {**OWN, "script": ["gate"]}, "language": "ar"}
    bearer = json.loads(session.answer("preview", json.dumps(args))[0])["sides"][0]
    parts = {each["role"]: each["parts"] for each in bearer["words"]}
    assert parts["heading"] == []
    assert [(each["lang"], each["dir"]) for each in parts["statement"]] == [("ar", "rtl"), ("en", "ltr"), ("ar", "rtl")]
    assert parts["statement"][1]["text"] == LAWYER


@pytest.mark.parametrize("layout", [layout.value for layout in CARD_LAYOUTS])
def test_every_side_in_a_file_has_its_place(ask: Answers, layout: str) -> None:
    stock = {"stock": "plain-letter"} if layout == "fold" else {}
    shown, _ = ask("preview", wishes=OWN | stock | {"layout": layout}, language="es")
    assert [each["side"] for each in shown["sides"]] == list(Layout(layout).traits.sides)
    assert list(shown["size"]) == list(Layout(layout).traits.sides)
    for side in shown["sides"]:
        (left, low, right, high), (width, height) = side["box"], side["paper"]
        assert 0 <= left < right <= width and 0 <= low < high <= height
        assert side["words"]


def test_a_number_in_a_preview_changes_nothing_else(ask: Answers) -> None:
    """Words and fonts are kept from one preview to the next, and the contact is not."""
    first, (one,) = ask("preview", wishes=OWN, language="es")
    second, (two,) = ask("preview", wishes={"hotline": ["617-555-0199"]}, language="es")
    _, (again,) = ask("preview", wishes=OWN, language="es")
    assert one == again != two
    texts = [{words["text"] for words in each["sides"][0]["words"]} for each in (first, second)]
    assert len(texts[0] ^ texts[1]) == 2


def test_every_field_tells_its_own_error(ask: Answers) -> None:
    wishes = {
        "hotline": ["61"], "link": "http://example.org", "copies": "many", "stock": "zz", "region": "Lynn",
        "org": "Call 617-555-0100", "bleed": "3", "theme": "blue", "paper_colour": "red", "script": "hoem",
        "audio_link": {"xx": "https://www.example.org"},
    }  # fmt: skip
    answer, files = ask("make", wishes=wishes, languages=["es"])
    assert sorted(fields_of(answer)) == sorted(wishes)
    assert files == []
    assert all(problem["cause"] and problem["remedy"] for problem in answer["problems"])


@pytest.mark.parametrize(
    ("wishes", "field"),
    [
        ({"copies": "5", "layout": "poster"}, "copies"),
        ({"bleed": "3mm"}, "bleed"),
        ({"theme": "red-stock", "layout": "press"}, "theme"),
        ({"hotline_name": "Our line"}, "hotline_name"),
        ({"paper_colour": "#F04E45"}, "paper_colour"),
        ({"paper": "a3", "layout": "large"}, "paper"),
        ({"layout": "fold", "stock": "avery-5371"}, "stock"),
        ({"audio_link": "https://www.immigrationlawhelp.org"}, "audio_link"),
        ({"start_at": "30"}, "start_at"),
        ({"hotline": [f"617-555-010{digit}" for digit in range(4)]}, "hotline"),
        ({"hotline": ["moia"]}, "allow_stale"),
        ({"script": ["home", "work"]}, "script"),
        ({"layout": ["duplex", "fold"]}, "layout"),
    ],
)
def test_wishes_that_exclude_each_other_are_told_at_one_of_them(
    ask: Answers, wishes: dict[str, Any], field: str
) -> None:
    answer, _ = ask("preview", wishes=wishes, language="es")
    assert fields_of(answer) == [field]
    told = answer["problems"][0]["cause"] + answer["problems"][0]["remedy"]
    assert re.search("“[A-Z]", told) and not re.search(r"--[a-z]+-?[a-z]* (?!NAME|FOLDER)", told)


@pytest.mark.parametrize(
    ("wishes", "cause", "remedy"),
    [
        ({"hotline": ["617-555-010"]}, "'617-555-010' has 9 digits.", "A US number has 10, such as 617-555-0100."),
        ({"hotline": ["370-5023"]}, "the area code is missing", "Write all ten digits"),
        ({"hotline": ["ICE"]}, "'ICE' is not a telephone number.", "Write one in digits"),
        ({"stock": "nothing"}, "There is no stock 'nothing'.", "Choose one from the list."),
        ({"start_at": "40"}, "in place 40", "Count the places"),
        (
            {"region": "US-CA/San Mateo"},
            "Nobody has confirmed within a year",
            "If somebody answers, tick “Print",
        ),
    ],
)
def test_a_remedy_is_one_that_the_page_has(ask: Answers, wishes: dict[str, Any], cause: str, remedy: str) -> None:
    """There are no ids to type on the page, and no commands."""
    (problem,) = ask("preview", wishes=wishes, language="es")[0]["problems"]
    assert cause in problem["cause"] and remedy in problem["remedy"]
    assert not re.search(r"rights-cards|--|NAME|\bids?\b|luce|slot", problem["remedy"])


def test_a_file_that_cannot_be_made_stops_no_other(ask: Answers) -> None:
    """No font of Spanish has the letters of the name; those of Chinese have."""
    made, files = ask("make", wishes=OWN | {"org": "红卡"}, languages=["es", "zh-Hans"])
    spanish, chinese = made["files"]
    assert spanish["problem"]["cause"] and chinese["problem"] is None
    assert len(files) == 1


@pytest.mark.parametrize("languages", [[], ["xx"], ["es", "xx"], None, "es", [3]])
def test_languages_that_there_are_not(ask: Answers, languages: Any) -> None:
    for question in ("make", "fonts", "pack_file"):
        assert fields_of(ask(question, wishes=OWN, languages=languages)[0]) == ["languages"]


def test_more_than_anybody_types_is_refused_before_it_is_read(ask: Answers) -> None:
    for key, value in {
        "org": "a" * 2001,
        "hotline": ["1"] * 21,
        "link": "a" * 10**6,
        "audio_link": {"es": "a" * 10**6},
    }.items():
        answer, _ = ask("preview", wishes={key: value}, language="es")
        assert fields_of(answer) == [key]
        assert len(str(answer)) < 1000
    assert fields_of(ask("make", wishes={}, languages=[f"x{number}" for number in range(10_000)])[0]) == ["languages"]
    assert len(ask("make", wishes=OWN, languages=["es"] * 5000)[1]) == 1


def test_values_that_no_form_sends_are_refused_at_their_fields(ask: Answers) -> None:
    wishes = {"exact": "yes", "org": 3, "hotline": [["a"]], "printer": "office", "logo": "/etc/passwd", "stocks": "x"}
    answer, _ = ask("make", wishes=wishes, languages=["es"])
    assert sorted(fields_of(answer)) == ["", "exact", "hotline", "logo", "org", "printer"]


def test_a_logo_is_judged_before_and_after_it_is_decoded(ask: Answers) -> None:
    assert ask("logo", name="a.png", bytes=90_000, width=1000, height=500)[0] == {"width": 280, "height": 140}
    for about in ({"bytes": 5_000_001, "width": 9, "height": 9}, {"width": 30_000, "height": 1000}, {"width": 0}):
        assert fields_of(ask("logo", **about)[0]) == ["logo"]
    pixels = bytes((200, 16, 46, 255)) * (280 * 140)
    with_logo, (pdf,) = ask("preview", pixels, wishes=OWN, language="es", logo={"width": 280, "height": 140})
    assert "problems" not in with_logo
    assert pdf != ask("preview", wishes=OWN, language="es")[1][0]
    for logo in ({"width": 281, "height": 140}, {"width": -280, "height": -140}, {"width": True, "height": "x"}):
        assert fields_of(ask("preview", pixels, wishes=OWN, language="es", logo=logo)[0]) == ["logo"]


def test_a_drawing_is_cleaned_and_its_pixels_cropped(ask: Answers) -> None:
    box = '<rect x="1" y="1" width="8" height="4" fill="#c8102e"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><metadata>me</metadata>{box}</svg>'
    cleaned, _ = ask("clean_svg", svg.encode(), name="logo.svg")
    assert "rect" in cleaned["text"] and "me" not in cleaned["text"]
    for hostile in (svg.replace(box, '<image href="/etc/passwd" width="9" height="9"/>'), "<html/>", ""):
        assert fields_of(ask("clean_svg", hostile.encode(), name="logo.svg")[0]) == ["logo"]
    clear, red = b"\0\0\0\0", b"\xc8\x10\x2e\xff"
    pixels = clear * 20 + clear + red * 8 + clear + clear * 70
    small, (rgba,) = ask("scale_logo", pixels, width=10, height=10, drawing=True)
    assert (small, rgba) == ({"width": 8, "height": 1}, red * 8)
    assert fields_of(ask("scale_logo", clear * 100, width=10, height=10, drawing=True)[0]) == ["logo"]


def test_a_question_that_there_is_not_is_a_defect() -> None:
    session = Session(shelves(None), decode, TODAY)
    for question, args in (("_form", "{}"), ("form", "[]"), ("form", "no JSON")):
        with pytest.raises(ValueError):
            session.answer(question, args)


def test_a_broken_definition_is_told_without_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret" / "hotlines").mkdir(parents=True)
    (tmp_path / "secret" / "hotlines" / "ours.toml").write_text("id = 'ours'\nid = 3\n", encoding="utf-8")
    session = Session(shelves(tmp_path / "secret"), decode, TODAY)
    answer = session.answer("directory", '{"region": "US-MA"}')[0]
    (problem,) = json.loads(answer)["problems"]
    assert problem["place"] == "hotlines/ours.toml:2"
    assert str(tmp_path) not in answer
    with pytest.raises(BadFile, match=re.escape(str(tmp_path))):
        from cards.read.hotlines import read_hotlines

        read_hotlines(shelves(tmp_path / "secret"))


HEAVY = [
    "click",
    "PIL",
    "pikepdf",
    "pypdfium2",
    "zxingcpp",
    "multiprocessing",
    "concurrent.futures.process",
    "socket",
    "subprocess",
]


def loaded(code: str) -> set[str]:
    """Which of `HEAVY` are loaded after that code, in a new process in which `read` is what the decoder reads."""
    code = f"import sys\n{code}\nprint(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_session_and_its_form_load_nothing_that_a_browser_lacks() -> None:
    assert loaded("import cards.page.session") == set()
    form = "Session(shelves(None), None, date(2026, 11, 30)).answer('form', '{}')"
    code = "from datetime import date\nfrom cards.locations import shelves\nfrom cards.page.session import Session\n"
    assert loaded(code + form) == set()


BROWSER = """
import importlib.abc, json, sys, types
from datetime import date

class Lacking(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in LACKING:
            raise ImportError(name + " is not here")

LACKING = {"click", "pikepdf", "pypdfium2", "multiprocessing", "concurrent.futures.process", "subprocess", "resvg_py"}
sys.meta_path.insert(0, Lacking())
sys.modules["PIL"] = types.ModuleType("PIL")
sys.modules["PIL"].Image = sys.modules["PIL.Image"] = types.ModuleType("PIL.Image")
from cards.locations import shelves
from cards.page.session import Session
from cards.decoding import decode
session = Session(shelves(None), decode, date(2026, 11, 30))
LOGO = {"name": "a.png", "width": 2, "height": 1}
for ask in ("preview", "pack"):
    args = {"wishes": {"hotline": "617-555-0100"}, "languages": ["es"], "logo": LOGO}
    answer, files = session.answer(ask, json.dumps(args), [b"\\xc8\\x10\\x2e\\xff" * 2])
    assert files, answer
"""


def test_cards_and_packs_are_made_where_there_are_no_processes_and_no_pillow() -> None:
    done = subprocess.run([sys.executable, "-c", BROWSER], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


texts = st.text(max_size=30) | st.sampled_from(["", "es", "home", "US-MA", NUMBER, "../../etc/passwd", "\ud800", "1"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
wished = st.dictionaries(
    st.sampled_from([*SETTINGS, "x"]),
    values | st.sampled_from([*THEMES, *(layout.value for layout in Layout), "long-edge", "letter"]),
    max_size=5,
)
arguments = st.fixed_dictionaries(
    {},
    optional={
        "wishes": wished | values,
        "languages": st.lists(st.sampled_from(["es", "en", "xx"]), max_size=3) | values,
        **dict.fromkeys(
            ("language", "region", "script", "title", "place", "date", "cards", "combined", "name", "text", "logo",
             "bytes", "width", "height", "drawing"),
            values,
        ),
    },
)  # fmt: skip
ASKS = ("reviews", "picture", "directory", "fonts", "logo", "clean_svg", "scale_logo", "preview", "make", "pack_file",
        "open_pack")  # fmt: skip
ONCE: dict[str, Session] = {}


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(ASKS), arguments, st.lists(st.binary(max_size=64), max_size=2))
def test_any_arguments_are_answered_and_no_folder_is_named(
    question: str, args: dict[str, Any], files: list[bytes]
) -> None:
    session = ONCE.setdefault("session", Session(shelves(None), decode, TODAY))
    answer, _ = session.answer(question, json.dumps(args), files)
    assert isinstance(json.loads(answer), dict)
    answer.encode("utf-8")
    assert str(PACKAGE) not in answer and str(ROOT) not in answer and str(Path.home()) not in answer


def test_no_card_is_given_whose_code_the_browser_does_not_read() -> None:
    blind = Session(shelves(None), lambda pixels, width, height: (), TODAY)
    args = json.dumps({"wishes": OWN, "languages": ["es"]})
    for question in ("preview", "make", "pack"):
        answer, files = blind.answer(question, args)
        assert files == []
        assert "does not scan" in answer


@pytest.mark.parametrize(
    ("wishes", "field"),
    [
        ({"org": "Neighbors and Friends of " * 3}, "org"),
        ({"link": f"https://www.example.org/{'a' * 400}"}, "link"),
        ({"audio_link": f"https://www.example.org/{'a' * 400}"}, "audio_link"),
        ({"require": "approved"}, "require"),
    ],
)
def test_what_a_card_has_no_room_or_no_signature_for_is_told_at_its_field(
    ask: Answers, wishes: dict[str, Any], field: str
) -> None:
    answer, _ = ask("preview", wishes=OWN | wishes, language="es")
    assert fields_of(answer) == [field]


def test_a_pack_from_a_content_folder_is_that_of_the_command(tmp_path: Path) -> None:
    content = tmp_path / "ours"
    (content / "hotlines").mkdir(parents=True)
    (content / "hotlines" / "ours.toml").write_text(
        'id = "ours"\nname = "Our own line"\nregions = ["US-MA"]\nlanguages = ["es"]\nsource = "Ourselves"\n'
        'number = "617-555-0142"\nverified_on = 2026-11-01\n',
        encoding="utf-8",
    )
    session = Session(shelves(content), decode, TODAY)
    args = json.dumps({"wishes": {"region": "US-MA"}, "languages": ["es"], "title": "Ours"})
    file = json.loads(session.answer("pack_file", args)[0])
    _, (archive,) = session.answer("pack", args)
    text = file["text"].replace("\n[cards]", "\nzip = true\n[cards]")
    (tmp_path / file["name"]).write_text(text, encoding="utf-8", newline="\n")
    given = ["pack", str(tmp_path / file["name"]), "-o", str(tmp_path / "out"), "--content", str(content)]
    assert CliRunner().invoke(commands, [*given, "--as-of", str(TODAY), "--jobs", "1"]).exit_code == 0
    assert (tmp_path / "out" / "Ours.zip").read_bytes() == archive
    shown, _ = session.answer("preview", json.dumps({"wishes": {"region": "US-MA"}, "language": "es"}))
    assert "617-555-0142" in shown


def test_the_law_that_nobody_has_reviewed_is_told_once_for_all_cards(ask: Answers) -> None:
    told = "no lawyer has reviewed the law behind street"
    wishes = {"script": "street", "hotline": ["617-555-0100"]}
    made, _ = ask("make", languages=["es", "ht"], wishes=wishes)
    assert made["warnings"] == [told]
    assert [each["warnings"] for each in made["files"]] == [[], []]
    preview, _ = ask("preview", language="es", languages=["es"], wishes=wishes)
    assert preview["warnings"] == [told]
