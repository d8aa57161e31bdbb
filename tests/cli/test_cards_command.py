"""`cards` with good input: which files it makes, what is on them, and what it says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from click.testing import CliRunner, Result
from PIL import Image

from cards import errors
from cards.cli import WELCOME, commands
from cards.cli.check_command import FOUND_WRONG
from cards.decoding import decode
from cards.locations import bundled, shelves
from cards.read.catalogs import translated_tags
from cards.read.law_reviews import law_code
from cards.read.links import LEGAL_AID
from cards.read.script_types import Source
from cards.read.scripts import find_script, read_labels, read_script
from cards.read.sign_offs import string_digest
from cards.start import STOPPED
from tests.said import accented

HOTLINE = ("--hotline", "617-370-5023")
REPORT = re.compile(
    r"(?P<file>.+\.(?:pdf|PDF)): (?P<pages>\d+) pages, (?P<cards>1 card|\d+ cards)(?P<filled> \(.*\))?, "
    r"text \d+\.\d pt, officer's side \d+\.\d pt, contrast 5\.9:1, DRAFT"
)

HOW_TO_PRINT = (
    "Load Avery 5371 business cards, 10 to a Letter sheet. For ordinary paper, choose --stock plain-letter. "
    "Print at actual size (100 %), on both sides, flip on long edge. Print one sheet first and hold it up to the "
    "light: the two sides of each card must line up.\n"
)
"""The last line of every run on the usual stock."""

LAW = "Warning: no lawyer has reviewed the law behind home\n"
"""What every run with that script says once."""


def names(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def reported(stdout: str) -> re.Match[str]:
    """The one line that a successful run prints, taken apart."""
    match = REPORT.fullmatch(stdout.rstrip("\n"))
    assert match is not None, stdout
    return match


def codes(pdf: Path, page: int) -> list[str]:
    """The content of every QR code on a page, as a scanner at 200 dpi reads it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[page].render(scale=200 / 72, grayscale=True).to_pil()
        return [found.text for found in zxingcpp.read_barcodes(picture)]
    finally:
        document.close()


# Help


def test_alone_it_shows_each_user_a_first_command() -> None:
    result = CliRunner().invoke(commands, [], prog_name="rights-cards")
    assert result.exit_code == 0
    for user in ("Organizers", "Workshop", "Translators"):
        assert re.search(rf"^  {user} .*\n  .* rights-cards \w+ ", result.stdout, re.MULTILINE), user
    assert "rights-cards cards --help" in result.stdout


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_has_examples_and_every_option(flag: str, made: Callable[..., str]) -> None:
    text = made(flag)
    assert "Examples:" in text
    for option in (
        "--all", "--script", "--region", "--hotline", "--hotline-name", "--link", "--allow-stale", "--allow-tracking",
        "--org", "--logo", "--stock", "--flip", "--copies", "--exact", "--start-at", "--content", "--output", "--as-of",
    ):  # fmt: skip
        assert re.search(rf"^  (-\w, )?{option} .*\S", text, re.MULTILINE), option


def test_without_a_locale_it_shows_help(run: Callable[..., Result]) -> None:
    result = run()
    assert result.exit_code == 2
    assert "Examples:" in result.output
    assert not list(Path().iterdir())


def test_version() -> None:
    result = CliRunner().invoke(commands, ["--version"])
    assert result.exit_code == 0
    assert re.fullmatch(r"rights-cards, version \d+\.\d+\.\d+\n", result.stdout)


def test_the_exit_codes_are_documented_in_the_help() -> None:
    text = " ".join(CliRunner().invoke(commands, ["--help"]).stdout.split())
    listed = re.search(r"Exit codes: (.*?)\.", text)
    assert listed is not None
    codes_shown = {int(number) for number in re.findall(r"(\d+) ", listed[1])}
    classes = errors.CardError.__subclasses__()
    assert codes_shown == {0, FOUND_WRONG, STOPPED, *(each.exit_code for each in classes)}
    assert len({each.exit_code for each in classes}) == len(classes)


def test_every_example_works(made: Callable[..., str]) -> None:
    """Those with `--all` are tested below."""
    shown = WELCOME.format(name="rights-cards") + made("--help")
    examples = [shlex.split(line) for line in re.findall(r"^(?: {4}|.*rights-cards )(cards .*)$", shown, re.MULTILINE)]
    ordinary = [words[1:] for words in examples if not {"--all", "--help"} & set(words)]
    assert len(examples) >= 6
    assert len(ordinary) >= 3
    Path("my-folder").mkdir()
    for arguments in ordinary:
        made(*arguments)
    assert Path("arabic.pdf").is_file()
    assert names("out") == ["home-es-avery-5371.pdf", "home-es-vi-tabloid-poster.pdf", "home-vi-avery-5371.pdf"]


