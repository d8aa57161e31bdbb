"""The table of contents of the program: what a card is made of, step by step.

`gather` reads the files that an order names; `make_cards` turns what was read into bytes. `make_cards` is a pure
function, without files, clock, threads or chance: the same job gives the same bytes on every machine
with the same versions of the libraries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cards.draw.pdf import Part, draw_combined, draw_pages, draw_pdf
from cards.errors import BadOrder, CardError, MissingValue, UnknownId, Untranslated
from cards.impose.sheet import (
    Sheet,
    corrected,
    layout_sheets,
    layout_stock,
    sheets_needed,
    whole_page_sheets,
)
from cards.locations import Shelf
from cards.measures import Size
from cards.merge.card_text import ENGLISH, CardText, Footer, SideText, merge
from cards.merge.contact import Contact
from cards.merge.review import Review, worst
from cards.read.catalogs import Wording, read_wording
from cards.read.languages import Language, find_language, line_of_fonts, read_languages
from cards.read.layouts import Layout
from cards.read.names import listed
from cards.read.printers import Profile
from cards.read.scripts import Labels, Script, find_script, read_labels
from cards.read.sign_offs import SignOff, read_sign_offs
from cards.read.stocks import SHEETS, Flip, Stock, find_stock
from cards.read.typefaces import Family, read_families
from cards.typeset.designs import LARGE, PRESS, WALLET
from cards.typeset.face import Frame, Style, bearer_face, officer_face
from cards.typeset.marks import Face, PictogramMark, SymbolMark
from cards.typeset.symbol import Symbol
from cards.typeset.themes import OUTLINE, RED, RED_PAPER, Rgb, find_theme, theme_warnings

if TYPE_CHECKING:
    from cards.merge.cover_text import CoverText


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks for, by ids: one locale's cards on one stock.

    `copies` counts cards; None means one sheet. Sheets are filled unless `exact`. The first card is on the place
    `start_at` of its sheet, from 1. `require` is the least state that every string must have. `printer` was measured
    with that `flip`; None prints the backs where they belong. `theme` may be "" for the one that suits the layout;
    `paper_colour` is that of red stock. `paper` (a key of `SHEETS`, "" for that of the stock) is for large cards and
    posters, `bleed` (points) for a print shop. `pictured` allows pictograms; `write_in` adds a line for a lawyer.
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
    pictured: bool = True
    write_in: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """What an order names, read from the files."""

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
    write_in: bool


@dataclass(frozen=True, slots=True)
class Cards:
    """A finished file and what to say about it. The sizes are those of the statements, in points.

    `contrast` is the least of any words to what is behind them; `symbols` are the QR codes on it. `lacks_pictograms`
    when those that belong to the statements have been left out for want of room.
    """

    pdf: bytes
    pages: int
    copies: int
    bearer_size: float
    officer_size: float
    review: Review
    symbols: tuple[Symbol, ...]
    contrast: float
    warnings: tuple[str, ...]
    lacks_pictograms: bool = False


def gather(shelves: Sequence[Shelf], order: Order) -> Job:
    """Reads all that an order names. Raises UnknownId or BadFile."""
    languages = read_languages(shelves)
    language = find_language(languages, order.locale, shelves)
    english = languages[ENGLISH]
    layout, theme = order.layout, find_theme(order.theme or _USUAL_THEME.get(order.layout, RED.id))
    paper = SHEETS[order.paper] if order.paper else None
    stock = layout_stock(layout, find_stock(shelves, order.stock), paper, order.bleed)
    slots, used = len(stock.slots), order.start_at - 1
    copies = order.copies if order.copies is not None else slots - used
    filled = sheets_needed(stock, copies, order.start_at) * slots - used
    return Job(
        script=find_script(shelves, order.script),
        labels=read_labels(shelves),
        wording=read_wording(shelves, language.tag),
        english_sign_offs=read_sign_offs(shelves, ENGLISH),
        language=language,
        english=english,
        styles=_styles(shelves, language),
        officer_style=_styles(shelves, english)[0],
        stock=stock,
        contact=order.contact,
        flip=order.flip,
        copies=copies if order.exact else filled,
        start_at=order.start_at,
        require=order.require,
        printer=order.printer,
        layout=layout,
        frame=Frame(stock.card, _DESIGNS.get(layout, WALLET), theme, order.pictured, stock.corner_radius),
        paper_colour=order.paper_colour,
        write_in=order.write_in,
    )


_USUAL_THEME = {Layout.LARGE: OUTLINE.id, Layout.POSTER: OUTLINE.id}
_DESIGNS = {Layout.LARGE: LARGE, Layout.PRESS: PRESS}
"""What a layout has of its own: whole pages in red would empty a printer."""


def _styles(shelves: Sequence[Shelf], language: Language) -> tuple[Style, ...]:
    """The ways in which a language may be set: as it should be, then the compact one if it has one."""
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


def lay_out(job: Job) -> tuple[CardText, Face, Face]:
    """The text of a job's card, its bearer's face and its officer's. Raises Untranslated, BadFile or DoesNotFit."""
    text = _merged(job)
    if job.layout is Layout.POSTER:
        return text, *_poster_faces([job], [text])
    bearer = _laid_out(job.layout)(text.bearer, text.footer, job.frame, job.styles)
    return text, bearer, officer_face(text.officer, job.frame, job.officer_style)


