"""The template of the catalogs, and the shipped catalogs beside it."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cards.locations import bundled, shelves
from cards.read.catalogs import catalog_path, read_wording, translated_tags
from cards.read.extract import comments_of
from cards.read.phrases import stays_english
from cards.read.po_grammar import check_po
from cards.read.regions import listed_states
from cards.read.script_types import Source
from cards.read.scripts import find_script, read_labels, script_ids
from cards.upkeep.template import HEADER, Extracted, content_strings, quoted, template
from tests.said import ASK, HEADING, content

ROOT = Path(__file__).resolve().parents[2]
SHELVES = shelves(None)
TAGS = translated_tags(SHELVES)
POT = bundled().translations / "cards.pot"

SOURCES = {
    source.context: source
    for source in (
        *(each for name in script_ids(SHELVES) for each in find_script(SHELVES, name).bearer.translated),
        *read_labels(SHELVES).sources,
    )
}

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x7f"))

each_locale = pytest.mark.parametrize("tag", TAGS)


def messages(catalog: str) -> dict[str, str]:
    """The English of each message of a catalog by its context, as Babel reads it."""
    return {str(each.context): str(each.id) for each in read_po(io.StringIO(catalog)) if each.id}


def test_the_shipped_template_is_up_to_date() -> None:
    assert POT.read_bytes().decode("utf-8") == template(content_strings([bundled()]))


def test_the_template_holds_every_text_of_the_bearers_side_and_the_labels() -> None:
    assert messages(POT.read_text("utf-8")) == {context: source.text for context, source in SOURCES.items()}


def test_the_template_gives_translators_the_note_and_the_authority() -> None:
    for each in read_po(io.StringIO(POT.read_text("utf-8"))):
        if not each.id:
            continue
        source = SOURCES[str(each.context)]
        where = f"Only on cards for {listed_states(source.regions)}." if source.regions else ""
        expected = [each for each in (where, source.note, stays_english(source.say)) if each]
        expected += [f"Authority: {'; '.join(source.authority)}"] if source.authority else []
        assert each.auto_comments == expected
        assert each.string == ""
        assert not each.fuzzy
        ((path, line),) = each.locations
        assert line is None
        assert (ROOT / path).is_file()


def test_the_template_says_which_phrases_stay_english(tmp_path: Path) -> None:
    found = {each.context: each.comments for each in content_strings(content(tmp_path)) if "gate" in each.context}
    assert found[ASK] == (
        "A question.",
        "Said in English: keep “Am I free to go?” letter for letter, and write the meaning beside it, in brackets.",
        "Authority: INS v. Delgado, 466 U.S. 210 (1984)",
    )
    assert found[HEADING] == ()


def test_the_template_has_no_date_and_no_path_of_this_machine() -> None:
    text = POT.read_text("utf-8")
    assert "-Date:" not in text
    assert str(ROOT) not in text
    check_po(text, POT)


def test_scripts_come_first_in_the_order_of_their_ids() -> None:
    paths = list(dict.fromkeys(each.path for each in content_strings([bundled()])))
    assert paths == [f"cards/definitions/scripts/{name}.toml" for name in script_ids(SHELVES)] + [
        "cards/definitions/labels.toml"
    ]


@given(TEXT, st.lists(TEXT, max_size=2))
@settings(deadline=None)
def test_any_note_leaves_the_template_a_catalog(note: str, authority: list[str]) -> None:
    comments = comments_of(note, authority)
    found = template([Extracted("a.toml", Source("labels/hotline", "Call:", ""), tuple(comments))])
    check_po(found, POT)
    assert messages(found) == {"labels/hotline": "Call:"}
    entry = found[len(HEADER) :].removeprefix("\n").partition("#: a.toml\n")[0]
    assert entry == "".join(f"#. {comment}\n" for comment in comments)
    assert len(comments) == bool(note.split()) + any(each.split() for each in authority)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1))
@example('a "b" \\ c\nd\te \\"')
@settings(deadline=None)
def test_any_text_survives_the_template(text: str) -> None:
    catalog = f'msgctxt "c"\nmsgid {quoted(text)}\nmsgstr ""\n'
    check_po(catalog, POT)
    assert messages(catalog) == {"c": text}


def test_msgfmt_accepts_the_template(run_reader: Callable[..., str]) -> None:
    run_reader("msgfmt", "--check-format", "-o", os.devnull, POT)


@each_locale
def test_a_shipped_catalog_has_exactly_the_messages_of_the_template(tag: str) -> None:
    catalog = messages(catalog_path(bundled(), tag).read_text("utf-8"))
    assert set(catalog) == set(SOURCES)
    assert set(read_wording(SHELVES, tag).messages) == set(SOURCES)


@each_locale
def test_a_shipped_catalog_names_its_language(tag: str) -> None:
    text = catalog_path(bundled(), tag).read_text("utf-8")
    assert f'"Language: {tag.replace("-", "_")}\\n"' in text or f'"Language: {tag}\\n"' in text
    assert '"Content-Type: text/plain; charset=utf-8\\n"' in text


@each_locale
def test_msgfmt_accepts_a_shipped_catalog(tag: str, run_reader: Callable[..., str]) -> None:
    run_reader("msgfmt", "--check", "-o", os.devnull, catalog_path(bundled(), tag))
