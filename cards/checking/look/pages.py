"""Pages as PDFium shows them: their text in two orders, and pictures of limited size."""

from __future__ import annotations

import ctypes
import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cards.checking.look.file import Damaged
from cards.measures import POINTS_PER_INCH

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 40_000_000
"""Of one picture, one byte each: A2 at 300 dots per inch."""

MOST_CHARACTERS = 100_000
"""Of one page: a full sheet of cards has 6,000."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page as a reader copies it, and the same lines with their letters from left to right on the paper.

    Readers guess the order of letters in lines that mix directions; addresses and numbers always run from left to
    right. `broken` counts the characters without a meaning.
    """

    copied: str
    seen: str
    broken: int


@dataclass(frozen=True, slots=True)
class Raster:
    """A page in gray, and its dots per inch: fewer than requested if the page is huge.

    `pixels` are the bytes of the image, one for each dot, row by row.
    """

    image: Image.Image
    pixels: bytes
    dpi: float


@contextmanager
def _pdfium_reads() -> Iterator[None]:
    """Raises Damaged if PDFium cannot read the file."""
    from pypdfium2 import PdfiumError

    try:
        yield
    except PdfiumError as error:
        raise Damaged(str(error)) from error


class Pages:
    """The pages of a PDF in PDFium. Raises Damaged if it cannot read the file."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        with _pdfium_reads():
            self._document: Any = pypdfium2.PdfDocument(data)

    @property
    def count(self) -> int:
        """The number of pages."""
        count: int = len(self._document)
        return count

    def close(self) -> None:
        """Frees what PDFium holds."""
        self._document.close()

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page, from 0, in points. Raises Damaged if PDFium cannot read it as a page."""
        with _pdfium_reads():
            width, height = self._document.get_page_size(number)
        return width, height

    def written(self, count: int) -> bytes:
        """The first pages as PDFium understands them, in a new file in which they share the same objects.

        Call this before reading any page, which turns it upright. Raises Damaged.
        """
        import pypdfium2

        with _pdfium_reads():
            copy = pypdfium2.PdfDocument.new()
            try:
                copy.import_pages(self._document, list(range(count)))
                buffer = io.BytesIO()
                copy.save(buffer)
            finally:
                copy.close()
        return buffer.getvalue()

    def text(self, number: int, *, turned: bool = False) -> PageText:
        """The text of a page, from 0, or of that page upside down. Raises Damaged, also if it is too long."""
        page = self._page(number, 180 if turned else 0)
        with _pdfium_reads():
            text = page.get_textpage()
            count = text.count_chars()
        if count > MOST_CHARACTERS:
            raise Damaged("a page has more letters than any sheet of cards")
        copied = _with_hyphens(text, count, text.get_text_range()) if count else ""
        return PageText(copied, _seen(text, count, turned=turned), _broken(text, count, copied))

    def picture(self, number: int, dpi: float) -> Raster:
        """A picture of a page, from 0. Raises Damaged."""
        from PIL import Image

        page = self._page(number)
        width, height = page.get_size()
        inches = max(width * height, 1.0) / POINTS_PER_INCH**2
        dpi = min(dpi, math.sqrt(MOST_PIXELS / inches))
        with _pdfium_reads():
            bitmap = page.render(scale=dpi / POINTS_PER_INCH, grayscale=True)
        pixels = bytes(bitmap.buffer)
        assert len(pixels) == bitmap.width * bitmap.height
        return Raster(Image.frombuffer("L", (bitmap.width, bitmap.height), pixels, "raw", "L", 0, 1), pixels, dpi)

    def _page(self, number: int, rotation: int = 0) -> Any:
        """A page as its content has it, or turned by 180 degrees: readers order lines differently if they are not
        upright.
        """
        with _pdfium_reads():
            page = self._document[number]
        page.set_rotation(rotation)
        return page