# Which locales, and where the files go


def test_one_locale_makes_one_file_in_the_folder_out(made: Callable[..., str]) -> None:
    report = reported(made("es"))
    assert Path(report["file"]) == Path("out/home-es-avery-5371.pdf")
    assert (report["pages"], report["cards"], report["filled"]) == ("2", "10 cards", None)
    assert names(".") == ["out"]
    assert names("out") == ["home-es-avery-5371.pdf"]
    assert Path(report["file"]).read_bytes().startswith(b"%PDF-")


def test_several_locales_make_a_file_each(made: Callable[..., str]) -> None:
    lines = made("es", "en", "vi", "-o", "saturday").splitlines()
    assert [Path(reported(line)["file"]).name for line in lines] == [
        f"home-{tag}-avery-5371.pdf" for tag in ("es", "en", "vi")
    ]
    assert names("saturday") == sorted(Path(reported(line)["file"]).name for line in lines)


def test_all_makes_every_locale_with_a_catalog_and_names_those_left_out(
    run: Callable[..., Result], content: Callable[..., Path], language_toml: str
) -> None:
    content("translations/languages.toml", language_toml)
    content("translations/qaa/LC_MESSAGES/cards.po", 'msgctxt "home/bearer/heading"\nmsgid "a"\nmsgstr "b"\n')
    result = run("--all", "-o", "saturday", "--content", "mine")
    assert result.exit_code == 0, result.output
    tags = ["en", *translated_tags(shelves(None))]
    assert len(tags) >= 24
    assert names("saturday") == sorted(f"home-{tag}-avery-5371.pdf" for tag in tags)
    assert len(result.stdout.splitlines()) == len(tags)
    assert "Making cards" in result.stderr  # progress, on standard error
    assert "Warning: qaa skipped: Ownish (qaa) cannot be printed: " in result.stderr
    assert "Error" not in result.output


def test_progress_is_shown_for_long_runs_only(run: Callable[..., Result]) -> None:
    assert run("en", "es").stderr == LAW + HOW_TO_PRINT
    assert "Making cards" in run("en", "es", "vi", "ht").stderr


@pytest.mark.parametrize("given", ["Spanish", "spanish", "spa", "ES", "es", "Español", "ESPAÑOL"])
def test_a_locale_has_many_names(given: str, made: Callable[..., str]) -> None:
    assert Path(reported(made(given))["file"]).name == "home-es-avery-5371.pdf"


@pytest.mark.parametrize(
    ("given", "tag"), [("zh_hant", "zh-Hant"), ("ZH-HANT", "zh-Hant"), ("zh-TW", "zh-Hant"), ("eng", "en")]
)
def test_a_tag_in_any_case_with_either_hyphen(given: str, tag: str, made: Callable[..., str]) -> None:
    assert Path(reported(made(given))["file"]).name == f"home-{tag}-avery-5371.pdf"


def test_a_locale_given_twice_is_made_once(made: Callable[..., str]) -> None:
    assert len(made("es", "Spanish", "spa", "ES", "es").splitlines()) == 1
    reported(made("es", "Spanish", "-o", "one.pdf"))
    assert Path("one.pdf").is_file()


@pytest.mark.parametrize("name", ["spanish.pdf", "SPANISH.PDF", "a folder/year.2026/spanish.pdf", "ñandú-卡.pdf"])
def test_one_locale_into_a_file(name: str, made: Callable[..., str]) -> None:
    assert reported(made("es", "-o", name))["file"] == str(Path(name))
    assert [path.name for path in Path(name).parent.iterdir()] == [Path(name).name]


def test_a_new_file_replaces_an_old_one(made: Callable[..., str]) -> None:
    Path("one.pdf").write_bytes(b"old")
    made("es", "-o", "one.pdf")
    assert Path("one.pdf").read_bytes().startswith(b"%PDF-")
    assert names(".") == ["one.pdf"]


# How many, on what, turned how


