"""Checks one PDF: all that `check` reports about it."""

from __future__ import annotations

from collections.abc import Sequence

from cards.checking.facts import facts_of
from cards.checking.installed import Installed
from cards.checking.look.document import Progress, look_at
from cards.checking.report import Report
from cards.checking.rules.verdict import judge
from cards.locations import Shelf
from cards.read.stocks import read_stocks


def check_pdf(data: bytes, shelves: Sequence[Shelf], *, all_pages: bool, progress: Progress) -> Report:
    """The findings about a PDF; `progress` is called after each step.

    Raises BadFile for a file that is not a PDF or cannot be read at all, and for a broken definition or catalog.
    """
    installed, stocks = Installed(shelves), read_stocks(shelves)
    document = look_at(data, installed, all_pages=all_pages, progress=progress)
    verdict = judge(document, installed, stocks)
    return Report(verdict.findings, facts_of(document, verdict))
