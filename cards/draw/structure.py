"""The structure of a document for screen readers (ISO 32000-1, 14.7 and 14.8; ISO 14289-1).

    Document
      Sect                      a side, in its language
        H1                      its heading
        L > LI > Lbl, LBody     its statements; without Lbl where pictograms are in the place of numerals
        LBody > Span            the stretches of one with phrases that are said in English, each in its language
        P                       each line of its foot; numbers and addresses in it are a Link
        P > Link > Figure       its QR code

A face's marks are in reading order; this module gives them their places in the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObjectReference

from cards.draw.fonts import is_right_to_left
from cards.draw.objects import Document, box, pdf_name, text_string
from cards.impose.sheet import Placement
from cards.measures import Rect
from cards.typeset.marks import Face, FaceMark, GlyphRun, Mark, PictureMark, Role, SymbolMark, TextMark
from cards.typeset.text import harfbuzz

_LEVELS = {Role.HEADING: 0, Role.SECTION: 1}
"""How many levels a heading is below that of its side."""

_LIST = " /A << /O /List /ListNumbering /Decimal >>"
_UNNUMBERED = " /A << /O /List /ListNumbering /None >>"
_COLUMN = " /A << /O /Table /Scope /Column >>"

_ALTERNATIVES = "en"
"""The language of alternative texts: English, like the small print."""

_PRINTED = 4
"""Annotation flag 3, print, and none of those that hide: ISO 19005-2, 6.3.2."""

_STEERING = re.compile("[\u061c\u200e\u200f\u2066-\u2069]")
"""Direction marks, which are not read aloud."""


def is_content(mark: Mark) -> bool:
    """Whether a mark says something; the others are artifacts (ISO 32000-1, 14.8.2.2)."""
    if isinstance(mark, TextMark):
        return mark.role not in (Role.ARTIFACT, Role.PAGE_FOOT)
    return isinstance(mark, SymbolMark | PictureMark)


def content_types(face: Face) -> list[str]:
    """The type of the element that each mark with content is in, in their order: what its MCID counts."""
    return [element.type for element in _elements_of(face) if element.mcid is not None]


def contents_of(mark: TextMark) -> Iterator[tuple[GlyphRun, ...]]:
    """The runs of a text in the parts that are marked content of their own: its stretches in one language."""
    if not mark.stretches:
        yield mark.runs
    start = 0
    for stretch in mark.stretches:
        yield mark.runs[start : start + stretch.runs]
        start += stretch.runs


@dataclass(frozen=True, slots=True)
class _Link:
    """A link: its target, its text, and its place on the face."""

    target: str
    text: str
    rect: Rect


@dataclass(slots=True)
class _Element:
    """A structure element: its parent and children by their places in the list of all, and what it holds itself.

    `entries` are those of its dictionary that are the same wherever the face is placed; `box` is that of a figure.
    """

    type: str
    parent: int
    entries: str = ""
    children: list[int] = field(default_factory=list)
    mcid: int | None = None
    box: Rect | None = None
    link: _Link | None = None


@lru_cache(maxsize=64)
def _elements_of(face: Face) -> tuple[_Element, ...]:
    """The elements of a face, its own first; cached, because every language has the same officer's side."""
    outline = _Outline()
    outline.side(face, parent=-1, level=1, x=0.0, y=0.0)
    return tuple(outline.elements)


