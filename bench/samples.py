"""What is timed: a job for each locale, and its cards as plain boxes of text for other programs to set.

The boxes stand where ours stand and have our sizes, fonts and widths; the other programs shape, break and set the
text themselves.
"""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cards.errors import CardError
from cards.impose.sheet import Sheet, duplex_sheets
from cards.jobs import Job, Order, gather
from cards.locations import Shelf, shelves
from cards.measures import Rect, Size
from cards.merge.card_text import CardText, merge
from cards.merge.contact import Contact
from cards.merge.markup import Span
from cards.read.catalogs import translated_tags
from cards.read.hotlines import choose_hotline
from cards.read.languages import Language
from cards.read.links import LEGAL_AID, read_link
from cards.typeset.card.face import bearer_face, officer_face
from cards.typeset.marks import Colour, Face, GlyphRun, PanelMark, Role, SymbolMark, TextMark
from cards.typeset.text import harfbuzz

HOTLINE, HOTLINE_NAME = "617-370-5023", "LUCE"
SCRIPT, STOCK = "home", "avery-5371"
FALLBACK = "NotoSans"

_SLACK = 2.0
"""Points that a box is wider than our widest line in it, so that rounding alone breaks no line elsewhere."""

_KEPT = {
    "cards.typeset.text.harfbuzz": ("_font", "_slim", "coverage", "metrics", "nominal_advance", "ink", "script_of"),
    "cards.typeset.text.itemize": ("_clings", "is_invisible"),
    "cards.guards.negation": ("_kind", "_negating", "_others"),
    "cards.guards.rules.encoding": ("_possible",),
    "cards.typeset.text.bidi": ("_bidi_class",),
    "cards.typeset.symbol": ("link_symbol",),
    "cards.draw.outlines": ("outline_of",),
    "cards.draw.fonts": ("is_right_to_left",),
    "cards.draw.resources": ("_path",),
}
"""Caches that a longer run fills once, whatever its texts: fonts, characters, marks of negation, pictograms, and the
code of the one link."""


@dataclass(frozen=True, slots=True)
class Box:
    """A paragraph for other programs. Points from the card's upper left corner; `baseline` is that of the first line.

    `families` are the stems of the font files, the one to prefer first.
    """

    spans: tuple[Span, ...]
    language: Language
    families: tuple[str, ...]
    size: float
    pitch: float
    left: float
    baseline: float
    width: float
    colour: Colour

    @property
    def text(self) -> str:
        """The text without its styles."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Panel:
    """A filled rectangle with rounded corners, from the card's upper left corner."""

    left: float
    top: float
    width: float
    height: float
    radius: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Code:
    """A QR symbol as a PNG picture, and the square it fills."""

    png: bytes
    left: float
    top: float
    side: float


@dataclass(frozen=True, slots=True)
class Card:
    """One side of a card in boxes."""

    size: Size
    ground: Colour
    panels: tuple[Panel, ...]
    boxes: tuple[Box, ...]
    code: Code | None


@dataclass(frozen=True, slots=True)
class Sample:
    """One locale: our job, its text, our faces, the sheet's two sides, and the cards in boxes by side."""

    tag: str
    job: Job
    text: CardText
    faces: dict[str, Face]
    sheets: tuple[Sheet, ...]
    cards: dict[str, Card]

    @property
    def families(self) -> tuple[str, ...]:
        """Every family that the cards use, each once."""
        named = [family for card in self.cards.values() for box in card.boxes for family in box.families]
        return tuple(dict.fromkeys(named))


def gather_jobs(wanted: Sequence[str]) -> tuple[dict[str, Job], dict[str, str]]:
    """The job of each locale, English first, all files read; and why the others have none. All when none is wanted."""
    places = shelves(None)
    hotline = choose_hotline(places, HOTLINE, HOTLINE_NAME)
    jobs: dict[str, Job] = {}
    refused: dict[str, str] = {}
    for tag in wanted or ("en", *translated_tags(places)):
        try:
            jobs[tag] = gather(places, Order(tag, SCRIPT, STOCK, Contact(read_link(LEGAL_AID), (hotline,))))
        except CardError as error:
            refused[tag] = error.cause
    return jobs, refused


def fonts_folder() -> str:
    """The folder of the font files."""
    places: tuple[Shelf, ...] = shelves(None)
    return str(places[0].fonts)


