"""The cover sheet of a pack: a page or more for the volunteer at the copier. Lengths are in points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor

from cards.errors import DoesNotFit
from cards.merge.card_text import Block
from cards.merge.cover_text import (
    CoverRow,
    CoverText,
    all_in_one,
    counted,
    draft_note,
    leads_to,
    totals,
    when_and_where,
)
from cards.merge.how_to_print import Way, ways
from cards.merge.markup import Span, isolated
from cards.read.typefaces import Family
from cards.typeset.canvas import Canvas
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.page.columns import breakable, shared
from cards.typeset.text.paragraph import Paragraph, breadth, fill, measure

MARGIN = 36.0
TITLE, FIGURE, HEADING, LEAD, BODY, CELL, SMALL = 24.0, 22.0, 12.0, 11.5, 9.5, 8.2, 7.5
"""Type sizes: the title, the totals, headings of sections, the line under the title, text, tables, labels."""

ASCENT, DESCENT = 0.74, 0.24
"""The space of every line above and below its baseline, in ems, so that all lines of Latin letters are equally high."""

RULE, HAIRLINE, FRAME = 0.9, 0.4, 1.2
PADDING = 12.0
GUTTER = 22.0
DISC = 16.0
FOOT = 22.0

COLUMN_GAP = 8.0
ROW_GAP = 3.6
"""The padding above and below the letters in a table row."""

FILES = ("File", "Language", "Own name", "Script", "Cards", "Sheets", "Stock", "State")
NUMBERS = (4, 5)
"""The columns of numbers in the table of files, which are right-aligned."""

LINES = ("Number", "Who answers", "Languages", "Hours", "Confirmed")


def cover_pages(cover: CoverText, families: Mapping[str, tuple[Family, ...]]) -> tuple[Face, ...]:
    """The pages. `families` are the fonts of each language, including English, by tag.

    Raises DoesNotFit for a character without a glyph, or for text that is taller than a page.
    """
    pages = _Pages(cover, families)
    pages.banner()
    pages.totals()
    pages.draft_note()
    for way in ways(cover):
        pages.steps(way)
    pages.hotlines()
    pages.files()
    pages.warnings()
    return pages.finished()


@dataclass(frozen=True, slots=True)
class _Set:
    """A paragraph in lines, at a size in points."""

    paragraph: Paragraph
    lines: list[tuple[int, int]]
    size: float

    @property
    def ascent(self) -> float:
        return max(self.paragraph.ascent, ASCENT) * self.size

    @property
    def leading(self) -> float:
        """The distance between baselines; words of other scripts in an English line may need more than English."""
        paragraph = self.paragraph
        return max(paragraph.block.language.leading, paragraph.ascent + paragraph.descent) * self.size

    @property
    def height(self) -> float:
        inked = self.ascent + max(self.paragraph.descent, DESCENT) * self.size
        return inked + max(0, len(self.lines) - 1) * self.leading

    def fitting(self, room: float) -> int:
        """The number of its lines that fit, at least one."""
        return max(1, 1 + floor((room - replace(self, lines=[]).height) / self.leading))

    @property
    def width(self) -> float:
        return max((breadth(self.paragraph, *line) for line in self.lines), default=0.0) * self.size


class _Pages:
    """Fills pages from the top; a section that does not fit continues on the next page, under its heading."""

    def __init__(self, cover: CoverText, families: Mapping[str, tuple[Family, ...]]) -> None:
        self.cover = cover
        self.families = families
        every = dict.fromkeys(family for each in families.values() for family in each)
        self.english = tuple(dict.fromkeys((*families[cover.english.tag], *every)))
        self.width = cover.paper.width - 2 * MARGIN
        self.bottom = cover.paper.height - MARGIN - FOOT
        self.section = ""
        self.columns: list[tuple[float, float, bool]] = []
        self.head: list[_Set] = []
        self.canvases: list[Canvas] = []
        self._turn()

    def _turn(self) -> None:
        """Starts a page, under the heading of a section that continues on it, if any."""
        self.canvas = Canvas(self.cover.paper, rtl=False)
        self.canvases.append(self.canvas)
        self.top = MARGIN
        if self.section:
            self._heading(f"{self.section}, continued")
            self._table_head()

    def _room(self, height: float) -> None:
        """Starts a new page unless that height fits."""
        if self.top + height > self.bottom:
            self._turn()
            if self.top + height > self.bottom:
                raise DoesNotFit("A text on the cover sheet is taller than its page.", "Shorten names and title.")

    def _set(self, block: Block, size: float, width: float) -> _Set:
        """The block in lines of that width; a wider word is broken anywhere."""
        own = block.language.tag != self.cover.english.tag
        paragraph = measure(block, self.families[block.language.tag] if own else self.english)
        lines = fill(paragraph, size, width) or fill(breakable(paragraph), size, width) or []
        return _Set(paragraph, lines, size)

    def _english(self, text: str, size: float, width: float = 0.0, *, bold: bool = False, of: str = "cover") -> _Set:
        return self._set(Block(of, self.cover.english, (Span(text, bold),)), size, width or self.width)

    def _put(
        self,
        made: _Set,
        start: float,
        top: float,
        colour: Colour = Colour.BLACK,
        role: Role = Role.PARAGRAPH,
        column: int = 0,
    ) -> None:
        """Draws lines, the first of them right under `top`."""
        if not made.lines:
            return
        baselines = [top + made.ascent + number * made.leading for number in range(len(made.lines))]
        self.canvas.text(role, made.paragraph, made.lines, made.size, start, baselines, colour, column=column)

    def _heading(self, text: str) -> None:
        """A heading on a red rule, as on the cards."""
        made = self._english(text, HEADING, bold=True)
        self._put(made, MARGIN, self.top, role=Role.SECTION)
        self.top += made.height + 1
        self.canvas.panel(MARGIN, self.top, self.width, RULE, 0, Colour.RED)
        self.top += RULE + 6

    def _begin(self, section: str, height: float) -> None:
        """Starts a section, on this page if its heading and that height fit."""
        self.section, self.head = "", []
        self.top += 14
        self._room(HEADING * (ASCENT + DESCENT) + RULE + 7 + height)
        self._heading(section)
        self.section = section

    def banner(self) -> None:
        """Title, date and place, and organization, on red."""
        cover, inner = self.cover, self.width - 2 * PADDING - 4
        title = self._english(cover.title, TITLE, inner, bold=True)
        if len(title.lines) > 1:
            title = self._english(cover.title, TITLE * 0.75, inner, bold=True)
        below = [
            self._english(text, LEAD, inner, of=name)
            for name, text in (("cover", when_and_where(cover)), ("org", cover.org))
            if text
        ]
        height = title.height + sum(made.height + 4 for made in below) + 2 * PADDING
        self._room(height)
        self.canvas.panel(MARGIN, self.top, self.width, height, 6, Colour.RED)
        top = self.top + PADDING
        for made in (title, *below):
            role = Role.HEADING if made is title else Role.PARAGRAPH
            self._put(made, MARGIN + PADDING + 2, top, Colour.WHITE, role)
            top += made.height + 4
        self.top += height + 12

    def totals(self) -> None:
        """The amounts to print, in large figures."""
        parts = [text.split(" ", 1) for text in totals(self.cover)]
        share = self.width / len(parts)
        for place, (figure, what) in enumerate(parts):
            start = MARGIN + place * share
            number, label = self._english(figure, FIGURE, share, bold=True), self._english(what, SMALL, share)
            if place:
                self.canvas.panel(start, self.top + 1, HAIRLINE, number.height + label.height, 0, Colour.GREY)
            indent = 14 if place else 0
            self._put(number, start + indent, self.top)
            self._put(label, start + indent, self.top + number.height + 1, Colour.GREY)
        self.top += number.height + label.height + 12

    def draft_note(self) -> None:
        """What is still a draft, in a conspicuous frame."""
        block = draft_note(self.cover)
        if block is None:
            return
        tag = self._english("DRAFT", HEADING, bold=True)
        room = tag.width + 2 * PADDING
        made = self._set(block, BODY, self.width - room - 2 * PADDING)
        height = made.height + 2 * 8
        self._room(height)
        self.canvas.panel(MARGIN, self.top, self.width, height, 4, Colour.BLACK)
        self.canvas.panel(
            MARGIN + room, self.top + FRAME, self.width - room - FRAME, height - 2 * FRAME, 3, Colour.WHITE
        )
        self._put(tag, MARGIN + PADDING, self.top + (height - tag.height) / 2, Colour.WHITE)
        self._put(made, MARGIN + room + PADDING, self.top + 8)
        self.top += height

    def steps(self, way: Way) -> None:
        """A way of printing: numbered steps in two columns."""
        width = (self.width - GUTTER) / 2
        made = [self._set(block, BODY, width - DISC - 8) for block in way.steps]
        pairs = [made[place : place + 2] for place in range(0, len(made), 2)]
        heights = [max(DISC, *(text.height for text in pair)) for pair in pairs]
        whole = sum(heights) + 8 * (len(heights) - 1)
        # All steps should be on one page if they fit on one.
        self._begin(way.title, whole if whole < self.bottom - MARGIN - 3 * HEADING else heights[0])
        for row, (pair, height) in enumerate(zip(pairs, heights, strict=True)):
            self._room(height)
            for place, text in enumerate(pair):
                start = MARGIN + place * (width + GUTTER)
                self._disc(str(2 * row + place + 1), start)
                self._put(text, start + DISC + 8, self.top + (DISC - BODY) / 2 - 1, role=Role.STATEMENT)
            self.top += height + 8

    def _disc(self, figure: str, start: float) -> None:
        self.canvas.panel(start, self.top, DISC, DISC, DISC / 2, Colour.RED)
        made = self._english(figure, BODY, bold=True)
        start += (DISC - made.width) / 2
        self._put(made, start, self.top + (DISC - made.ascent) / 2, Colour.WHITE, Role.NUMERAL)

    def hotlines(self) -> None:
        """Who answers, and where the code leads."""
        link = self._set(leads_to(self.cover), BODY, self.width)
        rows = [
            [
                self._cell(line.number, bold=True),
                self._cell(line.name, of="hotline-name"),
                self._cell(", ".join(line.languages)),
                self._cell(line.hours),
                self._cell(line.confirmed),
            ]
            for line in self.cover.hotlines
        ]
        self._begin("On the cards", link.height)
        if rows:
            self._table(LINES, rows)
            self.top += 8
            self.head = []
        self._room(link.height)
        self._put(link, MARGIN, self.top)
        self.top += link.height

    def files(self) -> None:
        """A row for each file, and the totals."""
        rows = [
            [
                self._cell(row.file),
                self._cell(row.language.english, bold=True),
                Block("autonym", row.language, (Span(row.language.autonym),)),
                self._cell(row.script),
                self._cell(_amount(row, row.cards)),
                self._cell(_amount(row, row.sheets)),
                self._cell(row.stock),
                self._cell(row.review.value if row.review.signed else "DRAFT", bold=not row.review.signed),
            ]
            for row in self.cover.rows
        ]
        _, _, cards, sheets = (text.split(" ")[0] for text in totals(self.cover))
        total = (counted(len(rows), "file"), "", "", "", cards, sheets, "", "")
        rows.append([self._cell(text, bold=True) for text in total])
        note = all_in_one(self.cover)
        made = self._set(note, BODY, self.width) if note is not None else None
        self._begin("Files", 5 * CELL + (made.height if made else 0))
        if made is not None:
            self._put(made, MARGIN, self.top)
            self.top += made.height + 4
        self._table(FILES, rows, NUMBERS)

    def _cell(self, text: str, *, bold: bool = False, of: str = "cover") -> Block:
        return Block(of, self.cover.english, (Span(text, bold),) if text else ())

    def _table(self, titles: Sequence[str], rows: Sequence[Sequence[Block]], numbers: Sequence[int] = ()) -> None:
        """Rows under their titles, which repeat on every page; the columns in `numbers` are right-aligned."""
        head = [self._cell(title, bold=True) for title in titles]
        natural = [
            max(self._set(block, CELL, self.width).width for block in column)
            for column in zip(head, *rows, strict=True)
        ]
        widths = shared(natural, self.width - COLUMN_GAP * (len(titles) - 1))
        self.columns = [
            (MARGIN + sum(widths[:place]) + COLUMN_GAP * place, width, place in numbers)
            for place, width in enumerate(widths)
        ]
        self.head = self._cells(head)
        self._table_head()
        for row in rows:
            cells = self._cells(row)
            self._room(_height(cells))
            self._row(cells)
            self.canvas.panel(MARGIN, self.top, self.width, HAIRLINE, 0, Colour.GREY)

    def _cells(self, row: Sequence[Block]) -> list[_Set]:
        return [self._set(block, CELL, width) for block, (_, width, _) in zip(row, self.columns, strict=True)]

    def _table_head(self) -> None:
        """The titles of the table that continues, if one does, on a black rule."""
        if self.head:
            self._row(self.head, Role.COLUMN)
            self.canvas.panel(MARGIN, self.top, self.width, RULE, 0, Colour.BLACK)

    def _row(self, cells: Sequence[_Set], role: Role = Role.CELL) -> None:
        """A row of a table, all first lines on one baseline."""
        ascent = max(cell.ascent for cell in cells)
        for column, (cell, (start, width, at_end)) in enumerate(zip(cells, self.columns, strict=True)):
            indent = width - cell.width if at_end else 0
            self._put(cell, start + indent, self.top + ROW_GAP + ascent - cell.ascent, role=role, column=column)
        self.top += _height(cells)

    def warnings(self) -> None:
        """What the volunteer should know before printing, however long."""
        made = [self._english(text, BODY, self.width - 14) for text in self.cover.warnings]
        if not made:
            return
        self._begin("Warnings", 3 * BODY)
        for text in made:
            self._room(replace(text, lines=text.lines[:1]).height)
            middle = self.top + text.ascent - 0.27 * BODY
            self.canvas.panel(MARGIN + 1, middle - 2, 4, 4, 2, Colour.RED)
            self._flow(text, MARGIN + 14)
            self.top += 3

    def _flow(self, made: _Set, start: float) -> None:
        """Draws lines on as many pages as they need: a warning may name every file of a pack."""
        left = made
        while left.lines:
            part = replace(left, lines=left.lines[: left.fitting(self.bottom - self.top)])
            self._put(part, start, self.top)
            self.top += part.height
            left = replace(left, lines=left.lines[len(part.lines) :])
            if left.lines:
                self._turn()

    def finished(self) -> tuple[Face, ...]:
        """The pages as faces, each with its foot."""
        cover, count = self.cover, len(self.canvases)
        name = " · ".join(isolated(part) for part in (cover.title, when_and_where(cover)) if part)
        faces = []
        for number, canvas in enumerate(self.canvases, start=1):
            self.canvas = canvas
            page = self._english(f"page {number} of {count}", SMALL)
            made = self._english(name, SMALL, self.width - page.width - COLUMN_GAP)
            top = cover.paper.height - MARGIN - made.height
            # One line is enough to tell which pack a page belongs to.
            self._put(replace(made, lines=made.lines[:1]), MARGIN, top, Colour.GREY, Role.PAGE_FOOT)
            start, line = cover.paper.width - MARGIN - page.width, top + made.ascent - page.ascent
            self._put(page, start, line, Colour.GREY, Role.PAGE_FOOT)
            faces.append(Face(cover.paper, Colour.WHITE, cover.english.tag, tuple(canvas.marks), BODY))
        return tuple(faces)


def _amount(row: CoverRow, count: int) -> str:
    """A number of cards or sheets in the table; a dash for none, and "the same" if another file counts them."""
    return "the same" if row.again else f"{count:,}" if count else "–"


def _height(cells: Sequence[_Set]) -> float:
    """The height of a row, whose cells share a baseline, whatever they need above and below it."""
    ascent = max(cell.ascent for cell in cells)
    return ascent + max(cell.height - cell.ascent for cell in cells) + 2 * ROW_GAP
