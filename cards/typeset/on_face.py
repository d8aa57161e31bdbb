"""Reads finished faces: their words, their QR codes, and whether they have their pictograms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from cards.errors import DoesNotFit
from cards.merge.card_text import SideText
from cards.read.links import Link
from cards.typeset.marks import Face, FaceMark, PictogramMark, PictureMark, Role, Stretch, SymbolMark, TextMark
from cards.typeset.symbol import Symbol


def drawn_symbols(faces: Iterable[Face], links: Collection[Link]) -> tuple[Symbol, ...]:
    """The symbols on the faces, in order. Raises DoesNotFit for one that leads to none of the links, and for two on one
    face, which several phones cannot read (`card.codes`).
    """
    found = []
    for face in faces:
        symbols = [Symbol(mark.modules, mark.content) for mark in face.marks if isinstance(mark, SymbolMark)]
        for symbol in symbols:
            if symbol.content not in {link.url for link in links}:
                raise _defect(f"A QR code of this card leads to {symbol.content}, which nobody asked for.")
        if len(symbols) > 1:
            raise _defect(f"{len(symbols)} QR codes are on one side of this card.")
        found += symbols
    return tuple(found)


def _defect(cause: str) -> DoesNotFit:
    return DoesNotFit(cause, "This is a defect in rights-cards: please report it.")


def lacks_pictograms(face: Face, sides: Iterable[SideText]) -> bool:
    """Whether statements have pictograms that the face lacks."""
    drawn = {mark.name for mark in face.marks if isinstance(mark, PictogramMark)}
    wanted = {block.pictogram for side in sides for block in side.statements} - {""}
    return bool(wanted) and not wanted & drawn


_UNREAD = (Role.ARTIFACT, Role.NUMERAL)
"""Marks that are not read aloud: screen readers count the items of a list themselves."""

_FIGURES = "en"
"""The language of figures' names, as in the structure of the file (`draw.structure`)."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text of a face, or the name of a figure on it. `target` is the address that it leads to, or "".

    `stretches` are those of a text with phrases in another language.
    """

    role: str
    language: str
    text: str
    target: str = ""
    stretches: tuple[Stretch, ...] = ()


def words_on(face: Face) -> Iterator[Words]:
    """The content of a face in reading order: the texts, and the names of its pictures and codes."""
    for mark in face.marks:
        match mark:
            case TextMark() if mark.role not in _UNREAD:
                yield Words(mark.role.value, mark.language, mark.text, mark.target, mark.stretches)
            case SymbolMark():
                yield Words(mark.role.value, _FIGURES, mark.alternative, mark.content)
            case PictureMark():
                yield Words(mark.role.value, _FIGURES, mark.alternative)
            case FaceMark():
                yield from words_on(mark.face)
