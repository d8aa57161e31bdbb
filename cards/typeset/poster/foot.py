"""The foot of a poster: whom to call, the code, where it leads, who gives the poster out, and the small print.

It is a zone of its own: a band in red, or in white on red ground. The number is as large as the column beside the code
allows. What the code leads to is over it, on the same white panel in the corner where lines end. Lengths are in the
units of the poster's design unless they say otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cards.errors import DoesNotFit, setting
from cards.measures import Size, millimetres
from cards.merge.card_text import Block, Footer
from cards.read.links import Link
from cards.read.typefaces import Family
from cards.typeset.canvas import PANEL_RADIUS, Canvas
from cards.typeset.card.codes import USUAL_SPAN
from cards.typeset.card.foot import PANEL_INSET
from cards.typeset.designs import Design, metres_of
from cards.typeset.marks import Colour
from cards.typeset.poster.foot_parts import (
    BLOCK_GAP,
    LEGIBLE,
    NUMBER_MOST,
    RULE,
    SMALLER,
    Column,
    last_rows,
    leads_to,
    least_width,
    logo_of,
    whom_to_call,
)
from cards.typeset.rows import Panel, Piece, Stack, SymbolPiece
from cards.typeset.scale import Points
from cards.typeset.symbol import QUIET_ZONE, link_symbol, shorter_address
from cards.typeset.text.paragraph import by_language
from cards.typeset.themes import Theme

COLUMN_GAP = 3.6
FREE = 0.3
"""Between the frame and the quiet zone of the code, so that no viewer shows a seam."""

OVER_FOOT = 5.0
"""Between the top of the foot and what is in it."""

PADDING = 2.2
"""The white around the words over the code."""

WORDS_SHARE = 0.45
"""The part of the poster's width that they take at the most, if the code does not."""


@dataclass(frozen=True, slots=True)
class Foot:
    """A foot placed on its poster; `top` is where it begins."""

    top: float
    stack: Stack
    warnings: tuple[str, ...]


def lay_out_foot(
    canvas: Canvas,
    footers: Sequence[Footer],
    families: Sequence[tuple[Family, ...]],
    design: Design,
    inner: float,
    *,
    words_over_code: bool = True,
) -> Foot:
    """The foot for the languages of those footers, which share all but their labels; `families` are those of each.

    `inner` is where the white, or the bare paper, begins. Without `words_over_code` what the code leads to is beside
    it, which is lower. Raises DoesNotFit for a text or a code that is too large.
    """
    first, (size, margin) = footers[0], (canvas.size, design.margin)
    band = _band(canvas.theme, design, inner)

    def column(start: float, end: float, ink: Colour, part: float = 1.0, number: Points = NUMBER_MOST) -> Column:
        return Column(
            start=start,
            width=end - start,
            fonts=lambda block: _fonts(block, footers, families),
            design=design,
            theme=canvas.theme,
            rtl=canvas.rtl,
            carrier="poster",
            remedy=f"Shorten it, give a shorter address with {setting('link')}, or use larger paper with "
            f"{setting('paper')}.",
            ink=ink,
            number=design.scale.units(number),
            part=part,
        )

    bottom, end = size.height - margin, size.width - margin
    # Without a code the column is no taller than it would be beside one.
    most, corner = USUAL_SPAN * design.scale.units(design.module), None
    if first.legal_aid is not None:
        corner = _corner(
            first.legal_aid.link, footers if words_over_code else (), band, size, design, inner, column
        )  # fmt: skip
        end, most = corner.start - (COLUMN_GAP if band.is_red else 1.0), bottom - corner.top
    for part, number in ((1.0, NUMBER_MOST), (SMALLER, NUMBER_MOST), (SMALLER, LEGIBLE)):
        whole = column(margin, end, band.ink, part, number)
        logo = logo_of(whole, first)
        upper, rest = whom_to_call(whole, footers), last_rows(whole, footers, logo)
        if corner is not None and not words_over_code:
            rest = _above(leads_to(whole, footers, "scales"), rest)
        height = upper.height + BLOCK_GAP + rest.height
        if height <= most:
            break
    inside = bottom - (max(height, most) if corner else height)
    top = inside - OVER_FOOT
    stack = Stack(list(band.ground(top, size, margin)))
    stack.lay(upper, 0.0, inside + (bottom - inside - height) / 2)
    if corner is not None:
        stack.put(*corner.pieces)
    stack.lay(rest, 0.0, bottom - rest.height)
    return Foot(top, stack, logo.warnings if logo else ())


