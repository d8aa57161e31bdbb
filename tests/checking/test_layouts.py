"""Files of every layout and theme are right, and are told to be what they are."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pikepdf
import pytest

from cards.checking.report import Mark, Report
from cards.checking.rules.places import Spots, is_on
from cards.decoding import decode
from cards.errors import StatementsTooLong
from cards.jobs import Order, gather
from cards.locations import shelves
from cards.merge.contact import Contact
from cards.pipeline import make, make_combined, make_together
from cards.read.card_options import CardOptions
from cards.read.catalogs import read_wording, translated_tags
from cards.read.hotlines import Hotline
from cards.read.layouts import CARD_LAYOUTS, Layout
from cards.read.line_kinds import LineKind
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
from cards.read.printers import Profile
from cards.read.stocks import LETTER, SHEETS, Flip, find_stock
from cards.typeset.marks import Face, FaceMark, Role, SymbolMark, TextMark
from cards.typeset.themes import THEMES
from tests.laid_out import lay_out
from tests.said import edition

ReportOn = Callable[..., Report]
Changed = Callable[..., bytes]
Said = Callable[[Report, Mark], dict[str, str]]
Change = Callable[[pikepdf.Pdf], None]

SHELVES = shelves(None)
RECORDING = "https://www.example.org/listen"
HOTLINES = (Hotline(dialled("617-555-0100"), "Lynn Neighbors"),)
HEARD = Contact(read_link(LEGAL_AID), HOTLINES, recordings=(("", read_link(RECORDING)),))
PLAIN = Contact(read_link(LEGAL_AID), HOTLINES)

LETTER_PLACES = "100 %, in the places of avery-5371, plain-letter"
LAWYER = CardOptions(write_in="lawyer")
TOLD = {
    Layout.DUPLEX: ("duplex: ", LETTER_PLACES, ", both sides, flipped on the long edge"),
    Layout.FRONTS: ("fronts only: print the backs", LETTER_PLACES, ", one side of the paper"),
    Layout.BACKS: ("backs only: print them", LETTER_PLACES, ", one side of the paper"),
    Layout.FOLD: ("fold: ", "100 %, in the places of plain-letter, folded", ", one side of the paper"),
    Layout.LARGE: ("large: ", "100 %, in the places of large cards, two on a sheet of Letter", ", both sides"),
    Layout.POSTER: ("poster: ", "100 %, as large as the paper: Letter", ", one side of the paper"),
}
CODES = {Layout.DUPLEX: 10, Layout.FRONTS: 10, Layout.BACKS: 0, Layout.FOLD: 5, Layout.LARGE: 2, Layout.POSTER: 1}


@cache
def made(order: Order, *others: Order) -> bytes:
    """The file of an order, or the poster of several."""
    if others:
        return make_together([gather(SHELVES, each) for each in (order, *others)], decode).pdf
    return make(gather(SHELVES, order), decode).pdf


def ordered(
    layout: Layout, locale: str = "es", theme: str = "", contact: Contact = PLAIN, stock: str = "plain-letter"
) -> Order:
    return Order(locale, "home", stock, contact, layout=layout, theme=theme)


def wrong_or_doubtful(report: Report) -> list[str]:
    return [f"{each.mark.value} {each.topic}: {each.text}" for each in report.findings if each.mark is not Mark.OK]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("layout", TOLD, ids=lambda layout: layout.value)
def test_every_layout_and_theme_is_right(layout: Layout, theme: str, report_on: ReportOn, said: Said) -> None:
    report = report_on(made(ordered(layout, theme=theme)))
    assert wrong_or_doubtful(report) == []
    right = said(report, Mark.OK)
    named, places, sides = TOLD[layout]
    assert right["layout"].startswith(named)
    assert places in right["card size"]
    assert right["true size"].startswith(f"the file tells the printer 100 %{sides}")
    assert report.read["layout"] == layout.value
    expected = f"{CODES[layout]} of {CODES[layout]} read at 150 and 300 dpi: https://www.immigrationlawhelp.org"
    assert right["QR codes"] == (expected if CODES[layout] else "the pages have no codes, and need none")


@pytest.mark.parametrize("locale", ["ar", "hi", "zh-Hans", "ur"])
@pytest.mark.parametrize("layout", TOLD, ids=lambda layout: layout.value)
def test_cards_with_all_that_there_is_are_right(layout: Layout, locale: str, report_on: ReportOn, said: Said) -> None:
    """A recording, a line for a lawyer, and letters of other scripts, on A4. The card for schools has room for all of
    that in large print."""
    order = Order(
        locale,
        "school" if layout is Layout.LARGE else "home",
        "plain-a4",
        HEARD,
        layout=layout,
        theme="outline",
        options=CardOptions(write_in="lawyer", pictograms=layout != Layout.LARGE),
    )
    report = report_on(made(order))
    assert wrong_or_doubtful(report) == []
    codes = said(report, Mark.OK)["QR codes"]
    assert ("https://www.immigrationlawhelp.org" in codes) == (layout is not Layout.BACKS)
    assert (f"{RECORDING} (a recording in " in codes) == (layout is not Layout.FRONTS)


SIGHTINGS = Contact(PLAIN.link, (Hotline(dialled("617-555-0101"), "Lynn Watch", kind=LineKind.SIGHTING),))


@pytest.mark.parametrize("locale", ["es", "ar"])
@pytest.mark.parametrize(
    "layout", [each for each in CARD_LAYOUTS if each is not Layout.BACKS], ids=lambda each: each.value
)
def test_a_card_of_witnesses_tells_to_call_a_number_that_is_there(
    layout: Layout, locale: str, report_on: ReportOn
) -> None:
    """Otherwise the statement is left out, and the others are numbered without a gap."""
    calls = read_wording(SHELVES, locale).messages["witness/bearer/call"].text.replace("**", "")
    help_label = read_wording(SHELVES, locale).messages["labels/hotline"].text
    for contact, statements in ((Contact(PLAIN.link), 6), (PLAIN, 7), (SIGHTINGS, 7)):
        order = Order(locale, "witness", "plain-letter", contact, layout=layout)
        job = gather(SHELVES, order)
        text, face, _ = lay_out(job)
        assert len(text.bearer.statements) == statements
        numerals = [mark.text for mark in marks_of(face) if mark.role is Role.NUMERAL]
        assert [unicodedata.digit(each) for each in numerals] in ([], [*range(1, statements + 1)])
        said = " ".join(mark.text for mark in marks_of(face))
        assert (calls in said) == bool(contact.hotlines)
        # A poster has the label over its number too, where a number for reports must not be called one for help.
        labelled = not contact.hotlines or (layout is Layout.POSTER and contact is PLAIN)
        assert (help_label.rstrip() in said) == labelled
        if layout is not Layout.PRESS:
            assert wrong_or_doubtful(report_on(make(job, decode).pdf)) == []


def marks_of(face: Face) -> Iterator[TextMark]:
    """Its texts, those of the faces on it too."""
    for mark in face.marks:
        if isinstance(mark, TextMark):
            yield mark
        elif isinstance(mark, FaceMark):
            yield from marks_of(mark.face)


def test_older_cards_of_witnesses_may_say_it_without_a_number(report_on: ReportOn, said: Said) -> None:
    """A number of three digits is not known as one, so a card may have the statement, or not."""
    order = Order("es", "witness", "plain-letter", Contact(PLAIN.link, (Hotline(dialled("211"), "Lynn"),)))
    assert wrong_or_doubtful(report_on(made(order))) == []


@pytest.mark.parametrize(
    ("layout", "stock"),
    [(Layout.FOLD, "rayfilm-viz3"), (Layout.FOLD, "plain-letter-id1"), (Layout.FRONTS, "avery-c32015"),
     (Layout.BACKS, "avery-c32015"), (Layout.LARGE, "avery-5371"), (Layout.POSTER, "plain-a4")],
)  # fmt: skip
@pytest.mark.parametrize("copies", [1, 23])
def test_any_number_on_any_stock_is_right(
    layout: Layout, stock: str, copies: int, report_on: ReportOn, said: Said
) -> None:
    """Of one card nothing is a form that could be placed."""
    count = None if layout is Layout.POSTER else copies
    order = Order("es", "home", stock, PLAIN, layout=layout, copies=count, exact=True, flip=Flip.SHORT_EDGE)
    report = report_on(made(order), all_pages=True)
    assert wrong_or_doubtful(report) == []
    right = said(report, Mark.OK)
    assert right["layout"].startswith(TOLD[layout][0])
    if layout in (Layout.FOLD, Layout.FRONTS, Layout.BACKS):
        assert stock in right["card size"]


@pytest.mark.parametrize("paper", SHEETS)
def test_a_poster_in_several_languages_is_right(paper: str, report_on: ReportOn, said: Said) -> None:
    # The papers of printers for homes have room for two languages.
    tags = ("es", "ar", "zh-Hans") if paper in ("tabloid", "a3") else ("es", "zh-Hans")
    contact = HEARD if paper in ("tabloid", "a3") else PLAIN
    orders = [
        Order(
            tag,
            "home",
            "plain-letter",
            contact,
            layout=Layout.POSTER,
            paper=paper,
            options=LAWYER if len(tags) > 2 else CardOptions(),
        )
        for tag in tags
    ]
    report = report_on(made(*orders))
    assert wrong_or_doubtful(report) == []
    right = said(report, Mark.OK)
    assert right["card size"] == f"100 %, as large as the paper: {paper.capitalize()}"
    assert right["text"].startswith(f"Spanish · {edition()} · DRAFT, ")
    assert [card["language"] for card in report.read["page"][0]["cards"]] == list(tags)
    told = "3.32 mm: phones can read them from 2 m" if len(tags) > 2 else "1.99 mm: phones can read them from 1.2 m"
    assert f"poster's codes have modules of {told}" in right["QR size"]
    if contact is HEARD:
        assert f"{RECORDING} (a recording)" in right["QR codes"]
        assert [page["kind"] for page in report.read["page"]] == ["bearer", "officer", "recording"]


@pytest.mark.parametrize("locale", ["es", "ar"])
def test_the_white_round_the_codes_of_a_red_poster_is_enough(locale: str, report_on: ReportOn) -> None:
    """It ends where it has to; the corners of modules so large are found less exactly than those of a card's."""
    report = report_on(made(ordered(Layout.POSTER, locale, "red", HEARD, "plain-a4")))
    assert wrong_or_doubtful(report) == []
    assert {code["quiet_zone_modules"] for code in report.read["page"][0]["codes"]} == {4}


