"""What pages draw: places, scales and turns of forms, codes of fonts, and contents that make no sense."""

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from cards.checking.look.drawing import Drawing, Drawn, PageDrawing
from cards.checking.look.file import Damaged
from cards.measures import Rect

FORM = "q 2 0 0 2 10 20 cm /A Do Q"


def page(
    pdf: pikepdf.Pdf, content: str, box: tuple[float, ...] = (0, 0, 30, 40), inner: bytes = b"", **more: Any
) -> Any:
    """A page with that content, a form /A with a box and an inner content, and a simple font /F."""
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.A))
    fonts = Dictionary(F=font)
    form = pdf.make_stream(inner, Subtype=Name.Form, BBox=Array(box), **more)
    picture = pdf.make_stream(b"", Subtype=Name.Image)
    found = pdf.add_blank_page()
    found.obj.Contents = pdf.make_stream(content.encode())
    found.obj.Resources = Dictionary(XObject=Dictionary(A=form, P=picture), Font=fonts)
    return found


def drawn(content: str, **form: Any) -> PageDrawing:
    with pikepdf.new() as pdf:
        return Drawing().page(page(pdf, content, **form))


def test_a_form_is_where_its_matrices_put_it() -> None:
    (placed,) = drawn(FORM).placed
    assert (placed.name, placed.box, placed.drawn) == ("/A", Rect(10, 20, 60, 80), Drawn(2.0, 0.0))
    (placed,) = drawn("/A Do", Matrix=Array([1, 0, 0, 1, 5, 6])).placed
    assert placed.box == Rect(5, 6, 30, 40)
    (placed,) = drawn("0 1 -1 0 0 0 cm /A Do").placed
    assert (placed.box, placed.drawn) == (Rect(-40, 0, 40, 30), Drawn(1.0, 0.0))


def test_a_tilt_is_told_in_degrees() -> None:
    (placed,) = drawn("0.999962 0.008727 -0.008727 0.999962 0 0 cm /A Do").placed
    assert placed.drawn == Drawn(1.0, 0.5)


@pytest.mark.parametrize(
    ("box", "is_symbol"),
    [((-1, -1, 22, 22), True), ((-1, -1, 26, 26), True), ((-1, -1, 178, 178), True), ((-1, -1, 182, 182), False),
     ((-1, -1, 24, 24), False), ((0, 0, 22, 22), False), ((-1, -1, 22, 26), False)],
)  # fmt: skip
def test_a_form_with_the_box_of_a_symbol_is_one(box: tuple[float, ...], is_symbol: bool) -> None:
    assert [each.is_symbol for each in drawn("/A Do", box=box).placed] == [is_symbol]


def test_states_are_kept_and_restored() -> None:
    first, second = drawn("Q q 1 0 0 1 9 9 cm q Q /A Do Q /A Do").placed
    assert (first.box.x, second.box.x) == (9, 0)


def test_pictures_are_no_forms() -> None:
    assert drawn("/P Do").placed == ()


def test_letters_of_a_page_tell_where_a_card_is() -> None:
    found = drawn("q 1 0 0 1 7 8 cm BT /F 9 Tf (ab) Tj ET Q /A Do", inner=b"/F 9 Tf (c) Tj")
    assert found.letters == {Drawn(1.0, 0.0)}
    assert found.origins == {(7.0, 8.0)}
    assert not found.corrected
    assert drawn("1 0 0 1 7 8 cm /A Do").corrected


def test_codes_are_collected_for_each_font() -> None:
    with pikepdf.new() as pdf:
        drawing = Drawing()
        drawing.page(page(pdf, "/F 9 Tf (ab) Tj [(c) 5 (d)] TJ 5 Tj", inner=b""))
        (font,) = drawing.fonts
    assert font.codes == set(b"abcd")


def test_codes_of_a_composite_font_have_two_bytes() -> None:
    with pikepdf.new() as pdf:
        made = page(pdf, "/F 9 Tf <00410142> Tj")
        made.obj.Resources.Font.F.Subtype = Name.Type0
        drawing = Drawing()
        drawing.page(made)
        (font,) = drawing.fonts
    assert font.codes == {0x41, 0x142}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("Do", "no name"),
        ("(a) Do", "no name"),
        ("9 Tf", "no name"),
        ("/B Do", "drawn with /B, which is not in the file"),
        ("/G 9 Tf", "drawn with /G, which is not in the file"),
        ("1 2 3 cm", "6 numbers"),
        ("(a) 0 0 1 0 0 cm", "number"),
        ("100000 0 0 100000 0 0 cm " * 80, "at a size that no paper has"),
        ("/A Do " * 5001, "more forms than a sheet ever does"),
    ],
)
def test_contents_that_make_no_sense(content: str, reason: str) -> None:
    with pytest.raises(Damaged, match=reason):
        drawn(content)


@pytest.mark.parametrize("form", [{"box": (0, 0, 9)}, {"Matrix": Name.A}, {"Matrix": Array([1])}])
def test_forms_that_make_no_sense(form: dict[str, Any]) -> None:
    with pytest.raises(Damaged, match="numbers"):
        drawn("/A Do", **form)


def test_a_form_within_itself_comes_to_an_end() -> None:
    with pikepdf.new() as pdf:
        made = page(pdf, "/A Do", inner=b"/A Do")
        with pytest.raises(Damaged, match="more forms"):
            Drawing().page(made)
