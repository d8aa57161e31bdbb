"""Embedded fonts, read back by fontTools: composites look like their parts, and every table tells the truth."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.draw.font_file import Shape, build_font
from cards.locations import shelves
from cards.read.catalogs import read_wording, translated_tags
from cards.read.languages import read_languages
from cards.read.typefaces import Typeface, read_families
from cards.typeset.text.harfbuzz import nominal_advance, shape

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
TAGS = translated_tags(SHELVES)
OpenedFont = Callable[[Typeface], TTFont]


def typeface_of(tag: str) -> Typeface:
    return read_families(SHELVES, LANGUAGES[tag].fonts[:1])[0].bold


def clusters(tag: str) -> dict[Shape, int]:
    """The shapes of the clusters of a locale's wording for the home in its own font, with their advances."""
    typeface = typeface_of(tag)
    language = LANGUAGES[tag]
    found: dict[Shape, int] = {}
    for message in read_wording(SHELVES, tag).messages.values():
        text = message.text
        if not message.context.startswith("home/"):
            continue
        glyphs = shape(typeface, text, 0, len(text), rtl=language.is_rtl, script=language.script, language=tag)
        for cluster in {glyph.cluster for glyph in glyphs}:
            pen, parts = 0, []
            for glyph in glyphs:
                if glyph.cluster == cluster:
                    parts.append((glyph.id, pen + glyph.dx, glyph.dy))
                    pen += glyph.advance
            if parts[0][0] and all(glyph for glyph, _, _ in parts):
                plain = len(parts) == 1 and parts[0][1:] == (0, 0)
                found[tuple(parts)] = nominal_advance(typeface, parts[0][0]) if plain else max(0, pen)
    return found


def reopened(data: bytes) -> TTFont:
    """The font with its checksums checked: 2 makes fontTools raise on a wrong one."""
    return TTFont(io.BytesIO(data), checkChecksums=2)


def outline(font: TTFont, parts: Shape) -> list[Any]:
    """The segments of glyphs placed side by side."""
    glyphs = font.getGlyphSet()
    recorded: list[Any] = []
    for glyph, x, y in parts:
        pen = DecomposingRecordingPen(glyphs)
        glyphs[font.getGlyphName(glyph)].draw(TransformPen(pen, (1, 0, 0, 1, x, y)))
        recorded += pen.value
    return recorded


@pytest.mark.few_scripts
@pytest.mark.parametrize("tag", TAGS)
def test_every_shape_is_the_placed_union_of_its_glyphs(tag: str, opened_font: OpenedFont) -> None:
    typeface = typeface_of(tag)
    shapes = clusters(tag)
    file = build_font(typeface, shapes)
    font = reopened(file.data)
    for parts, advance in shapes.items():
        glyph = file.glyphs[parts]
        assert outline(font, ((glyph, 0, 0),)) == outline(opened_font(typeface), parts)
        assert font["hmtx"][font.getGlyphName(glyph)][0] == file.advances[parts] == advance


@pytest.mark.parametrize("tag", TAGS)
def test_tables_agree_with_the_outlines(tag: str) -> None:
    typeface = typeface_of(tag)
    file = build_font(typeface, clusters(tag))
    font = reopened(file.data)
    glyphs = font.getGlyphSet()
    names = font.getGlyphOrder()
    assert font["maxp"].numGlyphs == len(names) == len(font["hmtx"].metrics)
    assert font["head"].indexToLocFormat == 1
    assert font["hhea"].numberOfHMetrics <= len(names)
    assert font["hhea"].advanceWidthMax == max(advance for advance, _ in font["hmtx"].metrics.values())
    head = font["head"]
    assert file.bounds == (head.xMin, head.yMin, head.xMax, head.yMax)
    components = 0
    for name in names:
        glyph = font["glyf"][name]
        pen = ControlBoundsPen(glyphs)
        glyphs[name].draw(pen)
        if pen.bounds is None:
            continue
        box = (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
        assert box == tuple(round(bound) for bound in pen.bounds)
        assert head.xMin <= box[0] <= box[2] <= head.xMax
        assert head.yMin <= box[1] <= box[3] <= head.yMax
        assert font["hmtx"][name][1] == box[0]
        if glyph.isComposite():
            components = max(components, len(glyph.components))
            points, contours = glyph.getCompositeMaxpValues(font["glyf"])[:2]
            assert points <= font["maxp"].maxCompositePoints
            assert contours <= font["maxp"].maxCompositeContours
            assert glyph.getCompositeMaxpValues(font["glyf"])[2] <= font["maxp"].maxComponentDepth
    assert components <= font["maxp"].maxComponentElements


def test_some_locales_need_composites() -> None:
    """The tests above would say little if no cluster had two glyphs."""
    composed = {tag: sum(len(parts) > 1 for parts in clusters(tag)) for tag in ("ar", "ur", "km", "my", "ta")}
    assert all(composed.values()), composed


PARTS = st.tuples(st.integers(1, 150), st.integers(-2000, 2000), st.integers(-1500, 1500))
SHAPES = st.dictionaries(
    st.lists(PARTS, min_size=1, max_size=5).map(tuple), st.integers(0, 4000), min_size=1, max_size=8
)


@given(tag=st.sampled_from(["en", "ur", "my", "ja"]), shapes=SHAPES)
@settings(max_examples=40)
def test_any_shapes_can_be_built(tag: str, shapes: dict[Shape, int], opened_font: OpenedFont) -> None:
    typeface = read_families(SHELVES, LANGUAGES[tag].fonts[:1])[0].regular
    file = build_font(typeface, shapes)
    font = reopened(file.data)
    for parts, advance in shapes.items():
        plain = len(parts) == 1 and parts[0][1:] == (0, 0)
        wanted = nominal_advance(typeface, parts[0][0]) if plain else advance
        name = font.getGlyphName(file.glyphs[parts])
        assert font["hmtx"][name][0] == file.advances[parts] == wanted
        assert outline(font, ((file.glyphs[parts], 0, 0),)) == outline(opened_font(typeface), parts)


def test_a_shape_of_blank_glyphs_is_blank() -> None:
    typeface = typeface_of("km")
    space = shape(typeface, " ", 0, 1, rtl=False, script="Khmr", language="km")[0].id
    parts = ((space, 0, 0), (space, 300, 0))
    file = build_font(typeface, {parts: 600})
    font = reopened(file.data)
    assert outline(font, ((file.glyphs[parts], 0, 0),)) == []
    assert font["hmtx"][font.getGlyphName(file.glyphs[parts])] == (600, 0)


def test_the_same_shapes_make_the_same_bytes() -> None:
    typeface = typeface_of("my")
    assert build_font(typeface, clusters("my")).data == build_font(typeface, clusters("my")).data


def test_only_the_tables_that_a_pdf_needs_are_embedded() -> None:
    """ISO 32000-1, table 126: glyf, head, hhea, hmtx, loca and maxp, with cvt, fpgm and prep for hints."""
    font = reopened(build_font(typeface_of("th"), clusters("th")).data)
    assert set(font.keys()) == {"GlyphOrder", "glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    assert font.sfntVersion == "\0\1\0\0"
