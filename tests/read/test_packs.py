"""Pack files: every key read, every slip named by its line, and the example and the schema as the reader has it."""

import json
import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cards.errors import BadFile
from cards.locations import shelves
from cards.read import packs
from cards.read.card_options import OF_CARD, WRITE_INS, CardOptions
from cards.read.layouts import CARD_LAYOUTS, Layout
from cards.read.names import MAX_NAME
from cards.read.pack_schema import pack_schema
from cards.read.packs import KEYS, Pack, example_pack
from cards.read.recipients import MAX_CARDS, MAX_HEADING, MAX_LOCALES, Recipient
from cards.read.scripts import find_script
from cards.read.settings import SETTINGS, Place, settings_for
from cards.read.stocks import Flip, find_stock
from cards.read.values import MAX_ITEMS, MAX_TEXT
from cards.read.wishes import Wishes, field_of

read_pack = partial(packs.read_pack, shelves=shelves(None))

FULL = """\
title = "Saturday"
place = "Lynn Library"
date = 2026-02-14
org = "Lynn Neighbors"
logo = "logo.png"
region = "US-MA"
hotline = ["617-370-5023", "luce"]
hotline_name = "Our line"
link = "https://www.example.org/help"
audio_link = "https://www.example.org/listen"
script = ["home", "car"]
stock = "plain-a4"
flip = "short-edge"
layout = ["large", "poster", "duplex"]
theme = "red-stock"
paper_colour = "#FF0080"
paper = "tabloid"
pictograms = false
write_in = true
exact = true
allow_stale = true
allow_tracking = true
require = "approved"
combined = true
zip = true

[cards]
es = 500
vi = 0
"Haitian Creole" = 100000
"""

SCHEMA = json.loads(pack_schema())
VALID = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def put(folder: Path, content: str | bytes) -> Path:
    """Write a pack file, and a logo beside it."""
    (folder / "logo.png").touch()
    path = folder / "workshop.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def pack(folder: Path, top: str = "", cards: str = "es = 5") -> Pack:
    """The pack with some keys besides its title."""
    return read_pack(put(folder, f'title = "x"\n{top}\n[cards]\n{cards}\n'))


def own(made: Pack) -> Recipient:
    """The pack as its only recipient."""
    (recipient,) = made.recipients
    return recipient


def refused(path: Path, line: int | None) -> BadFile:
    """The complaint about a pack file."""
    with pytest.raises(BadFile) as caught:
        read_pack(path)
    assert (caught.value.file, caught.value.line) == (path, line)
    assert caught.value.remedy.endswith((".", "?"))
    return caught.value


def fits_schema(content: str) -> bool:
    """Whether an editor with our schema finds nothing wrong."""
    values = tomllib.loads(content)
    return bool(VALID.is_valid({key: _as_editor(value) for key, value in values.items()}))


def _as_editor(value: Any) -> Any:
    """Editors take a date of TOML for a text."""
    return value.isoformat() if hasattr(value, "isoformat") else value


FULL_WISHES = Wishes(
    scripts=("home", "car"),
    region="US-MA",
    hotlines=("617-370-5023", "luce"),
    hotline_name="Our line",
    link="https://www.example.org/help",
    audio_link="https://www.example.org/listen",
    allow_stale=True,
    allow_tracking=True,
    org="Lynn Neighbors",
    stock="plain-a4",
    layouts=(Layout.LARGE, Layout.POSTER, Layout.DUPLEX),
    theme="red-stock",
    paper_colour=(1.0, 0.0, 128 / 255),
    paper="tabloid",
    card=CardOptions(pictograms=False, write_in="lawyer"),
    flip=Flip.SHORT_EDGE,
    exact=True,
    require="approved",
)


def test_everything_is_read(tmp_path: Path) -> None:
    path = put(tmp_path, FULL)
    wishes = replace(FULL_WISHES, logo=tmp_path / "logo.png")
    assert read_pack(path) == Pack(
        file=path,
        title="Saturday",
        place="Lynn Library",
        date=date(2026, 2, 14),
        combined=True,
        zip=True,
        wishes=wishes,
        recipients=(Recipient("", path, 27, (("es", 500), ("Haitian Creole", 100_000)), wishes),),
    )


