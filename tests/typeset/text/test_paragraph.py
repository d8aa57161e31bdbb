"""Paragraphs: fonts and weights per character, lines at ICU's breaks, and glyphs that still say the text."""

import io
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from itertools import groupby, pairwise

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from hypothesis import given, settings
from hypothesis import strategies as st
from icu4py.breakers import CharacterBreaker, LineBreaker

from cards.errors import DoesNotFit, NoGlyph
from cards.locations import shelves
from cards.merge.card_text import Block
from cards.merge.markup import FSI, LRI, PDI, Span, left_to_right, spans
from cards.read.catalogs import read_wording, translated_tags
from cards.read.languages import read_languages
from cards.read.scripts import find_script
from cards.read.typefaces import Family, Typeface, read_families
from cards.typeset.marks import GlyphRun
from cards.typeset.text import harfbuzz
from cards.typeset.text.harfbuzz import metrics
from cards.typeset.text.line_breaks import line_breaks
from cards.typeset.text.paragraph import (
    Line,
    Paragraph,
    breadth,
    broken_space,
    fill,
    first_line,
    indent,
    measure,
    overhangs,
    reach,
    set_line,
)

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
TAGS = ["en", *translated_tags(SHELVES)]
CONTROLS = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
VALUES = {"hotline": left_to_right("617-370-5023"), "hotline_name": "LUCE", "link": "immi.org", "org": "Vecinos"}
BLANKS = " \u3000\u200b\n"


def paragraph(tag: str, *parts: Span | str, name: str = "home/bearer/door") -> Paragraph:
    language = LANGUAGES[tag]
    given = tuple(part if isinstance(part, Span) else Span(part) for part in parts)
    return measure(Block(name, language, given), read_families(SHELVES, language.fonts))


@cache
def sentences(tag: str) -> tuple[Paragraph, ...]:
    """What the bearer's side of the script for the home says in a locale."""
    if tag == "en":
        texts = [source.text for source in find_script(SHELVES, "home").bearer.sources]
    else:
        messages = read_wording(SHELVES, tag).messages
        texts = [each.text for context, each in messages.items() if context.startswith(("home/", "labels/"))]
    return tuple(paragraph(tag, *spans(text, VALUES)) for text in texts)


@pytest.mark.parametrize("tag", TAGS)
def test_a_line_has_the_glyphs_that_it_would_have_by_itself(tag: str) -> None:
    for each in sentences(tag):
        alone = replace(each, runs=tuple(replace(run, safe=frozenset()) for run in each.runs))
        for start, end in pairwise((0, *each.ends)):
            assert set_line(each, start, end, 1.0) == set_line(alone, start, end, 1.0)


def test_letters_that_join_may_not_be_cut() -> None:
    lams = paragraph("ar", "\u0644\u200b\u0644 \u0644")
    assert lams.ends == (2, 4, 5)
    assert lams.runs[0].safe == {3, 4}


def joined(runs: Iterable[GlyphRun], text: str) -> str:
    """What the clusters of runs say in logical order. A run's clusters are drawn from left to right.

    A run is read backwards where the text does not go on with what it says forwards.
    """
    said = ""
    for run in runs:
        forwards = "".join(cluster.text for cluster in run.clusters)
        backwards = "".join(cluster.text for cluster in reversed(run.clusters))
        said += forwards if text.startswith(said + forwards) else backwards
    return said


def all_of(line: Paragraph) -> Line:
    return set_line(line, 0, len(line.text), 10.0)


@pytest.mark.few_scripts
@pytest.mark.parametrize("tag", TAGS)
@given(size=st.floats(6.0, 14.0), width=st.floats(15.0, 260.0))
@settings(max_examples=12)
def test_lines_fill_the_width_and_end_where_icu_lets_them(tag: str, size: float, width: float) -> None:
    """Also where the last letter of a line was measured kerned to the next, or its ink hangs out."""
    for each in sentences(tag):
        lines = fill(each, size, width)
        pieces = [*LineBreaker(each.text, LANGUAGES[tag].breaks)]
        offsets = [0]
        for piece in pieces:
            offsets.append(offsets[-1] + len(piece))
        if lines is None:
            assert max(reach(each, *pair) for pair in pairwise(offsets)) * size > width
            continue
        assert "".join(each.text[start:end] for start, end in lines) == each.text
        assert {end for _, end in lines} <= set(offsets)
        for start, end in lines:
            assert reach(each, start, end) * size <= width + 1e-6
            if end < len(each.text):  # as full as can be: the next piece has no room
                following = offsets[offsets.index(end) + 1]
                assert max(reach(each, start, following), each.width(start, following)) * size > width


