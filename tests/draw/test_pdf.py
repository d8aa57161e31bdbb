"""The finished PDF of every shipped locale, as qpdf, poppler, pikepdf and fontTools see it."""

import getpass
import hashlib
import io
import os
import re
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from cards.decoding import decode
from cards.jobs import Job
from cards.locations import shelves
from cards.pipeline import Cards, make, make_combined
from cards.read.catalogs import translated_tags
from cards.read.languages import read_languages
from cards.read.stocks import Flip

SHELVES = shelves(None)
LOCALES = ["en", *translated_tags(SHELVES)]
LANGUAGES = read_languages(SHELVES)
CJK = ("Hans", "Hant", "Jpan", "Kore")
CardsOf = Callable[..., Cards]
RunReader = Callable[..., str]

every_locale = pytest.mark.parametrize("locale", LOCALES)


@pytest.fixture(scope="session")
def path_of(cards_of: CardsOf, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """The file of a locale's cards."""
    folder = tmp_path_factory.mktemp("cards")

    def path(locale: str, stock: str = "avery-5371") -> Path:
        file = folder / f"{locale}-{stock}.pdf"
        if not file.exists():
            file.write_bytes(cards_of(locale, stock).pdf)
        return file

    return path


def opened(cards: Cards) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(cards.pdf))


def forms(pdf: pikepdf.Pdf) -> list[Any]:
    """The forms of faces; those of QR symbols have no text in them."""
    return [each for each in every_form(pdf) if "/Font" in each.Resources]


def every_form(pdf: pikepdf.Pdf) -> list[Any]:
    return [
        each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == pikepdf.Name.Form
    ]


def operations(stream: Any) -> Iterator[tuple[list[Any], str]]:
    for instruction in pikepdf.parse_content_stream(stream):
        assert isinstance(instruction, pikepdf.ContentStreamInstruction)
        yield list(instruction.operands), str(instruction.operator)


def fonts(pdf: pikepdf.Pdf) -> list[Any]:
    """The Type0 fonts, each once."""
    found = {}
    for content in (*forms(pdf), *pdf.pages):
        for font in content.Resources.get("/Font", {}).values():
            found[font.objgen] = font
    return list(found.values())


@pytest.mark.few_scripts
@every_locale
def test_qpdf_finds_nothing_wrong(locale: str, path_of: Callable[..., Path], run_reader: RunReader) -> None:
    for stock in ("avery-5371", "plain-a4"):
        report = run_reader("qpdf", "--check", path_of(locale, stock))
        assert "No syntax or stream encoding errors found" in report
        assert "WARNING" not in report


@pytest.mark.few_scripts
@every_locale
def test_poppler_sees_embedded_fonts_with_unicode_only(
    locale: str, path_of: Callable[..., Path], run_reader: RunReader
) -> None:
    lines = run_reader("pdffonts", path_of(locale)).splitlines()[2:]
    assert lines
    for line in lines:
        name, kind, embedded, subset, unicode = re.fullmatch(
            r"(\S+)\s+(CID TrueType)\s+Identity-H\s+(\w+)\s+(\w+)\s+(\w+)\s+.*", line
        ).groups()  # type: ignore[union-attr]
        assert re.fullmatch(r"[A-Z]{6}\+Noto[\w-]+", name)
        assert (kind, embedded, subset, unicode) == ("CID TrueType", "yes", "yes", "yes")


@pytest.mark.few_scripts
@every_locale
def test_poppler_reads_title_and_size(locale: str, path_of: Callable[..., Path], run_reader: RunReader) -> None:
    language = LANGUAGES[locale].english
    for stock, size in (("avery-5371", "612 x 792 pts (letter)"), ("plain-a4", "595.276 x 841.89 pts (A4)")):
        report = dict(
            line.split(":", 1) for line in run_reader("pdfinfo", path_of(locale, stock)).splitlines() if ":" in line
        )
        fields = {key: value.strip() for key, value in report.items()}
        assert fields["Title"] == f"At home: know-your-rights cards in {language}"
        assert fields["Pages"] == "2"
        assert fields["Page size"] == size
        assert fields["Producer"] == "rights-cards"
        assert not {"CreationDate", "ModDate", "Author", "Creator"} & set(fields)


