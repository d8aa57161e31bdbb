"""The folder that a pack is written into: only complete files appear in it, and a stopped run can be resumed.

A file is written in the hidden folder `.unfinished` and then moved into place. The journal there names it first. So
every file that this program has written is named in the journal or in a manifest, and no other file is ever overwritten
or removed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path, PureWindowsPath
from typing import IO

from cards.errors import BadOrder, CannotWrite
from cards.pack.archive import is_archive_of_a_pack, write_archive
from cards.pack.listed import Lines, Listed
from cards.pack.manifest import (
    MANIFEST,
    Manifest,
    ManifestEntry,
    Origin,
    entry_text,
    is_manifest,
    origin_text,
    parse_entry,
    parse_manifest,
    parse_origin,
    read_manifest,
)
from cards.read.files import open_ordinary, why_not_written
from cards.read.tables import check_length, read_bytes

UNFINISHED = ".unfinished"
_JOURNAL = "journal"
_MOST_SHOWN = 100

_ELSEWHERE = "Move it elsewhere, or give -o another folder."

MAX_LIST = 2_000_000_000
"""Bytes of a manifest or journal: some 500 for each file, of which a pack has a million or two at most."""

_MOST_AT_ONCE = 100_000_000
"""Bytes of a manifest that an editor has laid out otherwise, so that it is read at once."""

_LONGEST = 1_000_000
"""Bytes of a line: an entry has a thousand."""

_WHAT = "manifest of the pack"


class Folder:
    """An output folder, with what its manifests and its journal list."""

    def __init__(self, root: Path, origin: Origin, *, resume: bool, share: str = "") -> None:
        """Opens the folder, which need not exist, for the pack of that origin, or for a share such as "2 of 3": several
        shares may be made in one folder at the same time.

        Raises BadOrder if it has files in it, unless `resume` is set, and if it holds another pack, whose files would
        be removed.
        """
        self.root = root
        self._origin = origin
        self._hidden = root / UNFINISHED
        self._share = share
        self._journal = self._hidden / (f"{_JOURNAL} {share}" if share else _JOURNAL)
        self._part = self._hidden / f"part-{os.getpid()}"
        self._list_name = f"listed-{os.getpid()}"
        self._is_begun = False
        self._listed = Listed(self._place_of_list)
        self.removed: list[str] = []
        self._archives: set[str] = set()
        self._folders: set[Path] = set()
        with _refusing(root):
            if resume:
                self._read()
            elif root.is_dir() and any(_counts(path.name) for path in root.iterdir()):
                begun = self._manifests() or self._hidden.exists()
                there = (
                    ", or add --resume to continue with the pack that is there" if begun else " that is empty or new"
                )
                raise BadOrder(f"{root} already has files in it.", f"Give -o another folder{there}.")

    def listed(self, path: str) -> ManifestEntry | None:
        """What is known of a file that this program wrote, by its path in the pack."""
        with _refusing(self.root):
            return self._listed.get(path)

    def known(self, path: str) -> ManifestEntry | None:
        """The same for a file that has not changed since."""
        with _refusing(self.root):
            entry = self._listed.get(path)
            return entry if entry is not None and self._is_intact(entry) else None

    def known_below(self, prefix: str) -> Iterator[ManifestEntry]:
        """The files that have not changed since and whose paths begin so, sorted by path."""
        with _refusing(self.root):
            yield from filter(self._is_intact, self._listed.beginning(prefix))

    def keep(self, paths: Iterable[str]) -> None:
        """Marks files that `finish` does not remove."""
        with _refusing(self.root):
            self._listed.keep(paths)

    def lines(self) -> Lines:
        """An empty list of lines, which is in the hidden folder once it is long."""
        with _refusing(self.root):
            self._open_hidden()
        return Lines(self._hidden)

    def _place_of_list(self) -> Path:
        self._hidden.mkdir(exist_ok=True)
        return self._hidden / self._list_name

    def _read(self) -> None:
        """Reads the manifests, then the journal, which is newer."""
        for path in self._manifests():
            found = _manifest(path)
            if found is None:
                raise BadOrder(f"{path} is not the manifest of a pack.", _ELSEWHERE)
            self._refuse_another(found.origin)
            self._listed.add(entry for entry in found.entries if _is_inside(entry.file))
            self._archives |= {name for name in [found.archive] if _names_archive(name)}
        for path in sorted(self._hidden.glob(f"{_JOURNAL}*")):
            self._listed.add(self._of_journal(path))

    def _of_journal(self, path: Path) -> Iterator[ManifestEntry]:
        for line in _lines(path):
            self._refuse_another(parse_origin(line))
            entry = parse_entry(line)
            if entry is not None and _is_inside(entry.file):
                yield entry

    def _refuse_another(self, found: Origin | None) -> None:
        if found is not None and not found.is_of(self._origin):
            raise BadOrder(
                f"{self.root} holds another pack, {_plain(found.title)!r}, made from {_plain(found.file)}.",
                "Give -o another folder. If it is the same pack, give its file the name and title that it had then.",
            )

    def _manifests(self) -> list[Path]:
        return sorted(path for path in self.root.glob("manifest*.json") if is_manifest(path.name))

    def _is_intact(self, entry: ManifestEntry) -> bool:
        path = self.root / entry.file
        if self._leads_out(path.parent):
            return False
        return path.is_file() and path.stat().st_size == entry.bytes and _sha256(path) == entry.sha256

    def put(self, files: Sequence[tuple[ManifestEntry, bytes]]) -> None:
        """Writes the journal, then the files. Raises CannotWrite, and then each file is either complete or missing."""
        for entry, _ in files:
            self._check(entry)
        with _refusing(self.root):
            self._open_hidden()
            with self._journal.open("a", encoding="utf-8", newline="\n") as journal:
                if not self._is_begun:
                    journal.write(f"\n{origin_text(self._origin)}\n")
                    self._is_begun = True
                journal.writelines(f"\n{entry_text(entry)}\n" for entry, _ in files)
        for entry, data in files:
            target = self.root / entry.file
            with _refusing(target):
                self._write(target, partial(_fill, data=data))
                self._listed.add([entry])

    def _check(self, entry: ManifestEntry) -> None:
        """Refuses to overwrite somebody else's file, before the journal claims it as ours. Raises CannotWrite."""
        target = self.root / entry.file
        with _refusing(target):
            self._refuse_outside(target.parent)
            if self._listed.get(entry.file) is None and target.exists() and _sha256(target) != entry.sha256:
                raise _taken(target)

    def _open_hidden(self) -> None:
        self._hidden.mkdir(parents=True, exist_ok=True)
        self._refuse_outside(self._journal)

    def _close_hidden(self) -> None:
        """Removes the hidden folder, but what other shares have in it."""
        if not self._share:
            shutil.rmtree(self._hidden, ignore_errors=True)
            return
        for path in (self._journal, self._hidden / self._list_name):
            path.unlink(missing_ok=True)
        with suppress(OSError):
            self._hidden.rmdir()

    def _leads_out(self, path: Path) -> bool:
        """Whether a path leads out of the folder, as it does through a link to another folder."""
        return not path.resolve().is_relative_to(self.root.resolve())

    def _refuse_outside(self, path: Path) -> None:
        if self._leads_out(path):
            raise CannotWrite(
                f"{path} leads out of {self.root} through a link.", "Remove the link, or give -o another folder."
            )

    def finish(
        self,
        manifest: str,
        text: Iterable[str],
        *,
        spares: Callable[[str], bool] = lambda path: False,
        archive: str = "",
        archived: Sequence[str] = (),
    ) -> None:
        """Ends a run: removes those of our files that are no longer asked for, then writes the manifest and the ZIP.

        Files that are marked to `keep` stay, and those that a share `spares` for others. `archived` are the paths that
        go into the ZIP with the manifest if `archive` names one. Raises CannotWrite.
        """
        with _refusing(self.root):
            old = [name for name in self._archives - {archive} if is_archive_of_a_pack(self.root / name)]
            if archive:
                self._check_archive(archive)
            self._open_hidden()
            self._remove(entry for entry in self._listed.spare() if not spares(entry.file))
            self._write(self.root / manifest, lambda file: file.writelines(part.encode("utf-8") for part in text))
            if archive:
                self._write(self.root / archive, lambda file: write_archive(file, self.root, (*archived, manifest)))
            for name in old:
                (self.root / name).unlink()
                self.removed.append(name)
            for path in self._manifests():
                if manifest == MANIFEST != path.name:
                    path.unlink()  # a share's, which the manifest of the whole pack includes
            self._listed.close()
            self._close_hidden()

    def _remove(self, entries: Iterable[ManifestEntry]) -> None:
        """Removes files of ours, unless somebody has changed them since, and the folders that this leaves empty."""
        for entry in filter(self._is_intact, entries):
            target = self.root / entry.file
            target.unlink()
            self.removed.append(entry.file)
            if target.parent != self.root:
                with suppress(OSError):
                    target.parent.rmdir()

    def _check_archive(self, name: str) -> None:
        """Refuses to overwrite a ZIP of another pack, before the manifest claims it as ours."""
        target = self.root / name
        if target.exists() and not (name in self._archives and is_archive_of_a_pack(target)):
            raise _taken(target)

    def _write(self, target: Path, fill: Callable[[IO[bytes]], object]) -> None:
        """Fills a file in the hidden folder and moves it into place when it is complete."""
        self._refuse_outside(target.parent)
        try:
            with self._part.open("wb") as file:
                fill(file)
            if target.parent not in self._folders:
                target.parent.mkdir(exist_ok=True)
                self._folders.add(target.parent)
            self._part.replace(target)
        except OSError:
            self._part.unlink(missing_ok=True)
            raise