@pytest.mark.few_scripts
@pytest.mark.parametrize("tag", TAGS)
@given(size=st.floats(6.0, 14.0), width=st.floats(40.0, 260.0))
@settings(max_examples=12)
def test_the_clusters_of_a_line_say_its_text(tag: str, size: float, width: float) -> None:
    for each in sentences(tag):
        for start, end in fill(each, size, width) or [(0, len(each.text))]:
            wanted = each.text[start:end].rstrip(BLANKS).translate(CONTROLS)
            assert joined(set_line(each, start, end, size).runs, wanted) == wanted


@pytest.mark.parametrize("tag", TAGS)
def test_runs_of_a_line_stand_side_by_side(tag: str) -> None:
    for each in sentences(tag):
        line = all_of(each)
        place = 0.0
        for run in sorted(line.runs, key=lambda run: run.x):
            assert run.x == pytest.approx(place)
            upem = metrics(run.typeface).upem
            place += sum(cluster.advance for cluster in run.clusters) * run.size / upem
        assert place == pytest.approx(line.width)
        assert line.width == pytest.approx(each.width(0, len(each.text)) * 10.0)


@pytest.mark.parametrize("tag", TAGS)
def test_each_character_has_the_first_font_that_holds_it(tag: str, opened_font: Callable[[Typeface], TTFont]) -> None:
    families = read_families(SHELVES, LANGUAGES[tag].fonts)
    for each in sentences(tag):
        for character, face in zip(each.text, each.faces, strict=True):
            if unicodedata.category(character) == "Cf":
                continue
            assert ord(character) in opened_font(face).getBestCmap()
            if unicodedata.category(character) in ("Lo", "Ll", "Lu", "Nd", "Po", "Pd"):
                holding = [each for each in families if ord(character) in opened_font(each.regular).getBestCmap()]
                assert face in (holding[0].regular, holding[0].bold)


@pytest.mark.parametrize(
    ("tag", "text", "names"),
    [
        ("km", "កុំ 617", ["NotoSansKhmer-Regular", "NotoSans-Regular"]),
        ("th", "ABC ปิด", ["NotoSans-Regular", "NotoSansThai-Regular"]),
        ("he", "שתוק 5", ["NotoSansHebrew-Regular", "NotoSans-Regular"]),
        ("ja", "律師 ABC", ["NotoSansJP-Regular"]),
        ("en", "Call 617", ["NotoSans-Regular"]),
    ],
)
def test_letters_that_a_script_font_lacks_come_from_noto_sans(tag: str, text: str, names: list[str]) -> None:
    runs = all_of(paragraph(tag, text)).runs
    assert [name for name, _ in groupby(run.typeface.name for run in runs)] == names


def test_a_space_or_a_mark_goes_with_its_word() -> None:
    """A space between two fonts is in the preferred one, so that the spaces of a sentence are alike."""
    names = [face.name.partition("-")[0] for face in paragraph("km", "កុំ បើក 617 555 កុំ").faces]
    assert names == ["NotoSansKhmer"] * 8 + ["NotoSans"] * 7 + ["NotoSansKhmer"] * 4


@pytest.mark.parametrize(
    ("tag", "text", "code"),
    [("en", "ask क now", "U+0915"), ("es", "abc漢", "U+6F22"), ("ar", "مرحبا \U0001f4de", "U+1F4DE")],
)
def test_a_character_without_a_glyph_is_refused_by_code_and_string(tag: str, text: str, code: str) -> None:
    with pytest.raises(DoesNotFit) as error:
        paragraph(tag, text, name="home/bearer/search")
    assert code in error.value.cause
    assert unicodedata.name(chr(int(code[2:], 16))) in error.value.cause
    assert "home/bearer/search" in error.value.cause
    assert LANGUAGES[tag].english in error.value.cause


