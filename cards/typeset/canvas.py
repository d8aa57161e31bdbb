"""A face under construction: things are placed by their distance from the top and from the language's starting edge."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from cards.measures import Rect, Size
from cards.read.languages import ENGLISH
from cards.read.pictograms import drawing_for
from cards.read.pictures import Picture, in_grey
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
    Stretch,
    SymbolMark,
    TextMark,
)
from cards.typeset.scale import ACTUAL_SIZE, Scale
from cards.typeset.symbol import QUIET_ZONE, Symbol
from cards.typeset.text.paragraph import Paragraph, broken_space, set_line
from cards.typeset.themes import RED, Theme

PANEL_RADIUS = 2.0
"""The corners of a white panel."""


class Canvas:
    """Collects the marks of a face of `size` units, printed at `scale`, in the colors of a theme.

    Its language is written in `script` (ISO 15924).

    `start` is the distance from the edge where the language begins (left, or right for right-to-left), `top` that from
    the upper edge, so a right-to-left face is the mirror image of a left-to-right one.
    """

    def __init__(
        self,
        size: Size,
        rtl: bool,
        name: str = "",
        theme: Theme = RED,
        scale: Scale = ACTUAL_SIZE,
        script: str = "Latn",
    ) -> None:
        self.size = size
        self.rtl = rtl
        self.script = script
        self.name = name
        self.theme = theme
        self.scale = scale
        self.marks: list[Mark] = []

    def rect(self, start: float, top: float, width: float, height: float) -> Rect:
        """The rectangle in PDF coordinates."""
        x = self.size.width - start - width if self.rtl else start
        return Rect(x, self.size.height - top - height, width, height)

    def panel(self, start: float, top: float, width: float, height: float, radius: float, colour: Colour) -> None:
        """A filled rectangle with rounded corners."""
        self.marks.append(PanelMark(self.rect(start, top, width, height), radius, colour))

    def outline(self, corners: Sequence[tuple[float, float]], colour: Colour) -> None:
        """A filled polygon; each corner is measured from the start and from the top."""
        width, height = self.size.width, self.size.height
        polygon = tuple((width - start if self.rtl else start, height - top) for start, top in corners)
        self.marks.append(OutlineMark((polygon,), colour))

    def text(
        self,
        role: Role,
        paragraph: Paragraph,
        lines: Sequence[tuple[int, int]],
        size: float | Sequence[float],
        start: float,
        baselines: Sequence[float],
        colour: Colour,
        *,
        centred: bool = False,
        column: int = 0,
    ) -> None:
        """Lines of a paragraph, each on its baseline from the top; `centred` makes `start` their middle.

        Lines may have different sizes. `column` is the column of a table cell.
        """
        runs: list[GlyphRun] = []
        starts: list[int] = []
        sizes = size if isinstance(size, Sequence) else [size] * len(lines)
        for (first, last), baseline, each in zip(lines, baselines, sizes, strict=True):
            line = set_line(paragraph, first, last, each)
            begin = start - line.width / 2 if centred else start
            x = self.size.width - begin - line.width if self.rtl else begin
            y = self.size.height - baseline
            runs += [GlyphRun(run.typeface, each, run.x + x, y, run.clusters) for run in line.runs]
            starts += line.starts
            space = broken_space(paragraph, first, last)
            if space is not None:
                face, cluster = space
                runs.append(GlyphRun(face, each, x if paragraph.base else x + line.width, y, (cluster,)))
                starts.append(paragraph.trimmed(first, last))
        block, text = paragraph.block, paragraph.text[lines[0][0] : lines[-1][1]]
        stretches = _stretches(paragraph, starts, lines[0][0], lines[-1][1])
        self.marks.append(
            TextMark(role, block.id, block.language.tag, text, colour, tuple(runs), block.target, column, stretches)
        )

    def pictogram(self, name: str, start: float, top: float, side: float, colour: Colour) -> None:
        """A pictogram in a square of `side`, facing in the direction of its language."""
        drawing, mirrored = drawing_for(name, rtl=self.rtl, script=self.script)
        rect = self.rect(start, top, side, side)
        self.marks.append(PictogramMark(name, rect, colour, drawing=drawing, mirrored=mirrored))

    def symbol(self, symbol: Symbol, start: float, top: float, module: float, alternative: str) -> None:
        """A QR symbol on a white panel that is its quiet zone."""
        side = symbol.span * module
        self.panel(start, top, side, side, PANEL_RADIUS, Colour.WHITE)
        quiet = QUIET_ZONE * module
        rect = self.rect(start + quiet, top + quiet, side - 2 * quiet, side - 2 * quiet)
        self.marks.append(SymbolMark(symbol.modules, rect, symbol.content, alternative))

    def picture(self, picture: Picture, start: float, top: float, size: Size, alternative: str) -> None:
        """A picture of that size; never mirrored. On colored paper it is in grays, because colors would mix."""
        picture = in_grey(picture) if self.theme.ground is None else picture
        self.marks.append(PictureMark(picture, self.rect(start, top, size.width, size.height), alternative))

    def face(self, face: Face, start: float, top: float) -> None:
        """Another face at its own size; never mirrored."""
        self.marks.append(FaceMark(face, start, self.size.height - top - face.size.height))


def _stretches(paragraph: Paragraph, starts: Sequence[int], start: int, end: int) -> tuple[Stretch, ...]:
    """The stretches of text[start:end] of which one is English in a text of another language, by the starts of its runs
    in logical order; none if all of it is in the language of the text."""
    if not any(paragraph.english[start:end]):
        return ()
    groups = [(english, list(group)) for english, group in groupby(starts, key=paragraph.english.__getitem__)]
    edges = [start, *(group[0] for _, group in groups[1:]), end]
    tag = paragraph.block.language.tag
    return tuple(
        Stretch(ENGLISH if english else tag, paragraph.text[first:last], len(group))
        for (english, group), (first, last) in zip(groups, pairwise(edges), strict=True)
    )
