"""The file under the drawing: whatever goes in, pikepdf reads the same out, and the same goes in and out each time."""

import io
import math
import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

from cards.draw.objects import Document, number, text_string


def one_page(made: Document) -> Any:
    """The page tree of one empty page, in that file: a PDF without a page is not one."""
    pages = PDFDictionary({"Type": PDFName("Pages"), "Count": 1})
    reference = made.add(pages)
    page = PDFDictionary(
        {"Type": PDFName("Page"), "Parent": reference, "MediaBox": "[ 0 0 9 9 ]", "Resources": PDFDictionary({})}
    )
    pages["Kids"] = PDFArray([made.add(page)])
    return reference


def document(title: str, streams: list[bytes]) -> bytes:
    """A PDF of one empty page that holds those streams in its catalog."""
    made = Document()
    pages = one_page(made)
    held = PDFArray([made.stream(each, Length1=len(each)) for each in streams])
    catalog = PDFDictionary({"Type": PDFName("Catalog"), "Pages": pages, "Held": made.add(held)})
    return made.finished(catalog, PDFDictionary({"Title": text_string(title)}))


@given(
    title=st.text(st.characters(exclude_categories=["Cc", "Cs"])),
    streams=st.lists(st.binary(max_size=300), max_size=5),
)
def test_what_goes_in_is_what_is_read(title: str, streams: list[bytes]) -> None:
    with pikepdf.open(io.BytesIO(document(title, streams))) as pdf:
        assert str(pdf.docinfo.Title) == title
        held = pdf.Root.Held
        assert isinstance(held, pikepdf.Array)
        assert [bytes(each.read_bytes()) for each in held] == streams
        assert [int(each.Length1) for each in held] == [len(each) for each in streams]


@given(streams=st.lists(st.binary(max_size=300), max_size=5))
def test_the_same_content_makes_the_same_bytes(streams: list[bytes]) -> None:
    assert document("same", streams) == document("same", streams)


def test_the_id_depends_on_the_content_alone() -> None:
    def identity(title: str, streams: list[bytes]) -> bytes:
        with pikepdf.open(io.BytesIO(document(title, streams))) as pdf:
            identities = [bytes(each) for each in pdf.trailer.ID]
        assert len(set(identities)) == 1
        assert len(identities[0]) == 16
        return identities[0]

    first = identity("a", [b"1"])
    assert first == identity("a", [b"1"])
    assert len({first, identity("a", [b"2"]), identity("b", [b"1"]), identity("a", [])}) == 4


def test_streams_of_line_ends_and_markers_stay_as_they_are() -> None:
    awkward = [b"", b"\n", b"\r\n", b"endstream", b"x\n\n", b"endobj\nendstream\n", bytes(range(256))]
    with pikepdf.open(io.BytesIO(document("awkward", awkward))) as pdf:
        held = pdf.Root.Held
        assert isinstance(held, pikepdf.Array)
        assert [bytes(each.read_bytes()) for each in held] == awkward


@pytest.mark.parametrize("title", ["(brackets) \\ and / more", "Русский", "العربية", "\U0001f4de", ""])
def test_text_strings_survive(title: str) -> None:
    with pikepdf.open(io.BytesIO(document(title, []))) as pdf:
        assert str(pdf.docinfo.Title) == title


def test_nothing_tells_when_where_or_by_whom() -> None:
    data = document("quiet", [b"x"])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title"}
    assert not re.search(rb"CreationDate|ModDate|Author|ReportLab|D:\d{8}", data)


def test_objects_given_as_text_have_the_numbers_taken_for_them() -> None:
    made = Document()
    before = made.add(PDFDictionary({"Held": "true"}))
    first = made.reserve(2)
    after = made.stream(b"after")
    made.put(first + 1, f"<< /Above {first} 0 R >>")
    made.put(first, f"<< /Below {first + 1} 0 R /Before {made.number_of(before)} 0 R >>")
    catalog = PDFDictionary({"Type": PDFName("Catalog"), "Put": f"{first} 0 R", "After": after})
    catalog["Pages"] = one_page(made)
    with pikepdf.open(io.BytesIO(made.finished(catalog, PDFDictionary({})))) as pdf:
        put: Any = pdf.Root.Put
        assert put.objgen == (first, 0) == put.Below.Above.objgen
        assert bool(put.Before.Held) is True
        assert pdf.Root.After.read_bytes() == b"after"


@pytest.mark.parametrize(("count", "streams"), [(9_990, 1), (10_000, 2), (70_000, 8)])
def test_as_many_objects_as_large_combined_files_have(count: int, streams: int, tmp_path: Path) -> None:
    made = Document()
    first = made.reserve(count)
    for at in range(count):
        made.put(first + at, f"<< /At {at} >>")
    catalog = PDFDictionary({"Type": PDFName("Catalog"), "First": f"{first} 0 R", "Last": f"{first + count - 1} 0 R"})
    catalog["Pages"] = one_page(made)
    file = tmp_path / "many.pdf"
    file.write_bytes(made.finished(catalog, PDFDictionary({})))
    assert file.read_bytes().count(b"/ObjStm") == streams
    with pikepdf.open(file, attempt_recovery=False) as pdf:
        assert [int(each) for each in (pdf.Root.First.At, pdf.Root.Last.At)] == [0, count - 1]
        assert int(pdf.get_object(first + count // 2, 0).At) == count // 2
        assert pdf.check_pdf_syntax() == []


def test_a_plain_stream_stands_in_the_file_as_it_is() -> None:
    made = Document()
    plain = made.plain_stream(b"<x>plain</x>", Type=PDFName("Metadata"))
    pages = one_page(made)
    data = made.finished(PDFDictionary({"Pages": pages, "Metadata": plain}), PDFDictionary({}))
    assert b"stream\n<x>plain</x>\nendstream" in data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.Metadata.read_raw_bytes() == b"<x>plain</x>"


@given(st.floats(-100_000, 100_000))
def test_numbers_are_short_and_exact_to_a_thousandth(value: float) -> None:
    text = number(value)
    assert math.isclose(float(text), value, abs_tol=0.000501)
    assert re.fullmatch(r"-?\d+(\.\d{0,2}[1-9])?", text)
    assert text != "-0"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.0001, "0"), (1.0, "1"), (0.5, "0.5"), (12.3456, "12.346"), (-7.10, "-7.1"), (100, "100")],
)
def test_numbers_as_written(value: float, text: str) -> None:
    assert number(value) == text