def blanked(family: Family, characters: str) -> Family:
    """The family with empty outlines for those characters, as an unfinished font of a stranger has them."""

    def changed(face: Typeface) -> Typeface:
        font = TTFont(io.BytesIO(face.data))
        for character in characters:
            font["glyf"][font.getBestCmap()[ord(character)]] = Glyph()
        file = io.BytesIO()
        font.save(file)
        return Typeface(f"{face.name}-blank", file.getvalue())

    return Family(f"{family.name}Blank", changed(family.regular), changed(family.bold))


@pytest.mark.parametrize(
    ("tag", "text", "blank"),
    [
        ("es", "no abra", "b"),
        ("es", "911", "9"),
        ("es", "¿puede?", "¿"),
        ("ar", "لا تفتح و", "و"),
        ("km", "កុំ", "ក"),
        ("km", "កុំ", "\u17bb"),
        ("hi", "हं", "\u0902"),
        ("th", "ห้าม", "\u0e49"),
    ],
)
def test_a_letter_without_ink_is_refused_like_one_without_a_glyph(tag: str, text: str, blank: str) -> None:
    language = LANGUAGES[tag]
    families = read_families(SHELVES, language.fonts)
    block = Block("home/bearer/door", language, (Span(text),))
    measure(block, families)
    own = next(each for each in families if ord(blank) in harfbuzz.coverage(each.regular))
    changed = tuple(blanked(own, blank) if each is own else each for each in families)
    with pytest.raises(NoGlyph, match=f"U\\+{ord(blank):04X}.*except a blank one of {own.regular.name}-blank"):
        measure(block, changed)


def test_what_has_no_ink_by_nature_is_no_missing_letter() -> None:
    for text in ("a b", "a\u00a0b", "a\u200db", "a\u034fb", "a\u2066b\u2069", "a\u3000b"):
        try:
            paragraph("en", text)
        except NoGlyph as error:
            assert "blank" not in error.cause  # a font may lack it altogether


@pytest.mark.parametrize("sign", list("\u0600\u0605\u06dd\u08e2"))
def test_a_format_character_with_a_picture_is_drawn_or_refused(sign: str) -> None:
    """Number and verse signs of Arabic are format characters, but not invisible."""
    glyphs = [
        glyph
        for run in all_of(paragraph("ar", f"A{sign}12")).runs
        for cluster in run.clusters
        for glyph, _, _ in cluster.glyphs
    ]
    assert 0 not in glyphs
    with pytest.raises(DoesNotFit, match=f"U\\+{ord(sign):04X}"):
        paragraph("en", f"A{sign}12")


@pytest.mark.parametrize("tag", TAGS)
def test_no_shipped_sentence_uses_the_glyph_of_missing_characters(tag: str) -> None:
    for each in sentences(tag):
        glyphs = {glyph for run in all_of(each).runs for cluster in run.clusters for glyph, _, _ in cluster.glyphs}
        assert 0 not in glyphs


@given(st.sampled_from(TAGS), st.data())
def test_bold_never_begins_within_a_cluster(tag: str, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(sentences(tag))).text
    place = data.draw(st.integers(0, len(text)))
    each = paragraph(tag, Span(text[:place]), Span(text[place:], bold=True))
    assert each.text == text
    weights = weights_of(each)
    assert set(weights) <= {"Regular", "Bold"}
    starts = [0]
    for cluster in CharacterBreaker(text, tag):
        starts.append(starts[-1] + len(cluster))
    changes = [here for here in range(1, len(text)) if weights[here] != weights[here - 1]]
    assert len(changes) <= 1
    for change in changes:
        assert change in starts
        # ICU parts the conjuncts of some scripts, such as Gurmukhi, and vowel signs of Burmese from their letters.
        for here in (start for start in starts if place < start < change):
            virama = text[:here].rstrip("\u200d")[-1]
            assert unicodedata.category(text[here]).startswith("M") or unicodedata.combining(virama) == 9
    assert joined(all_of(each).runs, text.translate(CONTROLS)) == text.rstrip(BLANKS).translate(CONTROLS)


def weights_of(paragraph: Paragraph) -> list[str]:
    return [face.name.rpartition("-")[2] for face in paragraph.faces]


