"""The design of a card: where heading, statements, number, code and small print stand on a face.

Lengths below are in points and are this design's own unless they name a source. A face is laid out from its top and
from the edge where its language begins; `Canvas` turns that into coordinates, so a right-to-left card is the mirror
image of a left-to-right one without a line of code for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cards.errors import DoesNotFit
from cards.measures import POINTS_PER_MM, Size, shown_excess
from cards.merge.card_text import Block, Footer, HotlineText, SideText
from cards.merge.markup import Span
from cards.read.languages import Language
from cards.read.typefaces import Family
from cards.typeset.canvas import Canvas
from cards.typeset.footer import FooterLayout, lay_out_footer, name_of_hotline
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.paragraph import Paragraph, breadth, indent, measure
from cards.typeset.statements import Column, Setting, fit_statements

MARGIN = 3.05 * POINTS_PER_MM
"""Nothing but the ground colour comes nearer to the trim: A4-world shops ask for 3 mm."""

HEADING_SIZES = (10.0, 9.0)
"""Largest and smallest size of a heading on one line; a longer one takes two lines at the smaller size."""

TALL_HEADING = 1.35
"""A heading whose ink is taller than this, in ems, begins at the smaller size: Nastaliq is tall for its size."""

RULE = 0.9
GAP_OVER_RULE = 2.2
GAP_UNDER_RULE = 3.2
GAP_OVER_FOOTER = 3.0

BEARER_SIZES = (8.8, 6.0)
OFFICER_SIZES = (9.8, 6.0)
"""Largest and smallest size of the statements. Below 6 pt reversed type fills in on press."""

WARN_SIZE = 7.0

TIGHT_BELOW = 7.4
"""Under this size the narrower fonts are tried: 12 % narrower letters read better than 10 % smaller ones."""


@dataclass(frozen=True, slots=True)
class Style:
    """Fonts, in order of preference, of statements and footer, their leading in ems, and the fonts of the heading."""

    families: tuple[Family, ...]
    leading: float
    heading: tuple[Family, ...]


def bearer_face(side: SideText, footer: Footer, size: Size, styles: Sequence[Style]) -> Face:
    """The bearer's side with as many of the hotlines as leave its statements large enough, and always the first.

    A logo is left out where the statements would not fit at any size, and so it never costs anybody their card.
    Raises DoesNotFit with the string and the millimetres, or for a code too dense to scan.
    """
    every = footer.hotlines
    for count in range(len(every), 1, -1):
        try:
            plan = _best_plan(side, replace(footer, hotlines=every[:count]), size, styles)
        except DoesNotFit:
            continue
        if plan.setting.size >= WARN_SIZE:
            return plan.drawn(side, _names(every[count:]))
    footer = replace(footer, hotlines=every[:1])
    left_out = _names(every[1:])
    try:
        plan = _best_plan(side, footer, size, styles)
    except DoesNotFit:
        if footer.logo is None:
            raise
        plan = _best_plan(side, replace(footer, logo=None), size, styles)
        left_out = ["the logo", *left_out]
    return plan.drawn(side, left_out)


def _names(hotlines: Sequence[HotlineText]) -> list[str]:
    return [name_of_hotline(each) for each in hotlines]


def _best_plan(side: SideText, footer: Footer, size: Size, styles: Sequence[Style]) -> _Plan:
    """The side in the first style, or in the one with the largest type when that would be too small."""
    best: _Plan | None = None
    refusal: DoesNotFit | None = None
    for style in _with_tight(styles):
        try:
            plan = _planned(side, footer, size, style)
        except DoesNotFit as error:
            refusal = refusal or error
            continue
        if best is None or plan.setting.size > best.setting.size:
            best = plan
        if best.setting.size >= TIGHT_BELOW:
            break
    if best is None:
        assert refusal is not None  # one style has been tried
        raise refusal
    return best


def _with_tight(styles: Sequence[Style]) -> Iterator[Style]:
    """Each style, followed by the same with its first family narrower, if that is to be had.

    The fallback keeps its width: it sets names and numbers, and is in the file for the officer's side anyway.
    """
    for style in styles:
        yield style
        first, *others = style.families
        if first.tight is not None:
            narrow = (first.tight, *others)
            yield Style(narrow, style.leading, narrow if style.heading == style.families else style.heading)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The bearer's side fitted in one style, its heading drawn: the rest is drawn only for the style that is taken."""

    canvas: Canvas
    footer: FooterLayout
    setting: Setting
    figures: list[Paragraph]

    def drawn(self, side: SideText, left_out: Sequence[str]) -> Face:
        """The finished side, with a warning that names what was left out."""
        self.setting.draw(self.canvas, self.figures)
        self.footer.draw(self.canvas)
        warnings = [*self.footer.warnings]
        if left_out:
            warnings.append(
                f"no room for {', '.join(left_out)}: shorten the statements or the names, or take a larger card"
            )
        return _finished(self.canvas, side, self.setting, warnings, has_logo=self.footer.logo is not None)