@pytest.mark.full_only
@pytest.mark.parametrize("layout", [Layout.DUPLEX, Layout.FOLD, Layout.LARGE], ids=lambda layout: layout.value)
def test_combined_files_are_right(layout: Layout, report_on: ReportOn, said: Said) -> None:
    """Each language has its own recording, and one has none."""
    recorded = Contact(
        read_link(LEGAL_AID),
        HOTLINES,
        recordings=(("es", read_link("https://example.org/es")), ("ar", read_link("https://example.org/ar"))),
    )
    orders = [
        Order(
            tag,
            "home",
            "plain-letter",
            recorded,
            layout=layout,
            copies=count,
            options=CardOptions(pictograms=False, write_in="lawyer" if tag == "es" else ""),
        )
        for tag, count in (("es", 12), ("vi", 1), ("ar", 30))
    ]
    report = report_on(make_combined([gather(SHELVES, order) for order in orders], decode), all_pages=True)
    assert wrong_or_doubtful(report) == []
    assert report.read["layout"] == layout.value
    codes = said(report, Mark.OK)["QR codes"]
    assert "https://example.org/es (a recording in Spanish), https://example.org/ar (a recording in Arabic)" in codes


@pytest.mark.parametrize("layout", [Layout.DUPLEX, Layout.BACKS, Layout.LARGE], ids=lambda layout: layout.value)
@pytest.mark.parametrize("profile", [(3.0, -5.0, 1.0, 0.0), (2.0, 1.0, 0.97, 0.5)])
def test_backs_for_a_printer_are_right(
    layout: Layout, profile: tuple[float, float, float, float], report_on: ReportOn, said: Said
) -> None:
    order = Order("es", "home", "plain-letter", PLAIN, layout=layout, printer=Profile("office", "long-edge", *profile))
    report = report_on(made(order))
    assert wrong_or_doubtful(report) == []
    moved = profile[2] == 1.0
    told = "moved for one printer (--printer): 1.1 mm to the right and -1.8 mm up" if moved else "97.0%, turned by 0.50"
    assert told in said(report, Mark.OK)["backs"]


