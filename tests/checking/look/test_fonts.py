"""Fonts as objects: in the file or not, and what their codes mean and draw."""

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from cards.checking.look.drawing import UsedFont
from cards.checking.look.fonts import Font, read_font

PROGRAM = b"\0\1\0\0 outlines"
CMAP = b"1 beginbfchar <0041> <0061> endbfchar 1 beginbfrange <0050> <0052> <0070> endbfrange"
CODES = frozenset({0x41, 0x50, 0x52})
Change = Callable[[Any], None]


def read(change: Change = lambda font: None, codes: frozenset[int] = CODES) -> Font:
    """A composite font that was changed, with what there is to know of it."""
    with pikepdf.new() as pdf:
        glyphs = pdf.make_stream(b"".join(code.to_bytes(2, "big") for code in range(0x60)))
        descriptor = Dictionary(FontFile2=pdf.make_stream(PROGRAM))
        inner = Dictionary(Subtype=Name.CIDFontType2, FontDescriptor=descriptor, CIDToGIDMap=glyphs)
        font = Dictionary(
            Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Noto"), ToUnicode=pdf.make_stream(CMAP),
            DescendantFonts=Array([pdf.make_indirect(inner)]),
        )  # fmt: skip
        change(font)
        return read_font(UsedFont(font, codes))


RIGHT = Font("ABCDEF+Noto", embedded=True, subset=True, to_unicode=True, codes=3, unmapped=0, empty=0)


def test_a_whole_font() -> None:
    assert read() == RIGHT


def inner(key: str, value: Any) -> Change:
    def change(font: Any) -> None:
        font.DescendantFonts[0][key] = value

    return change


def written(data: bytes) -> Change:
    return lambda font: font.DescendantFonts[0].FontDescriptor.FontFile2.write(data)


def outer(key: str, value: Any) -> Change:
    def change(font: Any) -> None:
        if value is None:
            del font[key]
        else:
            font[key] = value

    return change


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        (outer("/BaseFont", Name.Noto), "subset", False),
        (outer("/BaseFont", Name("/ABCDE+Noto")), "subset", False),
        (outer("/BaseFont", None), "name", "a font without a name"),
        (outer("/ToUnicode", None), "to_unicode", False),
        (outer("/ToUnicode", Name.Identity), "to_unicode", False),
        (outer("/ToUnicode", Name.Identity), "unmapped", 3),
        (written(b"no font"), "embedded", False),
        (written(b"true outlines"), "embedded", True),
        (inner("/FontDescriptor", Dictionary()), "embedded", False),
        (inner("/FontDescriptor", 5), "embedded", False),
        (inner("/CIDToGIDMap", Name.Identity), "empty", 0),
    ],
)
def test_what_a_font_lacks(change: Change, field: str, value: object) -> None:
    assert getattr(read(change), field) == value


@pytest.mark.parametrize(("codes", "unmapped"), [({0x41}, 0), ({0x42}, 1), ({0x4F, 0x50, 0x51, 0x52, 0x53}, 2)])
def test_codes_without_a_character(codes: set[int], unmapped: int) -> None:
    assert read(codes=frozenset(codes)).unmapped == unmapped


@pytest.mark.parametrize(
    ("table", "unmapped"),
    [
        (b"beginbfchar <0041> <> endbfchar", 3),
        (b"beginbfchar <0041> <0061>", 3),
        (b"beginbfrange <0041> <0052> [<61> <62>] endbfrange", 0),
        (b"beginbfchar <0041> <0061> endbfrange endbfchar beginbfchar <0050> <0061> endbfchar", 1),
        (b"beginbfrange <0> <ffffffffffffffffffff> <0> endbfrange", 0),
        (b"", 3),
    ],
)
def test_tables_of_characters(table: bytes, unmapped: int) -> None:
    assert read(lambda font: font.ToUnicode.write(table)).unmapped == unmapped


def test_codes_that_draw_the_box_of_a_missing_glyph() -> None:
    assert read(codes=frozenset({0, 0x41})).empty == 1
    assert read(codes=frozenset({0x5F, 0x60, 0xFFFF})).empty == 2
    assert read(inner("/CIDToGIDMap", Name.Identity), frozenset({0, 2, 3})).empty == 1


def test_simple_fonts() -> None:
    with pikepdf.new():
        type1 = Dictionary(Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        assert read_font(UsedFont(type1, frozenset({0}))) == Font(
            "Helvetica", embedded=False, subset=False, to_unicode=True, codes=1, unmapped=0, empty=0
        )
        assert read_font(UsedFont(Dictionary(Subtype=Name.Type3, Name=Name.T), frozenset())).embedded