class _Outline:
    """Builds the elements of a face mark by mark."""

    def __init__(self) -> None:
        self.elements: list[_Element] = []
        self._mcids = 0
        self._list: int | None = None
        self._item: int | None = None
        self._table: int | None = None

    def side(self, face: Face, parent: int, level: int, x: float, y: float) -> None:
        """A face with its lower left corner at that place; its heading has that level."""
        section = self._add("Sect", parent, f" /Lang {text_string(face.language)}")
        for mark in face.marks:
            if isinstance(mark, FaceMark):
                self._end_group()
                self.side(mark.face, section, level + 1, x + mark.x, y + mark.y)
            elif isinstance(mark, TextMark) and is_content(mark):
                self._text(mark, section, level, face.language, x, y)
            elif isinstance(mark, SymbolMark | PictureMark):
                self._end_group()
                self._figure(mark, section, x, y)
        self._end_group()

    def _text(self, mark: TextMark, section: int, level: int, language: str, x: float, y: float) -> None:
        """A text on a side of that language."""
        if mark.role is Role.NUMERAL:
            self._words("Lbl", self._begin_item(section, _LIST), mark, language)
        elif mark.role is Role.STATEMENT:
            self._statement(section, mark, language)
        elif mark.role in (Role.COLUMN, Role.CELL):
            self._cell(mark, section, language)
        elif mark.target:
            self._end_group()
            link = self._content("Link", self._add("P", section), _entries(mark.text, mark.language, language))
            link.link = _Link(mark.target, _bare(mark.text), _moved(_around(mark), x, y))
        else:
            self._end_group()
            kind = f"H{level + _LEVELS[mark.role]}" if mark.role in _LEVELS else "P"
            self._words(kind, section, mark, language)

    def _statement(self, section: int, mark: TextMark, language: str) -> None:
        """The body of an item, which has no label if a pictogram is in its place."""
        item = self._begin_item(section, _UNNUMBERED) if self._item is None else self._item
        self._words("LBody", item, mark, language)
        self._item = None

    def _begin_item(self, section: int, kind: str) -> int:
        """An item, which begins a list of that kind unless one is open."""
        if self._list is None:
            self._end_group()
            self._list = self._add("L", section, kind)
        self._item = self._add("LI", self._list)
        return self._item

    def _cell(self, mark: TextMark, section: int, language: str) -> None:
        """A cell in its column, which begins a table unless one is open; empty cells before it get an element each."""
        if self._table is None:
            self._end_group()
            self._table = self._add("Table", section)
        rows = self.elements[self._table].children
        if not rows or mark.column < len(self.elements[rows[-1]].children):
            self._add("TR", self._table)
        self._fill(rows[-1], mark.column)
        is_title = mark.role is Role.COLUMN
        self._words("TH" if is_title else "TD", rows[-1], mark, language, _COLUMN if is_title else "")

    def _words(self, kind: str, parent: int, mark: TextMark, language: str, more: str = "") -> None:
        """An element with a text, and with a Span for each of its stretches if it has any."""
        if not mark.stretches:
            self._content(kind, parent, _entries(mark.text, mark.language, language) + more)
            return
        whole = self._add(kind, parent, _language(mark.text, mark.language, language) + more)
        for stretch in mark.stretches:
            self._content("Span", whole, _entries(stretch.text, stretch.language, mark.language))

    def _fill(self, row: int, columns: int) -> None:
        while len(self.elements[row].children) < columns:
            self._add("TD", row)

    def _end_group(self) -> None:
        """Ends the open list or table, with all rows as long as the longest (ISO 14289-1, 7.5)."""
        if self._table is not None:
            rows = self.elements[self._table].children
            columns = max(len(self.elements[row].children) for row in rows)
            for row in rows:
                self._fill(row, columns)
        self._list = self._item = self._table = None

    def _figure(self, mark: SymbolMark | PictureMark, section: int, x: float, y: float) -> None:
        parent = self._add("P", section)
        rect = _moved(mark.rect, x, y)
        entries = f" /Alt {text_string(mark.alternative)} /Lang {text_string(_ALTERNATIVES)}"
        if isinstance(mark, SymbolMark):
            # Both have /Alt: a graphic has to be a Figure with one of its own (ISO 14289-1, 7.3), and a Link without
            # text has no name but its /Alt, which is read instead of what is in it (WCAG technique PDF13).
            parent = self._add("Link", parent, entries)
            self.elements[parent].link = _Link(mark.content, mark.alternative, rect)
        self._content("Figure", parent, entries).box = rect

    def _content(self, kind: str, parent: int, entries: str = "") -> _Element:
        """An element that holds the content of the next mark."""
        leaf = self.elements[self._add(kind, parent, entries)]
        leaf.mcid = self._mcids
        self._mcids += 1
        return leaf

    def _add(self, kind: str, parent: int, entries: str = "") -> int:
        place = len(self.elements)
        self.elements.append(_Element(kind, parent, entries))
        if parent >= 0:
            self.elements[parent].children.append(place)
        return place


