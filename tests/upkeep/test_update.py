"""A catalog brought up to date: what a translator or their program wrote in it stays, byte for byte.

Catalogs as gettext, polib and translate-toolkit write them come back as they were. Then what becomes of a string that
is new, changed or gone, by example; and at last for any catalog and any change of the English, where gettext's msgfmt
is the judge of what was written.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.errors import BadFile, UnknownId
from cards.locations import bundled
from cards.read.catalogs import catalog_path, translated_tags
from cards.read.languages import read_languages
from cards.read.po_file import Entry, parse_po
from cards.read.po_grammar import check_po
from cards.read.script_types import Source
from cards.upkeep.template import Extracted, content_strings, template
from cards.upkeep.update import OLDER_MARK, Updated, new_catalog, still_fuzzy, updated_catalog

PATH = Path("cards.po")
DEFINITIONS = "cards/definitions/scripts/park.toml"

HEADER = """\
# Tiếng Việt, by hand.
# allow nothing: this is no message
#
msgid ""
msgstr ""
"Project-Id-Version: rights-cards\\n"
"Language: vi\\n"
"Last-Translator: Ana “A.” López <ana@example.org>\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Generator: Poedit 3.4.2\\n"
"X-Poedit-Bookmarks: 3,-1,-1,-1\\n"
"""

HEADING = """\
#. A heading.
#: cards/definitions/scripts/park.toml
msgctxt "park/bearer/heading"
msgid "Breathe. You have rights."
msgstr "Hãy thở. Quý vị có quyền."
"""

ASK = """\
# Ana: “go” here means to leave on foot, see https://example.org/?a=1&b=2
#
# allow length: the language needs a relative clause here
#. A question that the bearer may put to any officer who has stopped them in a public place and asks for papers.
#. Authority: INS v. Delgado, 466 U.S. 210 (1984); Florida v. Royer, 460 U.S. 491 (1983)
#: cards/definitions/scripts/park.toml
#, fuzzy, no-wrap
#| msgctxt "park/bearer/ask"
#| msgid ""
#| "**Ask** "
#| "“May I go?”"
msgctxt "park/bearer/ask"
msgid "**Ask** whether you may go, in a low voice, with your hands where the officer can see them."
msgstr ""
"**Hãy hỏi** liệu quý vị có được đi không, "
"nói nhỏ nhẹ, hai tay để ở nơi viên chức "
"có thể nhìn thấy; đừng chạy."
"""

ASK_DONE = (
    ASK.replace("fuzzy, ", "").replace('#| msgctxt "park/bearer/ask"\n', "").replace('#| msgid ""\n', "")
).replace('#| "**Ask** "\n#| "“May I go?”"\n', "")
"""The same when somebody has looked at it."""

QUIET = """\
#. A command.
#: cards/definitions/scripts/park.toml
msgctxt "park/bearer/quiet"
msgid "**Be \\"quiet\\".** Back\\\\slash."
msgstr "**اصمتوا.** \\"هذه\\" \\\\ البطاقة، 这张卡片给警察看，これを見せてください。"
"""

LINK = """\
#: cards/definitions/labels.toml
msgctxt "labels/link"
msgid "Find a lawyer:"
msgstr ""
"""

OBSOLETE = """\
# Ana: still a good sentence
#~ msgctxt "park/bearer/old"
#~ msgid "Old."
#~ msgstr "Cũ."

