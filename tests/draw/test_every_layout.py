"""Every layout on every stock in every theme, and in a locale of each script, as independent programs read it."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pdfua
import pikepdf
import pikepdf.pdfa
import pypdfium2
import pytest
import zxingcpp

from cards.decoding import decode
from cards.errors import BadOrder, DoesNotFit, setting
from cards.impose.sheet import check_places, layout_stock
from cards.jobs import Order, gather
from cards.locations import shelves
from cards.merge.contact import Contact
from cards.pipeline import Cards, make
from cards.read.catalogs import translated_tags
from cards.read.hotlines import Hotline
from cards.read.languages import read_languages
from cards.read.layouts import CARD_LAYOUTS, Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
from cards.read.script_types import Part
from cards.read.scripts import find_script
from cards.read.stocks import SHEETS, Stock, read_stocks
from cards.typeset.themes import THEMES

SHELVES = shelves(None)
HOME = find_script(SHELVES, "home")
LANGUAGES = read_languages(SHELVES)
OF_SCRIPTS = sorted({LANGUAGES[tag].script: tag for tag in sorted(translated_tags(SHELVES), reverse=True)}.values())
STOCKS = {stock.id: stock for stock in read_stocks(SHELVES)}
CONTACT = Contact(
    read_link(LEGAL_AID),
    (Hotline(dialled("617-555-0100"), "Lynn Neighbors"),),
    recordings=(("", read_link("https://www.example.org/listen")),),
)
NO_ROOM = ("bn", "kn", "ml", "mn", "si", "ta")
"""Locales whose `home` cards, with a hotline that has a name, are longer than half a Letter page at 18 pt. Their cards
for a school are not."""

TAGGED = [layout for layout in CARD_LAYOUTS if layout is not Layout.PRESS]


def fits(layout: Layout, stock: Stock) -> bool:
    """Whether a layout can be printed on a stock, as the program says."""
    try:
        check_places(layout_stock(layout, stock), 1, layout)
    except BadOrder:
        return False
    return True


def orders() -> Iterator[Order]:
    """Every layout on each stock that takes it and in each theme; posters on each paper."""
    for layout in CARD_LAYOUTS:
        stocks = [stock.id for stock in STOCKS.values() if fits(layout, stock)]
        if layout in (Layout.LARGE, Layout.POSTER):
            stocks = ["plain-letter", "plain-a4"]
        for stock in stocks:
            for theme in THEMES:
                yield Order("es", "home", stock, CONTACT, layout=layout, theme=theme)
    for paper in SHEETS:
        yield Order("es", "home", "plain-letter", CONTACT, layout=Layout.POSTER, paper=paper)
        yield Order("en", "family", "plain-letter", CONTACT, layout=Layout.PLAN, paper=paper)


def name_of(order: Order) -> str:
    return "-".join(filter(None, (order.locale, order.layout.value, order.stock, order.theme, order.paper)))


EVERY = list(orders())
every_order = pytest.mark.parametrize("order", EVERY, ids=map(name_of, EVERY))
every_tagged_layout = pytest.mark.parametrize("layout", TAGGED, ids=[layout.value for layout in TAGGED])


@cache
def made(order: Order) -> Cards:
    return make(gather(SHELVES, order), decode)


def test_every_stock_has_a_layout() -> None:
    """But for one that is printed on one side only; a print shop needs no more than the size of its cards."""
    used = {order.stock for order in EVERY if order.layout is not Layout.PRESS}
    assert set(STOCKS) - used == {stock.id for stock in STOCKS.values() if stock.one_sided}
    assert {order.stock for order in EVERY if order.layout is Layout.FOLD} == {
        "plain-a4", "plain-letter", "plain-letter-id1", "rayfilm-viz3",
    }  # fmt: skip


@every_order
def test_qpdf_and_poppler_find_nothing(order: Order, tmp_path: Path, run_reader: Callable[..., str]) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(made(order).pdf)
    report = run_reader("qpdf", "--check", path)
    assert "No syntax or stream encoding errors found" in report
    assert "WARNING" not in report
    assert run_reader("pdftoppm", "-r", "20", path, tmp_path / "page", errors=True) == ""


@pytest.mark.few_scripts
@every_order
def test_every_content_names_the_resources_that_it_uses_and_no_others(order: Order) -> None:
    """Also inside forms: a name that is missing there leaves a hole that no checker of syntax sees."""
    with pikepdf.open(io.BytesIO(made(order).pdf)) as pdf:
        for page in pdf.pages:
            audit(page.obj, page.obj.get("/Resources", pikepdf.Dictionary()), set())


def audit(content: pikepdf.Object, resources: pikepdf.Object, seen: set[tuple[int, int]]) -> None:
    """Compares the names in a content with its resources, and goes on with the forms among them."""
    used: dict[str, set[str]] = {"/Font": set(), "/XObject": set()}
    for each in pikepdf.parse_content_stream(content):
        operator = str(each.operator)
        kind = {"Tf": "/Font", "Do": "/XObject"}.get(operator)
        if kind:
            used[kind].add(str(each.operands[0]))
        assert operator not in ("gs", "sh", "cs", "CS", "scn", "SCN", "BI", "INLINE IMAGE")
    for kind, names in used.items():
        assert set(resources.get(kind, {}).keys()) == names
    assert set(resources.keys()) <= {"/Font", "/XObject", "/ProcSet"}
    for name in used["/XObject"]:
        form = resources["/XObject"][name]
        if form.get("/Subtype") == "/Form" and form.objgen not in seen:
            seen.add(form.objgen)
            audit(form, form.Resources, seen)


@pytest.mark.few_scripts
@pytest.mark.nightly(4)  # every theme comes up: each stock has three
@every_order
def test_every_code_is_read_at_150_and_300_dpi(order: Order) -> None:
    """As many as there are cards on the page, one on each side of them, from pictures of the pages."""
    cards = made(order)
    document = pypdfium2.PdfDocument(cards.pdf)
    for dpi in (150, 300):
        found = []
        for page in document:
            picture = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
            found += [each.text for each in zxingcpp.read_barcodes(picture, try_invert=False)]
        assert len(found) == cards.copies * len(cards.symbols)
        assert set(found) == {symbol.content for symbol in cards.symbols}


@pytest.mark.few_scripts
@every_tagged_layout
@pytest.mark.parametrize("locale", OF_SCRIPTS)
def test_every_layout_is_archivable_and_accessible(locale: str, layout: Layout, tmp_path: Path) -> None:
    contact = CONTACT if layout is not Layout.LARGE else replace(CONTACT, recordings=())
    order = Order(locale, "home", "plain-letter", contact, layout=layout)
    if layout is Layout.LARGE and locale in NO_ROOM:
        with pytest.raises(DoesNotFit, match="18 pt") as error:
            made(order)
        assert error.value.remedy.startswith(f"Use {setting('layout', 'poster')}")
        order = replace(order, script="school")
    check_archivable_and_accessible(made(order).pdf, tmp_path)


def check_archivable_and_accessible(data: bytes, tmp_path: Path) -> None:
    report = pikepdf.pdfa.validate_written(io.BytesIO(data), "2b")
    known = "pdfaExtension", "pdfaSchema", "pdfaProperty", "pdfuaid"  # extension schemas, which veraPDF checks
    found = [f"{each.rule} {each.where}: {each.message}" for each in report.findings]
    assert [each for each in found if "6.6.2.3.1-1" not in each or not any(name in each for name in known)] == []
    path = tmp_path / "made.pdf"
    path.write_bytes(data)
    assert [(each.rule_id, each.message) for each in pdfua.validate(str(path)).findings] == []


def test_a_plan_is_archivable_and_accessible_and_read_once(tmp_path: Path, run_reader: Callable[..., str]) -> None:
    data = made(Order("en", "family", "plain-letter", CONTACT, layout=Layout.PLAN)).pdf
    check_archivable_and_accessible(data, tmp_path)
    told = run_reader("pdfinfo", "-struct-text", tmp_path / "made.pdf")
    script = find_script(SHELVES, "family")
    parts = [each.part for each in script.bearer.statements]
    assert told.count("LBody") == parts.count(Part.STATEMENT)
    assert told.count("H2") == parts.count(Part.SECTION)
    assert told.count("Name and birthday:") == 3
    assert told.count("617-555-0100") == told.count("Our family plan") == 1
    with pikepdf.open(tmp_path / "made.pdf") as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/Simplex"


@every_tagged_layout
@pytest.mark.parametrize("locale", ["es", "ar", "ja"])
def test_each_side_is_read_once_in_its_language(
    locale: str, layout: Layout, tmp_path: Path, run_reader: Callable[..., str]
) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(made(Order(locale, "home", "plain-letter", CONTACT, layout=layout)).pdf)
    told = run_reader("pdfinfo", "-struct-text", path)
    bearer, officer = layout is not Layout.BACKS, layout is not Layout.FRONTS
    assert told.count("To the officer") == officer
    assert told.count("617-555-0100") == bearer
    assert told.count("LBody") == len(HOME.bearer.statements) * bearer + len(HOME.officer.statements) * officer
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == (locale if bearer else "en")
