"""Content streams: the marks of a face, and the placements of a sheet, in PDF operators (ISO 32000-1, annex A).

A face is drawn twice from the same operators. The plain drawing is the form that is placed on slots; the tagged
one, in which every mark is real content or an artifact (14.8.2.2), is that of the card that a screen reader reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from cards.draw.fonts import DocumentFont
from cards.draw.inks import Inks
from cards.draw.objects import number
from cards.draw.resources import Resources
from cards.draw.structure import content_types, contents_of, is_content
from cards.impose.sheet import Placement, Segment, Sheet
from cards.measures import Rect
from cards.read.pictograms import GRID as PICTOGRAM_GRID
from cards.typeset.marks import (
    Colour,
    Face,
    FaceMark,
    GlyphRun,
    Mark,
    OutlineMark,
    PanelMark,
    PictogramMark,
    PictureMark,
    Role,
    SymbolMark,
    TextMark,
)
from cards.typeset.text import harfbuzz

_CIRCLE = 0.5522847498
"""How far a Bézier handle reaches for a quarter circle of radius 1: 4/3 (sqrt 2 - 1)."""

_HAIRLINE = 0.35
_FOLD_DASHES = " [ 2 2 ] 0 d"

FORMS = {"bearer": "Bearer", "officer": "Officer"}
"""The name of each side's form, the same on every page, so that `check` can tell them apart."""

_ARTIFACT = "/Artifact BMC"
_PAGE_FOOT = "/Artifact <</Type/Pagination/Subtype/Footer>> BDC"
"""How artifacts begin; a running foot is marked as one (ISO 14289-1, 7.8)."""


_Piece = tuple[str, str]
"""Operators, and the one that begins their artifact; "" for real content."""


@dataclass(frozen=True, slots=True)
class FaceContent:
    """A face in operators, and the names of the resources that they use.

    `plain` is the form's; `pieces` are what is tagged, of those types.
    """

    plain: bytes
    pieces: tuple[_Piece, ...]
    types: tuple[str, ...]
    used: frozenset[str]

    @property
    def mcids(self) -> int:
        """The number of marked-content identifiers that it takes."""
        return len(self.types)

    def tagged_from(self, mcid: int) -> bytes:
        """The operators as marked content, whose identifiers count up from `mcid`."""
        return _tagged(self.pieces, self.types, mcid)


def face_content(face: Face, resources: Resources) -> FaceContent:
    """The marks of a face on its ground color, in a space of the card's size and the inks of the resources."""
    pieces = list(_pieces(face, resources))
    plain = "\n".join(operators for _, operators in pieces)
    types = tuple(content_types(face))
    return FaceContent(plain.encode("ascii"), tuple(pieces), types, resources.take_used())


def _pieces(face: Face, resources: Resources) -> Iterator[_Piece]:
    inks, colour = resources.inks, face.ground
    if colour is not None:
        yield _ARTIFACT, f"{inks.fill(colour)}\n{_rectangle(Rect(0, 0, face.size.width, face.size.height))}\nf"
    for mark in face.marks:
        if isinstance(mark, FaceMark):
            yield _ARTIFACT, f"q 1 0 0 1 {number(mark.x)} {number(mark.y)} cm"
            yield from _pieces(mark.face, resources)
            yield _ARTIFACT, "Q"
            continue
        wanted = _colour(mark) or colour
        fill = ""
        if wanted is not None and wanted is not colour:
            fill = f"{inks.fill(wanted)}\n"
            colour = wanted
        begins = "" if is_content(mark) else _PAGE_FOOT if mark.role is Role.PAGE_FOOT else _ARTIFACT
        for operators in _parts(mark, resources):
            yield begins, fill + operators
            fill = ""


def _parts(mark: Mark, resources: Resources) -> Iterator[str]:
    """The operators of a mark: those of each part of a text that is marked content of its own, or all."""
    if isinstance(mark, TextMark):
        for runs in contents_of(mark):
            yield "\n".join(("BT", *(_run(run, resources.font(run.typeface)) for run in runs), "ET"))
    else:
        yield "\n".join(_mark(mark, resources))


def _tagged(pieces: Iterable[_Piece], types: Sequence[str], mcid: int) -> bytes:
    """The pieces as marked content: real content, of those types, by MCID; artifacts that follow each other as one."""
    lines: list[str] = []
    contents = enumerate(types, mcid)
    for artifact, group in groupby(pieces, key=itemgetter(0)):
        if artifact:
            lines += (artifact, *(operators for _, operators in group), "EMC")
            continue
        for _, operators in group:
            identifier, kind = next(contents)
            lines += (f"/{kind} <</MCID {identifier}>> BDC", operators, "EMC")
    return "\n".join(lines).encode("ascii")


def _colour(mark: Mark) -> Colour | None:
    """The fill color of a mark; None if the mark has colors of its own."""
    if isinstance(mark, SymbolMark):
        return Colour.BLACK
    return None if isinstance(mark, FaceMark | PictureMark) else mark.colour


