"""Pages as PDFium shows them: their text in two orders, and pictures with a bound on their pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cards.measures import POINTS_PER_INCH

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 40_000_000
"""Of one picture, a byte each: A2 at 300 dots an inch."""

MOST_CHARACTERS = 100_000
"""Of one page: a full sheet of cards has 6,000."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page as a reader copies it, and as it stands on the paper from left to right, line by line.

    Readers guess the order of lines that mix directions; addresses and numbers always stand from left to right.
    `broken` counts the characters that no reader could name.
    """

    copied: str
    seen: str
    broken: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey, and its dots per inch: fewer than were asked for when the page is huge."""

    image: Image.Image
    dpi: float


class Pages:
    """The pages of a PDF in PDFium. Raises PdfiumError, a RuntimeError, where that cannot read it."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self._document: Any = pypdfium2.PdfDocument(data)

    @property
    def count(self) -> int:
        """The number of pages."""
        count: int = len(self._document)
        return count

    def close(self) -> None:
        """Frees what PDFium holds."""
        self._document.close()

    def text(self, number: int, *, turned: bool = False) -> PageText:
        """The text of a page, from 0, or of that page upside down. Raises ValueError when there is too much of it."""
        text = self._page(number, 180 if turned else 0).get_textpage()
        count = text.count_chars()
        if count > MOST_CHARACTERS:
            raise ValueError("a page has more letters than a sheet ever does")
        copied = text.get_text_range() if count else ""
        return PageText(copied, _seen(text, count), _broken(text, count, copied))

    def picture(self, number: int, dpi: float) -> Picture:
        """A picture of a page, from 0."""
        page = self._page(number)
        width, height = page.get_size()
        inches = max(width * height, 1.0) / POINTS_PER_INCH**2
        dpi = min(dpi, math.sqrt(MOST_PIXELS / inches))
        bitmap = page.render(scale=dpi / POINTS_PER_INCH, grayscale=True)
        return Picture(bitmap.to_pil().convert("L"), dpi)

    def _page(self, number: int, rotation: int = 0) -> Any:
        """A page as its content has it, or turned: a reader puts lines that are not upright in another order."""
        page = self._document[number]
        page.set_rotation(rotation)
        return page


def _seen(text: Any, count: int) -> str:
    """The visible characters by the lines that their boxes stand on, each line from left to right."""
    placed = []
    for index in range(count):
        left, low, right, high = text.get_charbox(index)
        if right > left and high > low:
            placed.append(((low + high) / 2, left, index))
    lines: list[list[tuple[float, int]]] = []
    line_at = math.inf
    for middle, left, index in sorted(placed, key=lambda each: -each[0]):
        if line_at - middle > _LINE:
            lines.append([])
            line_at = middle
        lines[-1].append((left, index))
    return "\n".join("".join(text.get_text_range(index, 1) for _, index in sorted(line)) for line in lines)


_LINE = 3.0
"""Points: a lower letter begins a new line. Small print has baselines 7 points apart."""


def _broken(text: Any, count: int, copied: str) -> int:
    """The characters without a meaning: PDFium says so, or they are no characters at all."""
    from pypdfium2 import raw

    unmapped: int = sum(raw.FPDFText_HasUnicodeMapError(text, index) == 1 for index in range(count))
    return unmapped + sum(_is_broken(character) for character in copied)


def _is_broken(character: str) -> bool:
    is_control = character < " " and character not in "\t\r\n"
    return is_control or character in "\ufffd\ufffe\uffff" or "\ue000" <= character <= "\uf8ff"
