"""The table of recipients: rows as spreadsheets export them, and every bad cell named by line and column."""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cards.errors import BadFile, CardError
from cards.locations import shelves
from cards.read.csv_file import MAX_BYTES
from cards.read.languages import find_language, read_languages
from cards.read.layouts import Layout
from cards.read.numbers import dialled
from cards.read.recipients import (
    COLUMNS,
    MAX_CARDS,
    MAX_LOCALES,
    MAX_ROWS,
    Recipient,
    read_recipients,
)
from cards.read.wishes import Wishes

NUMBERS = count()
LANGUAGES = read_languages(shelves(None))


def tags(given: str) -> str:
    return find_language(LANGUAGES, given).tag


EVERY = "name,region,hotline,hotline_name,link,org,logo,script,stock,es,vi\n"


def pack(folder: Path, **fields: object) -> Recipient:
    """What the pack file in a folder gives as defaults."""
    cards = fields.pop("cards", (("en", 10),))
    wishes = replace(Wishes(), **fields)  # type: ignore[arg-type]
    return Recipient("", folder / "workshop.toml", 1, cards, wishes)  # type: ignore[arg-type]


def put(folder: Path, content: str | bytes) -> Path:
    """Write a table."""
    path = folder / "recipients.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def rows(folder: Path, content: str | bytes, **fields: object) -> tuple[Recipient, ...]:
    """The recipients of a table in which nothing is wrong."""
    found, bad = read_recipients(put(folder, content), pack(folder, **fields), tags)
    assert bad == ()
    return found


def refused(folder: Path, content: str | bytes, line: int | None, **fields: object) -> BadFile:
    """The complaint about a whole table."""
    path = put(folder, content)
    with pytest.raises(BadFile) as caught:
        read_recipients(path, pack(folder, **fields), tags)
    assert (caught.value.file, caught.value.line) == (path, line)
    return caught.value


def bad_row(folder: Path, content: str | bytes, line: int, **fields: object) -> CardError:
    """The complaint about the one row that is refused; the row of Good, if there is one, goes ahead."""
    path = put(folder, content)
    found, bad = read_recipients(path, pack(folder, **fields), tags)
    assert [recipient.name for recipient in found] == (["Good"] if b"Good" in path.read_bytes() else [])
    (error,) = bad
    assert (error.file, error.line) == (path, line)
    assert str(error) == f"{path}:{line}: {error.cause} {error.remedy}"
    assert error.cause.endswith(".")
    assert error.remedy.endswith((".", "?"))
    return error


def test_a_row_gives_everything(tmp_path: Path) -> None:
    (tmp_path / "logos").mkdir()
    (tmp_path / "logos" / "l.png").touch()
    row = "Lynn,US-MA,617-370-5023; luce ;,Our line,https://example.org,Lynn Org,logos/l.png,home;car,5371,500,0\n"
    (found,) = rows(tmp_path, EVERY + row)
    assert found == Recipient(
        name="Lynn",
        file=tmp_path / "recipients.csv",
        line=2,
        cards=(("es", 500),),
        wishes=Wishes(
            scripts=("home", "car"),
            stock="5371",
            region="US-MA",
            hotlines=("617-370-5023", "luce"),
            hotline_name="Our line",
            link="https://example.org",
            org="Lynn Org",
            logo=tmp_path / "logos" / "l.png",
        ),
    )


def test_what_a_row_leaves_empty_is_the_packs(tmp_path: Path) -> None:
    every = {
        "scripts": ("street",), "stock": "plain-a4", "region": "US-NY", "hotlines": ("moia",), "hotline_name": "City",
        "link": "id", "org": "City Hall", "logo": tmp_path / "city.png",
    }  # fmt: skip
    (found,) = rows(tmp_path, f"{EVERY}Lynn,,,,, ,,,,,\n", **every)
    assert found == replace(pack(tmp_path, **every), name="Lynn", file=tmp_path / "recipients.csv", line=2)


def test_the_packs_name_of_a_hotline_is_not_given_to_another_hotline(tmp_path: Path) -> None:
    content = "name,hotline,hotline_name\nA,luce,\nB,,Other\nC,luce,Luce\nD,,\n"
    found = rows(tmp_path, content, hotlines=("moia",), hotline_name="City")
    assert [(each.wishes.hotlines, each.wishes.hotline_name) for each in found] == [
        (("luce",), ""),
        (("moia",), "Other"),
        (("luce",), "Luce"),
        (("moia",), "City"),
    ]


