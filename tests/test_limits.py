"""The numbers that protect readers and printers, as literals: tests elsewhere import them, and would follow a slip."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import SupportsFloat

import pytest

from cards.checking.look import document, file, pages
from cards.checking.rules import codes, places, press
from cards.impose import sheet
from cards.measures import POINTS_PER_MM
from cards.pack import file_names
from cards.read import (
    csv_file,
    drawing_parts,
    links,
    names,
    picture_files,
    pictures,
    plain_drawings,
    po_file,
    recipients,
    regions,
    sign_offs,
    stocks,
    tables,
    typefaces,
    values,
)  # fmt: skip
from cards.typeset import designs, symbol, themes
from cards.typeset.card import numbers, statements

MILLIMETRES: dict[str, tuple[SupportsFloat, float]] = {
    "QR modules as printed": (symbol.MODULE, 0.50),
    "QR modules that are warned of": (symbol.MODULE_WARN, 0.44),
    "QR modules that are refused": (symbol.MODULE_LEAST, 0.37),
    "what printers cannot reach": (sheet.PRINTER_MARGIN, 3.0),
    "bleed on a sheet": (stocks.BLEED, 2.0),
    "the smallest card": (stocks.LEAST_CARD, 30.0),
    "bleed for a print shop": (press.USUAL_BLEED, 3.0),
    "cut marks, from the cards": (sheet.MARK_OFFSET, 1.0),
    "cut marks, their length": (sheet.MARK_LENGTH, 4.0),
}

LITERALS: dict[str, tuple[object, object]] = {
    "quiet zone, in modules (ISO/IEC 18004, 5.3.8)": (symbol.QUIET_ZONE, 4),
    "days by which a sign-off may be ahead": (sign_offs.TIME_ZONES, timedelta(days=1)),
    "contrast (WCAG 2.2, 1.4.3)": (themes.LEAST_CONTRAST, 4.5),
    "type of the bearer's side": (designs.WALLET.bearer, (8.8, 6.0)),
    "type of the officer's side": (designs.WALLET.officer, (9.8, 6.0)),
    "type that is warned of": (designs.WALLET.warn_below, 7.0),
    "the number": (designs.WALLET.number, (16.5, 10.0)),
    "bullets, in parts of the type": (statements.BULLET, 0.5),
    "further numbers": (numbers.OTHER_SIZES, (9.0, 8.0)),
    "large print (18 pt: APH, ACB)": (designs.LOW_VISION, 18.0),
    "Letter": ((stocks.LETTER.width, stocks.LETTER.height), (8.5 * 72, 11 * 72)),
    "tabloid": ((stocks.TABLOID.width, stocks.TABLOID.height), (11 * 72, 17 * 72)),
    "ink of a press": (press.MOST_INK, 2.5),
    "contrast of a code": ((codes.CONTRAST_WARN, codes.CONTRAST_LEAST), (0.7, 0.4)),
    "a card's place, in points": (places._NEAR, 0.5),
    "cards on a sheet": (stocks.MOST_CARDS, 50),
    "characters of an address": (links.MAX_LENGTH, 150),
    "characters of a name": (names.MAX_NAME, 60),
    "bytes of a definition": (tables.MAX_BYTES, 1_000_000),
    "characters of a line": (tables.MAX_LINE, 4_000),
    "characters of a text": (tables.MAX_TEXT, 1_000),
    "texts in a list": (tables.MAX_ITEMS, 1_000),
    "messages of a catalog": (po_file.MAX_ENTRIES, 5_000),
    "bytes of a table": (csv_file.MAX_BYTES, 10_000_000),
    "rows of a table": (recipients.MAX_ROWS, 20_000),
    "locales of a table": (recipients.MAX_LOCALES, 300),
    "characters that somebody types": (values.MAX_TEXT, 200),
    "bytes of a logo": (pictures.MAX_BYTES, 5_000_000),
    "pixels of a logo": (pictures.MAX_PIXELS, 20_000_000),
    "pixels of a logo's side": (pictures.MAX_SIDE, 800),
    "scans of a JPEG": (picture_files.MAX_SCANS, 100),
    "bytes of a drawing": (plain_drawings.MAX_BYTES, 1_000_000),
    "depth of a drawing": (drawing_parts.MAX_DEPTH, 200),
    "bytes of a font": (typefaces.MAX_FONT_BYTES, 20_000_000),
    "characters of a place": (regions.MAX_PLACE, 60),
    "bytes of a file's name": (file_names.MAX_BYTES, 120),
    "bytes that a stream unpacks to": (file.MOST_UNPACKED, 8_000_000),
    "pages that are checked": (document.FIRST_PAGES, 20),
    "pixels of a page": (pages.MOST_PIXELS, 40_000_000),
    "characters of a page": (pages.MOST_CHARACTERS, 100_000),
}


@pytest.mark.parametrize("name", MILLIMETRES)
def test_a_length_on_paper(name: str) -> None:
    length, millimetres = MILLIMETRES[name]
    assert float(length) == pytest.approx(millimetres * 72 / 25.4, abs=1e-9)


@pytest.mark.parametrize("name", LITERALS)
def test_a_limit(name: str) -> None:
    value, literal = LITERALS[name]
    assert value == literal


def test_a_millimetre_in_points() -> None:
    assert pytest.approx(float(Fraction(720, 254)), abs=1e-12) == POINTS_PER_MM