@pytest.mark.parametrize(
    ("tag", "bold", "rest", "cluster"),
    [
        ("hi", "क्", "षमा", "क्ष"),
        ("hi", "क्\u200d", "षमा", "क्\u200dष"),
        ("pa", "ਸ੍", "ਵ", "ਸ੍ਵ"),
        ("si", "ක්\u200d", "රම", "ක්\u200dර"),
        ("km", "ស្", "ត្រី", "ស្ត្រី"),
        ("my", "က္", "ကာ", "က္ကာ"),
        ("th", "ก", "ำ", "กำ"),
        ("ko", "\u1112", "\u1161\u11ab", "\u1112\u1161\u11ab"),
        ("ko", "한", "\u11a8", "한\u11a8"),
        ("ar", "\u06dd", "12", "\u06dd1"),
    ],
)
def test_a_cluster_has_one_weight(tag: str, bold: str, rest: str, cluster: str) -> None:
    weights = weights_of(paragraph(tag, Span(bold, bold=True), Span(rest)))
    assert weights == ["Bold"] * len(cluster) + ["Regular"] * (len(bold + rest) - len(cluster))


@pytest.mark.parametrize(
    ("tag", "bold", "rest"), [("my", "က်", "က"), ("hi", "क्", " ष"), ("hi", "क्\u200c", "ष"), ("hi", "\u200d", "ष")]
)
def test_letters_that_do_not_join_have_weights_of_their_own(tag: str, bold: str, rest: str) -> None:
    """After the asat of Burmese, a blank, or a sign that forbids the conjunct."""
    weights = weights_of(paragraph(tag, Span(bold, bold=True), Span(rest)))
    assert weights == ["Bold"] * len(bold) + ["Regular"] * len(rest)


def test_a_bold_accent_goes_with_its_regular_letter() -> None:
    runs = all_of(paragraph("es", Span("cafe"), Span("\u0301 solo", bold=True))).runs
    assert [run.typeface.name for run in runs] == ["NotoSans-Regular", "NotoSans-Bold"]
    assert ["".join(cluster.text for cluster in run.clusters) for run in runs] == ["cafe\u0301", " solo"]


def test_arabic_letters_join_across_a_change_of_weight() -> None:
    """The bold half of a word keeps its joined forms: the same glyphs, drawn heavier."""
    word = "حقوق"
    regular = [cluster.glyphs[0][0] for run in all_of(paragraph("ar", word)).runs for cluster in run.clusters]
    split = all_of(paragraph("ar", Span(word[:2]), Span(word[2:], bold=True)))
    by_place = sorted(split.runs, key=lambda run: run.x)
    assert [cluster.glyphs[0][0] for run in by_place for cluster in run.clusters] == regular


@pytest.mark.parametrize(
    ("tag", "text", "pieces"),
    [
        ("th", "ปิดประตูไว้ ขอดูหมายศาล", "ปิด|ประตู|ไว้ |ขอ|ดู|หมาย|ศาล"),
        ("lo", "ປິດປະຕູໄວ້", "ປິດ|ປະຕູ|ໄວ້"),
        ("km", "សុំមើលដីកាតុលាការ", "សុំ|មើល|ដីកា|តុលាការ"),
        ("my", "တံခါးပိတ်ထားပါ။", "တံခါး|ပိတ်|ထား|ပါ။"),
        ("ja", "警察に話す必要はありません。", "警察に|話す|必要は|ありません。"),
        ("ko", "문을 열지 마십시오.", "문을 |열지 |마십시오."),
        ("zh-Hans", "不要开门。要求出示", "不|要|开|门。|要|求|出|示"),
        ("en", "Call 617-370-5023 or see immi.org now", "Call |617-370-5023 |or |see |immi.org |now"),
        ("ar", f"اتصل {LRI}617-370-5023{PDI} الآن", f"اتصل |{LRI}617-370-5023{PDI} |الآن"),
        ("es", "\U00020bb7a ¿Puedo irme? \U00020bb7", "\U00020bb7|a |¿Puedo |irme? |\U00020bb7"),
    ],
)
def test_words_stay_whole(tag: str, text: str, pieces: str) -> None:
    ends = line_breaks(text, LANGUAGES[tag].breaks)
    assert "|".join(text[start:end] for start, end in pairwise((0, *ends))) == pieces


