"""Reads finished faces: their words, their QR codes, and whether they have their pictograms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from cards.errors import DoesNotFit
from cards.measures import Rect
from cards.merge.card_text import SideText
from cards.read.links import Link
from cards.typeset.marks import (
    Face,
    FaceMark,
    GlyphRun,
    PictogramMark,
    PictureMark,
    Role,
    Stretch,
    SymbolMark,
    TextMark,
)
from cards.typeset.symbol import Symbol
from cards.typeset.text import harfbuzz


def drawn_symbols(faces: Iterable[Face], links: Collection[Link]) -> tuple[Symbol, ...]:
    """The symbols on the faces, in order. Raises DoesNotFit for one that leads to none of the links, and for two on one
    face, which several phones cannot read (`card.codes`).
    """
    found = []
    for face in faces:
        symbols = [Symbol(mark.modules, mark.content) for mark in face.marks if isinstance(mark, SymbolMark)]
        for symbol in symbols:
            if symbol.content not in {link.url for link in links}:
                raise _defect(f"A QR code of this card leads to {symbol.content}, which nobody asked for.")
        if len(symbols) > 1:
            raise _defect(f"{len(symbols)} QR codes are on one side of this card.")
        found += symbols
    return tuple(found)


def _defect(cause: str) -> DoesNotFit:
    return DoesNotFit(cause, "This is a defect in rights-cards: please report it.")


def lacks_pictograms(face: Face, sides: Iterable[SideText]) -> bool:
    """Whether statements have pictograms that the face lacks."""
    drawn = {mark.name for mark in face.marks if isinstance(mark, PictogramMark)}
    wanted = {block.pictogram for side in sides for block in side.statements} - {""}
    return bool(wanted) and not wanted & drawn


_UNREAD = (Role.ARTIFACT, Role.NUMERAL)
"""Marks that are not read aloud: screen readers count the items of a list themselves."""

_FIGURES = "en"
"""The language of figures' names, as in the structure of the file (`draw.structure`)."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text of a face, or the name of a figure on it. `target` is the address that it leads to, or "".

    `stretches` are those of a text with phrases in another language. `id` is that of a text's string, "" for a figure.
    `box` is what the ink fills, in points from the lower left corner of the face.
    """

    role: str
    language: str
    text: str
    target: str = ""
    stretches: tuple[Stretch, ...] = ()
    id: str = ""
    box: Rect | None = None


def words_on(face: Face, x: float = 0.0, y: float = 0.0) -> Iterator[Words]:
    """The content of a face in reading order: the texts, and the names of its pictures and codes.

    (x, y) is where the lower left corner of the face is, in points.
    """
    for mark in face.marks:
        match mark:
            case TextMark() if mark.role not in _UNREAD:
                box = _moved(_ink(mark.runs), x, y)
                yield Words(mark.role.value, mark.language, mark.text, mark.target, mark.stretches, mark.id, box)
            case SymbolMark():
                box = _moved(mark.rect, x, y)
                yield Words(mark.role.value, _FIGURES, mark.alternative, mark.content, box=box)
            case PictureMark():
                yield Words(mark.role.value, _FIGURES, mark.alternative, box=_moved(mark.rect, x, y))
            case FaceMark():
                yield from words_on(mark.face, x + mark.x, y + mark.y)


def _moved(rect: Rect | None, x: float, y: float) -> Rect | None:
    return None if rect is None else Rect(rect.x + x, rect.y + y, rect.width, rect.height)


def _ink(runs: Iterable[GlyphRun]) -> Rect | None:
    """The rectangle around the outlines of runs; None if they have none."""
    edges = [edge for run in runs for edge in _outlines(run)]
    if not edges:
        return None
    lefts, bottoms, rights, tops = zip(*edges, strict=True)
    return Rect(min(lefts), min(bottoms), max(rights) - min(lefts), max(tops) - min(bottoms))


def _outlines(run: GlyphRun) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each glyph with an outline, in points on the face."""
    scale, pen = run.size / harfbuzz.metrics(run.typeface).upem, 0
    for cluster in run.clusters:
        for glyph, x, y in cluster.glyphs:
            left, bottom, right, top = harfbuzz.ink(run.typeface, glyph)
            if right > left:
                yield (
                    run.x + (pen + x + left) * scale,
                    run.y + (y + bottom) * scale,
                    run.x + (pen + x + right) * scale,
                    run.y + (y + top) * scale,
                )
        pen += cluster.advance
