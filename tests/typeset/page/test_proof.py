"""A proof, as it is on paper: everything that a reviewer must read is there, in its place, and nothing on top of it.

The text is read from the PDF by PDFium; places are those of the letters' ink, from the outlines of the font files.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
import pytest

from cards.draw.pdf import draw_pages
from cards.errors import DoesNotFit
from cards.jobs import Job
from cards.locations import bundled, shelves
from cards.measures import Rect, Size
from cards.merge.markup import Span
from cards.merge.proof_text import ProofItem, ProofText, proof_text
from cards.merge.sentences import sentences_of
from cards.merge.sources import every_source
from cards.papers import make_proof
from cards.read.languages import read_languages
from cards.read.sign_offs import LEGAL, ROLES, signing_code, string_digest
from cards.read.stocks import PAPERS
from cards.typeset.marks import Face, FaceMark, GlyphRun, PanelMark, TextMark
from cards.typeset.page.by_hand import BOX, RIGHT, UNSURE, WRONG
from cards.typeset.page.flow import MARGIN
from cards.typeset.page.proof import (
    HOW_TO_SIGN,
    INSTRUCTIONS,
    WHO_SIGNS,
    proof_pages,
)
from tests.laid_out import lay_out
from tests.on_paper import InkBoxes, assert_apart

LANGUAGES = read_languages([bundled()])
PROOFED = ("es", "vi", "ru", "hi", "am", "km", "my", "th", "ja", "ko", "zh-Hans", "ar", "he", "fa", "ur")
RIGHT_TO_LEFT = [tag for tag in PROOFED if LANGUAGES[tag].is_rtl]
LETTER, A4 = PAPERS["letter"], PAPERS["a4"]

BOXES = [RIGHT, UNSURE, f"{WRONG}:"]

HANGS = 1.2
"""Points that a letter such as j may hang over the edge of its advance, at the largest size."""

SLANTED = 7.0
"""The same for the first kaf of a word in Nastaliq: half an em."""

JobOf = Callable[..., Job]


class Page(NamedTuple):
    """A page of a PDF: its text on one line, and each character that is seen with its box."""

    text: str
    boxes: list[tuple[str, Rect]]


def text_of(job: Job) -> ProofText:
    return proof_text(job.script, job.labels, job.wording, job.language, job.english)


def pages_of(job: Job, paper: Size = LETTER, problem: str = "") -> tuple[Face, ...]:
    faces = () if problem else lay_out(job)[1:]
    return proof_pages(text_of(job), faces, problem, paper, job.styles[0].families)


def with_text(job: Job, context: str, text: str, **changes: Any) -> Job:
    """The job with another translation of a string."""
    messages = dict(job.wording.messages)
    messages[context] = replace(messages[context], text=text, **changes)
    return replace(job, wording=replace(job.wording, messages=messages))


def without(job: Job, *contexts: str) -> Job:
    """The job without the translations of those strings."""
    messages = {context: each for context, each in job.wording.messages.items() if context not in contexts}
    return replace(job, wording=replace(job.wording, messages=messages))


@cache
def read(pdf: bytes) -> tuple[Page, ...]:
    """The pages as PDFium reads them."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        text = page.get_textpage()
        boxes = []
        for place in range(text.count_chars()):
            character = text.get_text_range(place, 1)
            left, bottom, right, top = text.get_charbox(place)
            if character.strip() and right > left and top > bottom:
                boxes.append((character, Rect(left, bottom, right - left, top - bottom)))
        pages.append(Page(on_one_line(text.get_text_range()), boxes))
    document.close()
    return tuple(pages)


def on_one_line(text: str) -> str:
    """The text with single spaces, and without what has no picture."""
    return " ".join("".join(each for each in text if unicodedata.category(each) != "Cf").split())


def words(text: str) -> list[str]:
    """The words of a text without marks and punctuation, whose order PDFium does not keep from right to left."""
    letters = "".join(each for each in on_one_line(text) if not unicodedata.category(each).startswith("M"))
    return re.findall(r"[^\W_]+", letters)


def squeezed(text: str) -> str:
    """Without spaces, for languages that have none and whose lines end anywhere."""
    return "".join(on_one_line(text).split())


def shown(text: str) -> str:
    return text.replace("**", "")


