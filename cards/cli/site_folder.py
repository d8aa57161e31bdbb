"""The folder that a site is written into: an empty one, or one that holds an earlier site of this program.

Its list of digests says which files are ours. It is written first, with the digests of the earlier files and of the new
ones, and last with those of the new ones alone. So a run that was stopped can be repeated, and no file of anybody else
is ever overwritten or removed, nor anything through a link.

Pages of the earlier site that are still open, or that a browser has kept, fetch more of the program that they belong
to. So the files of the build before this one stay for one update.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from cards.cli.output import write_whole
from cards.errors import BadOrder, CannotWrite
from cards.page.program import BUILDS
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
        self._refuse_link(SUMS)
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
        not ours or that somebody has changed, if a file is where a folder must be, or if a link would lead elsewhere.
        """
        earlier = self._earlier or {}
        digests = {path: hashlib.sha256(data).hexdigest() for path, data in files.items() if path != SUMS}
        for path, digest in digests.items():
            self._check(path, digest)
        stay = self._still_fetched(digests)
        old = [path for path in earlier if path not in digests and path not in stay and self._is_ours(path)]
        kept = {path: {digest} for path, digest in stay.items()}
        claimed = kept | {path: {*earlier.get(path, ()), digest} for path, digest in digests.items()}
        claimed |= {path: earlier[path] for path in old}
        self._list(claimed)
        for path, digest in digests.items():
            if not self._has(path, {digest}):
                write_whole(self.root / path, files[path])
        for path in old:
            self._remove(path)
        self._list(kept | {path: {digest} for path, digest in digests.items()})
        return old

    def _list(self, digests: Mapping[str, Collection[str]]) -> None:
        """Writes the list of digests, of which a file may have several while it is replaced."""
        lines = "".join(f"{each}  {path}\n" for path, several in sorted(digests.items()) for each in sorted(several))
        write_whole(self.root / SUMS, lines.encode("utf-8"))

    def _still_fetched(self, new: Mapping[str, str]) -> dict[str, str]:
        """The files of earlier builds that pages still fetch, by path with their digests.

        They are those of the last build, or the ones that were kept for it if this is the same build again.
        """
        last, builds = self._last_build(), {_build(path) for path in new} - {""}
        if not last or not builds:
            return {}
        found: dict[str, str] = {}
        for path, digests in (self._earlier or {}).items():
            build = _build(path)
            if build and build not in builds and (build == last or last in builds):
                for digest in digests:
                    if self._has(path, {digest}):
                        found[path] = digest
        return found

    def _last_build(self) -> str:
        """The build of the earlier site, by its record; "" if it had no program or its record is not ours."""
        if not self._earlier or not self._is_ours(RECORD):
            return ""
        record = json.loads(read_bytes(self.root / RECORD, "record of the site", _MAX_SUMS, _ELSEWHERE))
        return str(record.get("build", ""))

    def _check(self, path: str, digest: str) -> None:
        """Raises CannotWrite if a path has something that is not ours, or leads out of the folder."""
        target = self.root / path
        self._refuse_link(path)
        for folder in _folders(path):
            if stands(self.root / folder) and not (self.root / folder).is_dir():
                raise CannotWrite(
                    f"{self.root / folder} is a file, where the site needs a folder.",
                    "Nothing was written. Move that file away, then try again.",
                )
        if stands(target) and not self._has(path, {digest, *(self._earlier or {}).get(path, ())}):
            what = "was changed by somebody" if path in (self._earlier or {}) else "is not part of the earlier site"
            raise CannotWrite(f"{target} {what}.", "Nothing was written. Move that file away, then try again.")

    def _refuse_link(self, path: str) -> None:
        for each in (*_folders(path), path):
            if (self.root / each).is_symlink():
                raise CannotWrite(f"{self.root / each} is a link.", "Remove it, or give another folder with -o.")

    def _is_ours(self, path: str) -> bool:
        return self._has(path, (self._earlier or {})[path])

    def _has(self, path: str, digests: set[str]) -> bool:
        """Whether a path has a file with one of those digests."""
        target = self.root / path
        if not target.is_file() or any((self.root / each).is_symlink() for each in (*_folders(path), path)):
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


def _folders(path: str) -> list[str]:
    """The folders of a path, from the outermost."""
    return [str(each) for each in reversed(PurePosixPath(path).parents) if each.parts]


def _build(path: str) -> str:
    """The build whose file a path is; "" for a page."""
    parts = PurePosixPath(path).parts
    return parts[1] if len(parts) > 2 and parts[0] == BUILDS else ""


def _is_inside(path: str) -> bool:
    """Whether a listed path is inside the folder: anybody may have written the list, and its files may be removed."""
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts and not set(path) & set("\\:\0")
