"""TOML into checked values: every complaint names the file, the line and the key."""

from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cards.errors import BadFile
from cards.measures import points
from cards.read.tables import MAX_BYTES, MAX_LINE, MAX_NUMBER, Table, read_table, read_text

NUMBERS = count()

EVERY_VALUE = {
    "text": '"x"',
    "whole": "3",
    "number": "1.5",
    "flag": "true",
    "day": "2026-01-29",
    "time": "07:32:00",
    "texts": '["x", "y"]',
    "numbers": "[1, 2]",
    "table": "{a = 1}",
    "length": '"54mm"',
}

# Each method of a table, and those of the values above that it takes.
TAKES = {
    "text": {"text", "length"},
    "number": {"whole", "number"},
    "whole": {"whole"},
    "flag": {"flag"},
    "day": {"day"},
    "texts": {"texts"},
    "length": {"length"},
    "table": {"table"},
}

TOKENS = [
    "a", "b", "[a]", "[[a]]", "[a.b]", "[", "]", "{", "}", "=", ",", ".", '"', "'", '"""', "\n", "\r\n", "\r", "#", " ",
    '"0"', '"²"', "0", "1", "-1", "1e9", "0x", "true", "inf", "nan", "2026-01-29", "07:32", "\\", "\\u00e9",
    "é", "\x00", "\ufeff",
]  # fmt: skip


def put(folder: Path, content: str | bytes) -> Path:
    """Write a TOML file."""
    path = folder / "file.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def refused(path: Path, line: int | None, call: Callable[[], Any]) -> BadFile:
    """The complaint that a call makes, which names the file and the line."""
    with pytest.raises(BadFile) as caught:
        call()
    error = caught.value
    place = f"{path}:{line}" if line else f"{path}"
    assert (error.file, error.line) == (path, line)
    assert str(error) == f"{place}: {error.cause} {error.remedy}"
    assert error.exit_code == 3
    return error


def test_values_come_out_as_they_stand(tmp_path: Path) -> None:
    table = read_table(put(tmp_path, "\n".join(f"{key} = {value}" for key, value in EVERY_VALUE.items())))
    assert table.text("text") == "x"
    assert table.whole("whole") == 3
    assert table.number("number") == 1.5
    assert table.number("whole") == 3.0
    assert table.flag("flag") is True
    assert table.day("day") == date(2026, 1, 29)
    assert table.texts("texts") == ("x", "y")
    assert table.length("length") == points("54mm")
    assert table.table("table").whole("a") == 1
    assert table.day("absent") is None


def test_a_day_with_a_time_is_that_day(tmp_path: Path) -> None:
    assert read_table(put(tmp_path, "k = 2026-01-29T10:00:00Z")).day("k") == date(2026, 1, 29)


def test_defaults_stand_in_for_absent_keys_only(tmp_path: Path) -> None:
    path = put(tmp_path, "k = 7")
    table = read_table(path)
    assert table.text("a", "") == ""
    assert table.number("a", 1.2) == 1.2
    assert table.whole("a", 4) == 4
    assert table.flag("a", False) is False
    assert table.texts("a", ()) == ()
    assert table.length("a", 12.5) == 12.5
    refused(path, 1, lambda: table.text("k", "x"))
    refused(path, 1, lambda: table.flag("k", False))


@pytest.mark.parametrize("method", TAKES)
@pytest.mark.parametrize("kind", EVERY_VALUE)
def test_a_value_of_another_type_is_refused(tmp_path: Path, method: str, kind: str) -> None:
    path = put(tmp_path, f"k = 0  # another k\n[t]\nz = 1\nk = {EVERY_VALUE[kind]}\n")
    read = getattr(read_table(path).table("t"), method)
    if kind in TAKES[method]:
        read("k")
    else:
        error = refused(path, 4, lambda: read("k"))
        assert error.cause.startswith("'t.k' ")


@pytest.mark.parametrize("method", [*sorted(set(TAKES) - {"day"}), "tables"])
def test_a_missing_key_is_named_with_the_line_of_its_table(tmp_path: Path, method: str) -> None:
    path = put(tmp_path, "# t\n[other]\nk = 1\n\n[t]\nz = 1\n")
    table = read_table(path)
    read = getattr(table.table("t"), method)
    error = refused(path, 5, lambda: list(read("k")))
    assert error.cause == "'t.k' is missing."
    error = refused(path, None, lambda: list(getattr(table, method)("k")))
    assert error.cause == "'k' is missing."


