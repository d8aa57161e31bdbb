"""Content streams: the marks of a face, and the placements of a sheet, in PDF operators (ISO 32000-1, annex A)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from cards.draw.fonts import DocumentFont
from cards.draw.objects import number
from cards.draw.outlines import symbol_path
from cards.impose.sheet import Placement, Segment, Sheet
from cards.measures import Rect
from cards.read.typefaces import Typeface
from cards.typeset import harfbuzz
from cards.typeset.marks import (
    Colour,
    Face,
    FaceMark,
    GlyphRun,
    Mark,
    OutlineMark,
    PanelMark,
    SymbolMark,
    TextMark,
)

FontOf = Callable[[Typeface], DocumentFont]

_CIRCLE = 0.5522847498
"""How far a Bézier handle reaches for a quarter circle of radius 1: 4/3 (sqrt 2 - 1)."""

_HAIRLINE = 0.35


def face_content(face: Face, font_of: FontOf) -> bytes:
    """The marks of a face on its ground colour, in a form of the card's size."""
    parts = [_fill(face.ground), _rectangle(Rect(0, 0, face.size.width, face.size.height)), "f"]
    colour = face.ground
    for mark in face.marks:
        wanted = _colour(mark) or colour
        if wanted is not colour:
            parts.append(_fill(wanted))
            colour = wanted
        parts += _mark(mark, font_of)
    return "\n".join(parts).encode("ascii")


def _colour(mark: Mark) -> Colour | None:
    """The colour that a mark is filled with; None when it sets its own."""
    if isinstance(mark, SymbolMark):
        return Colour.BLACK
    return None if isinstance(mark, FaceMark) else mark.colour


@lru_cache(maxsize=64)
def sheet_content(sheet: Sheet, ground: Colour, form: str) -> bytes:
    """A sheet's side: ground with bleed first, then the face's form on every slot, then the cut marks."""
    parts = ["q", _fill(ground)]
    parts += [_rectangle(each) for each in sheet.grounds]
    parts += ["f", "Q"]
    parts += [_placed(placement, form) for placement in sheet.placements]
    if sheet.cut_marks:
        parts += ["q", f"{number(_HAIRLINE)} w 0 G", *(_segment(each) for each in sheet.cut_marks), "S", "Q"]
    return "\n".join(parts).encode("ascii")


def _mark(mark: Mark, font_of: FontOf) -> Iterator[str]:
    if isinstance(mark, TextMark):
        yield "BT"
        for run in mark.runs:
            yield _run(run, font_of(run.typeface))
        yield "ET"
    elif isinstance(mark, PanelMark):
        yield _rounded(mark.rect, mark.radius)
        yield "f"
    elif isinstance(mark, OutlineMark):
        yield from (_polygon(polygon) for polygon in mark.polygons)
        yield "f*"
    elif isinstance(mark, FaceMark):
        yield f"q 1 0 0 1 {number(mark.x)} {number(mark.y)} cm"
        yield face_content(mark.face, font_of).decode("ascii")
        yield "Q"
    else:
        # In modules from the upper left corner: whole numbers, the same for every size.
        module = f"{mark.rect.width / len(mark.modules):.5f}"
        yield f"q {module} 0 0 -{module} {number(mark.rect.x)} {number(mark.rect.top)} cm"
        yield symbol_path(mark.modules)
        yield "f* Q"


def _run(run: GlyphRun, font: DocumentFont) -> str:
    """Tf, Tm and TJ of a run; where a cluster's advance is not its font's (kerning), TJ takes the difference back."""
    upem = harfbuzz.metrics(run.typeface).upem
    pieces: list[str] = []
    codes: list[str] = []
    for cluster in run.clusters:
        code, drawn = font.encode(cluster)
        codes.append(code)
        if drawn != cluster.advance:
            pieces.append(f"<{''.join(codes)}>{number((drawn - cluster.advance) * 1000 / upem)}")
            codes = []
    if codes:
        pieces.append(f"<{''.join(codes)}>")
    matrix = f"1 0 0 1 {number(run.x)} {number(run.y)} Tm"
    return f"/{font.resource} {number(run.size)} Tf {matrix} [{''.join(pieces)}] TJ"


def _placed(placement: Placement, form: str) -> str:
    slot = placement.slot
    if placement.turned:
        return f"q -1 0 0 -1 {number(slot.right)} {number(slot.top)} cm /{form} Do Q"
    return f"q 1 0 0 1 {number(slot.x)} {number(slot.y)} cm /{form} Do Q"


def _fill(colour: Colour) -> str:
    return " ".join(number(part) for part in colour.value) + " rg"


def _rectangle(rect: Rect) -> str:
    return f"{number(rect.x)} {number(rect.y)} {number(rect.width)} {number(rect.height)} re"


def _rounded(rect: Rect, radius: float) -> str:
    """A rectangle with corners of that radius, anticlockwise from the lower left."""
    if radius <= 0:
        return _rectangle(rect)
    radius = min(radius, rect.width / 2, rect.height / 2)
    handle = radius * (1 - _CIRCLE)
    x1, y1, x2, y2 = rect.x, rect.y, rect.right, rect.top

    def points(*values: float) -> str:
        return " ".join(number(value) for value in values)

    return "\n".join((
        points(x1 + radius, y1) + " m",
        points(x2 - radius, y1) + " l",
        points(x2 - handle, y1, x2, y1 + handle, x2, y1 + radius) + " c",
        points(x2, y2 - radius) + " l",
        points(x2, y2 - handle, x2 - handle, y2, x2 - radius, y2) + " c",
        points(x1 + radius, y2) + " l",
        points(x1 + handle, y2, x1, y2 - handle, x1, y2 - radius) + " c",
        points(x1, y1 + radius) + " l",
        points(x1, y1 + handle, x1 + handle, y1, x1 + radius, y1) + " c h",
    ))  # fmt: skip


def _polygon(polygon: list[tuple[float, float]] | tuple[tuple[float, float], ...]) -> str:
    first, *others = (f"{number(x)} {number(y)}" for x, y in polygon)
    return f"{first} m " + " ".join(f"{point} l" for point in others) + " h"


def _segment(segment: Segment) -> str:
    return f"{number(segment.x1)} {number(segment.y1)} m {number(segment.x2)} {number(segment.y2)} l"
