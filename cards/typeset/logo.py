"""The logo on a card: above the code, on the same white panel, because few logos are designed for red."""

from __future__ import annotations

from dataclasses import dataclass

from cards.errors import Notice
from cards.measures import Size, millimetres
from cards.read.pictures import Picture
from cards.typeset.scale import ACTUAL_SIZE, Points, Scale

LOGO_HEIGHT = 16.0
LOGO_GAP = Points(3.5)
"""The white above a logo and on either side of it, in points on paper; below it is the quiet zone of the code."""

PIXEL = Points(72 / 300)
"""The largest size of a pixel in points: at 300 per inch nobody sees them."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo with its size on the face, its alternative text, and warnings."""

    picture: Picture
    size: Size
    alternative: str
    warnings: tuple[str, ...]


def fit_logo(picture: Picture, org: str, panel: float, scale: Scale = ACTUAL_SIZE) -> Logo:
    """The logo of an organization (which may have no name), as large as its pixels and a panel of that width on a face
    of that scale allow.
    """
    room = min((panel - 2 * scale.units(LOGO_GAP)) / picture.width, LOGO_HEIGHT / picture.height)
    pixel = min(room, scale.units(PIXEL))
    size = Size(picture.width * pixel, picture.height * pixel)
    warnings: tuple[str, ...] = ()
    if pixel < room:
        fact = (
            f"the logo is only {millimetres(scale.points(size.width)):.1f} mm wide, because it has {picture.width} x "
            f"{picture.height} pixels"
        )
        warnings = (Notice("small-logo", fact, "give it about 800 pixels wide"),)
    return Logo(picture, size, f"Logo: {org}" if org else "Logo", warnings)
