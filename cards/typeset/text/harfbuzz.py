"""HarfBuzz: shaping, script of a character, ink, and subsets. The only module that imports uharfbuzz."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache, partial
from typing import Any, NamedTuple

import uharfbuzz as hb

from cards.read.typefaces import Typeface

COMMON = ("Zyyy", "Zinh", "Zzzz")
"""Scripts of characters that go with any script: common, inherited, unknown (UAX #24)."""

_UNSAFE = int(hb.GlyphFlags.UNSAFE_TO_BREAK)

_EMBEDDED_TABLES = ("glyf", "head", "hhea", "hmtx", "loca", "maxp")
"""What a CIDFontType2 in a PDF needs (ISO 32000-1, table 126)."""


class Glyph(NamedTuple):
    """One shaped glyph, in font units: its id, the index of the first character of its cluster, advance, offset."""

    id: int
    cluster: int
    advance: int
    dx: int
    dy: int


_glyph: Callable[[tuple[int, int, int, int, int]], Glyph] = partial(tuple.__new__, Glyph)
"""Makes a Glyph fast: its constructor takes a third of the time of shaping."""


class Metrics(NamedTuple):
    """Of a font: units per em, then ascender, descender (negative) and bounding box in font units."""

    upem: int
    ascender: int
    descender: int


@lru_cache(maxsize=128)
def _font(typeface: Typeface) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob(typeface.data)))


@lru_cache(maxsize=128)
def _embeddable(typeface: Typeface) -> hb.Face:
    """The font with only the tables that a PDF embeds: HarfBuzz subsets it in half the time, to the same bytes."""
    face = _font(typeface).face
    tags = {tag: int.from_bytes(tag.encode("ascii"), "big") for tag in face.table_tags}
    wanted: Any = hb.SubsetInput()
    wanted.no_subset_table_tag_set.update(tags[tag] for tag in tags if tag in _EMBEDDED_TABLES)
    wanted.drop_table_tag_set.update(tags[tag] for tag in tags if tag not in _EMBEDDED_TABLES)
    return hb.subset(face, wanted)


@lru_cache(maxsize=128)
def coverage(typeface: Typeface) -> frozenset[int]:
    """The code points that a font has glyphs for."""
    return frozenset(_font(typeface).face.unicodes)


@lru_cache(maxsize=128)
def metrics(typeface: Typeface) -> Metrics:
    """The font-wide measures of a font."""
    font = _font(typeface)
    extents = font.get_font_extents("ltr")
    return Metrics(font.face.upem, extents.ascender, extents.descender)


@lru_cache(maxsize=16384)
def nominal_advance(typeface: Typeface, glyph: int) -> int:
    """The advance of a glyph in `hmtx`, in font units, before kerning."""
    return int(_font(typeface).get_glyph_h_advance(glyph))


BLANK = (0, 0, 0, 0)
"""The ink of a glyph without any."""


@lru_cache(maxsize=16384)
def ink(typeface: Typeface, glyph: int) -> tuple[int, int, int, int]:
    """Left, bottom, right and top of a glyph's outline, in font units; zeros for a blank glyph."""
    extents = _font(typeface).get_glyph_extents(glyph)
    if extents is None:
        return BLANK
    left, top = extents.x_bearing, extents.y_bearing
    return (left, top + extents.height, left + extents.width, top)


@lru_cache(maxsize=4096)
def nominal_glyph(typeface: Typeface, character: str) -> int:
    """The glyph of a character by itself, before shaping; 0 for none."""
    return int(_font(typeface).get_nominal_glyph(ord(character)) or 0)


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """The Unicode script of a character as an ISO 15924 code; one of `COMMON` when it goes with any."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return str(buffer.script or "Zyyy")


def shape(
    typeface: Typeface, text: str, start: int, end: int, *, rtl: bool, script: str, language: str
) -> tuple[Glyph, ...]:
    """The glyphs of text[start:end], as `shape_to_cut` has them."""
    return shape_to_cut(typeface, text, start, end, (), rtl=rtl, script=script, language=language)[0]


def shape_to_cut(
    typeface: Typeface,
    text: str,
    start: int,
    end: int,
    places: Collection[int],
    *,
    rtl: bool,
    script: str,
    language: str,
) -> tuple[tuple[Glyph, ...], frozenset[int]]:
    """The glyphs of text[start:end], left to right as drawn, shaped in the context of the whole `text`, and those of
    the `places` at which they may be cut: either side has the glyphs that it would have by itself.

    Clusters are indices into `text`. In left-to-right scripts a mark is one cluster with its letter: PDFium loses a
    mark with a code of its own that is drawn in the middle of its letter. Kerning, required and standard ligatures
    are on and discretionary ligatures off, as HarfBuzz and browsers have it; characters without a picture (isolates,
    joiners) leave no glyph.
    """
    buffer = _buffer(text, start, end, rtl=rtl, script=script, language=language)
    hb.shape(_font(typeface), buffer)
    infos = buffer.glyph_infos
    glyphs = [
        (info.codepoint, info.cluster, position.x_advance, position.x_offset, position.y_offset)
        for info, position in zip(infos, buffer.glyph_positions, strict=True)
    ]
    safe = (
        [info.cluster for info in infos if info.cluster in places and not int(info.flags) & _UNSAFE] if places else ()
    )
    return tuple(map(_glyph, glyphs)), frozenset(safe)


def _buffer(text: str, start: int, end: int, *, rtl: bool, script: str, language: str) -> hb.Buffer:
    """What `shape_to_cut` gives to HarfBuzz."""
    buffer = hb.Buffer()
    buffer.add_str(text, start, end - start)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = "Latn" if script in COMMON else script
    buffer.language = language
    levels = hb.BufferClusterLevel
    buffer.cluster_level = levels.MONOTONE_CHARACTERS if rtl else levels.MONOTONE_GRAPHEMES
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    return buffer


DOTTED_CIRCLE = 0x25CC
_MARKED = 0xFFFF
"""A glyph id that none of our fonts has: the last possible one (OpenType, maxp)."""


@lru_cache(maxsize=128)
def _marking_font(typeface: Typeface) -> hb.Font:
    """The font with an added dotted circle: HarfBuzz inserts none if the font has none."""
    font = hb.Font(_font(typeface).face)
    own = _font(typeface)
    functions = hb.FontFuncs()

    def glyph(_: hb.Font, code: int, __: object) -> int:
        return _MARKED if code == DOTTED_CIRCLE else own.get_nominal_glyph(code) or 0

    functions.set_nominal_glyph_func(glyph)
    font.funcs = functions
    return font


def dotted_circle(
    typeface: Typeface, text: str, start: int, end: int, *, rtl: bool, script: str, language: str
) -> int | None:
    """The place in `text` where HarfBuzz puts a dotted circle into text[start:end]; None if it puts none."""
    buffer = _buffer(text, start, end, rtl=rtl, script=script, language=language)
    hb.shape(_marking_font(typeface), buffer)
    return next((info.cluster for info in buffer.glyph_infos if info.codepoint == _MARKED), None)


def subset(typeface: Typeface, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
    """A TrueType font of those glyphs only, without layout tables, and the new id of each old glyph id."""
    wanted: Any = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    plan = hb.SubsetPlan(_embeddable(typeface), wanted)
    return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)
