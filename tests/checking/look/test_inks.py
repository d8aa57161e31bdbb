"""The inks of pages, with all that they may paint."""

from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from cards.checking.look.file import Damaged
from cards.checking.look.inks import Inks, read_inks


def inks(content: bytes, forms: tuple[Any, ...] = (), **entries: Any) -> Inks:
    """The inks of a page; forms are pairs of their bytes and entries."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.Contents = pdf.make_stream(content)
        page.obj.Resources = Dictionary(XObject=Dictionary())
        for number, (data, more) in enumerate(forms):
            page.obj.Resources.XObject[f"/X{number}"] = pdf.make_stream(data, **more)
        for key, value in entries.items():
            page.obj[f"/{key}"] = value
        return read_inks([page])


GROUP = Dictionary(S=Name.Transparency)
FORM: dict[str, Any] = {"Subtype": Name.Form}
PICTURE: dict[str, Any] = {"Subtype": Name.Image, "ColorSpace": Name.DeviceCMYK, "BitsPerComponent": 8}


def test_the_most_ink_at_one_place() -> None:
    found = inks(b"0 0.75 0.5 0 k 0.25 0 0 1 K")
    assert found == Inks(frozenset(), frozenset(), 1.25)
    assert inks(b"0 0 0 1 k", ((b"1 1 0 0 k", FORM),)).most == 2
    assert inks(b"", ((bytes([255, 0, 0, 0, 255, 255, 51, 0]), PICTURE),)).most == pytest.approx(2.2)
    assert inks(b"", ((b"", PICTURE),)).most == 0


@pytest.mark.parametrize("operator", ["g", "G", "rg", "RG", "cs", "CS", "sc", "SC", "scn", "SCN", "sh"])
def test_colours_in_no_process_ink(operator: str) -> None:
    assert inks(f"/A {operator}".encode()).others == {f"operator {operator}"}
    assert inks(b"", ((f"/A {operator}".encode(), FORM),)).others == {f"operator {operator}"}


@pytest.mark.parametrize(
    "more", [{"ColorSpace": Name.DeviceRGB}, {"ColorSpace": Name.DeviceGray}, {"BitsPerComponent": 4}]
)
def test_pictures_in_other_colours(more: dict[str, Any]) -> None:
    assert inks(b"", ((b"abcd", PICTURE | more),)).others == {"a picture in other colors"}
    assert inks(b"BI /W 1 /H 1 /BPC 8 /CS /G ID a EI").others == {"a picture in the text"}


def test_what_is_transparent() -> None:
    assert inks(b"/G gs").transparent == {"a graphics state"}
    assert inks(b"", Group=GROUP).transparent == {"a transparent page"}
    assert inks(b"", ((b"", FORM | {"Group": GROUP}),)).transparent == {"a transparent form"}
    for key in ("SMask", "Mask"):
        assert inks(b"", ((b"abcd", PICTURE | {key: Dictionary()}),)).transparent == {"a picture with a mask"}


def test_forms_in_forms_of_any_depth() -> None:
    with pikepdf.new() as pdf:
        form: Any = pdf.make_stream(b"1 g", **FORM)
        for _ in range(3000):
            form = pdf.make_stream(b"", Resources=Dictionary(XObject=Dictionary(A=form)), **FORM)
        page = pdf.add_blank_page()
        page.obj.Resources = Dictionary(XObject=Dictionary(A=form))
        assert read_inks([page]).others == {"operator g"}


def test_an_ink_that_is_no_number() -> None:
    with pytest.raises(Damaged, match="number"):
        inks(b"(a) 0 0 0 k")