#, fuzzy
#~| msgid "Oldest."
#~ msgctxt "park/bearer/older"
#~ msgid "Older."
#~ msgstr "Cũ hơn."
"""


def extracted(path: str, context: str, text: str, comments: tuple[str, ...]) -> Extracted:
    return Extracted(path, Source(context, text, ""), comments)


def edited(string: Extracted, **changes: Any) -> Extracted:
    return replace(string, source=replace(string.source, **changes))


SOURCES = (
    extracted(DEFINITIONS, "park/bearer/heading", "Breathe. You have rights.", ("A heading.",)),
    extracted(
        DEFINITIONS,
        "park/bearer/ask",
        "**Ask** whether you may go, in a low voice, with your hands where the officer can see them.",
        (
            "A question that the bearer may put to any officer who has stopped them in a public place and asks for "
            "papers.",
            "Authority: INS v. Delgado, 466 U.S. 210 (1984); Florida v. Royer, 460 U.S. 491 (1983)",
        ),
    ),
    extracted(DEFINITIONS, "park/bearer/quiet", '**Be "quiet".** Back\\slash.', ("A command.",)),
    extracted("cards/definitions/labels.toml", "labels/link", "Find a lawyer:", ()),
)
CATALOG = "\n".join([HEADER, HEADING, ASK, QUIET, LINK, OBSOLETE])

GetText = Callable[..., str]

WRITERS = [
    *("as it is", "msgcat", "msgcat -w 60", "msgcat -w 76", "msgcat --no-wrap", "msgcat --sort-output"),
    *("msgmerge", "msgmerge -w 60 --previous", "polib", "translate-toolkit"),
]

ENDS: dict[str, Callable[[str], str]] = {
    "LF": lambda text: text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "no final newline": lambda text: text.rstrip("\n"),
    "CRLF, no final newline": lambda text: text.replace("\n", "\r\n").rstrip("\r\n"),
    "blank lines at the end": lambda text: text + "\n\n",
}


def merged(gettext: GetText, catalog: str, folder: Path, *options: str) -> str:
    """What msgmerge makes of a catalog with the template of `SOURCES`."""
    reference = folder / "cards.pot"
    reference.write_text(template(SOURCES), encoding="utf-8")
    return gettext("msgmerge", "--quiet", *options, "-", reference, "-o", "-", catalog=catalog)


def by_polib(catalog: str) -> str:
    return f"{importlib.import_module('polib').pofile(catalog)}\n"


def by_translate_toolkit(catalog: str) -> str:
    """What it writes when every translation has been typed anew: of what nobody touched it keeps the lines."""
    store = importlib.import_module("translate.storage.pypo").pofile.parsestring(catalog.encode("utf-8"))
    for unit in store.units:
        if unit.source and unit.target and not unit.isobsolete():
            target = str(unit.target)
            unit.target = "x"
            unit.target = target
    return bytes(store).decode("utf-8")


@dataclass(frozen=True)
class Writers:
    """Programs that save catalogs, by name."""

    gettext: GetText
    need_reader: Callable[[str], None]
    folder: Path

    def saved_by(self, name: str, catalog: str) -> str:
        program, *options = name.split()
        if program == "msgcat":
            return self.gettext("msgcat", *options, "-", catalog=catalog)
        if program == "msgmerge":
            return merged(self.gettext, catalog, self.folder, *options)
        by_library = {"polib": by_polib, "translate-toolkit": by_translate_toolkit}
        if program not in by_library:
            return catalog
        self.need_reader(program)
        return by_library[program](catalog)


@pytest.fixture
def writers(gettext: GetText, need_reader: Callable[[str], None], tmp_path: Path) -> Writers:
    return Writers(gettext, need_reader, tmp_path)


def updated(catalog: str, *sources: Extracted, unchanged: tuple[str, ...] = ()) -> Updated:
    return updated_catalog(catalog, PATH, sources, unchanged)


def changed(place: int, text: str) -> tuple[Extracted, ...]:
    """`SOURCES` with another English at a place."""
    return (*SOURCES[:place], edited(SOURCES[place], text=text), *SOURCES[place + 1 :])


def said(catalog: str) -> dict[str, tuple[str, str, bool]]:
    """English and translation of each message, and whether it is fuzzy."""
    return {name: (entry.msgid, entry.msgstr, "fuzzy" in entry.flags) for name, entry in live(catalog).items()}


def live(catalog: str) -> dict[str, Entry]:
    return {entry.context: entry for entry in parse_po(catalog, PATH).entries}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("writer", WRITERS)
def test_a_catalog_comes_back_as_a_program_saved_it(writer: str, end: str, writers: Writers) -> None:
    catalog = ENDS[end](writers.saved_by(writer, CATALOG))
    assert updated(catalog, *SOURCES) == Updated(catalog, (), (), ())
    assert said(catalog) == said(CATALOG)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("writer", WRITERS)
def test_one_change_leaves_the_other_lines_as_a_program_saved_them(
    writer: str, end: str, writers: Writers, gettext: GetText
) -> None:
    catalog = ENDS[end](writers.saved_by(writer, CATALOG))
    done = updated(catalog, *changed(2, "**Say nothing.**"))
    assert (done.added, done.changed, done.obsolete) == ((), ("park/bearer/quiet",), ())
    before, after = parse_po(catalog, PATH), parse_po(done.text, PATH)
    old, new = live(catalog)["park/bearer/quiet"], live(done.text)["park/bearer/quiet"]
    assert after.lines[: new.first] == before.lines[: old.first]
    assert after.lines[new.end :] == before.lines[old.end :]
    assert (new.msgid, new.msgstr, new.flags) == ("**Say nothing.**", old.msgstr, ("fuzzy",))
    if before.newline == "\r\n":
        assert done.text.count("\n") == done.text.count("\r\n")
    else:
        assert "\r" not in done.text
    gettext("msgfmt", "--check-format", "-o", os.devnull, "-", catalog=done.text)


@pytest.mark.parametrize("tag", translated_tags([bundled()]))
def test_shipped_catalogs_are_up_to_date(tag: str) -> None:
    shelf = bundled()
    path = catalog_path(shelf, tag)
    text = path.read_bytes().decode("utf-8")
    assert updated_catalog(text, path, content_strings([shelf])) == Updated(text, (), (), ())


def test_shipped_catalogs_come_back_as_programs_save_them(writers: Writers) -> None:
    """One of each way to write: wrapped between letters, from right to left, with joiners, with breaking spaces."""
    shelf = bundled()
    sources = content_strings([shelf])
    for tag in ("es", "ja", "fa", "km"):
        text = catalog_path(shelf, tag).read_bytes().decode("utf-8")
        for writer in ("msgcat", "msgcat -w 60", "polib", "translate-toolkit"):
            catalog = writers.saved_by(writer, text)
            assert updated_catalog(catalog, PATH, sources) == Updated(catalog, (), (), ())


def test_a_changed_string_is_fuzzy_and_keeps_what_is_the_translators() -> None:
    catalog = CATALOG.replace(ASK, ASK_DONE)
    done = updated(catalog, *changed(1, "**Ask** “May I go?”"))
    expected = """\
