"""What the cover sheet of a bundle says: the files that were made, the lines on the cards, and every warning."""

from __future__ import annotations

from collections.abc import Sequence

from cards.merge.cover_text import CoverHotline, CoverRow, CoverStock, CoverText
from cards.merge.review import Review
from cards.pack.manifest import Entry
from cards.pack.plan import Bundle, Piece
from cards.read.hotlines import Hotline
from cards.read.languages import Language
from cards.read.packs import Pack


def cover_of(pack: Pack, bundle: Bundle, made: Sequence[tuple[Piece, Entry]], english: Language) -> CoverText:
    """The cover sheet of a bundle whose files were made; those that failed are among the warnings."""
    stock = made[0][0].stock
    failed = [piece.what for piece in bundle.pieces if piece.path not in {entry.file for _, entry in made}]
    missing = [f"not in this pack, because they could not be made: {', '.join(failed)}"] if failed else []
    return CoverText(
        title=f"{pack.title}: {bundle.recipient.name}" if bundle.recipient.name else pack.title,
        place=pack.place,
        date=pack.date,
        org=bundle.contact.org,
        paper=stock.paper,
        edge="long" if pack.flip == "long-edge" else "short",
        english=english,
        stocks=(CoverStock(stock.id, stock.name, stock.products, stock.cut_marks),),
        hotlines=tuple(_hotline(each) for each in bundle.contact.hotlines),
        link=bundle.contact.link.shown,
        rows=tuple(_row(piece, entry) for piece, entry in made),
        warnings=(*missing, *bundle.warnings, *_warnings(made)),
    )


def _row(piece: Piece, entry: Entry) -> CoverRow:
    return CoverRow(
        file=piece.path.rpartition("/")[2],
        language=piece.language,
        script=piece.script.title,
        cards=piece.cards,
        sheets=piece.sheets,
        stock=piece.stock.id,
        review=Review(entry.review),
    )


def _hotline(line: Hotline) -> CoverHotline:
    return CoverHotline(line.name, line.number, line.record.languages, line.hours, line.confirmation)


def _warnings(made: Sequence[tuple[Piece, Entry]]) -> list[str]:
    """Each warning of the files once, with what it is about."""
    about: dict[str, list[str]] = {}
    for piece, entry in made:
        for warning in entry.warnings:
            about.setdefault(warning, []).append(piece.what)
    return [f"{', '.join(dict.fromkeys(pieces))}: {warning}" for warning, pieces in about.items()]
