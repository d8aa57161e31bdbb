"""HarfBuzz behind our functions: what it says of a font is what fontTools reads, and shaping knows its language."""

import io
from collections.abc import Callable

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from cards.locations import shelves
from cards.measures import Rect
from cards.read.catalogs import read_wording, translated_tags
from cards.read.languages import read_languages
from cards.read.typefaces import Family, Typeface, read_families
from cards.typeset.marks import Cluster, GlyphRun
from cards.typeset.text import harfbuzz
from cards.typeset.text.harfbuzz import (
    COMMON,
    coverage,
    dotted_circle,
    ink,
    metrics,
    nominal_advance,
    script_of,
    shape,
    subset,
)

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
PRINTED = sorted({language.fonts[0] for tag in translated_tags(SHELVES) if (language := LANGUAGES[tag])})


def family(name: str) -> Family:
    return read_families(SHELVES, [name])[0]


def glyph_ids(typeface: Typeface, text: str, script: str, language: str, *, rtl: bool = False) -> list[int]:
    return [each.id for each in shape(typeface, text, 0, len(text), rtl=rtl, script=script, language=language)]


def glyph_count(typeface: Typeface) -> int:
    return int(TTFont(io.BytesIO(typeface.data), lazy=True)["maxp"].numGlyphs)


@pytest.mark.parametrize(
    ("characters", "script"),
    [
        ("aéñưȘ", "Latn"),
        ("бЖї", "Cyrl"),
        ("Ωά", "Grek"),
        ("Աև", "Armn"),
        ("აჰ", "Geor"),
        ("אש", "Hebr"),
        ("بگں", "Arab"),
        ("አ።", "Ethi"),
        ("कि", "Deva"),
        ("ਕੀ", "Guru"),
        ("কি", "Beng"),
        ("கி", "Taml"),
        ("กำ", "Thai"),
        ("ກຳ", "Laoo"),
        ("ខ្", "Khmr"),
        ("က္", "Mymr"),
        ("中一", "Hani"),
        ("あ", "Hira"),
        ("ア", "Kana"),
        ("한ㄱ", "Hang"),
    ],
)
def test_script_of_letters_and_their_marks(characters: str, script: str) -> None:
    assert {script_of(character) for character in characters} == {script}


@pytest.mark.parametrize("character", list("0- .,:()·\u0301\u200b\u200d\u2066\u00a0“”、。।"))
def test_script_of_what_goes_with_any_script(character: str) -> None:
    assert script_of(character) in COMMON


@pytest.mark.parametrize("name", PRINTED)
def test_measures_are_those_of_the_font_file(name: str, opened_font: Callable[[Typeface], TTFont]) -> None:
    for typeface in (family(name).regular, family(name).bold):
        font = opened_font(typeface)
        assert metrics(typeface) == (font["head"].unitsPerEm, font["hhea"].ascender, font["hhea"].descender)
        assert coverage(typeface) == frozenset(font.getBestCmap())
        for glyph in range(0, len(font.getGlyphOrder()), 97):
            assert nominal_advance(typeface, glyph) == font["hmtx"][font.getGlyphName(glyph)][0]


@pytest.mark.parametrize("name", PRINTED)
def test_ink_is_the_box_of_the_outline(name: str, ink_boxes: Callable[[GlyphRun], list[Rect]]) -> None:
    typeface = family(name).regular
    upem = metrics(typeface).upem
    for glyph in range(1, glyph_count(typeface), 17):
        left, low, right, high = ink(typeface, glyph)
        boxes = ink_boxes(GlyphRun(typeface, upem, 0.0, 0.0, (Cluster(((glyph, 0, 0),), 0, "x"),)))
        for box in boxes:  # fontTools measures the curves; HarfBuzz reads a box that may hold their handles too
            assert Rect(left, low, right - left, high - low).contains(box, 1.0)
            assert box.contains(Rect(left, low, right - left, high - low), 0.02 * upem)
        assert bool(boxes) == (right > left)


def test_letters_join_across_the_ends_of_what_is_shaped() -> None:
    """Bold words begin in the middle of a sentence: a letter at their end is joined to its neighbour all the same."""
    arabic = family("NotoSansArabic").regular
    alone = glyph_ids(arabic, "ب", "Arab", "ar", rtl=True)
    inside = [each.id for each in shape(arabic, "ببب", 1, 2, rtl=True, script="Arab", language="ar")]
    whole = shape(arabic, "ببب", 0, 3, rtl=True, script="Arab", language="ar")
    assert inside != alone
    assert inside == [each.id for each in whole if each.cluster == 1]


def test_clusters_are_indices_of_the_whole_text_in_drawing_order() -> None:
    arabic, latin = family("NotoSansArabic").regular, family("NotoSans").regular
    assert [each.cluster for each in shape(latin, "abcdef", 2, 5, rtl=False, script="Latn", language="en")] == [2, 3, 4]
    drawn = [each.cluster for each in shape(arabic, "حقوق", 1, 4, rtl=True, script="Arab", language="ar")]
    assert drawn == sorted(drawn, reverse=True)
    assert set(drawn) == {1, 2, 3}


