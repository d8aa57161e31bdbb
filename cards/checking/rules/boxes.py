"""The paper: the boxes of each page, what the printer is told, and whether the cards are drawn at true size."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from cards.checking.look.boxes import BOXES, Boxes
from cards.checking.look.catalog import Catalog
from cards.checking.look.drawing import Drawn
from cards.checking.report import Finding, abridged, ok, warning, wrong
from cards.measures import Rect, Size, millimetres
from cards.read.printers import ROTATE, SCALE
from cards.read.stocks import SHEETS, Flip, Stock

_NEAR = 0.5
"""Points: what rounding may cost a length."""

_SCALE_NEAR = 0.002
_TILT_NEAR = 0.02
"""Degrees: the rounding of the six decimals that placements have."""


def check_boxes(pages: Sequence[Boxes], stocks: Sequence[Stock], *, for_press: bool = False) -> Iterator[Finding]:
    """Whether each page has the size of a paper, and is shown and printed completely.

    A page `for_press` is as large as the card with its bleed, which `check_trim` checks.
    """
    names = [_millimetres(each.paper) if for_press else paper_name(each.size, stocks) for each in pages]
    faults = list(_faults(pages, names))
    yield from faults
    turned = [number for number, each in enumerate(pages, 1) if each.rotation]
    if turned:
        yield warning("paper", f"page {abridged(turned)} is turned sideways: choose the paper by hand when you print")
    if not faults and not turned:
        yield ok("paper", abridged(names))


def _faults(pages: Sequence[Boxes], names: Sequence[str]) -> Iterator[Finding]:
    unknown = [_millimetres(each.paper) for each, name in zip(pages, names, strict=True) if not name]
    if unknown:
        yield wrong("paper", f"no stock has the size {abridged(unknown)}. Was it scaled, or cut?")
    outside = [
        f"{name} of page {number}"
        for number, each in enumerate(pages, 1)
        for name in BOXES[1:]
        if name in each.own and not each.paper.contains(each.own[name], _NEAR)
    ]
    if outside:
        yield wrong(
            "paper", f"these boxes extend past the page, which some printers crop or scale: {abridged(outside)}"
        )
    cropped = [
        number
        for number, each in enumerate(pages, 1)
        if "CropBox" in each.own and not each.own["CropBox"].contains(each.paper, _NEAR)
    ]
    if cropped:
        yield wrong("paper", f"viewers show only a part of page {abridged(cropped)}")
    units = [number for number, each in enumerate(pages, 1) if each.user_unit != 1]
    if units:
        yield wrong(
            "paper", f"some printers ignore the scale (UserUnit) of page {abridged(units)} and print it at another size"
        )


_FLIPS = {"/DuplexFlipLongEdge": Flip.LONG_EDGE, "/DuplexFlipShortEdge": Flip.SHORT_EDGE}

_SIDES = {
    Flip.LONG_EDGE: ", both sides, flipped on the long edge",
    Flip.SHORT_EDGE: ", both sides, flipped on the short edge",
    None: ", one side of the paper",
}


def told_flip(catalog: Catalog) -> Flip | None:
    """The edge on which the file tells a printer to flip the paper; None if it asks for one side, or says nothing."""
    return _FLIPS.get(catalog.duplex)


def check_printing(catalog: Catalog, *, turns: bool | None) -> Iterator[Finding]:
    """What the file tells a printer: no scaling, and the edge to flip the paper on.

    `turns` if both sides are to be printed; None if that does not matter.
    """
    flip = told_flip(catalog)
    if catalog.print_scaling != "/None":
        yield wrong(
            "true size",
            "the file does not tell the printer to keep the size: choose “Actual size” or 100 % when you print",
        )
    elif turns and flip is None:
        yield warning(
            "true size", "the file tells the printer 100 %, but not to print on both sides: choose that when you print"
        )
    elif turns is False and flip is not None:
        yield warning(
            "true size", "the file tells the printer 100 % and both sides of the paper: choose one side when you print"
        )
    else:
        yield ok("true size", f"the file tells the printer 100 %{_SIDES.get(flip, '') if turns is not None else ''}")


def check_scale(fronts: Collection[Drawn], backs: Collection[Drawn]) -> Iterator[Finding]:
    """Whether cards and letters are drawn at true size, backs except for the correction of a printer."""
    scales = sorted({each.scale for each in fronts if abs(each.scale - 1) > _SCALE_NEAR})
    others = [each for each in backs if abs(each.scale - 1) > _SCALE_NEAR or abs(each.tilt) > _TILT_NEAR]
    scales += sorted({each.scale for each in others if SCALE.problem(round(100 * each.scale, 1))})
    tilted = sorted({each.tilt for each in others if ROTATE.problem(round(each.tilt, 1))})
    if tilted:
        yield wrong("card size", f"backs are turned by {abridged(f'{tilt:.1f}' for tilt in tilted)} degrees")
    elif others and not scales:
        done = abridged(f"{each.scale:.1%}, turned by {each.tilt:.2f} degrees" for each in sorted(others))
        yield ok("backs", f"corrected for one printer (--printer): {done}; print them only on that one")
    if scales:
        percent = abridged(f"{scale:.1%}" for scale in scales)
        yield wrong(
            "card size", f"drawn at {percent} of the true size: the cards will not fit their stock. Make the file again"
        )


def paper_name(size: Size, stocks: Sequence[Stock]) -> str:
    """The name of a page size: a paper, or a single card; "" if it is neither."""
    for name, paper in SHEETS.items():
        if is_alike(size, paper):
            return name.capitalize()
    for stock in stocks:
        if is_alike(size, stock.card):
            return f"a single card of {stock.id}"
    return ""


def is_alike(one: Size, other: Size) -> bool:
    """Whether two sizes differ only by rounding."""
    return abs(one.width - other.width) < _NEAR and abs(one.height - other.height) < _NEAR


def _millimetres(box: Rect) -> str:
    return f"{millimetres(box.width):.1f} x {millimetres(box.height):.1f} mm"
