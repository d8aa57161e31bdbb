"""Boxes, catalog, tags and annotations as objects: what is read of them, and what no file should have there."""

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, String

from cards.checking.look.actions import Annotations, actions_of, read_annotations
from cards.checking.look.boxes import read_boxes
from cards.checking.look.catalog import Catalog, Intent, read_catalog, read_information, read_traces, read_xmp
from cards.checking.look.file import Damaged
from cards.checking.look.tags import NamedCode, Tags, read_tags
from cards.measures import Rect, Size


@pytest.fixture
def pdf() -> Any:
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(612, 792))
        yield made


def test_boxes_of_a_page(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.obj.TrimBox = Array([100, 90, 10, 20])
    page.obj.Rotate, page.obj.UserUnit = 450, 2
    found = read_boxes(page)
    assert (found.size, found.rotation, found.user_unit) == (Size(612, 792), 90, 2.0)
    assert found.own == {"MediaBox": Rect(0, 0, 612, 792), "TrimBox": Rect(10, 20, 90, 70)}
    del page.obj["/MediaBox"]
    page.obj.Parent = pdf.Root.Pages
    pdf.Root.Pages.MediaBox = Array([0, 0, 5, 6])
    found = read_boxes(page)
    assert (found.size, set(found.own)) == (Size(5, 6), {"MediaBox", "TrimBox"})


@pytest.mark.parametrize(
    ("key", "value"),
    [("MediaBox", 5), ("MediaBox", Array([1])), ("CropBox", Array([Name.A] * 4)), ("UserUnit", Name.A)],
)
def test_boxes_that_are_none(key: str, value: Any, pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj[f"/{key}"] = value
    with pytest.raises(Damaged):
        read_boxes(pdf.pages[0])


def test_a_catalog_without_anything(pdf: pikepdf.Pdf) -> None:
    assert read_catalog(pdf) == Catalog()
    assert (read_xmp(pdf), read_traces(pdf)) == ("", ())
    assert not read_information(pdf).is_ours


def test_a_catalog_with_everything(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(bytes(36) + b"acsp")
    pdf.Root.Lang = "es"
    pdf.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"), Duplex=Name.Simplex, DisplayDocTitle=True)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.StructTreeRoot = Dictionary(K=Array([]))
    pdf.Root.OCProperties = Dictionary()
    pdf.trailer.ID = Array([])
    pdf.Root.Metadata = pdf.make_stream(b"<x/>", Filter=Name.FlateDecode)
    pdf.Root.OutputIntents = Array(
        [Dictionary(S=Name.GTS_PDFX, OutputConditionIdentifier="A", DestOutputProfile=profile)]
    )
    assert read_catalog(pdf) == Catalog(
        "es", "/None", "/Simplex", shows_title=True, is_marked=True, has_tags=True, has_layers=True, has_identity=True,
        has_packed_metadata=True, intents=(Intent("/GTS_PDFX", "A", has_profile=True),),
    )  # fmt: skip


@pytest.mark.parametrize("profile", [None, 5, Dictionary(), b"", bytes(36) + b"scnr", bytes(40), Name.A])
def test_profiles_that_are_none(profile: Any, pdf: pikepdf.Pdf) -> None:
    made = pdf.make_stream(profile) if isinstance(profile, bytes) else profile
    intent = Dictionary(S=Name.GTS_PDFA1)
    if made is not None:
        intent.DestOutputProfile = made
    pdf.Root.OutputIntents = Array([intent, 5])
    assert [each.has_profile for each in read_catalog(pdf).intents] == [False, False]


def test_a_profile_that_cannot_be_unpacked_is_none(pdf: pikepdf.Pdf) -> None:
    packed = pdf.make_stream(b"no deflated data", Filter=Name.FlateDecode, DecodeParms=Dictionary())
    packed.write(b"x" * 60_000, filter=Name.LZWDecode)
    pdf.Root.OutputIntents = Array([Dictionary(DestOutputProfile=packed)])
    assert [each.has_profile for each in read_catalog(pdf).intents] == [False]


def test_information_of_any_type(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title="A", Producer="rights-cards", User=Name.Ana, Size=5))
    found = read_information(pdf)
    assert found.values == {"Title": "A", "Producer": "rights-cards", "User": "/Ana", "Size": "5"}
    assert (found.title, found.is_ours, set(found.strings)) == ("A", True, {"Title", "Producer"})
    pdf.trailer.Info = pdf.make_indirect(Array([]))
    assert read_information(pdf).values == {}


def test_what_programs_leave_in_a_file(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(b"<x/>")
    pdf.pages[0].obj.Metadata = pdf.Root.Metadata
    assert read_traces(pdf) == ()
    pdf.pages[0].obj.Metadata = pdf.make_stream(b"<x/>")
    pdf.Root.Thing = pdf.make_indirect(Dictionary(LastModified="D:2026", PieceInfo=5, Metadata=5))
    assert set(read_traces(pdf)) == {
        *("Metadata of Page", "LastModified of an object", "PieceInfo of an object", "Metadata of an object")
    }


URI = Dictionary(S=Name.URI, URI=String("https://example.org"))
SCRIPT = Dictionary(S=Name.JavaScript, JS="x")


@pytest.mark.parametrize(
    ("annotation", "links", "actions"),
    [
        (Dictionary(Subtype=Name.Link, A=URI), ("https://example.org",), ()),
        (Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=5)), ("",), ()),
        (Dictionary(Subtype=Name.Link, A=SCRIPT), (), ("a JavaScript action",)),
        (Dictionary(Subtype=Name.Link, A=URI, AA=Dictionary()), (), ("a URI action",)),
        (Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="x", Next=SCRIPT)), (), ("a URI action",)),
        (Dictionary(Subtype=Name.Link, A=URI, PA=URI), ("https://example.org",), ("a link with a second address",)),
        (Dictionary(Subtype=Name.Link), (), ("an annotation (Link)",)),
        (Dictionary(Subtype=Name.Square), (), ("an annotation (Square)",)),
        (5, (), ("an annotation (?)",)),
    ],
)
def test_annotations(annotation: Any, links: tuple[str, ...], actions: tuple[str, ...]) -> None:
    assert read_annotations(Dictionary(Annots=Array([annotation]))) == Annotations(1, links, actions)


