"""A PDF as it was read: frozen values for the file and for each page, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, TypeVar

import pikepdf

from cards.checking.installed import Installed
from cards.checking.look.actions import Annotations, actions_of, read_annotations
from cards.checking.look.boxes import Boxes, read_boxes
from cards.checking.look.catalog import (
    Catalog,
    Information,
    read_catalog,
    read_information,
    read_traces,
    read_xmp,
)
from cards.checking.look.codes import Scan, scan
from cards.checking.look.drawing import Drawing, PageDrawing
from cards.checking.look.file import Damaged, File, Origin, open_pdf, origin_of, pikepdf_reads
from cards.checking.look.fonts import Font, read_font
from cards.checking.look.inks import Inks, read_inks
from cards.checking.look.pages import Pages, PageText
from cards.checking.look.repeats import first_of_each, made_of
from cards.checking.look.tags import Tags, read_tags
from cards.checking.look.words import PageWords, SmallPrint, card_of_title, read_words

FIRST_PAGES = 20
"""How many pages are inspected by default: three seconds if no two are alike."""

POSTER_TITLE = ": know-your-rights poster in "
PLAN_TITLE = ": know-your-rights plan in "
"""In the title of every poster, and of no cards."""

Progress = Callable[[int, int], None]
"""Progress callback: distinct pages inspected so far, and their total (0 if unknown).
"""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Reading:
    """What PDFium reads on a page: its text, its words, and the codes in its picture.

    A page `is_turned` if it reads as a card only when turned upside down.
    """

    text: PageText
    words: PageWords
    scan: Scan
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page, numbered from 1. A part that could not be read is None; pages that are alike share their values."""

    number: int
    boxes: Boxes | None = None
    drawing: PageDrawing | None = None
    annotations: Annotations = field(default_factory=Annotations)
    reading: Reading | None = None

    @property
    def words(self) -> PageWords | None:
        """The words on it."""
        return self.reading.words if self.reading else None


