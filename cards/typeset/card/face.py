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
from cards.merge.card_text import Block, Footer, Recording, SideText
from cards.merge.markup import Span, left_to_right
from cards.read.languages import Language
from cards.read.links import Link
from cards.typeset.canvas import PANEL_RADIUS, Canvas
from cards.typeset.card.codes import COLUMN_GAP, recording_code
from cards.typeset.card.foot import FooterLayout, lay_out_footer
from cards.typeset.card.heading import heading, ruled_heading
from cards.typeset.card.statements import (
    LEAST_GAP,
    PICTURED_GAP,
    PICTURED_INDENT,
    Column,
    Setting,
    find_setting,
    fit_statements,
)
from cards.typeset.designs import Design, enlarged
from cards.typeset.fitting import CARD_GIVES_UP, Load, best_of, first_refusal, lightened
from cards.typeset.frame import INSET_RADIUS, Frame, Style, with_tight
from cards.typeset.marks import Colour, Face, Mark
from cards.typeset.scale import Points
from cards.typeset.symbol import CAPACITY, MODULE_LEAST, MODULE_WARN
from cards.typeset.text.paragraph import Paragraph, measure

GAP_OVER_FOOTER = 3.0

LEAST_ADDRESS = CAPACITY[2]
"""Characters: an address whose code is no larger than that of the default address is not at fault."""

NO_RECORDING = Notice("no-room", "no room for the code of the recording on the officer's side", "use a larger card")


def bearer_face(side: SideText, footer: Footer, frame: Frame, styles: Sequence[Style]) -> Face:
    """The bearer's side with as much of the footer as it has room for, and always with the first hotline.

    It omits parts in the order of `CARD_GIVES_UP`. Raises DoesNotFit with the string and the excess in millimeters, or
    for a code too dense to scan.
    """
    modules = tuple(dict.fromkeys((frame.design.module, frame.design.least_module)))
    loads = list(lightened(Load((footer,), modules, narrowest=frame.design.narrowest_module), CARD_GIVES_UP))
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
    setting: Setting
    figures: list[Paragraph]

    def drawn(self, side: SideText) -> Face:
        """The finished side, with a warning that names what was left out."""
        shown = _pictograms(side) if self.is_pictured else ()
        self.setting.stack(self.canvas.theme, self.figures, shown).draw(self.canvas, 0.0)
        self.footer.draw(self.canvas)
        warnings = [*self.footer.warnings]
        if self.load.left_out:
            missing = ", ".join(self.load.left_out)
            advice = "shorten the statements or the names, or use a larger card"
            warnings.append(Notice("no-room", f"no room for {missing}", advice, self.load.left_out))
        face = Face(self.canvas.size, self.ground, side.language.tag, tuple(self.canvas.marks), self.setting.size)
        return _finished(face, self.canvas.name, self.frame.design, warnings, self.footer.leave_away)

    @property
    def is_pictured(self) -> bool:
        """Whether it has pictograms in place of numerals."""
        return self.setting.column.indent == PICTURED_INDENT

    def has_pictograms(self, side: SideText) -> bool:
        """Whether it has all its pictograms."""
        return self.is_pictured or not _wants_pictograms(side, self.frame)


def _wants_pictograms(side: SideText, frame: Frame) -> bool:
    return frame.pictured and any(_pictograms(side))


def _fitted(side: SideText, frame: Frame, paragraphs: tuple[Paragraph, ...], leading: float, column: Column) -> Setting:
    """The statements with pictograms if they stay large enough, and otherwise with numerals. Raises DoesNotFit.

    Pictograms that are close to each other are better than none.
    """
    design = frame.design
    if _wants_pictograms(side, frame):
        largest, least = design.bearer[0], design.pictured_from
        for gap in (PICTURED_GAP, LEAST_GAP):
            pictured = replace(column, indent=PICTURED_INDENT, tightest=gap)
            found = _found_once(paragraphs, leading, pictured, (largest, least))
            if found is not None:
                return found
        if design.always_pictured:
            return _fitted_once(paragraphs, leading, replace(column, indent=PICTURED_INDENT), design.bearer)
    return _fitted_once(paragraphs, leading, column, design.bearer)


