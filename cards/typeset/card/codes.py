"""The QR codes of a card, each in the corner where lines end: that of legal aid on the bearer's side, under the logo
if there is one, and that of a recording, if there is one, on the officer's side.

No side has two. Of simulated pictures with two codes in view, however far apart, jsQR read 13 % and ZXing-Java 60 %;
with one code they read all (our facts, 2026-11). They confuse the corners of the two codes.
"""

from __future__ import annotations

from dataclasses import dataclass

from cards.errors import Notice, setting
from cards.measures import Size, millimetres
from cards.merge.card_text import Footer, Recording
from cards.read.links import Link
from cards.read.pictures import Picture
from cards.typeset.canvas import PANEL_RADIUS, Canvas
from cards.typeset.designs import Design
from cards.typeset.logo import LOGO_GAP, fit_logo
from cards.typeset.marks import Colour
from cards.typeset.rows import LogoPiece, Panel, Piece, Sign, Stack, SymbolPiece
from cards.typeset.scale import Points
from cards.typeset.symbol import MODULE_WARN, QUIET_ZONE, Symbol, link_symbol, module_width

RECORDING_SHARE = 0.5
"""The part of the officer's side's height that the code of a recording may take: the side has fewer words."""

USUAL_SPAN = 33
"""Modules across a code of version 2, which most addresses need, with its quiet zone (ISO/IEC 18004): 25 + 2 * 4."""
COLUMN_GAP = 5.0
"""The space between statements and the panel of a code."""

SIGN = 11.0
SIGN_GAP = 2.6
"""The side of the pictogram above a code, and the white above it; the quiet zone of the code is below it."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code, on a white panel from `panel_top` down. `over` is what is above it: a pictogram, or a logo."""

    symbol: SymbolPiece
    panel_top: float
    over: tuple[Piece, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def start(self) -> float:
        """The start of its quiet zone."""
        return self.symbol.start

    def draw(self, canvas: Canvas) -> None:
        """Draws the panel and everything on it; the code comes last, as in reading order."""
        Stack([*self.over, self.symbol]).draw(canvas, 0.0)


@dataclass(frozen=True, slots=True)
class LogoPanel:
    """The logo in the corner of a card without a code, on white that begins at `start` and `panel_top`."""

    start: float
    panel_top: float
    pieces: tuple[Piece, ...]
    warnings: tuple[str, ...]

    def draw(self, canvas: Canvas) -> None:
        """Draws the logo."""
        Stack([*self.pieces]).draw(canvas, 0.0)


def corner_of(canvas: Canvas, footer: Footer, design: Design, inner: float) -> Code | LogoPanel | None:
    """The content of the corner where the bearer's lines end, on white that begins `inner` units inside the trim.

    Raises DoesNotFit for a code too dense to scan.
    """
    if footer.legal_aid is not None:
        return _legal_aid_code(canvas, footer, footer.legal_aid.link, design, inner)
    return None if footer.logo is None else _logo_panel(canvas, footer.logo, footer, design, inner)


def _logo_panel(canvas: Canvas, picture: Picture, footer: Footer, design: Design, inner: float) -> LogoPanel:
    """The logo as wide as above a usual code, and no nearer to the trim than other print."""
    side, gap = USUAL_SPAN * design.scale.units(design.module), design.scale.units(LOGO_GAP)
    logo = fit_logo(picture, footer.org.text if footer.org else "", side, design.scale)
    end = max(design.margin - gap, inner)
    start, top = canvas.size.width - end - side, canvas.size.height - end - logo.size.height - 2 * gap
    piece = LogoPiece(logo, start + (side - logo.size.width) / 2, top + gap)
    return LogoPanel(start, top, (piece,), logo.warnings)


def _legal_aid_code(canvas: Canvas, footer: Footer, link: Link, design: Design, inner: float) -> Code:
    """The code of legal aid with the logo above it.

    Its modules end at the margin, or farther inside if there is no room for the quiet zone otherwise.
    """
    symbol = _cornered(link_symbol(link), f"QR code: {link.shown}", canvas, design, design.panel_share, inner)
    warnings = _warnings(design.scale.points(symbol.module), "QR code", setting("link"))
    if footer.logo is None:
        return Code(symbol, symbol.top, (), warnings)
    gap = design.scale.units(LOGO_GAP)
    # No wider than the modules, which end where other print does.
    room = (symbol.symbol.span - 2 * QUIET_ZONE) * symbol.module + 2 * gap
    logo = fit_logo(footer.logo, footer.org.text if footer.org else "", room, design.scale)
    panel_top = symbol.top - gap - logo.size.height
    piece = LogoPiece(logo, symbol.start + (symbol.side - logo.size.width) / 2, panel_top + gap)
    return Code(symbol, panel_top, (piece,), (*warnings, *logo.warnings))


def recording_code(canvas: Canvas, recording: Recording, design: Design) -> Code:
    """The code of a recording under its pictogram. Raises DoesNotFit for one too dense to scan."""
    symbol = _cornered(link_symbol(recording.link), recording.alternative, canvas, design, RECORDING_SHARE)
    warnings = _warnings(design.scale.points(symbol.module), "QR code of the recording", setting("audio_link"))
    panel_top = symbol.top - SIGN - SIGN_GAP
    sign = Sign("sound", symbol.start + (symbol.side - SIGN) / 2, panel_top + SIGN_GAP, SIGN, Colour.BLACK)
    return Code(symbol, panel_top, (_panel(symbol, panel_top), sign), warnings)


def _panel(symbol: SymbolPiece, top: float) -> Panel:
    """The white above a code, from `top` down; it extends under the round corners of the code's own panel."""
    return Panel(symbol.start, top, Size(symbol.side, symbol.top - top + 2 * PANEL_RADIUS), radius=PANEL_RADIUS)


def _cornered(
    symbol: Symbol, alternative: str, canvas: Canvas, design: Design, share: float, inner: float = float("inf")
) -> SymbolPiece:
    """A symbol in the lower corner where lines end, of at most that part of the face's height.

    Its quiet zone ends at the margin. With `inner`, the distance from the trim to the white, its modules end there and
    the quiet zone may reach into the margin as far as that. Raises DoesNotFit.
    """
    scale = design.scale
    module = scale.units(module_width(symbol, scale.points(share * canvas.size.height), design.module))
    end = min(max(design.margin - QUIET_ZONE * module, inner), design.margin) + symbol.span * module
    return SymbolPiece(symbol, module, alternative, canvas.size.width - end, canvas.size.height - end)


def _warnings(module: Points, what: str, option: str) -> tuple[str, ...]:
    if module >= MODULE_WARN - Points(1e-9):
        return ()
    fact = f"the modules of the {what} are {millimetres(module):.2f} mm wide, under {millimetres(MODULE_WARN):.2f} mm"
    return (Notice("small-code", fact, f"give a shorter address with {option}"),)