def _seen(text: Any, count: int, *, turned: bool) -> str:
    """The visible characters, line by line in the order of the content, each line from left to right on the paper.

    A line is a series of characters on one baseline, whatever their size: cards side by side have separate lines, and a
    broken address continues in the next line. PDFium may insert a short line into the middle of the one closely above
    it, which then continues after it, and may give a large line before a smaller one above it (`_downward`).
    """
    from pypdfium2 import raw

    characters = ["-" if _is_hyphen(text, index) else each for index, each in enumerate(_characters(text, count))]
    lines: list[tuple[float, list[tuple[float, int]]]] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for index, character in enumerate(characters):
        if not character.strip() or not raw.FPDFText_GetCharOrigin(text, index, x, y):
            continue
        line = next((each for at, each in lines[:-3:-1] if abs(y.value - at) <= _LINE), None)
        if line is None:
            line = []
            lines.append((y.value, line))
        line.append((-x.value if turned else x.value, index))
    down = [(-at if turned else at, sorted(line)) for at, line in lines]
    return "\n".join("".join(characters[index] for _, index in line) for _, line in _downward(down))


_Line = tuple[float, list[tuple[float, int]]]
"""The height of a line on the paper, and the places of its characters, from left to right."""

_MOST_MOVES = 8
"""Lines that one line may be moved past: a statement of a poster has fewer."""


def _downward(lines: list[_Line]) -> list[_Line]:
    """The lines with each that is above the one before it, and below the one before that, moved up to its place."""
    found: list[_Line] = []
    for line in lines:
        place = len(found)
        while place >= 2 and len(found) - place < _MOST_MOVES and _is_between(line, found[place - 2], found[place - 1]):
            place -= 1
        found.insert(place, line)
    return found


def _is_between(line: _Line, above: _Line, below: _Line) -> bool:
    """Whether a line is between two others and in their column."""
    return above[0] > line[0] > below[0] and all(
        line[1][0][0] <= other[1][-1][0] and other[1][0][0] <= line[1][-1][0] for other in (above, below)
    )


_LINE = 0.5
"""Points: another baseline is farther away than that."""


def _with_hyphens(text: Any, count: int, copied: str) -> str:
    """The text with its hyphens at the ends of lines, for which PDFium gives U+FFFE or U+0002."""
    from pypdfium2 import raw

    units = bytearray(copied.encode("utf-16-le"))
    for index in range(count):
        if _is_hyphen(text, index):
            place = 2 * raw.FPDFText_GetTextIndexFromCharIndex(text, index)
            if bytes(units[place : place + 2]) in (b"\xfe\xff", b"\x02\x00"):
                units[place : place + 2] = b"-\0"
    return units.decode("utf-16-le", "replace")


def _is_hyphen(text: Any, index: int) -> bool:
    """Whether PDFium takes a character for a hyphen at the end of a line, and so gives it no meaning."""
    from pypdfium2 import raw

    found: int = raw.FPDFText_IsHyphen(text, index)
    return found == 1


def _characters(text: Any, count: int) -> list[str]:
    """What `get_text_range` gives for each character, read at once instead of with a buffer and a decoder for each.

    Some characters are not part of the text; PDFium gives the places of the others in it in units of 16 bits.
    """
    from pypdfium2 import raw

    places = [raw.FPDFText_GetTextIndexFromCharIndex(text, index) for index in range(count)]
    inside = [index for index, place in enumerate(places) if place >= 0]
    if not inside:
        return [""] * count
    first, length = inside[0], inside[-1] - inside[0] + 1
    buffer = (ctypes.c_ushort * (length + 1))()
    units = buffer[: raw.FPDFText_GetText(text, first, length, buffer) - 1]
    if len(units) != places[inside[-1]] - places[first] + 1:  # it drops characters beyond 16 bits
        return [text.get_text_range(index, 1) for index in range(count)]
    characters = [""] * count
    for index in inside:
        characters[index] = _character(units[places[index] - places[first]])
    return characters


def _character(unit: int) -> str:
    """A unit of UTF-16 as a character; nothing for the half of one."""
    return "" if 0xD800 <= unit <= 0xDFFF else chr(unit)


def _broken(text: Any, count: int, copied: str) -> int:
    """The characters without a meaning: those that PDFium reports, and codes that are not characters."""
    from pypdfium2 import raw

    unmapped: int = sum(raw.FPDFText_HasUnicodeMapError(text, index) == 1 for index in range(count))
    return unmapped + sum(_is_broken(character) for character in copied)


def _is_broken(character: str) -> bool:
    is_control = character < " " and character not in "\t\r\n"
    return is_control or character in "\ufffd\ufffe\uffff" or "\ue000" <= character <= "\uf8ff"
