"""The folder that a pack is written into: only whole files appear in it, and a run that was stopped can be resumed.

A file is written in the hidden folder `.unfinished` and moved to its place. Before that the journal there says what it
will be, so that every file which this program has put somewhere is named in the journal or in a manifest, and no other
is ever overwritten or removed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path, PureWindowsPath
from typing import IO

from cards.errors import BadOrder, CannotWrite
from cards.pack.archive import is_archive_of_a_pack, write_archive
from cards.pack.manifest import (
    MANIFEST,
    ManifestEntry,
    Origin,
    entry_text,
    is_manifest,
    origin_text,
    parse_entry,
    parse_manifest,
    parse_origin,
)
from cards.read.files import open_ordinary, stands
from cards.read.tables import read_bytes

UNFINISHED = ".unfinished"
_MOST_SHOWN = 100

MAX_LIST = 100_000_000
"""Bytes of a manifest or a journal: 300 of each file, and a pack of 20,000 recipients has some 100,000."""


class Folder:
    """An output folder: `known` are the files in it that are as they were written, by path in the pack."""

    def __init__(self, root: Path, origin: Origin, *, resume: bool) -> None:
        """Opens the folder, which need not be there, for the pack of that origin.

        Raises BadOrder for a folder with files in it, unless to `resume`, and for one that holds another pack, whose
        files would have to go.
        """
        self.root = root
        self._origin = origin
        self._hidden = root / UNFINISHED
        self._journal = self._hidden / "journal"
        self._part = self._hidden / f"part-{os.getpid()}"
        self._is_begun = False
        self._ours: dict[str, ManifestEntry] = {}
        self.removed: list[str] = []
        self._archives: set[str] = set()
        self._folders: set[Path] = set()
        with _refusing(root):
            if resume:
                self._read()
            elif root.is_dir() and any(_counts(path.name) for path in root.iterdir()):
                raise BadOrder(
                    f"There are files in {root} already.",
                    "Give -o another folder, or --resume to go on with the pack that is in it.",
                )
            self.known = {path: entry for path, entry in self._ours.items() if self._is_intact(entry)}

    def _read(self) -> None:
        """Reads what the manifests say, then the journal, which is the newer."""
        entries: list[ManifestEntry | None] = []
        for path in self._manifests():
            found = parse_manifest(_text(path))
            if found is None:
                raise BadOrder(f"{path} is not the list of a pack.", "Move it away, or give -o another folder.")
            self._refuse_another(found.origin)
            entries += found.entries
            self._archives |= {name for name in [found.archive] if _names_archive(name)}
        if stands(self._journal):
            for line in _text(self._journal).splitlines():
                self._refuse_another(parse_origin(line))
                entries.append(parse_entry(line))
        self._ours = {entry.file: entry for entry in entries if entry is not None and _is_inside(entry.file)}

    def _refuse_another(self, found: Origin | None) -> None:
        if found is not None and not found.is_of(self._origin):
            raise BadOrder(
                f"{self.root} holds another pack, {_plain(found.title)!r}, made from {_plain(found.file)}.",
                "Give -o another folder. If this is the same pack, give its file the name and the title it had then.",
            )

    def _manifests(self) -> list[Path]:
        return sorted(path for path in self.root.glob("manifest*.json") if is_manifest(path.name))

    def _is_intact(self, entry: ManifestEntry) -> bool:
        path = self.root / entry.file
        if self._leads_out(path.parent):
            return False
        return path.is_file() and path.stat().st_size == entry.bytes and _sha256(path) == entry.sha256

    def put(self, files: Sequence[tuple[ManifestEntry, bytes]]) -> None:
        """Writes files, the journal first. Raises CannotWrite, with every file whole or not there."""
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
            self._ours[entry.file] = self.known[entry.file] = entry

    def _check(self, entry: ManifestEntry) -> None:
        """Refuses to write over somebody else's file, before the journal names it as ours. Raises CannotWrite."""
        target = self.root / entry.file
        with _refusing(target):
            self._refuse_outside(target.parent)
            if entry.file not in self._ours and target.exists() and _sha256(target) != entry.sha256:
                raise _taken(target)

    def _open_hidden(self) -> None:
        self._hidden.mkdir(parents=True, exist_ok=True)
        self._refuse_outside(self._journal)

    def _leads_out(self, path: Path) -> bool:
        """Whether a path leads out of the folder, as it does below a link to elsewhere."""
        return not path.resolve().is_relative_to(self.root.resolve())

    def _refuse_outside(self, path: Path) -> None:
        if self._leads_out(path):
            raise CannotWrite(
                f"{path} leads out of {self.root} through a link.", "Take the link away, or give -o another folder."
            )

    def finish(
        self, manifest: str, text: str, *, keep: Collection[str], archive: str, archived: Collection[str]
    ) -> None:
        """Ends a run: removes our files that nobody asks for any more, then writes the manifest and the ZIP.

        `keep` are the paths that stay, `archived` those that go into the ZIP, beside the manifest, if `archive` names
        one. Raises CannotWrite.
        """
        with _refusing(self.root):
            old = [name for name in self._archives - {archive} if is_archive_of_a_pack(self.root / name)]
            if archive:
                self._check_archive(archive)
            self._open_hidden()
            self._remove_all_but(keep)
            self._write(self.root / manifest, lambda file: file.write(text.encode("utf-8")))
            if archive:
                self._write(self.root / archive, lambda file: write_archive(file, self.root, (*archived, manifest)))
            for name in old:
                (self.root / name).unlink()
                self.removed.append(name)
            for path in self._manifests():
                if manifest == MANIFEST != path.name:
                    path.unlink()  # of a share, which is in the whole now
            shutil.rmtree(self._hidden, ignore_errors=True)

    def _remove_all_but(self, keep: Collection[str]) -> None:
        """Removes files of ours, unless somebody has changed them since, and the folders that are empty then."""
        for path, entry in self._ours.items():
            if path not in keep and self._is_intact(entry):
                target = self.root / path
                target.unlink()
                self.removed.append(path)
                if target.parent != self.root:
                    with suppress(OSError):
                        target.parent.rmdir()

    def _check_archive(self, name: str) -> None:
        """Refuses to write over a ZIP that is not of this pack, before the manifest names it as ours."""
        target = self.root / name
        if target.exists() and not (name in self._archives and is_archive_of_a_pack(target)):
            raise _taken(target)

    def _write(self, target: Path, fill: Callable[[IO[bytes]], object]) -> None:
        """A file filled in the hidden folder and moved to its place when it is complete."""
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
    """Whether a file makes a folder one that is in use: systems leave hidden files of their own in any."""
    return not name.startswith(".") or name == UNFINISHED


