"""One PDF looked at as a whole: what `check` says about it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from itertools import islice

import pikepdf

from cards.checking.facts import facts_of
from cards.checking.look.alike import first_alike, made_of
from cards.checking.look.codes import FINE, read_codes
from cards.checking.look.document import Looked
from cards.checking.look.drawing import Drawing, PageDrawing
from cards.checking.look.file import open_document
from cards.checking.look.inks import check_inks
from cards.checking.look.pages import Pages, PageText
from cards.checking.look.tags import read_tags
from cards.checking.look.words import Installed, PageWords, read_words
from cards.checking.report import Findings, Report
from cards.checking.rules.boxes import check_boxes
from cards.checking.rules.conformance import check_conformance
from cards.checking.rules.fonts import check_fonts
from cards.checking.rules.layouts import POSTER_TITLE
from cards.checking.rules.metadata import check_metadata
from cards.checking.rules.press import check_press, check_trim, is_for_press, is_inked
from cards.checking.rules.safety import check_actions
from cards.checking.rules.verdict import Judgement
from cards.locations import Shelf
from cards.measures import Size
from cards.read.stocks import Stock, read_stocks

FIRST_PAGES = 20
"""How many pages are looked at unless somebody wants all: three seconds where no two are alike."""

Told = Callable[[int, int], None]
"""Is told how many looks at pages there have been and how many there are to be, 0 as long as nobody knows.

Pages that are alike take one look.
"""


def check_pdf(data: bytes, shelves: Sequence[Shelf], *, all_pages: bool, told: Told) -> Report:
    """What there is to say about a PDF; `told` is called whenever something has been done, as a sign of life.

    Raises BadFile for what is no PDF or cannot be read at all, and for a broken file of the shelves.
    """
    findings = Findings()
    installed, stocks = Installed(shelves), read_stocks(shelves)
    with open_document(data, findings) as pdf:
        look = _Look(pdf, installed, stocks, findings, told)
        look.objects(all_pages=all_pages)
        findings.guarded("text", lambda: look.pages(data))
        judgement = Judgement(look)
        judgement.judge()
        return Report(tuple(findings.found), facts_of(look, judgement.layout))


class _Look(Looked):
    """A look at one document. What one step reads, later ones use."""

    def __init__(
        self, pdf: pikepdf.Pdf, installed: Installed, stocks: Sequence[Stock], findings: Findings, told: Told
    ) -> None:
        super().__init__(pdf, installed, stocks, findings)
        self.told = told

    def objects(self, *, all_pages: bool) -> None:
        """Looks at what the file is made of."""
        guarded, findings = self.findings.guarded, self.findings
        count = self.total if all_pages else min(self.total, FIRST_PAGES)
        guarded("pages", lambda: self.looked_at.extend(islice(self.pdf.pages, count)))
        guarded("pages", lambda: self.made.extend(made_of(self.looked_at)))
        self.made = self.made or list(range(len(self.looked_at)))
        guarded("metadata", self._purpose)
        for_press = self.for_press
        guarded("paper", lambda: self.sizes.extend(self._boxes()))
        guarded("fonts", self._drawing)
        if for_press:
            guarded("trim", lambda: self.trims.extend(check_trim(self.looked_at, self.stocks, findings)))
            guarded("inks", lambda: check_inks(self.looked_at, findings))
            guarded("PDF/X", lambda: self.claims.extend(check_press(self.pdf, self.looked_at, findings)))
        guarded("PDF/A, PDF/UA", lambda: self.claims.extend(check_conformance(self.pdf, findings, for_press=for_press)))
        guarded("tags", self._tags)
        guarded("actions", lambda: self.links.extend(check_actions(self.pdf, self.looked_at, findings)))
        guarded("metadata", lambda: self.about.update(check_metadata(self.pdf, findings, for_press=for_press)))

    def _purpose(self) -> None:
        self.for_press = is_for_press(self.pdf)

    def _boxes(self) -> list[Size]:
        return check_boxes(self.looked_at, self.stocks, self.findings, for_press=self.for_press)

    def _tags(self) -> None:
        self.tags = read_tags(self.pdf, self.looked_at)

    def _drawing(self) -> None:
        drawing = Drawing()
        known: dict[Hashable, PageDrawing] = {}
        for made, page in zip(self.made, self.looked_at, strict=True):
            if made not in known:
                known[made] = drawing.page(page)
                self.told(0, 0)
        self.drawn = [known[made] for made in self.made]
        self.fonts = check_fonts(drawing.fonts.values(), self.findings)

    def pages(self, data: bytes) -> None:
        """Reads the text of each page and the codes in its picture; what was read of one serves for all like it."""
        pages = Pages(data)
        try:
            firsts = first_alike(self.made, pages)
            looks = len(set(firsts))
            done = 0
            for at, first in enumerate(firsts):
                if first < at:
                    self.words.append(replace(self.words[first], page=at + 1))
                    self.texts.append(self.texts[first])
                    self.codes.append(replace(self.codes[first], page=at + 1))
                    continue
                self.told(done, looks)
                text, words = self._read_page(pages, at)
                self.words.append(words)
                self.texts.append(text)
                self.codes.append(read_codes(pages, at, words.feet))
                if at < len(self.trims) and not is_inked(pages.picture(at, FINE), self.trims[at].bleed):
                    self.without_bleed.append(at + 1)
                done += 1
            self.told(done, looks)
        finally:
            pages.close()

    def _read_page(self, pages: Pages, at: int) -> tuple[PageText, PageWords]:
        """A page as it is read upright or, where that is no card, upside down: so are backs flipped on a short edge."""
        together = POSTER_TITLE in self.about["title"]
        upright = pages.text(at)
        words = read_words(at + 1, upright, self.installed, together=together)
        if words.kind != "other":
            return upright, words
        turned = pages.text(at, turned=True)
        other = read_words(at + 1, turned, self.installed, together=together)
        return (upright, words) if other.kind == "other" else (turned, other)
