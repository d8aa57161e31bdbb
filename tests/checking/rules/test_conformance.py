"""Claims of PDF/A and PDF/UA, and what a file with them may not lack, as values."""

from dataclasses import replace

import pytest

from cards.checking.look.catalog import Catalog, Information, Intent
from cards.checking.look.document import Document
from cards.checking.look.file import File
from cards.checking.look.tags import Tags
from cards.checking.report import Mark
from cards.checking.rules.conformance import check_conformance, claims_of

XMP = (
    "<dc:title>A</dc:title><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
    "<pdfuaid:part>1</pdfuaid:part>"
)
RIGHT = Document(
    File("1.7", 1, is_repaired=False, is_encrypted=False),
    catalog=Catalog(
        language="en",
        shows_title=True,
        is_marked=True,
        has_tags=True,
        has_identity=True,
        intents=(Intent("/GTS_PDFA1", "", has_profile=True),),
    ),
    xmp=XMP,
)


@pytest.mark.parametrize(
    ("xmp", "claims"),
    [
        (XMP, ("PDF/A-2b", "PDF/UA-1")),
        ('<rdf:Description pdfaid:part="3" pdfaid:conformance="U"/>', ("PDF/A-3u",)),
        ("<rdf:Description pdfuaid:part='1'/>", ("PDF/UA-1",)),
        ("<pdfaid:part></pdfaid:part>", ()),
        ("", ()),
    ],
)
def test_claims_are_read_as_elements_and_as_attributes(xmp: str, claims: tuple[str, ...]) -> None:
    assert claims_of(xmp) == claims


def test_a_file_that_has_what_it_claims_is_right() -> None:
    assert [(each.mark, each.topic) for each in check_conformance(RIGHT)] == [
        (Mark.OK, "PDF/A-2b"),
        (Mark.OK, "PDF/UA-1"),
    ]


def catalog(**entries: object) -> Document:
    return replace(RIGHT, catalog=replace(RIGHT.catalog, **entries))  # type: ignore[arg-type]  # of several types


FAULTS = {
    "no intent": (catalog(intents=()), "PDF/A-2b", "no output intent with a color profile (6.2.3)"),
    "no profile": (
        catalog(intents=(Intent("/GTS_PDFA1", "", has_profile=False),)), "PDF/A-2b", "no output intent with a color"),
    "no identity": (catalog(has_identity=False), "PDF/A-2b", "no file identifier (6.1.3)"),
    "encrypted": (replace(RIGHT, file=replace(RIGHT.file, is_encrypted=True)), "PDF/A-2b", "encryption (6.1.3)"),
    "packed": (catalog(has_packed_metadata=True), "PDF/A-2b", "compressed metadata (6.6.2)"),
    "not marked": (catalog(is_marked=False), "PDF/UA-1", "no mark that it is tagged (7.1)"),
    "no language": (catalog(language=""), "PDF/UA-1", "no language (7.2)"),
    "title not shown": (catalog(shows_title=False), "PDF/UA-1", "no setting to show the title (7.1)"),
    "no title": (replace(RIGHT, xmp=XMP.replace("dc:title", "dc:topic")), "PDF/UA-1", "no setting to show the title "
                                                                                      "(7.1)"),
    "no tags": (catalog(has_tags=False), "PDF/UA-1", "no tags (7.1)"),
    "silent figures": (replace(RIGHT, tags=Tags(silent=2)), "PDF/UA-1", "2 figures without a description (7.3)"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_what_a_claim_needs(fault: str) -> None:
    document, topic, text = FAULTS[fault]
    (found,) = (each for each in check_conformance(document) if each.mark is not Mark.OK)
    assert (found.mark, found.topic) == (Mark.WRONG, topic)
    assert found.text.startswith(f"claims it, but has {text}")


def test_a_file_that_claims_nothing_is_a_warning_unless_it_is_for_a_press() -> None:
    silent = replace(RIGHT, xmp="")
    assert [each.mark for each in check_conformance(silent)] == [Mark.WARNING]
    assert list(check_conformance(replace(silent, information=Information({"GTS_PDFXVersion": "x"}, {})))) == []


def test_nothing_is_said_of_claims_that_could_not_be_read() -> None:
    assert list(check_conformance(replace(RIGHT, xmp=None))) == []