def test_numbers_of_one_row_are_all_its_own_or_all_the_packs(tmp_path: Path) -> None:
    content = "name,es,zh-Hans,Haitian Creole\nA,1,,0\nB,,,\nC, 007 ,100000,0000000002\n"
    found = rows(tmp_path, content, cards=(("ar", 5), ("vi", 6)))
    assert [each.cards for each in found] == [
        (("es", 1),),
        (("ar", 5), ("vi", 6)),
        (("es", 7), ("zh-Hans", 100_000), ("Haitian Creole", 2)),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_tables_of_every_spreadsheet_are_read(tmp_path: Path, separator: str, ending: str, mark: str) -> None:
    table = [["name", "hotline", "es"], ["Lynn; Salem, both", "luce;maine", "5"], ["", "", ""], ["Ärzte “X”", "", "6"]]
    quoted = [[f'"{cell}"' if separator in cell else cell for cell in row] for row in table]
    content = mark + ending.join(separator.join(row) for row in quoted) + ending + ending
    found = rows(tmp_path, content)
    assert [(each.name, each.line, each.wishes.hotlines) for each in found] == [
        ("Lynn; Salem, both", 2, ("luce", "maine")),
        ("Ärzte “X”", 4, ()),
    ]


@pytest.mark.parametrize("heading", ["hotline_name", "Hotline Name", " HOTLINE-NAME ", "hotline name"])
def test_headings_are_known_in_any_spelling(tmp_path: Path, heading: str) -> None:
    (found,) = rows(tmp_path, f"Name,hotline,{heading}\nLynn,luce,Us\n")
    assert (found.name, found.wishes.hotline_name) == ("Lynn", "Us")


def test_a_cell_may_have_quotation_marks_separators_and_lines(tmp_path: Path) -> None:
    content = 'name,org,es\n"A ""B"", C\nsecond\r\n  line",\u00a0D\u00a0\u00a0E ,1\nF,,2\n'
    first, second = rows(tmp_path, content)
    assert (first.name, first.wishes.org, first.line) == ('A "B", C second line', "D E", 2)
    assert (second.name, second.line) == ("F", 5)


def test_names_of_every_language_are_all_right_and_composed(tmp_path: Path) -> None:
    names = ["می\u200cخواهم", "Comite\u0301", "移民之家", "ක්\u200dෂ", "Smith & Co. (-3)", "1st Church"]
    found = rows(tmp_path, "name\n" + "\n".join(names))
    assert [each.name for each in found] == ["می\u200cخواهم", "Comit\u00e9", *names[2:]]


def test_a_blank_column_and_blank_rows_do_not_matter(tmp_path: Path) -> None:
    (found,) = rows(tmp_path, "\n,,\n name ,,es,,\n,,,,\n  \nLynn,,5,,\n")
    assert (found.name, found.line, found.cards) == ("Lynn", 6, (("es", 5),))


def test_every_language_is_a_heading_by_each_of_its_names(tmp_path: Path) -> None:
    languages = read_languages(shelves(None)).values()
    every = [(each.tag, each.english, each.autonym, *each.aliases) for each in languages]
    for place in range(max(map(len, every))):
        headings = {name.casefold(): name for names in every for name in names[place : place + 1]}
        typed = [name for folded, name in headings.items() if folded not in COLUMNS]
        content = f"name,{','.join(typed)}\nLynn{',1' * len(typed)}\n"
        assert len(rows(tmp_path, content)[0].cards) == len(typed)


SAME = [("es", "Spanish"), ("ES", "es-MX"), ("zh-hans", "Chinese (Simplified)"), ("Kreyòl", "ht"), ("fa", "Farsi")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_columns_of_one_language_are_refused(tmp_path: Path, one: str, other: str) -> None:
    error = refused(tmp_path, f"name,{one},vi,{other}\nA,1,1,1\n", 1)
    assert error.cause.startswith(f"'{other}' (column 4) is the same language as '{one}' (column 2): ")


def test_languages_that_are_alike_are_two(tmp_path: Path) -> None:
    (found,) = rows(tmp_path, "name,zh-Hans,zh-Hant,fa,prs\nA,1,2,3,4\n")
    assert [number for _, number in found.cards] == [1, 2, 3, 4]


@pytest.mark.parametrize("cut", ["A,luce,7", "A,luce,7,", "A,luce,7,,,,  ,", "A,luce,7,,,"])
def test_empty_cells_at_the_end_may_be_left_out_or_be_too_many(tmp_path: Path, cut: str) -> None:
    first, second = rows(tmp_path, f"name,hotline,es,vi,org\n{cut}\nB,,,5\n")
    assert (first.cards, first.wishes.org) == ((("es", 7),), "")
    assert second.cards == (("vi", 5),)


@pytest.mark.parametrize(
    ("told", "separator"), [("sep=;", ";"), ("SEP=,", ","), ('"sep=\t"', "\t"), ("sep=|", "|"), ("\ufeffsep=;;;", ";")]
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_line_that_tells_excel_the_separator_is_taken(
    tmp_path: Path, told: str, separator: str, ending: str
) -> None:
    lines = [told, *(separator.join(row) for row in (["name", "es"], ["A", "5"], ["B", "x"]))]
    found, bad = read_recipients(put(tmp_path, ending.join(lines)), pack(tmp_path), tags)
    assert [(each.name, each.line, each.cards) for each in found] == [("A", 3, (("es", 5),))]
    assert [each.line for each in bad] == [4]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_unicode_text_of_excel_is_read(tmp_path: Path, encoding: str) -> None:
    content = (
        "\ufeff" if encoding.endswith("be") else ""
    ) + "name\thotline\tes\r\nÄrzte, Lynn\tluce\t5\r\n移民\t\t6\r\n"
    first, second = rows(tmp_path, content.encode(encoding))
    assert (first.name, second.name, second.cards, second.line) == ("Ärzte, Lynn", "移民", (("es", 6),), 3)


@pytest.mark.parametrize(
    "name", ["Total", "TOTALS:", "Sum", "Grand total", "Sub-total", "Total cards", "Gesamt", "合计", "Total:  "]
)
@pytest.mark.parametrize("numbers", ["300,50", "7,", ",", "1,1"])
def test_a_row_of_sums_is_no_recipient(tmp_path: Path, name: str, numbers: str) -> None:
    content = f"name,es,vi\nA,100,50\nB,200,\n{name},{numbers}\n"
    found, (error,) = read_recipients(put(tmp_path, content), pack(tmp_path), tags)
    assert ([each.name for each in found], error.line) == (["A", "B"], 4)
    assert error.cause.startswith("The row '")
    assert error.cause.endswith("' has the sums of other rows, as its name says, and is not a recipient.")


def test_a_longer_name_is_that_of_sums_only_above_its_sums(tmp_path: Path) -> None:
    content = "name,es,vi\nA,100,50\nB,200,\nTotal of Lynn,300,50\nC,10,\nTotal of Salem,10,\n"
    content += "Total Health Center,9,9\nTotal of both,319,59\n"
    found, bad = read_recipients(put(tmp_path, content), pack(tmp_path), tags)
    assert [each.name for each in found] == ["A", "B", "C", "Total Health Center"]
    assert [each.line for each in bad] == [4, 6, 8]


def test_a_column_of_sums_is_no_language(tmp_path: Path) -> None:
    error = refused(tmp_path, "name,es,vi,Total\nA,1,2,3\n", 1)
    assert error.cause == "The heading of column 4 is 'Total', which means sums, not a language."


@pytest.mark.parametrize("cell", ["1 000", "1\u00a0000", "1\u202f000", "1'000", "1’000", " 1000 ", "0001000"])
def test_blanks_between_thousands_are_taken(tmp_path: Path, cell: str) -> None:
    assert rows(tmp_path, f"name,es\nA,{cell}\n")[0].cards == (("es", 1000),)


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [
        ("1,000", "If it is 1000, write that, without a separator"),
        ("1.000", "If it is 1000, write that, without a separator"),
        ("5,0", "Write 5, without decimals."),
        ("500.00", "Write 500, without decimals."),
        ("100 cards", "Write only 100,"),
        ("ca. 100", "Write only 100,"),
        ("10 000 0", "Write it in digits only"),
        ("x", "Write it in digits only"),
        ("yes", "Write it in digits only"),
        ("10-20", "Write it in digits only"),
        ("-5", "Write it in digits only"),
        ("1.5", "Write it in digits only"),
        ("9" * 50, "Write it in digits only"),
    ],
)
def test_what_is_nearly_a_number_is_refused_with_what_to_write(tmp_path: Path, cell: str, remedy: str) -> None:
    error = bad_row(tmp_path, f"name;es\nA;{cell}\nGood;1\n", 2)
    assert error.cause.startswith(f"'es' (column 2) is {cell[:40]!r}, which is not a number of cards")
    assert error.remedy.startswith(remedy)


@pytest.mark.parametrize(
    "above", ["Spring workshop,,\n", "Spring workshop\n\n", "12/5/2026,,\n", "hotlin,,\n", "a;b;c;d;e\n"]
)
def test_a_title_above_the_headings_is_told(tmp_path: Path, above: str) -> None:
    line = above.count("\n") + 1
    assert refused(tmp_path, f"{above}name,es,vi\nA,1,2\n", 1).remedy == (
        f"The headings are on line {line}: delete the rows above them."
    )


def test_headings_once_more_are_told(tmp_path: Path) -> None:
    error = bad_row(tmp_path, "name,hotline,es\nGood,,1\nName,Hotline,ES\n", 3)
    assert error.cause == "The row repeats the headings."


def test_a_note_below_the_table_is_no_recipient(tmp_path: Path) -> None:
    """Where the pack would give it cards; right below the others, a name alone gets those of the pack."""
    cards = (("es", 10),)
    path = put(tmp_path, "name,es,vi\nA,1,2\nB,,\n\nPrinted by Maria,,\n\nC,1,\n")
    found, (error,) = read_recipients(path, pack(tmp_path, cards=cards), tags)
    assert [each.name for each in found] == ["A", "B", "C"]
    assert error.line == 5
    assert error.cause == "The row is below a blank one and has only a name, so it looks like a note."
    assert len(rows(tmp_path, "name\n\nA\n\nB\n", cards=cards)) == 2  # names are all that such a table has


def test_a_name_with_blanks_at_its_end_is_the_same_name(tmp_path: Path) -> None:
    assert "is already on line 2" in bad_row(tmp_path, "name,es\nGood,1\nGood \u00a0,1\n", 3).cause


def test_layouts_theme_and_recording_of_a_row(tmp_path: Path) -> None:
    content = "name,Layout,theme,audio link\nA,fronts; BACKS,Red Stock,https://example.org/a\nB,,,\nC,Poster,outline,\n"
    every = {"layouts": (Layout.FOLD,), "theme": "red", "audio_link": "https://example.org/b"}
    found = rows(tmp_path, content, **every)
    assert [(each.wishes.layouts, each.wishes.theme, each.wishes.audio_link) for each in found] == [
        ((Layout.FRONTS, Layout.BACKS), "red-stock", "https://example.org/a"),
        ((Layout.FOLD,), "red", "https://example.org/b"),
        ((Layout.POSTER,), "outline", "https://example.org/b"),
    ]
    own = (("es", "https://example.org/es"),)
    assert [each.wishes.audio_links for each in rows(tmp_path, content, layouts=(Layout.FOLD,), audio_links=own)] == [
        (),
        own,
        own,
    ]


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ("A,folded,", "'layout' (column 2) is 'folded'."),
        ("A,fold;;Fold,", "'layout' (column 2) has 'fold' twice."),
        ("A,;,", "'layout' (column 2) has only separators in it."),
        ("A,=fold,", "'layout' (column 2) begins with '='"),
        ("A,,green", "'theme' (column 3) is 'green'."),
        ("A,,-red", "'theme' (column 3) begins with '-'"),
        ("A,duplex;press,red-stock", "'theme' (column 3) red-stock is for cards that you print yourself,"),
        ("A,press,", "'theme' (column 3) red-stock is for cards that you print yourself,"),
    ],
)
def test_a_layout_or_theme_that_cannot_be_is_named(tmp_path: Path, row: str, cause: str) -> None:
    """Also where one of the two is the pack's."""
    content = f"name,layout,theme\nGood,press,outline\n{row}\n"
    assert bad_row(tmp_path, content, 3, theme="red-stock").cause.startswith(cause)


