"""The resources that content refers to by name: fonts, QR symbols and pictures (ISO 32000-1, 7.8.3)."""

from __future__ import annotations

from collections.abc import Mapping

from reportlab.pdfbase.pdfdoc import PDFDictionary

from cards.draw.fonts import DocumentFont
from cards.draw.inks import Inks
from cards.draw.objects import Document, number, pdf_name
from cards.draw.outlines import Modules, symbol_path
from cards.measures import Size
from cards.read.pictograms import GRID, steps
from cards.read.pictures import Picture
from cards.read.typefaces import Typeface

_Image = Modules | Picture | str


class Resources:
    """Gives names in order of first use, and records which of them each content uses. All are in the same `inks`."""

    def __init__(self, inks: Inks = Inks.RGB) -> None:
        self.inks = inks
        self._fonts: dict[Typeface, DocumentFont] = {}
        self._images: dict[_Image, str] = {}
        self._used: set[str] = set()

    def copy(self) -> Resources:
        """The names given so far, to which another document may add."""
        other = Resources(self.inks)
        other._fonts = {typeface: font.copy() for typeface, font in self._fonts.items()}
        other._images = self._images.copy()
        return other

    def font(self, typeface: Typeface) -> DocumentFont:
        """The font of a face, which knows its name."""
        font = self._fonts.get(typeface)
        if font is None:
            font = self._fonts[typeface] = DocumentFont(typeface, f"F{len(self._fonts) + 1}")
        self._used.add(font.resource)
        return font

    def image(self, image: _Image) -> str:
        """The name of a QR symbol, a picture, or a pictogram, which is given by its own name."""
        name = self._images.setdefault(image, f"X{len(self._images) + 1}")
        self._used.add(name)
        return name

    def take_used(self) -> frozenset[str]:
        """The names used since the last call."""
        used, self._used = frozenset(self._used), set()
        return used

    def write(self, document: Document) -> Written:
        """Writes every named object; call it when all content is drawn."""
        fonts = {font.resource: document.add(font.add_to(document)) for font in self._fonts.values()}
        images = {name: _image(document, image, self.inks) for image, name in self._images.items()}
        return Written(document, fonts, images)


class Written:
    """The objects behind the names. A dictionary has what its content uses: readers open every font that is named."""

    def __init__(self, document: Document, fonts: Mapping[str, object], images: Mapping[str, object]) -> None:
        self._document = document
        self._fonts = fonts
        self._images = images
        self._shared: dict[frozenset[str], object] = {}

    def dictionary(self, used: frozenset[str], **forms: object) -> PDFDictionary:
        """The resource dictionary of a content that uses those names and paints those forms."""
        fonts = used.intersection(self._fonts)
        if fonts not in self._shared:
            named = {name: self._fonts[name] for name in fonts}
            self._shared[fonts] = self._document.add(PDFDictionary(named))
        images = {name: self._images[name] for name in used if name in self._images}
        entries = {"Font": self._shared[fonts]} if fonts else {}
        return PDFDictionary({**entries, "XObject": PDFDictionary({**images, **forms})} if images or forms else entries)

    def form(self, size: Size, content: bytes, used: frozenset[str]) -> object:
        """A form of that size, in points, whose content uses those names."""
        box = f"[ 0 0 {number(size.width)} {number(size.height)} ]"
        return _form(self._document, content, box, self.dictionary(used))


def _image(document: Document, image: _Image, inks: Inks) -> object:
    """A QR symbol as a form in modules, y down, with room for the smoothing of its edge; a picture as its pixels. A
    pictogram is a form on its own grid, y down, in the color that is set where it is painted.

    They are separate forms because both drawings of a face, and the cards of every language, share them.
    """
    if isinstance(image, str):
        return _square(document, _path(image), -1, GRID + 1)
    if isinstance(image, Picture):
        return document.stream(
            inks.pixels(image),
            Type=pdf_name("XObject"),
            Subtype=pdf_name("Image"),
            Width=image.width,
            Height=image.height,
            BitsPerComponent=8,
            ColorSpace=pdf_name(inks.value),
        )
    return _square(document, symbol_path(image), -1, len(image) + 1)


def _path(pictogram: str) -> str:
    return "\n".join(" ".join((*map(number, places), letter)) for letter, places in steps(pictogram))


def _square(document: Document, path: str, low: int, high: int) -> object:
    """A form of one path, filled by the even-odd rule, in a square from `low` to `high`."""
    return _form(document, f"{path}\nf*".encode("ascii"), f"[ {low} {low} {high} {high} ]", "<< >>")


def _form(document: Document, content: bytes, box: str, resources: object) -> object:
    return document.stream(content, Type=pdf_name("XObject"), Subtype=pdf_name("Form"), BBox=box, Resources=resources)
