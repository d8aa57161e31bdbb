"""Font families: read as they are listed, and refused when a file is not the one that was listed."""

import hashlib
import struct
import tomllib
from pathlib import Path

import pytest

from cards.errors import BadFile, UnknownId
from cards.locations import Shelf, bundled, shelves
from cards.read.typefaces import MAX_FONT_BYTES, Family, read_families

SHELVES = (bundled(),)
LISTED = tomllib.loads((bundled().fonts / "fonts.toml").read_text("utf-8"))
NARROW = {table["tight_for"]: name for name, table in LISTED.items() if "tight_for" in table}

TRUETYPE = b"\0\1\0\0"
TABLES = (b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")


def truetype(content: bytes, tables: tuple[bytes, ...] = TABLES) -> bytes:
    """A font as far as its directory goes (OpenType, font file): each of the tables holds the content."""
    offsets = [12 + 16 * len(tables) + len(content) * place for place in range(len(tables))]
    head = TRUETYPE + struct.pack(">4H", len(tables), 0, 0, 0)
    records = (struct.pack(">4s3I", tag, 0, at, len(content)) for tag, at in zip(tables, offsets, strict=True))
    return head + b"".join(records) + content * len(tables)


REGULAR, BOLD = truetype(b"regular"), truetype(b"bold", (b"GSUB", *TABLES))


def sha256(data: bytes) -> str:
    """The digest as fonts.toml has it."""
    return hashlib.sha256(data).hexdigest()


def font(name: str, more: str = "") -> str:
    """The table of a family whose files are a.ttf and b.ttf."""
    return f'[{name}]\nregular = "a.ttf"\nbold = "b.ttf"\n{more}'


def shelf_with(folder: Path, text: str, *, regular: bytes = REGULAR, bold: bytes = BOLD) -> Shelf:
    """The shelf of a content folder with two fonts and their table."""
    shelf = shelves(folder)[1]
    shelf.fonts.mkdir(parents=True, exist_ok=True)
    (shelf.fonts / "fonts.toml").write_text(text, encoding="utf-8")
    (shelf.fonts / "a.ttf").write_bytes(regular)
    (shelf.fonts / "b.ttf").write_bytes(bold)
    return shelf


def test_families_come_in_the_order_that_was_asked_for() -> None:
    wanted = ("NotoSansGeorgian", "NotoSans", "NotoSansHebrew")
    families = read_families(SHELVES, wanted)
    assert tuple(family.name for family in families) == wanted
    for family in families:
        for face, weight in ((family.regular, "regular"), (family.bold, "bold")):
            assert face.data == (bundled().fonts / LISTED[family.name][weight]).read_bytes()
            assert f"{face.name}.ttf" == LISTED[family.name][weight]


def test_a_family_is_read_once() -> None:
    (first,), (second,) = (read_families(SHELVES, ["NotoSansGeorgian"]) for _ in range(2))
    assert first is second


def test_every_narrow_family_belongs_to_one_that_ships() -> None:
    assert "NotoSans" in NARROW
    assert set(NARROW) <= set(LISTED)
    assert not set(NARROW) & set(NARROW.values())


@pytest.mark.parametrize("name", ["NotoSans", "NotoSansHebrew", "NotoSansThai", "NotoSansTamil"])
def test_the_narrow_cut_of_a_family_is_found(name: str) -> None:
    (family,) = read_families(SHELVES, [name])
    if name not in NARROW:
        assert family.tight is None
        return
    assert isinstance(family.tight, Family)
    assert family.tight.name == NARROW[name]
    assert f"{family.tight.bold.name}.ttf" == LISTED[NARROW[name]]["bold"]
    assert family.tight.regular.data != family.regular.data
    assert family.tight.tight is None


def test_no_family_is_no_error() -> None:
    assert read_families(SHELVES, []) == ()


def test_an_unknown_family_is_answered_with_the_closest() -> None:
    with pytest.raises(UnknownId) as refused:
        read_families(SHELVES, ["NotoSans", "NotoSanGeorgian"])
    assert refused.value.cause == "There is no font family 'NotoSanGeorgian'."
    assert refused.value.remedy == "Did you mean NotoSansGeorgian?"


def test_the_digest_is_optional_and_believed(tmp_path: Path) -> None:
    digests = f'regular_sha256 = "{sha256(REGULAR)}"\nbold_sha256 = "{sha256(BOLD)}"\n'
    shelf = shelf_with(tmp_path, font("Plain") + font("Signed", digests))
    for family in read_families([shelf], ["Plain", "Signed"]):
        assert (family.regular.data, family.bold.data) == (REGULAR, BOLD)
        assert (family.regular.name, family.bold.name) == ("a", "b")


@pytest.mark.parametrize(("weight", "file"), [("regular", "a.ttf"), ("bold", "b.ttf")])
def test_a_font_that_was_changed_is_refused(tmp_path: Path, weight: str, file: str) -> None:
    digests = f'regular_sha256 = "{sha256(REGULAR)}"\nbold_sha256 = "{sha256(BOLD)}"\n'
    shelf = shelf_with(tmp_path, font("Ours", digests))
    (shelf.fonts / file).write_bytes(truetype(b"other"))
    with pytest.raises(BadFile) as refused:
        read_families([shelf], ["Ours"])
    assert refused.value.file == shelf.fonts / file
    assert "is not the TrueType font that fonts.toml describes" in refused.value.cause
    assert weight in ("regular", "bold")


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"OTTO....", b"wOF2....", b"ttcf....", b"<html>", b"\0\1\0", TRUETYPE, TRUETYPE + b"\0" * 100),
        *(start + BOLD[4:] for start in (b"OTTO", b"ttcf", b"true", b"\0\2\0\0")),
        *(truetype(b"bold", tuple(tag for tag in TABLES if tag != missing)) for missing in TABLES),
        *(BOLD[:length] for length in (11, 12, 27, 28, 60, len(BOLD) - 20, len(BOLD) - 1)),
        TRUETYPE + b"\xff\xff" + BOLD[6:],
    ],
    ids=lambda data: f"{data[:4]!r} {len(data)}",
)
def test_what_is_no_whole_truetype_font_is_refused(tmp_path: Path, data: bytes) -> None:
    shelf = shelf_with(tmp_path, font("Ours"), bold=data)
    with pytest.raises(BadFile) as refused:
        read_families([shelf], ["Ours"])
    assert refused.value.file == shelf.fonts / "b.ttf"


