"""Sheets as the bytes of a PDF: each face one form, placed on every slot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString

from cards.draw.content import face_content, sheet_content
from cards.draw.fonts import DocumentFont
from cards.draw.objects import Document, number, pdf_name, text_string
from cards.impose.sheet import Flip, Sheet
from cards.read.typefaces import Typeface
from cards.typeset.marks import Face

PRODUCER = "rights-cards"

_FORMS = {"bearer": "Bearer", "officer": "Officer"}
_DUPLEX = {Flip.LONG_EDGE: "DuplexFlipLongEdge", Flip.SHORT_EDGE: "DuplexFlipShortEdge"}


def draw_pdf(sheets: Sequence[Sheet], faces: Mapping[str, Face], flip: Flip, title: str) -> bytes:
    """The PDF of those sheet sides; `faces` has the face of each side. Same arguments, same bytes."""
    document = Document()
    *others, last = faces
    content, begun = _drawn_first(faces[last])
    fonts = _Fonts(begun)
    contents = {**{side: face_content(faces[side], fonts.font_of) for side in others}, last: content}
    resources = fonts.resources(document)
    forms = {
        side: document.stream(
            contents[side],
            Type=pdf_name("XObject"),
            Subtype=pdf_name("Form"),
            BBox=_box(faces[side].size.width, faces[side].size.height),
            Resources=resources,
        )
        for side in faces
    }
    pages = _pages(document, sheets, faces, forms)
    preferences = PDFDictionary({
        "PrintScaling": pdf_name("None"),
        "Duplex": pdf_name(_DUPLEX[flip]),
        "PickTrayByPDFSize": "true",
        "DisplayDocTitle": "true",
    })  # fmt: skip
    catalog = PDFDictionary({
        "Type": pdf_name("Catalog"),
        "Pages": pages,
        "Lang": PDFString(faces["bearer"].language),
        "ViewerPreferences": preferences,
    })  # fmt: skip
    info = PDFDictionary({"Title": text_string(title), "Producer": PDFString(PRODUCER)})
    return document.finished(catalog, info)


def draw_pages(pages: Sequence[Face], title: str) -> bytes:
    """A PDF with a page for each face, for reading and proofing. Same arguments, same bytes."""
    document = Document()
    fonts = _Fonts()
    contents = [document.stream(face_content(page, fonts.font_of)) for page in pages]
    resources = fonts.resources(document)
    parent = PDFDictionary({"Type": pdf_name("Pages"), "Count": len(pages)})
    reference = document.add(parent)
    parent["Kids"] = PDFArray([
        document.add(PDFDictionary({
            "Type": pdf_name("Page"),
            "Parent": reference,
            "MediaBox": _box(page.size.width, page.size.height),
            "Contents": content,
            "Resources": resources,
        }))
        for page, content in zip(pages, contents, strict=True)
    ])  # fmt: skip
    catalog = PDFDictionary({
        "Type": pdf_name("Catalog"),
        "Pages": reference,
        "Lang": PDFString(pages[0].language),
        "ViewerPreferences": PDFDictionary({"PrintScaling": pdf_name("None"), "DisplayDocTitle": "true"}),
    })  # fmt: skip
    info = PDFDictionary({"Title": text_string(title), "Producer": PDFString(PRODUCER)})
    return document.finished(catalog, info)


@lru_cache(maxsize=64)
def _drawn_first(face: Face) -> tuple[bytes, tuple[DocumentFont, ...]]:
    """A face's content, drawn before any other, and its fonts: the officer's side is the same for every language."""
    fonts = _Fonts()
    return face_content(face, fonts.font_of), fonts.begun()


class _Fonts:
    """The fonts of a document by face, in order of first use."""

    def __init__(self, begun: Iterable[DocumentFont] = ()) -> None:
        self._fonts = {font.typeface: font.copy() for font in begun}

    def font_of(self, typeface: Typeface) -> DocumentFont:
        font = self._fonts.get(typeface)
        if font is None:
            font = self._fonts[typeface] = DocumentFont(typeface, f"F{len(self._fonts) + 1}")
        return font

    def begun(self) -> tuple[DocumentFont, ...]:
        """The fonts so far."""
        return tuple(self._fonts.values())

    def resources(self, document: Document) -> object:
        """The resource dictionary with every font; call it when all content is drawn."""
        fonts = {font.resource: document.add(font.add_to(document)) for font in self._fonts.values()}
        return document.add(PDFDictionary({"Font": PDFDictionary(fonts)}))


def _pages(
    document: Document, sheets: Sequence[Sheet], faces: Mapping[str, Face], forms: Mapping[str, object]
) -> object:
    """The page tree. Full sheets of a side are all alike and share one content stream."""
    contents: dict[Sheet, object] = {}
    parent = PDFDictionary({"Type": pdf_name("Pages"), "Count": len(sheets)})
    reference = document.add(parent)
    kids = []
    for sheet in sheets:
        form = _FORMS[sheet.side]
        if sheet not in contents:
            contents[sheet] = document.stream(sheet_content(sheet, faces[sheet.side].ground, form))
        page = PDFDictionary({
            "Type": pdf_name("Page"),
            "Parent": reference,
            "MediaBox": _box(sheet.paper.width, sheet.paper.height),
            "Contents": contents[sheet],
            "Resources": PDFDictionary({"XObject": PDFDictionary({form: forms[sheet.side]})}),
        })  # fmt: skip
        kids.append(document.add(page))
    parent["Kids"] = PDFArray(kids)
    return reference


def _box(width: float, height: float) -> str:
    return f"[ 0 0 {number(width)} {number(height)} ]"
