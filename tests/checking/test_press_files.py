"""Files for a print shop are right, and every planted fault in one is found."""

from collections.abc import Callable
from functools import cache

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from cards.checking.report import Mark, Report
from cards.decoding import decode
from cards.jobs import Order, gather
from cards.locations import shelves
from cards.measures import POINTS_PER_MM
from cards.merge.contact import Contact
from cards.pipeline import make
from cards.read.card_options import CardOptions
from cards.read.hotlines import Hotline
from cards.read.layouts import Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
from cards.read.pictures import Picture

ReportOn = Callable[..., Report]
Changed = Callable[..., bytes]
Said = Callable[[Report, Mark], dict[str, str]]
Change = Callable[[pikepdf.Pdf], None]

SHELVES = shelves(None)
RECORDING = "https://www.example.org/listen"
HOTLINES = (Hotline(dialled("617-555-0100")),)
LOGO = Picture(60, 20, bytes(range(240)) * 15)


@cache
def made(
    locale: str = "es",
    stock: str = "plain-letter",
    theme: str = "red",
    *,
    bleed: float | None = None,
    heard: bool = False,
    logo: bool = False,
) -> bytes:
    recordings = (("", read_link(RECORDING)),) if heard else ()
    contact = Contact(
        read_link(LEGAL_AID), HOTLINES, "Vecinos" if logo else "", logo=LOGO if logo else None, recordings=recordings
    )
    order = Order(
        locale,
        "home",
        stock,
        contact,
        layout=Layout.PRESS,
        theme=theme,
        bleed=bleed,
        options=CardOptions(write_in="lawyer" if heard else ""),
    )
    return make(gather(SHELVES, order), decode).pdf


def wrong_or_doubtful(report: Report) -> list[str]:
    return [f"{each.mark.value} {each.topic}: {each.text}" for each in report.findings if each.mark is not Mark.OK]


@pytest.mark.parametrize("theme", ["red", "outline"])
@pytest.mark.parametrize(("locale", "stock"), [("es", "plain-letter"), ("ar", "plain-a4"), ("ur", "avery-c32015")])
def test_a_file_for_a_press_is_right(locale: str, stock: str, theme: str, report_on: ReportOn, said: Said) -> None:
    report = report_on(made(locale, stock, theme))
    assert wrong_or_doubtful(report) == []
    right = said(report, Mark.OK)
    size = {"plain-letter": "88.9 x 50.8", "plain-a4": "85.0 x 55.0", "avery-c32015": "85.0 x 54.0"}[stock]
    assert f"100 %, to be cut to {size} mm (TrimBox), the card of " in right["trim"]
    assert f"with {'3.2' if stock == 'plain-letter' else '3.0'} mm of bleed" in right["trim"]
    assert right["inks"].startswith("only process inks (CMYK), at most 193% in one place")
    assert "for a print shop" in right["PDF/X-1a:2003"]
    assert right["layout"] == "press: one card for a print shop, not for a printer of your own"
    assert (report.read["layout"], report.read["claims"]) == ("press", ["PDF/X-1a:2003"])
    assert {page["bleed_mm"] for page in report.read["page"]} == {3.17 if stock == "plain-letter" else 3.0}


def test_a_logo_and_a_recording_are_right(report_on: ReportOn, said: Said) -> None:
    assert wrong_or_doubtful(report_on(made(logo=True))) == []
    report = report_on(made("ar", "plain-a4", heard=True))
    assert wrong_or_doubtful(report) == []
    codes = f"2 of 2 read at 150 and 300 dpi: https://www.immigrationlawhelp.org, {RECORDING} (a recording)"
    assert said(report, Mark.OK)["QR codes"] == codes


@pytest.mark.parametrize("millimetres", [0, 1.5])
def test_little_bleed_is_a_warning(millimetres: float, report_on: ReportOn, said: Said) -> None:
    report = report_on(made(bleed=millimetres * POINTS_PER_MM))
    assert said(report, Mark.WRONG) == {}
    assert f"with {millimetres:.1f} mm of bleed: most print shops want 3 mm" in said(report, Mark.WARNING)["trim"]


