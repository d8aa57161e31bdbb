"""PDF/X-1a:2003: the file, its pages and what it holds, as qpdf, poppler, pikepdf and fontTools see it."""

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from cards.jobs import Job, Order
from cards.measures import POINTS_PER_MM

RunReader = Callable[..., str]
FileFor = Callable[[Order], bytes]
JobFor = Callable[[Order], Job]
PathFor = Callable[..., Path]

TRIMS = {"avery-5371": (252.0, 144.0), "plain-a4": (85 * POINTS_PER_MM, 55 * POINTS_PER_MM)}
BLEEDS = {"avery-5371": 9.0, "plain-a4": 3 * POINTS_PER_MM}
"""What each kind of shop asks for unless somebody says otherwise: 0.125 in, 3 mm."""


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data), attempt_recovery=False)


def test_qpdf_and_poppler_find_nothing(case: Order, path_for: PathFor, run_reader: RunReader) -> None:
    report = run_reader("qpdf", "--check", path_for(case))
    assert "No syntax or stream encoding errors found" in report
    assert "WARNING" not in report
    assert "PDF Version: 1.4\n" in report
    path = path_for(case)
    assert run_reader("pdftoppm", "-r", "20", path, path.with_suffix(""), errors=True) == ""


def test_every_object_is_where_the_table_says(case: Order, file_for: FileFor) -> None:
    """PDF 1.4 has neither object streams nor cross-reference streams."""
    data = file_for(case)
    assert data.startswith(b"%PDF-1.4\n%")
    assert b"/ObjStm" not in data
    assert b"/XRef" not in data
    start = int(data.rpartition(b"startxref\n")[2].split()[0])
    table, _, trailer = data[start:].partition(b"trailer\n")
    head, span, free, *rows = table.splitlines(keepends=True)
    assert (head, span, free) == (b"xref\n", b"0 %d\n" % (len(rows) + 1), b"0000000000 65535 f \n")
    for number, row in enumerate(rows, 1):
        assert re.fullmatch(rb"\d{10} 00000 n \n", row)
        assert data[int(row[:10]) :].startswith(b"%d 0 obj\n" % number)
    assert b"/Size %d " % (len(rows) + 1) in trailer
    assert trailer.endswith(b">>\nstartxref\n%d\n%%%%EOF\n" % start)
    with opened(data) as pdf:
        assert pdf.pdf_version == "1.4"
        assert pdf.check_pdf_syntax() == []
        assert pdf.trailer.keys() == {"/Size", "/Root", "/Info", "/ID"}
        first, second = (bytes(each) for each in pdf.trailer.ID)
        assert first == second
        assert len(first) == 16