class StructureTree:
    """The structure tree of a document under construction, and the tree from content back to it (14.7.4.4)."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root = document.reserve(2)
        self._top = self._root + 1
        self._sides: list[int] = []
        self._parts: list[tuple[int, str, list[int]]] = []
        self._parents: list[str] = []

    def begin_part(self, title: str) -> None:
        """Begins a part with that title, to which the following sides belong."""
        self._parts.append((self._document.reserve(1), title, []))

    def add_sides(
        self, sides: Sequence[tuple[Face, Placement]], page: PDFDictionary, reference: PDFObjectReference
    ) -> None:
        """Adds the faces whose tagged content is at those places of a page, in order, with their links."""
        if not sides:
            return
        page_number = self._document.number_of(reference)
        held: list[int] = []
        annotations: list[int] = []
        for face, placement in sides:
            self._side(face, placement, page_number, held, annotations)
        page["StructParents"] = self._key(_references(held))
        if annotations:
            page["Annots"] = _references(annotations)
            page["Tabs"] = pdf_name("S")

    def _side(
        self, face: Face, placement: Placement, page_number: int, held: list[int], annotations: list[int]
    ) -> None:
        """The elements of a face; those that hold content, and its links, are added to the lists."""
        elements = _elements_of(face)
        first = self._document.reserve(len(elements))
        parent, siblings = (self._parts[-1][0], self._parts[-1][2]) if self._parts else (self._top, self._sides)
        siblings.append(first)
        for place, element in enumerate(elements, first):
            kids = [f"{first + child} 0 R" for child in element.children]
            entries = element.entries
            if element.mcid is not None:
                kids.append(str(len(held)))
                held.append(place)
                entries += f" /Pg {page_number} 0 R"
            if element.box is not None:
                entries += f" /A << /O /Layout /BBox {box(_placed(element.box, placement))} >>"
            if element.link is not None:
                annotation = self._annotation(element.link, placement, place)
                annotations.append(annotation)
                kids.append(f"<< /Type /OBJR /Pg {page_number} 0 R /Obj {annotation} 0 R >>")
            above = parent if element.parent < 0 else first + element.parent
            self._put(place, element.type, above, kids, entries)

    def finished(self) -> str:
        """Writes the rest of the tree; returns the reference to its root."""
        for place, title, sides in self._parts:
            self._put(place, "Part", self._top, _each(sides), f" /T {text_string(title)}")
        self._put(self._top, "Document", self._root, _each(self._sides or [part for part, _, _ in self._parts]))
        parents = " ".join(f"{key} {value}" for key, value in enumerate(self._parents))
        self._document.put(
            self._root,
            f"<< /Type /StructTreeRoot /K [ {self._top} 0 R ] /ParentTree << /Nums [ {parents} ] >> "
            f"/ParentTreeNextKey {len(self._parents)} >>",
        )
        return f"{self._root} 0 R"

    def _put(self, place: int, kind: str, parent: int, kids: Iterator[str] | list[str], entries: str = "") -> None:
        self._document.put(place, f"<< /S /{kind} /P {parent} 0 R /K [ {' '.join(kids)} ]{entries} >>")

    def _key(self, value: str) -> int:
        """The next key of the parent tree, for that value."""
        self._parents.append(value)
        return len(self._parents) - 1

    def _annotation(self, link: _Link, placement: Placement, element: int) -> int:
        """A link annotation (12.5.6.5), described for screen readers (ISO 14289-1, 7.18.5)."""
        place = self._document.reserve(1)
        key = self._key(f"{element} 0 R")
        self._document.put(
            place,
            f"<< /Type /Annot /Subtype /Link /Rect {box(_placed(link.rect, placement))} /Border [ 0 0 0 ] "
            f"/F {_PRINTED} /StructParent {key} /Contents {text_string(link.text)} "
            f"/A << /S /URI /URI {text_string(link.target)} >> >>",
        )
        return place


def _each(numbers: list[int]) -> Iterator[str]:
    return (f"{each} 0 R" for each in numbers)


def _references(numbers: list[int]) -> str:
    return f"[ {' '.join(_each(numbers))} ]"


def _entries(text: str, tag: str, around: str) -> str:
    """The entries of a text's element among others in the language `around`: its own language, if different, and its
    text in reading order.

    Right-to-left letters are drawn from left to right, as every PDF program expects, so screen readers get them in
    reading order (ISO 32000-1, 14.9.4).
    """
    entries = _language(text, tag, around)
    if not text.isascii() and any(map(is_right_to_left, text)):
        entries += f" /ActualText {text_string(_bare(text))}"
    return entries


def _language(text: str, tag: str, around: str) -> str:
    """The language of a text, if it is not the one `around`. Digits alone have none: they are read in that."""
    return f" /Lang {text_string(tag)}" if tag != around and any(map(str.isalpha, text)) else ""


def _bare(text: str) -> str:
    return _STEERING.sub("", text)


def _around(mark: TextMark) -> Rect:
    """The rectangle around a text, as high as its fonts."""
    boxes = []
    for run in mark.runs:
        metrics = harfbuzz.metrics(run.typeface)
        scale = run.size / metrics.upem
        width = sum(cluster.advance for cluster in run.clusters) * scale
        boxes.append((run.x, run.y + metrics.descender * scale, run.x + width, run.y + metrics.ascender * scale))
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return Rect(min(lefts), min(lows), max(rights) - min(lefts), max(highs) - min(lows))


def _moved(rect: Rect, x: float, y: float) -> Rect:
    return Rect(rect.x + x, rect.y + y, rect.width, rect.height)


def _placed(rect: Rect, placement: Placement) -> Rect:
    """A rectangle of a face where it lies on the paper."""
    slot = placement.slot
    if placement.turned:
        return Rect(slot.right - rect.right, slot.top - rect.top, rect.width, rect.height)
    return _moved(rect, slot.x, slot.y)
