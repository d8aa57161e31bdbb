"""One PDF looked at as a whole: what `check` says about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import pikepdf

from cards.checking.alike import first_alike, made_of
from cards.checking.boxes import (
    cards_placed,
    check_boxes,
    check_pitch,
    check_placements,
    check_printing,
    check_scale,
    is_card,
    is_paper,
)
from cards.checking.codes import PageCodes, check_codes, read_codes
from cards.checking.conformance import check_conformance
from cards.checking.document import open_document
from cards.checking.drawing import Drawing, Drawn, PageDrawing
from cards.checking.findings import Findings, Report, listed
from cards.checking.fonts import check_fonts
from cards.checking.metadata import check_metadata
from cards.checking.pages import Pages, PageText
from cards.checking.safety import check_actions, stray_links
from cards.checking.words import Installed, PageWords, check_address, read_words
from cards.draw.metadata import PRODUCER
from cards.errors import UnknownId
from cards.locations import Shelf
from cards.measures import Size, millimetres
from cards.merge.card_text import ENGLISH
from cards.merge.proof_text import proof_text
from cards.read.languages import find_language
from cards.read.stocks import Stock, read_stocks

FIRST_PAGES = 20
"""How many pages are looked at unless somebody wants all: three seconds where no two are alike."""

Told = Callable[[int, int], None]
"""Is told how many looks at pages there have been and how many there are to be, 0 as long as nobody knows.