GOOD_ROW = "Good,,,,,,,,,1,1\n"


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        (",US-MA,,,,,,,,5,", "The row has no name."),
        ("A,,,,,,,,,many,", "'es' (column 10) is 'many', which is not a number of cards from 0 to 100000."),
        ("A,,,,,,,,,5,-5", "'vi' (column 11) is '-5', which is not a number"),
        ("A,,,,,,,,,5.0,", "'es' (column 10) is '5.0', which is not a number"),
        ('A,,,,,,,,,"1,000",', "'es' (column 10) is '1,000', which is not a number"),
        ("A,,,,,,,,,=2+3,", "'es' (column 10) is '=2+3', which is not a number"),
        ("A,,,,,,,,,100001,", "'es' (column 10) is '100001', which is not a number"),
        (f"A,,,,,,,,,{'9' * 5000},", f"'es' (column 10) is '{'9' * 40}', which is not a number"),
        ("A,,,,,,,,,٣,", "'es' (column 10) is '٣', which is not a number"),
        ("A,,,,,,,,,²,", "'es' (column 10) is '²', which is not a number"),
        ("A,,,,,,,,,5\u202e,", "'es' (column 10) is '5\\u202e', which is not a number"),
        ("A,,,,,,,,,0,0", "The row asks for no cards."),
        ("=cmd|'/c calc'!A0,,,,,,,,,5,", "'name' (column 1) begins with '=', like a spreadsheet formula."),
        ("+A,,,,,,,,,5,", "'name' (column 1) begins with '+'"),
        ("+1 617-370-5023,,,,,,,,,5,", "'name' (column 1) begins with '+'"),
        ("A,-1,,,,,,,,5,", "'region' (column 2) begins with '-'"),
        ("A,,,,@x,,,,,5,", "'link' (column 5) begins with '@'"),
        ("A,,, =x,,,,,,5,", "'hotline_name' (column 4) begins with '='"),
        ("A,,,,,＝x,,,,5,", "'org' (column 6) begins with '＝'"),
        ("A,,+cmd|x,,,,,,,5,", "'hotline' (column 3) begins with '+'"),
        ("A,,luce;=x,,,,,,,5,", "'hotline' (column 3) begins with '='"),
        ("A,,+1+cmd,,,,,,,5,", "'hotline' (column 3) begins with '+'"),
        ("A,,,,,,,home;=x,,5,", "'script' (column 8) begins with '='"),
        ("\tA,,,,,,,,,5,", "'name' (column 1) has a tab (U+0009) in it."),
        ('"\rA",,,,,,,,,5,', "'name' (column 1) has a carriage return (U+000D) in it."),
        ("A\x1bB,,,,,,,,,5,", "'name' (column 1) has the invisible character U+001B in it."),
        ("A\x85B,,,,,,,,,5,", "'name' (column 1) has the invisible character U+0085 in it."),
        ("A,,,,,A\u202eB,,,,5,", "'org' (column 6) has the invisible character U+202E in it."),
        ("A\u2066B,,,,,,,,,5,", "'name' (column 1) has the invisible character U+2066 in it."),
        ("A\u200fB,,,,,,,,,5,", "'name' (column 1) has the invisible character U+200F in it."),
        ("A\u2028B,,,,,,,,,5,", "'name' (column 1) has the invisible character U+2028 in it."),
        ("A\u200bB,,,,,,,,,5,", "'name' (column 1) has the invisible character U+200B in it."),
        ("A,,,,,\ufeffB,,,,5,", "'org' (column 6) has the invisible character U+FEFF in it."),
        ("\u3164,,,,,,,,,5,", "'name' (column 1) has the invisible character U+3164 in it."),
        ("\u200c \u200d,,,,,,,,,5,", "'name' (column 1) has no visible characters."),
        (f"{'A' * 201},,,,,,,,,5,", "'name' (column 1) has 201 characters, more than 200."),
        (f"A,,,,,{'A' * 61},,,,5,", "The 'org' (column 6) has 61 characters, more than 60."),
        (f"A,,1,{'A' * 61},,,,,,5,", "The 'hotline_name' (column 4) has 61 characters, more than 60."),
        ("A,,,Us,,,,,,5,", "The row has a hotline_name but no hotline."),
        ("A,,luce; luce,,,,,,,5,", "'hotline' (column 3) has 'luce' twice."),
        (f"A,,{';'.join(map(str, range(21)))},,,,,,,5,", "'hotline' (column 3) has 21 entries, more than 20."),
        ("A,,;;,,,,,,,5,", "'hotline' (column 3) has only separators in it."),
        ("A,,,,,,,;,,5,", "'script' (column 8) has only separators in it."),
        ("good,,,,,,,,,5,", "The name 'good' is already on line 2."),
        ("Ｇｏｏｄ,,,,,,,,,5,", "The name 'Ｇｏｏｄ' is already on line 2."),
        ("A,,,,,,,,,5,6,7", "The row has 12 cells, but the first row has 11."),
        (
            'A,"a"b,,,,,,,,5,',
            "The row has an unclosed or misplaced quotation mark, or a cell that does not end.",
        ),
        ("A,,,,,,../l.png,,,5,", "'logo' (column 7) is '../l.png', which may lie outside the folder of the pack."),
        ("A,,,,,,none.png,,,5,", "'logo' (column 7) is 'none.png', but there is no such file."),
    ],
    ids=lambda value: value[:24].encode("unicode_escape").decode(),
)
def test_a_bad_row_is_named_and_does_not_stop_the_others(tmp_path: Path, row: str, cause: str) -> None:
    error = bad_row(tmp_path, f"{EVERY}{GOOD_ROW}{row}\n\n", 3)
    assert error.cause.startswith(cause)
    assert len(str(error)) < 300 + len(str(tmp_path))


