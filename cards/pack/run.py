"""Makes a pack: hands out the work, writes the results, and reports what was made, what was kept and what failed.

Only this process writes; workers return bytes. The result does not depend on who did what, or in which order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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
from cards.pack.manifest import ManifestEntry, manifest_name, manifest_text
from cards.pack.plan import COVER, Bundle, Piece, Plan, combined_layouts, combined_name, further_files
from cards.pack.provenance import differences, parts_of_program, unlike, unreadable
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a run: the files of the pack in order, how many of them existed already, and what failed.

    `unzipped` is the name of a ZIP that was asked for but not made, because a file that lists the others is missing.
    """

    entries: tuple[ManifestEntry, ...]
    kept: int
    failures: tuple[Failure, ...]
    unzipped: str = ""


class StoppedEarly(Exception):
    """The first failure of a strict run."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure))
        self.failure = failure


def file_count(plan: Plan) -> int:
    """How many files a run makes if none fails."""
    further = sum(1 + len(combined_layouts(plan.pack, bundle.pieces)) for bundle in plan.bundles if bundle.closed)
    return len(plan.pieces) + further


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
class Run:
    """One run over a plan. Without a `folder`, everything is made but nothing is written.

    `content` is the content folder as workers find it; `told` is called after each file. `decode` reads codes back.
    """

    plan: Plan
    shelves: Sequence[Shelf]
    workers: Workers
    folder: Folder | None = None
    content: Path | None = None
    strict: bool = False
    told: Callable[[], object] = lambda: None
    decode: Decoder = decode
    _entries: dict[str, ManifestEntry] = field(default_factory=dict)
    _failures: dict[str, Failure] = field(default_factory=dict)
    _kept: int = 0
    _ours: dict[Order, Mapping[str, str]] = field(default_factory=dict)

    def make(self) -> Outcome:
        """Makes every file: those with cards first, because the others list them.

        Raises CannotWrite, BadOrder if the workers cannot be used, or StoppedEarly if a strict run has a failure.
        """
        if self.strict and self.plan.failures:
            raise StoppedEarly(self.plan.failures[0])
        cards = [
            _File(piece.path, "cards", piece.what, piece.recipient, piece)
            for piece in self.plan.pieces
        ]  # fmt: skip
        self._see_to(cards, self._cards_tasks(cards))
        others: list[_File] = []
        tasks = list(self._other_tasks(others))
        self._see_to(others, tasks)
        files = [each for each in (*cards, *others) if each.written]
        entries = tuple(self._entries[each.path] for each in files if each.path in self._entries)
        failed = (self._failures[each.path] for each in files if each.path in self._failures)
        failures = in_order((*self.plan.failures, *failed))
        archive = f"{safe_name(self.plan.pack.title)}.zip" if self.plan.pack.zip and not self.plan.share else ""
        unzipped = archive if any(each.path in self._failures for each in others) else ""
        if self.folder is not None and entries:
            self._finish(self.folder, entries, failures, "" if unzipped else archive)
        return Outcome(entries, self._kept, failures, unzipped if self.folder is not None else "")

    def _cards_tasks(self, files: Sequence[_File]) -> list[Task]:
        """Tasks of files of one kind, because those share their texts."""
        alike: dict[Order, list[int]] = {}
        for number, piece in enumerate(self.plan.pieces):
            alike.setdefault(kind_of(piece.order), []).append(number)
        most = max(1, min(MOST_AT_ONCE, len(files) // (self.workers.count * 4)))
        pieces = self.plan.pieces
        return [
            CardsTask(tuple((self._item(n, files[n]), pieces[n].order) for n in numbers[begin : begin + most]))
            for numbers in alike.values()
            for begin in range(0, len(numbers), most)
        ]

    def _other_tasks(self, files: list[_File]) -> Iterator[Task]:
        """For each bundle the cover sheet and, if the pack asks for it, a file of all the cards in a layout.

        Adds them to `files`.
        """
        languages = read_languages(self.shelves)
        for bundle in self.plan.bundles:
            made = [(each, self._entries[each.path]) for each in bundle.pieces if each.path in self._entries]
            if not bundle.closed or not made:
                continue
            cover = cover_of(self.plan.pack, bundle, made, languages, self._failures)
            yield CoverTask(self._added(files, bundle, f"{COVER}.pdf", "cover"), cover)
            pieces = [piece for piece, _ in made]
            for layout in combined_layouts(self.plan.pack, pieces):
                orders = tuple(piece.order for piece in pieces if piece.layout is layout)
                yield CombinedTask(self._added(files, bundle, combined_name(layout), "combined"), orders)

    def _added(self, files: list[_File], bundle: Bundle, name: str, kind: str) -> Item:
        files.append(_File(bundle.path(name), kind, name.removesuffix(".pdf"), bundle.recipient))
        return self._item(len(files) - 1, files[-1])

    def _item(self, number: int, file: _File) -> Item:
        entry = self.folder.known.get(file.path) if self.folder is not None and file.written else None
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
            if kind not in self._ours:
                self._ours[kind] = parts_of(self.shelves, kind)
            found |= self._ours[kind]
        return found

    def _take(self, done: Sequence[tuple[_File, Made]]) -> None:
        """Writes the files that a task has made, and records what was kept and what failed."""
        fresh = []
        for file, made in done:
            if made.failure is not None:
                self._failures[file.path] = made.failure
            elif made.kept:
                assert self.folder is not None  # a worker keeps only files that exist
                self._entries[file.path] = file.entry(made, self.folder.known[file.path].bytes)
                self._kept += 1
            else:
                entry = self._entries[file.path] = file.entry(made, len(made.pdf))
                if file.written:
                    fresh.append((entry, made.pdf))
        if self.folder is not None and fresh:
            self.folder.put(fresh)
        for _, made in done:
            self.told()
            if self.strict and made.failure is not None:
                raise StoppedEarly(made.failure)

    def _finish(
        self, folder: Folder, entries: Sequence[ManifestEntry], failures: Sequence[Failure], archive: str
    ) -> None:
        plan = self.plan
        paths = [entry.file for entry in entries]
        earlier = self._earlier(folder)
        folder.finish(
            manifest_name(plan),
            manifest_text(plan, entries, failures, archive, earlier),
            keep={*paths, *(entry.file for entry in earlier), *(plan.paths if plan.share else ())},
            archive=archive,
            archived=paths,
        )

    def _earlier(self, folder: Folder) -> list[ManifestEntry]:
        """Intact files of earlier runs, in order, that this one could not replace: they stay."""
        failed = {*self._failures}
        for bundle in self.plan.bundles:
            made = {piece.layout for piece in bundle.pieces if piece.path in self._entries}
            failed |= {bundle.path(name) for name in further_files()} if not made else set()
            lost = [piece for piece in bundle.pieces if piece.layout not in made]
            failed |= {bundle.path(combined_name(layout)) for layout in combined_layouts(self.plan.pack, lost)}
        return [
            entry
            for path, entry in sorted(folder.known.items())
            if path not in self._entries and (path in failed or path.startswith(self.plan.refused))
        ]