@pytest.mark.few_scripts
@every_locale
@pytest.mark.parametrize("stock", ["avery-5371", "plain-a4"])
def test_each_face_is_one_form_placed_on_every_slot_but_the_first(locale: str, stock: str, cards_of: CardsOf) -> None:
    """The first card is drawn in the page itself, where it can be tagged."""
    with opened(cards_of(locale, stock)) as pdf:
        assert len(forms(pdf)) == 2
        for page, name in zip(pdf.pages, ("/Bearer", "/Officer"), strict=True):
            placed = [str(operands[0]) for operands, operator in operations(page) if operator == "Do"]
            assert placed.count(name) == 9
            assert page.Contents[1].read_bytes().count(b"\nET") == sum(
                operator == "ET" for _, operator in operations(page.Resources.XObject[name])
            )
        used = [
            page.Resources.XObject[name].objgen for page, name in zip(pdf.pages, ("/Bearer", "/Officer"), strict=True)
        ]
        assert len(set(used)) == 2


def test_the_first_card_is_drawn_like_the_others(cards_of: CardsOf) -> None:
    """The tagged drawing has the operators of the form, and marks of content among them."""
    with opened(cards_of("ar")) as pdf:
        for page, name in zip(pdf.pages, ("/Bearer", "/Officer"), strict=True):
            tagged = [
                (list(map(str, operands)), operator)
                for operands, operator in operations(page.Contents[1])
                if operator not in ("BMC", "BDC", "EMC")
            ]
            plain = [
                (list(map(str, operands)), operator) for operands, operator in operations(page.Resources.XObject[name])
            ]
            assert tagged[2:-1] == plain


def test_full_sheets_share_their_content(cards_of: CardsOf) -> None:
    cards = cards_of("en", copies=995, exact=True)
    assert cards.pages == 200
    assert len(cards.pdf) < 60_000
    with opened(cards) as pdf:
        contents = Counter(page.Contents.objgen for page in pdf.pages[2:])
        assert sorted(contents.values()) == [1, 1, 98, 98]
        last = [operator for page in pdf.pages[-2:] for _, operator in operations(page)]
        assert last.count("Do") == 10


@pytest.mark.parametrize(("flip", "turned"), [(Flip.LONG_EDGE, 0), (Flip.SHORT_EDGE, 10)])
def test_backs_are_turned_and_the_printer_told_for_a_short_edge(flip: Flip, turned: int, cards_of: CardsOf) -> None:
    with opened(cards_of("es", flip=flip)) as pdf:
        others, first = (list(operations(stream)) for stream in pdf.pages[1].Contents)
        # In the first card things have places of their own.
        placed = [operands for operands, operator in (*others, *first[:2]) if operator == "cm"]
        matrices = [[float(value) for value in operands[:4]] for operands in placed]
        assert matrices.count([-1, 0, 0, -1]) == turned
        assert matrices.count([1, 0, 0, 1]) == 10 - turned
        duplex = "/DuplexFlipShortEdge" if turned else "/DuplexFlipLongEdge"
        assert str(pdf.Root.ViewerPreferences.Duplex) == duplex


@every_locale
def test_the_catalog_says_language_and_true_size(locale: str, cards_of: CardsOf) -> None:
    with opened(cards_of(locale)) as pdf:
        assert pdf.pdf_version >= "1.5"
        assert str(pdf.Root.Lang) == locale
        preferences = pdf.Root.ViewerPreferences
        assert preferences.PrintScaling == pikepdf.Name("/None")
        assert bool(preferences.DisplayDocTitle) is True
        assert bool(preferences.PickTrayByPDFSize) is True