def test_the_boxes_of_the_pages(case: Order, file_for: FileFor) -> None:
    """The page is the card with its bleed, and nothing else on it is a box or a place to click."""
    width, height = TRIMS[case.stock]
    bleed = BLEEDS[case.stock] if case.bleed is None else case.bleed
    whole, trim = [0, 0, width + 2 * bleed, height + 2 * bleed], [bleed, bleed, bleed + width, bleed + height]
    with opened(file_for(case)) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            assert set(page.obj.keys()) == {
                "/Type", "/Parent", "/MediaBox", "/BleedBox", "/TrimBox", "/Contents", "/Resources"
            }  # fmt: skip
            boxes = {name: [float(edge) for edge in page.obj[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox")}
            assert boxes["/MediaBox"] == boxes["/BleedBox"] == pytest.approx(whole, abs=0.0006)
            assert boxes["/TrimBox"] == pytest.approx(trim, abs=0.0006)


def test_poppler_sees_an_american_and_a_european_shops_card(
    press_orders: Mapping[str, Order], path_for: PathFor, run_reader: RunReader
) -> None:
    """3.75 x 2.25 in with 3.5 x 2 in of it left; 91 x 61 mm with 85 x 55 mm."""
    boxes = {
        press_orders["en-pixels"]: ((270, 162), (9, 9, 261, 153)),
        press_orders["ar-outline-a4"]: (
            (91 / 25.4 * 72, 61 / 25.4 * 72),
            (3 / 25.4 * 72, 3 / 25.4 * 72, 88 / 25.4 * 72, 58 / 25.4 * 72),
        ),
    }
    for case, ((width, height), trim) in boxes.items():
        report = run_reader("pdfinfo", "-box", path_for(case))
        found = {
            name: [float(edge) for edge in edges.split()]
            for name, edges in re.findall(r"^(\w+Box):(.*)$", report, re.M)
        }
        for name in ("MediaBox", "CropBox", "BleedBox"):
            assert found[name] == pytest.approx([0, 0, width, height], abs=0.006)
        assert found["TrimBox"] == pytest.approx(trim, abs=0.006)
        fields = dict(re.findall(r"^([\w ]+): +(.*)$", report, re.M))
        assert fields["PDF version"] == "1.4"
        assert fields["PDF subtype"] == "PDF/X-1a:2003"
        assert {fields[name] for name in ("Tagged", "JavaScript", "Encrypted", "Metadata Stream")} == {"no"}
        assert (fields["Form"], fields["Pages"], fields["Page rot"]) == ("none", "2", "0")


def test_what_the_file_says_of_itself(case: Order, file_for: FileFor, job_for: JobFor) -> None:
    """ISO 15930-4 wants each of these, dates among them; those are the same in every file."""
    with opened(file_for(case)) as pdf:
        assert {str(key): str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": f"At home: know-your-rights cards in {job_for(case).language.english}",
            "/Creator": "rights-cards",
            "/Producer": "rights-cards",
            "/CreationDate": "D:20031215000000+00'00'",
            "/ModDate": "D:20031215000000+00'00'",
            "/GTS_PDFXVersion": "PDF/X-1a:2003",
            "/Trapped": "/False",
        }
        assert pdf.Root.keys() == {"/Type", "/Pages", "/Lang", "/OutputIntents"}
        assert str(pdf.Root.Lang) == case.locale
        (intent,) = pdf.Root.OutputIntents
        assert {str(key): str(value) for key, value in intent.items()} == {
            "/Type": "/OutputIntent",
            "/S": "/GTS_PDFX",
            "/OutputConditionIdentifier": "CGATS TR 001",
            "/OutputCondition": "SWOP: publication printing in the USA",
            "/RegistryName": "http://www.color.org",
            "/Info": "CGATS TR 001, SWOP: publication printing in the USA",
        }


FORBIDDEN = {
    "/SMask", "/SMaskInData", "/ExtGState", "/Group", "/BM", "/CA", "/ca", "/Annots", "/AA", "/A", "/OpenAction",
    "/AcroForm", "/Names", "/Dests", "/Outlines", "/StructTreeRoot", "/MarkInfo", "/StructParents", "/Metadata",
    "/ViewerPreferences", "/OC", "/OCProperties", "/Shading", "/Pattern", "/ColorSpace", "/Properties", "/Encrypt",
    "/Extensions", "/EmbeddedFiles", "/F", "/Alternates", "/OPI", "/PS", "/TR", "/TR2", "/HT", "/HTP", "/LZWDecode",
    "/Rotate", "/UserUnit", "/CropBox", "/ArtBox", "/Thumb", "/Trans", "/DestOutputProfile", "/Version", "/MCID",
}  # fmt: skip


def test_nothing_that_the_standard_forbids(case: Order, file_for: FileFor) -> None:
    """In the dictionaries of all objects, whether or not anything leads to them."""
    with opened(file_for(case)) as pdf:
        found: set[str] = set()
        for each in pdf.objects:
            is_image = isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
            found |= set(_names(each)) - ({"/ColorSpace"} if is_image else set())
    assert found & FORBIDDEN == set()
    assert {name for name in found if name.startswith(("/Device", "/Cal", "/ICC", "/Lab", "/Sep"))} <= {"/DeviceCMYK"}


def _names(value: Any) -> Iterator[str]:
    """The keys of a dictionary and of those in it, and the names that it holds."""
    if isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
        for key, each in value.items():
            yield str(key)
            if not each.is_indirect if isinstance(each, pikepdf.Object) else False:
                yield from _names(each)
    elif isinstance(value, pikepdf.Array):
        for each in value:
            if isinstance(each, pikepdf.Object) and not each.is_indirect:
                yield from _names(each)
    elif isinstance(value, pikepdf.Name):
        yield str(value)


def test_fonts_are_in_the_file(case: Order, path_for: PathFor, run_reader: RunReader) -> None:
    lines = run_reader("pdffonts", path_for(case)).splitlines()[2:]
    assert lines
    for line in lines:
        assert re.fullmatch(r"[A-Z]{6}\+Noto[\w-]+ +CID TrueType +Identity-H +yes yes yes +\d+ +0", line), line


def test_fonts_are_those_of_pdf_1_4(case: Order, file_for: FileFor) -> None:
    with opened(file_for(case)) as pdf:
        found: list[Any] = [
            each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Type0"
        ]
        assert found
        for font in found:
            assert set(font.keys()) == {"/Type", "/Subtype", "/BaseFont", "/Encoding", "/DescendantFonts", "/ToUnicode"}
            (descendant,) = font.DescendantFonts
            assert set(descendant.keys()) == {
                "/Type", "/Subtype", "/BaseFont", "/CIDSystemInfo", "/FontDescriptor", "/DW", "/W", "/CIDToGIDMap"
            }  # fmt: skip
            assert set(descendant.FontDescriptor.keys()) == {
                "/Type", "/FontName", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight",
                "/StemV", "/FontFile2",
            }  # fmt: skip
            file = TTFont(io.BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()), checkChecksums=2)
            assert {"glyf", "loca", "head", "hhea", "hmtx", "maxp"} <= set(file.keys())


MAKE = """
import hashlib, sys
from cards.locations import shelves
from cards.merge.contact import Contact
from cards.jobs import Order, gather
from cards.decoding import decode
from cards.pipeline import make
from cards.read.hotlines import Hotline
from cards.read.layouts import Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
contact = Contact(read_link(LEGAL_AID), (Hotline(dialled("617-370-5023"), "Łódź"),))
for layout in (Layout.DUPLEX, Layout.PRESS, Layout.DUPLEX, Layout.PRESS):
    order = Order("th", "home", "avery-5371", contact, layout=layout, theme="outline")
    print(hashlib.sha256(make(gather(shelves(None), order), decode).pdf).hexdigest())
"""


def test_the_same_bytes_elsewhere_and_between_ordinary_files(
    press_orders: Mapping[str, Order], file_for: FileFor, tmp_path: Path
) -> None:
    """In a fresh process, another folder and time zone; and what is kept from one kind of file is not in the other."""
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "4242",
        "PYTHONPATH": str(Path(sys.modules["cards"].__file__ or "").parents[1]),
        "PYTHONIOENCODING": "utf-8",
        "TZ": "Asia/Kathmandu",
    }
    script = tmp_path / "make.py"
    script.write_text(MAKE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script], cwd=tmp_path, env=environment, capture_output=True, check=True, text=True
    )
    first, press, second, again = done.stdout.split()
    assert first == second != press
    assert press == again == hashlib.sha256(file_for(press_orders["th-outline"])).hexdigest()


def test_other_words_make_another_id(press_orders: Mapping[str, Order], file_for: FileFor) -> None:
    identities = set()
    for case in press_orders.values():
        with opened(file_for(case)) as pdf:
            identities.add(bytes(pdf.trailer.ID[0]))
    assert len(identities) == len(press_orders)


def test_nothing_tells_who_made_it_when_or_where(case: Order, file_for: FileFor) -> None:
    data = file_for(case)
    for trace in (str(Path(__file__).parents[2]), str(Path.home()), str(Path.cwd()), "ReportLab", "Helvetica"):
        assert trace.encode() not in data, trace
    assert set(re.findall(rb"D:20\d+", data)) == {b"D:20031215000000"}