# What was lost or changed.


def scaled(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.contents_add(b"q 0.97 0 0 0.97 9.18 11.88 cm ", prepend=True)
        page.contents_add(b" Q")


def scaled_paper(pdf: pikepdf.Pdf) -> None:
    """The whole page at 97 %, as a printer driver that writes PDFs leaves it."""
    scaled(pdf)
    for page in pdf.pages:
        page.obj.MediaBox = [round(0.97 * float(edge), 3) for edge in page.obj.MediaBox]


def moved(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.contents_add(b"q 1 0 0 1 40 0 cm ", prepend=True)
        page.contents_add(b" Q")


def first_page_lost(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0]


def last_page_lost(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def letters_changed(pdf: pikepdf.Pdf) -> None:
    """Every v says that it is an x, in all fonts. Both sides of a card have a v."""
    changed = 0
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
            data = each.ToUnicode.read_bytes()
            changed += b"<0076>\n" in data
            each.ToUnicode.write(data.replace(b"<0076>\n", b"<0078>\n"))
    assert changed


def fonts_lost(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each:
            del each["/FontFile2"]


FAULTS: dict[str, tuple[Change, str, str]] = {
    "scaled": (scaled, "card size", "97.0%"),
    "scaled with its paper": (scaled_paper, "paper", "no stock has the size"),
    "letters changed": (letters_changed, "text", "older or other wording"),
    "fonts lost": (fonts_lost, "fonts", "not in the file"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("layout", TOLD, ids=lambda layout: layout.value)
def test_a_fault_is_found_in_every_layout(
    layout: Layout, fault: str, changed: Changed, report_on: ReportOn, said: Said
) -> None:
    change, topic, text = FAULTS[fault]
    report = report_on(changed(made(ordered(layout)), change))
    wrong = said(report, Mark.WRONG)
    assert text in wrong[topic]


@pytest.mark.parametrize("change", [first_page_lost, last_page_lost])
@pytest.mark.parametrize(
    "layout", [Layout.DUPLEX, Layout.LARGE, Layout.POSTER, Layout.PRESS], ids=lambda each: each.value
)
def test_a_side_that_is_lost(layout: Layout, change: Change, changed: Changed, report_on: ReportOn, said: Said) -> None:
    """Even where it tells the printer to print on one side: the tags of the other are still there."""
    report = report_on(changed(made(ordered(layout)), change))
    lost = "no officer's side" if change is last_page_lost else "only officers' sides"
    assert lost in said(report, Mark.WRONG)["text"]
    if layout is not Layout.PRESS:

        def told_otherwise(pdf: pikepdf.Pdf) -> None:
            change(pdf)
            pdf.Root.ViewerPreferences.Duplex = pikepdf.Name.Simplex

        assert lost in said(report_on(changed(made(ordered(layout)), told_otherwise)), Mark.WRONG)["text"]


def test_fronts_that_say_nothing_of_one_side(changed: Changed, report_on: ReportOn, said: Said) -> None:
    def silent(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.ViewerPreferences["/Duplex"]

    wrong = said(report_on(changed(made(ordered(Layout.FRONTS)), silent)), Mark.WRONG)
    assert "no officer's side" in wrong["text"]


@pytest.mark.parametrize("at", range(4))
def test_one_page_of_two_sheets_that_is_lost(at: int, changed: Changed, report_on: ReportOn, said: Said) -> None:
    def lost(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[at]

    order = Order("es", "home", "plain-letter", PLAIN, copies=20)
    assert "a page is missing" in said(report_on(changed(made(order), lost)), Mark.WRONG)["sides"]


def test_sheets_in_another_order(changed: Changed, report_on: ReportOn, said: Said) -> None:
    def shuffled(pdf: pikepdf.Pdf) -> None:
        pdf.pages.append(pdf.pages[1])
        del pdf.pages[1]

    order = Order("es", "home", "plain-letter", PLAIN, copies=20)
    wrong = said(report_on(changed(made(order), shuffled)), Mark.WRONG)["sides"]
    assert "page 2, 3, 4 is not the expected side" in wrong or "page 2, 3 is not" in wrong


def test_an_officers_side_that_is_lost_from_a_fold_sheet(changed: Changed, report_on: ReportOn, said: Said) -> None:
    def emptied(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources.XObject.Officer.write(b"")

    wrong = said(report_on(changed(made(ordered(Layout.FOLD)), emptied)), Mark.WRONG)
    assert "the number of officers' sides differs from that of bearers' sides" in wrong["sides"]


@pytest.mark.parametrize(
    ("layout", "mark", "text"),
    [
        (Layout.FRONTS, Mark.WARNING, "not in the places of any stock"),
        (Layout.FOLD, Mark.WARNING, "not in the places of any stock"),
        (Layout.BACKS, Mark.WARNING, "not in the places of any stock"),
        (Layout.POSTER, Mark.WRONG, "was moved on the paper"),
    ],
)
def test_cards_that_were_moved(
    layout: Layout, mark: Mark, text: str, changed: Changed, report_on: ReportOn, said: Said
) -> None:
    assert text in said(report_on(changed(made(ordered(layout)), moved)), mark)["card size"]


def test_backs_that_were_moved(changed: Changed, report_on: ReportOn, said: Said) -> None:
    def backs_moved(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].contents_add(b"q 1 0 0 1 40 0 cm ", prepend=True)
        pdf.pages[1].contents_add(b" Q")

    wrong = said(report_on(changed(made(ordered(Layout.DUPLEX)), backs_moved)), Mark.WRONG)
    assert "the backs are not behind them" in wrong["card size"]


def test_backs_are_mirrored() -> None:
    """On a stock of one column near the left edge: its backs are near the right one."""
    stock = replace(find_stock(SHELVES, "plain-letter"), columns=1, left=20.0)
    front = stock.slots[0]
    places = {False: (front.x, front.y), True: (612 - front.right, front.y)}
    for at, corner in places.items():
        for is_back in (False, True):
            spots = Spots(LETTER, (), (corner,), is_back=is_back, is_turned=False)
            assert is_on(Layout.DUPLEX, stock, [spots], Flip.LONG_EDGE) is (at == is_back)
    turned = Spots(LETTER, (), ((front.right, 792 - front.y),), is_back=True, is_turned=False)
    assert not is_on(Layout.DUPLEX, stock, [turned], Flip.LONG_EDGE)


def test_one_sided_paper_that_would_be_turned(changed: Changed, report_on: ReportOn, said: Said) -> None:
    def turned(pdf: pikepdf.Pdf) -> None:
        pdf.Root.ViewerPreferences.Duplex = pikepdf.Name.DuplexFlipLongEdge

    for layout in (Layout.FOLD, Layout.POSTER):
        warned = said(report_on(changed(made(ordered(layout)), turned)), Mark.WARNING)
        assert "both sides of the paper: choose one side when you print" in warned["true size"]


def test_a_posters_code_that_is_too_small(changed: Changed, report_on: ReportOn, said: Said) -> None:
    """The code at two thirds of its size, where it was."""

    def smaller(pdf: pikepdf.Pdf) -> None:
        for name, form in pdf.pages[0].obj.Resources.XObject.items():
            if name.startswith("/X") and [float(edge) for edge in form.BBox] == [-1, -1, 30, 30]:
                data = form.read_bytes()
                form.write(b"q 0.66 0 0 0.66 4 4 cm " + data + b" Q")

    report = report_on(changed(made(ordered(Layout.POSTER)), smaller))
    warned = said(report, Mark.WARNING)
    assert "a phone 1.2 m away needs 1.99 mm" in warned["QR size"]


@pytest.mark.parametrize("theme", ["outline", "red", "red-stock"])
@pytest.mark.parametrize("side", ["over", "beside", "under"])
def test_ink_in_the_white_round_a_posters_code(
    theme: str, side: str, changed: Changed, report_on: ReportOn, said: Said
) -> None:
    """A bar two modules from the code: where what it leads to is, where the number is, and at the edge."""
    job = gather(SHELVES, ordered(Layout.POSTER, "es", theme))
    (code,) = (mark.rect for mark in lay_out(job)[1].marks if isinstance(mark, SymbolMark))
    module = code.width / 29  # of version 3
    bar = {
        "over": (code.x, code.y + code.height + 2 * module, code.width, module),
        "beside": (code.x - 3 * module, code.y, module, code.height),
        "under": (code.x, code.y - 3 * module, code.width, module),
    }[side]

    def marked(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"q 0 0 0 rg %f %f %f %f re f Q" % bar)

    wrong = said(report_on(changed(made(ordered(Layout.POSTER, "es", theme)), marked)), Mark.WRONG)
    assert "white around" in wrong["QR print"]


NO_ROOM_TO_WRITE = {"si"}
"""Languages whose statements leave no room for the line."""


@pytest.mark.few_scripts
@pytest.mark.parametrize("tag", sorted(translated_tags(SHELVES)))
def test_the_line_for_a_lawyer_is_seen_where_there_is_one(tag: str, report_on: ReportOn) -> None:
    """In every language: with it the label is compared, and without it nothing is missing."""
    for write_in in (False, True):
        order = Order(
            tag,
            "home",
            "plain-letter",
            PLAIN,
            copies=3,
            exact=True,
            options=LAWYER if write_in else CardOptions(),
        )
        if write_in and tag in NO_ROOM_TO_WRITE:
            with pytest.raises(StatementsTooLong):
                made(order)
            continue
        doubts = wrong_or_doubtful(report_on(made(order)))
        # In a few languages the line leaves the code no room for modules of 0.44 mm, which the card warns of too.
        assert [each for each in doubts if not (write_in and each.startswith("WARNING QR print: "))] == []


def test_fronts_without_their_backs_are_named_by_the_title(changed: Changed, report_on: ReportOn, said: Said) -> None:
    def lone(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[1]

    report = report_on(changed(made(Order("es", "home", "plain-letter", PLAIN)), lone))
    assert "no officer's side" in said(report, Mark.WRONG)["text"]
    assert "no card" not in said(report, Mark.WRONG)["text"]


def test_a_front_that_is_upside_down_is_still_a_card(changed: Changed, report_on: ReportOn, said: Said) -> None:
    def turned(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Rotate = 180

    report = report_on(changed(made(Order("es", "home", "plain-letter", PLAIN)), turned))
    assert f"Spanish · {edition()} · DRAFT" in said(report, Mark.OK)["text"]


PLAN = Order("en", "family", "plain-letter", PLAIN, layout=Layout.PLAN)


@pytest.mark.parametrize("contact", [PLAIN, Contact(PLAIN.link), Contact(None, HOTLINES)], ids=["all", "line", "none"])
@pytest.mark.parametrize("paper", ["letter", "a4", "a3"])
def test_a_plan_is_right(contact: Contact, paper: str, report_on: ReportOn, said: Said) -> None:
    """The address that it prints in letters alone is not that of a code."""
    report = report_on(made(replace(PLAN, contact=contact, paper=paper)))
    assert wrong_or_doubtful(report) == []
    right = said(report, Mark.OK)
    assert right["layout"].startswith("plan: one page to fill in")
    assert right["card size"] == f"100 %, as large as the paper: {paper.capitalize()}"
    assert right["true size"] == "the file tells the printer 100 %, one side of the paper"
    assert report.read["layout"] == "plan"


def test_a_plan_has_one_page(changed: Changed, report_on: ReportOn, said: Said) -> None:
    def doubled(pdf: pikepdf.Pdf) -> None:
        pdf.pages.append(pdf.pages[0])

    wrong = said(report_on(changed(made(PLAN), doubled)), Mark.WRONG)
    assert wrong["sides"].startswith("a plan is one page, but this file has 2")


def test_a_plan_that_is_on_other_paper_is_found(changed: Changed, report_on: ReportOn) -> None:
    def smaller(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].MediaBox = [0, 0, 500, 700]

    assert report_on(changed(made(PLAN), smaller)).mark is Mark.WRONG
