"""Sheets and pages as the bytes of a PDF: archivable (PDF/A-2b, ISO 19005-2) and accessible (PDF/UA-1, ISO 14289-1).

On a sheet each face is one form, placed on every slot. A form that is painted several times cannot be tagged in only
one place (ISO 32000-1, 14.7.4.3), so the first card of a job is drawn once more, tagged, in the page itself: a screen
reader reads the card once, and everything else is an artifact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFObjectReference

from cards.draw.content import FORMS, FaceContent, face_content, placed_content, sheet_content
from cards.draw.metadata import PRODUCER, add_metadata
from cards.draw.objects import Document, number, pdf_name, text_string
from cards.draw.resources import Resources, Written
from cards.draw.structure import StructureTree
from cards.impose.sheet import Placement, Sheet
from cards.measures import Rect, Size
from cards.read.stocks import Flip
from cards.typeset.marks import Colour, Face, FaceMark, TextMark

_DUPLEX = {Flip.LONG_EDGE: "DuplexFlipLongEdge", Flip.SHORT_EDGE: "DuplexFlipShortEdge"}


@dataclass(frozen=True, slots=True)
class Part:
    """A job's share of a file: its sheet sides in printing order, the faces on them, and its bookmark's title."""

    sheets: Sequence[Sheet]
    faces: Mapping[str, Face]
    title: str


def draw_pdf(sheets: Sequence[Sheet], faces: Mapping[str, Face], flip: Flip | None, title: str) -> bytes:
    """The PDF of those sheet sides, to print on both sides of the paper, flipped on that edge, or on one side (None).

    `faces` has the face of each side of a card that is on a sheet. Same arguments, same bytes.
    """
    file = _File()
    _Sheets(file, list(faces.values())).add(sheets, faces)
    languages = [language for face in faces.values() for language in _languages(face)]
    return file.finished(title, languages, _printed(flip))


def draw_combined(parts: Sequence[Part], flip: Flip | None, title: str) -> bytes:
    """The PDF of one or more jobs, one after the other, with a bookmark for each. Same arguments, same bytes.

    The jobs share the subset of each font, faces that are the same, and the content of sheets that are alike.
    """
    file = _File()
    sheets = _Sheets(file, [part.faces[side] for side in FORMS for part in parts if side in part.faces])
    firsts = []
    for part in parts:
        file.structure.begin_part(part.title)
        firsts.append(len(file.pages))
        sheets.add(part.sheets, part.faces)
    languages = dict.fromkeys(next(iter(part.faces.values())).language for part in parts)
    bookmarks = _bookmarks(file.document, [part.title for part in parts], [file.pages[first] for first in firsts])
    entries = {**_printed(flip), "Outlines": bookmarks, "PageMode": pdf_name("UseOutlines")}
    first = languages if len(languages) == 1 else ()
    officers = dict.fromkeys(part.faces["officer"].language for part in parts if "officer" in part.faces)
    return file.finished(title, [*first, *officers, "en", *languages], entries)


def draw_pages(pages: Sequence[Face], title: str) -> bytes:
    """A PDF with a page for each face, for reading and proofing. Same arguments, same bytes."""
    file = _File()
    resources = Resources()
    contents = [face_content(page, resources) for page in pages]
    written = resources.write(file.document)
    for face, content in zip(pages, contents, strict=True):
        stream = file.document.stream(content.tagged_from(0))
        placement = Placement(Rect(0, 0, face.size.width, face.size.height))
        file.add_page(face.size, stream, written.dictionary(content.used), [(face, placement)])
    preferences = PDFDictionary({"PrintScaling": pdf_name("None"), "DisplayDocTitle": "true"})
    languages = [language for page in pages for language in _languages(page)]
    return file.finished(title, languages, {"ViewerPreferences": preferences})


class _File:
    """A document under construction, with its page tree and its structure tree."""

    def __init__(self) -> None:
        self.document = Document()
        self.structure = StructureTree(self.document)
        self.pages: list[PDFObjectReference] = []
        self._tree = PDFDictionary({"Type": pdf_name("Pages")})
        self._root = self.document.add(self._tree)

    def add_page(
        self, size: Size, contents: object, resources: object, tagged: Sequence[tuple[Face, Placement]] = ()
    ) -> None:
        """A page; `tagged` are the faces that its contents tag, in order, with their places."""
        page = PDFDictionary({
            "Type": pdf_name("Page"),
            "Parent": self._root,
            "MediaBox": f"[ 0 0 {number(size.width)} {number(size.height)} ]",
            "Contents": contents,
            "Resources": resources,
        })  # fmt: skip
        self.pages.append(self.document.add(page))
        self.structure.add_sides(tagged, page, self.pages[-1])

    def finished(self, title: str, languages: Sequence[str], entries: Mapping[str, object]) -> bytes:
        """The file. The first language is that of the document as a whole."""
        self._tree["Count"] = len(self.pages)
        self._tree["Kids"] = PDFArray(self.pages)
        catalog = PDFDictionary({
            "Type": pdf_name("Catalog"),
            "Pages": self._root,
            "Lang": text_string(languages[0]),
            "StructTreeRoot": self.structure.finished(),
            **add_metadata(self.document, title, dict.fromkeys(languages)),
            **entries,
        })  # fmt: skip
        info = PDFDictionary({"Title": text_string(title), "Producer": text_string(PRODUCER)})
        return self.document.finished(catalog, info)


class _Sheets:
    """Adds the sheets of one or more jobs. All full sheets of a side share one content stream."""

    def __init__(self, file: _File, faces: Sequence[Face]) -> None:
        """`faces` are those of all jobs, the one that most files have last."""
        self._file = file
        *others, last = dict.fromkeys(faces)
        content, begun = _drawn_first(last)
        resources = begun.copy()
        self._contents = {face: face_content(face, resources) for face in others}
        self._contents[last] = content
        self._written: Written = resources.write(file.document)
        self._forms: dict[Face, object] = {}
        self._streams: dict[tuple[Sheet, tuple[Placement, ...], Colour | None], PDFObjectReference] = {}
        self._tagged: dict[tuple[Face, Placement, int], PDFObjectReference] = {}

    def add(self, sheets: Sequence[Sheet], faces: Mapping[str, Face]) -> None:
        """The sheets of a job; the first card is tagged on either side."""
        begun: set[str] = set()
        for sheet in sheets:
            sides = list(dict.fromkeys(placement.side for placement in sheet.placements))
            first = [
                next(each for each in sheet.placements if each.side == side) for side in sides if side not in begun
            ]
            begun.update(sides)
            self._page(sheet, faces, first)

    def _page(self, sheet: Sheet, faces: Mapping[str, Face], first: Sequence[Placement]) -> None:
        """A page on which the cards in the places `first` are tagged."""
        others = tuple(placement for placement in sheet.placements if placement not in first)
        drawn = [self._stream(sheet, others, faces)]
        used: set[str] = set()
        mcid = 0
        for placement in first:
            face = faces[placement.side]
            content = self._contents[face]
            drawn.append(self._tagged_stream(face, placement, mcid))
            used |= content.used
            mcid += content.mcids
        forms = {FORMS[each.side]: self._form(faces[each.side]) for each in others}
        resources = self._written.dictionary(frozenset(used), **forms)
        contents = PDFArray(drawn) if first else drawn[0]
        self._file.add_page(sheet.paper, contents, resources, [(faces[each.side], each) for each in first])

    def _tagged_stream(self, face: Face, placement: Placement, mcid: int) -> PDFObjectReference:
        """The drawing of a card as real content, with identifiers from `mcid`."""
        key = face, placement, mcid
        if key not in self._tagged:
            content = self._contents[face].tagged_from(mcid)
            self._tagged[key] = self._file.document.stream(placed_content(content, placement))
        return self._tagged[key]

    def _stream(self, sheet: Sheet, placements: tuple[Placement, ...], faces: Mapping[str, Face]) -> PDFObjectReference:
        key = sheet, placements, faces[sheet.placements[0].side].ground
        if key not in self._streams:
            self._streams[key] = self._file.document.stream(sheet_content(*key))
        return self._streams[key]

    def _form(self, face: Face) -> object:
        if face not in self._forms:
            content = self._contents[face]
            self._forms[face] = self._written.form(face.size, content.plain, content.used)
        return self._forms[face]


@lru_cache(maxsize=64)
def _drawn_first(face: Face) -> tuple[FaceContent, Resources]:
    """A face drawn before any other, and the names given: the officer's side is the same for every language."""
    resources = Resources()
    return face_content(face, resources), resources


