"""What printing and looking do to a QR code: pictures of one, damaged by measured amounts."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping

from PIL import Image, ImageFilter

from cards.typeset.symbol import QUIET_ZONE, Symbol

DPI = 300
"""Pixels to an inch: a telephone that sees all of a card has about as many, and the camera of a cheap one."""

FINE = 4
"""How much finer a code is drawn before it is seen: ink does not end where pixels do."""


def pixels(millimetres: float, dpi: float = DPI) -> float:
    return millimetres / 25.4 * dpi


def seen(
    symbol: Symbol, module: float, change: Callable[[Image.Image, random.Random], Image.Image], seed: int
) -> Image.Image:
    """A code with modules of that many millimeters on white, changed at `FINE` times `DPI`, then seen at `DPI`.

    Each seed turns it by a degree or two and places it elsewhere among the pixels.
    """
    chance = random.Random(f"{seed} {module}")
    margin = QUIET_ZONE + 2
    size = len(symbol.modules) + 2 * margin
    code = Image.new("L", (size, size), 255)
    for y, row in enumerate(symbol.modules):
        for x, is_dark in enumerate(row):
            code.putpixel((x + margin, y + margin), 0 if is_dark else 255)
    side = round(size * pixels(module, DPI * FINE))
    large = code.resize((side, side), Image.Resampling.NEAREST)
    large = large.rotate(chance.uniform(-2, 2), Image.Resampling.BICUBIC, fillcolor=255)
    large = change(large, chance)
    left, top = chance.randrange(FINE), chance.randrange(FINE)
    small = large.crop((left, top, large.width, large.height))
    return small.resize((small.width // FINE, small.height // FINE), Image.Resampling.BOX)


def blurred(picture: Image.Image, millimetres: float, _: random.Random) -> Image.Image:
    """Out of focus: a Gaussian whose deviation is that many millimeters."""
    return picture.filter(ImageFilter.GaussianBlur(pixels(millimetres, DPI * FINE)))


def with_ink_gain(picture: Image.Image, millimetres: float, _: random.Random) -> Image.Image:
    """Ink that runs, or toner that is spread, by that many millimeters on each side; less than none has run dry."""
    reach = 2 * round(pixels(abs(millimetres), DPI * FINE)) + 1
    return picture.filter(ImageFilter.MinFilter(reach) if millimetres > 0 else ImageFilter.MaxFilter(reach))


def noisy(picture: Image.Image, deviation: float, chance: random.Random) -> Image.Image:
    """Noise of a camera in the dark: of that deviation, in 255ths, at each pixel that is seen."""
    small = picture.resize((picture.width // FINE, picture.height // FINE), Image.Resampling.BOX)
    values = (min(255, max(0, round(value + chance.gauss(0, deviation)))) for value in small.tobytes())
    return Image.frombytes("L", small.size, bytes(values)).resize(picture.size, Image.Resampling.NEAREST)


def turned(picture: Image.Image, degrees: float, _: random.Random) -> Image.Image:
    """Turned in the plane."""
    return picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def faded(picture: Image.Image, share: float, _: random.Random) -> Image.Image:
    """A contrast of that share of black on white, as on grey paper in the dusk."""
    return picture.point(lambda value: round(60 + value * share * 0.7))


def packed(picture: Image.Image, quality: float, _: random.Random) -> Image.Image:
    """Sent as a JPEG of that quality, at the size at which it is seen."""
    raw = io.BytesIO()
    small = picture.resize((picture.width // FINE, picture.height // FINE), Image.Resampling.BOX)
    small.save(raw, "JPEG", quality=round(quality))
    with Image.open(raw) as opened:
        return opened.convert("L").resize(picture.size, Image.Resampling.NEAREST)


Damage = Callable[[Image.Image, float, random.Random], Image.Image]

DAMAGES: Mapping[str, tuple[Damage, tuple[float, ...]]] = {
    "blur (mm)": (blurred, (0.1, 0.2, 0.25)),
    "ink gain (mm)": (with_ink_gain, (-0.1, 0.1, 0.2)),
    "noise (of 255)": (noisy, (40, 80)),
    "turn (degrees)": (turned, (30,)),
    "contrast": (faded, (0.4, 0.15)),
    "JPEG quality": (packed, (25, 5)),
}
"""Each kind of damage with its amounts, from slight to more than anything that we have seen."""
