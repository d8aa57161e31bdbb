"""The lawyer's proof on paper: every sentence with its authorities, questions to tick and room for a remedy."""

import itertools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from cards.errors import BadFile, DoesNotFit
from cards.jobs import Job, Order, gather
from cards.locations import shelves
from cards.merge.card_text import CardText
from cards.merge.contact import Contact
from cards.merge.law_text import LawText, law_text
from cards.merge.sentences import sentences_of
from cards.papers import make_law_proof, make_proof
from cards.pipeline import lay_out_faces
from cards.read.answers import Verdict, read_answers
from cards.read.links import LEGAL_AID, read_link
from cards.read.scripts import find_script, script_ids
from cards.read.stocks import PAPERS
from cards.typeset.marks import Face, PanelMark, Role, TextMark
from cards.typeset.page.by_hand import BOX, STROKE
from cards.typeset.page.flow import MARGIN
from cards.typeset.page.law import HOW_TO_SIGN, INSTRUCTIONS, LAW_MESSAGE, QUESTIONS, RECORDS, law_pages
from tests.laid_out import lay_out
from tests.on_paper import InkBoxes, assert_apart

SHELVES = shelves(None)
LETTER = PAPERS["letter"]
SCRIPTS = ("home", "witness")

JobOf = Callable[..., Job]


def jobs_of(job_of: JobOf, *scripts: str) -> list[Job]:
    job = job_of("en", number=None)
    return [replace(job, script=each, whole=each) for each in (find_script(SHELVES, name) for name in scripts)]


def text_of(jobs: list[Job]) -> LawText:
    first = jobs[0]
    return law_text([job.whole for job in jobs], first.labels, first.wording, first.english)


def pages_of(jobs: list[Job], paper: str = "letter") -> tuple[Face, ...]:
    faces = {job.whole.id: (lay_out(job)[1:], "") for job in jobs}
    return law_pages(text_of(jobs), faces, PAPERS[paper], jobs[0].styles[0].families)


def squeezed(text: str) -> str:
    return "".join(each for each in text if not each.isspace() and unicodedata.category(each) != "Cf")