def test_what_is_left_away_has_its_default(tmp_path: Path) -> None:
    path = put(tmp_path, 'title = "x"\ncards = {es = 5}\n')
    assert read_pack(path) == Pack(file=path, title="x", recipients=(Recipient("", path, 2, (("es", 5),)),))
    path = put(tmp_path, 'title = "x"\ncards.es = 5\n')
    assert read_pack(path).recipients == (Recipient("", path, 2, (("es", 5),)),)


EMPTY = [
    "place", "org", "logo", "region", "hotline", "link", "audio_link", "script", "stock", "layout", "theme", "paper",
    "paper_colour", "bleed", "require",
]  # fmt: skip


@pytest.mark.parametrize("key", EMPTY)
def test_an_empty_text_is_as_good_as_none(tmp_path: Path, key: str) -> None:
    assert pack(tmp_path, f'{key} = ""') == pack(tmp_path)
    assert fits_schema(f'title = "x"\n{key} = ""\ncards.es = 5\n')


@pytest.mark.parametrize("layout", list(Layout))
def test_one_layout_or_several(tmp_path: Path, layout: Layout) -> None:
    assert own(pack(tmp_path, f'layout = "{layout.value}"')).wishes.layouts == (layout,)
    several = pack(tmp_path, 'layout = ["backs", "fronts"]')
    assert own(several).wishes.layouts == (Layout.BACKS, Layout.FRONTS)
    assert own(pack(tmp_path, f"layout = {[each.value for each in Layout]}")).wishes.layouts == tuple(Layout)


def test_a_recording_for_all_or_for_each_language(tmp_path: Path) -> None:
    one = own(pack(tmp_path, 'audio_link = "https://www.example.org/a"'))
    assert (one.wishes.audio_link, one.wishes.audio_links) == ("https://www.example.org/a", ())
    top = 'audio_link = { es = "https://www.example.org/es", "Haitian Creole" = "https://www.example.org/ht" }'
    each = own(pack(tmp_path, top))
    assert each.wishes.audio_link is None
    assert each.wishes.audio_links == (
        ("es", "https://www.example.org/es"),
        ("Haitian Creole", "https://www.example.org/ht"),
    )
    assert fits_schema(f'title = "x"\n{top}\ncards.es = 5\n')
    twice = put(
        tmp_path, 'title = "x"\naudio_link = { es = "https://a.example", ES = "https://b.example" }\ncards.es = 5'
    )
    assert "'audio_link.ES' is given twice" in refused(twice, 2).cause


def test_a_bleed_is_a_length(tmp_path: Path) -> None:
    assert pack(tmp_path, 'layout = "press"\nbleed = "0.125in"').wishes.bleed == 9.0
    assert pack(tmp_path, 'layout = "press"\nbleed = "10mm"').wishes.bleed == pytest.approx(720 / 25.4)


def test_one_script_or_hotline_needs_no_list(tmp_path: Path) -> None:
    assert own(pack(tmp_path, 'script = "car"')).wishes.scripts == ("car",)
    assert own(pack(tmp_path, 'scripts = "car"')).wishes.scripts == ("car",)
    assert own(pack(tmp_path, 'scripts = ["car", "home"]')).wishes.scripts == ("car", "home")
    assert own(pack(tmp_path, "scripts = []")).wishes.scripts == ("home",)
    assert own(pack(tmp_path, 'hotline = " luce"'.replace(" l", "l"))).wishes.hotlines == ("luce",)
    assert own(pack(tmp_path, "hotline = []")).wishes.hotlines == ()
    assert own(pack(tmp_path, 'hotline = "\u2066617-370-5023\u2069"')).wishes.hotlines == ("617-370-5023",)


def test_texts_are_composed_and_spaced_evenly(tmp_path: Path) -> None:
    made = pack(tmp_path, 'place = "Cafe\u0301  \u00a0Lynn"\norg = "می\u200cخواهم"')
    assert made.place == "Caf\u00e9 Lynn"
    assert own(made).wishes.org == "می\u200cخواهم"