def build_sample(tag: str, job: Job) -> Sample:
    """The sample of a job. Raises CardError when it cannot be printed."""
    text = merge(job.script, job.labels, job.wording, job.language, job.english, job.contact)
    faces = {
        "bearer": bearer_face(text.bearer, text.footer, job.frame, job.styles),
        "officer": officer_face(text.officer, job.frame, job.officer_style),
    }
    statements = {block.id: block.spans for block in (*text.bearer.statements, *text.officer.statements)}
    cards = {side: _card(face, statements, job) for side, face in faces.items()}
    return Sample(tag, job, text, faces, duplex_sheets(job.stock, job.copies, job.flip), cards)


def forget_texts() -> None:
    """Empties every cache of ours that depends on the texts, so that they are typeset anew; fonts stay read.

    A cache that this does not know is emptied too, so that a new one cannot flatter the figures unseen.
    """
    for clear in _text_caches(len(sys.modules)):
        clear()


@lru_cache(maxsize=1)
def _text_caches(loaded: int) -> list[Callable[[], None]]:
    """What empties the caches, looked for again when more modules are loaded."""
    modules = [module for name, module in sys.modules.items() if name.startswith("cards.")]
    found = {id(each): each for module in modules for each in vars(module).values() if hasattr(each, "cache_clear")}
    return [each.cache_clear for each in found.values() if not _is_kept(each)]


def _is_kept(cached: Any) -> bool:
    wrapped = cached.__wrapped__
    return wrapped.__module__.startswith("cards.read") or wrapped.__name__ in _KEPT.get(wrapped.__module__, ())


def _card(face: Face, statements: dict[str, tuple[Span, ...]], job: Job) -> Card:
    symbols = [mark for mark in face.marks if isinstance(mark, SymbolMark)]
    return Card(
        size=face.size,
        ground=face.ground or Colour.WHITE,
        panels=tuple(_panel(mark, face.size) for mark in face.marks if isinstance(mark, PanelMark)),
        boxes=tuple(_box(mark, face.size, statements, job) for mark in face.marks if isinstance(mark, TextMark)),
        code=_code(symbols[0], face.size) if symbols else None,
    )


def _panel(mark: PanelMark, card: Size) -> Panel:
    rect = mark.rect
    return Panel(rect.x, card.height - rect.top, rect.width, rect.height, mark.radius, mark.colour)


def _box(mark: TextMark, card: Size, statements: dict[str, tuple[Span, ...]], job: Job) -> Box:
    language = job.language if mark.language == job.language.tag else job.english
    bold = mark.runs[0].typeface.name.endswith("-Bold")
    spans = statements[mark.id] if mark.role is Role.STATEMENT else (Span(mark.text, bold),)
    baselines = sorted({card.height - run.y for run in mark.runs})
    pitch = baselines[1] - baselines[0] if len(baselines) > 1 else mark.runs[0].size * 1.2
    left = min(run.x for run in mark.runs) - (_SLACK if language.is_rtl else 0)
    right = max(run.x + _width(run) for run in mark.runs) + (0 if language.is_rtl else _SLACK)
    families = dict.fromkeys((*(run.typeface.name.rpartition("-")[0] for run in mark.runs), FALLBACK))
    size, width = mark.runs[0].size, right - left
    return Box(spans, language, tuple(families), size, pitch, left, baselines[0], width, mark.colour)


def _width(run: GlyphRun) -> float:
    return sum(cluster.advance for cluster in run.clusters) * run.size / harfbuzz.metrics(run.typeface).upem


def _code(mark: SymbolMark, card: Size) -> Code:
    rect: Rect = mark.rect
    return Code(_png(mark.modules), rect.x, card.height - rect.top, rect.width)


def _png(modules: Sequence[Sequence[bool]]) -> bytes:
    """A greyscale PNG of one bit a pixel and one pixel a module (PNG, 11.2 and 9.2: filter 0 on each row)."""
    side = len(modules)
    width = -(-side // 8) * 8
    rows = [int("".join("01"[not dark] for dark in row).ljust(width, "1"), 2) for row in modules]
    raw = b"".join(b"\0" + row.to_bytes(width // 8, "big") for row in rows)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    header = struct.pack(">LLBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(raw)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
