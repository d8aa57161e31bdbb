"""Finished files of cards with each option, judged by `check`: nothing wrong, and the option is on the card."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from cards.checking.report import Mark, Report
from cards.decoding import decode
from cards.jobs import Order, gather
from cards.locations import shelves
from cards.merge.contact import Contact
from cards.pipeline import make
from cards.read.card_options import WRITE_INS, CardOptions
from cards.read.hotlines import Hotline
from cards.read.layouts import CARD_LAYOUTS, Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled

ReportOn = Callable[[bytes], Report]
SHELVES = shelves(None)
LINE = (Hotline(dialled("617-555-0100"), "Our own line"),)
LINKED, NOT_LINKED = Contact(read_link(LEGAL_AID), LINE), Contact(None, LINE, "Lynn Neighbors")


def made(locale: str, layout: Layout, contact: Contact, options: CardOptions, theme: str = "outline") -> bytes:
    order = Order(locale, "home", "plain-letter", contact, layout=layout, theme=theme, options=options)
    return make(gather(SHELVES, order), decode).pdf


def faults(report: Report) -> list[str]:
    return [f"{each.topic}: {each.text}" for each in report.findings if each.mark is Mark.WRONG]


@pytest.mark.parametrize("layout", list(CARD_LAYOUTS), ids=lambda layout: layout.value)
@pytest.mark.parametrize("locale", ["ar", "zh-Hans"])
def test_a_card_without_a_code_is_right(locale: str, layout: Layout, report_on: ReportOn) -> None:
    report = report_on(made(locale, layout, NOT_LINKED, CardOptions(interpreter=layout is not Layout.POSTER)))
    assert faults(report) == []
    assert report.read["page"][0]["codes"] == []


@pytest.mark.parametrize("name", WRITE_INS)
@pytest.mark.parametrize("theme", ["red", "outline", "red-stock"])
def test_a_card_with_a_line_to_write_on_is_right(name: str, theme: str, report_on: ReportOn) -> None:
    assert faults(report_on(made("es", Layout.DUPLEX, LINKED, CardOptions(write_in=name), theme))) == []


def test_recordings_are_heard_without_a_code_of_legal_aid(report_on: ReportOn) -> None:
    heard = replace(NOT_LINKED, recordings=(("", read_link("https://www.example.org/a")),))
    for layout in (Layout.DUPLEX, Layout.FOLD):
        assert faults(report_on(made("es", layout, heard, CardOptions()))) == []
