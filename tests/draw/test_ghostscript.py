"""Ghostscript, as print shops and drivers have it: other writers of a file keep its look, its codes and its inks.

docs/print.md has the results for every layout, which docs/compare_print.py writes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from cards.decoding import decode
from cards.jobs import Order, gather
from cards.locations import bundled
from cards.merge.contact import Contact
from cards.pipeline import make
from cards.read.hotlines import Hotline
from cards.read.layouts import Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled

RunReader = Callable[..., str]
QUIET = ("-q", "-dBATCH", "-dNOPAUSE", "-dSAFER")
AS_PDFX = ("-dPDFX", "-dPDFXCompatibilityPolicy=2", "-sColorConversionStrategy=LeaveColorUnchanged")
CONTACT = Contact(read_link(LEGAL_AID), (Hotline(dialled("617-370-5023"), "LUCE"),))


@cache
def made(locale: str, layout: Layout) -> bytes:
    return make(gather((bundled(),), Order(locale, "school", "plain-letter", CONTACT, layout=layout)), decode).pdf


def pictures(data: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=150 / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def most_different(before: Image.Image, after: Image.Image) -> Image.Image:
    """How much each place differs, in the color in which it does most."""
    red, green, blue = ImageChops.difference(before, after).split()
    return ImageChops.lighter(red, ImageChops.lighter(green, blue))


def share_apart(before: Image.Image, after: Image.Image) -> float:
    """The share of a page that has another color than the same place before, and any place next to it."""
    assert before.size == after.size
    least = most_different(before, after)
    for x, y in product((-1, 0, 1), repeat=2):
        least = ImageChops.darker(least, most_different(before, ImageChops.offset(after, x, y)))
    return sum(least.histogram()[86:]) / (least.width * least.height)


@pytest.mark.full_only
@pytest.mark.parametrize("way", ["pdfwrite", "ps2write"])
@pytest.mark.parametrize("locale", ["es", "ar"])
@pytest.mark.parametrize("layout", [Layout.DUPLEX, Layout.FOLD, Layout.PRESS], ids=lambda layout: layout.value)
def test_a_file_that_is_written_again_looks_the_same(
    layout: Layout, locale: str, way: str, run_reader: RunReader, tmp_path: Path
) -> None:
    source, between, again = tmp_path / "made.pdf", tmp_path / f"made.{way}", tmp_path / "again.pdf"
    source.write_bytes(made(locale, layout))
    run_reader("gs", *QUIET, "-dAutoRotatePages=/None", f"-sDEVICE={way}", f"-o{between}", source)
    run_reader("gs", *QUIET, "-dAutoRotatePages=/None", "-sDEVICE=pdfwrite", f"-o{again}", between)
    before, after = pictures(source.read_bytes()), pictures(again.read_bytes())
    assert max(share_apart(*pair) for pair in zip(before, after, strict=True)) < 0.003
    for one, other in zip(before, after, strict=True):
        wanted, found = (sorted(decode(each.convert("L").tobytes(), *each.size)) for each in (one, other))
        assert found == wanted


def test_another_picture_is_noticed() -> None:
    before, *_ = pictures(made("es", Layout.DUPLEX))
    after = before.copy()
    after.paste((0, 0, 0), (100, 100, 200, 200))
    assert share_apart(before, after) > 0.003
    assert share_apart(before, before) == 0


def plates(data: bytes, folder: Path, run_reader: RunReader) -> dict[str, Image.Image]:
    """The inks of the first page at 150 dpi, a picture for each plate: 0 is all ink."""
    path = folder / "press.pdf"
    path.write_bytes(data)
    run_reader("gs", *QUIET, "-sDEVICE=tiffsep", "-r150", "-dLastPage=1", f"-o{folder / 'plate.tif'}", path)
    return {each.stem.partition("(")[2][:-1]: Image.open(each).convert("L") for each in folder.glob("plate(*).tif")}


@pytest.mark.parametrize("locale", ["es"])
def test_a_press_file_is_four_plates_with_the_code_on_black_alone(
    locale: str, run_reader: RunReader, tmp_path: Path
) -> None:
    found = plates(made(locale, Layout.PRESS), tmp_path, run_reader)
    assert sorted(found) == ["Black", "Cyan", "Magenta", "Yellow"]
    black = found.pop("Black")
    assert LEGAL_AID in decode(black.tobytes(), *black.size)
    for plate in found.values():
        assert decode(plate.tobytes(), *plate.size) == ()


@pytest.mark.parametrize("is_changed", [False, True])
def test_the_pdfx_device_has_nothing_against_a_press_file(
    is_changed: bool, run_reader: RunReader, tmp_path: Path
) -> None:
    """It is no checker: of five faults that we made it reports this one alone."""
    path = tmp_path / "press.pdf"
    path.write_bytes(made("es", Layout.PRESS))
    if is_changed:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
            pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(link)])
            pdf.save(path)
    target = f"-o{tmp_path / 'x.pdf'}"
    told = run_reader("gs", *QUIET, *AS_PDFX, "-sDEVICE=pdfwrite", target, path, errors=True)
    assert ("not permitted in PDF/X" in told) is is_changed
