"""A second code, which leads to a recording: told from that of legal aid by the tags, or by what stands in letters."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pikepdf
import pytest

from cards.checking.findings import Mark, Report
from cards.decoding import decode
from cards.draw.outlines import symbol_path
from cards.jobs import Order, gather
from cards.locations import shelves
from cards.measures import Rect
from cards.merge.contact import Contact
from cards.pipeline import lay_out, make
from cards.read.hotlines import Hotline
from cards.read.layouts import Layout
from cards.read.links import LEGAL_AID, read_link
from cards.typeset.marks import SymbolMark
from cards.typeset.symbol import link_symbol

ReportOn = Callable[..., Report]
Changed = Callable[..., bytes]
Said = Callable[[Report, Mark], dict[str, str]]
Change = Callable[[pikepdf.Pdf], None]

RECORDING = "https://www.example.org/listen"
OTHER = "https://lawhelp.example.org"
HEARD = Contact(read_link(LEGAL_AID), (Hotline("617-555-0100"),), recordings=(("", read_link(RECORDING)),))
SHEET = Order("es", "home", "plain-letter", HEARD)


@cache
def made(order: Order = SHEET) -> bytes:
    return make(gather(shelves(None), order), decode).pdf


@cache
def codes_of(layout: Layout) -> tuple[Rect, Rect]:
    """Where the codes are on a face: legal aid's and the recording's."""
    _, bearer, _ = lay_out(gather(shelves(None), replace(SHEET, layout=layout)))
    first, second = (mark.rect for mark in bearer.marks if isinstance(mark, SymbolMark))
    return first, second


def on_first_card(which: int, layout: Layout = Layout.DUPLEX) -> Rect:
    """A code of the first card, on the page."""
    job = gather(shelves(None), replace(SHEET, layout=layout))
    slot, code = job.stock.slots[0], codes_of(layout)[which]
    return Rect(slot.x + code.x, slot.y + code.y, code.width, code.height)


def covered(place: Rect, address: str) -> Change:
    """Another code painted over one."""
    white, symbol = place.grown(2), link_symbol(read_link(address))
    module = place.width / len(symbol.modules)
    operators = (
        f"0 0 0 0 k {white.x} {white.y} {white.width} {white.height} re f 0 0 0 1 k "
        f"q {module} 0 0 {-module} {place.x} {place.top} cm {symbol_path(symbol.modules)} f* Q"
    )

    def apply(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(operators.encode())

    return apply


def blurred(place: Rect) -> Change:
    """A code as a smear of greys, each four modules wide."""

    def apply(pdf: pikepdf.Pdf) -> None:
        across = 6
        greys = bytes(90 + (place_ * 37) % 80 for place_ in range(across * across))
        pdf.pages[0].obj.Resources.XObject["/Blur"] = pdf.make_stream(
            greys, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=across, Height=across,
            BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceGray,
        )  # fmt: skip
        matrix = f"{place.width} 0 0 {place.height} {place.x} {place.y}"
        pdf.pages[0].contents_add(f" q {matrix} cm /Blur Do Q".encode())

    return apply


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("layout", [Layout.DUPLEX, Layout.FOLD, Layout.LARGE, Layout.POSTER, Layout.PRESS])
def test_a_code_that_is_blurred(layout: Layout, which: int, changed: Changed, report_on: ReportOn, said: Said) -> None:
    pdf = changed(made(replace(SHEET, layout=layout)), blurred(on_first_card(which, layout)))
    assert "another number" in said(report_on(pdf), Mark.WRONG)["QR codes"]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("layout", [Layout.DUPLEX, Layout.FOLD, Layout.LARGE, Layout.POSTER])
def test_a_code_that_leads_elsewhere(
    layout: Layout, which: int, changed: Changed, report_on: ReportOn, said: Said
) -> None:
    """Also where it is the only one of its kind: what is read aloud is another address than the code has."""
    pdf = changed(made(replace(SHEET, layout=layout)), covered(on_first_card(which, layout), OTHER))
    wrong = said(report_on(pdf), Mark.WRONG)
    old = ("www.immigrationlawhelp.org", "www.example.org/listen")[which]
    assert f"page 1: a code leads to lawhelp.example.org, and is read aloud as {old}" in wrong["address"]


def test_legal_aid_on_a_card_for_a_press_that_leads_elsewhere(
    changed: Changed, report_on: ReportOn, said: Said
) -> None:
    """There are no tags; the address that is printed has no code any more."""
    pdf = changed(made(replace(SHEET, layout=Layout.PRESS)), covered(on_first_card(0, Layout.PRESS), OTHER))
    wrong = said(report_on(pdf), Mark.WRONG)
    assert "lead to different addresses" in wrong["QR codes"]
    assert "lawhelp.example.org is printed 0 times" in wrong["address"]


def test_codes_in_each_others_places(changed: Changed, report_on: ReportOn, said: Said) -> None:
    def both(pdf: pikepdf.Pdf) -> None:
        covered(on_first_card(0), RECORDING)(pdf)
        covered(on_first_card(1), LEGAL_AID)(pdf)

    wrong = said(report_on(changed(made(), both)), Mark.WRONG)
    assert "a code leads to www.example.org/listen, and is read aloud as www.immigrationlawhelp.org" in wrong["address"]


def test_legal_aid_twice_on_a_card(changed: Changed, report_on: ReportOn, said: Said) -> None:
    wrong = said(report_on(changed(made(), covered(on_first_card(1), LEGAL_AID))), Mark.WRONG)
    assert "not every card has the same codes, on page 1" in wrong["QR codes"]


def test_a_recording_that_no_card_has_any_more(changed: Changed, report_on: ReportOn, said: Said) -> None:
    """Its tags are still there."""

    def emptied(pdf: pikepdf.Pdf) -> None:
        objects = pdf.pages[0].obj.Resources.XObject
        form = max((name for name in dict(objects) if name.startswith("/X")), key=lambda name: int(name[2:]))
        objects[form].write(b"")

    wrong = said(report_on(changed(made(), emptied)), Mark.WRONG)
    assert "10 read at 300 dpi on 10 cards, which should have 20" in wrong["QR codes"]


def test_without_tags_letters_tell_which_is_which(changed: Changed, report_on: ReportOn, said: Said) -> None:
    def untagged(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/StructTreeRoot"]

    report = report_on(changed(made(), untagged))
    assert said(report, Mark.OK)["QR codes"].endswith(f"{LEGAL_AID}, {RECORDING} (a recording)")
    wrong = said(report_on(changed(changed(made(), untagged), covered(on_first_card(0), OTHER))), Mark.WRONG)
    assert "another number" in wrong["QR codes"] or "not every card" in wrong["QR codes"]


def test_a_recording_at_the_address_of_legal_aid(report_on: ReportOn) -> None:
    contact = replace(HEARD, recordings=(("", read_link(LEGAL_AID)),))
    for layout in (Layout.DUPLEX, Layout.POSTER):
        report = report_on(made(replace(SHEET, contact=contact, layout=layout)))
        assert report.mark is Mark.OK, report.findings
