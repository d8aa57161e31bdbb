"""Picture files as pixels: PNG and JPEG decoded by Pillow, SVG drawn by resvg (`drawings`).

A file is measured before it is decoded, and only its pixels are kept: no place, no camera, no name. No other module
decodes a picture file; a front end that has decoded pixels uses `pictures.picture_of`.
"""

from __future__ import annotations

import io
import stat
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from cards.errors import BadFile
from cards.read.drawings import drawn
from cards.read.pictures import (
    MAX_BYTES,
    MAX_SIDE,
    ON_CARD,
    SAVE_AS,
    Picture,
    broken,
    check_size,
    nothing_to_print,
    too_many_pixels,
)
from cards.read.tables import read_bytes

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_SCANS = 100
"""Scans of a progressive JPEG, which has about ten: a file of 5 MB can ask for a hundred thousand."""

_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_START_OF_SCAN = b"\xff\xda"


def read_logo(path: Path) -> Picture:
    """The picture of a file at the size that a card can use, at most `ON_CARD`: see `read_picture`. Raises BadFile."""
    return read_picture(path, *ON_CARD)


def read_picture(path: Path, width: int = MAX_SIDE, height: int = MAX_SIDE) -> Picture:
    """The picture of a PNG, JPEG or SVG file, upright, at most `width` by `height` and `MAX_SIDE` pixels long.

    Raises BadFile for anything but an ordinary file of those kinds within the limits above or, for SVG, those of
    `drawings`. A drawing is cropped to what it paints.
    """
    raw = _read(path)
    is_svg = _is_svg(path, raw)
    return _picture(path, drawn(path, raw) if is_svg else raw, (width, height), cut=is_svg)


def _picture(path: Path, raw: bytes, most: tuple[int, int], *, cut: bool) -> Picture:
    if not raw.startswith(_STARTS):
        raise BadFile("The logo is neither a PNG, a JPEG nor an SVG picture.", SAVE_AS, file=path)
    if raw.startswith(b"\xff\xd8") and raw.count(_START_OF_SCAN) > MAX_SCANS:
        raise BadFile(f"The JPEG picture has more than {MAX_SCANS} scans.", SAVE_AS, file=path)
    try:
        return _decoded(path, raw, most, cut=cut)
    except BadFile:
        raise
    except Exception as error:  # Pillow raises a dozen kinds of errors for broken files, and documents none
        raise broken(path) from error


def _read(path: Path) -> bytes:
    """The bytes of an ordinary file: a link may lead out of the pack's folder, and a pipe or device never ends."""
    try:
        kind = path.lstat().st_mode
        if stat.S_ISLNK(kind):
            raise BadFile("The logo is a link to another file.", "Put the picture itself there.", file=path)
        if not stat.S_ISREG(kind):
            raise BadFile("The logo is not an ordinary file.", "Give the name of a PNG, JPEG or SVG file.", file=path)
    except OSError as error:
        raise BadFile(
            f"The logo cannot be read: {error.strerror}.", "Check that it exists and may be read.", file=path
        ) from error
    except ValueError as error:
        raise BadFile("The logo's name is not possible for a file.", "Give it a plain name.", file=path) from error
    return read_bytes(path, "logo", MAX_BYTES, SAVE_AS)


def _is_svg(path: Path, raw: bytes) -> bool:
    """Whether a file is meant to be SVG; PNG and JPEG are known by their first bytes, whatever their names."""
    if raw.startswith(_STARTS):
        return False
    return path.suffix.lower() in (".svg", ".svgz") or b"<svg" in raw[:1000].lower()


def _decoded(path: Path, raw: bytes, most: tuple[int, int], *, cut: bool) -> Picture:
    # Imported here because most cards have no logo.
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Pillow warns about is either refused below or harmless
        try:
            image = Image.open(io.BytesIO(raw), formats=("PNG", "JPEG"))
        except Image.DecompressionBombError as error:
            raise too_many_pixels(path) from error
        check_size(image.width, image.height, path)
        colours = _colours(image)
        if cut:
            box = colours.getbbox()
            if box is None:
                raise nothing_to_print(path)
            colours = colours.crop(box)
        colours.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
        ImageOps.exif_transpose(colours, in_place=True)
        colours.thumbnail(most, Image.Resampling.LANCZOS)
    if colours.mode == "RGBA":
        white = Image.new("RGBA", colours.size, "white")
        colours = Image.alpha_composite(white, colours).convert("RGB")
    return Picture(colours.width, colours.height, colours.tobytes())


def _colours(image: Image) -> Image:
    """The picture, decoded, in RGBA if any of it is transparent, else in RGB."""
    if image.mode.startswith("I"):
        image = _eight_bits(image)
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _eight_bits(image: Image) -> Image:
    """A 16-bit gray picture in 8 bits: converting alone would clip every value at 255, which is nearly black."""
    grey = image.point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in image.info:
        grey.info["transparency"] = image.info["transparency"] // 256
    return grey
