"""Themes: the colours of a card, and how well its words stand out from what is behind them."""

from __future__ import annotations

from dataclasses import dataclass

from cards.errors import BadOrder, UnknownId, command, setting
from cards.measures import POINTS_PER_MM
from cards.typeset.marks import Colour
from cards.typeset.scale import Points

Rgb = tuple[float, float, float]

LEAST_CONTRAST = 4.5
"""Of text to its ground: WCAG 2.1, success criterion 1.4.3, level AA."""

RED_PAPER = (0xF0 / 255, 0x4E / 255, 0x45 / 255)
"""A bright red card stock, for which `red-stock` is judged unless somebody says what theirs looks like.

Our own estimate: red papers differ, and none is as dark as the red of printed cards.
"""

EDGE = Points(1.6 * POINTS_PER_MM)
"""The red edge of `outline`: what is left of it when a cut strays by a millimetre can still be seen."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a face. `ground` is printed all over the card and past its trim; None leaves the paper as it is.

    With an `edge`, in points, the card is white inside it. Words are in `ink`, rules in `rule`; a numeral stands on a
    `disc`, if there is one. What is written by hand goes on a white panel if the theme `has_panels`. The QR code is
    black on a white panel where something is printed behind it, because readers expect it dark on light (ISO/IEC
    18004, 6.2); without a ground it stands on the paper itself, whatever the colour of that is.
    """

    id: str
    about: str
    ground: Colour | None
    ink: Colour
    rule: Colour
    disc: Colour | None
    numeral: Colour
    edge: Points = Points(0.0)
    has_panels: bool = False

    @property
    def written(self) -> Colour:
        """The colour of words and lines where somebody writes by hand."""
        return Colour.RED if self.has_panels else self.rule

    def contrast(self, paper: Rgb) -> float:
        """The least contrast of any words to what is behind them, 1 to 21, on a paper of that colour (sRGB, 0 to 1)."""
        behind = paper if self.ground is None else (Colour.WHITE if self.edge else self.ground).value
        pairs = [(self.ink.value, behind)]
        if self.disc is not None:
            pairs.append((self.numeral.value, self.disc.value))
        if self.has_panels:
            pairs.append((self.written.value, Colour.WHITE.value))
        return min(contrast(*pair) for pair in pairs)


RED = Theme(
    "red",
    "white on red",
    ground=Colour.RED,
    ink=Colour.WHITE,
    rule=Colour.WHITE,
    disc=Colour.WHITE,
    numeral=Colour.RED,
    has_panels=True,
)
OUTLINE = Theme(
    "outline",
    "black on white with a red edge, to save ink and for low vision",
    ground=Colour.RED,
    ink=Colour.BLACK,
    rule=Colour.RED,
    disc=Colour.RED,
    numeral=Colour.WHITE,
    edge=EDGE,
)
RED_STOCK = Theme(
    "red-stock",
    "black only, for red paper",
    ground=None,
    ink=Colour.BLACK,
    rule=Colour.BLACK,
    disc=None,
    numeral=Colour.BLACK,
)

THEMES = {theme.id: theme for theme in (RED, OUTLINE, RED_STOCK)}


def find_theme(theme_id: str) -> Theme:
    """The theme with that id. Raises UnknownId."""
    if theme_id not in THEMES:
        raise UnknownId("theme", theme_id, list(THEMES))
    return THEMES[theme_id]


def theme_warnings(theme: Theme, paper: Rgb) -> tuple[str, ...]:
    """What to know before printing in a theme on paper of that colour. Raises BadOrder when it could not be read."""
    found = theme.contrast(paper)
    if found < LEAST_CONTRAST:
        raise BadOrder(
            f"The contrast of black on paper of the color {shown_colour(paper)} is only {found:.1f} : 1, less than "
            f"{LEAST_CONTRAST} : 1.",
            f"Use brighter paper, or white paper and {setting('theme', 'outline')}.",
        )
    if theme.ground is None:
        assumed = f" unless you give {setting('paper_colour')}" if paper == RED_PAPER else ""
        return (
            f"the paper itself must be red (the Avery sheets in `{command('stock list')}` are white), and the QR code "
            f"will be black on it ({shown_colour(paper)}{assumed}), which a scanner with red light cannot read: "
            "try one print with several phones before you print more",
        )
    return ()


def shown_colour(colour: Rgb) -> str:
    """A colour as `#RRGGBB`."""
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two colours, 1 to 21: WCAG 2.1, "contrast ratio"."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    """Relative luminance, 0 to 1: WCAG 2.1, "relative luminance"."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
