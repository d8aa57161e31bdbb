"""The paper: the boxes of each page, what the printer is told, and whether the cards are drawn at true size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pikepdf

from cards.checking.document import entry
from cards.checking.drawing import Drawn, Placed
from cards.checking.findings import Findings, listed
from cards.measures import Rect, Size, millimetres
from cards.read.printers import ROTATE, SCALE
from cards.read.stocks import LEAST_CARD, PAPERS, Stock

_NEAR = 0.5
"""Points: what rounding may cost a length."""

_SCALE_NEAR = 0.002
_TILT_NEAR = 0.02
"""Degrees: the rounding of the six decimals that placements have."""

_INNER = ("/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")


def check_boxes(pages: Sequence[Any], stocks: Sequence[Stock], findings: Findings) -> list[Size]:
    """Looks at the boxes of the pages; returns the size of each as it is printed, in points."""
    boxes = [_rect(page.mediabox) for page in pages]
    names = [_paper_name(Size(box.width, box.height), stocks) for box in boxes]
    unknown = [_millimetres(box) for box, name in zip(boxes, names, strict=True) if not name]
    odd = [number for number, page in enumerate(pages, 1) if _turn(page)]
    units = [number for number, page in enumerate(pages, 1) if float(page.obj.get("/UserUnit", 1)) != 1]
    outside = [
        f"{name[1:]} of page {number}"
        for number, (page, box) in enumerate(zip(pages, boxes, strict=True), 1)
        for name in _INNER
        if name in page.obj and not box.contains(_rect(page.obj[name]), _NEAR)
    ]
    cropped = [
        number
        for number, (page, box) in enumerate(zip(pages, boxes, strict=True), 1)
        if "/CropBox" in page.obj and not _rect(page.obj.CropBox).contains(box, _NEAR)
    ]
    before = len(findings.found)
    if unknown:
        findings.wrong("paper", f"is of a size that no stock has: {listed(unknown)}. Was it scaled, or cut?")
    if outside:
        findings.wrong("paper", f"boxes reach beyond the page: {listed(outside)}")
    if cropped:
        findings.wrong("paper", f"only a part of the page is shown, on page {listed(cropped)}")
    if units:
        findings.wrong("paper", f"lengths are scaled (UserUnit) on page {listed(units)}")
    if odd:
        findings.warn("paper", f"turned sideways on page {listed(odd)}: choose the paper by hand when you print")
    if len(findings.found) == before:
        findings.ok("paper", listed(names))
    return [Size(box.width, box.height) for box in boxes]


def check_printing(root: Any, *, two_sides: bool, findings: Findings) -> None:
    """Looks at what the file tells a printer: no scaling, and the edge to turn the paper on."""
    scaling = entry(root, "/ViewerPreferences", "/PrintScaling")
    duplex = entry(root, "/ViewerPreferences", "/Duplex")
    if scaling != pikepdf.Name("/None"):
        findings.wrong("true size", "nothing keeps the printer from scaling the pages: choose “Actual size” or 100 %")
    elif two_sides and not isinstance(duplex, pikepdf.Name):
        findings.warn("true size", "the printer is told 100 %, but not to print on both sides: choose that by hand")
    else:
        edge = {"/DuplexFlipLongEdge": "long", "/DuplexFlipShortEdge": "short"}.get(str(duplex))
        findings.ok(
            "true size", "the printer is told 100 %" + (f", both sides, flipped on the {edge} edge" if edge else "")
        )


def check_scale(fronts: Iterable[Drawn], backs: Iterable[Drawn], findings: Findings) -> bool:
    """Looks at whether cards and letters are drawn at true size, backs but for what a printer needs.

    Returns whether they are.
    """
    wrong = sorted({each.scale for each in fronts if abs(each.scale - 1) > _SCALE_NEAR})
    others = [each for each in backs if abs(each.scale - 1) > _SCALE_NEAR or abs(each.tilt) > _TILT_NEAR]
    wrong += sorted({each.scale for each in others if SCALE.problem(round(100 * each.scale, 1))})
    tilted = sorted({each.tilt for each in others if ROTATE.problem(round(each.tilt, 1))})
    if tilted:
        findings.wrong("card size", f"backs are turned by {listed(f'{tilt:.1f}' for tilt in tilted)} degrees")
    elif others and not wrong:
        done = listed(f"{each.scale:.1%}, turned by {each.tilt:.2f} degrees" for each in sorted(others))
        findings.ok("backs", f"corrected for one printer (--printer): {done}; print them on that one alone")
    if wrong:
        percent = listed(f"{scale:.1%}" for scale in wrong)
        findings.wrong("card size", f"drawn at {percent} of the true size: cards will not fit their stock")
    return not wrong and not tilted


def check_placements(
    placed: Sequence[Sequence[Placed]], papers: Sequence[Size], stocks: Sequence[Stock], findings: Findings
) -> bool:
    """Looks at whether the cards on the sheets are on the places of a stock.

    Returns whether there were cards to look at: another program may have dissolved the forms that cards are.
    """
    cards = [each for page in placed for each in page if is_card(each)]
    if not cards:
        return False
    fronts = dict.fromkeys(
        (tuple(each.box for each in page if _is_front(each)), paper) for page, paper in zip(placed, papers, strict=True)
    )
    fitting = [stock for stock in stocks if all(_fits(boxes, paper, stock) for boxes, paper in fronts if boxes)]
    if fitting:
        findings.ok("card size", f"100 %, on the places of {listed(stock.id for stock in fitting)}")
    else:
        findings.warn("card size", "100 %, on places that are not those of one stock of this installation")
    return True


def cards_placed(page: Sequence[Placed]) -> int:
    """How many bearer's sides a page of ours places; 0 where the file does not name them any more."""
    return sum(_is_front(each) for each in page)