def _languages(face: Face) -> Iterator[str]:
    """The language of a face, and those of the texts and the faces on it."""
    yield face.language
    for mark in face.marks:
        if isinstance(mark, FaceMark):
            yield from _languages(mark.face)
        elif isinstance(mark, TextMark):
            yield mark.language


def _printed(flip: Flip | None) -> dict[str, object]:
    """The viewer preferences of the catalog for sheets to print: at true size, on both sides or one."""
    preferences = PDFDictionary({
        "PrintScaling": pdf_name("None"),
        "Duplex": pdf_name(_DUPLEX[flip] if flip else "Simplex"),
        "PickTrayByPDFSize": "true",
        "DisplayDocTitle": "true",
    })  # fmt: skip
    return {"ViewerPreferences": preferences}


def _bookmarks(document: Document, titles: Sequence[str], pages: Sequence[object]) -> object:
    """The outline of a file: one level of titles, each of which shows its page (ISO 32000-1, 12.3.3)."""
    outlines = PDFDictionary({"Type": pdf_name("Outlines"), "Count": len(titles)})
    reference = document.add(outlines)
    items = [
        PDFDictionary({"Title": text_string(title), "Parent": reference, "Dest": PDFArray([page, pdf_name("Fit")])})
        for title, page in zip(titles, pages, strict=True)
    ]
    references = [document.add(item) for item in items]
    for item, following in zip(items, references[1:], strict=False):
        item["Next"] = following
    for item, before in zip(items[1:], references, strict=False):
        item["Prev"] = before
    outlines["First"], outlines["Last"] = references[0], references[-1]
    return reference