BAD = [
    ('titel = "x"', "'titel' is not known here. Did you mean 'title'?"),
    ('hot-line = "x"', "'hot-line' is not known here. Did you mean 'hotline'?"),
    ('hotlines = ["x"]', "'hotlines' is not known here. Did you mean 'hotline'?"),
    ("es = 500", "'es' is not known here. Put numbers of cards below a line [cards]."),
    ('colour = "x"', "'colour' is not known here. The keys are: title, place, date,"),
    ('place = "a\\nb"', "'place' has a line feed (U+000A) in it."),
    ('place = "a\\u200Fb"', "'place' has the invisible character U+200F in it."),
    ('place = "a\u2066b"', "'place' has the invisible character U+2066 in it."),
    ('region = "\u3164"', "'region' has the invisible character U+3164 in it."),
    (f'place = "{"x" * 201}"', "'place' has 201 characters, more than 200."),
    (f'link = "{"x" * 201}"', "'link' has 201 characters, more than 200."),
    (f'org = "{"x" * 61}"', "The 'org' has 61 characters, more than 60."),
    ('hotline_name = "x"', "'hotline_name' is the name of no hotline."),
    ("place = 5", "'place' is not a text in quotes."),
    ("hotline = 6173705023", "'hotline' is neither a text in quotes nor a list of them."),
    ("hotline = [5]", "'hotline' holds something that is not a text."),
    ('hotline = ["a", "a"]', "'hotline' has 'a' twice."),
    ('hotline = ["a\u202eb"]', "'hotline' holds something that is not a text."),
    (f"script = {[str(number) for number in range(21)]}", "'script' has 21 entries, more than 20."),
    (f'script = ["{"x" * 201}"]', "'script' has 201 characters, more than 200."),
    ('scripts = "a"\nscript = "b"', "'scripts' is given in addition to 'script'."),
    ('date = "2026-02-14"', "'date' is not a date such as 2026-01-29."),
    ("date = 12:00:00", "'date' is not a date such as 2026-01-29."),
    ('flip = "long"', "'flip' is 'long'. Choose long-edge or short-edge."),
    ('flip = ""', "'flip' is ''. Choose long-edge or short-edge."),
    ('layout = "folded"', "'layout' is 'folded'. Choose duplex, fronts, backs, fold, large, poster, plan or press."),
    ('layout = ["fold", "Duplex"]', "'layout' is 'Duplex'. Choose duplex, fronts,"),
    ('layout = ["fold", "fold"]', "'layout' has 'fold' twice."),
    ("layout = true", "'layout' is neither a text in quotes nor a list of them."),
    ('theme = "blue"', "'theme' is 'blue'. Choose red, outline or red-stock."),
    ('paper_color = "#F04E45"', "'paper_color' is not known here. Did you mean 'paper_colour'?"),
    ('paper_colour = "red"\ntheme = "red-stock"', "'paper_colour' is 'red', which is not a color. Write it as"),
    ('paper_colour = "#F04E45"', "'paper_colour' is for cards on red paper. Add theme = \"red-stock\","),
    ('paper_colour = "#F04E45"\ntheme = "red"', "'paper_colour' is for cards on red paper."),
    ('paper = "legal"\nlayout = "poster"', "'paper' is 'legal'. Choose letter, a4, tabloid or a3."),
    ('paper = "a4"', "'paper' changes nothing with layout = \"duplex\": the stock decides its paper."),
    ('paper = "a4"\nlayout = ["fold", "press"]', "'paper' changes nothing with layout = \"fold\": the stock decides"),
    ('paper = "tabloid"\nlayout = "large"', "Large cards are printed on letter or a4, not on tabloid."),
    ('bleed = "3mm"', "'bleed' changes nothing with layout = \"duplex\": only files for a print shop"),
    ('bleed = "3mm"\nlayout = ["duplex", "poster"]', "'bleed' changes nothing with layout = \"duplex\": only"),
    ('bleed = "3"\nlayout = "press"', "'bleed' is '3'. Write it with a unit, such as 0.125in or 3mm."),
    ('bleed = "-3mm"\nlayout = "press"', "'bleed' is '-3mm'."),
    ('bleed = 3\nlayout = "press"', "'bleed' is not a text in quotes."),
    ('bleed = "11mm"\nlayout = "press"', "'bleed' is 11mm, more than 10.0 mm. Ask the print shop"),
    ('theme = "red-stock"\nlayout = "press"', 'theme = "red-stock" is for cards that you print yourself,'),
    ('theme = "red-stock"\nlayout = ["fold", "press"]', 'theme = "red-stock" is for cards that you print yourself,'),
    ('combined = true\nlayout = "fronts"', "'combined' is for the layouts duplex, fold and large, but this pack"),
    ('combined = true\nlayout = ["poster", "press"]', "'combined' is for the layouts duplex, fold and large, but this"),
    ('pictograms = "no"', "'pictograms' is not true or false."),
    ("write_in = 1", "'write_in' is not a text in quotes."),
    ('write_in = "doctor"', "'write_in' is 'doctor'."),
    ("audio_link = []", "'audio_link' is neither a text in quotes nor a table of them by locale."),
    ("audio_link = {}", "'audio_link' has no locale in it."),
    ("audio_link = { es = 5 }", "'audio_link.es' is not a text in quotes."),
    ('audio_link = { es = "" }', "'audio_link.es' is empty"),
    ('audio_link = { "" = "x" }', "The name of a locale is empty"),
    ("layout = []", "'layout' is an empty list."),
    ('require = "draft"', "'require' is 'draft'. Choose reviewed or approved."),
    ('exact = "yes"', "'exact' is not true or false."),
    ("allow_stale = 1", "'allow_stale' is not true or false."),
    ("allow_tracking = 0", "'allow_tracking' is not true or false."),
    ("combined = []", "'combined' is not true or false."),
    ("zip = 1", "'zip' is not true or false."),
    ('logo = "none.png"', "'logo' is 'none.png', but there is no such file."),
    ('logo = "../logo.png"', "'logo' is '../logo.png', which may lie outside the folder of the pack."),
    ('logo = "/etc/passwd"', "'logo' is '/etc/passwd', which may lie outside the folder of the pack."),
    ('logo = "sub"', "'logo' is 'sub', which is not an ordinary file."),
    ('recipients = "none.csv"', "'recipients' is 'none.csv', but there is no such file."),
    ('recipients = "/etc/passwd"', "'recipients' is '/etc/passwd', which may lie outside the folder of the pack."),
    ('recipients = "pipe"', "'recipients' is 'pipe', which is not an ordinary file."),
    ("recipients = {}", "'recipients' is not a text in quotes."),
]  # fmt: skip


