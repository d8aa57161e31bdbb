"""QR codes read from pictures of the pages: what each says, its size, how black it is, how much is free around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
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

_SCHEME = "https://"
_SCHEME_AND_HOST = re.compile(r"https://[^/?#]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code on a page: what it says, the width of a module and its centre (points), contrast 0 to 1, free modules."""

    content: str
    module: float
    centre: tuple[float, float]
    contrast: float
    quiet: int


@dataclass(slots=True)
class PageCodes:
    """The codes of a page, as read at `FINE`, and what was read at `COARSE`.

    `expected` is how often the code of legal aid should be there: for each bearer's side, and once on a poster.
    `recordings` are the addresses, as cards show them, of those that lead to one, each of which should be there `heard`
    times: on each officer's side, or on a page of a poster. `drawn` are the symbols that the page draws as this program
    does, none where another program has drawn them anew.
    """

    page: int
    expected: int
    fine: list[ReadCode] = field(default_factory=list)
    coarse: list[str] = field(default_factory=list)
    dpi: float = FINE
    recordings: frozenset[str] = frozenset()
    on_poster: bool = False
    drawn: int = 0
    heard: int = 0
    has_officers: bool = False

    @property
    def has_two_on_a_side(self) -> bool:
        """Whether recordings are where legal aid is, as older versions of this program had them: not on a folded card,
        whose sides are on one page."""
        return bool(self.expected) and not self.has_officers

    @property
    def legal_aid(self) -> list[str]:
        """The contents that lead to legal aid: one, if all is right, and none where only officers' sides are. Where a
        recording has its address, that."""
        if not self.expected:
            return []
        contents = list(dict.fromkeys(code.content for code in self.fine))
        return [each for each in contents if shown(each) not in self.recordings] or contents[:1]


def read_codes(pages: Pages, page: int, expected: int) -> PageCodes:
    """Reads the codes of a page (from 0) from two pictures of it."""
    picture = pages.picture(page, FINE)
    fine = [_measured(each, picture) for each in _found(picture)]
    coarse = [each.content for each in _found(pages.picture(page, COARSE))]
    return PageCodes(page + 1, expected, fine, coarse, picture.dpi)


@lru_cache(maxsize=256)
def small_letters(content: str) -> str:
    """An address with its scheme and host in small letters, as this program writes them (RFC 3986, 6.2.2.1)."""
    return _SCHEME_AND_HOST.sub(lambda found: found[0].lower(), content, count=1)


def shown(content: str) -> str:
    """The address in a code as cards print it; the beginning of what is none that a card may have."""
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
    """Size, contrast and quiet zone from the pixels of the upright square round a code."""
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
    """Whether all beside the four sides of a box is light as far as that: not the corners, which a panel may round.
    `pixels` is the width of a module.

    Two pixels at the edges are mixed with what is beside them. The corners of large modules are found less exactly:
    that may take an eighth of one.
    """
    left, top, right, bottom = box
    slack = 1 + int(pixels / 8)
    outer, inner = int(reach) - slack, 1 + slack
    if left - outer < 0 or top - outer < 0 or right + outer >= image.width or bottom + outer >= image.height:
        return False
    sides = (
        (left, top - outer, right, top - inner + 1),
        (left, bottom + inner, right, bottom + outer + 1),
        (left - outer, top, left - inner + 1, bottom),
        (right + inner, top, right + outer + 1, bottom),
    )
    least = (darkest + lightest) / 2
    return all(_extremes(image, side)[0] > least for side in sides)


def _extremes(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int]:
    """The darkest and the lightest pixel in a part of a grey picture."""
    darkest, lightest = image.crop(box).getextrema()
    assert isinstance(darkest, int) and isinstance(lightest, int)
    return darkest, lightest