@pytest.fixture(scope="module")
def proof_of(job_of: JobOf) -> Callable[[str, str], tuple[Page, ...]]:
    """The pages of a locale's proof on a paper, as PDFium reads them."""

    @cache
    def pages(tag: str, paper: str = "letter") -> tuple[Page, ...]:
        return read(make_proof(job_of(tag, number=None), PAPERS[paper]))

    return pages


def codes_of(job: Job) -> dict[str, str]:
    """The code of each string's sentence."""
    sentences = sentences_of([job.whole], job.labels, job.wording)
    return {context: each.code for each in sentences for context in each.contexts}


@pytest.mark.few_scripts
@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("tag", PROOFED)
def test_every_string_is_there_with_what_it_is_checked_by(
    tag: str, paper: str, proof_of: Callable[..., tuple[Page, ...]], job_of: JobOf
) -> None:
    """Its number and id, its state and code; its translation, its English, its note and authority, in order."""
    job = job_of(tag, number=None)
    pages = proof_of(tag, paper)
    text = " ".join(page.text for page in pages)
    sources = [*every_source(job.script, job.labels, in_english=False)]
    digests = []
    place = 0
    numbers = {each.context: each.number for each in text_of(job).items}
    codes = codes_of(job)
    assert sorted(numbers.values()) == list(range(1, len(sources) + 1))
    for source in sources:
        translation = job.wording.messages[source.context].text
        digests.append(string_digest(source, translation, tag, LEGAL))
        parts = [f"{numbers[source.context]} {source.context}", "Back-translation:", shown(source.text)]
        parts.append(on_one_line(source.note))
        parts += [f"Authority: {'; '.join(source.authority)}."] if source.authority else []
        start = place
        for part in parts:
            found = squeezed(text).find(squeezed(part), place)
            assert found >= 0, f"{part} is not in {squeezed(text)[place:]}"
            place = found
        if job.language.is_rtl:
            wanted = words(shown(translation))
            found_words = words(text)
            # Readers guess the order of words in a line that mixes directions, as one with the A of an A-number does,
            # and PDFium may leave out the space beside it.
            mixed = any("A" <= each <= "z" for each in translation)
            lengths = range(1, len(wanted) + 1) if mixed else [len(wanted)]
            windows = (found_words[begin : begin + size] for size in lengths for begin in range(len(found_words)))
            same = (lambda window: sorted("".join(window))) if mixed else list
            assert any(same(window) == same(wanted) for window in windows)
        else:
            assert squeezed(shown(translation)) in squeezed(text)[start:place], "over the English, which is covered"
        assert text.count(f"draft · {codes[source.context]}") == 1
    assert f"Signing code {signing_code(digests)}" in pages[-1].text
    assert text.count("Back-translation:") == len(sources)
    for box in (f"{RIGHT} ", f"{UNSURE} ", f"{WRONG}:"):
        assert text.count(box) == len(sources) + INSTRUCTIONS.count(box) + HOW_TO_SIGN.count(box)


@pytest.mark.parametrize("tag", PROOFED)
def test_the_first_page_says_what_it_is_and_the_last_takes_the_signature(
    tag: str, proof_of: Callable[..., tuple[Page, ...]], job_of: JobOf
) -> None:
    job = job_of(tag, number=None)
    pages = proof_of(tag, "letter")
    code = text_of(job).code
    assert pages[0].text.startswith(f"Proof: {job.language.english} · {job.script.title} (home {job.script.version}) ")
    assert on_one_line(INSTRUCTIONS) in pages[0].text
    told = [*(f"{role} {who}" for role, who in WHO_SIGNS.items()), HOW_TO_SIGN]
    assert set(WHO_SIGNS) == set(ROLES)
    assert all(on_one_line(each) in pages[0].text for each in told)
    last = pages[-1].text
    assert f"rights-cards locale sign {tag} --script home --role ROLE --by NAME --code {code}" in last
    for each in ("Name or pseudonym:", "Role:", *ROLES, "Date:"):
        assert each in last
    for number, page in enumerate(pages, 1):
        foot = f"{job.language.english} · home {job.script.version} · {code} · page {number} of {len(pages)}"
        assert page.text.endswith(foot)


