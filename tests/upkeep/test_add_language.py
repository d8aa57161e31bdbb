"""A language that nobody carried a card in yet: its table in languages.toml, and its empty catalog."""

from __future__ import annotations

import os
import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.errors import BadFile, BadOrder
from cards.locations import Shelf, bundled
from cards.merge.markup import is_visible
from cards.read.languages import Language, read_languages
from cards.read.po_file import parse_po
from cards.read.po_grammar import check_po
from cards.read.typefaces import read_families
from cards.upkeep.add_language import FONTS, new_language_table
from cards.upkeep.template import content_strings
from cards.upkeep.update import new_catalog, updated_catalog

PATH = Path("cards.po")
NOWHERE = Path("no", "such", "languages.toml")
LANGUAGES = read_languages([bundled()])
RIGHT_TO_LEFT = ("Arab", "Hebr", "Thaa")

OURS = """\
# Our own languages. \t
[zza]   # Zazaki
english="Zazaki"
autonym = 'Zazakî'   # so written by the writers of Vate
direction = "ltr"
script = "Latn"\
"""

NAMES = st.text(st.characters(exclude_categories=["C", "M", "Z"]) | st.just(" "), min_size=1, max_size=40).filter(
    is_visible
)

Put = Callable[[Path, str], Path]


def language(text: str, tag: str) -> dict[str, object]:
    table = tomllib.loads(text)[tag]
    assert isinstance(table, dict)
    return table


def test_the_table_of_a_new_language() -> None:
    text = new_language_table(NOWHERE, "yua", "Yucatec Maya", " Maaya T'aan ", "Latn", "ltr")
    assert text.splitlines() == [
        "[yua]",
        'english = "Yucatec Maya"',
        'autonym = "Maaya T\'aan"',
        'direction = "ltr"',
        'script = "Latn"',
        "leading = 1.16",
    ]


def added(path: Path, tag: str) -> str:
    return new_language_table(path, tag, "Mam", "Qyol Mam", "Latn", "ltr")


TABLE = added(NOWHERE, "mam")


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
def test_the_tables_that_are_there_keep_their_bytes(end: str, shelf: Shelf, put: Put) -> None:
    path = put(shelf.translations / "languages.toml", OURS + end)
    head, ours = OURS.split("\n", 1)
    text = added(path, "mam")
    assert text == f"{head}\n{TABLE}\n{ours}{end}"
    assert path.read_bytes().decode("utf-8") == OURS + end
    put(path, text)
    assert list(read_languages([shelf])) == ["mam", "zza"]
    assert read_languages([shelf])["zza"].autonym == "Zazakî"
    put(path, OURS + end)
    assert added(path, "zzb") == f"{OURS}\n\n{added(NOWHERE, 'zzb')}"


@pytest.mark.parametrize(("tag", "after"), [("aaa", ""), ("mam-GT", "mam"), ("yua", "yo"), ("zza", "zh-Hant")])
def test_a_table_stands_where_the_alphabet_has_it(tag: str, after: str, shelf: Shelf, put: Put) -> None:
    path = shelf.translations / "languages.toml"
    before = path.read_bytes().decode("utf-8")
    text = added(path, tag)
    assert list(tomllib.loads(text)) == sorted([*LANGUAGES, tag])
    new = added(NOWHERE, tag)
    assert text.replace(f"\n{new}", "") == before if tag > max(LANGUAGES) else text.replace(f"{new}\n", "") == before
    tags = [*sorted([*LANGUAGES, tag])]
    assert tags[tags.index(tag) - 1] == after or not after


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_at_the_end_where_there_is_no_alphabet(end: str, shelf: Shelf, put: Put) -> None:
    ours = f"{OURS}\n\n# the other\n{added(NOWHERE, 'aaa')}".replace("\n", end)
    path = put(shelf.translations / "languages.toml", ours)
    assert added(path, "mam") == f"{ours}{end}{TABLE.replace(chr(10), end)}"


def test_a_comment_above_a_table_stays_with_it(shelf: Shelf, put: Put) -> None:
    ours = f"# All.\n\n{added(NOWHERE, 'aaa')}\n# About the last.\n# More.\n{added(NOWHERE, 'zza')}"
    path = put(shelf.translations / "languages.toml", ours)
    assert added(path, "mam") == ours.replace("# About", f"{TABLE}\n# About")


def test_a_broken_table_is_not_written_over(shelf: Shelf, put: Put) -> None:
    path = put(shelf.translations / "languages.toml", OURS.replace('"Zazaki"', '"Zazaki'))
    with pytest.raises(BadFile) as refusal:
        new_language_table(path, "yua", "Yucatec Maya", "Maaya T'aan", "Latn", "ltr")
    assert refusal.value.line == 3


@pytest.mark.parametrize(
    "tag",
    ["", "m", "mamo", "MAM", "Mam", "mam_GT", "mam-gt", "mam-latn", "../mam", "mam\n", "mam]", 'mam"', "mam.x", "ma1"],
)
def test_what_is_no_tag_is_refused(tag: str) -> None:
    with pytest.raises(BadOrder, match="is not a BCP 47 tag"):
        new_language_table(NOWHERE, tag, "Mam", "Mam", "Latn", "ltr")


