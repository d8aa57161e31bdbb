"""Themes: the colors of a card, and the contrast of its words."""

from __future__ import annotations

from dataclasses import dataclass

from cards.errors import BadOrder, Notice, UnknownId, command, setting
from cards.measures import POINTS_PER_MM
from cards.typeset.marks import Colour
from cards.typeset.scale import Points

Rgb = tuple[float, float, float]

LEAST_CONTRAST = 4.5
"""The contrast of text to its background: WCAG 2.1, success criterion 1.4.3, level AA."""

RED_PAPER = (0xF0 / 255, 0x4E / 255, 0x45 / 255)
"""A bright red card stock, the default for judging `red-stock`.

Our own estimate: red papers differ, and none is as dark as the red of printed cards.
"""

EDGE = Points(1.6 * POINTS_PER_MM)
"""The red edge of `outline`: enough of it remains visible when a cut is off by a millimeter."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colors of a face. `ground` covers the whole card and runs past its trim; None leaves the paper as it is.

    With an `edge`, in points, the card is white inside it. Words are in `ink`, rules in `rule`; a numeral is on a
    `disc`, if there is one. Handwriting goes on a white panel if the theme `has_panels`. The QR code is black on a
    white panel if there is a ground behind it, because readers expect it dark on light (ISO/IEC 18004, 6.2); without a
    ground it is printed on the bare paper, whatever its color.
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
        """The color of words and lines on areas for handwriting."""
        return Colour.RED if self.has_panels else self.rule

    def contrast(self, paper: Rgb) -> float:
        """The lowest contrast of any words to their background, 1 to 21, on paper of that color (sRGB, 0 to 1)."""
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
    """Warnings before printing in a theme on paper of that color. Raises BadOrder if the words would be unreadable."""
    found = theme.contrast(paper)
    if found < LEAST_CONTRAST:
        raise BadOrder(
            f"The contrast of black on paper of the color {shown_colour(paper)} is only {found:.1f} : 1, less than "
            f"{LEAST_CONTRAST} : 1.",
            f"Use brighter paper, or white paper and {setting('theme', 'outline')}.",
        )
    if theme.ground is None:
        assumed = f" unless you give {setting('paper_colour')}" if paper == RED_PAPER else ""
        text = (
            f"the paper itself must be red (the Avery sheets in `{command('stock list')}` are white), and the QR code "
            f"will be black on it ({shown_colour(paper)}{assumed}), which a scanner with red light cannot read: "
            "try one print with several phones before you print more"
        )
        return (Notice("red-paper", text),)
    return ()


def shown_colour(colour: Rgb) -> str:
    """A color as `#RRGGBB`."""
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two colors, 1 to 21: WCAG 2.1, "contrast ratio"."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    """Relative luminance, 0 to 1: WCAG 2.1, "relative luminance"."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
