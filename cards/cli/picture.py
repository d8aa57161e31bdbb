"""Draws a finished PDF as a picture, with PDFium."""

from __future__ import annotations

import io

from cards.errors import need_libraries

PIXELS_PER_INCH = 300
GAP = 24
"""White pixels between the two sides."""


def sides_as_png(pdf: bytes) -> bytes:
    """The pages of a PDF side by side as a PNG at `PIXELS_PER_INCH`. Raises BadOrder if PDFium is not installed."""
    need_libraries("`preview`", pypdfium2="pypdfium2")
    import pypdfium2
    from PIL import Image

    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=PIXELS_PER_INCH / 72).to_pil().convert("RGB") for page in document]
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    whole = Image.new("RGB", (width, max(page.height for page in pages)), "white")
    place = 0
    for page in pages:
        whole.paste(page, (place, 0))
        place += page.width + GAP
    document.close()
    buffer = io.BytesIO()
    whole.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
