"""The faces of pictures to share: the bearer's side with whom to call, or the officer's side alone.

All words are where nothing on the screen covers them (`read/screens.py`). One unit is a pixel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.errors import DoesNotFit, Notice
from cards.merge.card_text import Footer, SideText
from cards.read.languages import Language
from cards.read.screens import Screen, ScreenTraits
from cards.typeset.canvas import Canvas
from cards.typeset.card.face import measured_figures
from cards.typeset.fitting import POSTER_GIVES_UP, Load, best_of, lightened
from cards.typeset.frame import Style, with_tight
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.picture.call import Call, lay_out_call
from cards.typeset.picture.design import DESIGNS, PictureDesign, pixels, too_wide
from cards.typeset.picture.words import (
    CLOSER,
    CLOSEST_MANNER,
    NUMBERED,
    OFFICERS,
    PICTURED,
    Manner,
    Measured,
    Section,
    lay_out,
    lead_end,
    set_heading,
)
from cards.typeset.rows import Row, Text
from cards.typeset.scale import Points
from cards.typeset.text.paragraph import fill, indent, measure
from cards.typeset.themes import Theme

STEP = 0.5
"""Pixels between a size that is tried and the next."""

MOST_SPARE = 1.4
"""The most space that is added between two points, in ems."""

OVER_PANEL = 30.0
"""The least space between the words and the white panel."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A picture under construction, and the lower edge of its words."""

    traits: ScreenTraits
    design: PictureDesign
    canvas: Canvas
    bottom: float

    @property
    def width(self) -> float:
        """The width of the words."""
        return self.traits.size.width - 2 * self.traits.margin

    def fitted(self, measured: Measured, manners: Sequence[Manner], sizes: tuple[float, float]) -> Section:
        """The words in the first manner in which they are large enough, or as large as they can be. Raises DoesNotFit.

        A tall heading gives up some of its size before pictograms do.
        """
        largest, least = self.design.heading
        tops = (largest, (largest + least) / 2, least)
        return best_of(
            ((manner, top) for manner in manners for top in tops),
            lambda way: self._fitted(measured, *way, sizes),
            enough=lambda section: section.size >= min(self.design.enough, sizes[0]),
            better=lambda new, best: new.size > best.size,
        )

    def _fitted(self, measured: Measured, manner: Manner, top: float, sizes: tuple[float, float]) -> Section:
        """The words at the largest size at which all fit, with a heading no larger than `top`. Raises DoesNotFit."""
        bounds = (top, self.design.heading[1])
        heading = set_heading(measured.heading, bounds, self.width, self.design.rule, rtl=measured.rtl)
        if heading is None:
            raise _too_long(measured)
        largest, least = sizes

        def at(step: int, *, by_sense: bool = False) -> Section | None:
            return lay_out(measured, heading, largest - step * STEP, self.width, manner, by_sense=by_sense)

        low, high = 0, round((largest - least) / STEP)
        smallest = at(high)
        if smallest is None:
            raise _too_long(measured)
        if not self._holds(smallest):
            over = smallest.height - self._room
            raise DoesNotFit(
                f"The words of {measured.heading.block.language.english} are {pixels(over)} too tall for the picture, "
                f"even at {least:.0f} pixels.",
                "Shorten the statements, or choose a picture with more room.",
                over=over,
            )
        best = smallest
        while low < high:
            middle = (low + high) // 2
            section = at(middle)
            if section is not None and self._holds(section):
                best, high = section, middle
            else:
                low = middle + 1
        by_sense = at(high, by_sense=True)
        return by_sense if by_sense is not None and self._holds(by_sense) else best

    def _holds(self, section: Section) -> bool:
        return section.height <= self._room

    @property
    def _room(self) -> float:
        return self.bottom - self.traits.top

    def draw(self, section: Section) -> None:
        """Draws the words, with the space that is left spread between the points."""
        spare = (self._room - section.height) / len(section.points)
        section.draw(self.canvas, self.traits.margin, self.traits.top, min(spare, MOST_SPARE * section.size))

    def face(self, section: Section, warnings: Sequence[str]) -> Face:
        """The finished face, with a warning if its words are small."""
        found, least = list(warnings), self.design.warn_below
        if section.size < least:
            fact = f"the words are {section.size:.0f} pixels large, less than {least:.0f}"
            found.append(Notice("small-words", fact, "shorten them, or choose a picture with more room"))
        canvas, language = self.canvas, section.measured.heading.block.language.tag
        return Face(canvas.size, canvas.theme.ground, language, tuple(canvas.marks), section.size, tuple(found))


def _too_long(measured: Measured) -> DoesNotFit:
    language = measured.heading.block.language.english
    return DoesNotFit(
        f"A word of {language}, or its heading, is wider than the picture.",
        "Add a space or hyphen where it can be broken.",
        over=1.0,
    )