def test_what_acts_or_is_attached_on_a_page() -> None:
    assert read_annotations(Dictionary()) == Annotations()
    found = read_annotations(Dictionary(AA=Dictionary(), AF=Array([])))
    assert found.actions == ("actions that run by themselves", "embedded files")
    with pytest.raises(Damaged, match="not a list"):
        read_annotations(Dictionary(Annots=Name.A))


@pytest.mark.parametrize(
    ("root", "actions"),
    [
        (Dictionary(), ()),
        (Dictionary(OpenAction=SCRIPT), ("an action that runs when the file is opened",)),
        (Dictionary(OpenAction=Array([])), ()),
        (Dictionary(AA=5), ("actions that run by themselves",)),
        (Dictionary(Names=Dictionary(JavaScript=5)), ("JavaScript",)),
        (Dictionary(Names=Dictionary(EmbeddedFiles=5)), ("embedded files",)),
        (Dictionary(AF=5), ("embedded files",)),
        (Dictionary(Collection=5), ("embedded files",)),
        (Dictionary(AcroForm=5), ("a form to fill in",)),
        (Dictionary(URI=5), ("a base address that changes where its links lead",)),
        (Dictionary(Outlines=Dictionary(First=5)), ()),
        (Dictionary(Outlines=Dictionary(First=Dictionary(A=5))), ("a ? action in a bookmark",)),
        (Dictionary(Outlines=Dictionary(First=Dictionary(A=Dictionary(S=Name.GoTo)))), ()),
        (
            Dictionary(Outlines=Dictionary(First=Dictionary(A=Dictionary(S=Name.GoTo, Next=SCRIPT)))),
            ("a GoTo action in a bookmark",),
        ),
    ],
)
def test_what_acts_in_a_document(root: Any, actions: tuple[str, ...]) -> None:
    assert actions_of(root) == actions


def figure(alt: str | None, **entries: Any) -> Any:
    return Dictionary(S=Name.Figure, **entries) if alt is None else Dictionary(S=Name.Figure, Alt=alt, **entries)


def tagged(pdf: pikepdf.Pdf, *kids: Any) -> Tags:
    document = Dictionary(S=Name.Document, K=Array(list(kids)))
    pdf.Root.StructTreeRoot = Dictionary(K=Array([document]))
    return read_tags(pdf, list(pdf.pages))


def test_codes_in_tags(pdf: pikepdf.Pdf) -> None:
    box = Dictionary(BBox=Array([30, 40, 10, 20]))
    found = tagged(
        pdf,
        figure("QR code: www.example.org", Pg=pdf.pages[0].obj, A=box),
        figure("QR code: recording in Spanish: www.example.org/es"),
        figure("QR code: recording: www.example.org/all", A=5, Pg=5),
        figure("A logo"),
        figure(None, ActualText="A"),
        figure(None),
    )
    assert found.codes == (
        NamedCode("www.example.org/all", True, "", None, None),
        NamedCode("www.example.org/es", True, "Spanish", None, None),
        NamedCode("www.example.org", False, "", 0, Rect(10, 20, 20, 20)),
    )
    assert found.silent == 1


SIDE = Dictionary(S=Name.Sect)


@pytest.mark.parametrize(
    ("kids", "sides"),
    [
        ([], 0),
        ([SIDE], 1),
        ([SIDE, SIDE], 2),
        ([Dictionary(S=Name.Part, K=Array([SIDE])), Dictionary(S=Name.Part, K=Array([SIDE, SIDE]))], 2),
        ([Dictionary(S=Name.Part, K=SIDE)], 1),
        ([Dictionary(S=5), Dictionary(), 5], 0),
    ],
)
def test_sides_in_tags(kids: list[Any], sides: int, pdf: pikepdf.Pdf) -> None:
    assert tagged(pdf, *kids).sides == sides


def test_a_file_without_tags(pdf: pikepdf.Pdf) -> None:
    assert read_tags(pdf, []) == Tags()


@pytest.mark.parametrize("read", [read_catalog, read_information, read_xmp, read_traces])
def test_entries_of_any_type_are_read_or_damaged(read: Callable[[pikepdf.Pdf], object], pdf: pikepdf.Pdf) -> None:
    names = ["Lang", "ViewerPreferences", "MarkInfo", "StructTreeRoot", "Metadata", "OutputIntents", "OCProperties"]
    values = [5, Name.A, String("x"), Array([5]), Dictionary(), True, Object.parse(b"/a#ff"), Object.parse(b"<feffd8>")]
    for name in names:
        for value in values:
            pdf.Root[f"/{name}"] = value
            try:
                read(pdf)
            except Damaged as error:
                assert str(error)
        del pdf.Root[f"/{name}"]
