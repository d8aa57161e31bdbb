"""Catalogs as text: each message with its lines, so that a change touches nothing else, and Babel's opinion."""

import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cards.errors import BadFile
from cards.locations import shelves
from cards.read.catalogs import catalog_path, translated_tags
from cards.read.po_file import Entry, PoFile, parse_po, unquoted

HERE = Path("cards.po")
BUNDLED = shelves(None)[0]

CATALOG = r"""# Spanish.
#, fuzzy
msgid ""
msgstr ""
"Last-Translator: Ana <ana@example"
".org>\n"
"Language: es\n"
"X-Empty:\n"

# A note.
#. The heading.
#: a.toml
#, fuzzy, no-wrap
#| msgid "Old."
msgctxt "home/bearer/door"
msgid "Keep the door closed."
msgstr ""
"No abras "
"la puerta."

#~ msgctxt "old"
#~ msgid "Old."
#~ msgstr "Viejo."

msgctxt ""
"home/bearer/"
"sign"

msgid "Sign \"nothing\"."

msgstr "No firmes \"nada\".\n"
# Right after.
msgctxt "home/bearer/next"
msgid "Next."
msgstr ""
msgctxt "home/bearer/last"
msgid "Last."
msgstr "\\n"

msgid "No context."
msgstr "Nada."
#~ msgid "Older."
#~ msgstr "Viejo."
"""

DOOR, SIGN, NEXT, LAST = (f"home/bearer/{name}" for name in ("door", "sign", "next", "last"))
FIELDS = {
    "Last-Translator": "Ana <ana@example.org>",
    "last-translator": "Ana <ana@example.org>",
    "LANGUAGE": "es",
    "X-Empty": "",
    "X-Other": "",
    "": "",
}

ENCODED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
TEXTS = st.text(st.sampled_from('ab \\"\n\t\r#~én:ሀ\u00a0\u2028\u200b') | st.characters(codec="utf-8"), max_size=12)
NOTES = st.text(st.sampled_from("ab ,:\"'~|.#é"), max_size=10)


def parsed(text: str = CATALOG) -> PoFile:
    """A catalog."""
    return parse_po(text, HERE)


def lines_of(file: PoFile, context: str) -> tuple[str, ...]:
    """The lines of the message of a context."""
    entry = entry_of(file, context)
    return file.lines[entry.first : entry.end]


def entry_of(file: PoFile, context: str) -> Entry:
    """The message of a context."""
    (entry,) = [entry for entry in file.entries if entry.context == context]
    return entry


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_messages_with_their_texts(newline: str) -> None:
    file = parsed(CATALOG.replace("\n", newline))
    assert [(entry.context, entry.msgid, entry.msgstr) for entry in file.entries] == [
        (DOOR, "Keep the door closed.", "No abras la puerta."),
        (SIGN, 'Sign "nothing".', 'No firmes "nada".\n'),
        (NEXT, "Next.", ""),
        (LAST, "Last.", "\\n"),
    ]
    assert file.header is not None
    assert (file.header.context, file.header.msgid) == ("", "")
    assert file.header.msgstr == "Last-Translator: Ana <ana@example.org>\nLanguage: es\nX-Empty:\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_ends_of_lines_are_kept(newline: str) -> None:
    text = CATALOG.replace("\n", newline)
    file = parsed(text)
    assert file.newline == newline
    assert file.lines == tuple(CATALOG.split("\n"))
    assert file.text == text
    assert parsed(text.rstrip()).text == text.rstrip()


def test_a_message_with_its_lines() -> None:
    file = parsed()
    assert lines_of(file, DOOR) == tuple(CATALOG.split("\n")[9:19])
    assert lines_of(file, SIGN) == tuple(CATALOG.split("\n")[24:31])
    assert lines_of(file, NEXT)[0] == "# Right after."
    assert lines_of(file, LAST) == ('msgctxt "home/bearer/last"', 'msgid "Last."', 'msgstr "\\\\n"')
    assert file.header is not None
    assert (file.header.first, file.header.end) == (0, 8)
    assert [file.lines[entry.keyword] for entry in file.entries] == [
        'msgctxt "home/bearer/door"',
        'msgctxt ""',
        'msgctxt "home/bearer/next"',
        'msgctxt "home/bearer/last"',
    ]


def test_the_comments_of_a_message() -> None:
    file = parsed()
    door = entry_of(file, DOOR)
    assert door.comments == ("# A note.", "#. The heading.", "#: a.toml", "#, fuzzy, no-wrap", '#| msgid "Old."')
    assert (door.flags, door.notes) == (("fuzzy", "no-wrap"), ("A note.",))
    assert entry_of(file, SIGN).comments == ()
    assert entry_of(file, NEXT).notes == ("Right after.",)
    assert entry_of(file, LAST).comments == ()
    assert file.header is not None
    assert (file.header.notes, file.header.flags) == (("Spanish.",), ("fuzzy",))


