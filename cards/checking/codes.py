"""QR codes in pictures of the pages: what each says, how large it is, how black, and how much is free around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cards.checking.findings import Findings, listed
from cards.checking.pages import Pages, Picture
from cards.measures import POINTS_PER_INCH, millimetres
from cards.read.links import read_link
from cards.readback import FoundSymbol, find_symbols
from cards.typeset.symbol import MODULE_LEAST, MODULE_WARN, QUIET_ZONE

if TYPE_CHECKING:
    from PIL import Image

COARSE, FINE = 150, 300
"""Dots per inch: an old printer or scanner, and an ordinary one."""

CONTRAST_WARN, CONTRAST_LEAST = 0.7, 0.4
"""Symbol contrast: grade A of ISO/IEC 15415 begins at the one, and grade C at the other."""

_TOPIC = "QR codes"
_ROUNDING = 0.005


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
    """The codes of a page, as read at `FINE`, what was read at `COARSE`, and how many there should be."""

    page: int
    expected: int
    fine: list[ReadCode] = field(default_factory=list)
    coarse: list[str] = field(default_factory=list)
    dpi: float = FINE


def read_codes(pages: Pages, page: int, expected: int) -> PageCodes:
    """Reads the codes of a page (from 0) from two pictures of it."""
    picture = pages.picture(page, FINE)
    fine = [_measured(each, picture) for each in _found(picture)]
    coarse = [each.content for each in _found(pages.picture(page, COARSE))]
    return PageCodes(page + 1, expected, fine, coarse, picture.dpi)


def check_codes(read: Sequence[PageCodes], findings: Findings) -> None:
    """Judges the codes of all pages that were looked at."""
    codes = [code for page in read for code in page.fine]
    expected = sum(page.expected for page in read)
    if not codes and not expected:
        findings.ok(_TOPIC, "none, and none expected")
        return
    _check_count(read, len(codes), expected, findings)
    if not codes:
        return
    _check_contents(read, findings)
    _check_print(codes, findings)
    blurred = [page.page for page in read if page.dpi < FINE]
    if blurred:
        findings.warn(
            _TOPIC, f"looked at with fewer than {FINE} dpi, because the paper is so large: page {listed(blurred)}"
        )


def _check_count(read: Sequence[PageCodes], found: int, expected: int, findings: Findings) -> None:
    contents = listed(map(_address, dict.fromkeys(code.content for page in read for code in page.fine))) or "nothing"
    short = [page.page for page in read if len(page.fine) != page.expected]
    coarse = [page.page for page in read if Counter(page.coarse) != Counter(code.content for code in page.fine)]
    if short:
        findings.wrong(
            _TOPIC,
            f"{found} read at {FINE} dpi on {expected} cards, on page {listed(short)} another number: {contents}",
        )
    elif coarse:
        findings.warn(_TOPIC, f"{found} of {expected} read at {FINE} dpi, not all at {COARSE} dpi: {contents}")
    else:
        findings.ok(_TOPIC, f"{found} of {expected} read at {COARSE} and {FINE} dpi: {contents}")


def _address(content: str) -> str:
    """What a code says, as a browser shows it."""
    try:
        return read_link(content, tracked=True).url
    except ValueError:
        return content[:80]


def _check_contents(read: Sequence[PageCodes], findings: Findings) -> None:
    unlike = [page.page for page in read if len({code.content for code in page.fine}) > 1]
    if unlike:
        findings.wrong(_TOPIC, f"cards of one sheet lead to different addresses, on page {listed(unlike)}")
    elif len({code.content for page in read for code in page.fine}) > 1:
        findings.warn(_TOPIC, "the sheets of this file lead to different addresses")
    for content in dict.fromkeys(code.content for page in read for code in page.fine):
        try:
            read_link(content, tracked=True)
        except ValueError as error:
            findings.wrong(_TOPIC, f"a code holds what no card may: {error}")


def _check_print(codes: Sequence[ReadCode], findings: Findings) -> None:
    module, contrast, quiet = (
        min(code.module for code in codes),
        min(code.contrast for code in codes),
        min(code.quiet for code in codes),
    )
    text = f"modules {millimetres(module):.2f} mm, contrast {contrast:.0%}, {quiet} modules free around"
    limits = f"{millimetres(MODULE_WARN):.2f} mm, {CONTRAST_WARN:.0%} and {QUIET_ZONE} modules are wanted"
    if module < MODULE_LEAST - _ROUNDING or contrast < CONTRAST_LEAST or quiet < QUIET_ZONE:
        findings.wrong("QR print", f"{text}: too little for many phones ({limits})")
    elif module < MODULE_WARN - _ROUNDING or contrast < CONTRAST_WARN:
        findings.warn("QR print", f"{text}: some phones will need a second try ({limits})")
    else:
        findings.ok("QR print", text)


def _found(picture: Picture) -> list[FoundSymbol]:
    return find_symbols(picture.pixels, picture.image.width, picture.image.height)


def _measured(found: FoundSymbol, picture: Picture) -> ReadCode:
    """Size, contrast and quiet zone from the pixels of the upright square round a code."""
    xs, ys = [x for x, _ in found.corners], [y for _, y in found.corners]
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    pixels = max(right - left, bottom - top) / found.modules
    darkest, lightest = _extremes(picture.image, (left, top, right + 1, bottom + 1))
    free = 0
    while free < QUIET_ZONE and _is_free(
        picture.image, (left, top, right, bottom), (free + 1) * pixels, darkest, lightest
    ):
        free += 1
    point = POINTS_PER_INCH / picture.dpi
    return ReadCode(
        found.content, pixels * point, ((left + right) / 2 * point, (top + bottom) / 2 * point),
        (lightest - darkest) / 255, free,
    )  # fmt: skip


def _is_free(image: Image.Image, box: tuple[int, int, int, int], reach: float, darkest: int, lightest: int) -> bool:
    """Whether all beside the four sides of a box is light as far as that: not the corners, which a panel may round.

    Two pixels at the edges are mixed with what is beside them.
    """
    left, top, right, bottom = box
    outer, inner = int(reach) - 1, 2
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
