"""What the tests of checks share: a report on bytes, changed copies of a PDF, and what a report says of a topic."""

import io
from collections.abc import Callable

import pikepdf
import pytest

from cards.checking.check import check_pdf
from cards.checking.report import Mark, Report
from cards.locations import shelves

Change = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="session")
def report_on() -> Callable[..., Report]:
    """What `check` says of a PDF."""

    def report(pdf: bytes, *, all_pages: bool = False) -> Report:
        return check_pdf(pdf, shelves(None), all_pages=all_pages, progress=lambda done, looks: None)

    return report


@pytest.fixture(scope="session")
def changed() -> Callable[..., bytes]:
    """A PDF changed as objects and saved it again."""

    def copy(pdf: bytes, change: Change, encryption: pikepdf.Encryption | bool = False) -> bytes:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            change(opened)
            buffer = io.BytesIO()
            opened.save(buffer, encryption=encryption)
        return buffer.getvalue()

    return copy


@pytest.fixture(scope="session")
def said() -> Callable[[Report, Mark], dict[str, str]]:
    """The texts of a mark in a report, by topic."""

    def texts(report: Report, mark: Mark) -> dict[str, str]:
        found: dict[str, str] = {}
        for each in report.findings:
            if each.mark is mark:
                found[each.topic] = f"{found.get(each.topic, '')} {each.text}".strip()
        return found

    return texts
