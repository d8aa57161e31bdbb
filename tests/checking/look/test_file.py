"""Values of any type in any place: each is taken as what it is, or said to be damaged, and nothing else is raised."""

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, String

from cards.checking.look import file
from cards.checking.look.file import (
    MOST_UNPACKED,
    Damaged,
    array,
    content_of,
    described,
    entries,
    entry,
    has,
    name_of,
    number_of,
    numbers_of,
    open_pdf,
    origin_of,
    pikepdf_reads,
    rect_of,
    resources_of,
    text_of,
    unpacked,
)
from cards.errors import BadFile
from cards.measures import Rect

SCRATCH = pikepdf.new()
OPENED: list[pikepdf.Pdf] = []
"""Streams end with their file."""

VALUES: list[Any] = [
    *(None, True, 5, -1, 2**62, 0.5),
    *(Name.A, String("x"), Array([]), Array([1, Name.A]), Dictionary(), Dictionary(A=1)),
    *(Object.parse(b"/a#ff"), Object.parse(b"<feffd800>"), Object.parse(b"1" + b"0" * 400 + b".5")),
    SCRATCH.make_stream(b"data", A=1),
]
READERS: list[Callable[[Any], object]] = [
    *(array, entries, text_of, name_of, described, number_of, rect_of),
    *(lambda value: entry(value, "/A", "/B"), lambda value: has(value, "/A"), lambda value: numbers_of(value, 6)),
]


@pytest.mark.parametrize("read", READERS)
def test_a_value_of_any_type_is_read_or_damaged(read: Callable[[Any], object]) -> None:
    for value in VALUES:
        try:
            read(value)
        except Damaged as error:
            assert str(error)


def test_values_are_taken_as_what_they_are() -> None:
    assert (text_of(String("x")), text_of(Name.A), text_of(5), text_of(None)) == ("x", "", "", "")
    assert (name_of(Name.A), name_of(String("x")), name_of(None)) == ("/A", "", "")
    assert (array(Array([1, 2])), array(5)) == ([1, 2], [])
    assert (entry(Dictionary(A=Dictionary(B=7)), "/A", "/B"), entry(Dictionary(A=1), "/A", "/B")) == (7, None)
    assert (entries(Dictionary(A=1)), entries(Array([1]))) == ([("/A", 1)], [])
    assert (has(Dictionary(A=1), "/A"), has(Dictionary(), "/A"), has(Array([]), "/A")) == (True, False, False)
    assert (number_of(5), number_of(Object.parse(b"0.25"))) == (5.0, 0.25)
    assert rect_of(Array([30, 40, 10, 20])) == Rect(10, 20, 20, 20)


@pytest.mark.parametrize("value", [Name.A, None, String("5"), Object.parse(b"1" + b"0" * 400 + b".5"), 10**13])
def test_what_is_no_number_or_too_large_a_one(value: Any) -> None:
    with pytest.raises(Damaged, match="number"):
        number_of(value)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=4, max_size=4))
def test_a_rectangle_has_no_negative_sides(corners: list[int]) -> None:
    found = rect_of(Array(corners))
    assert found.width >= 0 <= found.height
    assert {found.x, round(found.right)} >= {float(min(corners[0], corners[2]))}


def test_only_what_pikepdf_raises_of_a_damaged_file_is_damage() -> None:
    with pytest.raises(Damaged, match="a reason"), pikepdf_reads():
        raise pikepdf.PdfError("stream <_io.BytesIO object at 0x7f0c> a  reason")
    with pytest.raises(Damaged, match="RuntimeError"), pikepdf_reads():
        raise RuntimeError
    for other in (MemoryError, KeyboardInterrupt, AssertionError):
        with pytest.raises(other), pikepdf_reads():
            raise other


def test_no_address_in_memory_is_told() -> None:
    with pytest.raises(Damaged) as caught, pikepdf_reads():
        raise pikepdf.PdfError("stream <_io.BytesIO object at 0x7fc557615350> (object 33,0): cannot")
    assert str(caught.value) == "(object 33,0): cannot"