def _laid_out(layout: Layout) -> Callable[[SideText, Footer, Frame, Sequence[Style]], Face]:
    """What lays out the bearer's side of a card."""
    if layout is not Layout.LARGE:
        return bearer_face
    from cards.typeset.large import large_face

    return large_face


def _merged(job: Job) -> CardText:
    """The text of a job's card. Raises Untranslated or BadFile."""
    return merge(
        job.script, job.labels, job.wording, job.language, job.english, job.contact, job.english_sign_offs,
        write_in=job.write_in,
    )  # fmt: skip


def make_cards(job: Job) -> Cards:
    """The cards of a job. Raises Untranslated, also when the words are signed less than required, or DoesNotFit."""
    if job.layout is Layout.POSTER:
        return make_poster([job])
    told = theme_warnings(job.frame.theme, job.paper_colour)
    text, bearer, officer = _signed_enough(job)
    sheets = _sheets(job)
    title = f"{job.script.title}: know-your-rights cards in {job.language.english}"
    faces = _used(sheets, {"bearer": bearer, "officer": officer})
    return Cards(
        pdf=_drawn(job, sheets, faces, title),
        pages=len(sheets),
        copies=job.copies,
        bearer_size=bearer.text_size,
        officer_size=officer.text_size,
        review=text.review,
        symbols=_drawn_symbols(bearer, [text]) if "bearer" in faces else (),
        contrast=job.frame.theme.contrast(job.paper_colour),
        warnings=(*told, *(warning for face in faces.values() for warning in face.warnings)),
        lacks_pictograms=job.frame.pictured and _lacks_pictograms(bearer, text),
    )


def _drawn(job: Job, sheets: Sequence[Sheet], faces: Mapping[str, Face], title: str) -> bytes:
    """The file of those sheets, for a press or for everybody's printers."""
    if job.layout is Layout.PRESS:
        # Here and below, what only one kind of file needs is imported when that is made: most runs make sheets alone.
        from cards.draw.press import draw_press

        return draw_press(sheets, faces, title)
    return draw_pdf(sheets, faces, _flip(job), title)


def _sheets(job: Job) -> tuple[Sheet, ...]:
    """The sheet sides of a job in printing order. Raises BadOrder as `layout_sheets` does."""
    return corrected(layout_sheets(job.layout, job.stock, job.copies, job.flip, job.start_at), job.printer)


def _used(sheets: Sequence[Sheet], faces: Mapping[str, Face]) -> dict[str, Face]:
    """The faces that are on those sheets."""
    sides = {placement.side for sheet in sheets for placement in sheet.placements}
    return {side: face for side, face in faces.items() if side in sides}


def _flip(job: Job) -> Flip | None:
    """The edge that the printer is told to flip the paper on, if it is to print both sides."""
    return job.flip if job.layout.turns else None


def _signed_enough(job: Job) -> tuple[CardText, Face, Face]:
    """What `lay_out` gives. Raises Untranslated, also when the words are signed less than required, or DoesNotFit."""
    text, bearer, officer = lay_out(job)
    _refuse_unsigned(job, text)
    return text, bearer, officer


def _refuse_unsigned(job: Job, text: CardText) -> None:
    """Raises Untranslated when the words of a job are signed less than it requires."""
    if job.require is not None and text.review.rank < job.require.rank:
        state = text.review.value if text.review.signed else f"a {text.review.value}"
        raise Untranslated(
            f"The {job.script.id} card in {job.language.english} is {state}, not {job.require.value}.",
            f"`locale status {job.language.tag}` names whose sign-offs it needs, on the officer's side too.",
        )


def _drawn_symbols(face: Face, texts: Sequence[CardText]) -> tuple[Symbol, ...]:
    """The symbols that stand on a face, which must be those of its links, legal aid first."""
    links = [link for text in texts for link in (text.footer.link, text.footer.recording) if link is not None]
    marks = [mark for mark in face.marks if isinstance(mark, SymbolMark)]
    assert marks[0].content in (links[0].url, links[0].capitals)
    assert {mark.content for mark in marks} <= {content for link in links for content in (link.url, link.capitals)}
    return tuple(Symbol(mark.modules, mark.content) for mark in marks)


def _lacks_pictograms(face: Face, text: CardText) -> bool:
    """Whether statements have pictograms, and the face none of them."""
    drawn = {mark.name for mark in face.marks if isinstance(mark, PictogramMark)}
    wanted = {block.pictogram for block in text.bearer.statements} - {""}
    return bool(wanted) and not wanted & drawn


