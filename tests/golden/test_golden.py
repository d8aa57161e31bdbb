"""What a card looks like, written down: a change of the design shows as a difference of text.

Rewrite the files with `python -m pytest tests/golden --rewrite-golden` and look at what git says has changed.
"""

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from cards.impose.sheet import Sheet, duplex_sheets
from cards.jobs import Order, gather
from cards.locations import shelves
from cards.measures import Rect
from cards.merge.contact import Contact
from cards.pipeline import lay_out_faces
from cards.read.hotlines import Hotline
from cards.read.layouts import Layout
from cards.read.links import LEGAL_AID, read_link
from cards.read.numbers import dialled
from cards.read.pictures import Picture
from cards.read.records import Record
from cards.read.stocks import Flip, find_stock
from cards.typeset.marks import Face, GlyphRun, OutlineMark, PanelMark, PictogramMark, PictureMark, SymbolMark, TextMark
from cards.typeset.text.harfbuzz import metrics

Golden = Callable[[str, str], None]
INVISIBLE = {code: f"<{unicodedata.name(chr(code))}>" for code in range(0x2066, 0x206A)}


def rounded(*values: float) -> str:
    return " ".join(f"{round(value, 1) + 0.0:.1f}" for value in values)


def box(rect: Rect) -> str:
    return f"at {rounded(rect.x, rect.y)} size {rounded(rect.width, rect.height)}"


def run_line(run: GlyphRun) -> str:
    """One run; its text in reading order, though right-to-left clusters are drawn the other way round."""
    width = sum(cluster.advance for cluster in run.clusters) * run.size / metrics(run.typeface).upem
    texts = [cluster.text for cluster in run.clusters]
    is_rtl = any(unicodedata.bidirectional(letter) in ("R", "AL") for text in texts for letter in text)
    text = "".join(reversed(texts) if is_rtl else texts)
    return f"    at {rounded(run.x, run.y)} width {rounded(width)} {run.typeface.name} {rounded(run.size)} {text!r}"


def face_lines(face: Face) -> Iterator[str]:
    size = rounded(face.size.width, face.size.height)
    ground = face.ground.name.lower() if face.ground else "paper"
    yield f"face {size} {face.language} on {ground}, statements {rounded(face.text_size)}"
    yield from (f"warning: {warning}" for warning in face.warnings)
    for mark in face.marks:
        if isinstance(mark, TextMark):
            yield f"{mark.role.value} {mark.id} {mark.language} {mark.colour.name.lower()}"
            yield f"    {mark.text.translate(INVISIBLE)}"
            yield from map(run_line, mark.runs)
        elif isinstance(mark, PanelMark):
            yield f"panel {mark.colour.name.lower()} {box(mark.rect)} radius {rounded(mark.radius)}"
        elif isinstance(mark, PictogramMark):
            facing = " mirrored" if mark.mirrored else ""
            yield f"pictogram {mark.drawing}{facing} {mark.colour.name.lower()} {box(mark.rect)}"
        elif isinstance(mark, OutlineMark):
            points = [point for polygon in mark.polygons for point in polygon]
            left, low = min(x for x, _ in points), min(y for _, y in points)
            right, high = max(x for x, _ in points), max(y for _, y in points)
            yield f"outline {mark.colour.name.lower()} {box(Rect(left, low, right - left, high - low))}"
        elif isinstance(mark, SymbolMark):
            yield f"{mark.role.value} {box(mark.rect)} {mark.content!r} ({mark.alternative})"
            yield from ("    " + "".join("#" if module else "." for module in row) for row in mark.modules)
        elif isinstance(mark, PictureMark):
            pixels = f"{mark.picture.width} x {mark.picture.height} pixels"
            yield f"{mark.role.value} {box(mark.rect)} {pixels} ({mark.alternative})"
        else:
            pytest.fail(f"a golden file has no way to write {mark}")


def sheet_lines(sheet: Sheet) -> Iterator[str]:
    yield f"{sheet.side} on {rounded(sheet.paper.width, sheet.paper.height)}"
    for placement, ground in zip(sheet.placements, sheet.grounds, strict=True):
        yield f"    card {box(placement.slot)}{' turned' if placement.turned else ''}, ground {box(ground)}"
    for mark in sheet.cut_marks:
        yield f"    cut from {rounded(mark.x1, mark.y1)} to {rounded(mark.x2, mark.y2)}"


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_bearers_face(locale: str, golden: Golden, faces_of: Callable[..., tuple[Face, Face]]) -> None:
    golden(f"bearer-{locale}", "\n".join(face_lines(faces_of(locale)[0])) + "\n")


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_bearers_face_with_a_line_to_write_on(
    locale: str, golden: Golden, faces_of: Callable[..., tuple[Face, Face]]
) -> None:
    face, _ = faces_of(locale, "plain-a4", number=None, org="Vecinos Unidos")
    golden(f"bearer-{locale}-write-in", "\n".join(face_lines(face)) + "\n")


def test_bearers_face_with_two_hotlines(golden: Golden, faces_of: Callable[..., tuple[Face, Face]]) -> None:
    verified = Record(verified_on=date(2026, 3, 2))
    other = Hotline(dialled("855-435-7693"), "ICIRR Family Support", "icirr", record=verified)
    face, _ = faces_of("es", hotline_name="Vecinos Unidos", others=(other,), says_confirmed=True)
    golden("bearer-es-two-hotlines", "\n".join(face_lines(face)) + "\n")


def test_bearers_face_with_a_logo(golden: Golden, faces_of: Callable[..., tuple[Face, Face]]) -> None:
    face, _ = faces_of("ar", org="Vecinos Unidos", logo=Picture(500, 125, bytes(500 * 125 * 3)))
    golden("bearer-ar-logo", "\n".join(face_lines(face)) + "\n")


def test_officers_face(golden: Golden, faces_of: Callable[..., tuple[Face, Face]]) -> None:
    golden("officer", "\n".join(face_lines(faces_of("ar")[1])) + "\n")


def test_a_plan(golden: Golden) -> None:
    """One page, as it is on Letter and without a number."""
    order = Order("en", "family", "plain-letter", Contact(read_link(LEGAL_AID)), layout=Layout.PLAN)
    _, (face,) = lay_out_faces(gather(shelves(None), order))
    golden("plan-en", "\n".join(face_lines(face)) + "\n")


@pytest.mark.parametrize(("stock", "flip"), [("avery-5371", Flip.LONG_EDGE), ("plain-a4", Flip.SHORT_EDGE)])
def test_sheets(stock: str, flip: Flip, golden: Golden) -> None:
    """A full sheet, then one with three cards."""
    sheets = duplex_sheets(find_stock(shelves(None), stock), 13, flip)
    lines = [line for sheet in sheets for line in sheet_lines(sheet)]
    golden(f"sheets-{stock}-{flip.value}", "\n".join(lines) + "\n")