def check_pitch(
    centres: Sequence[tuple[float, float]], paper: Size, stocks: Sequence[Stock], findings: Findings
) -> None:
    """Judges the size of cards by how far their codes are from each other (points): for files without card forms."""
    across, down = _pitch([x for x, _ in centres]), _pitch([y for _, y in centres])
    if across is None and down is None:
        return
    found = f"{_mm(across)} x {_mm(down)} mm apart"
    on_paper = [stock for stock in stocks if _alike(stock.paper, paper)]
    ratios = {stock.id: _ratios(stock, across, down) for stock in on_paper}
    at_size = [name for name, each in ratios.items() if all(abs(ratio - 1) < 0.006 for ratio in each)]
    scaled = [
        (name, each[0])
        for name, each in ratios.items()
        if max(each) - min(each) < 0.005 and len(each) == 2 and 0.85 < each[0] < 1.15
    ]
    if at_size:
        findings.ok("card size", f"cards are {found}, as on {listed(at_size)}")
    elif scaled:
        name, ratio = min(scaled, key=lambda each: abs(each[1] - 1))
        findings.wrong("card size", f"cards are {found}, which is {ratio:.1%} of {name}: the page was scaled")
    else:
        findings.warn("card size", f"cards are {found}, as on no stock that this installation knows")


def _pitch(values: Sequence[float]) -> float | None:
    """The distance of neighbouring rows or columns."""
    lines: list[float] = []
    for value in sorted(values):
        if not lines or value - lines[-1] > LEAST_CARD / 2:
            lines.append(value)
    return (lines[-1] - lines[0]) / (len(lines) - 1) if len(lines) > 1 else None


def _ratios(stock: Stock, across: float | None, down: float | None) -> list[float]:
    pairs = ((across, stock.pitch.width), (down, stock.pitch.height))
    return [found / pitch for found, pitch in pairs if found is not None]


def _mm(length: float | None) -> str:
    return "–" if length is None else f"{millimetres(length):.1f}"


def is_card(placed: Placed) -> bool:
    """Whether a form is a face of a card, by the name that this program gives it."""
    return placed.name.startswith(("/Bearer", "/Officer"))


def _is_front(placed: Placed) -> bool:
    return placed.name.startswith("/Bearer")


def _fits(boxes: Sequence[Rect], paper: Size, stock: Stock) -> bool:
    return _alike(stock.paper, paper) and all(any(_near(box, slot) for slot in stock.slots) for box in boxes)


def _near(one: Rect, other: Rect) -> bool:
    return other.contains(one, _NEAR) and one.contains(other, _NEAR)


def _alike(one: Size, other: Size) -> bool:
    return abs(one.width - other.width) < _NEAR and abs(one.height - other.height) < _NEAR


def is_paper(size: Size) -> bool:
    """Whether a page is a whole sheet, and not one card by itself."""
    return any(_alike(size, paper) for paper in PAPERS.values())


def _paper_name(size: Size, stocks: Sequence[Stock]) -> str:
    for name, paper in PAPERS.items():
        if _alike(size, paper):
            return name.capitalize()
    for stock in stocks:
        if _alike(size, stock.card):
            return f"a single card of {stock.id}"
    return ""


def _turn(page: Any) -> int:
    return int(page.rotation) % 360


def _millimetres(box: Rect) -> str:
    return f"{millimetres(box.width):.1f} x {millimetres(box.height):.1f} mm"


def _rect(corners: Any) -> Rect:
    one, two, three, four = (float(value) for value in corners)
    return Rect(min(one, three), min(two, four), abs(three - one), abs(four - two))