@pytest.mark.parametrize(
    ("method", "value", "what"),
    [
        ("text", '""', "is empty"),
        ("text", '" "', "is empty"),
        ("text", '"x "', "ends with a space"),
        ("text", '"\u00a0x"', "begins or ends with a space"),
        ("text", '"\\nx"', "has a line feed (U+000A) in it"),
        ("text", '"x\\ty"', "has a tab (U+0009) in it"),
        ("text", r'"x\u0000"', "has the character U+0000 in it"),
        ("text", r'"x\u001by"', "has the character U+001B in it"),
        ("text", '"x\x85y"', "has the character U+0085 in it"),
        ("text", '"x\u2028y"', "has the character U+2028 in it"),
        ("text", '"x\u2029y"', "has the character U+2029 in it"),
        ("text", '"x\u202ey"', "has the character U+202E in it"),
        ("text", r'"\u202a"', "has the character U+202A in it"),
        ("name_of", r'"x\ny"', "has a line feed (U+000A) in it"),
        ("name_of", '" x"', "begins or ends with a space"),
        ("name_of", f'"{"x" * 61}"', "cannot be a name"),
        ("name_of", '"x\ufeffy"', "cannot be a name"),
        ("name_of", '"\u3164"', "cannot be a name"),
        ("name_of", '"\u200d"', "cannot be a name"),
        ("whole", "0", "is out of bounds"),
        ("whole", "-3", "is out of bounds"),
        ("whole", "10001", "is out of bounds"),
        ("whole", "9" * 3000, "is out of bounds"),
        ("whole", f"0x{'f' * 3000}", "is out of bounds"),
        ("number", "10000.5", "is too large a number"),
        ("number", "-10000.5", "is too large a number"),
        ("number", "1e300", "is too large a number"),
        ("number", "-1e300", "is too large a number"),
        ("number", "inf", "is too large a number"),
        ("number", "nan", "is too large a number"),
        ("number", "9" * 3000, "is too large a number"),
        ("number", f"-{'9' * 3000}", "is too large a number"),
        ("texts", '["x", 1]', "is not a text"),
        ("texts", '["x", " "]', "is not a text"),
        ("length", '"54"', "is '54'"),
        ("length", '"-1mm"', "is '-1mm'"),
        ("length", '"10001pt"', "is too long a length"),
        ("length", f'"{"9" * 3000}mm"', "is too long a length"),
        ("length", f'"{"9" * 3000}"', f"is '{'9' * 40}'"),
    ],
    ids=lambda value: value[:20].encode("unicode_escape").decode(),
)
def test_a_value_out_of_bounds_is_refused(tmp_path: Path, method: str, value: str, what: str) -> None:
    path = put(tmp_path, f"a = 1\nk = {value}\n")
    error = refused(path, 2, lambda: getattr(read_table(path), method)("k"))
    assert error.cause.startswith("'k' ")
    assert what in error.cause
    assert len(str(error)) < 300 + len(str(path))


@pytest.mark.parametrize("text", ["x", "می\u200cخ", "ක්\u200dෂ", "a\u00a0b", "\u2066a\u2069", "“é”"])
def test_a_text_of_any_language_is_all_right(tmp_path: Path, text: str) -> None:
    assert read_table(put(tmp_path, f"k = '{text}'\n")).text("k") == text


def test_a_text_has_several_lines_where_that_is_allowed(tmp_path: Path) -> None:
    path = put(tmp_path, 'a = 1\r\nk = """\r\none\r\n\r\ntwo"""\r\nj = "x\\ty"\r\n')
    table = read_table(path)
    assert table.text("k", lines=True) == "one\n\ntwo"
    assert table.text("absent", "", lines=True) == ""
    assert refused(path, 2, lambda: table.text("k")).cause == "'k' has a line feed (U+000A) in it."
    assert refused(path, 6, lambda: table.text("j", lines=True)).cause == "'j' has a tab (U+0009) in it."