Pages that are alike take one look.
"""

_PROOF = re.compile(r"Proof of ([a-z][a-z0-9-]*) in (.+)")
_COVER = ": what to print"
_CALIBRATION = "Calibration sheet"


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
        look.judge()
        return Report(tuple(findings.found), look.facts())


class _Look:
    """A look at one document. What one step reads, later ones use."""

    def __init__(
        self, pdf: pikepdf.Pdf, installed: Installed, stocks: Sequence[Stock], findings: Findings, told: Told
    ) -> None:
        self.pdf, self.installed, self.stocks, self.findings, self.told = pdf, installed, stocks, findings, told
        self.total = len(pdf.pages)
        self.looked_at: list[Any] = []
        self.made: list[Hashable] = []
        self.sizes: list[Size] = []
        self.drawn: list[PageDrawing] = []
        self.words: list[PageWords] = []
        self.codes: list[PageCodes] = []
        self.texts: list[PageText] = []
        self.about: dict[str, str] = {"title": "", "language": "", "producer": ""}
        self.links: list[list[str]] = []
        self.fonts: list[dict[str, object]] = []
        self.claims: list[str] = []

    def objects(self, *, all_pages: bool) -> None:
        """Looks at what the file is made of."""
        guarded = self.findings.guarded
        count = self.total if all_pages else min(self.total, FIRST_PAGES)
        guarded("pages", lambda: self.looked_at.extend(islice(self.pdf.pages, count)))
        guarded("pages", lambda: self.made.extend(made_of(self.looked_at)))
        self.made = self.made or list(range(len(self.looked_at)))
        guarded("paper", lambda: self.sizes.extend(check_boxes(self.looked_at, self.stocks, self.findings)))
        guarded("fonts", self._drawing)
        guarded("PDF/A, PDF/UA", lambda: self.claims.extend(check_conformance(self.pdf, self.findings)))
        guarded("actions", lambda: self.links.extend(check_actions(self.pdf, self.looked_at, self.findings)))
        guarded("metadata", lambda: self.about.update(check_metadata(self.pdf, self.findings)))

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
                self.codes.append(read_codes(pages, at, len(words.cards)))
                done += 1
            self.told(done, looks)
        finally:
            pages.close()

    def _read_page(self, pages: Pages, at: int) -> tuple[PageText, PageWords]:
        """A page as it is read upright or, where that is no card, upside down: so are backs flipped on a short edge."""
        upright = pages.text(at)
        words = read_words(at + 1, upright, self.installed)
        if words.kind != "other":
            return upright, words
        turned = pages.text(at, turned=True)
        other = read_words(at + 1, turned, self.installed)
        return (upright, words) if other.kind == "other" else (turned, other)

    def judge(self) -> None:
        """Says what the pages are and whether they are right."""
        findings = self.findings
        if self.total > len(self.looked_at):
            findings.warn("pages", f"only the first {len(self.looked_at)} of {self.total} were looked at (--all-pages)")
        self._judge_kind()
        for words in self.words:
            for problem in words.problems:
                findings.wrong("text", f"page {words.page}: {problem}")
            for doubt in words.doubts:
                findings.warn("text", f"page {words.page}: {doubt}")
        findings.guarded("true size", self._judge_size)
        findings.guarded("address", self._judge_addresses)
        findings.guarded("QR codes", lambda: check_codes(self.codes, findings))

    def _judge_kind(self) -> None:
        cards = [card for words in self.words for card in words.cards]
        title = self.about["title"]
        proof = _PROOF.fullmatch(title)
        if proof:
            self.findings.guarded("text", lambda: self._judge_proof(proof[1], proof[2]))
        elif cards:
            self._judge_cards()
        elif title.endswith(_COVER):
            self.findings.ok("text", f"a cover sheet: {title.removesuffix(_COVER)}")
        elif title.startswith(_CALIBRATION):
            self.findings.ok("text", f"no cards: {title}")
        elif any(words.officers for words in self.words):
            self.findings.wrong("text", "only officers' sides: the bearer's side is missing or cannot be read")
        else:
            self.findings.wrong("text", "no card, proof or cover sheet of rights-cards can be read in it")

    def _judge_cards(self) -> None:
        kinds = dict.fromkeys(card for words in self.words for card in words.cards)
        named = listed(f"{card.named} · {card.script} {card.version} · {card.state}" for card in kinds)
        if not any(words.problems or words.doubts for words in self.words):
            numbers = listed(number for words in self.words for number in words.numbers) or "no telephone number"
            self.findings.ok("text", f"{named}; the words are those of this installation; {numbers}")
        if not any(words.officers for words in self.words) and self.total == len(self.looked_at):
            self.findings.wrong("text", "no officer's side: the second side of the cards is missing or cannot be read")
        for words, drawing in zip(self.words, self.drawn, strict=False):
            fronts = cards_placed(drawing.placed)
            if fronts and words.cards and len(words.cards) - fronts not in (0, 1):
                self.findings.wrong(
                    "text", f"page {words.page}: {fronts} cards are placed, and {len(words.cards)} can be read"
                )

    def _judge_proof(self, script_id: str, language_name: str) -> None:
        installed = self.installed
        script = installed.scripts.get(script_id)
        try:
            language = find_language(installed.languages, language_name)
        except UnknownId:
            language = None
        if script is None or language is None:
            self.findings.warn("text", f"a proof of {script_id} in {language_name}, which this installation has not")
            return
        wording = installed.wording(language.tag)
        code = proof_text(script, installed.labels, wording, language, installed.languages[ENGLISH]).code
        named = f"a proof of {script_id} in {language.english}"
        if any(code in text.copied for text in self.texts):
            self.findings.ok("text", f"{named}, of the strings as they are in this installation ({code})")
        else:
            self.findings.warn("text", f"{named}; its strings are not those of this installation: sign a newer proof")

    def _judge_size(self) -> None:
        backs = any(words.officers for words in self.words) and any(map(is_paper, self.sizes))
        two_sides = backs and not _PROOF.fullmatch(self.about["title"])
        check_printing(self.pdf.Root, two_sides=two_sides, findings=self.findings)
        if not check_scale(self._drawn(backs=False), self._drawn(backs=True), self.findings):
            return
        placed = [each.placed for each in self.drawn]
        if check_placements(placed, self.sizes[: len(placed)], self.stocks, self.findings):
            return
        for codes, size in zip(self.codes, self.sizes, strict=False):
            if len(codes.fine) > 1:
                check_pitch([code.centre for code in codes.fine], size, self.stocks, self.findings)
                return

    def _drawn(self, *, backs: bool) -> set[Drawn]:
        """How the cards and letters of fronts are drawn, or those of backs; letters only where the file is ours."""
        found: set[Drawn] = set()
        for at, drawing in enumerate(self.drawn):
            if self._is_back(at) == backs:
                found |= {each.drawn for each in drawing.placed if is_card(each)}
                found |= drawing.letters if self.about["producer"] == PRODUCER else set()
        return found

    def _is_back(self, at: int) -> bool:
        """Whether a page is a second side, which is drawn as a printer needs it."""
        cards = [each for each in self.drawn[at].placed if is_card(each)]
        if cards:
            return not cards_placed(cards)
        if self.about["title"].startswith(_CALIBRATION):
            return at % 2 == 1
        return at < len(self.words) and self.words[at].kind == "officer"

    def _judge_addresses(self) -> None:
        for codes, text in zip(self.codes, self.texts, strict=True):
            contents = [code.content for code in codes.fine]
            for content in dict.fromkeys(contents):
                wrong = check_address(content, contents.count(content), text)
                if wrong:
                    self.findings.wrong("address", f"page {codes.page}: {wrong}")
        for links, text, codes in zip(self.links, self.texts, self.codes, strict=False):
            stray = stray_links(links, [code.content for code in codes.fine], (text.copied, text.seen))
            if stray:
                self.findings.wrong("address", f"links lead to what is not printed there: {listed(stray)}")

    def facts(self) -> dict[str, object]:
        """What was read, as JSON has it. Lengths are in millimetres."""
        return {
            **self.about,
            "pages": self.total,
            "pages_looked_at": len(self.looked_at),
            "claims": self.claims,
            "fonts": self.fonts,
            "page": [self._page_facts(at) for at in range(len(self.words))],
        }

    def _page_facts(self, at: int) -> dict[str, object]:
        words, codes = self.words[at], self.codes[at] if at < len(self.codes) else None
        size = self.sizes[at] if at < len(self.sizes) else None
        return {
            "number": words.page,
            "size_mm": [round(millimetres(size.width), 1), round(millimetres(size.height), 1)] if size else None,
            "kind": words.kind,
            "cards": [
                {"language": card.language.tag if card.language else card.named, "script": card.script,
                 "version": card.version, "state": card.state, "count": words.cards.count(card)}
                for card in dict.fromkeys(words.cards)
            ],
            "numbers": words.numbers,
            "codes": [
                {"content": code.content, "module_mm": round(millimetres(code.module), 2),
                 "contrast": round(code.contrast, 2), "quiet_zone_modules": code.quiet}
                for code in (codes.fine if codes else ())
            ],
        }  # fmt: skip
