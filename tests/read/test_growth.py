"""Readers take time in proportion to what they read, however it is made: the work is counted at three sizes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from cards.errors import BadFile, CardError, UnknownId
from cards.locations import shelves
from cards.read.names import same_person
from cards.read.packs import open_pack
from cards.read.po_file import MAX_ENTRIES, parse_po
from cards.read.scripts import read_script
from cards.read.sign_offs import SignOff
from cards.read.tables import MAX_ITEMS, MAX_TEXT, Table, read_table, table_of
from cards.upkeep.directory import verified_text
from cards.upkeep.obsolete import obsolete_messages
from cards.upkeep.sign import review_text
from cards.upkeep.update import updated_catalog

PATH = Path("cards.po")
SIZES = (5_000, 10_000, 40_000)
"""Bytes: at the last, work that grew with the square of its input would be many times what it should be."""

Work = Callable[[Callable[[], object]], int]


def grows_as_its_input(calls_of: Work, work: Callable[[int], Callable[[], object]]) -> None:
    """Asserts that a work does not grow faster than its input, whose sizes `SIZES` are; a tenth is for odd ends.

    Work that grew with the square of its input would take ten times as many more calls from the second size to the
    third as from the first to the second, where this takes six.
    """
    work(SIZES[0])()  # what is done once for all is no part of it
    few, some, many = (calls_of(work(size)) for size in SIZES)
    assert many - some <= 6.6 * (some - few) + 200


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
MESSAGE = 'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n'


def filled(size: int, before: str, piece: str, after: str = "") -> str:
    """A text of that size of one piece again and again."""
    return before + piece * ((size - len(before) - len(after)) // len(piece)) + after


CATALOGS: dict[str, tuple[str, ...]] = {
    "blank lines after a flag": (HEADER + "#, fuzzy\n", "\n", MESSAGE),
    "flags and blanks": (HEADER, "#, fuzzy\n\n", MESSAGE),
    "comments": (HEADER, "#\n", MESSAGE),
    "blank lines after msgctxt": (HEADER + 'msgctxt "a"\n', "\n", 'msgid "b"\nmsgstr "c"\n'),
    "empty lines of a text": (HEADER + MESSAGE, '""\n'),
    "backslashes": (HEADER + MESSAGE + '"', "\\\\", '"\n'),
    "quotation marks": (HEADER + MESSAGE + '"', '\\"', '"\n'),
    "obsolete texts": (HEADER + '#~ msgctxt "a"\n#~ msgid "b"\n#~ msgstr "c"\n', '#~ ""\n'),
    "comments before an obsolete message": (HEADER, "# \n", '#~ msgctxt "a"\n#~ msgid "b"\n#~ msgstr "c"\n'),
    "obsolete messages": (HEADER, '#~ msgctxt "a"\n#~ msgid "b"\n#~ msgstr "c"\n\n'),
    "fields of the header": ('msgid ""\nmsgstr ""\n', '"X: y\\n"\n'),
}


@pytest.mark.parametrize("name", CATALOGS)
def test_a_catalog_is_read_and_brought_up_to_date_in_linear_time(name: str, calls_of: Work) -> None:
    def work(size: int) -> Callable[[], object]:
        text = filled(size, *CATALOGS[name])

        def read() -> None:
            with suppress(BadFile):
                obsolete_messages(parse_po(text, PATH))
                updated_catalog(text, PATH, [])

        return read

    grows_as_its_input(calls_of, work)


TABLES: dict[str, tuple[str, ...]] = {
    "tables": ("", "[a{}]\n"),
    "list of tables": ("", "[[a]]\n"),
    "deep tables": ("", "[a{}.b.c.d.e]\n"),
    "dotted keys": ("", "a.b.c{}=1\n"),
    "blank lines": ("", "\n"),
    "lines of blanks": ("", f"{' ' * 990}\n"),
    "comments": ("", "#\n"),
    "a long text": ('a = """\n', "x\n", '"""'),
    "a long list": ("a = [\n", "1,\n", "]"),
}


def numbered(size: int, before: str, piece: str, after: str = "") -> str:
    """As `filled`, with a number of its own in each piece."""
    pieces = (size - len(before) - len(after)) // (len(piece) + 3)
    return before + "".join(piece.replace("{}", str(number)) for number in range(pieces)) + after


@pytest.mark.parametrize("name", TABLES)
def test_a_definition_is_read_and_complained_of_in_linear_time(name: str, calls_of: Work) -> None:
    def work(size: int) -> Callable[[], object]:
        text = numbered(size, *TABLES[name])

        def read() -> None:
            with suppress(BadFile):
                table = table_of(text, "a.toml")
                Table(table.path, table.source, ("a", 5999), {}).refuse("b", "is missing", "Add it.")

        return read

    grows_as_its_input(calls_of, work)


@pytest.mark.parametrize("name", TABLES)
def test_a_pack_file_of_a_stranger_is_refused_in_linear_time(name: str, calls_of: Work) -> None:
    def work(size: int) -> Callable[[], object]:
        text = numbered(size, *TABLES[name])

        def read() -> None:
            with pytest.raises(BadFile):
                open_pack(text, "a.toml", shelves(None))

        return read

    grows_as_its_input(calls_of, work)


def test_thousands_of_statements_are_counted_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "park.toml"
    heading = '[bearer.heading]\nid = "heading"\ntext = "x"\n'
    about = 'id = "park"\nversion = 1\ntitle = "x"\nabout = "x"\n'
    path.write_text(filled(100_000, about + heading, '[[bearer.statement]]\nid = "x"\ntext = "x"\n'), encoding="utf-8")
    with pytest.raises(BadFile, match=r"'bearer.statement' has \d+ entries\. A side has 1 to 9 statements\."):
        read_script(path)


TRANSLATORS = ("a", "a@", "a b,", "a<", "ا", "a\u0301", ". ")


@pytest.mark.parametrize("piece", TRANSLATORS)
def test_a_long_name_of_a_translator_is_compared_in_linear_time(piece: str, calls_of: Work) -> None:
    assert not same_person("Rosa", piece * 30_000)
    grows_as_its_input(calls_of, lambda size: lambda: same_person("Rosa", filled(size, "", piece)))


NEW = SignOff("a", "0" * 64, "community", "Bo", date(2026, 1, 1))


@pytest.mark.parametrize("piece", ["\n", "#\n", " \n", "sha256\n"])
def test_sign_offs_and_confirmations_are_noted_in_linear_time(piece: str, tmp_path: Path, calls_of: Work) -> None:
    signed = f'[["a"]]\nsha256 = "{"1" * 64}"\nrole = "community"\nby = "Bo"\non = 2025-01-01\n'

    def signing(size: int) -> Callable[[], object]:
        text = filled(size, '[["a"]]\n', piece, signed.partition("\n")[2])

        def sign() -> None:
            with suppress(CardError):
                assert NEW.sha256 in review_text(text, [NEW], PATH)

        return sign

    def confirming(size: int) -> Callable[[], object]:
        path = tmp_path / f"luce{size}.toml"
        path.write_text(filled(size, 'id = "luce"\n', piece), encoding="utf-8")

        def confirm() -> None:
            with suppress(CardError):
                assert "verified_by" in verified_text(path, "Bo", date(2026, 1, 1), date(2026, 1, 2))

        return confirm

    grows_as_its_input(calls_of, signing)
    grows_as_its_input(calls_of, confirming)


# Limits


def refused(text: str) -> BadFile:
    with pytest.raises(BadFile) as caught:
        parse_po(text, PATH)
    return caught.value


@pytest.mark.parametrize("word", ["msgctxt", "msgid", "msgstr"])
def test_a_text_of_a_catalog_is_bounded(word: str) -> None:
    def with_text(length: int) -> str:
        return HEADER + MESSAGE.replace(f'{word} "', f'{word} "{"x" * (length - 1)}')

    assert len(parse_po(with_text(MAX_TEXT), PATH).entries) == 1
    error = refused(with_text(MAX_TEXT + 1))
    name = "a message" if word == "msgctxt" else "a"
    assert error.cause == f"The {word} of {name} has 1,001 characters, more than 1,000."
    assert error.line == 5


def test_a_line_of_the_header_is_bounded() -> None:
    assert parse_po(f'msgid ""\nmsgstr "Last-Translator: {"x" * 900}\\n"\n', PATH).header_field("Last-Translator")
    error = refused(f'msgid ""\nmsgstr "Last-Translator: {"x" * 12_000}\\n"\n')
    assert error.cause == "A line of the header has 12,017 characters, more than 1,000."


def test_the_messages_of_a_catalog_are_bounded() -> None:
    messages = [MESSAGE.replace('"a"', f'"a{number}"') for number in range(MAX_ENTRIES + 1)]
    assert len(parse_po("\n".join(messages[:-1]), PATH).entries) == MAX_ENTRIES
    assert refused("\n".join(messages)).cause == "The catalog has more than 5000 messages."


Read = Callable[[Table], object]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (f'"{"x" * (MAX_TEXT + 1)}"', lambda table: table.text("a")),
        (f'"{"x" * 3000}"', lambda table: table.name_of("a")),
        ('"""' + "x\n" * MAX_TEXT + 'x"""', lambda table: table.text("a", lines=True)),
        (f'["{"x" * (MAX_TEXT + 1)}"]', lambda table: table.texts("a")),
        ("[" + '"x",\n' * (MAX_ITEMS + 1) + "]", lambda table: table.texts("a")),
    ],
)
def test_a_text_and_a_list_of_a_definition_are_bounded(value: str, read: Read, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(f"a = {value}\n", encoding="utf-8")
    with pytest.raises(BadFile, match=r"'a' has \d,\d+ (characters|entries)\. ") as caught:
        read(read_table(path))
    assert caught.value.line == 1


def test_what_somebody_types_is_shown_in_part_when_it_is_long() -> None:
    error = UnknownId("stock", "x" * 100_000, [f"x{number}" for number in range(1000)], "`stock list` shows them.")
    assert error.cause == f"There is no stock '{'x' * 100}…'."
    assert error.remedy == "`stock list` shows them."
