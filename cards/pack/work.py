"""What a worker does: a task of plain values in, finished files as bytes out. It writes nothing and asks nobody.

A worker may be this process, another one, or one on another machine, which has the same version of the program; a
content folder must be where the task says on all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from cards import __version__
from cards.decoding import decode
from cards.errors import BadOrder, CardError
from cards.jobs import Job, Order, gather
from cards.locations import Shelf, shelves
from cards.merge.contact import Contact
from cards.merge.cover_text import CoverText
from cards.merge.proof_text import proof_text
from cards.pack.failures import Failure, failure_of, in_keys
from cards.pack.inputs import digest_of, digest_of_cards
from cards.papers import cover_families, make_cover
from cards.pipeline import make, make_combined
from cards.read.links import Link

_NOBODY = Contact(Link("", ""))

_ONE_AT_A_TIME = Lock()
"""Workers of a cluster may run several threads; the fonts and what is remembered of texts are not made for that."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file to make: its `number` in the run, what it is, and the row of a file that asks for it.

    `known` is what the list says of an intact file that is there; the file is kept if that is what would be made.
    """

    number: int
    what: str
    row: Path
    line: int
    known: Made | None = None


@dataclass(frozen=True, slots=True)
class CardsTask:
    """Files of cards of one locale, script, stock, layout and theme: their contacts and numbers of cards differ."""

    items: tuple[tuple[Item, Order], ...]


@dataclass(frozen=True, slots=True)
class CoverTask:
    """A cover sheet."""

    item: Item
    cover: CoverText


@dataclass(frozen=True, slots=True)
class CombinedTask:
    """A file of all the cards of a bundle in one layout."""

    item: Item
    orders: tuple[Order, ...]


Task = CardsTask | CoverTask | CombinedTask


@dataclass(frozen=True, slots=True)
class Made:
    """What came of an item: a file's bytes with the facts about it, or a failure, or neither when it can be kept.

    `inputs` is the digest of what the file is made from and of the facts, so that a list in which somebody has changed
    them is not believed; `review` is the state of its least trusted string, `words` the code of the
    texts as they stand, which is that of the reviewers' proof.
    """

    number: int
    pdf: bytes = b""
    sha256: str = ""
    inputs: str = ""
    pages: int | None = None
    review: str = ""
    words: str = ""
    warnings: tuple[str, ...] = ()
    failure: Failure | None = None

    @property
    def kept(self) -> bool:
        """Whether the file that is there is as it would be made."""
        return not self.pdf and self.failure is None


def carry_out(task: Task, content: Path | None, program: str) -> tuple[Made, ...]:
    """The files of a task, with the content folder if there is one. A CardError fails its item only.

    Raises BadOrder when this worker does not run version `program`.
    """
    if program != __version__:
        raise BadOrder(
            f"A worker runs version {__version__} of the program, not {program}.", "Install the same version on each."
        )
    with _ONE_AT_A_TIME:
        places = shelves(content)
        if isinstance(task, CardsTask):
            return tuple(_cards(places, task))
        try:
            made = _cover(places, task) if isinstance(task, CoverTask) else _combined(places, task)
        except CardError as error:
            made = _failed(task.item, error)
        return (made,)


def _cards(places: Sequence[Shelf], task: CardsTask) -> Iterator[Made]:
    """The files one after the other; what they share is read once."""
    try:
        shared = _without_contact(places, task.items[0][1])
    except CardError as error:
        yield from (_failed(item, error) for item, _ in task.items)
        return
    inputs = digest_of_cards(shared)
    words = _words(shared)
    for item, order in task.items:
        try:
            yield _one(item, _job(shared, order), inputs, words)
        except CardError as error:
            yield _failed(item, error)


def _one(item: Item, job: Job, shared: str, words: str) -> Made:
    inputs = _inputs(shared, job)
    if item.known is not None and _is_still(item.known, inputs):
        return item.known
    done = make(job, decode)
    warnings = tuple(map(in_keys, done.warnings))
    return _sealed(
        Made(item.number, done.pdf, _sha256(done.pdf), inputs, done.pages, done.review.value, words, warnings)
    )


def _cover(places: Sequence[Shelf], task: CoverTask) -> Made:
    families = cover_families(places, task.cover)
    inputs = digest_of(task.cover, families)
    if task.item.known is not None and _is_still(task.item.known, inputs):
        return task.item.known
    pdf = make_cover(task.cover, families)
    return _sealed(Made(task.item.number, pdf, _sha256(pdf), inputs))


def _combined(places: Sequence[Shelf], task: CombinedTask) -> Made:
    jobs, digests = [], []
    shared: dict[tuple[str, str], tuple[Job, str]] = {}
    for order in task.orders:
        key = (order.locale, order.script)
        if key not in shared:
            read = _without_contact(places, order)
            shared[key] = (read, digest_of_cards(read))
        job = _job(shared[key][0], order)
        jobs.append(job)
        digests.append(_inputs(shared[key][1], job))
    inputs = digest_of(digests)
    if task.item.known is not None and _is_still(task.item.known, inputs):
        return task.item.known
    pdf = make_combined(jobs, decode)
    return _sealed(Made(task.item.number, pdf, _sha256(pdf), inputs))


def _without_contact(places: Sequence[Shelf], order: Order) -> Job:
    """What all files of a locale and script share, read once. Raises BadFile."""
    return gather(places, replace(order, contact=_NOBODY, copies=1, exact=True))


def _job(shared: Job, order: Order) -> Job:
    assert order.copies is not None  # the plan counts them
    return replace(shared, contact=order.contact, copies=order.copies)


def _inputs(shared: str, job: Job) -> str:
    return digest_of(shared, job.contact, job.copies)


def _sealed(made: Made) -> Made:
    """With the facts in the digest, beside what the file is made from."""
    return replace(made, inputs=digest_of(made.inputs, made.pages, made.review, made.words, made.warnings))


def _is_still(known: Made, inputs: str) -> bool:
    """Whether a file was made from that, and the facts about it are as they were then."""
    return known.inputs == _sealed(replace(known, inputs=inputs)).inputs


def _words(job: Job) -> str:
    return proof_text(job.script, job.labels, job.wording, job.language, job.english).code


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _failed(item: Item, error: CardError) -> Made:
    return Made(item.number, failure=failure_of(error, item.what, item.row, item.line))