# Ana: “go” here means to leave on foot, see https://example.org/?a=1&b=2
#
# allow length: the language needs a relative clause here
#. A question that the bearer may put to any officer who has stopped them in a public place and asks for papers.
#. Authority: INS v. Delgado, 466 U.S. 210 (1984); Florida v. Royer, 460 U.S. 491 (1983)
#: cards/definitions/scripts/park.toml
#, fuzzy, no-wrap
#| msgid "**Ask** whether you may go, in a low voice, with your hands where the officer can see them."
msgctxt "park/bearer/ask"
msgid "**Ask** “May I go?”"
msgstr ""
"**Hãy hỏi** liệu quý vị có được đi không, "
"nói nhỏ nhẹ, hai tay để ở nơi viên chức "
"có thể nhìn thấy; đừng chạy."
"""
    assert done == Updated(catalog.replace(ASK_DONE, expected), (), ("park/bearer/ask",), ())


@pytest.mark.parametrize("unchanged", [(), ("park/bearer/ask",)], ids=["another meaning", "the same meaning"])
def test_a_fuzzy_string_that_changes_again_keeps_the_english_that_its_translation_belongs_to(
    unchanged: tuple[str, ...],
) -> None:
    done = updated(CATALOG, *changed(1, "**Ask** “Am I free?”"), unchanged=unchanged)
    entry = live(done.text)["park/bearer/ask"]
    assert entry.flags == ("fuzzy", "no-wrap")
    before = live(CATALOG)["park/bearer/ask"]
    assert [line for line in entry.comments if line.startswith("#|")] == [
        line for line in before.comments if line.startswith("#|")
    ]
    assert entry.msgstr == before.msgstr


def test_of_several_changes_the_first_older_english_is_kept() -> None:
    text = CATALOG
    for english in ("Breathe!", "Stay calm!", "Be calm!"):
        text = updated(text, *changed(0, english)).text
    entry = live(text)["park/bearer/heading"]
    assert [line for line in entry.comments if line.startswith("#|")] == ['#| msgid "Breathe. You have rights."']
    assert entry.flags == ("fuzzy",)


def test_a_cleared_mark_makes_the_present_english_the_older_one() -> None:
    """Whoever clears the mark in a text editor may leave the older English standing."""
    once = updated(CATALOG, *changed(0, "Breathe!"))
    cleared = once.text.replace('#, fuzzy\n#| msgid "Breathe. You', '#| msgid "Breathe. You')
    assert cleared != once.text
    entry = live(updated(cleared, *changed(0, "Be calm!")).text)["park/bearer/heading"]
    assert [line for line in entry.comments if line.startswith("#|")] == ['#| msgid "Breathe!"']


def test_a_changed_string_without_flags_gets_the_flag_and_the_old_english() -> None:
    done = updated(CATALOG, *changed(2, 'Say "nothing".'))
    english = 'msgid "**Be \\"quiet\\".** Back\\\\slash."\n'
    before = f'#: cards/definitions/scripts/park.toml\nmsgctxt "park/bearer/quiet"\n{english}'
    after = (
        "#: cards/definitions/scripts/park.toml\n#, fuzzy\n"
        f"#| {english}"
        'msgctxt "park/bearer/quiet"\nmsgid "Say \\"nothing\\"."\n'
    )
    assert before in CATALOG
    assert done.text == CATALOG.replace(before, after)


def test_other_flags_stay_beside_fuzzy() -> None:
    catalog = CATALOG.replace('msgctxt "park/bearer/quiet"', '#, no-wrap, range: 0..9\nmsgctxt "park/bearer/quiet"')
    done = updated(catalog, *changed(2, "Hush."))
    assert live(done.text)["park/bearer/quiet"].flags == ("fuzzy", "no-wrap", "range: 0..9")


def test_an_untranslated_string_is_not_fuzzy_when_it_changes() -> None:
    done = updated(CATALOG, *changed(3, "Find legal help:"))
    assert done.text == CATALOG.replace('msgid "Find a lawyer:"', 'msgid "Find legal help:"')
    assert done.changed == ("labels/link",)


def test_a_change_back_does_not_make_a_translation_good_again() -> None:
    """Somebody may have changed the translation in between: only a person takes the mark away.

    The older English goes, because it is the English again; the next change finds the right one.
    """
    once = updated(CATALOG, *changed(0, "Breathe!"))
    twice = updated(once.text, *SOURCES)
    assert twice.text == CATALOG.replace(HEADING, HEADING.replace("msgctxt", "#, fuzzy\nmsgctxt"))
    third = updated(twice.text, *changed(0, "Be calm!"))
    assert '#, fuzzy\n#| msgid "Breathe. You have rights."\nmsgctxt "park/bearer/heading"\n' in third.text


def test_a_change_back_to_an_older_english_that_is_wrapped() -> None:
    done = updated(CATALOG, *changed(1, "**Ask** “May I go?”"))
    entry = live(done.text)["park/bearer/ask"]
    assert entry.flags == ("fuzzy", "no-wrap")
    assert not any(line.startswith("#|") for line in entry.comments)


def test_a_typo_mended_in_the_english_is_recorded_and_not_fuzzy() -> None:
    sources = changed(0, "Breathe: You have rights.")
    done = updated(CATALOG, *sources, unchanged=("park/bearer/heading",))
    expected = """\
