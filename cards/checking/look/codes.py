"""Reads QR codes from pictures of the pages: content, size, contrast and quiet zone of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cards.checking.look.pages import Pages, Raster
from cards.decoding import FoundSymbol, find_symbols
from cards.measures import POINTS_PER_INCH
from cards.read.links import read_link
from cards.typeset.symbol import QUIET_ZONE

if TYPE_CHECKING:
    from PIL import Image

COARSE, FINE = 150, 300
"""Dots per inch: an old printer or scanner, and an ordinary one."""

_DARK = 200
"""Of 255: anything lighter is not the cards' red, whose gray is 75."""

_EDGE = 2
"""Pixels along the edge of a picture that may be mixed with the surroundings of the page."""

_SCHEME = "https://"
_SCHEME_AND_HOST = re.compile(r"https://[^/?#]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code on a page: its content, module width and center (points), contrast (0 to 1), and quiet zone (modules)."""

    content: str
    module: float
    centre: tuple[float, float]
    contrast: float
    quiet: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What was seen in the pictures of a page: its codes as read at `FINE`, and the content of those read at `COARSE`.

    `dpi` is that of the finer picture, less than `FINE` on huge paper. `reaches_edges` if the color goes as far as all
    four edges of the page.
    """

    fine: tuple[ReadCode, ...]
    coarse: tuple[str, ...]
    dpi: float = FINE
    reaches_edges: bool = False


def scan(pages: Pages, page: int) -> Scan:
    """Reads the codes of a page (from 0) from two pictures of it. Raises Damaged."""
    picture = pages.picture(page, FINE)
    fine = tuple(_measured(each, picture) for each in _found(picture))
    coarse = tuple(each.content for each in _found(pages.picture(page, COARSE)))
    return Scan(fine, coarse, picture.dpi, _reaches_edges(picture.image))


@lru_cache(maxsize=256)
def small_letters(content: str) -> str:
    """An address with its scheme and host in lower case, as this program writes them (RFC 3986, 6.2.2.1)."""
    return _SCHEME_AND_HOST.sub(lambda found: found[0].lower(), content, count=1)


def shown(content: str) -> str:
    """The address in a code as cards print it; only the beginning of one that no card may have."""
    address = small_letters(content)
    return address.removeprefix(_SCHEME) if address.startswith(_SCHEME) else address[:80]


@lru_cache(maxsize=256)
def is_link(content: str) -> bool:
    """Whether a code holds an address that a card may have."""
    try:
        read_link(content, tracked=True)
    except ValueError:
        return False
    return True


def _found(picture: Raster) -> list[FoundSymbol]:
    return find_symbols(picture.pixels, picture.image.width, picture.image.height)


def _measured(found: FoundSymbol, picture: Raster) -> ReadCode:
    """Size, contrast and quiet zone, from the pixels of the upright square around a code."""
    xs, ys = [x for x, _ in found.corners], [y for _, y in found.corners]
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    pixels = max(right - left, bottom - top) / found.modules
    darkest, lightest = _extremes(picture.image, (left, top, right + 1, bottom + 1))
    free = 0
    while free < QUIET_ZONE and _is_free(
        picture.image, (left, top, right, bottom), (free + 1) * pixels, pixels, darkest, lightest
    ):
        free += 1
    point = POINTS_PER_INCH / picture.dpi
    return ReadCode(
        found.content, pixels * point, ((left + right) / 2 * point, (top + bottom) / 2 * point),
        (lightest - darkest) / 255, free,
    )  # fmt: skip


def _is_free(
    image: Image.Image, box: tuple[int, int, int, int], reach: float, pixels: float, darkest: int, lightest: int
) -> bool:
    """Whether everything beside the four sides of a box is light that far; corners do not count, because a panel may
    have rounded ones. `pixels` is the width of a module.

    Coordinates are places between pixels: the first pixel beside the right edge is `right`, beside the left edge `left`
    - 1. The pixels at both ends are mixed with their neighbors. Corners of large modules are found less exactly, with
    an error of up to an eighth of a module.
    """
    left, top, right, bottom = box
    slack = 1 + int(pixels / 8)
    outer, inner = int(reach) - slack, 1 + slack
    if outer < inner:
        return True  # the modules are so small that no whole pixel lies between: there is nothing dark to see
    if left - outer < 0 or top - outer < 0 or right + outer >= image.width or bottom + outer >= image.height:
        return False
    sides = (
        (left, top - outer, right, top - inner + 1),
        (left, bottom + inner - 1, right, bottom + outer),
        (left - outer, top, left - inner + 1, bottom),
        (right + inner - 1, top, right + outer, bottom),
    )
    least = (darkest + lightest) / 2
    return all(_extremes(image, side)[0] > least for side in sides)


def _extremes(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int]:
    """The darkest and the lightest pixel in a part of a gray picture."""
    darkest, lightest = image.crop(box).getextrema()
    assert isinstance(darkest, int) and isinstance(lightest, int)
    return darkest, lightest


def _reaches_edges(image: Image.Image) -> bool:
    """Whether a strip of two pixels along each edge has no light pixel."""
    wide, right, low = _EDGE + 2, image.width, image.height
    if min(right, low) <= 2 * wide:
        return False
    strips = (
        (_EDGE, _EDGE, wide, low - _EDGE),
        (right - wide, _EDGE, right - _EDGE, low - _EDGE),
        (_EDGE, _EDGE, right - _EDGE, wide),
        (_EDGE, low - wide, right - _EDGE, low - _EDGE),
    )
    return all(_extremes(image, strip)[1] < _DARK for strip in strips)