@pytest.mark.parametrize(
    ("options", "pages", "cards", "filled"),
    [
        (["--copies", "25"], 6, 30, True),
        (["--copies", "30"], 6, 30, False),
        (["--copies", "1"], 2, 10, True),
        (["--copies", "25", "--exact"], 6, 25, False),
        (["--copies", "1", "--exact"], 2, 1, False),
        (["--exact"], 2, 10, False),
    ],
)
def test_copies(options: list[str], pages: int, cards: int, filled: bool, made: Callable[..., str]) -> None:
    report = reported(made("es", *options, "-o", "cards.pdf"))
    assert (int(report["pages"]), int(report["cards"].split()[0])) == (pages, cards)
    assert report["filled"] == (f" ({options[1]} ordered, last sheet filled up)" if filled else None)
    with pikepdf.open("cards.pdf") as pdf:
        assert len(pdf.pages) == pages
    on_each = [len(codes(Path("cards.pdf"), page)) for page in range(0, pages, 2)]
    assert on_each == [10] * (pages // 2 - 1) + [cards - 10 * (pages // 2 - 1)]


@pytest.mark.parametrize(
    ("options", "on_each"),
    [
        (["--start-at", "1"], [10]),
        (["--start-at", "4"], [7]),
        (["--start-at", "10"], [1]),
        (["--start-at", "4", "--copies", "3"], [7]),
        (["--start-at", "4", "--copies", "3", "--exact"], [3]),
        (["--start-at", "4", "--copies", "8"], [7, 10]),
        (["--start-at", "4", "--copies", "8", "--exact"], [7, 1]),
    ],
)
def test_the_first_sheet_may_have_lost_cards(options: list[str], on_each: list[int], made: Callable[..., str]) -> None:
    report = reported(made("es", *options, "-o", "cards.pdf"))
    assert (int(report["pages"]), int(report["cards"].split()[0])) == (2 * len(on_each), sum(on_each))
    assert [len(codes(Path("cards.pdf"), page)) for page in range(0, 2 * len(on_each), 2)] == on_each


def test_the_stock_by_id_or_product_number(made: Callable[..., str]) -> None:
    made("es", "--stock", "avery-5371", "-o", "a.pdf")
    for other in ("5371", "8371", "Avery 5371", "AVERY-8371"):
        made("es", "--stock", other, "-o", "b.pdf")
        assert Path("a.pdf").read_bytes() == Path("b.pdf").read_bytes()
    made("es", "--stock", "plain-a4", "-o", "b.pdf")
    with pikepdf.open("a.pdf") as letter, pikepdf.open("b.pdf") as a4:
        assert [round(float(side)) for side in letter.pages[0].mediabox] == [0, 0, 612, 792]
        assert [round(float(side)) for side in a4.pages[0].mediabox] == [0, 0, 595, 842]


def test_the_flip_turns_the_back_and_tells_the_printer(made: Callable[..., str]) -> None:
    made("es", "-o", "default.pdf")
    made("es", "--flip", "long-edge", "-o", "long.pdf")
    made("es", "--flip", "short-edge", "-o", "short.pdf")
    assert Path("default.pdf").read_bytes() == Path("long.pdf").read_bytes()
    with pikepdf.open("long.pdf") as long, pikepdf.open("short.pdf") as short:
        assert long.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert short.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        fronts = [[part.read_bytes() for part in pdf.pages[0].Contents] for pdf in (long, short)]
        backs = [[part.read_bytes() for part in pdf.pages[1].Contents] for pdf in (long, short)]
    assert fronts[0] == fronts[1]
    assert backs[0] != backs[1]


# Layouts that a printer does not finish by itself


@pytest.mark.parametrize(
    ("options", "report", "steps"),
    [
        (
            ["fronts"],
            r"1 page, 10 cards, text \d\.\d pt, contrast",
            "choose --stock plain-letter. Print at actual size (100 %), on one side. The ",
        ),
        (["backs"], r"1 page, 10 cards, officer's side \d\.\d pt, contrast", "over like the page of a book"),
        (["backs", "--flip", "SHORT-EDGE"], r"1 page, 10 cards, officer's", "up and over like the page of a wall cal"),
        (
            ["fold"],
            r"plain-letter-fold\.pdf: 1 page, \d cards, text",
            "on one side. Fold along the dashed marks, glue, press flat, ",
        ),
        (["fold", "--stock", "plain-a4"], r"plain-a4-fold\.pdf: 1 page, \d cards, text", "and cut along the outer"),
        (
            ["duplex", "--copies", "1", "--exact"],
            r"2 pages, 1 card, text \d\.\d pt, officer's side",
            "Print at actual size (100 %), on both sides, flip on long edge. Print one sheet first",
        ),
        (["duplex", "--flip", "short-edge"], r"2 pages, 10 cards", "on both sides, flip on short edge."),
        (["large"], r"2 pages, 2 cards", "flip on long edge. Print one sheet first and hold it up to the light: "),
        (["poster"], r"2 pages, a poster", "Print at actual size (100 %), on one side. Post each page separately"),
        (["press"], r"2 pages, 1 card", "Send each file to the print shop unchanged: one card on two pages"),
    ],
)
def test_each_layout_reports_its_own_sides_and_says_what_to_do_next(
    options: list[str], report: str, steps: str, run: Callable[..., Result]
) -> None:
    result = run("es", "vi", "--layout", *options)
    assert result.exit_code == 0, result.output
    assert len(re.findall(report, result.stdout)) == 2
    assert steps in result.stderr
    told = [each for each in result.stderr.removeprefix(LAW).splitlines() if "smaller than 7 pt" not in each]
    assert len(told) == bool(steps)


def test_a_file_warns_of_the_sides_that_are_in_it(
    run: Callable[..., Result], content: Callable[..., Path], script_toml: str
) -> None:
    long = "Show this card, and do not answer. " * 18 + "So."
    content("scripts/park.toml", script_toml.replace("Show this card.", long))
    for layout, warns in ("fronts", True), ("backs", False):
        result = run("en", "--script", "park", "--content", "mine", "--layout", layout)
        assert result.exit_code == 0, result.output
        assert ("are set at" in result.stderr) == warns


def test_backs_have_no_code_but_that_of_a_recording() -> None:
    from cards.jobs import Order, gather
    from cards.merge.contact import Contact
    from cards.pipeline import make
    from cards.read.layouts import Layout
    from cards.read.links import read_link

    order = Order("es", "home", "avery-5371", Contact(read_link(LEGAL_AID)))
    symbols = {
        layout: make(gather(shelves(None), replace(order, layout=layout)), decode).symbols
        for layout in (Layout.DUPLEX, Layout.FRONTS, Layout.BACKS)
    }
    assert [len(each) for each in symbols.values()] == [1, 1, 0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("press", "--exact"), "--exact changes nothing with --layout press: a print shop gets one card"),
        (("press", "--flip", "long-edge"), "--flip changes nothing with --layout press"),
        (("press", "--start-at", "1"), "--start-at changes nothing with --layout press"),
        (("fronts", "--flip", "long-edge"), "--flip changes nothing with --layout fronts: fronts are the same"),
        (("fold", "--flip", "short-edge"), "--flip changes nothing with --layout fold: it is printed on one side."),
        (
            ("large", "--paper", "tabloid"),
            "Large cards are printed on letter or a4, not on tabloid. Remove --paper tabloid",
        ),
        (("fold", "--stock", "avery-5371"), "come apart at the fold between the two sides"),
        (
            ("duplex", "--audio-link", LEGAL_AID.upper().replace("HTTPS", "https")),
            "where the QR code for legal aid already leads. Give the address of the recording itself",
        ),
        (
            ("duplex", "--link", "https://www.example.org/a", "--audio-link", "https://www.example.org/a"),
            "--audio-link is www.example.org/a, where the QR code for legal aid already leads.",
        ),
    ],
)
def test_an_option_that_would_change_nothing_is_refused(
    arguments: tuple[str, ...], said: str, refused: Callable[..., str]
) -> None:
    assert said in refused(2, "es", "--layout", *arguments)


