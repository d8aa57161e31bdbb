"""Designs: the sizes of things on each kind of face.

A face larger than a wallet card is laid out as a small one and then enlarged, so that all share proportions, rules and
code. Lengths are in units of the face, whose `scale` says how large they are on paper, unless they are `Points`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import radians, sqrt, tan

from cards.measures import POINTS_PER_INCH, POINTS_PER_MM, Rect, Size, millimetres
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
from cards.typeset.scale import ACTUAL_SIZE, Points, Scale
from cards.typeset.symbol import MODULE, MODULE_LEAST, MODULE_WARN

MARGIN = 3.05 * POINTS_PER_MM
"""Only the ground color comes closer to the trim of a card: print shops in A4 countries ask for 3 mm."""

LOW_VISION = 18.0
"""The smallest size of large print in points, as the American Printing House for the Blind defines it (2026-09)."""


@dataclass(frozen=True, slots=True)
class Design:
    """The sizes of a kind of face: pairs are the largest and the smallest size of type.

    Statements under `warn_below` warn, and under `tight_below` narrower fonts are tried. `module` is the width of a
    module to aim at in points on paper, `least_module` the width where words or pictograms need the room, and
    `narrowest_module` where nothing would fit otherwise. `panel_share` is the part of the face's height that the code
    may take. The ground begins `inset` points (on paper) inside the edge if no printer reaches the edge of the paper.
    `pictured_from` is the least size of statements beside pictograms; with `always_pictured` they are never left out.
    With `bold_small` the small print is bold: on a press thin reversed letters fill in.
    """

    scale: Scale = ACTUAL_SIZE
    margin: float = MARGIN
    inset: Points = Points(0.0)
    heading: tuple[float, float] = (10.0, 9.0)
    bearer: tuple[float, float] = (8.8, 6.0)
    officer: tuple[float, float] = (9.8, 6.0)
    number: tuple[float, float] = (16.5, 10.0)
    warn_below: float = 7.0
    tight_below: float = 7.4
    module: Points = MODULE
    least_module: Points = MODULE_WARN
    narrowest_module: Points = MODULE_LEAST
    panel_share: float = 0.43
    pictured_from: float = 7.0
    always_pictured: bool = False
    bold_small: bool = False

    def canvas_size(self, paper: Size) -> Size:
        """The size, in units, of a face of that size on paper, in points."""
        width, height = Points(paper.width), Points(paper.height)
        return Size(self.scale.units(width), self.scale.units(height))


WALLET = Design()
"""A card. Below 6 pt reversed type fills in on press; under 7.4 pt 12 % narrower letters read better than smaller."""

PRESS = replace(WALLET, bold_small=True)
"""A card for a print shop, whose small print is bold: on a press thin white letters fill in with ink."""

LARGE = Design(
    scale=Scale(LOW_VISION / 6.0),
    margin=2.8 * POINTS_PER_MM,
    inset=Points(4.5 * POINTS_PER_MM),
    heading=(8.0, 6.0),
    bearer=(8.0, 6.0),
    officer=(8.0, 6.0),
    number=(13.0, 6.0),
    warn_below=6.0,
    tight_below=6.6,
    module=Points(0.8 * POINTS_PER_MM),
    least_module=MODULE,
    narrowest_module=MODULE,
    panel_share=0.42,
    pictured_from=6.0,
    always_pictured=True,
)
"""A half-letter or A5 card for low vision: its smallest print, 6 units, is `LOW_VISION`.

Everything else is as small as allowed, because at that size there is hardly room for six statements.
"""

POSTER_TYPE = 14.0
"""The smallest size of statements on a poster of Letter or A4, in points: our choice, for reading at arm's length."""

READ, SEEN = Points(17.0), Points(24.0)
"""Points on Letter and A4: how large the words of one language should be, to be read from a meter away, and the bold
ones that a point begins with, to be read from a meter and a half; their capitals are a 200th of that high and more.
"""

PREVIEW, FIELD = 1920, radians(65)
"""The picture in which a phone looks for codes: pixels along its longer side, and its angle of view.

Full HD, which phones have had for ten years, and the main camera of most, 65 to 75 degrees wide; a better one reads
from farther away.
"""

MODULE_PIXELS = 2.5
"""Pixels of that picture for each module: at 2 zxing-cpp begins to fail when the phone is turned or blurred."""

FAR, LESS_FAR, NEAR = (Points(metres * 1000 * POINTS_PER_MM) for metres in (2.0, 1.6, 1.2))
"""Points: the distances from which a poster's codes can be read. The last is for Letter and A4: whoever takes out a
phone steps up to a poster, while number and words are read by whoever passes, and a larger code takes their room.
"""


