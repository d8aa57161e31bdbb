"""PDFs of this program are right, and every planted fault is found."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cards.checking.check import check_pdf
from cards.checking.report import Mark, Report
from cards.decoding import decode
from cards.draw.outlines import symbol_path
from cards.errors import BadFile, CardError
from cards.jobs import Job
from cards.locations import bundled, shelves
from cards.measures import Rect
from cards.papers import make_law_proof, make_locale_proof, make_proof, make_single
from cards.pipeline import Cards, make_combined
from cards.read.links import read_link
from cards.read.scripts import find_script, script_ids
from cards.read.stocks import LETTER, Flip
from cards.typeset.symbol import link_symbol
from tests.said import edition

HOME = find_script(shelves(None), "home")

CardsOf = Callable[..., Cards]
ReportOn = Callable[..., Report]
Changed = Callable[..., bytes]
Said = Callable[[Report, Mark], dict[str, str]]
Change = Callable[[pikepdf.Pdf], None]


@pytest.mark.parametrize(
    ("locale", "stock", "number"),
    [
        ("en", "avery-5371", "617-370-5023"),
        ("es", "plain-a4", None),
        ("ar", "avery-5371", "617-370-5023"),
        ("ur", "avery-c32015", "617-370-5023"),
        ("hi", "plain-letter-id1", None),
        ("my", "plain-letter", "+52 55 5093 0000"),
        ("zh-Hans", "avery-5371", "617-370-5023"),
        ("th", "plain-a4", "211"),
    ],
)
def test_cards_are_right(
    locale: str, stock: str, number: str | None, cards_of: CardsOf, report_on: ReportOn, said: Said
) -> None:
    cards = cards_of(locale, stock, number=number, org="Lynn Neighbors" if number is None else "")
    report = report_on(cards.pdf)
    assert {**said(report, Mark.WRONG), **said(report, Mark.WARNING)} == {}
    right = said(report, Mark.OK)
    assert f"{cards.copies} of {cards.copies} read at 150 and 300 dpi: https://www.immigration" in right["QR codes"]
    assert stock in right["card size"]
    assert f" {edition()} · DRAFT; the words are those of this installation" in right["text"]
    front, back = report.read["page"]
    assert (front["kind"], back["kind"]) == ("bearer", "officer")
    assert front["cards"] == [
        {
            "language": locale,
            "script": "home",
            "version": HOME.version,
            "region": "",
            "state": "DRAFT",
            "count": cards.copies,
        }
    ]
    assert front["numbers"] == ({number: cards.copies} if number not in (None, "211") else {})
    assert {code["content"] for code in front["codes"]} == {"https://www.immigrationlawhelp.org"}
    assert report.read["claims"] == ["PDF/A-2b", "PDF/UA-1"]


@pytest.mark.parametrize("locale", ["es", "ar", "lo"])
def test_turned_backs_are_right(locale: str, cards_of: CardsOf, report_on: ReportOn, said: Said) -> None:
    report = report_on(cards_of(locale, flip=Flip.SHORT_EDGE, copies=3, exact=True).pdf)
    assert report.mark is Mark.OK, report.findings
    assert "flipped on the short edge" in said(report, Mark.OK)["true size"]


@pytest.mark.full_only
def test_other_papers_are_right(job_of: Callable[..., Job], report_on: ReportOn, said: Said) -> None:
    made = {
        "proof": make_proof(job_of("ar", number=None), LETTER),
        "single": make_single(job_of("vi")),
        "combined": make_combined([job_of("es"), job_of("km", copies=13, exact=True), job_of("fa")], decode),
    }
    for name, pdf in made.items():
        report = report_on(pdf)
        assert report.mark is Mark.OK, (name, report.findings)
    proof = said(report_on(made["proof"]), Mark.OK)["text"]
    assert proof.startswith("a proof of home in Arabic; its strings are those of this installation (")
    languages = said(report_on(made["combined"]), Mark.OK)["text"]
    assert all(name in languages for name in ("Spanish", "Khmer", "Persian"))


# Planted faults: each changes a sound file of ten Spanish cards in one way.


def every_font(change: Callable[[Any], None]) -> Change:
    def apply(pdf: pikepdf.Pdf) -> None:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == pikepdf.Name.Type0:
                change(each)

    return apply


def root(**entries: Any) -> Change:
    def apply(pdf: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            if value is None:
                del pdf.Root[f"/{name}"]
            else:
                pdf.Root[f"/{name}"] = value

    return apply


def page(**entries: Any) -> Change:
    def apply(pdf: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            pdf.pages[0].obj[f"/{name}"] = value

    return apply


def painted(operators: str, first: str = "") -> Change:
    """Operators drawn over the first page, and others before it."""

    def apply(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(f"q {first} ".encode(), prepend=True)
        pdf.pages[0].contents_add(f"Q {operators}".encode())

    return apply


def replaced(old: bytes, new: bytes, *, tagged_only: bool = False) -> Change:
    """Bytes of content streams: those of all cards, or of the one that the page draws itself."""

    def apply(pdf: pikepdf.Pdf) -> None:
        for each in pdf.objects:
            if not isinstance(each, pikepdf.Stream) or each.get("/Subtype") == pikepdf.Name.Image:
                continue
            data = each.read_bytes()
            if old in data and (not tagged_only or b"MCID" in data):
                each.write(data.replace(old, new))

    return apply


def remapped(old: str, new: str) -> Change:
    """Letters that say something else than what is drawn."""
    before, after = (f"<{ord(letter):04X}>\n".encode() for letter in (old, new))
    return replaced(before, after)


def info(**entries: str) -> Change:
    def apply(pdf: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            pdf.docinfo[f"/{name}"] = value

    return apply


def metadata(old: str, new: str) -> Change:
    def apply(pdf: pikepdf.Pdf) -> None:
        stream: Any = pdf.Root.Metadata
        stream.write(stream.read_bytes().replace(old.encode(), new.encode()))

    return apply


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["list.txt"] = b"names"


def leads_elsewhere(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots[-1].A.URI = pikepdf.String("https://example.org")


def launches(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots[-1].A = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")


def speechless(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == pikepdf.Name.Figure:
            del each["/Alt"]


def untitled(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences["/DisplayDocTitle"]


def scaled_by_printer(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences["/PrintScaling"]


def one_sided(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences["/Duplex"]


def no_back(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]


def no_text(pdf: pikepdf.Pdf) -> None:
    for each in pdf.pages:
        each.obj.Contents = pdf.make_stream(b"0 0 100 100 re f")


def font_file(data: bytes | None) -> Callable[[Any], None]:
    def change(font: Any) -> None:
        descriptor = font.DescendantFonts[0].FontDescriptor
        if data is None:
            del descriptor["/FontFile2"]
        else:
            descriptor.FontFile2.write(data)

    return change


def without_characters(font: Any) -> None:
    del font["/ToUnicode"]


def without_glyphs(font: Any) -> None:
    font.DescendantFonts[0].CIDToGIDMap.write(bytes(400))


def whole(font: Any) -> None:
    font.BaseFont = pikepdf.Name("/NotoSans-Regular")


SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
WRONG = {
    "font removed": (every_font(font_file(None)), "fonts", "not in the file"),
    "font broken": (every_font(font_file(b"no font")), "fonts", "not in the file"),
    "no characters": (every_font(without_characters), "fonts", "without a table of characters"),
    "a character gone": (replaced(b"<0061>\n", b"<>\n"), "fonts", "have no character"),
    "empty boxes": (every_font(without_glyphs), "fonts", "are empty boxes"),
    "no text": (no_text, "fonts", "the file has no text"),
    "no text to read": (no_text, "text", "no card, proof or cover sheet"),
    "other letters": (remapped("j", "x"), "text", "home/bearer/door is on 0 of 10 cards"),
    "unknown letters": (remapped("j", "\ufffd"), "text", "letters have no meaning for readers: nobody can search or "
                                                         "hear them"),
    "no back": (no_back, "text", "no officer's side"),
    "paper": (page(MediaBox=[0, 0, 600, 780]), "paper", "no stock has the size 211.7 x 275.2 mm"),
    "cropped": (page(CropBox=[0, 0, 300, 300]), "paper", "show only a part of page"),
    "trim box": (page(TrimBox=[-20, 0, 612, 792]), "paper", "TrimBox of page 1"),
    "user unit": (page(UserUnit=2), "paper", "UserUnit"),
    "scaled by the printer": (scaled_by_printer, "true size", "does not tell the printer to keep the size"),
    "scaled": (painted("", "0.97 0 0 0.97 9.18 11.88 cm"), "card size", "drawn at 97.0% of the true size"),
    "script on opening": (root(OpenAction=SCRIPT), "actions", "an action that runs when the file is opened"),
    "script": (root(Names=pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", SCRIPT]))), "actions",
               "JavaScript"),
    "events": (page(AA=pikepdf.Dictionary(O=SCRIPT)), "actions", "actions that run by themselves"),
    "attached": (attached, "actions", "embedded files"),
    "form": (root(AcroForm=pikepdf.Dictionary(Fields=[])), "actions", "a form to fill in"),
    "launches": (launches, "actions", "a Launch action"),
    "leads elsewhere": (leads_elsewhere, "address", "do not pass the file on: https://example.org"),
    "author": (info(Author="Maria Lopez"), "metadata", "Author 'Maria Lopez'"),
    "path": (info(Title="C:\\Users\\maria\\cards.pdf"), "metadata", "folders of a computer"),
    "creator": (metadata("<pdf:Producer>", "<dc:creator><rdf:Seq><rdf:li>Maria</rdf:li></rdf:Seq></dc:creator>"
                         "<pdf:Producer>"), "metadata", "creator 'Maria'"),
    "no output intent": (root(OutputIntents=None), "PDF/A-2b", "no output intent"),
    "no tags": (root(StructTreeRoot=None), "PDF/UA-1", "no tags"),
    "not marked": (root(MarkInfo=None), "PDF/UA-1", "no mark that it is tagged"),
    "no language": (root(Lang=None), "PDF/UA-1", "no language"),
    "no title": (untitled, "PDF/UA-1", "no setting to show the title"),
    "no description": (speechless, "PDF/UA-1", "figures without a description"),
    "pale codes": (replaced(b"0 0 0 rg", b".75 .75 .75 rg"), "QR print", "contrast 25%"),
}  # fmt: skip
WARNINGS = {
    "one-sided": (one_sided, "true size", "not to print on both sides"),
    "turned": (page(Rotate=90), "paper", "page 1 is turned sideways"),
    "dated": (info(CreationDate="D:20260101"), "metadata", "says when it was made"),
    "whole fonts": (every_font(whole), "fonts", "fonts with more than the letters"),
    "no claims": (root(Metadata=None), "PDF/A, PDF/UA", "claims neither"),
    "saved it again": (page(), "origin", "not as rights-cards wrote it"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_fault_is_found(name: str, cards_of: CardsOf, changed: Changed, report_on: ReportOn, said: Said) -> None:
    change, topic, text = WRONG[name]
    report = report_on(changed(cards_of("es").pdf, change))
    assert report.mark is Mark.WRONG
    assert text in said(report, Mark.WRONG)[topic]


@pytest.mark.parametrize("name", WARNINGS)
def test_a_doubt_is_a_warning(name: str, cards_of: CardsOf, changed: Changed, report_on: ReportOn, said: Said) -> None:
    change, topic, text = WARNINGS[name]
    report = report_on(changed(cards_of("es").pdf, change))
    assert report.mark is Mark.WARNING, said(report, Mark.WRONG)
    assert text in said(report, Mark.WARNING)[topic]


def code_on(slot: Rect) -> Rect:
    """About where the code of a left-to-right card is."""
    return Rect(slot.right - 50, slot.y + 3.6, 46, 46)


def test_a_code_that_is_painted_over(
    cards_of: CardsOf, slots_of: Callable[[str], list[Rect]], changed: Changed, report_on: ReportOn, said: Said
) -> None:
    place = code_on(slots_of("avery-5371")[3])
    cover = painted(f"1 g {place.x} {place.y} {place.width} {place.height} re f")
    report = report_on(changed(cards_of("es").pdf, cover))
    assert "9 read at 300 dpi on 10 cards, on page 1 another number" in said(report, Mark.WRONG)["QR codes"]


def test_a_bar_in_the_quiet_zone(
    cards_of: CardsOf, slots_of: Callable[[str], list[Rect]], changed: Changed, report_on: ReportOn, said: Said
) -> None:
    place = code_on(slots_of("avery-5371")[3])
    report = report_on(changed(cards_of("es").pdf, painted(f"0 g {place.x} {place.y} {place.width} 4.5 re f")))
    assert "modules of white around" in said(report, Mark.WRONG)["QR print"]
    assert "4 modules free" not in said(report, Mark.WRONG)["QR print"]


def test_a_code_that_leads_elsewhere(
    cards_of: CardsOf, slots_of: Callable[[str], list[Rect]], changed: Changed, report_on: ReportOn, said: Said
) -> None:
    place = code_on(slots_of("avery-5371")[0])
    other = link_symbol(read_link("https://lawhelp.example.org"))
    operators = (
        f"1 g {place.x} {place.y} {place.width} {place.height} re f 0 g "
        f"q 1.3 0 0 -1.3 {place.x + 6} {place.top - 6} cm {symbol_path(other.modules)} f* Q"
    )
    wrong = said(report_on(changed(cards_of("es").pdf, painted(operators))), Mark.WRONG)
    assert "cards on the same sheet lead to different addresses" in wrong["QR codes"]
    assert "lawhelp.example.org is printed 0 times beside 1 codes" in wrong["address"]


@pytest.mark.parametrize("locale", ["es", "ar", "hi", "my", "zh-Hans"])
def test_a_line_that_one_card_lacks(
    locale: str, cards_of: CardsOf, changed: Changed, report_on: ReportOn, said: Said
) -> None:
    """The first card is drawn by the page itself: its heading is taken out."""

    def without_heading(pdf: pikepdf.Pdf) -> None:
        stream: Any = pdf.pages[0].obj.Contents[-1]
        data = stream.read_bytes()
        start = data.index(b"BT", data.index(b"/H1"))
        stream.write(data[:start] + data[data.index(b"ET", start) + 2 :])

    wrong = said(report_on(changed(cards_of(locale).pdf, without_heading)), Mark.WRONG)
    assert "home/bearer/heading is on 9 of 10 cards" in wrong["text"]


# Words of another installation.


def with_content(pdf: bytes, content: Path) -> Report:
    return check_pdf(pdf, shelves(content), all_pages=False, progress=lambda done, looks: None)


def test_words_of_a_newer_script(cards_of: CardsOf, tmp_path: Path, said: Said) -> None:
    (tmp_path / "scripts").mkdir()
    text = (bundled().scripts / "home.toml").read_text(encoding="utf-8")
    text = text.replace(f"\nversion = {HOME.version}\n", "\nversion = 99\n")
    (tmp_path / "scripts" / "home.toml").write_text(text, "utf-8")
    warnings = said(with_content(cards_of("es").pdf, tmp_path), Mark.WARNING)
    assert f"older or other wording: Spanish {edition()}, but this installation has version 99" in warnings["text"]


@pytest.mark.parametrize("locale", ["es", "ar", "km"])
def test_words_of_another_catalog(locale: str, cards_of: CardsOf, tmp_path: Path, said: Said) -> None:
    catalog = Path(locale) / "LC_MESSAGES" / "cards.po"
    lines = (bundled().translations / catalog).read_text(encoding="utf-8").splitlines()
    at = lines.index('msgctxt "home/bearer/honest"')
    at = next(number for number in range(at, len(lines)) if lines[number].startswith("msgstr"))
    lines[at] = lines[at].replace('msgstr "', 'msgstr "Ñandú ')
    (tmp_path / "translations" / catalog).parent.mkdir(parents=True)
    (tmp_path / "translations" / catalog).write_text("\n".join(lines), encoding="utf-8")
    wrong = said(with_content(cards_of(locale).pdf, tmp_path), Mark.WRONG)
    assert "older or other wording in " in wrong["text"]
    assert "home/bearer/honest is on 0 of 10 cards" in wrong["text"]
    assert wrong["text"].count(" is on ") == 1


# Files as a whole.


def test_a_file_that_was_cut_off(cards_of: CardsOf, report_on: ReportOn, said: Said) -> None:
    pdf = cards_of("es").pdf
    with pytest.raises(BadFile, match="damaged"):
        report_on(pdf[:-700])  # the dictionaries stand at the end
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        plain = io.BytesIO()
        opened.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    report = report_on(plain.getvalue()[:-300])
    assert "is damaged or cut off" in said(report, Mark.WRONG)["file"]


def test_a_locked_file(cards_of: CardsOf, changed: Changed, report_on: ReportOn, said: Said) -> None:
    def nothing(_: pikepdf.Pdf) -> None:
        pass

    pdf = cards_of("es").pdf
    with pytest.raises(BadFile, match="locked with a password"):
        report_on(changed(pdf, nothing, pikepdf.Encryption(owner="one", user="two")))
    wrong = said(report_on(changed(pdf, nothing, pikepdf.Encryption(owner="one", user=""))), Mark.WRONG)
    assert "is encrypted" in wrong["file"]
    assert "encryption (6.1.3)" in wrong["PDF/A-2b"]


@pytest.mark.parametrize("data", [b"", b"PNG", b"%PDF-", b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\n" + bytes(4000)])
def test_what_is_no_pdf(data: bytes, report_on: ReportOn) -> None:
    with pytest.raises(BadFile):
        report_on(data)


def test_a_pdf_of_others(report_on: ReportOn, said: Said) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(612, 792))
        buffer = io.BytesIO()
        pdf.save(buffer)
    report = report_on(buffer.getvalue())
    assert "no card, proof or cover sheet of rights-cards" in said(report, Mark.WRONG)["text"]


def test_only_the_first_pages_unless_all_are_asked_for(cards_of: CardsOf, report_on: ReportOn, said: Said) -> None:
    pdf = cards_of("es", copies=110, exact=True).pdf
    report = report_on(pdf)
    assert "only the first 20 of 22 were inspected" in said(report, Mark.WARNING)["pages"]
    assert len(report.read["page"]) == 20
    whole = report_on(pdf, all_pages=True)
    assert whole.mark is Mark.OK
    assert "110 of 110 read" in said(whole, Mark.OK)["QR codes"]


def test_a_proof_of_other_strings(job_of: Callable[..., Job], report_on: ReportOn, said: Said) -> None:
    job = job_of("es", number=None)
    messages = dict(job.wording.messages)
    messages["home/bearer/honest"] = replace(messages["home/bearer/honest"], text="**No firme. No mienta.**")
    report = report_on(make_proof(replace(job, wording=replace(job.wording, messages=messages)), LETTER))
    assert "differ from those of this installation" in said(report, Mark.WARNING)["text"]


def test_a_proof_of_all_cards_is_compared_with_the_whole_language(
    job_of: Callable[..., Job], report_on: ReportOn, said: Said
) -> None:
    """Its small pictures have codes that nobody has to scan."""
    job, places = job_of("es", number=None), shelves(None)
    scripts = [find_script(places, each) for each in script_ids(places)]
    jobs = [replace(job, script=each, whole=each) for each in scripts]
    report = report_on(make_locale_proof(jobs, LETTER))
    assert report.mark is Mark.OK, report.findings
    assert said(report, Mark.OK)["text"].startswith("a proof of all cards in Spanish; its strings are those of this")
    messages = dict(job.wording.messages)
    messages["car/bearer/driver"] = replace(messages["car/bearer/driver"], text="**Maneje** con calma.")
    wording = replace(job.wording, messages=messages)
    report = report_on(make_locale_proof([replace(each, wording=wording) for each in jobs], LETTER))
    assert "differ from those of this installation" in said(report, Mark.WARNING)["text"]


def test_a_lawyers_proof_has_every_sentence_of_its_cards(
    job_of: Callable[..., Job], report_on: ReportOn, said: Said
) -> None:
    """Its pages have pictures and sentences of several cards, which are no cards to compare one by one."""
    job = job_of("en", number=None)
    scripts = [find_script(shelves(None), each) for each in ("home", "street")]
    jobs = [replace(job, script=each, whole=each) for each in scripts]
    report = report_on(make_law_proof(jobs, LETTER))
    assert report.mark is Mark.OK, report.findings
    assert said(report, Mark.OK)["text"].startswith("a proof of home, street in English; its strings are those of")

    heading = replace(scripts[0].officer.heading, text="To them")
    other = replace(scripts[0], officer=replace(scripts[0].officer, heading=heading))
    report = report_on(make_law_proof([replace(job, script=other, whole=other)], LETTER))
    assert "it lacks home/officer/heading" in said(report, Mark.WRONG)["text"]
    cited = replace(scripts[0].officer.heading, authority=("U.S. Const. amend. IV",))
    other = replace(scripts[0], officer=replace(scripts[0].officer, heading=cited))
    report = report_on(make_law_proof([replace(job, script=other, whole=other)], LETTER))
    assert "differ from those of this installation" in said(report, Mark.WARNING)["text"]


# Bytes from anywhere.


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(flips=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8), plain=st.booleans())
def test_changed_bytes_never_break_the_check(
    flips: list[tuple[float, int]], plain: bool, cards_of: CardsOf, changed: Changed, report_on: ReportOn
) -> None:
    data = bytearray(unpacked(cards_of("ar", copies=1, exact=True).pdf) if plain else cards_of("ar").pdf)
    for place, byte in flips:
        data[int(place * len(data))] = byte
    try:
        report = report_on(bytes(data))
    except CardError:
        return
    assert report.findings


def unpacked(pdf: bytes) -> bytes:
    """The same PDF with its objects to be read: a flip then changes values instead of breaking streams."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        buffer = io.BytesIO()
        opened.save(buffer, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return buffer.getvalue()