def stream(data: bytes, **entries_: Any) -> Any:
    """A stream with those raw bytes, as a file has it: pikepdf unpacks what it is given."""
    pdf = pikepdf.new()
    pdf.Root.Thing = pdf.make_stream(b"x")
    pdf.Root.Thing.write(data, **entries_)
    OPENED.append(pdf)
    return pdf.Root.Thing


@pytest.mark.parametrize("filters", [Name.FlateDecode, Array([Name.FlateDecode])])
def test_streams_are_unpacked(filters: Any) -> None:
    assert unpacked(stream(zlib.compress(b"text"), filter=filters)) == b"text"
    assert unpacked(stream(b"plain")) == b"plain"
    assert unpacked(stream(b"74657874>", filter=Name.ASCIIHexDecode)) == b"text"


@pytest.mark.parametrize(
    ("data", "filters", "reason"),
    [
        (zlib.compress(bytes(MOST_UNPACKED + 1)), Name.FlateDecode, "longer than any in a file of cards"),
        (b"no deflated data", Name.FlateDecode, "incorrect header check"),
        (b"74" * 30_000 + b">", Name.ASCIIHexDecode, "cannot unpack"),
        (b"74>", Array([Name.ASCIIHexDecode, Name.ASCIIHexDecode]), "cannot unpack"),
        (b"x", Name.Nonsense, "unfilterable|not unpack|read_bytes"),
    ],
)
def test_streams_that_are_not_unpacked(data: bytes, filters: Any, reason: str) -> None:
    with pytest.raises(Damaged, match=reason):
        unpacked(stream(data, filter=filters))


def test_a_stream_may_hold_just_as_much() -> None:
    assert len(unpacked(stream(zlib.compress(bytes(MOST_UNPACKED)), filter=Name.FlateDecode))) == MOST_UNPACKED


def written(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def test_contents_are_joined_and_resources_inherited() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.Contents = Array([pdf.make_stream(b"q"), 5, pdf.make_stream(b"Q")])
        assert content_of(page.obj) == b"q\nQ"
        page.obj.Contents = Name.A
        assert content_of(page.obj) == b""
        del page.obj["/Resources"]
        page.obj.Parent = pdf.Root.Pages
        pdf.Root.Pages.Resources = Dictionary(Font=Dictionary())
        assert has(resources_of(page), "/Font")
        page.obj.Resources = 5
        assert resources_of(page) == 5
        del page.obj["/Resources"]
        del pdf.Root.Pages["/Resources"]
        assert resources_of(page) is None
        pdf.Root.Pages.Parent = pdf.Root.Pages
        assert resources_of(page) is None


def test_files_are_opened_whole_or_repaired() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        buffer = io.BytesIO()
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    opened, found = open_pdf(buffer.getvalue())
    assert (found.pages, found.is_repaired, found.is_encrypted) == (1, False, False)
    opened.close()
    opened, found = open_pdf(buffer.getvalue()[:-30])
    assert (found.pages, found.is_repaired) == (1, True)
    opened.close()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PNG", "This is not a PDF"),
        (b"%PDF-1.7\n", "too damaged to be read"),
        (bytes(2000) + b"%PDF-1.7", "not a PDF"),
    ],
)
def test_what_cannot_be_opened(data: bytes, sentence: str) -> None:
    with pytest.raises(BadFile, match=sentence):
        open_pdf(data)


def test_a_file_without_pages_that_had_to_be_repaired() -> None:
    with pikepdf.new() as pdf:
        data = written(pdf)
    opened, found = open_pdf(data)
    opened.close()
    assert found.pages == 0
    start = data.rindex(b"startxref")
    with pytest.raises(BadFile, match=r"has no pages|too damaged"):
        open_pdf(data[:start] + b"startxref\n9\n%%EOF\n")


@pytest.mark.parametrize("identity", [None, 5, Array([]), Array([5]), Array([-5]), Array([Name.A])])
def test_an_identity_of_any_type(identity: Any) -> None:
    with pikepdf.new() as pdf:
        data = written(pdf)
        if identity is not None:
            pdf.trailer.ID = identity
        assert not origin_of(data, pdf).is_untouched


def test_the_module_names_what_it_catches() -> None:
    """Memory that runs out, and an assertion of ours, are no damage of a file."""
    assert not any(issubclass(each, raised) for each in (MemoryError, AssertionError) for raised in file._RAISED)