@pytest.mark.few_scripts
@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("tag", PROOFED)
def test_nothing_stands_outside_the_margins(
    tag: str, paper: str, proof_of: Callable[..., tuple[Page, ...]], job_of: JobOf
) -> None:
    """Letters, by their boxes; lines, boxes to tick and the card, by the picture of the page."""
    size = PAPERS[paper]
    hangs = SLANTED if tag == "ur" else HANGS
    inside = Rect(MARGIN, MARGIN, size.width - 2 * MARGIN, size.height - 2 * MARGIN).grown(hangs)
    for page in proof_of(tag, paper):
        for character, box in page.boxes:
            assert inside.contains(box), (character, box)
    document = pypdfium2.PdfDocument(make_proof(job_of(tag, number=None), size))
    for sheet in document:
        image = sheet.render(scale=2, grayscale=True).to_pil().convert("L")
        found = image.point(lambda grey: 255 if grey < 250 else 0).getbbox()
        edges = [edge / 2 for edge in found]
        assert min(edges[0], edges[1], image.width / 2 - edges[2], image.height / 2 - edges[3]) > MARGIN - hangs - 0.5
    document.close()


@pytest.mark.parametrize("tag", RIGHT_TO_LEFT)
def test_right_to_left_stands_at_the_right_margin(tag: str, job_of: JobOf) -> None:
    """Every line of a translation begins at the right margin, by the widths of its letters and as PDFium sees them."""
    job = job_of(tag, number=None)
    door = "home/bearer/door"
    job = with_text(job, door, " ".join([job.wording.messages[door].text.replace("**", "")] * 6))
    faces = pages_of(job, problem="It is too long.")
    edge = LETTER.width - MARGIN
    lines = 0
    for face, page in zip(faces, read(draw_pages(faces, "A proof")), strict=True):
        own = [mark for mark in face.marks if isinstance(mark, TextMark) and mark.language == tag]
        for mark in own:
            for base in {run.y for run in mark.runs}:
                runs = [run for run in mark.runs if run.y == base]
                assert max(run.x + advance(run) for run in runs) == pytest.approx(edge, abs=0.02)
                seen = [box.right for _, box in page.boxes if box.y < base + 14 and base - 2 < box.top]
                assert edge - 4 < max(seen) < edge + (SLANTED if tag == "ur" else HANGS)
                lines += 1
    assert lines > len(text_of(job).items)
    english = {item.english.text for item in text_of(job).items}
    marks = [mark for face in faces for mark in face.marks if isinstance(mark, TextMark) and mark.text in english]
    assert [mark.runs[0].x for mark in marks] == [pytest.approx(MARGIN)] * len(english)


def advance(run: GlyphRun) -> float:
    """The width of a run, from the widths in its font."""
    from cards.typeset.text.harfbuzz import metrics

    return sum(cluster.advance for cluster in run.clusters) * run.size / metrics(run.typeface).upem


@pytest.mark.few_scripts
@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("tag", PROOFED)
def test_nothing_stands_on_top_of_something_else(tag: str, paper: str, job_of: JobOf, ink_boxes: InkBoxes) -> None:
    for face in pages_of(job_of(tag, number=None), PAPERS[paper]):
        assert_apart(face, ink_boxes)


