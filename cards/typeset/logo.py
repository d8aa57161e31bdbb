"""The logo on a card: over the code, on the same white panel, because a logo is seldom made to stand on red."""

from __future__ import annotations

from dataclasses import dataclass

from cards.measures import Size, millimetres
from cards.read.pictures import Picture

LOGO_HEIGHT = 16.0
LOGO_GAP = 3.5
"""White over a logo and on either side of it; what is under it is the quiet zone of the code."""

PIXEL = 72 / 300
"""The most points that a pixel may fill: at 300 to the inch none is seen."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo with its size on the card in points, what a screen reader says of it, and warnings."""

    picture: Picture
    size: Size
    alternative: str
    warnings: tuple[str, ...]


def fit_logo(picture: Picture, org: str, panel: float) -> Logo:
    """The logo of an organisation (which may have no name) as large as a panel of that width and its pixels allow."""
    room = min((panel - 2 * LOGO_GAP) / picture.width, LOGO_HEIGHT / picture.height)
    scale = min(room, PIXEL)
    size = Size(picture.width * scale, picture.height * scale)
    warnings: tuple[str, ...] = ()
    if scale < room:
        warnings = (
            f"the logo is only {millimetres(size.width):.1f} mm wide, because it has {picture.width} x "
            f"{picture.height} pixels: give it about 800 pixels wide",
        )
    return Logo(picture, size, f"Logo: {org}" if org else "Logo", warnings)
