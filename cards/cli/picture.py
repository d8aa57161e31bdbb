"""Draws a finished PDF as a picture, with PDFium: of a card to look at, or to share."""

from __future__ import annotations

import io

from cards.errors import need_libraries

PIXELS_PER_INCH = 300
GAP = 24
"""White pixels between the two sides."""

COLOURS = 256
"""The colors of a picture to share: as many as a palette holds, which makes it less than half as large. Words, signs
and ground have twice as many, and nobody sees the difference; only a logo may have more."""

_PERCEPTUAL = b"\x00"
"""The rendering intent in the chunk that says sRGB (PNG, third edition, 11.3.2.5)."""


def shared_png(pdf: bytes) -> bytes:
    """The first page of a PDF as a PNG with a pixel for each point: sRGB, without an alpha channel or metadata.

    Raises BadOrder if PDFium is not installed.
    """
    need_libraries("`picture`", pypdfium2="pypdfium2")
    import pypdfium2
    from PIL.Image import Dither
    from PIL.PngImagePlugin import PngInfo

    document = pypdfium2.PdfDocument(pdf)
    image = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    chunks = PngInfo()
    chunks.add(b"sRGB", _PERCEPTUAL)
    buffer = io.BytesIO()
    image.quantize(COLOURS, dither=Dither.NONE).save(buffer, "PNG", pnginfo=chunks, compress_level=9)
    return buffer.getvalue()


def sides_as_png(pdf: bytes) -> bytes:
    """The pages of a PDF side by side as a PNG at `PIXELS_PER_INCH`. Raises BadOrder if PDFium is not installed."""
    need_libraries("`preview`", pypdfium2="pypdfium2")
    import pypdfium2
    from PIL.Image import new

    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=PIXELS_PER_INCH / 72).to_pil().convert("RGB") for page in document]
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    whole = new("RGB", (width, max(page.height for page in pages)), "white")
    place = 0
    for page in pages:
        whole.paste(page, (place, 0))
        place += page.width + GAP
    document.close()
    buffer = io.BytesIO()
    whole.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
