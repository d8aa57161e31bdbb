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
from pathlib import Path, PureWindowsPath
from typing import IO

from cards.errors import BadOrder, CannotWrite
from cards.pack.archive import write_archive
from cards.pack.manifest import MANIFEST, Entry, entry_text, is_manifest, parse_entry, parse_manifest

UNFINISHED = ".unfinished"


class Folder:
    """An output folder: `known` are the files in it that are as they were written, by path in the pack."""

    def __init__(self, root: Path, *, resume: bool) -> None:
        """Opens the folder, which need not be there. Raises BadOrder for one with files in it, unless to `resume`."""
        self.root = root
        self._hidden = root / UNFINISHED
        self._journal = self._hidden / "journal"
        self._part = self._hidden / f"part-{os.getpid()}"
        self._ours: dict[str, Entry] = {}
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
        entries: list[Entry | None] = []
        for path in self._manifests():
            found = parse_manifest(path.read_text(encoding="utf-8", errors="replace"))
            if found is None:
                raise BadOrder(f"{path} is not the list of a pack.", "Move it away, or give -o another folder.")
            entries += found[0]
            self._archives |= {name for name in [found[1]] if name and _is_inside(name)}
        if self._journal.is_file():
            entries += map(parse_entry, self._journal.read_text(encoding="utf-8", errors="replace").splitlines())
        self._ours = {entry.file: entry for entry in entries if entry is not None and _is_inside(entry.file)}

    def _manifests(self) -> list[Path]:
        return sorted(path for path in self.root.glob("manifest*.json") if is_manifest(path.name))

    def _is_intact(self, entry: Entry) -> bool:
        path = self.root / entry.file
        return path.is_file() and path.stat().st_size == entry.bytes and _sha256(path) == entry.sha256

    def put(self, files: Sequence[tuple[Entry, bytes]]) -> None:
        """Writes files, the journal first. Raises CannotWrite, with every file whole or not there."""
        with _refusing(self.root):
            self._hidden.mkdir(parents=True, exist_ok=True)
            with self._journal.open("a", encoding="utf-8", newline="\n") as journal:
                journal.writelines(f"\n{entry_text(entry)}\n" for entry, _ in files)
        for entry, data in files:
            self._place(entry, data)
            self._ours[entry.file] = self.known[entry.file] = entry

    def _place(self, entry: Entry, data: bytes) -> None:
        target = self.root / entry.file
        with _refusing(target):
            if entry.file not in self._ours and target.exists() and _sha256(target) != entry.sha256:
                raise _taken(target)
            self._write(target, lambda file: file.write(data))

    def finish(
        self, manifest: str, text: str, *, keep: Collection[str], archive: str, archived: Collection[str]
    ) -> None:
        """Ends a run: removes our files that nobody asks for any more, then writes the manifest and the ZIP.

        `keep` are the paths that stay, `archived` those that go into the ZIP, beside the manifest, if `archive` names
        one. Raises CannotWrite.
        """
        with _refusing(self.root):
            self._hidden.mkdir(parents=True, exist_ok=True)
            self._remove_all_but(keep)
            self._write(self.root / manifest, lambda file: file.write(text.encode("utf-8")))
            if archive:
                self._archive(archive, (*archived, manifest))
            for name in self._archives - {archive}:
                (self.root / name).unlink(missing_ok=True)
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
                if target.parent != self.root:
                    with suppress(OSError):
                        target.parent.rmdir()

    def _archive(self, name: str, names: Collection[str]) -> None:
        target = self.root / name
        if name not in self._archives and target.exists():
            raise _taken(target)
        self._write(target, lambda file: write_archive(file, self.root, names))

    def _write(self, target: Path, fill: Callable[[IO[bytes]], object]) -> None:
        """A file filled in the hidden folder and moved to its place when it is complete."""
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


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