def test_a_name_is_composed(tmp_path: Path) -> None:
    path = put(tmp_path, f'k = "Comite\u0301"\nj = "{"x" * 61}"\n')
    assert read_table(path).name_of("k") == "Comit\u00e9"
    error = refused(path, 2, lambda: read_table(path).name_of("j"))
    assert error.cause == "'j' cannot be a name."
    assert error.remedy == "The j has 61 characters, more than 60. Give a shorter name."


def test_a_key_is_shown_on_one_line(tmp_path: Path) -> None:
    path = put(tmp_path, '"a\\n\\u001b\\u202eb" = 1\n')
    with pytest.raises(BadFile) as caught:
        read_table(path).known("k")
    assert caught.value.cause == "'a???b' is not known here."


def test_the_line_of_a_key_can_be_asked_for(tmp_path: Path) -> None:
    table = read_table(put(tmp_path, "[t]\nk = 1\n\n[s]\nj = 1\nk = 2\n"))
    assert (table.table("t").line_of("k"), table.table("s").line_of("k")) == (2, 6)
    assert table.line_of("s") == 4


@pytest.mark.parametrize("key", ["k", "j"])
def test_a_key_that_is_not_there_is_complained_about_at_its_own_table(tmp_path: Path, key: str) -> None:
    path = put(tmp_path, "[[t]]\nz = 1\n\n[[t]]\nz = 2\nk = 2\n[s]\nj = 1\n")
    first, second = read_table(path).tables("t")
    assert refused(path, 1, lambda: first.refuse(key, "is missing", "Add it.")).cause == f"'t.1.{key}' is missing."
    line = 6 if key == "k" else 4
    assert refused(path, line, lambda: second.refuse(key, "is odd", "Mend it.")).cause == f"'t.2.{key}' is odd."


def test_the_bounds_themselves_are_all_right(tmp_path: Path) -> None:
    assert MAX_NUMBER == 10_000
    path = put(tmp_path, 'a = 1\nb = 10000\nc = 10000.0\nd = -10000\ne = "10000pt"\nf = "0mm"\n')
    table = read_table(path)
    assert (table.whole("a"), table.whole("b")) == (1, 10_000)
    assert (table.number("b"), table.number("c"), table.number("d")) == (10_000, 10_000, -10_000)
    assert (table.length("e"), table.length("f")) == (10_000, 0)
    assert refused(path, 4, lambda: table.whole("d")).remedy == "Give a whole number from 1 to 10000."


@pytest.mark.parametrize("spelling", ["k", '"k"', "'k'", "  k"])
def test_an_unknown_key_is_refused_on_its_line(tmp_path: Path, spelling: str) -> None:
    path = put(tmp_path, f"[a]\nx = 1\n[b]\nx = 1\n{spelling} = 1\n")
    error = refused(path, 5, lambda: read_table(path).table("b").known("x", "y"))
    assert error.cause == "'b.k' is not known here."
    assert error.remedy == "The keys are: x, y."


def test_known_keys_are_all_right(tmp_path: Path) -> None:
    read_table(put(tmp_path, "a = 1\nb = 2\n")).known("a", "b", "c")


def test_a_table_that_only_its_inner_ones_open_is_on_the_line_of_the_first(tmp_path: Path) -> None:
    path = put(
        tmp_path, '[bearer.heading]\nid = "h"\n[[bearer.statement]]\nid = "a"\n[[officer.statement]]\nid = "b"\n'
    )
    top = read_table(path)
    bearer, officer = top.table("bearer"), top.table("officer")
    assert refused(path, 1, lambda: bearer.text("id")).cause == "'bearer.id' is missing."
    assert refused(path, 5, lambda: officer.table("heading")).cause == "'officer.heading' is missing."
    for line, side in ((3, bearer), (5, officer)):
        error = refused(path, line, lambda side=side: side.refuse("statement", "is odd", "Mend it."))  # type: ignore[misc]
        assert error.cause == f"'{side.name}.statement' is odd."


