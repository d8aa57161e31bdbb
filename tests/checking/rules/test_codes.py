"""Judging codes: how many, what they say, how large, how black, and with how much room."""

import pytest

from cards.checking.look.codes import ReadCode
from cards.checking.report import Finding, Mark
from cards.checking.rules.codes import PageCodes, check_codes
from cards.checking.rules.places import check_pitch
from cards.locations import shelves
from cards.measures import POINTS_PER_MM
from cards.read.stocks import LETTER, read_stocks

MM = POINTS_PER_MM
ADDRESS = "https://www.immigrationlawhelp.org"
STOCKS = read_stocks(shelves(None))


def code(content: str = ADDRESS, module: float = 0.5, contrast: float = 1.0, quiet: int = 4) -> ReadCode:
    return ReadCode(content, module * MM, (0.0, 0.0), contrast, quiet)


def judged(*codes: ReadCode, expected: int = 2, coarse: int = 2, dpi: float = 300) -> list[Finding]:
    return list(check_codes([PageCodes(1, expected, codes, (ADDRESS,) * coarse, dpi)], {}))


def test_good_codes() -> None:
    assert {each.mark for each in judged(code(), code())} == {Mark.OK}


@pytest.mark.parametrize(
    ("codes", "mark", "text"),
    [
        ((code(), code(module=0.36)), Mark.WRONG, "modules 0.36 mm"),
        ((code(), code(module=0.43)), Mark.WARNING, "modules 0.43 mm"),
        ((code(), code(contrast=0.3)), Mark.WRONG, "contrast 30%"),
        ((code(), code(contrast=0.6)), Mark.WARNING, "contrast 60%"),
        ((code(), code(quiet=3)), Mark.WRONG, "3 modules of white around"),
        ((code(),), Mark.WRONG, "1 read at 300 dpi on 2 cards"),
        ((), Mark.WRONG, "0 read at 300 dpi on 2 cards"),
        ((code(), code(), code()), Mark.WRONG, "3 read at 300 dpi on 2 cards"),
        ((code("http://example.org"),) * 2, Mark.WRONG, "which no card may") ,
        ((code(), code("https://example.org")), Mark.WRONG, "lead to different addresses"),
    ],
)  # fmt: skip
def test_bad_codes(codes: tuple[ReadCode, ...], mark: Mark, text: str) -> None:
    found = [each for each in judged(*codes) if each.mark is mark]
    assert any(text.split(", ")[-1].removeprefix("which ") in each.text for each in found), found


def test_codes_that_only_a_sharp_picture_shows() -> None:
    assert (Mark.WARNING, "2 of 2 read at 300 dpi, not all at 150 dpi: " + ADDRESS) in [
        (each.mark, each.text) for each in judged(code(), code(), coarse=1)
    ]
    assert any("less than 300 dpi" in each.text for each in judged(code(), code(), dpi=110))


RECORDING = "https://www.example.org/listen"


@pytest.mark.parametrize(
    ("contents", "mark", "text"),
    [
        ((ADDRESS, RECORDING, ADDRESS, RECORDING), Mark.OK, "4 of 4 read at 150 and 300 dpi: "),
        ((ADDRESS, ADDRESS, RECORDING), Mark.WRONG, "3 read at 300 dpi on 2 cards, which should have 4"),
        ((ADDRESS, ADDRESS), Mark.WRONG, "2 read at 300 dpi on 2 cards, which should have 4"),
        ((ADDRESS, ADDRESS, ADDRESS, RECORDING), Mark.WRONG, "not every card has the same codes"),
        ((ADDRESS, RECORDING, ADDRESS, "https://example.org"), Mark.WRONG, "lead to different addresses"),
        (("https://example.org", RECORDING) * 2, Mark.OK, "https://example.org, "),
    ],
)
def test_two_codes_on_a_card(contents: tuple[str, ...], mark: Mark, text: str) -> None:
    """Folded: both sides on one page.

    The last has the same two on every card: what is printed beside them is for others to look at.
    """
    recordings = frozenset(["www.example.org/listen"])
    page = PageCodes(
        1, 2, tuple(map(code, contents)), contents, recordings=recordings, listened=2, has_officers=True
    )  # fmt: skip
    found = list(check_codes([page], {"www.example.org/listen": "Spanish"}))
    assert any(each.mark is mark and text in each.text for each in found), found
    assert mark is Mark.WRONG or {each.mark for each in found} == {Mark.OK}


def test_codes_that_are_drawn_and_cannot_be_read() -> None:
    first = next(check_codes([PageCodes(1, 1, (code(),), (ADDRESS,), drawn=2)], {}))
    assert "1 read at 300 dpi on 1 cards, which should have 2" in first.text


@pytest.mark.parametrize(("module", "mark"), [(3.32, Mark.OK), (1.98, Mark.OK), (1.9, Mark.WARNING)])
def test_the_code_of_a_poster_is_large_enough_for_whoever_steps_up(module: float, mark: Mark) -> None:
    found = check_codes([PageCodes(1, 1, (code(module=module),), (ADDRESS,), on_poster=True)], {})
    assert [each.mark for each in found if each.topic == "QR size"] == [mark]


@pytest.mark.parametrize(
    ("scale", "mark", "text"),
    [
        (1.0, Mark.OK, "88.9 x 50.8 mm apart, as on avery-5371"),
        (0.97, Mark.WRONG, "which is 97.0% of "),
        (0.5, Mark.WARNING, "unlike any stock"),
    ],
)
def test_the_distance_of_codes_tells_the_scale(scale: float, mark: Mark, text: str) -> None:
    centres = [(scale * (80 + 252 * column), scale * (60 + 144 * row)) for column in range(2) for row in range(5)]
    (found,) = check_pitch(centres, LETTER, STOCKS)
    assert found.mark is mark
    assert text in found.text
