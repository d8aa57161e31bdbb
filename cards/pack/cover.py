"""The text of a bundle's cover sheet: the files that were made, the hotlines on the cards, and every warning."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cards.errors import Notice
from cards.measures import POINTS_PER_INCH, millimetres
from cards.merge.cover_text import CoverHotline, CoverRow, CoverStock, CoverText, counted
from cards.merge.review import Review
from cards.pack.failures import Failure
from cards.pack.manifest import ManifestEntry
from cards.pack.plan import Bundle, Piece, combined_layouts, combined_name
from cards.read.hotlines import Hotline
from cards.read.languages import ENGLISH, Language
from cards.read.layouts import RED_STOCK, Layout
from cards.read.packs import Pack
from cards.read.stocks import Flip, Stock

_IN_OTHER_WORDS = {
    "red-paper": "the QR code is black on red paper, which a scanner with red light cannot read: test one print with "
    "several phones before you print more"
}
"""What a cover sheet says instead of a notice of that kind."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_OTHER_LETTERS = re.compile(r"[^\x20-\u024F\u2010-\u2026]+")
"""Letters that the fonts of a cover sheet may lack, since it has no fonts for a language that failed."""

_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
"""Deletes the invisible direction marks around a number."""


def cover_of(
    pack: Pack,
    bundle: Bundle,
    made: Sequence[tuple[Piece, ManifestEntry]],
    languages: Mapping[str, Language],
    failures: Mapping[str, Failure],
) -> CoverText:
    """The cover sheet of a bundle: rows for the files that were `made`, warnings for those in `failures`."""
    stocks = dict.fromkeys(_stock(piece) for piece, _ in made if not piece.layout.traits.shop)
    pressed = next((piece.stock for piece, _ in made if piece.layout.traits.shop), None)
    return CoverText(
        title=f"{pack.title}: {bundle.recipient.name}" if bundle.recipient.name else pack.title,
        place=pack.place,
        date=pack.date,
        org=bundle.contact.org,
        paper=bundle.stock.paper,
        edge="short" if pack.wishes.flip is Flip.SHORT_EDGE else "long",
        english=languages[ENGLISH],
        stocks=tuple(stocks),
        hotlines=tuple(_hotline(each, made, languages) for each in bundle.hotlines),
        link=bundle.contact.link.shown if bundle.contact.link else "",
        rows=tuple(_row(piece, entry) for piece, entry in made),
        warnings=(*_missing(bundle, failures), *bundle.warnings, *_warnings(made)),
        recordings=tuple(_recordings(bundle, made)),
        red_paper=bundle.recipient.wishes.theme == RED_STOCK,
        press=_for_a_shop(pressed) if pressed is not None else "",
        combined=tuple(
            (layout, combined_name(layout)) for layout in combined_layouts(pack, [piece for piece, _ in made])
        ),
    )


def _stock(piece: Piece) -> CoverStock:
    """The sheets of a piece; plain paper holds fewer cards when it is folded than when it is cut."""
    stock, fold = piece.stock, piece.layout is Layout.FOLD
    name = f"{stock.name}, {counted(len(stock.slots), 'card')} on each" if fold and stock.cut_marks else stock.name
    return CoverStock(stock.id, name, stock.products, stock.cut_marks, fold)


def _missing(bundle: Bundle, failures: Mapping[str, Failure]) -> list[str]:
    """What could not be made, with the first sentence of the reason."""
    found: dict[str, list[str]] = {}
    for piece in bundle.pieces:
        if piece.path in failures:
            why = _SENTENCE.split(_OTHER_LETTERS.sub("…", failures[piece.path].cause))[0]
            found.setdefault(why, []).append(piece.what)
    return [f"not in this pack because it could not be made: {', '.join(what)}: {why}" for why, what in found.items()]


def _for_a_shop(stock: Stock) -> str:
    """The size of a card and its bleed, worded for a print shop."""
    width, height, bleed = stock.card.width, stock.card.height, stock.bleed
    inches = [f"{round(length / POINTS_PER_INCH, 3):g}" for length in (width, height, bleed)]
    metric = [f"{round(millimetres(length), 1):g}" for length in (width, height, bleed)]
    size = f"{inches[0]} × {inches[1]} in ({metric[0]} × {metric[1]} mm)"
    return f"{size}, with {inches[2]} in ({metric[2]} mm) of bleed on each side"


def _recordings(bundle: Bundle, made: Sequence[tuple[Piece, ManifestEntry]]) -> dict[str, None]:
    """The addresses of the recordings of the cards, each once."""
    links = (piece.order.contact.recording(piece.language.tag) for piece, _ in made)
    return dict.fromkeys(link.shown for link in links if link is not None)


def _row(piece: Piece, entry: ManifestEntry) -> CoverRow:
    return CoverRow(
        file=piece.path.rpartition("/")[2],
        language=piece.language,
        script=piece.script.title,
        cards=piece.cards,
        sheets=piece.sheets,
        stock="print shop" if piece.layout.traits.shop else piece.stock.id,
        review=Review(entry.review),
        layout=piece.layout,
        again=piece.again,
    )


def _hotline(
    line: Hotline, made: Sequence[tuple[Piece, ManifestEntry]], languages: Mapping[str, Language]
) -> CoverHotline:
    spoken = [_english(tag, languages) for tag in line.record.languages]
    if line.interpreters:
        spoken.append(f"interpreters for {line.interpreters}")
    meant = [(piece, entry) for piece, entry in made if line in piece.order.contact.hotlines]
    without = sum(_is_left_out(line, entry) for _, entry in meant)
    where = "" if not without else "on no card, no room" if without == len(meant) else "not on every card, no room"
    if len(meant) < len(made):
        scripts = ", ".join(dict.fromkeys(piece.script.title for piece, _ in meant))
        where = "; ".join(filter(None, (f"only on {scripts}" if scripts else "on no card", where)))
    name = f"{line.name} ({where})".lstrip() if where else line.name
    return CoverHotline(name, line.number.shown, tuple(spoken), line.hours, line.confirmation)


def _english(tag: str, languages: Mapping[str, Language]) -> str:
    """The English name of a language, whatever its country; its tag if the table does not have it."""
    known = languages.get(tag) or languages.get(tag.split("-")[0])
    return known.english if known else tag


def _for_a_volunteer(warning: str) -> str:
    """A warning in the words for whoever prints, without the advice that only the workshop's leader can act on."""
    if not isinstance(warning, Notice):
        return warning
    return _IN_OTHER_WORDS.get(warning.kind, warning.fact)


def _is_left_out(line: Hotline, entry: ManifestEntry) -> bool:
    """Whether a warning of the file says that it has no room for the line."""
    name = f"{line.number} of {line.name}" if line.name else line.number.shown
    told = (each for each in entry.warnings if isinstance(each, Notice) and each.kind == "no-room")
    return any(name == each.translate(_ISOLATES) for notice in told for each in notice.names)


def _warnings(made: Sequence[tuple[Piece, ManifestEntry]]) -> list[str]:
    """Each warning of the files once, with the files it is about, worded for whoever prints."""
    about: dict[str, list[str]] = {}
    for piece, entry in made:
        for warning in entry.warnings:
            about.setdefault(_for_a_volunteer(warning), []).append(piece.what)
    return [f"{', '.join(dict.fromkeys(pieces))}: {warning}" for warning, pieces in about.items()]
