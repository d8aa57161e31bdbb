"""The page gives what the commands give: the same answers, and the same bytes of every file, as CPython does.

Every locale, and every layout with every theme in a few of them; with RIGHTS_CARDS_NIGHTLY=1, all scripts in all
locales, layouts and themes, and every value in every field instead of one in four.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from itertools import cycle, product
from typing import Any

import pytest

from cards.decoding import decode
from cards.locations import bundled, shelves
from cards.page.asked import fields
from cards.page.session import Session
from cards.read.catalogs import read_wording, translated_tags
from cards.read.layouts import CARD_LAYOUTS, Layout
from cards.read.scripts import find_script, script_ids
from cards.typeset.themes import THEMES
from tests.page.browsers import TODAY, InNode

Question = tuple[str, dict[str, Any]]

NIGHTLY = bool(os.environ.get("RIGHTS_CARDS_NIGHTLY"))
SHELVES = (bundled(),)
TAGS = ("en", *(tag for tag in translated_tags(SHELVES) if tag != "en"))
SCRIPTS = script_ids(SHELVES)
FEW = ("es", "ar", "km")
"""Plain, from right to left, and with breaks from a dictionary and a font that is narrower."""
WISHES = {"hotline": ["617-555-0100"], "hotline_name": "Línea de ayuda", "org": "Vecinos de Lynn"}


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(shelves(None), decode, date.fromisoformat(TODAY))


def compare(session: Session, in_node: InNode, ask: str, args: dict[str, Any], files: Sequence[bytes] = ()) -> int:
    """Both give the same answer and the same files: how many files."""
    answer, made = session.answer(ask, json.dumps(args), files)
    found, files_found = in_node.answer(ask, args, files)
    assert found == json.loads(answer), args
    assert [sha256(each).hexdigest() for each in files_found] == [sha256(each).hexdigest() for each in made], args
    return len(made)


def make(tag: str, script: str, layout: Layout, theme: str, **more: Any) -> Question:
    """The question for a file, without wishes that have no effect on its layout."""
    wishes = {key: value for key, value in more.items() if key not in layout.traits.ignores}
    return "make", {
        "languages": [tag],
        "wishes": {"script": [script], "layout": [layout.value], "theme": theme, **wishes},
    }


def sample() -> Iterator[Question]:
    """Every locale once, with the scripts that it has and the layouts in turn; on large cards the shortest."""
    cards = [each for each in SCRIPTS if find_script(SHELVES, each).layouts == CARD_LAYOUTS]
    scripts, layouts = cycle(cards), cycle(CARD_LAYOUTS)
    for tag in TAGS:
        messages = read_wording(SHELVES, tag).messages if tag != "en" else {}
        has = {context.partition("/")[0] for context, each in messages.items() if each.text} or {*cards}
        layout = next(layouts)
        script = "school" if layout is Layout.LARGE else next(each for each in scripts if each in has)
        yield make(tag, script, layout, "", **WISHES)


@pytest.mark.full_only
@pytest.mark.parametrize("part", range(4))
def test_every_locale_gives_the_same_bytes(session: Session, in_node: InNode, part: int) -> None:
    questions = list(sample())[part::4]
    made = sum(compare(session, in_node, ask, args) for ask, args in questions)
    assert made >= 0.9 * len(questions), "most of them are made"


@pytest.mark.parametrize("tag", FEW)
def test_every_layout_and_theme_gives_the_same_bytes(session: Session, in_node: InNode, tag: str) -> None:
    for layout, theme in product(Layout, THEMES):
        compare(session, in_node, *make(tag, "home", layout, theme))


@pytest.mark.full_only
@pytest.mark.skipif(not NIGHTLY, reason="RIGHTS_CARDS_NIGHTLY is not set")
@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("tag", TAGS)
def test_every_combination_gives_the_same_bytes(session: Session, in_node: InNode, tag: str, script: str) -> None:
    for layout, theme in product(Layout, THEMES):
        compare(session, in_node, *make(tag, script, layout, theme, **WISHES))


QUESTIONS: list[Question] = [
    ("make", {"languages": ["en"], "wishes": {"script": ["family"], "paper": "a4"}}),
    ("make", {"languages": ["en"], "wishes": {"script": ["family"], "layout": ["fold"]}}),
    ("form", {}),
    ("directory", {"region": "US-MA", "language": "es"}),
    ("directory", {"region": "nowhere"}),
    ("fonts", {"languages": ["ur", "Haitian Creole"]}),
    ("preview", {"language": "ja", "wishes": {"region": "US-CA"}}),
    ("preview", {"language": "fa", "wishes": {"layout": ["poster"], "audio_link": "https://example.org/a"}}),
    ("make", {"languages": ["es", "ar", "th"], "wishes": {"layout": ["poster"], "together": True}}),
    ("make", {"languages": ["my"], "wishes": {"script": ["car"], "layout": ["press"], "bleed": "3mm"}}),
    # Whatever is wrong is told in the same words.
    ("preview", {"languages": [], "wishes": {}}),
    ("preview", {"language": "Klingon", "wishes": {}}),
    ("preview", {"language": "es", "wishes": {"hotline": ["911"], "link": "http://ice.gov", "copies": "many"}}),
    ("preview", {"language": "es", "wishes": {"hotline": ["617-555-010"], "theme": "blue", "stock": "avery"}}),
    ("preview", {"language": "es", "wishes": {"org": "x" * 500, "layout": ["fronts"]}}),
    ("preview", {"language": "es", "wishes": {"org": "日本 עברית 🙂 \u0301"}}),
    ("preview", {"language": "es", "wishes": {"require": "approved"}}),
    ("preview", {"language": "es", "wishes": {"link": "https://例え.jp/" + "a" * 300}}),
    ("open_pack", {"text": 'title = "Lynn"\nlocales = ["es", "xx"]\n'}),
    ("open_pack", {"text": "title = [\n"}),
    ("pack_file", {"languages": ["es", "zh-Hans"], "title": "Lynn", "wishes": WISHES}),
    ("pack", {"languages": ["es", "zh-Hans"], "title": "Lynn", "wishes": {**WISHES, "script": ["home", "car"]}}),
    ("pack", {"languages": ["es"], "title": "", "wishes": {"copies": "0"}}),
    ("reviews", {}),
]  # fmt: skip


@pytest.mark.full_only
@pytest.mark.parametrize("number", range(len(QUESTIONS)), ids=[f"{i}-{ask}" for i, (ask, _) in enumerate(QUESTIONS)])
def test_every_question_is_answered_alike(session: Session, in_node: InNode, number: int) -> None:
    compare(session, in_node, *QUESTIONS[number])


VALUES: list[Any] = [
    "", " ", "x", "0", "-1", "1", "12", "999999999", "1.5", "1in", "3 mm", "é", "日本語", "\u202eabc", "\u0301", "🙂",
    "a" * 300, "red", "poster", "home", "es", "US-MA", "US-CA/Los Angeles", "617-555-0100", "+52 55 1234 5678", "911",
    "https://example.org/a", "http://example.org", "https://bit.ly/x", "https://ice.gov", "a4", "avery-5371", "draft",
    True, False, ["x", "y"], ["street", "car"], {"es": "https://example.org/es"}, {"es": 1}, None, 5, [],
]  # fmt: skip
"""What somebody types into a field, or a program sends: each is tried in every field at night, in some by day."""


@pytest.mark.full_only
@pytest.mark.parametrize(("number", "key"), list(enumerate(each.key for each in fields())))
def test_every_field_says_the_same_of_every_value(session: Session, in_node: InNode, number: int, key: str) -> None:
    for value in VALUES if NIGHTLY else VALUES[number % 4 :: 4]:
        compare(session, in_node, "preview", {"language": "es", "wishes": {key: value}})


@pytest.mark.full_only
def test_logos_are_alike(session: Session, in_node: InNode) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z" fill="#a31"/></svg>'
    pixels = bytes(value for y in range(40) for x in range(60) for value in (x * 4, y * 6, 128, 255 if x > y else 90))
    about = {"name": "logo.png", "width": 60, "height": 40}
    for ask, args, files in (
        ("clean_svg", {"name": "logo.svg"}, [svg]),
        ("clean_svg", {"name": "logo.svg"}, [b"<svg><script>alert(1)</script>"]),
        ("logo", {"bytes": 6_000_000, "width": 60, "height": 40}, []),
        ("scale_logo", about, [pixels]),
        ("preview", {"language": "es", "wishes": {}, "logo": about}, [pixels]),
        ("preview", {"language": "es", "wishes": {}, "logo": {**about, "width": 61}}, [pixels]),
    ):
        compare(session, in_node, ask, args, files)