# The English was corrected without a change of meaning; it was: "Breathe. You have rights."
#. A heading.
#: cards/definitions/scripts/park.toml
msgctxt "park/bearer/heading"
msgid "Breathe: You have rights."
msgstr "Hãy thở. Quý vị có quyền."
"""
    assert done == Updated(CATALOG.replace(HEADING, expected), (), ("park/bearer/heading",), ())
    assert updated(done.text, *sources, unchanged=("park/bearer/heading",)).text == done.text


def test_a_typo_mended_under_a_fuzzy_translation_leaves_it_fuzzy() -> None:
    done = updated(CATALOG, *changed(1, "**Ask** whether you may go."), unchanged=("park/bearer/ask",))
    entry = live(done.text)["park/bearer/ask"]
    assert entry.flags == ("fuzzy", "no-wrap")
    assert entry.comments[:3] == live(CATALOG)["park/bearer/ask"].comments[:3]
    assert entry.comments[3].startswith("# The English was corrected without a change of meaning; it was: ")


def test_a_mark_that_an_update_has_set_goes_when_the_meaning_is_said_to_be_the_same() -> None:
    """Whoever forgot to say so the first time says it the second."""
    sources = changed(0, "Breathe: You have rights.")
    marked = updated(CATALOG, *sources)
    assert still_fuzzy(marked.text, PATH, "park/bearer/heading")
    done = updated(marked.text, *sources, unchanged=("park/bearer/heading",))
    at_once = updated(CATALOG, *sources, unchanged=("park/bearer/heading",))
    assert done == Updated(at_once.text, cleared=("park/bearer/heading",))
    assert not still_fuzzy(done.text, PATH, "park/bearer/heading")


def test_a_mark_that_an_update_has_set_beside_other_flags_goes_alone() -> None:
    catalog = CATALOG.replace("\n#: cards/definitions/scripts/park.toml\nmsgctxt \"park/bearer/heading", (
        "\n#: cards/definitions/scripts/park.toml\n#, no-wrap\nmsgctxt \"park/bearer/heading"
    ))  # fmt: skip
    assert catalog != CATALOG
    sources = changed(0, "Breathe: You have rights.")
    done = updated(updated(catalog, *sources).text, *sources, unchanged=("park/bearer/heading",))
    assert live(done.text)["park/bearer/heading"].flags == ("no-wrap",)


@pytest.mark.parametrize("other", ["street/bearer/heading", "labels/link"])
def test_a_mark_on_a_guess_of_msgmerge_stays(other: str) -> None:
    """The translation is another sentence's: that the English means the same says nothing about it."""
    guess = f'#, fuzzy\n#| msgctxt "{other}"\n#| msgid "Keep calm. You have rights."\nmsgctxt "park/bearer/heading"'
    catalog = CATALOG.replace('msgctxt "park/bearer/heading"', guess)
    done = updated(catalog, *SOURCES, unchanged=("park/bearer/heading",))
    assert done == Updated(catalog)
    assert still_fuzzy(done.text, PATH, "park/bearer/heading")
    own = catalog.replace(f'#| msgctxt "{other}"\n', "")
    assert updated(own, *SOURCES, unchanged=("park/bearer/heading",)).cleared == ("park/bearer/heading",)


@pytest.mark.parametrize("first", [(), ("park/bearer/heading",)], ids=["another meaning", "the same meaning"])
def test_a_mark_that_a_translator_set_before_the_english_changed_stays(first: tuple[str, ...]) -> None:
    doubted = CATALOG.replace('msgctxt "park/bearer/heading"', '#, fuzzy\nmsgctxt "park/bearer/heading"')
    sources = changed(0, "Breathe: You have rights.")
    once = updated(doubted, *sources, unchanged=first).text
    again = updated(once, *sources, unchanged=("park/bearer/heading",))
    assert again == Updated(once)
    assert still_fuzzy(once, PATH, "park/bearer/heading")


def test_a_typo_does_not_clear_the_mark_of_an_earlier_change_even_when_it_is_said_twice() -> None:
    marked = updated(CATALOG, *changed(0, "Breathe out.")).text
    sources = changed(0, "Breathe out!")
    once = updated(marked, *sources, unchanged=("park/bearer/heading",))
    assert once.changed == ("park/bearer/heading",)
    assert updated(once.text, *sources, unchanged=("park/bearer/heading",)) == Updated(once.text)
    assert OLDER_MARK in live(once.text)["park/bearer/heading"].comments
    cleared = once.text.replace('#, fuzzy\n#| msgid "Breathe. You have rights."\n', "")
    sources = changed(0, "Breathe out.")
    assert OLDER_MARK not in updated(cleared, *sources).text, "the new mark is an update's"


def test_a_new_catalog_begins_with_what_the_preview_shows() -> None:
    names = ["car/bearer/heading", "home/bearer/heading", "home/bearer/door", "work/bearer/heading", "labels/link"]
    text = new_catalog(read_languages([bundled()])["mam"], [extracted(DEFINITIONS, name, name, ()) for name in names])
    assert list(live(text)) == ["labels/link", *names[1:3], names[0], names[3]]


def test_only_the_strings_named_are_taken_for_unchanged() -> None:
    sources = (edited(SOURCES[0], text="Breathe!"), SOURCES[1], edited(SOURCES[2], text="Hush."), SOURCES[3])
    done = updated(CATALOG, *sources, unchanged=("park/bearer/heading",))
    assert live(done.text)["park/bearer/heading"].flags == ()
    assert live(done.text)["park/bearer/quiet"].flags == ("fuzzy",)