def test_rows_after_a_bad_one_have_their_own_lines(tmp_path: Path) -> None:
    content = 'name,es\n"A\n\nB",x\nGood,1\n,1\n"C"x,1\nD,-\n'
    found, bad = read_recipients(put(tmp_path, content), pack(tmp_path), tags)
    assert [(each.name, each.line) for each in found] == [("Good", 5)]
    assert [each.line for each in bad] == [2, 6, 7, 8]


def test_a_quotation_mark_that_is_never_closed_says_how_far_it_reaches(tmp_path: Path) -> None:
    found, bad = read_recipients(put(tmp_path, 'name,es\nA,1\n"B,2\nC,3\nD,4\n'), pack(tmp_path), tags)
    assert [each.name for each in found] == ["A"]
    assert [each.line for each in bad] == [3]
    assert "so it seems to continue to line 5" in bad[0].cause
    found, bad = read_recipients(put(tmp_path, 'name,es\nA,1\n"B,2\nC,3\n"D",4\nE,5\n'), pack(tmp_path), tags)
    assert [each.name for each in found] == ["A", "E"]
    assert "to line 5" in bad[0].cause


def test_a_cell_without_end_is_a_bad_row(tmp_path: Path) -> None:
    assert "a cell that does not end" in bad_row(tmp_path, f"name,es\n{'x' * 200_000},1\nGood,1\n", 2).cause


