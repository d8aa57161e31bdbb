"""`check` finds nothing wrong with what the program makes: every locale in every layout, scripts and themes in turn."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from cards.checking.report import Mark, Report
from cards.decoding import decode
from cards.errors import StatementsTooLong
from cards.jobs import Order, gather
from cards.locations import shelves
from cards.merge.contact import Contact
from cards.merge.gaps import find_gaps
from cards.papers import make_proof, make_single
from cards.pipeline import make, make_combined, make_together
from cards.read.catalogs import read_wording, translated_tags
from cards.read.hotlines import Hotline
from cards.read.languages import read_languages
from cards.read.layouts import CARD_LAYOUTS, Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
from cards.read.scripts import find_script, script_ids
from cards.read.stocks import LETTER, Flip, read_stocks

ReportOn = Callable[..., Report]

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
TAGS = ("en", *sorted(translated_tags(SHELVES)))
SCRIPTS = [find_script(SHELVES, each) for each in script_ids(SHELVES)]
STOCKS = [stock.id for stock in read_stocks(SHELVES) if stock.duplex]

HYPHENS = Contact(
    read_link("https://www.know-your-rights.example.org/legal-aid-for-all/es"),
    (
        Hotline(dialled("617-555-0100"), "Rapid-Response Line of the North-East"),
        Hotline(dialled("+52 55 5093 0000"), "Consulado General-Sur"),
    ),
    "Inter-Faith Neighbor-to-Neighbor Coalition of Lynn-Peabody",
)
RECORDED = Contact(
    read_link(LEGAL_AID),
    (Hotline(dialled("617-555-0100"), "LUCE"), Hotline(dialled("211"), "")),
    "Vecinos Unidos",
    recordings=(("", read_link("https://www.example.org/hear-it")),),
)
PLAIN = Contact(read_link("https://help-in-lynn.example.org/jpgqy"), (Hotline(dialled("617-555-0100"), ""),))
CONTACTS = (
    HYPHENS,
    PLAIN,
    RECORDED,
    Contact(read_link(LEGAL_AID)),
)


LAYOUTS = CARD_LAYOUTS
KINDS = (*LAYOUTS, "turned", "proof", "single")
CASES = [(tag, KINDS[(at + turn) % len(KINDS)], at) for at, tag in enumerate(TAGS) for turn in range(len(KINDS))]
"""Each locale begins with another kind: the quick suite takes the first case of a script."""


@cache
def scripts_of(locale: str, layout: Layout) -> list[str]:
    """The scripts that a locale has in that layout."""
    wording = read_wording(SHELVES, locale)
    return [each.id for each in SCRIPTS if layout in each.layouts and not find_gaps(each.bearer.sources, wording)]


def order(locale: str, layout: Layout, at: int) -> Order:
    """An order of its own for each case: scripts, contacts and themes are not in step."""
    place = LAYOUTS.index(layout)
    scripts = scripts_of(locale, layout)
    themes = layout.traits.themes
    return Order(
        locale,
        scripts[(at + 2 * place) % len(scripts)],
        "plain-a4" if at % 2 else "plain-letter",
        CONTACTS[(at // 2 + place) % len(CONTACTS)],
        layout=layout,
        theme=themes[(at // 3 + place) % len(themes)],
    )


def complaints(report: Report) -> list[str]:
    return [f"{each.mark.name} {each.topic}: {each.text}" for each in report.findings if each.mark is not Mark.OK]


def made(locale: str, kind: Layout | str, at: int) -> tuple[bytes, bool]:
    """The file of a case, and whether its maker is told that its code is hard to read. Raises StatementsTooLong."""
    if isinstance(kind, Layout):
        job = gather(SHELVES, order(locale, kind, at))
    else:
        contact = CONTACTS[at % len(CONTACTS)]
        job = gather(SHELVES, Order(locale, "home", STOCKS[at % len(STOCKS)], contact, flip=Flip.SHORT_EDGE))
    if kind in ("proof", "single"):
        return make_proof(job, LETTER) if kind == "proof" else make_single(job), False
    cards = make(job, decode)
    return cards.pdf, any("the modules of the QR code are 0." in each for each in cards.warnings)


@pytest.mark.few_scripts
@pytest.mark.nightly(3)
@pytest.mark.parametrize(("locale", "kind", "at"), CASES)
def test_a_file_of_the_program_is_right(locale: str, kind: Layout | str, at: int, report_on: ReportOn) -> None:
    """Nothing, but that a code is hard to read where whoever made the file was told so."""
    try:
        pdf, is_dense = made(locale, kind, at)
    except StatementsTooLong:  # large print above all; a poster has room
        pdf, is_dense = made(locale, Layout.POSTER, at)
    found = complaints(report_on(pdf))
    assert [each.partition(" mm,")[0] for each in found] == ["WARNING QR print: modules 0.37"] * is_dense


@pytest.mark.parametrize("locale", [tag for tag in TAGS if LANGUAGES[tag].is_rtl])
@pytest.mark.parametrize("contact", [PLAIN, RECORDED], ids=["plain", "recorded"])
def test_addresses_in_large_print_are_found_among_right_to_left_words(
    locale: str, contact: Contact, report_on: ReportOn
) -> None:
    """Where the card for homes has no room for it, on the one for schools."""
    large = Order(locale, "home", "plain-letter", contact, layout=Layout.LARGE)
    try:
        pdf = make(gather(SHELVES, large), decode).pdf
    except StatementsTooLong:
        pdf = make(gather(SHELVES, replace(large, script="school")), decode).pdf
    assert complaints(report_on(pdf)) == []


@pytest.mark.full_only
def test_files_of_several_languages_are_right(report_on: ReportOn) -> None:
    cards = [Order(tag, "home", "plain-letter", HYPHENS, copies=13, exact=True) for tag in ("es", "fa", "th", "yue")]
    assert complaints(report_on(make_combined([gather(SHELVES, each) for each in cards], decode))) == []
    poster = Order("es", "home", "plain-letter", RECORDED, layout=Layout.POSTER, paper="a3")
    posters = [gather(SHELVES, replace(poster, locale=tag)) for tag in ("es", "ur", "th")]
    assert complaints(report_on(make_together(posters, decode).pdf)) == []