def test_a_typo_in_a_string_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownId, match="park/bearer/hedding"):
        updated(CATALOG, *SOURCES, unchanged=("park/bearer/hedding",))


def test_a_string_that_is_gone_is_kept_as_obsolete_with_its_comments() -> None:
    done = updated(CATALOG, SOURCES[0], *SOURCES[2:])
    expected = """\
# Ana: “go” here means to leave on foot, see https://example.org/?a=1&b=2
#
# allow length: the language needs a relative clause here
#, fuzzy, no-wrap
#~| msgctxt "park/bearer/ask"
#~| msgid ""
#~| "**Ask** "
#~| "“May I go?”"
#~ msgctxt "park/bearer/ask"
#~ msgid "**Ask** whether you may go, in a low voice, with your hands where the officer can see them."
#~ msgstr ""
#~ "**Hãy hỏi** liệu quý vị có được đi không, "
#~ "nói nhỏ nhẹ, hai tay để ở nơi viên chức "
#~ "có thể nhìn thấy; đừng chạy."
"""
    assert done == Updated(CATALOG.replace(ASK, expected), (), (), ("park/bearer/ask",))


ASK_GONE = (SOURCES[0], *SOURCES[2:])


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("place", range(4))
def test_a_string_that_is_gone_and_comes_back_is_as_it_was(place: int, end: str) -> None:
    """Even if it was fuzzy: a doubt is not lost on the way."""
    catalog = ENDS[end](CATALOG)
    without = updated(catalog, *SOURCES[:place], *SOURCES[place + 1 :])
    assert updated(without.text, *SOURCES) == Updated(catalog, revived=(SOURCES[place].context,))


@pytest.mark.parametrize("writer", [each for each in WRITERS if not each.startswith("msgmerge")])
def test_a_string_that_comes_back_after_a_program_saved_the_catalog(
    writer: str, writers: Writers, gettext: GetText
) -> None:
    """But for msgmerge, which brings it back itself."""
    gone = updated(CATALOG.replace(ASK, ASK_DONE), *ASK_GONE).text
    saved = writers.saved_by(writer, gone)
    done = updated(saved, *SOURCES)
    assert done.revived == ("park/bearer/ask",)
    gettext("msgfmt", "--check-format", "-o", os.devnull, "-", catalog=done.text)
    assert '#~ msgctxt "park/bearer/ask"' not in done.text
    entry, before = live(done.text)["park/bearer/ask"], live(CATALOG)["park/bearer/ask"]
    assert (entry.msgid, entry.msgstr, entry.notes) == (before.msgid, before.msgstr, before.notes)
    assert entry.flags in ((), ("no-wrap",))  # gettext keeps no such flag in an obsolete message
    others = [parse_po(text, PATH) for text in (saved, done.text)]
    assert [[file.lines[each.first : each.end] for each in file.entries if each != entry] for file in others][1] == [
        others[0].lines[each.first : each.end] for each in others[0].entries
    ]


def test_a_string_that_comes_back_with_another_english_is_fuzzy() -> None:
    gone = updated(CATALOG, SOURCES[0], SOURCES[1], SOURCES[3]).text
    done = updated(gone, *changed(2, "Hush."))
    quiet = QUIET.replace("msgctxt", '#, fuzzy\n#| msgid "**Be \\"quiet\\".** Back\\\\slash."\nmsgctxt')
    quiet = quiet.replace('\nmsgid "**Be \\"quiet\\".** Back\\\\slash."', '\nmsgid "Hush."')
    assert done == Updated(CATALOG.replace(QUIET, quiet), revived=("park/bearer/quiet",))


AGAIN = """\
# Ana's first attempt
#~ msgctxt "labels/link"
#~ msgid "Find a lawyer:"
#~ msgstr "Tìm luật sư:"
"""
LINK_DONE = LINK.replace('msgstr ""', 'msgstr "Luật sư:"')


def test_what_a_message_had_before_fills_it_again(gettext: GetText) -> None:
    """gettext refuses a catalog with a message that stands in it twice, once as obsolete."""
    done = updated(f"{CATALOG}\n{AGAIN}", *SOURCES)
    link = LINK.replace('msgstr ""', 'msgstr "Tìm luật sư:"')
    assert done == Updated(CATALOG.replace(LINK, f"# Ana's first attempt\n{link}"), revived=("labels/link",))
    gettext("msgfmt", "--check-format", "-o", os.devnull, "-", catalog=done.text)


@pytest.mark.parametrize("is_first", [True, False])
def test_of_two_obsolete_messages_the_translated_one_comes_back(is_first: bool, gettext: GetText) -> None:
    """Not the one that has today's English and no translation: what a translator wrote must not stay behind."""
    empty = '#~ msgctxt "labels/link"\n#~ msgid "Find a lawyer:"\n#~ msgstr ""\n'
    written = '#~ msgctxt "labels/link"\n#~ msgid "Find help:"\n#~ msgstr "Tìm luật sư:"\n'
    pair = (written, empty) if is_first else (empty, written)
    done = updated("\n".join((CATALOG.replace(LINK, ""), *pair)), *SOURCES)
    assert done.revived == ("labels/link",)
    assert said(done.text)["labels/link"] == ("Find a lawyer:", "Tìm luật sư:", True)
    assert "#~ msgctxt" not in done.text.replace(OBSOLETE, "")
    gettext("msgfmt", "--check-format", "-o", os.devnull, "-", catalog=done.text)


