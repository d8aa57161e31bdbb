"""Pages that are alike are looked at once, and no other page passes for one of them."""

import io
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from cards.checking import check
from cards.checking.look import document
from cards.checking.look.drawing import Drawing
from cards.checking.look.file import Damaged
from cards.checking.look.pages import Pages
from cards.checking.look.repeats import first_of_each, made_of
from cards.checking.report import Mark, Report
from cards.decoding import decode
from cards.jobs import Job
from cards.locations import shelves
from cards.pipeline import Cards, make_combined

CardsOf = Callable[..., Cards]
ReportOn = Callable[..., Report]
Changed = Callable[..., bytes]
Said = Callable[[Report, Mark], dict[str, str]]
Change = Callable[[pikepdf.Pdf, Any], None]

FRONT, BACK = 12, 13
"""Two pages, from 0, far behind the first that they are like."""


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often something was done to a page, and how often the text or picture of `page 12` was read."""
    counted: Counter[str] = Counter()

    def spy_on(owner: Any, name: str) -> None:
        original = getattr(owner, name)

        def spy(*arguments: Any, **options: Any) -> Any:
            counted[name] += 1
            if owner is Pages:
                counted[f"page {arguments[1]}"] += 1
            return original(*arguments, **options)

        monkeypatch.setattr(owner, name, spy)

    for owner, name in ((Pages, "text"), (Pages, "picture"), (Drawing, "page"), (document, "read_words")):
        spy_on(owner, name)
    yield counted


@pytest.mark.full_only
def test_a_thousand_pages_need_no_more_looks_than_two_sheets(
    cards_of: CardsOf, report_on: ReportOn, said: Said, looks: Counter[str]
) -> None:
    two = report_on(cards_of("es", copies=20).pdf)
    of_two = Counter(looks)
    looks.clear()
    thousand = report_on(cards_of("es", copies=5000).pdf, all_pages=True)
    assert looks == of_two
    assert (looks["picture"], looks["page"]) == (8, 4)
    assert two.mark is thousand.mark is Mark.OK
    assert said(thousand, Mark.OK)["QR codes"].startswith("5000 of 5000 read at 150 and 300 dpi: ")
    assert (two.read["pages_looked_at"], thousand.read["pages_looked_at"]) == (4, 1000)
    pages = thousand.read["page"]
    assert [page["number"] for page in pages] == list(range(1, 1001))
    assert pages[:4] == two.read["page"]
    assert all({**page, "number": 0} == {**pages[2 + at % 2], "number": 0} for at, page in enumerate(pages))


@pytest.mark.full_only
def test_jobs_of_a_combined_file_share_only_what_is_alike(
    job_of: Callable[..., Job], report_on: ReportOn, said: Said, looks: Counter[str]
) -> None:
    """Each has a first front, a tagged one, and others, and its backs name its language: two kinds of them."""
    report = report_on(
        make_combined([job_of(locale, copies=40) for locale in ("es", "ar", "km")], decode), all_pages=True
    )
    assert report.mark is Mark.OK, report.findings
    assert said(report, Mark.OK)["QR codes"].startswith("120 of 120")
    assert looks["page"] == 3 * (2 + 2)
    languages = [page["cards"][0]["language"] for page in report.read["page"] if page["cards"]]
    assert languages == ["es"] * 4 + ["ar"] * 4 + ["km"] * 4


def test_looks_are_told_as_they_are_done(cards_of: CardsOf) -> None:
    told: list[tuple[int, int]] = []
    pdf = cards_of("es", copies=50).pdf
    check.check_pdf(pdf, shelves(None), all_pages=True, progress=lambda done, looks: told.append((done, looks)))
    assert told == [*[(0, 0)] * 4, (0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


# One page, far behind in a file of twenty, that is not what it seems.


def painted(operators: bytes, first: bytes = b"") -> Change:
    def apply(pdf: pikepdf.Pdf, page: Any) -> None:
        page.Contents = pdf.make_stream(b"q " + first + page.Contents.read_bytes() + b" Q " + operators)

    return apply


def other_forms(operators: bytes, **entries: Any) -> Change:
    """The content stream of the other pages, with forms of the same name that draw something else."""

    def apply(pdf: pikepdf.Pdf, page: Any) -> None:
        forms = {}
        for name, form in page.Resources.XObject.items():
            forms[name] = pdf.make_stream(
                form.read_bytes() + operators, BBox=form.BBox, Resources=form.Resources, Type=Name.XObject,
                Subtype=Name.Form, **entries,
            )  # fmt: skip
        page.Resources = Dictionary(XObject=Dictionary(forms))

    return apply


def inherited_forms(pdf: pikepdf.Pdf, page: Any) -> None:
    """Resources that come from the parent: for all that the page itself says, it could be one of the others."""
    other_forms(COVER)(pdf, page)
    resources, page.Parent.Resources = page.Resources, page.Resources
    del page["/Resources"]
    assert resources is not None


def hidden(pdf: pikepdf.Pdf, page: Any) -> None:
    """Forms that belong to a layer which is off."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("a")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([])))
    other_forms(b"", OC=layer)(pdf, page)


