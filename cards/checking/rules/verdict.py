"""What there is to say of a document that has been looked at: what it is, whether all is there, and at true size."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cards.checking.look.codes import is_link, shown
from cards.checking.look.document import Looked
from cards.checking.look.drawing import Drawn
from cards.checking.look.words import check_address
from cards.checking.report import abridged
from cards.checking.rules.boxes import check_printing, check_scale, paper_name
from cards.checking.rules.codes import check_codes, check_described, recordings_on
from cards.checking.rules.layouts import check_sides, is_one_sided, layout_of, told_flip
from cards.checking.rules.places import (
    Spots,
    cards_placed,
    check_pitch,
    check_placements,
    is_on,
    side_of,
    spots_of,
    stocks_for,
)
from cards.checking.rules.safety import stray_links
from cards.errors import UnknownId
from cards.measures import Size
from cards.merge.card_text import ENGLISH
from cards.merge.proof_text import proof_text
from cards.read.languages import find_language
from cards.read.layouts import Layout

_PROOF = re.compile(r"Proof of ([a-z][a-z0-9-]*) in (.+)")
_COVER = ": what to print"
_CALIBRATION = "Calibration sheet"

_SLIP = 0.5
"""Points: what rounding may cost a place."""


class Judgement:
    """The judgement on a document. `layout` is None for what is no file of cards, or for one that lacks a side."""

    def __init__(self, looked: Looked) -> None:
        """Nothing is judged yet."""
        self.looked, self.findings = looked, looked.findings
        self.title = looked.about["title"]
        self.layout: Layout | None = None
        self.has_cards = False

    def judge(self) -> None:
        """Says what the pages are and whether they are right."""
        looked, findings = self.looked, self.findings
        if looked.total > len(looked.looked_at):
            findings.warn(
                "pages", f"only the first {len(looked.looked_at)} of {looked.total} were looked at (--all-pages)"
            )
        findings.guarded("layout", self._find_layout)
        self._judge_kind()
        for words in looked.words:
            for problem in words.problems:
                findings.wrong("text", f"page {words.page}: {problem}")
            for doubt in words.doubts:
                findings.warn("text", f"page {words.page}: {doubt}")
        findings.guarded("true size", self._judge_press if looked.for_press else self._judge_size)
        findings.guarded("QR codes", self._sort_codes)
        findings.guarded("address", self._judge_addresses)
        recorded = {code.shown: code.language for code in looked.tags.codes if code.is_recording}
        findings.guarded("QR codes", lambda: check_codes(looked.codes, recorded, findings))

    def _find_layout(self) -> None:
        """Finds out whether these are cards, and in which layout."""
        looked = self.looked
        is_other = _PROOF.fullmatch(self.title) or self.title.startswith(_CALIBRATION)
        self.has_cards = not is_other and any(words.cards or words.officers for words in looked.words)
        if not self.has_cards:
            return
        flip = told_flip(looked.pdf.Root)
        fronts = [each for each in self._spots() if not each.is_back and (each.boxes or each.corners)]
        large = bool(fronts) and any(
            is_on(Layout.LARGE, stock, fronts, flip) for stock in stocks_for(Layout.LARGE, looked.stocks)
        )
        self.layout = layout_of(
            looked.words,
            looked.sizes,
            title=self.title,
            for_press=looked.for_press,
            one_sided=is_one_sided(looked.pdf.Root, looked.tags),
            large=large,
        )

    def _spots(self) -> list[Spots]:
        looked = self.looked
        return [
            spots_of(drawing, size, is_back=self._is_back(at), ours=looked.ours)
            for at, (drawing, size) in enumerate(zip(looked.drawn, looked.sizes, strict=False))
        ]

    def _judge_kind(self) -> None:
        proof = _PROOF.fullmatch(self.title)
        if proof:
            self.findings.guarded("text", lambda: self._judge_proof(proof[1], proof[2]))
        elif self.has_cards:
            self._judge_cards()
        elif self.title.endswith(_COVER):
            self.findings.ok("text", f"a cover sheet: {self.title.removesuffix(_COVER)}")
        elif self.title.startswith(_CALIBRATION):
            self.findings.ok("text", f"no cards: {self.title}")
        else:
            self.findings.wrong("text", "no card, proof or cover sheet of rights-cards can be read in it")

    def _judge_cards(self) -> None:
        looked = self.looked
        kinds = dict.fromkeys(card for words in looked.words for card in words.cards)
        named = abridged(f"{card.named} · {card.script} {card.version} · {card.state}" for card in kinds)
        if not any(words.problems or words.doubts for words in looked.words):
            numbers = abridged(number for words in looked.words for number in words.numbers) or "no telephone number"
            scripts = abridged(words.officer_script for words in looked.words if words.officer_script)
            what = f"{named}; the words are those of this installation; {numbers}"
            if not kinds:
                what = f"the officer's side of {scripts}; the words are those of this installation"
            self.findings.ok("text", what)
        check_sides(self.layout, looked.words, looked.total, self.findings)
        for words, drawing in zip(looked.words, looked.drawn, strict=False):
            fronts = cards_placed(drawing.placed)
            if fronts and words.cards and len(words.cards) - fronts not in (0, 1):
                self.findings.wrong(
                    "text", f"page {words.page}: {fronts} cards are placed, and {len(words.cards)} can be read"
                )

    def _judge_proof(self, script_id: str, language_name: str) -> None:
        installed = self.looked.installed
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
        if any(code in text.copied for text in self.looked.texts):
            self.findings.ok("text", f"{named}, of the strings as they are in this installation ({code})")
        else:
            self.findings.warn("text", f"{named}; its strings are not those of this installation: sign a newer proof")

    def _judge_size(self) -> None:
        looked, layout = self.looked, self.layout
        flip = told_flip(looked.pdf.Root)
        check_printing(looked.pdf.Root, turns=layout.traits.turns if layout else None, findings=self.findings)
        if not check_scale(self._drawn(backs=False), self._drawn(backs=True), self.findings):
            return
        if layout is Layout.POSTER:
            self._judge_poster()
            return
        spots = self._spots()
        is_placed = layout is not None or any(each.boxes for each in spots)
        if is_placed and check_placements(layout or Layout.DUPLEX, spots, looked.stocks, flip, self.findings):
            return
        for codes, size in zip(looked.codes, looked.sizes, strict=False):
            centres = [code.centre for code in codes.fine if code.content == codes.fine[0].content]
            if self.has_cards and len(centres) > 1:
                check_pitch(centres, size, stocks_for(layout, looked.stocks), self.findings)
                return

    def _judge_poster(self) -> None:
        """A poster is as large as its paper, and its words are measured from a corner of that."""
        looked = self.looked
        moved = [
            at
            for at, (drawing, size) in enumerate(zip(looked.drawn, looked.sizes, strict=False), 1)
            if looked.ours and not all(_is_corner(origin, size) for origin in drawing.origins)
        ]
        if moved:
            self.findings.wrong("card size", f"what is on page {abridged(moved)} was moved from its place on the paper")
        else:
            names = abridged(paper_name(size, looked.stocks) for size in looked.sizes)
            self.findings.ok("card size", f"100 %, as large as the paper: {names}")

    def _judge_press(self) -> None:
        """A card for a press is at true size where the page will be cut, and its colour goes past that."""
        looked = self.looked
        if not check_scale(self._drawn(backs=False), (), self.findings):
            return
        pages = enumerate(zip(looked.drawn, looked.trims, strict=False), 1)
        away = [
            number
            for number, (drawing, trim) in pages
            if not any(side_of(each) for each in drawing.placed)
            or any(
                side_of(each) and not (each.box.contains(trim.card, _SLIP) and trim.card.contains(each.box, _SLIP))
                for each in drawing.placed
            )
        ]
        if away:
            self.findings.wrong(
                "card size", f"the card is not where the page is cut (TrimBox), on page {abridged(away)}"
            )
        if looked.without_bleed:
            self.findings.wrong(
                "trim", f"the colour ends before the bleed does, on page {abridged(looked.without_bleed)}"
            )

    def _drawn(self, *, backs: bool) -> set[Drawn]:
        """How the cards and letters of fronts are drawn, or those of backs; letters only where the file is ours."""
        found: set[Drawn] = set()
        for at, drawing in enumerate(self.looked.drawn):
            if (self._is_back(at) and self._may_be_corrected(at)) == backs:
                found |= {each.drawn for each in drawing.placed if side_of(each)}
                found |= drawing.letters if self.looked.ours else set()
        return found

    def _is_back(self, at: int) -> bool:
        """Whether a page is a second side, which is drawn as a printer needs it."""
        cards = [each for each in self.looked.drawn[at].placed if side_of(each)]
        if cards:
            return not cards_placed(cards)
        if self.title.startswith(_CALIBRATION):
            return at % 2 == 1
        return at < len(self.looked.words) and self.looked.words[at].kind == "officer"

    def _may_be_corrected(self, at: int) -> bool:
        """Whether a back may be of another size than its front, for one printer.

        Where there are no fronts to compare it with, only as this program does it: before all else on the page.
        """
        if self.layout is Layout.BACKS:
            return self.looked.drawn[at].corrected
        return self.layout not in (Layout.POSTER, Layout.PRESS, Layout.FOLD, Layout.FRONTS)

    def _sort_codes(self) -> None:
        """Finds out which codes lead to recordings."""
        looked = self.looked
        kinds = [words.kind for words in looked.words]
        for at, (codes, words, text) in enumerate(zip(looked.codes, looked.words, looked.texts, strict=True)):
            if at < len(looked.drawn):
                codes.drawn = sum(each.is_symbol for each in looked.drawn[at].placed)
            codes.on_poster = words.together and words.kind != "other"
            codes.heard, codes.has_officers = words.officers or words.feet or int(words.is_heard), words.officers > 0
            if words.kind != "other":
                languages = {card.named for card in words.cards}
                codes.recordings = recordings_on(codes, at, kinds, languages, text, looked.tags)

    def _judge_addresses(self) -> None:
        looked = self.looked
        for codes, text in zip(looked.codes, looked.texts, strict=True):
            contents = [code.content for code in codes.fine]
            for content in codes.legal_aid:
                times = contents.count(content)
                if shown(content) in codes.recordings:
                    times -= codes.heard  # the recording is at the same address, and that is printed once a card
                wrong = check_address(shown(content), times, text) if is_link(content) else ""
                if wrong:
                    self.findings.wrong("address", f"page {codes.page}: {wrong}")
        for links, text, codes in zip(looked.links, looked.texts, looked.codes, strict=False):
            stray = stray_links(links, [code.content for code in codes.fine], (text.copied, text.seen))
            if stray:
                self.findings.wrong("address", f"links lead to what is not printed there: {abridged(stray)}")
        self._say("address", check_described(looked.tags.codes, looked.codes, looked.sizes))

    def _say(self, topic: str, problems: Iterable[str]) -> None:
        for problem in problems:
            self.findings.wrong(topic, problem)


def _is_corner(origin: tuple[float, float], size: Size) -> bool:
    """Whether a place is the lower left corner of a page, or the upper right one, from which it is upside down."""
    x, y = origin
    return max(abs(x), abs(y)) < _SLIP or max(abs(x - size.width), abs(y - size.height)) < _SLIP