def _is_inside(path: str) -> bool:
    """Whether a path of a manifest lies in the pack: a manifest may come from anybody, and its files be removed."""
    parts = PureWindowsPath(path)
    return bool(parts.parts) and not parts.anchor and ".." not in parts.parts and ":" not in path


def _names_archive(name: str) -> bool:
    """Whether the ZIP that a manifest names lies beside the manifest, as ours do."""
    return _is_inside(name) and name.endswith(".zip") and len(PureWindowsPath(name).parts) == 1


def _plain(text: str) -> str:
    """The beginning of a text that anybody may have put into a list, fit to be shown."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:_MOST_SHOWN])


def _fill(file: IO[bytes], data: bytes) -> None:
    file.write(data)


def _taken(target: Path) -> CannotWrite:
    return CannotWrite(f"{target} is there already, and not of this pack.", "Move it away, or give -o another folder.")


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turns what the system says of a path into CannotWrite."""
    try:
        yield
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotWrite(
            f"{path} cannot be written: {reason}.",
            "Make room there or give -o another place; with --resume the same command then goes on.",
        ) from error


def _text(path: Path) -> str:
    """The text of a manifest or a journal. Raises BadFile for what is no file, and for one too large."""
    raw = read_bytes(path, "list of the pack", MAX_LIST, "Move it away, or give -o another folder.")
    return raw.decode("utf-8", errors="replace")


def _sha256(path: Path) -> str:
    with open_ordinary(path, "file") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