def test_a_word_wider_than_the_line_cannot_be_set() -> None:
    each = paragraph("en", "Sign Donaudampfschifffahrtsgesellschaft now")
    word = each.width(5, 39) * 8.0
    assert fill(each, 8.0, word + 0.01) is not None
    assert fill(each, 8.0, word - 0.01) is None
    assert first_line(each, 5, (word - 0.01) / 8.0) is None


def test_spaces_at_the_end_of_a_line_take_no_room() -> None:
    each = paragraph("en", "Stay   silent")
    room = each.width(0, 4)
    assert fill(each, 10.0, max(room, each.width(7, 13)) * 10.0) == [(0, 7), (7, 13)]
    assert set_line(each, 0, 7, 10.0).width == pytest.approx(room * 10.0)


def test_an_empty_paragraph_has_no_lines() -> None:
    each = paragraph("en", "")
    assert fill(each, 8.0, 100.0) == []
    assert all_of(each) == Line((), 0.0, ())


WORDS = ["Stay", "silent", "לא", "حقوق", "617-370-5023", "(a)", f"{FSI}LUCE{PDI}", f"{LRI}(617) 555-0100{PDI}"]


@given(st.lists(st.sampled_from(WORDS), min_size=1))
def test_mixed_directions_lose_nothing(words: list[str]) -> None:
    text = " ".join(words)
    language = LANGUAGES["ar"]
    families = read_families(SHELVES, ("NotoSansArabic", "NotoSansHebrew", "NotoSans"))
    each = measure(Block("home/bearer/door", language, (Span(text),)), families)
    lines = fill(each, 8.0, 90.0)
    assert lines
    for start, end in lines:
        wanted = text[start:end].rstrip(BLANKS).translate(CONTROLS)
        assert joined(set_line(each, start, end, 8.0).runs, wanted) == wanted


def test_ink_reaches_as_far_as_the_tallest_and_deepest_glyph() -> None:
    small, capital, deep = paragraph("en", "x"), paragraph("en", "X"), paragraph("en", "xg")
    assert 0.5 < small.ascent < capital.ascent < 0.75
    assert small.descent == pytest.approx(0.0, abs=0.02)
    assert 0.2 < deep.descent < 0.3


def test_ink_that_hangs_out_of_a_line_is_known_on_both_sides() -> None:
    """The tail of j hangs out on the left, the bar of f on the right."""
    plain, hooked = paragraph("en", "nun"), paragraph("en", "jaf")
    assert overhangs(plain, 0, 3) == (0.0, 0.0)
    left, right = overhangs(hooked, 0, 3)
    assert 0.02 < left < 0.1
    assert 0.02 < right < 0.1
    assert breadth(hooked, 0, 3) == pytest.approx(hooked.width(0, 3) + left + right)
    assert indent(hooked, [(0, 3)], rtl=False) == left
    assert indent(hooked, [(0, 3)], rtl=True) == right
    assert first_line(hooked, 0, hooked.width(0, 3) + right) == 3
    assert first_line(hooked, 0, hooked.width(0, 3) + 0.01) is None


def test_a_line_that_ends_at_a_space_keeps_it_without_its_width() -> None:
    each = paragraph("es", "Guarde silencio ya")
    (end, *_) = each.ends
    face, space = broken_space(each, 0, end) or pytest.fail("there is no space")
    ((glyph, x, y),) = space.glyphs
    assert (space.text, space.advance, x, y) == (" ", 0, 0, 0)
    assert metrics(face).upem
    assert TTFont(io.BytesIO(face.data), lazy=True).getGlyphName(glyph) == "space"
    assert broken_space(each, 0, len(each.text)) is None, "the last line was not broken"


def test_a_line_that_ends_within_a_word_has_no_space() -> None:
    each = paragraph("th", "\u0e2d\u0e22\u0e48\u0e32\u0e40\u0e0b\u0e47\u0e19\u0e2d\u0e30\u0e44\u0e23")
    assert len(each.ends) > 1
    assert [broken_space(each, 0, end) for end in each.ends] == [None] * len(each.ends)