def entry(name: str, value: Any) -> Change:
    def apply(_: pikepdf.Pdf, page: Any) -> None:
        page[name] = value

    return apply


def annotation(**entries: Any) -> Change:
    def apply(pdf: pikepdf.Pdf, page: Any) -> None:
        page.Annots = Array([Dictionary(Type=Name.Annot, Rect=Array([60, 40, 560, 760]), **entries)])

    return apply


COVER = b" q 1 g 195 0 60 60 re f Q"
"""Over the code of a card, in the card's own coordinates."""

ELSEWHERE = Dictionary(S=Name.URI, URI=String("https://example.org"))
ALTERED = {
    "content": (FRONT, painted(b"1 g 72 36 540 300 re f"), "QR codes", "on page 13 another number"),
    "resources": (FRONT, other_forms(COVER), "QR codes", "90 read at 300 dpi on 100 cards, on page 13 another number"),
    "inherited resources": (FRONT, inherited_forms, "QR codes", "90 read at 300 dpi on 100 cards, on page 13"),
    "layer": (FRONT, hidden, "QR codes", "on page 13 another number"),
    "size of content": (BACK, painted(b"", b".9 0 0 .9 0 0 cm "), "card size", "drawn at 90.0% of the true size"),
    "letters": (BACK, other_forms(b" BT /Nowhere 9 Tf (x) Tj ET"), "fonts", "cannot be checked"),
    "crop box": (FRONT, entry("/CropBox", Array([0, 0, 300, 300])), "paper", "show only a part of page 13"),
    "media box": (FRONT, entry("/MediaBox", Array([0, 0, 600, 780])), "paper", "no stock has the size"),
    "user unit": (FRONT, entry("/UserUnit", 2), "paper", "scale (UserUnit) of page 13"),
    "square": (FRONT, annotation(Subtype=Name.Square, IC=Array([1, 1, 1])), "actions", "an annotation (Square)"),
    "link": (FRONT, annotation(Subtype=Name.Link, A=ELSEWHERE), "address", "do not pass the file on: https://example.org"),
}  # fmt: skip


@pytest.mark.parametrize("name", ALTERED)
def test_one_page_that_was_altered_is_found(
    name: str, cards_of: CardsOf, changed: Changed, report_on: ReportOn, said: Said, looks: Counter[str]
) -> None:
    at, change, topic, text = ALTERED[name]
    pdf = changed(cards_of("es", copies=100).pdf, lambda pdf: change(pdf, pdf.pages[at].obj))
    report = report_on(pdf, all_pages=True)
    assert report.mark is Mark.WRONG
    assert text in said(report, Mark.WRONG)[topic]
    assert looks[f"page {at}"]
    assert looks["page"] == 5 or topic == "fonts"


