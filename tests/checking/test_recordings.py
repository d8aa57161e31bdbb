"""A second code, which leads to a recording: told from that of legal aid by the tags, or by what stands in letters."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pikepdf
import pytest

from cards import pipeline
from cards.checking.look.codes import ReadCode, shown
from cards.checking.report import Mark, Report
from cards.checking.rules.codes import PageCodes, check_codes
from cards.decoding import decode
from cards.draw.outlines import symbol_path
from cards.impose.sheet import layout_sheets
from cards.jobs import Order, gather
from cards.locations import shelves
from cards.measures import POINTS_PER_MM, Rect
from cards.merge.contact import Contact
from cards.pipeline import make
from cards.read.hotlines import Hotline
from cards.read.layouts import Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
from cards.typeset.marks import SymbolMark
from cards.typeset.symbol import link_symbol
from tests.laid_out import lay_out

ReportOn = Callable[..., Report]
Changed = Callable[..., bytes]
Said = Callable[[Report, Mark], dict[str, str]]
Change = Callable[[pikepdf.Pdf], None]

RECORDING = "https://www.example.org/listen"
OTHER = "https://lawhelp.example.org"
HEARD = Contact(read_link(LEGAL_AID), (Hotline(dialled("617-555-0100")),), recordings=(("", read_link(RECORDING)),))
SHEET = Order("es", "home", "plain-letter", HEARD)


@cache
def made(order: Order = SHEET) -> bytes:
    return make(gather(shelves(None), order), decode).pdf


Place = tuple[int, Rect]
"""A page from 0, and where a code is on it."""


@cache
def on_first_card(which: int, layout: Layout = Layout.DUPLEX) -> Place:
    """The code of legal aid (0) or of the recording (1) of the first card."""
    job = gather(shelves(None), replace(SHEET, layout=layout))
    text, *faces = lay_out(job)
    if layout is Layout.POSTER and which == 1:
        (face,) = pipeline._poster_recordings([job], [text])
        page, slot = 2, Rect(0, 0, face.size.width, face.size.height)
    else:
        face, side = faces[which], ("bearer", "officer")[which]
        sheets = layout_sheets(layout, job.stock, job.copies, job.flip)
        page, slot = next(
            (number, place.slot)
            for number, sheet in enumerate(sheets)
            for place in sheet.placements
            if place.side == side
        )
    (code,) = (mark.rect for mark in face.marks if isinstance(mark, SymbolMark))
    return page, Rect(slot.x + code.x, slot.y + code.y, code.width, code.height)


def covered(place: Place, address: str) -> Change:
    """Another code painted over one."""
    page, rect = place
    white, symbol = rect.grown(2), link_symbol(read_link(address))
    module = rect.width / len(symbol.modules)
    operators = (
        f"0 0 0 0 k {white.x} {white.y} {white.width} {white.height} re f 0 0 0 1 k "
        f"q {module} 0 0 {-module} {rect.x} {rect.top} cm {symbol_path(symbol.modules)} f* Q"
    )

    def apply(pdf: pikepdf.Pdf) -> None:
        pdf.pages[page].contents_add(operators.encode())

    return apply


def blurred(place: Place) -> Change:
    """A code as a smear of greys, each four modules wide."""

    def apply(pdf: pikepdf.Pdf) -> None:
        page, rect = place
        across = 6
        greys = bytes(90 + (place_ * 37) % 80 for place_ in range(across * across))
        resources = pdf.pages[page].obj.Resources
        if "/XObject" not in resources:
            resources.XObject = pikepdf.Dictionary()
        resources.XObject["/Blur"] = pdf.make_stream(
            greys, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=across, Height=across,
            BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceGray,
        )  # fmt: skip
        matrix = f"{rect.width} 0 0 {rect.height} {rect.x} {rect.y}"
        pdf.pages[page].contents_add(f" q {matrix} cm /Blur Do Q".encode())

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
    place = on_first_card(which, layout)
    pdf = changed(made(replace(SHEET, layout=layout)), covered(place, OTHER))
    wrong = said(report_on(pdf), Mark.WRONG)
    old = ("www.immigrationlawhelp.org", "www.example.org/listen")[which]
    assert f"page {place[0] + 1}: a code leads to lawhelp.example.org, but screen readers say {old}" in wrong["address"]


def test_legal_aid_on_a_card_for_a_press_that_leads_elsewhere(
    changed: Changed, report_on: ReportOn, said: Said
) -> None:
    """There are no tags; the address that is printed has no code any more."""
    pdf = changed(made(replace(SHEET, layout=Layout.PRESS)), covered(on_first_card(0, Layout.PRESS), OTHER))
    wrong = said(report_on(pdf), Mark.WRONG)
    assert "lawhelp.example.org is printed 0 times" in wrong["address"]


def test_codes_in_each_others_places(changed: Changed, report_on: ReportOn, said: Said) -> None:
    def both(pdf: pikepdf.Pdf) -> None:
        covered(on_first_card(0), RECORDING)(pdf)
        covered(on_first_card(1), LEGAL_AID)(pdf)

    wrong = said(report_on(changed(made(), both)), Mark.WRONG)
    assert (
        "a code leads to www.example.org/listen, but screen readers say www.immigrationlawhelp.org" in wrong["address"]
    )


def test_legal_aid_twice_on_a_card(changed: Changed, report_on: ReportOn, said: Said) -> None:
    wrong = said(report_on(changed(made(), covered(on_first_card(1), LEGAL_AID))), Mark.WRONG)
    assert "not every card has the same codes, on page 2" in wrong["QR codes"]


def test_a_recording_that_no_card_has_any_more(changed: Changed, report_on: ReportOn, said: Said) -> None:
    """Its tags are still there."""

    def emptied(pdf: pikepdf.Pdf) -> None:
        objects = pdf.pages[1].obj.Resources.XObject
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
    assert "another number" in wrong["QR codes"]


def test_a_recording_at_the_address_of_legal_aid(report_on: ReportOn) -> None:
    contact = replace(HEARD, recordings=(("", read_link(LEGAL_AID)),))
    for layout in (Layout.DUPLEX, Layout.POSTER):
        report = report_on(made(replace(SHEET, script="school", contact=contact, layout=layout)))
        assert report.mark is Mark.OK, report.findings


def test_a_file_of_an_older_version_warns() -> None:
    """Its codes held capitals, and both stood on the bearer's side."""
    capitals = "HTTPS://WWW.IMMIGRATIONLAWHELP.ORG"
    fine = tuple(ReadCode(each, 0.5 * POINTS_PER_MM, (0.0, 0.0), 1.0, 4) for each in (capitals, RECORDING))
    page = PageCodes(
        1, 1, fine, (capitals, RECORDING), recordings=frozenset(["www.example.org/listen"]), listened=1
    )  # fmt: skip
    found = list(check_codes([page], {}))
    told = [each.text for each in found if each.mark is Mark.WARNING]
    assert "2 of 2 read at 150 and 300 dpi, but with addresses in capitals, which some phones show as text" in told[0]
    assert capitals in told[0]
    assert told[1].startswith("two codes are on one side, which stops many phones from reading either")
    assert not any(each.topic == "QR codes" for each in found if each.mark is Mark.OK)


@pytest.mark.parametrize(
    ("content", "address"),
    [
        ("HTTPS://WWW.Ilrc.ORG/RedCards", "www.ilrc.org/RedCards"),
        ("https://www.ilrc.org/", "www.ilrc.org/"),
        ("https://www.ilrc.org", "www.ilrc.org"),
        ("http://www.ilrc.org", "http://www.ilrc.org"),
    ],
)
def test_an_address_is_compared_exactly_but_for_capitals_of_scheme_and_host(content: str, address: str) -> None:
    assert shown(content) == address
