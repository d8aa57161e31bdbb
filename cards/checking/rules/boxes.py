"""The paper: the boxes of each page, what the printer is told, and whether the cards are drawn at true size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pikepdf

from cards.checking.look.drawing import Drawn
from cards.checking.look.file import entry, rect_of
from cards.checking.report import Findings, abridged
from cards.checking.rules.layouts import told_flip
from cards.measures import Rect, Size, millimetres
from cards.read.printers import ROTATE, SCALE
from cards.read.stocks import SHEETS, Flip, Stock

_NEAR = 0.5
"""Points: what rounding may cost a length."""

_SCALE_NEAR = 0.002
_TILT_NEAR = 0.02
"""Degrees: the rounding of the six decimals that placements have."""

_INNER = ("/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")


def check_boxes(
    pages: Sequence[Any], stocks: Sequence[Stock], findings: Findings, *, for_press: bool = False
) -> list[Size]:
    """Looks at the boxes of the pages; returns the size of each as it is printed, in points.

    A page `for_press` is as large as card and bleed, which `check_trim` looks at.
    """
    boxes = [rect_of(page.mediabox) for page in pages]
    names = [_millimetres(box) if for_press else paper_name(Size(box.width, box.height), stocks) for box in boxes]
    unknown = [_millimetres(box) for box, name in zip(boxes, names, strict=True) if not name]
    odd = [number for number, page in enumerate(pages, 1) if _turn(page)]
    units = [number for number, page in enumerate(pages, 1) if float(page.obj.get("/UserUnit", 1)) != 1]
    outside = [
        f"{name[1:]} of page {number}"
        for number, (page, box) in enumerate(zip(pages, boxes, strict=True), 1)
        for name in _INNER
        if name in page.obj and not box.contains(rect_of(page.obj[name]), _NEAR)
    ]
    cropped = [
        number
        for number, (page, box) in enumerate(zip(pages, boxes, strict=True), 1)
        if "/CropBox" in page.obj and not rect_of(page.obj.CropBox).contains(box, _NEAR)
    ]
    before = len(findings.found)
    if unknown:
        findings.wrong("paper", f"is of a size that no stock has: {abridged(unknown)}. Was it scaled, or cut?")
    if outside:
        findings.wrong("paper", f"boxes reach beyond the page: {abridged(outside)}")
    if cropped:
        findings.wrong("paper", f"only a part of the page is shown, on page {abridged(cropped)}")
    if units:
        findings.wrong("paper", f"lengths are scaled (UserUnit) on page {abridged(units)}")
    if odd:
        findings.warn("paper", f"turned sideways on page {abridged(odd)}: choose the paper by hand when you print")
    if len(findings.found) == before:
        findings.ok("paper", abridged(names))
    return [Size(box.width, box.height) for box in boxes]


def check_printing(root: Any, *, turns: bool | None, findings: Findings) -> None:
    """Looks at what the file tells a printer: no scaling, and the edge to turn the paper on.

    `turns` is whether both sides are to be printed; None where that does not matter.
    """
    scaling, flip = entry(root, "/ViewerPreferences", "/PrintScaling"), told_flip(root)
    if scaling != pikepdf.Name("/None"):
        findings.wrong("true size", "nothing keeps the printer from scaling the pages: choose “Actual size” or 100 %")
    elif turns and flip is None:
        findings.warn("true size", "the printer is told 100 %, but not to print on both sides: choose that by hand")
    elif turns is False and flip is not None:
        findings.warn(
            "true size", "the printer is told 100 %, and to print both sides of the paper: choose one side by hand"
        )
    else:
        findings.ok("true size", f"the printer is told 100 %{_SIDES.get(flip, '') if turns is not None else ''}")


_SIDES = {
    Flip.LONG_EDGE: ", both sides, flipped on the long edge",
    Flip.SHORT_EDGE: ", both sides, flipped on the short edge",
    None: ", one side of the paper",
}


def check_scale(fronts: Iterable[Drawn], backs: Iterable[Drawn], findings: Findings) -> bool:
    """Looks at whether cards and letters are drawn at true size, backs but for what a printer needs.

    Returns whether they are.
    """
    wrong = sorted({each.scale for each in fronts if abs(each.scale - 1) > _SCALE_NEAR})
    others = [each for each in backs if abs(each.scale - 1) > _SCALE_NEAR or abs(each.tilt) > _TILT_NEAR]
    wrong += sorted({each.scale for each in others if SCALE.problem(round(100 * each.scale, 1))})
    tilted = sorted({each.tilt for each in others if ROTATE.problem(round(each.tilt, 1))})
    if tilted:
        findings.wrong("card size", f"backs are turned by {abridged(f'{tilt:.1f}' for tilt in tilted)} degrees")
    elif others and not wrong:
        done = abridged(f"{each.scale:.1%}, turned by {each.tilt:.2f} degrees" for each in sorted(others))
        findings.ok("backs", f"corrected for one printer (--printer): {done}; print them on that one alone")
    if wrong:
        percent = abridged(f"{scale:.1%}" for scale in wrong)
        findings.wrong("card size", f"drawn at {percent} of the true size: cards will not fit their stock")
    return not wrong and not tilted


def paper_name(size: Size, stocks: Sequence[Stock]) -> str:
    """What a page of that size is: a paper, or a single card; "" when it is neither."""
    for name, paper in SHEETS.items():
        if is_alike(size, paper):
            return name.capitalize()
    for stock in stocks:
        if is_alike(size, stock.card):
            return f"a single card of {stock.id}"
    return ""


def is_alike(one: Size, other: Size) -> bool:
    """Whether two sizes differ by rounding alone."""
    return abs(one.width - other.width) < _NEAR and abs(one.height - other.height) < _NEAR


def _turn(page: Any) -> int:
    return int(page.rotation) % 360


def _millimetres(box: Rect) -> str:
    return f"{millimetres(box.width):.1f} x {millimetres(box.height):.1f} mm"
