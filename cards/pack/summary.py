"""What came of a pack in a few lines, counted plan by plan, so that it takes no more memory for a larger pack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from cards.merge.cover_text import counted
from cards.merge.how_to_print import in_a_line
from cards.pack.advice import Advice
from cards.pack.manifest import ManifestEntry
from cards.pack.plan import Bundle, Need, Plan, stock_needed
from cards.read.layouts import Layout


@dataclass(slots=True)
class Summary:
    """The number of `files`, and of recipients that the plans have (`bundles`); what to tell about them.

    `needed` is the paper by `Piece.paper`, and `pages` those of its files. Print shops get `shop` files with
    `shop_pages` pages. `in_a_line` holds the ways to print the files. `told` has each warning with the recipients and
    the kinds of cards that it concerns. `lines` describe the files of the recipients, or each file of the only one.
    """

    files: int = 0
    bundles: int = 0
    needed: dict[str, Need] = field(default_factory=dict)
    pages: Counter[str] = field(default_factory=Counter)
    shop: int = 0
    shop_pages: int = 0
    in_a_line: set[str] = field(default_factory=set)
    advice: Advice = field(default_factory=Advice)
    told: dict[str, tuple[dict[str, None], dict[str, None]]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    _only: list[str] = field(default_factory=list)

    def add(self, plan: Plan, entries: Sequence[ManifestEntry]) -> None:
        """Adds what came of a plan."""
        made = {entry.file: entry for entry in entries}
        self.files += len(made)
        self.needed = stock_needed(plan, made, self.needed)
        self.advice.add(plan)
        for piece in plan.pieces:
            if piece.written and piece.path in made:
                pages = made[piece.path].pages or 0
                self.pages[piece.paper] += pages
                self.in_a_line.add(in_a_line(piece.layout, piece.order.flip, cut_marks=piece.stock.cut_marks))
                if not piece.sheets:
                    self.shop, self.shop_pages = self.shop + 1, self.shop_pages + pages
        for bundle in plan.bundles:
            self._add_lines(bundle, made)
        self._add_warnings(plan, entries)

    @property
    def described(self) -> list[str]:
        """A line for each recipient with files, or for each file of the only one."""
        return self.lines if self.bundles > 1 else self._only

    def _add_lines(self, bundle: Bundle, made: dict[str, ManifestEntry]) -> None:
        self.bundles += 1
        pieces = [piece for piece in bundle.pieces if piece.written and piece.path in made]
        if not pieces:
            return
        sheets = counted(sum(piece.takes[0] for piece in pieces), "sheet")
        cards = counted(sum(piece.takes[1] for piece in pieces), "card")
        files = counted(len(pieces), "file of cards", "files of cards")
        self.lines.append(f"{bundle.folder}: {files}, {sheets}, {cards}")
        if self.bundles > 1:
            self._only = []
            return
        for piece in pieces:
            entry = made[piece.path]
            same = "the same " if piece.again else ""
            paper = f"{same}{counted(piece.sheets, 'sheet')}" if piece.sheets else "for a print shop"
            self._only.append(
                f"{piece.path}: {paper}, {counted(entry.pages or 0, 'page')}, {str(entry.review).upper()}"
            )

    def _add_warnings(self, plan: Plan, entries: Sequence[ManifestEntry]) -> None:
        for bundle in plan.bundles:
            for warning in (*bundle.warnings, *bundle.of_the_day):
                self._tell(warning, bundle.recipient.name)
        names = {piece.path: bundle.recipient.name for bundle in plan.bundles for piece in bundle.pieces}
        for entry in entries:
            layout = "" if entry.layout == Layout.DUPLEX.value else f" - {entry.layout}"
            is_cards = entry.file in names
            for warning in entry.warnings:
                whom = names[entry.file] if is_cards else entry.file.rpartition("/")[0]  # a cover sheet
                self._tell(warning, whom, f"{entry.script} - {entry.language}{layout}" if is_cards else "")

    def _tell(self, warning: str, whom: str, kind: str = "") -> None:
        people, kinds = self.told.setdefault(warning, ({}, {}))
        people[whom] = None
        if kind:
            kinds[kind] = None
