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

from cards.impose.sheet import Flip
from cards.locations import shelves
from cards.pipeline import Cards
from cards.read.catalogs import translated_tags
from cards.read.languages import read_languages

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
    for form in forms(pdf):
        for font in form.Resources.Font.values():
            found[font.objgen] = font
    return list(found.values())


@every_locale
def test_qpdf_finds_nothing_wrong(locale: str, path_of: Callable[..., Path], run_reader: RunReader) -> None:
    for stock in ("avery-5371", "plain-a4"):
        report = run_reader("qpdf", "--check", path_of(locale, stock))
        assert "No syntax or stream encoding errors found" in report
        assert "WARNING" not in report


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


@every_locale
@pytest.mark.parametrize("stock", ["avery-5371", "plain-a4"])
def test_each_face_is_one_form_placed_on_every_slot(locale: str, stock: str, cards_of: CardsOf) -> None:
    with opened(cards_of(locale, stock)) as pdf:
        assert len(forms(pdf)) == 2
        for page in pdf.pages:
            (name,) = page.Resources.XObject.keys()
            placed = [operands[0] for operands, operator in operations(page) if operator == "Do"]
            assert placed == [pikepdf.Name(name)] * 10
        used = [next(iter(page.Resources.XObject.values())).objgen for page in pdf.pages]
        assert len(set(used)) == 2


def test_full_sheets_share_their_content(cards_of: CardsOf) -> None:
    cards = cards_of("en", copies=995, exact=True)
    assert cards.pages == 200
    assert len(cards.pdf) < 60_000
    with opened(cards) as pdf:
        contents = Counter(page.Contents.objgen for page in pdf.pages)
        assert sorted(contents.values()) == [1, 1, 99, 99]
        last = [operator for page in pdf.pages[-2:] for _, operator in operations(page)]
        assert last.count("Do") == 10


@pytest.mark.parametrize(("flip", "turned"), [(Flip.LONG_EDGE, 0), (Flip.SHORT_EDGE, 10)])
def test_backs_are_turned_and_the_printer_told_for_a_short_edge(flip: Flip, turned: int, cards_of: CardsOf) -> None:
    with opened(cards_of("es", flip=flip)) as pdf:
        matrices = [
            [float(value) for value in operands[:4]]
            for operands, operator in operations(pdf.pages[1])
            if operator == "cm"
        ]
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


@every_locale
def test_every_name_in_a_content_stream_is_in_its_resources(locale: str, cards_of: CardsOf) -> None:
    """A missing one is drawn as nothing at all, and qpdf does not mind."""
    with opened(cards_of(locale, "plain-a4", number=None)) as pdf:
        for content in (*pdf.pages, *forms(pdf)):
            resources = content.Resources
            known = {
                kind: set(resources.get(kind, {}).keys()) for kind in ("/Font", "/XObject", "/ExtGState", "/Shading")
            }
            used: dict[str, set[str]] = {kind: set() for kind in known}
            for operands, operator in operations(content):
                kind = {"Tf": "/Font", "Do": "/XObject", "gs": "/ExtGState", "sh": "/Shading"}.get(operator)
                if kind:
                    used[kind].add(str(operands[0]))
                assert operator in {"q", "Q", "cm", "rg", "G", "w", "re", "f", "f*", "m", "l", "c", "h", "S", "Do"} | {
                    "BT", "ET", "Tf", "Tm", "TJ"
                }  # fmt: skip
            assert all(used[kind] <= known[kind] for kind in known)
            assert used["/Font"] | used["/XObject"]


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
        for form in forms(pdf):
            current = None
            for operands, operator in operations(form):
                if operator == "Tf":
                    current = known[form.Resources.Font[str(operands[0])].objgen]
                if operator == "TJ":
                    assert current is not None
                    for piece in operands[0]:
                        if isinstance(piece, pikepdf.String):
                            data = bytes(piece)
                            codes = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
                            assert all(current.get(code) for code in codes)


@every_locale
def test_files_are_small(locale: str, cards_of: CardsOf) -> None:
    for stock in ("avery-5371", "plain-a4"):
        for number in ("617-370-5023", None):
            assert len(cards_of(locale, stock, number=number).pdf) < (
                60_000 if LANGUAGES[locale].script in CJK else 30_000
            )


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
        assert "/Metadata" not in pdf.Root


MAKE = """
import hashlib, sys
from cards.locations import shelves
from cards.merge.contact import Contact
from cards.pipeline import Order, gather, make_cards
from cards.read.hotlines import Hotline
from cards.read.links import LEGAL_AID, read_link
for locale in sys.argv[1:]:
    order = Order(locale, "home", "avery-5371", Contact(read_link(LEGAL_AID), (Hotline("617-370-5023"),)))
    print(hashlib.sha256(make_cards(gather(shelves(None), order)).pdf).hexdigest())
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


def test_the_same_bytes_again_in_this_process(cards_of: CardsOf, job_of: Callable[..., Any]) -> None:
    from cards.pipeline import make_cards

    for locale in LOCALES:
        assert make_cards(job_of(locale)).pdf == cards_of(locale).pdf
