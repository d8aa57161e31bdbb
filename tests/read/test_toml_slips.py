"""What somebody gets wrong in a line of TOML is told in words that lead to the right line and the right remedy."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.errors import BadFile
from cards.read.tables import read_table, read_text
from cards.read.toml_slips import find_slip, unquoted

DAY = "Write year, month and day, such as 2026-01-29, without quotation marks."
CURLY = 'Write the plain mark " on both sides, in a plain text editor: word processors change it.'
QUOTE = 'Put " at both ends of the text; a text with " in it has \\" there.'

SLIPS = [
    ("on = 12/05/2026", "12/05/2026 is not a date as this file writes them.", DAY),
    ("on = 2026/05/12", "2026/05/12 is not a date as this file writes them.", DAY),
    ("on = 12.05.2026", "12.05.2026 is not a date as this file writes them.", DAY),
    ("on = 12. 5. 2026", "12. 5. 2026 is not a date as this file writes them.", DAY),
    ("on = 12-05-2026", "12-05-2026 is not a date as this file writes them.", DAY),
    ("on = 2026-5-2  # in May", "2026-5-2 is not a date as this file writes them.", DAY),
    ("on = May 12, 2026", "May 12, 2026 is not a date as this file writes them.", DAY),
    ("on = 12 de mayo de 2026", "12 de mayo de 2026 is not a date as this file writes them.", DAY),
    ("on = May 5th, 2026", "May 5th, 2026 is not a date as this file writes them.", DAY),
    ("copies = 100 cards", "the text after the = is not in quotation marks.", 'Put " at both ends of it.'),
    ("on = 12 May 2026", "12 May 2026 is not a date as this file writes them.", DAY),
    ("on = 2026-02-30", "there is no day 2026-02-30.", DAY),
    ("on = 2026-13-01", "there is no day 2026-13-01.", DAY),
    ("name = “Lynn”", "a text or a key is in typographic quotation marks (“).", CURLY),
    ('name = "Lynn”', "a text or a key is in typographic quotation marks (”).", CURLY),
    ("name = „Lynn“", "a text or a key is in typographic quotation marks („).", CURLY),
    ("name = «Lynn»", "a text or a key is in typographic quotation marks («).", CURLY),
    ("name = ‘Lynn’", "a text or a key is in typographic quotation marks (‘).", CURLY),
    ("name = ＂Lynn＂", "a text or a key is in typographic quotation marks (＂).", CURLY),
    ("regions = [“US-MA”]", "a text or a key is in typographic quotation marks (“).", CURLY),
    ("[[“home/bearer/door”]]", "a text or a key is in typographic quotation marks (“).", CURLY),
    ("“name” = 1", "a text or a key is in typographic quotation marks (“).", CURLY),
    ('name = "Lynn', "a quotation mark is missing.", QUOTE),
    ('name = Lynn"', "a quotation mark is missing.", QUOTE),
    ("name = 'Lynn", "a quotation mark is missing.", QUOTE),
    ('name "Lynn"', "the line has no =.", 'Write key = "text"; begin a comment with #.'),
    ("Lynn Neighbors", "the line has no =.", 'Write key = "text"; begin a comment with #.'),
    ('name: "Lynn"', "there is a colon instead of =.", 'Write key = "text".'),
    ("name =", "there is nothing after the =.", "Write the value there, or put # before the line."),
    ("name = # later", "there is nothing after the =.", "Write the value there, or put # before the line."),
    ("exact = yes", "yes is not a value.", "Write true, in small letters and without quotation marks."),
    ("exact = No", "No is not a value.", "Write false, in small letters and without quotation marks."),
    ("exact = TRUE", "TRUE is not a value.", "Write true, in small letters and without quotation marks."),
    ("exact = off", "off is not a value.", "Write false, in small letters and without quotation marks."),
    ("doubt = none", "none is not a value.", "Remove the line, or put # before it."),
    ("name = Lynn’s line", "the text after the = is not in quotation marks.", 'Put " at both ends of it.'),
    ("name = Nguyễn", "the text after the = is not in quotation marks.", 'Put " at both ends of it.'),
    ("number = 617-555-0100", "a telephone number is not in quotation marks.", 'Write "617-555-0100".'),
    ("number = (617) 555-0100", "a telephone number is not in quotation marks.", 'Write "(617) 555-0100".'),
    ("number = +1 617 555 0100", "a telephone number is not in quotation marks.", 'Write "+1 617 555 0100".'),
    ('name = "Lynn",', "there is a comma after the value.", "Remove it: each key has a line of its own."),
    ("columns = 2,", "there is a comma after the value.", "Remove it: each key has a line of its own."),
    ("width = 1,5", "1,5 is not a number.", "Write 1.5, or remove the comma."),
    ("es = 1,200", "1,200 is not a number.", "Write 1200."),
    ("es = 12,345,678", "12,345,678 is not a number.", "Write 12345678."),
    ("columns = 02", "02 is not a number.", "Write 2, or put it in quotation marks."),
    ("columns = ٢", "٢ is not a number here.", "Write it with the digits 0 to 9."),
    (
        'about = "The "best" line"',
        "something follows the text.",
        'Write a quotation mark inside a text as \\"; begin a comment with #.',
    ),
    (r'logo = "C:\Users\ana"',
        "there is a backslash in the text.",
        "Write / in file names, and \\\\ for a backslash."),
    ("// our line", "the line cannot begin like this.", "Begin a comment with #."),
    ("; our line", "the line cannot begin like this.", "Begin a comment with #."),
    ("[[home/bearer/door]]",
        "the name in brackets cannot be read.", 'Put it in quotation marks, such as [["home/bearer/door"]].'),
    ("[audio", "a bracket is missing.", "Write as many ] at the end as there are [ at the beginning."),
    ("numéro = 1",
        "the key numéro cannot be read.",
        "Write a key in letters without accents, digits, - and _, without spaces."),
    ("hotline name = 1",
        "the key hotline name cannot be read.",
        "Write a key in letters without accents, digits, - and _, without spaces."),
    ('= "Lynn"', "there is no key before the =.", 'Write key = "text".'),
    (
        "name\u00a0= 1",
        "the line has the character U+00A0 (no-break space) outside quotation marks.",
        "Delete it and type a space.",
    ),
    (
        "\u200bname = 1",
        "the line has the character U+200B (zero width space) outside quotation marks.",
        "Delete it and type a space.",
    ),
    (
        "name ＝ 1",
        "the line has the character U+FF1D (fullwidth equals sign) outside quotation marks.",
        "Type it with a Latin keyboard.",
    ),
    ('regions = ["a" "b"]', "a comma is missing in the list.", "Put one between its entries."),
    (
        'regions = ["a", "b"',
        "a list is not closed, or cannot be read.",
        "Put ] at its end, and a comma between its entries.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("line", "what", "remedy"), SLIPS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_slip_is_told_on_its_line(line: str, what: str, remedy: str, end: str, tmp_path: Path) -> None:
    path = tmp_path / "lynn.toml"
    path.write_text(end.join(("# Our line.", 'id = "lynn"', line, 'more = "x"', "")), encoding="utf-8", newline="")
    with pytest.raises(BadFile) as refusal:
        read_table(path)
    told = (refusal.value.cause, refusal.value.remedy, refusal.value.file, refusal.value.line)
    assert told == (f"The file is not valid TOML: {what}", remedy, path, 3)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('a = [\n  1,\n]\nregions = [\n  "US-MA"\n  "US-NH"\n]\n', 6, "a comma is missing before this line."),
        ("a = [\n  [1, 2],\n  [3,\n  4]\n  [5]\n]\n", 1, "a list is not closed, or cannot be read."),
        ('a = [\n  "x = [",\n  "y"\n\nb = 2\n', 1, "a list is not closed, or cannot be read."),
        ('a = [\n  "x",\n  "y"\n\n[b]\nc = 2\n', 1, "a list is not closed, or cannot be read."),
        ("a = [\n  1,\n  [2,\n  3\n", 3, "a list is not closed, or cannot be read."),
        ("# \na = {b = 1, c = [\n  1,\n  2\n", 2, "a list is not closed, or cannot be read."),
    ],
)
def test_a_list_over_several_lines_is_told_where_it_is_wrong(text: str, line: int, what: str, tmp_path: Path) -> None:
    path = tmp_path / "lynn.toml"
    path.write_text(text)
    with pytest.raises(BadFile) as refusal:
        read_table(path)
    assert (refusal.value.cause, refusal.value.line) == (f"The file is not valid TOML: {what}", line)


@pytest.mark.parametrize(
    ("value", "bare"), [("2026-05-12", "2026-05-12"), ("12", "12"), ("1.5", "1.5"), ("true", "true"), ("12/05", "")]
)
def test_a_value_in_quotation_marks_that_needs_none(value: str, bare: str, tmp_path: Path) -> None:
    path = tmp_path / "lynn.toml"
    path.write_text(f'on = "{value}"\n')
    assert unquoted(value) == (f"without quotation marks: {bare}" if bare else "")
    with pytest.raises(BadFile) as refusal:
        read_table(path).day("on")
    wanted = f"Write it without quotation marks: {bare}." if bare else "Write a date such as 2026-01-29."
    assert (refusal.value.cause, refusal.value.remedy) == ("'on' is not a date such as 2026-01-29.", wanted)


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1252", "ANSI"), ("latin-1", "ANSI"), ("utf-16", "Unicode"), ("utf-16-be", "Unicode")]
)
def test_a_file_in_another_encoding(encoding: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "lynn.toml"
    path.write_bytes(
        ("\ufeff" if encoding == "utf-16-be" else "").encode(encoding) + 'name = "Peña"\n'.encode(encoding)
    )
    with pytest.raises(BadFile) as refusal:
        read_text(path)
    assert refusal.value.cause == "The file is not UTF-8 text."
    assert refusal.value.remedy == f"Save it again with the encoding UTF-8; Windows calls the other one {name}."


@given(st.text(st.sampled_from("\"'“”=[]#,.:/\\-+() 0159aé\u00a0yesno"), max_size=40))
def test_every_line_has_an_answer(line: str) -> None:
    """Whatever the parser refuses; and a right line beside it is never called wrong."""
    try:
        tomllib.loads(f'a = "b"\n{line}\n')
    except (tomllib.TOMLDecodeError, ValueError) as error:
        found = find_slip(["", line, ""], 2, str(error))
        assert found is None or (found[0] in (1, 2) and found[1][0].endswith(".") and found[1][1].endswith("."))


@given(st.text(max_size=30), st.sampled_from(['"', "'"]))
def test_what_stands_in_quotation_marks_is_no_slip(text: str, mark: str) -> None:
    value = json.dumps(text, ensure_ascii=True) if mark == '"' else f"'{text}'"
    try:
        tomllib.loads(f"name = {value}")
    except tomllib.TOMLDecodeError:
        return
    assert find_slip([f"name = {value}"], 1, "Invalid value") is None