# Planted faults: each changes a sound file in one way.


def every_page(**entries: object) -> Change:
    def apply(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            for name, value in entries.items():
                if value is None:
                    del page.obj[f"/{name}"]
                else:
                    page.obj[f"/{name}"] = value

    return apply


def info(**entries: object) -> Change:
    def apply(pdf: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            if value is None:
                del pdf.docinfo[f"/{name}"]
            else:
                pdf.docinfo[f"/{name}"] = value

    return apply


def drawn(operators: bytes) -> Change:
    """Operators before all else in the bearer's form."""

    def apply(pdf: pikepdf.Pdf) -> None:
        form = pdf.pages[0].obj.Resources.XObject.Bearer
        form.write(operators + b"\n" + form.read_bytes())

    return apply


def around(operators: bytes) -> Change:
    """What the pages draw, after those operators."""

    def apply(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.contents_add(b"q " + operators + b" ", prepend=True)
            page.contents_add(b" Q")

    return apply


def shifted(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        left, low, right, top = (float(edge) for edge in page.obj.TrimBox)
        page.obj.TrimBox = Array([left + 3, low, right + 3, top])


def scaled_boxes(pdf: pikepdf.Pdf) -> None:
    around(b"0.97 0 0 0.97 0 0 cm")(pdf)
    for page in pdf.pages:
        for name in ("/MediaBox", "/BleedBox", "/TrimBox"):
            page.obj[name] = Array([round(0.97 * float(edge), 3) for edge in page.obj[name]])


def without_ground(pdf: pikepdf.Pdf) -> None:
    """The ground of the page, which is that of the bleed: the card's own is in its form."""
    for page in pdf.pages:
        stream = page.obj.Contents
        data = stream.read_bytes()
        assert b" re\nf\n" in data
        stream.write(data.replace(b" re\nf\n", b" re\nn\n"))


def with_picture(**entries: object) -> Change:
    def apply(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(bytes(12), Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
                                  BitsPerComponent=8, **entries)  # fmt: skip
        page = pdf.pages[0].obj
        page.Resources.XObject["/Photo"] = picture
        pdf.pages[0].contents_add(b" q 1 0 0 1 0 0 cm /Photo Do Q")

    return apply


def linked(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://www.immigrationlawhelp.org"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def upside_down(pdf: pikepdf.Pdf) -> None:
    _, _, right, top = (float(edge) for edge in pdf.pages[1].obj.MediaBox)
    pdf.pages[1].contents_add(f"q -1 0 0 -1 {right} {top} cm ".encode(), prepend=True)
    pdf.pages[1].contents_add(b" Q")


def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def no_fonts(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, Dictionary) and "/FontFile2" in each:
            del each["/FontFile2"]


def layered(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]))


def transparent(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject.Bearer.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


def faint(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(G=Dictionary(ca=0.5))
    pdf.pages[0].contents_add(b"/G gs ", prepend=True)


WRONG: dict[str, tuple[Change, str, str]] = {
    "scaled": (around(b"0.97 0 0 0.97 4 2 cm"), "card size", "drawn at 97.0% of the true size"),
    "scaled with its boxes": (
        scaled_boxes,
        "trim",
        "cut to 86.2 x 49.3 mm (TrimBox), which is not the size of a card of any stock",
    ),
    "moved": (around(b"1 0 0 1 4 0 cm"), "card size", "the card is not where the page is cut"),
    "a side upside down": (upside_down, "card size", "the card is upside down on page 2"),
    "trim shifted": (shifted, "trim", "is not in the middle of the page: 4.2, 3.2, 2.1 mm around it, on page 1, 2"),
    "no trim": (every_page(TrimBox=None), "trim", "no TrimBox, on page 1, 2"),
    "bleed within the page": (every_page(BleedBox=[2, 2, 268, 160]), "trim", "BleedBox) is not the whole page"),
    "bleed not coloured": (
        without_ground,
        "trim",
        "the color ends before the bleed does, so cutting may leave a white edge: page 1, 2",
    ),
    "red for screens": (drawn(b"0.784 0.063 0.18 rg"), "inks", "operator rg"),
    "lines for screens": (drawn(b"0 0 1 RG"), "inks", "operator RG"),
    "grey": (drawn(b"0.5 g"), "inks", "operator g"),
    "a spot colour": (drawn(b"/Spot cs 1 scn"), "inks", "operator cs, operator scn"),
    "too much ink": (drawn(b"1 0.9 0.9 0.2 k"), "inks", "300% ink in one place, but paper holds only 250%"),
    "a picture for screens": (with_picture(ColorSpace=Name.DeviceRGB), "inks", "a picture in other colors"),
    "a picture with a mask": (with_picture(ColorSpace=Name.DeviceCMYK, SMask=Dictionary()), "inks", "with a mask"),
    "a transparent form": (transparent, "inks", "a transparent form"),
    "a transparent state": (faint, "inks", "a graphics state"),
    "a link": (linked, "PDF/X-1a:2003", "links or notes on page 1"),
    "layers": (layered, "PDF/X-1a:2003", "layers"),
    "no intent": (no_intent, "PDF/X-1a:2003", "no output intent"),
    "no claim": (info(GTS_PDFXVersion=None), "PDF/X-1a:2003", "no claim to be PDF/X-1a:2003"),
    "another claim": (info(GTS_PDFXVersion="PDF/X-4"), "PDF/X-1a:2003", "no claim to be PDF/X-1a:2003"),
    "no statement on trapping": (info(Trapped=None), "PDF/X-1a:2003", "no statement on trapping"),
    "no title": (info(Title=None), "PDF/X-1a:2003", "no Title"),
    "no date": (info(ModDate=None), "PDF/X-1a:2003", "other dates than rights-cards"),
    "another date": (
        info(CreationDate="D:20260101000000Z"),
        "metadata",
        "says when it was made or saved. Make it again to remove this: D:20260101",
    ),
    "another creator": (info(Creator="Adobe InDesign"), "metadata", "Creator 'Adobe InDesign'"),
    "an author": (info(Author="Maria"), "metadata", "Author 'Maria'"),
    "fonts lost": (no_fonts, "fonts", "not in the file"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_fault_is_found(name: str, changed: Changed, report_on: ReportOn, said: Said) -> None:
    change, topic, text = WRONG[name]
    report = report_on(changed(made(), change))
    assert report.mark is Mark.WRONG
    assert text in said(report, Mark.WRONG)[topic]


def test_saving_again_is_no_fault(changed: Changed, report_on: ReportOn, said: Said) -> None:
    """So that the faults above are what is found, and nothing that saving does."""
    report = report_on(changed(made(), lambda pdf: None))
    assert said(report, Mark.WRONG) == {}
    assert set(said(report, Mark.WARNING)) == {"origin"}


def test_too_much_ink_in_a_picture(changed: Changed, report_on: ReportOn, said: Said) -> None:
    def black(pdf: pikepdf.Pdf) -> None:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == Name.Image:
                each.write(bytes([255, 200, 200, 100]) * (len(each.read_bytes()) // 4))

    wrong = said(report_on(changed(made(logo=True), black)), Mark.WRONG)
    assert "296% ink in one place" in wrong["inks"]


def test_newer_versions_of_pdf_are_wrong(report_on: ReportOn, said: Said) -> None:
    wrong = said(report_on(made().replace(b"%PDF-1.4", b"%PDF-1.7", 1)), Mark.WRONG)
    assert "version 1.7 of PDF instead of 1.4" in wrong["PDF/X-1a:2003"]


def test_an_ordinary_file_may_not_say_so_much(changed: Changed, report_on: ReportOn, said: Said) -> None:
    """What a press wants of the file's information is a trace in any other."""
    order = Order("es", "home", "plain-letter", Contact(read_link(LEGAL_AID), HOTLINES))
    pdf = make(gather(SHELVES, order), decode).pdf
    for entries in ({"Creator": "rights-cards"}, {"Trapped": Name("/False")}):
        wrong = said(report_on(changed(pdf, info(**entries))), Mark.WRONG)
        assert next(iter(entries)) in wrong["metadata"]
