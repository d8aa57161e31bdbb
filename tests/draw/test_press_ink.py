"""PDF/X-1a:2003: what a press prints, as pikepdf, poppler and zxing-cpp see it, beside the ordinary card."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import zxingcpp
from PIL import Image, ImageChops

from cards.jobs import Job, Order
from cards.read.pictures import Picture
from cards.typeset.marks import Face, SymbolMark, TextMark
from tests.laid_out import lay_out

RunReader = Callable[..., str]
FileFor = Callable[[Order], bytes]
JobFor = Callable[[Order], Job]
PathFor = Callable[..., Path]

RED, WHITE, BLACK = (0.02, 1, 0.85, 0.06), (0, 0, 0, 0), (0, 0, 0, 1)
OPERATORS = {
    *("q", "Q", "cm", "w", "J", "j", "M", "d", "m", "l", "c", "h", "re", "S", "f", "f*", "B", "B*"),
    *("BT", "ET", "Tf", "Tm", "TJ", "Do", "k", "K", "BMC", "EMC"),
}
"""All of PDF 1.2, without a colour but k and K, and without a shading or an inline image."""


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data), attempt_recovery=False)


def operations(stream: Any) -> Iterator[tuple[list[Any], str]]:
    for instruction in pikepdf.parse_content_stream(stream):
        assert isinstance(instruction, pikepdf.ContentStreamInstruction)
        yield list(instruction.operands), str(instruction.operator)


def contents(pdf: pikepdf.Pdf) -> list[Any]:
    """Every page and every form of a file."""
    forms = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"]
    assert len(forms) >= 3
    return [*pdf.pages, *forms]


def pixels(path: Path, *options: str, run_reader: RunReader) -> list[Image.Image]:
    """The pages as poppler shows them."""
    run_reader("pdftoppm", "-png", *options, path, path.with_suffix(""))
    return [Image.open(each).convert("RGB") for each in sorted(path.parent.glob(f"{path.stem}-[12].png"))]


def test_only_process_inks_and_never_too_much(case: Order, file_for: FileFor) -> None:
    """Every stream of every page and form: no operator for another colour, and at most 250 % of ink."""
    with opened(file_for(case)) as pdf:
        seen = set()
        for content in contents(pdf):
            for operands, operator in operations(content):
                assert operator in OPERATORS
                if operator in ("k", "K"):
                    inks = tuple(float(each) for each in operands)
                    assert len(inks) == 4
                    assert all(0 <= ink <= 1 for ink in inks)
                    assert sum(inks) <= 2.5
                    seen.add(inks)
        assert seen >= {RED, WHITE, BLACK}
        assert seen == {RED, WHITE, BLACK}
        images = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
        assert len(images) == isinstance(case.contact.logo, Picture)
        for image in images:
            assert (str(image.ColorSpace), int(image.BitsPerComponent)) == ("/DeviceCMYK", 8)
            data = image.read_bytes()
            assert len(data) == 4 * int(image.Width) * int(image.Height)
            assert max(map(sum, zip(*[iter(data)] * 4, strict=True))) <= 2 * 255


def test_black_words_and_the_code_are_black_ink_alone(case: Order, file_for: FileFor, job_for: JobFor) -> None:
    """And other words are white or the red of the cards."""
    _, bearer, _ = lay_out(job_for(case))
    (size,) = (len(mark.modules) for mark in bearer.marks if isinstance(mark, SymbolMark))
    with opened(file_for(case)) as pdf:
        words = set()
        codes = 0
        for page in pdf.pages:
            (name,) = page.Resources.XObject.keys()
            form = page.Resources.XObject[name]
            fill: tuple[float, ...] = ()
            for operands, operator in operations(form):
                if operator == "k":
                    fill = tuple(float(each) for each in operands)
                elif operator == "TJ":
                    words.add(fill)
                elif operator == "Do" and _is_code(form.Resources.XObject[str(operands[0])], size):
                    codes += 1
                    assert fill == BLACK
        assert codes == 1
        # Black on the panel, and the numerals of the officer's side in the color of what their discs are on.
        assert words == ({WHITE, RED, BLACK} if case.theme == "red" else {BLACK, WHITE})


def _is_code(form: Any, size: int) -> bool:
    """Whether it is the form of a symbol of so many modules, which has no colour of its own."""
    if form.Subtype != "/Form" or [float(edge) for edge in form.BBox] != [-1, -1, size + 1, size + 1]:
        return False
    return not any(operator == "k" for _, operator in operations(form))


def test_lines_are_half_a_point_on_paper_at_least(case: Order, file_for: FileFor) -> None:
    """Strokes are only in logos; rules are filled, and none of them is thinner either."""
    with opened(file_for(case)) as pdf:
        lines = [width for page in pdf.pages for width in _lines(page, page.Resources, 1.0)]
    assert not lines
    assert all(width >= 0.4999 for width in lines)


def _lines(content: Any, resources: Any, scale: float) -> Iterator[float]:
    """How thick each stroked or filled line is on paper."""
    kept: list[tuple[float, float]] = []
    width = 1.0
    for operands, operator in operations(content):
        if operator == "q":
            kept.append((scale, width))
        elif operator == "Q":
            scale, width = kept.pop()
        elif operator == "cm":
            scale *= abs(float(operands[0]))
        elif operator == "w":
            width = float(operands[0])
        elif operator in ("S", "B", "B*"):
            yield width * scale
        elif operator == "re":
            assert min(abs(float(operands[2])), abs(float(operands[3]))) * scale >= 0.5
        elif operator == "Do":
            form = resources.XObject[str(operands[0])]
            if form.Subtype == "/Form":
                yield from _lines(form, form.get("/Resources"), scale)


def test_words_are_read_back_letter_for_letter(case: Order, file_for: FileFor, job_for: JobFor) -> None:
    """Each text operator, by its font's ToUnicode, against the clusters that were set."""
    _, *faces = lay_out(job_for(case))
    with opened(file_for(case)) as pdf:
        for page, face in zip(pdf.pages, faces, strict=True):
            (form,) = page.Resources.XObject.values()
            assert list(_texts(form)) == list(_set(face))