@pytest.mark.parametrize(
    ("comments", "flags"),
    [
        ([], ()),
        (["#, fuzzy"], ("fuzzy",)),
        (["#,fuzzy"], ("fuzzy",)),
        (["  #,\tfuzzy ,no-wrap,"], ("fuzzy", "no-wrap")),
        (["#, no-wrap", "# c", "#, fuzzy"], ("no-wrap", "fuzzy")),
        (["#,", "#, ,"], ()),
        (["# fuzzy", "#. fuzzy", "#: fuzzy", "#| fuzzy", "# , fuzzy"], ()),
        (["#, Fuzzy, No-Wrap"], ("fuzzy", "No-Wrap")),
        (["#, FUZZY"], ("fuzzy",)),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_flags(comments: list[str], flags: tuple[str, ...], newline: str) -> None:
    text = newline.join([*comments, 'msgctxt "c"', 'msgid "N"', 'msgstr "T"'])
    assert entry_of(parsed(text), "c").flags == flags


@pytest.mark.parametrize(
    ("comments", "notes"),
    [
        (["# one", "#  two ", "#", "#\tthree"], ("one", "two", "", "three")),
        (["#. auto", "#: a.toml", "#, fuzzy", '#| msgid "x"'], ()),
        (["#. auto", "# mine"], ("mine",)),
    ],
)
def test_the_translators_own_notes(comments: list[str], notes: tuple[str, ...]) -> None:
    text = "\n".join([*comments, 'msgctxt "c"', 'msgid "N"', 'msgstr "T"'])
    assert entry_of(parsed(text), "c").notes == notes


@pytest.mark.parametrize(("name", "value"), FIELDS.items())
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_field_of_the_header(name: str, value: str, newline: str) -> None:
    assert parsed(CATALOG.replace("\n", newline)).header_field(name) == value


def test_a_catalog_may_have_no_header() -> None:
    for text in ("", "# nothing yet\n", 'msgctxt "c"\nmsgid "N"\nmsgstr "Language: es\\n"\n'):
        file = parsed(text)
        assert file.header is None
        assert file.header_field("Language") == ""


def test_only_messages_with_a_context_are_entries() -> None:
    file = parsed('msgid "N"\nmsgstr "T"\n\nmsgctxt ""\nmsgid "M"\nmsgstr "T"\n')
    assert (file.header, file.entries) == (None, ())


def test_an_escape_is_resolved_once() -> None:
    assert unquoted(r'msgid "a\"b\\n\n\t\r\\\\"') == 'a"b\\n\n\t\r\\\\'
    assert unquoted('""') == ""


def test_what_is_no_catalog_is_refused() -> None:
    with pytest.raises(BadFile) as refused:
        parsed(CATALOG.replace('"No abras "', '"No abras '))
    assert (refused.value.file, refused.value.line) == (HERE, 18)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_context_that_stands_twice_is_refused(newline: str) -> None:
    text = CATALOG.replace('msgctxt "home/bearer/last"', 'msgctxt "home/"\n""\n"bearer/door"').replace("\n", newline)
    with pytest.raises(BadFile) as refused:
        parsed(text)
    assert refused.value.cause == "The message home/bearer/door is already on line 15."
    assert (refused.value.file, refused.value.line) == (HERE, 36)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_are_replaced_inserted_and_removed(newline: str) -> None:
    text = newline.join(["# a", "# b", "# c", "# d", ""])
    file = parsed(text)
    assert file.changed([]) == text
    assert file.changed([(1, 3, ["# x"])]) == newline.join(["# a", "# x", "# d", ""])
    assert file.changed([(0, 0, ["# x", "# y"])]) == newline.join(["# x", "# y", text])
    assert file.changed([(4, 4, ["# x"])]) == newline.join(["# a", "# b", "# c", "# d", "# x", ""])
    assert file.changed([(5, 5, ["# x"])]) == newline.join([text, "# x"])
    for changes in ([(0, 1, []), (2, 3, ["# x", "# y"])], [(2, 3, ["# x", "# y"]), (0, 1, [])]):
        assert file.changed(changes) == newline.join(["# b", "# x", "# y", "# d", ""])
    assert file.text == text


@pytest.mark.parametrize("order", [1, -1])
def test_lines_are_inserted_before_lines_that_are_replaced_too(order: int) -> None:
    changes = [(1, 1, ["# new"]), (1, 2, ["# B"])][::order]
    assert parsed("# a\n# b\n# c\n").changed(changes) == "# a\n# new\n# B\n# c\n"


@pytest.mark.parametrize("tag", translated_tags([BUNDLED]))
def test_every_shipped_catalog_comes_out_as_it_is(tag: str) -> None:
    path = catalog_path(BUNDLED, tag)
    text = path.read_bytes().decode("utf-8")
    file = parse_po(text, path)
    assert file.text == file.changed([]) == text
    assert file.header_field("Content-Type") == "text/plain; charset=utf-8"
    assert file.header_field("Language").replace("_", "-") == tag
    same = [(entry.first, entry.end, list(file.lines[entry.first : entry.end])) for entry in file.entries]
    assert file.changed(same) == text


@dataclass(frozen=True)
class Written:
    """A catalog, and what it says of each context: English, translation, fuzzy or not, the translator's notes."""

    lines: list[str]
    messages: dict[str, tuple[str, str, bool, list[str]]]


@st.composite
def written(draw: st.DrawFn) -> Written:
    """A catalog with texts cut anywhere, comments of every kind, blank lines, and obsolete messages between."""
    lines: list[str] = []
    messages: dict[str, tuple[str, str, bool, list[str]]] = {}

    def say(keyword: str, text: str) -> None:
        space = draw(st.sampled_from(["", "", " ", "\t"]))
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=2)))
        pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        for place, piece in enumerate(pieces):
            between = draw(st.sampled_from([" ", " ", "  ", "\t"]))
            start = f"{keyword}{between}" if place == 0 else ""
            lines.append(f'{space}{start}"{piece.translate(ENCODED)}"{space}')
        if keyword != "msgstr":
            lines.extend(draw(st.sampled_from([[], [], [], [""], ["", "  "]])))

    if draw(st.booleans()):
        say("msgid", "")
        say("msgstr", draw(st.sampled_from(["", "Language: es\n", "Language: es\nX-Note: a: b\n"])))
        lines.append("")
    for context in draw(st.lists(TEXTS.filter(bool), unique=True, max_size=4)):
        notes, fuzzy = [], False
        for mark in draw(st.lists(st.sampled_from(["#", "#.", "#:", "#,", "#|"]), max_size=4)):
            flag = mark == "#," and draw(st.booleans())
            note = draw(st.sampled_from(["fuzzy", "no-wrap, fuzzy"])) if flag else draw(NOTES).replace("fuzzy", "")
            lines.append(f"{mark} {note}")
            fuzzy = fuzzy or flag
            notes += [note.strip()] if mark == "#" else []
        source, text = draw(TEXTS.filter(bool)), draw(TEXTS)
        say("msgctxt", context)
        say("msgid", source)
        say("msgstr", text)
        messages[context] = (source, text, fuzzy, notes)
        lines += draw(
            st.sampled_from([[], [""], ["  ", ""], ['#~ msgid "o"', '#~ msgstr "p"'], ["", '#~ msgctxt "x"', ""]])
        )
    return Written(lines, messages)