def test_a_translation_is_not_replaced_by_an_obsolete_one(gettext: GetText) -> None:
    catalog = CATALOG.replace(LINK, LINK_DONE)
    done = updated(f"{catalog}\n{AGAIN}", *SOURCES)
    assert done == Updated(catalog)
    other = AGAIN.replace("Find a lawyer:", "Find help:")
    assert updated(f"{catalog}\n{other}", *SOURCES).text == f"{catalog}\n{other}"


def test_a_change_back_finds_the_translation_that_was_made_for_it(gettext: GetText) -> None:
    """As msgmerge leaves a catalog in which the English has changed to and fro."""
    catalog = CATALOG.replace(LINK, LINK_DONE.replace("Find a lawyer:", "Find help:"))
    done = updated(f"{catalog}\n{AGAIN}", *SOURCES)
    gettext("msgfmt", "--check-format", "-o", os.devnull, "-", catalog=done.text)
    assert done.revived == ("labels/link",)
    assert said(done.text)["labels/link"] == ("Find a lawyer:", "Tìm luật sư:", False)
    assert '#~ msgid "Find help:"\n#~ msgstr "Luật sư:"\n' in done.text
    assert updated(done.text, *SOURCES) == Updated(done.text)


def test_lines_that_are_no_message_stay_as_they_are() -> None:
    broken = AGAIN.replace('lawyer:"', "lawyer:").replace("link", "gone")
    catalog = f'{CATALOG}\n{broken}\n#~ note\n\n#~ msgctxt "a"\n'
    assert updated(catalog, *SOURCES) == Updated(catalog)


def test_new_notes_replace_the_old_ones_and_nothing_else() -> None:
    source = replace(SOURCES[1], comments=("Spoken softly.", "Authority: none"))
    done = updated(CATALOG, SOURCES[0], source, *SOURCES[2:])
    old = "\n".join(f"#. {comment}" for comment in SOURCES[1].comments)
    assert done == Updated(CATALOG.replace(old, "#. Spoken softly.\n#. Authority: none"), (), (), ())


def test_notes_that_an_editor_wrapped_are_the_same_notes() -> None:
    wrapped = CATALOG.replace("#. A question that the bearer may put", "#. A question that\n#.  the bearer may put")
    assert wrapped != CATALOG
    assert updated(wrapped, *SOURCES) == Updated(wrapped, (), (), ())


@pytest.mark.parametrize("place", range(5))
def test_a_new_string_stands_where_it_stands_in_the_english(place: int) -> None:
    new = extracted(DEFINITIONS, "park/bearer/new", 'A "new" one.', ("What it says.",))
    done = updated(CATALOG, *SOURCES[:place], new, *SOURCES[place:])
    expected = """\
#. What it says.
#: cards/definitions/scripts/park.toml
msgctxt "park/bearer/new"
msgid "A \\"new\\" one."
msgstr ""
"""
    parts = [HEADER, HEADING, ASK, QUIET, LINK, OBSOLETE]
    parts.insert(place + 1, expected)
    assert done == Updated("\n".join(parts), ("park/bearer/new",), (), ())


def test_a_new_string_before_a_changed_one_where_no_blank_line_parts_them() -> None:
    catalog = f"{HEADER}{HEADING}{QUIET}{LINK}"
    new = extracted(DEFINITIONS, "park/bearer/new", "New.", ())
    done = updated(catalog, SOURCES[0], new, edited(SOURCES[2], text="Hush."), SOURCES[3])
    assert list(live(done.text)) == ["park/bearer/heading", "park/bearer/new", "park/bearer/quiet", "labels/link"]
    assert live(done.text)["park/bearer/quiet"].msgstr == live(CATALOG)["park/bearer/quiet"].msgstr


def test_several_new_strings_keep_their_order() -> None:
    new = [extracted(DEFINITIONS, f"park/bearer/n{number}", f"N{number}.", ()) for number in range(6)]
    sources = (new[0], new[1], SOURCES[0], new[2], *SOURCES[1:], new[3], new[4], new[5])
    done = updated(CATALOG, *sources)
    assert list(live(done.text)) == [source.context for source in sources]
    assert done.added == tuple(source.context for source in new)
    assert updated("", *sources).text.count("msgctxt") == len(sources)


@pytest.mark.parametrize("catalog", ["", "\n", "# Only a comment.\n", HEADER, HEADER.rstrip("\n"), f"{HEADER}\n\n"])
def test_a_catalog_without_a_message_gets_all(catalog: str) -> None:
    done = updated(catalog, *SOURCES)
    assert done.text.startswith(catalog.rstrip("\n"))
    assert list(live(done.text)) == [source.context for source in SOURCES]
    assert all(not entry.msgstr for entry in live(done.text).values())


def test_a_message_is_found_by_its_context_alone() -> None:
    """msgmerge would take the translation of a similar English for another string; here it stays with its own."""
    sources = (edited(SOURCES[0], context="park/bearer/title"), *SOURCES[1:])
    done = updated(CATALOG, *sources)
    assert live(done.text)["park/bearer/title"].msgstr == ""
    assert (done.added, done.obsolete) == (("park/bearer/title",), ("park/bearer/heading",))