@pytest.mark.parametrize("tag", ["mam", "mam-GT", "yua-Latn", "yua-Latn-MX", "es-MX"])
def test_a_tag_may_have_a_script_and_a_region(tag: str, shelf: Shelf, put: Put) -> None:
    put(shelf.translations / "languages.toml", new_language_table(NOWHERE, tag, "Mam", "Qyol Mam", "Latn", "ltr"))
    assert read_languages([shelf])[tag].autonym == "Qyol Mam"


@pytest.mark.parametrize("script", ["", "Latin", "latn", "LATN", "Zzzz", "Egyp", 'La"n', "Lat\n"])
def test_a_script_without_fonts_is_refused(script: str) -> None:
    with pytest.raises(BadOrder, match="There are no fonts for the script") as refusal:
        new_language_table(NOWHERE, "mam", "Mam", "Mam", script, "ltr")
    assert "Latn" in refusal.value.remedy


@pytest.mark.parametrize("script", RIGHT_TO_LEFT)
def test_a_script_that_runs_from_right_to_left_needs_that_direction(script: str) -> None:
    with pytest.raises(BadOrder, match="runs from right to left"):
        new_language_table(NOWHERE, "mam", "Mam", "Mam", script, "ltr")


@pytest.mark.parametrize("script", FONTS)
def test_every_script_has_fonts_that_ship(script: str, shelf: Shelf, put: Put) -> None:
    direction = "rtl" if script in RIGHT_TO_LEFT else "ltr"
    text = new_language_table(NOWHERE, "mam", "Mam", "Mam", script, direction)
    put(shelf.translations / "languages.toml", text)
    made = read_languages([shelf])["mam"]
    assert (made.script, made.direction) == (script, direction)
    assert len(read_families([shelf], made.fonts)) == len(made.fonts)
    assert made.fonts[-1] == "NotoSans"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_new_language_begins_with_the_font_of_those_in_its_script(tag: str) -> None:
    known = LANGUAGES[tag]
    direction = known.direction
    begun = language(new_language_table(NOWHERE, "mam", "Mam", "Mam", known.script, direction), "mam")
    peers = [each.fonts for each in LANGUAGES.values() if each.script == known.script]
    fonts = begun.get("fonts", ["NotoSans"])
    assert isinstance(fonts, list)
    assert any(tuple(fonts) == each[: len(fonts)] for each in peers)


@given(NAMES, NAMES)
def test_names_are_kept_as_they_are_typed(english: str, autonym: str) -> None:
    found = language(new_language_table(NOWHERE, "mam", english, autonym, "Latn", "ltr"), "mam")
    names = [unicodedata.normalize("NFC", name.strip()) for name in (english, autonym)]
    assert [found["english"], found["autonym"]] == names


@pytest.mark.parametrize("name", ["", " ", "\u3000", "a\nb", "a\x7f", "a\u200b", "\u202ea", "x" * 200])
def test_a_name_that_cannot_be_read_is_refused(name: str) -> None:
    for names in ((name, "Mam"), ("Mam", name)):
        with pytest.raises(BadOrder):
            new_language_table(NOWHERE, "mam", *names, "Latn", "ltr")


@pytest.mark.parametrize("tag", ["mam", "zh-Hant", "ar", "yue"])
def test_an_empty_catalog_has_every_string_with_its_notes(tag: str, gettext: Callable[..., str]) -> None:
    known: Language = LANGUAGES[tag]
    sources = content_strings([bundled()])
    text = new_catalog(known, sources)
    first = [source for name in ("labels/", "home/") for source in sources if source.context.startswith(name)]
    sources = (*first, *(source for source in sources if source not in first))
    check_po(text, PATH)
    gettext("msgfmt", "--check-format", "-o", os.devnull, "-", catalog=text)
    file = parse_po(text, PATH)
    assert [(each.context, each.msgid, each.msgstr) for each in file.entries] == [
        (source.context, source.text, "") for source in sources
    ]
    for entry, source in zip(file.entries, sources, strict=True):
        notes = [line[3:] for line in entry.comments if line.startswith("#.")]
        assert notes == list(source.comments)
        assert entry.flags == ()
    assert any("Authority:" in each for entry in file.entries for each in entry.comments)
    assert known.english in text.partition("msgid")[0]
    assert known.autonym in text.partition("msgid")[0]


@pytest.mark.parametrize(("tag", "name"), [("mam", "mam"), ("zh-Hant", "zh_Hant")])
def test_the_header_of_an_empty_catalog(tag: str, name: str) -> None:
    file = parse_po(new_catalog(LANGUAGES[tag], ()), PATH)
    assert file.header_field("Language") == name
    assert file.header_field("Content-Type") == "text/plain; charset=utf-8"
    assert file.header is not None
    assert "Last-Translator: \n" in file.header.msgstr
    assert file.entries == ()


def test_an_empty_catalog_is_up_to_date() -> None:
    sources = content_strings([bundled()])
    text = new_catalog(LANGUAGES["mam"], sources)
    done = updated_catalog(text, PATH, sources)
    assert (done.text, done.added, done.changed, done.obsolete) == (text, (), (), ())
