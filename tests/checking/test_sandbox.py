"""Files that are meant to harm: the process that reads them is ended, and this one says so."""

import sys
import zlib
from collections.abc import Callable

import pytest

from cards.checking.report import Report
from cards.checking.sandbox import Defect, check_in_sandbox
from cards.errors import BadFile, CardError
from cards.locations import shelves
from cards.pipeline import Cards

SHELVES = shelves(None)
CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
LETTER = b"0 0 612 792"


def written(*objects: bytes) -> bytes:
    """A PDF of those objects, numbered from 1."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + tail


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def one_page(contents: bytes, box: bytes = LETTER, entries: bytes = b"", *others: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R%s>>" % (box, entries)
    return written(CATALOG, PAGES, page, contents, *others)


def test_the_report_is_the_same(cards_of: Callable[..., Cards], report_on: Callable[..., Report]) -> None:
    pdf = cards_of("es").pdf
    assert check_in_sandbox(pdf, SHELVES, all_pages=False) == report_on(pdf)


def test_looks_are_told_as_they_are_done(cards_of: Callable[..., Cards]) -> None:
    told: list[tuple[int, int]] = []
    check_in_sandbox(
        cards_of("es").pdf, SHELVES, all_pages=False, progress=lambda done, looks: told.append((done, looks))
    )
    assert told == [(0, 0), (0, 0), (0, 2), (1, 2), (2, 2)]


def test_an_error_comes_back() -> None:
    with pytest.raises(BadFile, match=r"This is not a PDF: .* Name a file"):
        check_in_sandbox(b"no PDF", SHELVES, all_pages=False)


def test_a_mistake_of_ours_is_no_damage_of_the_file(cards_of: Callable[..., Cards]) -> None:
    """Here of the one who calls: no shelf is a text."""
    with pytest.raises(Defect, match="AttributeError: 'str' object has no attribute") as caught:
        check_in_sandbox(cards_of("es").pdf, ["no shelf"], all_pages=False)  # type: ignore[list-item]
    assert not isinstance(caught.value, CardError)
    assert "Traceback" in caught.value.__notes__[0]


def test_a_page_as_large_as_a_country() -> None:
    report = check_in_sandbox(one_page(stream(b"0 0 9 9 re f"), b"0 0 100000000 100000000"), SHELVES, all_pages=False)
    assert any("no stock has the size" in each.text for each in report.findings)


@pytest.mark.full_only
@pytest.mark.skipif(sys.platform == "win32", reason="a process there has no limit of memory")
def test_a_gigabyte_in_two_megabytes() -> None:
    packer = zlib.compressobj(9)
    piece = packer.compress(b"0 0 9 9 re f\n" * 800_000) + packer.flush(zlib.Z_FULL_FLUSH)
    start, again = piece[:2], piece[2:]  # after a full flush the same bytes unpack to the same text once more
    bomb = stream(start + again * 100, b"/Filter/FlateDecode")
    assert len(zlib.decompressobj().decompress(start + again * 3)) == 3 * 10_400_000
    assert len(bomb) < 2**21
    with pytest.raises(BadFile, match=r"crashes|takes more than"):
        check_in_sandbox(one_page(bomb), SHELVES, all_pages=False)


@pytest.mark.full_only
def test_forms_in_forms_in_forms() -> None:
    levels = 12
    again = b"/A Do " * 10
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A %d 0 R>>>>"
    forms = [stream(again, form % (6 + level)) for level in range(levels)]
    last = stream(b"0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    bomb = one_page(stream(again), LETTER, b"/Resources<</XObject<</A 5 0 R>>>>", *forms, last)
    with pytest.raises(BadFile, match=r"takes more than|crashes"):
        check_in_sandbox(bomb, SHELVES, all_pages=False, seconds=2)