@pytest.mark.parametrize("header", ["[[ b.k ]]", "[b.k] # k", '["b".k]', '["b"."k"]', "  [b.k]", "[b.k]\r"])
def test_a_table_is_complained_about_where_it_opens(tmp_path: Path, header: str) -> None:
    path = put(tmp_path, f"[a]\nk = 1\n[a.k2]\nx = 1\n[b]\nz = 1\n{header}\nz = 1\n")
    assert refused(path, 7, lambda: read_table(path).table("b").known("z")).cause == "'b.k' is not known here."


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_a_line_ends_with_a_line_feed_and_nothing_else(tmp_path: Path, separator: str) -> None:
    path = put(tmp_path, f'# a{separator}b\n[t]\nj = "a{separator}b"\nk = 1\n')
    refused(path, 4, lambda: read_table(path).table("t").text("k"))
    refused(path, 2, lambda: read_table(path).table("t").text("z"))
    path = put(tmp_path, f"# a{separator}b\nk = x\n")
    refused(path, 2, lambda: read_table(path))


@pytest.mark.parametrize("name", ["t.0", "t.1", "t.9", "t.²", "0", "²", "t.01", f"t.{'9' * 3000}", "t.-1", "t."])
def test_a_table_may_be_named_like_a_place_in_a_list(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, f'["{name}"]\nk = 1\n')
    ((_, table),) = read_table(path).each()
    assert refused(path, 2, lambda: table.text("k")).cause == f"'{name}.k' is not a text in quotes."


def test_each_of_several_tables_has_its_own_lines(tmp_path: Path) -> None:
    path = put(tmp_path, "[side]\n[[side.entry]]\nk = 1\n\n[[side.entry]]\nk = 2\n[[ side.entry ]] # third\nj = 3\n")
    first, second, third = read_table(path).table("side").tables("entry")
    assert [first.name, second.name, third.name] == ["side.entry.1", "side.entry.2", "side.entry.3"]
    refused(path, 3, lambda: first.text("k"))
    refused(path, 6, lambda: second.text("k"))
    assert refused(path, 7, lambda: third.text("k")).cause == "'side.entry.3.k' is missing."
    refused(path, 8, lambda: third.known("k"))


@pytest.mark.parametrize("value", ["1", '"x"', "{}", "[1]", "[{}, 1]"])
def test_a_list_of_tables_holds_nothing_else(tmp_path: Path, value: str) -> None:
    path = put(tmp_path, f"[t]\nk = {value}\n")
    assert "'t.k' is not a list of tables." in str(
        refused(path, 2, lambda: list(read_table(path).table("t").tables("k")))
    )


def test_every_table_by_its_key(tmp_path: Path) -> None:
    path = put(tmp_path, '[es]\nname = "a"\n["zh-Hant"]\nname = 1\n')
    tables = dict(read_table(path).each())
    assert list(tables) == ["es", "zh-Hant"]
    assert tables["es"].text("name") == "a"
    assert "'zh-Hant.name'" in str(refused(path, 4, lambda: tables["zh-Hant"].text("name")))
    path = put(tmp_path, "es = 1\n")
    refused(path, 1, lambda: list(read_table(path).each()))


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["a = 1", "b =", "c = 3"], 2),
        (["a = 1", 'b = "x', "c = 3"], 2),
        (["a = 1", "b = x"], 2),
        (["a = 1", "", "a = 2"], 3),
        (["[a]", "[b]", "[a]"], 3),
        (["= 1"], 1),
        (["a = “smart”"], 1),
        (["", "a = '''x", "", ""], 2),
        (["[a"], 1),
        (["a = 2026-02-30"], 1),
        (["a = 1", "\ufeffb = 1"], 2),
    ],
)
def test_broken_toml_is_refused_on_its_line(tmp_path: Path, lines: list[str], line: int, ending: str) -> None:
    path = put(tmp_path, ending.join(lines))
    error = refused(path, line, lambda: read_table(path))
    assert error.cause.startswith("The file is not valid TOML: ")
    assert "(at" not in error.cause


def test_a_byte_order_mark_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"a = 1\n", b"x"):
        path = put(tmp_path, b"\xef\xbb\xbf" + content)
        error = refused(path, 1, lambda path=path: read_table(path))  # type: ignore[misc]
        assert error.cause == "The file begins with a byte order mark."


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b'a = 1\nb = "caf\xe9"\n', 2),
        (b"\xff\xfea\x00", 1),
        (b"a = 1\n\n\n# \xc3", 4),
        (b"# \xed\xa0\x80\n", 1),
    ],
)
def test_a_file_in_another_encoding_is_refused_on_its_line(tmp_path: Path, raw: bytes, line: int) -> None:
    path = put(tmp_path, raw)
    for read in (read_table, read_text):
        error = refused(path, line, lambda read=read: read(path))  # type: ignore[misc]
        assert "UTF-8" in error.cause
        assert "UTF-8" in error.remedy


