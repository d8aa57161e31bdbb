"""Catalogs: what a locale's messages are, which are refused, and how a content folder's replace ours."""

import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.errors import BadFile
from cards.locations import bundled, shelves
from cards.read.catalogs import Message, Wording, catalog_path, read_wording, translated_tags
from cards.read.tables import MAX_BYTES

HEADER = """\
msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""

# The first message is on lines 6 to 8 of a file, the second on lines 10 to 12.
DOOR = 'msgctxt "home/bearer/door"\nmsgid "Keep the door closed."\nmsgstr "No abras la puerta."\n'
SIGN = '\nmsgctxt "home/bearer/sign"\nmsgid "Sign nothing."\nmsgstr "No firmes nada."\n'

LINES = [
    'msgctxt "a"', 'msgctxt "b"', 'msgid ""', 'msgid "x"', 'msgstr ""', 'msgstr "y"', 'msgid_plural "xs"',
    'msgstr[0] "y"', 'msgstr[9] "ys"', '"more"', '"Plural-Forms: nplurals=1; plural=0\\n"', '"Language: \\n"',
    '"PO-Revision-Date: today\\n"', '"Content-Type: text/plain; charset=no\\n"', "", "# c", "#, fuzzy", "#,", "#| x",
    "#: a:1", "#: \u2068a", "#.", "#~", '#~ msgid "o"', '#~ msgstr "o"', '#~ "o"', "#~ msgstr[x]", "#~ msgid", "x",
    '#~| msgid "o"', r'msgctxt "\x61"', r'msgstr "\t\r\n\"\\"', 'msgstr "a\tb"', 'msgstr "a\rb"', 'msgid\u00a0"x"',
    "\t", "\r",
]  # fmt: skip

ENCODED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)


def put(folder: Path, content: str | bytes, tag: str = "es") -> Path:
    """Write a catalog into a content folder."""
    path = folder / "translations" / tag / "LC_MESSAGES" / "cards.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def read(folder: Path, tag: str = "es") -> Wording:
    """The wording of the content folder alone."""
    return read_wording(shelves(folder)[1:], tag)


def refused(folder: Path, content: str | bytes) -> BadFile:
    """The complaint about a catalog, which names its file."""
    path = put(folder, content)
    with pytest.raises(BadFile) as caught:
        read(folder)
    assert caught.value.file == path
    assert caught.value.remedy
    return caught.value


def test_messages_by_their_context(tmp_path: Path) -> None:
    path = put(tmp_path, HEADER + DOOR + SIGN)
    wording = read(tmp_path)
    assert (wording.tag, wording.files) == ("es", (path,))
    assert wording.messages == {
        "home/bearer/door": Message(
            "home/bearer/door", "Keep the door closed.", "No abras la puerta.", fuzzy=False, file=path, line=6
        ),
        "home/bearer/sign": Message(
            "home/bearer/sign", "Sign nothing.", "No firmes nada.", fuzzy=False, file=path, line=10
        ),
    }


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_line_of_a_message_is_that_of_its_context(tmp_path: Path, end: str) -> None:
    sign = SIGN.replace('msgctxt "', 'msgctxt ""\n"').replace("msgid", "\n\nmsgid").replace("msgstr", "\nmsgstr")
    catalog = HEADER + "# c\n#. note\n#: a.toml\n" + DOOR + "\n\n#, fuzzy\n" + sign.lstrip() + "# c"
    put(tmp_path, catalog.replace("\n", end))
    door, signed = read(tmp_path).messages.values()
    assert catalog.split("\n")[door.line - 1] == 'msgctxt "home/bearer/door"'
    assert catalog.split("\n")[signed.line - 1 : signed.line + 1] == ['msgctxt ""', '"home/bearer/sign"']
    assert (signed.context, signed.source, signed.text) == ("home/bearer/sign", "Sign nothing.", "No firmes nada.")


@pytest.mark.parametrize(
    ("mark", "fuzzy"),
    [
        ("", False),
        ("#, fuzzy\n", True),
        ("#,fuzzy\n", True),
        ("#, no-wrap, fuzzy\n", True),
        ("#, no-wrap\n#, fuzzy\n", True),
        ('#, fuzzy\n#| msgid "Close the door."\n', True),
        ("#, no-wrap\n", False),
        ("# fuzzy\n", False),
        ("#. fuzzy\n", False),
        ("#. a, fuzzy\n", False),
        ("#, fuzzy\n# c\n#. c\n#: a.toml\n", True),
        ("  #, fuzzy\n", True),
        ("#,\tfuzzy ,\n", True),
        ("#, fuzzy\n\n", True),
        ("# c\n\n#, fuzzy\n\n\n# c\n", True),
        ('#, fuzzy\n#~ msgid "Old."\n#~ msgstr "Viejo."\n\n', False),
    ],
)
def test_a_fuzzy_mark_is_seen(tmp_path: Path, mark: str, fuzzy: bool) -> None:
    put(tmp_path, HEADER + mark + DOOR + SIGN)
    messages = read(tmp_path).messages
    assert messages["home/bearer/door"].fuzzy == fuzzy
    assert messages["home/bearer/door"].source == "Keep the door closed."
    assert not messages["home/bearer/sign"].fuzzy


def test_a_fuzzy_header_makes_nothing_else_fuzzy(tmp_path: Path) -> None:
    put(tmp_path, "#, fuzzy\n" + HEADER + DOOR)
    assert not read(tmp_path).messages["home/bearer/door"].fuzzy


@pytest.mark.parametrize("empty", ['msgstr ""', 'msgstr ""\n""\n""'])
def test_an_empty_translation_is_empty(tmp_path: Path, empty: str) -> None:
    put(tmp_path, HEADER + DOOR.replace('msgstr "No abras la puerta."', empty) + SIGN)
    messages = read(tmp_path).messages
    assert messages["home/bearer/door"].text == ""
    assert messages["home/bearer/sign"].text == "No firmes nada."


def test_a_text_in_several_lines_is_one(tmp_path: Path) -> None:
    put(tmp_path, HEADER + DOOR.replace('"No abras la puerta."', '""\n"No abras "\n"la puerta."'))
    assert read(tmp_path).messages["home/bearer/door"].text == "No abras la puerta."


def test_a_message_without_a_context_is_no_message_of_ours(tmp_path: Path) -> None:
    put(tmp_path, HEADER + 'msgid "Keep the door closed."\nmsgstr "Otra cosa."\n\n' + DOOR)
    assert {each.text for each in read(tmp_path).messages.values()} == {"No abras la puerta."}
    put(tmp_path, HEADER + 'msgid "Keep the door closed."\nmsgstr "Otra cosa."\n')
    assert read(tmp_path).messages == {}


def test_an_obsolete_message_is_no_message(tmp_path: Path) -> None:
    obsolete = "\n" + "".join(f"#~ {line}\n" for line in SIGN.strip().splitlines())
    for catalog in (HEADER + DOOR + obsolete, HEADER + obsolete + "\n" + DOOR):
        put(tmp_path, catalog)
        assert set(read(tmp_path).messages) == {"home/bearer/door"}


def test_an_obsolete_message_does_not_replace_a_live_one(tmp_path: Path) -> None:
    obsolete = "\n" + "".join(f"#~ {line}\n" for line in DOOR.replace("No abras", "Abre").splitlines())
    for catalog in (HEADER + DOOR + obsolete, HEADER + obsolete + "\n" + DOOR):
        put(tmp_path, catalog)
        assert read(tmp_path).messages["home/bearer/door"].text == "No abras la puerta."


OLD = '#~| msgid "Older."\n#~ msgctxt "home/bearer/door"\n#~ msgid "Old."\n#~ msgstr "Viejo."\n'


@pytest.mark.parametrize(
    "lines",
    [
        OLD,
        '#~| msgctxt "old"\n#~| msgid ""\n#~| "Older."\n' + OLD,
        "#~ msgstr[x]\n",
        "#~ msgid\n",
        '#~ "o"\n',
        "#~\n",
        "#: \u2068a\n",
        "#: \u2069\n",
        "#, \n#.\n#|\n#:\n",
    ],
)
def test_what_babel_cannot_read_in_comments_does_not_matter(tmp_path: Path, lines: str) -> None:
    for catalog in (HEADER + lines + DOOR + SIGN, HEADER + DOOR + lines + SIGN, HEADER + DOOR + SIGN + lines):
        put(tmp_path, catalog)
        assert {key: each.text for key, each in read(tmp_path).messages.items()} == {
            "home/bearer/door": "No abras la puerta.",
            "home/bearer/sign": "No firmes nada.",
        }


def test_babel_cannot_read_previous_texts_of_obsolete_messages() -> None:
    with pytest.raises(PoFileError):
        read_po(io.StringIO(HEADER + DOOR + OLD), abort_invalid=True)


def test_the_same_english_may_have_two_contexts(tmp_path: Path) -> None:
    put(tmp_path, HEADER + DOOR + SIGN.replace("Sign nothing.", "Keep the door closed."))
    messages = read(tmp_path).messages
    assert messages["home/bearer/door"].source == messages["home/bearer/sign"].source
    assert messages["home/bearer/door"].text != messages["home/bearer/sign"].text


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_the_ends_of_lines_do_not_matter(tmp_path: Path, end: str) -> None:
    catalog = (HEADER + "#, fuzzy\n" + DOOR + SIGN).replace("\n", end)
    for content in (catalog, catalog.rstrip()):
        put(tmp_path, content)
        messages = read(tmp_path).messages
        assert messages["home/bearer/door"].fuzzy
        assert [(each.source, each.text) for each in messages.values()] == [
            ("Keep the door closed.", "No abras la puerta."),
            ("Sign nothing.", "No firmes nada."),
        ]


def test_a_missing_quotation_mark_that_babel_takes_is_refused(tmp_path: Path) -> None:
    catalog = HEADER + DOOR.replace('puerta."', "puerta.") + SIGN
    (door,) = [message for message in read_po(io.StringIO(catalog)) if message.context == "home/bearer/door"]
    assert door.string == "No abras la puerta"  # without its last character, and without a word
    error = refused(tmp_path, catalog)
    assert (error.cause, error.line) == ("A quotation mark is missing.", 8)


@pytest.mark.parametrize(
    "again",
    [
        'msgctxt "home/bearer/door"',
        'msgctxt  "home/bearer/door"  ',
        'msgctxt\t"home/bearer/door"',
        'msgctxt ""\n"home/bearer/door"',
        'msgctxt "home/"\n"bearer/"\n""\n"door"',
        'msgctxt "home/bearer/"\n\n"door"',
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_context_cannot_have_two_texts(tmp_path: Path, again: str, end: str) -> None:
    catalog = HEADER + DOOR + SIGN.replace('msgctxt "home/bearer/sign"', again)
    assert len(list(read_po(io.StringIO(catalog)))) == 3  # the header and both, of which one would win
    error = refused(tmp_path, catalog.replace("\n", end))
    assert (error.cause, error.line) == ("The message home/bearer/door is already on line 6.", 10)
    assert error.remedy == "Keep one of the two."


def test_contexts_are_compared_by_what_they_say(tmp_path: Path) -> None:
    door = DOOR.replace("home/bearer/door", r"a\"\\\tb")
    error = refused(tmp_path, HEADER + door + SIGN.replace("home/bearer/sign", '"\n"a\\""\n"\\\\"\n"\\tb'))
    assert (error.cause, error.line) == ('The message a"\\\tb is already on line 6.', 10)
    put(tmp_path, HEADER + door + SIGN.replace("home/bearer/sign", r"a\"\\tb"))
    assert set(read(tmp_path).messages) == {'a"\\\tb', 'a"\\tb'}


@pytest.mark.parametrize(
    "forms", ['msgstr[0] "No abras la puerta."\n', 'msgstr[0] "No abras la puerta."\nmsgstr[1] "No abras."\n']
)
def test_plural_forms_are_refused(tmp_path: Path, forms: str) -> None:
    plural = f'msgid_plural "Keep the doors closed."\n{forms}'
    error = refused(tmp_path, HEADER + DOOR[: DOOR.index("msgstr")] + plural + SIGN)
    assert error.cause == "The message home/bearer/door can be read in two ways."
    assert "plural" in error.remedy
    assert error.line == 6
    error = refused(tmp_path, HEADER + DOOR + SIGN[: SIGN.index("msgstr")] + plural)
    assert (error.cause, error.line) == ("The message home/bearer/sign can be read in two ways.", 10)


def test_a_context_without_english_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, HEADER + DOOR + SIGN.replace("Sign nothing.", ""))
    assert (error.cause, error.line) == ("The message home/bearer/sign can be read in two ways.", 10)


@pytest.mark.parametrize("what", ["id", "string", "context", "nothing"])
def test_what_two_readers_read_differently_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def another_babel(lines: io.StringIO, abort_invalid: bool) -> Catalog:
        assert abort_invalid
        catalog = Catalog()
        for each in read_po(io.StringIO(lines.getvalue()), abort_invalid=True):
            changed = {"id": str(each.id), "string": str(each.string), "context": str(each.context)}
            if each.id == "Sign nothing.":
                if what == "nothing":
                    continue
                changed[what] = f"{changed[what]}."
            if each.id:
                catalog.add(changed["id"], changed["string"], context=changed["context"])
        return catalog

    monkeypatch.setattr("babel.messages.pofile.read_po", another_babel)
    error = refused(tmp_path, HEADER + DOOR + SIGN)
    assert (error.cause, error.line) == ("The message home/bearer/sign can be read in two ways.", 10)
    put(tmp_path, HEADER + DOOR)
    assert set(read(tmp_path).messages) == {"home/bearer/door"}


@pytest.mark.parametrize("reason", [PoFileError("Bad.", Catalog(), "x", 3), ValueError("Bad."), LookupError("Bad.")])
def test_what_babel_refuses_is_a_broken_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: Exception
) -> None:
    def refuse(*_: object, **__: object) -> Catalog:
        raise reason

    monkeypatch.setattr("babel.messages.pofile.read_po", refuse)
    error = refused(tmp_path, HEADER + DOOR)
    assert error.cause.startswith("The catalog cannot be read: Bad.")


def test_a_byte_order_mark_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, b"\xef\xbb\xbf" + (HEADER + DOOR).encode())
    assert "byte order mark" in error.cause
    assert error.line == 1


def test_another_encoding_is_refused_on_its_line(tmp_path: Path) -> None:
    error = refused(tmp_path, (HEADER + DOOR + SIGN.replace("No", "Nó")).encode("latin-1"))
    assert "UTF-8" in error.cause
    assert error.line == 12


def test_the_charset_of_the_header_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, HEADER.replace("utf-8", "iso-8859-1") + DOOR.replace("No abras", "«Nó»"))
    assert read(tmp_path).messages["home/bearer/door"].text == "«Nó» la puerta."


def test_size_is_bounded(tmp_path: Path) -> None:
    assert "larger than" in refused(tmp_path, HEADER + DOOR + "#" * MAX_BYTES).cause


@pytest.mark.parametrize(
    "more",
    [
        "PO-Revision-Date: today",
        "PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE",
        "POT-Creation-Date: 29.1.2026",
        "Plural-Forms: nplurals=INTEGER;",
        "Plural-Forms: nplurals=99; plural=import os",
        "Language: no such language",
        "Content-Type: text/plain; charset=CHARSET",
        "Content-Type:",
        ": : no field at all",
    ],
)
def test_an_odd_header_does_not_matter(tmp_path: Path, more: str) -> None:
    for header in (HEADER.rstrip() + f'\n"{more}\\n"\n\n', f'#, fuzzy\nmsgid ""\nmsgstr "{more}"\n\n'):
        put(tmp_path, header + DOOR + SIGN)
        assert {key: (each.text, each.fuzzy) for key, each in read(tmp_path).messages.items()} == {
            "home/bearer/door": ("No abras la puerta.", False),
            "home/bearer/sign": ("No firmes nada.", False),
        }


@pytest.mark.parametrize("escape", ["a", "b", "f", "v", "0", "101", "x41", "u0041", "N", "'"])
def test_an_escape_that_readers_take_differently_is_refused(tmp_path: Path, escape: str) -> None:
    error = refused(tmp_path, HEADER + DOOR.replace("abras", f"\\{escape}bras"))
    assert (error.cause, error.line) == ("A backslash comes before a letter with no meaning there.", 8)


def test_five_escapes_are_read(tmp_path: Path) -> None:
    put(tmp_path, HEADER + DOOR.replace("No abras", r"\n\t\r\"\\n"))
    assert read(tmp_path).messages["home/bearer/door"].text == '\n\t\r"\\n la puerta.'


def test_a_comment_inside_a_message_is_refused(tmp_path: Path) -> None:
    for comment in ("# c", '#~ msgid "Old."'):
        error = refused(tmp_path, HEADER + DOOR.replace("msgstr", f"{comment}\nmsgstr"))
        assert (error.cause, error.line) == ("A comment is inside a message, after its msgid.", 8)


@pytest.mark.parametrize("between", ["\n", "# c\n", '#~ msgid "Old."\n'])
def test_a_translation_ends_with_a_blank_line_or_a_comment(tmp_path: Path, between: str) -> None:
    error = refused(tmp_path, HEADER + DOOR + between + '"ni la ventana."\n' + SIGN)
    assert (error.cause, error.line) == ("This text has no keyword.", 10)
    error = refused(tmp_path, HEADER + DOOR + between + 'msgstr "Abre."\n' + SIGN)
    assert (error.cause, error.line) == ("msgstr cannot come after the start.", 10)


@pytest.mark.parametrize("first", ["\n", "\r\n"])
def test_a_catalog_with_both_ends_of_lines_is_refused(tmp_path: Path, first: str) -> None:
    second = "\n" if first == "\r\n" else "\r\n"
    parts = [HEADER, f"# c\n#, fuzzy\n{DOOR}", SIGN]
    for place in range(1, len(parts)):
        ends = [first if number < place else second for number in range(len(parts))]
        put(tmp_path, "".join(part.replace("\n", end) for part, end in zip(parts, ends, strict=True)))
        with pytest.raises(BadFile, match="ends differently from the first one") as refused:
            read(tmp_path)
        assert refused.value.line == "".join(parts[:place]).count("\n") + 1


@pytest.mark.parametrize("content", ["", "\n", "# nothing yet\n", HEADER])
def test_a_catalog_may_be_empty(tmp_path: Path, content: str) -> None:
    path = put(tmp_path, content)
    assert (read(tmp_path).messages, read(tmp_path).files) == ({}, (path,))


def test_a_locale_without_a_catalog_has_no_messages(tmp_path: Path) -> None:
    wording = read_wording(shelves(tmp_path), "kek")
    assert (wording.tag, dict(wording.messages), wording.files) == ("kek", {}, ())


def test_the_locales_are_those_with_a_catalog(tmp_path: Path) -> None:
    ours = translated_tags(shelves(None))
    assert ours == sorted(ours)
    assert "es" in ours
    assert "en" not in ours
    put(tmp_path, HEADER, "mam")
    (tmp_path / "translations" / "kek").mkdir()
    assert translated_tags(shelves(tmp_path)) == sorted([*ours, "mam"])
    assert translated_tags(shelves(tmp_path)[1:]) == ["mam"]


def test_a_content_folder_replaces_message_by_message(tmp_path: Path) -> None:
    ours = read_wording(shelves(None), "es")
    context = "home/bearer/door"
    theirs = put(tmp_path, HEADER + DOOR + SIGN.replace("home/bearer/sign", "ours/bearer/sign"))
    both = read_wording(shelves(tmp_path), "es")
    assert both.files == (catalog_path(bundled(), "es"), theirs)
    assert both.messages[context].text == "No abras la puerta."
    assert both.messages[context].file == theirs
    assert both.messages["ours/bearer/sign"].text == "No firmes nada."
    assert set(both.messages) == {*ours.messages, "ours/bearer/sign"}
    for name in set(ours.messages) - {context}:
        assert both.messages[name] == ours.messages[name]


@pytest.mark.parametrize("empty", ['msgstr ""', 'msgstr ""\n""'])
def test_an_empty_message_of_a_content_folder_does_not_replace_ours(tmp_path: Path, empty: str) -> None:
    ours = read_wording(shelves(None), "es").messages
    empty_door = DOOR.replace('msgstr "No abras la puerta."', empty)
    for mark in ("", "#, fuzzy\n"):
        put(tmp_path, HEADER + mark + empty_door + SIGN.replace("No firmes nada.", "").replace("/sign", "/honest"))
        both = read_wording(shelves(tmp_path), "es").messages
        assert both == ours
    other = empty_door.replace("home/", "ours/")
    theirs = put(tmp_path, HEADER + other)
    both = read_wording(shelves(tmp_path), "es").messages
    assert both["ours/bearer/door"] == Message(
        "ours/bearer/door", "Keep the door closed.", "", fuzzy=False, file=theirs, line=6
    )


def test_a_fuzzy_or_stale_message_of_a_content_folder_replaces_ours(tmp_path: Path) -> None:
    theirs = put(tmp_path, HEADER + "#, fuzzy\n" + DOOR + SIGN.replace("Sign nothing.", "Sign."))
    both = read_wording(shelves(tmp_path), "es").messages
    assert (both["home/bearer/door"].file, both["home/bearer/door"].fuzzy) == (theirs, True)
    assert (both["home/bearer/sign"].file, both["home/bearer/sign"].source) == (theirs, "Sign.")


def test_a_broken_catalog_of_a_content_folder_is_named(tmp_path: Path) -> None:
    path = put(tmp_path, HEADER + DOOR.replace('puerta."', "puerta."))
    with pytest.raises(BadFile) as caught:
        read_wording(shelves(tmp_path), "es")
    assert (caught.value.file, caught.value.line) == (path, 8)


@pytest.mark.parametrize("tag", translated_tags(shelves(None)))
def test_every_shipped_catalog_reads(tag: str) -> None:
    wording = read_wording(shelves(None), tag)
    assert wording.messages
    assert wording.files == (catalog_path(bundled(), tag),)


@st.composite
def written(draw: st.DrawFn) -> tuple[str, dict[str, tuple[str, str, bool]]]:
    """A catalog, and its messages: the English, the translation and whether it is fuzzy, by context."""

    def quoted(text: str) -> str:
        cut = draw(st.integers(0, len(text)))
        pieces = [text] if cut == 0 else ["", text[:cut], text[cut:]]
        return "\n".join(f'"{piece.translate(ENCODED)}"' for piece in pieces)

    messages: dict[str, tuple[str, str, bool]] = {}
    parts = [HEADER]
    for context in draw(st.lists(TEXTS.filter(bool), unique=True, max_size=4)):
        source, text, fuzzy = draw(TEXTS.filter(bool)), draw(TEXTS), draw(st.booleans())
        messages[context] = (source, text, fuzzy)
        mark = "#, fuzzy\n" if fuzzy else ""
        parts.append(f'{mark}msgctxt "{context.translate(ENCODED)}"\nmsgid {quoted(source)}\nmsgstr {quoted(text)}\n\n')
    return "".join(parts), messages


@given(written(), st.sampled_from(["\n", "\r\n"]))
@settings(deadline=None)
def test_every_text_comes_out_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, catalog: tuple[str, dict[str, tuple[str, str, bool]]], end: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "written"
    put(folder, catalog[0].replace("\n", end))
    found = {key: (each.source, each.text, each.fuzzy) for key, each in read(folder).messages.items()}
    assert found == catalog[1]


@given(st.binary() | st.lists(st.sampled_from(LINES)).map(lambda lines: "\n".join([*lines, ""]).encode()))
@settings(deadline=None)
def test_no_bytes_raise_anything_but_badfile(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "bytes"
    path = put(folder, raw)
    try:
        wording = read(folder)
    except BadFile as error:
        assert error.file == path
        assert error.line is None or 1 <= error.line <= raw.count(b"\n") + 1
        return
    assert all(context and message.source for context, message in wording.messages.items())
