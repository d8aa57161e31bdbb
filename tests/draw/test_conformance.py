"""PDF/A-2b and PDF/UA-1: veraPDF, pikepdf's checker and pdfua find nothing, and neither do qpdf and poppler."""

import io
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pdfua
import pikepdf
import pikepdf.pdfa
import pytest
from PIL import Image, ImageCms

from cards.draw.metadata import srgb_profile

FileOf = Callable[[str], bytes]
VERAPDF = Path(__file__).parent / "data" / "VeraPdf.java"
EXTENSIONS = "pdfaExtension", "pdfaSchema", "pdfaProperty", "pdfuaid"
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


def written(folder: Path, kinds: tuple[str, ...], file_of: FileOf) -> list[Path]:
    paths = [folder / f"{kind}.pdf" for kind in kinds]
    for kind, path in zip(kinds, paths, strict=True):
        path.write_bytes(file_of(kind))
    return paths


@pytest.mark.full_only
def test_verapdf_finds_nothing(
    kinds: tuple[str, ...], file_of: FileOf, tmp_path: Path, run_reader: Callable[..., str]
) -> None:
    """All rules of both standards that a machine can check; the validator is inside a package of another name."""
    paths = written(tmp_path, kinds, file_of)
    lines = run_reader("verapdf", VERAPDF, *paths).splitlines()
    assert [line for line in lines if line.split("\t")[2:3] != ["true"]] == []
    seen = {(line.split("\t")[0], line.split("\t")[1]) for line in lines}
    assert seen == {(str(path), profile) for path in paths for profile in ("2b", "ua1")}
    assert min(int(line.split("\t")[3]) for line in lines) > 1000


def test_pikepdf_finds_nothing(kind: str, file_of: FileOf) -> None:
    """It knows no extension schemas (ISO 19005-2, 6.6.2.3.3), which veraPDF checks."""
    report = pikepdf.pdfa.validate_written(io.BytesIO(file_of(kind)), "2b")
    found = [f"{each.rule} {each.where}: {each.message}" for each in report.findings]
    assert [each for each in found if "6.6.2.3.1-1" not in each or not any(name in each for name in EXTENSIONS)] == []


def test_pdfua_finds_nothing(kind: str, file_of: FileOf, tmp_path: Path) -> None:
    (path,) = written(tmp_path, (kind,), file_of)
    assert [(each.rule_id, each.message) for each in pdfua.validate(str(path)).findings] == []


@pytest.mark.full_only
def test_qpdf_and_poppler_find_nothing(
    kinds: tuple[str, ...], file_of: FileOf, tmp_path: Path, run_reader: Callable[..., str]
) -> None:
    for path in written(tmp_path, kinds, file_of):
        report = run_reader("qpdf", "--check", path)
        assert "No syntax or stream encoding errors found" in report
        assert "WARNING" not in report
        assert run_reader("pdftoppm", "-r", "20", path, path.with_suffix(""), errors=True) == ""


def test_metadata_can_be_read_without_a_pdf_reader_and_agrees_with_the_rest(kind: str, file_of: FileOf) -> None:
    with pikepdf.open(io.BytesIO(file_of(kind))) as pdf:
        metadata = pdf.Root.Metadata
        assert "/Filter" not in metadata
        packet = metadata.read_raw_bytes().decode("utf-8")
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
        language = str(pdf.Root.Lang)
    assert packet.startswith('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>')
    assert packet.endswith('<?xpacket end="r"?>')
    root = ElementTree.fromstring(packet.partition("?>")[2].rpartition("<?xpacket")[0])
    titles = root.findall(".//dc:title/rdf:Alt/rdf:li", NAMES)
    assert [(title.text, *title.attrib.values()) for title in titles] == [(info["/Title"], "x-default")]
    languages = [each.text for each in root.findall(".//dc:language/rdf:Bag/rdf:li", NAMES)]
    assert languages[0] == language
    assert len(set(languages)) == len(languages)
    assert "en" in languages
    texts = {name: root.findtext(f".//{name}", namespaces=NAMES) for name in ("pdf:Producer", "pdfaid:part")}
    assert texts == {"pdf:Producer": info["/Producer"], "pdfaid:part": "2"}
    assert root.findtext(".//pdfaid:conformance", namespaces=NAMES) == "B"
    assert root.findtext(".//pdfuaid:part", namespaces=NAMES) == "1"
    assert not any("Date" in element.tag for element in root.iter())


def test_a_title_is_escaped(job_of: Callable[..., object]) -> None:
    from cards.draw.pdf import draw_pages
    from cards.measures import Size
    from cards.typeset.marks import Colour, Face

    page = Face(Size(9, 9), Colour.WHITE, "en", (), 9.0)
    for title in ("Q & A <1> ]]>", 'It’s "ours" (\\)', "Łódź ✊🏽", "العربية"):
        with pikepdf.open(io.BytesIO(draw_pages([page], title))) as pdf:
            with pdf.open_metadata() as metadata:
                assert metadata["dc:title"] == title
            assert str(pdf.docinfo.Title) == title


def test_the_output_intent_is_srgb(kind: str, file_of: FileOf) -> None:
    with pikepdf.open(io.BytesIO(file_of(kind))) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.S) == "/GTS_PDFA1"
        assert str(intent.OutputConditionIdentifier) == "sRGB IEC61966-2.1"
        assert int(intent.DestOutputProfile.N) == 3
        assert intent.DestOutputProfile.read_bytes() == srgb_profile()


def test_the_profile_means_the_colours_of_srgb() -> None:
    """Little CMS reads it, and changes no colour by more than a rounding between it and its own sRGB."""
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert ours.profile.version == 4.2
    assert (ours.profile.device_class, ours.profile.xcolor_space, ours.profile.connection_space) == (
        "mntr", "RGB ", "XYZ "
    )  # fmt: skip
    assert ours.profile.profile_description == "sRGB"
    theirs = ImageCms.createProfile("sRGB")
    steps = range(0, 256, 17)
    colours = Image.new("RGB", (16 * 16 * 16, 1))
    colours.putdata([(red, green, blue) for red in steps for green in steps for blue in steps])
    for first, second in ((ours, theirs), (theirs, ours)):
        changed = ImageCms.profileToProfile(
            colours, first, second, renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC
        )
        assert changed is not None
        pairs = zip(colours.tobytes(), changed.tobytes(), strict=True)
        assert max(abs(before - after) for before, after in pairs) <= 1