@pytest.mark.parametrize(("top", "message"), BAD, ids=lambda value: value[:24].encode("unicode_escape").decode())
def test_a_bad_value_is_named_with_its_line(tmp_path: Path, top: str, message: str) -> None:
    (tmp_path / "sub").mkdir()
    os.mkfifo(tmp_path / "pipe")
    path = put(tmp_path, f'title = "x"\n\n{top}\n[cards]\nes = 5\n')
    error = refused(path, 3)
    assert f"{error.cause} {error.remedy}".startswith(message)
    assert len(str(error)) < 500 + len(str(path))


@pytest.mark.parametrize(
    ("cards", "message"),
    [
        ('es = "5"', "'cards.es' is not a whole number. Write it without quotation marks: 5."),
        ("es = 5.0", "'cards.es' is not a whole number. Write 5, without decimals."),
        ("es = 1.5", "'cards.es' is not a whole number. Write a whole number."),
        (
            "es = 1.200  # many",
            "'cards.es' is not a whole number. If it is 1200, write that, without a separator",
        ),
        (
            '"es" = "1.200"',
            "'cards.es' is not a whole number. If it is 1200, write that, without a separator",
        ),
        (
            "es = '1,200'",
            "'cards.es' is not a whole number. If it is 1200, write that, without a separator",
        ),
        ("es = true", "'cards.es' is not a whole number."),
        ("es = -1", "'cards.es' is out of bounds. Give a whole number from 0 to 100000."),
        ("es = 100001", "'cards.es' is out of bounds."),
        (f"es = {'9' * 3000}", "'cards.es' is out of bounds."),
        ('hotline = "luce"', "'cards.hotline' is below [cards], which is only for locales."),
        ("exact = true", "'cards.exact' is below [cards], which is only for locales."),
        ('"e\u202es" = 5', "The name of a locale has the invisible character U+202E in it."),
        (f'"{"x" * 61}" = 5', "The name of a locale is empty or has more than 60 characters."),
        (f'"{"x" * 201}" = 5', "The name of a locale has 201 characters, more than 200."),
        ("Z = 1\nz = 5", "'cards.z' is given twice. Remove one of them."),
    ],
    ids=lambda value: value[:24].encode("unicode_escape").decode(),
)
def test_a_bad_number_of_cards_is_named_with_its_line(tmp_path: Path, cards: str, message: str) -> None:
    path = put(tmp_path, f'title = "x"\n[cards]\nvi = 5\n{cards}\n')
    error = refused(path, 4 + cards.count("\n"))
    assert f"{error.cause} {error.remedy}".startswith(message)