@given(written(), st.sampled_from(["\n", "\r\n"]), st.booleans())
@settings(deadline=None)
def test_every_message_comes_out_as_it_was_written(catalog: Written, newline: str, end: bool) -> None:
    text = newline.join([*catalog.lines, *([""] if end else [])])
    file = parsed(text)
    assert file.text == text
    assert {
        entry.context: (entry.msgid, entry.msgstr, "fuzzy" in entry.flags, list(entry.notes)) for entry in file.entries
    } == catalog.messages
    below = 0
    for entry in file.entries:
        assert below <= entry.first <= entry.keyword < entry.end <= len(file.lines)
        assert file.lines[entry.keyword].strip().startswith("msgctxt")
        assert all(line.strip().startswith("#") for line in file.lines[entry.first : entry.keyword])
        (alone,) = parsed(newline.join(file.lines[entry.first : entry.end])).entries
        assert (alone.context, alone.msgid, alone.msgstr) == (entry.context, entry.msgid, entry.msgstr)
        assert (alone.comments, alone.first, alone.end) == (entry.comments, 0, entry.end - entry.first)
        below = entry.end


@given(written(), st.sampled_from(["\n", "\r\n"]))
@settings(deadline=None)
def test_babel_reads_the_same(catalog: Written, newline: str) -> None:
    text = newline.join(catalog.lines)
    theirs = {
        str(each.context): (each.id, each.string, each.fuzzy)
        for each in read_po(io.StringIO(text.expandtabs(1)), ignore_obsolete=True)
        if each.id and each.context
    }
    ours = {entry.context: (entry.msgid, entry.msgstr, "fuzzy" in entry.flags) for entry in parsed(text).entries}
    assert ours == theirs


@given(st.lists(st.sampled_from([*CATALOG.split("\n"), 'msgctxt "c"', "msgid", '"x"', "", "\t", "# c\r", "\r"])))
@example(['msgctxt "a"\r', 'msgid "x"', 'msgstr "y"'])
@settings(deadline=None)
def test_any_text_is_refused_or_kept(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        file = parsed(text)
    except BadFile as error:
        assert error.line is not None
        assert 1 <= error.line <= text.count("\n") + 1
        return
    assert file.text == file.changed([]) == text


@given(st.data(), st.integers(0, 8))
def test_any_changes_touch_nothing_else(data: st.DataObject, length: int) -> None:
    lines = [f"# {number}" for number in range(length)]
    cuts = sorted(data.draw(st.lists(st.integers(0, length), max_size=6, unique=True)))
    changes = [
        (start, end, data.draw(st.lists(st.sampled_from(["# x", "# y", ""]), max_size=2)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    expected: list[str] = []
    place = 0
    for start, end, new in changes:
        expected += [*lines[place:start], *new]
        place = end
    expected += lines[place:]
    assert parsed("\n".join(lines)).changed(data.draw(st.permutations(changes))) == "\n".join(expected)