def read(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return pages


def test_every_sentence_is_there_in_order_with_what_it_is_judged_by(job_of: JobOf) -> None:
    jobs = jobs_of(job_of, *SCRIPTS)
    text = text_of(jobs)
    printed = squeezed(" ".join(read(make_law_proof(jobs, LETTER))))
    place = 0
    for item in text.items:
        parts = [
            f"{item.place.name} · {', '.join(item.contexts)}",
            " · ".join(("not signed", *item.codes)),
            item.english.text,
        ]
        parts += [line for _, lines in (*item.authorities, *item.notes) for line in lines]
        for part in (*parts, *QUESTIONS, "OK", "Remedy:"):
            found = printed.find(squeezed(part), place)
            assert found >= 0, f"{part} is not in {printed[place:]}"
            place = found
    assert printed.count("Remedy:") == len(text.items)
    for told in (INSTRUCTIONS, HOW_TO_SIGN, RECORDS, *QUESTIONS.values()):
        assert squeezed(told) in printed


def test_each_card_has_its_picture_its_sentences_and_its_command(job_of: JobOf) -> None:
    jobs = jobs_of(job_of, *SCRIPTS)
    text = text_of(jobs)
    printed = " ".join(" ".join(read(make_law_proof(jobs, LETTER))).split())
    for card in text.cards:
        assert f"No lawyer has read it yet. Signing code {card.code}." in printed
        command = f"locale sign en --script {card.script.id} --role legal --by NAME --on DATE --code {card.code}"
        assert printed.count(command) == 1
    assert re.search("Name: Bar number and state: Date: ", printed)
    placed = sum(type(mark).__name__ == "FaceMark" for page in pages_of(jobs) for mark in page.marks)
    assert placed == 2 * len(jobs)


def test_a_sentence_that_is_above_is_named_with_its_place_there(job_of: JobOf) -> None:
    jobs = jobs_of(job_of, "home", "street")
    printed = " ".join(" ".join(read(make_law_proof(jobs, LETTER))).split())
    (told,) = re.findall(r"Already above: ([^.]*)\.", printed)
    home, street = text_of(jobs).cards
    here = {each.item: each.name for each in home.bearer + home.officer}
    shared = [each for each in street.bearer + street.officer if each.item in here]
    assert told == "; ".join(f"{each.name} (on home: {here[each.item]})" for each in shared)
    assert shared


@pytest.mark.parametrize("script", [each for each in script_ids(SHELVES) if each not in ("family", "private")])
def test_the_numbers_are_those_on_the_picture_of_the_card(script: str, job_of: JobOf) -> None:
    """Whatever the pictograms are: the picture has numerals in their place."""
    job = gather(SHELVES, Order("en", script, "plain-letter", Contact(read_link(LEGAL_AID))))
    drawn: dict[str, str] = {}
    for face in shown_on_proof(job):
        texts = [mark for mark in face.marks if isinstance(mark, TextMark)]
        for numeral, statement in itertools.pairwise(texts):
            if numeral.role is Role.NUMERAL:
                drawn[statement.id] = numeral.text
    (card,) = text_of([job]).cards
    items = text_of([job]).items
    told = {
        context: place.label
        for place in (*card.bearer, *card.officer)
        for context in items[place.item - 1].contexts
        if place.label.isdecimal() and not items[place.item - 1].where
    }
    assert told == drawn
    assert len(drawn) >= 9


def shown_on_proof(job: Job) -> list[Face]:
    """The faces that the proof draws."""
    found: list[Face] = []

    def kept(job: Job) -> tuple[CardText, tuple[Face, ...]]:
        text, faces = lay_out_faces(job)
        found.extend(faces)
        return text, faces

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cards.papers.lay_out_faces", kept)
        make_law_proof([job], LETTER)
    return found


def test_every_question_has_a_box_to_tick(job_of: JobOf) -> None:
    jobs = jobs_of(job_of, "home")
    side = BOX - 2 * STROKE
    uprights = [
        mark
        for page in pages_of(jobs)
        for mark in page.marks
        if isinstance(mark, PanelMark) and mark.rect.width == STROKE and mark.rect.height == pytest.approx(side)
    ]
    assert len(uprights) == 2 * (len(QUESTIONS) + 1) * len(text_of(jobs).items)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_nothing_is_on_top_of_something_else_or_outside_the_margins(
    paper: str, job_of: JobOf, ink_boxes: InkBoxes
) -> None:
    for face in pages_of(jobs_of(job_of, *SCRIPTS), paper):
        assert_apart(face, ink_boxes)
        for mark in face.marks:
            if isinstance(mark, TextMark):
                assert all(run.x >= MARGIN - 0.1 and run.y >= MARGIN for run in mark.runs)
                assert all(box.right <= face.size.width - MARGIN + 1 for run in mark.runs for box in ink_boxes(run))


def test_a_variant_says_where_and_a_phrase_that_it_stays_english(job_of: JobOf) -> None:
    (job,) = jobs_of(job_of, "home")
    first, *others = job.whole.bearer.statements
    says = replace(first, context=f"{first.context}/ny", text="**Go.**", regions=("US-NY",), say=("Am I free to go?",))
    gone = replace(first, context=f"{first.context}/tx", text="", regions=("US-TX",))
    side = replace(job.whole.bearer, statements=(replace(first, variants=(says, gone)), *others))
    pdf = make_law_proof([replace(job, whole=replace(job.whole, bearer=side))], LETTER)
    printed = " ".join(" ".join(read(pdf)).split())
    assert "Cards for New York say instead: Go. Said in English in every language: “Am I free to go?”" in printed
    assert f"Cards for Texas leave this out: {first.text.replace('**', '')}" in printed


def test_a_long_authority_is_continued_and_a_card_without_room_is_told(job_of: JobOf, ink_boxes: InkBoxes) -> None:
    (job,) = jobs_of(job_of, "home")
    first, *others = job.whole.bearer.statements
    long = replace(first, authority=tuple(f"Case {number} v. United States, 1 U.S. 1 (1800)" for number in range(400)))
    side = replace(job.whole.bearer, statements=(long, *others))
    whole = replace(job.whole, bearer=side)
    faces = {"home": ((), "The statements are too tall.")}
    text = law_text([whole], job.labels, job.wording, job.english)
    pages = law_pages(text, faces, LETTER, job.styles[0].families)
    texts = [mark.text for page in pages for mark in page.marks if isinstance(mark, TextMark)]
    assert [each for each in texts if "Case 399 v." in each]
    assert f"Bearer’s side, 1 · {first.context}, continued" in texts
    assert "No card to show: The statements are too tall." in texts
    for page in pages:
        assert_apart(page, ink_boxes)


def test_a_word_wider_than_the_paper_is_refused(job_of: JobOf) -> None:
    (job,) = jobs_of(job_of, "home")
    heading = replace(job.whole.bearer.heading, text="w" * 200)
    whole = replace(job.whole, bearer=replace(job.whole.bearer, heading=heading))
    with pytest.raises(DoesNotFit):
        make_law_proof([replace(job, whole=whole)], LETTER)


def test_the_proof_of_english_is_always_the_lawyers(job_of: JobOf) -> None:
    (job,) = jobs_of(job_of, "home")
    assert make_proof(job, LETTER) == make_law_proof([job], LETTER)


def test_its_codes_are_those_by_which_a_message_signs(job_of: JobOf) -> None:
    """Of the whole list of English, each of which some sentence has; the example is read once it is filled in."""
    jobs = jobs_of(job_of, *SCRIPTS)
    text = text_of(jobs)
    first = jobs[0]
    sentences = sentences_of([job.whole for job in jobs], first.labels, first.wording)
    assert {code for item in text.items for code in item.codes} == {each.code for each in sentences}
    for item in text.items:
        of_codes = {context for each in sentences if each.code in item.codes for context in each.contexts}
        assert of_codes == set(item.contexts) or item.leaves_out
    named = [item.codes[0] for item in text.items if item.codes]
    assert squeezed(LAW_MESSAGE) in squeezed(" ".join(read(make_law_proof(jobs, LETTER))))
    for quoted in (LAW_MESSAGE, f"> {LAW_MESSAGE}", f"Thanks!\n> {LAW_MESSAGE}", f"Ana: {LAW_MESSAGE}"):
        with pytest.raises(BadFile):
            read_answers(quoted, Path("message.txt"))
    message = LAW_MESSAGE.replace("OTHER CODE", named[-1]).replace("CODE", named[0])
    with pytest.raises(BadFile, match="in place of the reviewer’s name"):
        read_answers(message, Path("message.txt"))
    (answers,) = read_answers(message.replace("YOUR NAME", "Ana Ruiz"), Path("message.txt"))
    assert (answers.locale, answers.role) == ("en", "legal")
    assert [(each.sentence, each.verdict) for each in answers.answers] == [
        (named[0], Verdict.RIGHT),
        (named[-1], Verdict.WRONG),
    ]