def test_choices_in_capitals_and_a_colour_without_its_sign(made: Callable[..., str]) -> None:
    colours = ("--theme", "Red-Stock", "--paper-colour", "F04E45")
    made("es", "--script", "school", "--layout", "LARGE", "--paper", "A4", *colours)
    assert names("out") == ["school-es-a4-large-red-stock.pdf"]


def test_red_paper_is_warned_of_once_in_a_run(run: Callable[..., Result]) -> None:
    result = run("es", "vi", "--theme", "red-stock")
    assert result.stderr.count("a scanner with red light cannot read") == 1
    assert "the Avery sheets in `stock list` are white" in result.stderr
    assert "#F04E45 unless you give --paper-colour" in result.stderr
    result = run("es", "--theme", "red-stock", "--paper-colour", "#FF8080")
    assert "#FF8080)" in result.stderr
    assert "unless" not in result.stderr


def test_pictograms_that_somebody_asked_for_are_missed(run: Callable[..., Result]) -> None:
    assert "no room for pictograms; --layout large" in run("ta", "--pictograms").stderr
    for arguments in (("ta",), ("ta", "--no-pictograms"), ("es", "--pictograms"), ("ta", "--pictograms", *BACKS)):
        assert "pictograms" not in run(*arguments).stderr


BACKS = ("--layout", "backs")

# What is on them

ONE = ("--copies", "1", "--exact", "-o", "one.pdf")


def test_a_logo_and_several_numbers(made: Callable[..., str], words: Callable[..., str]) -> None:
    Image.new("RGB", (400, 100), "blue").save("logo.png")
    made("en", *HOTLINE, "--hotline", "211", "--org", "Lynn Neighbors", "--logo", "logo.png", *ONE)
    assert all(each in words("one.pdf") for each in ("617-370-5023", "211", "Lynn Neighbors"))
    with pikepdf.open("one.pdf") as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        (image,) = [each for each in streams if each.get("/Subtype") == pikepdf.Name.Image]
        assert (int(image.Width), int(image.Height), str(image.ColorSpace)) == (400, 100, "/DeviceRGB")
        assert image.read_bytes() == b"\0\0\xff" * 40_000
    assert codes(Path("one.pdf"), 0) == ["https://www.immigrationlawhelp.org"]


