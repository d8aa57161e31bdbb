"""Logos as a small number of plain pixels, and the limits for them, wherever they were decoded.

Pictures come from strangers: their size is judged before anybody decodes them. `picture_files` decodes files; a page
decodes them in the browser and hands over pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cards.errors import BadFile
from cards.read.tables import check_length

MAX_BYTES = 5_000_000
"""Bytes of a logo's file; those on websites are under 200 kB."""

MAX_PIXELS = 20_000_000
"""Width times height. Decoded it takes 80 MB, more than any camera's picture that somebody calls a logo."""

MAX_SIDE = 800
"""Pixels that are kept on the longer side: 400 to the inch for a logo 2 inches wide."""

ON_CARD = (500, 140)
"""Width and height in pixels that a card can use: 600 to the inch on the panel of its code, 60 by 16 points."""

MOST_DRAWN = 1600
"""Pixels on the longer side of a drawing: twice what is kept, so that a logo in the middle of an empty page is still
sharp."""

SAVE_AS = "Save it as PNG or JPEG, about 800 pixels wide."


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo: RGB pixels on white (transparency blended away), width x height pixels, row by row from the top."""

    width: int
    height: int
    rgb: bytes


@lru_cache(maxsize=16)
def in_grey(picture: Picture) -> Picture:
    """The picture in grays as light as its colors (ITU-R BT.601, 2.5.1)."""
    red, green, blue = picture.rgb[0::3], picture.rgb[1::3], picture.rgb[2::3]
    greys = bytes((299 * r + 587 * g + 114 * b + 500) // 1000 for r, g, b in zip(red, green, blue, strict=True))
    pixels = bytearray(len(picture.rgb))
    for place in range(3):
        pixels[place::3] = greys
    return Picture(picture.width, picture.height, bytes(pixels))


def check_size(width: int, height: int, path: Path | None = None) -> None:
    """Raises BadFile for a picture of more than `MAX_PIXELS`, which is measured before it is decoded."""
    if width * height > MAX_PIXELS:
        raise too_many_pixels(path)


def too_many_pixels(path: Path | None = None) -> BadFile:
    """The error for a picture of more than `MAX_PIXELS`."""
    return BadFile(f"The logo has more than {MAX_PIXELS // 1_000_000} million pixels.", SAVE_AS, file=path)


def nothing_to_print(path: Path | None = None) -> BadFile:
    """The error for a drawing without anything on it."""
    return BadFile("The SVG drawing has nothing to print.", "Check that it is the right file.", file=path)


def broken(path: Path | None = None) -> BadFile:
    """The error for a picture whose pixels are not what its size says."""
    return BadFile("The logo is broken: its pixels cannot be read.", SAVE_AS, file=path)


def size_to_draw(width: int, height: int, most: tuple[int, int] = ON_CARD) -> tuple[int, int]:
    """The size at which to decode a picture, in its proportions, so that it fills at most that many pixels.

    Raises BadFile for one that is too large, or that has no size.
    """
    if min(width, height) < 1:
        raise broken()
    check_size(width, height)
    scale = min(1.0, most[0] / width, most[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def judged(length: int, width: int, height: int) -> tuple[int, int]:
    """The size at which to decode a picture of a file of so many bytes, `size_to_draw`. Raises BadFile."""
    check_length(length, "logo", MAX_BYTES, SAVE_AS, None)
    return size_to_draw(width, height)


def in_rgba(picture: Picture) -> bytes:
    """The pixels of a picture in RGBA, all opaque."""
    pixels = bytearray(b"\xff" * (picture.width * picture.height * 4))
    for place in range(3):
        pixels[place::4] = picture.rgb[place::3]
    return bytes(pixels)


def picture_of(rgba: bytes, width: int, height: int, *, cut: bool = False) -> Picture:
    """The picture of pixels in RGBA (transparency not multiplied in), row by row from the top, at most `ON_CARD`.

    With `cut` it is cropped to what is not transparent, as a drawing is. Raises BadFile for pixels that are not of that
    size, too many, or all transparent in a drawing.
    """
    if min(width, height) < 1 or len(rgba) != width * height * 4:
        raise broken()
    check_size(width, height)
    rows = [rgba[start : start + width * 4] for start in range(0, len(rgba), width * 4)]
    if cut:
        rows = _cut(rows)
    opaque = [_on_white(row) for row in rows]
    have = len(opaque[0]) // 3, len(opaque)
    size = size_to_draw(*have)
    return Picture(*size, b"".join(opaque if size == have else _scaled(opaque, *size)))


def _cut(rows: Sequence[bytes]) -> list[bytes]:
    """The rows and columns with anything on them. Raises BadFile if there are none."""
    alphas = [row[3::4] for row in rows]
    inked = [place for place, alpha in enumerate(alphas) if any(alpha)]
    if not inked:
        raise nothing_to_print()
    kept = alphas[inked[0] : inked[-1] + 1]
    left = min(len(alpha) - len(alpha.lstrip(b"\0")) for alpha in kept)
    right = max(len(alpha.rstrip(b"\0")) for alpha in kept)
    return [row[left * 4 : right * 4] for row in rows[inked[0] : inked[-1] + 1]]


def _on_white(row: bytes) -> bytes:
    """A row of RGBA on white, in RGB."""
    alphas = row[3::4]
    pixels = bytearray(len(alphas) * 3)
    for place in range(3):
        values = row[place::4]
        if alphas.count(255) < len(alphas):  # most rows of a drawing are opaque, or have nothing on them
            values = bytes(
                255 - ((255 - value) * alpha + 127) // 255 for value, alpha in zip(values, alphas, strict=True)
            )
        pixels[place::3] = values
    return bytes(pixels)


def _scaled(rows: Sequence[bytes], width: int, height: int) -> Iterator[bytes]:
    """The rows of a picture in RGB at that smaller size: each pixel is the mean of those that it covers."""
    across = _spans(len(rows[0]) // 3, width)
    for first, last in _spans(len(rows), height):
        sums = list(map(sum, zip(*rows[first:last], strict=True)))
        pixels = bytearray(width * 3)
        for place, (left, right) in enumerate(across):
            count = (right - left) * (last - first)
            for colour in range(3):
                total = sum(sums[left * 3 + colour : right * 3 : 3])
                pixels[place * 3 + colour] = (2 * total + count) // (2 * count)
        yield bytes(pixels)


def _spans(have: int, want: int) -> list[tuple[int, int]]:
    """Which of `have` pixels each of the `want` covers: the first and the one after the last."""
    return [(place * have // want, max((place + 1) * have // want, place * have // want + 1)) for place in range(want)]