def bearer_picture(
    side: SideText, footer: Footer, screen: Screen, theme: Theme, styles: Sequence[Style], *, pictured: bool
) -> Face:
    """The bearer's side for a screen.

    If there is too little room, the logo is left out, then numbers after the first. Raises DoesNotFit.
    """
    design = DESIGNS[screen]
    load = Load((footer,), (Points(1.0),))
    return best_of(
        lightened(load, POSTER_GIVES_UP),
        lambda load: best_of(
            with_tight(styles),
            lambda style: _bearer(side, load, screen, theme, style, pictured=pictured),
            enough=lambda face: face.text_size >= design.enough,
            better=lambda new, best: new.text_size > best.text_size,
        ),
    )


def _bearer(side: SideText, load: Load, screen: Screen, theme: Theme, style: Style, *, pictured: bool) -> Face:
    traits, design, (footer,) = screen.traits, DESIGNS[screen], load.footers
    canvas = _canvas(side, screen, theme, "bearer's")
    start = traits.margin if traits.bleeds else traits.margin + design.padding
    width = traits.size.width - 2 * start
    call = lay_out_call(footer, style.families, design, start, width, rtl=canvas.rtl)
    top = traits.bottom - call.stack.height - 2 * design.padding
    page = _Page(traits, design, canvas, top - OVER_PANEL)
    signs = tuple(block.pictogram if pictured else "" for block in side.statements)
    measured = _measured(side, style, footer.status.language, signs)
    manners = (PICTURED, CLOSER, CLOSEST_MANNER) if any(signs) else (NUMBERED,)
    section = page.fitted(measured, manners, design.words)
    warnings = [*call.warnings]
    if load.left_out:
        missing = ", ".join(load.left_out)
        advice = "shorten the names, or choose a picture with more room"
        warnings.append(Notice("no-room", f"no room for {missing}", advice, load.left_out))
    page.draw(section)
    _draw_call(page, call, top)
    return page.face(section, warnings)


def _draw_call(page: _Page, call: Call, top: float) -> None:
    """Draws the white panel from `top` to the lower edge of what can be seen, with all that is in it."""
    canvas, traits, design = page.canvas, page.traits, page.design
    height, width = traits.bottom - top, traits.size.width
    if traits.bleeds:
        canvas.panel(0.0, top, width, height, 0.0, Colour.WHITE)
    else:
        canvas.panel(traits.margin, top, width - 2 * traits.margin, height, design.radius, Colour.WHITE)
    call.stack.draw_in_layers(canvas, top + design.padding)


def officer_picture(side: SideText, screen: Screen, theme: Theme, style: Style) -> Face:
    """The officer's side for a screen: its statements, and the small print that names the bearer's language.

    Raises DoesNotFit.
    """
    traits, design = screen.traits, DESIGNS[screen]
    canvas = _canvas(side, screen, theme, "officer's")
    bottom = traits.bottom - (traits.margin if traits.bleeds else 0.0)
    small_print = _small_print(canvas, side, traits, design, style)
    page = _Page(
        traits, design, canvas, bottom if small_print is None else bottom - small_print.text.height - OVER_PANEL
    )
    measured = _measured(side, style, side.language, ("",) * len(side.statements))
    section = page.fitted(replace(measured, leads=(0,) * len(measured.points)), (OFFICERS,), design.officer)
    page.draw(section)
    if small_print is not None:
        small_print.draw(canvas, bottom - small_print.text.height)
    return page.face(section, ())


def _small_print(
    canvas: Canvas, side: SideText, traits: ScreenTraits, design: PictureDesign, style: Style
) -> Row | None:
    """The small print, if there is any. Raises DoesNotFit."""
    if not side.small_prints:
        return None
    paragraph = measure(side.small_prints[0], style.families)
    width = traits.size.width - 2 * traits.margin
    lines = fill(paragraph, design.small, width)
    if lines is None or len(lines) > 2:
        raise too_wide(paragraph, paragraph.width(0, len(paragraph.text)) * design.small - width)
    inside = max(0.0, indent(paragraph, lines, rtl=canvas.rtl)) * design.small
    text = Text(paragraph, tuple(lines), design.small)
    return Row(text, traits.margin + inside, 0.0, Role.STATUS, canvas.theme.ink)


def _canvas(side: SideText, screen: Screen, theme: Theme, name: str) -> Canvas:
    language = side.language
    return Canvas(screen.traits.size, language.is_rtl, name, theme, script=language.script)


def _measured(side: SideText, style: Style, english: Language, signs: tuple[str, ...]) -> Measured:
    """The words of a side in a style, with numerals if no point has a pictogram."""
    points = tuple(measure(block, style.families) for block in side.statements)
    figures = () if any(signs) else tuple(measured_figures(len(points), english, style))
    return Measured(
        heading=measure(side.heading.bold, style.heading),
        points=points,
        leads=tuple(map(lead_end, points)),
        signs=signs,
        figures=figures,
        leading=style.leading,
        rtl=side.language.is_rtl,
    )
