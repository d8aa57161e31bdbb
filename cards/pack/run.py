"""Makes a pack: hands out the work, writes the results, and reports what was made, what was kept and what failed.

Only this process writes; workers return bytes. The result does not depend on who did what, or in which order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from cards.decoding import decode
from cards.errors import CardError
from cards.jobs import Order
from cards.locations import Shelf
from cards.pack.cover import cover_of
from cards.pack.failures import Failure, in_order
from cards.pack.file_names import safe_name
from cards.pack.folder import Folder
from cards.pack.manifest import ManifestEntry, entry_text, manifest_lines, manifest_name, recipient_text
from cards.pack.plan import COVER, Bundle, Piece, Plan, combined_layouts, combined_name, further_files
from cards.pack.provenance import differences, parts_of_program, unlike, unreadable
from cards.pack.summary import Summary
from cards.pack.work import (
    CardsTask,
    CombinedTask,
    CoverTask,
    Done,
    Item,
    Made,
    Task,
    carry_out,
    items_of,
    kind_of,
    kinds_of,
    parts_of,
)
from cards.pack.workers import Workers
from cards.read.languages import read_languages
from cards.read.recipients import Recipient
from cards.readback import Decoder

MOST_AT_ONCE = 100
"""Files per task: enough to share what is read for them, and few enough that a stopped run ends soon."""

MOST_FAILURES = 10_000
"""Failures that are told and listed; of more, only the number."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a run: a summary of its files, how many of them existed already, and what failed.

    `untold` is the number of failures beyond those that are given. `unzipped` is the name of a ZIP that was asked for
    but not made, because a file that lists the others is missing.
    """

    summary: Summary
    kept: int
    failures: tuple[Failure, ...]
    unzipped: str = ""
    untold: int = 0


class StoppedEarly(Exception):
    """The first failure of a strict run."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure))
        self.failure = failure


@dataclass(frozen=True, slots=True)
class _File:
    """A file to make, with its piece if it holds one kind of card."""

    path: str
    kind: str
    what: str
    recipient: Recipient
    piece: Piece | None = None

    @property
    def written(self) -> bool:
        return self.piece is None or self.piece.written

    def entry(self, made: Made, size: int) -> ManifestEntry:
        """The file's entry in the manifest; `size` is in bytes."""
        if self.piece is None:
            return ManifestEntry(self.path, made.sha256, size, made.inputs, self.kind, warnings=made.warnings)
        piece = self.piece
        return ManifestEntry(
            self.path,
            made.sha256,
            size,
            made.inputs,
            self.kind,
            pages=made.pages,
            sheets=piece.sheets or None,
            cards=piece.cards or None,
            locale=piece.language.tag,
            language=piece.language.english,
            script=piece.script.id,
            version=piece.script.version,
            words=made.words,
            region=made.region or None,
            stock=piece.stock.id,
            layout=piece.layout.value,
            theme=piece.order.theme or None,
            review=made.review,
            warnings=made.warnings,
        )


@dataclass(slots=True)
class _Batch:
    """What has come of a plan so far, by path, and what its kinds of cards would be made from on this computer."""

    plan: Plan
    entries: dict[str, ManifestEntry] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)
    parts: dict[Order, Mapping[str, str]] = field(default_factory=dict)

    def earlier(self, folder: Folder) -> list[ManifestEntry]:
        """Intact files of earlier runs, in order, that this one could not replace: they stay."""
        failed = {*self.failures}
        for bundle in self.plan.bundles:
            made = {piece.layout for piece in bundle.pieces if piece.path in self.entries}
            failed |= {bundle.path(name) for name in further_files()} if not made else set()
            lost = [piece for piece in bundle.pieces if piece.layout not in made]
            failed |= {bundle.path(combined_name(layout)) for layout in combined_layouts(self.plan.pack, lost)}
        found = {path: entry for path in failed if (entry := folder.known(path)) is not None}
        found |= {each.file: each for prefix in self.plan.refused for each in folder.known_below(prefix)}
        return [entry for path, entry in sorted(found.items()) if path not in self.entries]


