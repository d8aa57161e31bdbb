"""The design of a card: the places of heading, statements, number, code and small print on a face.

Lengths below are in points and are this design's own unless they name a source. A face is laid out from its top and
from the edge where its language begins; `Canvas` turns that into coordinates, so a right-to-left card is the mirror
image of a left-to-right one without a line of code for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cards.errors import DoesNotFit, Notice, StatementsTooLong, setting
from cards.measures import Size, shown_excess
from cards.merge.card_text import Block, Footer, Recording, SideText
from cards.merge.markup import Span, left_to_right
from cards.read.languages import Language
from cards.read.links import Link
from cards.read.typefaces import Family
from cards.typeset.canvas import PANEL_RADIUS, Canvas
from cards.typeset.card.codes import recording_code
from cards.typeset.card.foot import COLUMN_GAP, FooterLayout, lay_out_footer
from cards.typeset.card.foot_column import LEAST, FootColumn
from cards.typeset.card.statements import INDENT, PICTURED_INDENT, Column, Setting, find_setting, fit_statements
from cards.typeset.designs import Design, enlarged
from cards.typeset.fitting import CARD_GIVES_UP, Load, best_of, first_refusal, lightened
from cards.typeset.frame import INSET_RADIUS, Frame, Style, with_tight
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.rows import Panel, Row, Stack, Text
from cards.typeset.scale import Points, Scale
from cards.typeset.symbol import CAPACITY, MODULE_LEAST, MODULE_WARN
from cards.typeset.text.paragraph import Paragraph, breadth, by_language, indent, measure

TALL_HEADING = 1.35
"""A heading whose ink is taller than this, in ems, begins at the smaller size: Nastaliq is tall for its size."""

HEADING_LEADING = 1.08
CAPITALS, DESCENT = 0.72, 0.2
"""The least space of a heading's line above and below its baseline, in ems."""

RULE = 0.9
GAP_OVER_RULE = 2.2
GAP_UNDER_RULE = 3.2
GAP_OVER_FOOTER = 3.0
GAP_OVER_SMALL_PRINT = 1.6

LEAST_ADDRESS = CAPACITY[2]
"""Characters: an address whose code is no larger than that of the default address is not at fault."""

NO_RECORDING = Notice("no-room", "no room for the code of the recording on the officer's side", "use a larger card")


def bearer_face(side: SideText, footer: Footer, frame: Frame, styles: Sequence[Style]) -> Face:
    """The bearer's side with as much of the footer as it has room for, and always with the first hotline.

    It omits parts in the order of `CARD_GIVES_UP`. Raises DoesNotFit with the string and the excess in millimeters, or
    for a code too dense to scan.
    """
    loads = list(lightened(Load((footer,), (frame.design.module, MODULE_WARN)), CARD_GIVES_UP))
    try:
        plan = best_of(
            loads,
            lambda load: _roomiest_plan(side, load, frame, styles),
            enough=lambda plan: plan.load.may_be_small or plan.setting.size >= frame.design.warn_below,
        )
    except DoesNotFit as error:
        refusal = _refusal(error, side, loads[-1], frame, styles)
        if refusal is error:
            raise
        raise refusal from error
    return plan.drawn(side)


def _refusal(refusal: DoesNotFit, side: SideText, load: Load, frame: Frame, styles: Sequence[Style]) -> DoesNotFit:
    """The error for a side that does not fit with the lightest load, with advice on write-in line and address."""
    (footer,) = load.footers
    if footer.written is not None:
        # raises if that would not help.
        _roomiest_plan(side, replace(load, footers=(replace(footer, written=None),)), frame, styles)
        remedy = f"Remove {setting('write_in')}, or use a larger card."
        refusal = type(refusal)(refusal.cause, remedy, over=refusal.over, string=refusal.string)
    longest = _longest_address(side, load, frame, styles)
    if footer.legal_aid is not None and longest:
        remedy = f"Give an address of {longest} characters or fewer with {setting('link')}, or use a larger card."
        cause = f"{refusal.cause} The address has {len(footer.legal_aid.link.url)} characters."
        refusal = type(refusal)(cause, remedy, over=refusal.over, string=refusal.string)
    return refusal