def test_size_is_bounded(tmp_path: Path) -> None:
    assert MAX_BYTES == 1_000_000
    largest = (b"#" + b"x" * 998 + b"\n") * (MAX_BYTES // 1000)
    assert len(largest) == MAX_BYTES
    assert read_table(put(tmp_path, largest)).values == {}
    path = put(tmp_path, largest + b"x")
    for read in (read_table, read_text):
        error = refused(path, None, lambda read=read: read(path))  # type: ignore[misc]
        assert error.cause == "The file is larger than 1000 kB."


@pytest.mark.parametrize("letter", ["x", "é"])
def test_a_line_is_bounded(tmp_path: Path, letter: str) -> None:
    assert MAX_LINE == 4_000
    longest = f"# {letter * (MAX_LINE - 2)}"
    for ending in ("", "\n", "\nb = 2\n"):
        assert read_table(put(tmp_path, f"a = 1\n{longest}{ending}")).whole("a") == 1
        path = put(tmp_path, f"a = 1\n\n{longest}{letter}{ending}")
        error = refused(path, 3, lambda path=path: read_table(path))  # type: ignore[misc]
        assert error.cause == "The line has more than 4000 characters."
    path = put(tmp_path, f"a = 1\n{'a.' * 100_000}a = 1\n")  # would take minutes
    refused(path, 2, lambda: read_table(path))


@pytest.mark.parametrize("count", [900, 50_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("[\n", "]\n"), ("{a=", "}")])
def test_nesting_is_bounded(tmp_path: Path, opening: str, closing: str, count: int) -> None:
    path = put(tmp_path, "a = " + opening * count + closing * count)
    on_one_line = "\n" not in opening
    if on_one_line and count == 50_000:
        assert "more than 4000 characters" in refused(path, 1, lambda: read_table(path)).cause
    else:
        assert "too deeply" in refused(path, None, lambda: read_table(path)).cause


def test_a_file_that_was_written_again_is_read_again(tmp_path: Path) -> None:
    for number in (1, 22, 333):
        assert read_table(put(tmp_path, f"a = {number}\n")).whole("a") == number
    path = put(tmp_path, "a = xxxxx\n")
    refused(path, 1, lambda: read_table(path))
    assert read_table(put(tmp_path, "a = 44444\n")).values == {"a": 44444}
    path.unlink()
    assert "cannot be read" in refused(path, None, lambda: read_table(path)).cause


def test_what_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.toml"
    assert "cannot be read" in refused(nothing, None, lambda: read_table(nothing)).cause
    assert "is a folder, not an ordinary file" in refused(tmp_path, None, lambda: read_table(tmp_path)).cause


@given(st.binary() | st.lists(st.sampled_from(TOKENS)).map(lambda tokens: "".join(tokens).encode()))
@example(b"\xef\xbb\xbfa = 1")
@example(b"a.a.a = 1\n[a.a]")
@settings(deadline=None)
def test_no_bytes_raise_anything_but_badfile(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "bytes" / str(next(NUMBERS))
    folder.mkdir(parents=True)
    path = put(folder, raw)
    try:
        table = read_table(path)
    except BadFile as error:
        assert error.file == path
        assert error.line is None or 1 <= error.line <= raw.count(b"\n") + 1
        return
    assert read_text(path).encode() == raw
    for key in (*table.values, "absent"):
        for method in (*TAKES, "tables"):
            try:
                value = getattr(table, method)(key)
                inner = list(value) if method == "tables" else [value] if method == "table" else []
                for each in inner:
                    assert isinstance(each, Table)
                    with pytest.raises(BadFile):
                        each.text("absent")
            except BadFile as error:
                assert error.file == path
                assert f"'{key}" in error.cause


def test_a_table_refuses_in_the_words_of_its_reader(tmp_path: Path) -> None:
    table = Table(tmp_path, "[t]\nk = 1\n", ("t",), {"k": 1})
    error = refused(tmp_path, 2, lambda: table.refuse("k", "is odd", "Make it even."))
    assert (error.cause, error.remedy) == ("'t.k' is odd.", "Make it even.")
