"""What a worker does: a task of plain values in, finished files as bytes out. It writes nothing and asks nothing.

A worker may be this process, another one, or one on another computer, where a content folder must be at the same path.
With its files it returns what it made them from, part by part, so that the parent can refuse files that it would have
made differently.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

from cards.decoding import decode as usual_decoder
from cards.errors import CardError
from cards.guards.refusals import refuse_unsound_card
from cards.jobs import Job, Order, gather
from cards.locations import Shelf, shelves
from cards.merge.contact import stand_in
from cards.merge.cover_text import CoverText
from cards.merge.proof_text import proof_text
from cards.pack.failures import Failure, failure_of, in_keys
from cards.pack.inputs import digest_of, digest_of_cards
from cards.pack.provenance import parts_of_cards, parts_of_cover, parts_of_program, this_worker
from cards.papers import cover_families, make_cover
from cards.pipeline import make, make_combined
from cards.read.typefaces import Family
from cards.readback import Decoder

_ONE_AT_A_TIME = Lock()
"""A cluster's workers may run several threads, but the fonts and the caches of texts are not thread-safe."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file to make: its `number` in the run, what it is, and the row of a file that asks for it.

    `known` is what the manifest says about an intact file that exists; it is kept if the same would be made now.
    """

    number: int
    what: str
    row: Path
    line: int
    known: Made | None = None


@dataclass(frozen=True, slots=True)
class CardsTask:
    """Files of cards of one kind (`kind_of`): they differ in contact and number of cards."""

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
    """The result of an item: a file's bytes with the facts about it, a failure, or neither if the file can be kept.

    `inputs` is the digest of what the file is made from and of the facts, so that a manifest is not trusted if somebody
    has changed its facts. `review` is the state of its least trusted string, and `words` the code of its current texts,
    which the reviewers' proof has too. `region` is the code of the state whose words the cards have, "" for none.
    """

    number: int
    pdf: bytes = b""
    sha256: str = ""
    inputs: str = ""
    pages: int | None = None
    review: str = ""
    words: str = ""
    warnings: tuple[str, ...] = ()
    region: str = ""
    failure: Failure | None = None

    @property
    def kept(self) -> bool:
        """Whether the file that exists is the one that would be made now."""
        return not self.pdf and self.failure is None


@dataclass(frozen=True, slots=True)
class Done:
    """The files of a task, and the digest of each part that this `worker` made them from, by name.

    If it could not read them, `is_read` is false and the parts are those of the program alone. `worker` is an address
    in a cluster, or "" for a process on the parent's computer.
    """

    made: tuple[Made, ...]
    parts: Mapping[str, str]
    is_read: bool
    worker: str


def carry_out(task: Task, content: Path | None, decode: Decoder = usual_decoder) -> Done:
    """Makes the files of a task, with the content folder if there is one. A CardError fails only its item."""
    with _ONE_AT_A_TIME:
        try:
            read = _read(shelves(content), task)
        except CardError as error:
            failed = tuple(_failed(item, error) for item in items_of(task))
            return Done(failed, parts_of_program(), is_read=False, worker=this_worker())
        return Done(tuple(_made(task, read, decode)), read.parts, is_read=True, worker=this_worker())


def items_of(task: Task) -> tuple[Item, ...]:
    """The items of a task."""
    return tuple(item for item, _ in task.items) if isinstance(task, CardsTask) else (task.item,)


def kinds_of(task: Task) -> tuple[Order | CoverTask, ...]:
    """The kinds of files that a task makes, each once: files of one kind are made from the same parts."""
    if isinstance(task, CoverTask):
        return (task,)
    orders = [order for _, order in task.items] if isinstance(task, CardsTask) else task.orders
    return tuple(dict.fromkeys(map(kind_of, orders)))


def parts_of(places: Sequence[Shelf], kind: Order | CoverTask) -> dict[str, str]:
    """The parts that this process would make a kind from. Raises CardError for what cannot be read."""
    with _ONE_AT_A_TIME:
        if isinstance(kind, CoverTask):
            return parts_of_cover(cover_families(places, kind.cover))
        return parts_of_cards(places, gather(places, kind))


@dataclass(frozen=True, slots=True)
class _Read:
    """What a task is made from: the font families of a cover sheet, or a job without contact for each kind of card."""

    parts: Mapping[str, str]
    families: Mapping[str, tuple[Family, ...]] = field(default_factory=dict)
    jobs: Mapping[Order, Job] = field(default_factory=dict)


def _read(places: Sequence[Shelf], task: Task) -> _Read:
    """Reads what a task is made from, once for all its files."""
    if isinstance(task, CoverTask):
        families = cover_families(places, task.cover)
        return _Read(parts_of_program() | parts_of_cover(families), families)
    jobs = {kind: gather(places, kind) for kind in kinds_of(task) if isinstance(kind, Order)}
    parts = parts_of_program()
    for job in jobs.values():
        parts |= parts_of_cards(places, job)
    return _Read(parts, jobs=jobs)


def kind_of(order: Order) -> Order:
    """What orders have in common that differ in contact and number of cards."""
    return replace(order, contact=stand_in(order.contact), copies=1, exact=True)


def _made(task: Task, read: _Read, decode: Decoder) -> Iterator[Made]:
    """Makes the files of a task one after another."""
    if isinstance(task, CardsTask):
        yield from _cards(task, read, decode)
        return
    try:
        yield _cover(task, read.families) if isinstance(task, CoverTask) else _combined(task, read.jobs, decode)
    except CardError as error:
        yield _failed(task.item, error)


def _cards(task: CardsTask, read: _Read, decode: Decoder) -> Iterator[Made]:
    (shared,) = read.jobs.values()
    inputs = digest_of_cards(shared)
    words = _words(shared)
    for item, order in task.items:
        try:
            yield _one(item, _job(shared, order), inputs, words, decode)
        except CardError as error:
            yield _failed(item, error)


def _one(item: Item, job: Job, shared: str, words: str, decode: Decoder) -> Made:
    inputs = _inputs(shared, job)
    if item.known is not None and _is_still(item.known, inputs):
        refuse_unsound_card(job)  # other catalogs may have changed, with which its words are compared
        return _sealed(replace(item.known, inputs=inputs, words=words))  # of what only other cards of the script say
    done = make(job, decode)
    warnings = tuple(map(in_keys, done.warnings))
    return _sealed(
        Made(
            item.number,
            done.pdf,
            _sha256(done.pdf),
            inputs,
            done.pages,
            done.review.value,
            words,
            warnings,
            _state(job),
        )
    )


def _state(job: Job) -> str:
    """The code of the state whose words a card has on either side."""
    return job.script.bearer.state or job.script.officer.state


def _cover(task: CoverTask, families: Mapping[str, tuple[Family, ...]]) -> Made:
    inputs = digest_of(task.cover, families)
    if task.item.known is not None and _is_still(task.item.known, inputs):
        return task.item.known
    pdf, warnings = make_cover(task.cover, families)
    return _sealed(Made(task.item.number, pdf, _sha256(pdf), inputs, warnings=warnings))


def _combined(task: CombinedTask, shared: Mapping[Order, Job], decode: Decoder) -> Made:
    digests = {kind: digest_of_cards(job) for kind, job in shared.items()}
    kinds = [kind_of(order) for order in task.orders]
    jobs = [_job(shared[kind], order) for kind, order in zip(kinds, task.orders, strict=True)]
    inputs = digest_of([_inputs(digests[kind], job) for kind, job in zip(kinds, jobs, strict=True)])
    if task.item.known is not None and _is_still(task.item.known, inputs):
        for job in jobs:
            refuse_unsound_card(job)  # as for each by itself
        return task.item.known
    pdf = make_combined(jobs, decode)
    return _sealed(Made(task.item.number, pdf, _sha256(pdf), inputs))


def _job(shared: Job, order: Order) -> Job:
    assert order.copies is not None  # the plan counts them
    return replace(shared, contact=order.contact, copies=order.copies)


def _inputs(shared: str, job: Job) -> str:
    return digest_of(shared, job.contact, job.copies)


def _sealed(made: Made) -> Made:
    """The same with a digest that covers the facts in addition to what the file is made from."""
    return replace(made, inputs=digest_of(made.inputs, made.pages, made.review, made.words, made.warnings, made.region))


def _is_still(known: Made, inputs: str) -> bool:
    """Whether a file was made from these inputs and the facts about it are unchanged."""
    return known.inputs == _sealed(replace(known, inputs=inputs)).inputs


def _words(job: Job) -> str:
    return proof_text(job.whole, job.labels, job.wording, job.language, job.english).code


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _failed(item: Item, error: CardError) -> Made:
    return Made(item.number, failure=failure_of(error, item.what, item.row, item.line))
