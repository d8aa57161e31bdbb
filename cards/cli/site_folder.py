"""The folder that a site is written into: an empty one, or one that holds an earlier site of this program.

Its list of digests says which files are ours. It is written first, with the digests of the earlier files and of the new
ones, and last with those of the new ones alone. So a run that was stopped can be repeated, and no file of anybody else
is ever overwritten or removed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from cards.cli.output import write_whole
from cards.errors import BadOrder, CannotWrite
from cards.page.site import RECORD, SUMS
from cards.read.files import open_ordinary, stands
from cards.read.tables import read_bytes

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_ELSEWHERE = "Give another folder with -o, or move those files away."

_MAX_SUMS = 10_000_000
"""Bytes of a list of digests: 100 for each file, of which a site has about 1,500."""

_UNSEEN = frozenset({".git", ".DS_Store", "Thumbs.db", "desktop.ini"})
"""What systems leave in folders that people take to be empty."""


class SiteFolder:
    """A folder for a site."""

    def __init__(self, root: Path) -> None:
        """Opens the folder, which need not exist. Raises BadOrder for one with other files but no site."""
        self.root = root
        self._earlier = self._listed()
        if self._earlier is None:
            self._earlier = {}
            if root.is_dir() and any(path.name not in _UNSEEN for path in root.iterdir()):
                raise BadOrder(f"{root} already has files in it, and no site of this program.", _ELSEWHERE)

    def _listed(self) -> dict[str, set[str]] | None:
        """The digests that each of our files may have, by path; None without the list of one of our sites."""
        path = self.root / SUMS
        if not stands(path):
            return None
        text = read_bytes(path, "list of digests", _MAX_SUMS, _ELSEWHERE).decode("utf-8", errors="replace")
        found: dict[str, set[str]] = {}
        for line in text.splitlines():
            match = _LINE.fullmatch(line)
            if match is None or not _is_inside(match[2]):
                return None
            found.setdefault(match[2], set()).add(match[1])
        return found if RECORD in found else None

    def write(self, files: Mapping[str, bytes]) -> list[str]:
        """Writes the files of a site, `SUMS` among them, and removes earlier ones that it no longer has.

        Returns the paths that were removed. Raises CannotWrite, before anything is written if a path has a file that is
        not ours or that somebody has changed.
        """
        digests = {path: hashlib.sha256(data).hexdigest() for path, data in files.items() if path != SUMS}
        for path, digest in digests.items():
            self._check(path, digest)
        old = [path for path in self._earlier or {} if path not in digests and self._is_ours(path)]
        claimed = {path: {*(self._earlier or {}).get(path, ()), digest} for path, digest in digests.items()}
        claimed |= {path: (self._earlier or {})[path] for path in old}
        lines = "".join(f"{each}  {path}\n" for path, several in sorted(claimed.items()) for each in sorted(several))
        write_whole(self.root / SUMS, lines.encode("utf-8"))
        for path, digest in digests.items():
            if not self._has(path, {digest}):
                write_whole(self.root / path, files[path])
        for path in old:
            self._remove(path)
        write_whole(self.root / SUMS, files[SUMS])
        return old

    def _check(self, path: str, digest: str) -> None:
        """Raises CannotWrite if a path has something that is not ours, or leads out of the folder."""
        target = self.root / path
        for each in (target, *target.parents):
            if each == self.root:
                break
            if each.is_symlink():
                raise CannotWrite(f"{each} is a link.", "Remove it, or give another folder with -o.")
        if stands(target) and not self._has(path, {digest, *(self._earlier or {}).get(path, ())}):
            what = "was changed by somebody" if path in (self._earlier or {}) else "is not part of the earlier site"
            raise CannotWrite(f"{target} {what}.", "Nothing was written. Move that file away, then try again.")

    def _is_ours(self, path: str) -> bool:
        return self._has(path, (self._earlier or {})[path])

    def _has(self, path: str, digests: set[str]) -> bool:
        """Whether a path has a file with one of those digests."""
        target = self.root / path
        if not target.is_file() or target.is_symlink():
            return False
        with open_ordinary(target, "file") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() in digests

    def _remove(self, path: str) -> None:
        """Removes an earlier file and the folders that this leaves empty."""
        target = self.root / path
        try:
            target.unlink()
        except OSError as error:
            raise CannotWrite(f"{target} cannot be removed: {error.strerror}.", "Remove it, then try again.") from error
        for folder in target.parents:
            if folder == self.root:
                break
            with suppress(OSError):
                folder.rmdir()


def _is_inside(path: str) -> bool:
    """Whether a listed path is inside the folder: anybody may have written the list, and its files may be removed."""
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts and not set(path) & set("\\:\0")