def _counts(name: str) -> bool:
    """Whether a file shows that the folder is in use: operating systems leave hidden files anywhere."""
    return not name.startswith(".") or name == UNFINISHED


def _is_inside(path: str) -> bool:
    """Whether a manifest's path lies inside the pack: anybody may have written it, and its files may be removed."""
    parts = PureWindowsPath(path)
    return bool(parts.parts) and not parts.anchor and ".." not in parts.parts and ":" not in path


def _names_archive(name: str) -> bool:
    """Whether the ZIP that a manifest names lies in the same folder, as ours do."""
    return _is_inside(name) and name.endswith(".zip") and len(PureWindowsPath(name).parts) == 1


def _plain(text: str) -> str:
    """The beginning of a text from a manifest, which anybody may have written, made safe to show."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:_MOST_SHOWN])


def _fill(file: IO[bytes], data: bytes) -> None:
    file.write(data)


def _taken(target: Path) -> CannotWrite:
    return CannotWrite(f"{target} already exists and is not part of this pack.", _ELSEWHERE)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turns the system's error about a path into CannotWrite."""
    try:
        yield
    except (OSError, ValueError) as error:
        reason, needs_space = why_not_written(path, error)
        remedy = "Free some space there, or give -o another folder." if needs_space else "Give -o another folder."
        raise CannotWrite(
            f"{path} cannot be written: {reason}.", f"{remedy} To continue, give the same command with --resume."
        ) from error


def _manifest(path: Path) -> Manifest | None:
    """What a manifest says. Raises BadFile for what is not a file, and for one that is too large."""
    found = read_manifest(_lines(path))
    if found is not None:
        return found
    return parse_manifest(read_bytes(path, _WHAT, _MOST_AT_ONCE, _ELSEWHERE).decode("utf-8", errors="replace"))


def _lines(path: Path) -> Iterator[str]:
    """The lines of a manifest or journal, those of a stranger cut. Raises BadFile as `_manifest`."""
    length = 0
    with open_ordinary(path, _WHAT) as file:
        while line := file.readline(_LONGEST):
            length += len(line)
            check_length(length, _WHAT, MAX_LIST, _ELSEWHERE, path)
            yield line.decode("utf-8", errors="replace")


def _sha256(path: Path) -> str:
    with open_ordinary(path, "file") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
