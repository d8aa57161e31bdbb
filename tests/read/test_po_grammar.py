"""The strict grammar of catalogs: each kind of slip on its line, legitimate oddities, and GNU msgfmt's opinion."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.errors import BadFile
from cards.read.po_grammar import check_po

HERE = Path("cards.po")

CATALOG = r'''
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"

# note
msgctxt "home/bearer/door"
msgid "Keep the door closed."
msgstr ""
"No abras "
"la puerta."

msgctxt "home/bearer/sign"
msgid "Sign nothing."
msgstr "No firmes nada."'''.lstrip("\n").split("\n")

QUOTE, INSIDE = "A quotation mark is missing.", "The text has a quotation mark in it."
ORPHAN = "This text has no keyword."
COMMENT = "A comment is inside a message, after its {}."
FORM = "msgstr[1] cannot come after the start."
SMART, ESCAPE = (
    "The text is in typographic quotation marks.",
    "A backslash comes before a letter with no meaning there.",
)

# What stands on a line of the catalog above instead, on which line that is noticed, and what is said.
SLIPS = [
    (7, 'msgid "Keep the door closed.', 7, QUOTE),
    (7, 'msgid Keep the door closed."', 7, QUOTE),
    (7, "msgid Keep the door closed.", 7, QUOTE),
    (7, "msgid 'Keep the door closed.'", 7, QUOTE),
    (7, 'msgid "', 7, QUOTE),
    (9, '"No abras ', 9, QUOTE),
    (3, '"Content-Type: text/plain; charset=utf-8\\n', 3, QUOTE),
    (14, 'msgstr "No "firmes" nada."', 14, INSIDE),
    (14, 'msgstr "No firmes nada.""', 14, INSIDE),
    (14, 'msgstr """No firmes nada."""', 14, INSIDE),
    (14, 'msgstr “No firmes nada.”', 14, SMART),
    (14, "msgstr „No firmes nada.“", 14, SMART),
    (14, "msgstr «No firmes nada.»", 14, SMART),
    (14, 'msgstr "No firmes nada.”', 14, SMART),
    (14, 'msgstr “No firmes nada."', 14, SMART),
    (14, r'msgstr "No \q firmes nada."', 14, ESCAPE),
    (14, r'msgstr "No \N firmes nada."', 14, ESCAPE),
    (14, r'msgstr "No \8 firmes nada."', 14, ESCAPE),
    (14, r'msgstr "No \xg firmes nada."', 14, ESCAPE),
    (14, r'msgstr "No \x41 firmes nada."', 14, ESCAPE),
    (14, r'msgstr "No \101 firmes nada."', 14, ESCAPE),
    (14, r'msgstr "No \0 firmes nada."', 14, ESCAPE),
    (14, r'msgstr "No \a firmes nada."', 14, ESCAPE),
    (14, r'msgstr "No \b firmes nada."', 14, ESCAPE),
    (14, r'msgstr "No \f firmes nada."', 14, ESCAPE),
    (14, r'msgstr "No \v firmes nada."', 14, ESCAPE),
    (6, r'msgctxt "home\x2fbearer/door"', 6, ESCAPE),
    (10, 'la puerta."', 10, "The line begins with 'la', which is not part of a catalog."),
    (10, "“la puerta.”", 10, "The line begins with '“la', which is not part of a catalog."),
    (5, "note", 5, "The line begins with 'note', which is not part of a catalog."),
    (5, "// note", 5, "The line begins with '//', which is not part of a catalog."),
    (14, "msgstr", 14, "The line begins with 'msgstr', which is not part of a catalog."),
    (14, 'msgstr"No firmes nada."', 14, "The line begins with 'msgstr\"No', which is not part of a catalog."),
    (14, 'Msgstr "No firmes nada."', 14, "The line begins with 'Msgstr', which is not part of a catalog."),
    (14, 'msgtsr "No firmes nada."', 14, "The line begins with 'msgtsr', which is not part of a catalog."),
    (14, 'msgstr[] "No firmes nada."', 14, "The line begins with 'msgstr[]', which is not part of a catalog."),
    (14, 'msgstr[0] "No firmes nada."', 14, "msgstr[0] cannot come after msgid."),
    (13, "", 14, "msgstr cannot come after msgctxt."),
    (7, "", 8, "msgstr cannot come after msgctxt."),
    (7, 'msgid_plural "Keep the doors closed."', 7, "msgid_plural cannot come after msgctxt."),
    (7, 'msgctxt "home/bearer/door2"', 7, "msgctxt cannot come after msgctxt."),
    (11, 'msgstr "No abras."', 11, "msgstr cannot come after msgstr."),
    (12, 'msgstr "No abras."', 12, "msgstr cannot come after the start."),
    (11, '\nmsgstr "No abras."', 12, "msgstr cannot come after the start."),
    (11, '# note\nmsgstr "No abras."', 12, "msgstr cannot come after the start."),
    (11, '\n"y nada."', 12, ORPHAN),
    (11, '# note\n"y nada."', 12, ORPHAN),
    (11, '#~ msgid "Old."\n"y nada."', 12, ORPHAN),
    (10, '\n"la puerta."', 11, ORPHAN),
    (4, '\n"Language: es\\n"', 5, ORPHAN),
    (4, '# note\n"Language: es\\n"', 5, ORPHAN),
    (7, '# note\nmsgid "Keep the door closed."', 7, COMMENT.format("msgctxt")),
    (7, '#~ msgid "Old."\nmsgid "Keep the door closed."', 7, COMMENT.format("msgctxt")),
    (7, '\n  #, fuzzy\nmsgid "Keep the door closed."', 8, COMMENT.format("msgctxt")),
    (7, 'msgid "Keep "\n#. note\n"the door closed."', 8, COMMENT.format("msgid")),
    (8, '#| msgid "Old."\nmsgstr ""', 8, COMMENT.format("msgid")),
    (8, '#\nmsgstr ""', 8, COMMENT.format("msgid")),
    (8, '#~| msgid "Old."\nmsgstr ""', 8, COMMENT.format("msgid")),
    (14, 'msgid_plural "Sign nothings."\n# note\nmsgstr[0] "No."', 15, COMMENT.format("msgid_plural")),
    (14, 'msgid_plural "Sign nothings."\nmsgstr[0] "No."\n\nmsgstr[1] "No."', 17, FORM),
    (14, 'msgid_plural "Sign nothings."\nmsgstr[0] "No."\n# note\nmsgstr[1] "No."', 17, FORM),
    (14, "# note", 14, COMMENT.format("msgid")),
    (13, "# note", 13, COMMENT.format("msgctxt")),
    (14, 'msgid "Sign nothing."', 14, "msgid cannot come after msgid."),
    (1, "", 2, "msgstr cannot come after the start."),
    (1, '"orphan"', 1, ORPHAN),
    (14, "", 13, "The message ends after msgid."),
]  # fmt: skip

# What GNU gettext takes and we do not: no space, several texts on a line, letters by their codes, and blank lines
# after which a message goes on, where a reader that is less strict would begin another.
STRICTER = [
    'msgstr"No firmes nada."',
    'msgstr """No firmes nada."""',
    *(line for _, line, _, cause in SLIPS if cause == ESCAPE and re.search(r"\\[abfv01x](?!g)", line)),
    '\n"y nada."',
    '\n"la puerta."',
    '\n"Language: es\\n"',
    'msgid_plural "Sign nothings."\nmsgstr[0] "No."\n\nmsgstr[1] "No."',
]

ODDITIES = {
    "obsolete": '#~ msgctxt "old"\n#~ msgid "Old."\n#~ msgstr "Viejo."',
    "obsolete in several lines": '#~ msgctxt "old"\n#~ msgid ""\n#~ "Old."\n#~ msgstr ""\n#~ "Viejo."',
    "obsolete with its previous text": '#~| msgid "Older."\n#~ msgctxt "old"\n#~ msgid "Old."\n#~ msgstr "Viejo."',
    "previous text": '#, fuzzy\n#| msgctxt "x"\n#| msgid "Older."\nmsgctxt "new"\nmsgid "New."\nmsgstr "Nuevo."',
    "comments of every kind": '#\n#  two\n#. note\n#: a.toml:1 b.toml\n#, fuzzy, no-wrap\nmsgid "N"\nmsgstr ""',
    "quotation marks in comments": '# say "x\n#. it\'s\nmsgid "N"\nmsgstr ""',
    "no context": 'msgid "New."\nmsgstr "Nuevo."',
    "a text in several lines": 'msgid ""\n"New "\n""\n"text."\nmsgstr ""\n"Texto "\n"nuevo."',
    "escapes": r'msgid "a \"b\" \\ c\td\n"' + "\n" + r'msgstr "«\"b\"» \\ c\td\n"',
    "a line end of another system": r'msgid "a\rb"' + "\n" + r'msgstr "a\rb"',
    "backslashes before letters": r'msgid "\\a\\x41\\101"' + "\n" + r'msgstr "\\a\\x41\\101"',
    "only escapes": r'msgid "\\"' + "\n" + r'msgstr "\""',
    "indented": '  msgid "New."\n\t"More."\nmsgstr    "Nuevo."  ',
    "blank lines inside": 'msgctxt "new"\n\nmsgid "New."\n\n  \nmsgstr ""\n"Nuevo."',
    "blank lines between texts": 'msgctxt ""\n\n"new"\nmsgid ""\n\n"New."\n\nmsgstr "Nuevo."',
    "a comment right after": 'msgid "New."\nmsgstr "Nuevo."\n# the end',
    "an obsolete message right after": 'msgid "New."\nmsgstr "Nuevo."\n#~ msgid "Old."\n#~ msgstr "Viejo."',
    "no blank line between": 'msgid "New."\nmsgstr "Nuevo."\nmsgid "Other."\nmsgstr "Otro."',
    "typographic marks inside": 'msgid "“New”"\nmsgstr "„Neu“ «nuevo»"',
    "a keyword inside": 'msgid "msgstr"\nmsgstr "msgid \\"x\\""',
    "a hash inside": 'msgid "x"\nmsgstr ""\n"# 1"',
    "other line separators inside": 'msgid "x"\nmsgstr "a\u2028b\u0085c\u00a0"',
    "not translated": 'msgctxt "new"\nmsgid "New."\nmsgstr ""',
    "plural": 'msgid "Card"\nmsgid_plural "Cards"\nmsgstr[0] "Tarjeta"\nmsgstr[1] "Tarjetas"\nmsgid "x"\nmsgstr ""',
    "only a comment": "# the end",
}

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=12)
MARKS = ["# ", "#. ", "#: ", "#, ", '#| msgid "', '#~ msgid "']
ENCODED = str.maketrans({"\\": "\\\\", '"': '\\"', "\t": "\\t"})


def refused(text: str) -> BadFile:
    """The complaint about a catalog."""
    with pytest.raises(BadFile) as caught:
        check_po(text, HERE)
    assert caught.value.file == HERE
    assert caught.value.remedy
    return caught.value


@pytest.fixture
def msgfmt_accepts(tmp_path: Path, need_reader: Callable[[str], None]) -> Callable[[str], bool]:
    """Whether GNU gettext reads a catalog; skips where it is missing."""

    def accepts(text: str) -> bool:
        need_reader("msgfmt")
        path = tmp_path / "cards.po"
        path.write_text(text, encoding="utf-8", newline="")
        return subprocess.run(["msgfmt", "-o", os.devnull, path], capture_output=True, check=False).returncode == 0

    return accepts


def with_line(number: int, line: str) -> str:
    """The catalog with another text on one of its lines."""
    return "\n".join([*CATALOG[: number - 1], line, *CATALOG[number:]]) + "\n"


def test_the_catalog_is_all_right(msgfmt_accepts: Callable[[str], bool]) -> None:
    for text in ("\n".join(CATALOG), "\n".join(CATALOG) + "\n\n", "\r\n".join(CATALOG)):
        check_po(text, HERE)
        assert msgfmt_accepts(text)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(("number", "line", "noticed", "cause"), SLIPS, ids=[f"{slip[0]}: {slip[1]}" for slip in SLIPS])
def test_a_slip_is_refused_on_its_line(number: int, line: str, noticed: int, cause: str, ending: str) -> None:
    error = refused(with_line(number, line).replace("\n", ending))
    assert (error.cause, error.line) == (cause, noticed)


@pytest.mark.parametrize(("number", "line"), [slip[:2] for slip in SLIPS])
def test_msgfmt_refuses_the_same_but_for_what_we_are_stricter_about(
    msgfmt_accepts: Callable[[str], bool], number: int, line: str
) -> None:
    assert msgfmt_accepts(with_line(number, line)) == (line in STRICTER)


@pytest.mark.parametrize("text", ODDITIES.values(), ids=ODDITIES)
def test_a_legitimate_oddity_is_accepted(msgfmt_accepts: Callable[[str], bool], text: str) -> None:
    for catalog in ("\n".join([*CATALOG, "", text]), "\n".join([*CATALOG[:4], text, "", *CATALOG[4:]])):
        check_po(catalog, HERE)
        check_po(catalog.replace("\n", "\r\n"), HERE)
        assert msgfmt_accepts(catalog)


def test_nothing_and_comments_are_catalogs() -> None:
    for text in ("", "\n", "  \n\t\n", "# note", "#~ msgid", "#"):
        check_po(text, HERE)


def test_a_byte_order_mark_is_refused() -> None:
    error = refused("\ufeff" + "\n".join(CATALOG))
    assert (error.cause, error.line) == ("The file begins with a byte order mark.", 1)


@pytest.mark.parametrize("keyword", ["msgctxt", "msgid", "msgid_plural"])
def test_a_message_is_not_left_unfinished(keyword: str) -> None:
    lines = {"msgctxt": 'msgctxt "c"', "msgid": 'msgid "N"\n"M"', "msgid_plural": 'msgid "N"\nmsgid_plural "Ns"'}
    text = "\n".join([*CATALOG, "", lines[keyword]])
    for end in ("", "\n", "\n\n  \n"):
        error = refused(text + end)
        assert error.cause == f"The message ends after {keyword}."
        assert error.line == text.count("\n") + 1
    error = refused(f"{text}\n\n# the end\n")
    assert (error.cause, error.line) == (COMMENT.format(keyword), text.count("\n") + 3)
    assert error.remedy == "Move it above the message."


@pytest.mark.parametrize("after", ["msgctxt", "msgid", "msgid_plural"])
@pytest.mark.parametrize("comment", ["#", "# c", "#. c", "#: c", "#, fuzzy", '#| msgid "c"', '#~ msgid "c"', "  # c"])
def test_no_comment_of_any_kind_stands_inside_a_message(
    msgfmt_accepts: Callable[[str], bool], after: str, comment: str
) -> None:
    lines = [*CATALOG, "", 'msgctxt "c"', 'msgid "N"', 'msgid_plural "Ns"', 'msgstr[0] "T"']
    place = next(number for number, line in enumerate(lines) if number >= len(CATALOG) and line.startswith(f"{after} "))
    for blank in ([], [""], ["", "\t"]):
        text = "\n".join([*lines[: place + 1], *blank, comment, *lines[place + 1 :]]) + "\n"
        error = refused(text)
        assert (error.cause, error.line) == (COMMENT.format(after), place + 2 + len(blank))
    assert not msgfmt_accepts(text)
    check_po("\n".join([*lines[: len(CATALOG)], comment, *lines[len(CATALOG) :], comment]), HERE)


def test_what_each_complaint_advises() -> None:
    advice = {cause: refused(with_line(number, line)).remedy for number, line, _, cause in SLIPS}
    assert advice[QUOTE] == 'Put " at both ends of the text.'
    assert advice[INSIDE] == "Write it as \\\", or use your own language's marks."
    assert 'plain mark "' in advice[SMART]
    assert r"Write \n, \t, \" or \\." in advice[ESCAPE]
    assert advice[ORPHAN] == "Put msgid or msgstr before it."
    assert advice[COMMENT.format("msgid")] == "Move it above the message."
    assert advice[FORM] == "Write each message as msgctxt, msgid, msgstr."


@st.composite
def well_formed(draw: st.DrawFn) -> tuple[list[str], list[int]]:
    """The lines of a catalog, and the indexes of those with quotation marks that count."""
    lines: list[str] = []
    quoted: list[int] = []

    def say(keyword: str, *, pieces: list[str]) -> None:
        space = draw(st.sampled_from(["", "", " ", "\t"]))
        if keyword in ("msgid", "msgid_plural", "msgstr", "msgstr[0]"):  # blank lines may stand before these
            lines.extend(draw(st.sampled_from([[], [], [""], ["  ", ""]])))
        for place, piece in enumerate(pieces):
            quoted.append(len(lines))
            start = f"{keyword} " if place == 0 else ""
            lines.append(f'{space}{start}"{piece.translate(ENCODED)}"{space}')

    def texts(least: int = 1) -> list[str]:
        return draw(st.lists(WORDS, min_size=least, max_size=3))

    contexts = draw(st.lists(WORDS.filter(bool), unique=True, max_size=4))
    for context in contexts:
        for mark in draw(st.lists(st.sampled_from(MARKS), max_size=2)):
            lines.append(mark + draw(WORDS))
        if draw(st.booleans()):
            say("msgctxt", pieces=[context])
        say("msgid", pieces=texts())
        if draw(st.integers(0, 4)):
            say("msgstr", pieces=texts())
        else:
            say("msgid_plural", pieces=texts())
            for form in range(draw(st.integers(1, 3))):
                say(f"msgstr[{form}]", pieces=texts())
        lines += draw(st.sampled_from([[], [""], ["  ", ""]]))
    return lines, quoted


@given(well_formed(), st.sampled_from(["\n", "\r\n"]))
@settings(deadline=None)
def test_every_well_formed_catalog_passes(catalog: tuple[list[str], list[int]], ending: str) -> None:
    check_po(ending.join(catalog[0]), HERE)


@given(well_formed().filter(lambda catalog: catalog[1]), st.sampled_from(["\n", "\r\n"]), st.data())
@settings(deadline=None)
def test_without_one_of_its_quotation_marks_it_is_refused(
    catalog: tuple[list[str], list[int]], ending: str, data: st.DataObject
) -> None:
    lines, quoted = catalog
    index = data.draw(st.sampled_from(quoted))
    line = lines[index]
    if data.draw(st.booleans()):
        place = line.rindex('"')
    else:
        place = line.index('"')
        # A line that is left beginning with # is a comment in every reader.
        if line[place + 1 :].lstrip().startswith("#") and not line[:place].strip():
            return
    lines[index] = line[:place] + line[place + 1 :]
    error = refused(ending.join(lines))
    assert error.line == index + 1


@given(st.text() | st.lists(st.sampled_from([*CATALOG, *(slip[1] for slip in SLIPS)])).map("\n".join))
@settings(deadline=None)
def test_any_text_is_a_catalog_or_refused_on_one_of_its_lines(text: str) -> None:
    try:
        check_po(text, HERE)
    except BadFile as error:
        assert error.line is not None
        assert 1 <= error.line <= text.count("\n") + 1
        return
    assert all(re.match(r'#|msg|"', line.strip()) for line in text.split("\n") if line.strip())