@pytest.mark.parametrize("times", [5, 15, 35])
@pytest.mark.parametrize("tag", ["es", "ar"])
def test_a_long_string_begins_a_new_page_rather_than_run_over(
    tag: str, times: int, job_of: JobOf, ink_boxes: InkBoxes
) -> None:
    """40 times the words of this statement are longer than a page."""
    job = job_of(tag, number=None)
    context = "home/bearer/honest"
    text = " ".join([job.wording.messages[context].text.replace("**", "")] * times)
    job = with_text(job, context, text)
    long = pages_of(job, problem="none")
    for face in long:
        assert_apart(face, ink_boxes)
        for mark in face.marks:
            if isinstance(mark, TextMark):
                lowest = min(run.y for run in mark.runs)
                assert lowest >= MARGIN
    stands = [face for face in long if any(isinstance(mark, TextMark) and mark.text == text for mark in face.marks)]
    assert len(stands) == 1
    heads = [mark.text for mark in stands[0].marks if isinstance(mark, TextMark)]
    assert any(each.endswith(f"  {context}") for each in heads)


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("tag", ["es", "ar", "ur", "my"])
def test_a_text_longer_than_a_page_is_continued_on_the_next(
    tag: str, paper: str, job_of: JobOf, ink_boxes: InkBoxes
) -> None:
    """Every line of it is there, between the margins, under its name; so are the lines to write on."""
    job = job_of(tag, number=None)
    context = "home/bearer/honest"
    text = " ".join([job.wording.messages[context].text.replace("**", "")] * 250)
    job = with_text(job, context, text)
    faces = pages_of(job, PAPERS[paper], "none")
    parts = [
        [mark for mark in face.marks if isinstance(mark, TextMark) and (mark.id, mark.language) == (context, tag)]
        for face in faces
    ]
    assert "".join(mark.text for found in parts for mark in found) == text
    stands = [place for place, found in enumerate(parts) if found]
    assert len(stands) > 2
    assert stands == list(range(stands[0], stands[-1] + 1))
    drawn = "".join(cluster.text for found in parts for mark in found for run in mark.runs for cluster in run.clusters)
    assert sorted(squeezed(drawn)) == sorted(squeezed(text)), "letters of a run stand as they are seen"
    for place, face in enumerate(faces):
        assert_apart(face, ink_boxes)
        marks = [mark for mark in face.marks if isinstance(mark, TextMark)]
        foot = max(run.y for run in marks[-1].runs)
        lowest = [box.y for mark in marks[:-1] for run in mark.runs for box in ink_boxes(run)]
        lowest += [mark.rect.y for mark in face.marks if isinstance(mark, PanelMark)]
        assert min(lowest) > foot + 6
        if place in stands[1:]:
            assert marks[0].text == f"6  {context}, continued"
    after = [mark.text for face in faces[stands[-1] :] for mark in face.marks if isinstance(mark, TextMark)]
    last = parts[stands[-1]][-1].text
    writing = [each for each in after[after.index(last) :] if each in ("Back-translation:", *BOXES)]
    assert writing[:4] == ["Back-translation:", *BOXES]


def test_nothing_else_is_said_to_be_continued(job_of: JobOf) -> None:
    text = " ".join(page.text for page in read(make_proof(job_of("es", number=None), LETTER)))
    assert "continued" not in text


def test_a_pile_of_marks_is_refused(job_of: JobOf) -> None:
    job = with_text(job_of("vi", number=None), "home/bearer/honest", "a" + "\u0301" * 400)
    with pytest.raises(DoesNotFit, match="home/bearer/honest has a line taller"):
        pages_of(job, problem="none")


def baseline(mark: TextMark) -> float:
    (found,) = {run.y for run in mark.runs}
    return found


@pytest.mark.parametrize("tag", ["es", "ar"])
def test_what_stands_side_by_side_stands_on_one_line(tag: str, job_of: JobOf) -> None:
    """Id and state; the boxes, above the line to write on; the roles."""
    faces = pages_of(job_of(tag, number=None))
    rows = 0
    for face in faces:
        marks = [mark for mark in face.marks if isinstance(mark, TextMark)]
        rules = [mark.rect for mark in face.marks if isinstance(mark, PanelMark) and mark.rect.width > BOX]
        for mark, following in pairwise(marks):
            if mark.text == RIGHT:
                assert following.text == UNSURE
                assert baseline(mark) == pytest.approx(baseline(following), abs=0.01)
                below = [rule for rule in rules if 0 < baseline(mark) - rule.top < 4]
                assert len(below) == 1
                rows += 1
            if "draft · " in following.text:
                assert baseline(mark) == pytest.approx(baseline(following), abs=0.01)
                end = max(run.x + advance(run) for run in following.runs)
                assert end == pytest.approx(LETTER.width - MARGIN, abs=0.01)
        roles = [mark for mark in marks if mark.text in ("Role:", *ROLES)]
        assert len({round(baseline(mark), 2) for mark in roles}) == (1 if face is faces[-1] else 0)
    assert rows == len(text_of(job_of(tag, number=None)).items)


def test_state_and_digest_stand_on_nothing_even_when_they_are_long(job_of: JobOf, ink_boxes: InkBoxes) -> None:
    """A stale state takes a line as long as a third of the page; beside a very long id there is no room for it."""
    job = job_of("es", number=None)
    for context, message in job.wording.messages.items():
        job = with_text(job, context, message.text, source="An older English text.")
    for face in pages_of(job, problem="none"):
        assert_apart(face, ink_boxes)
    text = text_of(job)
    items = [replace(item, context=f"{item.context}{'-and-so-on' * 8}") for item in text.items]
    for face in proof_pages(replace(text, items=tuple(items)), (), "none", LETTER, job.styles[0].families):
        assert_apart(face, ink_boxes)