def _planned(side: SideText, load: Load, frame: Frame, style: Style) -> _Plan:
    design = frame.design
    (footer,) = load.footers
    canvas = frame.canvas(side.language, "bearer's")
    ground = _ground(canvas, frame)
    top = heading(canvas, side.heading, style.heading, design)
    top.draw(canvas, 0.0)
    layout = lay_out_footer(canvas, footer, style.families, design, paired=frame.paired)
    column = Column(
        top=top.height,
        bottom=layout.top - GAP_OVER_FOOTER,
        start=design.margin,
        width=canvas.size.width - 2 * design.margin,
        narrow_from=layout.tab_top - GAP_OVER_FOOTER,
        narrow_width=layout.column_width,
        generous=design.warn_below,
        scale=design.scale,
    )
    paragraphs = _measured(side, style)
    setting = _fitted(side, frame, paragraphs, style.leading, column)
    figures = measured_figures(len(side.statements), footer.status.language, style)
    return _Plan(frame, load, canvas, ground, layout, setting, figures)


def _pictograms(side: SideText) -> tuple[str, ...]:
    return tuple(block.pictogram for block in side.statements)


@lru_cache(maxsize=256)
def officer_face(side: SideText, frame: Frame, style: Style, recording: Recording | None = None) -> Face:
    """The officer's side: without a number, so that the words can be larger, and without a code other than that of a
    recording.

    The bearer has the card and can turn it over, and no side has two codes. A recording whose code would make the
    officer's words too small is left out with a warning. Raises DoesNotFit.
    """
    design = frame.design
    modules = dict.fromkeys((design.module, design.least_module, MODULE_WARN, MODULE_LEAST)) if recording else ()
    least = float(frame.design.scale.points(frame.design.warn_below))

    def drawn(code: tuple[Recording | None, Points]) -> Face:
        heard, module = code
        face = _officer_face(side, _with_module(frame, module), style, heard)
        left_out = () if heard == recording else (NO_RECORDING,)
        return replace(face, warnings=(*face.warnings, *left_out))

    return best_of(
        (*((recording, module) for module in modules), (None, frame.design.module)),
        drawn,
        enough=lambda face: face.text_size >= least - 1e-9,
        refusals=StatementsTooLong,
    )


def _officer_face(side: SideText, frame: Frame, style: Style, recording: Recording | None) -> Face:
    """The officer's side with a recording's code at the size of the frame. Raises DoesNotFit."""
    canvas = frame.canvas(side.language, "officer's")
    ground = _ground(canvas, frame)
    top = ruled_heading(canvas, side, style, frame.design)
    top.draw(canvas, 0.0)
    words = _officer_words(replace(side, small_prints=()), top.height, frame, style, recording)
    face = Face(canvas.size, ground, side.language.tag, (*canvas.marks, *words.marks), words.size)
    return _finished(face, canvas.name, frame.design, words.warnings)


@dataclass(frozen=True, slots=True)
class _Words:
    """What is below the heading of an officer's side, and the size of its statements."""

    marks: tuple[Mark, ...]
    size: float
    warnings: tuple[str, ...]


@lru_cache(maxsize=64)
def _officer_words(side: SideText, top: float, frame: Frame, style: Style, recording: Recording | None) -> _Words:
    """The statements from `top` on, with a recording's code; cached, because cards in all languages share them."""
    design = frame.design
    canvas = frame.canvas(side.language, "officer's")
    width = canvas.size.width - 2 * design.margin
    bottom = canvas.size.height - design.margin
    code = recording_code(canvas, recording, design) if recording else None
    column = Column(
        top=top,
        bottom=bottom,
        start=design.margin,
        width=width,
        narrow_from=code.panel_top - GAP_OVER_FOOTER if code else bottom,
        narrow_width=code.start - COLUMN_GAP - design.margin if code else width,
        scale=design.scale,
    )
    setting = _fitted_once(_measured(side, style), style.leading, column, design.officer)
    setting.stack(canvas.theme, measured_figures(len(side.statements), side.language, style)).draw(canvas, 0.0)
    if code is not None:
        code.draw(canvas)
    return _Words(tuple(canvas.marks), setting.size, code.warnings if code else ())


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
