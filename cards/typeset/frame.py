"""What a face is laid out in: its frame (a size, a design and a theme), and the styles that its words may have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cards.measures import Size
from cards.read.languages import Language
from cards.read.typefaces import Family
from cards.typeset.canvas import Canvas
from cards.typeset.designs import WALLET, Design
from cards.typeset.scale import Points
from cards.typeset.themes import RED, Theme

INSET_RADIUS = Points(8.0)
"""Points on paper: the corner radius of a ground that does not reach the edge of the paper."""


@dataclass(frozen=True, slots=True)
class Style:
    """Fonts, in order of preference, of statements and footer, their leading in ems, and the fonts of the heading."""

    families: tuple[Family, ...]
    leading: float
    heading: tuple[Family, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a face is laid out in: its size on paper in points, its design and its theme, and whether pictograms may
    stand beside its statements. `corner` is the radius, in points, to which the corners of the card are rounded.
    `paired` if its other side is printed on the same card, so that either may say what both are."""

    size: Size
    design: Design = WALLET
    theme: Theme = RED
    pictured: bool = True
    corner: Points = Points(0.0)
    paired: bool = True

    def canvas(self, language: Language, name: str) -> Canvas:
        """An empty canvas of the frame for a side called `name`."""
        size = self.design.canvas_size(self.size)
        return Canvas(size, language.is_rtl, name, self.theme, self.design.scale, language.script)


def with_tight(styles: Sequence[Style]) -> Iterator[Style]:
    """Each style, followed by the same style with a narrower cut of its first family, if there is one.

    The fallback keeps its width: it sets names and numbers, and the officer's side needs it in the file anyway.
    """
    for style in styles:
        yield style
        first, *others = style.families
        if first.tight is not None:
            narrow = (first.tight, *others)
            yield Style(narrow, style.leading, narrow if style.heading == style.families else style.heading)