@pytest.mark.parametrize(
    "number", ["+52 55 5093 0000", "+1 (617) 370-5023", "+1.617.370.5023 x12", "617-370-5023;+525550930000"]
)
def test_a_telephone_number_may_begin_with_a_plus(tmp_path: Path, number: str) -> None:
    (found,) = rows(tmp_path, f"name,hotline\nA,{number}\n")
    assert found.wishes.hotlines == tuple(number.split(";"))


@pytest.mark.parametrize(
    ("header", "line", "cause"),
    [
        ("", None, "The table is empty."),
        ("\n \n\n", None, "The table is empty."),
        ("nom,es\nA,1", 1, "The first row has no heading 'name'."),
        ("\n\nnom,es\nA,1", 3, "The first row has no heading 'name'."),
        ("name|es\nA|1", 1, "The first row has no heading 'name'."),
        ("Lynn,500\nSalem,300", 1, "The heading of column 2 is '500', which does not begin with a letter."),
        ("name,=x", 1, "The heading of column 2 is '=x', which does not begin with a letter."),
        ("name,hotlin", 1, "The heading of column 2 is 'hotlin'."),
        ("name,Hotlines", 1, "The heading of column 2 is 'Hotlines'."),
        ("name,es,NAME", 1, "'NAME' (column 3) has the same heading as column 1."),
        ("name,es,Es", 1, "'Es' (column 3) has the same heading as column 2."),
        ("name,hotline name,hotline_name", 1, "'hotline_name' (column 3) has the same heading as column 2."),
        ("name,e\u202es", 1, "The heading of column 2 has the invisible character U+202E in it."),
        ("name,\x07", 1, "The heading of column 2 has the invisible character U+0007 in it."),
        (f"name,{'x' * 61}", 1, "The heading of column 2 has more than 60 characters."),
        (f"name,{'x' * 201}", 1, "The heading of column 2 has 201 characters, more than 200."),
        ("name" + ",x" * 300, 1, "The table has 301 columns, more than 300."),
        ('"name"x,es\nA,1', 1, "The row has an unclosed or misplaced quotation mark"),
        ('"name,es\nA,1', 1, "The row has an unclosed or misplaced quotation mark"),
    ],
    ids=lambda value: str(value)[:24].encode("unicode_escape").decode(),
)
def test_bad_headings_stop_the_table(tmp_path: Path, header: str, line: int | None, cause: str) -> None:
    assert refused(tmp_path, header, line).cause.startswith(cause)


