"""Broken definitions, catalogs and fonts: the file and line are named, the exit code tells why, nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cards.locations import bundled

PO = "translations/es/LC_MESSAGES/cards.po"
LANGUAGES = "translations/languages.toml"


def line_of(text: str, part: str) -> int:
    """The number of the line on which a part of a text begins."""
    return text.count("\n", 0, text.index(part)) + 1


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


# TOML


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ('title = "In the park"', 'title = "In the park', "The file is not valid TOML: "),
        ('title = "In the park"', "title = In the park", "The file is not valid TOML: "),
        ('title = "In the park"', 'title = "In the park"\ntitle = "x"', "The file is not valid TOML: "),
        ("version = 3", "version = 0", "'version' is "),
        ("version = 3", 'version = "3"', "'version' is not a whole number."),
        ("version = 3", "version = 3\nverison = 4", "'verison' is not known here. The keys are: id, version"),
        ('id = "park"', 'id = "bark"', "'id' is 'bark' in a file named park.toml. Give both the same name."),
        ('id = "go"', 'id = "Go!"', "'bearer.statement.1.id' is 'Go!'."),
        ('id = "quiet"', 'id = "go"', "has the id 'go' twice"),
        ('text = "**Ask** whether you may go."', 'text = ""', "'bearer.statement.1.text' is empty"),
        ('text = "**I remain silent.**"', "text = 5", "'officer.statement.1.text' is not a text in quotes."),
        ('authority = ["U.S. Const. amend. V"]', 'authority = "V"', "'bearer.statement.2.authority' is not a list"),
        ("[bearer.heading]", "[[bearer.heading]]", "'bearer.heading' is not a table."),
    ],
)
def test_a_broken_script(
    old: str, new: str, shown: str, refused: Callable[..., str], content: Callable[..., Path], script_toml: str
) -> None:
    text = changed(script_toml, old, new)
    path = content("scripts/park.toml", text)
    message = refused(3, "en", "--script", "park", "--content", path.parents[1])
    assert shown in message
    name, line = message.removeprefix(str(path)).split(":", 2)[:2]
    assert name == ""
    expected = line_of(text, new) + (new.count("\n") if new.splitlines()[0] == old else 0)
    assert int(line) in (expected, line_of(text, "[[bearer.statement]]") if "twice" in shown else expected)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("columns = 2", "columns = ", "The file is not valid TOML: "),
        ("columns = 2", "columns = 0", "'columns' is "),
        ("columns = 2", f"columns = {'9' * 400}", "'columns' is "),
        ("rows = 4", "rows = 3000000", "'rows' is "),
        ("columns = 2", "columns = true", "'columns' is not a whole number."),
        ('paper = "letter"', 'paper = "legal"', "'paper' is 'legal'. Choose letter or a4."),
        ('card_width = "3.5in"', 'card_width = "3.5"', "'card_width' is '3.5'. Write a length such as '3.5in'"),
        ('card_width = "3.5in"', 'card_width = "-3.5in"', "'card_width' is '-3.5in'."),
        ('card_width = "3.5in"', "card_width = 3.5", "'card_width' is not a length"),
        ("rows = 4", "rows = 9", "'rows' and columns reach "),
        ('products = ["E8"]', 'products = ["E8", 5]', "'products' holds something that is not a text."),
        ('source = "measured by us"', 'source = "us"\nred = 1', "'red' is not known here."),
    ],
)
def test_a_broken_stock(
    old: str, new: str, shown: str, refused: Callable[..., str], content: Callable[..., Path], stock_toml: str
) -> None:
    text = changed(stock_toml, old, new)
    path = content("stocks/eight-up.toml", text)
    message = refused(3, "en", "--stock", "eight-up", "--content", "mine")
    line = line_of(text, new) + new.count("\n")
    assert message.startswith(f"{path.relative_to(Path.cwd())}:{line}: ")
    assert shown in message


@pytest.mark.parametrize("key", ["name", "paper", "card_width", "columns", "source"])
def test_a_stock_without_a_key(
    key: str, refused: Callable[..., str], content: Callable[..., Path], stock_toml: str
) -> None:
    content("stocks/eight-up.toml", changed(stock_toml, f"\n{key} = ", "\n#"))
    message = refused(3, "en", "--stock", "eight-up", "--content", "mine")
    assert f"eight-up.toml: '{key}' is missing. Add it as " in message


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ('name = "Lynn Neighbors"', 'name = "Lynn Neighbors', "The file is not valid TOML: "),
        (
            "verified_on = 2026-01-01",
            "verified_on = 2026-02-30",
            "The file is not valid TOML: there is no day 2026-02-30.",
        ),
        ("verified_on = 2026-01-01", 'verified_on = "last week"', "'verified_on' is not a date such as 2026-01-29."),
        ("verified_on = 2026-01-01", "verified_on = 12:00:00", "'verified_on' is not a date such as 2026-01-29."),
        ('"(617) 370-5023"', '"911"', "'number' cannot be used: '911' is an emergency number"),
        ('"(617) 370-5023"', '"555-0100"', "'number' cannot be used: '555-0100' is not a number of any"),
        ('"(617) 370-5023"', '"1-800-CALL-US"', "'number' cannot be used: '1-800-CALL-US' is not a telephone number"),
        ('"(617) 370-5023"', "6173705023", "'number' is not a text in quotes."),
        ('regions = ["US-MA"]', 'regions = "US-MA"', "'regions' is not a list of texts in quotes."),
    ],
)
def test_a_broken_hotline(
    old: str, new: str, shown: str, refused: Callable[..., str], content: Callable[..., Path], hotline_toml: str
) -> None:
    text = changed(hotline_toml, old, new)
    path = content("hotlines/lynn.toml", text)
    message = refused(3, "en", "--hotline", "lynn", "--content", "mine")
    assert message.startswith(f"{path.relative_to(Path.cwd())}:{line_of(text, new)}: ")
    assert shown in message


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ('english = "Ownish"', "english = Ownish", "The file is not valid TOML: "),
        ('direction = "ltr"', 'direction = "left"', "'qaa.direction' is 'left'. Choose ltr or rtl."),
        ('direction = "ltr"', 'dir = "ltr"', "'qaa.dir' is not known here."),
        ('script = "Latn"', 'script = "Latn"\nleading = 0.5', "'qaa.leading' is 0.5, not from 1 to 3."),
        ('script = "Latn"', 'script = "Latn"\nleading = nan', "'qaa.leading' is "),
        ('fonts = ["NotoSans"]', "fonts = [1]", "'qaa.fonts' holds something that is not a text."),
    ],
)
def test_a_broken_table_of_languages(
    old: str, new: str, shown: str, refused: Callable[..., str], content: Callable[..., Path], language_toml: str
) -> None:
    """It is broken for every locale, not only for its own."""
    text = changed(language_toml, old, new)
    path = content(LANGUAGES, text)
    for locale in ("qaa", "es"):
        message = refused(3, locale, "--content", "mine")
        assert message.startswith(f"{path.relative_to(Path.cwd())}:{line_of(text, new) + new.count(chr(10))}: ")
        assert shown in message


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ('role = "legal"', 'role = "boss"', "'home/bearer/door.1.role' is 'boss'. Choose second-translator"),
        ('sha256 = "' + "0" * 64, 'sha256 = "123', "'home/bearer/door.1.sha256' is not 64 hexadecimal digits."),
        ("on = 2026-02-01", 'on = "today"', "'home/bearer/door.1.on' is not a date such as 2026-01-29."),
        ('by = "Ana"', "by = ", "The file is not valid TOML: "),
    ],
)
def test_a_broken_sign_off(
    old: str, new: str, shown: str, refused: Callable[..., str], content: Callable[..., Path]
) -> None:
    good = f'[["home/bearer/door"]]\nsha256 = "{"0" * 64}"\nrole = "legal"\nby = "Ana"\non = 2026-02-01\n'
    text = changed(good, old, new)
    path = content("translations/es/review.toml", text)
    message = refused(3, "es", "--content", "mine")
    assert message.startswith(f"{path.relative_to(Path.cwd())}:{line_of(text, new)}: ")
    assert shown in message


@pytest.mark.parametrize("tag", ["../x", "ES", "español", "a/b", ""])
def test_a_language_with_a_tag_that_is_none(
    tag: str, refused: Callable[..., str], content: Callable[..., Path], language_toml: str
) -> None:
    content(LANGUAGES, changed(language_toml, "[qaa]", f'["{tag}"]'))
    message = refused(3, "es", "--content", "mine", "-o", "out/cards.pdf")
    assert "Name the table by a BCP 47 tag such as es or zh-Hant." in message


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ('id = "eight-up"\nname = "Größe"\n'.encode("latin-1"), ":2: The file is not UTF-8 text."),
        ('id = "eight-up"\n'.encode("utf-16"), ":1: The file is not UTF-8 text."),
        (b'id = "eight-up"\nname = "\0"\n', ":2: The file is not valid TOML: "),
        (b"id = 1\nrows = " + b"[" * 3000, ": The file nests too deeply"),
        (b"id = 1\nrows = " + b"9" * 5000, ":2: The line has more than 4000 characters."),
        (b"#" * 1_000_001, ": The file is larger than 1000 kB."),
        (b"", ": 'paper' is missing."),
    ],
    ids=["Latin 1", "UTF-16", "NUL", "nested", "long line", "too large", "empty"],
)
def test_a_file_that_is_no_toml(
    data: bytes, shown: str, refused: Callable[..., str], content: Callable[..., Path]
) -> None:
    path = content("stocks/eight-up.toml", data)
    message = refused(3, "en", "--stock", "eight-up", "--content", "mine")
    assert message.startswith(f"{path.relative_to(Path.cwd())}{shown}")


LONG = "no " * 16_000


def test_a_text_of_50_000_characters_is_refused_before_it_is_laid_out(
    content: Callable[..., Path], script_toml: str, home_po: str, refused: Callable[..., str]
) -> None:
    content("scripts/park.toml", script_toml.replace("you may go", LONG))
    assert ":13: The line has more than 4000 characters." in refused(3, "en", "--script", "park", "--content", "mine")
    content("scripts/park.toml", script_toml.replace("you may go", LONG[:3000]))
    message = refused(3, "en", "--script", "park", "--content", "mine")
    assert "'bearer.statement.1.text' has 3,0" in message
    assert "Shorten it to 1,000 or fewer." in message
    content("scripts/park.toml", script_toml)
    content(PO, changed(home_po, 'msgstr "**Say only', 'msgstr "**' + LONG))
    message = refused(3, "es", "--content", "mine")
    assert ": The msgstr of home/bearer/silence has 48," in message
    assert "more than 60" in refused(2, "es", "--org", LONG)


def test_a_folder_where_a_definition_should_be(refused: Callable[..., str]) -> None:
    Path("mine/stocks/eight-up.toml").mkdir(parents=True)
    message = refused(3, "en", "--stock", "eight-up", "--content", "mine")
    assert "eight-up.toml: The file is a folder, not an ordinary file." in message


# Catalogs


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ('msgstr "Stay', "msgstr Stay", "A quotation mark is missing."),
        ('rights."\nmsgstr', "rights.\nmsgstr", "A quotation mark is missing."),
        ('msgstr "Stay', 'msgstr "Stay "very"', "The text has a quotation mark in it."),
        ('msgstr "Stay', 'msgstr "Stay\\q', "A backslash comes before a letter with no meaning there."),
        ('msgstr "Stay', "msgstr “Stay", "The text is in typographic quotation marks."),
        ('msgstr "Stay', 'mgstr "Stay', "The line begins with 'mgstr', which is not part of a catalog."),
        ('msgstr "Stay', 'msgstr\n"Stay', "The line begins with 'msgstr', which is not part of a catalog."),
        (
            'msgctxt "home/bearer/door"',
            'msgctxt "home/bearer/heading"',
            "is already on line 6.",
        ),
    ],
)
def test_a_broken_catalog(
    old: str, new: str, shown: str, refused: Callable[..., str], content: Callable[..., Path], home_po: str
) -> None:
    text = changed(home_po, old, new)
    path = content(PO, text)
    message = refused(3, "es", "--content", "mine")
    place = text.rindex(new) if "already" in shown else text.index(new) + new.startswith("rights")
    assert message.startswith(f"{path.relative_to(Path.cwd())}:{text.count(chr(10), 0, place) + 1}: ")
    assert shown in message


def test_a_catalog_cut_off_in_the_middle(
    refused: Callable[..., str], content: Callable[..., Path], home_po: str
) -> None:
    """At every line of the last message: never a card with the bundled words instead."""
    lines = home_po.rstrip("\n").split("\n")
    for missing in (1, 2):
        content(PO, "\n".join(lines[:-missing]) + "\n")
        message = refused(3, "es", "--content", "mine")
        assert f"cards.po:{len(lines) - missing}: The message ends after msg" in message


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ('msgstr "Find légal hélp:"', 'msgstr ""', "labels/link (not translated)"),
        ('msgstr "Find légal hélp:"', 'msgstr "  "', "labels/link (not translated)"),
        ('msgctxt "labels/link"', '#, fuzzy\nmsgctxt "labels/link"', "labels/link (fuzzy)"),
        ('msgctxt "labels/link"', '#, python-format, fuzzy\nmsgctxt "labels/link"', "labels/link (fuzzy)"),
        ('msgid "Find legal help:"', 'msgid "Find help:"', "labels/link (translated from an older English text)"),
        ('msgid "Find legal help:"', 'msgid "Find legal help: "', "labels/link (translated from an older English"),
    ],
)
def test_a_sentence_that_may_not_be_printed(
    old: str,
    new: str,
    shown: str,
    refused: Callable[..., str],
    content: Callable[..., Path],
    home_po: str,
    language_toml: str,
) -> None:
    """In a locale of our own, where no bundled sentence stands in for a missing one."""
    content(LANGUAGES, language_toml)
    text = changed(home_po, old, new)
    path = content("translations/qaa/LC_MESSAGES/cards.po", text)
    message = refused(5, "qaa", "--content", "mine")
    prefix = f"{path.relative_to(Path.cwd())}:"
    assert message.startswith(prefix)
    line = int(message.removeprefix(prefix).partition(":")[0])
    block = text.split("\n")[line - 1 :]
    assert any("labels/link" in each or "Find" in each for each in block[:2])
    assert f"Ownish (qaa) cannot be printed: {shown}" in message
    assert "Translate these there and clear their fuzzy marks." in message
    assert message.count("cards.po") == 1, "the path is said once"


def test_every_gap_is_named(refused: Callable[..., str], content: Callable[..., Path], language_toml: str) -> None:
    content(LANGUAGES, language_toml)
    message = refused(5, "qaa", "--content", "mine")
    assert "Ownish (qaa) has no translations yet. Start it: locale init qaa" in message


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ('msgstr "**Say only:**', 'msgstr "Say only:**', "has 1 double star, but the English has 2"),
        ('msgstr "**Say only:**', 'msgstr "****Say only:', "has a ** pair with nothing between"),
        ('msgstr "**Say only:**', 'msgstr "{phone}', "has {phone}, which has no meaning"),
        ('msgstr "**Say only:**', 'msgstr "{0.__class__}', "has {0.__class__}, which has no meaning"),
        ('msgstr "**Say only:**', 'msgstr "{hotline}', "has {hotline}, which the English does not have"),
        ('msgstr "**Say only:**', 'msgstr "**{Say**', "has an unpaired brace { or }"),
        ('msgstr "**Say only:**', 'msgstr "**Say** \u202eonly', "has the character U+202E"),
        ('msgstr "**Say only:**', 'msgstr "**Say**\\nonly', "has a line feed"),
        ('msgstr "**Say only:**', 'msgstr "**Say** \u2066only', "has an isolate (U+2066 to U+2069) that is not closed"),
    ],
)
def test_markup_that_cannot_be(
    old: str, new: str, shown: str, refused: Callable[..., str], content: Callable[..., Path], home_po: str
) -> None:
    text = changed(home_po, old, new)
    path = content(PO, text)
    message = refused(3, "es", "--content", "mine")
    prefix = f"{path.relative_to(Path.cwd())}:"
    line = int(message.removeprefix(prefix).partition(":")[0])
    named = text.split("\n")[line - 1]
    assert "home/bearer/silence" in named or "Say only" in named
    assert message.startswith(f"{prefix}{line}: The translation of home/bearer/silence {shown}")


# What does not fit


def test_a_text_too_long(refused: Callable[..., str], content: Callable[..., Path], home_po: str) -> None:
    content(PO, changed(home_po, 'msgstr "**Say only:**', 'msgstr "**Say only:**' + " And say so again." * 30))
    message = refused(6, "es", "--content", "mine")
    assert message.startswith("The statements of Spanish are ")
    assert "mm too tall at 6 pt" in message
    assert "home/bearer/silence is the first that does not fit." in message
    assert "Shorten a translation, or use a stock with larger cards." in message


def test_a_word_too_long(refused: Callable[..., str], content: Callable[..., Path], home_po: str) -> None:
    content(PO, changed(home_po, 'msgstr "**Say only:**', 'msgstr "**Say only ' + "x" * 300 + "**"))
    message = refused(6, "es", "--content", "mine")
    assert message.startswith("home/bearer/silence of Spanish has a word ")


def test_a_heading_too_long(refused: Callable[..., str], content: Callable[..., Path], home_po: str) -> None:
    content(PO, changed(home_po, 'msgstr "Stay calm.', 'msgstr "' + "Stay calm. " * 20))
    message = refused(6, "es", "--content", "mine")
    assert message.startswith("The heading home/bearer/heading of Spanish is ")


@pytest.mark.parametrize(("letter", "name"), [("𓀀", "EGYPTIAN HIEROGLYPH A001"), ("ب", "ARABIC LETTER BEH")])
def test_a_character_that_no_font_has(
    letter: str, name: str, refused: Callable[..., str], content: Callable[..., Path], home_po: str
) -> None:
    content(PO, changed(home_po, 'msgstr "**Say only:**', f'msgstr "**Say only:** {letter}'))
    message = refused(6, "es", "--content", "mine")
    assert f"No font of Spanish has U+{ord(letter):04X} ({name}), which is in home/bearer/silence." in message


@pytest.mark.parametrize(
    ("width", "height", "code"),
    [("1in", "0.5in", 3), ("2mm", "2mm", 3), ("30mm", "30mm", 6), ("3.5in", "30mm", 6), ("30mm", "60mm", 6)],
)
def test_a_card_too_small(
    width: str, height: str, code: int, refused: Callable[..., str], content: Callable[..., Path], stock_toml: str
) -> None:
    text = changed(changed(stock_toml, '"3.5in"', f'"{width}"'), '"2in"', f'"{height}"')
    content("stocks/eight-up.toml", text)
    refused(code, "en", "--stock", "eight-up", "--content", "mine")


# Fonts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            '[NotoSans]\nregular = "gone.ttf"\nbold = "gone.ttf"\n',
            ":2: 'NotoSans.regular' names gone.ttf, which cannot",
        ),
        ('[NotoSans]\nregular = "../a.ttf"\nbold = "a.ttf"\n', ":2: 'NotoSans.regular' is not a plain file name."),
        ('[NotoSans]\nbold = "a.ttf"\n', ":1: 'NotoSans.regular' is missing."),
        ("NotoSans = 1\n", ":1: 'NotoSans' is not a table."),
        ("[NotoSans\n", ":1: The file is not valid TOML: "),
    ],
)
def test_a_broken_table_of_fonts(
    text: str, shown: str, refused: Callable[..., str], content: Callable[..., Path]
) -> None:
    path = content("fonts/fonts.toml", text)
    message = refused(3, "en", "--content", path.parents[1])
    assert message.startswith(f"{path}{shown}")


@pytest.mark.parametrize("what", ["another", "cut short", "no font"])
def test_a_font_that_is_not_the_one_of_its_checksum(
    what: str, refused: Callable[..., str], content: Callable[..., Path]
) -> None:
    table = (bundled().fonts / "fonts.toml").read_text("utf-8").partition("[NotoSans]")[2].partition("\n[")[0]
    good = (bundled().fonts / "NotoSans-Regular.ttf").read_bytes()
    data = {"another": good.replace(b"\0\0\0", b"\0\0\1", 1), "cut short": good[:50_000], "no font": b"OTTO" + good[4:]}
    path = content("fonts/NotoSans-Regular.ttf", data[what])
    content("fonts/NotoSans-Bold.ttf", good)
    content("fonts/fonts.toml", f"[NotoSans]{table}")
    message = refused(3, "en", "--content", path.parents[1])
    assert message.startswith(f"{path}: The font is not the TrueType font that fonts.toml describes.")