def test_a_line_left_out_for_want_of_room_is_told_of(run: Callable[..., Result], words: Callable[..., str]) -> None:
    result = run("ta", *HOTLINE, "--hotline", "855-555-0100", "--org", "Lynn Neighbors for Justice and Peace", *ONE)
    assert result.exit_code == 0, result.output
    assert "Warning: ta: no room for 855-555-0100: shorten the statements" in result.stderr
    assert "855-555-0100" not in words("one.pdf")


def test_a_plain_card_has_a_line_to_write_on_and_leads_to_legal_aid(
    made: Callable[..., str], words: Callable[..., str]
) -> None:
    made("en", *ONE)
    text = words("one.pdf")
    assert "Call for help:" in text
    assert "DRAFT" in text
    assert LEGAL_AID.removeprefix("https://") in text
    assert not re.search(r"\d{3}-\d{3}-\d{4}", text)  # no number is a default
    assert codes(Path("one.pdf"), 0) == [LEGAL_AID]
    assert codes(Path("one.pdf"), 1) == []


def test_number_name_organisation_and_address_are_on_the_card(
    made: Callable[..., str], words: Callable[..., str]
) -> None:
    link = "https://www.example.org/Help?a=(b"
    made("es", *HOTLINE, "--hotline-name", "Casa Abc", "--org", "Lynn Neighbors", "--link", link, *ONE)
    text = words("one.pdf")
    for each in ("617-370-5023", "Casa Abc", "Lynn Neighbors", "www.example.org/Help?a=(b"):
        assert each in text
    (found,) = codes(Path("one.pdf"), 0)
    assert found == link
    officer = words("one.pdf", 1)
    assert not any(each in officer for each in ("617-370", "Casa", "Lynn", "example", "DRAFT"))


@pytest.mark.parametrize(
    ("given", "dialled"),
    [
        ("6173705023", "617-370-5023"),
        ("+1 (617) 370-5023", "617-370-5023"),
        ("+525550930000", "+52 55 5093 0000"),
        ("617-370-5023 ext. 12", "617-370-5023 x12"),
    ],
)
def test_a_number_is_written_as_people_dial_it(
    given: str, dialled: str, made: Callable[..., str], words: Callable[..., str]
) -> None:
    made("es", "--hotline", given, *ONE)
    assert dialled in words("one.pdf")


def test_a_hotline_of_the_directory_is_refused_until_somebody_verified_it(
    run: Callable[..., Result], refused: Callable[..., str], words: Callable[..., str]
) -> None:
    message = refused(8, "es", "--hotline", "sf")
    assert "415-200-1548 of SF Rapid Response Network (never verified, source: sfildc.org, undated)" in message
    assert "hotline verify sf" in message
    result = run("es", "--hotline", "sf", "--allow-stale", *ONE)
    assert result.exit_code == 0
    assert "415-200-1548" in words("one.pdf")
    assert "SF Rapid Response" in words("one.pdf")
    assert "Warning: nobody has verified 415-200-1548 of SF" in result.stderr
    assert "Warning" not in result.stdout


def test_migrawatch_warns_of_its_kind_its_age_and_its_doubts(run: Callable[..., Result]) -> None:
    result = run("vi", "--hotline", "migrawatch", "--allow-stale")
    told = [line for line in result.stderr.splitlines() if line.startswith("Warning: ")]
    warnings = [line for line in told if "smaller than 7 pt" not in line]
    assert len(warnings) == 6
    assert "takes reports of sightings: whoever calls it for help may find none" in warnings[0]
    assert "nobody has verified" in warnings[1]
    assert "call it before you print it" in warnings[2]
    assert "its hours may have changed" in warnings[3]
    assert "is known to answer only in en, es, not in: vi" in warnings[4]
    assert warnings[5] + "\n" == LAW


def test_a_script_whose_law_nobody_has_reviewed_warns_once_and_a_bad_review_prints_nothing(
    run: Callable[..., Result], refused: Callable[..., str], content: Callable[..., Path], script_toml: str
) -> None:
    result = run("es", "vi", "ht")
    assert result.stderr.count("no lawyer has reviewed the law behind home\n") == 1
    review = "law_reviewed_on = 2026-11-30\nlaw_reviewed_by = 'Ana Ruiz'\nlaw_reviewed_code = '{}'\n"
    park = content("scripts/park.toml", review.format("0000-0000-0000-0000") + script_toml)
    of_park = ("en", "--script", "park", "--content", "mine", "--as-of")
    assert "Warning: park has changed since" in run(*of_park, "2026-12-01").stderr
    message = refused(3, *of_park, "2026-11-01")
    assert message.startswith("mine/scripts/park.toml:1: 'law_reviewed_on' is 2026-11-30, which is in the future.")
    code = law_code(find_script(shelves(Path("mine")), "park"))
    park.write_text(review.format(code) + script_toml, encoding="utf-8")
    assert "Warning: " not in run(*of_park, "2026-12-01").stderr
    assert "last reviewed on 2026-11-30, over a year ago\n" in run(*of_park, "2027-12-01").stderr