def test_a_heading_that_is_nearly_known_is_answered_with_the_known_one(tmp_path: Path) -> None:
    for wrong, meant in (("names", "name"), ("Hotlines", "hotline"), ("regoin", "region"), ("scripts", "script")):
        assert refused(tmp_path, f"{wrong},es\n", 1).remedy == f"Did you mean {meant!r}?"


def test_a_table_must_ask_for_cards_unless_the_pack_does(tmp_path: Path) -> None:
    error = refused(tmp_path, "name,region,\nA,,\n", 1, cards=())
    assert error.cause == "The table has no column for a locale, and the pack file has no [cards]."
    assert bad_row(tmp_path, "name,es\nA,\nGood,1\n", 2, cards=()).cause == "The row asks for no cards."


def test_something_below_no_heading_is_a_bad_row(tmp_path: Path) -> None:
    error = bad_row(tmp_path, "name,,es\nGood,,1\nA,x,1\n", 3)
    assert error.cause == "Column 2 has no heading, but this row has something in it."


@pytest.mark.parametrize(
    ("raw", "line", "cause"),
    [
        (b"name,es\nA\xe9,1\n", 2, "The table is not UTF-8 text."),
        ("name,es\nA,1\n".encode("utf-16-le"), 1, "The table contains a zero byte, which no CSV file has."),
        ("name,es\nA,1\n".encode("utf-16")[:-1], None, "The table is cut off, or is not UTF-16 text."),
        (b"name,es\nA,1\nB\0,1\n", 3, "The table contains a zero byte, which no CSV file has."),
        (b"name,es\n".ljust(MAX_BYTES + 1, b"\n"), None, "The table is larger than 10 MB."),
    ],
    ids=["latin", "utf-16", "cut", "zero", "large"],
)
def test_what_is_no_csv_is_refused(tmp_path: Path, raw: bytes, line: int | None, cause: str) -> None:
    error = refused(tmp_path, raw, line)
    assert error.cause == cause
    assert cause.startswith("The table is larger") or "CSV UTF-8" in error.remedy


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="The table cannot be read: No such file"):
        read_recipients(tmp_path / "none.csv", pack(tmp_path), tags)