@lru_cache(maxsize=64)
def sheet_content(
    sheet: Sheet, placements: tuple[Placement, ...], ground: Colour | None, inks: Inks = Inks.RGB
) -> bytes:
    """A sheet's side, all of it artifacts: ground with bleed, the faces' forms on those placements, the marks."""
    parts = []
    if sheet.correction is not None:
        # Before any q: it stays in force for what follows on the page.
        parts.append(" ".join(f"{each:.6f}" for each in sheet.correction) + " cm")
    parts.append(_ARTIFACT)
    if ground is not None and sheet.grounds:
        parts += ["q", inks.fill(ground), *(_rectangle(each) for each in sheet.grounds), "f", "Q"]
    parts += [f"q {_matrix(placement)} cm /{FORMS[placement.side]} Do Q" for placement in placements]
    for marks, dashes in ((sheet.cut_marks, ""), (sheet.fold_marks, _FOLD_DASHES)):
        if marks:
            line = f"{number(_HAIRLINE)} w {inks.black_lines}{dashes}"
            parts += ["q", line, *(_segment(each) for each in marks), "S", "Q"]
    parts.append("EMC")
    return "\n".join(parts).encode("ascii")


def placed_content(content: bytes, placement: Placement) -> bytes:
    """A face's content where a card is placed."""
    return b"q %s cm\n%s\nQ" % (_matrix(placement).encode("ascii"), content)


def _mark(mark: Mark, resources: Resources) -> Iterator[str]:
    if isinstance(mark, PanelMark):
        if mark.radius > 0:
            path = _rounded(mark.rect.width, mark.rect.height, mark.radius)
            yield f"q 1 0 0 1 {number(mark.rect.x)} {number(mark.rect.y)} cm\n{path}\nf Q"
        else:
            yield f"{_rectangle(mark.rect)}\nf"
    elif isinstance(mark, OutlineMark):
        yield from (_polygon(polygon) for polygon in mark.polygons)
        yield "f*"
    elif isinstance(mark, PictureMark):
        rect = mark.rect
        matrix = f"{number(rect.width)} 0 0 {number(rect.height)} {number(rect.x)} {number(rect.y)}"
        yield f"q {matrix} cm /{resources.image(mark.picture)} Do Q"
    elif isinstance(mark, PictogramMark):
        side = f"{mark.rect.width / PICTOGRAM_GRID:.5f}"
        across = (
            f"-{side} 0 0 -{side} {number(mark.rect.right)}"
            if mark.mirrored
            else f"{side} 0 0 -{side} {number(mark.rect.x)}"
        )
        yield f"q {across} {number(mark.rect.top)} cm /{resources.image(mark.drawing or mark.name)} Do Q"
    elif isinstance(mark, SymbolMark):
        # In modules from the upper left corner: whole numbers, the same for every size.
        module = f"{mark.rect.width / len(mark.modules):.5f}"
        matrix = f"{module} 0 0 -{module} {number(mark.rect.x)} {number(mark.rect.top)}"
        yield f"q {matrix} cm /{resources.image(mark.modules)} Do Q"


def _run(run: GlyphRun, font: DocumentFont) -> str:
    """Tf, Tm and TJ of a run; where a cluster's advance is not its font's (kerning), TJ takes the difference back."""
    upem = harfbuzz.metrics(run.typeface).upem
    encoded = font.encode(run.clusters)
    pieces: list[str] = []
    codes: list[str] = []
    for cluster, (code, drawn) in zip(run.clusters, encoded, strict=True):
        codes.append(code)
        if drawn != cluster.advance:
            pieces.append(f"<{''.join(codes)}>{number((drawn - cluster.advance) * 1000 / upem)}")
            codes = []
    if codes:
        pieces.append(f"<{''.join(codes)}>")
    matrix = f"1 0 0 1 {number(run.x)} {number(run.y)} Tm"
    return f"/{font.resource} {number(run.size)} Tf {matrix} [{''.join(pieces)}] TJ"


def _matrix(placement: Placement) -> str:
    slot = placement.slot
    if placement.turned:
        return f"-1 0 0 -1 {number(slot.right)} {number(slot.top)}"
    return f"1 0 0 1 {number(slot.x)} {number(slot.y)}"


def _rectangle(rect: Rect) -> str:
    return f"{number(rect.x)} {number(rect.y)} {number(rect.width)} {number(rect.height)} re"


@lru_cache(maxsize=1024)
def _rounded(width: float, height: float, radius: float) -> str:
    """A rectangle with corners of that radius, counterclockwise from the lower left.

    Its lower left corner is the origin, so all discs of a side are drawn by the same operators.
    """
    radius = min(radius, width / 2, height / 2)
    handle = radius * (1 - _CIRCLE)

    def points(*values: float) -> str:
        return " ".join(number(value) for value in values)

    return "\n".join((
        points(radius, 0) + " m",
        points(width - radius, 0) + " l",
        points(width - handle, 0, width, handle, width, radius) + " c",
        points(width, height - radius) + " l",
        points(width, height - handle, width - handle, height, width - radius, height) + " c",
        points(radius, height) + " l",
        points(handle, height, 0, height - handle, 0, height - radius) + " c",
        points(0, radius) + " l",
        points(0, handle, handle, 0, radius, 0) + " c h",
    ))  # fmt: skip


def _polygon(polygon: Sequence[tuple[float, float]]) -> str:
    first, *others = (f"{number(x)} {number(y)}" for x, y in polygon)
    return f"{first} m " + " ".join(f"{point} l" for point in others) + " h"


def _segment(segment: Segment) -> str:
    return f"{number(segment.x1)} {number(segment.y1)} m {number(segment.x2)} {number(segment.y2)} l"