@dataclass(frozen=True, slots=True)
class Damage:
    """A part of the file that could not be read: the topic that it belongs to, and the reason."""

    topic: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it was read. `pages` are the first of `file.pages`. What could not be read is None or empty.

    Inks are read only if the file says that it is for a press. `actions` are whatever runs when somebody opens it.
    """

    file: File
    origin: Origin | None = None
    information: Information = field(default_factory=Information)
    catalog: Catalog = field(default_factory=Catalog)
    xmp: str | None = None
    traces: tuple[str, ...] = ()
    fonts: tuple[Font, ...] | None = None
    inks: Inks | None = None
    tags: Tags | None = field(default_factory=Tags)
    actions: tuple[str, ...] | None = ()
    pages: tuple[Page, ...] = ()
    damage: tuple[Damage, ...] = ()

    @property
    def is_for_press(self) -> bool:
        """Whether it says that it is for a press, by its version of PDF/X or its output intent."""
        intended = any(each.kind == "/GTS_PDFX" for each in self.catalog.intents)
        return intended or "GTS_PDFXVersion" in self.information.values

    @property
    def readings(self) -> list[tuple[Page, Reading]]:
        """The pages that PDFium could read, with what it read."""
        return [(each, each.reading) for each in self.pages if each.reading]


def look_at(data: bytes, installed: Installed, *, all_pages: bool, progress: Progress) -> Document:
    """Reads a PDF; `progress` is called after each step. Raises BadFile for a file that is not a PDF or cannot be read
    at all.
    """
    pdf, file = open_pdf(data)
    with pdf:
        return _Look(pdf, file, progress).document(data, installed, all_pages=all_pages)


class _Look:
    """Reads a document; notes what is damaged and goes on."""

    def __init__(self, pdf: pikepdf.Pdf, file: File, progress: Progress) -> None:
        self.pdf, self.file, self.progress = pdf, file, progress
        self.damage: list[Damage] = []

    def attempt(self, topic: str, read: Callable[[], _T]) -> _T | None:
        """What is read, or None if the file is damaged there. Any other exception is a defect and is not caught."""
        try:
            return read()
        except Damaged as error:
            self.damage.append(Damage(topic, str(error)))
            return None

    def document(self, data: bytes, installed: Installed, *, all_pages: bool) -> Document:
        pdf, attempt = self.pdf, self.attempt
        origin = attempt("origin", lambda: origin_of(data, pdf))
        count = self.file.pages if all_pages else min(self.file.pages, FIRST_PAGES)
        pages = attempt("pages", lambda: _first_pages(pdf, count)) or []
        made = attempt("pages", lambda: made_of(pages)) or list(range(len(pages)))
        information = attempt("metadata", lambda: read_information(pdf)) or Information()
        catalog = attempt("metadata", lambda: read_catalog(pdf)) or Catalog()
        basis = Document(self.file, origin, information, catalog)
        boxes = attempt("paper", lambda: [read_boxes(page) for page in pages]) or []
        drawn, fonts = self.drawn(pages, made)
        inks = attempt("inks", lambda: read_inks(pages)) if basis.is_for_press else None
        xmp = attempt("metadata", lambda: read_xmp(pdf))
        tags = attempt("tags", lambda: read_tags(pdf, pages))
        annotations = attempt("actions", lambda: [read_annotations(page.obj) for page in pages])
        acting = attempt("actions", lambda: actions_of(pdf.Root)) if annotations is not None else None
        traces = attempt("metadata", lambda: read_traces(pdf)) or ()
        readings = self.readings(data, made, installed, information.title)
        parts = tuple(
            Page(at + 1, _at(boxes, at), _at(drawn, at), _at(annotations or (), at) or Annotations(), _at(readings, at))
            for at in range(len(pages))
        )
        actions = None if acting is None else (*acting, *(each for page in parts for each in page.annotations.actions))
        return replace(
            basis, xmp=xmp, traces=traces, fonts=fonts, inks=inks, tags=tags, actions=actions, pages=parts,
            damage=tuple(self.damage),
        )  # fmt: skip

    def drawn(
        self, pages: Sequence[Any], made: Sequence[Hashable]
    ) -> tuple[list[PageDrawing], tuple[Font, ...] | None]:
        """What each page draws, and the fonts of all; pages that are alike are read once."""
        drawing = Drawing()
        known: dict[Hashable, PageDrawing] = {}

        def walk() -> list[PageDrawing]:
            for page, kind in zip(pages, made, strict=True):
                if kind not in known:
                    known[kind] = drawing.page(page)
                    self.progress(0, 0)
            return [known[kind] for kind in made]

        drawn = self.attempt("fonts", walk) or []
        if pages and not drawn:
            return [], None
        return drawn, self.attempt("fonts", lambda: tuple(map(read_font, drawing.fonts)))

    def readings(self, data: bytes, made: Sequence[Hashable], installed: Installed, title: str) -> list[Reading]:
        """What PDFium reads on each page, up to the first that it cannot read; pages that are alike are read once."""
        found: list[Reading] = []
        together = POSTER_TITLE in title

        def read() -> None:
            pages = Pages(data)
            try:
                firsts = first_of_each(made, pages)
                looks, done = len(set(firsts)), 0
                for at, first in enumerate(firsts):
                    if first < at:
                        found.append(found[first])
                        continue
                    self.progress(done, looks)
                    found.append(_reading(pages, at, installed, together=together))
                    done += 1
                self.progress(done, looks)
            finally:
                pages.close()

        self.attempt("text", read)
        return _with_cards(found, card_of_title(title, installed))


def _with_cards(readings: Sequence[Reading], titled: SmallPrint | None) -> list[Reading]:
    """The readings with the cards of fronts named by their backs: on the same page, the nearest one after it, or else
    the nearest before it, in case the pages are in the wrong order; without any back, by the `titled` card.

    Equal readings stay one object, so that their words are compared once.
    """
    made: dict[tuple[int, SmallPrint | None], Reading] = {}
    after = _nearest([reading.words.behind for reading in reversed(readings)])[::-1]
    before = _nearest([reading.words.behind for reading in readings])
    named = []
    for reading, behind in zip(
        readings, (one or other or titled for one, other in zip(after, before, strict=True)), strict=True
    ):
        key = (id(reading), behind)
        if key not in made:
            made[key] = replace(reading, words=reading.words.with_cards(behind))
        named.append(made[key])
    return named


def _nearest(found: Sequence[SmallPrint | None]) -> list[SmallPrint | None]:
    """For each place, the last one found up to there."""
    nearest: list[SmallPrint | None] = []
    for each in found:
        nearest.append(each or (nearest[-1] if nearest else None))
    return nearest


def _reading(pages: Pages, at: int, installed: Installed, *, together: bool) -> Reading:
    """A page as read upright or, if that is not a card, upside down, like backs flipped on the short edge."""
    seen = scan(pages, at)
    text = pages.text(at)
    words = read_words(text, installed, together=together)
    if words.kind == "other" and not words.states:
        turned = pages.text(at, turned=True)
        other = read_words(turned, installed, together=together)
        if other.kind != "other" or other.states:
            return Reading(turned, other, seen, is_turned=True)
    return Reading(text, words, seen)


def _first_pages(pdf: pikepdf.Pdf, count: int) -> list[Any]:
    with pikepdf_reads():
        return list(islice(pdf.pages, count))


def _at(values: Sequence[_T], place: int) -> _T | None:
    return values[place] if place < len(values) else None