def _set(face: Face) -> Iterator[str]:
    for mark in face.marks:
        if isinstance(mark, TextMark):
            yield from ("".join(_as_read(cluster.text) for cluster in run.clusters) for run in mark.runs)


def _as_read(text: str) -> str:
    """The text of a code: a right-to-left cluster from its last character, as readers reverse whole lines of them."""
    return text[::-1] if any(unicodedata.bidirectional(each) in ("R", "AL") for each in text) else text


def _texts(form: Any) -> Iterator[str]:
    known: dict[int, str] = {}
    for operands, operator in operations(form):
        if operator == "Tf":
            known = _unicode(form.Resources.Font[str(operands[0])])
        elif operator == "TJ":
            data = b"".join(bytes(piece) for piece in operands[0] if isinstance(piece, pikepdf.String))
            yield "".join(known[int.from_bytes(data[at : at + 2], "big")] for at in range(0, len(data), 2))


def _unicode(font: Any) -> dict[int, str]:
    pairs = re.findall(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", font.ToUnicode.read_bytes(), re.MULTILINE)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def test_poppler_reads_what_it_reads_on_the_ordinary_card(
    case: Order, path_for: PathFor, run_reader: RunReader
) -> None:
    def words(path: Path) -> list[str]:
        return run_reader("pdftotext", "-raw", path, "-").split()

    found = words(path_for(case))
    assert len(found) > 60
    assert found == words(path_for(case, ordinary=True))


@pytest.mark.few_scripts
def test_poppler_shows_the_ordinary_card_on_the_trim(
    letter_case: Order, job_for: JobFor, path_for: PathFor, run_reader: RunReader
) -> None:
    """But for the colours: poppler shows black ink as (35, 31, 32), and the red of the inks a little lighter.

    Beyond the trim there is red alone.
    """
    press = pixels(path_for(letter_case), "-r", "192", run_reader=run_reader)
    ordinary = pixels(path_for(letter_case, ordinary=True), "-r", "192", run_reader=run_reader)
    bleed = round(job_for(letter_case).stock.bleed * 192 / 72, 6)
    assert bleed == int(bleed)
    bleed = int(bleed)
    for ours, theirs in zip(press, ordinary, strict=True):
        assert theirs.size == (672, 384)
        assert ours.size == (672 + 2 * bleed, 384 + 2 * bleed)
        cut = ours.crop((bleed, bleed, bleed + 672, bleed + 384))
        apart = ImageChops.difference(cut, theirs).convert("L", matrix=(1 / 3, 1 / 3, 1 / 3, 0))
        histogram = apart.histogram()
        assert sum(histogram[45:]) < 0.0005 * 672 * 384
        red = (ours if bleed else cut).getpixel((0, 0))
        assert isinstance(red, tuple)
        ours.paste(red, (bleed, bleed, bleed + 672, bleed + 384))
        assert ours.getcolors() == [(ours.width * ours.height, red)]
        assert red[0] > 190
        assert max(red[1:]) < 70


@pytest.mark.few_scripts
def test_the_code_is_read_and_stands_on_white(
    case: Order, path_for: PathFor, job_for: JobFor, run_reader: RunReader
) -> None:
    """Black on white with nothing of the ground between, its quiet zone with it."""
    _, face, _ = lay_out(job_for(case))
    (mark,) = (mark for mark in face.marks if isinstance(mark, SymbolMark))
    front, back = pixels(path_for(case), "-r", "300", run_reader=run_reader)
    (code,) = zxingcpp.read_barcodes(front)
    assert code.text == mark.content
    assert zxingcpp.read_barcodes(back) == []
    bleed = job_for(case).stock.bleed
    scale = 300 / 72
    quiet = 4 * mark.rect.width / len(mark.modules) - 0.9
    left, right = bleed + mark.rect.x - quiet, bleed + mark.rect.right + quiet
    low, high = bleed + mark.rect.y - quiet, bleed + mark.rect.top + quiet
    box = (left, front.height / scale - high, right, front.height / scale - low)
    red, green, blue = front.crop(tuple(round(edge * scale) for edge in box)).split()  # type: ignore[arg-type]
    for one, other in ((red, green), (green, blue), (red, blue)):
        assert ImageChops.difference(one, other).getextrema()[1] <= 8  # type: ignore[operator]