MIXED = CATALOG.replace("\n", "\r\n", 5)


@pytest.mark.parametrize("broken", [MIXED, CATALOG.replace('quyền."', "quyền."), "\ufeff" + CATALOG, CATALOG + HEADING])
def test_a_broken_catalog_is_refused_and_not_mended(broken: str) -> None:
    with pytest.raises(BadFile) as refusal:
        updated(broken, *SOURCES)
    assert refusal.value.line


LETTERS = "abc XYZ.,!?\"\\'{}*%#:~éñаяءبह्ि字ー\u00a0\u200c\u2019“”"
TEXTS = st.text(LETTERS, max_size=30).map(str.strip)
SOME_TEXT = TEXTS.filter(bool)
NOTES = st.lists(SOME_TEXT.map(lambda text: " ".join(text.split())).filter(bool), max_size=2).map(tuple)
CONTEXTS = [f"park/bearer/{letter}" for letter in "abcdefgh"]


@dataclass(frozen=True)
class Made:
    """A message of a made-up catalog: the English that it was translated from, and its lines in the file."""

    source: Extracted
    translation: str
    comments: tuple[str, ...]
    flags: tuple[str, ...]
    msgstr: tuple[str, ...]
    lines: tuple[str, ...]


def po(text: str) -> str:
    """A text in quotation marks, by the rules of PO."""
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))


@st.composite
def keyword_lines(draw: st.DrawFn, keyword: str, text: str) -> tuple[str, ...]:
    """A keyword and its text on one line, or wrapped anywhere."""
    cuts = sorted(draw(st.sets(st.integers(1, max(len(text) - 1, 1)), max_size=3))) if len(text) > 1 else []
    if not cuts:
        return (f"{keyword} {po(text)}",)
    parts = [text[start:end] for start, end in pairwise([0, *cuts, len(text)])]
    return (f'{keyword} ""', *(po(part) for part in parts))


@st.composite
def messages(draw: st.DrawFn, context: str) -> Made:
    source = extracted(DEFINITIONS, context, draw(SOME_TEXT), draw(NOTES))
    translation = draw(TEXTS)
    comments = tuple(f"# {text}" for text in draw(st.lists(TEXTS, max_size=2)))
    flags = tuple(draw(st.lists(st.sampled_from(["fuzzy", "no-wrap"]), unique=True)))
    msgstr = draw(keyword_lines("msgstr", translation))
    previous = draw(keyword_lines("#| msgid", draw(SOME_TEXT))) if "fuzzy" in flags else ()
    lines = [
        *comments,
        *(f"#. {note}" for note in source.comments),
        f"#: {source.path}",
        *([f"#, {', '.join(flags)}"] if flags else []),
        *(line if line.startswith("#|") else f"#| {line}" for line in previous),
        *draw(keyword_lines("msgctxt", context)),
        *draw(keyword_lines("msgid", source.text)),
        *msgstr,
    ]
    return Made(source, translation, comments, flags, msgstr, tuple(lines))


@dataclass(frozen=True)
class Story:
    """A catalog, the English of today, and which of the changes did not touch the meaning."""

    catalog: str
    made: tuple[Made, ...]
    sources: tuple[Extracted, ...]
    unchanged: tuple[str, ...]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    old = draw(st.lists(st.sampled_from(CONTEXTS), unique=True))
    made = tuple(draw(messages(context)) for context in old)
    sources = []
    for each in made:
        source = each.source
        fate = draw(st.sampled_from(["same", "same", "other text", "other notes", "gone"]))
        if fate == "other text":
            source = replace(source, source=replace(source.source, text=draw(SOME_TEXT)))
        elif fate == "other notes":
            source = replace(source, comments=draw(NOTES))
        if fate != "gone":
            sources.append(source)
    for context in draw(st.lists(st.sampled_from(CONTEXTS), unique=True)):
        if context not in old:
            place = draw(st.integers(0, len(sources)))
            sources.insert(place, extracted(DEFINITIONS, context, draw(SOME_TEXT), draw(NOTES)))
    blocks = ["\n".join(each.lines) + "\n" for each in made]
    if draw(st.booleans()):
        blocks.append(OBSOLETE)
    blank = draw(st.sampled_from(["", "\n", "\n\n"]))
    catalog = ENDS[draw(st.sampled_from(list(ENDS)))](blank.join([HEADER, *blocks]))
    unchanged = tuple(source.context for source in sources if draw(st.booleans()))
    return Story(catalog, made, tuple(sources), unchanged)