@pytest.mark.parametrize("content", ['title = "x"', 'title = "x"\n[cards]', 'title = "x"\n[cards]\nes = 0'])
def test_a_pack_asks_for_cards(tmp_path: Path, content: str) -> None:
    assert refused(put(tmp_path, content), None).cause == "The pack asks for no cards."


def test_a_key_that_is_hard_to_find_is_found_all_the_same(tmp_path: Path) -> None:
    assert refused(put(tmp_path, '"a\\nb" = "x"'), 1).cause == "'a?b' is not known here."
    path = put(tmp_path, 'title = "x"\n[cards]\n"" = 5\n')
    assert refused(path, 3).cause == "The name of a locale is empty or has more than 60 characters."


def test_too_many_locales_are_refused(tmp_path: Path) -> None:
    lines = [f"l{number} = 1" for number in range(MAX_LOCALES + 1)]
    assert len(own(pack(tmp_path, cards="\n".join(lines[:-1]))).cards) == MAX_LOCALES
    path = put(tmp_path, 'title = "x"\n[cards]\n' + "\n".join(lines))
    assert refused(path, 2).cause == "'cards' has more than 300 locales."
    path = put(tmp_path, 'title = "x"\n[cards.es]\na = 1\n')
    assert refused(path, 2).cause == "'cards.es' is not a whole number."
    assert refused(put(tmp_path, 'title = "x"\ncards = 5\n'), 2).cause == "'cards' is not a table."


@pytest.mark.parametrize(
    ("content", "line", "cause"),
    [
        ("[cards]\nes = 5\n", None, "'title' is missing."),
        ('title = ""\n', 1, "'title' is empty, or begins or ends with a space."),
        (f'title = "{"x" * 201}"\n', 1, "'title' has 201 characters, more than 200."),
        ('title = "x"\ndate = 2026-02-30\n', 2, "The file is not valid TOML: "),
        ('title = “x”\n', 1, "The file is not valid TOML: "),
        (b'title = "\xe9"\n', 1, "The file is not UTF-8 text."),
        (b'title = "\0"\n', 1, "The file is not valid TOML: "),
        (b"#" * 1_000_001, None, "The file is larger than 1000 kB."),
    ],
    ids=["no-title", "empty", "long", "date", "quotes", "latin", "zero", "large"],
)  # fmt: skip
def test_a_file_that_is_no_pack_is_refused(tmp_path: Path, content: str | bytes, line: int | None, cause: str) -> None:
    assert refused(put(tmp_path, content), line).cause.startswith(cause)


def test_a_pack_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.toml", None).cause.startswith("The file cannot be read: ")
    assert refused(tmp_path, None).cause == "The file is a folder, not an ordinary file."