@pytest.mark.parametrize(
    "change",
    [
        entry("/Rotate", 90),
        entry("/TrimBox", Array([0, 0, 612, 792])),
        entry("/Group", Dictionary(S=Name.Transparency)),
        entry("/Anything", 1),
        annotation(Subtype=Name.Link),
    ],
)
def test_whatever_a_page_has_makes_it_another(change: Change, cards_of: CardsOf, changed: Changed) -> None:
    pdf = changed(cards_of("es", copies=100).pdf, lambda pdf: change(pdf, pdf.pages[FRONT].obj))
    expected = [0, 1, *[2, 3] * 9]
    expected[FRONT] = FRONT
    assert alike(pdf) == expected


def test_what_a_page_has_in_the_tree_of_tags_does_not(cards_of: CardsOf, changed: Changed) -> None:
    change = entry("/StructParents", 7)
    pdf = changed(cards_of("es", copies=100).pdf, lambda pdf: change(pdf, pdf.pages[FRONT].obj))
    assert alike(pdf) == [0, 1, *[2, 3] * 9]


def test_pages_in_branches_of_their_own_are_alike(cards_of: CardsOf, changed: Changed) -> None:
    """Other programs write the tree of pages with many branches."""

    def branches(pdf: pikepdf.Pdf) -> None:
        pages = [page.obj for page in pdf.pages]
        tree = pdf.Root.Pages
        tree.Kids = Array([])
        for at in range(0, len(pages), 4):
            kids = pages[at : at + 4]
            branch = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=len(kids), Parent=tree, Kids=Array(kids)))
            tree.Kids.append(branch)
            for page in kids:
                page.Parent = branch

    assert alike(changed(cards_of("es", copies=100).pdf, branches)) == [0, 1, *[2, 3] * 9]


def alike(pdf: bytes) -> list[int]:
    pages = Pages(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        try:
            return first_of_each(made_of(list(opened.pages)), pages)
        finally:
            pages.close()


# Two readers that do not find the same.


def test_what_only_one_reader_takes_for_a_page(cards_of: CardsOf, changed: Changed, report_on: ReportOn) -> None:
    """qpdf mends its type; PDFium does not show it, and would write it out like the others."""
    change = entry("/Type", Name.Pagw)
    pdf = changed(cards_of("es", copies=100).pdf, lambda pdf: change(pdf, pdf.pages[FRONT].obj))
    assert alike(pdf) == list(range(20))
    report = report_on(pdf, all_pages=True)
    assert report.mark is Mark.WRONG
    assert len(report.read["page"]) == FRONT


NO_PAGE = 3


class Shown(Pages):
    """PDFium, which finds three pages, or more or fewer when it writes them out."""

    def __init__(self, *boxes: int) -> None:
        self._boxes = boxes

    @property
    def count(self) -> int:
        return 3

    def size(self, number: int) -> tuple[float, float]:
        if self._boxes[number : number + 1] == (NO_PAGE,):
            raise Damaged("no page")
        return 612.0, 792.0

    def written(self, count: int) -> bytes:
        if not self._boxes:
            raise Damaged("cannot")
        with pikepdf.new() as pdf:
            for box in self._boxes:
                page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, box, box]), Resources=Dictionary())
                pdf.pages.append(pikepdf.Page(page))
            buffer = io.BytesIO()
            pdf.save(buffer)
        return buffer.getvalue()


@pytest.mark.parametrize(
    ("made", "shown", "firsts"),
    [
        ("aaa", (9, 9, 9), [0, 0, 0]),
        ("aaa", (9, 9, 8), [0, 0, 2]),
        ("aba", (9, 9, 9), [0, 1, 0]),
        ("aba", (9, 9, 8), [0, 1, 2]),
        ("abc", (9, 9, 9), [0, 1, 2]),
        ("aa", (9, 9), [0, 0]),
        ("aaaa", (9, 9, 9), [0, 0, 0]),
        ("aaa", (9, 9), [0, 1, 2]),
        ("aaa", (9, 9, 9, 9), [0, 1, 2]),
        ("aaa", (NO_PAGE, NO_PAGE, NO_PAGE), [0, 1, 2]),
        ("aaa", (), [0, 1, 2]),
    ],
)
def test_both_readers_have_to_find_pages_alike(made: str, shown: tuple[int, ...], firsts: list[int]) -> None:
    keys: list[Hashable] = list(made)
    assert first_of_each(keys, Shown(*shown)) == firsts