def _planned(side: SideText, footer: Footer, size: Size, style: Style) -> _Plan:
    canvas = Canvas(size, side.language.is_rtl, "bearer's")
    top = _heading(canvas, side.heading, style.heading)
    layout = lay_out_footer(canvas, footer, style.families, MARGIN)
    column = Column(
        top=top,
        bottom=layout.top - GAP_OVER_FOOTER,
        start=MARGIN,
        width=size.width - 2 * MARGIN,
        narrow_from=layout.panel_top - GAP_OVER_FOOTER,
        narrow_width=layout.column_width,
    )
    figures = _figures(side, footer.address.language, style)
    return _Plan(canvas, layout, _fitted(side, style, column, BEARER_SIZES), figures)


@lru_cache(maxsize=256)
def officer_face(side: SideText, size: Size, style: Style) -> Face:
    """The officer's side: no code and no number, so that the words can be larger. Raises DoesNotFit."""
    canvas = Canvas(size, side.language.is_rtl, "officer's")
    top = _heading(canvas, side.heading, style.heading)
    width = size.width - 2 * MARGIN
    bottom = size.height - MARGIN
    column = Column(top, bottom, MARGIN, width, narrow_from=bottom, narrow_width=width)
    setting = _fitted(side, style, column, OFFICER_SIZES)
    setting.draw(canvas, _figures(side, side.language, style))
    return _finished(canvas, side, setting, ())


def _finished(
    canvas: Canvas, side: SideText, setting: Setting, warnings: Sequence[str], *, has_logo: bool = False
) -> Face:
    found = list(warnings)
    if setting.size < WARN_SIZE:
        found.append(
            f"the statements of the {canvas.name} side are set at {setting.size:.1f} pt, "
            f"smaller than {WARN_SIZE:.0f} pt: shorten them, the names or the address, "
            f"{'leave the logo away, ' if has_logo else ''}or take a larger card"
        )
    return Face(canvas.size, Colour.RED, side.language.tag, tuple(canvas.marks), setting.size, tuple(found))


def _heading(canvas: Canvas, block: Block, families: tuple[Family, ...]) -> float:
    """Draws the heading and the rule under it; returns where the statements may begin, from the top."""
    width = canvas.size.width - 2 * MARGIN
    paragraph = measure(block.bold, families)
    size, lines = _heading_lines(paragraph, width, rtl=canvas.rtl)
    leading = size * max(1.08, paragraph.ascent + paragraph.descent)
    baseline = MARGIN + max(paragraph.ascent, 0.72) * size
    baselines = [baseline + number * leading for number in range(len(lines))]
    start = MARGIN + indent(paragraph, lines, rtl=canvas.rtl) * size
    canvas.text(Role.HEADING, paragraph, lines, size, start, baselines, Colour.WHITE)
    rule = baselines[-1] + max(paragraph.descent, 0.2) * size + GAP_OVER_RULE
    canvas.panel(MARGIN, rule, width, RULE, 0.0, Colour.WHITE)
    return rule + RULE + GAP_UNDER_RULE


def _heading_lines(paragraph: Paragraph, width: float, *, rtl: bool) -> tuple[float, list[tuple[int, int]]]:
    size, least = HEADING_SIZES
    if paragraph.ascent + paragraph.descent > TALL_HEADING:
        size = least
    whole = (0, len(paragraph.text))
    while size >= least - 1e-9:
        if breadth(paragraph, *whole) * size <= width:
            return size, [whole]
        size = round(size - 0.1, 1)
    return least, _halves(paragraph, least, width, rtl=rtl)


def _halves(paragraph: Paragraph, size: float, width: float, *, rtl: bool) -> list[tuple[int, int]]:
    """Two lines of a heading, as nearly alike in width as can be: no word stands alone under a full line."""
    length = len(paragraph.text)

    def longer(lines: list[tuple[int, int]]) -> float:
        return max(breadth(paragraph, *line) for line in lines)

    lines = min(([(0, end), (end, length)] for end in paragraph.ends), key=longer)
    if (longer(lines) + indent(paragraph, lines, rtl=rtl)) * size > width:
        over = paragraph.width(0, length) * size - 2 * width
        raise DoesNotFit(
            f"The heading {paragraph.block.id} of {paragraph.block.language.english} is "
            f"{shown_excess(max(over, 1))} too long for two lines at {size:.0f} pt.",
            "Shorten its translation.",
            over=max(over, 1),
        )
    return lines


def _fitted(side: SideText, style: Style, column: Column, sizes: tuple[float, float]) -> Setting:
    paragraphs = tuple(measure(block, style.families) for block in side.statements)
    return _fitted_once(paragraphs, style.leading, column, sizes)


_fitted_once = lru_cache(maxsize=256)(fit_statements)
"""Kept, because cards of one locale differ in the foot alone, and seldom in how tall it is."""


def _figures(side: SideText, english: Language, style: Style) -> list[Paragraph]:
    """The numerals in bold: in every language in the figures, and in the font, of the telephone number."""
    return [
        measure(Block(f"numeral-{number}", english, (Span(str(number), bold=True),)), style.families[-1:])
        for number in range(1, len(side.statements) + 1)
    ]