def test_rows_stand_in_for_the_pack(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("name,es,org,logo\nA,7,,\nB,,Bs,\n,1,,\nC,,,../x\n")
    made = read_pack(put(tmp_path, FULL.replace("title", 'recipients = "rows.csv"\ntitle', 1)))
    defaults = own(read_pack(put(tmp_path, FULL)))
    rows = tmp_path / "rows.csv"
    assert made.recipients == (
        replace(defaults, name="A", file=rows, line=2, cards=(("es", 7),)),
        replace(defaults, name="B", file=rows, line=3, wishes=replace(defaults.wishes, org="Bs")),
    )
    assert [(error.file, error.line) for error in made.bad_rows] == [(rows, 4), (rows, 5)]


ROWS = "name,es,layout,theme\nA,7,poster,\nB,7,press,\nC,7,,red-stock\n"
USED = 'paper = "a3"\nbleed = "3mm"\npaper_colour = "#FF8080"\n'


def test_a_key_is_of_use_when_it_is_to_one_row(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(ROWS)
    made = read_pack(put(tmp_path, f'title = "x"\nrecipients = "rows.csv"\n{USED}'))
    assert [(each.wishes.layouts, each.wishes.theme) for each in made.recipients] == [
        ((Layout.POSTER,), ""),
        ((Layout.PRESS,), ""),
        ((), "red-stock"),
    ]


@pytest.mark.parametrize(("gone", "line"), [("A", 3), ("B", 4), ("C", 5)])
def test_a_key_of_use_to_no_row_is_refused(tmp_path: Path, gone: str, line: int) -> None:
    """Unless a row that cannot be read may want it."""
    kept = [row for row in ROWS.splitlines() if row[0] != gone]
    (tmp_path / "rows.csv").write_text("\n".join(kept))
    path = put(tmp_path, f'title = "x"\nrecipients = "rows.csv"\n{USED}')
    assert re.search("changes nothing with|is for cards on red paper", refused(path, line).cause)
    (tmp_path / "rows.csv").write_text("\n".join([*kept, "D,many,,"]))
    assert [error.line for error in read_pack(path).bad_rows] == [4]


def test_a_theme_that_no_row_takes_from_the_pack_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("name,es,layout,theme\nA,7,press,outline\nB,7,duplex,\n")
    made = read_pack(put(tmp_path, 'title = "x"\nrecipients = "rows.csv"\nlayout = "press"\ntheme = "red-stock"\n'))
    assert [each.wishes.theme for each in made.recipients] == ["outline", "red-stock"]


def test_rows_may_lie_deeper_and_their_logos_lie_beside_the_pack(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "rows.csv").write_text("name,es,logo\nA,7,logo.png\n")
    made = read_pack(put(tmp_path, 'title = "x"\nrecipients = "deep/rows.csv"\n'))
    assert own(made).wishes.logo == tmp_path / "logo.png"
    assert made.bad_rows == ()


def test_broken_headings_are_raised(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("es\n5\n")
    path = put(tmp_path, 'title = "x"\nrecipients = "rows.csv"\n')
    with pytest.raises(BadFile, match=r"rows\.csv:1: The first row has no heading 'name'\."):
        read_pack(path)
    (tmp_path / "rows.csv").write_text("name\nA\n")
    with pytest.raises(BadFile, match=r"no column for a locale, and the pack file has no \[cards\]"):
        read_pack(path)


def test_a_pack_is_found_from_the_folder_it_lies_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, FULL)
    monkeypatch.chdir(tmp_path)
    assert own(read_pack(Path("workshop.toml"))).wishes.logo == Path("logo.png")


def test_the_example_is_a_pack(tmp_path: Path) -> None:
    made = read_pack(put(tmp_path, example_pack()))
    assert fits_schema(example_pack())
    assert example_pack().startswith("#:schema ./pack.schema.json\n")
    recipient = own(made)
    assert len(recipient.cards) >= 3
    assert find_stock(shelves(None), recipient.wishes.stock)
    scripts = recipient.wishes.scripts
    assert [find_script(shelves(None), script).id for script in scripts] == list(scripts)


def _of(pack: Pack, key: str) -> object:
    """What a pack has for a key, wherever it holds it."""
    return next(getattr(each, key) for each in (pack, pack.wishes, pack.wishes.card) if hasattr(each, key))


def test_every_key_stands_in_the_example_and_works_when_its_remark_is_lifted(tmp_path: Path) -> None:
    lifted = re.sub(r"^#(?=[a-z_]+ = )", "", example_pack(), flags=re.MULTILINE)
    assert set(tomllib.loads(lifted)) == set(KEYS) - {"script"}
    # Rows in which each of them has something to do.
    (tmp_path / "recipients.csv").write_text("name,layout,theme\nA,duplex;poster;press,\nB,,red-stock\n")
    made = read_pack(put(tmp_path, lifted))
    assert made.recipients[1].wishes.logo == tmp_path / "logo.png"
    assert fits_schema(lifted)
    for key, value in re.findall(r"^#(\w+) = (true|false)$", example_pack(), re.MULTILINE):
        usual = {"allow_stale", "allow_tracking", "combined", "exact", "zip"}  # shown as they are, others changed
        shown = read_pack(put(tmp_path, example_pack()))
        is_usual = str(_of(shown, key)).lower() == value
        assert is_usual == (key in usual), key


def test_the_schema_knows_what_the_reader_knows(tmp_path: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    keys = SCHEMA["properties"]
    assert tuple(keys) == KEYS
    assert all(entry["description"].endswith(".") for entry in keys.values())
    assert {key: tuple(entry["enum"]) for key, entry in keys.items() if "enum" in entry} == {
        key: (*([] if SETTINGS[key].default else [""]), *SETTINGS[key].choices)
        for key in ("theme", "paper", "flip", "require")
    }
    made = read_pack(put(tmp_path, 'title = "x"\n[cards]\nes = 5\n'))
    for key, entry in keys.items():
        if entry.get("type") == "boolean":
            assert entry["default"] == (_of(made, key) in (True, None)), key
    assert keys["script"]["default"] == keys["scripts"]["default"] == own(made).wishes.scripts[0]
    one, several = keys["layout"]["anyOf"]
    assert one["enum"] == ["", *several["items"]["enum"]]
    assert several["items"]["enum"] == [layout.value for layout in Layout]
    assert own(made).wishes.layouts == ()
    assert Layout(keys["layout"]["default"]) is CARD_LAYOUTS[0]
    told = {field.name for kind in (Pack, Recipient) for field in fields(kind)} - {
        "file",
        "line",
        "name",
        "bad_rows",
        "lines",
    }
    wished = {field_of(each.key) for each in settings_for(Place.PACK)}
    assert wished <= {field.name for field in fields(Wishes)}
    own_names = {"hotline", "script", "layout", *OF_CARD}
    assert told - {"wishes"} | wished - {"hotlines", "layouts", "card"} | own_names == set(KEYS)
    assert keys["cards"]["additionalProperties"] == {"type": "integer", "minimum": 0, "maximum": MAX_CARDS}
    assert keys["cards"]["maxProperties"] == MAX_LOCALES
    assert keys["cards"]["propertyNames"]["maxLength"] == MAX_HEADING
    assert keys["script"]["anyOf"][1]["maxItems"] == keys["hotline"]["anyOf"][1]["maxItems"] == MAX_ITEMS
    assert (keys["title"]["maxLength"], keys["org"]["maxLength"]) == (MAX_TEXT, MAX_NAME)


# All but hidden characters, files, and a date in quotes, which looks the same to an editor.
IN_SCHEMA_TOO = [
    top
    for top, cause in BAD
    if not re.search("character U|line feed|no such file|outside|ordinary|more than 10.0 mm", cause)
    and "\u202e" not in top
    and not top.startswith('date = "')
]


@pytest.mark.parametrize("top", IN_SCHEMA_TOO, ids=lambda value: value[:24].encode("unicode_escape").decode())
def test_an_editor_finds_the_same_faults(top: str) -> None:
    assert fits_schema('title = "x"\n[cards]\nes = 5\n')
    assert not fits_schema(f'title = "x"\n{top}\n[cards]\nes = 5\n')


@pytest.mark.parametrize(
    "content",
    ['title = "x"', "cards.es = 5", 'title = ""\ncards.es = 5', 'title = "x"\ncards.es = -1',
     'title = "x"\ncards.es = 100001', 'title = "x"\ncards.es = 5.5', 'title = "x"\ncards = 5'],
)  # fmt: skip
def test_an_editor_finds_what_is_missing_or_no_number(tmp_path: Path, content: str) -> None:
    assert not fits_schema(content)
    with pytest.raises(BadFile):
        read_pack(put(tmp_path, content))


VALUES = [
    '"x"', '""', "5", "0", "100000", "100001", "1.5", "true", "false", "[]", '["x"]', '["x", "y"]', "[5]", "{}",
    "{es = 5}", "2026-02-14", "2026-02-14T10:00:00Z", "10:00:00", '"long-edge"', '"duplex"', '"red"', '"reviewed"',
    '["fronts", "backs"]', '["press", "large"]', '"poster"', '"red-stock"', '"#F04E45"', '"tabloid"', '"a4"', '"3mm"',
    '" 3mm"', '".5 in"', '"rows.csv"', '"logo.png"', '"../x"', '"x\u202e"', f'"{"x" * 61}"',
]  # fmt: skip


def lines() -> st.SearchStrategy[str]:
    """Lines as somebody may write them: known and unknown keys with values of every kind."""
    keys = st.sampled_from([*KEYS, "es", "titel", '"a b"', "cards.vi"])
    return st.builds(lambda key, value: f"{key} = {value}", keys, st.sampled_from(VALUES)) | st.just("[cards]")


def mutants() -> Iterator[st.SearchStrategy[bytes]]:
    """Bytes, texts, odd lines, and the full pack with lines left out, put in and bytes changed."""
    yield st.binary()
    yield st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))
    yield st.lists(lines(), max_size=6).map(
        lambda each: "\n".join(['title = "x"', *each, "[cards]", "es = 5"]).encode()
    )
    yield st.builds(
        lambda place, cut, put: FULL.encode()[: place % 600] + put + FULL.encode()[place % 600 + cut :],
        st.integers(0),
        st.integers(0, 3),
        st.binary(max_size=3) | st.text(max_size=3).map(lambda text: text.encode("utf-8", "surrogatepass")),
    )


@given(st.one_of(*mutants()))
@example(b'title = "x"\nrecipients = "rows.csv"')
@example(b'title = "x"\nrecipients = "logo.png"')
@example(b'title = "x"\nrecipients = "rows.csv"\nlayout = "press"\nbleed = "3mm"')
@example(b'title = "x"\nlayout = []\ncombined = true\ncards.es = 5')
@example(b'title = "x"\nhotline = "\\u0000"')
@example(b'title = "x"\ncards = {"\\u2028" = 5}')
@settings(max_examples=300, deadline=None)
def test_no_bytes_raise_anything_but_badfile(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "packs"
    folder.mkdir(exist_ok=True)
    (folder / "rows.csv").write_text("name,es\nA,5\n")
    path = put(folder, raw)
    try:
        made = read_pack(path)
    except BadFile as error:
        assert error.file is not None
        assert error.file.parent == folder
        assert error.line is None or 1 <= error.line <= max(raw.count(b"\n"), error.file.read_bytes().count(b"\n")) + 1
        return
    assert made.title
    assert made.recipients
    assert all(recipient.cards and recipient.wishes.scripts for recipient in made.recipients)
    content = raw.decode()
    if "T10:00" not in content:  # the reader takes the day of a moment, an editor asks for a day
        assert fits_schema(content)


@pytest.mark.full_only
def test_a_hostile_file_is_answered(tmp_path: Path) -> None:
    """With what would keep a reader busy for hours if its work grew with the square of the length."""
    for content in (
        'title = "x"\n' + "#\n" * 490_000 + "cards.es = 0",
        'title = "x"\n[cards]\n' + "".join(f"l{number} = 1\n" for number in range(70_000)),
        "".join(f"l{number} = 'x'\n" for number in range(70_000)),
        f'"{"k" * 3_900}" = 1',
        f'title = "{"x" * 3_900}"',
    ):
        with pytest.raises(BadFile):
            read_pack(put(tmp_path, content))


@pytest.mark.parametrize("name", ["Call 911", "1-866-DHS-2-ICE", "lynn.org", "Lynn ⁶¹⁷"])
def test_a_name_that_leads_somewhere_is_refused(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, f'title = "x"\norg = "{name}"\n[cards]\nes = 5\n')
    assert refused(path, 2).cause.startswith("The 'org' has")


@pytest.mark.parametrize(("one", "other"), [("es", "Spanish"), ("ES", "es"), ('"zh-hans"', '"Chinese (Simplified)"')])
def test_two_names_of_one_language_are_refused_on_the_line_of_the_second(tmp_path: Path, one: str, other: str) -> None:
    for text, line in (
        (f"[cards]\n{one} = 5\nvi = 5\n{other} = 5\n", 5),
        (f"[cards]\nvi = 5\n{one} = 0\n{other} = 5\n", 5),
        (f"cards.{one} = 5\ncards.vi = 5\ncards.{other} = 5\n", 4),
        (f"cards = {{ {one} = 5, {other} = 5 }}\n", 2),
        (f'[audio_link]\n{one} = "https://example.org/a"\n{other} = "https://example.org/b"\n[cards]\nvi = 5', 4),
    ):
        error = refused(put(tmp_path, f'title = "x"\n{text}'), line)
        assert re.search("is the same language as|is given twice", error.cause), error


def test_a_pack_has_the_lines_of_its_keys(tmp_path: Path) -> None:
    made = read_pack(put(tmp_path, 'title = "x"\n\nhotline = "luce"\n[cards]\nvi = 5\n"Haitian  Creole" = 5\n'))
    assert made.lines == {"title": 1, "hotline": 3, "cards": 4, "cards.vi": 5, "cards.Haitian Creole": 6}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("write_in = true", "lawyer"),  # as in packs from before there were other lines
        ("write_in = false", ""),
        ('write_in = ""', ""),
        *((f'write_in = "{name}"', name) for name in WRITE_INS),
    ],
)
def test_a_line_to_write_on_is_chosen_or_wished_for_as_before(line: str, found: str, tmp_path: Path) -> None:
    text = f'title = "x"\n{line}\n[cards]\nes = 5\n'
    assert fits_schema(text)
    assert read_pack(put(tmp_path, text)).wishes.card == CardOptions(write_in=found)