def _longest_address(side: SideText, load: Load, frame: Frame, styles: Sequence[Style]) -> int:
    """The largest number of characters, fewer than the address has, with which the side fits; 0 if there is none."""
    (footer,) = load.footers
    given = footer.legal_aid
    if given is None:
        return 0

    def fits(length: int) -> bool:
        cut = Link(given.link.url[:length], given.link.shown[: length - (len(given.link.url) - len(given.link.shown))])
        address = replace(given.address, spans=(Span(left_to_right(cut.shown)),))
        try:
            shorter = replace(footer, legal_aid=replace(given, link=cut, address=address))
            _roomiest_plan(side, replace(load, footers=(shorter,)), frame, styles)
        except DoesNotFit:
            return False
        return True

    least, most = LEAST_ADDRESS, len(given.link.url)
    if most <= least or not fits(least):
        return 0
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if fits(middle) else (least, middle)
    return least


def _roomiest_plan(side: SideText, load: Load, frame: Frame, styles: Sequence[Style]) -> _Plan:
    """The side with the code at its full size, or with a smaller one if the full size would make the statements too
    small or cost pictograms for which the smaller one leaves room.
    """
    least = frame.design.warn_below
    return best_of(
        load.modules,
        lambda module: _best_plan(side, load, _with_module(frame, module), styles),
        enough=lambda plan: plan.setting.size >= least and plan.has_pictograms(side),
        better=lambda new, best: best.setting.size < least or new.has_pictograms(side),
    )


def _with_module(frame: Frame, width: Points) -> Frame:
    """The frame with a code whose modules have that width, in points; unchanged for None."""
    return replace(frame, design=replace(frame.design, module=min(width, frame.design.module)))