class _Record:
    """The lists of a manifest while the files are made, and which files stay in the folder."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._recipients, self._entries, self._earlier = (folder.lines() for _ in range(3))
        self._paths: list[str] = []
        self._begun: set[str] = set()

    def add(self, plan: Plan, entries: Sequence[ManifestEntry], earlier: Sequence[ManifestEntry]) -> None:
        """Adds what came of a plan. In a share the files of the others stay."""
        self._recipients.add(map(recipient_text, plan.bundles))
        self._entries.add(map(entry_text, entries))
        self._earlier.add(map(entry_text, earlier))
        self._folder.keep(entry.file for entry in (*entries, *earlier))
        if plan.share:
            self._folder.keep(plan.paths)
            self._begun |= {bundle.folder for bundle in plan.bundles}
        if plan.pack.zip:
            self._paths += [entry.file for entry in entries]

    def finish(self, plan: Plan, summary: Summary, failures: Sequence[Failure], untold: int, archive: str) -> None:
        """Ends the run with the manifest and the ZIP; `plan` is the last one."""

        def is_anothers(path: str) -> bool:
            folder = path.rpartition("/")[0]
            return bool(plan.share) and folder in plan.folders and folder not in self._begun

        lists = self._recipients.all(), self._entries.all()
        text = manifest_lines(plan, summary.needed, *lists, failures, archive, self._earlier.all(), untold=untold)
        self._folder.finish(manifest_name(plan), text, spares=is_anothers, archive=archive, archived=self._paths)

    def close(self) -> None:
        """Removes the lists."""
        for each in (self._recipients, self._entries, self._earlier):
            each.close()


@dataclass(slots=True)
class Run:
    """One run over the plans of a pack or share, of which there is at least one.

    One plan after another is made and forgotten, so memory does not grow with the pack. Without a `folder`, everything
    is made but nothing is written.

    `content` is the content folder as workers find it; `told` is called after each file. `decode` reads codes back.
    """

    plans: Iterable[Plan]
    shelves: Sequence[Shelf]
    workers: Workers
    folder: Folder | None = None
    content: Path | None = None
    strict: bool = False
    told: Callable[[], object] = lambda: None
    decode: Decoder = decode
    _batch: _Batch = field(init=False)
    _record: _Record | None = None
    _summary: Summary = field(default_factory=Summary)
    _all_failures: list[Failure] = field(default_factory=list)
    _untold: int = 0
    _kept: int = 0
    _lacks_others: bool = False

    def make(self) -> Outcome:
        """Makes every file of each plan: those with cards first, because the others list them.

        Raises CannotWrite, BadOrder if the workers cannot be used, or StoppedEarly if a strict run has a failure.
        """
        try:
            for plan in self.plans:
                if self.strict and plan.failures:
                    raise StoppedEarly(plan.failures[0])
                self._batch = _Batch(plan)
                self._make(plan)
            plan = self._batch.plan
            archive = f"{safe_name(plan.pack.title)}.zip" if plan.pack.zip and not plan.share else ""
            unzipped = archive if self._lacks_others else ""
            failures = in_order(self._all_failures)
            if self._record is not None and self._summary.files:
                self._record.finish(plan, self._summary, failures, self._untold, "" if unzipped else archive)
        finally:
            if self._record is not None:
                self._record.close()
        return Outcome(self._summary, self._kept, failures, unzipped if self.folder is not None else "", self._untold)

    def _make(self, plan: Plan) -> None:
        cards = [_File(piece.path, "cards", piece.what, piece.recipient, piece) for piece in plan.pieces]
        self._see_to(cards, self._cards_tasks(cards))
        others: list[_File] = []
        tasks = list(self._other_tasks(others))
        self._see_to(others, tasks)
        batch = self._batch
        files = [each for each in (*cards, *others) if each.written]
        entries = [batch.entries[each.path] for each in files if each.path in batch.entries]
        failed = [batch.failures[each.path] for each in files if each.path in batch.failures]
        self._lacks_others = self._lacks_others or any(each.path in batch.failures for each in others)
        self._summary.add(plan, entries)
        self._add_failures((*plan.failures, *failed))
        if self.folder is None:
            return
        if self._record is None and (entries or plan.bundles):
            self._record = _Record(self.folder)
        if self._record is not None:
            self._record.add(plan, entries, batch.earlier(self.folder))

    def _add_failures(self, failures: Sequence[Failure]) -> None:
        """Keeps failures, but no more than people and memory can take."""
        room = max(0, MOST_FAILURES - len(self._all_failures))
        self._all_failures += failures[:room]
        self._untold += len(failures[room:])

    def _cards_tasks(self, files: Sequence[_File]) -> list[Task]:
        """Tasks of files of one kind, because those share their texts."""
        pieces = self._batch.plan.pieces
        alike: dict[Order, list[int]] = {}
        for number, piece in enumerate(pieces):
            alike.setdefault(kind_of(piece.order), []).append(number)
        most = max(1, min(MOST_AT_ONCE, len(files) // (self.workers.count * 4)))
        return [
            CardsTask(tuple((self._item(n, files[n]), pieces[n].order) for n in numbers[begin : begin + most]))
            for numbers in alike.values()
            for begin in range(0, len(numbers), most)
        ]

    def _other_tasks(self, files: list[_File]) -> Iterator[Task]:
        """For each bundle the cover sheet and, if the pack asks for it, a file of all the cards in a layout.

        Adds them to `files`.
        """
        batch, languages = self._batch, read_languages(self.shelves)
        for bundle in batch.plan.bundles:
            made = [(each, batch.entries[each.path]) for each in bundle.pieces if each.path in batch.entries]
            if not bundle.closed or not made:
                continue
            cover = cover_of(batch.plan.pack, bundle, made, languages, batch.failures)
            yield CoverTask(self._added(files, bundle, f"{COVER}.pdf", "cover"), cover)
            pieces = [piece for piece, _ in made]
            for layout in combined_layouts(batch.plan.pack, pieces):
                orders = tuple(piece.order for piece in pieces if piece.layout is layout)
                yield CombinedTask(self._added(files, bundle, combined_name(layout), "combined"), orders)

    def _added(self, files: list[_File], bundle: Bundle, name: str, kind: str) -> Item:
        files.append(_File(bundle.path(name), kind, name.removesuffix(".pdf"), bundle.recipient))
        return self._item(len(files) - 1, files[-1])

    def _item(self, number: int, file: _File) -> Item:
        entry = self.folder.known(file.path) if self.folder is not None and file.written else None
        known = None
        if entry is not None:
            review, words = entry.review or "", entry.words or ""
            known = Made(
                number, b"", entry.sha256, entry.inputs, entry.pages, review, words, entry.warnings, entry.region or ""
            )
        return Item(number, file.what, file.recipient.file, file.recipient.line, known)

    def _see_to(self, files: Sequence[_File], tasks: Sequence[Task]) -> None:
        work = partial(carry_out, content=self.content, decode=self.decode)
        of_item = {item.number: task for task in tasks for item in items_of(task)}
        with closing(self.workers.done(work, tasks)) as results:
            for done in results:
                if self.workers.separate:
                    self._compare(of_item[done.made[0].number], done)
                self._take([(files[made.number], made) for made in done.made])

    def _compare(self, task: Task, done: Done) -> None:
        """Refuses files that a worker made from other words, fonts, stocks, libraries or program than those here.

        Raises BadOrder with the worker and the difference, or CannotWrite if a file changed during the run.
        """
        different = differences(done.parts, parts_of_program())
        if different:
            raise unlike(done.worker, different)
        try:
            ours = self._parts(task)
        except CardError as error:
            if done.is_read:
                raise unreadable(done.worker, error.cause) from error
            return
        if not done.is_read:
            failure = done.made[0].failure
            raise unreadable(done.worker, failure.cause if failure is not None else "")
        different = differences(done.parts, ours)
        if different:
            raise unlike(done.worker, different)

    def _parts(self, task: Task) -> Mapping[str, str]:
        """What a task would be made from on this computer; each kind of card is read once."""
        found: dict[str, str] = {}
        for kind in kinds_of(task):
            if isinstance(kind, CoverTask):
                found |= parts_of(self.shelves, kind)
                continue
            if kind not in self._batch.parts:
                self._batch.parts[kind] = parts_of(self.shelves, kind)
            found |= self._batch.parts[kind]
        return found

    def _take(self, done: Sequence[tuple[_File, Made]]) -> None:
        """Writes the files that a task has made, and records what was kept and what failed."""
        batch, fresh = self._batch, []
        for file, made in done:
            if made.failure is not None:
                batch.failures[file.path] = made.failure
            elif made.kept:
                before = self.folder.listed(file.path) if self.folder is not None else None
                assert before is not None  # a worker keeps only files that exist
                batch.entries[file.path] = file.entry(made, before.bytes)
                self._kept += 1
            else:
                entry = batch.entries[file.path] = file.entry(made, len(made.pdf))
                if file.written:
                    fresh.append((entry, made.pdf))
        if self.folder is not None and fresh:
            self.folder.put(fresh)
        for _, made in done:
            self.told()
            if self.strict and made.failure is not None:
                raise StoppedEarly(made.failure)
