"""The QR codes of a card, each in the corner where lines end: that of legal aid on the bearer's side, under the logo
if there is one, and that of a recording, if there is one, on the officer's side.

Never two on one side. Of simulated pictures with two codes in view, however far apart, jsQR read 13 % and ZXing-Java
60 %, and with one code all (our facts, 2026-11): they take the corners of one code for those of the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from cards.errors import setting
from cards.measures import millimetres
from cards.merge.card_text import Footer, Recording
from cards.typeset.canvas import PANEL_RADIUS, Canvas
from cards.typeset.designs import Design
from cards.typeset.logo import LOGO_GAP, Logo, fit_logo
from cards.typeset.marks import Colour
from cards.typeset.scale import Points
from cards.typeset.symbol import MODULE_WARN, Symbol, link_symbol, module_width

RECORDING_SHARE = 0.5
"""The part of the officer's side that the code of a recording may take of its height: there are fewer words on it."""

SIGN = 11.0
SIGN_GAP = 2.6
"""The side of the pictogram over a code, and the white over it; what is under it is the quiet zone of the code."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its quiet zone, from `start` and `top`, on a white panel from `panel_top` down.

    `module` is the width of one. A pictogram, `sign` by its name, or a logo may stand over it.
    """

    symbol: Symbol
    module: float
    alternative: str
    start: float
    top: float
    panel_top: float
    sign: str = ""
    logo: Logo | None = None
    warnings: tuple[str, ...] = ()

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
            top = self.panel_top + canvas.scale.units(LOGO_GAP)
            canvas.picture(self.logo.picture, start, top, size, self.logo.alternative)
        if self.sign:
            start = self.start + (self.side - SIGN) / 2
            canvas.pictogram(self.sign, start, self.panel_top + SIGN_GAP, SIGN, Colour.BLACK)
        canvas.symbol(self.symbol, self.start, self.top, self.module, self.alternative)


def legal_aid_code(canvas: Canvas, footer: Footer, design: Design) -> Code:
    """The code of legal aid with the logo over it. Raises DoesNotFit for one too dense to scan."""
    symbol = link_symbol(footer.link)
    module = _module(symbol, canvas, design, design.panel_share)
    side = symbol.span * module
    logo = fit_logo(footer.logo, footer.org.text if footer.org else "", side, design.scale) if footer.logo else None
    over = design.scale.units(LOGO_GAP) + logo.size.height if logo else 0.0
    start, top = _corner(canvas, design, side)
    warnings = (*_warnings(design.scale.points(module), "QR code", setting("link")), *(logo.warnings if logo else ()))
    return Code(
        symbol, module, f"QR code: {footer.link.shown}", start, top, top - over, logo=logo, warnings=warnings
    )  # fmt: skip


def recording_code(canvas: Canvas, recording: Recording, design: Design) -> Code:
    """The code of a recording under its pictogram. Raises DoesNotFit for one too dense to scan."""
    symbol = link_symbol(recording.link)
    module = _module(symbol, canvas, design, RECORDING_SHARE)
    start, top = _corner(canvas, design, symbol.span * module)
    warnings = _warnings(design.scale.points(module), "QR code of the recording", setting("audio_link"))
    return Code(
        symbol, module, recording.alternative, start, top, top - SIGN - SIGN_GAP, sign="sound", warnings=warnings
    )  # fmt: skip


def _module(symbol: Symbol, canvas: Canvas, design: Design, share: float) -> float:
    """The width of a module as the design wants it, or as that part of the face's height allows."""
    scale = design.scale
    return scale.units(module_width(symbol, scale.points(share * canvas.size.height), design.module))


def _corner(canvas: Canvas, design: Design, side: float) -> tuple[float, float]:
    """Where a square of that side begins that ends in the lower corner where lines end."""
    return canvas.size.width - design.margin - side, canvas.size.height - design.margin - side


def _warnings(module: Points, what: str, option: str) -> tuple[str, ...]:
    if module >= MODULE_WARN - Points(1e-9):
        return ()
    return (
        f"the modules of the {what} are {millimetres(module):.2f} mm wide, under "
        f"{millimetres(MODULE_WARN):.2f} mm: give a shorter address with {option}",
    )