def test_a_long_sentence_has_more_lines_to_write_on(job_of: JobOf) -> None:
    """As many as its English takes in writing."""
    job = job_of("es", number=None)
    text = text_of(job)

    def lines(english: str) -> int:
        item = replace(text.items[3], english=replace(text.items[3].english, spans=(Span(english),)))
        faces = proof_pages(replace(text, items=(item,)), (), "none", LETTER, job.styles[0].families)
        rects = [mark.rect for face in faces for mark in face.marks if isinstance(mark, PanelMark)]
        return sum(rect.height < 1 and rect.width > 300 for rect in rects)

    short, long = lines("Refuse a search."), lines("Refuse a search, but do not resist it. " * 4)
    assert long - short == 2, "one more for the back-translation, and one for the change"


def test_a_card_larger_than_the_paper_is_drawn_smaller(job_of: JobOf) -> None:
    """A plan is as large as its paper, and a proof has margins."""
    job = job_of("es", number=None)
    wide = replace(lay_out(job)[1], size=Size(700, 300))
    pages = proof_pages(text_of(job), (wide,), "", LETTER, job.styles[0].families)
    (shown,) = [mark for face in pages for mark in face.marks if isinstance(mark, FaceMark)]
    assert shown.face.size.width == pytest.approx(LETTER.width - 2 * MARGIN)
    assert shown.face.size.height / shown.face.size.width == pytest.approx(300 / 700)
    assert shown.x == MARGIN


def test_cards_are_beside_each_other_as_far_as_the_paper_is_wide(job_of: JobOf) -> None:
    job = job_of("es", number=None)
    fits = replace(lay_out(job)[1], size=Size(500, 240))
    pages = proof_pages(text_of(job), (fits, fits), "", LETTER, job.styles[0].families)
    first, second = [mark for face in pages for mark in face.marks if isinstance(mark, FaceMark)]
    assert (first.x, second.x) == (MARGIN, MARGIN)
    assert first.y - second.y == pytest.approx(248)
    heading = next(mark for mark in pages[0].marks if isinstance(mark, TextMark) and mark.text == HOW_TO_SIGN)
    assert 0 < min(run.y for run in heading.runs) - (first.y + 240) < 30


def test_an_untranslated_string_is_shown_as_such(job_of: JobOf) -> None:
    job = with_text(job_of("es", number=None), "home/bearer/door", "")
    assert str(bundled().translations.parent) not in read(make_proof(job, LETTER))[0].text
    job = with_text(without(job, "labels/link"), "home/bearer/force", "**Sin** estrellas", fuzzy=True)
    job = with_text(job, "home/bearer/honest", "No mienta.", source="Old.")
    text = " ".join(page.text for page in read(make_proof(job, LETTER)))
    assert text.count("(not translated)") == 2 + text.split("1 home/bearer/heading")[0].count("(not translated)")
    for state, context in (("not translated", "home/bearer/door"), ("not translated", "labels/link")):
        assert f"{state} · {codes_of(job)[context]}" in text
    assert "fuzzy · " in text
    assert "translated from an older English text · " in text
    assert "Sin estrellas" in text


def test_nothing_stands_on_top_of_something_else_in_any_language_that_is_begun(
    job_of: JobOf, ink_boxes: InkBoxes
) -> None:
    job = without(job_of("es", number=None), "labels/link", "home/bearer/door")
    for context in ("home/bearer/heading", "home/bearer/silence"):
        job = with_text(job, context, job.wording.messages[context].text, fuzzy=True)
    for face in (*pages_of(job, problem="None is whole. " * 20), *pages_of(job_of("mam", number=None), A4, "None.")):
        assert_apart(face, ink_boxes)


def test_a_wholly_untranslated_language_has_a_proof(job_of: JobOf) -> None:
    job = job_of("mam", number=None)
    assert not job.wording.messages
    pages = read(make_proof(job, A4))
    text = " ".join(page.text for page in pages)
    assert "No card to show: " in pages[0].text
    assert "Mam (mam)" in pages[0].text
    assert str(bundled().translations.parent) not in text
    assert len(re.findall(r"^\d+ |\d+ (?:home|labels)/", text)) >= len(text_of(job).items)
    assert all(shown(source.text) in text for source in job.script.bearer.sources)