def test_letter_forms_follow_the_language() -> None:
    """Serbian writes another б than Russian (OpenType locl)."""
    latin = family("NotoSans").regular
    assert glyph_ids(latin, "б", "Cyrl", "sr") != glyph_ids(latin, "б", "Cyrl", "ru")
    assert glyph_ids(latin, "б", "Cyrl", "ru") == glyph_ids(latin, "б", "Cyrl", "en")


def test_no_discretionary_ligatures_misspell_hebrew() -> None:
    """Alef and lamed are two letters in every word but one, and the font has their ligature (U+FB4F)."""
    assert len(glyph_ids(family("NotoSansHebrew").regular, "אל", "Hebr", "he", rtl=True)) == 2


def test_invisible_characters_leave_no_glyph() -> None:
    latin = family("NotoSans").regular
    assert glyph_ids(latin, "\u2066a\u200b\u2069", "Latn", "en") == glyph_ids(latin, "a", "Latn", "en")


def test_a_mark_is_in_the_cluster_of_its_letter() -> None:
    """The anusvara of Marathi is drawn in the middle of its syllable, where PDFium loses a cluster without width."""
    devanagari = family("NotoSansDevanagari").regular
    glyphs = shape(devanagari, "किंवा", 0, 5, rtl=False, script="Deva", language="mr")
    assert [each.cluster for each in glyphs] == [0, 0, 0, 3, 3]


def test_a_conjunct_is_one_glyph_and_one_cluster() -> None:
    devanagari = family("NotoSansDevanagari").regular
    glyphs = shape(devanagari, "क्ष", 0, 3, rtl=False, script="Deva", language="hi")
    assert [each.cluster for each in glyphs] == [0]


@given(st.sampled_from(PRINTED), st.data())
def test_a_subset_has_the_glyphs_and_no_layout(name: str, drawn: st.DataObject) -> None:
    typeface = family(name).regular
    wanted = drawn.draw(st.sets(st.integers(1, glyph_count(typeface) - 1), min_size=1, max_size=12))
    data, renumbered = subset(typeface, wanted)
    font = TTFont(io.BytesIO(data), checkChecksums=2)
    assert set(font.keys()) - {"GlyphOrder"} <= {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    assert wanted <= set(renumbered)
    assert len(font.getGlyphOrder()) == len(set(renumbered.values()))
    upem = metrics(typeface).upem
    assert font["head"].unitsPerEm == upem
    for glyph in wanted:
        assert font["hmtx"][font.getGlyphName(renumbered[glyph])][0] == nominal_advance(typeface, glyph)


@pytest.mark.parametrize("tag", ["en", *translated_tags(SHELVES)])
def test_every_word_of_a_locale_is_shaped_without_a_missing_glyph(tag: str) -> None:
    language = LANGUAGES[tag]
    families = read_families(SHELVES, language.fonts)
    known = frozenset().union(*(coverage(each.regular) & coverage(each.bold) for each in families))
    for message in read_wording(SHELVES, tag).messages.values():
        missing = {character for character in message.text if ord(character) not in known and character != "\u200b"}
        assert not missing, f"{message.context} has {missing}"


def test_shaping_gives_glyph_ids_that_the_font_has(opened_font: Callable[[Typeface], TTFont]) -> None:
    khmer = family("NotoSansKhmer").bold
    glyphs = shape(khmer, "ស្ត្រី", 0, 6, rtl=False, script="Khmr", language="km")
    assert all(0 < each.id < len(opened_font(khmer).getGlyphOrder()) for each in glyphs)
    assert isinstance(glyphs[0], harfbuzz.Glyph)


WITHOUT_SYLLABLES = {
    "NotoSans": ("Latn", "aéTbжλ\u0301\u0323\u0300\u0489"),
    "NotoSansHebrew": ("Hebr", "אבש\u05b0\u05bc\u05c1 "),
    "NotoSansArabic": ("Arab", "بلاه\u064e\u0651\u0670 "),
    "NotoSansThai": ("Thai", "กา\u0e31\u0e48\u0e33เ "),
    "NotoSansLao": ("Laoo", "ກາ\u0eb1\u0ec8\u0eb3ເ "),
    "NotoSansEthiopic": ("Ethi", "አቤ\u135f\u135d "),
}
"""By family the script, letters and marks in any order, of scripts that `broken_cluster` does not look at."""


@pytest.mark.parametrize("name", WITHOUT_SYLLABLES)
@given(data=st.data())
def test_no_dotted_circle_is_in_a_script_without_syllables(name: str, data: st.DataObject) -> None:
    script, letters = WITHOUT_SYLLABLES[name]
    text = data.draw(st.text(letters, min_size=1, max_size=8))
    regular, rtl = family(name).regular, script in ("Hebr", "Arab")
    assert dotted_circle(regular, text, 0, len(text), rtl=rtl, script=script, language="und") is None


def test_a_dotted_circle_is_in_a_broken_syllable() -> None:
    regular = family("NotoSansKhmer").regular
    assert dotted_circle(regular, "\u17c1\u1780", 0, 2, rtl=False, script="Khmr", language="km") == 0