@dataclass(frozen=True, slots=True)
class _Corner:
    """The code and, over it, what it leads to: where their white begins from the start and from the top."""

    start: float
    top: float
    pieces: tuple[Piece, ...]


def _corner(
    link: Link,
    footers: Sequence[Footer],
    band: _Band,
    size: Size,
    design: Design,
    inner: float,
    column: Callable[[float, float, Colour], Column],
) -> _Corner:
    """The code under the words of those footers, on a white panel if the band is red. Raises DoesNotFit."""
    # What is white around a code needs no margin of its own: the panel ends where the white of the words does.
    code = _cornered(link, inner if band.is_red else band.edge + FREE, size, design)
    if not footers:
        return _Corner(code.start, code.top, (code,))
    padding = PADDING if band.is_red else QUIET_ZONE * code.module
    start, end = code.start + padding, min(code.start + code.side - padding, size.width - design.margin)
    # The words may be wider than a code for a short distance.
    needed = least_width(column(start, end, Colour.BLACK), footers)
    start = min(start, end - min(needed, WORDS_SHARE * size.width))
    words = leads_to(column(start, end, Colour.BLACK), footers)
    left, top = min(code.start, start - PADDING), code.top - words.height - PADDING
    stack = Stack()
    if band.is_red:
        whole = Size(code.start + code.side - left, code.top + code.side - top)
        stack.put(Panel(left, top, whole, radius=PANEL_RADIUS))
    stack.lay(words, 0.0, top + PADDING)
    stack.put(code)
    return _Corner(left, top, tuple(stack.pieces))


@dataclass(frozen=True, slots=True)
class _Band:
    """What the foot is on: a band of a color, which begins `edge` from the sides and the bottom, or the bare paper
    under a rule, and the color of its words. It overlaps a frame of its color by `under`."""

    colour: Colour | None
    edge: float
    ink: Colour
    under: float = 0.0
    rule: Colour = Colour.BLACK

    @property
    def is_red(self) -> bool:
        """Whether what is black needs white under it."""
        return self.colour is Colour.RED

    def ground(self, top: float, size: Size, margin: float) -> Iterator[Panel]:
        """The band, or the rule."""
        if self.colour is None:
            yield Panel(margin, top, Size(size.width - 2 * margin, RULE), self.rule)
            return
        edge = self.edge - self.under
        radius = PANEL_RADIUS if self.colour is Colour.WHITE else 0.0
        yield Panel(edge, top, Size(size.width - 2 * edge, size.height - edge - top), self.colour, radius)


def _band(theme: Theme, design: Design, inner: float) -> _Band:
    """Red where the statements are on white inside a frame, white where they are on red, as on a card."""
    if theme.edge:
        return _Band(Colour.RED, inner, Colour.WHITE, under=design.scale.units(theme.edge) / 2)
    if theme.has_panels:
        return _Band(Colour.WHITE, inner + design.scale.units(PANEL_INSET), Colour.BLACK)
    return _Band(None, inner, theme.ink, rule=theme.rule)


def _cornered(link: Link, edge: float, size: Size, design: Design) -> SymbolPiece:
    """The code in the corner where lines end, that far from the edges. Raises DoesNotFit if it takes more than the
    design's part of the poster's width.
    """
    symbol = link_symbol(link)
    width, most = symbol.span * design.module, design.scale.points(design.panel_share * size.width)
    if width > most:
        raise DoesNotFit(
            f"The address, with {len(symbol.content)} characters, makes a QR code that would have to be "
            f"{millimetres(width):.0f} mm wide to be read from {metres_of(design.module):g} m, more than "
            f"{design.panel_share:.0%} of the width of the poster.",
            f"Give {shorter_address(most, design.module)}, or use larger paper with {setting('paper')}.",
        )
    module = design.scale.units(design.module)
    side = symbol.span * module
    start, top = size.width - edge - side, size.height - edge - side
    return SymbolPiece(symbol, module, f"QR code: {link.shown}", start, top)


def _above(upper: Stack, lower: Stack) -> Stack:
    """One stack above another."""
    upper.space(BLOCK_GAP)
    upper.add(lower)
    return upper


def _fonts(block: Block, footers: Sequence[Footer], families: Sequence[tuple[Family, ...]]) -> tuple[Family, ...]:
    """The fonts of the block's own language, then of all others on the poster: a name may be in any of them."""
    for footer, own in zip(footers, families, strict=True):
        if footer.hotline_label.language == block.language:
            return by_language(block, own)
    fallback = families[0][-1]
    others = dict.fromkeys(family for each in families for family in each if family != fallback)
    return by_language(block, (*others, fallback))