@pytest.mark.full_only
def test_the_limits_themselves_are_all_right(tmp_path: Path) -> None:
    assert (MAX_ROWS, MAX_CARDS) == (20_000, 100_000)
    content = "name\n" + "".join(f"N{number}\n" for number in range(MAX_ROWS))
    assert len(rows(tmp_path, content)) == MAX_ROWS
    error = refused(tmp_path, f"{content}\n\nOne more\n", MAX_ROWS + 4)
    assert error.cause == "The table has more than 20000 rows."
    columns = [f"l{number}" for number in range(MAX_LOCALES - 1)]
    path = put(tmp_path, f"name,{','.join(columns)}\n{'A' * 200}{',1' * len(columns)}\n")
    (found,), bad = read_recipients(path, pack(tmp_path), tag_of=str)
    assert (len(found.cards), bad) == (MAX_LOCALES - 1, ())
    assert len(rows(tmp_path, b"name\nA\n".ljust(MAX_BYTES, b","))) == 1


def test_the_work_grows_as_the_rows_do(tmp_path: Path, calls_of: Callable[[Callable[[], object]], int]) -> None:
    (tmp_path / "l.png").touch()
    row = "Örg {},US-MA,617-370-5023;luce,Our line,https://www.example.org,Örg {},l.png,home;car,5371,500,300\n"
    made = [
        EVERY + "".join(row.format(number, number) for number in range(1000, 1000 + count))
        for count in (200, 400, 1600)
    ]
    few, some, many = (calls_of(partial(rows, tmp_path, each)) for each in made)
    assert 0 < many - some < 7 * (some - few)


@pytest.mark.parametrize(
    "content",
    [
        '"\n' * 400_000,
        '"' * 5_000_000,
        'name,es\n"' + "\n" * 5_000_000,
        "name" + "," * 5_000_000,
        "name\n" + '"a"b\n' * 19_000,
        "name\n" + "," * 5_000_000,
        "name,es\n" + f"A,{'9' * 4_000_000}\n",
    ],
    ids=["quotes", "quote", "lines", "columns", "bad", "wide", "digits"],
)
def test_a_hostile_table_is_answered(tmp_path: Path, content: str) -> None:
    """With what would keep a reader busy for hours if its work grew with the square of the length."""
    try:
        found, _ = read_recipients(put(tmp_path, content), pack(tmp_path), tags)
        assert found == ()
    except BadFile:
        pass


def test_a_logo_must_lie_in_the_folder_of_the_pack(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "deep").mkdir(parents=True)
    outside = tmp_path / "outside.png"
    for file in (outside, home / "in.png", home / "deep" / "a b é.png"):
        file.touch()
    (home / "link.png").symlink_to(outside)
    (home / "away").symlink_to(tmp_path)
    (home / "loop").symlink_to(home / "loop")
    (home / "near.png").symlink_to(home / "in.png")
    os.mkfifo(home / "pipe")
    may_be_outside = ", which may lie outside the folder of the pack."
    causes = {
        str(outside): may_be_outside,
        "../outside.png": may_be_outside,
        "deep/../in.png": may_be_outside,
        "..": may_be_outside,
        "deep\\in.png": may_be_outside,
        "C:in.png": may_be_outside,
        "C:/in.png": may_be_outside,
        "in.png:stream": may_be_outside,
        "//host/in.png": may_be_outside,
        "link.png": ", a link out of the folder of the pack.",
        "away/outside.png": ", a link out of the folder of the pack.",
        "loop": ", but there is no such file.",
        "in.png/x": ", but there is no such file.",
        "none.png": ", but there is no such file.",
        "deep": ", which is not an ordinary file.",
        "pipe": ", which is not an ordinary file.",
    }
    for typed, cause in causes.items():
        error = bad_row(home, f"name,logo\nGood,in.png\nA,{typed}\n", 3)
        assert error.cause == f"'logo' (column 2) is {typed!r}{cause}"
    for typed in ("in.png", "./in.png", "deep/a b é.png", "near.png"):
        assert rows(home, f"name,logo\nA,{typed}\nB,{typed}\n")[1].wishes.logo == home / typed


