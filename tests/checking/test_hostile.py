"""Files that somebody changed on purpose: what acts, leads elsewhere or tells of somebody is found."""

import hashlib
import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from cards.checking.look.actions import actions_of, read_annotations
from cards.checking.look.catalog import read_information, read_traces, read_xmp
from cards.checking.look.file import Damaged, open_pdf, origin_of
from cards.checking.look.tags import read_tags
from cards.checking.report import Mark
from cards.checking.rules.metadata import check_metadata
from cards.checking.rules.safety import check_actions
from cards.checking.rules.verdict import check_origin
from cards.pipeline import Cards

CardsOf = Callable[..., Cards]
Changed = Callable[..., bytes]
Change = Callable[[pikepdf.Pdf], None]

SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def bookmarks(action: Any, *, inner: bool = False, circle: bool = False) -> Change:
    """Two bookmarks, the second of them, or one below it, with an action."""

    def apply(pdf: pikepdf.Pdf) -> None:
        last = pdf.make_indirect(Dictionary(Title="b", A=action))
        second = pdf.make_indirect(Dictionary(Title="a", First=last, Last=last)) if inner else last
        first = pdf.make_indirect(Dictionary(Title="a", Next=second))
        if circle:
            last.Next = first
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=first, Last=second))

    return apply


def on_links(key: str, value: Any) -> Change:
    def apply(pdf: pikepdf.Pdf) -> None:
        for each in pdf.pages[0].obj.Annots:
            each[key] = value

    return apply


def base(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/URI"] = Dictionary(Base="https://example.org/")


def told(pdf: bytes, change: Change) -> dict[str, str]:
    """What is said about actions and metadata of a changed file, by topic; saving would mend its XMP."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        of_pages = [action for page in opened.pages for action in read_annotations(page.obj).actions]
        found = [
            *check_metadata(read_information(opened), read_xmp(opened), read_traces(opened)),
            *check_actions([*actions_of(opened.Root), *of_pages]),
        ]
    return {each.topic: f"{each.mark.value} {each.text}" for each in found}


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (bookmarks(SCRIPT), "a JavaScript action in a bookmark"),
        (bookmarks(SCRIPT, inner=True), "a JavaScript action in a bookmark"),
        (bookmarks(Dictionary(S=Name.Launch, F="calc.exe")), "a Launch action in a bookmark"),
        (bookmarks(Dictionary(S=Name.GoTo, D=Array([]), Next=SCRIPT)), "a GoTo action in a bookmark"),
        (on_links("/PA", Dictionary(S=Name.URI, URI="https://example.org")), "a link with a second address"),
        (base, "a base address that changes where its links lead"),
    ],
)
def test_what_acts_is_found(change: Change, text: str, cards_of: CardsOf) -> None:
    said = told(cards_of("es").pdf, change)["actions"]
    assert said.startswith("WRONG")
    assert text in said


def test_bookmarks_in_a_circle_come_to_an_end(cards_of: CardsOf) -> None:
    change = bookmarks(Dictionary(S=Name.GoTo, D=Array([])), circle=True)
    with pytest.raises(Damaged, match="more bookmarks than there are languages"):
        told(cards_of("es").pdf, change)


def test_bookmarks_that_go_to_pages_are_right(cards_of: CardsOf) -> None:
    change = bookmarks(Dictionary(S=Name.GoTo, D=Array([])), inner=True)
    assert told(cards_of("es").pdf, change)["actions"].startswith("OK")


def info(name: str, value: Any) -> Change:
    def apply(pdf: pikepdf.Pdf) -> None:
        pdf.trailer.Info[name] = value

    return apply


def packet(old: str, new: str) -> Change:
    def apply(pdf: pikepdf.Pdf) -> None:
        stream: Any = pdf.Root.Metadata
        stream.write(stream.read_bytes().replace(old.encode(), new.encode(), 1))

    return apply


def notes(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.PieceInfo = Dictionary(A=Dictionary(Private="Ana"))
    pdf.pages[1].obj.LastModified = String("D:20261122")


def page_metadata(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Metadata = pdf.make_stream(b"Ana")


XMP = 'xmlns:xmp="http://ns.adobe.com/xap/1.0/"'


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (info("/PTEX.Fullbanner", "x"), "PTEX.Fullbanner 'x'"),
        (info("/User", "Ana"), "User 'Ana'"),
        (info("/User", Name.Ana), "User '/Ana'"),
        (packet("<pdf:Producer>", f"<xmp:CreatorTool {XMP}>Phone</xmp:CreatorTool><pdf:Producer>"), "CreatorTool 'Ph"),
        (packet("<pdf:Producer>", "<pdf:Author>Ana</pdf:Author><pdf:Producer>"), "pdf:Author 'Ana'"),
        (packet("<pdf:Producer>", '<a:b xmlns:a="urn:a">Ana</a:b><pdf:Producer>'), "?:b 'Ana'"),
        (packet('rdf:about=""', 'rdf:about="" pdf:Author="Ana"'), "pdf:Author 'Ana'"),
        (packet('rdf:about=""', 'rdf:about="" dc:creator="Ana"'), "dc:creator 'Ana'"),
        (packet("<pdf:Producer>", "Ana<pdf:Producer>"), "XMP 'Ana'"),
        (packet("<pdf:Producer>", "<!-- Ana --><pdf:Producer>"), "with a comment"),
        (packet("<pdf:Producer>", "<?ana ?><pdf:Producer>"), "with a comment"),
        (packet("<pdf:Producer>", "<pdf:Producer"), "that nobody can read"),
        (notes, "data in it (PieceInfo of Page, LastModified of Page"),
        (page_metadata, "Metadata of Page"),
    ],
)
def test_what_tells_of_somebody_is_found(change: Change, text: str, cards_of: CardsOf) -> None:
    said = told(cards_of("es").pdf, change)["metadata"]
    assert said.startswith("WRONG")
    assert text in said


def test_a_date_in_xmp_is_a_doubt(cards_of: CardsOf) -> None:
    dated = packet('rdf:about=""', f'rdf:about="" {XMP} xmp:CreateDate="2026"')
    assert told(cards_of("es").pdf, dated)["metadata"] == "WARNING the file says when it was made or saved"
    assert told(cards_of("es").pdf, packet("", ""))["metadata"].startswith("OK")


@pytest.mark.full_only
def test_lists_of_tags_in_a_circle_come_to_an_end(cards_of: CardsOf, changed: Changed) -> None:
    def circle(pdf: pikepdf.Pdf) -> None:
        tags = pdf.make_indirect(Array([]))
        tags.extend([tags, tags])
        pdf.Root.StructTreeRoot.K = tags

    with pikepdf.open(io.BytesIO(changed(cards_of("es").pdf, circle))) as pdf, pytest.raises(Damaged, match="tags"):
        read_tags(pdf, list(pdf.pages))


def test_an_identity_proves_no_origin(cards_of: CardsOf) -> None:
    """Whoever changes a file can write the digest of what it has become."""
    with pikepdf.open(io.BytesIO(cards_of("es").pdf)) as pdf:
        buffer = io.BytesIO()
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = buffer.getvalue()
    at = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    digest = hashlib.sha256(data[:at]).hexdigest()[:32].encode()
    forged = data[:at] + re.sub(rb"/ID \[<[0-9a-f]{32}>", b"/ID [<" + digest + b">", data[at:])
    opened, _ = open_pdf(forged)
    with opened:
        (origin,) = check_origin(origin_of(forged, opened))
    assert origin.mark is Mark.OK
    assert "this does not prove who wrote it" in origin.text
