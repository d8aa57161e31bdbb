"""The proof of a whole language on paper: each sentence once, with room to answer, and nothing on top of it."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest

from cards.errors import DoesNotFit
from cards.jobs import Job
from cards.locations import shelves
from cards.merge.locale_proof import LocaleProof, locale_proof
from cards.merge.markup import Span
from cards.papers import make_locale_proof
from cards.read.scripts import find_script, script_ids
from cards.read.stocks import PAPERS
from cards.typeset.marks import Face, FaceMark, PanelMark, TextMark
from cards.typeset.page.by_hand import BOX, STROKE
from cards.typeset.page.flow import MARGIN
from cards.typeset.page.locale_proof import INSTRUCTIONS, READERS, SAID, locale_pages
from tests.laid_out import lay_out
from tests.on_paper import InkBoxes, assert_apart

PLACES = shelves(None)
SCRIPTS = [find_script(PLACES, each) for each in script_ids(PLACES)]
LETTER = PAPERS["letter"]
MOST_PAGES = 11
"""A proof of each card by itself takes four pages for each."""

JobOf = Callable[..., Job]


def text_of(job: Job) -> LocaleProof:
    return locale_proof(SCRIPTS, job.labels, job.wording, job.language, job.english)


def pages_of(job: Job, text: LocaleProof | None = None, paper: str = "letter") -> tuple[Face, ...]:
    shown = {**dict.fromkeys(each.id for each in SCRIPTS), "home": lay_out(job)[1]}
    return locale_pages(text or text_of(job), shown, PAPERS[paper], job.styles[0].families)


def squeezed(text: str) -> str:
    """Without spaces, and without hyphens, which PDFium changes at the end of a line."""
    return "".join(each for each in text if not each.isspace() and unicodedata.category(each) not in ("Cf", "Cn", "Pd"))


def read(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return pages


def texts(pages: tuple[Face, ...]) -> list[str]:
    return [mark.text for page in pages for mark in page.marks if isinstance(mark, TextMark)]


@pytest.mark.few_scripts
@pytest.mark.parametrize("tag", ["es", "km", "zh-Hans", "am"])
def test_every_sentence_is_there_once_in_order_with_its_code(tag: str, job_of: JobOf) -> None:
    job = job_of(tag, number=None)
    text = text_of(job)
    pdf = make_locale_proof([replace(job, script=each, whole=each) for each in SCRIPTS], LETTER)
    pages = read(pdf)
    assert len(pages) <= MOST_PAGES
    printed = squeezed(" ".join(pages))
    place = 0
    for item in text.items:
        assert item.text is None or squeezed(item.text.text) in printed
        for part in (str(item.number), SAID, item.english.text, f"{item.where} · {item.state.value}.", item.note):
            found = printed.find(squeezed(part), place)
            assert found >= 0, f"{part} is not in {printed[place : place + 300]}"
            place = found
        assert printed.count(f"Notsure·{item.code}") == 1
    assert printed.count(squeezed(SAID)) == len(text.items)
    assert squeezed(INSTRUCTIONS) in printed
    assert squeezed(f"rights-cards locale sign {tag} --role ROLE --by NAME --code {text.code}") in printed
    assert f"list {text.code} · page {len(pages)} of {len(pages)}" in pages[-1]
    assert all(role in pages[-1] + pages[-2] for role in READERS)


@pytest.mark.few_scripts
@pytest.mark.parametrize("tag", ["es", "ar", "ur", "my"])
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_nothing_is_on_top_of_something_else_or_outside_the_margins(
    tag: str, paper: str, job_of: JobOf, ink_boxes: InkBoxes
) -> None:
    pages = pages_of(job_of(tag, number=None), paper=paper)
    assert len(pages) <= MOST_PAGES
    for face in pages:
        assert_apart(face, ink_boxes)
        for mark in face.marks:
            if isinstance(mark, TextMark):
                assert all(run.y >= MARGIN for run in mark.runs)
                for box in (box for run in mark.runs for box in ink_boxes(run)):
                    assert box.x >= MARGIN - 3, mark.text
                    assert box.right <= face.size.width - MARGIN + 3, mark.text


def test_the_english_is_beyond_the_line_to_fold_along(job_of: JobOf) -> None:
    job = job_of("ar", number=None)
    english = {each.english.text for each in text_of(job).items}
    for page in pages_of(job):
        folds = {round(mark.rect.x, 2) for mark in page.marks if isinstance(mark, PanelMark) and mark.rect.height == 4}
        assert len(folds) <= 1
        for mark in page.marks:
            if isinstance(mark, TextMark) and folds and mark.text in english:
                assert min(run.x for run in mark.runs) > min(folds)
            elif isinstance(mark, TextMark) and folds and mark.language == "ar":
                assert max(run.x for run in mark.runs) < min(folds)


def test_there_are_three_boxes_for_every_sentence(job_of: JobOf) -> None:
    job = job_of("es", number=None)
    side = BOX - 2 * STROKE
    uprights = [
        mark
        for page in pages_of(job)
        for mark in page.marks
        if isinstance(mark, PanelMark) and mark.rect.width == STROKE and mark.rect.height == pytest.approx(side)
    ]
    assert len(uprights) == 2 * (3 * len(text_of(job).items) + len(READERS))


def test_the_pictures_are_small_and_name_their_sentences(job_of: JobOf) -> None:
    job = job_of("es", number=None)
    text = text_of(job)
    pages = pages_of(job)
    (picture,) = [mark for page in pages for mark in page.marks if isinstance(mark, FaceMark)]
    assert picture.face.size.width < job.stock.card.width / 1.5
    labels = [each for each in texts(pages) if re.match("[a-z]+: [0-9]", each)]
    assert [each.partition(":")[0] for each in labels] == [script.id for script in SCRIPTS]
    assert all(each.endswith("It cannot be printed yet.") == (not each.startswith("home")) for each in labels)
    for label in labels:
        name, _, numbers = label.removesuffix(" It cannot be printed yet.").partition(": ")
        parts = [part.partition("–") for part in numbers.split(", ")]
        told = [each for first, _, last in parts for each in range(int(first), int(last or first) + 1)]
        assert tuple(told) == text.cards[name]


@pytest.mark.parametrize("tag", ["es", "ar"])
def test_a_text_longer_than_a_page_goes_over_the_whole_width(tag: str, job_of: JobOf, ink_boxes: InkBoxes) -> None:
    job = job_of(tag, number=None)
    text = text_of(job)
    first = text.items[1]
    assert first.text is not None
    long = replace(first.text, spans=(Span(" ".join([first.text.text] * 150)),))
    pages = pages_of(job, replace(text, items=(text.items[0], replace(first, text=long), *text.items[2:])))
    parts = [mark for page in pages for mark in page.marks if isinstance(mark, TextMark) and mark.id == long.id]
    assert "".join(each.text for each in parts if each.language == tag) == long.text
    assert "2, continued" in texts(pages)
    for page in pages:
        assert_apart(page, ink_boxes)


@pytest.mark.full_only
def test_a_word_wider_than_a_column_goes_over_the_whole_width_and_one_wider_than_the_paper_is_refused(
    job_of: JobOf, ink_boxes: InkBoxes
) -> None:
    job = job_of("es", number=None)
    text = text_of(job)
    for times, fits in ((8, True), (40, False)):
        shown = replace(text.items[0].english, language=job.language, spans=(Span("Resistencia" * times),))
        changed = replace(text, items=(replace(text.items[0], text=shown), *text.items[1:]))
        if fits:
            for page in pages_of(job, changed):
                assert_apart(page, ink_boxes)
            continue
        with pytest.raises(DoesNotFit):
            pages_of(job, changed)


def test_what_a_content_folder_adds_and_that_it_was_read_is_told(job_of: JobOf) -> None:
    job = job_of("es", number=None)
    text = replace(text_of(job), with_content=True, added=("mark: jamás",), items=())
    told = texts(pages_of(job, text))
    assert "mark: jamás" in told
    assert any(each.endswith("--content FOLDER") for each in told)


def test_the_same_jobs_make_the_same_bytes(job_of: JobOf) -> None:
    jobs = [replace(job_of("ur", number=None), script=each, whole=each) for each in SCRIPTS[:3]]
    assert make_locale_proof(jobs, LETTER) == make_locale_proof(list(jobs), LETTER)