def test_a_card_that_does_not_fit_is_replaced_by_the_reason(job_of: JobOf) -> None:
    job = job_of("es", number=None)
    long = with_text(job, "home/bearer/honest", "**No firme nada. No mienta** ni diga que es ciudadano. " * 12)
    first = read(make_proof(long, LETTER))[0].text
    assert re.search(r"No card to show: The statements of Spanish are \d+\.\d mm too tall at 6 pt: ", first)
    assert "To the officer" not in first
    good = read(make_proof(job, LETTER))[0].text
    assert "No card to show" not in good
    assert "To the officer" in good


@pytest.mark.parametrize("tag", ["es", "ar"])
def test_the_card_is_shown_at_its_true_size(tag: str, job_of: JobOf) -> None:
    job = job_of(tag, number=None)
    shown_faces = [mark for face in pages_of(job) for mark in face.marks if isinstance(mark, FaceMark)]
    assert [mark.face for mark in shown_faces] == list(lay_out(job)[1:])
    assert [mark.face.size for mark in shown_faces] == [job.stock.card] * 2
    document = pypdfium2.PdfDocument(make_proof(job, LETTER))
    image = document[0].render(scale=4).to_pil().convert("RGB")
    document.close()
    for mark in shown_faces:
        left, bottom = mark.x * 4, image.height - mark.y * 4
        right, top = left + job.stock.card.width * 4, bottom - job.stock.card.height * 4
        for x, y in ((left + 3, top + 3), (right - 4, top + 3), (left + 3, bottom - 4), (right - 4, bottom - 4)):
            assert image.getpixel((int(x), int(y))) == (200, 16, 46)
        for x, y in ((left - 4, top + 9), (right + 4, top + 9), (left + 9, top - 4), (left + 9, bottom + 4)):
            assert image.getpixel((int(x), int(y))) == (255, 255, 255)


def test_broken_markup_is_shown_and_not_refused(job_of: JobOf) -> None:
    """A proof shows what there is; what cannot be printed is said where the card would be."""
    job = with_text(job_of("es", number=None), "home/bearer/honest", "**Niéguese a un {cateo\u202e")
    pages = read(make_proof(job, LETTER))
    assert "**Niéguese a un {cateo" in " ".join(page.text for page in pages)
    assert "No card to show: " in pages[0].text


@pytest.mark.parametrize("text", ["Niéguese \U00013000", "Resistencia" * 20])
def test_what_cannot_be_set_on_paper_is_refused(text: str, job_of: JobOf) -> None:
    with pytest.raises(DoesNotFit, match="home/bearer/honest"):
        make_proof(with_text(job_of("es", number=None), "home/bearer/honest", text), LETTER)


@pytest.mark.parametrize("tag", ["es", "ur"])
def test_the_same_job_makes_the_same_bytes(tag: str, job_of: JobOf) -> None:
    job = job_of(tag, number=None)
    proofs = [make_proof(each, LETTER) for each in (job, replace(job), job)]
    assert proofs[0] == proofs[1] == proofs[2]
    assert make_proof(job, A4) != proofs[0]
    assert b"/CreationDate" not in proofs[0]


def test_the_code_changes_with_every_string(job_of: JobOf) -> None:
    job = job_of("es", number=None)
    codes = {text_of(job).code}
    items: tuple[ProofItem, ...] = text_of(job).items
    for item in items:
        codes.add(text_of(with_text(job, item.context, "Otra cosa.")).code)
        codes.add(text_of(without(job, item.context)).code)
    assert len(codes) == 1 + 2 * len(items)


def test_the_proof_of_another_stock_shows_another_card(job_of: JobOf) -> None:
    a4, us = (job_of("es", stock, number=None) for stock in ("plain-a4", "avery-5371"))
    sizes = [
        {mark.face.size for face in pages_of(job) for mark in face.marks if isinstance(mark, FaceMark)}
        for job in (a4, us)
    ]
    assert sizes == [{a4.stock.card}, {us.stock.card}]
    assert text_of(a4).code == text_of(us).code


def test_shelves_are_those_that_ship() -> None:
    assert set(PROOFED) <= {"en", *(path.name for path in shelves(None)[0].translations.iterdir())}