TOKENS = [
    *COLUMNS, "press", "red-stock",
    "es", "Spanish", ",", ",", ",", ";", "\t", "\n", "\n", "\r\n", "\r", '"', '""', "5", "0", "-1", "=x",
    "+1 617", "x" * 201, "\u202e", "é", "\x1b", "\ufeff", "\u2028", "../x", "/", " ", "9" * 30, "",
]  # fmt: skip


@given(
    st.binary()
    | st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.lists(st.sampled_from(TOKENS)).map(lambda tokens: f"name,es,{''.join(tokens)}".encode())
    | st.lists(st.sampled_from(TOKENS)).map(lambda tokens: f"{EVERY}A,{''.join(tokens)}\nB{',' * 10}".encode())
)
@example(b'name\n"')
@example(b'"')
@example(b"\xef\xbb\xbf")
@settings(deadline=None)
def test_no_bytes_raise_anything_but_badfile(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "tables"
    folder.mkdir(exist_ok=True)
    path = put(folder, raw)
    last = raw.count(b"\n") + raw.count(b"\r") + 1
    try:
        found, bad = read_recipients(path, pack(folder), tags)
    except BadFile as error:
        assert error.file == path
        assert error.line is None or 1 <= error.line <= last
        return
    for each in bad:
        assert isinstance(each, BadFile)
        assert each.file == path
        assert 1 <= (each.line or 0) <= last
        assert str(each).isprintable()
    for recipient in found:
        assert recipient.name
        assert recipient.name.isprintable() or set(recipient.name) & set("\u200c\u200d")
        assert recipient.cards
        assert all(1 <= number <= MAX_CARDS for _, number in recipient.cards)
        assert recipient.wishes.scripts
    names = [recipient.name.casefold() for recipient in found]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", ["Call 911", "1-866-DHS-2-ICE", "lynn.org", "Lynn ⁶¹⁷"])
def test_a_name_that_leads_somewhere_is_refused(tmp_path: Path, name: str) -> None:
    for row in (f"name,org,es\nA,{name},5\n", f"name,hotline,hotline_name,es\nA,617-370-5023,{name},5\n"):
        assert re.search(r"what looks like|the numeral", bad_row(tmp_path, row, 2).cause)


@pytest.mark.parametrize(
    "pasted",
    [
        "617\u2011370\u20115023",
        "\u2066617-370-5023\u2069",
        "617\u00ad-370-5023",
        "+1\u00a0617\u2013370\u20135023",
        "６１７-370-5023",
    ],
)  # fmt: skip
def test_a_number_may_be_pasted_with_marks_that_are_not_seen(tmp_path: Path, pasted: str) -> None:
    (found,) = rows(tmp_path, f"name,hotline,es\nA,{pasted},5\n")
    assert [dialled(each).shown for each in found.wishes.hotlines] == ["617-370-5023"]


@pytest.mark.parametrize("cell", ["617-370\u202e-5023", "luce\u200bx\u202e"])
def test_a_number_that_is_shown_backwards_is_refused(tmp_path: Path, cell: str) -> None:
    assert "U+202E" in bad_row(tmp_path, f"name,hotline,es\nA,{cell},5\n", 2).cause


@pytest.mark.parametrize(
    ("heading", "remedy"),
    [
        ("Spanihs", "Did you mean es (Spanish)?"),
        ("Vietnamse", "Did you mean vi (Vietnamese)?"),
        ("notes", "If the column is for something else, delete it."),
        ("Chinese", "Give one of"),
    ],
)
def test_a_heading_that_is_no_language_is_told_once(heading: str, remedy: str, tmp_path: Path) -> None:
    rows = "".join(f"Group {number},{number}\n" for number in range(1, 30))
    path = put(tmp_path, f"name,{heading}\n{rows}")
    with pytest.raises(BadFile) as refused:
        read_recipients(path, pack(tmp_path), tags)
    assert refused.value.cause == f"The heading of column 2 is {heading!r}, which is not one language of the cards."
    assert remedy in refused.value.remedy
    assert (refused.value.file, refused.value.line) == (path, 1)
