"""What the user asks for, and what is read from files for it: an `Order` of ids becomes a `Job` of values.

After `gather` nothing touches a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cards.errors import BadOrder, UnknownId, setting
from cards.impose.sheet import layout_stock, sheets_needed
from cards.locations import Shelf
from cards.merge.contact import Contact
from cards.merge.gaps import Gap
from cards.merge.review import Review
from cards.merge.sources import bearer_sources, left_out, officer_sources
from cards.merge.variants import local_script
from cards.read.card_options import PLAIN, CardOptions
from cards.read.catalogs import Wording, read_wording
from cards.read.languages import ENGLISH, Language, find_language, language_of_officer, line_of_fonts, read_languages
from cards.read.layouts import Layout
from cards.read.printers import Profile
from cards.read.script_types import Labels, Script, Source
from cards.read.scripts import find_script, layouts_of, read_labels
from cards.read.sign_offs import SignOff
from cards.read.stocks import SHEETS, Flip, Stock, find_stock
from cards.read.suggestions import read_signed
from cards.read.typefaces import Family, read_families
from cards.typeset.designs import LARGE, PRESS, WALLET
from cards.typeset.frame import Frame, Style
from cards.typeset.scale import Points
from cards.typeset.themes import RED_PAPER, Rgb, Theme, find_theme


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asks for, by ids: one locale's cards on one stock.

    `copies` counts cards; None means one sheet. Sheets are filled up unless `exact`. The first card goes in position
    `start_at` of its sheet, from 1. `require` is the minimum state of every string. `printer` was measured with that
    `flip`; None prints the backs uncorrected. `theme` may be "" for the default of the layout; `paper_colour` is that
    of red stock. `paper` (a key of `SHEETS`, "" for that of the stock) is for large cards and posters, `bleed` (points)
    for a print shop. A sign-off dated after `as_of` is refused; None allows every day. `region` is the code of the
    state that the words are for, or "" for every state.
    """

    locale: str
    script: str
    stock: str
    contact: Contact
    flip: Flip = Flip.LONG_EDGE
    copies: int | None = None
    exact: bool = False
    start_at: int = 1
    require: Review | None = None
    printer: Profile | None = None
    layout: Layout = Layout.DUPLEX
    theme: str = ""
    paper_colour: Rgb = RED_PAPER
    paper: str = ""
    bleed: float | None = None
    options: CardOptions = PLAIN
    as_of: date | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """The content of an order, read from files.

    `english` is the language of the small print, names and numbers, and `officer_language` that of the officer's side.
    `script` is as the cards have it, for the order's `region`, and `whole` has all variants, as proofs show them.
    `gaps` are the variants for the region that cannot be printed (`merge.variants`).
    """

    script: Script
    labels: Labels
    wording: Wording
    english_sign_offs: Mapping[str, tuple[SignOff, ...]]
    language: Language
    english: Language
    styles: tuple[Style, ...]
    officer_style: Style
    stock: Stock
    contact: Contact
    flip: Flip
    copies: int
    start_at: int
    require: Review | None
    printer: Profile | None
    layout: Layout
    frame: Frame
    paper_colour: Rgb
    options: CardOptions
    whole: Script
    officer_language: Language
    region: str = ""
    gaps: tuple[Gap, ...] = ()

    @property
    def bearer_sources(self) -> tuple[Source, ...]:
        """The strings of its card in the bearer's language."""
        linked, called = self.contact.link is not None, bool(self.contact.hotlines)
        return bearer_sources(self.script, self.labels, self.options, linked=linked, called=called)

    @property
    def officer_sources(self) -> tuple[Source, ...]:
        """The strings of its card for the officer, in the officer's language."""
        return officer_sources(self.script, self.labels, self.options)

    @property
    def left_out(self) -> tuple[Source, ...]:
        """The variants by which its card does not have a statement, whose sign-offs are those of the English."""
        return left_out(self.script)


