"""The white round a code, as it is measured in the picture of a page: bars on each side of it, black and grey."""

import pytest

from cards.checking.look.codes import scan
from cards.checking.look.pages import Pages
from cards.draw.pdf import draw_pages
from cards.measures import Rect, Size
from cards.read.links import LEGAL_AID, read_link
from cards.typeset.marks import Colour, Face, PanelMark, SymbolMark
from cards.typeset.symbol import link_symbol

MODULES = link_symbol(read_link(LEGAL_AID)).modules
MODULE = 2.0
SIDE = len(MODULES) * MODULE
CODE = Rect(80.0, 80.0, SIDE, SIDE)
SIDES = {
    "left": lambda gap: Rect(CODE.x - gap - 20, CODE.y, 20, SIDE),
    "right": lambda gap: Rect(CODE.right + gap, CODE.y, 20, SIDE),
    "below": lambda gap: Rect(CODE.x, CODE.y - gap - 20, SIDE, 20),
    "above": lambda gap: Rect(CODE.x, CODE.top + gap, SIDE, 20),
}


def test_a_code_of_tiny_modules_is_measured() -> None:
    """Pixels at the edges of a module are mixed, so of a small one there is none left to look at."""
    for module in (0.5, 0.62, 0.75):
        side = len(MODULES) * module
        symbol = SymbolMark(MODULES, Rect(80.0, 80.0, side, side), "", "QR code: a test")
        pages = Pages(draw_pages([Face(Size(300, 300), Colour.WHITE, "en", (symbol,), 9.0)], "A code"))
        try:
            assert [each.quiet for each in scan(pages, 0).fine] == [4]
        finally:
            pages.close()


def quiet(*bars: PanelMark) -> int:
    """How many modules are free round the code beside those bars."""
    symbol = SymbolMark(MODULES, CODE, "", "QR code: a test")
    pages = Pages(draw_pages([Face(Size(300, 300), Colour.WHITE, "en", (*bars, symbol), 9.0)], "A code"))
    try:
        (code,) = scan(pages, 0).fine
    finally:
        pages.close()
    return code.quiet


def test_a_code_by_itself_has_all_the_room_that_it_needs() -> None:
    assert quiet() == 4


@pytest.mark.parametrize("colour", [Colour.BLACK, Colour.GREY, Colour.RED])
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("modules", [1.5, 2.5, 3.5])
def test_a_bar_on_any_side_takes_room_away(side: str, modules: float, colour: Colour) -> None:
    assert quiet(PanelMark(SIDES[side](modules * MODULE), 0.0, colour)) == int(modules)


@pytest.mark.parametrize("side", SIDES)
def test_a_bar_beyond_four_modules_does_no_harm(side: str) -> None:
    assert quiet(PanelMark(SIDES[side](4.5 * MODULE), 0.0, Colour.BLACK)) == 4


@pytest.mark.parametrize("side", range(4))
@pytest.mark.parametrize(("colour", "light"), [(Colour.WHITE, True), (Colour.RED, False), (Colour.BLACK, False)])
def test_colour_that_reaches_all_edges(side: int, colour: Colour, light: bool) -> None:
    """A red page, white in its middle, on which a strip along one edge has a colour of its own."""
    strip = (Rect(0, 0, 300, 9), Rect(0, 291, 300, 9), Rect(0, 0, 9, 300), Rect(291, 0, 9, 300))[side]
    middle = PanelMark(Rect(60, 60, 180, 180), 0.0, Colour.WHITE)
    marks = (middle, PanelMark(strip, 0.0, colour), SymbolMark(MODULES, CODE, "", "QR code: a test"))
    pages = Pages(draw_pages([Face(Size(300, 300), Colour.RED, "en", marks, 9.0)], "A page"))
    try:
        assert scan(pages, 0).reaches_edges is not light
    finally:
        pages.close()