def make_poster(jobs: Sequence[Job]) -> Cards:
    """One poster with the words of all the jobs, which differ in their locale alone, and a page for the officer.

    Raises as `make_cards` does.
    """
    first = jobs[0]
    told = theme_warnings(first.frame.theme, first.paper_colour)
    texts = [_merged(job) for job in jobs]
    for job, text in zip(jobs, texts, strict=True):
        _refuse_unsigned(job, text)
    bearer, officer = _poster_faces(jobs, texts)
    sheets = _sheets(first)
    names = [job.language.english for job in jobs]
    title = f"{first.script.title}: know-your-rights poster in {listed(names)}"
    return Cards(
        pdf=draw_pdf(sheets, {"bearer": bearer, "officer": officer}, _flip(first), title),
        pages=len(sheets),
        copies=first.copies,
        bearer_size=bearer.text_size,
        officer_size=officer.text_size,
        review=worst(text.review for text in texts),
        symbols=_drawn_symbols(bearer, texts),
        contrast=first.frame.theme.contrast(first.paper_colour),
        warnings=(*told, *bearer.warnings, *officer.warnings),
    )


def _poster_faces(jobs: Sequence[Job], texts: Sequence[CardText]) -> tuple[Face, Face]:
    """The two sides of a poster in the languages of those jobs. Raises DoesNotFit."""
    from cards.typeset.poster import PosterSide, officer_poster, poster_face, poster_frame

    first, frame = jobs[0], poster_frame(jobs[0].frame)
    sides = [PosterSide(text.bearer, text.footer, job.styles) for job, text in zip(jobs, texts, strict=True)]
    bearer = poster_face(sides, frame, first.english)
    return bearer, officer_poster(texts[0].officer, frame, first.officer_style)


def make_proof(job: Job, paper: Size) -> bytes:
    """The proof of a job's script for a reviewer on paper. Raises DoesNotFit for a character without a glyph."""
    from cards.merge.proof_text import proof_text
    from cards.typeset.proof import proof_pages

    text = proof_text(job.script, job.labels, job.wording, job.language, job.english)
    faces: tuple[Face, ...] = ()
    problem = ""
    try:
        faces = lay_out(job)[1:]
    except CardError as error:
        # Without the file: a path would carry the name of whoever printed the proof. A catalog to translate in and
        # options of `cards` are nothing to the reviewer either.
        problem = error.cause if isinstance(error, Untranslated | MissingValue) else f"{error.cause} {error.remedy}"
    pages = proof_pages(text, faces, problem, paper, job.styles[0].families)
    return draw_pages(pages, f"Proof of {job.script.id} in {job.language.english}")


def make_single(job: Job) -> bytes:
    """One card on two pages of its own size, without bleed or marks. Raises as `make_cards` does."""
    _, bearer, officer = lay_out(job)
    return draw_pages((bearer, officer), f"{job.script.title}: a card in {job.language.english}")


def make_combined(jobs: Sequence[Job]) -> bytes:
    """The sheets of one or more jobs, in their order, as one file to print, with a bookmark for each job.

    Raises as `make_cards` does, and BadOrder for jobs that are flipped on different edges.
    """
    from cards.merge.cover_text import counted

    flips = {_flip(job) for job in jobs}
    if len(flips) > 1:
        raise BadOrder(
            "A printer flips every sheet of a file on the same edge, and these cards want both.",
            "Give every card the same --flip, or print them from a file each.",
        )
    parts = []
    for job in jobs:
        theme_warnings(job.frame.theme, job.paper_colour)
        _, bearer, officer = _signed_enough(job)
        sheets = _sheets(job)
        title = f"{job.language.english} – {job.script.id} – {counted(job.copies, 'card')}"
        parts.append(Part(sheets, _used(sheets, {"bearer": bearer, "officer": officer}), title))
    names = list(dict.fromkeys(job.language.english for job in jobs))
    title = f"Know-your-rights cards in {names[0] if len(names) == 1 else f'{len(names)} languages'}"
    return draw_combined(parts, flips.pop(), title)


def cover_families(shelves: Sequence[Shelf], cover: CoverText) -> dict[str, tuple[Family, ...]]:
    """The fonts of every language on a cover sheet by its tag, English among them. Raises UnknownId or BadFile."""
    languages = (cover.english, *(row.language for row in cover.rows))
    return {language.tag: read_families(shelves, language.fonts) for language in dict.fromkeys(languages)}


def make_cover(cover: CoverText, families: Mapping[str, tuple[Family, ...]]) -> bytes:
    """The cover sheet of a pack, with the fonts of `cover_families`. Raises DoesNotFit."""
    from cards.typeset.cover import cover_pages

    return draw_pages(cover_pages(cover, families), f"{cover.title}: what to print")


def make_calibration(
    paper: Size, flip: Flip, printer: Profile | None, english: Language, families: tuple[Family, ...]
) -> bytes:
    """The sheet to measure a printer with, or to check it when its profile is given; the words are in `families`."""
    from cards.typeset.calibration import calibration_faces

    faces = calibration_faces(paper, english, families, flip=flip.value, corrected=printer is not None)
    sheets = corrected(whole_page_sheets(paper), printer)
    edge = flip.value.replace("-", " ")
    return draw_pdf(
        sheets, dict(zip(("bearer", "officer"), faces, strict=True)), flip, f"Calibration sheet, flipped on the {edge}"
    )
