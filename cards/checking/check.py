"""One PDF looked at as a whole: what `check` says about it."""

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
    """What there is to say about a PDF; `progress` is called whenever something has been done, as a sign of life.

    Raises BadFile for what is no PDF or cannot be read at all, and for a broken file of the shelves.
    """
    installed, stocks = Installed(shelves), read_stocks(shelves)
    document = look_at(data, installed, all_pages=all_pages, progress=progress)
    verdict = judge(document, installed, stocks)
    return Report(verdict.findings, facts_of(document, verdict))
