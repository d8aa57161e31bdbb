"""What a screen reader is told: the structure tree as pikepdf and poppler read it, against the marks of the faces."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from cards.decoding import decode
from cards.jobs import Job, Order, gather
from cards.merge.contact import Contact
from cards.papers import make_single
from cards.pipeline import Cards, make
from cards.read.links import LEGAL_AID, read_link
from cards.typeset.marks import Face, Role, SymbolMark, TextMark
from tests.laid_out import lay_out
from tests.said import FREE, LAWYER, content

FileOf = Callable[[str], bytes]
FacesOf = Callable[..., tuple[Face, Face]]

PAINTING = {"f", "f*", "S", "TJ", "Do"}
LOCALES = ("en", "es", "zh-Hans", "ja", "ko", "km", "th", "am", "hi", "ru", "hy", "ka")
RIGHT_TO_LEFT = ("ar", "fa", "ur", "ps")
STEERING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x2066, 0x206A)])


def elements(element: Any) -> Iterator[Any]:
    """The element and all under it, in reading order."""
    yield element
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid)


def top(pdf: pikepdf.Pdf) -> Any:
    (document,) = pdf.Root.StructTreeRoot.K
    return document


def number_tree(pdf: pikepdf.Pdf) -> dict[int, Any]:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def marked(content: Any, resources: Any) -> dict[int, str]:
    """The tags of a content by MCID. Everything that it paints is tagged or an artifact, and never both."""
    found: dict[int, str] = {}
    within: list[str] = []
    for instruction in pikepdf.parse_content_stream(content):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator in ("BMC", "BDC"):
            assert not within, "marked content in marked content"
            within.append(str(operands[0]))
            if operator == "BDC" and "/MCID" in operands[1]:
                mcid = int(operands[1].MCID)
                assert mcid not in found
                assert within[-1] != "/Artifact"
                found[mcid] = within[-1]
            else:
                assert within[-1] == "/Artifact"
        elif operator == "EMC":
            within.pop()
        elif operator in PAINTING:
            assert within, f"{operator} is neither tagged nor an artifact"
        if operator == "Do":
            assert str(operands[0]) in resources.XObject
    assert not within
    return found


def test_all_content_is_tagged_once_or_an_artifact(kind: str, file_of: FileOf) -> None:
    with pikepdf.open(io.BytesIO(file_of(kind))) as pdf:
        parents = number_tree(pdf)
        used = set()
        for page in pdf.pages:
            tags = marked(page, page.Resources)
            assert ("/StructParents" in page) is bool(tags)
            if not tags:
                continue
            key = int(page.StructParents)
            used.add(key)
            held = list(parents[key])
            assert sorted(tags) == list(range(len(held)))
            for mcid, element in enumerate(held):
                assert str(element.S) == tags[mcid]
                assert element.Pg.objgen == page.obj.objgen
                assert [int(kid) for kid in element.K if not isinstance(kid, pikepdf.Dictionary)] == [mcid]
            for annotation in page.get("/Annots", []):
                used.add(int(annotation.StructParent))
        assert used == set(parents)
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == len(parents)


def test_what_is_painted_often_is_not_tagged(kind: str, file_of: FileOf) -> None:
    """ISO 32000-1, 14.7.4.3."""
    with pikepdf.open(io.BytesIO(file_of(kind))) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == pikepdf.Name.Form:
                assert "/StructParents" not in each
                assert not re.search(rb"\b(BMC|BDC)\b", each.read_bytes())


def test_the_tree_holds_together(kind: str, file_of: FileOf) -> None:
    with pikepdf.open(io.BytesIO(file_of(kind))) as pdf:
        root = pdf.Root.StructTreeRoot
        assert top(pdf).P.objgen == root.objgen
        reached = {element.objgen for element in elements(top(pdf))}
        held = [
            each
            for value in number_tree(pdf).values()
            for each in (value if isinstance(value, pikepdf.Array) else [value])
        ]
        assert {each.objgen for each in held} <= reached
        level = 0
        for element in elements(top(pdf)):
            name = str(element.S)[1:]
            kids = [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary)]
            names = [str(kid.S)[1:] for kid in kids if "/S" in kid]
            assert all(kid.P.objgen == element.objgen for kid in kids if "/S" in kid)
            if re.fullmatch(r"H\d", name):
                assert 1 <= int(name[1]) <= level + 1
                level = int(name[1])
            allowed = {
                "Document": {"Sect", "Part"}, "Part": {"Sect"}, "L": {"LI"}, "LI": {"Lbl", "LBody"},
                "Table": {"TR"}, "TR": {"TH", "TD"},
            }  # fmt: skip
            if name in allowed:
                assert names
                assert set(names) <= allowed[name]
            if name == "LI":
                numbered = str(element.P.A.ListNumbering) != "/None"
                assert names == (["Lbl", "LBody"] if numbered else ["LBody"])
            if name == "Figure":
                assert str(element.Alt)
                assert str(element.A.O) == "/Layout"
        for table in (each for each in elements(top(pdf)) if str(each.S) == "/Table"):
            assert len({len(row.K) for row in table.K}) == 1
            assert {str(cell.S) for cell in table.K[0].K} == {"/TH"}


def test_content_is_read_in_the_order_in_which_it_is_drawn(kind: str, file_of: FileOf) -> None:
    with pikepdf.open(io.BytesIO(file_of(kind))) as pdf:
        pages: dict[Any, int] = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        found = [
            (pages[element.Pg.objgen], int(kid))
            for element in elements(top(pdf))
            for kid in element.get("/K", [])
            if not isinstance(kid, pikepdf.Dictionary)
        ]
        assert found == sorted(found)
        assert len(found) == len(set(found))


def test_links_are_in_the_tree_and_described(kind: str, file_of: FileOf) -> None:
    with pikepdf.open(io.BytesIO(file_of(kind))) as pdf:
        parents = number_tree(pdf)
        for page in pdf.pages:
            annotations = list(page.get("/Annots", []))
            assert ("/Tabs" in page) is bool(annotations)
            order = []
            for annotation in annotations:
                link = parents[int(annotation.StructParent)]
                assert str(link.S) == "/Link"
                (reference,) = [kid for kid in link.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
                assert reference.Obj.objgen == annotation.objgen
                order.append(link.objgen)
                assert str(annotation.Contents)
                assert int(annotation.F) == 4
                assert re.match(r"(tel:\+?\d{3,}$|https://)", str(annotation.A.URI))
                left, low, right, high = (float(edge) for edge in annotation.Rect)
                assert 0 <= left < right <= float(page.MediaBox[2])
                assert 0 <= low < high <= float(page.MediaBox[3])
            assert order == [each.objgen for each in elements(top(pdf)) if each.objgen in set(order)]


def test_every_link_has_a_name_that_is_read_once(kind: str, file_of: FileOf) -> None:
    """Its text, or the /Alt that stands for all that is in it: the same words as the figure's and the annotation's."""
    with pikepdf.open(io.BytesIO(file_of(kind))) as pdf:
        for link in (each for each in elements(top(pdf)) if str(each.S) == "/Link"):
            figures = [kid for kid in link.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            (annotation,) = [kid.Obj for kid in link.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
            own_text = [kid for kid in link.K if not isinstance(kid, pikepdf.Dictionary)]
            if figures:
                (figure,) = figures
                assert not own_text
                assert str(figure.S) == "/Figure"
                assert str(link.Alt) == str(figure.Alt) == str(annotation.Contents)
                assert str(link.Alt).startswith("QR code: ")
                assert str(link.Lang) == str(figure.Lang) == "en"
            else:
                assert len(own_text) == 1
                assert "/Alt" not in link


@pytest.mark.parametrize(
    ("layout", "recording"),
    [
        ("cards-en", None),
        ("single", None),
        ("large-es", "recording in Spanish"),
        ("poster-ar", "recording in Arabic"),
        ("poster-together", "recording"),
        ("fold", "recording in Hindi"),
        ("fronts", None),
    ],
)
def test_each_layout_has_a_link_for_each_code(layout: str, recording: str | None, file_of: FileOf) -> None:
    with pikepdf.open(io.BytesIO(file_of(layout))) as pdf:
        links = [each for each in elements(top(pdf)) if str(each.S) == "/Link"]
        named = {str(each.Alt) for each in links if "/Alt" in each}
        places = {
            str(kid.Obj.A.URI)
            for each in links
            for kid in each.K
            if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid
        }
    assert named - {f"QR code: {recording}: www.example.org/hear"} == {"QR code: www.immigrationlawhelp.org"}
    assert len(named) == (1 if recording is None else 2)
    assert ("https://www.example.org/hear" in places) is (recording is not None)
    assert {"https://www.immigrationlawhelp.org"} < places


@pytest.mark.parametrize(("flip", "turned"), [("cards-es-plain-a4", False), ("short-edge", True)])
def test_boxes_are_where_the_code_is(flip: str, turned: bool, file_of: FileOf, faces_of: FacesOf) -> None:
    """On the first slot of the front, which no flip turns."""
    stock, tag = ("plain-a4", "es") if not turned else ("avery-5371", "fr")
    (symbol,) = [mark for mark in faces_of(tag, stock)[0].marks if isinstance(mark, SymbolMark)]
    with pikepdf.open(io.BytesIO(file_of(flip))) as pdf:
        (figure,) = [each for each in elements(top(pdf)) if str(each.S) == "/Figure"]
        box = [float(edge) for edge in figure.A.BBox]
        content = pdf.pages[0].Contents[1].read_bytes().decode("ascii")
        *_, x, y, _ = content.splitlines()[0].split()
    rect = symbol.rect
    assert box == pytest.approx(
        [float(x) + rect.x, float(y) + rect.y, float(x) + rect.right, float(y) + rect.top], abs=0.002
    )


def wanted(faces: tuple[Face, ...]) -> list[str]:
    """The texts of the faces in reading order, in stretches of one language; nothing for a picture."""
    marks = [mark for face in faces for mark in face.marks if isinstance(mark, TextMark | SymbolMark)]
    return [text for mark in marks for text, _ in (stretches(mark) if isinstance(mark, TextMark) else [("", "")])]


def stretches(mark: TextMark) -> list[tuple[str, str]]:
    """What of a text is an element of its own, with its language."""
    found = [(each.text, each.language) for each in mark.stretches] or [(mark.text, mark.language)]
    return [(text.translate(STEERING), language) for text, language in found]


def read_aloud(path: Path, run_reader: Callable[..., str]) -> list[str]:
    report = run_reader("pdfinfo", "-struct-text", path)
    return re.findall(r'^ *"(.*)"$', report, re.MULTILINE)


@pytest.mark.few_scripts
@pytest.mark.parametrize("locale", LOCALES)
def test_poppler_reads_the_words_of_the_card_once_in_order(
    locale: str, cards_of: Callable[..., Cards], faces_of: FacesOf, run_reader: Callable[..., str], tmp_path: Path
) -> None:
    path = tmp_path / "cards.pdf"
    path.write_bytes(cards_of(locale).pdf)
    assert read_aloud(path, run_reader) == wanted(faces_of(locale))


@pytest.mark.parametrize("locale", RIGHT_TO_LEFT)
def test_right_to_left_words_are_given_in_the_order_in_which_they_are_read(
    locale: str, cards_of: Callable[..., Cards], faces_of: FacesOf, run_reader: Callable[..., str], tmp_path: Path
) -> None:
    """Poppler does not look at ActualText here, and reads what is drawn, from left to right."""
    path = tmp_path / "cards.pdf"
    path.write_bytes(cards_of(locale).pdf)
    texts = wanted(faces_of(locale))
    read = read_aloud(path, run_reader)
    letters = [sorted(unicodedata.normalize("NFD", text.replace(" ", ""))) for text in (*read, *texts)]
    assert letters[: len(read)] == letters[len(read) :]
    with pikepdf.open(path) as pdf:
        leaves = [each for each in elements(top(pdf)) if "/Pg" in each]
        assert len(leaves) == len(texts)
        for leaf, text in zip(leaves, texts, strict=True):
            is_rtl = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
            assert ("/ActualText" in leaf) is is_rtl
            if is_rtl:
                assert str(leaf.ActualText) == text


@pytest.mark.parametrize("locale", ["es", "ar", "en"])
def test_each_text_is_in_its_language(locale: str, cards_of: Callable[..., Cards], faces_of: FacesOf) -> None:
    """Figures alone are in that of their side, whatever font they are set in."""
    marks = [mark for face in faces_of(locale) for mark in face.marks if isinstance(mark, TextMark)]
    expected = [
        (text, language if any(map(str.isalpha, text)) else face.language)
        for face in faces_of(locale)
        for mark in face.marks
        if isinstance(mark, TextMark)
        for text, language in stretches(mark)
    ]
    with pikepdf.open(io.BytesIO(cards_of(locale).pdf)) as pdf:
        assert str(pdf.Root.Lang) == locale
        sides = list(top(pdf).K)
        assert [str(side.Lang) for side in sides] == [locale, "en"]
        leaves = [
            (leaf, side) for side in sides for leaf in elements(side) if "/Pg" in leaf and str(leaf.S) != "/Figure"
        ]
        languages = [str(leaf.get("/Lang", side.Lang)) for leaf, side in leaves]
    assert languages == [language for _, language in expected]
    assert len(leaves) == len(expected)
    assert {mark.role for mark in marks} >= {Role.HEADING, Role.NUMERAL, Role.STATEMENT, Role.FOOTER, Role.STATUS}


@pytest.mark.parametrize("locale", ["es", "ar", "fa", "he", "ur", "th", "zh-Hans"])
def test_a_phrase_that_is_said_in_english_is_an_element_of_its_own(locale: str, tmp_path: Path) -> None:
    """Each in its language, and all of them together what the card says."""
    job = gather(content(tmp_path, locale), Order(locale, "gate", "avery-5371", Contact(read_link(LEGAL_AID))))
    statements = lay_out(job)[0].bearer.statements
    with pikepdf.open(io.BytesIO(make(job, decode).pdf)) as pdf:
        bearer = top(pdf).K[0]
        bodies = [each for each in elements(bearer) if str(each.S) == "/LBody"]
        assert len(bodies) == len(statements)
        for body, phrase, statement in zip(bodies, (FREE, LAWYER), statements, strict=True):
            spans = list(body.K)
            assert [(str(each.S), str(each.get("/Lang", bearer.Lang))) for each in spans] == [
                ("/Span", locale),
                ("/Span", "en"),
                ("/Span", locale),
            ]
            assert "/ActualText" not in body
            assert "/ActualText" not in spans[1]
            if job.language.is_rtl:
                before, after = (str(each.ActualText) for each in (spans[0], spans[2]))
                assert before + phrase + after == statement.text.translate(STEERING)


@pytest.mark.parametrize(
    ("locale", "numbering"),
    [("en", "/None"), ("de", "/Decimal")],
    ids=["pictograms in the place of numerals", "numerals, where the type is smaller than 7 pt"],
)
def test_a_card_is_built_as_a_heading_a_list_and_its_foot(
    locale: str, numbering: str, cards_of: Callable[..., Cards]
) -> None:
    with pikepdf.open(io.BytesIO(cards_of(locale).pdf)) as pdf:
        bearer, officer = top(pdf).K
        assert [str(kid.S) for kid in bearer.K] == ["/H1", "/L", *["/P"] * 5]
        assert [str(kid.S) for kid in officer.K] == ["/H1", "/P", "/L"]
        assert str(bearer.K[1].A.ListNumbering) == numbering
        assert str(officer.K[2].A.ListNumbering) == "/Decimal"
        annotations = list(pdf.pages[0].Annots)
        targets = [(str(each.A.URI), str(each.Contents)) for each in annotations]
        address = "www.immigrationlawhelp.org"
    assert targets == [
        ("tel:+16173705023", "617-370-5023"),
        (f"https://{address}", address),
        (f"https://{address}", f"QR code: {address}"),
    ]


def test_only_the_first_card_of_a_job_is_read(job_of: Callable[..., Job]) -> None:
    with pikepdf.open(io.BytesIO(make(job_of("es", copies=35), decode).pdf)) as pdf:
        assert [("/StructParents" in page) for page in pdf.pages] == [True, True] + [False] * 6
        assert len(top(pdf).K) == 2


def test_a_file_of_jobs_has_a_part_for_each(file_of: FileOf) -> None:
    with pikepdf.open(io.BytesIO(file_of("combined"))) as pdf:
        parts = list(top(pdf).K)
        titles = [str(part.T) for part in parts]
        with pdf.open_outline() as outline:
            assert titles == [item.title for item in outline.root]
        assert [[str(side.Lang) for side in part.K] for part in parts] == [
            [tag, "en"] for tag in ("es", "ar", "km", "vi")
        ]


def test_a_card_on_its_own_pages_is_read_as_on_a_sheet(job_of: Callable[..., Job], file_of: FileOf) -> None:
    def tree(data: bytes) -> list[tuple[str, str, str]]:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return [
                (str(each.S), str(each.get("/Lang", "")), str(each.get("/ActualText", "")))
                for each in elements(top(pdf))
            ]

    assert tree(make_single(job_of("ar"))) == tree(file_of("cards-ar"))


def test_a_proof_has_its_headings_and_shows_the_card_under_them(file_of: FileOf) -> None:
    with pikepdf.open(io.BytesIO(file_of("proof-ar"))) as pdf:
        names = [str(each.S)[1:] for each in elements(top(pdf))]
        assert names.count("H1") == 1
        assert names.count("H2") > 10
        assert names.count("L") == 2
        foot = [line for line in pdf.pages[0].Contents.read_bytes().splitlines() if b"/Pagination" in line]
        assert foot == [b"/Artifact <</Type/Pagination/Subtype/Footer>> BDC"]


def test_a_cover_has_its_tables(file_of: FileOf) -> None:
    with pikepdf.open(io.BytesIO(file_of("cover"))) as pdf:
        tables = [each for each in elements(top(pdf)) if str(each.S) == "/Table"]
        assert {len(table.K[0].K) for table in tables} == {5, 8}
        hotlines = tables[0]
        # The second line has no name, languages or hours; the total has no language, script, stock or state.
        assert [len(cell.get("/K", [])) for cell in hotlines.K[2].K] == [1, 0, 0, 0, 1]
        assert [len(cell.get("/K", [])) for cell in tables[-1].K[-1].K] == [1, 0, 0, 0, 1, 1, 0, 0]
        lists = [each for each in elements(top(pdf)) if str(each.S) == "/L"]
        assert [len(each.K) for each in lists] == [6]
        assert all(str(cell.A.Scope) == "/Column" for table in tables for cell in table.K[0].K)
