"""The QR codes in the corner of the bearer's side: legal aid, and beside it, if there is one, a recording.

Two codes must not be taken for each other, by a telephone or by somebody who does not read. So each has a panel of its
own with all of its quiet zone, and a pictogram over it. The logo stands over the code of legal aid.
"""

from __future__ import annotations

from dataclasses import dataclass

from cards.errors import setting
from cards.measures import millimetres
from cards.merge.card_text import Footer
from cards.typeset.canvas import PANEL_RADIUS, Canvas
from cards.typeset.designs import Design
from cards.typeset.logo import LOGO_GAP, Logo, fit_logo
from cards.typeset.marks import Colour
from cards.typeset.symbol import MODULE_WARN, Symbol, link_symbol, module_width

CODES_GAP = 3.0
"""Between the panels of two codes, besides the quiet zones of both."""

SIGN = 8.0
SIGN_GAP = 2.6
"""The side of the pictogram over a code, and the white over it; what is under it is the quiet zone of the code."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its quiet zone, from `start` and `top`, on a white panel from `panel_top` down.

    `module` is the width of one. A pictogram may stand over it, `sign` by its name, and over that a logo.
    """

    symbol: Symbol
    module: float
    alternative: str
    start: float
    top: float
    panel_top: float
    sign: str = ""
    sign_top: float = 0.0
    logo: Logo | None = None

    @property
    def side(self) -> float:
        """The side of the code with its quiet zone."""
        return self.symbol.span * self.module

    def draw(self, canvas: Canvas) -> None:
        """Draws the panel with all that is on it; the code comes last, as it is read."""
        if self.panel_top < self.top:
            # It reaches under the round corners of the code's own panel.
            height = self.top - self.panel_top + 2 * PANEL_RADIUS
            canvas.panel(self.start, self.panel_top, self.side, height, PANEL_RADIUS, Colour.WHITE)
        if self.logo is not None:
            size = self.logo.size
            start = self.start + (self.side - size.width) / 2
            canvas.picture(
                self.logo.picture, start, self.panel_top + LOGO_GAP / canvas.unit, size, self.logo.alternative
            )
        if self.sign:
            canvas.pictogram(self.sign, self.start + (self.side - SIGN) / 2, self.sign_top, SIGN, Colour.BLACK)
        canvas.symbol(self.symbol, self.start, self.top, self.module, self.alternative)


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a foot, the one that is read first first; `start` and `top` are the least of their panels."""

    codes: tuple[Code, ...]
    start: float
    top: float
    warnings: tuple[str, ...]

    def draw(self, canvas: Canvas) -> None:
        """Draws each code with what is over it."""
        for code in self.codes:
            code.draw(canvas)


def lay_out_codes(canvas: Canvas, footer: Footer, design: Design) -> Codes:
    """The codes in the corner where lines end. Raises DoesNotFit for one too dense to scan."""
    unit, largest = design.unit, design.panel_share * canvas.size.height
    end, bottom = canvas.size.width - design.margin, canvas.size.height - design.margin
    symbol = link_symbol(footer.link)
    module = module_width(symbol, largest * unit, design.module) / unit
    side = symbol.span * module
    logo = fit_logo(footer.logo, footer.org.text if footer.org else "", side, unit) if footer.logo else None
    over_logo = LOGO_GAP / unit + logo.size.height if logo else 0.0
    warnings = [*_warnings(module * unit, "QR code", setting("link")), *(logo.warnings if logo else ())]
    alternative = f"QR code: {footer.link.shown}"
    if footer.recording is None:
        code = Code(symbol, module, alternative, end - side, bottom - side, bottom - side - over_logo, logo=logo)
        return Codes((code,), code.start, code.panel_top, tuple(warnings))
    heard = link_symbol(footer.recording)
    # As large as the other code, or as lets every phone read it: the words need what room is left.
    room = min(largest, max(side, heard.span * MODULE_WARN / unit))
    heard_module = module_width(heard, room * unit, design.module) / unit
    heard_side = heard.span * heard_module
    warnings += _warnings(heard_module * unit, "QR code of the recording", setting("audio_link"))
    top = bottom - max(side, heard_side) - SIGN - SIGN_GAP
    named = f"QR code: recording in {footer.link_label.language.english}: {footer.recording.shown}"
    start = end - side - CODES_GAP - heard_side
    codes = (
        Code(symbol, module, alternative, end - side, bottom - side, top - over_logo, "scales", top + SIGN_GAP, logo),
        Code(heard, heard_module, named, start, bottom - heard_side, top, "sound", top + SIGN_GAP),
    )
    return Codes(codes, start, top - over_logo, tuple(warnings))


def _warnings(module: float, what: str, option: str) -> tuple[str, ...]:
    if module >= MODULE_WARN - 1e-9:
        return ()
    return (
        f"the modules of the {what} are {millimetres(module):.2f} mm wide, under "
        f"{millimetres(MODULE_WARN):.2f} mm: give a shorter address with {option}",
    )