def test_resources_are_what_their_content_uses(kind: str, file_of: Callable[[str], bytes]) -> None:
    """What is missing is drawn as nothing at all, and qpdf does not mind; every font that is named is opened."""
    with pikepdf.open(io.BytesIO(file_of(kind))) as pdf:
        for content in (*pdf.pages, *every_form(pdf)):
            resources = content.Resources
            named = {key: set(resources.get(key, {}).keys()) for key in ("/Font", "/XObject")}
            used: dict[str, set[str]] = {key: set() for key in named}
            for operands, operator in operations(content):
                if operator in ("Tf", "Do"):
                    used["/Font" if operator == "Tf" else "/XObject"].add(str(operands[0]))
                assert operator in {"q", "Q", "cm", "rg", "G", "w", "re", "f", "f*", "m", "l", "c", "h", "S", "Do"} | {
                    "BT", "ET", "Tf", "Tm", "TJ", "BMC", "BDC", "EMC", "RG", "J", "j", "M", "d", "B"
                }  # fmt: skip
            assert used == named
            assert set(resources.keys()) <= set(named)


@every_locale
def test_widths_are_those_of_the_embedded_fonts(locale: str, cards_of: CardsOf) -> None:
    with opened(cards_of(locale)) as pdf:
        for font in fonts(pdf):
            (descendant,) = font.DescendantFonts
            file = TTFont(io.BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()), checkChecksums=2)
            scale = 1000 / file["head"].unitsPerEm
            glyph_ids = descendant.CIDToGIDMap.read_bytes()
            first, widths = descendant.W
            assert int(first) == 1
            assert len(glyph_ids) == 2 * (len(widths) + 1)
            for code, width in enumerate(widths, 1):
                glyph = int.from_bytes(glyph_ids[2 * code : 2 * code + 2], "big")
                assert 0 < glyph < file["maxp"].numGlyphs
                assert abs(float(width) - file["hmtx"][file.getGlyphName(glyph)][0] * scale) < 0.001