def module_from(distance: Points) -> Points:
    """The width of a module, in points, that a phone can read from that many points away: 3.3 mm from 2 m."""
    return MODULE_PIXELS * 2 * distance * tan(FIELD / 2) / PREVIEW


def metres_of(module: Points) -> float:
    """The distance in meters from which a phone can read modules of that width: the inverse of `module_from`."""
    return round(millimetres(module / module_from(Points(1.0))) / 1000, 2)


POSTER = Design(
    scale=Scale(POSTER_TYPE / 6.0),
    inset=Points(6 * POINTS_PER_MM),
    bearer=(24.0, 6.0),
    officer=(24.0, 6.0),
    warn_below=6.0,
    tight_below=6.0 * (READ / Points(POSTER_TYPE)),
    module=module_from(NEAR),
    panel_share=0.65,
    pictured_from=6.0,
    always_pictured=True,
)
"""A poster on Letter or A4. Heading and number are as large as fits; `panel_share` is a part of the width."""

LARGER_PAPER = 1.2
"""From how much larger than Letter, in each direction, paper gets a larger code: tabloid and A3 do."""

POSTER_PADDING = 5.0
"""Units between the frame of a poster and its words."""


def poster_design(paper: Size, edge: Points) -> Design:
    """The design of a poster on that paper with a frame `edge` points wide.

    Larger paper has larger type, whose smallest size grows half as fast, so that more languages have room, and a code
    for `FAR` instead of `NEAR`. The frame has the same width on any paper, like the margins of printers.
    """
    letter = Size(8.5 * POINTS_PER_INCH, 11 * POINTS_PER_INCH)
    larger = max(1.0, sqrt(paper.width * paper.height / (letter.width * letter.height)))
    scale = Scale(POSTER.scale.points_per_unit * larger)
    largest, least = POSTER.bearer
    sizes = (largest, round(least / sqrt(larger), 1))
    module = module_from(FAR if larger > LARGER_PAPER else NEAR)
    margin = scale.units(POSTER.inset + edge) + POSTER_PADDING
    return replace(POSTER, scale=scale, module=module, margin=margin, bearer=sizes)


PLAN = Design(
    scale=Scale(1.25),
    margin=26.0,
    inset=Points(6 * POINTS_PER_MM),
    heading=(17.0, 12.0),
    bearer=(9.2, 6.0),
    number=(16.0, 10.0),
    warn_below=7.2,
    tight_below=7.6,
    panel_share=0.2,
    pictured_from=6.0,
    always_pictured=True,
)
"""A plan to fill in, on Letter or A4: statements of 11.5 points at the most, 9 in most languages, and at least 7.5."""


def plan_design(paper: Size) -> Design:
    """The design of a plan on that paper: on larger paper everything is larger, for whoever reads with difficulty."""
    letter = Size(8.5 * POINTS_PER_INCH, 11 * POINTS_PER_INCH)
    larger = min(paper.width / letter.width, paper.height / letter.height)
    return replace(PLAN, scale=Scale(PLAN.scale.points_per_unit * max(1.0, larger)))


def enlarged(face: Face, scale: Scale) -> Face:
    """The face at its size on paper: every length in points instead of units."""
    if scale.points_per_unit == 1.0:
        return face
    return _Enlargement(scale).face(face)


@dataclass(frozen=True, slots=True)
class _Enlargement:
    """Marks with every length in points on paper."""

    scale: Scale

    def face(self, face: Face) -> Face:
        size = Size(self._long(face.size.width), self._long(face.size.height))
        marks = tuple(self._mark(mark) for mark in face.marks)
        return replace(face, size=size, marks=marks, text_size=self._long(face.text_size))

    def _long(self, length: float) -> float:
        # Marks are in points, as everything outside typesetting, so theirs are bare numbers.
        return float(self.scale.points(length))

    def _mark(self, mark: Mark) -> Mark:
        long = self._long
        match mark:
            case TextMark():
                runs = tuple(replace(run, size=long(run.size), x=long(run.x), y=long(run.y)) for run in mark.runs)
                return replace(mark, runs=runs)
            case PanelMark():
                return replace(mark, rect=self._rect(mark.rect), radius=long(mark.radius))
            case OutlineMark():
                polygons = tuple(tuple((long(x), long(y)) for x, y in polygon) for polygon in mark.polygons)
                return replace(mark, polygons=polygons)
            case FaceMark():
                return FaceMark(self.face(mark.face), long(mark.x), long(mark.y))
            case PictogramMark() | SymbolMark() | PictureMark():
                return replace(mark, rect=self._rect(mark.rect))

    def _rect(self, rect: Rect) -> Rect:
        long = self._long
        return Rect(long(rect.x), long(rect.y), long(rect.width), long(rect.height))
