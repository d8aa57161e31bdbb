"""Cards for a print shop: PDF/X-1a:2003 (ISO 15930-4), one side of a card on a page, in process inks.

That standard is PDF 1.4 without RGB, transparency, links or actions. The file has no tags: it is for machines, and the
same card for reading is the ordinary file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFObjectReference

from cards.draw.content import FORMS, face_content, sheet_content
from cards.draw.inks import Inks
from cards.draw.metadata import PRODUCER
from cards.draw.objects import Document, box, pdf_name, text_string
from cards.draw.resources import Resources
from cards.impose.sheet import Sheet
from cards.measures import Rect
from cards.typeset.marks import Face

_VERSION = "PDF/X-1a:2003"

_CONDITION = "CGATS TR 001"
_CONDITION_MEANS = "SWOP: publication printing in the USA"
_REGISTRY = "http://www.color.org"
"""The printing condition of the inks, by its name in the ICC's registry, so that it needs no profile."""

_MADE = "D:20031215000000+00'00'"
"""The standard requires dates of creation and change, but our files must not reveal when they were made.

So both are always the date on which the standard was published (ISO 15930-4:2003-12-15)."""


def draw_press(sheets: Sequence[Sheet], faces: Mapping[str, Face], title: str) -> bytes:
    """The PDF/X-1a of those sheets, each of which has a `trim`; `faces` has the face of each side that is on one.

    A page is as large as the card with its bleed. Same arguments, same bytes.
    """
    document = Document(for_press=True)
    resources = Resources(Inks.CMYK)
    contents = {side: face_content(face, resources) for side, face in faces.items()}
    written = resources.write(document)
    forms = {side: written.form(faces[side].size, content.plain, content.used) for side, content in contents.items()}
    tree = PDFDictionary({"Type": pdf_name("Pages"), "Count": len(sheets)})
    root = document.add(tree)
    pages: list[PDFObjectReference] = []
    for sheet in sheets:
        ground = faces[sheet.placements[0].side].ground
        named = {FORMS[each.side]: forms[each.side] for each in sheet.placements}
        page = PDFDictionary({
            "Type": pdf_name("Page"),
            "Parent": root,
            **_boxes(sheet),
            "Contents": document.stream(sheet_content(sheet, sheet.placements, ground, Inks.CMYK)),
            "Resources": written.dictionary(frozenset(), **named),
        })  # fmt: skip
        pages.append(document.add(page))
    tree["Kids"] = PDFArray(pages)
    language = next(iter(faces.values())).language
    return document.finished(_catalog(root, language), _info(title))


def _boxes(sheet: Sheet) -> dict[str, str]:
    """The whole page, which is the bleed, and the card on it."""
    assert sheet.trim is not None
    whole = box(Rect(0, 0, sheet.paper.width, sheet.paper.height))
    return {"MediaBox": whole, "BleedBox": whole, "TrimBox": box(sheet.trim)}


def _catalog(pages: PDFObjectReference, language: str) -> PDFDictionary:
    intent = PDFDictionary({
        "Type": pdf_name("OutputIntent"),
        "S": pdf_name("GTS_PDFX"),
        "OutputConditionIdentifier": text_string(_CONDITION),
        "OutputCondition": text_string(_CONDITION_MEANS),
        "RegistryName": text_string(_REGISTRY),
        "Info": text_string(f"{_CONDITION}, {_CONDITION_MEANS}"),
    })  # fmt: skip
    return PDFDictionary({
        "Type": pdf_name("Catalog"),
        "Pages": pages,
        "Lang": text_string(language),
        "OutputIntents": PDFArray([intent]),
    })  # fmt: skip


def _info(title: str) -> PDFDictionary:
    return PDFDictionary({
        "Title": text_string(title),
        "Creator": text_string(PRODUCER),
        "Producer": text_string(PRODUCER),
        "CreationDate": text_string(_MADE),
        "ModDate": text_string(_MADE),
        "GTS_PDFXVersion": text_string(_VERSION),
        "Trapped": pdf_name("False"),
    })  # fmt: skip
