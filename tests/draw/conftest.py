"""Every kind of file that is archivable and accessible: one locale of each script, every layout, proof and cover."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from cards.decoding import decode
from cards.jobs import Job, Order, gather
from cards.locations import shelves
from cards.measures import POINTS_PER_MM, Size
from cards.merge.contact import Contact
from cards.merge.cover_text import CoverHotline, CoverRow, CoverStock, CoverText
from cards.merge.review import Review
from cards.papers import cover_families, make_cover, make_proof, make_single
from cards.pipeline import make, make_combined, make_together
from cards.read.catalogs import translated_tags
from cards.read.hotlines import Hotline
from cards.read.languages import read_languages
from cards.read.layouts import Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
from cards.read.pictures import Picture
from cards.read.stocks import Flip, find_stock, read_stocks
from tests.said import content

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
OF_SCRIPTS = sorted({LANGUAGES[tag].script: tag for tag in sorted(translated_tags(SHELVES), reverse=True)}.values())
STOCKS = sorted(stock.id for stock in read_stocks(SHELVES) if stock.duplex)
LETTER = Size(612, 792)
LOGO = Picture(60, 20, bytes(range(240)) * 15)


OTHER = Hotline(dialled("+52 55 5093 0000"), "Consulado <de> México & más")

JobOf = Callable[..., Job]


def _cards(*arguments: str, **options: object) -> Callable[[JobOf], bytes]:
    return lambda job_of: make(job_of(*arguments, **options), decode).pdf


def _combined(job_of: JobOf) -> bytes:
    jobs = [job_of("es", copies=12, exact=True), job_of("ar", copies=200), job_of("km", copies=1, exact=True)]
    return make_combined([*jobs, job_of("vi", "plain-a4", org="Vecinos Unidos")], decode)


def _cover(job_of: JobOf) -> bytes:
    stock = find_stock(SHELVES, "avery-5371")
    rows = [
        CoverRow(f"cards-{tag}.pdf", LANGUAGES[tag], "home", 20, 2, stock.id, Review.DRAFT)
        for tag in (*OF_SCRIPTS, "es")
    ]
    text = CoverText(
        title="Know Your Rights Workshop",
        place="Lynn, Massachusetts",
        date=date(2026, 12, 5),
        org="Vecinos Unidos",
        paper=stock.paper,
        edge="long",
        english=LANGUAGES["en"],
        stocks=(CoverStock(stock.id, stock.name, stock.products, cut_marks=False),),
        hotlines=(
            CoverHotline("LUCE", "617-370-5023", ("English", "Spanish"), "5 am to 9 pm", "confirmed 2026-11-02"),
            CoverHotline("", "211", (), "", "nobody has confirmed it"),
        ),
        link="www.immigrationlawhelp.org",
        rows=tuple(3 * rows),
        warnings=("a warning", "another one"),
    )
    return make_cover(text, cover_families(SHELVES, text))[0]


def _order(layout: Layout, locale: str, theme: str = "") -> Order:
    contact = Contact(read_link(LEGAL_AID), (OTHER,), recordings=(("", read_link("https://www.example.org/hear")),))
    return Order(locale, "home", "plain-letter", contact, layout=layout, theme=theme)


def _laid_out(layout: Layout, locale: str, theme: str = "") -> Callable[[JobOf], bytes]:
    return lambda job_of: make(gather(SHELVES, _order(layout, locale, theme)), decode).pdf


def _together(job_of: JobOf) -> bytes:
    jobs = [gather(SHELVES, replace(_order(Layout.POSTER, tag), paper="a3")) for tag in ("es", "ar", "ja")]
    return make_together(jobs, decode).pdf


def _said(layout: Layout, locale: str) -> Callable[[JobOf], bytes]:
    """A card with phrases that are said in English."""

    def made(_: JobOf) -> bytes:
        with TemporaryDirectory() as folder:
            job = gather(content(Path(folder), locale), replace(_order(layout, locale), script="gate"))
        return make(job, decode).pdf

    return made


MAKERS: dict[str, Callable[[JobOf], bytes]] = {
    **{f"cards-{tag}": _cards(tag) for tag in ("en", *OF_SCRIPTS)},
    **{f"cards-es-{stock}": _cards("es", stock) for stock in STOCKS},
    "short-edge": _cards("fr", flip=Flip.SHORT_EDGE, copies=13, exact=True),
    "one-card": _cards("ur", copies=1, exact=True),
    "from-the-fourth-place": _cards("fa", copies=20, exact=True, start_at=4),
    "line-to-write-on": _cards("ht", number=None, link="https://xn--bcher-kva.example/a?(b)"),
    "lines-and-logo": _cards("pt", others=(OTHER,), org="Łódź (PL)", logo=LOGO),
    "combined": _combined,
    **{
        f"{layout.value}-{tag}": _laid_out(layout, tag)
        for layout in (Layout.LARGE, Layout.POSTER)
        for tag in ("ar", "es")
    },
    "fold": _laid_out(Layout.FOLD, "hi", "outline"),
    "fronts": _laid_out(Layout.FRONTS, "vi"),
    "backs": _laid_out(Layout.BACKS, "ko", "red-stock"),
    "poster-together": _together,
    **{f"said-{tag}": _said(Layout.DUPLEX, tag) for tag in ("es", "ar", "th")},
    "said-poster-ur": _said(Layout.POSTER, "ur"),
    "single": lambda job_of: make_single(job_of("ps")),
    "proof-ar": lambda job_of: make_proof(job_of("ar"), LETTER),
    "proof-en": lambda job_of: make_proof(job_of("en"), LETTER),
    "cover": _cover,
}


def _press(
    locale: str,
    theme: str = "red",
    stock: str = "avery-5371",
    bleed: float | None = None,
    *,
    logo: Picture | None = None,
    number: str = "617-370-5023",
) -> Order:
    hotlines = (Hotline(dialled(number), "Łódź"),) if number else ()
    contact = Contact(read_link(LEGAL_AID), hotlines, "Vecinos Unidos" if logo else "", logo=logo)
    return Order(locale, "home", stock, contact, layout=Layout.PRESS, theme=theme, bleed=bleed)


PRESS_ORDERS = {
    "en-pixels": _press("en", logo=LOGO),
    "es": _press("es"),
    "es-outline-without-bleed": _press("es", "outline", bleed=0.0, number=""),
    "ar-outline-a4": _press("ar", "outline", "plain-a4"),
    "ar-13.5": _press("ar", bleed=13.5),
    "ur-a4": _press("ur", stock="plain-a4"),
    "hi-outline-18-pixels": _press("hi", "outline", bleed=18.0, logo=LOGO),
    "zh-Hans-outline-a4-5mm": _press("zh-Hans", "outline", "plain-a4", 5 * POINTS_PER_MM),
    "zh-Hans-9": _press("zh-Hans", bleed=9.0, number=""),
    "ja-pixels": _press("ja", logo=LOGO),
    "th-outline": _press("th", "outline"),
    "my-4.5": _press("my", bleed=4.5),
}
"""Orders for a print shop: one locale of each script, both themes, bleeds in points, with and without a logo."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test of a `kind`, a `case` for a print shop, or one on American stock, runs for each of them."""
    if "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", MAKERS)
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", PRESS_ORDERS.values(), ids=PRESS_ORDERS)
    if "letter_case" in metafunc.fixturenames:
        letter = {name: order for name, order in PRESS_ORDERS.items() if order.stock == "avery-5371"}
        metafunc.parametrize("letter_case", letter.values(), ids=letter)