def _best_plan(side: SideText, load: Load, frame: Frame, styles: Sequence[Style]) -> _Plan:
    """The side in the first style or, if its type would be too small, in the style with the largest type."""
    return best_of(
        with_tight(styles),
        lambda style: _planned(side, load, frame, style),
        enough=lambda plan: plan.setting.size >= frame.design.tight_below,
        better=lambda new, best: new.setting.size > best.setting.size,
        blame=first_refusal,
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """The bearer's side fitted in one style, with its heading drawn: the rest is drawn only for the chosen style."""

    frame: Frame
    load: Load
    canvas: Canvas
    ground: Colour | None
    footer: FooterLayout
    paragraphs: tuple[Paragraph, ...]
    leading: float
    column: Column
    setting: Setting
    figures: list[Paragraph]

    def drawn(self, side: SideText) -> Face:
        """The finished side, with a warning that names what was omitted."""
        pictograms = _pictograms(side) if self.frame.pictured else ()
        setting = self.setting if self.column.indent > INDENT or not any(pictograms) else self._pictured()
        shown = pictograms if setting.indent > INDENT else ()
        setting.stack(self.canvas.theme, self.figures, shown).draw(self.canvas, 0.0)
        self.footer.draw(self.canvas)
        warnings = [*self.footer.warnings]
        if self.load.left_out:
            missing = ", ".join(self.load.left_out)
            advice = "shorten the statements or the names, or use a larger card"
            warnings.append(Notice("no-room", f"no room for {missing}", advice, self.load.left_out))
        face = Face(self.canvas.size, self.ground, side.language.tag, tuple(self.canvas.marks), setting.size)
        return _finished(face, self.canvas.name, self.frame.design, warnings, self.footer.leave_away)

    def has_pictograms(self, side: SideText) -> bool:
        """Whether it has room for all its pictograms."""
        wanted = self.frame.pictured and any(_pictograms(side))
        return not wanted or self.column.indent > INDENT or self._pictured().indent > INDENT

    def _pictured(self) -> Setting:
        """The statements with room for pictograms, or without if the letters would be too small."""
        least = self.frame.design.pictured_from
        if self.setting.size < least:
            return self.setting
        column = replace(self.column, indent=PICTURED_INDENT)
        return _found_once(self.paragraphs, self.leading, column, (self.setting.size, least)) or self.setting


def _planned(side: SideText, load: Load, frame: Frame, style: Style) -> _Plan:
    design = frame.design
    (footer,) = load.footers
    canvas = frame.canvas(side.language, "bearer's")
    ground = _ground(canvas, frame)
    heading = _heading(canvas, side.heading, style.heading, design)
    heading.draw(canvas, 0.0)
    layout = lay_out_footer(canvas, footer, style.families, design)
    always = frame.pictured and design.always_pictured and any(_pictograms(side))
    column = Column(
        top=heading.height,
        bottom=layout.top - GAP_OVER_FOOTER,
        start=design.margin,
        width=canvas.size.width - 2 * design.margin,
        narrow_from=layout.panel_top - GAP_OVER_FOOTER,
        narrow_width=layout.column_width,
        indent=PICTURED_INDENT if always else INDENT,
        scale=design.scale,
    )
    paragraphs = _measured(side, style)
    setting = _fitted_once(paragraphs, style.leading, column, design.bearer)
    figures = measured_figures(len(side.statements), footer.status.language, style)
    return _Plan(frame, load, canvas, ground, layout, paragraphs, style.leading, column, setting, figures)


def _pictograms(side: SideText) -> tuple[str, ...]:
    return tuple(block.pictogram for block in side.statements)


@lru_cache(maxsize=256)
def officer_face(side: SideText, frame: Frame, style: Style, recording: Recording | None = None) -> Face:
    """The officer's side: without a number, so that the words can be larger, and without a code other than that of a
    recording.

    The bearer has the card and can turn it over, and no side has two codes. A recording whose code would make the
    officer's words too small is omitted with a warning; the small print is omitted first, without one. Raises
    DoesNotFit.
    """
    modules = dict.fromkeys((frame.design.module, MODULE_WARN, MODULE_LEAST)) if recording else ()
    least = float(frame.design.scale.points(frame.design.warn_below))

    def drawn(way: tuple[Recording | None, Points, SideText]) -> Face:
        heard, module, words = way
        face = _officer_face(words, _with_module(frame, module), style, heard)
        left_out = () if heard == recording else (NO_RECORDING,)
        return replace(face, warnings=(*face.warnings, *left_out))

    codes = (*((recording, module) for module in modules), (None, frame.design.module))
    words = dict.fromkeys((side, replace(side, small_print=None)))
    return best_of(
        [(*code, each) for code in codes for each in words],
        drawn,
        enough=lambda face: face.text_size >= least - 1e-9,
        refusals=StatementsTooLong,
    )


def _officer_face(side: SideText, frame: Frame, style: Style, recording: Recording | None) -> Face:
    """The officer's side with a recording's code at the size of the frame. Raises DoesNotFit."""
    design = frame.design
    canvas = frame.canvas(side.language, "officer's")
    ground = _ground(canvas, frame)
    heading = _heading(canvas, side.heading, style.heading, design)
    heading.draw(canvas, 0.0)
    width = canvas.size.width - 2 * design.margin
    bottom = canvas.size.height - design.margin
    code = recording_code(canvas, recording, design) if recording else None
    small_print = Stack()
    if side.small_print is not None:
        left = (code.start - COLUMN_GAP if code else design.margin + width) - design.margin
        foot = FootColumn(
            design.margin, left, lambda block: by_language(block, style.families), design, canvas.theme, canvas.rtl
        )
        small_print = Stack.of(foot.small_print(side.small_print, LEAST, Role.STATUS))
        bottom -= small_print.height + GAP_OVER_SMALL_PRINT
    column = Column(
        top=heading.height,
        bottom=bottom,
        start=design.margin,
        width=width,
        narrow_from=code.panel_top - GAP_OVER_FOOTER if code else bottom,
        narrow_width=code.start - COLUMN_GAP - design.margin if code else width,
        scale=design.scale,
    )
    setting = _fitted_once(_measured(side, style), style.leading, column, design.officer)
    setting.stack(canvas.theme, measured_figures(len(side.statements), side.language, style)).draw(canvas, 0.0)
    small_print.draw(canvas, canvas.size.height - design.margin - small_print.height)
    if code is not None:
        code.draw(canvas)
    face = Face(canvas.size, ground, side.language.tag, tuple(canvas.marks), setting.size)
    return _finished(face, canvas.name, design, code.warnings if code else ())


def _ground(canvas: Canvas, frame: Frame) -> Colour | None:
    """Draws the edge, if there is one, and returns the color of the ground, or None.

    An edge follows the rounded corners of its card, so its width is the same everywhere.
    """
    theme, size, design = canvas.theme, canvas.size, frame.design
    if theme.ground is None:
        return None
    inset, edge, corner = (design.scale.units(each) for each in (design.inset, theme.edge, frame.corner))
    radius = design.scale.units(INSET_RADIUS) if inset else 0.0
    if inset:
        canvas.panel(inset, inset, size.width - 2 * inset, size.height - 2 * inset, radius, theme.ground)
    if edge:
        inner = max(radius - edge, 0.0) if inset else max(corner - edge, PANEL_RADIUS)
        far = inset + edge
        canvas.panel(far, far, size.width - 2 * far, size.height - 2 * far, inner, Colour.WHITE)
    return None if inset else theme.ground


def _finished(face: Face, name: str, design: Design, warnings: Sequence[str], leave_away: str = "") -> Face:
    """The face at its size on paper, with its warnings; `leave_away` advises what to omit to make room."""
    found = list(warnings)
    if face.text_size < design.warn_below:
        size, least = (design.scale.points(each) for each in (face.text_size, design.warn_below))
        fact = f"the statements of the {name} side are set at {size:.1f} pt, smaller than {least:.0f} pt"
        advice = f"shorten them, the names or the address, {leave_away}or use a larger card"
        found.append(Notice("small-words", fact, advice))
    return enlarged(replace(face, warnings=tuple(found)), design.scale)


def _heading(canvas: Canvas, block: Block, families: tuple[Family, ...], design: Design) -> Stack:
    """The heading and the rule under it, down to where the statements may begin."""
    margin, theme = design.margin, canvas.theme
    width = canvas.size.width - 2 * margin
    paragraph = measure(block.bold, families)
    size, lines = _heading_lines(paragraph, width, design, rtl=canvas.rtl)
    text = Text(paragraph, tuple(lines), size, HEADING_LEADING, CAPITALS, DESCENT)
    row = Row(text, margin + indent(paragraph, lines, rtl=canvas.rtl) * size, margin, Role.HEADING)
    rule = row.bottom + GAP_OVER_RULE
    return Stack([row, Panel(margin, rule, Size(width, RULE), theme.rule)], rule + RULE + GAP_UNDER_RULE)


def _heading_lines(
    paragraph: Paragraph, width: float, design: Design, *, rtl: bool
) -> tuple[float, list[tuple[int, int]]]:
    """The lines of a heading: one if that fits between its sizes, otherwise two at the smaller size."""
    size, least = design.heading
    if paragraph.ascent + paragraph.descent > TALL_HEADING:
        size = least
    whole = (0, len(paragraph.text))
    while size >= least - 1e-9:
        if breadth(paragraph, *whole) * size <= width:
            return size, [whole]
        size = round(size - 0.1, 1)
    return least, _halves(paragraph, least, width, design.scale, rtl=rtl)


def _halves(paragraph: Paragraph, size: float, width: float, scale: Scale, *, rtl: bool) -> list[tuple[int, int]]:
    """Two lines of a heading, as similar in width as possible: no single word is left below a full line."""
    length = len(paragraph.text)

    def longer(lines: list[tuple[int, int]]) -> float:
        return max(breadth(paragraph, *line) for line in lines)

    lines = min(([(0, end), (end, length)] for end in paragraph.ends), key=longer)
    if (longer(lines) + indent(paragraph, lines, rtl=rtl)) * size > width:
        over = max(float(scale.points(paragraph.width(0, length) * size - 2 * width)), 1.0)
        raise DoesNotFit(
            f"The heading {paragraph.block.id} of {paragraph.block.language.english} is "
            f"{shown_excess(over)} too long for two lines at {scale.points(size):.0f} pt.",
            "Shorten its translation.",
            over=over,
            string=paragraph.block.id,
        )
    return lines


def _measured(side: SideText, style: Style) -> tuple[Paragraph, ...]:
    return tuple(measure(block, style.families) for block in side.statements)


_fitted_once = lru_cache(maxsize=256)(fit_statements)
_found_once = lru_cache(maxsize=256)(find_setting)
"""Cached, because cards of one locale differ only in the foot, and seldom in its height."""


def measured_figures(count: int, english: Language, style: Style) -> list[Paragraph]:
    """The numerals in bold: in every language with the figures and the font of the telephone number."""
    return [
        measure(Block(f"numeral-{number}", english, (Span(str(number), bold=True),)), style.families[-1:])
        for number in range(1, count + 1)
    ]