def test_the_size_of_a_font_is_bounded(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, font("Ours"))
    with (shelf.fonts / "b.ttf").open("r+b") as file:
        file.truncate(MAX_FONT_BYTES + 1)
    with pytest.raises(BadFile) as refused:
        read_families([shelf], ["Ours"])
    assert refused.value.file == shelf.fonts / "b.ttf"


def test_a_missing_font_is_refused_on_the_line_that_names_it(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, "# fonts\n" + font("Ours"))
    (shelf.fonts / "b.ttf").unlink()
    with pytest.raises(BadFile) as refused:
        read_families([shelf], ["Ours"])
    assert refused.value.cause == "'Ours.bold' names b.ttf, which cannot be read."
    assert (refused.value.file, refused.value.line) == (shelf.fonts / "fonts.toml", 4)


@pytest.mark.parametrize(
    "name", ["../b.ttf", "/b.ttf", "in/b.ttf", "in\\\\b.ttf", "b c.ttf", "b:ttf", "ｂ.ttf", "b" * 101]
)
def test_a_font_lies_beside_its_table(tmp_path: Path, name: str) -> None:
    (tmp_path / "b.ttf").write_bytes(BOLD)
    shelf = shelf_with(tmp_path, font("Ours").replace("b.ttf", name))
    with pytest.raises(BadFile) as refused:
        read_families([shelf], ["Ours"])
    assert refused.value.cause == "'Ours.bold' is not a plain file name."
    assert (refused.value.file, refused.value.line) == (shelf.fonts / "fonts.toml", 3)


@pytest.mark.parametrize("name", ["..", "."])
def test_a_folder_is_no_font(tmp_path: Path, name: str) -> None:
    shelf = shelf_with(tmp_path, font("Ours").replace("b.ttf", name))
    with pytest.raises(BadFile) as refused:
        read_families([shelf], ["Ours"])
    assert refused.value.cause == f"'Ours.bold' names {name}, which cannot be read."
    assert (refused.value.file, refused.value.line) == (shelf.fonts / "fonts.toml", 3)


@pytest.mark.parametrize("name", ["b.ttf", "B-1_2.b.TTF", "b" * 100])
def test_a_plain_file_name_is_read(tmp_path: Path, name: str) -> None:
    shelf = shelf_with(tmp_path, font("Ours").replace("b.ttf", name))
    (shelf.fonts / name).write_bytes(BOLD)
    (family,) = read_families([shelf], ["Ours"])
    assert family.bold.data == BOLD


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ('[Ours]\nregular = "a.ttf"\n', "'Ours.bold' is missing."),
        ('[Ours]\nregular = "a.ttf"\nbold = 1\n', "'Ours.bold' is not a text in quotes."),
        ('Ours = "a.ttf"\n', "'Ours' is not a table."),
        (
            '[Ours]\nregular = "a.ttf"\nbold = "b.ttf"\nregular_sha256 = 1\n',
            "'Ours.regular_sha256' is not a text in quotes.",
        ),
    ],
)
def test_a_broken_table_is_refused(tmp_path: Path, text: str, cause: str) -> None:
    shelf = shelf_with(tmp_path, text)
    with pytest.raises(BadFile) as refused:
        read_families([shelf], ["Ours"])
    assert (refused.value.cause, refused.value.file) == (cause, shelf.fonts / "fonts.toml")


def test_a_family_of_a_content_folder_replaces_ours(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, font("NotoSansGeorgian") + font("Ours"))
    both = (*SHELVES, shelf)
    georgian, ours, hebrew = read_families(both, ["NotoSansGeorgian", "Ours", "NotoSansHebrew"])
    assert georgian.regular.data == ours.regular.data == REGULAR
    assert hebrew is read_families(SHELVES, ["NotoSansHebrew"])[0]
    assert read_families(SHELVES, ["NotoSansGeorgian"])[0].regular.data != REGULAR


def test_a_narrow_cut_in_a_content_folder_is_found(tmp_path: Path) -> None:
    narrow = '[Narrow]\nregular = "b.ttf"\nbold = "a.ttf"\ntight_for = "Ours"\n'
    (family,) = read_families([shelf_with(tmp_path, font("Ours") + narrow)], ["Ours"])
    assert family.tight is not None
    assert (family.tight.name, family.tight.regular.data) == ("Narrow", BOLD)
