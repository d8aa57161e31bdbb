"""Layouts by what is on the pages, and sides that are missing, as values."""

from collections.abc import Sequence

import pytest

from cards.checking.look.words import OfficersSides, PageWords, SmallPrint
from cards.checking.report import Mark
from cards.checking.rules.layouts import check_sides, layout_of
from cards.measures import Size
from cards.read.layouts import Layout
from cards.read.stocks import LETTER

CARD = SmallPrint("Spanish", None, "home", 1, "DRAFT")
POSTER = "Home: know-your-rights poster in Spanish"
LETTERS = {"f": "bearer", "b": "officer", "r": "recording", "o": "other"}


def page(kind: str, count: int = 10) -> PageWords:
    """A page of fronts, of backs, of both sides of folded cards (`x`), of a recording, or of something else."""
    cards = (CARD,) * count if kind in "fx" else ()
    sides = OfficersSides("home", 1, {"a": count}) if kind in "bx" else None
    return PageWords(cards, sides, together=kind == "r", is_heard=kind == "r")


def pages(kinds: str) -> list[tuple[int, PageWords]]:
    return [(number, page(kind)) for number, kind in enumerate(kinds, 1)]


@pytest.mark.parametrize(("letter", "kind"), LETTERS.items())
def test_kinds_of_pages(letter: str, kind: str) -> None:
    assert page(letter).kind == kind


@pytest.mark.parametrize(
    ("kinds", "given", "layout"),
    [
        ("fb", {}, Layout.DUPLEX),
        ("fb", {"large": True}, Layout.LARGE),
        ("fb", {"size": Size(252, 144)}, None),
        ("fb", {"for_press": True}, Layout.PRESS),
        ("fb", {"title": POSTER}, Layout.POSTER),
        ("f", {}, None),
        ("f", {"one_sided": True}, Layout.FRONTS),
        ("b", {"one_sided": True}, Layout.BACKS),
        ("b", {}, None),
        ("x", {}, Layout.FOLD),
        ("f", {"for_press": True}, Layout.PRESS),
    ],
)
def test_the_layout_of_a_file(kinds: str, given: dict[str, object], layout: Layout | None) -> None:
    settings = {"title": "", "for_press": False, "one_sided": False, "large": False} | given
    size = settings.pop("size", LETTER)
    words = [words for _, words in pages(kinds)]
    assert layout_of(words, [size] * len(words), **settings) is layout  # type: ignore[arg-type, list-item]


@pytest.mark.parametrize(
    ("layout", "kinds", "total"),
    [
        (Layout.DUPLEX, "fb", 2),
        (Layout.DUPLEX, "fbfb", 4),
        (Layout.DUPLEX, "fbf", 40),
        (Layout.FRONTS, "ff", 2),
        (Layout.BACKS, "b", 1),
        (Layout.FOLD, "xx", 2),
        (Layout.POSTER, "fb", 2),
        (Layout.POSTER, "fbr", 3),
        (Layout.POSTER, "fbrr", 4),
        (None, "fb", 2),
    ],
)
def test_files_with_all_their_sides_are_right(layout: Layout | None, kinds: str, total: int) -> None:
    found = list(check_sides(layout, pages(kinds), total))
    assert [each.mark for each in found] == ([Mark.OK] if layout else [])
    assert layout is None or found[0].text.startswith((f"{layout.value}:", f"{layout.value} only:"))


@pytest.mark.parametrize(
    ("layout", "kinds", "total", "topic", "text"),
    [
        (None, "f", 1, "text", "no officer's side"),
        (None, "ff", 2, "text", "no officer's side"),
        (None, "b", 1, "text", "only officers' sides"),
        (Layout.DUPLEX, "fbf", 3, "sides", "a page is missing, repeated, or cannot be read"),
        (Layout.DUPLEX, "fbb", 3, "sides", "page 3 is not the expected side"),
        (Layout.DUPLEX, "ffbb", 4, "sides", "page 2, 3 is not the expected side"),
        (Layout.DUPLEX, "bf", 2, "sides", "page 1, 2 is not the expected side"),
        (Layout.DUPLEX, "fo", 40, "sides", "page 2 is not the expected side"),
        (Layout.POSTER, "frb", 3, "sides", "a page is missing"),
        (Layout.FOLD, "xf", 2, "sides", "the number of officers' sides differs from that of bearers' sides, on page 2"),
        (Layout.FOLD, "xb", 2, "sides", "the number of officers' sides differs from that of bearers' sides, on page 2"),
    ],
)
def test_a_side_that_is_missing(layout: Layout | None, kinds: str, total: int, topic: str, text: str) -> None:
    (found,) = check_sides(layout, pages(kinds), total)
    assert (found.mark, found.topic) == (Mark.WRONG, topic)
    assert text in found.text


def counted(*counts: tuple[str, int]) -> Sequence[tuple[int, PageWords]]:
    return [(number, page(kind, count)) for number, (kind, count) in enumerate(counts, 1)]


def test_as_many_backs_as_fronts() -> None:
    (found,) = check_sides(Layout.DUPLEX, counted(("f", 10), ("b", 10), ("f", 10), ("b", 9)), 4)
    assert found.text == "the back has a different number of cards from the front, page 3"
    assert [each.mark for each in check_sides(Layout.POSTER, counted(("f", 3), ("b", 1)), 2)] == [Mark.OK]