@pytest.fixture(scope="session")
def kinds(some: Callable[..., list[str]]) -> tuple[str, ...]:
    """The names of all of them, or in the quick suite of a few."""
    return tuple(some(MAKERS, "cards-ar", "combined", "lines-and-logo", "poster-together", "said-ar", "cover"))


@pytest.fixture(scope="session")
def file_of(job_of: JobOf) -> Callable[[str], bytes]:
    """The file of a kind."""
    return lru_cache(maxsize=None)(lambda name: MAKERS[name](job_of))


@pytest.fixture(scope="session")
def press_orders() -> Mapping[str, Order]:
    """The orders for a print shop by their names."""
    return PRESS_ORDERS


@pytest.fixture(scope="session")
def job_for() -> Callable[[Order], Job]:
    """The job of an order."""
    return cache(lambda order: gather(SHELVES, order))


@pytest.fixture(scope="session")
def file_for(job_for: Callable[[Order], Job]) -> Callable[[Order], bytes]:
    """The file of an order."""
    return cache(lambda order: make(job_for(order), decode).pdf)


@pytest.fixture(scope="session")
def path_for(
    file_for: Callable[[Order], bytes], job_for: Callable[[Order], Job], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Path]:
    """The file of an order on disk, or that of the same card on two pages for reading."""
    folder = tmp_path_factory.mktemp("press")

    @cache
    def path(order: Order, *, ordinary: bool = False) -> Path:
        file = folder / f"{len(list(folder.iterdir()))}.pdf"
        file.write_bytes(make_single(job_for(order)) if ordinary else file_for(order))
        return file

    return path