def test_a_number_of_ones_own_does_not_warn(run: Callable[..., Result]) -> None:
    assert run("es", "--hotline", "617-555-0100").stderr == LAW + HOW_TO_PRINT


def test_a_number_of_the_directory_warns_and_is_printed(run: Callable[..., Result]) -> None:
    result = run("es", *HOTLINE)
    assert result.exit_code == 0
    assert "Warning: nobody has verified 617-370-5023 of LUCE" in result.stderr


def test_a_region_chooses_the_line_and_the_option_wins(
    run: Callable[..., Result], made: Callable[..., str], words: Callable[..., str]
) -> None:
    result = run("es", "--region", "Massachusetts", "--script", "witness", "--allow-stale", *ONE)
    assert result.exit_code == 0
    assert "617-370-5023" in words("one.pdf")
    result = run("es", "--region", "Massachusetts", "--allow-stale", *ONE)
    assert "ask for it with --hotline luce\n" in result.stderr
    assert "617-370-5023" not in words("one.pdf")
    run("es", "--region", "California/San Francisco", "--allow-stale", *ONE)
    assert "415-200-1548" in words("one.pdf")
    made("es", "--region", "US-CA/San Francisco", "--hotline", "617-555-0100", "--link", "immi", *ONE)
    assert "617-555-0100" in words("one.pdf")
    assert "415-200-1548" not in words("one.pdf")
    assert "www.immi.org" in words("one.pdf")


def test_a_region_without_a_line_has_one_to_write_on_and_a_warning(
    run: Callable[..., Result], words: Callable[..., str]
) -> None:
    result = run("es", "--region", "US-NJ", *ONE)
    assert result.exit_code == 0
    assert result.stderr == (
        "Warning: the directory has no line for US-NJ itself, so the cards have a blank line for a number\n"
        + LAW
        + HOW_TO_PRINT
    )
    assert not re.search(r"\d{3}-\d{3}-\d{4}", words("one.pdf"))


def test_languages_that_a_line_does_not_speak_warn_once(run: Callable[..., Result]) -> None:
    stderr = run("es", "vi", "en", "ht", "--hotline", "corrn", "--allow-stale").stderr
    assert stderr.count("is known to answer only in en, es, not in: vi, ht\n") == 1
    lines = stderr.replace(LAW, "").splitlines()
    about_all = [line for line in lines if not re.match(r"Warning: \w+: the statements", line)]
    assert sum("Warning: " in line for line in about_all) == 3
    assert "languages are not" not in run("es", "vi", "--hotline", "new-americans", "--allow-stale").stderr


def test_a_link_that_tells_on_its_readers_needs_insisting(
    made: Callable[..., str], refused: Callable[..., str]
) -> None:
    message = refused(2, "es", "--link", "https://bit.ly/3abc")
    assert message.startswith("--link cannot be used: bit.ly is a shortener: whoever runs it sees who opens")
    assert "--allow-tracking" in message
    made("es", "--link", "https://bit.ly/3abc", "--allow-tracking", *ONE)
    assert [found.lower() for found in codes(Path("one.pdf"), 0)] == ["https://bit.ly/3abc"]


def test_small_text_warns_on_standard_error(
    run: Callable[..., Result], content: Callable[..., Path], script_toml: str
) -> None:
    content(
        "scripts/park.toml", script_toml.replace("Show this card.", "Show this card, and do not answer. " * 18 + "So.")
    )
    result = run("en", "--script", "park", "--content", "mine")
    assert result.exit_code == 0, result.output
    assert re.search(r"^Warning: en: the statements of the bearer's side are set at 6\.\d pt", result.stderr, re.M)
    assert "Warning" not in result.stdout


# Who has signed the words

PO = "translations/es/LC_MESSAGES/cards.po"


def in_home_po(source: Source) -> str:
    """The text of a string in the catalog of `home_po`."""
    text = accented(source.text)
    return text.replace(" or ", " nor ") if source.context == "home/bearer/honest" else text


def signed(sources: Iterable[Source], texts: Callable[[Source], str], tag: str, *roles: str) -> str:
    """A review.toml with a sign-off of somebody else in each of those roles for each string."""
    people = {"second-translator": "Ana", "legal": "Bo", "community": "Cy"}
    return "".join(
        f'[["{source.context}"]]\nlocale = "{tag}"\nsha256 = "{string_digest(source, texts(source), tag, role)}"\n'
        f'role = "{role}"\nby = "{people[role]}"\non = 2026-02-01\n\n'
        for source in sources
        for role in roles
    )