@given(story=stories())
@settings(max_examples=60, deadline=None)
def test_any_change_of_the_english(story: Story, gettext: GetText) -> None:
    done = updated(story.catalog, *story.sources, unchanged=story.unchanged)
    check_po(done.text, PATH)
    gettext("msgfmt", "--check-format", "-o", os.devnull, "-", catalog=done.text)
    assert updated(done.text, *story.sources, unchanged=story.unchanged) == Updated(done.text, (), (), ())

    file, before = parse_po(done.text, PATH), parse_po(story.catalog, PATH)
    assert file.newline == before.newline or "\r\n" not in story.catalog
    assert file.header is not None
    assert before.header is not None
    assert file.lines[: file.header.end] == before.lines[: before.header.end]
    now = live(done.text)
    assert {context: entry.msgid for context, entry in now.items()} == {
        source.context: source.text for source in story.sources
    }
    old = {each.source.context: each for each in story.made}
    assert set(done.added) == now.keys() - old.keys()
    assert set(done.obsolete) == old.keys() - now.keys()
    assert all(not now[context].msgstr for context in done.added)
    for context, each in old.items():
        if context in now:
            if context in done.cleared:
                assert_cleared(each, now[context], is_meant=context in story.unchanged)
                continue
            assert_kept(each, now[context], file.lines, meaning_unchanged=context in story.unchanged)
            assert (context in done.changed) == (each.source.text != now[context].msgid)
        else:
            previous = [f"#~{line[1:]}" for line in each.lines if line.startswith("#|")]
            flags = [line for line in each.lines if line.startswith("#,")]
            texts = [f"#~ {line}" for line in each.lines if line[0] != "#"]
            assert_stands(unjoined([*each.comments, *flags, *previous, *texts]), file.lines)
    assert_comes_back(story, done, gettext)


def unjoined(lines: list[str]) -> list[str]:
    """Lines of which msgfmt joins no comment with the next, as it does after a backslash, where that line counts."""
    followed = zip(lines, [*lines[1:], ""], strict=True)
    counts = ("#~", "#,", "#|")
    return [f"{line} " if line.endswith("\\") and after.startswith(counts) else line for line, after in followed]


def test_a_comment_that_ends_in_a_backslash_swallows_no_line(gettext: GetText) -> None:
    """Above a message that goes, and one that comes back."""
    catalog = HEADER + HEADING.replace("#. ", "# C:\\\n#. ", 1)
    assert "\\\n" in catalog
    gone = updated(catalog).text
    assert "# C:\\ \n#~ msgctxt" in gone
    back = updated(gone, SOURCES[0]).text
    assert live(back)["park/bearer/heading"].msgstr == live(catalog)["park/bearer/heading"].msgstr
    for text in (gone, back):
        gettext("msgfmt", "--check-format", "-o", os.devnull, "-", catalog=text)


def assert_comes_back(story: Story, done: Updated, gettext: GetText) -> None:
    """When the English is again what it was, nothing of the translators' is lost, and no message stands twice."""
    again = updated(done.text, *(each.source for each in story.made))
    gettext("msgfmt", "--check-format", "-o", os.devnull, "-", catalog=again.text)
    assert again.revived == tuple(each.source.context for each in story.made if each.source.context in done.obsolete)
    before, now, lines = parse_po(done.text, PATH).lines, live(again.text), parse_po(again.text, PATH).lines
    for each in story.made:
        entry = now[each.source.context]
        assert (entry.msgid, entry.msgstr) == (each.source.text, each.translation)
        assert set(entry.flags) >= set(each.flags) - ({"fuzzy"} if each.source.context in done.cleared else set())
        if each.source.context in done.obsolete:
            wanted = [f"{line} " if f"{line} " in before else line for line in each.lines]
            assert list(lines[entry.first : entry.end]) == wanted


def assert_cleared(made: Made, entry: Entry, *, is_meant: bool) -> None:
    """Only a mark with an older English went, for a string that was named and whose English is that of the catalog."""
    (before,) = parse_po("\n".join(made.lines), PATH).entries
    assert is_meant
    assert (entry.msgid, entry.msgstr) == (before.msgid, before.msgstr) == (made.source.text, made.translation)
    assert set(entry.flags) == set(made.flags) - {"fuzzy"} != set(made.flags)
    assert [line for line in before.comments if line.startswith("#|")]
    assert not [line for line in entry.comments if line.startswith("#|")]
    assert {each.strip() for each in made.comments} <= set(entry.comments)


def assert_kept(made: Made, entry: Entry, lines: tuple[str, ...], *, meaning_unchanged: bool) -> None:
    """What was the translator's is still there, and the mark is there if and only if the meaning may have changed."""
    now = list(lines[entry.first : entry.end])
    assert entry.msgstr == made.translation
    assert now[-len(made.msgstr) :] == list(made.msgstr)
    assert [line for line in now if line[:2] in ("# ", "#")][: len(made.comments)] == list(made.comments)
    changes = made.source.text != entry.msgid
    becomes_fuzzy = changes and bool(made.translation) and not meaning_unchanged
    assert set(entry.flags) == {*made.flags, *(["fuzzy"] if becomes_fuzzy else [])}
    if becomes_fuzzy:
        previous = [line for line in entry.comments if line.startswith("#|")]
        older = "".join(line.partition('"')[2][:-1] for line in made.lines if line.startswith("#|"))
        goes = older == po(entry.msgid)[1:-1]  # it is the English again that the translation was made from
        assert sum(line.startswith("#| msgid") for line in previous) == (0 if goes else 1)
        assert "fuzzy" in made.flags or previous == [f"#| msgid {po(made.source.text)}"]
    recorded = f"# The English was corrected without a change of meaning; it was: {po(made.source.text)}"
    assert (recorded in entry.comments) == (changes and meaning_unchanged)
    if not changes:
        texts = [line for line in made.lines if not line.startswith("#.")]
        assert [line for line in now if not line.startswith("#.")] == texts


def assert_stands(wanted: list[str], lines: tuple[str, ...]) -> None:
    """Those lines stand somewhere, one after the other."""
    starts = range(len(lines) - len(wanted) + 1)
    assert any(list(lines[start : start + len(wanted)]) == wanted for start in starts), wanted
