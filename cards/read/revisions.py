"""Earlier contents of files, as git has them at a revision.

git is asked for objects alone (`cat-file`), so nothing that a repository's settings name is started: no pager, no
filter, no text conversion. Each question has a limit of time, and each file one of size.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from cards.errors import BadOrder, setting
from cards.read.tables import MAX_BYTES, as_text, check_length

SECONDS = 30
"""The limit for one question, which takes some milliseconds."""

_LONGEST = 200
"""Characters of the name of a revision."""

_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
"""git writes nothing, asks nobody, and fetches nothing that a partial clone lacks."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit of the repository whose working tree is in the folder `root`."""

    root: Path
    commit: str

    def has(self, path: Path) -> bool:
        """Whether a path is in the working tree of the repository."""
        return path.resolve().is_relative_to(self.root)

    def text(self, path: Path) -> str | None:
        """The text of a file at the revision, None if it was not there. Raises BadFile as `read_text` does."""
        if not self.has(path):
            return None
        name = f"{self.commit}:{path.resolve().relative_to(self.root).as_posix()}"
        size = _asked(self.root, "cat-file", "-s", name)
        if size is None:
            return None
        check_length(int(size), "file", MAX_BYTES, "Compare with a later revision.", path)
        found = _asked(self.root, "cat-file", "blob", name)
        return None if found is None else as_text(found, path)


def find_revision(folder: Path, name: str) -> Revision:
    """The revision with that name in the repository that a folder is in.

    Raises BadOrder if git is not installed, if the folder is in no repository, or if it knows no such revision.
    """
    if shutil.which("git") is None:
        raise BadOrder(f"{setting('diff')} needs git, which is not installed.", "Install git, or check everything.")
    root = _asked(folder, "rev-parse", "--show-toplevel")
    if root is None:
        raise BadOrder(
            f"{folder} is not in a git repository, so there is no earlier text to compare with.",
            f"Check everything, without {setting('diff')}.",
        )
    is_plain = name.isprintable() and 0 < len(name) <= _LONGEST
    wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    commit = _asked(folder, *wanted) if is_plain else None
    if commit is None:
        raise BadOrder(
            f"{name[:_LONGEST]!r} is no revision that git knows here.",
            "Give a commit, a branch or a tag, such as main or HEAD~1; a shallow clone lacks old ones.",
        )
    return Revision(Path(os.fsdecode(root.rstrip(b"\r\n"))).resolve(), commit.decode("ascii").strip())


def _asked(folder: Path, *arguments: str) -> bytes | None:
    """What git answers in a folder, None if it refuses. Raises BadOrder if it does not answer."""
    program = shutil.which("git")
    if program is None or not folder.is_dir():
        return None
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are ours, a commit's digest and paths behind it
            [program, "--no-pager", "-C", str(folder), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env={**os.environ, **_QUIET},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BadOrder("git does not answer.", "Check that `git log` works in this folder.") from error
    return done.stdout if done.returncode == 0 else None
