"""The cover sheet of a pack: a page or more for the volunteer at the copier. Lengths are in points."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cards.errors import DoesNotFit, NoGlyph
from cards.measures import Size
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
from cards.typeset.marks import Colour, Face, Role
from cards.typeset.page.flow import MARGIN, Flow
from cards.typeset.page.table import COLUMN_GAP, Columns, breakable
from cards.typeset.rows import Panel, Piece, Row, Stack, Text, disc
from cards.typeset.text.itemize import can_set
from cards.typeset.text.paragraph import fill, measure

TITLE, FIGURE, HEADING, LEAD, BODY, CELL, SMALL = 24.0, 22.0, 12.0, 11.5, 9.5, 8.2, 7.5
"""Type sizes: the title, the totals, headings of sections, the line under the title, text, tables, labels."""

ASCENT, DESCENT = 0.74, 0.24
"""The space of every line above and below its baseline, in ems, so that all lines of Latin letters are equally high."""

RULE, HAIRLINE, FRAME = 0.9, 0.4, 1.2
PADDING = 12.0
GUTTER = 22.0
DISC, BULLET = 16.0, 4.0
FOOT = 22.0

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
    return pages.faces()


class _Pages(Flow):
    """The pages of a cover sheet; a section that does not fit continues on the next page, under its heading."""

    def __init__(self, cover: CoverText, families: Mapping[str, tuple[Family, ...]]) -> None:
        super().__init__(cover.paper, FOOT)
        self.cover = cover
        self.families = families
        every = dict.fromkeys(family for each in families.values() for family in each)
        self.english = tuple(dict.fromkeys((*families[cover.english.tag], *every)))
        self.titles: Stack | None = None
        self.unset: set[str] = set()

    def _whole(self, stack: Stack) -> None:
        """Draws a stack on one page. Raises DoesNotFit for one taller than a page."""
        self._needed(stack.height)
        self.place(stack)

    def _needed(self, height: float) -> None:
        """Starts a new page unless that height fits. Raises DoesNotFit for more than a page."""
        if not self.room(height):
            raise DoesNotFit("A text on the cover sheet is taller than its page.", "Shorten names and title.")

    def _set(self, block: Block, size: float, width: float) -> Text:
        """The block in lines of that width; a wider word is broken anywhere."""
        own = block.language.tag != self.cover.english.tag
        families = self.families[block.language.tag] if own else self.english
        try:
            paragraph = measure(block, families)
        except NoGlyph:
            paragraph = measure(self._without_strangers(block, families), families)
        lines = fill(paragraph, size, width) or fill(breakable(paragraph), size, width) or []
        return Text(paragraph, tuple(lines), size, block.language.leading, ASCENT, DESCENT)

    def _without_strangers(self, block: Block, families: tuple[Family, ...]) -> Block:
        """The block without the characters that no font has, which a warning names: a volunteer needs the sheet."""
        found = {each for each in block.text if not can_set(each, families)}
        self.unset |= found
        spans = [
            Span("".join("\0" if each in found else each for each in span.text), span.bold) for span in block.spans
        ]
        shown = tuple(Span(re.sub("\0+", "…", span.text), span.bold) for span in spans)
        return replace(block, spans=shown)

    def _english(self, text: str, size: float, width: float = 0.0, *, bold: bool = False, of: str = "cover") -> Text:
        return self._set(Block(of, self.cover.english, (Span(text, bold),)), size, width or self.width)

    def _heading(self, text: str) -> None:
        """A heading on a red rule, as on the cards."""
        made = self._english(text, HEADING, bold=True)
        stack = Stack([Row(made, MARGIN, 0.0, Role.SECTION, Colour.BLACK)], made.height + 1)
        stack.put(Panel(MARGIN, stack.height, Size(self.width, RULE), Colour.RED))
        stack.space(RULE + 6)
        self.place(stack)

    def _begin(self, section: str, height: float) -> None:
        """Starts a section, on this page if its heading and that height fit."""
        self.continued, self.titles = lambda: None, None
        self.space(14)
        self._needed(HEADING * (ASCENT + DESCENT) + RULE + 7 + height)
        self._heading(section)
        self.continued = lambda: self._continue(section)

    def _continue(self, section: str) -> None:
        """The heading of a section that continues, and the titles of its table."""
        self._heading(f"{section}, continued")
        if self.titles is not None:
            self._titles(self.titles)

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
        stack = Stack()
        top = PADDING
        for made in (title, *below):
            role = Role.HEADING if made is title else Role.PARAGRAPH
            stack.put(Row(made, MARGIN + PADDING + 2, top, role, Colour.WHITE))
            top += made.height + 4
        height = top - 4 + PADDING
        self._whole(Stack([Panel(MARGIN, 0.0, Size(self.width, height), Colour.RED, 6), *stack.pieces], height))
        self.space(12)

    def totals(self) -> None:
        """The amounts to print, in large figures."""
        parts = [text.split(" ", 1) for text in totals(self.cover)]
        share = self.width / len(parts)
        stack = Stack()
        for place, (figure, what) in enumerate(parts):
            start, indent = MARGIN + place * share, 14 if place else 0
            number, label = self._english(figure, FIGURE, share, bold=True), self._english(what, SMALL, share)
            if place:
                stack.put(Panel(start, 1, Size(HAIRLINE, number.height + label.height), Colour.GREY))
            stack.put(
                Row(number, start + indent, 0.0, Role.PARAGRAPH, Colour.BLACK),
                Row(label, start + indent, number.height + 1, Role.PARAGRAPH, Colour.GREY),
            )
            stack.height = number.height + label.height + 12
        self.place(stack)

    def draft_note(self) -> None:
        """What is still a draft, in a conspicuous frame."""
        block = draft_note(self.cover)
        if block is None:
            return
        tag = self._english("DRAFT", HEADING, bold=True)
        room = tag.breadth + 2 * PADDING
        made = self._set(block, BODY, self.width - room - 2 * PADDING)
        height = made.height + 2 * 8
        inside = Size(self.width - room - FRAME, height - 2 * FRAME)
        self._whole(
            Stack(
                [
                    Panel(MARGIN, 0.0, Size(self.width, height), Colour.BLACK, 4),
                    Panel(MARGIN + room, FRAME, inside, Colour.WHITE, 3),
                    Row(tag, MARGIN + PADDING, (height - tag.height) / 2, Role.PARAGRAPH, Colour.WHITE),
                    Row(made, MARGIN + room + PADDING, 8, Role.PARAGRAPH, Colour.BLACK),
                ],
                height,
            )
        )

    def steps(self, way: Way) -> None:
        """A way of printing: numbered steps in two columns."""
        width = (self.width - GUTTER) / 2
        made = [self._set(block, BODY, width - DISC - 8) for block in way.steps]
        pairs = [made[place : place + 2] for place in range(0, len(made), 2)]
        heights = [max(DISC, *(text.height for text in pair)) for pair in pairs]
        whole = math.fsum(heights) + 8 * (len(heights) - 1)
        # All steps should be on one page if they fit on one.
        self._begin(way.title, whole if whole < self.page_height - 3 * HEADING else heights[0])
        for row, (pair, height) in enumerate(zip(pairs, heights, strict=True)):
            stack = Stack(height=height)
            for place, text in enumerate(pair):
                start = MARGIN + place * (width + GUTTER)
                stack.put(*self._disc(str(2 * row + place + 1), start))
                stack.put(Row(text, start + DISC + 8, (DISC - BODY) / 2 - 1, Role.STATEMENT, Colour.BLACK))
            self._whole(stack)
            self.space(8)

    def _disc(self, figure: str, start: float) -> tuple[Piece, ...]:
        made = self._english(figure, BODY, bold=True)
        inside = start + (DISC - made.breadth) / 2
        number = Row(made, inside, (DISC - made.ascent) / 2, Role.NUMERAL, Colour.WHITE)
        return disc(start, 0.0, DISC, Colour.RED), number

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
            self.space(8)
            self.titles = None
        self._whole(self._paragraph(link))

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
            self.place(self._paragraph(made))
            self.space(4)
        self._table(FILES, rows, NUMBERS)

    def _paragraph(self, text: Text) -> Stack:
        return Stack.of(Row(text, MARGIN, 0.0, Role.PARAGRAPH, Colour.BLACK))

    def _cell(self, text: str, *, bold: bool = False, of: str = "cover") -> Block:
        return Block(of, self.cover.english, (Span(text, bold),) if text else ())

    def _table(self, titles: Sequence[str], rows: Sequence[Sequence[Block]], numbers: Sequence[int] = ()) -> None:
        """Rows under their titles, which repeat on every page; the columns in `numbers` are right-aligned."""
        head = [self._cell(title, bold=True) for title in titles]
        columns = Columns([head, *rows], self.width, lambda block, width: self._set(block, CELL, width), numbers)
        self.titles = columns.row(head, Role.COLUMN)
        self._titles(self.titles)
        for blocks in rows:
            self._whole(columns.row(blocks))
            self.rule(HAIRLINE, Colour.GREY)

    def _titles(self, titles: Stack) -> None:
        """The titles of a table, on a black rule."""
        self.place(titles)
        self.rule(RULE, Colour.BLACK)

    def warnings(self) -> None:
        """What the volunteer should know before printing, however long."""
        made = [self._english(text, BODY, self.width - 14) for text in self.cover.warnings]
        if not made:
            return
        self._begin("Warnings", 3 * BODY)
        for text in made:
            self._needed(text.line_height)
            self.place(Stack([disc(MARGIN + 1, text.ascent - 0.27 * BODY - BULLET / 2, BULLET, Colour.RED)]))
            self.flow(text, 3, start=MARGIN + 14)  # on as many pages as it needs: it may name every file of a pack

    def faces(self) -> tuple[Face, ...]:
        """The pages as faces, each with its foot."""
        cover = self.cover
        name = " · ".join(isolated(part) for part in (cover.title, when_and_where(cover)) if part)

        def foot(number: int, count: int) -> Stack:
            page = self._english(f"page {number} of {count}", SMALL)
            made = self._english(name, SMALL, self.width - page.breadth - COLUMN_GAP)
            first_line, _ = made.split(1)  # enough to tell which pack a page belongs to
            end = MARGIN + self.width - page.breadth
            left = Row(first_line, MARGIN, 0.0, Role.PAGE_FOOT, Colour.GREY)
            return Stack([left, Row(page, end, made.ascent - page.ascent, Role.PAGE_FOOT, Colour.GREY)], made.height)

        first, *others = self.finished(foot, cover.english.tag, BODY)
        if not self.unset:
            return (first, *others)
        named = ", ".join(f"U+{ord(each):04X} ({unicodedata.name(each, 'no name')})" for each in sorted(self.unset))
        warning = f"the cover sheet has … where no font has a character of a name: {named}"
        return (replace(first, warnings=(warning,)), *others)


def _amount(row: CoverRow, count: int) -> str:
    """A number of cards or sheets in the table; a dash for none, and "the same" if another file counts them."""
    return "the same" if row.again else f"{count:,}" if count else "–"