@every_locale
def test_every_code_that_is_drawn_has_its_text(locale: str, cards_of: CardsOf) -> None:
    with opened(cards_of(locale)) as pdf:
        known = {}
        for font in fonts(pdf):
            cmap = font.ToUnicode.read_bytes().decode("ascii")
            blocks = cmap.partition("endcodespacerange")[2]
            pairs = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", blocks, re.MULTILINE)
            texts = {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
            known[font.objgen] = texts
            counts = [int(count) for count in re.findall(r"^(\d+) beginbfchar$", cmap, re.MULTILINE)]
            assert sum(counts) == len(texts)
            assert all(count <= 100 for count in counts)
        for content in (*forms(pdf), *pdf.pages):
            current = None
            for operands, operator in operations(content):
                if operator == "Tf":
                    current = known[content.Resources.Font[str(operands[0])].objgen]
                if operator == "TJ":
                    assert current is not None
                    for piece in operands[0]:
                        if isinstance(piece, pikepdf.String):
                            data = bytes(piece)
                            codes = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
                            assert all(current.get(code) for code in codes)


@pytest.mark.few_scripts
@every_locale
def test_files_are_small(locale: str, cards_of: CardsOf) -> None:
    """Tags, metadata and the first card's second drawing are 6 kB of it; the fonts are most of the rest.

    A card whose words are set in the narrower cut has that in it too, for its statements and the bold words in them.
    """
    script = LANGUAGES[locale].script
    most = 30_000 if script == "Latn" else 60_000 if script in CJK else 40_000
    for stock in ("avery-5371", "plain-a4"):
        for number in ("617-370-5023", None):
            cards = cards_of(locale, stock, number=number)
            with opened(cards) as pdf:
                is_narrow = any("SemiCondensed" in str(font.BaseFont) for font in fonts(pdf))
            assert len(cards.pdf) < most + 6_000 * is_narrow


def plain(cards: Cards) -> bytes:
    """The file with every stream unpacked and every object on its own."""
    buffer = io.BytesIO()
    with opened(cards) as pdf:
        pdf.save(
            buffer,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return buffer.getvalue()


@every_locale
def test_nothing_tells_who_made_it_when_or_where(locale: str, cards_of: CardsOf) -> None:
    cards = cards_of(locale)
    traces = [str(Path(__file__).parents[2]), str(Path.home()), str(Path.cwd()), socket.gethostname()]
    traces += [
        getpass.getuser(),
        "ReportLab",
        "reportlab",
        "Helvetica",
        "/Author",
        "/Creator",
        "/CreationDate",
        "/ModDate",
        "/Trans",
    ]
    for data in (cards.pdf, plain(cards)):
        for trace in traces:
            if len(trace) > 4:  # a shorter name may stand in a font by chance
                assert trace.encode() not in data, trace
        assert not re.search(rb"D:20\d\d|20\d\d-\d\d-\d\d", data)
    with opened(cards) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title", "/Producer"}


MAKE = """
import hashlib, sys
from cards.locations import shelves
from cards.merge.contact import Contact
from cards.jobs import Order, gather
from cards.decoding import decode
from cards.pipeline import make
from cards.read.hotlines import Hotline
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
for locale in sys.argv[1:]:
    order = Order(locale, "home", "avery-5371", Contact(read_link(LEGAL_AID), (Hotline(dialled("617-370-5023")),)))
    print(hashlib.sha256(make(gather(shelves(None), order), decode).pdf).hexdigest())
"""


@pytest.mark.parametrize(("seed", "zone"), [("0", "Asia/Kathmandu"), ("4242", "America/New_York")])
def test_the_same_bytes_elsewhere(seed: str, zone: str, cards_of: CardsOf, tmp_path: Path) -> None:
    """In a fresh process, in another folder, as another user, in another time zone, with other hashes."""
    locales = ["en", "ar", "km", "ja"]
    home = tmp_path / "somebody-else-at-home"
    home.mkdir()
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "PYTHONPATH": str(Path(sys.modules["cards"].__file__ or "").parents[1]),
        "TZ": zone,
        "HOME": str(home),
        "USER": "somebody-else",
        "LOGNAME": "somebody-else",
        "LANG": "C.UTF-8" if seed == "0" else "C",
    }
    done = subprocess.run(
        [sys.executable, "-c", MAKE, *locales], cwd=home, env=environment, capture_output=True, check=True, text=True
    )
    assert done.stdout.split() == [hashlib.sha256(cards_of(locale).pdf).hexdigest() for locale in locales]


def test_the_same_bytes_again_in_this_process(
    cards_of: CardsOf, job_of: Callable[..., Any], some: Callable[..., list[str]]
) -> None:
    for locale in some(LOCALES):
        assert make(job_of(locale), decode).pdf == cards_of(locale).pdf


WORKSHOP = ("es", "ht", "pt", "km", "ar", "vi")


@pytest.fixture(scope="module")
def workshop(job_of: Callable[..., Job]) -> bytes:
    """Twelve cards on two sheets in each of six languages, the last ones on A4."""
    stocks = {"vi": "plain-a4"}
    return make_combined(
        [job_of(tag, stocks.get(tag, "avery-5371"), copies=12, exact=True) for tag in WORKSHOP], decode
    )


@pytest.fixture(scope="module")
def workshop_path(workshop: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workshop") / "workshop.pdf"
    path.write_bytes(workshop)
    return path


def test_a_combined_file_is_sound(workshop_path: Path, run_reader: RunReader) -> None:
    report = run_reader("qpdf", "--check", workshop_path)
    assert "No syntax or stream encoding errors found" in report
    assert "WARNING" not in report
    assert run_reader("pdftoppm", "-r", "20", workshop_path, workshop_path.with_suffix(""), errors=True) == ""


def test_a_combined_file_has_each_font_and_face_once(workshop: bytes) -> None:
    with pikepdf.open(io.BytesIO(workshop)) as pdf:
        # Each officer's side names the language of its card.
        assert len(forms(pdf)) == 2 * len(WORKSHOP)
        names = [str(font.BaseFont).split("+")[1] for font in fonts(pdf)]
        assert len(names) == len(set(names))
        assert {"NotoSans-Regular", "NotoSans-Bold", "NotoSansKhmer-Regular", "NotoSansArabic-Regular"} <= set(names)
        officers = {page.Resources.XObject.Officer.objgen for page in pdf.pages[1:20:2]}
        assert len(officers) == 5
        # The first sheet of a job has a content of the stock's, and one with its tagged card.
        firsts = [page.Contents for number, page in enumerate(pdf.pages) if number % 4 < 2]
        assert len({each[0].objgen for each in firsts}) == 4
        assert len({each[1].objgen for each in firsts}) == 2 * len(WORKSHOP)
        assert len({page.Contents.objgen for number, page in enumerate(pdf.pages) if number % 4 > 1}) == 4


def test_a_combined_file_has_the_sheets_of_each_job_in_order_at_their_size(workshop: bytes) -> None:
    with pikepdf.open(io.BytesIO(workshop)) as pdf:
        names = {"/Bearer", "/Officer"}
        sides = [names & set(page.Resources.XObject.keys()) for page in pdf.pages]
        assert sides == [{"/Bearer"}, {"/Officer"}] * 2 * len(WORKSHOP)
        placed = [
            sum(operator == "Do" and str(operands[0]) in names for operands, operator in operations(page))
            for page in pdf.pages
        ]
        assert placed == [9, 9, 2, 2] * len(WORKSHOP)
        sizes = [tuple(float(edge) for edge in page.MediaBox) for page in pdf.pages]
        assert sizes == [(0, 0, 612, 792)] * 20 + [(0, 0, 595.276, 841.89)] * 4
        preferences = pdf.Root.ViewerPreferences
        assert str(preferences.PrintScaling) == "/None"
        assert bool(preferences.PickTrayByPDFSize) is True
        assert str(preferences.Duplex) == "/DuplexFlipLongEdge"


def test_a_combined_file_has_a_bookmark_for_each_job(workshop: bytes) -> None:
    with pikepdf.open(io.BytesIO(workshop)) as pdf:
        pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
        with pdf.open_outline() as outline:
            items: list[Any] = list(outline.root)
        found = [(item.title, pages[item.destination[0].objgen]) for item in items]
        assert found == [(f"{LANGUAGES[tag].english} – home – 12 cards", 4 * at) for at, tag in enumerate(WORKSHOP)]
        assert int(pdf.Root.Outlines.Count) == len(WORKSHOP)
        assert str(pdf.Root.PageMode) == "/UseOutlines"
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo.Title) == "Know-your-rights cards in 6 languages"


def test_a_combined_file_of_one_language_says_so(job_of: Callable[..., Job]) -> None:
    with pikepdf.open(io.BytesIO(make_combined([job_of("ar"), job_of("ar", copies=200)], decode))) as pdf:
        assert str(pdf.Root.Lang) == "ar"
        assert str(pdf.docinfo.Title) == "Know-your-rights cards in Arabic"
        assert len(forms(pdf)) == 2
        assert len(pdf.pages) == 42


def test_a_combined_file_is_the_same_bytes_again(workshop: bytes, job_of: Callable[..., Job]) -> None:
    make_combined([job_of("ja"), job_of("ar")], decode)  # what was drawn before must not matter
    stocks = {"vi": "plain-a4"}
    jobs = [job_of(tag, stocks.get(tag, "avery-5371"), copies=12, exact=True) for tag in WORKSHOP]
    assert make_combined(jobs, decode) == workshop


@pytest.mark.full_only
def test_a_combined_file_is_smaller_than_its_parts(job_of: Callable[..., Job], cards_of: CardsOf) -> None:
    parts = sum(len(cards_of(tag).pdf) for tag in LOCALES)
    assert len(make_combined([job_of(tag) for tag in LOCALES], decode)) < parts / 2