@pytest.mark.parametrize(
    ("roles", "state"),
    [((), "draft"), (("community",), "reviewed"), (("second-translator", "legal"), "approved")],
    ids=["draft", "reviewed", "approved"],
)
def test_a_card_says_how_far_it_is_signed(
    roles: tuple[str, ...],
    state: str,
    made: Callable[..., str],
    refused: Callable[..., str],
    words: Callable[..., str],
    content: Callable[..., Path],
    home_po: str,
) -> None:
    shelf = bundled()
    script, labels = read_script(shelf.scripts / "home.toml"), read_labels((shelf,))
    ours = (*script.bearer.sources, *labels.sources)
    content(PO, home_po.replace("MIME-Version: 1.0", "Language: es"))
    content("translations/es/review.toml", signed(ours, in_home_po, "es", *roles))
    content("translations/en/review.toml", signed(script.officer.sources, lambda source: source.text, "en", "legal"))
    assert made("es", "--content", "mine", *ONE).rstrip().endswith(f", {state.upper()}")
    assert f" {'DRAFT' if state == 'draft' else state} " in words("one.pdf")
    assert f"Bearer's language: Spanish · es home {script.version} " in words("one.pdf", 1)
    states = ["draft", "reviewed", "approved"]
    for required in states[1:]:
        if states.index(required) <= states.index(state):
            made("es", "--content", "mine", "--require", required)
        else:
            message = refused(5, "es", "--content", "mine", "--require", required)
            assert f"The home card in Spanish is {'a draft' if state == 'draft' else state}, not {required}." in message


def test_a_folder_copied_from_another_language_is_no_reviewed_one(
    made: Callable[..., str],
    words: Callable[..., str],
    refused: Callable[..., str],
    content: Callable[..., Path],
    home_po: str,
) -> None:
    """Spanish words, signed, in the folder of Swahili: with sign-offs of today, and with old ones."""
    shelf = bundled()
    script, labels = read_script(shelf.scripts / "home.toml"), read_labels((shelf,))
    old = signed((*script.bearer.sources, *labels.sources), in_home_po, "es", "legal")
    content("translations/en/review.toml", signed(script.officer.sources, lambda source: source.text, "en", "legal"))
    spanish = content(PO, home_po.replace("MIME-Version: 1.0", "Language: es"))
    content("translations/es/review.toml", old)
    assert made("es", "--content", "mine", *ONE).rstrip().endswith(", REVIEWED")
    content(PO.replace("es", "sw"), home_po.replace("MIME-Version: 1.0", "Language: sw"))
    assert "identical to that in es" in refused(3, "sw", "--content", "mine", *ONE)
    spanish.unlink()
    for text in (old, old.replace('locale = "es"\n', "")):
        content("translations/sw/review.toml", text)
        assert made("sw", "--content", "mine", *ONE).rstrip().endswith(", DRAFT")
        assert " DRAFT " in words("one.pdf")
        assert f"Swahili · sw home {script.version} " in words("one.pdf", 1)


def test_a_sign_off_of_a_day_to_come_prints_nothing(
    made: Callable[..., str], refused: Callable[..., str], content: Callable[..., Path], home_po: str
) -> None:
    shelf = bundled()
    script = read_script(shelf.scripts / "home.toml")
    content(PO, home_po)
    text = signed(script.officer.sources, lambda source: source.text, "en", "legal")
    content("translations/en/review.toml", text)
    made("es", "--content", "mine", *ONE)
    content("translations/en/review.toml", text.replace("2026-02-01", "2999-02-01", 1))
    message = refused(3, "es", "--content", "mine")
    assert "mine/translations/en/review.toml:6: " in message
    assert "is 2999-02-01, which is in the future. Write the day on which the string was read." in message
    made("es", "--content", "mine", "--as-of", "2999-02-01", "--allow-stale", *ONE)


def test_the_officers_side_counts_too(made: Callable[..., str], content: Callable[..., Path], home_po: str) -> None:
    shelf = bundled()
    script, labels = read_script(shelf.scripts / "home.toml"), read_labels((shelf,))
    ours = (*script.bearer.sources, *labels.sources)
    content(PO, home_po)
    content("translations/es/review.toml", signed(ours, in_home_po, "es", "legal"))
    content(
        "translations/en/review.toml", signed(script.officer.sources[1:], lambda source: source.text, "en", "legal")
    )
    assert made("es", "--content", "mine").rstrip().endswith(", DRAFT")


# The same order gives the same bytes


