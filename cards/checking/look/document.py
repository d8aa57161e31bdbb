"""What was read of one document, for those who judge it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import pikepdf

from cards.checking.look.codes import PageCodes
from cards.checking.look.drawing import PageDrawing
from cards.checking.look.pages import PageText
from cards.checking.look.tags import Tags
from cards.checking.look.words import Installed, PageWords
from cards.checking.report import Findings
from cards.checking.rules.press import Trim
from cards.draw.metadata import PRODUCER
from cards.measures import Size
from cards.read.stocks import Stock


class Looked:
    """What was read of one document, and what was found on the way. The lists have an item for each page looked at."""

    def __init__(self, pdf: pikepdf.Pdf, installed: Installed, stocks: Sequence[Stock], findings: Findings) -> None:
        """Nothing is read yet."""
        self.pdf, self.installed, self.stocks, self.findings = pdf, installed, stocks, findings
        self.total = len(pdf.pages)
        self.for_press = False
        self.looked_at: list[Any] = []
        self.made: list[Hashable] = []
        self.sizes: list[Size] = []
        self.trims: list[Trim] = []
        self.drawn: list[PageDrawing] = []
        self.words: list[PageWords] = []
        self.codes: list[PageCodes] = []
        self.texts: list[PageText] = []
        self.without_bleed: list[int] = []
        self.about: dict[str, str] = {"title": "", "language": "", "producer": ""}
        self.links: list[list[str]] = []
        self.fonts: list[dict[str, object]] = []
        self.claims: list[str] = []
        self.tags = Tags()

    @property
    def ours(self) -> bool:
        """Whether the file says that this program made it."""
        return self.about["producer"] == PRODUCER