def gather(shelves: Sequence[Shelf], order: Order) -> Job:
    """Reads everything that an order names.

    Raises UnknownId, BadFile, or BadOrder for a layout that its script does not have, or for a card that asks for an
    interpreter in another language than the officer's.
    """
    languages = read_languages(shelves)
    language = find_language(languages, order.locale, shelves)
    english = languages[ENGLISH]
    whole, wording = find_script(shelves, order.script), read_wording(shelves, language.tag, order.as_of)
    (layout,) = layouts_of(whole, (order.layout,))
    theme = find_theme(order.theme or layout.traits.theme)
    paper = SHEETS[order.paper] if order.paper else None
    stock = layout_stock(layout, find_stock(shelves, order.stock), paper, order.bleed)
    slots, used = len(stock.slots), order.start_at - 1
    copies = order.copies if order.copies is not None else slots - used
    filled = sheets_needed(stock, copies, order.start_at) * slots - used
    options = order.options
    officer = language_of_officer(languages, whole)
    if options.interpreter and officer.tag != ENGLISH:
        raise BadOrder(
            f"{setting('interpreter')} asks in English, but the officer's side of {whole.id} is in {officer.english}.",
            f"Remove {setting('interpreter')}.",
        )
    if language.tag == officer.tag:
        options = replace(options, interpreter=False)  # the officer speaks it too
    local = local_script(whole, order.region, wording)
    return Job(
        script=local.script,
        labels=read_labels(shelves),
        wording=wording,
        english_sign_offs=read_signed(shelves, ENGLISH, order.as_of),
        language=language,
        english=english,
        styles=_styles(shelves, language),
        officer_style=_styles(shelves, officer)[0],
        stock=stock,
        contact=order.contact,
        flip=order.flip,
        copies=copies if order.exact else filled,
        start_at=order.start_at,
        require=order.require,
        printer=order.printer,
        layout=layout,
        frame=_frame(layout, stock, theme, pictured=order.options.pictograms),
        paper_colour=order.paper_colour,
        options=options,
        whole=whole,
        officer_language=officer,
        region=order.region,
        gaps=local.gaps,
    )


def in_its_layout(job: Job, script: Script) -> Job:
    """The job with another script, in the usual layout of that if the job's is not one of its own."""
    if job.layout in script.layouts:
        return replace(job, script=script)
    layout = script.layouts[0]
    stock = layout_stock(layout, job.stock)
    frame = _frame(layout, stock, find_theme(layout.traits.theme), pictured=job.frame.pictured)
    return replace(job, script=script, layout=layout, stock=stock, frame=frame)


def _frame(layout: Layout, stock: Stock, theme: Theme, *, pictured: bool) -> Frame:
    return Frame(
        stock.card,
        _DESIGNS.get(layout, WALLET),
        theme,
        pictured,
        Points(stock.corner_radius),
        paired=len(layout.traits.sides) > 1,
    )


_DESIGNS = {Layout.LARGE: LARGE, Layout.PRESS: PRESS}
"""The design of the faces of each layout; that of a poster or a plan depends on its paper."""


def _styles(shelves: Sequence[Shelf], language: Language) -> tuple[Style, ...]:
    """The fonts in which a language can be set: the preferred ones, then the compact ones, if any."""
    families = _families(shelves, language, language.fonts)
    ordinary = Style(families, language.leading, heading=families)
    if not language.compact_fonts:
        return (ordinary,)
    compact = _families(shelves, language, language.compact_fonts)
    return (ordinary, Style(compact, language.compact_leading, heading=families))


def _families(shelves: Sequence[Shelf], language: Language, names: Sequence[str]) -> tuple[Family, ...]:
    """The families of those names. Raises BadFile, or UnknownId with the place where languages.toml names them."""
    try:
        return read_families(shelves, names)
    except UnknownId as error:
        error.file, error.line = line_of_fonts(shelves, language)
        raise
