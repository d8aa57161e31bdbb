"""Designs: the sizes of things on a face, for each kind of face that there is.

A face larger than a wallet card is laid out as a small one and then enlarged, so that proportions, rules and code are
the same for all. Lengths are in the face's own units, each of `unit` points on paper, unless they say otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cards.measures import POINTS_PER_MM, Rect, Size
from cards.typeset.marks import (
    Face,
    FaceMark,
    Mark,
    OutlineMark,
    PanelMark,
    PictogramMark,
    PictureMark,
    SymbolMark,
    TextMark,
)
from cards.typeset.symbol import MODULE

MARGIN = 3.05 * POINTS_PER_MM
"""Nothing but the ground colour comes nearer to the trim of a card: A4-world shops ask for 3 mm."""

LOW_VISION = 18.0
"""The least size of large print in points, as the American Printing House for the Blind counts it (2026-09)."""


@dataclass(frozen=True, slots=True)
class Design:
    """The sizes of a kind of face: pairs are the largest and the smallest size of type.

    Statements under `warn_below` warn, and under `tight_below` narrower fonts are tried. `module` is the width of a
    module to aim at in points on paper, `panel_share` the part of the face's height that the code may take.
    The ground begins `inset` points (on paper) inside the edge where no printer reaches the edge of the paper.
    `pictured_from` is the least size of statements beside pictograms; with `always_pictured` they are never left out.
    """

    unit: float = 1.0
    margin: float = MARGIN
    inset: float = 0.0
    heading: tuple[float, float] = (10.0, 9.0)
    bearer: tuple[float, float] = (8.8, 6.0)
    officer: tuple[float, float] = (9.8, 6.0)
    number: tuple[float, float] = (14.0, 10.0)
    warn_below: float = 7.0
    tight_below: float = 7.4
    module: float = MODULE
    panel_share: float = 0.42
    pictured_from: float = 7.4
    always_pictured: bool = False

    def canvas_size(self, paper: Size) -> Size:
        """The size in units of a face that is so large on paper, in points."""
        return Size(paper.width / self.unit, paper.height / self.unit)


WALLET = Design()
"""A card. Below 6 pt reversed type fills in on press; under 7.4 pt 12 % narrower letters read better than smaller."""

LARGE = Design(
    unit=LOW_VISION / 6.0,
    margin=4.2 * POINTS_PER_MM,
    inset=6 * POINTS_PER_MM,
    heading=(12.0, 7.0),
    bearer=(13.0, 6.0),
    officer=(13.0, 6.0),
    number=(13.0, 7.0),
    warn_below=6.0,
    tight_below=6.6,
    module=0.75 * POINTS_PER_MM,
    panel_share=0.42,
    pictured_from=6.0,
    always_pictured=True,
)
"""A half-letter or A5 card for low vision: its smallest print, 6 units, is `LOW_VISION`."""


def enlarged(face: Face, unit: float) -> Face:
    """The face with every length multiplied by `unit`."""
    if unit == 1.0:
        return face
    size = Size(face.size.width * unit, face.size.height * unit)
    marks = tuple(_enlarged(mark, unit) for mark in face.marks)
    return replace(face, size=size, marks=marks, text_size=face.text_size * unit)


def _enlarged(mark: Mark, unit: float) -> Mark:
    match mark:
        case TextMark():
            runs = tuple(replace(run, size=run.size * unit, x=run.x * unit, y=run.y * unit) for run in mark.runs)
            return replace(mark, runs=runs)
        case PanelMark():
            return replace(mark, rect=_times(mark.rect, unit), radius=mark.radius * unit)
        case OutlineMark():
            return replace(mark, polygons=tuple(tuple((x * unit, y * unit) for x, y in each) for each in mark.polygons))
        case FaceMark():
            return FaceMark(enlarged(mark.face, unit), mark.x * unit, mark.y * unit)
        case PictogramMark() | SymbolMark() | PictureMark():
            return replace(mark, rect=_times(mark.rect, unit))


def _times(rect: Rect, unit: float) -> Rect:
    return Rect(rect.x * unit, rect.y * unit, rect.width * unit, rect.height * unit)