def test_the_bytes_depend_on_neither_place_nor_time(
    made: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ("es", *HOTLINE, "--org", "Lynn Neighbors")
    made(*order, "-o", "first.pdf")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    monkeypatch.setenv("USER", "rosa")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    made(*order, "-o", tmp_path / "deep" / "second.pdf")
    first, second = (tmp_path / "first.pdf").read_bytes(), (tmp_path / "deep" / "second.pdf").read_bytes()
    assert first == second
    assert b"rosa" not in first
    assert str(tmp_path).encode() not in first


def test_the_day_changes_warnings_and_never_the_cards(
    run: Callable[..., Result], content: Callable[..., Path], hotline_toml: str
) -> None:
    """The hotline was verified on 2026-01-01, is fresh for 90 days, and is not printed unasked a year later."""
    content("hotlines/lynn.toml", hotline_toml)
    order = ("es", "--hotline", "lynn", "--content", "mine", "-o", "one.pdf", "--as-of")
    for day, code in ("2025-12-31", 3), ("2027-01-02", 8), ("2999-01-01", 8):
        assert run(*order, day).exit_code == code
    files = set()
    for day, is_old in ("2026-01-01", False), ("2026-04-01", False), ("2026-04-02", True), ("2027-01-01", True):
        result = run(*order, day)
        assert result.exit_code == 0, result.output
        assert ("was last verified" in result.stderr) == is_old, day
        assert "Lynn Neighbors: closed on Sundays" in result.stderr
        files.add(Path("one.pdf").read_bytes())
    assert len(files) == 1


# One of several fails


def test_a_locale_that_fails_does_not_stop_the_others(
    run: Callable[..., Result], content: Callable[..., Path], home_po: str
) -> None:
    content("translations/es/LC_MESSAGES/cards.po", home_po.replace("msgctxt", "#, fuzzy\nmsgctxt", 1))
    broken = content("translations/ht/LC_MESSAGES/cards.po", home_po.replace('"\n', "\n", 1))
    for order, code in (("es", "en", "ht", "vi"), 5), (("ht", "vi", "es", "en"), 3):
        folder = "-".join(order)
        result = run(*order, "--content", "mine", "-o", folder)
        assert result.exit_code == code
        assert names(folder) == ["home-en-avery-5371.pdf", "home-vi-avery-5371.pdf"]
        assert len(result.stdout.splitlines()) == 2
        errors_shown = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
        assert len(errors_shown) == 2
        assert any("Spanish (es) cannot be printed: home/bearer/heading (fuzzy)" in line for line in errors_shown)
        assert any(f"{broken.relative_to(Path.cwd())}:1: " in line for line in errors_shown)


@pytest.mark.full_only
def test_with_all_a_broken_catalog_is_an_error_and_the_others_are_made(
    run: Callable[..., Result], content: Callable[..., Path], home_po: str
) -> None:
    content("translations/es/LC_MESSAGES/cards.po", home_po.replace('"\n', "\n", 1))
    result = run("--all", "--content", "mine", "-o", "saturday")
    assert result.exit_code == 3
    assert "home-es-avery-5371.pdf" not in names("saturday")
    assert len(names("saturday")) == len(translated_tags(shelves(None)))  # English too, but not Spanish


def test_one_recording_for_two_languages_warns() -> None:
    result = CliRunner().invoke(commands, ["cards", "es", "vi", "--audio-link", "https://www.example.org/x", "-o", "o"])
    assert result.exit_code == 0
    assert result.stderr.count("the recording at www.example.org/x is used for 2 languages (es, vi)") == 1
    alone = CliRunner().invoke(commands, ["cards", "es", "--audio-link", "https://www.example.org/x", "-o", "o"])
    assert "is used for" not in alone.stderr


@pytest.mark.parametrize(
    ("layout", "told"),
    [
        (
            "fronts",
            "the code for the recording is on the officer's side: also make --layout backs for each language (es)",
        ),
        ("backs", "these backs only fit cards in their own language, whose recording their codes lead to (es)"),
        ("duplex", ""),
    ],
)
def test_a_recording_on_one_side_of_the_cards_is_told(layout: str, told: str) -> None:
    options = ["--layout", layout, "-o", "one.pdf"]
    result = CliRunner().invoke(commands, ["cards", "es", "--audio-link", "https://www.example.org/x", *options])
    assert result.exit_code == 0, result.output
    assert [line for line in result.stderr.splitlines() if "recording" in line] == (
        [f"Warning: {told}"] if told else []
    )
    found = [codes(Path("one.pdf"), page) for page in range(2 if layout == "duplex" else 1)]
    every = {"fronts": [["https://www.immigrationlawhelp.org"] * 10], "backs": [["https://www.example.org/x"] * 10]}
    assert found == (every[layout] if told else every["fronts"] + every["backs"])


def test_what_is_printed_with_the_cards_is_the_last_line_and_stands_once() -> None:
    result = CliRunner().invoke(commands, ["cards", "es", "vi", "-o", "o"])
    lines = result.stderr.splitlines()
    assert lines[-1].startswith("Load Avery 5371") and lines[-1] + "\n" == HOW_TO_PRINT
    assert result.stderr.count("actual size") == 1
